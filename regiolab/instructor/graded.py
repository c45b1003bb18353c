"""The results of a graded class: begun, and opened again for the report, the pages, the data set, and from Python."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from regiolab.errors import RegiolabError
from regiolab.i18n import _
from regiolab.instructor.register import Register, damaged

FULL = (errno.ENOSPC, errno.EDQUOT)


@contextlib.contextmanager
def begun(out: Path) -> Iterator[Register]:
    """Open the register of a results folder to write into both, and let go of it afterwards.

    Raises
    ------
    RegiolabError
        If they cannot be written: why, and what to do.
    """
    register = Register(out)
    try:
        yield register
    except (OSError, sqlite3.OperationalError) as error:
        raise RegiolabError(_unwritten(out, error)) from None
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise  # its kinds tell of faults in our code
        raise damaged(out) from None
    finally:
        register.close()


@contextlib.contextmanager
def opened(out: Path) -> Iterator[Register]:
    """Open the register of a results folder, with what counts in it decided, and let go of it afterwards.

    Raises
    ------
    RegiolabError
        If the folder holds no graded submissions, or they cannot be read.
    """
    register = Register(out, new=False)
    try:
        register.count()
        yield register
    except sqlite3.Error as error:
        # a full disk: what is sorted needs room of its own
        text = _("something could not be written or read ({reason}).")
        raise RegiolabError(text.format(reason=f"{register.path}: {error}")) from None
    finally:
        register.close()


def _unwritten(out: Path, error: OSError | sqlite3.OperationalError) -> str:
    name, reason = getattr(error, "filename", None), getattr(error, "strerror", None) or error
    if getattr(error, "errno", None) in FULL or "full" in str(error):
        text = _("{out} cannot be written, the disk is full ({reason}): make room and run it again.")
    elif isinstance(error, PermissionError) and name and Path(name).is_file():
        # a spreadsheet holds a table that it shows, where the system lets it
        text = _("{file} cannot be written ({reason}): close it where it is open, and run it again.")
        return text.format(file=name, reason=reason)
    else:
        text = _("{out} cannot be written ({reason}): name a folder of your own with --out.")
    return text.format(out=out, reason=reason)
