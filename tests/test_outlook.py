"""Forecasts: answers are the functions', criteria say the functions' bounds and days, base rates are counted."""

from __future__ import annotations

import datetime as dt
import json
import re

import pandas as pd
import pytest

import regiolab
from regiolab import charts, words
from regiolab.analysis import outlook
from regiolab.charts.outcomes import moment, subject_name
from regiolab.errors import InvalidValue, UnknownName
from regiolab.i18n import format_date
from regiolab.widgets import criterion

ROWS = regiolab.load("forecasts").astype({"verdict": "str", "lazy": "str"}).set_index("forecast")


def test_every_row_is_yes_no_or_too_early():
    assert set(ROWS["verdict"]) <= set(words.OUTCOMES) and set(ROWS["lazy"]) <= set(words.ANSWERS)
    assert (ROWS["verdict"] == "too_early").sum() == 1
    # what a computed criterion asks is never too early
    assert not (ROWS.loc[list(outlook.CRITERIA), "verdict"] == "too_early").any()


def test_every_row_says_when_its_criterion_was_written():
    assert (ROWS["written"] > ROWS["horizon"]).all()


@pytest.mark.parametrize("name", outlook.CRITERIA)
def test_the_tables_decide_as_the_row_says(name):
    row, asked = ROWS.loc[name], outlook.CRITERIA[name]
    assert row["verdict"] == ("came_true" if outlook.resolve(name).came_true else "did_not")
    assert row["horizon"].date() == asked.day
    written = f"{asked.threshold:.2f}" if asked.span[2] < 1 else f"{asked.threshold:.0f}"
    bound = f"at {'least' if asked.at_least else 'most'} {written}"
    assert re.search(rf"\b{re.escape(bound)}\b", row["criterion"]), bound
    assert format_date(asked.day) in row["criterion"]


def test_every_criterion_names_its_day():
    for row in ROWS.itertuples():
        assert format_date(row.horizon.date()) in row.criterion, row.Index


@pytest.mark.parametrize("name", outlook.CRITERIA)
def test_base_rates_are_counted(name):
    row, counted = ROWS.loc[name], outlook.base_rate(name)
    if counted is None:
        assert pd.isna(row["base_rate"]) and row["base_rate_basis"].startswith("Not counted")
        return
    held, n = counted
    assert row["base_rate"] == round(held / n, 2)
    assert f" {n} stretches" in row["base_rate_basis"] or f" {n} earlier stretches" in row["base_rate_basis"]
    assert row["lazy"] == ("yes" if held / n > 0.5 else "no")


def test_what_is_not_counted_says_why():
    for name in ROWS.index.difference(list(outlook.CRITERIA)):
        assert pd.isna(ROWS.loc[name, "base_rate"]) and "Lazy says" in ROWS.loc[name, "base_rate_basis"]


MOVED = [
    ("mercosur_strategic_eu", {"day": "2026-01-16"}, False),
    ("mercosur_strategic_eu", {"day": "2026-01-17"}, True),
    ("celac_reconfigured_members", {"day": "2020-01-14"}, False),
    ("celac_reconfigured_members", {"day": "2020-01-15"}, True),
    ("new_hegemony", {"threshold": 10}, True),
    ("new_hegemony", {"threshold": 11}, False),
    ("pa_acquiescent", {"threshold": 0.95}, False),
    ("pa_acquiescent", {"threshold": 0.95, "day": "2023-12-31"}, True),
    ("alba_no_regained_influence", {"threshold": 8}, False),
    ("alba_no_regained_influence", {"threshold": 9}, True),
    ("pa_strategic_members", {"threshold": 5}, False),
    ("new_cycle_governments", {"day": "2018-12-31"}, True),
    ("new_cycle_bodies", {"day": "2021-09-17"}, True),
    ("new_cycle_bodies", {"day": "2021-09-18"}, False),
    ("open_regionalism_treaties", {"day": "2022-12-31"}, False),
    ("autonomy_discredited", {"day": "2022-12-31"}, True),
    ("elections_2018_decide", {"threshold": 7}, True),
    ("oas_weakens_celac", {"threshold": 3}, False),
    ("pa_seeks_mercosur", {"day": "2018-07-23"}, False),
    ("pa_strategic_treaty", {"day": "2022-01-25"}, False),
    ("unasur_reconfigured_members", {"day": "2018-12-31"}, False),
    ("diversity_wanes", {"threshold": 12}, False),
]


@pytest.mark.parametrize(("name", "moved", "came_true"), MOVED)
def test_moving_the_bound_or_the_day_moves_the_outcome(name, moved, came_true):
    assert outlook.resolve(name, **moved).came_true is came_true


def test_the_value_that_decides_is_dated():
    assert outlook.resolve("new_hegemony").decisive == dt.date(2018, 12, 31)
    assert outlook.resolve("pa_acquiescent").decisive == dt.date(2024, 12, 31)
    assert outlook.resolve("elections_2018_decide", day="2020-06-30").decisive == dt.date(2020, 6, 30)


@pytest.mark.parametrize("name", ["new_hegemony", "pa_acquiescent", "unasur_reconfigured_members"])
def test_nothing_is_judged_before_the_article(name):
    with pytest.raises(InvalidValue, match=r"2018|2019"):
        outlook.resolve(name, day="2018-05-31")


