"""What came of the forecasts, and how the ledger stands."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis.claims.counts import counts
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.i18n import _, format_date, ngettext, worded
from regiolab.views.ledger import select_forecasts
from regiolab.words import DECIDED, OUTCOMES, VERDICTS, answer_name, decided_name, verdict_name

# from the accord of statement and record to its lack; grey where nothing can be said
COLOURS = {
    "supported": "#1b7f5c",
    "imprecise": "#b07d12",
    "contradicted": "#b3261e",
    "open": "#6b7280",
    "came_true": "#1b7f5c",
    "did_not": "#b3261e",
    "too_early": "#6b7280",
}

LINE, WIDE = 21, 810  # pixels: a row, and the card
LONGEST = 640  # of a statement, as a renderer without fonts measures it, which is a third too much
SHARE = 0.5  # of a sign's usual area, where it stands beside a word
DISC = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z"
HALF = "M0,-1A1,1,0,0,0,0,1Z"
CROSS = "M-0.85,-0.85L0.85,0.85M-0.85,0.85L0.85,-0.85"
# drawn rather than written, for not every font has such letters; the first is the outline
PATHS = {
    "supported": (DISC, DISC),
    "imprecise": (DISC, HALF),
    "contradicted": (CROSS, CROSS),
    "open": (DISC, None),
    "came_true": (DISC, DISC),
    "did_not": (CROSS, CROSS),
    "too_early": (DISC, None),
}
COLUMNS = (0, 176, 658, 752)  # where verdict, statement, the lazy answer and the base rate begin


def scorecard(forecasts: Iterable[str] | None = None) -> Figure:
    """Draw the article's forecasts, what came of each, and what a lazy forecaster would have said.

    Parameters
    ----------
    forecasts : iterable of str, optional
        Identifiers of the table ``forecasts``; all if left out.

    Returns
    -------
    Figure
        Its table has one row a forecast: ``forecast``, ``locator``, ``statement``, ``criterion``,
        ``horizon``, ``verdict``, ``reason``, ``lazy``, ``base_rate``, ``lazy_right`` (empty where nothing
        can be judged), ``base_rate_basis``, ``source``, ``checked``.

    Raises
    ------
    UnknownName
        For an unknown forecast.

    Examples
    --------
    >>> scorecard(["new_hegemony"]).table[["verdict", "lazy"]].values.tolist()
    [['did_not', 'no']]
    """
    rows = select_forecasts(list(forecasts or ()))
    rows = rows.sort_values("verdict", key=lambda column: column.map(OUTCOMES.index), kind="stable", ignore_index=True)
    right = rows["lazy"].eq("yes").eq(rows["verdict"].eq("came_true")).astype("boolean")
    rows["lazy_right"] = right.mask(rows["verdict"].eq("too_early"))
    columns = ["forecast", "locator", "statement", "criterion", "horizon", "verdict", "reason", "lazy"]
    table = rows[[*columns, "base_rate", "lazy_right", "base_rate_basis", "source", "checked"]]
    return Figure(_scorecard_chart(table), _describe_scorecard(table), table)


@unchecked()
def _scorecard_chart(table: pd.DataFrame) -> alt.LayerChart:
    verdicts = table["verdict"]
    shown = pd.DataFrame(
        {
            "statement": table["statement"] + " (" + table["locator"] + ")",
            "criterion": table["criterion"],
            # a word stands for all rows that follow
            "word": verdicts.map(verdict_name).mask(verdicts.eq(verdicts.shift()), ""),
            "verdict": verdicts,
            "hue": verdicts.map(COLOURS),
            "lazy": table["lazy"].map(answer_name),
            "hit": table["lazy_right"].map({True: "came_true", False: "did_not"}).fillna("too_early"),
            "share": ["" if pd.isna(rate) else worded("{:.0%}", rate) for rate in table["base_rate"]],
            "basis": table["base_rate_basis"],
            "reason": table["reason"],
            "by": [format_date(day) for day in table["horizon"]],
            "row": [LINE * (number + 0.5) for number in range(len(table))],
        }
    )
    height = float(LINE * len(shown))
    scale = alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False)
    y = alt.Y("row:Q", scale=scale, axis=None)
    tooltip = [
        alt.Tooltip("criterion:N", title=_("Criterion")),
        alt.Tooltip("by:N", title=_("Judged by")),
        alt.Tooltip("reason:N", title=_("Reason")),
        alt.Tooltip("basis:N", title=_("Before 2018")),
    ]
    base = alt.Chart(shown).encode(y=y, tooltip=tooltip)
    text = {"align": "left", "baseline": "middle"}
    heads = pd.DataFrame(
        {
            "x": COLUMNS,
            "text": [_("What came of it"), _("The article expects"), _("Lazy guess"), _("Past")],
        }
    )
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, WIDE], nice=False), axis=None)
    signs = [
        layer
        for column, place, part in (("verdict", 9, 1.0), ("hit", COLUMNS[2] + 6, SHARE))
        for sign in shown[column].unique()
        for layer in _sign(alt.Chart(shown[shown[column].eq(sign)]), sign, alt.XValue(place), y, part)
    ]
    lines = shown.assign(top=shown["row"] - LINE / 2)
    layers = [
        alt.Chart(lines)
        .mark_rule(color=theme.RULE)
        .encode(y=alt.Y("top:Q", scale=scale, axis=None), x=alt.XValue(0), x2=alt.X2Value("width")),
        *signs,
        base.mark_text(**text, fontWeight=600).encode(
            x=alt.XValue(COLUMNS[0] + 22), text=alt.Text("word:N"), color=alt.Color("hue:N", scale=None)
        ),
        base.mark_text(**text, fontSize=11.5, limit=LONGEST).encode(
            x=alt.XValue(COLUMNS[1]), text=alt.Text("statement:N")
        ),
        base.mark_text(**text, fontSize=11.5).encode(x=alt.XValue(COLUMNS[2] + 18), text=alt.Text("lazy:N")),
        base.mark_text(**text, fontSize=11.5, color=theme.MUTED).encode(
            x=alt.XValue(COLUMNS[3]), text=alt.Text("share:N")
        ),
        alt.Chart(heads)
        .mark_text(align="left", baseline="bottom", color=theme.MUTED, fontSize=11.5, dy=-5)
        .encode(x=x, y=alt.YValue(0), text=alt.Text("text:N")),
    ]
    counts = verdicts.value_counts()
    tally = " · ".join(f"{verdict_name(name)}: {counts[name]}" for name in OUTCOMES if name in counts)
    title = alt.Title(
        _("What came of the article’s forecasts"),
        subtitle=[
            tally,
            _scores(table) + " " + _("Past: how often the like held before 2018, where it can be counted"),
        ],
        offset=26,
    )
    return alt.layer(*layers).properties(width=WIDE, height=height, title=title)


def _scores(table: pd.DataFrame) -> str:
    """Say how often the article and the lazy forecaster were right."""
    judged = table[table["verdict"].ne("too_early")]
    text = _("Right: the article {article} of {n}, a lazy guess {lazy} of {n}.")
    return text.format(
        article=int(judged["verdict"].eq("came_true").sum()), lazy=int(judged["lazy_right"].sum()), n=len(judged)
    )


def _sign(base: alt.Chart, verdict: str, x: object, y: object, part: float = 1.0) -> list[alt.Chart]:
    """Draw a verdict's shape: its outline and what fills it."""
    outline, filled = PATHS[verdict]
    hue = COLOURS[verdict]
    look = {"size": 150 * part, "opacity": 1, "stroke": hue, "strokeWidth": 1.6}
    layers = [base.mark_point(shape=outline, fill=None, **look).encode(x=x, y=y)]
    if filled and filled != CROSS:
        layers.append(base.mark_point(shape=filled, fill=hue, **look).encode(x=x, y=y))
    return layers


