"""Strangers' text made harmless: on a terminal, in a spreadsheet, as the name of a file.

HTML is escaped by the templates; what is done here is what no template does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from regiolab.errors import UNSEEN

FORMULA = frozenset("=+-@\t\r＝＋－＠")  # what a spreadsheet may take for the start of a formula
JOINERS = frozenset("\u200c\u200d")  # parts of ordinary words and signs in several scripts


def plain(text: str) -> str:
    """Return text without control and direction marks; line breaks stay.

    Examples
    --------
    >>> plain("a\\u202eb\\x00c")
    'abc'
    """
    return "".join(c for c in text if c == "\n" or c in JOINERS or unicodedata.category(c) not in UNSEEN)


def cell(text: str) -> str:
    """Return text for a cell of a spreadsheet, which must not take it for a formula.

    Examples
    --------
    >>> cell("=1+1"), cell(" @sum"), cell("Ana")
    ("'=1+1", "' @sum", 'Ana')
    """
    # looked at before it is cleaned as well: a tab in front starts a formula in some programs
    first = text.lstrip(" ")[:1]
    clean = " ".join(plain(text.replace("\r", "\n").replace("\t", " ")).split("\n"))
    return f"'{clean}" if first in FORMULA or clean.lstrip()[:1] in FORMULA else clean


def student(pseudonym: str, id_: str) -> str:
    """Return how a student is called: the pseudonym, or the beginning of the submission's id.

    Examples
    --------
    >>> student("  Ana  María ", "0" * 32), student("", "1a2b3c4d" + "0" * 24)
    ('Ana María', '#1a2b3c4d')
    """
    return " ".join(unicodedata.normalize("NFC", pseudonym).split()) or f"#{id_[:8]}"


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

    Examples
    --------
    >>> file_name("../../Ana"), file_name("ana") == file_name("ANA")
    ('ana-65eed855', False)
    """
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:40].strip("-") or "student"
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{slug}-{digest}" if number == 1 else f"{slug}-{digest}-{number}"
