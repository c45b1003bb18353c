"""The roster: which student stands behind a pseudonym. The instructor's alone; it enters no feedback.

A CSV with a column ``pseudonym``; all its other columns are handed on to the files for Canvas and
Moodle. The simplest roster is a gradebook exported from there, with that column added.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from regiolab.data.delimited import Sheet, nearest, read_sheet
from regiolab.errors import InvalidValue, shown
from regiolab.i18n import _
from regiolab.instructor import texts

PSEUDONYM = "pseudonym"
LARGEST = 50_000_000  # bytes
NO_STUDENTS = ("student, test", "test student", "muted")
TRIES = 100  # names for which one that is like them is looked for
MOST_COMPARED = 5_000  # pseudonyms that they are compared with


@dataclass(frozen=True)
class Roster:
    """Rows of the roster by pseudonym, as its file has them."""

    columns: tuple[str, ...] = ()
    rows: dict[str, dict[str, str]] | None = None
    doubtful: frozenset[str] = frozenset()  # pseudonyms that stand for two

    def of(self, student: str) -> dict[str, str]:
        """Return a student's row, empty if there is none."""
        return (self.rows or {}).get(student, {})

    def __contains__(self, student: str) -> bool:
        return student in (self.rows or {})


def read(path: Path) -> tuple[Roster, list[tuple[str, str]]]:
    """Read a roster, with the place and reason of what is odd in it.

    Raises
    ------
    InvalidValue
        If it cannot be read or has no column ``pseudonym``.
    """
    sheet = table(path, (PSEUDONYM,))
    found: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    doubtful: set[str] = set()
    flaws = noted(sheet)
    for line, row in sheet.rows():
        given = texts.uncelled(row[PSEUDONYM]).strip()
        name = texts.student(given, "") if given else ""
        if not name and _is_no_student(row):
            continue
        if not name:
            flaws.append((place(line), _("the pseudonym is missing, so the row was left out")))
        elif name not in found:
            found[name], lines[name] = row, line
        elif found[name] != row:
            text = _(
                "the pseudonym stands in line {n} with other values already: {one} and {other} cannot both be "
                "'{name}', and points are handed over for neither"
            )
            one, other = (shown(_face(item), 60) for item in (found[name], row))
            flaws.append((place(line), text.format(n=lines[name], one=one, other=other, name=shown(name))))
            doubtful.add(name)
    columns = tuple(name for name in sheet.columns if name != PSEUDONYM)
    return Roster(columns, found, frozenset(doubtful)), flaws


class Alike:
    """Finds the pseudonym that is most like another."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {texts.folded(name): name for name in known}
        # all are compared with each other: only where that takes no time
        self._left = TRIES if len(self._known) <= MOST_COMPARED else 0

    def near(self, name: str) -> str:
        """Return it; empty if none is like it.

        Examples
        --------
        >>> alike = Alike(["ceibo", "ombú"])
        >>> alike.near("CEIBO"), alike.near("seibo"), alike.near("xyz")
        ('ceibo', 'ceibo', '')
        """
        name = texts.folded(name)
        if name in self._known:
            return self._known[name]
        if not self._left:
            return ""
        self._left -= 1
        found = difflib.get_close_matches(name, self._known, n=1, cutoff=0.75)
        return self._known[found[0]] if found else ""


def _is_no_student(row: dict[str, str]) -> bool:
    """Return whether a row of a gradebook's export is none of a student: maxima, posting, Canvas' test student."""
    first = next((cell.strip().casefold() for name, cell in row.items() if name != PSEUDONYM and cell.strip()), "")
    return "points possible" in first or "manual posting" in first or first in NO_STUDENTS


def _face(row: dict[str, str]) -> str:
    return next((cell.strip() for name, cell in row.items() if name != PSEUDONYM and cell.strip()), "—")


def place(line: int) -> str:
    """Name a line of a file."""
    return _("line {n}").format(n=line)


def noted(sheet: Sheet) -> list[tuple[str, str]]:
    """Return place and reason of what had to be assumed to read a table."""
    return [(place(note.line) if note.line else "", note.message.rstrip(".")) for note in sheet.notes]


def table(path: Path, needed: tuple[str, ...], known: tuple[str, ...] = ()) -> Sheet:
    """Read a small table of the instructor's; names of columns that are known are written as they should be.

    Raises
    ------
    InvalidValue
        If it cannot be read, or a column that is needed is missing.
    """
    if path.is_file() and path.stat().st_size > LARGEST:
        raise InvalidValue(_("{file} is too large to be a table of a class.").format(file=path))
    sheet = read_sheet(path, (*needed, *known), assume=True, pad=True)
    plain = {name: name.strip() for name in sheet.columns}
    plain = {name: low if (low := text.lower()) in (*needed, *known) else text for name, text in plain.items()}
    for name in needed:
        if name not in plain.values():
            near = nearest(name, sheet.columns)
            cure = _("is '{near}' meant?").format(near=near) if near else _("its first row must name the columns.")
            text = _("{file}, line 1: there is no column '{name}': {cure}")
            raise InvalidValue(text.format(file=path.name, name=name, cure=cure))
    return replace(sheet, columns={plain[name]: cells for name, cells in sheet.columns.items()})
