"""What the rules say of small records, word for word: the place, the names, the dates."""

from __future__ import annotations

import pytest

from regiolab.data import rules, schema
from regiolab.data.bundle import Bundle


def bundle_of(**tables: list[dict[str, str]]) -> Bundle:
    """Return tables of the rows given, empty where they say nothing."""
    columns = {
        name: {column: [row.get(column, "") for row in rows] for column in schema.table(name).columns}
        for name, rows in tables.items()
    }
    return Bundle(columns, {})


def told(rule, bundle: Bundle) -> list[str]:
    return [str(finding) for finding in rule(bundle)]


def spell(start: str, end: str = "", status: str = "full", **cells: str) -> dict[str, str]:
    return {"bloc": "alba", "iso3": "CUB", "status": status, "start": start, "end": end, **cells}


def term(leader: str, start: str, end: str = "", kind: str = "elected", **cells: str) -> dict[str, str]:
    return {"iso3": "BOL", "leader": leader, "start": start, "end": end, "kind": kind, **cells}


ALBA = {"bloc": "alba", "founded": "2004-12-14", "founded_precision": "day"}
EARLY, LATE = "2005-01-01", "2010-01-01"


# -- spells and terms --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "start"), [("memberships", "start"), ("blocs", "founded"), ("governments", "start"), ("phases", "start")]
)
@pytest.mark.parametrize(
    ("end", "precision", "wrong"),
    [
        ("2010-01-02", "day", False),
        ("2010-01-01", "day", True),
        ("2009-12-31", "day", True),
        ("2010-01-01", "month", False),
        ("2009-12-01", "month", True),
        ("2010-01-01", "year", False),
        ("2009-01-01", "year", True),
        ("", "", False),
        ("soon", "day", False),
    ],
)
def test_what_ends_before_it_begins(table, start, end, precision, wrong):
    row = {start: LATE, "end": end, "end_precision": precision}
    said = told(rules.spells_run_forward, bundle_of(**{table: [row]}))
    assert said == ([f"{table}.csv, line 2, end: it ends on {end}, before it begins on {LATE}."] if wrong else [])


@pytest.mark.parametrize(
    ("field", "precision", "last"),
    [
        ("2012-02-01", "month", "2012-02-29"),
        ("2011-02-01", "month", "2011-02-28"),
        ("2012-12-01", "month", "2012-12-31"),
        ("2012-04-01", "month", "2012-04-30"),
        ("2012-01-01", "year", "2012-12-31"),
        ("2012-02-29", "year", "2012-12-31"),
        ("2012-02-03", "day", "2012-02-03"),
    ],
)
def test_the_last_day_that_a_date_may_mean(field, precision, last):
    assert rules.last_possible({"end": field, "end_precision": precision}, "end").isoformat() == last
    assert rules.last_possible({"end": field}, "end").isoformat() == field


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        (spell(EARLY, LATE), spell(LATE), False),
        (spell(EARLY, "2010-01-02"), spell(LATE), True),
        (spell(EARLY), spell(LATE), True),
        (spell(EARLY), spell(LATE, status="suspended"), True),
        (spell(EARLY, status="suspended"), spell(LATE), True),
        (spell(EARLY, status="observer"), spell(LATE, status="observer"), True),
        (spell(EARLY, status="observer"), spell(LATE), False),
        (spell(EARLY, status="observer"), spell(LATE, status="suspended"), False),
        (spell(EARLY), spell(LATE, iso3="VEN"), False),
        (spell(EARLY), spell(LATE, bloc="celac"), False),
        (spell(EARLY), spell("soon"), False),
    ],
)
def test_one_status_at_once(first, second, wrong):
    expected = "memberships.csv, line {line}, start: CUB is '{status}' in alba from 2010-01-01 while line {other} "
    expected += f"('{first['status']}') still runs."
    for rows, line, other in (([first, second], 3, 2), ([second, first], 2, 3)):
        said = told(rules.spells_do_not_overlap, bundle_of(memberships=rows))
        assert said == ([expected.format(line=line, other=other, status=second["status"])] if wrong else [])


ENDED = "memberships.csv, line 2, end: alba ended on {end}; this spell must end by then."
BEFORE = "memberships.csv, line 2, start: alba was founded on 2004-12-14, after this spell begins."


@pytest.mark.parametrize(
    ("scheme", "row", "said"),
    [
        ({}, spell("2004-12-14"), []),
        ({}, spell("2004-12-13"), [BEFORE]),
        ({}, spell("2004-12-01", start_precision="month"), []),
        ({}, spell("2004-11-01", start_precision="month"), [BEFORE]),
        ({"end": LATE}, spell(EARLY, LATE), []),
        ({"end": LATE}, spell(EARLY, "2010-01-02"), [ENDED.format(end=LATE)]),
        ({"end": LATE}, spell(EARLY), [ENDED.format(end=LATE)]),
        ({"end": LATE, "end_precision": "year"}, spell(EARLY, "2010-12-31"), []),
        ({"end": LATE, "end_precision": "year"}, spell(EARLY, "2011-01-01"), [ENDED.format(end=LATE)]),
        ({"end": LATE}, spell("2004-12-13"), [BEFORE, ENDED.format(end=LATE)]),
        ({"end": "soon"}, spell("2004-12-13"), []),
        ({}, spell("soon"), []),
        ({"bloc": "celac"}, spell("2004-12-13"), []),
    ],
)
def test_nobody_belongs_to_what_does_not_exist(scheme, row, said):
    bundle = bundle_of(blocs=[{**ALBA, **scheme}], memberships=[row])
    assert told(rules.members_join_what_exists, bundle) == said


