"""Derive how often each state votes as the USA and China do on adopted UN resolutions.

Usage: python data/build/un_adopted.py RAW_FOLDER [OUT_FOLDER]

Reads ``unga_roll_calls_undl/roll_calls_lac33_usa_chn_rus_2015_2025.csv``: the recorded votes on adopted
resolutions of the General Assembly in the UN Digital Library, as collected by V. Rudakov
(github.com/lefthand67/un_votes, commit 38cae07) and cut to the region's 33 states, the USA, China and
Russia. A wide table: a row a roll call, a column a state, 1 yes, 2 abstain, 3 no, empty no vote cast.
The public gets the same from https://digitallibrary.un.org/record/4060887.

Writes ``un_adopted.csv``, one row a state, calendar year, partner and definition; the definitions are
those of ``un_agreement.py``. All years are computed from this file alone and are never spliced with
``un_agreement``, whose roll calls include votes on paragraphs, amendments and drafts that failed.

The calendar year is the key, not the session: the emergency special sessions (ES-10, ES-11) stay open
over years. A year counts if its autumn is in the file; 2025, which breaks off in October, does not.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from raw import folders, read, write
from un_agreement import scores

NAME = "unga_roll_calls_undl/roll_calls_lac33_usa_chn_rus_2015_2025.csv"
ABOUT = ["undl_id", "date", "session", "unres", "yes_all", "no_all", "abstain_all", "agenda", "title"]
PARTNERS = ("USA", "CHN")
OTHERS = ("RUS",)  # in the file, not in the table: no lesson asks about it
WHOLE = range(2015, 2025)


def agreement(votes: pd.DataFrame) -> pd.DataFrame:
    """Return the table for the region's states; see the module's docstring.

    Parameters
    ----------
    votes : pandas.DataFrame
        The raw file.

    Returns
    -------
    pandas.DataFrame
        ``votes`` counts the roll calls of the year, ``n`` those that count for the two voters, ``share``
        their mean agreement, empty where `n` is 0.
    """
    year = pd.to_datetime(votes["date"]).dt.year.rename("year")
    votes, year = votes[year.isin(WHOLE)], year[year.isin(WHOLE)]
    held = votes.groupby(year).size()
    states = [column for column in votes.columns if column not in (*ABOUT, *PARTNERS, *OTHERS)]
    rows = []
    for partner in PARTNERS:
        for iso3 in states:
            for definition, values in scores(votes[iso3], votes[partner]).items():
                found = values.groupby(year).agg(n="count", share="mean")
                rows.append(found.assign(iso3=iso3, partner=partner, definition=definition, votes=held))
    table = pd.concat(rows).reset_index()
    table["share"] = table["share"].where(table["n"].gt(0), np.nan)
    return table[["iso3", "year", "partner", "definition", "votes", "n", "share"]]


def main() -> None:
    source, out = folders(__doc__)
    votes = read(source, NAME, [*ABOUT, *PARTNERS, *OTHERS])
    write(agreement(votes), out, "un_adopted", ["iso3", "year", "partner", "definition"])


if __name__ == "__main__":
    main()
