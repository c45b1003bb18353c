"""What the questions of the lessons say and hold, word by word and at every edge."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from pydantic import ValidationError

import regiolab
from regiolab.data import load
from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises.room import Counts
from regiolab.lessons import difference, notepad, prompts, record, replies, seminar, territory, unveiling
from regiolab.lessons.amendments import find, posed
from regiolab.lessons.hindsight import given
from regiolab.lessons.notepad import FILE, Notepad
from regiolab.lessons.record import Record
from regiolab.lessons.sheet import Entry, StudySheet

SEE = [{"text": "See."}]
ITEMS = [{"id": name, "text": name.upper()} for name in "abc"]
GROUPS = [{"id": name, "text": f"group {name}"} for name in "xy"]
SHARE = {"figure": "government_shares", "where": {"orientation": ["right"]}, "column": "share", "times": 100}
UNITS = {
    name: [f"{name}_{year}_{side}" for side in ("economic", "political")]
    for name, year in (("alba", 2004), ("unasur", 2008))
}
LEAST = {
    "number": {"most": 10},
    "probability": {},
    "choice": {"options": ITEMS},
    "several": {"options": ITEMS},
    "order": {"items": ITEMS},
    "groups": {"items": ITEMS, "groups": GROUPS},
    "line": {"record": SHARE},
    "states": {"record": {"analysis": "members", "options": {"bloc": "alba", "on": "2012-12-31"}, "column": "iso3"}},
    "place": {"units": UNITS},
    "words": {},
}


def made(kind: str, **more):
    asked = {"id": "q", "kind": kind, "prompt": "Which?", "reveal": SEE, **LEAST[kind], **more}
    return prompts.Questions.model_validate({"lesson": "01", "questions": [asked]}).questions[0]


def line(prompt, value: float = 40.0, **other: float) -> dict:
    return {**dict.fromkeys(map(str, replies.years(prompt)), value), **other}


def lay(folder, *asked: dict) -> None:
    """Lay questions of one's own into a folder."""
    text = json.dumps({"format": prompts.FORMAT, "lesson": "01", "questions": asked})
    next_to = next((prompts.course_root() / "notebooks").glob("01_*.json")).name
    (folder / next_to).write_text(text, encoding="utf-8")


# -- the sentence on the difference ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "guess", "said"),
    [
        ({}, 4.0, "You said 4, and so has the record."),
        ({"whose": "article"}, 4.0, "You said 4, and so has the article."),
        ({"whose": "course"}, 4.0, "You said 4, and so has this course’s reading."),
        ({}, 5.0, "You said 5; the record has 4: 1 too many."),
        ({}, 2.0, "You said 2; the record has 4: 2 too few."),
        ({"unit": "bodies"}, 2.0, "You said 2 bodies; the record has 4 bodies: 2 too few."),
        ({"unit": "bodies", "unit_one": "body"}, 1.0, "You said 1 body; the record has 4 bodies: 3 too few."),
        ({"unit": "bodies", "unit_one": "body"}, 3.0, "You said 3 bodies; the record has 4 bodies: 1 too few."),
        ({"step": 0.5}, 4.5, "You said 4.5; the record has 4: 0.5 too high."),
        ({"step": 0.5}, 3.0, "You said 3; the record has 4: 1 too low."),
        ({"step": 2}, 5.0, "You said 5; the record has 4: as near as one can say."),
        ({"step": 2}, 3.0, "You said 3; the record has 4: as near as one can say."),
        ({"step": 2}, 6.0, "You said 6; the record has 4: 2 too many."),
        ({"step": 2}, 2.0, "You said 2; the record has 4: 2 too few."),
    ],
)
def test_a_number_is_held_against_the_answer(more, guess, said):
    assert difference.sentence(made("number", right=4, **more), guess) == said


@pytest.mark.parametrize(
    ("unit", "by", "said"),
    [
        ("% of pairs", 2.5, "lies 2.5 percentage points from"),
        ("per cent", 1.0, "lies 1 percentage point from"),
        ("votes", 2.0, "lies 2 votes from"),
        ("", 2.0, "lies 2 from"),
    ],
)
def test_what_lies_between_two_shares_is_told_in_points(unit, by, said):
    asked = made("line", unit=unit)
    right = difference.answer(asked)
    drawn = {str(year): right[year] + by for year in replies.years(asked)}
    assert said in difference.sentence(asked, drawn)


def test_a_choice_is_held_against_the_answer():
    asked = made("choice", right="b", whose="article")
    assert difference.sentence(asked, "b") == "You chose “B”, and so has the article."
    assert difference.sentence(asked, "c") == "You chose “C”; the article has “B”."


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (["a", "b"], "You found 2 of 2."),
        (["a"], "You found 1 of 2. Not chosen: B."),
        (["c"], "You found 0 of 2. Not chosen: A and B. Chosen, and not in the record: C."),
        (["a", "b", "c"], "You found 2 of 2. Chosen, and not in the record: C."),
        ([], "You found 0 of 2. Not chosen: A and B."),
    ],
)
def test_several_are_held_against_the_answer(reply, said):
    assert difference.sentence(made("several", right=["a", "b"]), reply) == said


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("bac", "Your order is that of the record."),
        ("bca", "2 of 3 pairs stand as in the record: B → A → C."),
        ("cab", "0 of 3 pairs stand as in the record: B → A → C."),
    ],
)
def test_an_order_is_held_against_the_answer(reply, said):
    assert difference.sentence(made("order", right=["b", "a", "c"]), list(reply)) == said


