"""Who governed when, and of which side: terms of office, and shares of governments by year.

Every function takes the tables it reads as optional arguments, so that it can be asked about other
data than the course's own.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from regiolab import words
from regiolab.analysis.dates import COUNTED_ON, as_date, check_years, counting_day
from regiolab.analysis.membership import check_bloc, check_state, holds_on, south_america
from regiolab.data import load, store
from regiolab.data.kept import own_frame

_IN_OFFICE = ["iso3", "leader", "orientation", "contested", "readings"]
_WORDS = re.compile(r"\b(left|centre|right)\b")


def republics(governments: pd.DataFrame | None = None) -> list[str]:
    """Return the ISO codes of the states whose governments are in the table."""
    table = load("governments") if governments is None else governments
    return sorted(table["iso3"].unique())


def in_office(
    on: dt.date | str | None = None,
    *,
    governments: pd.DataFrame | None = None,
    conflicts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return who governs each republic on a day, with every orientation that a source gives.

    Rival claims and joint holders of an office are left out.

    Parameters
    ----------
    on : datetime.date or str, optional
        The day; the last day of the tables if left out.
    governments, conflicts : pandas.DataFrame, optional
        The tables; the course's own if left out.

    Returns
    -------
    pandas.DataFrame
        One row a republic with a government or vacancy: ``iso3``, ``leader``, ``orientation``
        (str, NaN where none was found), ``contested`` (bool), ``readings`` (frozenset of str: the
        orientations that sources give).

    Examples
    --------
    >>> found = in_office("2016-01-01").set_index("iso3")
    >>> found.loc["ARG", "leader"], found.loc["ARG", "orientation"]
    ('Mauricio Macri', 'right')
    """
    terms = terms_of_office(governments, conflicts)
    return terms[_IN_OFFICE][holds_on(terms, as_date(on))].reset_index(drop=True)


def in_office_by_year(first: int, last: int, *, day: str = COUNTED_ON) -> pd.DataFrame:
    """Return who governs each republic in each year, as :func:`in_office` does for a day.

    Parameters
    ----------
    first, last : int
        Years.
    day : str
        Month and day; see :func:`counting_day`.

    Returns
    -------
    pandas.DataFrame
        That of :func:`in_office`, with ``year`` (int64).

    Raises
    ------
    InvalidValue
        If no year lies between the two, or the tables do not reach so far.

    Examples
    --------
    >>> found = in_office_by_year(2015, 2016).set_index(["iso3", "year"])
    >>> found.loc[[("BRA", 2015), ("BRA", 2016)], "leader"].tolist()
    ['Dilma Rousseff', 'Michel Temer']
    """
    check_years(first, last)
    terms = terms_of_office()
    days = {year: counting_day(year, day) for year in range(first, last + 1)}
    found = [terms[_IN_OFFICE][holds_on(terms, date)].assign(year=year) for year, date in days.items()]
    return pd.concat(found, ignore_index=True)


def changed_sides(first: int, last: int) -> pd.DataFrame:
    """Return the republics that another side governs at the end of one year than at the end of another.

    Parameters
    ----------
    first, last : int
        Years; governments are those of 31 December.

    Returns
    -------
    pandas.DataFrame
        One row a republic that changed: ``iso3``, ``before``, ``after`` (orientations). A republic without a
        coded government in one of the two years is left out.

    Examples
    --------
    >>> changed_sides(2014, 2018).set_index("iso3").loc["MEX"].tolist()
    ['right', 'left']
    """
    ends = [in_office_by_year(year, year).set_index("iso3")["orientation"] for year in (first, last)]
    table = pd.DataFrame({"before": ends[0], "after": ends[1]}).dropna()
    known = table.isin(words.ORIENTATIONS).all(axis=1)
    return table[known & table["before"].ne(table["after"])].sort_index().reset_index(names="iso3")


