"""Marks that guessing does not earn: choices by blocks, matches over their items, orders beyond chance."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def best_constant(answers: Iterable[Hashable]) -> int:
    """Return how many answers are right if one gives the same answer everywhere.

    Examples
    --------
    >>> best_constant(["contradicted", "contradicted", "imprecise", "supported"])
    2
    """
    return max(Counter(answers).values(), default=0)


def beyond(right: float, best: int, of: int) -> float:
    """Return the share of what lies beyond the best constant answer.

    Parameters
    ----------
    right : float
        Answers that are right; a defensible one counts in part.
    best : int
        Those that the best constant answer gives.
    of : int

    Examples
    --------
    >>> beyond(3, 2, 4), beyond(1, 2, 4), beyond(4, 2, 4)
    (0.5, 0.0, 1.0)
    """
    return max(0.0, (right - best) / (of - best)) if of > best else float(right >= of)


def order_share(order: Sequence[str], key: Sequence[str]) -> float:
    """Return what an order earns: the share of items placed, times how well they stand.

    They stand as well as the better of two: pairs in the right order less pairs in the wrong one, of
    all; items at their place among those placed, less the one that chance puts there. So neighbours
    exchanged cost little, and the first and the last exchanged leave what stands between them.

    Examples
    --------
    >>> key = ["a", "b", "c", "d", "e"]
    >>> [round(order_share(list(order), key), 2) for order in ("abcde", "bacde", "ebcda", "abc", "edcba")]
    [1.0, 0.8, 0.5, 0.6, 0.0]
    """
    wanted = [item for item in key if item in order]
    if len(wanted) < 2:
        return 0.0
    place = {item: n for n, item in enumerate(item for item in order if item in wanted)}
    pairs = list(itertools.combinations(wanted, 2))
    wrong = sum(place[first] > place[second] for first, second in pairs)
    stand = sum(place[item] == n for n, item in enumerate(wanted))
    quality = max(0.0, 1 - 2 * wrong / len(pairs), (stand - 1) / (len(wanted) - 1))
    return quality * len(wanted) / len(key)


def kept(sealed: float, later: float) -> float:
    """Return what a sealed share and a later one come to: half of what was gained is added.

    Nothing that is done after sealing lowers it.

    Examples
    --------
    >>> kept(0.5, 1.0), kept(0.5, 0.25)
    (0.75, 0.5)
    """
    return sealed + max(0.0, later - sealed) / 2
