"""The ledger run on a small record: what is computed stands beside what the table says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from planted_record import AUTHOR, OTHERS, Record

from regiolab.analysis.claims import verdicts
from regiolab.analysis.claims.verdicts import (
    IndependentTables,
    NoEvidence,
    Test,
    Verdict,
    compute,
    decisions,
    differences,
    findings,
    run_claims,
)
from regiolab.errors import UnknownName

SAYS = Verdict("supported", "the figure", "the alternative")


def nothing(_tables):
    raise NoEvidence


def nothing_of_it(_tables):
    raise NoEvidence("Nobody counted the sheep.")


@pytest.fixture
def record(monkeypatch):
    """Return a table of four claims in no order, of which three are computed, and one more is computed alone."""
    known = {
        "C900": Test(lambda _tables: SAYS, how="series"),
        "C902": Test(lambda tables: Verdict("imprecise", f"{len(tables('events'))} events of others")),
        "C903": Test(nothing),
        "C905": Test(lambda _tables: Verdict("open", "alone")),
    }
    monkeypatch.setattr(verdicts, "known_tests", lambda: known)
    record = Record().event("yours", "2000-01-01").event("mine", "2000-01-01", source=AUTHOR)
    for claim, verdict in {"C903": "open", "C902": "supported", "C901": "open", "C900": "supported"}.items():
        cells = {"locator": f"S{claim[-1]} ¶1", "kind": "date", "statement": f"says {claim}", "verdict": verdict}
        record.row("claims", claim=claim, **cells)
    return record


def test_a_row_for_every_claim_in_order(record):
    found = run_claims(record)
    columns = ["claim", "locator", "kind", "statement", "verdict", "how", "computed", "agrees", "figure", "tried"]
    assert list(found.columns) == columns
    assert found["claim"].tolist() == ["C900", "C901", "C902", "C903", "C905"]
    first = found.iloc[0].to_dict()
    assert first == {
        "claim": "C900",
        "locator": "S0 ¶1",
        "kind": "date",
        "statement": "says C900",
        "verdict": "supported",
        "how": "series",
        "computed": "supported",
        "agrees": True,
        "figure": "the figure",
        "tried": "the alternative",
    }


def test_computed_and_table_agree_differ_or_stand_alone(record):
    found = run_claims(record).set_index("claim")
    assert found["agrees"].dropna().to_dict() == {"C900": True, "C902": False, "C903": True}
    # C901 is read, and C905 is not in the table
    assert pd.isna(found.loc["C901", "computed"]) and found.loc["C901", "verdict"] == "open"
    assert pd.isna(found.loc["C905", "verdict"]) and found.loc["C905", "computed"] == "open"
    assert found["how"].to_dict() == dict.fromkeys(found.index, "table") | {"C900": "series", "C901": "read"}
    assert str(found["agrees"].dtype) == "boolean"
    # a column of few values would refuse a new one, so all the others are text
    assert {str(dtype) for dtype in found.drop(columns="agrees").dtypes} == {"str"}


def test_a_difference_is_told_with_its_figure(record):
    assert differences(record) == [("C902", "supported", "imprecise", "1 events of others")]
    assert {type(item) for item in differences(record)} == {tuple}


def test_a_difference_is_found_on_its_line(record):
    (found,) = findings(record)
    # the second row of the table stands on the third line of the file
    assert (found.file, found.line, found.field) == ("claims.csv", 3, "C902, verdict")
    assert found.message == "the data say 'imprecise': 1 events of others"


def test_no_evidence_is_open_with_a_reason(monkeypatch):
    monkeypatch.setattr(verdicts, "decisions", lambda: {"C900": nothing, "C901": nothing_of_it})
    assert compute("C900", Record()) == Verdict("open", "No independent row of the tables bears on it.", "")
    assert compute("C901", Record()) == Verdict("open", "Nobody counted the sheep.", "")


def test_other_faults_are_not_taken_for_a_lack_of_evidence(monkeypatch):
    monkeypatch.setattr(verdicts, "decisions", lambda: {"C900": lambda tables: tables("events")["no such column"]})
    with pytest.raises(KeyError):
        compute("C900", Record())


def test_a_claim_that_nobody_computes(monkeypatch):
    monkeypatch.setattr(verdicts, "decisions", lambda: {"C900": nothing})
    with pytest.raises(UnknownName, match=r"a claim that is computed.*did you mean 'C900'"):
        compute("C90", Record())


def test_a_decision_sees_independent_rows_whichever_way_it_is_asked(monkeypatch):
    seen = []
    monkeypatch.setattr(verdicts, "decisions", lambda: {"C900": lambda tables: seen.append(tables) or SAYS})
    record = Record().event("mine", "2000-01-01", source=AUTHOR).event("yours", "2000-01-01")
    compute("C900", record)
    tables = IndependentTables(record)
    compute("C900", tables)
    assert seen[1] is tables
    assert [one("events")["event"].tolist() for one in seen] == [["yours"], ["yours"]]


def test_rows_of_the_articles_author_alone_are_kept_out():
    record = (
        Record().event("both", "2000-01-01", source=f"{AUTHOR};{OTHERS}").event("mine", "2000-01-01", source=AUTHOR)
    )
    record.event("nobody's", "2000-01-01", source="").event("others'", "2000-01-01")
    tables = IndependentTables(record)
    assert tables("events")["event"].tolist() == ["both", "others'"]
    # a table without sources of its own is kept whole, and one without rows stays a table
    record.row("un_positions", bloc="celac", year=2015, release="apr2020", estimate="all", membership="fixed")
    assert len(tables("un_positions")) == 1
    assert len(tables("memberships")) == 0 and "iso3" in tables("memberships")


def test_both_sides_of_a_conflict_are_kept():
    record = Record().conflict("one", "a", "b", AUTHOR, AUTHOR, "a")
    assert len(IndependentTables(record)("conflicts")) == 1


def test_a_table_is_asked_for_once():
    asked = []
    record = Record().event("one", "2000-01-01")
    tables = IndependentTables(lambda name: asked.append(name) or record(name))
    assert tables("events") is tables("events")
    tables("blocs")
    assert asked == ["events", "blocs"]


def test_a_claim_is_registered_once(monkeypatch):
    monkeypatch.setattr(verdicts, "_TESTS", {})
    registered = verdicts.decides("C901", "C900")(nothing)
    assert registered is nothing
    monkeypatch.setattr(verdicts, "WHERE", ())
    assert list(decisions()) == ["C900", "C901"]
    with pytest.raises(ValueError, match="C900 is decided twice"):
        verdicts.decides("C900")(nothing_of_it)


def test_every_module_that_decides_is_asked():
    folder = Path(verdicts.__file__).parent
    deciding = {path.stem for path in folder.glob("*.py") if "@decides(" in path.read_text(encoding="utf-8")}
    assert deciding == set(verdicts.WHERE)
    assert {decision.__module__.rpartition(".")[2] for decision in decisions().values()} == deciding
