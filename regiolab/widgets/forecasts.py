"""Forecasts of the reader's own: what will happen, by when, how likely, and why."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import ipywidgets

from regiolab.errors import InvalidValue, RegiolabError
from regiolab.files import locked, write_atomically
from regiolab.i18n import _, format_date
from regiolab.views.markup import fill
from regiolab.widgets.messages import Message, guarded

FORMAT = "regiolab-forecasts/1"
FILE = "my_forecasts.json"
LONGEST = 1000  # letters of a statement or a reason
MOST = 200  # forecasts in a file
WAIT = 3.0  # seconds for another notebook to finish its change
PROBABILITIES = (1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99)


@dataclass(frozen=True)
class Forecast:
    """A statement about the future that a day will settle.

    Parameters
    ----------
    statement : str
    by : str
        The day by which it is judged, such as ``"2028-12-31"``.
    probability : int
        In percent, 1 to 99.
    reason : str
    made : str
        The day on which it was made.

    Raises
    ------
    InvalidValue
        If a part is missing, the day does not lie ahead, or the probability leaves no room for
        being wrong.

    Examples
    --------
    >>> Forecast("Bolivia is a full member of Mercosur.", "2027-12-31", 80, "Ratified.", "2026-01-01").probability
    80
    """

    statement: str
    by: str
    probability: int
    reason: str
    made: str

    def __post_init__(self) -> None:
        for text, words in ((self.statement, _("what you expect")), (self.reason, _("why you expect it"))):
            if not isinstance(text, str) or not text.strip():
                raise InvalidValue(_("Write down {what}.").format(what=words))
            if len(text) > LONGEST:
                raise InvalidValue(_("Write down {what} in at most {n} letters.").format(what=words, n=LONGEST))
        if _day(self.by) <= _day(self.made):
            text = _("A forecast looks ahead: choose a day after {today}.")
            raise InvalidValue(text.format(today=format_date(_day(self.made))))
        if not isinstance(self.probability, int) or isinstance(self.probability, bool):
            raise InvalidValue(_("Give the probability as a whole number of percent."))
        if not 1 <= self.probability <= 99:
            raise InvalidValue(_("Give a probability from 1 to 99 percent: 0 and 100 leave no room for being wrong."))


class Notebook:
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
    """

    def __init__(self, folder: str | Path = ".") -> None:
        self.path = Path(folder).absolute() / FILE
        self.forecasts: list[Forecast] = []
        self.notice = ""
        self._unsaved: list[Forecast] = []
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
        self.forecasts = found + [item for item in self._unsaved if item not in found]

    def change(self, apply: Callable[[list[Forecast]], None]) -> None:
        """Change what the file holds at this moment, and write it.

        Raises
        ------
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
                self._unsaved = list(self.forecasts)
                text = _("{file} cannot be written here ({reason}): copy your forecast before you close the notebook.")
                raise RegiolabError(text.format(file=FILE, reason=error.strerror or error)) from None
            self._unsaved = []

    def _set_aside(self, why: str) -> None:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        new, number = self.path.with_name(f"{self.path.stem}.unreadable-{stamp}.json"), 1
        while new.exists():
            number += 1
            new = self.path.with_name(f"{self.path.stem}.unreadable-{stamp}-{number}.json")
        try:
            self.path.rename(new)
        except OSError as error:
            text = _("{file} is damaged and cannot be set aside ({reason}): move it to another folder.")
            raise RegiolabError(text.format(file=FILE, reason=error.strerror or error)) from None
        self.notice = f"{why} " + _("It was kept as {new}.").format(new=new.name)


def parse(content: bytes) -> list[Forecast]:
    """Read forecasts from the content of a file.

    Raises
    ------
    InvalidValue
        If it is no such file.
    """
    try:
        found = json.loads(content)
        if found["format"] != FORMAT or len(found["forecasts"]) > MOST:
            raise ValueError
        return [Forecast(**item) for item in found["forecasts"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InvalidValue(_("{file} holds no forecasts that can be read.").format(file=FILE)) from None


def dump(forecasts: list[Forecast]) -> bytes:
    """Write forecasts as the content of a file.

    Examples
    --------
    >>> parse(dump([]))
    []
    """
    found = {"format": FORMAT, "forecasts": [asdict(item) for item in forecasts]}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


class OwnForecasts(ipywidgets.VBox):
    """A form for forecasts, and the list of those made; kept beside the notebook.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the file of forecasts lies; beside the notebook if left out.

    Attributes
    ----------
    forecasts : list of Forecast

    Examples
    --------
    >>> import tempfile
    >>> own = OwnForecasts(tempfile.mkdtemp())
    >>> own.add("CELAC meets at a summit.", by="2099-12-31", probability=70, reason="It did so in four of five years.")
    >>> own.forecasts[0].probability
    70
    """

    def __init__(self, folder: str | Path = ".") -> None:
        self.message = Message()
        self._callbacks: list[Callable[[list[dict]], None]] = []
        self._compose()
        self._list = ipywidgets.VBox()
        self._notebook = Notebook(folder)
        self.notice = Message()
        super().__init__([self.notice, self._form, self.message, self._list])
        self._show()

    @property
    def forecasts(self) -> list[Forecast]:
        """The forecasts made, oldest first."""
        return list(self._notebook.forecasts)

    # -- what a program can do ------------------------------------------------------------------

    def add(self, statement: str, by: dt.date | str, probability: int, reason: str) -> None:
        """Make a forecast and save it.

        Raises
        ------
        InvalidValue
            If a part is missing or impossible; see :class:`Forecast`.
        RegiolabError
            If it cannot be saved; it is then in the list, but not in the file.
        """
        made = Forecast(str(statement).strip(), str(_day(by)), probability, str(reason).strip(), str(dt.date.today()))
        if len(self._notebook.forecasts) >= MOST:
            raise InvalidValue(_("The file is full: take a forecast away first."))
        self._change(lambda forecasts: forecasts.append(made))

    def remove(self, number: int) -> None:
        """Take a forecast away; the first is 0.

        Raises
        ------
        InvalidValue
            If there is none of that number.
        """
        if not 0 <= number < len(self._notebook.forecasts):
            raise InvalidValue(_("There are {n} forecasts, from 0 on.").format(n=len(self._notebook.forecasts)))
        gone = self._notebook.forecasts[number]
        self._change(lambda forecasts: forecasts.remove(gone) if gone in forecasts else None)

    def on_change(self, callback: Callable[[list[dict]], None]) -> None:
        """Have a function called after every change, with the forecasts as plain values."""
        self._callbacks.append(callback)

    def _change(self, apply: Callable[[list[Forecast]], None]) -> None:
        try:
            self._notebook.change(apply)
        finally:
            self._show()
        for callback in self._callbacks:
            callback([asdict(item) for item in self._notebook.forecasts])

    # -- what is shown --------------------------------------------------------------------------

    def _compose(self) -> None:
        wide, named = ipywidgets.Layout(width="640px", max_width="97%"), {"description_width": "110px"}
        self._statement = ipywidgets.Textarea(
            description=_("I expect that"),
            rows=2,
            layout=wide,
            style=named,
            placeholder=_("one thing that can be seen"),
        )
        self._by = ipywidgets.DatePicker(description=_("by"), value=None, style=named)
        options = [(_("{n} %").format(n=n), n) for n in PROBABILITIES]
        self._probability = ipywidgets.Dropdown(options=options, value=None, description=_("Probability"), style=named)
        self._reason = ipywidgets.Textarea(description=_("because"), rows=2, layout=wide, style=named)
        self._save = ipywidgets.Button(description=_("Save the forecast"), button_style="primary")
        self._save.on_click(self._saved)
        row = ipywidgets.HBox([self._by, self._probability], layout=ipywidgets.Layout(flex_flow="row wrap"))
        self._form = ipywidgets.VBox([self._statement, row, self._reason, self._save])

    def _show(self) -> None:
        self.notice.say(self._notebook.notice)
        rows = []
        for number, item in enumerate(self._notebook.forecasts):
            take = ipywidgets.Button(description=_("Take away"), tooltip=item.statement)
            take.layout.flex = "0 0 auto"
            take.on_click(lambda _button, number=number: self._removed(number))
            words = ipywidgets.HTML(_words(item), layout=ipywidgets.Layout(flex="1 1 auto", max_width="560px"))
            rows.append(ipywidgets.HBox([words, take], layout=ipywidgets.Layout(align_items="flex-start")))
        place = _("Saved in {file}.").format(file=FILE) if rows else _("None yet.")
        self._list.children = [*rows, ipywidgets.HTML(fill("sentences.html", kind="plain", lines=[place]))]

    @guarded
    def _saved(self, _button: ipywidgets.Button) -> None:
        if self._by.value is None:
            raise InvalidValue(_("Choose the day by which it is to be judged."))
        if self._probability.value is None:
            raise InvalidValue(_("Choose a probability."))
        self.add(self._statement.value, self._by.value, self._probability.value, self._reason.value)
        self._statement.value = self._reason.value = ""
        self._by.value = self._probability.value = None

    @guarded
    def _removed(self, number: int) -> None:
        self.remove(number)


def forecast(folder: str | Path = ".") -> OwnForecasts:
    """Open :class:`OwnForecasts`; see there."""
    return OwnForecasts(folder)


def _words(item: Forecast) -> str:
    head = _("{statement} By {day}: {n} %.").format(
        statement=item.statement, day=format_date(_day(item.by)), n=item.probability
    )
    tail = _("Because: {reason} Made on {day}.").format(reason=item.reason, day=format_date(_day(item.made)))
    return fill("forecast.html", head=head, tail=tail)


def _day(value: object) -> dt.date:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        text = _("'{value}' is not a date: write year-month-day, for example '2028-12-31'.")
        raise InvalidValue(text.format(value=value)) from None
