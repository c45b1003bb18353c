"""Derived series: re-derived where the raw files are at hand, within bounds, and counted by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import regiolab
from regiolab import load, words
from regiolab.analysis import (
    agreement_lead,
    government_share,
    in_office,
    intra_exports,
    positions,
    second_opinion,
    select_series,
    treaty_differences,
)
from regiolab.analysis.orientation import CUTS
from regiolab.data import schema
from regiolab.data.delimited import read_columns
from regiolab.data.frames import typed_frame
from regiolab.errors import UnknownName

ROOT = Path(__file__).parents[1]
RAW = Path(os.environ.get("REGIOLAB_RAW", ROOT.parent / "shared" / "sources"))
SCRIPTS = {
    "un_agreement": ("un_agreement",),
    "un_adopted": ("un_adopted",),
    "un_positions": ("un_positions", "un_ranks"),
    "intra_trade": ("intra_trade", "export_shares"),
    "agreement_depth": ("agreement_depth", "agreement_cases"),
    "authority": ("authority",),
    "party_orientation": ("party_orientation",),
    "mercosur_acts": ("mercosur_acts",),
    "recent_trade": ("recent_trade",),
    "treaty_dates": ("treaty_dates",),
}
SERIES = [name for names in SCRIPTS.values() for name in names]


@pytest.mark.parametrize("script", SCRIPTS)
def test_series_are_rederived_from_the_raw_files(script, tmp_path):
    if not RAW.is_dir():
        pytest.skip(f"the raw files are not here: set REGIOLAB_RAW to their folder ({RAW})")
    command = [sys.executable, str(ROOT / "data" / "build" / f"{script}.py"), str(RAW), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in SCRIPTS[script]:
        made = pd.read_csv(tmp_path / f"{name}.csv")
        shipped = pd.read_csv(ROOT / "data" / f"{name}.csv")
        pd.testing.assert_frame_equal(made, shipped, rtol=1e-3, atol=2e-4)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_missing_raw_folder_is_said_in_a_sentence(script, tmp_path):
    command = [sys.executable, str(ROOT / "data" / "build" / f"{script}.py"), str(tmp_path / "nowhere"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "There is no folder" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("name", SERIES)
def test_the_quick_way_reads_what_the_careful_way_reads(name):
    """Long series are read by pandas' parser: the values and types are those of the plain way."""
    careful = typed_frame(read_columns(schema.table(name).path), schema.table(name))
    pd.testing.assert_frame_equal(load(name), careful)


@pytest.mark.parametrize("name", SERIES)
def test_every_series_names_origin_terms_and_citation(name):
    table = schema.table(name)
    assert table.origins and len(table.terms) >= 1
    book = regiolab.codebook(name)
    assert book.origins and book.terms and "computed from" in str(book).lower()
    card = regiolab.provenance(name, **{key: str(load(name)[key].iloc[0]) for key in table.primary_key})
    assert set(card.sources["key"]) == {origin.citation for origin in table.origins}


def test_terms_that_could_not_be_read_are_said():
    for name in ("un_positions", "un_ranks"):
        assert any("could not be read" in text for text in schema.table(name).caveats)
    assert any("coding error" in text for text in schema.table("authority").caveats)


def test_shares_are_shares_and_sums_hold():
    trade = load("intra_trade")
    for column in ("coverage", "intra_share", "usa_share", "china_share"):
        assert trade[column].dropna().between(0, 1).all()
    shares = load("export_shares")
    total = shares[["usa_share", "china_share", "region_share"]].sum(axis=1, min_count=3).dropna()
    assert (total <= 1.0001).all()
    votes = load("un_agreement")
    assert (votes["n"] <= votes["votes"]).all()
    assert votes["share"].isna().eq(votes["n"].eq(0)).all()


def test_definitions_of_agreement_are_ordered():
    """Half a point for an abstention is never less than none; the same roll calls count."""
    wide = load("un_agreement").pivot(index=["iso3", "session", "important"], columns="definition", values="share")
    both = wide.dropna(subset=["same_vote", "abstention_half"])
    assert (both["abstention_half"] >= both["same_vote"] - 1e-9).all()


