"""An exercise that brings units, types, cards and sources of its own: coded, marked, told, reported and checked."""

from __future__ import annotations

import copy
import json
import random
import shutil
import statistics
from pathlib import Path

import pytest
import strategies
import students
from hypothesis import given
from hypothesis import strategies as st
from test_cli import run  # noqa: F401

from regiolab import workcopy
from regiolab.course import course_root
from regiolab.data import load
from regiolab.exercises import coding, deck, grading, key, look, model, soundness
from regiolab.exercises.look import Look
from regiolab.exercises.session import Session
from regiolab.exercises.submission import CodeAnswer, Filing, ModelAnswer, dump
from regiolab.instructor import grade_class, inspection, intake, nbgrader, trial
from regiolab.words import DEGREES, IDEAL_TYPES

FOLDER = course_root() / "exercises" / "examples" / "african_communities"
FILE = FOLDER / "african_communities.json"
EXERCISE, KEY = model.read(FILE), key.read(FILE)
MARKET, DEVELOPMENT, SECTORS, NONE = deck.models(EXERCISE.coded("sadc_1992"))
READINGS = strategies.readings(EXERCISE, KEY)
SEEDS = 5


def measured(question: str, models: dict, *filings) -> coding.Measured:
    given = coding.answer(models, *filings)
    return coding.measure(EXERCISE, EXERCISE.coded(question), KEY.keys[question], given)


def written(folder: Path, change=lambda exercise, key_: None) -> Path:
    """Lay a changed copy of the example into a folder."""
    exercise = json.loads(FILE.read_text(encoding="utf-8"))
    key_ = json.loads((FOLDER / "keys" / FILE.name).read_text(encoding="utf-8"))
    change(exercise, key_)
    (folder / "keys").mkdir(parents=True, exist_ok=True)
    for path, data in ((folder / FILE.name, exercise), (folder / "keys" / FILE.name, key_)):
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return folder / FILE.name


# -- what stands on the board ---------------------------------------------------------------------


def test_the_exercises_own_comes_first_and_the_tables_are_not_mixed_in():
    question = EXERCISE.coded("sadc_1992")
    assert [deck.model_name(name, question) for name in deck.types(question)] == [
        "market integration",
        "development integration",
        "sector cooperation",
    ]
    assert deck.residual(question) == NONE and deck.unit_name(question) == "SADC 1992–, economic"
    cards = {card.card: card for card in deck.cards(EXERCISE, question)}
    assert set(cards) <= {card.card for card in EXERCISE.cards} and deck.elsewhere(question) >= deck.OTHERS
    assert (cards["A18"].date, cards["A18"].locator) == ("24 August 1996", "SADC Protocol on Trade 1996, art. 3")
    assert (cards["A20"].date, cards["A23"].date) == ("August 2008", "1994")
    shown = deck.shown(EXERCISE, question)
    assert shown["A18"] == {("mkt_trade", "for")} and shown["A25"] == {("mkt_external", "against")}
    assert not any(shown[name] for name in cards if cards[name].unit != "sadc_1992")


def test_a_scheme_is_named_as_a_word():
    """EAC stands in “each” and in “reach” and is not named there."""
    of = EXERCISE.coded("ecowas_1993")
    neighbours = [card for card in deck.cards(EXERCISE, of) if card.unit not in ("ecowas_1975", "ecowas_1993")]
    units = {unit.id: unit.scheme for unit in EXERCISE.units}
    assert neighbours and all(units[card.unit] in card.text for card in neighbours)


