"""What a fair mark is, over every exercise and question: nothing for knowing nothing, all for any accepted reading.

The letters are those of the five properties: (a) ignorance, (b) readings, (c) steps towards a reading,
(d) diligence, (e) order.
"""

from __future__ import annotations

import itertools
import random
import statistics

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

from regiolab.exercises import coding, deck, grading, guessing, key, model
from regiolab.exercises.session import Session
from regiolab.exercises.submission import CodeAnswer, Filing, ModelAnswer
from regiolab.words import DEGREES, RESIDUALS

NAMES = model.names()
EXERCISES = {name: model.read(name) for name in NAMES}
KEYS = {name: key.read(name) for name in NAMES}
READINGS = [(name, *found) for name in NAMES for found in strategies.readings(EXERCISES[name], KEYS[name])]
UNITS = sorted({(name, question) for name, question, _who, _models in READINGS})
SEEDS = 3
MOST = 0.25


def earned(name, answers, later=None, steps=()) -> float:
    result = grading.grade(EXERCISES[name], KEYS[name], strategies.submission(EXERCISES[name], answers, later, steps))
    return result.earned / result.possible


def expected(name, strategy) -> float:
    return statistics.mean(earned(name, strategies.ask(EXERCISES[name], strategy, seed)) for seed in range(SEEDS))


# -- (a) knowing nothing --------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_knowing_nothing_earns_at_most_a_quarter(name, record_property):
    table = {how: expected(name, strategy) for how, strategy in strategies.IGNORANT.items()}
    print(f"\n{name}: what strategies of ignorance earn")
    for how, share in sorted(table.items(), key=lambda item: -item[1])[:12]:
        print(f"  {share:6.1%}  {how}")
    assert max(table.values()) <= MOST, max(table, key=table.get)


def by_words(name, near: bool) -> dict[str, float]:
    """Return what filing by words that look alike earns, over several ways to compare words."""
    table = {
        held: statistics.mean(
            earned(name, strategies.ask(EXERCISES[name], strategies.by_words(held, near, stem), 0))
            for stem in strategies.STEMS
        )
        for held in strategies.HELD
    }
    print(f"\n{name}: what filing by words earns{', of cards that look near,' if near else ''}")
    for held, share in sorted(table.items(), key=lambda item: -item[1]):
        print(f"  {share:6.1%}  {held}")
    return table


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_filing_by_words_that_look_alike_earns_at_most_a_quarter(name):
    assert max(by_words(name, near=False).values()) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_skimming_earns_at_most_a_third(name):
    """Who weighs the years, the names and the words of every card has read a little, and some units are plain."""
    assert max(by_words(name, near=True).values()) <= 1 / 3


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_mixing_strategies_of_ignorance_over_two_rounds_earns_no_more(name):
    drawn = random.Random(name)
    known = list(strategies.IGNORANT.values())
    shares = []
    for seed in range(20):
        first, second = drawn.choices(known, k=2)
        pair = [strategies.ask(EXERCISES[name], strategy, seed) for strategy in (first, second)]
        shares.append(earned(name, *pair, steps=(1, 2, 3)))
    assert statistics.mean(shares) <= MOST


@pytest.mark.parametrize("name", NAMES)
def test_opening_steps_and_following_them_earns_nothing(name, tmp_path):
    session = Session(name, tmp_path)
    for question in session.exercise.questions:
        session.submit(question.id, anyway=True)
    for question in session.exercise.questions:
        session.open(question.id, 1)
        session.open(question.id, 2)
        if question.kind == "code":
            best = next(iter([*KEYS[name].keys[question.id].readings, *KEYS[name].keys[question.id].accepted]), None)
            for item, degree in (best.models if best else {}).items():
                session.code(question.id, item, degree.degree)
        elif question.kind == "order":
            session.order(question.id, list(KEYS[name].keys[question.id].order))
        elif question.kind == "match":
            for item, option in KEYS[name].keys[question.id].pairs.items():
                session.match(question.id, item, option)
        else:
            session.choose(question.id, KEYS[name].keys[question.id].choice)
    assert grading.grade(session.exercise, session.key, session.answers.submission).earned == 0


def test_an_empty_answer_and_a_sealed_nothing_earn_nothing():
    for name in NAMES:
        assert earned(name, {}) == 0


# -- (b) accepted readings ------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "question", "who", "models"), READINGS, ids=[f"{q}-{w}" for _n, q, w, _m in READINGS])
def test_every_accepted_reading_well_filed_earns_all(name, question, who, models):
    exercise = EXERCISES[name]
    answer = strategies.well_filed(exercise, exercise.question(question), models)
    result = coding.measure(exercise, exercise.question(question), KEYS[name].keys[question], answer)
    assert result.share >= 0.95
    assert result.status in ("agrees", "documented", "argued")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "5_new_cases"])
