"""The register of a class: what was graded, kept in the results folder while and after grading.

It is what makes a stopped run go on where it was, keeps memory flat, and lets the report be made
again. Plain SQLite: values and JSON, nothing that is ever executed.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import RegiolabError
from regiolab.exercises import history
from regiolab.exercises.history import Span
from regiolab.exercises.marks import RULES
from regiolab.files import locked
from regiolab.i18n import _
from regiolab.instructor import class_list, doubles, entries, platform, texts
from regiolab.instructor.class_list import Student, Work
from regiolab.instructor.entries import Record
from regiolab.instructor.platform import Person

FOLDER, FILE = ".regiolab", "grades.sqlite"
WAIT = 2.0  # seconds for another program to let go of the results
VERSION = 5  # of what the tables hold
STAMP = 100 * VERSION + int(RULES)  # marks made by other rules are made anew
PATIENCE = 5.0  # seconds for another program to let go of the database itself
PACE = 1.0  # seconds after which what was done is written to disk

Row = tuple[object, ...]  # of the table of entries

TABLES = """
create table if not exists entries (
    digest text primary key, exercise text, id text, student text, folded text,
    revision integer, history text, latest real, handed_in real, answered integer, lost integer, flaws text,
    record blob);
create table if not exists files (
    label text primary key, digest text, place text, reason text, arrived real, person text default '',
    owner integer default 0, student text, folded text, left_out integer default 0, settled integer default 0);