def test_ranks_lie_in_their_ranges():
    ranks = load("un_ranks")
    assert (ranks["rank_best"] <= ranks["rank"]).all() and (ranks["rank"] <= ranks["rank_worst"]).all()
    assert (ranks["rank_worst"] <= ranks["ranked"]).all()
    mean = ranks.groupby(["release", "estimate", "year"], observed=True)["relative_distance"].mean()
    assert np.allclose(mean, 1, atol=2e-3)


def test_the_region_is_the_baseline():
    celac = positions("celac")
    full = celac[celac["n_data"].eq(33)]
    assert np.allclose(full["relative_distance"], 1, atol=2e-3)
    assert (celac["n_members"] == 33).all()


def test_missing_members_are_named_and_counted():
    for name in ("un_positions", "intra_trade", "recent_trade"):
        table = load(name)
        named = table["missing"].fillna("").map(lambda cell: len(list(filter(None, cell.split(";")))))
        assert (named == table["n_members"] - table["n_data"]).all()


def test_dated_membership_begins_with_the_scheme():
    founded = load("blocs").set_index("bloc")["founded"].dt.year
    for name in ("un_positions", "intra_trade"):
        table = load(name)
        dated = table[table["membership"].eq("dated")]
        assert (dated["year"] >= dated["bloc"].map(founded)).all()


def test_suspended_states_are_out_of_dated_membership():
    rows = select_series("intra_trade", bloc="mercosur", membership="dated", origin="cow").set_index("year")
    assert rows.loc[2011, "n_members"] == 4 and rows.loc[2012, "n_members"] == 3 and rows.loc[2014, "n_members"] == 5


def test_depth_groups_add_up():
    table = load("agreement_depth")
    table = table[table["north"].eq("narrow") & table["form"].eq("all") & table["scope"].eq("all")]
    counts = table.pivot_table(index="period", columns="kind", values="n_agreements", observed=True)
    # agreements within the region are a part of South-South
    inside = counts["within_region"].fillna(0)
    assert (inside <= counts["south_south"]).all()
    periods = ["before_1990", "1990_2002", "2003_2014", "2015_2020"]
    assert (counts.loc[periods].sum() <= counts.loc["all"]).all()


def test_an_empty_depth_is_unknown_not_shallow():
    table = load("agreement_cases").set_index("agreement")
    assert table.loc[["usmca", "cptpp", "mercosur_eu"], "depth_base"].isna().all()
    assert (table.loc["aladi", "depth_base"]) == 0


# -- votes on adopted resolutions ------------------------------------------------------------------


def test_adopted_resolutions_are_every_state_year_and_definition():
    table = load("un_adopted")
    assert len(table) == 33 * 10 * 2 * 3 and sorted(table["year"].unique()) == list(range(2015, 2025))
    assert set(table["partner"]) == {"USA", "CHN"}
    assert (table["n"] <= table["votes"]).all() and table["share"].isna().eq(table["n"].eq(0)).all()
    wide = table.pivot(index=["iso3", "year", "partner"], columns="definition", values="share").dropna()
    assert (wide["abstention_half"] >= wide["same_vote"] - 1e-9).all()


def test_agreement_on_adopted_resolutions_counted_by_hand():
    """Counted in the raw file: of 88 and 94 votes that both cast, 31 and 69 the same."""
    rows = select_series("un_adopted", iso3="ARG", partner="USA", definition="same_vote").set_index("year")
    assert rows.loc[2023, ["votes", "n"]].tolist() == [88, 88] and rows.loc[2024, ["votes", "n"]].tolist() == [95, 94]
    assert rows["share"].loc[[2023, 2024]].tolist() == pytest.approx([31 / 88, 69 / 94], abs=1e-4)


def test_who_casts_no_vote_has_no_share():
    rows = select_series("un_adopted", iso3="VEN", partner="USA", definition="same_vote").set_index("year")
    assert rows.loc[2022:, "n"].eq(0).all() and rows.loc[2022:, "share"].isna().all()
    assert rows.loc[:2021, "n"].gt(70).all()


