"""Forecasts of the reader's own: what will happen, by when, how likely, and why; and what came of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import ipywidgets

from regiolab.analysis.calibration import brier_score
from regiolab.charts.figure import Figure
from regiolab.charts.livechart import live
from regiolab.charts.reliability import calibration_curve
from regiolab.errors import InvalidValue
from regiolab.exercises import foresight
from regiolab.exercises.foresight import MOST, RESULTS, Forecast, Version, as_day
from regiolab.exercises.logbook import Logbook, replacing
from regiolab.i18n import _
from regiolab.views.markup import fill
from regiolab.widgets.forecast_rows import FOR_CURVE, FOR_SCORE, ForecastRow, result_name, sentence, standing
from regiolab.widgets.messages import Message, guarded

PROBABILITIES = (1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99)
NAMED = {"description_width": "130px"}
EMPTY = ("", None, None, "")  # statement, day, probability and reason of a forecast that nobody has begun


class OwnForecasts(ipywidgets.VBox):
    """A form for forecasts, and the list of those made; kept beside the notebook.

    A forecast can be changed until its day has come, and every version is kept with its day; it can be
    judged, and reopened. A score is shown once enough were judged.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the file of forecasts lies; beside the notebook if left out.

    Attributes
    ----------
    forecasts : list of Forecast
    score : float or None
        The Brier score of those judged; None while they are too few.

    Examples
    --------
    >>> import tempfile
    >>> own = OwnForecasts(tempfile.mkdtemp())
    >>> own.add("CELAC meets at a summit.", by="2099-12-31", probability=70, reason="It did so in four of five years.")
    >>> own.edit(0, probability=60)
    >>> own.forecasts[0].probability, [value for _day, value in own.forecasts[0].probabilities]
    (60, [70, 60])
    >>> own.resolve(0, "came_true", saw="The declaration of the summit.")
    >>> own.forecasts[0].outcome.result, own.score
    ('came_true', None)
    """

    def __init__(self, folder: str | Path = ".") -> None:
        self.message, self.notice = Message(), Message()
        self._callbacks: list[Callable[[list[dict]], None]] = []
        self._logbook = Logbook(folder)
        self._rows: dict[str, ForecastRow] = {}
        self._judging = False
        self._at: str | None = None  # the forecast that is being changed or judged
        self._begun: tuple = EMPTY  # a new one that was begun, while another is changed or judged
        self._drawn: Figure | None = None
        self._compose()
        super().__init__(
            [self.notice, self._form, self._judgement, self.message, self._words, self._turn, self._list, self._stage]
        )
        self._open("")

    @property
    def forecasts(self) -> list[Forecast]:
        """The forecasts made, oldest first."""
        return list(self._logbook.forecasts)

    @property
    def score(self) -> float | None:
        """The Brier score of the forecasts judged; None while they are too few."""
        told, came = foresight.judged(self._logbook.forecasts)
        return brier_score(told, came) if len(told) >= FOR_SCORE else None

    # -- what a program can do ------------------------------------------------------------------

    def add(self, statement: str, by: dt.date | str, probability: int, reason: str) -> None:
        """Make a forecast and save it.

        Raises
        ------
        InvalidValue
            If a part is missing or impossible; see :class:`regiolab.exercises.foresight.Version`.
        RegiolabError
            If it cannot be saved; it is then in the list, but not in the file.
        """
        said = Version(str(statement).strip(), str(as_day(by)), probability, str(reason).strip(), _today())
        if len(self._logbook.forecasts) >= MOST:
            raise InvalidValue(_("The file is full: take a forecast away first."))
        made = foresight.new(said)
        self._change(lambda forecasts: forecasts.append(made))

    def edit(
        self,
        number: int,
        *,
        statement: str | None = None,
        by: dt.date | str | None = None,
        probability: int | None = None,
        reason: str | None = None,
    ) -> None:
        """Change a forecast; what is left out stays, and what was said before is kept with its day.

        Raises
        ------
        InvalidValue
            If there is none of that number, it was judged, its day has come, or a part is impossible.
        RegiolabError
            As :meth:`add`.
        """
        seen = self._found(number)
        texts = {"statement": statement, "reason": reason}
        parts: dict[str, object] = {name: str(text).strip() for name, text in texts.items() if text is not None}
        if by is not None:
            parts["by"] = str(as_day(by))
        if probability is not None:
            parts["probability"] = probability
        self._change(replacing(seen, seen.changed(_today(), **parts)))

    def resolve(self, number: int, result: str, saw: str, on: dt.date | str | None = None) -> None:
        """Write down what came of a forecast: ``"came_true"``, ``"did_not"`` or ``"unjudged"``.

        Parameters
        ----------
        number : int
            The first is 0.
        result : str
        saw : str
            What you saw, and where.
        on : datetime.date or str, optional
            The day on which it was settled; today if left out.

        Raises
        ------
        InvalidValue
            If there is none of that number, it was judged already, or the day is impossible.
        RegiolabError
            As :meth:`add`.
        """
        seen, today = self._found(number), _today()
        day = today if on is None else str(as_day(on))
        self._change(replacing(seen, seen.resolved(result, day, str(saw).strip(), today)))

    def reopen(self, number: int) -> None:
        """Take back what came of a forecast; the file keeps it.

        Raises
        ------
        InvalidValue
            If there is none of that number, or it was not judged.
        """
        seen = self._found(number)
        self._change(replacing(seen, seen.reopened(_today())))

    def remove(self, number: int) -> None:
        """Take a forecast away; the first is 0.

        Raises
        ------
        InvalidValue
            If there is none of that number.
        """
        self._change(replacing(self._found(number), None))

    def curve(self) -> Figure:
        """Return the calibration curve of the forecasts judged.

        Raises
        ------
        InvalidValue
            While they are too few.
        """
        told, came = foresight.judged(self._logbook.forecasts)
        if len(told) < FOR_CURVE:
            text = _("A calibration curve waits for {n} judged forecasts; so far: {have}.")
            raise InvalidValue(text.format(n=FOR_CURVE, have=len(told)))
        return calibration_curve(told, came)

    def on_change(self, callback: Callable[[list[dict]], None]) -> None:
        """Have a function called after every change, with the forecasts as plain values."""
        self._callbacks.append(callback)

    def _found(self, number: int) -> Forecast:
        if not 0 <= number < len(self._logbook.forecasts):
            raise InvalidValue(_("There are {n} forecasts, from 0 on.").format(n=len(self._logbook.forecasts)))
        return self._logbook.forecasts[number]

    def _change(self, apply: Callable[[list[Forecast]], None]) -> None:
        try:
            self._logbook.change(apply)
        finally:
            self._show()
        for callback in self._callbacks:
            callback([{**asdict(item.said), **asdict(item), "made": item.made} for item in self._logbook.forecasts])

    # -- what is shown --------------------------------------------------------------------------

    def _compose(self) -> None:
        self._head, self._told, self._words = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        self._statement = _text(_("I expect that"), _("one thing that can be seen"))
        self._by = ipywidgets.DatePicker(description=_("by"), value=None, style=NAMED)
        options = [(_("{n} %").format(n=n), n) for n in PROBABILITIES]
        self._probability = ipywidgets.Dropdown(options=options, value=None, description=_("Probability"), style=NAMED)
        self._reason = _text(_("because"))
        self._save, self._leave = _button("", self._saved, "primary"), _button(_("Leave it as it is"), self._left)
        self._form = ipywidgets.VBox(
            [
                self._head,
                self._statement,
                _line(self._by, self._probability),
                self._reason,
                _line(self._save, self._leave),
            ]
        )
        results = [(result_name(name), name) for name in RESULTS]
        self._result = ipywidgets.Dropdown(options=results, value=None, description=_("Outcome"), style=NAMED)
        self._on = ipywidgets.DatePicker(description=_("settled on"), value=None, style=NAMED)
        self._saw = _text(_("I saw"), _("what shows it, and where it can be read"))
        self._judge, back = _button(_("Save the outcome"), self._judged, "primary"), _button(_("Not yet"), self._left)
        self._judgement = ipywidgets.VBox(
            [self._told, _line(self._result, self._on), self._saw, _line(self._judge, back)]
        )
        self._turn = _button("", self._turned)
        self._list = ipywidgets.VBox(layout=ipywidgets.Layout(max_height="270px", overflow="hidden auto"))
        self._stage = ipywidgets.VBox()

    def _open(self, what: str, item: Forecast | None = None) -> None:
        """Show one of the two forms: a new forecast's, `item`'s, or what came of `item`."""
        if item is None:
            said, self._begun = self._begun, EMPTY
        else:
            said = (item.statement, as_day(item.by), item.probability, item.reason)
            if self._at is None:
                self._begun = self._typed()
        self._at, self._judging = item.id if item else None, what == "judge"
        self._statement.value, self._by.value, chosen, self._reason.value = said
        if chosen not in (None, *PROBABILITIES):  # a program may give any whole number
            self._probability.options = [(_("{n} %").format(n=n), n) for n in sorted({*PROBABILITIES, chosen})]
        self._probability.value = chosen
        self._result.value = self._on.value = None
        self._saw.value = ""
        self._save.description = _("Save the change") if item else _("Save the forecast")
        change = _("Every change is kept with its day. Another event is another forecast: make a new one.")
        self._head.value = _sentences("status", change) if item else ""
        if item:
            rule = _("The score counts the probability that stood before the day on which it was settled.")
            text = _("What came of it? {statement}").format(statement=sentence(item.statement))
            self._told.value = _sentences("status", text, rule)
        _display(self._head, item is not None)
        _display(self._leave, item is not None)
        self._show()
        if item:
            (self._result if self._judging else self._statement).focus()

    def _typed(self) -> tuple:
        return self._statement.value, self._by.value, self._probability.value, self._reason.value

    def _show(self) -> None:
        self.notice.say(self._logbook.notice)
        held = self._logbook.forecasts
        self._rows = {item.id: self._rows.get(item.id) or self._row(item.id) for item in held}
        for item in held:
            self._rows[item.id].show(item)
        # a list that is set anew is drawn anew, and loses the focus
        if list(self._list.children) != list(self._rows.values()):
            self._list.children = list(self._rows.values())
        told, _came = foresight.judged(held)
        self._words.value = _sentences("status", *standing(len(held), len(told), self.score))
        self._drawn = self._drawn if len(told) >= FOR_CURVE else None
        if self._drawn:
            self._draw()
        self._turn.description = _("Show the forecasts") if self._drawn else _("Show the calibration curve")
        _display(self._turn, len(told) >= FOR_CURVE)
        # never more than a screen: the curve takes the place of form and list
        curve = self._drawn is not None
        _display(self._stage, curve)
        _display(self._list, not curve)
        _display(self._form, not curve and not self._judging)
        _display(self._judgement, not curve and self._judging)

    def _row(self, name: str) -> ForecastRow:
        return ForecastRow(lambda what: self._chosen(what, name))

    def _draw(self) -> None:
        new = self.curve()
        if self._drawn is None or not new.table.equals(self._drawn.table) or not self._stage.children:
            words = ipywidgets.HTML(fill("fold.html", summary=_("The curve in words"), text=new.description))
            self._stage.children = [live(new.chart), words]
        self._drawn = new

    # -- what is clicked ------------------------------------------------------------------------

    def _place(self, name: str | None) -> int:
        names = [item.id for item in self._logbook.forecasts]
        if name not in names:
            raise InvalidValue(_("This forecast was taken away in another notebook meanwhile."))
        return names.index(name)

    @guarded
    def _saved(self, _button: ipywidgets.Button) -> None:
        if self._by.value is None:
            raise InvalidValue(_("Choose the day by which it is to be judged."))
        if self._probability.value is None:
            raise InvalidValue(_("Choose a probability."))
        given = self._typed()
        if self._at is None:
            self.add(*given)
        else:
            names = ("statement", "by", "probability", "reason")
            self.edit(self._place(self._at), **dict(zip(names, given, strict=True)))
        self._close()

    @guarded
    def _judged(self, _button: ipywidgets.Button) -> None:
        if self._on.value is None:
            raise InvalidValue(_("Choose the day on which it was settled."))
        self.resolve(self._place(self._at), self._result.value, self._saw.value, self._on.value)
        self._close()

    @guarded
    def _left(self, _button: ipywidgets.Button) -> None:
        self._close()

    @guarded
    def _turned(self, _button: ipywidgets.Button) -> None:
        if self._drawn is None:
            self._draw()
        else:
            self._drawn = None
        self._show()

    @guarded
    def _chosen(self, what: str, name: str) -> None:
        place = self._place(name)
        if what in ("edit", "judge"):
            self._open(what, self._logbook.forecasts[place])
        elif what == "reopen":
            self.reopen(place)
        else:
            self.remove(place)
            if name == self._at:
                self._open("")

    def _close(self) -> None:
        """Go back to the empty form, and to where one came from."""
        row = self._rows.get(self._at or "")
        self._open("")
        if row:
            row.focus()


def forecast(folder: str | Path = ".") -> OwnForecasts:
    """Open :class:`OwnForecasts`; see there."""
    return OwnForecasts(folder)


def _today() -> str:
    return str(dt.date.today())


def _sentences(kind: str, *lines: str) -> str:
    return fill("sentences.html", kind=kind, lines=list(lines))


def _text(label: str, hint: str = "") -> ipywidgets.Textarea:
    layout = ipywidgets.Layout(width="640px", max_width="97%")
    # sent whole when one leaves it: of text that is sent as one types, a busy kernel gets the first letter, then
    # the button that saves, and then the rest
    return ipywidgets.Textarea(
        description=label, placeholder=hint, rows=2, layout=layout, style=NAMED, continuous_update=False
    )


def _button(label: str, clicked: Callable[[ipywidgets.Button], None], style: str = "") -> ipywidgets.Button:
    button = ipywidgets.Button(
        description=label, button_style=style, layout=ipywidgets.Layout(width="auto", align_self="flex-start")
    )
    button.on_click(clicked)
    return button


def _line(*parts: ipywidgets.Widget) -> ipywidgets.HBox:
    return ipywidgets.HBox(parts, layout=ipywidgets.Layout(flex_flow="row wrap", flex="0 0 auto"))


def _display(widget: ipywidgets.DOMWidget, shown: bool) -> None:
    widget.layout.display = None if shown else "none"
