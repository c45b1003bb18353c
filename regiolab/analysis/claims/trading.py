"""Claims that trade and the depth of trade agreements decide; see :mod:`.pacts` for single agreements."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.claims.acts import judge
from regiolab.analysis.claims.phrases import DISTANCE, ESTIMATES, RULE, SCHEMES, joined, schemes, span, spelled
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.analysis.claims.votes import AT_ITS_HEIGHT, BEFORE_ALBA, alba_moves_away
from regiolab.i18n import _, worded

AXES = ("mercosur", "alba", "pacific_alliance")
OTHERS = ("andean_community", "sica", "caricom")
ORIGINS = {"cow": "as importers report", "penppml": "as exporters report"}


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


def in_year(tables: IndependentTables, bloc: str, column: str, year: int, origin: str = "cow") -> float:
    """Return a value of intra_trade; one that is missing is no evidence."""
    value = trade(tables, bloc, column, origin).get(year)
    if value is None or pd.isna(value):
        raise NoEvidence
    return float(value)


# source of trade -> the first and last year compared
SHARES = {"cow": (2000, 2014), "penppml": (2000, 2012)}


@decides(
    "C011",
    test=(
        "Contested: the mean {distance}: that of {alba} in {late} above that of {early}, in {estimates}; and the share "
        "of the United States in the exports of the {n} states falls. Not gone: that share is still above China's in "
        "the last year. Both shares in two sources: {origins}. Whether neo-liberalism lasted is not tested. {rule}"
    ),
    how="series",
    distance=DISTANCE,
    alba=SCHEMES["alba"],
    late=span(AT_ITS_HEIGHT),
    early=span(BEFORE_ALBA),
    estimates=ESTIMATES,
    n=33,
    origins=joined(f"{ORIGINS[origin]}, {first} to {last}" for origin, (first, last) in SHARES.items()),
    rule=RULE,
)
def hegemony_contested(tables: IndependentTables) -> Verdict:
    found = {
        origin: [in_year(tables, "celac", f"{name}_share", year, origin) for name in ("usa", "china") for year in years]
        for origin, years in SHARES.items()
    }
    figure = _("Exports of the 33 states to the USA {a:.0%} in 2000, {b:.0%} in 2014; to China {c:.0%} and {d:.0%}.")
    figure = worded(figure, **dict(zip("abcd", found["cow"], strict=True)))
    alternative = _("As exporters report, 2000 and 2012: {a:.0%} and {b:.0%}; {c:.0%} and {d:.0%}.")
    alternative = worded(alternative, **dict(zip("abcd", found["penppml"], strict=True)))
    # a share of exports that falls contests nothing by itself: a bloc that moves away in votes does
    away = alba_moves_away(tables)
    alternative += " " + _("ALBA moves away from the USA in votes in {n} of three estimates.").format(n=sum(away))
    met = [usa1 < usa0 and usa1 > china1 for usa0, usa1, _china0, china1 in found.values()]
    return Verdict(judge([*away, *met]), figure, alternative)


START, END, HIGHEST = 2003, 2013, 1998


@decides(
    "C051",
    test=(
        "Each of {axes} ahead of each of {others}: in the growth of the value of exports within the scheme from "
        "{start} to {end}, in the change of their share of all exports from {start} to {end}, and in that change from "
        "{highest} to {end}; members fixed. Supported if all of this holds, imprecise if at least one of the {n} is "
        "ahead of all the others in value, otherwise contradicted."
    ),
    how="series",
    axes=schemes(AXES),
    others=schemes(OTHERS),
    n=spelled(len(AXES)),
    start=START,
    end=END,
    highest=HIGHEST,
)
def most_dynamic(tables: IndependentTables) -> Verdict:
    value, share, fall = {}, {}, {}
    for bloc in (*AXES, *OTHERS):
        part = {year: in_year(tables, bloc, "intra_share", year) for year in (HIGHEST, START, END)}
        exports = {year: part[year] * in_year(tables, bloc, "exports", year) for year in (START, END)}
        value[bloc] = exports[END] / exports[START]
        share[bloc], fall[bloc] = part[END] - part[START], part[END] - part[HIGHEST]
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


BOOM = (1990, 1998)
BOOMING = 1.2
PERIODS = {"before_1990": "all years before 1990", "1990_2002": "1990 to 2002"}


@decides(
    "C081",
    test=(
        "The share of exports that stays within, members fixed: in {last} more than {ratio} times that of {first} in "
        "{schemes} each; and more trade agreements with a party in the region signed in {period} than in "
        "{before}. {rule}"
    ),
    how="series",
    first=BOOM[0],
    last=BOOM[1],
    ratio=BOOMING,
    schemes=schemes(("mercosur", *OTHERS)),
    period=PERIODS["1990_2002"],
    before=PERIODS["before_1990"],
    rule=RULE,
)
def boom_of_the_nineties(tables: IndependentTables) -> Verdict:
    first, last = BOOM
    grown = {
        bloc: in_year(tables, bloc, "intra_share", last) / in_year(tables, bloc, "intra_share", first)
        for bloc in ("mercosur", *OTHERS)
    }
    depth = tables("agreement_depth")
    rows = depth[depth["north"].eq("narrow") & depth["form"].eq("all") & depth["scope"].eq("all")]
    signed = rows[rows["kind"].ne("within_region")].groupby("period", observed=True)["n_agreements"].sum()
    if not set(PERIODS) <= set(signed.index):
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
    met = [ratio > BOOMING for ratio in grown.values()] + [bool(signed["1990_2002"] > signed["before_1990"])]
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


NORTHS = {"narrow": "a narrow list of the North", "wide": "by a wider one"}
SCOPES = {"all": "all agreements", "full_fta": "full free trade agreements alone"}
DEEPER, TOPICS_COUNTED = 1, 7


@decides(
    "C085",
    test=(
        "The mean depth of agreements of all periods, {low} to {topics} topics: North-South agreements deeper than "
        "South-South ones by at least {deeper}, by {norths}, over {scopes}. Texts show rules, not who asked for them. "
        "{rule}"
    ),
    how="series",
    low=0,
    topics=TOPICS_COUNTED,
    deeper=DEEPER,
    norths=joined(NORTHS.values()),
    scopes=joined(SCOPES.values()),
    rule=RULE,
)
def north_south_is_deep(tables: IndependentTables) -> Verdict:
    cuts = [(north, scope) for north in NORTHS for scope in SCOPES]
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
    return Verdict(judge(gap >= DEEPER for gap in gaps.values()), figure, alternative)


DEEP = {
    "investments": "investment",
    "procurement": "public procurement",
    "competition": "competition",
    "iprs": "intellectual property",
}
HALF = 0.5


@decides(
    "C086",
    test=(
        "South-South agreements of all periods: fewer than {half:.0%} of them hold rules on {topics} each; over "
        "{scopes}. {rule}"
    ),
    how="series",
    half=HALF,
    topics=joined(DEEP.values()),
    scopes=joined(SCOPES.values()),
    rule=RULE,
)
def south_south_is_shallow(tables: IndependentTables) -> Verdict:
    found = {
        scope: [depth_of(tables, "south_south", "narrow", scope, f"share_{topic}") for topic in DEEP]
        for scope in SCOPES
    }
    text = _(
        "hold rules on investment {:.0%}, public procurement {:.0%}, competition {:.0%}, intellectual property {:.0%}"
    )
    figure = _("South-South agreements {list}.").format(list=worded(text, *found["all"]))
    alternative = _("Full free trade areas among them {list}.").format(list=worded(text, *found["full_fta"]))
    return Verdict(judge(max(shares) < HALF for shares in found.values()), figure, alternative)
