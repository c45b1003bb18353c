"""An exercise on the screen: its pages, how far one is, rounds, saved answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets

from regiolab.data.labels import short_name
from regiolab.errors import InvalidValue
from regiolab.exercises import deck
from regiolab.exercises.session import Session
from regiolab.i18n import _, worded
from regiolab.widgets.coding_board import CodingBoard
from regiolab.widgets.panel import Panel
from regiolab.widgets.questions import PANELS


class Head(Panel):
    """Title, pages and buttons of an exercise."""

    actions = frozenset({"go", "submit", "undo", "call", "download", "upload", "dismiss"})

    def __init__(self, owner: ExerciseWidget) -> None:
        self.owner = owner
        self.asking = ""
        super().__init__(owner.session)

    def go(self, page: int) -> None:
        """Turn to a page, the first is 0."""
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

    def describe(self) -> dict:
        session, owner = self.session, self.owner
        answers = session.answers
        done = sum(session.answered(question.id) for question in session.exercise.questions)
        first = owner.unsealed()
        place = _("saved in {file}") if answers.saved else _("not saved: {file} cannot be written")
        return {
            "kind": "head",
            "title": _(session.exercise.title),
            # only where one begins: the pages that follow need the room
            "about": self._about() if owner.page == 0 and first else "",
            "state": _("{n} of {all} answered").format(n=done, all=len(session.exercise.questions)),
            "round": _("round 1") if first else _("round 2"),
            "saved": place.format(file=answers.path.name),
            "notices": list(answers.notices),
            "pages": [
                {"label": str(n + 1), "name": owner.page_name(n), "state": owner.page_state(n)}
                for n in range(len(owner.pages))
            ],
            "page": owner.page,
            "seal": (_("Seal round 1") if session.exercise.sealing == "round" else _("Seal this answer"))
            if first
            else "",
            "asking": self.asking,
            "pseudonym": answers.submission.pseudonym,
            "labels": {
                "pages": _("Pages of the exercise"),
                "previous": _("Previous page"),
                "next": _("Next page"),
                "undo": _("Undo"),
                "anyway": _("Seal all the same"),
                "back": _("Go back"),
                "pseudonym": _("Your pseudonym"),
                "download": _("Download"),
                "upload": _("Upload"),
            },
        }

    def _about(self) -> str:
        exercise = self.session.exercise
        text = _("{minutes} minutes · {points:g} points · {summary}")
        return worded(text, minutes=exercise.minutes, points=exercise.points, summary=_(exercise.summary))


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
    >>> widget = ExerciseWidget("3_classify", folder=tempfile.mkdtemp())
    >>> widget.board.set("mercosur_1991_economic", "strategic", "dominant")
    >>> widget.head.view["state"]
    '1 of 14 answered'
    """

    def __init__(self, name: str | Path, folder: str | Path = ".", feedback: str | None = None) -> None:
        self.session = Session(name, folder, feedback)
        self.pages = _pages(self.session)
        self.page = 0
        self._callbacks: list[Callable[[dict], None]] = []
        self._panels: dict[int, Panel] = {}
        self.head = Head(self)
        self._stage = ipywidgets.VBox()
        super().__init__([self.head, self._stage])
        self._show()

    @property
    def board(self) -> Panel:
        """The page that is shown."""
        return self._panel(self.page)

    def go(self, page: int) -> None:
        """Turn to a page; the first is 0."""
        if not 0 <= page < len(self.pages):
            raise InvalidValue(_("There are {n} pages, from 0 on.").format(n=len(self.pages)))
        self.page = page
        self._show()

    def submit(self, anyway: bool = False) -> None:
        """Seal the first round: of this page or of all, as the exercise has it.

        Raises
        ------
        InvalidValue
            If something is unanswered and `anyway` is false.
        """
        if self.session.exercise.sealing == "question":
            for question in self.pages[self.page]:
                self.session.submit(question, anyway)
        else:
            self.session.submit(anyway=anyway)
        self._show()
        for callback in self._callbacks:
            callback(self.session.answers.submission.model_dump(mode="json"))

    def on_submit(self, callback: Callable[[dict], None]) -> None:
        """Have a function called after a round was sealed, with the submission as plain values."""
        self._callbacks.append(callback)

    def undo(self) -> None:
        """Take the last change back and turn to its page."""
        question = self.session.undo()
        if question is not None:
            self.page = next(n for n, page in enumerate(self.pages) if question in page)
        self._show()

    def call(self, pseudonym: str) -> None:
        """Set the name under which the answers are handed in."""
        self.session.answers.name(pseudonym)
        self._show()

    def upload(self, content: bytes, name: str) -> None:
        """Take over answers from a file."""
        self.session.answers.upload(content, name)
        self._show()

    def unsealed(self) -> list[str]:
        """Return the questions of the first round that the seal would close."""
        names = [question.id for question in self.session.exercise.questions]
        if self.session.exercise.sealing == "question":
            names = self.pages[self.page]
        return [name for name in names if self.session.round_of(name) == 1]

    def page_name(self, number: int) -> str:
        """Return what a page is about."""
        question = self.session.exercise.question(self.pages[number][0])
        if question.kind != "code":
            return _(question.prompt)[:60]
        unit = deck.unit_row(question.unit)
        return f"{short_name(unit['bloc'])} {unit['period_start']}"

    def page_state(self, number: int) -> str:
        """Return ``done``, ``begun`` or ``open``."""
        names = self.pages[number]
        done = sum(self.session.answered(name) for name in names)
        begun = any(self.session.answer(name) for name in names)
        return "done" if done == len(names) else "begun" if done or begun else "open"

    def _panel(self, number: int) -> Panel:
        if number not in self._panels:
            names = self.pages[number]
            kind = self.session.exercise.question(names[0]).kind
            panel = CodingBoard(self.session, names) if kind == "code" else PANELS[kind](self.session, names[0])
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


def _pages(session: Session) -> list[list[str]]:
    """Return the questions page by page: codings of one scheme and period share a page."""
    pages: list[list[str]] = []
    last = None
    for question in session.exercise.questions:
        unit = deck.unit_row(question.unit) if question.kind == "code" else None
        place = (unit["bloc"], unit["period_start"]) if unit else None
        if place is not None and place == last and len(pages[-1]) < 2:
            pages[-1].append(question.id)
        else:
            pages.append([question.id])
        last = place
    return pages
