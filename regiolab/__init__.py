"""A course on Latin American regionalism: data, charts, widgets and notebooks.

Nothing is loaded before it is used: ``import regiolab`` costs next to nothing, and
``regiolab.load`` brings in pandas the first time it is called.
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

# public name -> the module that holds it
_WHERE = {
    "load": "regiolab.data",
    "tables": "regiolab.data",
    "codebook": "regiolab.data",
    "provenance": "regiolab.data",
    "show": "regiolab.data",
    "sourcing": "regiolab.data",
    "define": "regiolab.data",
    "against_the_article": "regiolab.data",
    "members": "regiolab.analysis",
    "reading": "regiolab.analysis",
    "disagreements": "regiolab.analysis",
    "ideal_type": "regiolab.analysis",
    "claims": "regiolab.analysis.ledger",
    "forecasts": "regiolab.analysis.ledger",
    "exercise": "regiolab.widgets",
    "course_root": "regiolab.course",
    "use_language": "regiolab.i18n",
}
_MODULES = ("analysis", "charts", "data", "exercises", "instructor", "widgets")

__all__ = ["__version__", *_WHERE, *_MODULES]


def __getattr__(name: str):
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name]), name)
    if name in _MODULES:
        return importlib.import_module(f"regiolab.{name}")
    raise AttributeError(f"module 'regiolab' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
