"""The files that were handed in: single ones, folders, and zips, read without unpacking anything.

Each file is read into memory on its own, and never more of it than a submission may hold.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import InvalidValue
from regiolab.exercises import room
from regiolab.exercises.submission import LARGEST
from regiolab.files import is_left_by_system
from regiolab.i18n import _
from regiolab.instructor import archive
from regiolab.instructor.parcel import Piece
from regiolab.instructor.strays import Strays

COUNTS = b'"regiolab-class/'  # how the file of a class's counts begins


@dataclass(frozen=True, slots=True)
class _File:
    # plain text and no Path: a class may have a hundred thousand
    root: Path
    below: str
    label: str
    zipped: bool

    @property
    def path(self) -> Path:
        return self.root / self.below


class Collection:
    """Everything under some paths, in the order of their names.

    Parameters
    ----------
    paths : iterable of str or pathlib.Path
        Files, folders and zips.
    skip : iterable of pathlib.Path
        Files and folders that are no submissions: the results, the roster.

    Raises
    ------
    InvalidValue
        If a path does not exist.
    """

    def __init__(self, paths: Iterable[str | Path], skip: Iterable[Path] = ()) -> None:
        self._skip = {path.resolve() for path in skip}
        self._files: list[_File] = []
        given = list(map(Path, paths))
        seen: set[str] = set()
        for path in given:
            if not path.exists():
                text = _("{path} does not exist: name files, folders or zips of submissions.")
                raise InvalidValue(text.format(path=path))
            for file in self._walk(path.as_posix(), path.resolve()):
                # one path alone holds no file twice
                if len(given) > 1:
                    place = str(file.path)
                    if place in seen:
                        continue
                    seen.add(place)
                self._files.append(file)

    def __len__(self) -> int:
        """Return the number of files, each zip counted by what it says it holds."""
        return sum(archive.size(file.path) if file.zipped else 1 for file in self._files)

    def __iter__(self) -> Iterator[Piece]:
        strays: dict[str, Strays] = {}
        for file in self._files:
            if file.zipped:
                yield from (piece for piece in archive.pieces(file.label, file.path) if not _is_ours(piece))
                continue
            piece = _read(file)
            if file.below and _is_ours(piece):
                continue
            if piece.content is None and file.below and _is_stray(file.label):
                top = file.label.removesuffix(f"/{file.below}")
                strays.setdefault(top, Strays(top)).take(piece)
            else:
                yield piece
        for found in strays.values():
            yield from found.pieces()

    def _walk(self, label: str, root: Path) -> Iterator[_File]:
        # a stack and no recursion: folders may be nested without end
        waiting = [""]
        while waiting:
            below = waiting.pop()
            path = root / below
            if path in self._skip:
                continue
            try:
                if not path.is_dir() or path.is_symlink():
                    yield _file(root, below, label)
                    continue
                found = [item.name for item in path.iterdir() if not is_left_by_system(item.name)]
            except OSError:
                yield _file(root, below, label)
                continue
            waiting += [f"{below}/{name}" if below else name for name in sorted(found, reverse=True)]


def _file(root: Path, below: str, label: str) -> _File:
    # names on a disk may hold bytes that are no text
    label = os.fsencode(f"{label}/{below}" if below else label).decode("utf-8", "backslashreplace")
    path = root / below
    try:
        zipped = archive.is_named(label) and not path.is_symlink() and path.is_file()
    except OSError:  # a path that is too long for the system
        zipped = False
    return _File(root, below, label, zipped)


def _is_ours(piece: Piece) -> bool:
    """Return whether a file is what `regiolab watch` lays among submissions: the counts of the class."""
    return piece.label.lower().endswith(f"/{room.FILE}") and COUNTS in (piece.content or b"")[:100]


def _is_stray(label: str) -> bool:
    """Return whether a file is not read because of its name: of such a folder may hold any number."""
    return not label.lower().endswith(".json")


def _read(file: _File) -> Piece:
    path = file.path
    try:
        kind = path.lstat()
        if stat.S_ISLNK(kind.st_mode):
            return Piece(file.label, None, _("it is a link to another place, which is not followed"))
        if stat.S_ISDIR(kind.st_mode):
            return Piece(file.label, None, _("the folder cannot be opened"))
        # a device or a pipe would never end
        if not stat.S_ISREG(kind.st_mode):
            return Piece(file.label, None, _("it is not an ordinary file"))
        if not file.label.lower().endswith(".json"):
            return Piece(file.label, None, archive.not_json(file.label))
        if kind.st_size > LARGEST:
            return Piece(file.label, None, archive.too_large(kind.st_size))
        with path.open("rb") as stream:
            return Piece(file.label, stream.read(LARGEST + 1), arrived=kind.st_mtime)
    except OSError as error:
        reason = _("it cannot be opened ({reason})").format(reason=error.strerror or error)
        return Piece(file.label, None, reason)
