"""The ledger: the table and the data agree, and every computed verdict moves when the data do."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from regiolab import load
from regiolab.analysis.claims import verdicts
from regiolab.analysis.claims.acts import DATES
from regiolab.analysis.claims.counts import GROUPS, MATTERS, counts
from regiolab.analysis.claims.naming import NAMES
from regiolab.analysis.claims.verdicts import (
    IndependentTables,
    compute,
    decisions,
    differences,
    known_tests,
    misworded,
    run_claims,
)
from regiolab.cli import commands
from regiolab.data.independence import cites_independent
from regiolab.errors import UnknownName
from regiolab.i18n import speaking
from regiolab.views.ledger import explain
from regiolab.words import DECIDED, VERDICTS, decided_name

COMPUTED = sorted(decisions())
SOURCED = ("events", "blocs", "memberships", "governments", "countries")
SERIES = ("un_positions", "un_ranks", "un_agreement", "intra_trade", "agreement_depth", "agreement_cases")
DATE_COLUMNS = ("date", "founded", "in_force", "end", "start", "signed")


def tables_with(**changed):
    """Return a loader in which some tables are changed by a function."""
    known = {}

    def tables(name):
        if name not in known:
            frame = load(name)
            known[name] = changed[name](frame) if name in changed else frame
        return known[name]

    return tables


def shifted(years):
    def shift(frame):
        columns = [column for column in DATE_COLUMNS if column in frame.columns]
        return frame.assign(**{column: frame[column] + pd.DateOffset(years=years) for column in columns})

    return shift


def oriented(change):
    def orient(frame):
        turned = frame["orientation"].astype("str").map(change)
        return frame.assign(orientation=turned, contested=False)

    return orient


def swapped(column, one, other):
    return lambda frame: frame.assign(**{column: frame[column].astype("str").replace({one: other, other: one})})


def fixed(**values):
    return lambda frame: frame.assign(**values)


def flat(frame):
    """Make every figure of a series the same in all years and for all states and schemes."""
    numbers = frame.select_dtypes("number").columns.drop(["year", "session", "year_first"], errors="ignore")
    return frame.assign(**{column: float(frame[column].mean()) for column in numbers})


def turned(frame):
    """Turn each figure about the mean of its year: the closest becomes the farthest."""
    numbers = ("mean", "distance_usa", "relative_distance", "mean_rank", "rank", "rank_best", "rank_worst", "sd")
    keys = ["year", "release", "estimate"]
    changed = {}
    for column in numbers:
        if column in frame.columns:
            values = frame[column].astype(float)
            groups = values.groupby([frame[key] for key in keys], observed=True)
            changed[column] = groups.transform("max") + groups.transform("min") - values
    return frame.assign(**changed)


def backwards(frame):
    """Let time run the other way."""
    return frame.assign(year=frame["year"].min() + frame["year"].max() - frame["year"])


def named(frame):
    """Give each scheme the name that the article gives it, and the Spanish acronym to Portuguese."""
    frame = frame.set_index("bloc", drop=False)
    for bloc, column, said in NAMES.values():
        frame.loc[bloc, column] = said
    return frame.reset_index(drop=True).assign(predecessors=None, treaty=None)


def parted(frame):
    """Let every state change its rank for certain after 2015."""
    late = np.where(frame["year"].ge(2016), 33, 1)
    return frame.assign(rank=late, rank_best=late, rank_worst=late)


def with_rows(**rows):
    def add(frame):
        extra = pd.DataFrame([{**dict.fromkeys(frame.columns), **row} for row in rows["rows"]])
        for column in frame.columns:
            if str(frame[column].dtype).startswith("datetime"):
                extra[column] = pd.to_datetime(extra[column])
        return pd.concat([frame.astype({"status": "str"}), extra], ignore_index=True)

    return add


def member(bloc, iso3, start):
    return {"bloc": bloc, "iso3": iso3, "status": "full", "start": start, "source": "muhr2010"}


def without(column, *values):
    return lambda frame: frame[~frame[column].isin(values)]


LEFT, RIGHT = oriented(lambda _value: "left"), oriented(lambda _value: "right")
MIRROR = oriented({"left": "right", "right": "left", "centre": "centre"}.get)


def where(column, value, **values):
    """Change values in the rows of one kind."""

    def change(frame):
        here = frame[column].eq(value)
        return frame.assign(**{name: frame[name].mask(here, new) for name, new in values.items()})

    return change


def agreed(frame):
    """Let every government be of the left that is in office on 1 July 2018 or later, and every other of the right."""
    return frame.assign(orientation=np.where(frame["end"].le("2018-07-01"), "right", "left"))


# what the data might have been: each is a set of tables with one thing changed
WORLDS = [
    *({name: shifted(years)} for name in SOURCED[:4] for years in (1, -1, 5, -5, 15)),
    {"events": shifted(-12)},
    {"events": shifted(30)},
    {"blocs": shifted(-20)},
    {"events": where("event", "2010_eu_talks_relaunched", date=pd.Timestamp("2016-06-01"))},
    {"governments": where("leader", "Michel Temer", start=pd.Timestamp("2018-01-01"))},
    {"governments": LEFT},
    {"governments": RIGHT},
    {"governments": MIRROR},
    {"governments": MIRROR, "un_positions": turned},
    {"governments": LEFT, "un_positions": flat},
    {"governments": agreed, "un_positions": where("year", 2018, sd=0.01)},
    {"blocs": named},
    {"conflicts": without("table", "events", "blocs")},
    {"blocs": fixed(acronym_pt="CSN")},
    dict.fromkeys(("un_positions", "un_ranks", "un_agreement"), flat),
    dict.fromkeys(("un_positions", "un_ranks"), turned),
    dict.fromkeys(("un_positions", "un_ranks"), backwards),
    {"un_ranks": parted},
    {"un_positions": lambda frame: flat(frame).assign(sd=0.1)},
    {"un_positions": where("year", 2018, relative_distance=0.5)},
    {"intra_trade": flat},
    {"intra_trade": backwards},
    {"agreement_depth": swapped("kind", "north_south", "south_south")},
    {"agreement_depth": flat},
    {"agreement_cases": fixed(depth_base=0, provisions="")},
    {"agreement_cases": fixed(depth_base=7, signed=1990, in_force=1991, form="bilateral")},
    {"agreement_cases": fixed(signed=2016, in_force=2017)},
    {"memberships": swapped("status", "full", "suspended")},
    {"memberships": without("iso3", "VEN", "COL", "BRA")},
    {"memberships": without("bloc", "celac")},
    {"memberships": with_rows(rows=[member("tpp", "COL", "2016-02-04"), member("mercosur", "BOL", "2015-01-01")])},
    {"memberships": with_rows(rows=[member("alba", f"X{n}", "2020-01-01") for n in range(9)])},
    {"memberships": without("bloc", "unasur")},
    {"memberships": where("bloc", "pacific_alliance", end=pd.Timestamp("2020-01-01"))},
    {"memberships": with_rows(rows=[member("alba", "COL", "2010-01-01")])},
    {"memberships": with_rows(rows=[member("pacific_arc", "USA", "2007-01-01"), member("celac", "USA", "2011-12-03")])},
    {"memberships": lambda frame: frame[~(frame["bloc"].eq("pacific_alliance") & frame["iso3"].eq("PER"))]},
]


@pytest.fixture(scope="module")
def ledger():
    return run_claims().set_index("claim")


def test_every_claim_has_a_verdict(ledger):
    assert len(ledger) == 259
    assert ledger["verdict"].isin(VERDICTS).all()


def test_many_claims_are_computed():
    assert len(COMPUTED) >= 50


def test_the_table_says_what_the_data_say():
    assert differences() == []


@pytest.mark.parametrize("claim", COMPUTED)
def test_a_figure_in_words(claim):
    verdict = compute(claim)
    assert verdict.verdict in VERDICTS
    assert verdict.figure and "nan" not in f"{verdict.figure} {verdict.alternative}".lower().split()


@pytest.mark.parametrize("claim", COMPUTED)
def test_verdict_moves_with_the_data(claim):
    """Some other world of data, not an empty one, gives another verdict than open or today's."""
    today = compute(claim).verdict
    assert any(compute(claim, tables_with(**world)).verdict not in (today, "open") for world in WORLDS)


