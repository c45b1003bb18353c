"""What a reader of the lessons sees, output by output: nothing cut off, nothing raw, no identifiers for words."""

from __future__ import annotations

import ast
import html
import itertools
import json
import re

import nbformat
import pandas as pd
import pytest
import vl_convert
from guesses_given import GIVEN
from hypothesis import given, settings
from hypothesis import strategies as st
from nbclient import NotebookClient

import regiolab
from regiolab import analysis, charts, i18n
from regiolab.charts import chronicles
from regiolab.course import course_root
from regiolab.data import load, schema
from regiolab.errors import InvalidValue
from regiolab.lessons.prompts import prompts
from regiolab.views import crosstab, member_counts, show
from regiolab.views.listing import listing
from regiolab.views.markup import TEMPLATES
from regiolab.views.spoken import spoken

LESSONS = sorted((course_root() / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in LESSONS]
VEGALITE = "application/vnd.vegalite.v5+json"
WIDEST, HIGHEST = 926, 640  # pixels: the page beside an open side bar, and a laptop's notebook area
# words joined by low lines, or a year joined to words; addresses and the call numbers of archives are none
IDENTIFIER = re.compile(r"(?<![\w/.\-=?&#])[a-z0-9]+(?:_[a-z0-9]+)+(?![\w/]|\.\w)")
RAW = re.compile(r"dtype: |\bName: \w+,|NaN|<NA>|\bNaT\b|Timestamp\(|array\(|DataFrame|\[\d+ rows x|^\(.*,.*\)$", re.M)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lessons(tmp_path_factory) -> dict[str, nbformat.NotebookNode]:
    """Run each lesson once, with a script that answers its questions."""
    folder = tmp_path_factory.mktemp("lessons")
    done = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGIOLAB_ASK", "answered")
        for path in LESSONS:
            notebook = nbformat.read(path, as_version=4)
            resources = {"metadata": {"path": str(folder)}}
            client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources)
            done[path.stem] = client.execute()
    return done


@pytest.fixture(scope="module")
def drawn(lessons) -> dict[str, tuple[dict, str]]:
    """Return the specification and the picture of every figure, by lesson and cell."""
    found = {}
    for name, notebook in lessons.items():
        for cell in notebook.cells:
            for number, output in enumerate(cell.get("outputs", ())):
                if spec := output.get("data", {}).get(VEGALITE):
                    found[f"{name} {cell.id} {number}"] = spec, picture(spec)
    return found


def picture(spec: dict) -> str:
    return vl_convert.vegalite_to_svg(spec, vl_version="5.20")


def size(svg: str) -> tuple[float, float]:
    width, height = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', svg).groups()
    return float(width), float(height)


def written(svg: str) -> list[str]:
    """Return the texts of a picture, each of its lines by itself."""
    parts = re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", svg)
    return [html.unescape(part) for part in parts]


def outputs(lessons, *kinds: str):
    """Yield the cell and the text of each output of these kinds."""
    for name, notebook in lessons.items():
        for cell in notebook.cells:
            for output in cell.get("outputs", ()):
                for kind in kinds:
                    if kind == "stream" and output.output_type == "stream":
                        yield f"{name} {cell.id}", output.text
                    elif kind in output.get("data", {}):
                        yield f"{name} {cell.id}", output.data[kind]


