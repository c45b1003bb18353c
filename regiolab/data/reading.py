"""What a reader looks up while reading: terms, and where the article and the record part."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from regiolab.data import schema, sources, store
from regiolab.data.listing import Listing
from regiolab.data.tables import load
from regiolab.errors import unknown
from regiolab.i18n import _, language


def define(*terms: str) -> Listing:
    """Explain terms of the article and of the field, with their names in the other languages.

    Parameters
    ----------
    *terms : str
        Identifiers of the table ``glossary``; all terms if none is given.

    Returns
    -------
    Listing
        One row a term: the term, its definition, the term in the other two languages, who uses it,
        and the paragraph of the article.

    Raises
    ------
    UnknownName
        For a term that is not in the glossary.

    Examples
    --------
    >>> len(define("open_regionalism"))
    1
    """
    table = load("glossary").set_index("term", drop=False)
    for term in terms:
        if term not in table.index:
            raise unknown(_("a term of the glossary"), term, table.index)
    rows = table.loc[list(terms)] if terms else table
    others = [name for name in ("en", "es", "pt") if name != language()]
    frame = pd.DataFrame(
        {
            _("Term"): rows[f"term_{language()}"],
            _("Definition"): rows[f"definition_{language()}"],
            " / ".join(others): rows[f"term_{others[0]}"] + " / " + rows[f"term_{others[1]}"],
            _("Used by"): rows["used_by"],
            _("In the article"): rows["locator"],
        }
    )
    return Listing(frame, _("Glossary"))


def against_the_article(*sections: str, tables: Iterable[str] = ()) -> Listing:
    """List where the article and other sources differ, both kept.

    Parameters
    ----------
    *sections : str
        Sections of the article, such as ``"S2"``; all if none is given.
    tables : iterable of str
        Only disagreements that bear on these tables.

    Returns
    -------
    Listing
        One row a disagreement: the paragraph, what the article says, what other sources say, what
        the tables follow and why, and the other sources.

    Examples
    --------
    >>> len(against_the_article("S2")) > 0
    True
    """
    known = sorted(set(load("sections")["section"]))
    for section in sections:
        if section not in known:
            raise unknown(_("a section of the article"), section, known)
    for name in tables:
        schema.table(name)
    conflicts = load("conflicts")
    article = {side: _cites_article(conflicts[f"source_{side}"]) for side in "ab"}
    rows = conflicts[article["a"] ^ article["b"]]
    if sections:
        rows = rows[[_in_sections(cell, sections) for cell in rows["locator"]]]
    if tables := list(tables):
        rows = rows[rows["table"].isin(tables)]
    first = article["a"][rows.index]
    other = rows["source_b"].where(first, rows["source_a"])
    followed = rows["followed"].astype(str)
    article_side = pd.Series("a", index=rows.index).where(first, "b")
    verdict = followed.eq(article_side).map({True: _("the article"), False: _("the other source")})
    frame = pd.DataFrame(
        {
            _("Paragraph"): rows["locator"],
            _("The article"): rows["value_a"].where(first, rows["value_b"]),
            _("Other sources"): rows["value_b"].where(first, rows["value_a"]),
            _("The tables follow"): verdict.where(followed.ne("neither"), _("neither")),
            _("Why"): rows["reason"],
            _("Which sources"): [_references(cell) for cell in other],
        }
    )
    order = rows["locator"].fillna("").map(_place)
    return Listing(
        frame.loc[order.sort_values(kind="stable").index].reset_index(drop=True),
        _("Where the article and other sources differ"),
    )


def _cites_article(cells: pd.Series) -> pd.Series:
    return cells.map(lambda cell: any(item.key == sources.ARTICLE for item in sources.parse(cell)))


def _in_sections(cell: object, sections: tuple[str, ...]) -> bool:
    return isinstance(cell, str) and any(part.split(" ")[0] in sections for part in cell.split(";"))


def _place(cell: str) -> tuple[str, int]:
    section, _blank, paragraph = cell.split(";")[0].partition(" ¶")
    return section, int(paragraph or 0)


def _references(cell: str) -> str:
    found = [store.source(item.key) for item in sources.parse(cell)]
    return "; ".join(
        f"{entry.author or entry.title} ({entry.year})" if entry.year else entry.author or entry.title
        for entry in found
    )
