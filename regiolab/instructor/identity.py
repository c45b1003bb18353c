"""Who handed in what: the name that a file bears, beside the person whom the learning platform names.

What does not fit together is a finding, and stands in ``identities.csv``, a small table in which the
instructor settles it: under which name a file stands (`student`), and whether it counts (`counts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import InvalidValue, shown
from regiolab.i18n import _, format_list, ngettext
from regiolab.instructor import platform, roster, texts, workbook
from regiolab.instructor.platform import CANVAS, Person
from regiolab.instructor.register import Register
from regiolab.instructor.roster import Roster

FILE = "identities.csv"
PLACE = "identity"  # where a finding says that it is: the same in every language
COLUMNS = ("file", "pseudonym", "person", "doubt", "student", "counts")
YES = frozenset({"yes", "y", "1", "x", "true", "sí", "si", "s", "sim"})
NO = frozenset({"no", "n", "0", "false", "não", "nao"})
FEW = 5  # people named in one line


@dataclass(frozen=True, order=True)
class Doubt:
    """A file of which it is not clear whose it is, or whether it counts."""

    file: str
    reason: str
    pseudonym: str = ""
    person: str = ""


@dataclass(frozen=True)
class _Handed:
    """A file that was read: whose it says it is, and whose the platform says."""

    file: str
    exercise: str
    id: str
    student: str
    person: Person
    settled: bool

    def doubt(self, reason: str) -> Doubt:
        return Doubt(self.file, reason, self.student, str(self.person))


def doubts(register: Register, people: Roster | None) -> list[Doubt]:
    """Return what does not fit together, apart from what the instructor settled."""
    handed = [
        _Handed(label, exercise, id_, student, person, bool(settled))
        for label, exercise, id_, student, who, settled in register.handed()
        if (person := platform.from_plain(who)) is not None
    ]
    found = [*_two_names(handed), *_two_people(handed), *_copies(handed), *_histories(register)]
    if people is not None:
        found += _against_roster(handed, people)
    settled = {item.file for item in handed if item.settled}
    return sorted({item for item in found if item.file not in settled})


def to_settle(register: Register) -> list[Doubt]:
    """Return what the findings name of pseudonyms and ids, file by file, for the table of what is to be settled."""
    texts_ = {
        "two_ids": _("several submissions to {exercise} bear this pseudonym and have different ids"),
        "copied": _("several students handed in {exercise} with this id"),
    }
    return [
        Doubt(label, texts_[kind].format(exercise=exercise), student, str(platform.from_plain(who) or ""))
        for label, student, who, exercise, kind in register.shared()
    ]


def both(register: Register) -> Iterator[tuple[str, str]]:
    """Yield file and reason where several files of a student were said to count."""
    text = _("it is not the only file of '{name}' to {exercise} that is said to count, so none is handed over")
    for label, student, exercise in register.both():
        yield label, text.format(name=shown(student), exercise=exercise)


def _two_names(handed: list[_Handed]) -> Iterator[Doubt]:
    """Yield files of one person under two names."""
    first: dict[tuple, _Handed] = {}
    text = _("{platform} names one person, {person}, who handed in '{one}' and '{other}'")
    for item in handed:
        # an id of Moodle holds in one download alone, and of a name there may be two people
        before = first.setdefault((item.person.platform, item.person.id, item.person.download), item)
        if texts.folded(before.student) != texts.folded(item.student) and not before.settled:
            yield item.doubt(
                text.format(
                    platform=item.person.platform.capitalize(),
                    person=shown(str(item.person), 60),
                    one=shown(before.student),
                    other=shown(item.student),
                )
            )


def _two_people(handed: list[_Handed]) -> Iterator[Doubt]:
    """Yield files of two people under one name."""
    first: dict[str, _Handed] = {}
    text = _("'{name}' is the pseudonym of two people: {one} handed in {file}, and {other} this")
    for item in handed:
        before = first.setdefault(item.student, item)
        if before.id != item.id and before.person.is_other(item.person) and not before.settled:
            yield item.doubt(
                text.format(
                    name=shown(item.student),
                    one=shown(str(before.person), 60),
                    file=shown(before.file),
                    other=shown(str(item.person), 60),
                )
            )


def _copies(handed: list[_Handed]) -> Iterator[Doubt]:
    """Yield files that two people handed in, whatever names they bear."""
    first: dict[tuple[str, str], _Handed] = {}
    text = _("a copy of {file}, by its id: {one} handed in that and {other} this; points are handed over for none")
    for item in handed:
        before = first.setdefault((item.exercise, item.id), item)
        if before.person.is_other(item.person) and not before.settled:
            one, other = shown(str(before.person), 60), shown(str(item.person), 60)
            yield item.doubt(text.format(file=shown(before.file), one=one, other=other))


def _histories(register: Register) -> Iterator[Doubt]:
    """Yield files of two ids that begin with the same changes: a copy that was given another id."""
    text = _("its first changes are those of {file}, under another id, so one was made from the other")
    for label, other, student in register.grown():
        yield Doubt(label, text.format(file=shown(other)), student)


def _against_roster(handed: list[_Handed], people: Roster) -> Iterator[Doubt]:
    """Yield files that somebody else handed in than the roster says."""
    text = _("by the roster '{name}' is {one}, and {platform} says that {other} handed it in")
    for item in handed:
        row = people.of(item.student)
        if row and (one := other_in_roster(item.person, row)):
            yield item.doubt(
                text.format(
                    name=shown(item.student),
                    one=shown(one, 60),
                    platform=item.person.platform.capitalize(),
                    other=shown(str(item.person), 60),
                )
            )


def other_in_roster(person: Person, row: dict[str, str]) -> str:
    """Return whom a row of the roster names, if that is somebody else; empty if it is not, or cannot be said.

    Examples
    --------
    >>> other_in_roster(Person("canvas", "12"), {"ID": "13"}), other_in_roster(Person("canvas", "12"), {"ID": "12.0"})
    ('13', '')
    >>> other_in_roster(Person("moodle", "7", "Ana Silva"), {"Full name": "Silva, ANA"})
    ''
    >>> other_in_roster(Person("moodle", "7", "Ana Silva"), {"First name": "Eva", "Surname": "Paz"})
    'Eva Paz'
    """
    if person.platform == CANVAS:
        # a spreadsheet may have made a number of it
        given = row.get("ID", "").strip().removesuffix(".0")
        return given if given.isdigit() and person.id.isdigit() and given.lstrip("0") != person.id else ""
    sheet = row.get("Identifier", "").split()
    if sheet and sheet[-1].isdigit():
        return "" if sheet[-1].lstrip("0") == person.id else row["Identifier"]
    named = " ".join(value.strip() for column, value in row.items() if value.strip() and _is_name(column))
    # names are written in any order, with and without the second one: those that share nothing are two
    mine, theirs = ({word.strip(",.") for word in texts.folded(text).split()} for text in (person.name, named))
    return named if named and not mine & theirs and "particip" not in texts.folded(person.name) else ""


def _is_name(column: str) -> bool:
    words = column.casefold()
    named = any(word in words for word in ("name", "nombre", "nome", "apellido", "student"))
    return named and not any(word in words for word in ("user", "usuari", "file"))


def silent(register: Register, unread: Iterable[Person]) -> str:
    """Say whose files could none of them be read; empty if there is nobody."""
    read = {(who.platform, who.id, who.download) for text in register.people() if (who := platform.from_plain(text))}
    names = sorted({str(who) for who in unread if (who.platform, who.id, who.download) not in read})
    if not names:
        return ""
    text = ngettext(
        "{n} person handed in nothing that could be read: {names}",
        "{n} people handed in nothing that could be read: {names}",
        len(names),
    )
    some = [shown(name, 60) for name in names[:FEW]]
    if more := len(names[FEW:]):
        some.append(_("{n} more").format(n=more))
    return text.format(n=len(names), names=format_list(some))


# -- what the instructor settles --------------------------------------------------------------------


def settle(path: Path, register: Register) -> tuple[list[dict[str, str]], list[tuple[str, str]]]:
    """Apply a table of identities; return its rows that say something, and place and reason of what is odd.

    Raises
    ------
    InvalidValue
        If the file cannot be read or lacks a column.
    """
    sheet = roster.table(path, ("file",), ("student", "counts"))
    flaws = roster.noted(sheet)
    said: list[tuple[str, str, bool | None]] = []
    rows = []
    for line, row in sheet.rows():
        file, name = texts.uncelled(row["file"]).strip(), texts.uncelled(row.get("student") or "").strip()
        word = (row.get("counts") or "").strip().casefold()
        if not (name or word):
            continue
        if word and word not in YES | NO:
            flaws.append((roster.place(line), _("'counts' says yes, no or nothing, so the row was not used")))
            continue
        found = register.labels(file) if file else []
        if len(found) != 1:
            text = _("several files are called '{file}', so the row was not used")
            if not found:
                text = _("no file of this class is called '{file}', so the row was not used")
            flaws.append((roster.place(line), text.format(file=shown(file))))
            continue
        said.append((found[0], texts.student(name, "") if name else "", None if not word else word in YES))
        rows.append({name: row.get(name) or "" for name in COLUMNS})
    register.decide(said)
    return rows, flaws


def write(out: Path, doubtful: list[Doubt], kept: list[dict[str, str]], used: Path | None) -> str:
    """Write what is in doubt as a table to fill in, after what was settled; return what is odd, if anything.

    What somebody wrote into the table and did not name is left as it is.
    """
    path = out / FILE
    if used is None and path.is_file() and _filled(path):
        return _("what you wrote into it was not used: name it with --identities")
    found = list({item.file: item for item in reversed(doubtful)}.values())[::-1]  # one row a file, its first doubt
    if not found and not kept:
        path.unlink(missing_ok=True)
        return ""
    with workbook.written(path) as table:
        table.writerow(COLUMNS)
        table.writerows([texts.uncelled(row[name]) for name in COLUMNS] for row in kept)
        table.writerows([item.file, item.pseudonym, item.person, item.reason, "", ""] for item in found)
    return ""


def _filled(path: Path) -> bool:
    try:
        sheet = roster.table(path, ("file",), ("student", "counts"))
    except InvalidValue:
        return True  # somebody's work, whatever became of it
    return any((row.get("student") or "").strip() or (row.get("counts") or "").strip() for _line, row in sheet.rows())
