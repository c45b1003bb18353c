"""A course on Latin American regionalism: data, charts, widgets and notebooks.

Nothing is loaded before it is used: ``import regiolab`` costs next to nothing, and
``regiolab.load`` brings in pandas the first time it is called.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what type checkers and editors see of the lazy names below
    from regiolab import analysis, charts, data, exercises, instructor, lessons, views, widgets
    from regiolab.analysis import disagreements, members
    from regiolab.course import course_root
    from regiolab.data import load, tables
    from regiolab.i18n import use_language
    from regiolab.lessons import notes
    from regiolab.views import (
        against_the_article,
        card_values,
        claims,
        codebook,
        crosstab,
        define,
        forecasts,
        ideal_type,
        kinds_of_reading,
        member_counts,
        moved_cuts,
        other_readers,
        provenance,
        reading,
        rule_and_article,
        show,
        sourcing,
    )
    from regiolab.widgets import ask, exercise

__version__ = "0.1.0"

# public name -> the module that holds it
_WHERE = {
    "load": "regiolab.data",
    "tables": "regiolab.data",
    "codebook": "regiolab.views",
    "provenance": "regiolab.views",
    "show": "regiolab.views",
    "sourcing": "regiolab.views",
    "define": "regiolab.views",
    "against_the_article": "regiolab.views",
    "reading": "regiolab.views",
    "rule_and_article": "regiolab.views",
    "ideal_type": "regiolab.views",
    "crosstab": "regiolab.views",
    "card_values": "regiolab.views",
    "moved_cuts": "regiolab.views",
    "kinds_of_reading": "regiolab.views",
    "member_counts": "regiolab.views",
    "other_readers": "regiolab.views",
    "claims": "regiolab.views",
    "forecasts": "regiolab.views",
    "members": "regiolab.analysis",
    "disagreements": "regiolab.analysis",
    "ask": "regiolab.widgets",
    "exercise": "regiolab.widgets",
    "notes": "regiolab.lessons",
    "course_root": "regiolab.course",
    "use_language": "regiolab.i18n",
}
_MODULES = ("analysis", "charts", "data", "exercises", "instructor", "lessons", "views", "widgets")

__all__ = [
    "__version__",
    "against_the_article",
    "analysis",
    "ask",
    "card_values",
    "charts",
    "claims",
    "codebook",
    "course_root",
    "crosstab",
    "data",
    "define",
    "disagreements",
    "exercise",
    "exercises",
    "forecasts",
    "ideal_type",
    "instructor",
    "kinds_of_reading",
    "lessons",
    "load",
    "member_counts",
    "members",
    "moved_cuts",
    "notes",
    "other_readers",
    "provenance",
    "reading",
    "rule_and_article",
    "show",
    "sourcing",
    "tables",
    "use_language",
    "views",
    "widgets",
]


def __getattr__(name: str) -> object:
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name]), name)
    if name in _MODULES:
        return importlib.import_module(f"regiolab.{name}")
    raise AttributeError(f"module 'regiolab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
