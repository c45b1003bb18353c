"""What the subject demands of the tables, beyond types and keys.

Each rule takes a bundle of tables and yields the places where it is broken. A value that cannot be
read at all is reported by the schema's checks and passed over here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from regiolab import words
from regiolab.data.bundle import Bundle, Finding
from regiolab.data.coding_rules import CODING_RULES
from regiolab.i18n import _

# An event of these kinds belongs to a scheme's founding, membership or end, and needs no other use.
OWN_KINDS = {"founding", "treaty", "entry_into_force", "accession", "exit", "suspension", "return", "end"}


def interval(row: dict, start: str = "start", end: str = "end") -> tuple[dt.date, dt.date] | None:
    """Return a row's half-open interval; None if its dates cannot be read (reported elsewhere)."""
    try:
        first = dt.date.fromisoformat(row[start])
        last = dt.date.fromisoformat(row[end]) if row[end] else dt.date.max
    except ValueError:
        return None
    return first, last


def last_possible(row: dict, field: str) -> dt.date:
    """Return the latest day that a date of limited precision may mean."""
    day = dt.date.fromisoformat(row[field])
    precision = row.get(f"{field}_precision", "day")
    if precision == "year":
        return day.replace(month=12, day=31)
    if precision == "month":
        return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return day


def spells_run_forward(bundle: Bundle) -> Iterator[Finding]:
    """A spell, a scheme, a term or a phase ends after it began."""
    for table, start in (("memberships", "start"), ("blocs", "founded"), ("governments", "start"), ("phases", "start")):
        for row in bundle.rows(table):
            span = interval(row, start)
            if span and row["end"] and last_possible(row, "end") <= span[0]:
                text = _("it ends on {end}, before it begins on {start}.")
                yield bundle.finding(table, row["index"], "end", text.format(end=row["end"], start=row[start]))


def spells_do_not_overlap(bundle: Bundle) -> Iterator[Finding]:
    """No state holds the same status twice at once, nor is it full and suspended at once."""
    groups = defaultdict(list)
    for row in bundle.rows("memberships"):
        exclusive = "full" if row["status"] in ("full", "suspended") else row["status"]
        groups[row["bloc"], row["iso3"], exclusive].append(row)
    for rows in groups.values():
        dated = sorted((span, row["index"], row) for row in rows if (span := interval(row)))
        for (one, _line, first), (other, _next, second) in pairwise(dated):
            if other[0] < one[1]:
                text = _("{iso3} is '{status}' in {bloc} from {start} while {place} ('{other}') still runs.")
                yield bundle.finding(
                    "memberships",
                    second["index"],
                    "start",
                    text.format(
                        iso3=second["iso3"],
                        status=second["status"],
                        bloc=second["bloc"],
                        start=second["start"],
                        place=bundle.place("memberships", first["index"], second["index"]),
                        other=first["status"],
                    ),
                )


def members_join_what_exists(bundle: Bundle) -> Iterator[Finding]:
    """A spell begins when its scheme exists and is over when the scheme ends."""
    schemes = {row["bloc"]: row for row in bundle.rows("blocs")}
    for row in bundle.rows("memberships"):
        scheme = schemes.get(row["bloc"])
        span = interval(row)
        life = interval(scheme, "founded") if scheme else None
        if not scheme or not span or not life:
            continue
        if last_possible(row, "start") < life[0]:
            text = _("{bloc} was founded on {founded}, after this spell begins.")
            yield bundle.finding(
                "memberships", row["index"], "start", text.format(bloc=row["bloc"], founded=scheme["founded"])
            )
        if scheme["end"] and span[1] > last_possible(scheme, "end"):
            text = _("{bloc} ended on {end}; this spell must end by then.")
            yield bundle.finding("memberships", row["index"], "end", text.format(bloc=row["bloc"], end=scheme["end"]))


def force_needs_a_treaty(bundle: Bundle) -> Iterator[Finding]:
    """Only a scheme with a treaty has an entry into force, and only then may a member have one."""
    schemes = {row["bloc"]: row for row in bundle.rows("blocs")}
    for row in schemes.values():
        if row["in_force"] and not row["treaty"]:
            text = _("{bloc} rests on no treaty, so nothing entered into force.")
            yield bundle.finding("blocs", row["index"], "in_force", text.format(bloc=row["bloc"]))
    for row in bundle.rows("memberships"):
        scheme = schemes.get(row["bloc"])
        if scheme and row["in_force"] and not scheme["in_force"]:
            text = _("{bloc} has no entry into force of its own, so none of its members has one.")
            yield bundle.finding("memberships", row["index"], "in_force", text.format(bloc=row["bloc"]))


def last_meetings_are_known(bundle: Bundle) -> Iterator[Finding]:
    """A last meeting is told of a scheme without an end, lies in its life and says what met."""
    for row in bundle.rows("blocs"):
        day, what = row["last_meeting"], row["last_meeting_what"]
        if bool(day) != bool(what):
            text = _("a last meeting has a day and says what met.")
            yield bundle.finding("blocs", row["index"], "last_meeting", text)
        elif day and row["end"]:
            text = _("{bloc} ended on {end}; a last meeting is told only of a scheme without an end.")
            yield bundle.finding("blocs", row["index"], "last_meeting", text.format(bloc=row["bloc"], end=row["end"]))
        elif (span := interval(row, "founded", "last_meeting")) and span[1] < span[0]:
            text = _("it ends on {end}, before it begins on {start}.")
            yield bundle.finding("blocs", row["index"], "last_meeting", text.format(end=day, start=row["founded"]))