def test_wrong_names_and_days_are_said():
    with pytest.raises(UnknownName, match="new_hegemony"):
        outlook.resolve("new_hegemon")
    with pytest.raises(InvalidValue, match="beyond"):
        outlook.resolve("new_hegemony", day="2031-01-01")


def test_the_acts_are_all_that_the_events_hold():
    events = regiolab.load("events")
    later = events[events["date"].gt(pd.Timestamp(outlook.ARTICLE))]

    def of(kind, bloc):
        rows = later[later["kind"].eq(kind) & later["blocs"].eq(bloc)]
        return set(rows["event"])

    for bloc, acts in outlook.TREATIES.items():
        assert of("treaty", bloc) == set(acts)
    others = {name for name in of("summit", "celac") if "_eu_" in name or "china" in name}
    assert of("summit", "celac") - others == set(outlook.SUMMITS)
    assert of("summit", "unasur") == set()
    both = later["blocs"].map(lambda cell: {"mercosur", "pacific_alliance"} == set(words.split(cell)))
    assert set(later[both]["event"]) == set(outlook.JOINT)


def test_readings_end_where_the_tables_end():
    table = outlook.readings("new_hegemony")
    assert table["year"].is_monotonic_increasing and table["year"].iloc[0] == 2010
    assert table["day"].iloc[-1].date() == outlook.coverage_end()
    assert outlook.readings("pa_acquiescent")["year"].iloc[-1] == 2024


# -- the widget ---------------------------------------------------------------------------------


def test_the_widget_moves_bound_and_day():
    board, heard = criterion("new_hegemony", "pa_acquiescent"), []
    board.on_change(heard.append)
    chart = board._chart
    board.set(threshold=10)
    assert board.came_true and "came true" in board.says and board._chart is chart
    assert chart._params["threshold"] == 10 and "did not" in board._words.value
    board.set(day="2026-09-30")
    assert "beyond the day of judgement" in board._words.value and chart._params["day"] == moment(board.day)
    board.reset()
    assert (board.threshold, board.day, board.came_true) == (14, dt.date(2025, 12, 31), False)
    assert heard[0] == {"forecast": "new_hegemony", "threshold": 10, "day": "2025-12-31", "came_true": True}


def test_the_controls_do_what_the_methods_do():
    board = criterion("new_hegemony", "mercosur_strategic_eu")
    board._bound.value = 10
    assert board.came_true
    board._choice.value = "mercosur_strategic_eu"
    assert (board.forecast, board.came_true) == ("mercosur_strategic_eu", False)
    board._year.value = 2026
    assert board.came_true and board.day == outlook.coverage_end()


def test_what_is_pressed_stays_in_the_page_and_keeps_the_focus():
    """A list or a button that is made anew while it has the focus loses it."""
    board = criterion("new_hegemony", "mercosur_strategic_eu")
    first, *_sliders, last = board._controls.children
    board._choice.value = "mercosur_strategic_eu"
    assert (board._controls.children[0], board._controls.children[-1]) == (first, last)
    before = board._controls.children
    board._bound.value = board._bound.max
    last.click()
    assert board._controls.children == before and board.threshold == outlook.criterion_of(board.forecast).threshold


def test_a_program_can_go_to_a_forecast_that_is_not_in_the_list():
    board = criterion("new_hegemony")
    board.set(forecast="mercosur_strategic_eu")
    assert (board.forecast, board._choice.value) == ("mercosur_strategic_eu", "mercosur_strategic_eu")
    board._choice.value = "new_hegemony"
    assert board.forecast == "new_hegemony"


def test_a_wrong_day_leaves_the_widget_as_it_was():
    board = criterion("new_hegemony")
    with pytest.raises(InvalidValue):
        board.set(day="2031-01-01")
    assert board.day == dt.date(2025, 12, 31)
    with pytest.raises(UnknownName):
        criterion("venezuela_resolution")


def test_every_subject_has_words_and_every_forecast_a_board():
    board = criterion()
    for name in outlook.CRITERIA:
        assert subject_name(name)
        board.set(forecast=name)
        assert board.came_true is (ROWS.loc[name, "verdict"] == "came_true")


# -- the card and the prose ---------------------------------------------------------------------


def test_the_card_is_no_higher_than_a_laptop_shows():
    spec = charts.scorecard().spec()
    title = spec["title"]
    assert spec["height"] + title["offset"] + 30 + 20 * len(title["subtitle"]) <= 640


def test_the_card_counts_the_lazy_forecaster_beside_the_article():
    figure = charts.scorecard()
    judged = figure.table[figure.table["verdict"].ne("too_early")]
    lazy = (judged["lazy"] == "yes") == (judged["verdict"] == "came_true")
    assert judged["lazy_right"].astype(bool).tolist() == lazy.tolist()
    said = f"the article {(judged['verdict'] == 'came_true').sum()} of {len(judged)}, a lazy guess {lazy.sum()} of"
    assert said in figure.description and said in json.dumps(figure.spec()["title"], ensure_ascii=False)
