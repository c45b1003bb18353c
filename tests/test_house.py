"""The house: a room imports only from rooms below it, nothing goes in a circle, and one word has one place."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "regiolab"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
ROOMS = [name for name, path in MODULES.items() if path.name == "__init__.py" and name.count(".") == 1]


def floors() -> list[list[str]]:
    """Return the rooms that CONTRIBUTING's map names, floor by floor, the highest first."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = [re.findall(r"regiolab\.\w+", line) for line in text.splitlines() if line.startswith("    regiolab.")]
    assert lines, "CONTRIBUTING.md holds no map"
    return lines


def room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def imported(module: str) -> set[str]:
    """Return the modules of the package that a module imports anywhere in it, late imports included."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("regiolab.")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "regiolab":
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                found.add(deeper if deeper in MODULES else node.module)
    # the package itself holds a version and lazy names, and stands on no floor
    return found - {"regiolab", module}


EDGES = {module: imported(module) for module in MODULES if module != "regiolab"}


def test_the_map_names_every_room():
    named = [name for floor in floors() for name in floor]
    assert sorted(named) == sorted({room(module) for module in EDGES})


def test_a_room_imports_only_from_rooms_below_it():
    level = {name: number for number, floor in enumerate(floors()) for name in floor}
    ground = max(level.values())
    up = [
        f"{module} imports {other}"
        for module, others in EDGES.items()
        for other in sorted(others)
        if room(module) != room(other) and level[room(other)] <= level[room(module)] < ground
    ]
    assert up == []


def test_nothing_imports_in_a_circle():
    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module not in done:
            for other in sorted(EDGES.get(module, ())):
                # a room's own list of names is for those outside it
                if MODULES[other].name != "__init__.py" or room(other) != room(module):
                    visit(other, (*path, module))
            done.add(module)

    done: set[str] = set()
    for module in sorted(EDGES):
        visit(module, ())


def test_no_two_modules_have_one_stem():
    stems = Counter(
        re.sub(r"s$", "", path.stem) for path in MODULES.values() if path.stem not in ("__init__", "__main__")
    )
    assert [stem for stem, n in stems.items() if n > 1] == []


@pytest.mark.parametrize("name", ROOMS)
def test_no_function_hides_its_module(name):
    package = importlib.import_module(name)
    for module in MODULES:
        if module.rpartition(".")[0] == name:
            importlib.import_module(module)
            assert getattr(package, module.rpartition(".")[2]) is importlib.import_module(module), module


def test_modules_are_of_a_size_to_be_read():
    for module, path in MODULES.items():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, module
        assert path.stem not in ("utils", "helpers", "common", "misc"), module
