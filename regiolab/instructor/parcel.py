"""A file that was handed in: its content, or why it was not read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A file that was handed in: its content, or why it was not read; and when it, or its zip, arrived.

    The time is in seconds since 1970, 0 where it is not known. `many` is how many files it stands for.
    """

    label: str
    content: bytes | None
    problem: str = ""
    arrived: float = 0.0
    many: int = 1
