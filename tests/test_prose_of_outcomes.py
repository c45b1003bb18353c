"""Numbers of lesson 5, in its cells and in what its questions reveal, are those of the tables on the day named."""

from __future__ import annotations

import json
import re

from test_prose_numbers import FIVE, NOTEBOOKS, NUMBERS, prose, told

from regiolab import charts, load, members
from regiolab.analysis import government_share, select_series
from regiolab.analysis.outlook import BODIES, base_rate
from regiolab.lessons.hindsight import hindsight
from regiolab.lessons.prompts import prompts

QUESTIONS = prompts("05")
LARGE = ["ARG", "BRA", "CHL", "COL", "MEX"]
CORE = ("elections_2018_decide", "new_hegemony", "unasur_reconfigured_members", "mercosur_strategic_eu")


def full(bloc: str, day: str) -> set[str]:
    return set(members(bloc, on=day)["iso3"])


def verdicts() -> dict[str, str]:
    table = load("forecasts")
    return dict(zip(table["forecast"], table["verdict"].astype(str), strict=True))


def distance(states: list[str], *years: int) -> list[float]:
    rows = select_series("un_ranks", iso3=states, release="jul2025", estimate="final_passage")
    table = rows.pivot(index="iso3", columns="year", values="relative_distance").round(2)
    return [float(table.loc[state, year]) for state in states for year in years]


def test_the_statements_met_on_the_core_path_are_counted():
    sorted_ones = [item.id for item in QUESTIONS["after_trade_five"].items]
    met = [*CORE, *sorted_ones]
    came = sum(verdicts()[name] == "came_true" for name in met)
    pattern = r"^(\w+) statements you have met.* (\w+) on Mercosur and trade\. (\w+) came true, (\w+) did not"
    match = re.search(pattern, prose(FIVE, "scorecard-question"), flags=re.MULTILINE)
    numbers = [NUMBERS[word.lower()] for word in match.groups()]
    assert numbers == [len(met), len(sorted_ones) + 1, came, len(met) - came]
    judged = [name for name, verdict in verdicts().items() if verdict != "too_early"]
    assert "Fourteen more can be judged" in prose(FIVE, "scorecard-question") and len(judged) - len(met) == 14


def test_bodies_seldom_lost_members():
    fewer, stretches = base_rate("unasur_reconfigured_members")
    text = prose(FIVE, "after_bodies_shrink")
    assert f"It was {fewer} of {stretches}:" in text and f"{stretches} stretches" in prose(FIVE, "base-rate")
    assert len(BODIES) == 12 and "twelve bodies" in prose(FIVE, "base-rate")
    shares = [
        round(100 * held / n) for held, n in map(base_rate, ("alba_no_regained_influence", "pa_strategic_members"))
    ]
    assert told(FIVE, "after_bodies_shrink", r"In (\d+) per cent .* no more members .* in (\d+) per cent") == shares
    known = load("memberships")
    gone = known[known["bloc"].isin(["andean_community", "alba"]) & known["iso3"].isin(["VEN", "HND"])]
    assert {2006, 2010} <= set(gone["end"].dt.year.dropna())


def test_who_left_unasur_and_who_stayed():
    before, after = full("unasur", "2018-06-01"), full("unasur", "2020-12-31")
    six = {"ARG", "BRA", "CHL", "COL", "PRY", "PER"}
    assert len(before) == 12 and before - after == (six - {"PER"}) | {"ECU", "URY"}
    rival = full("prosur", "2020-12-31")
    assert len(rival) == 8 and len(rival & after) == 2 and before - rival - after == {"URY"}
    spells = load("memberships").query("bloc == 'unasur' and status == 'full' and end >= '2018-06-01'")
    assert [spells["end"].min().strftime("%Y-%m"), spells["end"].max().strftime("%Y-%m")] == ["2019-03", "2020-09"]
    assert len(full("unasur", "2025-12-31")) == len(after) + 3 == 8
    right = government_share(2018, 2025, states="south_america").query("orientation == 'right'").set_index("year")["n"]
    pattern = r"led (\w+) of ten South American republics at the ends of 2018 and 2019, and (\w+) at the end of 2025"
    assert told(FIVE, "after_unasur_2020", pattern) == [right[2018], right[2025]] and right[2018] == right[2019]


