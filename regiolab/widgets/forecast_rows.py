"""One forecast of the reader's own in the list: what was said, what came of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from regiolab.analysis.calibration import ALWAYS_HALF
from regiolab.exercises.foresight import FILE, Forecast, Version, as_day
from regiolab.i18n import _, format_date, ngettext, number
from regiolab.views.markup import fill
from regiolab.words import SHAPES, verdict_name

FOR_SCORE, FOR_CURVE = 5, 20  # judged forecasts before a score or a curve says anything


class ForecastRow(ipywidgets.HBox):
    """A forecast with its buttons, which stay the same when what it says changes, and so keep the focus.

    Parameters
    ----------
    chosen : callable
        Called with what was clicked: ``"edit"``, ``"judge"``, ``"reopen"`` or ``"remove"``.

    Examples
    --------
    >>> said = Version("A summit is held", "2027-12-31", 80, "It was each year", "2026-01-01")
    >>> row = ForecastRow(print)
    >>> row.show(Forecast("f1", (said,)))
    >>> "<p style=\\"margin:0\\">Because: It was each year.</p>" in row.words.value
    True
    """

    def __init__(self, chosen: Callable[[str], None]) -> None:
        self.words = ipywidgets.HTML(layout=ipywidgets.Layout(flex="1 1 auto", max_width="600px"))
        labels = {
            "edit": _("Change"),
            "judge": _("Judge"),
            "reopen": _("Reopen"),
            "remove": _("Take away"),
        }
        self.buttons = {name: ipywidgets.Button(description=label) for name, label in labels.items()}
        for name, button in self.buttons.items():
            button.layout.width = "auto"
            button.on_click(lambda _button, name=name: chosen(name))
        side = ipywidgets.HBox(list(self.buttons.values()), layout=ipywidgets.Layout(flex="0 0 auto"))
        look = {"align_items": "flex-start", "justify_content": "space-between", "flex": "0 0 auto"}
        super().__init__([self.words, side], layout=ipywidgets.Layout(**look))

    def show(self, item: Forecast) -> None:
        """Say how a forecast stands now."""
        self.words.value = forecast_words(item)
        judged = item.outcome is not None
        for name, shown in {"edit": not judged, "judge": not judged, "reopen": judged, "remove": True}.items():
            self.buttons[name].layout.display = None if shown else "none"
            self.buttons[name].tooltip = item.statement

    def focus(self) -> None:
        """Put the focus on the first button that can be seen."""
        next(button for button in self.buttons.values() if button.layout.display != "none").focus()


def result_name(result: str) -> str:
    """Return the reader's words for what came of a forecast.

    Examples
    --------
    >>> result_name("did_not"), result_name("unjudged")
    ('did not come true', 'cannot be judged')
    """
    return _("cannot be judged") if result == "unjudged" else verdict_name(result)


def sentence(text: str) -> str:
    """Return a reader's words with a full stop, if they have no end of their own.

    Examples
    --------
    >>> sentence("wants it"), sentence("Why not?")
    ('wants it.', 'Why not?')
    """
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", "”", "»", '"', ")")) else f"{text}."


def forecast_words(item: Forecast) -> str:
    """Return all that a forecast says, each part on a line of its own."""
    text = _("{n} % by {day}. Made on {made}.")
    lines = [text.format(n=item.probability, day=_date(item.by), made=_date(item.made))]
    if len(item.probabilities) > 1:
        steps = "; ".join(_("{n} % ({day})").format(n=value, day=_date(day)) for day, value in item.probabilities)
        lines.append(_("Probability over time: {list}.").format(list=steps))
    lines.append(_("Because: {reason}").format(reason=sentence(item.reason)))
    if (found := item.outcome) is not None:
        told = f"{SHAPES.get(found.result, '–')}\N{NO-BREAK SPACE}{result_name(found.result)}"
        text = _("{outcome}, {day}: {saw}")
        lines.append(text.format(outcome=told, day=_date(found.on), saw=sentence(found.saw)))
        if found.result != "unjudged":
            lines.append(_("The score counts {n} %.").format(n=item.counted.probability))
    for gone in [each for each in item.outcomes if each.reopened]:
        text = _("Reopened on {day}; before that: {outcome}.")
        lines.append(text.format(day=_date(gone.reopened), outcome=result_name(gone.result)))
    earlier = _earlier(item)
    says = ngettext("{n} earlier version", "{n} earlier versions", len(earlier)).format(n=len(earlier))
    return fill("forecast.html", statement=item.statement, lines=lines, earlier=earlier, earlier_says=says)


def standing(made: int, judged: int, score: float | None) -> list[str]:
    """Say how many forecasts there are, and what score they have or wait for.

    Examples
    --------
    >>> standing(6, 5, 0.18)[-2]
    'A calibration curve waits for 20.'
    """
    if not made:
        return [_("None yet.")]
    count = ngettext("{n} forecast", "{n} forecasts", made).format(n=made)
    said = [_("{forecasts}, saved in {file}.").format(forecasts=count, file=FILE)]
    if score is None:
        text = _("A Brier score waits for {few} judged forecasts, a calibration curve for {many}; so far: {n}.")
        return [*said, text.format(few=FOR_SCORE, many=FOR_CURVE, n=judged)]
    text = _(
        "Brier score of {n} judged forecasts: {score}, the mean squared distance between your probability and what "
        "happened (1 or 0). 0 is perfect; always saying 50 % gives {half}."
    )
    said.append(text.format(n=judged, score=number(score), half=number(ALWAYS_HALF)))
    if judged < FOR_CURVE:
        said.append(_("A calibration curve waits for {n}.").format(n=FOR_CURVE))
    rule = _(
        "The score counts the probability that stood before the day of the outcome, and not what cannot be judged."
    )
    return [*said, rule]


def _earlier(item: Forecast) -> list[str]:
    """Return versions whose words or day are no longer those that stand."""

    def words(version: Version) -> tuple[str, str, str]:
        return version.statement, version.by, version.reason

    text = _("From {made}: {statement} By {day}: {n} %. Because: {reason}")
    return [
        text.format(
            made=_date(version.made),
            statement=sentence(version.statement),
            day=_date(version.by),
            n=version.probability,
            reason=sentence(version.reason),
        )
        for version in item.versions[:-1]
        if words(version) != words(item.said)
    ]


def _date(day: str) -> str:
    return format_date(as_day(day))
