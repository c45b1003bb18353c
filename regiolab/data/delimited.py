"""Delimited text as people and spreadsheets write it: the one reader of every CSV.

It reads commas, semicolons and tabs, a first line ``sep=;``, byte order marks, and passes over rows
without content. What it had to assume it notes; what it cannot read is an error with file and line.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import difflib
import gc
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from regiolab.errors import InvalidValue
from regiolab.i18n import _

SEPARATORS: tuple[str, ...] = (",", ";", "\t")
DECLARED = re.compile(r'\ufeff?"?sep=(.)"?[,;\t]*(\r\n|\r|\n|$)', re.IGNORECASE)
MARKS = (  # the longer one first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# of Windows, of older Macs, of what Excel calls MS-DOS; the first of equal ones counts
CODE_PAGES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "MS-DOS 850"}
LETTERS = frozenset("áàâãäåçéèêëíìîïñóòôõöúùûüýÁÀÂÃÄÅÇÉÈÊËÍÌÎÏÑÓÒÔÕÖÚÙÛÜÝºª¿¡«»°§¶€’‘“”…·")
DASHES = frozenset("–—")
HEAD = re.compile(r"[^\r\n]*[^\s,;][^\r\n]*")  # the first line that holds anything
LONGEST = 131_072  # signs in a cell; more are a quotation mark that was not closed
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx, .ods and .xls begin
MIXED = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x90-\xbf]")  # letters and signs in UTF-8


@dataclass(frozen=True)
class Note:
    """What was odd in a file that was read all the same, with its line (None for the whole file)."""

    line: int | None
    message: str


class Unreadable(InvalidValue):
    """A file that cannot be read as a table: its name, the line (None for the whole file) and why."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        place = _("{file}, line {n}").format(file=path.name, n=line) if line else path.name
        super().__init__(f"{place}: {reason}")
        self.file, self.line, self.reason = path.name, line, reason


@dataclass(frozen=True)
class Sheet:
    """A file of delimited text.

    Parameters
    ----------
    file : str
        Its name.
    columns : dict of str to list of str
        In the file's order; empty cells are empty strings.
    lines : sequence of int
        On which line of the file each row begins.
    notes : tuple of Note
        What had to be assumed to read it.
    """

    file: str
    columns: dict[str, list[str]]
    lines: Sequence[int]
    notes: tuple[Note, ...] = ()

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row with its line."""
        for line, cells in zip(self.lines, zip(*self.columns.values(), strict=True), strict=True):
            yield line, dict(zip(self.columns, cells, strict=True))


def read_columns(path: Path) -> dict[str, list[str]]:
    """Read a table in UTF-8 as text, column by column.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict of str to list of str
        In the file's order; empty cells are empty strings.

    Raises
    ------
    Unreadable
        If the file is missing, empty, not UTF-8, or a line has too few or too many cells.

    Examples
    --------
    >>> from regiolab.data import schema
    >>> list(read_columns(schema.table("models").path))[:2]
    ['model', 'kind']
    """
    return read_sheet(path).columns


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    # many lists are made and none is garbage: looking for some would cost an eighth of the time
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    # the module csv has one limit for the whole process, which other packages set
    theirs = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(theirs)


@_uncollected()
@_limited()
def read_sheet(path: Path, known: Iterable[str] = (), *, assume: bool = False, pad: bool = False) -> Sheet:
    """Read delimited text, with the line on which each row begins.

    Parameters
    ----------
    path : pathlib.Path
    known : iterable of str
        Columns that may be expected; they decide which separator is meant.
    assume : bool
        Whether a file that is not UTF-8 is read in the code page that fits best, which is noted.
    pad : bool
        Whether a row may have fewer cells than the header, which are then empty, and a name that is
        not among those known may stand twice in it, as in the exports of gradebooks.

    Returns
    -------
    Sheet

    Raises
    ------
    Unreadable
        If it cannot be read; the message names file and line.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "roster.csv"
    >>> _size = path.write_bytes("sep=;\\r\\nname;pseudonym\\r\\nJosé;ceibo\\r\\n;\\r\\n".encode("cp1252"))
    >>> sheet = read_sheet(path, assume=True)
    >>> sheet.columns, list(sheet.lines)
    ({'name': ['José'], 'pseudonym': ['ceibo']}, [3])
    >>> print(sheet.notes[0].message)
    it is not UTF-8 and was read as Windows-1252: if letters look wrong, save it as CSV UTF-8.
    """
    wanted = {name.lower() for name in known}
    text, notes = _decode(path, assume)
    declared = DECLARED.match(text)
    first, separators = 1, SEPARATORS
    if declared:
        text, first, separators = text[declared.end() :], 2, (declared[1],)
    head = HEAD.search(text)
    if head is None:
        raise Unreadable(path, None, _("it is empty: its first line must name the columns."))
    (names, *rows), lines = _parse(path, text, _separator(head, separators, wanted), first)
    while not names[-1].strip():
        names.pop()  # separators at the end of every row
    twice = (name for index, name in enumerate(names) if name in names[:index])
    column = next((name for name in twice if not pad or name.strip().lower() in wanted), None)
    if column is not None:
        text = _("the column {column} stands here twice; remove one.")
        raise Unreadable(path, lines[0], text.format(column=column))
    width, lines = len(names), lines[1:]
    rows = _squared(path, rows, lines, width, pad)
    columns = zip(*rows, strict=True) if rows else [()] * width
    # of two columns of one name the last counts, as ever
    return Sheet(path.name, dict(zip(names, map(list, columns), strict=True)), lines, notes)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like another, empty if none is.

    Examples
    --------
    >>> nearest(" ISO 3", ["bloc", "iso3"])
    'iso3'
    """
    plain = {re.sub(r"[\W_]", "", item.lower()): item for item in known}
    near = difflib.get_close_matches(re.sub(r"[\W_]", "", name.lower()), plain, n=1, cutoff=0.6)
    return plain[near[0]] if near else ""


