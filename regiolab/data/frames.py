"""Load the tables as typed frames."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from regiolab.data import schema, store
from regiolab.data.delimited import read_columns
from regiolab.errors import InvalidValue
from regiolab.i18n import _

TEXT = pd.StringDtype(na_value=np.nan)
LONG = 30_000  # bytes from which pandas' parser is the faster way
PARSED = {"integer": "Int64", "number": "float64", "string": TEXT}  # the types that derived series use


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
    return _read(schema.table(name).name).copy(deep=False)


def reader(folder: Path | None = None) -> Callable[[str], pd.DataFrame]:
    """Return a function that loads the tables of a folder, typed as :func:`load` types the course's own.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A folder with the tables' CSV files; the tables in use if left out.
    """
    if folder is None:
        return load
    return functools.cache(lambda name: typed_frame(read_columns(folder / f"{name}.csv"), schema.table(name)))


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


def typed_frame(columns: dict[str, list[str]], table: schema.Table) -> pd.DataFrame:
    """Give text columns the types of a table's schema."""
    return pd.DataFrame({item.name: _typed(columns[item.name], item) for item in table.fields}, copy=False)


@functools.cache
def _read(name: str) -> pd.DataFrame:
    table = schema.table(name)
    if table.origins and not store.overlaid(name) and _is_long(table.path):
        return _parsed(table)
    return typed_frame(store.columns(name), table)


store.on_change(_read.cache_clear)


def _is_long(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > LONG


def _parsed(table: schema.Table) -> pd.DataFrame:
    # A long series is thousands of rows of numbers and codes, which pandas' own parser reads several
    # times faster than Python types them cell by cell.
    dtype = {item.name: _categories(item.enum) if item.enum else PARSED[item.type] for item in table.fields}
    try:
        return pd.read_csv(
            table.path, usecols=table.columns, dtype=dtype, keep_default_na=False, na_values=[""], low_memory=False
        )
    except (OSError, ValueError) as error:
        text = _("{file} cannot be read ({reason}): run regiolab check, or install regiolab again.")
        raise InvalidValue(text.format(file=table.path.name, reason=error)) from None


@functools.cache
def _categories(enum: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(enum, dtype="str"))


def _typed(cells: list[str], item: schema.Field) -> np.ndarray | pd.api.extensions.ExtensionArray:
    if item.type == "date":
        return np.array([cell or "NaT" for cell in cells], dtype="datetime64[s]")
    if item.type == "boolean":
        return pd.array([cell == "true" if cell else None for cell in cells], dtype="boolean")
    if item.type == "integer":
        empty = np.array([not cell for cell in cells], dtype=bool)
        return pd.arrays.IntegerArray(np.array([int(cell or 0) for cell in cells], dtype="int64"), empty)
    if item.type == "number":
        return np.array([float(cell) if cell else np.nan for cell in cells], dtype="float64")
    if item.enum:
        code = {"": -1, **{value: index for index, value in enumerate(item.enum)}}
        codes = np.array([code[cell] for cell in cells], dtype="int16")
        return pd.Categorical.from_codes(codes, dtype=_categories(item.enum), validate=False)
    return pd.array([cell or None for cell in cells], dtype=TEXT)
