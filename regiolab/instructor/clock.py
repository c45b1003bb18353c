"""Clocks that cannot be right: times of a submission against its own counting, and against its file's arrival.

Marks never look at a clock, so such a clock changes none; who goes by a deadline should know of it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

from regiolab.exercises.submission import Submission
from regiolab.i18n import _, ngettext, worded

PLACE = "clock"  # where a finding says that it is: the same in every language
DRIFT = dt.timedelta(minutes=5)  # by which two machines may differ
HOUR, DAY = 3600.0, 86_400.0
AHEAD = DAY  # a file out of a zip may bear another zone's hours
NO_TIME = 946_684_800.0  # seconds to the year 2000: what stands before it was never set


def times(submission: Submission) -> Iterator[tuple[int, dt.datetime]]:
    """Yield what a submission records, by count and by the clock: answers, seals, steps of feedback."""
    for number in (1, 2, 3):
        yield from ((answer.revision, answer.at) for answer in submission.answers_of(number).values())
    for round_ in submission.rounds:
        yield from ((seal.revision, seal.at) for seal in round_.sealed.values())
    yield from ((step.revision, step.at) for step in submission.feedback)


def set_back(submission: Submission) -> str:
    """Say how far the clock went back from one change to a later one; empty if by no more than some minutes.

    Examples
    --------
    >>> from regiolab.exercises import submission as form
    >>> late, early = (dt.datetime(2026, 3, 2, hour, tzinfo=dt.UTC) for hour in (14, 9))
    >>> found = form.begin("3_classify")
    >>> found.rounds[0].sealed = {"a": form.Seal(revision=1, at=late), "b": form.Seal(revision=2, at=early)}
    >>> set_back(found)
    'its clock was set back by 5 hours between two changes, so its times cannot all be right; no mark changes'
    """
    farthest, latest = dt.timedelta(), None
    # what does not say its count cannot contradict it
    for _revision, at in sorted(item for item in times(submission) if item[0]):
        if latest is None or at > latest:
            latest = at
        farthest = max(farthest, latest - at)
    if farthest <= DRIFT:
        return ""
    text = _("its clock was set back by {time} between two changes, so its times cannot all be right; no mark changes")
    return text.format(time=span(farthest.total_seconds()))


def arrival(arrived: float, now: float) -> float:
    """Return when a file arrived at the latest: what its folder notes, unless that is unset or yet to come.

    A machine whose clock is ahead notes its files ahead, and copies and zips keep what it noted.

    Examples
    --------
    >>> now = 1_800_000_000.0
    >>> arrival(now - 60, now) == now - 60, arrival(now + 60, now) == now, arrival(0.0, now) == now
    (True, True, True)
    """
    return arrived if NO_TIME < arrived <= now else now


def is_ahead(latest: float, arrived: float) -> bool:
    """Return whether a submission was touched, by its clock, long after its file had arrived.

    Examples
    --------
    >>> day = 24 * 3600
    >>> is_ahead(20_000 * day, 19_990 * day), is_ahead(20_000 * day, 20_001 * day), is_ahead(20_000 * day, 0)
    (True, False, False)
    """
    return arrived > NO_TIME and latest > arrived + AHEAD


def ahead(latest: float, arrived: float) -> str:
    """Say how far a submission's clock is ahead of its file's arrival."""
    text = _("its clock is {time} ahead of the file's arrival, so its times cannot be right; no mark changes")
    return text.format(time=span(latest - arrived))


def span(seconds: float) -> str:
    """Return a length of time in words, in the unit that fits.

    Examples
    --------
    >>> span(90), span(3 * HOUR), span(3 * DAY)
    ('2 minutes', '3 hours', '3 days')
    """
    if seconds < 2 * HOUR:
        n = math.ceil(seconds / 60)
        return ngettext("{n} minute", "{n} minutes", n).format(n=n)
    if seconds < 2 * DAY:
        return worded(_("{n:.0f} hours"), n=seconds / HOUR)
    return worded(_("{n:,.0f} days"), n=seconds / DAY)
