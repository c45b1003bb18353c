"""Students who know nothing, students who file a reading well, and how a submission is made of them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable

from regiolab.exercises import coding, deck, shelf
from regiolab.exercises import submission as form
from regiolab.exercises.key import Key
from regiolab.exercises.model import Exercise
from regiolab.exercises.submission import (
    Answer,
    ChoiceAnswer,
    CodeAnswer,
    MatchAnswer,
    OrderAnswer,
    Seal,
    Step,
    Submission,
)
from regiolab.words import DEGREES

Strategy = Callable[[Exercise, object, random.Random], Answer | None]
FILLER = "bla bla bla bla bla bla bla bla bla bla bla bla"


def submission(
    exercise: Exercise,
    answers: dict[str, Answer | None],
    later: dict[str, Answer | None] | None = None,
    steps: Iterable[int] = (),
) -> Submission:
    """Return a submission: answers of the first round, sealed, those of the second, steps opened."""
    made = form.begin(exercise.exercise, "S")
    made.rounds[0].answers = {name: item for name, item in answers.items() if item is not None}
    made.rounds[0].sealed = {question.id: Seal(revision=1, at=form.now()) for question in exercise.questions}
    made.rounds[1].answers = {name: item for name, item in (later or {}).items() if item is not None}
    made.feedback = [Step(question=q.id, step=n, revision=2, at=form.now()) for q in exercise.questions for n in steps]
    return made


def ask(exercise: Exercise, strategy: Strategy, seed: int) -> dict[str, Answer | None]:
    rng = random.Random(seed)
    return {question.id: strategy(exercise, question, rng) for question in exercise.questions}


# -- codings --------------------------------------------------------------------------------------


def _places(question) -> list[tuple[str, str]]:
    return [
        (item, side)
        for items in deck.known_conditions(question).values()
        for item in items
        for side in ("for", "against")
    ]


def _conditions(question, models: Iterable[str]) -> list[str]:
    return [item for name in models for item in deck.known_conditions(question)[name]]


def code(question, degrees: dict[str, str | None], filings=()) -> CodeAnswer:
    unique = {(card, condition): (card, condition, side) for card, condition, side in filings}
    given = coding.answer(degrees, *unique.values())
    given.rationale, given.confidence = FILLER, 3
    return given


def _degrees(question, how: str, rng) -> dict[str, str | None]:
    if how == "residual":
        return {deck.residual(question): None}
    if how == "random":
        if rng.random() < 0.25:
            return {deck.residual(question): None}
        return {name: rng.choice(DEGREES) for name in deck.types(question)}
    if how in DEGREES:
        return dict.fromkeys(deck.types(question), how)
    # the first type dominant, or one drawn at random
    name = deck.types(question)[0] if how == "first" else rng.choice(deck.types(question))
    return {name: "dominant"}


def _filings(exercise, question, degrees, how: str, rng) -> list[tuple[str, str, str]]:
    cards = list(deck.shown(exercise, question))
    if how.startswith("near "):
        cards, how = [card.card for card in deck.cards(exercise, question) if near(question, card)], how[5:]
    held = [name for name, degree in degrees.items() if degree != "absent"]
    conditions = _conditions(question, held or deck.types(question))
    side = "for" if held else "against"
    if how == "none":
        return []
    if how == "first":
        return [(cards[0], condition, side) for condition in conditions[:1]]
    if how == "one each":
        return [(rng.choice(cards), condition, side) for condition in conditions]
    if how == "two each":
        return [(card, condition, side) for condition in conditions for card in rng.sample(cards, 2)]
    if how == "all once":
        return [(card, rng.choice(conditions), side) for card in cards]
    if how == "all everywhere":
        return [(card, condition, side) for card in cards for condition in conditions]
    if how == "everywhere under all":
        return [
            (card, condition, "for") for card in cards for condition in _conditions(question, deck.models(question))
        ]
    condition, drawn = rng.choice(_places(question))
    return [(rng.choice(cards), condition, drawn)]


def coder(degrees: str, filings: str) -> Strategy:
    def answer(exercise, question, rng):
        if question.kind != "code":
            return random_other(exercise, question, rng)
        given = _degrees(question, degrees, rng)
        return code(question, given, _filings(exercise, question, given, filings, rng))

    return answer


def by_the_rule(filings: str) -> Strategy:
    """File cards at random, and code what the codebook's rule makes of them."""

    def answer(exercise, question, rng):
        if question.kind != "code":
            return random_other(exercise, question, rng)
        filed = _filings(exercise, question, dict.fromkeys(deck.models(question), "element"), filings, rng)
        made = coding.by_rule(question, code(question, {}, filed).filings)
        return code(question, {name: item.degree for name, item in made.items()}, filed)

    return answer


