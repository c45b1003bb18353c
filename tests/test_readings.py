"""Readings: every coding gives its cards, passages and sources in one call; who reads otherwise."""

from __future__ import annotations

import pandas as pd
import pytest

import regiolab
from regiolab.analysis import comparison
from regiolab.data import labels, store
from regiolab.errors import UnknownName
from regiolab.views import readings

CODINGS = regiolab.load("codings")
ARTICLE = CODINGS[CODINGS["coder"].eq("briceno2018")]


@pytest.mark.parametrize("row", list(ARTICLE.itertuples()), ids=lambda row: row.coding)
def test_every_coding_of_the_article_gives_cards_passages_and_sources(row):
    found = regiolab.reading(row.unit, row.model)
    side = {"absent": "contradicts"}.get(row.degree, "supports" if pd.notna(row.degree) else None)
    assert found.codings["coding"].tolist() == [row.coding]
    assert len(found.cards) and (side is None or side in set(found.cards["side"]))
    assert set(found.passages["locator"]) == set(row.locator.split(";"))
    assert found.passages[["finder", "gist"]].notna().all().all()
    assert "briceno2018" in set(found.sources["key"]) and found.sources["reference"].str.len().gt(0).all()


@pytest.mark.parametrize(
    "row", list(CODINGS[CODINGS["coder"].ne("briceno2018")].itertuples()), ids=lambda row: row.coding
)
def test_every_other_reading_gives_its_source(row):
    found = regiolab.reading(row.unit, coder=row.coder)
    assert row.coder in set(found.sources["key"]) or row.coder in row.source
    assert str(found) and "<section" in found._repr_html_()


def test_the_card_shows_both_sides_and_the_tension():
    found = regiolab.reading("mercosur_2003_political", "autonomist")
    text, page = str(found), found._repr_html_()
    for part in ("dominant, with reservations", "Tension", "E20", "S5 ¶2", "Firstly, Mercosur moved"):
        assert part in text and part in page
    against = found.cards[found.cards["side"].eq("contradicts")]
    assert {"E20", "E80", "E81"} == set(against["evidence"])
    assert against.set_index("evidence").loc["E20", "indicators"] == "AUT03"


def test_text_from_the_tables_is_escaped():
    found = regiolab.reading("alba_2004_economic", "social")
    cards = found.cards.assign(fact="<script>alert(1)</script>")
    page = readings.Reading(found.unit, found.coder, found.codings, cards, found.passages, found.sources)._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_residual_answer_stands_on_all_cards_of_its_unit():
    found = regiolab.reading("unasur_2008_economic")
    assert set(found.cards["evidence"]) == {"E59", "E60", "E61", "E135", "E148", "E149", "E150"}


def test_a_unit_without_a_coding_shows_its_cards():
    found = regiolab.reading("sacn_2004_political")
    assert found.codings.empty and found.cards["evidence"].tolist() == ["E132"]
    assert "names no model" in str(found) and "E132" in found._repr_html_()


def test_each_source_stands_once():
    found = regiolab.reading("mercosur_2003_political")
    assert found.sources["key"].is_unique
    place = found.sources.set_index("key").loc["briceno2018", "locator"]
    assert place.startswith("S5 ¶2; S5 ¶5; S5 ¶6") and place.endswith("S6 ¶7")


@pytest.mark.parametrize(
    ("arguments", "words_of_error"),
    [
        (("alba_2004",), "did you mean 'alba_2004_economic'"),
        (("alba_2004_economic", "autonomist"), "'autonomist' is not a model of which this coder speaks"),
        (("alba_2004_economic", None, "muhr2010"), "'muhr2010' is not a coder of alba_2004_economic"),
        (("sacn_2004_political", "autonomist"), "leave 'model' out"),
    ],
)
def test_errors_name_the_cure(arguments, words_of_error):
    with pytest.raises(UnknownName, match=words_of_error):
        regiolab.reading(*arguments)


def test_disagreements_are_of_the_kinds_that_the_table_shows():
    every = regiolab.disagreements(all_readings=True)
    assert len(every) == CODINGS["coder"].ne("briceno2018").sum()
    assert set(every["kind"]) <= {"agrees", "degree", "model", "own category", "article silent"}
    rows = every.set_index(["coder", "unit", "model"])["kind"]
    assert rows["mejia2020", "pacific_alliance_2011_economic", "strategic"] == "agrees"
    assert rows["busso2016", "unasur_2008_economic", "not_classifiable"] == "agrees"
    assert rows["thoene2017", "pacific_alliance_2011_political", "autonomist"] == "model"
    assert rows["nery2016", "unasur_2008_political", "lowest_common_denominator"] == "agrees"
    assert rows["mutti2013", "mercosur_2003_economic", ""] == "own category"
    assert rows["cusack2018", "alba_2004_economic", "social"] == "degree"
    assert rows["mejia2020", "mercosur_2003_economic", "strategic"] == "model"
    assert rows["quiliconi_salgado2017", "celac_2011_political", ""] == "own category"
    assert rows["cuevas2014", "tpp_2010_economic", "strategic"] == "article silent"


