"""Claims that trade and the texts of trade agreements decide."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.claims.acts import holding, judge
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.i18n import _, format_list, worded

AXES = ("mercosur", "alba", "pacific_alliance")
OTHERS = ("andean_community", "sica", "caricom")
# the agreement with the USA that binds each member of the Arc, in agreement_cases; Ecuador has none
WITH_USA = {
    "CHL": "chile_usa",
    "COL": "colombia_usa",
    "PER": "peru_usa",
    "MEX": "nafta",
    "PAN": "panama_usa",
    **dict.fromkeys(("CRI", "SLV", "GTM", "HND", "NIC"), "cafta_dr"),
}
FOUR = ("CHL", "COL", "PER", "MEX")
WTO_PLUS = {"investments", "procurement", "competition"}  # topics beyond or outside the WTO's binding rules


def cases(tables: IndependentTables) -> pd.DataFrame:
    """Return the agreements by identifier; an empty table is no evidence."""
    table = tables("agreement_cases")
    if table.empty:
        raise NoEvidence
    return table.set_index("agreement")


def trade(tables: IndependentTables, bloc: str, column: str, origin: str = "cow") -> pd.Series:
    """Return a column of intra_trade by year for a scheme's fixed members."""
    return tables.once(_trade, bloc, column, origin)


def _trade(tables: IndependentTables, bloc: str, column: str, origin: str) -> pd.Series:
    table = tables("intra_trade")
    fits = table["bloc"].eq(bloc) & table["membership"].eq("fixed") & table["origin"].eq(origin)
    rows = table[["year", column]][fits]
    if rows.empty:
        raise NoEvidence
    return rows.set_index("year")[column].astype(float)


@decides("C011")
def hegemony_contested(tables: IndependentTables) -> Verdict:
    found = {}
    for origin, first, last in (("cow", 2000, 2014), ("penppml", 2000, 2012)):
        usa, china = (trade(tables, "celac", f"{name}_share", origin) for name in ("usa", "china"))
        found[origin] = (usa[first], usa[last], china[first], china[last])
    figure = _("Exports of the 33 states to the USA {a:.0%} in 2000, {b:.0%} in 2014; to China {c:.0%} and {d:.0%}.")
    figure = worded(figure, **dict(zip("abcd", found["cow"], strict=True)))
    alternative = _("As exporters report, 2000 and 2012: {a:.0%} and {b:.0%}; {c:.0%} and {d:.0%}.")
    alternative = worded(alternative, **dict(zip("abcd", found["penppml"], strict=True)))
    met = [usa1 < usa0 and usa1 > china1 for usa0, usa1, _china0, china1 in found.values()]
    return Verdict(judge(met), figure, alternative)


@decides("C051")
def most_dynamic(tables: IndependentTables) -> Verdict:
    value, share, fall = {}, {}, {}
    for bloc in (*AXES, *OTHERS):
        part = trade(tables, bloc, "intra_share")
        exports = part * trade(tables, bloc, "exports")
        value[bloc], share[bloc], fall[bloc] = (
            exports[2013] / exports[2003],
            part[2013] - part[2003],
            part[2013] - part[1998],
        )
    cuts = [min(cut[bloc] for bloc in AXES) > max(cut[bloc] for bloc in OTHERS) for cut in (value, share, fall)]
    figure = worded(
        _(
            "Trade within, 2003 to 2013: ALBA ×{alba:.1f}, Andean Community ×{andean_community:.1f}, Pacific Alliance "
            "×{pacific_alliance:.1f}, Mercosur ×{mercosur:.1f}, CARICOM ×{caricom:.1f}, SICA ×{sica:.1f}."
        ),
        **value,
    )
    alternative = worded(
        _(
            "As a share of exports, in points: Mercosur {mercosur:+.1%}, ALBA {alba:+.1%}, Pacific Alliance "
            "{pacific_alliance:+.1%}, CARICOM {caricom:+.1%}; counted from 1998 Mercosur {fall:+.1%}."
        ),
        fall=fall["mercosur"],
        **share,
    )
    return Verdict(
        "supported" if all(cuts) else "imprecise" if _some_above(value) else "contradicted", figure, alternative
    )