def test_groups_are_held_against_the_answer():
    asked = made("groups", right={"a": "x", "b": "y", "c": "x"})
    assert difference.sentence(asked, {"a": "x", "b": "y", "c": "x"}) == "3 of 3 as in the record."
    said = "1 of 3 as in the record. B: group y. C: group x."
    assert difference.sentence(asked, {"a": "x", "b": "x", "c": "y"}) == said


def test_a_line_is_held_against_the_record_where_it_lies_farthest():
    years = list(range(1990, 2025))
    asked = made("line", given=years, unit="%")
    right = difference.answer(asked)
    assert replies.years(asked) == [2025, 2026]
    for value, farthest in ((0.0, max), (100.0, min)):
        drawn = replies.check(asked, line(asked, value))
        year = farthest((2026, 2025), key=right.get) if right[2025] != right[2026] else 2025
        mean = (abs(value - right[2025]) + abs(value - right[2026])) / 2
        said = difference.sentence(asked, drawn)
        apart = replies.measured(made("line"), mean)
        assert f"lies {apart} percentage points from the record, farthest in {year}: " in said
        assert said.endswith(f"{value:g} %, and {replies.measured(asked, right[year])} in the record.")


def test_of_two_years_that_lie_as_far_the_earlier_is_named():
    asked = made("line", given=list(range(1990, 2025)))
    right = difference.answer(asked)
    drawn = {"2025": right[2025] + 3, "2026": right[2026] + 3}
    assert "lies 3 from the record, farthest in 2025" in difference.sentence(asked, drawn)


def test_places_are_held_against_the_article():
    asked = made("place")
    held = difference.answer(asked)
    same = {bloc: [models[0] for models in pair] for bloc, pair in held.items()}
    assert difference.sentence(asked, same) == "All your placings are among the article’s."
    other = {**same, "unasur": ["strategic", same["unasur"][1]]}
    assert difference.sentence(asked, other) == "Placed as the article has it: 1 of 2; you part on UNASUR."


def test_the_models_that_the_article_reads_come_with_the_dominant_first():
    rows = load("codings")
    rows = rows[rows["coder"].eq(difference.ARTICLE) & rows["model"].notna()]
    mixed = 0
    for unit, own in rows.groupby("unit", observed=True):
        degrees = own.set_index("model")["degree"]
        found = difference.readings(str(unit))
        assert set(found) == {
            name
            for name, degree in degrees.items()
            if degree in difference.words.HELD or name in difference.words.RESIDUALS
        }
        leading = [degrees[name] == "dominant" for name in found]
        assert leading == sorted(leading, reverse=True)
        mixed += len(set(leading)) > 1
    assert mixed, "no unit tells a dominant model from another"


@pytest.mark.parametrize(
    ("kind", "right", "said"),
    [
        ("number", 4, "The answer of the article: 4."),
        ("choice", "b", "The answer of the article: B."),
        ("several", ["a", "c"], "The answer of the article: A and C."),
        ("order", ["b", "a", "c"], "The answer of the article: B → A → C."),
        ("groups", {"a": "x", "b": "y", "c": "x"}, "The answer of the article: A: group x; B: group y; C: group x."),
    ],
)
def test_who_passed_over_is_told_the_answer(kind, right, said):
    asked = made(kind, right=right, whose="article")
    assert difference.told(asked) == said
    assert said in next(iter(unveiling.parts(asked, None, prompts.course_root())))
    assert difference.told(made(kind)) == "" and difference.sentence(made(kind), right) == ""


@pytest.mark.parametrize("kind", ["line", "states", "place", "words", "probability"])
def test_what_a_figure_shows_is_not_told_too(kind):
    assert difference.told(made(kind)) == ""


def test_what_the_record_says_has_the_form_of_a_reply():
    blocs = load("blocs").set_index("bloc")
    options = [{"id": name, "text": name} for name in ("celac", "oas", "alba")]
    kinds = [{"id": name, "text": name} for name in blocs["kind"].astype(str).unique()][:6]
    here = {"table": "blocs", "where": {"bloc": ["celac", "alba"]}, "column": "bloc"}
    assert difference.answer(made("several", options=options, record=here)) == ["celac", "alba"]
    assert difference.answer(made("choice", options=options, record=here)) == "celac"
    missing = {**here, "where": {"bloc": ["unasur"]}}
    assert difference.answer(made("choice", options=options, record=missing)) is None
    keyed = {"table": "blocs", "key": "bloc", "column": "kind"}
    grouped = difference.answer(made("groups", items=options, groups=kinds, record=keyed))
    assert grouped == {name["id"]: blocs["kind"][name["id"]] for name in options}
    named = {"table": "blocs", "key": "bloc", "column": "name_en"}
    ordered = difference.answer(made("order", items=options, record=named))
    assert ordered == sorted((item["id"] for item in options), key=blocs["name_en"].get)


