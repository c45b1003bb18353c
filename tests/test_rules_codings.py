"""Rules for models, evidence and readings: the tables pass, and each rule fails on a planted fault."""

from __future__ import annotations

import copy

import pytest

from regiolab.data import coding_rules, store
from regiolab.data.bundle import Bundle

TABLES = ("models", "conditions", "indicators", "units", "codings", "evidence")


@pytest.fixture(scope="module")
def clean() -> Bundle:
    return Bundle({name: store.own_columns(name) for name in TABLES}, store.own_bibliography())


@pytest.fixture
def bundle(clean) -> Bundle:
    return Bundle(copy.deepcopy(clean.columns), dict(clean.bibliography))


def row_of(bundle: Bundle, table: str, key: str, column: str | None = None) -> int:
    return bundle.columns[table][column or table.rstrip("s")].index(key)


def put(bundle: Bundle, table: str, key: str, **cells: str) -> int:
    """Change cells of a row, named by the value of its key column; return the row's number."""
    at = row_of(bundle, table, key, {"codings": "coding", "evidence": "evidence"}.get(table))
    for column, cell in cells.items():
        bundle.columns[table][column][at] = cell
    return at


def add(bundle: Bundle, table: str, like: str, **cells: str) -> None:
    """Add a copy of a row with other cells."""
    at = row_of(bundle, table, like, {"codings": "coding", "evidence": "evidence"}.get(table))
    for column, values in bundle.columns[table].items():
        values.append(cells.get(column, values[at]))


def found(rule, bundle: Bundle) -> list[str]:
    return [f"{finding.file}:{finding.field}: {finding.message}" for finding in rule(bundle)]


SOCIAL = "alba_2004_economic_social"
RESIDUAL = "unasur_2008_economic_not_classifiable"


@pytest.mark.parametrize("rule", coding_rules.CODING_RULES, ids=lambda rule: rule.__name__)
def test_the_tables_keep_the_rule(rule, clean):
    assert found(rule, clean) == []


def test_a_held_model_needs_a_card_that_supports_it(bundle):
    for at, cell in enumerate(bundle.columns["evidence"]["supports"]):
        bundle.columns["evidence"]["supports"][at] = ";".join(p for p in cell.split(";") if not p.startswith("SOC"))
    said = found(coding_rules.codings_rest_on_cards, bundle)
    assert any("no card of alba_2004_economic supports an indicator of social" in text for text in said)
    assert not any("strategic" in text for text in said)


def test_a_denied_model_needs_a_card_that_contradicts_it(bundle):
    put(bundle, "evidence", "E53", contradicts="")
    put(bundle, "codings", "pacific_alliance_2011_political_acquiescent_realism", degree="absent")
    assert found(coding_rules.codings_rest_on_cards, bundle) == []  # other cards still speak against it
    for at, unit in enumerate(bundle.columns["evidence"]["unit"]):
        if unit == "pacific_alliance_2011_political":
            bundle.columns["evidence"]["contradicts"][at] = ""
    assert any("contradicts an indicator of acquiescent_realism" in t for t in
               found(coding_rules.codings_rest_on_cards, bundle))  # fmt: skip


THOENE = "thoene2017-pacific_alliance_2011_political-autonomist"


def test_what_carries_a_reading_follows_the_cards(bundle):
    rule = coding_rules.readings_say_what_carries_them
    put(bundle, "evidence", "E153", supports="ACQ02")  # the one card for autonomy in that unit
    assert found(rule, bundle) == [
        "codings.csv:carried: the cards of pacific_alliance_2011_political make this 'text'; write that here."
    ]
    put(bundle, "codings", THOENE, carried="text")
    assert found(rule, bundle) == []
    put(bundle, "codings", THOENE, model="", degree="")
    assert any("nothing to carry" in text for text in found(rule, bundle))


def test_a_residual_answer_needs_some_card(bundle):
    for at, unit in enumerate(bundle.columns["evidence"]["unit"]):
        if unit == "unasur_2008_economic":
            bundle.columns["evidence"]["unit"][at] = "alba_2004_economic"
    assert any("unasur_2008_economic has no card" in t for t in found(coding_rules.codings_rest_on_cards, bundle))


def test_other_coders_need_no_cards(bundle):
    for column in ("supports", "contradicts"):
        bundle.columns["evidence"][column] = [""] * len(bundle.columns["evidence"][column])
    lines = {finding.line for finding in coding_rules.codings_rest_on_cards(bundle)}
    coders = {bundle.columns["codings"]["coder"][line - 2] for line in lines}
    assert coders == {"briceno2018"}


