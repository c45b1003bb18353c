"""Whether what was called likely came true as often as it was said to."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis.calibration import ALWAYS_HALF, brier_score, calibration_bins
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.errors import InvalidValue
from regiolab.i18n import _, ngettext, number, worded

SIDE = 260


def calibration_curve(probabilities: Iterable[float], outcomes: Iterable[bool]) -> Figure:
    """Draw how often forecasts came true against how likely they were called.

    Parameters
    ----------
    probabilities : iterable of float
        From 0 to 1.
    outcomes : iterable of bool
        Whether each came true.

    Returns
    -------
    Figure
        Its table is that of :func:`regiolab.analysis.calibration.calibration_bins`.

    Raises
    ------
    InvalidValue
        If there is no forecast, or one lacks its probability or its outcome.

    Examples
    --------
    >>> calibration_curve([0.7, 0.7, 0.1], [True, False, False]).table["share"].tolist()
    [0.0, 0.5]
    """
    told, came = list(probabilities), list(outcomes)
    table = calibration_bins(told, came)
    if table.empty:
        raise InvalidValue(_("The curve needs at least one forecast that was judged."))
    return Figure(_chart(table, len(told)), _describe(table, brier_score(told, came)), table)


@unchecked()
def _chart(table: pd.DataFrame, n: int) -> alt.LayerChart:
    label = _("{came} of {n}")
    shown = table.assign(
        label=[label.format(came=row.came_true, n=row.n) for row in table.itertuples()],
        # a label stands on the side away from the diagonal
        upper=table["share"].ge(table["forecast"]),
        bin=[worded(_("{low:.0%} to {high:.0%}"), low=row.low, high=row.high) for row in table.itertuples()],
    )
    percent = alt.Axis(format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8, 1], grid=True, gridColor=theme.RULE)
    # room for the labels of what never or always came true
    scale = alt.Scale(domain=[-0.1, 1.1], nice=False, zero=False)
    x = alt.X("forecast:Q", scale=scale, title=_("how likely it was called (mean of the group)")).axis(percent)
    y = alt.Y("share:Q", scale=scale, title=_("how often it came true")).axis(percent)
    tooltip = [
        alt.Tooltip("bin:N", title=_("Called so likely")),
        alt.Tooltip("n:Q", title=_("Forecasts")),
        alt.Tooltip("came_true:Q", title=_("Came true")),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    line = alt.Chart(pd.DataFrame({"forecast": [0.0, 1.0], "share": [0.0, 1.0]})).encode(x=x, y=y)
    layers = [
        line.mark_line(color=theme.MUTED, strokeDash=[5, 4], strokeWidth=1.5),
        base.mark_line(color=theme.ACCENT, strokeWidth=2, opacity=0.6),
        base.mark_point(filled=True, color=theme.ACCENT, opacity=1).encode(
            size=alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[1, max(10, n // 2)], range=[60, 420]))
        ),
    ]
    end = alt.Chart(pd.DataFrame({"forecast": [1.1], "share": [1.0], "label": [_("as often as called")]}))
    layers.append(end.mark_text(align="left", dx=4, fontSize=11.5, color=theme.MUTED).encode(x=x, y=y, text="label:N"))
    for kind, shift in (("true", -19), ("false", 20)):
        counts = base.transform_filter(f"datum.upper == {kind}").encode(text="label:N")
        look = {"dy": shift, "fontSize": 12, "fontWeight": 600}
        # a pale edge keeps the lines from running through the words
        layers += [counts.mark_text(stroke=theme.PAPER, strokeWidth=4, **look), counts.mark_text(**look)]
    counted = ngettext("{n} judged forecast", "{n} judged forecasts", n).format(n=n)
    title = alt.Title(
        _("What was called likely, and how often it came true"),
        subtitle=[
            _("{forecasts}, in groups of probability; at each dot how many came true.").format(forecasts=counted),
            _("Above the dashed line it happened more often than it was called, below it less often."),
        ],
    )
    return alt.layer(*layers).properties(width=SIDE * 1.5, height=SIDE, title=title)


def _describe(table: pd.DataFrame, score: float) -> str:
    item = _("{came} of {n} came true (called {low:.0%} to {high:.0%} likely, on average {forecast:.0%})")
    groups = [
        worded(item, low=row.low, high=row.high, n=row.n, forecast=row.forecast, came=row.came_true)
        for row in table.itertuples()
    ]
    text = _(
        "Calibration curve: how often forecasts came true against how likely they were called; on the diagonal "
        "both are the same. {groups}. Brier score {score}; always saying 50 % gives {half}. A group of few says little."
    )
    return text.format(groups="; ".join(groups), score=number(score), half=number(ALWAYS_HALF))
