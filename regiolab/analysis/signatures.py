"""Where our dates of signature and entry into force and those of another collection part."""

from __future__ import annotations

import pandas as pd

from regiolab.data import load

FIELDS = ("signed", "in_force")


def treaty_differences(
    *, memberships: pd.DataFrame | None = None, treaty_dates: pd.DataFrame | None = None, agreeing: bool = False
) -> pd.DataFrame:
    """Compare our dates of founding treaties with those of HUGGO, by state.

    Ours are those of a state's first spell as a full member. A date counts as compared where both sides
    have it and the other side knows the day.

    Parameters
    ----------
    memberships, treaty_dates : pandas.DataFrame, optional
        The tables; the course's own if left out.
    agreeing : bool
        List the dates that are alike as well, with 0 days.

    Returns
    -------
    pandas.DataFrame
        One row a scheme, state and field: ``bloc``, ``iso3``, ``field`` (signed, in_force), ``ours``, ``theirs``,
        ``days`` (int64, theirs after ours; negative if before).

    Examples
    --------
    >>> table = treaty_differences().set_index(["bloc", "iso3", "field"])
    >>> int(table.loc[("mercosur", "BRA", "in_force"), "days"])
    7
    """
    ours = load("memberships") if memberships is None else memberships
    theirs = load("treaty_dates") if treaty_dates is None else treaty_dates
    ours = ours[ours["status"].eq("full")].sort_values("start", kind="stable").drop_duplicates(["bloc", "iso3"])
    theirs = theirs.assign(in_force=theirs["in_force"].where(theirs["in_force_precision"].eq("day")))
    key = ["bloc", "iso3"]
    both = ours[[*key, *FIELDS]].merge(theirs[[*key, *FIELDS]], on=key, suffixes=("_ours", "_theirs"))
    parts = [
        both[[*key, f"{field}_ours", f"{field}_theirs"]]
        .set_axis([*key, "ours", "theirs"], axis="columns")
        .assign(field=field)
        .dropna()
        for field in FIELDS
    ]
    table = pd.concat(parts)
    table = table.assign(days=(table["theirs"] - table["ours"]).dt.days.astype("int64"))
    table = table if agreeing else table[table["days"].ne(0)]
    order = table.sort_values([*key, "field"], ascending=[True, True, False], ignore_index=True)
    return order[[*key, "field", "ours", "theirs", "days"]]
