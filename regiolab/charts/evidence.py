"""What stands behind a cell of the grid: the cards for and against, and who reads it otherwise."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.analysis.typology import indicator_values
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.profiles import interval_text
from regiolab.charts.specification import unchecked
from regiolab.data import independence, labels, load
from regiolab.data.sources import ARTICLE
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, localised
from regiolab.views import readings

FOR, AGAINST = "#2b6cb0", "#b3392c"
STEP, CARD = 21, 46
TEXT = 392  # room for the questions
OWN = "own"  # the column of those who use a category of their own


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
    cards["nth"] = cards.groupby(["indicator", "side"]).cumcount()
    cards["x"] = (cards["nth"] + 0.5) * CARD * cards["side"].map({"supports": 1, "contradicts": -1})
    cards = cards.merge(heads[heads["indicator"].ne("")][["indicator", "y"]], on="indicator")
    cards = cards.assign(
        hue=cards["side"].map({"supports": FOR, "contradicts": AGAINST}),
        label=cards["side"].map({"supports": "+", "contradicts": "–"}) + cards["evidence"],
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
    key = _(
        "Cards against (–) and for (+) each indicator; * drawn from the cases. At the right the value that follows."
    )
    return alt.layer(*layers).properties(width=width, height=height, title=alt.Title(title, subtitle=key))


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
    return _("{title}. {list}.").format(title=title, list=". ".join(parts))


def other_readings(unit: str) -> Figure:
    """Draw how the article and other scholars read one unit, each in their own terms.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``.

    Returns
    -------
    Figure
        Its table has one row a reading: ``coder``, ``who``, ``model``, ``degree``, ``flags``,
        ``term`` (the coder's own), ``independent``, ``checked``, ``comment``, ``source``. The model
        is our mapping; it is empty for those who use a category of their own.

    Raises
    ------
    UnknownName
        For an unknown unit.
    InvalidValue
        If nobody reads this unit.

    Examples
    --------
    >>> other_readings("unasur_2008_economic").table["coder"].iloc[0]
    'briceno2018'
    """
    row = labels.unit_row(unit)
    codings = load("codings")
    own = codings[codings["unit"].eq(unit)]
    if own.empty:
        raise InvalidValue(_("Nobody reads {unit} here: its cards stand in reading('{unit}').").format(unit=unit))
    table = pd.DataFrame(
        {
            "coder": own["coder"],
            "who": own["coder"].map(labels.coder_name),
            "model": own["model"].astype(object).where(own["model"].notna(), ""),
            "degree": own["degree"].astype(object).where(own["degree"].notna(), ""),
            "flags": own["flags"].fillna(""),
            "term": own["term"].fillna(""),
            "independent": own["coder"].map(independence.is_independent),
            "checked": own["checked"].astype(str),
            "comment": own["comment"],
            "source": own["source"],
        }
    )
    order = {model: at for at, model in enumerate(load("models")["model"].astype(str))}
    table = table.assign(_other=table["coder"].ne(ARTICLE), _model=table["model"].map(order))
    table = table.sort_values(["_other", "who", "_model"], kind="stable", ignore_index=True)
    table = table.drop(columns=["_other", "_model"])
    title = _("Who reads {unit}, and how").format(unit=labels.unit_name(unit))
    return Figure(_readings_chart(table, str(row["dimension"]), title), _describe_readings(table, title), table)


@unchecked()
def _readings_chart(table: pd.DataFrame, dimension: str, title: str) -> alt.LayerChart:
    models = load("models")
    columns = [*models.loc[models["dimension"].eq(dimension), "model"].astype(str), OWN]
    names = {**labels.model_names().to_dict(), OWN: _("a category of their own")}
    people = list(dict.fromkeys(table["who"]))
    shown = table.assign(
        column=[names[model or OWN] for model in table["model"]],
        hue=[theme.MODEL_COLOURS.get(model, theme.MUTED) for model in table["model"]],
        shape=[
            degree or ("own" if not model else "residual")
            for degree, model in zip(table["degree"], table["model"], strict=True)
        ],
        said=[words.flag_names(flags) for flags in table["flags"]],
        degree_word=[words.degree_name(degree) for degree in table["degree"]],
    )
    quoted = pd.DataFrame(
        [(who, _quoted(own)) for who, own in shown.groupby("who", sort=False)], columns=["who", "term"]
    )
    order = [names[column] for column in columns]
    x = alt.X("column:N", sort=order, axis=None, scale=alt.Scale(domain=order))
    y = alt.Y("who:N", sort=people, title=None).axis(labelColor=theme.INK, labelLimit=240)
    tooltip = [
        alt.Tooltip("who:N", title=_("Who")),
        alt.Tooltip("term:N", title=_("Own term")),
        alt.Tooltip("degree_word:N", title=_("Degree (our mapping)")),
        alt.Tooltip("said:N", title=_("Flags")),
        alt.Tooltip("comment:N", title=_("Comment")),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    marks: dict[str, dict[str, Any]] = {
        "dominant": {"filled": True, "size": 230},
        "element": {"filled": True, "size": 110, "fill": theme.PAPER, "strokeWidth": 2.6},
        "absent": {"shape": "cross", "filled": True, "size": 110, "angle": 45, "strokeWidth": 0},
        "residual": {"shape": "square", "filled": True, "size": 140},
        "own": {"shape": "diamond", "filled": True, "size": 120, "fill": theme.PAPER, "strokeWidth": 2},
    }
    hue = alt.Color("hue:N", scale=None, legend=None)
    heads = pd.DataFrame(
        {"column": order, "text": ["\n".join(textwrap.wrap(name, 15, break_long_words=False)) for name in order]}
    )
    lines = 1 + max(text.count("\n") for text in heads["text"])
    grid = pd.DataFrame([(who, column) for who in people for column in order], columns=["who", "column"])
    layers = [alt.Chart(grid).mark_rect(fill=theme.PAPER, stroke="#eef1f5", strokeWidth=1).encode(x=x, y=y)]
    layers += [
        base.transform_filter(f"datum.shape == '{shape}'")
        .mark_point(opacity=1, **style)
        .encode(color=hue, stroke=alt.Stroke("hue:N", scale=None))
        for shape, style in marks.items()
    ]
    layers.append(
        alt.Chart(heads)
        .mark_text(baseline="bottom", lineBreak="\n", fontWeight=600, dy=-4 - 14 * (lines - 1), fontSize=11.5)
        .encode(x=x, y=alt.YValue(0), text=alt.Text("text:N"))
    )
    layers.append(
        alt.Chart(quoted)
        .mark_text(align="left", fontSize=11, color=theme.MUTED, lineBreak="\n", baseline="middle")
        .encode(x=alt.XValue(104 * len(order) + 12), y=y, text=alt.Text("term:N"))
    )
    key = [
        theme.apart(_("● dominant   ○ element   × denied   ■ residual answer   ◊ not mapped")),
        _("The place is our mapping; at the right, the coder’s own term"),
    ]
    return alt.layer(*layers).properties(
        width=104 * len(order), height=alt.Step(34), title=alt.Title(title, subtitle=key)
    )


def _quoted(own: pd.DataFrame) -> str:
    """Return a coder's own terms, each with its flags, in two lines at most."""
    said = []
    for row in own.itertuples():
        term = f"“{row.term}”" if row.term else ""
        flags = f"({row.said})" if row.said else ""
        said.append(" ".join(part for part in (term, flags) if part))
    said = [part for part in dict.fromkeys(said) if part]
    if not own["independent"].iloc[0] and own["coder"].iloc[0] != ARTICLE:
        said.append(_("by the article’s author"))
    return "\n".join(textwrap.wrap("; ".join(said), 50, max_lines=2, placeholder=" …"))


def _describe_readings(table: pd.DataFrame, title: str) -> str:
    names = labels.model_names()
    parts = []
    for who, own in table.groupby("who", sort=False):
        said = []
        for row in own.itertuples():
            if not row.model:
                said.append(_("“{term}”, a category of their own").format(term=row.term))
                continue
            tail = ", ".join(part for part in (words.degree_name(row.degree), words.flag_names(row.flags)) if part)
            term = f" (“{row.term}”)" if row.term else ""
            said.append(f"{names[row.model]}{term}" + (f" {tail}" if tail else ""))
        if not own["independent"].iloc[0] and own["coder"].iloc[0] != ARTICLE:
            said.append(_("by the article’s author, no second opinion"))
        parts.append(f"{who}: {'; '.join(said)}")
    return f"{title}. {'. '.join(parts)}."
