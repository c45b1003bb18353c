"""Who belongs and who governs on a day, on a small planted record: the day before, the day, the day after."""

from __future__ import annotations

import datetime as dt
import functools

import pandas as pd
import pytest
from planted_record import OTHERS, Record, day

import regiolab
from regiolab.analysis import dates, events, membership, terms
from regiolab.analysis.dates import as_date, last_year
from regiolab.analysis.events import select_events
from regiolab.analysis.membership import members, overlap, spells, spells_ever, union_and_fragmentation
from regiolab.analysis.terms import changed_sides, government_share, in_office
from regiolab.data import load, schema, use
from regiolab.errors import InvalidValue, UnknownName

ON = "2012-03-10"


@pytest.fixture
def planted(monkeypatch):
    """Return a function that has members, spells and events read from a record; states and schemes stay real."""

    def plant(record: Record, *names: str) -> None:
        tables = functools.cache(record)

        def read(name):
            return tables(name) if name in names else load(name)

        for module in (membership, events, terms):
            monkeypatch.setattr(module, "load", read)
        # what was remembered of other tables, by tests before this one and for those after it
        use(None)

    yield plant
    use(None)


# -- spells ---------------------------------------------------------------------------------------


@pytest.fixture
def two_schemes(planted):
    """Two schemes about a day: spells that end and begin on it, in every status, and dates of several kinds."""
    record = Record().members("mercosur", "ARG", "2012-03-10", "2014-07-20", signed="2011-01-05", in_force="2013-02-01")
    record.members("mercosur", "BRA", "2012-03-10").members("mercosur", "URY", "1991-03-26", "2012-03-10")
    record.members("mercosur", "BOL", "2012-01-01", status="acceding", signed="2010-01-01")
    record.members("alba", "BRA ARG CUB").members("alba", "VEN", status="suspended")
    planted(record, "memberships")


def states(bloc="mercosur", **asked):
    return members(bloc, **asked)["iso3"].tolist()


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (day(ON, -1), ["URY"]),
        (ON, ["ARG", "BRA"]),
        ("2014-07-19", ["ARG", "BRA"]),
        ("2014-07-20", ["BRA"]),
        (None, ["BRA"]),
    ],
)
def test_members_on_a_day(two_schemes, on, found):
    assert states(on=on) == found
    assert len(spells(on, blocs=["mercosur"])) == len(found) + (on is None or on >= "2012-01-01")


def test_the_date_that_opens_a_full_membership(two_schemes):
    assert states(on="2011-01-04", by="signed") == []
    assert states(on="2011-01-05", by="signed") == ["ARG"]
    assert states(on="2013-01-31", by="in_force") == []
    assert states(on="2013-02-01", by="in_force") == ["ARG"]
    # who has not signed, as far as is known, is named once he belongs by the other rule
    assert members("mercosur", "2012-03-09", "signed").attrs["undated"] == ["URY"]
    assert members("mercosur", "2012-03-10", "signed").attrs["undated"] == ["BRA"]
    assert spells("2012-03-10", by="signed").attrs["undated"] == [
        ("mercosur", "BRA"),
        ("alba", "BRA"),
        ("alba", "ARG"),
        ("alba", "CUB"),
    ]
    assert members("mercosur", "2014-07-19", "start").attrs["undated"] == []


def test_a_spell_keeps_the_columns_of_its_table(two_schemes):
    found = spells("2012-03-10", blocs=["alba"])
    assert list(found.columns) == [*schema.table("memberships").columns, "since"]
    assert found.index.tolist() == [0, 1, 2, 3]


def test_states_are_listed_in_order(planted):
    names = "VEN URY PER PRY ECU COL CHL BRA BOL ARG"
    planted(Record().members("alba", names).members("unasur", names), "memberships")
    ordered = sorted(names.split())
    assert overlap(["alba", "unasur"], ON)["states"].tolist() == [", ".join(ordered)] * 4
    assert members("alba", ON, "signed").attrs["undated"] == ordered


