"""Numbers in the prose of the lessons are those that the functions give on the day that is named."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest

import regiolab
from regiolab import charts, load
from regiolab.analysis import (
    agreement_lead,
    government_share,
    in_office,
    members,
    second_opinion,
    select_series,
    south_america,
)
from regiolab.analysis import region as region_states
from regiolab.analysis.dates import COUNTED_ON
from regiolab.charts.profiles import interval_text
from regiolab.data import schema
from regiolab.data.independence import cites_independent
from regiolab.lessons.prompts import prompts

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NUMBERS = dict(
    zip(
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(13),
        strict=True,
    )
)


def prose(lesson: str, place: str) -> str:
    """Return the text of a cell, or what a question asks and reveals."""
    found = json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    texts = {item["id"]: "".join(item["source"]) for item in found}
    for name, prompt in prompts(lesson[:2]).items():
        said = [prompt.prompt, *getattr(prompt, "says", {}).values(), *(item.text or "" for item in prompt.reveal)]
        texts[name] = "\n\n".join(said)
    return texts[place]


def told(lesson: str, cell: str, pattern: str) -> list[int]:
    """Return the numbers, in figures or in words, that a sentence gives."""
    match = re.search(pattern, prose(lesson, cell))
    assert match, f"{cell} no longer says {pattern}"
    return [NUMBERS[part] if part in NUMBERS else int(part) for part in match.groups()]


def n(side: str, year: int, **asked) -> int:
    counted = government_share(year, year, **asked).set_index("orientation")
    return int(counted.loc[side, "n"])


def south(side: str, year: int) -> int:
    return n(side, year, states="south_america")


def elsewhere(side: str, year: int) -> int:
    return n(side, year) - south(side, year)


def half_and_more(side: str) -> list[int]:
    """Return the first and the last year of the one stretch in which a side held more than half."""
    held = government_share(1990, 2018).query("orientation == @side").set_index("year")["n"]
    years = held.index[held.gt(10)]
    assert list(years) == list(range(years[0], years[-1] + 1))
    return [int(years[0]), int(years[-1])]


FOUR, FIVE = "04_new_cycle", "05_after_the_article"
GOVERNMENTS = {
    "end of 2014": (
        (
            FOUR,
            "turn-question",
            r"2014, (\d+) of (\d+) republics.*left, (\d+) one of the right, (\d+) one of the centre",
        ),
        lambda: [n("left", 2014), 20, n("right", 2014), n("centre", 2014)],
    ),
    "2014 to 2018": (
        (FOUR, "turn_left_line", r"right went from (\d+) to (\d+), the left from (\d+) to (\d+)"),
        lambda: [n("right", 2014), n("right", 2018), n("left", 2014), n("left", 2018)],
    ),
    "height of the left": (
        (
            FOUR,
            "turn_left_line",
            r"since (\d+), when it held (\d+): it lost (\w+) republics by 2012, and (\w+) between",
        ),
        lambda: [
            max(range(1990, 2019), key=lambda year: n("left", year)),
            n("left", 2008),
            n("left", 2008) - n("left", 2012),
            n("left", 2014) - n("left", 2018),
        ],
    ),
    "South America": (
        (FOUR, "turn_changed_sides", r"left went from (\w+) of (\w+) to (\w+), the right from (\w+) to (\w+)"),
        lambda: [south("left", 2014), 10, south("left", 2018), south("right", 2014), south("right", 2018)],
    ),
    "outside it": (
        (FOUR, "turn_changed_sides", r"the (\w+) republics outside it the left won (\w+) and the right lost (\w+)"),
        lambda: [
            10,
            elsewhere("left", 2018) - elsewhere("left", 2014),
            elsewhere("right", 2014) - elsewhere("right", 2018),
        ],
    ),
    "diversity": (
        (FOUR, "turn_diversity", r"Suppose (\d+) left and (\d+) right become (\d+) and (\d+)"),
        lambda: [n("left", 2014), n("right", 2014), n("left", 2018), n("right", 2018)],
    ),
    "what the left held and rose": (
        (
            FOUR,
            "turn_cycle_years",
            r"for (\w+) years, from the end of (\d+) to the end of (\d+)"
            r".*half from the end of (\d+) to the end of (\d+)",
        ),
        lambda: [6, 2002, 2008, *half_and_more("left")],
    ),
    "the answer of lesson 4": (
        (FOUR, "answer", r"left fell there from (\w+) of (\w+) to (\w+), and the right rose from (\w+) to (\w+)\."),
        lambda: [south("left", 2014), 10, south("left", 2018), south("right", 2014), south("right", 2018)],
    ),
    "summary of lesson 4": (
        (FOUR, "summary", r"South American: left from (\w+) of (\w+) to (\w+)\."),
        lambda: [south("left", 2014), 10, south("left", 2018)],
    ),
    "after the article": (
        (FIVE, "after_right_line", r"right stood at (\w+) of twenty in (\d+) and (\d+),.*to (\w+) in 2023"),
        lambda: [n("right", 2018), 2018, 2019, n("right", 2023)],
    ),
    "the Alliance": (
        (FIVE, "alliance-question", r"From 2022 (\w+) of the (\w+) governments were of the left"),
        lambda: [n("left", 2022, bloc="pacific_alliance"), 4],
    ),
}


@pytest.mark.parametrize("sentence", GOVERNMENTS)
def test_the_governments_of_the_prose(sentence):
    where, counted = GOVERNMENTS[sentence]
    assert told(*where) == counted()


def test_the_day_of_the_prose_is_the_day_of_the_figures():
    assert COUNTED_ON == "12-31"
    assert "on 31 December of each year, here in words and in every figure" in prose(FOUR, "turn-question")
    assert "Counted on 31 December, as in the figures" in prose(FIVE, "after_right_line")


def test_the_right_was_at_its_highest_since_2005_and_never_near_two_thirds():
    right = government_share(1990, 2025).query("orientation == 'right'").set_index("year")
    assert right["n"].loc[[2018, 2019]].eq(right["n"].loc[2006:].max()).all()
    assert right["n"].loc[2005] == 10
    assert right["most"].loc[2018:].max() * 20 < 14


def test_the_second_opinion_of_the_prose():
    table = charts.second_opinion().table
    spoken = table[table["agrees"].notna()]
    parted = spoken[~spoken["agrees"].astype(bool)]
    order = {"left": 0, "centre": 1, "right": 2}
    right = (parted["side"].map(order) > parted["orientation"].map(order)).sum()
    pattern = r"Of (\d+) government-years.* differ in (\d+), and in (\d+) of these"
    assert told(FOUR, "second-opinion-look", pattern) == [len(spoken), len(parted), right]
    wide = charts.second_opinion(cut="wide_centre").table
    pattern = r"the two differ in (\d+) of the (\d+)"
    assert told(FOUR, "second-opinion-look", pattern) == [
        int((~wide["agrees"].dropna().astype(bool)).sum()),
        len(spoken),
    ]
    ends = {year: spoken[spoken["year"].eq(year)].set_index("iso3") for year in (2014, 2018)}
    both = sorted(set(ends[2014].index) & set(ends[2018].index))
    counts = [
        int(ends[year].loc[both, column].eq(side).sum())
        for column in ("orientation", "side")
        for year in (2014, 2018)
        for side in ("left", "right")
    ]
    pattern = (
        r"Of the (\d+) republics.*we count (\d+) of the left and (\d+) of the right in 2014, (\d+) and (\d+) in 2018; "
        r"it counts (\d+) and (\d+), then (\d+) and (\d+)\."
    )
    assert told(FOUR, "second-opinion-look", pattern) == [len(both), *counts]
    assert {"Michel Temer", "Fernando Lugo"}.isdisjoint(second_opinion()["leader"])


def test_the_codebook_says_how_far_the_cut_decides():
    caveat = next(text for text in schema.table("party_orientation").caveats if text.startswith("The cut matters"))
    counts = []
    for cut in ("scale", "wide_centre", "sign", "interval"):
        agrees = charts.second_opinion(cut=cut).table["agrees"].dropna().astype(bool)
        counts.append(int((~agrees).sum()))
    pattern = r"of (\d+) government-years (\d+) differ.*, (\d+) if centre-left.*, (\d+) by the score's sign, (\d+) if"
    assert [int(part) for part in re.search(pattern, caveat).groups()] == [len(agrees), *counts]


def test_the_left_rose_without_a_break_to_2008():
    left = government_share(2001, 2009).query("orientation == 'left'").set_index("year")["n"]
    assert left[2001] < left[2002] and left.loc[2003:2008].ge(left.shift().loc[2003:2008]).all()
    assert left[2009] < left[2008]


def test_what_is_told_before_a_line_is_drawn():
    assert re.search(r"it was (\d+) in 2014", prose(FOUR, "turn_left_line"))[1] == str(n("left", 2014))
    shares = charts.intra_trade(["mercosur"]).table.query("origin == 'cow'").set_index("year")["intra_share"]
    pattern = r"begins at ([\d.]+) per cent and ends at (\d+)\."
    begin, end = re.search(pattern, prose(FOUR, "turn_trade_line")).groups()
    assert float(begin) == round(100 * shares[1990], 1) and int(end) == round(100 * shares[2014])
    assert shares.idxmax() == 1998 and round(100 * shares[1998]) == 26 and shares[1999] < shares[1998]


def differing(year: int, day: str, **asked) -> int:
    """Return the chance, in percent, that two republics drawn at random are governed by different sides."""
    shares = government_share(year, year, day=day, **asked)["share"]
    return round(100 * (1 - shares.pow(2).sum() + 1e-9))


def test_diversity_counted_on_two_days():
    pattern = r"stayed at (\d+) per cent in the region and rose from (\d+) to (\d+) in South America"
    south_america = {"states": "south_america"}
    assert told(FOUR, "turn_diversity", pattern) == [
        differing(2014, COUNTED_ON),
        *(differing(year, COUNTED_ON, **south_america) for year in (2014, 2018)),
    ]
    assert abs(differing(2018, COUNTED_ON) - differing(2014, COUNTED_ON)) <= 1
    for asked in ({}, south_america):
        assert differing(2018, "07-01", **asked) > differing(2015, "07-01", **asked)


def percent(values) -> list[int]:
    return [round(100 * value) for value in values]


def test_the_votes_to_2024_of_the_prose():
    cell, table = (FOUR, "votes-to-2024-look"), load("un_adopted")

    def lead(*states):
        return agreement_lead(states, definition="same_vote", table=table).set_index("year")

    argentina, brazil = lead("ARG"), lead("BRA")
    older = agreement_lead(["ARG"], definition="same_vote").set_index("year_first")
    held = table.groupby("year")["votes"].first()
    pattern = r"adopted resolutions, (\d+) to (\d+) a calendar year"
    assert told(FOUR, "votes-to-2024-lead", pattern) == [held.min(), held.max()]
    assert told(*cell, r"where they part: (\d+) per cent against (\d+) for Argentina") == percent(
        [older["share"][2016], argentina["share"][2016]]
    )
    macri = percent(argentina["lead"].loc[2016:2019])
    assert told(*cell, r"from 2016 to 2019, Argentina stood (\d+) to (\d+) points above") == [min(macri), max(macri)]
    assert told(*cell, r"in (\d+) per cent, in 2024 in (\d+), while the region stayed at (\d+)\.") == percent(
        [argentina["share"][2023], argentina["share"][2024], argentina["region"][2024]]
    )
    assert told(*cell, r"Brazil lay (\d+) points above the region in 2019, and (\d+) below it in 2024") == percent(
        [brazil["lead"][2019], -brazil["lead"][2024]]
    )
    mercosur, rest = lead("ARG", "BRA", "PRY", "URY"), lead("BRA", "PRY", "URY")
    pattern = r"Mercosur’s (\d+) per cent of 2024.*the other three, the dotted line, come to (\d+)\."
    assert told(*cell, pattern) == percent([mercosur["share"][2024], rest["share"][2024]])
    assert told(*cell, r"from 2018 to 2022, from (\d+) to (\d+) per cent") == percent(brazil["region"][[2018, 2022]])


def test_the_ranks_of_the_prose():
    rows = select_series("un_ranks", release="jul2025", estimate="final_passage").set_index(["iso3", "year"])
    argentina, brazil = rows.loc["ARG"], rows.loc["BRA"]
    pattern = r"from the (\d+)nd place to the first.*: (\d+)th from 2014 to 2018, (\d+)th in 2019"
    assert told(FOUR, "turn_closer_order", pattern) == [
        brazil["rank"][2015],
        argentina["rank"][2014],
        argentina["rank"][2019],
    ]
    assert argentina["rank"].loc[2014:2018].nunique() == 1
    assert argentina["rank"].loc[[2002, 2024]].eq(1).all() and brazil["rank"][2019] == 1
    pattern = r"the (\d+)th and the (\d+)th place in 2015, between the (\d+)st and the (\d+)th in 2019"
    ranges = [brazil[end][year] for year in (2015, 2019) for end in ("rank_best", "rank_worst")]
    assert told(FOUR, "turn_closer_order", pattern) == ranges
    # the ranges touch, so that no sentence may call the move certain
    assert brazil["rank_best"][2015] <= brazil["rank_worst"][2019]
    assert "beyond doubt only" not in prose(FOUR, "turn_closer_order")


def test_the_field_of_2018_in_the_prose():
    rows = select_series("un_ranks", release="jul2025", estimate="final_passage", year=2018).set_index("iso3")
    pattern = (
        r"Guatemala was (\d+)st, Mexico (\d+)th, Brazil (\d+)th, Uruguay (\d+)th, Ecuador (\d+)th, Bolivia (\d+)th"
    )
    states = ["GTM", "MEX", "BRA", "URY", "ECU", "BOL"]
    assert told(FOUR, "turn_field_2018", pattern) == rows["rank"][states].tolist()
    pattern = r"Uruguay’s place may be any from the (\d+)th to the (\d+)th"
    assert told(FOUR, "turn_field_2018", pattern) == rows.loc["URY", ["rank_best", "rank_worst"]].tolist()
    sides = in_office("2018-12-31").set_index("iso3")["orientation"]
    assert sides[["GTM", "BRA"]].eq("right").all() and sides[["MEX", "URY", "ECU", "BOL"]].eq("left").all()


def test_the_distance_of_mercosur_in_the_prose():
    rows = select_series("un_positions", bloc="mercosur", membership="fixed").set_index(["release", "estimate", "year"])
    final, every = (rows["relative_distance"]["jul2025"][name].round(2) for name in ("final_passage", "all"))
    text = prose(FOUR, "turn_mercosur_distance")
    assert f"In 2015 Mercosur’s four founders stood at {final[2015]} " in text
    assert f"Mercosur keeps at about {final[2018]} from 2015 to 2018" in text
    assert f"from {every[2015]} to {every[2018]}" in text


def test_what_had_gone_how_far():
    assert len(members("unasur", on="2018-06-01")) == 12
    assert "UNASUR had twelve full members" in prose(FOUR, "turn_how_far")
    rules = select_series("authority", organisation="Mercosur").set_index("year")
    for name in ("delegation", "pooling", "dispute_settlement"):
        assert rules[name].loc[2015:2019].nunique() == 1
    there = {bloc: set(members(bloc, on="2017-06-19")["iso3"]) for bloc in ("alba", "oas")}
    assert len(there["oas"]) == 34 and len(there["alba"] & there["oas"]) == 10


def test_the_verdicts_of_lesson_four_are_those_of_the_ledger():
    told_of = re.findall(r"\*(supported|imprecise|contradicted|open)\*", prose(FOUR, "tested"))
    spoken = ["C199", "C202", "C204", "C212", "C213", "C214", "C219", "C222", "C224", "C231", "C238"]
    verdicts = load("claims").set_index("claim")["verdict"]
    assert told_of == verdicts[spoken].tolist()
    assert verdicts[["C204", "C210", "C217"]].eq("contradicted").all()


CARD = ("after_lazy_right", "summary")
LARGE = {"eleven": 11, "twelve": 12, "thirteen": 13, "sixteen": 16, "twenty-three": 23, "twenty-four": 24}


@pytest.mark.parametrize("cell", CARD)
def test_the_score_of_the_prose_is_that_of_the_card(cell):
    table = charts.scorecard().table
    came, failed = (int(table["verdict"].eq(name).sum()) for name in ("came_true", "did_not"))
    readme = (NOTEBOOKS.parent / "README.md").read_text(encoding="utf-8")
    for text in (prose(FIVE, cell), " ".join(readme.split())):
        match = re.search(r"[Oo]f (?:the )?(twenty-\w+)[^.;]*can be judged (\w+) came true and (\w+) did not", text)
        assert match and [LARGE[word] for word in match.groups()] == [came + failed, came, failed]
        lazy = re.search(r"lazy forecaster[^.]*? has (\w+) right", text)
        assert lazy and LARGE[lazy[1]] == int(table["lazy_right"].sum())
    assert "twenty-four" in prose(FOUR, "forecast-look") and len(table) == 24


def test_where_the_lazy_forecaster_and_the_article_part():
    came = charts.scorecard().table.query("verdict == 'came_true'")
    pattern = r"eleven that came true he would have said (\w+) as well and missed (\w+)\."
    said = int(came["lazy"].eq("yes").sum())
    assert told(FIVE, "after_lazy_right", pattern) == [said, len(came) - said]


ONE, TWO, THREE = "01_trajectory", "02_models", "03_post_hegemonic_era"


def independent(unit: str, model: str) -> dict[str, tuple[str, str]]:
    """Return the values of a type's conditions, by all cards and by independent ones."""
    table = charts.profile(unit).table
    own = table[table["model"].eq(model) & table["condition"].ne("")]
    said = own.assign(value=[interval_text(row.low, row.high) for row in own.itertuples()])
    wide = said.pivot(index="condition", columns="basis", values="value")
    return dict(zip(wide.index, zip(wide["all"], wide["independent"], strict=True), strict=True))


