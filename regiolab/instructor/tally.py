"""A class's answers to one exercise, counted: one record after the other, in little memory."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from regiolab.analysis import agreement
from regiolab.exercises import deck
from regiolab.exercises.key import ARTICLE
from regiolab.exercises.submission import ModelAnswer
from regiolab.instructor import texts
from regiolab.instructor.entries import GradedAnswer, Record
from regiolab.instructor.standards import Standard

Coding = tuple[tuple[str, str], ...]  # the models that hold, each with its degree; a residual one has ""
Filing = tuple[str, str, str]  # card, condition, side; of a card cited under no condition the last two are ""
ROUNDS = (1, 2)
MOST = 20_000  # students whose codings enter the statistics over units; of more, every n-th does
QUOTED = 3  # rationales kept for each coding
LONGEST = 600


@dataclass
class Codings:
    """Who gave which coding in a round: places in the lists of students and of codings."""

    student: array = field(default_factory=lambda: array("l"))
    coding: array = field(default_factory=lambda: array("l"))

    def __len__(self) -> int:
        return len(self.student)


@dataclass
class Count:
    """What the class answered to one question.

    Attributes
    ----------
    status, steps : Counter
        How often each status; how often each last step of feedback was opened.
    confidence : Counter
        Pairs of confidence (None where not said) and status.
    answers : Counter
        The answers that count: codings, options, pairs of item and option, or of item and place.
    rounds : dict
        The codings of each round.
    drawn : Counter
        The codings that count, of the students who enter the statistics over units.
    moves : Counter
        Of those who came back for the second round: same, nearer to, further from the article, otherwise.
    scholars : Counter
        Whose reading was given by those who differ from the article.
    cards : Counter
        The cards filed in the answers that count; `unfiled` is how many filed none.
    filings : Counter
        Where they were filed: triples of card, condition and side. What a file of version 1 cites
        stands under no condition.
    measured : Counter
        By whose reading codings were measured, as marks say it.
    points, possible : float
        Sums over those who answered.
    lost, worth : dict
        Points lost and possible over those who answered, by criterion; what a person marks is not among them.
    reasons : dict
        For each coding some rationales.
    """

    status: Counter = field(default_factory=Counter)
    steps: Counter = field(default_factory=Counter)
    confidence: Counter = field(default_factory=Counter)
    answers: Counter = field(default_factory=Counter)
    rounds: dict[int, Codings] = field(default_factory=lambda: {number: Codings() for number in ROUNDS})
    drawn: Counter = field(default_factory=Counter)
    moves: Counter = field(default_factory=Counter)
    scholars: Counter = field(default_factory=Counter)
    cards: Counter = field(default_factory=Counter)
    unfiled: int = 0
    filings: Counter[Filing] = field(default_factory=Counter)
    measured: Counter[str] = field(default_factory=Counter)
    points: float = 0.0
    possible: float = 0.0
    lost: dict[str, float] = field(default_factory=dict)
    worth: dict[str, float] = field(default_factory=dict)
    reasons: dict[Coding, list[str]] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many answered."""
        return sum(n for status, n in self.status.items() if status != "unanswered")


