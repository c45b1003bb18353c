"""Rows of units, models, conditions and cards: those that an exercise brings first, then the tables'."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from regiolab.analysis.degrees import coded_degrees
from regiolab.data import load, store
from regiolab.exercises.material import Bringing, Material, place
from regiolab.i18n import localised
from regiolab.words import split


@dataclass(frozen=True)
class Only:
    """What an exercise brings, without the exercise."""

    material: Material


def model_row(model: str, of: Bringing) -> dict:
    """Return a model's row: kind, definition, locator."""
    own = of.material.types.get(model)
    if own is None:
        return dict(models()[model])
    row = own.model_dump(include={"name", "kind", "dimension", "definition"})
    return {**row, "model": model, "locator": place(own.source, own.locator, of)}


def unit_row(unit: str, of: Bringing) -> dict:
    """Return a unit's row: scheme, period, dimension, locator.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> row = unit_row("mercosur_1991_economic", model.read("3_classify"))
    >>> row["scheme"], row["period_start"]
    ('Mercosur', 1991)
    """
    own = of.material.units.get(unit)
    if own is None:
        row = units()[unit]
        return {**row, "scheme": localised(blocs()[row["bloc"]], "short")}
    row = own.model_dump(include={"scheme", "period_start", "period_end", "dimension", "variant"})
    return {**row, "unit": unit, "bloc": own.scheme, "locator": place(own.source, own.locator, of)}


def model_of_condition(condition: str, of: Bringing) -> str:
    """Return the model that a condition belongs to."""
    return of.material.types_of.get(condition) or conditions()[condition]["model"]


def model_of(indicator: str) -> str:
    """Return the type that an indicator belongs to."""
    return indicators()[indicator]["model"]


def condition_of(indicator: str, of: Bringing) -> str:
    """Return the necessary condition that an indicator serves; a card may name the condition itself."""
    if indicator in of.material.conditions or indicator in conditions():
        return indicator
    return indicators()[indicator]["condition"]


def spoken(name: str, of: Bringing) -> tuple[list[str], list[str]]:
    """Return what a card supports and what it contradicts."""
    own = of.material.cards.get(name)
    if own is not None:
        return own.supports, own.contradicts
    row = evidence().get(name, {})
    return split(row.get("supports")), split(row.get("contradicts"))


@functools.lru_cache(maxsize=512)
def residual_of(unit: str, material: Material) -> str:
    """Return the residual answer of a unit's dimension."""
    of = Only(material)
    return next(name for name in conditions_of(unit, material) if model_row(name, of)["kind"] == "residual")


@functools.lru_cache(maxsize=512)
def conditions_of(unit: str, material: Material) -> Mapping[str, tuple[str, ...]]:
    """Return the conditions of each model of a unit's dimension, of the variant to which the unit is held."""
    row = unit_row(unit, Only(material))
    if own := material.dimension(row["dimension"]):
        return MappingProxyType({item.id: tuple(each.id for each in item.conditions) for item in own})
    found: dict[str, tuple[str, ...]] = {
        name: () for name, model in models().items() if model["dimension"] == row["dimension"]
    }
    for name, condition in conditions().items():
        if condition["model"] in found and condition["variant"] in (None, row["variant"]):
            found[condition["model"]] += (name,)
    return MappingProxyType(found)


@functools.lru_cache(maxsize=512)
def all_conditions_of(unit: str, material: Material) -> tuple[str, ...]:
    """Return the conditions of all models of a unit's dimension."""
    return tuple(name for found in conditions_of(unit, material).values() for name in found)


@functools.lru_cache(maxsize=512)
def cards_of(unit: str, material: Material) -> tuple[str, ...]:
    """Return the names of the cards that speak to a unit."""
    own = [name for name, card in material.cards.items() if card.unit == unit]
    return (*own, *names_of_unit().get(unit, []))


def ruled(unit: str, names: tuple[str, ...], material: Material) -> list[dict]:
    """Return what the codebook's rule makes of all cards of a unit: a row a model; none without cards.

    Of a unit that an exercise brings, these are the cards named.
    """
    if unit in material.units:
        return _ruled_own(unit, names, material)
    return _ruled().get(unit, [])


@functools.lru_cache(maxsize=256)
def _ruled_own(unit: str, names: tuple[str, ...], material: Material) -> list[dict]:
    """Apply the one rule to tables of the unit alone, in which a condition stands as its own indicator."""
    of = Only(material)
    told = [(name, *spoken(name, of)) for name in names]
    if not told:
        return []
    found = conditions_of(unit, material)
    known = {condition for each in found.values() for condition in each}
    cards = [
        {
            "evidence": name,
            "unit": unit,
            **{
                side: ";".join(dict.fromkeys(c for c in (condition_of(item, of) for item in items) if c in known))
                for side, items in (("supports", pro), ("contradicts", contra))
            },
        }
        for name, pro, contra in told
    ]
    rows = [(condition, model) for model, each in found.items() for condition in each]
    needed = pd.DataFrame(rows, columns=["condition", "model"]).assign(variant="")
    dimension = unit_row(unit, of)["dimension"]
    table = coded_degrees(
        pd.DataFrame(cards),
        pd.DataFrame({"indicator": needed["condition"], "condition": needed["condition"], "origin": "case"}),
        needed,
        pd.DataFrame([{"unit": unit, "dimension": dimension, "variant": ""}]),
        pd.DataFrame(
            [
                {
                    "model": name,
                    "dimension": dimension,
                    "kind": "residual" if model_row(name, of)["kind"] == "residual" else "ideal_type",
                }
                for name in found
            ]
        ),
    )
    return table.to_dict("records")


@functools.cache
def dated(event: str) -> tuple:
    row = load("events").set_index("event").loc[event]
    return row["date"], row["date_precision"]


@functools.cache
def models() -> dict[str, dict]:
    return _rows("models", "model")


@functools.cache
def units() -> dict[str, dict]:
    return _rows("units", "unit")


@functools.cache
def evidence() -> dict[str, dict]:
    return _rows("evidence", "evidence")


@functools.cache
def indicators() -> dict[str, dict]:
    return _rows("indicators", "indicator")


@functools.cache
def conditions() -> dict[str, dict]:
    return _rows("conditions", "condition")


@functools.cache
def blocs() -> dict[str, dict]:
    return _rows("blocs", "bloc")


@functools.cache
def names_of_unit() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, row in evidence().items():
        found.setdefault(row["unit"], []).append(name)
    return found


@functools.cache
def sections() -> dict[str, dict]:
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
    dated,
    models,
    units,
    evidence,
    indicators,
    conditions,
    blocs,
    names_of_unit,
    conditions_of,
    all_conditions_of,
    residual_of,
    cards_of,
    sections,
    _ruled,
    _ruled_own,
):
    store.on_change(cached.cache_clear)
