"""What memberships decide: a planted case on each side of every line that a test draws.

A spell holds from its first day up to, not including, its end: so the days that a test asks about are
tried with spells that begin or end on the day before, the day itself and the day after.
"""

from __future__ import annotations

import pytest
from planted_record import AUTHOR, OTHERS, Record, check, check_told, day, listed, titles_in

from regiolab.analysis.claims.verdicts import compute
from regiolab.data import labels

FOUR = "CHL COL MEX PER"
WRITTEN = "2018-01-01"  # the day whose state of affairs the article describes
SOME = "A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B6 B7 B8 B9"


@pytest.fixture(autouse=True)
def planted_titles(monkeypatch):
    """Give the acts that are told titles of their own."""
    record = Record().event("2017_venezuela_ushuaia_suspension", "1900-01-01").event("2022_singapore_pa", "1900-01-01")
    monkeypatch.setattr(labels, "_event_titles", titles_in(record))


# how a spell lies about a day, and whether it holds on that day
EDGES = {
    "begins the day before": (lambda on: {"start": day(on, -1)}, True),
    "begins that day": (lambda on: {"start": on}, True),
    "begins the day after": (lambda on: {"start": day(on, 1)}, False),
    "ended the day before": (lambda on: {"end": day(on, -1)}, False),
    "ends that day": (lambda on: {"end": on}, False),
    "ends the day after": (lambda on: {"end": day(on, 1)}, True),
    "is no full member": (lambda on: {"status": "associate"}, False),
    "said by the author alone": (lambda on: {"source": AUTHOR}, False),
}


def arenas(unasur="2008-05-23", celac="2011-12-03", n=2, m=2, source=OTHERS, on=None):
    record = Record().bloc("unasur", unasur, source=source).bloc("celac", celac)
    record.members("unasur", SOME.split()[:n]).members("celac", SOME.split()[:m])
    return record.members("unasur", "ZZZ", **on) if on else record


def region(members="ARG BRA CUB", states="ARG BRA CUB", on=None):
    record = Record().members("celac", members)
    for iso3 in states.split():
        record.country(iso3)
    record.country("USA", in_region=False).country("PRI", kind="territory").country("XXX", source=AUTHOR)
    return record.country("ZZZ").members("celac", "ZZZ", **on) if on else record


def venezuela(start="2012-07-31", status="full", again="", **cells):
    record = Record().members("mercosur", "VEN", start, status=status, **cells)
    return record.members("mercosur", "VEN", again) if again else record


def bolivia(on=None, bloc="mercosur", iso3="BOL", acceding="2015-07-17", end="", **cells):
    record = Record().members("mercosur", "BRA").members(bloc, iso3, acceding, end, status="acceding", **cells)
    return record.members("mercosur", "BOL", **on) if on else record


def arc(founded="2011-04-28", end="2011-04-28", of_arc=FOUR, of_alliance=FOUR, source=OTHERS, **on):
    record = Record().bloc("pacific_arc", end=end, source=source).bloc("pacific_alliance", founded)
    record.members("pacific_arc", of_arc).members("pacific_alliance", of_alliance)
    for bloc, spell in on.items():
        record.members(bloc, "ZZZ", **spell)
    return record


def founders(states=FOUR, signed=FOUR, date="2012-06-06", founded="2011-04-28", on=None):
    record = Record().bloc("pacific_alliance", founded).members("pacific_alliance", states)
    for iso3 in signed.split():
        start = "1960-01-01" if iso3 in states else "2020-01-01"
        record.members("pacific_alliance", iso3, start, signed=date)
    record.members("tpp", "USA", signed="2012-06-06").members("pacific_alliance", "CRI", status="observer", signed=date)
    return record.members("pacific_alliance", "ZZZ", **on) if on else record


def tpp(states=FOUR, **cells):
    return Record().members("tpp", "USA JPN").members("alba", FOUR).members("tpp", states, **cells)


