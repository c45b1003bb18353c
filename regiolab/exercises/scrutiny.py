"""Names in a key that mean nothing: coders, locators, models and flags that do not exist, with the nearest that do.

A key with such a name would mark right students wrong, in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from regiolab.data import load
from regiolab.data.delimited import nearest
from regiolab.exercises import deck
from regiolab.exercises.model import CodeQuestion
from regiolab.i18n import _


def strange(entry: Any, question: CodeQuestion) -> Iterator[str]:
    """Yield a sentence for each name in the key of a coding that does not exist, or stands twice.

    `entry` is a :class:`~regiolab.exercises.key.CodeKey`, which this is asked by.
    """
    models = deck.models(question)
    for reading in entry.readings:
        yield from _models(reading.models, models)
        if reading.coder not in (coders := _coders()):
            yield _unknown(_("'{name}' is no coder of the table of codings"), reading.coder, coders)
        for place in filter(None, (part.strip() for part in reading.locator.split(";"))):
            if place not in (places := _places()):
                yield _unknown(_("'{name}' is no section or paragraph of the article"), place, places)
    for argued in entry.accepted:
        yield from _models(argued.models, models)
        for card in _twice(argued.cards):
            yield _("the card '{name}' stands twice").format(name=card)
    for coder in _twice([reading.coder for reading in entry.readings]):
        yield _("the coder '{name}' stands twice").format(name=coder)


def _models(given: Collection[str], known: list[str]) -> Iterator[str]:
    for name in given:
        if name in known:
            continue
        if name in set(load("models")["model"].astype(str)):
            yield _("'{name}' is a model of the other dimension").format(name=name)
        else:
            yield _unknown(_("'{name}' is no model"), name, known)


def _unknown(text: str, name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    said = text.format(name=name)
    return said + "; " + _("is '{near}' meant?").format(near=near) if near else said + "."


def _twice(names: list[str]) -> list[str]:
    return [name for name, n in Counter(names).items() if n > 1]


def _coders() -> set[str]:
    return set(load("codings")["coder"].astype(str))


def _places() -> set[str]:
    sections = load("sections")
    return set(sections["locator"].astype(str)) | set(sections["section"].astype(str))
