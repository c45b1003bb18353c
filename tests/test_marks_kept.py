"""The same answers earn the same marks in every release, while the rules have the same number.

``marks_kept.txt`` holds what answers drawn at random earned, what was said of them, and what lay on the
board. Where a rule is changed on purpose, raise ``RULES`` in marks.py. Write the file anew, also where texts
or cards were changed, and read the difference before it is committed::

    PYTHONPATH=.:tests python tests/test_marks_kept.py
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import strategies

from regiolab.course import course_root
from regiolab.exercises import beside, coding, deck, feedback, grading, key, model
from regiolab.exercises import submission as form
from regiolab.exercises.marks import RULES
from regiolab.exercises.session import FLAGS, Session
from regiolab.exercises.submission import ChoiceAnswer, CodeAnswer, MatchAnswer, OrderAnswer

KEPT = Path(__file__).with_name("marks_kept.txt")
EXAMPLE = course_root() / "exercises" / "examples" / "african_communities" / "african_communities.json"
NAMES = (*model.names(), EXAMPLE)
SEEDS = 3


class Luck:
    """Draws that come out the same in every version of Python."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def under(self, share: float) -> bool:
        return self._random.random() < share

    def one(self, items: Sequence) -> Any:
        return items[int(self._random.random() * len(items))]

    def some(self, items: Sequence, share: float) -> list:
        return [item for item in items if self.under(share)]

    def mixed(self, items: Sequence) -> list:
        return sorted(items, key=lambda _item: self._random.random())


def coded(exercise, question, entry, luck: Luck) -> CodeAnswer | None:
    readings = [*entry.readings, *entry.accepted]
    truth = [
        (card, condition, side)
        for card, pairs in sorted(deck.shown(exercise, question).items())
        for condition, side in sorted(pairs)
    ]
    if luck.under(0.15):
        degrees: dict = {deck.residual(question): None}
    elif readings and luck.under(0.6):
        degrees = {name: item.degree for name, item in sorted(luck.one(readings).models.items())}
        if len(degrees) > 1 and luck.under(0.3):
            degrees.pop(luck.one(sorted(degrees)))
    else:
        degrees = {name: luck.one(("absent", "element", "dominant")) for name in luck.some(deck.types(question), 0.7)}
    held = [name for name, degree in degrees.items() if degree != "absent"]
    told = [item for item in truth if deck.model_of_condition(item[1], question) in (held or degrees)]
    filed = luck.some(told, 0.5)
    wrong = [(luck.one(truth)[0], luck.one(deck.all_conditions(question)), luck.one(("for", "against"))) for _n in "ab"]
    filed += luck.some(wrong, 0.3) if luck.under(0.5) else []
    given = coding.answer(degrees, *{item[:2]: item for item in filed}.values())
    for item in given.models.values():
        if item.degree in ("element", "dominant"):
            item.flags = luck.some(FLAGS, 0.3)
    given.rationale = luck.one(("", "Because."))
    return given


def drawn(exercise, question, entry, luck: Luck):
    """Return an answer, or None; half of what it says is right."""
    if luck.under(0.1):
        return None
    if question.kind == "code":
        return coded(exercise, question, entry, luck)
    if question.kind == "order":
        order = list(entry.order) if luck.under(0.5) else luck.mixed([item.id for item in question.items])
        if luck.under(0.5):
            order[1], order[2] = order[2], order[1]
        return OrderAnswer(at=form.now(), order=luck.some(order, 0.8))
    options = [item.id for item in question.options]
    if question.kind == "match":
        pairs = {name: option if luck.under(0.6) else luck.one(options) for name, option in entry.pairs.items()}
        return MatchAnswer(at=form.now(), pairs={name: pairs[name] for name in luck.some(list(pairs), 0.9)})
    choice, rows = entry.choice if luck.under(0.5) else luck.one(options), getattr(question, "rows", [])
    row = None if not rows else entry.row if luck.under(0.5) else luck.one([item.id for item in rows])
    return ChoiceAnswer(at=form.now(), kind=question.kind, choice=choice, row=row)