def test_another_status_opens_at_its_start_by_every_rule(two_schemes):
    found = spells_ever(["mercosur"], "signed").set_index("iso3")
    assert str(found.loc["BOL", "since"].date()) == "2012-01-01"
    assert str(found.loc["ARG", "since"].date()) == "2011-01-05"
    assert pd.isna(found.loc["BRA", "since"])
    assert spells_ever(["mercosur"])["since"].equals(found.reset_index()["start"])
    assert set(spells_ever()["bloc"]) == {"mercosur", "alba"}
    assert spells_ever([]).empty


def test_a_row_of_members(two_schemes):
    found = members("alba", "2012-03-10")
    assert list(found.columns) == ["iso3", "name", "since", "source", "checked"]
    assert found["iso3"].tolist() == ["ARG", "BRA", "CUB"]
    assert found["name"].tolist() == ["Argentina", "Brazil", "Cuba"]
    assert set(found["source"]) == {OTHERS}
    assert found.index.tolist() == [0, 1, 2]


def test_the_oldest_member_comes_first(planted):
    record = Record().members("alba", "CUB", "2004-12-14").members("alba", "VEN BOL", "2003-01-01")
    planted(record, "memberships")
    assert states("alba") == ["BOL", "VEN", "CUB"]


def test_shared_members(two_schemes):
    found = overlap(["mercosur", "alba", "alba"], "2012-03-10").set_index(["bloc", "other"])
    assert list(found.columns) == ["shared", "size", "share", "states"]
    assert len(found) == 4
    assert found.loc[("mercosur", "alba")].tolist() == [2, 2, 1.0, "ARG, BRA"]
    assert found.loc[("alba", "mercosur")].tolist() == [2, 3, 2 / 3, "ARG, BRA"]
    assert found.loc[("alba", "alba")].tolist() == [3, 3, 1.0, "ARG, BRA, CUB"]
    empty = overlap(["mercosur", "alba"], "2011-01-05", by="signed").set_index(["bloc", "other"])
    assert empty.loc[("mercosur", "alba"), "size"] == 1 and empty.loc[("mercosur", "alba"), "shared"] == 0
    assert pd.isna(empty.loc[("alba", "mercosur"), "share"])


# -- union and fragmentation ----------------------------------------------------------------------

AXES, TABLES = ["mercosur", "alba"], ["celac"]
FOUR = ["ARG", "BRA", "CUB", "VEN"]  # six pairs


def measured(planted, record, first=2010, last=2010, **asked):
    planted(record, "memberships")
    asked = {"states": FOUR, "axes": AXES, "tables": TABLES, **asked}
    return union_and_fragmentation(first, last, **asked).set_index("year")


# who belongs to what, and of six pairs how many are together and divided
PAIRS = {
    "nobody belongs": (Record(), 0, 0),
    "the first alone at a table": (Record().members("celac", "ARG"), 0, 0),
    "the last alone at a table": (Record().members("celac", "VEN"), 0, 0),
    "two at a table": (Record().members("celac", "ARG BRA"), 1, 0),
    "all at a table": (Record().members("celac", FOUR), 6, 0),
    "two in one axis": (Record().members("mercosur", "ARG BRA"), 0, 0),
    "two in two axes": (Record().members("mercosur", "ARG").members("alba", "CUB"), 0, 1),
    "two and two": (Record().members("mercosur", "ARG BRA").members("alba", "CUB VEN"), 0, 4),
    "one in both axes": (Record().members("mercosur", "ARG BRA").members("alba", "CUB BRA"), 0, 1),
    "together and divided": (
        Record().members("mercosur", "ARG").members("alba", "CUB").members("celac", "ARG CUB BRA"),
        3,
        1,
    ),
    "an axis is no table": (Record().members("mercosur", FOUR), 0, 0),
    "a table is no axis": (Record().members("celac", "ARG").members("alba", "CUB"), 0, 0),
    "another scheme is neither": (Record().members("oas", FOUR), 0, 0),
    "others do not count": (Record().members("celac", "ARG URY"), 0, 0),
    "only full members": (Record().members("celac", "ARG").members("celac", "BRA", status="associate"), 0, 0),
    "from the last day of the year": (Record().members("celac", "ARG BRA", "2010-12-31"), 1, 0),
    "from the day after": (Record().members("celac", "ARG BRA", "2011-01-01"), 0, 0),
    "up to the last day of the year": (Record().members("celac", "ARG BRA", end="2010-12-31"), 0, 0),
    "up to the day after": (Record().members("celac", "ARG BRA", end="2011-01-01"), 1, 0),
}


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_of_states(planted, name):
    record, together, divided = PAIRS[name]
    row = measured(planted, record).loc[2010]
    assert row["together"] == pytest.approx(together / 6)
    assert row["divided"] == pytest.approx(divided / 6)
    assert row["pairs"] == 6


