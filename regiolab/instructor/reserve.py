"""Small numbers held back: what a room may see of itself without anybody being told apart.

Two things could point at somebody: a small number, and the change of a number while everybody looks on.
Numbers below five are therefore pooled with others, so that they cannot be reckoned from what is left over,
and counts move on in steps: by five answers, or after a while in which nothing came.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from regiolab.exercises.room import FEWEST
from regiolab.i18n import _

Name = TypeVar("Name")
QUIET = 60.0  # seconds without anything new after which a smaller step is made
PAIR = 2  # answers that such a step holds at least: one alone would be somebody's


class Pooled(NamedTuple, Generic[Name]):
    """Counts as a room may see them.

    Attributes
    ----------
    shown : dict
        The counts that are shown.
    rest : int
        The sum of the others: 0 or at least five, unless all together are fewer.
    most : name or None
        The one that nearly all gave, of which only a least number is told: then nothing else is shown.
    """

    shown: dict[Name, int]
    rest: int
    most: Name | None

    @property
    def least(self) -> int:
        """How many gave at least what nearly all gave."""
        return self.rest - FEWEST + 1


def pooled(counts: Mapping[Name, int]) -> Pooled[Name]:
    """Part counts into those that are shown and the sum of the rest.

    If the small ones together are fewer than five, the smallest of the others joins them; where that leaves
    nothing, what nearly all gave is told as a least number.

    Examples
    --------
    >>> pooled({"a": 20, "b": 4, "c": 3})[:2], pooled({"a": 20, "b": 7, "c": 3})[:2], pooled({"a": 9, "b": 0})[:2]
    (({'a': 20}, 7), ({'a': 20}, 10), ({'a': 9}, 0))
    >>> nearly = pooled({"a": 25, "b": 2})
    >>> nearly.shown, nearly.most, nearly.least
    ({}, 'a', 23)
    """
    shown = {name: n for name, n in counts.items() if n >= FEWEST}
    total = sum(counts.values())
    rest, most = total - sum(shown.values()), None
    while 0 < rest < FEWEST and shown:
        least = min(reversed(shown), key=lambda name: shown[name])
        if len(shown) == 1 and total - FEWEST + 1 >= FEWEST:
            most = least
        rest += shown.pop(least)
    return Pooled(shown, rest, most)


def said(n: int) -> str:
    """Return a number in words that hold small ones back.

    Examples
    --------
    >>> said(27), said(3), said(0)
    ('27', 'fewer than five', '0')
    """
    return str(n) if n >= FEWEST or n == 0 else _("fewer than five")


class Steps:
    """What a page tells of some answers: it follows what comes in by steps that hold several people's.

    Examples
    --------
    >>> steps = Steps()
    >>> steps.take(dict.fromkeys("abcde", "yes"), 0), steps.take(dict.fromkeys("abcdef", "yes"), 2)
    (True, False)
    >>> sorted(steps.kept)
    ['a', 'b', 'c', 'd', 'e']
    """

    def __init__(self) -> None:
        self.kept: dict = {}
        self._latest: dict = {}
        self._since = 0.0

    def take(self, given: Mapping, now: float) -> bool:
        """Take what has come in, by the id of who gave it; return whether what is told has changed."""
        if given != self._latest:
            self._latest, self._since = dict(given), now
        # of fewer than five nothing was shown yet, so that there is nothing to compare with
        before = self.kept if len(self.kept) >= FEWEST else {}
        differing = [name for name in {*before, *given} if before.get(name) != given.get(name)]
        least = PAIR if now - self._since >= QUIET else FEWEST
        if len(given) >= FEWEST and len(differing) < least:
            return False
        changed = self.kept != given
        self.kept = dict(given)
        return changed
