"""Grading a class: the same bytes, stopping and going on, roster, marks, keys, late work, and fuzz."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import json
import os
import re
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiolab import i18n
from regiolab.cli import commands, main
from regiolab.errors import RegiolabError, shown
from regiolab.exercises import coding, grade, read_exercise, read_key, read_submission, room
from regiolab.exercises import submission as form
from regiolab.exercises.history import Span
from regiolab.exercises.marks import RULES
from regiolab.exercises.parser import Unreadable
from regiolab.instructor import batch, doubles, entries, grade_class, pack, register, simulation, texts, write_dataset
from regiolab.instructor.collection import Collection
from regiolab.instructor.register import Register
from regiolab.instructor.report import write_report
from regiolab.instructor.results import Results
from regiolab.instructor.standards import Standards

EXERCISE = "3_classify"
UNIT = "mercosur_1991_economic"
POINTS = read_exercise(EXERCISE).points


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def outputs(out: Path) -> dict[str, bytes]:
    """Return every result by its name; the register is none."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".regiolab" not in path.parts
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class") / "submissions"
    simulation.write_class(folder, 6)
    simulation.write_class(folder, 3, ["1_trajectory", "5_new_cases"])
    return folder


@pytest.fixture(scope="module")
def graded(folder):
    out = folder.parent / "results"
    return grade_class(folder, out), out


# -- what comes out ---------------------------------------------------------------------------------


def test_the_gradebook_has_the_points_of_the_grading_function(folder, graded):
    rows = {row["files"]: row for row in table(graded[1] / "gradebook.csv")}
    checked, criteria = 0, 0
    for path in sorted(folder.glob(f"*-{EXERCISE}.answers.json")):
        submission = read_submission(path)
        mark = grade(read_exercise(EXERCISE), read_key(EXERCISE), submission)
        row = next(row for files, row in rows.items() if path.as_posix() in files.split("; "))
        assert float(row[f"{EXERCISE}: points"]) == mark.earned
        assert float(row[f"{EXERCISE}: possible"]) == mark.possible
        criteria += sum(bool(question.points) for question in read_exercise(EXERCISE).questions)
        for item in mark.marks:
            cell = row[f"{EXERCISE}: {item.question}"]
            assert (float(cell) if cell else None) == item.earned
            for criterion in item.criteria:
                cell = row[f"{EXERCISE}: {item.question}: {criterion.name}"]
                assert (float(cell) if cell else None) == criterion.earned
                checked += 1
    assert checked == criteria >= 6 * 8  # one to each coding that is marked


def test_a_row_is_a_student_over_all_exercises(graded):
    rows = table(graded[1] / "gradebook.csv")
    assert [row["student"] for row in rows] == ["araucaria", "ceiba", "ceibo", "jacaranda", "ombú", "quebracho"]
    assert [bool(row["1_trajectory: points"]) for row in rows] == [False, False, True, True, True, False]


def test_canvas_and_moodle_get_the_points(folder, graded, tmp_path):
    ours = {row["student"]: row for row in table(graded[1] / "gradebook.csv")}
    lines = ["pseudonym,Student,ID,Email address", *(f"{name},{name},{n},{n}@x.org" for n, name in enumerate(ours, 11))]
    (tmp_path / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    result = grade_class(folder, tmp_path / "out", roster_file=tmp_path / "roster.csv", pages=False)
    canvas = table(tmp_path / "out" / "canvas.csv")
    assert list(canvas[0])[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert canvas[0]["Student"].strip() == "Points Possible" and canvas[0][EXERCISE] == f"{POINTS:g}"
    # three did not hand in everything: each column has a file, and says as much as the gradebook
    assert [row["Student"] for row in canvas[1:]] == ["ceibo", "jacaranda", "ombú"]
    # and for each exercise a finding names who is missing
    assert {item.place for item in result.findings} == {"missing"}
    assert "a blank cell would erase a grade: import one_by_one/." in " ".join(result.lines())
    apart = tmp_path / "out" / "one_by_one"
    assert sorted(path.name for path in apart.iterdir()) == [
        f"{name}-{exercise}.csv"
        for name in ("canvas", "moodle")
        for exercise in ("1_trajectory", EXERCISE, "5_new_cases")
    ]
    for name in ("1_trajectory", EXERCISE, "5_new_cases"):
        told = {row["Student"]: row[name] for row in table(apart / f"canvas-{name}.csv")[1:]}
        assert told == {who: row[f"{name}: points"] for who, row in ours.items() if row[f"{name}: points"]}
        for row in table(apart / f"moodle-{name}.csv"):
            assert row[name] == ours[row["pseudonym"]][f"{name}: points"]
            assert "questions answered." in row[f"{name} feedback"]
    # nobody has an id: nothing is handed over, and that is said
    assert len(table(graded[1] / "canvas.csv")) == 1 and table(graded[1] / "moodle.csv") == []
    assert "nothing says which id a student has there" in graded[0].lines()[0]


def test_a_page_shows_points_answer_reasons_and_feedback(graded):
    page = next((graded[1] / "feedback").glob("ceibo-*.html")).read_text(encoding="utf-8")
    for part in (
        "Classify the blocs",
        f"of {POINTS:g} points",
        "Your answer beside the readings",
        "Measured by the article’s reading.",
        "The rule",
        "The passage",
        "The reading",
        "✓</span> <strong>E",
    ):
        assert part in page
    assert "<bdi>Your coding:" not in page  # the table says it
    assert not re.search(r'(src|href)="?http', page)


@pytest.mark.usefixtures("no_report")
def test_the_pages_go_as_far_as_the_mode(folder, tmp_path):
    questions = sum(len(read_exercise(name).questions) for name in (EXERCISE, "1_trajectory", "5_new_cases"))
    for mode, heads in (("none", []), ("rule", ["The rule"]), ("passage", ["The rule", "The passage"])):
        grade_class(folder, tmp_path / mode, feedback=mode)
        page = next((tmp_path / mode / "feedback").glob("ceibo-*.html")).read_text(encoding="utf-8")
        assert re.findall("<summary>(.*?)</summary>", page) == heads * questions
        assert "The article:" not in page


@pytest.mark.usefixtures("no_report")
def test_a_page_speaks_the_language_of_the_student(tmp_path):
    data = json.loads(next(simulation.contents(EXERCISE, 1)))
    data["language"] = "es"
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    grade_class(tmp_path / "a.json", tmp_path / "out")
    page = next((tmp_path / "out" / "feedback").iterdir()).read_text(encoding="utf-8")
    assert '<html lang="es">' in page
    assert i18n.language() == "en"


# -- the same again, stopped and resumed ------------------------------------------------------------


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(folder, graded, tmp_path):
    grade_class(folder, tmp_path / "again")
    assert outputs(tmp_path / "again") == outputs(graded[1])
    grade_class(folder, tmp_path / "again")
    assert outputs(tmp_path / "again") == outputs(graded[1])


@pytest.mark.usefixtures("no_report")
def test_a_second_run_grades_and_writes_nothing_anew(folder, tmp_path, monkeypatch):
    grade_class(folder, tmp_path / "out")
    pages = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "feedback").iterdir()}
    monkeypatch.setattr(batch.grading, "grade", lambda *_all: pytest.fail("graded again"))
    grade_class(folder, tmp_path / "out")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "feedback").iterdir()} == pages


