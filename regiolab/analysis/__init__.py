"""Pure functions on tables."""

from regiolab.analysis.agreement import (
    Agreement,
    Bootstrap,
    cohen_kappa,
    distribution,
    entropy,
    krippendorff_alpha,
    masi_distance,
    percent_agreement,
)
from regiolab.analysis.events import select_events
from regiolab.analysis.membership import (
    members,
    overlap,
    region,
    south_america,
    spells,
    union_and_fragmentation,
)
from regiolab.analysis.typology import (
    Shift,
    classify,
    deviation,
    ideal_type_scores,
    indicator_value,
    indicator_values,
    score_values,
    shift_periods,
)

__all__ = [
    "Agreement",
    "Bootstrap",
    "Shift",
    "classify",
    "cohen_kappa",
    "deviation",
    "distribution",
    "entropy",
    "ideal_type_scores",
    "indicator_value",
    "indicator_values",
    "krippendorff_alpha",
    "masi_distance",
    "members",
    "overlap",
    "percent_agreement",
    "region",
    "score_values",
    "select_events",
    "shift_periods",
    "south_america",
    "spells",
    "union_and_fragmentation",
]
