"""The result of grading: points for each criterion, what was said of each answer, and the sum."""

from __future__ import annotations

import math
from dataclasses import dataclass

from regiolab.i18n import _

RULES = "3"  # by which marks are made; a gradebook says it


@dataclass(frozen=True)
class Criterion:
    """One thing that was looked at: points earned of points possible, and a sentence why.

    `earned` is None where nothing was answered, or where it cannot be marked without a key. What is
    marked `by_hand`, a rationale, is for a person to mark and stands beside the total. `sealed` is what
    the answer of the first round earned alone: what is more came after sealing.
    """

    name: str
    earned: float | None
    possible: float
    says: str
    by_hand: bool = False
    sealed: float | None = None


@dataclass(frozen=True)
class Mark:
    """What one answer earned.

    Attributes
    ----------
    question, kind : str
    status : str
        ``unanswered``; ``unmarked`` (there is no key); of a coding ``agrees`` (with the article),
        ``documented`` (another scholar's reading), ``argued`` (the key argues for it), ``differs``
        (from the article, with cards that carry it), ``partly`` (shares a model with the article),
        ``unsupported`` (neither), ``open`` (a unit without a reading of the article); of others
        ``right``, ``partly``, ``wrong``.
    criteria : tuple of Criterion
    says : str
        The answer in one sentence.
    steps : int
        The last step of feedback that was opened.
    round : int or None
        The round from which the answer was counted.
    readings : tuple of str
        Coders whose reading the answer is, as keys of sources.bib.
    measured : str
        The coder by whose reading a coding earned most, ``argued`` or ``own``.
    """

    question: str
    kind: str
    status: str
    criteria: tuple[Criterion, ...]
    says: str
    steps: int = 0
    round: int | None = None
    readings: tuple[str, ...] = ()
    measured: str = ""

    @property
    def earned(self) -> float | None:
        """Points earned; None if there is nothing to mark. What a person marks stands beside them."""
        known = [item.earned for item in self.criteria if item.earned is not None and not item.by_hand]
        return round(math.fsum(known), 2) if known else None

    @property
    def possible(self) -> float:
        """Points that can be earned, also where nothing was answered."""
        return round(math.fsum(item.possible for item in self.criteria if not item.by_hand), 2)

    @property
    def markable(self) -> float:
        """Points of the criteria that have been marked."""
        known = [item.possible for item in self.criteria if item.earned is not None and not item.by_hand]
        return round(math.fsum(known), 2)


@dataclass(frozen=True)
class Grade:
    """What a submission earned, question by question.

    `possible` counts every question, `markable` those answered and marked: the mark over what was
    answered is ``earned / markable``, over the whole exercise ``earned / possible``.
    """

    exercise: str
    id: str
    pseudonym: str
    marks: tuple[Mark, ...]
    rules: str = RULES

    @property
    def earned(self) -> float:
        """Points earned."""
        return round(math.fsum(mark.earned or 0 for mark in self.marks), 2)

    @property
    def possible(self) -> float:
        """Points of the whole exercise."""
        return round(math.fsum(mark.possible for mark in self.marks), 2)

    @property
    def markable(self) -> float:
        """Points of what was answered and could be marked."""
        return round(math.fsum(mark.markable for mark in self.marks), 2)

    @property
    def answered(self) -> int:
        """Number of questions answered."""
        return sum(mark.status != "unanswered" for mark in self.marks)

    def mark(self, question: str) -> Mark:
        """Return the mark of one question."""
        return next(mark for mark in self.marks if mark.question == question)

    def by_criterion(self) -> dict[str, tuple[float, float]]:
        """Return points earned and possible for each criterion over all questions."""
        sums: dict[str, list[float]] = {}
        for item in (item for mark in self.marks for item in mark.criteria):
            entry = sums.setdefault(item.name, [0.0, 0.0])
            entry[0] += item.earned or 0
            entry[1] += item.possible
        return {name: (round(earned, 2), round(possible, 2)) for name, (earned, possible) in sums.items()}


def criterion_name(name: str) -> str:
    """Return the reader's word for a criterion."""
    return {
        "coding": _("coding"),
        "evidence": _("evidence"),
        "consistent": _("codebook rule"),
        "rationale": _("rationale"),
        "order": _("order"),
        "pairs": _("pairs"),
        "answer": _("answer"),
        "prediction": _("prediction"),
    }[name]
