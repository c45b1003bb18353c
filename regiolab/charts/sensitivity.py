"""What the answer hangs on: the threshold of membership, and the cuts between periods."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from regiolab import words
from regiolab.analysis import cuts as moves
from regiolab.analysis import typology
from regiolab.analysis.comparison import own_variant
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.profiles import THIRDS, interval_text, profile, tables
from regiolab.charts.specification import unchecked
from regiolab.data import labels
from regiolab.errors import unknown
from regiolab.i18n import _, format_list, localised, ngettext

WORD = 0.085  # of the scale from 0 to 1: what the word of a state takes


def threshold_effect(unit: str, *, variant: str | None = None, basis: str = "all") -> Figure:
    """Draw for which thresholds a scheme counts as each type: in, open, or out.

    Parameters
    ----------
    unit, variant
        See :func:`profile`.
    basis : {"all", "theory", "independent"}
        Count all indicators, or only those that were not drawn from the cases.

    Returns
    -------
    Figure
        Its table has one row a type: ``model``, ``low``, ``high``: it is in for thresholds up to
        `low`, open up to `high`, out above. The description says what moving the threshold does.

    Raises
    ------
    UnknownName
        For an unknown unit, variant or basis.

    Examples
    --------
    >>> threshold_effect("alba_2004_political").table.set_index("model").loc["counter_hegemonic", "low"].item()
    1.0
    """
    table = type_values(unit, variant=variant, basis=basis)
    text = _("What a threshold decides for {unit}. {says}")
    text = text.format(unit=labels.unit_name(unit), says=threshold_answer(table)["says"])
    return Figure(threshold_chart(unit, table), text, table)


def type_values(unit: str, *, variant: str | None = None, basis: str = "all") -> pd.DataFrame:
    """Return a unit's value on each type of its dimension; see :func:`threshold_effect`."""
    if basis not in typology.BASES:
        raise unknown(_("a basis"), basis, typology.BASES)
    table = profile(unit, variant=variant).table
    table = table[table["condition"].eq("") & table["basis"].eq(basis)]
    return table[["model", "low", "high"]].reset_index(drop=True)


def threshold_answer(table: pd.DataFrame, threshold: float = 0.5) -> dict[str, str]:
    """Return the models at a threshold: those that reach it, those that may, and what moving it does.

    Examples
    --------
    >>> threshold_answer(type_values("alba_2004_political"), 0.9)["models"]
    'counter_hegemonic'
    """
    scores = table.assign(unit="", basis="all", variant="")
    answer = typology.classify(scores, threshold)[["models", "possible", "says"]].iloc[0].to_dict()
    for model, name in labels.model_names().items():
        answer["says"] = answer["says"].replace(model, name)
    return answer


@unchecked()
def threshold_chart(unit: str, table: pd.DataFrame, threshold: float = 0.5) -> alt.LayerChart:
    """Draw the bars of :func:`threshold_effect`; the parameter ``threshold`` moves the line."""
    states = [(_("in"), "#2b6cb0"), (_("open"), "#cdd9e8"), (_("out"), "#eef1f5")]
    parts = [
        {"name": labels.model_names()[row.model], "state": state, "from": start, "to": end}
        for row in table.itertuples()
        for (state, _hue), start, end in zip(states, (0, row.low, row.high), (row.low, row.high, 1), strict=True)
        if end > start
    ]
    bars = pd.DataFrame(parts)
    scale = alt.Scale(domain=[0, 1], nice=False)
    x = alt.X("from:Q", title=_("threshold"), scale=scale).axis(THIRDS)
    y = alt.Y("name:N", sort=None, title=None, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.2)).axis(
        labelColor=theme.INK, labelLimit=260, labelFontWeight=600
    )
    order, hues = zip(*states, strict=True)
    fill = alt.Color("state:N", scale=alt.Scale(domain=list(order), range=list(hues)), legend=None)
    base = alt.Chart(bars).encode(y=y)
    ink = alt.condition(f"datum.state == '{states[0][0]}'", alt.value(theme.PAPER), alt.value(theme.INK))
    at = alt.param("threshold", value=threshold)
    line = (
        alt.Chart(pd.DataFrame({"at": [threshold]}))
        .transform_calculate(at="threshold")
        .mark_rule(color=theme.ACCENT, strokeWidth=2.5)
        .encode(x=alt.X("at:Q", scale=scale))
        .add_params(at)
    )
    title = alt.Title(
        _("{unit}: what the threshold decides").format(unit=labels.unit_name(unit)),
        subtitle=_("The red line is the threshold; the usual one is one half"),
    )
    layers = [
        base.mark_bar(cornerRadius=2).encode(x=x, x2=alt.X2("to:Q"), color=fill),
        line,
        # a word that the line would run through stands behind it, and one that finds no room there is left out
        base.transform_calculate(
            at=f"threshold >= datum.from && threshold < datum.from + {WORD} ? threshold : datum.from"
        )
        .transform_filter(f"datum.to - datum.at > {WORD}")
        .mark_text(fontSize=11.5, align="left", dx=7)
        .encode(x=alt.X("at:Q"), text=alt.Text("state:N"), color=ink),
    ]
    return alt.layer(*layers).properties(width=560, height=alt.Step(34), title=title)


