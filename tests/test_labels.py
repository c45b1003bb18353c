"""What rows are called: units, schemes, states, models, and the texts that read them."""

from __future__ import annotations

import pandas as pd
import pytest

from regiolab import i18n
from regiolab.data import labels, load
from regiolab.data.sources import ARTICLE, Source
from regiolab.errors import UnknownName

# author, title, year, key, and what the coder is called
CODERS = [
    ("Muhr, Thomas", "Title", "2010", "x", "Muhr 2010"),
    ("Muhr, Thomas; Paz, Ana", "Title", "2010", "x", "Muhr & Paz 2010"),
    ("Muhr, Thomas; Paz, Ana; Ruiz, Eva", "Title", "2010", "x", "Muhr et al. 2010"),
    ("Muhr, Thomas; Paz, Ana; Ruiz, Eva; Sol, Luz", "Title", "2010", "x", "Muhr et al. 2010"),
    ("CEPAL", "Title", "1994", "x", "author not shown (CEPAL 1994)"),
    ("Muhr, Thomas", "Title", "", "muhr1999_2005", "Muhr 1999"),
    ("Muhr, Thomas", "Title", "", "muhr2005", "Muhr 2005"),
    ("Muhr, Thomas", "Title", "", "muhr1805", "Muhr"),
    ("Muhr, Thomas", "Title", "2010", "muhr2005", "Muhr 2010"),
    ("", "One two three four", "2010", "x", "author not shown (2010)"),
    ("Muhr, Thomas", "Title", "n.d.", "x", "Muhr"),
]


@pytest.mark.parametrize(("author", "title", "year", "key", "name"), CODERS)
def test_a_coder_is_called_by_authors_and_year(monkeypatch, author, title, year, key, name):
    monkeypatch.setattr(labels.store, "source", lambda _key: Source(key, author, title, year, "", "", "", ""))
    assert labels.coder_name(key) == name
    assert labels.coder_name(ARTICLE) == "The article"


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_names_are_those_of_the_readers_language(language):
    i18n.use_language(language)
    for names, table, key, column in (
        (labels.model_names, "models", "model", "name"),
        (labels.condition_names, "conditions", "condition", "name"),
        (labels.indicator_questions, "indicators", "indicator", "question"),
        (labels.bloc_names, "blocs", "bloc", "name"),
        (labels.short_names, "blocs", "bloc", "short"),
        (labels.state_names, "countries", "iso3", "name"),
    ):
        rows = load(table)
        assert names().to_dict() == dict(zip(rows[key], rows[f"{column}_{language}"], strict=True)), table
    assert labels.short_name("alba") == labels.short_names()["alba"]


def test_a_name_is_of_the_language_in_use_when_it_is_asked_for():
    differ = load("blocs").set_index("bloc")
    differ = differ.index[differ["short_en"].ne(differ["short_es"])]
    assert len(differ)
    for bloc in differ:
        i18n.use_language("en")
        english = labels.short_name(bloc)
        i18n.use_language("es")
        assert labels.short_name(bloc) != english


def test_a_unit_is_called_by_scheme_period_and_dimension():
    for row in load("units").to_dict("records"):
        end = "" if pd.isna(row["period_end"]) else row["period_end"]
        scheme = f"{labels.short_name(row['bloc'])} {row['period_start']}–{end}"
        assert labels.scheme_name(row["unit"]) == scheme
        assert labels.unit_name(row["unit"]) == f"{scheme}, {row['dimension']}"
        assert labels.unit_row(row["unit"])["unit"] == row["unit"]
    with pytest.raises(UnknownName, match="did you mean 'alba_2004_economic'"):
        labels.unit_row("alba_2004_economics")


@pytest.mark.parametrize(
    ("names", "spanish"),
    [
        ("Pastrana", "Pastrana"),
        ("Pastrana and Castro", "Pastrana y Castro"),
        ("Pastrana and Iglesias", "Pastrana e Iglesias"),
        ("Pastrana, Castro and Hidalgo", "Pastrana, Castro e Hidalgo"),
        ("Pastrana and Hierro", "Pastrana y Hierro"),
    ],
)
def test_authors_are_joined_as_the_language_does(names, spanish):
    assert labels.authors_name(names) == names
    i18n.use_language("es")
    assert labels.authors_name(names) == spanish
