"""Votes in the UN General Assembly: how far schemes and states stand from the USA."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis import series
from regiolab.analysis.membership import check_bloc, check_state
from regiolab.analysis.terms import in_office_by_year
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.charts.years import (
    ORIENTATION_COLOURS,
    end_names,
    event_layers,
    in_rows,
    in_years,
    marks,
    scheme_colours,
    year_tooltip,
    year_x,
)
from regiolab.data import load
from regiolab.data.labels import short_name, state_names
from regiolab.errors import InvalidValue
from regiolab.i18n import _, format_list, worded
from regiolab.words import orientation_name, split

BLOCS = ("alba", "unasur", "mercosur", "pacific_alliance")
STATES = ("ARG", "BRA", "MEX", "COL", "VEN", "BOL")
MAIN, SECOND = ("jul2025", "final_passage"), ("apr2020", "all")
EVENTS = (
    "2003_lula_takes_office",
    "2011_lima_declaration",
    "2015_macri_takes_office",
    "2019_bolsonaro_takes_office",
    "2023_milei_takes_office",
)
CONFIDENCE = 1.6449  # standard errors, nine tenths on both sides


def voting_distance(
    blocs: Iterable[str] = BLOCS,
    *,
    membership: str = "fixed",
    first: int = 1990,
    last: int = 2024,
    events: Iterable[str] = EVENTS,
    without: Iterable[str] = (),
) -> Figure:
    """Draw how far schemes stand from the USA in UN votes, in two releases of the ideal points.

    Distances are multiples of the region's mean distance of the year, so that neither the agenda nor
    a move of the USA alone shows as a move of the schemes.

    Parameters
    ----------
    blocs : iterable of str
    membership : {"fixed", "dated"}
        The members of 2012 in all years, or those of each year.
    first, last : int
        Years.
    events : iterable of str
        Events to mark.
    without : iterable of str
        ISO codes of members that are taken out in a dotted line beside each scheme's own.

    Returns
    -------
    Figure
        Its table has one row a scheme, year and release: ``bloc``, ``year``, ``release``,
        ``estimate``, ``relative_distance``, ``low``, ``high`` (the 90 per cent interval of
        measurement), ``mean_rank``, ``n_data``, ``without`` (the members left out; such a row has
        no interval).

    Raises
    ------
    InvalidValue
        For years without data, a state that is in none of the schemes, or members of each year with
        some taken out, which the tables do not hold.

    Examples
    --------
    >>> figure = voting_distance(["mercosur"], first=2011, last=2011)
    >>> figure.table["relative_distance"].round(2).tolist()
    [0.93, 0.94]
    """
    chosen = [check_bloc(bloc) for bloc in blocs]
    rows = pd.concat([series.positions(bloc, membership=membership) for bloc in chosen], ignore_index=True)
    kept = _of_two(rows)
    rows = rows[kept]
    rows = in_years(rows[rows["relative_distance"].notna()], first, last)
    margin = CONFIDENCE * rows["relative_se"]
    rows = rows.assign(low=rows["relative_distance"] - margin, high=rows["relative_distance"] + margin, without="")
    rest = _rest(without, chosen, membership, first, last)
    columns = ["bloc", "year", "release", "estimate", "relative_distance", "low", "high", "mean_rank", "n_data"]
    table = pd.concat([rows, *rest])[[*columns, "without"]].astype(rows.dtypes[["release", "estimate"]].to_dict())
    table = table.sort_values(["without", "bloc", "year", "release"], ignore_index=True)
    table = table.astype({"year": "int64", "n_data": "int64"})
    return Figure(_distance_chart(table, membership, first, last, events), _describe_distance(table), table)


def closeness_ranks(states: Iterable[str] = STATES, *, first: int = 1990, last: int = 2024) -> Figure:
    """Draw the ranks of states by closeness to the USA in UN votes, with their ranges and governments.

    Parameters
    ----------
    states : iterable of str
        ISO codes.
    first, last : int
        Years.

    Returns
    -------
    Figure
        Its table has one row a state, year and release: ``iso3``, ``name``, ``year``, ``release``,
        ``estimate``, ``rank``, ``rank_best``, ``rank_worst``, ``ranked``, ``orientation`` of the
        government on 31 December.

    Examples
    --------
    >>> figure = closeness_ranks(["ARG"], first=2015, last=2015)
    >>> figure.table[["rank", "rank_best", "rank_worst"]].values.tolist()
    [[4, 1, 22], [6, 1, 23]]
    """
    chosen, names = [check_state(iso3) for iso3 in states], state_names()
    rows = load("un_ranks")
    kept = _of_two(rows)
    rows = in_years(rows[kept & rows["iso3"].isin(chosen)], first, last)
    governments = in_office_by_year(first, last).set_index(["iso3", "year"])["orientation"]
    keys = pd.MultiIndex.from_arrays([rows["iso3"], rows["year"].astype("int64")])
    table = rows.assign(
        name=rows["iso3"].map(names), orientation=governments.reindex(keys).fillna("unknown").to_numpy()
    )
    columns = [
        "iso3",
        "name",
        "year",
        "release",
        "estimate",
        "rank",
        "rank_best",
        "rank_worst",
        "ranked",
        "orientation",
    ]
    table = table[columns].sort_values(["iso3", "year", "release"], ignore_index=True)
    table = table.astype(dict.fromkeys(["year", "rank", "rank_best", "rank_worst", "ranked"], "int64"))
    return Figure(_ranks_chart(table, chosen, first, last), _describe_ranks(table), table)


def _rest(states: Iterable[str], blocs: list[str], membership: str, first: int, last: int) -> list[pd.DataFrame]:
    """Return the schemes without some of their members, in the estimate that is drawn as a line."""
    left_out = series.with_them(states, blocs)
    if left_out and membership != "fixed":
        raise InvalidValue(_("Members can be taken out of those of 2012 only: leave 'membership' out."))
    found = []
    for bloc, out in left_out.items():
        rows = series.positions_without(bloc, out)
        rows = rows[rows["release"].eq(MAIN[0]) & rows["estimate"].eq(MAIN[1]) & rows["year"].between(first, last)]
        found.append(rows.assign(low=float("nan"), high=float("nan"), without=";".join(out)))
    return found


def _line_name(bloc: str, without: str) -> str:
    """Return the name of a scheme's line, or of that without some members."""
    if not without:
        return short_name(bloc)
    names = state_names()
    left_out = format_list(names[iso3] for iso3 in split(without))
    return _("{bloc} without {states}").format(bloc=short_name(bloc), states=left_out)


