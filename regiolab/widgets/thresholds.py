"""Move the threshold from which a scheme counts as a type, and read what that changes, if anything."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from regiolab import words
from regiolab.charts import sensitivity
from regiolab.charts.livechart import live
from regiolab.data import labels, load
from regiolab.i18n import _, format_list, worded
from regiolab.views.markup import fill
from regiolab.widgets.keyboard import OwnKeys
from regiolab.widgets.messages import Message, guarded
from regiolab.widgets.slider import LabelledSlider

USUAL = 0.5


class ThresholdSlider(ipywidgets.VBox):
    """A threshold that can be moved, with the answer in labels.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``.
    threshold : float
        Above 0, up to 1; one half is the usual one.
    basis : {"all", "theory", "independent"}
        Count all indicators, or only those that were not drawn from the cases.

    Attributes
    ----------
    models, possible : list of str
        The types that reach the threshold whatever is still unknown, and those that may.
    says, change : str
        What moving the threshold would do, and what the last move did, in labels.

    Examples
    --------
    >>> slider = ThresholdSlider("pacific_alliance_2011_economic")
    >>> slider.set(threshold=0.3)
    >>> slider.models, slider.change
    (['strategic'], 'From 0.50 to 0.30: in comes strategic regionalism.')
    >>> slider.set(threshold=0.2)
    >>> slider.change
    'From 0.30 to 0.20: nothing changes.'
    """

    def __init__(self, unit: str, threshold: float = USUAL, basis: str = "all") -> None:
        self.message = Message()
        self._callbacks: list[Callable[[dict], None]] = []
        self._setting = False
        self.unit, self.threshold, self.basis = unit, threshold, basis
        self.table = sensitivity.type_values(unit, basis=basis)
        self.models: list[str] = []
        self.possible: list[str] = []
        self.says = self.change = ""
        self._compose()
        self._tell(sensitivity.threshold_answer(self.table, threshold))
        self._draw()
        self._write()
        self._show_controls()
        super().__init__([self.message, self._controls, self._stage, self._words, OwnKeys()])

    # -- what a program can do ------------------------------------------------------------------

    def set(self, *, threshold: float | None = None, unit: str | None = None, basis: str | None = None) -> None:
        """Move the threshold, or ask about another unit or basis; what is left out stays.

        Raises
        ------
        UnknownName, InvalidValue
            As :func:`regiolab.charts.threshold_effect` and :func:`regiolab.analysis.classify` do;
            the widget then stays as it was.
        """
        was = (self.threshold, self.models, self.possible)
        unit = self.unit if unit is None else unit
        basis = self.basis if basis is None else basis
        threshold = self.threshold if threshold is None else threshold
        other = (unit, basis) != (self.unit, self.basis)
        # what can be refused comes first
        table = sensitivity.type_values(unit, basis=basis) if other else self.table
        answer = sensitivity.threshold_answer(table, threshold)
        self.unit, self.threshold, self.basis, self.table = unit, threshold, basis, table
        self._tell(answer)
        if other:
            self.change = ""
            self._draw()
        else:
            self._chart.params.set_trait("threshold", threshold)
            self.change = self._moved(*was)
        self._write()
        self._show_controls()
        for callback in self._callbacks:
            callback({"unit": self.unit, "threshold": self.threshold, "models": list(self.models)})

    def on_change(self, callback: Callable[[dict], None]) -> None:
        """Have a function called after every change, with the unit, the threshold and the models."""
        self._callbacks.append(callback)

    # -- drawing --------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._chart = live(sensitivity.threshold_chart(self.unit, self.table, self.threshold))
        self._stage.children = [self._chart]

    def _tell(self, answer: dict) -> None:
        self.models, self.possible = words.split(answer["models"]), words.split(answer["possible"])
        self.says = answer["says"]

    def _moved(self, threshold: float, models: list[str], possible: list[str]) -> str:
        """Say what the move from an earlier threshold did."""
        names = labels.model_names()
        now, before = (set(models_now) for models_now in (self.models, models))
        open_now, open_before = set(self.possible), set(possible)
        steps = [
            (_("in comes {list}"), now - before),
            (_("out goes {list}"), (before | open_before) - now - open_now),
            (_("open is now {list}"), open_now - open_before),
        ]
        said = [text.format(list=format_list(names[model] for model in sorted(set_))) for text, set_ in steps if set_]
        text = _("From {old:.2f} to {new:.2f}: {said}.")
        return worded(text, old=threshold, new=self.threshold, said="; ".join(said) or _("nothing changes"))

    def _write(self) -> None:
        names = labels.model_names()
        stands = worded(
            _("At {threshold:.2f} in: {models}; open: {possible}."),
            threshold=self.threshold,
            models=format_list(names[self.models]) if self.models else _("no model"),
            possible=format_list(names[self.possible]) if self.possible else _("none"),
        )
        line = " ".join(filter(None, (self.change, stands)))
        self._words.value = fill("sentences.html", kind="status", lines=[line])

    # -- controls -------------------------------------------------------------------------------

    def _compose(self) -> None:
        self._slider = LabelledSlider(min=0.05, max=1.0, step=0.05, value=1.0, description=_("Threshold"))
        cards = set(load("evidence")["unit"])
        options = [(labels.unit_name(unit), unit) for unit in load("units")["unit"] if unit in cards]
        options.sort(key=lambda pair: pair[0].casefold())
        self._choice = ipywidgets.Dropdown(options=options, value=None, description=_("Unit"))
        bases = [
            (_("all indicators"), "all"),
            (_("theory only"), "theory"),
            (_("independent cards only"), "independent"),
        ]
        self._count = ipywidgets.Dropdown(options=bases, value=None, description=_("Counted"))
        for control in (self._slider, self._choice, self._count):
            control.layout.width = "370px" if control is self._choice else "290px"
            control.observe(self._changed, "value")
        self._controls = ipywidgets.HBox(
            [self._choice, self._count, self._slider], layout=ipywidgets.Layout(flex_flow="row wrap")
        )
        self._stage = ipywidgets.Box(layout=ipywidgets.Layout(min_height="240px"))
        self._words = ipywidgets.HTML()

    def _show_controls(self) -> None:
        """Make the controls say what is shown, without their saying it back."""
        self._setting = True
        self._slider.value = self.threshold
        if self.unit in dict(map(reversed, self._choice.options)):
            self._choice.value = self.unit
        self._count.value = self.basis
        self._setting = False

    @guarded
    def _changed(self, change: dict) -> None:
        if self._setting:
            return
        if change["owner"] is self._slider:
            self.set(threshold=round(change["new"], 2))
        elif change["owner"] is self._choice:
            self.set(unit=change["new"])
        else:
            self.set(basis=change["new"])


def threshold(unit: str, threshold: float = USUAL, basis: str = "all") -> ThresholdSlider:
    """Open a :class:`ThresholdSlider`; see there.

    Examples
    --------
    >>> threshold("alba_2004_political").models
    ['counter_hegemonic']
    """
    return ThresholdSlider(unit, threshold, basis)