IN_OFFICE = "governments.csv, line 3, start: {one} takes office in BOL on {day} while {other} (line 2) is still in it."
NOBODY = "governments.csv, line 3, start: BOL has nobody in office before {one} ({day}) and after {other} (line 2)."


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        (term("Ana", EARLY, LATE), term("Eva", LATE), ""),
        (term("Ana", EARLY, "2010-01-02"), term("Eva", LATE), IN_OFFICE.format(one="Eva", other="Ana", day=LATE)),
        (term("Ana", EARLY, "2009-12-31"), term("Eva", LATE), NOBODY.format(one="Eva", other="Ana", day=LATE)),
        (term("Ana", EARLY), term("Eva", LATE), IN_OFFICE.format(one="Eva", other="Ana", day=LATE)),
        (
            term("", EARLY, "2010-01-02", "vacancy"),
            term("Eva", LATE),
            IN_OFFICE.format(one="Eva", other="a vacancy", day=LATE),
        ),
        (
            term("Ana", EARLY, "2009-12-31"),
            term("", LATE, "", "vacancy"),
            NOBODY.format(one="a vacancy", other="Ana", day=LATE),
        ),
        (term("Ana", EARLY), term("Eva", LATE, kind="rival"), ""),
        (term("Ana", EARLY), term("Eva", LATE, kind="joint"), ""),
        (term("Ana", EARLY), term("Eva", LATE, iso3="PER"), ""),
        (term("Ana", EARLY), term("Eva", "soon"), ""),
    ],
)
def test_one_government_at_a_time(first, second, says):
    said = told(rules.terms_follow_each_other, bundle_of(governments=[first, second]))
    assert said == ([says] if says else [])
    assert len(told(rules.terms_follow_each_other, bundle_of(governments=[second, first]))) == len(said)


REASON = "governments.csv, line 2, reason: a spell of kind '{kind}' needs a reason."
LEADER = "governments.csv, line 2, leader: a vacancy has no leader, and every other spell has one."


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (term("Ana", EARLY), []),
        (term("Ana", EARLY, kind="interim"), [REASON.format(kind="interim")]),
        (term("Ana", EARLY, kind="interim", reason="why"), []),
        (term("", EARLY, kind="vacancy", reason="why"), []),
        (term("Ana", EARLY, kind="vacancy", reason="why"), [LEADER]),
        (term("", EARLY, kind="vacancy"), [REASON.format(kind="vacancy")]),
        (term("", EARLY), [LEADER]),
    ],
)
def test_a_term_says_how_it_came_about(row, said):
    assert told(rules.terms_give_reasons, bundle_of(governments=[row])) == said


@pytest.mark.parametrize(("orientation", "source"), [("left", "book"), ("left", ""), ("", "book"), ("", "")])
def test_an_orientation_has_a_source(orientation, source):
    row = term("Ana", EARLY, orientation=orientation, source=source)
    said = told(rules.orientations_are_sourced, bundle_of(governments=[row]))
    wrong = bool(orientation) and not source
    assert said == (["governments.csv, line 2, orientation: name the source of this orientation."] if wrong else [])


# -- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "wrong"), [("", []), ("celac", []), ("celac;x;y", ["x", "y"]), ("x;celac", ["x"])])
def test_names_in_a_cell_are_those_of_a_table(cell, wrong):
    blocs = [{**ALBA, "predecessors": cell}, {"bloc": "celac"}]
    said = told(rules.predecessors_exist, bundle_of(blocs=blocs))
    assert said == [f"blocs.csv, line 2, predecessors: '{name}' is not a bloc." for name in wrong]
    for field, table in (("blocs", "bloc"), ("countries", "iso3")):
        others = {"blocs": [], "countries": [], field: [{table: "celac"}]}
        said = told(rules.events_name_what_exists, bundle_of(events=[{field: cell}], **others))
        assert said == [f"events.csv, line 2, {field}: '{name}' is not in {field}.csv." for name in wrong]


@pytest.mark.parametrize("kind", sorted(schema.table("events")["kind"].enum))
def test_an_event_of_a_schemes_life_needs_no_other_use(kind):
    event = {"event": "1999_x", "kind": kind}
    said = told(rules.events_are_used, bundle_of(events=[event], conflicts=[{"key": "event=1998_y"}]))
    assert bool(said) == (kind not in rules.OWN_KINDS)
    for use in ({"locator": "S1 ¶2"}, {"lessons": "01"}):
        assert told(rules.events_are_used, bundle_of(events=[{**event, **use}], conflicts=[])) == []
    assert told(rules.events_are_used, bundle_of(events=[event], conflicts=[{"key": "event=1999_x"}])) == []


CONFLICT = "conflicts.csv, line 2, "


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"table": "blocs", "field": "founded", "key": "bloc=alba"}, []),
        ({"table": "blocs", "field": "", "key": ""}, []),
        ({"table": "blocs", "field": "", "key": "bloc=alba;founded=2004-12-14"}, []),
        ({"table": "weather", "field": "rain", "key": "day=1"}, [CONFLICT + "table: there is no table 'weather'."]),
        ({"table": "blocs", "field": "rain", "key": ""}, [CONFLICT + "field: blocs has no column 'rain'."]),
        ({"table": "blocs", "key": "bloc=celac"}, [CONFLICT + "key: no row of blocs has bloc=celac."]),
        (
            {"table": "blocs", "field": "rain", "key": "bloc=alba;founded=2005-01-01"},
            [
                CONFLICT + "field: blocs has no column 'rain'.",
                CONFLICT + "key: no row of blocs has bloc=alba;founded=2005-01-01.",
            ],
        ),
    ],
)
def test_a_conflict_bears_on_a_row(cells, said):
    assert told(rules.conflicts_bear_on_rows, bundle_of(blocs=[ALBA], conflicts=[cells])) == said