def period_shift(bloc: str, cuts: Mapping[int, int]) -> Figure:
    """Draw what happens to a scheme's cards when the cuts between its periods move.

    Parameters
    ----------
    bloc : str
        A scheme that has more than one period.
    cuts : mapping of int to int
        From the year of a cut to its new year, such as ``{2003: 2005}``.

    Returns
    -------
    Figure
        Its table has one row a card: ``evidence``, ``dimension``, ``date``, ``fact``, ``before``,
        ``after`` (units), ``moves``. Cards without a date never move. The description names the
        scores that change.

    Raises
    ------
    UnknownName
        For a scheme without units.
    InvalidValue
        For a year without a cut, or a cut that leaves a period no time.

    Examples
    --------
    >>> table = period_shift("mercosur", {2003: 2005}).table
    >>> table[table["moves"]]["evidence"].tolist()
    ['E12', 'E19', 'E145', 'E158']
    """
    read = tables()
    units = read["units"]
    if bloc not in set(units["bloc"]):
        raise unknown(_("a bloc with units"), bloc, set(units["bloc"]))
    read["units"] = units[units["bloc"].eq(bloc)]
    cards = read["evidence"][read["evidence"]["unit"].isin(read["units"]["unit"])].reset_index(drop=True)
    shift = moves.shift_periods(cards, read["units"], cuts, read["indicators"], read["conditions"], read["models"])
    dimension = read["units"].set_index("unit")["dimension"].astype(str)
    facts = pd.Series(
        [localised(row, "fact") for row in cards.to_dict("records")], index=cards["evidence"], dtype=object
    )
    table = pd.DataFrame(
        {
            "evidence": cards["evidence"],
            "dimension": cards["unit"].map(dimension),
            "date": cards["date"],
            "fact": cards["evidence"].map(facts),
            "before": cards["unit"],
            "after": shift.evidence["unit"],
            "moves": cards["unit"].ne(shift.evidence["unit"]),
        }
    )
    return Figure(_shift_chart(bloc, table, cuts), _describe_shift(bloc, table, cuts, shift), table)


