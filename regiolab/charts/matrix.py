"""Every state's standing in every scheme at one glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis.dates import as_date
from regiolab.analysis.membership import check_bloc, region
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.maps import standing
from regiolab.charts.specification import unchecked
from regiolab.data import load
from regiolab.data.labels import short_name, short_names, state_names
from regiolab.errors import InvalidValue
from regiolab.i18n import _, format_date, format_list
from regiolab.words import STATUSES, status_letter, status_name, subregion_name

SUBREGIONS = ("South America", "Central America", "North America", "Caribbean")
WIDE, ROOM = 680, 500  # pixels for all columns and all rows together, so that the figure stays on one screen
HEAD = "split(datum.label, ' ')"
DEFAULT = (
    "mercosur",
    "andean_community",
    "alba",
    "pacific_alliance",
    "sica",
    "caricom",
    "aladi",
    "acs",
    "unasur",
    "prosur",
    "celac",
    "oas",
)


def membership_matrix(
    blocs: Iterable[str] = DEFAULT,
    on: dt.date | str | None = None,
    *,
    by: str = "start",
) -> Figure:
    """Draw the states of the region against the schemes, a cell for each standing on a day.

    Parameters
    ----------
    blocs : iterable of str
        The schemes, from left to right.
    on : datetime.date or str, optional
        The day; the last day of the tables if left out.
    by : {"start", "signed", "in_force"}
        Which date opens a membership; see :func:`regiolab.members`.

    A scheme that did not exist on the day has no column; the text beneath names it.

    Returns
    -------
    Figure
        Its table has one row a state of the region in a scheme: ``iso3``, ``name``, ``subregion``,
        ``bloc``, ``status``, ``since``, ``source``, ``checked``.

    Raises
    ------
    UnknownName, InvalidValue
        For an unknown scheme or rule, or a day that is no date.

    Examples
    --------
    >>> table = membership_matrix(["mercosur", "alba"], on="2013-01-01").table
    >>> sorted(table[table["iso3"].eq("VEN")]["bloc"])
    ['alba', 'mercosur']
    """
    asked = [check_bloc(bloc) for bloc in dict.fromkeys(blocs)]
    day = as_date(on)
    names = [bloc for bloc in asked if _lives(bloc, day)]
    if not names:
        raise InvalidValue(_("None of these schemes existed on {date}.").format(date=format_date(day)))
    countries = load("countries").set_index("iso3")
    table = standing(names, day, by)
    table = table[table["iso3"].isin(region())].reset_index(drop=True)
    table.insert(2, "subregion", table["iso3"].map(countries["subregion"].astype(str)))
    left_out = [bloc for bloc in asked if bloc not in names]
    return Figure(_chart(names, day, table, countries), _describe(names, day, table, left_out), table)


def _heading(subregion: str) -> str:
    """Return the words above a subregion's states; the United Nations count Mexico in Central America."""
    return _("Mexico and Central America") if subregion == "Central America" else subregion_name(subregion)


def _lives(bloc: str, day: dt.date) -> bool:
    """Return whether a scheme has been founded, and not ended, on a day."""
    scheme = load("blocs").set_index("bloc").loc[bloc]
    return scheme["founded"].date() <= day and (pd.isna(scheme["end"]) or day < scheme["end"].date())


