"""How far a scheme in a period meets the conditions of each type, as far as the cards tell."""

from __future__ import annotations

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.analysis import typology
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.data import labels, load
from regiolab.data.independence import with_independence
from regiolab.errors import unknown
from regiolab.i18n import _

STEP, GUESSED = 25, 22  # pixels a line; less where question, options and answer stand above
SCALE = 240  # the width of the values from 0 to 1
LEFT = 420  # room for the conditions' names
THIRDS = alt.Axis(
    values=[0, 1 / 3, 2 / 3, 1],
    labelExpr="datum.value == 0 ? '0' : datum.value == 1 ? '1' : datum.value < 0.5 ? '⅓' : '⅔'",
)
UNKNOWN = "#c5ccd6"


def tables() -> dict[str, pd.DataFrame]:
    """Return the tables on which the scores rest, by the names that the analysis gives them."""
    read = {name: load(name) for name in ("evidence", "indicators", "conditions", "units", "models")}
    return read | {"evidence": with_independence(read["evidence"])}


def condition_table(unit: str, variant: str | None = None) -> pd.DataFrame:
    """Return the conditions of every type of a unit's dimension, with the unit's values on them.

    An economic unit is held to the variant of strategic regionalism that follows from its members;
    `variant` names the other one.

    Examples
    --------
    >>> table = condition_table("pacific_alliance_2011_economic")
    >>> table.query("condition == 'str_ss_shallow' and basis == 'all'")[["low", "high"]].round(2).values.tolist()
    [[0.33, 0.67]]
    """
    row = labels.unit_row(unit)
    held = row["variant"] if variant is None else variant
    variants = sorted(set(load("conditions")["variant"].dropna().astype(str)))
    if variant is not None and variant not in variants:
        raise unknown(_("a variant"), variant, variants)
    read = tables()
    cards = read["evidence"][read["evidence"]["unit"].eq(unit)]
    found = [
        typology.condition_values(
            typology.indicator_values(some, read["indicators"]),
            read["indicators"],
            read["conditions"],
            units=read["units"][read["units"]["unit"].eq(unit)],
            models=read["models"],
        )
        for some in (cards, cards[cards["independent"]])
    ]
    own = found[1][found[1]["basis"].eq("all")].assign(basis="independent")
    table = pd.concat([found[0], own], ignore_index=True)
    return table[table["variant"].isin(["", str(held)])].reset_index(drop=True)


def profile(unit: str, *, variant: str | None = None, unnamed: bool = False) -> Figure:
    """Draw how far a scheme in a period meets each condition of each type, as far as the cards tell.

    A value is an interval: a dot where it is known, a bar where the cards pull both ways, a pale
    bar from 0 to 1 where no card speaks. Below the thick mark for all indicators stand a thin one
    for those that were not drawn from the cases, and a hollow one for cards that others than the
    article's author bear out. The thirds grade the strength of evidence; they are no calibrated
    degrees of membership.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``.
    variant : str, optional
        Hold an economic unit to this variant of strategic regionalism, not to that of its members.
    unnamed : bool
        Leave out the scheme's name, for readers who want to guess.

    Returns
    -------
    Figure
        Its table has one row a type or condition and basis: ``model``, ``variant``, ``condition``
        (empty for the type, whose value is the least of its conditions'), ``basis``, ``low``,
        ``high``, ``known``, ``indicators``, ``coverage``.

    Raises
    ------
    UnknownName
        For an unknown unit or variant.

    Examples
    --------
    >>> table = profile("alba_2004_political").table
    >>> table.query("model == 'counter_hegemonic' and condition == '' and basis == 'all'")["low"].item()
    1.0
    """
    table = condition_table(unit, variant)
    whole = table.groupby(["model", "variant", "basis"], sort=False, as_index=False).agg(
        {"low": "min", "high": "min", "known": "sum", "indicators": "sum"}
    )
    table = pd.concat([whole.assign(condition=""), table], ignore_index=True)
    table["coverage"] = table["known"] / table["indicators"]
    order = {model: at for at, model in enumerate(load("models")["model"].astype(str))}
    table = table.assign(_at=table["model"].map(order)).sort_values("_at", kind="stable", ignore_index=True)
    names = ["model", "variant", "condition", "basis", "low", "high", "known", "indicators", "coverage"]
    table = table[names]
    label = _("A scheme that you are to guess") if unnamed else labels.unit_name(unit)
    return Figure(_profile_chart(table, "" if unnamed else label), _describe_profile(table, label), table)


def interval_text(low: float, high: float) -> str:
    """Write a value or an interval of thirds.

    Examples
    --------
    >>> interval_text(1, 1), interval_text(1 / 3, 2 / 3), interval_text(0, 1)
    ('1', '⅓ to ⅔', '0 to 1')
    """
    thirds = {0: "0", 1: "⅓", 2: "⅔", 3: "1"}
    one, other = (thirds[round(value * 3)] for value in (low, high))
    return one if one == other else _("{low} to {high}").format(low=one, high=other)


