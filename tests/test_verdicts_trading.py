"""The verdicts that trade and the texts of agreements decide, on planted tables.

As in the tests for votes: each side of each threshold, each half of each test, each year and state.
"""

from __future__ import annotations

import pytest
from planted import (
    EVER,
    RELEASES,
    Rule,
    cell,
    check,
    listed,
    member,
    place,
    rows,
    tables,
    told,
    trade,
    verdict,
    without,
)

from regiolab.analysis.claims.pacts import WITH_USA, WTO_PLUS, with_usa
from regiolab.analysis.claims.verdicts import NoEvidence, decisions

RULES = {}
AXES, OTHERS = ("mercosur", "alba", "pacific_alliance"), ("andean_community", "sica", "caricom")

# ALBA is farther in 2011 to 2015 than in 2003 to 2006; the share of the USA fell from 2000 to
# 2014 (2012 as exporters report) and remains above China's.
LAST = {"cow": 2014, "penppml": 2012}


def shares(origin, usa0, usa1, china0, china1):
    """Plant the shares of the two powers, contradicted by every other year."""
    return [
        trade("celac", "usa_share", EVER, [0.9 if year > 2000 else 0.1 for year in EVER], origin),
        trade("celac", "china_share", EVER, 0.95, origin),
        trade("celac", "usa_share", 2000, usa0, origin),
        trade("celac", "usa_share", LAST[origin], usa1, origin),
        trade("celac", "china_share", 2000, china0, origin),
        trade("celac", "china_share", LAST[origin], china1, origin),
    ]


def alba(before, later, only=None):
    return [place("alba", range(2003, 2007), before, only), place("alba", range(2011, 2016), later, only)]


STAYS = alba(2, 2)
RULES["C011"] = Rule(
    base=(
        *shares("cow", 0.61, 0.42, 0.03, 0.14),
        *shares("penppml", 0.62, 0.43, 0.04, 0.15),
        place("alba", range(1985, 2003), 9),
        place("alba", [2002, 2007, 2008, 2009], 9),
        place("alba", [2010, *range(2016, 2026)], 0),
        *alba([0.5, 1, 1, 1.5], [1.5, 1, 1, 1, 1.5]),
    ),
    figure=("USA 61%", "42% in 2014", "China 3% and 14%"),
    tried=("62% and 43%", "4% and 15%", "in 3 of three"),
    cases=(
        *(
            (f"{origin}: {what}", shares(origin, *values), to)
            for origin in LAST
            for what, values, to in (
                ("the share did not fall", (0.4, 0.4, 0, 0.1), "imprecise"),
                ("the share fell a little", (0.4, 0.399, 0, 0.1), "supported"),
                ("China level", (0.6, 0.4, 0, 0.4), "imprecise"),
                ("China just below", (0.6, 0.4, 0, 0.399), "supported"),
                ("China was ahead before", (0.6, 0.4, 0.9, 0.1), "supported"),
            )
        ),
        (
            "neither source: no fall, and ALBA stays",
            [*shares("cow", 0.4, 0.4, 0, 0), *shares("penppml", 0.4, 0.4, 0, 0), *STAYS],
            "contradicted",
            (),
            ("in 0 of three",),
        ),
        (
            "neither source: China, and ALBA stays",
            [*shares("cow", 0.4, 0.3, 0, 0.5), *shares("penppml", 0.4, 0.3, 0, 0.5), *STAYS],
            "contradicted",
        ),
        (
            "neither source, ALBA moves",
            [*shares("cow", 0.4, 0.4, 0, 0), *shares("penppml", 0.4, 0.4, 0, 0)],
            "imprecise",
        ),
        ("ALBA stays", STAYS, "imprecise"),
        *((f"ALBA stays in {' '.join(pair)}", alba(2, 2, pair), "imprecise") for pair in RELEASES),
        ("ALBA just farther", alba(2, 2.01), "supported"),
        *((f"ALBA in {year} alone", [place("alba", year, 90)], "imprecise") for year in (2003, 2006)),
        *((f"ALBA in {year} alone", [place("alba", year, -90)], "imprecise") for year in (2011, 2015)),
        ("no position of ALBA in 2013", [place("alba", 2013, float("nan"))], "open"),
        *((f"no {origin}", [without("intra_trade", origin=origin)], "open") for origin in LAST),
        ("no CELAC", [without("intra_trade", bloc="celac")], "open"),
    ),
)


