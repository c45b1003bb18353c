"""Readings of a unit side by side: who reads it otherwise than the article."""

from __future__ import annotations

import pandas as pd

from regiolab import words
from regiolab.data import labels, load
from regiolab.data.independence import is_independent
from regiolab.data.sources import ARTICLE
from regiolab.errors import unknown
from regiolab.i18n import _


def disagreements(bloc: str | None = None, unit: str | None = None, *, all_readings: bool = False) -> pd.DataFrame:
    """Return who reads a bloc otherwise than the article, in their own terms.

    Parameters
    ----------
    bloc, unit : str, optional
        Only readings of this scheme, or of this unit.
    all_readings : bool
        Keep the readings that agree as well.

    Returns
    -------
    pandas.DataFrame
        One row a reading: ``unit``, ``coder``, ``term`` (the coder's own), ``model`` and ``degree``
        (our mapping), ``flags``, ``article`` (the degree that the article gives this model, empty
        where it names no model for the unit), ``kind`` ("agrees", "degree", "model", "own category"
        or "article silent"), ``independent`` (bool, False for other texts by the article's author),
        ``comment``, ``source``. A model of which the article does not speak, in a unit where it
        names another, counts as absent.

    Raises
    ------
    UnknownName
        For an unknown unit, or a scheme that nobody reads.

    Examples
    --------
    >>> found = disagreements("unasur").set_index(["coder", "unit"])
    >>> found.loc[("riggirozzi_grugel2015", "unasur_2008_economic"), ["model", "kind"]].tolist()
    ['social', 'model']
    """
    table = load("codings")
    if unit is not None:
        table = table[table["unit"].eq(labels.unit_row(unit)["unit"])]
    if bloc is not None:
        known = set(load("codings")["bloc"])
        if bloc not in known:
            raise unknown(_("a bloc that somebody reads"), bloc, known)
        table = table[table["bloc"].eq(bloc)]
    others = table[table["coder"].ne(ARTICLE)]
    degrees = {
        key: {str(row.model): str(row.degree) if pd.notna(row.degree) else "" for row in group.itertuples()}
        for key, group in table[table["coder"].eq(ARTICLE)].groupby("unit")
    }
    rows = []
    for row in others.itertuples(index=False):
        article = _article_degree(degrees.get(row.unit), row.model)
        model, degree = ("" if pd.isna(cell) else str(cell) for cell in (row.model, row.degree))
        kind = _kind(model, degree, article)
        independent = is_independent(row.coder)
        said = (row.unit, row.coder, row.term, model, degree, row.flags)
        rows.append((*said, article or "", kind, independent, row.comment, row.source))
    names = ["unit", "coder", "term", "model", "degree", "flags", "article", "kind", "independent", "comment", "source"]
    found = pd.DataFrame(rows, columns=names)
    return found if all_readings else found[found["kind"].ne("agrees")].reset_index(drop=True)


def own_variant(scores: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Keep of the scores those on the variant to which a unit's members hold it.

    Parameters
    ----------
    scores : pandas.DataFrame
        With the columns ``unit`` and ``variant``, as :func:`regiolab.analysis.ideal_type_scores`.
    units : pandas.DataFrame
        The table ``units``.

    Examples
    --------
    >>> scores = pd.DataFrame({"unit": "alba_2004_economic", "variant": ["North-South", "South-South", ""]})
    >>> own_variant(scores, load("units"))["variant"].tolist()
    ['South-South', '']
    """
    held = scores["unit"].map(units.set_index("unit")["variant"].astype(object))
    return scores[scores["variant"].eq("") | scores["variant"].eq(held)]


def _article_degree(degrees: dict[str, str] | None, model: object) -> str | None:
    """Return what the article gives a model: a degree, "residual", "absent", or None if it is silent."""
    if degrees is None:
        return None
    name = "" if pd.isna(model) else str(model)
    if name in degrees:
        return degrees[name] or "residual"
    return "absent" if name else ""


def _kind(model: str, degree: str, article: str | None) -> str:
    if article is None:
        return "article silent"
    if not model:
        return "own category"
    if article == (degree or "residual"):
        return "agrees"
    return "degree" if degree in words.HELD and article in words.HELD else "model"
