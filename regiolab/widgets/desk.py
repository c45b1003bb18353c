"""How far one is in the exercises, kept up to date while one works."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import ipywidgets

from regiolab.exercises.overview import progress as listed
from regiolab.i18n import _
from regiolab.widgets.messages import show_or_say

EVERY = 2.0  # seconds between two looks at the files


class Progress(ipywidgets.HTML):
    """The table of :func:`regiolab.exercises.progress`, renewed when a file of answers changes.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the answers lie; beside the notebook if left out.

    Examples
    --------
    >>> import tempfile
    >>> "0 of 9" in Progress(tempfile.mkdtemp()).value
    True
    """

    def __init__(self, folder: str | Path = ".") -> None:
        super().__init__()
        self.add_class("rl-progress")
        self.folder = Path(folder).absolute()
        self._seen: object = None
        self._watch: asyncio.Task[None] | None = None
        self.refresh()
        # other notebooks write these files too: looking is the only way to learn of it; where no kernel
        # runs, a script asks for a refresh itself
        with contextlib.suppress(RuntimeError):
            self._watch = asyncio.get_running_loop().create_task(self._look())

    def _ipython_display_(self) -> None:
        show_or_say(self, _("Run this cell to see how far you are: click into it, and press Shift and Enter."))

    def refresh(self) -> bool:
        """Show how things stand, if a file has changed; return whether one had."""
        files = sorted(self.folder.glob("*.answers.json"))
        seen = [(path.name, stamp.st_mtime_ns, stamp.st_size) for path in files if (stamp := _stat(path))]
        if seen == self._seen:
            return False
        self._seen = seen
        self.value = listed(self.folder)._repr_html_()
        return True

    def close(self) -> None:
        """Stop looking, and take the view away."""
        if self._watch is not None:
            self._watch.cancel()
        super().close()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            self.refresh()


def progress(folder: str | Path = ".") -> Progress:
    """Show how far one is in the exercises; see :class:`Progress`."""
    return Progress(folder)


def _stat(path: Path):
    try:
        return path.stat()
    except OSError:  # it was just being replaced
        return None
