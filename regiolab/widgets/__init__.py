"""Widgets: views on the analysis, with plain methods for all that a mouse can do.

Each is loaded when it is first asked for: a lesson with a map does not wait for what grades exercises.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what type checkers and editors see of the lazy names below
    from regiolab.widgets.asking import LessonQuestion, ask
    from regiolab.widgets.coding_board import CodingBoard
    from regiolab.widgets.criteria import CriterionBoard, criterion
    from regiolab.widgets.desk import Progress, progress
    from regiolab.widgets.forecasts import OwnForecasts, forecast
    from regiolab.widgets.practice_board import PracticeBoard, practice
    from regiolab.widgets.quiz import ProfileQuiz, profile_quiz
    from regiolab.widgets.region import Atlas, atlas, explorer
    from regiolab.widgets.returning import recall
    from regiolab.widgets.thresholds import ThresholdSlider, threshold
    from regiolab.widgets.worksheet import ExerciseWidget, exercise

# public name -> the module that holds it
_WHERE = {
    "Atlas": "region",
    "CodingBoard": "coding_board",
    "CriterionBoard": "criteria",
    "ExerciseWidget": "worksheet",
    "LessonQuestion": "asking",
    "OwnForecasts": "forecasts",
    "PracticeBoard": "practice_board",
    "ProfileQuiz": "quiz",
    "Progress": "desk",
    "ThresholdSlider": "thresholds",
    "ask": "asking",
    "atlas": "region",
    "criterion": "criteria",
    "exercise": "worksheet",
    "explorer": "region",
    "forecast": "forecasts",
    "practice": "practice_board",
    "profile_quiz": "quiz",
    "progress": "desk",
    "recall": "returning",
    "threshold": "thresholds",
}

__all__ = [
    "Atlas",
    "CodingBoard",
    "CriterionBoard",
    "ExerciseWidget",
    "LessonQuestion",
    "OwnForecasts",
    "PracticeBoard",
    "ProfileQuiz",
    "Progress",
    "ThresholdSlider",
    "ask",
    "atlas",
    "criterion",
    "exercise",
    "explorer",
    "forecast",
    "practice",
    "profile_quiz",
    "progress",
    "recall",
    "threshold",
]


def __getattr__(name: str) -> object:
    if name in _WHERE:
        return getattr(importlib.import_module(f"regiolab.widgets.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'regiolab.widgets' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