create table if not exists pages (name text primary key, digest text);
create table if not exists settings (name text primary key, value text);
create index if not exists entries_by_work on entries (exercise, id, student);
create index if not exists files_by_digest on files (digest);
"""


@dataclass(frozen=True)
class Entry:
    """A submission that was read: who, what, after which changes, when, and its record."""

    digest: str
    exercise: str
    id: str
    student: str
    history: list[Span]
    latest: float
    handed_in: float | None
    answered: int
    lost: bool
    flaws: list[tuple[str, str]]
    record: Record


def damaged(out: Path) -> RegiolabError:
    """Return what is said of results that cannot be read any more; grading sets such a register aside."""
    return RegiolabError(_("The results in {out} are damaged: run `regiolab grade` on them again.").format(out=out))


class Register:
    """The register in a results folder.

    Parameters
    ----------
    out : pathlib.Path
        The results folder.
    new : bool
        Whether a register is made where there is none, or one of another version.

    Raises
    ------
    RegiolabError
        If there is none of this version, the folder cannot be written, or another program has it open.
    """

    def __init__(self, out: Path, new: bool = True) -> None:
        self.path = out / FOLDER / FILE
        if not new and not self.path.is_file():
            text = _("{out} holds no graded submissions: name the folder that `regiolab grade` wrote to.")
            raise RegiolabError(text.format(out=out))
        self._held = contextlib.ExitStack()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._held.enter_context(locked(self.path, WAIT))
            self._open_sound(new)
        except TimeoutError as error:
            text = _("{out} is in use ({reason}): wait until that is done, or name another folder.")
            raise RegiolabError(text.format(out=out, reason=error.strerror)) from None
        except (OSError, sqlite3.Error) as error:
            self._held.close()
            text = _("{out} cannot be written ({reason}): name a folder of your own with --out.")
            reason = getattr(error, "strerror", None) or error
            raise RegiolabError(text.format(out=out, reason=reason)) from None
        self._written = time.monotonic()
        self._again: Counter[str] = Counter()

    def _open_sound(self, new: bool) -> None:
        try:
            self._open(new)
        except sqlite3.OperationalError:
            raise  # it cannot be opened here and now, and nothing says that it is damaged
        except sqlite3.DatabaseError:
            self._base.close()
            if not new:
                self._held.close()
                raise damaged(self.path.parents[1]) from None
            self.path.replace(self.path.with_suffix(".damaged"))
            self._open(new)

    def _open(self, new: bool) -> None:
        self._base = sqlite3.connect(self.path, timeout=PATIENCE)
        if self._base.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError  # its head alone is sound
        other = self._base.execute("pragma user_version").fetchone()[0] not in (0, STAMP)
        if other and not new:
            self._base.close()
            self._held.close()
            text = _("The results in {out} are of another version of regiolab: run `regiolab grade` on them again.")
            raise RegiolabError(text.format(out=self.path.parents[1]))
        self._base.execute("pragma synchronous = off")
        self._base.execute("pragma journal_mode = wal").fetchone()
        if other:
            self._base.executescript("drop table entries; drop table files; drop table pages; drop table settings")
        self._base.executescript(TABLES)
        self._base.execute(f"pragma user_version = {STAMP}")

    def close(self) -> None:
        """Write down what was done and let go of the file."""
        with contextlib.suppress(sqlite3.Error):
            self._base.commit()
            self._base.execute("pragma journal_mode = delete").fetchone()
        self._base.close()
        self._held.close()

    def abandon(self) -> None:
        """Take back what was not written to disk yet."""
        self._base.rollback()

    def _keep(self) -> None:
        if time.monotonic() - self._written > PACE:
            self._base.commit()
            self._written = time.monotonic()

    @property
    def base(self) -> sqlite3.Connection:
        """The database itself, for who keeps tables of their own in it."""
        return self._base

    # -- while grading ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Forget which files there were; what was graded stays."""
        self._base.execute("delete from files")
        self._again.clear()

    def knows(self, digest: str) -> bool:
        """Return whether a content was graded before."""
        return self._base.execute("select 1 from entries where digest = ?", (digest,)).fetchone() is not None

    def add(self, entry: Entry) -> None:
        """Keep what was graded."""
        self.keep(packed(entry))

    def keep(self, row: Row) -> None:
        """Keep what was graded, as :func:`packed` made it."""
        self._base.execute(f"insert or replace into entries values ({', '.join('?' * len(row))})", row)
        self._keep()

    def add_file(
        self,
        label: str,
        digest: str | None,
        place: str = "",
        reason: str = "",
        arrived: float = 0.0,
        person: Person | None = None,
    ) -> None:
        """Keep that a file is part of this class, when it arrived and by whom, and why it was not read if so."""
        row = digest, place, reason, arrived, person.plain() if person else ""
        insert = "insert into files (label, digest, place, reason, arrived, person) values (?, ?, ?, ?, ?, ?)"
        unique = label
        while True:
            try:
                self._base.execute(insert, (unique, *row))
                break
            except sqlite3.IntegrityError:
                # counted from where it was left: many files of one name take no longer than others
                self._again[label] += 1
                unique = f"{label} ({self._again[label] + 1})"
        self._keep()

    def decide(self, said: Iterable[tuple[str, str, bool | None]]) -> None:
        """Keep what the instructor settled: file, name (empty: its own), whether it counts (None: not said)."""
        doubles.decide(self._base, said)

    def labels(self, ending: str) -> list[str]:
        """Return the files of a name, or those whose path ends with it."""
        return doubles.labels(self._base, ending)

    def remember(self, settings: dict) -> None:
        """Keep settings while grading, for a report on a run that was stopped."""
        rows = [(name, json.dumps(value, ensure_ascii=False)) for name, value in settings.items()]
        self._base.executemany("insert or replace into settings values (?, ?)", rows)
        self._base.commit()

    def settle(self, settings: dict) -> None:
        """Decide which files count, now that all are there, and forget those of an earlier class."""
        self._base.execute("delete from entries where digest not in (select digest from files where digest notnull)")
        self._base.execute("delete from settings")
        self.remember(settings)
        self.count()

    def count(self) -> None:
        """Decide which files count."""
        doubles.own(self._base)
        self._base.executescript("drop table if exists counted;" + doubles.COUNTED)

    def page_is(self, name: str, digest: str) -> bool:
        """Return whether a page was written from just this."""
        return self._base.execute("select digest from pages where name = ?", (name,)).fetchone() == (digest,)

    def page_written(self, name: str, digest: str) -> None:
        """Keep from what a page was written."""
        self._base.execute("insert or replace into pages values (?, ?)", (name, digest))
        self._keep()

    def page_names(self) -> set[str]:
        """Return the names of the pages that were written."""
        return {row[0] for row in self._base.execute("select name from pages")}

    def forget_page(self, name: str) -> None:
        """Forget a page."""
        self._base.execute("delete from pages where name = ?", (name,))

    # -- afterwards -------------------------------------------------------------------------------

    def settings(self) -> dict:
        """Return the settings of the last run."""
        return {name: json.loads(value) for name, value in self._base.execute("select name, value from settings")}

    def exercises(self) -> list[str]:
        """Return the exercises that were handed in."""
        return [row[0] for row in self._base.execute("select distinct exercise from counted order by exercise")]

    def unread(self) -> list[tuple[str, str, str]]:
        """Return label, place and reason of each file that could not be read."""
        return self._base.execute(
            "select label, place, reason from files where digest is null order by label"
        ).fetchall()

    def number_of_files(self) -> int:
        """Return how many files there were."""
        return self._base.execute("select count(*) from files").fetchone()[0]

    def number_of_students(self) -> int:
        """Return how many different students handed in."""
        return self._base.execute("select count(distinct student) from counted").fetchone()[0]

    def flaws(self) -> Iterator[tuple[str, str, str]]:
        """Yield label, place and reason of what was odd in files that were read."""
        query = "select label, flaws from files join entries using (digest) where flaws != '[]' order by label"
        for label, flaws in self._base.execute(query):
            for place, reason in json.loads(flaws):
                yield label, place, reason

    def clocks(self) -> Iterator[tuple[str, float, float]]:
        """Yield label, last change by the file's own clock, and arrival of each file that was read."""
        yield from self._base.execute("select label, latest, arrived from files join entries using (digest)")

    def latest(self, now: float) -> float:
        """Return when the last of the submissions that count was changed; those of a clock ahead of `now` aside."""
        query = "select max(latest) from counted where n = 1 and latest <= ?"
        return self._base.execute(query, (now,)).fetchone()[0] or 0.0

    def handed(self) -> Iterator[tuple]:
        """Yield file, exercise, id, student, person, and whether it is settled, of what a platform named."""
        query = "select label, exercise, id, student, person, settled from counted where person != '' order by label"
        yield from self._base.execute(query).fetchall()

    def people(self) -> list[str]:
        """Return the people whose files were read, as plain texts."""
        query = "select distinct person from files where digest notnull and person != ''"
        return [row[0] for row in self._base.execute(query)]

    def grown(self) -> Iterator[tuple[str, str, str]]:
        """Yield a file, another whose first changes it shares under another id and name, and its student."""
        first: dict[str, str] = {}
        for label, begun, student in self._base.execute(doubles.GROWN):
            if first.setdefault(begun, label) != label:
                yield label, first[begun], student

    def shared(self) -> list[tuple]:
        """Return file, student, person, exercise and kind of what several ids or pseudonyms share."""
        return self._base.execute(doubles.SHARED).fetchall()

    def both(self) -> list[tuple[str, str, str]]:
        """Return file, student and exercise where the instructor said that several files count."""
        return self._base.execute(doubles.BOTH).fetchall()

    def pairs(self, kind: str) -> Iterator[tuple]:
        """Yield what two files have in common that a human should look at; see :mod:`doubles`."""
        yield from self._base.execute(doubles.PAIRS[kind])

    def again(self) -> Iterator[tuple[str, str, bool]]:
        """Yield file, the one that counts in its place, and whether that one came after it or went another way."""
        for label, other, before, after in self._base.execute(doubles.AGAIN):
            mine, theirs = (
                [Span(writer=writer, changes=changes) for writer, changes in json.loads(told)]
                for told in (before, after)
            )
            yield label, other, history.relation(theirs, mine) != "apart"

    def faces(self) -> Iterator[tuple[str, str]]:
        """Yield a file of each student, and the student's name."""
        yield from self._base.execute("select min(label), student from counted group by student order by 1")

    def number_of_works(self, exercise: str) -> int:
        """Return how many submissions of an exercise count."""
        query = "select count(*) from counted where n = 1 and exercise = ?"
        return self._base.execute(query, (exercise,)).fetchone()[0]

    def works(self, exercise: str) -> Iterator[Record]:
        """Yield the record of every counted submission of an exercise."""
        yield from (record for _student, _id, record in self.signed_works(exercise))

    def signed_works(self, exercise: str) -> Iterator[tuple[str, str, Record]]:
        """Yield student, id and record of every counted submission of an exercise."""
        query = """
            select counted.student, counted.id, record from counted join entries using (digest)
            where n = 1 and counted.exercise = ? order by counted.folded, counted.student, counted.id"""
        for student, id_, record in self._base.execute(query, (exercise,)):
            yield student, id_, _unpacked(record)

    def students(self) -> Iterator[Student]:
        """Yield the students by name; a pseudonym with several submissions of an exercise is yielded as often."""
        query = """
            select counted.student, digest, label, counted.exercise, counted.id, counted.handed_in, counted.lost,
            person, settled, record from counted join entries using (digest) where n = 1
            order by counted.folded, counted.student, counted.exercise, counted.id, owner"""
        name = ""
        works: list[Work] = []
        for student, digest, label, exercise, id_, at, lost, person, settled, record in self._base.execute(query):
            if student != name and works:
                yield from class_list.rows(name, works)
                works = []
            name = student
            who = platform.from_plain(person)
            works.append(
                Work(digest, label, exercise, id_, at, bool(lost), _unpacked(record), who, bool(settled), student)
            )
        if works:
            yield from class_list.rows(name, works)


def _unpacked(record: bytes) -> Record:
    return entries.from_plain(json.loads(zlib.decompress(record)))


def packed(entry: Entry) -> Row:
    """Return a submission that was read as the register's row."""
    record = json.dumps(entry.record.plain(), ensure_ascii=False, separators=(",", ":")).encode()
    return (
        entry.digest,
        entry.exercise,
        entry.id,
        entry.student,
        texts.folded(entry.student),
        history.length(entry.history),
        json.dumps([(span.writer, span.changes) for span in entry.history]),
        entry.latest,
        entry.handed_in,
        entry.answered,
        entry.lost,
        json.dumps(entry.flaws, ensure_ascii=False),
        zlib.compress(record, 1),
    )
