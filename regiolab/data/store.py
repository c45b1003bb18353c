"""The tables in use: the course's own, with a reader's rows laid over them.

Everything that loads a table goes through here, so that :func:`use` takes effect everywhere at once.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from regiolab.data import schema, sources
from regiolab.data.bundle import Bundle, Columns
from regiolab.data.delimited import read_columns
from regiolab.errors import InvalidValue, unknown
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
    return _overlay is not None and name in _overlay.columns and _overlay.columns[name] is not None


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
    course's replaces it; any other is added. The result is validated before anything changes.

    Parameters
    ----------
    folder : str, pathlib.Path or None
        None returns to the course's own tables.

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
    _overlay = None if folder is None else _lay_over(Path(folder))
    for clear in _listeners:
        clear()


def _lay_over(folder: Path) -> Bundle:
    from regiolab.data.validation import check_bundle, lessons

    files = sorted(folder.glob("*.csv"))
    if not files:
        text = _("{folder} holds no CSV file named like a table, such as memberships.csv.")
        raise InvalidValue(text.format(folder=folder))
    names = schema.all_tables()
    own = _own_bundle(lessons())
    merged, origins = dict(own.columns), dict(own.origins)
    for path in files:
        if path.stem not in names:
            raise unknown(_("a table"), path.stem, names)
        merged[path.stem], origins[path.stem] = _merge(names[path.stem], path)
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


def _own_bundle(lessons: str) -> Bundle:
    """Return the course's own tables; a finding in them is told from one in a reader's file."""
    merged = {name: own_columns(name) for name in schema.all_tables()}
    origins = {}
    for name, columns in merged.items():
        length = len(next(iter(columns.values()), ()))
        origins[name] = [(f"data/{name}.csv", index + 2) for index in range(length)]
    return Bundle(merged, own_bibliography(), lessons, origins)


def _merge(table: schema.Table, path: Path) -> tuple[Columns, list[tuple[str, int]]]:
    """Replace rows of equal key and add the others, remembering where each row stands."""
    added = read_columns(path)
    for name in added:
        table[name]  # an unknown column is an error that names the nearest one
    missing = [name for name in table.primary_key if name not in added]
    if missing:
        text = _("{file} lacks the column {column}, which is part of the key.")
        raise InvalidValue(text.format(file=path.name, column=missing[0]))
    own = own_columns(table.name)
    rows = {}
    for index, cells in enumerate(zip(*own.values(), strict=True)):
        row = dict(zip(own, cells, strict=True))
        rows[tuple(row[name] for name in table.primary_key)] = (row, (f"data/{table.path.name}", index + 2))
    for index, cells in enumerate(zip(*added.values(), strict=True)):
        row = {**dict.fromkeys(table.columns, ""), **dict(zip(added, cells, strict=True))}
        rows[tuple(row[name] for name in table.primary_key)] = (row, (path.name, index + 2))
    merged = {name: [row[name] for row, _origin in rows.values()] for name in table.columns}
    return merged, [origin for _row, origin in rows.values()]
