"""What happened, drawn where it stands in time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis.events import select_events
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.data import load
from regiolab.data.labels import event_title, short_name, short_names, state_names
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, format_date, format_list
from regiolab.words import split

MOST = 40
WIDE = 744  # pixels of the years; beside them stand the names of the lanes
ROW, SLIM, ROOM = 18.0, 12.5, 520.0  # of a row at most and at least, and of all rows together
BETWEEN = 8.0  # between two lanes
LETTER, AWAY = 6.2, 9  # what a letter takes, and how far a title stands from its mark
GOVERNMENTS, OTHERS = "governments", "others"  # lanes of events that concern no scheme
FEW = 25  # lanes; more could not be told apart


def chronicle(
    events: Iterable[str] | None = None,
    *,
    blocs: Iterable[str] = (),
    lesson: str | None = None,
    kinds: Iterable[str] = (),
    first: int | None = None,
    last: int | None = None,
) -> Figure:
    """Draw events along the years, a lane for each scheme or state that they concern.

    A dot stands at its day, a ring at the beginning of the month or year where no more is known.

    Parameters
    ----------
    events : iterable of str, optional
        Identifiers of the table ``events``; if left out, those that fit the other conditions.
    blocs : iterable of str
        Schemes, one of which an event must concern; the figure is headed with their names.
    lesson, kinds, first, last
        See :func:`regiolab.analysis.select_events`.

    Returns
    -------
    Figure
        Its table has one row an event: ``event``, ``date``, ``precision``, ``title``, ``blocs``,
        ``locator``, ``source``, ``checked``.

    Raises
    ------
    UnknownName
        For an unknown event, scheme, kind or lesson.
    InvalidValue
        If no event fits, or more than forty do.

    Examples
    --------
    >>> chronicle(["2008_unasur_treaty", "1991_treaty_asuncion"]).table["date"].dt.year.tolist()
    [1991, 2008]
    """
    blocs = list(blocs)
    if events is None:
        events = select_events(blocs=blocs, lesson=lesson, kinds=kinds, first=first, last=last)
    chosen = list(dict.fromkeys(events))
    known = load("events")
    for event in chosen:
        if event not in set(known["event"]):
            raise unknown(_("an event"), event, known["event"])
    if not 1 <= len(chosen) <= MOST:
        text = _("{n} events fit: narrow or widen the choice to between one and {most}.")
        raise InvalidValue(text.format(n=len(chosen), most=MOST))
    rows = known[known["event"].isin(chosen)].sort_values(["date", "event"], ignore_index=True)
    rows = rows.assign(title=rows["event"].map(event_title), precision=rows["date_precision"].astype(str))
    table = rows[["event", "date", "precision", "title", "blocs", "locator", "source", "checked"]]
    heading = format_list(short_names()[blocs]) if blocs else _("Chronicle")
    return Figure(_chronicle_chart(table, heading, blocs), _describe_events(table), table)


@unchecked()
def _chronicle_chart(table: pd.DataFrame, heading: str, asked: list[str]) -> alt.LayerChart:
    names = short_names()
    begin, end = _span(table)
    days = max((end - begin).days, 1)
    lanes = _lanes(table, asked)
    shown = pd.DataFrame(
        {
            "at": table["date"],
            "until": [_iso(min(day, end)) if pd.notna(day) else "" for day in _last_days(table)],
            "when": [format_date(row.date, row.precision) for row in table.itertuples(index=False)],
            "title": table["title"],
            "locator": table["locator"].fillna(""),
            "hue": [theme.colour(lane) for lane in lanes],
            "who": [", ".join(names[bloc] for bloc in split(blocs)) for blocs in table["blocs"]],
            "lane": lanes,
            "x": [WIDE * (day - begin).days / days for day in table["date"]],
        }
    )
    shown, heads, height = _placed(shown, asked)
    x = alt.X("at:T", title=None, scale=alt.Scale(domain=[_iso(begin), _iso(end)], nice=False))
    x = x.axis(**_ticks(begin, end), orient="top", grid=True, gridColor=theme.RULE, labelFlush=False)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, height], nice=False, reverse=True))

    tooltip = [
        alt.Tooltip("when:N", title=_("Date")),
        alt.Tooltip("title:N", title=_("What happened")),
        alt.Tooltip("who:N", title=_("Schemes")),
        alt.Tooltip("locator:N", title=_("In the article")),
    ]
    bands = alt.Chart(heads[heads["nth"].mod(2).eq(0)]).mark_rect(fill=theme.INK, opacity=0.05)
    lane_names = alt.Chart(heads).mark_text(align="right", fontSize=11.5, fontWeight=600, lineBreak="\n", lineHeight=13)
    base = alt.Chart(shown).encode(x=x, y=y("y"), tooltip=tooltip)
    hue = alt.Color("hue:N", scale=None)
    layers = [
        bands.encode(x=alt.XValue(0), x2=alt.X2Value("width"), y=y("top"), y2=alt.Y2("bottom")),
        lane_names.encode(x=alt.XValue(-10), y=y("middle"), text=alt.Text("name:N")),
        base.transform_filter("datum.until").mark_rule(strokeWidth=2).encode(x2="until:T", color=hue),
        base.transform_filter("datum.until")
        .mark_point(size=55, opacity=1, fill=theme.PAPER, strokeWidth=1.8)
        .encode(stroke=alt.Stroke("hue:N", scale=None)),
        base.transform_filter("!datum.until")
        .mark_point(filled=True, size=70, opacity=1, stroke=theme.PAPER, strokeWidth=1.2)
        .encode(fill=alt.Fill("hue:N", scale=None)),
    ]
    for align, away in (("left", AWAY), ("right", -AWAY)):
        side = base.transform_filter(f"datum.align == '{align}'")
        layers.append(side.mark_text(align=align, dx=away, fontSize=11).encode(text=alt.Text("title:N")))
    years = f"{table['date'].dt.year.min()}–{table['date'].dt.year.max()}"
    told = _("{years}. Dot: the day; ring: no more than the month or year is known")
    subtitle = told.format(years=years) if shown["until"].ne("").any() else years
    return alt.layer(*layers).properties(width=WIDE, height=height, title=alt.Title(heading, subtitle=subtitle))


def _span(table: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return where the axis begins and ends: at the events, with a little room, and not less than a year."""
    begin, end = table["date"].min(), table["date"].max()
    short = pd.Timedelta(days=max(0, 365 - (end - begin).days) / 2)
    room = (end - begin + 2 * short) * 0.02
    return (begin - short - room).normalize(), (end + short + room).normalize()