def test_the_articles_reading_of_a_whole_exercise_earns_all(name):
    exercise, entries = EXERCISES[name], KEYS[name].keys
    answers = {}
    for question in exercise.questions:
        entry = entries[question.id]
        if question.kind == "code":
            answers[question.id] = strategies.well_filed(
                exercise, question, (entry.article or entry.accepted[0]).models
            )
        else:
            answers[question.id] = strategies.right_other(question, entry)
    assert earned(name, answers) >= 0.95


def test_where_no_reading_counts_all_that_the_cards_show_and_the_rule_earn_all():
    exercise = EXERCISES["5_new_cases"]
    answers = {}
    for question in exercise.questions:
        truth = deck.shown(exercise, question)
        filed = {(card, place, side) for card, pairs in truth.items() for place, side in sorted(pairs)}
        one = {(card, place): (card, place, side) for card, place, side in sorted(filed)}
        ruled = coding.by_rule(question, coding.answer({}, *one.values()).filings)
        answers[question.id] = coding.answer({name: item.degree for name, item in ruled.items()}, *one.values())
    assert earned("5_new_cases", answers) >= 0.95


# -- (c) steps towards the reading one is measured by ---------------------------------------------


def drawn_answer(exercise, question, rng: random.Random) -> CodeAnswer:
    """Draw a coding, with cards some of which are filed right."""
    if rng.random() < 0.15:
        degrees = {deck.residual(question): None}
    else:
        names = [name for name in deck.types(question) if rng.random() < 0.7]
        degrees = {name: rng.choice(DEGREES) for name in names}
    truth = deck.shown(exercise, question)
    right = [(card, place, side) for card, pairs in truth.items() for place, side in sorted(pairs)]
    filed = rng.sample(right, rng.randint(0, min(4, len(right))))
    every = [place for names in deck.known_conditions(question).values() for place in names]
    filed += [
        (rng.choice(list(truth)), rng.choice(every), rng.choice(("for", "against"))) for _ in range(rng.randint(0, 2))
    ]
    unique = {(card, place): (card, place, side) for card, place, side in filed}
    return coding.answer(degrees, *unique.values())


def drawn(place: int, seed: int):
    """Draw a coding of one unit, with what it is measured by and what it earned."""
    name, unit = UNITS[place]
    exercise, entry = EXERCISES[name], KEYS[name].keys[unit]
    question = exercise.question(unit)
    answer = drawn_answer(exercise, question, random.Random(seed))
    return exercise, question, entry, answer, coding.measure(exercise, question, entry, answer)


def steps_towards(answer: CodeAnswer, reading) -> list[CodeAnswer]:
    """Return the answers that are one step nearer to a reading."""
    wanted = {name: item for name, item in reading.items() if item.degree != "absent"}
    nearer = []
    for name in sorted({*wanted, *answer.models}):
        if set(wanted) & set(RESIDUALS) or name in RESIDUALS:
            continue  # a residual answer is not reached by steps
        has, wants = (models.get(name) for models in (answer.models, wanted))
        ranks = [DEGREES.index(item.degree) if item else 0 for item in (has, wants)]
        if ranks[0] == ranks[1]:
            continue
        moved = answer.model_copy(deep=True)
        rank = ranks[0] + (1 if ranks[1] > ranks[0] else -1)
        moved.models[name] = ModelAnswer(degree=DEGREES[rank])
        nearer.append(moved)
    return nearer


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(UNITS) - 1), seed=st.integers(0, 10**6))
def test_a_step_towards_the_reading_or_one_more_right_card_never_lowers_a_mark(place, seed):
    exercise, question, entry, answer, before = drawn(place, seed)
    if before.by not in ("", coding.OWN):
        for nearer in steps_towards(answer, before.reading):
            assert coding.measure(exercise, question, entry, nearer).share >= before.share - 1e-9
    filed = {(item.card, item.condition) for item in answer.filings}
    for card, pairs in deck.shown(exercise, question).items():
        for condition, side in sorted(pairs):
            if (card, condition) not in filed and before.filed.right:
                more = answer.model_copy(deep=True)
                more.filings.append(Filing(card=card, condition=condition, side=side))
                assert coding.measure(exercise, question, entry, more).share >= before.share - 1e-9


