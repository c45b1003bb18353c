"""Text becomes typed columns, by either of the two ways in which a table is read."""

from __future__ import annotations

import datetime as dt
import shutil

import numpy as np
import pandas as pd
import pytest

from regiolab.data import frames, schema, store
from regiolab.data.schema import Field, Table
from regiolab.errors import InvalidValue

LONG = [table for table in schema.all_tables().values() if frames.is_plain(table)]


def table_of(*fields: Field, path=None) -> Table:
    plain = dict.fromkeys(("title", "row", "licence"), "")
    rest = dict.fromkeys(("primary_key", "foreign_keys", "coding_rules", "caveats", "terms", "origins"), ())
    return Table(name="planted", path=path, fields=fields, **plain, **rest)


# a column's type, its cells as text, and what they are
COLUMNS = {
    "text": (Field("x", "string", ""), ["b", "", "a"], "str", ["b", None, "a"]),
    "closed list": (Field("x", "string", "", enum=("b", "a")), ["a", "", "b"], "category", ["a", None, "b"]),
    "closed list of numbers": (
        Field("x", "integer", "", enum=("2", "1")),
        ["1", "", "2"],
        "category",
        ["1", None, "2"],
    ),
    "day": (
        Field("x", "date", ""),
        ["2012-06-29", "", "1991-03-26"],
        "datetime64[s]",
        [dt.datetime(2012, 6, 29), None, dt.datetime(1991, 3, 26)],
    ),
    "yes or no": (Field("x", "boolean", ""), ["true", "", "false"], "boolean", [True, None, False]),
    "whole number": (Field("x", "integer", ""), ["7", "", "-1"], "Int64", [7, None, -1]),
    "whole number, nought": (Field("x", "integer", ""), ["0", "", "1"], "Int64", [0, None, 1]),
    "number": (Field("x", "number", ""), ["0.5", "", "-2"], "float64", [0.5, None, -2.0]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_cell_gets_its_type_and_keeps_its_value(name):
    item, cells, dtype, values = COLUMNS[name]
    frame = frames.typed_frame({"x": cells, "y": ["1", "2", "3"]}, table_of(item, Field("y", "string", "")))
    assert str(frame["x"].dtype) == dtype
    assert [None if pd.isna(value) else value for value in frame["x"].tolist()] == values
    assert frame["y"].tolist() == ["1", "2", "3"]
    if item.enum:
        assert frame["x"].cat.categories.tolist() == list(item.enum)


def test_each_column_of_text_gets_its_own_cells():
    columns = {name: [f"{name}{row}" for row in range(4)] for name in "abc"}
    fields = [Field(name, "string", "") for name in "abc"]
    assert frames.typed_frame(columns, table_of(*fields)).to_dict("list") == columns
    only = table_of(Field("n", "number", ""))
    assert frames.typed_frame({"n": ["1", "2"]}, only)["n"].tolist() == [1.0, 2.0]
    nothing = frames.typed_frame({name: [] for name in "abc"}, table_of(*fields))
    assert nothing.shape == (0, 3)


@pytest.mark.parametrize("table", LONG, ids=[table.name for table in LONG])
def test_both_ways_of_reading_a_long_table_say_the_same(table):
    quick = frames._parsed(table).frame()
    slow = frames._typed(store.own_columns(table.name), table).frame()
    pd.testing.assert_frame_equal(quick, slow, check_exact=True)


def test_long_tables_with_gaps_are_read_alike_by_both(tmp_path):
    path = tmp_path / "planted.csv"
    path.write_text("kind,more,must,n,x\nb,7,1,nan?,0.5\n,,2,,\na,0,3,NA,-1\n", encoding="utf-8")
    table = table_of(
        Field("kind", "string", "", enum=("a", "b")),
        Field("more", "integer", ""),
        Field("must", "integer", "", required=True),
        Field("n", "string", ""),
        Field("x", "number", ""),
        path=path,
    )
    quick = frames._parsed(table).frame()
    pd.testing.assert_frame_equal(quick, frames._typed(frames.read_columns(path), table).frame())
    assert quick["n"].tolist()[::2] == ["nan?", "NA"] and quick["more"].tolist() == [7, pd.NA, 0]


def test_a_length_decides_how_a_table_is_read(tmp_path):
    path = tmp_path / "planted.csv"
    assert not frames._is_long(path)
    for size in (frames.LONG, frames.LONG + 1):
        path.write_bytes(b"x" * size)
        assert frames._is_long(path) == (size > frames.LONG)


@pytest.mark.parametrize("content", [None, b"a\nx\n", b""], ids=["missing", "no number", "empty"])
def test_a_long_table_that_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "planted.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidValue, match=r"^planted\.csv cannot be read \(.+\): run regiolab check"):
        frames._parsed(table_of(Field("a", "number", ""), path=path))


def test_a_folder_is_read_as_the_tables_in_use_are(tmp_path):
    shutil.copy(schema.table("blocs").path, tmp_path)
    read = frames.reader(tmp_path)
    pd.testing.assert_frame_equal(read("blocs"), frames.load("blocs"))
    mine = read("blocs")
    mine.loc[0, "bloc"] = "vandal"
    assert "vandal" not in set(read("blocs")["bloc"])
    with pytest.raises(InvalidValue, match=r"events\.csv"):
        read("events")
    assert frames.reader() is frames.load


def test_codes_of_a_closed_list_are_counted_from_nought():
    kept = frames._column(["a", "c", "", "b"], Field("x", "string", "", enum=("a", "b", "c")))
    assert np.array_equal(kept.codes, [0, 2, -1, 1])