def test_what_a_state_belongs_to_on_average(planted):
    record = Record().members("mercosur", "ARG BRA").members("celac", "ARG").members("alba", "CUB", "2011-05-01")
    found = measured(planted, record, 2010, 2012)
    assert found["memberships"].tolist() == [0.75, 1.0, 1.0]
    assert found.index.tolist() == [2010, 2011, 2012]


def test_union_by_the_date_of_signature(planted):
    record = Record().members("celac", "ARG BRA", "2009-01-01", signed="2011-01-01")
    assert measured(planted, record, 2010, 2011, by="signed")["together"].tolist() == [0, pytest.approx(1 / 6)]


def test_what_union_is_measured_by_if_nothing_is_said(planted):
    planted(Record(), "memberships")
    found = union_and_fragmentation()
    assert found["year"].tolist() == list(range(1990, last_year("12-31") + 1))
    assert set(found["pairs"]) == {66}
    # the same state twice is one state
    assert union_and_fragmentation(2010, 2010, states=["ARG", "BRA", "ARG"])["pairs"].tolist() == [1]
    with pytest.raises(InvalidValue, match="two states"):
        union_and_fragmentation(2010, 2010, states=["ARG", "ARG"])
    assert len(union_and_fragmentation(2010, 2010)) == 1
    with pytest.raises(InvalidValue, match="2010 lies after 2009"):
        union_and_fragmentation(2010, 2009)


@pytest.mark.parametrize("bloc", ["mercosur", "andean_community", "alba", "pacific_alliance", "sica", "caricom"])
def test_an_axis(planted, bloc):
    planted(Record().members(bloc, "ARG BRA").members("aladi", "CHL"), "memberships")
    found = union_and_fragmentation(2010, 2010, states=["ARG", "BRA"])
    assert found["memberships"].item() == 1 and found["together"].item() == 0
    other = "alba" if bloc != "alba" else "sica"
    planted(Record().members(bloc, "ARG").members(other, "BRA"), "memberships")
    assert union_and_fragmentation(2010, 2010, states=["ARG", "BRA"])["divided"].item() == 1


@pytest.mark.parametrize("bloc", ["rio_group", "sacn", "unasur", "celac"])
def test_a_table(planted, bloc):
    planted(Record().members(bloc, "ARG BRA"), "memberships")
    found = union_and_fragmentation(2010, 2010, states=["ARG", "BRA"])
    assert found["together"].item() == 1 and found["divided"].item() == 0


def test_the_region_and_the_south(planted):
    record = Record()
    for iso3, in_region, kind, subregion in [
        ("ARG", True, "state", "South America"),
        ("CUB", True, "state", "Caribbean"),
        ("GUF", True, "territory", "South America"),
        ("USA", False, "state", "North America"),
        ("FLK", False, "territory", "South America"),
    ]:
        record.row("countries", iso3=iso3, in_region=in_region, kind=kind, subregion=subregion)
    planted(record, "countries")
    assert membership.region() == ["ARG", "CUB"]
    assert membership.south_america() == ["ARG"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: members("mercosul"), "'mercosul' is not a bloc.*did you mean 'mercosur'"),
        (lambda: spells(by="starts"), "'starts' is not a rule for the beginning of a membership.*'start'"),
        (lambda: membership.check_state("ARX"), "'ARX' is not the code of a state here"),
        (lambda: select_events(kinds=["foundings"]), "'foundings' is not a kind of event.*'founding'"),
        (lambda: select_events(lesson="1"), "'1' is not the number of a lesson"),
        (lambda: select_events(blocs=["mercosul"]), "'mercosul' is not a bloc"),
    ],
)
def test_a_wrong_name_is_said(call, words):
    with pytest.raises(UnknownName, match=words):
        call()


# -- dates ----------------------------------------------------------------------------------------


