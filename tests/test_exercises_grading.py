"""Grading: marks as a teacher would give them, and no way for a file to do harm."""

import datetime as dt
import json

import pytest
import students

from regiolab.exercises import coding, feedback, grade, key, model
from regiolab.exercises import submission as form
from regiolab.exercises.submission import ANSWERS, ModelAnswer, Step, Submission

NAMES = model.names()
THREE, KEY = model.read("3_classify"), key.read("3_classify")


def submission(answers: dict, exercise: str = "3_classify", second: dict | None = None) -> Submission:
    made = form.begin(exercise)
    made.rounds[0].answers.update(answers)
    made.rounds[1].answers.update(second or {})
    return made


def coded(models: dict, cards: list[str] = (), at=None, rationale="") -> form.CodeAnswer:
    readings = {
        name: ModelAnswer(degree=value[0], flags=list(value[1:]))
        if isinstance(value, tuple)
        else ModelAnswer(degree=value)
        for name, value in models.items()
    }
    return ANSWERS["code"](at=at or form.now(), models=readings, cards=list(cards), rationale=rationale)


def mark(question: str, answer, key_=KEY):
    return grade(THREE, key_, submission({question: answer})).mark(question)


def points(found) -> dict:
    return {item.name: item.earned for item in found.criteria}


@pytest.fixture(scope="module")
def marks(tmp_path_factory):
    def result(name, student):
        answers = students.answer(name, student, tmp_path_factory.mktemp(student))
        return grade(model.read(name), key.read(name), answers)

    return {(name, student): result(name, student) for name in NAMES for student in students.CODING}


def share(found) -> float:
    return found.earned / found.possible


@pytest.mark.parametrize("name", NAMES)
def test_students_are_marked_in_the_order_in_which_a_teacher_would(marks, name):
    assert share(marks[name, "good"]) >= 0.95
    assert 0.5 <= share(marks[name, "average"]) <= 0.85
    assert share(marks[name, "careless"]) <= 0.45
    assert share(marks[name, "careless"]) < share(marks[name, "average"]) < share(marks[name, "good"])
    assert share(marks[name, "dissenting"]) > share(marks[name, "average"]) - 0.15


@pytest.mark.parametrize("name", ["3_classify", "4_new_cycle", "5_new_cases"])
def test_dissent_with_cards_earns_its_evidence_and_is_never_called_wrong(marks, name):
    found = marks[name, "dissenting"]
    earned, possible = found.by_criterion()["evidence"]
    assert earned == possible
    said = [item for item in found.marks if item.kind == "code"]
    assert {item.status for item in said} <= {"agrees", "documented", "differs", "open"}
    assert any(item.status in ("documented", "differs", "open") for item in said)
    assert not any("wrong" in text.lower() for item in said for text in (item.says, *(c.says for c in item.criteria)))


def test_a_reading_of_another_scholar_earns_its_credit_and_is_named():
    found = mark("unasur_2008_political", coded({"autonomist": "element"}, ["E58", "E95"]))
    assert found.earned == found.possible
    assert found.status == "documented"
    assert "riggirozzi_grugel2015" in found.readings
    assert "Riggirozzi" in found.says


def test_a_different_coding_with_cards_keeps_the_points_for_evidence():
    found = mark("unasur_2008_economic", coded({"productive": "element"}, ["E60", "E135"]))
    assert found.status == "differs"
    assert found.says == "Differs from the article; your cards carry it."
    assert points(found) == {"model": 0, "degree": 0, "flags": 0, "evidence": 2}


def test_without_cards_the_same_coding_is_unsupported():
    found = mark("unasur_2008_economic", coded({"productive": "element"}))
    assert found.status == "unsupported"
    assert found.earned == 0


def test_not_classifiable_is_right_where_it_is_right():
    found = mark("celac_2011_economic", coded({"not_classifiable": None}, ["E67"]))
    assert found.status == "agrees"
    assert found.earned == found.possible


