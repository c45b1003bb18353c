"""What the tables say about a question: cards, models and their conditions, what a card shows.

The cards of a question are those of its unit, which can show something, among others that cannot: of
the same scheme in another period, and of other schemes. To choose among them is part of the work.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regiolab.analysis.degrees import coded_degrees
from regiolab.data import load, store
from regiolab.exercises.model import Card, CodeQuestion, Exercise
from regiolab.exercises.submission import ModelAnswer
from regiolab.i18n import _, format_date, localised
from regiolab.words import RESIDUALS, split

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
    """Return the dimension of the unit: ``economic`` or ``political``."""
    return _units()[question.unit]["dimension"]


def models(question: CodeQuestion) -> list[str]:
    """Return what can be answered: the ideal types of the dimension, then the residual answer."""
    return [name for name, row in _models().items() if row["dimension"] == dimension(question)]


def types(question: CodeQuestion) -> list[str]:
    """Return the ideal types of the dimension."""
    return [name for name in models(question) if name not in RESIDUALS]


def residual(question: CodeQuestion) -> str:
    """Return the residual answer of the dimension."""
    return next(name for name in models(question) if name in RESIDUALS)


def model_name(model: str) -> str:
    """Return the reader's name of a model."""
    return localised(_models()[model], "name")


def model_row(model: str) -> dict:
    """Return a model's row: definition, locator, variants."""
    return dict(_models()[model])


def unit_row(unit: str) -> dict:
    """Return a unit's row."""
    return dict(_units()[unit])


def conditions(question: CodeQuestion) -> dict[str, list[Condition]]:
    """Return the conditions of each model, of the variant to which the unit is held.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> found = conditions(model.read("3_classify").question("mercosur_1991_economic"))
    >>> [item.condition for item in found["social"]]
    ['soc_purpose', 'soc_redistribution', 'soc_standards_rights']
    """
    rows = _conditions()
    return {
        model: [
            Condition(name, localised(rows[name], "name"), _(rows[name]["statement"]), rows[name]["locator"] or "")
            for name in found
        ]
        for model, found in known_conditions(question).items()
    }


def condition_names(question: CodeQuestion) -> dict[str, str]:
    """Return the readers' names of all conditions on a board.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> condition_names(model.read("3_classify").question("mercosur_1991_economic"))["str_ss_shallow"]
    'Deep rules are left out'
    """
    return {name: localised(_conditions()[name], "name") for name in all_conditions(question)}


def model_of_condition(condition: str) -> str:
    """Return the model that a condition belongs to."""
    return _conditions()[condition]["model"]