# -- replies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "more", "good", "bad"),
    [
        ("number", {"least": 2}, [2, 10, "2.5"], [1.9, 10.1, True, "many", None, float("inf"), float("nan")]),
        ("probability", {}, [1, 99, "50"], [0, 100, 50.5, 0.99]),
        ("choice", {}, ["a", "c"], ["d", "", None, ["a"]]),
        ("several", {}, [[], ["a"], ("a", "c")], ["a", ["d"], ["a", "d"], ["a", 1], {"a": 1}]),
        ("order", {}, [["c", "b", "a"]], [["a", "b"], ["a", "b", "b"], ["a", "b", "c", "c"], "abc"]),
        (
            "groups",
            {},
            [{"a": "x", "b": "x", "c": "x"}],
            [{"a": "x", "b": "x"}, {"a": "x", "b": "x", "c": "z"}, {"a": "x", "b": "x", "c": "x", "d": "x"}, "ab"],
        ),
        ("states", {}, [[], ["BOL", "ARG"]], ["BOL", ["BOL", "USA"], [1]]),
        (
            "place",
            {},
            [{"alba": ["social", "autonomist"], "unasur": ["not_classifiable", "autonomist"]}],
            [
                {"alba": ["social", "autonomist"]},
                {"alba": ["social"], "unasur": ["social", "autonomist"]},
                {"alba": ["social", "autonomist"], "unasur": ["social", "autonomist", "social"]},
                {"alba": ["autonomist", "social"], "unasur": ["social", "autonomist"]},
                {"alba": ["social", "autonomist"], "unasur": ["social", "social"]},
                {"alba": ["social", "autonomist"], "unasur": ["autonomist", "autonomist"]},
                {"alba": "ab", "unasur": ["social", "autonomist"]},
                {"alba": ["social", "autonomist"], "oas": ["social", "autonomist"]},
            ],
        ),
        ("words", {"longest": 40}, ["x", "x" * 40], ["", "   ", "x" * 41, None, 4]),
    ],
)
def test_a_reply_reaches_to_the_edges_and_not_beyond(kind, more, good, bad):
    asked = made(kind, **more)
    for value in good:
        assert replies.check(asked, value) is not None
    for value in bad:
        with pytest.raises(InvalidValue):
            replies.check(asked, value)


def test_a_line_reaches_to_the_edges_and_not_beyond():
    asked = made("line", least=10, most=90)
    years = replies.years(asked)
    for edge in (10, 90):
        assert replies.check(asked, line(asked, edge)) == dict.fromkeys(map(str, years), float(edge))
    strange = (9.9, 90.1, float("nan"), float("inf"), "high")
    for bad in (*(line(asked, **{str(years[3]): value}) for value in strange), {}, {**line(asked), "1900": 40}, 7):
        with pytest.raises(InvalidValue):
            replies.check(asked, bad)
    with pytest.raises(InvalidValue, match=f"all years from {years[0]} to {years[-1]}"):
        replies.check(asked, {years[0]: 40})


def test_a_reply_is_kept_in_one_order_and_form():
    assert replies.check(made("several"), ["c", "a"]) == ["a", "c"]
    assert replies.check(made("states"), ["VEN", "BOL"]) == ["BOL", "VEN"]
    assert list(replies.check(made("groups"), {"c": "x", "a": "y", "b": "x"})) == ["a", "b", "c"]
    assert replies.check(made("words"), "  so \n") == "so"
    kept = replies.check(made("probability"), 63.0)
    assert kept == 63 and isinstance(kept, int)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("number", 7.0, "7"),
        ("probability", 63, "63%"),
        ("choice", "b", "B"),
        ("several", ["a", "c"], "A and C"),
        ("several", [], "none"),
        ("order", ["c", "a", "b"], "C → A → B"),
        ("groups", {"a": "x", "b": "y", "c": "x"}, "A: group x; B: group y; C: group x"),
        ("line", {"2011": 7.0, "2010": 3.0, "2012": 5.0}, "a line from 3 in 2010 to 5 in 2012"),
        ("states", ["BOL", "VEN"], "Bolivia and Venezuela"),
        ("words", "Because.", "Because."),
    ],
)
def test_a_reply_in_words(kind, value, said):
    assert replies.said(made(kind), value) == said


def test_a_placing_in_words_names_both_types():
    models = regiolab.data.labels.model_names()
    assert replies.said(made("place"), {"alba": ["social", "autonomist"], "unasur": ["strategic", "autonomist"]}) == (
        f"ALBA: {models['social']}, {models['autonomist']}; UNASUR: {models['strategic']}, {models['autonomist']}"
    )


