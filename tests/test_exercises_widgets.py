"""The widgets of the exercises: all by plain methods, nothing preselected, errors shown."""

import json
import shutil
from collections import Counter

import pytest

import regiolab
from regiolab.exercises import deck, model
from regiolab.exercises import submission as form
from regiolab.widgets import CodingBoard
from regiolab.widgets.worksheet import Head

UNIT, OTHER = "mercosur_1991_economic", "mercosur_1991_political"


@pytest.fixture
def widget(tmp_path):
    made = regiolab.exercise("3_classify", folder=tmp_path)
    made.go(made.names.index(UNIT))
    return made


def press(panel, **message):
    """Do what the browser would ask for."""
    panel._received(panel, message, [])


def degree(widget, model_="strategic") -> str:
    return next(row["degree"] for row in widget.board.view["rows"] if row["model"] == model_)


@pytest.mark.parametrize("name", model.names())
def test_nothing_is_preselected_on_any_page(tmp_path, name):
    widget = regiolab.exercise(name, folder=tmp_path)
    for page in range(len(widget.names)):
        widget.go(page)
        view = widget.board.view
        json.dumps(view, allow_nan=False)
        assert not view.get("choice") and not view.get("order") and not view.get("row")
        assert not any(item.get("option") for item in view.get("items", []))
        assert not any(row["degree"] or row["flags"] for row in view.get("rows", []) if "degree" in row)
        assert not any(card["filed"] for card in view.get("cards", []))
        assert not view.get("confidence") and not view.get("rationale")
        assert not view["feedback"]["steps"] and not view["before"]
    widget.go(len(widget.names))
    assert widget.board.view["kind"] == "end" and not widget.board.view["again"]
    assert not (tmp_path / f"{name}.answers.json").exists()
    assert widget.head.view["saved_at"] == "" and widget.head.view["saved"]


def test_a_unit_has_a_page_with_its_types_conditions_and_cards(widget):
    widget.go(widget.names.index(UNIT))
    view = widget.board.view
    assert view["heading"] == "Mercosur, 1991–2003 · economic models" and view["points"] == "6 points"
    social = next(row for row in view["rows"] if row["model"] == "social")
    assert [item["condition"] for item in social["conditions"]] == list(
        deck.known_conditions(widget.session.exercise.question(UNIT))["social"]
    )
    assert view["rule"] and len(view["cards"]) >= 8
    assert len({card["text"] for card in view["cards"]}) == len(view["cards"])


def test_an_exercise_is_done_by_what_the_browser_sends(widget, tmp_path):
    press(widget.board, do="set", question=UNIT, model="strategic", degree="dominant")
    press(widget.board, do="flag", question=UNIT, model="strategic", flag="emerging", on=True)
    press(widget.board, do="file", question=UNIT, card="E01", condition="str_insertion", side="for")
    press(widget.board, do="file", question=UNIT, card="E01", condition="str_insertion", side="against")
    press(widget.board, do="file", question=UNIT, card="E02", condition="str_selective_state", side="for")
    press(widget.board, do="file", question=UNIT, card="E02", condition="str_selective_state", side="for", on=False)
    press(widget.board, do="say", question=UNIT, rationale="Because.")
    press(widget.board, do="say", question=UNIT, confidence=3)
    found = form.read(tmp_path / "3_classify.answers.json").rounds[0].answers[UNIT]
    assert (found.models["strategic"].flags, found.rationale, found.confidence) == (["emerging"], "Because.", 3)
    assert [(item.card, item.condition, item.side) for item in found.filings] == [("E01", "str_insertion", "against")]
    assert widget.head.view["state"].startswith("1 of ")
    press(widget.board, do="undo")
    assert widget.board.view["confidence"] == 0


def test_bars_count_the_students_own_filings_and_the_rule_is_told(widget):
    for card, condition in (("E107", "str_insertion"), ("E01", "str_free_trade"), ("E02", "str_selective_state")):
        widget.board.file(card, condition)
    bar = next(row["bar"] for row in widget.board.view["rows"] if row["model"] == "strategic")
    assert bar == [3, 4]
    widget.board.set("strategic", "element")
    [warning] = widget.board.view["warnings"]
    assert "strategic regionalism (dominant)" in warning
    widget.board.set("social", "dominant")
    widget.board.set("strategic", "dominant")
    assert any("Only one model" in text for text in widget.board.view["warnings"])


