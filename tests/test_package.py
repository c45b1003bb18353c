"""The package as it is handed out: wheel and sdist, what it says of itself, and what importing it costs."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import regiolab
from regiolab import words
from regiolab.data import schema

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FIRST = "notebooks/01_trajectory.ipynb"


def script(name: str):
    """Import a tool of the project."""
    spec = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / ".tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- what it needs -------------------------------------------------------------------------------


def test_nothing_that_the_package_imports_is_missing_from_its_dependencies():
    """Third-party modules named anywhere in the package belong to a dependency, or to the pictures' extra."""
    declared = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["pictures"]
    named = {canonicalize_name(Requirement(text).name) for text in declared}
    owners = metadata.packages_distributions()
    # these come with pandas, JupyterLab, nbclient and Jinja2
    allowed = named | {"numpy", "ipython", "ipykernel", "traitlets", "jupyter-client", "markupsafe"}
    for path in sorted((ROOT / "regiolab").rglob("*.py")):
        for module in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            if module in owners and module not in sys.stdlib_module_names and module != "regiolab":
                assert {canonicalize_name(name) for name in owners[module]} & allowed, (path.name, module)


# -- what it says of itself ----------------------------------------------------------------------


def test_one_version_everywhere():
    version = PROJECT["version"]
    assert regiolab.__version__ == schema.descriptor()["version"] == version
    assert re.search(
        rf'^version: "?{re.escape(version)}"?$', (ROOT / "CITATION.cff").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert version in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_of_the_data_is_up_to_date():
    readme = script("readme")
    assert readme.README.read_text(encoding="utf-8") == readme.text(), "run python .tools/readme.py"


def test_the_ledger_stands_where_readers_find_it():
    tool = script("ledger")
    assert tool.main(["--check"]) == 0, "run python .tools/ledger.py"


def test_the_ledger_is_written_between_its_marks():
    tool = script("ledger")
    text = tool.readme_text("before\n<!-- ledger -->\nold\n<!-- /ledger -->\nafter\n")
    assert (
        text.startswith("before\n<!-- ledger -->\n")
        and text.endswith("<!-- /ledger -->\nafter\n")
        and "old" not in text
    )
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    (total,) = [row for row in rows if row[0] == "**all**"]
    claims = regiolab.load("claims")
    assert total[1:] == [*(str(int(claims["verdict"].eq(name).sum())) for name in words.VERDICTS), str(len(claims))]
    assert sum(int(row[-1]) for row in rows if row[0] in tool.WAYS.values()) == len(claims)
    assert sum(int(row[-1]) for row in rows if row[0] in tool.MATTERS.values()) == len(claims)
    assert tool.readme_text(text) == text


def test_the_catalogues_are_up_to_date():
    assert script("messages").stale() == [], "run make messages"


@pytest.mark.parametrize("path", sorted((ROOT / "regiolab").rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_stands_inside_an_f_string(path):
    """Babel reads what stands there from Python 3.12 on only, so the catalogues would differ."""
    for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        calls = (
            [node for node in ast.walk(text) if isinstance(node, ast.Call)] if isinstance(text, ast.JoinedStr) else []
        )
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"):
                quoted = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
                assert not [value for value in quoted if isinstance(value, str)], (path.name, call.lineno, quoted)


@pytest.mark.parametrize("language", ["es", "pt"])
def test_translations_keep_the_places_of_what_is_filled_in(language):
    from babel.messages.pofile import read_po

    with script("messages").po_path(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        if not message.id or not message.string:
            continue
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {place for text in originals for place in re.findall(r"{(\w+)", text)}
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert not text or set(re.findall(r"{(\w+)", text)) <= wanted, message.id
            assert not text or len(originals) > 1 or set(re.findall(r"{(\w+)", text)) == wanted, message.id


# -- importing -----------------------------------------------------------------------------------


def test_importing_it_loads_nothing_of_others():
    code = "import sys; before = set(sys.modules); import regiolab; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded - sys.stdlib_module_names == {"regiolab"}


def test_naming_the_parts_is_enough_to_load_them():
    code = "import regiolab; regiolab.charts.timeline; regiolab.widgets.explorer; regiolab.analysis.members"
    subprocess.run([sys.executable, "-c", code], check=True)


# -- wheel and sdist -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A folder with the sdist, and the wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def empty(built, tmp_path_factory) -> Path:
    """The interpreter of an environment that holds the wheel and, beside it, the libraries of this one."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    (wheel,) = built.glob("*.whl")
    words = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*words, str(wheel)], check=True, timeout=100)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    # named in a .pth file, the other environment's own .pth files (and with them its checkout) stay out
    (Path(site) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def course_files() -> set[str]:
    """Return the files of the course as git knows them, or as they lie there."""
    rooms = ("data", "notebooks", "exercises")
    skipped = {"__pycache__", ".ipynb_checkpoints"}
    paths = (path for room in rooms for path in (ROOT / room).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in paths if not skipped & set(path.parts)}


@pytest.mark.wheel
def test_the_wheel_holds_the_course(built):
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
    for name in course_files():
        if name.endswith((".csv", ".bib", ".ipynb", ".topojson")) or name == "data/datapackage.json":
            assert f"regiolab/_course/{name}" in names, name
    assert not [name for name in names if "__pycache__" in name or ".ipynb_checkpoints" in name]
    assert {name.partition("/")[0] for name in names} == {"regiolab", f"regiolab-{PROJECT['version']}.dist-info"}
    for language in ("es", "pt"):
        assert f"regiolab/locale/{language}/LC_MESSAGES/regiolab.mo" in names
    # the tools that keep the project in order stay at home
    assert not [name for name in names if re.search(r"\.tools|/lock\.py$|/tests?/|conftest", name)]


@pytest.mark.wheel
def test_type_checkers_are_told_that_the_package_has_types(built):
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        assert "regiolab/py.typed" in wheel.namelist()
        (name,) = [name for name in wheel.namelist() if name.endswith("/METADATA")]
        about = wheel.read(name).decode()
    assert "Classifier: Typing :: Typed" in about
    assert "Requires-Dist: jsonschema<4.25\n" in about  # for whoever installs without a lock file


@pytest.mark.wheel
def test_the_sdist_holds_what_a_developer_needs(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"Makefile", "requirements.lock", "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff", ".ci/run"}
    wanted |= {"CONTRIBUTING.md", ".binder/requirements.txt", "tests/conftest.py", "tests/bench/run.py", FIRST}
    wanted |= {".tools/lock.py", "data/datapackage.json", "tests/skips_allowed.txt", "requirements-test.lock"}
    wanted |= {".pre-commit-config.yaml", ".github/workflows/tests.yml", "regiolab/py.typed"}
    assert wanted <= names, wanted - names
    assert not [name for name in names if name.startswith((".venv", ".git/", "course/"))]


@pytest.mark.wheel
def test_the_course_is_found_in_the_wheel(empty, tmp_path):
    code = "import regiolab; print(regiolab.course_root()); print(len(regiolab.load('blocs')))"
    done = subprocess.run([empty, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    root, rows = done.stdout.splitlines()
    assert Path(root).parts[-2:] == ("regiolab", "_course") and Path(root).is_relative_to(empty.parents[1])
    assert int(rows) == len(regiolab.load("blocs"))


@pytest.mark.wheel
def test_the_installed_course_works_in_another_folder(empty, tmp_path):
    program = empty.with_name("regiolab")
    done = subprocess.run(
        [program, "lab", "somewhere", "--copy-only"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "files were copied to somewhere" in done.stdout
    assert (tmp_path / "somewhere" / FIRST).exists()
    assert subprocess.run([program, "check"], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    code = (
        "import nbformat, sys; from nbclient import NotebookClient;"
        "notebook = nbformat.read(sys.argv[1], 4);"
        "NotebookClient(notebook, timeout=100, kernel_name='python3').execute();"
        "nbformat.write(notebook, sys.argv[1])"
    )
    folder = tmp_path / "somewhere" / "notebooks"
    answered = {**os.environ, "REGIOLAB_ASK": "answered"}
    subprocess.run([empty, "-c", code, Path(FIRST).name], cwd=folder, check=True, timeout=150, env=answered)
    text = (folder / Path(FIRST).name).read_text(encoding="utf-8")
    notebook = json.loads(text)
    drawn = [
        output
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if "application/vnd.vegalite.v5+json" in output.get("data", {})
    ]
    assert len(drawn) >= 10
    assert str(ROOT) not in text


@pytest.mark.wheel
def test_a_checkout_finds_its_own_course(tmp_path):
    """In the unpacked sdist the course stands beside the package."""
    for room in ("regiolab", "data", "notebooks", "exercises"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "_course"))
    code = "import regiolab; print(regiolab.__file__); print(regiolab.course_root())"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    module, root = done.stdout.splitlines()
    assert Path(module).is_relative_to(tmp_path) and Path(root) == tmp_path
