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


def submissions(n: int) -> list[Submission]:
    return [Submission.model_validate_json(content) for content in simulation.contents(EXERCISE, n)]


def test_the_points_are_those_of_the_grading_function(tmp_path):
    submission = submissions(1)[0]
    (tmp_path / f"{EXERCISE}.answers.json").write_bytes(dump(submission))
    marks = grade(read_exercise(EXERCISE), read_key(EXERCISE), submission).marks
    for mark in marks:
        assert nbgrader.points(EXERCISE, mark.question, tmp_path) == (mark.earned or 0)


def test_the_assignment_has_a_locked_cell_for_each_question(tmp_path):
    notebook = nbformat.read(nbgrader.write_assignment(EXERCISE, tmp_path), as_version=4)
    nbformat.validate(notebook)
    about = [cell.metadata["nbgrader"] for cell in notebook.cells if "nbgrader" in cell.metadata]
    exercise = read_exercise(EXERCISE)
    assert [item["grade_id"] for item in about] == [question.id for question in exercise.questions]
    assert sum(item["points"] for item in about) == exercise.points
    assert all(item["locked"] and item["grade"] and not item["solution"] for item in about)


def test_nbgrader_gives_the_same_points(tmp_path):
    pytest.importorskip("nbgrader", reason="nbgrader is not part of the course's environment")
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'course'\n")
    nbgrader.write_assignment(EXERCISE, tmp_path)

    def run(*words: str) -> None:
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr[-3000:]

    run("generate_assignment", EXERCISE, "--create")
    released = (tmp_path / "release" / EXERCISE / f"{EXERCISE}.ipynb").read_bytes()
    expected = {}
    for number, submission in enumerate(submissions(3)):
        folder = tmp_path / "submitted" / f"student{number}" / EXERCISE
        folder.mkdir(parents=True)
        (folder / f"{EXERCISE}.ipynb").write_bytes(released)
        (folder / f"{EXERCISE}.answers.json").write_bytes(dump(submission))
        expected[f"student{number}"] = grade(read_exercise(EXERCISE), read_key(EXERCISE), submission).earned
    run("autograde", EXERCISE, "--create")
    run("export")
    with (tmp_path / "grades.csv").open(encoding="utf-8", newline="") as file:
        given = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert given == pytest.approx(expected, abs=0.01)
