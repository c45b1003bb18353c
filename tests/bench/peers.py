"""Measure grading beside nbgrader and otter-grader: the same class of thirty, in one run.

Usage: python tests/bench/peers.py [--students N] [--keep FOLDER]

Each peer is installed into an environment of its own, which needs a package index; with `--keep` the
environments stay there for the next run. A peer grades notebooks in which each of the fourteen
codings is a cell with a dictionary, tested model by model; ours grades the files that the course's
students hand in, and writes pages and report as well.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat

from regiolab.exercises import deck, read_exercise, read_key
from regiolab.exercises.submission import Submission
from regiolab.instructor import simulation

EXERCISE = "3_classify"
NAME = "classify"
PACKAGES = {"nbgrader": ["nbgrader==0.9.6", "ipykernel"], "otter-grader": ["otter-grader==7.0.0", "ipykernel"]}
AT_ONCE = 2  # otter grades one notebook a process

Answers = dict[str, dict[str, str]]  # question -> model -> degree


@dataclass(frozen=True)
class Row:
    """What a program took for the class."""

    program: str
    seconds: float
    megabytes: float
    what: str


def answers_of(submission: Submission) -> Answers:
    """Return the degrees of a submission's answers."""
    found = {}
    for question in read_exercise(EXERCISE).questions:
        answer = submission.counted(question.id)
        found[question.id] = {} if answer is None else {n: r.degree or "holds" for n, r in answer.models.items()}
    return found


def key() -> Answers:
    """Return the article's degrees for every type and residual answer of each unit."""
    exercise, entries = read_exercise(EXERCISE), read_key(EXERCISE)
    found = {}
    for question in exercise.questions:
        article = entries.keys[question.id].article.models
        found[question.id] = {
            name: (article[name].degree or "holds") if name in article else "absent" for name in deck.models(question)
        }
    return found


def tests_of(question: str, right: dict[str, str]) -> list[str]:
    """Return a test a model, as a line of Python."""
    return [f"assert {question}.get({model!r}, 'absent') == {degree!r}" for model, degree in right.items()]


# -- the peers --------------------------------------------------------------------------------------


def nbgrader(tool: Path, root: Path, students: list[Answers]) -> Callable[[], None]:
    """Set up a course and return what grades it."""

    def cell(source: str, grade_id: str, **parts):
        about = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        found = nbformat.v4.new_code_cell(source)
        found.metadata["nbgrader"] = {**about, "grade_id": grade_id, **parts}
        return found

    cells = []
    for question, right in key().items():
        solution = f"{question} = {{}}\n### BEGIN SOLUTION\n{question} = {right!r}\n### END SOLUTION"
        cells.append(cell(solution, f"answer_{question}", solution=True))
        tests = "\n".join(tests_of(question, right))
        cells.append(cell(tests, f"test_{question}", grade=True, locked=True, points=6))
    write(root / "source" / NAME / f"{NAME}.ipynb", cells)
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    run([tool / "nbgrader", "generate_assignment", NAME, "--create"], root)
    released = nbformat.read(root / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for number, answers in enumerate(students):
        for item in released.cells:
            grade_id = item.metadata.get("nbgrader", {}).get("grade_id", "")
            if grade_id.startswith("answer_"):
                question = grade_id.removeprefix("answer_")
                item.source = f"{question} = {answers[question]!r}"
        path = root / "submitted" / f"student{number:02d}" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(released, path)

    def grade() -> None:
        run([tool / "nbgrader", "autograde", NAME, "--create"], root)
        run([tool / "nbgrader", "generate_feedback", NAME], root)
        run([tool / "nbgrader", "export"], root)

    return grade


def otter(tool: Path, root: Path, students: list[Answers]) -> Callable[[], None]:
    """Make an autograder and return what grades with it, two notebooks at a time."""
    raw, code = nbformat.v4.new_raw_cell, nbformat.v4.new_code_cell
    cells = [raw("# ASSIGNMENT CONFIG\nexport_cell: false\nsolutions_pdf: false")]
    for question, right in key().items():
        cells += [raw(f"# BEGIN QUESTION\nname: {question}\npoints: 6"), raw("# BEGIN SOLUTION")]
        cells += [code(f"{question} = {right!r} # SOLUTION"), raw("# END SOLUTION"), raw("# BEGIN TESTS")]
        cells += [code(line) for line in tests_of(question, right)]
        cells += [raw("# END TESTS"), raw("# END QUESTION")]
    write(root / f"{NAME}.ipynb", cells)
    run([tool / "otter", "assign", f"{NAME}.ipynb", "dist", "--no-run-tests"], root)
    autograder = next((root / "dist" / "autograder").glob("*.zip"))
    handed_out = nbformat.read(root / "dist" / "student" / f"{NAME}.ipynb", as_version=4)
    paths = []
    for number, answers in enumerate(students):
        for item in handed_out.cells:
            question = item.source.split(" = ")[0]
            if item.cell_type == "code" and question in answers:
                item.source = f"{question} = {answers[question]!r}"
        paths.append(root / f"student{number:02d}" / f"{NAME}.ipynb")
        paths[-1].parent.mkdir()
        nbformat.write(handed_out, paths[-1])

    def grade() -> None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            command = [tool / "otter", "run", "-a", autograder]
            list(pool.map(lambda path: run([*command, "-o", path.parent, path], path.parent), paths))

    return grade


def ours(tool: Path, root: Path, submissions: list[Submission]) -> Callable[[], None]:
    """Write the files of the class and return what grades them."""
    from regiolab.exercises.submission import dump

    (root / "in").mkdir()
    for number, submission in enumerate(submissions):
        (root / "in" / f"{number:02d}.json").write_bytes(dump(submission))
    return lambda: run([tool / "regiolab", "grade", root / "in", "--out", root / "out"], root)


def write(path: Path, cells: list) -> None:
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


# -- running ----------------------------------------------------------------------------------------


def run(command: list, folder: Path) -> None:
    """Run a command; what it said is shown if it fails."""
    command = [str(part) for part in command]
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ["PATH"]])
    home = {"PATH": path, "HOME": str(folder), "JUPYTER_PREFER_ENV_PATH": "1", "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=home)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-3000:]}")


