"""From a chart to its Vega-Lite specification, whatever a reader has set for charts of their own.

Altair sends data through a transformer, and the whole through a theme, that are one for the process: a
reader may have set them to write files, to count rows or to call for a package that is not there. Here
each frame becomes a named data set before Altair sees the chart, which leaves it nothing to transform.
"""

from __future__ import annotations

import contextlib
import copy
import math
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import altair as alt
import pandas as pd
from altair.typing import ChartType
from altair.utils import schemapi

from regiolab.charts.shapes import FORMAT, Shapes

Drawing = TypeVar("Drawing", bound=Callable)
NOTHING = object()
PARTS = ("layer", "hconcat", "vconcat", "concat")


def specification(chart: ChartType) -> dict:
    """Return what a chart draws, its data within, and nothing that was set outside it.

    Parameters
    ----------
    chart : altair chart
        Stays as it is.

    Returns
    -------
    dict
        Yours: no part of it is shared with the chart or with another specification.

    Examples
    --------
    >>> chart = alt.Chart(pd.DataFrame({"year": [1991]})).mark_point().encode(x="year:Q")
    >>> specification(chart)["datasets"]
    {'data-1': [{'year': 1991}]}
    """
    found = _DataSets()
    with unchecked():
        spec = found.taken_out_of(chart, alt.Undefined)
    return {"$schema": alt.SCHEMA_URL, **spec, "datasets": found.by_name()}


def records(frame: pd.DataFrame) -> list[dict]:
    """Return the rows of a frame as JSON has them: no NaN, dates with their time.

    Examples
    --------
    >>> records(pd.DataFrame({"n": [1.5, float("nan")], "on": pd.to_datetime(["1991-03-26", None])}))
    [{'n': 1.5, 'on': '1991-03-26T00:00:00'}, {'n': None, 'on': ''}]
    """
    columns = [_plain(frame[name]) for name in frame.columns]
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(column: pd.Series) -> list:
    if column.dtype.kind == "M":
        # a browser reads a date without its time as one of Greenwich, which is the day before in the Americas
        return ["" if cell is pd.NaT else cell.isoformat() for cell in column]
    if column.dtype.kind in "iub" and not pd.api.types.is_extension_array_dtype(column.dtype):
        return column.tolist()
    return [_cell(cell) for cell in column.tolist()]


def _cell(cell: object) -> object:
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if cell is pd.NA or cell is pd.NaT:
        return None
    return list(cell) if isinstance(cell, list | tuple) else cell


class _DataSets:
    """The data of one chart, each set once however often it is drawn."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._sets: list[object] = []
        self._kept: list[object] = []  # an identity holds only as long as its object lives

    def by_name(self) -> dict[str, object]:
        return {f"data-{index + 1}": content for index, content in enumerate(self._sets)}

    def taken_out_of(self, chart: alt.SchemaBase, inherited: object) -> dict:
        """Return a chart, or a part of one, as a specification that names its data."""
        parts = dict(chart._kwds)
        data = parts.get("data", alt.Undefined)
        if data is not alt.Undefined:
            parts["data"] = self._named(data)
        elif isinstance(chart, alt.Chart) and inherited is alt.Undefined:
            # a mark that stands for a constant is drawn once
            parts["data"] = self._named(NOTHING)
        below = inherited if data is alt.Undefined else data
        for key in PARTS:
            if isinstance(parts.get(key), list):
                parts[key] = [self.taken_out_of(part, below) for part in parts[key]]
        if isinstance(parts.get("spec"), alt.SchemaBase):
            parts["spec"] = self.taken_out_of(parts["spec"], below)
        if isinstance(parts.get("transform"), list):
            parts["transform"] = [self._looked_up(step) for step in parts["transform"]]
        twin = copy.copy(chart)
        object.__setattr__(twin, "_kwds", parts)
        # Altair's own `to_dict` of a chart would call for transformers and themes, and copy each part
        # many times; that of its parts does neither
        context = {"data": below} if isinstance(below, pd.DataFrame) else {}
        return alt.SchemaBase.to_dict(twin, validate=False, context=context)

    def _looked_up(self, step: object) -> object:
        if not isinstance(step, alt.SchemaBase) or not isinstance(table := step._kwds.get("from"), alt.LookupData):
            return step
        return {**step._kwds, "from": self.taken_out_of(table, alt.Undefined)}

    def _named(self, data: object) -> object:
        if isinstance(data, pd.DataFrame):
            return alt.NamedData(name=self._name(data, lambda: records(data)))
        if isinstance(data, Shapes):
            return {"name": self._name(Shapes, data.topology), "format": dict(FORMAT)}
        if data is NOTHING:
            return {"name": self._name(NOTHING, lambda: [{}])}
        return data

    def _name(self, source: object, content: Callable[[], object]) -> str:
        if id(source) not in self._names:
            made = content()
            if made not in self._sets:
                self._sets.append(made)
            self._names[id(source)] = f"data-{self._sets.index(made) + 1}"
            self._kept.append(source)
        return self._names[id(source)]


_busy = threading.Lock()
_inside = 0
_before = True


@contextlib.contextmanager
def unchecked() -> Iterator[None]:
    """Let Altair build parts without checking each against the whole schema, for as long as it lasts.

    The check takes half the time of a chart, and the tests hold every figure's specification against
    the schema. The switch is one for the process: the first that comes in turns it, and the last that
    goes out, in whatever thread and after whatever error, turns it back.

    Examples
    --------
    >>> with unchecked():
    ...     schemapi.DEBUG_MODE
    False
    """
    global _inside, _before
    with _busy:
        if not _inside:
            _before = schemapi.DEBUG_MODE
            schemapi.disable_debug_mode()
        _inside += 1
    try:
        yield
    finally:
        with _busy:
            _inside -= 1
            if not _inside:
                schemapi.DEBUG_MODE = _before