def test_the_days_of_the_scene():
    days = load("events").set_index("event")["date"]
    signed, judged = days["2026_eu_mercosur_signed"], load("forecasts").set_index("forecast")["horizon"]
    assert (signed - judged["mercosur_strategic_eu"]).days == 17 and "seventeen days late" in prose(FIVE, "scene")
    assert f"{signed.day} January {signed.year}" in prose(FIVE, "scene")
    begun = load("events").set_index("event").loc["2000_eu_talks_begin"]
    assert "talks that began in April 2000" in prose(FIVE, "scene") and begun["date"].strftime("%Y-%m") == "2000-04"


def test_the_distances_of_the_prose():
    argentina = prose(FIVE, "after_without_argentina")
    assert [f"{value:.2f}" for value in distance(["ARG"], 2023, 2024)] == ["0.90", "0.34"]
    assert "in distance from 0.90 to 0.34" in argentina and "Chile, from 0.95 to 0.89" in argentina
    assert distance(["CHL"], 2017, 2024) == [0.95, 0.89]
    rows = select_series(
        "un_ranks", iso3=["ARG", "BRA", "CHL", "COL", "MEX"], release="jul2025", estimate="final_passage"
    )
    moves = rows.pivot(index="year", columns="iso3", values="relative_distance").astype(float).diff().abs().stack()
    assert moves.idxmax() == (2024, "ARG")
    ranks = rows.set_index(["iso3", "year"])["rank"]
    assert [ranks["ARG", 2023], ranks["ARG", 2024], ranks["BRA", 2019], ranks["BRA", 2023]] == [6, 1, 1, 22]


def test_mercosur_with_and_without_argentina():
    table = charts.voting_distance(["mercosur"], first=2010, without=["ARG"]).table.query("release == 'jul2025'")
    values = table.set_index(["without", "year"])["relative_distance"]
    found = [f"{values[out, year]:.2f}" for out in ("", "ARG") for year in (2023, 2024)]
    pattern = r"of the fall from ([\d.]+) to ([\d.]+) a step from ([\d.]+) to ([\d.]+) is left"
    assert list(re.search(pattern, prose(FIVE, "after_without_argentina")).groups()) == found
    pattern = r"from ([\d.]+) in 2023 to ([\d.]+) in 2024.* three stood at ([\d.]+) in 2023"
    assert list(re.search(pattern, prose(FIVE, "votes-question")).groups()) == found[:3]


def test_the_alliance_stayed_below_the_mean():
    table = charts.voting_distance(["pacific_alliance"], first=2011).table.query("release == 'jul2025'")
    values = table.set_index("year")["relative_distance"]
    assert (values < 1).all() and [f"{values[year]:.2f}" for year in (2018, 2024)] == ["0.90", "0.96"]
    assert "In 2018 the Alliance stood at 0.90" in prose(FIVE, "alliance-question")
    assert "in 2024 at 0.96" in prose(FIVE, "chance_alliance_votes")


def test_a_probability_of_this_lesson_is_kept_for_its_hindsight(tmp_path):
    assert "no probabilities" in str(hindsight(tmp_path))
    assert QUESTIONS["chance_alliance_votes"].forecast in set(load("forecasts")["forecast"])


def test_the_verdicts_of_the_last_words_are_those_of_the_ledger():
    cells = json.loads((NOTEBOOKS / f"{FIVE}.ipynb").read_text(encoding="utf-8"))["cells"]
    shown = next("".join(cell["source"]) for cell in cells if cell["id"] == "ledger-predictions")
    known = load("claims").set_index("claim")
    said = re.findall(r"\(`(S\d ¶\d+)`\): \*(\w+)\*", prose(FIVE, "tested"))
    assert said == [(known.loc[name, "locator"], known.loc[name, "verdict"]) for name in re.findall(r"C\d+", shown)]
