"""A small record of acts, schemes, members and governments in which a test plants every value.

Rows are typed by the course's own schema, so that a computed verdict sees what it sees in the real tables.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import pandas as pd

from regiolab.analysis.claims.verdicts import compute
from regiolab.data import schema
from regiolab.data.frames import typed_frame

OTHERS = "muhr2010"  # a text that the article's author had no hand in
AUTHOR = "briceno2018[S5 ¶7];briceno2010_arco"
LONG_AGO = "1960-01-01"
NORTH = ["CRI", "CUB", "DOM", "SLV", "GTM", "HTI", "HND", "MEX", "NIC", "PAN"]
SOUTH = ["ARG", "BOL", "BRA", "CHL", "COL", "ECU", "PRY", "PER", "URY", "VEN", "GUY", "SUR"]
SIDES = {"L": "left", "C": "centre", "R": "right"}


class Record:
    """Tables that hold only what a test put there; called with a name, it returns the table.

    Every method adds a row, or changes the row of the same key, and returns the record.
    """

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple, dict[str, str]]] = {}

    def __call__(self, name: str) -> pd.DataFrame:
        described = schema.table(name)
        rows = list(self._rows.get(name, {}).values())
        return typed_frame({column: [row[column] for row in rows] for column in described.columns}, described)

    def row(self, table: str, /, **cells: object) -> Record:
        described = schema.table(table)
        key = tuple(str(cells[name]) for name in described.primary_key)
        rows = self._rows.setdefault(table, {})
        given = {described[name].name: _text(value) for name, value in cells.items()}
        rows[key] = {**rows.get(key, dict.fromkeys(described.columns, "")), **given}
        return self

    def event(self, event: str, date: str, precision: str = "day", source: str = OTHERS, **cells: object) -> Record:
        title = {"title": f"[{event}]", "title_es": f"es[{event}]", "title_pt": f"pt[{event}]"}
        cells = {**title, **cells}
        return self.row("events", event=event, date=date, date_precision=precision, source=source, **cells)

    def bloc(self, bloc: str, founded: str = LONG_AGO, source: str = OTHERS, **cells: object) -> Record:
        return self.row("blocs", bloc=bloc, founded=founded, source=source, **cells)

    def members(
        self,
        bloc: str,
        states: str | Iterable[str],
        start: str = LONG_AGO,
        end: str = "",
        status: str = "full",
        **cells,
    ) -> Record:
        """Add a spell for each of some states, which may be given as one text with spaces."""
        for iso3 in states.split() if isinstance(states, str) else states:
            spell = {"bloc": bloc, "iso3": iso3, "status": status, "start": start, "end": end}
            self.row("memberships", **{"source": OTHERS, **spell, **cells})
        return self

    def term(self, iso3: str, leader: str, start: str = LONG_AGO, end: str = "", **cells: object) -> Record:
        cells = {"kind": "elected", "contested": False, "source": OTHERS, **cells}
        return self.row("governments", iso3=iso3, leader=leader, start=start, end=end, **cells)

    def conflict(self, conflict: str, a: str, b: str, source_a: str, source_b: str, followed: str, **cells) -> Record:
        values = {"value_a": a, "value_b": b, "source_a": source_a, "source_b": source_b, "followed": followed}
        return self.row("conflicts", **{"conflict": conflict, "table": "events", "field": "date", **values, **cells})

    def country(self, iso3: str, in_region: bool = True, kind: str = "state", source: str = OTHERS) -> Record:
        return self.row("countries", iso3=iso3, in_region=in_region, kind=kind, source=source)

    def governs(self, years: Iterable[int], north: str, south: str) -> Record:
        """Give each republic a government of its own in each of some years, one letter a republic.

        The letters are L, C and R for the left, the centre and the right, l, c and r for one that a
        source calls otherwise (l and c of the right, r of the left), and ? for one that nobody codes.
        """
        for year in years:
            for iso3, side in [*zip(NORTH, north, strict=False), *zip(SOUTH, south, strict=False)]:
                leader, start = f"{iso3} {year}", f"{year}-01-01"
                coded = SIDES.get(side.upper(), "")
                self.term(iso3, leader, start, f"{year + 1}-01-01", orientation=coded, contested=side.islower())
                if side.islower():
                    key = f"iso3={iso3};leader={leader};start={start}"
                    rival = "left" if side == "r" else "right"
                    self.disputed_side(f"{iso3}{year}", key, coded, rival)
        return self

    def disputed_side(self, conflict: str, key: str, one: str, other: str) -> Record:
        cells = {"table": "governments", "field": "orientation", "key": key}
        return self.conflict(conflict, one, other, OTHERS, OTHERS, "a", **cells)


def day(date: str, days: int = 0) -> str:
    """Return the day that lies some days after another."""
    return (dt.date.fromisoformat(date) + dt.timedelta(days=days)).isoformat()


def tells(text: str, *parts: str) -> bool:
    """Say whether a text names some things in this order, each as a whole word; nothing named is no text.

    A month without its day is not named by a text that gives the day.

    >>> tells("UNASUR: 12, CELAC: 3", "12", "3"), tells("UNASUR: 12, CELAC: 3", "3", "12"), tells("12", "2")
    (True, False, False)
    """
    if not parts:
        return text == ""
    return re.search(".*?".join(map(_whole, parts)), text) is not None


def _whole(part: str) -> str:
    month = r"(?<!\d )" if part[0].isalpha() else ""
    return rf"(?<![\w.]){month}{re.escape(part)}(?!\w)"


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def titles_in(tables):
    """Return what gives the titles of planted events, in place of those of the course's own table."""
    return lambda column: dict(zip(tables("events")["event"], tables("events")[column], strict=True))


def listed(cases: dict[str, tuple]) -> list[tuple[str, str]]:
    """Return every claim with the name of each of its cases."""
    return [(claim, name) for claim, (_world, table) in cases.items() for name in table]


def check(cases: dict[str, tuple], claim: str, name: str) -> None:
    """Plant a case and check the verdict."""
    world, table = cases[claim]
    changes, verdict = table[name]
    assert compute(claim, world(**changes)).verdict == verdict, (claim, name)


def check_told(claim: str, record: Record, figure: tuple[str, ...], alternative: tuple[str, ...]) -> None:
    """Check what a verdict tells of the record: the parts that its figure and its alternative must have."""
    found = compute(claim, record)
    assert tells(found.figure, *figure), found
    assert tells(found.alternative, *alternative), found
