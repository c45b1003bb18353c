"""The gradebook with every criterion, and with it the rationales that wait for a person, and what platforms take.

Columns and statuses are identifiers, the same in every language: other programs read them, and so do we.
"""

from __future__ import annotations

import dataclasses
import math
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from tqdm import tqdm

from regiolab.exercises.model import AnyQuestion, Exercise
from regiolab.i18n import _
from regiolab.instructor import lateness
from regiolab.instructor.class_list import Student, Work
from regiolab.instructor.comments import RATIONALE, Marks
from regiolab.instructor.entries import Record
from regiolab.instructor.handover import Handover
from regiolab.instructor.lateness import Deadlines, is_late
from regiolab.instructor.register import Register
from regiolab.instructor.roster import Roster
from regiolab.instructor.standards import Standards
from regiolab.instructor.wording import question_name
from regiolab.instructor.workbook import Workbook

LATE = ("points before", "deduction", "deduction why")  # blank where no deadline was named
RATIONALES = ("pseudonym", "exercise", "question", "points", "comment", "possible", "rationale")


class Reader(Protocol):
    """What looks at every student's row, marks and all, while the tables are written."""

    def see(self, student: Student) -> None:
        """Look at a student's row."""


class PageWriter(Protocol):
    """What writes a student's page."""

    def write(self, student: Student, due: Deadlines | None) -> object:
        """Write the page of a student."""


def write(
    out: Path,
    register: Register,
    standards: Standards,
    people: Roster,
    marks: Marks,
    due: Deadlines | None,
    pages: PageWriter | None,
    progress: bool | None = False,
    book: Workbook | None = None,
    readers: Iterable[Reader] = (),
) -> tuple[list[tuple[str, str]], list[str]]:
    """Write every table of the class, and the pages if there is a writer of them, in one pass.

    Returns
    -------
    list of (str, str)
        File and reason of what was not handed over to a platform.
    list of str
        What else is to be said.
    """
    readers = list(readers)
    exercises = [standards.known(name).exercise for name in register.exercises()]
    handover = Handover(people, [_parts(exercise) for exercise in exercises])
    book = Workbook(out, full=False) if book is None else book
    columns = _our_columns(exercises)
    with (
        book.table("gradebook", columns) as ours,
        book.table("rationales", RATIONALES) as rationales,
    ):
        seen: set[str] = set()
        total = register.number_of_students()
        for student in tqdm(
            register.students(),
            total=total,
            disable=None if progress is None else not progress,
            desc=_("Writing"),
            unit=_(" students"),
        ):
            for name, work in student.works.items():
                record = marks.apply(student.name, name, work.record)
                if record is not work.record:
                    student.works[name] = dataclasses.replace(work, digest="", record=record)
            ours.writerow(_our_row(student, exercises, people, due))
            rationales.writerows(_rationales(student))
            if student.number == 1:
                seen.add(student.name)
                _hand_over(handover, student, exercises, due)
            if pages is not None:
                pages.write(student, due)
            for reader in readers:
                reader.see(student)
        for name in people.rows or {}:
            if name not in seen:
                ours.writerow(_our_row(Student(name), exercises, people, due))
        for label, _place, _reason in register.unread():  # why stands in the findings
            row = ["", "unreadable", label]
            ours.writerow(row + [None] * (len(columns) - len(row)))
    return handover.write(out)


def status(student: Student, people: Roster, due: Deadlines | None) -> str:
    """Return how a student's row came about: identifiers with semicolons between them."""
    if not student.works:
        return "nothing_handed_in"
    said = ["graded"]
    if student.several:
        said.append("several_submissions")
    if any(work.lost for work in student.works.values()):
        said.append("answers_left_out")
    if any(work.record.unmarked for work in student.works.values()):
        said.append("not_all_marked")
    if any(is_late(work, due) for work in student.works.values()):
        said.append("late")
    if people.rows and student.name not in people:
        said.append("not_in_roster")
    return ";".join(said)


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _our_columns(exercises: list[Exercise]) -> list[str]:
    columns = ["student", "status", "files", "submission", "points", "possible", "rules"]
    for exercise in exercises:
        name = exercise.exercise
        columns += [f"{name}: {word}" for word in (*_sums(exercise), "answered", "late", *LATE, "id")]
        for question in exercise.questions:
            columns.append(f"{name}: {question.id}")
            columns += [f"{name}: {question.id}: {item}" for item in _criteria(question)]
    return columns


def _sums(exercise: Exercise) -> list[str]:
    # what a person marks stands beside the total, blank until it is marked
    return ["points", "possible", *([RATIONALE] if by_hand(exercise) else [])]


def by_hand(exercise: Exercise) -> float:
    """Return the points that stand beside an exercise's total: those of its rationales."""
    coded = [question for question in exercise.questions if question.kind == "code" and not question.training]
    return math.fsum(question.rubric.rationale for question in coded)


