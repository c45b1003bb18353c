"""Mark the coding of a unit: model, degree, flags and evidence, each on its own.

A coding is compared with another scholar's reading if it is that reading, else with the article's.
Cards are judged by the coding that the student gave, not by the article's: whoever differs with
cards that carry the difference earns the points for evidence in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regiolab.data.labels import coder_name
from regiolab.exercises import deck
from regiolab.exercises.key import ARTICLE, CodeKey, KeyReading
from regiolab.exercises.marks import Criterion, Mark
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.exercises.submission import CodeAnswer, ModelAnswer
from regiolab.i18n import _, format_list, ngettext
from regiolab.words import FLAGS, RESIDUALS

WEIGHT = {"element": 1, "dominant": 2, None: 2}
MARKED_FLAGS = frozenset(FLAGS) - {"qualified", "implied"}  # these two qualify words, not cases
WORDS = 12  # a rationale shorter than this is a note
CONDITIONS = 2  # of a type that a card must show before the type dominates


@dataclass(frozen=True)
class Support:
    """What the cited cards do for a coding: for each model those that carry it, and those that say nothing."""

    carried: dict[str, list[str]]
    conditions: dict[str, int]
    against: list[str]
    idle: list[str]
    unknown: list[str]
    share: float

    @property
    def bare(self) -> list[str]:
        """Models without a card."""
        return [model for model, cards in self.carried.items() if not cards]


def present(models: Mapping[str, ModelAnswer]) -> set[str]:
    """Return the models that hold to some degree, or the residual answer.

    Examples
    --------
    >>> sorted(present({"social": ModelAnswer(degree="element"), "strategic": ModelAnswer(degree="absent")}))
    ['social']
    """
    return {name for name, given in models.items() if given.degree != "absent"}


def model_share(given: Mapping[str, ModelAnswer], reading: Mapping[str, ModelAnswer]) -> float:
    """Return how far two codings name the same models, a dominant one weighing twice an element.

    Examples
    --------
    >>> hybrid = {"strategic": ModelAnswer(degree="dominant"), "social": ModelAnswer(degree="element")}
    >>> round(model_share({"strategic": ModelAnswer(degree="dominant")}, hybrid), 2)
    0.67
    """
    mine, theirs = present(given), present(reading)
    if not mine | theirs:
        return 1.0
    weights = {name: WEIGHT[(reading if name in theirs else given)[name].degree] for name in mine | theirs}
    return sum(weights[name] for name in mine & theirs) / sum(weights.values())


def degree_share(given: Mapping[str, ModelAnswer], reading: Mapping[str, ModelAnswer]) -> float:
    """Return how far degrees agree on the models that the reading holds: half for one step apart."""
    theirs = present(reading)
    if not theirs:
        return float(not present(given))
    same = (given[name].degree == reading[name].degree for name in theirs & present(given))
    return sum(1.0 if equal else 0.5 for equal in same) / len(theirs)


def flag_share(given: Mapping[str, ModelAnswer], reading: Mapping[str, ModelAnswer]) -> float:
    """Return how far flags agree, model by model; reservations and implications are free."""
    theirs = present(reading)
    if not theirs:
        return float(not present(given))
    shares = []
    for name in theirs & present(given):
        mine, its = (set(models[name].flags) & MARKED_FLAGS for models in (given, reading))
        shares.append(len(mine & its) / len(mine | its) if mine | its else 1.0)
    return sum(shares) / len(theirs)


def support(exercise: Exercise, question: CodeQuestion, answer: CodeAnswer) -> Support:
    """Return what the cited cards do for the coding that was given.

    A card carries a model if it supports one of its indicators. Without any model, and for the
    residual answer, cards carry the coding that contradict a type. Citing cards that say nothing
    about the coding costs up to half.
    """
    known = {card.card: card for card in deck.cards(exercise, question)}
    cited = [known[name] for name in dict.fromkeys(answer.cards) if name in known]
    unknown = [name for name in answer.cards if name not in known]
    chosen = sorted(present(answer.models) - set(RESIDUALS))
    carried = {m: [c.card for c in cited if any(deck.model_of(i) == m for i in c.supports)] for m in chosen}
    denied = [c.card for c in cited if any(deck.model_of(i) not in chosen for i in c.contradicts)]
    against = [c.card for c in cited if any(deck.model_of(i) in chosen for i in c.contradicts)]
    conditions = {
        m: len({deck.condition_of(i) for c in cited for i in c.supports if deck.model_of(i) == m}) for m in chosen
    }
    useful = {name for names in carried.values() for name in names} | set(denied)
    # a card against one's own coding is honest, and costs nothing
    idle = [c.card for c in cited if c.card not in useful and c.card not in against]
    if not cited:
        return Support(carried, conditions, against, idle, unknown, 0.0)
    backed = sum(bool(cards) for cards in carried.values()) / len(chosen) if chosen else float(bool(denied))
    precision = len(useful) / max(1, len(useful) + len(idle) + len(unknown))
    return Support(carried, conditions, against, idle, unknown, backed * (0.5 + 0.5 * precision))


def breaches(question: CodeQuestion, answer: CodeAnswer, found: Support) -> list[str]:
    """Return in words where a coding leaves the codebook's rules; empty if it keeps to them."""
    said = []
    dominant = [model for model, given in answer.models.items() if given.degree == "dominant"]
    if len(dominant) > 1:
        said.append(_("only one model of a dimension can be dominant"))
    if found.bare:
        names = format_list(deck.model_name(model) for model in found.bare)
        said.append(_("no card is cited that supports {models}").format(models=names))
    elif not found.carried and found.share == 0:
        said.append(_("no card is cited that speaks against a type"))
    said += [
        _("a dominant model needs cards on two of its conditions, and {model} has one").format(
            model=deck.model_name(model)
        )
        for model in dominant
        if found.conditions.get(model) == CONDITIONS - 1
    ]
    if len(set(answer.cards)) > question.most_cards:
        said.append(_("more than {most} cards are cited").format(most=question.most_cards))
    return said


