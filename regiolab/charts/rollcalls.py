"""Votes that states of the region share with a great power, from two sources that are never joined."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis import series
from regiolab.analysis.membership import check_state
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.charts.years import in_rows, in_years, spread, year_tooltip, year_x
from regiolab.data.labels import short_name, state_names
from regiolab.i18n import _, format_list, worded
from regiolab.words import split

VOTERS = ("ARG", "BRA", "MEX", "mercosur", "pacific_alliance", "alba")
OLDER, NEWER = "un_agreement", "un_adopted"
LAST = 2024  # of the newer source


def common_votes(
    voters: Iterable[str] = VOTERS,
    *,
    partner: str = "USA",
    definition: str = "same_vote",
    first: int = 2003,
    without: Iterable[str] = (),
) -> Figure:
    """Draw how often states and schemes vote as a partner does, in two sources that are never joined.

    Parameters
    ----------
    voters : iterable of str
        ISO codes of states, identifiers of schemes; of a scheme the mean of its members of 2012.
    partner : {"USA", "CHN"}
        China stands in the newer source only.
    definition : str
        See ``codebook("un_adopted")``.
    first : int
        The first year that is drawn; the newer source begins in 2015.
    without : iterable of str
        ISO codes of states that are taken out of the schemes in a dotted line beside each.

    Returns
    -------
    Figure
        Its table has one row a voter, source and year: ``voter``, ``name``, ``origin`` (the table),
        ``year`` (in the older source the one in which the session opened), ``share``, ``region`` (mean
        of all states of the region that voted), ``n_states``, ``without`` (the states left out).

    Raises
    ------
    UnknownName
        For an unknown voter, partner or definition.
    InvalidValue
        For a first year after the last that the sources have, or a state that is in none of the schemes.

    Examples
    --------
    >>> table = common_votes(["ARG"]).table
    >>> table[table["origin"].eq("un_adopted")].set_index("year").loc[[2023, 2024], "share"].round(2).tolist()
    [0.35, 0.73]
    """
    names, parts, chosen = state_names(), [], list(voters)
    votes = {NEWER: series.select_series(NEWER, partner=partner, definition=definition)}
    if partner == "USA":
        votes[OLDER] = series.select_series(OLDER, definition=definition)
    left_out = series.with_them(without, [voter for voter in chosen if voter.islower()])
    for voter in chosen:
        scheme = voter.islower()
        states = series.fixed_members(voter) if scheme else [check_state(voter)]
        name = short_name(voter) if scheme else names[voter]
        asked: list[tuple[str, list[str]]] = [(origin, []) for origin in votes]
        # taken out of the newer source only, which alone reaches the present
        asked += [(NEWER, left_out[voter])] if voter in left_out else []
        for origin, out in asked:
            some = [iso3 for iso3 in states if iso3 not in out]
            rows = series.agreement_lead(some, definition=definition, partner=partner, table=votes[origin])
            rows = rows.rename(columns={"year_first": "year"})
            parts.append(rows.assign(voter=voter, name=name, origin=origin, without=";".join(out)))
    columns = ["voter", "name", "origin", "year", "share", "region", "n_states", "without"]
    table = pd.concat(parts, ignore_index=True)[columns]
    table = in_years(table, first, LAST).astype({"year": "int64"}).reset_index(drop=True)
    return Figure(_common_chart(table, chosen, partner, definition, first), _describe_common(table, partner), table)


@unchecked()
def _common_chart(
    table: pd.DataFrame, chosen: list[str], partner: str, definition: str, first: int
) -> alt.VConcatChart:
    top = max(0.8, table[["share", "region"]].max(axis=None) + 0.04)  # room for the line itself
    first = first if partner == "USA" else int(table["year"].min())
    panels = [_common_panel(table[table["voter"].eq(voter)], first, top) for voter in chosen]
    counted = {
        "same_vote": _("Share of roll calls in which both cast the same vote"),
        "abstention_half": _("Agreement per roll call; an abstention against a yes or a no counts half"),
        "yes_no_only": _("Share of the same vote where both said yes or no"),
    }[definition]
    lines = [
        _("{counted}, UN General Assembly; grey: mean of the region").format(counted=counted),
        _("Solid: recorded votes on adopted resolutions, by calendar year, 2015 to 2024"),
    ]
    if partner == "USA":
        lines.append(_("Dashed: all roll calls, by session, to 2019. The two count different votes and are not joined"))
    if table["without"].ne("").any():
        lines.append(_("Dotted: the same without {states}").format(states=_left_out(table)))
    title = alt.Title(_("How often they vote as {partner} does").format(partner=_partner(partner)), subtitle=lines)
    return in_rows(panels, 3, 34, 14).properties(title=title)


def _common_panel(part: pd.DataFrame, first: int, top: float) -> alt.LayerChart:
    voter = part["voter"].iloc[0]
    hue = theme.colour(voter) if voter.islower() else theme.INK
    x = year_x(first, int(part["year"].max()))
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("share:Q", title=None, scale=scale)
    y = y.axis(format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8], grid=True, gridColor=theme.RULE)
    tooltip = [
        year_tooltip(),
        alt.Tooltip("share:Q", format=".0%", title=_("Share")),
        alt.Tooltip("region:Q", format=".0%", title=_("Region")),
        alt.Tooltip("n_states:Q", title=_("States with votes")),
    ]
    layers = []
    whole, rest = part[part["without"].eq("")], part[part["without"].ne("")]
    for origin, dash, width in ((OLDER, [4, 3], 1.4), (NEWER, [1, 0], 2.6)):
        base = alt.Chart(whole[whole["origin"].eq(origin)]).encode(x=x)
        region = alt.Y("region:Q", scale=scale)
        layers.append(base.mark_line(color=theme.MUTED, strokeWidth=1, strokeDash=dash, opacity=0.8).encode(y=region))
        layers.append(base.mark_line(color=hue, strokeWidth=width, strokeDash=dash).encode(y=y))
        layers.append(base.mark_point(opacity=0, size=80).encode(y=y, tooltip=tooltip))
    if not rest.empty:
        dotted = alt.Chart(rest).encode(x=x, y=y)
        layers.append(dotted.mark_line(color=hue, strokeWidth=2.4, strokeDash=[1.5, 2.5]))
        layers.append(dotted.mark_point(opacity=0, size=80).encode(tooltip=tooltip))
    ends = pd.concat([lines[lines["origin"].eq(NEWER)].tail(1) for lines in (whole, rest)])
    ends = ends.assign(share=ends["share"], place=spread(ends["share"], 0.09))
    text = alt.Chart(ends).mark_text(align="left", dx=5, fontSize=11, fontWeight=600, color=theme.written(hue))
    place = alt.Y("place:Q", scale=scale)
    layers.append(text.encode(x=x, y=place, text=alt.Text("share:Q", format=".0%")))
    title = alt.Title(part["name"].iloc[0], fontSize=13, offset=4)
    return alt.layer(*layers).properties(width=198, height=150, title=title)


def _left_out(table: pd.DataFrame) -> str:
    names = state_names()
    return format_list(names[iso3] for iso3 in dict.fromkeys(";".join(table["without"]).split(";")) if iso3)


def _partner(partner: str) -> str:
    return {"USA": _("the United States"), "CHN": _("China")}[partner]


def _describe_common(table: pd.DataFrame, partner: str) -> str:
    parts = []
    whole, rest = table[table["without"].eq("")], table[table["without"].ne("")]
    rest = rest.assign(name=[_of_the_rest(row) for row in rest.itertuples()])
    newer = pd.concat([whole[whole["origin"].eq(NEWER)], rest])
    for name, group in newer.groupby("name", sort=False):
        values = group.set_index("year")["share"]
        told = format_list(
            worded("{share:.0%} ({year})", share=values[year], year=year)
            for year in (2015, 2018, 2019, 2022, 2023, 2024)
            if year in values.index
        )
        parts.append(f"{name}: {told}")
    text = _("Share of adopted resolutions of the UN General Assembly on which they voted as {partner} did.")
    text = text.format(partner=_partner(partner)) + " " + "; ".join(parts) + "."
    older = whole[whole["origin"].eq(OLDER) & whole["year"].ge(2015)]
    if older.empty:
        return text
    both = older.merge(whole[whole["origin"].eq(NEWER)], on=["voter", "year"])
    widest = both.loc[(both["share_x"] - both["share_y"]).abs().idxmax()]
    gap = _(
        "The older source, of all roll calls to 2019, is drawn apart: in the years that both have they differ most "
        "for {name} in {year}, {older:.0%} against {newer:.0%}."
    )
    gap = worded(gap, name=widest["name_x"], year=widest["year"], older=widest["share_x"], newer=widest["share_y"])
    return text + " " + gap


def _of_the_rest(row) -> str:
    names = state_names()
    return _("{bloc} without {states}").format(
        bloc=row.name, states=format_list(names[iso3] for iso3 in split(row.without))
    )