# 2003 to 2013 each of three axes ahead of each of three others: in value, in share, and in share from 1998.
def growth(bloc, *, value, change=None, since=None):
    """Plant a growth in value from 2003 to 2013, and changes of the share from 2003 and from 1998."""
    wild = [0.0 if year == 2013 else 0.4 for year in EVER]
    share = [
        trade(bloc, "intra_share", EVER, wild),
        trade(bloc, "intra_share", 2013, 0.5),
        trade(bloc, "intra_share", [2012, 2014], 0.01 if bloc in AXES else 0.99),
    ]
    if change is not None:
        share.append(trade(bloc, "intra_share", 2003, 0.5 - change))
        share.append(trade(bloc, "intra_share", [2002, 2004], 0.99 if bloc in AXES else 0.01))
    if since is not None:
        share.append(trade(bloc, "intra_share", 1998, 0.5 - since))
        share.append(trade(bloc, "intra_share", [1997, 1999], 0.99 if bloc in AXES else 0.01))
    base = 0.5 - (change or 0.1)
    exports = [
        trade(bloc, "exports", EVER, 7),
        trade(bloc, "exports", 2003, 10),
        trade(bloc, "exports", 2013, 20 * value * base),
    ]
    return [*share, *exports]


def grown(axes=(4, 5, 6), others=(1, 2, 3), change=0.1, since=0.2, behind=0.05):
    return [
        *(
            plant
            for bloc, value in zip(AXES, axes, strict=True)
            for plant in growth(bloc, value=value, change=change, since=since)
        ),
        *(
            plant
            for bloc, value in zip(OTHERS, others, strict=True)
            for plant in growth(bloc, value=value, change=behind, since=behind)
        ),
    ]


RULES["C051"] = Rule(
    base=(
        *grown(),
        *growth("mercosur", value=4.1, change=0.125, since=0.25),
        *growth("alba", value=5.2, change=0.15, since=0.22),
        *growth("pacific_alliance", value=6.3, change=0.175, since=0.23),
        *growth("andean_community", value=1.4, change=0.05, since=0.05),
        *growth("caricom", value=3.5, change=0.075, since=0.05),
        *growth("sica", value=2.6, change=0.06, since=0.05),
    ),
    figure=(
        "ALBA ×5.2",
        "Andean Community ×1.4",
        "Pacific Alliance ×6.3",
        "Mercosur ×4.1",
        "CARICOM ×3.5",
        "SICA ×2.6",
    ),
    tried=("Mercosur +12.5%", "ALBA +15.0%", "Alliance +17.5%", "CARICOM +7.5%", "Mercosur +25.0%"),
    cases=(
        *(
            (
                f"{bloc} level with the best other in value",
                growth(bloc, value=3.5, change=0.125, since=0.25),
                "imprecise",
            )
            for bloc in AXES
        ),
        *(
            (f"{bloc} just ahead of it in value", growth(bloc, value=3.51, change=0.125, since=0.25), "supported")
            for bloc in AXES
        ),
        *(
            (
                f"{bloc} level with the worst axis in value",
                growth(bloc, value=4.1, change=0.06, since=0.05),
                "imprecise",
            )
            for bloc in OTHERS
        ),
        *((f"{bloc} behind in share", growth(bloc, value=9, change=0.07, since=0.25), "imprecise") for bloc in AXES),
        *((f"{bloc} level in share", growth(bloc, value=9, change=0.075, since=0.25), "imprecise") for bloc in AXES),
        *((f"{bloc} ahead in share", growth(bloc, value=1.1, change=0.2, since=0.05), "imprecise") for bloc in OTHERS),
        *(
            (f"{bloc} level in share from 1998", growth(bloc, value=9, change=0.2, since=0.05), "imprecise")
            for bloc in AXES
        ),
        *(
            (f"{bloc} ahead in share from 1998", growth(bloc, value=1.1, change=0.05, since=0.24), "imprecise")
            for bloc in OTHERS
        ),
        *(
            (
                f"{bloc} alone ahead in value",
                [*grown((2, 2, 2), (3, 3, 3)), *growth(bloc, value=4, change=0.1, since=0.2)],
                "imprecise",
            )
            for bloc in AXES
        ),
        *(
            (
                f"{bloc} alone level in value",
                [*grown((2, 2, 2), (3, 3, 3)), *growth(bloc, value=3, change=0.1, since=0.2)],
                "contradicted",
            )
            for bloc in AXES
        ),
        *(
            (f"{bloc} ahead of all axes in value", growth(bloc, value=6.4, change=0.05, since=0.05), "contradicted")
            for bloc in OTHERS
        ),
        *((f"no {bloc}", [without("intra_trade", bloc=bloc)], "open") for bloc in (*AXES, *OTHERS)),
    ),
)