@pytest.fixture
def to_2012(monkeypatch):
    monkeypatch.setattr(dates, "coverage_end", lambda: dt.date(2012, 6, 29))


def test_the_last_day_is_within_reach_and_the_next_is_not(to_2012):
    last = dt.date(2012, 6, 29)
    assert as_date(None) == last
    assert as_date("2012-06-29") == as_date(last) == as_date(dt.datetime(2012, 6, 29, 23, 59)) == last
    assert as_date("1800-01-01") == dt.date(1800, 1, 1)
    for late in ("2012-06-30", dt.date(2012, 6, 30), pd.Timestamp("2012-06-30 00:00")):
        with pytest.raises(InvalidValue, match="30 June 2012 lies beyond the tables, which end on 29 June 2012"):
            as_date(late)


def test_a_date_is_a_plain_date(to_2012):
    for value in ("2012-06-29", dt.date(2012, 6, 29), dt.datetime(2012, 6, 29, 1), pd.Timestamp("2012-06-29 12:00")):
        assert type(as_date(value)) is dt.date


@pytest.mark.parametrize("value", ["2012-6-29", "29.6.2012", "", pd.NaT, 2012, "2012"])
def test_what_is_no_date_is_said(to_2012, value):
    with pytest.raises(InvalidValue, match=f"'{value}' is not a date") as caught:
        as_date(value)
    assert caught.value.__suppress_context__


# -- events ---------------------------------------------------------------------------------------


@pytest.fixture
def chronicle(planted):
    record = Record().event("c", "2010-05-01", kind="summit", blocs="celac;unasur", lessons="01;04")
    record.event("b", "2009-12-31", kind="treaty", blocs="unasur", lessons="04")
    record.event("a", "2010-05-01", kind="summit", blocs="", lessons="")
    record.event("d", "2011-01-01", kind="summit", blocs="celac", lessons="05")
    planted(record, "events")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "b a c d"),
        ({"blocs": ["unasur"]}, "b c"),
        ({"blocs": ["unasur", "celac"]}, "b c d"),
        ({"blocs": ["mercosur"]}, ""),
        ({"lesson": "04"}, "b c"),
        ({"lesson": "01"}, "c"),
        ({"lesson": "03"}, ""),
        ({"lesson": "05"}, "d"),
        ({"kinds": ["summit"]}, "a c d"),
        ({"kinds": ["summit", "treaty"]}, "b a c d"),
        ({"first": 2010}, "a c d"),
        ({"last": 2010}, "b a c"),
        ({"first": 2010, "last": 2010}, "a c"),
        ({"first": 2011}, "d"),
        ({"last": 2009}, "b"),
        ({"blocs": ["celac"], "kinds": ["summit"], "lesson": "01", "first": 2009, "last": 2011}, "c"),
        ({"blocs": ["celac"], "lesson": "04", "first": 2011}, ""),
        ({"blocs": iter(["unasur"]), "kinds": iter(["treaty"])}, "b"),
    ],
)
def test_events_that_fit(chronicle, asked, found):
    assert select_events(**asked) == found.split()


# -- governments ----------------------------------------------------------------------------------


def office(record, on=ON):
    found = in_office(on, governments=record("governments"), conflicts=record("conflicts"))
    return found.set_index("iso3")


TERMS = {
    "begins the day before": ({"start": day(ON, -1)}, True),
    "begins that day": ({"start": ON}, True),
    "begins the day after": ({"start": day(ON, 1)}, False),
    "ended that day": ({"end": ON}, False),
    "ends the day after": ({"end": day(ON, 1)}, True),
    "a rival": ({"kind": "rival"}, False),
    "beside another": ({"kind": "joint"}, False),
    "not elected": ({"kind": "interim"}, True),
    "a vacancy": ({"kind": "vacancy"}, True),
}


@pytest.mark.parametrize("name", TERMS)
def test_who_governs_on_a_day(name):
    cells, governs = TERMS[name]
    record = Record().term("ARG", "A", orientation="left").term("BRA", "B", **{"orientation": "right", **cells})
    assert office(record).index.tolist() == (["ARG", "BRA"] if governs else ["ARG"])
    counted = government_share(
        2012, 2012, governments=record("governments"), conflicts=record("conflicts"), day="03-10"
    )
    assert set(counted["states"]) == {1 + governs}