def _of_two(rows: pd.DataFrame) -> pd.Series:
    """Say which rows belong to the estimate drawn as a line or to the one drawn beside it."""
    pairs = list(zip(rows["release"], rows["estimate"], strict=True))
    return pd.Series([pair in (MAIN, SECOND) for pair in pairs], index=rows.index, dtype=bool)


@unchecked()
def _distance_chart(
    table: pd.DataFrame, membership: str, first: int, last: int, events: Iterable[str]
) -> alt.LayerChart:
    blocs = list(dict.fromkeys(table["bloc"]))
    shown = table.assign(scheme=[short_name(bloc) for bloc in table["bloc"]])
    shown = shown.assign(
        name=[_line_name(row.bloc, row.without) for row in table.itertuples()],
        line=table["bloc"] + table["without"],
        ink=[theme.written(theme.colour(bloc)) for bloc in table["bloc"]],
    )
    hues = scheme_colours(blocs)
    color = alt.Color("scheme:N", scale=hues, legend=None)
    bottom, top = min(0.7, shown["low"].min()), max(1.3, shown["high"].max())
    scale = alt.Scale(domain=[bottom, top], nice=False, zero=False)
    x = year_x(first, last)
    y = alt.Y("relative_distance:Q", title=_("Distance from the USA, region = 1"), scale=scale)
    y = y.axis(format=".1f", tickCount=6, grid=True, gridColor=theme.RULE)
    whole, rest = shown[shown["without"].eq("")], shown[shown["without"].ne("")]
    main = whole[whole["release"].eq(MAIN[0])]
    second = shown[shown["release"].eq(SECOND[0])]
    tooltip = [
        alt.Tooltip("name:N", title=_("Scheme")),
        year_tooltip(),
        alt.Tooltip("relative_distance:Q", format=".2f", title=_("Distance")),
        alt.Tooltip("mean_rank:Q", format=".1f", title=_("Mean rank, 1 closest")),
    ]
    base, other = alt.Chart(main).encode(x=x, color=color), alt.Chart(second).encode(x=x, color=color)
    left = alt.Chart(rest).encode(x=x, color=color)
    ends = end_names(pd.concat([main, rest]), "line", "relative_distance", (top - bottom) * 0.055, scale, dx=8)
    line_of_one = alt.Chart(pd.DataFrame({"y": [1.0]})).mark_rule(color=theme.INK, strokeWidth=1)
    words = alt.Chart(pd.DataFrame({"y": [1.0], "x": [last], "text": [_("mean of 33 states")]}))
    layers = [
        *event_layers(marks(events, first, last), x),
        line_of_one.encode(y=alt.Y("y:Q", scale=scale)),
        words.mark_text(align="left", dx=8, fontSize=11, color=theme.INK).encode(
            x=year_x(first, last, "x:Q"), y=alt.Y("y:Q", scale=scale), text=alt.Text("text:N")
        ),
        base.mark_area(opacity=0.16).encode(
            y=alt.Y("low:Q", scale=scale), y2=alt.Y2("high:Q"), fill=alt.Fill("scheme:N", scale=hues, legend=None)
        ),
        other.mark_line(strokeWidth=1.4, strokeDash=[4, 3]).encode(y=y),
        base.mark_line(strokeWidth=2.6).encode(y=y),
        base.mark_point(opacity=0, size=90).encode(y=y, tooltip=tooltip),
        ends.encode(x=x),
    ]
    if not rest.empty:
        layers.append(left.mark_line(strokeWidth=2.4, strokeDash=[1.5, 2.5]).encode(y=y))
        layers.append(left.mark_point(opacity=0, size=90).encode(y=y, tooltip=tooltip))
    members = {"fixed": _("members of 2012 in all years"), "dated": _("members of each year")}[membership]
    title = alt.Title(
        _("How far from the USA they vote"),
        subtitle=[
            _("UN General Assembly, {members}; higher is farther").format(members=members),
            _("Line and 90% band: release of July 2025, final votes; dashed: release of April 2020, all votes"),
        ],
    )
    return alt.layer(*layers).properties(width=theme.WIDTH - 170, height=330, title=title)