# Shares within more than 1.2 times those of 1990 in 1998, in four schemes; more agreements in 1990 to 2002 than before.
SCHEMES = ("mercosur", *OTHERS)
DEPTH = {"north": "narrow", "form": "all", "scope": "all", "kind": "north_south", "period": "all"}


def signed(period, n, **other):
    return {**DEPTH, "period": period, "n_agreements": n, **other}


def boom(bloc, ratio):
    return [
        trade(bloc, "intra_share", EVER, [9 if year < 1995 else 0 for year in EVER]),
        trade(bloc, "intra_share", 1990, 0.1),
        trade(bloc, "intra_share", 1998, 0.1 * ratio),
    ]


BEFORE = signed("before_1990", 30)
RULES["C081"] = Rule(
    base=(
        *(plant for n, bloc in enumerate(SCHEMES) for plant in boom(bloc, 1.4 + n)),
        rows(
            "agreement_depth",
            BEFORE,
            signed("before_1990", 4, kind="south_south"),
            signed("1990_2002", 20),
            signed("1990_2002", 15, kind="south_south"),
            signed("before_1990", 500, kind="within_region"),
            signed("before_1990", 600, north="wide"),
            signed("before_1990", 700, form="bilateral"),
            signed("before_1990", 800, scope="full_fta"),
            signed("2003_2014", 900),
        ),
    ),
    figure=("Mercosur ×1.4", "Andean Community ×2.4", "CARICOM ×4.4", "SICA ×3.4"),
    tried=("34 in all years before 1990", "35 in 1990 to 2002"),
    cases=(
        *(
            (f"{bloc} 1.2 times", [*boom(bloc, 1.2), trade(bloc, "intra_share", [1990, 1998], [1, 1.2])], "imprecise")
            for bloc in SCHEMES
        ),
        *((f"{bloc} 1.21 times", boom(bloc, 1.21), "supported") for bloc in SCHEMES),
        *((f"{bloc} 1.19 times", boom(bloc, 1.19), "imprecise") for bloc in SCHEMES),
        ("as many signed", [cell("agreement_depth", BEFORE, n_agreements=31)], "imprecise"),
        ("no boom, more signed", [plant for bloc in SCHEMES for plant in boom(bloc, 1)], "imprecise"),
        (
            "neither half",
            [*(plant for bloc in SCHEMES for plant in boom(bloc, 1)), cell("agreement_depth", BEFORE, n_agreements=31)],
            "contradicted",
        ),
        *(
            (f"no agreement of {period}", [without("agreement_depth", period=period)], "open")
            for period in ("before_1990", "1990_2002")
        ),
        ("nothing after 2002", [without("agreement_depth", period="2003_2014")], "supported"),
        *((f"no {bloc}", [without("intra_trade", bloc=bloc)], "open") for bloc in SCHEMES),
    ),
)

# North-South agreements deeper by at least 1 with either list of the North, over all and over full free trade areas.
CUTS = [(north, scope) for north in ("narrow", "wide") for scope in ("all", "full_fta")]


def depth(kind, north, scope, value, **other):
    return {**DEPTH, "kind": kind, "north": north, "scope": scope, "depth_base": value, **other}


