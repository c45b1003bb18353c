"""The data package: which tables there are, what one row is, what each column may hold.

Everything here is read from ``data/datapackage.json`` (Frictionless Data Package 2); nothing about
a table is written down a second time in code.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from dataclasses import dataclass, field
from pathlib import Path

from regiolab.course import course_root
from regiolab.errors import unknown
from regiolab.i18n import _


@dataclass(frozen=True)
class Field:
    """A column: its type, meaning and legal values."""

    name: str
    type: str
    description: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""

    @classmethod
    def from_descriptor(cls, item: dict) -> Field:
        rules = item.get("constraints", {})
        return cls(
            name=item["name"],
            type=item["type"],
            description=item["description"],
            required=rules.get("required", False),
            unique=rules.get("unique", False),
            enum=tuple(rules.get("enum", ())),
            pattern=rules.get("pattern", ""),
            minimum=rules.get("minimum"),
            maximum=rules.get("maximum"),
            unit=item.get("unit", ""),
        )


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values must exist in a column of another table."""

    field: str
    table: str
    column: str


@dataclass(frozen=True)
class Origin:
    """Where a derived table was computed from: what it is, where it is, and its key in sources.bib."""

    title: str
    path: str
    citation: str


@dataclass(frozen=True)
class Table:
    """A table: where it lies, what one row is, what time it covers, its columns, keys and rules."""

    name: str
    path: Path
    title: str
    row: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    coverage: str = ""
    foreign_keys: tuple[ForeignKey, ...] = ()
    coding_rules: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    licence: str = ""
    terms: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    columns: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(item.name for item in self.fields))

    def __getitem__(self, column: str) -> Field:
        for item in self.fields:
            if item.name == column:
                return item
        raise unknown(_("a column of {table}").format(table=self.name), column, self.columns)


def data_folder() -> Path:
    """Return the folder that holds the tables."""
    return course_root() / "data"


def descriptor() -> dict:
    """Return the data package's descriptor as it stands in ``datapackage.json``."""
    return json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))


def all_tables() -> dict[str, Table]:
    """Return every table of the package by name, in the descriptor's order."""
    return dict(_package()[0])


@functools.cache
def _package() -> tuple[dict[str, Table], dt.date]:
    """Return the tables, and the last day that they speak of."""
    found, folder = descriptor(), data_folder()
    tables = {item["name"]: _table(item, folder) for item in found["resources"]}
    return tables, dt.date.fromisoformat(found["temporal"]["end"])


def table(name: str) -> Table:
    """Return one table's schema; a wrong name gets the nearest right one."""
    known = _package()[0]
    if name not in known:
        raise unknown(_("a table"), name, known)
    return known[name]


def coverage_end() -> dt.date:
    """Return the last day that the tables speak of."""
    return _package()[1]


def _table(item: dict, folder: Path) -> Table:
    schema = item["schema"]
    return Table(
        name=item["name"],
        path=folder / item["path"],
        title=item["title"],
        row=item["description"],
        fields=tuple(Field.from_descriptor(entry) for entry in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        coverage=item.get("coverage", ""),
        foreign_keys=tuple(
            ForeignKey(key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", ())
        ),
        coding_rules=tuple(item.get("codingRules", ())),
        caveats=tuple(item.get("caveats", ())),
        licence=item["licenses"][0]["name"],
        terms=tuple(entry["title"] for entry in item["licenses"]),
        origins=tuple(
            Origin(entry["title"], entry["path"], entry["citation"]) for entry in item["sources"] if "citation" in entry
        ),
    )
