"""The report's figures: where the class stands, how far it agrees, and what moved."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.exercises import deck
from regiolab.exercises.model import Exercise
from regiolab.i18n import _, format_list, number, worded
from regiolab.instructor import statistics
from regiolab.instructor.statistics import Statistic, Unit
from regiolab.instructor.tally import Tally
from regiolab.instructor.wording import STATUSES, question_name, status_name
from regiolab.words import CONFIDENCES, confidence_name

GROUND = "#0b5d8f"
STATUS_COLOURS = {
    "agrees": "#0b5d8f", "right": "#0b5d8f", "documented": "#5a9bc4", "argued": "#a9cbe0", "differs": "#2f855a",
    "open": "#8a97a6", "partly": "#e0a93b", "unsupported": "#b3392c", "wrong": "#b3392c", "unmarked": "#c9ced6",
}  # fmt: skip
MARKS = {"dominant": "●", "element": "○", "holds": "■"}
ROW = 26
LINE = 14  # height of a line of a column's name


def of_class(tally: Tally, units: dict[str, Unit], over_units: list[Statistic]) -> list[Figure]:
    """Return all figures for which there is something to draw."""
    found: list[Figure | None] = []
    if any(unit.answered for unit in units.values()):
        found.append(presence(tally))
    if any(item.found.value is not None for item in over_units if item.name.startswith("alpha")):
        found.append(agreement(over_units, tally.standard.exercise))
    found += [movement(tally, units), confidence(tally), opened(tally)]
    return [figure for figure in found if figure is not None]


def presence(tally: Tally) -> Figure:
    """Draw which share of the class sees each model in each unit, with the article's reading in it."""
    table = statistics.presence(tally)
    table = table[table["n"] > 0]
    exercise = tally.standard.exercise
    # the tables' dimensions in their order, then those of the exercise's own
    dimensions = dict.fromkeys(["economic", "political", *table["dimension"]])
    parts = [_presence_part(table[table["dimension"].eq(d)], d, exercise) for d in dimensions]
    chart = alt.vconcat(*[part for part in parts if part is not None], spacing=18)
    chart = chart.properties(
        title=alt.Title(
            _("Who sees which model where"),
            subtitle=_(
                "Per cent of those who answered. The key’s first reading: ● dominant, ○ element, ■ residual answer."
            )
            if exercise.units
            else _("Per cent of those who answered. The article's reading: ● dominant, ○ element, ■ residual answer."),
        )
    )
    return Figure(chart, _describe_presence(table, exercise), table)


def _presence_part(table: pd.DataFrame, dimension: str, exercise: Exercise) -> alt.LayerChart | None:
    if table.empty:
        return None
    table = table.assign(
        row=[deck.scheme_name(exercise.coded(name)) for name in table["question"]],
        column=table["model"].map(_columns(table["model"], exercise)),
        text=[
            f"{number(100 * share, 0)} {MARKS.get(said, '')}".strip()
            for share, said in zip(table["share"], table["article"], strict=True)
        ],
    )
    rows, columns = list(dict.fromkeys(table["row"])), list(dict.fromkeys(table["column"]))
    lines = columns[0].count("|")
    head = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr="split(datum.value, '|')",
        labelPadding=6 + LINE * lines,
        labelLineHeight=LINE,
    )
    base = alt.Chart(table).encode(
        x=alt.X("column:N", sort=columns, title=None, axis=head),
        y=alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(labelLimit=220, minExtent=210)),
    )
    cells = base.mark_rect(stroke=theme.PAPER, strokeWidth=2).encode(
        color=alt.Color("share:Q", scale=alt.Scale(domain=[0, 1], range=["#f4f6f9", GROUND]), legend=None)
    )
    text = base.mark_text(fontSize=12).encode(
        text="text:N", color=alt.condition("datum.share > 0.55", alt.value(theme.PAPER), alt.value(theme.INK))
    )
    title = alt.Title(_upper(words.dimension_name(dimension)), fontSize=13, offset=6)
    return alt.layer(cells, text).properties(width=122 * len(columns), height=ROW * len(rows), title=title)


def _describe_presence(table: pd.DataFrame, exercise: Exercise) -> str:
    named = table[table["article"].ne("")]
    apart = named[named["share"] < 0.5]
    text = _("The class sees {n} of the {all} models that the article names in these units with a majority.")
    if exercise.units:
        text = _("The class sees {n} of the {all} models of the key’s first readings with a majority.")
    said = [text.format(n=len(named) - len(apart), all=len(named))]
    if len(apart):
        places = [
            f"{deck.model_name(row.model, exercise)} ({deck.scheme_name(exercise.coded(row.question))})"
            for row in apart.itertuples()
        ]
        said.append(_("Without one: {places}.").format(places=format_list(places)))
    return " ".join(said)