@pytest.mark.parametrize(
    ("step", "value", "said"),
    [(1, 7.0, "7"), (1, 7.26, "7.3"), (0.5, 7.5, "7.5"), (0.05, 7.25, "7.25"), (0.05, 7.0, "7"), (5, 41.26, "41.3")],
)
def test_a_number_is_as_fine_as_the_question(step, value, said):
    assert replies.measured(made("number", step=step), value) == said
    assert replies.measured(made("number", step=step, unit="km"), value) == f"{said} km"
    assert replies.measured(made("words"), value) == (said if step != 0.05 or value == 7 else "7.2")


@pytest.mark.parametrize(
    ("kind", "more", "reply"),
    [
        ("number", {}, 5.0),
        ("number", {"least": 2, "most": 11, "step": 2}, 6.0),
        ("number", {"least": 1990, "most": 2025, "step": 5}, 2005.0),
        ("probability", {}, 50),
        ("choice", {}, "a"),
        ("several", {}, ["a"]),
        ("order", {}, ["a", "b", "c"]),
        ("groups", {}, {"a": "x", "b": "x", "c": "x"}),
        ("states", {}, ["ARG", "ATG"]),
        ("words", {}, "…"),
    ],
)
def test_a_script_gives_the_plainest_reply(kind, more, reply):
    assert replies.scripted(made(kind, **more)) == reply


def test_a_script_draws_a_level_line():
    assert set(replies.scripted(made("line", least=10, most=90)).values()) == {50.0}


# -- the record ------------------------------------------------------------------------------------


def test_a_record_names_one_place_and_what_is_wanted_of_it():
    for bad in ({"column": "bloc"}, {"table": "blocs", "figure": "timeline", "column": "bloc"}, {"table": "blocs"}):
        with pytest.raises(ValidationError):
            Record(**bad)


def test_a_spell_holds_its_first_day_and_not_its_last():
    table = load("memberships")
    ended = table[table["end"].notna() & table["end"].gt(table["start"])].iloc[0]
    where = {"bloc": [ended["bloc"]], "iso3": [ended["iso3"]], "status": [ended["status"]]}

    def held(day) -> set:
        here = record.rows(Record(table="memberships", where=where, on=day.date(), count=True))
        return set(here["start"])

    one = pd.Timedelta(days=1)
    assert ended["start"] in held(ended["start"]) and ended["start"] in held(ended["end"] - one)
    assert ended["start"] not in held(ended["end"]) and ended["start"] not in held(ended["start"] - one)
    lasting = table[table["end"].isna()].iloc[0]
    where = {"bloc": [lasting["bloc"]], "iso3": [lasting["iso3"]], "status": [lasting["status"]]}
    assert lasting["start"] in held(pd.Timestamp("2026-01-01"))


def test_numbers_are_counted_multiplied_or_read():
    table = load("blocs")
    everything = Record(table="blocs", count=True)
    assert record.number(everything) == len(table)
    assert record.number(Record(table="blocs", count=True, times=10)) == 10 * len(table)
    assert record.number(Record(table="blocs", column="kind", count=True)) == table["kind"].nunique() < len(table)
    assert record.number(Record(table="blocs", where={"bloc": ["none"]}, count=True)) == 0
    rated = load("forecasts").dropna(subset=["base_rate"]).iloc[0]
    one = {"table": "forecasts", "where": {"forecast": [rated["forecast"]]}, "column": "base_rate"}
    assert record.number(Record(**one, times=100)) == pytest.approx(rated["base_rate"] * 100)
    with pytest.raises(InvalidValue, match=f"forecasts holds {len(load('forecasts'))} values where one is asked for"):
        record.number(Record(table="forecasts", column="base_rate"))


def test_one_value_that_is_not_known_is_no_answer():
    for table in ("events", "blocs", "memberships", "terms", "forecasts"):
        frame = load(table)
        for column in frame.columns[frame.isna().any()]:
            key = frame.columns[0]
            alone = frame[frame[column].isna() & ~frame[key].duplicated(keep=False)]
            if len(alone):
                here = Record(table=table, where={key: [str(alone.iloc[0][key])]}, column=column)
                with pytest.raises(InvalidValue, match="narrow `where`"):
                    record.number(here)
                return
    raise AssertionError("no table holds an unknown value")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"table": "blocs", "column": "kinds"}, "kind"),
        ({"table": "blocs", "where": {"blocs": ["oas"]}, "count": True}, "bloc"),
        ({"table": "blocs", "key": "blocs", "column": "kind"}, "bloc"),
        ({"table": "blocs", "on": "2010-01-01", "count": True}, "a column of blocs"),
        ({"table": "blocs", "where": {"bloc": ["none"]}, "column": "kind"}, "No row of blocs fits"),
        ({"analysis": "member", "count": True}, "members"),
        ({"analysis": "members", "options": {"blok": "oas"}, "count": True}, "analysis members cannot be made"),
    ],
)
def test_a_record_that_does_not_exist_is_a_sentence(broken, said):
    with pytest.raises(RegiolabError, match=said):
        record.rows(Record.model_validate(broken))


