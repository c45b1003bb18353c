"""Choose a day and some schemes; see who belongs to them, and from which source that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets
import pandas as pd

from regiolab.analysis.dates import as_date
from regiolab.charts import maps
from regiolab.charts.livechart import live
from regiolab.data import sources, store
from regiolab.data.labels import short_name, short_names
from regiolab.data.schema import coverage_end
from regiolab.errors import InvalidValue
from regiolab.i18n import _, format_date
from regiolab.views.markup import fill
from regiolab.widgets.keyboard import OwnKeys
from regiolab.widgets.messages import Message, guarded
from regiolab.widgets.slider import LabelledSlider
from regiolab.words import status_name

FIRST_YEAR = 1960
HEIGHT = "400px"
MAP_WIDTH = 400
MOST = 3  # more maps would be too small to read beside the list


class MembersExplorer(ipywidgets.VBox):
    """Map, members and sources for a day and one to three schemes.

    Parameters
    ----------
    blocs : iterable of str
        One to three schemes.
    on : datetime.date or str, optional
        The day; the last day of the tables if left out.
    by : {"start", "signed", "in_force"}
        Which date opens a membership; see :func:`regiolab.members`.
    layout : {"outlines", "tiles"}
        Outlines on a map, or a grid in which every state has the same room.

    Examples
    --------
    >>> explorer = MembersExplorer(["mercosur"], on="2012-06-28")
    >>> explorer.set(on="2012-06-30")
    >>> explorer.table.set_index("iso3").loc["PRY", "status"]
    'suspended'
    """

    def __init__(
        self,
        blocs: Iterable[str] = ("mercosur", "alba", "pacific_alliance"),
        on: dt.date | str | None = None,
        by: str = "start",
        layout: str = "outlines",
    ) -> None:
        self.message = Message()
        self._callbacks: list[Callable[[dict], None]] = []
        self._setting = False
        self._compose()
        self.table = pd.DataFrame()
        self.description = ""
        self._state: dict[str, Any] = {"blocs": list(blocs), "on": as_date(on), "by": by, "layout": layout}
        self._redraw()
        self._show_controls()
        super().__init__([self.message, self._body, self._words, OwnKeys()])

    # -- what a program can do ------------------------------------------------------------------

    @property
    def blocs(self) -> list[str]:
        """The schemes shown."""
        return list(self._state["blocs"])

    @property
    def on(self) -> dt.date:
        """The day shown."""
        return self._state["on"]

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
            As :func:`regiolab.charts.members_map` does; the widget then stays as it was.
        """
        before = dict(self._state)
        given = {"blocs": blocs if blocs is None else list(blocs), "on": on, "by": by, "layout": layout}
        try:
            self._state |= {name: value for name, value in given.items() if value is not None}
            self._state["on"] = as_date(self._state["on"])
            if self._state["blocs"] == before["blocs"] and self._state["layout"] == before["layout"]:
                self._update()
            else:
                self._redraw()
        except Exception:
            self._state = before
            raise
        finally:
            self._show_controls()
        for callback in self._callbacks:
            callback({**self._state, "table": self.table})

    def on_change(self, callback: Callable[[dict], None]) -> None:
        """Have a function called after every change, with the state and the table shown."""
        self._callbacks.append(callback)

    # -- drawing --------------------------------------------------------------------------------

    def _standing(self) -> pd.DataFrame:
        state = self._state
        if not 1 <= len(state["blocs"]) <= MOST:
            raise InvalidValue(_("Choose one to {most} schemes.").format(most=MOST))
        return maps.standing(state["blocs"], state["on"], state["by"])

    def _parameters(self, table: pd.DataFrame) -> dict[str, dict]:
        return {bloc: maps.parameter(table[table["bloc"].eq(bloc)]) for bloc in self._state["blocs"]}

    def _redraw(self) -> None:
        """Draw anew, for other schemes or another layout."""
        table = self._standing()
        chart = maps.draw(
            self._state["blocs"], self._parameters(table), self._state["layout"], width=MAP_WIDTH, all_statuses=True
        )
        self._chart = live(chart)
        self._stage.children = [self._chart]
        self._tell(table)

    def _update(self) -> None:
        """Give the chart that is there the standing of another day."""
        table = self._standing()
        for bloc, value in self._parameters(table).items():
            setattr(self._chart.params, maps.parameter_name(bloc), value)
        self._tell(table)

    def _tell(self, table: pd.DataFrame) -> None:
        self.table = table
        self.description = maps.describe(self._state["blocs"], self._state["on"], table, self._state["by"])
        self._members.value = fill(
            "members.html", height=HEIGHT, schemes=[_scheme(bloc, table, self.on) for bloc in self.blocs]
        )
        self._words.value = fill("sentences.html", kind="plain", lines=[self.description])

    # -- controls -------------------------------------------------------------------------------

    def _compose(self) -> None:
        wide = ipywidgets.Layout(width="97%")
        names = short_names()
        last = coverage_end()
        self._year = LabelledSlider(min=FIRST_YEAR, max=last.year, value=last.year, description=_("Year"))
        self._day = ipywidgets.DatePicker(description=_("Day"), max=last, layout=wide)
        options = sorted(((name, bloc) for bloc, name in names.items()), key=lambda pair: pair[0].casefold())
        self._choice = ipywidgets.SelectMultiple(options=options, rows=9, description=_("Schemes"), layout=wide)
        rules = [(_("effect"), "start"), (_("signature"), "signed"), (_("entry into force"), "in_force")]
        self._rule = ipywidgets.Dropdown(options=rules, value=None, description=_("Counts from"), layout=wide)
        layouts = [(_("Map"), "outlines"), (_("Tiles"), "tiles")]
        self._layout = ipywidgets.Dropdown(options=layouts, value=None, description=_("Drawn as"), layout=wide)
        advice = _("The slider shows 31 December, in the last year {date}. Ctrl or ⌘ adds a scheme, up to three.")
        advice = advice.format(date=format_date(last))
        hint = ipywidgets.HTML(fill("sentences.html", kind="hint", lines=[advice]))
        for control in (self._day, self._choice, self._rule, self._layout):
            control.style.description_width = self._year.label_width
        for control in (self._year, self._day, self._choice, self._rule, self._layout):
            control.observe(self._changed, "value")
        side = ipywidgets.VBox(
            [self._year, self._day, self._choice, hint, self._rule, self._layout],
            layout=ipywidgets.Layout(width="240px", flex="0 0 auto"),
        )
        self._stage = ipywidgets.Box(layout=ipywidgets.Layout(flex="0 1 auto", min_width=f"{MAP_WIDTH + 24}px"))
        self._members = ipywidgets.HTML(layout=ipywidgets.Layout(flex="1 1 200px", min_width="200px"))
        self._body = ipywidgets.HBox(
            [side, self._stage, self._members], layout=ipywidgets.Layout(flex_flow="row wrap", align_items="flex-start")
        )
        self._words = ipywidgets.HTML()

    def _show_controls(self) -> None:
        """Make the controls say what is shown, without their saying it back."""
        self._setting = True
        state = self._state
        self._year.value = max(FIRST_YEAR, state["on"].year)
        self._day.value = state["on"]
        self._choice.value = tuple(state["blocs"])
        self._rule.value = state["by"]
        self._layout.value = state["layout"]
        self._setting = False

    @guarded
    def _changed(self, change: dict) -> None:
        if self._setting:
            return
        if change["owner"] is self._year:
            # the tables may end before the last year does
            self.set(on=min(dt.date(int(change["new"]), 12, 31), coverage_end()))
        elif change["owner"] is self._day and change["new"]:
            self.set(on=change["new"])
        elif change["owner"] is self._choice:
            # keep the order in which schemes were added
            chosen = [bloc for bloc in self._state["blocs"] if bloc in change["new"]]
            self.set(blocs=chosen + [bloc for bloc in change["new"] if bloc not in chosen])
        elif change["owner"] is self._rule:
            self.set(by=change["new"])
        elif change["owner"] is self._layout:
            self.set(layout=change["new"])


