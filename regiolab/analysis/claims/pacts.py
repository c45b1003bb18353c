"""Claims that the texts of single trade agreements decide."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.claims.acts import holding
from regiolab.analysis.claims.phrases import PLAIN_RULE, SCHEMES, day, joined, spelled, states
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.i18n import _, format_list, ngettext
from regiolab.words import split

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
CENTRAL = ("BLZ", "CRI", "SLV", "GTM", "HND", "NIC", "PAN")  # Belize has no agreement with the USA
WTO_PLUS = {"investments", "procurement", "competition"}  # topics beyond or outside the WTO's binding rules
ASKED = WTO_PLUS - {"competition"}  # the texts with the USA need have no rules on competition
TOPICS = {"investments": "investment", "procurement": "public procurement", "competition": "competition"}
ALL_TOPICS = 7


def cases(tables: IndependentTables) -> pd.DataFrame:
    """Return the agreements by identifier; an empty table is no evidence."""
    table = tables("agreement_cases")
    if table.empty:
        raise NoEvidence
    return table.set_index("agreement")


def depth_in(table: pd.DataFrame, agreement: str) -> int:
    """Return the depth of an agreement's text; one that is not known is no evidence."""
    depth = table["depth_base"].get(agreement)
    if depth is None or pd.isna(depth):
        raise NoEvidence
    return int(depth)


@decides(
    "C095",
    test=(
        "Among the trade agreements described here, the first by year of signature whose text covers all {topics} "
        "topics is NAFTA, and it joins North and South. {rule}"
    ),
    how="series",
    topics=spelled(ALL_TOPICS),
    rule=PLAIN_RULE,
)
def nafta_as_paradigm(tables: IndependentTables) -> Verdict:
    table = cases(tables)
    if "nafta" not in table.index:
        raise NoEvidence
    deepest = table[table["depth_base"].eq(ALL_TOPICS)].sort_values("signed")
    if deepest.empty:
        return Verdict("contradicted", _("No agreement here has all seven topics."))
    first = deepest.index[0]
    figure = _("The first agreement here with all seven topics: {name}, signed {year}.").format(
        name=first, year=deepest["signed"].iloc[0]
    )
    met = first == "nafta" and table.loc["nafta", "kind"] == "north_south"
    return Verdict("supported" if met else "contradicted", figure)


OPEN = 6


@decides(
    "C049",
    test=(
        "The text of the agreement with the United States covers at least {open} of {topics} topics for each of {four} "
        "and for more than half of the {n} Central American states ({central}), and the text of {mercosur}, the "
        "counterexample, covers fewer. {rule}"
    ),
    how="series",
    open=spelled(OPEN),
    topics=spelled(ALL_TOPICS),
    four=states(FOUR),
    n=spelled(len(CENTRAL)),
    central=states(CENTRAL),
    mercosur=SCHEMES["mercosur"],
    rule=PLAIN_RULE,
)
def open_regionalism_in_texts(tables: IndependentTables) -> Verdict:
    table = cases(tables)
    # most Central American states, says the article: all seven are asked, and not one for the others
    depths = {iso3: depth_in(table, WITH_USA[iso3]) for iso3 in (*FOUR, *CENTRAL) if iso3 in WITH_USA}
    mercosur = depth_in(table, "mercosur")
    figure = _("Depth of the agreement with the USA, 0 to 7: {list}.").format(
        list=format_list(f"{iso3} {depth}" for iso3, depth in depths.items())
    )
    others = {name: table["depth_base"].get(bloc) for name, bloc in (("ALADI", "aladi"), ("PA", "pacific_alliance"))}
    beside = [f"{name} {depth}" for name, depth in others.items() if depth is not None and pd.notna(depth)]
    alternative = _("Without such an agreement: {list}.").format(
        list=format_list(iso3 for iso3 in CENTRAL if iso3 not in WITH_USA)
    )
    alternative += " " + _("Depth of other texts: {list}.").format(list=format_list([f"Mercosur {mercosur}", *beside]))
    deep = sum(depths.get(iso3, 0) >= OPEN for iso3 in CENTRAL)
    met = all(depths[iso3] >= OPEN for iso3 in FOUR) and deep > len(CENTRAL) / 2 and mercosur < OPEN
    return Verdict("supported" if met else "contradicted", figure, alternative)


def with_usa(tables: IndependentTables, states: tuple[str, ...], year: int, column: str) -> dict[str, bool]:
    """Say which states had a WTO-plus agreement with the USA, signed or in force by the end of a year.

    A state without an agreement had none; one whose agreement or its signature is missing here is no evidence.
    """
    table = cases(tables)
    found = {}
    for iso3 in states:
        found[iso3] = False
        if iso3 in WITH_USA:
            row = table.reindex([WITH_USA[iso3]]).iloc[0]
            if pd.isna(row["signed"]):
                raise NoEvidence
            held = pd.notna(row[column]) and row[column] <= year
            found[iso3] = bool(held and set(split(row["provisions"])) >= ASKED)
    return found


