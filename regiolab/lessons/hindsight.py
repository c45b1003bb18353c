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
from regiolab.lessons import renewal, seminar
from regiolab.lessons.amendments import posed
from regiolab.lessons.notepad import Notepad
from regiolab.lessons.prompts import lessons
from regiolab.views.markup import fill


@dataclass(frozen=True)
class Nothing:
    """A sentence in the place of a figure that there is nothing to draw for."""

    says: str
    kind: str = "plain"  # or an "alert"

    def __str__(self) -> str:
        return self.says

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return fill("sentences.html", kind=self.kind, lines=[self.says])


@dataclass(frozen=True)
class Hindsight:
    """The probabilities that a reader gave; in a notebook they renew themselves when others stand in the file.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a forecast: ``forecast``, ``statement``, ``guess`` and ``base`` and ``seminar`` in percent,
        ``outcome``.
    folder : pathlib.Path
        Where the answers lie.
    """

    table: pd.DataFrame
    folder: Path

    @property
    def shown(self) -> Figure | Nothing:
        """The figure; where no probability was given, a sentence that says so."""
        if self.table.empty:
            return Nothing(_("You gave no probabilities in lesson 4: answer them there, and they stand here."))
        return guesses.guessed_probabilities(self.table)

    def __str__(self) -> str:
        shown = self.shown
        return shown.description if isinstance(shown, Figure) else str(shown)

    __repr__ = __str__

    def bundles(self) -> list[dict[str, Any]]:
        """Return what a notebook shows, by mime type: always two outputs, the second empty beneath a sentence."""
        shown = self.shown
        if isinstance(shown, Figure):
            return shown.bundles()
        return [{"text/html": shown._repr_html_(), "text/plain": str(shown)}, {"text/html": "", "text/plain": ""}]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        if not renewal.live():
            display(self.shown)
            return
        renewal.show("hindsight", self.folder, lambda: hindsight(self.folder).bundles())


def hindsight(folder: str | Path = ".") -> Hindsight:
    """Draw the probabilities that the reader gave, beside outcome, base rate and the seminar's mean.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the answers lie, in ``lessons.notes.json``, and where ``class.json`` may lie.

    Returns
    -------
    Hindsight

    Examples
    --------
    >>> import tempfile
    >>> hindsight(tempfile.mkdtemp())
    You gave no probabilities in lesson 4: answer them there, and they stand here.
    """
    place = Path(folder).absolute()
    return Hindsight(given(place), place)


def given(place: Path) -> pd.DataFrame:
    """Return the probabilities that were given, a row a forecast, as :func:`hindsight` describes them."""
    pad = Notepad(place)
    known = load("forecasts").set_index("forecast")
    rows: list[dict[str, Any]] = []
    for lesson in lessons():
        for prompt in posed(lesson, place).values():
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
