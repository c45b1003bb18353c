"""Numbers in lesson 3, in its prose and in what its questions reveal, are those of cards, codings and treaties."""

from __future__ import annotations

from test_prose_numbers import THREE, prose, told

from regiolab import charts, load
from regiolab.analysis import disagreements, own_variant, shift_periods
from regiolab.analysis.degrees import coded_degrees
from regiolab.views import rule_and_article


def shown(unit: str, model: str, basis: str = "all") -> list[str]:
    """Return the conditions of a type that the cards show in full."""
    table = charts.profile(unit).table
    own = table[table["model"].eq(model) & table["condition"].ne("") & table["basis"].eq(basis)]
    return own.loc[own["low"].eq(1), "condition"].tolist()


def the_rule(unit: str, model: str) -> list[int]:
    """Return how many conditions of a model the codebook's rule finds shown, and how many there are."""
    rows = coded_degrees(*map(load, ("evidence", "indicators", "conditions", "units", "models")))
    row = rows[rows["unit"].eq(unit) & rows["model"].eq(model)].iloc[0]
    return [int(row["shown"]), int(row["needed"])]


def test_the_scene():
    assert load("events").set_index("event").loc["2009_bariloche_summit", "date"].date().isoformat() == "2009-08-28"
    assert "On 28 August 2009" in prose(THREE, "scene")
    terms = load("governments")
    day = "2009-08-28"
    then = terms[terms["start"].le(day) & (terms["end"].isna() | terms["end"].gt(day))].set_index("iso3")["leader"]
    assert {then["VEN"], then["COL"]} == {"Hugo Chávez", "Álvaro Uribe"}


def test_the_complete_fits():
    five = load("units").set_index("unit")["bloc"].isin(charts.model_grid().table["bloc"].unique())
    complete = set()
    for unit in five[five].index:
        table = charts.profile(unit).table
        whole = table["condition"].eq("") & table["basis"].eq("all") & table["low"].eq(1)
        complete |= {(unit, model) for model in table.loc[whole, "model"]}
    assert complete == {
        ("mercosur_1991_economic", "strategic"),
        ("mercosur_2003_economic", "social"),
        ("alba_2004_political", "counter_hegemonic"),
    }
    assert "Of the types three fit completely" in prose(THREE, "answer")
    assert "one other is as complete" in prose(THREE, "mercosur-one-look")
    assert shown("mercosur_1991_economic", "strategic", "theory") == shown("mercosur_1991_economic", "strategic")
    assert told(THREE, "mercosur-one-look", r"too: (\w+) of (\w+) conditions are already met") == [
        len(shown("mercosur_1991_economic", "social")),
        3,
    ]
    assert len(shown("mercosur_2003_economic", "social")) == 3
    assert "which meets all three conditions after 2003" in prose(THREE, "alba_rights")


def test_the_autonomy():
    three = shown("unasur_2008_political", "autonomist")
    assert len(three) == 3 and shown("unasur_2008_political", "autonomist", "theory") == three
    assert shown("mercosur_2003_political", "autonomist") == three
    assert "meets the same three" in prose(THREE, "unasur_autonomy")
    assert the_rule("unasur_2008_political", "lowest_common_denominator") == [3, 3]
    assert "conditions too, three of them, and the cards show them all" in prose(THREE, "unasur_autonomy")
    assert the_rule("celac_2011_political", "lowest_common_denominator") == [3, 3]
    assert "all three conditions of that answer are shown" in prose(THREE, "celac-look")
    assert the_rule("unasur_2008_economic", "not_classifiable") == [2, 2]
    assert the_rule("unasur_2008_economic", "productive") == [3, 4]
    assert the_rule("unasur_2008_economic", "social") == [1, 3]
    assert "three conditions of four are met" in prose(THREE, "unasur-economic-test")
    neighbour = charts.profile("mercosur_2003_political").table
    neighbour = neighbour[neighbour["model"].eq("counter_hegemonic") & neighbour["basis"].eq("all")]
    neighbour = neighbour[neighbour["condition"].ne("")]
    assert (neighbour["low"].eq(1).sum(), neighbour["known"].eq(0).sum()) == (1, 3)
    assert "has support, the three others have no card" in prose(THREE, "mercosur_autonomy")


