"""Numbers in the prose of the lessons are those that the functions give on the day that is named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from regiolab import charts, load
from regiolab.analysis import agreement_lead, government_share, second_opinion, select_series
from regiolab.analysis import region as region_states
from regiolab.analysis.dates import COUNTED_ON
from regiolab.charts.profiles import interval_text
from regiolab.data import schema
from regiolab.data.independence import cites_independent
from regiolab.lessons.prompts import prompts

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
NUMBERS = dict(
    zip(
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(11),
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
        (FOUR, "turn-answer", r"right went from (\d+) to (\d+), the left from (\d+) to (\d+)"),
        lambda: [n("right", 2014), n("right", 2018), n("left", 2014), n("left", 2018)],
    ),
    "height of the left": (
        (FOUR, "turn-answer", r"since (\d+), when it held (\d+): it lost (\w+) republics by 2012, and (\w+) between"),
        lambda: [
            max(range(1990, 2019), key=lambda year: n("left", year)),
            n("left", 2008),
            n("left", 2008) - n("left", 2012),
            n("left", 2014) - n("left", 2018),
        ],
    ),
    "South America": (
        (FOUR, "where-answer", r"left went from (\w+) of (\w+) to (\w+), the right from (\w+) to (\w+)"),
        lambda: [south("left", 2014), 10, south("left", 2018), south("right", 2014), south("right", 2018)],
    ),
    "outside it": (
        (FOUR, "where-answer", r"the (\w+) republics outside it the left won (\w+) and the right lost (\w+)"),
        lambda: [
            10,
            elsewhere("left", 2018) - elsewhere("left", 2014),
            elsewhere("right", 2014) - elsewhere("right", 2018),
        ],
    ),
    "diversity": (
        (FOUR, "diversity-question", r"suppose (\d+) left and (\d+) right become (\d+) and (\d+)"),
        lambda: [n("left", 2014), n("right", 2014), n("left", 2018), n("right", 2018)],
    ),
    "summary of lesson 4": (
        (FOUR, "summary", r"South American: left from (\w+) of (\w+) to (\w+)\."),
        lambda: [south("left", 2014), 10, south("left", 2018)],
    ),
    "after the article": (
        (FIVE, "governments-answer", r"right stood at (\w+) of twenty in (\d+) and (\d+),.*to (\w+) in 2023"),
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
    assert "Counted on 31 December, as in the figure" in prose(FIVE, "governments-answer")


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


def percent(values) -> list[int]:
    return [round(100 * value) for value in values]


def test_the_votes_to_2024_of_the_prose():
    cell, table = (FOUR, "votes-to-2024-look"), load("un_adopted")

    def lead(*states):
        return agreement_lead(states, definition="same_vote", table=table).set_index("year")

    argentina, brazil = lead("ARG"), lead("BRA")
    older = agreement_lead(["ARG"], definition="same_vote").set_index("year_first")
    held = table.groupby("year")["votes"].first()
    assert told(*cell, r"adopted resolutions, (\d+) to (\d+) a calendar year") == [held.min(), held.max()]
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
    assert told(*cell, r"Mercosur’s (\d+) per cent of 2024.*the other three come to (\d+)\.") == percent(
        [mercosur["share"][2024], rest["share"][2024]]
    )
    assert told(*cell, r"from 2018 to 2022, from (\d+) to (\d+) per cent") == percent(brazil["region"][[2018, 2022]])


def test_the_ranks_of_the_prose():
    rows = select_series("un_ranks", release="jul2025", estimate="final_passage").set_index(["iso3", "year"])
    argentina, brazil = rows.loc["ARG"], rows.loc["BRA"]
    pattern = r"from the (\d+)nd place to the first.*: (\d+)th from 2014 to 2018, (\d+)th in 2019"
    assert told(FOUR, "votes-answer", pattern) == [
        brazil["rank"][2015],
        argentina["rank"][2014],
        argentina["rank"][2019],
    ]
    assert argentina["rank"].loc[2014:2018].nunique() == 1
    assert argentina["rank"].loc[[2002, 2024]].eq(1).all() and brazil["rank"][2019] == 1
    pattern = r"the (\d+)th and the (\d+)th place in 2015, between the (\d+)st and the (\d+)th in 2019"
    ranges = [brazil[end][year] for year in (2015, 2019) for end in ("rank_best", "rank_worst")]
    assert told(FOUR, "votes-answer", pattern) == ranges
    # the ranges touch, so that no sentence may call the move certain
    assert brazil["rank_best"][2015] <= brazil["rank_worst"][2019]
    assert "beyond doubt only" not in prose(FOUR, "votes-answer")


CARD = ("scorecard-answer", "summary")
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
    assert told(FIVE, "scorecard-answer", pattern) == [said, len(came) - said]


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
    assert "By independent cards alone it is 1: `E80`" in prose(THREE, "tension-two-look")
    cards = load("evidence").set_index("evidence")
    assert not cites_independent(cards.loc["E80", "source"]) and cites_independent(cards.loc["E17", "source"])


def test_union_and_fragmentation_of_the_prose():
    south = charts.union_and_fragmentation().table.set_index("year")
    assert (south["together"] >= south["divided"]).all()
    assert south["together"][1992] < south["together"][1991] == south["together"][1993]
    assert south["divided"][2012] < south["divided"][[2011, 2013]].min()
    assert south["together"].loc[2020:2022].max() < south["together"][[2019, 2023]].min()
    for year in ("1992", "2012", "2020 to 2022"):
        assert year in prose(ONE, "forces-answer")
    region = charts.union_and_fragmentation(states=region_states()).table.set_index("year")
    assert (region["together"] < region["divided"]).loc[:2010].all()
    assert not (region["together"] < region["divided"]).loc[2011:].any()
    pattern = (
        r"In 1991 it was (\d+) per cent at one table against (\d+) in different axes, in 2010 still (\d+) against (\d+)"
    )
    counted = [region[column][year] for year in (1991, 2010) for column in ("together", "divided")]
    assert told(ONE, "forces-region-look", pattern) == [round(100 * share) for share in counted]
    assert south["together"][2004] == region["together"][2011] == 1
