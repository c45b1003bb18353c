"""The language in which regiolab speaks to its reader.

Every string that a reader sees passes through :func:`_`. English is the source language; the
catalogues lie in ``regiolab/locale``. The environment variable ``REGIOLAB_LANG`` sets the language
of a session, :func:`use_language` changes it.
"""

from __future__ import annotations

import datetime as dt
import functools
import gettext as _gettext
import os
from collections.abc import Iterable
from pathlib import Path

LANGUAGES = ("en", "es", "pt")
LOCALE = Path(__file__).with_name("locale")

_current = "en"


@functools.cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("regiolab", LOCALE, [language], fallback=language == "en")


def _(message: str) -> str:
    """Translate `message` into the current language."""
    return _catalogue(_current).gettext(message) if message else message


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message that depends on the number `n`."""
    return _catalogue(_current).ngettext(singular, plural, n)


def language() -> str:
    """Return the current language: ``"en"``, ``"es"`` or ``"pt"``.

    Examples
    --------
    >>> language()
    'en'
    """
    return _current


def use_language(name: str) -> None:
    """Speak English, Spanish or Portuguese from now on.

    Parameters
    ----------
    name : {"en", "es", "pt"}

    Raises
    ------
    UnknownName
        For any other language.

    Examples
    --------
    >>> use_language("en")
    """
    global _current
    if name not in LANGUAGES:
        from regiolab.errors import unknown

        raise unknown(_("a language of this course"), name, LANGUAGES)
    _current = name


def localised(row, column: str) -> str:
    """Return ``row["column_LANGUAGE"]``, or the English value where that is empty.

    Parameters
    ----------
    row : mapping
        A row of a table with columns such as ``name_en``, ``name_es``, ``name_pt``.
    column : str
        The part of the column's name before the language.
    """
    value = row[f"{column}_{_current}"]
    return value if isinstance(value, str) and value else row[f"{column}_en"]


def format_date(date: dt.date, precision: str = "day") -> str:
    """Write a date as a reader would, no more precise than it is known.

    Parameters
    ----------
    date : datetime.date or pandas.Timestamp
    precision : {"day", "month", "year"}

    Examples
    --------
    >>> format_date(dt.date(1991, 3, 26)), format_date(dt.date(2004, 12, 1), "month")
    ('26 March 1991', 'December 2004')
    >>> format_date(dt.date(1993, 1, 1), "year")
    '1993'
    """
    from babel.dates import format_date as babel_format
    from babel.dates import format_skeleton

    locale = "en_GB" if _current == "en" else _current
    if precision == "year":
        return str(date.year)
    if precision == "month":
        return format_skeleton("yMMMM", date, locale=locale)
    return babel_format(date, "long", locale=locale)


def format_list(items: Iterable[str]) -> str:
    """Join names as the language does.

    Examples
    --------
    >>> format_list(["Chile", "Peru", "Mexico"])
    'Chile, Peru and Mexico'
    """
    from babel.lists import format_list as babel_format

    return babel_format(list(items), locale="en_GB" if _current == "en" else _current)


if os.environ.get("REGIOLAB_LANG"):
    use_language(os.environ["REGIOLAB_LANG"])
