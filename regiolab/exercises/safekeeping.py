"""A file that saves itself: plain JSON beside a notebook, written on every change.

The file is the truth. Each change is applied, under a lock, to what the file holds at that moment,
so that two notebooks on one file lose nothing. Copies are told apart by their histories, not by a
clock: one that comes after another replaces it, and two that went different ways are both kept. What
cannot be read is set aside, never overwritten; what cannot be written stays in memory and is said.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises import history
from regiolab.exercises import submission as form
from regiolab.exercises.history import Span
from regiolab.files import locked, unused, write_atomically
from regiolab.i18n import _, ngettext

WAIT = 3.0  # seconds for another notebook to finish its change


class Told(Protocol):
    """What a file holds: it bears an id of its own and the history of its changes."""

    id: str
    history: list[Span]

    def model_copy(self, *, update: Any = ..., deep: bool = ...) -> Any:
        """Return a copy."""


Held = TypeVar("Held", bound=Told)


@dataclass(frozen=True)
class Conflict(Generic[Held]):
    """Another copy of the same answers that went a different way: where it lies, and what differs."""

    path: Path
    other: Held
    questions: tuple[str, ...]


class SafeFile(Generic[Held]):
    """What one reader answered, kept in a file; a subclass says in which form.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    stem : str
        With what the names of copies laid beside it begin.
    begun : Told
        What it holds before anything was answered.

    Attributes
    ----------
    path : pathlib.Path
    held : Told
        What it holds now.
    notices : list of str
        What happened to the file that the reader should know.
    saved : bool
        Whether the file holds what is in memory; true also before anything was answered.
    saved_at : datetime.datetime or None
        When the file was last written, as its folder tells; None while there is none.
    conflict : Conflict or None
        A copy that went a different way, until it is settled which one counts.
    """

    def __init__(self, path: Path, stem: str, begun: Held) -> None:
        self.path, self.stem = path, stem
        self.held = begun
        self.notices: list[str] = []
        self.saved = True
        self.saved_at: dt.datetime | None = None
        self.conflict: Conflict[Held] | None = None
        self._writer = history.new_writer()
        with contextlib.ExitStack() as stack:
            # a folder that cannot be written may still hold answers that can be read
            with contextlib.suppress(OSError):
                self._lock(stack)
            try:
                self._refresh()
            except OSError as error:
                self._say_unsaved(error)
        self._look_around()

    # -- what a subclass says -------------------------------------------------------------------

    def read(self, path: Path) -> Held:
        """Return what a file holds; InvalidValue if it is none of this form."""
        raise NotImplementedError

    def own(self, content: bytes, name: str) -> Held:
        """Return what bytes hold; InvalidValue if they are not of this form."""
        raise NotImplementedError

    def dump(self, held: Held) -> bytes:
        """Return what is held as the content of the file."""
        raise NotImplementedError

    def fits(self, found: Held, name: str) -> None:
        """Raise InvalidValue if what a file holds belongs elsewhere."""

    def filled(self, held: Held) -> bool:
        """Return whether anything was answered."""
        raise NotImplementedError

    def differences(self, one: Held, other: Held) -> list[str]:
        """Return the questions on which two copies do not stand alike."""
        raise NotImplementedError

    # -- what can be done with it ---------------------------------------------------------------

    def download(self) -> bytes:
        """Return the file's content."""
        return self.dump(self.held)

    def upload(self, content: bytes, name: str) -> None:
        """Take over answers from a file, for example from another machine.

        A copy that comes after these answers replaces them; one that comes before holds nothing new,
        which is said; one that went a different way is kept beside them as a conflict, to be settled
        by :meth:`settle`. Answers of another student replace these, which are set aside first.

        Raises
        ------
        InvalidValue
            If the content is not of this form, or belongs elsewhere, or nothing can be laid beside.
        """
        given = self.own(content, name)
        self.fits(given, name)
        if given.id != self.held.id:
            if self.filled(self.held):
                with _taking_over(name):
                    self._set_aside("previous", _("The answers that were here were kept as {new}."))
            self._replace(given)
            return
        how = history.relation(given.history, self.held.history)
        if how == "newer":
            self._replace(given)
        elif how == "apart":
            with _taking_over(name):
                self._keep_apart(self.held, given)
        else:
            self.notices.append(_("{name} holds nothing that is not here already.").format(name=name))

    def settle(self, other: bool) -> None:
        """End a conflict: go on with the other copy, or with these answers; the one left stays a file beside.

        Parameters
        ----------
        other : bool
            Whether the other copy counts from now on.

        Raises
        ------
        InvalidValue
            If these answers cannot be laid beside; the conflict stands.
        """
        found = self.conflict
        if found is not None and other:
            with _taking_over(found.path.name):
                self._set_aside("conflict", _("The copy that you left was kept as {new}."))
            self._replace(found.other)
        self.conflict = None

    # -- the file -------------------------------------------------------------------------------

    def _change(self, apply: Callable[[Held], object]):
        with contextlib.ExitStack() as stack:
            try:
                self._lock(stack)
                self._refresh()
            except OSError as error:
                self._say_unsaved(error)
                return self._apply(apply)
            result = self._apply(apply)
            try:
                self._write()
            except OSError as error:
                self._say_unsaved(error)
            return result

    def _apply(self, apply: Callable[[Held], object]):
        # on a copy: a change that is refused leaves nothing behind
        draft = self.held.model_copy(deep=True)
        result = apply(draft)
        draft.history = history.extended(draft.history, self._writer)
        self.held = draft
        return result

    def _write(self) -> None:
        write_atomically(self.path, self.dump(self.held))
        self.saved, self.saved_at = True, form.now()

    def _replace(self, other: Held) -> None:
        """Go on with another submission, in the file too."""
        self.held = other
        with contextlib.ExitStack() as stack:
            try:
                self._lock(stack)
                self._write()
            except OSError as error:
                self._say_unsaved(error)

    def _refresh(self) -> None:
        """Take in what the file holds; keep what it lacks."""
        if not self.path.exists():
            return
        try:
            found = self.read(self.path)
            self.fits(found, self.path.name)
        except RegiolabError as error:
            self._set_aside("unreadable", f"{str(error).rstrip('.')}: " + _("it was kept as {new}."))
            return
        self.saved_at = dt.datetime.fromtimestamp(self.path.stat().st_mtime, dt.UTC)
        if found.id != self.held.id:
            if self.filled(self.held) and self.saved is False:
                # written by someone else while this notebook could not save
                text = _("Another notebook began anew in this file; its answers were kept as {new}.")
                self._set_aside("previous", text)
                return
            self.held = found
            return
        how = history.relation(found.history, self.held.history)
        if how == "apart":
            # the file goes on; what only this notebook holds is laid beside it
            self._keep_apart(found, self.held)
        elif how != "older":  # an older copy put in the file's place is overtaken by the next change
            self.held = found

    def _keep_apart(self, goes_on: Held, other: Held) -> None:
        """Lay a copy that went a different way beside the file, and name what differs; else all stays as it is."""
        path = unused(self.path.parent, f"{self.stem}.conflict")
        write_atomically(path, self.dump(other))
        self.held = goes_on
        differing = tuple(self.differences(goes_on, other))
        self.conflict = Conflict(path, other, differing)
        text = ngettext(
            "Two copies of your answers went different ways: {n} answer differs. The other copy was kept as {new}.",
            "Two copies of your answers went different ways: {n} answers differ. The other copy was kept as {new}.",
            len(differing),
        )
        self.notices.append(text.format(n=len(differing), new=path.name))

    def _look_around(self) -> None:
        """Name copies that a program which synchronises folders has laid beside the file."""
        with contextlib.suppress(OSError):
            for path in sorted(self.path.parent.glob(f"{self.path.stem}*.json")):
                if path == self.path:
                    continue
                try:
                    found = self.read(path)
                except RegiolabError:
                    continue
                same = found.id == self.held.id
                how = history.relation(found.history, self.held.history) if same else "apart"
                if how in ("newer", "apart"):
                    text = _("{file} lies beside your answers and holds others: take it over by Upload if it is yours.")
                    self.notices.append(text.format(file=path.name))

    def _set_aside(self, why: str, notice: str) -> None:
        if not self.path.exists():
            return
        new = unused(self.path.parent, f"{self.stem}.{why}")
        try:
            self.path.rename(new)
        except OSError as error:
            text = _("{file} is there and cannot be set aside: {reason}")
            reason = text.format(file=self.path.name, reason=error.strerror or error)
            raise OSError(error.errno, reason) from None
        self.notices.append(notice.format(new=new.name))

    def _say_unsaved(self, error: OSError) -> None:
        if self.saved:
            text = _("Your answers cannot be saved here ({reason}): download them before you close the notebook.")
            self.notices.append(text.format(reason=error.strerror or error))
        self.saved = False

    def _lock(self, stack: contextlib.ExitStack) -> None:
        firm = stack.enter_context(locked(self.path, WAIT))
        text = _("This folder keeps no locks: have the exercise open in one notebook at a time.")
        if not firm and text not in self.notices:
            self.notices.append(text)


@contextlib.contextmanager
def _taking_over(name: str) -> Iterator[None]:
    """Say that a copy was not taken over where what it would replace cannot be kept."""
    try:
        yield
    except OSError as error:
        text = _("{name} was not taken over ({reason}): take it over in a folder that can be written.")
        raise InvalidValue(text.format(name=name, reason=error.strerror or error)) from None