LIMA = "2011-04-28"
BEFORE_LIMA = 2010  # the last whole year before the Alliance was declared
_SIGNED = (
    "Each of {four} had signed by the end of {year}, before the Alliance was declared on {lima}, an agreement with the "
    "United States whose text has rules on {topics}, beyond those of the WTO."
)


@decides(
    "C165",
    "C181",
    test={
        "C165": _SIGNED + " {rule}",
        "C181": _SIGNED + " Whether the one is the cause of the other is not tested. {rule}",
    },
    how="series",
    four=states(FOUR),
    year=BEFORE_LIMA,
    lima=day(LIMA),
    topics=joined(TOPICS[topic] for topic in sorted(ASKED)),
    rule=PLAIN_RULE,
)
def signed_before_the_alliance(tables: IndependentTables) -> Verdict:
    signed = with_usa(tables, FOUR, BEFORE_LIMA, "signed")
    in_force = with_usa(tables, FOUR, BEFORE_LIMA, "in_force")
    figure = _("WTO-plus agreements with the USA signed before the Alliance: {n} of four.").format(
        n=sum(signed.values())
    )
    alternative = _("In force by then: {n}.").format(n=sum(in_force.values()))
    return Verdict("supported" if all(signed.values()) else "contradicted", figure, alternative)


@decides(
    "C178",
    test=(
        _SIGNED + " Supported if all these agreements were in force by then as well and each has two parties, "
        "imprecise if not, contradicted if one of the {n} had not signed."
    ),
    how="series",
    four=states(FOUR),
    n=spelled(len(FOUR)),
    year=BEFORE_LIMA,
    lima=day(LIMA),
    topics=joined(TOPICS[topic] for topic in sorted(ASKED)),
)
def bilateral_and_in_place(tables: IndependentTables) -> Verdict:
    signed, in_force = (with_usa(tables, FOUR, BEFORE_LIMA, column) for column in ("signed", "in_force"))
    table = cases(tables)
    bilateral = {iso3: table.loc[WITH_USA[iso3], "form"] == "bilateral" for iso3 in FOUR}
    figure = _("Signed before the Alliance by {n} of four, in force for {m}; bilateral: {k}.").format(
        n=sum(signed.values()), m=sum(in_force.values()), k=sum(bilateral.values())
    )
    if not all(signed.values()):
        return Verdict("contradicted", figure)
    fails = ((_("Not bilateral: {list}."), bilateral), (_("Not in force by then: {list}."), in_force))
    alternative = " ".join(
        text.format(list=format_list(iso3 for iso3, holds in found.items() if not holds))
        for text, found in fails
        if not all(found.values())
    )
    return Verdict("imprecise" if alternative else "supported", figure, alternative)


ARC_MEETS = "2007-01-31"  # the forum first met in that month
BY_THEN = 2006
PROMOTER = "PER"


@decides(
    "C167",
    test=(
        "Each member of the Pacific Arc on {meeting}, the end of the month of its first forum, had signed by the end "
        "of {year} an agreement with the United States whose text has rules on {topics}, beyond those of the WTO. "
        "Supported if all had, imprecise if {promoter}, which promoted it, had and others had not, otherwise "
        "contradicted."
    ),
    how="series",
    meeting=day(ARC_MEETS),
    year=BY_THEN,
    topics=joined(TOPICS[topic] for topic in sorted(ASKED)),
    promoter=states([PROMOTER]),
)
def arc_and_the_usa(tables: IndependentTables) -> Verdict:
    members = tuple(sorted(holding(tables, "pacific_arc", ARC_MEETS)))
    if not members:
        raise NoEvidence
    signed = with_usa(tables, members, BY_THEN, "signed")
    without = [iso3 for iso3 in members if iso3 not in WITH_USA]
    figure = ngettext(
        "Of {n} member of the Arc, {a} had signed with the USA by the end of 2006; without any: {list}.",
        "Of {n} members of the Arc, {a} had signed with the USA by the end of 2006; without any: {list}.",
        len(members),
    ).format(n=len(members), a=sum(signed.values()), list=format_list(without) or _("none"))
    alternative = _("For Peru, which promoted the Arc, it holds.") if signed.get(PROMOTER) else ""
    if all(signed.values()):
        return Verdict("supported", figure)
    return Verdict("imprecise" if signed.get(PROMOTER) else "contradicted", figure, alternative)
