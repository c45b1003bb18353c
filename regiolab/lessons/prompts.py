"""Questions of a lesson as data: what is asked, where the record's answer stands, what is shown afterwards.

The questions of lesson 1 are one JSON file, ``regiolab-lesson/1``, which lies with the notebooks. A file of
the same name beside a notebook replaces questions by their ids, and may add some: a teacher needs no Python.
Such files are read in :mod:`regiolab.lessons.amendments`.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from regiolab.course import course_root
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises import parser
from regiolab.exercises.submission import Id, Part
from regiolab.i18n import _
from regiolab.lessons.record import Record

FORMAT: Final = "regiolab-lesson/1"
LARGEST = 1_000_000  # bytes of a file of questions
MOST = 60  # questions of a file
Text = Annotated[str, Field(min_length=1, max_length=3000)]
VIEWS = (
    "against_the_article",
    "claims",
    "define",
    "disagreements",
    "forecasts",
    "ideal_type",
    "provenance",
    "reading",
    "rule_and_article",
)


class Shown(Part):
    """A thing that appears once a question is answered: a `text` in Markdown, a `figure`, or a `view`.

    `arguments` and `options` go to the figure or the view, which is one of the package's listings. `mark`
    draws the reader's number into the figure, as a line across the `x` or `y` axis of one `panel`.
    """

    text: Text | None = None
    figure: Id | None = None
    view: Id | None = None
    arguments: list[str] = Field(default_factory=list)
    options: dict[str, Any] = Field(default_factory=dict)
    mark: Literal["x", "y"] | None = None
    panel: Annotated[int, Field(ge=0, le=20)] = 0

    @model_validator(mode="after")
    def _one_thing(self) -> Shown:
        if sum(item is not None for item in (self.text, self.figure, self.view)) != 1:
            raise ValueError(_("show one thing at a time: a text, a figure or a view"))
        if self.view is not None and self.view not in VIEWS:
            raise ValueError(str(unknown(_("a view"), self.view, VIEWS)).rstrip("."))
        return self


class Option(Part):
    """An answer to choose, an item to place, or a group to place it in."""

    id: Id
    text: Annotated[str, Field(min_length=1, max_length=300)]


class Asked(Part):
    """What every question has.

    `whose` says whose answer one's own is held against: the record's, the article's, or this course's
    reading. `core` marks the questions of the core path.
    """

    id: Id
    prompt: Text
    hint: str = Field("", max_length=500)
    core: bool = False
    whose: Literal["record", "article", "course"] = "record"
    reveal: list[Shown] = Field(min_length=1, max_length=12)


class Measured(Asked):
    """A question whose answer may stand in the record."""

    record: Record | None = None


class NumberPrompt(Measured):
    """How many, how much: a number between `least` and `most`."""

    kind: Literal["number"]
    least: float = 0
    most: float
    step: Annotated[float, Field(gt=0)] = 1
    unit: str = Field("", max_length=60)
    unit_one: str = Field("", max_length=60)  # of one thing alone: "member" beside "members"
    right: float | None = None


class ProbabilityPrompt(Asked):
    """How likely, in percent; `forecast` names the row of the table that it is later held against."""

    kind: Literal["probability"]
    forecast: Id | None = None


class ChoicePrompt(Measured):
    """One of some options; `says` answers each that is chosen."""

    kind: Literal["choice"]
    options: Annotated[list[Option], Field(min_length=2, max_length=12)]
    right: Id | None = None
    says: dict[Id, Text] = Field(default_factory=dict)


class SeveralPrompt(Measured):
    """All that hold, of some options."""

    kind: Literal["several"]
    options: Annotated[list[Option], Field(min_length=2, max_length=24)]
    right: list[Id] | None = None


class OrderPrompt(Measured):
    """Items to put in order, the first at the top; with a record, by its column from the least on.

    As many items as an exercise may order, since what was missed there is asked again in a lesson.
    """

    kind: Literal["order"]
    items: Annotated[list[Option], Field(min_length=3, max_length=20)]
    right: list[Id] | None = None
    first: str = Field("", max_length=60)  # what stands at the top: "the earliest"


class GroupsPrompt(Measured):
    """Items to sort into groups."""

    kind: Literal["groups"]
    items: Annotated[list[Option], Field(min_length=2, max_length=24)]
    groups: Annotated[list[Option], Field(min_length=2, max_length=6)]
    right: dict[Id, Id] | None = None


class LinePrompt(Asked):
    """A line to draw over the years; `given` years of the record are shown already."""

    kind: Literal["line"]
    record: Record
    least: float = 0
    most: float = 100
    step: Annotated[float, Field(gt=0)] = 5
    unit: str = Field("", max_length=60)
    unit_one: str = Field("", max_length=60)
    label: str = Field("", max_length=120)  # what the line is
    given: list[int] = Field(default_factory=list)


class StatesPrompt(Asked):
    """States to tap."""

    kind: Literal["states"]
    record: Record
    states: Literal["region", "south_america", "americas"] = "region"


class PlacePrompt(Asked):
    """Blocs to place in the grid of economic and political types, in a period."""

    kind: Literal["place"]
    units: Annotated[dict[Id, list[Id]], Field(min_length=2, max_length=8)]  # bloc -> economic unit, political unit


class WordsPrompt(Asked):
    """A few words of one's own."""

    kind: Literal["words"]
    longest: Annotated[int, Field(ge=40, le=4000)] = 1000
    rows: Annotated[int, Field(ge=1, le=12)] = 3


