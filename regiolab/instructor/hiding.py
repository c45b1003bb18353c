"""Reasons that the report does not show: those that the instructor hides, and those with a name of the roster.

``hidden.csv`` in the results folder has the columns ``pseudonym``, ``exercise``, ``question``; a question left
blank stands for all of an exercise, an exercise left blank for all of a student's. An optional column ``hide``
with ``no`` shows a reason that was held back for a name in it.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from regiolab.errors import shown
from regiolab.i18n import _, ngettext
from regiolab.instructor import likeness, roster, texts
from regiolab.instructor.class_list import Student
from regiolab.instructor.entries import GradedAnswer, Record
from regiolab.instructor.findings import ClassFinding
from regiolab.instructor.register import Register
from regiolab.instructor.roster import Roster

FILE = "hidden.csv"
NEEDED = ("pseudonym", "exercise", "question")
PLACE = "rationale"
NO = frozenset({"no", "não", "nao", "0", "false"})
# columns of platforms' rosters in which people's names stand, in the words of the three languages
NAMES = frozenset({
    "student", "name", "full name", "first name", "last name", "surname", "given name", "sortable name",
    "estudiante", "alumno", "alumna", "nombre", "nombre completo", "nombres", "apellido", "apellidos", "apellido(s)",
    "estudante", "aluno", "aluna", "nome", "nome completo", "sobrenome",
})  # fmt: skip
SHORTEST = 3  # letters of a part of a name
PARTICLES = frozenset({"del", "los", "las", "das", "dos", "van", "von", "der", "den", "san"})

Place = tuple[str, str, str]  # pseudonym, exercise, question


@dataclass
class Hidden:
    """Which reasons are not shown."""

    everything: bool = False
    rows: dict[Place, tuple[bool, int]] = field(default_factory=dict)
    withheld: set[Place] = field(default_factory=set)
    used: set[Place] = field(default_factory=set)

    def hides(self, student: str, exercise: str, question: str) -> bool:
        """Return whether a reason is not shown."""
        for place in ((student, exercise, question), (student, exercise, ""), (student, "", "")):
            if place in self.rows:
                self.used.add(place)
                return self.everything or self.rows[place][0]
        return self.everything or (student, exercise, question) in self.withheld

    def see(self, student: Student) -> None:
        """Note which rows belong to a student's answers."""
        for exercise, work in student.works.items():
            for answer in work.record.answers:
                self.hides(student.name, exercise, answer.mark.question)

    def without(self, works: Iterable[tuple[str, str, Record]], exercise: str) -> Iterator[Record]:
        """Yield records without the reasons that are not shown; from student, id and record of each."""
        for student, _id, record in works:
            answers = tuple(
                _silent(answer) if self.hides(student, exercise, answer.mark.question) else answer
                for answer in record.answers
            )
            yield dataclasses.replace(record, answers=answers)

    def findings(self) -> Iterator[ClassFinding]:
        """Yield a finding for each row that belongs to no answer."""
        reason = _("no such answer of this student was found, so the row was not used")
        for place, (_hide, line) in self.rows.items():
            if place not in self.used:
                yield ClassFinding(FILE, roster.place(line), reason)


def read(out: Path, everything: bool = False) -> tuple[Hidden, list[tuple[str, str]]]:
    """Read which reasons of a results folder are not shown, with place and reason of what is odd in the file.

    Raises
    ------
    InvalidValue
        If the file is there and cannot be read or lacks a column.
    """
    found = Hidden(everything)
    if not (out / FILE).is_file():
        return found, []
    sheet = roster.table(out / FILE, NEEDED, ("hide",))
    flaws = roster.noted(sheet)
    for line, row in sheet.rows():
        place = texts.student(texts.uncelled(row["pseudonym"]), ""), row["exercise"].strip(), row["question"].strip()
        if not row["pseudonym"].strip():
            flaws.append((roster.place(line), _("the pseudonym is missing, so the row was left out")))
            continue
        found.rows[place] = (row.get("hide") or "").strip().casefold() not in NO, line
    return found, flaws


def misplaced(out: Path, register: Register) -> list[ClassFinding]:
    """Return what is odd in the file, with the rows that belong to no answer of a graded class."""
    found, flaws = read(out)
    if found.rows:
        for exercise in register.settings().get("standards", {}):
            for student, _id, record in register.signed_works(exercise):
                for answer in record.answers:
                    found.hides(student, exercise, answer.mark.question)
    return [*(ClassFinding(FILE, *flaw) for flaw in flaws), *found.findings()]


def _silent(answer: GradedAnswer) -> GradedAnswer:
    first, second = (None if one is None else {**one, "rationale": ""} for one in (answer.first, answer.second))
    return dataclasses.replace(answer, first=first, second=second)


class Named:
    """Finds reasons in which a name of the roster stands: who reads them would know of whom they speak."""

    def __init__(self, people: Roster) -> None:
        columns = [name for name in people.columns if name.strip().casefold() in NAMES]
        cells = (row.get(column, "") for row in (people.rows or {}).values() for column in columns)
        self._names = {part for cell in cells for part in _parts(cell)}
        self.places: dict[str, list[Place]] = {}
        self._labels: dict[str, str] = {}

    def see(self, student: Student) -> None:
        """Look through a student's reasons."""
        for exercise, work in student.works.items() if self._names else ():
            for answer in work.record.answers:
                # of both rounds: a data set holds them, though the report shows what counts
                reasons = " ".join((given or {}).get("rationale", "") for given in (answer.first, answer.second))
                for name in self._within(reasons):
                    self.places.setdefault(name, []).append((student.name, exercise, answer.mark.question))
                    self._labels.setdefault(name, work.label)

    def withheld(self) -> list[Place]:
        """Return the answers whose reasons are held back."""
        return sorted({place for places in self.places.values() for place in places})

    def findings(self) -> Iterator[ClassFinding]:
        """Yield a finding for each name that stands in a reason."""
        for name, places in sorted(self.places.items()):
            text = ngettext(
                "'{name}', a name of the roster, stands in {n} reason, first in that to {question}: the report does "
                "not show it",
                "'{name}', a name of the roster, stands in {n} reasons, first in that to {question}: the report does "
                "not show them",
                len(places),
            )
            said = text.format(name=shown(name, 40), n=len(places), question=places[0][2])
            yield ClassFinding(self._labels[name], PLACE, said)

    def _within(self, text: str) -> list[str]:
        # a name is written with a capital, which tells Luz from luz
        found = likeness.WORD.findall(unicodedata.normalize("NFC", text))
        return sorted({word for word in found if word[:1].isupper() and word.casefold() in self._names})


def _parts(cell: str) -> Iterator[str]:
    for part in likeness.words(cell):
        if len(part) >= SHORTEST and part not in PARTICLES and not part.isdigit():
            yield part
