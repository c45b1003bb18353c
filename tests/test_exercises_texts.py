"""The exercises as texts: nothing missing, nothing repeated, no key where a student would stumble on it."""

import itertools
import json
import re
from datetime import date

import pytest

from regiolab import load, words
from regiolab.course import course_root
from regiolab.exercises import coding, deck, feedback, grading, key, model
from regiolab.exercises.key import ARTICLE
from regiolab.exercises.submission import ANSWERS, ModelAnswer, now

NAMES = model.names()
ALL = [(name, question) for name in NAMES for question in model.read(name).questions]
CODED = [(name, question) for name, question in ALL if question.kind == "code"]
CARD = re.compile(r"\b[EN]\d{2,3}\b")


def masked(text: str) -> str:
    """Return a text without the names, cards and numbers by which copies would differ."""
    words = {word for column in ("short_en", "name_en") for word in load("blocs")[column]}
    words |= {name for model_ in load("models")["name_en"] for name in (model_, model_.capitalize())}
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "…")
    return re.sub(r"\W+", " ", CARD.sub("…", re.sub(r"\d+", "#", text))).strip().lower()


def repeated(texts: list[str]) -> list[str]:
    seen: set[str] = set()
    return [text for text in texts if masked(text) in seen or seen.add(masked(text))]


def test_five_exercises_of_about_three_hours():
    exercises = [model.read(name) for name in NAMES]
    assert len(exercises) == 5
    assert 165 <= sum(exercise.minutes for exercise in exercises) <= 195


def test_at_least_twelve_units_with_hybrids_a_deviation_and_the_unclassifiable():
    questions = model.read("3_classify").questions
    readings = [key.read("3_classify").keys[question.id].article.models for question in questions]
    flags = {flag for reading in readings for item in reading.values() for flag in item.flags}
    assert len(questions) >= 12
    assert "deviation" in flags
    assert sum(len(coding.present(reading)) > 1 for reading in readings) >= 3
    assert {"not_classifiable", "lowest_common_denominator"} <= {name for reading in readings for name in reading}


@pytest.mark.parametrize("name", NAMES)
def test_each_model_of_each_unit_has_a_text_of_its_own_that_names_a_card(name):
    entries = key.read(name).keys
    texts = []
    for question in model.read(name).questions:
        if question.kind != "code" or entries[question.id].article is None:
            continue
        assert set(question.models) == set(deck.models(question)), question.id
        of_unit = {card.card for card in deck.cards(model.read(name), question)}
        for text in question.models.values():
            assert CARD.search(text), text
            assert set(CARD.findall(text)) & of_unit, text
        texts += question.models.values()
    assert not repeated(texts)


@pytest.mark.parametrize(("name", "question"), CODED, ids=[question.id for _name, question in CODED])
def test_every_coding_that_can_be_given_gets_feedback(name, question):
    exercise, entry = model.read(name), key.read(name).keys[question.id]
    types = deck.types(question)
    given = [{deck.residual(question): ModelAnswer()}]
    given += [
        {m: ModelAnswer(degree=d) for m, d in zip(types, degrees, strict=True)}
        for degrees in itertools.product(words.DEGREES, repeat=len(types))
    ]
    seen = set()
    for models in given:
        answer = ANSWERS["code"](at=now(), models=models)
        said = feedback.feedback(exercise, question, entry, answer, 2).paragraphs
        if entry.article and coding.present(models) != coding.present(entry.article.models):
            wrong = grading.differing(question, entry, answer)
            assert all(question.models[m] in said for m in wrong)
            seen.add(tuple(wrong))
    if entry.article:
        # every set of models but the right one is answered differently
        assert len(seen) == 2 ** len(types)


@pytest.mark.parametrize("name", NAMES)
def test_each_wrong_option_has_a_text_of_its_own(name):
    entries = key.read(name).keys
    texts = []
    for question in model.read(name).questions:
        entry = entries[question.id]
        if question.kind in ("choose", "judge"):
            wrong = [option for option in question.options if option.id != entry.choice]
            assert all(option.feedback for option in wrong), question.id
            texts += [option.feedback for option in wrong]
        if question.kind == "match":
            for item, option in itertools.product(question.items, question.options):
                if entry.pairs[item.id] != option.id:
                    answer = ANSWERS["match"](at=now(), pairs={item.id: option.id})
                    said = feedback.feedback(model.read(name), question, entry, answer, 2).paragraphs[-1]
                    assert item.clue in said and option.feedback in said
                    texts.append(said)
        if question.kind == "order":
            assert all(item.clue for item in question.items)
            texts += [item.clue for item in question.items]
    assert not repeated(texts)


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_hold_neither_key_nor_reading(name):
    text = (course_root() / "exercises" / f"{name}.ipynb").read_text(encoding="utf-8")
    assert not any(cell.get("outputs") for cell in json.loads(text)["cells"])
    for question in model.read(name).questions:
        entry = key.read(name).keys[question.id]
        assert entry.why[:40] not in text
        assert question.passage[:40] not in text
    assert "briceno2018" not in text and "choice" not in text