def test_a_stopped_run_goes_on_where_it_was(folder, graded, tmp_path, monkeypatch):
    real, calls = batch.grading.grade, []

    def stopping(*parts):
        calls.append(parts)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return real(*parts)

    monkeypatch.setattr(batch.grading, "grade", stopping)
    with pytest.raises(KeyboardInterrupt):
        grade_class(folder, tmp_path / "out")
    assert not (tmp_path / "out" / "gradebook.csv").exists()
    grade_class(folder, tmp_path / "out")
    assert len(calls) == 12 + 1  # the one that was stopped is begun again
    assert outputs(tmp_path / "out") == outputs(graded[1])


def test_a_run_stopped_between_pages_goes_on(folder, graded, tmp_path, monkeypatch):
    from regiolab.instructor import pages

    real, calls = pages.Pages.render, []

    def stopping(*parts):
        calls.append(parts)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(*parts)

    monkeypatch.setattr(pages.Pages, "render", stopping)
    with pytest.raises(KeyboardInterrupt):
        grade_class(folder, tmp_path / "out")
    grade_class(folder, tmp_path / "out")
    assert len(calls) == 6 + 1
    assert outputs(tmp_path / "out") == outputs(graded[1])


@pytest.mark.usefixtures("no_report")
def test_a_student_who_is_no_longer_there_leaves_no_page(tmp_path):
    files = simulation.write_class(tmp_path / "in", 3)
    grade_class(tmp_path / "in", tmp_path / "out")
    (tmp_path / "out" / "feedback" / "mine.html").write_text("kept")
    files[0].unlink()
    grade_class(tmp_path / "in", tmp_path / "out")
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == 2 + 1
    assert [row["student"] for row in table(tmp_path / "out" / "gradebook.csv")] == ["jacaranda", "ombú"]


def test_a_damaged_register_is_set_aside(folder, graded, tmp_path):
    register = tmp_path / "out" / ".regiolab" / "grades.sqlite"
    register.parent.mkdir(parents=True)
    register.write_bytes(b"this is no database" * 100)
    grade_class(folder, tmp_path / "out")
    assert register.with_suffix(".damaged").exists()
    assert outputs(tmp_path / "out") == outputs(graded[1])


def test_a_register_damaged_while_grading_is_said(folder, tmp_path, monkeypatch):
    def broken(*_arguments):
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(Register, "count", broken)
    with pytest.raises(RegiolabError, match="are damaged: run `regiolab grade`"):
        grade_class(folder, tmp_path / "out")


@pytest.mark.parametrize("kept", [0, 8192])
def test_results_damaged_after_grading_are_said_and_never_reported_as_empty(graded, folder, tmp_path, kept):
    """From the first byte on, or behind a head that is sound, as half a copy of a synchronised folder."""
    out = tmp_path / "out"
    shutil.copytree(graded[1], out)
    register, before = out / ".regiolab" / "grades.sqlite", (out / "report.html").read_bytes()
    content = register.read_bytes()
    assert len(content) > 2 * 8192
    register.write_bytes(content[:kept] + b"\xff" * (len(content) - kept))
    (tmp_path / "consent.csv").write_text("pseudonym,consent\n", encoding="utf-8")
    for command in (
        lambda: write_report(out),
        lambda: pack(out),
        lambda: write_dataset(out, tmp_path / "set", tmp_path / "consent.csv"),
        lambda: Results(out),
    ):
        with pytest.raises(RegiolabError, match="are damaged: run `regiolab grade`"):
            command()
    assert (out / "report.html").read_bytes() == before
    grade_class(folder, out)
    assert outputs(out) == outputs(graded[1])