def test_the_showpieces_by_independent_cards():
    first = independent("pacific_alliance_2011_economic", "strategic")
    assert first.pop("str_ss_shallow") == ("⅓ to ⅔", "⅓ to ⅔")
    assert set(first.values()) == {("1", "1")} and len(first) == 3
    assert "three conditions met, and the fourth between ⅓ and ⅔" in prose(TWO, "type_alliance")
    assert independent("pacific_alliance_2015_economic", "strategic")["str_ss_shallow"] == ("0", "0")
    assert "between ⅓ and ⅔ in the first period and 0 in the second" in prose(THREE, "alliance-later-look")
    autonomy = independent("mercosur_2003_political", "autonomist")
    assert autonomy.pop("aut_no_challenge") == ("⅓ to ⅔", "1")
    assert set(autonomy.values()) == {("1", "1")}
    assert "By independent cards alone it is 1: E80" in prose(THREE, "mercosur_autonomy")
    cards = load("evidence").set_index("evidence")
    assert not cites_independent(cards.loc["E80", "source"]) and cites_independent(cards.loc["E17", "source"])


def percents(table, *places) -> list[int]:
    """Return shares of a table by year, in percent."""
    return [round(100 * table[column][year]) for column, year in places]


def test_union_and_fragmentation_of_the_prose():
    south = charts.union_and_fragmentation().table.set_index("year")
    apart, together = south["divided"], south["together"]
    assert (together >= apart).all() and (together.loc[1991:] > apart.loc[1991:]).all()
    assert together[1992] < together[1991] == together[1993] and apart[2012] < apart[[2011, 2013]].min()
    assert together.loc[2020:2022].max() < together[[2019, 2023]].min()
    assert "in 1992 the Rio Group had" in prose(ONE, "pairs_together")
    assert "from 2020 to 2022 Brazil" in prose(ONE, "pairs_together")
    assert "The dip of 2012" in prose(ONE, "pairs_apart")
    pattern = r"from (\d+) to (\d+) per cent. In 1995 .* it is (\d+) per cent"
    years = [("divided", year) for year in (1990, 1991, 1995)]
    assert told(ONE, "pairs_apart", pattern) == percents(south, *years)
    assert told(ONE, "pairs_apart", r"a ripple, between (\d+) and (\d+) per cent") == [
        round(100 * end) for end in (apart.loc[2000:2010].min(), apart.loc[2000:2010].max())
    ]
    assert told(ONE, "pairs_apart", r"its place: (\d+) per cent") == percents(south, ("divided", 2011))
    seated = {year: set(regiolab.members("rio_group", on=f"{year}-12-31")["iso3"]) for year in (1990, 2003)}
    southern = set(south_america())
    assert told(ONE, "pairs_together", r"at the end of 1990 (\w+) of the (\w+) sat in the Rio Group, (\d+) pairs") == [
        len(seated[1990] & southern),
        len(southern),
        round(66 * together[1990]),
    ]
    assert southern - seated[2003] == {"GUY", "SUR"} and together[2004] == 1 > together[2003]
    assert told(ONE, "region-question", r"the Rio Group had (\w+) members") == [len(seated[1990])]
    assert seated[1990] - southern == {"MEX"}


