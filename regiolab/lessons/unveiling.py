"""What appears once a question is answered: the difference, the guess beside the record, and what was asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from regiolab.charts import guesses
from regiolab.charts.ruler import marked
from regiolab.errors import InvalidValue
from regiolab.exercises.look import figure
from regiolab.i18n import _
from regiolab.lessons import difference, seminar
from regiolab.lessons.prompts import AnyPrompt, Shown
from regiolab.lessons.replies import measured, texts


def parts(prompt: AnyPrompt, value: Any, folder: Path) -> Iterator[Any]:
    """Yield what is shown of an answered question, one thing after the other.

    Parameters
    ----------
    prompt : Prompt
    value : object
        The reply, or None where the question was passed over.
    folder : pathlib.Path
        Where ``class.json`` may lie.

    Yields
    ------
    str, Figure or listing
        A string is Markdown.

    Raises
    ------
    InvalidValue, UnknownName
        If the question names what does not exist.
    """
    told = None if value is None else seminar.counts(folder, prompt.id)
    if value is not None:
        yield from _told(prompt, value, told)
    else:
        yield from _unasked(prompt)
    if (beside := _beside(prompt, value, told)) is not None:
        yield beside
    for item in prompt.reveal:
        yield _made(prompt, item, value)


def _told(prompt: AnyPrompt, value: Any, told: Any) -> Iterator[str]:
    said = [difference.sentence(prompt, value)]
    if prompt.kind == "choice" and value in prompt.says:
        said.append(_(prompt.says[value]))
    if told is not None and prompt.kind != "place":
        said.append(seminar.sentence(prompt, told))
    if text := " ".join(filter(None, said)):
        yield f"**{text}**" if prompt.kind != "choice" else text


def _unasked(prompt: AnyPrompt) -> Iterator[str]:
    """Yield what is told where nothing was answered: the answer, and what would have been said to each."""
    if text := difference.told(prompt):
        yield text
    if prompt.kind == "choice" and prompt.says:
        known = texts(prompt.options)
        yield "\n".join(f"- *{known[name]}*: {_(says)}" for name, says in prompt.says.items())


def _beside(prompt: AnyPrompt, value: Any, told: Any) -> Any:
    """Return the figure in which the guess stands beside the answer; None where words do."""
    right = difference.answer(prompt)
    if prompt.kind == "line":
        years = sorted(right)
        series = pd.DataFrame({"year": years, "value": [right[year] for year in years]})
        drawn = {int(year): point for year, point in (value or {}).items()}
        return guesses.guessed_line(series, drawn, title=_(prompt.label or prompt.prompt), unit=_(prompt.unit))
    if prompt.kind == "states":
        return guesses.guessed_states(value or [], right, prompt.states)
    if prompt.kind == "place":
        units = {bloc: tuple(pair) for bloc, pair in prompt.units.items()}
        placed = None if told is None else seminar.placings(told)
        return guesses.guessed_places(value or {}, units, seminar=placed)
    marked = any(item.mark for item in prompt.reveal)
    if prompt.kind == "number" and right is not None and value is not None and not marked:
        return guesses.guessed_number(value, right, prompt.least, prompt.most, unit=_(prompt.unit))
    return None


def _made(prompt: AnyPrompt, item: Shown, value: Any) -> Any:
    if item.text is not None:
        return _(item.text)
    if item.figure is not None:
        drawn = figure(item.figure, item.options)
        if item.mark and value is not None and prompt.kind == "number":
            label = _("you: {value}").format(value=measured(prompt, value))
            # the axis counts as the record does before it is multiplied into the question's unit
            at = float(value) / (prompt.record.times if prompt.record else 1)
            return marked(drawn, item.mark, at, label, item.panel)
        return drawn
    import regiolab

    try:
        return getattr(regiolab, str(item.view))(*item.arguments, **item.options)
    except TypeError as error:
        text = _("the view {name} cannot be shown with these options ({reason}).")
        raise InvalidValue(text.format(name=item.view, reason=error)) from None