def _describe_scorecard(table: pd.DataFrame) -> str:
    item = _("{statement} ({locator}): {verdict}; a lazy forecaster: {lazy}")
    parts = [
        item.format(
            statement=row.statement.rstrip("."),
            locator=row.locator,
            verdict=verdict_name(row.verdict),
            lazy=answer_name(row.lazy),
        )
        for row in table.itertuples()
    ]
    text = ngettext(
        "{n} forecast of the article, judged by a criterion that we wrote with hindsight. {scores} {list}.",
        "{n} forecasts of the article, each judged by a criterion that we wrote with hindsight. {scores} {list}.",
        len(parts),
    )
    return text.format(n=len(parts), scores=_scores(table), list="; ".join(parts))


def ledger(by: str = "section") -> Figure:
    """Draw how many statements of the article got which verdict.

    Parameters
    ----------
    by : {"section", "kind", "matter", "how"}
        Count section by section, by what sort of statement it is, by what is at stake in it, or by how
        it was decided.

    Returns
    -------
    Figure
        Its table has one row a group and verdict: ``group``, ``name``, ``verdict``, ``n``.

    Raises
    ------
    UnknownName
        For another way to count.

    Examples
    --------
    >>> int(ledger("kind").table["n"].sum())
    259
    """
    counted = counts(by)
    names = NAMES[by]()
    rows = [
        (group, names[group], verdict, int(row[verdict])) for group, row in counted.iterrows() for verdict in VERDICTS
    ]
    table = pd.DataFrame(rows, columns=["group", "name", "verdict", "n"])
    return Figure(_ledger_chart(table, by), _describe_ledger(table), table)


