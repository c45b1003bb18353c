"""What rows of the tables are called: schemes, states, models, units, and the texts that read them."""

from __future__ import annotations

import functools
import re

import pandas as pd

from regiolab import words
from regiolab.data import load, sources, store
from regiolab.data.sources import ARTICLE, UNDATED
from regiolab.errors import unknown
from regiolab.i18n import _, format_list, language, localised


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


def period_name(row: pd.Series) -> str:
    """Write a unit's period as a reader would.

    Examples
    --------
    >>> period_name(unit_row("alba_2004_economic")), period_name(unit_row("prosur_2019_economic"))
    ('2004–2015', '2019–')
    """
    end = row["period_end"]
    return f"{row['period_start']}–{'' if pd.isna(end) else end}"


def unit_name(unit: str) -> str:
    """Return a unit's scheme, period and dimension.

    Examples
    --------
    >>> unit_name("alba_2004_economic")
    'ALBA 2004–2015, economic'
    """
    return f"{scheme_name(unit)}, {words.dimension_name(unit_row(unit)['dimension'])}"


def scheme_name(unit: str) -> str:
    """Return a unit's scheme and period.

    Examples
    --------
    >>> scheme_name("alba_2004_economic")
    'ALBA 2004–2015'
    """
    row = unit_row(unit)
    return f"{short_name(row['bloc'])} {period_name(row)}"


def coder_name(coder: str) -> str:
    """Return the author and year of a text that reads a unit; the article is called the article.

    Examples
    --------
    >>> coder_name("briceno2018"), coder_name("muhr2010")
    ('The article', 'Muhr 2010')
    >>> coder_name("nuso2021_prosul")
    'author not shown (Nueva Sociedad 2021)'
    """
    if coder == ARTICLE:
        return _("The article")
    entry = store.source(coder)
    people = [person.split(",")[0] for person in entry.author.split("; ")]
    # where the entry has no year, the key often carries it
    dated = "" if entry.year == UNDATED else entry.year
    year = dated or "".join(re.findall(r"(?:19|20)\d\d", coder)[:1])
    if "," not in entry.author:  # an organisation stands in for a person whom the page seen does not name
        place = f"{entry.author or entry.published_in.split(',')[0]} {year}".strip()
        return _("author not shown ({place})").format(place=place)
    names = people[0] if len(people) == 1 else f"{people[0]} & {people[1]}" if len(people) == 2 else _et_al(people[0])
    return f"{names} {year}".strip()


def cited(cell: str) -> str:
    """Return what a cell of sources cites, as a reader would write it: author or body, year and place.

    Examples
    --------
    >>> cited("briceno2018[S5 ¶3];muhr2010")
    'Briceño-Ruiz 2018, S5 ¶3; Muhr 2010'
    """
    return "; ".join(", ".join(filter(None, (_source_name(item.key), item.locator))) for item in sources.parse(cell))


def _source_name(key: str) -> str:
    entry = store.source(key)
    people = [person.split(",")[0] for person in entry.author.split("; ")]
    if entry.author.count(",") > 1 and ";" not in entry.author:  # states that signed together
        name = _et_al(people[0])
    else:
        name = (
            people[0] if len(people) == 1 else f"{people[0]} & {people[1]}" if len(people) == 2 else _et_al(people[0])
        )
    return f"{name or entry.title} {'' if entry.year == UNDATED else entry.year}".strip()


def authors_name(name: str) -> str:
    """Join authors, as the tables write them, as the language does.

    Examples
    --------
    >>> authors_name("Pastrana and Castro 2017")
    'Pastrana and Castro 2017'
    """
    return format_list(name.split(" and "))


def _et_al(first: str) -> str:
    return _("{first} et al.").format(first=first)


def bloc_names() -> pd.Series:
    """Return the schemes' full names, indexed by identifier."""
    return load("blocs").set_index("bloc")[f"name_{language()}"]


def short_names() -> pd.Series:
    """Return the names that figures use, acronyms for the most part, indexed by identifier."""
    return load("blocs").set_index("bloc")[f"short_{language()}"]


def short_name(bloc: str) -> str:
    """Return the name that figures use for a scheme."""
    return _short_names(language())[bloc]


@functools.cache
def _short_names(spoken: str) -> dict[str, str]:
    # figures ask hundreds of times for one name
    table = load("blocs")
    return dict(zip(table["bloc"], table[f"short_{spoken}"], strict=True))


store.on_change(_short_names.cache_clear)


def event_title(event: str) -> str:
    """Return an event's title in the reader's language.

    Examples
    --------
    >>> event_title("2011_peas")
    'Mercosur approves its Strategic Plan of Social Action'
    """
    return _event_titles("title" if language() == "en" else f"title_{language()}")[event]


@functools.cache
def _event_titles(column: str) -> dict[str, str]:
    rows = load("events")
    return dict(zip(rows["event"], rows[column], strict=True))


store.on_change(_event_titles.cache_clear)


def state_names() -> pd.Series:
    """Return the names of the states in the reader's language, indexed by ISO code."""
    return load("countries").set_index("iso3")[f"name_{language()}"]