def test_errors_appear_in_the_widget(widget):
    press(widget.board, do="set", question=UNIT, model="socal", degree="element")
    assert "did you mean 'social'?" in widget.board.view["error"]
    press(widget.board, do="file", question=UNIT, card="E01", condition="str_insertion", side="beside")
    assert "is not a side" in widget.board.view["error"]
    press(widget.board, do="file", question=UNIT, card="E01", condition="acq_alliance")
    assert "is not a condition of this dimension" in widget.board.view["error"]
    press(widget.board, do="file", question=UNIT, card="E01", condition="str_insertion")
    assert widget.board.view["error"] == ""


def test_every_message_is_answered_after_it_was_done(widget, monkeypatch):
    sent = []
    monkeypatch.setattr(widget.board, "send", lambda content: sent.append((content, degree(widget))))
    press(widget.board, do="set", question=UNIT, model="strategic", degree="element", n="tab-1")
    press(widget.board, do="set", question=UNIT, model="no such", degree="element", n="tab-2")
    assert sent == [({"ack": f"tab-{n}", "saved": True}, "element") for n in (1, 2)]


def test_an_answer_says_whether_the_file_was_written(widget, monkeypatch):
    def refuse(*_arguments):
        raise OSError(28, "No space left on device")

    sent = []
    monkeypatch.setattr(widget.board, "send", sent.append)
    with monkeypatch.context() as full:
        full.setattr("regiolab.exercises.safekeeping.write_atomically", refuse)
        press(widget.board, do="set", question=UNIT, model="strategic", degree="element", n="tab-1")
    press(widget.board, do="set", question=UNIT, model="strategic", degree="dominant", n="tab-2")
    assert sent == [{"ack": "tab-1", "saved": False}, {"ack": "tab-2", "saved": True}]


def test_a_question_whether_anybody_is_there_changes_nothing(widget, described, monkeypatch):
    sent = []
    monkeypatch.setattr(widget.board, "send", sent.append)
    described.clear()
    press(widget.board, do="ping", n="tab-1")
    assert sent == [{"ack": "tab-1", "saved": True}] and not described


def test_a_residual_answer_that_comes_twice_stays_given(widget):
    for _time in range(2):
        press(widget.board, do="set", question=UNIT, model="not_classifiable", on=True)
    assert degree(widget, "not_classifiable") == "given"
    for _time in range(2):
        press(widget.board, do="set", question=UNIT, model="not_classifiable", on=False)
    assert degree(widget, "not_classifiable") == ""


@pytest.mark.parametrize("exercise", ["3_classify", "4_new_cycle"])
def test_what_was_left_open_is_neither_right_nor_passed_over(tmp_path, exercise):
    widget = regiolab.exercise(exercise, folder=tmp_path)
    for question in widget.names:  # for training each is sealed by itself
        widget.session.submit(question, anyway=True)
    marked = [item.id for item in widget.session.exercise.questions if item.kind == "code"]
    for question in marked:
        for step in (1, 2, 3):
            widget.session.open(question, step)
        signs = {row["sign"] for row in widget.session.comparison(question)["rows"]}
        assert signs <= {"", "✗"}, question
    again = {item["page"]: item["says"] for item in widget.missed()}
    assert again == dict.fromkeys(map(widget.names.index, marked), "Not answered.")


def test_the_head_says_which_question_is_checked_by_itself(tmp_path):
    widget = regiolab.exercise("3_classify", folder=tmp_path)
    assert widget.head.view["checks"] == "nafta_1994_economic" and widget.head.view["seal"] == "Check"
    widget.go(2)
    assert widget.head.view["checks"] == "" and widget.head.view["seal"] == "Seal round 1"
    widget.go(0)
    press(widget.head, do="submit", anyway=True)
    assert widget.head.view["checks"] == widget.head.view["seal"] == ""
    assert len(widget.board.view["feedback"]["shown"]) == 3


