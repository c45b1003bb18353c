"""Load the tables as typed frames."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from regiolab.data import schema, store
from regiolab.data.delimited import read_columns
from regiolab.data.kept import Categories, Column, Kept
from regiolab.errors import InvalidValue
from regiolab.i18n import _

TEXT = pd.StringDtype(na_value=np.nan)
LONG = 30_000  # bytes from which pandas' parser is the faster way
PARSED = {"number": "float64", "string": "object"}  # what pandas' parser reads fastest


def load(name: str) -> pd.DataFrame:
    """Return one table of the data package, each column typed by its schema.

    Parameters
    ----------
    name : str
        A table's name; :func:`tables` lists them.

    Returns
    -------
    pandas.DataFrame
        One row a fact, in the file's order. Text is ``str`` (a missing value is ``NaN``), a closed
        list is ``category`` in the codebook's order, a date ``datetime64[s]``, a whole number
        ``Int64``, a number ``float64``, yes or no ``boolean``. The frame is yours: changing it
        changes nothing for anyone else.

    Raises
    ------
    UnknownName
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> frame = load("memberships")
    >>> frame[frame["bloc"].eq("mercosur") & frame["iso3"].eq("URY")]["start"].dt.date.tolist()
    [datetime.date(1991, 3, 26)]
    """
    return _read(schema.table(name).name).frame()


def reader(folder: Path | None = None) -> Callable[[str], pd.DataFrame]:
    """Return a function that loads the tables of a folder, typed as :func:`load` types the course's own.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A folder with the tables' CSV files; the tables in use if left out.
    """
    if folder is None:
        return load
    kept = functools.cache(lambda name: _typed(read_columns(folder / f"{name}.csv"), schema.table(name)))
    return lambda name: kept(name).frame()


def tables() -> pd.DataFrame:
    """List the tables: name, number of rows, and what one row is.

    Returns
    -------
    pandas.DataFrame
        Columns ``table`` (str), ``rows`` (int64), ``one_row_is`` (str).

    Examples
    --------
    >>> "memberships" in set(tables()["table"])
    True
    """
    found = schema.all_tables().values()
    return pd.DataFrame(
        {
            "table": [item.name for item in found],
            "rows": [store.length(item.name) for item in found],
            "one_row_is": [_(item.row) for item in found],
        }
    )


def typed_frame(columns: Mapping[str, list[str]], table: schema.Table) -> pd.DataFrame:
    """Give text columns the types of a table's schema."""
    return _typed(columns, table).frame()


@functools.cache
def _read(name: str) -> Kept:
    table = schema.table(name)
    if is_plain(table) and not store.overlaid(name) and _is_long(table.path):
        return _parsed(table)
    return _typed(store.columns(name), table)


store.on_change(_read.cache_clear)


def is_plain(table: schema.Table) -> bool:
    """Say whether pandas' parser can type a derived series by itself: numbers, text and closed lists."""
    return bool(table.origins) and all(item.enum or item.type in (*PARSED, "integer") for item in table.fields)


def _is_long(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > LONG


def _parsed(table: schema.Table) -> Kept:
    # A long series is thousands of rows of numbers and codes, which pandas' own parser reads several
    # times faster than Python types them cell by cell.
    dtype = {item.name: _parsed_type(item) for item in table.fields}
    try:
        frame = pd.read_csv(
            table.path, usecols=table.columns, dtype=dtype, keep_default_na=False, na_values=[""], low_memory=False
        )
        return Kept(table.columns, [_of_parsed(frame[item.name], item) for item in table.fields])
    except (OSError, ValueError) as error:
        text = _("{file} cannot be read ({reason}): run regiolab check, or install regiolab again.")
        raise InvalidValue(text.format(file=table.path.name, reason=error)) from None


def _parsed_type(item: schema.Field) -> object:
    if item.enum:
        return pd.CategoricalDtype(_closed(item.enum))
    if item.type == "integer":
        return "int64" if item.required else "float64"
    return PARSED[item.type]


def _of_parsed(column: pd.Series, item: schema.Field) -> Column:
    if item.enum:
        return Categories(column.cat.codes.to_numpy(), _closed(item.enum))
    if item.type == "integer":
        values = column.to_numpy()
        empty = np.isnan(values)
        return pd.arrays.IntegerArray(np.where(empty, 0, values).astype("int64"), empty)
    return column.to_numpy() if item.type == "number" else pd.array(column.to_numpy(), dtype=TEXT)


@functools.cache
def _closed(enum: tuple[str, ...]) -> pd.Index:
    """Return a closed list as an index whose names cannot be written."""
    names = np.array(enum, dtype=object)
    names.flags.writeable = False
    return pd.Index(names, dtype="str", copy=False)


def _typed(columns: Mapping[str, list[str]], table: schema.Table) -> Kept:
    text = _text(columns, [item.name for item in table.fields if item.type == "string" and not item.enum])
    return Kept(
        table.columns,
        [text[item.name] if item.name in text else _column(columns[item.name], item) for item in table.fields],
    )


def _text(columns: Mapping[str, list[str]], names: list[str]) -> dict[str, Column]:
    # all at once: pandas takes as long to begin with an array as to look at a hundred cells
    whole = pd.array([cell or None for name in names for cell in columns[name]], dtype=TEXT)
    length = len(whole) // len(names) if names else 0
    return {name: whole[place * length : (place + 1) * length] for place, name in enumerate(names)}


def _column(cells: list[str], item: schema.Field) -> Column:
    if item.enum:
        codes = _codes(item.enum)
        return Categories(
            np.fromiter(map(codes.__getitem__, cells), dtype="int8", count=len(cells)), _closed(item.enum)
        )
    if item.type == "date":
        return np.array([cell or "NaT" for cell in cells], dtype="datetime64[s]")
    empty = np.array([not cell for cell in cells], dtype=bool)
    if item.type == "boolean":
        return pd.arrays.BooleanArray(np.array([cell == "true" for cell in cells], dtype=bool), empty)
    if item.type == "integer":
        return pd.arrays.IntegerArray(np.array([int(cell or 0) for cell in cells], dtype="int64"), empty)
    return np.array([float(cell or "nan") for cell in cells], dtype="float64")


@functools.cache
def _codes(enum: tuple[str, ...]) -> dict[str, int]:
    return {"": -1, **{value: index for index, value in enumerate(enum)}}
