"""Numbers in lesson 2, in its prose and in what its questions reveal, are those of cards, conditions and types."""

from __future__ import annotations

import re

import pytest
from test_prose_numbers import NUMBERS, TWO, prose, told

from regiolab import charts, load
from regiolab.analysis import indicator_value
from regiolab.charts.profiles import interval_text
from regiolab.words import RESIDUALS


def whole(unit: str, **options) -> dict[str, str]:
    """Return what a unit is worth on each type, by all cards."""
    table = charts.profile(unit, **options).table.query("condition == '' and basis == 'all'")
    return {row.model: interval_text(row.low, row.high) for row in table.itertuples()}


def parts(unit: str, model: str, basis: str = "all") -> dict[str, str]:
    """Return what a unit is worth on each condition of a type."""
    table = charts.profile(unit).table
    own = table[table["model"].eq(model) & table["condition"].ne("") & table["basis"].eq(basis)]
    return {row.condition: interval_text(row.low, row.high) for row in own.itertuples()}


def cards() -> dict:
    return load("evidence").set_index("evidence").to_dict("index")


def test_the_scene():
    day = {name: cards()[name]["date"] for name in ("E121", "E153")}
    for name, said in (("E121", "18 July 2013"), ("E153", "10 January 2014")):
        assert f"{day[name].day} {day[name]:%B %Y}" == said and said in prose(TWO, "scene")
    codings = load("codings").query("unit == 'pacific_alliance_2011_political'").set_index("coder")["model"]
    assert codings["briceno2018"] == "acquiescent_realism" and codings["thoene2017"] == "autonomist"


def test_the_rule_of_the_cards():
    text = prose(TWO, "cards-question")
    assert [interval_text(*indicator_value(*pair)) for pair in ((2, 0), (0, 2), (2, 2))] == ["1", "0", "⅓ to ⅔"]
    assert "worth 1, a good card against it 0; with cards on both sides it stays between ⅓ and ⅔" in text
    assert interval_text(*indicator_value(0, 0)) == "0 to 1" and "From 0 to 1" in texts_of("type_no_card")["open"]
    weak = [interval_text(*indicator_value(*pair)) for pair in ((1, 0), (0, 1), (2, 1), (1, 2))]
    assert weak == ["⅔", "⅓", "⅔", "⅓"]
    assert "alone it gives ⅔ or ⅓, and a good card on the other side wins by one step" in prose(TWO, "values-answer")


def texts_of(question: str) -> dict[str, str]:
    from regiolab.lessons.prompts import prompts

    return {item.id: item.text for item in prompts("02")[question].options}


def test_the_paradigm():
    own = "nafta_1994_economic"
    assert set(parts(own, "strategic").values()) == {"1"} and len(parts(own, "strategic")) == 4
    social = list(parts(own, "social").values())
    assert told(TWO, "type_no_card", r"touches (\w+) of (\w+) conditions") == [social.count("1"), len(social)]
    assert whole(own)["social"] == whole(own)["productive"] == "0 to 1"
    evidence = load("evidence")
    purpose = load("indicators").query("condition == 'str_insertion'")["indicator"]
    speaks = evidence["supports"].str.contains("|".join(purpose), na=False) & evidence["unit"].eq(own)
    assert evidence.loc[speaks, "evidence"].tolist() == ["E156"]
    assert "some fifteen purposes" in cards()["E156"]["comment"] and "fifteen" in prose(TWO, "type_no_card")


def test_the_hybrid():
    own = "mercosur_2003_economic"
    assert whole(own) == {"strategic": "0 to 1", "social": "1", "productive": "0 to 1"}
    productive = list(parts(own, "productive").values())
    assert told(TWO, "type_mercosur", r"meets (\w+) conditions of (\w+);") == [productive.count("1"), len(productive)]
    assert parts(own, "productive")["pro_from_within"] == "0 to 1"
    balance = charts.evidence_balance(own, "strategic").table.set_index("condition")
    insertion = balance.loc["str_insertion"]
    against = insertion.loc[insertion["side"].eq("contradicts"), "evidence"]
    assert sorted(against) == ["E19", "E78"]
    counted = [len(against), int(insertion["evidence"].isna().sum())]
    pattern = (
        r"(\w+) cards speak against insertion in the world economy \(E19, E78\), (\w+) of its indicators have none"
    )
    assert told(TWO, "type_mercosur", pattern) == counted
    assert balance.loc[["str_ss_shallow"], "evidence"].isna().all()


