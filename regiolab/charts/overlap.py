"""What holds the states together and what divides them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis import membership
from regiolab.analysis.dates import as_date
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.data import load
from regiolab.data.labels import short_name, short_names, state_names
from regiolab.i18n import _, format_date, format_list, worded

DEFAULT = ("mercosur", "andean_community", "alba", "pacific_alliance", "unasur", "celac")


def overlap_matrix(
    blocs: Iterable[str] = DEFAULT,
    on: dt.date | str | None = None,
    *,
    by: str = "start",
) -> Figure:
    """Draw how many full members each pair of schemes shares on a day.

    Parameters
    ----------
    blocs : iterable of str
    on : datetime.date or str, optional
        The day; the last day of the tables if left out.
    by : {"start", "signed", "in_force"}
        See :func:`regiolab.members`.

    Returns
    -------
    Figure
        Its table is that of :func:`regiolab.analysis.overlap`.

    Examples
    --------
    >>> overlap_matrix(["mercosur", "unasur"], on="2015-01-01").table["shared"].tolist()
    [5, 5, 5, 12]
    """
    day = as_date(on)
    table = membership.overlap(blocs, day, by)
    names, called = list(dict.fromkeys(table["bloc"])), state_names()
    label = {bloc: short_name(bloc) for bloc in names}
    columns = [label[bloc] for bloc in names]
    size = dict(zip(table["bloc"], table["size"], strict=True))
    rows = [f"{label[bloc]} ({size[bloc]})" for bloc in names]
    shown = table.assign(
        row=[f"{label[bloc]} ({size[bloc]})" for bloc in table["bloc"]],
        column=table["other"].map(label),
        own=table["bloc"].eq(table["other"]),
        states=[", ".join(called[iso3] for iso3 in cell.split(", ") if iso3) for cell in table["states"]],
    )
    x = alt.X("column:N", sort=columns, title=None)
    # names of two words break into two lines, which hang down from the axis and need room
    x = x.axis(orient="top", labelAngle=0, labelColor=theme.INK, labelPadding=20, labelExpr="split(datum.label, ' ')")
    y = alt.Y("row:N", sort=rows, title=None).axis(labelColor=theme.INK)
    tooltip = [
        alt.Tooltip("row:N", title=_("Of the members of")),
        alt.Tooltip("column:N", title=_("also in")),
        alt.Tooltip("shared:Q", title=_("States")),
        alt.Tooltip("states:N", title=_("Which")),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    scale = alt.Scale(domain=[0, 1], range=["#f3f5f7", "#1f4e79"])
    cell = base.transform_filter("!datum.own").mark_rect(stroke=theme.PAPER, strokeWidth=2)
    own = base.transform_filter("datum.own").mark_rect(stroke=theme.PAPER, strokeWidth=2, fill="#fbfbfc")
    number = (
        base.transform_filter("!datum.own")
        .mark_text(fontSize=14, fontWeight=600)
        .encode(
            text=alt.Text("shared:Q"),
            color=alt.condition("datum.share > 0.55", alt.value(theme.PAPER), alt.value(theme.INK)),
        )
    )
    fill = alt.Fill("share:Q", scale=scale, legend=None)
    title = alt.Title(
        _("Members that schemes share"),
        subtitle=_("On {date}. Read along the row: how many of its members also sit in …").format(
            date=format_date(day)
        ),
    )
    chart = alt.layer(own, cell.encode(fill=fill), number).properties(
        width=88 * len(names), height=44 * len(names), title=title
    )
    return Figure(chart, _describe_pairs(day, table), table)


def union_and_fragmentation(
    first: int = 1990,
    last: int | None = None,
    *,
    states: Iterable[str] | str | None = None,
    by: str = "start",
) -> Figure:
    """Draw the two forces of S2 ¶7 year by year: what unites the states and what divides them.

    Parameters
    ----------
    first, last : int
        Years; `last` is the last year of the tables if left out.
    states : iterable of str, optional
        ISO codes; the twelve states of South America if left out, ``"region"`` for all 33 states.
    by : {"start", "signed", "in_force"}
        See :func:`regiolab.members`.

    Returns
    -------
    Figure
        Its table is that of :func:`regiolab.analysis.union_and_fragmentation`.

    Examples
    --------
    >>> union_and_fragmentation(2000, 2010).table["year"].tolist()[:2]
    [2000, 2001]
    """
    table = membership.union_and_fragmentation(first, last, states=states, by=by)
    lines = {
        "together": (_("sit together in a political body"), theme.colour("celac")),
        "divided": (_("belong to different economic axes"), "#d55e00"),
    }
    long = table.melt("year", ["together", "divided"], var_name="line", value_name="share")
    long = long.assign(label=[lines[line][0] for line in long["line"]])
    domain = [label for label, _hue in lines.values()]
    hues = [hue for _label, hue in lines.values()]
    final = int(table["year"].max())
    x = alt.X("year:Q", title=None, scale=alt.Scale(domain=[first, final], nice=False))
    x = x.axis(format="d", tickCount=8, grid=False)
    y = alt.Y("share:Q", title=_("Share of all pairs of states"), scale=alt.Scale(domain=[0, 1]))
    y = y.axis(format=".0%", tickCount=5, grid=True, gridColor=theme.RULE)
    color = alt.Color("label:N", scale=alt.Scale(domain=domain, range=hues), legend=None)
    dash = alt.StrokeDash("label:N", scale=alt.Scale(domain=domain, range=[[1, 0], [6, 3]]), legend=None)
    tooltip = [
        alt.Tooltip("year:Q", format="d", title=_("Year")),
        alt.Tooltip("label:N", title=_("Pairs that")),
        alt.Tooltip("share:Q", format=".0%", title=_("Share")),
    ]
    base = alt.Chart(long)
    line = base.mark_line(interpolate="step-after", strokeWidth=2.6).encode(x=x, y=y, color=color, strokeDash=dash)
    points = base.mark_point(opacity=0, size=120).encode(x=x, y=y, tooltip=tooltip)
    inks = dict(zip(domain, map(theme.written, hues), strict=True))
    ends = long[long["year"].eq(final)].assign(ink=lambda rows: rows["label"].map(inks))
    labels = (
        alt.Chart(ends)
        .mark_text(align="left", dx=8, fontWeight=600, fontSize=12, lineBreak="\n")
        .encode(x=x, y=y, text=alt.Text("label:N"), color=alt.Color("ink:N", scale=None))
    )
    notes = _notes(first, final, by)
    marks = alt.Chart(notes).mark_rule(strokeDash=[2, 3], color=theme.MUTED).encode(x=x)
    says = (
        alt.Chart(notes)
        .mark_text(align="left", dx=4, fontSize=10.5, color=theme.MUTED)
        .encode(x=x, y=alt.Y("height:Q", scale=alt.Scale(domain=[0, 1])), text=alt.Text("text:N"))
    )
    text = _("Pairs of the {n} states compared, on 31 December of each year")
    rules = {
        "signed": _("A state counts from its signature on."),
        "in_force": _("A state counts while the treaty is in force for it."),
    }
    compared = text.format(n=_count(int(table["pairs"].iloc[0])))
    subtitle = [compared, rules[by]] if by in rules else compared
    title = alt.Title(_("Union and fragmentation at once"), subtitle=subtitle)
    chart = alt.layer(marks, says, line, points, labels).properties(width=theme.WIDTH - 190, height=300, title=title)
    return Figure(chart, _describe_years(table), table)


def _notes(first: int, last: int, by: str) -> pd.DataFrame:
    """Return the acts that moved the lines, to be written into the empty part of the figure."""
    column, acts = "founded", [(("mercosur",), 0.3), (("sacn",), 0.22), (("pacific_alliance", "celac"), 0.14)]
    if by == "in_force":
        column, acts = "in_force", [(("mercosur",), 0.3), (("unasur",), 0.3)]
    years = load("blocs").set_index("bloc")[column].dt.year
    rows = [(int(years[of[0]]), height, f"{', '.join(map(short_name, of))} {int(years[of[0]])}") for of, height in acts]
    return pd.DataFrame([row for row in rows if first <= row[0] <= last], columns=["year", "height", "text"])


def _count(pairs: int) -> int:
    """Return how many states make so many pairs."""
    return round((1 + (1 + 8 * pairs) ** 0.5) / 2)


def _describe_pairs(day: dt.date, table: pd.DataFrame) -> str:
    names, called = short_names(), state_names()
    pairs = table[table["bloc"].lt(table["other"])].sort_values("shared", ascending=False)
    parts = [
        _("{one} and {other} share {n} ({states})").format(
            one=names[row.bloc],
            other=names[row.other],
            n=row.shared,
            states=format_list(called[iso3] for iso3 in row.states.split(", ")),
        )
        for row in pairs.itertuples()
        if row.shared
    ]
    none = [f"{names[row.bloc]} / {names[row.other]}" for row in pairs.itertuples() if not row.shared]
    text = _("Full members shared by pairs of schemes on {date}: {list}.").format(
        date=format_date(day), list="; ".join(parts) or _("none")
    )
    return text + (" " + _("No member in common: {list}.").format(list=format_list(none)) if none else "")


def _describe_years(table: pd.DataFrame) -> str:
    rows = table.set_index("year")
    years = [year for year in (rows.index.min(), 2000, 2008, 2012, 2019, rows.index.max()) if year in rows.index]
    parts = [
        worded(
            _("{year}: {together:.0%} sit together in a political body, {divided:.0%} belong to different axes"),
            year=year,
            together=rows.loc[year, "together"],
            divided=rows.loc[year, "divided"],
        )
        for year in dict.fromkeys(int(year) for year in years)
    ]
    return _("Shares of all pairs of states by year. {list}.").format(list="; ".join(parts))
