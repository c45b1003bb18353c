"""Entries of a bibliography: what is read of each, and how it is written and cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiolab.data import schema, sources
from regiolab.data.sources import Citation, Source, parse
from regiolab.errors import InvalidValue

# fields of an entry as BibTeX, and what is read of them
FIELDS = {
    "an author": ("author = {Briceño Ruiz, José}", {"author": "Briceño Ruiz, José"}),
    "first name first": ("author = {José Ramón {Briceño Ruiz}}", {"author": "Briceño Ruiz, José Ramón"}),
    "a particle": ("author = {Ludwig van der Berg}", {"author": "van der Berg, Ludwig"}),
    "a body": ("author = {{Comisión Económica}}", {"author": "Comisión Económica"}),
    "two authors": ("author = {Muhr, Thomas and Ana Paz}", {"author": "Muhr, Thomas; Paz, Ana"}),
    "an editor": ("editor = {Muhr, Thomas}", {"author": "Muhr, Thomas"}),
    "author before editor": ("author = {A, B}, editor = {C, D}", {"author": "A, B"}),
    "an organisation": ("organization = {OAS}", {"author": "OAS"}),
    "an institution": ("institution = {CEPAL}", {"author": "CEPAL"}),
    "organisation before institution": ("institution = {B}, organization = {A}", {"author": "A"}),
    "author before organisation": ("author = {A, B}, organization = {OAS}", {"author": "A, B"}),
    "braces": ("title = {The {ALBA} \\& {PetroCaribe}}", {"title": "The ALBA & PetroCaribe"}),
    "a journal": ("journal = {Journal}", {"published_in": "Journal"}),
    "a book": ("booktitle = {Book}, publisher = {Press}", {"published_in": "Book, Press", "publisher": "Press"}),
    "journal before book": ("booktitle = {Book}, journal = {Journal}", {"published_in": "Journal"}),
    "volume and number": ("journal = {J}, volume = {4}, number = {2}", {"published_in": "J, 4(2)"}),
    "volume alone": ("journal = {J}, volume = {4}", {"published_in": "J, 4"}),
    "number alone": ("number = {2}, publisher = {P}", {"published_in": "2, P", "publisher": "P"}),
    "the rest": (
        "year = {2000}, url = {https://x.org}, doi = {10.1/x}, seen = {here}",
        {"year": "2000", "url": "https://x.org", "doi": "10.1/x", "seen": "here"},
    ),
    "nothing": ("howpublished = {x}", {}),
}
EMPTY = dict.fromkeys(("author", "title", "year", "published_in", "url", "doi", "seen"), "")


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_read_of_an_entry(tmp_path, name):
    text, read = FIELDS[name]
    path = tmp_path / "sources.bib"
    path.write_text(f"@misc{{key, {text}}}\n", encoding="utf-8")
    expected = {"key": Source("key", **{**EMPTY, **read})}
    assert sources.read_bibliography(path) == expected
    assert dict(sources.open_bibliography(path)) == expected


def test_a_file_that_can_be_cut_is_read_entry_by_entry(tmp_path):
    path = tmp_path / "sources.bib"
    path.write_text("@misc{a, title = {A}}\n\n@book{b, title = {B}}\n", encoding="utf-8")
    found = sources.open_bibliography(path)
    assert isinstance(found, sources.Bibliography) and len(found) == 2 and list(found) == ["a", "b"]
    assert "a" in found and "c" not in found and found["a"] is found["a"]
    assert found.text("a").strip() == "@misc{a, title = {A}}" and found.text("b").strip() == "@book{b, title = {B}}"
    with pytest.raises(KeyError):
        found["c"]


WHOLE = Source("key", "A, B", "Title", "2000", "Journal, 4(2)", "https://x.org", "10.1/x", "seen")


@pytest.mark.parametrize(
    ("without", "line"),
    [
        ((), "A, B (2000). Title. Journal, 4(2). https://doi.org/10.1/x"),
        (("doi",), "A, B (2000). Title. Journal, 4(2). https://x.org"),
        (("doi", "url"), "A, B (2000). Title. Journal, 4(2)."),
        (("doi", "url", "published_in"), "A, B (2000). Title."),
        (("year", "doi"), "A, B. Title. Journal, 4(2). https://x.org"),
        (("author", "url", "doi"), "(2000). Title. Journal, 4(2)."),
        (("author", "year", "url", "doi"), "Title. Journal, 4(2)."),
    ],
)
def test_an_entry_is_written_as_one_line(without, line):
    fields = {name: "" if name in without else getattr(WHOLE, name) for name in EMPTY}
    assert Source("key", **fields).reference() == line
    dotted = {**fields, "title": "Title."}
    assert Source("key", **dotted).reference() == line


KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9_:-]{0,8}", fullmatch=True)
PLACES = st.text(alphabet="S5 ¶pp.;–12", max_size=12).map(str.strip)


@given(st.lists(st.builds(Citation, KEYS, PLACES), max_size=4), st.sampled_from([";", "; ", " ;", ";;"]))
def test_a_cell_is_read_as_it_was_written(cited, separator):
    assert parse(separator.join(map(str, cited))) == cited


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("see the book", "see the book"),
        ("a;1b", "1b"),
        ("a[", "a["),
        ("a[]", "a[]"),
        ("a[x]b", "a[x]b"),
        ("a;b c;d", "b c"),
        ("[S1]", "[S1]"),
    ],
)
def test_what_does_not_cite_is_named(cell, part):
    with pytest.raises(InvalidValue, match="does not cite a source") as caught:
        parse(cell)
    assert str(caught.value).startswith(f"'{part}' ")


def test_how_a_source_was_seen_is_told_in_words_for_a_reader():
    """A copy that is stored somewhere is called so; what holds it is nothing that a reader could look up."""
    told = [source.seen for source in sources.open_bibliography(schema.data_folder() / "sources.bib").values()]
    assert told
    assert [seen for seen in told if "corpus" in seen.lower()] == []