@unchecked()
def _shift_chart(bloc: str, table: pd.DataFrame, cuts: Mapping[int, int]) -> alt.LayerChart:
    dated = table[table["date"].notna()].copy()
    dated["year"] = dated["date"].dt.year
    dated["side"] = dated["dimension"].map(words.dimension_name)
    dated["nth"] = dated.groupby(["dimension", "year"]).cumcount()
    dated["hue"] = [theme.ACCENT if moves else theme.colour(bloc) for moves in dated["moves"]]
    dated["day"] = dated["date"].dt.strftime("%Y-%m-%d")
    years = [*dated["year"], *cuts, *cuts.values()]
    first, last = int(min(years)) - 1, int(max(years)) + 1
    most = max([5, *(dated["nth"] + 1)])
    x = alt.X("year:Q", title=None, scale=alt.Scale(domain=[first, last], nice=False, zero=False))
    x = x.axis(format="d", tickMinStep=1, tickCount=10)

    def line_x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[first, last], nice=False, zero=False), title=None)

    y = alt.Y("side:N", title=None, scale=alt.Scale(paddingInner=0.1)).axis(labelColor=theme.INK, labelFontWeight=600)
    lift = alt.YOffset("nth:Q", scale=alt.Scale(domain=[-1, int(most)], reverse=True))
    tooltip = [
        alt.Tooltip("evidence:N", title=_("Card")),
        alt.Tooltip("day:N", title=_("Date")),
        alt.Tooltip("fact:N", title=_("Fact")),
    ]
    base = alt.Chart(dated).encode(x=x, y=y, yOffset=lift, tooltip=tooltip)
    dots = base.transform_filter("!datum.moves").mark_point(filled=True, size=75, opacity=0.9)
    moved = base.transform_filter("datum.moves").mark_point(shape="diamond", filled=True, size=150, opacity=1)
    names = base.transform_filter("datum.moves").encode(text="evidence:N")
    style = {"align": "right", "dx": -9, "fontWeight": 600, "fontSize": 11}
    # a cut lies at the beginning of its year
    lines = pd.DataFrame([(old - 0.5, new - 0.5, str(old), str(new)) for old, new in cuts.items()])
    lines.columns = ["old", "new", "old_name", "new_name"]
    rules = alt.Chart(lines)
    layers = [
        rules.mark_rule(color=theme.MUTED, strokeWidth=1.5).encode(x=line_x("old")),
        rules.mark_rule(color=theme.ACCENT, strokeWidth=2, strokeDash=[5, 3]).encode(x=line_x("new")),
        rules.mark_text(color=theme.MUTED, baseline="bottom", dy=-4).encode(
            x=line_x("old"), y=alt.YValue(0), text=alt.Text("old_name:N")
        ),
        rules.transform_filter("datum.old != datum.new")
        .mark_text(color=theme.ACCENT, fontWeight=600, baseline="bottom", dy=-18)
        .encode(x=line_x("new"), y=alt.YValue(0), text=alt.Text("new_name:N")),
        dots.encode(color=alt.Color("hue:N", scale=None, legend=None)),
        moved.encode(color=alt.Color("hue:N", scale=None, legend=None)),
        # a white edge keeps the names readable where a cut runs behind them
        names.mark_text(stroke=theme.PAPER, strokeWidth=4, **style),
        names.mark_text(color=theme.ACCENT, **style),
    ]
    undated = int(table["date"].isna().sum())
    title = alt.Title(
        _("{bloc}: cards by year, and the cuts between periods").format(bloc=labels.short_name(bloc)),
        subtitle=[
            _("Grey: the cut as it stands; dashed: moved. Diamonds: cards that change period."),
            ngettext("{n} card has no date and stays.", "{n} cards have no date and stay.", undated).format(n=undated),
        ],
        offset=34,
    )
    return alt.layer(*layers).properties(width=theme.WIDTH - 60, height=alt.Step(74), title=title)


def _describe_shift(bloc: str, table: pd.DataFrame, cuts: Mapping[int, int], shift: moves.Shift) -> str:
    moves = format_list(_("from {old} to {new}").format(old=old, new=new) for old, new in cuts.items())
    moved = table[table["moves"]]
    said = ngettext("{n} card changes period", "{n} cards change period", len(moved)).format(n=len(moved))
    if len(moved):
        said += f" ({', '.join(moved['evidence'])})"
    scores = own_variant(shift.scores[shift.scores["basis"].eq("all")], shift.units)
    changes = [
        _("{unit}, {model}: {before} becomes {after}").format(
            unit=labels.unit_name(row.unit),
            model=labels.model_names()[row.model],
            before=interval_text(row.low_before, row.high_before),
            after=interval_text(row.low, row.high),
        )
        for row in scores.itertuples()
    ]
    tail = "; ".join(changes) if changes else _("no score changes")
    return _("{bloc}, cut moved {moves}: {said}; {tail}.").format(
        bloc=labels.short_name(bloc), moves=moves, said=said, tail=tail
    )
