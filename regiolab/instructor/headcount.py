"""What a class answered, for the boards of its students: counts in the file ``class.json``.

It names nobody, and holds nothing below five. An instructor lays it beside the notebooks, or does not.
Who handed in several submissions of an exercise is left out of its counts, so that no one person makes up five.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from regiolab.errors import InvalidValue
from regiolab.exercises import room
from regiolab.exercises.room import ClassAnswers, Counts
from regiolab.files import write_atomically
from regiolab.instructor.class_list import Student
from regiolab.instructor.entries import EPOCH, Record
from regiolab.instructor.register import Register
from regiolab.lessons import notepad, prompts, replies, seminar

Number = Literal["1", "2"]
NUMBERS: tuple[Number, Number] = ("1", "2")
Rounds = dict[str, dict[Number, Counts]]  # by question and round


class Lessons:
    """What a class answered in the lessons, from the notes that were handed in beside submissions.

    Notes are not marked. Those of one reader count once, the longest history of several copies.
    """

    def __init__(self) -> None:
        self._changes: dict[str, int] = {}
        self._given: dict[str, dict[str, list[str]]] = {}

    def take(self, content: bytes, name: str) -> bool:
        """Count the content of a file, if it is notes; return whether it is."""
        try:
            notes = notepad.parse(content, name)
        except InvalidValue:
            return False
        if notes.revision >= self._changes.get(notes.id, 0):
            self._changes[notes.id] = notes.revision
            self._given[notes.id] = dict(_answered(notes, self._asked))
        return True

    @functools.cached_property
    def _asked(self) -> dict[str, Any]:
        """The questions of all lessons, read once there are notes."""
        return {name: prompt for lesson in prompts.lessons() for name, prompt in prompts.prompts(lesson).items()}

    def given(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return what was answered: by question and by the id of the notes, the names of the answer."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for id_, answers in self._given.items():
            for question, given in answers.items():
                found.setdefault(question, {})[id_] = tuple(given)
        return found

    def counts(self) -> dict[str, Counts]:
        """Return the counts by question; nothing below five."""
        return counted(self.given())


def counted(given: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, Counts]:
    """Return counts by question of what was answered, by question and by who answered; nothing below five."""
    found = {}
    for question, answers in sorted(given.items()):
        if len(answers) >= room.FEWEST:
            named = Counter(name for one in answers.values() for name in set(one))
            most = {name: times for name, times in sorted(named.items()) if times >= room.FEWEST}
            found[question] = Counts(n=len(answers), counts=most)
    return found


def _answered(notes: notepad.Notes, asked: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield what was answered first, before anything was shown, by question."""
    for question, reply in notes.replies.items():
        prompt = asked.get(question)
        if prompt is None or reply.first is None or reply.kind != prompt.kind:
            continue
        try:
            names = seminar.names(prompt, replies.check(prompt, reply.first))
        except InvalidValue:
            continue
        if names:
            yield question, names


class Headcount:
    """Counts what a class answered while its tables are written; no record is read for it once more."""

    def __init__(self) -> None:
        self._given: dict[str, Given] = {}

    def see(self, student: Student) -> None:
        """Count a student's answers."""
        for exercise, work in student.works.items():
            if exercise not in student.several:
                self._given.setdefault(exercise, Given()).add(work.record)

    def rounds(self, exercise: str) -> Rounds:
        """Return the counts of an exercise; nothing below five."""
        return self._given.get(exercise, Given()).rounds()


def write(out: Path, register: Register, exercises: Iterable[str], counted: Headcount, lessons: Lessons) -> Path:
    """Write the counts of some exercises, and of the lessons, into a folder.

    The file bears the time of the last answer in it and not that of its making, so that the same
    submissions give the same bytes.
    """
    found = {name: counted.rounds(name) for name in exercises}
    latest = register.latest(dt.datetime.now(dt.UTC).timestamp())
    return save(out, told(found, lessons.counts(), latest))


def told(exercises: Mapping[str, Rounds], lessons: Mapping[str, Counts], latest: float) -> ClassAnswers:
    """Return what the file says, `latest` being when the last answer in it was given, in seconds since 1970."""
    return ClassAnswers(
        made=EPOCH + dt.timedelta(seconds=latest),
        exercises={name: questions for name, questions in exercises.items() if questions},
        lessons=dict(lessons),
    )


def save(out: Path, answers: ClassAnswers) -> Path:
    """Write the file into a folder."""
    path = out / room.FILE
    write_atomically(path, f"{answers.model_dump_json(indent=1)}\n".encode())
    return path


class Given:
    """How many answered each question of an exercise in each round, and how often each answer was given."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._answered: Counter[tuple[str, Number]] = Counter()
        self._given: dict[tuple[str, Number], Counter[str]] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """Count a student's record."""
        for graded in record.answers:
            for number, answer in zip(NUMBERS, (graded.first, graded.second), strict=True):
                if answer is not None:
                    place = graded.mark.question, number
                    self._answered[place] += 1
                    self._given.setdefault(place, Counter()).update(names(answer))

    def counts(self) -> dict[tuple[str, Number], tuple[int, Counter[str]]]:
        """Return both by question and round."""
        return {place: (self._answered[place], given) for place, given in self._given.items()}

    def rounds(self) -> Rounds:
        """Return both by question and round; nothing below five."""
        found: Rounds = {}
        for (question, number), (answered, given) in self.counts().items():
            if answered >= room.FEWEST:
                most = {name: n for name, n in sorted(given.items()) if n >= room.FEWEST}
                found.setdefault(question, {})[number] = Counts(n=answered, counts=most)
        return found


def names(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of what an answer of plain values gives, as :class:`~regiolab.exercises.room.Counts` has them.

    Examples
    --------
    >>> list(names({"kind": "code", "models": {"social": {"degree": "element"}, "strategic": {"degree": "absent"}}}))
    ['social:element']
    >>> list(names({"kind": "code", "models": {"not_classifiable": {}}}))
    ['not_classifiable:']
    >>> list(names({"kind": "order", "order": ["b", "a"]})), list(names({"kind": "match", "pairs": {"a": "x"}}))
    (['b@1', 'a@2'], ['a=x'])
    """
    if answer["kind"] == "code":
        degrees = {model: item.get("degree") or "" for model, item in answer["models"].items()}
        yield from (f"{model}:{degree}" for model, degree in degrees.items() if degree != "absent")
    elif answer["kind"] == "order":
        yield from (f"{item}@{place}" for place, item in enumerate(answer["order"], 1))
    elif answer["kind"] == "match":
        yield from (f"{item}={option}" for item, option in answer["pairs"].items())
    else:
        yield answer["choice"]