def suspension(start="2016-12-02", later="2017-08-05", bloc="mercosur", iso3="VEN", status="suspended", source=OTHERS):
    record = Record().members(bloc, iso3, start, status=status, source=source)
    return record.event("2017_venezuela_ushuaia_suspension", later)


def institutions(
    mercosur="ARG BRA", alba="VEN CUB", alliance="CHL MEX", unasur="ARG VEN CHL", celac="ARG BRA VEN CUB CHL MEX", **on
):
    record = Record().members("mercosur", mercosur).members("alba", alba).members("pacific_alliance", alliance)
    record.members("unasur", unasur).members("celac", celac)
    for bloc, spell in on.items():
        record.members(bloc, **spell)
    return record


def alba(before="CUB VEN", after="CUB VEN", since="2020-01-01"):
    gone = [iso3 for iso3 in before.split() if iso3 not in after.split()]
    new = [iso3 for iso3 in after.split() if iso3 not in before.split()]
    stays = [iso3 for iso3 in before.split() if iso3 not in gone]
    return Record().members("alba", stays).members("alba", gone, end="2019-05-01").members("alba", new, since)


def oas(states, members, on=None):
    """Return a record of a region of some states, of which, with the USA and Canada, some are members."""
    record = Record().country("PRI", kind="territory").country("ESP", in_region=False).members("oas", "PRI ESP")
    names = SOME.split()[:states]
    for iso3 in names:
        record.country(iso3)
    record.members("oas", ["USA", "CAN", *names][:members])
    return record.members("oas", names[-1], **on) if on else record


def treaties(with_one, without, proposals=0, source=OTHERS, founded="2008-01-01"):
    record = Record()
    for n in range(with_one):
        record.bloc(f"with{n}", founded, source, treaty="a treaty", kind="organisation")
    for n in range(without):
        record.bloc(f"without{n}", kind="forum")
    for n in range(proposals):
        record.bloc(f"proposal{n}", founded, kind="proposal", treaty="a draft")
    return record


def together(mercosur="ARG BRA", alba="VEN CUB", alliance="CHL MEX", celac="ARG BRA VEN CUB CHL MEX", **on):
    record = Record().members("mercosur", mercosur).members("alba", alba).members("pacific_alliance", alliance)
    record.members("celac", celac)
    for bloc, spell in on.items():
        record.members(bloc, **spell)
    return record


def losses(alliance=0, mercosur=1, alba=1, left="2017-01-01"):
    """Return a record in which so many of three members of each scheme have left."""
    record = Record().event("2018_six_states_stop_participating", "2018-04-20")
    for bloc, n in {"pacific_alliance": alliance, "mercosur": mercosur, "alba": alba}.items():
        states = ["ARG", "BRA", "CUB"]
        if n is not None:
            record.members(bloc, states[n:]).members(bloc, states[:n], end=left)
    return record


def going_on(on=None, after=None, states=FOUR, protocol="2016-05-01", singapore="2022-01-26", singapore_source=OTHERS):
    record = Record().event("2016_pa_protocol_in_force", protocol)
    record.event("2022_singapore_pa", singapore, source=singapore_source).members("pacific_alliance", states)
    if on:
        record.members("pacific_alliance", "ZZZ", **on)
    return record.members("pacific_alliance", "YYY", **after) if after else record


def reshaped(founded="2019-03-22", n=1, left="2019-05-01", on=None, back=0, states=FOUR):
    record = Record().bloc("prosur", founded).members("unasur", states)
    record.members("unasur", SOME.split()[:n], end=left).members("unasur", SOME.split()[:back], "2023-05-01")
    return record.members("unasur", **on) if on else record


