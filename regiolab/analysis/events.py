"""Find events."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from regiolab.analysis.membership import check_bloc
from regiolab.data import load, schema
from regiolab.errors import unknown
from regiolab.i18n import _
from regiolab.words import split

LESSONS = ("01", "03", "04", "05")


def select_events(
    *,
    blocs: Iterable[str] = (),
    lesson: str | None = None,
    kinds: Iterable[str] = (),
    first: int | None = None,
    last: int | None = None,
) -> list[str]:
    """Return the identifiers of events that fit every condition given, oldest first.

    Parameters
    ----------
    blocs : iterable of str
        Schemes, one of which the event must concern.
    lesson : {"01", "03", "04", "05"}, optional
        The lesson whose chronicle it belongs to.
    kinds : iterable of str
        Kinds of event; ``codebook("events")`` lists them.
    first, last : int, optional
        Years, both included.

    Returns
    -------
    list of str

    Raises
    ------
    UnknownName
        For an unknown scheme, kind or lesson.

    Examples
    --------
    >>> "2008_unasur_treaty" in select_events(blocs=["unasur"], first=2008, last=2008)
    True
    """
    table = load("events")
    for kind in (kinds := set(kinds)):
        if kind not in schema.table("events")["kind"].enum:
            raise unknown(_("a kind of event"), kind, schema.table("events")["kind"].enum)
    if lesson is not None and lesson not in LESSONS:
        raise unknown(_("the number of a lesson"), lesson, LESSONS)
    fits = pd.Series(True, index=table.index)
    if wanted := {check_bloc(bloc) for bloc in blocs}:
        fits &= table["blocs"].map(lambda cell: _holds(cell, wanted))
    if lesson:
        fits &= table["lessons"].map(lambda cell: _holds(cell, {lesson}))
    if kinds:
        fits &= table["kind"].astype(str).isin(kinds)
    if first:
        fits &= table["date"].dt.year >= first
    if last:
        fits &= table["date"].dt.year <= last
    return table[fits].sort_values(["date", "event"])["event"].tolist()


def _holds(cell: object, wanted: set[str]) -> bool:
    """Say whether a cell of names separated by semicolons holds one of those wanted."""
    return not wanted.isdisjoint(split(cell))