def measured(grade: Callable[[], None]) -> tuple[float, float]:
    """Return seconds and the peak of memory of the largest process, measured in a process of its own."""
    read, write_ = os.pipe()
    child = os.fork()
    if child == 0:
        import resource

        start = time.perf_counter()
        try:
            grade()
            said = {"seconds": time.perf_counter() - start}
        except BaseException as error:
            said = {"error": str(error)}
        said["megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        os.write(write_, json.dumps(said).encode())
        os._exit(0)
    os.close(write_)
    with os.fdopen(read) as file:
        said = json.load(file)
    os.waitpid(child, 0)
    if "error" in said:
        raise RuntimeError(said["error"])
    return said["seconds"], said["megabytes"]


def environment(folder: Path, name: str) -> Path:
    """Return the programs of a peer's environment, which is made if it is not there."""
    place = folder / name
    if not (place / "ready").exists():
        venv.create(place, with_pip=True)
        command = [place / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*map(str, command), *PACKAGES[name]], check=True)
        (place / "ready").touch()
    return place / "bin"


@contextlib.contextmanager
def folder_for(keep: Path | None) -> Iterator[Path]:
    """Give the folder of the environments."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="folder for the environments of the peers")
    given = parser.parse_args()
    contents = (
        c for c in simulation.contents(EXERCISE, given.students + given.students // 29 + 1) if c.endswith(b"}\n")
    )
    submissions = [
        Submission.model_validate_json(content) for content, _n in zip(contents, range(given.students), strict=False)
    ]
    students = [answers_of(submission) for submission in submissions]
    rows = []
    with folder_for(given.keep) as environments, tempfile.TemporaryDirectory() as work:
        programs = [
            ("regiolab", Path(sys.executable).parent, ours, submissions, "grading, pages, report"),
            ("nbgrader", None, nbgrader, students, "autograde, feedback, export"),
            ("otter-grader", None, otter, students, f"otter run, {AT_ONCE} at a time"),
        ]
        for name, tool, set_up, class_, what in programs:
            root = Path(work) / name
            root.mkdir()
            rows.append(Row(name, *measured(set_up(tool or environment(environments, name), root, class_)), what))
            print(f"{rows[-1].program:<14}{rows[-1].seconds:>8.1f} s {rows[-1].megabytes:>7.0f} MB  {what}", flush=True)
    for row in rows[1:]:
        rate = given.students / rows[0].seconds
        print(
            f"regiolab grades {rate:.1f} submissions a second, {row.program} {given.students / row.seconds:.2f}: "
            f"{row.seconds / rows[0].seconds:.0f} times as many"
        )


if __name__ == "__main__":
    main()