def test_values_that_stand_so_often_are_kept():
    two = {"bloc": ["alba", "mercosur", "andean_community"], "status": ["full"]}
    base = {"table": "memberships", "where": two, "on": "2012-12-31", "column": "iso3"}
    held = record.rows(Record.model_validate(base))["iso3"].value_counts()
    for least in (1, 2, 3):
        wanted = sorted(held[held >= least].index)
        if wanted:
            assert sorted(record.names(Record.model_validate({**base, "repeated": least}))) == wanted
    assert 0 < (held >= 2).sum() < len(held)


def test_a_line_has_one_value_a_year():
    assert list(record.series(Record(**SHARE)))[:2] == [1990, 1991]
    with pytest.raises(InvalidValue, match="government_shares holds several values of a year"):
        record.series(Record(figure="government_shares", column="share"))
    shares = record.series(Record(**{**SHARE, "times": 1}))
    assert {year: 100 * share for year, share in shares.items()} == pytest.approx(record.series(Record(**SHARE)))


def test_a_key_of_several_columns_is_joined():
    here = {"table": "memberships", "where": {"bloc": ["alba"]}, "key": ["bloc", "iso3"], "column": "status"}
    assert "alba_VEN" in record.by_key(Record.model_validate(here))


# -- files of questions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("choice", {"right": "d"}, "'d' is none of its answers"),
        ("choice", {"says": {"d": "No."}}, "'d' is none of its answers"),
        ("several", {"right": ["a", "d"]}, "'d' is none of its answers"),
        ("order", {"right": ["a", "b", "d"]}, "'d' is none of its answers"),
        ("groups", {"right": {"a": "x", "b": "z", "c": "x"}}, "'z' is none of its answers"),
        ("groups", {"right": {"a": "x", "b": "x", "d": "x"}}, "'d' is none of its answers"),
        ("order", {"items": [*ITEMS, ITEMS[0]]}, "an answer is named twice"),
        ("number", {"right": 3, "record": {"table": "blocs", "count": True}}, "give `right` or `record`, not both"),
        ("number", {"least": 10}, "`least` must be below `most`"),
        ("number", {"least": 11}, "`least` must be below `most`"),
        ("line", {"least": 100}, "`least` must be below `most`"),
        ("words", {"reveal": [{"view": "claim"}]}, "did you mean 'claims'"),
        ("words", {"reveal": [{"text": "a", "view": "claims"}]}, "show one thing at a time"),
        ("words", {"reveal": [{}]}, "show one thing at a time"),
    ],
)
def test_a_question_that_contradicts_itself_is_refused(kind, more, said):
    with pytest.raises(ValidationError, match=said):
        made(kind, **more)


def test_two_questions_of_one_name_are_refused():
    asked = {"id": "q", "kind": "words", "prompt": "?", "reveal": SEE}
    with pytest.raises(ValidationError, match="two questions are called 'q'"):
        prompts.Questions.model_validate({"lesson": "01", "questions": [asked, asked]})


@pytest.mark.parametrize(("over", "refused"), [(0, False), (1, True)])
def test_a_file_of_questions_has_a_largest_size(tmp_path, over, refused):
    path = tmp_path / "01_trajectory.json"
    text = json.dumps({"format": prompts.FORMAT, "lesson": "01", "questions": []})
    path.write_text(text + " " * (prompts.LARGEST + over - len(text)), encoding="utf-8")
    if refused:
        with pytest.raises(InvalidValue, match="larger than"):
            prompts.read(path)
    else:
        assert prompts.read(path).questions == []


def test_files_that_are_none_and_lessons_that_are_none_are_sentences(tmp_path):
    with pytest.raises(InvalidValue, match=r"01_trajectory\.json cannot be read"):
        prompts.read(tmp_path / "01_trajectory.json")
    (tmp_path / "01_trajectory.json").write_text("{", encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"01_trajectory\.json: "):
        prompts.read(tmp_path / "01_trajectory.json")
    with pytest.raises(RegiolabError, match="'1' is not a lesson"):
        prompts.prompts("1")
    assert find(next(iter(prompts.prompts("02"))), tmp_path)[0] == "02"


# -- the notepad -----------------------------------------------------------------------------------


def test_an_answer_is_given_taken_up_again_and_passed_over(tmp_path):
    pad = Notepad(tmp_path)

    def stands() -> tuple:
        found = pad.of("q", "number")
        return found.value, found.first, found.draft, found.passed, found.open

    assert pad.of("q", "number") is None and not pad.filled(pad.held)
    pad.draft("q", "number", 2)
    assert stands() == (None, None, 2, False, True) and not pad.filled(pad.held)
    pad.reply("q", "number", 3)
    assert stands() == (3, 3, None, False, False) and pad.filled(pad.held)
    pad.draft("q", "number", 8)
    assert stands() == (3, 3, 8, False, False)
    pad.reopen("q", "number")
    assert stands() == (None, 3, 3, False, True)
    pad.reply("q", "number", 5)
    assert stands() == (5, 3, None, False, False)
    pad.pass_over("r", "words")
    assert pad.of("r", "words").passed and not pad.of("r", "words").open
    pad.draft("r", "words", "Per")
    assert pad.of("r", "words").passed and pad.of("r", "words").draft == "Per"
    assert pad.of("q", "words") is None
    assert pad.held.revision == 7 and pad.of("q", "number").revision == 5


