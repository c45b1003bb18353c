"""Where a value comes from: a card for any cell, and the lists a reader looks things up in."""

from __future__ import annotations

import dataclasses
import html
import re

import pandas as pd
import pytest

import regiolab
from regiolab import views
from regiolab.data import schema, sources, store
from regiolab.errors import InvalidValue, RegiolabError, UnknownName

FILLED = [name for name, table in schema.all_tables().items() if store.own_columns(name)[table.columns[0]]]
SOURCED = [name for name in FILLED if "source" in schema.table(name).columns]
OTHERS = [name for name in FILLED if name not in SOURCED]


def key_of(name: str, row: int) -> dict[str, str]:
    """Return the cells by which a row is singled out, as text."""
    columns = store.own_columns(name)
    return {column: columns[column][row] for column in schema.table(name).primary_key if columns[column][row]}


@pytest.mark.parametrize("name", SOURCED)
def test_a_row_has_a_card_with_its_sources(name):
    columns = store.own_columns(name)
    for row in {0, len(columns["source"]) // 2, len(columns["source"]) - 1}:
        card = regiolab.provenance(name, **key_of(name, row))
        expected = [str(item) for item in sources.parse(columns["source"][row])]
        found = card.sources[card.sources["row"].eq(0) & card.sources["checked"].ne("")]
        assert [
            f"{key}[{at}]" if at else key for key, at in zip(found["key"], found["locator"], strict=True)
        ] == expected
        assert found["seen"].str.len().gt(0).all()
        page, words = card._repr_html_(), str(card)
        assert all(store.source(key).title.split()[0] in words for key in found["key"])
        assert page.count("<li>") >= len(found)
        assert ("No source was found" in page) == card.sources.empty


@pytest.mark.parametrize("name", SOURCED)
def test_every_column_has_a_card(name):
    key = key_of(name, 0)
    for column in schema.table(name).columns:
        card = regiolab.provenance(name, column, **key)
        assert column in card.rows.columns
        assert set(card.rows.columns) >= set(schema.table(name).primary_key)


@pytest.mark.parametrize("name", OTHERS)
def test_a_table_without_sources_in_its_rows_names_its_origin(name):
    if schema.table(name).origins:
        card = regiolab.provenance(name, **key_of(name, 0))
        assert set(card.sources["key"]) == {origin.citation for origin in schema.table(name).origins}
    else:
        with pytest.raises(InvalidValue, match=r"codebook"):
            regiolab.provenance(name)


def test_a_card_of_one_value_shows_that_value_and_who_says_otherwise():
    whole = regiolab.provenance("blocs", bloc="oas")
    one = regiolab.provenance("blocs", "founded", bloc="oas")
    assert set(whole.rows.columns) == set(schema.table("blocs").columns)
    assert "name_en" not in one.rows.columns
    assert set(one.conflicts["field"]) == {"founded"}
    assert len(one.conflicts) < len(whole.conflicts)
    assert "Sources that differ" in one._repr_html_()


def test_the_whole_row_stays_when_no_column_is_asked_for():
    card = regiolab.provenance("memberships", bloc="mercosur", iso3="VEN", status="full")
    assert list(card.rows.columns) == list(schema.table("memberships").columns)
    assert "start" in str(card)


def test_conflicts_bear_on_the_row_asked_for():
    for item in regiolab.load("conflicts").dropna(subset=["key"]).iloc[::4].itertuples():
        if "source" not in schema.table(item.table).columns:
            continue
        key = dict(part.split("=", 1) for part in item.key.split(";") if part.split("=", 1)[1])
        try:
            card = regiolab.provenance(item.table, **key)
        except InvalidValue as error:
            assert "name more columns" in str(error)  # a disagreement about a whole scheme
            continue
        assert item.conflict in set(card.conflicts["conflict"]), item.conflict


def test_a_vacancy_can_be_asked_for():
    card = regiolab.provenance("governments", iso3="BOL", kind="vacancy")
    assert len(card.rows) == 1 and pd.isna(card.rows["leader"].iloc[0])
    assert "nan" not in str(card) and "nan" not in card._repr_html_()


@pytest.mark.parametrize(
    ("table", "key", "error", "words"),
    [
        ("membership", {}, UnknownName, "did you mean 'memberships'"),
        ("memberships", {"blok": "alba"}, UnknownName, "did you mean 'bloc'"),
        ("memberships", {"bloc": "mercosur", "iso3": "JAM"}, InvalidValue, "No row of memberships has bloc=mercosur"),
        ("memberships", {}, InvalidValue, "name more columns, for example bloc"),
        ("memberships", {"bloc": "celac"}, InvalidValue, "for example iso3"),
    ],
)
def test_wrong_keys_get_a_sentence(table, key, error, words):
    with pytest.raises(error) as caught:
        regiolab.provenance(table, **key)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_column_gets_a_sentence():
    with pytest.raises(UnknownName, match=r"did you mean 'start'"):
        regiolab.provenance("memberships", "strat", bloc="mercosur", iso3="URY")


def test_text_of_a_source_cannot_become_a_tag(monkeypatch):
    entry = sources.Source("x", "<b>", "<script>alert(1)</script>", "", "", "", "", "<i>seen</i>")
    monkeypatch.setattr(store, "source", lambda key: entry)
    page = regiolab.provenance("blocs", bloc="alba")._repr_html_()
    assert "<script>" not in page and "<i>" not in page


SOURCE = sources.Source(
    "x", "Nobody", "Nothing", "n.d.", "", "https://example.org/?a=1&b=2", "", "seen", urldate="2026"
)


def test_an_undated_source_says_when_it_was_seen():
    assert SOURCE.reference() == "Nobody (n.d., seen 2026). Nothing. https://example.org/?a=1&b=2"
    dated = dataclasses.replace(SOURCE, year="1999", doi="10.1000/182")
    assert dated.reference() == "Nobody (1999). Nothing. https://doi.org/10.1000/182"


@pytest.mark.parametrize(
    "url", ["", "ftp://example.org", "javascript:alert(1)", 'https://a.org/"onclick="x', "see note"]
)
def test_what_is_no_web_address_is_no_link(url, monkeypatch):
    entry = dataclasses.replace(SOURCE, url=url)
    assert entry.link == "" and entry.reference().endswith("Nothing.")
    monkeypatch.setattr(store, "source", lambda key: entry)
    assert "<a " not in regiolab.provenance("blocs", bloc="alba")._repr_html_()


def links(page):
    found = re.findall(r'<a href="([^"]*)" title="([^"]+)"[^>]*>([^<]*)</a>', page)
    assert len(found) == page.count("<a ")
    return found


def test_a_reader_can_open_the_sources_of_a_card_and_of_a_reading(monkeypatch):
    card = regiolab.provenance("memberships", bloc="mercosur", iso3="BOL", status="full")
    reading = views.reading("alba_2004_economic", "social")
    for shown in (card, reading):
        addresses = [html.escape(item) for item in shown.sources["link"] if item]
        assert addresses and [href for href, _title, _text in links(shown._repr_html_())] == addresses
    monkeypatch.setattr(store, "source", lambda key: SOURCE)
    for href, title, text in links(regiolab.provenance("blocs", bloc="alba")._repr_html_()):
        assert href == text == "https://example.org/?a=1&amp;b=2" and title


def test_the_glossary_speaks_the_language_of_the_reader():
    english = regiolab.define("open_regionalism")
    assert english.frame.columns[2] == "es / pt"
    regiolab.use_language("es")
    spanish = regiolab.define("open_regionalism")
    assert spanish.frame.columns[2] == "en / pt"
    assert spanish.frame.iloc[0, 0] == regiolab.load("glossary").set_index("term").loc["open_regionalism", "term_es"]
    with pytest.raises(UnknownName, match=r"open_regionalism"):
        regiolab.define("open_regionalim")


def test_the_article_and_the_record_stand_side_by_side():
    listed = regiolab.against_the_article()
    conflicts = regiolab.load("conflicts")
    article = [
        sum(any(item.key == sources.ARTICLE for item in sources.parse(cell)) for cell in pair)
        for pair in zip(conflicts["source_a"], conflicts["source_b"], strict=True)
    ]
    assert len(listed) == article.count(1)
    second = regiolab.against_the_article("S2")
    assert 0 < len(second) < len(listed)
    assert all("S2" in cell for cell in second.frame["Paragraph"])
    with pytest.raises(RegiolabError, match=r"S9"):
        regiolab.against_the_article("S9")


def test_sourcing_counts_every_row():
    listed = regiolab.sourcing("memberships", "blocs").frame
    counts = listed[["Source read", "Seen in an excerpt", "Not confirmed"]].sum(axis=1)
    assert counts.tolist() == [len(regiolab.load("memberships")), len(regiolab.load("blocs"))]


def test_a_listing_escapes_and_omits():
    listed = regiolab.show(pd.DataFrame({"a": ["<b>x</b>", None], "when": pd.to_datetime(["2001-02-03", None])}))
    page = listed._repr_html_()
    assert "<b>x</b>" not in page and "3 February 2001" in page and "NaT" not in page and "None" not in page
