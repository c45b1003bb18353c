"""Questions of the lessons: sound data, answers that are kept, and what they reveal."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiolab
from regiolab.charts import Figure
from regiolab.course import course_root
from regiolab.errors import InvalidValue, RegiolabError, UnknownName
from regiolab.exercises.room import Counts
from regiolab.lessons import difference, notepad, replies, seminar, unveiling
from regiolab.lessons.amendments import find, posed
from regiolab.lessons.notepad import FILE, Notepad
from regiolab.lessons.prompts import Questions, lessons, prompts, read
from regiolab.widgets import asking
from regiolab.widgets.showing import bundles

ALL = {name: prompt for lesson in lessons() for name, prompt in prompts(lesson).items()}
KINDS = ("number", "probability", "choice", "several", "order", "groups", "line", "states", "place", "words")
every_question = pytest.mark.parametrize("name", ALL)
SEE = [{"text": "See."}]
RIGHT = {"analysis": "members", "options": {"bloc": "unasur", "on": "2010-01-01", "by": "signed"}, "count": True}
SHARE = {"figure": "government_shares", "where": {"orientation": ["right"]}, "column": "share", "times": 100}
ITEMS = [{"id": name, "text": name.upper()} for name in "abc"]
# one question of every kind, with a reply and one that is none
OWN = {
    "number": ({"most": 12, "record": RIGHT}, 7.0, 13),
    "probability": ({"forecast": "new_hegemony"}, 70, 0),
    "choice": ({"options": ITEMS, "right": "b", "says": {"a": "No."}}, "a", "d"),
    "several": ({"options": ITEMS, "right": ["b"]}, ["a", "b"], ["d"]),
    "order": ({"items": ITEMS, "right": ["b", "a", "c"]}, ["a", "b", "c"], ["a", "b"]),
    "groups": (
        {"items": ITEMS, "groups": ITEMS[:2], "right": {"a": "a", "b": "b", "c": "a"}},
        {"a": "a", "b": "a", "c": "a"},
        {"a": "a"},
    ),
    "line": ({"record": SHARE, "given": list(range(1990, 2010))}, dict.fromkeys(map(str, range(2010, 2027)), 40.0), {}),
    "states": (
        {"record": {"analysis": "members", "options": {"bloc": "alba", "on": "2012-12-31"}, "column": "iso3"}},
        ["BOL", "VEN"],
        ["XXX"],
    ),
    "place": (
        {
            "units": {
                name: [f"{name}_{year}_{side}" for side in ("economic", "political")]
                for name, year in (("alba", 2004), ("unasur", 2008))
            }
        },
        {"alba": ["social", "autonomist"], "unasur": ["not_classifiable", "autonomist"]},
        {"alba": ["social", "autonomist"]},
    ),
    "words": ({}, "Because.", "  "),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def made(kind: str, **more):
    asked = {"id": f"q_{kind}", "kind": kind, "prompt": "Which?", "reveal": SEE, **OWN[kind][0], **more}
    return Questions.model_validate({"lesson": "01", "questions": [asked]}).questions[0]


@pytest.fixture
def own(tmp_path):
    """Return a folder with a question of every kind in it, as a teacher would lay them there."""
    path = next((course_root() / "notebooks").glob("01_*.json"))
    asked = [{"id": f"q_{kind}", "kind": kind, "prompt": "Which?", "reveal": SEE, **OWN[kind][0]} for kind in KINDS]
    (tmp_path / path.name).write_text(json.dumps({"format": "regiolab-lesson/1", "lesson": "01", "questions": asked}))
    return tmp_path


# -- the course's questions ------------------------------------------------------------------------


def test_no_two_lessons_ask_under_one_name():
    names = [name for lesson in lessons() for name in prompts(lesson)]
    assert len(set(names)) == len(names)


@every_question
def test_a_question_reveals_what_it_names(name, tmp_path):
    prompt = ALL[name]
    reply = replies.scripted(prompt)
    assert replies.said(prompt, reply)
    for item in (*unveiling.parts(prompt, reply, tmp_path), *unveiling.parts(prompt, None, tmp_path)):
        assert bundles(item)


@every_question
def test_the_right_answer_is_an_answer_and_is_told_to_be_right(name):
    prompt = ALL[name]
    right = difference.answer(prompt)
    if right is None or prompt.kind == "place":
        return
    if prompt.kind == "line":
        right = {year: right[year] for year in replies.years(prompt)}
    reply = replies.check(prompt, right)
    wrong = replies.scripted(prompt)
    if wrong != reply:
        assert difference.sentence(prompt, reply) != difference.sentence(prompt, wrong)


@every_question
def test_no_prompt_gives_its_answer_away(name):
    """A number or the words of the right option do not stand in what is asked."""
    prompt = ALL[name]
    right = difference.answer(prompt)
    asked = f"{prompt.prompt} {prompt.hint}"
    if prompt.kind == "choice" and right is not None:
        assert replies.texts(prompt.options)[right] not in asked
    if prompt.kind == "number" and right is not None:
        assert not [part for part in asked.replace("?", " ").replace(".", " ").split() if part == f"{right:g}"]


def test_every_kind_of_question_is_asked():
    assert {prompt.kind for prompt in ALL.values()} == set(KINDS)


# -- replies ---------------------------------------------------------------------------------------


@every_kind
def test_a_reply_is_checked_said_and_held_against_the_answer(kind, tmp_path):
    prompt, (_more, reply, wrong) = made(kind), OWN[kind]
    kept = replies.check(prompt, reply)
    assert json.loads(json.dumps(kept)) == kept, "a reply is kept as JSON"
    assert replies.check(prompt, kept) == kept
    assert replies.said(prompt, kept)
    if difference.answer(prompt) is not None:
        assert difference.sentence(prompt, kept)
    with pytest.raises(InvalidValue):
        replies.check(prompt, wrong)
    assert [bundles(item) for item in unveiling.parts(prompt, kept, tmp_path)]


@every_kind
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_anything_that_is_no_reply_is_a_sentence(kind, value):
    try:
        kept = replies.check(made(kind), value)
    except InvalidValue as error:
        assert str(error).endswith(".")
    else:
        assert replies.said(made(kind), kept)


@pytest.mark.parametrize(
    ("guess", "said"),
    [
        (12, "You said 12, and so has the record."),
        (9, "You said 9; the record has 12: 3 too few."),
    ],
)
def test_the_sentence_speaks_of_the_difference(guess, said):
    assert difference.sentence(made("number"), float(guess)) == said


def test_what_was_missed_and_what_was_too_much_is_named():
    prompt = made("states")
    right = difference.answer(prompt)
    said = difference.sentence(prompt, sorted({*right, "CHL"} - {"CUB"}))
    assert f"You found {len(right) - 1} of {len(right)}." in said
    assert "Not chosen: Cuba." in said and "not in the record: Chile." in said


# -- files of questions ----------------------------------------------------------------------------


def test_a_teachers_question_takes_the_place_of_the_courses(tmp_path):
    path = next((course_root() / "notebooks").glob("01_*.json"))
    first = read(path).questions[0]
    mine = {"id": first.id, "kind": "words", "prompt": "In your own words?", "reveal": SEE}
    (tmp_path / path.name).write_text(json.dumps({"format": "regiolab-lesson/1", "lesson": "01", "questions": [mine]}))
    assert find(first.id, tmp_path)[1].kind == "words"
    assert prompts("01")[first.id] == first
    assert len(posed("01", tmp_path)) == len(prompts("01"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"prompt": ""}, "01_trajectory.json, question 1, prompt: "),
        ({"right": "z"}, "01_trajectory.json: 'q': 'z' is none of its answers."),
        ({"options": [ITEMS[0], ITEMS[0]]}, "named twice"),
        ({"reveal": [{"text": "a", "figure": "timeline"}]}, "show one thing at a time"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_file_that_breaks_the_format_is_a_sentence(tmp_path, change, said):
    asked = {"id": "q", "kind": "choice", "prompt": "?", "reveal": SEE, "options": ITEMS, **change}
    path = tmp_path / "01_trajectory.json"
    path.write_text(json.dumps({"format": "regiolab-lesson/1", "lesson": "01", "questions": [asked]}))
    with pytest.raises(InvalidValue) as caught:
        read(path)
    assert said in str(caught.value) and str(caught.value).startswith("01_trajectory.json")
    assert "pydantic" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_right_number_beyond_its_range_and_a_file_of_another_lesson_are_refused(tmp_path):
    asked = {"id": "q", "kind": "number", "prompt": "?", "reveal": SEE, "most": 9, "right": 12}
    path = tmp_path / "01_trajectory.json"
    path.write_text(json.dumps({"format": "regiolab-lesson/1", "lesson": "01", "questions": [asked]}))
    with pytest.raises(InvalidValue, match="'q': the right number lies outside"):
        find("q", tmp_path)
    path.write_text(json.dumps({"format": "regiolab-lesson/1", "lesson": "02", "questions": []}))
    with pytest.raises(InvalidValue, match="of lesson 02"):
        find("q", tmp_path)


def test_an_unknown_question_is_named_with_the_nearest():
    with pytest.raises(UnknownName, match="did you mean 'unasur_2010'"):
        regiolab.ask("unasur_2011")


# -- answers that are kept -------------------------------------------------------------------------


@every_kind
def test_an_answer_is_kept_and_comes_back(kind, own):
    reply = OWN[kind][1]
    asked = asking.LessonQuestion(f"q_{kind}", own)
    assert asked.panel.view["state"] == "open" and asked.shown() == []
    asked.answer(reply)
    assert asked.panel.view["state"] == "answered" and asked.shown()
    asking._PADS.clear()
    again = asking.LessonQuestion(f"q_{kind}", own)
    assert again.panel.view["state"] == "answered" and again.reply.value == replies.check(again.prompt, reply)
    assert again._below.outputs, "what was revealed stands there again"


def test_the_first_answer_stays_when_one_answers_again(own):
    asked = asking.LessonQuestion("q_number", own)
    asked.answer(3)
    asked.again()
    assert asked.panel.view["state"] == "open" and asked.panel.view["draft"] == 3 and not asked._below.outputs
    asked.answer(12)
    assert (asked.reply.first, asked.reply.value) == (3, 12)
    assert "At first: 3" in str(regiolab.notes(own))


def test_passing_over_is_kept_and_reveals(own):
    asked = asking.LessonQuestion("q_words", own)
    asked.pass_over()
    assert asked.panel.view["state"] == "passed" and asked._below.outputs
    assert "Passed over on" in str(regiolab.notes(own))


def test_passing_over_loses_neither_an_answer_nor_what_was_typed(own):
    pad = Notepad(own)
    pad.reply("q_words", "words", "at first")
    pad.pass_over("q_words", "words")
    assert (pad.held.replies["q_words"].value, pad.held.replies["q_words"].passed) == ("at first", False)
    pad.reopen("q_words", "words")
    pad.draft("q_words", "words", "begun anew")
    pad.pass_over("q_words", "words")
    assert pad.held.replies["q_words"].passed
    assert "At first: at first." in str(regiolab.notes(own))
    pad.reopen("q_words", "words")
    assert pad.held.replies["q_words"].draft == "begun anew"
    pad.reply("q_words", "words", "at last")
    assert (pad.held.replies["q_words"].first, pad.held.replies["q_words"].draft) == ("at first", None)


def test_the_front_ends_messages_do_what_they_say(own):
    asked = asking.LessonQuestion("q_number", own)
    sent = []
    asked.panel.send = sent.append
    asked.panel._received(None, {"do": "reply", "question": "q_number", "value": 40, "n": 1}, [])
    assert "from 0 to 12" in asked.panel.view["error"] and asked.panel.view["state"] == "open"
    asked.panel._received(None, {"do": "reply", "question": "q_number", "value": 4, "n": 2}, [])
    assert asked.panel.view["state"] == "answered" and asked.panel.view["error"] == ""
    asked.panel._received(None, {"do": "reply", "question": "another", "value": 5, "n": 3}, [])
    assert asked.reply.value == 4
    asked.panel._received(None, {"do": "again", "question": "q_number"}, [])
    lost = [{"do": "draft", "question": "q_number", "value": 5}, {"do": "reply", "question": "q_number", "value": 6}]
    asked.panel._received(None, {"do": "tell", "actions": lost}, [])
    assert sent[-1] == {"told": ["5", "6"]}
    asked.panel._received(None, {"do": "replay", "actions": lost}, [])
    assert asked.reply.value == 6
    assert [message["ack"] for message in sent if "ack" in message] == [1, 2, 3]


def test_what_cannot_be_shown_is_said_beneath(own):
    path = next(own.glob("*.json"))
    found = json.loads(path.read_text())
    found["questions"][0]["reveal"] = [{"figure": "timelyne"}]
    path.write_text(json.dumps(found))
    asked = asking.LessonQuestion("q_number", own)
    asked.answer(3)
    assert "did you mean 'timeline'" in asked._below.outputs[-1]["data"]["text/plain"]
    assert asked.reply.value == 3


BLOCS = {"table": "blocs", "key": "bloc", "column": "kind"}
PAIR = [{"id": "celac", "text": "C"}, {"id": "mercosur", "text": "M"}]
FORMS = [{"id": "forum", "text": "Forum"}, {"id": "club", "text": "Club"}]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "number", "most": 9, "record": {**BLOCS, "where": {"bloc": ["no"]}}}, "No row of blocs fits"),
        ({"kind": "number", "most": 9, "record": {**BLOCS, "where": {"bloc": ["oas"]}}}, "kind of blocs holds no"),
        (
            {"kind": "groups", "items": [*PAIR, {"id": "a", "text": "A"}], "groups": FORMS, "record": BLOCS},
            "no row of a",
        ),
        (
            {"kind": "groups", "items": PAIR, "groups": FORMS, "record": BLOCS},
            "which is none of the groups",
        ),
    ],
    ids=["no row", "no number", "an item without a row", "a group that is not there"],
)
def test_a_record_that_does_not_fit_is_said_and_takes_nothing_from_other_answers(own, asked, told):
    path = next(own.glob("0*.json"))
    found = json.loads(path.read_text())
    found["questions"][0] = {"id": "amiss", "prompt": "What is amiss?", "reveal": [{"text": "See."}], **asked}
    path.write_text(json.dumps(found))
    other = asking.LessonQuestion("q_words", own)
    other.answer("a few words")
    with pytest.raises(InvalidValue, match=told):
        asking.LessonQuestion("amiss", own)
    assert "a few words" in str(regiolab.notes(own))


def test_two_copies_that_went_apart_are_both_kept(own):
    Notepad(own).reply("q_number", "number", 3.0)
    other = own / "elsewhere"
    other.mkdir()
    shutil.copy(own / FILE, other)
    Notepad(own).reply("q_words", "words", "here")
    Notepad(other).reply("q_words", "words", "there")
    pad = Notepad(own)
    pad.upload((other / FILE).read_bytes(), FILE)
    assert pad.conflict.questions == ("q_words",) and pad.held.replies["q_words"].value == "here"
    assert list(own.glob("lessons.conflict-*.json"))


def test_a_damaged_file_is_set_aside_and_said(own):
    (own / FILE).write_text('{"format": "regiolab-notes/1", ')
    pad = Notepad(own)
    assert "breaks off" in pad.notices[0] and list(own.glob("lessons.unreadable-*.json"))


def test_an_answer_to_a_question_that_was_changed_since_is_asked_anew(own):
    Notepad(own).reply("q_number", "number", 99.0)
    assert asking.LessonQuestion("q_number", own).panel.view["state"] == "open"
    assert "99" not in str(regiolab.notes(own))


@given(content=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_notes_or_a_sentence(content):
    try:
        notepad.parse(content, FILE)
    except InvalidValue as error:
        assert str(error).startswith(FILE) and "\n" not in str(error)


# -- how it shows ----------------------------------------------------------------------------------


def shown(monkeypatch, question: str, folder, mode: str) -> list:
    seen = []
    monkeypatch.setenv("REGIOLAB_ASK", mode)
    monkeypatch.setattr(asking, "display", lambda item, **_more: seen.append(item))
    monkeypatch.setattr(asking, "show_or_say", lambda widget, said: seen.append((widget, said)))
    regiolab.ask(question, folder)._ipython_display_()
    return seen


def test_by_default_nothing_is_revealed(monkeypatch, own):
    ((widget, said),) = shown(monkeypatch, "q_line", own, "")
    assert not widget._below.outputs and "Shift and Enter" in said


def test_a_script_answers_and_nothing_is_kept(monkeypatch, own):
    seen = shown(monkeypatch, "q_line", own, "answered")
    assert [item for item in seen if isinstance(item, Figure)] and not (own / FILE).exists()


def test_where_nobody_can_answer_question_and_answer_stand_there(monkeypatch, own):
    seen = shown(monkeypatch, "q_choice", own, "open")
    assert "Which?" in seen[0].data and "- B" in seen[0].data and seen[-1]["text/plain"] == "See."


def test_an_error_while_revealing_fails_the_cell(monkeypatch, own):
    path = next(own.glob("*.json"))
    found = json.loads(path.read_text())
    found["questions"][0]["reveal"] = [{"figure": "timelyne"}]
    path.write_text(json.dumps(found))
    for mode in ("answered", "open"):
        with pytest.raises(RegiolabError):
            shown(monkeypatch, "q_number", own, mode)


def test_another_mode_is_a_sentence(monkeypatch, own):
    with pytest.raises(UnknownName, match="did you mean 'answered'"):
        shown(monkeypatch, "q_number", own, "answerd")


# -- the seminar and the sheet ---------------------------------------------------------------------


def test_a_seminars_counts_are_told_beside_ones_own(own):
    made_at = "2026-11-29T10:00:00Z"
    counted = {"q_choice": {"n": 20, "counts": {"b": 12, "a": 8}}}
    (own / "class.json").write_text(json.dumps({"made": made_at, "lessons": counted}))
    asked = asking.LessonQuestion("q_choice", own)
    asked.answer("a")
    assert "Of the 20 answers of your seminar: B (60%) and A (40%)." in asked.shown()[0]


@every_kind
def test_every_answer_has_names_to_be_counted_by(kind):
    prompt = made(kind)
    names = seminar.names(prompt, replies.check(prompt, OWN[kind][1]))
    assert bool(names) == (kind not in ("words", "line"))
    if names and kind != "place":
        assert seminar.sentence(prompt, Counts(n=10, counts=dict.fromkeys(names, 10)))


def test_the_sheet_holds_what_was_answered_and_can_be_kept(own):
    for kind in KINDS:
        asking.LessonQuestion(f"q_{kind}", own).answer(OWN[kind][1])
    sheet = regiolab.notes(own)
    path = sheet.save(own / "sheet.html")
    text = path.read_text(encoding="utf-8")
    assert text.count("<li") == len(KINDS) and "Because." in text and "http" not in text
    with pytest.raises(InvalidValue):
        sheet.save(own / "sheet.pdf")


def test_probabilities_come_back_as_they_were_first_given(own):
    asked = asking.LessonQuestion("q_probability", own)
    asked.answer(70)
    asked.again()
    asked.answer(5)
    from regiolab.lessons.hindsight import hindsight

    table = hindsight(own).table
    assert table["guess"].tolist() == [70] and table["outcome"].tolist() == ["did_not"]


def test_grading_refuses_notes_and_counts_them_for_the_class(own, tmp_path_factory):
    from regiolab.exercises import room
    from regiolab.instructor.batch import grade_class

    handed_in, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    for number in range(6):
        place = handed_in / str(number)
        place.mkdir()
        Notepad(place).reply("unasur_2010", "number", 12.0 if number else 3.0)
    # a second copy of one reader's is no second reader
    shutil.copytree(handed_in / "1", handed_in / "copy")
    result = grade_class(handed_in, out)
    assert result.unread == 7 and "counted and not marked" in " ".join(result.lines())
    assert room.read(out).lessons["unasur_2010"].model_dump() == {"n": 6, "counts": {"bin=9": 5}}
