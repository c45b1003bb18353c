"""What series, schemes, states and verdicts are called where a test says itself in words.

A test's sentence is written in English, the language of the table of claims, and made from the values
with which the test itself works; so its numbers, years and names come from here and from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from regiolab.analysis.series import RELEASES

_RELEASED = {"apr2020": "April 2020", "jul2025": "July 2025"}
_COUNTED = {"all": "all votes", "final_passage": "votes on final passage"}
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

SCHEMES = {
    "alba": "ALBA",
    "andean_community": "the Andean Community",
    "caricom": "CARICOM",
    "celac": "CELAC",
    "mercosur": "Mercosur",
    "pacific_alliance": "the Pacific Alliance",
    "sica": "SICA",
    "unasur": "UNASUR",
}
STATES = {
    "ARG": "Argentina",
    "BLZ": "Belize",
    "BOL": "Bolivia",
    "BRA": "Brazil",
    "CHL": "Chile",
    "COL": "Colombia",
    "CRI": "Costa Rica",
    "ECU": "Ecuador",
    "GTM": "Guatemala",
    "HND": "Honduras",
    "MEX": "Mexico",
    "NIC": "Nicaragua",
    "PAN": "Panama",
    "PER": "Peru",
    "PRY": "Paraguay",
    "SLV": "El Salvador",
    "URY": "Uruguay",
    "VEN": "Venezuela",
}
DISTANCE = (
    "distance from the United States in UN votes, as a ratio to the mean distance of the region's states in the same "
    "year, members fixed"
)
POINTS = "distance from the United States in UN votes, in ideal points, members fixed"
RULE = "Supported if all of this holds, imprecise if part of it does, contradicted if none of it does."
HALVES_RULE = "Supported if both hold, imprecise if one of the two does, contradicted if neither does."
OPEN_RULE = "Supported if all of this holds, imprecise if part of it does, open if none of it does"
OPEN_HALVES_RULE = "Supported if both hold, imprecise if one of the two does, open if neither does"
SOFT_RULE = "Supported if all of this holds, otherwise imprecise"
PLAIN_RULE = "Supported if all of this holds, otherwise contradicted."


def spelled(n: int) -> str:
    """Write a small number as a word, a greater one in digits.

    Examples
    --------
    >>> spelled(3), spelled(33)
    ('three', '33')
    """
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def joined(names: Iterable[str], word: str = "and") -> str:
    """Join names in a sentence.

    Examples
    --------
    >>> joined(["Chile"]), joined(["Chile", "Peru"]), joined(["Chile", "Peru", "Mexico"], "or")
    ('Chile', 'Chile and Peru', 'Chile, Peru or Mexico')
    """
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last


def schemes(keys: Iterable[str], word: str = "and") -> str:
    """Name some schemes.

    Examples
    --------
    >>> schemes(["mercosur", "alba"])
    'Mercosur and ALBA'
    """
    return joined((SCHEMES[key] for key in keys), word)


def states(codes: Iterable[str], word: str = "and") -> str:
    """Name some states.

    Examples
    --------
    >>> states(["CHL", "PER"])
    'Chile and Peru'
    """
    return joined((STATES[code] for code in codes), word)


def span(years: range) -> str:
    """Write a run of years.

    Examples
    --------
    >>> span(range(2011, 2015))
    '2011 to 2014'
    """
    return f"{years[0]} to {years[-1]}"


def estimate(pair: tuple[str, str]) -> str:
    """Name a release and estimate of positions in UN votes.

    Examples
    --------
    >>> estimate(("jul2025", "final_passage"))
    'votes on final passage, release of July 2025'
    """
    release, counted = pair
    return f"{_COUNTED[counted]}, release of {_RELEASED[release]}"


ESTIMATES = f"each of {spelled(len(RELEASES))} estimates ({'; '.join(map(estimate, RELEASES))})"


def day(iso: str) -> str:
    """Write a day, the months in English.

    Examples
    --------
    >>> day("2012-06-01")
    '1 June 2012'
    """
    date = dt.date.fromisoformat(iso)
    return f"{date.day} {date:%B %Y}"


def month_day(day_of_year: str) -> str:
    """Write a day of any year.

    Examples
    --------
    >>> month_day("07-01")
    '1 July'
    """
    return day(f"2000-{day_of_year}").removesuffix(" 2000")
