"""An exercise as data: questions, cards, points and feedback, validated.

An exercise is one JSON file, ``regiolab-exercise/1``; ``exercises/WRITING.md`` shows a teacher how
to write one. The key lies in a file of its own, see :mod:`regiolab.exercises.key`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError, model_validator

from regiolab import words
from regiolab.course import course_root
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises import parser, soundness, whereabouts
from regiolab.exercises.look import Look
from regiolab.exercises.material import NOTHING, Card, Material, Source, Text, Type, Unit, gather
from regiolab.exercises.submission import Id, Part
from regiolab.i18n import _

FORMAT = "regiolab-exercise/1"
MODES = ("none", "rule", "passage", "full")
BLOCK = 3  # choices of a kind from which on they can be corrected for guessing together
Points = Annotated[float, Field(gt=0, le=100)]
Whole = TypeVar("Whole", bound=Part)  # what a file holds


class Question(Part):
    """What every question has: the first two steps of its feedback stand here, the third in the key."""

    id: Id
    prompt: Text
    rule: str = Field("", max_length=2000)  # the codebook's own if empty
    reread: list[str] = Field(default_factory=list)  # places of the article, or of the exercise's own sources
    passage: Text
    look: list[Look] = Field(default_factory=list, max_length=5)

    @property
    def points(self) -> float:
        raise NotImplementedError


class Rubric(Part):
    """Points of a coded unit; what is left out is not marked.

    `coding` is measured against a reading, `evidence` and `consistent` against cards and codebook
    alone. A `rationale` is for a person to mark, and its points stand beside the total.
    """

    coding: float = Field(0, ge=0, le=100)
    evidence: float = Field(0, ge=0, le=100)
    consistent: float = Field(0, ge=0, le=100)
    rationale: float = Field(0, ge=0, le=100)


class CodeQuestion(Question):
    """Code a unit: which models, how far, with which cards filed under which conditions."""

    kind: Literal["code"]
    unit: Id
    cards: list[Id] = Field(default_factory=list)  # all cards of the unit if empty
    others: list[Id] = Field(default_factory=list)  # of elsewhere, offered among them; chosen by rule if empty
    models: dict[Id, Text] = Field(default_factory=dict)  # what to say if the student differs on a model
    training: bool = False  # full feedback at once, and no marks
    rubric: Rubric

    @functools.cached_property
    def material(self) -> Material:
        """What the exercise of this question brings of its own; the exercise sets it."""
        return NOTHING

    @property
    def points(self) -> float:
        """Points of the total: a rationale stands beside it."""
        if self.training:
            return 0.0
        return math.fsum((self.rubric.coding, self.rubric.evidence, self.rubric.consistent))


class Item(Part):
    """A thing to be put in order or matched."""

    id: Id
    text: Text
    clue: str = ""


class OrderQuestion(Question):
    """Put items in order."""

    kind: Literal["order"]
    items: list[Item] = Field(min_length=5, max_length=20)  # of fewer, chance would place too many
    worth: Points

    @property
    def points(self) -> float:
        return self.worth


class Option(Part):
    """An option; `feedback` is what a student reads who chose it and should not have."""

    id: Id
    text: Text
    feedback: str = ""


class MatchQuestion(Question):
    """Match items to options."""

    kind: Literal["match"]
    items: list[Item] = Field(min_length=2, max_length=30)
    options: list[Option] = Field(min_length=2, max_length=10)
    worth: Points

    @property
    def points(self) -> float:
        return self.worth


class ChooseQuestion(Question):
    """Choose one option, and the row that decides it where rows are given; or predict one, and then see."""

    kind: Literal["choose", "predict"]
    options: list[Option] = Field(min_length=2, max_length=8)
    rows: list[Item] = Field(default_factory=list, max_length=12)
    rows_prompt: str = ""
    worth: Annotated[float, Field(ge=0, le=100)]

    @property
    def points(self) -> float:
        """Points; a prediction has none, for it is made before one can know."""
        return 0.0 if self.kind == "predict" else self.worth


class JudgeQuestion(Question):
    """Judge a statement by a table or figure: supported, imprecise, contradicted or open."""

    kind: Literal["judge"]
    verdicts: dict[words.Verdict, Text] = Field(default_factory=dict)
    worth: Points

    @property
    def points(self) -> float:
        return self.worth

    @property
    def options(self) -> list[Option]:
        """The four verdicts as options."""
        return [
            Option(id=name, text=words.verdict_name(name), feedback=self.verdicts.get(name, ""))
            for name in words.VERDICTS
        ]


AnyQuestion = Annotated[
    CodeQuestion | OrderQuestion | MatchQuestion | ChooseQuestion | JudgeQuestion, Field(discriminator="kind")
]


class Exercise(Part):
    """An exercise: questions in order, with the rules for rounds and feedback."""

    format: Literal["regiolab-exercise/1"]
    exercise: Id
    title: Text
    summary: Text
    minutes: int = Field(gt=0, le=600)
    feedback: Literal["none", "rule", "passage", "full"] = "full"
    sealing: Literal["question", "round"] = "round"
    units: list[Unit] = Field(default_factory=list, max_length=100)
    types: list[Type] = Field(default_factory=list, max_length=50)
    cards: list[Card] = Field(default_factory=list)
    sources: dict[Id, Source] = Field(default_factory=dict)
    questions: list[AnyQuestion] = Field(min_length=1, max_length=100)

    @functools.cached_property
    def material(self) -> Material:
        """What the exercise brings of its own."""
        return gather(self.units, self.types, self.cards, self.sources)

    @model_validator(mode="after")
    def _told(self) -> Exercise:
        for question in self.questions:
            if isinstance(question, CodeQuestion):
                question.__dict__["material"] = self.material
        return self

    @model_validator(mode="after")
    def _distinct(self) -> Exercise:
        conditions = [condition.id for item in self.types for condition in item.conditions]
        kinds = [
            (_("two questions are called '{name}'"), [question.id for question in self.questions]),
            (_("two cards are called '{name}'"), [card.card for card in self.cards]),
            (_("two units are called '{name}'"), [unit.id for unit in self.units]),
            (_("two types are called '{name}'"), [item.id for item in self.types]),
            (_("two conditions are called '{name}'"), conditions),
        ]
        for text, ids in kinds:
            twice = next((name for name in ids if ids.count(name) > 1), None)
            if twice:
                raise ValueError(text.format(name=twice))
        self._rows_of_single_choices()
        for question in self.questions:
            lists = [
                (_("question '{name}' has two items of the same id"), getattr(question, "items", [])),
                (_("question '{name}' has two options of the same id"), getattr(question, "options", [])),
                (_("question '{name}' has two rows of the same id"), getattr(question, "rows", [])),
            ]
            for text, parts in lists:
                ids = [part.id for part in parts]
                if len(set(ids)) < len(ids):
                    raise ValueError(text.format(name=question.id))
        return self

    def block(self, name: str) -> list[str]:
        """Return the questions that are corrected for guessing together with this one.

        Choices of one kind are, where no row decides them.

        Examples
        --------
        >>> read("1_trajectory").block("celac_treaty")
        ['celac_treaty', 'mercosur_nafta', 'alliance_in_law', 'two_axes']
        """
        kind = self.question(name).kind
        if kind not in ("choose", "judge"):
            return [name]
        alike = [item.id for item in self.questions if item.kind == kind and not getattr(item, "rows", [])]
        return alike if name in alike else [name]

    def _rows_of_single_choices(self) -> None:
        for question in self.questions:
            alone = question.kind in ("choose", "judge") and len(self.block(question.id)) < BLOCK
            if alone and not getattr(question, "rows", []):
                text = _(
                    "'{name}' can be guessed: ask at least {n} questions of its kind, "
                    "or give it rows one of which decides"
                )
                raise ValueError(text.format(name=question.id, n=BLOCK))

    @property
    def points(self) -> float:
        """All points that can be earned."""
        return math.fsum(question.points for question in self.questions)

    def question(self, name: str) -> AnyQuestion:
        """Return one question."""
        for question in self.questions:
            if question.id == name:
                return question
        raise unknown(_("a question of this exercise"), name, [question.id for question in self.questions])

    def coded(self, name: str) -> CodeQuestion:
        """Return a question that codes a unit."""
        question = self.question(name)
        if not isinstance(question, CodeQuestion):
            raise InvalidValue(_("'{question}' is a question of another kind.").format(question=name))
        return question

    def texts(self) -> Iterator[str]:
        """Yield every text that a reader sees, for the translators."""
        yield from (self.title, self.summary)
        yield from (card.text for card in self.cards)
        yield from (card.comment for card in self.cards if card.comment)
        for own in self.types:
            yield from (own.name, own.definition, own.dimension)
            for condition in own.conditions:
                yield from (condition.name, condition.statement)
        for question in self.questions:
            yield from filter(None, (question.prompt, question.rule, question.passage))
            yield from (item.title for item in question.look)
            yield from getattr(question, "models", {}).values()
            yield from getattr(question, "verdicts", {}).values()
            for item in (*getattr(question, "items", []), *getattr(question, "rows", [])):
                yield from filter(None, (item.text, item.clue))
            yield from filter(None, [getattr(question, "rows_prompt", "")])
            if question.kind != "judge":
                for option in getattr(question, "options", []):
                    yield from filter(None, (option.text, option.feedback))


def exercise_folder() -> Path:
    """Return the folder of the course's own exercises."""
    return course_root() / "exercises"


