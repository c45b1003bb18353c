"""The scorecard of the forecasts and the summary of the ledger."""

from __future__ import annotations

import json

import altair as alt
import jsonschema
import pytest

import regiolab
from regiolab import charts, words
from regiolab.charts import scores
from regiolab.errors import UnknownName

FIGURES = {
    "scorecard": lambda: charts.scorecard(),
    "scorecard of one": lambda: charts.scorecard(["venezuela_resolution"]),
    "ledger": lambda: charts.ledger(),
    "ledger by kind": lambda: charts.ledger("kind"),
    "ledger by matter": lambda: charts.ledger("matter"),
    "ledger by how": lambda: charts.ledger("how"),
}


@pytest.fixture(scope="module")
def figures():
    return {name: make() for name, make in FIGURES.items()}


@pytest.mark.parametrize("name", FIGURES)
def test_the_spec_is_strict_json_and_valid_vega_lite(name, figures):
    spec = figures[name].spec()
    json.dumps(spec, allow_nan=False)
    errors = list(jsonschema.Draft7Validator(alt.load_schema()).iter_errors(spec))
    assert not errors, errors[0].message[:300]
    assert figures[name].description not in json.dumps(spec["title"], ensure_ascii=False)


def test_every_forecast_stands_on_the_card_with_its_criterion(figures):
    table, rows = figures["scorecard"].table, regiolab.load("forecasts")
    assert set(table["forecast"]) == set(rows["forecast"])
    spec = json.dumps(figures["scorecard"].spec(), ensure_ascii=False)
    for row in rows.itertuples():
        assert row.criterion.split()[-1] in spec and row.statement.rstrip(".") in figures["scorecard"].description


def test_verdicts_are_sorted_and_differ_by_shape_and_word(figures):
    order = table_order(figures["scorecard"].table["verdict"])
    assert order == [name for name in words.OUTCOMES if name in order]
    paths = scores.PATHS

    for verdicts in (words.OUTCOMES, words.VERDICTS):
        assert len({paths[name] for name in verdicts}) == len(verdicts)


def table_order(column) -> list[str]:
    return list(dict.fromkeys(column))


@pytest.mark.parametrize(("name", "column"), [("ledger", "locator"), ("ledger by kind", "kind")])
def test_the_ledger_counts_every_claim_once(name, column, figures):
    table, claims = figures[name].table, regiolab.load("claims")
    assert table["n"].sum() == len(claims)
    totals = table.groupby("verdict")["n"].sum().to_dict()
    assert totals == claims["verdict"].astype(str).value_counts().to_dict()
    keys = claims[column].str[:2] if column == "locator" else claims["kind"].astype(str)
    assert table.groupby("group")["n"].sum().to_dict() == keys.value_counts().to_dict()


def test_the_words_say_what_is_drawn(figures):
    assert "too early" in figures["scorecard of one"].description
    table = figures["ledger"].table
    n = table[table["group"].eq("S5") & table["verdict"].eq("supported")]["n"].item()
    assert f"S5 Post-hegemonic era: {n} supported" in figures["ledger"].description


def test_what_was_read_is_drawn_apart_from_what_was_computed(figures):
    told = figures["ledger by how"].description
    assert all(f"{words.decided_name(way)}: " in told for way in words.DECIDED)
    assert "names and acronyms: " in figures["ledger by matter"].description


def test_wrong_names_are_said():
    with pytest.raises(UnknownName, match="new_hegemony"):
        charts.scorecard(["new_hegemon"])
    with pytest.raises(UnknownName, match="section"):
        charts.ledger("sections")
