"""The results of a graded class, opened again: for the report, the pages, the data set, and from Python."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from regiolab.errors import RegiolabError
from regiolab.i18n import _
from regiolab.instructor.register import Register


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
