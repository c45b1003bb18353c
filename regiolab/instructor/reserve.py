"""Small numbers held back: what a room may see of itself without anybody being told apart.

Two things could point at somebody: a small number, and the change of a number while everybody looks on.
Numbers below five are therefore pooled with others, so that they cannot be reckoned from what is left over,
and counts move on in steps: by five answers, or after a while in which nothing came.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Generic, NamedTuple, TypeVar

from regiolab.exercises.room import FEWEST
from regiolab.i18n import _

Name = TypeVar("Name")
Row = TypeVar("Row")
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


def crossed(grid: Mapping[Row, Mapping[Name, int]]) -> dict[Row, Pooled[Name]]:
    """Part the counts of a grid of orders row by row, so that nothing can be reckoned by its columns either.

    Where everybody places every item, what is held back in a row could be what a column lacks. What stands
    under "" belongs to no column.

    Examples
    --------
    >>> grid = {"a": {1: 23, 2: 7, 3: 0}, "b": {1: 7, 2: 20, 3: 3}, "c": {1: 0, 2: 3, 3: 27}}
    >>> {row: parted.shown for row, parted in crossed(grid).items()}
    {'a': {1: 23}, 'b': {2: 20}, 'c': {}}
    """
    found = {row: pooled(counts) for row, counts in grid.items()}
    while (cell := _next_held(grid, found)) is not None:
        row, name = cell
        shown = {other: n for other, n in found[row].shown.items() if other != name}
        found[row] = Pooled(shown, found[row].rest + grid[row][name], None)
    return found


def _next_held(grid: Mapping[Row, Mapping[Name, int]], found: Mapping[Row, Pooled[Name]]) -> tuple[Row, Name] | None:
    """Return a cell that must be held back too; None if no small number can be reckoned."""
    held = {
        (row, name)
        for row, one in found.items()
        for name in grid[row]
        if one.rest and name not in one.shown and name != ""
    }
    for row, name in sorted(held, key=str):
        column = sum(grid[each][name] for each, other in held if other == name)
        if 0 < grid[row][name] < FEWEST and (column < FEWEST or _is_sole(row, name, held)):
            places = [(each, other) for each, one in found.items() for other in one.shown if other != ""]
            # the smallest of its column, or else of its row, or else of all
            if places:
                return min(places, key=lambda at: (at[1] != name, at[0] != row, grid[at[0]][at[1]]))
    return None


def _is_sole(row: Row, name: Name, held: Set[tuple[Row, Name]]) -> bool:
    """Return whether sums leave one value alone for a cell: no way leads back to it over others held back."""
    rows, names = {row}, set[Name]()
    while True:
        more = {n for r, n in held if r in rows and (r, n) != (row, name)} - names
        if name in more:
            return False
        further = {r for r, n in held if n in more} - rows
        if not further:
            return True
        names |= more
        rows |= further


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
