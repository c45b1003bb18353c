"""What the record answers: a value, or several, taken from a table, a figure's table, or an analysis.

A question of a lesson names where its answer stands; nothing that can be computed is written down twice.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from typing import Any

import pandas as pd
from pydantic import Field, model_validator

from regiolab.data import load, schema, store
from regiolab.data.kept import own_frame
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises.look import drawn
from regiolab.exercises.submission import Id, Part
from regiolab.i18n import _, language


class Record(Part):
    """Where an answer stands: rows of a `table`, of a `figure`'s table, or of what an `analysis` returns.

    `options` go to the figure or the analysis. `where` keeps the rows that have one of the values in each
    column named, `on` those whose spell includes a day. `column` holds the answer; `count` asks for the
    number of rows (of different values of `column`, if one is named) in its place. `repeated` keeps the values
    that the column holds in so many rows at least: the states that are members of two schemes. `key` is the
    column that names an item, where one of several items is asked for (or several, their values joined by `_`),
    and `times` what a value is multiplied by.
    """

    table: Id | None = None
    figure: Id | None = None
    analysis: Id | None = None
    options: dict[str, Any] = Field(default_factory=dict)
    where: dict[str, list[str | int | float | bool]] = Field(default_factory=dict)
    on: dt.date | None = None
    column: Id | None = None
    key: Id | list[Id] | None = None
    count: bool = False
    repeated: int = Field(1, ge=1)
    times: float = 1

    @model_validator(mode="after")
    def _one_place(self) -> Record:
        if sum(item is not None for item in (self.table, self.figure, self.analysis)) != 1:
            raise ValueError(_("name one place: a table, a figure or an analysis"))
        if self.column is None and not self.count:
            raise ValueError(_("name the column that holds the answer, or count rows"))
        return self


def rows(record: Record) -> pd.DataFrame:
    """Return the rows in which an answer stands.

    Raises
    ------
    InvalidValue, UnknownName
        If a place or column does not exist, or no row is left.

    Examples
    --------
    >>> here = Record(table="blocs", where={"kind": ["forum"]}, count=True)
    >>> set(rows(here)["kind"])
    {'forum'}
    """
    frame = own_frame(_frame(record))
    needed = [*record.where, *([record.column] if record.column else []), *_keys(record)]
    for name in (*needed, *(["start", "end"] if record.on else [])):
        if name not in frame.columns:
            raise unknown(_("a column of {table}").format(table=_place(record)), name, sorted(map(str, frame.columns)))
    for name, values in record.where.items():
        frame = frame[frame[name].astype(str).isin(set(map(str, values)))]
    if record.on is not None:
        day = pd.Timestamp(record.on)
        frame = frame[frame["start"].le(day) & (frame["end"].isna() | frame["end"].gt(day))]
    if record.repeated > 1 and record.column is not None:
        frame = frame[frame.groupby(record.column, observed=True)[record.column].transform("size").ge(record.repeated)]
    if frame.empty and not record.count:
        raise InvalidValue(_("No row of {table} fits what is asked.").format(table=_place(record)))
    return frame


def number(record: Record) -> float:
    """Return one number.

    Raises
    ------
    InvalidValue
        If there is not exactly one, or it is not known, or no number.

    Examples
    --------
    >>> number(Record(analysis="members", options={"bloc": "unasur", "on": "2010-01-01", "by": "signed"}, count=True))
    12.0
    """
    frame = rows(record)
    if record.count:
        return float((frame[record.column].nunique() if record.column else len(frame)) * record.times)
    found = frame[str(record.column)]
    if len(found) != 1 or pd.isna(found.iloc[0]):
        text = _("{table} holds {n} values where one is asked for: narrow `where`.")
        raise InvalidValue(text.format(table=_place(record), n=len(found)))
    try:
        return float(found.iloc[0]) * record.times
    except (TypeError, ValueError):
        text = _("The column {column} of {table} holds no numbers.")
        raise InvalidValue(text.format(column=record.column, table=_place(record))) from None


def names(record: Record) -> list[str]:
    """Return what the column holds, each value once, in the order of the rows.

    Examples
    --------
    >>> names(Record(table="blocs", where={"bloc": ["celac"]}, column="kind"))
    ['forum']
    >>> two = {"bloc": ["alba", "mercosur"], "status": ["full"]}
    >>> names(Record(table="memberships", where=two, on="2012-12-31", column="iso3", repeated=2))
    ['VEN']
    """
    return list(dict.fromkeys(rows(record)[str(record.column)].dropna().astype(str)))


def by_key(record: Record) -> dict[str, Any]:
    """Return the column's values by key, the last row of a key last.

    Examples
    --------
    >>> by_key(Record(table="blocs", where={"bloc": ["celac", "oas"]}, key="bloc", column="kind"))["celac"]
    'forum'
    """
    frame = rows(record).dropna(subset=_keys(record))
    named = frame[_keys(record)].astype(str).agg("_".join, axis=1)
    return dict(zip(named, frame[str(record.column)], strict=True))


def series(record: Record) -> dict[int, float]:
    """Return the column's values by year.

    Examples
    --------
    >>> right = {"orientation": ["right"]}
    >>> line = Record(figure="government_shares", where=right, column="share", times=100)
    >>> 0 < series(line)[2018] < 100
    True
    """
    frame = rows(record).dropna(subset=[str(record.column)])
    years = frame[(_keys(record) or ["year"])[0]].astype(int)
    if years.duplicated().any():
        raise InvalidValue(_("{table} holds several values of a year: narrow `where`.").format(table=_place(record)))
    return {
        int(year): float(value) * record.times for year, value in zip(years, frame[str(record.column)], strict=True)
    }


def _frame(record: Record) -> pd.DataFrame:
    if record.table:
        return load(schema.table(record.table).name)
    # an answer is held against its record several times over, and to draw a figure takes a while
    make = _drawn if record.figure else _analysed
    return make(str(record.figure or record.analysis), json.dumps(record.options), language())


@functools.lru_cache(maxsize=64)
def _drawn(name: str, options: str, _spoken: str) -> pd.DataFrame:
    return drawn(name, json.loads(options))


@functools.lru_cache(maxsize=64)
def _analysed(name: str, options: str, _spoken: str) -> pd.DataFrame:
    from regiolab import analysis

    if name not in analysis.__all__:
        raise unknown(_("an analysis"), name, list(analysis.__all__))
    try:
        found = getattr(analysis, name)(**json.loads(options))
    except TypeError as error:
        text = _("the analysis {name} cannot be made with these options ({reason}).")
        raise InvalidValue(text.format(name=name, reason=error)) from None
    return found if isinstance(found, pd.DataFrame) else pd.DataFrame({"iso3": list(found)})


for cached in (_drawn, _analysed):
    store.on_change(cached.cache_clear)


def _keys(record: Record) -> list[str]:
    return [record.key] if isinstance(record.key, str) else list(record.key or [])


def _place(record: Record) -> str:
    return str(record.table or record.figure or record.analysis)