@unchecked()
def _chart(blocs: list[str], day: dt.date, table: pd.DataFrame, countries: pd.DataFrame) -> alt.LayerChart:
    names = state_names()
    states = countries.loc[region()].assign(name=names)
    states["rank"] = states["subregion"].astype(str).map({name: rank for rank, name in enumerate(SUBREGIONS)})
    states = states.sort_values(["rank", "name"])
    order = []
    for subregion, group in states.groupby("rank", sort=True):
        order += [f"§{subregion}", *group["name"]]
    headings = pd.DataFrame(
        [
            {"line": f"§{rank}", "text": _heading(name)}
            for rank, name in enumerate(SUBREGIONS)
            if name in set(states["subregion"])
        ]
    )
    columns = [short_name(bloc) for bloc in blocs]
    label = dict(zip(blocs, columns, strict=True))
    cells = table.assign(
        column=table["bloc"].map(label),
        word=table["status"].map(status_name),
        letter=table["status"].map(status_letter),
        since=table["since"].dt.strftime("%Y-%m-%d"),
        stroke=[theme.colour(bloc) for bloc in table["bloc"]],
        fill=[
            theme.tint(theme.colour(row.bloc), theme.STATUS_TINT[row.status]) for row in table.itertuples(index=False)
        ],
    )
    grid = pd.DataFrame([(name, column) for name in states["name"] for column in columns], columns=["name", "column"])
    y = alt.Y("name:N", sort=order, title=None, scale=alt.Scale(domain=order, paddingInner=0.14))
    y = y.axis(
        labelExpr="indexof(datum.label, '§') === 0 ? '' : datum.label",
        labelColor=theme.INK,
        labelLimit=260,
        labelFontSize=11,
    )
    x = alt.X("column:N", sort=columns, title=None, scale=alt.Scale(domain=columns, paddingInner=0.08))
    # the words of a name stand one beneath the other, so that all heads are in sight and none is slanted
    x = x.axis(
        orient="top",
        labelAngle=0,
        labelColor=theme.INK,
        labelFontWeight=600,
        labelFontSize=10.5,
        labelLineHeight=12,
        labelOverlap=False,
        labelExpr=HEAD,
        labelPadding=12 * max(name.count(" ") for name in columns) + 4,
    )
    tooltip = [
        alt.Tooltip("name:N", title=_("State")),
        alt.Tooltip("column:N", title=_("Scheme")),
        alt.Tooltip("word:N", title=_("Standing")),
        alt.Tooltip("since:N", title=_("Since")),
    ]
    layers = [
        alt.Chart(grid).mark_rect(fill="#f3f5f7", cornerRadius=2).encode(x=x, y=y),
        alt.Chart(cells)
        .mark_rect(strokeWidth=1, cornerRadius=2)
        .encode(
            x=x, y=y, tooltip=tooltip, fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("stroke:N", scale=None)
        ),
        alt.Chart(cells[cells["status"].ne("full")])
        .mark_text(fontSize=10, fontWeight=600)
        .encode(x=x, y=y, text=alt.Text("letter:N"), tooltip=tooltip),
        alt.Chart(headings)
        .mark_text(align="right", fontSize=11, color=theme.MUTED, dx=-6)
        .encode(x=alt.XValue(0), y=alt.Y("line:N", sort=order), text=alt.Text("text:N")),
    ]
    key = ", ".join(
        f"{status_letter(status)} {status_name(status)}" for status in STATUSES if status in set(table["status"])
    )
    title = alt.Title(
        _("Who belongs to what"),
        subtitle=_("On {date}. {key}").format(date=format_date(day), key=key.replace("●", "■")),
    )
    return alt.layer(*layers).properties(
        width=max(min(62, WIDE // len(blocs)) * len(blocs), 120),
        height=alt.Step(min(16.5, ROOM / len(order))),
        title=title,
    )


def _describe(blocs: list[str], day: dt.date, table: pd.DataFrame, left_out: list[str]) -> str:
    names = short_names()
    full = table[table["status"].eq("full")].groupby("bloc")["iso3"].nunique()
    parts = [f"{names[bloc]}: {int(full.get(bloc, 0))}" for bloc in blocs]
    most = table[table["status"].eq("full")]["name"].value_counts()
    sentence = _("States of the region against {n} schemes on {date}. Full members: {list}.").format(
        n=len(blocs), date=format_date(day), list="; ".join(parts)
    )
    if left_out:
        missing = format_list([names[bloc] for bloc in left_out])
        sentence += " " + _("Not in existence on that day: {names}.").format(names=missing)
    if most.empty:
        return sentence
    busiest = _("{state} is a full member of most: {n}.").format(state=most.index[0], n=int(most.iloc[0]))
    return f"{sentence} {busiest}"
