"""The record to the present: what it covers, who holds office, which bodies have fallen silent."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest

import regiolab
from regiolab import charts, widgets
from regiolab.charts import maps
from regiolab.data import schema, sourcing

END = schema.coverage_end()
TABLES = schema.all_tables()


# -- coverage ------------------------------------------------------------------------------------


def test_the_record_ends_on_the_last_day_of_september_2026():
    assert dt.date(2026, 9, 30) == END


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_what_it_covers(name):
    coverage = TABLES[name].coverage
    assert coverage and coverage in str(regiolab.codebook(name))
    assert "Covers" in regiolab.codebook(name)._repr_html_()


@pytest.mark.parametrize("name", TABLES)
def test_what_a_table_covers_is_what_it_holds(name):
    frame = regiolab.load(name)
    years = {int(year) for year in re.findall(r"\b(?:18|19|20)\d\d\b", TABLES[name].coverage)}
    column = next((item for item in ("year", "year_first") if item in frame), None)
    if column:
        assert {frame[column].min(), frame[column].max()} <= years
    for item in ("start", "date"):
        if item in frame and years and frame[item].notna().all():
            assert frame[item].dt.year.max() <= max(years)


@pytest.mark.parametrize(
    ("name", "columns", "words"),
    [
        ("events", ["date"], r"the last event for which a source was found is of (\d+ \w+ \d{4})"),
        ("memberships", ["start", "end"], r"the last change found is of (\d+ \w+ \d{4})"),
    ],
)
def test_the_last_day_that_a_table_tells_of_is_the_one_it_names(name, columns, words):
    named = dt.datetime.strptime(re.search(words, TABLES[name].coverage)[1], "%d %B %Y").date()
    assert regiolab.load(name)[columns].max().max().date() == named


def test_after_which_day_nobody_was_seen_in_office_is_said():
    rows = regiolab.load("governments")
    rows = rows[rows["end"].isna() & rows["checked"].ne("unconfirmed")]
    seen = rows["comment"].str.extract(r"[Ll]ast seen in office on (\d+ \w+ \d{4})")[0].dropna()
    last = max(dt.datetime.strptime(day, "%d %B %Y") for day in seen)
    assert last >= rows["start"].max()
    assert f"none was seen there after {last.day} {last:%B}" in TABLES["governments"].coverage


def test_what_lesson_5_says_of_the_last_day_names_the_handovers_that_nobody_reports():
    rows = regiolab.load("governments")
    rows = rows[rows["end"].isna() & rows["orientation"].eq("right")]
    before = regiolab.load("governments").set_index(["iso3", "end"])["orientation"]
    new = rows[rows["checked"].eq("unconfirmed")]
    turned = {row.iso3 for row in new.itertuples() if before.loc[row.iso3, row.start] != "right"}
    assert (len(rows), turned) == (10, {"PER", "COL"})
    said = (schema.data_folder().parent / "notebooks" / "05_after_the_article.json").read_text(encoding="utf-8")
    assert "ten again, if the handovers due in Peru and Colombia took place" in said and "eight without them" in said


def test_no_day_of_the_record_lies_beyond_its_end():
    for name, column in (("memberships", "start"), ("governments", "start"), ("events", "date"), ("blocs", "founded")):
        assert regiolab.load(name)[column].max().date() <= END


def test_the_page_of_the_tables_says_what_they_cover():
    page = (schema.data_folder() / "README.md").read_text(encoding="utf-8")
    assert page.count(f"Covers: {TABLES['governments'].coverage}") == 1


# -- governments ---------------------------------------------------------------------------------


def in_office(iso3: str, day: str) -> list[str]:
    rows = regiolab.load("governments")
    day = pd.Timestamp(day)
    rows = rows[rows["iso3"].eq(iso3) & rows["start"].le(day) & (rows["end"].isna() | rows["end"].gt(day))]
    return sorted(rows[~rows["kind"].isin(["rival", "joint"])]["leader"].fillna("nobody"))


@pytest.mark.parametrize(
    ("iso3", "day", "leader"),
    [
        ("VEN", "2026-01-02", "Nicolás Maduro"),
        ("VEN", "2026-01-05", "Delcy Rodríguez"),
        ("HND", "2026-01-26", "Xiomara Castro"),
        ("HND", "2026-01-27", "Nasry Asfura"),
        ("HTI", "2026-02-06", "Laurent Saint-Cyr"),
        ("HTI", "2026-02-07", "Alix Didier Fils-Aimé"),
        ("PER", "2026-02-16", "José Jerí"),
        ("PER", "2026-02-17", "nobody"),
        ("PER", "2026-02-18", "José María Balcázar"),
        ("PER", "2026-07-28", "Keiko Fujimori"),
        ("CHL", "2026-03-11", "José Antonio Kast"),
        ("CRI", "2026-05-08", "Laura Fernández"),
        ("COL", "2026-08-06", "Gustavo Petro"),
        ("COL", "2026-08-07", "Abelardo de la Espriella"),
        ("BOL", "2025-11-08", "Rodrigo Paz Pereira"),
    ],
)
def test_who_holds_office(iso3, day, leader):
    assert in_office(iso3, day) == [leader]


def test_a_handover_that_no_source_showed_is_not_confirmed():
    rows = regiolab.load("governments")
    late = rows[rows["start"].ge("2026-05-01")]
    assert set(late["leader"]) == {"Laura Fernández", "Keiko Fujimori", "Abelardo de la Espriella"}
    assert set(late["checked"]) == {"unconfirmed"}
    assert late["comment"].str.startswith("Taking of office not confirmed").all()


def test_a_rival_claims_an_office_and_does_not_hold_it():
    rows = regiolab.load("governments")
    rivals = rows[rows["kind"].eq("rival")]
    assert len(rivals) and not rivals["comment"].str.contains("in office", case=False).any()


def test_nothing_in_the_record_speaks_of_an_older_end():
    for name in sourcing.shares():
        comments = regiolab.load(name).get("comment")
        if comments is not None:
            assert not comments.fillna("").str.contains("end of the window|at the end of 2025").any(), name


# -- contested acts ------------------------------------------------------------------------------


def comment(name: str, **key: str) -> str:
    rows = regiolab.load(name)
    for column, value in key.items():
        rows = rows[rows[column].eq(value)]
    (text,) = rows["comment"]
    return text


def test_bolivia_2019_names_allegation_and_pressure():
    title = regiolab.load("events").set_index("event").loc["2019_morales_resigns", "title"]
    assert "fraud" in title and "military" in title
    for text in (
        comment("events", event="2019_morales_resigns"),
        comment("governments", iso3="BOL", leader="Evo Morales"),
    ):
        assert all(word in text for word in ("OAS", "manipulat", "CEPR", "coup"))


def test_the_vote_of_cancun_names_who_was_against():
    event = regiolab.load("events").set_index("event").loc["2017_oas_cancun_vote"]
    assert {"DMA", "KNA", "VCT"} <= set(event["countries"].split(";"))
    assert "not found" not in event["comment"] and "wicnews2017oas" in event["source"]


def test_the_seizure_of_maduro_is_named_by_its_date_in_both_sides_words():
    text = comment("governments", iso3="VEN", leader="Nicolás Maduro", kind="elected")
    assert "3 January 2026" in text and "law enforcement" in text and "armed attack" in text


def test_conflicts_follow_neither_only_where_the_table_holds_neither():
    for row in regiolab.load("conflicts").itertuples():
        key = dict(part.split("=", 1) for part in row.key.split(";") if "=" in part)
        if row.followed != "neither" or not key or not isinstance(row.field, str):
            continue
        rows = regiolab.load(row.table)
        for column, value in key.items():
            rows = rows[rows[column].astype(str).eq(value)]
        held = {str(cell)[:10] for cell in rows[row.field]}
        assert not held & {row.value_a, row.value_b}, row.conflict


# -- bodies that have fallen silent --------------------------------------------------------------


def test_bodies_without_an_end_that_have_fallen_silent():
    blocs = regiolab.load("blocs").set_index("bloc")
    silent = blocs["last_meeting"].dropna().dt.strftime("%Y-%m-%d").to_dict()
    assert silent == {
        "petrocaribe": "2016-05-27",
        "pacific_arc": "2008-10-01",
        "unasur": "2023-12-05",
        "lima_group": "2021-01-05",
        "prosur": "2022-07-21",
        "ftaa": "2004-02-06",
    }
    assert blocs.loc[list(silent), "end"].isna().all()
    assert blocs.loc["acs", "in_force"] == pd.Timestamp("1995-08-04")


def layer(spec: dict, mark: str, dashed: bool = False) -> list[dict]:
    return [item for item in spec["layer"] if item["mark"]["type"] == mark and ("strokeDash" in item["mark"]) is dashed]


def test_the_bar_of_a_silent_body_stops_at_its_last_meeting():
    figure = charts.timeline(["lima_group", "celac", "ftaa"])
    spec = figure.chart.to_dict()
    rows = {row["line"]: row for data in spec["datasets"].values() for row in data if "alive" in row}
    assert rows["lima_group"]["alive"].startswith("2021-01-05") and rows["lima_group"]["silent"]
    assert rows["celac"]["alive"] == rows["celac"]["end"] and not rows["celac"]["silent"]
    assert not rows["ftaa"]["silent"]  # a proposal has no bar
    (solid,) = [item for item in layer(spec, "bar") if item["encoding"]["x"]["field"] == "solid"]
    assert solid["encoding"]["x2"]["field"] == "alive"
    (dotted,) = layer(spec, "rule", dashed=True)
    assert (dotted["encoding"]["x"]["field"], dotted["encoding"]["x2"]["field"]) == ("alive", "end")


def test_the_timeline_in_words():
    said = charts.timeline(["lima_group", "celac", "ftaa", "safta", "nafta"]).description
    assert "today" not in said
    assert "Lima Group (since 8 August 2017; last known meeting 5 January 2021)" in said
    assert "(since 3 December 2011)" in said
    assert "(proposed 11 December 1994, never founded; last known meeting 6 February 2004)" in said
    assert "(proposed October 1993, never founded)" in said
    assert "(17 December 1992 to 1 July 2020)" in said


def test_a_map_says_when_a_silent_body_last_met():
    later, then = (charts.members_map("lima_group", on=day) for day in ("2025-12-31", "2020-12-31"))
    note = "Last known meeting or joint act: 5 January 2021"
    assert note in later.description and note in str(later.chart.to_dict()["title"])
    assert "Last known" not in then.description
    several = charts.members_map(["lima_group", "celac"], on="2025-12-31").chart.to_dict()
    assert [note in str(panel["title"]) for panel in several["hconcat"]] == [True, False]


def test_venezuela_does_not_sit_in_the_lima_group_for_ever():
    assert "VEN" in set(regiolab.members("lima_group", on="2022-12-31")["iso3"])
    assert "VEN" not in set(regiolab.members("lima_group")["iso3"])


def test_a_body_without_a_treaty_has_no_entry_into_force():
    figure = charts.members_map("celac", by="in_force")
    assert figure.table.empty
    assert "CELAC has no entry into force of its own" in figure.description
    assert "No date of this kind" not in figure.description


# -- the last year -------------------------------------------------------------------------------


def test_the_moving_picture_reaches_the_end_and_says_who_fell_silent():
    atlas = widgets.atlas(["lima_group"], on="2020-12-31")
    assert "Last known" not in atlas.description
    atlas.set(on=END)
    assert maps.last_met("lima_group", END) in atlas.description
    assert atlas.data["last"] == END.isoformat()
    assert atlas.data["blocs"]["lima_group"]["silence"] == maps.last_met("lima_group", END)


def test_the_matrix_has_no_column_for_what_did_not_exist():
    figure = charts.membership_matrix(on="2012-12-31")
    assert "prosur" not in set(figure.table["bloc"])
    assert "PROSUR" not in str(figure.chart.to_dict()["layer"][0]["encoding"]["x"])
    assert "Not in existence on that day: PROSUR." in figure.description
    today = charts.membership_matrix()
    assert "Not in existence" not in today.description and "prosur" in set(today.table["bloc"])


def test_mexico_is_not_told_to_be_central_american():
    spec = charts.membership_matrix(on="2012-12-31").chart.to_dict()
    headings = {row["text"] for data in spec["datasets"].values() for row in data if "text" in row}
    assert "Mexico and Central America" in headings and "Central America" not in headings
