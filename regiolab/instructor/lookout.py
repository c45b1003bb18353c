"""A folder looked at again and again: what is new in it, what changed, and what cannot be read just now.

Made for a shared folder of a hub, where each home holds a folder ``course``, and for one that a program
synchronises. Nothing is written, no link is followed, and nothing is opened but ordinary files. What has
been read once stays told until something better is read: a file may be half written, be there as a
placeholder only, or be away for a moment.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from regiolab.exercises.room import FILE
from regiolab.files import is_left_by_system
from regiolab.lessons.notepad import LARGEST  # notes may be larger than a submission

DEEPEST = 8  # folders below the first: home, course, exercises and some to spare
ANY_NAME = 1  # down to here a file may have any name, as on a shared drive
SLICE = 500  # folders without answers that a look goes through again
WALK = 5_000  # folders that a look goes into for the first time; the rest wait for the next looks
MOST = 50_000  # folders
LOOKS = 3  # times that a changed file is read: the clock of a server may hide that it changed again
PASSED_OVER = frozenset({"node_modules", "site-packages", "__pycache__"})
ENVIRONMENT = "pyvenv.cfg"  # a folder with this file holds Python and no answers
# Windows: the content is elsewhere, and reading it would wait for the network
ELSEWHERE = 0x0000_1000 | 0x0004_0000 | 0x0040_0000


class Vanished(Exception):
    """The folder itself is not there any more."""


@dataclass
class Known:
    """A file that was seen: its look from outside, its content's digest, how often it is to be read again."""

    signature: tuple[int, int, int] = (0, 0, 0)
    digest: bytes = b""
    again: int = LOOKS


@dataclass
class Lookout:
    """Looks into a folder; see :meth:`look`.

    Attributes
    ----------
    root : pathlib.Path
    closed, waiting, gone : set of str
        Files and folders that may not be opened; files that are empty or not on this machine; files that
        were there.
    """

    root: Path
    closed: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    _files: dict[str, Known] = field(default_factory=dict)
    _within: dict[str, set[str]] = field(default_factory=dict)  # folder -> files in it that are looked at
    _cold: deque[str] = field(default_factory=deque)  # folders without any, the next one first
    _new: deque[str] = field(default_factory=deque)  # folders that were never looked into
    _folders: set[str] = field(default_factory=set)

    def look(self) -> Iterator[tuple[str, bytes]]:
        """Yield the place and content of each file that is new or has changed.

        Raises
        ------
        Vanished
            If the folder cannot be found or opened.
        """
        self._folders.add("")
        yield from self._look_into("")
        for folder in [name for name in self._within if name]:
            yield from self._look_into(folder)
        for _turn in range(min(SLICE, len(self._cold))):
            yield from self._look_into_cold(self._cold.popleft())
        left = WALK
        while self._new and left:
            left -= 1
            yield from self._look_into_cold(self._new.popleft())

    def _look_into_cold(self, folder: str) -> Iterator[tuple[str, bytes]]:
        yield from self._look_into(folder)
        if folder in self._folders and folder not in self._within:
            self._cold.append(folder)

    def _look_into(self, folder: str) -> Iterator[tuple[str, bytes]]:
        found, below = self._listed(folder)
        for name in sorted(below):
            if len(self._folders) < MOST and name not in self._folders:
                self._folders.add(name)
                self._new.append(name)
        before = self._within.get(folder, set())
        lost = before - found
        self.gone = (self.gone | lost) - found
        self.waiting -= lost
        self.closed -= lost
        if found or before:
            self._within[folder] = found | before
        for place in sorted(found):
            content = self._read(place)
            if content is not None:
                yield place, content

    def _listed(self, folder: str) -> tuple[set[str], set[str]]:
        """Return the files of a folder that may hold answers, and the folders in it."""
        files, folders = set(), set()
        try:
            with os.scandir(self.root / folder) as entries:
                for entry in entries:
                    place = f"{folder}/{entry.name}" if folder else entry.name
                    if entry.name == ENVIRONMENT:
                        return set(), set()
                    if is_left_by_system(entry.name) or entry.name in PASSED_OVER:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if place.count("/") < DEEPEST:
                            folders.add(place)
                    elif _may_hold_answers(entry.name, place.count("/")):
                        files.add(place)
        except PermissionError as error:
            if not folder:
                raise Vanished(error.strerror or str(error)) from None
            self.closed.add(folder)
            return self._within.get(folder, set()), set()
        except OSError as error:
            if not folder:
                raise Vanished(error.strerror or str(error)) from None
            self._folders.discard(folder)
            self.closed.discard(folder)
            return set(), set()
        self.closed.discard(folder)
        return files, folders

    def _read(self, place: str) -> bytes | None:
        """Return the content of a file if it is not what it was; None also for one that cannot be read now."""
        path, known = self.root / place, self._files.setdefault(place, Known())
        try:
            kind = path.lstat()
            if not stat.S_ISREG(kind.st_mode):
                return None
            if not kind.st_size or getattr(kind, "st_file_attributes", 0) & ELSEWHERE:
                self.waiting.add(place)
                return None
            self.waiting.discard(place)
            signature = kind.st_mtime_ns, kind.st_size, kind.st_ino
            if signature == known.signature and not known.again:
                return None
            known.again = LOOKS if signature != known.signature else known.again
            content = _content(path)
        except OSError as error:
            if isinstance(error, FileNotFoundError):
                self.gone.add(place)
                self.waiting.discard(place)
                self.closed.discard(place)
            else:
                self.closed.add(place)
            return None
        self.closed.discard(place)
        known.signature = signature
        known.again -= 1
        if content is None:
            return None
        digest = hashlib.blake2b(content, digest_size=16).digest()
        if digest == known.digest:
            return None
        known.digest = digest
        return content


def _may_hold_answers(name: str, depth: int) -> bool:
    """Return whether a file may hold answers: any JSON near the top, and what is called so further down.

    Examples
    --------
    >>> _may_hold_answers("3_classify.answers (conflicted copy).json", 3), _may_hold_answers("settings.json", 3)
    (True, False)
    """
    name = name.lower()
    if not name.endswith(".json") or name == FILE:
        return False
    return depth <= ANY_NAME or ".answers" in name or ".notes" in name


def _content(path: Path) -> bytes | None:
    # a file may turn into a pipe between two calls, and a pipe would never end
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    with contextlib.closing(os.fdopen(handle, "rb")) as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None
