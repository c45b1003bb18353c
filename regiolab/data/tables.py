"""Load the tables as typed frames."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd

from regiolab.data import schema, store
from regiolab.i18n import _


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
            "rows": [len(_read(item.name)) for item in found],
            "one_row_is": [_(item.row) for item in found],
        }
    )


def typed_frame(columns: dict[str, list[str]], table: schema.Table) -> pd.DataFrame:
    """Give text columns the types of a table's schema."""
    return pd.DataFrame({item.name: _typed(columns[item.name], item) for item in table.fields}, copy=False)


@functools.cache
def _read(name: str) -> pd.DataFrame:
    return typed_frame(store.columns(name), schema.table(name))


store.on_change(_read.cache_clear)


def _typed(cells: list[str], item: schema.Field) -> pd.Series:
    if item.type == "date":
        return pd.Series(np.array([cell or "NaT" for cell in cells], dtype="datetime64[s]"))
    if item.type == "boolean":
        return pd.Series([cell == "true" if cell else None for cell in cells], dtype="boolean")
    if item.type == "integer":
        return pd.Series([int(cell) if cell else None for cell in cells], dtype="Int64")
    if item.type == "number":
        return pd.Series([float(cell) if cell else None for cell in cells], dtype="float64")
    if item.enum:
        code = {value: index for index, value in enumerate(item.enum)}
        codes = [code[cell] if cell else -1 for cell in cells]
        return pd.Series(pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(list(item.enum))))
    return pd.Series([cell or None for cell in cells], dtype="str")
