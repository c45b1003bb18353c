"""A class that does not exist: thirty students, good, average, careless, dissenting and hostile.

For trying out grading and report before there is a seminar. The same seed makes the same files.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import regiolab
from regiolab.exercises import coding, deck, model
from regiolab.exercises import key as keys
from regiolab.exercises import submission as form
from regiolab.exercises.history import Span
from regiolab.exercises.key import Key
from regiolab.exercises.model import AnyQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import CodeAnswer, Filing, Given, ModelAnswer, Seal, Step, Submission
from regiolab.files import write_atomically

# kind -> students of thirty, and how often each errs on a model, a pair, a card
KINDS = {"good": 8, "average": 11, "careless": 5, "dissenting": 4, "hostile": 2}
ERRS = {"good": 0.05, "average": 0.3, "careless": 0.9, "dissenting": 0.1, "hostile": 0.3}
FOLLOWS = {"dissenting": 0.6, "average": 0.4}  # how often another reading than the first
BEGIN = dt.datetime(2026, 3, 2, 14, 0, tzinfo=dt.UTC)
PSEUDONYMS = (
    "ceibo", "jacaranda", "ombú", "quebracho", "araucaria", "ceiba", "lapacho", "algarrobo", "guayacán", "palo santo",
    "tabebuia", "sauce", "ñandubay", "timbó", "urunday", "aguaribay", "chañar", "tala", "espinillo", "ibirá",
    "canelo", "coihue", "lenga", "maitén", "notro", "ñire", "radal", "roble",
    '=HYPERLINK("http://example.org")', "../etc",
)  # fmt: skip
REASONS = (
    "The cards cited show this condition in so many words, and none of the others is met.",
    "What was done counts more than what was announced, and here little was done before the period ends.",
    "I read the passage twice: the author takes back in the second half what he grants in the first.",
    "Two of the conditions are met, though one of them on paper only, so I would not call it dominant.",
)
# what a student adds of its own, so that no two write the same
OWN = (
    ("The founding text", "The summit of that year", "What the ministers signed", "The budget"),
    ("weighs most for me", "settles it for me", "came first in my notes", "is weaker than it looks"),
    ("the passage is short", "one member stood apart", "I changed my mind once", "the date matters"),
)
HOSTILE = '<script>document.title = "changed"</script><img src=x onerror="alert(1)"> \u202e=cmd|"/c calc"!A1'


def write_class(
    folder: str | Path, students: int = 30, exercises: Iterable[str] = ("3_classify",), seed: int = 2018
) -> list[Path]:
    """Write the files of a class into a folder, one a student and exercise.

    Parameters
    ----------
    folder : str or pathlib.Path
        Made if it does not exist.
    students : int
        How many; the kinds keep their shares.
    exercises : iterable of str
    seed : int

    Returns
    -------
    list of pathlib.Path
        The files. Of thirty students the last hands in a file that breaks off.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for exercise in exercises:
        for number, content in enumerate(contents(exercise, students, seed)):
            path = folder / f"{number + 1:03d}-{exercise}.answers.json"
            write_atomically(path, content, sync=False)
            written.append(path)
    return written