def test_the_lead_in_adopted_resolutions_is_by_year_and_partner():
    table = load("un_adopted")
    lead = agreement_lead(["ARG"], definition="same_vote", table=table).set_index("year")
    assert lead["lead"].round(2).loc[[2023, 2024]].tolist() == [0.05, 0.42]
    assert agreement_lead(["ARG"], definition="same_vote", partner="CHN", table=table)["lead"].iloc[-1] < -0.4
    assert np.allclose(agreement_lead(regiolab.analysis.region(), table=table)["lead"], 0)


# -- a second opinion on governments ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "party", "leader", "score", "scale", "side"),
    [
        (1998, "PSDB", "Fernando Henrique Cardoso", 0.932, 4, "right"),
        (2002, "PT", "Luiz Inácio Lula da Silva", -1.455, 2, "left"),
        (2018, "PSL", "Jair Bolsonaro", 3.251, 5, "right"),
    ],
)
def test_parties_of_brazils_governments_as_in_the_raw_file(year, party, leader, score, scale, side):
    row = select_series("party_orientation", iso3="BRA", year=year).iloc[0]
    assert row[["party", "leader", "score", "scale", "side"]].tolist() == [party, leader, score, scale, side]
    assert row["low"] < row["score"] < row["high"]


def test_a_year_with_two_parties_keeps_both():
    assert select_series("party_orientation", iso3="GTM", year=2015)["party"].tolist() == ["FCN", "PP"]


def test_an_election_without_a_party_ends_the_opinion_before_it():
    table = load("party_orientation")
    silent = table[table["party"].eq("none")]
    assert silent[["score", "low", "high", "scale", "side"]].isna().all().all()
    pairs = set(zip(silent["iso3"], silent["year"], strict=True))
    assert {("COL", 2002), ("PRY", 2008), ("BRA", 1990), ("BOL", 2019)} <= pairs
    found = second_opinion()
    assert found[found["leader"].eq("Álvaro Uribe")]["begins"].min() == pd.Timestamp("2006-11-01")


def test_the_second_opinion_names_the_governments_of_our_table():
    """The copies of leader, day and orientation in the derived table are those of `governments`."""
    terms = load("governments")
    for row in load("party_orientation").itertuples():
        holds = terms["start"].le(row.since) & (terms["end"].isna() | terms["end"].gt(row.since))
        term = terms[terms["iso3"].eq(row.iso3) & terms["leader"].eq(row.leader) & holds]
        assert len(term) == 1 and term["orientation"].iloc[0] == row.orientation, (row.iso3, row.year)


def test_sides_follow_the_words_of_the_scale():
    placed = load("party_orientation").dropna(subset=["scale"])
    words_of = {0: "left", 1: "left", 2: "left", 3: "centre", 4: "right", 5: "right", 6: "right"}
    assert placed["side"].astype(str).tolist() == [words_of[scale] for scale in placed["scale"]]


def test_whoever_comes_between_elections_from_another_party_has_no_second_opinion():
    leaders = set(second_opinion()["leader"])
    assert not leaders & {
        "Michel Temer",
        "Jeanine Áñez",
        "Fernando Lugo",
        "Itamar Franco",
        "Carlos Mesa",
        "Nayib Bukele",
    }
    # of the same party
    assert {"Jorge Quiroga", "Martín Vizcarra", "Miguel Díaz-Canel"} <= leaders


def test_how_far_the_cut_decides():
    """The result of the sensitivity that the lesson tells, in opinions that differ from ours."""
    parted = {cut: int((~second_opinion(cut=cut)["agrees"]).sum()) for cut in CUTS}
    assert parted["scale"] < parted["sign"] < parted["wide_centre"]
    assert parted["scale"] < parted["interval"] < parted["wide_centre"]


def recent(bloc: str, origin: str, measure: str) -> pd.DataFrame:
    return select_series("recent_trade", bloc=bloc, origin=origin, measure=measure).set_index("year")


