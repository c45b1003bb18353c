"""What a reader had wrong in the exercises, so that it can come back once in a lesson. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regiolab.errors import RegiolabError
from regiolab.exercises import coding, deck, grading, key, model
from regiolab.exercises import submission as form
from regiolab.exercises.feedback import models_text, reading_text
from regiolab.exercises.key import AnyKey, CodeKey, Key, KeyReading
from regiolab.exercises.material import cited
from regiolab.exercises.model import AnyQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import Submission
from regiolab.i18n import _, capitalised

READ = 3  # the step of feedback that says the answer: what was not told there is not told here
MISSED = frozenset({"wrong", "partly", "unsupported"})


@dataclass(frozen=True)
class Missed:
    """One thing that was answered otherwise than the key has it, and whose feedback was read to the end.

    Attributes
    ----------
    key : str
        Names it, the same at every reading and in every language.
    exercise, question, part : str
        Identifiers; `part` is an item of a match, ``"row"`` for the row that decides, or empty.
    title, prompt : str
        The exercise's title, and what was asked.
    kind : {"choice", "several", "order"}
        How it can be asked again: for one option, for all that hold, or for the order of all.
    options : tuple of (str, str)
        Identifiers and words of what can be answered.
    given : tuple of str
        The options answered.
    right : tuple of tuple of str
        Answers that are right, the nearest first.
    own, accepted : str
        The answer that counted, and the accepted one, in words.
    locator : str
        Where in the article to read again; may be empty.
    """

    key: str
    exercise: str
    question: str
    part: str
    title: str
    prompt: str
    kind: str
    options: tuple[tuple[str, str], ...]
    given: tuple[str, ...]
    right: tuple[tuple[str, ...], ...]
    own: str
    accepted: str
    locator: str


def missed(folder: str | Path = ".") -> list[Missed]:
    """Return what was missed in the exercises whose answers lie near a notebook.

    Parameters
    ----------
    folder : str or pathlib.Path
        The notebook's folder. Answers are looked for there, in its folder ``exercises``, and in the one
        beside it; of several files of an exercise the one with most changes counts.

    Returns
    -------
    list of Missed
        In the order of the course. Only answers whose feedback was opened to the last step, which told the
        answer; no predictions, and nothing that was left open. Files that cannot be read are left out.

    Examples
    --------
    >>> missed("no/such/folder")
    []
    """
    found: list[Missed] = []
    for name in model.names():
        answers = _answers(Path(folder), name)
        if answers is None:
            continue
        entries = key.read(name)
        if entries is not None:
            found += missed_in(model.read(name), entries, answers)
    return found


def missed_in(exercise: Exercise, entries: Key, answers: Submission) -> list[Missed]:
    """Return what was missed in one exercise; see :func:`missed`."""
    return [
        Missed(
            key="/".join(filter(None, (exercise.exercise, question.id, parts["part"]))),
            exercise=exercise.exercise,
            question=question.id,
            title=_(exercise.title),
            **{"locator": "; ".join(cited(item, exercise) for item in question.reread), **parts},
        )
        for question in exercise.questions
        if answers.opened(question.id) >= READ and question.id in entries.keys
        if grading.grade_question(exercise, question, entries, answers).status in MISSED
        for parts in _parts(question, entries.keys[question.id], answers.counted(question.id))
    ]


def _answers(folder: Path, name: str) -> Submission | None:
    """Return the answers to an exercise, of several files those with most changes."""
    found = []
    for place in dict.fromkeys((folder, folder / "exercises", folder.absolute().parent / "exercises")):
        path = place / form.file_name(name)
        try:
            if path.is_file():
                answers = form.read(path)
                if answers.exercise == name:
                    found.append(answers)
        except (RegiolabError, OSError):
            continue  # what is wrong with a file is said where the exercise is opened
    return max(found, key=lambda answers: answers.revision, default=None)


def _parts(question: AnyQuestion, entry: AnyKey, answer: Any) -> Iterator[dict[str, Any]]:
    """Return what was missed of a question, each as the parts of :class:`Missed`."""
    if isinstance(question, CodeQuestion) and isinstance(entry, CodeKey):
        yield from _coding(question, entry, answer)
    elif question.kind == "match":
        options = tuple((item.id, _(item.text)) for item in question.options)
        known: Any = entry
        for item in question.items:
            given, right = answer.pairs.get(item.id), known.pairs[item.id]
            if given is not None and given != right:
                prompt = _("{prompt} – “{item}”").format(prompt=_(question.prompt), item=_(item.text))
                yield _choice(item.id, prompt, options, given, right)
    elif question.kind == "order":
        options = tuple((item.id, _(item.text)) for item in question.items)
        words, right = dict(options), tuple(getattr(entry, "order", ()))
        own, accepted = (" → ".join(map(words.__getitem__, order)) for order in (answer.order, right))
        told = {"given": tuple(answer.order), "right": (right,), "own": own, "accepted": accepted}
        yield {"part": "", "kind": "order", "prompt": _(question.prompt), "options": options, **told}
    elif question.kind in ("choose", "judge"):
        options = tuple((item.id, _(item.text)) for item in question.options)
        rows = tuple((item.id, _(item.text)) for item in getattr(question, "rows", []))
        keyed: Any = entry
        if answer.choice is not None and answer.choice != keyed.choice:
            yield _choice("", _(question.prompt), options, answer.choice, keyed.choice)
        elif answer.row is not None and rows and answer.row != keyed.row:
            asked = getattr(question, "rows_prompt", "")
            yield _choice("row", _(asked) if asked else _("The row that decides"), rows, answer.row, keyed.row)


def _choice(part: str, prompt: str, options: tuple, given: str, right: str) -> dict[str, Any]:
    words = dict(options)
    told = {"given": (given,), "right": ((right,),), "own": words.get(given, "–"), "accepted": words[right]}
    return {"part": part, "kind": "choice", "prompt": prompt, "options": options, **told}


def _coding(question: CodeQuestion, entry: CodeKey, answer: Any) -> Iterator[dict[str, Any]]:
    argued = [KeyReading(coder="key", models=item.models) for item in entry.accepted]
    readings = [*entry.readings, *argued]
    if not readings or not answer.models:
        return
    held = [tuple(name for name in deck.models(question) if name in coding.present(item.models)) for item in readings]
    mine = tuple(name for name in deck.models(question) if name in coding.present(answer.models))
    if mine in held:
        return  # the models are those of a reading: what differs is how far they hold
    nearest = readings[0]
    who = _("It can also be argued") if nearest.coder == "key" else ""
    yield {
        "part": "",
        "kind": "several",
        "prompt": _(question.prompt),
        "options": tuple((name, capitalised(deck.model_name(name, question))) for name in deck.models(question)),
        "given": mine,
        "right": tuple(dict.fromkeys(held)),
        "own": capitalised(models_text(question, answer.models)),
        "accepted": reading_text(question, nearest, who),
        "locator": nearest.locator.replace(";", "; ") or "; ".join(cited(item, question) for item in question.reread),
    }
