"""Where the codebook's rule of degree and the article's reading part, unit by unit, and why."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.degrees import coded_degrees, rule
from regiolab.data import labels, load
from regiolab.data.sources import ARTICLE
from regiolab.errors import unknown
from regiolab.i18n import _, ngettext
from regiolab.views.listing import Listing, listing
from regiolab.words import RESIDUALS, degree_name, split


def rule_and_article(*blocs: str) -> Listing:
    """List where the codebook's rule, applied to the course's cards, and the article part.

    Parameters
    ----------
    *blocs : str
        Schemes; all that the article reads if none is given.

    Returns
    -------
    Listing
        One row a unit and model: the unit, the model, how many of its conditions the cards show, the
        degree by the rule, the article's, and which conditions the rule counted.

    Raises
    ------
    UnknownName
        For a scheme that the article does not read.

    Examples
    --------
    >>> "Mercosur 2003–2015, economic" in rule_and_article("mercosur").frame.iloc[:, 0].tolist()
    True
    """
    found, article = compared(*blocs)
    names, models = labels.condition_names(), labels.model_names()
    apart = found[found["degree"].ne(article)]
    said = article[apart.index]
    rows = list(zip(apart.itertuples(index=False), said, strict=True))
    text = ngettext("{n} of {all} readings part.", "{n} of {all} readings part.", len(apart))
    return listing(
        [
            (_("Unit"), [labels.unit_name(row.unit) for row, _said in rows]),
            (_("Model"), [models[row.model] for row, _said in rows]),
            (_("Conditions shown"), [_("{n} of {all}").format(n=row.shown, all=row.needed) for row, _said in rows]),
            (_("By the rule"), [_ruling(row.model, row.degree) for row, _said in rows]),
            (_("The article"), [_ruling(row.model, degree) for row, degree in rows]),
            (_("Which conditions"), ["; ".join(names[name] for name in split(row.by)) for row, _s in rows]),
        ],
        f"{rule()} {text.format(n=len(apart), all=len(found))}",
    )


def compared(*blocs: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return the degrees by the rule for the units that the article reads, and the article's beside them.

    Returns
    -------
    tuple of pandas.DataFrame and pandas.Series
        Rows of :func:`regiolab.analysis.coded_degrees`, and for each the article's degree: absent,
        element, dominant, or ``""`` for a residual answer that it gives. A residual answer that neither
        gives is left out.

    Examples
    --------
    >>> rows, article = compared("nafta")
    >>> dict(zip(rows["model"], article))["strategic"]
    'dominant'
    """
    codings = load("codings")
    own = codings[codings["coder"].eq(ARTICLE) & codings["model"].notna()]
    for bloc in blocs:
        if bloc not in set(own["bloc"]):
            raise unknown(_("a bloc that the article reads"), bloc, set(own["bloc"]))
    own = own[own["bloc"].isin(blocs)] if blocs else own
    said = {(row.unit, str(row.model)): str(row.degree) if pd.notna(row.degree) else "" for row in own.itertuples()}
    rows = coded_degrees(*map(load, ("evidence", "indicators", "conditions", "units", "models")))
    rows = rows[rows["unit"].isin(own["unit"])]
    residual = rows["degree"].eq("")
    keys = list(zip(rows["unit"], rows["model"], strict=True))
    article = pd.Series([said.get(key, "absent") for key in keys], index=rows.index, dtype=object)
    # a residual answer has no degree: it is given or not
    given = residual & article.eq("")
    rows = rows.assign(degree=rows["degree"].mask(residual & ~rows["holds"], "absent"))
    kept = ~residual | rows["holds"] | given
    return rows[kept].reset_index(drop=True), article[kept].reset_index(drop=True)


def _ruling(model: str, degree: str) -> str:
    """Return the reader's words for a degree; a residual answer is given or not."""
    if model in RESIDUALS:
        return _("not given") if degree else _("given")
    return degree_name(degree)
