"""What contributors and CI run: make targets, workflows, hooks before a commit, and the rule about skips."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=[path.stem for path in WORKFLOWS])


# -- make ----------------------------------------------------------------------------------------


def make(*words: str, check: bool = True) -> subprocess.CompletedProcess:
    """Run make as from a shell, also where make itself started the tests."""
    kept = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    return subprocess.run(["make", *words], cwd=ROOT, env=kept, capture_output=True, text=True, check=check)


def dry(*words: str) -> str:
    """Return what make would run."""
    return make("-n", *words).stdout


@pytest.mark.posix
def test_make_names_every_target_in_its_help():
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)[1].split()
    listed = [line.split()[0] for line in make("help").stdout.splitlines() if line.startswith("  ")]
    assert listed == phony


@pytest.mark.posix
def test_an_old_python_gets_a_sentence(tmp_path):
    old = tmp_path / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = make("lab", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}", check=False)
    assert done.returncode != 0
    assert "regiolab needs Python 3.11 or newer" in done.stdout + done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.posix
@pytest.mark.parametrize(
    ("target", "lock"),
    [
        ("lab", "requirements.lock"),
        ("check", "requirements.lock"),
        ("test", "requirements-test.lock"),
        ("quick", "requirements-test.lock"),
        ("format", "requirements-test.lock"),
        ("mutants", "requirements-test.lock"),
        ("bench", "requirements-test.lock"),
    ],
)
def test_a_target_installs_what_it_needs_and_no_more(target, lock, tmp_path):
    said = dry(target, f"VENV={tmp_path / 'venv'}")
    assert re.findall(r"install -r (\S+)", said) == [lock]


@pytest.mark.posix
def test_lab_and_test_may_come_in_either_order(tmp_path):
    """What tests need includes what the course needs, and not the other way round."""
    bare = [f"VENV={tmp_path}"]
    (tmp_path / "ready").touch()
    assert "install" not in dry("lab", *bare)
    assert re.findall(r"install -r (\S+)", dry("test", *bare)) == ["requirements-test.lock"]
    done = dry("quick", *bare)
    marks = re.search(r"touch (.*)", done)[1].split()
    assert marks == [f"{tmp_path}/ready", f"{tmp_path}/ready-for-tests"]
    for mark in marks:
        Path(mark).touch()
    for target in ("lab", "test", "quick"):
        assert "install" not in dry(target, *bare)


@pytest.mark.posix
def test_quick_leaves_out_what_its_help_says():
    said = dry("quick", "VENV=any", "-o", "any/ready-for-tests")
    assert '-m "not browser and not wheel and not slow"' in said and said.rstrip().endswith("tests regiolab")
    (words,) = re.findall(r"^quick:.*## (.*)$", MAKEFILE, flags=re.MULTILINE)
    for left_out in ("browser", "wheel", "notebooks", "slow"):
        assert left_out in words


ROOMS = {"tests", "regiolab", "notebooks", "exercises"}


@pytest.mark.posix
def test_every_test_is_in_one_of_the_runs_of_make_test():
    said = dry("test", "VENV=any", "-o", "any/ready-for-tests")
    runs = [shlex.split(line) for line in said.splitlines() if "-m pytest" in line]
    # pyproject's testpaths are tests, regiolab, notebooks and exercises
    told = [(words[words.index("-m", 3) + 1] if "-m" in words[3:] else "", set(words) & ROOMS) for words in runs]
    assert told == [("not browser", {"tests", "regiolab"}), ("", {"notebooks", "exercises"}), ("browser", {"tests"})]
    assert "coverage report" in dry("coverage", "VENV=any", "-o", "any/ready-for-tests").splitlines()[-1]


@pytest.mark.posix
@pytest.mark.parametrize("target", ["test", "quick"])
def test_style_and_types_are_looked_at_before_any_test_runs(target):
    said = dry(target, "VENV=any", "-o", "any/ready-for-tests").splitlines()
    first_test = next(at for at, line in enumerate(said) if "-m pytest" in line)
    assert {"any/bin/ruff check .", "any/bin/ruff format --check .", "any/bin/mypy"} <= set(said[:first_test])


# -- types ---------------------------------------------------------------------------------------


def bare(text: str) -> Iterator[str]:
    """Yield what has no type in the public functions of a module, and in the public methods of its public classes."""
    yield from _bare(ast.parse(text), "")


def _bare(place: ast.Module | ast.ClassDef, within: str) -> Iterator[str]:
    for item in place.body:
        name = getattr(item, "name", "_")
        if name.startswith("_") and name != "__init__":
            continue
        if isinstance(item, ast.ClassDef):
            yield from _bare(item, f"{within}{name}.")
        elif isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef):
            given = item.args
            named = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
            static = any(getattr(mark, "id", "") == "staticmethod" for mark in item.decorator_list)
            own = 1 if within and not static else 0  # self or cls
            yield from (f"{within}{name}: {one.arg}" for one in named[own:] if one.annotation is None)
            if item.returns is None:
                yield f"{within}{name}: what it returns"


def test_every_public_function_says_its_types():
    modules = sorted((ROOT / "regiolab").rglob("*.py"))
    assert len(modules) > 100
    found = {path: list(bare(path.read_text(encoding="utf-8"))) for path in modules}
    assert {path.relative_to(ROOT).as_posix(): what for path, what in found.items() if what} == {}


def test_a_function_without_types_is_found():
    planted = """
