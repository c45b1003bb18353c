"""What the tables say about a question: cards, models and their conditions, what a card shows.

The cards of a question are those of its unit, which can show something, among others that cannot: of
the same scheme in another period, and of other schemes. To choose among them is part of the work.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regiolab.data import store
from regiolab.exercises import shelf
from regiolab.exercises.material import Bringing, Card, Material, place
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.exercises.shelf import condition_of, model_of, model_of_condition, model_row, unit_row
from regiolab.exercises.submission import ModelAnswer
from regiolab.i18n import _, format_date, language, localised
from regiolab.words import dimension_name, split

__all__ = ["condition_of", "model_of", "model_of_condition", "model_row", "unit_row"]

FEWEST = 8  # cards on offer
OTHERS = 4  # of them at least from elsewhere


@dataclass(frozen=True)
class EvidenceCard:
    """A card as a question shows it: its text and date, its source, and what it speaks to."""

    card: str
    text: str
    date: str
    locator: str
    supports: tuple[str, ...]
    contradicts: tuple[str, ...]
    comment: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Condition:
    """A necessary condition of a model, as a board shows it."""

    condition: str
    name: str
    statement: str
    locator: str


def dimension(question: CodeQuestion) -> str:
    """Return the dimension of the unit: ``economic``, ``political``, or a word of the exercise's own."""
    return unit_row(question.unit, question)["dimension"]


def models(question: CodeQuestion) -> list[str]:
    """Return what can be answered: the ideal types of the dimension, then the residual answer."""
    return list(known_conditions(question))


def types(question: CodeQuestion) -> list[str]:
    """Return the ideal types of the dimension."""
    none = residual(question)
    return [name for name in models(question) if name != none]


def residual(question: CodeQuestion) -> str:
    """Return the residual answer of the dimension."""
    return shelf.residual_of(question.unit, question.material)


def model_name(model: str, of: Bringing) -> str:
    """Return the reader's name of a model: of the exercise's own, or of the tables."""
    own = of.material.types.get(model)
    return _(own.name) if own is not None else localised(model_row(model, of), "name")


def scheme_name(question: CodeQuestion) -> str:
    """Return the scheme and the period of the unit.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> scheme_name(model.read("3_classify").question("mercosur_1991_economic"))
    'Mercosur 1991–2003'
    """
    row = unit_row(question.unit, question)
    return f"{row['scheme']} {row['period_start']}–{row['period_end'] or ''}"


def unit_name(question: CodeQuestion) -> str:
    """Return the scheme, the period and the dimension of the unit."""
    return f"{scheme_name(question)}, {dimension_name(dimension(question))}"


def conditions(question: CodeQuestion) -> dict[str, list[Condition]]:
    """Return the conditions of each model, of the variant to which the unit is held.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> found = conditions(model.read("3_classify").question("mercosur_1991_economic"))
    >>> [item.condition for item in found["social"]]
    ['soc_purpose', 'soc_redistribution', 'soc_standards_rights']
    """
    return {
        model: [_condition(name, question) for name in found] for model, found in known_conditions(question).items()
    }


def condition_names(question: CodeQuestion) -> dict[str, str]:
    """Return the readers' names of all conditions on a board.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> condition_names(model.read("3_classify").question("mercosur_1991_economic"))["str_ss_shallow"]
    'Deep rules are left out'
    """
    return {name: _condition(name, question).name for name in all_conditions(question)}