def test_the_whole_region_of_the_prose():
    region = charts.union_and_fragmentation(states="region").table.set_index("year")
    assert region.equals(charts.union_and_fragmentation(states=region_states()).table.set_index("year"))
    ahead = region["together"] >= region["divided"]
    # so the answer of the record is that the order was reversed until 2010
    assert not ahead.loc[:2010].any() and ahead.loc[2011:].all()
    assert prompts("01")["whole_region"].right == "reversed"
    pattern = r"In 1991 (\d+) per cent of the pairs .* and (\d+) stand in .*; in 2010 it is still (\d+) against (\d+)"
    places = [(column, year) for year in (1991, 2010) for column in ("together", "divided")]
    assert told(ONE, "whole_region", pattern) == percents(region, *places)
    assert "2011 among the 33" in prose(ONE, "pictures-look")
    assert region["together"][2011] == 1 and region["divided"][2011] > region["divided"][2010]
    assert told(ONE, "region-question", r"(\d+) states, which make (\d+) pairs") == [33, region["pairs"].iloc[0]]


def test_the_union_by_treaties_in_force_of_the_prose():
    table = charts.union_and_fragmentation(by="in_force").table.set_index("year")
    union = table["together"]
    assert union.loc[:2010].eq(0).all() and union[union.eq(1)].index.tolist() == list(range(2013, 2019))
    pattern = r"(\d+) per cent at the end of 2011, all from (\d+) to (\d+), (\d+) per cent at the end of 2019, (\d+) at"
    told_of = told(ONE, "in-force-look", pattern)
    first, *later = percents(table, ("together", 2011), ("together", 2019), ("together", 2025))
    assert told_of == [first, 2013, 2018, *later]
    assert "2013 to 2018" in prose(ONE, "answer")
    assert "and the line falls for Brazil alone" in prose(ONE, "pairs_together")
    assert set(south_america()) - set(regiolab.members("celac", on="2020-12-31")["iso3"]) == {"BRA"}
    left = [len(regiolab.members("unasur", on=f"{year}-12-31")) for year in (2018, 2020)]
    assert (
        told(ONE, "pairs_together", r"of UNASUR’s (\w+) members at the end of 2018 (\w+) were left two years") == left
    )


