"""Strangers' text made harmless: on a terminal, in a spreadsheet, as the name of a file.

HTML is escaped by the templates; what is done here is what no template does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from regiolab.errors import UNSEEN

FORMULA = "=+@＝＋－＠-"  # what a spreadsheet may take for the start of a formula
# The start of a cell, under whatever separator it is read: of the text, or of what follows a separator in it.
# Opened with another separator than its own a quoted cell falls apart, quotation marks or not.
BEGINS = rf"(^|[,;|\t\r\n]){{}}(?='*[\s\"]*[{FORMULA}])"
OPEN = re.compile(BEGINS.format(""))
GUARDED = re.compile(BEGINS.format("'"))
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that are drawn as nothing
JOINERS = frozenset("\u200c\u200d")  # parts of ordinary words and signs in several scripts


def plain(text: str) -> str:
    """Return text without control and direction marks; line breaks stay.

    Examples
    --------
    >>> plain("a\\u202eb\\x00c")
    'abc'
    """
    if text.isprintable():
        return text  # most texts: nothing in them is of those categories
    return "".join(c for c in text if c == "\n" or c in JOINERS or unicodedata.category(c) not in UNSEEN)


def one_line(text: str) -> str:
    """Return text for one cell: without control marks, its lines joined by spaces."""
    return " ".join(plain(text.replace("\r", "\n").replace("\t", " ")).split("\n"))


def cell(text: str) -> str:
    """Return text for a cell of a CSV, no part of which a spreadsheet can take for a formula.

    An apostrophe stands before what could be one, at the start or after any separator; :func:`uncelled`
    takes it away.

    Examples
    --------
    >>> cell("=1+1"), cell(" @sum"), cell("I think;=cmd"), cell("Ana, not; Eva")
    ("'=1+1", "' @sum", "I think;'=cmd", 'Ana, not; Eva')
    """
    return OPEN.sub(r"\1'", one_line(text))


def uncelled(text: str) -> str:
    """Return the text that :func:`cell` made harmless.

    Examples
    --------
    >>> uncelled(cell("@ana;-1")), uncelled(cell("'=1")), uncelled("d'Ana")
    ('@ana;-1', "'=1", "d'Ana")
    """
    return GUARDED.sub(r"\1", text)


def student(pseudonym: str, id_: str) -> str:
    """Return how a student is called: the pseudonym, or the beginning of the submission's id.

    Examples
    --------
    >>> student("  Ana  María ", "0" * 32), student("", "1a2b3c4d" + "0" * 24)
    ('Ana María', '#1a2b3c4d')
    >>> student("\\u2800 \\u3164", "1a2b3c4d" + "0" * 24)  # a name that nobody sees is none
    '#1a2b3c4d'
    """
    name = " ".join(unicodedata.normalize("NFC", pseudonym).split())
    return name if name.strip(BLANKS + " ") else f"#{id_[:8]}"


def folded(name: str) -> str:
    """Return what two names that look alike have in common.

    Examples
    --------
    >>> folded("ANA\\u200b") == folded("ana")
    True
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in UNSEEN).strip()


def file_name(name: str, number: int = 1) -> str:
    """Return a name for a student's file: safe on every system, and no two alike.

    The whole digest stands in it: a second name with the same beginning of one can be searched for.

    Examples
    --------
    >>> file_name("../../Ana")[:12], file_name("ana") == file_name("ANA")
    ('ana-65eed855', False)
    """
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:40].strip("-") or "student"
    digest = hashlib.sha256(name.encode()).hexdigest()
    return f"{slug}-{digest}" if number == 1 else f"{slug}-{digest}-{number}"
