"""Every rule fails on a planted fault, and the finding names file, line and field."""

from __future__ import annotations

import dataclasses
import shutil

import pytest

from regiolab.data import rules, schema, sources, validation
from regiolab.data.bundle import Bundle
from regiolab.words import BESIDE

PRY = {"bloc": "mercosur", "iso3": "PRY", "status": "suspended"}
URY = {"bloc": "mercosur", "iso3": "URY", "status": "full"}
UNASUR = {"bloc": "unasur"}
EVENT = {"event": "2008_unasur_treaty"}
VACANCY = {"iso3": "BOL", "kind": "vacancy"}
AÑEZ = {"iso3": "BOL", "leader": "Jeanine Áñez"}


@pytest.fixture(scope="session")
def before(bundle) -> set:
    """What is found in the tables as they are."""
    return set(validation.check_bundle(bundle))


@pytest.fixture
def found(before):
    """Return a function that gives the findings of changed tables that were not there before."""
    return lambda changed: [item for item in validation.check_bundle(changed) if item not in before]


# where the row stands, what is changed in it, and where and how that is reported
CHANGES = {
    # spells
    "exit before entry": ("memberships", PRY, {"end": "2011-01-01"}, "end", "before it begins"),
    "exit on the day of entry": ("memberships", PRY, {"end": "2012-06-29"}, "end", "before it begins"),
    "full and suspended at once": ("memberships", PRY, {"start": "2012-06-01"}, "start", "still runs"),
    "scheme not founded yet": ("memberships", URY, {"start": "1980-01-01"}, "start", "founded on"),
    "scheme already ended": ("memberships", {"bloc": "sacn", "iso3": "ARG"}, {"end": "2024-01-01"}, "end", "ended on"),
    "scheme ended, spell open": (
        "memberships",
        {"bloc": "sacn", "iso3": "ARG"},
        {"end": "", "end_precision": ""},
        "end",
        "ended on",
    ),
    "scheme ends before it began": (
        "blocs",
        {"bloc": "prosur"},
        {"end": "2000-01-01", "end_precision": "day"},
        "end",
        "before it begins",
    ),
    "term ends before it began": ("governments", AÑEZ, {"end": "2019-01-01"}, "end", "before it begins"),
    "phase ends before it began": (
        "phases",
        None,
        {"phase": "x", "start": "2000-01-01", "end": "1990-01-01"},
        "end",
        "before",
    ),
    # governments
    "two presidents at once": ("governments", AÑEZ, {"start": "2019-11-01"}, "start", "is still in it"),
    "a gap without a vacancy": ("governments", VACANCY, {"end": "2019-11-11"}, "start", "nobody in office"),
    "no reason": ("governments", VACANCY, {"reason": ""}, "reason", "needs a reason"),
    "a vacancy with a leader": ("governments", VACANCY, {"leader": "Somebody"}, "leader", "has no leader"),
    "a term without a leader": ("governments", AÑEZ, {"leader": ""}, "leader", "has no leader"),
    "an orientation without a source": (
        "governments",
        AÑEZ,
        {"source": "", "checked": "unconfirmed"},
        "orientation",
        "name the source",
    ),
    # names that must exist
    "predecessor": ("blocs", UNASUR, {"predecessors": "sacm"}, "predecessors", "is not a bloc"),
    "foreign key to blocs": ("memberships", URY, {"bloc": "mercosul"}, "bloc", "is not in blocs.csv"),
    "foreign key to countries": ("memberships", URY, {"iso3": "URU"}, "iso3", "is not in countries.csv"),
    "event of an unknown scheme": ("events", EVENT, {"blocs": "unasur;sacm"}, "blocs", "is not in blocs.csv"),
    "event of an unknown state": ("events", EVENT, {"countries": "BRX"}, "countries", "is not in countries.csv"),
    "conflict about no table": (
        "conflicts",
        {"conflict": "alba_name_at_founding"},
        {"table": "bloc"},
        "table",
        "there is no table",
    ),
    "conflict about no column": (
        "conflicts",
        {"conflict": "alba_name_at_founding"},
        {"field": "name"},
        "field",
        "no column",
    ),
    "in force without a treaty": (
        "memberships",
        {"bloc": "celac", "iso3": "URY"},
        {"in_force": "2011-12-03"},
        "in_force",
        "no entry into force of its own",
    ),
    "a scheme in force without a treaty": (
        "blocs",
        {"bloc": "celac"},
        {"in_force": "2011-12-03", "in_force_precision": "day"},
        "in_force",
        "rests on no treaty",
    ),
    "a last meeting of nobody": (
        "blocs",
        {"bloc": "lima_group"},
        {"last_meeting_what": ""},
        "last_meeting",
        "says what met",
    ),
    "a last meeting before the first": (
        "blocs",
        {"bloc": "lima_group"},
        {"last_meeting": "2017-08-07"},
        "last_meeting",
        "before it begins",
    ),
    "a last meeting of what ended": (
        "blocs",
        {"bloc": "sacn"},
        {"last_meeting": "2007-04-17", "last_meeting_precision": "day", "last_meeting_what": "Summit"},
        "last_meeting",
        "without an end",
    ),
    "conflict about no row": (
        "conflicts",
        {"conflict": "alba_name_at_founding"},
        {"key": "bloc=alba2"},
        "key",
        "no row",
    ),
    # sources
    "unknown source": ("memberships", URY, {"source": "nobody1999"}, "source", "is not in sources.bib"),
    "one unknown source of two": (
        "memberships",
        URY,
        {"source": "briceno2018[S1 ¶2];nobody1999"},
        "source",
        "'nobody1999'",
    ),
    "unknown source of a conflict": (
        "conflicts",
        {"conflict": "alba_name_at_founding"},
        {"source_b": "nobody1999"},
        "source_b",
        "is not in sources.bib",
    ),
    "a citation that is none": ("memberships", URY, {"source": "see the treaty"}, "source", "does not cite"),
    "an open bracket": ("memberships", URY, {"source": "briceno2018[S1 ¶2"}, "source", "does not cite"),
    "a bad locator in a citation": ("memberships", URY, {"source": "briceno2018[S5 ¶99]"}, "source", "S5 ¶99"),
    "a bad locator": ("events", EVENT, {"locator": "S2 ¶99"}, "locator", "no paragraph 'S2 ¶99'"),
    "read without a source": ("memberships", URY, {"source": "", "checked": "read"}, "source", "must name the source"),
    # cells
    "required": ("memberships", URY, {"status": ""}, "status", "a value is required"),
    "closed list": ("memberships", URY, {"status": "member"}, "status", "is none of"),
    "closed list of checks": ("memberships", URY, {"checked": "memory"}, "checked", "is none of"),
    "pattern": ("countries", {"iso3": "ARG"}, {"iso3": "arg"}, "iso3", "is not of the form"),
    "date": ("memberships", URY, {"start": "26/03/1991"}, "start", "is not a date"),
    "date without hyphens": ("memberships", URY, {"signed": "19910326"}, "signed", "is not a date"),
    "a day that does not exist": ("memberships", URY, {"signed": "1991-02-30"}, "signed", "is not a date"),
    "boolean": ("countries", {"iso3": "ARG"}, {"in_region": "yes"}, "in_region", "neither true nor false"),
    "integer": ("countries", {"iso3": "ARG"}, {"tile_row": "12.5"}, "tile_row", "is not a number"),
    "minimum": ("countries", {"iso3": "ARG"}, {"tile_row": "0"}, "tile_row", "below the least value"),
    "blanks": ("countries", {"iso3": "ARG"}, {"name_en": "Argentina "}, "name_en", "blanks"),
    "unique": ("countries", {"iso3": "ARG"}, {"iso3": "BOL"}, "iso3", "a second time"),
    "date without precision": ("memberships", URY, {"start_precision": ""}, "start", "go together"),
    "precision without date": ("blocs", UNASUR, {"in_force": ""}, "in_force", "go together"),
    "finer than a year": ("memberships", URY, {"start_precision": "year"}, "start", "more precise than"),
    "finer than a month": ("memberships", URY, {"start_precision": "month"}, "start", "more precise than"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_planted_fault_is_found(name, plant, found):
    table, where, cells, field, words = CHANGES[name]
    changed, line = plant(table, where, **cells)
    hits = [item for item in found(changed) if item.field == field and words in item.message]
    assert hits, found(changed)
    assert hits[0].file == f"{table}.csv"
    assert hits[0].line == line or "overlap" in name or name in NEXT_ROW
    assert f"{table}.csv, line {hits[0].line}, {field}: " in str(hits[0])


# the finding stands at the later of the two rows that cannot both hold
NEXT_ROW = {"a gap without a vacancy", "unique"}


def test_overlapping_spells_of_one_status(plant, found):
    row = {"bloc": "mercosur", "iso3": "URY", "status": "full", "start": "2000-01-01", "start_precision": "day"}
    changed, line = plant("memberships", None, **row, source="briceno2018[S1 ¶2]", checked="read")
    (hit,) = found(changed)
    assert (hit.file, hit.line, hit.field) == ("memberships.csv", line, "start")
    assert "URY is 'full' in mercosur from 2000-01-01 while line" in hit.message


def test_statuses_that_do_not_exclude_each_other_may_overlap(plant, found):
    row = {"bloc": "mercosur", "iso3": "URY", "status": "observer", "start": "2000-01-01", "start_precision": "day"}
    changed, _line = plant("memberships", None, **row, source="briceno2018[S1 ¶2]", checked="read")
    assert found(changed) == []


def test_a_row_twice(plant, found, bundle):
    row = next(row for row in bundle.rows("memberships") if row["iso3"] == "URY" and row["bloc"] == "mercosur")
    cells = {name: row[name] for name in bundle.columns["memberships"]}
    changed, line = plant("memberships", None, **cells)
    messages = {(item.line, item.message) for item in found(changed)}
    assert any(number == line and "a second time" in message for number, message in messages)


def test_a_rival_and_a_joint_president_are_no_fault(plant, found):
    for kind in BESIDE:
        changed, _line = plant(
            "governments",
            None,
            iso3="BRA",
            leader="Another",
            start="2000-01-01",
            start_precision="day",
            end="2001-01-01",
            end_precision="day",
            kind=kind,
            reason="a test",
            contested="false",
            checked="unconfirmed",
        )
        assert found(changed) == []


def test_an_unused_event(plant, found):
    row = {"event": "1999_nothing", "date": "1999-01-01", "date_precision": "day", "kind": "summit"}
    titles = {"title": "x", "title_es": "x", "title_pt": "x", "checked": "unconfirmed"}
    kinds = schema.table("events")["kind"].enum
    row["kind"] = next(kind for kind in kinds if kind not in rules.OWN_KINDS)
    changed, line = plant("events", None, **row, **titles)
    (hit,) = found(changed)
    assert (hit.file, hit.line, hit.field) == ("events.csv", line, "event")
    assert "nothing uses this event" in hit.message
    for use in ({"kind": "exit"}, {"locator": "S2 ¶5"}, {"lessons": "01"}):
        used, _line = plant("events", None, **{**row, **titles, **use})
        assert found(used) == [], use
    assert found(dataclasses.replace(changed, lessons='charts.chronicle(["1999_nothing"])')) == []


def test_a_source_must_say_where_it_was_seen(bundle, found):
    key = next(iter(bundle.bibliography))
    for field, words in {"seen": "'seen'", "title": "no title"}.items():
        entry = dataclasses.replace(bundle.bibliography[key], **{field: ""})
        changed = dataclasses.replace(bundle, bibliography={**bundle.bibliography, key: entry})
        (hit,) = found(changed)
        assert (hit.file, hit.field) == ("sources.bib", key)
        assert words in hit.message


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"author": "", "publisher": ""}, "neither author nor editor"),
        ({"year": ""}, "no year of four digits"),
        ({"year": "199?"}, "no year of four digits"),
        ({"year": "n.d.", "urldate": ""}, "'urldate'"),
        ({"year": "n.d.", "urldate": "soon"}, "'urldate'"),
    ],
)
def test_a_source_names_who_and_when(cells, words, bundle, found):
    key = next(iter(bundle.bibliography))
    entry = dataclasses.replace(bundle.bibliography[key], **cells)
    (hit,) = found(dataclasses.replace(bundle, bibliography={**bundle.bibliography, key: entry}))
    assert (hit.file, hit.field) == ("sources.bib", key)
    assert words in hit.message


