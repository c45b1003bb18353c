"""What a class has answered so far: each file parsed and marked once, counted once, and told in steps.

Only what is sealed counts: what stands unsealed may still be thought over. Of several copies of one file
the one with most changes counts; who has several files of an exercise under one pseudonym is left out, as
in ``class.json``, so that no one person makes up five.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from regiolab.exercises import grading
from regiolab.exercises import submission as form
from regiolab.exercises.marks import RULES
from regiolab.exercises.room import ClassAnswers
from regiolab.exercises.submission import Submission
from regiolab.instructor import discussion, entries, headcount, intake, statistics, texts
from regiolab.instructor.entries import GradedAnswer, Record
from regiolab.instructor.headcount import Number
from regiolab.instructor.reserve import Steps
from regiolab.instructor.standards import Standard, Standards
from regiolab.instructor.tally import Tally

ANSWERS = b'"regiolab-submission/'
NOTES = b'"regiolab-notes/'


@dataclass(frozen=True)
class Handed:
    """What a file holds that was read: whose it is, how far it goes, and what is sealed in it."""

    id: str
    exercise: str
    student: str
    changes: int
    latest: float
    sealed: Mapping[str, GradedAnswer]


@dataclass(frozen=True)
class Room:
    """An exercise as it is shown: a picture of one moment, which nothing changes any more.

    Attributes
    ----------
    standard : Standard
    begun : int
        Different files.
    sealed : dict
        How many sealed each question.
    given : dict
        By question and round, how many answered and how often each answer was given, of what is told by now.
    answers : dict
        The answers behind that, by question.
    tally : Tally
        The same, counted as for the report.
    divided : tuple of str
        The questions, those first that divide the class most, as the report ranks them.
    """

    standard: Standard
    begun: int
    sealed: Mapping[str, int]
    given: Mapping[tuple[str, Number], tuple[int, Counter[str]]]
    answers: Mapping[str, tuple[GradedAnswer, ...]]
    tally: Tally
    divided: tuple[str, ...]


@dataclass
class Gathering:
    """The files of a class, by place; see the module.

    Attributes
    ----------
    broken : set of str
        Places of files that cannot be read as they are now.
    read : set of str
        Places of files of which something was read that counts, now or before.
    unknown : dict
        Names of exercises that are not here, by place.
    """

    standards: Standards
    broken: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    unknown: dict[str, str] = field(default_factory=dict)
    lessons: headcount.Lessons = field(default_factory=headcount.Lessons)
    _handed: dict[str, Handed] = field(default_factory=dict)
    _steps: dict[tuple[str, str], Steps] = field(default_factory=dict)
    _told: dict[tuple[str, str], dict[str, GradedAnswer]] = field(default_factory=dict)
    _rooms: dict[str, Room] = field(default_factory=dict)
    _counts: dict[str, tuple[Room, headcount.Rounds]] = field(default_factory=dict)
    _lesson_steps: dict[str, Steps] = field(default_factory=dict)

    def take(self, place: str, content: bytes) -> None:
        """Take the content of a file; one that cannot be read leaves what was read of it before."""
        named = ".answers" in place.lower()
        if NOTES in content:
            taken = self.lessons.take(content, place)
            (self.broken.discard if taken else self.broken.add)(place)
            self.read |= {place} if taken else set()
            return
        if ANSWERS not in content and not named:
            return  # another program's file
        try:
            handed = self._handed_in(place, content)
        except Exception:  # one file must never stop the page, whatever is in it
            self.broken.add(place)
            return
        self.broken.discard(place)
        if handed is not None:
            self._handed[place] = handed
            self.read.add(place)

    def _handed_in(self, place: str, content: bytes) -> Handed | None:
        submission, _flaws = form.parse(content)
        standard = self.standards.get(submission.exercise)
        if standard is None:
            self.unknown[place] = submission.exercise
            return None
        self.unknown.pop(place, None)
        intake.fit(standard.exercise, submission)
        return Handed(
            id=submission.id,
            exercise=submission.exercise,
            student=texts.student(submission.pseudonym, submission.id),
            changes=submission.revision,
            latest=entries.latest(submission),
            sealed=_sealed(standard, submission),
        )

    # -- what is told ------------------------------------------------------------------------------

    def exercises(self) -> list[str]:
        """Return the exercises of which there are files, the one with most first."""
        found = Counter(handed.exercise for handed in self._sole().values())
        return [name for name, _n in sorted(found.items(), key=lambda item: (-item[1], item[0]))]

    def left_out(self) -> list[str]:
        """Return the pseudonyms under which there are several files of an exercise."""
        found = Counter((handed.exercise, handed.student) for handed in self._sole().values())
        return sorted({student for (_exercise, student), n in found.items() if n > 1})

    def _sole(self) -> dict[str, Handed]:
        """Return of each file, by its id, the copy that goes farthest."""
        found: dict[str, Handed] = {}
        for _place, handed in sorted(self._handed.items()):
            kept = found.get(handed.id)
            if kept is None or handed.changes > kept.changes:
                found[handed.id] = handed
        return found

    def room(self, exercise: str, now: float) -> Room:
        """Return how an exercise stands; the same object as before if nothing of it has changed."""
        standard = self.standards.known(exercise)
        every = {id_: handed for id_, handed in self._sole().items() if handed.exercise == exercise}
        times = Counter(handed.student for handed in every.values())
        alone = {id_: handed for id_, handed in every.items() if times[handed.student] == 1}
        sealed, moved = {}, False
        for question in standard.exercise.questions:
            came = {id_: handed.sealed[question.id] for id_, handed in alone.items() if question.id in handed.sealed}
            place = exercise, question.id
            # a reason thought over changes nothing that is shown, and is nobody else's cover
            if self._steps.setdefault(place, Steps()).take({id_: _seen(one) for id_, one in came.items()}, now):
                self._told[place] = came
                moved = True
            sealed[question.id] = len(came)
        before = self._rooms.get(exercise)
        if before is None or moved:
            self._rooms[exercise] = self._counted(standard, len(every), sealed)
        elif before.begun != len(every) or before.sealed != sealed:
            self._rooms[exercise] = dataclasses.replace(before, begun=len(every), sealed=sealed)
        return self._rooms[exercise]

    def _counted(self, standard: Standard, begun: int, sealed: Mapping[str, int]) -> Room:
        told = {q.id: self._told.get((standard.exercise.exercise, q.id), {}) for q in standard.exercise.questions}
        ids = sorted({id_ for kept in told.values() for id_ in kept})
        records = [
            Record("en", RULES, tuple(kept[id_] for kept in told.values() if id_ in kept)) for id_ in ids
        ]  # the language of a file is nobody's business here
        tally = Tally(standard, records)
        units = {question.id: statistics.of_unit(tally, question.id) for question in tally.coded}
        first = [topic.question for topic in discussion.topics(tally, units)]
        rest = [question.id for question in standard.exercise.questions if question.id not in first]
        return Room(
            standard=standard,
            begun=begun,
            sealed=sealed,
            given=headcount.Given(records).counts(),
            answers={name: tuple(kept[id_] for id_ in sorted(kept)) for name, kept in told.items()},
            tally=tally,
            divided=(*first, *rest),
        )

    def class_answers(self, now: float) -> ClassAnswers:
        """Return what ``class.json`` says of what is told by now; its time is that of the last answer read."""
        found = {}
        for name in sorted(self.exercises()):
            room = self.room(name, now)
            if name not in self._counts or self._counts[name][0].answers is not room.answers:
                records = [Record("en", RULES, (graded,)) for given in room.answers.values() for graded in given]
                self._counts[name] = room, headcount.Given(records).rounds()
            found[name] = self._counts[name][1]
        # question by question: who answers another one is nobody's cover
        for question, given in self.lessons.given().items():
            self._lesson_steps.setdefault(question, Steps()).take(given, now)
        lessons = headcount.counted({question: steps.kept for question, steps in self._lesson_steps.items()})
        latest = max((handed.latest for handed in self._handed.values() if handed.latest <= now), default=0.0)
        return headcount.told(found, lessons, latest)


def _seen(graded: GradedAnswer) -> tuple:
    """Return of an answer what the room may see: what was given in each round."""
    return tuple(None if one is None else tuple(headcount.names(one)) for one in (graded.first, graded.second))


def _sealed(standard: Standard, submission: Submission) -> dict[str, GradedAnswer]:
    """Return what is sealed in a submission, marked as it is for the report."""
    sealed = submission.rounds[0].sealed
    for round_ in submission.rounds:
        round_.answers = {name: answer for name, answer in round_.answers.items() if name in sealed}
    if not submission.rounds[0].answers:
        return {}
    grade = grading.grade(standard.exercise, standard.key, submission)
    record = entries.build(standard.exercise, submission, grade)
    return {graded.mark.question: graded for graded in record.answers if graded.first is not None}