@pytest.mark.parametrize("claim", COMPUTED)
def test_no_evidence_is_open(claim):
    emptied = {name: (lambda frame: frame.iloc[:0]) for name in (*SOURCED, *SERIES, "conflicts")}
    assert compute(claim, tables_with(**emptied)).verdict == "open"


@pytest.mark.parametrize("claim", sorted(DATES))
def test_the_article_is_no_evidence(claim):
    """A date that only the article's author gives proves nothing."""
    alone = {name: fixed(source="briceno2018[S5 ¶7];briceno2010_arco") for name in SOURCED}
    assert compute(claim, tables_with(**alone)).verdict == "open"


@pytest.mark.parametrize("claim", sorted(DATES))
def test_a_date_meets_its_year(claim):
    """Set each event to the date that the article gives: the verdict is then supported."""
    said, event, *_rest = DATES[claim]
    day = pd.Timestamp(f"{said}-01" if len(said) == 7 else f"{said}-01-01")

    def agree(frame):
        return frame.assign(date=frame["date"].mask(frame["event"].eq(event), day))

    verdict = compute(claim, tables_with(events=agree, conflicts=lambda frame: frame.iloc[:0])).verdict
    assert verdict == "supported"


def test_a_changed_verdict_is_found():
    def change(frame):
        return frame.assign(verdict=frame["verdict"].astype("str").mask(frame["claim"].eq("C143"), "supported"))

    changed = tables_with(claims=change)
    assert ("C143", "supported", "contradicted") in [item[:3] for item in differences(changed)]
    told = [str(finding) for finding in verdicts.findings(changed)]
    assert any(line.startswith("claims.csv, line 144, C143, verdict: the data say 'contradicted'") for line in told)


