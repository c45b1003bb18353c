"""The stops of the moving picture: days at which it halts, told in a sentence each."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from regiolab.charts import maps, theme
from regiolab.charts.datasets import states
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.data import load
from regiolab.data.labels import event_title, short_name
from regiolab.i18n import _, format_date, language
from regiolab.words import STATUSES, status_letter, status_name

FILE = Path(__file__).with_name("stops.json")
FORMAT = "regiolab-stops/1"

ACROSS = 4  # panels in a row
WIDE, HIGH = 24, 19  # pixels of a tile
LINE = 13  # and of a line beneath the tiles
BENEATH = 4 + 4 * LINE


@dataclass(frozen=True)
class Stop:
    """A day, the schemes shown on it, and what is told of them.

    Parameters
    ----------
    day : datetime.date
    blocs : tuple of str
        The schemes, one to four.
    events : tuple of str
        The events that the story rests on; their dates and sources are shown.
    counts : dict
        ``"mercosur full"`` to the number that the story says.
    states : tuple of str
        ``"PRY mercosur suspended"``: what the story says of a state.
    title, story : str
        In the reader's language.
    """

    day: dt.date
    blocs: tuple[str, ...]
    events: tuple[str, ...]
    counts: dict[str, int]
    states: tuple[str, ...]
    title: str
    story: str


def all_stops() -> list[Stop]:
    """Return the stops, oldest first, in the reader's language.

    Examples
    --------
    >>> [stop.day.year for stop in all_stops()]
    [1960, 1973, 1991, 2004, 2011, 2012, 2020, 2024]
    """
    told = language()
    return [
        Stop(
            dt.date.fromisoformat(item["day"]),
            tuple(item["blocs"]),
            tuple(item["events"]),
            dict(item["counts"]),
            tuple(item["states"]),
            item["title"][told],
            item["story"][told],
        )
        for item in _items()
    ]


@functools.cache
def _items() -> list[dict[str, Any]]:
    content = json.loads(FILE.read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        raise ValueError(f"{FILE.name} is of the format {content['format']}, not {FORMAT}")
    return content["stops"]


def faults(stop: Stop) -> Iterator[str]:
    """Say where a stop and the tables part: unknown or later events, and numbers and states that differ.

    Examples
    --------
    >>> [fault for stop in all_stops() for fault in faults(stop)]
    []
    """
    known = load("events").set_index("event")["date"]
    for event in stop.events:
        if event not in known.index:
            yield f"{event}: no such event"
        elif known[event].date() > stop.day:
            yield f"{event}: comes after {stop.day}"
    table = maps.standing(list(stop.blocs), stop.day, "start")
    for name, number in stop.counts.items():
        bloc, status = name.split()
        found = int((table["bloc"].eq(bloc) & table["status"].eq(status)).sum())
        if found != number:
            yield f"{name}: {found}, not {number}"
    held = set(table["iso3"] + " " + table["bloc"] + " " + table["status"])
    yield from (f"{name}: not so" for name in stop.states if name not in held)


def atlas_stops() -> Figure:
    """Draw the eight stops of the moving picture side by side, for print and for pages without a kernel.

    Returns
    -------
    Figure
        Its table has one row a stop, scheme and state of the region: ``stop`` (int64), ``day``,
        ``title``, ``bloc``, ``iso3``, ``name``, ``status``.

    Examples
    --------
    >>> figure = atlas_stops()
    >>> rows = figure.table[figure.table["stop"].eq(1)]
    >>> rows["bloc"].value_counts().to_dict()
    {'lafta': 7, 'odeca': 5, 'cacm': 4}
    """
    found = all_stops()
    frames = []
    for number, stop in enumerate(found, start=1):
        rows = maps.standing(list(stop.blocs), stop.day, "start")
        frames.append(rows.assign(stop=number, day=pd.Timestamp(stop.day), title=stop.title))
    columns = ["stop", "day", "title", "bloc", "iso3", "name", "status"]
    table = pd.concat(frames, ignore_index=True)[columns]
    return Figure(_rows(found, table), _described(found), table)


def _described(found: list[Stop]) -> str:
    parts = [_("Eight maps of the region in tiles, one a stop, each state marked with the schemes it belongs to.")]
    for stop in found:
        titles = "; ".join(event_title(event) for event in stop.events)
        parts.append(f"{format_date(stop.day)} – {stop.title}. {stop.story} ({titles})")
    return " ".join(parts)


@unchecked()
def _rows(found: list[Stop], table: pd.DataFrame) -> alt.VConcatChart:
    places = states()[["iso3", "name", "tile_col", "tile_row"]]
    x = (places["tile_col"].astype(int) - int(places["tile_col"].min())) * WIDE
    y = (places["tile_row"].astype(int) - int(places["tile_row"].min())) * HIGH
    places = places.assign(x=x, y=y, x2=x + WIDE - 2, y2=y + HIGH - 2)
    panels = [
        _panel(number, stop, places, table[table["stop"].eq(number)]) for number, stop in enumerate(found, start=1)
    ]
    rows = [alt.hconcat(*panels[at : at + ACROSS], spacing=10) for at in range(0, len(panels), ACROSS)]
    letters = [f"{status_letter(status)} {status_name(status)}" for status in STATUSES[1:]]
    key = [
        _("Each scheme has a corner of its own in every tile."),
        _("Filled: full member; hollow: {letters}.").format(letters=", ".join(letters)),
    ]
    title = alt.Title(_("Eight days in the life of the region"), subtitle=key, offset=4)
    return alt.vconcat(*rows, spacing=6, title=title)


def _panel(number: int, stop: Stop, places: pd.DataFrame, rows: pd.DataFrame) -> alt.LayerChart:
    width, height = int(places["x2"].max()), int(places["y2"].max())
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height + BENEATH], nice=False, reverse=True))
    frame = {"x": x, "y": y, "x2": "x2:Q", "y2": "y2:Q"}
    fill = alt.Fill("colour:N", scale=None, legend=None)
    marks = alt.Chart(pd.concat([_chips(stop, places, rows), _key(stop, rows, height)], ignore_index=True))
    solid, hollow = marks.transform_filter("datum.solid"), marks.transform_filter("datum.solid === false")
    tooltip = [
        alt.Tooltip("name:N", title=_("State")),
        alt.Tooltip("scheme:N", title=_("Scheme")),
        alt.Tooltip("word:N", title=_("Standing")),
    ]
    letters = hollow.encode(x=x, y=y, text="letter:N")
    lines = marks.transform_filter("datum.text").encode(x=x, y=y, text="text:N")
    title = alt.Title(f"{number}. {stop.title}", subtitle=format_date(stop.day), fontSize=12.5, subtitleFontSize=11)
    title.offset, title.subtitlePadding, title.limit = 4, 2, width + 45
    return alt.layer(
        alt.Chart(places).mark_rect(fill=theme.LAND).encode(**frame),
        solid.mark_rect().encode(fill=fill, tooltip=tooltip, **frame),
        hollow.mark_rect(fill=theme.PAPER, strokeWidth=1).encode(
            stroke=alt.Stroke("colour:N", scale=None, legend=None), tooltip=tooltip, **frame
        ),
        letters.mark_text(dx=WIDE / 4 - 0.5, dy=HIGH / 4 - 0.5, fontSize=8, fontWeight=700),
        lines.mark_text(dx=WIDE, dy=HIGH / 4 - 0.5, align="left", baseline="middle", fontSize=11, limit=width + 40),
        width=width,
        height=height + BENEATH,
        title=title,
    )


def _chips(stop: Stop, places: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the marks in the tiles: each scheme has its own corner in every one."""
    drawn = rows[["bloc", "iso3", "status"]].merge(places[["iso3", "name", "x", "y"]], on="iso3")
    at = drawn["bloc"].map({bloc: slot for slot, bloc in enumerate(stop.blocs)})
    return _boxes(
        drawn.assign(
            x=drawn["x"] + (at % 2) * (WIDE / 2 - 1),
            y=drawn["y"] + (at // 2) * (HIGH / 2 - 1),
            solid=drawn["status"].eq("full"),
            word=drawn["status"].map(status_name),
            letter=drawn["status"].map(status_letter),
            text="",
        )
    )


def _key(stop: Stop, rows: pd.DataFrame, height: int) -> pd.DataFrame:
    """Return the lines beneath a panel: each scheme's corner, and how many states are what in it."""
    lines = []
    for at, bloc in enumerate(stop.blocs):
        own = rows.loc[rows["bloc"].eq(bloc), "status"]
        full, *others = ((status, int(own.eq(status).sum())) for status in STATUSES)
        counts = [str(full[1]), *(f"{status_letter(status)} {n}" for status, n in others if n)]
        lines.append(
            (bloc, (at % 2) * (WIDE / 2 - 1), height + 4 + at * LINE, f"{short_name(bloc)} {', '.join(counts)}")
        )
    drawn = pd.DataFrame(lines, columns=["bloc", "x", "y", "text"])
    # all lines begin at one place, whichever corner the scheme has
    marks = _boxes(drawn.assign(solid=True, name="", word="", letter="", text=""))
    words = _boxes(drawn.assign(x=0.0, solid=None, name="", word="", letter=""))
    return pd.concat([marks, words], ignore_index=True)


def _boxes(drawn: pd.DataFrame) -> pd.DataFrame:
    whole = drawn.assign(
        x2=drawn["x"] + WIDE / 2 - 1.5,
        y2=drawn["y"] + HIGH / 2 - 1.5,
        colour=drawn["bloc"].map(theme.colour),
        scheme=drawn["bloc"].map(short_name),
    )
    return whole[["x", "y", "x2", "y2", "name", "colour", "scheme", "solid", "word", "letter", "text"]]
