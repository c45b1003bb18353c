"""The moving picture of the region: who belongs where, from 1960 to the last day of the tables."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets
from IPython.display import display

from regiolab.analysis.dates import as_date
from regiolab.analysis.membership import RULES, check_bloc
from regiolab.charts import atlas_stops, film, maps, members_map
from regiolab.charts.stops import all_stops
from regiolab.errors import InvalidValue, unknown
from regiolab.i18n import _, format_date
from regiolab.widgets.messages import show_or_say

FRONT_END = Path(__file__).with_name("js")
THREE = ("mercosur", "alba", "pacific_alliance")


class Atlas(anywidget.AnyWidget):
    """Play and scrub through the memberships of one to six schemes, on tiles or a map.

    The browser holds all that it shows, so that the picture plays without the kernel; what a mouse can
    do is a method here.

    Parameters
    ----------
    blocs : iterable of str, optional
        One to six schemes; with none of `blocs` and `on` given the picture opens at a stop.
    on : datetime.date or str, optional
        The day, from 1960 on; the last day of the tables if left out.
    by : {"start", "signed", "in_force"}
        Which date opens a membership; see :func:`regiolab.members`.
    layout : {"tiles", "outlines"}
        A grid in which every state has the same room, or outlines on a map.
    stop : int, optional
        The number of a stop: a day and its schemes, told in a sentence.

    Examples
    --------
    >>> atlas = Atlas(["mercosur"], on="2012-06-28")
    >>> atlas.set(on="2012-06-30")
    >>> atlas.table.set_index("iso3").loc["PRY", "status"]
    'suspended'
    >>> atlas.go(1)
    >>> atlas.on, atlas.blocs
    (datetime.date(1960, 12, 31), ['lafta', 'cacm', 'odeca'])
    """

    _esm = FRONT_END / "atlas.js"
    _css = FRONT_END / "atlas.css"
    data = traitlets.Dict(help="what can be shown").tag(sync=True)
    shown = traitlets.Dict(help="what is shown").tag(sync=True)

    def __init__(
        self,
        blocs: Iterable[str] | None = None,
        on: dt.date | str | None = None,
        by: str = "start",
        layout: str = "tiles",
        stop: int | None = None,
    ) -> None:
        self._callbacks: list[Callable[[dict], None]] = []
        self._told = stop is not None or (blocs is None and on is None)
        state = self._checked({"blocs": list(THREE if blocs is None else blocs), "on": on, "by": by, "layout": layout})
        if self._told:
            state |= self._stop(1 if stop is None else stop)
        super().__init__(data=film.reel() | {"words": _words()}, shown=state)
        self.observe(self._changed, "shown")

    # -- what is shown --------------------------------------------------------------------------

    @property
    def blocs(self) -> list[str]:
        """The schemes shown."""
        return list(self.shown["blocs"])

    @property
    def on(self) -> dt.date:
        """The day shown; while the picture plays, that on which it was last at rest."""
        return dt.date.fromisoformat(self.shown["on"])

    @property
    def stop(self) -> int:
        """The number of the stop at which the picture stands; 0 between two of them."""
        return self.shown["stop"]

    @property
    def table(self) -> pd.DataFrame:
        """Every state's standing, as :func:`regiolab.charts.members_map` has it."""
        return maps.standing(self.blocs, self.on, self.shown["by"])

    @property
    def description(self) -> str:
        """The picture in words."""
        return maps.describe(self.blocs, self.on, self.table, self.shown["by"])

    def __repr__(self) -> str:
        # what stands in a place that shows no widgets
        return self.description

    # -- what can be done -----------------------------------------------------------------------

    def set(
        self,
        *,
        blocs: Iterable[str] | None = None,
        on: dt.date | str | None = None,
        by: str | None = None,
        layout: str | None = None,
    ) -> None:
        """Show other schemes, another day, another rule or another layout; what is left out stays.

        Raises
        ------
        UnknownName, InvalidValue
            For an unknown scheme, rule or layout, a day outside the picture, none or too many schemes;
            the picture then stays as it was.
        """
        given = {"blocs": blocs if blocs is None else list(blocs), "on": on, "by": by, "layout": layout}
        wanted = {name: value for name, value in given.items() if value is not None}
        # the layout is how one looks, not what one looks at
        stop = self.stop if set(wanted) <= {"layout"} else 0
        self._show(self._checked(self.shown | wanted) | {"stop": stop, "playing": self.shown["playing"]})

    def go(self, stop: int) -> None:
        """Go to a stop; the first is 1.

        Raises
        ------
        InvalidValue
            If there is no such stop.
        """
        self._show(self.shown | self._stop(stop))

    def play(self) -> None:
        """Let the picture play; from the beginning, if it stands at the end."""
        self._show(self.shown | {"playing": True, "stop": 0})

    def pause(self) -> None:
        """Let the picture rest."""
        self._show(self.shown | {"playing": False})

    def on_change(self, callback: Callable[[dict], None]) -> None:
        """Have a function called after every change, with the state and the table shown."""
        self._callbacks.append(callback)

    # -- within ---------------------------------------------------------------------------------

    def _show(self, state: dict) -> None:
        self.shown = {name: state[name] for name in ("on", "blocs", "by", "layout", "stop", "playing")}

    def _changed(self, _change: dict) -> None:
        for callback in self._callbacks:
            callback({**self.shown, "on": self.on, "table": self.table})

    @staticmethod
    def _checked(state: dict) -> dict[str, Any]:
        """Return a state that can be shown, or say what is wrong with it."""
        names = list(dict.fromkeys(check_bloc(bloc) for bloc in state["blocs"]))
        if not 1 <= len(names) <= film.MOST:
            raise InvalidValue(_("Choose one to {most} schemes.").format(most=film.MOST))
        day = as_date(state["on"])
        if day < film.FIRST:
            text = _("The picture begins on {first}: choose that day or a later one.")
            raise InvalidValue(text.format(first=format_date(film.FIRST)))
        if state["by"] not in RULES:
            raise unknown(_("a rule for the beginning of a membership"), state["by"], RULES)
        if state["layout"] not in maps.LAYOUTS:
            raise unknown(_("a layout of a map"), state["layout"], maps.LAYOUTS)
        return {
            "on": day.isoformat(),
            "blocs": names,
            "by": state["by"],
            "layout": state["layout"],
            "stop": 0,
            "playing": False,
        }

    @staticmethod
    def _stop(number: int) -> dict[str, Any]:
        stops = all_stops()
        if isinstance(number, bool) or number not in range(1, len(stops) + 1):
            text = _("There is no stop {number}: choose one from 1 to {last}.")
            raise InvalidValue(text.format(number=number, last=len(stops)))
        stop = stops[int(number) - 1]
        return {
            "on": stop.day.isoformat(),
            "blocs": list(stop.blocs),
            "by": "start",
            "stop": int(number),
            "playing": False,
        }

    def _ipython_display_(self) -> None:
        show_or_say(self, _("Run this cell to see the moving picture: click into it, and press Shift and Enter."))
        if os.environ.get("REGIOLAB_ASK") == "open":
            # an export has no kernel: what stands there must be a picture
            still = members_map(self.blocs[: maps.MOST], self.on, by=self.shown["by"], layout=self.shown["layout"])
            display(atlas_stops() if self._told else still)


