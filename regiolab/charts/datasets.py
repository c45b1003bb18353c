"""Data that many figures draw on."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.membership import region
from regiolab.data import load
from regiolab.data.geometry import label_points
from regiolab.data.labels import state_names


def states() -> pd.DataFrame:
    """Return the 33 states of the region with their names, tiles and the place of a label.

    Returns
    -------
    pandas.DataFrame
        Columns ``iso3``, ``tile_row``, ``tile_col``, ``name``, ``lon``, ``lat``.

    Examples
    --------
    >>> len(states())
    33
    """
    table = load("countries").set_index("iso3").loc[region(), ["tile_row", "tile_col"]].reset_index()
    names, points = state_names(), label_points()
    return table.assign(
        name=table["iso3"].map(names),
        lon=[points[iso3][0] for iso3 in table["iso3"]],
        lat=[points[iso3][1] for iso3 in table["iso3"]],
    )
