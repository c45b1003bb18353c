"""Files that are not read, in few lines: some by name, more of them counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from regiolab.errors import shown
from regiolab.i18n import _, format_list, ngettext
from regiolab.instructor import platform
from regiolab.instructor.parcel import Piece
from regiolab.instructor.platform import Person

NAMED = 20  # of one zip or folder that are named one by one
MOST_PEOPLE = 5000  # who are asked whether they handed in anything else
KINDS = 6  # endings that are counted apart


class Strays:
    """What was not read in one zip or folder, by reason.

    Parameters
    ----------
    label : str
        The zip or folder.
    """

    def __init__(self, label: str) -> None:
        self._label = label
        self._first: dict[str, list[Piece]] = {}
        self._kinds: dict[str, Counter[str]] = {}
        self._people: dict[str, dict[Person, None]] = {}

    def take(self, piece: Piece, why: str = "") -> None:
        """Take a file that was not read; `why` stands for reasons that differ in their words."""
        why = why or piece.problem
        first = self._first.setdefault(why, [])
        if len(first) < NAMED:
            first.append(piece)
        self._kinds.setdefault(why, Counter())[_kind(piece.label)] += 1
        people = self._people.setdefault(why, {})
        if len(people) < MOST_PEOPLE and (who := platform.person(piece.label)):
            people[who] = None

    def pieces(self) -> Iterator[Piece]:
        """Yield each by itself, or where they are many one for all of a reason."""
        for why, kinds in self._kinds.items():
            n = kinds.total()
            if n <= NAMED:
                yield from self._first[why]
            else:
                first = self._first[why][0]
                text = _("{n} files in it were not read ({kinds}), the first of them {file}: {reason}")
                of = kinds.most_common(KINDS)
                named = [f"{times} {kind}" for kind, times in of]
                if rest := n - sum(times for _kind, times in of):
                    named.append(ngettext("{n} other", "{n} others", rest).format(n=rest))
                name = shown(first.label.removeprefix(f"{self._label}/"), 80)
                reason = text.format(n=n, kinds=format_list(named), file=name, reason=first.problem)
                yield Piece(self._label, None, reason, people=tuple(self._people.get(why, ())))


def _kind(label: str) -> str:
    ending = PurePosixPath(label).suffix.lower()
    return shown(ending, 12) if 1 < len(ending) <= 12 else _("without an ending")
