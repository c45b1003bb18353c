"""The instructor's own marks: points and comments for what a machine cannot judge.

``marks.csv`` beside the roster has the columns ``pseudonym``, ``exercise``, ``question``,
``points``, ``comment``, and perhaps ``criterion`` (``rationale`` if left out) and ``marker``. Where two
markers give points to one criterion both are kept, and those of the first count. ``comments.csv``
beside it gives comments that are used again a name (``name``, ``comment``); ``[name]`` in a comment
of ``marks.csv`` stands for it. Grading reads both and writes neither.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from regiolab.data.delimited import nearest
from regiolab.errors import shown
from regiolab.exercises.model import AnyQuestion
from regiolab.i18n import _, worded
from regiolab.instructor import entries, roster, texts
from regiolab.instructor.entries import GradedAnswer, Record
from regiolab.instructor.standards import Standards

ALONE = 3  # rows with one fault that are named one by one
NEEDED = ("pseudonym", "exercise", "question", "points", "comment")
RATIONALE = "rationale"
NAME = re.compile(r"\[([\w-]{1,40})\]")


@dataclass(frozen=True)
class Comment:
    """Points, or None to leave them, and a comment on one criterion of one answer."""

    criterion: str
    points: float | None
    text: str
    place: str
    file: str = ""
    marker: str = ""
    counts: bool = True  # not of a second marker


@dataclass
class Marks:
    """What the instructor marked, by student, exercise and question; and what of it was used."""

    given: dict[tuple[str, str, str], list[Comment]] = field(default_factory=dict)
    used: set[tuple[str, str, str]] = field(default_factory=set)

    def apply(self, student: str, exercise: str, record: Record) -> Record:
        """Return a record with the instructor's points in it; comments are added to each mark."""
        places = [(student, exercise, answer.mark.question) for answer in record.answers]
        found = self.given.keys() & set(places)
        if not found:
            return record
        self.used |= found
        answers = (
            _with(answer, self.given[place]) if place in found else answer
            for place, answer in zip(places, record.answers, strict=True)
        )
        return dataclasses.replace(record, answers=tuple(answers))

    def unused(self, students: Iterable[str]) -> list[tuple[str, str, str]]:
        """Return file, place and reason of each row that belongs to no answer of these students."""
        reason = _("no submission of this student to this exercise was found, so the row was not used")
        meant = _("'{name}' handed in nothing, so the row was not used; perhaps '{near}' is meant")
        known = set(students)
        alike = roster.Alike(known)
        said = []
        for place, found in self.given.items():
            if place in self.used:
                continue
            near = "" if place[0] in known else alike.near(place[0])
            told = meant.format(name=shown(place[0]), near=shown(near)) if near else reason
            said += [(item.file, item.place, told) for item in found]
        return _pooled(said)


def read_all(paths: list[Path], standards: Standards) -> tuple[Marks, list[tuple[str, str, str]]]:
    """Read tables of marks, with file, place and reason of each row that cannot be used.

    Of several tables each is a marker's, called as the table, unless it has a column ``marker``.

    Raises
    ------
    InvalidValue
        If a file cannot be read or lacks a column.
    """
    marks, flaws = Marks(), []
    order: list[str] = []
    for path in paths:
        marker = path.stem if len(paths) > 1 else ""
        flaws += [(path.name, *item) for item in _read(path, standards, marks, marker, order)]
    for place, given in marks.given.items():
        marks.given[place] = _ranked(given, order)
    return marks, _pooled(flaws)


