"""Figures: each function returns a chart with its description and its table."""

from regiolab.charts.chronicles import chronicle
from regiolab.charts.evidence import evidence_balance
from regiolab.charts.figure import Figure
from regiolab.charts.governments import government_grid, government_shares, second_opinion
from regiolab.charts.grid import model_grid
from regiolab.charts.guesses import guessed_line, guessed_number
from regiolab.charts.incorporation import acts_incorporated
from regiolab.charts.lanes import timeline
from regiolab.charts.maps import members_map
from regiolab.charts.matrix import membership_matrix
from regiolab.charts.overlap import overlap_matrix, union_and_fragmentation
from regiolab.charts.periods import periodisations
from regiolab.charts.placings import guessed_places, guessed_states
from regiolab.charts.probabilities import guessed_probabilities
from regiolab.charts.profiles import profile
from regiolab.charts.recent import recent_trade
from regiolab.charts.reliability import calibration_curve
from regiolab.charts.rollcalls import common_votes
from regiolab.charts.scholars import other_readings
from regiolab.charts.scores import ledger, scorecard
from regiolab.charts.sensitivity import period_shift, threshold_effect
from regiolab.charts.stops import atlas_stops
from regiolab.charts.trade import export_destinations, intra_trade, introversion
from regiolab.charts.treaties import agreement_cases, agreement_depth, authority
from regiolab.charts.voting import closeness_ranks, voting_distance

__all__ = [
    "Figure",
    "acts_incorporated",
    "agreement_cases",
    "agreement_depth",
    "atlas_stops",
    "authority",
    "calibration_curve",
    "chronicle",
    "closeness_ranks",
    "common_votes",
    "evidence_balance",
    "export_destinations",
    "government_grid",
    "government_shares",
    "guessed_line",
    "guessed_number",
    "guessed_places",
    "guessed_probabilities",
    "guessed_states",
    "intra_trade",
    "introversion",
    "ledger",
    "members_map",
    "membership_matrix",
    "model_grid",
    "other_readings",
    "overlap_matrix",
    "period_shift",
    "periodisations",
    "profile",
    "recent_trade",
    "scorecard",
    "second_opinion",
    "threshold_effect",
    "timeline",
    "union_and_fragmentation",
    "voting_distance",
]