def test_units_of_ones_own_go_with_the_types_of_the_tables(tmp_path):
    """Without types of its own an exercise codes by the article's, in the variant that its unit names."""

    def change(exercise, key_):
        unit = {"id": "sadc", "scheme": "SADC", "period_start": 1992, "dimension": "economic", "variant": "South-South"}
        cards = [
            {"card": "B1", "unit": "sadc", "date": "1996", "text": "SADC frees trade.", "source": "A treaty",
             "supports": ["STR02"]},
            {"card": "B2", "unit": "sadc", "text": "SADC leaves deep rules out.", "source": "briceno2018",
             "locator": "S3 ¶3", "supports": ["str_ss_shallow"]},
        ]  # fmt: skip
        question = {**exercise["questions"][1], "id": "sadc", "unit": "sadc", "models": {}, "reread": ["S3"]}
        exercise.clear()
        exercise |= {"format": model.FORMAT, "exercise": "mine", "title": "x", "summary": "x", "minutes": 1}
        exercise |= {"units": [unit], "cards": cards, "questions": [question]}
        reading = {"coder": "briceno2018", "models": {"strategic": {"degree": "dominant"}}}
        key_ |= {"exercise": "mine", "keys": {"sadc": {"kind": "code", "readings": [reading], "why": "x"}}}

    path = written(tmp_path, change)
    exercise, found = model.read(path), key.read(path)
    question = exercise.coded("sadc")
    assert deck.types(question) == ["strategic", "social", "productive"]
    assert "str_ss_shallow" in deck.all_conditions(question) and "str_ns_deep" not in deck.all_conditions(question)
    assert [card.locator for card in deck.cards(exercise, question)][:2].count("The article, S3 ¶3") == 1
    given = coding.answer({"strategic": "dominant"}, ("B1", "str_free_trade"), ("B2", "str_ss_shallow"))
    result = coding.measure(exercise, question, found.keys["sadc"], given)
    assert (result.share, result.status) == (1.0, "agrees")
    assert {name: item.degree for name, item in deck.ruled(question).items()}["strategic"] == "element"


def test_a_question_can_open_a_card_of_the_exercises_own():
    shown = look.render(Look(title="The protocol", card="A18"), EXERCISE)
    assert "24 August 1996" in shown["html"] and "SADC Protocol on Trade 1996, art. 3" in shown["html"]


# -- the codebook's rule, by the one function -----------------------------------------------------


@pytest.mark.parametrize("question", [question.id for question in EXERCISE.questions])
def test_the_rule_on_all_cards_is_that_on_the_same_cards_filed(question):
    """The rule of the tables (:mod:`regiolab.analysis.degrees`) and that of filed cards give the same."""
    of = EXERCISE.coded(question)
    filings = [
        Filing(card=card, condition=condition, side=side)
        for card, pairs in deck.shown(EXERCISE, of).items()
        for condition, side in sorted(pairs)
    ]
    degrees = {name: item.degree for name, item in deck.ruled(of).items()}
    assert {name: item.degree for name, item in coding.by_rule(of, filings).items()} == degrees


def test_a_card_against_is_weighed_and_scope_comes_first(tmp_path):
    assert deck.counts_by_rule(EXERCISE.coded("eac_1967"))[DEVELOPMENT] == (1, 3)  # A30 takes back what A27 gives

    def outside(exercise, _key):
        for card in exercise["cards"]:
            if card["card"] == "A26":
                card["supports"] = [*card["supports"], "none_aim", "none_means"]

    changed = model.read(written(tmp_path, outside))
    assert set(deck.ruled(changed.coded("eac_1967"))) == {NONE}


SPOKEN = st.lists(st.sampled_from(deck.all_conditions(EXERCISE.coded("sadc_1992"))), max_size=2, unique=True)


@given(st.lists(st.tuples(SPOKEN, SPOKEN), min_size=1, max_size=4), st.booleans())
def test_of_what_cards_show_all_is_all_and_of_nothing_nothing_is_earned(cards, silent):
    data = EXERCISE.model_dump(mode="json", exclude_defaults=True)
    plain = {"unit": "sadc_1992", "text": "t", "source": "A book"}
    if silent:
        cards = [([], others) for _supports, others in cards]
    offered = [
        {**plain, "card": f"B{n}", "supports": supports, "contradicts": [*set(others) - set(supports)]}
        for n, (supports, others) in enumerate(cards)
    ]
    asked = next(item for item in data["questions"] if item["id"] == "sadc_1992")
    asked |= {"cards": [card["card"] for card in offered], "rubric": {"evidence": 3}}
    exercise = model.Exercise.model_validate({**data, "cards": offered, "questions": [asked]})
    question = exercise.coded("sadc_1992")
    truth = [(card, *pair) for card, pairs in deck.shown(exercise, question).items() for pair in sorted(pairs)]
    counted = [item for item in truth if item[2] == "for"] or truth  # what speaks against, where nothing speaks for

    def share(*filings) -> float:
        return coding.evidence_share(exercise, question, coding.filed(exercise, question, coding.answer({}, *filings)))

    assert share() == 0 and share(*counted) == share(*truth) == bool(truth)
    bad = next(name for name in deck.all_conditions(question) if name not in {item[1] for item in truth})
    assert share(("B0", bad, "for")) == 0 and share(*counted, ("B0", bad, "for")) < 1


