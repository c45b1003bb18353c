"""What follows from moving the cuts between periods: which cards change their unit, and which scores change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from regiolab.analysis.typology import Table, ideal_type_scores
from regiolab.data.kept import own_frame
from regiolab.errors import InvalidValue
from regiolab.i18n import _


@dataclass(frozen=True, eq=False)
class Shift:
    """What follows from moving the cuts between periods.

    `evidence` and `units` are the tables after the move, `moved` the cards that change unit
    (``evidence``, ``date``, ``before``, ``after``), `scores` the scores that change, with
    ``low_before`` and ``high_before``.
    """

    evidence: Table
    units: Table
    moved: Table
    scores: Table


def shift_periods(
    evidence: Table, units: Table, cuts: Mapping[int, int], indicators: Table, conditions: Table, models: Table
) -> Shift:
    """Move the cuts between periods and return which cards and scores change.

    Only years count, and a card without a date stays. If a cut moves forward, cards of the later
    unit dated from the old cut up to the year before the new one go to the earlier unit. If it moves
    back, cards of the earlier unit dated from the new cut to the old one go to the later unit; the
    year of the old cut is shared by both units, so cards of that year may stand in either.

    `cuts` leads from the year in which one unit of a bloc gives way to the next to the new year, as
    in ``{2003: 2004, 2015: 2014}``. A year without such a pair of units, or one that leaves a unit no
    time, raises InvalidValue. For the tables see :func:`ideal_type_scores`.
    """
    after, years = own_frame(evidence).astype({"unit": object}), own_frame(units).set_index("unit")
    dated = pd.to_datetime(evidence["date"], errors="coerce").dt.year
    spans = units.astype({"period_start": float, "period_end": float})
    pairs = spans.merge(spans, on=["bloc", "dimension"], suffixes=("", "_next"))
    for old, new in cuts.items():
        meeting = pairs[pairs["period_end"].eq(old) & pairs["period_start_next"].eq(old)]
        if meeting.empty:
            raise InvalidValue(_("No unit gives way to another in {year}: there is no cut to move.").format(year=old))
        for pair in meeting.itertuples():
            if new <= pair.period_start or new >= pair.period_end_next:
                text = _("A cut in {year} leaves '{unit}' or '{other}' no time: choose a year nearer to {old}.")
                raise InvalidValue(text.format(year=new, unit=pair.unit, other=pair.unit_next, old=old))
            source, target = (pair.unit_next, pair.unit) if new > old else (pair.unit, pair.unit_next)
            window = dated.between(old, new - 1) if new > old else dated.between(new, old) & (new != old)
            after.loc[evidence["unit"].eq(source) & window, "unit"] = target
            years.loc[pair.unit, "period_end"] = years.loc[pair.unit_next, "period_start"] = new
    moved = evidence[["evidence", "date"]].assign(before=evidence["unit"].astype(object), after=after["unit"])
    keys = ["unit", "model", "variant", "basis"]
    was, now = (
        ideal_type_scores(cards, indicators, conditions, units=units, models=models).set_index(keys)[["low", "high"]]
        for cards in (evidence, after)
    )
    scores = now.join(was.add_suffix("_before"))[(now != was).any(axis=1)].reset_index()
    return Shift(
        after, years.reset_index()[list(units.columns)], moved.query("before != after").reset_index(drop=True), scores
    )
