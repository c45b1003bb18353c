"""What the tables say about a question: cards, models, the indicators they speak to, other readings."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from regiolab.data import load, store
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.i18n import _, format_date, localised
from regiolab.words import RESIDUALS, split


@dataclass(frozen=True)
class EvidenceCard:
    """A card as a question shows it: its text and date, its source, and what it speaks to."""

    card: str
    text: str
    date: str
    locator: str
    supports: tuple[str, ...]
    contradicts: tuple[str, ...]


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


def cards(exercise: Exercise, question: CodeQuestion) -> list[EvidenceCard]:
    """Return the cards of a question: those it names, or all of its unit."""
    own = {card.card: card for card in exercise.cards}
    table = _evidence()
    names = question.cards or [name for name, row in table.items() if row["unit"] == question.unit]
    found = []
    for name in names:
        if name in own:
            card = own[name]
            found.append(_own(card))
        else:
            row = table[name]
            date = "" if row["date"] is None else format_date(row["date"], row["date_precision"])
            supports, contradicts = tuple(split(row["supports"])), tuple(split(row["contradicts"]))
            found.append(EvidenceCard(name, localised(row, "fact"), date, row["locator"] or "", supports, contradicts))
    return found


def model_of(indicator: str) -> str:
    """Return the type that an indicator belongs to."""
    return _indicators()[indicator]["model"]


def condition_of(indicator: str) -> str:
    """Return the necessary condition that an indicator serves."""
    return _indicators()[indicator]["condition"]


def _own(card) -> EvidenceCard:
    frame = load(card.table)
    row = frame[frame[frame.columns[0]].astype(str).eq(card.key)].iloc[0]
    date = ""
    if card.table == "events":
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
def _indicators() -> dict[str, dict]:
    return _rows("indicators", "indicator")


def _rows(table: str, key: str) -> dict[str, dict]:
    """Return a table as rows of plain values, where None is what is missing."""
    frame = load(table).astype(object)
    return {row[key]: row for row in frame.where(frame.notna(), None).to_dict("records")}


for cached in (_models, _units, _evidence, _indicators):
    store.on_change(cached.cache_clear)
