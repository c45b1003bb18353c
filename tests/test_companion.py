"""The companion, and the links to it: what a text mentions becomes a link, and nothing else changes."""

from __future__ import annotations

import html.parser
import itertools
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiolab import companion, i18n, workcopy
from regiolab.course import course_root
from regiolab.data import load
from regiolab.data.independence import with_independence
from regiolab.views import asides, mentions
from regiolab.words import SHAPES

NOTEBOOKS = sorted(path for room in ("notebooks", "exercises") for path in (course_root() / room).glob("*.ipynb"))
NAMES = ["S2 ¶5", "S5 ¶14", "S1 ¶10", "E118", "E08", "C036", "open regionalism", "lowest common denominator"]
WORDS = ["so", "says the paper,", "(see", "Mercosur)", "**bold**", "*no*", "–", "1991.", "S9 ¶99", "E999"]
KEPT = [
    "`x = 'S2 ¶5'`",
    "``E118 `C036` ``",
    "[S2 ¶5](https://example.org 'a (title)')",
    "![C036](picture.png)",
    "<https://example.org/E118>",
    "https://example.org/S2",
    '<span title="E118">',
    "[open regionalism][1]",
]
BLOCKS = [
    "# S2 ¶5 and open regionalism",
    "```\nS2 ¶5 open regionalism\n```",
    "~~~python\nE118\n\n`C036`\n~~~",
    "    indented S2 ¶5",
    "<details><summary>What S2 ¶2 says</summary>",
    "</details>",
    "S2 ¶5 as a heading\n------------------",
    "[1]: https://example.org/E118 'C036'",
]
sentences = st.lists(st.sampled_from([*NAMES, *[f"`{name}`" for name in NAMES[:6]], *WORDS, *KEPT]), min_size=1)
texts = st.lists(sentences.map(" ".join) | st.sampled_from(BLOCKS), min_size=1, max_size=6).map("\n\n".join)


def plain(text: str) -> str:
    """Return a text without the backticks around what stands alone between them and becomes a link."""
    cited = "|".join(re.escape(name) for name in NAMES[:6])
    return "".join(
        re.sub(rf"(?<!`)`({cited})`(?!`)", r"\1", part) if prose and not part.startswith("``") else part
        for prose, part in mentions._parts(text)
    )


@given(texts)
@settings(max_examples=150, deadline=None)
def test_a_linked_text_reads_like_its_source(text):
    linked = mentions.linked(text)
    keep = {code: f"\x00{at}\x00" for at, code in enumerate(["``E118 `C036` ``"])}
    expected = text
    for code, sign in keep.items():
        expected = expected.replace(code, sign)
    expected = plain(expected)
    for code, sign in keep.items():
        expected = expected.replace(sign, code)
    assert companion.read_without_links(linked) == expected


@given(texts)
@settings(max_examples=100, deadline=None)
def test_linking_twice_changes_nothing(text):
    once = mentions.linked(text)
    assert mentions.linked(once) == once


@pytest.mark.parametrize("text", [*KEPT, *BLOCKS])
def test_what_must_stay_code_link_heading_or_html_stays(text):
    assert mentions.linked(text) == text


def test_each_end_of_a_range_is_a_link_and_a_term_only_the_first_time():
    linked = mentions.linked("`S1 ¶1` to `S1 ¶4`; open regionalism, and *Open regionalism* again")
    assert linked.count("](companion.ipynb#cell-id=") == 3
    assert "#cell-id=s1-p1 " in linked and "#cell-id=s1-p4 " in linked and linked.endswith("*Open regionalism* again")


def test_two_places_in_one_pair_of_backticks_are_two_links():
    assert mentions.linked("(`S2 ¶2;S5 ¶1`)").count("cell-id=") == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ideal types", ["ideal type"]),
        ("*post-liberal*", ["post-liberal regionalism"]),
        ("post-liberal", []),
        ("a trade agreement", []),  # the glossary explains agreement between coders
        ("“Times of Regionalism”", []),  # a title
        ("S9 ¶99, E999, C999", []),
        ("Mercosur's E118th", []),
    ],
)
def test_what_a_text_mentions(text, names):
    assert [entry.name for entry in mentions.mentioned(text)] == names


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_link_of_every_notebook_leads_to_a_cell_of_the_companion(language):
    i18n.use_language(language)
    page = json.loads(companion.page())
    ids = [cell["id"] for cell in page["cells"]]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name) for name in ids)
    found = 0
    for path in [*NOTEBOOKS, None]:
        name = path.relative_to(course_root()).as_posix() if path else companion.PLACE
        content = companion.with_links(name, path.read_bytes()) if path else companion.page()
        prefix = "companion.ipynb" if name.startswith("notebooks/") else "../notebooks/companion.ipynb"
        for target in re.findall(r"\]\(([^()\s]*companion\.ipynb[^\s)]*)", content.decode()):
            where, _sign, cell = target.partition("#cell-id=")
            assert where == prefix and cell in ids, (name, target)
            found += 1
    assert found > 200


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_with_links_is_the_same_notebook(path):
    name = path.relative_to(course_root()).as_posix()
    source, linked = json.loads(path.read_bytes()), json.loads(companion.with_links(name, path.read_bytes()))
    again = companion.with_links(name, companion.with_links(name, path.read_bytes()))
    assert json.loads(again) == linked
    assert {key: value for key, value in linked.items() if key != "cells"} == {
        key: value for key, value in source.items() if key != "cells"
    }
    for before, after in zip(source["cells"], linked["cells"], strict=True):
        if before["cell_type"] == "code":
            assert before == after
        text = companion.read_without_links("".join(after["source"]))
        assert text.replace("`", "") == "".join(before["source"]).replace("`", "")


