"""Who belongs to what and when, against a plain recomputation from the CSV text."""

from __future__ import annotations

import csv
import datetime as dt
import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiolab
from regiolab import analysis
from regiolab.analysis.dates import last_year
from regiolab.data import schema
from regiolab.errors import InvalidValue, UnknownName

with (schema.data_folder() / "memberships.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
BLOCS = sorted({row["bloc"] for row in ROWS})
DAYS = st.dates(dt.date(1948, 1, 1), schema.coverage_end())
RULES = st.sampled_from(["start", "signed", "in_force"])


def holding(bloc: str, day: dt.date, by: str) -> list[dict]:
    """Return the full spells of a scheme that hold on a day, straight from the text."""
    return [
        row
        for row in ROWS
        if row["bloc"] == bloc
        and row["status"] == "full"
        and row[by]
        and row[by] <= day.isoformat()
        and (not row["end"] or row["end"] > day.isoformat())
    ]


@settings(max_examples=150, deadline=None)
@given(bloc=st.sampled_from(BLOCS), day=DAYS, by=RULES)
def test_members_equal_a_plain_recomputation(bloc, day, by):
    found = regiolab.members(bloc, on=day, by=by)
    expected = holding(bloc, day, by)
    assert sorted(found["iso3"]) == sorted(row["iso3"] for row in expected)
    since = {row["iso3"]: row[by] for row in expected}
    assert [str(date.date()) for date in found["since"]] == [since[iso3] for iso3 in found["iso3"]]
    assert found["since"].is_monotonic_increasing
    assert found["iso3"].is_unique


@settings(max_examples=60, deadline=None)
@given(bloc=st.sampled_from(BLOCS), day=DAYS, by=st.sampled_from(["signed", "in_force"]))
def test_states_without_the_date_asked_for_are_named(bloc, day, by):
    found = regiolab.members(bloc, on=day, by=by)
    expected = {row["iso3"] for row in holding(bloc, day, "start") if not row[by]}
    assert found.attrs["undated"] == sorted(expected)
    assert not expected & set(found["iso3"])


@settings(max_examples=60, deadline=None)
@given(day=DAYS, blocs=st.lists(st.sampled_from(BLOCS), min_size=1, max_size=5, unique=True), by=RULES)
def test_overlap_counts_shared_members(day, blocs, by):
    table = analysis.overlap(blocs, on=day, by=by)
    states = {bloc: {row["iso3"] for row in holding(bloc, day, by)} for bloc in blocs}
    assert len(table) == len(blocs) ** 2
    for row in table.itertuples():
        shared = sorted(states[row.bloc] & states[row.other])
        assert (row.shared, row.size, row.states) == (len(shared), len(states[row.bloc]), ", ".join(shared))
        assert pd.isna(row.share) if not row.size else row.share == len(shared) / row.size


@settings(max_examples=60, deadline=None)
@given(day=DAYS)
def test_spells_hold_every_status_once(day):
    found = analysis.spells(day)
    expected = [
        (row["bloc"], row["iso3"], row["status"])
        for row in ROWS
        if row["start"] <= day.isoformat() and (not row["end"] or row["end"] > day.isoformat())
    ]
    keys = list(zip(found["bloc"], found["iso3"], found["status"].astype(str), strict=True))
    assert sorted(keys) == sorted(expected)
    assert len(set(keys)) == len(keys)
    exclusive = [key[:2] for key in keys if key[2] in ("full", "suspended")]
    assert len(set(exclusive)) == len(exclusive)


@settings(max_examples=8, deadline=None)
@given(year=st.integers(1990, last_year("12-31")), by=RULES)
def test_union_and_fragmentation_equals_a_plain_recomputation(year, by):
    day = dt.date(year, 12, 31)
    chosen = analysis.south_america()
    axes = ("mercosur", "andean_community", "alba", "pacific_alliance", "sica", "caricom")
    tables = ("rio_group", "sacn", "unasur", "celac")
    of = {iso3: set() for iso3 in chosen}
    for bloc in axes + tables:
        for row in holding(bloc, day, by):
            if row["iso3"] in of:
                of[row["iso3"]].add(bloc)
    pairs = list(itertools.combinations(chosen, 2))
    together = divided = 0
    for one, other in pairs:
        shared = of[one] & of[other]
        together += any(bloc in shared for bloc in tables)
        axis_one, axis_other = of[one] & set(axes), of[other] & set(axes)
        divided += bool(axis_one) and bool(axis_other) and not shared & set(axes)
    row = analysis.union_and_fragmentation(year, year, by=by).iloc[0]
    assert row["pairs"] == len(pairs) == 66
    assert row["together"] == pytest.approx(together / len(pairs))
    assert row["divided"] == pytest.approx(divided / len(pairs))


def test_the_order_of_states_changes_nothing():
    chosen = analysis.region()
    one = analysis.union_and_fragmentation(2010, 2012, states=chosen)
    other = analysis.union_and_fragmentation(2010, 2012, states=list(reversed(chosen)))
    pd.testing.assert_frame_equal(one, other)
    assert one["pairs"].tolist() == [528] * 3


def test_a_spell_holds_from_its_first_day_up_to_its_end():
    start = next(row for row in ROWS if row["bloc"] == "mercosur" and row["iso3"] == "PRY" and row["end"])
    end = dt.date.fromisoformat(start["end"])
    assert "PRY" in set(regiolab.members("mercosur", on=start["start"])["iso3"])
    assert "PRY" in set(regiolab.members("mercosur", on=end - dt.timedelta(days=1))["iso3"])
    assert "PRY" not in set(regiolab.members("mercosur", on=end)["iso3"])


def test_a_day_may_be_text_date_or_timestamp():
    text = regiolab.members("alba", on="2010-01-01")
    for day in (dt.date(2010, 1, 1), dt.datetime(2010, 1, 1, 12), pd.Timestamp("2010-01-01")):
        pd.testing.assert_frame_equal(regiolab.members("alba", on=day), text)


def test_the_last_day_is_the_default():
    pd.testing.assert_frame_equal(regiolab.members("celac"), regiolab.members("celac", on=schema.coverage_end()))


def test_names_follow_the_language():
    regiolab.use_language("es")
    assert "México" in set(regiolab.members("pacific_alliance")["name"])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: regiolab.members("mercosul"), "did you mean 'mercosur'"),
        (lambda: regiolab.members("mercosur", by="signature"), "signed"),
        (lambda: regiolab.members("mercosur", on="2012-13-01"), "is not a date"),
        (lambda: regiolab.members("mercosur", on="yesterday"), "is not a date"),
        (lambda: regiolab.members("mercosur", on="2990-01-01"), "beyond the tables"),
        (lambda: regiolab.members("mercosur", on=pd.NaT), "is not a date"),
        (lambda: analysis.overlap(["mercosur", "unasul"]), "did you mean 'unasur'"),
        (lambda: analysis.union_and_fragmentation(states=["ARG", "BRX"]), "'BRX'"),
        (lambda: analysis.union_and_fragmentation(states=["ARG"]), "two states"),
        (lambda: analysis.union_and_fragmentation(2010, 2000), "2000"),
        (lambda: analysis.union_and_fragmentation(2010, 2100), "beyond the tables"),
        (lambda: analysis.select_events(kinds=["foundings"]), "did you mean 'founding'"),
        (lambda: analysis.select_events(lesson="9"), "lesson"),
    ],
)
def test_wrong_input_gets_a_sentence(call, words):
    with pytest.raises((UnknownName, InvalidValue)) as caught:
        call()
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_events_fit_every_condition():
    table = regiolab.load("events").set_index("event")
    found = analysis.select_events(blocs=["unasur"], kinds=["exit"], first=2017, last=2020)
    assert found
    for event in found:
        row = table.loc[event]
        assert "unasur" in row["blocs"].split(";") and row["kind"] == "exit" and 2017 <= row["date"].year <= 2020
    assert found == sorted(found, key=lambda event: (table.loc[event, "date"], event))
