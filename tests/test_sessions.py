"""A session at every turn: what is refused and changes nothing, what undo takes back, when feedback opens."""

from __future__ import annotations

import json
import shutil

import pytest

from regiolab.errors import InvalidValue, RegiolabError, UnknownName
from regiolab.exercises import deck, model, recall, soundness
from regiolab.exercises import submission as form
from regiolab.exercises.overview import progress
from regiolab.exercises.session import Session
from regiolab.exercises.submission import ChoiceAnswer
from regiolab.i18n import use_language

UNIT = "alba_2004_economic"


@pytest.fixture
def session(tmp_path):
    return Session("3_classify", tmp_path)


@pytest.fixture
def first(tmp_path):
    return Session("1_trajectory", tmp_path)


def models(session) -> dict:
    answer = session.answer(UNIT)
    return {} if answer is None else {name: (item.degree, list(item.flags)) for name, item in answer.models.items()}


def filings(session) -> list:
    answer = session.answer(UNIT)
    return [] if answer is None else [(item.card, item.condition, item.side) for item in answer.filings]


def test_models_and_the_residual_answer_take_each_other_away(session):
    session.code(UNIT, "social", "dominant")
    session.flag(UNIT, "social", "on_paper")
    session.code(UNIT, "productive", "element")
    session.code(UNIT, "social", "element")
    assert models(session) == {"productive": ("element", []), "social": ("element", ["on_paper"])}
    session.flag(UNIT, "social", "on_paper")
    session.flag(UNIT, "social", "deviation")
    assert models(session)["social"] == ("element", ["on_paper", "deviation"])
    session.flag(UNIT, "social", "on_paper", on=False)
    assert models(session)["social"] == ("element", ["deviation"])
    session.code(UNIT, "social", "absent")
    assert models(session)["social"] == ("absent", [])
    session.code(UNIT, "social")
    session.code(UNIT, "strategic")
    assert models(session) == {"productive": ("element", [])}
    session.code(UNIT, "not_classifiable")
    assert models(session) == {"not_classifiable": (None, [])}
    session.code(UNIT, "social", "element")
    assert models(session) == {"social": ("element", [])}
    session.code(UNIT, "not_classifiable")
    session.code(UNIT, "not_classifiable")
    assert models(session) == {}


def test_a_card_lies_on_one_side_of_a_condition(session):
    session.file(UNIT, "E31", "soc_purpose")
    session.file(UNIT, "E31", "str_free_trade")
    session.file(UNIT, "E112", "soc_purpose")
    session.file(UNIT, "E31", "soc_purpose", "against")
    rest = [("E31", "str_free_trade", "for"), ("E112", "soc_purpose", "for")]
    assert filings(session) == [*rest, ("E31", "soc_purpose", "against")]
    assert session.bars(UNIT)["social"] == (1, 3)
    session.file(UNIT, "E31", "soc_purpose", "against", on=False)
    assert filings(session) == rest
    session.file(UNIT, "E112", "soc_purpose", on=False)
    assert session.bars(UNIT)["social"] == (0, 3) and session.bars(UNIT)["strategic"] == (1, 4)


