"""The verdicts that votes decide, on planted tables: each side of each threshold, each half of each test.

A reader can take the rule from a claim's cases. The base bears the claim out (or says what else it
does); what it plants in :data:`planted.EVER`, outside the years that count, would contradict it.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from planted import (
    APRIL,
    EVER,
    FINAL,
    RELEASES,
    WHOLE,
    Rule,
    at,
    bounds,
    check,
    listed,
    member,
    place,
    rank,
    rows,
    tables,
    told,
    verdict,
    without,
)

from regiolab.analysis import agreement_lead
from regiolab.analysis.claims.verdicts import compute, decisions
from regiolab.errors import UnknownName

PA, MER, UN, ALBA, CELAC = "pacific_alliance", "mercosur", "unasur", "alba", "celac"
OTHERS = (APRIL, WHOLE)


def without_a_release(table):
    """Return the cases in which one release or estimate has no row: no evidence."""
    return tuple(
        (f"no {release} {estimate}", [without(table, release=release, estimate=estimate)], "open")
        for release, estimate in RELEASES
    )


def in_each(name, plants, expected):
    """Return a case for each release and estimate alone; `plants` takes the pair."""
    return tuple((f"{name} in {' '.join(pair)} alone", plants(pair), expected) for pair in RELEASES)


def at_once(*plants):
    """Return a function of a pair that calls each of some functions with it."""
    return lambda pair: [plant(pair) for plant in plants]


RULES = {}

# Mean distances of 2011 to 2014 rise from the Alliance to Mercosur, UNASUR and ALBA.
BETWEEN = range(2011, 2015)
ORDER = (PA, MER, UN, ALBA)
RULES["C016"] = Rule(
    base=(
        *(place(bloc, EVER, value) for bloc, value in zip(ORDER, (90, 60, 30, 0), strict=True)),
        place(PA, BETWEEN, [0.5, 0.9, 0.9, 0.9]),
        place(MER, BETWEEN, [0.95, 0.95, 0.95, 0.75]),
        place(UN, BETWEEN, [1.2, 1, 1, 0.8]),
        place(ALBA, BETWEEN, [1.1, 1.1, 1.1, 1.5]),
        *(place(bloc, BETWEEN, 2 + n, OTHERS) for n, bloc in enumerate(ORDER)),
        *(place(bloc, EVER, 70, membership="dated") for bloc in ORDER),
        place(ALBA, BETWEEN, [1.1, 1.2, 1.2, 1.7], FINAL, membership="dated"),
    ),
    figure=("Alliance 0.80", "Mercosur 0.90", "UNASUR 1.00", "ALBA 1.20"),
    tried=("in 3 of three", "1.30"),
    cases=(
        *(
            (f"{upper} just nearer", [place(lower, BETWEEN, 1), place(upper, BETWEEN, 0.99)], "contradicted")
            for lower, upper in pairwise(ORDER)
        ),
        ("Alliance and Mercosur equal", [place(bloc, BETWEEN, 0.5) for bloc in (PA, MER)], "contradicted"),
        ("UNASUR and ALBA equal", [place(bloc, BETWEEN, 9) for bloc in (UN, ALBA)], "contradicted"),
        ("2011 alone turns it", [place(ALBA, 2011, -90)], "contradicted"),
        ("2014 alone turns it", [place(ALBA, 2014, -90)], "contradicted"),
        ("2010 does not count", [place(PA, 2010, 9000)], "supported"),
        ("2015 does not count", [place(PA, 2015, 9000)], "supported"),
        *in_each("other order", lambda pair: [place(PA, 2012, 90, pair)], "imprecise"),
        ("one of three", [place(PA, 2012, 90, OTHERS)], "imprecise", (), ("in 1 of three",)),
        ("none of three", [place(PA, 2012, 90)], "contradicted", (), ("in 0 of three",)),
        *without_a_release("un_positions"),
    ),
)

# Mean distances of 2011 to 2014 rise from the Alliance to Mercosur and ALBA, and the mean positions lie more than
# 1.96 joint errors apart, on the mean of the years.
THREE = (PA, MER, ALBA)
RULES["C078"] = Rule(
    base=(
        *(place(bloc, EVER, value) for bloc, value in zip(THREE, (90, 60, 0), strict=True)),
        place(PA, BETWEEN, [0.5, 0.9, 0.9, 0.9]),
        place(MER, BETWEEN, [0.95, 0.95, 0.95, 0.75]),
        place(ALBA, BETWEEN, [1.1, 1.1, 1.1, 1.5]),
        place(UN, EVER, 0),  # is no economic axis
        *(place(bloc, BETWEEN, 2 + n, OTHERS) for n, bloc in enumerate(THREE)),
        *(place(bloc, EVER, 0, column="mean") for bloc in THREE),
        place(PA, BETWEEN, [40, 20, 20, 0], column="mean"),  # mean 20
        place(MER, BETWEEN, 10, column="mean"),
        *(place(bloc, EVER, 90, column="mean_se") for bloc in THREE),
        *(place(bloc, BETWEEN, error, column="mean_se") for bloc, error in ((PA, 3), (MER, 4), (ALBA, 3))),
    ),
    figure=("Alliance 0.80", "Mercosur 0.90", "ALBA 1.20"),
    tried=("Mercosur in 3 of three", "ALBA in 3"),
    cases=(
        *(
            (f"{upper} at the same distance", [place(bloc, BETWEEN, 1) for bloc in (lower, upper)], "imprecise")
            for lower, upper in pairwise(THREE)
        ),
        *in_each("other order", lambda pair: [place(PA, 2012, 90, pair)], "imprecise"),
        *((f"{year} alone turns it", [place(ALBA, year, -90)], "imprecise") for year in (2011, 2014)),
        ("2010 and 2015 do not count", [place(PA, [2010, 2015], 9000)], "supported"),
        *(
            (f"{bloc} within the error", [place(bloc, BETWEEN, value, column="mean")], "imprecise", (), told_)
            for bloc, value, told_ in (
                (PA, 19.75, ("Mercosur in 0", "ALBA in 3")),
                (ALBA, 0.25, ("Mercosur in 3", "ALBA in 0")),
            )
        ),
        ("the Alliance just beyond the error", [place(PA, BETWEEN, 19.85, column="mean")], "supported"),
        ("ALBA just beyond the error", [place(ALBA, BETWEEN, 0.15, column="mean")], "supported"),
        *((f"the error of {bloc} counts", [place(bloc, BETWEEN, 6, column="mean_se")], "imprecise") for bloc in THREE),
        *in_each("within the error", lambda pair: [place(PA, 2012, -90, pair, column="mean")], "imprecise"),
        (
            "no order and within the error",
            [
                place(PA, BETWEEN, 90),
                place(ALBA, BETWEEN, 0),
                *(place(bloc, BETWEEN, 1, column="mean") for bloc in THREE),
            ],
            "contradicted",
        ),
        *without_a_release("un_positions"),
    ),
)

# Brazil closer than Venezuela and Uruguay than Bolivia in every year 2006 to 2015; apart for sure in some year.
PAIRS = (("BRA", "VEN"), ("URY", "BOL"))
WINDOW = range(2006, 2016)


def overlapping(states, years=WINDOW, only=None):
    return [bounds(iso3, years, 1, 33, only) for iso3 in states]


def parted(year):
    return [bounds(iso3, year, *ends) for pair in PAIRS for iso3, ends in zip(pair, ((1, 2), (3, 4)), strict=True)]


RULES["C015"] = Rule(
    base=(
        *(rank(iso3, EVER, value) for iso3, value in zip(("BRA", "VEN", "URY", "BOL"), (33, 1, 32, 2), strict=True)),
        *(bounds(iso3, EVER, 1, 33) for pair in PAIRS for iso3 in pair),
        *(rank(iso3, WINDOW, value) for iso3, value in zip(("BRA", "VEN"), (10, 20), strict=True)),
        *(rank(iso3, WINDOW, value) for iso3, value in zip(("URY", "BOL"), (12, 25), strict=True)),
        *(rank(iso3, 2010, n, FINAL) for iso3, n in zip(("BRA", "VEN", "URY", "BOL"), (11, 23, 14, 27), strict=True)),
        *(bounds(iso3, 2009, 9, 13) for iso3 in ("BRA", "URY")),
        *(bounds(iso3, 2009, 14, 28) for iso3 in ("VEN", "BOL")),
    ),
    figure=("Brazil 11", "Venezuela 23", "Uruguay 14", "Bolivia 27"),
    tried=("6 of 6 comparisons",),
    cases=(
        *(
            (f"{a} level with {b} in {year}", [rank(a, year, 17), rank(b, year, 17)], "imprecise")
            for a, b in PAIRS
            for year in (2006, 2011, 2015)
        ),
        *(
            (f"{a} one place before {b} in {year}", [rank(a, year, 17), rank(b, year, 18)], "supported")
            for a, b in PAIRS
            for year in (2006, 2015)
        ),
        *in_each("Brazil behind", lambda pair: [rank("BRA", 2012, 30, pair)], "imprecise"),
        *in_each(
            "Brazil behind, no range apart",
            lambda pair: [rank("BRA", 2012, 30, pair), *overlapping(("BRA", "URY"))],
            "contradicted",
        ),
        *((f"ranges of {a} and {b} touch", [bounds(a, 2009, 9, 14)], "imprecise", (), ("3 of 6",)) for a, b in PAIRS),
        *in_each("ranges touch", lambda pair: [bounds("URY", 2009, 9, 14, pair)], "imprecise"),
        *(
            (f"apart in {year} only", [*overlapping(("BRA", "URY")), *parted(year)], to)
            for year, to in ((2005, "imprecise"), (2006, "supported"), (2015, "supported"), (2016, "imprecise"))
        ),
        (
            "one range apart only, and Brazil behind",
            [rank("BRA", 2012, 30), bounds("URY", 2009, 1, 33)],
            "contradicted",
        ),
        ("neither half", [rank("BRA", 2012, 30), *overlapping(("BRA", "URY"))], "contradicted", (), ("0 of 6",)),
        *without_a_release("un_ranks"),
    ),
)

# Brazil's rank of 2018 is closer than that of 2015, and the ranges part, each in three estimates.
RULES["C021"] = Rule(
    base=(
        rank("BRA", EVER, 33),
        *(rank("BRA", year, place_) for year, place_ in ((2014, 1), (2015, 20), (2016, 5), (2017, 25), (2018, 10))),
        *(bounds("BRA", year, best, worst) for year, best, worst in ((2014, 1, 2), (2015, 18, 22), (2016, 4, 6))),
        *(bounds("BRA", year, best, worst) for year, best, worst in ((2017, 24, 26), (2018, 8, 17), (2019, 32, 33))),
        rank("BRA", 2018, 15, OTHERS),
    ),
    figure=("20 in 2015", "5 in 2016", "25 in 2017", "10 in 2018"),
    tried=("part in 3 of three",),
    cases=(
        *in_each("rank as before", lambda pair: [rank("BRA", 2018, 20, pair)], "imprecise"),
        *in_each("one place closer", lambda pair: [rank("BRA", 2018, 19, pair)], "supported"),
        *in_each("ranges touch", lambda pair: [bounds("BRA", 2018, 8, 18, pair)], "imprecise"),
        ("no range apart", [bounds("BRA", 2018, 8, 18)], "imprecise", (), ("part in 0 of three",)),
        ("no rank closer", [rank("BRA", 2018, 20)], "imprecise"),
        ("neither half", [rank("BRA", 2018, 20), bounds("BRA", 2018, 8, 18)], "contradicted"),
        ("one rank closer, no range apart", [rank("BRA", 2018, 20, OTHERS), bounds("BRA", 2018, 8, 18)], "imprecise"),
        *without_a_release("un_ranks"),
    ),
)

# 2011 to 2014 between the Alliance and the region's 1; 2015 to 2018 more than 0.03 beyond the Alliance.
LATER = range(2015, 2019)
RULES["C114"] = Rule(
    base=(
        place(PA, EVER, 90),
        place(MER, EVER, 0),
        place(ALBA, EVER, 90),
        place(PA, range(2003, 2016), 0.5),
        place(MER, range(2003, 2016), 0.7),
        place(ALBA, range(2003, 2016), 1.1),
        place(ALBA, 2003, 2.4),
        place(ALBA, 2015, 3.7),  # mean 1.4
        place(MER, range(2003, 2011), [-0.14, *[0.7] * 7]),
        place(PA, BETWEEN, [0.2, 0.8, 0.8, 0.6]),
        place(MER, BETWEEN, [1.1, 0.7, 0.7, 1.1]),
        place(PA, LATER, [0.7, 0.3, 0.3, 0.3]),
        place(MER, LATER, [1.0, 0.4, 0.4, 0.6]),
        place(MER, 2003, 9, OTHERS),
        place(PA, 2015, 0.2, OTHERS),
    ),
    figure=("Mercosur's distance", "0.72", "ALBA's 1.40"),
    tried=("Alliance 0.40", "Mercosur 0.60."),
    cases=(
        ("level with the Alliance", [place(MER, BETWEEN, 0.75), place(PA, BETWEEN, 0.75)], "imprecise"),
        ("just beyond the Alliance", [place(MER, BETWEEN, 0.76), place(PA, BETWEEN, 0.75)], "supported"),
        ("at the region's average", [place(MER, BETWEEN, 1)], "imprecise"),
        ("just within the region's average", [place(MER, BETWEEN, 0.99)], "supported"),
        ("2010 and 2015 do not count for the first half", [place(MER, [2010, 2015], 99)], "supported"),
        ("2011 alone breaks the first half", [place(MER, 2011, 90)], "imprecise"),
        ("2014 alone breaks the first half", [place(MER, 2014, 90)], "imprecise"),
        ("2011 of the Alliance alone", [place(PA, 2011, 90)], "imprecise"),
        ("2014 of the Alliance alone", [place(PA, 2014, 90)], "imprecise"),
        ("2010 of the Alliance does not count", [place(PA, 2010, 90)], "supported"),
        (
            "later just 0.03 beyond",
            [place(PA, LATER, [0.06, 0, 0.06, 0]), place(MER, LATER, [0.12, 0, 0.12, 0])],
            "imprecise",
        ),
        ("later 0.031 beyond", [place(PA, LATER, 0.5), place(MER, LATER, 0.531)], "supported"),
        ("later 0.029 beyond", [place(PA, LATER, 0.5), place(MER, LATER, 0.529)], "imprecise"),
        *(
            (f"{year} of {bloc} alone breaks the second half", [place(bloc, year, value)], "imprecise")
            for year in (2015, 2018)
            for bloc, value in ((MER, -90), (PA, 90))
        ),
        *(
            (
                f"{year} does not count for the second half",
                [place(MER, year, -9), place(PA, year, 9)],
                "imprecise" if year == 2014 else "supported",
            )
            for year in (2014, 2019)
        ),
        *in_each("first half not", lambda pair: [place(MER, 2012, 90, pair)], "imprecise"),
        *in_each("second half not", lambda pair: [place(MER, 2017, -90, pair)], "imprecise"),
        ("not told apart", [place(MER, LATER, 0.41)], "imprecise", (), ("Mercosur 0.41: no longer told apart",)),
        ("neither half", [place(MER, 2012, 90), place(MER, 2017, -90)], "contradicted"),
        ("first half in one estimate", [place(MER, 2012, 90, OTHERS), place(MER, 2017, -90)], "imprecise"),
        *without_a_release("un_positions"),
    ),
)

# The Alliance closer in every year 2011 to 2018, and beyond 1.96 joint errors in six of the eight years.
EIGHT = range(2011, 2019)


def clear(n, only=None):
    """Plant a gap beyond the joint error, 5, in the last n of the eight years."""
    return place(PA, EIGHT, [109] * (8 - n) + [109.9] * n, only, column="mean")


RULES["C115"] = RULES["C185"] = Rule(
    base=(
        place(PA, EVER, 0, column="mean"),
        place(MER, EVER, 100, column="mean"),
        clear(6),
        place(PA, EVER, 3, column="mean_se"),
        place(MER, EVER, 4, column="mean_se"),
        place(PA, EVER, 90),
        place(MER, EVER, 90),
        place(PA, BETWEEN, [0.1, 0.9, 0.9, 0.5], FINAL),
        place(MER, BETWEEN, [1.2, 0.7, 0.7, 1.0], FINAL),
    ),
    figure=("Pacific Alliance 0.60", "Mercosur 0.90"),
    tried=("6, 6 and 6 of the eight",),
    cases=(
        ("six, eight and seven years", [clear(8, WHOLE), clear(7, FINAL)], "supported", (), ("6, 8 and 7",)),
        *in_each("five years", lambda pair: [clear(5, pair)], "imprecise"),
        ("no year in one estimate", [clear(0, WHOLE)], "imprecise", (), ("6, 0 and 6",)),
        ("one year in one estimate", [clear(0), clear(1, WHOLE)], "imprecise", (), ("0, 1 and 0",)),
        ("no year", [clear(0)], "contradicted", (), ("0, 0 and 0",)),
        ("gap of 1.97 errors", [place(PA, EIGHT, 109.85, column="mean")], "supported", (), ("8, 8 and 8",)),
        ("gap of 1.95 errors", [place(PA, EIGHT, 109.75, column="mean")], "contradicted", (), ("0, 0 and 0",)),
        (
            "gap at the error",
            [place(PA, EIGHT, 9.8, column="mean"), place(MER, EIGHT, 0, column="mean")],
            "contradicted",
        ),
        (
            "Mercosur's error counts",
            [place(MER, EVER, 0, column="mean_se"), place(PA, EIGHT, 106, column="mean")],
            "supported",
        ),
        (
            "the Alliance's error counts",
            [place(PA, EVER, 0, column="mean_se"), place(PA, EIGHT, 108, column="mean")],
            "supported",
        ),
        *(
            (f"level in {year}", [clear(8), place(PA, year, 100, column="mean")], to)
            for year, to in ((2010, "supported"), (2011, "imprecise"), (2018, "imprecise"), (2019, "supported"))
        ),
        ("just closer in 2011", [place(PA, 2011, 100.1, column="mean")], "supported"),
        *in_each(
            "level in 2014", lambda pair: [clear(8, pair), place(PA, 2014, 100, pair, column="mean")], "imprecise"
        ),
        ("clear in 2010 and 2019 only", [clear(0), place(PA, [2010, 2019], 200, column="mean")], "contradicted"),
        ("clear in 2011 only", [clear(0), place(PA, 2011, 200, column="mean")], "imprecise"),
        ("clear in 2018 only", [clear(0), place(PA, 2018, 200, column="mean")], "imprecise"),
        *without_a_release("un_positions"),
    ),
)

# ALBA beyond 1.04 and beyond Mercosur in every year 2005 to 2015, with either members, and farther than at first.
REIGN = range(2005, 2016)
RULES["C116"] = RULES["C161"] = Rule(
    base=(
        place(ALBA, EVER, -90),
        place(MER, EVER, 90),
        place(ALBA, range(2000, 2003), 90),
        place(ALBA, REIGN, 1.1),
        place(MER, REIGN, 1.05),
        place(ALBA, range(2003, 2007), [1.03, 1.00, 1.06, 1.06]),
        place(MER, [2005, 2006], 1.05),
        *(place(ALBA, year, value, FINAL) for year, value in ((2008, 1.12), (2011, 1.15), (2015, 1.18))),
        place(ALBA, EVER, -90, membership="dated"),
        place(MER, EVER, 90, membership="dated"),
        place(ALBA, REIGN, 1.2, membership="dated"),
        place(MER, REIGN, 1.0, membership="dated"),
        *(place(ALBA, year, value, FINAL, membership="dated") for year, value in ((2008, 1.21), (2015, 1.24))),
    ),
    figure=("1.03 in 2003", "1.12 in 2008", "1.15 in 2011", "1.18 in 2015"),
    tried=("1.21 in 2008", "1.24 in 2015", "; no estimate says otherwise"),
    cases=(
        *(
            case
            for members in ("fixed", "dated")
            for case in (
                *(
                    (
                        f"{members}: {what} in {year}",
                        [place(ALBA, year, alba, membership=members), place(MER, year, 0.9, membership=members)],
                        to,
                    )
                    for year in (2005, 2015)
                    for what, alba, to in (("at 1.04", 1.04, "imprecise"), ("just beyond 1.04", 1.041, "supported"))
                ),
                *(
                    (
                        f"{members}: {what} Mercosur in {year}",
                        [place(MER, year, 1.1, membership=members), place(ALBA, year, alba, membership=members)],
                        to,
                    )
                    for year in (2005, 2015)
                    for what, alba, to in (("level with", 1.1, "imprecise"), ("just beyond", 1.101, "supported"))
                ),
                *(
                    (
                        f"{members}: near in {' '.join(pair)} alone",
                        [place(ALBA, 2010, 1.0, pair, membership=members)],
                        "imprecise",
                    )
                    for pair in RELEASES
                ),
            )
        ),
        ("2004 and 2016 do not count", [place(ALBA, [2004, 2016], 0), place(MER, [2004, 2016], 9)], "supported"),
        (
            "2003 to 2006 as far as later",
            [place(ALBA, range(2003, 2007), 2), place(ALBA, range(2011, 2016), 2)],
            "imprecise",
        ),
        (
            "2003 to 2006 just nearer",
            [place(ALBA, range(2003, 2007), 2), place(ALBA, range(2011, 2016), 2.01)],
            "supported",
        ),
        *((f"{year} was farther", [place(ALBA, year, 2)], "imprecise") for year in (2003, 2006)),
        *((f"{year} does not count as early", [place(ALBA, year, 2)], "supported") for year in (2002, 2007)),
        *(
            (f"farther in {year} alone", [place(ALBA, range(2003, 2016), 1.06), place(ALBA, year, 3)], to)
            for year, to in ((2010, "imprecise"), (2011, "supported"), (2015, "supported"), (2016, "imprecise"))
        ),
        *in_each("no farther", lambda pair: [place(ALBA, 2003, 9, pair)], "imprecise"),
        (
            "near with the members of each year",
            [place(ALBA, 2010, 1, membership="dated")],
            "imprecise",
            (),
            ("1.24 in 2015.",),
        ),
        ("rises only", [place(ALBA, 2009, 1), place(ALBA, 2009, 1, membership="dated")], "imprecise"),
        ("nothing", [place(ALBA, [2003, 2009], [9, 1]), place(ALBA, 2009, 1, membership="dated")], "contradicted"),
        (
            "one estimate only",
            [place(ALBA, [2003, 2009], [9, 1]), place(ALBA, 2009, 1, OTHERS, membership="dated")],
            "imprecise",
        ),
        *without_a_release("un_positions"),
    ),
)

# Mercosur of 1991 to 1999: not as close as the Alliance of 2011 to 2014 (0.02 counts as close) or not as one (0.2).
NINETIES = range(1991, 2000)
CLOSE = place(MER, NINETIES, 0.5)
AS_ONE = place(MER, NINETIES, 0.1, column="sd")
RULES["C132"] = Rule(
    base=(
        place(MER, EVER, -90),
        place(PA, EVER, 900),
        place(MER, EVER, -90, column="sd"),
        place(PA, EVER, 90, column="sd"),
        place(MER, NINETIES, [1.5, *[0.9] * 7, 1.2]),  # mean 1.0
        place(PA, BETWEEN, [0.4, 0.9, 0.9, 0.68]),  # mean 0.72
        place(MER, NINETIES, [0.9, *[0.3] * 7, 0.6], column="sd"),  # mean 0.4
        place(PA, BETWEEN, [0.4, 0.2, 0.2, 0.3], column="sd"),  # mean 0.275
        place(MER, 1995, 2, OTHERS),
        place(MER, 1995, 2, OTHERS, column="sd"),
    ),
    figure=("1991 to 1999 1.00", "2014 0.72"),
    tried=("members 0.40 against 0.28",),
    cases=(
        ("as close, but not as one", [CLOSE], "imprecise"),
        ("as one, but not as close", [AS_ONE], "imprecise"),
        ("as close and as one", [CLOSE, AS_ONE], "contradicted"),
        *in_each(
            "as close but for one estimate; as one",
            lambda pair: [CLOSE, AS_ONE, place(MER, 1995, 90, pair)],
            "imprecise",
        ),
        *in_each(
            "as one but for one estimate; as close",
            lambda pair: [CLOSE, AS_ONE, place(MER, 1995, 90, pair, column="sd")],
            "imprecise",
        ),
        ("0.02 beyond the Alliance", [place(MER, NINETIES, [0.18, *[0] * 8]), place(PA, BETWEEN, 0)], "imprecise"),
        ("0.021 beyond the Alliance", [place(MER, NINETIES, 0.521), place(PA, BETWEEN, 0.5)], "supported"),
        ("0.019 beyond the Alliance", [place(MER, NINETIES, 0.519), place(PA, BETWEEN, 0.5)], "imprecise"),
        ("a deviation of 0.2", [place(MER, NINETIES, [1.8, *[0] * 8], column="sd")], "imprecise"),
        ("a deviation of 0.205", [place(MER, NINETIES, 0.205, column="sd")], "supported"),
        ("a deviation of 0.195", [place(MER, NINETIES, 0.195, column="sd")], "imprecise"),
        *((f"{year} alone", [CLOSE, AS_ONE, place(MER, year, 90)], "imprecise") for year in (1991, 1999)),
        *(
            (f"deviation of {year} alone", [CLOSE, AS_ONE, place(MER, year, 90, column="sd")], "imprecise")
            for year in (1991, 1999)
        ),
        *(
            (f"{year} of the Alliance alone", [CLOSE, AS_ONE, place(PA, year, -90)], "imprecise")
            for year in (2011, 2014)
        ),
        (
            "1990 and 2000 do not count",
            [CLOSE, AS_ONE, place(MER, [1990, 2000], 900), place(MER, [1990, 2000], 900, column="sd")],
            "contradicted",
        ),
        ("2010 and 2015 do not count", [CLOSE, AS_ONE, place(PA, [2010, 2015], -90)], "contradicted"),
        *without_a_release("un_positions"),
    ),
)

# Mercosur more than 0.02 farther in 2003 to 2015 than in 1991 to 2002, and its lead in agreement falls in six counts.
EARLY, LATE = range(1991, 2003), range(2003, 2016)
COUNTS = [(votes, how) for votes in ("all", "important") for how in ("same_vote", "abstention_half", "yes_no_only")]


def share(iso3, years, value, **lane):
    return at("un_agreement", "share", iso3, years, value, **lane)


def kept(votes, how):
    """Plant a lead that does not fall in one way of counting."""
    return share("ARG", LATE, 0.9, important=votes, definition=how)


NO_FALL = share("ARG", LATE, 0.9)
NOT_FARTHER = place(MER, LATE, 0.5)
RULES["C135"] = RULES["C197"] = Rule(
    base=(
        place(MER, EVER, -90),
        place(MER, range(1985, 1991), 90),
        place(MER, EARLY, [0.2, *[0.8] * 10, 0.2]),  # mean 0.7
        place(MER, LATE, [1.5, *[0.9] * 11, 1.6]),  # mean 1.0
        place(MER, LATE, 2, OTHERS),
        rows(
            "memberships",
            member(MER, "ARG", "1991-03-26"),
            member(MER, "BRA", "2012-06-01"),
            member(MER, "PRY", "1991-03-26", "2012-06-02"),
            member(MER, "URY", "1991-03-26", "2012-06-01"),
            member(MER, "VEN", "2012-06-02"),
            member(MER, "BOL", "2000-01-01", status="associate"),
            member("alba", "CUB", "2000-01-01"),
        ),
        *(share(iso3, EVER, 0.0) for iso3 in ("ARG", "BRA", "PRY")),
        *(share(iso3, EVER, 0.4) for iso3 in ("URY", "VEN", "BOL")),
        *(
            share("ARG", EARLY, 0.9 - 0.06 * n, important=votes, definition=how)
            for n, (votes, how) in enumerate(COUNTS)
        ),
        share("ARG", [1990, 2016], 30),
        # of six states the three members' mean leads the region's by half of what sets the groups apart
        share("ARG", LATE, -0.3),
    ),
    figure=("0.70 in 1991 to 2002", "1.00 in 2003 to 2015"),
    tried=("-20.0, -19.0, -18.0, -17.0, -16.0 and -15.0",),
    cases=(
        ("0.02 farther", [place(MER, EARLY, [0, 0.24, *[0] * 10]), place(MER, LATE, [0.52, *[0] * 12])], "imprecise"),
        ("0.021 farther", [place(MER, EARLY, 0.5), place(MER, LATE, 0.521)], "supported"),
        ("0.019 farther", [place(MER, EARLY, 0.5), place(MER, LATE, 0.519)], "imprecise"),
        *in_each("no farther", lambda pair: [place(MER, LATE, 0.5, pair)], "imprecise"),
        *((f"{year} alone makes the early years far", [place(MER, year, 90)], "imprecise") for year in (1991, 2002)),
        *((f"{year} alone makes the late years near", [place(MER, year, -90)], "imprecise") for year in (2003, 2015)),
        ("1990 does not count", [place(MER, 1990, 900)], "supported"),
        ("2016 does not count", [place(MER, 2016, -900)], "supported"),
        *((f"{votes} {how}: lead kept", [kept(votes, how)], "imprecise") for votes, how in COUNTS),
        *(
            (
                f"{votes} {how} alone falls",
                [NOT_FARTHER, *(kept(*one) for one in COUNTS if one != (votes, how))],
                "imprecise",
            )
            for votes, how in COUNTS
        ),
        ("lead as before", [NOT_FARTHER, share("ARG", range(1991, 2016), 0.5)], "contradicted"),
        ("lead kept in all counts", [NO_FALL], "imprecise"),
        ("neither half", [NOT_FARTHER, NO_FALL], "contradicted"),
        *((f"agreement of {year} alone", [share("ARG", year, -90)], "imprecise") for year in (1991, 2002)),
        *((f"agreement of {year} alone", [share("ARG", year, 90)], "imprecise") for year in (2003, 2015)),
        ("agreement of 1990 and 2016 does not count", [share("ARG", [1990, 2016], [-90, 90])], "supported"),
        ("a member that joined that day counts", [share("BRA", LATE, 5)], "imprecise"),
        ("a member that left the next day counts", [share("PRY", LATE, 5)], "imprecise"),
        ("one that left that day does not", [share("URY", LATE, 5)], "supported"),
        ("one that joined the next day does not", [share("VEN", LATE, 5)], "supported"),
        ("no member", [rows("memberships")], "open"),
        (
            "no votes",
            [without("un_agreement", iso3=iso3) for iso3 in ("ARG", "BRA", "PRY", "URY", "VEN", "BOL")],
            "open",
        ),
        *without_a_release("un_positions"),
    ),
)

# Venezuela in 2006 and 2012, Bolivia in 2012 and 2015: beyond rank 22 in each estimate.
READINGS = (("VEN", 2006), ("VEN", 2012), ("BOL", 2012), ("BOL", 2015))
RULES["C141"] = Rule(
    base=(
        rank("VEN", EVER, 1),
        rank("BOL", EVER, 2),
        *(rank(iso3, year, 23 + n) for n, (iso3, year) in enumerate(READINGS)),
        *(rank(iso3, year, 33, OTHERS) for iso3, year in READINGS),
    ),
    figure=("Venezuela 23 in 2006", "24 in 2012", "Bolivia 25 in 2012", "26 in 2015"),
    tried=("12 of 12",),
    cases=(
        *((f"{iso3} {year} at 22", [rank(iso3, year, 22)], "imprecise", (), ("9 of 12",)) for iso3, year in READINGS),
        *((f"{iso3} {year} at 23", [rank(iso3, year, 23)], "supported") for iso3, year in READINGS),
        *(
            (f"{iso3} {year} alone", [*(rank(*one, 22) for one in READINGS), rank(iso3, year, 23)], "imprecise")
            for iso3, year in READINGS
        ),
        *in_each("22", lambda pair: [rank("VEN", 2006, 22, pair)], "imprecise"),
        ("none", [rank(*one, 22) for one in READINGS], "contradicted", (), ("0 of 12",)),
        *without_a_release("un_ranks"),
    ),
)

# Mean deviation of 2011 to 2015: the lesser of UNASUR and CELAC above the greater of Mercosur and the Alliance.
FIVE = range(2011, 2016)


def spread(bloc, years, value, only=None):
    return place(bloc, years, value, only, column="sd")


RULES["C189"] = Rule(
    base=(
        *(spread(bloc, EVER, value) for bloc, value in ((UN, -9), (CELAC, -9), (MER, 90), (PA, 90), (ALBA, 90))),
        spread(UN, FIVE, [2, 0.5, 0.5, 0.5, 0.5]),
        spread(CELAC, FIVE, [0.5, 0.5, 0.5, 0.5, 1.5]),
        spread(MER, FIVE, [0.1, 0.4, 0.4, 0.4, 0.2]),
        spread(PA, FIVE, [0.1, 0.2, 0.2, 0.2, 0.3]),
        spread(ALBA, FIVE, [1.9, 0.8, 0.8, 0.8, 2.2]),
        *(spread(bloc, FIVE, 2, OTHERS) for bloc in (UN, CELAC, ALBA)),
    ),
    figure=("UNASUR 0.80", "CELAC 0.70", "Mercosur 0.30", "Alliance 0.20"),
    tried=("ALBA's is 1.30",),
    cases=(
        *(
            (f"{bloc} level with Mercosur", [spread(bloc, FIVE, 0.25), spread(MER, FIVE, 0.25)], "contradicted")
            for bloc in (UN, CELAC)
        ),
        *(
            (f"{bloc} level with the Alliance", [spread(bloc, FIVE, 0.5), spread(PA, FIVE, 0.5)], "contradicted")
            for bloc in (UN, CELAC)
        ),
        *(
            (
                f"{bloc} just above both",
                [spread(bloc, FIVE, 0.51), spread(MER, FIVE, 0.5), spread(PA, FIVE, 0.5)],
                "supported",
            )
            for bloc in (UN, CELAC)
        ),
        *((f"{year} alone", [spread(UN, year, -90)], "contradicted") for year in (2011, 2015)),
        *((f"{year} does not count", [spread(UN, year, -9000)], "supported") for year in (2010, 2016)),
        *in_each("not", lambda pair: [spread(UN, 2013, -90, pair)], "imprecise"),
        *without_a_release("un_positions"),
    ),
)


# Argentina more than 0.02 farther in 2003 to 2015 than in 1991 to 2002, its mean rank beyond 17, and
# closer than Venezuela in every year.
def distance(iso3, years, value, only=None):
    return rank(iso3, years, value, only, column="relative_distance")


NEAR, HIGH, WILD = distance("ARG", LATE, 0.5), rank("ARG", LATE, 10), rank("VEN", 2009, 1)
RULES["C208"] = Rule(
    base=(
        distance("ARG", EVER, -90),
        distance("ARG", range(1985, 1991), 90),
        distance("ARG", EARLY, [0.2, *[0.8] * 10, 0.2]),
        distance("ARG", LATE, [1.5, *[0.9] * 11, 1.6]),
        distance("ARG", 2009, 3, OTHERS),
        rank("ARG", EVER, -90),
        rank("VEN", EVER, -99),
        rank("ARG", LATE, [32, *[18] * 6, *[21.4] * 5, 13]),  # mean 20
        rank("VEN", LATE, [37, *[28] * 6, *[32.3] * 5, 23.5]),  # mean 30
    ),
    figure=("0.70 of the region's in 1991 to 2002", "1.00 in 2003 to 2015"),
    tried=("was 20", "Venezuela's 30"),
    cases=(
        ("0.02 farther", [distance("ARG", EARLY, 0), distance("ARG", LATE, [0.26, *[0] * 12])], "imprecise"),
        ("0.021 farther", [distance("ARG", EARLY, 0.5), distance("ARG", LATE, 0.521)], "supported"),
        ("0.019 farther", [distance("ARG", EARLY, 0.5), distance("ARG", LATE, 0.519)], "imprecise"),
        *(
            (f"{year} alone made the early years far", [distance("ARG", year, 90)], "imprecise")
            for year in (1991, 2002)
        ),
        *(
            (f"{year} alone made the late years near", [distance("ARG", year, -90)], "imprecise")
            for year in (2003, 2015)
        ),
        ("1990 and 2016 do not count", [distance("ARG", [1990, 2016], [900, -900])], "supported"),
        ("mean rank 17", [rank("ARG", LATE, 17)], "imprecise"),
        ("mean rank 17 and a bit", [rank("ARG", LATE, [18, *[17] * 12])], "supported"),
        *((f"rank of {year} alone", [rank("ARG", year, -90)], "imprecise") for year in (2003, 2015)),
        ("ranks of 2002 and 2016 do not count", [rank("ARG", [2002, 2016], -900)], "supported"),
        *(
            (f"level with Venezuela in {year}", [rank(i, year, 26) for i in ("ARG", "VEN")], "imprecise")
            for year in (2003, 2015)
        ),
        *(
            (f"just before Venezuela in {year}", [rank("ARG", year, 26), rank("VEN", year, 27)], "supported")
            for year in (2003, 2015)
        ),
        *in_each("no farther", lambda pair: [distance("ARG", 2009, -90, pair)], "imprecise"),
        *in_each("not distant", lambda pair: [rank("ARG", 2009, -90, pair)], "imprecise"),
        *in_each("beyond Venezuela", lambda pair: [rank("VEN", 2009, 1, pair)], "imprecise"),
        ("farther only", [HIGH, WILD], "imprecise"),
        ("distant only", [NEAR, WILD], "imprecise"),
        ("milder only", [NEAR, HIGH], "imprecise"),
        ("nothing", [NEAR, HIGH, WILD], "contradicted"),
        *without_a_release("un_ranks"),
    ),
)

# Brazil's distance in 2019 within 0.1 of that in 2015, either way.
RULES["C213"] = Rule(
    base=(
        distance("BRA", EVER, [50 + 9 * n for n in range(len(EVER))]),
        distance("BRA", [2015, 2019], [1, 1.05]),
        rank("BRA", EVER, 33),
        *(rank("BRA", year, n, FINAL) for year, n in ((2015, 20), (2018, 11), (2019, 12), (2023, 13))),
        bounds("BRA", EVER, 1, 33),
        bounds("BRA", 2014, 1, 2),
        bounds("BRA", 2015, 10, 11),
        bounds("BRA", 2018, 1, 9),
    ),
    figure=("20 in 2015", "11 in 2018", "12 in 2019", "13 in 2023"),
    tried=("parted in 3 of three",),
    cases=(
        *(
            (f"moved by {by} {way}", [distance("BRA", [2015, 2019], values)], to)
            for by, low, high, to in (
                ("0.1", 0.1, 0.2, "supported"),
                ("0.105", 0, 0.105, "imprecise"),
                ("0.095", 0, 0.095, "supported"),
            )
            for way, values in (("away", [low, high]), ("closer", [high, low]))
        ),
        *in_each("moved", lambda pair: [distance("BRA", 2019, 2, pair)], "imprecise"),
        *in_each("ranges touch", lambda pair: [bounds("BRA", 2018, 1, 10, pair)], "supported"),
        ("ranges touch in two", [bounds("BRA", 2018, 1, 10, OTHERS)], "supported", (), ("parted in 1 of three",)),
        *without_a_release("un_ranks"),
    ),
)


def apart(bloc, years, value, only=None, **members):
    return place(bloc, years, value, only, column="distance_usa", **members)


# Mercosur's distance of 2018 less than that of 2015 in every estimate; else the votes leave it open.
RULES["C214"] = Rule(
    base=(
        apart(MER, EVER, [-50 - 9 * abs(n - 30.4) for n in range(len(EVER))]),
        apart(MER, 2014, -900),
        apart(MER, 2015, 3),
        apart(MER, 2016, -700),
        apart(MER, 2018, 2.8, APRIL),
        apart(MER, 2018, 2.6, WHOLE),
        apart(MER, 2018, 2.3, FINAL),
        apart(MER, [2017, 2019], 800),
    ),
    figure=("-0.20, -0.40 and -0.70",),
    tried="",
    cases=(
        *in_each("as far", lambda pair: [apart(MER, 2018, 3, pair)], "open"),
        (
            "as far in one",
            [apart(MER, 2018, 3, WHOLE)],
            "open",
            ("-0.20, +0.00 and -0.70",),
            ("depends on the release",),
        ),
        (
            "farther in two",
            [apart(MER, 2018, 4, OTHERS)],
            "open",
            ("+1.00, +1.00 and -0.70",),
            ("depends on the release",),
        ),
        ("as far in all", [apart(MER, 2018, 3)], "open", ("+0.00, +0.00 and +0.00",), ""),
        *without_a_release("un_positions"),
    ),
)

# The Alliance below 1, and below 0.95, in every year 2019 to 2023 (all votes) and 2019 to 2024 (final passage).
RULES["C229"] = Rule(
    base=(
        place(PA, EVER, 90),
        place(PA, range(2019, 2024), 0.9, WHOLE),
        place(PA, range(2019, 2025), 0.8, FINAL),
        place(PA, 2018, 9.1, FINAL),
        place(PA, [2021, 2023, 2024], [0.81, 0.82, 0.83], FINAL),
        place(PA, 2023, 0.91, WHOLE),
    ),
    figure=("9.10 in 2018", "0.81 in 2021", "0.82 in 2023", "0.83 in 2024"),
    tried=("to 2023: 0.91",),
    cases=(
        *(
            (f"{what} in {year}, {pair[1]}", [place(PA, year, value, pair)], to)
            for pair, years in ((WHOLE, (2019, 2023)), (FINAL, (2019, 2024)))
            for year in years
            for what, value, to in (
                ("at 0.95", 0.95, "imprecise"),
                ("just within", 0.949, "supported"),
                ("far", 90, "imprecise"),
            )
        ),
        *((f"far, {pair[1]}: the other is near", [place(PA, 2021, 90, pair)], "imprecise") for pair in (WHOLE, FINAL)),
        ("at 1 in both", [place(PA, 2021, 1)], "contradicted"),
        ("just below 1 in both", [place(PA, 2021, 0.999)], "imprecise"),
        ("below 1 in one", [place(PA, 2021, 1), place(PA, 2021, 0.999, WHOLE)], "imprecise"),
        ("below 1 in the other", [place(PA, 2021, 1), place(PA, 2021, 0.999, FINAL)], "imprecise"),
        *without_a_release("un_positions"),
    ),
)

# The gap between the means of the Alliance and ALBA beyond 1.96 joint errors in every year 2011 to 2018.
RULES["C244"] = Rule(
    base=(
        place(PA, EVER, 0, column="mean"),
        place(ALBA, EVER, 0, column="mean"),
        place(PA, EIGHT, [10.1, 9.9, 9.9, 9.9, 9.9, 9.9, 9.9, 10.3], column="mean"),
        place(PA, EIGHT, 99, OTHERS, column="mean"),
        place(PA, EVER, 3, column="mean_se"),
        place(ALBA, EVER, 4, column="mean_se"),
    ),
    figure=("10.10 ideal points in 2011", "10.30 in 2018"),
    tried=("in 3 of three",),
    cases=(
        *(
            (f"{what} in {year}", [place(PA, year, value, column="mean")], to)
            for year in (2011, 2018)
            for what, value, to in (
                ("at the error", 9.8, "contradicted"),
                ("just beyond", 9.85, "supported"),
                ("just within", 9.75, "contradicted"),
            )
        ),
        *in_each("within the error", lambda pair: [place(PA, 2014, 9, pair, column="mean")], "imprecise"),
        ("one of three", [place(PA, 2014, 9, OTHERS, column="mean")], "imprecise", (), ("in 1 of three",)),
        ("ALBA's mean counts", [place(ALBA, EVER, 1, FINAL, column="mean")], "imprecise", ("9.10", "9.30")),
        ("ALBA's error counts", [place(ALBA, EVER, 5, column="mean_se")], "imprecise"),
        ("the Alliance's error counts", [place(PA, EVER, 5, column="mean_se")], "imprecise"),
        *without_a_release("un_positions"),
    ),
)


# The mean of CELAC's 33 states rises from 2015 to 2018, and their distance from the USA falls, in each estimate.
def mean(years, value, only=None):
    return place(CELAC, years, value, only, column="mean")


RULES["C247"] = Rule(
    base=(
        *(
            mean(year, value)
            for year, value in ((2014, 9), (2015, -0.5), (2016, 8), (2017, -8), (2018, 0.3), (2019, -9))
        ),
        *(
            apart(CELAC, year, value)
            for year, value in ((2014, 0), (2015, 3.5), (2016, 1), (2017, 9), (2018, 3.2), (2019, 8))
        ),
        mean(2018, 1, OTHERS),
        apart(CELAC, 2018, 3, OTHERS),
    ),
    figure=("-0.50 in 2015", "+0.30 in 2018"),
    tried=("3.50 and 3.20", "in 3 of three"),
    cases=(
        *in_each("mean as before", lambda pair: [mean(2018, -0.5, pair)], "imprecise"),
        *in_each("mean just above", lambda pair: [mean(2018, -0.499, pair)], "supported"),
        *in_each("distance as before", lambda pair: [apart(CELAC, 2018, 3.5, pair)], "imprecise"),
        *in_each("distance just less", lambda pair: [apart(CELAC, 2018, 3.499, pair)], "supported"),
        ("mean only", [apart(CELAC, 2018, 4)], "imprecise", (), ("in 0 of three",)),
        ("distance only", [mean(2018, -1)], "imprecise"),
        ("neither", [mean(2018, -1), apart(CELAC, 2018, 4)], "contradicted"),
        ("one distance only", [mean(2018, -1), apart(CELAC, 2018, 4, OTHERS)], "imprecise", (), ("in 1 of three",)),
        *without_a_release("un_positions"),
    ),
)

# ALBA more than 0.02 closer in 2018 than in 2015 with either members, and fewer full members; else open.
ALWAYS = [member(ALBA, iso3, "2004-12-14") for iso3 in ("CUB", "VEN")]
LEFT = member(ALBA, "ECU", "2009-06-24", "2018-12-31")
RULES["C249"] = Rule(
    base=(
        *(
            place(ALBA, year, value)
            for year, value in ((2014, 0), (2015, 1.3), (2016, 0), (2017, 9), (2018, 1.1), (2019, 9))
        ),
        *(
            place(ALBA, year, value, membership="dated")
            for year, value in ((2014, 0), (2015, 1.4), (2016, 0), (2017, 9), (2018, 1.2), (2019, 9))
        ),
        *(place(ALBA, 2018, 0.5, OTHERS, membership=members) for members in ("fixed", "dated")),
        rows("memberships", *ALWAYS, LEFT),
    ),
    figure=("1.30 in 2015", "1.10 in 2018", "members 3 and 2"),
    tried=("1.40 and 1.20",),
    cases=(
        *(
            (f"{members}: {what}", [place(ALBA, [2015, 2018], values, membership=members)], to)
            for members in ("fixed", "dated")
            for what, values, to in (
                ("0.02 closer", [0.04, 0.02], "imprecise"),
                ("0.021 closer", [1, 0.979], "supported"),
                ("0.019 closer", [1, 0.981], "imprecise"),
            )
        ),
        *(
            (
                f"{members}: no closer in {' '.join(pair)} alone",
                [place(ALBA, 2018, 2, pair, membership=members)],
                "imprecise",
            )
            for members in ("fixed", "dated")
            for pair in RELEASES
        ),
        ("a member left on the last day", [rows("memberships", *ALWAYS, LEFT)], "supported"),
        ("as many members", [rows("memberships", *ALWAYS)], "imprecise", ("members 2 and 2",)),
        (
            "one left the day after",
            [rows("memberships", *ALWAYS, member(ALBA, "ECU", "2009-06-24", "2019-01-01"))],
            "imprecise",
            ("members 3 and 3",),
        ),
        (
            "one left on the last day of 2015",
            [rows("memberships", *ALWAYS, member(ALBA, "HND", "2008-08-25", "2015-12-31"))],
            "imprecise",
            ("members 2 and 2",),
        ),
        (
            "one left on the day after",
            [rows("memberships", *ALWAYS, member(ALBA, "HND", "2008-08-25", "2016-01-01"))],
            "supported",
            ("members 3 and 2",),
        ),
        (
            "one joined in between",
            [rows("memberships", *ALWAYS, LEFT, member(ALBA, "GRD", "2016-01-01"))],
            "imprecise",
            ("members 3 and 3",),
        ),
        (
            "observers do not count",
            [rows("memberships", *ALWAYS, member(ALBA, "HTI", "2009-01-01", "2017-01-01", "observer"))],
            "imprecise",
        ),
        ("neither half", [place(ALBA, 2018, 2, WHOLE), rows("memberships", *ALWAYS)], "open"),
        *without_a_release("un_positions"),
    ),
)


@pytest.mark.parametrize(("claim", "case"), listed(RULES), ids=[told(*one) for one in listed(RULES)])
def test_verdict(claim, case):
    check(claim, RULES[claim], case)


# the years, schemes or states, and columns that a claim's test reads
POSITION = ("mean", "mean_se")
READ = {
    "C016": ((PA, MER, UN, ALBA), (2011, 2014), "relative_distance"),
    "C078": ((PA, MER, ALBA), (2011, 2014), ("relative_distance", *POSITION)),
    "C114": ((PA, MER), (2011, 2014, 2015, 2018), "relative_distance"),
    "C115": ((PA, MER), (2011, 2018), POSITION),
    "C116": ((ALBA, MER), (2005, 2015), "relative_distance"),
    "C132": ((MER,), (1991, 1999), ("relative_distance", "sd")),
    "C135": ((MER,), (1991, 2002, 2003, 2015), "relative_distance"),
    "C189": ((UN, CELAC, MER, PA), (2011, 2015), "sd"),
    "C214": ((MER,), (2015, 2018), "distance_usa"),
    "C229": ((PA,), (2019, 2023), "relative_distance"),
    "C244": ((PA, ALBA), (2011, 2018), POSITION),
    "C247": ((CELAC,), (2015, 2018), ("mean", "distance_usa")),
    "C249": ((ALBA,), (2015, 2018), "relative_distance"),
    "C015": (("BRA", "VEN", "URY", "BOL"), (2006, 2015), "rank"),
    "C021": (("BRA",), (2015, 2018), ("rank", "rank_best", "rank_worst")),
    "C141": (("VEN",), (2006, 2012), "rank"),
    "C208": (("ARG", "VEN"), (2003, 2015), "rank"),
    "C213": (("BRA",), (2015, 2019), "relative_distance"),
}
MISSING = [
    (claim, column, name, year)
    for claim, (names, years, columns) in READ.items()
    for column in ([columns] if isinstance(columns, str) else columns)
    for name in names
    for year in years
    if (column, year) not in (("rank_worst", 2015), ("rank_best", 2018))
]


@pytest.mark.parametrize(("claim", "column", "name", "year"), MISSING)
def test_a_missing_value_leaves_a_claim_open(claim, column, name, year):
    """It counts neither for the claim nor against it."""
    plant = rank if claim in ("C015", "C021", "C141", "C208", "C213") else place
    assert verdict(claim, (*RULES[claim].base, plant(name, year, float("nan"), column=column))).verdict == "open"


def test_a_missing_year_leaves_a_claim_open():
    whole = tables(RULES["C214"].base)
    assert compute("C214", whole).verdict == "supported"
    assert compute("C214", lambda name: whole(name)[lambda frame: frame["year"].ne(2018)]).verdict == "open"


def test_every_claim_that_votes_decide_is_planted():
    modules = (".votes", ".shifts", ".ranks")
    ours = {claim for claim, decision in decisions().items() if decision.__module__.endswith(modules)}
    assert ours == set(RULES)


def agreement(*shares):
    columns = ["iso3", "session", "year_first", "definition", "important", "share"]
    return pd.DataFrame(shares, columns=columns)


def test_lead_over_the_region():
    """The states' mean less the mean of every state with a vote that counts, session by session."""
    half, whole = ("abstention_half", "all"), ("same_vote", "important")
    table = agreement(
        ("ARG", 50, 1995, *half, 0.9),
        ("BRA", 50, 1995, *half, 0.5),
        ("CUB", 50, 1995, *half, 0.1),
        ("HTI", 50, 1995, *half, None),
        ("ARG", 51, 1996, *half, None),
        ("CUB", 51, 1996, *half, 0.2),
        ("BRA", 51, 1996, *half, 0.6),
        ("CUB", 52, 1997, *half, 0.3),
        ("ARG", 50, 1995, *whole, 0.2),
        ("CUB", 50, 1995, *whole, 0.6),
        ("ARG", 50, 1995, "same_vote", "all", 0.7),
        ("ARG", 50, 1995, "abstention_half", "important", 0.8),
    )
    found = agreement_lead(["ARG", "BRA"], table=table)
    assert found.columns.tolist() == ["session", "year_first", "share", "region", "lead", "n_states"]
    assert found[["session", "year_first", "n_states"]].to_numpy().tolist() == [[50, 1995, 2], [51, 1996, 1]]
    assert found["share"].tolist() == pytest.approx([0.7, 0.6])
    assert found["region"].tolist() == pytest.approx([0.5, 0.4])
    assert found["lead"].tolist() == pytest.approx([0.2, 0.2])
    other = agreement_lead(["ARG"], definition="same_vote", important="important", table=table)
    assert other["lead"].tolist() == pytest.approx([-0.2])
    with pytest.raises(UnknownName, match="ARX"):
        agreement_lead(["ARX"], table=table)


def test_a_missing_table_is_no_silence():
    """The builder hands out only what a test planted."""
    with pytest.raises(KeyError, match="un_ranks"):
        verdict("C141", ())
