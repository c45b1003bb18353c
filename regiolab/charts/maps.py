"""Who belongs where: maps of members on any date, as outlines or as tiles."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Literal

import altair as alt
import pandas as pd

from regiolab.analysis.dates import as_date
from regiolab.analysis.membership import spells
from regiolab.charts import theme
from regiolab.charts.datasets import states
from regiolab.charts.figure import Figure
from regiolab.charts.shapes import Shapes
from regiolab.charts.specification import unchecked
from regiolab.data import load
from regiolab.data.labels import short_name, short_names, state_names
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, format_date, format_list
from regiolab.words import STATUSES, status_letter, status_name

LAYOUTS = ("outlines", "tiles")
MOST = 4
GAP = 20  # pixels between maps

# States too small to be seen as an outline are drawn as a dot.
DOTS = frozenset({"ATG", "BRB", "DMA", "GRD", "KNA", "LCA", "VCT", "TTO", "BHS"})


def members_map(
    blocs: str | Iterable[str],
    on: dt.date | str | None = None,
    *,
    by: str = "start",
    layout: str = "outlines",
) -> Figure:
    """Draw the states of the region by their standing in one to four schemes on a day.

    Parameters
    ----------
    blocs : str or iterable of str
        One to four schemes, a map each.
    on : datetime.date or str, optional
        The day; the last day of the tables if left out.
    by : {"start", "signed", "in_force"}
        Which date opens a membership; see :func:`regiolab.members`.
    layout : {"outlines", "tiles"}
        Outlines on a map, or a grid in which every state has the same room.

    Returns
    -------
    Figure
        Its table has one row a state or territory in a scheme: ``bloc``, ``iso3``, ``name``,
        ``status``, ``since``, ``source``, ``checked``; members outside the region are in it too.

    Raises
    ------
    UnknownName, InvalidValue
        For an unknown scheme, rule or layout, a wrong day, or more than four schemes.

    Examples
    --------
    >>> figure = members_map("mercosur", on="2013-01-01")
    >>> figure.table.set_index("iso3").loc["PRY", "status"]
    'suspended'
    """
    names = [blocs] if isinstance(blocs, str) else list(dict.fromkeys(blocs))
    if layout not in LAYOUTS:
        raise unknown(_("a layout of a map"), layout, LAYOUTS)
    if not 1 <= len(names) <= MOST:
        raise InvalidValue(_("{n} schemes were given: choose one to {most}.").format(n=len(names), most=MOST))
    day = as_date(on)
    table = standing(names, day, by)
    title = alt.Title(
        format_list(short_names()[names]), subtitle=_("On {date}").format(date=format_date(day)) + rule_said(by)
    )
    standings = {bloc: parameter(table[table["bloc"].eq(bloc)]) for bloc in names}
    notes = {bloc: last_met(bloc, day) for bloc in names}
    return Figure(draw(names, standings, layout, title=title, notes=notes), describe(names, day, table, by), table)


def parameter(rows: pd.DataFrame) -> dict:
    """Return what a map must know of one scheme on one day; a live map is given a new one.

    Parameters
    ----------
    rows : pandas.DataFrame
        The scheme's rows of :func:`standing`.

    Returns
    -------
    dict
        ``states``: ISO code to status and date, as in ``"full 1991-03-26"``; ``counts``: status to
        the number of states. Kept this small because Altair copies it many times over.
    """
    states = {row.iso3: f"{row.status} {row.since:%Y-%m-%d}" for row in rows.itertuples(index=False)}
    counts = {status: int(rows["status"].eq(status).sum()) for status in STATUSES}
    return {"states": states, "counts": counts}


def parameter_name(bloc: str) -> str:
    """Return the name of the Vega-Lite parameter that holds a scheme's standing."""
    return f"standing_{bloc}"


