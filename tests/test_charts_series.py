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
from regiolab.analysis import series
from regiolab.charts import years
from regiolab.errors import InvalidValue, UnknownName

FIGURES = {
    "government_shares": charts.government_shares,
    "government_shares of members": lambda: charts.government_shares(bloc="pacific_alliance", first=2008),
    "government_grid": charts.government_grid,
    "second_opinion": charts.second_opinion,
    "second_opinion by sign": lambda: charts.second_opinion(cut="sign", first=2003),
    "voting_distance": charts.voting_distance,
    "voting_distance dated": lambda: charts.voting_distance(["alba", "celac"], membership="dated"),
    "closeness_ranks": charts.closeness_ranks,
    "closeness_ranks of one": lambda: charts.closeness_ranks(["CHL"], first=2003, last=2015),
    "common_votes": charts.common_votes,
    "common_votes without one": lambda: charts.common_votes(["ARG", "mercosur"], without=["ARG"]),
    "voting_distance without one": lambda: charts.voting_distance(["mercosur"], without=["ARG", "BRA"]),
    "common_votes with China": lambda: charts.common_votes(["ARG", "mercosur"], partner="CHN"),
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
        "agrees",
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
        lambda: charts.common_votes(["BRZ"]),
        lambda: charts.common_votes(["mercosul"]),
        lambda: charts.second_opinion(cut="thirds"),
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


# -- the second opinion, and votes to the present ----------------------------------------------------


def test_two_sources_of_votes_stand_side_by_side_and_are_not_joined(figures):
    table = figures["common_votes"].table
    years = table.groupby(["voter", "origin"])["year"].agg(["min", "max"])
    assert (years.xs("un_agreement", level="origin")["max"] == 2019).all()
    assert (years.xs("un_adopted", level="origin") == [2015, 2024]).all().all()
    both = table[table["voter"].eq("ARG") & table["year"].eq(2016)].set_index("origin")["share"]
    # the older source counts votes on paragraphs and amendments too: no reader may take one for the other
    assert both.round(2).to_dict() == {"un_agreement": 0.48, "un_adopted": 0.30}
    assert "48% against 30%" in charts.common_votes(["ARG"]).description


def test_votes_with_china_are_of_one_source(figures):
    table = figures["common_votes with China"].table
    assert set(table["origin"]) == {"un_adopted"}
    assert table[table["voter"].eq("ARG")].set_index("year")["share"].round(2).loc[[2023, 2024]].tolist() == [
        0.68,
        0.28,
    ]


def test_the_mean_of_alba_is_without_venezuela_from_2022(figures):
    rows = figures["common_votes"].table.query("voter == 'alba' and origin == 'un_adopted'").set_index("year")
    assert rows["n_states"].loc[[2021, 2022, 2024]].tolist() == [8, 7, 7]


def test_the_figure_of_second_opinions_says_what_it_draws(figures):
    drawn = figures["second_opinion"]
    told = drawn.table[drawn.table["agrees"].notna()]
    parted = told[~told["agrees"].astype(bool)]
    assert f"Of {len(told)} government-years" in drawn.description and f"differs in {len(parted)}:" in drawn.description
    assert len(drawn.table) == 20 * 30 and drawn.table["year"].max() == 2019
    for iso3, year in (("BRA", 2017), ("PRY", 2010), ("COL", 2003)):  # Temer, Lugo, Uribe before 2006
        row = drawn.table[drawn.table["iso3"].eq(iso3) & drawn.table["year"].eq(year)]
        assert row["agrees"].isna().all() and row["side"].isna().all()


def test_grids_set_south_america_apart():
    for drawn in (charts.government_grid(first=2018, last=2018), charts.second_opinion(first=2018, last=2018)):
        spec = drawn.spec()
        assert len(spec["vconcat"]) == 2
        assert drawn.table["south"].sum() == 10 and len(drawn.table) == 20


def test_figures_of_governments_count_on_the_day_of_the_prose():
    """Mexico turned on 1 December 2018, Argentina on 10 December 2015."""
    table = charts.government_grid(first=2015, last=2018).table.set_index(["iso3", "year"])["orientation"]
    assert table["MEX", 2018] == "left" and table["ARG", 2015] == "right"
    for name in ("government_shares", "government_grid", "second_opinion"):
        drawn = FIGURES[name]()
        assert "31 December" in drawn.description and "31 December" in json.dumps(drawn.spec())


def test_a_year_that_is_not_over_is_counted_on_the_last_day_and_says_so(monkeypatch):
    end = pd.Timestamp("2018-11-30").date()
    for module in ("analysis.dates", "charts.governments"):
        monkeypatch.setattr(f"regiolab.{module}.coverage_end", lambda: end)
    drawn = charts.government_grid(["MEX"], first=2017)
    # a day before the change of government
    assert drawn.table["orientation"].tolist() == ["right", "right"]
    assert "the last on 30 November 2018" in drawn.description


# -- a state taken out -----------------------------------------------------------------------------


def test_a_scheme_can_be_drawn_without_some_of_its_members():
    figure = charts.voting_distance(["mercosur", "alba"], first=2020, without=["ARG"])
    rest = figure.table[figure.table["without"].ne("")].set_index("year")
    assert set(rest["bloc"]) == {"mercosur"} and set(rest["without"]) == {"ARG"} and rest["n_data"].max() == 3
    assert rest["relative_distance"].round(2)[[2023, 2024]].tolist() == [0.94, 0.89]
    assert "Mercosur without Argentina" in figure.description
    whole = figure.table[figure.table["without"].eq("")].reset_index(drop=True)
    plain = charts.voting_distance(["mercosur", "alba"], first=2020).table
    pd.testing.assert_frame_equal(whole, plain)


def test_votes_in_common_can_be_drawn_without_a_member():
    figure = charts.common_votes(["ARG", "mercosur"], without=["ARG"])
    rest = figure.table[figure.table["without"].ne("")].set_index("year")["share"]
    assert rest.round(2)[2024] == 0.33 and "Mercosur without Argentina" in figure.description
    # the state's own panel stays as it is
    assert set(figure.table.loc[figure.table["without"].ne(""), "voter"]) == {"mercosur"}


@pytest.mark.parametrize("bloc", ["mercosur", "alba", "pacific_alliance", "unasur"])
def test_with_nobody_taken_out_the_mean_of_members_is_the_schemes_own(bloc):
    """The line without a member rests on the same numbers as the line beside it."""
    keys = ["year", "release", "estimate"]
    own = series.positions(bloc).set_index(keys)["relative_distance"].dropna()
    made = series.positions_without(bloc, []).set_index(keys)["relative_distance"]
    assert (made.reindex(own.index) - own).abs().max() < 0.001


def test_a_state_that_is_no_member_cannot_be_taken_out():
    for ask in (charts.voting_distance, charts.common_votes):
        with pytest.raises(InvalidValue, match="MEX is a member of none"):
            ask(["mercosur"], without=["MEX"])
    with pytest.raises(UnknownName):
        charts.voting_distance(["mercosur"], without=["XYZ"])
    with pytest.raises(InvalidValue, match="Members can be taken out"):
        charts.voting_distance(["mercosur"], membership="dated", without=["ARG"])
