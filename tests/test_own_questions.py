"""A teacher's file of questions beside a notebook: what is right in it is asked, what is not is said in its place."""

from __future__ import annotations

import html
import json

import pytest

import regiolab
from regiolab.course import course_root
from regiolab.errors import InvalidValue, UnknownName
from regiolab.export import handouts
from regiolab.lessons.amendments import amended, find
from regiolab.lessons.prompts import prompts
from regiolab.widgets import asking
from regiolab.widgets.asking import LessonQuestion

SEE = [{"text": "See."}]
OPTIONS = [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]
MINE = "Mine?"
FILE = "01_trajectory.json"
OWN_STANDS = "The course’s own question stands in its place."
COURSE = list(prompts("01"))
# what a slip of the hand makes of a question, and what is said of the place
SLIPS = {
    "a field is misspelt": ({"promt": "?"}, "promt"),
    "a field is empty": ({"prompt": ""}, "prompt"),
    "a kind is none": ({"kind": "wrods"}, ""),
    "nothing is revealed": ({"reveal": []}, "reveal"),
    "the right answer is none": (
        {"kind": "choice", "options": OPTIONS, "right": "c"},
        "c",
    ),
    "a table is none": ({"kind": "line", "record": {"table": "blok", "column": "founded"}}, "blok"),
    "a bloc is none": ({"kind": "place", "units": {"albba": ["x", "y"], "unasur": ["x", "y"]}}, "albba"),
    "a forecast is none": ({"kind": "probability", "forecast": "rain"}, "rain"),
}
WHOLE = {
    "no JSON": ("{", "breaks off"),
    "a comma too much": ('{"format": "regiolab-lesson/1",\n"lesson": "01",\n"questions": [],}', "line 3"),
    "nothing": ("", "empty"),
    "a list": ("[]", FILE),
    "no list of questions": (json.dumps({"format": "regiolab-lesson/1", "lesson": "01", "questions": {}}), "questions"),
    "another format": (json.dumps({"format": "regiolab-lesson/9", "lesson": "01", "questions": []}), "format"),
    "another lesson": (json.dumps({"format": "regiolab-lesson/1", "lesson": "02", "questions": []}), "of lesson 02"),
    "a field that is none": (json.dumps({"lesson": "01", "question": [], "questions": []}), "question"),
}


def right(name: str, **more) -> dict:
    return {"id": name, "kind": "words", "prompt": MINE, "reveal": SEE, **more}


@pytest.fixture
def laid(tmp_path, monkeypatch):
    """Return a function that lays questions, or any text, beside the notebooks."""
    monkeypatch.delenv("REGIOLAB_ASK", raising=False)
    asking._PADS.clear()

    def lay(questions):
        text = questions
        if not isinstance(text, str):
            text = json.dumps({"format": "regiolab-lesson/1", "lesson": "01", "questions": questions})
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        return tmp_path

    return lay


def said(asked) -> str:
    """Return what stands above a question."""
    return html.unescape(" ".join(getattr(part, "value", "") for part in asked.children[:-2]))


@pytest.mark.parametrize("slip", SLIPS)
def test_one_faulty_question_leaves_the_others_as_they_are(slip, laid):
    change, place = SLIPS[slip]
    folder = laid([right(COURSE[0]), right(COURSE[1], **change), right(COURSE[2]), right("new")])
    for name in (COURSE[0], COURSE[2], "new"):
        asked = regiolab.ask(name, folder)
        assert asked.prompt.prompt == MINE and said(asked) == ""
    faulty = regiolab.ask(COURSE[1], folder)
    assert faulty.prompt == prompts("01")[COURSE[1]], "the course's own"
    assert f"{FILE}, question 2" in said(faulty) and place in said(faulty) and OWN_STANDS in said(faulty)
    assert "pydantic" not in said(faulty)
    untouched = regiolab.ask(COURSE[3], folder)
    assert said(untouched) == ""
    # it can be answered, and the sheet lists it
    faulty.pass_over()
    assert "Passed over" in str(regiolab.notes(folder))


