"""Figures on models: strict JSON, words, tables, and the data really drawn; the two widgets."""

from __future__ import annotations

import json
import re

import pytest
import vl_convert

import regiolab
from regiolab import charts, widgets
from regiolab.charts import profiles
from regiolab.errors import InvalidValue, UnknownName
from regiolab.i18n import speaking
from regiolab.widgets.quiz import UNITS

FIGURES = {
    "grid": lambda: charts.model_grid(),
    "grid of one": lambda: charts.model_grid(["celac"]),
    "grid of another coder": lambda: charts.model_grid(["alba", "unasur", "mercosur"], coder="riggirozzi_grugel2015"),
    "profile": lambda: charts.profile("mercosur_2003_political"),
    "profile without cards": lambda: charts.profile("prosur_2019_political"),
    "evidence": lambda: charts.evidence_balance("alba_2004_economic", "social"),
    "evidence without cards": lambda: charts.evidence_balance("prosur_2019_economic", "social"),
    "readings": lambda: charts.other_readings("unasur_2008_economic"),
    "threshold": lambda: charts.threshold_effect("pacific_alliance_2011_economic"),
    "shift": lambda: charts.period_shift("mercosur", {2003: 2005, 2015: 2014}),
    "shift of nothing": lambda: charts.period_shift("alba", {2015: 2015}),
}


def drawn(spec: dict) -> list[list[dict]]:
    """Return every data set of a specification."""
    return list(spec.get("datasets", {}).values())


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_strict_json_with_words_and_a_table(name, tmp_path):
    figure = FIGURES[name]()
    text = json.dumps(figure.spec(), allow_nan=False)
    assert figure.description and figure.description in json.loads(text)["description"]
    assert len(figure.table) and any(drawn(figure.spec()))
    assert figure.save(tmp_path / "picture.svg").stat().st_size > 2000


def test_the_grid_draws_every_reading_of_the_article_that_is_not_denied():
    figure = charts.model_grid()
    codings = regiolab.load("codings")
    own = codings[
        codings["coder"].eq("briceno2018")
        & codings["bloc"].isin(["mercosur", "alba", "pacific_alliance", "unasur", "celac"])
    ]
    held = own[own["degree"].astype(object).ne("absent")]
    for dimension, column in (("economic", "unit"), ("political", "political_unit")):
        pairs = {(row.unit, str(row.model)) for row in held[held["dimension"].eq(dimension)].itertuples()}
        rows = figure.table[figure.table[dimension].ne("none")]
        assert {(row[column], row[dimension]) for row in rows.to_dict("records")} == pairs
    sets = drawn(figure.spec())
    dots = next(rows for rows in sets if rows and "what" in rows[0])
    assert len(dots) == len(figure.table)


def test_mercosur_has_three_positions_in_the_grid():
    table = charts.model_grid(["mercosur"]).table
    by_period = table.groupby("period", sort=False)
    assert by_period["political"].first().tolist() == ["none", "autonomist", "autonomist"]
    assert by_period["economic"].agg(set).map(len).tolist() == [3, 3, 3]
    dominant = table[table["degree"].eq("dominant")]
    assert dominant[["period", "economic"]].values.tolist() == [["1991–2003", "strategic"]]
    assert "on_paper" in table.query("period == '2015–2018' and economic == 'social'")["flags"].item()


def test_flags_and_hybrids_are_drawn():
    spec = charts.model_grid().spec()
    text = json.dumps(spec, ensure_ascii=False)
    for word in (
        "on paper only,\\nweakening",
        "with a deviation",
        "emerging",
        "not\\nclassifiable",
        "lowest common\\ndenominator",
    ):
        assert word.replace("\\n", "\\\\n") in text or word in text
    lines = [rows for rows in drawn(spec) if rows and {"min", "max"} <= set(rows[0])]
    assert len(lines) == 1 and len(lines[0]) == 5  # three periods of Mercosur, two of ALBA


def test_the_grid_refuses_what_it_cannot_draw():
    with pytest.raises(UnknownName, match="mercosur"):
        charts.model_grid(["mercosul"])
    with pytest.raises(UnknownName):
        charts.model_grid(coder="nobody")
    with pytest.raises(InvalidValue, match="reads none"):
        charts.model_grid(["celac"], coder="muhr2010")


def test_a_profile_shows_the_minimum_beside_theory_alone():
    table = charts.profile("pacific_alliance_2011_political").table
    own = table[table["model"].eq("acquiescent_realism")]
    for basis in ("all", "theory"):
        part = own[own["basis"].eq(basis)]
        whole, conditions = part[part["condition"].eq("")], part[part["condition"].ne("")]
        assert whole["low"].item() == conditions["low"].min() and whole["high"].item() == conditions["high"].min()
        assert whole["known"].item() == conditions["known"].sum()
    alliance = own[own["condition"].eq("acq_alliance")].set_index("basis")["low"]
    assert alliance["all"] > alliance["theory"]  # the case-drawn indicator lifts it