def deep(kind, north, scope, value):
    return cell(
        "agreement_depth",
        {"kind": kind, "north": north, "scope": scope, "form": "all", "period": "all"},
        depth_base=value,
    )


RULES["C085"] = Rule(
    base=(
        rows(
            "agreement_depth",
            *(
                depth(kind, *cut, value, form="bilateral")
                for kind, value in (("north_south", 0), ("south_south", 7))
                for cut in CUTS
            ),
            *(
                depth(kind, *cut, value, period="1990_2002")
                for kind, value in (("north_south", 0), ("south_south", 7))
                for cut in CUTS
            ),
            *(depth("within_region", *cut, 9) for cut in CUTS),
            *(depth("north_south", *cut, 6.2 + n / 5) for n, cut in enumerate(CUTS)),
            *(depth("south_south", *cut, 2.1 + n / 2) for n, cut in enumerate(CUTS)),
        ),
    ),
    figure=("North-South 6.2", "South-South 2.1"),
    tried=("alone 6.4 and 2.6", "gap is 3.5"),
    cases=(
        *(
            (f"{' '.join(cut)}: deeper by 1", [deep("south_south", *cut, 5), deep("north_south", *cut, 6)], "supported")
            for cut in CUTS
        ),
        *(
            (
                f"{' '.join(cut)}: deeper by 0.99",
                [deep("south_south", *cut, 5), deep("north_south", *cut, 5.99)],
                "imprecise",
            )
            for cut in CUTS
        ),
        *(
            (f"{' '.join(cut)} alone deeper", [deep("south_south", *one, 6) for one in CUTS if one != cut], "imprecise")
            for cut in CUTS
        ),
        ("no cut deeper by 1", [deep("south_south", *one, 6) for one in CUTS], "contradicted"),
        *(
            (
                f"no {kind}, {north} {scope}",
                [without("agreement_depth", **{**DEPTH, "kind": kind, "north": north, "scope": scope})],
                "open",
            )
            for kind in ("north_south", "south_south")
            for north, scope in CUTS
        ),
        ("a depth that is not known", [deep("north_south", "wide", "all", None)], "open"),
    ),
)

# South-South agreements with rules on each of four topics are less than half, of all and of full free trade areas.
TOPICS = ("investments", "procurement", "competition", "iprs")


def topics(scope, *values, **other):
    found = {f"share_{topic}": value for topic, value in zip(TOPICS, values, strict=True)}
    return {**DEPTH, "kind": "south_south", "scope": scope, **found, **other}


def covered(scope, topic, value):
    where = {"scope": scope, "kind": "south_south", "north": "narrow", "period": "all", "form": "all"}
    return cell("agreement_depth", where, **{f"share_{topic}": value})


RULES["C086"] = Rule(
    base=(
        rows(
            "agreement_depth",
            topics("all", 0.9, 0.9, 0.9, 0.9, kind="north_south"),
            topics("all", 0.9, 0.9, 0.9, 0.9, north="wide"),
            topics("full_fta", 0.9, 0.9, 0.9, 0.9, form="bilateral"),
            topics("all", 0.9, 0.9, 0.9, 0.9, period="before_1990"),
            topics("all", 0.11, 0.12, 0.13, 0.14),
            topics("full_fta", 0.21, 0.22, 0.23, 0.24),
        ),
    ),
    figure=("investment 11%", "procurement 12%", "competition 13%", "property 14%"),
    tried=("investment 21%", "procurement 22%", "competition 23%", "property 24%"),
    cases=(
        *(
            (f"{scope}: {topic} {what}", [covered(scope, topic, value)], to)
            for scope in ("all", "full_fta")
            for topic in TOPICS
            for what, value, to in (("at half", 0.5, "imprecise"), ("just below half", 0.499, "supported"))
        ),
        ("half in both", [covered("all", "iprs", 0.5), covered("full_fta", "investments", 0.5)], "contradicted"),
        *(
            (f"no {scope}", [without("agreement_depth", scope=scope, kind="south_south", north="narrow")], "open")
            for scope in ("all", "full_fta")
        ),
        *((f"{topic} is not known", [covered("all", topic, None)], "open") for topic in TOPICS),
    ),
)


