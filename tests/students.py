"""Four students who answer by a script: a good, an average, a careless and a dissenting one."""

from __future__ import annotations

import random
from pathlib import Path

from regiolab.exercises import coding, deck
from regiolab.exercises.key import ARTICLE
from regiolab.exercises.session import Session
from regiolab.exercises.submission import ModelAnswer, Submission
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
    """Read as the article does, and show as many conditions as that asks; without a reading, what the cards show."""
    if not question.rubric.coding:
        _as_shown(session, question)
        return
    reading = entry.article or next(iter([*entry.readings, *entry.accepted]), None)
    _give(session, question, {} if reading is None else reading.models)
    _file(session, question, coding.ASKED)
    session.say(question.id, rationale=REASONS, confidence=3)


def average_coding(session, question, entry) -> None:
    """See the main model two times in three, overlook the rest, forget the flags, show one condition."""
    reading = entry.article or next(iter(entry.readings), None)
    held = {} if reading is None else {name: reading.models[name] for name in coding.present(reading.models)}
    main = max(sorted(held), key=lambda name: coding.WEIGHT.get(held[name].degree, 0), default=deck.residual(question))
    given = ModelAnswer(degree=held[main].degree if main in held else None)
    if random.Random(question.id).random() > 2 / 3:
        main, given = next(name for name in deck.types(question) if name != main), ModelAnswer(degree="element")
    _give(session, question, {main: given})
    _file(session, question, dict.fromkeys(coding.ASKED, 1))
    session.say(question.id, rationale="This is what the cards say.", confidence=2)


def careless_coding(session, question, entry) -> None:
    """Give the first model everywhere and file whatever stands first under its first condition."""
    first = deck.models(question)[0]
    _give(session, question, {first: ModelAnswer(degree="dominant", flags=["on_paper"])})
    for card in deck.cards(session.exercise, question)[:1]:
        session.file(question.id, card.card, deck.conditions(question)[first][0].condition)


def dissenting_coding(session, question, entry) -> None:
    """Follow another scholar, or what the key argues for, wherever there is one."""
    if not question.rubric.coding:
        _as_shown(session, question)
        return
    article = entry.article
    others = [item.models for item in entry.readings if item.coder != ARTICLE]
    others += [item.models for item in entry.accepted]
    apart = [models for models in others if article is None or not coding.same_reading(models, article.models)]
    _give(session, question, apart[0] if apart else article.models)
    _file(session, question, coding.ASKED)
    session.say(question.id, rationale=REASONS, confidence=2)


def _give(session, question, models: dict) -> None:
    held = {name: models[name] for name in sorted(coding.present(models))}
    for name in deck.types(question) if not set(held) & set(RESIDUALS) else ():
        session.code(question.id, name, held[name].degree if name in held else "absent")
    for name, item in held.items():
        if name in RESIDUALS:
            session.code(question.id, name)
        for flag in set(item.flags) - {"implied"}:
            session.flag(question.id, name, flag)


def _file(session, question, asked: dict) -> None:
    """File cards that do show them under conditions of each model held; against the types, if none is."""
    models = session.answer(question.id).models
    held = coding.present(models)
    if not held:
        for name in deck.types(question):
            _file_under(session, question, name, "against", 1)
    for name in sorted(held):
        _file_under(session, question, name, "for", asked.get(models[name].degree, max(asked.values())))


def _file_under(session, question, model: str, side: str, most: int) -> None:
    seen: set[str] = set()
    for card, pairs in deck.shown(session.exercise, question).items():
        for condition, shown in sorted(pairs):
            new = shown == side and deck.model_of_condition(condition, question) == model and condition not in seen
            if new and len(seen) < most:
                session.file(question.id, card, condition, side)
                seen.add(condition)


def _as_shown(session, question) -> None:
    """File all that the cards show, and code what the rule makes of it."""
    for name in deck.models(question):
        _file_under(session, question, name, "for", coding.WHOLE)
    filed = session.answer(question.id)
    if filed is None:
        for name in deck.types(question):
            _file_under(session, question, name, "against", 1)
    _give(session, question, coding.by_rule(question, session.answer(question.id).filings))
    session.say(question.id, rationale=REASONS, confidence=3)


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
        knows = luck.random() <= share
        session.choose(question.id, entry.choice if knows else luck.choice(options))
        if rows := [item.id for item in getattr(question, "rows", [])]:
            session.decide(question.id, entry.row if knows else luck.choice(rows))


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
