"""A table meant to be read: whole sentences in its cells, nothing cut off."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from regiolab.errors import InvalidValue
from regiolab.views.asides import in_place, styled
from regiolab.views.markup import cell, cells, fill
from regiolab.views.spoken import spoken

SHORT, LONG_WORD = 90, 16  # letters
PAGE, LETTER, EDGE = 860, 8, 16  # pixels: a table, a bold letter, and the edges of a cell


@dataclass(frozen=True)
class Listing:
    """A frame with a caption; in a notebook it shows as a table whose text is not cut.

    Parameters
    ----------
    frame : pandas.DataFrame
        The rows, with the headings that a reader sees as column names.
    caption : str
        What the table shows.
    """

    frame: pd.DataFrame
    caption: str

    def __len__(self) -> int:
        return len(self.frame)

    def __str__(self) -> str:
        lines = [self.caption]
        for row in self.frame.itertuples(index=False):
            lines.append("")
            for heading, value in zip(self.frame.columns, row, strict=True):
                if text := cell(value):
                    lines += textwrap.wrap(f"{heading}: {text}", 96, subsequent_indent="  ")
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        content = _without_empty(cells(self.frame))
        # what names a row would only unfold to what stands beside it
        rows = [[*row[:1], *map(in_place, row[1:])] for row in content["rows"]]
        told = {"columns": content["columns"], "rows": rows, "widths": _widths(content)}
        return styled(fill("listing.html", caption=self.caption, **told))


def _without_empty(content: dict[str, list]) -> dict[str, list]:
    """Leave out columns in which no row says anything."""
    columns = list(zip(*content["rows"], strict=True))
    kept = [at for at, told in enumerate(columns) if any(told)] or range(len(content["columns"]))
    rows = [[row[at] for at in kept] for row in content["rows"]]
    return {"columns": [content["columns"][at] for at in kept], "rows": rows}


def _widths(content: dict[str, list]) -> list[int]:
    """Return the share of the page that each column gets, in per cent: the longest text gets the most.

    Left to itself a page cuts all columns alike. Each gets room for its longest word first, and the rest
    is dealt out by the root of what its cells hold on average, so that a column of dates stays readable
    beside one of sentences. Where all is short the table is as wide as its words, and nothing is returned.
    """
    columns = list(zip(content["columns"], *content["rows"], strict=True))
    if sum(max(map(len, column), default=0) for column in columns) < SHORT:
        return []
    least, hungry = [], []
    for column in columns:
        told = [text for text in column[1:] if text] or [""]
        word = max(len(word) for text in column for word in (text.split() or [""]))
        least.append(LETTER * min(word, LONG_WORD) + EDGE)
        hungry.append(math.sqrt(sum(map(len, told)) / len(told)))
    rest = max(PAGE - sum(least), PAGE / 3)
    widths = [room + rest * share / (sum(hungry) or 1) for room, share in zip(least, hungry, strict=True)]
    return [round(100 * width / sum(widths)) for width in widths]


def listing(columns: Iterable[tuple[str, Iterable]], caption: str = "") -> Listing:
    """Make a listing of columns, each a heading and its cells.

    Headings are words, and two may be the same word in some language: they come as pairs, for keys
    of one dictionary would swallow a column.

    Parameters
    ----------
    columns : iterable of (str, iterable)
    caption : str

    Returns
    -------
    Listing

    Raises
    ------
    InvalidValue
        If the columns are not equally long.

    Examples
    --------
    >>> listing([("Term", ["bloc"]), ("Term", ["scheme"])]).frame.shape
    (1, 2)
    """
    pairs = [(heading, list(cells)) for heading, cells in columns]
    lengths = {len(cells) for _heading, cells in pairs}
    if len(lengths) > 1:
        raise InvalidValue(f"The columns of a listing are of different lengths: {sorted(lengths)}.")
    rows = zip(*(cells for _heading, cells in pairs), strict=True)
    return Listing(pd.DataFrame(list(rows), columns=[heading for heading, _cells in pairs]), caption)


def show(frame: pd.DataFrame, caption: str = "") -> Listing:
    """Show a frame with its whole text, where pandas would cut it off, in words where it holds identifiers.

    Parameters
    ----------
    frame : pandas.DataFrame
    caption : str

    Returns
    -------
    Listing

    Examples
    --------
    >>> len(show(pd.DataFrame({"gist": ["a sentence"]})))
    1
    """
    told = spoken(frame)
    return Listing(pd.DataFrame(told["rows"], columns=told["columns"]), caption)
