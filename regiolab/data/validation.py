"""Validate tables: every finding names the file, the row and the field, and says what to do.

The rules come in two kinds: what ``datapackage.json`` declares (columns, types, closed lists, keys)
and what the subject demands (spells that do not overlap, sources that exist, events that are used).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path

from regiolab.course import course_root
from regiolab.data import rules, schema, sources
from regiolab.data.bundle import Bundle, Columns, Finding
from regiolab.data.delimited import Unreadable, nearest, read_sheet
from regiolab.errors import InvalidValue
from regiolab.i18n import _

SOURCE_COLUMNS = ("source", "source_a", "source_b")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR = re.compile(r"[0-9]{4}")

Fault = tuple[int, str, str]  # row, column, message


def check(folder: Path | None = None) -> list[Finding]:
    """Validate every table of the package, or those of another folder of the same form.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A folder with the tables' CSV files and a ``sources.bib``; the course's own if left out.

    Returns
    -------
    list of Finding
        Empty if all is well.

    Examples
    --------
    >>> check()
    []
    """
    bundle, findings = read_bundle(folder or schema.data_folder())
    return findings + list(check_bundle(bundle))


def read_bundle(folder: Path) -> tuple[Bundle, list[Finding]]:
    """Read a folder's files as text, collecting what cannot be read at all."""
    findings: list[Finding] = []
    columns: dict[str, dict[str, list[str]]] = {}
    origins: dict[str, list[tuple[str, int]]] = {}
    for table in schema.all_tables().values():
        try:
            sheet = read_sheet(folder / table.path.name, table.columns)
        except Unreadable as error:
            findings.append(Finding(error.file, error.line, "", error.reason))
            continue
        wrong = _wrong_columns(table, list(sheet.columns))
        findings += wrong
        if not wrong:
            columns[table.name] = sheet.columns
            if sheet.lines != range(2, len(sheet.lines) + 2):
                origins[table.name] = [(sheet.file, line) for line in sheet.lines]
    try:
        bibliography = sources.read_bibliography(folder / "sources.bib")
    except InvalidValue as error:
        findings.append(Finding("sources.bib", None, "", str(error)))
        bibliography = {}
    return Bundle(columns, bibliography, lessons(), origins), findings


def lessons() -> str:
    """Return the text of the notebooks and exercises, in which events are named."""
    root = course_root()
    paths = [path for room in ("notebooks", "exercises") for path in sorted((root / room).rglob("*.*"))]
    texts = (path.read_text(encoding="utf-8") for path in paths if path.suffix in (".ipynb", ".json", ".md"))
    return " ".join(texts)


def check_bundle(bundle: Bundle) -> Iterator[Finding]:
    """Apply every rule to tables that could be read."""
    for name, columns in bundle.columns.items():
        table = schema.table(name)
        # a key that stands twice is said once, with both its lines
        free = [replace(item, unique=item.unique and table.primary_key != (item.name,)) for item in table.fields]
        checks = [_field_faults(item, columns[item.name]) for item in free]
        checks += [_key_faults(table, columns, bundle), _reference_faults(table, columns, bundle)]
        checks += [_precision_faults(table, columns), _citation_faults(table, columns, bundle)]
        for faults in checks:
            for index, column, message in faults:
                yield bundle.finding(name, index, column, message)
    for rule in rules.RULES:
        yield from rule(bundle)
    yield from _bibliography_faults(bundle)


def _wrong_columns(table: schema.Table, found: list[str]) -> list[Finding]:
    missing = [name for name in table.columns if name not in found]
    foreign = [name for name in found if name not in table.columns]
    text = {
        **{name: _("the column is missing; add it, empty where nothing is known.") for name in missing},
        **{name: _foreign(name, table) for name in foreign},
    }
    return [Finding(table.path.name, 1, name, message) for name, message in text.items()]


def _foreign(name: str, table: schema.Table) -> str:
    near = nearest(name, table.columns)
    if near:
        return _("the codebook has no such column; did you mean '{near}'?").format(near=near)
    return _("the codebook has no such column; remove it or describe it there.")