def test_a_profile_can_be_held_to_the_other_variant():
    assert "str_ns_deep" in set(
        charts.profile("pacific_alliance_2011_economic", variant="North-South").table["condition"]
    )
    assert "str_ns_deep" not in set(charts.profile("pacific_alliance_2011_economic").table["condition"])
    with pytest.raises(UnknownName):
        charts.profile("pacific_alliance_2011_economic", variant="East-West")


def test_an_unnamed_profile_does_not_tell_its_name():
    figure = charts.profile("alba_2004_political", unnamed=True)
    assert "ALBA" not in json.dumps(figure.spec()) and "ALBA" not in figure.description


def test_the_evidence_draws_a_mark_for_every_card():
    figure = charts.evidence_balance("mercosur_2003_political", "autonomist")
    marks = next(rows for rows in drawn(figure.spec()) if rows and "label" in rows[0])
    assert len(marks) == figure.table["evidence"].notna().sum()
    assert {mark["label"][0] for mark in marks} == {"+", "–"}
    asked = regiolab.load("indicators").query("model == 'autonomist'")["indicator"]
    assert set(figure.table["indicator"]) == set(asked)
    with pytest.raises(UnknownName):
        charts.evidence_balance("mercosur_2003_political", "social")


def test_other_readings_keep_the_coders_terms_and_begin_with_the_article():
    figure = charts.other_readings("pacific_alliance_2011_political")
    assert figure.table["coder"].iloc[0] == "briceno2018"
    assert "revitalización autonomista" in json.dumps(figure.spec(), ensure_ascii=False)
    assert "a category of their own" in figure.description
    with pytest.raises(InvalidValue, match="Nobody reads"):
        charts.other_readings("sacn_2004_political")


def test_readings_known_from_an_abstract_are_hollow_and_no_term_is_cut():
    figure = charts.other_readings("unasur_2008_economic")
    marks = next(rows for rows in drawn(figure.spec()) if rows and "fill" in rows[0])
    fills = {mark["who"]: mark["fill"] == "#ffffff" for mark in marks}
    read = figure.table.set_index("who")["read_from"]
    assert fills == {who: value in ("abstract", "quotation") for who, value in read.items()}
    assert fills["Riggirozzi 2017"] and not fills["Riggirozzi & Grugel 2015"]
    assert "Riggirozzi 2017: social regionalism" in figure.description and "at second hand" in figure.description
    texts = next(rows for rows in drawn(figure.spec()) if rows and "term_y" in rows[0])
    said = {row["who"]: row["term"].replace("\n", " ") for row in texts}
    assert all(row.term in said[row.who] for row in figure.table.itertuples())


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_readings_stay_within_the_page(language):
    for unit in regiolab.load("codings")["unit"].unique():
        with speaking(language):
            svg = vl_convert.vegalite_to_svg(charts.other_readings(unit).spec())
        width, height = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', svg).groups())
        assert width <= 926 and height <= 640, unit


def test_the_threshold_says_when_it_does_nothing():
    assert "makes no difference" in charts.threshold_effect("mercosur_2003_economic").description
    assert (
        "A lower one gives: strategic regionalism"
        in charts.threshold_effect("pacific_alliance_2011_economic").description
    )
    with pytest.raises(UnknownName):
        charts.threshold_effect("alba_2004_political", basis="hearsay")


def test_moving_a_cut_names_the_cards_and_the_scores():
    figure = charts.period_shift("mercosur", {2003: 2005})
    assert "E12, E19" in figure.description and "0 to 1 becomes 1" in figure.description
    assert not figure.table.loc[figure.table["date"].isna(), "moves"].any()
    assert "no score changes" in charts.period_shift("mercosur", {2003: 2002}).description
    with pytest.raises(InvalidValue, match="no cut to move"):
        charts.period_shift("mercosur", {1999: 2000})


def test_the_threshold_widget_says_what_each_move_does():
    slider = widgets.threshold("pacific_alliance_2011_economic")
    told = []
    slider.on_change(told.append)
    assert (slider.models, slider.possible) == ([], ["strategic", "social", "productive"])
    slider.set(threshold=0.3)
    assert slider.models == ["strategic"] and "in comes strategic regionalism" in slider.change
    slider.set(threshold=0.25)
    assert slider.change.endswith("nothing changes.") and slider.change in slider._words.value
    slider.set(threshold=0.9)
    assert "out goes strategic regionalism" in slider.change
    slider.set(unit="alba_2004_political", basis="theory")
    assert slider.models == ["counter_hegemonic"] and slider.change == ""
    assert len(told) == 4