def test_a_full_disk_while_results_are_read_is_a_sentence(graded, tmp_path, monkeypatch):
    def full(_base):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(doubles, "own", full)
    with pytest.raises(RegiolabError, match=r"grades.sqlite: database or disk is full"):
        write_report(graded[1])
    monkeypatch.undo()
    Register(graded[1], new=False).close()  # nothing was left open


def test_a_register_of_another_version_is_kept_by_the_report_and_graded_anew(folder, graded, tmp_path):
    out = tmp_path / "out"
    grade_class(folder, out)
    register = out / ".regiolab" / "grades.sqlite"
    with contextlib.closing(sqlite3.connect(register)) as base:
        # the same tables with marks by other rules
        stamp = base.execute("pragma user_version").fetchone()[0]
        base.execute(f"pragma user_version = {stamp - 1}")
    before = register.read_bytes()
    with pytest.raises(RegiolabError, match="another version of regiolab: run `regiolab grade`"):
        write_report(out)
    assert register.read_bytes() == before
    grade_class(folder, out)
    assert outputs(out) == outputs(graded[1])
    write_report(out)


@pytest.mark.usefixtures("no_report")
def test_results_inside_the_submissions_are_not_collected(tmp_path):
    simulation.write_class(tmp_path, 2)
    for _turn in range(2):
        result = grade_class(tmp_path, tmp_path / "results")
        assert result.files == 2 and result.findings == []


# -- roster, marks, keys, due -----------------------------------------------------------------------


def test_the_roster_stays_out_of_feedback_and_report(folder, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Pseudonym,Email address\n"
        '"Silva, Ana",17,s17,ana,A,ceibo,ana@example.org\n"=Lee",18,s18,lee,A,jacaranda,lee@example.org\n'
        '"Paz, Eva",19,s19,eva,A,nobody,eva@example.org\n',
        encoding="utf-8",
    )
    result = grade_class(folder, tmp_path / "out", roster_file=roster)
    canvas = {row["Student"]: row for row in table(tmp_path / "out" / "canvas.csv")}
    assert canvas["Silva, Ana"]["ID"] == "17" and canvas["Silva, Ana"][EXERCISE]
    assert "'=Lee" in canvas and "Paz, Eva" not in canvas  # a blank cell would erase a grade
    moodle = {row["pseudonym"]: row for row in table(tmp_path / "out" / "moodle.csv")}
    assert moodle["ceibo"]["Email address"] == "ana@example.org"
    status = {row["student"]: row["status"] for row in table(tmp_path / "out" / "gradebook.csv")}
    assert status["nobody"] == "nothing_handed_in" and status["ombú"] == "graded;not_in_roster"
    assert sum("is not in the roster" in str(finding) for finding in result.findings) == 4
    for name, content in outputs(tmp_path / "out").items():
        if name.endswith(".html"):
            assert b"Silva" not in content and b"example.org" not in content


@pytest.mark.usefixtures("no_report")
def test_a_roster_may_be_separated_by_semicolons(folder, tmp_path):
    (tmp_path / "roster.csv").write_text("\ufeffpseudonym;name\nceibo;Ana\n", encoding="utf-8")
    grade_class(folder, tmp_path / "out", roster_file=tmp_path / "roster.csv", pages=False)
    status = {row["student"]: row["status"] for row in table(tmp_path / "out" / "gradebook.csv")}
    assert status["ceibo"] == "graded" and status["ombú"] == "graded;not_in_roster"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"name\nAna\n", "line 1: there is no column 'pseudonym'"),
        (b"Pseudonim,name\nceibo,Ana\n", "is 'Pseudonim' meant"),
        (b"", "roster.csv: it is empty"),
        (b"pseudonym,name\nceibo,Jos\xe9\nombu,Jos\xc3\xa9\n", "line 2: a letter here is not UTF-8"),
        (b"pseudonym,name\nceibo,Perez, Ana\n", "line 2: 3 cells where the header names 2"),
        (b'pseudonym,name\nceibo,"Ana\nombu,Eva\n', "line 2: a quotation mark is not closed"),
        (b"PK\x03\x04\x00\xff", "a spreadsheet's own file"),
    ],
)
def test_a_roster_that_cannot_be_used_is_said_before_grading(folder, tmp_path, content, says):
    (tmp_path / "roster.csv").write_bytes(content)
    with pytest.raises(RegiolabError, match=says):
        grade_class(folder, tmp_path / "out", roster_file=tmp_path / "roster.csv")
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("no_report")
def test_the_instructors_marks_are_merged_and_never_written(folder, graded, tmp_path):
    marks = tmp_path / "marks.csv"
    question = "prosur_2019_economic"
    marks.write_text(
        "pseudonym,exercise,question,points,comment\n"
        f"ceibo,5_new_cases,{question},0.5,[thin] See S6 ¶10.\n"
        f"jacaranda,5_new_cases,{question},9,Too many.\n"
        f"ombú,5_new_cases,{question},NaN,\n"
        f"ombú,5_new_cases,no_such,1,\n"
        f"nobody,5_new_cases,{question},1,\n"
        f"ceibo,{EXERCISE},{UNIT},1,=cmd <b>bold</b>\n"
        f"ceibo,5_new_case,{question},1,\n",
        encoding="utf-8",
    )
    (tmp_path / "comments.csv").write_text("name,comment\nthin,The reasons are thin.\n", encoding="utf-8")
    before = marks.read_bytes()
    (tmp_path / "roster.csv").write_text("pseudonym,Student,ID\nceibo,Ana,1\njacaranda,Eva,2\n", encoding="utf-8")
    result = grade_class(folder, tmp_path / "out", marks_file=marks, roster_file=tmp_path / "roster.csv")
    assert marks.read_bytes() == before
    rows = {row["student"]: row for row in table(tmp_path / "out" / "gradebook.csv")}
    assert rows["ceibo"][f"5_new_cases: {question}: rationale"] == rows["ceibo"]["5_new_cases: rationale"] == "0.5"
    # beside the total, in the sums that are handed over too; blank until a person marked it
    plain = {row["student"]: row for row in table(graded[1] / "gradebook.csv")}
    for name in ("5_new_cases: points", "5_new_cases: possible", "points", "possible"):
        assert rows["ceibo"][name] == plain["ceibo"][name]
    assert rows["jacaranda"][f"5_new_cases: {question}: rationale"] == rows["jacaranda"]["5_new_cases: rationale"] == ""
    apart = tmp_path / "out" / "one_by_one"
    canvas = {row["Student"].strip(): row for row in table(apart / "canvas-5_new_cases-rationale.csv")}
    assert canvas["Points Possible"]["5_new_cases rationale"] == "16"
    assert canvas["Ana"]["5_new_cases rationale"] == "0.5" and "Eva" not in canvas  # a blank cell would erase a grade
    moodle = {row["pseudonym"]: row for row in table(apart / "moodle-5_new_cases.csv")}
    assert "PROSUR 2019–, economic: The reasons are thin. See S6 ¶10." in moodle["ceibo"]["5_new_cases feedback"]
    assert "rationales are to be marked" in moodle["jacaranda"]["5_new_cases feedback"]
    page = next((tmp_path / "out" / "feedback").glob("ceibo-*.html")).read_text(encoding="utf-8")
    assert (
        "The reasons are thin. See S6 ¶10." in page and "&lt;b&gt;bold" in page and "Marked by your instructor." in page
    )
    said = [str(finding) for finding in result.findings if finding.file == "marks.csv"]
    assert [re.sub(r".*line (\d+): ", r"\1 ", line)[:36] for line in said] == [
        "3 points must be a number from 0 to ",
        "4 points must be a number from 0 to ",
        "5 there is no such question, so the ",
        "7 this question gives no points for ",
        "8 there is no such exercise, so the ",
        "6 no submission of this student to t",
    ]
    todo = table(tmp_path / "out" / "rationales.csv")
    assert {row["exercise"] for row in todo} == {"5_new_cases"} and todo[0]["possible"] == "2"