def test_the_last_page_sums_as_the_pages_do_and_names_parts_where_there_are_any(tmp_path):
    widget = regiolab.exercise("1_trajectory", folder=tmp_path)
    session = widget.session
    session.order("founding_acts", [item.id for item in session.exercise.question("founding_acts").items][:5])
    session.choose("celac_treaty", "supported")
    for question in ("founding_acts", "celac_treaty"):
        session.submit(question, anyway=True)
        for step in (1, 2, 3):
            session.open(question, step)
    assert session.mark("founding_acts").earned == 1.25
    assert widget.points().startswith("1.25 of 6 points")
    order, judged = (item["says"] for item in widget.missed())
    assert "Mercosur" in order and judged == ""


def test_what_did_not_arrive_is_taken_over_as_new_changes(widget):
    actions = [
        {"do": "set", "question": UNIT, "model": "strategic", "degree": "dominant", "n": "x-1"},
        {"do": "file", "question": UNIT, "card": "E01", "condition": "str_insertion", "side": "for"},
        {"do": "say", "question": UNIT, "rationale": "typed while nobody listened"},
        {"do": "set", "question": OTHER, "model": "autonomist", "degree": "element"},
        {"do": "set", "question": "gone", "model": "autonomist", "degree": "element"},
        {"do": "submit", "question": UNIT, "anyway": True},
        {"do": "set", "question": UNIT, "model": "nothing", "degree": "element"},
        {"do": "call", "pseudonym": "ana"},
    ]
    press(widget.head, do="replay", actions=actions)
    answer = widget.session.answer(UNIT)
    assert answer.models["strategic"].degree == "dominant" and answer.filings[0].card == "E01"
    assert answer.rationale.startswith("typed") and widget.session.answer(OTHER).models
    assert widget.session.round_of(UNIT) == 1
    view = widget.head.view
    assert view["taken"] == "5 changes were taken over." and view["notices"][0] == (
        "Left out: another question: a change that is not known here: it is of a question that is not here."
    )
    assert "it is not a change of an answer" in view["notices"][1] and "'nothing'" in view["notices"][2]
    assert widget.session.answers.submission.pseudonym == "ana"
    # one sees what came back, and is told of it once
    assert widget.board.question == OTHER
    press(widget.head, do="go", page=0)
    assert widget.head.view["taken"] == "" and widget.head.view["notices"] == []


def test_where_nothing_could_be_taken_over_only_that_is_said(widget):
    shown = widget.page
    press(widget.head, do="replay", actions=[{"do": "set", "question": "gone", "model": "x", "degree": "element"}])
    assert widget.head.view["taken"] == "" and len(widget.head.view["notices"]) == 1
    assert widget.page == shown


@pytest.mark.parametrize(
    ("exercise", "action", "said"),
    [
        ("3_classify", {"do": "set", "question": UNIT, "model": "social", "degree": "element"}, "social regionalism: "),
        ("3_classify", {"do": "set", "question": UNIT, "model": "social", "degree": None}, "taken back"),
        ("3_classify", {"do": "set", "question": UNIT, "model": "not_classifiable", "on": True}, "given"),
        ("3_classify", {"do": "flag", "question": UNIT, "model": "social", "flag": "emerging"}, "“emerging” set"),
        ("3_classify", {"do": "file", "question": UNIT, "card": "E01", "condition": "str_insertion"}, "E01 filed for"),
        ("3_classify", {"do": "say", "question": UNIT, "rationale": "x" * 500}, " …”"),
        ("3_classify", {"do": "say", "question": UNIT, "confidence": 3}, "sure"),
        ("3_classify", {"do": "keep", "question": UNIT}, "round 1"),
        ("3_classify", {"do": "call", "pseudonym": "ana"}, "Pseudonym: ana"),
        ("1_trajectory", {"do": "answer", "question": "road_to_celac", "order": ["contadora", "rio"]}, " → "),
        ("1_trajectory", {"do": "answer", "question": "phases", "item": "focem", "option": "era"}, ": "),
        ("1_trajectory", {"do": "answer", "question": "celac_treaty", "option": "contradicted"}, "ontradicted"),
        ("1_trajectory", {"do": "answer", "question": "celac_treaty", "option": ["odd"]}, "not known here"),
        ("1_trajectory", {"question": "celac_treaty"}, "not known here"),
    ],
)
def test_a_change_that_did_not_arrive_is_told_in_words(tmp_path, monkeypatch, exercise, action, said):
    widget = regiolab.exercise(exercise, folder=tmp_path)
    sent = []
    monkeypatch.setattr(widget.head, "send", sent.append)
    press(widget.head, do="tell", actions=[action])
    [[text]] = [message["told"] for message in sent]
    assert said in text


