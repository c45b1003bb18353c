"""What came after what: the changes of a file, counted and by whom, without any clock.

Every notebook that opens a file of answers takes a random name. A history is the list of spans of
changes, each by one such writer. One copy of a file comes after another if the other's history is the
beginning of its own; two copies of which this holds neither way went different ways.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST = 5000  # spans; they are many only where two notebooks take turns at every change
Relation = Literal["same", "newer", "older", "apart"]


class Span(BaseModel):
    """Some changes in a row by one writer."""

    model_config = ConfigDict(extra="forbid")

    writer: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    changes: Annotated[int, Field(ge=1, le=10**6)]


def new_writer() -> str:
    """Return a random name for a writer.

    Examples
    --------
    >>> len(new_writer())
    8
    """
    return secrets.token_hex(4)


def length(history: list[Span]) -> int:
    """Return the number of changes."""
    return sum(span.changes for span in history)


def extended(history: list[Span], writer: str) -> list[Span]:
    """Return a history with one more change.

    Examples
    --------
    >>> once = extended([], "0123abcd")
    >>> [(span.writer, span.changes) for span in extended(once, "0123abcd")]
    [('0123abcd', 2)]
    """
    if history and history[-1].writer == writer:
        last = Span(writer=writer, changes=history[-1].changes + 1)
        return [*history[:-1], last]
    longer = [*history, Span(writer=writer, changes=1)]
    if len(longer) > MOST:
        # a copy from before will count as another history, and both are kept
        longer[:2] = [Span(writer=longer[0].writer, changes=longer[0].changes + longer[1].changes)]
    return longer


def relation(other: list[Span], mine: list[Span]) -> Relation:
    """Return how another copy stands to mine.

    Examples
    --------
    >>> mine = extended([], "aaaaaaaa")
    >>> relation(extended(mine, "bbbbbbbb"), mine), relation(extended([], "bbbbbbbb"), mine)
    ('newer', 'apart')
    """
    if other == mine:
        return "same"
    if _begins(mine, other):
        return "newer"
    return "older" if _begins(other, mine) else "apart"


def _begins(first: list[Span], longer: list[Span]) -> bool:
    """Return whether the second history begins with the first."""
    if not first:
        return True
    if len(first) > len(longer) or first[:-1] != longer[: len(first) - 1]:
        return False
    last, there = first[-1], longer[len(first) - 1]
    return last.writer == there.writer and last.changes <= there.changes
