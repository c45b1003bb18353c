"""Renew ``data/README.md`` from the data package and the tables, or check that it is up to date.

Usage: python .tools/readme.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from regiolab import words
from regiolab.data import schema, sourcing
from regiolab.data.delimited import read_columns

ROOT = Path(__file__).parents[1]
README = ROOT / "data" / "README.md"

HEAD = """# The tables

Made from `datapackage.json` by `.tools/readme.py`; a test fails when this page is stale.

Tidy CSV files, UTF-8, one fact a row, described by `datapackage.json` (a Frictionless Data Package).
States are ISO 3166-1 alpha-3 codes, dates ISO 8601 with a column for their precision. A cell cites as
`briceno2018[S5 ¶4];mercosur1991`: keys of `sources.bib`, each with a locator where there is one; every
entry there names its author or publisher, its year (or n.d. and when it was seen), its address, and where
it was seen. In Python, `regiolab.codebook("memberships")` shows what stands here,
and `regiolab.provenance("memberships", bloc="mercosur", iso3="VEN")` the sources of a row.

To contest a value, use the form for it on the project's issue page: which row, what else, what source.
"""


def text() -> str:
    """Return what the page must say."""
    tables = schema.all_tables()
    parts = [HEAD, "## Overview", "", _overview(tables), "", _checks(), ""]
    for item in schema.descriptor()["resources"]:
        parts += _section(tables[item["name"]], item)
    return "\n".join(parts).rstrip() + "\n"


def _overview(tables: dict[str, schema.Table]) -> str:
    rows = [("table", "rows", "one row is", "covers")]
    rows += [(f"[{name}](#{name})", str(_length(table)), table.row, table.coverage) for name, table in tables.items()]
    return _grid(rows)


def _checks() -> str:
    rows = [("table", "source read", "seen in an excerpt", "unconfirmed")]
    for name, counts in sourcing.shares().items():
        total = sum(counts.values()) or 1
        rows.append((name, *(f"{counts[level]} ({counts[level] / total:.0%})" for level in words.CHECKED)))
    heading = "How the rows were checked against their sources (column `checked`; memory is not a source):"
    return f"{heading}\n\n{_grid(rows)}"


def _section(table: schema.Table, item: dict) -> list[str]:
    columns = [("column", "type", "meaning", "legal values")]
    for field in table.fields:
        name = f"**{field.name}**" if field.name in table.primary_key else field.name
        kind = field.type + (", required" if field.required else "")
        legal = ", ".join(f"`{value}`" for value in field.enum)
        columns.append((name, kind, field.description, legal))
    parts = [f"## {table.name}", "", f"{table.title}. One row is {table.row}.", "", _grid(columns), ""]
    if table.foreign_keys:
        keys = [f"`{key.field}` is in `{key.table}.{key.column}`" for key in table.foreign_keys]
        parts += [f"Foreign keys: {'; '.join(keys)}.", ""]
    for heading, texts in (("Coding rules", table.coding_rules), ("Caveats", table.caveats)):
        if texts:
            parts += [f"{heading}:", "", *(f"- {sentence}" for sentence in texts), ""]
    origins = "; ".join(source["title"] for source in item["sources"])
    if table.coverage:
        parts += [f"Covers: {table.coverage}", ""]
    return [*parts, f"Licence: {table.licence}. Origin: {origins.rstrip('.')}.", ""]


def _length(table: schema.Table) -> int:
    return len(read_columns(table.path)[table.columns[0]])


def _grid(rows: list[tuple[str, ...]]) -> str:
    """Write rows as a Markdown table, the first as its head."""
    head, *body = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        if README.exists() and README.read_text(encoding="utf-8") == text():
            return 0
        print("data/README.md is stale: run python .tools/readme.py")
        return 1
    README.write_text(text(), encoding="utf-8")
    print("data/README.md is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