def contents(exercise: str, students: int = 30, seed: int = 2018) -> Iterator[bytes]:
    """Yield the files of a class for one exercise, as bytes."""
    rng = random.Random(f"{seed} {exercise}")
    standard = model.read(exercise), keys.read(exercise)
    pattern = [kind for kind, n in KINDS.items() for _ in range(n)]
    for number in range(students):
        kind = pattern[number % len(pattern)]
        name = PSEUDONYMS[number % len(PSEUDONYMS)] + (f" {number // len(PSEUDONYMS) + 1}" if number >= 30 else "")
        content = form.dump(answer(*standard, kind, name, rng))
        broken = number % len(pattern) == len(pattern) - 1
        yield content[: len(content) // 2] if broken else content


def answer(exercise: Exercise, key: Key | None, kind: str, name: str, rng: random.Random) -> Submission:
    """Return what a student of a kind hands in."""
    found = Submission(
        id=f"{rng.getrandbits(128):032x}", exercise=exercise.exercise, pseudonym=name, version=regiolab.__version__
    )
    hand = _Hand(BEGIN + dt.timedelta(minutes=rng.randrange(600)), rng, found.id)
    entries = key.keys if key else {}
    first, second = (round_.answers for round_ in found.rounds)
    for question in exercise.questions:
        if kind != "careless" or rng.random() > 0.15:
            first[question.id] = hand.stamped(_answer(exercise, question, entries.get(question.id), kind, rng))
    for question in exercise.questions:
        found.rounds[0].sealed[question.id] = Seal(**hand.stamp(0))
    # half of the careless never come back for the second round
    if kind != "careless" or rng.random() < 0.5:
        for question in exercise.questions:
            if question.id not in first:
                continue
            rule = rng.random() < (0.3 if kind == "dissenting" else 0.6)
            if rule:
                found.feedback.append(Step(question=question.id, step=1, **hand.stamp()))
            # after the rule one sees it as the good do, after mere talk as those who dissent
            if rng.random() < (0.2 if rule else 0.4):
                again = _answer(exercise, question, entries.get(question.id), "good" if rule else "dissenting", rng)
                second[question.id] = hand.stamped(again)
            if rule and exercise.feedback == "full" and rng.random() < 0.6:
                found.feedback += [Step(question=question.id, step=step, **hand.stamp()) for step in (2, 3)]
    found.history = [Span(writer=found.id[:8], changes=hand.revision)]
    return found


class _Hand:
    """A hand that counts its changes, and the clock beside it."""

    def __init__(self, at: dt.datetime, rng: random.Random, id_: str) -> None:
        self.at, self.revision, self._rng, self._id = at, 0, rng, id_

    def stamp(self, least: int = 1) -> dict[str, Any]:
        """Return when the next change is made, by count and by the clock."""
        self.revision += 1
        self.at += dt.timedelta(minutes=self._rng.randrange(least, least + 4))
        return {"revision": self.revision, "at": self.at}

    def stamped(self, given: Given) -> Any:
        if given.rationale in REASONS:
            given = given.model_copy(update={"rationale": f"{given.rationale} {self._own()}"})
        return given.model_copy(update=self.stamp())

    def _own(self) -> str:
        # by a digest and not by drawing: the rest of the class stays as the seed makes it
        found = hashlib.sha256(f"{self._id} {self.revision}".encode()).digest()
        one, two, three = (parts[number % len(parts)] for parts, number in zip(OWN, found, strict=False))
        return f"{one} {two}; {three} (my notes, page {int.from_bytes(found[3:6]) % 9000 + 1})."


def _answer(exercise: Exercise, question: AnyQuestion, entry: Any, kind: str, rng: random.Random) -> Given:
    errs = ERRS[kind]
    given: dict[str, Any] = {"kind": question.kind, "at": BEGIN, "confidence": rng.choice((None, 1, 2, 2, 3, 3))}
    given["rationale"] = HOSTILE if kind == "hostile" else rng.choice(REASONS) if kind != "careless" else ""
    if question.kind == "code":
        if question.rubric.coding:
            models = _models(exercise, question, entry, kind, errs, rng)
            filings = _filings(exercise, question, models, errs, rng)
        else:  # no reading to agree with: what the cards show, and what the rule makes of that
            filings = _filings(exercise, question, dict.fromkeys(deck.models(question), ModelAnswer()), errs, rng)
            models = coding.by_rule(question, filings)
        return CodeAnswer(**given, models=models, filings=filings)
    if question.kind == "order":
        order = list(entry.order) if entry else [item.id for item in question.items]
        if kind == "careless":
            rng.shuffle(order)
        for at in range(len(order) - 1):
            if rng.random() < errs:
                order[at], order[at + 1] = order[at + 1], order[at]
        return form.OrderAnswer(**given, order=order)
    options = [option.id for option in question.options]
    if question.kind == "match":
        right = entry.pairs if entry else {}
        pairs = {
            item.id: rng.choice(options) if item.id not in right or rng.random() < errs else right[item.id]
            for item in question.items
        }
        return form.MatchAnswer(**given, pairs=pairs)
    knows = entry is not None and rng.random() > errs
    given["choice"] = entry.choice if knows else rng.choice(options)
    if rows := [item.id for item in getattr(question, "rows", [])]:
        given["row"] = entry.row if knows else rng.choice(rows)
    return form.ChoiceAnswer(**given)


def _models(exercise: Exercise, question: CodeQuestion, entry: Any, kind: str, errs: float, rng: random.Random) -> dict:
    readings = [reading.models for reading in entry.readings] if entry else []
    reading = readings[0] if readings else {}
    if rng.random() < FOLLOWS.get(kind, 0) and entry:
        reading = rng.choice([*readings[1:], *(item.models for item in entry.accepted)] or [reading])
    if deck.residual(question) in coding.present(reading) and rng.random() > errs:
        return {deck.residual(question): ModelAnswer()}
    offered = deck.offered_conditions(exercise, question)
    models = {}
    for name in deck.types(question):
        item = reading.get(name) or ModelAnswer(degree="absent")
        degree, flags = item.degree, item.flags
        if kind == "dissenting" and degree == "absent" and offered[name] and rng.random() < 0.2:
            degree = "element"
        elif rng.random() < errs:
            degree = rng.choice(("absent", "element", "element", "dominant"))
        kept = [] if degree == "absent" or rng.random() < errs else [flag for flag in flags if flag != "implied"]
        models[name] = ModelAnswer(degree=degree, flags=kept)
    return models


def _filings(exercise: Exercise, question: CodeQuestion, models: dict, errs: float, rng: random.Random) -> list[Filing]:
    """File for each model that is held the cards that show its conditions, and some where they show nothing."""
    shown = deck.shown(exercise, question)
    places = [(card, condition, side) for card, pairs in sorted(shown.items()) for condition, side in sorted(pairs)]
    rng.shuffle(places)
    held = coding.present(models)
    asked = {name: coding.ASKED.get(str(models[name].degree), coding.WHOLE) for name in held}
    if not held:  # each type is to be denied
        asked = dict.fromkeys(deck.types(question), 1)
    conditions = list(deck.all_conditions(question))
    found: dict[tuple[str, str], Filing] = {}
    for name, most in asked.items():
        side_ = "for" if held else "against"
        apt = [p for p in places if p[2] == side_ and deck.model_of_condition(p[1], question) == name]
        for card, condition, side in list({p[1]: p for p in apt}.values())[:most]:
            if rng.random() < errs:
                card, condition = rng.choice(sorted(shown)), rng.choice(conditions)
            found[card, condition] = Filing(card=card, condition=condition, side=side)
    return list(found.values())