def grade_coding(
    exercise: Exercise, question: CodeQuestion, entry: CodeKey | None, answer: CodeAnswer, place: dict
) -> Mark:
    """Mark one coded unit."""
    found = support(exercise, question, answer)
    broken = breaches(question, answer, found)
    article = entry.article if entry else None
    nearest = _nearest(answer, entry.readings) if entry else None
    status, readings = _status(answer, article, entry, found, broken)
    criteria = []
    for name, worth in question.rubric.model_dump().items():
        if not worth:
            continue
        share, says = _criterion(name, answer, nearest, found, broken)
        criteria.append(Criterion(name, None if share is None else round(share * worth, 2), worth, says))
    says = _says(status, readings)
    return Mark(question.id, "code", status, tuple(criteria), says, readings=readings, **place)


def same_reading(given: Mapping[str, ModelAnswer], reading: Mapping[str, ModelAnswer]) -> bool:
    """Return whether two codings name the same models to the same degrees."""
    mine, theirs = ({n: m[n].degree for n in present(m)} for m in (given, reading))
    return mine == theirs


def _nearest(answer: CodeAnswer, readings: list[KeyReading]) -> KeyReading | None:
    """Return the reading to compare with.

    One that names the same models, if there is any; else the article's, so that a half answer is not
    measured by whoever says least; without an article's reading the one that earns most.
    """
    mine = present(answer.models)

    def worth(reading: KeyReading) -> float:
        return model_share(answer.models, reading.models) + 0.5 * degree_share(answer.models, reading.models)

    same = [reading for reading in readings if present(reading.models) == mine]
    article = [reading for reading in readings if reading.coder == ARTICLE]
    return max(same or article or readings, key=worth, default=None)


def _status(answer, article, entry, found: Support, broken: list[str]) -> tuple[str, tuple[str, ...]]:
    readings = entry.readings if entry else []
    whose = tuple(reading.coder for reading in readings if same_reading(answer.models, reading.models))
    if entry is None:
        return "unmarked", ()
    if ARTICLE in whose:
        return "agrees", whose
    if whose:
        return "documented", whose
    if article is None:
        return "open", ()
    if not broken and found.share > 0:
        return "differs", ()
    if present(answer.models) & present(article.models):
        return "partly", ()
    return "unsupported", ()


def _criterion(name: str, answer, nearest, found: Support, broken: list[str]) -> tuple[float | None, str]:
    if name == "evidence":
        return found.share, _evidence_says(found)
    if name == "consistent":
        share = 0.0 if len(broken) > 1 else 0.5 if broken else 1.0
        return share, _sentence(broken) or _("The coding keeps to the codebook's rules.")
    if name == "rationale":
        words = len(answer.rationale.split())
        said = ngettext("{n} word; your instructor reads it.", "{n} words; your instructor reads them.", words)
        return min(words / WORDS, 1.0), said.format(n=words)
    if nearest is None:
        return None, _("Marked by your instructor: the key is not here.")
    whose = "" if nearest.coder == ARTICLE else _(" in the reading of {name}").format(name=coder_name(nearest.coder))
    if name == "model":
        share = model_share(answer.models, nearest.models)
        shared = len(present(answer.models) & present(nearest.models))
        of = len(present(answer.models) | present(nearest.models))
        if share == 1:
            return share, _("The same models{whose}.").format(whose=whose)
        if share == 0:
            return share, _("No model in common with the article.")
        return share, _("{n} of {all} models in common{whose}.").format(n=shared, all=of, whose=whose)
    share = (degree_share if name == "degree" else flag_share)(answer.models, nearest.models)
    if share == 1:
        return share, _("The same{whose}.").format(whose=whose)
    if share == 0:
        return share, _("None in common, since no model is.") if not present(answer.models) & present(
            nearest.models
        ) else _("Given otherwise{whose}.").format(whose=whose)
    return share, _("Partly the same{whose}.").format(whose=whose)


def _evidence_says(found: Support) -> str:
    if found.share == 0 and not found.idle and not found.against:
        return _("No card of this unit is cited.")
    parts = []
    for model, cards in found.carried.items():
        if cards:
            text = _("{model} is carried by {cards}")
            parts.append(text.format(cards=format_list(cards), model=deck.model_name(model)))
        else:
            parts.append(_("no card cited carries {model}").format(model=deck.model_name(model)))
    if not found.carried:
        parts.append(_("the cards speak against a type") if found.share else _("no card cited speaks against a type"))
    if found.idle:
        parts.append(_("nothing for this coding in {cards}").format(cards=format_list(found.idle)))
    if found.unknown:
        parts.append(_("of another unit: {cards}").format(cards=format_list(found.unknown)))
    return _sentence(parts)


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _says(status: str, readings: tuple[str, ...]) -> str:
    others = [coder for coder in readings if coder != ARTICLE]
    names = format_list(coder_name(coder) for coder in others)
    if status == "documented":
        return _("Differs from the article; it is the reading of {names}.").format(names=names)
    if status == "agrees" and others:
        return _("Agrees with the article, and with {names}.").format(names=names)
    return {
        "agrees": _("Agrees with the article."),
        "differs": _("Differs from the article; your cards carry it."),
        "partly": _("Shares a model with the article."),
        "unsupported": _("Differs from the article, and the cards cited do not carry it."),
        "open": _("The article does not code this unit: any reading that the evidence carries is defensible."),
        "unmarked": _("Marked by your instructor: the key is not here."),
    }[status]