def test_where_rule_and_reading_part_step_three_says_so_and_names_no_article():
    said = " ".join(session_reading("sadc_1992"))
    assert "Here rule and reading part" in said and "Chapter on SADC’s goals: development integration" in said
    assert "market integration (element), development integration (element) and sector cooperation (element)" in said
    for question in EXERCISE.questions:
        assert "article" not in " ".join(session_reading(question.id)).replace("Article 3", "").casefold(), question.id


def session_reading(question: str) -> tuple[str, ...]:
    from regiolab.exercises.feedback import feedback

    return feedback(EXERCISE, EXERCISE.question(question), KEY.keys[question], None, 3).paragraphs


# -- the five properties of a fair mark -----------------------------------------------------------


def earned(answers, later=None, steps=()) -> float:
    result = grading.grade(EXERCISE, KEY, strategies.submission(EXERCISE, answers, later, steps))
    return result.earned / result.possible


@pytest.mark.slow
def test_knowing_nothing_earns_at_most_a_quarter():
    table = {
        how: statistics.mean(earned(strategies.ask(EXERCISE, strategy, seed)) for seed in range(SEEDS))
        for how, strategy in strategies.IGNORANT.items()
    }
    assert max(table.values()) <= 0.25, max(table, key=table.get)
    assert trial.ignorant(EXERCISE, KEY) <= 0.25
    assert trial.ignorant(EXERCISE, KEY) >= max(table.values()) / 2, "the trial looks past what the test finds"


@pytest.mark.parametrize(("question", "who", "models"), READINGS)
def test_each_accepted_reading_well_filed_earns_all(question, who, models):
    given = strategies.well_filed(EXERCISE, EXERCISE.coded(question), models)
    result = coding.measure(EXERCISE, EXERCISE.coded(question), KEY.keys[question], given)
    assert result.share >= 0.95 and result.status in ("agrees", "documented", "argued")


def drawn(rng: random.Random) -> tuple:
    question = EXERCISE.coded(rng.choice([item.id for item in EXERCISE.questions]))
    models = {name: ModelAnswer(degree=rng.choice(DEGREES)) for name in deck.types(question)}
    truth = [(c, *pair) for c, pairs in deck.shown(EXERCISE, question).items() for pair in sorted(pairs)]
    filings = [Filing(card=c, condition=x, side=side) for c, x, side in rng.sample(truth, rng.randrange(len(truth)))]
    given = coding.answer({})
    given.models, given.filings = models, filings
    return question, KEY.keys[question.id], given


@pytest.mark.parametrize("seed", range(60))
def test_a_step_towards_the_reading_or_a_card_that_bears_it_out_never_lowers_a_mark(seed):
    rng = random.Random(seed)
    question, entry, given = drawn(rng)
    before = coding.measure(EXERCISE, question, entry, given)
    if before.reading is None or before.by == coding.OWN:
        return
    nearer = copy.deepcopy(given)
    for name in deck.types(question):
        wanted = before.reading.get(name, ModelAnswer(degree="absent")).degree
        if nearer.models[name].degree != wanted:
            at, to = DEGREES.index(nearer.models[name].degree), DEGREES.index(wanted)
            nearer.models[name].degree = DEGREES[at + (1 if to > at else -1)]
            break
    assert coding.measure(EXERCISE, question, entry, nearer).share >= before.share - 1e-9
    more = copy.deepcopy(given)
    held = coding.present(before.reading)
    filed = {(item.card, item.condition) for item in more.filings}
    for card, pairs in deck.shown(EXERCISE, question).items():
        for condition, side in sorted(pairs):
            of = deck.model_of_condition(condition, question)
            if side == "for" and of in held and (card, condition) not in filed:
                more.filings.append(Filing(card=card, condition=condition, side=side))
                assert coding.measure(EXERCISE, question, entry, more).share >= before.share - 1e-9


