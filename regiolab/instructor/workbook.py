"""Tables that go out: each a plain CSV, and for people beside it one workbook that opens right everywhere.

A CSV is always in quotation marks and no part of a cell can be taken for a formula, whatever separator it
is opened with (:func:`regiolab.instructor.texts.cell`). What people open begins with a byte order mark, or
Excel shows accents wrong; what Canvas and Moodle read does not, for Ruby's CSV refuses a quotation mark
after one. In the workbook texts are texts, and need no apostrophe.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import shutil
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from regiolab.files import replacing
from regiolab.instructor import texts

FILE = "results.xlsx"
SCRATCH = ".regiolab/scratch"  # in the results: what is being written, names in it; emptied at each run
MOST_ROWS = 5_000  # students; nobody reads a larger sheet by eye, and it would double the time
LONGEST = 32_767  # signs in a cell of a workbook
WIDE = ("rationale", "comment", "reason", "files", "file")  # columns of sentences
WIDTH, SENTENCES = 18, 70  # of columns, in signs
WIDTHS = {**dict.fromkeys(WIDE, SENTENCES), "question": 32}
FEW = 8  # columns: so many are printed on one page beside each other
LINE, HIGHEST = 15, 409  # of a row, in points; no spreadsheet shows a higher one
MARK = "\ufeff"
MADE = dt.datetime(2026, 1, 1)  # the same in every workbook: the same class gives the same bytes


class Rows(Protocol):
    """What takes rows of texts, numbers and blanks."""

    def writerow(self, row: Sequence[object], /) -> object:
        """Write a row."""

    def writerows(self, rows: Iterable[Sequence[object]], /) -> object:
        """Write several rows."""


class _Guarded:
    """A CSV in which every text is made harmless."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._rows = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")

    def writerow(self, row: Sequence[object]) -> None:
        self._rows.writerow([texts.cell(cell) if isinstance(cell, str) else cell for cell in row])

    def writerows(self, rows: Iterable[Sequence[object]]) -> None:
        for row in rows:
            self.writerow(row)


class _Both:
    """A CSV and a sheet of the workbook, filled by the same rows."""

    def __init__(self, *tables: Rows) -> None:
        self._tables = tables

    def writerow(self, row: Sequence[object]) -> None:
        for table in self._tables:
            table.writerow(row)

    def writerows(self, rows: Iterable[Sequence[object]]) -> None:
        for row in rows:
            self.writerow(row)


class _Sheet:
    def __init__(self, book: Any, sheet: Any) -> None:
        self._sheet = sheet
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        self._wide = book.add_format({"text_wrap": True, "valign": "top"})
        # shown as it is, and still a text when somebody edits it
        self._odd = book.add_format({"quote_prefix": True, "valign": "top"})
        self._odd_wide = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        self._at = 0
        self._widths: list[int] = []
        sheet.freeze_panes(1, 1)

    def _columns(self, head: Sequence[object]) -> None:
        for column, name in enumerate(head):
            self._widths.append(WIDTHS.get(str(name), WIDTH))
            self._sheet.set_column(column, column, self._widths[-1], self._wide if name in WIDE else self._plain)
        self._sheet.set_paper(9)  # A4
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)
        if len(head) <= FEW:
            self._sheet.fit_to_pages(1, 0)
        else:
            self._sheet.repeat_columns(0)

    def _height(self, row: Sequence[object]) -> None:
        """Give a row the height of what is wrapped in it: Excel does so by itself, LibreOffice does not."""
        lines = 1
        for cell, width in zip(row, self._widths, strict=False):
            if isinstance(cell, str) and (not self._at or width == SENTENCES):
                lines = max(lines, sum(len(textwrap.wrap(text, width - 2)) or 1 for text in cell.splitlines()))
        if lines > 1:
            self._sheet.set_row(self._at, min(HIGHEST, lines * LINE))

    def writerow(self, row: Sequence[object]) -> None:
        if not self._at:
            self._columns(row)
        self._height(row)
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                text = texts.plain(cell)[:LONGEST]
                odd = text.lstrip(" '\"")[:1] in tuple(texts.FORMULA)
                format_ = self._head if not self._at else None  # None: the column's own
                if odd and self._at:
                    format_ = self._odd_wide if self._widths[column] == SENTENCES else self._odd
                self._sheet.write_string(self._at, column, text, format_)
            elif isinstance(cell, int | float):
                self._sheet.write_number(self._at, column, cell)
        self._at += 1

    def writerows(self, rows: Iterable[Sequence[object]]) -> None:
        for row in rows:
            self.writerow(row)


class Workbook:
    """The tables of a results folder for people: CSVs, and the sheets of one workbook.

    Parameters
    ----------
    out : pathlib.Path
        The results folder.
    full : bool
        Whether the workbook is written; without it the CSVs alone.
    """

    def __init__(self, out: Path, full: bool = True) -> None:
        self._out = out
        self._full = full
        self._book: Any = None
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Workbook:
        if self._full:
            import xlsxwriter

            file = self._stack.enter_context(replacing(self._out / FILE, sync=False))
            options = {
                "constant_memory": True,
                "tmpdir": str(scratch(self._out)),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            }
            self._book = xlsxwriter.Workbook(file, options)
            self._book.set_properties({"created": MADE})
        else:
            (self._out / FILE).unlink(missing_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: Any) -> None:
        try:
            if self._book is not None and kind is None:
                _close(self._book)
        except BaseException as failed:
            self._stack.__exit__(type(failed), failed, failed.__traceback__)
            raise
        else:
            self._stack.__exit__(kind, *error)
        finally:
            empty(self._out)

    @contextlib.contextmanager
    def table(self, name: str, columns: Sequence[str]) -> Iterator[Rows]:
        """Open a table: a CSV of that name, and a sheet of it."""
        with written(self._out / f"{name}.csv") as plain:
            found: Rows = plain
            if self._book is not None:
                found = _Both(plain, _Sheet(self._book, self._book.add_worksheet(name)))
            found.writerow(columns)
            yield found


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import XlsxWriterException

    try:
        book.close()
    except XlsxWriterException as error:
        if error.args and isinstance(error.args[0], OSError):
            raise error.args[0] from None  # a full disk, by its own name
        raise


@contextlib.contextmanager
def written(path: Path, mark: bool = True) -> Iterator[Rows]:
    """Open a CSV for writing; it takes the place of an older one only when it is whole."""
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            text.write(MARK if mark else "")
            yield _Guarded(text)
            text.flush()
        finally:
            text.detach()


def scratch(out: Path) -> Path:
    """Return a folder of the results that nobody else may read, for what is being written."""
    folder = out / SCRATCH
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Path(tempfile.mkdtemp(dir=folder))


def empty(out: Path) -> None:
    """Remove what is being written, of this run and of one that was killed."""
    shutil.rmtree(out / SCRATCH, ignore_errors=True)
