"""Every constraint on a cell, at its limit and beside it, and every column that cites."""

from __future__ import annotations

import pytest

from regiolab.data import schema, sources, validation
from regiolab.data.bundle import Bundle
from regiolab.data.schema import Field
from regiolab.data.sources import ARTICLE

WHOLE = {"type": "integer", "minimum": 1, "maximum": 5}
BROKEN = {"type": "number", "minimum": -0.5, "maximum": 0.5}
FORM = "is not of the form"
LATE, EARLY, NONE = "above the greatest value", "below the least value", "is not a number"

# a column, a cell, and what is said of it
CELLS = {
    "the least": (WHOLE, "1", ""),
    "below the least": (WHOLE, "0", EARLY),
    "the greatest": (WHOLE, "5", ""),
    "above the greatest": (WHOLE, "6", LATE),
    "no whole number": (WHOLE, "2.5", NONE),
    "no limits": ({"type": "integer"}, "-7", ""),
    "no least": ({"type": "integer", "maximum": 5}, "-7", ""),
    "no greatest": ({"type": "integer", "minimum": 1}, "7000", ""),
    "a least of nothing": ({"type": "integer", "minimum": 0}, "-1", EARLY),
    "a greatest of nothing": ({"type": "integer", "maximum": 0}, "1", LATE),
    "the least, broken": (BROKEN, "-0.5", ""),
    "below it by little": (BROKEN, "-0.5001", EARLY),
    "the greatest, broken": (BROKEN, "0.5", ""),
    "above it by little": (BROKEN, "0.5001", LATE),
    "beyond all measure": (BROKEN, "inf", NONE),
    "nothing at all": (BROKEN, "nan", NONE),
    "a comma": (BROKEN, "0,1", NONE),
    "empty and required": ({"type": "string", "required": True}, "", "a value is required here"),
    "empty": ({"type": "string"}, "", ""),
    "empty number": ({**WHOLE}, "", ""),
    "of the list": ({"type": "string", "enum": ("a", "b")}, "b", ""),
    "not of the list": ({"type": "string", "enum": ("a", "b")}, "c", "'c' is none of: a, b"),
    "of the form": ({"type": "string", "pattern": "^[a-z]+$"}, "abc", ""),
    "not of the form": ({"type": "string", "pattern": "^[a-z]+$"}, "abC", FORM),
    "a number of a form": ({"type": "integer", "pattern": "^[0-9]$", "maximum": 5}, "6", LATE),
    "a day": ({"type": "date"}, "2012-02-29", ""),
    "no such day": ({"type": "date"}, "2011-02-29", "is not a date"),
    "another way to write a day": ({"type": "date"}, "2012-W09-3", "is not a date"),
    "a day without hyphens": ({"type": "date"}, "20120229", "is not a date"),
    "yes": ({"type": "boolean"}, "true", ""),
    "no": ({"type": "boolean"}, "false", ""),
    "yes with a capital": ({"type": "boolean"}, "True", "neither true nor false"),
    "a blank before": ({"type": "string"}, " a", "blanks at the ends"),
    "a blank after": ({"type": "string"}, "a ", "blanks at the ends"),
    "a blank within": ({"type": "string"}, "a b", ""),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell(name):
    rules, cell, said = CELLS[name]
    item = Field(name="column", description="", **rules)
    found = list(validation._field_faults(item, ["", cell] if not item.required else [cell]))
    if not said:
        assert found == []
    else:
        ((index, column, message),) = found
        assert (index, column) == (0 if item.required else 1, "column") and said in message


def test_a_value_that_must_be_unique_is_told_where_it_stands_again():
    item = Field(name="column", type="string", description="", unique=True)
    found = list(validation._field_faults(item, ["a", "b", "a", "c", "a"]))
    assert [index for index, _column, _message in found] == [2, 4]
    assert list(validation._field_faults(Field("column", "string", ""), ["a", "a"])) == []


def test_what_the_data_package_declares_is_read(tmp_path):
    declared = {
        "name": "n",
        "type": "number",
        "description": "d",
        "unit": "%",
        "constraints": {
            "required": True,
            "unique": True,
            "enum": ["1", "2"],
            "pattern": "x",
            "minimum": 1,
            "maximum": 2,
        },
    }
    assert Field.from_descriptor(declared) == Field("n", "number", "d", True, True, ("1", "2"), "x", 1, 2, "%")
    plain = Field.from_descriptor({"name": "n", "type": "string", "description": "d"})
    assert plain == Field("n", "string", "d", False, False, (), "", None, None, "")


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (("alba", "x", "y"), "as in line 2; remove one"),
        (("alba", "w", "y"), "with other values than in line 2; keep one"),
        (("alba", "z", "y"), "with other values than in line 2; keep one"),
        (("alba", "x", "z"), "with other values than in line 2; keep one"),
        (("celac", "x", "y"), ""),
    ],
)
def test_a_key_that_stands_twice_is_repeated_or_contradicted(second, says):
    described = schema.table("blocs")
    columns = {name: ["", ""] for name in described.columns}
    for name, cells in zip(("bloc", "name_en", "name_es"), zip(("alba", "x", "y"), second, strict=True), strict=True):
        columns[name] = list(cells)
    found = list(validation._key_faults(described, columns, Bundle({"blocs": columns}, {})))
    assert [index for index, _column, _message in found] == ([1] if says else [])
    assert all(message.startswith("the row alba ") and says in message for _index, _column, message in found)