@pytest.mark.parametrize(("name", "question"), CODED, ids=[question.id for _name, question in CODED])
def test_readings_are_those_of_the_table(name, question):
    table = load("codings")
    for reading in key.read(name).keys[question.id].readings:
        rows = table[table["unit"].eq(question.unit) & table["coder"].eq(reading.coder)].dropna(subset="model")
        assert not rows.empty
        for row in rows.itertuples():
            given = reading.models[row.model]
            assert (given.degree or "") == (row.degree if isinstance(row.degree, str) else "")
            flags = row.flags.split(";") if isinstance(row.flags, str) else []
            assert set(given.flags) == set(flags) or given.degree is None
        if reading.coder == ARTICLE:
            assert set(reading.models) == set(rows["model"].astype(str))


def test_the_order_is_that_of_the_dates():
    entry = key.read("1_trajectory").keys["road_to_celac"]
    assert entry.order == ["contadora", "rio", "calc", "cancun", "caracas"]
    events = load("events").set_index("event")["date"]
    acts = ["1991_treaty_asuncion", "1994_nafta_in_force", "1998_ushuaia_protocol", "2000_brasilia_summit"]
    acts += ["2004_alba_agreement", "2005_mar_del_plata", "2008_unasur_treaty", "2011_lima_declaration"]
    assert events[acts].is_monotonic_increasing
    order = ["asuncion", "nafta", "ouro", "brasilia", "alba", "plata", "unasur", "lima"]
    assert key.read("1_trajectory").keys["founding_acts"].order == order


@pytest.mark.parametrize(("day", "number"), [(date(2008, 1, 1), 8), (date(2015, 1, 1), 8), (date(2018, 1, 1), 5)])
def test_the_counts_of_governments_are_those_of_the_table(day, number):
    terms = load("governments")
    day = str(day)
    now_ = terms[terms["start"].le(day) & (terms["end"].isna() | terms["end"].gt(day))]
    ten = ["ARG", "BOL", "BRA", "CHL", "COL", "ECU", "PRY", "PER", "URY", "VEN"]
    assert now_["iso3"].isin(ten).sum() == 10
    assert (now_["iso3"].isin(ten) & now_["orientation"].eq("left")).sum() == number


def test_own_cards_rest_on_rows_with_a_source():
    for card in model.read("5_new_cases").cards:
        table = load(card.table)
        row = table[table[table.columns[0]].astype(str).eq(card.key)].iloc[0]
        if "source" in table.columns:
            assert isinstance(row["source"], str) and row["source"]


def test_a_key_that_does_not_fit_is_refused(tmp_path):
    exercise = json.loads((course_root() / "exercises" / "1_trajectory.json").read_text(encoding="utf-8"))
    (tmp_path / "mine.json").write_text(json.dumps({**exercise, "exercise": "mine"}), encoding="utf-8")
    assert key.read(tmp_path / "mine.json") is None
    (tmp_path / "keys").mkdir()
    entry = {"kind": "judge", "choice": "maybe", "why": "…"}
    text = json.dumps({"format": "regiolab-key/1", "exercise": "mine", "keys": {"celac_treaty": entry}})
    (tmp_path / "keys" / "mine.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine.json, celac_treaty: the key names an option"):
        key.read(tmp_path / "mine.json")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"minutes": 0}, "minutes"),
        ({"colour": "red"}, "colour"),
        ({"questions": []}, "questions"),
    ],
)
def test_a_broken_exercise_says_where(tmp_path, change, says):
    exercise = json.loads((course_root() / "exercises" / "1_trajectory.json").read_text(encoding="utf-8"))
    (tmp_path / "mine.json").write_text(json.dumps({**exercise, **change}), encoding="utf-8")
    with pytest.raises(ValueError, match=f"mine.json: {says}"):
        model.read(tmp_path / "mine.json")


def test_the_documented_example_is_an_exercise(tmp_path):
    text = (course_root() / "exercises" / "WRITING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```json\n(.*?)```", text, flags=re.S)
    (tmp_path / "keys").mkdir()
    (tmp_path / "example.json").write_text(blocks[0], encoding="utf-8")
    (tmp_path / "keys" / "example.json").write_text(blocks[1], encoding="utf-8")
    exercise = model.read(tmp_path / "example.json")
    assert {question.kind for question in exercise.questions} >= {"code", "judge", "order", "match"}
    assert set(key.read(tmp_path / "example.json").keys) == {question.id for question in exercise.questions}