@pytest.mark.parametrize("cells", [{"author": "", "publisher": "Somebody"}, {"year": "n.d.", "urldate": "2026"}])
def test_other_ways_to_name_who_and_when(cells, bundle, found):
    key = next(iter(bundle.bibliography))
    entry = dataclasses.replace(bundle.bibliography[key], **cells)
    assert found(dataclasses.replace(bundle, bibliography={**bundle.bibliography, key: entry})) == []


def test_a_source_that_nothing_cites(bundle, found):
    entry = sources.Source("nobody1999", "Nobody", "Nothing", "1999", "", "", "", "never")
    (hit,) = found(dataclasses.replace(bundle, bibliography={**bundle.bibliography, "nobody1999": entry}))
    assert (hit.file, hit.field) == ("sources.bib", "nobody1999")
    assert "no table cites" in hit.message


def test_every_rule_of_the_subject_has_a_planted_fault(plant, bundle):
    """Each rule, called alone, is silent on the tables and speaks on one of the faults above."""
    planted = [plant(table, where, **cells)[0] for table, where, cells, _field, _words in CHANGES.values()]
    unused = {"event": "1999_nothing", "date": "1999-01-01", "date_precision": "day", "kind": "other"}
    planted.append(plant("events", None, **unused)[0])
    own = [rule for rule in rules.RULES if rule.__module__ == rules.__name__]
    assert len(own) >= 10
    for rule in own:
        assert list(rule(bundle)) == [], rule.__name__
        assert any(list(rule(changed)) for changed in planted), rule.__name__


