"""A feedback page for each student: one HTML file that needs nothing else and runs nothing."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import jinja2
from markupsafe import Markup

from regiolab import i18n, words
from regiolab.errors import shown
from regiolab.exercises import beside, deck
from regiolab.exercises import feedback as steps
from regiolab.exercises.feedback import Feedback
from regiolab.exercises.key import AnyKey, CodeKey, KeyReading
from regiolab.exercises.marks import Criterion, Mark, criterion_name
from regiolab.exercises.model import AnyQuestion, CodeQuestion
from regiolab.exercises.submission import Answer, CodeAnswer
from regiolab.files import write_atomically
from regiolab.i18n import _, ngettext, number
from regiolab.instructor import entries, gradebook, lateness, texts
from regiolab.instructor.class_list import Student, Work
from regiolab.instructor.crew import Crew
from regiolab.instructor.entries import GradedAnswer
from regiolab.instructor.lateness import Deadlines
from regiolab.instructor.register import Register
from regiolab.instructor.standards import Standard
from regiolab.instructor.wording import filing_name
from regiolab.views import markup

FOLDER = "feedback"
TEMPLATES = Path(__file__).with_name("templates")
PAGE = "page"  # of a crew: :func:`renderer`
KEPT = 1024  # answers whose words and feedback each process keeps for other students who give the same
OWN = frozenset({"rationale", "confidence"})  # what a page says of an answer and is a student's own


class Known(Protocol):
    """What exercises are marked against: read from files, or kept in the results."""

    def known(self, name: str) -> Standard:
        """Return what an exercise is marked against."""

    def digest(self) -> str:
        """Return a digest that changes when a page could."""


class Renderer:
    """Makes the pages, in this process or in another."""

    def __init__(self, standards: Known, feedback: str | None, sealed: bool) -> None:
        self._standards = standards
        self._feedback = "none" if sealed else feedback
        self._sealed = sealed
        self._template = environment().get_template("page.html")
        self._of_answer = functools.lru_cache(KEPT)(self._read_answer)
        self._third = functools.cache(self._read_third)

    def render(self, student: Student, due: Deadlines | None) -> str:
        """Return a student's page, in the language of the student's own answers."""
        with i18n.speaking(next(iter(student.works.values())).record.language):
            works = [self._work(work, due) for work in student.works.values()]
            name = shown(student.name)
            return self._template.render(student=name, works=works, sealed=self._sealed, language=i18n.language())

    def _work(self, work: Work, due: Deadlines | None) -> dict:
        standard = self._standards.known(work.exercise)
        answers = work.record.answers
        text = ngettext("{n} of {all} question answered", "{n} of {all} questions answered", len(answers))
        return {
            "title": _(standard.exercise.title),
            "points": _of(lateness.points(work, due), work.record.possible),
            "rationales": _rationales(work),
            "answered": text.format(n=work.record.answered, all=len(answers)),
            "id": work.id[:8],
            "late": "" if due is None else due.of(work).why,
            "lost": work.lost,
            "questions": [self._question(standard, answer) for answer in answers],
        }

    def _question(self, standard: Standard, graded: GradedAnswer) -> dict:
        mark = graded.mark
        question = standard.exercise.question(mark.question)
        given = (graded.first if self._sealed else graded.counted) or {}
        bare = json.dumps({name: value for name, value in given.items() if name not in OWN})
        found = self._of_answer(i18n.language(), standard.exercise.exercise, question.id, bare)
        confidence = given.get("confidence")
        return {
            "prompt": _(question.prompt),
            "before": _before(question, graded, found["answer"]),
            "rationale": texts.plain(given.get("rationale", "")),
            "confidence": words.confidence_name(confidence) if confidence else "",
            "status": mark.says,
            "points": "" if mark.earned is None or not mark.possible else _of(mark.earned, mark.possible),
            "criteria": [
                {
                    "name": criterion_name(item.name),
                    "earned": None if item.earned is None else points(item.earned),
                    "possible": points(item.possible),
                    "says": _why(item, mark),
                }
                for item in mark.criteria
            ],
            "comments": list(map(texts.plain, graded.comments)),
            **found,
        }

    def _read_answer(self, language: str, exercise: str, question: str, answer: str) -> dict:
        standard = self._standards.known(exercise)
        of = standard.exercise.question(question)
        entry = standard.key.keys.get(question) if standard.key else None
        given = entries.answer_of(json.loads(answer) or None)
        last = steps.last_step(self._feedback or standard.exercise.feedback, entry)
        # whether a card shows what it was filed for is told with the reading, as in the notebook
        table = beside.beside(standard.exercise, of, entry, given) if last == 3 and given is not None else {}
        found = [steps.feedback(standard.exercise, of, entry, given, n) for n in steps.STEPS[:2] if n <= last]
        if last == 3:
            found.append(self._third(language, exercise, question, bool(table)))
        return {
            "answer": said(of, given),
            "coded": of.kind == "code",
            "table": table,
            "cards": list(cards(standard, of, given, table)),
            "steps": found,
        }

    def _read_third(self, _language: str, exercise: str, question: str, beside_table: bool) -> Feedback:
        """Return the third step, which is the same for every answer."""
        standard = self._standards.known(exercise)
        of = standard.exercise.question(question)
        entry = standard.key.keys.get(question) if standard.key else None
        step = steps.feedback(standard.exercise, of, entry, None, 3)
        return _without_table(of, entry, step) if beside_table else step


class Pages(Renderer):
    """Writes the pages, and leaves alone those that would stay as they are.

    Those for the time before the second round are `sealed`: the first round's answers, and nothing about them.
    """

    def __init__(
        self,
        out: Path,
        register: Register,
        standards: Known,
        feedback: str | None = None,
        sealed: bool = False,
        crew: Crew | None = None,
    ) -> None:
        super().__init__(standards, feedback, sealed)
        self._folder = out / FOLDER
        self._register = register
        self._written: set[str] = set()
        self._salt = hashlib.sha256(f"{standards.digest()} {feedback}".encode())
        for path in sorted(TEMPLATES.glob("*")):
            self._salt.update(path.read_bytes())
        self._line = (crew or Crew({})).line(PAGE, functools.partial(_render, self), self._take)

    def write(self, student: Student, due: Deadlines | None) -> Path:
        """Write the page of a student."""
        name = f"{texts.file_name(student.name, student.number)}.html"
        path = self._folder / name
        self._written.add(name)
        late = [dataclasses.astuple(due.of(work)) for work in student.works.values()] if due is not None else []
        digest = self._salt.copy()
        content = [
            student.name,
            student.number,
            late,
            [(work.id, work.digest or work.record.plain()) for work in student.works.values()],
        ]
        digest.update(json.dumps(content).encode())
        if not (path.is_file() and self._register.page_is(name, digest.hexdigest())):
            self._line.put((path, digest.hexdigest()), (student, due))
        return path

    def _take(self, note: tuple[Path, str], _job: object, page: bytes | None) -> None:
        path, digest = note
        if page is not None:
            write_atomically(path, page, sync=False)
            self._register.page_written(path.name, digest)

    def finish(self) -> None:
        """Write what is under way, and remove pages of students who are no longer in the class."""
        self._line.finish()
        for name in self._register.page_names() - self._written:
            (self._folder / name).unlink(missing_ok=True)
            self._register.forget_page(name)


def _render(renderer: Renderer, job: tuple[Student, Deadlines | None]) -> bytes:
    return renderer.render(*job).encode()


def renderer(*given: Any) -> Callable[[tuple[Student, Deadlines | None]], bytes]:
    """Return what makes pages in another process, given as to :class:`Renderer`."""
    return functools.partial(_render, Renderer(*given))


@functools.cache
def environment() -> jinja2.Environment:
    """Return where the pages' templates come from, with their look."""
    found = markup.environment(TEMPLATES)
    found.globals["style"] = Markup((TEMPLATES / "look.css").read_text(encoding="utf-8"))
    return found


