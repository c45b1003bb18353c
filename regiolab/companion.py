"""The companion to the lessons: each paragraph of the article, each card, statement and term, with links to them.

In the repository notebooks name them plainly (``S2 ¶5``, ``E118``). In a reader's copy every such name is a
link into the notebook that :func:`page` makes.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from regiolab.course import course_root
from regiolab.data import independence, sources, store
from regiolab.i18n import _, format_date, language
from regiolab.views.markup import fill
from regiolab.views.mentions import FRAGMENT, PAGE, Entry, entries, link, linked
from regiolab.words import marked, split

PLACE = f"notebooks/{PAGE}"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*#[^\s\"]* \"(?:[^\"\\]|\\.)*\"\)")  # as `mentions.link` writes one


def page() -> bytes:
    """Return the companion as a notebook file, in the reader's language.

    Examples
    --------
    >>> cells = json.loads(page())["cells"]
    >>> {cell["cell_type"] for cell in cells}
    {'markdown'}
    """
    return _page(language())


@functools.cache
def _page(spoken: str) -> bytes:
    cells = [
        {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.splitlines(keepends=True)}
        for name, text in _cells()
    ]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return _file({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


store.on_change(_page.cache_clear)


def with_links(name: str, content: bytes) -> bytes:
    """Return a notebook file whose prose links to the companion what it mentions; any other file as it is.

    Parameters
    ----------
    name : str
        Where it lies in the course: ``"notebooks/01_trajectory.ipynb"``.
    content : bytes

    Returns
    -------
    bytes

    Examples
    --------
    >>> with_links("notebooks/notes.txt", b"S2 \\xc2\\xb65")
    b'S2 \\xc2\\xb65'
    """
    if not name.endswith(".ipynb"):
        return content
    try:
        notebook = json.loads(content)
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    except (ValueError, TypeError, KeyError):
        return content  # no notebook, whatever its name says
    where = PAGE if Path(name).parent == Path(PLACE).parent else f"../{PLACE}"
    for cell in cells:
        cell["source"] = linked("".join(cell["source"]), where + FRAGMENT).splitlines(keepends=True)
    return _file(notebook)


def read_without_links(text: str) -> str:
    """Return a text that :func:`regiolab.views.mentions.linked` has linked as one reads it.

    Examples
    --------
    >>> read_without_links(linked("See `S2 ¶5` and [a page](https://example.org)."))
    'See S2 ¶5 and [a page](https://example.org).'
    """
    return LINK.sub(r"\1", text)


def item(entry: Entry, alone: bool = False) -> list[str]:
    """Return the paragraphs, in Markdown, that stand under the heading of an entry.

    One that stands `alone` does without the lists of what else speaks of it.
    """
    if alone and entry.kind == "paragraph":
        return _gist(entry)
    makers = {"paragraph": _paragraph, "card": _card, "statement": _statement, "term": _term}
    return makers[entry.kind](entry) if entry.kind in makers else [_plain(entry.says)]


def _cells() -> Iterable[tuple[str, str]]:
    """Return the companion's cells, each a name that stays and its text."""
    known = entries().values()
    lessons = [path for path in sorted((course_root() / "notebooks").glob("*.ipynb")) if path.name != PAGE]
    yield (
        "title",
        "\n\n".join(
            [
                "# " + _("Companion: the article paragraph by paragraph, the cards, the terms"),
                _(
                    "What the lessons point to: the gist of each paragraph of the article in our own words, the "
                    "cards (facts with their sources), statements of the article that are tested, and terms. "
                    "First words are given so that you find a paragraph in the article itself."
                ),
                _("Back to the lessons: {list}").format(
                    list=" | ".join(f"[{_heading(path)}]({path.name})" for path in lessons)
                ),
            ]
        ),
    )
    yield "article", "## " + _("The article")
    for entry in known:
        if entry.kind == "section":
            yield entry.anchor, f"### {entry.name}\n\n**{_plain(entry.says)}**"
            head = f"{entry.name} ¶"
            yield from (_item(one) for one in known if one.name.startswith(head))
    yield "cards", "## " + _("Cards")
    for bloc, names in _schemes().items():
        yield f"cards-{bloc}".replace("_", "-"), f"### {_bloc_name(bloc)}"
        yield from map(_item, (entries()[name] for name in names))
    yield "statements", "## " + _("Statements of the article")
    claims = store.columns("claims")
    first = {name: split(cell)[0].split(" ")[0] for name, cell in zip(claims["claim"], claims["locator"], strict=True)}
    for section in dict.fromkeys(first.values()):
        yield f"statements-{section.lower()}", "### " + _("Statements of section {section}").format(section=section)
        yield from (_item(entries()[name]) for name, where in first.items() if where == section)
    yield "terms", "## " + _("Terms")
    terms = sorted((entry for entry in known if entry.kind == "term"), key=lambda entry: entry.anchor)
    for letter, inside in itertools.groupby(terms, key=lambda entry: entry.anchor.removeprefix("term-")[0]):
        yield f"terms-{letter}", f"### {letter.upper()}"
        yield from map(_item, inside)


