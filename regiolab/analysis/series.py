"""What the derived series say of a scheme or a state.

Every function takes the tables it reads as optional arguments, so that it can be asked about other
data than the course's own.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from regiolab.analysis.membership import check_bloc, check_state, members
from regiolab.data import load, schema
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _

RELEASES = (("apr2020", "all"), ("jul2025", "all"), ("jul2025", "final_passage"))

FIXED_ON = "2012-06-01"
MEMBERSHIPS = ("fixed", "dated")  # of a scheme's series: the members of 2012 in all years, or those of each year


def select_series(name: str, **choices: str | int | Iterable[str | int]) -> pd.DataFrame:
    """Return the rows of a derived series that fit every choice.

    Parameters
    ----------
    name : str
        The table, such as ``"un_positions"``.
    **choices
        A column and the value or list of values wanted.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    UnknownName
        For an unknown table or column, or a value that does not occur.

    Examples
    --------
    >>> rows = select_series("intra_trade", bloc="mercosur", year=1998, origin="cow", membership="fixed")
    >>> round(rows["intra_share"].item(), 2)
    0.26
    """
    table, described = load(name), schema.table(name)
    for column, wanted in choices.items():
        values = [wanted] if isinstance(wanted, str | int) else list(wanted)
        present = set(table[described[column].name].dropna().unique()) if len(table) else set()
        for value in values:
            if value not in present and value not in described[column].enum:
                kind = _("a value of {column} in {table}").format(column=column, table=name)
                raise unknown(kind, value, map(str, present))
        table = table[table[column].isin(values)]
    return table.reset_index(drop=True)


def positions(bloc: str, *, membership: str = "fixed", table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return where a scheme stands in the UN General Assembly, in every release and estimate.

    Parameters
    ----------
    bloc : str
    membership : {"fixed", "dated"}
        Whose members; see ``codebook("un_positions")``.
    table : pandas.DataFrame, optional
        The table ``un_positions``.

    Returns
    -------
    pandas.DataFrame
        Rows of ``un_positions`` with ``relative_se`` (float64): the error of measurement of
        `relative_distance` that comes from the members' points; the USA's nearly cancels in the ratio.

    Examples
    --------
    >>> found = positions("mercosur")
    >>> sorted(found["release"].unique())
    ['apr2020', 'jul2025']
    """
    frame = load("un_positions") if table is None else table
    found = _of_scheme(frame, bloc, membership)
    error = found["mean_se"] * found["relative_distance"] / found["distance_usa"]
    return found.assign(relative_se=error).reset_index(drop=True)