@pytest.mark.usefixtures("no_report")
def test_marks_beside_the_roster_are_used(folder, tmp_path):
    (tmp_path / "roster.csv").write_text("pseudonym\nceibo\n", encoding="utf-8")
    (tmp_path / "marks.csv").write_text(
        f"pseudonym,exercise,question,points,comment,criterion\nceibo,{EXERCISE},{UNIT},0.25,,coding\n",
        encoding="utf-8",
    )
    grade_class(folder, tmp_path / "out", roster_file=tmp_path / "roster.csv", pages=False)
    row = next(row for row in table(tmp_path / "out" / "gradebook.csv") if row["student"] == "ceibo")
    assert row[f"{EXERCISE}: {UNIT}: coding"] == "0.25"


@pytest.mark.usefixtures("no_report")
def test_weights_change_the_points(folder, tmp_path):
    weights = {"format": "regiolab-weights/1", "exercise": EXERCISE}
    weights["points"] = {"*": {"coding": 8}, UNIT: {"coding": 0, "evidence": 2, "rationale": 3}}
    (tmp_path / "weights.json").write_text(json.dumps(weights), encoding="utf-8")
    grade_class(folder, tmp_path / "out", keys=[tmp_path / "weights.json"], pages=False)
    row = next(row for row in table(tmp_path / "out" / "gradebook.csv") if row["student"] == "ceibo")
    assert row[f"{EXERCISE}: possible"] == f"{(POINTS - 6) / 6 * 8 + 2:g}"  # without the rationale
    assert f"{EXERCISE}: {UNIT}: coding" not in row
    assert row[f"{EXERCISE}: {UNIT}: evidence"]
    assert row[f"{EXERCISE}: {UNIT}: rationale"] == row[f"{EXERCISE}: rationale"] == ""


@pytest.mark.usefixtures("no_report")
def test_an_own_key_changes_the_marks(folder, graded, tmp_path):
    key = read_key(EXERCISE).model_dump(mode="json")
    key["keys"][UNIT]["readings"] = [{"coder": "briceno2018", "models": {"social": {"degree": "dominant"}}}]
    (tmp_path / "key.json").write_text(json.dumps(key), encoding="utf-8")
    grade_class(folder, tmp_path / "out", keys=[tmp_path / "key.json"], pages=False)
    name = f"{EXERCISE}: {UNIT}: coding"
    before, after = (table(out / "gradebook.csv") for out in (graded[1], tmp_path / "out"))
    assert [row[name] for row in before] != [row[name] for row in after]


def test_an_own_key_without_readings_has_those_of_the_table(tmp_path):
    key = read_key(EXERCISE).model_dump(mode="json")
    for entry in key["keys"].values():
        entry["readings"] = []
    (tmp_path / "key.json").write_text(json.dumps(key), encoding="utf-8")
    standards = Standards([tmp_path / "key.json"])
    assert standards.known(EXERCISE).key == read_key(EXERCISE)


