"""Grading: marks as a teacher would give them, and no way for a file to do harm."""

import json

import pytest
import students

from regiolab.exercises import beside, coding, deck, feedback, grade, guessing, key, model
from regiolab.exercises import submission as form
from regiolab.exercises.submission import ANSWERS, OrderAnswer, Submission

NAMES = model.names()
UNITS = [
    "mercosur_1991_economic",
    "mercosur_1991_political",
    "mercosur_2003_economic",
    "alba_2004_economic",
    "pacific_alliance_2011_economic",
    "unasur_2008_economic",
    "unasur_2008_political",
    "celac_2011_economic",
]


def of_units() -> tuple[model.Exercise, key.Key]:
    """Return an exercise on units of the course, with the key of exercise 3 where it has the unit."""
    parts = {"kind": "code", "prompt": "p", "rule": "r", "passage": "s", "rubric": {"coding": 6}}
    questions = [{**parts, "id": unit, "unit": unit} for unit in UNITS]
    whole = {"format": "regiolab-exercise/1", "exercise": "3_classify", "title": "t", "summary": "s", "minutes": 1}
    made = model.Exercise.model_validate({**whole, "questions": questions})
    known = key.read("3_classify").keys
    entries = {name: known.get(name) or key.CodeKey(kind="code", why="w") for name in UNITS}
    for name, entry in entries.items():
        key.complete(entry, made, made.question(name))
    return made, key.Key(exercise="3_classify", keys=entries)


THREE, KEY = of_units()


def submission(answers: dict, exercise: str = "3_classify", second: dict | None = None) -> Submission:
    made = form.begin(exercise)
    made.rounds[0].answers.update(answers)
    made.rounds[1].answers.update(second or {})
    return made


def coded(models: dict, *filings: tuple[str, ...], rationale: str = "", flags: dict | None = None) -> form.CodeAnswer:
    made = coding.answer(models, *filings)
    made.rationale = rationale
    for name, given in (flags or {}).items():
        made.models[name].flags = given
    return made


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
    assert share(marks[name, "careless"]) <= 0.25
    assert share(marks[name, "careless"]) < share(marks[name, "average"]) < share(marks[name, "good"])
    assert share(marks[name, "dissenting"]) > share(marks[name, "careless"])


@pytest.mark.parametrize("name", ["3_classify", "4_new_cycle", "5_new_cases"])
def test_dissent_with_cards_is_never_called_wrong(marks, name):
    said = [item for item in marks[name, "dissenting"].marks if item.kind == "code"]
    assert {item.status for item in said} <= {"agrees", "documented", "argued", "differs", "partly", "open"}
    assert any(item.status in ("documented", "argued", "differs", "open") for item in said)
    assert not any("wrong" in text.lower() for item in said for text in (item.says, *(c.says for c in item.criteria)))


def test_a_reading_of_another_scholar_earns_its_credit_and_is_named():
    found = mark("unasur_2008_political", coded({"autonomist": "element"}, ("E58", "aut_common_policies")))
    assert found.earned == found.possible
    assert found.status == "documented"
    assert "riggirozzi_grugel2015" in found.readings
    assert "Riggirozzi" in found.says


def test_a_coding_that_the_key_argues_for_earns_all_with_its_cards():
    found = mark("unasur_2008_economic", coded({"productive": "element"}, ("E60", "pro_solidarity")))
    assert (found.status, found.measured) == ("argued", "argued")
    assert found.earned == found.possible and found.says == "Differs from the article; the key argues for it."


def test_a_coding_that_nobody_gives_keeps_half_where_its_cards_carry_it():
    filed = [("E58", "aut_common_policies"), ("E123", "aut_room")]
    found = mark("unasur_2008_political", coded({"autonomist": "dominant"}, *filed))
    # nobody lets it dominate: an element is what Riggirozzi sees, so a degree is one step off
    assert found.earned == found.possible / 2 and found.status in ("differs", "partly")


