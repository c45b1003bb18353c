"""Guesses beside the record: what is right, what is said, what is refused, and how large it is."""

from __future__ import annotations

import json

import altair as alt
import jsonschema
import numpy as np
import pandas as pd
import pytest
import vl_convert
from guesses_given import GIVEN, PROBABILITIES, RECORD, UNITS

import regiolab
from regiolab import charts, i18n
from regiolab.charts import theme
from regiolab.charts.grid import FIVE
from regiolab.charts.placings import EDGES, FILLS, HITS
from regiolab.data.sources import ARTICLE
from regiolab.errors import InvalidValue, UnknownName

WIDEST, HIGHEST = 926, {"guessed_number": 110, "guessed_line": 340, "guessed_places": 600}
EVERY = {
    "mercosur": ("mercosur_2003_economic", "mercosur_2003_political"),
    **UNITS,
    "celac": ("celac_2011_economic", "celac_2011_political"),
}
EXTREMES = {
    **{name: (name, given) for name, given in GIVEN.items()},
    "all five": ("guessed_places", {"placed": {}, "units": EVERY}),
    "a seminar of every mind": (
        "guessed_places",
        {
            "placed": dict.fromkeys(EVERY, ("social", "autonomist")),
            "units": EVERY,
            "seminar": {bloc: {("social", "autonomist"): 0.5, ("strategic", "autonomist"): 0.5} for bloc in EVERY},
        },
    ),
    "a number with a title": ("guessed_number", {**GIVEN["guessed_number"], "title": "How many were in force?"}),
    "a number hit": ("guessed_number", {**GIVEN["guessed_number"], "guess": 12, "truth": 12}),
    "a long title": ("guessed_line", {"series": RECORD, "guess": {}, "title": "A title with many words " * 12}),
    "every forecast": (
        "guessed_probabilities",
        {"rows": pd.concat([PROBABILITIES.assign(statement="A long forecast " * 12)] * 12)},
    ),
    "all states": ("guessed_states", {"chosen": [], "truth": ["CAN", "USA"], "states": "americas"}),
}


def drawn(name: str) -> charts.Figure:
    figure, given = EXTREMES[name]
    return getattr(charts, figure)(**given)


@pytest.mark.parametrize("name", EXTREMES)
def test_a_guess_is_valid_vega_lite_with_words(name):
    figure = drawn(name)
    spec = figure.spec()
    json.dumps(spec, allow_nan=False)
    errors = list(jsonschema.Draft7Validator(alt.load_schema()).iter_errors(spec))
    assert not errors, errors[0].message[:300]
    assert len(figure.description) > 20 and "nan" not in figure.description


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", EXTREMES)
def test_a_guess_fits_the_page(name, language):
    regiolab.use_language(language)
    svg = vl_convert.vegalite_to_svg(drawn(name).spec(), vl_version="5.20")
    width, height = (float(svg.split(f'{side}="')[1].split('"')[0]) for side in ("width", "height"))
    assert width <= WIDEST and height <= HIGHEST.get(EXTREMES[name][0], 640)


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("name", GIVEN)
def test_a_guess_has_the_same_table_in_every_language(name, language):
    english = drawn(name)
    regiolab.use_language(language)
    other = drawn(name)
    same = [column for column in english.table.columns if column != "name"]
    assert other.table[same].equals(english.table.set_index(english.table.index)[same]) or name == "guessed_states"
    assert len(other.table) == len(english.table)


# -- a number ------------------------------------------------------------------------------------


def test_a_number_is_marked_beside_the_one_on_record():
    figure = charts.guessed_number(5, 12, 0, 10, "states", "How many?")
    assert figure.table.to_dict("list") == {"who": ["you", "record"], "value": [5.0, 12.0]}
    # a record beyond the end that the question had moves the end
    assert figure.description == "How many? On a scale from 0 to 12 states: you: 5 states; record: 12 states."
    assert "you = record: 12 states" in json.dumps(charts.guessed_number(12, 12, 0, 12, "states").spec())


def test_whose_number_it_is_can_be_said():
    assert "the article: 4" in charts.guessed_number(5, np.int64(4), 0, 10, against="the article").description


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), "5", None, True])
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(InvalidValue, match="is no number"):
        charts.guessed_number(wrong, 1, 0, 10)
    with pytest.raises(InvalidValue, match="is no number"):
        charts.guessed_line(RECORD, {2009: wrong}, "Trade")


def test_a_strip_has_two_ends():
    with pytest.raises(InvalidValue, match=r"10 is not below 2: name the lower end first\."):
        charts.guessed_number(3, 3, 10, 2)


# -- a line --------------------------------------------------------------------------------------


def test_a_line_begins_where_the_record_was_shown_to():
    figure = charts.guessed_line(RECORD, {2010: 14.5, 2011: 15}, "Trade")
    assert figure.table["guess"].isna().tolist() == [True, True, False, False]
    sets = list(figure.spec()["datasets"].values())
    assert any([row.get("year") for row in rows] == [2009, 2010, 2011] for rows in sets)


def test_a_line_passed_over_shows_the_record_alone():
    figure = charts.guessed_line(RECORD, {}, "Trade")
    assert "you" not in figure.description and figure.table["guess"].isna().all()


def test_shares_are_said_in_percent():
    figure = charts.guessed_line(RECORD.assign(value=RECORD["value"] / 100), {2011: 0.2}, "Trade", percent=True)
    assert "2011: you: 20.0%, record: 10.0%" in figure.description