def test_levels_are_the_sums_of_flows_as_read_at_their_origin():
    """Million dollars, added by hand from the page of the origin: two flows, and twelve."""
    south = recent("mercosur", "comtrade", "level")
    assert south.loc[2014, "value"] == pytest.approx(13882.694554 + 14277.231375, abs=1e-3)
    assert south.loc[2024, "value"] == pytest.approx(13620.061004 + 13778.181666, abs=1e-3)
    flows_2022 = (
        *(924.759396, 1767.127283, 1812.545123),  # Chile to Colombia, Mexico, Peru
        *(1575.751874, 1752.313710, 1107.119252),  # Colombia to Chile, Mexico, Peru
        *(1720.635056, 3607.158921, 1667.899433),  # Mexico to Chile, Colombia, Peru
        *(1821.221690, 1044.174107, 783.276352),  # Peru to Chile, Colombia, Mexico
    )
    west = recent("pacific_alliance", "comtrade", "level")
    assert west.loc[2022, "value"] == pytest.approx(sum(flows_2022), abs=1e-3)
    assert west["coverage"].eq(1).all() and list(west.index) == list(range(2014, 2025)) == list(south.index)


def test_shares_are_the_flows_over_the_totals():
    """2014: the level, and all exports of Chile, Colombia, Mexico and Peru as WITS has them."""
    level = recent("pacific_alliance", "comtrade", "level").loc[2014, "value"]
    share = recent("pacific_alliance", "comtrade_wits", "share")
    assert share.loc[2014, "value"] == pytest.approx(level / (75083.50 + 54794.81 + 396890.47 + 38645.86), abs=1e-4)
    assert share.index.max() == 2019


def test_no_source_of_recent_trade_continues_the_other():
    table = load("recent_trade")
    assert table.groupby(["bloc", "measure"], observed=True)["origin"].nunique().eq(1).all()
    assert table.loc[table["year"].gt(2019), "measure"].eq("level").all()


def test_what_recent_trade_lacks_is_named():
    south = recent("mercosur", "comtrade", "level")
    assert set(south["missing"]) == {"PRY;URY"} and set(south["n_data"]) == {2}
    share = recent("mercosur", "wits", "share")
    assert share.loc[2019, "missing_flows"] == "PRY>URY;URY>ARG;URY>PRY" and share["coverage"].lt(1).all()
    for row in load("recent_trade").itertuples():
        lost = [] if pd.isna(row.missing_flows) else row.missing_flows.split(";")
        assert row.coverage == pytest.approx(1 - len(lost) / 12, abs=1e-4)


def test_the_two_copies_of_comtrade_agree_with_the_older_series():
    """The share of 2016 from WITS is a floor of the one from another copy of the same reports."""
    old = select_series("intra_trade", bloc="mercosur", origin="penppml", membership="fixed").set_index("year")
    new = recent("mercosur", "wits", "share")
    for year in (1996, 2000, 2004, 2008, 2012, 2016):
        assert 0 < old.loc[year, "intra_share"] - new.loc[year, "value"] < 0.015
    west = select_series("intra_trade", bloc="pacific_alliance", origin="penppml", membership="fixed").set_index("year")
    share = recent("pacific_alliance", "comtrade_wits", "share")
    assert share.loc[2016, "value"] == pytest.approx(west.loc[2016, "intra_share"], abs=5e-4)


def test_acts_add_up_and_are_the_source_s_own_counts():
    """The sums were counted in the raw file by other means, a crosstab of the eight columns."""
    table = load("mercosur_acts").set_index("year")
    done = ["in_four", "in_three", "in_two", "in_one", "in_none"]
    assert (table[done].sum(axis=1) == table["needed"]).all()
    assert table.sum()[["acts", "uncoded", "one_needs", "needed", *done]].tolist() == [
        *(1700, 75, 1035, 841),
        *(390, 159, 119, 74, 99),
    ]
    assert table.loc[[1994, 2000, 2001, 2007, 2008], "acts"].tolist() == [19, 179, 94, 142, 79]
    assert table.loc[1998, ["needed", *done]].tolist() == [61, 35, 17, 2, 5, 2]


def test_young_acts_are_censored_and_said_to_be():
    """No act of the last two years was complete when the count ended: the table must not be read to its end."""
    table = load("mercosur_acts").set_index("year")
    assert table.loc[[2007, 2008], "in_four"].eq(0).all() and table.loc[2008, "in_none"] == table.loc[2008, "needed"]
    assert any("Right-censored" in text for text in schema.table("mercosur_acts").caveats)


# -- treaties -------------------------------------------------------------------------------------


