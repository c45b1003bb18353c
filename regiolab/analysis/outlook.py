"""What a forecast comes to: an observable, a threshold, a day, and how often the like came before.

A forecast of the table ``forecasts`` that our tables can decide has its criterion here, with threshold and
day as numbers that a reader may move.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from regiolab.analysis.dates import as_date, counting_day
from regiolab.analysis.membership import members
from regiolab.analysis.series import select_series
from regiolab.analysis.terms import in_office
from regiolab.data import load
from regiolab.data.schema import coverage_end
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, format_date

ARTICLE = dt.date(2018, 6, 1)  # from this day on the article looks ahead
HORIZON = dt.date(2025, 12, 31)
FIRST, BEFORE = 1990, 2017  # the years that a lazy forecaster of 2018 could look back on

# acts after the article; each is an event of the table
TREATIES = {
    "mercosur": ("2023_mercosur_singapore", "2025_mercosur_efta", "2026_eu_mercosur_signed"),
    "pacific_alliance": ("2022_singapore_pa",),
}
EU = ("2026_eu_mercosur_signed",)
JOINT = ("2018_pa_mercosur_vallarta",)
SUMMITS = (
    "2021_celac_mexico",
    "2023_celac_buenos_aires",
    "2024_celac_kingstown",
    "2025_celac_tegucigalpa",
    "2026_celac_uruguay",
)

# the bodies whose past says how often members come and go
BODIES = (
    *("aladi", "mercosur", "andean_community", "sica", "caricom", "acs", "oas"),
    *("rio_group", "alba", "unasur", "celac", "pacific_alliance"),
)
WINNERS = ("MEX", "BRA", "COL")  # the elections of 2018; all three had taken office by January 2019
FIVE = ("ARG", "BRA", "CHL", "COL", "MEX")

Observable = Callable[[dt.date], float]


@dataclass(frozen=True)
class Criterion:
    """What must be seen, and by when.

    Parameters
    ----------
    subject : str
        What is observed: readers' words for it stand with the figure.
    observe : callable
        From a day to the value on it; NaN where nothing is known.
    at_least : bool
        Whether the value must reach the threshold, or must not pass it.
    threshold : float
    day : datetime.date
        On which it is judged.
    when : {"on", "ever", "always"}
        Whether the value of the day decides, or one or all of those at the ends of the years up to it.
    since : int
        The first of these years.
    span : tuple of float
        Least and greatest threshold to try, and the step.
    past : callable, optional
        Whether the like held in each comparable stretch of the past.
    """

    subject: str
    observe: Observable
    at_least: bool
    threshold: float
    day: dt.date = HORIZON
    when: str = "on"
    since: int = 2018
    span: tuple[float, float, float] = (0, 20, 1)
    past: Callable[[], list[bool]] | None = None


@dataclass(frozen=True)
class Resolution:
    """What came of a forecast by one criterion.

    Parameters
    ----------
    value : float
        The value that decides.
    came_true : bool
    decisive : datetime.date
        The day of that value.
    """

    value: float
    came_true: bool
    decisive: dt.date


def resolve(forecast: str, *, threshold: float | None = None, day: dt.date | str | None = None) -> Resolution:
    """Judge a forecast by its criterion, or with another threshold or on another day.

    Parameters
    ----------
    forecast : str
        One of :data:`CRITERIA`.
    threshold : float, optional
    day : datetime.date or str, optional

    Returns
    -------
    Resolution

    Raises
    ------
    UnknownName
        For a forecast that no function decides.
    InvalidValue
        For a day before there is anything to judge, or beyond the tables.

    Examples
    --------
    >>> resolve("mercosur_strategic_eu").came_true, resolve("mercosur_strategic_eu", day="2026-01-31").came_true
    (False, True)
    """
    asked = criterion_of(forecast)
    bound = asked.threshold if threshold is None else threshold
    until = asked.day if day is None else as_date(day)
    seen = [(when, asked.observe(when)) for when in _days(asked, until)]
    seen = [(when, value) for when, value in seen if not math.isnan(value)]
    if not seen:
        first = dt.date(asked.since, 12, 31) if asked.when != "on" else ARTICLE
        raise InvalidValue(_("Nothing can be judged yet: choose a day after {day}.").format(day=format_date(first)))
    # one of several must reach the bound, or none may pass it: either way the one that is farthest on that side
    reach = asked.at_least == (asked.when != "always")
    decisive, value = (max if reach else min)(seen, key=lambda pair: pair[1])
    return Resolution(value, value >= bound if asked.at_least else value <= bound, decisive)


def criterion_of(forecast: str) -> Criterion:
    """Return the criterion of a forecast, or say which forecasts have one that is computed."""
    if forecast not in CRITERIA:
        raise unknown(_("a forecast that the tables decide"), forecast, CRITERIA)
    return CRITERIA[forecast]


def _days(asked: Criterion, until: dt.date) -> list[dt.date]:
    if until < ARTICLE:
        return []
    if asked.when == "on":
        return [until]
    ends = (dt.date(year, 12, 31) for year in range(asked.since, until.year + 1))
    return [day for day in ends if day <= until]


def readings(forecast: str, first: int = 2010) -> pd.DataFrame:
    """Return a forecast's observable at the end of each year.

    Parameters
    ----------
    forecast : str
    first : int
        The first year.

    Returns
    -------
    pandas.DataFrame
        One row a year in which something is known: ``year`` (int64), ``day`` (datetime64[s]), ``value``
        (float64). The last year's day is the tables' own last.

    Examples
    --------
    >>> readings("new_hegemony", 2018)["value"].head(2).tolist()
    [10.0, 10.0]
    """
    asked = criterion_of(forecast)
    days = [counting_day(year) for year in range(first, coverage_end().year + 1)]
    rows = [(day.year, day, float(asked.observe(day))) for day in days]
    table = pd.DataFrame(rows, columns=["year", "day", "value"]).dropna(subset="value")
    return table.assign(day=table["day"].astype("datetime64[s]")).reset_index(drop=True)


def base_rate(forecast: str) -> tuple[int, int] | None:
    """Count how often the like of a forecast held in the comparable past.

    Returns
    -------
    tuple of int or None
        In how many stretches of the past it held, and how many there were; None if no such past is counted.

    Examples
    --------
    >>> base_rate("new_hegemony")
    (4, 21)
    """
    past = criterion_of(forecast).past
    if past is None:
        return None
    held = past()
    return sum(held), len(held)


# -- what is observed ---------------------------------------------------------------------------


def _members(bloc: str) -> Observable:
    return lambda day: len(members(bloc, on=day))


def _sides(day: dt.date) -> Counter:
    return Counter(in_office(day)["orientation"].dropna())


def _right(day: dt.date) -> float:
    return _sides(day)["right"]


def _larger_camp(day: dt.date) -> float:
    sides = _sides(day)
    return max(sides["left"], sides["right"])


def _winners_camp(day: dt.date, elected: dt.date = dt.date(2019, 1, 1)) -> float:
    """Count the republics of the side that won two of the three elections; NaN if none did."""
    if day < elected:
        return math.nan
    side = _side_of_two(elected)
    return _sides(day)[side] if side else math.nan


def _side_of_two(day: dt.date) -> str | None:
    terms = in_office(day)
    sides = Counter(terms.loc[terms["iso3"].isin(WINNERS), "orientation"].dropna())
    return next((side for side, n in sides.items() if n >= 2), None)


def _acts(events: tuple[str, ...]) -> Observable:
    """Count those of some events that lie before a day."""

    def count(day: dt.date) -> float:
        table = load("events")
        return int((table["event"].isin(events) & table["date"].le(pd.Timestamp(day))).sum())

    return count


def _each(events: dict[str, tuple[str, ...]]) -> Observable:
    """Count the acts of the scheme that has fewest."""
    return lambda day: min(_acts(ids)(day) for ids in events.values())


def _alliance_distance(day: dt.date) -> float:
    rows = select_series(
        "un_positions", bloc="pacific_alliance", release="jul2025", estimate="final_passage", membership="fixed"
    )
    found = rows.loc[rows["year"].eq(day.year), "relative_distance"]
    return float(found.iloc[0]) if len(found) else math.nan


def _closer(day: dt.date, base: int = BEFORE) -> float:
    """Count how many of the five large states are closer to the USA than in a base year."""
    rows = select_series("un_ranks", iso3=FIVE, release="jul2025", estimate="final_passage")
    table = rows.pivot(index="iso3", columns="year", values="relative_distance")
    return int((table[day.year] < table[base]).sum()) if day.year in table and base in table else math.nan


# -- the comparable past ------------------------------------------------------------------------


def _stretches(years: int, first: int = FIRST) -> list[tuple[dt.date, dt.date]]:
    """Return the stretches of some years, from one year's end to another's, that were over by 2018."""
    return [(dt.date(year, 12, 31), dt.date(year + years, 12, 31)) for year in range(first, BEFORE - years + 1)]


def _of_bodies(fits: Callable[[float, float], bool]) -> Callable[[], list[bool]]:
    """Compare the members of every body at both ends of every stretch of seven years in which it lived."""

    def past() -> list[bool]:
        counts = {
            (body, year): _members(body)(dt.date(year, 12, 31)) for body in BODIES for year in range(FIRST, BEFORE + 1)
        }
        pairs = [(counts[b, start.year], counts[b, end.year]) for b in BODIES for start, end in _stretches(7)]
        return [fits(before, after) for before, after in pairs if before and after]

    return past


def _right_two_thirds() -> list[bool]:
    right = {year: _right(dt.date(year, 12, 31)) for year in range(FIRST, BEFORE + 1)}
    # eight ends of years, as from 2018 to 2025
    return [max(right[year] for year in range(a.year, b.year + 1)) >= 14 for a, b in _stretches(7)]


def _camp_grew() -> list[bool]:
    return [_larger_camp(end) > _larger_camp(start) for start, end in _stretches(7)]


def _right_held() -> list[bool]:
    return [_right(end) >= _right(start) for start, end in _stretches(5)]


def _winners_led() -> list[bool]:
    found = [(_side_of_two(start), end) for start, end in _stretches(4)]
    return [_sides(end)[side] >= 11 for side, end in found if side]


def _alliance_closer() -> list[bool]:
    near = {year: _alliance_distance(dt.date(year, 12, 31)) <= 1 for year in range(2011, BEFORE + 1)}
    # six years, as from 2019 to 2024
    return [all(near[year] for year in range(a.year, b.year + 1)) for a, b in _stretches(5, 2011)]


def _three_closer() -> list[bool]:
    return [_closer(end, start.year) >= 3 for start, end in _stretches(7)]


# -- the criteria -------------------------------------------------------------------------------

CRITERIA: dict[str, Criterion] = {
    "diversity_wanes": Criterion("camp", _larger_camp, True, 11, past=_camp_grew),
    "open_regionalism_treaties": Criterion("treaties_each", _each(TREATIES), True, 1, span=(0, 5, 1)),
    "alba_no_regained_influence": Criterion(
        "alba", _members("alba"), False, 11, past=_of_bodies(lambda before, after: after <= before)
    ),
    "pa_strategic_members": Criterion(
        "pacific_alliance",
        _members("pacific_alliance"),
        True,
        4,
        span=(0, 10, 1),
        past=_of_bodies(lambda before, after: after >= before),
    ),
    "pa_strategic_treaty": Criterion(
        "treaties_pacific_alliance", _acts(TREATIES["pacific_alliance"]), True, 1, span=(0, 5, 1)
    ),
    "pa_seeks_mercosur": Criterion("joint", _acts(JOINT), True, 1, span=(0, 5, 1)),
    "pa_acquiescent": Criterion(
        "distance",
        _alliance_distance,
        False,
        1.0,
        day=dt.date(2024, 12, 31),
        when="always",
        since=2019,
        span=(0.85, 1.05, 0.01),
        past=_alliance_closer,
    ),
    "unasur_reconfigured_members": Criterion(
        "unasur", _members("unasur"), False, 11, past=_of_bodies(lambda before, after: after < before)
    ),
    "celac_reconfigured_members": Criterion(
        "celac",
        _members("celac"),
        False,
        32,
        span=(25, 33, 1),
        past=_of_bodies(lambda before, after: after < before),
    ),
    "new_hegemony": Criterion("right", _right, True, 14, when="ever", past=_right_two_thirds),
    "elections_2018_decide": Criterion(
        "winners", _winners_camp, True, 11, day=dt.date(2022, 12, 31), past=_winners_led
    ),
    "mercosur_strategic_eu": Criterion("eu", _acts(EU), True, 1, span=(0, 5, 1)),
    "oas_weakens_celac": Criterion("summits", _acts(SUMMITS), False, 4, span=(0, 10, 1)),
    "autonomy_discredited": Criterion(
        "closer", _closer, True, 3, day=dt.date(2024, 12, 31), span=(0, 5, 1), past=_three_closer
    ),
    "new_cycle_governments": Criterion("right", _right, True, 10, day=dt.date(2023, 12, 31), past=_right_held),
    "new_cycle_bodies": Criterion("summits_both", _acts(SUMMITS), False, 0, day=dt.date(2023, 12, 31), span=(0, 10, 1)),
}
