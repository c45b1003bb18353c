"""Who reads a unit, and how: the article and other scholars, each in their own terms."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.data import independence, labels, load
from regiolab.data.sources import ARTICLE
from regiolab.errors import InvalidValue
from regiolab.i18n import _

OWN = "own"  # the column of those who use a category of their own
HOLLOW = ("abstract", "quotation")  # readings that rest on no passage of the coder's text
COLUMN = 96  # a model's column; with names and terms the figure stays within the page
NAME, TERM = 22, 32  # letters in a line of a name, of a term
MARKS: dict[str, dict[str, Any]] = {
    "dominant": {"size": 250, "strokeWidth": 2.4},
    "element": {"size": 80, "strokeWidth": 2},
    "absent": {"shape": "cross", "size": 130, "angle": 45, "strokeWidth": 1.4},
    "residual": {"shape": "square", "size": 140, "strokeWidth": 2},
    "own": {"shape": "diamond", "size": 120, "strokeWidth": 2},
}


def other_readings(unit: str) -> Figure:
    """Draw how the article and other scholars read one unit, each in their own terms.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``.

    Returns
    -------
    Figure
        Its table has one row a reading: ``coder``, ``who``, ``model``, ``degree``, ``flags``,
        ``term`` (the coder's own), ``independent``, ``checked``, ``read_from`` ("text", "passage",
        "abstract", "quotation"), ``comment``, ``source``. The model is our mapping; it is empty for
        those who use a category of their own. What rests on no passage is drawn hollow.

    Raises
    ------
    UnknownName
        For an unknown unit.
    InvalidValue
        If nobody reads this unit.

    Examples
    --------
    >>> other_readings("unasur_2008_economic").table["coder"].iloc[0]
    'briceno2018'
    """
    row = labels.unit_row(unit)
    codings = load("codings")
    own = codings[codings["unit"].eq(unit)]
    if own.empty:
        raise InvalidValue(_("Nobody reads {unit} here: its cards stand in reading('{unit}').").format(unit=unit))
    table = pd.DataFrame(
        {
            "coder": own["coder"],
            "who": own["coder"].map(labels.coder_name),
            "model": own["model"].astype(object).where(own["model"].notna(), ""),
            "degree": own["degree"].astype(object).where(own["degree"].notna(), ""),
            "flags": own["flags"].fillna(""),
            "term": own["term"].fillna(""),
            "independent": own["coder"].map(independence.is_independent),
            "checked": own["checked"].astype(str),
            "read_from": own["read_from"].astype(str),
            "comment": own["comment"],
            "source": own["source"],
        }
    )
    order = {model: at for at, model in enumerate(load("models")["model"].astype(str))}
    table = table.assign(_other=table["coder"].ne(ARTICLE), _model=table["model"].map(order))
    table = table.sort_values(["_other", "who", "_model"], kind="stable", ignore_index=True)
    table = table.drop(columns=["_other", "_model"])
    title = _("Who reads {unit}, and how").format(unit=labels.unit_name(unit))
    return Figure(_readings_chart(table, str(row["dimension"]), title), _describe_readings(table, title), table)


@unchecked()
def _readings_chart(table: pd.DataFrame, dimension: str, title: str) -> alt.LayerChart:
    models = load("models")
    columns = [*models.loc[models["dimension"].eq(dimension), "model"].astype(str), OWN]
    names = {**labels.model_names().to_dict(), OWN: _("a category of their own")}
    rows = _rows(table)
    height = int(rows["bottom"].max())
    place = {column: (at + 0.5) * COLUMN for at, column in enumerate(columns)}
    shown = table.assign(
        x=[place[model or OWN] for model in table["model"]],
        y=table["who"].map(rows.set_index("who")["y"]),
        hue=[theme.MODEL_COLOURS.get(model, theme.MUTED) for model in table["model"]],
        shape=[
            degree or ("own" if not model else "residual")
            for degree, model in zip(table["degree"], table["model"], strict=True)
        ],
        said=[words.flag_names(flags) for flags in table["flags"]],
        degree_word=[words.degree_name(degree) for degree in table["degree"]],
    )
    # the fill says what was read, so that a reading seen in an abstract only weighs less to the eye
    shown = shown.assign(fill=shown["hue"].where(~shown["read_from"].isin(HOLLOW), theme.PAPER))
    sx = alt.Scale(domain=[0, COLUMN * len(columns)], nice=False)
    sy = alt.Scale(domain=[0, height], nice=False, reverse=True)
    x, y = alt.X("x:Q", axis=None, scale=sx), alt.Y("y:Q", axis=None, scale=sy)
    tooltip = [
        alt.Tooltip("who:N", title=_("Who")),
        alt.Tooltip("term:N", title=_("Own term")),
        alt.Tooltip("degree_word:N", title=_("Degree (our mapping)")),
        alt.Tooltip("said:N", title=_("Flags")),
        alt.Tooltip("comment:N", title=_("Comment")),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    hue = [alt.Stroke("hue:N", scale=None, legend=None), alt.Fill("fill:N", scale=None, legend=None)]
    heads = pd.DataFrame(
        [(place[c], "\n".join(textwrap.wrap(names[c], 16, break_long_words=False))) for c in columns],
        columns=["x", "text"],
    )
    lines = 1 + max(text.count("\n") for text in heads["text"])
    cells = rows.merge(pd.DataFrame({"x": [place[c] - COLUMN / 2 for c in columns]}), how="cross")
    cells = cells.assign(x2=cells["x"] + COLUMN)
    text_at = alt.Chart(rows)
    layers = [
        alt.Chart(cells)
        .mark_rect(fill=theme.PAPER, stroke="#eef1f5", strokeWidth=1)
        .encode(x=x, x2="x2", y=alt.Y("top:Q", axis=None, scale=sy), y2="bottom"),
        *(
            base.transform_filter(f"datum.shape == '{shape}'").mark_point(opacity=1, **style).encode(*hue)
            for shape, style in MARKS.items()
        ),
        alt.Chart(heads)
        .mark_text(baseline="bottom", lineBreak="\n", fontWeight=600, dy=-4 - 13 * (lines - 1), fontSize=10.5)
        .encode(x=x, y=alt.YValue(0), text=alt.Text("text:N")),
        text_at.mark_text(align="right", fontSize=11.5, color=theme.INK, lineBreak="\n", baseline="middle").encode(
            x=alt.XValue(-8), y=alt.Y("name_y:Q", axis=None, scale=sy), text=alt.Text("name:N")
        ),
        text_at.mark_text(align="left", fontSize=11, color=theme.MUTED, lineBreak="\n", baseline="middle").encode(
            x=alt.XValue(COLUMN * len(columns) + 10),
            y=alt.Y("term_y:Q", axis=None, scale=sy),
            text=alt.Text("term:N"),
        ),
    ]
    key = [
        theme.apart(_("large: dominant   small: element   × denied   ■ residual answer   ◆ not mapped")),
        _("Hollow: known from an abstract or at second hand"),
        _("The place is our mapping; at the right, the coder’s own term"),
    ]
    head = alt.Title(title, subtitle=key)
    return alt.layer(*layers).properties(width=COLUMN * len(columns), height=height, title=head)


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return a row a coder: the name and the own terms in lines, and the room that they take."""
    found, top = [], 0.0
    for who, own in table.groupby("who", sort=False):
        name = textwrap.wrap(str(who), NAME)
        term = textwrap.wrap(_quoted(own), TERM)
        bottom = top + max(30.0, 14.0 * max(len(name), len(term)) + 8)
        middle = (top + bottom) / 2
        # a text of several lines hangs from its first
        hung = [middle - 7 * (max(len(part), 1) - 1) for part in (name, term)]
        found.append((who, "\n".join(name), "\n".join(term), top, bottom, middle, *hung))
        top = bottom
    return pd.DataFrame(found, columns=["who", "name", "term", "top", "bottom", "y", "name_y", "term_y"])


