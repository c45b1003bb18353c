"""Derive how much authority states have given to the region's organisations, in chosen years.

Usage: python data/build/authority.py RAW_FOLDER [OUT_FOLDER]

Reads ``mia_hooghe_marks/mia_may2021_americas_plus.csv``: organisations of the Americas, and the EU and
ASEAN as yardsticks, cut from the Measure of International Authority, release of May 2021, as
packed in github.com/globalgov/manyios (CC BY 4.0). The authors' own files:
garymarks.web.unc.edu/data/international-authority. Cite Hooghe et al. 2017, Hooghe, Lenz and Marks 2019
and, for 2011 to 2019, Haftel and Lenz 2022.

Writes ``authority.csv``: `delegation` (what independent bodies may do), `pooling` (how far states give up
unanimity) and `dispute_settlement` (the strongest of up to three procedures), each from 0 to 1, as
the rules stand on paper. `unchanged_since` is the first year of the present values, none of which need
have been used. The authors say that delegation in their second version has a small coding error
for some organisations: until a later version replaces this one, its second decimal bears no weight.
UNASUR, ALBA, the Pacific Alliance and CELAC are not in the source and not coded here: absent, not zero.
"""

from __future__ import annotations

import pandas as pd
from raw import folders, read, write

NAME = "mia_hooghe_marks/mia_may2021_americas_plus.csv"
YEARS = (1991, 1995, 2000, 2003, 2008, 2011, 2015, 2018, 2019)
SCORES = {"delegation": "delegation", "pooling": "pooling", "DS_sum_st": "dispute_settlement"}
# acronym in the source: our name, our id where it is a scheme of the table blocs
ORGANISATIONS = {
    "MERCOSUR": ("Mercosur", "mercosur"),
    "Andean /CAN": ("Andean Community", "andean_community"),
    "SICA/CAIS": ("SICA", "sica"),
    "CARICOM": ("CARICOM", "caricom"),
    "OECS": ("OECS", "oecs"),
    "LAIA/ALADI": ("ALADI", "aladi"),
    "NAFTA": ("NAFTA", "nafta"),
    "OAS": ("OAS", "oas"),
    "SELA": ("SELA", None),
    "EU": ("European Union", None),
    "ASEAN": ("ASEAN", None),
}


def authority(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the scores of the chosen organisations and years.

    Parameters
    ----------
    raw : pandas.DataFrame
        The raw file, a row an organisation and year.

    Returns
    -------
    pandas.DataFrame
        One row an organisation and year; an organisation has no row for years before it existed.
    """
    table = raw[raw["acronym"].isin(ORGANISATIONS)].rename(columns=SCORES).sort_values(["acronym", "year"])
    scores = list(SCORES.values())
    before = table.groupby("acronym")[scores].shift()
    changed = table[scores].ne(before).any(axis=1)
    table["unchanged_since"] = table["year"].where(changed).groupby(table["acronym"]).ffill().astype(int)
    table["organisation"] = table["acronym"].map({key: name for key, (name, _) in ORGANISATIONS.items()})
    table["bloc"] = table["acronym"].map({key: bloc for key, (_, bloc) in ORGANISATIONS.items()})
    table = table[table["year"].isin(YEARS)]
    return table[["organisation", "bloc", "year", *scores, "unchanged_since"]]


def main() -> None:
    source, out = folders(__doc__)
    raw = read(source, NAME, ["acronym", "year", *SCORES])
    write(authority(raw), out, "authority", ["organisation", "year"])


if __name__ == "__main__":
    main()
