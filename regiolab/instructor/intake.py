"""A submission read from a stranger's bytes: strictly, and with the place of what is wrong."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass

from pydantic import ValidationError

from regiolab.exercises import deck
from regiolab.exercises.breaches import sentence
from regiolab.exercises.model import Exercise
from regiolab.exercises.submission import FORMAT, LARGEST, Answer, Submission
from regiolab.i18n import _
from regiolab.instructor.archive import too_large
from regiolab.instructor.texts import shown

FAMILY = FORMAT.rpartition("/")[0]
OTHER_ENCODINGS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(Exception):
    """A file that is no submission, with the place and the reason."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(reason)
        self.place, self.reason = place, reason


@dataclass(frozen=True)
class Flaw:
    """Something odd in a file that was read all the same."""

    place: str
    reason: str
    lost: bool = False  # whether an answer was left out for it


def read(content: bytes) -> tuple[Submission, list[Flaw]]:
    """Return the submission in a file, with what is odd about it.

    Raises
    ------
    Unreadable
        If it is none; the place is a line, a byte or a path into the data.
    """
    if len(content) > LARGEST:
        raise Unreadable("", too_large(len(content)))
    text, flaws = _decode(content)
    data = _parse(text)
    if not isinstance(data, dict):
        raise Unreadable("", _("it is JSON, but not a submission"))
    _check_format(data.get("format"))
    try:
        return Submission.model_validate(data), flaws
    except ValidationError as error:
        item = error.errors(include_url=False, include_input=False)[0]
        place = shown(".".join(str(part) for part in item["loc"]))
        what = shown(sentence(item))
        raise Unreadable(place, _("it breaks the format: {what}").format(what=what)) from None


def fit(exercise: Exercise, submission: Submission) -> list[Flaw]:
    """Take out of a submission what its exercise does not have, and say so."""
    flaws: dict[tuple[str, str], Flaw] = {}
    known = {question.id: question for question in exercise.questions}
    for number in (1, 2, 3):
        answers = submission.answers_of(number)
        for name in list(answers):
            if name not in known:
                reason = _("this exercise has no such question, so the answer was left out")
            else:
                reason = _misfit(known[name], answers[name])
            if reason:
                del answers[name]
                flaws[name, reason] = Flaw(shown(name), reason, lost=True)
    return list(flaws.values())


def _misfit(question, answer: Answer) -> str:
    if answer.kind != question.kind:
        return _("the answer is to another kind of question and was left out")
    left_out = _("'{name}' is not {what}, so the answer was left out")
    if answer.kind == "code":
        given, known, what = answer.models, deck.models(question), _("a model of this unit")
    elif answer.kind == "order":
        given, known, what = answer.order, [item.id for item in question.items], _("an item of this question")
    elif answer.kind == "match":
        given, known, what = answer.pairs, [item.id for item in question.items], _("an item of this question")
    else:
        given, known = [answer.choice] if answer.choice else [], [option.id for option in question.options]
        what = _("an option of this question")
    strange = next((name for name in given if name not in known), None)
    if strange is None and answer.kind == "match":
        options = {option.id for option in question.options}
        strange = next((name for name in answer.pairs.values() if name not in options), None)
        what = _("an option of this question")
    return "" if strange is None else left_out.format(name=shown(strange), what=what)


def _decode(content: bytes) -> tuple[str, list[Flaw]]:
    if not content.strip():
        raise Unreadable("", _("it is empty"))
    if content.startswith(OTHER_ENCODINGS) or b"\x00" in content[:4]:
        raise Unreadable(_("byte 1"), _("it is not in UTF-8, as the course writes it: ask for the original file"))
    flaws = []
    if content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
        reason = _("it begins with a byte order mark, so another program has saved it; it was read")
        flaws.append(Flaw(_("byte 1"), reason))
    try:
        return content.decode("utf-8"), flaws
    except UnicodeDecodeError as error:
        place = _("byte {n}").format(n=error.start + 1)
        raise Unreadable(place, _("it is not in UTF-8, as the course writes it: ask for the original file")) from None


def _parse(text: str) -> object:
    def refuse_twice(pairs: list[tuple[str, object]]) -> dict:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            twice = next(name for name, _value in pairs if name in seen or seen.add(name))
            reason = _("a name stands twice, so it cannot be known what was meant")
            raise Unreadable(_("'{name}'").format(name=shown(twice, 60)), reason)
        return found

    def refuse_constant(name: str) -> None:
        at = re.search(rf"[:,\[]\s*{re.escape(name)}", text)
        place = _line(text, at.start() + 1) if at else ""
        raise Unreadable(place, _("{name} is not a value that JSON knows").format(name=name))

    try:
        return json.loads(text, object_pairs_hook=refuse_twice, parse_constant=refuse_constant)
    except RecursionError:
        raise Unreadable("", _("it is nested too deeply to be a submission")) from None
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        cut = not rest or error.msg.startswith("Unterminated string")
        reason = _("it breaks off in the middle: the file is not whole") if cut else _("it is not JSON")
        raise Unreadable(_line(text, error.pos), reason) from None
    except ValueError:
        raise Unreadable("", _("it holds a number that is too long to be read")) from None


def _line(text: str, at: int) -> str:
    return _("line {n}").format(n=text.count("\n", 0, at) + 1)


def _check_format(given: object) -> None:
    if given == FORMAT:
        return
    if isinstance(given, str) and given.startswith(f"{FAMILY}/"):
        text = _("it is in the format {given}, and this version reads {format}: install a newer regiolab")
        raise Unreadable("format", text.format(given=shown(given, 40), format=FORMAT))
    if isinstance(given, str):
        text = _("it is in the format {given}, not {format}: not a submission")
        raise Unreadable("format", text.format(given=shown(given, 40), format=FORMAT))
    raise Unreadable("format", _("it does not say that it is a submission ({format})").format(format=FORMAT))