@pytest.mark.parametrize(
    ("do", "says"),
    [
        (lambda s: s.code(UNIT, "socal", "element"), "did you mean 'social'"),
        (lambda s: s.code(UNIT, "social", "much"), "is not a degree"),
        (lambda s: s.code(UNIT, "not_classifiable", "element"), "has no degree"),
        (lambda s: s.code("unasur_2009_economic", "social", "element"), "unasur_2008_economic"),
        (lambda s: s.flag(UNIT, "strategic", "on_paper"), "before you flag it"),
        (lambda s: s.flag(UNIT, "productive", "on_paper"), "before you flag it"),
        (lambda s: s.flag(UNIT, "social", "implied"), "is not a flag"),
        (lambda s: s.file(UNIT, "E999", "soc_purpose"), "is not a card on this board"),
        (lambda s: s.file(UNIT, "E31", "soc_purpos"), "did you mean 'soc_purpose'"),
        (lambda s: s.file(UNIT, "E31", "soc_purpose", "beside"), "is not a side"),
        (lambda s: s.say(UNIT, confidence=4), "Confidence is 1"),
        (lambda s: s.say(UNIT, confidence=-1), "Confidence is 1"),
        (lambda s: s.keep(UNIT), "no sealed answer"),
        (lambda s: s.match(UNIT, "a", "b"), "question of another kind"),
        (lambda s: s.order(UNIT, []), "question of another kind"),
        (lambda s: s.choose(UNIT, "a"), "question of another kind"),
        (lambda s: s.decide(UNIT, "a"), "question of another kind"),
        (lambda s: s.open(UNIT, 1), "Seal your first answer"),
        (lambda s: s.open(UNIT, 4), "not open here"),
        (lambda s: s.feedback(UNIT, 1), "one after the other"),
        (lambda s: s.submit(), "questions are unanswered"),
    ],
)
def test_what_is_refused_is_a_sentence_and_changes_nothing(session, do, says):
    session.code(UNIT, "social", "element")
    session.code(UNIT, "productive", "absent")
    before, revision = models(session), session.answers.submission.revision
    with pytest.raises(RegiolabError, match=says):
        do(session)
    assert models(session) == before and session.answers.submission.revision == revision
    assert session.undo() == UNIT and set(models(session)) == {"social"}, "what was refused is not taken back"


def test_reasons_and_how_sure_one_is(session):
    session.say(UNIT, rationale="x" * 4001, confidence=2)
    assert (len(session.answer(UNIT).rationale), session.answer(UNIT).confidence) == (4000, 2)
    session.say(UNIT, confidence=3)
    assert (len(session.answer(UNIT).rationale), session.answer(UNIT).confidence) == (4000, 3)
    session.say(UNIT, rationale="", confidence=0)
    assert session.answer(UNIT) is None and not session.answered(UNIT)
    session.say(UNIT, confidence=1)
    assert session.answer(UNIT).confidence == 1 and not session.answered(UNIT)


def test_other_kinds_of_questions_are_answered_and_taken_back(first):
    match = next(item for item in first.exercise.questions if item.kind == "match")
    order = next(item for item in first.exercise.questions if item.kind == "order")
    one, two = (item.id for item in match.items[:2])
    option, other = (item.id for item in match.options[:2])
    first.match(match.id, one, option)
    first.match(match.id, two, option)
    first.match(match.id, one, other)
    assert first.answer(match.id).pairs == {one: other, two: option}
    assert first.missing(match.id) == [f"{len(match.items) - 2} items are left"]
    first.match(match.id, one, None)
    assert first.answer(match.id).pairs == {two: option}
    items = [item.id for item in order.items]
    assert first.missing(order.id) == [f"{len(items)} items are left"]
    first.order(order.id, items[:-1])
    assert first.missing(order.id) == ["1 item is left"]
    first.order(order.id, items)
    assert first.missing(order.id) == [] and first.answer(order.id).order == items
    first.choose("celac_treaty", "open")
    assert first.missing("celac_treaty") == [] and first.answer("celac_treaty").choice == "open"
    first.choose("celac_treaty", None)
    assert first.missing("celac_treaty") == ["no answer yet"] and first.answer("celac_treaty") is None
    refused = [
        lambda: first.match(match.id, "x", option),
        lambda: first.match(match.id, one, "x"),
        lambda: first.order(order.id, [*items[1:], "x"]),
        lambda: first.choose("celac_treaty", "x"),
    ]
    for do in refused:
        with pytest.raises(UnknownName):
            do()


def test_a_choice_names_the_row_that_decides_it(tmp_path):
    options, rows = ([{"id": name, "text": name.upper()} for name in names] for names in (("a", "b"), ("one", "two")))
    asked = {"id": "q", "kind": "choose", "prompt": "p", "rule": "r", "passage": "s", "worth": 4}
    asked |= {"options": options, "rows": rows}
    exercise = {"format": "regiolab-exercise/1", "exercise": "own", "title": "t", "summary": "s", "minutes": 1}
    path = tmp_path / "own.json"
    path.write_text(json.dumps({**exercise, "questions": [asked]}), encoding="utf-8")
    session = Session(path, tmp_path)
    question = session.exercise.questions[0]
    row = question.rows[-1].id
    assert session.missing(question.id) == ["no answer yet", "no row chosen"]
    session.decide(question.id, row)
    assert session.missing(question.id) == ["no answer yet"] and session.answer(question.id).row == row
    session.choose(question.id, question.options[0].id)
    assert session.missing(question.id) == []
    session.decide(question.id, None)
    assert session.missing(question.id) == ["no row chosen"] and session.answer(question.id).row is None
    with pytest.raises(UnknownName, match="a row of this question"):
        session.decide(question.id, "x")


