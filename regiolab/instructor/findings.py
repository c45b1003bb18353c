"""What a human should look at after grading: one line each, with file, place and reason."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regiolab.errors import shown
from regiolab.i18n import _, format_list
from regiolab.instructor import clock, roster
from regiolab.instructor.register import Register
from regiolab.instructor.roster import Roster
from regiolab.instructor.standards import Standards
from regiolab.instructor.workbook import Workbook

COLUMNS = ("file", "place", "reason")
FEW = 5  # questions named in one line


@dataclass(frozen=True, order=True)
class ClassFinding:
    """A file, the place in it (empty for all of it), and what is wrong."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        place = f": {shown(self.place)}" if self.place else ""
        return f"{shown(self.file, 200)}{place}: {shown(self.reason, 400)}."


def of_class(register: Register, people: Roster | None) -> list[ClassFinding]:
    """Return the findings about submissions, in the order of their files."""
    found = [ClassFinding(*item) for item in register.unread()]
    found += [ClassFinding(*item) for item in register.flaws()]
    told = {item.file for item in found if item.place == clock.PLACE}
    found += _clocks(register, told)
    found += _pairs(register)
    found += _names(register, people)
    return sorted(found)


def of_standards(standards: Standards, names: Iterable[str]) -> Iterator[ClassFinding]:
    """Yield what cannot be marked because a key is missing, or lacks a question."""
    for name in names:
        standard = standards.known(name)
        lacking = standard.unmarked()
        if not lacking:
            continue
        if standard.key is None:
            text = _("its key is missing, so that {questions} cannot be marked: points are blank; name it with --key")
        else:
            text = _(
                "the key lacks {questions}: points of who answered are blank; add it, or mark it by hand in marks.csv"
            )
        some = [*map(shown, lacking[:FEW])]
        if more := len(lacking[FEW:]):
            some.append(_("{n} more").format(n=more))
        yield ClassFinding(name, "key", text.format(questions=format_list(some)))


def _clocks(register: Register, told: set[str]) -> Iterator[ClassFinding]:
    now = time.time()
    for label, latest, noted in register.clocks():
        arrived = clock.arrival(noted, now)
        if label not in told and clock.is_ahead(latest, arrived):
            yield ClassFinding(label, clock.PLACE, clock.ahead(latest, arrived))


def _pairs(register: Register) -> Iterator[ClassFinding]:
    later = _("the same submission as {other}, which was changed later and counts")
    apart = _("a copy of {other} that went a different way; the one with more changes counts: ask which is meant")
    for one, other, after in register.again():
        yield ClassFinding(one, "id", (later if after else apart).format(other=other))
    text = _("a copy of {other}; it was counted once")
    yield from (ClassFinding(one, "", text.format(other=other)) for one, other in register.pairs("same"))
    text = _(
        "{n} submissions to {exercise} bear the name '{name}' and have different ids: all were graded, and points are "
        "handed over for none; leave out what does not count and grade again"
    )
    for label, name, exercise, n in register.pairs("two_ids"):
        yield ClassFinding(label, "pseudonym", text.format(n=n, exercise=exercise, name=shown(name)))
    text = _("{n} students handed in {exercise} with the same id, so one file was made from the other: all were graded")
    for label, exercise, n in register.pairs("copied"):
        yield ClassFinding(label, "id", text.format(n=n, exercise=exercise))
    text = _("'{one}' and '{other}' look alike: they are listed as two students")
    for label, one, other in register.pairs("alike"):
        yield ClassFinding(label, "pseudonym", text.format(one=shown(one), other=shown(other)))


def _names(register: Register, people: Roster | None) -> Iterator[ClassFinding]:
    nameless = _("it bears no pseudonym: the student is listed as {name}")
    strange = _("'{name}' is not in the roster")
    meant = _("'{name}' is not in the roster; perhaps '{near}' is meant")
    alike = roster.Alike(people.rows or {}) if people is not None else None
    for label, name in register.faces():
        if name.startswith("#") and people is None:
            yield ClassFinding(label, "pseudonym", nameless.format(name=shown(name)))
        elif people is not None and alike is not None and name not in people:
            near = alike.near(name)
            text = meant if near else strange
            yield ClassFinding(label, "pseudonym", text.format(name=shown(name), near=shown(near)))


def write(book: Workbook, found: list[ClassFinding]) -> None:
    """Write the findings as a table."""
    with book.table("findings", COLUMNS) as table:
        table.writerows([item.file, item.place, item.reason] for item in found)
