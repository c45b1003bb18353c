"""An exercise on the screen: its pages, how far one is, rounds, saved answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets

from regiolab.errors import InvalidValue
from regiolab.exercises import beside, deck
from regiolab.exercises.session import Session
from regiolab.i18n import _, format_list, ngettext, worded
from regiolab.widgets.coding_board import CodingBoard
from regiolab.widgets.messages import show_or_say
from regiolab.widgets.panel import Panel
from regiolab.widgets.questions import PANELS
from regiolab.widgets.replay import CHANGES, take_over, told
from regiolab.words import dimension_name


class Head(Panel):
    """Title, pages and buttons of an exercise."""

    actions = frozenset({"go", "submit", "undo", "call", "download", "upload", "dismiss", "tell", "replay", "settle"})

    def __init__(self, owner: ExerciseWidget) -> None:
        self.owner, self.session = owner, owner.session
        self.asking, self.taken = "", ""
        self.told: list[str] = []
        super().__init__(owner.session.answers)

    def go(self, page: int) -> None:
        """Turn to a page, the first is 0; what was taken over has been read by then."""
        self.told, self.taken = [], ""
        self.owner.go(page)

    def submit(self, anyway: bool = False) -> None:
        """Seal the first round; ask first if something is unanswered."""
        self.asking = ""
        try:
            self.owner.submit(anyway)
        except InvalidValue as error:
            self.asking = str(error)

    def dismiss(self) -> None:
        """Leave the question whether to seal."""
        self.asking = ""

    def undo(self) -> None:
        """Take the last change back, on whichever page it was made."""
        self.owner.undo()

    def call(self, pseudonym: str) -> None:
        """Set the name under which the answers are handed in."""
        self.owner.call(pseudonym)

    def download(self) -> None:
        """Send the answers to the browser, to be kept as a file."""
        answers = self.session.answers
        self.send({"download": answers.path.name, "content": answers.download().decode()})

    def upload(self, name: str, content: str) -> None:
        """Take over answers from a file."""
        self.owner.upload(content.encode(), name)

    def settle(self, other: bool) -> None:
        """End a conflict of two copies: go on with the other one, or with these answers."""
        self.owner.settle(other)

    def tell(self, actions: list[dict]) -> None:
        """Send the browser in words what changes are that did not arrive."""
        self.send({"told": [self.owner.told(action) for action in actions]})

    def replay(self, actions: list[dict]) -> None:
        """Take over changes that did not arrive, one after the other, as new ones.

        What can no longer be done, since its question was sealed for instance, is said.
        """
        refused = self.owner.replay(actions)
        done = len(actions) - len(refused)
        text = ngettext("{n} change was taken over.", "{n} changes were taken over.", done)
        self.told, self.taken = refused, text.format(n=done) if done else ""

    def describe(self) -> dict:
        session, owner = self.session, self.owner
        answers = session.answers
        all_ = len(session.exercise.questions)
        done = sum(session.answered(question.id) for question in session.exercise.questions)
        first = owner.unsealed()
        text = _("Not saved: {file} cannot be written. Download your answers.")
        states = state_names()
        return {
            "kind": "head",
            "title": _(session.exercise.title),
            # only where one begins: the pages that follow need the room
            "about": self._about() if owner.page == 0 and first else "",
            "state": _("{n} of {all} answered").format(n=done, all=all_),
            "done": done,
            "of": all_,
            "round": _("round 1") if first else _("round 2"),
            "saved": answers.saved,
            "saved_at": answers.saved_at.isoformat() if answers.saved_at else "",
            "folder": str(answers.path.parent),
            "place": text.format(file=answers.path.name),
            "notices": [*answers.notices, *self.told],
            "taken": self.taken,
            "conflict": self._conflict(),
            "pages": [
                {"label": label, "name": owner.page_name(n), "state": state, "said": states[state]}
                for n, (label, state) in enumerate(owner.page_labels())
            ],
            "page": owner.page,
            "legend": states if owner.page in (0, len(owner.names)) else None,
            "seal": owner.seal_label() if first else "",
            "checks": owner.checked_here() if first else "",  # the seal closes this one and opens it
            "asking": self.asking,
            "pseudonym": answers.submission.pseudonym,
        }

    def _about(self) -> str:
        exercise = self.session.exercise
        text = _("{minutes} minutes · {points:g} points · {summary}")
        return worded(text, minutes=exercise.minutes, points=exercise.points, summary=_(exercise.summary))

    def _conflict(self) -> dict | None:
        found = self.session.answers.conflict
        if found is None:
            return None
        names = [self.owner.question_name(name) for name in found.questions]
        says = _("Two copies of your answers went different ways. The other one lies in {file}. They differ on:")
        return {"says": says.format(file=found.path.name), "questions": names}


def state_names() -> dict[str, str]:
    """Return the words for the states of a page."""
    return {
        "open": _("still open"),  # a verdict is “open” in another sense
        "begun": _("begun"),
        "answered": _("answered"),
        "sealed": _("sealed"),
        "read": _("reading opened"),
    }


class LastPage(Panel):
    """The end of an exercise: what is still to do, what to hand in, and what to look at again."""

    actions = frozenset({"turn"})

    def __init__(self, owner: ExerciseWidget) -> None:
        self.owner, self.session = owner, owner.session
        super().__init__(owner.session.answers)

    def turn(self, page: int) -> None:
        """Turn to a page."""
        self.owner.go(page)

    def describe(self) -> dict:
        session, owner = self.session, self.owner
        questions = session.exercise.questions
        left = sum(not session.answered(question.id) for question in questions)
        unsealed = [question.id for question in questions if session.round_of(question.id) == 1]
        said = []
        if left:
            said.append(ngettext("{n} question is open.", "{n} questions are open.", left).format(n=left))
        sealing = _("Seal your answers; then discuss them, and open the feedback.")
        said.append(sealing if unsealed else _("Every answer is sealed."))
        said.append(_("What you hand in is the file {file}.").format(file=session.answers.path))
        return {
            "kind": "end",
            "heading": _("The end"),
            "paragraphs": [*said, points] if (points := owner.points()) else said,
            "again": owner.missed(),
            "again_heading": _("Look again at what you missed"),
        }


class ExerciseWidget(ipywidgets.VBox):
    """An exercise, with saved answers restored.

    Parameters
    ----------
    name : str or pathlib.Path
        An exercise of the course, or the path of a file.
    folder : str or pathlib.Path
        Where the answers are kept; beside the notebook if left out.
    feedback : {"none", "rule", "passage", "full"}, optional
        How far the feedback goes; as the exercise says if left out.

    Attributes
    ----------
    session : Session
        Everything that can be answered can be answered there by plain methods.
    board : Panel
        The page that is shown.

    Examples
    --------
    >>> import tempfile
    >>> widget = ExerciseWidget("4_new_cycle", folder=tempfile.mkdtemp())
    >>> widget.board.answer("half")
    >>> widget.head.view["state"]
    '1 of 12 answered'
    """

    def __init__(self, name: str | Path, folder: str | Path = ".", feedback: str | None = None) -> None:
        self.session = Session(name, folder, feedback)
        self.names = [question.id for question in self.session.exercise.questions]
        self.page = 0
        self._callbacks: list[Callable[[dict], None]] = []
        self._panels: dict[int, Panel] = {}
        self.head = Head(self)
        self._stage = ipywidgets.VBox()
        super().__init__([self.head, self._stage])
        self._show()

    def _ipython_display_(self) -> None:
        said = _("Run this cell to open the exercise: click into it, and press Shift and Enter.")
        show_or_say(self, said)

    @property
    def board(self) -> Any:
        """The page that is shown."""
        return self._panel(self.page)

    def go(self, page: int) -> None:
        """Turn to a page; the first is 0, and the one after the last question looks back."""
        if not 0 <= page <= len(self.names):
            raise InvalidValue(_("There are {n} pages, from 0 on.").format(n=len(self.names) + 1))
        self.page = page
        self._show()

    def submit(self, anyway: bool = False) -> None:
        """Seal the first round: of this page or of all, as the exercise has it.

        Raises
        ------
        InvalidValue
            If something is unanswered and `anyway` is false.
        """
        here = self.names[self.page] if self.page < len(self.names) else None
        self.session.submit(here, anyway)
        if here is not None and self.session.training(here):
            for step in range(1, self.session.last_step(here) + 1):
                self.session.open(here, step)
        self._show()
        for callback in self._callbacks:
            callback(self.session.answers.submission.model_dump(mode="json"))

    def on_submit(self, callback: Callable[[dict], None]) -> None:
        """Have a function called after a round was sealed, with the submission as plain values."""
        self._callbacks.append(callback)

    def undo(self) -> None:
        """Take the last change back and turn to its page."""
        try:
            question = self.session.undo()
            if question is not None:
                self.page = self.names.index(question)
        finally:
            self._show()

    def call(self, pseudonym: str) -> None:
        """Set the name under which the answers are handed in."""
        self.session.answers.name(pseudonym)
        self._show()

    def upload(self, content: bytes, name: str) -> None:
        """Take over answers from a file."""
        self.session.answers.upload(content, name)
        self._show()

    def settle(self, other: bool) -> None:
        """End a conflict of two copies."""
        self.session.answers.settle(other)
        self._show()

    def told(self, action: dict) -> str:
        """Return in words what a change is that did not arrive."""
        name = str(action.get("question"))
        return told(self.session, self.question_name(name) if name in self.names else _("another question"), action)

    def replay(self, actions: list[dict]) -> list[str]:
        """Do again what did not arrive, and turn to its page; return in sentences what was refused."""
        refused = take_over(actions, self.told, self._anew)
        self._show()
        return refused

    def _anew(self, what: Any, content: dict) -> None:
        if what == "call":
            self.call(str(content["pseudonym"]))
            return
        if (question := content.get("question")) not in self.names:
            raise InvalidValue(_("it is of a question that is not here."))
        page = self.names.index(str(question))
        panel = self._panel(page)
        if what not in CHANGES & panel.actions:
            raise InvalidValue(_("it is not a change of an answer."))
        getattr(panel, what)(**content)
        self.page = page

    def unsealed(self) -> list[str]:
        """Return the questions of the first round that the seal would close."""
        alone = self.session.exercise.sealing == "question" or self.checked_here()
        names = self.names[self.page : self.page + 1] if alone else self.names
        return [name for name in names if self.session.round_of(name) == 1]

    def checked_here(self) -> str:
        """Return the question for training that is shown; empty on another page."""
        return next((name for name in self.names[self.page : self.page + 1] if self.session.training(name)), "")

    def seal_label(self) -> str:
        """Return what the button says that seals."""
        if self.checked_here():
            return _("Check")
        return _("Seal round 1") if self.session.exercise.sealing == "round" else _("Seal this answer")

    def question_name(self, name: str) -> str:
        """Return what a question is about."""
        question = self.session.exercise.question(name)
        if question.kind != "code":
            text = _(question.prompt)
            return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"
        unit = deck.unit_row(question.unit, question)
        return f"{unit['scheme']} {unit['period_start']}, {dimension_name(unit['dimension'])}"

    def page_name(self, number: int) -> str:
        """Return what a page is about."""
        return self.question_name(self.names[number]) if number < len(self.names) else _("The end")

    def page_labels(self) -> list[tuple[str, str]]:
        """Return for each page its label and its state: open, begun, answered, sealed, read."""
        labels = [(str(n + 1), self.page_state(n)) for n in range(len(self.names))]
        done = all(state in ("sealed", "read") for _label, state in labels)
        return [*labels, (_("end"), "sealed" if done else "open")]

    def page_state(self, number: int) -> str:
        """Return the state of a page."""
        name = self.names[number]
        if self.session.answers.submission.opened(name) == self.session.last_step(name) > 0:
            return "read"
        if self.session.round_of(name) > 1:
            return "sealed"
        if self.session.answered(name):
            return "begun" if self.session.missing(name) else "answered"
        return "begun" if self.session.answer(name) else "open"

    def points(self) -> str:
        """Return what was earned of the questions whose reading is opened; empty before."""
        known = [mark for mark in map(self.session.mark, self.names) if mark is not None and mark.possible]
        if not known:
            return ""
        text = _("{earned:g} of {possible:g} points on the questions whose reading you opened.")
        earned = sum(mark.earned or 0 for mark in known)
        return worded(text, earned=round(earned, 2), possible=sum(mark.possible for mark in known))

    def missed(self) -> list[dict]:
        """Return the pages whose reading is opened and whose answer is not all right, or was left open."""
        found = []
        for page, name in enumerate(self.names):
            rows = self.session.comparison(name).get("rows", [])
            left = [_("Not answered.")] if rows and not self.session.answered(name) else []
            if wrong := left or [row["name"] for row in rows if row["sign"] in (beside.HALF, beside.WRONG)]:
                says = format_list(wrong[:4]) if left or rows[1:] else ""  # a choice has no parts
                found.append({"page": page, "name": self.question_name(name), "says": says})
        return found

    def _panel(self, number: int) -> Panel:
        if number not in self._panels:
            panel = LastPage(self) if number == len(self.names) else _page(self.session, self.names[number])
            panel.observe(lambda _change: self.head.refresh(), "view")
            self._panels[number] = panel
        return self._panels[number]

    def _show(self) -> None:
        made = self.page not in self._panels
        # the head is shown anew with each panel, which here would be once too often
        with self.head.held():
            panel = self._panel(self.page)
            if not made:
                panel.message.say("")
                panel.refresh()
            self._stage.children = [panel]


def exercise(name: str | Path, folder: str | Path = ".", feedback: str | None = None) -> ExerciseWidget:
    """Open an exercise; see :class:`ExerciseWidget`."""
    return ExerciseWidget(name, folder, feedback)


def _page(session: Session, name: str) -> Panel:
    kind = session.exercise.question(name).kind
    return CodingBoard(session, name) if kind == "code" else PANELS[kind](session, name)