# -- (d) diligence --------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, len(UNITS) - 1), seed=st.integers(0, 10**6))
def test_nothing_done_after_sealing_lowers_a_mark(place, seed):
    name, unit = UNITS[place]
    exercise = EXERCISES[name]
    rng = random.Random(seed)
    first, second = (drawn_answer(exercise, exercise.question(unit), rng) for _ in range(2))
    alone, kept, changed = (
        grading.grade(exercise, KEYS[name], strategies.submission(exercise, {unit: first}, later)).mark(unit).earned
        or 0
        for later in ({}, {unit: first}, {unit: second})
    )
    assert kept == alone and changed >= alone


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, len(UNITS) - 1), seed=st.integers(0, 10**6))
def test_filling_in_what_was_left_open_as_the_reading_says_never_lowers_a_mark(place, seed):
    exercise, question, entry, answer, before = drawn(place, seed)
    reading = before.reading if before.by not in ("", coding.OWN) else entry.readings[0].models
    if set(answer.models) & set(RESIDUALS) or coding.present(reading) & set(RESIDUALS):
        return
    filled = answer.model_copy(deep=True)
    for model_, item in reading.items():
        filled.models.setdefault(model_, ModelAnswer(degree=item.degree))
    if before.by == coding.OWN and another_coding(answer, filled):
        return
    assert coding.measure(exercise, question, entry, filled).share >= before.share - 1e-9


def another_coding(answer: CodeAnswer, filled: CodeAnswer) -> bool:
    """Return whether one's own coding is given up rather than filled in.

    That is so where one said that no type holds, and where a second type would dominate, which the codebook
    forbids and the board warns of.
    """
    dominant = sum(item.degree == "dominant" for item in filled.models.values())
    return dominant > 1 or not coding.present(answer.models)


def test_round_two_with_one_pair_changed_gains_half_of_it(tmp_path):
    session = Session("1_trajectory", tmp_path)
    pairs = KEYS["1_trajectory"].keys["phases"].pairs
    wrong = next(iter(pairs))
    for item, option in pairs.items():
        other = next(other for other in pairs.values() if other != option)
        session.match("phases", item, other if item == wrong else option)
    session.submit("phases")
    session.open("phases", 1)
    alone = grading.grade(session.exercise, session.key, session.answers.submission).mark("phases").earned
    session.match("phases", wrong, pairs[wrong])
    gained = grading.grade(session.exercise, session.key, session.answers.submission).mark("phases")
    assert session.answer("phases").pairs == pairs  # the second round began as a copy of the first
    assert alone == pytest.approx(0.75 * gained.possible, abs=0.01)
    assert gained.earned == pytest.approx(0.875 * gained.possible, abs=0.01)


def test_steps_speak_of_the_answer_as_it_stood_when_they_were_opened(tmp_path):
    session = Session("2_models", tmp_path)
    session.match("indicators", "STR03", "social")
    session.submit("indicators", anyway=True)
    session.open("indicators", 1)
    told = session.open("indicators", 2).paragraphs
    session.match("indicators", "STR03", "strategic")
    assert session.round_of("indicators") == 3 and session.feedback("indicators", 2).paragraphs == told
    assert session.answers.submission.counted("indicators").pairs == {"STR03": "social"}
    session.open("indicators", 3)
    assert session.comparison("indicators")["rows"][0]["sign"] == "✗"


# -- (e) orders -----------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [5, 6, 7, 8])
def test_orders(n):
    wanted = [f"i{place}" for place in range(n)]
    every = itertools.permutations(wanted)
    share = [guessing.order_share(order, wanted) for order in (every if n < 8 else itertools.islice(every, 0, None, 7))]
    assert statistics.mean(share) <= 0.2
    for place in range(n - 1):
        order = [*wanted[:place], wanted[place + 1], wanted[place], *wanted[place + 2 :]]
        assert guessing.order_share(order, wanted) >= 0.8
    assert guessing.order_share([wanted[-1], *wanted[1:-1], wanted[0]], wanted) >= 0.4
    assert guessing.order_share(wanted, wanted) == 1 and guessing.order_share(wanted[:1], wanted) == 0
    assert guessing.order_share(wanted[::2], wanted) >= 0.4


@pytest.mark.parametrize("n", [5, 6, 8])
def test_placing_some_at_random_earns_no_more_than_placing_all(n):
    wanted = [f"i{place}" for place in range(n)]
    for placed in range(2, n):
        parts = list(itertools.permutations(range(n), placed))
        drawn = parts if len(parts) < 3000 else random.Random(1).sample(parts, 3000)
        assert statistics.mean(guessing.order_share([wanted[i] for i in part], wanted) for part in drawn) <= 0.205
