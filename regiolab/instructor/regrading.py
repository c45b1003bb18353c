"""What changed between two gradings on one folder, in the file ``regrading.csv``: nobody's mark moves in silence.

The register keeps what was last said of each answer. A grading that says something else adds a row for it; one
that was stopped is done again under the same number, so that nothing is lost and nothing stands twice.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from regiolab import files
from regiolab.errors import InvalidValue
from regiolab.exercises.marks import RULES
from regiolab.instructor import lateness, roster, texts
from regiolab.instructor.class_list import Student, Work
from regiolab.instructor.lateness import Deadlines
from regiolab.instructor.register import Register
from regiolab.instructor.workbook import written

FILE = "regrading.csv"
COLUMNS = (
    "grading", "at", "student", "id", "exercise", "question", "before", "after",
    "rules_before", "rules_after", "standards_before", "standards_after", "why",
)  # fmt: skip
TOTAL = "total"  # the row of an exercise's sum, less what was taken for lateness
BY_HAND = "rationale"

# not among the register's own tables, which other rules empty: a change of rules is what is to be seen
SAID = """
create table if not exists said (
    student text, exercise text, id text, content text, rules text, standards text, marks text, points text,
    primary key (student, exercise, id));
create table if not exists gradings (number integer primary key, at text);
drop table if exists temp.saying;
create temp table saying as select * from said limit 0;
drop table if exists temp.changes;
create temp table changes (number integer primary key autoincrement, row text);
"""
BEFORE = "select content, rules, standards, marks, points from said where student = ? and exercise = ? and id = ?"


class Regrading:
    """Compares each answer's points with what was said of it before.

    Parameters
    ----------
    register : Register
    standards : str
        A digest of exercises, keys and weights.
    marks : str
        A digest of the instructor's own points and of the deadline with its policy.
    due : Deadlines or None
    """

    def __init__(self, register: Register, standards: str, marks: str, due: Deadlines | None) -> None:
        self._base = register.base
        self._standards, self._marks, self._due, self._rules = standards[:12], marks[:12], due, RULES
        self._base.executescript(SAID)
        self.number = (self._base.execute("select max(number) from gradings").fetchone()[0] or 0) + 1
        self.at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")

    def see(self, student: Student) -> None:
        """Compare a student's row with what was said before."""
        for exercise, work in student.works.items():
            key = student.name, exercise, work.id
            points = _points(work, self._due)
            now = _content(work), work.record.rules, self._standards, self._marks
            row = self._base.execute(BEFORE, key).fetchone()
            if row is not None:
                self._note(key, row[:4], now, json.loads(row[4]), points)
            values = (*key, *now, json.dumps(points))
            self._base.execute(f"insert into saying values ({', '.join('?' * len(values))})", values)

    def _note(self, key: tuple, then: tuple, now: tuple, before: dict, after: dict) -> None:
        rows = []
        for question in dict.fromkeys([*after, *before]):
            one, two = before.get(question), after.get(question)
            if one != two:
                student, exercise, id_ = key
                place = [student, id_, exercise, question, one, two]
                rows.append([*place, then[1], now[1], then[2], now[2], _why(then, now)])
        self._base.executemany("insert into changes (row) values (?)", [(json.dumps(row),) for row in rows])

    def finish(self, out: Path) -> int:
        """Append what changed to the file, keep what was said, and return how many points changed."""
        gone = "select student, exercise, id, rules, standards, points from said"
        gone += " where (student, exercise, id) not in (select student, exercise, id from saying) order by 1, 2, 3"
        for student, exercise, id_, rules, standards, points in self._base.execute(gone).fetchall():
            row = student, id_, exercise, TOTAL, json.loads(points)[TOTAL], None
            plain = json.dumps([*row, rules, self._rules, standards, self._standards, "not_handed_in"])
            self._base.execute("insert into changes (row) values (?)", (plain,))
        n = self._base.execute("select count(*) from changes").fetchone()[0]
        if n:
            rows = (json.loads(row) for (row,) in self._base.execute("select row from changes order by number"))
            _append(out / FILE, self.number, ([self.number, self.at, *row] for row in rows))
        self._base.execute("delete from said")
        self._base.execute("insert or replace into said select * from saying")
        self._base.execute("insert into gradings values (?, ?)", (self.number, self.at))
        self._base.commit()
        return n


def _points(work: Work, due: Deadlines | None) -> dict[str, float | None]:
    found = {answer.mark.question: answer.mark.earned for answer in work.record.answers}
    found |= {
        f"{answer.mark.question}: {BY_HAND}": item.earned
        for answer in work.record.answers
        for item in answer.mark.criteria
        if item.by_hand and item.earned is not None
    }
    return {**found, TOTAL: lateness.points(work, due)}


def _content(work: Work) -> str:
    """Return what stands for the answers themselves, whatever mark they were given."""
    given = [(answer.first, answer.second, answer.times, answer.mark.steps) for answer in work.record.answers]
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:16]


def _why(then: tuple, now: tuple) -> str:
    """Return what differs between two gradings, as identifiers that are the same in every language."""
    names = ("answers", "rules", "standards", "marks_or_deadline")
    return ";".join(name for name, one, two in zip(names, then, now, strict=True) if one != two)


def _append(path: Path, number: int, rows: Iterable[list]) -> None:
    """Write the old rows and the new ones into a new file that takes the old one's place when it is whole."""
    before = _kept(path)
    with written(path) as table:
        table.writerow(COLUMNS)
        for row in before:
            # those of a grading that was stopped after it had written are made again
            if row[0] != str(number):
                table.writerow(list(map(texts.uncelled, row)))
        table.writerows(rows)


def _kept(path: Path) -> Iterator[list[str]]:
    """Return the rows that stand there; what nobody can read any more is laid aside."""
    if not path.is_file() or _is_as_written(path):
        return _rows(path)
    try:
        sheet = roster.table(path, (COLUMNS[0],), COLUMNS)  # as a spreadsheet saved it
    except InvalidValue:
        path.replace(files.unused(path.parent, f"{path.stem}.unreadable", path.suffix))
        return iter(())
    return ([row.get(name, "") for name in COLUMNS] for _line, row in sheet.rows())


def _is_as_written(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return next(csv.reader(file), []) == list(COLUMNS) and all(file)
    except (UnicodeDecodeError, csv.Error):
        return False


def _rows(path: Path) -> Iterator[list[str]]:
    # one after the other: a large class may have very many
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from (row for row in csv.reader(file) if row and row[0] != COLUMNS[0])
