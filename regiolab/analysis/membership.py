"""Who belongs to what, and when.

A spell holds from its first day up to, not including, its `end`. Which day counts as the first is
a choice that a reader may vary: see `by` in :func:`members`.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from regiolab.analysis.dates import as_date, check_years, last_year
from regiolab.data import load, store
from regiolab.data.labels import state_names
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _

RULES = ("start", "signed", "in_force")

# The bodies whose members are compared when overlap is counted by year. Axes integrate economies;
# tables are places where states of different axes sit together.
AXES = ("mercosur", "andean_community", "alba", "pacific_alliance", "sica", "caricom")
TABLES = ("rio_group", "sacn", "unasur", "celac")


def check_bloc(bloc: str) -> str:
    """Return `bloc` if there is such a scheme; else say which is meant."""
    known = _identifiers("blocs", "bloc")
    if bloc not in known:
        raise unknown(_("a bloc"), bloc, known)
    return bloc


def check_state(iso3: str) -> str:
    """Return `iso3` if there is such a state or territory; else say which is meant."""
    known = _identifiers("countries", "iso3")
    if iso3 not in known:
        raise unknown(_("the code of a state here"), iso3, known)
    return iso3


@functools.cache
def _identifiers(table: str, column: str) -> dict[str, None]:
    """Return a table's identifiers in its order, to be looked up many times over."""
    return dict.fromkeys(load(table)[column])


store.on_change(_identifiers.cache_clear)


def holds_on(table: pd.DataFrame, day: dt.date | str | np.datetime64 | pd.Timestamp, start: str = "start") -> pd.Series:
    """Say which rows hold on a day: from their first day up to, not including, their end.

    Whatever has a beginning and an end is asked here: memberships, terms in office.

    Parameters
    ----------
    table : pandas.DataFrame
        With a column ``end``, empty where a row still holds.
    day : datetime.date, str, numpy.datetime64 or pandas.Timestamp
    start : str
        The column that opens a row; a row in which it is empty does not hold.

    Returns
    -------
    pandas.Series
        Of bool.

    Examples
    --------
    >>> spell = pd.DataFrame({"start": pd.to_datetime(["1991-03-26"]), "end": pd.to_datetime(["2012-06-29"])})
    >>> [holds_on(spell, day).item() for day in ("1991-03-25", "1991-03-26", "2012-06-28", "2012-06-29")]
    [False, True, True, False]
    """
    # in numpy, since a ledger asks a hundred times: an empty date is neither before nor after a day
    when = np.datetime64(pd.Timestamp(day), "s")
    begun, over = (table[name].to_numpy() <= when for name in (start, "end"))
    return pd.Series(begun & ~over, index=table.index)


def spells(
    on: dt.date | str | None = None,
    *,
    blocs: Iterable[str] | None = None,
    by: str = "start",
) -> pd.DataFrame:
    """Return the spells that hold on a day, in every status.

    Parameters
    ----------
    on : datetime.date or str, optional
        The day; the last day of the tables if left out.
    blocs : iterable of str, optional
        The schemes; all if left out.
    by : {"start", "signed", "in_force"}
        Which date opens a spell of full membership; see :func:`members`. Other statuses always
        open at `start`.

    Returns
    -------
    pandas.DataFrame
        Rows of the table ``memberships`` with a column ``since`` (datetime64[s]): the date that
        `by` names. ``attrs["undated"]`` lists (bloc, iso3) of full spells that `by` cannot place.

    Raises
    ------
    UnknownName, InvalidValue
        For an unknown scheme or rule, or a day that is no date.

    Examples
    --------
    >>> found = spells("2013-01-01", blocs=["mercosur"])
    >>> found[found["status"].eq("suspended")]["iso3"].tolist()
    ['PRY']
    """
    day = as_date(on)
    table = spells_ever(blocs, by)
    undated = table[table["since"].isna() & holds_on(table, day)]
    found = table[holds_on(table, day, "since")]
    found.attrs["undated"] = list(zip(undated["bloc"], undated["iso3"], strict=True))
    return found.reset_index(drop=True)


