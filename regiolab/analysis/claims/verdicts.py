"""The claims ledger: statements of the article, and what the tables and series say of them.

Where a table or a series can decide, a small function computes the verdict; the others are read.
A function registers itself for a claim with :func:`decides`; it gets the tables through
:class:`IndependentTables`, which keeps from it every row that rests on the article's author alone.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pandas as pd

from regiolab.data import load
from regiolab.data.bundle import Finding
from regiolab.data.independence import cites_independent
from regiolab.errors import unknown
from regiolab.i18n import _, format_date, format_list, speaking, worded

# modules beside this one that register claims
WHERE = ("acts", "naming", "belonging", "leaders", "governing", "votes", "shifts", "ranks", "trading", "pacts")

Found = TypeVar("Found")


@dataclass(frozen=True)
class Verdict:
    """What the data say of a claim.

    Parameters
    ----------
    verdict : {"supported", "imprecise", "contradicted", "open"}
    figure : str
        The figure or fact that decides, in words.
    alternative : str
        The other cut or source that was tried, and what it says.
    """

    verdict: str
    figure: str
    alternative: str = ""


class IndependentTables:
    """The tables as a computed test sees them: without rows that rest on the article's author alone.

    Parameters
    ----------
    tables : callable
        Returns a table by name; :func:`regiolab.load` if left out.

    Examples
    --------
    >>> IndependentTables()("events")["event"].is_unique
    True
    """

    def __init__(self, tables: Callable[[str], pd.DataFrame] = load) -> None:
        self._tables = tables
        self._known: dict[str, pd.DataFrame] = {}
        self._found: dict[tuple, Any] = {}

    def __call__(self, name: str) -> pd.DataFrame:
        if name not in self._known:
            frame = self._tables(name)
            if "source" in frame.columns:
                frame = frame[frame["source"].map(cites_independent).astype(bool)]
            self._known[name] = frame
        return self._known[name]

    def once(self, ask: Callable[..., Found], *args: Hashable, **choice: Hashable) -> Found:
        """Ask a function of these tables, or remember what it said of them before.

        Several tests look at the same figures. What is found holds for these tables only, and whoever is
        given it leaves it as it is.

        Examples
        --------
        >>> tables = IndependentTables()
        >>> tables.once(lambda tables, name: len(tables(name)), "countries") == len(tables("countries"))
        True
        """
        key = (ask, args, tuple(sorted(choice.items())))
        if key not in self._found:
            self._found[key] = ask(self, *args, **choice)
        return self._found[key]


class NoEvidence(Exception):
    """Nothing independent bears on the claim: its verdict is open."""


Decision = Callable[[IndependentTables], Verdict]


@dataclass(frozen=True)
class Test:
    """How a claim is decided: the function, the same in words, and from what.

    Parameters
    ----------
    decision : callable
        Gets the tables, returns the verdict.
    sentence : str
        What decides, with places for `values`.
    how : {"series", "table"}
        Whether the verdict is computed from a series, or looked up in a table of facts.
    values : mapping
        The function's own thresholds, days and acts. What can be called is asked when the words are
        wanted: the title of an act stands in a table.
    """

    __test__ = False  # pytest takes what is called so for one of its own

    decision: Decision
    sentence: str = ""
    how: str = "table"
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The sentence that readers see, in English like the table in which it stands."""
        with speaking("en"):
            return worded(self.sentence, **{name: _written(value) for name, value in self.values.items()})


def _written(value: object) -> object:
    if callable(value):
        value = value()
    if isinstance(value, dt.date):
        return format_date(value)
    return format_list(value) if isinstance(value, tuple) else value


_TESTS: dict[str, Test] = {}


def decides(
    *claims: str, test: str | Mapping[str, str] = "", how: str = "table", **values: object
) -> Callable[[Decision], Decision]:
    """Register a function that computes the verdict on one or more claims.

    Parameters
    ----------
    *claims : str
    test : str or mapping
        What decides, in words, with places for `values`; by claim where the same figures mean another thing.
    how : {"series", "table"}
        See :class:`Test`.
    **values
        The function's own thresholds and years, filled into `test`, so that words and code cannot part:
        numbers, days, tuples of names, or functions that return one of these.
    """

    def register(decision: Decision) -> Decision:
        for claim in claims:
            if claim in _TESTS:
                raise ValueError(f"{claim} is decided twice")
            _TESTS[claim] = Test(decision, test if isinstance(test, str) else test[claim], how, values)
        return decision

    return register


def known_tests() -> dict[str, Test]:
    """Return how each computed claim is decided, by claim."""
    for module in WHERE:
        importlib.import_module(f"regiolab.analysis.claims.{module}")
    return dict(sorted(_TESTS.items()))


