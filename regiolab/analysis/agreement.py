"""How far coders agree, and how sure one can be of it: reliability, which is not validity.

A coding is a value that a coder gave to a unit. Every function takes the codings as a long table
with the columns ``unit``, ``coder`` and ``value``, or as a table of coders (rows) by units
(columns). What is missing (None, NaN) is left out. Only units with two codings or more count.

Krippendorff's alpha is one minus the observed over the expected disagreement; functions are named
after these parts. See Krippendorff, K. (2011), "Computing Krippendorff's Alpha-Reliability",
https://repository.upenn.edu/asc_papers/43.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from regiolab import words
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, worded

LEVELS = ("nominal", "ordinal", "sets")

# At once no more draws than fill about this many cells, so that sets of models fit in memory.
CELLS = 4_000_000


@dataclass(frozen=True)
class Agreement:
    """A statistic of agreement with what it rests on.

    Attributes
    ----------
    value : float or None
        None where the statistic is undefined.
    n_units, n_coders, n_pairs : int
        Units with two codings or more, coders who coded one of these, pairs of codings of one unit.
    low, high : float or None
        Ends of the interval, if one was asked for and exists.
    method, reason : str
        How value and interval were found; why there is no value, empty where there is one.
    """

    value: float | None
    n_units: int
    n_coders: int
    n_pairs: int
    low: float | None = None
    high: float | None = None
    method: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Bootstrap:
    """How to find an interval: draw units with replacement, keep the middle of the statistics.

    Units are drawn, since it is units that a reader would code anew; Krippendorff's own bootstrap draws
    single pairs. The 7 to 14 units of an exercise are few and chosen, not drawn: an interval covers less
    often than it says. `seed` starts the random numbers, `confidence` is the share of the draws inside.
    """

    draws: int = 2000
    seed: int = 0
    confidence: float = 0.95

    def __post_init__(self) -> None:
        if self.draws < 1 or not 0 < self.confidence < 1:
            raise InvalidValue(_("A bootstrap needs at least one draw and a confidence between 0 and 1."))


@dataclass(frozen=True)
class _Codings:  # as places in the lists of units, coders and values
    unit: np.ndarray
    coder: np.ndarray
    value: np.ndarray
    units: list
    coders: list
    values: list

    def counts(self) -> np.ndarray:
        """Return how often each unit (row) was given each value (column)."""
        shape = len(self.units), len(self.values)
        return np.bincount(self.unit * shape[1] + self.value, minlength=shape[0] * shape[1]).reshape(shape)

    def pairable(self) -> np.ndarray:
        """Return the counts of the units with two codings or more."""
        return self.counts()[self.counts().sum(1) >= 2]


def krippendorff_alpha(
    table: pd.DataFrame, level: str = "nominal", *, order: Sequence | None = None, interval: Bootstrap | None = None
) -> Agreement:
    """Measure agreement beyond chance among any number of coders.

    Parameters
    ----------
    table : pandas.DataFrame
        Codings, long or coders by units.
    level : {"nominal", "ordinal", "sets"}
        Whether values are alike or not, lie on a scale, or are sets of models. Sets are compared by
        :func:`masi_distance`; text is split at ``;``, and empty text is the empty set.
    order : sequence, optional
        The scale of ordinal values, lowest first; absent, element, dominant if left out.
    interval : Bootstrap, optional
        How to find an interval; none if left out.

    Returns
    -------
    Agreement
        With a reason in the place of a value if fewer than two units have two codings, or all
        codings are the same.

    Raises
    ------
    InvalidValue
        For an unknown level, a unit coded twice by one coder, or a value that is not on the scale.

    Examples
    --------
    Four observers, twelve units (Krippendorff 2011, example C: 0.743 nominal, 0.815 ordinal):

    >>> nan = float("nan")
    >>> observers = pd.DataFrame([
    ...     [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    ...     [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    ...     [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    ...     [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ... ])
    >>> round(krippendorff_alpha(observers).value, 3)
    0.743
    >>> round(krippendorff_alpha(observers, "ordinal", order=[1, 2, 3, 4, 5]).value, 3)
    0.815
    >>> krippendorff_alpha(pd.DataFrame([["yes", "yes"], ["yes", "yes"]])).reason
    'All codings are the same, so there is no variation against which to measure agreement.'
    """
    codings = _read(table, level, order)
    counts = codings.pairable()
    side = counts.shape[1]
    fixed = 1 - np.eye(side)
    if level == "sets":
        fixed = np.array([[masi_distance(one, other) for one in codings.values] for other in codings.values])

    def alpha(sums: np.ndarray) -> np.ndarray:
        coincidences = sums.reshape(-1, side, side)
        distances = ordinal_distances(coincidences.sum(-1)) if level == "ordinal" else fixed
        expected = expected_disagreement(coincidences, distances)
        return 1 - observed_disagreement(coincidences, distances) / np.where(expected > 0, expected, np.nan)

    by_unit = unit_coincidences(counts).reshape(len(counts), side * side)
    name = _("Krippendorff's alpha ({level})").format(level=level)
    return _result(name, codings, by_unit, alpha, _undefined(counts), interval)


def cohen_kappa(
    table: pd.DataFrame, coders: tuple[str, str] | None = None, *, interval: Bootstrap | None = None
) -> Agreement:
    """Measure agreement beyond chance of two coders, each with habits of their own.

    Parameters
    ----------
    table, interval
        See :func:`krippendorff_alpha`; values are alike or not.
    coders : (str, str), optional
        The two coders; may be left out if the table holds no others.

    Examples
    --------
    Two judges, 200 cases, three diagnoses: Table 1 of Cohen (1968), where the kappa of Cohen (1960)
    is 0.492, as quoted in the help of ``cohen.kappa`` in the R package psych:

    >>> cells = {"PP": 88, "PN": 14, "PS": 18, "NP": 10, "NN": 40, "NS": 10, "SP": 2, "SN": 6, "SS": 12}
    >>> judges = pd.DataFrame(zip(*(pair for pair, n in cells.items() for _case in range(n))))
    >>> round(cohen_kappa(judges).value, 3)
    0.492
    """
    codings = _read(table, "nominal")
    pair = list(codings.coders if coders is None else coders)
    for coder in pair:
        if coder not in codings.coders:
            raise unknown(_("a coder in this table"), coder, map(str, codings.coders))
    if len(pair) > 2 or (coders is not None and len(set(pair)) != 2):
        raise InvalidValue(_("Cohen's kappa compares two coders: name two different ones in 'coders'."))
    places = [codings.coders.index(coder) for coder in pair]
    chosen = np.isin(codings.coder, places)
    codings = replace(codings, unit=codings.unit[chosen], coder=codings.coder[chosen], value=codings.value[chosen])
    grid = np.full((len(codings.coders) + 2, len(codings.units)), -1)
    grid[codings.coder, codings.unit] = codings.value
    first, second = grid[[*places, -1, -2][:2]]
    both, side = (first >= 0) & (second >= 0), len(codings.values)
    by_unit = np.zeros((both.sum(), side * side))
    by_unit[np.arange(both.sum()), first[both] * side + second[both]] = 1

    def kappa(sums: np.ndarray) -> np.ndarray:
        shares = sums.reshape(-1, side, side) / sums.sum(-1)[:, None, None]
        observed = np.trace(shares, axis1=1, axis2=2)
        expected = (shares.sum(1) * shares.sum(2)).sum(-1)
        return 1 - (1 - observed) / np.where(expected < 1 - 1e-12, 1 - expected, np.nan)

    return _result(_("Cohen's kappa"), codings, by_unit, kappa, _undefined(codings.pairable()), interval)


def percent_agreement(
    table: pd.DataFrame, level: str = "nominal", *, order: Sequence | None = None, interval: Bootstrap | None = None
) -> Agreement:
    """Measure the share of pairs of codings of one unit that are the same.

    At every level only the very same value or set counts. Unlike alpha it exists for a single unit.
    For the parameters see :func:`krippendorff_alpha`.

    >>> percent_agreement(pd.DataFrame({"ALBA": ["social", "social", "productive"]})).value
    0.3333333333333333
    """
    codings = _read(table, level, order)
    counts = codings.pairable()
    sizes = counts.sum(1)
    by_unit = np.column_stack([(counts * (counts - 1)).sum(1), sizes * (sizes - 1)]) / 2
    reason = "" if len(counts) else _undefined(counts)
    return _result(_("percent agreement"), codings, by_unit, lambda sums: sums[:, 0] / sums[:, 1], reason, interval)


def distribution(
    table: pd.DataFrame, unit: object, level: str = "nominal", *, order: Sequence | None = None
) -> pd.DataFrame:
    """Return how the coders of one unit are spread over the values.

    The columns are ``value``, ``n`` (int64), ``share`` (float64): the most frequent first; of
    ordinal values the whole scale in its order; no rows for a unit that nobody coded.

    >>> seminar = pd.DataFrame({"unasur": ["autonomist", "common", "common"]})
    >>> distribution(seminar, "unasur")[["value", "n"]].values.tolist()
    [['common', 2], ['autonomist', 1]]
    """
    codings = _read(table, level, order)
    known = unit in codings.units
    counts = codings.counts()[codings.units.index(unit)] if known else np.zeros(len(codings.values), dtype=np.int64)
    rows = pd.DataFrame(
        {"value": pd.Series(codings.values, dtype=object), "n": counts, "share": counts / max(counts.sum(), 1)}
    )
    if level != "ordinal" or not known:
        rows = rows[rows["n"] > 0].sort_values("n", ascending=False, kind="stable")
    return rows.reset_index(drop=True)


def entropy(table: pd.DataFrame, unit: object, level: str = "nominal", *, order: Sequence | None = None) -> Agreement:
    """Measure in bits how divided the coders of one unit are.

    The value is 0 where all agree, 1 where two values are chosen equally often, at most log2 of the
    number of values, and undefined with fewer than two codings.

    >>> entropy(pd.DataFrame({"unasur": ["autonomist", "autonomist", "common", "common"]}), "unasur").value
    1.0
    """
    rows = distribution(table, unit, level, order=order)
    n, method = int(rows["n"].sum()), _("entropy in bits")
    if n < 2:
        reason = _("Fewer than two coders coded this unit, so nothing can be compared.")
        return Agreement(None, 0, 0, 0, method=method, reason=reason)
    share = rows.loc[rows["n"] > 0, "share"].to_numpy()
    return Agreement(float((share * np.log2(1 / share)).sum()), 1, n, n * (n - 1) // 2, method=method)


def unit_coincidences(counts: np.ndarray) -> np.ndarray:
    """Return each unit's part in the coincidence matrix, units by values by values.

    A cell holds the ordered pairs of codings that join two values, divided by one less than the
    unit's codings, so that each coding weighs one. `counts` is units by values.

    >>> unit_coincidences(np.array([[2, 1]]))[0].tolist()
    [[1.0, 1.0], [1.0, 0.0]]
    """
    others = counts[:, None, :] - np.eye(counts.shape[1], dtype=np.int64)
    return counts[:, :, None] * others / (counts.sum(1) - 1)[:, None, None]


def observed_disagreement(coincidences: np.ndarray, distances: np.ndarray) -> np.ndarray:
    """Return the mean distance of two codings of one unit, for a coincidence matrix or many."""
    return (coincidences * distances).sum((-2, -1)) / coincidences.sum((-2, -1))


def expected_disagreement(coincidences: np.ndarray, distances: np.ndarray) -> np.ndarray:
    """Return the mean distance of any two codings, whichever units they belong to."""
    totals = coincidences.sum(-1)
    n = totals.sum(-1)
    return (totals[..., :, None] * totals[..., None, :] * distances).sum((-2, -1)) / (n * (n - 1))


def ordinal_distances(totals: np.ndarray) -> np.ndarray:
    """Return Krippendorff's squared distances on a scale from how often each value is used.

    Two values are as far apart as there are codings from the middle of the one to that of the other.

    >>> ordinal_distances(np.array([2.0, 2.0, 4.0])).tolist()
    [[0.0, 4.0, 25.0], [4.0, 0.0, 9.0], [25.0, 9.0, 0.0]]
    """
    middle = totals.cumsum(-1) - totals / 2
    return (middle[..., :, None] - middle[..., None, :]) ** 2


def masi_distance(one: Iterable, other: Iterable) -> float:
    """Measure how unlike two sets of models are.

    One minus the Jaccard index times a weight for monotonicity: 1 for equal sets, 2/3 if one holds
    the other, 1/3 if they overlap, 0 if they share nothing. Two empty sets are equal, an empty and
    a filled one share nothing. The distance enters alpha as it is, not squared. See Passonneau, R.
    (2006), "Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic Annotation",
    LREC; the weights and the example are those of NLTK's ``masi_distance``.

    >>> round(masi_distance({1, 2}, {1, 2, 3, 4}), 3)
    0.667
    """
    one, other = frozenset(one), frozenset(other)
    if one == other:
        return 0.0
    weight = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - weight * len(one & other) / len(one | other)


def _undefined(counts: np.ndarray) -> str:
    if len(counts) == 0:
        return _("No unit was coded by two coders or more, so nothing can be compared.")
    if len(counts) == 1:
        return _("Only one unit was coded by two coders or more, and agreement beyond chance exists only over several.")
    if np.count_nonzero(counts.sum(0)) == 1:
        return _("All codings are the same, so there is no variation against which to measure agreement.")
    return ""


def _result(name: str, codings: _Codings, by_unit: np.ndarray, statistic: Callable, reason: str, interval) -> Agreement:
    """Apply a statistic that is a function of sums over units."""
    sizes = codings.counts().sum(1)
    n_coders, n_pairs = len(np.unique(codings.coder[sizes[codings.unit] >= 2])), int((sizes * (sizes - 1)).sum()) // 2
    found = Agreement(None, len(by_unit), n_coders, n_pairs, method=name, reason=reason)
    if reason:
        return found
    found = replace(found, value=float(statistic(by_unit.sum(0)[None]).item()))
    return _with_interval(found, by_unit, statistic, interval) if interval else found


def _with_interval(found: Agreement, by_unit: np.ndarray, statistic: Callable, how: Bootstrap) -> Agreement:
    units, cells = by_unit.shape
    if units == 1:
        return replace(found, method=_("{name}; no interval, since there is only one unit").format(name=found.method))
    weights = np.random.default_rng(how.seed).multinomial(units, np.full(units, 1 / units), size=how.draws)
    step = max(1, CELLS // cells)
    values = np.concatenate([statistic(weights[at : at + step] @ by_unit) for at in range(0, how.draws, step)])
    undefined = int(np.isnan(values).sum())
    text = _("{name}; percentile bootstrap of units, {share:g}%, {draws} draws, {undefined} undefined, seed {seed}")
    share = 100 * how.confidence
    found = replace(found, method=worded(text, name=found.method, share=share, undefined=undefined, **vars(how)))
    if undefined == how.draws:
        return found
    low, high = np.nanquantile(values, [(1 - how.confidence) / 2, (1 + how.confidence) / 2])
    return replace(found, low=float(low), high=float(high))


def _read(table: pd.DataFrame, level: str, order: Sequence | None = None) -> _Codings:
    """Turn either form of table into numbers; refuse what cannot be."""
    if level not in LEVELS:
        raise InvalidValue(_("'{level}' is no level: choose nominal, ordinal or sets.").format(level=level))
    table = pd.DataFrame(table)
    if not {"unit", "coder", "value"} <= set(table.columns):
        unit, coder = np.meshgrid(table.columns, table.index)
        table = pd.DataFrame({"unit": unit.ravel(), "coder": coder.ravel(), "value": table.to_numpy().ravel()})
    value = table["value"] if level != "sets" else pd.Series([_as_set(one) for one in table["value"]], dtype=object)
    try:
        places, values = pd.factorize(value)
    except TypeError:
        raise InvalidValue(_("A coding is not a single value: use the level 'sets' for sets of models.")) from None
    kept = places >= 0
    (unit, units), (coder, coders) = pd.factorize(table["unit"][kept]), pd.factorize(table["coder"][kept])
    if (unit < 0).any() or (coder < 0).any():
        raise InvalidValue(_("A coding has no unit or no coder: fill in both columns."))
    twice = pd.Series(unit * len(coders) + coder).duplicated()
    if twice.any():
        text = _("Coder '{coder}' coded the unit '{unit}' more than once: keep one coding.")
        raise InvalidValue(text.format(coder=coders[coder[twice.argmax()]], unit=units[unit[twice.argmax()]]))
    codings = _Codings(unit, coder, places[kept], list(units), list(coders), list(values))
    return _on_scale(codings, list(words.DEGREES if order is None else order)) if level == "ordinal" else codings


def _on_scale(codings: _Codings, scale: list) -> _Codings:
    for value in codings.values:
        if value not in scale:
            text = _("'{value}' is not on the scale {scale}.")
            raise InvalidValue(text.format(value=value, scale=" < ".join(map(str, scale))))
    places = np.array([scale.index(value) for value in codings.values], dtype=np.int64)
    return replace(codings, value=places[codings.value], values=scale)


def _as_set(value) -> frozenset | None:
    if isinstance(value, str):
        return frozenset(words.split(value))
    if isinstance(value, Iterable):
        return frozenset(value)
    if pd.isna(value):
        return None
    raise InvalidValue(_("'{value}' is not a set of models: join their names with ;.").format(value=value))
