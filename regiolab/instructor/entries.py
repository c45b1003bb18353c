"""What is kept of a graded submission: points, what was said, and the answers, as plain values.

Gradebook, pages and report are made from records alone, so that no submission is read twice.
"""

from __future__ import annotations

import datetime as dt

from regiolab.exercises.marks import Grade, Mark
from regiolab.exercises.model import Exercise
from regiolab.exercises.submission import ANSWERS, Answer, Submission

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def build(submission: Submission, grade: Grade) -> dict:
    """Return the record of a submission."""
    return {"language": submission.language, "marks": [_mark(submission, mark) for mark in grade.marks]}


def _mark(submission: Submission, mark: Mark) -> dict:
    return {
        "question": mark.question,
        "kind": mark.kind,
        "status": mark.status,
        "says": mark.says,
        "steps": mark.steps,
        "round": mark.round,
        "readings": list(mark.readings),
        "criteria": [[item.name, item.earned, item.possible, item.says] for item in mark.criteria],
        "first": _plain(submission.rounds[0].answers.get(mark.question)),
        "second": _plain(submission.rounds[1].answers.get(mark.question)),
    }


def _plain(answer: Answer | None) -> dict | None:
    if answer is None or answer.empty:
        return None
    return {**answer.model_dump(mode="json", exclude={"at"}, exclude_defaults=True), "kind": answer.kind}


def counted(mark: dict) -> dict | None:
    """Return the answer of a mark that counts, as plain values."""
    return None if mark["round"] is None else mark[("first", "second")[mark["round"] - 1]]


def answer_of(plain: dict | None) -> Answer | None:
    """Return an answer from plain values; its time is not kept."""
    return None if plain is None else ANSWERS[plain["kind"]].model_validate({**plain, "at": EPOCH})


def latest(submission: Submission) -> float:
    """Return when a submission was last touched, in seconds since 1970."""
    times = [EPOCH]
    for number in (1, 2, 3):
        times += [answer.at for answer in submission.answers_of(number).values()]
    times += [at for round_ in submission.rounds for at in round_.sealed.values()]
    times += [step.at for step in submission.feedback]
    return max((at - EPOCH).total_seconds() for at in times)


def handed_in(exercise: Exercise, submission: Submission) -> float | None:
    """Return when the last answer that counts was given, in seconds since 1970; None if there is none."""
    counted = (submission.counted(question.id) for question in exercise.questions)
    return max(((answer.at - EPOCH).total_seconds() for answer in counted if answer is not None), default=None)


def earned(mark: dict) -> float | None:
    """Return the points of a mark; None if nothing was marked."""
    known = [points for _name, points, _possible, _says in mark["criteria"] if points is not None]
    return round(sum(known), 2) if known else None


def possible(mark: dict) -> float:
    """Return the points that a mark could have."""
    return round(sum(points for _name, _earned, points, _says in mark["criteria"]), 2)


def total(record: dict) -> tuple[float, float]:
    """Return points earned and possible of a record."""
    marks = record["marks"]
    return round(sum(earned(mark) or 0 for mark in marks), 2), round(sum(map(possible, marks)), 2)
