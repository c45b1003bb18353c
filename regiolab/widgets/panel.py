"""A part of an exercise on the screen: a description in Python, drawn in the browser.

A panel sends the browser what to show as plain values and gets back what was done. Everything that
can be done is a method of the same name in Python.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from regiolab.exercises.marks import Mark, criterion_name
from regiolab.exercises.safekeeping import SafeFile
from regiolab.exercises.session import Session
from regiolab.i18n import _, language, ngettext, number, worded
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
    """A view on a file of answers; a subclass says what to show and which of its methods the browser may call."""

    _esm = FRONT_END / "panel.js"
    _css = FRONT_END / "panel.css"
    view = traitlets.Dict(help="what is shown").tag(sync=True)
    actions: frozenset[str] = frozenset()

    def __init__(self, kept: SafeFile) -> None:
        super().__init__()
        self.kept = kept
        self.message = Notice()
        self._holds = 0
        self.on_msg(self._received)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand now."""
        if not self._holds:
            told = {"error": self.message.text, "words": self.words(), "lang": language()}
            self.view = {**self.describe(), **told, "link": self.kept.held.id}

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

    def words(self) -> dict[str, str]:
        """Return the words that stand on it whatever is shown."""
        return shown_words()

    def _received(self, _widget, content: dict, _buffers) -> None:
        content = dict(content)
        number = content.pop("n", None)
        # the browser asks now and then whether anybody is there
        if content.get("do") != "ping":
            # what was done and what was refused are shown together
            with self.held():
                self._perform(content)
        # sent after the file was written: until then the browser counts it as not saved
        if number is not None:
            self.send({"ack": number, "saved": self.kept.saved})

    @guarded
    def _perform(self, content: dict) -> None:
        content = dict(content)
        name = content.pop("do", None)
        if name in self.actions:
            getattr(self, name)(**content)


class QuestionPanel(Panel):
    """One question on a page; a subclass adds how it is answered.

    Every action names its question, so that one which did not arrive can be taken over later.

    Parameters
    ----------
    session : Session
    question : str
    """

    actions = frozenset({"answer", "decide", "say", "keep", "undo", "reveal"})

    def __init__(self, session: Session, question: str) -> None:
        self.session, self.question = session, question
        super().__init__(session.answers)

    def say(self, rationale: str | None = None, confidence: int | None = None, question: str | None = None) -> None:
        """Give reasons, or how sure you are (1 to 3)."""
        self.session.say(question or self.question, rationale=rationale, confidence=confidence)
        self.refresh()

    def keep(self, question: str | None = None) -> None:
        """Go back to the answer of the first round."""
        self.session.keep(question or self.question)
        self.refresh()

    def undo(self) -> None:
        """Take the last change back."""
        self.session.undo()
        self.refresh()

    def reveal(self, step: int, question: str | None = None) -> None:
        """Open a step of the feedback."""
        self.session.open(question or self.question, step)
        self.refresh()

    def describe(self) -> dict:
        session, name = self.session, self.question
        question = session.exercise.question(name)
        first, now = session.answers.answer(name, 1), session.answer(name)
        later = session.round_of(name) == 2 and first is not None and not first.empty
        changed = later and now is not None and first is not None and self.said(now) != self.said(first)
        training = session.training(name)
        return {
            "question": name,
            "heading": self.heading(),
            "points": "" if training else points_of(session.points(name)),
            "training": _("For training: full feedback at once, and no marks.") if training else "",
            "prompt": _(question.prompt),
            "missing": session.missing(name),
            "before": _("Round 1: {answer}").format(answer=self.said(first)) if changed and first else "",
            "keep": changed,
            "frozen": _("You have opened the passage: what you change now is kept and no longer marked.")
            if session.round_of(name) == 3 and not training
            else "",
            "room": session.room(name),
            "look": getattr(session, "look", lambda _name: [])(name),
            "announce": "; ".join(session.missing(name)) or _("complete"),
            "feedback": feedback_view(session, name),
        }

    def heading(self) -> str:
        """Return what the page is called."""
        number = [item.id for item in self.session.exercise.questions].index(self.question) + 1
        return _("Question {n}").format(n=number)

    def said(self, answer: Any) -> str:
        """Return an answer in one line."""
        raise NotImplementedError