def one(a, /, b: int, *c, d: int = 1, **e): ...
def fine(a: int) -> None: ...
def _private(a): ...
class Public:
    def __init__(self, a) -> None: ...
    def two(self, *, b): ...
    def __len__(self): ...
    @staticmethod
    def three(a) -> int: ...
    class Inner:
        async def four(self): ...
class _Private:
    def five(self, a): ...
"""
    assert list(bare(planted)) == [
        "one: a",
        "one: c",
        "one: e",
        "one: what it returns",
        "Public.__init__: a",
        "Public.two: b",
        "Public.two: what it returns",
        "Public.three: a",
        "Public.Inner.four: what it returns",
    ]


def test_types_are_checked_over_the_whole_package_and_ignored_only_with_a_reason():
    assert CONFIG["tool"]["mypy"]["packages"] == ["regiolab"] and "exclude" not in CONFIG["tool"]["mypy"]
    for override in CONFIG["tool"]["mypy"]["overrides"]:
        assert not any(name.startswith("regiolab") for name in override["module"])
        assert set(override) == {"module", "ignore_missing_imports"}
    for path in sorted((ROOT / "regiolab").rglob("*.py")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "type: ignore" in line:
                assert re.search(r"# type: ignore\[[a-z-]+\]  # \w+ .+", line), (path, line)


def test_what_plants_faults_is_installed_where_it_is_missing():
    said = dry("mutants", "VENV=any", "-o", "any/ready-for-tests").splitlines()
    (installs,) = [line for line in said if "install" in line]
    assert "import cosmic_ray" in installs and "|| PIP_CONSTRAINT=requirements-test.lock" in installs
    assert "'.[mutants]'" in installs and "cosmic-ray" in CONFIG["project"]["optional-dependencies"]["mutants"][0]
    assert said[-1].endswith(".tools/mutants.py")


# -- planted faults ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mutants():
    spec = importlib.util.spec_from_file_location("tool_mutants", ROOT / ".tools" / "mutants.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_faults_are_planted_in_every_module_of_a_room(mutants):
    assert {"analysis", "data", "exercises"} <= set(mutants.ROOMS)
    for room, modules in mutants.ROOMS.items():
        paths = (path for path in (ROOT / "regiolab" / room).rglob("*.py") if path.name != "__init__.py")
        assert sorted(modules) == sorted(path.relative_to(ROOT).as_posix() for path in paths)


def test_faults_are_looked_for_by_tests_that_exist(mutants):
    for modules in mutants.ROOMS.values():
        for module, names in modules.items():
            assert names, module
            for name in names:
                assert (ROOT / "tests" / name).is_file(), (module, name)


def test_what_nobody_can_see_is_no_fault(mutants):
    source = '@functools.lru_cache(maxsize=9)\ndef f(a: int) -> int:\n    """Words."""\n    return max(a, 9)\n'
    same = [("maxsize=9", "maxsize=8"), ("a: int", "a: float"), ("-> int", "-> float"), ("Words", "Other")]
    for before, after in same:
        assert mutants._without_words(source.replace(before, after)) == mutants._without_words(source)
    for before, after in [("a, 9", "a, 8"), ("@functools.lru_cache(maxsize=9)\n", ""), ("max", "min")]:
        assert mutants._without_words(source.replace(before, after)) != mutants._without_words(source)


def test_a_survivor_explained_has_a_reason_and_still_a_place(mutants):
    lines = mutants.EXPLAINED.read_text(encoding="utf-8").splitlines()
    for line in filter(None, (line.strip() for line in lines if not line.startswith("#"))):
        mutant, _sign, reason = line.partition("  # ")
        module, _sign, change = mutant.partition(", ")
        change = change.partition(": ")[2]
        source = re.sub(r"\s+", " ", (ROOT / module).read_text(encoding="utf-8"))
        assert len(reason.split()) >= 4, line
        assert any(change[: found.start()] in source for found in re.finditer(" => ", change)), line


@pytest.mark.parametrize(
    ("operator", "likely"),
    [
        ("core/ReplaceBinaryOperator_Add_Sub", True),
        ("core/ReplaceBinaryOperator_Add_Pow", False),
        ("core/ReplaceComparisonOperator_Lt_LtE", True),
        ("core/ReplaceComparisonOperator_Lt_Is", False),
        ("core/NumberReplacer", True),
        ("core/ReplaceAndWithOr", True),
    ],
)
def test_faults_are_those_that_somebody_might_make(mutants, operator, likely):
    assert mutants.is_likely(operator) is likely


# -- workflows -----------------------------------------------------------------------------------


def jobs(path: Path) -> dict[str, dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]


def commands(job: dict) -> list[str]:
    return [step["run"] for step in job.get("steps", []) if "run" in step]


@every_workflow
def test_every_job_and_step_says_why_it_is_there(path):
    for name, job in jobs(path).items():
        assert job.get("name"), name
        assert "steps" in job or "uses" in job, name
        for step in job.get("steps", []):
            assert len(step.get("name", "").split()) >= 3, (name, step)


@every_workflow
def test_no_workflow_has_more_rights_than_it_needs(path):
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    assert not re.search(r"\bsudo\b|secrets\.|password|--privileged", text.replace("no password is stored", ""))


def test_tests_run_on_every_system_and_python_that_is_promised():
    found = jobs(WORKFLOWS[-1])
    assert set(found) == {"lint", "front", "test", "browser", "install"}
    matrix = found["test"]["strategy"]["matrix"]
    assert matrix["os"] == ["ubuntu-latest", "windows-latest", "macos-latest"]
    promised = re.findall(r"Python :: (3\.\d+)$", "\n".join(CONFIG["project"]["classifiers"]), flags=re.MULTILINE)
    assert matrix["python"] == promised == ["3.11", "3.12", "3.13"]
    assert found["test"]["strategy"]["fail-fast"] is False


def test_what_runs_on_windows_needs_no_shell_and_no_make():
    for words in commands(jobs(WORKFLOWS[-1])["test"]):
        assert words.startswith("python -m ") and not re.search(r"[;|&$'\\\n]", words), words


def test_browser_and_linter_run_apart_from_the_tests():
    found = {name: "\n".join(commands(job)) for name, job in jobs(WORKFLOWS[-1]).items()}
    assert "-m browser" in found["browser"] and "chromium" in found["browser"]
    assert '-m "not browser"' in found["test"] and "ruff" not in found["test"] and "apt" not in found["test"]
    for tool in (
        "ruff check",
        "ruff format --check",
        "mypy",
        "regiolab check",
        "messages.py --check",
        "readme.py --check",
        "ledger.py --check",
    ):
        assert tool in found["lint"]
    assert "requirements-test.lock" not in found["install"]


def test_a_release_is_tested_and_published_without_a_password():
    found = jobs(WORKFLOWS[0])
    assert WORKFLOWS[0].stem == "release"
    assert yaml.safe_load(WORKFLOWS[0].read_text(encoding="utf-8"))[True] == {"push": {"tags": ["v*"]}}
    assert found["tests"]["uses"] == "./.github/workflows/tests.yml"
    publish = found["publish"]
    assert set(publish["needs"]) == {"tests", "build"} and publish["environment"] == "pypi"
    assert publish["permissions"] == {"id-token": "write"} and commands(publish) == []
    assert publish["steps"][-1]["uses"].startswith("pypa/gh-action-pypi-publish@")


# -- before a commit -----------------------------------------------------------------------------


def test_hooks_before_a_commit_use_the_environment_at_hand():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    entries = [hook["entry"] for hook in hooks]
    assert all(entry.startswith("python ") for entry in entries)
    for tool in (
        "ruff check",
        "ruff format",
        "mypy",
        *(f".tools/{name}.py --check" for name in ("messages", "readme", "ledger")),
    ):
        assert any(tool in entry for entry in entries), tool
    for tool in re.findall(r"\.tools/\w+\.py", " ".join(entries)):
        assert (ROOT / tool).is_file()


# -- the rule about skips ------------------------------------------------------------------------

PLANTED = """
import pytest

