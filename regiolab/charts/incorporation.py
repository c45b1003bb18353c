"""What Mercosur adopted and what its members took into their own law."""

from __future__ import annotations

import altair as alt
import pandas as pd

from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.charts.years import in_years
from regiolab.data import load
from regiolab.i18n import _, worded

DONE = ("in_four", "in_three", "in_two", "in_one", "in_none")
TINTS = (1.0, 0.62, 0.38, 0.2, 0.0)
YOUNG = 2006  # acts from this year on had less than three years until the count ended


def acts_incorporated(first: int = 1995, last: int = 2008) -> Figure:
    """Draw in how many of the four members Mercosur's acts had become law by the end of 2008.

    Only acts that all four must incorporate are drawn. The count ends on the same day for all, so the
    acts of the last years had less time, and their bars are not to be compared with the others.

    Parameters
    ----------
    first, last : int
        Years from 1994, of which the source has December only, to 2008.

    Returns
    -------
    Figure
        Its table has one row a year and number of members: ``year``, ``done`` (``in_four`` to
        ``in_none``), ``acts``, ``needed``, ``share``, ``censored`` (whether the acts had less than three years).

    Examples
    --------
    >>> table = acts_incorporated(1998, 1998).table.set_index("done")
    >>> int(table.loc["in_four", "acts"]), int(table.loc["in_four", "needed"])
    (35, 61)
    """
    rows = load("mercosur_acts")
    rows = in_years(rows, first, last).astype("int64")
    table = rows.drop(columns="acts").melt(["year", "needed"], list(DONE), var_name="done", value_name="acts")
    table = table.assign(share=table["acts"] / table["needed"], censored=table["year"].ge(YOUNG))
    table["order"] = table["done"].map(DONE.index)
    table = table.sort_values(["year", "order"], ignore_index=True)
    columns = ["year", "done", "acts", "needed", "share", "censored"]
    return Figure(_chart(table), _describe(table), table[columns])


def done_name(done: str) -> str:
    """Return the reader's words for the number of members that have incorporated an act.

    Examples
    --------
    >>> done_name("in_four")
    'in all four'
    """
    return {
        "in_four": _("in all four"),
        "in_three": _("in three"),
        "in_two": _("in two"),
        "in_one": _("in one"),
        "in_none": _("in none"),
    }[done]


@unchecked()
def _chart(table: pd.DataFrame) -> alt.LayerChart:
    names, hue = [done_name(done) for done in DONE], theme.colour("mercosur")
    shown = table.assign(name=table["done"].map(done_name))
    room = alt.Scale(domainMax=1.12 * float(table["needed"].max()), nice=False)  # for the words above the highest bar
    x = alt.X("year:O", title=None).axis(labelAngle=0)
    color = alt.Color("name:N", scale=alt.Scale(domain=names, range=[theme.tint(hue, tint) for tint in TINTS]))
    color = color.legend(symbolSize=110, symbolStrokeWidth=1, symbolStrokeColor=theme.MUTED)
    tooltip = [
        alt.Tooltip("year:O", title=_("Year")),
        alt.Tooltip("name:N", title=_("Incorporated")),
        alt.Tooltip("acts:Q", title=_("Acts")),
        alt.Tooltip("needed:Q", title=_("Acts that all four must incorporate")),
    ]
    bars = (
        alt.Chart(shown)
        .mark_bar(stroke=theme.MUTED, strokeWidth=0.6)
        .encode(
            x=x,
            y=alt.Y("acts:Q", title=_("Acts that all four must incorporate"), scale=room).axis(
                grid=True, gridColor=theme.RULE
            ),
            color=color,
            order=alt.Order("order:Q"),
            tooltip=tooltip,
        )
    )
    tops = shown[shown["done"].eq("in_four")]
    tops = tops.assign(whole=[worded("{:.0%}", share) for share in tops["share"]])
    shares = alt.Chart(tops).encode(x=x, y=alt.Y("needed:Q"), text=alt.Text("whole:N"))
    layers = [
        bars,
        shares.transform_filter("!datum.censored").mark_text(dy=-8, fontWeight=600),
        shares.transform_filter("datum.censored").mark_text(dy=-8, color=theme.MUTED, fontStyle="italic"),
    ]
    title = alt.Title(
        _("On paper, and done: Mercosur's acts"),
        subtitle=[
            _("In how many of the four members acts had become law by 1 December 2008, by year of adoption"),
            _("Above each bar: the share that all four had incorporated; an act is valid when the last of them has"),
            _("In grey italics: acts that had less than three years, not to be compared"),
        ],
    )
    return alt.layer(*layers).properties(width=theme.WIDTH, height=320, title=title)


def _describe(table: pd.DataFrame) -> str:
    parts = []
    for year, group in table.groupby("year"):
        number = group.set_index("done")["acts"]
        text = _("{year} {whole} of {needed} ({share:.0%}), in no member {none}")
        values = {"whole": number["in_four"], "needed": number.sum(), "none": number["in_none"]}
        parts.append(worded(text, year=year, share=number["in_four"] / number.sum(), **values))
    text = _(
        "Mercosur's acts that all four members must incorporate, and what all four had incorporated by 1 December 2008"
    )
    after = _("The acts of 2006 to 2008 had less than three years and are not to be compared with the others.")
    return f"{text}: {'; '.join(parts)}. " + (after if table["censored"].any() else "")
