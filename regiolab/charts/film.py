"""The moving picture of the region: all that a browser must know to play it without asking again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from regiolab import words
from regiolab.analysis.membership import RULES
from regiolab.analysis.terms import terms_of_office
from regiolab.charts import maps, theme
from regiolab.charts.datasets import states
from regiolab.charts.paths import outlined
from regiolab.charts.stops import all_stops
from regiolab.charts.years import ORIENTATION_COLOURS
from regiolab.data import load, sources, store
from regiolab.data.labels import bloc_names, event_title, short_names, state_names
from regiolab.data.schema import coverage_end
from regiolab.i18n import _, language, ngettext

FIRST = dt.date(1960, 1, 1)
CODED_FROM = dt.date(1990, 1, 1)  # governments before that are not in the tables, but for a few
MOST = 6  # schemes at a time: a tile has no room for more
OFFERED = (
    "aladi",
    "andean_community",
    "caricom",
    "mercosur",
    "sica",
    "alba",
    "unasur",
    "pacific_alliance",
    "celac",
    "prosur",
)
# the part of the map that is shown enlarged, Central America and the Caribbean, and where that ends on the right
INSET, INSET_RIGHT = (246, 70, 404, 224), 385
SIDES = (*words.ORIENTATIONS, "unknown")


def reel() -> dict[str, Any]:
    """Return schemes, memberships, events, governments, outlines and stops as plain values.

    Examples
    --------
    >>> told = reel()
    >>> told["first"], len(told["states"]), len(told["stops"])
    ('1960-01-01', 33, 8)
    >>> told["blocs"]["mercosur"]["sign"], told["blocs"]["pacific_alliance"]["sign"]
    ('Me', 'PA')
    """
    cited = _Cited()
    width, outlines = outlined()
    places = states().set_index("iso3")
    names = state_names()
    return {
        "lang": "en-GB" if language() == "en" else language(),
        "first": FIRST.isoformat(),
        "last": coverage_end().isoformat(),
        "most": MOST,
        "width": width,
        "inset": list(INSET),
        "inset_right": INSET_RIGHT,
        "statuses": [
            {"id": status, "name": words.status_name(status), "one": _counted(1)[status], "many": _counted(2)[status]}
            for status in words.STATUSES
        ],
        "checked": {
            "read": _("The source itself was read."),
            "excerpt": _("Seen in an excerpt or quotation."),
            "unconfirmed": _("Not confirmed."),
        },
        "rules": [
            {"id": rule, "name": name, "said": maps.rule_said(rule)}
            for rule, name in zip(RULES, (_("effect"), _("signature"), _("entry into force")), strict=True)
        ],
        "blocs": _schemes(),
        "offered": list(OFFERED),
        "states": {
            iso3: outlines[iso3]
            | {
                "name": row["name"],
                "col": int(row["tile_col"]),
                "row": int(row["tile_row"]),
                "dot": iso3 in maps.DOTS,
            }
            for iso3, row in places.iterrows()
        },
        "others": {iso3: name for iso3, name in names.items() if iso3 not in places.index},
        "spells": _spells(cited),
        "events": _events(cited),
        "governments": governing(),
        "sides": [
            {"id": side, "name": words.orientation_name(side), "colour": ORIENTATION_COLOURS[side]} for side in SIDES
        ],
        "stops": _stops(),
        "sources": cited.entries,
    }


def _counted(n: int) -> dict[str, str]:
    """Return how a number of states of each standing is written; the browser puts the number in."""
    return {
        "full": ngettext("{n} full member", "{n} full members", n),
        "suspended": ngettext("{n} suspended", "{n} suspended", n),
        "acceding": ngettext("{n} acceding", "{n} acceding", n),
        "associate": ngettext("{n} associate", "{n} associates", n),
        "observer": ngettext("{n} observer", "{n} observers", n),
    }


class _Cited:
    """The sources that are cited, each once."""

    def __init__(self) -> None:
        self.entries: list[dict[str, str]] = []
        self._place: dict[str, int] = {}

    def __call__(self, cell: object) -> list[list]:
        """Return a cell of citations as pairs of a place in the list and a locator."""
        found = sources.parse(cell) if isinstance(cell, str) else []
        return [[self._at(item.key), item.locator or ""] for item in found]

    def _at(self, key: str) -> int:
        if key not in self._place:
            entry = store.source(key)
            text = entry.reference()
            self._place[key] = len(self.entries)
            self.entries.append({"text": text.removesuffix(entry.link).rstrip(), "link": entry.link})
        return self._place[key]


def _day(value: object) -> str:
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}"


def _schemes() -> dict[str, dict]:
    table = load("blocs").set_index("bloc")
    names, whole = short_names(), bloc_names()
    # those that are offered first get the letters that one expects
    marks = signs(names[[*OFFERED, *names.index.difference(OFFERED, sort=False)]])
    end = coverage_end()
    return {
        bloc: {
            "name": names[bloc],
            "whole": whole[bloc],
            "sign": marks[bloc],
            "colour": theme.colour(bloc),
            "ink": theme.ink_on(theme.colour(bloc), "#000000"),
            "forced": bool(pd.notna(row["in_force"])),
            "met": _day(row["last_meeting"]),
            "silence": maps.last_met(bloc, end),
        }
        for bloc, row in table.iterrows()
    }


def signs(names: Iterable[tuple[str, str]] | pd.Series) -> dict[str, str]:
    """Return for each scheme two letters that no other has: what tells schemes apart beside colour.

    Examples
    --------
    >>> signs(pd.Series({"mercosur": "Mercosur", "pacific_arc": "Pacific Arc", "paris": "Paris"}))
    {'mercosur': 'Me', 'pacific_arc': 'PA', 'paris': 'Pa'}
    """
    found: dict[str, str] = {}
    for bloc, name in pd.Series(names).items():
        letters = [letter for letter in name if letter.isalpha()]
        heads = [part[0] for part in name.replace("-", " ").split() if part[0].isupper()]
        wanted = [heads[0] + heads[1]] if len(heads) > 1 else []
        wanted += [letters[0] + letter.lower() for letter in letters[1:]]
        wanted += [letters[0] + digit for digit in "23456789"]
        found[str(bloc)] = next(sign for sign in wanted if sign not in found.values())
    return found


def _spells(cited: _Cited) -> dict[str, list[dict]]:
    told: dict[str, list[dict]] = {}
    for row in load("memberships").itertuples(index=False):
        told.setdefault(row.bloc, []).append(
            {
                "iso3": row.iso3,
                "status": str(row.status),
                "start": _day(row.start),
                "signed": _day(row.signed),
                "in_force": _day(row.in_force),
                "end": _day(row.end),
                "precision": str(row.start_precision),
                "until": "" if pd.isna(row.end_precision) else str(row.end_precision),
                "checked": str(row.checked),
                "cited": cited(row.source),
            }
        )
    return told


def _events(cited: _Cited) -> list[dict]:
    table = load("events")
    table = table[table["date"].ge(pd.Timestamp(FIRST))].sort_values(["date", "event"])
    return [
        {
            "event": row.event,
            "date": _day(row.date),
            "precision": str(row.date_precision),
            "title": event_title(row.event),
            "blocs": words.split(row.blocs),
            "cited": cited(row.source),
        }
        for row in table.itertuples(index=False)
    ]


def governing() -> list[list]:
    """Return how many republics were governed by the left, the centre, the right, and otherwise.

    Returns
    -------
    list of list
        One entry a day on which a number changes: the day, then the four numbers.

    Examples
    --------
    >>> governing()[0]
    ['1990-01-01', 8, 2, 10, 0]
    """
    changes: list[tuple[dt.date, str, int]] = []
    for row in terms_of_office().itertuples(index=False):
        side = row.orientation if row.orientation in words.ORIENTATIONS else "unknown"
        changes.append((max(row.start.date(), CODED_FROM), side, 1))
        if pd.notna(row.end):
            changes.append((max(row.end.date(), CODED_FROM), side, -1))
    standing: Counter[str] = Counter()
    told: dict[str, list] = {}
    for day, side, change in sorted(changes):
        standing[side] += change
        told[day.isoformat()] = [day.isoformat(), *(standing[name] for name in SIDES)]
    kept: list[list] = []
    for entry in told.values():
        if not kept or entry[1:] != kept[-1][1:]:
            kept.append(entry)
    return kept


def _stops() -> list[dict]:
    return [
        {
            "day": stop.day.isoformat(),
            "blocs": list(stop.blocs),
            "title": stop.title,
            "story": stop.story,
            "events": list(stop.events),
        }
        for stop in all_stops()
    ]
