"""A teacher's questions beside a notebook: what is right in the file is asked, what is not is named.

A slip in one question must not stop a seminar: the course's own stands in its place, and says why.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from regiolab.analysis.membership import check_bloc
from regiolab.data import load, store
from regiolab.errors import InvalidValue, RegiolabError, unknown
from regiolab.i18n import _, language
from regiolab.lessons import difference, prompts, replies
from regiolab.lessons.prompts import AnyPrompt, Questions, content, course_file, refused


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file of questions, in a sentence; with the question's id where one has it."""

    question: str
    says: str


@dataclass(frozen=True)
class Amended:
    """What a teacher's file holds: the questions that are right, by id, and what is wrong."""

    questions: dict[str, AnyPrompt]
    faults: tuple[Fault, ...]

    def about(self, question: str) -> list[str]:
        """Return what is wrong where a question is asked that the file does not rightly hold."""
        if question in self.questions:
            return []
        # what has no id, the whole file among it, may have been meant for any
        return [fault.says for fault in self.faults if fault.question in ("", question)]


def posed(lesson: str, folder: Path) -> dict[str, AnyPrompt]:
    """Return the questions of a lesson by id, with those of a file in `folder` in the place of the course's.

    Examples
    --------
    >>> posed("01", Path("no/such/folder")) == prompts.prompts("01")
    True
    """
    return prompts.prompts(lesson) | amended(lesson, folder).questions


def find(question: str, folder: Path) -> tuple[str, AnyPrompt]:
    """Return a question and its lesson.

    Raises
    ------
    InvalidValue
        If only a file in `folder` can have it, and has it wrong: which file, where, and what is wrong.
    UnknownName
        If no lesson has it.

    Examples
    --------
    >>> find("unasur_2010", Path("no/such/folder"))[0]
    '01'
    """
    known: list[str] = []
    wrong: list[str] = []
    for lesson in prompts.lessons():
        found = posed(lesson, folder)
        if question in found:
            return lesson, found[question]
        known += found
        wrong += amended(lesson, folder).about(question)
    if wrong:
        raise InvalidValue(" ".join(wrong))
    raise unknown(_("a question of the lessons"), question, known)


def amended(lesson: str, folder: Path) -> Amended:
    """Return what a file of questions beside a notebook holds; nothing where there is none.

    Raises
    ------
    UnknownName
        If there is no such lesson.

    Examples
    --------
    >>> amended("01", Path("no/such/folder"))
    Amended(questions={}, faults=())
    """
    course = course_file(lesson)
    path = folder / course.name
    try:
        if not path.is_file() or path.samefile(course):
            return Amended({}, ())
        found = path.stat()
    except OSError:  # taken away meanwhile
        return Amended({}, ())
    # a lesson asks for it with each of its questions
    return _amended(path, lesson, (found.st_mtime_ns, found.st_ctime_ns, found.st_size), language())


@functools.lru_cache(maxsize=32)
def _amended(path: Path, lesson: str, _stamp: tuple[int, ...], _language: str) -> Amended:
    try:
        listed = _listed(content(path), path.name, lesson)
    except InvalidValue as error:
        return Amended({}, (Fault("", str(error)),))
    names = Counter(_name(item) for item in listed)
    right: dict[str, AnyPrompt] = {}
    faults = []
    for place, item in enumerate(listed):
        name = _name(item)
        try:
            made = _made(item, lesson, path.name, place)
            if names[name] > 1:
                raise _slip(path.name, place, _("two questions are called '{id}'").format(id=name))
            right[name] = made
        except InvalidValue as error:
            faults.append(Fault(name, str(error)))
    return Amended(right, tuple(faults))


store.on_change(_amended.cache_clear)


def _listed(data: Any, file: str, lesson: str) -> list[Any]:
    """Return the questions, each as it stands, once all about them is right."""
    listed: list[Any] = []
    # one by one they are looked at later; a list that is too long, or none, is refused here
    if isinstance(data, dict) and isinstance(data.get("questions"), list) and len(data["questions"]) <= prompts.MOST:
        listed, data = data["questions"], {**data, "questions": []}
    try:
        about = Questions.model_validate(data)
    except ValidationError as error:
        raise refused(file, error) from None
    if about.lesson != lesson:
        text = _("{file} says that it is of lesson {other}: name the file after that lesson, or correct it.")
        raise InvalidValue(text.format(file=file, other=about.lesson))
    return listed


def _name(item: Any) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) else ""


def _made(item: Any, lesson: str, file: str, place: int) -> AnyPrompt:
    """Return a question that can be asked, and whose answer is there."""
    try:
        made = Questions.model_validate({"lesson": lesson, "questions": [item]}).questions[0]
    except ValidationError as error:
        raise refused(file, error, place) from None
    try:
        _try(made)
    except RegiolabError as error:
        raise _slip(file, place, str(error).rstrip(".")) from None
    except Exception as error:
        text = _("the record does not answer it ({error})")
        raise _slip(file, place, text.format(error=error)) from None
    return made


def _slip(file: str, place: int, reason: str) -> InvalidValue:
    where = ", ".join([file, _("question {n}").format(n=place + 1)])
    return InvalidValue(_("{place}: {reason}.").format(place=where, reason=reason))


def _try(made: AnyPrompt) -> None:
    """Look for what a question names and for what answers it, as asking it would."""
    for bloc in getattr(made, "units", {}):
        check_bloc(bloc)
    forecast = getattr(made, "forecast", None)
    known = load("forecasts")["forecast"].tolist() if forecast else []
    if forecast and forecast not in known:
        raise unknown(_("a forecast"), forecast, known)
    replies.said(made, replies.scripted(made))
    difference.answer(made)