def _quoted(own: pd.DataFrame) -> str:
    """Return a coder's own terms, each with its flags, none of them cut."""
    said = []
    for row in own.itertuples():
        term = f"“{row.term}”" if row.term else ""
        flags = f"({words.flag_names(row.flags)})" if row.flags else ""
        said.append(" ".join(part for part in (term, flags) if part))
    said = [part for part in dict.fromkeys(said) if part]
    if not own["independent"].iloc[0] and own["coder"].iloc[0] != ARTICLE:
        said.append(_("by the article’s author"))
    return "; ".join(said)


def _describe_readings(table: pd.DataFrame, title: str) -> str:
    names = labels.model_names()
    parts = []
    for who, own in table.groupby("who", sort=False):
        said = []
        for row in own.itertuples():
            if not row.model:
                said.append(_("“{term}”, a category of their own").format(term=row.term))
                continue
            tail = ", ".join(part for part in (words.degree_name(row.degree), words.flag_names(row.flags)) if part)
            term = f" (“{row.term}”)" if row.term else ""
            said.append(f"{names[row.model]}{term}" + (f" {tail}" if tail else ""))
        if not own["independent"].iloc[0] and own["coder"].iloc[0] != ARTICLE:
            said.append(_("by the article’s author, no second opinion"))
        if own["read_from"].isin(HOLLOW).all():
            said.append(_("known from an abstract or at second hand"))
        parts.append(f"{who}: {'; '.join(said)}")
    return f"{title}. {'. '.join(parts)}."
