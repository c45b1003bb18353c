"""The tables in use: the course's own, with a reader's rows laid over them.

Everything that loads a table goes through here, so that :func:`use` takes effect everywhere at once.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from regiolab.data import schema, sources
from regiolab.data.bundle import Bundle, Columns
from regiolab.data.delimited import Sheet, nearest, read_columns, read_sheet
from regiolab.errors import InvalidValue, unknown
from regiolab.files import is_left_by_system, named
from regiolab.i18n import _, ngettext

_overlay: Bundle | None = None
_listeners: list[Callable[[], None]] = []

SHOWN = 3  # findings named in an error before it only counts them


def on_change(clear: Callable[[], None]) -> None:
    """Have `clear` called whenever the tables in use change."""
    _listeners.append(clear)


def columns(name: str) -> Columns:
    """Return a table's cells as text, the reader's rows included."""
    if _overlay and name in _overlay.columns:
        return {column: list(cells) for column, cells in _overlay.columns[name].items()}
    return own_columns(name)


def overlaid(name: str) -> bool:
    """Say whether a reader's rows lie over a table."""
    return _overlay is not None and name in _overlay.columns


def length(name: str) -> int:
    """Return a table's number of rows."""
    found = _overlay.columns[name] if _overlay and name in _overlay.columns else own_columns(name)
    return len(next(iter(found.values())))


def own_columns(name: str) -> Columns:
    """Return the cells of the course's own table as text."""
    return read_columns(schema.table(name).path)


@functools.cache
def own_bibliography() -> Mapping[str, sources.Source]:
    """Return the course's own sources by key; the mapping cannot be written."""
    return sources.open_bibliography(schema.data_folder() / "sources.bib")


def bibliography() -> Mapping[str, sources.Source]:
    """Return the sources in use by key, the reader's included; the mapping cannot be written."""
    return MappingProxyType(_overlay.bibliography) if _overlay else own_bibliography()


def source(key: str) -> sources.Source:
    """Return one source; a wrong key gets the nearest right one."""
    known = bibliography()
    if key not in known:
        raise unknown(_("a key of sources.bib"), key, known)
    return known[key]


def use(folder: str | Path | None) -> None:
    """Lay a folder of your own rows over the course's tables, or take them away again.

    The folder holds CSV files named like tables, with all or some of a table's columns, and a
    ``sources.bib`` for sources that are not in the course's. A row with the same key as one of the
    course's replaces it; any other is added. The result is validated before anything changes. Files
    may be written by a spreadsheet; what had to be assumed to read one is said as a warning.

    Parameters
    ----------
    folder : str, pathlib.Path or None
        The path of one of its files lays that file alone (and ``sources.bib``) over the tables; None
        returns to the course's own.

    Raises
    ------
    InvalidValue
        If the folder is missing or empty, or a row breaks a rule; the message names the file, the
        line and the field. The tables in use stay as they were.
    UnknownName
        If a file is not named like a table.

    Examples
    --------
    >>> use(None)
    """
    global _overlay
    notes: list[str] = []
    _overlay = None if folder is None else _lay_over(named(folder), notes)
    for clear in _listeners:
        clear()
    for note in notes:
        warnings.warn(note, stacklevel=2)


def _lay_over(folder: Path, notes: list[str]) -> Bundle:
    from regiolab.data.validation import check_bundle, lessons

    files = _files(folder)
    if files == [folder]:
        folder = folder.parent
    names = schema.all_tables()
    own = _own_bundle(lessons())
    merged, origins = dict(own.columns), dict(own.origins)
    for path in files:
        if path.stem not in names:
            raise unknown(_("a table"), path.stem, names)
        sheet = read_sheet(path, names[path.stem].columns, assume=True)
        notes += [f"{path.name}: {note.message}" for note in sheet.notes]
        merged[path.stem], origins[path.stem] = _merge(names[path.stem], sheet)
    added = sources.read_bibliography(folder / "sources.bib") if (folder / "sources.bib").exists() else {}
    bundle = Bundle(merged, {**own.bibliography, **added}, own.lessons, origins)
    # a source of the course that a reader's row no longer cites is no fault of theirs
    findings = [item for item in check_bundle(bundle) if item.file != "sources.bib" or item.field in added]
    if findings:
        before = set(check_bundle(own))
        findings = [item for item in findings if item not in before]
    if findings:
        rest = len(findings) - SHOWN
        shown = "; ".join(str(finding) for finding in findings[:SHOWN])
        more = ngettext(" and {n} more finding", " and {n} more findings", rest).format(n=rest) if rest > 0 else ""
        raise InvalidValue(_("{folder} was not used: {shown}{more}").format(folder=folder, shown=shown, more=more))
    return bundle


def _files(folder: Path) -> list[Path]:
    """Return the tables in a folder, or the one file that was named in place of it."""
    try:
        if folder.is_file():
            return [folder]
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".csv", ".tsv"))
    except FileNotFoundError:
        found = []
    except OSError as error:
        text = _("{folder} cannot be read ({reason}): name a folder of your own.")
        raise InvalidValue(text.format(folder=folder, reason=error.strerror or error)) from None
    found = [path for path in found if not is_left_by_system(path.name)]
    if not found:
        text = _("{folder} holds no CSV file named like a table, such as memberships.csv.")
        raise InvalidValue(text.format(folder=folder))
    return found


def _own_bundle(lessons: str) -> Bundle:
    """Return the course's own tables; a finding in them is told from one in a reader's file."""
    merged, origins = {}, {}
    for name, table in schema.all_tables().items():
        sheet = read_sheet(table.path, table.columns)
        merged[name] = sheet.columns
        origins[name] = [(f"data/{sheet.file}", line) for line in sheet.lines]
    return Bundle(merged, own_bibliography(), lessons, origins)


def _merge(table: schema.Table, added: Sheet) -> tuple[Columns, list[tuple[str, int]]]:
    """Replace rows of equal key and add the others, remembering where each row stands."""
    _check_columns(table, added)
    own = read_sheet(table.path, table.columns)
    rows = {_key(table, row): (row, (f"data/{own.file}", line)) for line, row in own.rows()}
    seen: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    for line, row in added.rows():
        key = _key(table, row)
        first, same = seen.setdefault(key, (line, row))
        if same != row:
            other = next(name for name in row if row[name] != same[name])
            text = _("{file}, line {line}, {field}: line {first} holds {key} already, with another value; keep one.")
            place = {"file": added.file, "line": line, "field": other, "first": first}
            raise InvalidValue(text.format(**place, key=" ".join(key)))
        rows[key] = ({**dict.fromkeys(table.columns, ""), **row}, (added.file, first))
    merged = {name: [row[name] for row, _origin in rows.values()] for name in table.columns}
    return merged, [origin for _row, origin in rows.values()]


def _key(table: schema.Table, row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in table.primary_key)


def _check_columns(table: schema.Table, added: Sheet) -> None:
    for name in added.columns:
        if name not in table.columns:
            near = nearest(name, table.columns)
            text = _("{file}, line 1: {table} has no column '{name}'; did you mean '{near}'?")
            if not near:
                text = _("{file}, line 1: {table} has no column '{name}'; remove it.")
            raise InvalidValue(text.format(file=added.file, table=table.name, name=name, near=near))
    missing = [name for name in table.primary_key if name not in added.columns]
    if missing:
        text = _("{file} lacks the column {column}, which is part of the key.")
        raise InvalidValue(text.format(file=added.file, column=missing[0]))