def names() -> list[str]:
    """Return the names of the course's own exercises, from easy to hard.

    Examples
    --------
    >>> names()[0]
    '1_trajectory'
    """
    # answers may lie beside them, of somebody who works in a checkout
    return sorted(path.stem for path in exercise_folder().glob("*.json") if "." not in path.stem)


def find(name: str | Path) -> Path:
    """Return the file of an exercise, by its name or its own path."""
    path = Path(name)
    if path.suffix == ".json":
        if not path.is_file():
            raise InvalidValue(_("{path} does not exist: name the file of an exercise.").format(path=path))
        return path
    if str(name) not in names():
        raise unknown(_("an exercise"), name, names())
    return exercise_folder() / f"{name}.json"


def read(name: str | Path) -> Exercise:
    """Read and check an exercise.

    Parameters
    ----------
    name : str or pathlib.Path
        The name of one of the course's exercises, or the path of a JSON file.

    Raises
    ------
    UnknownName, InvalidValue
        If there is no such exercise, or the file breaks the format; the message says where.

    Examples
    --------
    >>> read("3_classify").question("mercosur_1991_economic").kind
    'code'
    """
    path = find(name)
    # its lists can be written: the one that is kept stays here
    return _read(path, path.stat().st_mtime_ns).model_copy(deep=True)


@functools.lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Exercise:
    exercise = parse(path, Exercise)
    for fault in soundness.faults(exercise):
        raise InvalidValue(f"{path.name}, {fault}")
    return exercise


def parse(path: Path, kind: type[Whole]) -> Whole:
    """Read a JSON file of a given kind; an error names the file and the place in it."""
    try:
        data, _flaws = parser.parse(path.read_bytes())
    except OSError as error:
        text = _("{file} cannot be opened ({reason}).")
        raise InvalidValue(text.format(file=path.name, reason=error.strerror or error)) from None
    except parser.Unreadable as error:
        raise InvalidValue(_("{name} cannot be read: {what}.").format(name=path.name, what=error)) from None
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise InvalidValue(
            _("{file}: {what}.").format(file=path.name, what=whereabouts.faults(error, data)[0])
        ) from None
