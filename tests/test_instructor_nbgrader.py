"""An exercise beside nbgrader: the same points as ours, from the real nbgrader."""

from __future__ import annotations

import csv
import subprocess
import sys

import nbformat
import pytest

from regiolab.exercises import grade, read_exercise, read_key
from regiolab.exercises.submission import Submission, dump
from regiolab.instructor import nbgrader, simulation

EXERCISE = "3_classify"
WITH_RATIONALES = "5_new_cases"


def submissions(n: int, exercise: str = EXERCISE) -> list[Submission]:
    return [Submission.model_validate_json(content) for content in simulation.contents(exercise, n)]


def cells(exercise: str, folder) -> list[tuple[nbformat.NotebookNode, dict]]:
    notebook = nbformat.read(nbgrader.write_assignment(exercise, folder), as_version=4)
    nbformat.validate(notebook)
    return [(cell, cell.metadata["nbgrader"]) for cell in notebook.cells if "nbgrader" in cell.metadata]


@pytest.mark.parametrize("exercise", [EXERCISE, WITH_RATIONALES])
def test_the_points_are_those_of_the_grading_function(tmp_path, exercise):
    submission = submissions(1, exercise)[0]
    (tmp_path / f"{exercise}.answers.json").write_bytes(dump(submission))
    marks = grade(read_exercise(exercise), read_key(exercise), submission).marks
    for mark in marks:
        assert nbgrader.points(exercise, mark.question, tmp_path) == (mark.earned or 0)


@pytest.mark.parametrize("exercise", [EXERCISE, "1_trajectory", WITH_RATIONALES])
def test_the_assignment_has_a_locked_cell_for_each_question_that_gives_points(tmp_path, exercise):
    graded = [about for _cell, about in cells(exercise, tmp_path) if about["grade"]]
    of = read_exercise(exercise)
    assert [item["grade_id"] for item in graded] == [question.id for question in of.questions if question.points]
    assert sum(item["points"] for item in graded) == of.points
    assert all(item["locked"] and not item["solution"] and not item["task"] for item in graded)


def test_a_rationale_is_shown_and_marked_by_hand(tmp_path, capsys):
    found = cells(WITH_RATIONALES, tmp_path)
    tasks = [(cell, about) for cell, about in found if about["task"]]
    worth = {question.id: question.rubric.rationale for question in read_exercise(WITH_RATIONALES).questions}
    assert {about["grade_id"].removesuffix("-rationale"): about["points"] for _cell, about in tasks} == worth
    assert all(cell.cell_type == "markdown" and cell.source.count("\n- ") == 4 for cell, _about in tasks)
    names = [about["grade_id"] for _cell, about in found]
    assert len(names) == len(set(names)) == 3 * len(worth)
    submission = submissions(1, WITH_RATIONALES)[0]
    (tmp_path / f"{WITH_RATIONALES}.answers.json").write_bytes(dump(submission))
    first = next(iter(worth))
    exec(
        next(cell.source for cell, about in found if about["grade_id"] == f"{first}-shown").replace(
            f"{first!r})", f"{first!r}, {str(tmp_path)!r})"
        )
    )
    assert capsys.readouterr().out.strip() == submission.counted(first).rationale
    assert [about for cell, about in cells(EXERCISE, tmp_path) if about["task"]] == []


def test_nbgrader_gives_the_same_points_and_leaves_rationales_to_a_person(tmp_path):
    pytest.importorskip("nbgrader", reason="nbgrader is not part of the course's environment")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'course'\n")

    def run(*words: str) -> None:
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr[-3000:]

    expected = {}
    for exercise, students in ((EXERCISE, 3), (WITH_RATIONALES, 1)):
        nbgrader.write_assignment(exercise, tmp_path)
        run("generate_assignment", exercise, "--create")
        released = (tmp_path / "release" / exercise / f"{exercise}.ipynb").read_bytes()
        for number, submission in enumerate(submissions(students, exercise)):
            folder = tmp_path / "submitted" / f"student{number}" / exercise
            folder.mkdir(parents=True)
            (folder / f"{exercise}.ipynb").write_bytes(released)
            (folder / f"{exercise}.answers.json").write_bytes(dump(submission))
            mark = grade(read_exercise(exercise), read_key(exercise), submission)
            expected[exercise, f"student{number}"] = mark.earned
        run("autograde", exercise, "--create")
    run("export")
    with (tmp_path / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    given = {place: float(rows[place]["score"]) for place in expected}
    assert given == pytest.approx(expected, abs=0.01)
    possible = float(rows[WITH_RATIONALES, "student0"]["max_score"])
    assert possible == read_exercise(WITH_RATIONALES).points + 8 * 2
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        waiting = book.find_submission(WITH_RATIONALES, "student0")
        assert waiting.needs_manual_grade
