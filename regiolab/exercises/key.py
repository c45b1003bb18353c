"""The key of an exercise, in a file of its own that an instructor may leave out.

A key holds, for each question, what the article or the record says and why: the third step of the
feedback. For a coded unit it holds codings that can be argued; the readings of the article and of
other scholars come from the table ``codings``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from regiolab import words
from regiolab.data import load, store
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises import deck, model, soundness
from regiolab.exercises.material import Text
from regiolab.exercises.model import AnyQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import Id, ModelAnswer, Part, check_reading
from regiolab.i18n import _

ARTICLE = "briceno2018"


class KeyReading(Part):
    """One coder's reading of a unit; models left out are absent for this coder."""

    coder: Id
    models: dict[Id, ModelAnswer]
    locator: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> KeyReading:
        check_reading(self.models)
        return self


class Argued(Part):
    """A coding that no scholar gives and the key argues for, with the cards that bear it out and why.

    Without a model that holds it is the answer that no type holds.
    """

    models: dict[Id, ModelAnswer]
    cards: list[Id] = Field(min_length=1, max_length=10)
    why: Text

    @model_validator(mode="after")
    def _consistent(self) -> Argued:
        check_reading(self.models)
        return self


class CodeKey(Part):
    """What a coding is measured against.

    `readings` come from the table ``codings`` where the unit is the course's; a file names them only
    for a unit of its own. `reference` is the coder with whom the class is compared: the article, or the
    first of the readings of such a unit. `silent` are those that the cards on offer cannot carry: they are named, and
    left to the instructor.
    """

    kind: Literal["code"]
    readings: list[KeyReading] = Field(default_factory=list)
    accepted: list[Argued] = Field(default_factory=list)
    reference: Id = ARTICLE
    silent: list[KeyReading] = Field(default_factory=list, exclude=True)
    why: Text

    @property
    def article(self) -> KeyReading | None:
        """The article's own reading, or the one that stands in its place; None if there is none."""
        return next((reading for reading in self.readings if reading.coder == self.reference), None)


class OrderKey(Part):
    kind: Literal["order"]
    order: list[Id]
    why: Text


class MatchKey(Part):
    kind: Literal["match"]
    pairs: dict[Id, Id]
    why: Text


class ChoiceKey(Part):
    """The right option; `also` gives a share of the points for an option that is defensible."""

    kind: Literal["choose", "judge", "predict"]
    choice: Id
    row: Id | None = None  # the one that decides
    also: dict[Id, Annotated[float, Field(gt=0, le=1)]] = Field(default_factory=dict)
    why: Text


AnyKey = Annotated[CodeKey | OrderKey | MatchKey | ChoiceKey, Field(discriminator="kind")]


class Key(Part):
    """What an exercise's questions are marked against."""

    format: Literal["regiolab-key/1"] = "regiolab-key/1"
    exercise: Id
    keys: dict[Id, AnyKey]


def path_of(name: str | Path) -> Path:
    """Return where an exercise's key lies: in the folder ``keys`` beside it."""
    path = model.find(name)
    return path.parent / "keys" / path.name


def read(name: str | Path, path: Path | None = None) -> Key | None:
    """Read the key of an exercise; None if it was left out.

    Parameters
    ----------
    name : str or pathlib.Path
        An exercise of the course, or the path of a file.
    path : pathlib.Path, optional
        The key's own path, where it does not lie in ``keys`` beside the exercise.

    Examples
    --------
    >>> read("3_classify").keys["unasur_2008_economic"].article.models["not_classifiable"].degree is None
    True
    """
    path = path or path_of(name)
    if not path.is_file():
        return None
    key = model.parse(path, Key)
    exercise = model.read(name)
    check(key, exercise, path.name)
    for question in exercise.questions:
        entry = key.keys.get(question.id)
        if isinstance(question, CodeQuestion) and isinstance(entry, CodeKey):
            complete(entry, exercise, question)
    return key


def complete(entry: CodeKey, exercise: Exercise, question: CodeQuestion) -> None:
    """Add the readings of the table of codings, and part those that the cards cannot carry."""
    readings = entry.readings or _documented(question)
    offered = deck.offered_conditions(exercise, question)
    entry.readings = [item for item in readings if _carried(item, offered)]
    entry.silent = [item for item in readings if not _carried(item, offered)]
    if question.unit in exercise.material.units and entry.readings and entry.article is None:
        entry.reference = entry.readings[0].coder


def _carried(reading: KeyReading, offered: Mapping[str, Set[str]]) -> bool:
    """Return whether cards on offer can show what a reading needs.

    The article reads schemes and not cards: where it gives a type more than the cards show, its
    reading is still what the lesson teaches, and one condition is asked.
    """
    for name, given in reading.models.items():
        if given.degree == "absent":
            continue
        needed = 2 if given.degree == "dominant" and reading.coder != ARTICLE else 1
        if len(offered[name]) < needed:
            return False
    return True