def _iso(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%dT00:00:00")  # without an hour a browser would take it for one of Greenwich


def _ticks(begin: pd.Timestamp, end: pd.Timestamp) -> dict:
    """Return the days that the axis names: first of January of each year, or of every few, or of quarters."""
    years = (end - begin).days / 365.25
    if years < 3:
        days = pd.date_range(begin, end, freq="QS")
        return {"values": [_iso(day) for day in days], "format": "%b %Y"}
    step = next(step for step in (1, 2, 5, 10, 20, 50) if years / step <= 16 or step == 50)
    days = [day for day in pd.date_range(begin, end, freq="YS") if day.year % step == 0]
    return {"values": [_iso(day) for day in days], "format": "%Y"}


def _last_days(table: pd.DataFrame) -> list[pd.Timestamp]:
    """Return the last day that each event may have been on; none where the day is known."""
    ends = {"month": pd.offsets.MonthEnd(0), "year": pd.offsets.YearEnd(0)}
    pairs = zip(table["date"], table["precision"], strict=True)
    return [day + ends[precision] if precision in ends else pd.NaT for day, precision in pairs]


def _lanes(table: pd.DataFrame, asked: list[str]) -> list[str]:
    """Return for each event the scheme or the state in whose lane it stands."""
    events = load("events").set_index("event")
    if table["blocs"].isna().sum() > len(table) / 2:
        states = [next(iter(split(events.loc[event, "countries"])), OTHERS) for event in table["event"]]
        return states if len(set(states)) <= FEW else [OTHERS] * len(table)
    found = []
    for row in table.itertuples(index=False):
        own = split(row.blocs)
        first = next((bloc for bloc in asked if bloc in own), next(iter(own), None))
        kind = str(events.loc[row.event, "kind"])
        found.append(first or (GOVERNMENTS if kind == "government" else OTHERS))
    return found


def _lane_name(lane: str) -> str:
    if lane in (GOVERNMENTS, OTHERS):
        return {GOVERNMENTS: _("Governments"), OTHERS: _("Others")}[lane]
    return short_name(lane) if lane.islower() else state_names()[lane]


def _placed(shown: pd.DataFrame, asked: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Give each event its row, so that no title runs into another, each lane its place, and all a height."""
    lanes = [bloc for bloc in asked if bloc in set(shown["lane"])]
    lanes += [lane for lane in shown["lane"].drop_duplicates() if lane not in lanes]
    lanes.sort(key=lambda lane: lane == OTHERS)
    packed = {lane: _packed(shown[shown["lane"].eq(lane)]) for lane in lanes}
    if sum(_rows(rows) for rows in packed.values()) * SLIM + BETWEEN * len(lanes) > ROOM:
        # lanes cost rows: without them titles stand closer
        lanes, packed = [""], {"": _packed(shown)}
    rows = sum(map(_rows, packed.values()))
    height = max(SLIM, min(ROW, (ROOM - BETWEEN * len(lanes)) / rows))
    heads, parts, top = [], [], 0.0
    for nth, lane in enumerate(lanes):
        own = packed[lane]
        bottom = top + _rows(own) * height + BETWEEN
        name = "\n".join(textwrap.wrap(_lane_name(lane), 19, break_long_words=False)) if lane else ""
        lines = name.count("\n")
        heads.append((nth, name, top, bottom, (top + bottom) / 2 - 6.5 * lines))
        parts.append(own.assign(y=top + BETWEEN / 2 + (own["row"] + 0.5) * height))
        top = bottom
    columns = ["nth", "name", "top", "bottom", "middle"]
    return pd.concat(parts), pd.DataFrame(heads, columns=columns), float(top)


def _rows(own: pd.DataFrame) -> int:
    return int(own["row"].max()) + 1


def _packed(own: pd.DataFrame) -> pd.DataFrame:
    """Set titles to the right or left of their marks, each in the first row in which it fits."""
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for at, title in zip(own["x"], own["title"], strict=True):
        long = len(title) * LETTER + AWAY
        spots = [("left", at - AWAY, at + long), ("right", at - long, at + AWAY)]
        spots = [spot for spot in spots if spot[1] >= -AWAY and spot[2] <= WIDE + AWAY] or spots[:1]
        row, (align, start, end) = next(
            (number, spot)
            for number in range(len(rows) + 1)
            for spot in spots
            if number == len(rows) or all(spot[2] <= other[0] or spot[1] >= other[1] for other in rows[number])
        )
        rows[row:] = [[*(rows[row] if row < len(rows) else ()), (start, end)], *rows[row + 1 :]]
        placed.append((row, align))
    return own.assign(row=[row for row, _align in placed], align=[align for _row, align in placed])


def _describe_events(table: pd.DataFrame) -> str:
    parts = [f"{format_date(row.date, row.precision)}: {row.title}" for row in table.itertuples(index=False)]
    return _("Events in order. {list}.").format(list="; ".join(parts))