@unchecked()
def _ledger_chart(table: pd.DataFrame, by: str) -> alt.HConcatChart:
    order = table["name"].drop_duplicates().tolist()
    longest = int(table["n"].max())
    panels: list[alt.LayerChart] = []
    for verdict in VERDICTS:
        rows = table[table["verdict"].eq(verdict)].assign(label=lambda frame: frame["n"].map(str))
        axis = alt.Axis(labelLimit=300, labelColor=theme.INK) if not panels else None
        y = alt.Y("name:N", sort=order, title=None, axis=axis, scale=alt.Scale(paddingInner=0.3))
        x = alt.X("n:Q", axis=None, scale=alt.Scale(domain=[0, longest * 1.25]))
        base = alt.Chart(rows).encode(x=x, y=y)
        head = alt.Chart(pd.DataFrame({"text": [f"{verdict_name(verdict)}: {int(rows['n'].sum())}"]}))
        layers = [
            base.mark_bar(color=COLOURS[verdict], cornerRadius=2),
            base.mark_text(align="left", dx=5).encode(text=alt.Text("label:N")),
            *_sign(head, verdict, alt.XValue(8), alt.YValue(-18)),
            head.mark_text(align="left", fontSize=13, fontWeight=600, color=theme.written(COLOURS[verdict])).encode(
                x=alt.XValue(22), y=alt.YValue(-17), text=alt.Text("text:N")
            ),
        ]
        panels.append(alt.layer(*layers).properties(width=118, height=alt.Step(24)))
    title = alt.Title(
        _("What became of {n} statements of the article").format(n=int(table["n"].sum())),
        subtitle={
            "section": _("Number of statements by verdict, section by section"),
            "kind": _("Number of statements by verdict and by kind of statement"),
            "matter": _("Number of statements by verdict and by what is at stake"),
            "how": _("Number of statements by verdict and by how they were decided"),
        }[by],
    )
    return alt.hconcat(*panels, spacing=14).properties(title=title)


def _section_names() -> dict[str, str]:
    short = {
        "S0": _("Abstract"),
        "S1": _("Introduction"),
        "S2": _("Trajectory"),
        "S3": _("Economic models"),
        "S4": _("Political models"),
        "S5": _("Post-hegemonic era"),
        "S6": _("A new cycle"),
        "S7": _("Conclusions"),
        "S8": _("Notes"),
    }
    return {section: f"{section} {name}" for section, name in short.items()}


def _kind_names() -> dict[str, str]:
    return {
        "attribution": _("who said or caused what"),
        "classification": _("what a thing is an example of"),
        "date": _("dates"),
        "definition": _("what words mean"),
        "event": _("what happened"),
        "membership": _("who belongs"),
        "name": _("names and acronyms"),
        "prediction": _("forecasts"),
        "trend": _("trends"),
    }


def _matter_names() -> dict[str, str]:
    return {
        "facts": _("dates, events, members"),
        "names": _("names and acronyms"),
        "attributions": _("who said or caused what"),
        "substance": _("meanings, models, trends"),
        "expectations": _("forecasts"),
    }


def _decided_names() -> dict[str, str]:
    return {way: decided_name(way) for way in DECIDED}


NAMES = {"section": _section_names, "kind": _kind_names, "matter": _matter_names, "how": _decided_names}


def _describe_ledger(table: pd.DataFrame) -> str:
    parts = []
    for name, group in table.groupby("name", sort=False):
        counts = ", ".join(f"{row.n} {verdict_name(row.verdict)}" for row in group.itertuples() if row.n)
        parts.append(f"{name}: {counts}")
    totals = table.groupby("verdict")["n"].sum()
    whole = ", ".join(f"{totals[name]} {verdict_name(name)}" for name in VERDICTS)
    return _("Statements of the article by verdict: {whole}. {list}.").format(whole=whole, list="; ".join(parts))