def _documented(question: CodeQuestion) -> list[KeyReading]:
    """Return what the table of codings holds on a unit, the article's reading first.

    Who speaks of one economic type and does not let it dominate leaves the others as the article has
    them, for economic types combine; stances towards outside powers exclude each other.
    """
    table = load("codings")
    found: dict[str, KeyReading] = {}
    for row in table[table["unit"].eq(question.unit) & table["model"].notna()].astype(object).itertuples():
        reading = found.setdefault(row.coder, KeyReading(coder=row.coder, models={}))
        degree = row.degree if isinstance(row.degree, str) else None
        flags = words.split(row.flags) if degree else []
        reading.models[row.model] = ModelAnswer.model_validate({"degree": degree, "flags": flags})
        places = [*words.split(reading.locator), *words.split(row.locator)]
        reading.locator = ";".join(dict.fromkeys(places))
    article = found.get(ARTICLE)
    if article is not None and deck.dimension(question) == "economic":
        for reading in found.values():
            alone = any(given.degree in ("dominant", None) for given in reading.models.values())
            if not alone and not set(article.models) & set(words.RESIDUALS):
                reading.models = {**article.models, **reading.models}
    return sorted(found.values(), key=lambda item: item.coder != ARTICLE)


def check(key: Key, exercise: Exercise, file: str) -> None:
    """Refuse a key that does not fit its exercise; questions without a key are allowed."""
    for fault in faults(key, exercise, file):
        raise InvalidValue(fault)


def faults(key: Key, exercise: Exercise, file: str) -> Iterator[str]:
    """Yield in a sentence each thing in which a key does not fit its exercise.

    Examples
    --------
    >>> list(faults(read("3_classify"), model.read("3_classify"), "3_classify.json"))
    []
    """
    if key.exercise != exercise.exercise:
        text = _("{file} is the key of '{other}', not of '{exercise}'.")
        yield text.format(file=file, other=key.exercise, exercise=exercise.exercise)
        return
    known = {question.id: question for question in exercise.questions}
    for name, entry in key.keys.items():
        where = _("{file}, the key of “{name}”").format(file=file, name=name)
        if name not in known:
            told = unknown(_("a question of this exercise"), name, known)
            yield f"{where}: {told}"
        elif known[name].kind != entry.kind:
            text = _("{where}: it is for a question of kind `{kind}`, and the question is of kind `{other}`.")
            yield text.format(where=where, kind=entry.kind, other=known[name].kind)
        else:
            yield from (f"{where}: {fault}" for fault in _misfits(entry, exercise, known[name]))


def _misfits(entry: AnyKey, exercise: Exercise, question: AnyQuestion) -> Iterator[str]:
    """Yield in what an entry does not fit its question, which is of its kind."""
    items = {item.id for item in getattr(question, "items", [])}
    options = {option.id for option in getattr(question, "options", [])}
    if isinstance(entry, OrderKey) and (set(entry.order) != items or len(entry.order) != len(items)):
        yield _("the order must name every item once.")
    if isinstance(entry, MatchKey) and (set(entry.pairs) != items or not set(entry.pairs.values()) <= options):
        yield _("the pairs must name every item, and only options of the question.")
    if isinstance(entry, ChoiceKey):
        if not {entry.choice, *entry.also} <= options:
            yield _("the key names an option that the question does not have.")
        rows = {item.id for item in getattr(question, "rows", [])}
        if entry.kind == "choose" and (rows or entry.row) and entry.row not in rows:
            yield _("the key must name the row that decides, one of the question's.")
    if isinstance(entry, CodeKey) and isinstance(question, CodeQuestion):
        yield from _of_coding(entry, exercise, question)


def _of_coding(entry: CodeKey, exercise: Exercise, question: CodeQuestion) -> Iterator[str]:
    coders = [reading.coder for reading in entry.readings]
    for coder in dict.fromkeys(coders):
        if coders.count(coder) > 1:
            yield _("the reading of “{name}” stands twice.").format(name=coder)
        if coder not in exercise.material.sources and coder not in store.bibliography():
            known = (exercise.material.sources, store.bibliography())
            yield soundness.missing(_("a key of the sources"), coder, *known)
    offered = {card.card for card in deck.own_cards(exercise, question)}
    for argued in entry.accepted:
        for card in argued.cards:
            if card not in offered:
                text = _("a coding that is argued for names the card “{name}”, which the question does not offer.")
                yield text.format(name=card)
    told = [item.models for item in entry.readings] + [item.models for item in entry.accepted]
    for models in told:
        for name, given in models.items():
            if name not in deck.models(question):
                yield str(unknown(_("a model of this question’s dimension"), name, deck.models(question)))
            elif (given.degree is None) != (name == deck.residual(question)):
                if given.degree is None:
                    yield _("“{name}” needs a degree: absent, element or dominant.").format(name=name)
                else:
                    yield _("“{name}” is the residual answer and has no degree.").format(name=name)