# -- files ---------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A copy of the tables that may be spoilt."""
    copy = tmp_path / "data"
    shutil.copytree(schema.data_folder(), copy, ignore=shutil.ignore_patterns("build", "geometry", "*.md"))
    return copy


def spoil(path, change) -> None:
    path.write_bytes(change(path.read_bytes()))


FILES = {
    "not UTF-8": (lambda text: text.decode().encode("latin-1", "replace"), None, "is not UTF-8"),
    "too many cells": (lambda text: text + b"ARG,a,b\n", None, "cells where the header names"),
    "empty": (lambda text: b"", None, "is empty"),
    "missing column": (lambda text: text.replace(b",in_region,", b",region,", 1), "in_region", "is missing"),
    "unknown column": (lambda text: text.replace(b",in_region,", b",region,", 1), "region", "no such column"),
    "a column twice": (lambda text: text.replace(b",in_region,", b",kind,", 1), None, "stands here twice"),
    "an unclosed quote": (lambda text: text + b'ARG,"a,b\n', None, "quotation mark is not closed"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read(name, folder):
    change, field, words = FILES[name]
    spoil(folder / "countries.csv", change)
    hits = [item for item in validation.check(folder) if item.file == "countries.csv"]
    assert any(words in item.message and (field is None or item.field == field) for item in hits), hits


def test_a_byte_order_mark_is_no_fault(folder):
    spoil(folder / "countries.csv", lambda text: b"\xef\xbb\xbf" + text)
    assert [item for item in validation.check(folder) if item.file == "countries.csv"] == []


def test_a_missing_file(folder):
    (folder / "countries.csv").unlink()
    hits = [item for item in validation.check(folder) if item.file == "countries.csv"]
    assert len(hits) == 1 and "is missing from" in hits[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be read"),
        (b"@book{a, title = {b}\n@book{", "cannot be read"),
        ("@book{a, title = {ñ}}".encode("latin-1"), "utf-8"),
    ],
)
def test_a_bibliography_that_cannot_be_read(folder, text, words):
    if text is None:
        (folder / "sources.bib").unlink()
    else:
        (folder / "sources.bib").write_bytes(text)
    hits = [item for item in validation.check(folder) if item.file == "sources.bib"]
    assert any(words in item.message for item in hits), hits
    assert all("\n" not in str(item) for item in hits)


def test_numbers_that_are_none(plant, found):
    name, item = next(
        (table.name, item) for table in schema.all_tables().values() for item in table.fields if item.type == "number"
    )
    for cell in ("nan", "inf", "1,5"):
        table = schema.table(name)
        faults = list(validation._field_faults(item, [cell]))
        assert faults and "is not a number" in faults[0][2], (table.name, cell)


def test_an_empty_set_of_tables_has_no_findings_of_its_own():
    assert list(validation.check_bundle(Bundle({}, {}))) == []
