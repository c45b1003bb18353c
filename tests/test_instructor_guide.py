"""The instructor's guide says what the tables, the exercises and the commands say."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from regiolab import lab, workcopy
from regiolab.cli import commands
from regiolab.course import course_root
from regiolab.data import load
from regiolab.exercises import names, read_exercise, read_submission
from regiolab.instructor import booklet, simulation, vigil

GUIDE, HUB = ((course_root() / "exercises" / name).read_text("utf-8") for name in ("instructor_guide.md", "HUB.md"))
COMMAND = re.compile(r"^ {4,}((?:regiolab|mkdir|cp) .+)$", re.MULTILINE)


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


def test_the_verdicts_under_attack_are_those_of_the_ledger():
    claims = load("claims").set_index("claim")["verdict"].astype(str)
    part = GUIDE.partition("## Ten verdicts under attack")[2].partition("\n## ")[0]
    told = re.findall(r"^\*\*(C\d+)\*\* \((\w+)", part, re.MULTILINE)
    assert len(told) == 10 and dict(told) == {claim: claims[claim] for claim, _verdict in told}
    assert claims["C196"] == "imprecise" and claims["C043"] == "open"  # told beside them
    for claim, _verdict in told:
        assert "attack" in re.search(rf"^\*\*{claim}\*\*.*$", part, re.MULTILINE)[0]


def test_the_times_are_those_of_the_exercises():
    minutes = [str(read_exercise(name).minutes) for name in names()]
    assert f"{', '.join(minutes[:-1])} and {minutes[-1]} minutes" in GUIDE


def test_the_commands_know_what_the_guide_names():
    said = "".join(CliRunner().invoke(commands, [name, "--help"]).output for name in commands.commands)
    for option in set(re.findall(r"(--[a-z][a-z-]+)", GUIDE)):
        assert option in said, option
    named = {f"regiolab {name}" for name in ("grade", "report", "lab", "pages", "dataset", "watch")}
    assert named <= set(re.findall(r"regiolab \w+", GUIDE))


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder in which an instructor has what the guide's steps name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lab, "start", lambda *_args: 0)  # JupyterLab itself is tried in the browser
    monkeypatch.setattr(vigil, "keep", lambda *_args, **_more: None)  # it goes on until it is stopped
    Path("FOLDER").mkdir()
    folders = {
        ("3_classify",): ("round1", "round2", "session2", "session2-again", "submissions"),
        ("2_models",): ("session1",),
        ("4_new_cycle",): ("session3",),
        ("5_new_cases",): ("session5",),
    }
    for exercises, wanted in folders.items():
        for folder in wanted:
            simulation.write_class(folder, 6, exercises)
    people = [read_submission(path).pseudonym for path in sorted(Path("submissions").iterdir())]
    for name, path in zip(people, sorted(Path("submissions").iterdir()), strict=True):
        target = Path("home", name, "course", "exercises", "3_classify.answers.json")
        target.parent.mkdir(parents=True)
        shutil.copy(path, target)
    Path("roster.csv").write_text(
        "pseudonym,ID\n" + "".join(f"{name},{n}\n" for n, name in enumerate(people, 1)), "utf-8"
    )
    Path("consent.csv").write_text("pseudonym,consent\n" + "".join(f"{name},yes\n" for name in people), "utf-8")
    Path("extensions.csv").write_text(f"pseudonym,due\n{people[0]},2026-04-02T18:00-03:00\n", "utf-8")
    blocks = re.findall(r"```json\n(.+?)```", GUIDE, re.DOTALL)
    for name, block in zip(("four.json", "weights.json"), blocks, strict=False):
        Path(name).write_text(block, "utf-8")
    return tmp_path


def carry_out(line: str, folder: Path) -> None:
    line = line.replace("/home/", f"{folder.as_posix()}/home/")
    parts = shlex.split(line)
    words = [word for part in parts for word in (map(str, sorted(Path("/").glob(part[1:]))) if "*" in part else [part])]
    if words[0] != "regiolab":
        subprocess.run(words, check=True)
        return
    done = CliRunner().invoke(commands, words[1:], standalone_mode=False)
    # findings are no failure, a refusal is
    assert done.exception is None and done.return_value in (0, 1), (line, done.output, done.exception)


@pytest.mark.slow
@pytest.mark.posix
@pytest.mark.parametrize("page", [GUIDE, HUB], ids=["guide", "hub"])
def test_every_command_does_what_it_says_in_the_order_of_the_page(desk, page):
    lines = COMMAND.findall(page)
    assert len(lines) > 4
    for line in lines:
        carry_out(line, desk)
    for out in re.findall(r"--out (\S+)", "\n".join(lines)):
        assert any((desk / out).iterdir())
    if page is GUIDE:
        assert (desk / "results" / "feedback-before" / "whose.csv").is_file()
        assert (desk / "results" / "regrading.csv").is_file()
        assert {path.name for path in (desk / "dataset").iterdir()} >= {"README.md", "codebook.md", "datapackage.json"}
        assert (desk / "handout" / "exercises").is_dir() and not (desk / "handout" / "exercises" / "keys").exists()
        assert (desk / "instructor" / "exercises" / "HUB.md").is_file()


def test_what_students_are_told_is_what_the_data_set_says_that_they_were_told():
    assert f"> {booklet.statement()}" in GUIDE


@pytest.mark.parametrize("heading", re.findall(r"\]\(#(.+?)\)", GUIDE))
def test_its_contents_lead_somewhere(heading):
    headings = [
        re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-")
        for line in GUIDE.splitlines()
        if line.startswith("#")
    ]
    assert heading in headings


def test_files_it_names_are_there():
    for name in ("instructor.ipynb", "WRITING.md", "HUB.md"):
        assert name in GUIDE and (course_root() / "exercises" / name).is_file()


def test_what_the_pages_for_instructors_link_to_lies_in_their_copy(tmp_path):
    workcopy.renew(tmp_path, instructor=True)
    for page in (tmp_path / "exercises").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            assert "://" in target or (page.parent / target).exists(), (page.name, target)


def test_the_branch_of_the_link_is_the_one_that_is_made():
    assert "git init -b main" in HUB and "branch=main" in HUB


def test_units_and_schemes_are_as_many_as_the_exercise_has():
    counted = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    questions = read_exercise("3_classify").questions
    schemes = {question.unit.rpartition("_")[0].rpartition("_")[0] for question in questions}
    economic, political = (
        sum(not question.training and question.unit.endswith(dimension) for question in questions)
        for dimension in ("economic", "political")
    )
    assert economic == political
    notebook = (course_root() / "exercises" / "instructor.ipynb").read_text("utf-8")
    assert f"the {counted[len(schemes)]} schemes" in notebook and f"the {counted[len(questions)]} units" in notebook
    for page in (notebook, GUIDE):
        found = set(re.findall(r"(?:With|are|drawing) (\w+) units", page))
        assert found - {"the"} == {counted[economic]}, found
