"""What a reader answered in the lessons: one file, ``lessons.notes.json``, that saves itself.

It lies beside the notebooks and is nobody's but the reader's: nothing in it is marked.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BeforeValidator, Field, JsonValue, ValidationError

import regiolab
from regiolab.errors import InvalidValue
from regiolab.exercises import history, parser
from regiolab.exercises.history import Span
from regiolab.exercises.safekeeping import SafeFile
from regiolab.exercises.submission import Count, Id, Part, now
from regiolab.i18n import _, language, reduced

FORMAT: Final = "regiolab-notes/1"
STEM = "lessons"
FILE = "lessons.notes.json"
LARGEST = 2_000_000  # bytes
LONGEST = 20_000  # letters of one reply


class Reply(Part):
    """What stands as the answer to a question: given, or passed over on purpose.

    `first` is the answer before anything was shown; it stays when one answers again. `draft` was typed and
    not given.
    """

    kind: str = Field(max_length=20)
    value: JsonValue = None
    first: JsonValue = None
    passed: bool = False
    draft: JsonValue = None
    at: AwareDatetime
    revision: Count = 0

    @property
    def open(self) -> bool:
        """Whether the question still waits for an answer."""
        return self.value is None and not self.passed


class Notes(Part):
    """The file: replies by question, and what was asked again of an exercise."""

    format: Literal["regiolab-notes/1"] = FORMAT
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] = Field(default_factory=lambda: uuid.uuid4().hex)
    language: Annotated[
        Literal["en", "es", "pt"],
        BeforeValidator(lambda name: reduced(name) or name if isinstance(name, str) else name),
    ] = "en"
    version: str = Field(max_length=40)
    history: list[Span] = Field(default_factory=list, max_length=history.MOST)
    replies: dict[Id, Reply] = Field(default_factory=dict, max_length=1000)
    recalled: dict[str, str] = Field(default_factory=dict, max_length=500)  # a lesson's place -> what came back there

    @property
    def revision(self) -> int:
        """How many changes were made so far."""
        return history.length(self.history)


class Notepad(SafeFile[Notes]):
    """The reader's answers to the questions of all lessons.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the file lies; the folder of the notebook if left out.

    Examples
    --------
    >>> import tempfile
    >>> pad = Notepad(tempfile.mkdtemp())
    >>> pad.reply("unasur_2010", "number", 9.0)
    >>> pad.reply("unasur_2010", "number", 12.0)
    >>> pad.held.replies["unasur_2010"].first, pad.held.replies["unasur_2010"].value
    (9.0, 12.0)
    """

    def __init__(self, folder: str | Path = ".") -> None:
        begun = Notes(language=language(), version=regiolab.__version__)
        super().__init__(Path(folder).absolute() / FILE, STEM, begun)

    def reply(self, question: str, kind: str, value: Any) -> None:
        """Keep an answer, already checked; the first one given stays beside it."""
        self._put(question, kind, lambda old: {"value": value, "first": old.first if old.first is not None else value})

    def pass_over(self, question: str, kind: str) -> None:
        """Record that a question was passed over; an answer that was given stays, and so does what was typed."""
        self._put(question, kind, lambda old: {**_kept(old), "passed": old.value is None})

    def reopen(self, question: str, kind: str) -> None:
        """Take up a question again: what was answered is the draft of the next answer."""

        def change(old: Reply) -> dict[str, Any]:
            return {"draft": old.draft if old.value is None else old.value, "first": old.first}

        self._put(question, kind, change)

    def draft(self, question: str, kind: str, value: Any) -> None:
        """Keep what was typed and not given."""
        if len(json.dumps(value)) > LONGEST:
            raise InvalidValue(_("That is longer than an answer can be."))
        self._put(question, kind, lambda old: {**_kept(old), "draft": value})

    def recall(self, place: str, key: str) -> None:
        """Record what came back at a place of a lesson: it comes back once."""

        def apply(notes: Notes) -> None:
            notes.recalled[place] = key

        self._change(apply)

    def of(self, question: str, kind: str) -> Reply | None:
        """Return the reply to a question; None if there is none, or one to another kind of question."""
        return _standing(self.held, question, kind)

    def _put(self, question: str, kind: str, change: Any) -> None:
        def apply(notes: Notes) -> None:
            old = _standing(notes, question, kind) or Reply(kind=kind, at=now())
            stamp = {"kind": kind, "at": now(), "revision": notes.revision + 1}
            notes.replies[question] = Reply.model_validate({**change(old), **stamp})

        self._change(apply)

    # -- the form of the file -------------------------------------------------------------------

    def read(self, path: Path) -> Notes:
        return self.own(parser.content(path, LARGEST), path.name)

    def own(self, content: bytes, name: str) -> Notes:
        return parse(content, name)

    def dump(self, held: Notes) -> bytes:
        return (json.dumps(held.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()

    def filled(self, held: Notes) -> bool:
        return any(not reply.open for reply in held.replies.values())

    def differences(self, one: Notes, other: Notes) -> list[str]:
        def state(notes: Notes, name: str) -> object:
            found = notes.replies.get(name)
            return None if found is None else found.model_dump(exclude={"at", "revision"})

        return sorted(name for name in {*one.replies, *other.replies} if state(one, name) != state(other, name))


def _standing(notes: Notes, question: str, kind: str) -> Reply | None:
    found = notes.replies.get(question)
    return found if found is not None and found.kind == kind else None


def _kept(reply: Reply) -> dict[str, Any]:
    """Return what a change of something else leaves as it is."""
    return reply.model_dump(include={"value", "first", "passed", "draft"})


def parse(content: bytes, name: str) -> Notes:
    """Read notes from bytes; `name` is what an error calls the file.

    Raises
    ------
    InvalidValue
        If they are no notes of the lessons.

    Examples
    --------
    >>> parse(b"{}", "lessons.notes.json")
    Traceback (most recent call last):
    ...
    regiolab.errors.InvalidValue: lessons.notes.json cannot be read: version: it is missing.
    """
    try:
        if len(content) > LARGEST:
            raise parser.Unreadable("", _("it is larger than notes can be"))
        data, _flaws = parser.parse(content)
        return Notes.model_validate(data)
    except parser.Unreadable as error:
        raise InvalidValue(_("{name} cannot be read: {what}.").format(name=name, what=error)) from None
    except ValidationError as error:
        place, reason = parser.fault(error)
        what = f"{place}: {reason}"
        raise InvalidValue(_("{name} cannot be read: {what}.").format(name=name, what=what)) from None
