"""A part of an exercise on the screen: a description in Python, drawn in the browser.

A panel sends the browser what to show as plain values and gets back what was done. Everything that
can be done is a method of the same name in Python.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import anywidget
import traitlets

from regiolab.exercises.marks import Mark, criterion_name
from regiolab.exercises.session import Session
from regiolab.i18n import _, number, worded
from regiolab.widgets.messages import guarded

FRONT_END = Path(__file__).with_name("js")


class Notice:
    """The sentence in which a panel says what went wrong."""

    def __init__(self) -> None:
        self.text = ""

    def say(self, text: str) -> None:
        """Set the sentence; an empty one clears it."""
        self.text = text


class Panel(anywidget.AnyWidget):
    """A view on a session; a subclass says what to show and which of its methods the browser may call."""

    _esm = FRONT_END / "panel.js"
    _css = FRONT_END / "panel.css"
    view = traitlets.Dict(help="what is shown").tag(sync=True)
    actions: frozenset[str] = frozenset()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.message = Notice()
        self._holds = 0
        self.on_msg(self._received)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand now."""
        if not self._holds:
            self.view = {**self.describe(), "error": self.message.text, "words": _words()}

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Leave what is shown as it is meanwhile, and show it once afterwards."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self.refresh()

    def describe(self) -> dict:
        """Return what to show, as plain values."""
        raise NotImplementedError

    def _received(self, _widget, content: dict, _buffers) -> None:
        # what was done and what was refused are shown together
        with self.held():
            self._perform(content)

    @guarded
    def _perform(self, content: dict) -> None:
        content = dict(content)
        name = content.pop("do", None)
        if name in self.actions:
            getattr(self, name)(**content)


def feedback_view(session: Session, question: str) -> dict:
    """Return what to show of the feedback on a question: its steps, and the mark once it is fixed."""
    opened = session.answers.submission.opened(question)
    last = session.last_step(question) if session.round_of(question) > 1 else 0
    shown = [session.feedback(question, step) for step in range(1, min(opened, last) + 1)]
    mark = session.mark(question)
    names = {1: _("1 Rule"), 2: _("2 Passage"), 3: _("3 Reading")}
    return {
        "steps": [
            {"step": step, "label": names[step], "opened": step <= opened, "ready": step <= opened + 1}
            for step in range(1, last + 1)
        ],
        "shown": [{"heading": item.heading, "paragraphs": list(item.paragraphs)} for item in shown],
        "last_warning": _("The mark counts your last answer before this step.") if opened == 2 and last == 3 else "",
        "mark": None if mark is None else mark_view(mark),
    }


def mark_view(mark: Mark) -> dict:
    """Return a mark as plain values: the sum, the sentence, a line for each criterion."""
    return {
        "says": mark.says,
        "sum": worded(_("{earned} of {possible:g} points"), earned=_points(mark.earned), possible=mark.possible),
        "criteria": [
            {
                "name": criterion_name(item.name),
                "points": f"{_points(item.earned)}/{_points(item.possible)}",
                "says": item.says,
            }
            for item in mark.criteria
        ],
    }


def _points(earned: float | None) -> str:
    return "–" if earned is None else number(earned, trim=True)


def _words() -> dict[str, str]:
    return {
        "rule": _("rule"),
        "clear": _("clear"),
        "flags": _("Flags"),
        "cards": _("Cards"),
        "cited": _("cited"),
        "sure": _("How sure are you?"),
        "rationale": _("Why? (a sentence or two)"),
        "missing": _("Still open:"),
        "complete": _("complete"),
        "feedback": _("Feedback"),
        "keep": _("Keep this answer"),
        "place": _("place"),
        "up": _("earlier"),
        "down": _("later"),
        "remove": _("take out"),
        "choose": _("choose …"),
        "unplaced": _("Not placed yet"),
        "placed": _("Your order, the earliest first"),
        "points": _("Points"),
    }