@pytest.mark.parametrize(("letters", "refused"), [(notepad.LONGEST - 2, False), (notepad.LONGEST - 1, True)])
def test_a_draft_has_a_longest_size(tmp_path, letters, refused):
    pad = Notepad(tmp_path)
    if refused:
        with pytest.raises(InvalidValue, match="longer than an answer"):
            pad.draft("q", "words", "x" * letters)
        assert pad.of("q", "words") is None
    else:
        pad.draft("q", "words", "x" * letters)
        assert len(pad.of("q", "words").draft) == letters


@pytest.mark.parametrize(("over", "refused"), [(0, False), (1, True)])
def test_notes_have_a_largest_size(tmp_path, over, refused):
    pad = Notepad(tmp_path)
    pad.reply("q", "number", 3)
    content = pad.download()
    content += b" " * (notepad.LARGEST + over - len(content))
    if refused:
        with pytest.raises(InvalidValue, match="larger than notes can be"):
            notepad.parse(content, FILE)
    else:
        assert notepad.parse(content, FILE).replies["q"].value == 3
    (tmp_path / FILE).write_bytes(content)
    again = Notepad(tmp_path)
    assert (again.of("q", "number") is None) == refused == bool(again.notices)


def test_what_came_back_is_noted_once_and_kept_as_written(tmp_path):
    pad = Notepad(tmp_path)
    pad.recall("02", "aé")
    assert Notepad(tmp_path).held.recalled == {"02": "aé"}
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "aé" in text and text.startswith('{\n "format"') and text.endswith("}\n")


def test_copies_differ_where_an_answer_does_and_not_in_its_time(tmp_path):
    pad = Notepad(tmp_path)
    pad.reply("q", "number", 3)
    one = pad.held
    pad.reply("q", "number", 3)
    assert pad.differences(one, pad.held) == []
    pad.reply("r", "words", "here")
    assert pad.differences(one, pad.held) == pad.differences(pad.held, one) == ["r"]


# -- the seminar -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "more", "value", "names"),
    [
        ("number", {}, 0.0, ["bin=0"]),
        ("number", {}, 10.0, ["bin=9"]),
        ("number", {"least": 10, "most": 30}, 14.0, ["bin=2"]),
        ("probability", {}, 9, ["bin=0"]),
        ("probability", {}, 99, ["bin=9"]),
        ("choice", {}, "a", ["a"]),
        ("several", {}, ["a", "c"], ["a", "c"]),
        ("states", {}, ["BOL"], ["BOL"]),
        ("order", {}, ["b", "a", "c"], ["b@1", "a@2", "c@3"]),
        ("groups", {}, {"a": "x"}, ["a=x"]),
        ("place", {}, {"alba": ["social", "autonomist"]}, ["alba=social+autonomist"]),
        ("words", {}, "Because.", []),
        ("line", {}, {"2010": 4.0}, []),
    ],
)
def test_an_answer_is_counted_under_its_names(kind, more, value, names):
    assert seminar.names(made(kind, **more), value) == names


@pytest.mark.parametrize(
    ("kind", "more", "counts", "said"),
    [
        ("probability", {}, {"bin=6": 12, "bin=0": 5}, "from 60% to 69% (60%) and from 0% to 9% (25%)"),
        ("number", {"least": 10, "most": 30}, {"bin=2": 10}, "from 14 to 16 (50%)"),
        ("choice", {}, {"b": 5, "a": 10, "c": 5}, "A (50%), B (25%) and C (25%)"),
        ("several", {}, {"c": 20, "gone": 20}, "C (100%)"),
        ("states", {}, {"BOL": 10}, "Bolivia (50%)"),
        ("order", {}, {"b@1": 15, "gone@1": 5}, "B at place 1 (75%)"),
        ("groups", {}, {"a=x": 15, "a=z": 5, "d=x": 5}, "A: group x (75%)"),
    ],
)
def test_what_most_of_a_seminar_answered(kind, more, counts, said):
    asked = made(kind, **more)
    assert seminar.sentence(asked, Counts(n=20, counts=counts)) == f"Of the 20 answers of your seminar: {said}."


