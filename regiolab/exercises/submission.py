"""What a student hands in: one small JSON file, ``regiolab-submission/2``.

The file that saves the answers is the file that is handed in. It holds data only, with limits on
every part, so that reading one from a stranger is harmless. What came after what is told by counting
changes, never by a clock; times are kept for people and for deadlines. Files of version 1 are read.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

import regiolab
from regiolab import words
from regiolab.errors import InvalidValue, shown
from regiolab.exercises import former, history, parser
from regiolab.exercises.history import Span
from regiolab.exercises.parser import Flaw, Unreadable
from regiolab.i18n import _, language, reduced, worded

FORMAT: Final = "regiolab-submission/2"
FAMILY = FORMAT.rpartition("/")[0]
LARGEST = 1_000_000  # bytes; a full submission has about 20,000
FREEZING = 2  # the step of feedback from which on changes no longer count

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$")]
Count = Annotated[int, Field(ge=0, le=10**9)]
Side = Literal["for", "against"]


class Part(BaseModel):
    """A part of a file: nothing is added to it that the format does not know."""

    model_config = ConfigDict(extra="forbid")


class ModelAnswer(Part):
    """How far a model holds; a residual answer has no degree."""

    degree: words.Degree | None = None
    flags: list[words.Flag] = Field(default_factory=list, max_length=6)


def check_reading(models: dict[str, ModelAnswer]) -> None:
    """Refuse a residual answer beside a model, or with a degree, and a model of the course without one.

    An exercise may have residual answers of its own, which here are known by having no degree.
    """
    if any(models[name].degree is None for name in set(models) & set(words.IDEAL_TYPES)):
        raise ValueError(_("a model needs a degree"))
    residual = {name for name, given in models.items() if given.degree is None or name in words.RESIDUALS}
    for name in residual:
        if models[name].degree is not None or models[name].flags:
            raise ValueError(_("a residual answer has neither degree nor flags"))
        if any(other.degree in words.HELD for other in models.values()):
            if name not in words.RESIDUALS:
                raise ValueError(_("a model needs a degree"))
            raise ValueError(_("a residual answer excludes any model"))
    if len(residual) > 1:
        raise ValueError(_("only one residual answer can be given"))


class Given(Part):
    """What every answer carries: when it was last changed, how sure the student is, and why.

    `revision` counts the changes of the file up to this answer's last one.
    """

    at: AwareDatetime
    revision: Count = 0
    confidence: Literal[1, 2, 3] | None = None
    rationale: str = Field("", max_length=4000)

    def alike(self, other: Given | None) -> bool:
        """Return whether another answer says the same, whenever the two were given."""
        stamp = {"at", "revision"}
        return other is not None and self.model_dump(exclude=stamp) == other.model_dump(exclude=stamp)


class Filing(Part):
    """A card filed under a condition, as speaking for it or against it."""

    card: Id
    condition: Id
    side: Side = "for"


class CodeAnswer(Given):
    """Models of one unit with degrees, and the cards filed under their conditions.

    A model that is left out is absent once the answer is handed in, and missing before. `cards` are
    those that a file of version 1 cited without filing them.
    """

    kind: Literal["code"] = "code"
    models: dict[Id, ModelAnswer] = Field(default_factory=dict, max_length=8)
    filings: list[Filing] = Field(default_factory=list, max_length=400)
    cards: list[Id] = Field(default_factory=list, max_length=40)

    @model_validator(mode="after")
    def _consistent(self) -> CodeAnswer:
        check_reading(self.models)
        places = [(item.card, item.condition) for item in self.filings]
        if len(set(places)) < len(places):
            raise ValueError(_("a card stands twice under a condition"))
        return self

    @property
    def empty(self) -> bool:
        return not self.models

    @property
    def filed_for(self) -> set[str]:
        """The conditions for which a card is filed, whatever it shows there."""
        return {item.condition for item in self.filings if item.side == "for"}


class OrderAnswer(Given):
    """Items in the order in which the student put them."""

    kind: Literal["order"] = "order"
    order: list[Id] = Field(default_factory=list, max_length=40)

    @model_validator(mode="after")
    def _once(self) -> OrderAnswer:
        if len(set(self.order)) < len(self.order):
            raise ValueError(_("an item stands twice in the order"))
        return self

    @property
    def empty(self) -> bool:
        return not self.order


class MatchAnswer(Given):
    """The option chosen for each item."""

    kind: Literal["match"] = "match"
    pairs: dict[Id, Id] = Field(default_factory=dict, max_length=60)

    @property
    def empty(self) -> bool:
        return not self.pairs


class ChoiceAnswer(Given):
    """One option: of a choice, a judgement or a prediction; and the row that decides it, where that is asked."""

    kind: Literal["choose", "judge", "predict"]
    choice: Id | None = None
    row: Id | None = None

    @property
    def empty(self) -> bool:
        return self.choice is None


Answer = Annotated[CodeAnswer | OrderAnswer | MatchAnswer | ChoiceAnswer, Field(discriminator="kind")]
ANSWERS: dict[str, type[CodeAnswer] | type[OrderAnswer] | type[MatchAnswer] | type[ChoiceAnswer]] = {
    "code": CodeAnswer,
    "order": OrderAnswer,
    "match": MatchAnswer,
    "choose": ChoiceAnswer,
    "judge": ChoiceAnswer,
    "predict": ChoiceAnswer,
}


class Seal(Part):
    """When a question was sealed: by count, and by the clock."""

    revision: Count
    at: AwareDatetime


class Round(Part):
    """A round of answers; what is sealed can no longer change."""

    answers: dict[Id, Answer] = Field(default_factory=dict, max_length=200)
    sealed: dict[Id, Seal] = Field(default_factory=dict, max_length=200)


class Step(Part):
    """A step of feedback that was opened: 1 the rule, 2 the passage, 3 the reading."""

    question: Id
    step: Literal[1, 2, 3]
    revision: Count
    at: AwareDatetime


def _reduced(name: object) -> object:
    """Take the name of a locale for its language, as other programs write it."""
    return reduced(name) or name if isinstance(name, str) else name


class Submission(Part):
    """One student's answers to one exercise, in two rounds.

    `after` holds what was answered once the passage had been opened, which no mark counts.
    """

    format: Literal["regiolab-submission/2"] = FORMAT
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] = Field(default_factory=lambda: uuid.uuid4().hex)
    exercise: Id
    pseudonym: str = Field("", max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")
    language: Annotated[Literal["en", "es", "pt"], BeforeValidator(_reduced)] = "en"
    version: str = Field(max_length=40)
    history: list[Span] = Field(default_factory=list, max_length=history.MOST)
    rounds: list[Round] = Field(default_factory=lambda: [Round(), Round()], min_length=2, max_length=2)
    feedback: list[Step] = Field(default_factory=list, max_length=1000)
    after: dict[Id, Answer] = Field(default_factory=dict, max_length=200)

    @property
    def revision(self) -> int:
        """How many changes were made so far."""
        return history.length(self.history)

    def round_of(self, question: str) -> int:
        """Return the round that an answer now belongs to: 1, 2, or 3 once the passage was opened."""
        if self.opened(question) >= FREEZING:
            return 3
        return 2 if question in self.rounds[0].sealed else 1

    def opened(self, question: str) -> int:
        """Return the last step of feedback that was opened for a question, 0 for none."""
        return max((item.step for item in self.feedback if item.question == question), default=0)

    def answers_of(self, round_: int) -> dict[str, Answer]:
        """Return the answers of round 1 or 2, or those given after the passage was opened (3)."""
        return self.after if round_ == 3 else self.rounds[round_ - 1].answers

    def sealed(self, question: str) -> Answer | None:
        """Return the answer of the first round."""
        answer = self.rounds[0].answers.get(question)
        return None if answer is None or answer.empty else answer

    def counted(self, question: str) -> Answer | None:
        """Return the answer as it stood when the passage was opened: the second round's, else the first's.

        The second round begins as a copy of the first, so an answer that was left alone stands.
        """
        answer = self.rounds[1].answers.get(question)
        return self.sealed(question) if answer is None or answer.empty else answer


def file_name(exercise: str) -> str:
    """Return the name of the file that saves the answers to an exercise.

    Examples
    --------
    >>> file_name("3_classify")
    '3_classify.answers.json'
    """
    return f"{exercise}.answers.json"


def begin(exercise: str, pseudonym: str = "") -> Submission:
    """Return an empty submission with a random id."""
    return Submission(exercise=exercise, pseudonym=pseudonym, language=language(), version=regiolab.__version__)


def now() -> dt.datetime:
    """Return the time to the second, in UTC: what a submission records."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def parse(content: bytes) -> tuple[Submission, list[Flaw]]:
    """Read a submission from a stranger's bytes, with what is odd about them.

    Raises
    ------
    Unreadable
        If the content is too large, is not JSON, or breaks the format; the place is a line, a byte
        or a path into the data.
    """
    if len(content) > LARGEST:
        raise Unreadable("", too_large(len(content)))
    data, flaws = parser.parse(content)
    if not isinstance(data, dict):
        raise Unreadable("", _("it is JSON, but not a submission"))
    _check_format(data.get("format"))
    try:
        return Submission.model_validate(former.renewed(data)), flaws
    except ValidationError as error:
        place, what = parser.fault(error)
        raise Unreadable(place, _("it breaks the format: {what}").format(what=what)) from None


