"""The reader's own forecasts as they are kept: every wording and probability with its day, and what came of it.

A change never replaces what was said before: it is a version more. What counts for the score is the
probability as it stood before the day on which the forecast was settled.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from regiolab.errors import InvalidValue
from regiolab.i18n import _, format_date

FORMAT = "regiolab-forecasts/2"
FORMER = "regiolab-forecasts/1"
FILE = "my_forecasts.json"
LONGEST = 1000  # letters of a statement, a reason, or of what was seen
MOST = 200  # forecasts in a file
CHANGES = 200  # versions of a forecast
RESULTS = ("came_true", "did_not", "unjudged")  # yes, no, and what cannot be judged, which no score counts


@dataclass(frozen=True)
class Version:
    """What was forecast from a day on.

    Parameters
    ----------
    statement : str
    by : str
        The day by which it is judged, such as ``"2028-12-31"``.
    probability : int
        In percent, 1 to 99.
    reason : str
    made : str
        The day on which it was written.

    Raises
    ------
    InvalidValue
        If a part is missing, the day does not lie ahead, or the probability leaves no room for
        being wrong.

    Examples
    --------
    >>> Version("Bolivia is a full member of Mercosur.", "2027-12-31", 80, "Ratified.", "2026-01-01").probability
    80
    """

    statement: str
    by: str
    probability: int
    reason: str
    made: str

    def __post_init__(self) -> None:
        _check_text(self.statement, _("what you expect"))
        _check_text(self.reason, _("why you expect it"))
        if as_day(self.by) <= as_day(self.made):
            text = _("A forecast looks ahead: choose a day after {today}.")
            raise InvalidValue(text.format(today=format_date(as_day(self.made))))
        if not isinstance(self.probability, int) or isinstance(self.probability, bool):
            raise InvalidValue(_("Give the probability as a whole number of percent."))
        if not 1 <= self.probability <= 99:
            raise InvalidValue(_("Give a probability from 1 to 99 percent: 0 and 100 leave no room for being wrong."))


@dataclass(frozen=True)
class Outcome:
    """What came of a forecast.

    Parameters
    ----------
    result : {"came_true", "did_not", "unjudged"}
    on : str
        The day on which it was settled.
    saw : str
        What one saw, and where.
    told : str
        The day on which that was written down.
    reopened : str
        The day on which it was taken back; empty while it stands.

    Examples
    --------
    >>> Outcome("came_true", "2026-05-01", "The treaty's page.", "2026-05-03").reopened
    ''
    """

    result: str
    on: str
    saw: str
    told: str
    reopened: str = ""

    def __post_init__(self) -> None:
        if self.result not in RESULTS:
            raise InvalidValue(_("Choose what came of it."))
        _check_text(self.saw, _("what you saw, and where"))
        if as_day(self.on) > as_day(self.told):
            text = _("{day} has not come yet: choose the day on which it was settled.")
            raise InvalidValue(text.format(day=format_date(as_day(self.on))))
        if self.reopened:
            as_day(self.reopened)


@dataclass(frozen=True)
class Forecast:
    """A statement about the future that a day will settle, with all that was said of it.

    Parameters
    ----------
    id : str
    versions : tuple of Version
        The oldest first; the last one stands.
    outcomes : tuple of Outcome
        Those before the last were taken back.

    Raises
    ------
    InvalidValue
        If there is no version, or an outcome does not go with what was forecast.

    Examples
    --------
    >>> said = Version("A summit is held.", "2027-12-31", 80, "It was each year.", "2026-01-01")
    >>> forecast = Forecast("f1", (said,)).changed("2026-03-01", probability=60)
    >>> forecast.probability, forecast.made, forecast.probabilities
    (60, '2026-01-01', [('2026-01-01', 80), ('2026-03-01', 60)])
    >>> settled = forecast.resolved("came_true", "2026-03-01", "The declaration.", "2026-03-02")
    >>> settled.counted.probability
    80
    """

    id: str
    versions: tuple[Version, ...]
    outcomes: tuple[Outcome, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id or not self.versions:
            raise InvalidValue(_("A forecast needs a name and something that it says."))
        if len(self.versions) > CHANGES or len(self.outcomes) > CHANGES:
            raise InvalidValue(_("This forecast was changed {n} times: make a new one.").format(n=CHANGES))
        if [item.made for item in self.versions] != sorted(item.made for item in self.versions):
            raise InvalidValue(_("The versions of a forecast follow each other in time."))
        if any(not item.reopened for item in self.outcomes[:-1]):
            raise InvalidValue(_("A forecast has one outcome at a time."))
        for outcome in self.outcomes:
            self._check(outcome)

    @property
    def said(self) -> Version:
        """What stands now."""
        return self.versions[-1]

    @property
    def statement(self) -> str:
        return self.said.statement

    @property
    def by(self) -> str:
        return self.said.by

    @property
    def probability(self) -> int:
        return self.said.probability

    @property
    def reason(self) -> str:
        return self.said.reason

    @property
    def made(self) -> str:
        """The day on which the forecast was made first."""
        return self.versions[0].made

    @property
    def probabilities(self) -> list[tuple[str, int]]:
        """The days on which the probability was given or changed, with its values."""
        found = [(self.made, self.versions[0].probability)]
        for item in self.versions[1:]:
            if item.probability != found[-1][1]:
                found.append((item.made, item.probability))
        return found

    @property
    def outcome(self) -> Outcome | None:
        """What came of it; None while that is open."""
        return self.outcomes[-1] if self.outcomes and not self.outcomes[-1].reopened else None

    @property
    def counted(self) -> Version:
        """What the score counts: what stood before the day on which it was settled, or what was said first."""
        return self.said if self.outcome is None else self._before(self.outcome.on)

    def changed(self, today: str, **parts: Any) -> Forecast:
        """Return the forecast with a version more; parts left out stay."""
        if self.outcome is not None:
            raise InvalidValue(_("This forecast was judged: reopen it before you change it."))
        if as_day(self.by) <= as_day(today):
            text = _("Its day, {day}, has come: judge it now, or make a new forecast.")
            raise InvalidValue(text.format(day=format_date(as_day(self.by))))
        new = replace(self.said, **{**parts, "made": today})
        same = replace(new, made=self.said.made) == self.said
        return self if same else replace(self, versions=(*self.versions, new))

    def resolved(self, result: str, on: str, saw: str, today: str) -> Forecast:
        """Return the forecast with what came of it."""
        if self.outcome is not None:
            raise InvalidValue(_("This forecast was judged: reopen it before you judge it again."))
        return replace(self, outcomes=(*self.outcomes, Outcome(result, on, saw, today)))

    def reopened(self, today: str) -> Forecast:
        """Return the forecast with its outcome taken back, which stays on record."""
        if self.outcome is None:
            raise InvalidValue(_("This forecast was not judged yet."))
        return replace(self, outcomes=(*self.outcomes[:-1], replace(self.outcomes[-1], reopened=today)))

    def _before(self, day: str) -> Version:
        earlier = [item for item in self.versions if item.made < day]
        return earlier[-1] if earlier else self.versions[0]

    def _check(self, outcome: Outcome) -> None:
        if outcome.on < self.made:
            text = _("That was before the forecast was made, on {day}: it foretold nothing.")
            raise InvalidValue(text.format(day=format_date(as_day(self.made))))
        if outcome.result == "came_true" and outcome.on > (by := self._before(outcome.on).by):
            text = _("It was to happen by {day}: what comes later does not make it come true.")
            raise InvalidValue(text.format(day=format_date(as_day(by))))


def new(version: Version) -> Forecast:
    """Return a forecast that nobody else has.

    Examples
    --------
    >>> len(new(Version("A summit is held.", "2027-12-31", 80, "It was each year.", "2026-01-01")).versions)
    1
    """
    return Forecast(uuid.uuid4().hex[:12], (version,))


def judged(forecasts: Sequence[Forecast]) -> tuple[list[float], list[bool]]:
    """Return probabilities, from 0 to 1, and outcomes of the forecasts that a score counts.

    Examples
    --------
    >>> judged([])
    ([], [])
    """
    found = [item for item in forecasts if item.outcome is not None and item.outcome.result != "unjudged"]
    came = [item.outcome is not None and item.outcome.result == "came_true" for item in found]
    return [item.counted.probability / 100 for item in found], came


def parse(content: bytes) -> list[Forecast]:
    """Read forecasts from the content of a file of this version or the former.

    Raises
    ------
    InvalidValue
        If it is no such file.
    """
    try:
        found = json.loads(content)
        if found["format"] not in (FORMAT, FORMER) or len(found["forecasts"]) > MOST:
            raise ValueError
        read = _former if found["format"] == FORMER else _present
        forecasts = [read(number, item) for number, item in enumerate(found["forecasts"])]
        if len({item.id for item in forecasts}) < len(forecasts):
            raise ValueError
        return forecasts
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InvalidValue(_("{file} holds no forecasts that can be read.").format(file=FILE)) from None


def dump(forecasts: Sequence[Forecast]) -> bytes:
    """Write forecasts as the content of a file.

    Examples
    --------
    >>> parse(dump([]))
    []
    """
    found = {"format": FORMAT, "forecasts": [asdict(item) for item in forecasts]}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def as_day(value: object) -> dt.date:
    """Understand a day.

    Examples
    --------
    >>> as_day("2028-12-31")
    datetime.date(2028, 12, 31)
    """
    try:
        found = dt.date.fromisoformat(str(value))
        # one spelling only: days are compared as they are written
        if str(found) != str(value):
            raise ValueError
    except ValueError:
        text = _("'{value}' is not a date: write year-month-day, for example '2028-12-31'.")
        raise InvalidValue(text.format(value=value)) from None
    return found


def _present(_number: int, item: dict) -> Forecast:
    versions = tuple(Version(**each) for each in item["versions"])
    outcomes = tuple(Outcome(**each) for each in item["outcomes"])
    return Forecast(**{**item, "versions": versions, "outcomes": outcomes})


def _former(number: int, item: dict) -> Forecast:
    """Read a forecast of version 1, whose name follows from what it says: two notebooks give it the same one."""
    name = hashlib.sha256(json.dumps([number, item], sort_keys=True).encode()).hexdigest()[:12]
    return Forecast(name, (Version(**item),))


def _check_text(text: object, words: str) -> None:
    if not isinstance(text, str) or not text.strip():
        raise InvalidValue(_("Write down {what}.").format(what=words))
    if len(text) > LONGEST:
        raise InvalidValue(_("Write down {what} in at most {n} letters.").format(what=words, n=LONGEST))