@pytest.mark.parametrize("kind", ["choose", "judge", "predict"])
def test_an_answer_of_another_kind_than_its_question_begins_anew(session, kind):
    session.answers.update(UNIT, lambda _old: ChoiceAnswer(at=form.now(), kind=kind, choice="a"))
    session.code(UNIT, "social", "element")
    assert session.answer(UNIT).kind == "code" and models(session) == {"social": ("element", [])}


@pytest.mark.parametrize(("spoken", "says"), [("en", "an item stands twice"), ("es", "aparece dos veces")])
def test_an_answer_that_cannot_be_kept_says_why_in_the_readers_language(first, spoken, says):
    use_language(spoken)
    question = next(item for item in first.exercise.questions if item.kind == "order")
    one = question.items[0].id
    with pytest.raises(InvalidValue, match=f"{question.id}: .*{says}"):
        first.order(question.id, [one, one])
    assert first.answer(question.id) is None


def test_undo_takes_back_change_after_change(session):
    assert session.undo() is None
    session.code(UNIT, "social", "element")
    session.code(UNIT, "social", "dominant")
    session.code("unasur_2008_economic", "social", "element")
    assert session.undo() == "unasur_2008_economic" and session.answer("unasur_2008_economic") is None
    assert session.undo() == UNIT and models(session) == {"social": ("element", [])}
    assert session.undo() == UNIT and models(session) == {}
    assert session.undo() is None


def test_rounds_seals_and_steps_follow_each_other(first):
    name, other = first.exercise.questions[0].id, "celac_treaty"
    first.choose(other, "open")
    with pytest.raises(InvalidValue, match="unanswered"):
        first.submit(name)
    assert first.round_of(other) == 1 and first.room(other) == "" and first.mark(other) is None
    first.submit(other)
    assert {item.id for item in first.exercise.questions if first.round_of(item.id) == 2} == {other}
    first.submit(anyway=True)
    assert {first.round_of(item.id) for item in first.exercise.questions} == {2}
    assert first.undo() is None and first.answer(other).choice == "open"
    first.choose(other, "supported")
    first.keep(other)
    assert first.answer(other).choice == "open"
    with pytest.raises(InvalidValue, match="no sealed answer"):
        first.keep(name)
    with pytest.raises(InvalidValue, match="one after the other"):
        first.open(other, 2)
    assert first.open(other, 1).step == 1 and first.round_of(other) == 2 and first.comparison(other) == {}
    revision = first.answers.submission.revision
    first.open(other, 1)
    assert [step.step for step in first.answers.submission.feedback] == [1]
    assert first.answers.submission.revision == revision + 1
    with pytest.raises(InvalidValue, match="one after the other"):
        first.feedback(other, 2)
    assert first.open(other, 2).step == 2 and first.round_of(other) == 3 and first.mark(other) is None
    first.choose(other, "contradicted")
    assert first.answers.submission.counted(other).choice == "open" and first.answer(other).choice == "contradicted"
    assert first.open(other, 3).step == 3 and first.comparison(other)["rows"][0]["cells"][0] == "open"
    assert first.mark(other).status == "wrong" and first.feedback(other, 1).step == 1
    assert first.last_step(other) == 3


def test_one_question_unanswered_is_one_question(tmp_path):
    session = Session("3_classify", tmp_path)
    for question in session.exercise.questions[1:]:
        session.code(question.id, deck.residual(question))
    with pytest.raises(InvalidValue, match=r"^One question is unanswered"):
        session.submit()
    session.code(session.exercise.questions[0].id, deck.residual(session.exercise.questions[0]))
    # nothing is earned without a card; those for training are not marked
    with pytest.raises(InvalidValue, match=r"^8 answers are not complete\. Sealed, they stay so in this round\.$"):
        session.submit()
    for question in session.exercise.questions[2:]:
        session.file(question.id, deck.cards(session.exercise, question)[0].card, deck.all_conditions(question)[0])
    session.submit()
    assert set(session.answers.submission.rounds[0].sealed) == {item.id for item in session.exercise.questions}


