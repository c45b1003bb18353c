"""The codebook's rule of degree: scope first, contradicting cards weighed, then element or dominant.

It is what a student is asked to apply by hand. The article does not follow it everywhere, for it reads
whole schemes and not cards; where the two part, :func:`regiolab.views.rule_and_article` says so.
"""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.comparison import own_variant
from regiolab.analysis.typology import ROUNDING, condition_values, indicator_values
from regiolab.i18n import _, worded

SHOWN = 2 / 3  # strength of evidence from which a condition is shown: nothing as strong speaks against it
MOST = 1 / 2  # a type is dominant if more than this share of its conditions is shown


def rule() -> str:
    """Return the rule in the words that students read, made from its own limits.

    Examples
    --------
    >>> "more than 50%" in rule()
    True
    """
    text = _(
        "First the scope: where every condition of the residual answer is shown, that is the answer, and no type "
        "holds. Then go through the types one after the other. A condition is shown where a card supports it and no "
        "card as strong speaks against it. A type is an element if at least one of its conditions is shown. It is "
        "dominant if more than {most:.0%} of them are shown and no other type reaches as large a share. Otherwise it "
        "is absent."
    )
    return worded(text, most=MOST)


def coded_degrees(
    evidence: pd.DataFrame,
    indicators: pd.DataFrame,
    conditions: pd.DataFrame,
    units: pd.DataFrame,
    models: pd.DataFrame,
) -> pd.DataFrame:
    """Apply the codebook's rule of degree to every unit.

    Parameters
    ----------
    evidence, indicators, conditions, units, models : pandas.DataFrame
        Tables of the shapes of the course's own.

    Returns
    -------
    pandas.DataFrame
        One row a unit and model of its dimension: ``unit``, ``model`` (str), ``shown``, ``needed``
        (int64, conditions), ``by`` (str, the conditions that are shown, joined by ``;``), ``degree``
        (str: absent, element or dominant; empty for a residual answer), ``holds`` (bool).

    Examples
    --------
    >>> from regiolab.data import load
    >>> found = coded_degrees(*map(load, ("evidence", "indicators", "conditions", "units", "models")))
    >>> found.set_index(["unit", "model"]).loc[("nafta_1994_economic", "productive"), "degree"]
    'absent'
    """
    values = indicator_values(evidence, indicators)
    table = condition_values(values, indicators, conditions, units=units, models=models, residual=True)
    table = own_variant(table[table["basis"].eq("all")], units)
    table = table.assign(shown=table["low"] >= SHOWN - ROUNDING)
    kinds = dict(zip(models["model"].astype(str), models["kind"].astype(str), strict=True))
    rows = []
    for unit, own in table.groupby("unit", sort=False):
        counts = {
            str(model): (int(part["shown"].sum()), len(part), ";".join(part.loc[part["shown"], "condition"]))
            for model, part in own.groupby("model", sort=False)
        }
        outside = any(kinds[name] == "residual" and n == needed for name, (n, needed, _by) in counts.items())
        shares = {name: n / needed for name, (n, needed, _by) in counts.items() if kinds[name] == "ideal_type"}
        for name, (n, needed, by) in counts.items():
            if kinds[name] == "residual":
                rows.append((unit, name, n, needed, by, "", n == needed))
                continue
            others = max((share for other, share in shares.items() if other != name), default=0.0)
            degree = "absent" if outside else degree_of(n, needed, others)
            rows.append((unit, name, n, needed, by, degree, degree != "absent"))
    return pd.DataFrame(rows, columns=["unit", "model", "shown", "needed", "by", "degree", "holds"])


def degree_of(shown: int, needed: int, others: float) -> str:
    """Return the degree of a type of which `shown` of `needed` conditions are shown.

    Parameters
    ----------
    shown, needed : int
    others : float
        The largest share of conditions that another type of the dimension reaches.

    Examples
    --------
    >>> degree_of(0, 3, 0.0), degree_of(1, 3, 0.0), degree_of(2, 4, 0.0), degree_of(2, 3, 0.5)
    ('absent', 'element', 'element', 'dominant')
    >>> degree_of(2, 3, 2 / 3)
    'element'
    """
    if not shown:
        return "absent"
    share = shown / needed
    return "dominant" if share > MOST and share > others else "element"
