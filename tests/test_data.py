"""Loading: types as the schema says, frames that are the caller's own, and facts that must stay."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import regiolab
from regiolab import analysis
from regiolab.data import check, schema, sources, sourcing, store

TABLES = list(schema.all_tables())
DTYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64[s]"}


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_the_types_of_the_schema(name):
    frame = regiolab.load(name)
    table = schema.table(name)
    assert list(frame.columns) == list(table.columns)
    for item in table.fields:
        dtype = frame[item.name].dtype
        if item.enum and item.type == "string":
            assert list(dtype.categories) == list(item.enum), item.name
        else:
            assert str(dtype) == DTYPES.get(item.type, "str"), item.name
        if item.required:
            assert frame[item.name].notna().all(), item.name


@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_lost_between_file_and_frame(name):
    text = store.own_columns(name)
    frame = regiolab.load(name)
    for item in schema.table(name).fields:
        if item.type in ("string", "date"):
            found = frame[item.name].astype("str").fillna("").tolist()
            assert [cell.replace("NaT", "") for cell in found] == text[item.name], item.name
        assert frame[item.name].isna().tolist() == [cell == "" for cell in text[item.name]], item.name


def test_a_frame_belongs_to_whoever_loaded_it():
    mine = regiolab.load("blocs")
    mine.loc[0, "name_en"] = "changed"
    mine["own"] = 1
    mine.attrs["own"] = 1
    again = regiolab.load("blocs")
    assert "changed" not in set(again["name_en"])
    assert "own" not in again
    assert not again.attrs


def test_tables_lists_every_table():
    listed = regiolab.tables().set_index("table")
    assert list(listed.index) == TABLES
    assert listed["one_row_is"].str.len().gt(5).all()
    for name in TABLES:
        assert listed.loc[name, "rows"] == len(regiolab.load(name))


def test_every_row_of_the_design_is_there():
    promised = {"sections", "countries", "blocs", "memberships", "events", "governments", "models", "indicators"}
    promised |= {"units", "codings", "evidence", "conflicts", "glossary"}
    assert promised <= set(TABLES)


def test_regiolab_finds_nothing_wrong():
    assert check() == []


def test_frictionless_finds_nothing_wrong():
    from frictionless import Package

    report = Package(str(schema.data_folder() / "datapackage.json")).validate()
    wrong = report.flatten(["name", "rowNumber", "fieldName", "note"])
    assert report.valid, wrong[:5]


def test_every_resource_says_what_a_reader_needs():
    for item in schema.descriptor()["resources"]:
        assert item["description"] and item["title"], item["name"]
        assert item["licenses"][0]["name"] and item["sources"], item["name"]
        for field in item["schema"]["fields"]:
            assert field["description"].strip(), (item["name"], field["name"])


@pytest.mark.parametrize("name", TABLES)
def test_the_codebook_shows_every_column_and_rule(name):
    book = regiolab.codebook(name)
    table = schema.table(name)
    assert book.columns["column"].tolist() == list(table.columns)
    page, words = book._repr_html_(), str(book)
    assert all(f">{column}</td>" in page and column in words for column in table.columns)
    assert all(rule in words for rule in (*table.coding_rules, *table.caveats))
    assert name in book.citation


def test_the_codebook_of_memberships_rules_on_the_hard_cases():
    book = regiolab.codebook("memberships")
    rules = " ".join((*book.rules, *book.caveats)).lower()
    for word in ("signature", "suspen", "announcement", "in_force"):
        assert word in rules, word


# -- locators ------------------------------------------------------------------------------------


def test_locators_are_paragraphs_counted_from_one():
    sections = regiolab.load("sections")
    for section, rows in sections.groupby("section"):
        assert rows["paragraph"].tolist() == list(range(1, len(rows) + 1)), section
    built = sections["section"] + " ¶" + sections["paragraph"].astype(str)
    assert built.tolist() == sections["locator"].tolist()
    assert sections["finder"].str.split().str.len().le(3).all()


@pytest.mark.parametrize("name", [name for name in TABLES if "locator" in schema.table(name).columns])
def test_locators_name_paragraphs_that_exist(name):
    known = set(regiolab.load("sections")["locator"])
    for cell in regiolab.load(name)["locator"].dropna():
        assert set(cell.split(";")) <= known, cell


def test_citations_read_back_as_they_stand():
    pattern = re.compile(r"^\S+$")
    for cell in regiolab.load("memberships")["source"].dropna():
        assert ";".join(map(str, sources.parse(cell))) == cell
        assert all(pattern.match(item.key) for item in sources.parse(cell))


# -- facts on which lessons rest -----------------------------------------------------------------


def spans(bloc: str, iso3: str, status: str | None = None) -> list[tuple]:
    """Return a state's spells in a scheme as (status, start, end), oldest first."""
    table = regiolab.load("memberships")
    rows = table[table["bloc"].eq(bloc) & table["iso3"].eq(iso3)].sort_values("start", kind="stable")
    if status:
        rows = rows[rows["status"].eq(status)]
    return [
        (row.status, str(row.start.date()), None if pd.isna(row.end) else str(row.end.date()))
        for row in rows.itertuples()
    ]


