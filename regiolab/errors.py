"""Errors that a reader sees: one sentence with the cure, never a traceback."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from regiolab.i18n import _

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # categories of signs that have no shape


class RegiolabError(Exception):
    """What was wrong, where, and what to do, in one sentence.

    IPython asks an exception how it wants to be shown; this one answers with its sentence alone,
    so that a student sees no traceback.
    """

    def _render_traceback_(self) -> list[str]:
        return [f"regiolab: {self}"]


class UnknownName(RegiolabError, LookupError):
    """A table, bloc, state, column or language that does not exist."""


class InvalidValue(RegiolabError, ValueError):
    """A value that exists as text but means nothing here: a date, a rule, a file."""


def unknown(kind: str, given: object, known: Iterable[str]) -> UnknownName:
    """Build the error for a name that is not known, with the nearest names.

    Parameters
    ----------
    kind : str
        What was looked for, already translated and with its article: ``"a table"``.
    given : object
        The name that was given.
    known : iterable of str
        The names that exist.

    Returns
    -------
    UnknownName

    Examples
    --------
    >>> print(unknown("a bloc", "mercosul", ["mercosur", "alba"]))
    'mercosul' is not a bloc; did you mean 'mercosur'?
    >>> print(unknown("a bloc", "xyz", ["mercosur", "alba"]))
    'xyz' is not a bloc; choose one of: alba, mercosur.
    """
    names = sorted(known)
    lowered = {name.lower(): name for name in names}
    near = difflib.get_close_matches(str(given).strip().lower(), lowered, n=1, cutoff=0.6)
    if near:
        text = _("'{given}' is not {kind}; did you mean '{near}'?")
        return UnknownName(text.format(given=given, kind=kind, near=lowered[near[0]]))
    text = _("'{given}' is not {kind}; choose one of: {names}.")
    return UnknownName(text.format(given=given, kind=kind, names=", ".join(names)))


def shown(text: str, most: int = 120) -> str:
    """Return text for one line of a terminal: what cannot be seen is spelled out.

    Examples
    --------
    >>> print(shown("ana\\u202etxt.exe\\n"))
    ana\\u202etxt.exe\\u000a
    """
    text = "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in UNSEEN else c for c in text[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"