def test_a_faulty_question_that_the_course_does_not_have_is_a_sentence(laid):
    folder = laid([right("new", prompt=""), right("newer")])
    shown = regiolab.ask("new", folder)
    assert f"{FILE}, question 1, prompt" in str(shown) and OWN_STANDS not in str(shown)
    assert 'role="alert"' in shown._repr_html_()
    assert regiolab.ask("newer", folder).prompt.prompt == MINE
    with pytest.raises(UnknownName):
        regiolab.ask("newest", folder)


def test_a_question_without_a_name_is_said_wherever_it_may_have_been_meant(laid):
    folder = laid([right(COURSE[0]), {"kind": "words", "prompt": "?", "reveal": SEE}])
    assert said(regiolab.ask(COURSE[0], folder)) == "", "this one is the teacher's"
    assert f"{FILE}, question 2" in said(regiolab.ask(COURSE[1], folder))
    assert f"{FILE}, question 2" in str(regiolab.ask("new", folder))


def test_two_questions_of_one_name_give_way_to_the_courses(laid):
    folder = laid([right(COURSE[0]), right(COURSE[1]), right(COURSE[0])])
    assert regiolab.ask(COURSE[0], folder).prompt == prompts("01")[COURSE[0]]
    assert f"two questions are called '{COURSE[0]}'" in said(regiolab.ask(COURSE[0], folder))
    assert regiolab.ask(COURSE[1], folder).prompt.prompt == MINE


@pytest.mark.parametrize("what", WHOLE)
def test_a_file_that_cannot_be_read_leaves_the_courses_questions(what, laid):
    text, reason = WHOLE[what]
    folder = laid(text)
    for name in COURSE:
        asked = regiolab.ask(name, folder)
        assert asked.prompt == prompts("01")[name]
        assert FILE in said(asked) and reason in said(asked) and OWN_STANDS in said(asked)
    assert FILE in str(regiolab.ask("new", folder)), "a question of the teacher's own stops no seminar"
    assert said(regiolab.ask(next(iter(prompts("02"))), folder)) == "", "another lesson is none of its business"


def test_a_file_that_is_mended_is_asked_at_once(laid):
    folder = laid([right(COURSE[0], prompt="")])
    assert said(regiolab.ask(COURSE[0], folder))
    laid([right(COURSE[0], prompt=MINE)])
    mended = regiolab.ask(COURSE[0], folder)
    assert mended.prompt.prompt == MINE and said(mended) == ""
    regiolab.use_language("es")
    laid([right(COURSE[0], prompt="")])
    spoken = said(regiolab.ask(COURSE[0], folder))
    regiolab.use_language("en")
    assert said(regiolab.ask(COURSE[0], folder)) != spoken, "each reader in a language of their own"


def test_what_is_right_is_said_to_have_no_fault(laid):
    assert amended("01", laid([right(COURSE[0]), right("new")])).faults == ()
    assert amended("02", laid([])).faults == ()


def test_a_script_that_answers_and_a_handout_stop_at_a_fault(laid, monkeypatch):
    """Who tries a lesson before class, or prints it, is told by an error."""
    folder = laid([right(COURSE[0], prompt=""), right(COURSE[1])])
    with pytest.raises(InvalidValue, match="question 1, prompt"):
        handouts.questions(folder / "01_trajectory.ipynb")
    with pytest.raises(InvalidValue, match="question 1, prompt"):
        find("new", laid([right("new", prompt="")]))
    laid([right(COURSE[0], prompt=""), right(COURSE[1])])
    monkeypatch.setenv("REGIOLAB_ASK", "answered")
    with pytest.raises(InvalidValue, match="question 1, prompt"):
        regiolab.ask(COURSE[0], folder)
    assert regiolab.ask(COURSE[1], folder).prompt.prompt == MINE


def test_where_nobody_answers_the_fault_stands_with_the_question(laid, monkeypatch):
    monkeypatch.setenv("REGIOLAB_ASK", "open")
    asked = regiolab.ask(COURSE[4], laid([right(COURSE[4], prompt="")]))
    assert isinstance(asked, LessonQuestion)
    shown = []
    monkeypatch.setattr(asking, "display", lambda item, **_more: shown.append(item))
    asked._ipython_display_()
    assert "question 1, prompt" in shown[0].data


def test_the_courses_own_files_are_never_a_teachers():
    folder = course_root() / "notebooks"
    assert amended("01", folder).questions == {} and amended("01", folder).faults == ()