def government_share(
    first: int = 1990,
    last: int | None = None,
    *,
    states: Iterable[str] | None = None,
    bloc: str | None = None,
    day: str = COUNTED_ON,
    governments: pd.DataFrame | None = None,
    conflicts: pd.DataFrame | None = None,
    memberships: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count the governments of the left, the centre and the right year by year.

    A contested government is counted as the table codes it, and both ways: `least` leaves out every
    government of which some source says otherwise, `most` adds every one of which some source says so.

    Parameters
    ----------
    first, last : int
        Years; `last` is the last year in which the tables cover `day` if left out.
    states : iterable of str, optional
        ISO codes; all twenty republics if left out. ``"south_america"`` names those of its republics.
    bloc : str, optional
        Count the governments of this scheme's full members of the day instead.
    day : str
        Month and day on which governments are counted: the last of the year, as the source of most
        codings counts them and as prose and figures do. See :func:`counting_day` for a year not over.
    governments, conflicts, memberships : pandas.DataFrame, optional
        The tables; the course's own if left out.

    Returns
    -------
    pandas.DataFrame
        One row a year and orientation: ``year`` (int64), ``orientation`` (left, centre, right,
        unknown), ``n`` (int64), ``states`` (int64, republics counted), ``share``, ``least``,
        ``most`` (float64), ``contested`` (str, ISO codes of contested governments that may belong
        here).

    Examples
    --------
    >>> table = government_share(2010, 2010, bloc="pacific_alliance")
    >>> len(table)
    0
    >>> table = government_share(2013, 2013, bloc="pacific_alliance").set_index("orientation")
    >>> table.loc["right", ["n", "states"]].tolist()
    [2, 4]
    """
    terms = terms_of_office(governments, conflicts)
    return share_of_terms(
        terms, first, last, states=states, bloc=bloc, day=day, governments=governments, memberships=memberships
    )


def share_of_terms(
    terms: pd.DataFrame,
    first: int = 1990,
    last: int | None = None,
    *,
    states: Iterable[str] | None = None,
    bloc: str | None = None,
    day: str = COUNTED_ON,
    governments: pd.DataFrame | None = None,
    memberships: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count governments as :func:`government_share` does, in terms that were found before.

    Parameters
    ----------
    terms : pandas.DataFrame
        Result of :func:`terms_of_office`; the other parameters are those of :func:`government_share`.
    """
    rows = []
    said = list(zip(terms["iso3"], terms["orientation"], terms["readings"], strict=True))
    chosen = chosen_states(states, governments) if bloc is None else set()
    for year in range(first, (last or as_date(None).year) + 1):
        date = counting_day(year, day)
        if bloc is not None:
            chosen = _full_members(bloc, date, memberships)
        found = [term for term, holds in zip(said, holds_on(terms, date), strict=True) if holds and term[0] in chosen]
        rows += _count(year, found) if found else []
    columns = ["year", "orientation", "n", "states", "share", "least", "most", "contested"]
    return pd.DataFrame(rows, columns=columns)


def chosen_states(states: Iterable[str] | None, governments: pd.DataFrame | None = None) -> set[str]:
    """Return the states whose governments are asked for; see :func:`government_share`.

    Examples
    --------
    >>> len(chosen_states(None)), len(chosen_states("south_america")), chosen_states("URY")
    (20, 12, {'URY'})
    """
    if states is None:
        return set(republics(governments))
    if isinstance(states, str) and states == "south_america":
        return set(south_america())
    return {check_state(iso3) for iso3 in ([states] if isinstance(states, str) else states)}


def _full_members(bloc: str, date: dt.date, memberships: pd.DataFrame | None) -> set[str]:
    table = load("memberships") if memberships is None else memberships
    full = table["bloc"].eq(check_bloc(bloc)) & table["status"].eq("full")
    return set(table["iso3"][full & holds_on(table, date)])


def _count(year: int, found: list[tuple[str, object, frozenset[str]]]) -> list[tuple]:
    """Count the terms (state, orientation, what sources say) of one year by orientation."""
    rows = []
    for orientation in (*words.ORIENTATIONS, "unknown"):
        here, sure, maybe, doubtful = 0, 0, 0, set()
        for iso3, coded, said in found:
            if orientation == "unknown":
                is_here = is_maybe = not isinstance(coded, str)
                is_sure = is_here and not said
            else:
                is_here = coded == orientation
                is_maybe, is_sure = is_here or orientation in said, is_here and said == {orientation}
            here, sure, maybe = here + is_here, sure + is_sure, maybe + is_maybe
            if is_maybe and not is_sure:
                doubtful.add(iso3)
        total = len(found)
        shares = (part / total for part in (here, sure, maybe))
        rows.append((year, orientation, here, total, *shares, ", ".join(sorted(doubtful))))
    return rows


def terms_of_office(governments: pd.DataFrame | None = None, conflicts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the terms of office, but for those beside another, with the orientations that sources give.

    Parameters
    ----------
    governments, conflicts : pandas.DataFrame, optional
        The tables; the course's own if left out.

    Returns
    -------
    pandas.DataFrame
        Rows of ``governments`` with ``readings`` (frozenset of str).

    Examples
    --------
    >>> terms = terms_of_office().set_index(["iso3", "leader"])
    >>> sorted(terms.loc[("ARG", "Mauricio Macri"), "readings"])
    ['right']
    """
    if governments is None and conflicts is None:
        return own_frame(_own_terms())
    return _read_terms(governments, conflicts)


@functools.cache
def _own_terms() -> pd.DataFrame:
    # a grid asks for every year
    return _read_terms(None, None)


store.on_change(_own_terms.cache_clear)


def _read_terms(governments: pd.DataFrame | None, conflicts: pd.DataFrame | None) -> pd.DataFrame:
    table = load("governments") if governments is None else governments
    table = table[~table["kind"].isin(words.BESIDE)]
    known = _readings(load("conflicts") if conflicts is None else conflicts)
    # not "str", which pandas may be told to take for any object, NaN for the word "nan"
    rows = table.astype({"orientation": pd.StringDtype(na_value=np.nan), "contested": "bool"})
    parts = zip(rows["iso3"], rows["leader"], rows["start"], rows["orientation"], rows["contested"], strict=True)
    return rows.assign(readings=[_of_term(*term, known) for term in parts])


def _readings(conflicts: pd.DataFrame) -> dict[tuple, set[str]]:
    """Return for each government that sources code differently the orientations they give."""
    rows = conflicts[conflicts["table"].eq("governments") & conflicts["field"].eq("orientation")]
    found = {}
    for row in rows.itertuples(index=False):
        key = dict(part.split("=", 1) for part in row.key.split(";"))
        said = set(_WORDS.findall(f"{row.value_a} {row.value_b}"))
        found[key.get("iso3"), key.get("leader"), key.get("start")] = said
    return found


def _of_term(
    iso3: str, leader: str, start: pd.Timestamp, orientation: object, contested: bool, known: dict[tuple, set[str]]
) -> frozenset[str]:
    own = {orientation} if isinstance(orientation, str) else set()
    if not contested:
        return frozenset(own)
    said = known.get((iso3, leader, str(start.date()))) or known.get((iso3, leader, None))
    # contested without a recorded rival reading: it may be anything
    return frozenset(own | (said or set(words.ORIENTATIONS)))