def explorer(
    blocs: Iterable[str] = ("mercosur", "alba", "pacific_alliance"),
    on: dt.date | str | None = None,
    by: str = "start",
    layout: str = "outlines",
) -> MembersExplorer:
    """Open a :class:`MembersExplorer`; see there.

    Examples
    --------
    >>> explorer(["unasur"], on="2015-01-01").on
    datetime.date(2015, 1, 1)
    """
    return MembersExplorer(blocs, on, by, layout)


def _scheme(bloc: str, table: pd.DataFrame, day: dt.date) -> dict:
    """Return a scheme and its members, each with its sources."""
    rows = table[table["bloc"].eq(bloc)]
    members = [_member(row) for row in rows.itertuples(index=False)]
    return {"name": short_name(bloc), "note": maps.last_met(bloc, day), "members": members}


def _member(row) -> dict:
    checked = {
        "read": _("The source itself was read."),
        "excerpt": _("Seen in an excerpt or quotation."),
        "unconfirmed": _("Not confirmed."),
    }[str(row.checked)]
    named = [
        (store.source(item.key), item.locator)
        for item in sources.parse(row.source if isinstance(row.source, str) else "")
    ]
    cited = [{"reference": entry.reference(), "link": entry.link, "locator": place} for entry, place in named]
    since = _("since {date}").format(date=format_date(row.since))
    return {"name": row.name, "status": status_name(row.status), "since": since, "checked": checked, "cited": cited}