def decisions() -> dict[str, Decision]:
    """Return the functions that compute verdicts, by claim."""
    return {claim: test.decision for claim, test in known_tests().items()}


def compute(claim: str, tables: Callable[[str], pd.DataFrame] = load) -> Verdict:
    """Compute the verdict on a claim that a table or series can decide.

    Parameters
    ----------
    claim : str
        Identifier, such as ``"C143"``.
    tables : callable
        Returns a table by name.

    Returns
    -------
    Verdict
        ``open`` where nothing independent bears on the claim.

    Raises
    ------
    UnknownName
        If no function decides it.

    Examples
    --------
    >>> compute("C143").verdict
    'contradicted'
    """
    known = decisions()
    if claim not in known:
        raise unknown(_("a claim that is computed"), claim, known)
    try:
        seen = tables if isinstance(tables, IndependentTables) else IndependentTables(tables)
        return seen.once(known[claim])  # a function may decide several claims
    except NoEvidence as error:
        return Verdict("open", str(error) or _("No independent row of the tables bears on it."))


def run_claims(tables: Callable[[str], pd.DataFrame] = load) -> pd.DataFrame:
    """Run the ledger: every claim with its verdict, and the computed one beside it where there is one.

    Parameters
    ----------
    tables : callable
        Returns a table by name; :func:`regiolab.load` if left out.

    Returns
    -------
    pandas.DataFrame
        One row a claim: ``claim``, ``locator``, ``kind``, ``statement`` (str), ``verdict`` (str, the
        table's; NaN where the table lacks a computed claim), ``how`` (str: ``series`` computed from a
        series, ``table`` looked up in a table of facts, ``read``), ``computed`` (str, NaN where it is
        read), ``agrees`` (boolean, missing where it is read), ``figure``, ``tried`` (str).

    Examples
    --------
    >>> {"claim", "verdict", "how", "computed", "agrees"} <= set(run_claims().columns)
    True
    """
    table = tables("claims")[["claim", "locator", "kind", "statement", "verdict"]]
    independent = IndependentTables(tables)
    found = [(claim, test.how, compute(claim, independent)) for claim, test in known_tests().items()]
    columns = ["claim", "how", "computed", "figure", "tried"]
    ours = pd.DataFrame(
        [(claim, how, item.verdict, item.figure, item.alternative) for claim, how, item in found], columns=columns
    )
    merged = table.astype({"kind": "str", "verdict": "str"}).merge(ours, on="claim", how="outer", sort=True)
    both = merged["verdict"].notna() & merged["computed"].notna()
    agrees = merged["verdict"].eq(merged["computed"]).astype("boolean").mask(~both)
    merged = merged.assign(agrees=agrees, how=merged["how"].fillna("read"))
    return merged[[*table.columns, "how", "computed", "agrees", "figure", "tried"]]


def differences(tables: Callable[[str], pd.DataFrame] = load) -> list[tuple[str, str, str, str]]:
    """Return the claims whose verdict in the table is not the computed one.

    Returns
    -------
    list of tuple of str
        Claim, the table's verdict, the computed one, and the figure that decides.
    """
    rows = run_claims(tables)
    rows = rows[rows["agrees"].eq(False).fillna(False)]
    return list(rows[["claim", "verdict", "computed", "figure"]].itertuples(index=False, name=None))


def misworded(tables: Callable[[str], pd.DataFrame] = load) -> list[tuple[str, str]]:
    """Return the computed claims of which the table words another test than the code makes.

    Returns
    -------
    list of tuple of str
        Claim, and the test as the code words it.

    Examples
    --------
    >>> misworded()
    []
    """
    said = dict(tables("claims")[["claim", "test"]].itertuples(index=False, name=None))
    worded_here = {claim: test.words for claim, test in known_tests().items() if test.sentence and claim in said}
    return [(claim, words) for claim, words in worded_here.items() if said[claim] != words]


def findings(tables: Callable[[str], pd.DataFrame] = load) -> list[Finding]:
    """Return where the table of claims parts from code, in verdict or in words, as ``regiolab check`` prints it."""
    order = {claim: index for index, claim in enumerate(tables("claims")["claim"])}
    text = _("the data say '{computed}': {figure}")
    found = [
        Finding("claims.csv", order[claim] + 2, f"{claim}, verdict", text.format(computed=computed, figure=figure))
        for claim, _verdict, computed, figure in differences(tables)
    ]
    text = _("the test that is made reads: {words}")
    return found + [
        Finding("claims.csv", order[claim] + 2, f"{claim}, test", text.format(words=words))
        for claim, words in misworded(tables)
    ]
