"""Four students who answer by a script: a good, an average, a careless and a dissenting one."""

from __future__ import annotations

import random
from pathlib import Path

from regiolab.exercises import coding, deck
from regiolab.exercises.key import ARTICLE
from regiolab.exercises.session import Session
from regiolab.exercises.submission import Submission
from regiolab.words import RESIDUALS

REASONS = "These cards show the aim and the instrument, and nothing on the board speaks for another type here."


def answer(name: str, student: str, folder: Path) -> Submission:
    """Have a student answer a whole exercise, and seal it."""
    session = Session(name, folder, pseudonym=student)
    for question in session.exercise.questions:
        entry = session.key.keys[question.id]
        how = CODING if question.kind == "code" else OTHERS
        how[student](session, question, entry)
    session.submit(anyway=True)
    return session.answers.submission


# -- codings --------------------------------------------------------------------------------------


def good_coding(session, question, entry) -> None:
    reading = entry.article or next(iter(entry.readings), None)
    if reading is None or not _carried(session, question, reading.models):
        models = _from_cards(session, question)
    else:
        models = {name: (item.degree, item.flags) for name, item in reading.models.items()}
    _give(session, question, models)
    _cite(session, question, each=2)
    session.say(question.id, rationale=REASONS, confidence=3)


def average_coding(session, question, entry) -> None:
    """See the main model two times in three, overlook the rest, forget the flags, cite one card."""
    reading = entry.article or next(iter(entry.readings), None)
    models = {
        name: item.degree for name, item in (reading.models if reading else {}).items() if item.degree != "absent"
    }
    main = max(sorted(models), key=lambda name: coding.WEIGHT[models[name]], default=deck.residual(question))
    if random.Random(question.id).random() > 2 / 3:
        main = next(name for name in deck.types(question) if name != main)
        models = {main: "element"}
    _give(session, question, {main: (models.get(main), [])})
    _cite(session, question, each=1)
    session.say(question.id, rationale="This is what the cards say.", confidence=2)


def careless_coding(session, question, entry) -> None:
    """Give the first model everywhere and cite whatever stands first."""
    _give(session, question, {deck.models(question)[0]: ("dominant", ["on_paper"])})
    for card in deck.cards(session.exercise, question)[:1]:
        session.cite(question.id, card.card)


def dissenting_coding(session, question, entry) -> None:
    """Differ from the article wherever the cards, or another scholar, allow it."""
    article = entry.article
    agreed = coding.present(article.models) if article else set()
    others = [item for item in entry.readings if item.coder != ARTICLE]
    documented = [item for item in others if coding.present(item.models) != agreed]
    if documented and _carried(session, question, documented[0].models):
        models = {name: (item.degree, item.flags) for name, item in documented[0].models.items()}
    else:
        found = _from_cards(session, question)
        models = {name: value for name, value in found.items() if name not in agreed} or found
    _give(session, question, models)
    _cite(session, question, each=2)
    session.say(question.id, rationale=REASONS, confidence=2)


def _from_cards(session, question) -> dict:
    """Return each type that a card supports as an element, else the residual answer."""
    cards = deck.cards(session.exercise, question)
    types = deck.types(question)
    shown = [m for m in types if any(deck.model_of(i) == m for card in cards for i in card.supports)]
    return {m: ("element", []) for m in shown[:2]} or {deck.residual(question): (None, [])}


def _carried(session, question, models) -> bool:
    cards = deck.cards(session.exercise, question)
    supported = {deck.model_of(i) for card in cards for i in card.supports}
    return coding.present(models) - set(RESIDUALS) <= supported


def _give(session, question, models: dict) -> None:
    for name, (degree, flags) in sorted(models.items()):
        if name in RESIDUALS:
            session.code(question.id, name)
        elif not set(models) & set(RESIDUALS):
            session.code(question.id, name, degree)
            for flag in set(flags) - {"implied"} if degree != "absent" else ():
                session.flag(question.id, name, flag)


def _cite(session, question, each: int) -> None:
    """Cite for each model cards on different conditions, or cards against the types."""
    given = session.answer(question.id)
    models = coding.present(given.models) - set(RESIDUALS)
    cards = deck.cards(session.exercise, question)
    room = question.most_cards
    for model in sorted(models, key=lambda name: -coding.WEIGHT[given.models[name].degree]):
        seen: set[str] = set()
        for card in cards:
            new = {deck.condition_of(i) for i in card.supports if deck.model_of(i) == model} - seen
            if new and len(seen) < each and room:
                session.cite(question.id, card.card)
                seen |= new
                room -= 1
    if not models:
        for card in [card for card in cards if card.contradicts][:each]:
            session.cite(question.id, card.card)


# -- the other kinds ------------------------------------------------------------------------------


def _right(session, question, entry, share: float, luck: random.Random) -> None:
    """Answer a share of the parts rightly and guess the rest."""
    if question.kind == "order":
        order = list(entry.order)
        for place in range(len(order) - 1):
            if luck.random() > share:
                order[place], order[place + 1] = order[place + 1], order[place]
        session.order(question.id, order)
    elif question.kind == "match":
        options = [option.id for option in question.options]
        for item, option in entry.pairs.items():
            session.match(question.id, item, option if luck.random() <= share else luck.choice(options))
    else:
        options = [option.id for option in question.options]
        session.choose(question.id, entry.choice if luck.random() <= share else luck.choice(options))


def good_other(session, question, entry) -> None:
    _right(session, question, entry, 1.0, random.Random(1))


def average_other(session, question, entry) -> None:
    _right(session, question, entry, 0.6, random.Random(question.id))


def careless_other(session, question, entry) -> None:
    """Take the items as they come, and the first option."""
    if question.kind == "order":
        session.order(question.id, [item.id for item in question.items])
    elif question.kind == "match":
        for item in question.items:
            session.match(question.id, item.id, question.options[0].id)
    else:
        session.choose(question.id, question.options[0].id)


def dissenting_other(session, question, entry) -> None:
    """Know the facts, and prefer the defensible alternative where there is one."""
    also = getattr(entry, "also", {})
    if also:
        session.choose(question.id, max(also, key=also.get))
    else:
        good_other(session, question, entry)


CODING = {"good": good_coding, "average": average_coding, "careless": careless_coding, "dissenting": dissenting_coding}
OTHERS = {"good": good_other, "average": average_other, "careless": careless_other, "dissenting": dissenting_other}