def test_dates_of_treaties_are_the_source_s_own():
    table = load("treaty_dates").set_index(["bloc", "iso3"])
    alliance = table.loc["pacific_alliance"]
    assert sorted(alliance.index) == ["CHL", "COL", "MEX", "PER"]
    assert set(alliance["signed"]) == {pd.Timestamp("2012-06-06")}
    assert set(alliance["in_force"]) == {pd.Timestamp("2015-07-20")}
    assert table.loc[("mercosur", "VEN"), "in_force"] == pd.Timestamp("2012-07-31")
    assert table.loc[("mercosur", ["BOL", "VEN"]), "signed"].isna().all()
    coarse = table[table["in_force_precision"].isin(["month", "year"])]["in_force_precision"].to_dict()
    assert coarse == {
        ("carifta", "BLZ"): "month",
        ("lafta", "BOL"): "year",
        ("sica", "BLZ"): "year",
        ("sica", "DOM"): "year",
    }


def test_most_of_our_dates_are_confirmed_and_the_rest_is_known():
    """Signatures all but agree; days of force agree unless the source has one day for all signatories."""
    pairs = treaty_differences(agreeing=True)
    same = pairs["days"].eq(0).groupby(pairs["field"]).agg(["mean", "size"])
    assert same.loc["signed", "mean"] >= 0.96 and same.loc["signed", "size"] >= 90
    assert same.loc["in_force", "mean"] >= 0.66 and same.loc["in_force", "size"] >= 60
    apart = treaty_differences()
    known = {("aladi", "in_force"), ("cacm", "in_force"), ("caricom", "in_force"), ("carifta", "signed")}
    known |= {("lafta", "in_force"), ("mercosur", "in_force")}
    assert set(zip(apart["bloc"], apart["field"], strict=True)) <= known
    assert apart["days"].ne(0).all() and apart["days"].abs().max() < 400


def test_treaty_dates_are_compared_by_the_day():
    """A made-up scheme: alike, four days late, known by the year only, and a second spell that does not count."""
    day = pd.Timestamp
    ours = pd.DataFrame(
        {
            "bloc": ["mercosur"] * 5,
            "iso3": ["ARG", "BRA", "PRY", "PRY", "URY"],
            "status": ["full", "full", "full", "full", "observer"],
            "start": [day("1991-03-26")] * 2 + [day("1991-03-26"), day("2013-08-15"), day("1991-03-26")],
            "signed": [day("1991-03-26")] * 3 + [day("2013-07-12"), day("1991-03-20")],
            "in_force": [day("1991-11-29")] * 5,
        }
    )
    theirs = pd.DataFrame(
        {
            "bloc": ["mercosur"] * 4,
            "iso3": ["ARG", "BRA", "PRY", "URY"],
            "signed": [day("1991-03-26"), day("1991-03-30"), day("1991-03-25"), day("1991-03-26")],
            "in_force": [day("1991-11-29"), None, day("1991-01-01"), day("1991-11-29")],
            "in_force_precision": ["day", None, "year", "day"],
        }
    )
    found = treaty_differences(memberships=ours, treaty_dates=theirs)
    assert found[["iso3", "field", "days"]].to_numpy().tolist() == [["BRA", "signed", 4], ["PRY", "signed", -1]]
    alike = treaty_differences(memberships=ours, treaty_dates=theirs, agreeing=True)
    assert alike["days"].tolist() == [0, 0, 4, -1]


# -- governments ----------------------------------------------------------------------------------


def counted_by_hand(day: str, states: set[str]) -> dict[str, int]:
    found = dict.fromkeys((*words.ORIENTATIONS, "unknown"), 0)
    for row in load("governments").itertuples():
        runs = row.start <= pd.Timestamp(day) and (pd.isna(row.end) or pd.Timestamp(day) < row.end)
        if row.iso3 in states and runs and row.kind not in ("rival", "joint"):
            found[row.orientation if isinstance(row.orientation, str) else "unknown"] += 1
    return found


@pytest.mark.parametrize("year", [1990, 1998, 2003, 2008, 2015, 2019, 2025])
def test_governments_are_counted_as_by_hand(year):
    states = set(load("governments")["iso3"])
    table = government_share(year, year).set_index("orientation")
    assert table["n"].to_dict() == counted_by_hand(f"{year}-12-31", states)
    assert (table["states"] == 20).all()


