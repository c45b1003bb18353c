"""What submissions are marked against: exercises and keys, the course's or the instructor's own.

An instructor's file is known by its format: ``regiolab-exercise/1``, ``regiolab-key/1``, or
``regiolab-weights/1``, which only changes points::

    {"format": "regiolab-weights/1", "exercise": "5_new_cases",
     "points": {"*": {"evidence": 4}, "prosur_2019_economic": {"rationale": 3}}}
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import regiolab
from regiolab import words
from regiolab.data import load, schema
from regiolab.data.delimited import nearest
from regiolab.errors import InvalidValue, RegiolabError, UnknownName, unknown
from regiolab.exercises import key as keys
from regiolab.exercises import model, parser
from regiolab.exercises.key import CodeKey, Key
from regiolab.exercises.marks import RULES
from regiolab.exercises.model import AnyQuestion, CodeQuestion, Exercise, Rubric
from regiolab.exercises.submission import Id, Part
from regiolab.i18n import _, language

WEIGHTS = "regiolab-weights/1"
EVERY = "*"
TABLES = ("evidence", "indicators", "models", "units", "codings", "conditions", "sections")


class Weights(Part):
    """Points that replace those of an exercise: for each question, or all (``*``), by criterion.

    A question that is not a coding has the one criterion ``worth``.
    """

    format: Literal["regiolab-weights/1"]
    exercise: Id
    points: dict[str, dict[Id, Annotated[float, Field(ge=0, le=100)]]]


@dataclass(frozen=True)
class Standard:
    """An exercise with its key."""

    exercise: Exercise
    key: Key | None

    def unmarked(self) -> list[str]:
        """Return the questions with points that cannot be marked, for the key does not have them."""
        known = self.key.keys if self.key else {}
        return [
            question.id
            for question in self.exercise.questions
            if question.id not in known and (question.points if question.kind != "code" else _needs_key(question))
        ]


def _needs_key(question: CodeQuestion) -> bool:
    # evidence and consistency are marked by cards and codebook
    return bool(question.rubric.coding) and not question.training


class Standards:
    """The exercises that can be marked.

    Parameters
    ----------
    files : iterable of str or pathlib.Path
        The instructor's own exercises, keys and weights; they go before the course's.

    Raises
    ------
    RegiolabError
        If a file is none of these, or does not fit its exercise.
    """

    def __init__(self, files: Iterable[str | Path] = ()) -> None:
        self._exercises: dict[str, Exercise] = {}
        self._keys: dict[str, tuple[Key, str]] = {}
        self._weights: dict[str, tuple[Weights, str]] = {}
        self._found: dict[str, Standard | None] = {}
        for path in map(Path, files):
            self._take(path)
        for key, file in self._keys.values():
            self._expect(key.exercise, file)
            exercise = self._exercise(key.exercise)
            keys.check(key, exercise, file)
            for question, entry in _coded(exercise, key):
                _check_places(entry, f"{file}, {question.id}")
                if not entry.silent:  # else it was completed where it was read
                    keys.complete(entry, exercise, question)
        for name, (_weights, file) in self._weights.items():  # weights that fit nothing are said before grading
            self._expect(name, file)
            self.get(name)

    def get(self, name: str) -> Standard | None:
        """Return what an exercise is marked against; None for an unknown exercise."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def known(self, name: str) -> Standard:
        """Return what an exercise is marked against; refuse one that is unknown."""
        found = self.get(name)
        if found is None:
            raise unknown(_("an exercise"), name, self.names())
        return found

    def _expect(self, name: str, file: str) -> None:
        if name not in self.names():
            what = unknown(_("an exercise"), name, self.names())
            text = _("{file}: {what} Of an exercise of your own, name its file too.")
            raise InvalidValue(text.format(file=file, what=what))

    def _find(self, name: str) -> Standard | None:
        if name not in self._exercises and name not in model.names():
            return None
        exercise = self._exercise(name)
        key = self._keys[name][0] if name in self._keys else None if name in self._exercises else keys.read(name)
        if name in self._weights:
            exercise = weighted(exercise, *self._weights[name])
        return Standard(exercise, key)

    def names(self) -> list[str]:
        """Return the exercises that can be marked."""
        return sorted({*model.names(), *self._exercises})

    def digest(self) -> str:
        """Return a digest that changes when the mark of any submission could."""
        found = hashlib.sha256(f"{regiolab.__version__} {RULES} {language()}".encode())
        for name in self.names():
            standard = self.known(name)
            found.update(standard.exercise.model_dump_json().encode())
            found.update(standard.key.model_dump_json().encode() if standard.key else b"-")
        for table in TABLES:
            path = schema.data_folder() / f"{table}.csv"
            found.update(path.read_bytes() if path.is_file() else b"-")
        return found.hexdigest()

    def kept(self, names: Iterable[str]) -> dict:
        """Return some exercises and keys as plain values, for :func:`restored`."""
        return {name: _plain(self.known(name)) for name in names}

    def _exercise(self, name: str) -> Exercise:
        return self._exercises[name] if name in self._exercises else model.read(name)

    def _take(self, path: Path) -> None:
        format_ = _format_of(path)
        if format_ == model.FORMAT:
            exercise = model.read(path)
            self._exercises[exercise.exercise] = exercise
            key = keys.read(path)
            if key is not None:
                self._keys.setdefault(exercise.exercise, (key, path.name))
        elif format_ == WEIGHTS:
            weights = model.parse(path, Weights)
            self._weights[weights.exercise] = (weights, path.name)
        else:
            key = model.parse(path, Key)
            self._keys[key.exercise] = (key, path.name)