def points(value: float) -> str:
    """Return points as a reader writes them.

    Examples
    --------
    >>> points(2.0), points(2.25)
    ('2', '2.25')
    """
    return number(value, trim=True)


def _rationales(work: Work) -> str:
    """Say what the rationales earned beside the total, or that they wait for a person."""
    if work.record.by_hand is not None:
        return _("rationales, beside it: {points}").format(points=points(work.record.by_hand))
    return _("rationales: to be marked, beside it") if gradebook.waiting(work.record) else ""


def _of(earned: float | None, possible: float) -> str:
    if earned is None:
        return _("not all marked yet")
    return _("{earned} of {possible} points").format(earned=points(earned), possible=points(possible))


def said(question: Any, answer: Answer | None) -> str:
    """Return an answer in words; empty for none."""
    # Any: an answer of another kind than its question was left out when it was read
    if answer is None:
        return ""
    if isinstance(answer, CodeAnswer):
        reading = KeyReading(coder="student", models=answer.models)
        return steps.reading_text(question, reading, _("Your coding"))
    if answer.kind == "order":
        texts = {item.id: _(item.text) for item in question.items}
        return " → ".join(texts[name] for name in answer.order)
    texts = {option.id: _(option.text) for option in question.options}
    if answer.kind == "match":
        items = {item.id: _(item.text) for item in question.items}
        return "; ".join(f"{items[item]}: {texts[option]}" for item, option in answer.pairs.items())
    return texts[answer.choice]


