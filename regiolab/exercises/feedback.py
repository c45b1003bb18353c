"""Feedback in three steps: the rule, the passage, the reading.

1. The codebook's rule, and what to reread.
2. Where the passage is, and what speaks against this very answer, with a card.
3. What the article or the record says, and why. The mark counts the last answer before this step.

An instructor sets how far it goes: none, rule, passage or full.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regiolab import words
from regiolab.data import load
from regiolab.data.labels import coder_name
from regiolab.errors import InvalidValue
from regiolab.exercises import coding, deck, grading
from regiolab.exercises.key import AnyKey, KeyReading
from regiolab.exercises.model import MODES, AnyQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import Answer, CodeAnswer
from regiolab.i18n import _, format_list

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
        return Feedback(1, _("The rule"), _rule(question, answer))
    if step == 2:
        return Feedback(2, _("The passage"), _passage(exercise, question, entry, answer))
    if entry is None:
        raise InvalidValue(_("The key of this question is with your instructor, so its reading cannot be opened."))
    return Feedback(3, _("The reading"), _reading(question, entry))


def _rule(question: AnyQuestion, answer: Answer | None) -> tuple[str, ...]:
    said = [_(question.rule)]
    if question.kind == "code" and isinstance(answer, CodeAnswer):
        said += [_definition(name) for name in sorted(coding.present(answer.models))]
    if question.reread:
        said.append(_("Reread {places}.").format(places=format_list(question.reread)))
    return tuple(said)


def _definition(model: str) -> str:
    row = deck.model_row(model)
    text = _("{name}: {definition} ({locator})")
    name = deck.model_name(model)
    return text.format(
        name=name[0].upper() + name[1:], definition=_(row["definition"]), locator=row["locator"].replace(";", ", ")
    )


def _passage(exercise: Exercise, question: AnyQuestion, entry: AnyKey | None, answer: Answer | None) -> tuple[str, ...]:
    said = [_(question.passage)]
    if question.kind == "code":
        places = (deck.unit_row(question.unit)["locator"] or "").split(";")
        said += [text for text in map(_place, places[:3]) if text]
    if answer is None:
        return tuple(said)
    if entry is None:
        return (*said, _("The key is with your instructor. Ask of each card you cited whether it carries your answer."))
    if question.kind == "code":
        return (*said, *_on_coding(exercise, question, entry, answer))
    return (*said, *_on_others(question, entry, answer))


def _on_coding(exercise: Exercise, question, entry, answer) -> list[str]:
    said = [
        _(question.models[model]) for model in grading.differing(question, entry, answer) if model in question.models
    ]
    article = entry.article
    if article is None:
        return said
    for model in sorted(coding.present(answer.models) & coding.present(article.models)):
        given, right = answer.models[model], article.models[model]
        name = deck.model_name(model)
        if given.degree != right.degree:
            text = _("Weigh the degree of {model} again: how many of its conditions do the cards show?")
            said.append(text.format(model=name))
        if (set(given.flags) ^ set(right.flags)) & coding.MARKED_FLAGS:
            text = _(
                "Look at the flags of {model}: is it fully at work, growing, fading, on paper, or unlike its variant?"
            )
            said.append(text.format(model=name))
    found = coding.support(exercise, question, answer)
    if found.bare:
        names = format_list(deck.model_name(model) for model in found.bare)
        said.append(_("You cite no card that supports {models}.").format(models=names))
    return said or [_("Your coding and the article's are alike; compare the cards.")]


def _on_others(question, entry, answer) -> list[str]:
    wrong = grading.differing(question, entry, answer)
    if question.kind == "order":
        items = {item.id: item for item in question.items}
        follower = dict(zip(answer.order, answer.order[1:], strict=False))
        text = _("“{first}” stands before “{second}”. {clue}")
        return [
            text.format(first=_(items[n].text), second=_(items[follower[n]].text), clue=_(items[n].clue)).strip()
            for n in wrong
        ]
    if question.kind == "match":
        items = {item.id: item for item in question.items}
        options = {option.id: option for option in question.options}
        text = _("“{item}”: not {option}. {why} {clue}")
        return [
            text.format(
                item=_(items[n].text),
                option=_(options[answer.pairs[n]].text),
                why=_(options[answer.pairs[n]].feedback),
                clue=_(items[n].clue),
            ).strip()
            for n in wrong
            if n in items and answer.pairs[n] in options
        ]
    if question.kind == "predict":
        return []
    return [_(option.feedback) for option in question.options if option.id in wrong and option.feedback]


def _reading(question: Any, entry: AnyKey) -> tuple[str, ...]:
    # Any: a key of another kind than its question is refused where it is read
    said = []
    if entry.kind == "code":
        said += [reading_text(question, reading) for reading in entry.readings]
    elif entry.kind == "order":
        items = {item.id: item for item in question.items}
        said.append(" → ".join(_(items[name].text) for name in entry.order))
    elif entry.kind == "match":
        options = {option.id: option for option in question.options}
        text = _("{item}: {option}")
        said += [
            text.format(item=_(item.text), option=_(options[entry.pairs[item.id]].text)) for item in question.items
        ]
    else:
        options = {option.id: option for option in question.options}
        said.append(_("The answer: {option}.").format(option=_(options[entry.choice].text)))
    return (*said, _(entry.why))


def reading_text(question: CodeQuestion, reading: KeyReading, who: str = "") -> str:
    """Return a reading in one line: whose it is, which models, how far."""
    if not who:
        who = coder_name(reading.coder)
    parts = []
    for model in deck.models(question):
        if model not in coding.present(reading.models):
            continue
        item = reading.models[model]
        told = [words.degree_name(item.degree)] if item.degree else []
        told += [words.flag_name(flag) for flag in item.flags]
        name = deck.model_name(model)
        parts.append(f"{name} ({', '.join(told)})" if told else name)
    what = format_list(parts) if parts else _("no model")
    return _("{who}: {what}.").format(who=who, what=what)


def _place(locator: str) -> str:
    table = load("sections").set_index("locator")
    if locator not in table.index:
        return ""
    row = table.loc[locator]
    text = _("{locator}, which begins “{finder}…”: {gist}.")
    return text.format(locator=locator, finder=row["finder"].rstrip(","), gist=_(row["gist"]))
