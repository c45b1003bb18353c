"""Spanish and Portuguese: every notebook runs in them, nothing is lost by a translation, numbers follow."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient

import regiolab
from regiolab import i18n, instructor, views
from regiolab.course import course_root
from regiolab.errors import InvalidValue
from regiolab.exercises import submission as form
from regiolab.i18n import number, reduced, speaking, use_language
from regiolab.views.listing import listing

ROOT = course_root()
PACKAGE = Path(regiolab.__file__).parent
OTHERS = ("es", "pt")
every_other_language = pytest.mark.parametrize("language", OTHERS)


# -- notebooks ------------------------------------------------------------------------------------

NOTEBOOKS = sorted(
    path.relative_to(ROOT).as_posix() for room in ("notebooks", "exercises") for path in (ROOT / room).glob("*.ipynb")
)
RUNS = [(language, name) for language in OTHERS for name in NOTEBOOKS]


def failures(path: Path, language: str) -> list[str]:
    """Run a notebook in a language without a browser; name every cell that fails."""
    notebook = nbformat.read(path, as_version=4)
    asks = nbformat.v4.new_code_cell("import regiolab.i18n\nprint(regiolab.i18n.language())")
    notebook.cells.append(asks)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True)
    client.resources = {"metadata": {"path": str(path.parent)}}
    client.execute(env={**os.environ, "REGIOLAB_LANG": language, "REGIOLAB_STATIC": "0"})
    assert asks.outputs[0].text.strip() == language
    return [
        f"{path.name}, cell {cell.id}, in {language}: {output.ename}: {output.evalue}"
        for cell in notebook.cells
        if cell.cell_type == "code" and "raises-exception" not in cell.metadata.get("tags", [])
        for output in cell.outputs
        if output.output_type == "error"
    ]


@pytest.fixture(scope="module")
def runs(request, tmp_path_factory):
    """Run the notebooks that are asked for, two at a time: most of it is waiting for a kernel."""
    wanted = [item.callspec.params for item in request.session.items if item.nodeid.count("::test_a_notebook_runs")]
    with ThreadPoolExecutor(2) as pool:
        started = {}
        for language, name in ((item["language"], item["name"]) for item in wanted):
            room = tmp_path_factory.mktemp(f"{language}-{Path(name).stem}") / Path(name).parent
            shutil.copytree(ROOT / Path(name).parent, room, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
            started[language, name] = pool.submit(failures, room / Path(name).name, language)
        yield started
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize(("language", "name"), RUNS, ids=[f"{name}-{language}" for language, name in RUNS])
def test_a_notebook_runs_in_every_language(language, name, runs):
    """English is run by nbval."""
    assert runs[language, name].result(timeout=300) == []


def test_a_cell_that_fails_in_one_language_is_named(tmp_path):
    source = 'import regiolab\nregiolab.claims("C143").frame["Place"]'
    cells = [nbformat.v4.new_code_cell(source, id="planted")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "planted.ipynb")
    assert failures(tmp_path / "planted.ipynb", "es") == ["planted.ipynb, cell planted, in es: KeyError: 'Place'"]


# -- names of languages ---------------------------------------------------------------------------

NAMES = {
    **dict.fromkeys(("en", "EN", "en-GB", "en_US.UTF-8", "C", "C.UTF-8", "POSIX", "", "  "), "en"),
    **dict.fromkeys(("es", "ES", "es-MX", "es_AR.UTF-8", "es_419", "es@euro", "es:en"), "es"),
    **dict.fromkeys(("pt", "pt_BR", "pt-PT", "PT_BR.utf8"), "pt"),
    **dict.fromkeys(("fr", "fr_FR.UTF-8", "esperanto", "english", "xx", "?"), None),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_locale_is_reduced_to_its_language(name, capsys):
    assert reduced(name) == NAMES[name]
    use_language(name)
    assert i18n.language() == (NAMES[name] or "en")
    said = capsys.readouterr().err
    assert said.count("\n") == (NAMES[name] is None)
    assert NAMES[name] or f"'{name}' is no language of this course" in said


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_any_name_of_a_language_costs_a_sentence_at_most(name):
    """What `import regiolab` does first, with a module of its own each time."""
    before = os.environ.get("REGIOLAB_LANG")
    os.environ["REGIOLAB_LANG"] = name
    try:
        module = runpy.run_path(str(PACKAGE / "i18n.py"))
    finally:
        if before is None:
            del os.environ["REGIOLAB_LANG"]
        else:
            os.environ["REGIOLAB_LANG"] = before
    assert module["language"]() in i18n.LANGUAGES


@pytest.mark.parametrize("name", ["pt_BR", "ES", "fr", "no such language\n"])
def test_every_module_can_be_imported_in_any_language(name):
    modules = sorted(
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in PACKAGE.rglob("*.py")
        if "_course" not in path.parts
    )
    assert len(modules) > 80
    code = f"import importlib\nfor name in {modules}: importlib.import_module(name)\nprint(importlib.sys.argv[0])"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "REGIOLAB_LANG": name},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    own = [line for line in found.stderr.splitlines() if line.startswith("regiolab: ")]
    assert len(own) == (reduced(name) is None)


def test_two_threads_speak_two_languages():
    """A language that is held in the context reaches no other thread, nor what comes after."""
    together, heard = threading.Barrier(2), {}

    def speak(language: str) -> None:
        with speaking(language):
            together.wait(10)
            heard[language] = [(i18n.language(), number(0.5, 1), views.define("hegemony").caption) for _n in range(50)]
            together.wait(10)

    threads = [threading.Thread(target=speak, args=[language]) for language in OTHERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert {language: set(said) for language, said in heard.items()} == {
        "es": {("es", "0,5", "Glosario")},
        "pt": {("pt", "0,5", "Glossário")},
    }
    assert i18n.language() == "en"


@pytest.mark.parametrize(("written", "kept"), [("pt-BR", "pt"), ("es_MX.UTF-8", "es"), ("ES", "es")])
def test_a_submission_may_name_its_language_as_a_locale(written, kept):
    data = json.loads(form.dump(form.begin("3_classify"))) | {"language": written}
    assert form.own(json.dumps(data).encode(), "x.json").language == kept


def test_a_submission_in_another_language_is_refused():
    data = json.loads(form.dump(form.begin("3_classify"))) | {"language": "fr"}
    with pytest.raises(InvalidValue, match="language: it breaks the format: it must be one of: en, es, pt"):
        form.own(json.dumps(data).encode(), "x.json")


BROKEN = {
    "missing": ({"exercise": ...}, "exercise: falta"),
    "more": ({"extra": 1}, "extra: el formato no conoce nada con ese nombre"),
    "long": ({"pseudonym": "x" * 61}, "pseudonym: debe tener como máximo 60 caracteres"),
    "letters": ({"exercise": "../keys"}, "exercise: contiene caracteres que no se permiten ahí"),
    "few": ({"rounds": []}, "rounds: debe tener al menos 2 entradas"),
    "list": ({"rounds": 1}, "rounds: debe ser una lista"),
    "text": ({"version": 1}, "version: debe ser un texto"),
    "choice": (
        {"feedback": [{"question": "q", "step": 4, "revision": 1, "at": "2025-01-01T00:00:00Z"}]},
        "debe ser uno de: 1, 2, 3",
    ),
    "time": (
        {"feedback": [{"question": "q", "step": 1, "revision": 1, "at": "2025-01-01"}]},
        "debe ser una hora con su zona",
    ),
    "kind": ({"after": {"q": {"kind": "x"}}}, "el tipo debe ser uno de: code, order, match, choose, judge, predict"),
    "own": (
        {"after": {"q": {"kind": "code", "at": "2025-01-01T00:00:00Z", "models": {"social": {}}}}},
        "after.q.code: un modelo necesita un grado",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_the_format_is_said_in_the_readers_language(name):
    changes, says = BROKEN[name]
    data = json.loads(form.dump(form.begin("3_classify"))) | changes
    data = {key: value for key, value in data.items() if value is not ...}
    use_language("es")
    says = says.replace(": ", ": no respeta el formato: ", 1) if re.match(r"[a-z.]+: ", says) else says
    with pytest.raises(InvalidValue, match=re.escape(says)) as caught:
        form.own(json.dumps(data).encode(), "x.json")
    assert not re.search(r"Value error|should|Input|Field", str(caught.value))


# -- what is stored, and what serves as a key ----------------------------------------------------


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    """One class, graded by three instructors who speak three languages."""
    root = tmp_path_factory.mktemp("class")
    instructor.write_class(root / "files", 6)
    (root / "files" / "broken.json").write_text("{", encoding="utf-8")
    found = {}
    for language in i18n.LANGUAGES:
        use_language(language)
        instructor.grade_class(root / "files", root / language, pages=False)
        found[language] = instructor.Results(root / language)
    use_language("en")
    return found


def test_grading_leaves_the_process_in_its_language(tmp_path):
    """Its pages speak the language of each student, and here a whole class speaks Portuguese."""
    [path] = instructor.write_class(tmp_path / "files", 1)
    data = json.loads(path.read_text(encoding="utf-8")) | {"language": "pt_BR"}
    path.write_text(json.dumps(data), encoding="utf-8")
    use_language("es")
    instructor.grade_class(tmp_path / "files", tmp_path / "out")
    assert i18n.language() == "es"
    [page] = (tmp_path / "out" / "feedback").glob("*.html")
    assert 'lang="pt"' in page.read_text(encoding="utf-8")
    assert 'lang="es"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


@every_other_language
def test_a_gradebook_is_the_same_in_every_language(language, classes):
    for name in ("gradebook", "canvas", "rationales"):
        english, other = (classes[spoken].out / f"{name}.csv" for spoken in ("en", language))
        assert other.read_bytes() == english.read_bytes(), name
    book = classes[language].gradebook()
    assert {"student", "status", "files", "submission", "points", "possible"} <= set(book.columns)
    assert {"graded", "unreadable"} <= set(book["status"])


@every_other_language
def test_columns_of_stored_tables_are_identifiers(language, classes):
    for path in classes[language].out.glob("*.csv"):
        head = path.read_text(encoding="utf-8-sig").splitlines()[0]
        assert (
            head.isascii() and head == (classes["en"].out / path.name).read_text(encoding="utf-8-sig").splitlines()[0]
        )


UNIT = "mercosur_2003_economic"
TABLES = {
    "claims": lambda: regiolab.claims("S6").frame,
    "claims in full": lambda: regiolab.claims("S2", full=True).frame,
    "forecasts": lambda: regiolab.forecasts(show=True).frame,
    "glossary": lambda: regiolab.define().frame,
    "conflicts": lambda: regiolab.against_the_article("S2").frame,
    "sourcing": lambda: regiolab.sourcing().frame,
    "ideal type": lambda: regiolab.ideal_type("strategic").frame,
    "tables": lambda: regiolab.tables(),
    "codebook": lambda: regiolab.codebook("memberships").columns,
    "progress": lambda: regiolab.exercises.progress("no/such/folder").frame,
    "cards": lambda: regiolab.reading(UNIT).cards,
    "sources": lambda: regiolab.reading(UNIT).sources,
    "provenance": lambda: regiolab.provenance("memberships", bloc="mercosur", iso3="BOL", status="full").sources,
}
RESULTS = {
    "findings": lambda results: results.findings().frame,
    "gradebook": lambda results: results.gradebook(),
    "discuss": lambda results: results.discuss("3_classify").frame,
    "statistics": lambda results: results.statistics("3_classify").frame,
    "unit": lambda results: results.unit("3_classify", "unasur_2008_political").frame,
}


def alike(one: pd.DataFrame, other: pd.DataFrame) -> None:
    assert one.shape == other.shape and len(one)
    assert other.columns.is_unique, list(other.columns)


@every_other_language
@pytest.mark.parametrize("name", TABLES)
def test_no_translation_loses_a_column_or_a_row(name, language):
    english = TABLES[name]()
    use_language(language)
    alike(english, TABLES[name]())


@every_other_language
@pytest.mark.parametrize("name", RESULTS)
def test_no_translation_loses_a_result(name, language, classes):
    english = RESULTS[name](classes["en"])
    use_language(language)
    alike(english, RESULTS[name](classes[language]))


def test_equal_headings_swallow_no_column():
    frame = listing([("Afirmação", ["C001"]), ("Afirmação", ["Mercosur was founded."])]).frame
    assert frame.to_numpy().tolist() == [["C001", "Mercosur was founded."]]


def spoken(node: ast.AST | None) -> bool:
    """Say whether a part of the code holds a call of gettext."""
    return node is not None and any(
        isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in ("_", "ngettext")
        for part in ast.walk(node)
    )


def keyed_by_words(tree: ast.AST) -> list[int]:
    """Return the lines where something is keyed by, compared with, or stored under a translated word."""
    found = []
    for node in ast.walk(tree):
        keys: list[ast.AST | None] = []
        if isinstance(node, ast.Dict):
            keys = list(node.keys)
        elif isinstance(node, ast.DictComp):
            keys = [node.key]
        elif isinstance(node, ast.Subscript):
            keys = [node.slice]
        elif isinstance(node, ast.Compare):
            keys = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "writerow":
            keys = list(node.args)
        found += [node.lineno for key in keys if spoken(key)]
    return found


def test_nothing_is_keyed_by_a_translated_word():
    sources = sorted(PACKAGE.rglob("*.py"))
    assert len(sources) > 80
    for path in sources:
        lines = keyed_by_words(ast.parse(path.read_text(encoding="utf-8")))
        assert not lines, f"{path.name}, lines {lines}: a translated word serves as a key"


@pytest.mark.parametrize(
    "source",
    [
        '{_("Claim"): 1}',
        'table[_("Claim")]',
        '{_("a"): 1 for a in b}',
        'name == _("left")',
        'csv.writerow([_("file")])',
    ],
)
def test_a_translated_key_is_found(source):
    assert keyed_by_words(ast.parse(source)) == [1]