def _pooled(flaws: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Say once what holds for many rows: a table of marks used without its weights is one finding, not hundreds."""
    places: dict[tuple[str, str], list[str]] = {}
    for file, place, reason in flaws:
        places.setdefault((file, reason), []).append(place)
    return [
        (file, place, reason)
        for (file, reason), found in places.items()
        for place in (
            found if len(found) <= ALONE else [_("{place} and {n} more").format(place=found[0], n=len(found) - 1)]
        )
    ]


def _ranked(given: list[Comment], order: list[str]) -> list[Comment]:
    """Tell which points count: those of the marker who was named first."""
    first: dict[str, str] = {}
    for item in sorted(given, key=lambda item: order.index(item.marker)):
        if item.points is not None:
            first.setdefault(item.criterion, item.marker)
    return [replace(item, counts=item.points is None or first[item.criterion] == item.marker) for item in given]


def _read(path: Path, standards: Standards, marks: Marks, marker: str, order: list[str]) -> list[tuple[str, str]]:
    sheet = roster.table(path, NEEDED, ("criterion", "marker"))
    named, flaws = _named(path.with_name("comments.csv"))
    flaws += roster.noted(sheet)
    for line, row in sheet.rows():
        place = roster.place(line)
        comment, problem = _comment(row, place, standards, named)
        if problem:
            flaws.append((place, problem))
        if comment is not None:
            who = " ".join((row.get("marker") or "").split()) or marker
            if who not in order:
                order.append(who)
            comment = replace(comment, file=path.name, marker=who)
            # as our own table has it, in which a name that could be a formula bears an apostrophe
            student = texts.student(texts.uncelled(row["pseudonym"]), "")
            given = marks.given.setdefault((student, row["exercise"].strip(), row["question"].strip()), [])
            same = [item for item in given if (item.criterion, item.marker) == (comment.criterion, who)]
            if any(item.points == comment.points and item.text == comment.text for item in same):
                continue  # the same row once more
            pointed = [item for item in same if item.points is not None]
            if pointed and comment.points not in (None, pointed[0].points):
                text = _("{place} gives this answer other points already, and these count")
                flaws.append((place, text.format(place=pointed[0].place)))
                comment = replace(comment, points=None)
            given.append(comment)
    return flaws


def _named(path: Path) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the comments that have a name, and what is odd in their file."""
    if not path.is_file():
        return {}, []
    sheet = roster.table(path, ("name", "comment"))
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    flaws = roster.noted(sheet)
    for line, row in sheet.rows():
        name = row["name"].strip()
        if name not in found:
            found[name], lines[name] = row["comment"], line
        elif found[name] != row["comment"]:
            text = _("the name stands in line {n} with another comment already, and that one counts")
            flaws.append((roster.place(line), text.format(n=lines[name])))
    return found, [(f"{path.name} {where}".strip(), reason) for where, reason in flaws]


def _comment(row: dict, place: str, standards: Standards, named: dict[str, str]) -> tuple[Comment | None, str]:
    standard = standards.get(row["exercise"].strip())
    known = {} if standard is None else {question.id: question for question in standard.exercise.questions}
    question = known.get(row["question"].strip())
    if question is None:
        return None, _no_question(row, standards, known)
    missing = next((name for name in NAME.findall(row["comment"]) if name not in named), None)
    words = texts.uncelled(row["comment"])
    text = NAME.sub(lambda found: named.get(found[1], found[0]), words).strip()
    criterion = (row.get("criterion") or "").strip() or RATIONALE
    if not row["points"].strip():
        comment = Comment(criterion, None, text, place) if text else None
    else:
        most = _worth(question, criterion)
        try:
            points = float(row["points"].replace(",", "."))
        except ValueError:
            points = math.nan
        if not most:
            problem = _("this question gives no points for '{criterion}', so only the comment was used")
            near = nearest(criterion, _criteria(question))
            problem += " " + _("(perhaps '{near}' is meant)").format(near=near) if near else ""
            return Comment(criterion, None, text, place), problem.format(criterion=shown(criterion, 40))
        if not 0 <= points <= most:
            problem = _("points must be a number from 0 to {most:g}, so only the comment was used")
            return Comment(criterion, None, text, place), worded(problem, most=most)
        comment = Comment(criterion, points, text, place)
    if missing is not None:
        return comment, _("comments.csv has no comment called '{name}'").format(name=shown(missing, 40))
    return comment, ""


def _no_question(row: dict, standards: Standards, known: Iterable[str]) -> str:
    if (name := row["exercise"].strip()) in standards.names():
        near = nearest(row["question"].strip(), known)
        text = _("there is no such question, so the row was not used")
    else:
        near = nearest(name, standards.names())
        text = _("there is no such exercise, so the row was not used")
    return text + " " + _("(perhaps '{near}' is meant)").format(near=near) if near else text


def _criteria(question: AnyQuestion) -> list[str]:
    if question.kind != "code" or question.training:
        return []
    return [name for name, worth in question.rubric.model_dump().items() if worth]


def _worth(question: AnyQuestion, criterion: str) -> float:
    """Return the most points that a criterion of a question gives; 0 for one that it does not have."""
    if question.kind != "code":
        return question.points
    return 0.0 if question.training else question.rubric.model_dump().get(criterion, 0.0)


def _with(answer: GradedAnswer, comments: list[Comment]) -> GradedAnswer:
    for comment in comments:
        if comment.points is not None and comment.counts:
            says = _("Marked by your instructor.")
            answer = entries.with_points(answer, comment.criterion, comment.points, says)
    return dataclasses.replace(
        answer, comments=tuple(comment.text for comment in comments if comment.text and comment.counts)
    )
