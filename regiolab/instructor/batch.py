"""Grade a class: from the files that were handed in to gradebook, pages and report."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from regiolab.errors import RegiolabError, shown
from regiolab.exercises import feedback as steps
from regiolab.exercises import grading
from regiolab.exercises import submission as form
from regiolab.exercises.parser import Flaw, Unreadable
from regiolab.files import sweep
from regiolab.i18n import _, format_list, ngettext, speaking
from regiolab.instructor import (
    clock,
    comments,
    entries,
    findings,
    gradebook,
    graded,
    headcount,
    hiding,
    identity,
    intake,
    lateness,
    likeness,
    markers,
    report,
    roster,
    texts,
)
from regiolab.instructor.attendance import Attendance
from regiolab.instructor.collection import Collection
from regiolab.instructor.comments import Marks
from regiolab.instructor.crew import Crew, Trade
from regiolab.instructor.findings import ClassFinding
from regiolab.instructor.handover import APART
from regiolab.instructor.pages import FOLDER, PAGE, Pages, renderer
from regiolab.instructor.parcel import Piece
from regiolab.instructor.platform import Person, person
from regiolab.instructor.register import Entry, Register, Row, packed
from regiolab.instructor.regrading import Regrading
from regiolab.instructor.roster import Roster
from regiolab.instructor.standards import Standards
from regiolab.instructor.workbook import MOST_ROWS, Workbook, empty

GRADING = "grading"  # of a crew: `_grader`


@dataclass(frozen=True)
class Result:
    """What grading a class came to.

    Attributes
    ----------
    out : pathlib.Path
        The folder with gradebook, pages and report.
    files, students, unread : int
        How many files there were, different students, and files that could not be read.
    findings : list of ClassFinding
        What a human should look at.
    notes : list of str
        What else is to be said.
    """

    out: Path
    files: int
    students: int
    unread: int
    findings: list[ClassFinding]
    notes: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """Exit status of a command: 0 done, 1 with findings, 2 if nothing could be graded."""
        return 2 if not self.students else 1 if self.findings else 0

    def lines(self) -> list[str]:
        """Say what was done, a line each: first every finding."""
        said = [*map(str, self.findings), *self.notes]
        files = ngettext("{n} file", "{n} files", self.files).format(n=self.files)
        students = ngettext("{n} student", "{n} students", self.students).format(n=self.students)
        unread = ngettext("{n} file could not be read", "{n} files could not be read", self.unread)
        looked_at = ngettext("{n} finding", "{n} findings", len(self.findings)).format(n=len(self.findings))
        text = _("{files}, {students}; {unread}; {findings}. The results lie in {out}.")
        said.append(
            text.format(
                files=files, students=students, unread=unread.format(n=self.unread), findings=looked_at, out=self.out
            )
        )
        if not self.students:
            said.append(_("Nothing was graded: none of the files could be read; findings.csv says why."))
        return said


def grade_class(
    submissions: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    keys: Iterable[str | Path] = (),
    due: str | None = None,
    due_again: str | None = None,
    late: str | None = None,
    extensions_file: str | Path | None = None,
    roster_file: str | Path | None = None,
    marks_file: str | Path | Iterable[str | Path] | None = None,
    identities_file: str | Path | None = None,
    pages: bool = True,
    feedback: str | None = None,
    hide_reasons: bool = False,
    progress: bool | None = False,
    processes: int | None = 1,
) -> Result:
    """Grade a class and write gradebook, feedback pages and report.

    Parameters
    ----------
    submissions : path or iterable of paths
        Files, folders and zips.
    out : str or pathlib.Path
        The folder for the results; made if it does not exist. Run again on it, only what is new is
        graded.
    keys : iterable of paths
        Own exercises, keys or weights; see :mod:`regiolab.instructor.standards`.
    due : str, optional
        A time with its zone; answers that count and were given later are named late.
    due_again : str, optional
        A time of its own for the second round.
    late : str, optional
        What is taken from late points; see :func:`regiolab.instructor.lateness.policy`.
    extensions_file : path, optional
        A CSV with other times for some; an ``extensions.csv`` beside the roster is used if none is named.
    roster_file, marks_file : path, optional
        See :mod:`regiolab.instructor.roster` and :mod:`regiolab.instructor.comments`; a ``marks.csv``
        beside the roster is used if none is named. Of several tables of marks each is a marker's.
    identities_file : path, optional
        What was settled of doubtful files; see :mod:`regiolab.instructor.identity`.
    pages : bool
        Whether a feedback page is written for each student.
    feedback : {"none", "rule", "passage", "full"}, optional
        How far the pages go; as each exercise says if left out.
    hide_reasons : bool
        Whether the report leaves out all reasons; see :mod:`regiolab.instructor.hiding` for some.
    progress : bool or None
        Whether to show a bar on standard error; None where that is a terminal.
    processes : int or None
        How many processes share a class of some hundreds; None for one on each core, as the command
        does. A script that asks for more than one stands under ``if __name__ == "__main__":``.

    Returns
    -------
    Result

    Raises
    ------
    RegiolabError
        If a path, key, roster or time cannot be used, or there is no file at all. What is wrong with a
        submission is a finding.
    """
    out = Path(out)
    submissions = [submissions] if isinstance(submissions, str | Path) else list(submissions)
    standards = Standards(keys)
    if feedback is not None:
        steps.last_step(feedback, None)  # refuses a mode that does not exist
    people, marks = Roster(), Marks()
    if due is not None and extensions_file is None:
        extensions_file = _beside(roster_file, "extensions.csv")
    extensions = None if extensions_file is None else Path(extensions_file)
    due_at, odd = lateness.deadlines(due, due_again, late, extensions)
    found: list[ClassFinding] = [ClassFinding(extensions.name, *item) for item in odd] if extensions else []
    hidden, odd = hiding.read(out, hide_reasons)
    found += [ClassFinding(hiding.FILE, *item) for item in odd]
    own = [Path(path) for path in (roster_file, identities_file) if path is not None]
    if roster_file is not None:
        people, odd = roster.read(Path(roster_file))
        found += [ClassFinding(Path(roster_file).name, *item) for item in odd]
    marked = _tables_of_marks(marks_file, roster_file)
    if marked:
        marks, told = comments.read_all(marked, standards)
        found += [ClassFinding(*item) for item in told]
    added = [path for table in marked for path in (table, table.with_name("comments.csv"))]
    added += [extensions] if extensions else []
    own += added
    collection = Collection(submissions, [out, *own, *map(Path, keys)])
    if not len(collection):
        raise _nothing(submissions, out)
    trades: dict[str, Trade] = {GRADING: (_grader, (standards,)), PAGE: (renderer, (standards, feedback, False))}
    with graded.begun(out) as register, Crew(trades, processes) as crew:
        _clean(out)
        lessons = headcount.Lessons()
        silent = _grade_all(collection, register, standards, progress, lessons, crew)
        if not pages:
            crew.leave()
        if not register.number_of_files():
            register.abandon()
            raise _nothing(submissions, out)
        settled: list[dict[str, str]] = []
        if identities_file is not None:
            settled, odd = identity.settle(Path(identities_file), register)
            found += [ClassFinding(Path(identities_file).name, *item) for item in odd]
        kept = standards.kept(_graded(register, standards))
        register.settle({"standards": kept})
        doubts = identity.doubts(register, people if roster_file is not None else None)
        writer = Pages(out, register, standards, feedback, crew=crew) if pages else None
        regraded = Regrading(register, standards.digest(), _digest(added, due, due_again, late), due_at)
        alike, named = likeness.Likeness(register), hiding.Named(people)
        here = Attendance(people, Path(roster_file or "").name, kept)
        counted = headcount.Headcount()
        readers: list[gradebook.Reader] = [regraded, alike, named, here, hidden, counted]
        with Workbook(out, register.number_of_students() <= MOST_ROWS) as book:
            left, notes = gradebook.write(
                out, register, standards, people, marks, due_at, writer, progress, book, readers
            )
            if writer is not None:
                writer.finish()
            crew.leave()
            found += findings.of_class(register, people if roster_file is not None else None)
            found += findings.of_standards(standards, kept)
            found += [*alike.findings(), *named.findings(), *here.findings(), *hidden.findings()]
            if due_at is not None and extensions is not None:
                found += [ClassFinding(extensions.name, *item) for item in due_at.unused()]
            found += [ClassFinding(item.file, identity.PLACE, item.reason) for item in doubts]
            found += [ClassFinding(label, identity.PLACE, reason) for label, reason in identity.both(register)]
            if nobody := identity.silent(register, silent):
                found.append(ClassFinding(str(submissions[0]), identity.PLACE, nobody))
            found += [ClassFinding(file, "", reason) for file, reason in left]
            found += [ClassFinding(*item) for item in marks.unused(name for _label, name in register.faces())]
            found += [ClassFinding(*item) for item in markers.write(out, marks)]
            used = None if identities_file is None else Path(identities_file)
            if unused := identity.write(out, [*doubts, *identity.to_settle(register)], settled, used):
                found.append(ClassFinding(identity.FILE, "", unused))
            findings.write(book, found)
        register.remember({"withheld": named.withheld(), "attendance": here.counts(), "hide_reasons": hide_reasons})
        regraded.finish(out)
        headcount.write(out, register, kept, counted, lessons)
        report.write_from(out, register)
        files, unread = register.number_of_files(), len(register.unread())
        return Result(out, files, register.number_of_students(), unread, found, notes)


def _tables_of_marks(given: str | Path | Iterable[str | Path] | None, roster_file: str | Path | None) -> list[Path]:
    if given is None:
        beside = None if roster_file is None else Path(roster_file).with_name("marks.csv")
        return [beside] if beside is not None and beside.is_file() else []
    return [Path(given)] if isinstance(given, str | Path) else list(map(Path, given))


def _nothing(submissions: list[str | Path], out: Path) -> RegiolabError:
    """Return the error that there is no file to grade, and why."""
    if any(Path(path).resolve() == out.resolve() for path in submissions):
        text = _(
            "nothing was graded: {out} is the folder of the results, which are no submissions; name another --out."
        )
        return RegiolabError(text.format(out=out))
    text = _("nothing was graded: there is no file in {paths}.")
    return RegiolabError(text.format(paths=format_list(map(str, submissions))))


def _clean(out: Path) -> None:
    """Remove what a run that was killed left behind: names stand in it."""
    for folder in (out, out / FOLDER, out / APART):
        sweep(folder)
    empty(out)


def _graded(register: Register, standards: Standards) -> list[str]:
    register.count()
    return [name for name in register.exercises() if standards.get(name) is not None]


def _grade_all(
    collection: Collection,
    register: Register,
    standards: Standards,
    progress: bool | None,
    lessons: headcount.Lessons,
    crew: Crew,
) -> list[Person]:
    """Grade what is new; return the people of files that were not read."""
    silent: list[Person] = []
    seen: set[str] = set()
    salt = standards.digest().encode()
    register.begin()
    total = len(collection)
    hidden = None if progress is None else not progress
    bar = tqdm(collection, total=total, unit=_(" files"), disable=hidden, desc=_("Grading"))

    def take(note: tuple[Piece, str, Person | None], job: tuple[bytes, str] | None, made: Row | Flaw | None) -> None:
        piece, digest, who = note
        if isinstance(made, Flaw):
            place, reason = made.place, made.reason
            if place == "format" and job is not None and lessons.take(job[0], piece.label):
                place, reason = "", _("it holds answers to the lessons’ questions, which are counted and not marked")
            silent.extend([who] if who else [])
            register.add_file(piece.label, None, place, reason)
        elif not digest:
            silent.extend([*piece.people, *([who] if who else [])])
            register.add_file(piece.label, None, "", piece.problem)
        else:
            if made is not None and not register.knows(digest):
                register.keep(made)
                if (exercise := str(made[1])) not in seen:
                    # for a report on a run that was stopped
                    seen.add(exercise)
                    before = register.settings().get("standards", {})
                    register.remember({"standards": {**before, **standards.kept([exercise])}})
            register.add_file(piece.label, digest, arrived=piece.arrived, person=who)

    with crew.line(GRADING, _grader(standards), take) as line:
        for number, piece in enumerate(bar):
            if not number:
                register.remember({"part": total})
            content, who = piece.content, person(piece.label)
            digest = "" if content is None else hashlib.sha256(salt + content).hexdigest()
            job = None if content is None or register.knows(digest) else (content, digest)
            # the content is held by the job alone
            line.put((dataclasses.replace(piece, content=None), digest, who), job, len(content or b""))
    return silent


def _grader(standards: Standards) -> Callable[[tuple[bytes, str]], Row | Flaw]:
    """Return what makes a row of the register of a file, or says why it cannot be read."""

    def graded(job: tuple[bytes, str]) -> Row | Flaw:
        try:
            return packed(_entry(*job, standards))
        except Unreadable as error:
            return Flaw(error.place, error.reason)

    return graded


def _entry(content: bytes, digest: str, standards: Standards) -> Entry:
    submission, flaws = form.parse(content)
    standard = standards.get(submission.exercise)
    if standard is None:
        text = _("there is no exercise '{name}' here: name its file with --key")
        raise Unreadable("exercise", text.format(name=shown(submission.exercise, 80)))
    if told := clock.set_back(submission):
        flaws.append(Flaw(clock.PLACE, told))
    flaws += intake.fit(standard.exercise, submission)
    try:
        with speaking(submission.language):
            grade = grading.grade(standard.exercise, standard.key, submission)
    except Exception as error:  # one file must never stop the class, whatever is in it
        reason = _("it could not be graded ({error}): this is a fault of regiolab, please report it with the file")
        raise Unreadable("", reason.format(error=shown(repr(error), 80))) from error
    return Entry(
        digest=digest,
        exercise=submission.exercise,
        id=submission.id,
        student=texts.student(submission.pseudonym, submission.id),
        history=submission.history,
        latest=entries.latest(submission),
        handed_in=entries.handed_in(standard.exercise, submission),
        answered=grade.answered,
        lost=any(flaw.lost for flaw in flaws),
        flaws=[(flaw.place, flaw.reason) for flaw in flaws],
        record=entries.build(standard.exercise, submission, grade),
    )


def _beside(path: str | Path | None, name: str) -> Path | None:
    """Return a file of a name beside another, if it is there."""
    found = None if path is None else Path(path).with_name(name)
    return found if found is not None and found.is_file() else None


def _digest(files: Iterable[Path], *settings: str | None) -> str:
    """Return a digest of what a person adds to marks: files of points and extensions, the deadline, the policy."""
    found = hashlib.sha256(repr(settings).encode())
    for path in files:
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()
