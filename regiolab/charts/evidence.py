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
from regiolab.i18n import _, format_list, localised
from regiolab.views import readings

FOR, AGAINST = "#2b6cb0", "#b3392c"
STEP, CARD = 21, 46
ALONE = "†"  # after a card that is the article's assertion
TEXT = 392  # room for the questions
OWN = "own"  # the column of those who use a category of their own
HOLLOW = ("abstract", "quotation")  # readings that rest on no passage of the coder's text
COLUMN = 96  # a model's column; with names and terms the figure stays within the page
NAME, TERM = 22, 32  # letters in a line of a name, of a term
MARKS: dict[str, dict[str, Any]] = {
    "dominant": {"size": 250, "strokeWidth": 2.4},
    "element": {"size": 80, "strokeWidth": 2},
    "absent": {"shape": "cross", "size": 130, "angle": 45, "strokeWidth": 1.4},
    "residual": {"shape": "square", "size": 140, "strokeWidth": 2},
    "own": {"shape": "diamond", "size": 120, "strokeWidth": 2},
}


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
    told = _("{title}. {list}.").format(title=title, list=". ".join(parts))
    cards = table[table["evidence"].notna()]
    alone = list(dict.fromkeys(cards.loc[_alone(cards), "evidence"]))
    return " ".join([told, _("On the article alone rest: {list}.").format(list=format_list(alone))]) if alone else told


def _alone(cards: pd.DataFrame) -> pd.Series:
    """Say which cards are the article's assertions: no text by other hands bears them out."""
    return ~cards["source"].map(independence.cites_independent).astype(bool)


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
        ``term`` (the coder's own), ``independent``, ``checked``, ``read_from`` ("text", "passage",
        "abstract", "quotation"), ``comment``, ``source``. The model is our mapping; it is empty for
        those who use a category of their own. What rests on no passage is drawn hollow.

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
            "read_from": own["read_from"].astype(str),
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
    rows = _rows(table)
    height = int(rows["bottom"].max())
    place = {column: (at + 0.5) * COLUMN for at, column in enumerate(columns)}
    shown = table.assign(
        x=[place[model or OWN] for model in table["model"]],
        y=table["who"].map(rows.set_index("who")["y"]),
        hue=[theme.MODEL_COLOURS.get(model, theme.MUTED) for model in table["model"]],
        shape=[
            degree or ("own" if not model else "residual")
            for degree, model in zip(table["degree"], table["model"], strict=True)
        ],
        said=[words.flag_names(flags) for flags in table["flags"]],
        degree_word=[words.degree_name(degree) for degree in table["degree"]],
    )
    # the fill says what was read, so that a reading seen in an abstract only weighs less to the eye
    shown = shown.assign(fill=shown["hue"].where(~shown["read_from"].isin(HOLLOW), theme.PAPER))
    sx = alt.Scale(domain=[0, COLUMN * len(columns)], nice=False)
    sy = alt.Scale(domain=[0, height], nice=False, reverse=True)
    x, y = alt.X("x:Q", axis=None, scale=sx), alt.Y("y:Q", axis=None, scale=sy)
    tooltip = [
        alt.Tooltip("who:N", title=_("Who")),
        alt.Tooltip("term:N", title=_("Own term")),
        alt.Tooltip("degree_word:N", title=_("Degree (our mapping)")),
        alt.Tooltip("said:N", title=_("Flags")),
        alt.Tooltip("comment:N", title=_("Comment")),
    ]
    base = alt.Chart(shown).encode(x=x, y=y, tooltip=tooltip)
    hue = [alt.Stroke("hue:N", scale=None, legend=None), alt.Fill("fill:N", scale=None, legend=None)]
    heads = pd.DataFrame(
        [(place[c], "\n".join(textwrap.wrap(names[c], 16, break_long_words=False))) for c in columns],
        columns=["x", "text"],
    )
    lines = 1 + max(text.count("\n") for text in heads["text"])
    cells = rows.merge(pd.DataFrame({"x": [place[c] - COLUMN / 2 for c in columns]}), how="cross")
    cells = cells.assign(x2=cells["x"] + COLUMN)
    text_at = alt.Chart(rows)
    layers = [
        alt.Chart(cells)
        .mark_rect(fill=theme.PAPER, stroke="#eef1f5", strokeWidth=1)
        .encode(x=x, x2="x2", y=alt.Y("top:Q", axis=None, scale=sy), y2="bottom"),
        *(
            base.transform_filter(f"datum.shape == '{shape}'").mark_point(opacity=1, **style).encode(*hue)
            for shape, style in MARKS.items()
        ),
        alt.Chart(heads)
        .mark_text(baseline="bottom", lineBreak="\n", fontWeight=600, dy=-4 - 13 * (lines - 1), fontSize=10.5)
        .encode(x=x, y=alt.YValue(0), text=alt.Text("text:N")),
        text_at.mark_text(align="right", fontSize=11.5, color=theme.INK, lineBreak="\n", baseline="middle").encode(
            x=alt.XValue(-8), y=alt.Y("name_y:Q", axis=None, scale=sy), text=alt.Text("name:N")
        ),
        text_at.mark_text(align="left", fontSize=11, color=theme.MUTED, lineBreak="\n", baseline="middle").encode(
            x=alt.XValue(COLUMN * len(columns) + 10),
            y=alt.Y("term_y:Q", axis=None, scale=sy),
            text=alt.Text("term:N"),
        ),
    ]
    key = [
        theme.apart(_("large: dominant   small: element   × denied   ■ residual answer   ◆ not mapped")),
        _("Hollow: known from an abstract or at second hand"),
        _("The place is our mapping; at the right, the coder’s own term"),
    ]
    head = alt.Title(title, subtitle=key)
    return alt.layer(*layers).properties(width=COLUMN * len(columns), height=height, title=head)


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return a row a coder: the name and the own terms in lines, and the room that they take."""
    found, top = [], 0.0
    for who, own in table.groupby("who", sort=False):
        name = textwrap.wrap(str(who), NAME)
        term = textwrap.wrap(_quoted(own), TERM)
        bottom = top + max(30.0, 14.0 * max(len(name), len(term)) + 8)
        middle = (top + bottom) / 2
        # a text of several lines hangs from its first
        hung = [middle - 7 * (max(len(part), 1) - 1) for part in (name, term)]
        found.append((who, "\n".join(name), "\n".join(term), top, bottom, middle, *hung))
        top = bottom
    return pd.DataFrame(found, columns=["who", "name", "term", "top", "bottom", "y", "name_y", "term_y"])


def _quoted(own: pd.DataFrame) -> str:
    """Return a coder's own terms, each with its flags, none of them cut."""
    said = []
    for row in own.itertuples():
        term = f"“{row.term}”" if row.term else ""
        flags = f"({words.flag_names(row.flags)})" if row.flags else ""
        said.append(" ".join(part for part in (term, flags) if part))
    said = [part for part in dict.fromkeys(said) if part]
    if not own["independent"].iloc[0] and own["coder"].iloc[0] != ARTICLE:
        said.append(_("by the article’s author"))
    return "; ".join(said)


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
        if own["read_from"].isin(HOLLOW).all():
            said.append(_("known from an abstract or at second hand"))
        parts.append(f"{who}: {'; '.join(said)}")
    return f"{title}. {'. '.join(parts)}."