def _some_above(value: dict[str, float]) -> bool:
    return max(value[bloc] for bloc in AXES) > max(value[bloc] for bloc in OTHERS)


@decides("C081")
def boom_of_the_nineties(tables: IndependentTables) -> Verdict:
    rises = {bloc: trade(tables, bloc, "intra_share") for bloc in ("mercosur", *OTHERS)}
    grown = {bloc: rise[1998] / rise[1990] for bloc, rise in rises.items()}
    depth = tables("agreement_depth")
    rows = depth[depth["north"].eq("narrow") & depth["form"].eq("all") & depth["scope"].eq("all")]
    signed = rows[rows["kind"].ne("within_region")].groupby("period", observed=True)["n_agreements"].sum()
    if not {"before_1990", "1990_2002"} <= set(signed.index):
        raise NoEvidence
    figure = worded(
        _(
            "Share of trade within, 1990 to 1998: Mercosur ×{mercosur:.1f}, Andean Community ×{andean_community:.1f}, "
            "CARICOM ×{caricom:.1f}, SICA ×{sica:.1f}."
        ),
        **grown,
    )
    alternative = _("Agreements signed: {a} in all years before 1990, {b} in 1990 to 2002.").format(
        a=signed["before_1990"], b=signed["1990_2002"]
    )
    met = [ratio > 1.2 for ratio in grown.values()] + [signed["1990_2002"] > signed["before_1990"]]
    return Verdict(judge(met), figure, alternative)


def depth_of(tables: IndependentTables, kind: str, north: str, scope: str, column: str = "depth_base") -> float:
    """Return the mean of a column of agreement_depth over all periods and forms."""
    table = tables("agreement_depth")
    rows = table[
        table["kind"].eq(kind)
        & table["north"].eq(north)
        & table["scope"].eq(scope)
        & table["form"].eq("all")
        & table["period"].eq("all")
    ]
    if rows.empty or rows[column].isna().all():
        raise NoEvidence
    return float(rows[column].iloc[0])


@decides("C085")
def north_south_is_deep(tables: IndependentTables) -> Verdict:
    cuts = [(north, scope) for north in ("narrow", "wide") for scope in ("all", "full_fta")]
    gaps = {cut: depth_of(tables, "north_south", *cut) - depth_of(tables, "south_south", *cut) for cut in cuts}
    figure = worded(
        _("Depth, 0 to 7: North-South {a:.1f}, South-South {b:.1f}."),
        a=depth_of(tables, "north_south", "narrow", "all"),
        b=depth_of(tables, "south_south", "narrow", "all"),
    )
    alternative = _(
        "Full free trade areas alone {a:.1f} and {b:.1f}; with a wider list of the North the gap is {c:.1f}."
    )
    alternative = worded(
        alternative,
        a=depth_of(tables, "north_south", "narrow", "full_fta"),
        b=depth_of(tables, "south_south", "narrow", "full_fta"),
        c=gaps["wide", "all"],
    )
    met = [gap >= 1 for gap in gaps.values()]
    return Verdict(judge(met), figure, alternative)


@decides("C086")
def south_south_is_shallow(tables: IndependentTables) -> Verdict:
    topics = ("investments", "procurement", "competition", "iprs")
    found = {
        scope: [depth_of(tables, "south_south", "narrow", scope, f"share_{topic}") for topic in topics]
        for scope in ("all", "full_fta")
    }
    text = _(
        "hold rules on investment {:.0%}, public procurement {:.0%}, competition {:.0%}, intellectual property {:.0%}"
    )
    figure = _("South-South agreements {list}.").format(list=worded(text, *found["all"]))
    alternative = _("Full free trade areas among them {list}.").format(list=worded(text, *found["full_fta"]))
    met = [max(shares) < 0.5 for shares in found.values()]
    return Verdict(judge(met), figure, alternative)