def told(exercise, entries, first: dict, later: dict, steps: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield for each question what its answers earned, and what was said."""
    made = strategies.submission(exercise, first, later, steps)
    for mark in grading.grade(exercise, entries, made).marks:
        yield mark.question, f"{mark.status} {mark.measured} {mark.round} {mark.steps} {'+'.join(mark.readings)}"
        yield mark.question, f"{mark.earned} of {mark.possible}, {mark.markable} marked. {mark.says}"
        for item in mark.criteria:
            yield mark.question, f"{item.name} {item.earned} ({item.sealed}) of {item.possible}. {item.says}"


def lacking(name, answers: dict) -> Iterator[tuple[str, str]]:
    """Yield what a session says is missing from answers, and where a coding leaves the rule."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(name, folder)
        for question, answer in answers.items():
            if answer is not None:
                session.answers.update(question, lambda _old, given=answer: given)
            if said := "; ".join(session.missing(question)):
                yield question, f"lacks {said}"
            if isinstance(answer, CodeAnswer):
                yield question, " ".join(f"{n}/{of}" for n, of in session.bars(question).values())
                for said in session.warnings(question):
                    yield question, said


def short(text: str) -> str:
    """Return how a paragraph begins and ends: enough to tell which one it is."""
    return text if len(text) < 60 else f"{text[:40]} … {text[-16:]}"


def fed_back(exercise, entries, answers: dict, seed: int) -> Iterator[tuple[str, str]]:
    """Yield what the steps of feedback say, and how an answer stands beside the key."""
    for item in exercise.questions:
        entry, answer = entries.keys.get(item.id), answers[item.id]
        # the rule and the reading say little that depends on the answer
        for step in (1, 2, 3) if seed == 0 else (2,):
            paragraphs = feedback.feedback(exercise, item, entry, answer, step).paragraphs
            yield item.id, f"step {step}: {' | '.join(map(short, paragraphs))}"
        found = beside.beside(exercise, item, entry, answer)
        if seed == 0:
            yield item.id, f"beside {' | '.join(found['columns'])}"
        for row in found["rows"]:
            yield item.id, f"{row['sign']} {short(row['name'])}: {' | '.join(map(short, row['cells']))}"
        for card in found["cards"]:
            told = [card[name] for name in ("card", "condition", "side", "says", "comment")]
            yield item.id, f"{card['sign']} {' | '.join(map(short, told))}"


def dealt(exercise) -> Iterator[tuple[str, str]]:
    """Yield what a board offers: cards in their order, and what each shows."""
    for item in exercise.questions:
        if item.kind != "code":
            continue
        yield item.id, f"{deck.unit_name(item)}, {deck.elsewhere(item)} from elsewhere"
        shown = deck.shown(exercise, item)
        for card in deck.cards(exercise, item):
            sides = ", ".join(f"{condition} {side}" for condition, side in sorted(shown[card.card]))
            yield item.id, f"{card.card} ({card.date}; {short(card.locator)}) {sides or 'nothing'}"
        for name, (n, of) in deck.counts_by_rule(item).items():
            yield item.id, f"{deck.model_name(name, item)} by the rule {n} of {of}"


def lines() -> list[str]:
    found = [f"# What answers drawn at random earn by the rules {RULES}; see test_marks_kept.py."]
    for name in NAMES:
        exercise, entries = model.read(name), key.read(name)
        for seed in range(SEEDS):
            luck = Luck(f"{exercise.exercise} {seed}")
            first, later = (
                {item.id: drawn(exercise, item, entries.keys.get(item.id), luck) for item in exercise.questions}
                for _round in "ab"
            )
            # some leave the second round alone
            later = {question: answer for question, answer in later.items() if luck.under(0.7)}
            rounds = [*told(exercise, entries, first, later, range(1, 2 + seed)), *lacking(name, first)]
            rounds += [*fed_back(exercise, entries, first, seed), *(dealt(exercise) if seed == 0 else ())]
            places = {question.id: at for at, question in enumerate(exercise.questions)}
            for question, said in sorted(rounds, key=lambda one: places[one[0]]):
                found.append(" ".join(f"{exercise.exercise}/{question} {seed}: {said}".split()))
    return found


def test_the_same_answers_earn_the_same_marks():
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    now = lines()
    assert kept[0] == now[0], "the rules have a new number: write the file anew"
    changed = [(before, after) for before, after in zip(kept, now, strict=False) if before != after]
    assert not changed, (f"{len(changed)} lines differ: meant so? See above how the file is made", changed[:5])
    assert len(kept) == len(now)


def test_the_answers_drawn_show_every_status():
    said = {line.partition(": ")[2].partition(" ")[0] for line in KEPT.read_text(encoding="utf-8").splitlines()}
    assert {"agrees", "documented", "argued", "differs", "partly", "unsupported", "open"} <= said
    assert {"right", "wrong", "unanswered"} <= said


if __name__ == "__main__":
    KEPT.write_text("\n".join(lines()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{KEPT.name} holds what {SEEDS} draws of {len(NAMES)} exercises earn.\n")
