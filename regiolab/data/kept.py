"""Tables kept in memory: what frames are made of, again for everyone who asks.

Nobody is handed what is kept. A deep copy of a kept frame would not do, since it shares the types of
its columns and with them their closed lists; so a frame is put together from copies of its columns.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray
from pandas.api.internals import create_dataframe_from_blocks


@dataclass(frozen=True)
class Categories:
    """A column of a closed list: its codes, and the list as an index that cannot be written.

    Examples
    --------
    >>> Categories(np.array([1, -1]), pd.Index(["left", "right"])).copy().tolist()
    ['right', nan]
    """

    codes: np.ndarray
    names: pd.Index

    def __len__(self) -> int:
        return len(self.codes)

    def copy(self) -> pd.Categorical:
        """Return the column as an array of one's own."""
        # a view is an index of one's own, which can be renamed, on the same unwritable names
        dtype = pd.CategoricalDtype(self.names.view())
        return pd.Categorical.from_codes(self.codes.copy(), dtype=dtype, validate=False)


Column: TypeAlias = Categories | np.ndarray | ExtensionArray


def own_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame that shares nothing with another, whatever its cells hold.

    pandas' deep copy goes on sharing labels, closed lists, and cells that are lists themselves.

    Examples
    --------
    >>> given = pd.DataFrame({"lines": [["one", "two"]]})
    >>> own_frame(given).loc[0, "lines"].clear()
    >>> given.loc[0, "lines"]
    ['one', 'two']
    """
    return pickle.loads(pickle.dumps(frame))


class Kept:
    """The columns of a table.

    Parameters
    ----------
    names : iterable of str
    columns : iterable of Categories, numpy.ndarray or pandas.api.extensions.ExtensionArray
        Of one length.

    Examples
    --------
    >>> kept = Kept(["bloc", "members"], [pd.array(["mercosur"], dtype="str"), np.array([4.0])])
    >>> kept.frame().to_dict("list")
    {'bloc': ['mercosur'], 'members': [4.0]}
    """

    def __init__(self, names: Iterable[str], columns: Iterable[Column]) -> None:
        self._columns = list(columns)
        self._places = [np.array([place]) for place in range(len(self._columns))]
        unwritable = np.array(list(names), dtype=object)
        unwritable.flags.writeable = False
        self._names = pd.Index(unwritable, dtype="str", copy=False)

    def __len__(self) -> int:
        return len(self._columns[0])

    def frame(self) -> pd.DataFrame:
        """Return the table as a frame of one's own."""
        blocks = [(_block(column), place) for column, place in zip(self._columns, self._places, strict=True)]
        # pandas' own constructor would look at each array again, which costs more than copying it
        return create_dataframe_from_blocks(blocks, index=pd.RangeIndex(len(self)), columns=self._names.view())


def _block(column: Column) -> np.ndarray | ExtensionArray:
    copy = column.copy()
    return copy.reshape(1, -1) if isinstance(copy, np.ndarray) else copy
