"""Widgets: views on the analysis, with plain methods for all that a mouse can do."""

from regiolab.widgets.coding_board import CodingBoard
from regiolab.widgets.forecasts import OwnForecasts, forecast
from regiolab.widgets.members import MembersExplorer, explorer
from regiolab.widgets.quiz import ProfileQuiz, profile_quiz
from regiolab.widgets.thresholds import ThresholdSlider, threshold
from regiolab.widgets.worksheet import ExerciseWidget, exercise

__all__ = [
    "CodingBoard",
    "ExerciseWidget",
    "MembersExplorer",
    "OwnForecasts",
    "ProfileQuiz",
    "ThresholdSlider",
    "exercise",
    "explorer",
    "forecast",
    "profile_quiz",
    "threshold",
]