@unchecked()
def _profile_chart(table: pd.DataFrame, label: str) -> alt.LayerChart:
    lines = table.drop_duplicates(["model", "condition"])[["model", "condition"]].reset_index(drop=True)
    block = lines["condition"].eq("").cumsum() - 1
    step = STEP if label else GUESSED
    lines["y"] = (lines.index + 0.5) * step + block * 12
    rows = table.merge(lines, on=["model", "condition"])
    names = labels.condition_names()
    rows = rows.assign(
        # the thin mark stands just below the thick one
        at=rows["y"] + rows["basis"].map({"all": -4, "theory": 4, "independent": 9}),
        name=[names[row.condition] if row.condition else _type_name(row) for row in rows.itertuples()],
        type=rows["condition"].eq(""),
        hue=[theme.MODEL_COLOURS[model] for model in rows["model"]],
        silent=rows["known"].eq(0) | (rows["low"].eq(0) & rows["high"].eq(1)),
        exact=rows["low"].eq(rows["high"]),
        value=[interval_text(row.low, row.high) for row in rows.itertuples()],
        seen=[_("{known} of {all}").format(known=row.known, all=row.indicators) for row in rows.itertuples()],
        what=rows["basis"].map(
            {"all": _("all indicators"), "theory": _("theory only"), "independent": _("independent cards only")}
        ),
    )
    height = int(rows["y"].max() + step / 2)
    x = alt.X("low:Q", title=None, scale=alt.Scale(domain=[0, 1], nice=False))
    x = x.axis(**THIRDS.to_dict(), orient="top", grid=True, gridColor=theme.RULE)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))

    hue = alt.Color("hue:N", scale=None, legend=None)
    tooltip = [
        alt.Tooltip("name:N", title=_("Condition")),
        alt.Tooltip("what:N", title=_("Counted")),
        alt.Tooltip("value:N", title=_("Value")),
        alt.Tooltip("seen:N", title=_("Indicators with a card")),
    ]
    base = alt.Chart(rows).encode(y=y("at"), tooltip=tooltip)
    layers = []
    for basis, thick, size in (("all", 8, 110), ("theory", 3, 30)):
        own = base.transform_filter(f"datum.basis == '{basis}'")
        open_, known = own.transform_filter("datum.silent"), own.transform_filter("!datum.silent")
        layers += [
            open_.mark_rule(strokeWidth=thick, opacity=0.55, color=UNKNOWN).encode(x=x, x2=alt.X2("high:Q")),
            known.mark_rule(strokeWidth=thick, opacity=0.75).encode(x=x, x2=alt.X2("high:Q"), color=hue),
            known.transform_filter("datum.exact").mark_point(filled=True, size=size, opacity=1).encode(x=x, color=hue),
        ]
    alone = base.transform_filter("datum.basis == 'independent' && !datum.silent")
    layers += [
        alone.mark_rule(strokeWidth=1.5, strokeDash=[3, 2]).encode(x=x, x2=alt.X2("high:Q"), color=hue),
        alone.transform_filter("datum.exact")
        .mark_point(shape="diamond", size=34, fill=theme.PAPER, strokeWidth=1.4, opacity=1)
        .encode(x=x, stroke=alt.Stroke("hue:N", scale=None)),
    ]
    once = alt.Chart(rows[rows["basis"].eq("all")]).encode(y=y("y"))
    texts = [
        once.transform_filter(f"datum.type == {kind}").mark_text(align="left", fontSize=size, fontWeight=weight)
        for kind, size, weight in (("true", 13, 600), ("false", 11.5, 400))
    ]
    layers += [
        texts[0].encode(x=alt.XValue(-LEFT), text=alt.Text("name:N"), color=hue),
        texts[1].encode(x=alt.XValue(-LEFT + 10), text=alt.Text("name:N")),
        once.mark_text(align="left", fontSize=11.5).encode(x=alt.XValue(SCALE + 18), text=alt.Text("value:N")),
        once.mark_text(align="left", fontSize=11.5, color=theme.MUTED).encode(
            x=alt.XValue(SCALE + 82), text=alt.Text("seen:N")
        ),
        _head(_("value"), SCALE + 18),
        _head(_("indicators with a card"), SCALE + 82),
    ]
    title = alt.Title(
        # who guesses reads the question above the chart
        label or _("How far it meets each condition"),
        subtitle=[
            _("Strength of evidence; each type in bold with the least value of its conditions."),
            _("Thick: all indicators; thin: theory only; hollow: independent cards only. Grey or none: open."),
        ],
    )
    return alt.layer(*layers).properties(width=SCALE, height=height, title=title)


def _head(text: str, x: int) -> alt.Chart:
    mark = alt.Chart(pd.DataFrame({"text": [text]})).mark_text(align="left", fontSize=11.5, color=theme.MUTED, dy=-12)
    return mark.encode(x=alt.XValue(x), y=alt.YValue(0), text=alt.Text("text:N"))


def _type_name(row) -> str:
    name = labels.model_names()[row.model]
    return f"{name} ({words.variant_name(row.variant)})" if row.variant else name


def _describe_profile(table: pd.DataFrame, label: str) -> str:
    names = labels.condition_names()
    parts = []
    for model, own in table.groupby("model", sort=False):
        of_all = own[own["basis"].eq("all")]
        theory = own[own["basis"].eq("theory") & own["condition"].eq("")].iloc[0]
        alone = own[own["basis"].eq("independent") & own["condition"].eq("")].iloc[0]
        head, conditions = of_all.iloc[0], of_all.iloc[1:]
        listed = "; ".join(
            f"{names[row.condition]} {interval_text(row.low, row.high)}" for row in conditions.itertuples()
        )
        text = _(
            "{type}: {value}, cards for {known} of {all} indicators, {theory} by theory alone, {independent} by "
            "independent cards alone ({list})"
        )
        parts.append(
            text.format(
                type=labels.model_names()[model],
                value=interval_text(head["low"], head["high"]),
                known=head["known"],
                all=head["indicators"],
                theory=interval_text(theory["low"], theory["high"]),
                independent=interval_text(alone["low"], alone["high"]),
                list=listed,
            )
        )
    return _("Profile of {unit} on the ideal types. {list}.").format(unit=label, list=". ".join(parts))