@unchecked()
def draw(
    blocs: list[str],
    standings: dict[str, dict],
    layout: str,
    *,
    title: alt.TitleParams | None = None,
    width: int = theme.WIDTH,
    all_statuses: bool = False,
    notes: dict[str, str] | None = None,
) -> alt.LayerChart | alt.HConcatChart:
    """Draw one map a scheme from its parameter.

    Parameters
    ----------
    blocs : list of str
        One to four schemes.
    standings : dict
        Scheme to what :func:`parameter` returned.
    layout : {"outlines", "tiles"}
    title : altair.TitleParams, optional
        What stands above all maps.
    width : int
        Pixels for all maps together.
    all_statuses : bool
        Whether the legend lists statuses that nobody holds, as a live map must.
    notes : dict, optional
        Scheme to a line beneath its heading.
    """
    notes = notes or {}
    each = min(430, (width - GAP * (len(blocs) - 1)) // len(blocs))
    panel = _outline_map if layout == "outlines" else _tile_map
    panels = []
    for bloc in blocs:
        counts = standings[bloc]["counts"]
        shown = list(STATUSES) if all_statuses else [status for status in STATUSES if counts[status]]
        if len(blocs) == 1 and title:
            heading = title.copy()
            if notes.get(bloc):
                heading.subtitle = [heading.subtitle, notes[bloc]]
        else:
            subtitle = notes.get(bloc) or alt.Undefined
            heading = alt.Title(
                short_name(bloc), subtitle=subtitle, fontSize=14, color=theme.written(theme.colour(bloc))
            )
        panels.append(panel(bloc, shown, each, heading))
    params = [alt.param(name=parameter_name(bloc), value=standings[bloc]) for bloc in blocs]
    if len(panels) == 1:
        return panels[0].add_params(*params)
    # everything is said at once: each later change would copy the whole chart
    resolve = alt.Resolve(scale=alt.LegendResolveMap(fill="independent"))
    # a live chart knows the parameters of the whole, not those that `add_params` would hand to its panels
    whole = [item.param for item in params]
    return alt.hconcat(*panels, spacing=GAP, resolve=resolve, title=title or alt.Undefined, params=whole)


def standing(blocs: list[str], day: dt.date, by: str) -> pd.DataFrame:
    """Return every state's status in each scheme on a day, as a map's table."""
    found = spells(day, blocs=blocs, by=by)
    rows = found.assign(name=found["iso3"].map(state_names()), status=found["status"].astype(str))
    rank = {bloc: index for index, bloc in enumerate(blocs)}
    level = {status: index for index, status in enumerate(STATUSES)}
    # a state that is acceding while it is still an associate is shown by the higher standing
    rows = rows.assign(rank=rows["bloc"].map(rank), level=rows["status"].map(level))
    rows = rows.sort_values(["rank", "level", "since", "iso3"]).drop_duplicates(["bloc", "iso3"])
    columns = ["bloc", "iso3", "name", "status", "since", "source", "checked"]
    table = rows[columns].reset_index(drop=True)
    table.attrs["undated"] = found.attrs["undated"]
    return table


def last_met(bloc: str, day: dt.date) -> str:
    """Say when a scheme that has fallen silent is last known to have met; nothing before that day.

    Parameters
    ----------
    bloc : str
    day : datetime.date
        The day that a map shows.

    Examples
    --------
    >>> last_met("lima_group", dt.date(2026, 1, 1))
    'Last known meeting or joint act: 5 January 2021'
    >>> last_met("lima_group", dt.date(2020, 1, 1))
    ''
    """
    scheme = load("blocs").set_index("bloc").loc[bloc]
    met = scheme["last_meeting"]
    if pd.isna(met) or day <= met.date():
        return ""
    return _("Last known meeting or joint act: {date}").format(date=format_date(met, scheme["last_meeting_precision"]))


def describe(blocs: list[str], day: dt.date, table: pd.DataFrame, by: str = "start") -> str:
    """Say in words what a map of members shows."""
    names = short_names()
    schemes = load("blocs")
    forced = set(schemes["bloc"][schemes["in_force"].notna()])
    sentences = [_("Members on {date}").format(date=format_date(day)) + rule_said(by) + "."]
    for bloc in blocs:
        rows = table[table["bloc"].eq(bloc)]
        if rows.empty and by == "in_force" and bloc not in forced:
            text = _("{bloc} has no entry into force of its own.")
            sentences.append(text.format(bloc=names[bloc]))
            continue
        if rows.empty:
            sentences.append(_("{bloc}: nobody on that day.").format(bloc=names[bloc]))
            continue
        parts = [
            f"{status_name(status)} ({len(group)}): {format_list(group['name'])}"
            for status in STATUSES
            if len(group := rows[rows["status"].eq(status)])
        ]
        sentences.append(f"{names[bloc]} – {'; '.join(parts)}.")
        if silence := last_met(bloc, day):
            sentences.append(f"{silence}.")
    undated = [iso3 for bloc, iso3 in table.attrs.get("undated", ()) if by != "in_force" or bloc in forced]
    if undated:
        states = format_list(state_names()[sorted(set(undated))])
        sentences.append(_("No date of this kind was found for {states}, left out here.").format(states=states))
    return " ".join(sentences)


def rule_said(by: str) -> str:
    """Return what a heading adds on the rule by which a membership counts; nothing for the usual one."""
    return {
        "start": "",
        "signed": _(", counting from each state's signature"),
        "in_force": _(", counting from entry into force for each state"),
    }[by]


def _with_standing(chart: alt.Chart, bloc: str) -> alt.Chart:
    """Give every state on a map its status, the word for it and its date from the parameter."""
    entry = f"{parameter_name(bloc)}.states[datum.iso3]"
    letters = {status: status_letter(status) for status in STATUSES}
    words = {"": _("not in it")} | {status: status_name(status) for status in STATUSES}
    return chart.transform_calculate(status=f"{entry} ? split({entry}, ' ')[0] : ''").transform_calculate(
        since=f"{entry} ? split({entry}, ' ')[1] : ''",
        word=f"({json.dumps(words)})[datum.status]",
        letter=f"({json.dumps(letters)})[datum.status] || ''",
    )


def _fill(bloc: str, shown: list[str], orient: Literal["bottom", "bottom-left"]) -> alt.Fill:
    hue, words = theme.colour(bloc), {status: status_name(status) for status in STATUSES}
    tints = [theme.tint(hue, theme.STATUS_TINT[status]) for status in STATUSES]
    label = f"({json.dumps(words)})[datum.label] + ' (' + {parameter_name(bloc)}.counts[datum.label] + ')'"
    legend: alt.Legend | None = alt.Legend(
        columns=1, orient=orient, symbolStrokeColor=hue, symbolType="square", values=shown, labelExpr=label
    )
    if not shown:
        # a legend without entries has no size, and the whole chart would be infinitely wide
        legend = None
    return alt.Fill("status:N", scale=alt.Scale(domain=list(STATUSES), range=tints), legend=legend)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=_("State")),
        alt.Tooltip("word:N", title=_("Standing")),
        alt.Tooltip("since:N", title=_("Since")),
    ]


