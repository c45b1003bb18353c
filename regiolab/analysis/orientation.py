"""A second opinion on governments: where experts place the party that governs, beside our coding.

The coding of `governments` is of leaders; this one, from V-Party, is of parties, and on economic matters
only. It ends in 2019.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from regiolab import words
from regiolab.analysis.terms import terms_of_office
from regiolab.data import load
from regiolab.errors import unknown
from regiolab.i18n import _

LEFT, CENTRE, RIGHT = words.ORIENTATIONS
SOURCE_ENDS = pd.Timestamp("2020-01-01")  # the first day after the last year of V-Party


def _by_scale(row: Mapping) -> str:
    return LEFT if row["scale"] < 3 else RIGHT if row["scale"] > 3 else CENTRE


def _wide_centre(row: Mapping) -> str:
    return LEFT if row["scale"] < 2 else RIGHT if row["scale"] > 4 else CENTRE


def _by_sign(row: Mapping) -> str:
    return LEFT if row["score"] < 0 else RIGHT


def _by_interval(row: Mapping) -> str:
    return LEFT if row["high"] < 0 else RIGHT if row["low"] > 0 else CENTRE


# how a place between far left and far right becomes one of three sides; the first is the rule
CUTS: dict[str, Callable[[Mapping], str]] = {
    "scale": _by_scale,
    "wide_centre": _wide_centre,
    "sign": _by_sign,
    "interval": _by_interval,
}


def side(row: Mapping, cut: str = "scale") -> str | None:
    """Return the side of a party: left, centre or right, None where the source does not place it.

    Parameters
    ----------
    row : mapping
        With ``scale`` (0 far left to 6 far right), ``score``, ``low`` and ``high``.
    cut : {"scale", "wide_centre", "sign", "interval"}
        ``scale``: the scale's own words, centre-left counts as left and centre-right as right.
        ``wide_centre``: both count as centre. ``sign``: the score's sign, no centre.
        ``interval``: centre where the score's interval holds 0.

    Examples
    --------
    >>> psdb = {"scale": 4, "score": 0.932, "low": 0.619, "high": 1.217}
    >>> [side(psdb, cut) for cut in CUTS]
    ['right', 'centre', 'right', 'right']
    """
    if cut not in CUTS:
        raise unknown(_("a cut of the scale"), cut, CUTS)
    return None if pd.isna(row["scale"]) else CUTS[cut](row)


def second_opinion(
    *,
    cut: str = "scale",
    table: pd.DataFrame | None = None,
    governments: pd.DataFrame | None = None,
    conflicts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Set V-Party's place of the governing party beside our orientation of each government, to 2019.

    An election's opinion holds until the next one. It speaks for the government that the election
    brought or confirmed, and for a later one only if that is of the same party: whoever comes to
    office between elections from elsewhere has no second opinion.

    Parameters
    ----------
    cut : str
        How the scale becomes three sides; see :func:`side`.
    table, governments, conflicts : pandas.DataFrame, optional
        The tables ``party_orientation``, ``governments`` and ``conflicts``.

    Returns
    -------
    pandas.DataFrame
        One row a term and opinion: ``iso3``, ``leader``, ``begins`` and ``until`` (how long the opinion
        speaks for this government), ``orientation`` (ours), ``contested``, ``readings``, ``year`` (of
        the election), ``party``, ``score``, ``low``, ``high``, ``scale``, ``side`` (V-Party's), ``agrees``
        (bool), ``recorded`` (bool: V-Party's side is among the readings that our table names).
        Governments that either source leaves without a side have no row.

    Examples
    --------
    >>> found = second_opinion().set_index(["leader", "year"])
    >>> found.loc[("Fernando Henrique Cardoso", 1998), ["orientation", "side"]].tolist()
    ['centre', 'right']
    """
    terms = terms_of_office(governments, conflicts)
    opinions = load("party_orientation") if table is None else table
    spoken = _spells(opinions)
    rows = []
    for iso3, own in terms[terms["orientation"].notna()].groupby("iso3", observed=True):
        of_party = dict(zip(own["leader"], own["party"], strict=True))
        for opinion in spoken[spoken["iso3"].eq(iso3)].to_dict("records"):
            found = side(opinion, cut)
            meets = own["start"].lt(opinion["until"]) & (own["end"].isna() | own["end"].gt(opinion["since"]))
            party = of_party.get(opinion["leader"])
            same = own["leader"].eq(opinion["leader"]) | (own["party"].eq(party) & own["party"].ne("none"))
            for term in own[meets & same].to_dict("records") if found else []:
                rows.append(
                    opinion
                    | {
                        "leader": term["leader"],
                        "begins": max(term["start"], opinion["since"]),
                        "until": opinion["until"] if pd.isna(term["end"]) else min(term["end"], opinion["until"]),
                        "orientation": term["orientation"],
                        "contested": term["contested"],
                        "readings": term["readings"],
                        "side": found,
                        "agrees": found == term["orientation"],
                        "recorded": found in term["readings"],
                    }
                )
    columns = ["iso3", "leader", "begins", "until", "orientation", "contested", "readings", "year", "party"]
    columns += ["score", "low", "high", "scale", "side", "agrees", "recorded"]
    return pd.DataFrame(rows, columns=columns)


def _spells(opinions: pd.DataFrame) -> pd.DataFrame:
    """Return the opinions with the day, ``until``, on which the next election's begins."""
    days = opinions.drop_duplicates(["iso3", "year"]).sort_values(["iso3", "year"])[["iso3", "year", "since"]]
    days["until"] = days.groupby("iso3", observed=True)["since"].shift(-1)
    # the last one holds to the end of the source; a government that came later is still the one it brought
    last = days["until"].isna()
    days.loc[last, "until"] = days.loc[last, "since"].add(pd.Timedelta(days=1)).clip(lower=SOURCE_ENDS)
    return opinions.merge(days[["iso3", "year", "until"]], on=["iso3", "year"])
