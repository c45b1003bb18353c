"""Widgets: views on the analysis, with plain methods for all that a mouse can do."""

from regiolab.widgets.coding_board import CodingBoard
from regiolab.widgets.exercise import ExerciseWidget, exercise
from regiolab.widgets.explorer import MembersExplorer, explorer
from regiolab.widgets.forecast import OwnForecasts, forecast
from regiolab.widgets.profile_quiz import ProfileQuiz, profile_quiz
from regiolab.widgets.threshold import ThresholdSlider, threshold

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
