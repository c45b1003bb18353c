"""Trade within Mercosur and the Pacific Alliance to the present, as far as data go."""

from __future__ import annotations

import altair as alt
import pandas as pd

from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.charts.years import (
    event_layers,
    in_years,
    marks,
    year_tooltip,
    year_x,
)
from regiolab.data import load
from regiolab.data.labels import short_name
from regiolab.i18n import _, worded

SHARES_END = 2019  # of `recent_trade`
TURN = ("2015_macri_takes_office", "2016_rousseff_suspended")


def recent_trade(*, first: int = 2003) -> Figure:
    """Draw trade within Mercosur and the Pacific Alliance to the present: shares to 2019, levels to 2024.

    The two panels come from two sources and are not one series. Where flows are missing, lines are
    dashed and points hollow; Mercosur's level is that of Argentina and Brazil alone.

    Parameters
    ----------
    first : int
        First year of the shares, from 1994 to 2019; levels begin in 2014.

    Returns
    -------
    Figure
        Its table has one row a scheme, year and measure: ``bloc``, ``year``, ``origin``, ``measure``,
        ``value``, ``n_data``, ``missing``, ``missing_flows``, ``coverage``.

    Examples
    --------
    >>> table = recent_trade().table.set_index(["bloc", "measure", "year"])
    >>> round(float(table.loc[("pacific_alliance", "share", 2019), "value"]), 3)
    0.027
    """
    rows = load("recent_trade")
    shares = rows["measure"].eq("share")
    rows = pd.concat([in_years(rows[shares], first, SHARES_END), rows[~shares]])
    columns = ["bloc", "year", "origin", "measure", "value", "n_data", "missing", "missing_flows", "coverage"]
    table = rows[columns].astype({"year": "int64", "n_data": "int64", "measure": "str", "origin": "str"})
    table[["missing", "missing_flows"]] = table[["missing", "missing_flows"]].fillna("")
    table = table.reset_index(drop=True)
    title = alt.Title(
        _("Trade within two schemes, as far as data go"),
        subtitle=[
            _("The four founders of each scheme in all years; data of UN Comtrade from two sources, not one series"),
            _("Dashed and hollow: flows are missing. Share: Mercosur lacks Paraguay–Uruguay, so it is a floor"),
            _("Level: current US dollars, so prices move it; Mercosur is Argentina and Brazil alone"),
        ],
    )
    panels = [_recent_panel(table[table["measure"].eq(measure)], measure) for measure in ("share", "level")]
    return Figure(alt.hconcat(*panels, spacing=20).properties(title=title), _describe_recent(table), table)


@unchecked()
def _recent_panel(part: pd.DataFrame, measure: str) -> alt.LayerChart:
    share = measure == "share"
    first, last = int(part["year"].min()), int(part["year"].max())
    found = marks(TURN, first, last)
    shown = part.assign(
        value=part["value"] if share else part["value"] / 1000,
        name=[_recent_name(bloc, measure) for bloc in part["bloc"]],
        whole=part["coverage"].eq(1),
    )
    names = [_recent_name(bloc, measure) for bloc in ("mercosur", "pacific_alliance")]
    hues = [theme.colour(bloc) for bloc in ("mercosur", "pacific_alliance")]
    scale = alt.Scale(domain=[0, 1.15 * float(shown["value"].max())], nice=False)
    step = 1 if last - first < 8 else 2
    x = year_x(first, last).axis(
        format="d",
        values=[year for year in range(first, last + 1) if year % step == 0],
        labelFlush=False,
        ticks=True,
        tickColor=theme.MUTED,
        grid=True,
        gridColor=theme.RULE,
    )
    y = alt.Y("value:Q", title=None, scale=scale)
    y = y.axis(format=".0%" if share else ".0f", tickCount=5, grid=True, gridColor=theme.RULE)
    color = alt.Color("name:N", scale=alt.Scale(domain=names, range=hues), legend=None)
    dash = alt.StrokeDash("whole:N", scale=alt.Scale(domain=[True, False], range=[[1, 0], [5, 3]]), legend=None)
    tooltip = [
        year_tooltip(),
        alt.Tooltip("name:N", title=_("Scheme")),
        alt.Tooltip(
            "value:Q", format=".1%" if share else ".1f", title=_("Share") if share else _("Billion US dollars")
        ),
        alt.Tooltip("missing:N", title=_("Without data")),
        alt.Tooltip("missing_flows:N", title=_("Flows missing")),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, color=color)
    points = base.encode(tooltip=tooltip)
    layers = [
        *event_layers(found, x),
        base.mark_line(strokeWidth=2.2).encode(strokeDash=dash),
        points.transform_filter("datum.whole").mark_point(size=34, filled=True, opacity=1),
        points.transform_filter("!datum.whole").mark_point(size=34, fill=theme.PAPER, opacity=1),
    ]
    for bloc, extreme, away in (("mercosur", "idxmax", -18), ("pacific_alliance", "idxmin", 22)):
        own = shown[shown["bloc"].eq(bloc)].sort_values("year")
        # above the higher line and below the lower one, far enough from both ends for the words
        middle = own["value"].iloc[2:-2] if len(own) > 4 else own["value"].iloc[len(own) // 2 :][:1]
        at = own.loc[[getattr(middle, extreme)()]]
        named = alt.Chart(at).mark_text(fontWeight=600, dy=away)
        ink = alt.ColorValue(theme.written(theme.colour(bloc)))
        layers.append(named.encode(x=x, y=y, color=ink, text=alt.Text("name:N")))
    heading = _("Share of all exports, to 2019") if share else _("Billion current US dollars, 2014 to 2024")
    title = alt.Title(heading, fontSize=13, offset=8)
    return alt.layer(*layers).properties(width=372, height=270, title=title)


def _recent_name(bloc: str, measure: str) -> str:
    if bloc == "mercosur" and measure == "level":
        return _("Argentina and Brazil")
    return short_name(bloc)


def _describe_recent(table: pd.DataFrame) -> str:
    parts = []
    for (measure, bloc), group in table.groupby(["measure", "bloc"], sort=False):
        share = measure == "share"
        pattern = "{} {:.1%}" if share else "{} {:.1f}"
        values = group["value"] if share else group["value"] / 1000
        told = [worded(pattern, year, value) for year, value in zip(group["year"], values, strict=True)]
        unit = _("share of exports") if share else _("billion current US dollars")
        parts.append(f"{_recent_name(bloc, measure)}, {unit}: {', '.join(told)}")
    text = _("What members sell one another: shares to 2019, then levels only; two sources that are not one series.")
    missing = _("Mercosur's share lacks trade between Paraguay and Uruguay; its level is Argentina and Brazil alone.")
    return f"{text} {missing} {'. '.join(parts)}."
