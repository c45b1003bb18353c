"""A reply to a question of a lesson: whether it is one, what it says in words, and one made by a script."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from regiolab.charts.grid import ECONOMIC, POLITICAL
from regiolab.data import labels
from regiolab.errors import InvalidValue
from regiolab.i18n import _, format_list, number, worded
from regiolab.lessons.prompts import AnyPrompt
from regiolab.lessons.territory import states

ECONOMIC_CELLS = tuple(ECONOMIC)
POLITICAL_CELLS = tuple(name for name in POLITICAL if name != "none")


def check(prompt: AnyPrompt, value: Any) -> Any:
    """Return a reply as it is kept.

    Raises
    ------
    InvalidValue
        If it is no reply to this question: what is wrong with it.

    Examples
    --------
    >>> from regiolab.lessons.prompts import NumberPrompt, Shown
    >>> asked = NumberPrompt(kind="number", id="n", prompt="How many?", most=10, reveal=[Shown(text="Five.")])
    >>> check(asked, "7")
    7.0
    """
    return _CHECKS[prompt.kind](prompt, value)


def said(prompt: AnyPrompt, value: Any) -> str:
    """Return a reply in words.

    Examples
    --------
    >>> from regiolab.lessons.prompts import NumberPrompt, Shown
    >>> asked = NumberPrompt(kind="number", id="n", prompt="?", most=10, unit="schemes", reveal=[Shown(text="Five.")])
    >>> said(asked, 7.0)
    '7 schemes'
    """
    return _WORDS[prompt.kind](prompt, value)


def scripted(prompt: AnyPrompt) -> Any:
    """Return a reply that a script gives, so that every figure is drawn where nobody answers."""
    return check(prompt, _SCRIPTS[prompt.kind](prompt))


def texts(items: Iterable[Any]) -> dict[str, str]:
    """Return the words of options, items or groups by their ids."""
    return {item.id: _(item.text) for item in items}


def measured(prompt: AnyPrompt, value: float) -> str:
    """Return a number with the question's unit."""
    # as fine as the question asks, and one digit where a mean falls between its steps
    finest = f"{getattr(prompt, 'step', 1):g}".partition(".")[2]
    digits = 0 if float(value).is_integer() else max(1, len(finest))
    told = number(float(value), digits)
    unit = getattr(prompt, "unit", "")
    if value == 1:
        unit = getattr(prompt, "unit_one", "") or unit
    return f"{told} {_(unit)}" if unit else told


# -- whether it is a reply -------------------------------------------------------------------------


def _number(prompt: AnyPrompt, value: Any) -> float:
    try:
        if isinstance(value, bool):
            raise ValueError
        found = float(value)
        if not math.isfinite(found):
            raise ValueError
    except (TypeError, ValueError, OverflowError):
        raise InvalidValue(_("Give a number.")) from None
    least, most = (1, 99) if prompt.kind == "probability" else (prompt.least, prompt.most)
    if not least <= found <= most:
        text = _("Give a number from {least} to {most}.")
        raise InvalidValue(text.format(least=number(least, None, trim=True), most=number(most, None, trim=True)))
    return found


def _probability(prompt: AnyPrompt, value: Any) -> int:
    found = _number(prompt, value)
    if found != round(found):
        raise InvalidValue(_("Give the probability as a whole number of percent."))
    return int(found)


def _choice(prompt: AnyPrompt, value: Any) -> str:
    if not isinstance(value, str) or value not in texts(prompt.options):
        raise InvalidValue(_("Choose one of the answers."))
    return value


def _several(prompt: AnyPrompt, value: Any) -> list[str]:
    # in the order of the options: two that chose the same gave the same answer
    return [name for name in texts(prompt.options) if name in _some(value, texts(prompt.options))]


def _states(prompt: AnyPrompt, value: Any) -> list[str]:
    return sorted(_some(value, states(prompt.states)))


def _some(value: Any, known: Iterable[str]) -> set[str]:
    if not isinstance(value, list | tuple | set) or not all(isinstance(name, str) for name in value):
        raise InvalidValue(_("Choose among the answers."))
    if set(value) - set(known):
        raise InvalidValue(_("Choose among the answers that are offered."))
    return set(value)


def _order(prompt: AnyPrompt, value: Any) -> list[str]:
    known = texts(prompt.items)
    if not isinstance(value, list | tuple) or sorted(map(str, value)) != sorted(known):
        raise InvalidValue(_("Put every item in its place, each once."))
    return list(value)


def _groups(prompt: AnyPrompt, value: Any) -> dict[str, str]:
    items, groups = texts(prompt.items), texts(prompt.groups)
    if not isinstance(value, Mapping) or set(value) != set(items) or not set(value.values()) <= set(groups):
        raise InvalidValue(_("Put every item into one of the groups."))
    return {name: value[name] for name in items}


