"""What is wrong with an exercise that one writes, in plain words: ``regiolab exercise check``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from regiolab.errors import RegiolabError
from regiolab.exercises import deck, model, parser, soundness, whereabouts
from regiolab.exercises import key as keys
from regiolab.exercises.key import CodeKey, Key
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.i18n import _, format_list, ngettext, worded
from regiolab.instructor import trial

QUARTER = 0.25  # of the points, at most, for knowing nothing
WHOLE = 0.95  # of the points, at least, for an accepted reading
KINDS: dict[str, type[Exercise] | type[Key]] = {model.FORMAT: Exercise, "regiolab-key/1": Key}


@dataclass
class Inspection:
    """What was found: `findings` are to be mended, `hints` are worth a look, `sound` sums up."""

    findings: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    sound: str = ""

    def lines(self) -> list[str]:
        """Say what was found, a line each."""
        if self.findings:
            n = len(self.findings)
            text = ngettext("{n} thing is to be mended.", "{n} things are to be mended.", n)
            return [*self.findings, text.format(n=n)]
        return [*(_("Worth a look: {what}").format(what=hint) for hint in self.hints), self.sound]


def inspect(path: Path, key_path: Path | None = None) -> Inspection:
    """Inspect an exercise and its key.

    Parameters
    ----------
    path : pathlib.Path
        The file of an exercise.
    key_path : pathlib.Path, optional
        Its key; the file of the same name in the folder ``keys`` beside it if left out.

    Returns
    -------
    Inspection

    Raises
    ------
    RegiolabError
        If a file does not exist.

    Examples
    --------
    >>> from regiolab.course import course_root
    >>> found = inspect(course_root() / "exercises" / "3_classify.json")
    >>> found.findings, "10 units" in found.sound
    ([], True)
    """
    found = Inspection()
    for file in filter(None, (path, key_path)):
        if not file.is_file():
            raise RegiolabError(_("{path} does not exist: name the file of an exercise.").format(path=file))
    exercise = _parsed(path, model.FORMAT, found)
    beside = path.parent / "keys" / path.name
    key_path = key_path or (beside if beside.is_file() else None)
    key = _parsed(key_path, "regiolab-key/1", found) if key_path else None
    if isinstance(exercise, Exercise):
        found.findings += [f"{path.name}, {fault}" for fault in soundness.faults(exercise)]
    if found.findings or not isinstance(exercise, Exercise):
        return found
    if isinstance(key, Key) and key_path:
        _with_key(exercise, key, key_path.name, found)
    else:
        found.hints.append(_("there is no key, so that neither marks nor the third step can be given."))
    if not found.findings:
        found.hints += _hints(exercise)
        found.sound = _sound(exercise, key if isinstance(key, Key) else None)
    return found


def _parsed(path: Path, kind: str, found: Inspection) -> Exercise | Key | None:
    """Read a file; what is wrong with it goes to the findings."""
    try:
        data, _flaws = parser.parse(path.read_bytes())
    except OSError as error:
        text = _("{file} cannot be opened ({reason}).")
        raise RegiolabError(text.format(file=path, reason=error.strerror or error)) from None
    except parser.Unreadable as error:
        found.findings.append(_("{name} cannot be read: {what}.").format(name=path.name, what=error))
        return None
    given = data.get("format") if isinstance(data, dict) else None
    if given != kind and given in KINDS:
        text = (
            _("{file} is a key and not an exercise: name the exercise, and the key by --key.")
            if kind == model.FORMAT
            else _("{file} is an exercise and not a key.")
        )
        found.findings.append(text.format(file=path.name))
        return None
    try:
        return KINDS[kind].model_validate(data)
    except ValidationError as error:
        found.findings += [f"{path.name}, {fault}." for fault in whereabouts.faults(error, data)]
        return None


def _with_key(exercise: Exercise, key: Key, file: str, found: Inspection) -> None:
    found.findings += list(keys.faults(key, exercise, file))
    if found.findings:
        return
    for question in exercise.questions:
        entry = key.keys.get(question.id)
        if entry is None:
            text = _("{file} says nothing of question “{name}”: you would have to mark it by hand.")
            found.findings.append(text.format(file=file, name=question.id))
        elif isinstance(question, CodeQuestion) and isinstance(entry, CodeKey):
            keys.complete(entry, exercise, question)
            found.findings += _on_readings(question, entry, file)
            found.hints += _unborne(question, entry) if question.rubric.coding else ()
    if found.findings:
        return
    share = trial.ignorant(exercise, key)
    if share > QUARTER:
        text = _("who knows nothing can earn {share:.0%} of the points, which is more than {most:.0%}.")
        found.findings.append(f"{file}: " + worded(text, share=share, most=QUARTER))
    for question_id, coder, earned in trial.readings(exercise, key):
        if earned < WHOLE:
            text = _("{file}, the key of “{name}”: the coding of {who}, well filed, earns {share:.0%} and not all.")
            found.findings.append(worded(text, file=file, name=question_id, who=coder, share=earned))


def _on_readings(question: CodeQuestion, entry: CodeKey, file: str) -> Iterator[str]:
    if question.rubric.coding and not entry.readings and not entry.accepted:
        text = _(
            "{file}, the key of “{name}”: nobody’s reading can be earned. Name one in `readings`, argue for one "
            "in `accepted`, or give points for `evidence` instead of `coding`."
        )
        yield text.format(file=file, name=question.id)


def _unborne(question: CodeQuestion, entry: CodeKey) -> Iterator[str]:
    for reading in entry.silent:
        text = _("question “{name}”: the cards on offer cannot carry the reading of “{who}”, so that it earns nothing.")
        yield text.format(name=question.id, who=reading.coder)


def _hints(exercise: Exercise) -> Iterator[str]:
    asked = {question.unit for question in exercise.questions if question.kind == "code"}
    used = {card for question in exercise.questions if question.kind == "code" for card in question.cards}
    for question in exercise.questions:
        if not isinstance(question, CodeQuestion):
            continue
        if deck.elsewhere(question) < deck.OTHERS:
            text = _(
                "question “{name}”: {n} cards of elsewhere stand among its own, where {wanted} are wanted. A card "
                "of another scheme names it in its text; or list some in `others`."
            )
            yield text.format(name=question.id, n=deck.elsewhere(question), wanted=deck.OTHERS)
        left = [name for name in deck.models(question) if name not in question.models]
        if question.rubric.coding and left:
            text = _("question “{name}”: `models` has no text for {list}.")
            yield text.format(name=question.id, list=format_list(left))
    for card in exercise.cards:
        if card.card not in used and card.unit not in asked:
            yield _("card “{name}”: no question offers it.").format(name=card.card)


def _sound(exercise: Exercise, key: Key | None) -> str:
    coded = [question for question in exercise.questions if isinstance(question, CodeQuestion)]
    cards = {card.card for question in coded for card in deck.own_cards(exercise, question)}
    counts = [
        ngettext("{n} question", "{n} questions", len(exercise.questions)).format(n=len(exercise.questions)),
        ngettext("{n} unit", "{n} units", len(coded)).format(n=len(coded)),
        ngettext("{n} card", "{n} cards", len(cards)).format(n=len(cards)),
        worded(_("{n:g} points"), n=exercise.points),
    ]
    text = _("{file} is sound: {counts}.").format(file=exercise.exercise, counts=", ".join(counts))
    if key is None:
        return text
    said = [text, worded(_("Who knows nothing earns at most {share:.0%}."), share=trial.ignorant(exercise, key))]
    if shares := [share for *_whose, share in trial.readings(exercise, key)]:
        text = _("Each of {n} accepted readings, well filed, earns at least {share:.0%}.")
        said.append(worded(text, n=len(shares), share=min(shares)))
    return " ".join(said)
