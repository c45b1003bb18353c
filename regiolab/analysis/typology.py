"""Fuzzy ideal types: how far a bloc in a period belongs to a model.

A type, or each variant of it, is named by conditions that are all necessary: its score is the
minimum of theirs. The indicators of a condition are alternatives: its score is their maximum. This
is the fuzzy "and" and "or" of Ragin, C. (2000), "Fuzzy-Set Social Science", and Ragin, C. (2008),
"Redesigning Social Inquiry", used for ideal types by Kvist, J. (2007), "Fuzzy set ideal type
analysis", Journal of Business Research 60, 474-481.

The values 0, 1/3, 2/3 and 1 grade the strength of the evidence. They are no calibrated degrees of
membership as in Ragin: one strong card that nothing contradicts gives 1.

What is not known stays open: a value is an interval, [0, 1] where no card speaks. All functions take
tables of the shapes of ``evidence``, ``indicators``, ``conditions``, ``units`` and ``models``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import pandas as pd

from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, worded
from regiolab.words import FLAGS, RESIDUALS, split

Table: TypeAlias = pd.DataFrame

# all cards; only indicators drawn from theory; only cards that others than the article's author bear out
BASES = ("all", "theory", "independent")
NONE, WEAK, STRONG = 0, 1, 2

# A card with one of these flags, or not confirmed, is weak evidence.
WEAKENING = frozenset(FLAGS) - {"deviation"}

# What the strongest card for an indicator and the strongest one against it make of its value.
RULE = {
    (NONE, NONE): (0.0, 1.0),
    (STRONG, NONE): (1.0, 1.0),
    (WEAK, NONE): (2 / 3, 2 / 3),
    (STRONG, WEAK): (2 / 3, 2 / 3),
    (STRONG, STRONG): (1 / 3, 2 / 3),
    (WEAK, WEAK): (1 / 3, 2 / 3),
    (WEAK, STRONG): (1 / 3, 1 / 3),
    (NONE, WEAK): (1 / 3, 1 / 3),
    (NONE, STRONG): (0.0, 0.0),
}

ROUNDING = 0.005  # values are shown with two decimals, so 0.67 as a threshold means 2/3


def indicator_value(supported: int, contradicted: int) -> tuple[float, float]:
    """Return the value of an indicator from the strongest card for it and the strongest against it.

    One side alone gives 1 or 0, and 2/3 or 1/3 if all its cards are weak. If both sides speak, the
    stronger wins by one step only (2/3 or 1/3); if they are equally strong the value lies between
    these and is not decided. The number of cards does not count, since one fact can be told in one
    card or in three.

    Both numbers are 0 for no card, 1 for weak cards only, 2 for a strong one: :func:`card_strength`.

    >>> indicator_value(2, 0), indicator_value(0, 2), indicator_value(0, 0)
    ((1.0, 1.0), (0.0, 0.0), (0.0, 1.0))
    >>> indicator_value(2, 2)
    (0.3333333333333333, 0.6666666666666666)
    """
    return RULE[supported, contradicted]


def card_strength(evidence: Table) -> pd.Series:
    """Return 1 for weak cards and 2 for strong ones.

    Weak is a card that is not confirmed (``checked``), or whose ``flags``, a column that the table
    may lack, say that the fact is qualified, on paper, implied, emerging or weakening. A card that
    rests on the article alone weighs as any other; the basis "independent" leaves it out.

    >>> card_strength(pd.DataFrame({"checked": ["read", "unconfirmed"], "flags": ["on_paper", ""]})).tolist()
    [1, 1]
    """
    nothing = pd.Series("", index=evidence.index)
    cells = zip(evidence.get("checked", nothing), evidence.get("flags", nothing), strict=True)
    weak = [checked == "unconfirmed" or bool(WEAKENING & set(split(flags))) for checked, flags in cells]
    return pd.Series(np.where(weak, WEAK, STRONG), index=evidence.index)


def indicator_values(evidence: Table, indicators: Table) -> Table:
    """Return the value of every indicator that a card speaks of, for each unit.

    Columns: ``unit``, ``indicator`` (str), ``low``, ``high`` (float64), ``cards`` (str, joined by
    ``;``). A card that names an indicator which `indicators` does not hold raises UnknownName.

    >>> cards = pd.DataFrame({"evidence": ["E1"], "unit": ["alba"], "supports": ["SOC01"], "contradicts": ["SOC02"]})
    >>> codebook = pd.DataFrame({"indicator": ["SOC01", "SOC02"]})
    >>> indicator_values(cards, codebook)[["indicator", "low", "high"]].values.tolist()
    [['SOC01', 1.0, 1.0], ['SOC02', 0.0, 0.0]]
    """
    known = set(indicators["indicator"])
    found: dict[tuple[str, str], list] = {}
    for card, strength in zip(evidence.itertuples(), card_strength(evidence), strict=True):
        for side, cell in enumerate((card.supports, card.contradicts)):
            _check(split(cell), known, _("an indicator"))
            for indicator in split(cell):
                entry = found.setdefault((card.unit, indicator), [NONE, NONE, []])
                entry[side] = max(entry[side], int(strength))
                entry[2].append(card.evidence)
    rows = [(*key, *indicator_value(pro, contra), _join(cards)) for key, (pro, contra, cards) in found.items()]
    table = pd.DataFrame(rows, columns=["unit", "indicator", "low", "high", "cards"])
    return table.astype({"low": float, "high": float})


def ideal_type_scores(
    evidence: Table, indicators: Table, conditions: Table, *, units: Table | None = None, models: Table | None = None
) -> Table:
    """Return how far each unit belongs to each ideal type, from the evidence cards.

    Parameters
    ----------
    evidence, indicators, conditions : pandas.DataFrame
        Cards, codebook of indicators, necessary conditions of the types and variants. Where the cards
        have a column ``independent`` (bool), a third basis counts those alone for which it is true.
    units, models : pandas.DataFrame, optional
        With both, every unit is scored, on the types of its own dimension only. Without, the units
        are those of the cards and all types are tried.

    Returns
    -------
    pandas.DataFrame
        One row a unit, type, variant and basis: ``unit``, ``model``, ``variant`` (str, empty for a
        type without variants), ``basis`` ("all" indicators, those drawn from "theory" and not from
        the cases, or all by "independent" cards only), ``low``, ``high`` (float64), ``known``,
        ``indicators`` (int64, those with a value and all), ``coverage`` (float64, their ratio).

    Examples
    --------
    >>> cards = pd.DataFrame({"evidence": ["E1"], "unit": ["alba"], "supports": ["SOC01"], "contradicts": [""]})
    >>> codebook = pd.DataFrame({"indicator": ["SOC01", "SOC02"], "condition": ["rights", "purpose"], "origin": "case"})
    >>> needed = pd.DataFrame({"condition": ["rights", "purpose"], "model": "social", "variant": ""})
    >>> ideal_type_scores(cards, codebook, needed)[["basis", "low", "high", "coverage"]].values.tolist()
    [['all', 0.0, 1.0, 0.5], ['theory', 0.0, 1.0, 0.0]]
    """
    scores = score_values(indicator_values(evidence, indicators), indicators, conditions, units=units, models=models)
    if "independent" not in evidence:
        return scores
    values = indicator_values(evidence[evidence["independent"].astype(bool)], indicators)
    own = score_values(values, indicators, conditions, units=units, models=models)
    return pd.concat([scores, own[own["basis"].eq("all")].assign(basis="independent")], ignore_index=True)


def score_values(
    values: Table, indicators: Table, conditions: Table, *, units: Table | None = None, models: Table | None = None
) -> Table:
    """Return the scores that follow from values of indicators (``unit``, ``indicator``, ``low``, ``high``)."""
    table = condition_values(values, indicators, conditions, units=units, models=models)
    scores = table.groupby(["unit", "model", "variant", "basis"], sort=False).agg(
        {"low": "min", "high": "min", "known": "sum", "indicators": "sum"}
    )
    return scores.assign(coverage=(scores["known"] / scores["indicators"]).fillna(0.0)).reset_index()


def condition_values(
    values: Table,
    indicators: Table,
    conditions: Table,
    *,
    units: Table | None = None,
    models: Table | None = None,
    residual: bool = False,
) -> Table:
    """Return the value of every condition of every type, for each unit; see :func:`score_values`.

    With `residual` the conditions of the residual answers are valued too.
    """
    _check(indicators["condition"], conditions["condition"], _("a condition"))
    if not residual:
        conditions = conditions[~conditions["model"].astype(object).isin(RESIDUALS)]
        indicators = indicators[indicators["condition"].isin(conditions["condition"])]
    if not values["low"].between(0, 1).all() or not values["high"].between(values["low"], 1).all():
        raise InvalidValue(_("The value of an indicator must be an interval between 0 and 1, its lower end first."))
    if units is not None:
        _check(values["unit"], units["unit"], _("a unit"))
    names = values["unit"].unique() if units is None else units["unit"].astype(str).to_numpy()
    grid = pd.DataFrame({"unit": names}).merge(indicators[["indicator", "condition", "origin"]], how="cross")
    grid = grid.merge(values[["unit", "indicator", "low", "high"]], how="left", on=["unit", "indicator"])
    grid["known"] = grid["low"].notna()
    grid = grid.fillna({"low": 0.0, "high": 1.0})
    frame = pd.DataFrame({"unit": names}).merge(_types(conditions), how="cross")
    if units is not None and models is not None:
        of_unit, of_model = (table.set_index(key)["dimension"] for table, key in ((units, "unit"), (models, "model")))
        frame = frame[frame["unit"].map(of_unit.astype(object)) == frame["model"].map(of_model.astype(object))]
    parts = []
    for basis in BASES[:2]:
        used = grid if basis == "all" else grid[grid["origin"].astype(object).eq(basis)]
        best = used.groupby(["unit", "condition"], observed=True).agg(
            low=("low", "max"), high=("high", "max"), known=("known", "sum"), indicators=("known", "size")
        )
        parts.append(frame.assign(basis=basis).merge(best, how="left", on=["unit", "condition"]))
    table = pd.concat(parts, ignore_index=True).fillna({"low": 0.0, "high": 1.0, "known": 0, "indicators": 0})
    return table.astype({"known": "int64", "indicators": "int64"})


def classify(scores: Table, threshold: float = 0.5, basis: str = "all") -> Table:
    """Return the models of each unit: those whose score reaches a threshold.

    A type counts with its best variant; leave out rows of `scores` to hold a unit to one variant.

    Parameters
    ----------
    scores : pandas.DataFrame
        Result of :func:`ideal_type_scores`.
    threshold : float
        Above 0, up to 1; 0.5 parts what is more in a type than out of it from the rest.
    basis : {"all", "theory"}

    Returns
    -------
    pandas.DataFrame
        One row a unit: ``models`` that reach it whatever is still unknown, ``possible`` ones that
        may (str, joined by ``;``); ``above``, ``up_to`` (float64), between which the threshold may
        move without changing the answer; ``says`` (str), what moving it does, if anything.

    Examples
    --------
    >>> scores = pd.DataFrame({"unit": "u", "model": ["social", "productive"], "variant": "", "basis": "all",
    ...                        "low": [2 / 3, 0.0], "high": [2 / 3, 1 / 3]})
    >>> print(classify(scores)["says"].item())
    Any threshold above 0.33 and up to 0.67 gives: social. A lower one gives: social; open: productive. A higher one
    gives: no model.
    """
    reached = _reached(threshold)
    chosen = scores[scores["basis"].eq(basis)]
    best = chosen.groupby(["unit", "model"], sort=False, observed=True)[["low", "high"]].max().reset_index("model")
    rows = [(unit, *_answer(best.loc[[unit]], reached)) for unit in best.index.unique()]
    return pd.DataFrame(rows, columns=["unit", "models", "possible", "above", "up_to", "says"])


def deviation(
    unit: str,
    evidence: Table,
    indicators: Table,
    conditions: Table,
    *,
    model: str | None = None,
    variant: str | None = None,
    threshold: float = 0.5,
    basis: str = "all",
    units: Table | None = None,
    models: Table | None = None,
) -> Table:
    """Return which conditions of the nearest type hold, fail or are open, and by which indicators.

    Nearest is the type or variant with the largest share of conditions that hold, then the smallest
    share that fail; all of several that are equally near; none if no condition holds. `model` and
    `variant` name another to compare with. For the tables see :func:`ideal_type_scores`, for
    `threshold` and `basis` :func:`classify`.

    Returns
    -------
    pandas.DataFrame
        ``model``, ``variant``, ``condition``, ``low``, ``high``, ``state`` ("holds", "fails",
        "open"), ``by`` (the indicators that reach the threshold, fall short of it, or may yet reach
        it) and ``cards`` that speak to these (str, joined by ``;``).

    Examples
    --------
    A bloc of developing countries that adopts deep rules departs from the South-South variant:

    >>> cards = pd.DataFrame({"evidence": ["E1", "E2"], "unit": "alliance", "supports": ["STR02", "STR07"],
    ...                       "contradicts": ["", "STR09"]})
    >>> codebook = pd.DataFrame({"indicator": ["STR02", "STR07", "STR09"], "condition": ["trade", "deep", "shallow"],
    ...                          "origin": "theory"})
    >>> needed = codebook[["condition"]].assign(model="strategic", variant=["", "North-South", "South-South"])
    >>> found = deviation("alliance", cards, codebook, needed, variant="South-South")
    >>> found[["condition", "state", "by", "cards"]].values.tolist()
    [['trade', 'holds', 'STR02', 'E1'], ['shallow', 'fails', 'STR09', 'E2']]
    """
    _check([unit], (evidence if units is None else units)["unit"], _("a unit"))
    one, models = (pd.DataFrame({"unit": [unit]}), None) if units is None else (units[units["unit"].eq(unit)], models)
    values = indicator_values(evidence[evidence["unit"].eq(unit)], indicators)
    table = condition_values(values, indicators, conditions, units=one, models=models)
    table = table[table["basis"].eq(basis)]
    for column, wanted, kind in (("model", model, _("an ideal type")), ("variant", variant, _("a variant"))):
        if wanted is not None:
            _check([wanted], table[column], kind)
            table = table[table[column].eq(wanted)]
    reached = _reached(threshold)
    states = np.select([table["low"] >= reached, table["high"] < reached], ["holds", "fails"], "open")
    table = table.assign(state=states)
    table = _nearest(table) if model is None and variant is None else table
    used = indicators[indicators["origin"].eq(basis) | (basis == "all")]
    detail = used.merge(values, how="left", on="indicator").fillna({"low": 0.0, "high": 1.0, "cards": ""})
    decides = {"holds": detail["low"] >= reached, "fails": detail["high"] < reached, "open": detail["high"] >= reached}
    behind = [detail[decides[row.state] & detail["condition"].eq(row.condition)] for row in table.itertuples()]
    by, cards = ([_join(some[key]) for some in behind] for key in ("indicator", "cards"))
    table = table.drop(columns=["unit", "basis", "known", "indicators"])
    return table.assign(by=by, cards=cards).reset_index(drop=True)


def _join(cells: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(part for cell in cells for part in split(cell)))


def _check(names: Iterable, known: Iterable, kind: str) -> None:
    known = set(known)
    for name in names:
        if name not in known:
            raise unknown(kind, name, known)


def _types(conditions: Table) -> Table:
    """Return one row a type, variant and condition; a condition without variant serves them all."""
    table = conditions[["model", "variant", "condition"]].astype(object).fillna("")
    rows = []
    for model, own in table.groupby("model", sort=False):
        for variant in [name for name in own["variant"].unique() if name] or [""]:
            rows += [(model, variant, row.condition) for row in own.itertuples() if row.variant in ("", variant)]
    return pd.DataFrame(rows, columns=["model", "variant", "condition"])


def _nearest(table: Table) -> Table:
    states = pd.DataFrame({state: table["state"].eq(state) for state in ("holds", "fails")})
    shares = states.groupby([table["model"], table["variant"]]).transform("mean")
    near = shares["holds"].eq(shares["holds"].max()) & shares["holds"].gt(0)
    return table[near & shares["fails"].eq(shares["fails"][near].min())]


def _reached(threshold: float) -> float:
    if not 0 < threshold <= 1:
        raise InvalidValue(_("A threshold lies above 0 and not above 1: 0.5 is the usual one."))
    return max(threshold - ROUNDING, ROUNDING)


def _answer(best: Table, reached: float) -> tuple[str, str, float, float, str]:
    """Return the models at a threshold, and how far it may move."""

    def at(step: float) -> tuple[str, str]:
        in_it = best["low"] >= step - ROUNDING
        open_ = ~in_it & (best["high"] >= step - ROUNDING)
        return ";".join(best.loc[in_it, "model"]), ";".join(best.loc[open_, "model"])

    def words(place: int) -> str:
        models, possible = (text.replace(";", ", ") for text in answers[place])
        models = models or _("no model")
        return _("{models}; open: {possible}").format(models=models, possible=possible) if possible else models

    steps = sorted({*best["low"], *best["high"], 1.0} - {0.0})
    answers = [at(step) for step in steps]
    first = last = next(n for n, step in enumerate(steps) if step >= reached)
    while first and answers[first - 1] == answers[last]:
        first -= 1
    while answers[last + 1 :] and answers[last + 1] == answers[first]:
        last += 1
    above, up_to = steps[first - 1] if first else 0.0, steps[last]
    if above == 0 and up_to == 1:
        text = _("The threshold makes no difference; the answer is: {answer}.")
        return *answers[first], above, up_to, text.format(answer=words(first))
    text = _("Any threshold above {above:.2f} and up to {up_to:.2f} gives: {answer}.")
    says = [worded(text, above=above, up_to=up_to, answer=words(first))]
    if first:
        says.append(_("A lower one gives: {answer}.").format(answer=words(first - 1)))
    if up_to < 1:
        says.append(_("A higher one gives: {answer}.").format(answer=words(last + 1)))
    return *answers[first], above, up_to, " ".join(says)
