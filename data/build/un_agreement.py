"""Derive how often each state votes as the USA does in the UN General Assembly.

Usage: python data/build/un_agreement.py RAW_FOLDER [OUT_FOLDER]

Reads ``unga_roll_calls/roll_calls_lac33_usa_1985_2019.csv``: roll calls of sessions 40 to 74 cut from
the R package unvotes (github.com/dgrtwo/unvotes, MIT), after Voeten, Strezhnev and Bailey, United
Nations General Assembly Voting Data (doi:10.7910/DVN/LEJUQZ). A wide table: a row a roll call, a
column a state, 1 yes, 2 abstain, 3 no, empty absent or not a member.

Writes ``un_agreement.csv``, one row a state, session, set of votes and definition:

``same_vote``
    Both cast the same vote, abstentions included.
``abstention_half``
    Same vote 1, yes against no 0, abstention against yes or no one half (Lijphart 1963).
``yes_no_only``
    Only votes in which both said yes or no; an abstention counts as if absent.

Absences of either side are excluded. ``important`` are the votes that the US State Department lists
as such; the mark is not there for sessions 73 and 74, which therefore have no such rows. Agreement
moves with the agenda: compare states within a session, or ideal points over time (un_positions).
The session is the key: its votes run into the following year, and some dates in the raw file are off.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from raw import folders, read, write

NAME = "unga_roll_calls/roll_calls_lac33_usa_1985_2019.csv"
ABOUT = ["rcid", "session", "date", "importantvote", "unres", "issues"]
ABSTAIN = 2
FIRST = 1945  # session 1 opened in January 1946; session n opens in the autumn of FIRST + n


def scores(state: pd.Series, usa: pd.Series) -> dict[str, pd.Series]:
    """Return the agreement of two voters on each roll call, in three definitions.

    Parameters
    ----------
    state, usa : pandas.Series
        Votes as 1 yes, 2 abstain, 3 no, NaN absent, on the same index.

    Returns
    -------
    dict of str to pandas.Series
        A value between 0 and 1 for each roll call that counts; NaN for those that do not.

    Examples
    --------
    >>> state, usa = pd.Series([1, 2, 3, np.nan]), pd.Series([1, 3, 1, 1])
    >>> {name: found.tolist() for name, found in scores(state, usa).items()}
    {'same_vote': [1.0, 0.0, 0.0, nan], 'abstention_half': [1.0, 0.5, 0.0, nan], 'yes_no_only': [1.0, nan, 0.0, nan]}
    """
    both = state.notna() & usa.notna()
    same = state.eq(usa).astype(float).where(both)
    return {
        "same_vote": same,
        "abstention_half": 1 - (state - usa).abs() / 2,
        "yes_no_only": same.where(state.ne(ABSTAIN) & usa.ne(ABSTAIN)),
    }


def agreement(votes: pd.DataFrame) -> pd.DataFrame:
    """Return the table for all states but the USA; see the module's docstring.

    Parameters
    ----------
    votes : pandas.DataFrame
        The raw file.

    Returns
    -------
    pandas.DataFrame
        ``votes`` counts the roll calls of the set that were held, ``unmarked`` those of them that carry
        no mark of importance either way, ``n`` the ones that count for this state, ``share`` their
        mean agreement, empty where `n` is 0.
    """
    states = [column for column in votes.columns if column not in [*ABOUT, "USA"]]
    marked = votes["importantvote"].groupby(votes["session"]).transform("count").gt(0)
    sets = {"all": votes, "important": votes[marked & votes["importantvote"].eq(1)]}
    unmarked = votes["importantvote"].isna().groupby(votes["session"]).sum()
    rows = []
    for important, chosen in sets.items():
        held = chosen.groupby("session").size()
        for iso3 in states:
            for definition, values in scores(chosen[iso3], chosen["USA"]).items():
                found = values.groupby(chosen["session"]).agg(n="count", share="mean")
                rows.append(found.assign(iso3=iso3, important=important, definition=definition, votes=held))
    table = pd.concat(rows).rename_axis("session").reset_index()
    table["session"] = table["session"].astype(int)
    table["year_first"] = FIRST + table["session"]
    table["unmarked"] = table["session"].map(unmarked).astype(int)
    table["share"] = table["share"].where(table["n"].gt(0), np.nan)
    return table[["iso3", "session", "year_first", "important", "definition", "votes", "unmarked", "n", "share"]]


def main() -> None:
    source, out = folders(__doc__)
    votes = read(source, NAME, [*ABOUT, "USA"])
    write(agreement(votes), out, "un_agreement", ["iso3", "session", "important", "definition"])


if __name__ == "__main__":
    main()
