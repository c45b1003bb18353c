"""The reader's words for models, degrees, flags, units and the texts that read them."""

from __future__ import annotations

import re

import pandas as pd

from regiolab.data import load, store
from regiolab.data.sources import ARTICLE
from regiolab.errors import unknown
from regiolab.i18n import _, localised

FLAGS = ("on_paper", "deviation", "emerging", "weakening", "qualified", "implied")


def split(cell: object) -> list[str]:
    """Split a cell at its semicolons; a missing cell is empty.

    Examples
    --------
    >>> split("on_paper;weakening"), split(None)
    (['on_paper', 'weakening'], [])
    """
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else []


def degree_name(degree: object) -> str:
    """Return the reader's word for a degree; a residual answer has none."""
    return {"absent": _("absent"), "element": _("element"), "dominant": _("dominant")}.get(str(degree), "")


def flag_name(flag: str) -> str:
    """Return the reader's words for a flag."""
    return {
        "on_paper": _("on paper"),
        "deviation": _("deviation"),
        "emerging": _("emerging"),
        "weakening": _("weakening"),
        "qualified": _("qualified"),
        "implied": _("implied"),
    }[flag]


def flag_names(flags: object) -> str:
    """Return the reader's words for a cell of flags.

    Examples
    --------
    >>> flag_names("on_paper;weakening")
    'on paper, weakening'
    """
    return ", ".join(flag_name(flag) for flag in split(flags))


def dimension_name(dimension: str) -> str:
    """Return the reader's word for a dimension."""
    return {"economic": _("economic"), "political": _("political")}[str(dimension)]


def model_names() -> pd.Series:
    """Return the models' names in the reader's language, indexed by identifier."""
    return _names("models", "model")


def condition_names() -> pd.Series:
    """Return the conditions' names in the reader's language, indexed by identifier."""
    return _names("conditions", "condition")


def indicator_questions() -> pd.Series:
    """Return the indicators' questions in the reader's language, indexed by identifier."""
    return _names("indicators", "indicator", "question")


def _names(table: str, key: str, column: str = "name") -> pd.Series:
    rows = load(table)
    return pd.Series([localised(row, column) for row in rows.to_dict("records")], index=rows[key].astype(str))


def unit_row(unit: str) -> pd.Series:
    """Return the row of a unit; a wrong name gets the nearest right one."""
    rows = load("units").set_index("unit", drop=False)
    if unit not in rows.index:
        raise unknown(_("a unit of coding"), unit, rows.index)
    return rows.loc[unit]


def period_name(row) -> str:
    """Write a unit's period as a reader would.

    Examples
    --------
    >>> period_name(unit_row("alba_2004_economic")), period_name(unit_row("prosur_2019_economic"))
    ('2004–2015', '2019–')
    """
    end = row["period_end"]
    return f"{row['period_start']}–{'' if pd.isna(end) else end}"


def bloc_label(bloc: str) -> str:
    """Return the short name of a scheme."""
    return localised(load("blocs").set_index("bloc").loc[bloc], "short")


def unit_name(unit: str) -> str:
    """Return a unit's scheme, period and dimension.

    Examples
    --------
    >>> unit_name("alba_2004_economic")
    'ALBA 2004–2015, economic'
    """
    return f"{scheme_name(unit)}, {dimension_name(unit_row(unit)['dimension'])}"


def scheme_name(unit: str) -> str:
    """Return a unit's scheme and period.

    Examples
    --------
    >>> scheme_name("alba_2004_economic")
    'ALBA 2004–2015'
    """
    row = unit_row(unit)
    return f"{bloc_label(row['bloc'])} {period_name(row)}"


def coder_name(coder: str) -> str:
    """Return the author and year of a text that reads a unit; the article is called the article.

    Examples
    --------
    >>> coder_name("briceno2018"), coder_name("muhr2010")
    ('The article', 'Muhr 2010')
    """
    if coder == ARTICLE:
        return _("The article")
    entry = store.source(coder)
    people = [person.split(",")[0] for person in entry.author.split("; ")] if entry.author else []
    # where the entry has no year, the key often carries it
    year = entry.year or "".join(re.findall(r"(?:19|20)\d\d", coder)[:1])
    if not people:
        return f"“{_short(entry.title)}” {year}".strip()
    names = people[0] if len(people) == 1 else f"{people[0]} & {people[1]}" if len(people) == 2 else _et_al(people[0])
    return f"{names} {year}".strip()


def is_independent(coder: str) -> bool:
    """Tell whether a text is by other hands than the article's.

    Examples
    --------
    >>> is_independent("briceno2013_ejes"), is_independent("muhr2010")
    (False, True)
    """
    return not _surnames(coder) & _surnames(ARTICLE)


def _surnames(coder: str) -> set[str]:
    # a double surname is written with and without a hyphen, so its first part decides
    people = store.source(coder).author.split("; ")
    return {person.split(",")[0].replace("-", " ").split(" ")[0] for person in people if person}


def _et_al(first: str) -> str:
    return _("{first} et al.").format(first=first)


def _short(title: str, words: int = 4) -> str:
    parts = title.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")


def variant_name(variant: str) -> str:
    """Return the reader's word for a variant of strategic regionalism."""
    return {"North-South": _("North-South"), "South-South": _("South-South")}[variant]