@pytest.mark.parametrize("year", [2007, 2012])
def test_a_year_outside_the_record_is_named(year):
    with pytest.raises(InvalidValue, match=rf"{year} lies outside the record, which runs from 2008 to 2011\."):
        charts.guessed_line(RECORD, {2009: 1, year: 2}, "Trade")


@pytest.mark.parametrize("series", [RECORD[:0], RECORD.assign(value=np.nan), RECORD.rename(columns={"value": "n"})])
def test_a_record_without_values_is_refused(series):
    with pytest.raises(InvalidValue):
        charts.guessed_line(series, {}, "Trade")


# -- states --------------------------------------------------------------------------------------


def test_every_state_is_one_of_four():
    figure = charts.guessed_states(["BRA", "CUB"], ["CUB", "VEN"])
    hits = figure.table.set_index("iso3")["hit"]
    assert hits[["BRA", "CUB", "VEN", "ARG"]].tolist() == ["extra", "right", "missed", "neither"]
    assert len(hits) == 33
    for told in ("rightly chosen (1): Cuba", "on record (1): Venezuela", "not on record (1): Brazil"):
        assert told in figure.description
    # never by colour alone, and readable on it
    assert len(set(HITS.values())) == 4 and set(HITS) == set(FILLS) == set(EDGES)


def test_nobody_is_told_to_have_missed_what_was_passed_over():
    figure = charts.guessed_states([], ["BRA"], "south_america")
    assert "on record (1): Brazil" in figure.description and "not chosen" not in json.dumps(figure.spec())
    assert len(figure.table) == 12


def test_unknown_states_and_sets_are_named():
    with pytest.raises(UnknownName, match="URY"):
        charts.guessed_states(["URU"], [])
    with pytest.raises(UnknownName, match="region"):
        charts.guessed_states([], [], "regions")


# -- the grid ------------------------------------------------------------------------------------


def test_the_grid_has_the_articles_readings_of_the_tables():
    table = charts.guessed_places({}, EVERY).table
    codings = regiolab.load("codings")
    for bloc, pair in EVERY.items():
        own = codings[codings["coder"].eq(ARTICLE) & codings["model"].notna() & codings["degree"].ne("absent")]
        expected = {
            (one, other)
            for one in own["model"][own["unit"].eq(pair[0])].astype(str)
            for other in own["model"][own["unit"].eq(pair[1])].astype(str)
        }
        found = table[table["article"] & table["bloc"].eq(bloc)]
        assert set(zip(found["economic"], found["political"], strict=True)) == expected


def test_scholars_are_counted_once_and_stand_in_the_margin_where_they_read_one_dimension():
    table = charts.guessed_places({}, EVERY).table
    codings = regiolab.load("codings")
    known = codings[codings["model"].notna() & codings["degree"].ne("absent") & codings["coder"].ne(ARTICLE)]
    for bloc, pair in EVERY.items():
        rows = table[table["bloc"].eq(bloc) & table["political"].eq("")]
        economic = known[known["unit"].eq(pair[0])]
        both = set(known["coder"][known["unit"].eq(pair[1])].astype(str))
        for model, coders in economic.groupby(economic["model"].astype(str))["coder"]:
            alone = set(coders.astype(str)) - both
            assert rows.loc[rows["economic"].eq(model), "scholars"].sum() == len(alone)


def test_ones_own_placing_and_the_seminars_stand_in_their_cells():
    figure = charts.guessed_places(**GIVEN["guessed_places"])
    cells = figure.table.set_index(["bloc", "economic", "political"])
    assert cells.loc[("unasur", "social", "autonomist"), "you"]
    assert cells.loc[("alba", "social", "counter_hegemonic"), "seminar"] == 0.6
    # one of twenty is in the table, and not in the picture
    assert ("alba", "productive", "autonomist") in cells.index and "5%" not in json.dumps(figure.spec())
    assert "60%" in json.dumps(figure.spec())


def test_what_is_no_cell_is_named():
    with pytest.raises(UnknownName, match="'social'"):
        charts.guessed_places({"alba": ("socal", "autonomist")}, UNITS)
    with pytest.raises(UnknownName, match="alba"):
        charts.guessed_places({"albe": ("social", "autonomist")}, UNITS)
    with pytest.raises(UnknownName, match="alba_2004_economic"):
        charts.guessed_places({}, {"alba": ("alba_2004_economics", "alba_2004_political")})


def test_schemes_are_told_apart_by_name_and_have_their_colours():
    spec = charts.guessed_places({}, EVERY).spec()
    assert set(EVERY) == set(FIVE)
    assert all(theme.colour(bloc) in json.dumps(spec) for bloc in EVERY)


# -- probabilities -------------------------------------------------------------------------------


def test_probabilities_keep_their_rows():
    table = charts.guessed_probabilities(PROBABILITIES.assign(forecast=["a", "b"])).table
    assert table["forecast"].tolist() == ["a", "b"] and table["guess"].tolist() == [70.0, 8.0]


def test_probabilities_are_told_with_what_came_of_them():
    told = charts.guessed_probabilities(PROBABILITIES).description
    assert "you: 70%; base rate: 62%; it did not come true" in told
    assert "you: 8%; seminar: 12%; too early" in told


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (PROBABILITIES[:0], "no probabilities"),
        (PROBABILITIES.drop(columns="base"), "lack the column base"),
        (PROBABILITIES.assign(guess=101), "101 is no probability"),
        (PROBABILITIES.assign(base=-1), "-1 is no probability"),
        (PROBABILITIES.assign(outcome="yes"), "outcome of a forecast"),
    ],
)
def test_probabilities_that_cannot_be_drawn_are_refused(rows, says):
    with pytest.raises((InvalidValue, UnknownName), match=says):
        charts.guessed_probabilities(rows)