def _outline_map(bloc: str, shown: list[str], width: int, title: alt.TitleParams) -> alt.LayerChart:
    hue, places = theme.colour(bloc), states()
    shape = Shapes()
    land = alt.Chart(shape).mark_geoshape(fill=theme.LAND, stroke=theme.PAPER, strokeWidth=0.6)
    fill, tooltip = _fill(bloc, shown, "bottom-left" if width > 400 else "bottom"), _tooltip()
    lookup = alt.LookupData(places[["iso3", "name"]], "iso3", ["iso3", "name"])
    named = alt.Chart(shape).transform_lookup(lookup="id", from_=lookup)
    members = _with_standing(named, bloc).encode(fill=fill, tooltip=tooltip)
    # white between full members, whose fills would run together; the others are drawn above them,
    # so that their borders, in the scheme's own colour, are not covered
    full = members.transform_filter("datum.status === 'full'").mark_geoshape(stroke=theme.PAPER, strokeWidth=0.9)
    others = members.transform_filter("datum.status && datum.status !== 'full'").mark_geoshape(
        stroke=hue, strokeWidth=0.9
    )
    place = {"longitude": alt.Longitude("lon:Q"), "latitude": alt.Latitude("lat:Q")}
    islands = _with_standing(alt.Chart(places[places["iso3"].isin(DOTS)]), bloc)
    quiet = islands.transform_filter("!datum.status").mark_circle(size=width / 18, color=theme.LAND, opacity=1)
    loud = islands.transform_filter("datum.status").mark_point(
        filled=True, size=width / 9, opacity=1, stroke=hue, strokeWidth=1
    )
    letters = (
        _with_standing(alt.Chart(places), bloc)
        .transform_filter("datum.status === 'suspended' || datum.status === 'acceding'")
        .mark_text(fontWeight=700, fontSize=12, color=theme.INK)
        .encode(text=alt.Text("letter:N"), tooltip=tooltip, **place)
    )
    return alt.layer(
        land,
        full,
        others,
        quiet.encode(**place),
        loud.encode(fill=fill, tooltip=tooltip, **place),
        letters,
        projection=alt.Projection(type="azimuthalEqualArea", rotate=[76, 12, 0]),
        width=width,
        height=round(width * 1.09),
        title=title,
    )


def _tile_map(bloc: str, shown: list[str], width: int, title: alt.TitleParams) -> alt.LayerChart:
    hue, places = theme.colour(bloc), states()
    step = min(36, width / int(places["tile_col"].max()))
    x = alt.X("tile_col:O", axis=None, scale=alt.Scale(paddingInner=0.06))
    y = alt.Y("tile_row:O", axis=None, scale=alt.Scale(paddingInner=0.06))
    base = _with_standing(alt.Chart(places), bloc).encode(x=x, y=y, tooltip=_tooltip())
    full = base.transform_filter("datum.status === 'full'")
    others = base.transform_filter("datum.status && datum.status !== 'full'")
    fill = _fill(bloc, shown, "bottom")
    code = {"fontSize": max(7, step * 0.3), "fontWeight": 600}
    letter = {"fontSize": max(6, step * 0.26), "align": "right", "dx": step * 0.42, "dy": -step * 0.28}
    return alt.layer(
        base.mark_rect(fill=theme.LAND, cornerRadius=3),
        full.mark_rect(cornerRadius=3).encode(fill=fill),
        others.mark_rect(cornerRadius=3, stroke=hue, strokeWidth=1.2).encode(fill=fill),
        base.transform_filter("datum.status !== 'full'")
        .mark_text(color=theme.INK, **code)
        .encode(text=alt.Text("iso3:N")),
        full.mark_text(color=theme.ink_on(hue), **code).encode(text=alt.Text("iso3:N")),
        others.mark_text(color=theme.INK, **letter).encode(text=alt.Text("letter:N")),
        width=alt.Step(step),
        height=alt.Step(step),
        title=title,
    )