def test_a_reading_names_its_source_and_coder(bundle):
    put(bundle, "codings", SOCIAL, source="")
    assert found(coding_rules.codings_name_sources, bundle) == ["codings.csv:source: name the source of this reading."]
    put(bundle, "codings", SOCIAL, source="briceno2018[S5 ¶9]", coder="nobody1999")
    assert "'nobody1999' is not in sources.bib" in found(coding_rules.codings_name_sources, bundle)[0]


@pytest.mark.parametrize(
    ("coding", "cells", "words"),
    [
        (SOCIAL, {"degree": ""}, "say how far social holds"),
        (RESIDUAL, {"degree": "dominant"}, "has no degree"),
        (SOCIAL, {"model": ""}, "has no degree"),
    ],
)
def test_degree_is_empty_exactly_for_residual_answers_and_no_model(bundle, coding, cells, words):
    put(bundle, "codings", coding, **cells)
    said = found(coding_rules.degrees_fit_models, bundle)
    assert len(said) == 1 and words in said[0]


def test_a_residual_answer_excludes_a_model_by_the_same_coder(bundle):
    add(bundle, "codings", RESIDUAL, coding="new", model="social", degree="element")
    said = found(coding_rules.residuals_stand_alone, bundle)
    assert len(said) == 1 and "'not_classifiable' excludes 'social'" in said[0]


def test_a_residual_answer_bears_a_denied_model_and_another_coder(bundle):
    add(bundle, "codings", RESIDUAL, coding="new", model="social", degree="absent")
    add(bundle, "codings", RESIDUAL, coding="newer", model="social", degree="dominant", coder="riggirozzi2017")
    assert found(coding_rules.residuals_stand_alone, bundle) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [("bloc", "unasur"), ("period_start", "2005"), ("period_end", ""), ("dimension", "political")],
)
def test_a_reading_repeats_its_unit(bundle, column, cell):
    put(bundle, "codings", SOCIAL, **{column: cell})
    said = found(coding_rules.codings_repeat_their_unit, bundle)
    assert any(text.startswith(f"codings.csv:{column}: the unit has") for text in said)


def test_a_model_belongs_to_the_dimension(bundle):
    put(bundle, "codings", SOCIAL, model="autonomist")
    said = found(coding_rules.codings_repeat_their_unit, bundle)
    assert any("autonomist is a model of the political" in text for text in said)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"supports": "SOC01;SOC99"}, "'SOC99' is not in indicators.csv"),
        ({"contradicts": "ABC01"}, "'ABC01' is not in indicators.csv"),
        ({"supports": "", "contradicts": ""}, "speaks to no indicator"),
        ({"supports": "SOC01", "contradicts": "SOC01"}, "both supports and contradicts SOC01"),
    ],
)
def test_a_card_names_indicators(bundle, cells, words):
    put(bundle, "evidence", "E31", **cells)
    said = found(coding_rules.cards_name_indicators, bundle)
    assert len(said) == 1 and words in said[0]


def test_an_indicator_serves_its_own_type(bundle):
    put(bundle, "indicators", "SOC01", condition="pro_change")
    assert (
        "pro_change belongs to productive, not to social" in found(coding_rules.indicators_serve_their_type, bundle)[0]
    )


def test_a_type_has_three_or_four_conditions(bundle):
    put(bundle, "conditions", "soc_purpose", model="productive")
    said = found(coding_rules.types_have_conditions, bundle)
    assert len(said) == 2
    assert "social has 2 conditions" in said[0] and "productive has 5 conditions" in said[1]


def test_each_variant_is_counted(bundle):
    put(bundle, "conditions", "str_insertion", variant="North-South")
    put(bundle, "conditions", "str_free_trade", variant="North-South")
    assert [
        "strategic (South-South) has 2 conditions" in t for t in found(coding_rules.types_have_conditions, bundle)
    ] == [True]


def test_a_residual_answer_has_two_or_three_conditions(bundle):
    for name in ("new", "newer"):
        add(bundle, "conditions", "soc_purpose", condition=name, model="not_classifiable")
    assert "needs 2 to 3" in found(coding_rules.types_have_conditions, bundle)[0]


def test_a_condition_needs_an_indicator_from_theory(bundle):
    put(bundle, "indicators", "STR02", origin="case")
    said = found(coding_rules.conditions_have_theory, bundle)
    assert len(said) == 1 and "origin 'theory'" in said[0]


def test_the_rules_are_applied_by_check(bundle):
    from regiolab.data import rules

    assert set(coding_rules.CODING_RULES) <= set(rules.RULES)
