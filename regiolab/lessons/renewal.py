"""What a notebook shows of the answers, renewed while they are given.

The outputs stay outputs, and no widgets: a notebook that is opened again, printed or exported still holds them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from regiolab.errors import RegiolabError
from regiolab.lessons.notepad import FILE, Notepad

EVERY = 2.0  # seconds between two looks at the file
Bundles = list[dict[str, Any]]  # by mime type, one an output


class Renewal:
    """Outputs of a cell that are made anew once other answers stand in the file of a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Where the answers lie, in ``lessons.notes.json``.
    make : callable
        Returns what is shown; always as many outputs.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> shown = Renewal(folder, list)
    >>> Notepad(folder).pass_over("unasur_2010", "number")
    >>> shown.refresh(), shown.refresh()
    (True, False)
    """

    def __init__(self, folder: Path, make: Callable[[], Bundles]) -> None:
        self.folder, self.make = folder, make
        self._stamp, self._given = _stamp(folder), _given(folder)
        self._names: dict[str, dict[str, Any]] = {}
        for bundle in make():
            name = uuid.uuid4().hex
            self._names[name] = bundle
            _display(bundle, name)
        self._watch: asyncio.Task[None] | None = None
        # questions in other notebooks write the file too: looking is the only way to learn of it; where no
        # kernel runs, a script asks for a refresh itself
        with contextlib.suppress(RuntimeError):
            self._watch = asyncio.get_running_loop().create_task(self._look())

    def refresh(self) -> bool:
        """Show what stands now, if other answers do; return whether they did."""
        stamp = _stamp(self.folder)
        if stamp == self._stamp:
            return False
        # what is typed and not yet given is in the file as well
        self._stamp, given = stamp, _given(self.folder)
        if given == self._given:
            return False
        self._given = given
        for name, bundle in zip(self._names, self.make(), strict=True):
            if bundle != self._names[name]:
                self._names[name] = bundle
                _display(bundle, name, update=True)
        return True

    def close(self) -> None:
        """Stop looking."""
        if self._watch is not None:
            self._watch.cancel()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            # what stood there stays where there is nothing better
            with contextlib.suppress(RegiolabError):
                self.refresh()


_SHOWN: dict[tuple[str, Path], Renewal] = {}


def live() -> bool:
    """Return whether somebody may answer while the output stands: no export, and no script that looks on."""
    return (os.environ.get("REGIOLAB_ASK") or "ask") == "ask"


def show(what: str, folder: Path | None, make: Callable[[], Bundles]) -> None:
    """Show something of a folder's answers in a cell, and renew it; a cell that is run again takes its place."""
    if folder is None or not live():
        for bundle in make():
            _display(bundle)
        return
    if (what, folder) in _SHOWN:
        _SHOWN.pop((what, folder)).close()
    _SHOWN[what, folder] = Renewal(folder, make)


def _display(bundle: dict[str, Any], name: str | None = None, update: bool = False) -> None:
    from IPython.display import display

    display(bundle, metadata={}, raw=True, display_id=name, update=update)


def _stamp(folder: Path) -> tuple[int, int] | None:
    try:
        found = (folder / FILE).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _given(folder: Path) -> dict[str, object]:
    """Return what was answered or passed over, without what is only typed."""
    replies = Notepad(folder).held.replies
    return {name: (one.value, one.first, one.passed) for name, one in replies.items() if not one.open}
