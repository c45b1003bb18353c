"""The language in which regiolab speaks to its reader.

Every string that a reader sees passes through :func:`_`. English is the source language; the
catalogues lie in ``regiolab/locale``. The environment variable ``REGIOLAB_LANG`` sets the language
of a session, :func:`use_language` changes it. Nothing else of the package is imported here.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import gettext as _gettext
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from pathlib import Path

LANGUAGES = ("en", "es", "pt")
LOCALE = Path(__file__).with_name("locale")

# A kernel runs each cell in a context of its own, so the reader's choice is the process's; only what
# speaks for somebody else (grading a file) holds its language in the context.
_chosen = "en"
_speaking: ContextVar[str | None] = ContextVar("regiolab_language", default=None)


@functools.cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation("regiolab", LOCALE, [language], fallback=language == "en")


def _(message: str) -> str:
    """Translate `message` into the current language."""
    return _catalogue(language()).gettext(message) if message else message


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message that depends on the number `n`."""
    return _catalogue(language()).ngettext(singular, plural, n)


def language() -> str:
    """Return the current language: ``"en"``, ``"es"`` or ``"pt"``.

    Examples
    --------
    >>> language()
    'en'
    """
    return _speaking.get() or _chosen


def reduced(name: str) -> str | None:
    """Reduce a locale name to a language of the course; None for any other language.

    Examples
    --------
    >>> reduced("pt_BR"), reduced("es-MX"), reduced("ES"), reduced("es_AR.UTF-8@euro"), reduced("C.UTF-8")
    ('pt', 'es', 'es', 'es', 'en')
    >>> reduced("fr_FR") is None
    True
    """
    head = re.split(r"[-_.@:]", name.strip().lower())[0]
    if head in ("", "c", "posix"):
        return "en"
    return head if head in LANGUAGES else None


def use_language(name: str) -> None:
    """Speak English, Spanish or Portuguese from now on.

    Parameters
    ----------
    name : str
        A language, ``"en"``, ``"es"`` or ``"pt"``, or the name of a locale such as ``"pt_BR"``. Any
        other language is said in a sentence on standard error, and English is used.

    Examples
    --------
    >>> use_language("en-GB")
    """
    global _chosen
    found = reduced(name)
    _chosen = found or "en"
    if found is None:
        text = _("'{name}' is no language of this course ({known}): English is used.")
        print("regiolab: " + text.format(name=name, known=", ".join(LANGUAGES)), file=sys.stderr)


@contextlib.contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak another language for a while, here and in nothing that runs beside it.

    Examples
    --------
    >>> with speaking("pt"):
    ...     format_list(["Chile", "Peru"])
    'Chile e Peru'
    """
    token = _speaking.set(reduced(name) or "en")
    try:
        yield
    finally:
        _speaking.reset(token)


def localised(row, column: str) -> str:
    """Return ``row["column_LANGUAGE"]``, or the English value where that is empty.

    Parameters
    ----------
    row : mapping
        A row of a table with columns such as ``name_en``, ``name_es``, ``name_pt``.
    column : str
        The part of the column's name before the language.
    """
    value = row[f"{column}_{language()}"]
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

    locale = "en_GB" if language() == "en" else language()
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

    return babel_format(list(items), locale="en_GB" if language() == "en" else language())


if os.environ.get("REGIOLAB_LANG"):
    use_language(os.environ["REGIOLAB_LANG"])
