"""The widgets of the exercises: all by plain methods, nothing preselected, errors shown."""

import json
from collections import Counter

import pytest

import regiolab
from regiolab.exercises import model
from regiolab.exercises import submission as form
from regiolab.widgets import CodingBoard
from regiolab.widgets.worksheet import Head

UNIT, OTHER = "mercosur_1991_economic", "mercosur_1991_political"


@pytest.fixture
def widget(tmp_path):
    return regiolab.exercise("3_classify", folder=tmp_path)


def press(panel, **message):
    """Do what the browser would ask for."""
    panel._received(panel, message, [])


def column(widget, number=0):
    return widget.board.view["columns"][number]


@pytest.mark.parametrize("name", model.names())
def test_nothing_is_preselected_on_any_page(tmp_path, name):
    widget = regiolab.exercise(name, folder=tmp_path)
    for page in range(len(widget.pages)):
        widget.go(page)
        view = widget.board.view
        json.dumps(view, allow_nan=False)
        assert not view.get("choice") and not view.get("order")
        assert not any(item.get("option") for item in view.get("items", []))
        for part in view.get("columns", []):
            assert not any(row["degree"] or row["flags"] for row in part["rows"])
            assert not any(card["cited"] for card in part["cards"])
            assert part["confidence"] == 0 and part["rationale"] == ""
    assert not (tmp_path / f"{name}.answers.json").exists()


def test_both_dimensions_stand_on_one_page(widget):
    assert widget.pages[0] == [UNIT, OTHER]
    assert widget.board.view["heading"] == "Mercosur, 1991–2003"


def test_an_exercise_is_done_by_what_the_browser_sends(widget, tmp_path):
    press(widget.board, do="set", question=UNIT, model="strategic", degree="dominant")
    press(widget.board, do="flag", question=UNIT, model="strategic", flag="emerging", on=True)
    press(widget.board, do="cite", question=UNIT, card="E01", on=True)
    press(widget.board, do="say", question=UNIT, rationale="Because.")
    press(widget.board, do="say", question=UNIT, confidence=3)
    found = form.read(tmp_path / "3_classify.answers.json").rounds[0].answers[UNIT]
    assert (found.models["strategic"].flags, found.cards, found.rationale, found.confidence) == (
        ["emerging"],
        ["E01"],
        "Because.",
        3,
    )
    assert widget.head.view["state"] == "1 of 14 answered"
    press(widget.board, do="undo")
    assert column(widget)["confidence"] == 0


def test_errors_appear_in_the_widget(widget):
    press(widget.board, do="set", question=UNIT, model="socal", degree="element")
    assert "did you mean 'social'?" in widget.board.view["error"]
    for card in ("E01", "E02", "E03", "E04", "E75", "E101"):
        press(widget.board, do="cite", question=UNIT, card=card, on=True)
    assert widget.board.view["error"] == "Cite at most 5 cards: the ones that carry your coding."
    press(widget.board, do="cite", question=UNIT, card="E01", on=False)
    assert widget.board.view["error"] == ""


def test_only_what_is_meant_can_be_called(widget):
    before = widget.board.view
    press(widget.board, do="close")
    press(widget.board, do="__init__")
    press(widget.board)
    assert widget.board.view == before


def test_sealing_asks_first(widget):
    widget.board.set(UNIT, "strategic", "dominant")
    press(widget.head, do="submit")
    assert "13 questions are unanswered" in widget.head.view["asking"]
    press(widget.head, do="dismiss")
    assert widget.head.view["asking"] == "" and widget.head.view["seal"]
    heard = []
    widget.on_submit(heard.append)
    press(widget.head, do="submit", anyway=True)
    assert widget.head.view["seal"] == "" and widget.head.view["round"] == "round 2"
    assert heard[0]["exercise"] == "3_classify"
    assert column(widget)["before"]["text"] == "Round 1: strategic regionalism (dominant)."