@pytest.mark.parametrize("seed", range(40))
def test_nothing_done_after_sealing_and_no_filling_in_lowers_a_mark(seed):
    rng = random.Random(seed)
    question, entry, first = drawn(rng)
    second = drawn(rng)[2]
    alone, kept, changed = (earned({question.id: first}, later) for later in ({}, {question.id: first}, {}))
    assert kept == alone == changed and earned({question.id: first}, {question.id: second}) >= alone
    reading = (entry.readings or entry.accepted)[0].models
    open_ = rng.choice(deck.types(question))
    left = copy.deepcopy(first)
    del left.models[open_]
    filled = copy.deepcopy(left)
    filled.models[open_] = reading.get(open_, ModelAnswer(degree="absent"))
    before = coding.measure(EXERCISE, question, entry, left)
    if before.reading is not None and dict(before.reading) == dict(reading):
        assert coding.measure(EXERCISE, question, entry, filled).share >= before.share - 1e-9


# -- marks and their words ------------------------------------------------------------------------


def test_the_status_names_whose_reading_it_is_and_never_the_article():
    question = EXERCISE.coded("sadc_1992")
    cases = {
        "agrees": ({DEVELOPMENT: "dominant"}, ("A17", "dev_balance"), ("A19", "dev_purpose")),
        "documented": ({MARKET: "dominant"}, ("A18", "mkt_trade"), ("A21", "mkt_factors")),
        "argued": (dict.fromkeys((MARKET, DEVELOPMENT, SECTORS), "element"), ("A18", "mkt_trade")),
        "differs": ({SECTORS: "dominant"}, ("A23", "coop_national"), ("A24", "coop_funds")),
        "partly": ({DEVELOPMENT: "element"},),
        "unsupported": ({NONE: None},),
    }
    for status, (models, *filings) in cases.items():
        answers = {"sadc_1992": coding.answer(models, *filings)}
        mark = grading.grade(EXERCISE, KEY, strategies.submission(EXERCISE, answers)).mark("sadc_1992")
        assert mark.status == status, (status, mark)
        told = mark.says + " ".join(item.says for item in mark.criteria)
        assert "article" not in told.casefold(), told
    assert measured(question.id, *cases["documented"]).readings == ("pretorius2022",)
    assert measured(question.id, *cases["differs"]).share == coding.CARRIED


@pytest.mark.parametrize("models", [{MARKET: None}, {NONE: "dominant"}])
def test_a_type_without_degree_or_a_residual_with_one_earns_nothing_and_breaks_nothing(models):
    given = CodeAnswer.model_validate(coding.answer(models).model_dump())
    assert coding.misfit(EXERCISE.coded("sadc_1992"), given)
    assert earned({"sadc_1992": given}) == 0
    assert measured("sadc_1992", models).share == 0


def test_a_session_keeps_the_residual_answer_apart(tmp_path):
    session = Session(FILE, tmp_path)
    session.code("eac_1967", MARKET, "element")
    session.code("eac_1967", NONE)
    assert set(session.answer("eac_1967").models) == {NONE}
    assert set(Session(FILE, tmp_path).answer("eac_1967").models) == {NONE}  # as the file has it
    session.code("eac_1967", MARKET, "element")
    assert set(session.answer("eac_1967").models) == {MARKET}


# -- three students, graded and reported ----------------------------------------------------------


def test_three_students_are_graded_from_the_folder_and_reported_without_the_article(tmp_path):
    class_ = tmp_path / "class"
    for student in ("good", "careless", "dissenting"):
        students.answer(FILE, student, tmp_path / student)
        (class_ / student).mkdir(parents=True)
        shutil.copy(tmp_path / student / "african_communities.answers.json", class_ / student)
    result = grade_class([class_], tmp_path / "out", keys=[FILE, FOLDER / "weights.json"])
    # the script gives every student the same reasons, which is asked about
    assert {finding.place for finding in result.findings} <= {"rationale"}
    rows = (tmp_path / "out" / "gradebook.csv").read_text(encoding="utf-8-sig")
    marks = {name: points_of(rows, name) for name in ("good", "careless", "dissenting")}
    assert marks["good"] == marks["dissenting"] == 22 and marks["careless"] <= 22 / 4
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    for told in (
        "market integration",
        "SADC 1992–",
        "Agreement with the key’s first readings",
        "Pretorius et al. 2022",
    ):
        assert told in report, told
    assert "the article" not in report.casefold()
    page = next((tmp_path / "out" / "feedback").rglob("*good*.html")).read_text(encoding="utf-8")
    assert "It is the reading of" in page and "the article" not in page.casefold()


