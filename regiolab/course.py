"""Where the course lies: its data, notebooks and exercises.

In a wheel they are packed into ``regiolab/_course``; in a checkout (and in an editable install)
they stand beside the package. Everything else asks :func:`course_root`.
"""

from __future__ import annotations

import functools
from pathlib import Path

from regiolab.errors import RegiolabError
from regiolab.i18n import _

PACKAGE = Path(__file__).parent
ROOMS = ("data", "notebooks", "exercises")


@functools.cache
def course_root() -> Path:
    """Return the folder that holds ``data/``, ``notebooks/`` and ``exercises/``.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    RegiolabError
        If the installation is incomplete.

    Examples
    --------
    >>> (course_root() / "data" / "datapackage.json").exists()
    True
    """
    for root in (PACKAGE / "_course", PACKAGE.parent):
        if (root / "data" / "datapackage.json").is_file():
            return root
    raise RegiolabError(
        _("The course files are missing from {where}: install regiolab again with pip.").format(where=PACKAGE)
    )