def test_signs_compare_with_somebody_elses_reading_and_never_with_ones_own():
    """A tick beside a reading that says otherwise would be taken for agreement with it."""
    exercise, key_ = model.read("3_classify"), key.read("3_classify")
    question = exercise.question("mercosur_2003_political")
    answer = coded({"counter_hegemonic": "dominant"}, ("E80", "ctr_challenge"))
    assert coding.measure(exercise, question, key_.keys[question.id], answer).by == coding.OWN
    found = beside.beside(exercise, question, key_.keys[question.id], answer)
    signs = {row["name"]: row["sign"] for row in found["rows"]}
    assert found["columns"][:2] == ["You", "The article"]
    assert signs["autonomist model"] == signs["counter-hegemonic regionalism"] == beside.WRONG


def test_without_cards_no_coding_earns_anything():
    for models in ({"productive": "element"}, {"not_classifiable": None}, {"social": "element"}):
        found = mark("unasur_2008_economic", coded(models))
        assert found.earned == 0
    assert "no card that you filed bears it out" in mark("unasur_2008_economic", coded({"not_classifiable": None})).says


def test_not_classifiable_is_right_where_it_is_right():
    found = mark("celac_2011_economic", coded({"not_classifiable": None}, ("E67", "ncl_no_scheme")))
    assert found.status == "agrees"
    assert found.earned == found.possible


def test_no_model_at_all_is_right_where_the_article_denies_all():
    absent = dict.fromkeys(("acquiescent_realism", "autonomist", "counter_hegemonic"), "absent")
    filed = [("E06", "acq_alliance", "against"), ("E07", "acq_avoidance", "against")]
    found = mark("mercosur_1991_political", coded(absent, *filed))
    assert found.status == "agrees" and found.earned == found.possible
    assert mark("mercosur_1991_political", coded(absent, filed[0])).earned == found.possible / 2
    assert mark("mercosur_1991_political", coded(absent)).earned == 0


def test_a_degree_one_step_off_and_a_missing_card_cost_their_share():
    question = "mercosur_2003_economic"
    hybrid = dict.fromkeys(("strategic", "social", "productive"), "element")
    truth = deck.shown(THREE, THREE.question(question))
    one = {
        deck.model_of_condition(place, THREE): (card, place)
        for card, pairs in truth.items()
        for place, side in pairs
        if side == "for"
    }
    assert points(mark(question, coded(hybrid, *one.values()))) == {"coding": 6}
    assert points(mark(question, coded({**hybrid, "social": "dominant"}, *one.values()))) == {"coding": 5}
    assert points(mark(question, coded(hybrid, one["social"], one["productive"])))["coding"] == 4


def test_an_order_in_part_is_signed_by_the_places_among_what_was_placed():
    exercise, entries = model.read("1_trajectory"), key.read("1_trajectory")
    question, entry = exercise.question("founding_acts"), entries.keys["founding_acts"]
    rest = entry.order[::2][1:]

    def shown(order):
        return beside.beside(exercise, question, entry, OrderAnswer(at=form.now(), order=order))

    part = shown(rest)
    assert len(part["columns"]) == 3 and all(len(row["cells"]) == 3 for row in part["rows"])
    # what was placed stands right, though none has its place in the whole
    assert [row["sign"] for row in part["rows"]] == ["✓" if item in rest else "✗" for item in entry.order]
    assert [row["cells"] for row in part["rows"]][:3] == [["–", "–", "1"], ["–", "–", "2"], ["1", "1", "3"]]
    whole = shown(entry.order)
    assert len(whole["columns"]) == 2 and {row["sign"] for row in whole["rows"]} == {"✓"}
    assert {row["sign"] for row in shown([])["rows"]} == {"✗"} and len(shown([])["columns"]) == 2


def test_cards_that_show_nothing_cost_and_honest_counter_evidence_does_not():
    question, models = "alba_2004_economic", {"social": "dominant"}
    filed = [("E31", "soc_purpose"), ("E112", "soc_redistribution")]

    def earned(*more):
        return mark(question, coded(models, *filed, *more)).earned

    assert earned() == 6  # the reading of Aranda and Salinas
    assert earned(("E34", "soc_standards_rights", "against")) == 6
    assert earned(("E33", "soc_standards_rights")) == 4  # two of three show something
    assert earned(("E150", "soc_standards_rights")) == 6  # not on offer here