# -- codings by what words look like, without understanding them ------------------------------------

STEMS = (4, 5, 6, 7, 20)  # letters of a word that are looked at; the last is the whole of it
HELD = ("what the rule makes", "one dominant", "one element", "all elements")
SMALL = set(
    re.findall(r"\w+", "a all an and are as at be but by for from has have in is it its more no not of on one or other")
) | set(re.findall(r"\w+", "than that the their they this to was were what which who with"))


def near(question, card) -> bool:
    """Return whether a card looks as if it were of the unit: by the years in it, and by the schemes that it names."""
    row, text = deck.unit_row(question.unit, question), card.text.casefold()
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", card.date or card.text)]
    scheme = str(row["scheme"]).casefold()
    others = {str(bloc["short_en"]).casefold() for bloc in shelf.blocs().values() if bloc["short_en"]} - {scheme}
    inside = not years or any(row["period_start"] <= year <= (row["period_end"] or year) for year in years)
    return inside and (scheme in text or not any(name in text for name in others))


def _words(text: str, stem: int) -> set[str]:
    return {word[:stem] for word in re.findall(r"[^\W\d_]{3,}", text.casefold()) if word not in SMALL}


def by_words(held: str, only_near: bool, stem: int) -> Strategy:
    """File each card under the condition whose words it shares most, and hold the types that were shown most."""

    def answer(exercise, question, rng):
        if question.kind != "code":
            return random_other(exercise, question, rng)
        stated = [item for items in deck.conditions(question).values() for item in items]
        texts = {item.condition: _words(f"{item.name} {item.statement}", stem) for item in stated}
        rare = Counter(word for words in texts.values() for word in words)
        filed = []
        for card in deck.cards(exercise, question):
            words = _words(card.text, stem)
            alike = {name: sum(1 / rare[word] for word in found & words) for name, found in texts.items()}
            best = max(alike, key=lambda name: alike[name])
            if alike[best] and (near(question, card) or not only_near):
                filed.append((card.card, best, "for"))
        if held == HELD[0]:
            made = coding.by_rule(question, code(question, {}, filed).filings)
            return code(question, {name: item.degree for name, item in made.items()}, filed)
        none = deck.residual(question)
        counts = coding.counted(question, {condition for _card, condition, _side in filed})
        order = sorted((name for name, (n, _of) in counts.items() if n), key=lambda name: -counts[name][0]) or [none]
        if held == "all elements":
            degrees = {name: "element" for name in order if name != none} or {none: None}
        else:
            degrees = {order[0]: None if order[0] == none else held.removeprefix("one ")}
        kept = [item for item in filed if deck.model_of_condition(item[1], question) in degrees]
        return code(question, degrees, kept)

    return answer


# -- the other questions --------------------------------------------------------------------------


def random_other(_exercise, question, rng) -> Answer:
    if question.kind == "order":
        items = [item.id for item in question.items]
        return OrderAnswer(at=form.now(), order=rng.sample(items, len(items)))
    options = [option.id for option in question.options]
    if question.kind == "match":
        return MatchAnswer(at=form.now(), pairs={item.id: rng.choice(options) for item in question.items})
    rows = [item.id for item in getattr(question, "rows", [])]
    return ChoiceAnswer(
        at=form.now(), kind=question.kind, choice=rng.choice(options), row=rng.choice(rows) if rows else None
    )


