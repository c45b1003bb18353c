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
from regiolab.analysis.calibration import brier_score, calibration_bins
from regiolab.analysis.claims.verdicts import Verdict, run_claims
from regiolab.analysis.comparison import disagreements, own_variant
from regiolab.analysis.cuts import Shift, shift_periods
from regiolab.analysis.degrees import coded_degrees
from regiolab.analysis.events import select_events
from regiolab.analysis.membership import members, overlap, region, south_america, spells, union_and_fragmentation
from regiolab.analysis.orientation import second_opinion
from regiolab.analysis.series import agreement_lead, intra_exports, positions, select_series
from regiolab.analysis.signatures import treaty_differences
from regiolab.analysis.terms import changed_sides, government_share, in_office
from regiolab.analysis.typology import (
    classify,
    deviation,
    ideal_type_scores,
    indicator_value,
    indicator_values,
    score_values,
)

__all__ = [
    "Agreement",
    "Bootstrap",
    "Shift",
    "Verdict",
    "agreement_lead",
    "brier_score",
    "calibration_bins",
    "changed_sides",
    "classify",
    "coded_degrees",
    "cohen_kappa",
    "deviation",
    "disagreements",
    "distribution",
    "entropy",
    "government_share",
    "ideal_type_scores",
    "in_office",
    "indicator_value",
    "indicator_values",
    "intra_exports",
    "krippendorff_alpha",
    "masi_distance",
    "members",
    "overlap",
    "own_variant",
    "percent_agreement",
    "positions",
    "region",
    "run_claims",
    "score_values",
    "second_opinion",
    "select_events",
    "select_series",
    "shift_periods",
    "south_america",
    "spells",
    "treaty_differences",
    "union_and_fragmentation",
]
