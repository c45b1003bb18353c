"""The grid of economic and political models, with the schemes in it and their paths over time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import pairwise

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.data import labels, load
from regiolab.data.sources import ARTICLE
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, format_list

FIVE = ("mercosur", "alba", "pacific_alliance", "unasur", "celac")

# The cells from left to right and from top to bottom; the row without a model stands beside the
# autonomist one, so that the path between them is short.
ECONOMIC = ("strategic", "social", "productive", "not_classifiable")
POLITICAL = ("acquiescent_realism", "none", "autonomist", "counter_hegemonic", "lowest_common_denominator")
NONE = "none"

COLUMN, LANE, GAP = 136, 37, 12
ROWS, NAMES, PATH = -318, -28, -14  # where the rows' names, the lanes' names and the arrows stand
GROUND, ASIDE = "#eef1f5", "#f8f5ee"  # cells of two models, and cells with a residual answer


def model_grid(blocs: Iterable[str] = FIVE, *, coder: str = ARTICLE) -> Figure:
    """Draw the schemes in the grid of economic and political models, one lane a period.

    A full dot is a dominant model, a ring an element of a hybrid, a square a residual answer. A
    line joins the models that a scheme mixes; an arrow leads from one period to the next. Flags
    stand beside the dots.

    Parameters
    ----------
    blocs : iterable of str
        The schemes.
    coder : str
        Whose readings: a key of the bibliography; the article if left out.

    Returns
    -------
    Figure
        Its table has one row a dot: ``bloc``, ``period``, ``economic``, ``degree``, ``flags``,
        ``political``, ``political_degree``, ``political_flags``, ``locator``, ``unit``.

    Raises
    ------
    UnknownName
        For a scheme or coder without readings.
    InvalidValue
        If this coder reads none of the schemes.

    Examples
    --------
    >>> table = model_grid(["mercosur"]).table
    >>> table.groupby("period", sort=False)["political"].first().tolist()
    ['none', 'autonomist', 'autonomist']
    """
    chosen = list(dict.fromkeys(blocs))
    codings = load("codings")
    for bloc in chosen:
        if bloc not in set(codings["bloc"]):
            raise unknown(_("a bloc that somebody reads"), bloc, set(codings["bloc"]))
    if coder not in set(codings["coder"]):
        raise unknown(_("a coder"), coder, set(codings["coder"]))
    table = _positions(codings[codings["bloc"].isin(chosen) & codings["coder"].eq(coder)], chosen)
    if table.empty:
        raise InvalidValue(_("{coder} reads none of these schemes.").format(coder=labels.coder_name(coder)))
    return Figure(_chart(table, coder), _describe(table, coder), table)


def _positions(codings: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Return one row a scheme, period, economic and political model."""
    held = codings[codings["model"].notna() & codings["degree"].astype(object).ne("absent")]
    keys = ["bloc", "period_start", "period_end"]
    sides = {
        dimension: held[held["dimension"].eq(dimension)].assign(model=held["model"].astype(str))
        for dimension in ("economic", "political")
    }
    rows = []
    for key, group in codings.groupby(keys, sort=False, dropna=False):
        of_period = {
            dimension: _own(side, dict(zip(keys, key, strict=True)), dimension, group)
            for dimension, side in sides.items()
        }
        for political in of_period["political"]:
            for economic in of_period["economic"]:
                rows.append((*key, *economic, *political))
    names = ["economic", "degree", "flags", "locator", "unit"]
    table = pd.DataFrame(rows, columns=[*keys, *names, *(f"political_{name}" for name in names)])
    table = table.rename(columns={"political_economic": "political"})
    if table.empty:
        return table
    table["period"] = [labels.period_name(row) for row in table.to_dict("records")]
    place = {bloc: at for at, bloc in enumerate(order)}
    column = {model: at for at, model in enumerate((*ECONOMIC, NONE))}
    table = table.assign(_bloc=table["bloc"].map(place), _column=table["economic"].map(column))
    table = table.sort_values(["_bloc", "period_start", "_column"], kind="stable", ignore_index=True)
    of_economic = ["economic", "degree", "flags", "locator", "unit"]
    of_political = ["political", "political_degree", "political_flags", "political_locator", "political_unit"]
    return table[["bloc", "period", *of_economic, *of_political]]