def agreement(found: list[Statistic], exercise: Exercise) -> Figure:
    """Draw alpha with its interval, model by model and round by round."""
    rows = [
        {
            "model": _("sets of models") if item.model is None else deck.model_name(item.model, exercise),
            "round": _("first round") if item.round == 1 else _("second round"),
            "alpha": item.found.value,
            "low": item.found.low,
            "high": item.found.high,
        }
        for item in found
        if item.name in ("alpha", "alpha_sets") and item.found.value is not None
    ]
    # digits beyond these depend on the machine, and would make the picture's bytes differ
    table = pd.DataFrame(rows, columns=["model", "round", "alpha", "low", "high"]).round(6)
    order, rounds = list(dict.fromkeys(table["model"])), [_("first round"), _("second round")]
    low = min([0.0, *table["low"].dropna(), *table["alpha"]])
    base = alt.Chart(table).encode(
        y=alt.Y("model:N", sort=order, title=None, axis=alt.Axis(labelLimit=240)),
        yOffset=alt.YOffset("round:N", sort=rounds, scale=alt.Scale(paddingOuter=0.6)),
        color=alt.Color("round:N", sort=rounds, scale=alt.Scale(domain=rounds, range=["#8a97a6", GROUND])),
    )
    scale = alt.Scale(domain=[max(-1, low), 1], nice=False)
    title = _("Krippendorff's alpha: 0 is chance, 1 is full agreement")
    lines = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", scale=scale, title=title), x2="high:Q")
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=alt.X("alpha:Q", scale=scale, title=title, axis=alt.Axis(grid=True)),
        shape=alt.Shape("round:N", sort=rounds, scale=alt.Scale(domain=rounds, range=["circle", "diamond"])),
    )
    chart = alt.layer(lines, dots).properties(
        width=theme.WIDTH - 240,
        height=30 * len(order),
        title=alt.Title(
            _("How far the class agrees"), subtitle=_("Alpha over units, with 95% intervals from drawing units anew")
        ),
    )
    last = table[table["round"].eq(table["round"].iloc[-1])].sort_values("alpha", kind="stable")
    text = _("In the {round} alpha is lowest for {low} ({a:.2f}) and highest for {high} ({b:.2f}).")
    ends = last.iloc[0], last.iloc[-1]
    said = worded(
        text,
        round=ends[0]["round"],
        low=ends[0]["model"],
        a=ends[0]["alpha"],
        high=ends[1]["model"],
        b=ends[1]["alpha"],
    )
    return Figure(chart, said, table)


def movement(tally: Tally, units: dict[str, Unit]) -> Figure | None:
    """Draw per cent agreement on each unit in the first and the second round; None without a second."""
    rows = []
    for question in tally.coded:
        first, second = (found.value for found in units[question.id].rounds)
        if first is not None and second is not None:
            rows.append({"unit": question_name(question), "first": 100 * first, "second": 100 * second})
    if not rows:
        return None
    table = pd.DataFrame(rows)
    table["change"] = table["second"] - table["first"]
    base = alt.Chart(table).encode(
        y=alt.Y("unit:N", sort=list(table["unit"]), title=None, axis=alt.Axis(labelLimit=400))
    )
    scale = alt.Scale(domain=[0, 100])
    title = _("pairs of students who name the same models, per cent")
    line = base.mark_rule(strokeWidth=2, color=GROUND).encode(
        x=alt.X("first:Q", scale=scale, title=title), x2="second:Q"
    )
    start = base.mark_point(size=60, filled=True, fill=theme.PAPER, stroke="#5b6472", opacity=1).encode(
        x=alt.X("first:Q", scale=scale, title=title)
    )
    end = base.mark_point(size=70, filled=True, color=GROUND, shape="diamond", opacity=1).encode(
        x=alt.X("second:Q", scale=scale, title=title, axis=alt.Axis(grid=True))
    )
    subtitle = _("○ first round, before any feedback  ◆ second round")
    chart = alt.layer(line, start, end).properties(
        width=theme.WIDTH - 260,
        height=alt.Step(20),
        title=alt.Title(_("What the second round moved"), subtitle=subtitle),
    )
    closer = int((table["change"] > 0).sum())
    text = _("On {closer} of {all} units the class agrees more in the second round than in the first, on {apart} less.")
    said = text.format(closer=closer, all=len(table), apart=int((table["change"] < 0).sum()))
    return Figure(chart, said, table)


