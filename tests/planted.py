"""Small worlds for the verdicts that votes and trade decide: every value is the test's own.

A world is a list of plants. A series (one value a name, year and lane) is planted by :func:`at` and
its short forms, in order, so that a later plant overrides an earlier one; a cell that nothing plants
is missing. A table of rows is planted by :func:`rows` and changed by :func:`cell`. The usual base
puts a value that contradicts the claim in :data:`EVER` and the one that bears it out in the years
that count: a test that looks one year too far then falls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from regiolab.analysis.claims.verdicts import Verdict, compute

APRIL, WHOLE, FINAL = RELEASES = (("apr2020", "all"), ("jul2025", "all"), ("jul2025", "final_passage"))
EVER = range(1985, 2026)


class Lanes(NamedTuple):
    """A series: the column of names, and the columns and values that tell its lanes apart."""

    names: str
    keys: tuple[str, ...]
    lanes: tuple[tuple[str, ...], ...]


# a release that no verdict may read stands beside the three
_ESTIMATES = (*RELEASES, ("apr2020", "final_passage"))
SERIES = {
    "un_positions": Lanes(
        "bloc",
        ("release", "estimate", "membership"),
        tuple((*pair, members) for pair in _ESTIMATES for members in ("fixed", "dated")),
    ),
    "un_ranks": Lanes("iso3", ("release", "estimate"), _ESTIMATES),
    "un_agreement": Lanes(
        "iso3",
        ("important", "definition"),
        tuple(
            (votes, how) for votes in ("all", "important") for how in ("same_vote", "abstention_half", "yes_no_only")
        ),
    ),
    "intra_trade": Lanes(
        "bloc",
        ("origin", "membership"),
        tuple((origin, members) for origin in ("cow", "penppml") for members in ("fixed", "dated")),
    ),
}

# A period of which no agreement is at hand is a known category all the same; what is missing is pd.NA.
TYPES = {
    "agreement_depth": {"period": pd.CategoricalDtype(["before_1990", "1990_2002", "2003_2014", "all"])},
    "agreement_cases": dict.fromkeys(("signed", "in_force", "depth_base"), "Int64"),
}

Years = int | Iterable[int]
Plant = Callable[[dict], None]


def at(table: str, column: str, name: str, years: Years, value: float | Sequence[float], **lane: object) -> Plant:
    """Plant a value, or one a year, in every lane that fits, such as ``origin="cow"``."""
    shape = SERIES[table]
    years = [years] if isinstance(years, int) else list(years)
    wanted = {key: {one} if isinstance(one, str) else set(one) for key, one in lane.items()}
    chosen = [
        number
        for number, values in enumerate(shape.lanes)
        if all(value_of in wanted.get(key, {value_of}) for key, value_of in zip(shape.keys, values, strict=True))
    ]
    assert chosen, lane
    values = np.broadcast_to(np.asarray(value, dtype=float), len(years))

    def plant(world: dict) -> None:
        grid = world.setdefault(table, {}).setdefault(column, {})
        if name not in grid:
            grid[name] = np.full((len(EVER), len(shape.lanes)), np.nan)
        for year, one in zip(years, values, strict=True):
            grid[name][year - EVER.start, chosen] = one

    return plant


def _estimates(only: Iterable[tuple[str, str]] | None) -> dict[str, object]:
    """Return the lane of one pair of release and estimate; pairs are planted one by one."""
    return {} if only is None else {"release": {pair[0] for pair in only}, "estimate": {pair[1] for pair in only}}


def _each(only: tuple[str, str] | Iterable[tuple[str, str]] | None) -> list:
    if only is None:
        return [None]
    return [[only]] if isinstance(only[0], str) else [[pair] for pair in only]


def _together(plants: list[Plant]) -> Plant:
    def plant(world: dict) -> None:
        for one in plants:
            one(world)

    return plant


def place(name: str, years: Years, value, only=None, *, column="relative_distance", membership="fixed") -> Plant:
    """Plant a column of un_positions, in the given releases and estimates only."""
    return _together(
        [
            at("un_positions", column, name, years, value, membership=membership, **_estimates(pair))
            for pair in _each(only)
        ]
    )


def rank(name: str, years: Years, value, only=None, *, column="rank") -> Plant:
    """Plant a column of un_ranks, in the given releases and estimates only."""
    return _together([at("un_ranks", column, name, years, value, **_estimates(pair)) for pair in _each(only)])


def bounds(name: str, years: Years, best, worst, only=None) -> Plant:
    """Plant the range within which a rank lies."""
    return _together(
        [rank(name, years, best, only, column="rank_best"), rank(name, years, worst, only, column="rank_worst")]
    )


def trade(bloc: str, column: str, years: Years, value, origin: str = "cow") -> Plant:
    """Plant a column of intra_trade, for fixed members."""
    return at("intra_trade", column, bloc, years, value, origin=origin, membership="fixed")


def rows(table: str, *records: dict) -> Plant:
    """Plant a table of rows."""

    def plant(world: dict) -> None:
        world[table] = [dict(record) for record in records]

    return plant


def cell(table: str, where: dict, **cells: object) -> Plant:
    """Change the rows that have some values; at least one must."""

    def plant(world: dict) -> None:
        fits = [row for row in world[table] if where.items() <= row.items()]
        assert fits, (table, where)
        for row in fits:
            row.update(cells)

    return plant


def without(table: str, **where: object) -> Plant:
    """Drop the rows that have some values: of a series, a lane, a name, or both."""

    def plant(world: dict) -> None:
        if table in SERIES:
            world.setdefault("dropped", []).append((table, where))
        else:
            kept = [row for row in world[table] if not where.items() <= row.items()]
            assert len(kept) < len(world[table]), (table, where)
            world[table] = kept

    return plant


def member(bloc: str, iso3: str, start: str, end: str | None = None, status: str = "full") -> dict:
    """Return a row of memberships."""
    return {"bloc": bloc, "iso3": iso3, "status": status, "start": pd.Timestamp(start), "end": pd.Timestamp(end)}


def _frame(table: str, columns: dict, dropped: list) -> pd.DataFrame:
    shape = SERIES[table]
    names = sorted({name for grid in columns.values() for name in grid})
    empty = np.full((len(EVER), len(shape.lanes)), np.nan)
    n_years, n_lanes = empty.shape
    found = {
        shape.names: np.repeat(names, n_years * n_lanes),
        "year_first" if table == "un_agreement" else "year": np.tile(np.repeat(EVER, n_lanes), len(names)),
    }
    for number, key in enumerate(shape.keys):
        found[key] = np.tile([lane[number] for lane in shape.lanes], len(names) * n_years)
    for column, grid in columns.items():
        found[column] = np.concatenate([grid.get(name, empty).ravel() for name in names])
    frame = pd.DataFrame(found)
    if table == "un_agreement":
        frame["session"] = frame["year_first"] - 1945
    for of, where in dropped:
        if of == table:
            gone = np.logical_and.reduce([frame[key].eq(value) for key, value in where.items()])
            assert gone.any(), where
            frame = frame[~gone]
    return frame


def tables(plants: Iterable[Plant]) -> Callable[[str], pd.DataFrame]:
    """Return the tables of a world by name; one that nobody planted may not be asked for."""
    world: dict = {}
    for plant in plants:
        plant(world)
    dropped = world.pop("dropped", [])

    def table(name: str) -> pd.DataFrame:
        planted = world[name]
        return _frame(name, planted, dropped) if name in SERIES else _rows(name, planted)

    return table


def verdict(claim: str, plants: Iterable[Plant]) -> Verdict:
    """Compute a claim in a world."""
    return compute(claim, tables(plants))


def _rows(table: str, records: list[dict]) -> pd.DataFrame:
    if not records and table == "memberships":
        return pd.DataFrame(columns=list(member("", "", "2000-01-01")))
    frame = pd.DataFrame(records)
    return frame.astype(TYPES[table]) if len(frame) and table in TYPES else frame


class Rule(NamedTuple):
    """A claim's test as a reader sees it: a world that bears it out, and what each change makes of it.

    `figure` and `tried` are pieces that the two sentences of the base must have in this order; a
    case is a name, the changes to the base, the verdict, and pieces of its two sentences where they matter.
    """

    base: tuple[Plant, ...]
    figure: tuple[str, ...]
    tried: tuple[str, ...]
    cases: tuple[tuple, ...]
    expected: str = "supported"


def carries(sentence: str, pieces: Iterable[str]) -> bool:
    """Say whether a sentence has some pieces in order, none within a longer number."""
    pattern = ".*?".join(
        (r"(?<![\d.,])" if piece[0].isdigit() else "") + re.escape(piece) + r"(?!\d)" for piece in pieces
    )
    return re.search(pattern, sentence) is not None


def check(claim: str, rule: Rule, case: tuple | None = None) -> None:
    """Compute the base or a case, and compare the verdict and what its sentences carry."""
    name, changes, expected, *pieces = case or ("base", (), rule.expected, rule.figure, rule.tried)
    found = verdict(claim, (*rule.base, *changes))
    assert found.verdict == expected, (claim, name, found)
    for sentence, carried in zip((found.figure, found.alternative), pieces, strict=False):
        if carried == ():
            continue
        assert carries(sentence, carried) if carried else sentence == "", (claim, name, sentence, carried)


def listed(rules: dict[str, Rule]) -> list[tuple[str, tuple | None]]:
    """Return every claim's base and cases; of a second claim with the same test the base alone."""
    first = {id(rule): claim for claim, rule in reversed(rules.items())}
    return [
        (claim, case)
        for claim, rule in rules.items()
        for case in (None, *(rule.cases if first[id(rule)] == claim else ()))
    ]


def told(claim: str, case: tuple | None) -> str:
    """Return the name under which a case is run."""
    return f"{claim}-{case[0] if case else 'base'}"