def test_a_small_table_of_governments():
    """Three republics: one of the left, one contested between right and centre, one without a coding."""
    terms = pd.DataFrame(
        {
            "iso3": ["ARG", "BRA", "CHL", "CHL"],
            "leader": ["A", "B", "C", "D"],
            "start": pd.to_datetime(["2000-01-01"] * 4),
            "end": pd.to_datetime([None, None, None, None]),
            "kind": ["elected", "elected", "elected", "rival"],
            "orientation": ["left", "right", None, "left"],
            "contested": [False, True, False, False],
        }
    )
    conflicts = pd.DataFrame(
        {
            "table": ["governments"],
            "field": ["orientation"],
            "key": ["iso3=BRA;leader=B;start=2000-01-01"],
            "value_a": ["right"],
            "value_b": ["centre (by party)"],
        }
    )
    table = government_share(2001, 2001, governments=terms, conflicts=conflicts).set_index("orientation")
    third = pytest.approx(1 / 3)
    assert table.loc["left", ["share", "least", "most"]].tolist() == [third, third, third]
    assert table.loc["right", ["share", "least", "most"]].tolist() == [third, 0, third]
    assert table.loc["centre", ["share", "least", "most"]].tolist() == [0, 0, third]
    assert table.loc["unknown", "n"] == 1
    assert table.loc["centre", "contested"] == "BRA"


def test_a_contested_government_without_a_reading_may_be_anything():
    terms = pd.DataFrame(
        {
            "iso3": ["ARG"],
            "leader": ["A"],
            "start": pd.to_datetime(["2000-01-01"]),
            "end": pd.to_datetime([None]),
            "kind": ["elected"],
            "orientation": ["left"],
            "contested": [True],
        }
    )
    none = load("conflicts").iloc[:0]
    found = in_office("2001-01-01", governments=terms, conflicts=none)
    assert found["readings"].iloc[0] == {"left", "centre", "right"}


def test_shares_add_up_to_one():
    table = government_share(1990, 2025)
    assert np.allclose(table.groupby("year")["share"].sum(), 1)


def test_contested_governments_have_recorded_readings():
    """Every contested orientation names in `conflicts` who says otherwise."""
    found = pd.concat([in_office(f"{year}-07-01") for year in range(1990, 2026)])
    contested = found[found["contested"]].drop_duplicates(["iso3", "leader"])
    assert (contested["readings"].map(len) >= 2).mean() > 0.9


def test_members_of_a_scheme_are_those_of_the_day():
    table = government_share(2011, 2013, bloc="mercosur").drop_duplicates("year").set_index("year")
    # Paraguay's suspension ended on 15 August 2013
    assert table["states"].to_dict() == {2011: 4, 2012: 4, 2013: 5}


# -- small pieces ------------------------------------------------------------------------------


def test_lead_of_the_whole_region_is_nothing():
    lead = agreement_lead(regiolab.analysis.region())
    assert np.allclose(lead["lead"], 0)


def test_intra_exports_are_share_times_exports():
    table = intra_exports("alba")
    assert np.allclose(table["intra_exports"], table["exports"] * table["intra_share"], equal_nan=True)


@pytest.mark.parametrize("membership", sorted(regiolab.load("intra_trade")["membership"].unique()))
@pytest.mark.parametrize("bloc", ["alba", "mercosur"])
def test_intra_exports_are_of_one_scheme_by_one_membership(bloc, membership):
    table = regiolab.load("intra_trade")
    wanted = table[table["bloc"].eq(bloc) & table["membership"].eq(membership)]
    found = intra_exports(bloc, membership=membership)
    assert len(wanted) and found["year"].tolist() == wanted["year"].tolist()
    assert set(found["bloc"]) == {bloc} and set(found["membership"]) == {membership}


def test_wrong_choices_are_named():
    with pytest.raises(UnknownName, match="did you mean 'mercosur'"):
        select_series("intra_trade", bloc="mercosul")
    with pytest.raises(UnknownName, match="did you mean 'bloc'"):
        select_series("intra_trade", blocs="mercosur")
    with pytest.raises(UnknownName):
        positions("mercosul")
    with pytest.raises(UnknownName):
        government_share(2000, 2000, states=["XYZ"])