def test_weights_that_an_editor_of_windows_saved_are_read(tmp_path):
    weights = {"format": "regiolab-weights/1", "exercise": EXERCISE, "points": {"*": {"evidence": 4}}}
    (tmp_path / "weights.json").write_text(json.dumps(weights), encoding="utf-8-sig")
    worth = Standards([tmp_path / "weights.json"]).known(EXERCISE).exercise.points
    assert worth > Standards().known(EXERCISE).exercise.points


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "is not valid JSON"),
        ('{"format": "regiolab-key/1", "exercise": "9_none", "keys": {}}', "'9_none' is not an exercise"),
        ('{"format": "regiolab-weights/1", "exercise": "3_classify", "points": {"x": {}}}', "'x' is not a question"),
        (
            '{"format": "regiolab-weights/1", "exercise": "3_classify", "points": {"alba_2004_economic": {"x": 1}}}',
            "'x' is not among its criteria",
        ),
        (
            '{"format": "regiolab-weights/1", "exercise": "3_classify", "points": {"*": {"model": 1}}}',
            "'model' is not among the criteria, which are coding, consistent, evidence, rationale, worth",
        ),
        ("[]", "key.json"),
    ],
)
def test_a_key_that_does_not_fit_is_said_before_grading(folder, tmp_path, content, says):
    (tmp_path / "key.json").write_text(content, encoding="utf-8")
    with pytest.raises(RegiolabError, match=says):
        grade_class(folder, tmp_path / "out", keys=[tmp_path / "key.json"])


@pytest.mark.usefixtures("no_report")
def test_late_is_what_was_answered_after_the_time(folder, tmp_path):
    times = sorted(
        entries.handed_in(read_exercise(EXERCISE), read_submission(path)) for path in folder.glob(f"*{EXERCISE}*")
    )
    at = (entries.EPOCH + dt.timedelta(seconds=times[2])).isoformat()
    grade_class(folder, tmp_path / "out", due=at, pages=False)
    rows = table(tmp_path / "out" / "gradebook.csv")
    assert sum(row[f"{EXERCISE}: late"] == "late" for row in rows) == 3


# -- the command line -------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_grades_and_says_by_its_status_that_there_were_findings(folder, tmp_path):
    done = CliRunner().invoke(
        commands, ["grade", str(folder), "--out", str(tmp_path / "out"), "--no-pages"], standalone_mode=False
    )
    assert done.return_value == 0 and "12 files, 6 students" in done.output
    (tmp_path / "bad.json").write_text("{")
    paths = [str(folder), str(tmp_path / "bad.json")]
    done = CliRunner().invoke(
        commands, ["grade", *paths, "--out", str(tmp_path / "out"), "--no-pages"], standalone_mode=False
    )
    assert done.return_value == 1 and "bad.json: line 1: it breaks off" in done.output
    done = CliRunner().invoke(commands, ["report", str(tmp_path / "out")], standalone_mode=False)
    assert done.return_value == 0 and done.output.strip().endswith("report.html")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["grade"], "Missing argument"),
        (["grade", "nothing-here", "--out", "o"], "nothing-here does not exist"),
        (["grade", ".", "--out", "o", "--due", "tomorrow"], "'tomorrow' is not a time with its zone"),
        (["grade", ".", "--out", "o", "--feedback", "all"], "'all' is not a mode of feedback"),
        (["report", "nothing-here"], "holds no graded submissions"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments, says, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and says in error and error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_no_file_at_all_is_an_error_and_leaves_what_was_there(folder, tmp_path):
    (tmp_path / "in" / "empty").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "in" / "folders.zip", "w") as file:
        file.writestr("a/", "")
    for path in (tmp_path / "in" / "empty", tmp_path / "in"):
        with pytest.raises(RegiolabError, match="nothing was graded: there is no file in"):
            grade_class(path, tmp_path / "out")
    assert not (tmp_path / "out" / "gradebook.csv").exists()
    grade_class(folder, tmp_path / "out", pages=False)
    before = outputs(tmp_path / "out")
    with pytest.raises(RegiolabError, match="nothing was graded: there is no file in"):
        grade_class(tmp_path / "in", tmp_path / "out")
    with pytest.raises(RegiolabError, match="out is the folder of the results, which are no submissions"):
        grade_class(tmp_path / "out", tmp_path / "out")
    assert outputs(tmp_path / "out") == before
    assert Results(tmp_path / "out").exercises == ["1_trajectory", EXERCISE, "5_new_cases"]


@pytest.mark.usefixtures("no_report")
def test_nothing_that_can_be_read_is_status_2(tmp_path, capsys):
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(SystemExit) as stopped:
        main(["grade", str(tmp_path / "bad.json"), "--out", str(tmp_path / "out")])
    assert stopped.value.code == 2 and "Nothing was graded: none of the files could be read" in capsys.readouterr().out


# -- fuzz -------------------------------------------------------------------------------------------

