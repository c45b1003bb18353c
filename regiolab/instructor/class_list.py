"""Who stands in a gradebook: a student, and the graded submissions that count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from regiolab.instructor.entries import Record
from regiolab.instructor.platform import Person


@dataclass(frozen=True)
class Work:
    """A student's graded submission to one exercise.

    `digest` stands for the record as it was graded; it is empty once the instructor's marks are in it.
    """

    digest: str
    label: str
    exercise: str
    id: str
    handed_in: float | None
    lost: bool
    record: Record
    person: Person | None = None
    settled: bool = False
    student: str = ""


@dataclass
class Student:
    """A student's row: one submission of each exercise.

    `number` is above 1 where a pseudonym handed in several submissions of one exercise, and `several`
    names these exercises.
    """

    name: str
    number: int = 1
    works: dict[str, Work] = field(default_factory=dict)
    several: frozenset[str] = frozenset()


def rows(name: str, works: list[Work]) -> Iterator[Student]:
    """Yield a student's rows: as many as there are submissions of one exercise."""
    by_exercise: dict[str, list[Work]] = {}
    for work in works:
        by_exercise.setdefault(work.exercise, []).append(work)
    several = frozenset(exercise for exercise, found in by_exercise.items() if len(found) > 1)
    for number in range(max(map(len, by_exercise.values()))):
        chosen = {exercise: found[number] for exercise, found in by_exercise.items() if number < len(found)}
        yield Student(name, number + 1, chosen, several)
