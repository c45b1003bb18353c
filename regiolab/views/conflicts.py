"""Where the article and the record part."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from regiolab.data import labels, load, schema, sources
from regiolab.errors import unknown
from regiolab.i18n import _
from regiolab.views.listing import Listing, listing
from regiolab.words import split


def against_the_article(*sections: str, tables: Iterable[str] = ()) -> Listing:
    """List where the article and other sources differ, both kept.

    Parameters
    ----------
    *sections : str
        Sections of the article, such as ``"S2"``; all if none is given.
    tables : iterable of str
        Only conflicts that bear on these tables.

    Returns
    -------
    Listing
        One row a conflict: the paragraph, what the article says, what other sources say, what
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
    order = rows["locator"].fillna("").map(_place).sort_values(kind="stable").index
    columns = [
        (_("Paragraph"), rows["locator"].str.replace(";", ", ")),
        (_("The article"), rows["value_a"].where(first, rows["value_b"])),
        (_("Other sources"), rows["value_b"].where(first, rows["value_a"])),
        (_("The tables follow"), followed.map({"both": _("both"), "neither": _("neither")}).fillna(verdict)),
        (_("Why"), rows["reason"]),
        (_("Which sources"), other.map(labels.cited)),
    ]
    caption = _("Where the article and other sources differ")
    return listing([(heading, cells.loc[order]) for heading, cells in columns], caption)


def _cites_article(cells: pd.Series) -> pd.Series:
    return cells.map(lambda cell: any(item.key == sources.ARTICLE for item in sources.parse(cell)))


def _in_sections(cell: object, sections: tuple[str, ...]) -> bool:
    return any(part.split(" ")[0] in sections for part in split(cell))


def _place(cell: str) -> tuple[str, int]:
    section, _blank, paragraph = cell.split(";")[0].partition(" ¶")
    return section, int(paragraph or 0)
