"""The words on figures: names of schemes, states, statuses and areas in the reader's language."""

from __future__ import annotations

import pandas as pd

from regiolab.data import load
from regiolab.i18n import _, language


def bloc_names() -> pd.Series:
    """Return the schemes' full names, indexed by identifier."""
    return load("blocs").set_index("bloc")[f"name_{language()}"]


def short_names() -> pd.Series:
    """Return the names that figures use, acronyms for the most part, indexed by identifier."""
    return load("blocs").set_index("bloc")[f"short_{language()}"]


def short_name(bloc: str) -> str:
    """Return the name that figures use for a scheme."""
    return short_names()[bloc]


def status_name(status: str) -> str:
    """Return the reader's word for a status."""
    return {
        "full": _("full member"),
        "associate": _("associate"),
        "observer": _("observer"),
        "acceding": _("acceding"),
        "suspended": _("suspended"),
    }[status]


def status_letter(status: str) -> str:
    """Return the letter that stands for a status where there is no room for the word."""
    return {
        "full": "●",
        "associate": _("A"),
        "observer": _("O"),
        "acceding": _("C"),
        "suspended": _("S"),
    }[status]


def scope_name(scope: str) -> str:
    """Return the reader's word for the area that a scheme addresses."""
    return {
        "hemispheric": _("The hemisphere"),
        "latin_american_caribbean": _("Latin America and the Caribbean"),
        "south_american": _("South America"),
        "southern_cone": _("Southern Cone"),
        "andean": _("Andes"),
        "central_american": _("Central America"),
        "caribbean": _("Caribbean"),
        "north_american": _("North America"),
        "pacific_rim": _("Pacific Rim"),
    }[scope]


def subregion_name(subregion: str) -> str:
    """Return the reader's word for a subregion."""
    return {
        "North America": _("North America"),
        "Central America": _("Central America"),
        "Caribbean": _("Caribbean"),
        "South America": _("South America"),
        "outside the region": _("outside the region"),
    }[subregion]