# -- text -----------------------------------------------------------------------------------------


def _decode(path: Path, assume: bool) -> tuple[str, tuple[Note, ...]]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        folder = path.parent if path.parent.name else path.parent.absolute()  # "from ." would say nothing
        raise Unreadable(path, None, _("it is missing from {folder}.").format(folder=folder)) from None
    except OSError as error:
        reason = error.strerror or error
        raise Unreadable(path, None, _("it cannot be read ({reason}).").format(reason=reason)) from None
    try:
        # what nearly every file is
        text = content.decode()
        if "\x00" not in text:
            return text.removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        place = error.start
    else:
        place = content.index(0)
    if content.startswith(WORKBOOKS):
        raise Unreadable(path, None, _("it is a spreadsheet's own file: save it there as CSV UTF-8."))
    if not assume:
        text = _("it is not UTF-8 text (byte {byte}): save it as CSV UTF-8.")
        raise Unreadable(path, _line_of(content, place), text.format(byte=place + 1))
    try:
        return _assumed(path, content, place)
    except UnicodeDecodeError:
        raise Unreadable(path, None, _("it is damaged or no text: save it anew as CSV UTF-8.")) from None


def _assumed(path: Path, content: bytes, place: int) -> tuple[str, tuple[Note, ...]]:
    """Decode what is not UTF-8 by a byte order mark, or by fixed rules that say what they assumed."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            # a mark leaves nothing to assume
            return content.decode(encoding).removeprefix("\ufeff"), ()
    if 0 in content:
        # the letters of a header leave every second byte of UTF-16 empty
        encoding = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
        return content.decode(encoding), (_note(encoding.upper()),)
    if MIXED.search(content):
        text = _("a letter here is not UTF-8, and others of the file are: write it anew and save as CSV UTF-8.")
        raise Unreadable(path, _line_of(content, place), text)
    page = max(CODE_PAGES, key=lambda page: _likeness(content, page))
    return content.decode(page), (_note(CODE_PAGES[page]),)


def _line_of(content: bytes, place: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", content[:place])) + 1


def _note(name: str) -> Note:
    text = _("it is not UTF-8 and was read as {name}: if letters look wrong, save it as CSV UTF-8.")
    return Note(None, text.format(name=name))


def _likeness(content: bytes, page: str) -> int:
    """Weigh the signs that a reading in a code page makes, if they are those of the region's languages."""
    try:
        text = content.decode(page)
    except UnicodeDecodeError:
        return -1
    # small letters are the commonest, capitals come before signs
    found = sum(text.count(sign) * (1 + sign.isalpha() + sign.islower()) for sign in LETTERS)
    # a dash inside a word is another page's letter
    return found + len(re.findall("(?<![^\\W_])[–—]|[–—](?![^\\W_])", text))


# -- rows -----------------------------------------------------------------------------------------


def _separator(head: re.Match[str], separators: Sequence[str], wanted: set[str]) -> str:
    """Choose the separator that finds most of the columns that are known, or most columns."""
    found = [separator for separator in separators if separator in head[0]]
    if len(found) < 2:
        return (found or separators)[0]

    def fit(separator: str) -> tuple[int, int]:
        try:
            names = next(csv.reader(io.StringIO(head.string[head.start() :], newline=""), delimiter=separator))
        except csv.Error:
            return 0, 0
        return sum(name.strip().lower() in wanted for name in names), len(names)

    return max(found, key=fit)


def _parse(path: Path, text: str, separator: str, first: int) -> tuple[list[list[str]], Sequence[int]]:
    """Return the rows that hold anything, the header among them, and the lines on which they begin."""
    reader = _reader(text, separator)
    try:
        rows = list(reader)
    except csv.Error:
        rows = []
    # nearly every file: each row on a line of its own, and something in its first cell
    if rows and reader.line_num == len(rows) and all(rows) and all(map(str.strip, map(itemgetter(0), rows))):
        return rows, range(first, first + len(rows))
    numbered = [(line, row) for line, row in _numbered(path, text, separator, first) if any(map(str.strip, row))]
    if not numbered:
        raise Unreadable(path, None, _("it is empty: its first line must name the columns."))
    return [row for _line, row in numbered], [line for line, _row in numbered]


def _reader(text: str, separator: str):
    # a wrapper of bytes gives its lines in half the time that StringIO takes
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    return csv.reader(lines, delimiter=separator, strict=True)


def _numbered(path: Path, text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    reader = _reader(text, separator)
    while True:
        line = first + reader.line_num
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "limit" in str(error):
                reason = _("a cell is longer than any text of a table; check quotation marks.")
            else:
                reason = _("a quotation mark is not closed, or stands undoubled in a cell; close or double it.")
            raise Unreadable(path, line, reason) from None


def _squared(path: Path, rows: list[list[str]], lines: Sequence[int], width: int, pad: bool) -> list[list[str]]:
    """Give every row as many cells as the header names."""
    if set(map(len, rows)) <= {width}:
        return rows
    squared = []
    for line, row in zip(lines, rows, strict=True):
        more = any(map(str.strip, row[width:]))
        if more or (len(row) < width and not pad):
            text = _("{found} cells where the header names {expected}; check commas and quotes.")
            raise Unreadable(path, line, text.format(found=len(row), expected=width))
        squared.append(row[:width] + [""] * (width - len(row)))
    return squared
