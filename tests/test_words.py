"""One list of words: every closed list stands once, and every value of it has a name of its own."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import regiolab
from regiolab import words
from regiolab.course import course_root
from regiolab.exercises.session import FLAGS
from regiolab.i18n import speaking

PACKAGE = Path(regiolab.__file__).parent
LISTS = {
    name: getattr(words, name)
    for name in ("DEGREES", "FLAGS", "RESIDUALS", "VERDICTS", "OUTCOMES", "ORIENTATIONS", "STATUSES", "CHECKED")
}
NAMES = {
    "DEGREES": words.degree_name,
    "FLAGS": words.flag_name,
    "VERDICTS": words.verdict_name,
    "OUTCOMES": words.verdict_name,
    "ORIENTATIONS": words.orientation_name,
    "STATUSES": words.status_name,
}


def enums(field: str) -> set[frozenset[str]]:
    package = json.loads((course_root() / "data" / "datapackage.json").read_text(encoding="utf-8"))
    fields = [item for resource in package["resources"] for item in resource["schema"]["fields"]]
    return {
        frozenset(item["constraints"]["enum"])
        for item in fields
        if item["name"] == field and "enum" in item.get("constraints", {})
    }


def test_the_lists_are_those_of_the_tables():
    for field, name in {
        "degree": "DEGREES",
        "orientation": "ORIENTATIONS",
        "status": "STATUSES",
        "checked": "CHECKED",
    }.items():
        assert enums(field) == {frozenset(LISTS[name])}, field
    assert enums("verdict") == {frozenset(words.VERDICTS), frozenset(words.OUTCOMES)}
    flags = {flag for table in ("codings", "units", "evidence") for cell in cells(table) for flag in words.split(cell)}
    assert flags and flags <= set(words.FLAGS)


def cells(table: str) -> list:
    frame = regiolab.load(table)
    return frame["flags"].tolist() if "flags" in frame else []


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("name", NAMES)
def test_every_value_has_a_name_of_its_own(name, language):
    with speaking(language):
        said = [NAMES[name](value) for value in LISTS[name]]
    assert all(said) and len(set(said)) == len(said)


def test_board_and_charts_use_the_same_words():
    assert [words.flag_name(flag) for flag in words.FLAGS] == [
        "on paper only",
        "with a deviation",
        "emerging",
        "weakening",
        "with reservations",
        "implied",
    ]
    assert set(FLAGS) == set(words.FLAGS) - {"implied"}


def listed(tree: ast.AST):
    """Yield every tuple, list and set of texts that a module writes out, and the keys of its dictionaries."""
    for node in ast.walk(tree):
        values = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else None
        if values and all(isinstance(value, ast.Constant) and isinstance(value.value, str) for value in values):
            yield frozenset(value.value for value in values), len(values)


def test_no_module_writes_a_list_again():
    known = {frozenset(values) for values in LISTS.values()} | {frozenset(words.HELD)}
    again = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "words.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            # with a value twice it is a choice with weights, no list
            again += [(path.name, found) for found, n in listed(tree) if found in known and n == len(found)]
    assert again == []
