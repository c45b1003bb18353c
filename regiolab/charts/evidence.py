"""What stands behind a cell of the grid: the cards for and against."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.analysis.typology import indicator_values
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.profiles import interval_text
from regiolab.charts.specification import unchecked
from regiolab.data import independence, labels, load
from regiolab.errors import unknown
from regiolab.i18n import _, format_list, localised, ngettext
from regiolab.views import readings

FOR, AGAINST = "#2b6cb0", "#b3392c"
STEP, CARD = 21, 46
ALONE = "†"  # after a card that is the article's assertion
TEXT = 392  # room for the questions


def evidence_balance(unit: str, model: str) -> Figure:
    """Draw the cards for and against a type in a unit, indicator by indicator.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``.
    model : str
        An ideal type of the unit's dimension.

    Returns
    -------
    Figure
        Its table has one row an indicator and card: ``condition``, ``indicator``, ``question``,
        ``origin``, ``evidence``, ``side`` ("supports", "contradicts"; empty where no card speaks),
        ``date``, ``fact``, ``locator``, ``source``, ``low``, ``high``.

    Raises
    ------
    UnknownName
        For an unknown unit, or a model that is no ideal type of its dimension.

    Examples
    --------
    >>> table = evidence_balance("alba_2004_economic", "social").table
    >>> table.query("indicator == 'SOC03'")[["evidence", "side"]].values.tolist()
    [['E34', 'contradicts']]
    """
    dimension = str(labels.unit_row(unit)["dimension"])
    models = load("models")
    fits = models[models["kind"].eq("ideal_type") & models["dimension"].eq(dimension)]["model"].astype(str)
    if model not in set(fits):
        raise unknown(_("an ideal type of this unit's dimension"), model, set(fits))
    table = _balance(unit, model)
    title = _("{model}: the evidence on {unit}").format(model=labels.model_names()[model], unit=labels.unit_name(unit))
    return Figure(_balance_chart(table, title), _describe_balance(table, title), table)


def _balance(unit: str, model: str) -> pd.DataFrame:
    indicators = load("indicators")
    conditions = load("conditions")
    variant = labels.unit_row(unit)["variant"]
    held = conditions["variant"].isna() | conditions["variant"].astype(object).eq(variant)
    order = {name: at for at, name in enumerate(conditions.loc[held & conditions["model"].eq(model), "condition"])}
    own = indicators[indicators["condition"].isin(order)]
    own = own.assign(_at=own["condition"].map(order)).sort_values(["_at", "indicator"], kind="stable")
    own = own.assign(question=own["indicator"].map(labels.indicator_questions()))
    evidence = load("evidence")
    cards = evidence[evidence["unit"].eq(unit)]
    long = pd.DataFrame(
        [
            (name, card["evidence"], side, card["date"], localised(card, "fact"), card["locator"], card["source"])
            for card in cards.to_dict("records")
            for side in readings.SIDES
            for name in words.split(card[side])
        ],
        columns=["indicator", "evidence", "side", "date", "fact", "locator", "source"],
    ).astype({"date": "datetime64[s]"})
    values = indicator_values(cards, indicators)[["indicator", "low", "high"]]
    table = own[["condition", "indicator", "question", "origin"]].merge(long, how="left", on="indicator")
    table = table.merge(values, how="left", on="indicator").fillna({"low": 0.0, "high": 1.0, "side": ""})
    return table.assign(origin=table["origin"].astype(str))


@unchecked()
def _balance_chart(table: pd.DataFrame, title: str) -> alt.LayerChart:
    lines, y = [], 0.0
    names = labels.condition_names()
    for condition, own in table.groupby("condition", sort=False):
        y += STEP * 0.7
        lines.append({"indicator": "", "text": names[condition], "y": y, "value": "", "bold": True})
        for row in own.drop_duplicates("indicator").itertuples():
            mark = "*" if row.origin == "case" else ""
            for at, part in enumerate(textwrap.wrap(f"{row.indicator}{mark} {row.question}", 66)):
                y += STEP if at == 0 else STEP * 0.65
                value = interval_text(row.low, row.high) if at == 0 else ""
                name = row.indicator if at == 0 else ""
                lines.append({"indicator": name, "text": part, "y": y, "value": value, "bold": False})
        y += STEP * 0.7
    heads = pd.DataFrame(lines)
    cards = table[table["evidence"].notna()].copy()
    cards["alone"] = [ALONE if alone else "" for alone in _alone(cards)]
    cards["nth"] = cards.groupby(["indicator", "side"]).cumcount()
    cards["x"] = (cards["nth"] + 0.5) * CARD * cards["side"].map({"supports": 1, "contradicts": -1})
    cards = cards.merge(heads[heads["indicator"].ne("")][["indicator", "y"]], on="indicator")
    cards = cards.assign(
        hue=cards["side"].map({"supports": FOR, "contradicts": AGAINST}),
        label=cards["side"].map({"supports": "+", "contradicts": "–"}) + cards["evidence"] + cards["alone"],
        day=cards["date"].dt.strftime("%Y-%m-%d").fillna(_("no date")),
        locator=cards["locator"].fillna(_("from outside the article")),
        **{
            "from": cards["x"] - CARD * 0.46,
            "to": cards["x"] + CARD * 0.46,
            "top": cards["y"] - 8,
            "bottom": cards["y"] + 8,
        },
    )
    right = max(2, int(cards.loc[cards["side"].eq("supports"), "nth"].max() + 1) if len(cards) else 2)
    against = cards.loc[cards["side"].eq("contradicts"), "nth"]
    left = max(2, int(against.max() + 1) if len(against) else 2)
    width, height = (left + right) * CARD, int(y + 4)
    sx = alt.Scale(domain=[-left * CARD, right * CARD], nice=False)

    def place(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))

    x = alt.X("x:Q", axis=None, scale=sx)
    tooltip = [
        alt.Tooltip("evidence:N", title=_("Card")),
        alt.Tooltip("fact:N", title=_("Fact")),
        alt.Tooltip("day:N", title=_("Date")),
        alt.Tooltip("locator:N", title=_("In the article")),
    ]
    base = alt.Chart(cards).encode(x=x, y=place("y"), tooltip=tooltip)
    words_at = alt.Chart(heads).encode(y=place("y"))
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=theme.MUTED).encode(x=x)
    ends = pd.DataFrame({"x": [-4, 4], "text": [_("against"), _("for")], "side": ["right", "left"]})
    ends_at = alt.Chart(ends).encode(x=x, y=alt.YValue(0), text=alt.Text("text:N"))
    layers = [
        zero,
        base.mark_rect(opacity=0.16, cornerRadius=3).encode(
            x=alt.X("from:Q", axis=None, scale=sx),
            x2=alt.X2("to:Q"),
            y=place("top"),
            y2=alt.Y2("bottom"),
            color=alt.Color("hue:N", scale=None),
        ),
        base.mark_text(fontSize=10.5, fontWeight=600).encode(
            text=alt.Text("label:N"), color=alt.Color("hue:N", scale=None)
        ),
        words_at.transform_filter("datum.bold")
        .mark_text(align="left", fontWeight=600)
        .encode(x=alt.XValue(-TEXT), text=alt.Text("text:N")),
        words_at.transform_filter("!datum.bold")
        .mark_text(align="left", fontSize=11.5)
        .encode(x=alt.XValue(-TEXT + 8), text=alt.Text("text:N")),
        words_at.mark_text(align="left", fontSize=11.5, fontWeight=600).encode(
            x=alt.XValue(width + 10), text=alt.Text("value:N")
        ),
        *(
            ends_at.transform_filter(f"datum.side == '{side}'").mark_text(align=side, color=theme.MUTED, dy=-8)
            for side in ("left", "right")
        ),
    ]
    key = [
        _("Cards against (–) and for (+) each indicator; * drawn from the cases. At the right the value that follows.")
    ]
    if cards["alone"].any():
        key.append(_("{mark} rests on the article alone").format(mark=ALONE))
    if both := _on_both_sides(cards):
        key.append(_torn(both))
    return alt.layer(*layers).properties(width=width, height=height, title=alt.Title(title, subtitle=key))


def _on_both_sides(cards: pd.DataFrame) -> list[str]:
    """Return the cards that support one indicator and contradict another."""
    sides = cards.groupby("evidence", sort=False)["side"].nunique()
    return sides[sides.gt(1)].index.tolist()


def _torn(cards: list[str]) -> str:
    text = ngettext(
        "On both sides stands {list}: the fact bears out one condition and speaks against another.",
        "On both sides stand {list}: each fact bears out one condition and speaks against another.",
        len(cards),
    )
    return text.format(list=format_list(cards))


def _describe_balance(table: pd.DataFrame, title: str) -> str:
    parts = []
    for indicator, own in table.groupby("indicator", sort=False):
        sides = [
            f"{word} {', '.join(own.loc[own['side'].eq(side), 'evidence'])}"
            for side, word in (("supports", _("for")), ("contradicts", _("against")))
            if own["side"].eq(side).any()
        ]
        value = interval_text(own["low"].iloc[0], own["high"].iloc[0])
        said = "; ".join(sides) or _("no card")
        parts.append(f"{indicator} {own['question'].iloc[0]} {said}: {value}")
    told = _("{title}. {list}.").format(title=title, list=". ".join(parts))
    cards = table[table["evidence"].notna()]
    alone = list(dict.fromkeys(cards.loc[_alone(cards), "evidence"]))
    both = _on_both_sides(cards)
    notes = [
        _torn(both) if both else "",
        _("On the article alone rest: {list}.").format(list=format_list(alone)) if alone else "",
    ]
    return " ".join([told, *filter(None, notes)])


def _alone(cards: pd.DataFrame) -> pd.Series:
    """Say which cards are the article's assertions: no text by other hands bears them out."""
    return ~cards["source"].map(independence.cites_independent).astype(bool)