BRA_B = "iso3=BRA;leader=B;start=1960-01-01"
ANYTHING = {"left", "centre", "right"}
READINGS = {
    "nobody disputes": ({}, {}, {"left"}),
    "a reading of an undisputed term": ({}, {"key": BRA_B}, {"left"}),
    "a source says right": ({"contested": True}, {"key": BRA_B}, {"left", "right"}),
    "whatever term of that leader": ({"contested": True}, {"key": "iso3=BRA;leader=B"}, {"left", "right"}),
    "of another leader": ({"contested": True}, {"key": "iso3=BRA;leader=C"}, ANYTHING),
    "of another state": ({"contested": True}, {"key": "iso3=ARG;leader=B"}, ANYTHING),
    "of another term": (
        {"contested": True},
        {"key": "iso3=BRA;leader=B;start=1960-01-02"},
        ANYTHING,
    ),
    "about another matter": ({"contested": True}, {"key": BRA_B, "field": "party"}, ANYTHING),
    "about another table": ({"contested": True}, {"key": BRA_B, "table": "blocs"}, ANYTHING),
    "in more words": (
        {"contested": True},
        {"key": BRA_B, "value_b": "centre-right by party"},
        ANYTHING,
    ),
    "words that only begin so": ({"contested": True}, {"key": BRA_B, "value_b": "leftist or centrist"}, {"left"}),
    "the other side's word": ({"contested": True}, {"key": BRA_B, "value_a": "centre"}, ANYTHING),
    "nothing coded, one source": (
        {"contested": True, "orientation": ""},
        {"key": BRA_B, "value_a": "centre"},
        {"centre", "right"},
    ),
    "nothing coded": ({"orientation": ""}, {}, set()),
}


@pytest.mark.parametrize("name", READINGS)
def test_what_sources_call_a_government(name):
    cells, conflict, readings = READINGS[name]
    record = Record().term("BRA", "B", **{"orientation": "left", **cells})
    if conflict:
        cells = {"table": "governments", "field": "orientation", "value_a": "left", "value_b": "right", **conflict}
        record.row("conflicts", conflict="x", **cells)
    assert office(record).loc["BRA", "readings"] == readings


def test_an_exact_term_has_its_own_reading():
    record = Record().term("BRA", "B", contested=True, orientation="left")
    record.disputed_side("any", "iso3=BRA;leader=B", "left", "centre").disputed_side("this", BRA_B, "left", "right")
    assert office(record).loc["BRA", "readings"] == {"left", "right"}


def counted(north, south="", year=2010, **asked):
    record = Record().governs([year], north, south)
    found = government_share(year, year, governments=record("governments"), conflicts=record("conflicts"), **asked)
    return found.set_index("orientation")


def test_shares_of_a_year():
    found = counted("LLLlRc?r")
    columns = ["n", "states", "share", "least", "most", "contested"]
    # SLV and HTI may be of the right, MEX of the left
    assert found.loc["left", columns].tolist() == [4, 8, 4 / 8, 3 / 8, 5 / 8, "MEX, SLV"]
    assert found.loc["right", columns].tolist() == [2, 8, 2 / 8, 1 / 8, 4 / 8, "HTI, MEX, SLV"]
    assert found.loc["centre", columns].tolist() == [1, 8, 1 / 8, 0, 1 / 8, "HTI"]
    assert found.loc["unknown", columns].tolist() == [1, 8, 1 / 8, 1 / 8, 1 / 8, ""]
    assert list(found.index) == ["left", "centre", "right", "unknown"]


def test_a_government_that_is_not_coded_but_contested():
    record = Record().term("BRA", "B", contested=True).term("ARG", "A", orientation="left")
    record.disputed_side("x", BRA_B, "centre", "right")
    found = government_share(2010, 2010, governments=record("governments"), conflicts=record("conflicts"))
    found = found.set_index("orientation")
    assert found.loc["unknown", ["n", "least", "most", "contested"]].tolist() == [1, 0, 0.5, "BRA"]
    assert found.loc["centre", ["n", "least", "most", "contested"]].tolist() == [0, 0, 0.5, "BRA"]


