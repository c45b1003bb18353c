"""What was missed in the exercises, as it comes back in a lesson: read from students' files, never written."""

from __future__ import annotations

import json
import shutil

import pytest
import students

from regiolab.exercises import model, recall
from regiolab.exercises import submission as form
from regiolab.exercises.session import Session
from regiolab.i18n import speaking
from regiolab.lessons.prompts import OrderPrompt

NAMES = model.names()


def read_to_the_end(name, folder, last=3):
    session = Session(name, folder)
    for question in session.exercise.questions:
        for step in range(1, min(last, session.last_step(question.id)) + 1):
            session.open(question.id, step)


@pytest.fixture(scope="module")
def careless(tmp_path_factory):
    """The files of a student who answers carelessly and reads all feedback."""
    folder = tmp_path_factory.mktemp("course") / "exercises"
    folder.mkdir()
    for name in NAMES:
        students.answer(name, "careless", folder)
        read_to_the_end(name, folder)
    return folder


@pytest.mark.slow
def test_a_good_student_missed_nothing(tmp_path):
    for name in NAMES:
        students.answer(name, "good", tmp_path)
        read_to_the_end(name, tmp_path)
    assert recall.missed(tmp_path) == []


def test_what_was_missed_says_what_was_asked_answered_and_right(careless):
    found = {item.key: item for item in recall.missed(careless)}
    word = found["1_trajectory/two_words/years"]
    assert (word.own, word.accepted) == ("post-liberal", "post-hegemonic") and word.locator == "S2 ¶2"
    assert word.prompt.startswith("Which word does the article use for each? – “The years")
    assert (word.kind, word.given, word.right) == ("choice", ("liberal",), (("hegemonic",),))
    scheme = found["3_classify/unasur_2008_economic"]
    assert scheme.own == "Strategic regionalism (dominant, on paper only)"
    assert scheme.accepted == "The article: not classifiable." and scheme.right[0] == ("not_classifiable",)
    assert scheme.kind == "several" and scheme.locator == "S5 ¶18; S2 ¶5"
    order = found["1_trajectory/road_to_celac"]
    assert order.kind == "order" and order.own.startswith("The first summit") and " → The Rio Group" in order.accepted


def test_each_can_be_asked_again(careless):
    found = recall.missed(careless)
    assert len(found) > 30 and len({item.key for item in found}) == len(found)
    for item in found:
        options = dict(item.options)
        assert len(options) == len(item.options) >= 2 and item.title and item.prompt and item.own and item.accepted
        assert set(item.given) <= set(options) and item.given not in item.right
        assert item.right and all(set(answer) <= set(options) for answer in item.right)
        if item.kind == "choice":
            assert len(item.given) == 1 and all(len(answer) == 1 for answer in item.right)
            assert options[item.right[0][0]] == item.accepted and options[item.given[0]] == item.own
        if item.kind == "order":
            assert set(item.right[0]) == set(options)


def test_a_lesson_may_ask_for_every_order_that_an_exercise_may():
    most = [
        asked.model_json_schema()["properties"]["items"]["maxItems"] for asked in (OrderPrompt, model.OrderQuestion)
    ]
    assert most[0] >= most[1]


def test_it_comes_in_the_order_of_the_course_and_no_prediction_comes_back(careless):
    found = recall.missed(careless)
    exercises = [item.exercise for item in found]
    assert exercises == sorted(exercises)
    for item in found:
        assert model.read(item.exercise).question(item.question).kind != "predict"


@pytest.mark.parametrize("last", [0, 1, 2])
def test_nothing_comes_back_whose_answer_was_not_told(tmp_path, last):
    students.answer("1_trajectory", "careless", tmp_path)
    read_to_the_end("1_trajectory", tmp_path, last)
    assert recall.missed(tmp_path) == []


def test_what_was_left_open_was_not_missed(tmp_path):
    session = Session("1_trajectory", tmp_path)
    session.match("two_words", session.question("two_words", model.MatchQuestion).items[0].id, "neither")
    session.submit(anyway=True)
    read_to_the_end("1_trajectory", tmp_path)
    assert {item.question for item in recall.missed(tmp_path)} <= {"two_words"} and len(recall.missed(tmp_path)) <= 1


def test_answers_are_found_from_the_folders_of_a_course(careless):
    keys = [item.key for item in recall.missed(careless)]
    lessons = careless.parent / "notebooks"
    lessons.mkdir(exist_ok=True)
    for folder in (careless.parent, lessons, str(lessons)):
        assert [item.key for item in recall.missed(folder)] == keys