def test_the_companion_holds_all_and_gives_no_answer_away():
    page = json.loads(companion.page())
    texts = {cell["id"]: "".join(cell["source"]) for cell in page["cells"]}
    assert all(cell["cell_type"] == "markdown" for cell in page["cells"])
    levels = [len(mark) for text in texts.values() for mark in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    sizes = {"sections": "gist", "evidence": "fact_en", "claims": "statement", "glossary": "definition_en"}
    assert sum(len(load(name)) for name in sizes) <= len(texts)
    # the verdict is folded; what a card speaks for or against is the exercises' question
    for text in (text for name, text in texts.items() if re.fullmatch(r"c\d{3}", name)):
        before, _details, after = text.partition("<details>")
        assert not any(shape in before for shape in SHAPES.values()) and any(
            shape in after for shape in SHAPES.values()
        )
    assert not re.search(r"\b(STR|SOC|PRO|ACQ|AUT|COU)\d\d\b", "".join(texts.values()))
    for lesson in (course_root() / "notebooks").glob("*.ipynb"):
        assert f"({lesson.name})" in texts["title"]


def test_a_card_that_rests_on_the_article_alone_is_marked():
    texts = {cell["id"]: "".join(cell["source"]) for cell in json.loads(companion.page())["cells"]}
    cards = with_independence(load("evidence"))
    marked = {card for card in cards["evidence"] if "rests on the article alone" in texts[card.lower()]}
    assert marked == set(cards["evidence"][~cards["independent"]]) and marked


def test_a_copy_is_renewed_when_a_gist_changes_and_kept_where_the_reader_changed_it(tmp_path, monkeypatch):
    workcopy.renew(tmp_path)
    first = tmp_path / "notebooks/01_trajectory.ipynb"
    mine = (tmp_path / "notebooks/02_models.ipynb").read_text(encoding="utf-8").replace("Models", "My models", 1)
    (tmp_path / "notebooks/02_models.ipynb").write_text(mine, encoding="utf-8")
    entries = dict(mentions.entries())
    entries["S2 ¶5"] = mentions.Entry("paragraph", "S2 ¶5", "another gist")
    monkeypatch.setattr(mentions, "_entries", lambda spoken: entries)
    report = workcopy.renew(tmp_path)
    assert "notebooks/01_trajectory.ipynb" in report.renewed and "another gist" in first.read_text(encoding="utf-8")
    assert (tmp_path / "notebooks/02_models.ipynb").read_text(encoding="utf-8") == mine


class Tags(html.parser.HTMLParser):
    """Which tags are open where text stands, and whether each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.inside: list[tuple[str, ...]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "details":
            self.inside.append(tuple(self.open))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@given(texts)
@settings(max_examples=80, deadline=None)
def test_what_opens_in_place_never_stands_in_a_paragraph_that_it_would_end(text):
    tags = Tags(str(asides.in_place(text, markdown=True)).replace("<br />", "").replace("<hr />", ""))
    assert all("p" not in around for around in tags.inside)


def test_plain_text_is_escaped_and_its_places_open():
    tags = Tags(str(asides.in_place("<b> S2 ¶5;E118 & open regionalism")))
    assert tags.text.startswith("<b> S2 ¶5") and "; E118" in tags.text and tags.text.endswith("& open regionalism")
    assert len(tags.inside) == 2
    assert "<b>" not in asides.in_place("<b>**x**", markdown=True)


def test_a_listing_opens_its_places_and_leaves_its_first_column():
    from regiolab import views

    shown = views.claims("C036")._repr_html_()
    assert 'data-to="s1-p10"' in shown and 'data-to="c036"' not in shown
    assert shown.count("<style>") == 1
    assert "<style>" not in views.sourcing("blocs")._repr_html_()