def spells_ever(blocs: Iterable[str] | None = None, by: str = "start") -> pd.DataFrame:
    """Return all spells of some schemes with the date that opens each, whatever the day.

    Parameters
    ----------
    blocs : iterable of str, optional
        The schemes; all if left out.
    by : {"start", "signed", "in_force"}
        See :func:`members`.

    Returns
    -------
    pandas.DataFrame
        Rows of the table ``memberships`` with a column ``since`` (datetime64[s], empty where the
        date that `by` asks for is not known).
    """
    if by not in RULES:
        raise unknown(_("a rule for the beginning of a membership"), by, RULES)
    table = load("memberships")
    if blocs is not None:
        table = table[table["bloc"].isin([check_bloc(bloc) for bloc in blocs])]
    since = table["start"]
    if by != "start":
        since = since.mask(table["status"].eq("full"), table[by])
    return table.assign(since=since)


def members(bloc: str, on: dt.date | str | None = None, by: str = "start") -> pd.DataFrame:
    """Return the full members of a scheme on a day.

    Parameters
    ----------
    bloc : str
        Identifier of the scheme, such as ``"mercosur"``.
    on : datetime.date or str, optional
        The day, such as ``"2012-06-30"``; the last day of the tables if left out.
    by : {"start", "signed", "in_force"}
        Which date opens a membership: the codebook's `start` (signature of the founding act for
        founders, effect of the accession for later members), this state's own signature, or the
        entry into force for this state.

    Returns
    -------
    pandas.DataFrame
        One row a state, oldest member first: ``iso3`` (str), ``name`` (str, in the reader's
        language), ``since`` (datetime64[s]), ``source`` (str), ``checked`` (category).
        ``attrs["undated"]`` lists the states for which the date that `by` asks for is not known;
        they are not among the rows.

    Raises
    ------
    UnknownName, InvalidValue
        For an unknown scheme or rule, or a day that is no date.

    Examples
    --------
    Paraguay was suspended from Mercosur on 29 June 2012:

    >>> members("mercosur", on="2012-06-28")["iso3"].tolist()
    ['ARG', 'BRA', 'PRY', 'URY']
    >>> members("mercosur", on="2012-06-30")["iso3"].tolist()
    ['ARG', 'BRA', 'URY']
    """
    found = spells(on, blocs=[bloc], by=by)
    full = found[found["status"].eq("full")]
    rows = full.assign(name=full["iso3"].map(state_names()))
    rows = rows.sort_values(["since", "iso3"], ignore_index=True)[["iso3", "name", "since", "source", "checked"]]
    rows.attrs["undated"] = sorted({iso3 for _bloc, iso3 in found.attrs["undated"]})
    return rows


def overlap(
    blocs: Iterable[str],
    on: dt.date | str | None = None,
    by: str = "start",
) -> pd.DataFrame:
    """Count the full members that each pair of schemes shares on a day.

    Parameters
    ----------
    blocs : iterable of str
    on : datetime.date or str, optional
        The day; the last day of the tables if left out.
    by : {"start", "signed", "in_force"}
        See :func:`members`.

    Returns
    -------
    pandas.DataFrame
        One row an ordered pair, a scheme with itself included: ``bloc``, ``other`` (str),
        ``shared`` (int64, states that are full members of both), ``size`` (int64, full members of
        ``bloc``), ``share`` (float64, shared / size, NaN where ``bloc`` has no member), ``states``
        (str, ISO codes of the shared members).

    Examples
    --------
    >>> pair = overlap(["alba", "unasur"], on="2012-01-01").set_index(["bloc", "other"])
    >>> pair.loc[("alba", "unasur"), "states"]
    'BOL, ECU, VEN'
    """
    names = list(dict.fromkeys(check_bloc(bloc) for bloc in blocs))
    found = spells(on, blocs=names, by=by)
    full = found[found["status"].eq("full")]
    states = {bloc: set(full.loc[full["bloc"].eq(bloc), "iso3"]) for bloc in names}
    rows = []
    for bloc in names:
        for other in names:
            shared = sorted(states[bloc] & states[other])
            size = len(states[bloc])
            share = len(shared) / size if size else float("nan")
            rows.append((bloc, other, len(shared), size, share, ", ".join(shared)))
    return pd.DataFrame(rows, columns=["bloc", "other", "shared", "size", "share", "states"])


