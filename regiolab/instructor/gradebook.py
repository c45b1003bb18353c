"""The gradebook as CSV: ours with every criterion, and what Canvas and Moodle take in.

Text is written so that no spreadsheet takes it for a formula, and always in quotation marks, so
that a program that separates by semicolons does not split it either. Columns and statuses are
identifiers, the same in every language: other programs read them, and so do we.
"""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from tqdm import tqdm

from regiolab.exercises.model import AnyQuestion, Exercise
from regiolab.files import replacing
from regiolab.i18n import _
from regiolab.instructor import lateness, texts
from regiolab.instructor.comments import RATIONALE, Marks
from regiolab.instructor.entries import Record
from regiolab.instructor.lateness import Deadlines, is_late
from regiolab.instructor.register import Register, Student, Work
from regiolab.instructor.roster import Roster
from regiolab.instructor.standards import Standards

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
LATE = ("points before", "deduction", "deduction why")  # blank where no deadline was named
POINTS_POSSIBLE = "    Points Possible"  # how Canvas names the row of the points possible


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
    readers: Iterable[Reader] = (),
) -> None:
    """Write every table of the class, and the pages if there is a writer of them, in one pass."""
    readers = list(readers)
    exercises = [standards.known(name).exercise for name in register.exercises()]
    with contextlib.ExitStack() as stack:
        opened = [
            stack.enter_context(written(out / f"{name}.csv"))
            for name in ("gradebook", "canvas", "moodle", "rationales")
        ]
        ours, canvas, moodle, rationales = opened
        ours.writerow(_our_columns(exercises))
        _canvas_head(canvas, exercises)
        moodle.writerow(_moodle_columns(exercises, people))
        rationales.writerow(["pseudonym", "exercise", "question", "points", "comment", "possible", "rationale"])
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
                canvas.writerow(_canvas_row(student, exercises, people, due))
                moodle.writerow(_moodle_row(student, exercises, people, due))
            if pages is not None:
                pages.write(student, due)
            for reader in readers:
                reader.see(student)
        absent = [name for name in people.rows or {} if name not in seen]
        for student in map(Student, absent):
            ours.writerow(_our_row(student, exercises, people, due))
            canvas.writerow(_canvas_row(student, exercises, people, due))
            moodle.writerow(_moodle_row(student, exercises, people, due))
        width = len(_our_columns(exercises))
        for label, _place, _reason in register.unread():  # why stands in the findings
            row = ["", "unreadable", texts.cell(label)]
            ours.writerow(row + [None] * (width - len(row)))


@contextlib.contextmanager
def written(path: Path) -> Iterator:
    """Open a CSV for writing; it takes the place of an older one only when it is whole."""
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            yield csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
            text.flush()
        finally:
            text.detach()


def status(student: Student, people: Roster, due: Deadlines | None) -> str:
    """Return how a student's row came about: identifiers with semicolons between them."""
    if not student.works:
        return "nothing_handed_in"
    said = ["graded"]
    if student.several:
        said.append("several_submissions")
    if any(work.lost for work in student.works.values()):
        said.append("answers_left_out")
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
    return [name for name, worth in question.rubric.model_dump().items() if worth]


def _our_row(student: Student, exercises: list[Exercise], people: Roster, due: Deadlines | None) -> list:
    works = student.works.values()
    files = "; ".join(work.label for work in works)
    sums = [(lateness.points(work, due), work.record.possible) for work in works]
    points = [_number(round(sum(part), 2)) for part in zip(*sums, strict=True)] or [None, None]
    number = student.number if student.works else None
    rules = ";".join(sorted({work.record.rules for work in works}))
    row = [texts.cell(student.name), status(student, people, due), texts.cell(files), number, *points, rules]
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
    row += [None] * len(LATE) if late is None else [_number(late.before), _number(late.deduction), texts.cell(late.why)]
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
                text = texts.cell(given["rationale"])
                yield [texts.cell(student.name), name, answer.mark.question, None, "", _number(worth), text]


# -- Canvas and Moodle ------------------------------------------------------------------------------


def _canvas_head(table, exercises: list[Exercise]) -> None:
    parts = [part for exercise in exercises for part in _parts(exercise)]
    table.writerow([*CANVAS, *(name for name, _possible in parts)])
    table.writerow([POINTS_POSSIBLE, "", "", "", "", *(_number(round(possible, 2)) for _name, possible in parts)])


def _canvas_row(student: Student, exercises: list[Exercise], people: Roster, due: Deadlines | None) -> list:
    row = people.of(student.name)
    return [
        texts.cell(row.get("Student") or row.get("name") or student.name),
        *(texts.cell(row.get(column, "")) for column in CANVAS[1:]),
        *(points for exercise in exercises for points in _points(student, exercise, due)),
    ]


def _moodle_columns(exercises: list[Exercise], people: Roster) -> list[str]:
    words = [[*(name for name, _possible in _parts(each)), f"{each.exercise} feedback"] for each in exercises]
    return ["pseudonym", *map(texts.cell, people.columns), *(word for group in words for word in group)]


def _moodle_row(student: Student, exercises: list[Exercise], people: Roster, due: Deadlines | None) -> list:
    row = people.of(student.name)
    cells: list[str | float | None] = [
        texts.cell(student.name),
        *(texts.cell(row.get(column, "")) for column in people.columns),
    ]
    for exercise in exercises:
        work = student.works.get(exercise.exercise)
        cells += [*_points(student, exercise, due), "" if work is None else texts.cell(_sentence(work, due))]
    return cells


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


def _sentence(work: Work, due: Deadlines | None) -> str:
    answers = work.record.answers
    said = [_("{n} of {all} questions answered.").format(n=work.record.answered, all=len(answers))]
    if waiting(work.record):
        said.append(_("The rationales are to be marked and stand beside the points."))
    if due is not None and (late := due.of(work)).is_late:
        said.append(_("Late: {why}.").format(why=late.why))
    said += [comment for answer in answers for comment in answer.comments]
    return " ".join(said)