@decides("C095")
def nafta_as_paradigm(tables: IndependentTables) -> Verdict:
    table = cases(tables)
    deepest = table[table["depth_base"].eq(7)].sort_values("signed")
    first = deepest.index[0] if len(deepest) else ""
    figure = _("The first agreement here with all seven topics: {name}, signed {year}.").format(
        name=first or _("none"), year=deepest["signed"].iloc[0] if first else ""
    )
    met = first == "nafta" and table.loc["nafta", "kind"] == "north_south"
    return Verdict("supported" if met else "contradicted", figure)


@decides("C049")
def open_regionalism_in_texts(tables: IndependentTables) -> Verdict:
    table = cases(tables)
    depths = {iso3: table["depth_base"].get(WITH_USA[iso3]) for iso3 in (*FOUR, "CRI", "PAN")}
    if any(pd.isna(depth) for depth in depths.values()):
        raise NoEvidence
    figure = _("Depth of the agreement with the USA, 0 to 7: {list}.").format(
        list=format_list(f"{iso3} {depth}" for iso3, depth in depths.items())
    )
    alternative = _("Mercosur {a}, ALADI {b}, Pacific Alliance {c}.").format(
        a=table["depth_base"].get("mercosur"),
        b=table["depth_base"].get("aladi"),
        c=table["depth_base"].get("pacific_alliance"),
    )
    met = min(depths.values()) >= 6 and table["depth_base"]["mercosur"] < 6
    return Verdict("supported" if met else "contradicted", figure, alternative)


def with_usa(tables: IndependentTables, states: tuple[str, ...], year: int, column: str) -> dict[str, bool]:
    """Say which states had a WTO-plus agreement with the USA, signed or in force by the end of a year."""
    table = cases(tables)
    found = {}
    for iso3 in states:
        row = table.loc[WITH_USA[iso3]] if WITH_USA.get(iso3) in table.index else None
        topics = set(str(row["provisions"]).split(";")) if row is not None else set()
        found[iso3] = (
            row is not None and pd.notna(row[column]) and row[column] <= year and WTO_PLUS - {"competition"} <= topics
        )
    return found


@decides("C165", "C181")
def signed_before_the_alliance(tables: IndependentTables) -> Verdict:
    signed = with_usa(tables, FOUR, 2010, "signed")
    in_force = with_usa(tables, FOUR, 2010, "in_force")
    figure = _("WTO-plus agreements with the USA signed before the Alliance: {n} of four.").format(
        n=sum(signed.values())
    )
    alternative = _("In force by then: {n}.").format(n=sum(in_force.values()))
    return Verdict("supported" if all(signed.values()) else "contradicted", figure, alternative)


@decides("C178")
def bilateral_and_in_place(tables: IndependentTables) -> Verdict:
    signed, in_force = (with_usa(tables, FOUR, 2010, column) for column in ("signed", "in_force"))
    forms = cases(tables)["form"].reindex([WITH_USA[iso3] for iso3 in FOUR])
    figure = _("Signed before the Alliance by {n} of four, in force for {m}; bilateral: {k}.").format(
        n=sum(signed.values()), m=sum(in_force.values()), k=int(forms.eq("bilateral").sum())
    )
    if not all(signed.values()):
        return Verdict("contradicted", figure)
    met = all(in_force.values()) and forms.eq("bilateral").all()
    return Verdict(
        "supported" if met else "imprecise", figure, _("Mexico's is NAFTA, Colombia's came into force in 2012.")
    )


@decides("C167")
def arc_and_the_usa(tables: IndependentTables) -> Verdict:
    members = tuple(sorted(holding(tables, "pacific_arc", "2007-01-31")))
    if not members:
        raise NoEvidence
    signed = with_usa(tables, members, 2006, "signed")
    without = [iso3 for iso3 in members if iso3 not in WITH_USA]
    figure = _(
        "Of {n} members of the Arc, {a} had signed with the USA by the end of 2006; without any: {list}."
    ).format(n=len(members), a=sum(signed.values()), list=format_list(without) or _("none"))
    alternative = _("For Peru, which promoted the Arc, it holds.") if signed.get("PER") else ""
    if all(signed.values()):
        return Verdict("supported", figure)
    return Verdict("imprecise" if signed.get("PER") else "contradicted", figure, alternative)