def _without_table(question: AnyQuestion, entry: AnyKey | None, step: Feedback) -> Feedback:
    """Return the third step without what the table beside one's own answer says already."""
    if isinstance(question, CodeQuestion) and isinstance(entry, CodeKey):
        told = {steps.reading_text(question, reading) for reading in entry.readings}
        left = tuple(text for text in step.paragraphs if text not in told)
    else:
        left = step.paragraphs[-1:]  # why
    return dataclasses.replace(step, paragraphs=left)


def _why(item: Criterion, mark: Mark) -> str:
    """Return why a criterion earned its points, unless the answer's own sentence says so already."""
    return item.says.removeprefix(mark.says).strip()


def _before(question, graded: GradedAnswer, counted: str) -> str:
    """Return in words the answer of the first round if the one that counts is another."""
    if graded.mark.round != 2 or graded.first is None:
        return ""
    first = said(question, entries.answer_of(graded.first))
    return "" if first == counted else first


def cards(standard: Standard, question: AnyQuestion, answer: Answer | None, told: dict) -> Iterator[dict]:
    """Yield the cards that were filed, each under its condition, and what `told` of an answer says to them."""
    if not isinstance(question, CodeQuestion) or not isinstance(answer, CodeAnswer):
        return
    known = {card.card: card for card in deck.cards(standard.exercise, question)}
    names = deck.condition_names(question)
    judged = {(row["card"], row["condition"]): row for row in told.get("cards", [])}
    for item in answer.filings:
        if item.card not in known or item.condition not in names:
            continue
        card, name = known[item.card], names[item.condition]
        row = judged.get((item.card, name), {})
        yield {
            "card": item.card,
            "date": card.date,
            "text": card.text,
            "where": filing_name((item.card, item.condition, item.side), names),
            "sign": row.get("sign", ""),
            "says": "" if row.get("sign") == beside.RIGHT else row.get("says", ""),
        }
    if not answer.filings:
        yield from _cited(standard, question, answer, bool(told))


def _cited(standard: Standard, question: CodeQuestion, answer: CodeAnswer, judged: bool) -> Iterator[dict]:
    """Yield the cards of a file of version 1, which stand under no condition and count wherever they show something."""
    known = {card.card: card for card in deck.cards(standard.exercise, question)}
    names = deck.condition_names(question)
    truth = deck.shown(standard.exercise, question)
    for name in dict.fromkeys(answer.cards):
        card = known.get(name)
        if card is None:
            yield {
                "card": shown(name),
                "text": _("a card of another unit"),
                **dict.fromkeys(("date", "where", "sign", "says"), ""),
            }
            continue
        found = [names[condition] for condition, _side in sorted(truth[name])]
        text = _("It shows this: {conditions}.").format(conditions="; ".join(dict.fromkeys(found)))
        yield {
            "card": name,
            "date": card.date,
            "text": card.text,
            "where": "",
            "sign": (beside.RIGHT if found else beside.WRONG) if judged else "",
            "says": (text if found else _("It shows nothing here.")) if judged else "",
        }