def union_and_fragmentation(
    first: int = 1990,
    last: int | None = None,
    *,
    states: Iterable[str] | str | None = None,
    axes: Iterable[str] = AXES,
    tables: Iterable[str] = TABLES,
    by: str = "start",
) -> pd.DataFrame:
    """Measure year by year what holds the states together and what divides them.

    Every pair of states is looked at on 31 December. `together` is the share of pairs that sit at
    one table at least: both are full members of the same political body. `divided` is the share of
    pairs in which each belongs to an economic axis but no axis holds both. Both can rise at once,
    which is what the article says of the years after 2000 (S2 ¶7).

    Parameters
    ----------
    first, last : int
        Years; `last` is the last year that the tables cover in full if left out.
    states : iterable of str, optional
        ISO codes; the twelve states of South America if left out. ``"region"`` names all 33 states of Latin
        America and the Caribbean.
    axes, tables : iterable of str
        The economic schemes and the political bodies.
    by : {"start", "signed", "in_force"}
        See :func:`members`.

    Returns
    -------
    pandas.DataFrame
        One row a year: ``year`` (int64), ``together``, ``divided`` (float64, shares of all pairs),
        ``pairs`` (int64), ``memberships`` (float64, axes and tables a state belongs to on average).

    Raises
    ------
    UnknownName, InvalidValue
        For an unknown scheme, state or rule, fewer than two states, or years in the wrong order.

    Examples
    --------
    >>> by_year = union_and_fragmentation(2006, 2009).set_index("year")
    >>> bool(by_year.loc[2009, "together"] >= by_year.loc[2006, "together"])
    True
    """
    axes, tables = list(axes), list(tables)
    chosen = _compared(states)
    if len(chosen) < 2:
        raise InvalidValue(_("A pair takes two states: name two states or more."))
    final = as_date(dt.date(last, 12, 31)).year if last else last_year("12-31")
    check_years(first, final)
    table = spells_ever(axes + tables, by)
    table = table[table["status"].eq("full") & table["iso3"].isin(chosen)]
    who, where = table["iso3"].to_numpy(), table["bloc"].to_numpy()
    pairs = list(combinations(chosen, 2))
    rows = []
    for year in range(first, final + 1):
        holds = holds_on(table, f"{year}-12-31", "since").to_numpy()
        of = {iso3: set(where[holds & (who == iso3)]) for iso3 in chosen}
        together = sum(bool(of[a] & of[b] & set(tables)) for a, b in pairs)
        divided = sum(_divided(of[a] & set(axes), of[b] & set(axes)) for a, b in pairs)
        mean = sum(len(blocs) for blocs in of.values()) / len(chosen)
        rows.append((year, together / len(pairs), divided / len(pairs), len(pairs), mean))
    return pd.DataFrame(rows, columns=["year", "together", "divided", "pairs", "memberships"])


def _compared(states: Iterable[str] | str | None) -> list[str]:
    if states is None:
        return south_america()
    if isinstance(states, str):
        return region() if states == "region" else [check_state(states)]
    return [check_state(iso3) for iso3 in dict.fromkeys(states)]


def south_america() -> list[str]:
    """Return the ISO codes of the twelve states of South America."""
    table = load("countries")
    return table.loc[table["subregion"].eq("South America") & table["kind"].eq("state"), "iso3"].tolist()


def region() -> list[str]:
    """Return the ISO codes of the 33 states of Latin America and the Caribbean."""
    table = load("countries")
    return table.loc[table["in_region"] & table["kind"].eq("state"), "iso3"].tolist()


def _divided(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and not one & other
