"""A class's answers as an anonymised data set that can be cited: long CSV, codebook, data package.

Only who agreed is in it. Readers have random ids that are drawn anew each time; there are no pseudonyms, no
times, and no reasons unless they are asked for. A question that fewer than five answered in a round is left
out, and so is an exercise that fewer than five handed in. Whoever withdraws is taken out by a new run.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises import deck, room
from regiolab.exercises.model import AnyQuestion, CodeQuestion
from regiolab.files import write_atomically
from regiolab.i18n import _, ngettext
from regiolab.instructor import likeness, roster, standards, texts
from regiolab.instructor.booklet import Booklet
from regiolab.instructor.graded import opened
from regiolab.instructor.hiding import Hidden, read
from regiolab.instructor.register import Register
from regiolab.instructor.standards import Standard
from regiolab.instructor.workbook import written

ANSWERS, QUESTIONS, PACKAGE = "answers.csv", "questions.csv", "datapackage.json"
FEWEST = room.FEWEST
NEEDED = ("pseudonym", "consent")
YES = frozenset({"yes", "y", "sí", "si", "sim", "s", "true", "1", "x"})
COLUMNS = ("reader", "exercise", "question", "round", "part", "item", "value", "detail")

# in the register's connection and gone with it, so that a large class needs no memory
DRAWN = """
drop table if exists temp.drawn;
create temp table drawn (
    reader text, exercise text, place integer, question text, round integer, part text, item text, value text,
    detail text);
