"""Filing cards without marks: what one's own filings make of a unit, by the rule of the ideal types.

A card that is filed where the tables have it speaks to the indicators that it has there, on the reader's
side; filed elsewhere it speaks to the whole condition. So all cards filed as the tables have them give the
profile of the tables.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import pandas as pd

from regiolab.analysis import typology
from regiolab.data import labels, load, store
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises import deck
from regiolab.exercises.deck import EvidenceCard
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.i18n import _

SIDES = ("for", "against")


class Rehearsal:
    """Cards of a unit, filed for or against the conditions of the ideal types; kept nowhere.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``.

    Attributes
    ----------
    filings : dict
        The side by card and condition, in the order in which they were filed.

    Raises
    ------
    UnknownName
        For an unknown unit.
    InvalidValue
        For a unit without cards.

    Examples
    --------
    >>> own = Rehearsal("mercosur_2003_economic")
    >>> own.file("E14", "pro_change")
    >>> own.file("E14", "pro_solidarity")
    >>> table = own.values().set_index(["model", "condition"])
    >>> table.loc[("productive", "pro_change"), ["low", "high"]].tolist()
    [1.0, 1.0]
    >>> table.loc[("productive", ""), ["low", "high"]].tolist()  # two conditions are open
    [0.0, 1.0]
    """

    def __init__(self, unit: str) -> None:
        labels.unit_row(unit)
        self.unit = unit
        # a question that nobody is asked: it names the unit to whoever deals the cards
        blank = {"prompt": unit, "passage": unit, "rubric": {}}
        self.question = CodeQuestion.model_validate({"id": unit, "kind": "code", "unit": unit, **blank})
        own = {"format": "regiolab-exercise/1", "exercise": unit, "title": unit, "summary": unit, "minutes": 1}
        exercise = Exercise.model_validate({**own, "questions": [self.question]})
        self.cards: list[EvidenceCard] = deck.own_cards(exercise, self.question)
        if not self.cards:
            raise InvalidValue(_("There are no cards of {unit}: choose another unit.").format(unit=unit))
        self.models = deck.types(self.question)
        known = deck.known_conditions(self.question)
        self.conditions = tuple(name for model in self.models for name in known[model])
        self.filings: dict[tuple[str, str], str] = {}

    def file(self, card: str, condition: str, side: str = "for") -> None:
        """File a card for or against a condition; filed there already, it changes sides.

        Raises
        ------
        UnknownName
            For a card, a condition or a side that is not here.
        """
        self._check(card, condition)
        if side not in SIDES:
            raise unknown(_("a side"), side, SIDES)
        self.filings[card, condition] = side

    def take_out(self, card: str, condition: str | None = None) -> None:
        """Take a card out under a condition, or wherever it is filed.

        Raises
        ------
        UnknownName
            For a card or a condition that is not here.
        """
        self._check(card, condition)
        self.filings = {
            place: side for place, side in self.filings.items() if place[0] != card or condition not in (None, place[1])
        }

    def reset(self) -> None:
        """Take all cards out."""
        self.filings = {}

    def values(self) -> pd.DataFrame:
        """Return what one's own filings make of each condition, and of each type.

        Returns
        -------
        pandas.DataFrame
            One row a type (``condition`` empty) or condition: ``model``, ``condition``, ``low``, ``high``,
            ``known``, ``indicators`` (indicators with a card, and all), ``least`` (whether the condition
            holds its type down).
        """
        return _valued(self.unit, self._evidence(), self.conditions)

    def record(self) -> pd.DataFrame:
        """Return the same by all cards as the tables have them."""
        return _recorded(self.unit, self.conditions).copy()

    def agreed(self) -> int:
        """Return how many conditions have the value that the tables give them."""
        own, other = (table[table["condition"].ne("")] for table in (self.values(), self.record()))
        return int((own["low"].eq(other["low"]) & own["high"].eq(other["high"])).sum())

    def _evidence(self) -> pd.DataFrame:
        cards = {card.card: card for card in self.cards}
        rows = []
        for (name, condition), side in self.filings.items():
            told = (*cards[name].supports, *cards[name].contradicts)
            whole = _indicators()[condition]
            spoken = ";".join([each for each in told if each in whole] or whole)
            rows.append((name, *((spoken, "") if side == "for" else ("", spoken))))
        filed = pd.DataFrame(rows, columns=["evidence", "supports", "contradicts"], dtype=object)
        return filed.merge(_strengths(), how="left", on="evidence").assign(unit=self.unit)

    def _check(self, card: str, condition: str | None) -> None:
        names = [item.card for item in self.cards]
        if card not in names:
            raise unknown(_("a card on this board"), card, names)
        if condition is not None and condition not in self.conditions:
            raise unknown(_("a condition of this dimension"), condition, self.conditions)


def weak_cards() -> frozenset[str]:
    """Return the cards that are weak evidence.

    Examples
    --------
    >>> weak_cards() <= set(load("evidence")["evidence"])
    True
    """
    table = load("evidence")
    return frozenset(table["evidence"][typology.card_strength(table).eq(typology.WEAK)])


def _valued(unit: str, evidence: pd.DataFrame, conditions: tuple[str, ...]) -> pd.DataFrame:
    tables = _tables(unit)
    found = typology.indicator_values(evidence, tables["indicators"])
    table = typology.condition_values(
        found, tables["indicators"], tables["conditions"], units=tables["units"], models=tables["models"]
    )
    # what both variants of a type need stands there twice
    table = table[table["basis"].eq("all") & table["condition"].isin(conditions)].drop_duplicates("condition")
    pairs = pd.Series(list(zip(table["low"], table["high"], strict=True)), index=table.index)
    touched = table.groupby("model")["known"].transform("sum").gt(0)
    table = table.assign(least=pairs.eq(pairs.groupby(table["model"]).transform("min")) & touched)
    whole = table.groupby("model", sort=False, as_index=False).agg(
        {"low": "min", "high": "min", "known": "sum", "indicators": "sum"}
    )
    both = pd.concat([whole.assign(condition="", least=False), table], ignore_index=True)
    order = {model: at for at, model in enumerate(whole["model"])}
    both = both.assign(_at=both["model"].map(order)).sort_values("_at", kind="stable", ignore_index=True)
    return both[["model", "condition", "low", "high", "known", "indicators", "least"]]


@functools.lru_cache(maxsize=64)
def _recorded(unit: str, conditions: tuple[str, ...]) -> pd.DataFrame:
    table = load("evidence")
    cards = table[table["unit"].eq(unit)].astype(object).fillna({"supports": "", "contradicts": ""})
    return _valued(unit, cards, conditions)


@functools.lru_cache(maxsize=64)
def _tables(unit: str) -> Mapping[str, pd.DataFrame]:
    read = {name: load(name) for name in ("indicators", "conditions", "units", "models")}
    columns = {"indicators": ["indicator", "condition", "origin"], "conditions": ["condition", "model", "variant"]}
    read |= {name: read[name][wanted].astype(object) for name, wanted in columns.items()}
    return read | {"units": read["units"][read["units"]["unit"].eq(unit)]}


@functools.cache
def _indicators() -> Mapping[str, tuple[str, ...]]:
    """Return the indicators of each condition."""
    table = load("indicators").astype(str)
    return {name: tuple(rows["indicator"]) for name, rows in table.groupby("condition", sort=False)}


@functools.cache
def _strengths() -> pd.DataFrame:
    table = load("evidence")
    return table[[name for name in ("evidence", "checked", "flags") if name in table]].astype(object)


for cached in (_recorded, _tables, _indicators, _strengths):
    store.on_change(cached.cache_clear)