def test_alba_and_the_alliance():
    facts = load("evidence").set_index("evidence")["fact_en"]
    assert "819,417" in facts["E112"] and "819,417" in prose(THREE, "alba-question")
    assert "800,000" in facts["E113"] and "800,000" in prose(THREE, "alba-question")
    social = charts.profile("alba_2004_economic").table.query("model == 'social' and condition == ''")
    social = social.set_index("basis")
    assert (social.loc["theory", "high"], social.loc["all", "low"], social.loc["all", "high"]) == (0, 0, 1)
    cases = load("agreement_cases").set_index("agreement")
    assert cases.loc["mercosur", "depth_base"] == 2
    assert cases.loc[["chile_usa", "colombia_usa", "peru_usa"], "depth_base"].eq(7).all()
    missing = set(cases.loc["chile_usa", "provisions"].split(";")) - set(
        cases.loc["pacific_alliance", "provisions"].split(";")
    )
    assert missing == {"competition"} and "All topics but competition" in prose(THREE, "alliance_depth")
    full = charts.agreement_depth().table.set_index(["kind", "scope", "period"])
    full = full.loc[("within_region", "full_fta", "2003_2014")]
    assert full["n_data"] == 12 and f"{full['depth_base']:.1f}" == "6.1"
    assert "The twelve full free trade agreements" in prose(THREE, "alliance_depth")
    assert "rules on 6.1 topics on average" in prose(THREE, "alliance_depth")


def test_the_acts():
    acts = charts.acts_incorporated().table.query("not censored")
    counts = acts.pivot(index="year", columns="done", values="acts")
    pattern = r"(\d+) of the (\d+) acts of 1995 to 2005"
    whole = int(acts.groupby("year")["needed"].first().sum())
    assert told(THREE, "mercosur_acts", pattern) == [counts["in_four"].sum(), whole]
    assert told(THREE, "mercosur_acts", r"(\d+) of these acts no member") == [counts["in_none"].sum()]
    share = acts.query("done == 'in_four'").set_index("year")["share"]
    assert told(THREE, "mercosur_acts", r"about (\d+) per cent") == [round(100 * share[[1996, 1997]].mean())]
    assert share.loc[2000:].max() <= 0.5
    assert told(THREE, "acts-deeper", r"acts of 1995, (\d+) per cent") == [round(100 * share[1995])]


def test_the_other_readings():
    others = disagreements(all_readings=True)
    kinds = others["kind"].value_counts()
    pattern = r"(\d+) differ in degree and (\d+) in the model; (\d+) use.*; (\d+) are on blocs"
    assert told(THREE, "readings_agree", pattern) == [
        kinds[name] for name in ("degree", "model", "own category", "article silent")
    ]
    for place, pattern in (("readings_agree", r"the (\d+) readings"), ("who-deeper", r"holds (\d+) readings")):
        assert told(THREE, place, pattern) == [len(others)]
    read = load("codings").query("coder != 'briceno2018'")["read_from"]
    assert told(THREE, "readings_agree", r"(\d+) readings come from an abstract") == [read.eq("abstract").sum()]
    assert not read.eq("text").any() and len(read) == len(others)
    assert told(THREE, "readings_agree", r"(\d+) are other texts by the article") == [(~others["independent"]).sum()]
    unasur = others[others["unit"].eq("unasur_2008_political")]
    assert sorted(unasur["model"].dropna().astype(str)) == sorted(
        ["", "autonomist", "autonomist", "counter_hegemonic", "lowest_common_denominator"]
    )


def moved(old: int, new: int) -> tuple[dict[str, int], set[str]]:
    """Return the cards of each bloc that change period with a cut, and the units whose scores change."""
    tables = [load(name) for name in ("evidence", "units")]
    rest = [load(name) for name in ("indicators", "conditions", "models")]
    shift = shift_periods(*tables, {old: new}, *rest)
    scores = own_variant(shift.scores[shift.scores["basis"].eq("all")], tables[1])
    bloc = tables[1].set_index("unit")["bloc"].astype(str)
    return shift.moved["before"].map(bloc).value_counts().to_dict(), set(scores["unit"])


def test_the_cuts():
    cards, units = moved(2003, 2005)
    assert "Four cards cross the line" in prose(THREE, "cut-2003-look")
    assert cards == {"mercosur": 4} and "mercosur_1991_economic" in units
    cards, units = moved(2003, 2004)
    assert cards == {"mercosur": 2} and units == {"mercosur_1991_political"}
    assert "and two cards cross" in prose(THREE, "cut-2003-look")
    alliance = {"pacific_alliance_2011_economic", "pacific_alliance_2011_political", "pacific_alliance_2015_political"}
    assert moved(2015, 2014)[1] == moved(2015, 2013)[1] == alliance
    assert moved(2015, 2016)[1] == set()
    assert moved(2015, 2017)[1] == {"pacific_alliance_2015_economic", "unasur_2008_political"}


def test_the_rule():
    blocs = ["mercosur", "alba", "pacific_alliance", "unasur", "celac"]
    parted = rule_and_article(*blocs).frame.iloc[:, 0].astype(str)
    late = parted.str.contains("2015–2018").sum()
    assert (late, len(parted)) == (11, 18)
    assert "Eleven of the eighteen rows" in prose(THREE, "rule-look")