def _line(prompt: AnyPrompt, value: Any) -> dict[str, float]:
    wanted = years(prompt)
    try:
        found = {int(year): float(point) for year, point in dict(value).items()}
    except (TypeError, ValueError, OverflowError):
        raise InvalidValue(_("Draw the line over the years.")) from None
    if set(found) != set(wanted):
        text = _("Draw the line over all years from {first} to {last}.")
        raise InvalidValue(text.format(first=wanted[0], last=wanted[-1]))
    if not all(math.isfinite(point) and prompt.least <= point <= prompt.most for point in found.values()):
        text = _("The line runs between {least} and {most}.")
        raise InvalidValue(text.format(least=measured(prompt, prompt.least), most=measured(prompt, prompt.most)))
    # JSON names are texts
    return {str(year): found[year] for year in wanted}


def _place(prompt: AnyPrompt, value: Any) -> dict[str, list[str]]:
    if not isinstance(value, Mapping) or set(value) != set(prompt.units):
        raise InvalidValue(_("Put every bloc into a cell of the grid."))
    placed = {}
    for bloc in prompt.units:
        cell = value[bloc]
        if (
            not isinstance(cell, list | tuple)
            or len(cell) != 2
            or cell[0] not in ECONOMIC_CELLS
            or cell[1] not in POLITICAL_CELLS
        ):
            raise InvalidValue(_("Put every bloc into a cell of the grid."))
        placed[bloc] = list(cell)
    return placed


def _written(prompt: AnyPrompt, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue(_("Write a few words, or pass over."))
    if len(value) > prompt.longest:
        raise InvalidValue(_("Write at most {n} letters.").format(n=prompt.longest))
    return value.strip()


def years(prompt: AnyPrompt) -> list[int]:
    """Return the years over which a line is to be drawn."""
    from regiolab.lessons.record import series

    return [year for year in sorted(series(prompt.record)) if year not in prompt.given]


_CHECKS: dict[str, Callable[[AnyPrompt, Any], Any]] = {
    "number": _number,
    "probability": _probability,
    "choice": _choice,
    "several": _several,
    "order": _order,
    "groups": _groups,
    "line": _line,
    "states": _states,
    "place": _place,
    "words": _written,
}


# -- in words --------------------------------------------------------------------------------------


def _some_words(names: Iterable[str], known: Mapping[str, str]) -> str:
    return format_list([known[name] for name in names]) or _("none")


def _grouped(prompt: AnyPrompt, value: Mapping[str, str]) -> str:
    items, groups = texts(prompt.items), texts(prompt.groups)
    return "; ".join(f"{items[name]}: {groups[group]}" for name, group in value.items())


def _drawn(prompt: AnyPrompt, value: Mapping[str, float]) -> str:
    points = {int(year): point for year, point in value.items()}
    first, last = min(points), max(points)
    text = _("a line from {start} in {first} to {end} in {last}")
    return text.format(
        start=measured(prompt, points[first]), first=first, end=measured(prompt, points[last]), last=last
    )


def _placed(_prompt: AnyPrompt, value: Mapping[str, list[str]]) -> str:
    blocs, models = labels.short_names(), labels.model_names()
    told = [f"{blocs[bloc]}: {models[cell[0]]}, {models[cell[1]]}" for bloc, cell in value.items()]
    return "; ".join(told)


_WORDS: dict[str, Callable[[AnyPrompt, Any], str]] = {
    "number": measured,
    "probability": lambda _prompt, value: worded("{n:.0%}", n=value / 100),
    "choice": lambda prompt, value: texts(prompt.options)[value],
    "several": lambda prompt, value: _some_words(value, texts(prompt.options)),
    "order": lambda prompt, value: " → ".join(texts(prompt.items)[name] for name in value),
    "groups": _grouped,
    "line": _drawn,
    "states": lambda prompt, value: _some_words(value, states(prompt.states)),
    "place": _placed,
    "words": lambda _prompt, value: str(value),
}


# -- by a script -----------------------------------------------------------------------------------


_SCRIPTS: dict[str, Callable[[AnyPrompt], Any]] = {
    "number": lambda prompt: prompt.least + (prompt.most - prompt.least) / 2 // prompt.step * prompt.step,
    "probability": lambda prompt: 50,
    "choice": lambda prompt: prompt.options[0].id,
    "several": lambda prompt: [prompt.options[0].id],
    "order": lambda prompt: [item.id for item in prompt.items],
    "groups": lambda prompt: {item.id: prompt.groups[0].id for item in prompt.items},
    "line": lambda prompt: dict.fromkeys(years(prompt), (prompt.least + prompt.most) / 2),
    "states": lambda prompt: sorted(states(prompt.states))[:2],
    "place": lambda prompt: {bloc: [ECONOMIC_CELLS[0], POLITICAL_CELLS[0]] for bloc in prompt.units},
    "words": lambda prompt: "…",
}