def _check_format(given: object) -> None:
    if given in (FORMAT, former.FORMAT):
        return
    if isinstance(given, str) and given.startswith(f"{FAMILY}/"):
        text = _("it is in the format {given}, and this version reads {format}: install a newer regiolab")
        raise Unreadable("format", text.format(given=shown(given, 40), format=FORMAT))
    if isinstance(given, str):
        text = _("it is in the format {given}, not {format}: not a submission")
        raise Unreadable("format", text.format(given=shown(given, 40), format=FORMAT))
    raise Unreadable("format", _("it does not say that it is a submission ({format})").format(format=FORMAT))


def too_large(size: int) -> str:
    """Say that a file is too large."""
    return worded(_("it has {size:,} bytes, and a submission at most {most:,}"), size=size, most=LARGEST)


def own(content: bytes, name: str) -> Submission:
    """Read a submission of the reader's own from bytes; `name` is what an error calls the file.

    Raises
    ------
    InvalidValue
        If it cannot be read; see :func:`parse`.
    """
    try:
        return parse(content)[0]
    except Unreadable as error:
        raise InvalidValue(_("{name} cannot be read: {what}.").format(name=name, what=error)) from None


def read(path: str | Path) -> Submission:
    """Read a submission from a file; see :func:`own`."""
    path = Path(path)
    return own(parser.content(path, LARGEST), path.name)


def dump(submission: Submission) -> bytes:
    """Return a submission as the JSON that is saved and handed in."""
    text = json.dumps(submission.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def schema() -> dict:
    """Return the JSON Schema of a submission.

    Examples
    --------
    >>> schema()["title"]
    'Submission'
    """
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Submission.model_json_schema()}
