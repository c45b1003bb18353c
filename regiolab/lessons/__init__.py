"""Lessons' questions: one commits to an answer, and then sees the figure that answers.

Each module is loaded when it is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what type checkers and editors see of the lazy names below
    from regiolab.lessons.notepad import Notepad
    from regiolab.lessons.prompts import Prompt
    from regiolab.lessons.sheet import StudySheet, notes

# public name -> the module that holds it
_WHERE = {
    "Notepad": "notepad",
    "Prompt": "prompts",
    "StudySheet": "sheet",
    "notes": "sheet",
}

__all__ = ["Notepad", "Prompt", "StudySheet", "notes"]


def __getattr__(name: str) -> object:
    if name in _WHERE:
        return getattr(importlib.import_module(f"regiolab.lessons.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'regiolab.lessons' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
