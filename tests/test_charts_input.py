"""What a reader asks of a figure that it does not have is answered with a sentence, never a traceback."""

from __future__ import annotations

import inspect

import pytest

from regiolab import analysis, charts, rule_and_article
from regiolab.analysis.dates import counting_day
from regiolab.analysis.terms import chosen_states, in_office, in_office_by_year
from regiolab.errors import InvalidValue, UnknownName

BY_YEAR = [
    name
    for name in charts.__all__
    if {"first", "last"} <= set(inspect.signature(getattr(charts, name)).parameters)
    and not [
        item for item in inspect.signature(getattr(charts, name)).parameters.values() if item.default is item.empty
    ]
]
DRAWN = [name for name in BY_YEAR if name not in ("chronicle", "authority")]  # a list of events; two years


def test_the_figures_by_year_are_those_that_are_asked():
    assert {"acts_incorporated", "government_grid", "intra_trade", "second_opinion", "voting_distance"} <= set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_a_first_year_after_the_last_is_refused_in_a_sentence(name):
    with pytest.raises(InvalidValue, match=r"2012 lies after 2008: name the earlier year first\."):
        getattr(charts, name)(first=2012, last=2008)


@pytest.mark.parametrize(
    "name", ["acts_incorporated", "closeness_ranks", "export_destinations", "intra_trade", "introversion"]
)
def test_years_of_which_nothing_is_known_are_named(name):
    with pytest.raises(InvalidValue, match=r"Nothing is known of the years 1900 to 1910: choose others\."):
        getattr(charts, name)(first=1900, last=1910)


@pytest.mark.parametrize(("name", "year"), [("common_votes", 2025), ("recent_trade", 2020)])
def test_a_figure_that_would_begin_after_its_data_is_refused(name, year):
    with pytest.raises(InvalidValue, match=rf"{year} lies after {year - 1}: name"):
        getattr(charts, name)(first=year)


@pytest.mark.parametrize(("name", "year"), [("common_votes", 2024), ("recent_trade", 2019), ("recent_trade", 2016)])
def test_a_figure_can_begin_with_the_last_year_of_its_data(name, year):
    table = getattr(charts, name)(first=year).table
    assert table[~table.get("measure", table["origin"]).eq("level")]["year"].min() == year


@pytest.mark.parametrize(
    ("figure", "choice", "near"),
    [
        (charts.common_votes, {"partner": "RUS"}, "USA"),
        (charts.common_votes, {"definition": "same"}, "same_vote"),
        (charts.intra_trade, {"membership": "fix"}, "fixed"),
        (charts.voting_distance, {"membership": "date"}, "dated"),
        (charts.government_grid, {"states": ["URU"]}, "URY"),
        (charts.government_shares, {"states": ["URU"]}, "URY"),
        (charts.second_opinion, {"cut": "scales"}, "scale"),
    ],
)
def test_a_wrong_choice_gets_the_nearest_right_one(figure, choice, near):
    with pytest.raises(UnknownName, match=f"did you mean '{near}'"):
        figure(**choice)


def test_a_scheme_that_the_article_does_not_read_is_no_empty_list():
    with pytest.raises(UnknownName, match="not a bloc that the article reads; did you mean 'mercosur'"):
        rule_and_article("mercosul")


def test_a_day_that_is_none_is_refused():
    with pytest.raises(InvalidValue, match="not a date"):
        analysis.government_share(2010, 2011, day="31-12")


def test_governments_by_year_are_those_of_each_day():
    found = in_office_by_year(2014, 2016, day="07-01")
    for year, part in found.groupby("year"):
        one = in_office(counting_day(year, "07-01"))
        assert part.drop(columns="year").reset_index(drop=True).equals(one)


def test_the_grid_takes_the_states_that_the_shares_take():
    grid = charts.government_grid("south_america", first=2008, last=2008).table
    assert len(grid) == 10 and set(grid["iso3"]) < chosen_states("south_america")  # two have no governments here