def test_a_wrong_answer_is_taken_through_the_three_steps(widget):
    widget.board.set(UNIT, "not_classifiable")
    widget.submit(anyway=True)
    press(widget.board, do="reveal", question=UNIT, step=2)
    assert "one after the other" in widget.board.view["error"]
    for step, heading in ((1, "The rule"), (2, "The passage"), (3, "The reading")):
        assert column(widget)["feedback"]["mark"] is None
        press(widget.board, do="reveal", question=UNIT, step=step)
        assert column(widget)["feedback"]["shown"][-1]["heading"] == heading
    assert column(widget)["feedback"]["mark"]["sum"] == "0 of 6 points"
    said = " ".join(column(widget)["feedback"]["shown"][1]["paragraphs"])
    assert "E01" in said and "S5 ¶3" in said


def test_undo_turns_to_the_page_of_the_change(widget):
    widget.board.set(UNIT, "strategic", "dominant")
    widget.go(3)
    widget.undo()
    assert widget.page == 0 and column(widget)["rows"][0]["degree"] == ""


def test_download_and_upload(widget, tmp_path, monkeypatch):
    widget.board.set(UNIT, "strategic", "dominant")
    sent = []
    monkeypatch.setattr(widget.head, "send", sent.append)
    press(widget.head, do="download")
    other = regiolab.exercise("3_classify", folder=tmp_path / "..")
    other.session.answers.path = tmp_path / "other.json"
    press(other.head, do="upload", name="mine.json", content=sent[0]["content"])
    assert column(other)["rows"][0]["degree"] == "dominant"
    press(other.head, do="upload", name="mine.json", content="{")
    assert "cannot be read" in other.head.view["error"]


def test_other_questions_by_plain_methods(tmp_path):
    widget = regiolab.exercise("1_trajectory", folder=tmp_path)
    press(widget.board, do="answer", order=["asuncion", "nafta"])
    assert widget.board.view["missing"] == ["6 items are left"]
    widget.go(2)
    press(widget.board, do="answer", item="focem", option="era")
    press(widget.board, do="answer", item="focem", option="")
    assert widget.session.answer("phases") is None
    widget.go(5)
    press(widget.board, do="answer", option="contradicted")
    widget.submit()
    assert widget.session.round_of("celac_treaty") == 2
    assert widget.session.round_of("phases") == 1
    assert widget.board.view["keep"]


def test_a_file_that_cannot_be_written_is_said_in_the_head(widget, monkeypatch):
    def refuse(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("regiolab.exercises.answers.write_atomically", refuse)
    widget.board.set(UNIT, "strategic", "dominant")
    assert "No space left on device" in widget.head.view["notices"][0]
    assert widget.head.view["saved"].startswith("not saved")


@pytest.fixture
def described(monkeypatch):
    """Count how often each kind of panel is described."""
    counts = Counter()
    for kind in (CodingBoard, Head):
        real = kind.describe

        def counting(self, kind=kind, real=real):
            counts[kind] += 1
            return real(self)

        monkeypatch.setattr(kind, "describe", counting)
    return counts


@pytest.mark.parametrize(
    "message",
    [
        {"do": "set", "question": UNIT, "model": "strategic", "degree": "dominant"},
        {"do": "set", "question": UNIT, "model": "no such model", "degree": "dominant"},
        {"do": "undo"},
    ],
    ids=["done", "refused", "undone"],
)
def test_a_click_describes_board_and_head_once(widget, described, message):
    widget.board.set(UNIT, "social", "element")
    described.clear()
    press(widget.board, **message)
    assert described == {CodingBoard: 1, Head: 1}
    assert bool(widget.board.view["error"]) == (message.get("model") == "no such model")


@pytest.mark.parametrize(
    ("message", "boards"),
    [
        ({"do": "go", "page": 1}, 1),
        ({"do": "call", "pseudonym": "ana"}, 1),
        ({"do": "submit"}, 0),  # asks first
        ({"do": "submit", "anyway": True}, 1),
        ({"do": "go", "page": 99}, 0),
    ],
    ids=["a new page", "a name", "asked", "sealed", "refused"],
)
def test_a_click_on_the_head_describes_once(widget, described, message, boards):
    described.clear()
    press(widget.head, **message)
    assert described[Head] == 1 and described[CodingBoard] == boards
    json.dumps(widget.head.view, allow_nan=False)
