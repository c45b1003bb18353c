"""Pages to give back in bulk: one zip an exercise for Moodle and one for Canvas, before round 2 and after it.

What the platforms ask for was read in their public sources. Moodle (``mod/assign/feedback/file/importziplib.php``,
*Upload multiple feedback files in a zip*) takes a folder, or the beginning of a file's name, of the form
``NAME_ID_assignsubmission_file`` with or without a last underscore, as *Download all submissions* wrote it, and
attaches what lies in it to the participant of that number. Canvas (``generate_comments_from_files`` in
``app/models/assignment.rb``, *Upload Submissions*) splits a file's name at underscores and takes the first two parts
that are digits for the student and the file handed in; whatever follows them is free, and the comment's attachment
is shown under the name of the file that was handed in.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import RegiolabError
from regiolab.files import replacing, write_atomically
from regiolab.i18n import _, ngettext
from regiolab.instructor import standards, texts
from regiolab.instructor.class_list import Student, Work
from regiolab.instructor.graded import opened
from regiolab.instructor.pages import FOLDER, Pages
from regiolab.instructor.register import Register
from regiolab.instructor.standards import Standard
from regiolab.instructor.workbook import written

BEFORE, AFTER = "before", "after"
WHOSE = "whose.csv"
COLUMNS = ("page", "pseudonym", "exercise", "file", "platform", "platform_id", "zip", "name_in_zip")
MOODLE = re.compile(r"(?P<kept>(?P<name>[^/]*?)_(?P<id>\d+)_assignsubmission_file_?)(?P<rest>.*)")
CANVAS = re.compile(r"(?P<kept>(?P<name>[^/]+?)_(?:LATE_)?(?P<id>\d+)_\d{3,}_)[^/]+")
STAMP = (1980, 1, 1, 0, 0, 0)  # of what stands in a zip: the same pages make the same bytes


@dataclass(frozen=True)
class Origin:
    """Where a file came from: a platform, its number for the student, and the name under which a page goes back."""

    platform: str
    id: str
    name: str


def origin(label: str, page: str) -> Origin | None:
    """Return where a file came from by its name as the platform wrote it, and what a page for it must be called.

    Examples
    --------
    >>> origin("all.zip/Ana Ruiz_4711_assignsubmission_file_/3_classify.answers.json", "3_classify.html").name
    'Ana Ruiz_4711_assignsubmission_file_/3_classify.html'
    >>> origin("all.zip/Ana Ruiz_4711_assignsubmission_file_3_classify.answers.json", "3_classify.html").name
    'Ana Ruiz_4711_assignsubmission_file_3_classify.html'
    >>> origin("submissions/ruizana_LATE_81_2204_3_classify.answers.json", "3_classify.html").name
    'ruizana_LATE_81_2204_3_classify.html'
    >>> origin("drive/3_classify.answers (2).json", "3_classify.html") is None
    True
    """
    *folders, file = label.split("/")
    for folder in folders:  # the outermost, as in :mod:`platform`: inside it a student may name folders
        if (found := MOODLE.fullmatch(folder)) and not found["rest"]:
            return Origin("moodle", found["id"], f"{found['kept']}/{page}")
    # as Moodle names files where it makes no folders
    if (found := MOODLE.fullmatch(file)) and found["rest"]:
        return Origin("moodle", found["id"], f"{found['kept']}{page}")
    if found := CANVAS.fullmatch(file):
        return Origin("canvas", found["id"], f"{found['kept']}{page}")
    return None


class _Kept:
    """The exercises as the results keep them."""

    def __init__(self, kept: dict) -> None:
        self._found = standards.restored(kept)

    def known(self, name: str) -> Standard:
        return self._found[name]

    def digest(self) -> str:
        return ""


@dataclass(frozen=True)
class Packed:
    """What was packed: a folder, its zips, how many pages, and how many have no platform to go back to."""

    folder: Path
    zips: tuple[str, ...]
    pages: int
    elsewhere: int

    def lines(self) -> list[str]:
        """Say what was packed, a line each."""
        said = [str(self.folder / name) for name in self.zips]
        if self.elsewhere:
            text = ngettext(
                "{n} page bears no name of Moodle's or Canvas': {file} says whose it is.",
                "{n} pages bear no name of Moodle's or Canvas': {file} says whose they are.",
                self.elsewhere,
            )
            said.append(text.format(n=self.elsewhere, file=self.folder / WHOSE))
        text = ngettext("{n} page lies in {folder}.", "{n} pages lie in {folder}.", self.pages)
        return [*said, text.format(n=self.pages, folder=self.folder)]


def pack(out: str | Path, before: bool = False) -> Packed:
    """Pack the pages of a graded class to give back.

    Parameters
    ----------
    out : str or pathlib.Path
        The folder that :func:`~regiolab.instructor.grade_class` wrote to.
    before : bool
        Whether the second round is still to come: the pages then hold what was sealed, without marks, key or
        readings. Else they are those in the folder ``feedback``.

    Returns
    -------
    Packed

    Raises
    ------
    RegiolabError
        If the folder holds no graded submissions, or no pages.
    """
    out = Path(out)
    with opened(out) as register:
        return _pack(out, register, before)


def _pack(out: Path, register: Register, before: bool) -> Packed:
    folder = out / f"{FOLDER}-{BEFORE if before else AFTER}"
    sealed = Pages(out, register, _Kept(register.settings().get("standards", {})), sealed=True) if before else None
    rows: list[list[str]] = []
    zips: dict[str, list[tuple[str, str]]] = {}
    pages: set[str] = set()
    for student in register.students():
        name = f"{texts.file_name(student.name, student.number)}.html"
        pages.add(name)
        if not before and not (out / FOLDER / name).is_file():
            text = _("{folder} holds no page for every student: grade again without --no-pages.")
            raise RegiolabError(text.format(folder=out / FOLDER))
        if sealed is not None:
            write_atomically(folder / name, sealed.render(student, None).encode(), sync=False)
        for exercise, work in student.works.items():
            row, inside = _row(student, exercise, work, name)
            rows.append(row)
            if inside:
                zips.setdefault(row[-2], []).append((inside, name))
    for name, entries in zips.items():
        source = folder if before else out / FOLDER
        with replacing(folder / name) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for inside, page in sorted(entries):
                archive.writestr(zipfile.ZipInfo(inside, STAMP), (source / page).read_bytes(), zipfile.ZIP_DEFLATED)
    _forget(folder, {*zips, WHOSE, *(pages if before else ())})
    with written(folder / WHOSE) as table:
        table.writerow(COLUMNS)
        table.writerows(rows)
    return Packed(folder, tuple(sorted(zips)), len(pages), sum(not row[4] for row in rows))


def _row(student: Student, exercise: str, work: Work, page: str) -> tuple[list[str], str]:
    """Return a row of whose page is whose, and the name under which the page goes into its zip, empty for none."""
    row = [page, student.name, exercise, work.label]
    found = origin(work.label, f"{exercise}-{page}")
    if found is None:
        return [*row, "", "", "", ""], ""
    if student.several:  # a pseudonym of two people must not show one what the other wrote
        return [*row, found.platform, found.id, "", ""], ""
    return [*row, found.platform, found.id, f"{found.platform}-{exercise}.zip", found.name], found.name


def _forget(folder: Path, names: Container[str]) -> None:
    """Remove what an earlier run packed and this one did not."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix in (".html", ".zip") and path.name not in names:
                path.unlink()