Prompt = Annotated[
    NumberPrompt
    | ProbabilityPrompt
    | ChoicePrompt
    | SeveralPrompt
    | OrderPrompt
    | GroupsPrompt
    | LinePrompt
    | StatesPrompt
    | PlacePrompt
    | WordsPrompt,
    Field(discriminator="kind"),
]
AnyPrompt = Any  # of these kinds; a module that knows the kind says which


class Questions(Part):
    """The file: the questions of one lesson."""

    format: Literal["regiolab-lesson/1"] = FORMAT
    lesson: Annotated[str, Field(pattern=r"^\d\d$")]
    questions: list[Prompt] = Field(max_length=MOST)

    @model_validator(mode="after")
    def _sound(self) -> Questions:
        seen: set[str] = set()
        for item in self.questions:
            if item.id in seen:
                raise ValueError(_("two questions are called '{id}'").format(id=item.id))
            seen.add(item.id)
            _check(item)
        return self


def _check(item: AnyPrompt) -> None:
    """Refuse a question whose right answer is none of its answers."""
    known = {each.id for part in ("options", "items") for each in getattr(item, part, [])}
    if len(known) < sum(len(getattr(item, part, [])) for part in ("options", "items")):
        raise ValueError(_("'{id}': an answer is named twice").format(id=item.id))
    right = getattr(item, "right", None)
    if right is not None and getattr(item, "record", None) is not None:
        raise ValueError(_("'{id}': give `right` or `record`, not both").format(id=item.id))
    named = {right} if isinstance(right, str) else set(right) if isinstance(right, list | dict) else set()
    groups = {each.id for each in getattr(item, "groups", [])}
    strange = (named | set(getattr(item, "says", {}))) - known
    if isinstance(right, dict):
        strange |= set(right.values()) - groups
    if strange:
        text = _("'{id}': '{name}' is none of its answers")
        raise ValueError(text.format(id=item.id, name=sorted(map(str, strange))[0]))
    if item.kind in ("number", "line") and not item.least < item.most:
        raise ValueError(_("'{id}': `least` must be below `most`").format(id=item.id))
    if item.kind == "number" and right is not None and not item.least <= right <= item.most:
        raise ValueError(_("'{id}': the right number lies outside `least` and `most`").format(id=item.id))


def lessons() -> list[str]:
    """Return the numbers of the lessons that have questions.

    Examples
    --------
    >>> lessons()[0]
    '01'
    """
    return sorted(path.name[:2] for path in (course_root() / "notebooks").glob("[0-9][0-9]_*.json"))


def course_file(lesson: str) -> Path:
    """Return the file of the course's questions of a lesson.

    Raises
    ------
    UnknownName
        If there is no such lesson.

    Examples
    --------
    >>> course_file("01").name
    '01_trajectory.json'
    """
    paths = sorted((course_root() / "notebooks").glob(f"{lesson}_*.json"))
    if not paths:
        raise unknown(_("a lesson"), lesson, lessons())
    return paths[0]


def prompts(lesson: str) -> dict[str, AnyPrompt]:
    """Return the course's questions of a lesson by id.

    Raises
    ------
    UnknownName
        If there is no such lesson.

    Examples
    --------
    >>> first = next(iter(prompts("01").values()))
    >>> first.core
    True
    """
    path = course_file(lesson)
    return dict(_course(path, path.stat().st_mtime_ns))


def read(path: Path) -> Questions:
    """Read a file of questions, all of which must be right.

    Raises
    ------
    InvalidValue
        If it cannot be read, or breaks the format: which file, where, and what is wrong.
    """
    try:
        return TypeAdapter(Questions).validate_python(content(path))
    except ValidationError as error:
        raise refused(path.name, error) from None


def content(path: Path) -> object:
    """Return what a file of questions holds, as JSON.

    Raises
    ------
    InvalidValue
        If it cannot be read: which file, where, and what is wrong.
    """
    try:
        found = path.read_bytes()
        if len(found) > LARGEST:
            raise InvalidValue(_("{file} is larger than a file of questions can be.").format(file=path.name))
        return parser.parse(found)[0]
    except OSError as error:
        text = _("{file} cannot be read ({reason}).")
        raise InvalidValue(text.format(file=path.name, reason=error.strerror or error)) from None
    except parser.Unreadable as error:
        raise InvalidValue(_("{file}: {reason}.").format(file=path.name, reason=error)) from None


def refused(file: str, error: ValidationError, at: int | None = None) -> InvalidValue:
    """Return in a sentence what is wrong in a file; `at` is the place of the question that was read alone."""
    place, reason = parser.fault(error)
    where = ", ".join(filter(None, [file, _place(place, at)]))
    return InvalidValue(_("{place}: {reason}.").format(place=where, reason=reason))


def _place(place: str, at: int | None) -> str:
    """Return a place in the file as one counts who has written it."""
    head, *rest = place.split(".")
    if at is None and (head != "questions" or not rest or not rest[0].isdigit()):
        return place
    n = int(rest[0]) if at is None else at
    # what follows is the kind of question, and it does not help to find the place
    return ", ".join(filter(None, [_("question {n}").format(n=n + 1), ".".join(rest[2:])]))


@functools.lru_cache(maxsize=32)
def _course(path: Path, _stamp: int) -> dict[str, AnyPrompt]:
    return {item.id: item for item in read(path).questions}