def test_what_all_sources_say_of_a_government_that_is_not_coded():
    record = Record().term("BRA", "B", contested=True)
    record.disputed_side("x", BRA_B, "right", "right, by party")
    found = government_share(2010, 2010, governments=record("governments"), conflicts=record("conflicts"))
    assert found.set_index("orientation").loc["right", ["n", "least", "most", "contested"]].tolist() == [0, 0, 1, "BRA"]


def test_whose_governments_are_counted():
    assert counted("LL", "RRR")["states"].iloc[0] == 5
    assert counted("LL", "RRR", states="south_america")["states"].iloc[0] == 3
    assert counted("LL", "RRR", states="CRI")["states"].iloc[0] == 1
    assert counted("LL", "RRR", states=["CRI", "ARG", "URY"])["states"].iloc[0] == 2
    assert len(counted("LL", "RRR", states=["URY"])) == 0
    with pytest.raises(UnknownName):
        counted("LL", states=["XYZ"])


@pytest.mark.parametrize(
    ("spell", "n"),
    [
        ({"start": "2010-12-30"}, 2),
        ({"start": "2010-12-31"}, 2),
        ({"start": "2011-01-01"}, 1),
        ({"end": "2010-12-31"}, 1),
        ({"end": "2011-01-01"}, 2),
        ({"status": "suspended"}, 1),
        ({"bloc": "alba"}, 1),
    ],
)
def test_the_members_of_the_day_are_counted(spell, n):
    record = Record().members("mercosur", "CRI").members(**{"bloc": "mercosur", "states": "CUB", **spell})
    assert counted("LLL", bloc="mercosur", memberships=record("memberships"))["states"].iloc[0] == n


def test_every_year_from_the_first_to_the_last():
    record = Record().governs(range(2008, 2013), "L", "")
    tables = {"governments": record("governments"), "conflicts": record("conflicts")}
    assert government_share(2009, 2011, **tables)["year"].unique().tolist() == [2009, 2010, 2011]
    # years without a government are left out
    assert government_share(2006, 2009, **tables)["year"].unique().tolist() == [2008, 2009]
    assert government_share(2013, 2013, **tables).columns.tolist() == [
        "year",
        "orientation",
        "n",
        "states",
        "share",
        "least",
        "most",
        "contested",
    ]
    whole = Record().term("CRI", "A", "1980-01-01", orientation="left")
    tables = {"governments": whole("governments"), "conflicts": whole("conflicts")}
    years = government_share(**tables)["year"].unique().tolist()
    assert years == list(range(1990, schema.coverage_end().year + 1))
    found = terms.terms_of_office(**tables)
    pd.testing.assert_frame_equal(
        terms.share_of_terms(found, governments=tables["governments"]), government_share(**tables)
    )


def test_republics_are_those_of_the_table():
    record = Record().term("CUB", "A").term("ARG", "B").term("CUB", "C", "1970-01-01")
    assert terms.republics(record("governments")) == ["ARG", "CUB"]
    assert terms.republics() == sorted(set(regiolab.load("governments")["iso3"]))


def test_the_courses_own_tables_are_read_if_none_are_given(planted):
    record = Record().governs([2010], "Lr", "").members("alba", "CUB")
    planted(record, "governments", "conflicts", "memberships")
    assert in_office("2010-03-04")["iso3"].tolist() == ["CRI", "CUB"]
    assert in_office("2010-03-04").set_index("iso3").loc["CUB", "readings"] == {"left", "right"}
    assert government_share(2010, 2010)["states"].iloc[0] == 2
    assert government_share(2010, 2010, bloc="alba")["states"].iloc[0] == 1


def test_who_changed_sides_and_who_only_changed_presidents():
    found = changed_sides(2014, 2018).set_index("iso3")
    ends = [in_office(f"{year}-12-31").set_index("iso3")["orientation"] for year in (2014, 2018)]
    assert set(found.index) == {iso3 for iso3 in ends[0].index if ends[0][iso3] != ends[1][iso3]}
    assert (found["before"] == ends[0][found.index]).all() and (found["after"] == ends[1][found.index]).all()
    # Correa and Moreno, both coded with the left
    assert "ECU" not in found.index
    assert changed_sides(2016, 2016).empty
    assert changed_sides(2018, 2014)["before"].tolist() == found["after"].tolist()
