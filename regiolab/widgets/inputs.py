"""What the input of a question needs to be drawn, by kind, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from regiolab.charts import theme
from regiolab.data import labels
from regiolab.i18n import _
from regiolab.lessons import replies
from regiolab.lessons.prompts import AnyPrompt
from regiolab.lessons.record import series
from regiolab.lessons.territory import tiles

FIELDS = 8  # about how many years of a line can be set as numbers


def needed(prompt: AnyPrompt) -> dict:
    """Return what the front end needs to draw the input of a question.

    Examples
    --------
    >>> from regiolab.lessons.prompts import NumberPrompt, Shown
    >>> needed(NumberPrompt(kind="number", id="n", prompt="?", most=9, reveal=[Shown(text="See.")]))["most"]
    9.0
    """
    return _INPUTS.get(prompt.kind, lambda _prompt: {})(prompt)


def _options(items: Iterable[Any]) -> list[dict]:
    return [{"id": name, "text": text} for name, text in replies.texts(items).items()]


def _number(prompt: AnyPrompt) -> dict:
    return {"least": prompt.least, "most": prompt.most, "step": prompt.step, "unit": _(prompt.unit)}


def _line(prompt: AnyPrompt) -> dict:
    known = series(prompt.record)
    years = replies.years(prompt)
    first, last = min(known), max(known)
    apart = max(1, round(len(years) / FIELDS))
    fields = [*years[::apart], *([years[-1]] if (len(years) - 1) % apart else [])]
    return {
        **_number(prompt),
        "label": _(prompt.label) if prompt.label else "",
        "years": [first, last],
        "ticks": [year for year in range(first, last + 1) if year % (5 if last - first <= 40 else 10) == 0],
        "given": [[year, known[year]] for year in sorted(prompt.given)],
        "fields": fields,
    }


def _place(prompt: AnyPrompt) -> dict:
    blocs, models = labels.short_names(), labels.model_names()
    return {
        "blocs": [{"id": bloc, "text": blocs[bloc], "colour": theme.colour(bloc)} for bloc in prompt.units],
        "economic": [{"id": name, "text": models[name]} for name in replies.ECONOMIC_CELLS],
        "political": [{"id": name, "text": models[name]} for name in replies.POLITICAL_CELLS],
    }


_INPUTS: dict[str, Callable[[AnyPrompt], dict]] = {
    "number": _number,
    "choice": lambda prompt: {"options": _options(prompt.options)},
    "several": lambda prompt: {"options": _options(prompt.options)},
    "order": lambda prompt: {"items": _options(prompt.items)},
    "groups": lambda prompt: {"items": _options(prompt.items), "groups": _options(prompt.groups)},
    "line": _line,
    "states": lambda prompt: {"tiles": tiles(prompt.states)},
    "place": _place,
    "words": lambda prompt: {"rows": prompt.rows, "longest": prompt.longest},
}
