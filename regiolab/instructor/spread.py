"""How points fell in a class: how many earned how much, and where they were lost, beside which scheme."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.data import labels, load
from regiolab.exercises.marks import criterion_name
from regiolab.exercises.room import FEWEST
from regiolab.i18n import _, number, worded
from regiolab.instructor.drawings import GROUND
from regiolab.instructor.tally import Tally
from regiolab.instructor.wording import question_name

BINS = 10


@dataclass(frozen=True)
class Row:
    """What was lost in a question or a scheme: shares of the points of those who answered, by criterion."""

    scheme: str
    name: str
    answered: int
    shares: dict[str, float | None]
    inside: bool = False  # of a scheme whose sum stands before it


def points(tally: Tally) -> Figure | None:
    """Draw how many submissions earned how much of the points; None for fewer than five."""
    worth = tally.standard.exercise.points
    marked = tally.sums.total()
    if marked < FEWEST or not worth:
        return None
    found = Counter(min(BINS - 1, math.floor(BINS * earned / worth)) for earned in tally.sums.elements())
    step = 100 // BINS
    table = pd.DataFrame(
        [
            {"from": step * at, "to": step * (at + 1), "range": f"{step * at}–{step * (at + 1)}", "n": found[at]}
            for at in range(BINS)
        ]
    )
    base = alt.Chart(table).encode(
        x=alt.X("range:N", sort=None, title=_("per cent of the points"), axis=alt.Axis(labelAngle=0, ticks=False)),
        y=alt.Y("n:Q", title=_("submissions"), axis=alt.Axis(grid=True, tickMinStep=1)),
    )
    bars = base.mark_bar(color=GROUND)
    text = (
        alt.Chart(table[table["n"] > 0]).mark_text(dy=-7, fontSize=12, color=theme.INK)
        .encode(x=alt.X("range:N", sort=None), y="n:Q", text="n:Q")
    )  # fmt: skip
    title = alt.Title(
        _("How the points fell"),
        subtitle=_("All {n} submissions; without rationales, and before anything is taken for lateness").format(
            n=marked
        ),
    )
    chart = alt.layer(bars, text).properties(width=theme.WIDTH - 120, height=190, title=title)
    ordered = sorted(tally.sums.elements())
    low, middle, high = (ordered[min(len(ordered) - 1, int(len(ordered) * q))] for q in (0.25, 0.5, 0.75))
    told = _("Half of the submissions earned between {low} and {high} of {worth} points, the middle one {middle}.")
    told = told.format(
        low=number(low, trim=True),
        high=number(high, trim=True),
        worth=number(worth, trim=True),
        middle=number(middle, trim=True),
    )
    return Figure(chart, told, table)


def criteria(tally: Tally) -> list[str]:
    """Return the criteria in which points can be lost, in the order in which questions name them."""
    return list(dict.fromkeys(name for count in tally.counts.values() for name in count.worth))


def lost(tally: Tally) -> list[Row]:
    """Return what was lost in each question, those of a scheme together and its sum before them if they are several."""
    blocs: dict[str, list[Row]] = {}
    sums: dict[str, tuple[dict[str, float], dict[str, float], int]] = {}
    schemes = load("units").set_index("unit")["bloc"].astype(str).to_dict()
    names = criteria(tally)
    for question in tally.standard.exercise.questions:
        count = tally.counts[question.id]
        if not count.answered or not count.worth:
            continue
        unit = question.unit if question.kind == "code" else ""
        scheme = labels.short_name(schemes[unit]) if unit in schemes else ""
        row = Row(scheme, question_name(question), count.answered, _shares(names, count.lost, count.worth))
        blocs.setdefault(scheme, []).append(row)
        missed, worth, most = sums.get(scheme, ({}, {}, 0))
        sums[scheme] = _both(missed, count.lost), _both(worth, count.worth), max(most, count.answered)
    found = []
    for scheme, rows in sorted(blocs.items(), key=lambda item: -_total(*sums[item[0]][:2])):
        if scheme and len(rows) > 1:
            rows = [replace(row, inside=True) for row in rows]
            missed, worth, most = sums[scheme]
            found.append(Row(scheme, "", most, _shares(names, missed, worth)))
        found += rows
    return found


def said(rows: list[Row]) -> list[dict]:
    """Return rows as the report shows them."""
    shown = []
    for row in rows:
        cells = [(None if share is None else round(100 * share)) for share in row.shares.values()]
        kind = "inside" if row.inside else "" if row.name else "sums"
        shown.append({"name": row.name or row.scheme, "kind": kind, "answered": row.answered, "cells": cells})
    return shown


def heads(tally: Tally) -> list[str]:
    """Return the criteria's names for the head of a table."""
    return [criterion_name(name) for name in criteria(tally)]


def sentence(rows: list[Row]) -> str:
    """Say where most was lost."""
    known = [(share, row.name or row.scheme, name) for row in rows for name, share in row.shares.items() if share]
    if not known:
        return ""
    share, where, name = max(known)
    text = _("Most was lost in {name} beside {where}: {share:.0f} per cent of the points of those who answered.")
    return worded(text, name=criterion_name(name), where=where, share=100 * share)


def _both(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {name: one.get(name, 0.0) + other.get(name, 0.0) for name in {**one, **other}}


def _shares(names: list[str], missed: dict[str, float], worth: dict[str, float]) -> dict[str, float | None]:
    return {name: max(0.0, missed[name]) / worth[name] if worth.get(name) else None for name in names}


def _total(missed: dict[str, float], worth: dict[str, float]) -> float:
    return sum(missed.values()) / sum(worth.values())