def test_a_deviation_that_the_reading_sees_is_worth_a_quarter_of_its_degree():
    question = "pacific_alliance_2011_economic"
    truth = deck.shown(THREE, THREE.question(question))
    filed = {place: (card, place) for card, pairs in truth.items() for place, side in sorted(pairs) if side == "for"}
    two = [pair for place, pair in filed.items() if place.startswith("str_")][:2]
    entry = KEY.keys[question].model_copy(update={"readings": [KEY.keys[question].article]})
    measured = [
        coding.measure(THREE, THREE.question(question), entry, coded({"strategic": "dominant"}, *two, flags=flags))
        for flags in ({}, {"strategic": ["deviation"]})
    ]
    assert [round(item.share, 2) for item in measured] == [0.75, 1.0]


def test_a_rationale_is_for_a_person_to_mark_and_stands_beside_the_total():
    exercise, key_ = model.read("5_new_cases"), key.read("5_new_cases")
    question = "prosur_2019_economic"
    made = submission({question: coded({"social": "element"}, rationale="bla " * 50)}, "5_new_cases")
    found = grade(exercise, key_, made).mark(question)
    assert points(found) == {"evidence": 0, "consistent": 0, "rationale": None}
    assert found.possible == 4 and found.criteria[-1].says == "To be marked by your instructor."


def test_unanswered_is_not_wrong():
    answer = coded({"not_classifiable": None}, ("E67", "ncl_no_scheme"))
    found = grade(THREE, KEY, submission({"celac_2011_economic": answer}))
    other = next(item.question for item in found.marks if item.question != "celac_2011_economic")
    assert found.mark(other).earned is None
    assert found.mark(other).status == "unanswered"
    assert (found.earned, found.markable, found.possible) == (6, 6, THREE.points)
    assert found.answered == 1


def test_half_of_what_is_gained_after_sealing_is_added():
    question = "celac_2011_economic"
    right = coded({"not_classifiable": None}, ("E67", "ncl_no_scheme"))
    found = grade(THREE, KEY, submission({question: coded({"social": "element"})}, second={question: right}))
    assert (found.mark(question).earned, found.mark(question).round) == (3, 2)
    assert "half of the gain is added" in found.mark(question).criteria[0].says
    found = grade(THREE, KEY, submission({question: right}, second={question: coded({"social": "element"})}))
    assert found.mark(question).earned == 6  # nothing done after sealing lowers a mark


def test_without_a_key_a_coding_is_left_to_the_instructor():
    found = mark("celac_2011_economic", coded({"not_classifiable": None}, ("E67", "ncl_no_scheme")), None)
    assert points(found) == {"coding": None}
    assert found.status == "unmarked"


def test_choices_are_corrected_for_guessing_by_blocks():
    exercise, key_ = model.read("1_trajectory"), key.read("1_trajectory")
    block = exercise.block("celac_treaty")
    right = {name: ANSWERS["judge"](kind="judge", at=form.now(), choice=key_.keys[name].choice) for name in block}

    def earned(*names):
        made = submission({name: right[name] for name in names}, "1_trajectory")
        return grade(exercise, key_, made).by_criterion()["answer"]

    assert len(block) == 4 and guessing.best_constant(item.choice for item in right.values()) == 2
    assert earned(*block) == (8, 8)
    assert earned(*block[:2]) == (0, 8) and earned(*block[:3])[0] == pytest.approx(4, abs=0.02)


def test_a_right_answer_given_up_is_said_to_count():
    exercise, key_ = model.read("1_trajectory"), key.read("1_trajectory")
    block = exercise.block("celac_treaty")

    def given(name, wrong=False):
        options = [item.id for item in exercise.question(name).options if item.id != key_.keys[name].choice]
        choice = options[0] if wrong else key_.keys[name].choice
        return ANSWERS["judge"](kind="judge", at=form.now(), choice=choice)

    made = submission({name: given(name) for name in block}, "1_trajectory", {block[0]: given(block[0], wrong=True)})
    found = grade(exercise, key_, made)
    assert found.by_criterion()["answer"] == (8, 8)
    said = {
        name: "The sealed answer earned 100%, and that counts." in found.mark(name).criteria[0].says for name in block
    }
    assert [name for name, says in said.items() if says] == [block[0]]


