"""Figures of the derived series and of governments: valid, worded, small, true to their tables."""

from __future__ import annotations

import json
import re

import altair as alt
import jsonschema
import pandas as pd
import pytest

import regiolab
from regiolab import charts, load
from regiolab.charts import years
from regiolab.errors import UnknownName

FIGURES = {
    "government_shares": charts.government_shares,
    "government_shares of members": lambda: charts.government_shares(bloc="pacific_alliance", first=2008),
    "government_grid": charts.government_grid,
    "voting_distance": charts.voting_distance,
    "voting_distance dated": lambda: charts.voting_distance(["alba", "celac"], membership="dated"),
    "closeness_ranks": charts.closeness_ranks,
    "closeness_ranks of one": lambda: charts.closeness_ranks(["CHL"], first=2003, last=2015),
    "intra_trade": charts.intra_trade,
    "intra_trade dated": lambda: charts.intra_trade(["mercosur"], membership="dated", first=1990),
    "introversion": charts.introversion,
    "export_destinations": charts.export_destinations,
    "recent_trade": charts.recent_trade,
    "agreement_depth": charts.agreement_depth,
    "agreement_depth wide": lambda: charts.agreement_depth(north="wide"),
    "agreement_cases": charts.agreement_cases,
    "authority": charts.authority,
    "acts_incorporated": charts.acts_incorporated,
}


@pytest.fixture(scope="module")
def figures():
    return {name: make() for name, make in FIGURES.items()}


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft7Validator(alt.load_schema())


@pytest.mark.parametrize("name", FIGURES)
def test_the_spec_is_strict_json_and_valid_vega_lite(name, figures, validator):
    spec = figures[name].spec()
    text = json.dumps(spec, allow_nan=False)
    errors = sorted(validator.iter_errors(json.loads(text)), key=lambda error: len(error.message))
    assert not errors, errors[0].message[:300]
    assert len(text) < 260_000
    assert '"url"' not in text


@pytest.mark.parametrize("name", FIGURES)
def test_words_and_table(name, figures):
    drawn = figures[name]
    assert isinstance(drawn.table, pd.DataFrame) and len(drawn.table)
    assert len(drawn.description) > 60
    assert "nan" not in drawn.description.split() and "<NA>" not in drawn.description


@pytest.mark.parametrize("name", FIGURES)
def test_a_second_source_or_an_error_is_drawn(name, figures):
    """No line stands alone: a band, a second source, a spread or a caveat stands by it."""
    columns = set(figures[name].table.columns)
    seconds = {
        "least",
        "low",
        "rank_best",
        "origin",
        "outsiders",
        "sd",
        "contested",
        "depth_cumulated",
        "unchanged_since",
        "censored",
    }
    assert columns & seconds


@pytest.mark.parametrize("name", ["government_shares", "voting_distance", "intra_trade", "agreement_cases"])
def test_a_figure_is_rendered(name, figures, tmp_path):
    assert figures[name].save(tmp_path / "figure.svg").read_text().count("<path") > 20


def test_the_contested_band_holds_the_line(figures):
    table = figures["government_shares"].table
    assert (table["least"] <= table["share"]).all() and (table["share"] <= table["most"]).all()


def test_the_figure_of_votes_says_what_the_table_holds(figures):
    drawn = figures["voting_distance"]
    rows = drawn.table.set_index(["bloc", "release", "year"])
    value = rows.loc[("alba", "jul2025", 2011), "relative_distance"]
    assert f"{value:.2f}" in drawn.description
    assert set(drawn.table["release"]) == {"apr2020", "jul2025"}


def test_uncoded_agreements_are_not_drawn_as_shallow(figures):
    table = figures["agreement_cases"].table.set_index("agreement")
    assert table.loc["usmca", "depth_base"] is pd.NA
    assert "USMCA (2018): not coded" in figures["agreement_cases"].description


def test_the_warning_on_delegation_is_on_the_figure(figures):
    assert "known coding error" in json.dumps(figures["authority"].spec()["title"])


def test_recent_trade_says_what_it_lacks_and_splices_nothing(figures):
    drawn = figures["recent_trade"]
    assert "Argentina and Brazil, billion current US dollars: 2014 28.2" in drawn.description
    assert "Pacific Alliance, share of exports: 2014 3.4%" in drawn.description
    assert "Mercosur, billion" not in drawn.description and "lacks trade between Paraguay" in drawn.description
    assert drawn.table.loc[drawn.table["measure"].eq("share"), "year"].max() == 2019
    dashes = [part for part in json.dumps(drawn.spec()).split('"strokeDash"')[1:] if '"whole"' in part[:60]]
    assert len(dashes) == 2


WIDE = {
    **{name: FIGURES[name] for name in ("intra_trade", "introversion", "export_destinations", "recent_trade")},
    "intra_trade of one": lambda: charts.intra_trade(["mercosur"]),
    "intra_trade of two": lambda: charts.intra_trade(["alba", "mercosur"]),
    "intra_trade of three": lambda: charts.intra_trade(["pacific_alliance", "alba", "andean_community"]),
}


@pytest.mark.parametrize("name", WIDE)
def test_figures_of_trade_fill_the_page_and_no_more(name, tmp_path):
    head = WIDE[name]().save(tmp_path / "figure.svg").read_text(encoding="utf-8")[:400]
    width, height = (float(found) for found in re.search(r'width="([\d.]+)" height="([\d.]+)"', head).groups())
    assert 840 <= width <= 930 and height <= 640, (width, height)


def test_young_acts_are_set_apart_in_words_and_in_the_picture(figures, tmp_path):
    drawn = figures["acts_incorporated"]
    assert drawn.table.groupby("censored")["year"].agg(["min", "max"]).to_numpy().tolist() == [
        [1995, 2005],
        [2006, 2008],
    ]
    assert "1998 35 of 61 (57%)" in drawn.description and "not to be compared" in drawn.description
    old = charts.acts_incorporated(1995, 2005)
    assert "not to be compared" not in old.description
    picture = drawn.save(tmp_path / "acts.svg").read_text(encoding="utf-8")
    assert picture.count('font-style="italic"') == 3 and old.table["censored"].sum() == 0


def test_every_agreement_has_a_name():
    names = [charts.treaties.agreement_name(agreement) for agreement in load("agreement_cases")["agreement"]]
    assert len(set(names)) == len(names)


def test_every_marked_event_exists():
    assert set(years.short_events()) <= set(load("events")["event"])
    with pytest.raises(UnknownName, match="an event that charts mark"):
        years.marks(["2003_lula"], 1990, 2020)


def test_wrong_names_are_named():
    for wrong in (
        lambda: charts.voting_distance(["mercosul"]),
        lambda: charts.closeness_ranks(["BRZ"]),
        lambda: charts.authority(["Mercosul"]),
        lambda: charts.authority(first=2004),
        lambda: charts.agreement_depth(north="big"),
        lambda: charts.agreement_cases(["nafta2"]),
        lambda: charts.export_destinations(["XYZ"]),
    ):
        with pytest.raises(UnknownName):
            wrong()


@pytest.mark.parametrize("language", ["es", "pt"])
def test_figures_speak_the_language_of_their_reader(language, figures):
    regiolab.use_language(language)
    assert charts.government_grid().table["name"].tolist() != figures["government_grid"].table["name"].tolist()
