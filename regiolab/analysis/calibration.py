"""How good probabilities were, once it is known what happened.

The Brier score is that of Brier, G. W. (1950), "Verification of forecasts expressed in terms of
probability", Monthly Weather Review 78, 1-3, in its form for events that happen or do not: half of what
Brier's own formula gives, which counts both sides of each event.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from regiolab.errors import InvalidValue
from regiolab.i18n import _

ALWAYS_HALF = 0.25  # the score of whoever says 50 % of everything
BINS = 5
TOUCH = 1e-9  # 60 % of five bins is the edge of the fourth, though 0.6 * 5 may be a little less than 3


def brier_score(probabilities: Iterable[float], outcomes: Iterable[bool]) -> float:
    """Return the mean squared distance between probabilities and what happened.

    Parameters
    ----------
    probabilities : iterable of float
        From 0 to 1.
    outcomes : iterable of bool
        Whether each came true.

    Returns
    -------
    float
        0 for whoever was always certain and right, 1 for whoever was always certain and wrong, 0.25
        for whoever always says one half.

    Raises
    ------
    InvalidValue
        If there is none, if there are more of the ones than of the others, or if a probability is none.

    Examples
    --------
    >>> brier_score([1.0, 0.0], [True, False]), brier_score([0.5, 0.5], [True, False])
    (0.0, 0.25)
    """
    pairs = _pairs(probabilities, outcomes)
    if not pairs:
        raise InvalidValue(_("A score needs at least one forecast that was judged."))
    return math.fsum((probability - came) ** 2 for probability, came in pairs) / len(pairs)


def calibration_bins(probabilities: Iterable[float], outcomes: Iterable[bool], bins: int = BINS) -> pd.DataFrame:
    """Sort forecasts by their probability, and count in each bin how many came true.

    Parameters
    ----------
    probabilities, outcomes
        As for :func:`brier_score`.
    bins : int
        How many bins of one width; a probability on an edge belongs to the upper one.

    Returns
    -------
    pandas.DataFrame
        One row a bin that holds a forecast: ``low``, ``high`` (float64, its edges), ``n``, ``came_true``
        (int64), ``forecast`` (float64, the mean of its probabilities), ``share`` (float64, of those that
        came true).

    Raises
    ------
    InvalidValue
        As :func:`brier_score` does, though none at all gives no rows; or if there is no bin.

    Examples
    --------
    >>> found = calibration_bins([0.7, 0.7, 0.1], [True, False, False])
    >>> found[["low", "n", "came_true", "share"]].values.tolist()
    [[0.0, 1.0, 0.0, 0.0], [0.6, 2.0, 1.0, 0.5]]
    """
    if bins < 1:
        raise InvalidValue(_("There must be at least one bin."))
    held: dict[int, list[tuple[float, bool]]] = {}
    for probability, came in _pairs(probabilities, outcomes):
        # what is certain has no bin above the last one
        held.setdefault(min(int(probability * bins + TOUCH), bins - 1), []).append((probability, came))
    rows = [
        (
            at / bins,
            (at + 1) / bins,
            len(own),
            sum(came for _probability, came in own),
            math.fsum(probability for probability, _came in own) / len(own),
        )
        for at, own in sorted(held.items())
    ]
    table = pd.DataFrame(rows, columns=["low", "high", "n", "came_true", "forecast"])
    table = table.astype({"n": "int64", "came_true": "int64", "low": float, "high": float, "forecast": float})
    return table.assign(share=table["came_true"] / table["n"])


def _pairs(probabilities: Iterable[float], outcomes: Iterable[bool]) -> list[tuple[float, bool]]:
    told, came = list(probabilities), list(outcomes)
    if len(told) != len(came):
        text = _("There are {n} probabilities and {m} outcomes: each forecast needs both.")
        raise InvalidValue(text.format(n=len(told), m=len(came)))
    for value in told:
        if isinstance(value, bool | str) or not 0 <= value <= 1:
            raise InvalidValue(_("'{value}' is no probability: give a number from 0 to 1.").format(value=value))
    for value in came:
        if value not in (True, False):
            raise InvalidValue(_("'{value}' is no outcome: give True or False.").format(value=value))
    return [(float(value), bool(happened)) for value, happened in zip(told, came, strict=True)]