def test_only_what_is_meant_can_be_called(widget):
    before = widget.board.view
    press(widget.board, do="close")
    press(widget.board, do="__init__")
    press(widget.board)
    assert widget.board.view == before


def test_sealing_asks_first(widget):
    widget.board.set("strategic", "dominant")
    press(widget.head, do="submit")
    assert "questions are unanswered" in widget.head.view["asking"]
    press(widget.head, do="dismiss")
    assert widget.head.view["asking"] == "" and widget.head.view["seal"]
    heard = []
    widget.on_submit(heard.append)
    press(widget.head, do="submit", anyway=True)
    assert widget.head.view["seal"] == "" and widget.head.view["round"] == "round 2"
    assert heard[0]["exercise"] == "3_classify"
    # the second round begins as a copy, and says so only where one changed
    assert degree(widget) == "dominant" and widget.board.view["before"] == ""
    widget.board.set("strategic", "element")
    assert widget.board.view["before"].startswith("Round 1: models: strategic regionalism (dominant).")
    press(widget.board, do="keep", question=UNIT)
    assert degree(widget) == "dominant" and not widget.board.view["keep"]


def test_a_wrong_answer_is_taken_through_the_three_steps(widget):
    widget.board.set("not_classifiable")
    widget.submit(anyway=True)
    press(widget.board, do="reveal", question=UNIT, step=2)
    assert "one after the other" in widget.board.view["error"]
    for step, heading in ((1, "The rule"), (2, "The passage"), (3, "The reading")):
        assert widget.board.view["feedback"]["mark"] is None and widget.board.view["feedback"]["comparison"] is None
        press(widget.board, do="reveal", question=UNIT, step=step)
        assert widget.board.view["feedback"]["shown"][-1]["heading"] == heading
    view = widget.board.view["feedback"]
    assert view["mark"]["sum"] == "0 of 6 points"
    said = " ".join(view["shown"][1]["paragraphs"])
    assert "E01" in said and "S5 ¶3" in said
    signs = {row["name"]: row["sign"] for row in view["comparison"]["rows"]}
    assert signs["strategic regionalism"] == "✗" and signs["not classifiable"] == "✗"
    assert view["comparison"]["columns"][:2] == ["You", "The article"]
    widget.go(len(widget.names))
    assert widget.board.view["again"][0]["page"] == widget.names.index(UNIT)
    press(widget.board, do="turn", page=widget.board.view["again"][0]["page"])
    assert widget.board.question == UNIT


def test_what_is_changed_after_the_passage_is_said_not_to_count(widget):
    widget.board.set("strategic", "element")
    widget.submit(anyway=True)
    assert "half of what you gain" in widget.board.view["feedback"]["cost"]
    for step in (1, 2):
        widget.board.reveal(step)
    assert "no longer marked" in widget.board.view["frozen"] and widget.board.view["feedback"]["cost"] == ""


def test_undo_turns_to_the_page_of_the_change(widget):
    widget.board.set("strategic", "dominant")
    widget.go(3)
    widget.undo()
    assert widget.page == widget.names.index(UNIT) and degree(widget) == ""


def test_download_and_upload(widget, tmp_path, monkeypatch):
    widget.board.set("strategic", "dominant")
    sent = []
    monkeypatch.setattr(widget.head, "send", sent.append)
    press(widget.head, do="download")
    (tmp_path / "other").mkdir()
    other = regiolab.exercise("3_classify", folder=tmp_path / "other")
    other.go(other.names.index(UNIT))
    press(other.head, do="upload", name="mine.json", content=sent[0]["content"])
    assert degree(other) == "dominant"
    press(other.head, do="upload", name="mine.json", content="{")
    assert "cannot be read" in other.head.view["error"]