def seen(page: str) -> str:
    """Return what a page shows: its text without tags, and without the addresses of links."""
    text = re.sub(r"<a [^>]*>.*?</a>|<style>.*?</style>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


# -- figures --------------------------------------------------------------------------------------


def test_no_figure_is_larger_than_the_page(drawn):
    assert len(drawn) > 50
    sizes = {name: size(svg) for name, (_spec, svg) in drawn.items()}
    assert {name: found for name, found in sizes.items() if found[0] > WIDEST or found[1] > HIGHEST} == {}


def test_no_word_of_a_figure_is_cut_off(drawn):
    for name, (spec, svg) in drawn.items():
        data = json.dumps(spec, ensure_ascii=False)
        cut = [text for text in written(svg) if text.endswith("…") and text not in data]
        assert cut == [], name


@pytest.mark.parametrize("language", ["es", "pt"])
def test_figures_fit_in_other_languages(language):
    """Each function once, as a lesson calls it: words are longer there."""
    i18n.use_language(language)
    asked = {}
    for path in LESSONS:
        for cell in nbformat.read(path, as_version=4).cells:
            for function, call in calls(cell.source if cell.cell_type == "code" else ""):
                asked.setdefault(function, call)
        for prompt in prompts(path.name[:2]).values():
            for item in prompt.reveal:
                if item.figure:
                    asked.setdefault(f"charts.{item.figure}", f"charts.{item.figure}(**{item.options!r})")
    assert len(asked) > 15
    space = {"charts": charts, "regiolab": regiolab, "analysis": analysis}
    for function, call in asked.items():
        width, height = size(picture(eval(call, space).spec()))
        # here words are measured in a wider letter than a browser's, and a few panels of numbers with them
        assert width <= 1.07 * WIDEST and height <= HIGHEST, (function, width, height)


def calls(source: str) -> list[tuple[str, str]]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("charts."):
            found.append((ast.unparse(node.func), ast.unparse(node)))
    return found


def test_the_words_of_a_figure_are_folded_with_its_table(lessons):
    """Between a chart and the prose stands one line; the chart carries the description as its label."""
    n = 0
    for notebook in lessons.values():
        for cell in notebook.cells:
            found = [output.get("data", {}) for output in cell.get("outputs", ())]
            for chart, words in itertools.pairwise(found):
                if VEGALITE not in chart:
                    continue
                page = words["text/html"].strip()
                assert page.startswith("<details><summary>") and page.endswith("</details>")
                assert page.count("<details") == 1 and html.escape(chart[VEGALITE]["description"], quote=False)[:40]
                assert chart[VEGALITE]["description"] == words["text/plain"]
                n += 1
    assert n > 50


def test_a_year_stands_under_its_line(drawn):
    assert all(spec["config"]["axis"]["labelFlush"] is False for spec, _svg in drawn.values())


# -- words ----------------------------------------------------------------------------------------


def test_nothing_is_raw(lessons):
    for name, text in [*outputs(lessons, "stream"), *((n, seen(t)) for n, t in outputs(lessons, "text/html"))]:
        assert not RAW.search(text), (name, RAW.search(text)[0])


def test_what_is_printed_is_a_table_with_words_above(lessons):
    for name, text in outputs(lessons, "stream"):
        head, rule = text.split("\n\n")[-1].splitlines()[:2] if "\n\n" in text.strip() else text.splitlines()[:2]
        assert set(rule) == {"─"}, name
        assert re.match(r"[A-Z][a-z]+", head), (name, head)


def test_whatever_is_shown_is_made_to_be_shown(lessons):
    """An output in plain text only is a value as Python writes it."""
    for name, notebook in lessons.items():
        for cell in notebook.cells:
            for output in cell.get("outputs", ()):
                assert output.output_type != "error", (name, cell.id)
                assert set(output.get("data", {"text/html": ""})) != {"text/plain"}, (name, cell.id)


def test_no_identifier_stands_for_a_word(lessons, drawn):
    shown = [*outputs(lessons, "stream"), *((name, seen(page)) for name, page in outputs(lessons, "text/html"))]
    shown += [(name, "\n".join(written(svg))) for name, (_spec, svg) in drawn.items()]
    found = {(name, IDENTIFIER.search(text)[0]) for name, text in shown if IDENTIFIER.search(text)}
    assert found == set()


@pytest.mark.parametrize("name", sorted(set(charts.__all__) - {"Figure"}))
def test_the_table_of_every_figure_is_in_words(name):
    asked = {
        "members_map": ("mercosur",),
        "profile": ("alba_2004_political",),
        "evidence_balance": ("alba_2004_economic", "social"),
        "other_readings": ("alba_2004_economic",),
        "threshold_effect": ("alba_2004_political",),
        "period_shift": ("mercosur", {2003: 2005}),
        "chronicle": (["2008_unasur_treaty"],),
    }
    told = spoken(getattr(charts, name)(*asked.get(name, ()), **GIVEN.get(name, {})).table)
    assert all(head[0].isupper() for head in told["columns"]), told["columns"]
    words = " ".join(cell for row in told["rows"] for cell in row)
    assert not IDENTIFIER.search(words), IDENTIFIER.search(words)[0]


def test_identifiers_are_found():
    for text in ("rows 2016_eu_offers", "lowest_common_denominator", "in_force_precision: day", "a final_passage b"):
        assert IDENTIFIER.search(text), text
    for text in ("https://x.org/a_b_c.html", "S5 ¶14", "STR01", "2015–2018"):
        assert not IDENTIFIER.search(text), text


def test_nobody_is_guessed_at(lessons):
    for name, page in outputs(lessons, "text/html"):
        assert "believed to be" not in page, name


def test_colours_of_text_are_the_pages_own(lessons):
    """A fixed colour reads in one theme and not in the other."""
    for name, page in outputs(lessons, "text/html"):
        assert not re.search(r"[^-\w]color:\s*#", page), name
    for path in TEMPLATES.glob("*.html"):
        assert not re.search(r"[^-\w]color:\s*#", path.read_text(encoding="utf-8")), path.name


def test_the_longest_text_has_the_widest_column():
    made = listing([("Day", ["1991-03-26"] * 3), ("Who", ["a short name"] * 3), ("Why", ["word " * 40] * 3)])
    widths = [int(width) for width in re.findall(r'<col style="width:(\d+)%">', made._repr_html_())]
    assert len(widths) == 3 and widths[2] == max(widths) and 98 <= sum(widths) <= 102
    assert "<col " not in show(load("models")[["model", "kind"]])._repr_html_()


def test_the_columns_of_a_table_keep_apart_where_the_page_is_narrow():
    """At 200 per cent with the side bar open six columns have 300 pixels: one scrolls, and no word lies on another."""
    page = listing([(name, ["word " * 30]) for name in "ABCDEF"])._repr_html_()
    wide = re.search(r"min-width:(\d+)em", page)
    # no wider than the page of a laptop, nor than a sheet of paper in the letters of an export
    assert wide and 40 <= int(wide[1]) <= 50 and "overflow-wrap:anywhere" in page


def test_a_column_that_says_nothing_is_left_out():
    page = listing([("Day", ["1991", "1992"]), ("Why", [None, None])])._repr_html_()
    assert "Day" in page and "Why" not in page


# -- events in time -------------------------------------------------------------------------------

EVENTS = st.lists(st.tuples(st.floats(0, chronicles.WIDE), st.integers(5, 80)), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_titles_of_events_keep_apart(events):
    own = pd.DataFrame({"x": [x for x, _n in events], "title": ["w" * n for _x, n in events]}).sort_values("x")
    placed = chronicles._packed(own)
    for _row, group in placed.groupby("row"):
        spans = []
        for item in group.itertuples():
            long = len(item.title) * chronicles.LETTER
            spans.append((item.x, item.x + long) if item.align == "left" else (item.x - long, item.x))
        spans.sort()
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert sorted(placed["title"]) == sorted(own["title"])


def test_a_chronicle_is_drawn_as_time(drawn):
    some = {name: spec for name, (spec, _svg) in drawn.items() if "Chronicle" in json.dumps(spec.get("title", ""))}
    assert some
    for name, spec in some.items():
        across = [layer.get("encoding", {}).get("x", {}) for layer in spec["layer"]]
        assert any(x.get("type") == "temporal" for x in across), name


def test_as_many_events_as_a_chronicle_takes_stay_on_one_screen():
    events = load("events")["event"].tolist()
    for start in range(0, len(events) - chronicles.MOST, 90):
        figure = charts.chronicle(events[start : start + chronicles.MOST])
        width, height = size(picture(figure.spec()))
        assert height <= HIGHEST and width <= WIDEST, (start, width, height)


# -- small tables ---------------------------------------------------------------------------------


def test_numbers_stand_under_words():
    counts = analysis.government_share(2014, 2018)
    table = crosstab(counts, "year", "orientation", "n", only=["left", "right"])
    assert table.head == ("Year", "Left", "Right") and table.rows[0][0] == "2014" and len(table.rows) == 5
    assert table.rows[-1][1:] == ("9", "10")
    assert crosstab(load("blocs"), "kind").head == ("Kind", "Number")
    with pytest.raises(InvalidValue, match="no column colour"):
        crosstab(load("blocs"), "colour")


def test_members_are_counted_by_day_or_by_rule():
    by_day = member_counts(["unasur", "celac"], ["2018-12-31", "2020-12-31"])
    assert by_day.rows == (("31 December 2018", "12", "33"), ("31 December 2020", "5", "32"))
    assert member_counts("unasur", "2018-12-31").rows == (("UNASUR", "12"),)
    with pytest.raises(InvalidValue, match="not both"):
        member_counts("unasur", ["2018-12-31", "2020-12-31"], by=("signed", "start"))


def test_a_frame_of_ones_own_is_shown_as_it_is():
    own = pd.DataFrame(
        {"unit": ["mine"], "source": ["a [book"], "event": ["a day"], "subregion": ["here"], "my_x": [1.5]}
    )
    page = show(own)._repr_html_()
    assert all(word in page for word in ("mine", "a [book", "a day", "here", "1.5", "my x"))


def test_every_table_can_be_shown_in_words():
    for name in schema.all_tables():
        page = show(load(name).head(3))._repr_html_()
        assert "<th" in page and "NaT" not in page and "&lt;NA&gt;" not in page, name
