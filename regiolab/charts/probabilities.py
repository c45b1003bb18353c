"""Probabilities that a reader gave, beside what came of it."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, number

YOURS = "#0b5cad"  # what a reader drew or said
SIGNS = {"came_true": "●", "did_not": "○", "too_early": "…"}
PROBABILITIES = ["statement", "guess", "outcome", "base", "seminar"]


@unchecked()
def guessed_probabilities(rows: pd.DataFrame) -> Figure:
    """Draw the probabilities that a reader gave, one row a forecast, beside what came of it.

    Parameters
    ----------
    rows : pandas.DataFrame
        ``statement``, ``guess`` in percent, ``outcome`` (``came_true``, ``did_not``, ``too_early``), and
        ``base`` and ``seminar`` in percent, empty where nothing is known; other columns are kept.

    Returns
    -------
    Figure
        Its table has the rows as they were given.

    Raises
    ------
    InvalidValue, UnknownName
        If there are no rows, a column is missing, a probability lies outside 0 to 100, or an outcome is unknown.

    Examples
    --------
    >>> given = {"statement": ["CELAC meets."], "guess": [70], "outcome": ["came_true"], "base": [40], "seminar": None}
    >>> guessed_probabilities(pd.DataFrame(given)).description
    'Your probabilities. CELAC meets.: you: 70%; base rate: 40%; it came true.'
    """
    missing = [name for name in PROBABILITIES if name not in rows.columns]
    if missing:
        raise InvalidValue(_("The probabilities lack the column {name}.").format(name=missing[0]))
    if rows.empty:
        raise InvalidValue(_("There are no probabilities to draw."))
    table = rows.reset_index(drop=True)
    table = table.assign(**{name: table[name].astype("float64") for name in ("guess", "base", "seminar")})
    for value in pd.concat([table["guess"], table["base"].dropna(), table["seminar"].dropna()]):
        if not 0 <= value <= 100:
            raise InvalidValue(
                _("{value} is no probability: give percent from 0 to 100.").format(
                    value=number(float(value), None, trim=True)
                )
            )
    for outcome in table["outcome"]:
        if outcome not in SIGNS:
            raise unknown(_("an outcome of a forecast"), str(outcome), SIGNS)
    return Figure(_rows(table), _probability_words(table), table)


def _rows(table: pd.DataFrame) -> alt.LayerChart:
    high = max(21, min(38, 500 // len(table)))
    across, wrap = 300, 56
    lines = 2 if high >= 30 else 1
    shown = table.assign(
        y=[(at + 0.5) * high for at in range(len(table))],
        name=["\n".join(_cut(text, wrap, lines)) for text in table["statement"]],
        # text of two lines grows downwards from its middle
        beside=[
            (at + 0.5) * high - 6.5 * (len(_cut(text, wrap, lines)) - 1) for at, text in enumerate(table["statement"])
        ],
        label=[number(value / 100, 0, percent=True) for value in table["guess"]],
        left=[_on_the_left(row.guess, row.base, row.seminar) for row in table.itertuples()],
        came=[f"{SIGNS[outcome]} {words.verdict_name(outcome)}" for outcome in table["outcome"]],
    )
    x_scale = alt.Scale(domain=[0, 100], nice=False)
    height = high * len(table)
    axis = alt.Axis(
        values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'", orient="top", grid=True, gridColor=theme.RULE
    )

    def y_of(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))

    base = alt.Chart(shown).encode(y=y_of("y"))

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=None, scale=x_scale, axis=axis)

    tooltip = [alt.Tooltip("statement:N", title=_("Forecast")), alt.Tooltip("came:N", title=_("Outcome"))]
    known = base.transform_filter("isValid(datum.base)")
    room = base.transform_filter("isValid(datum.seminar)")
    near = base.transform_filter("!datum.left")
    far = base.transform_filter("datum.left")
    layers = [
        known.mark_rule(color=theme.MUTED, strokeWidth=1).encode(x=at("base"), x2=alt.X2("guess")),
        known.mark_tick(color=theme.INK, thickness=2.5, size=min(18, high - 4)).encode(x=at("base")),
        room.mark_point(size=75, fill=theme.PAPER, stroke=theme.INK, strokeWidth=1.6, opacity=1).encode(
            x=at("seminar")
        ),
        base.mark_point(shape="square", filled=True, size=130, color=YOURS, opacity=1).encode(
            x=at("guess"), tooltip=tooltip
        ),
        # a pale edge keeps the number readable where a line runs behind it
        *[
            side.mark_text(align=align, dx=dx, fontWeight=600, **look).encode(x=at("guess"), text="label:N")
            for look in ({"stroke": theme.PAPER, "strokeWidth": 5, "color": theme.PAPER}, {"color": YOURS})
            for side, align, dx in ((near, "left", 9), (far, "right", -9))
        ],
        base.mark_text(align="right", lineBreak="\n", baseline="middle", fontSize=11.5, lineHeight=13).encode(
            x=alt.XValue(-14), y=y_of("beside"), text="name:N", tooltip=tooltip
        ),
        base.mark_text(align="left", fontWeight=600).encode(x=alt.XValue(across + 16), text="came:N"),
    ]
    key = [_("■ you"), _("| base rate: how often the like happened before")]
    if table["seminar"].notna().any():
        key.append(_("○ mean of your seminar"))
    title = alt.Title(_("Your probabilities, and what came of them"), subtitle=theme.apart("   ".join(key)))
    return alt.layer(*layers).properties(width=across, height=height, title=title)


def _on_the_left(guess: float, base: float, seminar: float) -> bool:
    """Say on which side of a guess its number has room: away from other marks and the line to the base rate."""
    if not 12 <= guess < 88:
        return guess >= 88
    right = (base > guess) + 2 * (0 <= seminar - guess < 14)
    left = (base < guess) + 2 * (0 < guess - seminar < 14)
    return right > left


def _cut(text: str, width: int, lines: int) -> list[str]:
    found = textwrap.wrap(text, width)
    return (
        found
        if len(found) <= lines
        else [*found[: lines - 1], textwrap.shorten(" ".join(found[lines - 1 :]), width, placeholder=" …")]
    )


def _probability_words(table: pd.DataFrame) -> str:
    told = []
    for row in table.itertuples():
        parts = [_("you: {value}").format(value=number(row.guess / 100, 0, percent=True))]
        if pd.notna(row.base):
            parts.append(_("base rate: {value}").format(value=number(row.base / 100, 0, percent=True)))
        if pd.notna(row.seminar):
            parts.append(_("seminar: {value}").format(value=number(row.seminar / 100, 0, percent=True)))
        parts.append(
            _("it {outcome}").format(outcome=words.verdict_name(row.outcome))
            if row.outcome != "too_early"
            else words.verdict_name(row.outcome)
        )
        told.append(f"{row.statement}: {'; '.join(parts)}")
    return ". ".join([_("Your probabilities"), *told]) + "."