"""
FEW = """
delete from drawn where (exercise, question, round) in (
    select exercise, question, round from drawn group by 1, 2, 3 having count(distinct reader) < :fewest)"""
FEW_READERS = """
delete from drawn where exercise in (
    select exercise from drawn group by 1 having count(distinct reader) < :fewest)"""
CELLS = "select count(*) from (select distinct exercise, question, round from drawn)"
SORTED = f"""
select {", ".join(COLUMNS)} from drawn order by exercise, reader, place, round, part, item, value"""

Row = tuple[str, str, str, str]  # part, item, value, detail


@dataclass(frozen=True)
class Made:
    """What a data set came to."""

    folder: Path
    readers: int
    rows: int
    left_out: int
    flaws: tuple[str, ...]
    absent: dict[str, int] = field(default_factory=dict)  # by exercise: who handed in and is not in it
    signed: int = 0  # reasons left out because they name who wrote them

    def lines(self) -> list[str]:
        """Say what was written, a line each."""
        said = list(self.flaws)
        if self.left_out:
            text = ngettext(
                "{n} question of a round was left out: fewer than {fewest} answered it.",
                "{n} questions of a round were left out: fewer than {fewest} answered each.",
                self.left_out,
            )
            said.append(text.format(n=self.left_out, fewest=FEWEST))
        if self.signed:
            text = ngettext(
                "{n} reason was left out: the pseudonym of who wrote it stands in it.",
                "{n} reasons were left out: the pseudonym of who wrote them stands in them.",
                self.signed,
            )
            said.append(text.format(n=self.signed))
        for exercise, n in self.absent.items():
            if 0 < n < FEWEST:
                text = ngettext(
                    "{n} who handed in {exercise} is not in it: whoever has seen the whole class's numbers, in the "
                    "report or on the boards, can reckon what this one answered.",
                    "{n} who handed in {exercise} are not in it: whoever has seen the whole class's numbers, in the "
                    "report or on the boards, can reckon what these few answered.",
                    n,
                )
                said.append(text.format(n=n, exercise=exercise))
        text = ngettext("{n} reader", "{n} readers", self.readers).format(n=self.readers)
        rows = ngettext("{n} row", "{n} rows", self.rows).format(n=self.rows)
        done = _("{readers}, {rows}. The data set lies in {folder}.")
        return [*said, done.format(readers=text, rows=rows, folder=self.folder)]


def write_dataset(
    results: str | Path,
    out: str | Path,
    consent: str | Path,
    *,
    title: str = "",
    reasons: bool = False,
    linked: bool = False,
) -> Made:
    """Write the anonymised data set of a graded class.

    Parameters
    ----------
    results : str or pathlib.Path
        The folder that :func:`~regiolab.instructor.grade_class` wrote to.
    out : str or pathlib.Path
        The folder for the data set; made if it does not exist.
    consent : str or pathlib.Path
        A CSV with the columns ``pseudonym`` (or the id of a file) and ``consent`` (yes or no), and perhaps
        ``reasons`` (yes or no): who agreed that written reasons are passed on too.
    title : str
        Of the data set, for who cites it.
    reasons : bool
        Whether written reasons are in it, of those who agreed to that too; those that the report does not
        show never are.
    linked : bool
        Whether a reader bears the same id in all exercises.

    Returns
    -------
    Made

    Raises
    ------
    RegiolabError
        If the folder holds no graded submissions, or fewer than five agreed.
    """
    results, out = Path(results), Path(out)
    said = _consent(Path(consent))
    if out.resolve() == results.resolve():
        text = _("{out} holds the results, with names: write the data set to a folder of its own.")
        raise InvalidValue(text.format(out=out))
    with opened(results) as register:
        settings = register.settings()
        kept = standards.restored(settings.get("standards", {}))
        hidden, _odd = read(results)
        hidden.withheld = {(student, name, question) for student, name, question in settings.get("withheld", [])}
        found = _Draw(register, kept, said, reasons, hidden, linked)
        left_out = found.draw()
        return _write(register.base, out, kept, found, left_out, title, said.flaws)


@dataclass(frozen=True)
class _Consent:
    """Who agreed, who did not, who agreed that reasons are passed on too, and what is odd in the file."""

    agreed: frozenset[str]
    refused: frozenset[str]
    open: frozenset[str]
    flaws: tuple[str, ...]

    def holds(self, names: set[str]) -> bool:
        """Return whether somebody agreed, by whichever name; a no by one of them outweighs a yes by another."""
        return bool(names & self.agreed) and not names & self.refused


class _Draw:
    """Draws the answers of those who agreed into a table, each reader under a random id."""

    def __init__(
        self,
        register: Register,
        kept: dict[str, Standard],
        said: _Consent,
        reasons: bool,
        hidden: Hidden,
        linked: bool,
    ) -> None:
        self._register, self._kept, self._said = register, kept, said
        self._open = said.open if reasons else frozenset()
        self._hidden, self.linked = hidden, linked
        self.reasons = bool(self._open)
        self.readers = self.signed = 0
        self.absent = dict.fromkeys(kept, 0)

    def draw(self) -> int:
        """Fill the table, and return how many questions of a round are left out as too few."""
        base = self._register.base
        base.executescript(DRAWN)
        taken: set[str] = set()
        for student in self._register.students():
            if student.number > 1:
                continue
            reader = _new(taken)
            here = False
            for exercise, work in student.works.items():
                names = {student.name, work.id, f"#{work.id[:8]}"}
                if exercise not in self._kept:
                    continue
                # of two submissions under one name nobody knows whose they are
                if exercise in student.several or not self._said.holds(names):
                    self.absent[exercise] += 1
                    continue
                here, tells = True, names & self._open
                name = reader if self.linked else _new(taken)
                places = {question.id: n for n, question in enumerate(self._kept[exercise].exercise.questions)}
                for graded in work.record.answers:
                    question = graded.mark.question
                    for number, answer in ((1, graded.first), (2, graded.second)):
                        if answer is not None:
                            rows = list(parts(self._kept[exercise].exercise.question(question), answer))
                            reason = " ".join(answer.get("rationale", "").split())
                            if tells and reason and not self._hidden.hides(student.name, exercise, question):
                                if _is_signed(reason, student.name):
                                    self.signed += 1
                                else:
                                    rows.append(("reason", "", reason, ""))
                            place = name, exercise, places[question], question, number
                            base.executemany(
                                "insert into drawn values (?, ?, ?, ?, ?, ?, ?, ?, ?)", [(*place, *row) for row in rows]
                            )
            self.readers += here
        if self.readers < FEWEST:
            text = _("{n} agreed and handed in, and a data set needs at least {fewest}: fewer could be recognised.")
            raise RegiolabError(text.format(n=self.readers, fewest=FEWEST))
        before = base.execute(CELLS).fetchone()[0]
        for query in (FEW, FEW_READERS):
            base.execute(query, {"fewest": FEWEST})
        left = base.execute(CELLS).fetchone()[0]
        if not left:
            text = _("No question was answered by {fewest} who agreed: there is nothing that can be given out.")
            raise RegiolabError(text.format(fewest=FEWEST))
        return before - left


def parts(question: AnyQuestion | None, answer: dict) -> Iterator[Row]:
    """Yield the rows of an answer of plain values: part, item, value and detail.

    Examples
    --------
    >>> list(parts(None, {"kind": "order", "order": ["b", "a"], "confidence": 2}))
    [('place', 'b', '1', ''), ('place', 'a', '2', ''), ('confidence', '', '2', '')]
    >>> list(parts(None, {"kind": "judge", "choice": "imprecise"}))
    [('choice', '', 'imprecise', '')]
    """
    if isinstance(question, CodeQuestion):
        models = answer["models"]
        # what was left alone is absent, once an answer is handed in; a residual answer stands alone
        alone = deck.residual(question) in models
        whole = {} if alone else {name: {"degree": "absent"} for name in deck.types(question)}
        for model, item in {**whole, **models}.items():
            yield "model", model, item.get("degree") or "holds", ";".join(item.get("flags", []))
        for item in answer.get("filings", []):
            yield "filing", item["card"], item["condition"], item.get("side", "for")
        if not answer.get("filings"):
            for card in dict.fromkeys(answer.get("cards", [])):
                yield "card", card, "", ""
    elif answer["kind"] == "order":
        yield from (("place", item, str(place), "") for place, item in enumerate(answer["order"], 1))
    elif answer["kind"] == "match":
        yield from (("pair", item, option, "") for item, option in answer["pairs"].items())
    else:
        yield "choice", "", answer["choice"], ""
        if answer.get("row"):
            yield "row", "", answer["row"], ""
    if answer.get("confidence"):
        yield "confidence", "", str(answer["confidence"]), ""


def _new(taken: set[str]) -> str:
    """Return a random id that no other reader bears."""
    while (name := f"r{secrets.token_hex(5)}") in taken:
        continue
    taken.add(name)
    return name


def _is_signed(reason: str, name: str) -> bool:
    """Return whether a pseudonym stands in a reason, word for word.

    Examples
    --------
    >>> _is_signed("So I read it. — Palo  SANTO", "palo santo"), _is_signed("Palo alto, del santo", "palo santo")
    (True, False)
    """
    signed, text = (f" {' '.join(likeness.words(part))} " for part in (name, reason))
    return bool(signed.strip()) and signed in text


def _consent(path: Path) -> _Consent:
    sheet = roster.table(path, NEEDED, ("reasons",))
    said: dict[str, bool] = {}
    open_: set[str] = set()
    flaws = [f"{path.name} {where}: {why}." for where, why in roster.noted(sheet)]
    for line, row in sheet.rows():
        name = texts.student(texts.uncelled(row["pseudonym"]), "") if row["pseudonym"].strip() else ""
        given = row["consent"].strip().casefold() in YES
        if name in said and said[name] != given:
            # who said no once is not asked twice
            text = _("{file}, {place}: '{name}' stands twice with different answers, so it counts as no.")
            flaws.append(text.format(file=path.name, place=roster.place(line), name=name))
            given = False
        if name:
            said[name] = given
        if name and (row.get("reasons") or "").strip().casefold() in YES:
            open_.add(name)
    agreed = frozenset(name for name, given in said.items() if given)
    return _Consent(agreed, frozenset(said) - agreed, agreed & open_, tuple(flaws))


def _write(
    base: sqlite3.Connection,
    out: Path,
    kept: dict[str, Standard],
    found: _Draw,
    left_out: int,
    title: str,
    flaws: tuple[str, ...],
) -> Made:
    names = [row[0] for row in base.execute("select distinct exercise from drawn order by 1")]
    readers = dict(base.execute("select exercise, count(distinct reader) from drawn group by 1").fetchall())
    exercises = [kept[name].exercise for name in names]
    rows = 0
    with written(out / ANSWERS, mark=False) as table:
        table.writerow(COLUMNS)
        for row in base.execute(SORTED):
            table.writerow(row)
            rows += 1
    booklet = Booklet(exercises, readers, title, found.reasons, found.linked, left_out, FEWEST)
    with written(out / QUESTIONS, mark=False) as table:
        table.writerow(booklet.QUESTION_COLUMNS)
        table.writerows(booklet.questions())
    plain = json.dumps(booklet.package(ANSWERS, QUESTIONS), ensure_ascii=False, indent=1)
    for name, text in ((PACKAGE, plain), ("codebook.md", booklet.codebook()), ("README.md", booklet.readme())):
        write_atomically(out / name, f"{text.rstrip()}\n".encode())
    return Made(out, found.readers, rows, left_out, flaws, found.absent, found.signed)