def _own(side: pd.DataFrame, key: dict, dimension: str, group: pd.DataFrame) -> list[tuple]:
    """Return a period's models of a dimension; "none" where all are denied or nothing is said."""
    fits = side["bloc"].eq(key["bloc"]) & side["period_start"].eq(key["period_start"])
    own = side[fits & side["period_end"].fillna(-1).eq(key["period_end"] if pd.notna(key["period_end"]) else -1)]
    if not own.empty:
        return [
            (row.model, str(row.degree) if pd.notna(row.degree) else "", _text(row.flags), _text(row.locator), row.unit)
            for row in own.itertuples()
        ]
    denied = group[group["dimension"].eq(dimension)]
    locators = dict.fromkeys(place for cell in denied["locator"] for place in words.split(cell))
    return [(NONE, "", "", ";".join(locators), denied["unit"].iloc[0] if len(denied) else "")]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _lanes(table: pd.DataFrame) -> pd.DataFrame:
    """Place every scheme and period of every political row in a lane of its own."""
    lanes = table.drop_duplicates(["bloc", "period", "political"])
    lanes = lanes[["bloc", "period", "political", "political_degree", "political_flags"]]
    rank = {model: at for at, model in enumerate(POLITICAL)}
    lanes = lanes.assign(row=lanes["political"].map(rank)).sort_values("row", kind="stable", ignore_index=True)
    band = lanes["row"].rank(method="dense") - 1
    return lanes.assign(
        y=(lanes.index + 0.5) * LANE + band * GAP,
        name=[f"{labels.short_name(row.bloc)} {row.period}" for row in lanes.itertuples()],
        said=[_said(row.political_degree, row.political_flags) for row in lanes.itertuples()],
        hue=[theme.colour(bloc) for bloc in lanes["bloc"]],
    )


@unchecked()
def _chart(table: pd.DataFrame, coder: str) -> alt.LayerChart:
    lanes = _lanes(table)
    columns = [model for model in (*ECONOMIC, NONE) if model != NONE or NONE in set(table["economic"])]
    width, height = COLUMN * len(columns), int(lanes["y"].max() + LANE / 2)
    place = {model: at * COLUMN + 20 for at, model in enumerate(columns)}
    dots = table.merge(lanes[["bloc", "period", "political", "y", "hue", "name"]], on=["bloc", "period", "political"])
    dots = dots.assign(
        x=dots["economic"].map(place),
        shape=[degree or "residual" for degree in dots["degree"]],
        # two flags in one line would run into the next column
        word=[words.flag_names(flags).replace(", ", ",\n") for flags in dots["flags"]],
        what=[_reading(row.economic, row.degree, row.flags) for row in dots.itertuples()],
        # what stands on paper only is drawn pale
        hue=[
            theme.tint(row.hue, 0.5) if "on_paper" in words.split(row.flags) else row.hue for row in dots.itertuples()
        ],
    )

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False))

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))

    layers = [*_ground(lanes, columns, x, y), *_dots(dots, x, y), *_margin(lanes, y)]
    title = alt.Title(_("Where the schemes stand, and how they moved"), subtitle=_key(coder))
    return alt.layer(*layers).properties(width=width, height=height, title=title)


def _ground(lanes: pd.DataFrame, columns: list[str], x, y) -> list[alt.Chart]:
    """Return the cells and the heads of the columns."""
    bands = lanes.groupby("political", sort=False)["y"].agg(["min", "max"]).reset_index()
    cells = pd.DataFrame(
        [
            {
                "left": at * COLUMN + 2,
                "right": (at + 1) * COLUMN - 2,
                "top": band.min - LANE / 2,
                "bottom": band.max + LANE / 2,
                "shade": ASIDE if {economic, band.political} & {NONE, "not_classifiable", POLITICAL[-1]} else GROUND,
            }
            for at, economic in enumerate(columns)
            for band in bands.itertuples()
        ]
    )
    heads = pd.DataFrame(
        {"x": [at * COLUMN + 12 for at in range(len(columns))], "name": [_wrapped(name, 12) for name in columns]}
    )
    rects = (
        alt.Chart(cells)
        .mark_rect(cornerRadius=4)
        .encode(x=x("left"), x2=alt.X2("right"), y=y("top"), y2=alt.Y2("bottom"), fill=alt.Fill("shade:N", scale=None))
    )
    names = alt.Chart(heads).mark_text(align="left", baseline="bottom", lineBreak="\n", fontWeight=600, dy=-20)
    return [rects, names.encode(x=x("x"), y=alt.YValue(0), text=alt.Text("name:N"))]


