"""Figures: each function returns a chart with its description and its table."""

from regiolab.charts.chronicle import chronicle, periodisations
from regiolab.charts.figure import Figure
from regiolab.charts.maps import members_map
from regiolab.charts.matrix import membership_matrix
from regiolab.charts.overlap import overlap_matrix, union_and_fragmentation
from regiolab.charts.timeline import timeline

__all__ = [
    "Figure",
    "chronicle",
    "members_map",
    "membership_matrix",
    "overlap_matrix",
    "periodisations",
    "timeline",
    "union_and_fragmentation",
]
