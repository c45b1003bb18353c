"""A reader's guess beside the record: a number, or a line over the years."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from numbers import Real

import altair as alt
import pandas as pd

from regiolab.analysis.dates import check_years
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.placings import ended, guessed_places, guessed_states
from regiolab.charts.probabilities import YOURS, guessed_probabilities
from regiolab.charts.specification import unchecked
from regiolab.charts.years import drawn, spread, year_tooltip, year_x
from regiolab.errors import InvalidValue
from regiolab.i18n import _, number

__all__ = ["guessed_line", "guessed_number", "guessed_places", "guessed_probabilities", "guessed_states"]

TRACK = 40  # pixels from the top of a strip to its line


@unchecked()
def guessed_number(
    guess: float,
    truth: float,
    least: float,
    most: float,
    unit: str = "",
    title: str = "",
    *,
    against: str | None = None,
) -> Figure:
    """Draw a guessed number and the one on record on one strip.

    Parameters
    ----------
    guess, truth : float
        What the reader said, and what is on record.
    least, most : float
        The ends of the strip; a number beyond them moves the end.
    unit, title : str
        Words of the reader's language, or nothing.
    against : str, optional
        Whose number the other one is; the record's if left out.

    Returns
    -------
    Figure
        Its table has two rows: ``who`` (``you``, ``record``) and ``value``.

    Raises
    ------
    InvalidValue
        If one of the four is no number, or `least` is not below `most`.

    Examples
    --------
    >>> guessed_number(5, 12, 0, 12, "states").description
    'On a scale from 0 to 12 states: you: 5 states; record: 12 states.'
    """
    for value in (guess, truth, least, most):
        _check_number(value)
    if not least < most:
        text = _("{least} is not below {most}: name the lower end first.")
        raise InvalidValue(text.format(least=_plain(least), most=_plain(most)))
    low, high = min(least, guess, truth), max(most, guess, truth)
    named = against or _("record")
    told = [
        _("{who}: {value}").format(who=who, value=_with_unit(value, unit)) for who, value in _pair(guess, truth, named)
    ]
    table = pd.DataFrame({"who": ["you", "record"], "value": [float(guess), float(truth)]})
    dots = table.assign(
        label=told,
        # beside an end a label would run out of the picture
        side=[_side(value, low, high) for value in table["value"]],
        hue=[YOURS, theme.INK],
    )
    if guess == truth:
        both = _("you = {who}: {value}").format(who=named, value=_with_unit(guess, unit))
        dots = dots.assign(label=[both, ""])
    ends = pd.DataFrame({"value": [low, high], "label": [_plain(low), _plain(high)]})
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[low, high], nice=False, zero=False))
    base = alt.Chart(dots).encode(x=x)
    layers: list[alt.Chart] = [
        alt.Chart(ends).mark_line(strokeWidth=6, color=theme.RULE, strokeCap="round").encode(x=x, y=alt.YValue(TRACK)),
        *[
            alt.Chart(ends[at : at + 1])
            .mark_text(align=align, dx=dx, color=theme.MUTED)
            .encode(x=x, y=alt.YValue(TRACK), text="label:N")
            for at, (align, dx) in enumerate((("right", -12), ("left", 12)))
        ],
        base.mark_point(filled=True, size=130, opacity=1).encode(
            y=alt.YValue(TRACK),
            color=alt.Color("hue:N", scale=None),
            shape=alt.Shape(
                "who:N", scale=alt.Scale(domain=["you", "record"], range=["square", "circle"]), legend=None
            ),
        ),
    ]
    for who, height in (("you", TRACK - 20), ("record", TRACK + 20)):
        for side in ("left", "center", "right"):
            labels = base.transform_filter(f"datum.who == '{who}' && datum.side == '{side}'")
            weight = 600 if who == "you" else 400
            layers.append(
                labels.mark_text(align=side, fontSize=13, fontWeight=weight).encode(
                    y=alt.YValue(height), text="label:N"
                )
            )
    chart = alt.layer(*layers).properties(width=theme.WIDTH - 120, height=TRACK + 26)
    if title:
        chart = chart.properties(height=TRACK + 20, title=alt.Title(title, fontSize=13, offset=-4))
    text = _("On a scale from {least} to {most}: {told}.")
    description = text.format(least=_plain(low), most=_with_unit(high, unit), told="; ".join(told))
    return Figure(chart, f"{ended(title)} {description}" if title else description, table)


@unchecked()
def guessed_line(
    series: pd.DataFrame, guess: Mapping[int, float], title: str, unit: str = "", percent: bool = False
) -> Figure:
    """Draw a line that a reader drew beside the one on record.

    Parameters
    ----------
    series : pandas.DataFrame
        The record: columns ``year`` and ``value``.
    guess : mapping
        Year to what the reader drew there; nothing where the question was passed over.
    title : str
    unit : str
        What the values are in.
    percent : bool
        Whether values are shares of one, to be written in percent.

    Returns
    -------
    Figure
        Its table has one row a year of the record: ``year``, ``value``, ``guess``.

    Raises
    ------
    InvalidValue
        If the record is empty, a guess lies in a year outside it, or is no number.

    Examples
    --------
    >>> record = pd.DataFrame({"year": [2010, 2011, 2012], "value": [5.0, 6.0, 7.0]})
    >>> guessed_line(record, {2011: 9, 2012: 4}, "Schemes").table["guess"].tolist()
    [nan, 9.0, 4.0]
    """
    if not {"year", "value"} <= set(series.columns):
        raise InvalidValue(_("The record must have the columns year and value."))
    record = series[["year", "value"]].dropna().astype({"year": "int64", "value": "float64"})
    record = record.sort_values("year", ignore_index=True)
    if record.empty:
        raise InvalidValue(_("The record has no years to draw."))
    first, last = int(record["year"].min()), int(record["year"].max())
    outside = sorted(int(year) for year in guess if not first <= int(year) <= last)
    if outside:
        text = _("{year} lies outside the record, which runs from {first} to {last}.")
        raise InvalidValue(text.format(year=outside[0], first=first, last=last))
    for value in guess.values():
        _check_number(value)
    check_years(first, last)
    yours = pd.DataFrame({"year": [int(year) for year in guess], "guess": [float(value) for value in guess.values()]})
    table = drawn(record, first, last).merge(yours, on="year", how="left")
    chart = _lines(table, yours, title, unit, percent)
    return Figure(chart, _line_words(table, title, unit, percent), table)


def _lines(table: pd.DataFrame, yours: pd.DataFrame, title: str, unit: str, percent: bool) -> alt.LayerChart:
    first, last = int(table["year"].min()), int(table["year"].max())
    begin = int(yours["year"].min()) if len(yours) else last
    # the reader drew on from the last year that was shown
    anchor = table[table["year"] < begin].tail(1)
    own = pd.concat([anchor[["year", "value"]], yours.rename(columns={"guess": "value"})]).sort_values("year")
    record = table[["year", "value"]]
    values = pd.concat([record["value"], own["value"]])
    span = [min(0.0, float(values.min())), float(values.max()) * 1.08 or 1.0]
    scale = alt.Scale(domain=span, nice=False)
    axis = alt.Axis(format=".0%" if percent else ".4~g", grid=True, gridColor=theme.RULE, tickCount=5)
    x, y = year_x(first, last), alt.Y("value:Q", title=unit or None, scale=scale, axis=axis)
    layers: list[alt.Chart] = []
    ends = record.tail(1).assign(name=_("record"), hue=theme.INK)
    if len(yours):
        gap = table.assign(guess=table["guess"].where(table["year"].ge(begin)))
        gap.loc[gap["year"].isin(anchor["year"]), "guess"] = gap["value"]
        layers.append(
            alt.Chart(gap.dropna())
            .mark_area(opacity=0.14, color=YOURS)
            .encode(x=x, y=alt.Y("value:Q", scale=scale, axis=axis, title=unit or None), y2=alt.Y2("guess"))
        )
        ends = pd.concat([ends, own.tail(1).assign(name=_("you"), hue=YOURS)])
    tooltip = [year_tooltip(), alt.Tooltip("value:Q", format=".1%" if percent else ".3~f", title=unit or _("Value"))]
    base = alt.Chart(record).encode(x=x, y=y, tooltip=tooltip)
    layers.append(base.mark_line(strokeWidth=2.8, color=theme.INK, point={"size": 14, "color": theme.INK}))
    if len(yours):
        mine = alt.Chart(own).encode(x=x, y=y, tooltip=tooltip)
        layers.append(mine.mark_line(strokeWidth=2.8, strokeDash=[6, 4], color=YOURS))
    ends = ends.assign(place=spread(ends["value"].reset_index(drop=True), (span[1] - span[0]) * 0.08).tolist())
    names = alt.Chart(ends).mark_text(align="left", dx=8, fontWeight=600, fontSize=13)
    layers.append(
        names.encode(x=x, y=alt.Y("place:Q", scale=scale), text="name:N", color=alt.Color("hue:N", scale=None))
    )
    chart = alt.layer(*layers).properties(width=theme.WIDTH - 60, height=220)
    lines = textwrap.wrap(textwrap.shorten(title, 190, placeholder=" …"), 66)
    return chart.properties(title=alt.Title(lines, lineHeight=20))


def _line_words(table: pd.DataFrame, title: str, unit: str, percent: bool) -> str:
    def said(value: float) -> str:
        return number(value, 1, percent=True) if percent else _with_unit(round(value, 2), unit)

    told = []
    for row in table.itertuples():
        pair = [] if pd.isna(row.guess) else [_("you: {value}").format(value=said(row.guess))]
        pair.append(_("record: {value}").format(value=said(row.value)))
        told.append(f"{row.year}: {', '.join(pair)}")
    return f"{ended(title)} {'; '.join(told)}."


def _check_number(value: float) -> None:
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise InvalidValue(_("{value} is no number.").format(value=value))


def _pair(guess: float, truth: float, named: str) -> list[tuple[str, float]]:
    return [(_("you"), guess), (named, truth)]


def _side(value: float, low: float, high: float) -> str:
    share = (value - low) / (high - low)
    return "left" if share < 0.15 else "right" if share > 0.85 else "center"


def _plain(value: float) -> str:
    return number(float(value), None, trim=True)


def _with_unit(value: float, unit: str) -> str:
    if unit == "%":
        return (
            number(float(value) / 100, 1, percent=True, trim=False)
            if value % 1
            else number(value / 100, 0, percent=True)
        )
    return f"{_plain(value)} {unit}".strip()