# what the article says of a unit, by model; what another says; what the article gives that model; the kind
OTHERWISE = {
    "the same degree": ({"social": "element"}, ("social", "element"), "element", "agrees"),
    "another degree": ({"social": "element"}, ("social", "dominant"), "element", "degree"),
    "denied by the other": ({"social": "element"}, ("social", "absent"), "element", "model"),
    "denied by the article": ({"social": "absent"}, ("social", "element"), "absent", "model"),
    "denied by both": ({"social": "absent"}, ("social", "absent"), "absent", "agrees"),
    "another model": ({"social": "element"}, ("productive", "element"), "absent", "model"),
    "another model, denied": ({"social": "element"}, ("productive", "absent"), "absent", "agrees"),
    "residual for both": ({"not_classifiable": None}, ("not_classifiable", None), "residual", "agrees"),
    "residual for the other": ({"social": "element"}, ("not_classifiable", None), "absent", "model"),
    "residual for the article": ({"not_classifiable": None}, ("social", "element"), "absent", "model"),
    "a category of their own": ({"social": "element"}, (None, None), "", "own category"),
    "the article silent": ({}, ("social", "element"), "", "article silent"),
    "the article silent, a category of their own": ({}, (None, None), "", "article silent"),
}


@pytest.mark.parametrize("name", OTHERWISE)
@pytest.mark.parametrize(("coder", "independent"), [("muhr2010", True), ("briceno2013_ejes", False)])
def test_who_reads_otherwise_and_how(monkeypatch, name, coder, independent):
    given, said, article, kind = OTHERWISE[name]
    own = [("alba_2004_economic", "briceno2018", model, degree) for model, degree in given.items()]
    rows = [*own, ("celac_2011_political", "briceno2018", "social", "dominant"), ("alba_2004_economic", coder, *said)]
    table = pd.DataFrame(rows, columns=["unit", "coder", "model", "degree"]).assign(
        bloc=lambda frame: frame["unit"].str.split("_").str[0],
        term=lambda frame: "term of " + frame["coder"],
        **{column: f"the {column}" for column in ("flags", "comment", "source")},
    )
    monkeypatch.setattr(comparison, "load", {"codings": table}.__getitem__)
    model, degree = (cell or "" for cell in said)
    values = ["alba_2004_economic", coder, f"term of {coder}", model, degree, "the flags", article, kind, independent]
    for narrowed in ({}, {"bloc": "alba"}, {"unit": "alba_2004_economic"}):
        found = regiolab.disagreements(**narrowed, all_readings=True)
        assert found.to_numpy().tolist() == [[*values, "the comment", "the source"]]
        assert len(regiolab.disagreements(**narrowed)) == (kind != "agrees")
    assert regiolab.disagreements("celac", all_readings=True).empty
    assert regiolab.disagreements(unit="celac_2011_political", all_readings=True).empty


def test_disagreements_can_be_narrowed():
    assert set(regiolab.disagreements("unasur")["unit"].str.split("_").str[0]) == {"unasur"}
    one = regiolab.disagreements(unit="unasur_2008_economic")
    assert "riggirozzi_grugel2015" in set(one["coder"]) and one["kind"].ne("agrees").all()
    with pytest.raises(UnknownName):
        regiolab.disagreements("mercosul")


def test_the_author_is_no_second_opinion():
    every = regiolab.disagreements(all_readings=True)
    own = set(every.loc[~every["independent"], "coder"])
    assert own == {"briceno2013_ejes", "briceno2014_alba", "briceno_ribeiro_ch18"}


def test_an_ideal_type_lists_its_conditions_and_marks_what_the_cases_gave():
    found = regiolab.ideal_type("social").frame
    assert found["Condition"].notna().sum() == 3 and len(found) == 10
    origin = found.set_index(found["Seen by asking"].str[:5])["Drawn from"]
    assert (origin["SOC01"], origin["SOC07"]) == ("theory", "the cases")
    assert regiolab.ideal_type("not_classifiable").frame["Condition"].notna().sum() == 2
    with pytest.raises(UnknownName):
        regiolab.ideal_type("open_regionalism")


def test_every_coder_has_a_name():
    for coder in set(CODINGS["coder"]):
        assert labels.coder_name(coder).strip()
    assert labels.coder_name("riggirozzi_grugel2015") == "Riggirozzi & Grugel 2015"
    assert labels.coder_name("thoene2017") == "Thoene et al. 2017"
    assert labels.coder_name("modular_regionalism_rbpi") == "Gardini 2015"
    assert labels.coder_name("ta_north_america_chapter") == "author not shown (Taylor & Francis)"


def test_no_title_stands_as_a_coders_name():
    for coder in set(CODINGS["coder"]) - {"briceno2018"}:
        assert store.source(coder).title[:12] not in labels.coder_name(coder)
