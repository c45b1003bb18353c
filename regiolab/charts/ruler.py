"""A reader's number drawn into a figure: a dashed line across one of its axes, with its label."""

from __future__ import annotations

import altair as alt
from altair.typing import ChartType

from regiolab.charts.figure import Figure
from regiolab.errors import InvalidValue
from regiolab.i18n import _

GUESS = "#111418"  # of no bloc and no model


def marked(figure: Figure, axis: str, value: float, label: str, panel: int = 0) -> Figure:
    """Return a figure with a line at a value of one axis.

    Parameters
    ----------
    figure : Figure
    axis : {"x", "y"}
        The axis on which the value lies.
    value : float
        In the axis's own unit: a share of one half is 0.5.
    label : str
        What stands at the line.
    panel : int
        Which of the figure's plots, the first is 0.

    Returns
    -------
    Figure
        With the same description and table.

    Raises
    ------
    InvalidValue
        If the axis is another one, or the figure has no such plot.

    Examples
    --------
    >>> from regiolab.charts import union_and_fragmentation
    >>> len(marked(union_and_fragmentation(), "y", 0.5, "you: 50%").chart.layer)
    8
    """
    if axis not in ("x", "y"):
        raise InvalidValue(_("'{axis}' is not an axis: choose x or y.").format(axis=axis))
    chart, left = _with_line(figure.chart, _line(axis, value, label), panel)
    if left >= 0:
        text = _("This figure has {n} plots, from 0 on: there is no plot {panel}.")
        raise InvalidValue(text.format(n=panel - left, panel=panel))
    return Figure(chart, figure.description, figure.table)


def _line(axis: str, value: float, label: str) -> list[alt.Chart]:
    at = {axis: alt.YDatum(value) if axis == "y" else alt.XDatum(value)}
    across = {"x": alt.value(6)} if axis == "y" else {"y": alt.value(10)}
    base = alt.Chart(alt.Data(values=[{}]))
    rule = base.mark_rule(color=GUESS, strokeWidth=2, strokeDash=[6, 4]).encode(**at)
    look = {"align": "left", "baseline": "bottom", "dx": 0 if axis == "y" else 5, "dy": -3}
    # a ground for the letters, which may stand upon a line
    halo = base.mark_text(**look, stroke="white", strokeWidth=4, fontWeight="bold", text=label).encode(**at, **across)
    return [rule, halo, base.mark_text(**look, color=GUESS, fontWeight="bold", text=label).encode(**at, **across)]


def _with_line(chart: ChartType, line: list[alt.Chart], panel: int) -> tuple[ChartType, int]:
    """Return a chart with a line in one of its plots, and the number of the plot counted on from its last one."""
    kind = next((name for name in ("hconcat", "vconcat", "concat") if hasattr(chart, name)), None)
    if kind is None:
        if panel != 0:
            return chart, panel - 1
        parts = chart.layer if isinstance(chart, alt.LayerChart) else [chart]
        return _replaced(chart, "layer", [*parts, *line]) if isinstance(chart, alt.LayerChart) else alt.layer(
            *parts, *line
        ), -1
    made = []
    for part in getattr(chart, kind):
        if panel >= 0:
            part, panel = _with_line(part, line, panel)
        made.append(part)
    return _replaced(chart, kind, made), panel


def _replaced(chart: ChartType, kind: str, parts: list) -> ChartType:
    copy = chart.copy(deep=False)
    setattr(copy, kind, parts)
    return copy
