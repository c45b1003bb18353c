"""Derive where blocs and states stand in the UN General Assembly from ideal points.

Usage: python data/build/un_positions.py RAW_FOLDER [OUT_FOLDER]

Reads two releases of the ideal points of Bailey, Strezhnev and Voeten (2017):
``unga_ideal_points/idealpoints_apr2020_MIT_lac33_usa.csv`` (github.com/evoeten, MIT; by session, dated
by the session's first year; to 2019) and ``unga_ideal_points/idealpoints_jul2025_lac33_usa.csv``
(Harvard Dataverse doi:10.7910/DVN/LEJUQZ; by calendar year; all votes to 2023, votes on the final
passage of resolutions to 2024). Higher is closer to the order that the USA leads.

Writes ``un_positions.csv`` (bloc and year) and ``un_ranks.csv`` (state and year). The scale of a
release is its own: compare ranks and changes within a release and estimate, never levels across.
A change of the distance can be the USA's: it moves too, so read `mean` beside `distance_usa`.
`mean_se` is the error of measurement alone (posterior quantiles, errors taken as independent); it is
no sampling error, for the members are all there is.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from raw import folders, membership, read, write

from regiolab.analysis.membership import region

BLOCS = ("mercosur", "andean_community", "alba", "pacific_alliance", "sica", "caricom", "sacn", "unasur", "celac")
FIRST = 1985
NORMAL_90 = 1.6449  # half the width, in standard errors, of an interval that holds nine tenths
FOLDER = "unga_ideal_points"
# release, estimate, file, and the columns for point, 5 and 95 per cent, number of votes
ESTIMATES = (
    ("apr2020", "all", "idealpoints_apr2020_MIT_lac33_usa.csv", ("IdealPoint", "Q5%", "Q95%", "NVotes")),
    ("jul2025", "all", "idealpoints_jul2025_lac33_usa.csv", ("idealpointall", "q5all", "q95all", "nvotesall")),
    ("jul2025", "final_passage", "idealpoints_jul2025_lac33_usa.csv", ("idealpointfp", "q5fp", "q95fp", "nvotesfp")),
)
KEY = ["release", "estimate", "year"]


def points(source) -> pd.DataFrame:
    """Return all estimates in one long table, with the distance from the USA of the same year."""
    tables = []
    for release, estimate, name, columns in ESTIMATES:
        table = read(source, f"{FOLDER}/{name}", ["iso3c", "year", *columns])
        table = table.rename(columns=dict(zip(columns, ("point", "low", "high", "votes"), strict=True)))
        table = table[["iso3c", "year", "point", "low", "high", "votes"]].rename(columns={"iso3c": "iso3"})
        table = table.dropna(subset="point").assign(release=release, estimate=estimate)
        tables.append(table[table["year"].ge(FIRST)])
    found = pd.concat(tables).astype({"year": int, "votes": int})
    found["se"] = (found["high"] - found["low"]) / (2 * NORMAL_90)
    usa = found[found["iso3"].eq("USA")].set_index(KEY)[["point", "se"]].add_prefix("usa_")
    found = found[found["iso3"].isin(region())].join(usa, on=KEY)
    found["distance"] = found["usa_point"] - found["point"]
    found["relative"] = found["distance"] / found.groupby(KEY)["distance"].transform("mean")
    return found


def ranks(found: pd.DataFrame) -> pd.DataFrame:
    """Rank the region's states by closeness to the USA in each year, with what the errors allow.

    Parameters
    ----------
    found : pandas.DataFrame
        From :func:`points`.

    Returns
    -------
    pandas.DataFrame
        ``rank`` 1 is the closest of the ``ranked`` states; ``rank_best`` and ``rank_worst`` count only the
        states whose 90 per cent interval lies wholly above or below this one's; ``relative_distance``
        is 1 where the distance equals the mean of the region.
    """
    tables = []
    for _, group in found.groupby(KEY):
        low, high = group["low"].to_numpy(), group["high"].to_numpy()
        tables.append(
            group.assign(
                rank=group["point"].rank(ascending=False, method="min").astype(int),
                rank_best=1 + (low[None, :] > high[:, None]).sum(axis=1),
                rank_worst=len(group) - (high[None, :] < low[:, None]).sum(axis=1),
                ranked=len(group),
            )
        )
    table = pd.concat(tables).rename(columns={"relative": "relative_distance"})
    columns = ["rank", "rank_best", "rank_worst", "ranked", "relative_distance", "votes"]
    return table[["iso3", "year", "release", "estimate", *columns]]


def positions(found: pd.DataFrame, ranked: pd.DataFrame) -> pd.DataFrame:
    """Return mean, spread and range of each bloc; see the module's docstring."""
    found = found.merge(ranked[["iso3", *KEY, "rank"]], on=["iso3", *KEY])
    groups = {key: group.set_index("iso3") for key, group in found.groupby(KEY)}
    years = sorted(found["year"].unique())
    rows = []
    for kind, bloc, year, states in membership(BLOCS, years):
        for (release, estimate, of_year), group in groups.items():
            if of_year == year:
                about = {"bloc": bloc, "year": year, "release": release, "estimate": estimate, "membership": kind}
                rows.append(about | _summary(group, states))
    return pd.DataFrame(rows).astype({"ranked": "Int64"})


def _summary(group: pd.DataFrame, states: list[str]) -> dict:
    """Return one row's values: those of the members that have data, and the names of those without."""
    chosen = group[group.index.isin(states)]
    about = {
        "n_members": len(states),
        "n_data": len(chosen),
        "missing": ";".join(sorted(set(states) - set(chosen.index))),
    }
    if chosen.empty:
        return about
    mean, error = chosen["point"].mean(), np.sqrt(chosen["se"].pow(2).sum()) / len(chosen)
    return about | {
        "mean": mean,
        "mean_se": error,
        "sd": chosen["point"].std(ddof=0) if len(chosen) > 1 else np.nan,
        "range": chosen["point"].max() - chosen["point"].min() if len(chosen) > 1 else np.nan,
        "closest": chosen["point"].idxmax(),
        "farthest": chosen["point"].idxmin(),
        "distance_usa": chosen["distance"].mean(),
        "distance_se": np.hypot(error, chosen["usa_se"].iloc[0]),
        "relative_distance": chosen["relative"].mean(),
        "mean_rank": chosen["rank"].mean(),
        "ranked": len(group),
    }


def main() -> None:
    source, out = folders(__doc__)
    found = points(source)
    ranked = ranks(found)
    write(positions(found, ranked), out, "un_positions", ["bloc", *KEY, "membership"])
    write(ranked, out, "un_ranks", ["iso3", *KEY])


if __name__ == "__main__":
    main()
