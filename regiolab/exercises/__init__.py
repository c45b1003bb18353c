"""Exercises: what is asked, what is answered, and how answers are marked and kept."""

from regiolab.exercises.answers import SavedAnswers
from regiolab.exercises.grading import grade
from regiolab.exercises.key import read as read_key
from regiolab.exercises.model import names
from regiolab.exercises.model import read as read_exercise
from regiolab.exercises.overview import progress
from regiolab.exercises.submission import read as read_submission
from regiolab.exercises.submission import schema

__all__ = [
    "SavedAnswers",
    "grade",
    "names",
    "progress",
    "read_exercise",
    "read_key",
    "read_submission",
    "schema",
]
