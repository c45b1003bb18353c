"""Derive how much of their exports the members of a bloc send one another, the USA and China.

Usage: python data/build/intra_trade.py RAW_FOLDER [OUT_FOLDER]

Reads two sources, each as bilateral flows among the 33 states and the USA and as totals by exporter:

``cow``
    ``cow_trade/``: Correlates of War Trade 4.0, yearly 1980 to 2014, what importers report
    (correlatesofwar.org; Barbieri, Keshk and Pollins 2009).
``penppml``
    ``penppml_trade/``: data of the R package penppml, every fourth year 1980 to 2016, what exporters
    report to UN Comtrade (github.com/tomzylkin/penppml, MIT).

Writes ``intra_trade.csv`` (bloc and year) and ``export_shares.csv`` (state and year). A member without a
total for the year is left out of numerator and denominator as an exporter, stays as a market,
and is named in `missing`; a pair without a flow counts as nothing and lowers `coverage`. The shares of
the USA and China are over the members whose exports to them are known. Venezuela's own reports of
2008 and 2012 name too few destinations to be used.

A share grows with the size of a bloc, so `intra_share`, `usa_share` and `china_share` are to be compared
within a bloc over time. Two measures allow for size, with the other states of the region and the USA
as the outsiders (the data hold no other exporters):

``intensity``
    The share of members' exports that goes to members, divided by the share of outsiders' exports that
    goes to members: 5 means that members weigh five times as much for one another.
``introversion``
    (HI - HE) / (HI + HE), where HI is the intensity and HE the same ratio for exports that go elsewhere
    (Iapadre 2006; Hamanaka 2015). From -1 to 1, 0 is no preference, and its limits do not
    depend on size, so blocs can be compared; neighbours still score higher than distant states.
    `introversion_region` leaves the USA, most of the outsiders' weight, out of them.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from raw import folders, membership, read, write

from regiolab.analysis.membership import region

BLOCS = ("mercosur", "andean_community", "alba", "pacific_alliance", "sica", "caricom", "unasur", "celac", "aladi")
USA = "USA"
# Venezuela's own reports give ever fewer of its exports a destination: 0.4 per cent to the USA in 2012,
# when the USA's imports make it 44 (2008: 32 against 55). Taken as missing rather than as true.
WITHOUT_DESTINATION = {("penppml", "VEN", 2008), ("penppml", "VEN", 2012)}
# For each source: what divides its amounts to give millions, then flows and totals with our names
FILES = {
    "cow": (
        1,
        (
            "cow_trade/cow_bilateral_lac33_usa_1980_2014.csv",
            {"year": "year", "exporter": "exporter", "importer": "importer", "flow_usd_mn": "value"},
        ),
        (
            "cow_trade/cow_export_totals_lac33_usa_1980_2014.csv",
            {"year": "year", "exporter": "exporter", "total_exports_usd_mn": "total", "to_china": "china"},
        ),
    ),
    "penppml": (
        1e6,
        (
            "penppml_trade/penppml_bilateral_lac33_usa_1980_2016_4yr.csv",
            {"time": "year", "exp": "exporter", "imp": "importer", "export": "value"},
        ),
        (
            "penppml_trade/penppml_export_totals_lac33_usa.csv",
            {"time": "year", "exp": "exporter", "total": "total", "to_chn": "china"},
        ),
    ),
}


def sources(source) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return for each source its flows and its totals, in million current US dollars.

    Returns
    -------
    dict of str to tuple
        Flows (``year``, ``exporter``, ``importer``, ``value``) and totals (``year``, ``exporter``, ``total``,
        ``china``).
    """
    found = {}
    for name, (unit, *files) in FILES.items():
        tables = []
        for path, names in files:
            table = read(source, path, names)[list(names)].rename(columns=names).astype({"year": int})
            amounts = [column for column in ("value", "total", "china") if column in table]
            tables.append(table.assign(**(table[amounts] / unit)))
        unknown = [(name, *who) in WITHOUT_DESTINATION for who in zip(tables[1].exporter, tables[1].year, strict=True)]
        found[name] = (tables[0], tables[1][~np.array(unknown)])
    return found


def to_members(flows: pd.DataFrame, exporters: Iterable[str], members: list[str]) -> float:
    """Return what `exporters` sell to `members`, from a table of exporters by importers."""
    return float(flows.reindex(index=list(exporters), columns=members).sum().sum())


