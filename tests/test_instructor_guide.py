"""The instructor's guide says what the tables, the exercises and the commands say."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from regiolab.cli import commands
from regiolab.course import course_root
from regiolab.data import load
from regiolab.exercises import names, read_exercise

GUIDE = (course_root() / "exercises" / "instructor_guide.md").read_text(encoding="utf-8")


def test_the_codebook_to_print_is_that_of_the_tables():
    conditions = load("conditions").astype(object)
    for model in load("models").astype(object).to_dict("records"):
        row = next(line for line in GUIDE.splitlines() if line.startswith(f"| **{model['name_en']}**"))
        for condition in conditions[conditions["model"].eq(model["model"])]["name_en"]:
            assert condition in row
        if model["kind"] == "residual":
            assert model["definition"] in row
        assert all(f"`{locator}`" in row for locator in model["locator"].split(";"))


def test_every_locator_exists():
    sections = load("sections")
    known = set(sections["locator"]) | set(sections["section"])
    assert set(re.findall(r"`(S\d(?: ¶\d+)?)`", GUIDE)) - {"S5 ¶4"} <= known


def test_the_times_are_those_of_the_exercises():
    minutes = [str(read_exercise(name).minutes) for name in names()]
    assert f"{', '.join(minutes[:-1])} and {minutes[-1]} minutes" in GUIDE


def test_the_commands_know_what_the_guide_names():
    said = "".join(CliRunner().invoke(commands, [name, "--help"]).output for name in ("grade", "lab", "watch"))
    for option in set(re.findall(r"(--[a-z]+)", GUIDE)):
        assert option in said
    named = set(re.findall(r"regiolab \w+", GUIDE))
    assert {"regiolab grade", "regiolab report", "regiolab lab", "regiolab watch"} <= named


@pytest.mark.parametrize("heading", re.findall(r"\]\(#(.+?)\)", GUIDE))
def test_its_contents_lead_somewhere(heading):
    headings = [
        re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-")
        for line in GUIDE.splitlines()
        if line.startswith("#")
    ]
    assert heading in headings


def test_files_it_names_are_there():
    for name in ("instructor.ipynb", "WRITING.md", "3_classify.json"):
        assert name in GUIDE and (course_root() / "exercises" / name).is_file()