def test_a_part_that_is_left_open_is_asked_about_before_it_is_sealed(tmp_path):
    session = Session("1_trajectory", tmp_path)
    for question in session.exercise.questions:
        if question.kind in ("order", "match"):
            items = [item.id for item in question.items]
            give = {
                "order": lambda question, n, items: session.order(question.id, items[:n]),
                "match": lambda question, n, items: [
                    session.match(question.id, item, question.options[0].id) for item in items[:n]
                ],
            }[question.kind]
            give(question, len(items) - 1, items)
            with pytest.raises(InvalidValue, match=r"^One answer is not complete"):
                session.submit(question.id)
            give(question, len(items), items)
        else:
            session.choose(question.id, question.options[0].id)
        session.submit(question.id)
    assert session.round_of("founding_acts") == 2


def test_an_exercise_that_is_sealed_in_rounds_is_sealed_as_a_whole(tmp_path):
    session = Session("3_classify", tmp_path)
    session.exercise.sealing = "round"
    with pytest.raises(InvalidValue, match="unanswered"):
        session.submit(UNIT)
    session.submit(UNIT, anyway=True)
    assert {session.round_of(item.id) for item in session.exercise.questions} == {2}


def test_a_question_for_training_is_sealed_by_itself(session):
    trained = [item.id for item in session.exercise.questions if session.training(item.id)]
    assert trained and not session.training(UNIT) and session.points(trained[0]) == 0 < session.points(UNIT)
    session.submit(trained[0], anyway=True)
    assert list(session.answers.submission.rounds[0].sealed) == [trained[0]]


def test_of_a_prediction_nothing_is_shown_before_it_is_sealed(first):
    name = next(item.id for item in first.exercise.questions if item.kind == "predict" and item.look)
    assert first.look(name) == []
    first.submit(anyway=True)
    assert len(first.look(name)) == len(first.exercise.question(name).look)
    judged = next(item for item in first.exercise.questions if item.kind == "judge" and item.look)
    assert len(first.look(judged.id)) == len(judged.look)


@pytest.mark.parametrize(("mode", "last"), [("none", 0), ("rule", 1), ("passage", 2), ("full", 3)])
def test_a_mode_says_how_far_feedback_goes(tmp_path, mode, last):
    session = Session("1_trajectory", tmp_path, mode, "Ana")
    assert session.last_step("celac_treaty") == last and session.answers.submission.pseudonym == "Ana"
    session.submit(anyway=True)
    for step in range(1, last + 1):
        session.open("celac_treaty", step)
    if last < 3:
        with pytest.raises(InvalidValue, match="not open here"):
            session.open("celac_treaty", last + 1)


# -- progress and what comes back ------------------------------------------------------------------


def test_progress_counts_what_is_done_and_says_what_is_next(tmp_path):
    session = Session("1_trajectory", tmp_path)
    questions = [item.id for item in session.exercise.questions]

    def row() -> list:
        return progress(tmp_path).frame.iloc[0].tolist()[2:]

    assert row() == [f"0 of {len(questions)}", "", "Open its notebook and begin."]
    for question in session.exercise.questions:
        if question.kind == "match":
            for item in question.items:
                session.match(question.id, item.id, session.key.keys[question.id].pairs[item.id])
        elif question.kind == "order":
            session.order(question.id, session.key.keys[question.id].order)
        elif question.id != questions[-1]:
            session.choose(question.id, question.options[0].id)
    left = [name for name in questions if not session.answered(name)]
    assert left == questions[-1:]
    assert row() == [f"{len(questions) - 1} of {len(questions)}", "", "Answer the last question."]
    last = session.exercise.question(left[0])
    session.choose(last.id, last.options[0].id)
    assert row() == [f"{len(questions)} of {len(questions)}", "", "Seal the first round."]
    session.submit()
    assert row()[2].startswith("Discuss")
    for step in (1, 2):
        session.open(questions[0], step)
    assert row()[1:] == ["", "Hand in 1_trajectory.answers.json."]
    session.open(questions[0], 3)
    points = session.exercise.question(questions[0]).points
    assert row()[1] == f"{points:g} of {points:g}"
    frame = progress(tmp_path).frame
    total = sum(len(model.read(name).questions) for name in model.names())
    minutes = sum(model.read(name).minutes for name in model.names())
    assert frame.iloc[-1].tolist() == ["Together", f"{minutes} minutes", f"{len(questions)} of {total}", "", ""]
    (tmp_path / form.file_name("2_models")).write_bytes(b"{")
    broken = progress(tmp_path).frame.iloc[1].tolist()
    assert broken[1:4] == ["", "", ""] and "cannot be read" in broken[4]


