"""The form of every notebook; pytest itself runs them through nbval (see pyproject.toml)."""

from __future__ import annotations

import ast
import io
import itertools
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import nbformat
import pytest

from regiolab.course import course_root
from regiolab.data import load

ROOT = course_root()
PATHS = sorted(path for room in ("notebooks", "exercises") for path in (ROOT / room).rglob("*.ipynb"))
PATHS = [path for path in PATHS if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)]
LESSONS = [path for path in PATHS if path.parent.name == "notebooks"]
NAMES = [path.relative_to(ROOT).as_posix() for path in PATHS]
LESSON_NAMES = [path.relative_to(ROOT).as_posix() for path in LESSONS]
CHECKED = "nbval-check-output"

every_notebook = pytest.mark.parametrize("path", PATHS, ids=NAMES)
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=LESSON_NAMES)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def prose(path: Path) -> str:
    return "\n\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")


@every_notebook
def test_it_is_a_valid_notebook(path):
    nbformat.validate(read(path))
    assert path.read_text(encoding="utf-8").endswith("}\n")


@every_notebook
def test_only_checked_cells_keep_their_output(path):
    for cell in code_cells(path):
        if CHECKED not in tags(cell):
            assert cell.outputs == [] and cell.execution_count is None, cell.id
            continue
        assert cell.outputs, f"{cell.id} is to be checked and has no output"
        for output in cell.outputs:
            kinds = set(output.get("data", {"text/plain": ""}))
            assert kinds == {"text/plain"}, (cell.id, kinds)


@every_notebook
def test_no_cell_is_passed_over(path):
    wanted = {CHECKED, "remove-input", "hide-input", "raises-exception", "handout"}
    for cell in read(path).cells:
        assert set(tags(cell)) <= wanted, (cell.id, tags(cell))


@every_notebook
def test_the_kernel_is_named_and_nothing_else_of_the_machine(path):
    metadata = read(path).metadata
    assert metadata.kernelspec.name == "python3" and metadata.kernelspec.language == "python"
    assert set(metadata) <= {"kernelspec", "language_info", "title"}
    assert "version" not in metadata.get("language_info", {})  # it would change with every machine


@every_notebook
def test_cells_have_names_that_stay(path):
    ids = [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    for name in ids:
        # a random identifier, as an editor gives it, would change when the notebook is made anew
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name), name
        assert not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f-]+)?", name), name


@every_notebook
def test_headings_are_in_order(path):
    text = re.sub(r"```.*?```", "", prose(path), flags=re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, flags=re.MULTILINE)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels


@every_notebook
def test_the_first_cell_says_what_a_reader_needs(path):
    first = read(path).cells[0]
    assert first.cell_type == "markdown" and first.source.startswith("# ")
    for words in ("able to", "Time:", "Read first:", "need:"):
        assert words in first.source or path not in LESSONS, words
    assert re.search(r"\btime\b|\bminutes\b", first.source, flags=re.IGNORECASE)


@every_lesson
def test_the_last_words_say_what_was_seen_and_what_comes_next(path):
    text = prose(path)
    for words in ("What we saw", "Statements of the article tested", "Sources", "Next"):
        assert words in text, words
    asked = any("regiolab.claims(" in cell.source for cell in code_cells(path))
    assert asked or re.search(r"\*(supported|imprecise|contradicted|open)\*", text), "no verdict"


@every_lesson
def test_questions_come_before_answers(path):
    text = prose(path)
    assert text.count("Before you run") >= 3
    assert text.count("Look for") + text.count("Look along") + text.count("Look at") >= 3


@every_notebook
def test_code_is_short_and_holds_no_words_for_readers(path):
    for cell in code_cells(path):
        source = cell.source
        # an exercise may leave a cell empty for the reader's own code
        assert source.strip() or path not in LESSONS, cell.id
        assert len(source.splitlines()) < 15, cell.id
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        assert not [token.string for token in tokens if token.type == tokenize.COMMENT], cell.id
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert len(node.value.split()) <= 3, (cell.id, node.value)


FOREIGN = re.compile(
    r"https?://|urllib|requests|socket|pip install|!\s*\w|%%?\w+|subprocess|os\.environ|/home/|/tmp|C:\\|\.\./"
)


@every_notebook
def test_code_stays_inside_the_folder(path):
    for cell in code_cells(path):
        assert not FOREIGN.search(cell.source), (cell.id, FOREIGN.search(cell.source)[0])


@every_notebook
def test_prose_names_no_path_of_a_machine(path):
    assert not re.search(r"/home/|/tmp/|C:\\", prose(path))


@every_notebook
def test_locators_in_the_prose_exist(path):
    known = set(load("sections")["locator"])
    for locator in re.findall(r"S\d ¶\d+", prose(path)):
        assert locator in known, locator


@every_notebook
def test_pictures_have_words(path):
    for words in re.findall(r"!\[(.*?)\]\(", prose(path)):
        assert len(words.split()) >= 3, words
    assert "<img" not in prose(path) or 'alt="' in prose(path)


@every_notebook
def test_links_inside_the_course_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)\)", prose(path)):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), target


def test_there_are_lessons():
    assert LESSONS and LESSONS[0].name == "01_trajectory.ipynb"
    for number, path in enumerate(LESSONS, start=1):
        assert path.name.startswith(f"{number:02d}_"), path.name


def nbval(folder: Path, *options: str) -> subprocess.CompletedProcess:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval-lax", *options, str(folder)]
    return subprocess.run(words, capture_output=True, text=True, cwd=folder, check=False, timeout=100)


@pytest.mark.slow
def test_nbval_fails_what_must_fail(tmp_path):
    """A cell that hangs, one that raises, and one whose checked output has changed."""
    checked = nbformat.v4.new_code_cell("print(2)", metadata={"tags": [CHECKED]}, execution_count=1)
    checked.outputs = [nbformat.v4.new_output("stream", name="stdout", text="3\n")]
    cells = [checked, nbformat.v4.new_code_cell("1 / 0"), nbformat.v4.new_code_cell("import time; time.sleep(60)")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "planted.ipynb")
    done = nbval(tmp_path, "--nbval-cell-timeout=2")
    assert done.returncode == 1, done.stdout
    for cell in range(3):
        assert f"planted.ipynb::Cell {cell}" in done.stdout
    assert "3 failed" in done.stdout and "Timeout of 2 seconds" in done.stdout


def test_pytest_collects_every_notebook():
    """The run that `make test` starts holds a test for each code cell."""
    words = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "notebooks", "exercises"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False, timeout=100)
    for path, name in zip(PATHS, NAMES, strict=True):
        assert done.stdout.count(f"{name}::") >= len(code_cells(path)), name