def test_the_answer_of_lesson_1():
    south = charts.union_and_fragmentation().table.set_index("year")
    whole = south["together"].loc[2004:]
    assert whole[whole.lt(1)].index.tolist() == [2020, 2021, 2022]
    assert told(ONE, "answer", r"since (\d+) at least (\d+) per cent") == [
        1995,
        round(100 * south["divided"].loc[1995:].min()),
    ]
    assert "more pairs share a table than stand in different axes" in prose(ONE, "pairs_together")


def test_the_scene_of_lesson_1():
    days = load("events").set_index("event")["date"].dt.strftime("%Y-%m-%d")
    acts = ["2004_cusco_declaration", "2004_alba_agreement", "2004_andean_associates"]
    assert [f"2004-12-{day:02}" for day in told(ONE, "scene", r"On (\d+) Dec[^§]*On (\d+) Dec[^§]*On (\d+) Dec")] == [
        days[act] for act in acts
    ]
    spells = load("memberships").query("iso3 == 'VEN'")
    held = spells[spells["start"].le("2004-12-31") & ~spells["end"].le("2004-12-31")]["status"].value_counts()
    assert "full member of seven bodies" in prose(ONE, "scene") and held[held.gt(0)].to_dict() == {
        "full": 7,
        "associate": 1,
    }
    assert days["2006_venezuela_leaves_andean_community"].startswith("2006")