CASES = {
    "C008": (
        arenas,
        {
            "two members each": ({}, "supported"),
            "one member in the one": ({"n": 1}, "contradicted"),
            "one member in the other": ({"m": 1}, "contradicted"),
            "one has a state more": ({"n": 3}, "supported"),
            "first day of the era": ({"unasur": "2003-01-01"}, "supported"),
            "the day before": ({"unasur": "2002-12-31"}, "contradicted"),
            "last day of the era": ({"celac": "2015-12-31"}, "supported"),
            "the day after": ({"celac": "2016-01-01"}, "contradicted"),
            "the author alone on the one": ({"source": AUTHOR}, "open"),
        },
    ),
    "C072": (
        region,
        {
            "all states of the region": ({}, "supported"),
            "one is missing": ({"members": "ARG BRA"}, "contradicted"),
            "one too many": ({"members": "ARG BRA CUB USA"}, "contradicted"),
            "a territory too": ({"members": "ARG BRA CUB PRI"}, "contradicted"),
            "none": ({"members": ""}, "open"),
        },
    ),
    "C139": (
        venezuela,
        {
            "full before the article": ({}, "supported"),
            "full the day before": ({"start": "2017-12-31"}, "supported"),
            "full on its first day": ({"start": "2018-01-01"}, "contradicted"),
            "full before it and again": ({"again": "2020-01-01"}, "supported"),
            "never full": ({"status": "acceding"}, "contradicted"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C140": (
        bolivia,
        {
            "acceding is not full": ({}, "contradicted"),
            "another scheme": ({"bloc": "alba"}, "open"),
            "another state": ({"iso3": "CHL"}, "open"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C168": (
        arc,
        {
            "ended, of the same members": ({}, "supported"),
            "the Arc never ended": ({"end": ""}, "imprecise"),
            "the Arc was larger": ({"of_arc": FOUR + " PAN"}, "imprecise"),
            "the Alliance was larger": ({"of_alliance": FOUR + " PAN"}, "imprecise"),
            "first day of the month": ({"founded": "2011-04-01"}, "supported"),
            "last day of the month": ({"founded": "2011-04-30"}, "supported"),
            "the day before": ({"founded": "2011-03-31"}, "contradicted"),
            "the day after": ({"founded": "2011-05-01"}, "contradicted"),
            "the day after, and never ended": ({"founded": "2011-05-01", "end": ""}, "contradicted"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C169": (
        founders,
        {
            "the four, all signed": ({}, "supported"),
            "one did not sign": ({"signed": "CHL COL MEX"}, "imprecise"),
            "signed the day before": ({"date": "2012-06-05"}, "imprecise"),
            "signed the day after": ({"date": "2012-06-07"}, "imprecise"),
            "another signed too": ({"signed": FOUR + " PAN"}, "imprecise"),
            "three founders": ({"states": "CHL COL MEX", "signed": "CHL COL MEX"}, "contradicted"),
            "three founders, four signed": ({"states": "CHL COL MEX"}, "contradicted"),
            "none on the day": ({"states": "", "signed": FOUR}, "open"),
        },
    ),
    "C173": (
        tpp,
        {
            "all four": ({}, "supported"),
            "all but Chile": ({"states": "COL MEX PER"}, "imprecise"),
            "all but Colombia": ({"states": "CHL MEX PER"}, "imprecise"),
            "all but Mexico": ({"states": "CHL COL PER"}, "imprecise"),
            "all but Peru": ({"states": "CHL COL MEX"}, "imprecise"),
            "one": ({"states": "COL"}, "imprecise"),
            "none": ({"states": ""}, "contradicted"),
            "not full": ({"status": "observer"}, "contradicted"),
            "said by the author alone": ({"source": AUTHOR}, "contradicted"),
        },
    ),
    "C216": (
        suspension,
        {
            "last day of 2016, again in 2017": ({"start": "2016-12-31"}, "imprecise"),
            "first day of 2017": ({"start": "2017-01-01"}, "supported"),
            "last day of 2017": ({"start": "2017-12-31"}, "supported"),
            "first day of 2018": ({"start": "2018-01-01"}, "imprecise"),
            "the later act a day before 2017": ({"later": "2016-12-31"}, "contradicted"),
            "the later act on the first day of 2017": ({"later": "2017-01-01"}, "imprecise"),
            "the later act on its last day": ({"later": "2017-12-31"}, "imprecise"),
            "the later act a day after 2017": ({"later": "2018-01-01"}, "contradicted"),
            "in 2017, whatever came later": ({"start": "2017-03-01", "later": "2018-01-01"}, "supported"),
            "another scheme": ({"bloc": "unasur"}, "open"),
            "another state": ({"iso3": "PRY"}, "open"),
            "a full member": ({"status": "full"}, "open"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C245": (
        institutions,
        {
            "all in CELAC, some of each in UNASUR": ({}, "supported"),
            "one of Mercosur not in CELAC": ({"celac": "ARG VEN CUB CHL MEX"}, "contradicted"),
            "one of ALBA not in CELAC": ({"celac": "ARG BRA VEN CHL MEX"}, "contradicted"),
            "one of the Alliance not in CELAC": ({"celac": "ARG BRA VEN CUB CHL"}, "contradicted"),
            "none of Mercosur in UNASUR": ({"unasur": "VEN CHL"}, "contradicted"),
            "none of ALBA in UNASUR": ({"unasur": "ARG CHL"}, "contradicted"),
            "none of the Alliance in UNASUR": ({"unasur": "ARG VEN"}, "contradicted"),
            "the same states everywhere": (
                dict.fromkeys(("mercosur", "alba", "alliance", "unasur", "celac"), "ARG BRA"),
                "supported",
            ),
            "others in UNASUR": ({"unasur": "ARG VEN CHL GUY"}, "supported"),
            "Mercosur is empty": ({"mercosur": ""}, "open"),
            "ALBA is empty": ({"alba": ""}, "open"),
            "the Alliance is empty": ({"alliance": ""}, "open"),
        },
    ),
    "C029": (
        alba,
        {
            "as many as before": ({}, "supported"),
            "one less": ({"after": "CUB"}, "supported"),
            "one more": ({"after": "CUB VEN NIC"}, "contradicted"),
            "one gone, one new": ({"after": "CUB NIC"}, "supported"),
            "none left": ({"after": ""}, "supported"),
            "none before": ({"before": ""}, "open"),
        },
    ),
    "C031": (
        lambda states, members: oas(states, members),
        {
            "nine of ten": ({"states": 8, "members": 9}, "supported"),
            "eight of ten": ({"states": 8, "members": 8}, "contradicted"),
            "eighteen of twenty": ({"states": 18, "members": 18}, "supported"),
            "seventeen of twenty": ({"states": 18, "members": 17}, "contradicted"),
            "nine of eleven": ({"states": 9, "members": 9}, "contradicted"),
            "ten of eleven": ({"states": 9, "members": 10}, "supported"),
        },
    ),
    "C036": (
        treaties,
        {
            "half": ({"with_one": 2, "without": 2}, "contradicted"),
            "one more than half": ({"with_one": 3, "without": 2}, "supported"),
            "just above half": ({"with_one": 11, "without": 10}, "supported"),
            "one less than half": ({"with_one": 2, "without": 3}, "contradicted"),
            "proposals do not count": ({"with_one": 2, "without": 2, "proposals": 3}, "contradicted"),
            "proposals alone": ({"with_one": 0, "without": 0, "proposals": 3}, "open"),
            "said by the author alone": ({"with_one": 3, "without": 2, "source": AUTHOR}, "contradicted"),
        },
    ),
    "C077": (
        together,
        {
            "all in CELAC, ALBA and the Alliance apart": ({}, "supported"),
            "one of Mercosur not in CELAC": ({"celac": "ARG VEN CUB CHL MEX"}, "contradicted"),
            "one of ALBA not in CELAC": ({"celac": "ARG BRA VEN CHL MEX"}, "contradicted"),
            "one of the Alliance not in CELAC": ({"celac": "ARG BRA VEN CUB CHL"}, "contradicted"),
            "others in CELAC": ({"celac": "ARG BRA VEN CUB CHL MEX GUY"}, "supported"),
            "a state in ALBA and the Alliance": ({"alliance": "CHL CUB"}, "contradicted"),
            "a state in ALBA and Mercosur": ({"mercosur": "ARG VEN"}, "supported"),
            "a state in Mercosur and the Alliance": ({"mercosur": "ARG CHL"}, "supported"),
            "Mercosur is empty": ({"mercosur": ""}, "open"),
            "ALBA is empty": ({"alba": ""}, "open"),
            "the Alliance is empty": ({"alliance": ""}, "open"),
            "CELAC is empty": ({"celac": ""}, "open"),
        },
    ),
    "C226": (
        losses,
        {
            "none against one each": ({}, "supported"),
            "one against one each": ({"alliance": 1}, "contradicted"),
            "one against two each": ({"alliance": 1, "mercosur": 2, "alba": 2}, "supported"),
            "Mercosur lost none": ({"mercosur": 0, "alba": 3}, "contradicted"),
            "ALBA lost none": ({"mercosur": 3, "alba": 0}, "contradicted"),
            "more than both": ({"alliance": 2}, "contradicted"),
            "no members of the Alliance": ({"alliance": None}, "open"),
            "they left on the last day asked": ({"left": "2018-12-31"}, "supported"),
            "they left the day after": ({"left": "2019-01-01"}, "contradicted"),
            "they left on the first day asked": ({"left": "2015-01-01"}, "contradicted"),
            "they left the day after that": ({"left": "2015-01-02"}, "supported"),
        },
    ),
    "C227": (
        going_on,
        {
            "the same members": ({}, "supported"),
            "a new one": ({"after": {"start": "2024-01-01"}}, "supported"),
            "one has left": ({"on": {"end": "2020-01-01"}}, "contradicted"),
            "one has left, one is new": (
                {"on": {"end": "2020-01-01"}, "after": {"start": "2024-01-01"}},
                "contradicted",
            ),
            "no members before": ({"states": "", "after": {"start": "2024-01-01"}}, "open"),
            "no treaty with another is known": ({"singapore_source": AUTHOR}, "open"),
            "the protocol on the last day": ({"protocol": "2025-12-31"}, "supported"),
            "the protocol a day late": ({"protocol": "2026-01-01"}, "contradicted"),
            "a treaty on the first day": ({"singapore": WRITTEN}, "supported"),
            "a treaty of before": ({"singapore": "2017-12-31"}, "contradicted"),
            "a treaty on the last day": ({"singapore": "2025-12-31"}, "supported"),
            "a treaty of after": ({"singapore": "2026-01-01"}, "contradicted"),
        },
    ),
    "C230": (
        reshaped,
        {
            "one left, and an heir": ({}, "supported"),
            "none left": ({"n": 0}, "contradicted"),
            "one more": ({"n": 0, "on": {"states": "ZZZ", "start": "2020-01-01"}}, "contradicted"),
            "the heir a day after": ({"founded": "2018-01-02"}, "supported"),
            "the heir that day": ({"founded": "2018-01-01"}, "contradicted"),
            "the heir a day before": ({"founded": "2017-12-31"}, "contradicted"),
            "left on the day asked": ({"left": "2021-01-01"}, "supported"),
            "left the day after": ({"left": "2021-01-02"}, "contradicted"),
            "left before the article": ({"left": "2018-01-01"}, "contradicted"),
            "no members before": ({"n": 0, "states": ""}, "open"),
            "all have left": ({"n": 2, "states": ""}, "supported"),
            "all came back": ({"back": 1}, "supported"),
        },
    ),
}


@pytest.mark.parametrize(("claim", "name"), listed(CASES))
def test_verdict(claim, name):
    check(CASES, claim, name)


@pytest.mark.parametrize("claim", CASES)
def test_nothing_known_is_open(claim):
    assert compute(claim, Record()).verdict == "open"


# -- the days on which members are counted --------------------------------------------------------

# claim and the body, a record with one more spell that lies about a day, the day, the verdict if the
# spell holds on that day, and the verdict if it does not
YES, NO = ("supported", "contradicted"), ("contradicted", "supported")
DAYS = {
    "C008 unasur": (lambda on: arenas(n=1, on=on), WRITTEN, YES),
    "C008 celac": (lambda on: arenas(m=1).members("celac", "ZZZ", **on), WRITTEN, YES),
    "C072": (lambda on: region(on=on), WRITTEN, YES),
    "C140": (lambda on: bolivia(on=on), WRITTEN, YES),
    "C168 arc": (lambda on: arc(pacific_arc=on), "2011-04-01", ("imprecise", "supported")),
    "C168 alliance": (lambda on: arc(pacific_alliance=on), "2011-05-01", ("imprecise", "supported")),
    "C169": (lambda on: founders(on=on), "2011-04-28", NO),
    "C169 founded later": (lambda on: founders(founded="2013-02-03", on=on), "2013-02-03", NO),
    "C245 mercosur": (lambda on: institutions().members("mercosur", "ZZZ", **on), "2012-06-01", NO),
    "C245 alba": (lambda on: institutions().members("alba", "ZZZ", **on), "2012-06-01", NO),
    "C245 alliance": (lambda on: institutions().members("pacific_alliance", "ZZZ", **on), "2012-06-01", NO),
    "C245 unasur": (lambda on: institutions(unasur="ARG CHL").members("unasur", "VEN", **on), "2012-06-01", YES),
    "C245 celac": (
        lambda on: institutions(celac="ARG VEN CUB CHL MEX").members("celac", "BRA", **on),
        "2012-06-01",
        YES,
    ),
    # whoever belonged before is no gain later
    "C029 before": (lambda on: alba().members("alba", "ZZZ", "2019-01-01").members("alba", "ZZZ", **on), WRITTEN, YES),
    "C029 after": (
        lambda on: (
            alba(after="CUB VEN NIC").members("alba", "ZZZ", "1970-01-01", "2018-06-01").members("alba", "ZZZ", **on)
        ),
        "2025-12-31",
        NO,
    ),
    "C031": (lambda on: oas(8, 8, on), "2018-07-01", YES),
    "C077 celac": (lambda on: together(celac="ARG VEN CUB CHL MEX").members("celac", "BRA", **on), "2012-07-01", YES),
    "C077 alba": (lambda on: together().members("alba", "CHL", **on), "2012-07-01", NO),
    "C077 alliance": (lambda on: together().members("pacific_alliance", "CUB", **on), "2012-07-01", NO),
    "C077 mercosur": (lambda on: together().members("mercosur", "ZZZ", **on), "2012-07-01", NO),
    # whoever belonged at first and not later is a loss
    "C226 first": (
        lambda on: losses().members("pacific_alliance", "ZZZ", **{"end": "2017-01-01", **on}),
        "2015-01-01",
        NO,
    ),
    "C226 later": (
        lambda on: (
            losses()
            .members("pacific_alliance", "ZZZ", "1970-01-01", "2016-01-01")
            .members("pacific_alliance", "ZZZ", **on)
        ),
        "2018-12-31",
        YES,
    ),
    "C227 first": (lambda on: going_on({"end": "2019-01-01", **on}), WRITTEN, NO),
    "C227 later": (
        lambda on: going_on({"start": "1970-01-01", "end": "2019-01-01"}).members("pacific_alliance", "ZZZ", **on),
        "2025-12-31",
        YES,
    ),
    "C230 first": (lambda on: reshaped(n=0, on={"states": "ZZZ", "end": "2019-01-01", **on}), WRITTEN, YES),
    "C230 later": (
        lambda on: reshaped(n=0, on={"states": "ZZZ", "start": "1970-01-01", "end": "2019-01-01"}).members(
            "unasur", "ZZZ", **on
        ),
        "2021-01-01",
        NO,
    ),
}


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("case", DAYS)
def test_the_day_that_is_asked(case, edge):
    record, on, (if_holds, if_not) = DAYS[case]
    spell, holds = EDGES[edge]
    assert compute(case.split()[0], record(spell(on))).verdict == (if_holds if holds else if_not)


# -- what is told ---------------------------------------------------------------------------------

# claim, what is planted, what the figure names and in what order, and the alternative
TOLD = {
    "two arenas": (
        "C008",
        arenas("2004-02-03", "2005-04-06", 3, 7),
        ["3 February 2004", "3", "6 April 2005", "7"],
        [],
    ),
    "a region at three times": (
        "C072",
        region("ARG BRA USA", "ARG BRA CUB CHL")
        .members("celac", "X1 X2 X3", end="2015-01-01")
        .members("celac", "Y1 Y2 Y3 Y4 Y5", "2020-01-01"),
        ["2", "4", "1 January 2018"],
        ["6", "2022", "8"],
    ),
    "a region the day before and after": (
        "C072",
        region("ARG", "ARG BRA CUB CHL")
        .members("celac", "X1", "2011-12-31", "2012-01-01")
        .members("celac", "X2", "1970-01-01", "2011-12-31")
        .members("celac", "X3 X4", "2022-01-01", "2022-01-02")
        .members("celac", "X5 X6 X7", "2022-01-02")
        .members("celac", "X8 X9", "2020-01-01", "2022-01-01"),
        ["1", "4"],
        ["2", "3"],
    ),
    "never full": ("C139", venezuela(status="acceding"), ["never"], []),
    "full since": (
        "C139",
        venezuela("2003-04-05")
        .members("mercosur", "VEN", "2001-01-01", status="acceding")
        .members("mercosur", "BOL", "1999-01-01")
        .members("alba", "VEN", "1998-01-01")
        .members("mercosur", "VEN", "2009-01-01"),
        ["5 April 2003"],
        [],
    ),
    "acceding, and full later": (
        "C140",
        bolivia(on={"start": "2024-05-06"}).members("mercosur", "BOL", "2025-01-01"),
        ["6 May 2024"],
        ["acceding"],
    ),
    "acceding too late": ("C140", bolivia(acceding="2018-01-02"), [], []),
    "acceding on the day": ("C140", bolivia(acceding="2018-01-01"), [], ["acceding"]),
    "the Arc in part": (
        "C168",
        arc("2011-03-04", "2012-05-06", "CHL COL MEX PAN CRI", "CHL COL USA BOL"),
        ["4 March 2011", "2", "5"],
        ["6 May 2012"],
    ),
    "the Arc goes on": ("C168", arc(end=""), ["28 April 2011", "4", "4"], ["none"]),
    "founders and signatories": (
        "C169",
        founders("MEX CRI ARG CHL BRA", "PER BOL URY COL PAN"),
        ["ARG, BRA, CHL, CRI and MEX"],
        ["2012", "BOL, COL, PAN, PER and URY"],
    ),
    "the same founders and signatories": (
        "C169",
        founders(),
        ["CHL, COL, MEX and PER"],
        ["2012", "CHL, COL, MEX and PER"],
    ),
    "no signatories": ("C169", founders("MEX CHL", ""), ["CHL and MEX"], ["none"]),
    "some in the TPP": ("C173", tpp("PER MEX CHL"), ["CHL, MEX and PER"], []),
    "none in the TPP": ("C173", tpp(""), ["none"], []),
    "suspended twice": (
        "C216",
        suspension("2015-02-03", "2016-04-05").members("mercosur", "VEN", "2018-01-01", status="suspended"),
        ["3 February 2015"],
        ["2017_venezuela_ushuaia_suspension", "5 April 2016"],
    ),
    "suspended in the year": (
        "C216",
        suspension("2017-02-03", "2017-04-05"),
        ["3 February 2017"],
        ["2017_venezuela_ushuaia_suspension", "5 April 2017"],
    ),
    "all sat in CELAC": ("C245", institutions(unasur="VEN CUB CHL"), ["yes", "2", "3"], []),
    "not all sat in CELAC": ("C245", institutions(celac="ARG", unasur="BRA"), ["no", "1", "3"], []),
    "ALBA then and now": (
        "C029",
        alba("A1 A2 A3 A4 A5", "A1 A2 A3 C2 C1 C3 C4"),
        ["5", "2018", "7", "2025"],
        ["C1, C2, C3 and C4"],
    ),
    "nothing new": ("C029", alba(), ["2", "2018", "2", "2025"], ["none"]),
    "the OAS in part": ("C031", oas(8, 4), ["4", "10"], ["A3, A4, A5, A6, A7 and A8"]),
    "the whole OAS": ("C031", oas(5, 7), ["7", "7"], ["none"]),
    "treaties of all times": (
        "C036",
        treaties(1, 2, 9)
        .bloc("a", "2002-12-31", treaty="x")
        .bloc("b", "2003-01-01", treaty="x")
        .bloc("c", "2015-12-31")
        .bloc("d", "2016-01-01", treaty="x")
        .bloc("e", "2009-01-01")
        .bloc("f", "2010-01-01"),
        ["4", "9"],
        ["2003", "2015", "2", "5"],
    ),
    "shared members": (
        "C077",
        together("A1 A2 A3 A4 B1", "A1 A2 A3 A4 C1 C2", "A3 A4 B1 C1", celac="A1 A2 Z1"),
        ["2", "7", "4", "3", "3"],
        [],
    ),
    "each pair": (
        "C077",
        together("A1 A2 A3 B1 B2", "A1 A2 A3 C1 D1", "B1 B2 C1 D2", celac="A1"),
        ["1", "8", "Mercosur and ALBA 3", "Mercosur and the Alliance 2", "ALBA and the Alliance 1"],
        [],
    ),
    "losses": (
        "C226",
        losses(1, 2, 3).event("2018_six_states_stop_participating", "2018-02-03"),
        ["Pacific Alliance 1", "Mercosur 2", "ALBA 3"],
        ["3 February 2018"],
    ),
    "members then and now": (
        "C227",
        going_on({"end": "2019-01-01"}, protocol="2014-02-03", singapore="2023-04-05"),
        ["5", "4", "3 February 2014"],
        ["2022_singapore_pa", "5 April 2023"],
    ),
    "UNASUR at three times": (
        "C230",
        reshaped("2019-02-03", 3, back=2),
        ["7", "4", "3 February 2019"],
        ["6"],
    ),
    "UNASUR on its last day": (
        "C230",
        reshaped(n=0)
        .members("unasur", "A1", "2025-12-31")
        .members("unasur", "A2 A3", "2026-01-01")
        .members("unasur", "A4 A5 A6", "2024-01-01", "2025-12-31"),
        ["4", "4"],
        ["5"],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name):
    check_told(*TOLD[name])


def test_what_was_acceding_only_counts_on_the_day():
    for spell, told in ((EDGES["ends that day"], False), (EDGES["ends the day after"], True)):
        found = compute("C140", bolivia(end=spell[0](WRITTEN)["end"]))
        assert bool(found.alternative) == told


def test_one_act_that_is_missing_is_open():
    only = Record().members("pacific_alliance", FOUR).members("unasur", FOUR)
    assert [compute(claim, only).verdict for claim in ("C226", "C227", "C230")] == ["open"] * 3
    later = Record().members("mercosur", "VEN", status="suspended")
    assert compute("C216", later).verdict == "open"
