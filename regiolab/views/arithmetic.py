"""What the rules of coding make of cards and of cuts, as small tables."""

from __future__ import annotations

from collections.abc import Iterable

from regiolab.analysis.comparison import own_variant
from regiolab.analysis.cuts import shift_periods
from regiolab.analysis.typology import indicator_value
from regiolab.data import labels, load
from regiolab.i18n import _, number
from regiolab.views.crosstabs import Crosstab
from regiolab.views.listing import Listing, listing

STRENGTHS = (0, 1, 2)


def card_values(pairs: Iterable[tuple[int, int]] = ((2, 0), (0, 2), (2, 2), (0, 0))) -> Crosstab:
    """Show what the strongest card for an indicator and the strongest against it make of its value.

    Parameters
    ----------
    pairs : iterable of (int, int)
        Strengths: 0 none, 1 weak, 2 strong; see :func:`regiolab.analysis.indicator_value`.

    Returns
    -------
    Crosstab

    Examples
    --------
    >>> print(card_values([(2, 0), (0, 0)]))
    Strongest card for   Strongest card against   Lowest value   Highest value
    ──────────────────────────────────────────────────────────────────────────
    strong               none                             1.00            1.00
    none                 none                             0.00            1.00
    """
    words = dict(zip(STRENGTHS, (_("none"), _("weak"), _("strong")), strict=True))
    rows = []
    for supported, contradicted in pairs:
        low, high = indicator_value(supported, contradicted)
        rows.append((words[supported], words[contradicted], number(low), number(high)))
    head = (_("Strongest card for"), _("Strongest card against"), _("Lowest value"), _("Highest value"))
    return Crosstab(head, tuple(rows), keys=2)


def moved_cuts(cut: int, years: Iterable[int]) -> Listing:
    """List which units get another score when a cut between periods is moved to other years.

    Parameters
    ----------
    cut : int
        The year in which one period of the schemes gives way to the next.
    years : iterable of int
        The years to which it is moved, one at a time.

    Returns
    -------
    Listing
        One row a year: how many cards change period, and which units get another score.

    Raises
    ------
    InvalidValue
        If no unit gives way to another in `cut`, or a year leaves a unit no time.

    Examples
    --------
    >>> moved_cuts(2015, [2016]).frame.values.tolist()
    [['2016', '6', 'none']]
    """
    evidence, units = load("evidence"), load("units")
    rest = [load(name) for name in ("indicators", "conditions", "models")]
    rows = []
    for year in years:
        shift = shift_periods(evidence, units, {cut: year}, *rest)
        scores = own_variant(shift.scores[shift.scores["basis"].eq("all")], units)
        changed = [labels.unit_name(unit) for unit in sorted(set(scores["unit"]))]
        rows.append((str(year), str(len(shift.moved)), "; ".join(changed) or _("none")))
    columns = zip(
        (_("The cut moved to"), _("Cards that change period"), _("Units that get another score")),
        zip(*rows, strict=True) if rows else ((), (), ()),
        strict=True,
    )
    return listing(columns, _("The cut of {year}, moved").format(year=cut))