def test_three_answers_are_named_and_none_that_the_question_does_not_have():
    options = [{"id": name, "text": name.upper()} for name in "abcd"]
    counts = Counts(n=40, counts={"a": 10, "b": 9, "c": 8, "d": 7})
    said = seminar.sentence(made("choice", options=options), counts)
    assert said == "Of the 40 answers of your seminar: A (25%), B (22%) and C (20%)."
    for kind in LEAST:
        assert seminar.sentence(made(kind), Counts(n=40, counts={"gone": 10, "bin=x": 9, "binary": 8})) == ""
    for kind in ("choice", "words", "line"):
        assert seminar.sentence(made(kind), Counts(n=40, counts={"bin=3": 10})) == ""


def test_means_and_placings_leave_out_what_is_none():
    told = Counts(n=20, counts={"bin=0": 5, "bin=9": 15, "bin=x": 5, "other": 5})
    assert seminar.mean(told) == (5 * 5 + 95 * 15) / 20
    assert seminar.mean(Counts(n=20, counts={"other": 5})) is None
    told = Counts(n=20, counts={"alba=social+autonomist": 5, "alba=strategic+autonomist": 15, "oas=social": 5, "x": 5})
    assert seminar.placings(told) == {"alba": {("social", "autonomist"): 0.25, ("strategic", "autonomist"): 0.75}}


# -- what is shown ---------------------------------------------------------------------------------


def shown(asked, value, folder) -> list:
    return list(unveiling.parts(asked, value, folder))


def test_the_sentence_stands_first_and_what_a_choice_is_told(tmp_path):
    says = {"a": "Not *a*.", "b": "Yes."}
    asked = made("choice", right="b", says=says)
    assert shown(asked, "a", tmp_path) == ["You chose “A”; the record has “B”. Not *a*.", "See."]
    assert shown(asked, "c", tmp_path) == ["You chose “C”; the record has “B”.", "See."]
    unasked = ["The answer of the record: B.", "- *A*: Not *a*.\n- *B*: Yes.", "See."]
    assert shown(asked, None, tmp_path) == unasked
    assert shown(made("several", right=["a"]), ["a"], tmp_path) == ["**You found 1 of 1.**", "See."]
    assert shown(made("words"), "Because.", tmp_path) == shown(made("words"), None, tmp_path) == ["See."]
    assert shown(made("choice"), None, tmp_path) == ["See."]


def test_a_number_is_drawn_beside_the_answer_once(tmp_path):
    figure = {"figure": "union_and_fragmentation"}
    plain = made("number", right=4)
    assert [type(item).__name__ for item in shown(plain, 3.0, tmp_path)] == ["str", "Figure", "str"]
    assert [type(item).__name__ for item in shown(plain, None, tmp_path)] == ["str", "str"]
    assert shown(made("number"), 3.0, tmp_path) == ["See."]
    marked = made("number", right=4, reveal=[{**figure, "mark": "y"}])
    assert [type(item).__name__ for item in shown(marked, 3.0, tmp_path)] == ["str", "Figure"]


def test_a_mark_stands_where_the_axis_counts_it(tmp_path):
    shares = {"figure": "union_and_fragmentation", "mark": "y"}
    here = {"record": {**SHARE, "where": {**SHARE["where"], "year": [2018]}}}
    for more, at in ((here, 0.4), ({"right": 50}, 40.0)):
        asked = made("number", most=100, unit="%", reveal=[shares], **more)
        spec = json.dumps(shown(asked, 40.0, tmp_path)[-1].chart.to_dict())
        assert "you: 40 %" in spec and f'"datum": {at}' in spec
        passed = json.dumps(shown(asked, None, tmp_path)[-1].chart.to_dict())
        assert "you: " not in passed
    words = made("words", reveal=[shares])
    assert "you: " not in json.dumps(shown(words, "Because.", tmp_path)[-1].chart.to_dict())


@pytest.mark.parametrize("kind", ["line", "states", "place"])
def test_a_figure_stands_there_for_who_passed_over_too(kind, tmp_path):
    found = shown(made(kind), None, tmp_path)
    assert [type(item).__name__ for item in found] == ["Figure", "str"]


def test_a_view_is_shown_and_one_with_strange_options_is_a_sentence(tmp_path):
    view = {"view": "define", "arguments": ["autonomy"]}
    assert "autonom" in str(shown(made("words", reveal=[view]), None, tmp_path)[0]).lower()
    with pytest.raises(InvalidValue, match="the view define cannot be shown with these options"):
        shown(made("words", reveal=[{**view, "options": {"colour": "red"}}]), None, tmp_path)


def test_a_seminar_is_told_in_words_but_for_places(tmp_path):
    counted = {
        "q": {"n": 20, "counts": {"alba=social+autonomist": 12}},
        "s": {"n": 20, "counts": {"b": 12}},
    }
    made_at = "2026-11-29T10:00:00Z"
    (tmp_path / "class.json").write_text(json.dumps({"made": made_at, "lessons": counted}))
    place = {"alba": ["social", "autonomist"], "unasur": ["social", "autonomist"]}
    assert "seminar" not in shown(made("place"), place, tmp_path)[0]
    asked = made("several", right=["a"], id="s")
    assert shown(asked, ["a"], tmp_path)[0] == "**You found 1 of 1. Of the 20 answers of your seminar: B (60%).**"
    assert "seminar" not in shown(asked, None, tmp_path)[0]