def atlas(
    blocs: Iterable[str] | None = None,
    on: dt.date | str | None = None,
    by: str = "start",
    layout: str = "tiles",
    stop: int | None = None,
) -> Atlas:
    """Open the moving picture of the region, an :class:`Atlas`; see there.

    Examples
    --------
    >>> atlas(stop=6).on
    datetime.date(2012, 8, 12)
    """
    return Atlas(blocs, on, by, layout, stop)


def explorer(
    blocs: Iterable[str] = THREE,
    on: dt.date | str | None = None,
    by: str = "start",
    layout: str = "outlines",
) -> Atlas:
    """Open the moving picture at a day, at rest, as a map.

    Examples
    --------
    >>> explorer(["unasur"], on="2015-01-01").on
    datetime.date(2015, 1, 1)
    """
    return Atlas(blocs, on, by, layout)


def _words() -> dict[str, str]:
    return {
        "controls": _("Playing and stops"),
        "play": _("Play"),
        "pause": _("Pause"),
        "speed": _("Speed"),
        "stops": _("Stops"),
        "stop": _("Stop {n}: {title}, {date}"),
        "previous": _("Previous stop"),
        "next": _("Next stop"),
        "day": _("Day"),
        "drawn": _("Drawn as"),
        "map": _("Map"),
        "tiles": _("Tiles"),
        "counts": _("Counts from"),
        "schemes": _("Schemes"),
        "more": _("Another scheme …"),
        "most": _("Choose one to {n} schemes: switch one off first."),
        "one": _("One scheme must stay: switch another on first."),
        "beyond": _("The picture runs from {first} to {last}: choose a day between the two."),
        "region": _("The states of the region"),
        "time": _("Time, month by month"),
        "keys": _("Left and right: a month; up and down: a year; Page Down or n: the next stop"),
        "governing": _("Who governs {n} republics:"),
        "before": _("Who governs is coded from {year} on."),
        "told": _("Story, events and memberships"),
        "quiet": _("No event of these schemes in the two years before."),
        "press": _("Press a state to see its memberships; an event opens on its sources."),
        "close": _("Close"),
        "none": _("in none of these schemes"),
        "also": _("Also in: {names}."),
        "since": _("since {date}"),
        "until": _("until {date}"),
        "nobody": _("nobody on that day"),
        "no_force": _("no entry into force of its own"),
        "outside": _("{n} not drawn"),
        "undated": _("without such a date: {n}"),
        "members_on": _("Members on {date}"),
        "state": _("State"),
    }
