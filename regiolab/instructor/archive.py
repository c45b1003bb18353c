"""A zip of submissions, read member by member: nothing is written to disk, nothing is trusted."""

from __future__ import annotations

import dataclasses
import os
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from regiolab.exercises.submission import LARGEST, too_large
from regiolab.files import is_left_by_system
from regiolab.i18n import _, ngettext
from regiolab.instructor.parcel import Piece
from regiolab.instructor.strays import Strays

MOST_MEMBERS = 250_000
LARGEST_LISTING = 60_000_000  # bytes of the list of members, which must fit in memory
MOST_GROWTH = 200  # times its own size that a zip may grow; JSON grows tenfold
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
END = b"PK\x05\x06"


def is_named(label: str) -> bool:
    """Return whether a file is called a zip."""
    return label.lower().endswith(".zip")


def not_json(label: str) -> str:
    """Say why a file is not looked at."""
    if label.lower().endswith(".ipynb"):
        return _("it is a notebook, which is not run: the file to hand in lies beside it and ends in .answers.json")
    if is_named(label):
        return _("it is a zip inside a zip, which is not opened: unpack it and grade again")
    return _("it does not end in .json, so it was not read")


def size(path: Path) -> int:
    """Return how many members a zip says it has, without reading their list; 1 for a damaged one."""
    try:
        return max(1, _end(path)[0])
    except (OSError, ValueError):
        return 1


def pieces(label: str, path: Path) -> Iterator[Piece]:
    """Yield the files in a zip; what is wrong with the zip itself is a piece without content."""
    try:
        members, listing = _end(path)
        if members > MOST_MEMBERS or listing > LARGEST_LISTING:
            yield Piece(label, None, _("the zip lists more files than can be read: split it"))
            return
        with zipfile.ZipFile(path) as opened:
            about = path.stat()
            for piece in _members(label, opened, about.st_size):
                # the zip's own time: what it notes of its members has no zone
                yield dataclasses.replace(piece, arrived=about.st_mtime)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, struct.error):
        yield Piece(label, None, _("the zip is damaged or not a zip"))


def _members(label: str, opened: zipfile.ZipFile, packed: int) -> Iterator[Piece]:
    left = max(MOST_GROWTH * packed, 2 * LARGEST)
    strays = Strays(label)
    twice: Counter[str] = Counter()
    before = None
    for member in sorted(opened.infolist(), key=lambda item: (item.filename, item.header_offset)):
        if member.is_dir() or _is_litter(member.filename):
            continue
        name = f"{label}/{member.filename}"
        if problem := _problem(member):
            why = "size" if member.file_size > LARGEST and problem == too_large(member.file_size) else ""
            strays.take(Piece(name, None, problem), why)
            continue
        if member.filename == before:
            twice[name] += 1
            continue
        before = member.filename
        piece = _read(name, opened, member)
        left -= len(piece.content or b"")
        if left < 0:
            yield Piece(name, None, _("the zip grows beyond all measure when unpacked: nothing further of it was read"))
            break
        if piece.content is None:
            strays.take(piece)
        else:
            yield piece
    for name, n in twice.items():
        text = ngettext(
            "the zip holds {n} file more of this name, and the first was read",
            "the zip holds {n} files more of this name, and the first was read",
            n,
        )
        strays.take(Piece(name, None, text.format(n=n)), "twice")
    yield from strays.pieces()


def _problem(member: zipfile.ZipInfo) -> str:
    """Say why a member is not read; empty if it is."""
    # zipfile has replaced what the system separates folders with, so the original name decides
    name = member.orig_filename
    parts = name.replace("\\", "/").split("/")
    if "\x00" in name:
        return _("its name holds a character that no file name may hold")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        return _("its name leads out of the zip")
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("it is a link to another place, which is not followed")
    if member.flag_bits & 0x1:
        return _("it is encrypted: ask for it without a password")
    if not name.lower().endswith(".json"):
        return not_json(name)
    if member.file_size > LARGEST:
        return too_large(member.file_size)
    if member.compress_type not in METHODS:
        return _("it is compressed in a way that is not read here: zip it anew")
    return ""


def _read(name: str, opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> Piece:
    try:
        with opened.open(member) as stream:
            # not the size that the zip states: that may be a lie
            return Piece(name, stream.read(LARGEST + 1))
    except (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error, struct.error):
        return Piece(name, None, _("it is damaged inside the zip"))


def _is_litter(name: str) -> bool:
    # a name that leads out is reported and not passed over
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return any(map(is_left_by_system, parts)) and ".." not in name


def _end(path: Path) -> tuple[int, int]:
    """Return the number of members and the size of their list, from the record at the zip's end."""
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        start = max(0, length - 65_600)
        file.seek(start)
        tail = file.read()
        at = tail.rfind(END)
        if at < 0:
            raise ValueError("no end record")
        members, listing = struct.unpack_from("<HI", tail, at + 10)
        if members != 0xFFFF and listing != 0xFFFFFFFF:
            return members, listing
        # a large zip keeps the true numbers in a record before that one
        if at < 20 or tail[at - 20 : at - 16] != b"PK\x06\x07":
            return members, listing
        file.seek(struct.unpack_from("<Q", tail, at - 12)[0])
        return struct.unpack_from("<QQ", file.read(56), 32)