def test_the_founding_acts_of_lesson_1():
    founded = load("blocs").set_index("bloc")["founded"].dt.year
    pattern = r"Andean Community \((\d+)\), the Rio Group \((\d+)\) and Mercosur \((\d+)\)"
    before = ["andean_community", "rio_group", "mercosur"]
    assert told(ONE, "founding_order", pattern) == founded[before].tolist()
    asked = {item.id for item in prompts("01")["founding_order"].items}
    assert set(founded[sorted(asked)][lambda year: year.lt(2003)].index) == set(before)
    kinds = load("blocs")["kind"].value_counts()
    treaties = kinds["organisation"] + kinds["agreement"]
    assert "of the thirty established schemes in these tables twenty" in prose(ONE, "legal_forms")
    kind = load("blocs").set_index("bloc")["kind"]
    said = ("mercosur", "unasur", "nafta", "pacific_alliance", "celac", "prosur", "rio_group", "ftaa")
    assert kind[list(said)].tolist() == ["organisation"] * 2 + ["agreement"] * 2 + ["forum"] * 3 + ["proposal"]
    assert (treaties, treaties + kinds["forum"], kinds["forum"]) == (20, 30, 10)


def test_the_axes_of_2012_of_the_prose():
    full = {
        bloc: set(regiolab.members(bloc, on="2012-12-31")["iso3"])
        for bloc in ("mercosur", "alba", "pacific_alliance", "andean_community")
    }
    andean = full.pop("andean_community")
    assert [full[one] & full[other] for one, other in itertools.combinations(full, 2)] == [{"VEN"}, set(), set()]
    assert andean & full["alba"] == {"BOL", "ECU"} and andean & full["pacific_alliance"] == {"COL", "PER"}
    islands = {"ATG", "DMA", "VCT"}
    assert told(ONE, "axes-answer", r"(\w+) of ALBA’s (\w+) members") == [
        len(islands & full["alba"]),
        len(full["alba"]),
    ]