def _coded(exercise: Exercise, key: Key) -> Iterator[tuple[CodeQuestion, CodeKey]]:
    for question in exercise.questions:
        entry = key.keys.get(question.id)
        if isinstance(question, CodeQuestion) and isinstance(entry, CodeKey):
            yield question, entry


def _check_places(entry: CodeKey, where: str) -> None:
    """Refuse a paragraph that the article does not have; where others say it, only they know."""
    sections = load("sections")
    known = {*sections["locator"].astype(str), *sections["section"].astype(str)}
    for reading in entry.readings:
        for place in words.split(reading.locator) if reading.coder == keys.ARTICLE else ():
            if place not in known:
                text = _("{where}: '{name}' is no section or paragraph of the article.")
                raise InvalidValue(text.format(where=where, name=place) + _meant(place, known))


def _plain(standard: Standard) -> list:
    exercise, key = standard.exercise, standard.key
    if key is None:
        return [exercise.model_dump(mode="json"), None]
    plain = key.model_dump(mode="json")
    for question, entry in _coded(exercise, key):
        # a file of a key does not hold these, and the report names them
        plain["keys"][question.id]["silent"] = [item.model_dump(mode="json") for item in entry.silent]
    return [exercise.model_dump(mode="json"), plain]


def restored(kept: dict) -> dict[str, Standard]:
    """Return what :meth:`Standards.kept` kept."""
    return {
        name: Standard(Exercise.model_validate(exercise), Key.model_validate(key) if key else None)
        for name, (exercise, key) in kept.items()
    }


def weighted(exercise: Exercise, weights: Weights, file: str) -> Exercise:
    """Return an exercise with other points.

    Raises
    ------
    RegiolabError
        If the weights name a question or criterion that the exercise does not have.
    """
    for name in weights.points:
        if name != EVERY:
            try:
                exercise.question(name)
            except UnknownName as error:
                raise InvalidValue(f"{file}: {error}") from None
    criteria = {*Rubric.model_fields, "worth"}
    if strange := set(weights.points.get(EVERY, {})) - criteria:
        text = _("{file}: '{name}' is not among the criteria, which are {known}.")
        known_ = ", ".join(sorted(criteria))
        raise InvalidValue(text.format(file=file, name=min(strange), known=known_) + _meant(min(strange), criteria))
    questions: list[AnyQuestion] = []
    for question in exercise.questions:
        points = {**weights.points.get(EVERY, {}), **weights.points.get(question.id, {})}
        known = set(Rubric.model_fields) if question.kind == "code" else {"worth"}
        own = set(weights.points.get(question.id, {}))
        if own - known:
            text = _("{file}, {question}: '{name}' is not among its criteria, which are {known}.")
            raise InvalidValue(
                text.format(file=file, question=question.id, name=min(own - known), known=", ".join(sorted(known)))
                + _meant(min(own - known), known)
            )
        points = {name: value for name, value in points.items() if name in known}
        if question.kind == "code":
            rubric = question.rubric.model_copy(update=points)
            questions.append(question.model_copy(update={"rubric": rubric}))
        else:
            if points.get("worth") == 0:
                text = _("{file}, {question}: a question is worth more than 0 points.")
                raise InvalidValue(text.format(file=file, question=question.id))
            questions.append(question.model_copy(update=points))
    return exercise.model_copy(update={"questions": questions})


def _meant(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return " " + _("Is '{near}' meant?").format(near=near) if near else ""


def _format_of(path: Path) -> object:
    try:
        data, _flaws = parser.parse(path.read_bytes())
    except OSError as error:
        text = _("{file} cannot be opened ({reason}).")
        raise RegiolabError(text.format(file=path, reason=error.strerror or error)) from None
    except parser.Unreadable:
        raise InvalidValue(
            _("{file} is not valid JSON: name a key, weights or an exercise.").format(file=path)
        ) from None
    return data.get("format") if isinstance(data, dict) else None