def test_of_two_files_the_one_with_more_changes_counts(careless, tmp_path):
    lesson = tmp_path / "notebooks"
    lesson.mkdir()
    shutil.copytree(careless, tmp_path / "exercises")
    Session("1_trajectory", lesson).choose("celac_treaty", "contradicted")
    assert len(recall.missed(lesson)) == len(recall.missed(careless))


def test_a_damaged_file_is_left_out_and_nothing_is_written(careless, tmp_path):
    for path in careless.glob("*.answers.json"):
        shutil.copy(path, tmp_path)
    (tmp_path / form.file_name("1_trajectory")).write_bytes(b"{")
    (tmp_path / form.file_name("2_models")).unlink()
    (tmp_path / form.file_name("2_models")).mkdir()
    shutil.copy(careless / form.file_name("3_classify"), tmp_path / form.file_name("4_new_cycle"))
    before = {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.iterdir()}
    assert {item.exercise for item in recall.missed(tmp_path)} <= {"3_classify", "5_new_cases"}
    after = {path.name: (path.stat().st_mtime_ns, path.stat().st_size) for path in tmp_path.iterdir()}
    assert after == before


def test_the_row_that_decides_comes_back_by_itself(tmp_path):
    options, rows = ([{"id": name, "text": name.upper()} for name in names] for names in (("a", "b"), ("one", "two")))
    question = {"id": "q", "kind": "choose", "prompt": "p", "rule": "r", "passage": "s", "worth": 4}
    question |= {"options": options, "rows": rows, "rows_prompt": "Which row?"}
    exercise = {"format": "regiolab-exercise/1", "exercise": "own", "title": "t", "summary": "s", "minutes": 1}
    entry = {"kind": "choose", "choice": "a", "row": "two", "why": "w"}
    (tmp_path / "keys").mkdir()
    path = tmp_path / "own.json"
    path.write_text(json.dumps({**exercise, "questions": [question]}), encoding="utf-8")
    held = {"format": "regiolab-key/1", "exercise": "own", "keys": {"q": entry}}
    (tmp_path / "keys" / "own.json").write_text(json.dumps(held), encoding="utf-8")

    def found(choice, row):
        (tmp_path / form.file_name("own")).unlink(missing_ok=True)
        session = Session(path, tmp_path)
        session.choose("q", choice)
        if row:
            session.decide("q", row)
        session.submit(anyway=True)
        for step in (1, 2, 3):
            session.open("q", step)
        return recall.missed_in(session.exercise, session.key, session.answers.submission)

    (other,) = found("a", "one")
    assert (other.key, other.prompt, other.own, other.accepted) == ("own/q/row", "Which row?", "ONE", "TWO")
    (wrong,) = found("b", "one")
    assert (wrong.key, wrong.own, wrong.accepted) == ("own/q", "B", "A")
    assert found("a", "two") == [] and found("a", None) == []


def test_a_coding_that_differs_only_in_how_far_is_not_asked_again(tmp_path):
    session = Session("3_classify", tmp_path)
    session.code("alba_2004_political", "counter_hegemonic", "element")
    session.submit(anyway=True)
    read_to_the_end("3_classify", tmp_path)
    assert recall.missed(tmp_path) == []


def test_the_words_follow_the_language_and_the_keys_do_not(careless):
    english = recall.missed(careless)
    with speaking("es"):
        spanish = recall.missed(careless)
    assert [item.key for item in english] == [item.key for item in spanish]
    assert [item.accepted for item in english] != [item.accepted for item in spanish]


def test_it_comes_back_once_as_a_question(careless):
    from regiolab.lessons.hindsight import Nothing
    from regiolab.widgets import recall as ask_again

    place = careless.parent / "notebooks"
    place.mkdir(exist_ok=True)
    first, second = ask_again("03", place), ask_again("04", place)
    assert first.prompt.id != second.prompt.id
    # opened again it is the same
    assert ask_again("03", place).prompt.id == first.prompt.id
    item = recall.missed(place)[0]
    first.answer(list(item.given) if item.kind != "choice" else item.given[0])
    assert "Accepted:" in first.shown()[-1] and first.panel.view["state"] == "answered"
    for number in range(5, 5 + len(recall.missed(place))):
        last = ask_again(f"{number:02d}", place)
    assert isinstance(last, Nothing)


def test_every_thing_missed_can_be_asked_in_a_lesson(careless):
    from regiolab.lessons import replies
    from regiolab.widgets.returning import Returning

    for item in recall.missed(careless):
        asked = Returning(item, careless.parent)
        asked.answer(replies.scripted(asked.prompt))
        assert asked.shown(), item.key