def test_states_come_by_name_with_their_tiles():
    for name, n in (("region", 33), ("south_america", 12), ("americas", 35)):
        known = territory.states(name)
        assert len(known) == n
        assert list(known.values()) == sorted(known.values(), key=str.casefold)
        grid = territory.tiles(name)
        table = load("countries").set_index("iso3")
        assert {tile["iso3"] for tile in grid} == set(known)
        assert len({(tile["x"], tile["y"]) for tile in grid}) == n
        for tile in grid:
            assert (tile["x"], tile["y"]) == (table["tile_col"][tile["iso3"]], table["tile_row"][tile["iso3"]])


# -- the sheet and the probabilities ---------------------------------------------------------------


def test_the_sheet_says_what_was_answered_and_what_is_open(tmp_path):
    base = {"prompt": "Which?", "reveal": SEE}
    own = [{"id": "own_n", "kind": "number", "right": 4, "most": 10}, {"id": "own_p", "kind": "probability"}]
    own += [{"id": f"own_{kind}", "kind": kind, **LEAST[kind]} for kind in ("words", "choice")]
    lay(tmp_path, *({**base, **item} for item in own))
    open_there = len(posed("01", tmp_path)) - 3
    pad = Notepad(tmp_path)
    pad.reply("own_n", "number", 3.0)
    pad.reopen("own_n", "number")
    assert str(regiolab.notes(tmp_path)) == "Nothing is answered yet.", "an answer taken up again is open"
    pad.reply("own_n", "number", 5.0)
    pad.pass_over("own_words", "words")
    pad.reply("own_p", "probability", 70)
    pad.reply("own_choice", "choice", "gone")
    sheet = regiolab.notes(tmp_path)
    ((lesson, entries, left),) = sheet.parts
    assert (lesson, left, [entry.passed for entry in entries]) == ("01", open_there, [False, False, True])
    assert [entry.given for entry in entries] == ["5", "70%", ""]
    assert [entry.first for entry in entries] == ["At first: 3.", "", ""]
    assert [entry.says for entry in entries] == ["You said 5; the record has 4: 1 too many.", "", ""]
    said = str(sheet).splitlines()
    assert said[0] == f"Lesson 1: 3 answered or passed over, {open_there} open"
    assert said[1:6] == ["", "Which?", f"You, on {entries[0].on}: 5", "At first: 3.", entries[0].says]
    assert said[-1] == f"Passed over on {entries[2].on}."
    page = sheet._repr_html_()
    assert said[0] in page and page.count("<li") == 3 and "At first: 3." in page and "nothing here is marked" in page


def test_a_sheet_leaves_out_what_there_is_not(tmp_path):
    entry = Entry("Which?", core=False, given="5", first="", says="", passed=False, on="29 November 2026")
    sheet = StudySheet((("01", (entry,), 0), ("02", (), 3)))
    assert str(sheet).splitlines()[:4] == [
        "Lesson 1: 1 answered or passed over",
        "",
        "Which?",
        "You, on 29 November 2026: 5",
    ]
    page = sheet._repr_html_()
    assert "Lesson 1" in page and "Lesson 2" not in page and "open" not in page
    empty = StudySheet(())._repr_html_()
    assert "Nothing is answered yet." in empty and "nothing here is marked" not in empty
    assert sheet.save(tmp_path / "Sheet.HTML").read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(RegiolabError, match="cannot be written"):
        sheet.save(tmp_path / "nowhere" / "sheet.html")


def test_probabilities_stand_beside_the_base_rate_and_the_seminars_mean(tmp_path):
    rows = load("forecasts").set_index("forecast")
    first, second = rows.index[rows["base_rate"].notna()][:2]
    base = {"kind": "probability", "prompt": "How likely?", "reveal": SEE}
    asked = [("one", {"forecast": first}), ("two", {"forecast": second}), ("none", {}), ("gone", {"forecast": "gone"})]
    lay(tmp_path, *({**base, "id": f"own_{name}", **more} for name, more in asked))
    counted = {"own_one": {"n": 20, "counts": {"bin=6": 20}}}
    made_at = "2026-11-29T10:00:00Z"
    (tmp_path / "class.json").write_text(json.dumps({"made": made_at, "lessons": counted}))
    pad = Notepad(tmp_path)
    for number, (name, _more) in enumerate(asked):
        pad.reply(f"own_{name}", "probability", 70 + number)
    pad.reply("own_one", "probability", 5)
    pad.pass_over("own_passed", "probability")
    table = given(tmp_path)
    assert table["forecast"].tolist() == [first, second] and table["guess"].tolist() == [70, 71]
    assert table["base"].tolist() == pytest.approx([100 * rows["base_rate"][name] for name in (first, second)])
    assert table["outcome"].tolist() == [rows["verdict"][name] for name in (first, second)]
    assert table["seminar"].iloc[0] == 65 and pd.isna(table["seminar"].iloc[1])