@pytest.mark.parametrize(("filings", "told"), [((), "0%"), ((("N10", "str_free_trade"),), "50%")])
def test_the_rule_kept_says_why_it_earns_no_more_than_the_cards(filings, told):
    exercise, key_ = model.read("5_new_cases"), key.read("5_new_cases")
    question = exercise.question("tpp_2010_economic")
    answer = coding.answer({}, *filings)
    answer.models = coding.by_rule(question, answer.filings)
    found = grade(exercise, key_, submission({question.id: answer}, "5_new_cases")).mark(question.id)
    rule = next(item for item in found.criteria if item.name == "consistent")
    assert rule.earned < rule.possible and f"That counts for as much as the cards show: {told}." in rule.says


def test_a_single_choice_counts_with_the_row_that_decides_it():
    options = [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}]
    question = {"id": "q", "kind": "choose", "prompt": "p", "rule": "r", "passage": "s", "worth": 4, "options": options}
    whole = {"format": "regiolab-exercise/1", "exercise": "e", "title": "t", "summary": "s", "minutes": 1}
    with pytest.raises(ValueError, match="'q' can be guessed"):
        model.Exercise.model_validate({**whole, "questions": [question]})
    question["rows"] = [{"id": "one", "text": "1"}, {"id": "two", "text": "2"}]
    exercise = model.Exercise.model_validate({**whole, "questions": [question]})
    entry = {"kind": "choose", "choice": "a", "row": "two", "why": "w"}
    key_ = key.Key.model_validate({"exercise": "e", "keys": {"q": entry}})

    def earned(choice, row):
        answer = ANSWERS["choose"](kind="choose", at=form.now(), choice=choice, row=row)
        return grade(exercise, key_, submission({"q": answer}, "e")).earned

    assert [earned("a", "two"), earned("a", "one"), earned("a", None), earned("b", "two")] == [4, 1, 1, 0]


def test_an_order_given_backwards_earns_nothing_and_neighbours_exchanged_little_less():
    exercise, key_ = model.read("1_trajectory"), key.read("1_trajectory")
    right = key_.keys["road_to_celac"].order

    def earned(order):
        made = submission({"road_to_celac": ANSWERS["order"](at=form.now(), order=order)}, "1_trajectory")
        return grade(exercise, key_, made).mark("road_to_celac").earned

    assert earned(right) == 3
    assert earned(right[::-1]) == 0
    assert earned([right[1], right[0], *right[2:]]) == pytest.approx(2.4)
    assert earned(right[:3]) == pytest.approx(1.8)


def test_a_prediction_has_no_points():
    exercise, key_ = model.read("1_trajectory"), key.read("1_trajectory")
    made = submission({"left_in_2008": ANSWERS["predict"](kind="predict", at=form.now(), choice="few")}, "1_trajectory")
    found = grade(exercise, key_, made).mark("left_in_2008")
    assert (found.earned, found.possible, found.status) == (None, 0, "wrong")


def test_grading_changes_nothing_and_reads_nothing(monkeypatch):
    made = submission({"celac_2011_economic": coded({"not_classifiable": None}, ("E67", "ncl_no_scheme"))})
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
        (b'{"format": "regiolab-submission/3"}', "this version reads regiolab-submission/2"),
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
        {"feedback": [{"question": "q", "step": 4, "revision": 1, "at": "2025-01-01T00:00:00Z"}]},
        {"history": [{"writer": "x", "changes": 1}]},
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
    made = submission(
        {"celac_2011_economic": coded({"not_classifiable": None}, ("E67", "ncl_no_scheme"), rationale="<b>ñ</b>")}
    )
    assert form.own(form.dump(made), "x.json") == made


def test_the_schema_describes_what_is_written():
    jsonschema = pytest.importorskip("jsonschema")
    made = submission(
        {
            "celac_2011_economic": coded(
                {"social": "element"}, ("E67", "soc_purpose", "against"), flags={"social": ["on_paper"]}
            )
        }
    )
    jsonschema.validate(json.loads(form.dump(made)), form.schema())


@pytest.mark.parametrize(("mode", "last"), [("none", 0), ("rule", 1), ("passage", 2), ("full", 3)])
def test_modes_of_feedback(mode, last):
    entry = KEY.keys["celac_2011_economic"]
    assert feedback.last_step(mode, entry) == last
    assert feedback.last_step(mode, None) == min(last, 2)
