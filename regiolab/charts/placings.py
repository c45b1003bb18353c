"""What a reader placed: states on the tiles, schemes in the grid of economic and political models."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.analysis.membership import check_bloc, check_state, region, south_america
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.grid import ECONOMIC, GROUND, NONE, POLITICAL
from regiolab.charts.specification import unchecked
from regiolab.data import labels, load
from regiolab.data.sources import ARTICLE
from regiolab.errors import unknown
from regiolab.i18n import _, format_list, number

TILE = (52, 34)
HITS = {"right": "●", "missed": "○", "extra": "×", "neither": ""}  # signs that every font has
FILLS = {"right": "#0b5cad", "missed": "#ffffff", "extra": "#f6c9c2", "neither": "#eef1f5"}
EDGES = {"right": "#0b5cad", "missed": "#0b5cad", "extra": "#a3211a", "neither": "#eef1f5"}
SETS = ("region", "south_america", "americas")
ONE = ""  # the margin: the other dimension is not read
COLUMN, MARGIN, LINE = 157, 138, 17
SIGN, COUNT = 12, 9  # the room of a sign, and of a count beside it
LONG = 16  # letters
WORTH = 0.1  # of a seminar, from which on a cell shows it


@unchecked()
def guessed_states(chosen: Iterable[str], truth: Iterable[str], states: str = "region", *, title: str = "") -> Figure:
    """Draw which states a reader chose, and which are right, as tiles.

    Parameters
    ----------
    chosen, truth : iterable of str
        ISO codes; nothing chosen where the question was passed over.
    states : {"region", "south_america", "americas"}
        The states that could be chosen.
    title : str

    Returns
    -------
    Figure
        Its table has one row a state: ``iso3``, ``name``, ``hit`` (``right``, ``missed``, ``extra``, ``neither``).

    Raises
    ------
    UnknownName
        For an unknown state or set of states.

    Examples
    --------
    >>> guessed_states(["BRA", "CHL"], ["BRA", "CUB"]).table["hit"].tolist().count("neither")
    30
    """
    if states not in SETS:
        raise unknown(_("a set of states"), states, SETS)
    own, right = ({check_state(iso3) for iso3 in codes} for codes in (chosen, truth))
    rows = load("countries").dropna(subset=["tile_row", "tile_col"])
    rows = rows[rows["kind"].eq("state")]
    inside = {"region": region, "south_america": south_america}.get(states)
    if inside:
        rows = rows[rows["iso3"].isin(inside())]
    table = pd.DataFrame({"iso3": rows["iso3"].astype(str), "name": rows["iso3"].map(labels.state_names())})
    table["hit"] = [_hit(iso3, own, right) for iso3 in table["iso3"]]
    # no whole of missed states where nothing was chosen: they are shown, and not held against anybody
    names = _hit_names(bool(own))
    tiles = table.assign(
        row=rows["tile_row"].astype(int),
        column=rows["tile_col"].astype(int),
        text=[f"{HITS[hit]} {iso3}".strip() for iso3, hit in zip(table["iso3"], table["hit"], strict=True)],
        said=[names[hit] for hit in table["hit"]],
        fill=table["hit"].map(FILLS),
        edge=table["hit"].map(EDGES),
        ink=[theme.PAPER if hit == "right" else theme.INK for hit in table["hit"]],
    )
    x = alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.08))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.1))
    tooltip = [alt.Tooltip("name:N", title=_("State")), alt.Tooltip("said:N", title=_("Your choice"))]
    base = alt.Chart(tiles).encode(x=x, y=y, tooltip=tooltip)
    rect = base.mark_rect(cornerRadius=4, strokeWidth=2).encode(
        fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("edge:N", scale=None)
    )
    text = base.mark_text(fontSize=11.5, fontWeight=600).encode(text="text:N", color=alt.Color("ink:N", scale=None))
    key = [f"{HITS[hit]} {name} ({int(table['hit'].eq(hit).sum())})" for hit, name in names.items() if HITS[hit]]
    if not own:
        key = key[1:2]
    what = title or (_("Your states, and those on record") if own else _("The states on record"))
    heading = alt.Title(what, subtitle=theme.apart("   ".join(key)))
    chart = alt.layer(rect, text, width=alt.Step(TILE[0]), height=alt.Step(TILE[1]), title=heading)
    table = table.sort_values("name", ignore_index=True)
    told = [
        f"{names[hit]} ({len(group)}): {format_list(group['name'])}"
        for hit in names
        if hit != "neither" and len(group := table[table["hit"].eq(hit)])
    ]
    return Figure(chart, f"{ended(what)} {'; '.join(told)}.", table)


def ended(title: str) -> str:
    """Return a heading as a sentence.

    Examples
    --------
    >>> ended("How many?"), ended("Trade")
    ('How many?', 'Trade.')
    """
    return title if title.endswith((".", "?", "!")) else f"{title}."


def _hit(iso3: str, own: set[str], right: set[str]) -> str:
    if iso3 in right:
        return "right" if iso3 in own else "missed"
    return "extra" if iso3 in own else "neither"


def _hit_names(chose: bool) -> dict[str, str]:
    return {
        "right": _("rightly chosen"),
        "missed": _("not chosen, but on record") if chose else _("on record"),
        "extra": _("chosen, but not on record"),
        "neither": _("neither"),
    }


def guessed_places(
    placed: Mapping[str, Sequence[str]],
    units: Mapping[str, tuple[str, str]],
    *,
    seminar: Mapping[str, Mapping[tuple[str, str], float]] | None = None,
    title: str = "",
) -> Figure:
    """Draw where a reader placed schemes, beside the article's, other scholars' and a seminar's placings.

    Parameters
    ----------
    placed : mapping
        Scheme to the economic and the political model that the reader chose; may be empty.
    units : mapping
        Scheme to its economic and its political unit of coding, by which the readings are looked up.
    seminar : mapping, optional
        Scheme to the share of the seminar that chose each cell.
    title : str

    Returns
    -------
    Figure
        Its table has one row a scheme and cell: ``bloc``, ``economic``, ``political`` (empty where scholars
        read one dimension alone), ``you``, ``article``, ``scholars`` (how many), ``seminar`` (a share).

    Raises
    ------
    UnknownName
        For an unknown scheme, unit or model.

    Examples
    --------
    >>> units = {"alba": ("alba_2004_economic", "alba_2004_political")}
    >>> table = guessed_places({"alba": ("social", "counter_hegemonic")}, units).table
    >>> table.loc[table["you"], ["economic", "article"]].to_numpy().tolist()
    [['social', True]]
    """
    for bloc, cell in placed.items():
        check_bloc(bloc)
        for model, known in zip(cell, (ECONOMIC, POLITICAL), strict=True):
            if model not in known:
                raise unknown(_("a model of the grid"), model, known)
    table = _readings(placed, units, seminar or {})
    return Figure(_grid(table, title, seminar is not None), _places_words(table), table)


def _readings(placed: Mapping, units: Mapping, seminar: Mapping) -> pd.DataFrame:
    found: dict[tuple[str, str, str], dict] = {}

    def cell(bloc: str, economic: str, political: str) -> dict:
        empty = {"you": False, "article": False, "scholars": set(), "seminar": float("nan")}
        return found.setdefault((bloc, economic, political), empty)

    codings = load("codings")
    held = codings[
        codings["model"].notna() & (codings["degree"].isin(words.HELD) | codings["model"].isin(words.RESIDUALS))
    ]
    for bloc, pair in units.items():
        check_bloc(bloc)
        for unit in pair:
            labels.unit_row(unit)
        by_coder = [
            held[held["unit"].eq(unit)]
            .groupby(held["coder"].astype(str))["model"]
            .agg(lambda each: sorted(set(map(str, each))))
            for unit in pair
        ]
        for coder in sorted(set(by_coder[0].index) | set(by_coder[1].index) | {ARTICLE}):
            nothing = [NONE] if coder == ARTICLE else [ONE]
            economic, political = (side[coder] if coder in side.index else nothing for side in by_coder)
            for one, other in product(economic, political):
                if coder == ARTICLE:
                    cell(bloc, one, other)["article"] = True
                else:
                    cell(bloc, one, other)["scholars"].add(coder)
        if bloc in placed:
            cell(bloc, *placed[bloc])["you"] = True
        for (one, other), share in seminar.get(bloc, {}).items():
            cell(bloc, one, other)["seminar"] = float(share)
    rows = [(*key, *value.values()) for key, value in found.items()]
    table = pd.DataFrame(rows, columns=["bloc", "economic", "political", "you", "article", "scholars", "seminar"])
    table["scholars"] = [len(coders) for coders in table["scholars"]]
    place = {bloc: at for at, bloc in enumerate(units)}
    column = {model: at for at, model in enumerate((*ECONOMIC, NONE, ONE))}
    row = {model: at for at, model in enumerate((*POLITICAL, ONE))}
    order = pd.DataFrame(
        {"a": table["political"].map(row), "b": table["economic"].map(column), "c": table["bloc"].map(place)}
    )
    return table.loc[order.sort_values(["a", "b", "c"]).index].reset_index(drop=True)


@unchecked()
def _grid(table: pd.DataFrame, title: str, with_seminar: bool) -> alt.LayerChart:
    shown = table[table["you"] | table["article"] | table["scholars"].gt(0) | table["seminar"].ge(WORTH)]
    columns = [model for model in (*ECONOMIC, NONE, ONE) if model in ECONOMIC or model in set(shown["economic"])]
    rows = [model for model in (*POLITICAL, ONE) if model not in (NONE, ONE) or model in set(shown["political"])]
    per_cell = shown.groupby(["political", "economic"]).cumcount()
    most = per_cell.groupby(shown["political"]).max() + 1
    tops, top = {}, 0
    for model in rows:
        tops[model] = top
        top += max(2, int(most.get(model, 1))) * LINE + 14
    ends = dict(zip(rows, [*list(tops.values())[1:], top], strict=True))
    lefts = {model: at * COLUMN for at, model in enumerate(columns)}
    width = COLUMN * (len(columns) - (ONE in columns)) + (MARGIN if ONE in columns else 0)
    begin = shown["economic"].map(lefts) + 10
    after = begin + SIGN * shown["you"].astype(int)
    ring = after + SIGN * shown["article"].astype(int)
    marks = shown.assign(
        x=begin,
        after=after,
        ring=ring,
        word=ring + (SIGN + COUNT) * shown["scholars"].gt(0).astype(int) - 4,
        y=[tops[row.political] + 7 + LINE * (at + 0.5) for row, at in zip(shown.itertuples(), per_cell, strict=True)],
        hue=[theme.colour(bloc) for bloc in shown["bloc"]],
        edge=(shown["economic"].map(lefts) + COLUMN).clip(upper=width) - 5,
        name=shown["bloc"].map(labels.short_names()),
        # a long name is written smaller, so that it leaves room for the share of a seminar
        size=[10 if len(labels.short_name(bloc)) > LONG else 11 for bloc in shown["bloc"]],
        many=[str(n) if n else "" for n in shown["scholars"]],
        share=[number(share, 0, percent=True) if with_seminar and share >= WORTH else "" for share in shown["seminar"]],
        said=[_reading(row) for row in shown.itertuples()],
    )
    cells = pd.DataFrame(
        [
            {
                "left": lefts[one] + 2,
                "right": (lefts[one] + COLUMN if one != ONE else width) - 2,
                "top": tops[other] + 2,
                "bottom": ends[other] - 2,
                "shade": theme.PAPER if ONE in (one, other) else GROUND,
            }
            for one, other in product(columns, rows)
            if (one, other) != (ONE, ONE)
        ]
    )
    margins = _("only the political model read"), _("only the economic model read")
    heads = pd.DataFrame(
        {
            "x": [lefts[model] + 8 for model in columns],
            "name": [_head(model, 18, margins[0]) for model in columns],
        }
    )
    sides = pd.DataFrame(
        {
            "y": [(tops[model] + ends[model]) / 2 for model in rows],
            "name": [_head(model, 16, margins[1]) for model in rows],
        }
    )

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, top], nice=False, reverse=True))

    base = alt.Chart(marks).encode(y=y("y"), tooltip=[alt.Tooltip("said:N", title=_("Reading"))])
    hue = alt.Color("hue:N", scale=None)
    text = {"align": "left", "baseline": "middle", "fontSize": 11}
    head = {"align": "left", "lineBreak": "\n", "lineHeight": 14, "fontWeight": 600}
    own, article, others = (base.transform_filter(f"datum.{who}") for who in ("you", "article", "scholars"))
    layers = [
        alt.Chart(cells)
        .mark_rect(cornerRadius=4, stroke=theme.RULE)
        .encode(x=x("left"), x2=alt.X2("right"), y=y("top"), y2=alt.Y2("bottom"), fill=alt.Fill("shade:N", scale=None)),
        *[
            each.mark_text(**head, baseline="middle", dy=dy).encode(**places, text="name:N")
            for each, places, dy in (
                *[(part, {"x": x("x"), "y": alt.YValue(-14)}, dy) for part, dy in _by_lines(heads, 14)],
                *[(part, {"x": alt.XValue(-112), "y": y("y")}, dy) for part, dy in _by_lines(sides, 7)],
            )
        ],
        own.mark_point(shape="square", filled=True, size=80, opacity=1).encode(x=x("x"), color=hue),
        article.mark_point(filled=True, size=80, opacity=1).encode(x=x("after"), color=hue),
        others.mark_point(filled=False, size=50, opacity=1, strokeWidth=2).encode(x=x("ring"), color=hue),
        others.mark_text(**text, dx=6).encode(x=x("ring"), text="many:N"),
        own.mark_text(**text, fontWeight=700).encode(x=x("word"), text="name:N", size=alt.Size("size:Q", scale=None)),
        base.transform_filter("!datum.you")
        .mark_text(**text)
        .encode(x=x("word"), text="name:N", size=alt.Size("size:Q", scale=None)),
        base.mark_text(align="right", baseline="middle", fontSize=10, color=theme.MUTED).encode(
            x=x("edge"), text="share:N"
        ),
    ]
    key = [_("■ you"), _("● the article"), _("○ other scholars (how many)")]
    if with_seminar:
        key.append(_("% of your seminar"))
    heading = alt.Title(
        title or _("Where you placed them, and where others do"),
        subtitle=[_("Columns: economic model; rows: political model."), theme.apart("   ".join(key))],
    )
    return alt.layer(*layers).properties(width=width, height=top, title=heading)


def _head(model: str, width: int, margin: str) -> str:
    """Return a model's name in lines; the margin holds readings of the one dimension alone."""
    name = {NONE: _("no model adopted"), ONE: margin}.get(model) or labels.model_names()[model]
    return "\n".join(textwrap.wrap(name, width, break_long_words=False))


def _by_lines(names: pd.DataFrame, lift: int) -> list[tuple[alt.Chart, int]]:
    """Return names by how many lines they have, and how far to lift them: text grows downwards."""
    lines = names["name"].str.count("\n")
    return [(alt.Chart(part), -lift * int(n)) for n, part in names.groupby(lines)]


def _reading(row) -> str:
    names = labels.model_names()
    models = [
        _("no model adopted") if model == NONE else names[model]
        for model in (row.economic, row.political)
        if model != ONE
    ]
    who = []
    if row.you:
        who.append(_("you"))
    if row.article:
        who.append(_("the article"))
    if row.scholars:
        who.append(_("other scholars: {n}").format(n=row.scholars))
    if row.seminar >= WORTH:
        who.append(_("seminar: {value}").format(value=number(row.seminar, 0, percent=True)))
    return f"{labels.short_name(row.bloc)}, {' + '.join(models)}: {format_list(who)}"


def _places_words(table: pd.DataFrame) -> str:
    shown = table[table["you"] | table["article"] | table["scholars"].gt(0) | table["seminar"].ge(WORTH)]
    return _("Economic and political models of the schemes. {list}.").format(
        list="; ".join(_reading(row) for row in shown.itertuples())
    )
