"""The ledger as a lesson shows it: statements with verdicts, forecasts without and with theirs."""

from __future__ import annotations

import pandas as pd
import pytest

import regiolab
from regiolab import words
from regiolab.analysis.claims.verdicts import compute, decisions
from regiolab.errors import UnknownName


def test_a_section_gives_all_its_statements():
    table = regiolab.load("claims")
    rows = table[table["locator"].str.contains("S7 ")]
    found = regiolab.claims("S7")
    assert found.frame["Claim"].tolist() == rows["claim"].tolist()
    assert len(regiolab.claims()) == len(table)
    assert len(regiolab.claims("S6", "S7")) == len(regiolab.claims("S6")) + len(found)


def test_a_paragraph_and_single_claims():
    assert set(regiolab.claims("S6 ¶4").frame["Place"]) == {"S6 ¶4"}
    assert regiolab.claims("C217", "C204", "C217").frame["Claim"].tolist() == ["C217", "C204"]
    # the first paragraph of a section is not also the tenth
    assert not set(regiolab.claims("S6 ¶1").frame["Place"]) & {"S6 ¶10", "S6 ¶11", "S6 ¶12"}


def test_one_verdict_alone():
    found = regiolab.claims("S6", verdict="contradicted").frame
    assert len(found) and set(found["Verdict"].str[2:]) == {"contradicted"}
    everything = sum(len(regiolab.claims(verdict=name)) for name in words.VERDICTS)
    assert everything == len(regiolab.claims())


def test_the_test_and_the_alternative_are_shown_when_asked_for():
    assert "Test" not in regiolab.claims("C197").frame
    full = regiolab.claims("C197", full=True).frame
    assert full["Test"].item() and full["Also tried"].item()


def test_a_computed_figure_stands_beside_the_typed_test():
    found = regiolab.claims("S6", full=True).frame.set_index("Claim")
    known = decisions()
    computed = [claim for claim in found.index if claim in known]
    assert computed and len(computed) < len(found)
    for claim in found.index:
        row = found.loc[claim]
        if claim in known:
            ours = compute(claim)
            assert row["Figure"] == ours.figure
            assert row["Also computed"] == ours.alternative if ours.alternative else pd.isna(row["Also computed"])
        else:
            assert row[["Figure", "Also computed"]].isna().all()
    assert any(found.loc[computed, "Also computed"].notna()) and found.loc[computed, "Test"].notna().all()
    assert "Figure" not in regiolab.claims("S6").frame
    # read aloud as well, and nothing where nothing was computed
    said = str(regiolab.claims(computed[0], full=True))
    assert "Figure: " in said and "None" not in said


def test_what_decided_stands_beside_the_verdict_and_once():
    columns = list(regiolab.claims("C143", full=True).frame.columns)
    assert columns == [
        "Claim",
        "Place",
        "Statement",
        "Test",
        "Decided",
        "Verdict",
        "Figure",
        "Also computed",
        "Reason",
        "Also tried",
    ]


def test_the_caption_counts():
    found = regiolab.claims("S7")
    counts = found.frame["Verdict"].str[2:].value_counts()
    assert found.caption.startswith(f"{len(found)} statements")
    for word, n in counts.items():
        assert f"{n} {word}" in found.caption
    ways = regiolab.claims("S7", full=True).frame["Decided"].value_counts()
    assert len(ways) > 1 and all(f"{n} {way}" in found.caption for way, n in ways.items())
    assert "1 statement of" in regiolab.claims("C143").caption


@pytest.mark.parametrize("place", ["S9", "C999", "S6 ¶99", ""])
def test_an_unknown_place_is_said(place):
    with pytest.raises(UnknownName):
        regiolab.claims(place)


def test_an_unknown_verdict_is_said():
    with pytest.raises(UnknownName, match="supported"):
        regiolab.claims(verdict="suported")


def test_forecasts_keep_their_answers_until_asked():
    hidden, shown = regiolab.forecasts(), regiolab.forecasts(show=True)
    table = regiolab.load("forecasts")
    assert len(hidden) == len(shown) == len(table)
    text = str(hidden) + hidden._repr_html_()
    assert not any(reason in text for reason in table["reason"])
    assert set(shown.frame.columns) - set(hidden.frame.columns) == {"Verdict", "Reason", "Lazy forecaster"}
    assert hidden.frame["Criterion"].tolist() == table["criterion"].tolist()


def test_some_forecasts_in_the_order_named():
    found = regiolab.forecasts("new_hegemony", "pa_strategic_members", show=True).frame
    said = regiolab.load("forecasts").set_index("forecast")["statement"]
    assert found["The article expects"].tolist() == said[["new_hegemony", "pa_strategic_members"]].tolist()
    with pytest.raises(UnknownName, match="new_hegemony"):
        regiolab.forecasts("new_hegemon")


def test_every_verdict_has_a_word_and_a_shape_of_its_own():
    for verdicts in (words.VERDICTS, words.OUTCOMES):
        assert len({words.SHAPES[name] for name in verdicts}) == len(verdicts)
        assert len({words.verdict_name(name) for name in verdicts}) == len(verdicts)
