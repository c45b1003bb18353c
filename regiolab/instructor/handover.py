"""Points for Canvas and Moodle: only rows that their importers give to the right student, and no blank cell.

Read in their own sources. Canvas (`lib/gradebook_importer.rb`) looks for a student by ``ID``, then by
``SIS User ID`` and ``SIS Login ID``, then by name, which two may share; a row whose first cell contains
"Points Possible" sets the maxima; a blank cell where there is a grade is a change, and erases it. Moodle
(`grade/import/csv/classes/load_data.php`) passes over a blank identifier and so gives the row to the
student above, stops at an unknown one, and takes a blank point for none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import shown
from regiolab.i18n import _, ngettext
from regiolab.instructor import identity, workbook
from regiolab.instructor.platform import CANVAS, Person
from regiolab.instructor.roster import Roster

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
CANVAS_IDS = ("ID", "SIS User ID", "SIS Login ID")
POINTS_POSSIBLE = "    Points Possible"  # how Canvas names the row of the points possible
APART = "one_by_one"  # the folder of files with one column each
# what Moodle knows a student by, as its own exports name it in the three languages
MOODLE_IDS = (
    "email address", "email", "e-mail", "dirección de correo", "correo electrónico", "dirección email",
    "endereço de email", "endereço de e-mail", "id number", "número de id", "número de identificação", "idnumber",
    "username", "nombre de usuario", "identificação de usuário", "usuario", "nome de usuário", "user id",
)  # fmt: skip

Points = tuple[float | int | None, ...]


@dataclass(frozen=True)
class _Row:
    student: str
    people: tuple[Person, ...]
    points: Points
    says: tuple[str, ...]  # for Moodle, an exercise each
    settled: bool


class Handover:
    """Collects what is handed over, and writes it when everybody is known.

    Parameters
    ----------
    people : Roster
    parts : list of list of (str, float)
        For each exercise its columns, with the points possible.
    """

    def __init__(self, people: Roster, parts: Sequence[Sequence[tuple[str, float]]]) -> None:
        self._people = people
        self._parts = parts
        self._columns = [part for exercise in parts for part in exercise]
        self._rows: list[_Row] = []
        self._left: dict[str, Counter[str]] = {"canvas.csv": Counter(), "moodle.csv": Counter()}
        self._first: dict[tuple[str, str], str] = {}
        self._held: set[str] = set()  # files with rows

    def add(
        self, student: str, people: Sequence[Person], points: Points, says: Sequence[str], settled: bool = False
    ) -> None:
        """Add a student who handed in; points are None where there are none, or it is not clear which."""
        if any(item is not None for item in points):
            self._rows.append(_Row(student, tuple(dict.fromkeys(people)), points, tuple(says), settled))

    def write(self, out: Path) -> tuple[list[tuple[str, str]], list[str]]:
        """Write the files; return file and reason of what was left out, and what else is to be said."""
        folder = out / APART
        old = {path for name in ("canvas", "moodle") for path in folder.glob(f"{name}-*.csv")}
        sure = [row for row in self._rows if self._is_sure(row)]
        wrote = self._write_canvas(out, [(row, ids) for row in sure if (ids := self._canvas_ids(row))])
        wrote |= self._write_moodle(out, sure)
        for path in old - wrote:
            path.unlink()
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        notes = []
        if self._rows and not self._held:
            text = _(
                "canvas.csv and moodle.csv are without rows: nothing says which id a student has there (--roster)."
            )
            notes.append(text)
        if wrote:
            text = _("Where a student lacks points of some column, a blank cell would erase a grade: import {folder}/.")
            notes.append(text.format(folder=APART))
        # a class uses one of the platforms; of the other nothing is missed
        used = {file: left for file, left in self._left.items() if file in self._held}
        return [(file, self._said(file, why, n)) for file, left in used.items() for why, n in left.items()], notes

    def _leave(self, file: str, why: str, student: str) -> None:
        self._left[file][why] += 1
        self._first.setdefault((file, why), student)

    def _said(self, file: str, why: str, n: int) -> str:
        text = ngettext("{n} student is not in it: {why} ({name})", "{n} students are not in it: {why} ({name}, …)", n)
        return text.format(n=n, why=why, name=shown(self._first[file, why], 60))

    def _is_sure(self, row: _Row) -> bool:
        """Return whether it is clear whose row it is; say so of one where it is not."""
        why = ""
        if row.student in self._people.doubtful:
            why = _("the roster gives this pseudonym to two")
        elif not row.settled:
            of = self._people.of(row.student)
            if any(identity.other_in_roster(person, of) for person in row.people if of):
                why = _("roster and platform name two people")
            elif any(one.is_other(two) for one in row.people for two in row.people):
                why = _("two people handed in under this name")
        if why:
            for file in self._left:
                self._leave(file, why, row.student)
        return not why

    # -- Canvas -----------------------------------------------------------------------------------

    def _canvas_ids(self, row: _Row) -> tuple[str, ...] | None:
        """Return a row's first cells, with an id among them; None for one that Canvas would look for by its name."""
        of = self._people.of(row.student)
        cells = [of.get(column, "").strip() for column in CANVAS_COLUMNS]
        if not any(cells[1:4]):
            # the platform's own: without a roster, or with one that has no ids
            cells[1] = next((who.id for who in row.people if who.platform == CANVAS and who.id.isdigit()), "")
        if not any(cells[1:4]):
            self._leave("canvas.csv", _("nothing says which ID is theirs"), row.student)
            return None
        name = cells[0] or of.get("name", "") or row.student
        # found by the id; a name that says so would set the maxima
        cells[0] = re.sub("points possible", "points-possible", name, flags=re.IGNORECASE)
        return tuple(cells)

    def _write_canvas(self, out: Path, rows: list[tuple[_Row, tuple[str, ...]]]) -> set[Path]:
        keys = [
            {(column, cell) for column, cell in zip(CANVAS_IDS, cells[1:4], strict=True) if cell} for _r, cells in rows
        ]
        count = Counter(key for found in keys for key in found)
        sole = []
        for (row, cells), found in zip(rows, keys, strict=True):
            if any(count[key] > 1 for key in found):
                self._leave("canvas.csv", _("another row has the same ID"), row.student)
            else:
                sole.append((row, cells))

        def fill(table: workbook.Rows, chosen: list[int]) -> None:
            names, possible = zip(*(self._columns[n] for n in chosen), strict=True) if chosen else ((), ())
            table.writerow([*CANVAS_COLUMNS, *names])
            table.writerow([POINTS_POSSIBLE, "", "", "", "", *(_number(round(item, 2)) for item in possible)])
            for row, cells in sole:
                points = [row.points[n] for n in chosen]
                if chosen and None not in points:
                    table.writerow([*cells, *points])

        return self._write_each(out, "canvas", [row for row, _cells in sole], fill)

    # -- Moodle -----------------------------------------------------------------------------------

    def _write_moodle(self, out: Path, rows: list[_Row]) -> set[Path]:
        columns, known = self._moodle_columns(rows)
        sole = []
        for row in rows:
            if known and self._people.of(row.student).get(known, "").strip():
                sole.append(row)
            else:
                text = _("no column of the roster says who they are for Moodle") if not known else None
                text = text or _("the roster’s column {column} is blank").format(column=known)
                self._leave("moodle.csv", text, row.student)

        def fill(table: workbook.Rows, chosen: list[int]) -> None:
            exercises = [number for number, _parts in self._numbered() if _parts & set(chosen)]
            names = [self._columns[n][0] for n in chosen]
            words = [f"{self._parts[number][0][0]} feedback" for number in exercises]
            table.writerow(["pseudonym", *columns, *names, *words])
            for row in sole:
                points = [row.points[n] for n in chosen]
                if chosen and None not in points:
                    of = self._people.of(row.student)
                    said = [row.says[number] for number in exercises]
                    table.writerow([row.student, *(of.get(column, "") for column in columns), *points, *said])

        return self._write_each(out, "moodle", sole, fill)

    def _moodle_columns(self, rows: list[_Row]) -> tuple[list[str], str]:
        """Return the roster's columns that are handed on, and the one that says best who a student is."""
        of = [self._people.of(row.student) for row in rows]
        values = {name: [text for row in of if (text := row.get(name, "").strip())] for name in self._people.columns}
        sole = [name for name, found in values.items() if found and len(set(found)) == len(found)]
        known = [name for name in sole if name.strip().casefold() in MOODLE_IDS]
        known = known or [name for name in sole if not any(" " in text for text in values[name])]
        best = max(known, key=lambda name: len(values[name]), default="")
        # another column by which Moodle could be told to look is left out if it has a blank
        n = len(values[best]) if best else 0
        odd = {name for name in self._people.columns if name.strip().casefold() in MOODLE_IDS} | set(known)
        odd -= {name for name in sole if len(values[name]) >= n} | {best}
        return [name for name in self._people.columns if name not in odd], best

    def _numbered(self) -> Iterator[tuple[int, set[int]]]:
        """Yield each exercise's place, and the places of its columns."""
        at = 0
        for number, parts in enumerate(self._parts):
            yield number, set(range(at, at + len(parts)))
            at += len(parts)

    # -- both -------------------------------------------------------------------------------------

    def _write_each(self, out: Path, name: str, rows: list[_Row], fill) -> set[Path]:
        """Write the file of all columns, and where it cannot hold everybody, one a column; return the latter."""
        if rows:
            self._held.add(f"{name}.csv")
        chosen = [n for n in range(len(self._columns)) if any(row.points[n] is not None for row in rows)]
        with workbook.written(out / f"{name}.csv", mark=False) as table:
            fill(table, chosen)
        if all(row.points[n] is not None for row in rows for n in chosen):
            return set()
        wrote = set()
        for n in chosen:
            path = out / APART / f"{name}-{self._columns[n][0].replace(' ', '-')}.csv"
            with workbook.written(path, mark=False) as table:
                fill(table, [n])
            wrote.add(path)
        return wrote


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