GOOD = list(simulation.contents(EXERCISE, 3))
STANDARDS = Standards()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["ceibo", "jacaranda", "social", "E01", "dominant", "2026-03-02T14:00:00Z", "code", EXERCISE]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def paths_in(data, at=()) -> list[tuple]:
    """Return the path of every value in some data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [at, *(path for key, value in inner for path in paths_in(value, (*at, key)))]


@st.composite
def mutated(draw) -> bytes:
    """Draw a submission in which some values were replaced, removed, or put elsewhere, or some bytes changed."""
    data = json.loads(draw(st.sampled_from(GOOD)))
    for _turn in range(draw(st.integers(0, 3))):
        *way, last = draw(st.sampled_from(paths_in(data)[1:]))
        place = data
        for step in way:
            place = place[step]
        kind = draw(st.sampled_from(["replace", "remove", "rename", "copy"]))
        if kind == "remove":
            del place[last]
        elif kind == "rename" and isinstance(place, dict):
            place[draw(st.text(max_size=10) | st.sampled_from(["social", "not_classifiable", UNIT]))] = place.pop(last)
        elif kind == "copy":
            source = data
            for step in draw(st.sampled_from(paths_in(data))):
                source = source[step]
            place[last] = json.loads(json.dumps(source))
        else:
            place[last] = draw(VALUES)
    content = json.dumps(data).encode()
    if draw(st.booleans()):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.binary(max_size=4)) + content[at + draw(st.integers(0, 3)) :]
    return content


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_any_mutation_is_graded_or_refused_with_a_reason(content):
    try:
        entry = batch._entry(content, "0", STANDARDS)
    except Unreadable as error:
        assert error.reason and "fault of regiolab" not in error.reason and "\n" not in error.place + error.reason
    else:
        assert 0 <= entry.record.earned <= entry.record.possible == POINTS
        # through JSON, as the register keeps it
        assert entries.from_plain(json.loads(json.dumps(entry.record.plain()))) == entry.record


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(mutated(), min_size=1, max_size=4), st.sampled_from(["es", "en"]))
def test_a_mutated_file_never_changes_the_mark_of_another_student(tmp_path_factory, contents, language):
    root = tmp_path_factory.mktemp("fuzz")
    for number, content in enumerate(GOOD):
        (root / f"good{number}.json").write_bytes(content)
    for number, content in enumerate(contents):
        (root / f"bad{number}.json").write_bytes(content)
    i18n.use_language(language)
    try:
        grade_class(root, root / "out")
    finally:
        i18n.use_language("en")
    with (root / "out" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    marks = {number: [] for number in range(len(GOOD))}
    for row in rows:
        for number in marks:
            if f"good{number}.json" in row[2]:
                marks[number] = row[7:]
    ids = {json.loads(content)["id"]: json.loads(content)["pseudonym"] for content in GOOD}
    for number, content in enumerate(GOOD):
        if _claims_to_be(contents, ids, json.loads(content)):
            continue  # one id and pseudonym in two files: the later counts, and a line says so
        alone = batch._entry(content, "0", STANDARDS)
        assert float(marks[number][0]) == alone.record.earned, head


def _claims_to_be(contents: list[bytes], ids: dict, good: dict) -> bool:
    for content in contents:
        try:
            found, _flaws = form.parse(content)
        except Unreadable:
            continue
        if found.id == good["id"] and texts.student(found.pseudonym, found.id) == texts.student(good["pseudonym"], ""):
            return True
    return False


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_names_are_safe_everywhere(text):
    assert re.fullmatch(
        r"[a-z0-9-]{1,40}-[0-9a-f]{64}",
        texts.file_name(texts.student(text, "0" * 32)) if _whole(text) else f"a-{'0' * 64}",
    )
    cell = texts.cell(text)
    assert cell.lstrip()[:1] not in tuple(texts.FORMULA)
    assert "\n" not in shown(text) and "\n" not in cell


def _whole(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def test_the_register_of_nothing_is_not_made(tmp_path):
    with pytest.raises(RegiolabError):
        Register(tmp_path, new=False)
    assert list(tmp_path.iterdir()) == []
    assert list(Collection([tmp_path])) == []


# -- tables as spreadsheets write them, and two programs on one folder ------------------------------


def test_a_roster_and_marks_from_a_spreadsheet(folder, tmp_path):
    """Code page, separator, `sep=`, a cell with line breaks, blank rows, and rows that stand twice."""
    rows = ["sep=;", "Name;PSEUDONYM ", '"Ana\nPérez";ceibo', ";", "José;ombú", "José;ombú", "Eva;ceibo", ";", ";"]
    (tmp_path / "roster.csv").write_bytes("\r\n".join(rows).encode("cp1252"))
    question = "prosur_2019_economic"
    marks = [
        "pseudonym;exercise;question;points;comment",
        f'ceibo;5_new_cases;{question};0,5;"Sí,\npero"',
        f"ceibo;5_new_cases;{question};1;other",
        ";;;;",
    ]
    (tmp_path / "marks.csv").write_bytes("\n".join(marks).encode("cp1252"))
    result = grade_class(folder, tmp_path / "out", roster_file=tmp_path / "roster.csv", pages=False)
    said = [str(finding) for finding in result.findings if finding.file in ("roster.csv", "marks.csv")]
    assumed = [text for text in said if "it is not UTF-8 and was read as Windows-1252" in text]
    assert [text.partition(":")[0] for text in assumed] == ["roster.csv", "marks.csv"]
    assert any(text.startswith("roster.csv: line 8: the pseudonym stands in line 3 with other values") for text in said)
    assert any(text.startswith("marks.csv: line 4: line 2 gives this answer other points") for text in said)
    assert len(said) == 4
    row = next(row for row in table(tmp_path / "out" / "gradebook.csv") if row["student"] == "ceibo")
    assert row[f"5_new_cases: {question}: rationale"] == "0.5"


def test_two_gradings_on_one_folder(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(register, "WAIT", 0.1)
    first = Register(tmp_path / "out")
    try:
        with pytest.raises(RegiolabError, match=r"out is in use \(.*grades.sqlite.lock\): wait"):
            grade_class(folder, tmp_path / "out")
    finally:
        first.close()
    assert grade_class(folder, tmp_path / "out").students


@pytest.mark.parametrize("new", [True, False])
def test_a_ledger_that_another_program_locks_is_no_damage(graded, tmp_path, monkeypatch, new):
    out = tmp_path / "out"
    shutil.copytree(graded[1], out)
    other = sqlite3.connect(out / ".regiolab" / "grades.sqlite")
    other.execute("begin exclusive")
    monkeypatch.setattr(register, "PATIENCE", 0.1)
    try:
        with pytest.raises(RegiolabError, match="database is locked"):
            Register(out, new=new)
    finally:
        other.rollback()
        other.close()
    assert not (out / ".regiolab" / "grades.damaged").exists()


def test_a_damaged_ledger_that_cannot_be_set_aside_is_a_sentence(tmp_path, monkeypatch):
    ledger = tmp_path / "out" / ".regiolab" / "grades.sqlite"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"this is no database" * 100)

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(register.Path, "replace", refuse)
    with pytest.raises(RegiolabError, match=r"cannot be written .Permission denied"):
        Register(tmp_path / "out")
    assert ledger.read_bytes().startswith(b"this is no database")


# -- rules, clocks, copies, and what the class answered ---------------------------------------------

THREE = {"strategic": "dominant", "social": "element", "productive": "element"}
ONE_EACH = [("E01", "str_insertion"), ("E101", "soc_standards_rights"), ("E104", "pro_joint_production")]


def submission_of(name: str, *rounds: form.CodeAnswer, question: str = UNIT) -> form.Submission:
    """Return a submission with one answer, sealed, and what it became."""
    found = form.begin(EXERCISE, name)
    for number, answer in enumerate(rounds):
        found.rounds[number].answers[question] = answer
    found.rounds[0].sealed[question] = form.Seal(revision=1, at=form.now())
    return found


def write(folder: Path, **submissions: form.Submission) -> None:
    folder.mkdir(exist_ok=True)
    for name, submission in submissions.items():
        (folder / f"{name}.json").write_bytes(form.dump(submission))


@pytest.mark.usefixtures("no_report")
def test_marks_worked_out_by_hand(tmp_path):
    """The article lets acquiescence dominate (weight 2), which asks for two of its conditions; 6 points."""
    question = "pacific_alliance_2011_political"
    held, shown = {"acquiescent_realism": "dominant"}, [("E120", "acq_avoidance"), ("E54", "acq_convergence")]
    half, whole = coding.answer(held, *shown[:1]), coding.answer(held, *shown)
    wrong = coding.answer(held, *shown, ("E54", "aut_room"))
    beside = coding.answer({**held, "autonomist": "element"}, *shown)
    bare = coding.answer(held)
    rounds = {
        "half": [half],  # 1 of 2 conditions: 3
        "gained": [half, whole],  # half of the gain is added: 3 + 3 / 2
        "lost": [whole, bare],  # nothing lowers the sealed answer
        "wrong": [wrong],  # 2 right cards, 1 wrong: 2 / 3 of 6
        "beside": [beside],  # a type of weight 1 beside it: 2 / 3 of 6
        "bare": [bare],
        "late": [bare, whole],  # half of what is gained after discussion
    }
    write(tmp_path / "in", **{name: submission_of(name, *found, question=question) for name, found in rounds.items()})
    grade_class(tmp_path / "in", tmp_path / "out")
    rows = {row["student"]: row for row in table(tmp_path / "out" / "gradebook.csv")}
    points = {name: float(row[f"{EXERCISE}: {question}: coding"]) for name, row in rows.items()}
    assert points == {"half": 3, "gained": 4.5, "lost": 6, "wrong": 4, "beside": 4, "bare": 0, "late": 3}
    assert {row["rules"] for row in rows.values()} == {RULES}
    pages = {name: next((tmp_path / "out" / "feedback").glob(f"{name}-*")).read_text(encoding="utf-8") for name in rows}
    assert "Of the sealed answer 50%, after discussion 100%: half of the gain is added." in pages["gained"]
    assert "1 card lies where it shows nothing" in pages["wrong"]


def test_a_file_of_version_1_is_graded_and_its_cards_are_shown(tmp_path):
    at = "2026-03-02T14:00:00Z"
    models = {name: {"degree": degree, "flags": []} for name, degree in THREE.items()}
    answer = {"kind": "code", "at": at, "models": models, "cards": ["E01", "E02", "E101", "E104", "E40"]}
    old = {
        "format": "regiolab-submission/1", "id": "0" * 32, "exercise": EXERCISE, "pseudonym": "old", "version": "0.1.0",
        "rounds": [{"answers": {UNIT: answer}, "sealed": {UNIT: at}}, {"answers": {}, "sealed": {}}],
    }  # fmt: skip
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    result = grade_class(tmp_path / "old.json", tmp_path / "out")
    assert result.findings == []
    row = table(tmp_path / "out" / "gradebook.csv")[0]
    assert row[f"{EXERCISE}: {UNIT}: coding"] == "6"
    page = next((tmp_path / "out" / "feedback").iterdir()).read_text(encoding="utf-8")
    assert "<strong>E02</strong>" in page and "It shows this: The state shields" in page
    assert "a card of another unit" in page
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "under no condition:&nbsp;1" in report


@pytest.mark.usefixtures("no_report")
def test_a_clock_that_cannot_be_right_is_a_finding_and_changes_no_mark(folder, tmp_path):
    good = read_submission(next(folder.glob(f"*{EXERCISE}*")))

    def moved(name: str, back: dt.timedelta) -> form.Submission:
        """Return the same answers, of which all after the tenth change were written by a clock set back."""
        data = json.loads(form.dump(good))
        data["id"], data["pseudonym"] = name.encode().hex().rjust(32, "0"), name
        data["history"][0]["writer"] = data["id"][-8:]
        for part in (*data["rounds"][0]["answers"].values(), *data["rounds"][0]["sealed"].values()):
            if part["revision"] > 10:
                part["at"] = (dt.datetime.fromisoformat(part["at"]) - back).isoformat()
        return form.Submission.model_validate(data)

    write(
        tmp_path / "in",
        right=moved("right", dt.timedelta()),
        drift=moved("drift", dt.timedelta(minutes=1)),
        back=moved("set back", dt.timedelta(hours=30)),
        future=moved("in the future", -dt.timedelta(days=20_000)),
    )
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    # all say the same in their reasons, which is another finding
    found = {Path(item.file).stem: item for item in result.findings if item.place != "rationale"}
    assert set(found) == {"back", "future"} and {item.place for item in found.values()} == {"clock"}
    assert found["back"].reason.startswith("its clock was set back by 30 hours between two changes")
    rows = table(tmp_path / "out" / "gradebook.csv")
    assert len(rows) == 4 and len({row["points"] for row in rows}) == 1


@pytest.mark.parametrize("noted", [0.0, 4_070_908_860.0])
@pytest.mark.usefixtures("no_report")
def test_a_clock_ahead_is_found_where_the_file_bears_no_time_or_one_to_come(tmp_path, noted):
    ahead = submission_of("ana", coding.answer(THREE, *ONE_EACH))
    ahead.rounds[0].sealed[UNIT].at = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    write(tmp_path / "in", ahead=ahead, right=submission_of("ben", coding.answer(THREE, *ONE_EACH)))
    for path in (tmp_path / "in").iterdir():
        os.utime(path, (noted, noted))
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    assert [(Path(item.file).stem, item.place) for item in result.findings] == [("ahead", "clock")]


@pytest.mark.usefixtures("no_report")
def test_of_two_copies_the_one_with_more_changes_counts_whatever_the_clock_says(tmp_path):
    before = submission_of("ana", coding.answer(THREE, *ONE_EACH))
    before.history = [Span(writer="aaaaaaaa", changes=2)]
    after = before.model_copy(deep=True)
    after.history = [Span(writer="aaaaaaaa", changes=2), Span(writer="bbbbbbbb", changes=1)]
    after.rounds[0].answers[UNIT].at -= dt.timedelta(days=400)
    apart = before.model_copy(deep=True)
    apart.history = [Span(writer="aaaaaaaa", changes=1), Span(writer="cccccccc", changes=1)]
    write(tmp_path / "in", before=before, after=after, apart=apart)
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    row = table(tmp_path / "out" / "gradebook.csv")[0]
    assert row["files"].endswith("after.json")
    said = {Path(item.file).stem: item.reason for item in result.findings if item.place == "id"}
    assert "which was changed later and counts" in said["before"]
    assert "went a different way" in said["apart"]


@pytest.mark.usefixtures("no_report")
def test_the_class_file_holds_what_a_board_shows_and_nothing_below_five(tmp_path):
    strategic = coding.answer({"strategic": "dominant", "social": "absent"}, *ONE_EACH[:1])
    residual = coding.answer({"not_classifiable": None})
    answers = [strategic] * 7 + [coding.answer(THREE, *ONE_EACH)] * 4 + [residual] * 5
    everybody = {f"s{n}": submission_of(f"s{n}", answer) for n, answer in enumerate(answers)}
    for name in ("s0", "s1", "s2", "s3"):  # four come back, too few to be shown
        everybody[name].rounds[1].answers[UNIT] = residual
    few = [submission_of(f"f{n}", residual, question="unasur_2008_economic") for n in range(4)]
    write(tmp_path / "in", **everybody, **{f"f{n}": one for n, one in enumerate(few)})
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    found = room.read(tmp_path / "out")
    assert found is not None
    told = {
        q: {n: counts.model_dump() for n, counts in rounds.items()} for q, rounds in found.exercises[EXERCISE].items()
    }
    assert told == {UNIT: {"1": {"n": 16, "counts": {"not_classifiable:": 5, "strategic:dominant": 11}}}}
    exercise = read_exercise(EXERCISE)
    sentence = room.sentence(tmp_path / "out", exercise, exercise.question(UNIT))
    assert sentence == "69% of your seminar (16 answers) chose strategic regionalism (dominant)."
    assert room.sentence(tmp_path / "out", exercise, exercise.question("unasur_2008_economic")) == ""
    text = (tmp_path / "out" / "class.json").read_text(encoding="utf-8")
    assert not any(name in text for name in everybody) and all(one.id not in text for one in everybody.values())


@pytest.mark.usefixtures("no_report")
def test_one_person_with_five_ids_is_no_seminar(tmp_path):
    same = coding.answer(THREE, *ONE_EACH)
    write(tmp_path / "in", **{f"f{n}": submission_of("ana", same) for n in range(5)})
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    found = room.read(tmp_path / "out")
    assert found is not None and found.exercises == {}
    write(tmp_path / "in", **{f"g{n}": submission_of(f"s{n}", same) for n in range(5)})
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    found = room.read(tmp_path / "out")
    assert found is not None and found.exercises[EXERCISE][UNIT]["1"].n == 5


def test_the_class_file_names_every_kind_of_answer_as_a_board_reads_it(tmp_path):
    names = ["1_trajectory", "2_models", "3_classify", "4_new_cycle"]
    simulation.write_class(tmp_path / "in", 15, names)
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    kinds = set()
    for name in names:
        exercise = read_exercise(name)
        for question in exercise.questions:
            if room.sentence(tmp_path / "out", exercise, question):
                kinds.add(question.kind)
    assert kinds == {"code", "order", "match", "choose", "judge", "predict"}
