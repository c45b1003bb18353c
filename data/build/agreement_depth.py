"""Derive how deep the region's trade agreements go, by kind and period.

Usage: python data/build/agreement_depth.py RAW_FOLDER [OUT_FOLDER]

Reads ``desta/desta_v2_3_lac_treaties_with_depth.csv``: the treaties of DESTA 2.3 with a party among the 33
states, cut from its list and its indices (designoftradeagreements.org/downloads; cite Dür, Baccini
and Elsig 2014). Depth counts seven things that a text may hold, from 0 to 7: a full free trade area,
standards, investment, services, procurement, competition, intellectual property. It is text, not
practice: nothing says that a provision was applied, nor how strict it is.

Writes ``agreement_depth.csv`` (a kind, form, scope, list of the North and period) and
``agreement_cases.csv`` (the agreements that the article's argument turns on). The unit is a base treaty;
its protocols and consolidated texts are cumulated with it (what any of them holds, the agreement
holds) and never averaged with it. A text that fewer than two thirds of the base's parties signed, such
as two members' protocol under ALADI, binds only them and is left out. Periods are by the signature of
the base treaty, so `depth_base` is what was signed then and `depth_cumulated` what had become of it by
2020. Agreements of 2018 and later mostly have no depth yet.

A North-South agreement has a party in the North: in the narrow list, the members of the OECD before
Mexico joined in 1994 without Turkey (the industrial states when NAFTA, the article's model of the kind,
was signed), and Liechtenstein, which signs with EFTA. The wide list adds the economies that have
become rich since and sign such texts: Korea, Israel, Singapore, Taiwan, Hong Kong.
"""

from __future__ import annotations

import itertools

import pandas as pd
from raw import folders, read, write

NAME = "desta/desta_v2_3_lac_treaties_with_depth.csv"
PROVISIONS = ["full_fta", "standards", "investments", "services", "procurement", "competition", "iprs"]
# ISO 3166 numeric: AUS AUT BEL CAN DNK FIN FRA DEU GRC ISL IRL ITA JPN LIE LUX NLD NZL NOR PRT ESP SWE CHE GBR USA
OECD = "36 40 56 124 208 246 250 276 300 352 372 380 392 438 442 528 554 578 620 724 752 756 826 840"
NORTH = {"narrow": set(OECD.split()), "wide": {*OECD.split(), "410", "376", "702", "158", "344"}}
# The 33 states, and Montserrat and Anguilla, which belong to Caribbean schemes
NEAR = "28 32 44 52 68 76 84 152 170 188 192 212 214 218 222 308 320 328 332 340 388 484 558 591 600 604 659 662 670"
REGION = {*NEAR.split(), "740", "780", "858", "862", "500", "660"}
# The protocol of 1971 among developing countries: Greece and Spain, which it names, signed as such
SOUTH_BY_TITLE = {"647"}
PERIODS = {"before_1990": (0, 1989), "1990_2002": (1990, 2002), "2003_2014": (2003, 2014), "2015_2020": (2015, 2020)}
MOST = 2 / 3  # of the base's parties must have signed a later text that is cumulated with it
DEPTHS = ("depth_base", "depth_cumulated", "depth_latest")
FORMS = {1: "bilateral", 2: "plurilateral", 3: "plurilateral", 4: "plurilateral"}
PACIFIC = (
    "The source dates it 2012, the Framework Agreement, and has no entry for the Additional Protocol of 10 February "
    "2014, which holds the trade chapters: take the depth for the protocol's, and 2014 for its date."
)
NONE = "Not a trade agreement in the source: absent, not shallow."
# our id: (scheme of the table blocs, number in the source, what a reader must know)
CASES = {
    "aladi": ("aladi", "562", "A frame: liberalisation lies in the partial agreements under it."),
    "andean": (
        "andean_community",
        "26",
        "The consolidated texts of 1996 and 1997 hold less than that of 1987.",
    ),
    "cacm": ("cacm", "186", ""),
    "sica": ("sica", "190", "The Tegucigalpa Protocol: institutions; trade stays with the CACM."),
    "caricom_1973": ("caricom", "171", ""),
    "caricom_2001": ("caricom", "177", "Revised Treaty of Chaguaramas."),
    "mercosur": ("mercosur", "604", "Cumulated with the services protocol of 1997."),
    "pacific_alliance": ("pacific_alliance", "836", PACIFIC),
    "nafta": ("nafta", "636", ""),
    "usmca": ("usmca", "1007", "Not coded for depth in the source."),
    "tpp": ("tpp", "899", "Signed, never in force."),
    "cptpp": (
        "cptpp",
        "989",
        "Not coded for depth in the source; it takes over the TPP's text but for suspended provisions.",
    ),
    "p4": (None, "679", ""),
    "chile_usa": (None, "218", ""),
    "cafta_dr": (None, "188", ""),
    "peru_usa": (None, "645", ""),
    "colombia_usa": (None, "241", ""),
    "panama_usa": (None, "643", ""),
    "mexico_eu": (None, "330", ""),
    "chile_eu": (None, "202", ""),
    "cariforum_eu": (None, "181", ""),
    "colombia_peru_eu": (None, "810", ""),
    "central_america_eu": (None, "799", ""),
    "mercosur_eu": (None, "871", "Not coded for depth in the source, whose year this is."),
    "group_of_three": (None, "908", "Colombia, Mexico, Venezuela; Venezuela withdrew in 2006."),
    "chile_mercosur": (None, "209", ""),
    "andean_mercosur": (None, "25", "ECA 59, Colombia, Ecuador and Venezuela with Mercosur."),
    "chile_china": (None, "199", "Cumulated texts of 2017 are not coded."),
    "peru_china": (None, "227", ""),
    "cuba_venezuela": (None, "277", "Of 1999, before ALBA; the ALBA agreements themselves are not in the source."),
    "alba": ("alba", None, NONE),
    "unasur": ("unasur", None, NONE),
    "celac": ("celac", None, NONE),
}


