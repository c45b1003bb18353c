"""A question of a lesson on the screen: one commits to an answer, and what answers it appears beneath."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ipywidgets
from IPython.display import HTML, Markdown, display

from regiolab.errors import InvalidValue, RegiolabError, unknown
from regiolab.i18n import _
from regiolab.lessons import replies, unveiling
from regiolab.lessons.amendments import amended, find, posed
from regiolab.lessons.hindsight import Nothing
from regiolab.lessons.notepad import Notepad, Reply
from regiolab.lessons.prompts import AnyPrompt
from regiolab.views.markup import fill
from regiolab.widgets.controls import control_words
from regiolab.widgets.inputs import needed
from regiolab.widgets.messages import show_or_say
from regiolab.widgets.panel import FRONT_END, Panel
from regiolab.widgets.replay import take_over
from regiolab.widgets.showing import bundles

MODES = ("ask", "answered", "open")
CHANGES = frozenset({"reply", "draft", "pass_over"})


class Asking(Panel):
    """The question and its input; what happens when it is answered is told to its owner.

    Parameters
    ----------
    owner : LessonQuestion
    """

    _esm = FRONT_END / "ask.js"
    actions = frozenset({"reply", "pass_over", "again", "draft", "tell", "replay"})

    def __init__(self, owner: LessonQuestion) -> None:
        self.owner = owner
        super().__init__(owner.notepad)

    def reply(self, value: Any, question: str | None = None) -> None:
        """Answer."""
        self._mine(question)
        self.owner.answer(value)

    def pass_over(self, question: str | None = None) -> None:
        """Pass the question over on purpose."""
        self._mine(question)
        self.owner.pass_over()

    def again(self, question: str | None = None) -> None:
        """Take the question up again."""
        self._mine(question)
        self.owner.again()

    def draft(self, value: Any, question: str | None = None) -> None:
        """Keep what was typed and not yet given."""
        self._mine(question)
        self.owner.notepad.draft(self.owner.prompt.id, self.owner.prompt.kind, value)

    def tell(self, actions: list[dict]) -> None:
        """Send the browser in words what changes are that did not arrive."""
        self.send({"told": [self._told(item) for item in actions]})

    def replay(self, actions: list[dict]) -> None:
        """Take over changes that did not arrive, as new ones; what is refused is said."""
        if refused := take_over(actions, self._told, self._anew):
            raise InvalidValue(" ".join(refused))

    def describe(self) -> dict:
        prompt, reply, kept = self.owner.prompt, self.owner.reply, self.kept
        text = _("Not saved: {file} cannot be written here.")
        return {
            "question": prompt.id,
            "kind": prompt.kind,
            "heading": self.owner.heading,
            "prompt": _(prompt.prompt),
            "hint": _(prompt.hint) if prompt.hint else "",
            "core": prompt.core,
            "state": "open" if reply is None or reply.open else "passed" if reply.passed else "answered",
            "value": None if reply is None else reply.value,
            "draft": None if reply is None else reply.draft,
            "said": self.owner.said(),
            "saved": kept.saved,
            "saved_at": kept.saved_at.isoformat() if kept.saved_at else "",
            "folder": str(kept.path.parent),
            "place": text.format(file=kept.path.name),
            **needed(prompt),
        }

    def words(self) -> dict[str, str]:
        return control_words()

    def _anew(self, what: Any, content: dict) -> None:
        if what not in CHANGES:
            raise InvalidValue(_("it is not a change of an answer."))
        getattr(self, what)(**content)

    def _mine(self, question: str | None) -> None:
        if question not in (None, self.owner.prompt.id):
            raise InvalidValue(_("it is of a question that is not here."))

    def _told(self, action: dict) -> str:
        prompt = self.owner.prompt
        if action.get("do") == "pass_over":
            return _("passed over")
        try:
            return replies.said(prompt, replies.check(prompt, action.get("value")))
        except RegiolabError:
            return _("an answer that is not complete")


class LessonQuestion(ipywidgets.VBox):
    """A question of a lesson, with the reader's answer restored, and what it reveals.

    Parameters
    ----------
    question : str or Prompt
        The question's id; or a question that stands in no file.
    folder : str or pathlib.Path
        Where answers are kept, and where a teacher's own questions may lie.
    heading : str
        What stands above a question that has no number.
    above : iterable of widgets
        What stands above it.

    Attributes
    ----------
    prompt : Prompt
        The question as data.
    reply : Reply or None
        The answer that stands.

    Raises
    ------
    UnknownName
        If no lesson has the question.

    Examples
    --------
    >>> import tempfile
    >>> asked = LessonQuestion("unasur_2010", tempfile.mkdtemp())
    >>> asked.answer(9)
    >>> asked.reply.value, asked.panel.view["state"]
    (9.0, 'answered')
    """

    def __init__(
        self,
        question: str | AnyPrompt,
        folder: str | Path = ".",
        heading: str = "",
        above: Iterable[ipywidgets.Widget] = (),
    ) -> None:
        self.folder = Path(folder).absolute()
        self.notepad = shared_notepad(self.folder)
        self.slips: list[str] = []
        if isinstance(question, str):
            lesson, self.prompt = find(question, self.folder)
            number = list(posed(lesson, self.folder)).index(question) + 1
            self.heading = _("Question {n}").format(n=number)
            self.slips = amended(lesson, self.folder).about(question)
        else:
            self.prompt, self.heading = question, heading
        self.panel = Asking(self)
        self._below = ipywidgets.Output()
        said = [ipywidgets.HTML(self._said())] if self.slips else []
        super().__init__([*above, *said, self.panel, self._below])
        self._reveal()

    @property
    def reply(self) -> Reply | None:
        """The answer that stands, or None."""
        found = self.notepad.of(self.prompt.id, self.prompt.kind)
        if found is None or found.open:
            return found
        try:
            # a teacher may have changed the question since
            return found if found.passed else found.model_copy(update={"value": self._checked(found.value)})
        except InvalidValue:
            return None

    def answer(self, value: Any) -> None:
        """Answer the question: the answer is kept, and what it asks about appears.

        Raises
        ------
        InvalidValue
            If it is no answer to this question.
        """
        self.notepad.reply(self.prompt.id, self.prompt.kind, self._checked(value))
        self._changed()

    def pass_over(self) -> None:
        """Pass the question over: this is kept, and what it asks about appears."""
        self.notepad.pass_over(self.prompt.id, self.prompt.kind)
        self._changed()

    def again(self) -> None:
        """Take the question up again; the first answer stays on record."""
        self.notepad.reopen(self.prompt.id, self.prompt.kind)
        self._changed()

    def said(self) -> str:
        """Return the answer in words; empty while there is none."""
        reply = self.reply
        return "" if reply is None or reply.value is None else replies.said(self.prompt, reply.value)

    def shown(self) -> list[Any]:
        """Return what the answer reveals; nothing while the question is open.

        Raises
        ------
        RegiolabError
            If something that the question names cannot be shown.
        """
        reply = self.reply
        if reply is None or reply.open:
            return []
        return list(unveiling.parts(self.prompt, reply.value, self.folder))

    def _said(self) -> str:
        """Return as HTML why not a teacher's question stands here, but the course's."""
        return _alert(" ".join([*self.slips, _("The course’s own question stands in its place.")]))[0]["text/html"]

    def _checked(self, value: Any) -> Any:
        return replies.check(self.prompt, value)

    def _changed(self) -> None:
        self.panel.refresh()
        self._reveal()

    def _reveal(self) -> None:
        """Show beneath what the answer reveals; what cannot be shown is said in its place."""
        found: list[dict] = []
        reply = self.reply
        if reply is not None and not reply.open:
            try:
                for item in unveiling.parts(self.prompt, reply.value, self.folder):
                    found += bundles(item)
            except RegiolabError as error:
                found += _alert(str(error))
            except Exception as error:
                # ipywidgets would swallow it
                found += _alert(_("Something went wrong here ({error}): please report it.").format(error=error))
        self._below.outputs = tuple({"output_type": "display_data", "data": data, "metadata": {}} for data in found)

    def _ipython_display_(self) -> None:
        mode = ask_mode()
        if mode == "ask":
            show_or_say(self, _("Run this cell to answer the question: click into it, and press Shift and Enter."))
            return
        if self.slips:
            display(HTML(self._said()))
        if mode == "open" or self.reply is None or self.reply.open:
            display(Markdown(self._written()))
        if mode == "open":
            for item in unveiling.parts(self.prompt, None, self.folder):
                _show(item)
            return
        # a script answers, and an error while revealing fails the cell
        for item in self.shown():
            _show(item)

    def _written(self) -> str:
        """Return the question as it stands where nobody can answer."""
        lines = [f"**{self.heading}.** {_(self.prompt.prompt)}"]
        options = getattr(self.prompt, "options", None) or getattr(self.prompt, "items", None) or []
        lines += [f"- {_(item.text)}" for item in options]
        groups = getattr(self.prompt, "groups", [])
        if groups:
            lines.append(_("Groups: {names}").format(names="; ".join(_(item.text) for item in groups)))
        return "\n".join([lines[0], "", *lines[1:]])


def ask(question: str, folder: str | Path = ".") -> LessonQuestion | Nothing:
    """Ask a question of a lesson; once it is answered or passed over, what it asks about appears.

    Parameters
    ----------
    question : str
        The question's id.
    folder : str or pathlib.Path
        Where the answers are kept, in ``lessons.notes.json``; beside the notebook if left out. A file of
        questions there, such as ``01_trajectory.json``, replaces those of the course. Where it has one wrong,
        the course's own is asked, beneath a sentence that says what is wrong.

    Returns
    -------
    LessonQuestion or Nothing
        That sentence alone, where the course has no such question. The environment variable ``REGIOLAB_ASK``
        says how a question shows: ``ask`` (the default), ``answered`` (a script answers, and nothing is kept) or
        ``open`` (the question and what it reveals, without an input).

    Raises
    ------
    UnknownName
        If no lesson has the question.
    InvalidValue
        If a script answers and a file of questions has this one wrong, or ``REGIOLAB_ASK`` is none of the three.

    Examples
    --------
    >>> import tempfile
    >>> ask("unasur_2010", tempfile.mkdtemp()).prompt.kind
    'number'
    """
    if ask_mode() != "answered":
        try:
            return LessonQuestion(question, folder)
        except InvalidValue as error:
            # an error would end Run All, and with it the seminar
            return Nothing(str(error), "alert")
    # nothing that a script answers is anybody's; questions come from the folder all the same
    with tempfile.TemporaryDirectory() as place:
        asked = LessonQuestion(question, folder)
        if asked.slips:
            raise InvalidValue(" ".join(asked.slips))
        asked.notepad = Notepad(place)
        asked.answer(replies.scripted(asked.prompt))
    return asked


def ask_mode() -> str:
    """Return how questions show, as the environment says.

    Raises
    ------
    InvalidValue
        If ``REGIOLAB_ASK`` is not one of the known modes.

    Examples
    --------
    >>> ask_mode() in MODES
    True
    """
    mode = os.environ.get("REGIOLAB_ASK") or "ask"
    if mode not in MODES:
        raise unknown(_("a value of REGIOLAB_ASK"), mode, MODES)
    return mode


_PADS: dict[Path, Notepad] = {}


def shared_notepad(folder: Path) -> Notepad:
    """Return the notes of a folder: all questions of a kernel write as one."""
    if folder not in _PADS:
        _PADS[folder] = Notepad(folder)
    return _PADS[folder]


def _show(item: Any) -> None:
    if isinstance(item, str):
        display(bundles(item)[0], raw=True)
    else:
        display(item)


def _alert(text: str) -> list[dict]:
    return [{"text/html": fill("sentences.html", kind="alert", lines=[text]), "text/plain": text}]
