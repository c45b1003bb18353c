"""A reader's own copy of the course: made once, renewed later, never written over.

A manifest beside the copy (``.regiolab/manifest.json``) remembers what was handed out. A file that
still equals its entry was not changed by the reader and is renewed; a changed one stays, and the
new version is laid beside it. A student's copy holds the notebooks alone: questions, keys and feedback are
read from the package. What notebooks mention is linked to a companion, which is made with the copy.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import regiolab
from regiolab import companion
from regiolab.course import course_root
from regiolab.errors import RegiolabError
from regiolab.files import write_atomically
from regiolab.i18n import _, ngettext

ROOMS = ("notebooks", "exercises")
INSTRUCTOR = Path(".regiolab") / "instructor"  # marks a copy that holds the instructor's material
MANIFEST = Path(".regiolab") / "manifest.json"


@dataclass
class Report:
    """What a renewal did, as paths relative to the copy."""

    new: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)  # instructor's material that the reader had not changed
    left: list[str] = field(default_factory=list)  # the same, changed by the reader
    kept: dict[str, str] = field(default_factory=dict)  # changed by the reader -> the new version beside it

    def lines(self, folder: Path) -> list[str]:
        """Say what was done, a line each."""
        said = []
        if self.new:
            text = ngettext("{n} file was copied to {folder}.", "{n} files were copied to {folder}.", len(self.new))
            said.append(text.format(n=len(self.new), folder=folder))
        if self.renewed:
            text = ngettext(
                "{n} file that you had not changed was renewed: {list}.",
                "{n} files that you had not changed were renewed: {list}.",
                len(self.renewed),
            )
            said.append(text.format(n=len(self.renewed), list=", ".join(self.renewed)))
        if self.removed:
            text = ngettext(
                "{n} file for instructors was removed, as you had not changed it; --instructor gives it: {list}.",
                "{n} files for instructors were removed, as you had not changed them; --instructor gives them: {list}.",
                len(self.removed),
            )
            said.append(text.format(n=len(self.removed), list=", ".join(self.removed)))
        for yours in self.left:
            text = _("You changed {yours}, which is for instructors; it stays as it is and is not renewed any more.")
            said.append(text.format(yours=yours))
        for yours, beside in self.kept.items():
            text = _("You changed {yours}; it stays as it is, and the new version lies beside it as {beside}.")
            said.append(text.format(yours=yours, beside=beside))
        return said or [_("{folder} is up to date.").format(folder=folder)]


def renew(folder: Path, instructor: bool = False) -> Report:
    """Copy the course into a folder, or bring a copy up to date without touching the reader's work.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it does not exist.
    instructor : bool
        Whether the instructor's material comes along: the guide, the exercises' files, their keys. A
        copy that holds it keeps it.

    Returns
    -------
    Report

    Raises
    ------
    RegiolabError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _renew(folder, instructor or (folder / INSTRUCTOR).exists())
    except (PermissionError, NotADirectoryError, FileExistsError, OSError) as error:
        text = _("{folder} cannot be written ({reason}): name a folder of your own, for example ~/regionalism.")
        raise RegiolabError(text.format(folder=folder, reason=error.strerror or error)) from None


def _renew(folder: Path, instructor: bool) -> Report:
    report = Report()
    manifest = _read_manifest(folder)
    handed_out = {}
    if instructor:
        write_atomically(folder / INSTRUCTOR, b"")
    else:
        _take_back(folder, manifest, report)
    for name, content in _contents(folder, instructor):
        digest = handed_out[name] = _digest(content)
        target = folder / name
        current = _digest(target.read_bytes()) if target.exists() else None
        if current == digest:
            continue
        if current is None and name not in manifest:
            write_atomically(target, content, sync=False)
            report.new.append(name)
        elif current is not None and current == manifest.get(name):
            write_atomically(target, content, sync=False)
            report.renewed.append(name)
        elif current is None:
            handed_out[name] = manifest[name]  # the reader removed it: leave it so
        elif manifest.get(name) != digest:
            beside = _place_beside(target, content)
            write_atomically(beside, content, sync=False)
            report.kept[name] = beside.relative_to(folder).as_posix()
    text = json.dumps(handed_out, indent=1, sort_keys=True) + "\n"
    write_atomically(folder / MANIFEST, text.encode())
    return report


def _contents(folder: Path, instructor: bool) -> Iterator[tuple[str, bytes]]:
    """Return the files of a copy as they are handed out: names, and notebooks with their links."""
    root = course_root()
    if folder.resolve() == root.resolve():
        return  # a checkout that is opened as its own working copy: the course itself stays as it is
    for source in _course_files(instructor):
        name = source.relative_to(root).as_posix()
        yield name, companion.with_links(name, source.read_bytes())
    yield companion.PLACE, companion.page()


def _place_beside(target: Path, content: bytes) -> Path:
    """Return where a new version can lie without covering an older one, on which a reader may work."""
    stem = f"{target.stem}.regiolab-{regiolab.__version__}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    places = (target.with_name(f"{name}{target.suffix}") for name in names)
    return next(place for place in places if not place.exists() or place.read_bytes() == content)


def _take_back(folder: Path, manifest: dict[str, str], report: Report) -> None:
    """Remove what an earlier version handed to everybody, unless the reader has changed it."""
    for name, digest in sorted(manifest.items()):
        target, source = folder / name, course_root() / name
        if _for_students(Path(name)) or not target.is_file():
            continue
        if source.exists() and target.samefile(source):
            continue  # a checkout that was opened as its own working copy: the course itself
        if _digest(target.read_bytes()) == digest:
            target.unlink()
            report.removed.append(name)
        else:
            report.left.append(name)


def _course_files(instructor: bool) -> list[Path]:
    """Return the files of a copy: of the exercises a student's holds the notebooks alone."""
    root = course_root()
    found = [path for room in ROOMS for path in (root / room).rglob("*") if path.is_file()]
    return sorted(
        path
        for path in found
        if not any(part.startswith((".", "__")) for part in path.relative_to(root).parts)
        # somebody's, who works in the checkout
        and not path.match("*.answers.json")
        and path.name != "lessons.notes.json"
        and (instructor or _for_students(path.relative_to(root)))
    )


def _for_students(path: Path) -> bool:
    # questions are read from the package: a file of them beside a notebook is a teacher's own
    return path.suffix == ".ipynb" and path.stem != "instructor" and "examples" not in path.parts


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        manifest = None
    # without a readable manifest every file counts as the reader's own
    return manifest if isinstance(manifest, dict) else {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
