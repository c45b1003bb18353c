"""Who is independent of the article: texts that its author had no hand in.

There is one rule, and it goes by the authors that ``sources.bib`` names.
"""

from __future__ import annotations

import functools
import re
import unicodedata

import pandas as pd

from regiolab.data import sources, store
from regiolab.data.sources import ARTICLE, Bibliography


@functools.cache
def is_independent(key: str) -> bool:
    """Tell whether a text is by other hands than the article's.

    Parameters
    ----------
    key : str
        A key of ``sources.bib``.

    Raises
    ------
    UnknownName
        For a key that is not there.

    Examples
    --------
    >>> is_independent("briceno2013_ejes"), is_independent("briceno2010_arco"), is_independent("muhr2010")
    (False, False, True)
    """
    family = _words(store.source(ARTICLE).author.split(",")[0])
    known = store.bibliography()
    if isinstance(known, Bibliography) and key in known and not family <= _words(known.text(key)):
        return True  # the name stands nowhere in the entry: no need to read who its authors are
    return not any(family <= _words(person) for person in store.source(key).author.split("; "))


store.on_change(is_independent.cache_clear)


@functools.cache
def cites_independent(cell: object) -> bool:
    """Say whether a cell cites a source other than the article's author.

    Examples
    --------
    >>> cites_independent("briceno2018[S5 ¶12];briceno2010_arco"), cites_independent("briceno2018;df_2011_arco")
    (False, True)
    """
    cited = sources.parse(cell) if isinstance(cell, str) else []
    return any(is_independent(item.key) for item in cited)


store.on_change(cites_independent.cache_clear)


def with_independence(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return cards with a column ``independent``: whether others than the article's author bear them out.

    A card that rests on the article alone is its assertion.

    Examples
    --------
    >>> from regiolab.data import load
    >>> with_independence(load("evidence"))["independent"].dtype
    dtype('bool')
    """
    return evidence.assign(independent=evidence["source"].map(cites_independent).astype(bool))


def _words(name: str) -> set[str]:
    # a double surname is written with and without a hyphen or an accent, in either order of the parts
    plain = unicodedata.normalize("NFKD", re.sub(r"[{}]", "", name).casefold()).encode("ascii", "ignore").decode()
    return set(re.findall(r"[a-z]+", plain))
