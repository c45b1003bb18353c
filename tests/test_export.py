"""Lessons as files: one page that holds everything, and a handout of two pages."""

from __future__ import annotations

import errno
import json
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from regiolab import cli, export, files
from regiolab.course import course_root
from regiolab.export import document, exporter, handouts, rendering
from regiolab.export.execution import executed
from regiolab.lessons import replies

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

CHART = """
import os, altair as alt, pandas as pd
from regiolab.charts.figure import Figure
print(os.environ["REGIOLAB_ASK"])
frame = pd.DataFrame({"year": range(1990, 2020), "n": range(30)})
chart = alt.Chart(frame).mark_line().encode(x="year:Q", y="n:Q")
Figure(chart, "A line that <rises>.", frame)
"""
WIDGET = """
import ipywidgets
ipywidgets.VBox([ipywidgets.IntSlider(description="Year"), ipywidgets.HTML("<p>Said by a widget</p>")])
"""


def notebook(*more) -> nbformat.NotebookNode:
    """Return a lesson of a few cells."""
    new = nbformat.v4
    cells = [
        new.new_markdown_cell("# A lesson\n\nRead `S2 ¶5` and *post-liberal*; [next](02_models.ipynb).", id="title"),
        new.new_markdown_cell("Why so many?", id="question", metadata={"tags": ["handout"]}),
        new.new_code_cell(CHART, id="figure", metadata={"tags": ["handout"]}),
        new.new_code_cell("import regiolab\nregiolab.claims('C036')", id="ledger"),
        new.new_code_cell(WIDGET, id="widget"),
        new.new_markdown_cell("<details><summary>More</summary>\n\nFolded.\n\n</details>", id="more"),
        new.new_markdown_cell("Because of `E118`.", id="answer", metadata={"tags": ["handout"]}),
        *more,
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new.new_notebook(cells=cells, metadata=kernel)


OPTIONS = [{"id": "x", "text": "This one"}, {"id": "y", "text": "That one"}]
ASKED = [
    {"id": "a", "kind": "number", "core": True, "prompt": "How many <members>?", "unit": "members", "most": 9},
    {"id": "b", "kind": "choice", "core": True, "prompt": "Which?", "options": OPTIONS},
    {"id": "c", "kind": "words", "core": True, "prompt": "Why?"},
    {"id": "d", "kind": "words", "core": False, "prompt": "And deeper?"},
]
QUESTIONS = {
    "format": "regiolab-lesson/1",
    "lesson": "99",
    "questions": [item | {"reveal": [{"text": "See."}]} for item in ASKED],
}


@pytest.fixture(scope="module")
def lesson(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("lesson") / "mine.ipynb"
    nbformat.write(notebook(), path)
    path.with_suffix(".json").write_text(json.dumps(QUESTIONS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ran(lesson):
    return executed(lesson)


@pytest.fixture
def page(ran) -> str:
    return document.page(rendering.cells(ran))


@pytest.fixture
def sheet(ran, lesson) -> str:
    return handouts.handout(rendering.cells(ran), lesson)


@pytest.fixture
def run(capsys):
    def run(*arguments: object) -> tuple[int, list[str], list[str]]:
        with pytest.raises(SystemExit) as caught:
            cli.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return caught.value.code, said.out.splitlines(), said.err.splitlines()

    return run


@pytest.mark.slow
def test_a_page_holds_everything_and_asks_for_nothing(page):
    assert "<title>A lesson</title>" in page and "<pre>open" in page  # the questions stand open
    assert page.count('alt="A line that &lt;rises&gt;."') == 1 and "data:image/svg+xml;base64," in page
    assert "Said by a widget" in page and page.count('class="controls"') == 1
    for code in ("import ", "alt.Chart", "IntSlider", "02_models.ipynb", "companion.ipynb"):
        assert code not in page
    assert not re.search(r'(?:src|href)="(?!data:|#|https?://)', page)
    assert not re.search(r'(?:src|srcset|poster)="http|<link|@import|url\(', page)


@pytest.mark.slow
def test_a_page_has_at_its_end_what_it_points_to_and_no_more(page):
    ids = set(re.findall(r'class="entry" id="([^"]+)"', page))
    assert {"s2-p5", "e118", "term-post-liberal-regionalism", "s1-p10"} <= ids and "s7-p4" not in ids
    pointed = set(re.findall(r'href="#([^"]+)"', page))
    assert pointed and pointed <= ids


@pytest.mark.slow
def test_a_long_table_is_named_on_paper_and_a_short_one_is_not(page):
    assert "The table with 30 rows is in the file itself." in page
    assert page.count('class="paper"') == 1


@pytest.mark.slow
def test_a_handout_holds_the_core_questions_and_what_is_tagged(sheet):
    assert sheet.count("<li") == 3 and "How many &lt;members&gt;?" in sheet and "And deeper?" not in sheet
    first, second = sheet.split('<section class="sheet">')[1:]
    assert "Why so many?" in first and "Because of" in second and sheet.count("<img") == 1
    assert "Because of" not in first  # it would answer the questions beside it
    assert "☐ This one" in first and "Said by a widget" not in sheet and "Folded" not in sheet


@pytest.mark.slow
def test_a_failing_cell_is_one_sentence_and_nothing_is_written(tmp_path, run):
    path, out = tmp_path / "bad.ipynb", tmp_path / "page.html"
    out.write_text("before", encoding="utf-8")
    cells = [nbformat.v4.new_code_cell("import regiolab\nregiolab.load('nothing')", id="broken")]
    bad = notebook()
    bad.cells = cells
    nbformat.write(bad, path)
    status, said, errors = run("export", path, "--out", out)
    assert (status, said) == (1, []) and len(errors) == 1
    assert "bad.ipynb fails in its cell “broken”" in errors[0] and "Traceback" not in errors[0]
    assert out.read_text(encoding="utf-8") == "before"


def test_an_unknown_lesson_or_kind_is_a_sentence_with_the_known_ones(run):
    status, said, errors = run("export", "9")
    assert (status, said) == (2, []) and len(errors) == 1 and "01_trajectory" in errors[0]
    status, said, errors = run("export", "01", "--to", "pdf")
    assert (status, said) == (2, []) and len(errors) == 1 and "handout, html" in errors[0]
    status, said, errors = run("export", "01", "--out", "/nowhere/at/all/x.html")
    assert (status, said) == (2, []) and "is not a folder" in errors[0]


def test_a_lesson_has_several_names_and_the_companion_is_none():
    for name in ("01", "1", "01_trajectory", "01_trajectory.ipynb"):
        assert export.lesson_file(name).name == "01_trajectory.ipynb"
    for name in ("companion", "0", "", "1_trajectory"):
        with pytest.raises(LookupError):
            export.lesson_file(name)


def test_without_vl_convert_one_is_told_before_anything_runs(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    status, _said, errors = run("export", "01")
    assert status == 2 and len(errors) == 1 and "regiolab[pictures]" in errors[0]


def test_a_file_that_is_no_notebook_is_a_sentence(tmp_path, run):
    path = tmp_path / "x.ipynb"
    path.write_text("{", encoding="utf-8")
    status, _said, errors = run("export", path)
    assert status == 2 and len(errors) == 1 and "no notebook" in errors[0]


@pytest.mark.parametrize("kernel", ["nowhere", "broken"])
def test_a_notebook_whose_kernel_is_not_here_or_never_answers_is_a_sentence(tmp_path, run, kernel, monkeypatch):
    broken = tmp_path / "kernels" / "broken" / "kernel.json"
    broken.parent.mkdir(parents=True)
    broken.write_text(json.dumps({"argv": [sys.executable, "-c", "exit(1)"], "display_name": "b", "language": "x"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    notebook.metadata["kernelspec"] = {"name": kernel, "display_name": "R", "language": "R"}
    nbformat.write(notebook, tmp_path / "mine.ipynb")
    status, said, errors = run("export", tmp_path / "mine.ipynb", "--out", tmp_path / "mine.html")
    assert (status, said) == (1, []) and not (tmp_path / "mine.html").exists()
    assert len(errors) == 1 and errors[0].startswith("regiolab: mine.ipynb did not run to its end (")


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path, run, monkeypatch):
    monkeypatch.setattr(exporter, "executed", lambda path, progress: nbformat.v4.new_notebook())

    def refuse(*_given):
        raise PermissionError(errno.EACCES, "Permission denied", ".x.html.1.writing")

    monkeypatch.setattr(files, "write_atomically", refuse)
    status, _said, errors = run("export", "01", "--out", tmp_path / "x.html")
    assert status == 2 and errors == [
        f"regiolab: {tmp_path / 'x.html'} cannot be written (Permission denied): choose a folder of your own."
    ]


# -- in a browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def printed(browser, path: Path, paper: str) -> tuple[int, list[str]]:
    """Return how many pages a file makes on paper, and what it asked of anybody."""
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    content = page.pdf(format=paper)
    page.close()
    return len(re.findall(rb"/Type\s*/Page\b", content)), [
        url for url in asked if not url.startswith(("file:", "data:"))
    ]


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_handout_has_two_pages(browser, sheet, tmp_path, paper):
    path = tmp_path / "sheet.html"
    path.write_text(sheet, encoding="utf-8")
    assert printed(browser, path, paper) == (2, [])


@pytest.mark.browser
def test_a_lesson_of_the_course_opens_and_prints_without_a_network(browser, tmp_path):
    path = export.export_lesson("01", "html", tmp_path)
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.goto(path.as_uri())
    seen = page.evaluate(
        """() => ({
            dead: [...document.querySelectorAll('a[href^="#"]')]
                .filter(link => !document.getElementById(link.hash.slice(1))).length,
            blank: [...document.images].filter(image => !image.alt || !image.naturalWidth).length,
            figures: document.images.length,
            wide: document.documentElement.scrollWidth > innerWidth,
        })"""
    )
    assert seen["figures"] > 5 and (seen["dead"], seen["blank"], seen["wide"]) == (0, 0, False)
    page.locator("details.rl-term summary").first.press("Enter")
    assert page.locator("details.rl-term[open] .rl-gist").first.is_visible()
    page.close()
    pages, asked = printed(browser, path, "A4")
    assert 5 < pages < 45 and asked == [] and wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("number", ["01", "04"])
def test_a_handout_of_the_course_has_two_pages_and_figures_that_can_be_read(browser, tmp_path, number):
    path = export.export_lesson(number, "handout", tmp_path)
    for paper in ("A4", "Letter"):
        assert printed(browser, path, paper) == (2, [])
    page = browser.new_page()
    page.goto(path.as_uri())
    # a picture's letters are eleven pixels high, and five points can be read
    scales = page.evaluate(
        "[...document.images].map(i => Math.min(i.width / i.naturalWidth, i.height / i.naturalHeight))"
    )
    page.close()
    assert scales and min(scales) * 11 * 0.75 >= 5


def test_the_handout_tag_of_a_lesson_is_on_cells_that_show_something():
    for path in (course_root() / "notebooks").glob("0*.ipynb"):
        tagged = [cell for cell in nbformat.read(path, 4).cells if "handout" in cell.metadata.get("tags", [])]
        assert all(cell.source.strip() for cell in tagged), path.name


def test_a_handout_asks_in_the_readers_language_and_what_a_teacher_wrote(tmp_path, monkeypatch):
    own = QUESTIONS | {"lesson": "01"}
    (tmp_path / "01_trajectory.json").write_text(json.dumps(own), encoding="utf-8")
    course = handouts.questions(course_root() / "notebooks" / "01_trajectory.ipynb")
    mine = handouts.questions(tmp_path / "01_trajectory.ipynb")  # a student's copy holds no questions of the course
    assert [item["prompt"] for item in mine[: len(course)]] == [item["prompt"] for item in course]
    assert [item["prompt"] for item in mine[len(course) :]] == ["How many <members>?", "Which?", "Why?"]
    for module in (handouts, replies):
        monkeypatch.setattr(module, "_", str.upper)
    told = handouts.questions(course_root() / "notebooks" / "01_trajectory.ipynb")
    assert [item["prompt"] for item in told] == [item["prompt"].upper() for item in course]
    assert told[0]["options"] == [text.upper() for text in course[0]["options"]]


def test_every_kind_of_core_question_has_room_for_its_answer():
    asked = [item for path in (course_root() / "notebooks").glob("0*.ipynb") for item in handouts.questions(path)]
    assert asked and all(item["options"] or item["lines"] or item["places"] for item in asked)
    for item in asked:
        if item["kind"] == "line":
            assert item["plane"]["years"] and item["plane"]["levels"] and item["plane"]["given"]
