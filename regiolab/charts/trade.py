"""Trade: within schemes, with the USA and with China."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis import series
from regiolab.analysis.membership import check_bloc, check_state
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.charts.years import (
    end_names,
    in_rows,
    in_years,
    scheme_colours,
    year_tooltip,
    year_x,
)
from regiolab.data import load
from regiolab.data.labels import short_name, state_names
from regiolab.i18n import _, worded

BLOCS = ("mercosur", "andean_community", "alba", "pacific_alliance", "sica", "caricom")
STATES = ("ARG", "BRA", "CHL", "COL", "MEX", "PER", "VEN", "ECU")
COLUMNS = 3
PANELS = {1: (800, 260), 2: (370, 200), 3: (226, 150)}  # size of one panel by the number in a row


def intra_trade(
    blocs: Iterable[str] = BLOCS, *, membership: str = "fixed", first: int = 1980, last: int = 2016
) -> Figure:
    """Draw how much of their exports the members of each scheme send one another, from two sources.

    Each scheme has a scale of its own, because a share grows with the size of a scheme: read one over
    time, and compare schemes with :func:`introversion`.

    Parameters
    ----------
    blocs : iterable of str
    membership : {"fixed", "dated"}
        The members of 2012 in all years, or those of each year.
    first, last : int
        Years.

    Returns
    -------
    Figure
        Its table has one row a scheme, year and source: ``bloc``, ``year``, ``origin``,
        ``intra_share``, ``introversion``, ``n_members``, ``n_data``, ``missing``, ``coverage``.

    Examples
    --------
    >>> intra_trade(["mercosur"], first=1998, last=1998).table["intra_share"].round(3).tolist()
    [0.258]
    """
    chosen = [check_bloc(bloc) for bloc in blocs]
    rows = pd.concat([series.intra_exports(bloc, membership=membership) for bloc in chosen], ignore_index=True)
    rows = in_years(rows[rows["intra_share"].notna()], first, last)
    columns = ["bloc", "year", "origin", "intra_share", "introversion", "n_members", "n_data", "missing", "coverage"]
    table = rows[columns].astype({"year": "int64", "n_members": "int64", "n_data": "int64"})
    table = table.assign(missing=table["missing"].fillna("")).reset_index(drop=True)
    founded = load("blocs").set_index("bloc")["founded"].dt.year
    across = min(len(chosen), COLUMNS)
    panels = [
        _share_panel(table[table["bloc"].eq(bloc)], bloc, founded[bloc], first, last, PANELS[across]) for bloc in chosen
    ]
    members = {"fixed": _("members of 2012 in all years"), "dated": _("members of each year")}[membership]
    title = alt.Title(
        _("Exports that stay within the scheme"),
        subtitle=[
            _("Share of all exports; {members}; dashed upright: foundation").format(members=members),
            _("Line: importers' reports (COW Trade); dots: exporters' reports (UN Comtrade)"),
            _("Each has a scale of its own: read one over time, do not compare heights"),
        ],
    )
    return Figure(in_rows(panels, across, 24, 18).properties(title=title), _describe_shares(table), table)


def introversion(blocs: Iterable[str] = BLOCS, *, first: int = 1980, last: int = 2014) -> Figure:
    """Draw the introversion of trade, which allows for the size of a scheme, against two sets of outsiders.

    Parameters
    ----------
    blocs : iterable of str
    first, last : int
        Years from 1980 to 2014.

    Returns
    -------
    Figure
        Its table has one row a scheme, year and choice of outsiders: ``bloc``, ``year``,
        ``outsiders`` (``with_usa``, ``region``), ``introversion``.

    Examples
    --------
    >>> introversion(["pacific_alliance"], first=2014).table["introversion"].round(2).tolist()
    [-0.63, -0.34]
    """
    chosen = [check_bloc(bloc) for bloc in blocs]
    rows = load("intra_trade")
    rows = rows[rows["bloc"].isin(chosen) & rows["membership"].eq("fixed") & rows["origin"].eq("cow")]
    rows = in_years(rows, first, last)
    long = rows.rename(columns={"introversion": "with_usa", "introversion_region": "region"}).melt(
        ["bloc", "year"], ["with_usa", "region"], var_name="outsiders", value_name="introversion"
    )
    table = long.dropna(subset=["introversion"]).astype({"year": "int64"}).reset_index(drop=True)
    return Figure(_introversion_chart(table, chosen, first, last), _describe_introversion(table), table)


def export_destinations(states: Iterable[str] = STATES, *, first: int = 1990, last: int = 2016) -> Figure:
    """Draw the shares of the USA, China and the region in the exports of states, from two sources.

    Parameters
    ----------
    states : iterable of str
        ISO codes.
    first, last : int
        Years.

    Returns
    -------
    Figure
        Its table has one row a state, year and source: ``iso3``, ``name``, ``year``, ``origin``,
        ``usa_share``, ``china_share``, ``region_share``.

    Examples
    --------
    >>> export_destinations(["MEX"], first=2014, last=2014).table["usa_share"].round(2).tolist()
    [0.72]
    """
    chosen, names = [check_state(iso3) for iso3 in states], state_names()
    rows = load("export_shares")
    rows = in_years(rows[rows["iso3"].isin(chosen)], first, last)
    table = rows.assign(name=rows["iso3"].map(names)).astype({"year": "int64"})
    table = table[["iso3", "name", "year", "origin", "usa_share", "china_share", "region_share"]].reset_index(drop=True)
    panels = [_destination_panel(table[table["iso3"].eq(iso3)], iso3, first, last) for iso3 in chosen]
    title = alt.Title(
        _("Where exports go: the USA, China, the region"),
        subtitle=[
            _("Share of all exports of a state; region: the other 32 states"),
            _("Lines: importers' reports (COW Trade, to 2014); dots: exporters' reports (UN Comtrade)"),
        ],
    )
    return Figure(in_rows(panels, 4, 24, 18).properties(title=title), _describe_destinations(table), table)


@unchecked()
def _share_panel(
    part: pd.DataFrame, bloc: str, founded: int, first: int, last: int, size: tuple[int, int]
) -> alt.LayerChart:
    hue = theme.colour(bloc)
    x = _decades(first, last)
    y = alt.Y("intra_share:Q", title=None, scale=alt.Scale(zero=True, nice=True))
    y = y.axis(format=".0%", tickCount=4, grid=True, gridColor=theme.RULE)
    tooltip = [
        year_tooltip(),
        alt.Tooltip("intra_share:Q", format=".1%", title=_("Share")),
        alt.Tooltip("coverage:Q", format=".0%", title=_("Pairs known")),
        alt.Tooltip("missing:N", title=_("Without data")),
    ]
    yearly, other = part[part["origin"].eq("cow")], part[part["origin"].eq("penppml")]
    shown = [
        alt.Chart(yearly).mark_line(color=hue, strokeWidth=2.4).encode(x=x, y=y),
        alt.Chart(yearly).mark_point(opacity=0, size=90).encode(x=x, y=y, tooltip=tooltip),
        alt.Chart(other)
        .mark_point(size=46, strokeWidth=1.8, fill=theme.PAPER, stroke=hue, opacity=1)
        .encode(x=x, y=y, tooltip=tooltip),
    ]
    if first <= founded <= last:
        when = alt.Chart(pd.DataFrame({"year": [founded]}))
        year = when.mark_text(color=theme.MUTED, fontSize=10, align="left", baseline="top", dx=3)
        shown.insert(0, year.encode(x=x, y=alt.YValue(0), text=alt.Text("year:Q", format="d")))
        shown.insert(0, when.mark_rule(color=theme.MUTED, strokeDash=[2, 3]).encode(x=x))
    title = alt.Title(short_name(bloc), fontSize=13, offset=4)
    return alt.layer(*shown).properties(width=size[0], height=size[1], title=title)


@unchecked()
def _destination_panel(part: pd.DataFrame, iso3: str, first: int, last: int) -> alt.LayerChart:
    words = {"usa_share": _("USA"), "china_share": _("China"), "region_share": _("region")}
    hues = {"usa_share": "#1f4e79", "china_share": "#b3261e", "region_share": "#8a7a3c"}
    long = part.melt(["year", "origin"], list(words), var_name="to", value_name="share").dropna(subset=["share"])
    long = long.assign(name=long["to"].map(words), ink=long["to"].map(hues).map(theme.written))
    scale = alt.Scale(domain=list(words.values()), range=list(hues.values()))
    color = alt.Color("name:N", scale=scale, legend=None)
    x = _decades(first, last)
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]))
    y = y.axis(format=".0%", values=[0, 0.5, 1], grid=True, gridColor=theme.RULE)
    dash = alt.StrokeDash(
        "name:N", scale=alt.Scale(domain=list(words.values()), range=[[1, 0], [6, 2], [2, 2]]), legend=None
    )
    tooltip = [
        year_tooltip(),
        alt.Tooltip("name:N", title=_("To")),
        alt.Tooltip("share:Q", format=".0%", title=_("Share")),
    ]
    yearly, other = long[long["origin"].eq("cow")], long[long["origin"].eq("penppml")]
    ends = end_names(yearly, "to", "share", 0.13, alt.Scale(domain=[0, 1]), dx=20, fontSize=10.5)
    return alt.layer(
        alt.Chart(yearly).mark_line(strokeWidth=2).encode(x=x, y=y, color=color, strokeDash=dash),
        alt.Chart(other).mark_point(size=26, filled=True, opacity=0.8).encode(x=x, y=y, color=color, tooltip=tooltip),
        ends.encode(x=x),
    ).properties(width=100, height=110, title=alt.Title(state_names()[iso3], fontSize=13, offset=4))


@unchecked()
def _introversion_chart(table: pd.DataFrame, chosen: list[str], first: int, last: int) -> alt.HConcatChart:
    words = {"with_usa": _("Against the region and the USA"), "region": _("Against the region alone")}
    color = alt.Color("name:N", scale=scheme_colours(chosen), legend=None)
    shown = table.assign(
        name=[short_name(bloc) for bloc in table["bloc"]],
        ink=[theme.written(theme.colour(bloc)) for bloc in table["bloc"]],
    )
    x = _decades(first, last)
    y = alt.Y("introversion:Q", title=None, scale=alt.Scale(domain=[-1, 1]))
    y = y.axis(values=[-1, -0.5, 0, 0.5, 1], format=".1f", grid=True, gridColor=theme.RULE)
    tooltip = [
        alt.Tooltip("name:N", title=_("Scheme")),
        year_tooltip(),
        alt.Tooltip("introversion:Q", format=".2f", title=_("Introversion")),
    ]
    panels = []
    for outsiders, heading in words.items():
        part = shown[shown["outsiders"].eq(outsiders)]
        ends = end_names(part, "bloc", "introversion", 0.11, alt.Scale(domain=[-1, 1]), dx=7)
        base = alt.Chart(part).encode(x=x, y=y, color=color)
        zero = (
            alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=theme.INK, strokeWidth=1).encode(y=alt.Y("zero:Q"))
        )
        layers = [
            zero,
            base.mark_line(strokeWidth=2.2),
            base.mark_point(opacity=0, size=80).encode(tooltip=tooltip),
            ends.encode(x=x),
        ]
        panels.append(alt.layer(*layers).properties(width=222, height=300, title=alt.Title(heading, fontSize=13)))
    title = alt.Title(
        _("Do members prefer one another as markets?"),
        subtitle=[
            _("Introversion from -1 to 1; 0: no preference; it allows for size, not for distance or goods"),
            _("Members of 2012 in all years; importers' reports (COW Trade)"),
        ],
    )
    return alt.hconcat(*panels, spacing=10).properties(title=title)


def _decades(first: int, last: int) -> alt.X:
    years = [year for year in range(first, last + 1) if year % 10 == 0]
    return year_x(first, last).axis(
        format="d",
        values=years,
        labelOverlap=False,
        labelFlush=False,
        grid=True,
        gridColor=theme.RULE,
        ticks=True,
        tickColor=theme.MUTED,
    )


def _describe_shares(table: pd.DataFrame) -> str:
    parts = []
    for bloc, group in table.groupby("bloc", sort=False):
        told = [
            worded("{} {:.1%}", row.year, row.intra_share)
            for row in group[group["origin"].eq("cow")].itertuples()
            if row.year in (1980, 1990, 1998, 2003, 2008, 2014)
        ]
        parts.append(f"{short_name(bloc)} {', '.join(told)}")
    text = _("Share of the members' exports that stays within the scheme, by importers' reports.")
    return text + " " + "; ".join(parts) + "."


def _describe_introversion(table: pd.DataFrame) -> str:
    words = {"with_usa": _("against the region and the USA"), "region": _("against the region alone")}
    parts = []
    for (bloc, outsiders), group in table.groupby(["bloc", "outsiders"], sort=False):
        years = group[group["year"].isin([1980, 1990, 1998, 2003, 2014])]
        told = ", ".join(worded("{} {:.2f}", row.year, row.introversion) for row in years.itertuples())
        parts.append(f"{short_name(bloc)} {words[outsiders]} {told}")
    return _("Introversion of trade, 0 for no preference. {list}.").format(list="; ".join(parts))


def _describe_destinations(table: pd.DataFrame) -> str:
    parts = []
    for name, group in table[table["origin"].eq("cow")].groupby("name", sort=False):
        for row in group[group["year"].isin([2000, 2014])].itertuples():
            text = _("{name} {year}: USA {usa:.0%}, China {china:.0%}, region {region:.0%}")
            parts.append(
                worded(
                    text, name=name, year=row.year, usa=row.usa_share, china=row.china_share, region=row.region_share
                )
            )
    return _("Destinations of exports. {list}.").format(list="; ".join(parts))