def test_no_model_at_all_is_right_where_the_article_denies_all():
    absent = dict.fromkeys(("acquiescent_realism", "autonomist", "counter_hegemonic"), "absent")
    found = mark("mercosur_1991_political", coded(absent, ["E06"]))
    assert found.status == "agrees"
    assert found.earned == found.possible


def test_credit_is_separate_for_model_degree_flags_and_evidence():
    hybrid = {"strategic": ("element", "weakening"), "social": "element", "productive": "element"}
    question = "mercosur_2003_economic"
    full = points(mark(question, coded(hybrid, ["E08", "E77", "E14"])))
    assert full == {"model": 2, "degree": 1, "flags": 1, "evidence": 2}
    assert points(mark(question, coded({**hybrid, "strategic": "element"}, ["E08", "E77", "E14"])))["flags"] == 0.67
    assert points(mark(question, coded({**hybrid, "social": "dominant"}, ["E08", "E77", "E14"])))["degree"] == 0.83
    assert points(mark(question, coded(hybrid, ["E77", "E14"])))["evidence"] == 1.33
    one = points(mark(question, coded({"social": "element"}, ["E77"])))
    assert one["model"] == 0.67 and one["evidence"] == 2


def test_citing_cards_that_say_nothing_costs_and_counter_evidence_does_not():
    question = "alba_2004_economic"
    found = coding.support(THREE, THREE.question(question), coded({"social": "dominant"}, ["E31", "E33"]))
    assert found.idle == ["E33"] and found.share == 0.75
    found = coding.support(THREE, THREE.question(question), coded({"social": "dominant"}, ["E31", "E143"]))
    assert found.against == ["E143"] and found.share == 1
    found = coding.support(THREE, THREE.question(question), coded({"social": "dominant"}, ["E31", "E01"]))
    assert found.unknown == ["E01"] and found.share == 0.75


def test_unanswered_is_not_wrong():
    found = grade(THREE, KEY, submission({"celac_2011_economic": coded({"not_classifiable": None}, ["E67"])}))
    assert found.mark("alba_2001_economic").earned is None
    assert found.mark("alba_2001_economic").status == "unanswered"
    assert (found.earned, found.markable, found.possible) == (6, 6, 84)
    assert found.answered == 1


def test_the_mark_counts_the_last_answer_before_the_reading_was_opened():
    question = "celac_2011_economic"
    start = dt.datetime(2025, 5, 1, 10, 0, tzinfo=dt.UTC)
    later = [start + dt.timedelta(minutes=n) for n in range(6)]
    wrong, right = {"social": "element"}, {"not_classifiable": None}
    made = submission({question: coded(wrong, at=later[0])}, second={question: coded(right, ["E67"], at=later[2])})
    made.feedback = [Step(question=question, step=step, at=later[step]) for step in (1,)]
    assert grade(THREE, KEY, made).mark(question).round == 2
    assert grade(THREE, KEY, made).mark(question).status == "agrees"
    made.feedback.append(Step(question=question, step=3, at=later[1]))
    found = grade(THREE, KEY, made).mark(question)
    assert (found.round, found.status, found.steps) == (1, "unsupported", 3)
    made.after[question] = coded(right, at=later[5])
    assert grade(THREE, KEY, made).mark(question) == found


def test_without_a_key_evidence_is_marked_and_the_rest_left_open():
    found = mark("celac_2011_economic", coded({"not_classifiable": None}, ["E67"]), None)
    assert points(found) == {"model": None, "degree": None, "flags": None, "evidence": 2}
    assert found.status == "unmarked"