def share(part: pd.Series, total: pd.Series) -> float:
    """Return the share of `part` in `total`, over the exporters for which both are known."""
    known = part.notna() & total.notna()
    return float(part[known].sum() / total[known].sum()) if known.any() else np.nan


def measures(flows: pd.DataFrame, totals: pd.DataFrame, members: list[str], states: list[str]) -> dict:
    """Return the measures of one bloc in one year.

    Parameters
    ----------
    flows : pandas.DataFrame
        Exporters by importers.
    totals : pandas.DataFrame
        ``total`` and ``china`` by exporter.
    members : list of str
        The bloc's full members.
    states : list of str
        The states of the region.

    Returns
    -------
    dict
        The columns of the table that are no key; a measure that the data cannot give is absent.
    """
    exporters = [iso3 for iso3 in members if iso3 in totals.index]
    pairs = len(exporters) * (len(members) - 1)
    known = flows.reindex(index=exporters, columns=members).notna().sum().sum()
    about = {
        "n_members": len(members),
        "n_data": len(exporters),
        "missing": ";".join(sorted(set(members) - set(exporters))),
        "coverage": known / pairs if pairs else np.nan,
    }
    if len(members) < 2 or not exporters:
        return about
    total = totals.loc[exporters, "total"].sum()
    inside = to_members(flows, exporters, members) / total
    found = about | {
        "exports": total,
        "intra_share": inside,
        "usa_share": share(flows.reindex(columns=[USA])[USA].reindex(exporters), totals.loc[exporters, "total"]),
        "china_share": share(totals.loc[exporters, "china"], totals.loc[exporters, "total"]),
    }
    for column, others in (("introversion", [*states, USA]), ("introversion_region", states)):
        outsiders = [iso3 for iso3 in others if iso3 in totals.index and iso3 not in members]
        if outsiders:
            outside = to_members(flows, outsiders, members) / totals.loc[outsiders, "total"].sum()
            within, elsewhere = inside / outside, (1 - inside) / (1 - outside)
            found |= {"intensity": within} if column == "introversion" else {}
            found[column] = (within - elsewhere) / (within + elsewhere)
    return found


def intra_trade(found: dict[str, tuple[pd.DataFrame, pd.DataFrame]]) -> pd.DataFrame:
    """Return all blocs, years, sources and both readings of membership."""
    states = region()
    rows = []
    for name, (flows, totals) in found.items():
        by_year = {
            year: (
                flows[flows["year"].eq(year)].pivot(index="exporter", columns="importer", values="value"),
                totals[totals["year"].eq(year)].set_index("exporter"),
            )
            for year in sorted(set(flows["year"]) & set(totals["year"]))
        }
        for kind, bloc, year, members in membership(BLOCS, by_year):
            about = {"bloc": bloc, "year": year, "origin": name, "membership": kind}
            rows.append(about | measures(*by_year[year], members, states))
    columns = ["exports", "intra_share", "usa_share", "china_share", "intensity", "introversion", "introversion_region"]
    table = pd.DataFrame(rows)
    return table[[*(column for column in table.columns if column not in columns), *columns]]


def export_shares(found: dict[str, tuple[pd.DataFrame, pd.DataFrame]]) -> pd.DataFrame:
    """Return for each state the shares of its exports that go to the USA, China and the region."""
    states = region()
    tables = []
    for name, (flows, totals) in found.items():
        usa = flows[flows["importer"].eq(USA)].set_index(["year", "exporter"])["value"]
        near = flows[flows["importer"].isin(states)].groupby(["year", "exporter"])["value"].sum(min_count=1)
        table = totals[totals["exporter"].isin(states)].set_index(["year", "exporter"])
        shares = {"usa_share": usa, "china_share": table["china"], "region_share": near}
        tables.append(table.assign(origin=name, **{key: part / table["total"] for key, part in shares.items()}))
    table = pd.concat(tables).reset_index().rename(columns={"exporter": "iso3"})
    return table[["iso3", "year", "origin", "usa_share", "china_share", "region_share"]]


def main() -> None:
    source, out = folders(__doc__)
    found = sources(source)
    write(intra_trade(found), out, "intra_trade", ["bloc", "year", "origin", "membership"])
    write(export_shares(found), out, "export_shares", ["iso3", "year", "origin"])


if __name__ == "__main__":
    main()