@unchecked()
def _ranks_chart(table: pd.DataFrame, chosen: list[str], first: int, last: int) -> alt.VConcatChart:
    panels = [_rank_panel(table[table["iso3"].eq(iso3)], first, last) for iso3 in chosen]
    title = alt.Title(
        _("Rank by closeness to the USA in UN votes"),
        subtitle=[
            _("1 is the closest of the region's 33 states; band: ranks that the errors of measurement allow"),
            _("Line: release of July 2025, final votes; dots: release of April 2020, all votes"),
            _("Strip: the government on 31 December: {left}, {centre}, {right}").format(
                left=f"▁ {orientation_name('left')}",
                centre=f"▄ {orientation_name('centre')}",
                right=f"█ {orientation_name('right')}",
            ),
        ],
    )
    return in_rows(panels, 2, 26, 16).properties(title=title)


def _rank_panel(part: pd.DataFrame, first: int, last: int) -> alt.VConcatChart:
    main, second = part[part["release"].eq(MAIN[0])], part[part["release"].eq(SECOND[0])]
    width = 300
    x = year_x(first, last, labels=False)
    scale = alt.Scale(domain=[1, 33], reverse=True, nice=False)
    y = alt.Y("rank:Q", title=None, scale=scale).axis(values=[1, 11, 22, 33], grid=True, gridColor=theme.RULE)
    tooltip = [
        year_tooltip(),
        alt.Tooltip("rank:Q", title=_("Rank")),
        alt.Tooltip("rank_best:Q", title=_("Best")),
        alt.Tooltip("rank_worst:Q", title=_("Worst")),
    ]
    base = alt.Chart(main).encode(x=x)
    chart = alt.layer(
        base.mark_area(color=theme.MUTED, opacity=0.2).encode(
            y=alt.Y("rank_best:Q", scale=scale), y2=alt.Y2("rank_worst:Q")
        ),
        base.mark_line(color=theme.INK, strokeWidth=2).encode(y=y),
        base.mark_point(opacity=0, size=80).encode(y=y, tooltip=tooltip),
        alt.Chart(second).mark_point(size=12, filled=True, color=theme.INK, opacity=0.6).encode(x=x, y=y),
    ).properties(width=width, height=110, title=alt.Title(part["name"].iloc[0], fontSize=13, offset=4))
    tall = {"left": 0.3, "centre": 0.6, "right": 1.0, "unknown": 0.05}
    terms = part.drop_duplicates("year")[["year", "orientation"]]
    terms = terms.assign(
        until=terms["year"] + 1,
        tall=terms["orientation"].map(tall),
        fill=terms["orientation"].map(ORIENTATION_COLOURS),
        word=[orientation_name(value) for value in terms["orientation"]],
    )
    strip = (
        alt.Chart(terms)
        .mark_rect(clip=True)
        .encode(
            x=year_x(first, last),
            x2=alt.X2("until:Q"),
            y=alt.Y("tall:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
            y2=alt.Y2Value(14),
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[year_tooltip(), alt.Tooltip("word:N", title=_("Government"))],
        )
        .properties(width=width, height=14)
    )
    return alt.vconcat(chart, strip, spacing=3)


def _describe_distance(table: pd.DataFrame) -> str:
    parts = []
    for (bloc, without), group in table[table["release"].eq(MAIN[0])].groupby(["bloc", "without"], sort=False):
        values, shown = group.set_index("year"), ["relative_distance", "low", "high"]
        years = [year for year in (1990, 2002, 2011, 2018, 2023, 2024) if year in values.index]
        interval = "" if without else "{low:.2f} – {high:.2f}, "
        pattern = f"{{relative_distance:.2f}} ({interval}{{year}})"
        told = format_list(worded(pattern, year=year, **values.loc[year, shown]) for year in years)
        parts.append(f"{_line_name(bloc, without)}: {told}")
    text = _("Distance from the USA in UN votes, as a multiple of the region's mean distance, with its 90% interval.")
    return text + " " + "; ".join(parts) + "."


def _describe_ranks(table: pd.DataFrame) -> str:
    parts = []
    for name, group in table[table["release"].eq(MAIN[0])].groupby("name", sort=False):
        values = group.set_index("year")
        years = [year for year in (1990, 2002, 2010, 2015, 2019, 2024) if year in values.index]
        told = ", ".join(
            f"{year}: {values.loc[year, 'rank']} [{values.loc[year, 'rank_best']}–{values.loc[year, 'rank_worst']}]"
            for year in years
        )
        parts.append(f"{name} {told}")
    text = _("Ranks by closeness to the USA among the 33 states, 1 the closest, with the range that the errors allow.")
    return text + " " + "; ".join(parts) + "."
