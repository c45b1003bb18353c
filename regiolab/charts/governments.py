"""Who governed: left, centre and right by year."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.analysis import orientation as opinions
from regiolab.analysis.dates import COUNTED_ON, counting_day
from regiolab.analysis.membership import south_america
from regiolab.analysis.terms import chosen_states, government_share, in_office_by_year
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.charts.years import ORIENTATION_COLOURS, drawn, event_layers, marks, year_x
from regiolab.data.labels import short_name, state_names
from regiolab.data.schema import coverage_end
from regiolab.i18n import _, format_date, format_list, worded
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
    table = drawn(government_share(first, last, states=states, bloc=bloc), first, last)
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
            _("Share of {counted}, {day}, as a published coding has it").format(counted=counted, day=_days(last)),
            _("Band: contested governments left out, and counted in wherever a source says so"),
        ],
    )
    chart = alt.vconcat(*rows, spacing=14).properties(title=title)
    return Figure(chart, _describe(table, counted, last), table)


def government_grid(states: Iterable[str] | None = None, *, first: int = 1990, last: int | None = None) -> Figure:
    """Draw who governed each republic, year by year, as a grid: South America, and the rest.

    Parameters
    ----------
    states : iterable of str, optional
        ISO codes; all twenty republics if left out, ``"south_america"`` for those there.
    first, last : int
        Years.

    Returns
    -------
    Figure
        Its table has one row a state and year: ``iso3``, ``name``, ``south`` (bool, in South America),
        ``year``, ``leader``, ``orientation``, ``contested``, ``readings``.

    Examples
    --------
    >>> government_grid(["URY"], first=2005, last=2006).table["orientation"].tolist()
    ['left', 'left']
    """
    last = last or coverage_end().year
    names = state_names()
    table = in_office_by_year(first, last)
    table = drawn(table[table["iso3"].isin(chosen_states(states))], first, last)
    table = table.assign(
        name=table["iso3"].map(names),
        south=table["iso3"].isin(south_america()),
        orientation=table["orientation"].fillna("unknown"),
        readings=[", ".join(sorted(said)) for said in table["readings"]],
    )
    table = table[["iso3", "name", "south", "year", "leader", "orientation", "contested", "readings"]]
    return Figure(_grid(table, last), _describe_grid(table, last), table.reset_index(drop=True))


def second_opinion(*, cut: str = "scale", first: int = 1990, last: int = 2019) -> Figure:
    """Draw where experts' placing of the governing party parts from our coding of the government.

    Parameters
    ----------
    cut : str
        How the experts' scale becomes three sides; see :func:`regiolab.analysis.orientation.side`.
    first, last : int
        Years; the source ends in 2019.

    Returns
    -------
    Figure
        Its table has one row a republic and year, counted as in :func:`government_grid`: ``iso3``,
        ``name``, ``south``, ``year``, ``leader``, ``orientation`` (ours), ``party``, ``side`` (theirs;
        two parties of one election are parted by a comma), ``agrees`` (empty where there is no second
        opinion), ``contested``.

    Examples
    --------
    >>> table = second_opinion(first=2018).table.set_index(["iso3", "year"])
    >>> table.loc[("DOM", 2018), ["orientation", "party", "side"]].tolist()
    ['centre', 'PLD', 'right']
    """
    names, found = state_names(), opinions.second_opinion(cut=cut)
    governing = drawn(in_office_by_year(first, last), first, last)
    days = {year: pd.Timestamp(counting_day(year)) for year in range(first, last + 1)}
    spoken = [found[found["begins"].le(day) & found["until"].gt(day)].assign(year=year) for year, day in days.items()]
    told = (
        pd.concat(spoken)
        .groupby(["iso3", "year"])
        .agg(
            party=("party", ", ".join),
            side=("side", lambda sides: ", ".join(dict.fromkeys(sides))),
            agrees=("agrees", "all"),
        )
    )
    table = governing.merge(told, how="left", on=["iso3", "year"])
    table = table.assign(
        name=table["iso3"].map(names),
        south=table["iso3"].isin(south_america()),
        orientation=table["orientation"].fillna("unknown"),
        agrees=table["agrees"].astype("boolean"),
    )
    columns = ["iso3", "name", "south", "year", "leader", "orientation", "party", "side", "agrees", "contested"]
    table = table[columns]
    return Figure(_opinion_grid(table), _describe_opinion(table), table)


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
def _grid(table: pd.DataFrame, last: int) -> alt.VConcatChart:
    shown = table.assign(
        letter=[_letter(row.orientation) + ("?" if row.contested else "") for row in table.itertuples()],
        fill=[_fill(row.orientation, row.contested) for row in table.itertuples()],
    )
    shown = shown.assign(ink=[theme.ink_on(fill) for fill in shown["fill"]])
    tooltip = [
        alt.Tooltip("name:N", title=_("State")),
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("leader:N", title=_("Head of government")),
        alt.Tooltip("readings:N", title=_("Orientation by source")),
    ]
    panels = []
    for part, x, y in _parts(shown):
        base = alt.Chart(part).encode(x=x, y=y, tooltip=tooltip)
        cells = base.mark_rect().encode(fill=alt.Fill("fill:N", scale=None))
        text = base.mark_text(fontSize=9).encode(text=alt.Text("letter:N"), color=alt.Color("ink:N", scale=None))
        panels.append(alt.layer(cells, text).properties(width=alt.Step(18), height=alt.Step(18)))
    counted = _("Counted {day}. South America above, the rest below") if len(panels) > 1 else _("Counted {day}")
    key = _("L left, C centre, R right; pale, with a question mark: sources differ; dot: not known")
    title = alt.Title(
        _("Who governed each republic"),
        subtitle=[counted.format(day=_days(last)), key],
    )
    return alt.vconcat(*panels, spacing=10).properties(title=title)


def _parts(shown: pd.DataFrame) -> list[tuple[pd.DataFrame, alt.X, alt.Y]]:
    """Return the rows of South America and those of the rest with their axes; years stand above the first."""
    years = sorted(shown["year"].unique())
    parts = [part for part in (shown[shown["south"]], shown[~shown["south"]]) if len(part)]
    found = []
    for number, part in enumerate(parts):
        x = alt.X("year:O", title=None, scale=alt.Scale(domain=years, paddingInner=0.04)).axis(
            values=[year for year in years if year % 5 == 0], labelAngle=0, orient="top", labels=not number
        )
        y = alt.Y("name:N", title=None, scale=alt.Scale(paddingInner=0.1)).axis(
            labelColor=theme.INK, minExtent=112, maxExtent=112
        )
        found.append((part, x, y))
    return found


@unchecked()
def _opinion_grid(table: pd.DataFrame) -> alt.VConcatChart:
    parted = table["agrees"].eq(False).fillna(False)
    said = table["side"].fillna("").str.split(", ").str[-1]
    colours = [ORIENTATION_COLOURS[value] for value in table["orientation"]]
    strength = [
        1.0 if part else 0.0 if agrees is pd.NA else 0.22 for part, agrees in zip(parted, table["agrees"], strict=True)
    ]
    shown = table.assign(
        upper=[theme.tint(colour, share) for colour, share in zip(colours, strength, strict=True)],
        none=["·" if missing else "" for missing in table["agrees"].isna()],
        verdict=[_verdict(agrees) for agrees in table["agrees"]],
    )
    shown["lower"] = [
        ORIENTATION_COLOURS[side] if part else fill
        for side, part, fill in zip(said, parted, shown["upper"], strict=True)
    ]
    # a letter where a pair begins, not in every year of it
    pair = table["orientation"].where(parted, "") + said.where(parted, "")
    before = pair.groupby(table["iso3"]).shift().fillna("")
    begins = parted & pair.ne(before)
    shown["ours"] = [_letter(value) if new else "" for value, new in zip(table["orientation"], begins, strict=True)]
    shown["theirs"] = [_letter(value) if new else "" for value, new in zip(said, begins, strict=True)]
    tooltip = [
        alt.Tooltip("name:N", title=_("State")),
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("leader:N", title=_("Head of government")),
        alt.Tooltip("party:N", title=_("Party, as the source writes it")),
        alt.Tooltip("verdict:N", title=_("Second opinion")),
    ]
    panels = []
    for part, x, y in _parts(shown):
        base, layers = alt.Chart(part).encode(x=x, tooltip=tooltip), []
        for fill, letter, low in (("upper", "ours", 0.0), ("lower", "theirs", 0.5)):
            half = base.mark_rect().encode(
                y=y.bandPosition(low),
                y2=alt.Y2("name:N", bandPosition=low + 0.5),
                fill=alt.Fill(f"{fill}:N", scale=None),
            )
            text = base.mark_text(fontSize=9, fontWeight=600, color=theme.PAPER)
            layers += [half, text.encode(y=y.bandPosition(low + 0.25), text=alt.Text(f"{letter}:N"))]
        dots = base.mark_text(fontSize=9, color=theme.MUTED).encode(y=y.bandPosition(0.5), text=alt.Text("none:N"))
        panels.append(alt.layer(*layers, dots).properties(width=alt.Step(20), height=alt.Step(23)))
    title = alt.Title(
        _("Left, centre, right: where a second source disagrees"),
        subtitle=[
            _("Above our coding of the government, below the experts’ placing of its party (V-Party, to 2019)"),
            _("Counted {day}. L left, C centre, R right; pale: both agree; dot: no second opinion").format(
                day=_days(int(table["year"].max()))
            ),
        ],
    )
    return alt.vconcat(*panels, spacing=10).properties(title=title)


def _letter(orientation: str) -> str:
    return {"left": _("L"), "centre": _("C"), "right": _("R")}.get(orientation, "·")


def _verdict(agrees: object) -> str:
    if agrees is pd.NA:
        return _("there is none")
    return _("agrees") if agrees else _("differs")


def _days(last: int) -> str:
    """Say on which day governments are counted (:data:`regiolab.analysis.dates.COUNTED_ON`)."""
    end = counting_day(last)
    if end.strftime("%m-%d") == COUNTED_ON:
        return _("on 31 December of each year")
    return _("on 31 December of each year, the last on {end}").format(end=format_date(end))


def _fill(orientation: str, contested: bool) -> str:
    return theme.tint(ORIENTATION_COLOURS[orientation], 0.5 if contested else 1.0)


def _describe(table: pd.DataFrame, counted: str, last: int) -> str:
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
    text = _("Governments of {counted} by orientation, {day}; in brackets, contested ones left out and counted in.")
    return text.format(counted=counted, day=_days(last)) + " " + "; ".join(parts) + "."


def _describe_grid(table: pd.DataFrame, last: int) -> str:
    parts = []
    for _south, part in sorted(table.groupby("south"), reverse=True):
        for name, group in part.groupby("name"):
            told = [
                f"{orientation_name(side)} {_span(first, until)}" for side, first, until in _runs(group, "orientation")
            ]
            parts.append(f"{name}: {', '.join(told)}")
    both = table["south"].nunique() > 1
    first = _("Governments by orientation, {day}, South America first. {list}.")
    text = first if both else _("Governments by orientation, {day}. {list}.")
    return text.format(day=_days(last), list="; ".join(parts))


def _describe_opinion(table: pd.DataFrame) -> str:
    told, last = table[table["agrees"].notna()], int(table["year"].max())
    parted = told[~told["agrees"].astype(bool)]
    text = _(
        "Of {n} government-years with a second opinion, {day}, it differs in {m}: it places the party to the right "
        "of our coding in {right}, to the left in {left}."
    )
    order = {side: place for place, side in enumerate(words.ORIENTATIONS)}
    theirs = parted["side"].str.split(", ").str[-1].map(order)
    moved = theirs - parted["orientation"].map(order)
    text = text.format(n=len(told), m=len(parted), day=_days(last), right=(moved > 0).sum(), left=(moved < 0).sum())
    parts = []
    for name, group in parted.groupby("name"):
        pairs = group.assign(pair=group["orientation"] + "," + group["side"].str.split(", ").str[-1])
        shown = [
            _("{years} ours {ours}, theirs {theirs}").format(
                years=_span(first, until),
                ours=orientation_name(pair.split(",")[0]),
                theirs=orientation_name(pair.split(",")[1]),
            )
            for pair, first, until in _runs(pairs, "pair")
        ]
        parts.append(f"{name}: {format_list(shown)}")
    return text + " " + "; ".join(parts) + "."


def _span(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


def _runs(group: pd.DataFrame, column: str) -> list[tuple[str, int, int]]:
    """Return the values of a column in years that follow each other, with the first and last year."""
    group = group.sort_values("year")
    breaks = group[column].ne(group[column].shift()) | group["year"].diff().ne(1)
    return [
        (run[column].iloc[0], int(run["year"].min()), int(run["year"].max()))
        for _key, run in group.groupby(breaks.cumsum())
    ]
