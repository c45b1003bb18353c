"""The states that a question lets one tap, with their places in the grid of tiles."""

from __future__ import annotations

from regiolab.analysis.membership import region, south_america
from regiolab.data import labels, load
from regiolab.i18n import localised


def states(name: str) -> dict[str, str]:
    """Return the names of a set of states by ISO code, in the order of their names.

    Examples
    --------
    >>> len(states("region")), len(states("south_america"))
    (33, 12)
    """
    # members of schemes lie on other continents too; the Americas are what the grid of tiles shows
    table = load("countries").dropna(subset=["tile_row"])
    inside = {"region": region, "south_america": south_america}.get(name)
    codes = inside() if inside else table.loc[table["kind"].eq("state"), "iso3"].tolist()
    known = labels.state_names()
    return dict(sorted(((code, known[code]) for code in codes), key=lambda pair: pair[1].casefold()))


def tiles(name: str) -> list[dict]:
    """Return the same states with column and row in the grid of tiles.

    Examples
    --------
    >>> sorted(tiles("south_america")[0])
    ['iso3', 'name', 'x', 'y']
    """
    known = states(name)
    rows = load("countries").dropna(subset=["tile_row", "tile_col"])
    return [
        {"iso3": row["iso3"], "name": localised(row, "name"), "x": int(row["tile_col"]), "y": int(row["tile_row"])}
        for row in rows.to_dict("records")
        if row["iso3"] in known
    ]
