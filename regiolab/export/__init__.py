"""Lessons as files that hold everything: a page to read and print, and a handout of two pages."""

from regiolab.export.execution import LessonFails
from regiolab.export.exporter import KINDS, export_lesson, lesson_file

__all__ = ["KINDS", "LessonFails", "export_lesson", "lesson_file"]
