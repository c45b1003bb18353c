"""What is kept for speed says the same as what it stands for, and never outlives it."""

from __future__ import annotations

import contextlib
import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiolab.analysis.claims.verdicts import IndependentTables, compute
from regiolab.analysis.membership import holds_on
from regiolab.data import load, schema, sources
from regiolab.data.independence import is_independent
from regiolab.data.kept import Categories, Kept
from regiolab.errors import InvalidValue

BIB = schema.data_folder() / "sources.bib"
DAYS = st.dates(dt.date(1948, 1, 1), dt.date(2025, 12, 31))


def test_entries_read_one_by_one_are_those_of_the_whole_file():
    whole, cut = sources.read_bibliography(BIB), sources.open_bibliography(BIB)
    assert isinstance(cut, sources.Bibliography)
    assert list(cut) == list(whole)
    assert dict(cut) == whole


@pytest.mark.parametrize(
    "text",
    [
        "@string{press = {Press}}\n@book{a2000, title = {A}, publisher = press}\n@misc{b2001, title = {B}}\n",
        "@book{a2000, title = {A}}\n @book{b2001, title = {B}}\n",
        "@book{a2000, title = {A}} @book{b2001, title = {B}}\n@book(c2002, title = {C})\n",
        "no entry at all",
    ],
)
def test_a_file_that_cannot_be_cut_is_read_as_a_whole(tmp_path, text):
    path = tmp_path / "sources.bib"
    path.write_text(text, encoding="utf-8")
    found = sources.open_bibliography(path)
    assert {key: found[key] for key in found} == sources.read_bibliography(path)


def test_errors_of_a_file_that_is_cut_are_those_of_the_whole(tmp_path):
    path = tmp_path / "sources.bib"
    with pytest.raises(InvalidValue, match=r"sources\.bib"):
        sources.open_bibliography(path)
    path.write_text("@misc{a, title = {A}}\n@misc{a, title = {B}}\n", encoding="utf-8")
    with pytest.raises(InvalidValue, match="repeated"):
        sources.open_bibliography(path)


def test_independence_goes_by_authors_however_an_entry_is_read():
    whole = sources.read_bibliography(BIB)
    dependent = {key for key, entry in whole.items() if "briceño" in entry.author.casefold()}
    assert len(dependent) > 3
    assert {key for key in whole if not is_independent(key)} == dependent


@pytest.mark.parametrize("name", ["bloc", "status"])
def test_what_is_kept_is_handed_to_nobody(name):
    names = np.array(["full", "observer"], dtype=object)
    names.flags.writeable = False
    columns = [
        pd.array(["mercosur", "celac"], dtype="str"),
        Categories(np.array([0, 1]), pd.Index(names, dtype="str", copy=False)),
    ]
    kept = Kept(["bloc", "status"], columns)
    before, frame = kept.frame(), kept.frame()
    for write in (
        lambda: frame.columns.values.__setitem__(0, "vandal"),
        lambda: frame.columns.array.__setitem__(0, "vandal"),
        lambda: np.asarray(frame.columns).__setitem__(0, "vandal"),
        lambda: np.asarray(frame["status"].cat.categories).__setitem__(0, "vandal"),
        lambda: frame[name].array.__setitem__(0, frame[name].array[1]),
        lambda: frame[name].cat.categories.array.__setitem__(0, "vandal"),
        lambda: setattr(frame.columns, "name", "vandal"),
    ):
        with contextlib.suppress(ValueError, AttributeError, TypeError):
            write()
    assert len(kept) == 2 and kept.frame().equals(before)
    assert kept.frame().columns.tolist() == ["bloc", "status"] and kept.frame().columns.name is None
    assert kept.frame()["status"].cat.categories.tolist() == ["full", "observer"]


def test_a_table_may_have_one_column_and_no_rows():
    assert len(Kept(["x"], [np.array([1.0, 2.0])])) == 2
    empty = Kept(["x"], [np.array([], dtype="float64")])
    assert len(empty) == 0 and empty.frame().shape == (0, 1)


@given(start=DAYS, length=st.none() | st.integers(1, 20_000), day=DAYS)
def test_a_row_holds_from_its_first_day_to_the_day_before_its_end(start, length, day):
    end = None if length is None else start + dt.timedelta(length)
    frame = pd.DataFrame({"start": pd.Series([start, None], dtype="datetime64[s]")})
    frame["end"] = pd.Series([end, None], dtype="datetime64[s]")
    expected = [start <= day and (end is None or day < end), False]
    for asked in (day, day.isoformat(), pd.Timestamp(day), np.datetime64(day, "D")):
        assert holds_on(frame, asked).tolist() == expected


def test_what_a_run_remembers_is_not_told_of_other_tables():
    def later(name):
        frame = load(name)
        return frame.assign(date=frame["date"] + pd.DateOffset(years=5)) if name == "events" else frame

    before = compute("C054")
    assert compute("C054", later) != before
    assert compute("C054") == before
    tables = IndependentTables()
    assert compute("C054", tables) is compute("C054", tables)
