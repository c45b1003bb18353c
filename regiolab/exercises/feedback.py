"""Feedback in three steps: the rule, the passage, the reading.

1. The codebook's rule, and what to reread.
2. Where the passage is, and what speaks against this very answer, with a card. The answer as it stands
   then is the one that counts, and of which this step and the next speak.
3. What the article or the record says, and why; where the codebook's rule and the article part.

An instructor sets how far it goes: none, rule, passage or full.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regiolab import words
from regiolab.analysis.degrees import rule
from regiolab.errors import InvalidValue
from regiolab.exercises import coding, deck
from regiolab.exercises.key import AnyKey, CodeKey, KeyReading
from regiolab.exercises.material import cited, coder_name
from regiolab.exercises.model import MODES, AnyQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import Answer, CodeAnswer, ModelAnswer
from regiolab.i18n import _, capitalised, format_list, ngettext

STEPS = (1, 2, 3)


@dataclass(frozen=True)
class Feedback:
    """One step of feedback: its heading and its paragraphs."""

    step: int
    heading: str
    paragraphs: tuple[str, ...]


def last_step(mode: str, entry: AnyKey | None) -> int:
    """Return the last step that can be opened in a mode; the third needs a key.

    Examples
    --------
    >>> last_step("none", None), last_step("passage", None), last_step("full", None)
    (0, 2, 2)
    """
    if mode not in MODES:
        text = _("'{mode}' is not a mode of feedback: choose one of {modes}.")
        raise InvalidValue(text.format(mode=mode, modes=", ".join(MODES)))
    return min(MODES.index(mode), 3 if entry else 2)


def feedback(
    exercise: Exercise, question: AnyQuestion, entry: AnyKey | None, answer: Answer | None, step: int
) -> Feedback:
    """Return one step of the feedback on an answer.

    Parameters
    ----------
    exercise, question
    entry : AnyKey or None
        The question's key; without it the second step cannot tell right from wrong and says what
        to check.
    answer : Answer or None
        What the student answered.
    step : {1, 2, 3}
    """
    if step == 1:
        return Feedback(1, _("The rule"), _rule(exercise, question, answer))
    if step == 2:
        return Feedback(2, _("The passage"), _passage(exercise, question, entry, answer))
    if entry is None:
        raise InvalidValue(_("The key of this question is with your instructor, so its reading cannot be opened."))
    return Feedback(3, _("The reading"), _reading(question, entry))


def _rule(exercise: Exercise, question: AnyQuestion, answer: Answer | None) -> tuple[str, ...]:
    said = [_(question.rule) if question.rule else rule()]
    if question.kind == "code" and isinstance(answer, CodeAnswer):
        said += [_definition(name, question) for name in sorted(coding.present(answer.models))]
    if question.reread:
        said.append(_("Reread {places}.").format(places=format_list(cited(item, exercise) for item in question.reread)))
    return tuple(said)


def _definition(model: str, question: CodeQuestion) -> str:
    row = deck.model_row(model, question)
    where = row["locator"].replace(";", ", ")
    text = _("{name}: {definition} ({locator})") if where else _("{name}: {definition}")
    name = deck.model_name(model, question)
    return text.format(name=capitalised(name), definition=_(row["definition"]), locator=where)


def _passage(exercise: Exercise, question: AnyQuestion, entry: AnyKey | None, answer: Answer | None) -> tuple[str, ...]:
    said = [_(question.passage)]
    if question.kind == "code":
        places = (deck.unit_row(question.unit, question)["locator"] or "").split(";")
        if told := [text for text in map(_place, places[:3]) if text]:
            said.append(_("Where to look: {places}.").format(places="; ".join(told)))
    if answer is None:
        return tuple(said)
    if isinstance(question, CodeQuestion) and isinstance(answer, CodeAnswer):
        return (*said, *_on_coding(exercise, question, entry, answer))
    if entry is None:
        return (*said, _("The key is with your instructor. Ask of your answer what in the record carries it."))
    return (*said, *_on_others(question, entry, answer))


def _on_coding(exercise: Exercise, question: CodeQuestion, entry: Any, answer: CodeAnswer) -> list[str]:
    """Say what speaks against a coding: the models on which it differs, and a card against each that it holds."""
    said = []
    if entry is not None and entry.readings:
        found = coding.measure(exercise, question, entry, answer)
        held, reading = answer.models, found.reading or entry.readings[0].models
        asked = coding.present(held) ^ coding.present(reading)
        asked |= {name for name in coding.present(held) - asked if held[name].degree != reading[name].degree}
        if found.status in ("agrees", "documented", "argued"):
            asked = set()  # a coding that somebody argues for is not talked out of its models
        said += [_(question.models[name]) for name in deck.models(question) if name in asked & set(question.models)]
    said += _cards_against(exercise, question, answer)
    filed = coding.counted(question, answer.filed_for)
    bare = [name for name, (n, _of) in filed.items() if name in coding.present(answer.models) and not n]
    if bare and not answer.cards:
        names = format_list(f"“{deck.model_name(name, question)}”" for name in bare)
        said.append(_("No card is filed under {models}.").format(models=names))
    return said


def _cards_against(exercise: Exercise, question: CodeQuestion, answer: CodeAnswer) -> list[str]:
    """Name for each model that is held a card against it that the student has not filed so."""
    truth = deck.shown(exercise, question)
    cards = {card.card: card for card in deck.own_cards(exercise, question)}
    names = deck.condition_names(question)
    seen = {(item.card, item.condition) for item in answer.filings if item.side == "against"}
    found: dict[str, list[str]] = {}
    for model in deck.models(question):
        if model not in coding.present(answer.models):
            continue
        of = set(deck.known_conditions(question)[model])
        against = [
            # a card that speaks for the model as well says less
            (any((condition, "for") in pairs for condition in of), card, told)
            for card, pairs in truth.items()
            for told in sorted(of)
            if (told, "against") in pairs and (card, told) not in seen
        ]
        if against:
            _also_for, card, condition = min(against)
            told = _("“{condition}” ({model})").format(
                condition=names[condition], model=deck.model_name(model, question)
            )
            found.setdefault(card, []).append(told)
    text = _("{card} speaks against {conditions}: {text}")
    return [
        text.format(card=card, conditions=format_list(conditions), text=cards[card].text)
        for card, conditions in found.items()
    ]


def _differing(question: AnyQuestion, entry: Any, answer: Any) -> list[str]:
    """Return what an answer and the key disagree on: items, or the option chosen.

    Of an order these are the items that stand before one that should precede them.
    """
    if question.kind == "order":
        place = {item: n for n, item in enumerate(entry.order)}
        pairs = itertools.pairwise(answer.order)
        return [first for first, second in pairs if place.get(first, 0) > place.get(second, 0)]
    if question.kind == "match":
        return [item for item, option in answer.pairs.items() if entry.pairs.get(item) != option]
    return [] if answer.choice == entry.choice else [answer.choice]


def _on_others(question, entry, answer) -> list[str]:
    wrong = _differing(question, entry, answer)
    if question.kind == "order":
        items = {item.id: item for item in question.items}
        follower = dict(zip(answer.order, answer.order[1:], strict=False))
        text = _("“{first}” stands before “{second}”, and should not. {clue}")
        return [
            text.format(first=_(items[n].text), second=_(items[follower[n]].text), clue=_(items[n].clue)).strip()
            for n in wrong
        ]
    if question.kind == "match":
        return _on_pairs(question, answer, wrong)
    if question.kind == "predict":
        return []
    said = [_(option.feedback) for option in question.options if option.id in wrong and option.feedback]
    if question.kind == "choose" and question.rows and answer.row != entry.row:
        said.append(_("Look again at the row that you chose: does it decide the question?"))
    return said


def _on_pairs(question: Any, answer: Any, wrong: list[str]) -> list[str]:
    """Say once of each option to what it was given and should not, then what tells each item."""
    items = {item.id: item for item in question.items}
    said = []
    for option in question.options:
        given = [items[name] for name in wrong if name in items and answer.pairs[name] == option.id]
        if not given:
            continue
        why = _(option.feedback) if option.feedback else ""
        if len(given) == 1:
            text = _("“{item}” does not go with “{option}”. {why} {clue}")
            clue = _(given[0].clue) if given[0].clue else ""
            said.append(text.format(item=_(given[0].text), option=_(option.text), why=why, clue=clue).strip())
            continue
        text = _("{n} things do not go with “{option}”. {why}")
        said.append(text.format(n=len(given), option=_(option.text), why=why).strip())
        said += [f"“{_(item.text)}”: {_(item.clue)}" if item.clue else f"“{_(item.text)}”" for item in given]
    return said


def _reading(question: Any, entry: AnyKey) -> tuple[str, ...]:
    # Any: a key of another kind than its question is refused where it is read
    said = []
    if entry.kind == "code":
        argued = _("It can also be argued")
        said += [reading_text(question, reading) for reading in entry.readings]
        said += [
            _("{reading} The cards on offer cannot carry it; your instructor judges a coding that follows it.").format(
                reading=reading_text(question, reading)
            )
            for reading in entry.silent
        ]
        said += [
            " ".join([reading_text(question, KeyReading(coder="key", models=item.models), argued), _(item.why)])
            for item in entry.accepted
        ]
        said += rule_text(question, entry)
    elif entry.kind == "order":
        items = {item.id: item for item in question.items}
        said.append(" → ".join(_(items[name].text) for name in entry.order))
    elif entry.kind == "match":
        options = {option.id: option for option in question.options}
        said += [f"{_(item.text)} → {_(options[entry.pairs[item.id]].text)}" for item in question.items]
    else:
        options = {option.id: option for option in question.options}
        said.append(_("The answer: {option}.").format(option=_(options[entry.choice].text)))
        rows = {item.id: item for item in getattr(question, "rows", [])}
        if entry.row in rows:
            said.append(_("The row that decides: {row}.").format(row=_(rows[entry.row].text)))
    return (*said, _(entry.why))


def reading_text(question: CodeQuestion, reading: KeyReading, who: str = "") -> str:
    """Return a reading in one line: whose it is, which models, how far."""
    return _("{who}: {what}.").format(
        who=who or coder_name(reading.coder, question), what=models_text(question, reading.models)
    )


def models_text(question: CodeQuestion, models: Mapping[str, ModelAnswer]) -> str:
    """Return which models hold, how far, and with which of the flags that a student can give."""
    parts = []
    for model in deck.models(question):
        if model not in coding.present(models):
            continue
        item = models[model]
        told = [words.degree_name(item.degree)] if item.degree else []
        told += [words.flag_name(flag) for flag in item.flags if flag != "implied"]
        name = deck.model_name(model, question)
        parts.append(f"{name} ({', '.join(told)})" if told else name)
    return format_list(parts) if parts else _("no model")


def rule_text(question: CodeQuestion, entry: CodeKey) -> list[str]:
    """Say where the codebook's rule, applied to all cards of the unit, and the article part; empty if nowhere."""
    article = entry.article
    ruled = deck.ruled(question)
    if article is None or not ruled or coding.same_reading(ruled, article.models):
        return []
    text = _("Here rule and article part. Applied to all cards of the unit, the codebook’s rule gives: {models}.")
    own = question.unit in question.material.units
    if own:
        text = _("Here rule and reading part. Applied to all cards of the unit, the codebook’s rule gives: {models}.")
    said = [text.format(models=models_text(question, ruled))]
    for name in sorted(coding.present(ruled) | coding.present(article.models)):
        mine, theirs = ruled.get(name), article.models.get(name)
        degrees = [item.degree if item else None for item in (mine, theirs)]
        if degrees[0] != degrees[1] and name != deck.residual(question):
            shown, of = deck.counts_by_rule(question)[name]
            text = ngettext(
                "{model}: the cards show {n} of {all} condition.",
                "{model}: the cards show {n} of {all} conditions.",
                of,
            )
            said.append(text.format(model=capitalised(deck.model_name(name, question)), n=shown, all=of))
    told = _("The article reads the scheme as a whole and weighs what no card counts; the rule only counts.")
    if own:
        told = _("Whoever reads a scheme as a whole weighs what no card counts; the rule only counts.")
    said.append(told)
    return [" ".join(said)]


def _place(locator: str) -> str:
    """Return where a paragraph stands; its gist would give the answer away."""
    finder = deck.finder(locator)
    return _("{locator}, which begins “{finder}…”").format(locator=locator, finder=finder) if finder else ""