def test_the_threshold_widget_shows_its_errors_and_keeps_its_state():
    slider = widgets.threshold("alba_2004_political")
    with pytest.raises(InvalidValue):
        slider.set(threshold=1.5)
    with pytest.raises(UnknownName):
        slider.set(unit="alba_1900_political")
    with pytest.raises(InvalidValue):
        slider.set(unit="pacific_alliance_2011_economic", threshold=1.5)
    assert (slider.threshold, slider.unit, slider.models) == (0.5, "alba_2004_political", ["counter_hegemonic"])
    slider.set(threshold=0.4)
    assert slider.models == widgets.threshold("alba_2004_political", 0.4).models, "it answers from another table"
    slider._slider.value = 0.75
    assert slider.threshold == 0.75 and slider.message.text == ""


def test_the_quiz_keeps_a_score_and_says_when_it_begins_again():
    quiz = widgets.profile_quiz(["alba_2004_political", "mercosur_2003_political", "unasur_2008_political"])
    for right_at_once in (True, False, True):
        assert quiz._on.description == ("Begin again" if quiz.unit == "unasur_2008_political" else "Next profile")
        if not right_at_once:
            quiz.guess(next(unit for unit in quiz.choices if unit != quiz.unit))
        assert quiz.guess(quiz.unit) and "regiolab" not in quiz.feedback
        if quiz.unit != "unasur_2008_political":
            assert "last profile" not in quiz.feedback
            quiz._on.click()
    assert "last profile: 2 of 3 were right" in quiz.feedback and "2 of 3" in quiz._score.value
    quiz.next()
    assert (quiz.unit, quiz.at_once, quiz.done) == ("alba_2004_political", 0, 0) and "of" not in quiz._score.value


def test_a_word_of_the_threshold_keeps_clear_of_its_line():
    """Where the line would run through a word, the word stands behind it, or is left out for want of room."""
    spec = charts.threshold_effect("pacific_alliance_2011_economic").spec()
    words = next(layer for layer in spec["layer"] if layer.get("encoding", {}).get("text", {}).get("field") == "state")
    (place, room) = words["transform"]
    assert "threshold >= datum.from" in place["calculate"] and "datum.to - datum.at" in room["filter"]


def test_the_threshold_says_one_thing_once():
    slider = widgets.threshold("pacific_alliance_2011_economic")
    slider.set(threshold=0.7)
    assert slider._words.value.count("<p") == 1 and slider.says not in slider._words.value


@pytest.mark.parametrize("shown", UNITS)
def test_the_quiz_excludes_a_scheme_only_by_what_is_known(shown):
    """A condition that is open for one of the two is no reason against a guess."""
    quiz = widgets.profile_quiz()
    while quiz.unit != shown:
        quiz.next()
    for guess in set(quiz.choices) - {shown}:
        one, other = (
            table[table["basis"].eq("all")].set_index("condition")[["low", "high"]]
            for table in map(profiles.condition_table, (shown, guess))
        )
        both = one.join(other.add_suffix("_there"), how="inner")
        apart = (both["low"].gt(both["high_there"]) | both["low_there"].gt(both["high"])).any()
        quiz.guess(guess)
        assert quiz.feedback.startswith("Not ") == apart
        assert ("stays undecided" in quiz.feedback) != apart


def test_the_quiz_starts_with_nothing_chosen_and_gives_reasons():
    quiz = widgets.profile_quiz()
    told = []
    quiz.on_guess(told.append)
    assert quiz._choice.value is None and quiz._on.disabled and quiz.feedback == ""
    assert quiz.unit == "mercosur_1991_economic" and quiz.unit in quiz.choices
    assert not quiz.guess("pacific_alliance_2011_economic")
    assert "Not Pacific Alliance" in quiz.feedback and "here and" in quiz.feedback
    quiz._choice.value = "mercosur_1991_economic"
    assert quiz.solved and "after 2 guesses" in quiz.feedback and not quiz._on.disabled
    quiz._on.click()
    assert quiz.unit == "mercosur_2003_economic" and quiz._choice.value is None and not quiz.solved
    assert [entry["right"] for entry in told] == [False, True]
    assert (quiz.at_once, quiz.done) == (0, 1) and "0 of 1" in quiz._score.value
    assert "regiolab" not in quiz.feedback
    with pytest.raises(UnknownName):
        quiz.guess("celac_2011_political")
    with pytest.raises(InvalidValue):
        widgets.profile_quiz(["alba_2004_economic"])
