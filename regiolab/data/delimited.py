"""Read CSV files as text, and say plainly what is wrong with one that cannot be read."""

from __future__ import annotations

import csv
from pathlib import Path

from regiolab.errors import InvalidValue
from regiolab.i18n import _


def read_columns(path: Path) -> dict[str, list[str]]:
    """Read a CSV file as text, column by column.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict of str to list of str
        In the file's order; empty cells are empty strings.

    Raises
    ------
    InvalidValue
        If the file is missing, empty, not UTF-8, or a line has too few or too many cells.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
    except UnicodeDecodeError as error:
        text = _("{file} is not UTF-8 text (byte {byte}): save it as CSV UTF-8.")
        raise InvalidValue(text.format(file=path.name, byte=error.start)) from None
    except FileNotFoundError:
        raise InvalidValue(_("{file} is missing from {folder}.").format(file=path.name, folder=path.parent)) from None
    except OSError as error:
        text = _("{file} cannot be read ({reason}).")
        raise InvalidValue(text.format(file=path.name, reason=error.strerror)) from None
    except ValueError:
        raise InvalidValue(_("{file} is empty: its first line must name the columns.").format(file=path.name)) from None
    except csv.Error as error:
        raise InvalidValue(_("{file} is not a CSV file: {reason}.").format(file=path.name, reason=error)) from None
    if twice := [name for index, name in enumerate(header) if name in header[:index]]:
        text = _("{file}, line 1: the column {column} stands here twice; remove one.")
        raise InvalidValue(text.format(file=path.name, column=twice[0]))
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            text = _("{file}, line {line}: {found} cells where the header names {expected}; check commas and quotes.")
            raise InvalidValue(text.format(file=path.name, line=number, found=len(row), expected=len(header)))
    columns = zip(*rows, strict=True) if rows else [()] * len(header)
    return {name: list(cells) for name, cells in zip(header, columns, strict=True)}
