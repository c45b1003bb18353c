"""The key of an exercise, in a file of its own that an instructor may leave out.

A key holds, for each question, what the article or the record says and why: the third step of the
feedback. For a coded unit it holds readings: the article's first, then those of other scholars.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from regiolab.errors import InvalidValue
from regiolab.exercises import model
from regiolab.exercises.model import Exercise, Text
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


class CodeKey(Part):
    kind: Literal["code"]
    readings: list[KeyReading] = Field(default_factory=list)
    why: Text

    @property
    def article(self) -> KeyReading | None:
        """The article's own reading, if it has one."""
        return next((reading for reading in self.readings if reading.coder == ARTICLE), None)


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


def read(name: str | Path) -> Key | None:
    """Read the key of an exercise; None if it was left out.

    Examples
    --------
    >>> read("3_classify").keys["unasur_2008_economic"].article.models["not_classifiable"].degree is None
    True
    """
    path = path_of(name)
    if not path.is_file():
        return None
    key = model.parse(path, Key)
    check(key, model.read(name), path.name)
    return key


def check(key: Key, exercise: Exercise, file: str) -> None:
    """Refuse a key that does not fit its exercise; questions without a key are allowed."""

    def refuse(question: str, what: str) -> None:
        raise InvalidValue(f"{file}, {question}: {what}")

    if key.exercise != exercise.exercise:
        text = _("{file} is the key of '{other}', not of '{exercise}'.")
        raise InvalidValue(text.format(file=file, other=key.exercise, exercise=exercise.exercise))
    for name, entry in key.keys.items():
        question = exercise.question(name)
        if question.kind != entry.kind:
            refuse(name, _("the key is for another kind of question."))
        items = {item.id for item in getattr(question, "items", [])}
        options = {option.id for option in getattr(question, "options", [])}
        if entry.kind == "order" and (set(entry.order) != items or len(entry.order) != len(items)):
            refuse(name, _("the order must name every item once."))
        if entry.kind == "match" and (set(entry.pairs) != items or not set(entry.pairs.values()) <= options):
            refuse(name, _("the pairs must name every item, and only options of the question."))
        if entry.kind in ("choose", "judge", "predict") and not {entry.choice, *entry.also} <= options:
            refuse(name, _("the key names an option that the question does not have."))