def _field_faults(item: schema.Field, cells: list[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, cell in enumerate(cells):
        message = _cell_fault(item, cell)
        if not message and item.unique and cell in seen:
            message = _("'{value}' stands here a second time; it must be unique.").format(value=cell)
        seen.add(cell)
        if message:
            yield index, item.name, message


def _cell_fault(item: schema.Field, cell: str) -> str:
    if not cell:
        return _("a value is required here.") if item.required else ""
    if item.enum and cell not in item.enum:
        return _("'{value}' is none of: {allowed}.").format(value=cell, allowed=", ".join(item.enum))
    if item.pattern and not re.search(item.pattern, cell):
        return _("'{value}' is not of the form {pattern}.").format(value=cell, pattern=item.pattern)
    if item.type == "date":
        return _date_fault(cell)
    if item.type == "boolean" and cell not in ("true", "false"):
        return _("'{value}' is neither true nor false.").format(value=cell)
    if item.type in ("integer", "number"):
        return _number_fault(item, cell)
    if cell != cell.strip():
        return _("there are blanks at the ends of '{value}'.").format(value=cell)
    return ""


def _date_fault(cell: str) -> str:
    # Python reads other forms too, such as a week and its day, which nothing else here does
    if DAY.fullmatch(cell):
        with contextlib.suppress(ValueError):
            dt.date.fromisoformat(cell)
            return ""
    return _("'{value}' is not a date of the form year-month-day.").format(value=cell)


def _number_fault(item: schema.Field, cell: str) -> str:
    try:
        number = int(cell) if item.type == "integer" else float(cell)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        return _("'{value}' is not a number.").format(value=cell)
    if item.minimum is not None and number < item.minimum:
        return _("{value} is below the least value, {minimum}.").format(value=cell, minimum=item.minimum)
    if item.maximum is not None and number > item.maximum:
        return _("{value} is above the greatest value, {maximum}.").format(value=cell, maximum=item.maximum)
    return ""


def _key_faults(table: schema.Table, columns: Columns, bundle: Bundle) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for index, key in enumerate(zip(*(columns[name] for name in table.primary_key), strict=True)):
        first = seen.setdefault(key, index)
        if first != index:
            contradicts = any(cells[index] != cells[first] for cells in columns.values())
            if contradicts:
                text = _("the row {key} stands here a second time with other values than in {place}; keep one.")
            else:
                text = _("the row {key} stands here a second time, as in {place}; remove one.")
            place = bundle.place(table.name, first, index)
            yield index, "+".join(table.primary_key), text.format(key=" ".join(key), place=place)


def _reference_faults(table: schema.Table, columns: Columns, bundle: Bundle) -> Iterator[Fault]:
    for key in table.foreign_keys:
        target = bundle.columns.get(key.table)
        known = set(target[key.column]) if target else None
        for index, cell in enumerate(columns[key.field]):
            if known is not None and cell and cell not in known:
                text = _("'{value}' is not in {table}.csv; add it there or correct it.")
                yield index, key.field, text.format(value=cell, table=key.table)


def _precision_faults(table: schema.Table, columns: Columns) -> Iterator[Fault]:
    for name in table.columns:
        precise = columns.get(f"{name}_precision", [])
        for index, (cell, precision) in enumerate(zip(columns[name], precise, strict=False)):
            if bool(cell) != bool(precision):
                yield index, name, _("a date and its precision go together; fill or empty both.")
            elif (precision == "year" and cell[5:] != "01-01") or (precision == "month" and cell[8:] != "01"):
                text = _("'{value}' is more precise than '{precision}'; fill unknown parts with 01.")
                yield index, name, text.format(value=cell, precision=precision)


def _citation_faults(table: schema.Table, columns: Columns, bundle: Bundle) -> Iterator[Fault]:
    locators = set(bundle.columns.get("sections", {}).get("locator", ()))
    for name in filter(columns.get, SOURCE_COLUMNS):
        checked = columns.get("checked", [""] * len(columns[name]))
        for index, (cell, how) in enumerate(zip(columns[name], checked, strict=True)):
            for message in _source_faults(cell, how, bundle.bibliography, locators):
                yield index, name, message
    if table.name == "sections" or not locators:
        return
    for index, cell in enumerate(columns.get("locator", ())):
        for locator in filter(None, cell.split(";")):
            if locator not in locators:
                yield index, "locator", _("the article has no paragraph '{locator}'.").format(locator=locator)


def _source_faults(cell: str, how: str, bibliography: Container[str], locators: set[str]) -> Iterator[str]:
    if not cell and how in ("read", "excerpt"):
        yield _("a row marked '{checked}' must name the source that was seen.").format(checked=how)
    try:
        citations = sources.parse(cell)
    except InvalidValue as error:
        yield str(error)
        return
    for citation in citations:
        if citation.key not in bibliography:
            yield _("'{key}' is not in sources.bib; add the entry or correct the key.").format(key=citation.key)
        elif citation.key == sources.ARTICLE and locators:
            for part in filter(None, (part.strip() for part in citation.locator.split(";"))):
                if part not in locators:
                    yield _("the article has no paragraph '{locator}'.").format(locator=part)


def _bibliography_faults(bundle: Bundle) -> Iterator[Finding]:
    # a derived series cites in the data package, not row by row
    origins = {(name, origin.citation) for name in bundle.columns for origin in schema.table(name).origins}
    for name, key in sorted(origins):
        if key not in bundle.bibliography:
            text = _("'{key}' is not in sources.bib; add the entry or correct the key.")
            yield Finding("datapackage.json", None, f"{name}, sources", text.format(key=key))
    cited = {key for _name, key in origins}
    for columns in bundle.columns.values():
        for name in SOURCE_COLUMNS:
            for cell in columns.get(name, ()):
                try:
                    cited |= {citation.key for citation in sources.parse(cell)}
                except InvalidValue:
                    continue  # reported where it stands
    for key, entry in bundle.bibliography.items():
        for message in _entry_faults(entry):
            yield Finding("sources.bib", None, key, message)
        if key not in cited and key != sources.ARTICLE:
            yield Finding("sources.bib", None, key, _("no table cites this entry; cite it or remove it."))


def _entry_faults(entry: sources.Source) -> Iterator[str]:
    if not entry.seen:
        yield _("say in a field 'seen' where and how the source was seen.")
    if not entry.title:
        yield _("the entry has no title.")
    if not (entry.author or entry.publisher):
        yield _("the entry has neither author nor editor, organization, institution or publisher: name one.")
    if entry.year == sources.UNDATED and not YEAR.fullmatch(entry.urldate):
        yield _("an entry whose year is n.d. says in a field 'urldate' in which year it was seen.")
    elif entry.year != sources.UNDATED and not YEAR.fullmatch(entry.year):
        yield _("the entry has no year of four digits; where the source shows none, write n.d. for it.")
