"""What was missed in an exercise comes back once in a later lesson, as a question."""

from __future__ import annotations

import hashlib
from pathlib import Path

import ipywidgets
from markupsafe import Markup

from regiolab.exercises import look, model
from regiolab.exercises.recall import Missed, missed
from regiolab.i18n import _
from regiolab.lessons.hindsight import Nothing
from regiolab.lessons.prompts import AnyPrompt, ChoicePrompt, Option, OrderPrompt, SeveralPrompt, Shown
from regiolab.views.markup import fill
from regiolab.widgets.asking import LessonQuestion, shared_notepad

LONGEST = 300  # letters of an option


def recall(lesson: str, folder: str | Path = ".") -> ipywidgets.DOMWidget | Nothing:
    """Ask again something that was missed in an exercise; each thing comes back once.

    Parameters
    ----------
    lesson : str
        The lesson in which it comes back, such as ``"03"``: opened again it asks the same.
    folder : str or pathlib.Path
        Where the notebook lies; see :func:`regiolab.exercises.recall.missed`.

    Returns
    -------
    LessonQuestion or Nothing
        A sentence where nothing was missed of which the feedback was read to its end.

    Examples
    --------
    >>> import tempfile
    >>> recall("03", tempfile.mkdtemp())
    Nothing comes back here: you have missed nothing of which you read the feedback to its end.
    """
    place = Path(folder).absolute()
    pad = shared_notepad(place)
    known = {item.key: item for item in missed(place)}
    kept = pad.held.recalled.get(lesson)
    if kept is None:
        kept = next((key for key in known if key not in pad.held.recalled.values()), None)
        if kept is None:
            text = _("Nothing comes back here: you have missed nothing of which you read the feedback to its end.")
            return Nothing(text)
        pad.recall(lesson, kept)
    if kept not in known:
        return Nothing(_("What came back here is settled: you have answered it in its exercise since."))
    return Returning(known[kept], place)


class Returning(LessonQuestion):
    """Something that was missed, asked again, with what its exercise gave to look at.

    Parameters
    ----------
    item : Missed
    folder : pathlib.Path
        Where the answer is kept.
    """

    def __init__(self, item: Missed, folder: Path) -> None:
        heading = _("Once more, from “{title}”").format(title=item.title)
        given = model.read(item.exercise).question(item.question).look
        shown = [(each["title"], Markup(each["html"])) for each in map(look.render, given)]
        folded = ipywidgets.HTML(fill("looks.html", shown=shown))
        super().__init__(_prompt(item), folder, heading, [folded] if shown else [])


def _prompt(item: Missed) -> AnyPrompt:
    """Return what was missed as a question of a lesson."""
    options = [Option(id=name, text=text[:LONGEST]) for name, text in item.options]
    told = [_("Then you had: {answer}.").format(answer=item.own.rstrip("."))]
    told.append(_("Accepted: {answer}.").format(answer=item.accepted.rstrip(".")))
    if item.locator:
        told.append(_("Read again: {places}.").format(places=item.locator))
    common = {
        # a file's names have no slashes
        "id": f"recall_{hashlib.sha256(item.key.encode()).hexdigest()[:12]}",
        "prompt": item.prompt,
        "whose": "article",
        "reveal": [Shown(text=" ".join(told))],
    }
    right = list(item.right[0])
    if item.kind == "choice":
        return ChoicePrompt(kind="choice", options=options, right=right[0], **common)
    if item.kind == "several":
        return SeveralPrompt(kind="several", options=options, right=right, **common)
    return OrderPrompt(kind="order", items=options, right=right, **common)