def test_a_conflict_is_shown_and_settled_in_the_head(widget, tmp_path):
    widget.board.set("strategic", "element")
    (tmp_path / "other").mkdir()
    shutil.copy(tmp_path / "3_classify.answers.json", tmp_path / "other")
    other = regiolab.exercise("3_classify", folder=tmp_path / "other")
    other.session.code(UNIT, "strategic", "dominant")
    widget.board.set("social", "element")
    press(widget.head, do="upload", name="o.json", content=other.session.answers.download().decode())
    assert widget.head.view["conflict"]["questions"] == ["Mercosur 1991, economic"]
    press(widget.head, do="settle", other=True)
    assert widget.head.view["conflict"] is None and degree(widget) == "dominant" and degree(widget, "social") == ""


def test_other_questions_by_plain_methods(tmp_path):
    widget = regiolab.exercise("1_trajectory", folder=tmp_path)
    press(widget.board, do="answer", order=["asuncion", "nafta"])
    assert widget.board.view["missing"] == ["6 items are left"] and "better of two" in widget.board.view["formula"]
    widget.go(2)
    press(widget.board, do="answer", item="focem", option="era")
    press(widget.board, do="answer", item="focem", option="")
    assert widget.session.answer("phases") is None
    widget.go(5)
    press(widget.board, do="answer", option="contradicted")
    widget.submit()
    assert widget.session.round_of("celac_treaty") == 2
    assert widget.session.round_of("phases") == 1
    assert widget.board.view["choice"] == "contradicted" and not widget.board.view["keep"]


def test_a_file_that_cannot_be_written_is_said_in_the_head(widget, monkeypatch):
    def refuse(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("regiolab.exercises.safekeeping.write_atomically", refuse)
    widget.board.set("strategic", "dominant")
    assert "No space left on device" in widget.head.view["notices"][0]
    assert not widget.head.view["saved"] and widget.head.view["place"].startswith("Not saved")


def test_the_room_is_told_once_ones_own_answer_is_sealed(tmp_path):
    counts = {"1": {"n": 20, "counts": {"strategic:dominant": 13, "social:element": 7}}}
    made = {"format": "regiolab-class/1", "made": "2026-11-29T10:00:00Z", "exercises": {"3_classify": {UNIT: counts}}}
    (tmp_path / "class.json").write_text(json.dumps(made), encoding="utf-8")
    widget = regiolab.exercise("3_classify", folder=tmp_path)
    widget.go(widget.names.index(UNIT))
    assert widget.board.view["room"] == ""
    widget.submit(anyway=True)
    assert widget.board.view["room"] == "65% of your seminar (20 answers) chose strategic regionalism (dominant)."


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "regiolab-class/2"}', '{"exercises": {"3_classify": 3}}'])
def test_a_damaged_file_of_the_room_is_nobodys_trouble(tmp_path, content):
    (tmp_path / "class.json").write_text(content, encoding="utf-8")
    widget = regiolab.exercise("3_classify", folder=tmp_path)
    widget.submit(anyway=True)
    assert widget.board.view["room"] == ""


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
    widget.board.set("social", "element")
    described.clear()
    press(widget.board, **message)
    assert described == {CodingBoard: 1, Head: 1}
    assert bool(widget.board.view["error"]) == (message.get("model") == "no such model")


@pytest.mark.parametrize(
    ("message", "boards"),
    [
        ({"do": "go", "page": 3}, 1),
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


def test_one_dominant_model_is_no_breach(widget):
    widget.board.set("strategic", "dominant")
    assert widget.board.view["warnings"] == []


def test_a_rationale_is_missed_only_where_it_is_asked_for_and_not_given(tmp_path):
    session = regiolab.exercise("5_new_cases", folder=tmp_path).session
    unit = session.exercise.questions[0].id
    session.code(unit, "strategic", "element")
    assert "no rationale" in session.missing(unit)
    session.say(unit, rationale="Because.")
    assert "no rationale" not in session.missing(unit)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_feedback_says_which_step_it_is(widget, step):
    widget.board.set("strategic", "element")
    widget.submit(anyway=True)
    opened = [widget.session.open(UNIT, number) for number in range(1, step + 1)]
    assert [item.step for item in opened] == list(range(1, step + 1))


def test_a_prediction_adds_nothing_to_an_exercise():
    for name in model.names():
        exercise = model.read(name)
        assert all(question.points == 0 for question in exercise.questions if question.kind == "predict")
        assert exercise.points == sum(question.points for question in exercise.questions if question.kind != "predict")
