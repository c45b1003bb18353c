"""The file in which a reader's forecasts lie beside the notebook, written on every change."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises.foresight import FILE, Forecast, dump, parse
from regiolab.files import locked, unused, write_atomically
from regiolab.i18n import _

WAIT = 3.0  # seconds for another notebook to finish its change

Change = Callable[[list[Forecast]], None]


class Logbook:
    """Forecasts kept in a plain JSON file, written on every change.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the file lies.

    Attributes
    ----------
    path : pathlib.Path
    forecasts : list of Forecast
    notice : str
        What happened to the file that the reader should know.

    Examples
    --------
    >>> Logbook("no/such/folder").forecasts
    []
    """

    def __init__(self, folder: str | Path = ".") -> None:
        self.path = Path(folder).absolute() / FILE
        self.forecasts: list[Forecast] = []
        self.notice = ""
        self._pending: list[Change] = []  # what holds in memory alone
        try:
            self.refresh()
        except RegiolabError as error:
            self.notice = str(error)

    def refresh(self) -> None:
        """Take in what the file holds; a damaged file is set aside, never overwritten.

        Raises
        ------
        RegiolabError
            If there is a file that cannot be read or set aside.
        """
        try:
            found = parse(self.path.read_bytes())
        except FileNotFoundError:
            return
        except OSError as error:
            text = _("{file} cannot be read ({reason}): move it to another folder.")
            raise RegiolabError(text.format(file=FILE, reason=error.strerror or error)) from None
        except InvalidValue as error:
            self._set_aside(str(error))
            return
        self.forecasts = found
        for apply in list(self._pending):
            try:
                apply(self.forecasts)
            except InvalidValue as error:
                self._pending.remove(apply)
                self.notice = str(error)

    def change(self, apply: Change) -> None:
        """Change what the file holds at this moment, and write it.

        Raises
        ------
        InvalidValue
            If the change does not go with what the file holds, and nothing changes.
        RegiolabError
            If the file cannot be read, and nothing changes; or if it cannot be written, and the
            change holds in memory alone.
        """
        with contextlib.ExitStack() as stack:
            try:
                if not stack.enter_context(locked(self.path, WAIT)):
                    self.notice = _("This folder keeps no locks: have your forecasts open in one notebook.")
                held = None
            except OSError as error:
                held = error
            # another notebook may have added a forecast since
            self.refresh()
            apply(self.forecasts)
            try:
                if held is not None:
                    raise held
                write_atomically(self.path, dump(self.forecasts))
            except OSError as error:
                self._pending.append(apply)
                text = _("{file} cannot be written here ({reason}): copy your forecast before you close the notebook.")
                raise RegiolabError(text.format(file=FILE, reason=error.strerror or error)) from None
            self._pending = []

    def _set_aside(self, why: str) -> None:
        new = unused(self.path.parent, f"{self.path.stem}.unreadable")
        try:
            self.path.rename(new)
        except OSError as error:
            text = _("{file} is damaged and cannot be set aside ({reason}): move it to another folder.")
            raise RegiolabError(text.format(file=FILE, reason=error.strerror or error)) from None
        self.notice = f"{why} " + _("It was kept as {new}.").format(new=new.name)


def replacing(seen: Forecast, after: Forecast | None) -> Change:
    """Return the change of a forecast as it was seen into another one, or into none.

    Examples
    --------
    >>> from regiolab.exercises.foresight import Version
    >>> one = Forecast("f1", (Version("A summit.", "2027-12-31", 80, "Each year.", "2026-01-01"),))
    >>> held = [one]
    >>> replacing(one, None)(held)
    >>> held
    []
    """

    def apply(forecasts: list[Forecast]) -> None:
        places = [at for at, item in enumerate(forecasts) if item.id == seen.id]
        if after is None:
            forecasts[:] = [item for item in forecasts if item.id != seen.id]
        elif not places:
            raise InvalidValue(_("This forecast was taken away in another notebook meanwhile."))
        elif forecasts[places[0]] != seen:
            raise InvalidValue(_("This forecast was changed in another notebook meanwhile: look at it, then decide."))
        else:
            forecasts[places[0]] = after

    return apply
