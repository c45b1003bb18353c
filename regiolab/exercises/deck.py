"""What the tables say about a question: cards, models and their conditions, what a card shows.

The cards of a question are those of its unit, which can show something, among others that cannot: of
the same scheme in another period, and of other schemes. To choose among them is part of the work.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass

from regiolab.analysis.degrees import coded_degrees
from regiolab.data import load, store
from regiolab.data.labels import short_name
from regiolab.exercises.model import CodeQuestion, Exercise
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
    held = unit_row(question.unit)["variant"]
    found: dict[str, list[Condition]] = {name: [] for name in models(question)}
    for name, row in _conditions().items():
        if row["model"] in found and row["variant"] in (None, held):
            item = Condition(name, localised(row, "name"), _(row["statement"]), row["locator"] or "")
            found[row["model"]].append(item)
    return found


def model_of_condition(condition: str) -> str:
    """Return the model that a condition belongs to."""
    return _conditions()[condition]["model"]


def cards(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return the cards on offer: those of the unit among others, in an order that tells nothing."""
    offered = [*own_cards(exercise, question), *_others(exercise, question)]
    return sorted(offered, key=lambda card: _mixed(question.id, card.card))


def own_cards(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return the cards that can show something: those that a question names, or all of its unit."""
    names = question.cards or [name for name, row in _evidence().items() if row["unit"] == question.unit]
    return [_card(exercise, name) for name in names]


def shown(exercise: Exercise, question: CodeQuestion) -> dict[str, set[tuple[str, str]]]:
    """Return what each card on offer shows: pairs of a condition and a side, ``for`` or ``against``.

    A card of elsewhere shows nothing about the unit.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> exercise = model.read("3_classify")
    >>> sorted(shown(exercise, exercise.question("mercosur_1991_economic"))["E02"])
    [('str_selective_state', 'for')]
    """
    known = {item.condition for items in conditions(question).values() for item in items}
    found: dict[str, set[tuple[str, str]]] = {card.card: set() for card in cards(exercise, question)}
    for card in own_cards(exercise, question):
        for side, indicators in (("for", card.supports), ("against", card.contradicts)):
            found[card.card] |= {(name, side) for name in map(condition_of, indicators) if name in known}
    return found


def offered_conditions(exercise: Exercise, question: CodeQuestion) -> dict[str, set[str]]:
    """Return for each model those of its conditions that a card on offer shows."""
    found: dict[str, set[str]] = {name: set() for name in models(question)}
    for pairs in shown(exercise, question).values():
        for condition, side in pairs:
            if side == "for":
                found[model_of_condition(condition)].add(condition)
    return found


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


# -- cards of elsewhere ---------------------------------------------------------------------------


def _others(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return cards of other units: those that the question names, or as many as make choosing work."""
    if question.others:
        return [_card(exercise, name) for name in question.others]
    own = own_cards(exercise, question)
    candidates = [card for card in _candidates(exercise, question) if card.card not in {item.card for item in own}]
    return candidates[: max(OTHERS, FEWEST - len(own))]


def _candidates(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return cards of which a reader can tell that they are of elsewhere.

    They are of the same scheme and dated outside the period, or name another scheme. The two kinds
    take turns.
    """
    unit = unit_row(question.unit)
    same, neighbours = [], []
    for name, row in _evidence().items():
        there = _units()[row["unit"]]
        if there["dimension"] != unit["dimension"] or row["unit"] == question.unit:
            continue
        if there["bloc"] == unit["bloc"]:
            if row["date"] is not None and not _within(row["date"].year, unit):
                same.append(name)
        elif _names(localised(row, "fact"), there["bloc"]) and not _names(localised(row, "fact"), unit["bloc"]):
            neighbours.append(name)
    same.sort(key=lambda name: _mixed(question.id, name))
    neighbours.sort(key=lambda name: _mixed(question.id, name))
    turns = [name for pair in zip(same, neighbours, strict=False) for name in pair]
    rest = [*same[len(neighbours) :], *neighbours[len(same) :]]
    return [_card(exercise, name) for name in (*turns, *rest)]


def _within(year: int, unit: dict) -> bool:
    end = unit["period_end"]
    return year >= unit["period_start"] and (end is None or year <= end)


def _names(text: str, bloc: str) -> bool:
    return short_name(bloc).casefold() in text.casefold()


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


def _own(card) -> EvidenceCard:
    date = ""
    if card.table == "events":
        row = _events()[card.key]
        date = format_date(row["date"], row["date_precision"])
    return EvidenceCard(card.card, _(card.text), date, "", tuple(card.supports), tuple(card.contradicts))


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
def _events() -> dict[str, dict]:
    return _rows("events", "event")


@functools.cache
def _indicators() -> dict[str, dict]:
    return _rows("indicators", "indicator")


@functools.cache
def _conditions() -> dict[str, dict]:
    return _rows("conditions", "condition")


@functools.cache
def _ruled() -> dict[str, list[dict]]:
    table = coded_degrees(*map(load, ("evidence", "indicators", "conditions", "units", "models")))
    return {str(unit): rows.to_dict("records") for unit, rows in table.groupby("unit", sort=False)}


def _rows(table: str, key: str) -> dict[str, dict]:
    """Return a table as rows of plain values, where None is what is missing."""
    frame = load(table).astype(object)
    return {row[key]: row for row in frame.where(frame.notna(), None).to_dict("records")}


for cached in (_models, _units, _evidence, _events, _indicators, _conditions, _ruled):
    store.on_change(cached.cache_clear)