# The texts of agreements: the first with all seven topics; depth with the USA; WTO-plus, signed, in force.
def text(
    agreement,
    signed=2000,
    in_force=2004,
    depth=7,
    kind="north_south",
    form="bilateral",
    provisions="investments;procurement",
):
    return {
        "agreement": agreement,
        "signed": signed,
        "in_force": in_force,
        "form": form,
        "kind": kind,
        "depth_base": depth,
        "provisions": provisions,
    }


def change(agreement, **cells):
    return cell("agreement_cases", {"agreement": agreement}, **cells)


NO_TEXT = ("no text", [rows("agreement_cases")], "open")
RULES["C095"] = Rule(
    base=(
        rows(
            "agreement_cases",
            text("panama_usa", 2007),
            text("nafta", 1992, depth=7),
            text("aladi", 1980, depth=6),
            text("chile_usa", 2003),
        ),
    ),
    figure=("nafta, signed 1992",),
    tried="",
    cases=(
        ("another was first", [change("chile_usa", signed=1991)], "contradicted", ("chile_usa, signed 1991",)),
        ("another was second", [change("chile_usa", signed=1993)], "supported"),
        ("an older one with six topics", [change("aladi", signed=1979, depth_base=6)], "supported"),
        ("an older one with seven", [change("aladi", depth_base=7)], "contradicted", ("aladi, signed 1980",)),
        ("NAFTA with six topics", [change("nafta", depth_base=6)], "contradicted", ("chile_usa, signed 2003",)),
        ("not between North and South", [change("nafta", kind="north_north")], "contradicted", ("nafta, signed 1992",)),
        (
            "none has seven",
            [cell("agreement_cases", {"depth_base": 7}, depth_base=6)],
            "contradicted",
            ("No agreement here has all seven topics.",),
            "",
        ),
        ("no text of NAFTA", [without("agreement_cases", agreement="nafta")], "open"),
        NO_TEXT,
    ),
)

# Each of four, and more than half of seven Central American states; Belize has none, five share a text.
SIX = {
    "CHL": "chile_usa",
    "COL": "colombia_usa",
    "PER": "peru_usa",
    "MEX": "nafta",
    "CRI": "cafta_dr",
    "PAN": "panama_usa",
}
RULES["C049"] = Rule(
    base=(
        rows(
            "agreement_cases",
            *(text(name, depth=11 + n) for n, name in enumerate(SIX.values())),
            text("mercosur", depth=2),
            text("aladi", depth=3),
            text("pacific_alliance", depth=4),
        ),
    ),
    figure=("CHL 11", "COL 12", "PER 13", "MEX 14", "CRI 15", "SLV 15", "GTM 15", "HND 15", "NIC 15", "PAN 16"),
    tried=("BLZ", "Mercosur 2", "ALADI 3", "PA 4."),
    cases=(
        *((f"{iso3} at 6", [change(name, depth_base=6)], "supported") for iso3, name in SIX.items()),
        *(
            (f"{iso3} at 5", [change(name, depth_base=5)], "supported" if iso3 == "PAN" else "contradicted")
            for iso3, name in SIX.items()
        ),
        ("no text of Mercosur", [without("agreement_cases", agreement="mercosur")], "open"),
        ("Mercosur not known", [change("mercosur", depth_base=None)], "open"),
        (
            "no other text",
            [without("agreement_cases", agreement="aladi"), change("pacific_alliance", depth_base=None)],
            "supported",
            (),
            ("Mercosur 2.",),
        ),
        ("Mercosur at 6", [change("mercosur", depth_base=6)], "contradicted"),
        ("Mercosur at 5", [change("mercosur", depth_base=5)], "supported"),
        *((f"{iso3} not known", [change(name, depth_base=None)], "open") for iso3, name in SIX.items()),
        *((f"no text of {iso3}", [without("agreement_cases", agreement=name)], "open") for iso3, name in SIX.items()),
        NO_TEXT,
    ),
)

