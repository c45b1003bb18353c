"""What is kept of a graded submission: points, what was said, and the answers.

Gradebook, pages and report are made from records alone, so that no submission is read twice.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import math
from dataclasses import dataclass

from regiolab.exercises.marks import Criterion, Grade, Mark
from regiolab.exercises.model import Exercise
from regiolab.exercises.submission import ANSWERS, Answer, Submission
from regiolab.instructor import clock

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class GradedAnswer:
    """The mark of one question, with the answers of both rounds.

    Attributes
    ----------
    mark : Mark
    first, second : dict or None
        The answers as plain values, without their times; None where nothing was answered. Whoever
        came back after sealing stands in the second round by what was left alone.
    comments : tuple of str
        What the instructor says to it.
    times : tuple of (float or None)
        When the answers of both rounds were last changed, in seconds since 1970.
    """

    mark: Mark
    first: dict | None
    second: dict | None
    comments: tuple[str, ...] = ()
    times: tuple[float | None, float | None] = (None, None)

    @property
    def counted(self) -> dict | None:
        """The answer that counts, as plain values."""
        return {None: None, 1: self.first, 2: self.second}[self.mark.round]


@dataclass(frozen=True)
class Record:
    """A graded submission: its language, by which rules it was marked, and its answers in their order."""

    language: str
    rules: str
    answers: tuple[GradedAnswer, ...]

    @property
    def answered(self) -> int:
        """Number of questions answered."""
        return sum(answer.mark.status != "unanswered" for answer in self.answers)

    @functools.cached_property
    def unmarked(self) -> bool:
        """Whether something was answered that cannot be marked, for its key is missing."""
        return any(
            item.earned is None and item.possible and not item.by_hand
            for answer in self.answers
            if answer.mark.status != "unanswered"
            for item in answer.mark.criteria
        )

    @functools.cached_property
    def earned(self) -> float | None:
        """Points earned; None where something cannot be marked: without it the sum would be a wrong one."""
        if self.unmarked:
            return None
        return round(math.fsum(answer.mark.earned or 0 for answer in self.answers), 2)

    @functools.cached_property
    def possible(self) -> float:
        """Points of the whole exercise."""
        return round(math.fsum(answer.mark.possible for answer in self.answers), 2)

    @property
    def by_hand(self) -> float | None:
        """Points that a person gave for what stands beside the total; None before that."""
        found = (item.earned for answer in self.answers for item in answer.mark.criteria if item.by_hand)
        given = [earned for earned in found if earned is not None]
        return round(math.fsum(given), 2) if given else None

    def plain(self) -> dict:
        """Return the record as plain values with names, ready for JSON."""
        answers = [_plain_answer(answer) for answer in self.answers]
        return {"language": self.language, "rules": self.rules, "answers": answers}


def build(exercise: Exercise, submission: Submission, grade: Grade) -> Record:
    """Return the record of a submission.

    Whoever changed or opened something after sealing came back, unless it was only in what is for training:
    its feedback opens at once, in the first round.
    """
    training = {question.id for question in exercise.questions if getattr(question, "training", False)}
    changed = {name for name, answer in submission.rounds[1].answers.items() if not answer.empty}
    again = not training.issuperset(changed.union(step.question for step in submission.feedback))
    answers = (
        GradedAnswer(
            mark,
            _plain(submission.sealed(mark.question)),
            _plain(submission.counted(mark.question)) if again or mark.question in changed else None,
            times=_times(submission, mark.question),
        )
        for mark in grade.marks
    )
    return Record(submission.language, grade.rules, tuple(answers))


def from_plain(data: dict) -> Record:
    """Return the record that :meth:`Record.plain` wrote."""
    return Record(data["language"], data["rules"], tuple(map(_answer_from_plain, data["answers"])))


def _plain_answer(answer: GradedAnswer) -> dict:
    # the parts are values already; `dataclasses.asdict` would copy each of them
    mark = {**vars(answer.mark), "criteria": [vars(item) for item in answer.mark.criteria]}
    return {**vars(answer), "mark": mark}


def _answer_from_plain(data: dict) -> GradedAnswer:
    criteria = tuple(Criterion(**item) for item in data["mark"]["criteria"])
    mark = Mark(**{**data["mark"], "criteria": criteria, "readings": tuple(data["mark"]["readings"])})
    return GradedAnswer(mark, data["first"], data["second"], tuple(data["comments"]), tuple(data["times"]))


def with_points(answer: GradedAnswer, criterion: str, points: float, says: str) -> GradedAnswer:
    """Return an answer with points of the instructor's on a criterion.

    A question that is no coding has one criterion, whatever it is called.
    """
    criteria = tuple(
        dataclasses.replace(item, earned=round(points, 2), says=says, sealed=None)
        if item.name == criterion or answer.mark.kind != "code"
        else item
        for item in answer.mark.criteria
    )
    return dataclasses.replace(answer, mark=dataclasses.replace(answer.mark, criteria=criteria))


def _plain(answer: Answer | None) -> dict | None:
    if answer is None or answer.empty:
        return None
    return {**answer.model_dump(mode="json", exclude={"at", "revision"}, exclude_defaults=True), "kind": answer.kind}


def answer_of(plain: dict | None) -> Answer | None:
    """Return an answer from plain values; its time is not kept."""
    return None if plain is None else ANSWERS[plain["kind"]].model_validate({**plain, "at": EPOCH})


def _times(submission: Submission, question: str) -> tuple[float | None, float | None]:
    found = (round_.answers.get(question) for round_ in submission.rounds)
    first, second = (None if one is None or one.empty else (one.at - EPOCH).total_seconds() for one in found)
    return first, second


def latest(submission: Submission) -> float:
    """Return when a submission was last touched, in seconds since 1970."""
    found = [at for _revision, at in clock.times(submission)]
    return max(((at - EPOCH).total_seconds() for at in found), default=0.0)


def handed_in(exercise: Exercise, submission: Submission) -> float | None:
    """Return when the last answer that counts was given, in seconds since 1970; None if there is none."""
    counted = (submission.counted(question.id) for question in exercise.questions)
    return max(((answer.at - EPOCH).total_seconds() for answer in counted if answer is not None), default=None)