def agreements(raw: pd.DataFrame) -> pd.DataFrame:
    """Return one row a base treaty, with its later texts cumulated.

    Parameters
    ----------
    raw : pandas.DataFrame
        The raw file. A protocol's base may itself be a protocol: the chain is followed to its start.

    Returns
    -------
    pandas.DataFrame
        Indexed by the source's number: what :func:`summary` and :func:`cases` need.
    """
    base_of = dict(zip(raw["number"], raw["base_treaty"], strict=True))

    def root(number: str) -> str:
        while base_of.get(number, number) != number:
            number = base_of[number]
        return number

    raw = raw.assign(root=raw["base_treaty"].map(root))
    base = raw[raw["entry_type"].eq("base_treaty")].set_index("number")
    parties = raw.set_index("number")["all_parties_iso_num"].str.split(";").map(set)
    most = [
        len(parties[a] & parties[b]) >= MOST * len(parties[b]) for a, b in zip(raw["number"], raw["root"], strict=True)
    ]
    coded = raw[most].dropna(subset="depth_index")
    table = base[["name", "year", "entryforceyear", "depth_rasch", "enforce", *PROVISIONS]].copy()
    table["depth_base"] = base[PROVISIONS].sum(axis=1).where(base["depth_index"].notna())
    cumulated = coded.groupby("root")[PROVISIONS].max().reindex(table.index)
    table["depth_cumulated"] = cumulated.sum(axis=1, min_count=1)
    held = cumulated.eq(1)
    table["provisions"] = [";".join(held.columns[row]) for row in held.to_numpy()]
    latest = coded.sort_values(["year", "depth_index"], kind="stable").groupby("root").tail(1).set_index("root")
    table["depth_latest"] = latest[PROVISIONS].sum(axis=1)
    table["last_text"] = latest["year"]
    table["form"] = base["typememb"].map(FORMS).fillna("bilateral")  # the only gap has two parties
    parties = parties[table.index]
    for which, north in NORTH.items():
        southern = parties.map(lambda found, north=north: not found & north) | table.index.isin(SOUTH_BY_TITLE)
        table[which] = southern.map({True: "south_south", False: "north_south"})
    table["within_region"] = parties.map(lambda found: found <= REGION)
    return table


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """Return depth by list of the North, kind, form, scope and period; see the module's docstring."""
    rows = []
    kinds = ("north_south", "south_south", "within_region")
    groups = itertools.product(NORTH, kinds, ("all", "bilateral", "plurilateral"), ("all", "full_fta"))
    for north, kind, form, scope in groups:
        chosen = table[table["within_region"]] if kind == "within_region" else table[table[north].eq(kind)]
        chosen = chosen if form == "all" else chosen[chosen["form"].eq(form)]
        chosen = chosen if scope == "all" else chosen[chosen["full_fta"].eq(1)]
        for period, (first, last) in ({"all": (0, 9999)} | PERIODS).items():
            found = chosen[chosen["year"].between(first, last)]
            data = found.dropna(subset="depth_base")
            about = {"north": north, "kind": kind, "form": form, "scope": scope, "period": period}
            values = {"n_agreements": len(found), "n_data": len(data)}
            values |= {"depth_base": data["depth_base"].mean(), "depth_cumulated": data["depth_cumulated"].mean()}
            values |= {"sd": data["depth_base"].std(ddof=0), "median": data["depth_base"].median()}
            values |= {"minimum": data["depth_base"].min(), "maximum": data["depth_base"].max()}
            values |= {"latent_depth": data["depth_rasch"].mean()}
            values |= {f"share_{name}": data[name].mean() for name in PROVISIONS}
            rows.append(about | values)
    return pd.DataFrame(rows).astype({"minimum": "Int64", "maximum": "Int64"})


def cases(table: pd.DataFrame) -> pd.DataFrame:
    """Return the agreements of :data:`CASES`, with a reason where the source has no depth."""
    rows = []
    for agreement, (bloc, number, comment) in CASES.items():
        row = {"agreement": agreement, "bloc": bloc, "number": number}
        if number is not None:
            found = table.loc[number]
            row |= {"signed": found["year"], "in_force": found["entryforceyear"], "form": found["form"]}
            row |= {"kind": "within_region" if found["within_region"] else found["narrow"]}
            row |= {name: found[name] for name in (*DEPTHS, "last_text", "provisions")}
            row |= {"dispute_settlement": found["enforce"]}
        rows.append(row | {"comment": comment})
    whole = ["number", "signed", "in_force", *DEPTHS, "last_text", "dispute_settlement"]
    return pd.DataFrame(rows).astype(dict.fromkeys(whole, "Int64"))


def main() -> None:
    source, out = folders(__doc__)
    columns = ["number", "base_treaty", "entry_type", "year", "typememb", "all_parties_iso_num", "enforce", *PROVISIONS]
    table = agreements(read(source, NAME, [*columns, "depth_index", "depth_rasch"], ["number", "base_treaty"]))
    write(summary(table), out, "agreement_depth", ["north", "kind", "form", "scope", "period"])
    write(cases(table), out, "agreement_cases", ["agreement"])


if __name__ == "__main__":
    main()
