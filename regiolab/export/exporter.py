"""Find a lesson, run it, and write it as one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regiolab.course import course_root
from regiolab.errors import RegiolabError, unknown
from regiolab.export import document, handouts
from regiolab.export.execution import executed
from regiolab.export.rendering import cells
from regiolab.files import named, write_where_told
from regiolab.i18n import _
from regiolab.views.mentions import PAGE

KINDS = ("html", "handout")


def lesson_file(lesson: str) -> Path:
    """Return a lesson's notebook: by its number, its name, or the path of a notebook of one's own.

    Raises
    ------
    UnknownName
        If there is no such lesson; the message names those that there are.

    Examples
    --------
    >>> lesson_file("01").name, lesson_file("2").name
    ('01_trajectory.ipynb', '02_models.ipynb')
    """
    path = named(lesson)
    if path.suffix == ".ipynb" and path.is_file():
        return path
    known = {path.stem: path for path in sorted((course_root() / "notebooks").glob("*.ipynb")) if path.name != PAGE}
    for name, found in known.items():
        number = name.split("_")[0]
        if lesson in (name, found.name, number, number.lstrip("0")):
            return found
    raise unknown(_("a lesson"), lesson, known)


def export_lesson(
    lesson: str, to: str, out: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Path:
    """Run a lesson and write it as one file that needs nothing else: a page, or a handout.

    Parameters
    ----------
    lesson : str
        A number, a name, or the path of a notebook.
    to : {"html", "handout"}
        A page with everything there, or two pages to print.
    out : pathlib.Path, optional
        The file, or a folder for it; the lesson's name in the folder one is in, if left out.
    progress : callable, optional
        Told how many cells have run, of how many.

    Returns
    -------
    pathlib.Path
        The file written; an older one was replaced when it was whole.

    Raises
    ------
    UnknownName
        For an unknown lesson, or another kind of file.
    LessonFails
        If a cell of the lesson ends with an error.
    RegiolabError
        If vl-convert is missing, the file is no notebook, or the folder does not exist or cannot be written.
    """
    if to not in KINDS:
        raise unknown(_("a kind of file"), to, KINDS)
    path = lesson_file(lesson)
    target = _target(path, to, out)
    _look_for_pictures()
    shown = cells(executed(path, progress))
    page = document.page(shown) if to == "html" else handouts.handout(shown, path)
    return write_where_told(target, page.encode())


def _target(lesson: Path, to: str, out: Path | None) -> Path:
    name = f"{lesson.stem}.html" if to == "html" else f"{lesson.stem}_{to}.html"
    target = Path(name) if out is None else out / name if out.is_dir() else out
    if not target.parent.is_dir():
        text = _("{folder} is not a folder: make it first, or name another file with --out.")
        raise RegiolabError(text.format(folder=target.parent))
    return target


def _look_for_pictures() -> None:
    """Say that pictures cannot be made before a minute has gone by."""
    try:
        import vl_convert  # noqa: F401
    except ImportError:
        text = _("An export draws its figures with vl-convert, which is missing: pip install 'regiolab[pictures]'")
        raise RegiolabError(text) from None