def cards(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return the cards on offer: those of the unit among others, in an order that tells nothing."""
    return [_card(exercise, name) for name in _offer(question).cards]


def own_cards(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return the cards that can show something: those that a question names, or all of its unit."""
    return [_card(exercise, name) for name in _own_names(question)]


def elsewhere(question: CodeQuestion) -> int:
    """Return how many of the cards on offer are of elsewhere."""
    return len(_offer(question).cards) - len(set(_own_names(question)))


def shown(_exercise: Exercise, question: CodeQuestion) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Return what each card on offer shows: pairs of a condition and a side, ``for`` or ``against``.

    A card of elsewhere shows nothing about the unit.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> exercise = model.read("3_classify")
    >>> sorted(shown(exercise, exercise.question("mercosur_1991_economic"))["E02"])
    [('str_selective_state', 'for')]
    """
    return _offer(question).shown


def offered_conditions(_exercise: Exercise, question: CodeQuestion) -> Mapping[str, frozenset[str]]:
    """Return for each model those of its conditions that a card on offer shows."""
    return _offer(question).conditions


def known_conditions(question: CodeQuestion) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the conditions of each model, of the variant to which the unit is held."""
    return shelf.conditions_of(question.unit, question.material)


def all_conditions(question: CodeQuestion) -> tuple[str, ...]:
    """Return the conditions of all models of a unit."""
    return shelf.all_conditions_of(question.unit, question.material)


def finder(locator: str) -> str:
    """Return the words with which a paragraph of the article begins; empty for a place that is none."""
    row = shelf.sections().get(locator)
    return row["finder"].rstrip(",") if row else ""


def ruled(question: CodeQuestion) -> dict[str, ModelAnswer]:
    """Return the coding that the codebook's rule makes of all cards of a unit; empty if there are none."""
    found = {}
    residual_ = residual(question)
    for row in shelf.ruled(question.unit, _own_names(question), question.material):
        if row["model"] != residual_:
            found[row["model"]] = ModelAnswer.model_validate({"degree": row["degree"]})
        elif row["holds"]:
            return {row["model"]: ModelAnswer()}
    return found


def counts_by_rule(question: CodeQuestion) -> dict[str, tuple[int, int]]:
    """Return for each model how many of its conditions all cards of the unit show, and how many there are."""
    return {
        row["model"]: (row["shown"], row["needed"])
        for row in shelf.ruled(question.unit, _own_names(question), question.material)
    }


# -- what is on offer, found once -----------------------------------------------------------------


@dataclass(frozen=True)
class _Offer:
    """The names of the cards on offer in their order, what each shows, and which conditions that makes."""

    cards: tuple[str, ...]
    shown: Mapping[str, frozenset[tuple[str, str]]]
    conditions: Mapping[str, frozenset[str]]


def _offer(question: CodeQuestion) -> _Offer:
    return _made(question.id, question.unit, _own_names(question), tuple(question.others), question.material)


@functools.lru_cache(maxsize=256)
def _made(question: str, unit: str, names: tuple[str, ...], others: tuple[str, ...], material: Material) -> _Offer:
    own = shelf.Only(material)
    if not others:
        candidates = [name for name in _candidates(question, unit, own) if name not in names]
        others = tuple(candidates[: max(OTHERS, FEWEST - len(names))])
    known = shelf.all_conditions_of(unit, material)
    shown = {}
    for name in sorted({*names, *others}, key=lambda name: _mixed(question, name)):
        found: set[tuple[str, str]] = set()
        if name in names:
            for side, indicators in zip(("for", "against"), shelf.spoken(name, own), strict=True):
                found |= {(shelf.condition_of(indicator, own), side) for indicator in indicators}
        shown[name] = frozenset(pair for pair in found if pair[0] in known)
    offered = {
        model: frozenset(name for name in found if any((name, "for") in pairs for pairs in shown.values()))
        for model, found in shelf.conditions_of(unit, material).items()
    }
    return _Offer(tuple(shown), MappingProxyType(shown), MappingProxyType(offered))


def _own_names(question: CodeQuestion) -> tuple[str, ...]:
    return tuple(question.cards) or shelf.cards_of(question.unit, question.material)


def _candidates(question: str, unit_id: str, of: Bringing) -> list[str]:
    """Return cards of which a reader can tell that they are of elsewhere, the same in every language.

    They are of the same scheme and dated outside the period, or name another scheme. The two kinds
    take turns. A unit that an exercise brings is set among what the exercise brings.
    """
    unit = unit_row(unit_id, of)
    same, neighbours = [], []
    for name, text, date, there in _pool(unit_id, of):
        if there["dimension"] != unit["dimension"] or there["unit"] == unit_id:
            continue
        if there["bloc"] == unit["bloc"]:
            if date is not None and not _within(date.year, unit):
                same.append(name)
        elif _names(text, there, of) and not _names(text, unit, of):
            neighbours.append(name)
    same.sort(key=lambda name: _mixed(question, name))
    neighbours.sort(key=lambda name: _mixed(question, name))
    turns = [name for pair in zip(same, neighbours, strict=False) for name in pair]
    return [*turns, *same[len(neighbours) :], *neighbours[len(same) :]]


def _pool(unit: str, of: Bringing) -> Iterator[tuple[str, str, dt.date | None, dict]]:
    """Yield cards that might be set beside those of a unit: name, text, date, and the unit they are of."""
    if unit in of.material.units:
        for card in of.material.cards.values():
            if card.unit in of.material.units:
                yield card.card, card.text, card.day if card.date else None, unit_row(str(card.unit), of)
        return
    for name, row in shelf.evidence().items():
        yield name, row["fact_en"], row["date"], shelf.units()[row["unit"]]


def _within(year: int, unit: dict) -> bool:
    end = unit["period_end"]
    return year >= unit["period_start"] and (end is None or year <= end)


def _names(text: str, unit: dict, of: Bringing) -> bool:
    own = of.material.units.get(unit["unit"])
    if own is not None:  # as a word: EAC is also in “each”
        return any(re.search(rf"\b{re.escape(name)}\b", text) for name in (own.scheme, own.name) if name)
    row = shelf.blocs()[unit["bloc"]]
    return any(name and name.casefold() in text.casefold() for name in (row["short_en"], row["acronym_en"]))


def _mixed(*parts: str) -> str:
    """Return a key that puts things in an order that is always the same and tells nothing."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


# -- rows -----------------------------------------------------------------------------------------


def _condition(name: str, of: Bringing) -> Condition:
    own = of.material.conditions.get(name)
    if own is not None:
        return Condition(name, _(own.name), _(own.statement), place(own.source, own.locator, of))
    return _in_table(name, language())


@functools.lru_cache(maxsize=1024)
def _in_table(name: str, _language: str) -> Condition:
    row = shelf.conditions()[name]
    return Condition(name, localised(row, "name"), _(row["statement"]), row["locator"] or "")


def _card(exercise: Exercise, name: str) -> EvidenceCard:
    own = exercise.material.cards.get(name)
    if own is not None:
        return _own(own, exercise)
    return _of_table(name, language())


@functools.lru_cache(maxsize=4096)  # in each language, for every page that shows it
def _of_table(name: str, _language: str) -> EvidenceCard:
    row = shelf.evidence()[name]
    date = "" if row["date"] is None else format_date(row["date"], row["date_precision"])
    sides = (tuple(split(row["supports"])), tuple(split(row["contradicts"])))
    comment = _(row["comment"]) if row["comment"] else ""
    return EvidenceCard(name, localised(row, "fact"), date, row["locator"] or "", *sides, comment, row["unit"])


def _own(card: Card, of: Bringing) -> EvidenceCard:
    date = format_date(*shelf.dated(str(card.key))) if card.table == "events" and not card.date else card.dated
    sides = (tuple(card.supports), tuple(card.contradicts))
    comment = _(card.comment) if card.comment else ""
    where = place(card.source, card.locator, of)
    return EvidenceCard(card.card, _(card.text), date, where, *sides, comment, card.unit or "")


for cached in (_made, _in_table, _of_table):
    store.on_change(cached.cache_clear)