def points_of(rows: str, student: str) -> float:
    import csv
    import io

    return next(float(row["points"]) for row in csv.DictReader(io.StringIO(rows)) if row["student"] == student)


def test_a_key_whose_exercise_is_not_there_says_what_to_name(tmp_path):
    with pytest.raises(ValueError, match="name its file too"):
        grade_class([tmp_path], tmp_path / "out", keys=[FOLDER / "keys" / FILE.name])


def test_nbgrader_takes_an_exercise_of_ones_own_and_keeps_its_key_back(tmp_path):
    path = nbgrader.write_assignment(FILE, tmp_path)
    assert (path.parent / FILE.name).is_file() and not (path.parent / "keys").exists()
    handed_in = tmp_path / "autograded" / "ana" / "african_communities"
    shutil.copytree(path.parent, handed_in)
    submission = students.answer(FILE, "good", tmp_path / "work")
    (handed_in / "african_communities.answers.json").write_bytes(dump(submission))
    assert nbgrader.points(FILE.name, "sadc_1992", handed_in) == 4
    shutil.rmtree(tmp_path / "keys")
    with pytest.raises(ValueError, match=r"The key of african_communities.json is not here"):
        nbgrader.points(FILE.name, "sadc_1992", handed_in)


# -- regiolab exercise check ----------------------------------------------------------------------


def checked(run, *arguments) -> tuple[int, str]:  # noqa: F811
    status, out, _err = run("exercise", "check", *arguments)
    return status, "\n".join(out)


def test_the_example_is_sound(run):  # noqa: F811
    status, out = checked(run, FILE)
    assert status == 0
    assert out.startswith("african_communities is sound: 6 questions, 6 units, 35 cards, 20 points. Who knows nothing")
    assert "Each of 13 accepted readings, well filed, earns at least 100%." in out


def part(exercise: dict, kind: str, place: int = 1) -> dict:
    return exercise[kind][place]


