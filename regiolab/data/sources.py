"""Sources: the bibliography, and how a cell cites it.

A cell cites as ``briceno2018[S5 ¶4];mercosur1991``: keys of ``data/sources.bib``, each with a
locator in brackets where there is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import InvalidValue
from regiolab.i18n import _

ARTICLE = "briceno2018"

_CITATION = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9_:-]*)(?:\[(?P<locator>[^\[\]]+)\])?")


@dataclass(frozen=True)
class Citation:
    """A source and the place in it."""

    key: str
    locator: str = ""

    def __str__(self) -> str:
        return f"{self.key}[{self.locator}]" if self.locator else self.key


@dataclass(frozen=True)
class Source:
    """An entry of the bibliography."""

    key: str
    author: str
    title: str
    year: str
    published_in: str
    url: str
    doi: str
    seen: str

    def reference(self) -> str:
        """Write the entry as one line of a list of references, in plain text."""
        head = " ".join(part for part in (self.author, f"({self.year})" if self.year else "") if part)
        tail = (self.doi and f"https://doi.org/{self.doi}") or self.url
        parts = [part.rstrip(".") for part in (head, self.title, self.published_in) if part]
        return ". ".join(parts) + "." + (f" {tail}" if tail else "")


def parse(cell: str) -> list[Citation]:
    """Split a cell of a ``source`` column into citations.

    Parameters
    ----------
    cell : str
        Keys with optional locators in brackets, separated by semicolons.

    Returns
    -------
    list of Citation

    Raises
    ------
    InvalidValue
        If a part is not of the form ``key`` or ``key[locator]``.

    Examples
    --------
    >>> [str(item) for item in parse("briceno2018[S5 ¶3];mercosur1991")]
    ['briceno2018[S5 ¶3]', 'mercosur1991']
    """
    found = []
    for part in _split(cell):
        match = _CITATION.fullmatch(part)
        if not match:
            text = _("'{part}' does not cite a source: write key or key[locator], separated by semicolons.")
            raise InvalidValue(text.format(part=part))
        found.append(Citation(match["key"], match["locator"] or ""))
    return found


def _split(cell: str) -> list[str]:
    # a locator may hold semicolons of its own: split only outside brackets
    parts = re.split(r";(?![^\[]*\])", cell)
    return [part.strip() for part in parts if part.strip()]


def read_bibliography(path: Path) -> dict[str, Source]:
    """Read a BibTeX file.

    Raises
    ------
    InvalidValue
        If the file is missing, not UTF-8, or cannot be parsed; the message says where.
    """
    from pybtex.database import parse_file
    from pybtex.exceptions import PybtexError

    try:
        entries = parse_file(str(path), bib_format="bibtex").entries
    except (PybtexError, OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise InvalidValue(_("{file} cannot be read: {reason}").format(file=path.name, reason=reason)) from None
    return {key: _source(key, entry) for key, entry in entries.items()}


def _source(key: str, entry) -> Source:
    def value(*names: str) -> str:
        for name in names:
            if entry.fields.get(name):
                return _plain(entry.fields[name])
        return ""

    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [_name(person) for person in people]
    where = ", ".join(part for part in (value("journal", "booktitle"), _volume(value), value("publisher")) if part)
    return Source(
        key=key,
        author="; ".join(names) or value("organization", "institution"),
        title=value("title"),
        year=value("year"),
        published_in=where,
        url=value("url"),
        doi=value("doi"),
        seen=value("seen"),
    )


def _volume(value) -> str:
    volume, number = value("volume"), value("number")
    return f"{volume}({number})" if volume and number else volume or number


def _name(person) -> str:
    last = " ".join(person.prelast_names + person.last_names)
    first = " ".join(person.first_names + person.middle_names)
    return _plain(f"{last}, {first}" if first else last)


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "").replace("\\&", "&").replace("\n", " ").strip()
