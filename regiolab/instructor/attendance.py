"""Who of the roster is missing: named in the findings and the gradebook, only counted in the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiolab.errors import shown
from regiolab.i18n import _, format_list, ngettext
from regiolab.instructor.class_list import Student
from regiolab.instructor.findings import ClassFinding
from regiolab.instructor.roster import Roster

PLACE = "missing"  # where a finding says that it is: the same in every language
NAMED = 40  # who is named before the rest is only counted


class Attendance:
    """Notes who handed in what, against the roster."""

    def __init__(self, people: Roster, file: str, exercises: Iterable[str]) -> None:
        self._people, self._file = people, file
        self._here: dict[str, set[str]] = {name: set() for name in exercises}

    def see(self, student: Student) -> None:
        """Note what a student handed in."""
        if student.name in self._people:
            for exercise in student.works:
                self._here.setdefault(exercise, set()).add(student.name)

    def counts(self) -> dict:
        """Return how many are in the roster, and how many of them handed in each exercise, as plain values."""
        return {"all": len(self._people.rows or {}), "here": {name: len(here) for name, here in self._here.items()}}

    def findings(self) -> Iterator[ClassFinding]:
        """Yield a finding for each exercise of which somebody of the roster handed in nothing that can be read."""
        everybody = list(self._people.rows or {})
        for exercise, here in self._here.items():
            absent = [shown(name, 40) for name in everybody if name not in here]
            if absent:
                text = ngettext(
                    "{n} of {all} in the roster handed in no {exercise} that could be read: {names}",
                    "{n} of {all} in the roster handed in no {exercise} that could be read: {names}",
                    len(absent),
                )
                names = absent[:NAMED]
                if len(absent) > NAMED:
                    more = len(absent) - NAMED
                    names.append(_("{n} more").format(n=more))
                said = text.format(n=len(absent), all=len(everybody), exercise=exercise, names=format_list(names))
                yield ClassFinding(self._file, PLACE, said)