FAULTS = {
    "a unit that is not there": (
        lambda e, k: part(e, "questions").update(unit="ecowas_1933"),
        "african_communities.json, question “ecowas_1993”: 'ecowas_1933' is not a unit; did you mean 'ecowas_1993'?",
    ),
    "a condition that is not there": (
        lambda e, k: part(e, "cards").update(supports=["dev_balanse"]),
        "card “A02”: 'dev_balanse' is not a condition or an indicator; did you mean 'dev_balance'?",
    ),
    "a card without source": (
        lambda e, k: part(e, "cards").update(source=""),
        "card “A02” (number 2): a card needs a source: `source`, or the `table` and `key` of a row.",
    ),
    "a source that is not there": (
        lambda e, k: part(e, "cards").update(source="lagos1957"),
        "card “A02”: 'lagos1957' is not a key of `sources`; did you mean 'lagos1975'?",
    ),
    "a date that is none": (
        lambda e, k: part(e, "cards").update(date="28.5.1975"),
        "card “A02” (number 2): '28.5.1975' is not a date: write 1993, 1993-07 or 1993-07-24.",
    ),
    "both sides": (
        lambda e, k: part(e, "cards").update(contradicts=["dev_balance"]),
        "card “A02”: “dev_balance” stands in both `supports` and `contradicts`",
    ),
    "a field that is missing": (
        lambda e, k: part(e, "questions").pop("passage"),
        "question “ecowas_1993” (number 2), passage: it is missing.",
    ),
    "a field too much": (
        lambda e, k: part(e, "types").update(variants=[]),
        "type “development_integration” (number 2), variants: the format knows nothing of that name.",
    ),
    "a question without a kind": (
        lambda e, k: part(e, "questions").pop("kind"),
        "question “ecowas_1993” (number 2): it does not say its kind.",
    ),
    "a kind of question that is none": (
        lambda e, k: part(e, "questions").update(kind="coding"),
        "question “ecowas_1993” (number 2): the kind must be one of: code, order, match, choose, predict, judge.",
    ),
    "a period backwards": (
        lambda e, k: part(e, "units", 0).update(period_end=1957),
        "unit “ecowas_1975” (number 1): the period ends before it begins.",
    ),
    "no residual type": (
        lambda e, k: part(e, "types", 3).update(kind="ideal"),
        "types of the dimension “economic”: one must be of kind `residual`",
    ),
    "a residual type under the id of a type of the course": (
        lambda e, k: part(e, "types", 3).update(id="social"),
        "type “social”: the course has a type of that id which is of another kind: choose another id.",
    ),
    "a unit without cards": (
        lambda e, k: [card.pop("unit") for card in e["cards"] if card["unit"] == "sadcc_1980"],
        "question “sadcc_1980”: no card speaks to “sadcc_1980”",
    ),
    "two of a name": (
        lambda e, k: part(e, "cards").update(card="A01"),
        "two cards are called 'A01'",
    ),
    "a place to reread that is not there": (
        lambda e, k: part(e, "questions").update(reread=["revised1992[art. 3]"]),
        "question “ecowas_1993”: 'revised1992[art. 3]' is not a place of the article, or a source",
    ),
    "a question that the key still has": (
        lambda e, k: e["questions"].pop(1),
        "african_communities.json, the key of “ecowas_1993”: 'ecowas_1993' is not a question of this exercise; did you",
    ),
    "a question that the key lacks": (
        lambda e, k: k["keys"].pop("sadc_1992"),
        "african_communities.json says nothing of question “sadc_1992”",
    ),
    "a model that is misspelt": (
        lambda e, k: k["keys"]["sadc_1992"]["readings"][1].update(models={"market_integratoin": {"degree": "element"}}),
        "the key of “sadc_1992”: 'market_integratoin' is not a model of this question’s dimension; did you mean",
    ),
    "a coder whom nobody knows": (
        lambda e, k: k["keys"]["sadc_1992"]["readings"][1].update(coder="pretorius2012"),
        "the key of “sadc_1992”: 'pretorius2012' is not a key of the sources",
    ),
    "a coder twice": (
        lambda e, k: k["keys"]["sadc_1992"]["readings"][1].update(coder="goals_sadc"),
        "the key of “sadc_1992”: the reading of “goals_sadc” stands twice.",
    ),
    "a type without degree": (
        lambda e, k: k["keys"]["sadc_1992"]["readings"][1].update(models={"market_integration": {}}),
        "the key of “sadc_1992”: “market_integration” needs a degree: absent, element or dominant.",
    ),
    "a card that the question does not offer": (
        lambda e, k: k["keys"]["ecowas_1993"]["accepted"][0].update(cards=["A33"]),
        "the key of “ecowas_1993”: a coding that is argued for names the card “A33”",
    ),
    "nobody's reading": (
        lambda e, k: k["keys"]["eac_1999"].update(accepted=[]),
        "the key of “eac_1999”: nobody’s reading can be earned.",
    ),
    "the key of another exercise": (
        lambda e, k: k.update(exercise="other"),
        "african_communities.json is the key of 'other', not of 'african_communities'.",
    ),
    "degree misspelt in the key": (
        lambda e, k: k["keys"]["sadc_1992"]["readings"][1]["models"]["market_integration"].update(degree="strong"),
        "the key of “sadc_1992”, reading “pretorius2022” (number 2), models, market_integration, degree: it must be",
    ),
}


# what an exercise may lack where an instructor marks by hand
ALLOWED = [FAULTS[name][1] for name in ("a question that the key lacks", "nobody's reading")]