def test_open_cases_are_marked_for_rule_evidence_and_reasons():
    exercise, key_ = model.read("5_new_cases"), key.read("5_new_cases")
    question = "prosur_2019_economic"
    reasons = "A forum that has no treaty cannot have a schedule of free trade, a programme or a fund."
    one = submission({question: coded({"not_classifiable": None}, ["N01"], rationale=reasons)}, "5_new_cases")
    assert grade(exercise, key_, one).mark(question).earned == 6
    two = submission({question: coded({"social": "dominant", "strategic": "dominant"})}, "5_new_cases")
    found = grade(exercise, key_, two).mark(question)
    assert points(found) == {"evidence": 0, "consistent": 0, "rationale": 0}
    assert "nly one model of a dimension can be dominant" in found.criteria[1].says


def test_an_order_given_backwards_earns_nothing_and_a_half_pair_is_worth_half():
    exercise, key_ = model.read("1_trajectory"), key.read("1_trajectory")
    right = key_.keys["road_to_celac"].order

    def earned(order):
        made = submission({"road_to_celac": ANSWERS["order"](at=form.now(), order=order)}, "1_trajectory")
        return grade(exercise, key_, made).mark("road_to_celac").earned

    assert earned(right) == 3
    assert earned(right[::-1]) == 0
    assert earned([right[1], right[0], *right[2:]]) == pytest.approx(2.4)


def test_a_prediction_earns_its_point_by_being_made():
    exercise, key_ = model.read("1_trajectory"), key.read("1_trajectory")
    made = submission({"left_in_2008": ANSWERS["predict"](kind="predict", at=form.now(), choice="few")}, "1_trajectory")
    found = grade(exercise, key_, made).mark("left_in_2008")
    assert found.earned == 1


def test_grading_changes_nothing_and_reads_nothing(monkeypatch):
    made = submission({"celac_2011_economic": coded({"not_classifiable": None}, ["E67"])})
    before = made.model_dump_json()
    first = grade(THREE, KEY, made)

    def refuse(*_arguments, **_options):
        raise AssertionError("grading opened something")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("socket.socket", refuse)
    assert grade(THREE, KEY, made) == first
    assert made.model_dump_json() == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x80\x04\x95", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b"{}", "x.json cannot be read: format: it does not say that it is a submission"),
        (b'{"format": "regiolab-submission/2"}', "this version reads regiolab-submission/1"),
        (b" " * 1_000_001, "a submission at most 1,000,000"),
    ],
)
def test_what_is_no_submission_is_refused_in_one_sentence(content, says):
    with pytest.raises(ValueError, match=says):
        form.own(content, "x.json")


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../etc/passwd"},
        {"exercise": "../keys"},
        {"pseudonym": "a\nb"},
        {"extra": 1},
        {"rounds": []},
        {"feedback": [{"question": "q", "step": 4, "at": "2025-01-01T00:00:00Z"}]},
    ],
)
def test_a_submission_that_breaks_the_format_is_refused(change):
    data = json.loads(form.dump(submission({}))) | change
    with pytest.raises(ValueError, match="breaks the format"):
        form.own(json.dumps(data).encode(), "x.json")


def test_a_residual_answer_beside_a_model_is_refused():
    with pytest.raises(ValueError, match="excludes any model"):
        coded({"not_classifiable": None, "social": "element"})


def test_what_is_written_can_be_read_again():
    made = submission({"celac_2011_economic": coded({"not_classifiable": None}, ["E67"], rationale="<b>ñ</b>")})
    assert form.own(form.dump(made), "x.json") == made


def test_the_schema_describes_what_is_written():
    jsonschema = pytest.importorskip("jsonschema")
    made = submission({"celac_2011_economic": coded({"social": ("element", "on_paper")}, ["E67"])})
    jsonschema.validate(json.loads(form.dump(made)), form.schema())


@pytest.mark.parametrize(("mode", "last"), [("none", 0), ("rule", 1), ("passage", 2), ("full", 3)])
def test_modes_of_feedback(mode, last):
    entry = KEY.keys["celac_2011_economic"]
    assert feedback.last_step(mode, entry) == last
    assert feedback.last_step(mode, None) == min(last, 2)
