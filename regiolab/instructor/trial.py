"""What an exercise gives to who knows nothing, and to who follows a reading: tried before a class does."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from typing import Any

from regiolab.exercises import coding, deck, grading
from regiolab.exercises import submission as form
from regiolab.exercises.key import CodeKey, Key
from regiolab.exercises.model import AnyQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import Answer, ChoiceAnswer, CodeAnswer, MatchAnswer, ModelAnswer, OrderAnswer, Seal
from regiolab.words import DEGREES

SEEDS = 5
DRAWN = ("none", "one each", "all once", "everywhere")  # how who knows nothing files cards
Way = Callable[[Exercise, AnyQuestion, random.Random], Answer]


def ignorant(exercise: Exercise, key: Key) -> float:
    """Return the largest share of the points that a way of knowing nothing earns, on average.

    Tried are the residual answer everywhere, every type, each type alone, and types, cards, options
    and orders at random.

    Examples
    --------
    >>> from regiolab.exercises import key, model
    >>> ignorant(model.read("3_classify"), key.read("3_classify")) <= 0.25
    True
    """
    if not exercise.points:
        return 0.0
    return max(
        statistics.mean(_earned(exercise, key, way, random.Random(seed)) for seed in range(SEEDS))
        for way in _ways(exercise)
    )


def readings(exercise: Exercise, key: Key) -> Iterator[tuple[str, str, float]]:
    """Yield each accepted reading of a coding with the share that it earns, its cards well filed.

    Yields
    ------
    tuple of str, str, float
        The question, the coder (``argued`` for a coding that the key argues for), the share.

    Examples
    --------
    >>> from regiolab.exercises import key, model
    >>> min(share for *_whose, share in readings(model.read("3_classify"), key.read("3_classify"))) >= 0.95
    True
    """
    for question in exercise.questions:
        entry = key.keys.get(question.id)
        if not isinstance(question, CodeQuestion) or not isinstance(entry, CodeKey) or not question.rubric.coding:
            continue
        told = [(item.coder, item.models) for item in entry.readings]
        told += [(coding.ARGUED, item.models) for item in entry.accepted]
        for coder, models in told:
            given = well_filed(exercise, question, models)
            yield question.id, coder, coding.measure(exercise, question, entry, given).share


def well_filed(exercise: Exercise, question: CodeQuestion, models: dict[str, ModelAnswer]) -> CodeAnswer:
    """Return a reading as an answer, with a card under each condition that it asks to be shown.

    Where no type holds, cards are filed against each.
    """
    held = coding.present(models)
    asked = coding.needed(models, deck.offered_conditions(exercise, question))
    filed: dict[str, tuple[str, str, str]] = {}
    for card, pairs in deck.shown(exercise, question).items():
        for condition, side in sorted(pairs):
            model = deck.model_of_condition(condition, question)
            enough = sum(deck.model_of_condition(name, question) == model for name in filed)
            if side == ("for" if held else "against") and (not held or enough < asked.get(model, 0)):
                filed.setdefault(condition, (card, condition, side))
    given = coding.answer({}, *filed.values())
    given.models = {name: item.model_copy(deep=True) for name, item in models.items()}
    return given


def _earned(exercise: Exercise, key: Key, way: Way, rng: random.Random) -> float:
    made = form.begin(exercise.exercise, "")
    made.rounds[0].answers = {question.id: way(exercise, question, rng) for question in exercise.questions}
    made.rounds[0].sealed = {question.id: Seal(revision=1, at=form.now()) for question in exercise.questions}
    return grading.grade(exercise, key, made).earned / exercise.points


def _ways(exercise: Exercise) -> Iterator[Way]:
    most = max((len(deck.types(item)) for item in exercise.questions if item.kind == "code"), default=0)
    degrees = ["residual", "random", *DEGREES, *map(str, range(most))]
    yield from (_way(how, filing, None) for how in degrees for filing in DRAWN)
    yield from (_way("random", "one each", place) for place in range(8))


def _way(degrees: str, filing: str, place: int | None) -> Way:
    """Return a way to answer: codings as the first two say, other questions at random or always the same place."""

    def answer(exercise: Exercise, question: AnyQuestion, rng: random.Random) -> Answer:
        if isinstance(question, CodeQuestion):
            models = _degrees(question, degrees, rng)
            given = coding.answer(models, *_filings(exercise, question, models, filing, rng))
            if not question.rubric.coding:
                given.models = coding.by_rule(question, given.filings)
            return given
        return _other(question, place, rng)

    return answer


def _degrees(question: CodeQuestion, how: str, rng: random.Random) -> dict[str, str | None]:
    if how == "residual":
        return {deck.residual(question): None}
    if how == "random":
        return {name: rng.choice(DEGREES) for name in deck.types(question)}
    if how in DEGREES:
        return dict.fromkeys(deck.types(question), how)
    return {deck.types(question)[int(how) % len(deck.types(question))]: "dominant"}


def _filings(exercise: Exercise, question: CodeQuestion, models: dict, how: str, rng: random.Random) -> list[tuple]:
    cards = list(deck.shown(exercise, question))
    held = [name for name, degree in models.items() if degree != "absent"]
    side = "for" if held else "against"
    conditions = [item for name in held or deck.types(question) for item in deck.known_conditions(question)[name]]
    if how == "none":
        return []
    if how == "one each":
        return [(rng.choice(cards), condition, side) for condition in conditions]
    if how == "all once":
        return [(card, rng.choice(conditions), side) for card in cards]
    return [(card, condition, side) for card in cards for condition in conditions]


def _other(question: Any, place: int | None, rng: random.Random) -> Answer:
    def one(names: list[str]) -> str:
        return rng.choice(names) if place is None else names[min(place, len(names) - 1)]

    if question.kind == "order":
        items = [item.id for item in question.items]
        return OrderAnswer(at=form.now(), order=rng.sample(items, len(items)) if place is None else items)
    options = [option.id for option in question.options]
    if question.kind == "match":
        return MatchAnswer(at=form.now(), pairs={item.id: one(options) for item in question.items})
    rows = [item.id for item in getattr(question, "rows", [])]
    return ChoiceAnswer(at=form.now(), kind=question.kind, choice=one(options), row=one(rows) if rows else None)
