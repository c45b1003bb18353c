"""A bridge to nbgrader: an exercise as an assignment of it, with the points that we give.

Students answer in the widget, which saves their answers beside the notebook; nbgrader collects both
files. Each question that gives points has a locked cell that ends in them, which nbgrader takes for
partial credit. A rationale has a locked cell that shows it and, below, one that is marked by hand: a
*task* of nbgrader's, for a cell of its kind *solution* that nobody wrote into would get 0 by itself.
Unlike ``regiolab grade``, nbgrader runs the notebook, a kernel for each student.
"""

from __future__ import annotations

from pathlib import Path

import nbformat

from regiolab.errors import InvalidValue
from regiolab.exercises import grading, key, model
from regiolab.exercises import submission as form
from regiolab.exercises.key import Key
from regiolab.exercises.model import AnyQuestion
from regiolab.files import write_atomically
from regiolab.i18n import _
from regiolab.instructor import texts
from regiolab.instructor.wording import rationale_rubric

SCHEMA = 3  # of the metadata that nbgrader reads


def write_assignment(exercise: str | Path, course: str | Path) -> Path:
    """Write an exercise into the ``source`` folder of an nbgrader course.

    Parameters
    ----------
    exercise : str or pathlib.Path
        The name of one of the course's exercises, or the path of a JSON file.
    course : str or pathlib.Path
        The folder of the nbgrader course. An exercise of one's own is laid beside its notebook, and
        its key into the folder ``keys`` of the course, which nbgrader hands out to nobody.

    Returns
    -------
    pathlib.Path
        The notebook; ``nbgrader generate_assignment`` takes it from there.
    """
    read = model.read(exercise)
    folder = Path(course) / "source" / read.exercise
    called = read.exercise
    if (own := Path(exercise)).suffix == ".json":
        called = own.name
        write_atomically(folder / called, own.read_bytes())
        if (beside := key.path_of(own)).is_file():
            write_atomically(Path(course) / "keys" / called, beside.read_bytes())
    cells = [
        nbformat.v4.new_markdown_cell(f"# {_(read.title)}\n\n{_(read.summary)}", id="title"),
        nbformat.v4.new_code_cell(f"import regiolab\n\nregiolab.exercise({called!r})", id="exercise"),
    ]
    for number, question in enumerate(read.questions, 1):
        if question.points:
            cell = _calling("points", called, question, f"points-{number}")
            cell.metadata["nbgrader"] = _about(question.id, grade=True, locked=True, points=question.points)
            cells.append(cell)
        if question.kind == "code" and question.rubric.rationale and not question.training:
            cell = _calling("rationale", called, question, f"rationale-{number}")
            cell.metadata["nbgrader"] = _about(f"{question.id}-shown", locked=True)
            task = nbformat.v4.new_markdown_cell(_task(question), id=f"marked-{number}")
            worth = question.rubric.rationale
            task.metadata["nbgrader"] = _about(f"{question.id}-rationale", locked=True, task=True, points=worth)
            cells += [cell, task]
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    path = folder / f"{read.exercise}.ipynb"
    written = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=kernel))
    write_atomically(path, f"{written}\n".encode())
    return path


def _calling(function: str, exercise: str, question: AnyQuestion, cell: str) -> nbformat.NotebookNode:
    call = f"nbgrader.{function}({exercise!r}, {question.id!r})"
    return nbformat.v4.new_code_cell(f"from regiolab.instructor import nbgrader\n\n{call}", id=cell)


def _about(name: str, **parts: bool | float) -> dict:
    about = {"grade": False, "grade_id": name, "locked": False, "schema_version": SCHEMA, "solution": False}
    return {**about, "task": False, **parts}


def _task(question: AnyQuestion) -> str:
    head = _("**Rationale**, marked by a person, a quarter of the points each:")
    return "\n".join([f"{_(question.prompt)}\n\n{head}\n", *(f"- {line}" for line in rationale_rubric())])


def rationale(exercise: str, question: str, folder: str | Path = ".") -> None:
    """Print what a student gave as the reason of an answer, for whoever marks it.

    Parameters
    ----------
    exercise, question : str
    folder : str or pathlib.Path
        Where the answers lie.

    Raises
    ------
    InvalidValue
        If the file of answers is missing or cannot be read.
    """
    name = model.read(_file(exercise, folder)).exercise
    answer = form.read(Path(folder) / form.file_name(name)).counted(question)
    print(texts.plain(answer.rationale) if answer and answer.rationale.strip() else _("No rationale was given."))


def points(exercise: str, question: str, folder: str | Path = ".") -> float:
    """Return the points of a question, without its rationale, from the answers that lie beside the notebook.

    Parameters
    ----------
    exercise, question : str
    folder : str or pathlib.Path
        Where the answers lie.

    Raises
    ------
    InvalidValue
        If the file of answers is missing or cannot be read; nbgrader then gives no points.
    """
    file = _file(exercise, folder)
    read = model.read(file)
    answers = form.read(Path(folder) / form.file_name(read.exercise))
    return grading.grade_question(read, read.question(question), _key(file), answers).earned or 0.0


def _file(exercise: str, folder: str | Path) -> str | Path:
    return Path(folder).absolute() / exercise if exercise.endswith(".json") else exercise


def _key(file: str | Path) -> Key | None:
    """Return a key: of an exercise of one's own from the folder ``keys`` beside it, or of a folder above."""
    if isinstance(file, str):
        return key.read(file)
    for folder in file.parents:
        if (path := folder / "keys" / file.name).is_file():
            return key.read(file, path)
    text = _("The key of {file} is not here, so that no points can be given: your instructor has it.")
    raise InvalidValue(text.format(file=file.name))
