"""How the ledger stands: statements counted by section, by kind, by matter and by how they were decided."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.claims.verdicts import known_tests
from regiolab.data import load
from regiolab.errors import unknown
from regiolab.i18n import _
from regiolab.words import DECIDED, VERDICTS

# what is at stake in a kind of statement: a wrong year or acronym is not a wrong trend
MATTERS = {
    "facts": ("date", "event", "membership"),
    "names": ("name",),
    "attributions": ("attribution",),
    "substance": ("classification", "definition", "trend"),
    "expectations": ("prediction",),
}
GROUPS = ("section", "kind", "matter", "how")


def section_of(locator: str) -> str:
    """Return the section in which a statement stands first.

    Examples
    --------
    >>> section_of("S6 ¶4;S7 ¶1")
    'S6'
    """
    return locator.split(" ")[0]


def how_decided(claims: pd.Series) -> pd.Series:
    """Say of each claim how it was decided: from a ``series``, in a ``table`` of facts, or ``read``.

    Examples
    --------
    >>> how_decided(pd.Series(["C143", "C260"])).tolist()
    ['table', 'read']
    """
    known = known_tests()
    return claims.map(lambda claim: known[claim].how if claim in known else "read").astype("str")


def counts(by: str = "section") -> pd.DataFrame:
    """Count the statements of the ledger by verdict.

    Parameters
    ----------
    by : {"section", "kind", "matter", "how"}
        One row a section, a kind of statement, a matter (:data:`MATTERS`) or a way of deciding.

    Returns
    -------
    pandas.DataFrame
        Index: the groups. Columns: the four verdicts and ``all`` (Int64).

    Raises
    ------
    UnknownName
        For another way to count.

    Examples
    --------
    >>> sums = {by: int(counts(by)["all"].sum()) for by in GROUPS}
    >>> set(sums.values()) == {len(load("claims"))}
    True
    """
    if by not in GROUPS:
        raise unknown(_("a way to group claims"), by, GROUPS)
    claims = load("claims").astype({"kind": "str", "verdict": "str"})
    if by == "section":
        groups = claims["locator"].map(section_of)
        order = sorted(groups.unique())
    elif by == "how":
        groups = how_decided(claims["claim"])
        order = list(DECIDED)
    elif by == "matter":
        groups = claims["kind"].map({kind: matter for matter, kinds in MATTERS.items() for kind in kinds})
        order = list(MATTERS)
    else:
        groups = claims["kind"]
        order = groups.value_counts().index.tolist()
    table = pd.crosstab(groups, claims["verdict"]).reindex(index=order, columns=list(VERDICTS), fill_value=0)
    return table.assign(all=table.sum(axis=1)).astype("Int64").rename_axis(index=by, columns=None)