def test_passes():
    pass

def test_skips():
    pytest.skip("planted")

def test_may_skip():
    pytest.skip("planted")
"""
WHOLE_MODULE = 'import pytest\npytest.importorskip("no_such_module")\n'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ci", "words", "says"),
    [
        ("0", [], "2 passed, 5 skipped"),
        ("1", [], "3 failed, 2 passed, 1 skipped, 1 error"),
        ("1", ["-n", "2", "--dist", "loadfile"], "3 failed, 2 passed, 1 skipped, 1 error"),
    ],
    ids=["elsewhere", "in CI", "in CI, in parallel"],
)
def test_in_ci_a_skip_fails_unless_the_list_names_it(tmp_path, ci, words, says):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (folder / "skips_allowed.txt").write_text("tests/test_one.py::test_may_skip  # planted\n", encoding="utf-8")
    (folder / "test_one.py").write_text(PLANTED, encoding="utf-8")
    (folder / "test_two.py").write_text(PLANTED, encoding="utf-8")
    # a module that skips itself while it is collected
    (folder / "test_three.py").write_text(WHOLE_MODULE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n posix:\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--continue-on-collection-errors", "-rfE"]
    done = subprocess.run(
        [*command, *words, "tests"],
        cwd=tmp_path,
        env=kept | {"REGIOLAB_CI": ci},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert says in done.stdout, done.stdout
    if ci == "1":
        for name in ("test_one.py::test_skips", "test_two.py::test_skips", "test_two.py::test_may_skip", "test_three"):
            assert f"tests/{name}" in done.stdout, name


def test_every_skip_allowed_has_a_reason_and_a_test():
    lines = (ROOT / "tests" / "skips_allowed.txt").read_text(encoding="utf-8").splitlines()
    for line in filter(None, (line.strip() for line in lines if not line.startswith("#"))):
        name, _sign, reason = line.partition("#")
        path, _sign, test = name.strip().partition("::")
        assert len(reason.split()) >= 4, line
        assert f"def {test.partition('[')[0]}" in (ROOT / path).read_text(encoding="utf-8"), line