FOUR = {"CHL": "chile_usa", "COL": "colombia_usa", "PER": "peru_usa", "MEX": "nafta"}
TEXTS = rows(
    "agreement_cases",
    *(text(name, 2005 + n, 2006 + n) for n, name in enumerate(FOUR.values())),
    text("panama_usa", 2050, 2050, depth=0, provisions="", form="plurilateral"),
)
RULES["C165"] = RULES["C181"] = Rule(
    base=(TEXTS,),
    figure=("4 of four",),
    tried=("by then: 4",),
    cases=(
        *((f"{iso3} signed in 2010", [change(name, signed=2010)], "supported") for iso3, name in FOUR.items()),
        *(
            (f"{iso3} signed in 2011", [change(name, signed=2011)], "contradicted", ("3 of four",), ("by then: 4",))
            for iso3, name in FOUR.items()
        ),
        *(
            (f"{iso3} in force later", [change(name, in_force=2011)], "supported", ("4 of four",), ("by then: 3",))
            for iso3, name in FOUR.items()
        ),
        *(
            (f"{iso3} without procurement", [change(name, provisions="investments;competition")], "contradicted")
            for iso3, name in FOUR.items()
        ),
        *((f"{iso3} not known to be signed", [change(name, signed=None)], "open") for iso3, name in FOUR.items()),
        (
            "two in force in 2010",
            [change(name, in_force=2010) for name in ("nafta", "peru_usa")],
            "supported",
            (),
            ("by then: 4",),
        ),
        NO_TEXT,
    ),
)

RULES["C178"] = Rule(
    base=(TEXTS,),
    figure=("by 4 of four", "in force for 4", "bilateral: 4"),
    tried="",
    cases=(
        *(
            (
                f"{iso3} signed in 2011",
                [change(name, signed=2011)],
                "contradicted",
                ("by 3 of four", "for 4", "bilateral: 4"),
                "",
            )
            for iso3, name in FOUR.items()
        ),
        *(
            (
                f"{iso3} in force in 2011",
                [change(name, in_force=2011)],
                "imprecise",
                ("by 4 of four", "for 3", "bilateral: 4"),
                (f"Not in force by then: {iso3}.",),
            )
            for iso3, name in FOUR.items()
        ),
        *((f"{iso3} in force in 2010", [change(name, in_force=2010)], "supported") for iso3, name in FOUR.items()),
        *((f"{iso3} signed in 2010", [change(name, signed=2010)], "supported") for iso3, name in FOUR.items()),
        *(
            (
                f"{iso3} not bilateral",
                [change(name, form="plurilateral")],
                "imprecise",
                ("by 4 of four", "for 4", "bilateral: 3"),
                (f"Not bilateral: {iso3}.",),
            )
            for iso3, name in FOUR.items()
        ),
        (
            "neither in force nor bilateral",
            [change("nafta", form="plurilateral", in_force=2011), change("peru_usa", in_force=2011)],
            "imprecise",
            (),
            ("Not bilateral: MEX. Not in force by then: PER and MEX.",),
        ),
        ("no date of entry into force", [change("peru_usa", in_force=None)], "imprecise", ("for 3",)),
        NO_TEXT,
    ),
)

ARC = {**FOUR, "PAN": "panama_usa", **dict.fromkeys(("CRI", "SLV", "GTM", "HND", "NIC"), "cafta_dr")}


def arc(*states):
    return rows("memberships", *(member("pacific_arc", iso3, "2007-01-29") for iso3 in states))