def states(bloc: str, on: str, by: str = "start") -> set[str]:
    return set(regiolab.members(bloc, on=on, by=by)["iso3"])


def test_a_reader_can_open_every_source_or_is_told_why_not():
    entries = store.own_bibliography()
    closed = [entry for entry in map(entries.get, entries) if not entry.link]
    assert [entry.key for entry in closed if not entry.note.startswith("No address: ")] == []
    assert len(closed) < len(entries) / 50


def test_three_rows_in_five_were_read_at_their_source():
    counts = sourcing.shares().values()
    read = sum(count["read"] for count in counts)
    assert read / sum(sum(count.values()) for count in counts) >= 0.6


def test_paraguay_in_mercosur_2012():
    found = spans("mercosur", "PRY")
    assert ("full", "1991-03-26", "2012-06-29") in found
    assert [status for status, start, _end in found if start == "2012-06-29"] == ["suspended"]
    assert "PRY" in states("mercosur", "2012-06-28")
    assert "PRY" not in states("mercosur", "2012-06-29")
    assert "PRY" in states("mercosur", "2014-01-01")


def test_venezuela_in_mercosur_and_in_the_andean_community():
    assert "VEN" not in states("mercosur", "2012-07-30")
    assert "VEN" in states("mercosur", "2012-09-01")
    assert spans("mercosur", "VEN", "suspended")
    assert "VEN" not in states("mercosur", "2018-01-01")
    assert "VEN" in states("andean_community", "2006-01-01")
    assert "VEN" not in states("andean_community", "2012-01-01")


def test_bolivia_joined_mercosur_last():
    assert "BOL" not in states("mercosur", "2024-01-01")
    assert "BOL" in states("mercosur", "2025-12-31")


def test_honduras_ecuador_and_bolivia_in_alba():
    (honduras,) = spans("alba", "HND", "full")
    assert honduras[1][:4] == "2008" and honduras[2][:4] == "2010"
    assert "ECU" in states("alba", "2015-01-01") and "ECU" not in states("alba", "2019-01-01")
    bolivia = spans("alba", "BOL")
    assert bolivia[0][1][:4] == "2006"
    assert {"CUB", "VEN"} == states("alba", "2005-01-01")


def test_departures_from_unasur_and_returns():
    assert len(states("unasur", "2015-01-01")) == 12
    left = [iso3 for iso3 in analysis.south_america() if len(spans("unasur", iso3, "full")) > 1]
    assert {"ARG", "BRA"} <= set(left)
    assert len(states("unasur", "2021-01-01")) < 6
    assert {"ARG", "BRA"} <= states("unasur", "2023-12-31")
    assert len(states("unasur", "2010-01-01", by="in_force")) < len(states("unasur", "2010-01-01", by="signed"))


def test_brazil_left_celac_and_came_back():
    first, second = spans("celac", "BRA", "full")
    assert first[2][:4] == "2020" and second[1][:4] == "2023"
    assert len(states("celac", "2015-01-01")) == 33


def test_cuba_venezuela_and_nicaragua_in_the_oas():
    assert "NIC" in states("oas", "2023-11-18")
    assert "NIC" not in states("oas", "2023-11-20")
    cuba = spans("oas", "CUB")
    assert ("suspended", "1962-01-31") in [(status, start) for status, start, _end in cuba]
    assert spans("oas", "VEN")


def test_costa_rica_and_ecuador_knock_at_the_pacific_alliance():
    assert {"CHL", "COL", "MEX", "PER"} == states("pacific_alliance", "2025-12-31")
    for iso3 in ("CRI", "ECU"):
        assert {status for status, _start, _end in spans("pacific_alliance", iso3)} <= {"observer", "acceding"}
        assert spans("pacific_alliance", iso3)


def test_the_region_has_33_states_and_south_america_twelve():
    assert len(analysis.region()) == 33
    assert len(analysis.south_america()) == 12


def test_twenty_republics_have_a_government_on_every_day_since_1990():
    table = regiolab.load("governments")
    assert table["iso3"].nunique() == 20
    days = pd.date_range("1990-01-01", "2025-12-31", freq="97D")
    for iso3, rows in table[~table["kind"].isin(["rival", "joint"])].groupby("iso3"):
        for day in days:
            holds = rows["start"].le(day) & (rows["end"].isna() | rows["end"].gt(day))
            assert holds.sum() == 1, (iso3, day)
