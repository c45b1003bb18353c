"""The probabilities that a reader gave the article's forecasts, beside what came of them.

They are hindsight: who reads today may know. What counts is to see where one was sure and wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from regiolab.charts import Figure, guesses
from regiolab.data import load
from regiolab.i18n import _
from regiolab.lessons import seminar
from regiolab.lessons.notepad import Notepad
from regiolab.lessons.prompts import lessons, prompts
from regiolab.views.markup import fill


@dataclass(frozen=True)
class Nothing:
    """A sentence in the place of a figure that there is nothing to draw for."""

    says: str

    def __str__(self) -> str:
        return self.says

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return fill("sentences.html", kind="plain", lines=[self.says])


def hindsight(folder: str | Path = ".") -> Figure | Nothing:
    """Draw the probabilities that the reader gave, beside outcome, base rate and the seminar's mean.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the answers lie, in ``lessons.notes.json``, and where ``class.json`` may lie.

    Returns
    -------
    Figure or Nothing
        The figure's table has one row a forecast: ``forecast``, ``statement``, ``guess`` and ``base`` and
        ``seminar`` in percent, ``outcome``. Where no probability was given, a sentence that says so.

    Examples
    --------
    >>> import tempfile
    >>> hindsight(tempfile.mkdtemp())
    You gave no probabilities in lesson 4: answer them there, and run this cell again.
    """
    place = Path(folder).absolute()
    rows = given(place)
    if rows.empty:
        return Nothing(_("You gave no probabilities in lesson 4: answer them there, and run this cell again."))
    return guesses.guessed_probabilities(rows)


def given(place: Path) -> pd.DataFrame:
    """Return the probabilities that were given, a row a forecast, as :func:`hindsight` describes them."""
    pad = Notepad(place)
    known = load("forecasts").set_index("forecast")
    rows: list[dict[str, Any]] = []
    for lesson in lessons():
        for prompt in prompts(lesson, place).values():
            reply = pad.of(prompt.id, prompt.kind) if prompt.kind == "probability" else None
            if reply is None or not isinstance(reply.first, int) or prompt.forecast not in known.index:
                continue
            row = known.loc[prompt.forecast]
            told = seminar.counts(place, prompt.id)
            rows.append(
                {
                    "forecast": prompt.forecast,
                    "statement": str(row["statement"]),
                    # the first answer: a later one may know the outcome from lesson 5
                    "guess": reply.first,
                    "outcome": str(row["verdict"]),
                    "base": float(row["base_rate"]) * 100,
                    "seminar": float("nan") if told is None else seminar.mean(told),
                }
            )
    return pd.DataFrame(rows, columns=["forecast", "statement", "guess", "outcome", "base", "seminar"])
