"""Dates as a reader gives them."""

from __future__ import annotations

import datetime as dt

from regiolab.data.schema import coverage_end
from regiolab.errors import InvalidValue
from regiolab.i18n import _, format_date

COUNTED_ON = "12-31"  # month and day on which a year's governments are counted, in prose and figures alike


def counting_day(year: int, day: str = COUNTED_ON) -> dt.date:
    """Return the day on which a year's governments are counted.

    Parameters
    ----------
    year : int
    day : str
        Month and day.

    Returns
    -------
    datetime.date
        The tables' last day in the year in which they end, if `day` comes after it.

    Examples
    --------
    >>> counting_day(2018)
    datetime.date(2018, 12, 31)
    """
    last = coverage_end()
    return last if year == last.year and day > f"{last:%m-%d}" else as_date(f"{year}-{day}")


def check_years(first: int, last: int) -> None:
    """Refuse years between which none lies.

    Examples
    --------
    >>> check_years(2015, 2018)
    """
    if first > last:
        text = _("{first} lies after {last}: name the earlier year first.")
        raise InvalidValue(text.format(first=first, last=last))


def as_date(value: dt.date | str | None) -> dt.date:
    """Understand a date within the tables' reach.

    Parameters
    ----------
    value : datetime.date, str or None
        A date, or text such as ``"2012-06-29"``; None is the last day that the tables cover.

    Returns
    -------
    datetime.date

    Raises
    ------
    InvalidValue
        If it is no date, or lies after the tables' last day.

    Examples
    --------
    >>> as_date("2012-06-29")
    datetime.date(2012, 6, 29)
    """
    last = coverage_end()
    if value is None:
        return last
    try:
        # a missing time of pandas is a datetime too, but unequal to itself
        if not isinstance(value, dt.date) or value != value:
            value = dt.date.fromisoformat(str(value))
        elif isinstance(value, dt.datetime):
            value = value.date()
    except ValueError:
        text = _("'{value}' is not a date: write year-month-day, for example '2012-06-29'.")
        raise InvalidValue(text.format(value=value)) from None
    if value > last:
        text = _("{value} lies beyond the tables, which end on {last}: choose an earlier date.")
        raise InvalidValue(text.format(value=format_date(value), last=format_date(last)))
    return value


def last_year(day: str) -> int:
    """Return the last year in which the tables still cover a day, given as month and day.

    Examples
    --------
    >>> last_year("01-01") - last_year("12-31") in (0, 1)
    True
    """
    last = coverage_end()
    return last.year if day <= f"{last:%m-%d}" else last.year - 1
