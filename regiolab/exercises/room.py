"""What a seminar answered: counts in the file ``class.json`` that lies beside a notebook.

The instructor's side writes it; a board shows it once one's own answer is sealed. Nothing below five
answers is in it, and nothing below five is shown.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, ValidationError

from regiolab import words
from regiolab.exercises import deck
from regiolab.exercises.model import AnyQuestion, Exercise
from regiolab.exercises.submission import Id, Part
from regiolab.i18n import _, worded

FILE = "class.json"
FEWEST = 5
LARGEST = 5_000_000  # bytes


class Counts(Part):
    """How a question was answered in one round: `n` answers, and how often each answer was given.

    The name of an answer is the option, ``item=option`` of a match, ``item@place`` of an order, or
    ``model:degree`` of a coding.
    """

    n: Annotated[int, Field(ge=FEWEST)]
    counts: dict[str, Annotated[int, Field(ge=FEWEST)]]


class ClassAnswers(Part):
    """The file: counts by exercise, question and round (``1`` or ``2``); those of lessons by question."""

    format: Literal["regiolab-class/1"] = "regiolab-class/1"
    made: AwareDatetime
    exercises: dict[Id, dict[Id, dict[Literal["1", "2"], Counts]]] = Field(default_factory=dict)
    lessons: dict[Id, Counts] = Field(default_factory=dict)


def read(folder: Path) -> ClassAnswers | None:
    """Read the file of a folder; None if there is none, or none that can be used."""
    path = folder / FILE
    try:
        if path.stat().st_size > LARGEST:
            return None
        return ClassAnswers.model_validate(json.loads(path.read_bytes()))
    except (OSError, ValueError, ValidationError, RecursionError):
        return None


def sentence(folder: Path, exercise: Exercise, question: AnyQuestion) -> str:
    """Return what most of a seminar answered in the first round; empty without its file.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> exercise = model.read("1_trajectory")
    >>> sentence(Path("no/such/folder"), exercise, exercise.questions[0])
    ''
    """
    found = read(folder)
    rounds = {} if found is None else found.exercises.get(exercise.exercise, {}).get(question.id, {})
    if "1" not in rounds:
        return ""
    told = rounds["1"]
    likeliest = sorted(told.counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [(name, n) for name, n in likeliest if _told(question, name)][:1]
    if not shown:
        return ""
    name, n = shown[0]
    text = _("{share:.0%} of your seminar ({n} answers) chose {answer}.")
    return worded(text, share=n / told.n, n=told.n, answer=_told(question, name))


def _told(question: AnyQuestion, name: str) -> str:
    """Return an answer in words; empty for one that the question does not have, or that an absence is."""
    if question.kind == "code":
        model, _colon, degree = name.partition(":")
        if model not in deck.models(question) or degree == "absent":
            return ""
        word = words.degree_name(degree)
        return f"{deck.model_name(model, question)} ({word})" if word else deck.model_name(model, question)
    if question.kind in ("choose", "judge", "predict"):
        return next((_(option.text) for option in question.options if option.id == name), "")
    if question.kind == "match":
        item, _equals, option = name.partition("=")
        items = {each.id: each.text for each in question.items}
        options = {each.id: each.text for each in question.options}
        return f"{_(items[item])}: {_(options[option])}" if item in items and option in options else ""
    item, _at, place = name.partition("@")
    items = {each.id: each.text for each in getattr(question, "items", [])}
    return _("{item} at place {n}").format(item=_(items[item]), n=place) if item in items else ""
