"""Sources: the bibliography, and how a cell cites it.

A cell cites as ``briceno2018[S5 ¶4];mercosur1991``: keys of ``data/sources.bib``, each with a
locator in brackets where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import InvalidValue
from regiolab.i18n import _

ARTICLE = "briceno2018"

# where an entry begins a line, where one may begin at all, and the kinds that mean something to the others
_ENTRY = re.compile(r"^@(?P<kind>\w+)\s*\{\s*(?P<key>[^\s,{}]+)\s*,", re.MULTILINE)
_ANYWHERE = re.compile(r"@\s*\w+\s*[{(]")
_SHARED = re.compile(r"^@(string|preamble|comment)\b", re.MULTILINE | re.IGNORECASE)

UNDATED = "n.d."  # the year of what shows none; the field urldate says when it was seen
_LINK = re.compile(r"https?://[^\s<>\"]+")

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
    publisher: str = ""
    urldate: str = ""
    note: str = ""

    @property
    def link(self) -> str:
        """The address under which a reader can open the source; empty if there is none on the web."""
        address = (self.doi and f"https://doi.org/{self.doi}") or self.url
        return address if _LINK.fullmatch(address) else ""

    def reference(self) -> str:
        """Write the entry as one line of a list of references, in plain text; its address, if any, comes last."""
        year = _("n.d., seen {year}").format(year=self.urldate) if self.year == UNDATED else self.year
        head = " ".join(part for part in (self.author, f"({year})" if year else "") if part)
        parts = [part.rstrip(".") for part in (head, self.title, self.published_in) if part]
        return ". ".join(parts) + "." + (f" {self.link}" if self.link else "")


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


class Bibliography(Mapping[str, Source]):
    """A BibTeX file whose entries are read one by one, when they are asked for.

    Reading all of the course's sources takes half as long as importing pandas, and few sessions cite more
    than some dozens of them. The file is cut where a line begins an entry; pybtex reads each.

    Parameters
    ----------
    texts : dict of str to str
        The entries as they stand in the file, by key.

    Examples
    --------
    >>> Bibliography({"a2000": "@misc{a2000, title = {A}, year = {2000}}"})["a2000"].year
    '2000'
    """

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts
        self._read: dict[str, Source] = {}

    def __getitem__(self, key: str) -> Source:
        if key not in self._read:
            self._read[key] = _parsed(self._texts[key])[key]
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def text(self, key: str) -> str:
        """Return an entry as it stands in the file."""
        return self._texts[key]


def open_bibliography(path: Path) -> Mapping[str, Source]:
    """Open a BibTeX file without reading its entries; errors are those of :func:`read_bibliography`.

    A file that cannot be cut into entries, each with a key of its own and none with a meaning for the others,
    is read as a whole.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return read_bibliography(path)  # which says what is wrong
    starts = list(_ENTRY.finditer(text))
    ends = [*(match.start() for match in starts), len(text)][1:]
    texts = {match["key"]: text[match.start() : end] for match, end in zip(starts, ends, strict=False)}
    if len(texts) < len(_ANYWHERE.findall(text)) or _SHARED.search(text):
        return read_bibliography(path)
    return Bibliography(texts)


def _parsed(text: str) -> dict[str, Source]:
    from pybtex.database.input.bibtex import Parser

    return {key: _source(key, entry) for key, entry in Parser().parse_string(text).entries.items()}


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
        publisher=value("publisher"),
        urldate=value("urldate"),
        note=value("note"),
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
