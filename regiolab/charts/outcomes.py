"""A forecast's observable over the years, with the bound and the day that a reader may move."""

from __future__ import annotations

import datetime as dt

import altair as alt
import pandas as pd

from regiolab.analysis.outlook import ARTICLE, criterion_of, readings
from regiolab.charts import theme
from regiolab.charts.specification import unchecked
from regiolab.data.labels import short_name
from regiolab.i18n import _, capitalised, format_date

FIRST = 2010


def subject_name(forecast: str) -> str:
    """Return the reader's words for what a forecast's criterion observes.

    Examples
    --------
    >>> subject_name("new_hegemony")
    'republics that the right governs'
    """
    subject = criterion_of(forecast).subject
    words = {
        "camp": _("republics that the larger camp, left or right, governs"),
        "right": _("republics that the right governs"),
        "winners": _("republics that the winners’ side governs"),
        "treaties_each": _("trade agreements with outsiders since June 2018, of the bloc that has fewer"),
        "treaties_pacific_alliance": _("trade agreements of the Pacific Alliance with outsiders since June 2018"),
        "joint": _("joint documents of Mercosur and the Pacific Alliance since June 2018"),
        "eu": _("signed trade agreements of Mercosur and the EU since June 2018"),
        "summits": _("summits of CELAC since June 2018"),
        "summits_both": _("summits of UNASUR and CELAC since June 2018"),
        "distance": _("distance of the Pacific Alliance from the USA in UN votes (mean of the region: 1)"),
        "closer": _("of five large states, those closer to the USA in UN votes than in 2017"),
    }
    return words[subject] if subject in words else _("full members of {bloc}").format(bloc=short_name(subject))


def moment(day: dt.date) -> float:
    """Return a day as a number of years, so that the end of a year lies at that year's number.

    Examples
    --------
    >>> moment(dt.date(2025, 1, 1)), round(moment(dt.date(2025, 12, 31)), 2)
    (2024.0, 2025.0)
    """
    return day.year - 1 + (day - dt.date(day.year, 1, 1)).days / 365.25


@unchecked()
def outcome_chart(forecast: str, threshold: float, day: dt.date) -> alt.LayerChart:
    """Draw an observable at the ends of years; the parameters ``threshold`` and ``day`` move the two lines."""
    asked = criterion_of(forecast)
    table = readings(forecast, FIRST)
    shown = pd.DataFrame(
        {
            "at": [moment(when.date()) for when in table["day"]],
            "value": table["value"],
            "on": [format_date(when.date()) for when in table["day"]],
        }
    )
    low, high, step = asked.span
    bottom, top = min(low, shown["value"].min()), max(high, shown["value"].max())
    room = (top - bottom) / 16
    y_scale = alt.Scale(domain=[bottom - room, top + room], nice=False, zero=False)
    last = moment(table["day"].iloc[-1].date())
    x_scale = alt.Scale(domain=[FIRST - 0.4, max(last, moment(asked.day)) + 0.4], nice=False, zero=False)
    x = alt.X("at:Q", scale=x_scale, title=None).axis(format="d", tickMinStep=1, tickCount=8)
    y = alt.Y("value:Q", scale=y_scale, title=None).axis(
        tickCount=6, format="d" if step >= 1 else ".2f", tickMinStep=step
    )
    tooltip = [alt.Tooltip("on:N", title=_("Day")), alt.Tooltip("value:Q", title=_("Value"))]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    one = pd.DataFrame({"here": [0]})
    begun = alt.Chart(pd.DataFrame({"at": [moment(ARTICLE)], "text": [_("the article")]})).encode(x=x)
    bound = (
        alt.Chart(one)
        .transform_calculate(value="threshold")
        .mark_rule(color=theme.ACCENT, strokeWidth=2.5)
        .encode(y=y)
        .add_params(alt.param("threshold", value=threshold), alt.param("day", value=moment(day)))
    )
    until = (
        alt.Chart(one).transform_calculate(at="day").mark_rule(color=theme.ACCENT, strokeDash=[5, 3], strokeWidth=2)
    ).encode(x=x)
    # what lies beyond the day is there to be seen, and pale: it does not count
    beyond = alt.condition("datum.at <= day + 0.001", alt.value(1), alt.value(0.3))
    title = alt.Title(
        capitalised(subject_name(forecast)),
        subtitle=_("At the ends of years. Red: the bound; dashed: the day of judgement, after which nothing counts"),
        offset=18,
    )
    layers = [
        begun.mark_rule(color=theme.RULE, strokeWidth=2),
        begun.mark_text(color=theme.MUTED, baseline="bottom", dy=-3).encode(y=alt.YValue(0), text=alt.Text("text:N")),
        bound,
        until,
        base.mark_line(color=theme.INK, strokeWidth=1.5, opacity=0.35),
        base.mark_point(filled=True, size=70, color=theme.INK).encode(opacity=beyond),
    ]
    return alt.layer(*layers).properties(width=theme.WIDTH - 60, height=190, title=title)
