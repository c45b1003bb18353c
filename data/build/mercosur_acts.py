"""Derive how many of Mercosur's acts the four members had taken into their own law by the end of 2008.

Usage: python data/build/mercosur_acts.py RAW_FOLDER [OUT_FOLDER]

Reads ``mercosur_incorporation_arnold/mercosur_regulations_1994_2008.csv``: the 1,700 acts of the Council, the
Group and the Trade Commission from December 1994 to 2008, cut from ``data/master.Rdata`` of
github.com/chrisguarnold/empty_promises_in_mercosur (no licence stated: cited, and only counts are
shipped). Cite Arnold 2017, International Interactions 43 (4), 643-667.

Writes ``mercosur_acts.csv``, by the year in which an act was adopted: all acts; those for which the source
does not say who must incorporate them (`uncoded`); those that at least one member must incorporate
(`one_needs`); and those that all four must (`needed`), by the number of members that had
done so (`in_four` to `in_none`). An act is valid for all only when the last of the four has
incorporated it, so `in_four` counts what was done and the others count what was on paper.

The count ends on 1 December 2008 for every act (day 38321 of a calendar that begins in 1904), so young acts
had little time: an act of 2007 that is not incorporated is not yet a failure. Years are therefore not
to be compared up to the end, and nothing here speaks of what came after 2008.
"""

from __future__ import annotations

import pandas as pd
from raw import folders, read, write

NAME = "mercosur_incorporation_arnold/mercosur_regulations_1994_2008.csv"
MEMBERS = ("arg", "bra", "par", "uru")
NUMBERS = {4: "in_four", 3: "in_three", 2: "in_two", 1: "in_one", 0: "in_none"}


def mercosur_acts(raw: pd.DataFrame) -> pd.DataFrame:
    """Return acts by year and by the number of members that had incorporated them.

    Parameters
    ----------
    raw : pandas.DataFrame
        The raw file, a row an act; ``needsinc`` and ``inc`` with a member's letters are 1, 0 or empty.

    Returns
    -------
    pandas.DataFrame
        One row a year.
    """
    needs = raw[[f"needsinc{member}" for member in MEMBERS]]
    done = raw[[f"inc{member}" for member in MEMBERS]].eq(1).sum(axis=1)
    needed = needs.eq(1).all(axis=1)
    kinds = {
        "acts": raw["year"].notna(),
        "uncoded": needs.isna().any(axis=1),
        "one_needs": needs.eq(1).any(axis=1),
        "needed": needed,
        **{name: needed & done.eq(number) for number, name in NUMBERS.items()},
    }
    return pd.DataFrame(kinds).groupby(raw["year"].astype(int)).sum().reset_index()


def main() -> None:
    source, out = folders(__doc__)
    columns = ["year", *(f"{kind}{member}" for kind in ("needsinc", "inc") for member in MEMBERS)]
    write(mercosur_acts(read(source, NAME, columns)), out, "mercosur_acts", ["year"])


if __name__ == "__main__":
    main()
