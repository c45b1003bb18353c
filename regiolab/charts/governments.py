"""Who governed: left, centre and right by year."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.analysis import series
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.charts.years import ORIENTATION_COLOURS, event_layers, marks, year_x
from regiolab.data.labels import short_name, state_names
from regiolab.data.schema import coverage_end
from regiolab.i18n import _, worded
from regiolab.words import orientation_name

EVENTS = (
    "2003_lula_takes_office",
    "2015_macri_takes_office",
    "2018_lopez_obrador_inaugurated",
    "2023_lula_returns",
    "2023_milei_takes_office",
)


def government_shares(
    states: Iterable[str] | str | None = None,
    *,
    bloc: str | None = None,
    first: int = 1990,
    last: int | None = None,
    events: Iterable[str] = EVENTS,
) -> Figure:
    """Draw the shares of governments of the left, the centre and the right, contested ones both ways.

    Parameters
    ----------
    states : iterable of str, optional
        ISO codes; all twenty republics if left out, ``"south_america"`` for those there.
    bloc : str, optional
        The governments of a scheme's members instead.
    first, last : int
        Years.
    events : iterable of str
        Events to mark.

    Returns
    -------
    Figure
        Its table is that of :func:`regiolab.analysis.government_share`.

    Examples
    --------
    >>> government_shares("south_america", first=2008, last=2008).table["states"].tolist()
    [10, 10, 10, 10]
    """
    last = last or coverage_end().year
    table = series.government_share(first, last, states=states, bloc=bloc)
    shown = table[table["orientation"].ne("unknown")]
    found = marks(events, first, last)
    rows = []
    for orientation in words.ORIENTATIONS:
        part = shown[shown["orientation"].eq(orientation)]
        rows.append(_panel(part, orientation, found, first, last))
    counted = _counted(table, bloc)
    title = alt.Title(
        _("Who governed: left, centre and right"),
        subtitle=[
            _("Share of {counted}, on 1 July of each year, as a published coding has it").format(counted=counted),
            _("Band: contested governments left out, and counted in wherever a source says so"),
        ],
    )
    chart = alt.vconcat(*rows, spacing=14).properties(title=title)
    return Figure(chart, _describe(table, counted), table)


def government_grid(states: Iterable[str] | None = None, *, first: int = 1990, last: int | None = None) -> Figure:
    """Draw who governed each republic, year by year, as a grid.

    Parameters
    ----------
    states : iterable of str, optional
        ISO codes; all twenty republics if left out.
    first, last : int
        Years.

    Returns
    -------
    Figure
        Its table has one row a state and year: ``iso3``, ``name``, ``year``, ``leader``,
        ``orientation``, ``contested``, ``readings``.

    Examples
    --------
    >>> government_grid(["URY"], first=2005, last=2006).table["orientation"].tolist()
    ['left', 'left']
    """
    last = last or coverage_end().year
    names = state_names()
    chosen = series.republics() if states is None else list(states)
    frames = [series.in_office(f"{year}-07-01").assign(year=year) for year in range(first, last + 1)]
    table = pd.concat(frames)
    table = table[table["iso3"].isin(chosen)]
    table = table.assign(
        name=table["iso3"].map(names),
        orientation=table["orientation"].fillna("unknown"),
        readings=[", ".join(sorted(said)) for said in table["readings"]],
    )
    table = table[["iso3", "name", "year", "leader", "orientation", "contested", "readings"]]
    return Figure(_grid(table), _describe_grid(table), table.reset_index(drop=True))


@unchecked()
def _panel(part: pd.DataFrame, orientation: str, found: pd.DataFrame, first: int, last: int) -> alt.LayerChart:
    colour, top = ORIENTATION_COLOURS[orientation], orientation == words.ORIENTATIONS[0]
    bottom = orientation == words.ORIENTATIONS[-1]
    # the step of the last year needs an end, or it is not seen
    closed = pd.concat([part, part.tail(1).assign(year=part["year"].max() + 0.9)])
    x = year_x(first, last + 1, labels=bottom)
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]))
    y = y.axis(format=".0%", values=[0, 0.5, 1], grid=True, gridColor=theme.RULE)
    tooltip = [
        alt.Tooltip("year:Q", format="d", title=_("Year")),
        alt.Tooltip("share:Q", format=".0%", title=_("Share")),
        alt.Tooltip("least:Q", format=".0%", title=_("Without contested ones")),
        alt.Tooltip("most:Q", format=".0%", title=_("With contested ones")),
        alt.Tooltip("contested:N", title=_("Contested")),
    ]
    base = alt.Chart(closed).encode(x=x)
    band = base.mark_area(interpolate="step-after", opacity=0.22, color=colour).encode(
        y=alt.Y("least:Q", scale=alt.Scale(domain=[0, 1])), y2=alt.Y2("most:Q")
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2.4, color=colour).encode(y=y)
    points = alt.Chart(part).mark_point(opacity=0, size=140).encode(x=x, y=y, tooltip=tooltip)
    name = alt.Chart(pd.DataFrame({"text": [orientation_name(orientation)]}))
    label = name.mark_text(align="left", fontSize=14, fontWeight=600, color=colour).encode(
        x=alt.XValue(theme.WIDTH - 90), y=alt.YValue(52), text=alt.Text("text:N")
    )
    layers = [band, *event_layers(found, x, named=top), line, points, label]
    return alt.layer(*layers).properties(width=theme.WIDTH - 100, height=104)


def _counted(table: pd.DataFrame, bloc: str | None) -> str:
    sizes = sorted(set(table["states"]))
    if bloc is not None:
        return _("the members of {bloc}").format(bloc=short_name(bloc))
    if len(sizes) == 1:
        return _("{n} republics").format(n=sizes[0])
    return _("{n} to {m} republics").format(n=sizes[0] if sizes else 0, m=sizes[-1] if sizes else 0)


@unchecked()
def _grid(table: pd.DataFrame) -> alt.LayerChart:
    letters = {"left": _("L"), "centre": _("C"), "right": _("R"), "unknown": "·"}
    shown = table.assign(
        letter=[letters[row.orientation] + ("?" if row.contested else "") for row in table.itertuples()],
        fill=[_fill(row.orientation, row.contested) for row in table.itertuples()],
    )
    shown = shown.assign(ink=[theme.ink_on(fill) for fill in shown["fill"]])
    years = sorted(shown["year"].unique())
    x = alt.X("year:O", title=None, scale=alt.Scale(paddingInner=0.04)).axis(
        values=[year for year in years if year % 5 == 0], labelAngle=0, orient="top"
    )
    y = alt.Y("name:N", title=None, scale=alt.Scale(paddingInner=0.1)).axis(labelColor=theme.INK)
    tooltip = [
        alt.Tooltip("name:N", title=_("State")),
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("leader:N", title=_("Head of government")),
        alt.Tooltip("readings:N", title=_("Orientation by source")),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    cells = base.mark_rect().encode(fill=alt.Fill("fill:N", scale=None))
    text = base.mark_text(fontSize=9).encode(text=alt.Text("letter:N"), color=alt.Color("ink:N", scale=None))
    title = alt.Title(
        _("Who governed each republic"),
        subtitle=_("On 1 July; L left, C centre, R right; pale, with a question mark: sources differ; dot: not known"),
    )
    return alt.layer(cells, text).properties(width=alt.Step(18), height=alt.Step(18), title=title)


def _fill(orientation: str, contested: bool) -> str:
    return theme.tint(ORIENTATION_COLOURS[orientation], 0.5 if contested else 1.0)


def _describe(table: pd.DataFrame, counted: str) -> str:
    wide = table.pivot(index="year", columns="orientation", values=["share", "least", "most"])
    years = [year for year in (1990, 1998, 2003, 2008, 2015, 2018, 2023) if year in wide.index]
    parts = [
        worded(
            _("{year}: left {a:.0%} ({b:.0%} to {c:.0%}), right {d:.0%} ({e:.0%} to {f:.0%})"),
            year=year,
            a=wide.loc[year, ("share", "left")],
            b=wide.loc[year, ("least", "left")],
            c=wide.loc[year, ("most", "left")],
            d=wide.loc[year, ("share", "right")],
            e=wide.loc[year, ("least", "right")],
            f=wide.loc[year, ("most", "right")],
        )
        for year in years
    ]
    text = _("Governments of {counted} by orientation on 1 July; in brackets, contested ones left out and counted in.")
    return text.format(counted=counted) + " " + "; ".join(parts) + "."


def _describe_grid(table: pd.DataFrame) -> str:
    parts = []
    for name, group in table.groupby("name"):
        runs = group["orientation"].ne(group["orientation"].shift()).cumsum()
        spells = [
            f"{orientation_name(run['orientation'].iloc[0])} {run['year'].min()}–{run['year'].max()}"
            for _key, run in group.groupby(runs)
        ]
        parts.append(f"{name}: {', '.join(spells)}")
    return _("Governments by orientation on 1 July of each year. {list}.").format(list="; ".join(parts))