def constant(place: int) -> Strategy:
    """Give the same option everywhere, and leave orders as they stand."""

    def answer(exercise, question, rng):
        if question.kind == "code":
            return coder("residual", "none")(exercise, question, rng)
        if question.kind == "order":
            return OrderAnswer(at=form.now(), order=[item.id for item in question.items])
        options = [option.id for option in question.options]
        option = options[min(place, len(options) - 1)]
        if question.kind == "match":
            return MatchAnswer(at=form.now(), pairs={item.id: option for item in question.items})
        rows = [item.id for item in getattr(question, "rows", [])]
        return ChoiceAnswer(
            at=form.now(), kind=question.kind, choice=option, row=rows[min(place, len(rows) - 1)] if rows else None
        )

    return answer


def in_turn(_exercise, question, _rng) -> Answer | None:
    """Give each option as often as the others, in turn; place two items of an order only."""
    if question.kind == "code":
        return None
    if question.kind == "order":
        return OrderAnswer(at=form.now(), order=[item.id for item in question.items][:2])
    options = [option.id for option in question.options]
    if question.kind == "match":
        return MatchAnswer(
            at=form.now(), pairs={item.id: options[n % len(options)] for n, item in enumerate(question.items)}
        )
    return ChoiceAnswer(at=form.now(), kind=question.kind, choice=options[len(question.id) % len(options)])


DEGREES_TRIED = ("absent", "element", "dominant", "residual", "first", "one", "random")
FILINGS_TRIED = (
    "none",
    "first",
    "one each",
    "two each",
    "all once",
    "all everywhere",
    "everywhere under all",
    "random",
    "near all once",
    "near all everywhere",
)

IGNORANT: dict[str, Strategy] = {
    **{f"{degrees}, cards: {how}": coder(degrees, how) for degrees in DEGREES_TRIED for how in FILINGS_TRIED},
    **{f"by the rule, cards: {how}": by_the_rule(how) for how in ("one each", "all once", "all everywhere", "random")},
    **{f"option {place + 1} everywhere": constant(place) for place in range(8)},
    "each option in turn": in_turn,
}


# -- those who know -------------------------------------------------------------------------------


def readings(exercise: Exercise, key: Key) -> list[tuple[str, str, dict]]:
    """Return every accepted reading: question, whose it is, models."""
    found = []
    for question in exercise.questions:
        entry = key.keys.get(question.id)
        if question.kind == "code" and question.rubric.coding:
            found += [(question.id, item.coder, item.models) for item in entry.readings]
            found += [(question.id, coding.ARGUED, item.models) for item in entry.accepted]
    return found


def well_filed(exercise: Exercise, question, models: dict) -> CodeAnswer:
    """File for each model of a reading as many cards as it asks for; against each type where none holds."""
    given = CodeAnswer(at=form.now(), models={name: item.model_copy() for name, item in models.items()})
    for item in given.models.values():
        item.flags = [flag for flag in item.flags if flag == "deviation"]
    truth = deck.shown(exercise, question)
    held = coding.present(models)
    offered = deck.offered_conditions(exercise, question)
    asked = coding.needed(models, offered)
    filed: dict[str, tuple[str, str, str]] = {}
    for card, pairs in truth.items():
        for condition, side in sorted(pairs):
            model = deck.model_of_condition(condition, question)
            if held and model in held and side == "for":
                got = sum(deck.model_of_condition(name, question) == model for name in filed)
                if got < asked[model]:
                    filed.setdefault(condition, (card, condition, side))
            elif not held and side == "against":
                filed.setdefault(condition, (card, condition, side))
    made = coding.answer({}, *filed.values())
    given.filings = made.filings
    return given


def right_other(question, entry) -> Answer:
    if question.kind == "order":
        return OrderAnswer(at=form.now(), order=list(entry.order))
    if question.kind == "match":
        return MatchAnswer(at=form.now(), pairs=dict(entry.pairs))
    return ChoiceAnswer(at=form.now(), kind=question.kind, choice=entry.choice, row=entry.row)
