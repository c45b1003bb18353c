"""Standard output and error as they are: what one cannot hold is written with what it can."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import sys
import unicodedata

HANDLER = "regiolab.plain"

# what keeps its meaning in other signs; accents are taken off by rule
PLAIN = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚‹›′", "'"),
    **dict.fromkeys("–−‐‑", "-"),
    **dict.fromkeys("●•·∙▪■◆★", "*"),
    **dict.fromkeys("○◦□◇", "o"),
    **dict.fromkeys("\u00a0\u2009\u202f", " "),
    "—": "--",
    "…": "...",
    "¶": "par. ",
    "§": "sec. ",
    "→": "->",
    "←": "<-",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "≈": "~",
    "×": "x",
    "÷": "/",
    "✓": "yes",
    "✗": "no",
    "¿": "",
    "¡": "",
    "€": "EUR",
    "α": "alpha",
    "κ": "kappa",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "đ": "d",
}


def plain(text: str, encoding: str | None) -> str:
    """Return a text with what an encoding can hold.

    Examples
    --------
    >>> plain("S1 ¶2 → “Asunción”", "ascii")
    'S1 par. 2 -> "Asuncion"'
    >>> plain("“Asunción”", "cp437")
    '"Asunción"'
    """
    try:
        return text.encode(encoding or "ascii", HANDLER).decode(encoding or "ascii")
    except LookupError:
        return text


def soften() -> None:
    """Have standard output and error replace what they cannot hold, unless the user chose otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and stream.errors in ("strict", "backslashreplace", "surrogateescape"):
            stream.reconfigure(errors=HANDLER)


def is_closed(error: OSError) -> bool:
    """Return whether an error says that nobody reads the output any longer."""
    # Windows calls it an invalid argument
    return error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL)


def drop() -> None:
    """Let what is still to be written to standard output go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        if sys.__stdout__ is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.__stdout__.fileno())
            os.close(nowhere)


def _replace(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_sign, signs)), error.end


def _sign(sign: str) -> str:
    if sign in PLAIN:
        return PLAIN[sign]
    if "\udc80" <= sign <= "\udcff":
        return f"\\x{ord(sign) - 0xDC00:02x}"  # a byte of a file's name that is no text
    bare = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return bare or ("" if unicodedata.combining(sign) else "?")


codecs.register_error(HANDLER, _replace)
