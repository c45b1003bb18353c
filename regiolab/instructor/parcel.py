"""A file that was handed in: its content, or why it was not read."""

from __future__ import annotations

from dataclasses import dataclass

from regiolab.instructor.platform import Person


@dataclass(frozen=True)
class Piece:
    """A file that was handed in: its content, or why it was not read; and when it, or its zip, arrived.

    The time is in seconds since 1970, 0 where it is not known. Of several files for which one line
    stands, `people` are those whom a platform names as having handed them in.
    """

    label: str
    content: bytes | None
    problem: str = ""
    arrived: float = 0.0
    people: tuple[Person, ...] = ()