def predecessors_exist(bundle: Bundle) -> Iterator[Finding]:
    """A scheme's predecessors are schemes."""
    known = {row["bloc"] for row in bundle.rows("blocs")}
    for row in bundle.rows("blocs"):
        for name in filter(None, row["predecessors"].split(";")):
            if name not in known:
                yield bundle.finding(
                    "blocs", row["index"], "predecessors", _("'{name}' is not a bloc.").format(name=name)
                )


def events_name_what_exists(bundle: Bundle) -> Iterator[Finding]:
    """An event's schemes and states are in their tables."""
    known = {
        "blocs": {row["bloc"] for row in bundle.rows("blocs")},
        "countries": {row["iso3"] for row in bundle.rows("countries")},
    }
    for row in bundle.rows("events"):
        for field, names in known.items():
            for name in filter(None, row[field].split(";")):
                if name not in names:
                    text = _("'{name}' is not in {table}.csv.").format(name=name, table=field)
                    yield bundle.finding("events", row["index"], field, text)


def events_are_used(bundle: Bundle) -> Iterator[Finding]:
    """An event belongs to a scheme's life, to the article, to a conflict or to a lesson."""
    told = " ".join(row["key"] for row in bundle.rows("conflicts")) + bundle.lessons
    for row in bundle.rows("events"):
        used = row["kind"] in OWN_KINDS or row["locator"] or row["lessons"] or row["event"] in told
        if not used:
            text = _("nothing uses this event: no paragraph of the article, no conflict, no lesson.")
            yield bundle.finding("events", row["index"], "event", text)


def terms_follow_each_other(bundle: Bundle) -> Iterator[Finding]:
    """A republic has one chief executive at a time, and a vacancy where it has none."""
    terms = defaultdict(list)
    for row in bundle.rows("governments"):
        if row["kind"] not in words.BESIDE and (span := interval(row)):
            terms[row["iso3"]].append((span, row["index"], row))
    for iso3, rows in terms.items():
        for (one, _line, first), (other, _next, second) in pairwise(sorted(rows)):
            if other[0] < one[1]:
                text = _("{leader} takes office in {iso3} on {start} while {other} ({place}) is still in it.")
            elif other[0] > one[1]:
                text = _("{iso3} has nobody in office before {leader} ({start}) and after {other} ({place}).")
            else:
                continue
            yield bundle.finding(
                "governments",
                second["index"],
                "start",
                text.format(
                    leader=second["leader"] or _("a vacancy"),
                    iso3=iso3,
                    start=second["start"],
                    other=first["leader"] or _("a vacancy"),
                    place=bundle.place("governments", first["index"], second["index"]),
                ),
            )


def terms_give_reasons(bundle: Bundle) -> Iterator[Finding]:
    """A term that no ordinary election opened says how it came about; only a vacancy has no leader."""
    for row in bundle.rows("governments"):
        if row["kind"] != "elected" and not row["reason"]:
            text = _("a spell of kind '{kind}' needs a reason.").format(kind=row["kind"])
            yield bundle.finding("governments", row["index"], "reason", text)
        if bool(row["leader"]) == (row["kind"] == "vacancy"):
            text = _("a vacancy has no leader, and every other spell has one.")
            yield bundle.finding("governments", row["index"], "leader", text)


def orientations_are_sourced(bundle: Bundle) -> Iterator[Finding]:
    """An orientation is somebody's coding, so its row names a source."""
    for row in bundle.rows("governments"):
        if row["orientation"] and not row["source"]:
            yield bundle.finding("governments", row["index"], "orientation", _("name the source of this orientation."))


def conflicts_bear_on_rows(bundle: Bundle) -> Iterator[Finding]:
    """A conflict names a table, a column and a row that exist."""
    for row in bundle.rows("conflicts"):
        columns = bundle.columns.get(row["table"])
        if columns is None:
            yield bundle.finding(
                "conflicts", row["index"], "table", _("there is no table '{name}'.").format(name=row["table"])
            )
            continue
        if row["field"] and row["field"] not in columns:
            text = _("{table} has no column '{name}'.").format(table=row["table"], name=row["field"])
            yield bundle.finding("conflicts", row["index"], "field", text)
        key = dict(part.split("=", 1) for part in row["key"].split(";") if "=" in part)
        if key and not any(
            all(other.get(name) == value for name, value in key.items()) for other in bundle.rows(row["table"])
        ):
            text = _("no row of {table} has {key}.").format(table=row["table"], key=row["key"])
            yield bundle.finding("conflicts", row["index"], "key", text)


RULES: tuple[Callable[[Bundle], Iterator[Finding]], ...] = (
    spells_run_forward,
    spells_do_not_overlap,
    members_join_what_exists,
    force_needs_a_treaty,
    last_meetings_are_known,
    predecessors_exist,
    events_name_what_exists,
    events_are_used,
    terms_follow_each_other,
    terms_give_reasons,
    orientations_are_sourced,
    conflicts_bear_on_rows,
    *CODING_RULES,
)