# -- citations ------------------------------------------------------------------------------------

KNOWN = {
    key: sources.Source(key, "Somebody", "Something", "2000", "", "", "", "seen") for key in (ARTICLE, "book", "other")
}


def cited(table: str, column: str, cell: str, checked: str, locators=("S1 ¶2",)) -> list[str]:
    """Return what is said of a citation in a table of one row."""
    described = schema.table(table)
    columns = {name: [""] for name in described.columns}
    columns[column], columns["checked"] = [cell], [checked]
    sections = {name: ["x"] * len(locators) for name in schema.table("sections").columns}
    bundle = Bundle({table: columns, "sections": {**sections, "locator": list(locators)}}, KNOWN)
    found = validation._citation_faults(described, columns, bundle)
    return [message for _index, name, message in found if name == column]


@pytest.mark.parametrize(
    ("table", "column"), [("events", "source"), ("conflicts", "source_a"), ("conflicts", "source_b")]
)
@pytest.mark.parametrize(
    ("cell", "checked", "said"),
    [
        ("book", "read", ""),
        ("book", "unconfirmed", ""),
        ("", "unconfirmed", ""),
        ("", "read", "a row marked 'read' must name the source"),
        ("", "excerpt", "a row marked 'excerpt' must name the source"),
        ("book;nobody1999", "read", "'nobody1999' is not in sources.bib"),
        ("see the book", "read", "does not cite"),
        (f"{ARTICLE}[S1 ¶2]", "read", ""),
        (f"{ARTICLE}[S1 ¶3]", "read", "no paragraph 'S1 ¶3'"),
        ("book[S1 ¶3]", "read", ""),
    ],
)
def test_a_citation(table, column, cell, checked, said):
    found = cited(table, column, cell, checked)
    assert (found == []) if not said else (len(found) == 1 and said in found[0])


def test_a_locator_is_asked_only_where_the_paragraphs_are_known():
    assert cited("events", "locator", "S1 ¶3;S1 ¶2", "unconfirmed") == ["the article has no paragraph 'S1 ¶3'."]
    assert cited("events", "locator", "S1 ¶3", "unconfirmed", locators=()) == []
    assert cited("events", "source", f"{ARTICLE}[S1 ¶3]", "read", locators=()) == []


# -- dates and their precision --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "precision", "said"),
    [
        ("2012-01-01", "year", ""),
        ("2012-02-01", "year", "more precise"),
        ("2012-01-02", "year", "more precise"),
        ("2012-02-01", "month", ""),
        ("2012-02-02", "month", "more precise"),
        ("2012-02-02", "day", ""),
        ("2012-02-02", "", "go together"),
        ("", "day", "go together"),
        ("", "", ""),
    ],
)
def test_a_date_is_no_more_precise_than_is_said(date, precision, said):
    described = schema.table("events")
    columns = {**{name: [""] for name in described.columns}, "date": [date], "date_precision": [precision]}
    found = list(validation._precision_faults(described, columns))
    assert [column for _index, column, _message in found] == (["date"] if said else [])
    assert all(said in message for _index, _column, message in found)