def test_the_near_miss():
    own = "pacific_alliance_2011_economic"
    shown = list(parts(own, "strategic").values())
    assert sorted(shown) == ["1", "1", "1", "⅓ to ⅔"] and whole(own)["strategic"] == "⅓ to ⅔"
    assert parts(own, "strategic", "independent") == parts(own, "strategic")
    assert set(parts(own, "strategic", "theory").values()) == {"1", "⅓ to ⅔"}
    assert whole(own, variant="North-South")["strategic"] == "1"
    assert "92 per cent" in cards()["E118"]["fact_en"] and "92 per cent" in prose(TWO, "deviation-question")
    balance = charts.evidence_balance(own, "strategic").table
    sides = balance[balance["condition"].eq("str_ss_shallow")]["side"].value_counts()
    pattern = r"where (\w+) card stands against (\w+)\."
    assert told(TWO, "deviation-cards-look", pattern) == [sides["supports"], sides["contradicts"]]
    assert balance.query("condition == 'str_selective_state'")["evidence"].dropna().tolist() == ["E119"]
    table = charts.profile(own).table.query("model == 'strategic' and condition != '' and basis == 'all'")
    means = [f"{table[end].mean():.2f}" for end in ("low", "high")]
    assert f"between {means[0]} and {means[1]}" in prose(TWO, "type_minimum")


def test_the_two_words():
    own = "pacific_alliance_2011_political"
    assert whole(own)["acquiescent_realism"] == "0 to ⅔" and whole(own)["autonomist"] == "0 to 1"
    assert parts(own, "acquiescent_realism") == {
        "acq_weakness": "0 to 1",
        "acq_alliance": "1",
        "acq_avoidance": "1",
        "acq_convergence": "⅓ to ⅔",
    }
    autonomist = list(parts(own, "autonomist").values())
    assert (autonomist.count("1"), autonomist.count("0 to 1")) == (1, 3)
    assert "One condition is met, by shared embassies; on the three others no card decides" in prose(
        TWO, "type_two_words"
    )
    assert parts(own, "acquiescent_realism", "theory")["acq_alliance"] == "⅓ to ⅔"
    assert "by theory alone it drops to between ⅓ and ⅔" in prose(TWO, "type_circular")


def test_the_step_from_state_to_bloc():
    own = "mercosur_2015_political"
    assert whole(own)["acquiescent_realism"] == "0"
    shown = parts(own, "acquiescent_realism")
    assert (shown["acq_alliance"], shown["acq_avoidance"]) == ("1", "0")
    weakness = load("indicators").query("condition == 'acq_weakness'")["indicator"].tolist()
    evidence = load("evidence").query("unit == @own").set_index("evidence")
    speak = {
        side: [name for name, cell in evidence[side].dropna().items() if set(cell.split(";")) & set(weakness)]
        for side in ("supports", "contradicts")
    }
    assert speak == {"supports": ["E26"], "contradicts": ["E27"]}
    assert evidence.index[evidence["contradicts"].str.contains("ACQ03", na=False)].tolist() == ["E111"]


def test_the_indicators():
    indicators = load("indicators")
    six = indicators[~indicators["model"].isin(RESIDUALS)]
    share = six["origin"].eq("case").mean()
    assert told(TWO, "type_circular", r"types have (\d+) indicators") == [len(six)]
    assert 0.3 < share < 1 / 3 and "Nearly a third of the indicators" in prose(TWO, "type_circular")
    ctr = indicators[indicators["model"].eq("counter_hegemonic")]["origin"]
    assert ctr.eq("case").mean() == 0.5 and prose(TWO, "counter-hegemonic-look").startswith("Half of them were.")
    assert indicators.set_index("indicator").loc["AUT10", "origin"] == "case"
    rest = indicators[indicators["model"].isin(RESIDUALS)]
    assert rest["origin"].eq("case").all()
    assert NUMBERS[re.search(r"All (\w+) of their indicators", prose(TWO, "residual"))[1]] == len(rest)


@pytest.fixture(scope="module")
def everywhere() -> dict[str, dict[str, set[str]]]:
    """The units that meet each type in full, that fall short of it, and that are refuted."""
    found: dict[str, dict[str, set[str]]] = {"full": {}, "short": {}, "refuted": {}}
    for unit in sorted(set(load("evidence")["unit"])):
        rows = charts.profile(unit).table.query("condition == '' and basis == 'all'")
        for row in rows.itertuples():
            kinds = {"full": row.low == 1, "short": row.high < 1, "refuted": row.high == 0}
            for kind in (kind for kind, holds in kinds.items() if holds):
                found[kind].setdefault(row.model, set()).add(unit)
    return found


def test_what_the_tables_show_of_the_types(everywhere):
    assert everywhere["full"] == {
        "strategic": {"nafta_1994_economic", "mercosur_1991_economic"},
        "social": {"mercosur_2003_economic"},
        "counter_hegemonic": {"alba_2004_political"},
    }
    assert set(everywhere["refuted"]) == {"strategic", "acquiescent_realism"}
    assert everywhere["short"]["autonomist"] == {"mercosur_2003_political"}
    assert set(everywhere["short"]) == {"strategic", "acquiescent_realism", "autonomist"}
    assert "Three types are met in full somewhere" in prose(TWO, "type_never")


def test_the_thresholds():
    effect = {
        unit: charts.threshold_effect(unit).description
        for unit in ("pacific_alliance_2011_economic", "mercosur_2003_economic", "alba_2004_political")
    }
    assert "above 0.33 and up to 0.67" in effect.pop("pacific_alliance_2011_economic")
    assert all("makes no difference" in text for text in effect.values())
    assert "For the Alliance the answer changes, for the two others nothing does" in prose(TWO, "threshold-answer")