def test_of_several_files_the_one_with_most_changes_comes_back(tmp_path):
    lesson = tmp_path / "notebooks"
    for folder, changes in ((lesson, 1), (lesson / "exercises", 3), (tmp_path / "exercises", 2)):
        folder.mkdir()
        session = Session("1_trajectory", folder)
        for _n in range(changes):
            session.choose("celac_treaty", "open")
    assert recall._answers(lesson, "1_trajectory").revision == 3
    shutil.rmtree(lesson / "exercises")
    assert recall._answers(lesson, "1_trajectory").revision == 2
    (tmp_path / "exercises" / form.file_name("1_trajectory")).unlink()
    assert recall._answers(lesson, "1_trajectory").revision == 1
    assert recall._answers(lesson, "2_models") is None


# -- what an exercise names ------------------------------------------------------------------------


def faults(tmp_path, change) -> list[str]:
    path = model.exercise_folder() / "examples" / "african_communities" / "african_communities.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    return list(soundness.faults(model.Exercise.model_validate(data)))


def residuals(data: dict, number: int) -> None:
    for item in data["types"][:number]:
        item["kind"] = "residual"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda e: None, []),
        (
            lambda e: e["cards"][1].update(supports=["dev_balance", "dev_together"], contradicts=["dev_balance"]),
            ["'dev_together' is not", "“dev_balance” stands in both"],
        ),
        (
            lambda e: e["cards"][1].update(
                supports=["market_free_trade", "dev_balance"], contradicts=["dev_balance", "market_free_trade"]
            ),
            ["“dev_balance” stands in both"],
        ),
        (lambda e: e["cards"][1].update(table="terms", key="x", source=""), ["'terms' is not a table"]),
        (lambda e: e["cards"][1].update(table="events", key="no_such", source=""), ["is not a row of that table"]),
        (lambda e: e["units"][0].update(variant="none_such"), ["is not a variant"]),
        (lambda e: e["units"][0].update(source="A treaty of 1975"), []),
        (lambda e: e["units"][0].update(source="treaty1975"), ["is not a key of `sources`"]),
        (lambda e: e["types"][0].update(source="treaty1975"), ["is not a key of `sources`"]),
        (lambda e: e["types"][0]["conditions"][0].update(source="treaty1975"), ["condition “"]),
        (lambda e: residuals(e, 1), ["there are 2"]),
        (lambda e: residuals(e, 2), ["there are 3", "at least two of kind `ideal`"]),
        (lambda e: e["questions"][1].update(cards=["A01", "nothing"]), ["'nothing' is not a card"]),
        (lambda e: e["questions"][1].update(others=["nothing"]), ["'nothing' is not a card"]),
        (lambda e: e["questions"][1].update(models={"nothing": "text"}), ["a type of this question’s dimension"]),
        (lambda e: e["questions"][1].update(reread=["S99"]), ["'S99' is not a place of the article"]),
        (lambda e: e["questions"][1].update(look=[{"title": "t", "table": "blocs"}]), ["shows"]),
    ],
)
def test_each_thing_that_does_not_exist_is_named_once(tmp_path, change, says):
    found = list(faults(tmp_path, change))
    for words in says:
        assert any(words in text for text in found), found
    assert bool(found) == bool(says)


def test_as_many_types_as_an_answer_holds(tmp_path):
    def more(data: dict, number: int) -> None:
        for n in range(number - 4):
            condition = {**data["types"][0]["conditions"][0], "id": f"condition{n}"}
            data["types"].append({**data["types"][0], "id": f"more{n}", "conditions": [condition]})

    assert faults(tmp_path, lambda data: more(data, 8)) == []
    assert any("at most 8" in text for text in faults(tmp_path, lambda data: more(data, 9)))
