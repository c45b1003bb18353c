"""A table meant to be read: whole sentences in its cells, nothing cut off."""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass

import pandas as pd


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
                lines += textwrap.wrap(f"{heading}: {value}", 96, subsequent_indent="  ") if pd.notna(value) else []
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return table_html(self.frame, self.caption)


def table_html(frame: pd.DataFrame, caption: str = "") -> str:
    """Return a frame as a table of HTML, which what a reader has set for pandas does not change.

    Parameters
    ----------
    frame : pandas.DataFrame
    caption : str

    Examples
    --------
    >>> "<td" in table_html(pd.DataFrame({"share": [1 / 3]}))
    True
    """
    style = "text-align:left;vertical-align:top;white-space:normal"
    heads = "".join(f'<th scope="col" style="text-align:left">{html.escape(str(c))}</th>' for c in frame)
    rows = "".join(
        "<tr>" + "".join(f'<td style="{style}">{_cell(value)}</td>' for value in row) + "</tr>"
        for row in frame.itertuples(index=False)
    )
    title = f'<caption style="text-align:left">{html.escape(caption)}</caption>' if caption else ""
    return f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: object) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return f"{value:%Y-%m-%d}"
    return html.escape(str(value))


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
