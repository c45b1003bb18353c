"""Derive a second opinion on governments' orientation: where experts place the party that governs.

Usage: python data/build/party_orientation.py RAW_FOLDER [OUT_FOLDER]

Reads ``vparty/vparty_lac_1970_2019.csv``: parties by election, cut from V-Party as it travels in the R
package vdemdata (github.com/vdeminstitute/vdemdata, data/vparty.RData, commit f4dd269). The public gets
it from https://v-dem.net. Columns: ``v2pagovsup`` 0 is the party of the head of government formed after
the election; ``v2pariglef`` its place on economic matters, higher is farther right, with the bounds of
its interval in ``_codelow`` and ``_codehigh``; ``v2pariglef_ord`` the same on the scale that experts
were asked on, 0 far left to 6 far right.

Writes ``party_orientation.csv``, one row an election and party of the head of government.

The cut into three is that of the scale's own words: 0, 1, 2 (far left, left, centre-left) are the left,
3 is the centre, 4, 5, 6 the right. It was not chosen to fit; ``regiolab.analysis.second_opinion`` takes
other cuts.

The file knows the year of an election and not who took office. The government that an election brought
is, in our table, the first elected term that begins in its year, or by 31 March of the next unless the
file has another election then; if none begins, whoever held office on 1 November of the year.
An election after which no party is coded as the head's (an independent won, or the vote was annulled)
keeps its row without a party: there the opinion before it ends. Elections whose government is not in
our table are left out, and so are all but the last before 1990, where the table begins.
"""

from __future__ import annotations

import pandas as pd
from raw import folders, read, write

from regiolab.analysis.membership import holds_on
from regiolab.analysis.orientation import side
from regiolab.analysis.terms import republics, terms_of_office

NAME = "vparty/vparty_lac_1970_2019.csv"
COLUMNS = {
    "country_text_id": "iso3",
    "year": "year",
    "v2pashname": "party",
    "v2paenname": "party_name",
    "v2pariglef": "score",
    "v2pariglef_codelow": "low",
    "v2pariglef_codehigh": "high",
    "v2pariglef_ord": "scale",
}
HEAD = 0  # v2pagovsup of the party of the head of government
IN_OFFICE = "11-01"  # the day on which an election that brings nobody new finds who governs
UNTIL = "03-31"  # of the year after
BEGINS = 1990  # the table of governments


def brought(iso3: str, year: int, terms: pd.DataFrame, elections: set[tuple[str, int]]) -> pd.Series | None:
    """Return the term of office that an election brought or confirmed, None if the table has none."""
    last = f"{year}-12-31" if (iso3, year + 1) in elections else f"{year + 1}-{UNTIL}"
    own = terms[terms["iso3"].eq(iso3)].sort_values("start")
    new = own[own["kind"].eq("elected") & own["start"].between(pd.Timestamp(f"{year}-01-01"), pd.Timestamp(last))]
    if new.empty:
        new = own[holds_on(own, f"{year}-{IN_OFFICE}")]
    return None if new.empty else new.iloc[0]


def opinions(parties: pd.DataFrame) -> pd.DataFrame:
    """Return the table; see the module's docstring.

    Parameters
    ----------
    parties : pandas.DataFrame
        The raw file.

    Returns
    -------
    pandas.DataFrame
        ``leader`` and ``since`` name the government that the election brought or confirmed and the day
        from which the opinion holds, ``orientation`` is ours on that government.
    """
    parties = parties[parties["country_text_id"].isin(republics())].astype({"year": "int64"})
    before = parties[parties["year"].lt(BEGINS)].groupby("country_text_id")["year"].max()
    parties = parties[parties["year"].ge(parties["country_text_id"].map(before).fillna(BEGINS))]
    elections = set(zip(parties["country_text_id"], parties["year"], strict=True))
    heads = parties[parties["v2pagovsup"].eq(HEAD)][list(COLUMNS)].rename(columns=COLUMNS)
    table = pd.DataFrame(sorted(elections), columns=["iso3", "year"]).merge(heads, how="left", on=["iso3", "year"])
    terms = terms_of_office()
    found = [brought(iso3, year, terms, elections) for iso3, year in zip(table["iso3"], table["year"], strict=True)]
    kept = [term is not None and isinstance(term["leader"], str) for term in found]
    table, found = table[kept], [term for term, keep in zip(found, kept, strict=True) if keep]
    since = [
        term["start"] if term["start"].year >= year else pd.Timestamp(f"{year}-{IN_OFFICE}")
        for term, year in zip(found, table["year"], strict=True)
    ]
    table = table.assign(
        score=table["score"].add(0.0),  # no minus before a zero
        scale=table["scale"].astype("Int64"),
        side=[side(row) for row in table.to_dict("records")],
        leader=[term["leader"] for term in found],
        since=[day.date().isoformat() for day in since],
        orientation=[term["orientation"] for term in found],
    )
    # an election without a party still has a row, and a row needs its key
    return table.assign(party=table["party"].fillna("none"))


def main() -> None:
    source, out = folders(__doc__)
    parties = read(source, NAME, [*COLUMNS, "v2pagovsup"])
    write(opinions(parties), out, "party_orientation", ["iso3", "year", "party"], decimals=3)


if __name__ == "__main__":
    main()
