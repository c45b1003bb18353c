"""Whether what an exercise names exists: units, types, conditions, cards, sources, places, rows."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from regiolab.data import load, store
from regiolab.errors import RegiolabError, unknown
from regiolab.exercises import look, material
from regiolab.i18n import _
from regiolab.words import IDEAL_TYPES, RESIDUALS

Exercise = Any  # of :mod:`regiolab.exercises.model`, which asks this module whenever it reads one
LONGEST = 400  # letters of a sentence that lists names


def faults(exercise: Exercise) -> Iterator[str]:
    """Yield in a sentence each thing that an exercise names and that does not exist.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> list(faults(model.read("5_new_cases")))
    []
    """
    yield from _of_types(exercise)
    yield from _of_units(exercise)
    yield from _of_cards(exercise)
    for question in exercise.questions:
        where = _("question “{name}”").format(name=question.id)
        for place in question.reread:
            yield from _place(place, exercise, where)
        for item in question.look:
            try:
                look.rows(item, exercise)
            except RegiolabError as error:
                yield f"{where}: {error}"
        if question.kind == "code":
            yield from _of_coding(exercise, question, where)


def _of_coding(exercise: Exercise, question: Any, where: str) -> Iterator[str]:
    own = exercise.material
    if fault := next(_must(_("a unit"), question.unit, where, own.units, _known()["units"]), ""):
        yield fault
        return  # of an unknown unit nothing else can be said
    for name in question.cards + question.others:
        yield from _must(_("a card"), name, where, own.cards, _known()["cards"])
    unit = own.units.get(question.unit)
    types = own.dimension(unit.dimension) if unit else []
    models = {item.id for item in types} or _known()["models"]
    for name in question.models:
        yield from _must(_("a type of this question’s dimension") if types else _("a model"), name, where, models)
    cards = question.cards or [card.card for card in exercise.cards if card.unit == question.unit]
    if unit is not None and not cards:
        text = _("{where}: no card speaks to “{unit}”: name the unit in a card’s `unit`, or list `cards`.")
        yield text.format(where=where, unit=question.unit)


def _of_types(exercise: Exercise) -> Iterator[str]:
    """A dimension has one residual type, at least two that are ideal, and no more than an answer holds."""
    own = exercise.material
    for dimension in dict.fromkeys(item.dimension for item in exercise.types):
        found = own.dimension(dimension)
        residual = sum(item.kind == "residual" for item in found)
        where = _("types of the dimension “{name}”").format(name=dimension)
        if residual != 1:
            text = _("{where}: one must be of kind `residual`, what is answered where none holds; there are {n}.")
            yield text.format(where=where, n=residual)
        if len(found) - residual < 2:
            yield _("{where}: there must be at least two of kind `ideal` to choose among.").format(where=where)
        if len(found) > material.LARGEST:
            text = _("{where}: there may be at most {n}.")
            yield text.format(where=where, n=material.LARGEST)
    for item in exercise.types:
        where = _("type “{name}”").format(name=item.id)
        theirs = IDEAL_TYPES if item.kind == "residual" else RESIDUALS
        if item.id in theirs:
            text = _("{where}: the course has a type of that id which is of another kind: choose another id.")
            yield text.format(where=where)
        yield from _source(item, exercise, where)
        for condition in item.conditions:
            yield from _source(condition, exercise, _("condition “{name}”").format(name=condition.id))


def _of_units(exercise: Exercise) -> Iterator[str]:
    own = {item.dimension for item in exercise.types}
    for unit in exercise.units:
        where = _("unit “{name}”").format(name=unit.id)
        yield from _must(_("a dimension of which there are types"), unit.dimension, where, own, _known()["dimensions"])
        if unit.variant is not None:
            yield from _must(_("a variant"), unit.variant, where, _known()["variants"])
        yield from _source(unit, exercise, where)


def _of_cards(exercise: Exercise) -> Iterator[str]:
    own = exercise.material
    for card in exercise.cards:
        where = _("card “{name}”").format(name=card.card)
        if card.table is not None:
            yield from _must(_("a table"), card.table, where, _known()["tables"])
            if card.table in _known()["tables"]:
                yield from _must(_("a row of that table"), str(card.key), where, _first_column(card.table))
        if card.unit is not None:
            yield from _must(_("a unit"), card.unit, where, own.units, _known()["units"])
        told = _("a condition or an indicator")
        for name in card.supports + card.contradicts:
            yield from _must(told, name, where, own.conditions, _known()["conditions"], _known()["indicators"])
        if twice := sorted(set(card.supports) & set(card.contradicts)):
            text = _("{where}: “{name}” stands in both `supports` and `contradicts`: choose one of them.")
            yield text.format(where=where, name=twice[0])
        yield from _source(card, exercise, where)


def _source(part: Any, exercise: Exercise, where: str) -> Iterator[str]:
    """A source is a key of the exercise's or the tables', or a reference: more than one word."""
    if part.source and not any(sign.isspace() for sign in part.source):
        known = (exercise.material.sources, store.bibliography())
        yield from _must(_("a key of `sources`"), part.source, where, *known)


def _place(place: str, exercise: Exercise, where: str) -> Iterator[str]:
    found = material.citation(place)
    if found is not None and found.key in exercise.material.sources:
        return
    if exercise.sources:
        kind = _("a place of the article, or a source of the exercise’s with a place in brackets")
        yield from _must(kind, place, where, _known()["places"], exercise.material.sources)
    else:
        yield from _must(_("a section or paragraph of the article"), place, where, _known()["places"])


def _must(kind: str, name: str, where: str, *known: Iterable[str]) -> Iterator[str]:
    if any(name in names for names in known):
        return
    yield f"{where}: {missing(kind, name, *known)}"


def missing(kind: str, name: str, *known: Iterable[str]) -> str:
    """Say that a name is none of those known: with the nearest, with all, or with none where they are too many.

    Examples
    --------
    >>> missing("a fruit", "appel", ["apple"], ["pear"])
    "'appel' is not a fruit; did you mean 'apple'?"
    """
    text = str(unknown(kind, name, {each for names in known for each in names}))
    if len(text) > LONGEST:  # of a hundred names none is the one that was meant
        return _("'{given}' is not {kind}.").format(given=name, kind=kind)
    return text


@functools.cache
def _known() -> dict[str, set[str]]:
    sections, models, conditions = load("sections"), load("models"), load("conditions")
    return {
        "tables": {"events", "blocs", "agreement_cases", "units", "evidence"},
        "indicators": set(load("indicators")["indicator"]),
        "conditions": set(conditions["condition"]),
        "variants": set(conditions["variant"].dropna().astype(str)),
        "units": set(load("units")["unit"]),
        "cards": set(load("evidence")["evidence"]),
        "models": set(models["model"].astype(str)),
        "dimensions": set(models["dimension"].astype(str)),
        "places": set(sections["locator"]) | set(sections["section"]),
    }


@functools.cache
def _first_column(table: str) -> set[str]:
    frame = load(table)
    return set(frame[frame.columns[0]].astype(str))


store.on_change(_known.cache_clear)
store.on_change(_first_column.cache_clear)