def _criteria(question: AnyQuestion) -> list[str]:
    # only a coding has several; of others the question's points say it all
    if question.kind != "code" or question.training:
        return []
    return [name for name, worth in question.rubric if worth]


def _our_row(student: Student, exercises: list[Exercise], people: Roster, due: Deadlines | None) -> list:
    works = student.works.values()
    files = "; ".join(work.label for work in works)
    sums = [(lateness.points(work, due), work.record.possible) for work in works]
    points: list[float | int | None] = [None, None]
    if sums:
        given = [earned for earned, _possible in sums if earned is not None]
        points[0] = _number(round(math.fsum(given), 2)) if len(given) == len(sums) else None
        points[1] = _number(round(math.fsum(possible for _earned, possible in sums), 2))
    number = student.number if student.works else None
    rules = ";".join(sorted({work.record.rules for work in works}))
    row = [student.name, status(student, people, due), files, number, *points, rules]
    for exercise in exercises:
        work = student.works.get(exercise.exercise)
        row += _blank(exercise) if work is None else _filled(exercise, work, due)
    return row


def _blank(exercise: Exercise) -> list[None]:
    return [None] * (
        len(_sums(exercise)) + 3 + len(LATE) + sum(1 + len(_criteria(question)) for question in exercise.questions)
    )


def _filled(exercise: Exercise, work: Work, due: Deadlines | None) -> list:
    record = work.record
    late = None if due is None else due.of(work)
    row: list = [_number(lateness.points(work, due)), _number(record.possible)]
    row += [_number(record.by_hand)] * bool(by_hand(exercise))
    row += [record.answered, "late" if late and late.is_late else ""]
    row += [None] * len(LATE) if late is None else [_number(late.before), _number(late.deduction), late.why]
    row.append(work.id)
    for question, answer in zip(exercise.questions, record.answers, strict=True):
        row.append(_number(answer.mark.earned))
        by_name = {item.name: item.earned for item in answer.mark.criteria}
        row += [_number(by_name.get(name)) for name in _criteria(question)]
    return row


def _rationales(student: Student) -> Iterator[list]:
    """Yield the rationales that wait for the instructor's points."""
    for name, work in student.works.items():
        for answer in work.record.answers:
            worth = next((item.possible for item in answer.mark.criteria if item.name == RATIONALE), None)
            given = answer.counted
            if worth and given and given.get("rationale"):
                yield [student.name, name, answer.mark.question, None, "", _number(worth), given["rationale"]]


# -- what platforms take ----------------------------------------------------------------------------


def _hand_over(handover: Handover, student: Student, exercises: list[Exercise], due: Deadlines | None) -> None:
    works = [student.works.get(exercise.exercise) for exercise in exercises]
    handover.add(
        student.name,
        [work.person for work in works if work is not None and work.person is not None],
        tuple(points for exercise in exercises for points in _points(student, exercise, due)),
        [
            "" if work is None else _sentence(exercise, work, due)
            for exercise, work in zip(exercises, works, strict=True)
        ],
        settled=any(work.settled for work in works if work is not None),
    )


def _parts(exercise: Exercise) -> list[tuple[str, float]]:
    """Return the columns that an exercise has there, with the points possible: its total, and its rationales."""
    worth = by_hand(exercise)
    parts = [(exercise.exercise, exercise.points)]
    return [*parts, (f"{exercise.exercise} {RATIONALE}", worth)] if worth else parts


def _points(student: Student, exercise: Exercise, due: Deadlines | None) -> list[float | int | None]:
    """Return the points that are handed over: none where it is not clear which submission counts."""
    work = student.works.get(exercise.exercise)
    if work is None or exercise.exercise in student.several:
        return [None for _part in _parts(exercise)]
    return [_number(lateness.points(work, due)), _number(work.record.by_hand)][: len(_parts(exercise))]


def waiting(record: Record) -> bool:
    """Return whether a rationale was given that a person is to mark and has not."""
    return any(
        item.by_hand and item.earned is None and (answer.counted or {}).get("rationale")
        for answer in record.answers
        for item in answer.mark.criteria
    )


def _sentence(exercise: Exercise, work: Work, due: Deadlines | None) -> str:
    answers = work.record.answers
    said = [_("{n} of {all} questions answered.").format(n=work.record.answered, all=len(answers))]
    if waiting(work.record):
        said.append(_("The rationales are to be marked and stand beside the points."))
    if due is not None and (late := due.of(work)).is_late:
        said.append(_("Late: {why}.").format(why=late.why))
    for question, answer in zip(exercise.questions, answers, strict=True):
        if answer.comments:
            name = textwrap.shorten(question_name(question), 60, placeholder="…")
            said.append(_("{question}: {comment}").format(question=name, comment=" ".join(answer.comments)))
    return " ".join(said)