class Tally:
    """The count of an exercise.

    Parameters
    ----------
    standard : Standard
    works : iterable of Record
        The records of the class.
    number : int
        How many records there will be, if that is known.

    Attributes
    ----------
    step : int
        Every how many students one enters the statistics over units: 1 unless the class is very large.
    sums : Counter
        How many earned each sum of points, before anything is taken for lateness.
    """

    def __init__(self, standard: Standard, works: Iterable[Record] = (), number: int = 0) -> None:
        self.standard = standard
        self.step = max(1, math.ceil(number / MOST))
        self.students = 0
        self.sums: Counter[float] = Counter()
        self.counts = {question.id: Count() for question in standard.exercise.questions}
        self._codings: dict[Coding, int] = {}
        self._articles = {q.id: self.article(q.id) for q in self.coded}
        for record in works:
            self.add(record)

    @property
    def coded(self) -> list:
        """The questions that code a unit."""
        return [question for question in self.standard.exercise.questions if question.kind == "code"]

    @property
    def tested(self) -> list:
        """Those of them that enter the statistics over units: not the ones for training."""
        return [question for question in self.coded if not question.training]

    @property
    def others(self) -> list:
        """The other questions."""
        return [question for question in self.standard.exercise.questions if question.kind != "code"]

    def article(self, question: str) -> Coding | None:
        """Return the article's coding of a question's unit; None if it has none or there is no key."""
        entry = self._entry(question)
        return coding_of(entry.article.models) if entry is not None and entry.article is not None else None

    def reference(self, question: str) -> str:
        """Return the coder with whom the class is compared: the article, or who stands in its place."""
        entry = self._entry(question)
        return ARTICLE if entry is None else entry.reference

    def readings(self, question: str) -> dict[str, Coding]:
        """Return the documented codings of a question's unit, by coder."""
        entry = self._entry(question)
        return {} if entry is None else {reading.coder: coding_of(reading.models) for reading in entry.readings}

    def _entry(self, question: str):
        return self.standard.key.keys.get(question) if self.standard.key else None

    def add(self, record: Record) -> None:
        """Count a student's record."""
        for graded in record.answers:
            count = self.counts.get(graded.mark.question)
            if count is not None:
                self._add(count, graded)
        if record.earned is not None:
            self.sums[record.earned] += 1
        self.students += 1

    def _add(self, count: Count, graded: GradedAnswer) -> None:
        mark, answer = graded.mark, graded.counted
        count.status[mark.status] += 1
        count.steps[mark.steps] += 1
        if answer is None:
            return
        count.confidence[answer.get("confidence"), mark.status] += 1
        count.points += mark.earned or 0
        count.possible += mark.possible
        for item in mark.criteria:
            if item.earned is not None and not item.by_hand:
                count.lost[item.name] = count.lost.get(item.name, 0.0) + item.possible - item.earned
                count.worth[item.name] = count.worth.get(item.name, 0.0) + item.possible
        if mark.kind == "code":
            self._add_coding(count, graded, answer)
        else:
            count.answers.update(_answers(answer))

    def _add_coding(self, count: Count, graded: GradedAnswer, answer: dict) -> None:
        coding = plain_coding(answer)
        count.answers[coding] += 1
        if graded.mark.status == "documented":
            count.scholars.update(graded.mark.readings)
        filings = plain_filings(answer)
        cards = {card for card, _condition, _side in filings}
        count.cards.update(cards)
        count.unfiled += not cards
        count.filings.update(filings)
        count.measured[graded.mark.measured] += 1
        given = [graded.first, graded.second]
        drawn = self.students % self.step == 0
        count.drawn[coding] += drawn
        for number, one in zip(ROUNDS, given, strict=True):
            if one is not None and drawn:
                codings = count.rounds[number]
                codings.student.append(self.students)
                codings.coding.append(self._codings.setdefault(plain_coding(one), len(self._codings)))
        if graded.first is not None and graded.second is not None:
            moved = self._move(graded.mark.question, plain_coding(graded.first), plain_coding(graded.second))
            count.moves[moved] += 1
        reasons = count.reasons.setdefault(coding, [])
        if len(reasons) < QUOTED and len(answer.get("rationale", "").split()) > 5:
            reasons.append(texts.plain(answer["rationale"])[:LONGEST])

    def _move(self, question: str, first: Coding, second: Coding) -> str:
        article = self._articles.get(question)
        if first == second:
            return "same"
        if article is None:
            return "otherwise"
        before, after = (agreement.masi_distance(models_of(one), models_of(article)) for one in (first, second))
        return "nearer" if after < before else "further" if after > before else "otherwise"

    # -- tables for the statistics ----------------------------------------------------------------

    def sets(self, number: int, question: str | None = None) -> pd.DataFrame:
        """Return the sets of models given in a round, as a long table of units, coders and values."""
        values = np.empty(len(self._codings), dtype=object)
        for coding, at in self._codings.items():
            # made once and shared, so that a large class fits in memory
            values[at] = frozenset(models_of(coding))
        return self._long(number, values, [question] if question else [item.id for item in self.tested])

    def degrees(self, number: int, model: str) -> pd.DataFrame:
        """Return the degrees that a model was given in a round, over the units of its dimension."""
        values = np.empty(len(self._codings), dtype=object)
        for coding, at in self._codings.items():
            values[at] = dict(coding).get(model, "absent")
        return self._long(number, values, [item.id for item in self.tested if model in deck.types(item)])

    def against_article(self, model: str) -> pd.DataFrame:
        """Return each degree that counts beside the article's, as codings by two coders."""
        pairs = []
        for question in self.tested:
            article = self._articles[question.id]
            if article is None or model not in deck.types(question):
                continue
            right = dict(article).get(model, "absent")
            for coding, n in self.counts[question.id].drawn.items():
                pairs += [(dict(coding).get(model, "absent"), right)] * n
        mine, theirs = zip(*pairs, strict=True) if pairs else ((), ())
        unit = np.arange(len(pairs))
        return pd.DataFrame(
            {
                "unit": np.concatenate([unit, unit]),
                "coder": ["class"] * len(pairs) + ["article"] * len(pairs),
                "value": [*mine, *theirs],
            }
        )

    def models(self) -> list[str]:
        """Return the ideal types of the dimensions that were coded."""
        return list(dict.fromkeys(model for question in self.tested for model in deck.types(question)))

    def _long(self, number: int, values: np.ndarray, questions: list[str]) -> pd.DataFrame:
        parts = [self.counts[name].rounds[number] for name in questions]
        unit = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        student = np.concatenate([np.asarray(part.student, dtype=np.int64) for part in parts] or [np.empty(0, int)])
        coding = np.concatenate([np.asarray(part.coding, dtype=np.int64) for part in parts] or [np.empty(0, int)])
        names_ = pd.Categorical.from_codes(unit, categories=questions) if questions else []
        return pd.DataFrame({"unit": names_, "coder": student, "value": values[coding]})


def coding_of(models: Mapping[str, ModelAnswer]) -> Coding:
    """Return the models that hold in a reading, with their degrees."""
    return tuple(sorted((name, item.degree or "") for name, item in models.items() if item.degree != "absent"))


def plain_coding(answer: dict) -> Coding:
    """Return the models that hold in an answer of plain values."""
    held = ((name, item.get("degree") or "") for name, item in answer["models"].items())
    return tuple(sorted(pair for pair in held if pair[1] != "absent"))


def plain_filings(answer: dict) -> list[Filing]:
    """Return where cards are filed in an answer of plain values; each cited card once, if none is filed."""
    filed = [(item["card"], item["condition"], item.get("side", "for")) for item in answer.get("filings", [])]
    return filed or [(card, "", "") for card in dict.fromkeys(answer.get("cards", []))]


def models_of(coding: Coding) -> list[str]:
    """Return the models of a coding without their degrees."""
    return [name for name, _degree in coding]


def _answers(answer: dict) -> list:
    if answer["kind"] == "order":
        return list(enumerate(answer["order"]))
    if answer["kind"] == "match":
        return list(answer["pairs"].items())
    return [answer["choice"]]
