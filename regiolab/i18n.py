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
import numbers
import os
import re
import string
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

LANGUAGES = ("en", "es", "pt")
LOCALE = Path(__file__).with_name("locale")
# what a Spanish word begins with where "y" before it turns into "e": not the first half of a diphthong, as in
# hielo; quotation marks and brackets before it are not heard
SOUNDS_I = re.compile(r"\W*h?[ií](?![ae])", re.IGNORECASE)

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


def capitalised(text: str) -> str:
    """Return a text as it stands at the beginning of a sentence.

    Examples
    --------
    >>> capitalised("élites of ALBA")
    'Élites of ALBA'
    """
    return text[:1].upper() + text[1:]


def localised(row: Mapping | pd.Series, column: str) -> str:
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
    if precision == "year":
        return str(date.year)
    return _written_date("en_GB" if language() == "en" else language(), date, precision)


@functools.lru_cache(4096)  # a class's pages write the same dates again and again
def _written_date(locale: str, date: dt.date, precision: str) -> str:
    from babel.dates import format_date as babel_format
    from babel.dates import format_skeleton

    if precision == "month":
        return format_skeleton("yMMMM", date, locale=locale)
    return babel_format(date, "long", locale=locale)


def format_list(items: Iterable[str]) -> str:
    """Join names as the language does; Spanish *y* is *e* before the sound of *i*.

    Examples
    --------
    >>> format_list(["Chile", "Peru", "Mexico"])
    'Chile, Peru and Mexico'
    >>> with speaking("es"):
    ...     format_list(["Chile", "Italia"]), format_list(["agua", "hielo"])
    ('Chile e Italia', 'agua y hielo')
    """
    return _written_list(language(), tuple(items))


@functools.lru_cache(4096)
def _written_list(spoken: str, names: tuple[str, ...]) -> str:
    from babel.lists import format_list as babel_format

    text = babel_format(names, locale="en_GB" if spoken == "en" else spoken)
    if spoken == "es" and len(names) > 1 and SOUNDS_I.match(names[-1]):
        text = f"{text.removesuffix(f' y {names[-1]}')} e {names[-1]}"
    return text


def number(
    value: float, decimals: int | None = 2, *, sign: bool = False, percent: bool = False, trim: bool = False
) -> str:
    """Write a number as a reader would; see :func:`worded` for numbers inside a sentence.

    The catalogues are those of Spanish and of Portuguese as a whole, so numbers follow CLDR's ``es`` and
    ``pt``: a decimal comma, as from Costa Rica to Chile, with Brazil. Mexico and a part of Central
    America write a point; a reader there understands the comma, and one text cannot write both.

    Parameters
    ----------
    value : float
    decimals : int or None
        Digits after the decimal sign, rounded in the same way in every language; None for as many as
        the value has.
    sign : bool
        Write a plus before what is not negative.
    percent : bool
        Write a share as so many of a hundred.
    trim : bool
        Leave out noughts at the end.

    Examples
    --------
    >>> number(1.05), number(0.1163, 1, percent=True), number(0.02, sign=True), number(2.5, trim=True)
    ('1.05', '11.6%', '+0.02', '2.5')
    >>> with speaking("es"):
    ...     number(1.05), number(0.1163, 1, percent=True)
    ('1,05', '11,6\xa0%')
    """
    text = str(value) if decimals is None else format(value, f"{'+' * sign}.{decimals}{'%' if percent else 'f'}")
    if trim and "." in text and not percent:
        text = text.rstrip("0").rstrip(".")
    return _as_written(text)


def decimal_sign() -> str:
    """Return what stands between ones and tenths.

    Examples
    --------
    >>> decimal_sign()
    '.'
    """
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(language())


def worded(text: str, /, *items: object, **values: object) -> str:
    """Fill a message as ``str.format`` does, with its numbers as the language writes them.

    Examples
    --------
    >>> worded("{a:.2f} in {year}, {b:+.1%}", a=1.046, year=2015, b=0.0251)
    '1.05 in 2015, +2.5%'
    >>> with speaking("pt"):
    ...     worded("{:.1f}", 0.25)
    '0,2'
    """
    return _FILLER.vformat(text, items, values)


class _Filler(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        written = format(value, format_spec)
        counted = isinstance(value, numbers.Real) and re.fullmatch(r"\+?,?(\.\d+)?[fg%]?", format_spec)
        return _as_written(written) if format_spec and counted else written


_FILLER = _Filler()


def _as_written(text: str) -> str:
    """Give a number that Python wrote the signs of the language; its digits stay."""
    found = re.fullmatch(r"([+-]?)(\d[\d,]*)(?:\.(\d+))?(%?)", text)
    if language() == "en" or found is None:
        return text
    from babel.numbers import format_percent, get_group_symbol

    sign, whole, part, percent = found.groups()
    written = whole.replace(",", get_group_symbol(language()))
    if part:
        written += decimal_sign() + part
    # the language says how far the sign of per cent stands from the digits
    return sign + (format_percent(0, locale=language()).replace("0", written) if percent else written)


if os.environ.get("REGIOLAB_LANG"):
    use_language(os.environ["REGIOLAB_LANG"])