def test_independence():
    frame = IndependentTables()("events")
    assert frame["source"].map(cites_independent).all()
    assert not cites_independent(None)


def test_claims_command():
    summary = CliRunner().invoke(commands, ["claims"], standalone_mode=False)
    assert summary.return_value == 0
    lines = summary.output.splitlines()
    total = next(line for line in lines if line.split()[0] == "all")
    assert total.split()[-1] == "259"
    ways = {way: next(line for line in lines if line.startswith(decided_name(way))) for way in DECIDED}
    told = {way: int(line.split()[-1]) for way, line in ways.items()}
    assert told["series"] + told["table"] == len(COMPUTED) and told["read"] == 259 - len(COMPUTED)


def test_claims_command_explains():
    told = CliRunner().invoke(commands, ["claims", "c143"], standalone_mode=False).output
    for part in ("C143", "Statement:", "Test:", "Verdict: contradicted", "Reason:", "Figure:", "El País (2005)"):
        assert part in told


def test_a_claim_that_is_read_is_explained():
    read = next(claim for claim in load("claims")["claim"] if claim not in COMPUTED)
    told = CliRunner().invoke(commands, ["claims", read], standalone_mode=False).output
    assert "Computed:" not in told and "Reason:" in told


def test_unknown_claim():
    with pytest.raises(UnknownName, match="did you mean 'C143'"):
        explain("C1433")
    with pytest.raises(UnknownName, match="computed"):
        compute("C999")


def test_the_tests_are_worded_by_the_code():
    assert misworded() == []


# modules whose tests do not yet say themselves in words: must become empty
UNWORDED: set[str] = set()


def test_every_computed_claim_says_its_test():
    silent = {test.decision.__module__.rpartition(".")[2] for test in known_tests().values() if not test.sentence}
    assert silent <= UNWORDED


def test_words_name_what_a_reader_knows():
    """No identifier of a row, a table or a column stands in a test in words, and no code of a state."""
    unworded = {claim for claim, test in known_tests().items() if not test.sentence}
    said = load("claims").set_index("claim")["test"].drop(unworded)
    raw = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|[{}]|\b[Tt]ables? (?!of)|\b(?!USA|OAS|TPP|CSN|ACS|WTO)[A-Z]{3}\b")
    assert not {claim: words for claim, words in said.items() if raw.search(words)}


def test_words_move_with_the_values():
    moved = verdicts.Test(
        lambda tables: None,
        "above {n:.2f} on {day}, in {who}, at {act}",
        "series",
        {
            "n": 0.875,
            "day": dt.date(2012, 6, 1),
            "who": ("Chile", "Peru"),
            "act": lambda: "the act",
        },
    )
    assert moved.words == "above 0.88 on 1 June 2012, in Chile and Peru, at the act"
    with speaking("es"):
        assert moved.words == "above 0.88 on 1 June 2012, in Chile and Peru, at the act"


def test_another_test_in_the_table_is_found():
    def change(frame):
        return frame.assign(test=frame["test"].mask(frame["claim"].eq("C143"), "any year will do"))

    changed = tables_with(claims=change)
    assert [claim for claim, _words in verdicts.misworded(changed)] == ["C143"]
    told = [str(finding) for finding in verdicts.findings(changed)]
    assert len(told) == 1 and told[0].startswith("claims.csv, line 144, C143, test: the test that is made reads: ")


@pytest.mark.parametrize("by", GROUPS)
def test_counts_add_up(by, ledger):
    table = counts(by)
    assert table["all"].sum() == len(ledger) and (table[list(VERDICTS)].sum(axis=1) == table["all"]).all()
    assert table.sum()[list(VERDICTS)].to_dict() == ledger["verdict"].value_counts().to_dict()


def test_names_and_attributions_are_counted_apart():
    kinds, matters = counts("kind"), counts("matter")
    assert {kind for kinds_of in MATTERS.values() for kind in kinds_of} == set(kinds.index)
    for matter, kinds_of in MATTERS.items():
        assert matters.loc[matter].to_dict() == kinds.loc[list(kinds_of)].sum().to_dict()
    with pytest.raises(UnknownName, match="section"):
        counts("sections")


def test_nothing_is_decided_twice():
    with pytest.raises(ValueError, match="twice"):
        verdicts.decides("C143")(lambda tables: None)
