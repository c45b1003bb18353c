"""Move the bound or the day of a forecast's criterion, and see whether it still comes true."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable

import ipywidgets

from regiolab.analysis.dates import as_date, counting_day
from regiolab.analysis.outlook import CRITERIA, criterion_of, resolve
from regiolab.charts.livechart import live
from regiolab.charts.outcomes import moment, outcome_chart, subject_name
from regiolab.data.schema import coverage_end
from regiolab.i18n import _, format_date, worded
from regiolab.views.ledger import select_forecasts
from regiolab.views.markup import fill
from regiolab.widgets.keyboard import OwnKeys
from regiolab.widgets.messages import Message, guarded
from regiolab.widgets.slider import LabelledSlider
from regiolab.words import marked


class CriterionBoard(ipywidgets.VBox):
    """A forecast whose bound and day can be moved, with what then comes of it.

    Parameters
    ----------
    *forecasts : str
        Those that can be chosen, the first of which is shown; all that the tables decide if none is named.

    Attributes
    ----------
    forecast : str
    threshold : float
    day : datetime.date
    came_true : bool
    says : str
        What comes of it, in words.

    Examples
    --------
    >>> board = CriterionBoard("mercosur_strategic_eu")
    >>> board.came_true
    False
    >>> board.set(day="2026-01-17")
    >>> board.came_true
    True
    """

    def __init__(self, *forecasts: str) -> None:
        self.message = Message()
        self._callbacks: list[Callable[[dict], None]] = []
        self._setting = False
        self.forecast, self.threshold, self.day = "", math.nan, coverage_end()
        self._forecasts = list(dict.fromkeys(forecasts)) or list(CRITERIA)
        for name in self._forecasts:
            criterion_of(name)
        self._choice = ipywidgets.Dropdown(options=self._options(), description=_("Forecast"))
        self._choice.layout.width = "640px"
        self._choice.observe(self._changed, "value")
        self._back = ipywidgets.Button(description=_("As on the card"))
        self._back.on_click(lambda _button: self.reset())
        self._controls = ipywidgets.HBox(layout=ipywidgets.Layout(flex_flow="row wrap"))
        self._stage = ipywidgets.Box(layout=ipywidgets.Layout(min_height="250px"))
        self._words = ipywidgets.HTML()
        self.set(forecast=self._forecasts[0])
        super().__init__([self.message, self._controls, self._words, self._stage, OwnKeys()])

    # -- what a program can do ------------------------------------------------------------------

    def set(
        self, *, threshold: float | None = None, day: dt.date | str | None = None, forecast: str | None = None
    ) -> None:
        """Move the bound or the day, or go to another forecast, which begins with its own; what is left out stays.

        Raises
        ------
        UnknownName, InvalidValue
            As :func:`regiolab.analysis.outlook.resolve` does; the widget then stays as it was.
        """
        new, before = forecast is not None, self.forecast
        name = forecast if forecast is not None else self.forecast
        asked = criterion_of(name)
        bound = threshold if threshold is not None else asked.threshold if new else self.threshold
        until = as_date(day) if day is not None else asked.day if new else self.day
        found = resolve(name, threshold=bound, day=until)
        self.forecast, self.threshold, self.day, self.came_true = name, bound, until, found.came_true
        if name != before:
            self._chart = live(outcome_chart(name, bound, until))
            self._stage.children = [self._chart]
            self._compose()
        else:
            self._chart.params.set_trait("threshold", bound)
            self._chart.params.set_trait("day", moment(until))
        self.says = self._tell(found.value, found.decisive)
        self._words.value = fill("sentences.html", kind="status", lines=list(filter(None, self._lines())))
        self._show_controls()
        for callback in self._callbacks:
            callback({"forecast": name, "threshold": bound, "day": str(until), "came_true": self.came_true})

    def reset(self) -> None:
        """Go back to the criterion as it stands on the card."""
        self.set(forecast=self.forecast)

    def on_change(self, callback: Callable[[dict], None]) -> None:
        """Have a function called after every change, with the forecast, the bound, the day and the outcome."""
        self._callbacks.append(callback)

    # -- what is said ---------------------------------------------------------------------------

    def _tell(self, value: float, decisive: dt.date) -> str:
        asked = criterion_of(self.forecast)
        sentence = {
            ("on", True): _("On {day} at least {bound}? It was {value}: {outcome}."),
            ("on", False): _("On {day} at most {bound}? It was {value}: {outcome}."),
            ("ever", True): _("At least {bound} at a year’s end to {day}? Highest {value}, {when}: {outcome}."),
            ("always", False): _("At most {bound} in every year to {day}? Highest {value}, {when}: {outcome}."),
        }[asked.when, asked.at_least]
        outcome = marked("came_true" if self.came_true else "did_not")
        return sentence.format(
            bound=self._number(self.threshold),
            day=format_date(self.day),
            value=self._number(value),
            when=format_date(decisive),
            outcome=outcome,
        )

    def _lines(self) -> Iterable[str]:
        asked = criterion_of(self.forecast)
        yield self.says
        stands = (asked.threshold, asked.day)
        if (self.threshold, self.day) != stands:
            before = resolve(self.forecast).came_true
            text = _("On the card stand {bound} and {day}: {outcome}.")
            outcome = marked("came_true" if before else "did_not")
            yield text.format(bound=self._number(stands[0]), day=format_date(stands[1]), outcome=outcome)
        if self.day > asked.day:
            yield _("This lies beyond the day of judgement: the card does not count it.")
        rate = select_forecasts([self.forecast])["base_rate"].item()
        if (self.threshold, self.day) == stands and not math.isnan(rate):
            yield worded(
                _("In the comparable past before 2018 the like held in {rate:.0%} of all stretches."), rate=rate
            )

    def _number(self, value: float) -> str:
        return worded("{:.2f}" if criterion_of(self.forecast).span[2] < 1 else "{:.0f}", float(value))

    # -- controls -------------------------------------------------------------------------------

    def _compose(self) -> None:
        """Give a forecast the sliders that fit it; list and button stay the same, and so keep the focus."""
        asked = criterion_of(self.forecast)
        low, high, step = asked.span
        self._bound = LabelledSlider(min=low, max=high, step=step, value=self.threshold, description=_("Bound"))
        first = max(asked.since, 2019 if asked.subject in ("winners", "closer") else 2018)
        self._year = LabelledSlider(
            min=first, max=coverage_end().year, value=self.day.year, description=_("End of year")
        )
        self._bound.layout.width = self._year.layout.width = "310px"
        for control in (self._bound, self._year):
            control.observe(self._changed, "value")
        self._controls.children = [self._choice, self._bound, self._year, self._back]
        self._choice.tooltip = subject_name(self.forecast)

    def _options(self) -> list[tuple[str, str]]:
        table = select_forecasts(self._forecasts)
        return list(zip(table["statement"], table["forecast"], strict=True))

    def _show_controls(self) -> None:
        """Make the controls say what is shown, without their saying it back."""
        self._setting = True
        if self.forecast not in self._forecasts:
            self._forecasts.append(self.forecast)
            self._choice.options = self._options()
        self._choice.value = self.forecast
        self._bound.value = self.threshold
        self._year.value = self.day.year
        self._setting = False

    @guarded
    def _changed(self, change: dict) -> None:
        if self._setting:
            return
        if change["owner"] is self._choice:
            self.set(forecast=change["new"])
        elif change["owner"] is self._bound:
            self.set(threshold=round(change["new"], 2))
        else:
            self.set(day=counting_day(int(change["new"])))


def criterion(*forecasts: str) -> CriterionBoard:
    """Open a :class:`CriterionBoard`; see there.

    Examples
    --------
    >>> criterion("new_hegemony").says
    'At least 14 at a year’s end to 31 December 2025? Highest 10, 31 December 2018: ✕\\xa0did not come true.'
    """
    return CriterionBoard(*forecasts)