def _dots(dots: pd.DataFrame, x, y) -> list[alt.Chart]:
    """Return the dots with their flags, and the lines that join the models of a hybrid."""
    mixed = dots.groupby(["name", "political", "y"]).agg(min=("x", "min"), max=("x", "max"), hue=("hue", "first"))
    mixed = mixed.reset_index()
    lines = alt.Chart(mixed[mixed["max"] > mixed["min"]]).mark_rule(strokeWidth=2.5, opacity=0.4)
    hue = alt.Color("hue:N", scale=None, legend=None)
    tooltip = [
        alt.Tooltip("name:N", title=_("Scheme")),
        alt.Tooltip("what:N", title=_("Reading")),
        alt.Tooltip("locator:N", title=_("In the article")),
        alt.Tooltip("unit:N", title=_("Unit")),
    ]
    base = alt.Chart(dots).encode(x=x("x"), y=y("y"), tooltip=tooltip)
    full, ring, square = (
        base.transform_filter(f"datum.shape == '{shape}'") for shape in ("dominant", "element", "residual")
    )
    written = {"align": "left", "baseline": "middle", "lineBreak": "\n", "dx": 14, "fontSize": 11}
    text = base.mark_text(**written).encode(text=alt.Text("word:N"))
    return [
        lines.encode(x=x("min"), x2=alt.X2("max"), y=y("y"), color=hue),
        full.mark_point(filled=True, size=270, opacity=1).encode(color=hue),
        ring.mark_point(filled=True, size=120, fill=theme.PAPER, strokeWidth=2.8, opacity=1).encode(
            stroke=alt.Stroke("hue:N", scale=None)
        ),
        square.mark_point(shape="square", filled=True, size=150, opacity=1).encode(color=hue),
        # a pale edge keeps the words readable where a line runs behind them
        base.mark_text(**written, stroke=GROUND, strokeWidth=5, strokeJoin="round").encode(text=alt.Text("word:N")),
        text,
    ]


def _margin(lanes: pd.DataFrame, y) -> list[alt.Chart]:
    """Return the names of rows and lanes, and an arrow from each period of a scheme to the next."""
    bands = lanes.groupby("political", sort=False, as_index=False)["y"].mean()
    rows = alt.Chart(bands.assign(name=[_wrapped(model) for model in bands["political"]]))
    base = alt.Chart(lanes)
    found = [
        rows.mark_text(align="left", baseline="middle", lineBreak="\n", fontWeight=600).encode(
            x=alt.XValue(ROWS), y=y("y"), text=alt.Text("name:N")
        ),
        base.mark_text(align="right", fontWeight=600, fontSize=11.5, dy=-6).encode(
            x=alt.XValue(NAMES), y=y("y"), text=alt.Text("name:N")
        ),
        base.mark_text(align="right", fontSize=10.5, color=theme.MUTED, dy=8).encode(
            x=alt.XValue(NAMES), y=y("y"), text=alt.Text("said:N")
        ),
    ]
    steps = [
        {"top": one.y + 4, "bottom": other.y - 8, "y": other.y - 9, "hue": one.hue}
        for _bloc, own in lanes.groupby("bloc", sort=False)
        for one, other in pairwise(own.sort_values("period", kind="stable").itertuples())
        if one.period != other.period
    ]
    if steps:
        hue = alt.Color("hue:N", scale=None)
        arrows = alt.Chart(pd.DataFrame(steps)).encode(x=alt.XValue(PATH), color=hue)
        found.append(arrows.mark_rule(strokeWidth=2.5).encode(y=y("top"), y2=alt.Y2("bottom")))
        found.append(arrows.mark_point(shape="triangle-down", filled=True, size=80, opacity=1).encode(y=y("y")))
    return found


def _said(degree: str, flags: str) -> str:
    return ", ".join(part for part in (words.degree_name(degree), words.flag_names(flags)) if part)


def _reading(model: str, degree: str, flags: str) -> str:
    said = _said(degree, flags)
    return f"{_model(model)} ({said})" if said else _model(model)


def _model(model: str) -> str:
    return _("no model adopted") if model == NONE else labels.model_names()[model]


def _wrapped(model: str, width: int = 18) -> str:
    return "\n".join(textwrap.wrap(_model(model), width, break_long_words=False))


def _key(coder: str) -> list[str]:
    who = _("As read by {coder}.").format(coder=labels.coder_name(coder))
    return [
        _("Columns: economic model; rows: political model. {who}").format(who="" if coder == ARTICLE else who).strip(),
        theme.apart(
            _("● dominant   ○ element   ■ residual answer   pale: on paper only   — models mixed   ▼ next period")
        ),
    ]


def _describe(table: pd.DataFrame, coder: str) -> str:
    parts = []
    for (bloc, period), group in table.groupby(["bloc", "period"], sort=False):
        economic, political = group.drop_duplicates("economic"), group.drop_duplicates("political")
        parts.append(
            _("{bloc} {period}: economic {economic}; political {political}").format(
                bloc=labels.short_name(bloc),
                period=period,
                economic=format_list(_reading(row.economic, row.degree, row.flags) for row in economic.itertuples()),
                political=format_list(
                    _reading(row.political, row.political_degree, row.political_flags) for row in political.itertuples()
                ),
            )
        )
    return _("Economic and political models of the schemes by period, as read by {coder}. {list}.").format(
        coder=_("the article") if coder == ARTICLE else labels.coder_name(coder), list=". ".join(parts)
    )
