"""Derive when states signed the founding treaties of our schemes and when these came into force for them.

Usage: python data/build/treaty_dates.py RAW_FOLDER [OUT_FOLDER]

Reads ``manytrade_huggo/huggo_memberships_lac33.csv``: the 33 states of the region, cut from HUGGO_MEM of
github.com/globalgov/manytrade (CC BY 4.0; Hollway and others), trade agreements signed to 2023.

Writes ``treaty_dates.csv``, a second opinion on the dates that the table memberships holds for itself:
`signed` and `in_force` of one state and the one treaty that founded a scheme, as the source has them. Where
the source gives a year or a month only, unknown parts are 01 and `in_force_precision` says so. States that
acceded have no signature in the source. It holds trade agreements, so UNASUR, CELAC, ALBA, the OAS and
the groups without a treaty are absent, not zero; Canada, the USA and others outside the region too.
Nothing is corrected here: where the source contradicts our table, both stand.
"""

from __future__ import annotations

import pandas as pd
from raw import folders, read, write

NAME = "manytrade_huggo/huggo_memberships_lac33.csv"
COLUMNS = {"treatyID": "treaty", "stateID": "iso3", "StateSignature": "signed", "StateForce": "in_force"}
# scheme: the treaty that founded it, by the source's identifier
TREATIES = {
    "acs": "ASSCCS_1994O",
    "aladi": "LTNAIA_1980O",
    "andean_community": "ANDNGC_1969A",
    "cacm": "CNTACM_1960O",
    "caricom": "CRBBNC_1973O",
    "carifta": "CRBFTA_1965O",
    "cptpp": "CMPPTP_2018A",
    "lafta": "LTAFTA_1960O",
    "mercosur": "MERCSR_1991O",
    "nafta": "NRTAFT_1992A",
    "oecs": "ORGECS_1981O",
    "pacific_alliance": "PCFCAL_2012O",
    "sica": "CNTAIS_1991O",
    "tpp": "TRNSPP_2016O",
    "usmca": "MXCCND_2018A",
}
PRECISIONS = {10: "day", 7: "month", 4: "year"}


def iso(written: str) -> str:
    """Return a date of the source, ``dd.mm.yyyy``, ``yyyy-mm`` or ``yyyy``, as ISO 8601 with unknown parts 01.

    Examples
    --------
    >>> iso("26.03.1991"), iso("1971-05"), iso("1967")
    ('1991-03-26', '1971-05-01', '1967-01-01')
    """
    if "." in written:
        day, month, year = written.split(".")
        return f"{year}-{month}-{day}"
    return written + "-01" * (2 - written.count("-"))


def treaty_dates(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the dates of the founding treaties.

    Parameters
    ----------
    raw : pandas.DataFrame
        The raw file as text, a row a state and agreement.

    Returns
    -------
    pandas.DataFrame
        One row a scheme and state.
    """
    blocs = {treaty: bloc for bloc, treaty in TREATIES.items()}
    table = raw[list(COLUMNS)].rename(columns=COLUMNS)
    table = table[table["treaty"].isin(blocs)].assign(bloc=lambda rows: rows["treaty"].map(blocs))
    precision = table["in_force"].str.len().map(PRECISIONS)
    dates = {name: table[name].map(iso, na_action="ignore") for name in ("signed", "in_force")}
    table = table.assign(**dates, in_force_precision=precision)
    return table[["bloc", "iso3", "treaty", "signed", "in_force", "in_force_precision"]]


def main() -> None:
    source, out = folders(__doc__)
    write(treaty_dates(read(source, NAME, COLUMNS, COLUMNS)), out, "treaty_dates", ["bloc", "iso3"])


if __name__ == "__main__":
    main()
