"""Late work: what stood at the deadline counts in full, what came later by a policy that the gradebook shows.

A file holds the last answer of each round and when it was given. So an answer of the first round that was
given or changed after the deadline is late; one that was changed in the second round stands at the deadline
as it was sealed, and only what the change gained is late. Points set by hand are the instructor's own and
are never reduced beyond the share of an answer that came late as a whole.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field
from pathlib import Path

from regiolab.errors import InvalidValue, shown
from regiolab.i18n import _, format_list, ngettext, worded
from regiolab.instructor import clock, entries, roster, texts
from regiolab.instructor.class_list import Work
from regiolab.instructor.clock import DAY, HOUR
from regiolab.instructor.entries import GradedAnswer

NONE = "none"
NEEDED = ("pseudonym", "due")
# in the words of the three languages: a rule is written by a person, on a command line
UNITS = {"day": DAY, "hour": HOUR, "día": DAY, "dia": DAY, "hora": HOUR}
UNIT = r"(?P<unit>days?|hours?|d[ií]as?|horas?)"
SHARE = re.compile(rf"(?P<n>\d+(?:[.,]\d+)?)\s*(?:%|per cent|percent|por ciento|por cento)\s*(?:per|a|por)\s*{UNIT}")
LIMIT = re.compile(
    rf"(?:zero|nothing|cero|nada)\s+(?:after|después de|despues de|depois de|após)\s+(?P<n>\d+)\s*{UNIT}"
)


@dataclass(frozen=True)
class Policy:
    """What is taken from points that came late: a share for each begun unit of time, and all after a limit."""

    said: str = NONE
    share: float = 0.0
    unit: float = DAY
    limit: float = math.inf

    def taken(self, late: float) -> float:
        """Return the share that is taken from what came some seconds late.

        Examples
        --------
        >>> rule = policy("10% per day, zero after 5 days")
        >>> [rule.taken(hours * HOUR) for hours in (-1, 1, 24, 25, 120, 121)]
        [0.0, 0.1, 0.1, 0.2, 0.5, 1.0]
        """
        if late <= 0:
            return 0.0
        if late > self.limit:
            return 1.0
        return min(1.0, self.share * math.ceil(late / self.unit))


def policy(text: str) -> Policy:
    """Read a policy: ``none``, ``10% per day``, ``zero after 3 days``, or both of the latter with a comma.

    Raises
    ------
    InvalidValue
        If it is none of these.

    Examples
    --------
    >>> policy("5% per hour").taken(2 * HOUR), policy("zero after 3 days").taken(2 * DAY), policy("none").taken(DAY)
    (0.1, 0.0, 0.0)
    """
    said = " ".join(text.split())
    found: dict[str, float] = {}
    for part in [item.strip().casefold() for item in re.split(r"[;,](?!\d)", said)]:
        if part == NONE:
            continue
        share, limit = SHARE.fullmatch(part), LIMIT.fullmatch(part)
        match = share or limit
        number = float(match["n"].replace(",", ".")) if match else math.nan
        twice = (share is not None and "share" in found) or (limit is not None and "limit" in found)
        if match is None or twice or (share is not None and number > 100):
            message = _("'{text}' is no late policy: write none, 10% per day, zero after 3 days, or two with a comma.")
            raise InvalidValue(message.format(text=shown(said, 60)))
        unit = UNITS[match["unit"].removesuffix("s")]
        found |= {"share": number / 100, "unit": unit} if share else {"limit": number * unit}
    return Policy(said or NONE, **found)


@dataclass(frozen=True)
class Late:
    """What was late in a submission, how many points it had before, what was taken, and why in words."""

    is_late: bool = False
    before: float | None = None
    deduction: float = 0.0
    why: str = ""


@dataclass
class Deadlines:
    """When answers are due, for whom at another time, and what is taken from later ones.

    Attributes
    ----------
    due : float
        Of the first round, in seconds since 1970.
    again : float or None
        Of the second round; that of the first if None.
    policy : Policy
    longer : dict
        By pseudonym or id, and exercise ("" for all): a time of their own, and the line that gives it.
    """

    due: float
    again: float | None = None
    policy: Policy = field(default_factory=Policy)
    longer: dict[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def of(self, work: Work) -> Late:
        """Return what was late in a submission."""
        extended = self._extended(work)
        due = (self.due if extended is None else extended, self._again(extended))
        taken, pieces = 0.0, dict.fromkeys((1, 2), (0, 0.0, 0.0))
        for answer in work.record.answers:
            for number, points, at in parts(answer):
                late = at - due[number - 1]
                if late > 0:
                    lost = points * self.policy.taken(late)
                    n, most, sum_ = pieces[number]
                    pieces[number] = n + 1, max(most, late), sum_ + lost
                    taken += lost
        if not any(n for n, _most, _sum in pieces.values()):
            return Late(before=work.record.earned)
        # to the hundredth that points have, and never below nothing
        earned = work.record.earned
        taken = round(taken, 2) if earned is None else min(round(taken, 2), earned)
        return Late(True, earned, taken, self._why(pieces, extended))

    def unused(self) -> list[tuple[str, str]]:
        """Return place and reason of each extension that belongs to no submission."""
        reason = _("no submission of this student was found, so the extension was not used")
        return [(roster.place(line), reason) for key, (_at, line) in self.longer.items() if key not in self.used]

    def _extended(self, work: Work) -> float | None:
        names = [name for name in (work.id, f"#{work.id[:8]}", work.student) if name]
        for key in ((name, exercise) for exercise in (work.exercise, "") for name in names):
            if key in self.longer:
                self.used.add(key)
                return self.longer[key][0]
        return None

    def _again(self, extended: float | None) -> float:
        own = self.due if self.again is None else self.again
        return own if extended is None else extended if self.again is None else max(own, extended)

    def _why(self, pieces: dict[int, tuple[int, float, float]], extended: float | None) -> str:
        said = []
        for number, (n, most, lost) in pieces.items():
            if not n:
                continue
            text = ngettext(
                "{n} answer of round {round} up to {time} late", "{n} answers of round {round} up to {time} late", n
            )
            part = text.format(n=n, round=number, time=clock.span(most))
            said.append(worded(_("{part}: {lost:.2f} points taken"), part=part, lost=lost))
        rule = _("by the rule: {rule}").format(rule=self.policy.said)
        after = [] if extended is None else [_("with an extension to {time}").format(time=_stamp(extended))]
        return "; ".join([*said, *after, rule])


def is_late(work: Work, due: Deadlines | None) -> bool:
    """Return whether an answer that counts was given after the time set for it."""
    return due is not None and due.of(work).is_late


def points(work: Work, due: Deadlines | None) -> float | None:
    """Return the points of a submission, less what is taken for lateness; None where not all can be marked."""
    earned = work.record.earned
    return earned if due is None or earned is None else round(earned - due.of(work).deduction, 2)


def deadlines(
    due: str | None, again: str | None, rule: str | None, extensions: Path | None
) -> tuple[Deadlines | None, list[tuple[str, str]]]:
    """Read deadlines from what a person gave, with place and reason of what is odd in the extensions.

    Raises
    ------
    InvalidValue
        If a time, the policy or the file cannot be used, or one of them is given without a deadline.
    """
    if due is None:
        named = [
            name
            for name, given in (("--due-again", again), ("--late", rule), ("--extensions", extensions))
            if given is not None
        ]
        if named:
            text = _("{options} needs a deadline: name it with --due.")
            raise InvalidValue(text.format(options=format_list(named)))
        return None, []
    found = Deadlines(instant(due), None if again is None else instant(again), policy(rule or NONE))
    return found, [] if extensions is None else _extensions(extensions, found)


def _extensions(path: Path, found: Deadlines) -> list[tuple[str, str]]:
    sheet = roster.table(path, NEEDED, ("exercise",))
    flaws = roster.noted(sheet)
    for line, row in sheet.rows():
        name = texts.student(texts.uncelled(row["pseudonym"]), "") if row["pseudonym"].strip() else ""
        try:
            at = instant(row["due"].strip())
        except InvalidValue as error:
            flaws.append((roster.place(line), str(error).rstrip(".")))
            continue
        key = name, (row.get("exercise") or "").strip()
        if not name:
            flaws.append((roster.place(line), _("the pseudonym is missing, so the row was left out")))
        elif key in found.longer:
            text = _("the pseudonym stands in line {n} already, and that row counts")
            flaws.append((roster.place(line), text.format(n=found.longer[key][1])))
        else:
            found.longer[key] = at, line
    return flaws


def instant(text: str) -> float:
    """Return a time with its zone in seconds since 1970.

    Examples
    --------
    >>> instant("1970-01-01T00:00-03:00")
    10800.0
    """
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        message = _("'{text}' is not a time with its zone: write it as 2026-03-31T18:00-03:00.")
        raise InvalidValue(message.format(text=shown(text, 60)))
    return (at - entries.EPOCH).total_seconds()


def _stamp(at: float) -> str:
    return (entries.EPOCH + dt.timedelta(seconds=at)).strftime("%Y-%m-%d %H:%M UTC")


def parts(answer: GradedAnswer) -> list[tuple[int, float, float]]:
    """Return round, points and time of what an answer earned: as sealed, and what came after."""
    mark = answer.mark
    if mark.round is None:
        return []
    earned = mark.earned or 0.0
    known = [item for item in mark.criteria if item.earned is not None and not item.by_hand]
    before = math.fsum((item.earned or 0.0) if item.sealed is None else item.sealed for item in known)
    first, second = answer.times
    if mark.round == 1 or second is None:
        return [] if first is None else [(1, earned, first)]
    before = 0.0 if first is None else min(before, earned)
    # the second round begins when the first is sealed; a clock that says otherwise is a finding of its own
    return [(number, worth, at) for number, worth, at in ((1, before, first), (2, earned - before, second)) if at]