def points_of(points: float) -> str:
    """Return in words what a question is worth."""
    return worded(ngettext("{n:g} point", "{n:g} points", round(points) or 2), n=points) if points else _("no points")


def feedback_view(session: Session, question: str) -> dict:
    """Return what to show of the feedback on a question: its steps, and the mark once it is fixed."""
    opened = session.answers.submission.opened(question)
    last = session.last_step(question) if session.round_of(question) > 1 else 0
    shown = [session.feedback(question, step) for step in range(1, min(opened, last) + 1)]
    mark = session.mark(question)
    names = {1: _("1 Rule"), 2: _("2 Passage"), 3: _("3 Reading")}
    cost = ""
    if last and opened < 2 and not session.training(question):
        cost = _("Until you open the passage, half of what you gain is added to your sealed mark; afterwards nothing.")
    return {
        "steps": [
            {"step": step, "label": names[step], "opened": step <= opened, "ready": step <= opened + 1}
            for step in range(1, last + 1)
        ],
        "shown": [{"heading": item.heading, "paragraphs": list(item.paragraphs)} for item in shown],
        "cost": cost,
        "mark": None if mark is None else mark_view(mark),
        "comparison": session.comparison(question) or None,
    }


def mark_view(mark: Mark) -> dict:
    """Return a mark as plain values: the sum, the sentence, a line for each criterion."""
    text = _("{earned} of {possible:g} points")
    return {
        "says": mark.says,
        "sum": worded(text, earned=_points(mark.earned), possible=mark.possible) if mark.possible else "",
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


def shown_words() -> dict[str, str]:
    """Return every word that the front end shows by itself, in the reader's language.

    Examples
    --------
    >>> shown_words()["undo"]
    'Undo'
    """
    return {
        "rule": _("The codebook’s rule"),
        "types": _("Types and their conditions"),
        "flags": _("Flags"),
        "cards": _("Cards"),
        "how_to_file": _("Take a card up and put it down for (▲) or against (▽) a condition."),
        "file_under": _("File under"),
        "for": _("for"),
        "against": _("against"),
        "given": _("given"),
        "take_out": _("take out"),
        "shown_of": _("conditions with a card:"),
        "sure": _("How sure are you?"),
        "rationale": _("Why? (a sentence or two)"),
        "missing": _("Still open:"),
        "complete": _("complete"),
        "feedback": _("Feedback"),
        "beside": _("Your answer beside the readings"),
        "your_cards": _("Your cards"),
        "sign": _("right, in part or not"),
        "keep": _("Back to this answer"),
        "place": _("place"),
        "up": _("earlier"),
        "down": _("later"),
        "remove": _("take out"),
        "choose": _("choose …"),
        "unplaced": _("Not placed yet"),
        "placed": _("Your order, the earliest first"),
        "end_of_page": _("End of the page"),
        "sending": _("Sending …"),
        "waiting": _("Waiting: the kernel is busy with other cells."),
        "lost": _("Not connected."),
        "unsent": _("Changes not in the file: {n}."),
        "kept": _("They are kept in this browser."),
        "not_kept": _("This browser keeps nothing: copy what you wrote."),
        "run_again": _("Run the cell again."),
        "saved_at": _("Saved at {time} in {folder}"),
        "not_yet": _("Nothing to save yet; answers go to {folder}"),
        "offered": _("Changes that are not in the file: {n}, the first made at {time}."),
        "take_over": _("Take them over"),
        "leave": _("Drop them"),
        "these": _("Go on with what is shown"),
        "other": _("Take the other copy"),
        "files": _("Pseudonym and file"),
        "pages": _("Pages of the exercise"),
        "previous": _("Previous page"),
        "next": _("Next page"),
        "undo": _("Undo"),
        "anyway": _("Seal all the same"),
        "back": _("Go back"),
        "pseudonym": _("Your pseudonym"),
        "download": _("Download"),
        "upload": _("Upload"),
    }
