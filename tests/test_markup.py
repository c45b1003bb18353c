"""HTML comes from templates: escaped whatever stands in it, and in order."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import regiolab
from regiolab import views, widgets
from regiolab.charts.figure import Figure
from regiolab.i18n import speaking
from regiolab.views import markup
from regiolab.widgets.messages import Message

HOSTILE = "<script>alert(\"1\")</script> & 'more'"
VOID = {"br"}


class Page(HTMLParser):
    """The elements of a page, which must be closed in the order in which they were opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open, self.seen, self.text = [], [], ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def tags(self, name):
        return [attrs for tag, attrs in self.seen if tag == name]


def pages(folder):
    frame = pd.DataFrame({HOSTILE: [HOSTILE]})
    card = views.provenance("memberships", bloc="mercosur", iso3="BOL", status="full")
    card = views.Provenance(card.table, card.rows.assign(comment=HOSTILE), card.sources, card.conflicts)
    reading = views.reading("alba_2004_economic", "social")
    cards = reading.cards.assign(fact=HOSTILE)
    book = views.Codebook("x", HOSTILE, HOSTILE, frame, (HOSTILE,), (HOSTILE,), HOSTILE)
    own = widgets.forecast(folder)
    own.add(HOSTILE, by="2099-12-31", probability=70, reason=HOSTILE)
    message = Message()
    message.say(HOSTILE)
    return {
        "listing": views.show(frame, HOSTILE)._repr_html_(),
        "codebook": book._repr_html_(),
        "provenance": card._repr_html_(),
        "reading": views.Reading(
            reading.unit, reading.coder, reading.codings, cards, reading.passages, reading.sources
        )._repr_html_(),
        "figure": Figure(None, HOSTILE, frame)._words(),
        "forecast": own._list.children[0].children[0].value,
        "message": message.value,
    }


def test_what_a_page_prints_is_escaped_and_its_elements_are_closed(tmp_path):
    found = pages(tmp_path)
    assert len(found) == 7
    for name, text in found.items():
        page = Page(text)
        assert not page.tags("script") and HOSTILE in page.text, name


def test_a_table_has_a_caption_and_its_headings_a_scope():
    frame = pd.DataFrame({"a": [1, None], "b": [pd.Timestamp("1991-03-26"), pd.NaT]})
    page = Page(views.show(frame, "Two rows")._repr_html_())
    assert len(page.tags("caption")) == 1 and "Two rows" in page.text
    assert [item["scope"] for item in page.tags("th")] == ["col", "col"]
    assert "".join(page.text.split()) == "Tworowsab126March1991"
    assert len(page.tags("td")) == 4


def test_a_figure_shows_its_whole_table_whatever_pandas_is_told():
    table = pd.DataFrame({"share": [1 / 3] * 100, "words": ["w" * 200] * 100})
    with pd.option_context("display.max_rows", 4, "display.max_colwidth", 10, "display.precision", 1):
        page = Page(Figure(None, "words", table)._words())
    assert len(page.tags("tr")) == 101
    assert page.text.count("w" * 200) == 100 and page.text.count("0.333333") == 100


def test_a_page_is_in_the_language_of_the_moment():
    card = views.provenance("memberships", bloc="mercosur", iso3="BOL", status="full")
    assert "Sources" in card._repr_html_()
    with speaking("es"):
        assert "Fuentes" in card._repr_html_()


def test_a_template_that_lacks_a_value_is_a_fault():
    import jinja2

    with pytest.raises(jinja2.UndefinedError):
        markup.fill("figure.html")


def test_jinja_is_loaded_by_what_is_shown_alone():
    loaded = "print('jinja2' in sys.modules)"
    code = f"import sys, regiolab.views as v; shown = v.show(v.define().frame); {loaded}; shown._repr_html_(); {loaded}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_no_module_writes_html_itself():
    found = []
    for path in sorted(Path(regiolab.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            # docstrings are whole expressions; what is built or returned is not
            if isinstance(node, ast.JoinedStr):
                text = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
                found += [path.name] * bool(re.search(r"</?(p|ul|li|table|t[dhr]|div|details|section|strong)\b", text))
    assert found == []
