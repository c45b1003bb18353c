"""Derive what can be said of trade within Mercosur and the Pacific Alliance after 2014, from two sources.

Usage: python data/build/recent_trade.py RAW_FOLDER [OUT_FOLDER]

Reads two cuts of the same collection, UN Comtrade, each with a hole that the other does not fill:

``wits_trade_summary/wits_top5_partners_and_totals_lac33_usa_chn_eu_1988_2019.csv``
    World Bank, WITS trade summaries (wits.worldbank.org, copy in github.com/listenzcc/World-trade-data-I): all
    exports of each state and what it sells to, and buys from, its five largest partners, to 2019.
``comtrade_lac10_edges/comtrade_exports_lac10_to_lac10_usa_chn_2014_2024.csv``
    Exports among ten states, 2014 to 2024, without totals and without Paraguay, Uruguay and Venezuela
    (comtradeplus.un.org; copied by hand from github.com/science4dataproj/latam-trade-network, and the 154
    flows used here read a second time and compared: none differed).

Writes ``recent_trade.csv``, one row a scheme, year, origin and measure. Nothing is spliced:

``wits``, share
    Mercosur's founders, 1994 to 2019: exports to one another over all exports. A flow that is not among the
    exporter's five largest is taken from the importer's five largest; what is in neither counts as
    nothing and is named in `missing_flows`, so the share is a floor.
``comtrade_wits``, share
    Pacific Alliance, 2014 to 2019: the twelve flows of the second file over the totals of the first. Both are
    exporters' reports to UN Comtrade. From the first file alone one to three of twelve flows are known.
``comtrade``, level
    What members sell one another, in million current US dollars, 2014 to 2024. For Mercosur this is
    Argentina and Brazil alone; the other two founders are in `missing`.
"""

from __future__ import annotations

from itertools import permutations

import pandas as pd
from raw import folders, read, write

WITS = "wits_trade_summary/wits_top5_partners_and_totals_lac33_usa_chn_eu_1988_2019.csv"
COMTRADE = "comtrade_lac10_edges/comtrade_exports_lac10_to_lac10_usa_chn_2014_2024.csv"
MEMBERS = {"mercosur": ("ARG", "BRA", "PRY", "URY"), "pacific_alliance": ("CHL", "COL", "MEX", "PER")}
NAMES = {"ARG": "Argentina", "BRA": "Brazil", "PRY": "Paraguay", "URY": "Uruguay"}
SHARES_FROM = 1994  # the first year with totals of all eight


def wits_flows(raw: pd.DataFrame, members: tuple[str, ...]) -> pd.DataFrame:
    """Return what members sell one another, from exporters' and, where they are silent, importers' lists.

    Parameters
    ----------
    raw : pandas.DataFrame
        The first file.
    members : tuple of str
        ISO codes.

    Returns
    -------
    pandas.DataFrame
        Million US dollars, years by pairs (``exporter``, ``importer``); empty where neither list has the flow.
    """
    codes = {name: iso3 for iso3, name in NAMES.items()}
    listed = raw.assign(other=raw["partner"].map(codes))
    listed = listed[listed["reporter"].isin(members) & listed["other"].isin(members)]
    sides = {"export": ["reporter", "other"], "import": ["other", "reporter"]}
    told = {
        flow: listed[listed["flow"].eq(flow)]
        .rename(columns=dict(zip(names, ("exporter", "importer"), strict=True)))
        .pivot(index="year", columns=["exporter", "importer"], values="usd_mn")
        for flow, names in sides.items()
    }
    return told["export"].combine_first(told["import"]).reindex(columns=list(permutations(members, 2)))


def rows(bloc: str, origin: str, measure: str, flows: pd.DataFrame, value: pd.Series) -> pd.DataFrame:
    """Return the rows of one scheme, origin and measure, with what is missing in each year.

    Parameters
    ----------
    bloc, origin, measure : str
    flows : pandas.DataFrame
        Years by all pairs of members; empty where a flow is unknown.
    value : pandas.Series
        By year.

    Returns
    -------
    pandas.DataFrame
    """
    members, found = MEMBERS[bloc], []
    for year, known in flows.notna().iterrows():
        exporters = sorted({exporter for exporter, _ in known.index[known]})
        lost = [f"{exporter}>{importer}" for exporter, importer in known.index[~known]]
        about = {"bloc": bloc, "year": int(year), "origin": origin, "measure": measure}
        counts = {"n_members": len(members), "n_data": len(exporters), "missing": sorted(set(members) - set(exporters))}
        found.append(about | counts | {"missing_flows": lost, "coverage": known.mean(), "value": value[year]})
    table = pd.DataFrame(found)
    return table.assign(**{name: table[name].str.join(";") for name in ("missing", "missing_flows")})


def recent_trade(wits: pd.DataFrame, comtrade: pd.DataFrame) -> pd.DataFrame:
    """Return shares to 2019 and levels to 2024, side by side.

    Parameters
    ----------
    wits, comtrade : pandas.DataFrame
        The raw files.

    Returns
    -------
    pandas.DataFrame
    """
    totals = wits[wits["flow"].eq("export") & wits["partner"].eq("World") & wits["year"].ge(SHARES_FROM)]
    totals = totals.pivot(index="year", columns="reporter", values="usd_mn")
    edges = comtrade.pivot(index="year", columns=["exporter", "importer"], values="export_usd") / 1e6
    levels = {bloc: edges.reindex(columns=list(permutations(members, 2))) for bloc, members in MEMBERS.items()}
    # a share needs the totals of all four
    whole = {bloc: totals[list(members)].dropna().sum(axis=1) for bloc, members in MEMBERS.items()}
    south = wits_flows(wits, MEMBERS["mercosur"]).reindex(whole["mercosur"].index)
    west = levels["pacific_alliance"].loc[lambda table: table.index.isin(whole["pacific_alliance"].index)]
    parts = [
        rows("mercosur", "wits", "share", south, south.sum(axis=1) / whole["mercosur"]),
        rows("pacific_alliance", "comtrade_wits", "share", west, west.sum(axis=1) / whole["pacific_alliance"]),
        *(rows(bloc, "comtrade", "level", flows, flows.sum(axis=1)) for bloc, flows in levels.items()),
    ]
    return pd.concat(parts, ignore_index=True)


def main() -> None:
    source, out = folders(__doc__)
    wits = read(source, WITS, ["reporter", "flow", "partner", "year", "usd_mn"])
    comtrade = read(source, COMTRADE, ["exporter", "importer", "year", "export_usd"])
    write(recent_trade(wits, comtrade), out, "recent_trade", ["bloc", "year", "origin", "measure"])


if __name__ == "__main__":
    main()
