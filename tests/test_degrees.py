"""The codebook's rule of degree, branch by branch, and the bases on which cards are counted."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import regiolab
from regiolab.analysis import coded_degrees, ideal_type_scores
from regiolab.analysis.degrees import MOST, degree_of, rule
from regiolab.data.independence import with_independence
from regiolab.views.rulings import compared

UNITS = pd.DataFrame({"unit": ["u"], "bloc": ["b"], "dimension": ["economic"], "variant": [None]})
MODELS = pd.DataFrame(
    {
        "model": ["social", "productive", "not_classifiable"],
        "kind": ["ideal_type", "ideal_type", "residual"],
        "dimension": "economic",
    }
)
CONDITIONS = pd.DataFrame(
    {
        "condition": ["s1", "s2", "s3", "p1", "p2", "p3", "p4", "n1", "n2"],
        "model": ["social"] * 3 + ["productive"] * 4 + ["not_classifiable"] * 2,
        "variant": None,
    }
)
INDICATORS = pd.DataFrame({"indicator": [name.upper() for name in CONDITIONS["condition"]], "origin": "theory"}).assign(
    condition=CONDITIONS["condition"]
)


def cards(*said: tuple[str, str] | tuple[str, str, str]) -> pd.DataFrame:
    """Return one card a pair of what it supports and contradicts, with its flags."""
    rows = [(f"E{n}", "u", one[0], one[1], one[2] if len(one) > 2 else "") for n, one in enumerate(said)]
    return pd.DataFrame(rows, columns=["evidence", "unit", "supports", "contradicts", "flags"])


def degrees(*said) -> dict[str, str | bool]:
    found = coded_degrees(cards(*said), INDICATORS, CONDITIONS, UNITS, MODELS)
    return {row.model: row.degree or row.holds for row in found.itertuples()}


@pytest.mark.parametrize(
    ("said", "social", "productive", "residual"),
    [
        ([("S1", "")], "element", "absent", False),
        ([("S1;S2", "")], "dominant", "absent", False),
        ([("P1;P2", "")], "absent", "element", False),  # half of four is not most
        ([("P1;P2;P3", "")], "absent", "dominant", False),
        ([("S1;S2", ""), ("P1;P2;P3", "")], "element", "dominant", False),  # 2 of 3 falls short of 3 of 4
        ([("S1;S2;S3", ""), ("P1;P2;P3;P4", "")], "element", "element", False),  # as strong as each other
        ([("S1", ""), ("", "S1")], "absent", "absent", False),  # as strong a card against it
        ([("S1", ""), ("", "S1", "qualified")], "element", "absent", False),  # a weaker card against it
        ([("S1", "", "on_paper")], "element", "absent", False),
        ([("S1", "", "on_paper"), ("", "S1")], "absent", "absent", False),
        ([("N1", ""), ("S1", "")], "element", "absent", False),  # half the scope is no scope
        ([("N1;N2", ""), ("S1;S2;S3", "")], "absent", "absent", True),  # scope comes first
        ([("N1;N2", ""), ("", "N2"), ("S1", "")], "element", "absent", False),
    ],
)
def test_each_branch_of_the_rule(said, social, productive, residual):
    assert degrees(*said) == {"social": social, "productive": productive, "not_classifiable": residual}


def test_most_is_more_than_half():
    assert degree_of(2, 4, 0.0) == "element" and degree_of(3, 4, 0.0) == "dominant"
    assert degree_of(1, 1, MOST) == "dominant"


def test_the_sentence_names_the_limit_and_every_degree():
    for words in ("First the scope", "element", "dominant", "absent", "more than 50%", "no card as strong"):
        assert words in rule()


ORDER = ("absent", "element", "dominant")
CARD = st.tuples(
    st.sampled_from(["", *INDICATORS["indicator"][:7]]),
    st.sampled_from(["", *INDICATORS["indicator"][:7]]),
    st.sampled_from(["", "on_paper"]),
).filter(lambda card: (card[0] or card[1]) and card[0] != card[1])


@given(st.lists(CARD, max_size=6), st.sampled_from(["S1", "S2", "S3"]))
def test_one_more_strong_card_never_lowers_a_type(said, indicator):
    before, after = degrees(*said, ("S1;S2", "")), degrees(*said, ("S1;S2", ""), (indicator, ""))
    assert ORDER.index(after["social"]) >= ORDER.index(before["social"])


def test_the_third_basis_counts_independent_cards_only():
    said = cards(("S1;S2;S3", ""), ("S1;S2", "S3")).assign(independent=[False, True])
    scores = ideal_type_scores(said, INDICATORS, CONDITIONS)
    low = scores[scores["model"].eq("social")].set_index("basis")[["low", "high"]].round(2).T.to_dict("list")
    assert low == {"all": [0.33, 0.67], "theory": [0.33, 0.67], "independent": [0.0, 0.0]}
    plain = ideal_type_scores(said.drop(columns="independent"), INDICATORS, CONDITIONS)
    assert set(plain["basis"]) == {"all", "theory"}


def test_residual_answers_are_no_types():
    scores = ideal_type_scores(cards(("N1;N2", "")), INDICATORS, CONDITIONS)
    assert "not_classifiable" not in set(scores["model"])


def test_a_card_of_the_article_alone_is_its_assertion():
    evidence = with_independence(regiolab.load("evidence")).set_index("evidence")
    alone = evidence[~evidence["independent"]]
    assert alone["source"].str.fullmatch(r"(briceno\w*(\[[^\]]*\])?;?)+").all()
    assert len(alone) < 20


def test_rule_and_article_side_by_side():
    rows, article = compared()
    told = regiolab.rule_and_article()
    assert len(told) == int(rows["degree"].ne(article).sum()) and 5 < len(told) < len(rows) / 4
    found = rows.assign(article=article).set_index(["unit", "model"])[["degree", "article"]]
    assert found.loc[("unasur_2008_economic", "productive"), "degree"] == "absent"
    assert found.loc[("mercosur_2003_economic", "social")].tolist() == ["dominant", "element"]
    assert found.loc[("pacific_alliance_2011_political", "acquiescent_realism"), "article"] == "dominant"


def test_a_residual_answer_is_given_or_not_and_has_no_degree():
    frame = regiolab.rule_and_article("unasur", "celac").frame
    residual = frame[frame["Model"].isin(["not classifiable", "lowest common denominator"])]
    assert set(residual["By the rule"]) == {"not given"} and set(residual["The article"]) == {"given"}