def positions_without(bloc: str, states: Iterable[str], *, table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return how far a scheme stands from the USA in UN votes when some of its members are left out.

    The mean over members of a distance that is a multiple of the region's mean is the scheme's own
    distance in ``un_positions``, so the two can be drawn in one figure. It has no error here.

    Parameters
    ----------
    bloc : str
        A scheme; its members are those of 1 June 2012 in all years.
    states : iterable of str
        ISO codes of the members left out.
    table : pandas.DataFrame, optional
        The table ``un_ranks``.

    Returns
    -------
    pandas.DataFrame
        One row a year, release and estimate: ``bloc``, ``year``, ``release``, ``estimate``,
        ``relative_distance``, ``mean_rank`` (float64), ``n_data`` (int64).

    Examples
    --------
    >>> found = positions_without("mercosur", ["ARG"]).set_index(["release", "estimate", "year"])
    >>> round(found.loc[("jul2025", "final_passage", 2024), "relative_distance"].item(), 2)
    0.89
    """
    frame = load("un_ranks") if table is None else table
    kept = set(fixed_members(bloc)) - {check_state(iso3) for iso3 in states}
    keys = ["year", "release", "estimate"]
    rows = frame[frame["iso3"].isin(kept)].astype(dict.fromkeys(keys[1:], "str"))
    found = rows.groupby(keys).agg(
        relative_distance=("relative_distance", "mean"), mean_rank=("rank", "mean"), n_data=("iso3", "count")
    )
    found = found.astype({"relative_distance": "float64", "mean_rank": "float64"})
    return found.reset_index().assign(bloc=bloc)[["bloc", *keys, "relative_distance", "mean_rank", "n_data"]]


def fixed_members(bloc: str) -> list[str]:
    """Return the members that a scheme's series count in all years: those of 1 June 2012.

    Examples
    --------
    >>> fixed_members("mercosur")
    ['ARG', 'BRA', 'PRY', 'URY']
    """
    return sorted(members(check_bloc(bloc), on=FIXED_ON)["iso3"])


def with_them(states: Iterable[str], blocs: Iterable[str]) -> dict[str, list[str]]:
    """Return which of some states are members of which schemes, so that they can be left out.

    Raises
    ------
    InvalidValue
        For a state that is a member of none of them.

    Examples
    --------
    >>> with_them(["ARG"], ["mercosur", "alba"])
    {'mercosur': ['ARG']}
    """
    asked, chosen = list(dict.fromkeys(map(check_state, states))), list(blocs)
    inside = {bloc: [iso3 for iso3 in asked if iso3 in set(fixed_members(bloc))] for bloc in chosen} if asked else {}
    for iso3 in asked:
        if not any(iso3 in found for found in inside.values()):
            text = _("{state} is a member of none of these schemes, so nothing changes without it: {blocs}.")
            raise InvalidValue(text.format(state=iso3, blocs=", ".join(chosen) or _("none")))
    return {bloc: found for bloc, found in inside.items() if found}


def agreement_lead(
    states: Iterable[str],
    *,
    definition: str = "abstention_half",
    important: str = "all",
    partner: str = "USA",
    table: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Compare how often states vote with the USA to the mean of the region, session by session.

    Agreement moves with the agenda, which all states of a session share; the lead over the region's
    mean does not. With the table ``un_adopted`` it is the agreement with a partner, year by year.

    Parameters
    ----------
    states : iterable of str
        ISO codes.
    definition, important, partner : str
        See ``codebook("un_agreement")`` and ``codebook("un_adopted")``; `important` is a column of the
        first only, `partner` of the second.
    table : pandas.DataFrame, optional
        The table ``un_agreement`` or ``un_adopted``; the first if left out.

    Returns
    -------
    pandas.DataFrame
        One row a session (``session``, ``year_first``) or, of ``un_adopted``, a ``year``; ``share``,
        ``region``, ``lead`` (float64), ``n_states`` (int64, states with a vote that counts).

    Examples
    --------
    >>> found = agreement_lead(["ARG"]).set_index("year_first")
    >>> bool(found.loc[1998, "lead"] > 0)
    True
    """
    frame = load("un_agreement") if table is None else table
    keys = [key for key in ("session", "year_first", "year") if key in frame]
    fits = frame["definition"].eq(definition) & frame["share"].notna()
    for column, wanted in (("important", important), ("partner", partner)):
        fits &= frame[column].eq(wanted) if column in frame else True
    rows = frame[[*keys, "iso3", "share"]][fits]
    chosen = rows[rows["iso3"].isin([check_state(iso3) for iso3 in states])]
    found = chosen.groupby(keys)["share"].agg(share="mean", n_states="count")
    found["region"] = rows.groupby(keys)["share"].mean()
    found["lead"] = found["share"] - found["region"]
    return found.reset_index()[[*keys, "share", "region", "lead", "n_states"]]


def intra_exports(bloc: str, *, membership: str = "fixed", table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return a scheme's trade within itself, from both sources.

    Returns
    -------
    pandas.DataFrame
        Rows of ``intra_trade`` with ``intra_exports`` (float64, million current US dollars).

    Examples
    --------
    >>> sorted(intra_exports("mercosur")["origin"].unique())
    ['cow', 'penppml']
    """
    frame = load("intra_trade") if table is None else table
    found = _of_scheme(frame, bloc, membership)
    return found.assign(intra_exports=found["exports"] * found["intra_share"]).reset_index(drop=True)


def _of_scheme(frame: pd.DataFrame, bloc: str, membership: str) -> pd.DataFrame:
    if membership not in MEMBERSHIPS:
        raise unknown(_("a way to choose members"), membership, MEMBERSHIPS)
    return frame[frame["bloc"].eq(check_bloc(bloc)) & frame["membership"].eq(membership)]
