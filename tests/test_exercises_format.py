"""An exercise and its key as data: what is refused, and what is let in beside it."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from regiolab.errors import InvalidValue, UnknownName
from regiolab.exercises import breaches, coding, deck, key, model, room
from regiolab.exercises import submission as form
from regiolab.exercises.key import Key
from regiolab.exercises.model import Exercise
from regiolab.exercises.room import Counts
from regiolab.i18n import speaking

HEAD = {"format": "regiolab-exercise/1", "exercise": "own", "title": "t", "summary": "s", "minutes": 1}
ASKED = {"prompt": "p", "rule": "r", "passage": "s", "worth": 4}


def parts(names: str) -> list[dict]:
    return [{"id": name, "text": name.upper()} for name in names]


def asked(kind: str, name: str, **more) -> dict:
    given = {
        "order": {"items": parts("abcde")},
        "match": {"items": parts("ab"), "options": parts("xyz")},
        "choose": {"options": parts("xy"), "rows": parts("rs")},
        "predict": {"options": parts("xy")},
        "judge": {},
    }[kind]
    return {"id": name, "kind": kind, **ASKED, **given, **more}


EVERY = [
    asked("order", "o"),
    asked("match", "m"),
    asked("choose", "c"),
    asked("predict", "p"),
    *(asked("judge", f"j{n}") for n in "123"),
]
KEYS = {
    "o": {"kind": "order", "order": list("edcba"), "why": "w"},
    "m": {"kind": "match", "pairs": {"a": "x", "b": "x"}, "why": "w"},
    "c": {"kind": "choose", "choice": "x", "row": "s", "also": {"y": 0.5}, "why": "w"},
    "p": {"kind": "predict", "choice": "y", "why": "w"},
    "j1": {"kind": "judge", "choice": "open", "why": "w"},
}


def exercise(*questions: dict, **more) -> Exercise:
    return Exercise.model_validate({**HEAD, "questions": list(questions or EVERY), **more})


def faults(**changes) -> list[str]:
    held = copy.deepcopy(KEYS)
    for name, change in changes.items():
        held.setdefault(name, {}).update(change)
    made = Key.model_validate({"exercise": "own", "keys": held})
    return list(key.faults(made, exercise(), "own.json"))


def test_a_key_that_fits_has_no_fault():
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"o": {"order": list("abcd")}}, "name every item once"),
        ({"o": {"order": list("abcdee")}}, "name every item once"),
        ({"o": {"order": list("abcdx")}}, "name every item once"),
        ({"m": {"pairs": {"a": "x"}}}, "the pairs must name every item"),
        ({"m": {"pairs": {"a": "x", "b": "x", "c": "x"}}}, "the pairs must name every item"),
        ({"m": {"pairs": {"a": "x", "b": "v"}}}, "only options of the question"),
        ({"c": {"choice": "z"}}, "an option that the question does not have"),
        ({"c": {"also": {"z": 0.5}}}, "an option that the question does not have"),
        ({"c": {"row": None}}, "the row that decides"),
        ({"c": {"row": "x"}}, "the row that decides"),
        ({"p": {"choice": "z"}}, "an option that the question does not have"),
        ({"j1": {"choice": "x"}}, "an option that the question does not have"),
        ({"j1": {"kind": "predict"}}, "it is for a question of kind `predict`, and the question is of kind `judge`"),
        ({"p": {"kind": "choose"}}, "it is for a question of kind `choose`, and the question is of kind `predict`"),
        ({"x": KEYS["o"]}, "'x' is not a question of this exercise"),
    ],
)
def test_a_key_that_does_not_fit_is_one_fault(changes, says):
    (said,) = faults(**changes)
    name = next(iter(changes))
    assert said.startswith(f"own.json, the key of “{name}”: ") and says in said


def test_a_row_is_asked_of_a_key_only_where_there_are_rows():
    plain = [asked("choose", f"c{n}", rows=[]) for n in "123"]
    held = {f"c{n}": {"kind": "choose", "choice": "x", "why": "w"} for n in "12"}
    made = Key.model_validate({"exercise": "own", "keys": held})
    assert list(key.faults(made, exercise(*plain), "own.json")) == []
    made.keys["c1"].row = "r"
    assert len(list(key.faults(made, exercise(*plain), "own.json"))) == 1


def test_the_key_of_another_exercise_is_one_fault():
    made = Key.model_validate({"exercise": "other", "keys": {"x": KEYS["o"]}})
    (said,) = key.faults(made, exercise(), "own.json")
    assert said == "own.json is the key of 'other', not of 'own'."


@pytest.mark.parametrize("share", [0, -0.5, 1.01])
def test_a_defensible_option_earns_some_of_the_points(share):
    with pytest.raises(ValidationError):
        Key.model_validate({"exercise": "own", "keys": {"c": {**KEYS["c"], "also": {"y": share}}}})
    assert Key.model_validate({"exercise": "own", "keys": {"c": {**KEYS["c"], "also": {"y": 1}}}})


@pytest.mark.parametrize("kind", ["choose", "judge"])
def test_choices_that_can_be_guessed_come_in_threes_or_with_rows(kind):
    plain = {"rows": []} if kind == "choose" else {}
    for n in (1, 2):
        with pytest.raises(ValidationError, match="can be guessed: ask at least 3"):
            exercise(*(asked(kind, f"q{m}", **plain) for m in range(n)))
    three = [asked(kind, f"q{m}", **plain) for m in range(3)]
    made = exercise(*three, asked("choose", "c"), asked("predict", "p"), asked("order", "o"))
    assert made.block("q1") == ["q0", "q1", "q2"]
    assert [made.block(name) for name in "cpo"] == [["c"], ["p"], ["o"]]
    assert exercise(asked("predict", "p")).points == 0


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (asked("order", "q", items=parts("abcda")), "two items of the same id"),
        (asked("match", "q", items=parts("aa")), "two items of the same id"),
        (asked("match", "q", options=parts("xx")), "two options of the same id"),
        (asked("choose", "q", options=parts("xx")), "two options of the same id"),
        (asked("choose", "q", rows=parts("rr")), "two rows of the same id"),
    ],
)
def test_two_parts_of_one_id_are_refused(question, says):
    with pytest.raises(ValidationError, match=f"question 'q' has {says}"):
        exercise(question)
    with pytest.raises(ValidationError, match="two questions are called 'o'"):
        exercise(*EVERY, EVERY[0])


def test_questions_are_found_by_name_and_kind():
    made = exercise()
    assert made.question("m").kind == "match" and made.points == 6 * 4
    assert [option.id for option in made.question("j1").options] == ["supported", "imprecise", "contradicted", "open"]
    with pytest.raises(UnknownName, match="not a question of this exercise"):
        made.question("x")
    with pytest.raises(InvalidValue, match="'m' is a question of another kind"):
        made.coded("m")


def test_files_are_found_by_name_or_path(tmp_path):
    assert model.find("3_classify").name == "3_classify.json"
    path = tmp_path / "own.json"
    with pytest.raises(InvalidValue, match="does not exist"):
        model.find(path)
    path.write_text(json.dumps({**HEAD, "questions": EVERY}), encoding="utf-8")
    assert model.find(path) == path and model.read(path).exercise == "own" and key.read(path) is None
    assert key.path_of(path) == tmp_path / "keys" / "own.json"
    first = model.read(path)
    first.title = "changed"
    assert model.read(path).title == "t", "what is kept cannot be written"
    with pytest.raises(UnknownName, match="did you mean '3_classify'"):
        model.find("3_clasify")


READ = {"title", "summary", "prompt", "rule", "passage", "rows_prompt", "text", "clue", "comment", "definition"}
READ |= {"name", "statement", "feedback", "models", "verdicts"}


def marked(part, marks: list[str], field: str = ""):
    """Return data with a text of its own wherever somebody reads one, and note which they are."""
    if isinstance(part, dict):
        inner = {name: field if field in ("models", "verdicts") else name for name in part}
        return {name: marked(value, marks, inner[name]) for name, value in part.items()}
    if isinstance(part, list):
        return [marked(each, marks, field) for each in part]
    if field not in READ or part == "full":  # how far the feedback goes is no text
        return part
    marks.append(f"Text {len(marks)}")
    return marks[-1]


def test_every_text_that_somebody_reads_is_yielded_for_the_translators():
    folder = model.exercise_folder() / "examples" / "african_communities"
    data = json.loads((folder / "african_communities.json").read_text(encoding="utf-8"))
    own = [{**part, "clue": "c", "feedback": "f"} for part in parts("xy")]
    options, items = ([{k: v for k, v in part.items() if k != leave} for part in own] for leave in ("clue", "feedback"))
    more = [
        asked("choose", "c", options=options, rows=items, rows_prompt="p", look=[{"title": "t", "card": "A18"}]),
        asked("match", "m", options=options, items=items),
        asked("order", "o", items=[{**part, "clue": "c"} for part in parts("abcde")]),
        *(asked("judge", f"j{n}", verdicts={"open": "text"}) for n in range(3)),
    ]
    marks: list[str] = []
    names = {part: data.pop(part) for part in ("sources", "units")}  # the same in every language
    found = marked({**data, "questions": data["questions"] + more}, marks)
    texts = list(Exercise.model_validate({**found, **names}).texts())
    assert set(texts) - {item["dimension"] for item in data["types"]} == set(marks) and len(marks) > 100


# -- a submission's bytes --------------------------------------------------------------------------


def submitted(**more) -> bytes:
    held = json.loads(form.dump(form.begin("own", "Ana")))
    return json.dumps({**held, **more}).encode()


@given(st.text("aé ñ¿“”—ção🌎", max_size=60), st.text("aé ñ", max_size=20))
def test_what_somebody_wrote_can_be_read_in_the_file_itself_and_again(reason, name):
    made = form.begin("own", name)
    made.rounds[0].answers["q"] = form.ChoiceAnswer(kind="choose", at=form.now(), choice="a", rationale=reason)
    content = form.dump(made)
    assert form.own(content, "own.answers.json") == made
    lines = [line.strip().removesuffix(",") for line in content.decode().split("\n")]
    assert f'"rationale": "{reason}"' in lines and f'"pseudonym": "{name}"' in lines


@pytest.mark.parametrize(("over", "refused"), [(0, False), (1, True)])
def test_a_submission_has_a_largest_size(tmp_path, over, refused):
    content = submitted()
    content += b" " * (form.LARGEST + over - len(content))
    (tmp_path / "own.answers.json").write_bytes(content)
    reads = [lambda: form.parse(content), lambda: form.read(tmp_path / "own.answers.json")]
    for read in reads:
        if refused:
            with pytest.raises((InvalidValue, form.Unreadable), match=r"1,000,001 bytes, and a submission at most"):
                read()
        else:
            assert read()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (submitted(format="regiolab-submission/3"), "install a newer regiolab"),
        (submitted(format="other/1"), "not a submission"),
        (submitted(format=2), "does not say that it is a submission"),
        (b"[]", "it is JSON, but not a submission"),
        (submitted(pseudonym="x" * 61), "at most 60 letters"),
        (submitted(pseudonym="a\nb"), "letters that are not allowed"),
        (submitted(language="fr"), "it must be one of: en, es, pt"),
        (submitted(rounds=[{}]), "at least 2 entries"),
        (submitted(rounds=[{}, {}, {}]), "at most 2 entries"),
        (submitted(strange=1), "knows nothing of that name"),
    ],
)
def test_what_is_no_submission_is_said(content, says):
    with pytest.raises(form.Unreadable, match=says):
        form.parse(content)


def test_the_language_of_a_submission_is_one_of_three():
    for name, read in (("es_MX", "es"), ("pt", "pt"), ("en", "en")):
        assert form.parse(submitted(language=name))[0].language == read


def test_findings_are_said_in_the_readers_language():
    assert breaches.sentence({"type": "literal_error", "ctx": {"expected": "'a', 'b' or 3"}}).endswith(": a, b, 3")
    assert breaches.sentence({"type": "strange", "msg": "As it came."}) == "As it came."
    assert breaches.sentence({"type": "int_parsing", "msg": "x"}) == "it must be a whole number"
    assert breaches.sentence({"type": "value_error", "ctx": {"error": ValueError("own")}}) == "own"
    with speaking("es"):
        assert breaches.sentence({"type": "strange", "msg": "As it came."}) != "As it came."


# -- what a seminar answered -----------------------------------------------------------------------


def told(folder, question: str, counts: dict, round_: str = "1") -> str:
    held = {"own": {question: {round_: {"n": 20, "counts": counts}}}}
    content = {"made": "2026-11-29T10:00:00Z", "exercises": held}
    (folder / room.FILE).write_text(json.dumps(content), encoding="utf-8")
    return room.sentence(folder, exercise(), exercise().question(question))


@pytest.mark.parametrize(
    ("question", "counts", "answer"),
    [
        ("c", {"y": 8, "x": 12}, "60% of your seminar (20 answers) chose X."),
        ("c", {"y": 10, "x": 10}, "50% of your seminar (20 answers) chose X."),
        ("c", {"z": 12, "y": 8}, "40% of your seminar (20 answers) chose Y."),
        ("c", {"z": 12}, ""),
        ("p", {"y": 8}, "40% of your seminar (20 answers) chose Y."),
        ("j1", {"open": 8}, "40% of your seminar (20 answers) chose open."),
        ("m", {"a=x": 8, "a=v": 9, "v=x": 10}, "40% of your seminar (20 answers) chose A: X."),
        ("o", {"a@1": 8, "v@1": 9}, "40% of your seminar (20 answers) chose A at place 1."),
    ],
)
def test_what_most_of_a_seminar_chose(tmp_path, question, counts, answer):
    assert told(tmp_path, question, counts) == answer
    assert told(tmp_path, question, counts, "2") == ""


def test_nothing_below_five_answers_is_told(tmp_path):
    assert Counts(n=5, counts={"a": 5}).n == 5
    for bad in ({"n": 4, "counts": {}}, {"n": 5, "counts": {"a": 4}}):
        with pytest.raises(ValidationError):
            Counts(**bad)
    assert told(tmp_path, "c", {"x": 4}) == ""
    path = tmp_path / room.FILE
    told(tmp_path, "c", {"x": 8})
    content = path.read_bytes()
    path.write_bytes(content + b" " * (room.LARGEST - len(content)))
    assert room.read(tmp_path) is not None
    path.write_bytes(content + b" " * (room.LARGEST + 1 - len(content)))
    assert room.read(tmp_path) is None
    path.write_bytes(b"{")
    assert room.read(tmp_path) is None


# -- a key beside codings --------------------------------------------------------------------------

EXAMPLE = model.exercise_folder() / "examples" / "african_communities" / "african_communities.json"


def example_faults(change) -> list[str]:
    data = json.loads(key.path_of(EXAMPLE).read_text(encoding="utf-8"))
    change(data["keys"]["sadc_1992"])
    return list(key.faults(Key.model_validate(data), model.read(EXAMPLE), "k"))


def test_a_coder_whom_nobody_knows_is_named_without_a_hundred_others():
    said = "k, the key of “sadc_1992”: 'x' is not a key of the sources."
    assert example_faults(lambda entry: entry["readings"][1].update(coder="x")) == [said]
    (near,) = example_faults(lambda entry: entry["readings"][1].update(coder="pretorius2012"))
    assert near.endswith("'pretorius2012' is not a key of the sources; did you mean 'pretorius2022'?")
    twice = example_faults(lambda entry: entry["readings"][1].update(coder=entry["readings"][0]["coder"]))
    assert len(twice) == 1 and "stands twice" in twice[0]


def test_degrees_are_asked_of_types_and_not_of_what_stands_where_none_holds():
    none = next(item.id for item in model.read(EXAMPLE).types if item.kind == "residual")
    for models, says in (({none: {"degree": "element"}}, "has no degree"), ({none: {}}, "")):
        found = example_faults(lambda entry, given=models: entry["readings"][0].update(models=given))
        assert len(found) == bool(says) and says in "".join(found)


def test_a_key_may_leave_questions_out(tmp_path):
    data = json.loads(key.path_of(EXAMPLE).read_text(encoding="utf-8"))
    path = tmp_path / "part.json"
    for left in ("sadc_1992", *data["keys"]):
        data["keys"].pop(left, None)
        path.write_text(json.dumps(data), encoding="utf-8")
        assert set(key.read(EXAMPLE, path).keys) == set(data["keys"])


def test_readings_that_the_cards_cannot_carry_are_silent():
    held = key.read("3_classify")
    questions = {item.id: item for item in model.read("3_classify").questions}
    for name, entry in held.keys.items():
        offered = deck.offered_conditions(model.read("3_classify"), questions[name])
        assert entry.readings[0].coder == key.ARTICLE == entry.reference, "the article stands first"
        for reading in (*entry.readings, *entry.silent):
            least = {"dominant": 1 if reading.coder == key.ARTICLE else 2, "absent": 0}
            enough = all(len(offered[m]) >= least.get(given.degree, 1) for m, given in reading.models.items())
            assert enough == (reading in entry.readings)


def test_a_coding_is_argued_for_with_cards_that_are_offered():
    with_cards = {"models": {}, "cards": ["nothing"], "why": "w"}
    (said,) = example_faults(lambda entry: entry.update(accepted=[with_cards]))
    assert "names the card “nothing”" in said


def test_that_no_type_holds_is_not_that_the_residual_one_does():
    made, held = model.read("3_classify"), key.read("3_classify")
    unit, cards = "unasur_2008_political", (("E62", "lcd_diverse"), ("E64", "lcd_consensus"))
    absent = dict.fromkeys(deck.types(made.coded(unit)), "absent")
    for models, share in (({"lowest_common_denominator": None}, 1), (absent, 0), ({}, 0)):
        given = coding.answer(models, *cards)
        assert coding.measure(made, made.coded(unit), held.keys[unit], given).share == share
