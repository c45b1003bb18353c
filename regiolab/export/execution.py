"""Run a lesson's notebook in a folder of its own, with every question and its answer open."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from regiolab.errors import RegiolabError, shown
from regiolab.i18n import _, language

if TYPE_CHECKING:
    from nbformat import NotebookNode

LIMIT = 300  # seconds for one cell
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class LessonFails(RegiolabError):
    """A cell of the notebook that ends with an error."""


def executed(path: Path, progress: Callable[[int, int], None] | None = None) -> NotebookNode:
    """Return a notebook with the outputs of all its cells; the file itself stays as it is.

    Parameters
    ----------
    path : pathlib.Path
        A file of questions of the same name beside it is used.
    progress : callable, optional
        Told how many cells have run, of how many.

    Raises
    ------
    RegiolabError
        If the file is no notebook.
    LessonFails
        If a cell ends with an error, which the sentence names, or there is no kernel to run them.
    """
    import nbformat
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as error:  # whatever a damaged file makes it raise
        text = _("{file} is no notebook that can be read ({reason}).")
        raise RegiolabError(text.format(file=path, reason=shown(str(error)))) from None
    total = len(notebook.cells)
    with tempfile.TemporaryDirectory(prefix="regiolab-") as folder:
        questions = path.with_suffix(".json")
        if questions.is_file():
            (Path(folder) / questions.name).write_bytes(questions.read_bytes())
        client = NotebookClient(notebook, timeout=LIMIT, resources={"metadata": {"path": folder}})
        if progress:
            client.on_cell_start = lambda cell, cell_index: progress(cell_index, total)
        open_mode = {"REGIOLAB_ASK": "open", "REGIOLAB_LANG": language(), "REGIOLAB_STATIC": "0"}
        try:
            # what a kernel says of itself on standard error is not for the reader
            client.execute(env={**os.environ, **open_mode}, stderr=subprocess.DEVNULL)
        except (CellExecutionError, CellTimeoutError, NoSuchKernel, RuntimeError) as error:  # the last: it died
            # of a kernel that never answered it would try to let go twice, with a traceback at the end
            atexit.unregister(client._cleanup_kernel)
            raise LessonFails(_failure(path, notebook, error)) from None
    if progress:
        progress(total, total)
    return notebook


def _failure(path: Path, notebook: NotebookNode, error: Exception) -> str:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                # an error of the package's own has no name to be told
                said = " ".join(COLOURS.sub("", f"{output.ename}: {output.evalue}").split())
                text = _("{file} fails in its cell “{cell}”: {reason}. Nothing was written.")
                return text.format(file=path.name, cell=cell.get("id", ""), reason=shown(said).rstrip("."))
    text = _("{file} did not run to its end ({reason}). Nothing was written.")
    return text.format(file=path.name, reason=shown(" ".join(str(error).split())).rstrip("."))