def _heading(lesson: Path) -> str:
    """Return a lesson's title."""
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    text = "".join("".join(cell["source"]) + "\n" for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    found = re.search(r"^# (.+)$", text, flags=re.MULTILINE)
    return found[1] if found else lesson.stem


def _item(entry: Entry) -> tuple[str, str]:
    """Return the cell of an entry: it bears the entry's name, so that a link leads to it."""
    return entry.anchor, "\n\n".join([f"#### {entry.name}", *item(entry)])


def _gist(entry: Entry) -> list[str]:
    finder = _row("sections", "locator", entry.name)["finder"]
    return [_plain(entry.says) + ".", _("First words: “{words} …”").format(words=_plain(finder))]


def _paragraph(entry: Entry) -> list[str]:
    cards, claims = store.columns("evidence"), store.columns("claims")
    told = _gist(entry)
    for said, table, key in ((_("Cards: {list}"), cards, "evidence"), (_("Statements: {list}"), claims, "claim")):
        here = [name for name, cell in zip(table[key], table["locator"], strict=True) if entry.name in split(cell)]
        if here:
            told.append(said.format(list=_links(here)))
    return told


def _card(entry: Entry) -> list[str]:
    row = _row("evidence", "evidence", entry.name)
    told = [_plain(entry.says)]
    when = format_date(dt.date.fromisoformat(row["date"]), row["date_precision"]) if row["date"] else _("no date")
    where = _links(split(row["locator"])) or _("from outside the article")
    if not independence.cites_independent(row["source"]):
        where = _("{locator}; rests on the article alone").format(locator=where)
    told.append(_("Date: {date}. Place: {place}.").format(date=when, place=where))
    return told + _cited(row["source"])


def _statement(entry: Entry) -> list[str]:
    row = _row("claims", "claim", entry.name)
    verdict = f"{marked(row['verdict'])}: {_plain(row['reason'])}"
    # whoever follows a link before having judged need not see it
    folded = fill("folded.html", summary=_("The verdict"), text=Markup(verdict)).strip()
    place = _("Place: {place}.").format(place=_links(split(row["locator"])))
    return [_plain(entry.says), place, folded]


def _term(entry: Entry) -> list[str]:
    terms = store.columns("glossary")
    at = terms[f"term_{language()}"].index(entry.full)
    told = [_plain(entry.says)]
    if used := terms["used_by"][at]:
        told.append(_("Used by: {list}").format(list=_plain(used)))
    if terms["locator"][at]:
        told.append(_("Place: {place}.").format(place=_links(split(terms["locator"][at]))))
    return told + _cited(terms["source"][at])


def _links(names: Iterable[str]) -> str:
    """Return names as links; one that is unknown stays text."""
    known = entries()
    return ", ".join(link(known[name], name) if name in known else name for name in names)


def _cited(cell: str) -> list[str]:
    lines = []
    for citation in sources.parse(cell):
        if citation.key == sources.ARTICLE:
            continue  # the place says it
        place = f" ({_plain(citation.locator)})" if citation.locator else ""
        lines.append(f"- {_plain(store.source(citation.key).reference())}{place}")
    return [_("Sources:"), "\n".join(lines)] if lines else []


def _row(table: str, key: str, name: str) -> dict[str, str]:
    columns = store.columns(table)
    at = columns[key].index(name)
    return {column: cells[at] for column, cells in columns.items()}


def _schemes() -> dict[str, list[str]]:
    """Return the cards of each scheme."""
    cards, units = store.columns("evidence"), store.columns("units")
    of_unit = dict(zip(units["unit"], units["bloc"], strict=True))
    found: dict[str, list[str]] = {}
    for card, unit in zip(cards["evidence"], cards["unit"], strict=True):
        found.setdefault(of_unit[unit], []).append(card)
    return found


def _bloc_name(bloc: str) -> str:
    return _row("blocs", "bloc", bloc)[f"short_{language()}"]


def _plain(text: str) -> str:
    """Return text of a table as Markdown that shows it as it stands."""
    return re.sub(r"([\\`*<\[\]$])", r"\\\1", text)


def _file(notebook: dict) -> bytes:
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()
