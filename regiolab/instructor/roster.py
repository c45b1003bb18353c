"""The roster: which student stands behind a pseudonym. The instructor's alone; it enters no feedback.

A CSV with a column ``pseudonym``; all its other columns are handed on to the files for Canvas and
Moodle. The simplest roster is a gradebook exported from there, with that column added.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import InvalidValue
from regiolab.i18n import _
from regiolab.instructor import texts

PSEUDONYM = "pseudonym"
LARGEST = 50_000_000  # bytes


@dataclass(frozen=True)
class Roster:
    """Rows of the roster by pseudonym, as its file has them."""

    columns: tuple[str, ...] = ()
    rows: dict[str, dict[str, str]] | None = None

    def of(self, student: str) -> dict[str, str]:
        """Return a student's row, empty if there is none."""
        return (self.rows or {}).get(student, {})

    def __contains__(self, student: str) -> bool:
        return student in (self.rows or {})


def read(path: Path) -> tuple[Roster, list[tuple[str, str]]]:
    """Read a roster, with the place and reason of what is odd in it.

    Raises
    ------
    InvalidValue
        If it cannot be read or has no column ``pseudonym``.
    """
    columns, rows = table(path, (PSEUDONYM,))
    found: dict[str, dict[str, str]] = {}
    flaws = []
    for number, row in rows:
        name = texts.student(row[PSEUDONYM], "") if row[PSEUDONYM].strip() else ""
        if not name:
            flaws.append((_("row {n}").format(n=number), _("the pseudonym is missing, so the row was left out")))
        elif name in found:
            flaws.append((_("row {n}").format(n=number), _("the pseudonym stands twice, and the first row counts")))
        else:
            found[name] = row
    return Roster(tuple(name for name in columns if name != PSEUDONYM), found), flaws


def table(path: Path, needed: tuple[str, ...]) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Read a small CSV of the instructor's: its columns, and its rows with their numbers.

    Raises
    ------
    InvalidValue
        If it cannot be read, or a column that is needed is missing.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidValue(_("{file} is too large to be a table of a class.").format(file=path))
        text = path.read_text(encoding="utf-8-sig")
        first = text.split("\n", 1)[0]
        # spreadsheets of many countries separate by semicolons
        delimiter = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lines = [(reader.line_num, row) for row in reader if any(value.strip() for value in row)]
    except OSError as error:
        text = _("{file} cannot be opened ({reason}).")
        raise InvalidValue(text.format(file=path, reason=error.strerror or error)) from None
    except (UnicodeDecodeError, csv.Error):
        raise InvalidValue(_("{file} is not a CSV in UTF-8: save it anew as one.").format(file=path)) from None
    head = [value.strip() for value in lines[0][1]] if lines else []
    lowered = [value.lower() for value in head]
    for name in needed:
        if name not in lowered:
            text = _("{file} has no column '{name}': its first row must name the columns.")
            raise InvalidValue(text.format(file=path, name=name))
    head = [value.lower() if value.lower() in needed else value for value in head]
    return head, [(n, dict(zip(head, row + [""] * len(head), strict=False))) for n, row in lines[1:]]