def cards(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return the cards on offer: those of the unit among others, in an order that tells nothing."""
    return [_card(exercise, name) for name in _offer(exercise, question).cards]


def own_cards(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return the cards that can show something: those that a question names, or all of its unit."""
    return [_card(exercise, name) for name in _own_names(question)]


def shown(exercise: Exercise, question: CodeQuestion) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Return what each card on offer shows: pairs of a condition and a side, ``for`` or ``against``.

    A card of elsewhere shows nothing about the unit.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> exercise = model.read("3_classify")
    >>> sorted(shown(exercise, exercise.question("mercosur_1991_economic"))["E02"])
    [('str_selective_state', 'for')]
    """
    return _offer(exercise, question).shown


def offered_conditions(exercise: Exercise, question: CodeQuestion) -> Mapping[str, frozenset[str]]:
    """Return for each model those of its conditions that a card on offer shows."""
    return _offer(exercise, question).conditions


def known_conditions(question: CodeQuestion) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the conditions of each model, of the variant to which the unit is held."""
    return _known_conditions(question.unit)


def all_conditions(question: CodeQuestion) -> tuple[str, ...]:
    """Return the conditions of all models of a unit."""
    return _all_conditions(question.unit)


def finder(locator: str) -> str:
    """Return the words with which a paragraph of the article begins; empty for a place that is none."""
    row = _sections().get(locator)
    return row["finder"].rstrip(",") if row else ""


def ruled(question: CodeQuestion) -> dict[str, ModelAnswer]:
    """Return the coding that the codebook's rule makes of all cards of a unit; empty if there are none."""
    found = {}
    for row in _ruled().get(question.unit, ()):
        if row["model"] not in RESIDUALS:
            found[row["model"]] = ModelAnswer.model_validate({"degree": row["degree"]})
        elif row["holds"]:
            return {row["model"]: ModelAnswer()}
    return found


def counts_by_rule(question: CodeQuestion) -> dict[str, tuple[int, int]]:
    """Return for each model how many of its conditions all cards of the unit show, and how many there are."""
    return {row["model"]: (row["shown"], row["needed"]) for row in _ruled().get(question.unit, ())}


def model_of(indicator: str) -> str:
    """Return the type that an indicator belongs to."""
    return _indicators()[indicator]["model"]


def condition_of(indicator: str) -> str:
    """Return the necessary condition that an indicator serves."""
    return _indicators()[indicator]["condition"]


# -- what is on offer, found once -----------------------------------------------------------------


@dataclass(frozen=True)
class _Offer:
    """The names of the cards on offer in their order, what each shows, and which conditions that makes."""

    cards: tuple[str, ...]
    shown: Mapping[str, frozenset[tuple[str, str]]]
    conditions: Mapping[str, frozenset[str]]


def _offer(exercise: Exercise, question: CodeQuestion) -> _Offer:
    own = tuple((card.card, tuple(card.supports), tuple(card.contradicts)) for card in exercise.cards)
    return _made(question.id, question.unit, tuple(_own_names(question)), tuple(question.others), own)


@functools.lru_cache(maxsize=256)
def _made(question: str, unit: str, names: tuple[str, ...], others: tuple[str, ...], own: tuple) -> _Offer:
    if not others:
        candidates = [name for name in _candidates(question, unit) if name not in names]
        others = tuple(candidates[: max(OTHERS, FEWEST - len(names))])
    sides = {card: (supports, contradicts) for card, supports, contradicts in own}
    known = _all_conditions(unit)
    shown = {}
    for name in sorted((*names, *others), key=lambda name: _mixed(question, name)):
        found: set[tuple[str, str]] = set()
        if name in names:
            row = _evidence().get(name, {})
            spoken = sides.get(name) or (split(row.get("supports")), split(row.get("contradicts")))
            for side, indicators in zip(("for", "against"), spoken, strict=True):
                found |= {(condition_of(indicator), side) for indicator in indicators}
        shown[name] = frozenset(pair for pair in found if pair[0] in known)
    offered = {
        model: frozenset(name for name in found if any((name, "for") in pairs for pairs in shown.values()))
        for model, found in _known_conditions(unit).items()
    }
    return _Offer(tuple(shown), MappingProxyType(shown), MappingProxyType(offered))


def _own_names(question: CodeQuestion) -> list[str]:
    return question.cards or _names_of_unit().get(question.unit, [])


def _candidates(question: str, unit_id: str) -> list[str]:
    """Return cards of which a reader can tell that they are of elsewhere, the same in every language.

    They are of the same scheme and dated outside the period, or name another scheme. The two kinds
    take turns.
    """
    unit = _units()[unit_id]
    same, neighbours = [], []
    for name, row in _evidence().items():
        there = _units()[row["unit"]]
        if there["dimension"] != unit["dimension"] or row["unit"] == unit_id:
            continue
        if there["bloc"] == unit["bloc"]:
            if row["date"] is not None and not _within(row["date"].year, unit):
                same.append(name)
        elif _names(row["fact_en"], there["bloc"]) and not _names(row["fact_en"], unit["bloc"]):
            neighbours.append(name)
    same.sort(key=lambda name: _mixed(question, name))
    neighbours.sort(key=lambda name: _mixed(question, name))
    turns = [name for pair in zip(same, neighbours, strict=False) for name in pair]
    return [*turns, *same[len(neighbours) :], *neighbours[len(same) :]]


def _within(year: int, unit: dict) -> bool:
    end = unit["period_end"]
    return year >= unit["period_start"] and (end is None or year <= end)


def _names(text: str, bloc: str) -> bool:
    row = _blocs()[bloc]
    return any(name and name.casefold() in text.casefold() for name in (row["short_en"], row["acronym_en"]))


def _mixed(*parts: str) -> str:
    """Return a key that puts things in an order that is always the same and tells nothing."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


# -- rows -----------------------------------------------------------------------------------------


def _card(exercise: Exercise, name: str) -> EvidenceCard:
    own = next((card for card in exercise.cards if card.card == name), None)
    if own is not None:
        return _own(own)
    row = _evidence()[name]
    date = "" if row["date"] is None else format_date(row["date"], row["date_precision"])
    sides = (tuple(split(row["supports"])), tuple(split(row["contradicts"])))
    comment = _(row["comment"]) if row["comment"] else ""
    return EvidenceCard(name, localised(row, "fact"), date, row["locator"] or "", *sides, comment, row["unit"])


def _own(card: Card) -> EvidenceCard:
    date = ""
    if card.table == "events":
        date = format_date(*_dated(card.key))
    return EvidenceCard(card.card, _(card.text), date, "", tuple(card.supports), tuple(card.contradicts))


@functools.cache
def _dated(event: str) -> tuple:
    row = load("events").set_index("event").loc[event]
    return row["date"], row["date_precision"]


@functools.cache
def _models() -> dict[str, dict]:
    return _rows("models", "model")


@functools.cache
def _units() -> dict[str, dict]:
    return _rows("units", "unit")


@functools.cache
def _evidence() -> dict[str, dict]:
    return _rows("evidence", "evidence")


@functools.cache
def _indicators() -> dict[str, dict]:
    return _rows("indicators", "indicator")


@functools.cache
def _conditions() -> dict[str, dict]:
    return _rows("conditions", "condition")


@functools.cache
def _blocs() -> dict[str, dict]:
    return _rows("blocs", "bloc")


@functools.cache
def _names_of_unit() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, row in _evidence().items():
        found.setdefault(row["unit"], []).append(name)
    return found


@functools.cache
def _known_conditions(unit: str) -> Mapping[str, tuple[str, ...]]:
    row = _units()[unit]
    found: dict[str, tuple[str, ...]] = {
        name: () for name, model in _models().items() if model["dimension"] == row["dimension"]
    }
    for name, condition in _conditions().items():
        if condition["model"] in found and condition["variant"] in (None, row["variant"]):
            found[condition["model"]] += (name,)
    return MappingProxyType(found)


@functools.cache
def _all_conditions(unit: str) -> tuple[str, ...]:
    return tuple(name for found in _known_conditions(unit).values() for name in found)


@functools.cache
def _sections() -> dict[str, dict]:
    return _rows("sections", "locator")


@functools.cache
def _ruled() -> dict[str, list[dict]]:
    table = coded_degrees(*map(load, ("evidence", "indicators", "conditions", "units", "models")))
    return {str(unit): rows.to_dict("records") for unit, rows in table.groupby("unit", sort=False)}


def _rows(table: str, key: str) -> dict[str, dict]:
    """Return a table as rows of plain values, where None is what is missing."""
    frame = load(table).astype(object)
    return {row[key]: row for row in frame.where(frame.notna(), None).to_dict("records")}


for cached in (
    _dated,
    _models,
    _units,
    _evidence,
    _indicators,
    _conditions,
    _blocs,
    _names_of_unit,
    _known_conditions,
    _all_conditions,
    _sections,
    _ruled,
    _made,
):
    store.on_change(cached.cache_clear)
