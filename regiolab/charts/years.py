"""What charts over years share: the axis, events as vertical marks, labels that keep apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import altair as alt
import pandas as pd
from altair.typing import ChartType

from regiolab.analysis.dates import check_years
from regiolab.charts import theme
from regiolab.data import load
from regiolab.data.labels import short_name
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _

ORIENTATION_COLOURS = {"left": "#b3261e", "centre": "#6f757f", "right": "#1f4e79", "unknown": "#e9ecf0"}


def short_events() -> dict[str, str]:
    """Return the words that stand for an event where there is room for one or two."""
    return {
        "1991_treaty_asuncion": _("Mercosur"),
        "1994_nafta_in_force": _("NAFTA"),
        "2003_lula_takes_office": _("Lula"),
        "2004_alba_agreement": _("ALBA"),
        "2005_mar_del_plata": _("Mar del Plata"),
        "2008_unasur_treaty": _("UNASUR"),
        "2011_lima_declaration": _("Pacific Alliance"),
        "2015_macri_takes_office": _("Macri"),
        "2016_rousseff_suspended": _("Temer"),
        "2018_lopez_obrador_inaugurated": _("López Obrador"),
        "2019_bolsonaro_takes_office": _("Bolsonaro"),
        "2023_lula_returns": _("Lula again"),
        "2023_milei_takes_office": _("Milei"),
    }


def drawn(rows: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return the rows that a figure draws of the years asked for; without any there is no figure."""
    check_years(first, last)
    if rows.empty:
        text = _("Nothing is known of the years {first} to {last}: choose others.")
        raise InvalidValue(text.format(first=first, last=last))
    return rows


def in_years(rows: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return the rows of the years asked for; see :func:`drawn`."""
    return drawn(rows[rows["year"].between(first, last)], first, last)


def year_x(first: int, last: int, field: str = "year:Q", *, labels: bool = True) -> alt.X:
    """Return the axis of years."""
    scale = alt.Scale(domain=[first, last], nice=False)
    ticks = [year for year in range(first, last + 1) if year % 5 == 0]
    return alt.X(field, title=None, scale=scale).axis(
        format="d", values=ticks, labels=labels, grid=True, gridColor=theme.RULE, gridOpacity=0.6
    )


def marks(events: Iterable[str], first: int, last: int) -> pd.DataFrame:
    """Return events as points on the axis of years: ``event``, ``year`` (with its fraction), ``label``."""
    table, words = load("events").set_index("event"), short_events()
    rows = []
    for event in events:
        if event not in words:
            raise unknown(_("an event that charts mark"), event, words)
        date = table.loc[event, "date"]
        year = date.year + (date.day_of_year - 1) / 365.25
        if first <= year <= last:
            rows.append((event, round(year, 2), words[event]))
    return pd.DataFrame(rows, columns=["event", "year", "label"])


def event_layers(found: pd.DataFrame, x: alt.X, *, named: bool = True) -> list[alt.Chart]:
    """Return thin vertical lines at events and, if asked for, their names above the frame."""
    if found.empty:
        return []
    base = alt.Chart(found.assign(row=[index % 2 for index in range(len(found))])).encode(x=x)
    layers = [base.mark_rule(color=theme.MUTED, strokeDash=[2, 3], opacity=0.7)]
    if named:
        # names of neighbours stand at two heights, so that they do not run into each other
        for row in (0, 1):
            names = base.transform_filter(f"datum.row == {row}")
            layers.append(
                names.mark_text(fontSize=10, color=theme.MUTED, dy=-7 - 11 * row).encode(
                    y=alt.YValue(0), text=alt.Text("label:N")
                )
            )
    return layers


def year_tooltip() -> alt.Tooltip:
    """Return the line of a tooltip that names the year."""
    return alt.Tooltip("year:Q", format="d", title=_("Year"))


def scheme_colours(blocs: Iterable[str]) -> alt.Scale:
    """Return the scale that gives each scheme, by its short name, its colour."""
    chosen = list(blocs)
    return alt.Scale(domain=[short_name(bloc) for bloc in chosen], range=[theme.colour(bloc) for bloc in chosen])


def end_names(lines: pd.DataFrame, by: str, value: str, gap: float, scale: alt.Scale, **look: object) -> alt.Chart:
    """Return the field ``name`` written where each line ends, in the colour ``ink``, so that no name covers another.

    Parameters
    ----------
    lines : pandas.DataFrame
        One row a line and year.
    by, value : str
        The column that tells lines apart, and the one that is drawn upwards.
    gap : float
        How far names must stand from each other, in units of `value`.
    scale : altair.Scale
        That of `value`.
    **look
        Options of ``mark_text``.
    """
    ends = lines.loc[lines.groupby(by)["year"].idxmax()] if len(lines) else lines
    ends = ends.assign(place=spread(ends[value], gap))
    text = alt.Chart(ends).mark_text(align="left", fontWeight=600, **look)
    ink = alt.Color("ink:N", scale=None)
    return text.encode(y=alt.Y("place:Q", scale=scale), text=alt.Text("name:N"), color=ink)


def in_rows(panels: Sequence[ChartType], columns: int, across: int, down: int) -> alt.VConcatChart:
    """Return small charts row by row, `across` and `down` pixels apart."""
    rows = [alt.hconcat(*panels[at : at + columns], spacing=across) for at in range(0, len(panels), columns)]
    return alt.vconcat(*rows, spacing=down)


def spread(values: pd.Series, gap: float) -> pd.Series:
    """Move values apart until neighbours stand at least `gap` from each other, keeping their order.

    Examples
    --------
    >>> spread(pd.Series([1.0, 1.1, 3.0]), 0.5).tolist()
    [0.8, 1.3, 3.0]
    """
    order = values.sort_values()
    placed = order.tolist()
    for _round in range(40):
        for index in range(1, len(placed)):
            lack = gap - (placed[index] - placed[index - 1])
            if lack > 1e-9:
                placed[index - 1] -= lack / 2
                placed[index] += lack / 2
    return pd.Series([round(value, 6) for value in placed], index=order.index).reindex(values.index)
