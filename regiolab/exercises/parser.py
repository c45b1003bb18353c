"""A stranger's bytes read as data: strictly, and with the place of what is wrong."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from regiolab.errors import InvalidValue, shown
from regiolab.exercises import breaches
from regiolab.i18n import _

OTHER_ENCODINGS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|-?Infinity|NaN')  # texts, and what JSON does not know


class Unreadable(Exception):
    """Content that is not what it should be, with the place and the reason."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.place, self.reason = place, reason


@dataclass(frozen=True)
class Flaw:
    """Something odd in a file that was read all the same."""

    place: str
    reason: str
    lost: bool = False  # whether an answer was left out for it


def parse(content: bytes) -> tuple[object, list[Flaw]]:
    """Return what JSON holds, and what is odd about it.

    Raises
    ------
    Unreadable
        If it is none; the place is a line or a byte.

    Examples
    --------
    >>> parse(b'{"a": 1}')
    ({'a': 1}, [])
    """
    text, flaws = _decode(content)
    return _load(text), flaws


def content(path: Path, most: int) -> bytes:
    """Return what a file holds, and no more than one byte beyond what it may.

    Raises
    ------
    InvalidValue
        If it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        text = _("{name} cannot be opened ({reason}).")
        raise InvalidValue(text.format(name=path.name, reason=error.strerror or error)) from None


def fault(error: ValidationError) -> tuple[str, str]:
    """Return place and reason of the first thing in which data break their format."""
    item = error.errors(include_url=False, include_input=False)[0]
    return shown(".".join(map(str, item["loc"]))), shown(breaches.sentence(item))


def _decode(content: bytes) -> tuple[str, list[Flaw]]:
    if not content.strip():
        raise Unreadable("", _("it is empty"))
    if content.startswith(OTHER_ENCODINGS) or b"\x00" in content[:4]:
        raise Unreadable(_("byte 1"), _("it is not in UTF-8, as the course writes it: ask for the original file"))
    flaws = []
    begins = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    if begins:
        reason = _("it begins with a byte order mark, so another program has saved it; it was read")
        flaws.append(Flaw(_("byte 1"), reason))
    try:
        return content[begins:].decode("utf-8"), flaws
    except UnicodeDecodeError as error:
        place = _("byte {n}").format(n=begins + error.start + 1)
        raise Unreadable(place, _("it is not in UTF-8, as the course writes it: ask for the original file")) from None


def _load(text: str) -> object:
    def refuse_twice(pairs: list[tuple[str, object]]) -> dict:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            for name, _value in pairs:
                if name in seen:
                    reason = _("a name stands twice, so it cannot be known what was meant")
                    raise Unreadable(_("'{name}'").format(name=shown(name, 60)), reason)
                seen.add(name)
        return found

    def refuse_constant(name: str) -> None:
        # the first that stands outside a text, for all before it was read
        at = next(found.start() for found in TOKENS.finditer(text) if found[0] == name)
        raise Unreadable(_line(text, at), _("{name} is not a value that JSON knows").format(name=name))

    try:
        return json.loads(text, object_pairs_hook=refuse_twice, parse_constant=refuse_constant)
    except RecursionError:
        raise Unreadable("", _("it is nested too deeply to be read")) from None
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        cut = not rest or error.msg.startswith("Unterminated string")
        reason = _("it breaks off in the middle: the file is not whole") if cut else _("it is not JSON")
        raise Unreadable(_line(text, error.pos), reason) from None
    except ValueError:
        raise Unreadable("", _("it holds a number that is too long to be read")) from None


def _line(text: str, at: int) -> str:
    return _("line {n}").format(n=text.count("\n", 0, at) + 1)
