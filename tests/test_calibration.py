"""How good probabilities were: the Brier score, the bins of the curve, and the figure drawn from them."""

from __future__ import annotations

import json
import math

import altair as alt
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiolab import charts
from regiolab.analysis import brier_score, calibration_bins
from regiolab.errors import InvalidValue

PAIRS = st.lists(st.tuples(st.integers(1, 99).map(lambda n: n / 100), st.booleans()), min_size=1, max_size=60)


def parted(pairs):
    return [told for told, _came in pairs], [came for _told, came in pairs]


@given(PAIRS)
def test_the_score_lies_between_perfect_and_worst(pairs):
    assert 0 < brier_score(*parted(pairs)) < 1


@given(PAIRS, st.randoms())
def test_the_order_of_forecasts_does_not_matter(pairs, luck):
    mixed = list(pairs)
    luck.shuffle(mixed)
    assert brier_score(*parted(mixed)) == brier_score(*parted(pairs))
    one, other = calibration_bins(*parted(mixed)), calibration_bins(*parted(pairs))
    assert one[["n", "came_true"]].equals(other[["n", "came_true"]])


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_certain_and_right_is_nought_certain_and_wrong_is_one_and_half_is_a_quarter(came):
    assert brier_score(came_as(came), came) == 0
    assert brier_score(came_as([not each for each in came]), came) == 1
    assert brier_score([0.5] * len(came), came) == 0.25


def came_as(came):
    return [1.0 if each else 0.0 for each in came]


@given(PAIRS)
def test_turning_every_forecast_round_changes_no_score(pairs):
    told, came = parted(pairs)
    turned = brier_score([1 - each for each in told], [not each for each in came])
    assert math.isclose(turned, brier_score(told, came), abs_tol=1e-12)


@given(PAIRS, st.integers(1, 12))
def test_each_forecast_is_in_one_bin_which_holds_its_probability(pairs, bins):
    told, came = parted(pairs)
    table = calibration_bins(told, came, bins)
    assert table["n"].sum() == len(told) and table["came_true"].sum() == sum(came)
    assert (table["low"] <= table["forecast"] + 1e-9).all() and (table["forecast"] <= table["high"] + 1e-9).all()
    assert table["share"].between(0, 1).all() and table["low"].is_monotonic_increasing


@pytest.mark.parametrize(("percent", "low"), [(20, 0.2), (40, 0.4), (60, 0.6), (80, 0.8), (19, 0.0), (59, 0.4)])
def test_an_edge_belongs_to_the_upper_bin(percent, low):
    assert calibration_bins([percent / 100], [True])["low"].item() == low


def test_what_is_certain_is_in_the_outer_bins():
    assert calibration_bins([0.0, 1.0], [False, True])["low"].tolist() == [0.0, 0.8]


@pytest.mark.parametrize(
    ("told", "came", "says"),
    [
        ([], [], "at least one"),
        ([0.5], [], "1 probabilities and 0 outcomes"),
        ([70], [True], "'70' is no probability"),
        ([-0.1], [True], "no probability"),
        ([math.nan], [True], "no probability"),
        (["0.5"], [True], "no probability"),
        ([True], [True], "no probability"),
        ([0.5], ["yes"], "no outcome"),
        ([0.5], [None], "no outcome"),
    ],
)
def test_what_is_no_forecast_is_a_sentence(told, came, says):
    with pytest.raises(InvalidValue, match=says):
        brier_score(told, came)
    with pytest.raises(InvalidValue, match=says):
        charts.calibration_curve(told, came)


def test_there_is_a_bin_at_least():
    with pytest.raises(InvalidValue, match="at least one bin"):
        calibration_bins([0.5], [True], 0)


def test_the_curve_is_valid_and_says_its_counts():
    figure = charts.calibration_curve([0.9, 0.9, 0.95, 0.1], [True, True, False, False])
    spec = figure.spec()
    assert not list(jsonschema.Draft7Validator(alt.load_schema()).iter_errors(json.loads(json.dumps(spec))))
    assert "2 of 3 came true (called 80% to 100% likely" in figure.description and "0 of 1" in figure.description
    assert "Brier score 0.23; always saying 50 % gives 0.25" in figure.description
    texts = [row["label"] for rows in spec["datasets"].values() for row in rows if "came_true" in row]
    assert texts == ["0 of 1", "2 of 3"]
    assert figure.table["n"].tolist() == [1, 3]