RULES["C167"] = Rule(
    base=(
        rows("agreement_cases", *(text(name, 2006, 2050) for name in dict.fromkeys(ARC.values()))),
        rows(
            "memberships",
            *(member("pacific_arc", iso3, "2007-01-31") for iso3 in ARC),
            member("pacific_arc", "ECU", "2007-02-01"),
            member("pacific_arc", "BOL", "2000-01-01", "2007-01-31"),
            member("pacific_arc", "CAN", "2000-01-01", status="observer"),
            member("celac", "BRA", "2000-01-01"),
        ),
    ),
    figure=("Of 10 members", "10 had signed", "without any: none"),
    tried="",
    cases=(
        *(
            (
                f"{name} in 2007",
                [change(name, signed=2007)],
                "contradicted" if name == "peru_usa" else "imprecise",
                (f"{10 - n} had signed",),
            )
            for name, n in {name: list(ARC.values()).count(name) for name in ARC.values()}.items()
        ),
        *((f"{iso3} alone, in 2006", [arc(iso3)], "supported", ("Of 1 member of", "1 had signed")) for iso3 in ARC),
        *(
            (
                f"{iso3} alone, in 2007",
                [arc(iso3), change(name, signed=2007)],
                "contradicted",
                ("Of 1 member of", "0 had signed"),
                "",
            )
            for iso3, name in ARC.items()
        ),
        (
            "two without",
            [arc("PER", "ECU", "BOL")],
            "imprecise",
            ("Of 3 members", "1 had signed", "any: BOL and ECU"),
            ("For Peru",),
        ),
        (
            "two without, and Peru too late",
            [arc("PER", "CHL", "ECU"), change("peru_usa", signed=2007)],
            "contradicted",
            ("any: ECU",),
            "",
        ),
        ("without Peru", [arc("CHL", "ECU")], "contradicted", (), ""),
        ("without Peru, all signed", [arc("CHL", "COL")], "supported", (), ""),
        (
            "one that left the next day",
            [rows("memberships", member("pacific_arc", "ECU", "2000-01-01", "2007-02-01"))],
            "contradicted",
        ),
        ("no member", [rows("memberships")], "open"),
        NO_TEXT,
    ),
)


@pytest.mark.parametrize(("claim", "case"), listed(RULES), ids=[told(*one) for one in listed(RULES)])
def test_verdict(claim, case):
    check(claim, RULES[claim], case)


@pytest.mark.parametrize(
    ("claim", "column", "bloc", "year"),
    [
        *(("C011", f"{state}_share", "celac", year) for state in ("usa", "china") for year in (2014, 2000)),
        *(("C051", "intra_share", bloc, year) for bloc in (*AXES, *OTHERS) for year in (1998, 2003, 2013)),
        *(("C051", "exports", bloc, year) for bloc in (*AXES, *OTHERS) for year in (2003, 2013)),
        *(("C081", "intra_share", bloc, year) for bloc in SCHEMES for year in (1990, 1998)),
    ],
)
def test_a_missing_value_leaves_a_claim_open(claim, column, bloc, year):
    assert verdict(claim, (*RULES[claim].base, trade(bloc, column, year, float("nan")))).verdict == "open"


def test_every_claim_that_trade_decides_is_planted():
    modules = (".trading", ".pacts")
    ours = {claim for claim, decision in decisions().items() if decision.__module__.endswith(modules)}
    assert ours == set(RULES)


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        ({}, True),
        ({"signed": 2010}, True),
        ({"signed": 2011}, False),
        ({"provisions": "investments"}, False),
        ({"provisions": "procurement"}, False),
        ({"provisions": "procurement;iprs;investments"}, True),
        ({"provisions": "competition"}, False),
        ({"provisions": None}, False),
    ],
)
def test_what_counts_as_wto_plus(cells, holds):
    """Rules on investment and on procurement, both; on competition the texts with the USA need have none."""
    found = with_usa(tables((TEXTS, change("peru_usa", **cells))), ("CHL", "PER"), 2010, "signed")
    assert found == {"CHL": True, "PER": holds}


def test_a_state_without_a_text_has_no_agreement():
    assert with_usa(tables((TEXTS,)), ("ECU", "CHL"), 2010, "signed") == {"ECU": False, "CHL": True}
    for lost in (without("agreement_cases", agreement="peru_usa"), change("peru_usa", signed=None)):
        with pytest.raises(NoEvidence):
            with_usa(tables((TEXTS, lost)), ("PER",), 2010, "signed")
    with pytest.raises(NoEvidence):
        with_usa(tables((TEXTS, rows("agreement_cases"))), ("CHL",), 2010, "signed")


def test_the_constants_are_those_of_the_article():
    assert WITH_USA == ARC and {"investments", "procurement", "competition"} == WTO_PLUS
