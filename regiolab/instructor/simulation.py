"""A class that does not exist: thirty students, good, average, careless, dissenting and hostile.

For trying out grading and report before there is a seminar. The same seed makes the same files.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import regiolab
from regiolab.exercises import coding, deck, model
from regiolab.exercises import key as keys
from regiolab.exercises import submission as form
from regiolab.exercises.key import Key
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.exercises.submission import CodeAnswer, ModelAnswer, Round, Step, Submission
from regiolab.files import write_atomically
from regiolab.words import RESIDUALS

# kind -> students of thirty, and how often each errs on a model
KINDS = {"good": 8, "average": 11, "careless": 5, "dissenting": 4, "hostile": 2}
ERRS = {"good": 0.12, "average": 0.3, "careless": 0.5, "dissenting": 0.2, "hostile": 0.3}
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
    at = BEGIN + dt.timedelta(minutes=rng.randrange(600))
    found = Submission(
        id=f"{rng.getrandbits(128):032x}", exercise=exercise.exercise, pseudonym=name, version=regiolab.__version__
    )
    first: dict = {}
    for question in exercise.questions:
        if kind == "careless" and rng.random() < 0.15:
            continue
        at += dt.timedelta(minutes=rng.randrange(1, 5))
        first[question.id] = _answer(exercise, question, key and key.keys.get(question.id), kind, at, rng)
    found.rounds[0] = Round(answers=first, sealed={question.id: at for question in exercise.questions})
    if kind == "careless" and rng.random() < 0.5:
        return found  # never comes back for the second round
    for question in exercise.questions:
        if question.id not in first:
            continue
        at += dt.timedelta(minutes=rng.randrange(1, 4))
        depth = rng.choice((0, 1, 1, 2, 2)) if kind != "dissenting" else rng.choice((0, 0, 1))
        found.feedback += [Step(question=question.id, step=step, at=at) for step in range(1, depth + 1)]
        again = first[question.id].model_copy(deep=True)
        if rng.random() < 0.2 * depth:
            entry = key and key.keys.get(question.id)
            again = _answer(exercise, question, entry, "good", at, rng)
        found.rounds[1].answers[question.id] = again.model_copy(update={"at": at})
        if exercise.feedback == "full" and rng.random() < 0.6:
            found.feedback += [
                Step(question=question.id, step=step, at=at + dt.timedelta(hours=1)) for step in range(depth + 1, 4)
            ]
    return found


def _answer(exercise: Exercise, question, entry, kind: str, at: dt.datetime, rng: random.Random):
    errs = ERRS[kind]
    given = {"kind": question.kind, "at": at, "confidence": rng.choice((None, 1, 2, 2, 3, 3))}
    given["rationale"] = HOSTILE if kind == "hostile" else rng.choice(REASONS) if kind != "careless" else ""
    if question.kind == "code":
        models = _models(exercise, question, entry, kind, errs, rng)
        return CodeAnswer(**given, models=models, cards=_cards(exercise, question, models, errs, rng))
    if question.kind == "order":
        order = list(entry.order) if entry else [item.id for item in question.items]
        for at_ in range(len(order) - 1):
            if rng.random() < errs:
                order[at_], order[at_ + 1] = order[at_ + 1], order[at_]
        return form.OrderAnswer(**given, order=order)
    options = [option.id for option in question.options]
    if question.kind == "match":
        right = entry.pairs if entry else {}
        pairs = {
            item.id: rng.choice(options) if item.id not in right or rng.random() < errs else right[item.id]
            for item in question.items
        }
        return form.MatchAnswer(**given, pairs=pairs)
    choice = entry.choice if entry and rng.random() > errs else rng.choice(options)
    return form.ChoiceAnswer(**given, choice=choice)


def _models(exercise: Exercise, question: CodeQuestion, entry, kind: str, errs: float, rng: random.Random) -> dict:
    readings = list(entry.readings) if entry else []
    reading = readings[0] if readings else None
    if kind == "dissenting" and len(readings) > 1 and rng.random() < 0.6:
        reading = rng.choice(readings[1:])
    degrees = {} if reading is None else {m: reading.models[m].degree for m in coding.present(reading.models)}
    if set(degrees) & set(RESIDUALS) and rng.random() > errs:
        return {deck.residual(question): ModelAnswer()}
    supported = {deck.model_of(i) for card in deck.cards(exercise, question) for i in card.supports}
    models = {}
    for name in deck.types(question):
        degree = degrees.get(name) or "absent"
        if kind == "dissenting" and name in supported and rng.random() < 0.4:
            degree = "element" if degree == "absent" else degree
        elif rng.random() < errs:
            degree = rng.choice(("absent", "element", "element", "dominant"))
        flags = list(reading.models[name].flags) if reading and name in reading.models and rng.random() > errs else []
        models[name] = ModelAnswer(degree=degree, flags=[] if degree == "absent" else flags)
    return models


def _cards(exercise: Exercise, question: CodeQuestion, models: dict, errs: float, rng: random.Random) -> list[str]:
    held = coding.present(models)
    known = deck.cards(exercise, question)
    apt = [card.card for card in known if held & {deck.model_of(i) for i in card.supports}]
    if held & set(RESIDUALS) or not held:
        apt = [card.card for card in known if card.contradicts]
    others = [card.card for card in known if card.card not in apt]
    cited = rng.sample(apt, min(len(apt), rng.choice((2, 3, 3))))
    if others and rng.random() < errs:
        cited.append(rng.choice(others))
    return cited[: question.most_cards]