@pytest.mark.parametrize(("change", "says"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_is_said_by_name_and_counted_from_one(run, tmp_path, change, says):  # noqa: F811
    path = written(tmp_path, change)
    status, out = checked(run, path)
    assert status == 1 and says in out, out
    for english in ("Field required", "Input should", "Value error", "validation error", ".0.", "Traceback"):
        assert english not in out, out
    if says not in ALLOWED:
        with pytest.raises(ValueError):
            key.read(path)


def test_all_faults_are_told_at_once(tmp_path):
    def change(exercise, _key):
        part(exercise, "cards").update(supports=["dev_balanse"])
        part(exercise, "questions").update(unit="nowhere")

    found = inspection.inspect(written(tmp_path, change))
    assert len(found.findings) == 2 and found.lines()[-1] == "2 things are to be mended."


def test_a_byte_order_mark_is_read_and_other_files_are_told_apart(run, tmp_path):  # noqa: F811
    path = written(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert checked(run, path)[0] == 0
    status, out = checked(run, path.parent / "keys" / path.name)
    assert status == 1 and "is a key and not an exercise" in out
    status, out = checked(run, path, "--key", path)
    assert status == 1 and "is an exercise and not a key" in out
    path.write_text(path.read_text(encoding="utf-8-sig")[:-200], encoding="utf-8")
    status, out = checked(run, path)
    assert status == 1 and "it breaks off in the middle" in out
    assert checked(run, tmp_path / "none.json")[0] == 2


def test_what_earns_too_easily_and_what_cannot_be_carried_is_named(tmp_path):
    def easy(exercise, key_):
        for card in exercise["cards"]:
            card["supports"] = [condition["id"] for item in exercise["types"][:3] for condition in item["conditions"]]
            card["contradicts"] = []
        models = {item["id"]: {"degree": "element"} for item in exercise["types"][:3]}
        for name, entry in key_["keys"].items():
            cards = [card["card"] for card in exercise["cards"] if card["unit"] == name][:2]
            entry["accepted"] = [{"models": models, "cards": cards, "why": "x"}]

    found = inspection.inspect(written(tmp_path / "easy", easy))
    assert "who knows nothing can earn" in found.findings[0], found

    def bare(exercise, _key):
        for card in exercise["cards"]:
            card["supports"] = [name for name in card["supports"] if name != "mkt_factors"]

    found = inspection.inspect(written(tmp_path / "bare", bare))
    assert "question “sadc_1992”: the cards on offer cannot carry the reading of “pretorius2022”" in found.hints[0]


def test_the_sources_say_how_they_were_seen_and_every_card_has_a_place():
    assert all(source.seen and source.url and source.title for source in EXERCISE.sources.values())
    assert all(card.source in EXERCISE.sources and card.locator and card.date for card in EXERCISE.cards)
    used = {card.source for card in EXERCISE.cards} | {item.source for item in EXERCISE.types if item.source}
    used |= {reading.coder for entry in KEY.keys.values() for reading in entry.readings}
    used |= {place.split("[")[0] for question in EXERCISE.questions for place in question.reread}
    assert used == set(EXERCISE.sources)
    assert list(soundness.faults(EXERCISE)) == []


def test_an_answer_whose_degree_does_not_fit_its_exercise_is_left_out_and_named():
    answers = {"sadc_1992": coding.answer({MARKET: None}), "eac_1967": coding.answer({NONE: None})}
    submission = strategies.submission(EXERCISE, answers)
    flaws = intake.fit(EXERCISE, submission)
    assert [(flaw.place, flaw.lost) for flaw in flaws] == [("sadc_1992", True)]
    assert f"'{MARKET}' has a degree where none belongs, or none where one does" in flaws[0].reason
    assert set(submission.rounds[0].answers) == {"eac_1967"}


def test_the_ids_that_need_a_degree_are_the_tables():
    models = load("models").astype(str)
    assert tuple(models.loc[models["kind"].eq("ideal_type"), "model"]) == IDEAL_TYPES


def test_an_instructors_copy_holds_the_example_and_a_students_does_not(tmp_path):
    for instructor in (True, False):
        workcopy.renew(tmp_path / str(instructor), instructor)
    own = tmp_path / "True" / "exercises" / "examples" / "african_communities"
    assert (own / FILE.name).is_file() and (own / "keys" / FILE.name).is_file() and (own / "weights.json").is_file()
    assert not (tmp_path / "False" / "exercises" / "examples").exists()
