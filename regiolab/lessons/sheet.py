"""The study sheet: what a reader answered in the lessons, beside what the record says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regiolab.errors import InvalidValue
from regiolab.files import named, write_where_told
from regiolab.i18n import _, format_date, language, ngettext
from regiolab.lessons import difference, renewal, replies
from regiolab.lessons.amendments import posed
from regiolab.lessons.notepad import Notepad, Reply
from regiolab.lessons.prompts import AnyPrompt, lessons
from regiolab.views.markup import environment

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Entry:
    """A question on the sheet: the answer that stands, the first one if it differed, and the difference."""

    prompt: str
    core: bool
    given: str
    first: str
    says: str
    passed: bool
    on: str


@dataclass(frozen=True)
class StudySheet:
    """What a reader answered, lesson by lesson; in a notebook it shows as a page to keep or to print.

    Parameters
    ----------
    parts : tuple of (str, tuple of Entry, int)
        For each lesson its number, what was answered or passed over, and how many questions are open.
    folder : pathlib.Path, optional
        Where the answers lie: in a notebook the page renews itself when others stand there.
    """

    parts: tuple[tuple[str, tuple[Entry, ...], int], ...]
    folder: Path | None = field(default=None, compare=False)

    def __str__(self) -> str:
        lines = []
        for lesson, entries, left in self.parts:
            lines += ["", _heading(lesson, len(entries), left)]
            for entry in entries:
                lines += ["", entry.prompt, _given(entry)]
                lines += [text for text in (entry.first, entry.says) if text]
        return "\n".join(lines).strip() or _("Nothing is answered yet.")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return self._filled("sheet.html")

    def bundles(self) -> list[dict[str, str]]:
        """Return what a notebook shows, by mime type."""
        return [{"text/html": self._repr_html_(), "text/plain": str(self)}]

    def _ipython_display_(self) -> None:
        place = self.folder
        renewal.show("notes", place, lambda: (self if place is None else notes(place)).bundles())

    def save(self, path: str | Path) -> Path:
        """Write the sheet as a page that any browser opens and prints.

        Parameters
        ----------
        path : str or pathlib.Path
            Ends in ``.html``.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        InvalidValue
            If the ending is another one.
        RegiolabError
            If the file cannot be written there.
        """
        path = named(path)
        if path.suffix.lower() != ".html":
            raise InvalidValue(_("'{path}' does not end in .html: a study sheet is a web page.").format(path=path))
        return write_where_told(path, self._filled("page.html").encode())

    def _filled(self, template: str) -> str:
        parts = [
            {
                "heading": _heading(lesson, len(entries), left),
                "entries": [{"entry": entry, "given": _given(entry)} for entry in entries],
            }
            for lesson, entries, left in self.parts
            if entries
        ]
        title, empty = _("What I answered"), _("Nothing is answered yet.")
        hint = _("Times and answers are yours alone; nothing here is marked.")
        page = environment(TEMPLATES).get_template(template)
        return page.render(title=title, hint=hint, empty=empty, parts=parts, lang=language())


def notes(folder: str | Path = ".") -> StudySheet:
    """Return what was answered in the lessons: a study sheet to keep or to print.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the answers lie, in ``lessons.notes.json``; beside the notebook if left out.

    Returns
    -------
    StudySheet

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> notes(folder)
    Nothing is answered yet.
    >>> Notepad(folder).reply("unasur_2010", "number", 9.0)
    >>> "9 members" in str(notes(folder))
    True
    """
    place = Path(folder).absolute()
    pad = Notepad(place)
    parts = []
    for lesson in lessons():
        own = posed(lesson, place)
        entries = [_entry(prompt, found) for prompt in own.values() if (found := _closed(pad, prompt)) is not None]
        if entries:
            parts.append((lesson, tuple(entries), len(own) - len(entries)))
    return StudySheet(tuple(parts), place)


def _closed(pad: Notepad, prompt: AnyPrompt) -> Reply | None:
    """Return a reply that was given or passed over, and that still is one to the question."""
    found = pad.of(prompt.id, prompt.kind)
    if found is None or found.open:
        return None
    if found.passed:
        return found
    return found if _said(prompt, found.value) else None


def _said(prompt: AnyPrompt, value: Any) -> str:
    try:
        return replies.said(prompt, replies.check(prompt, value))
    except InvalidValue:
        return ""  # a teacher has changed the question since


def _entry(prompt: AnyPrompt, reply: Reply) -> Entry:
    given = "" if reply.passed else _said(prompt, reply.value)
    before = _said(prompt, reply.first) if reply.first not in (None, reply.value) else ""
    says = difference.told(prompt) if reply.passed else difference.sentence(prompt, replies.check(prompt, reply.value))
    if prompt.kind == "probability" and not reply.passed:
        # what came of it is told in lesson 5, where one has met the forecasts
        says = ""
    return Entry(
        prompt=_(prompt.prompt),
        core=prompt.core,
        given=given,
        first=_("At first: {answer}.").format(answer=before) if before else "",
        says=says,
        passed=reply.passed,
        on=format_date(reply.at.date()),
    )


def _given(entry: Entry) -> str:
    if entry.passed:
        return _("Passed over on {day}.").format(day=entry.on)
    return _("You, on {day}: {answer}").format(day=entry.on, answer=entry.given)


def _heading(lesson: str, done: int, left: int) -> str:
    text = _("Lesson {n}: {done} answered or passed over")
    told = text.format(n=int(lesson), done=done)
    return ", ".join([told, ngettext("{n} open", "{n} open", left).format(n=left)]) if left else told