def confidence(tally: Tally) -> Figure | None:
    """Draw what became of answers by how sure their authors were; None where nobody said."""
    sure = {confidence: confidence_name(confidence) for confidence in CONFIDENCES}
    rows = []
    for level, name in sure.items():
        for status in STATUSES:
            n = sum(count.confidence[level, status] for count in tally.counts.values())
            rows.append(
                {"confidence": name, "status": status_name(status, tally.standard.exercise), "key": status, "n": n}
            )
    table = pd.DataFrame(rows)
    if not table["n"].sum():
        return None
    total = table.groupby("confidence")["n"].transform("sum")
    table["share"] = table["n"] / total.where(total > 0, 1)
    chart = _stacked(
        table, "confidence", list(sure.values()), _("Sure, and right?"), _("answers, by how sure their authors were")
    )
    right = (
        table[table["key"].isin(["agrees", "documented", "argued", "differs", "right"])]
        .groupby("confidence", sort=False)["share"]
        .sum()
    )
    said = [worded(_("{name}: {share:.0f} per cent"), name=name, share=100 * share) for name, share in right.items()]
    text = _("Answers that agree, are documented or argued for, or differ with cards that carry them: {list}.")
    return Figure(chart, text.format(list="; ".join(said)), table.drop(columns="key"))


def _stacked(table: pd.DataFrame, column: str, order: list[str], title: str, axis: str) -> alt.LayerChart:
    held = table[table["n"] > 0]
    used = [key for key in dict.fromkeys(table["key"]) if key in set(held["key"])]
    colours = [STATUS_COLOURS[key] for key in used]
    names = dict(zip(table["key"], table["status"], strict=True))
    # colours go by the status, not by its word: two may have the same in some language
    words = json.dumps({key: names[key] for key in used}, ensure_ascii=False)
    held = held.assign(
        order=[used.index(key) for key in held["key"]],
        ink=[theme.ink_on(STATUS_COLOURS[key]) for key in held["key"]],
    )
    base = alt.Chart(held).encode(
        y=alt.Y(f"{column}:N", sort=order, title=None),
        x=alt.X("share:Q", stack="normalize", title=axis, axis=alt.Axis(format="%", grid=True)),
        order=alt.Order("order:Q"),
    )
    bars = base.mark_bar(stroke=theme.PAPER).encode(
        color=alt.Color(
            "key:N",
            sort=used,
            scale=alt.Scale(domain=used, range=colours),
            legend=alt.Legend(columns=3, labelExpr=f"{words}[datum.label]"),
        )
    )
    text = (
        alt.Chart(held[held["share"] > 0.05])
        .mark_text(fontSize=11.5)
        .encode(
            color=alt.Color("ink:N", scale=None),
            y=alt.Y(f"{column}:N", sort=order),
            x=alt.X("share:Q", stack="normalize", bandPosition=0.5),
            order=alt.Order("order:Q"),
            detail="key:N",
            text="n:Q",
        )
    )
    return alt.layer(bars, text).properties(width=theme.WIDTH - 160, height=alt.Step(30), title=title)


def opened(tally: Tally) -> Figure | None:
    """Draw how far feedback was opened before and after the answers; None where nobody opened any."""
    steps = {0: _("none"), 1: _("the rule"), 2: _("the passage"), 3: _("the reading")}
    rows = []
    for question in tally.standard.exercise.questions:
        count = tally.counts[question.id]
        for step, name in steps.items():
            rows.append(
                {"question": _short(question_name(question)), "step": name, "order": step, "n": count.steps[step]}
            )
    table = pd.DataFrame(rows)
    if not table[table["order"] > 0]["n"].sum():
        return None
    order = list(dict.fromkeys(table["question"]))
    chart = (
        alt.Chart(table[table["n"] > 0])
        .mark_bar(stroke=theme.PAPER)
        .encode(
            y=alt.Y("question:N", sort=order, title=None, axis=alt.Axis(labelLimit=300)),
            x=alt.X("n:Q", title=_("students"), axis=alt.Axis(grid=True, tickMinStep=1)),
            order=alt.Order("order:Q"),
            color=alt.Color(
                "step:N",
                sort=list(steps.values()),
                scale=alt.Scale(domain=list(steps.values()), range=["#e2e6ec", "#a9cbe0", "#5a9bc4", GROUND]),
            ),
        )
        .properties(width=theme.WIDTH - 260, height=alt.Step(18), title=_("How far feedback was opened"))
    )
    total = table.groupby("order")["n"].sum()
    share = 100 * total.get(3, 0) / total.sum()
    text = _("In {share:.0f} per cent of all cases the reading itself was opened, in {none:.0f} per cent nothing.")
    return Figure(chart, worded(text, share=share, none=100 * total.get(0, 0) / total.sum()), table)


def _short(text: str, most: int = 44) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _columns(models: Iterable[str], exercise: Exercise) -> dict[str, str]:
    """Return models' names in as many lines as the longest takes, the lines separated by bars."""
    lines = {model: textwrap.wrap(deck.model_name(model, exercise), 16) for model in dict.fromkeys(models)}
    most = max(map(len, lines.values()))
    return {model: "|".join([""] * (most - len(parts)) + parts) for model, parts in lines.items()}
