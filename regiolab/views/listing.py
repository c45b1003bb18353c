"""A table meant to be read: whole sentences in its cells, nothing cut off."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from regiolab.errors import InvalidValue
from regiolab.views.asides import in_place, styled
from regiolab.views.markup import cell, cells, fill


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
        shown = cells(self.frame)
        # what names a row would only unfold to what stands beside it
        rows = [[*row[:1], *map(in_place, row[1:])] for row in shown["rows"]]
        return styled(fill("listing.html", caption=self.caption, columns=shown["columns"], rows=rows))


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
    """Show a frame with its whole text, where pandas would cut it off.

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
    text = frame.copy()
    for name in text.columns:
        if pd.api.types.is_datetime64_any_dtype(text[name]):
            text[name] = text[name].dt.strftime("%Y-%m-%d")
    return Listing(text, caption)
