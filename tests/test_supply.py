"""What is installed for whom: the lock files, Binder's copy, and the licences of what a student gets."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.licenses import canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from regiolab import lab

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RUN, TEST = "requirements.lock", "requirements-test.lock"

SYSTEMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}
MACHINES = [(python, system) for python in ("3.11.9", "3.12.4", "3.13.1") for system in SYSTEMS]

on_every_machine = pytest.mark.parametrize(("python", "system"), MACHINES)
each_lock = pytest.mark.parametrize("name", [RUN, TEST])


def locked(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]


def pins(name: str, python: str, system: str) -> dict[str, Version]:
    """Return what a lock file installs on a machine."""
    environment = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "sys_platform": system,
        "platform_system": SYSTEMS[system][0],
        "os_name": SYSTEMS[system][1],
    }
    found: dict[str, Version] = {}
    for item in locked(name):
        if item.marker is None or item.marker.evaluate(environment):
            (pin,) = item.specifier
            assert canonicalize_name(item.name) not in found, f"{name} pins {item.name} twice"
            found[canonicalize_name(item.name)] = Version(pin.version)
    return found


def assert_locked(wanted: list[str], found: dict[str, Version]) -> None:
    for text in wanted:
        requirement = Requirement(text)
        assert canonicalize_name(requirement.name) in found, f"{text} is not locked: run make lock"
        version = found[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), (text, version)


# -- the lock files ------------------------------------------------------------------------------


def test_binder_installs_what_a_student_installs():
    spec = importlib.util.spec_from_file_location("tool_lock", ROOT / ".tools" / "lock.py")
    lock = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lock)
    assert lock.LOCK.name == RUN and lock.TEST_LOCK.name == TEST
    assert lock.BINDER.read_text(encoding="utf-8") == lock.binder_requirements(), "run make lock"
    assert (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip() == "python-3.11"


def test_binder_opens_a_students_copy():
    text = (ROOT / ".binder" / "postBuild").read_text(encoding="utf-8")
    made = re.search(r"^regiolab lab (\w+) --copy-only$", text, flags=re.M)
    assert made, "postBuild makes no working copy"
    assert f"`lab/tree/{made[1]}/{lab.FIRST}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@each_lock
def test_a_lock_file_holds_plain_pins_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(extra-)?index|--find-links|file:|@", text)
    for requirement in locked(name):
        (pin,) = requirement.specifier
        assert pin.operator == "==" and "*" not in pin.version, requirement


@on_every_machine
def test_the_lock_files_satisfy_the_project(python, system):
    assert_locked(PROJECT["dependencies"], pins(RUN, python, system))
    wanted = PROJECT["dependencies"] + EXTRAS["test"] + EXTRAS["pictures"]
    assert_locked(wanted, pins(TEST, python, system))


@on_every_machine
def test_tests_run_with_the_versions_that_students_get(python, system):
    run, test = pins(RUN, python, system), pins(TEST, python, system)
    assert len(run) > 50 and run.items() <= test.items()


@on_every_machine
def test_a_student_gets_nothing_that_only_tests_need(python, system):
    """No package with a copyleft licence, no browser driver, no linter, no picture engine."""
    only_tests = {canonicalize_name(Requirement(text).name) for text in EXTRAS["test"] + EXTRAS["pictures"]}
    needed = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependencies"]}
    # JupyterLab needs these two itself
    only_tests -= needed | {"nbclient", "pyyaml"}
    assert {"krippendorff", "playwright", "ruff", "pytest", "vl-convert-python"} <= only_tests
    assert not only_tests & set(pins(RUN, python, system))


def test_the_bound_on_jsonschema_reaches_every_user():
    """Version 4.25 made importing Altair 2.5 s slower."""
    (bound,) = [Requirement(text) for text in PROJECT["dependencies"] if text.startswith("jsonschema")]
    assert not bound.specifier.contains("4.25.0") and bound.specifier.contains("4.24.1")


def test_what_is_tested_here_is_what_is_locked():
    for item in locked(TEST):
        if item.marker is None or item.marker.evaluate():
            assert item.specifier.contains(metadata.version(item.name)), item


# -- licences ------------------------------------------------------------------------------------

# Whoever passes the course on need do no more than keep the notices; changes to files under MPL-2.0
# stay under it, which touches no one who only uses them.
PERMITTED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0",
    "Python-2.0", "Unlicense", "Zlib",
}  # fmt: skip
# how older metadata names the same licences
CLASSIFIERS = {
    "OSI Approved :: Apache Software License",
    "OSI Approved :: BSD License",
    "OSI Approved :: ISC License (ISCL)",
    "OSI Approved :: MIT License",
    "OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",
    "OSI Approved :: Python Software Foundation License",
}
IN_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
}
# package -> why its metadata may be passed over
EXCEPTIONS: dict[str, str] = {}


def objection(package: str, about: metadata.PackageMetadata) -> str:
    """Return why a distribution may not be handed to students; empty if it may."""
    if package in EXCEPTIONS:
        return ""
    expression = about.get("License-Expression")
    topics = [name.partition(" :: ") for name in about.get_all("Classifier", [])]
    classifiers = [name for topic, _sign, name in topics if topic == "License"]
    if expression:
        said, good = expression, permits(expression)
    elif classifiers:
        said, good = ", ".join(classifiers), set(classifiers) <= CLASSIFIERS
    else:
        said = about.get("License") or "no licence"
        said = IN_WORDS.get(said, said).partition("\n")[0]
        good = permits(said)
    return "" if good else f"{package} says {said!r}, which is not among the licences permitted to a student's copy"


def permits(expression: str) -> bool:
    """Return whether one of the alternatives of a licence expression is permitted in all its parts."""
    try:
        text = canonicalize_license_expression(expression)
    except ValueError:
        return False
    if "(" in text:  # rare enough for a person to look at
        return False
    return any(set(way.split(" AND ")) <= PERMITTED for way in text.split(" OR "))


def about(**fields: str) -> metadata.PackageMetadata:
    """Make metadata as a distribution brings it."""
    from email.message import Message

    made = Message()
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    return made


def test_every_package_that_a_student_gets_has_a_permissive_licence():
    found = {}
    for item in locked(RUN):
        if item.marker is None or item.marker.evaluate():
            found[item.name] = objection(item.name, metadata.metadata(item.name))
    assert len(found) > 50 and not list(filter(None, found.values()))


def test_no_exception_outlives_its_package():
    assert set(EXCEPTIONS) <= {item.name for item in locked(RUN)}


def test_a_package_of_the_tests_alone_would_be_refused():
    """The package with a copyleft licence that tests compare with shows that the rule bites."""
    said = objection("krippendorff", metadata.metadata("krippendorff"))
    assert said.startswith("krippendorff says") and "GPL" in said


@pytest.mark.parametrize(
    "fields",
    [
        {"License_Expression": "GPL-3.0-only"},
        {"License_Expression": "LGPL-2.1-or-later"},
        {"License_Expression": "MIT AND AGPL-3.0-only"},
        {"License_Expression": "MIT AND"},
        {"Classifier": "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"},
        {"Classifier": "License :: Other/Proprietary License", "License": "MIT"},
        {"License": "GPLv2"},
        {"License": "Do what I say\nand nothing else"},
        {"Classifier": "Programming Language :: Python"},
        {},
    ],
)
def test_a_licence_that_asks_for_more_is_refused_with_the_package_named(fields):
    assert objection("planted", about(**fields)).startswith("planted says")


@pytest.mark.parametrize(
    "fields",
    [
        {"License_Expression": "MIT"},
        {"License_Expression": "GPL-2.0-only OR MIT"},
        {"License_Expression": "BSD-3-Clause AND MPL-2.0"},
        {"Classifier": "License :: OSI Approved :: BSD License", "License": "Copyright …\nall of it"},
        {"License": "Apache License, Version 2.0"},
        {"License": "mit"},
    ],
)
def test_a_permissive_licence_is_taken_however_it_is_said(fields):
    assert objection("planted", about(**fields)) == ""
