"""A bridge to nbgrader: an exercise as an assignment of it, with the points that we give.

Students answer in the widget, which saves their answers beside the notebook; nbgrader collects both
files. Each question has a locked cell that ends in its points, which nbgrader takes for partial
credit. Unlike ``regiolab grade``, nbgrader runs the notebook, a kernel for each student.
"""

from __future__ import annotations

from pathlib import Path

import nbformat

from regiolab.exercises import grading, key, model
from regiolab.exercises import submission as form
from regiolab.files import write_atomically
from regiolab.i18n import _

SCHEMA = 3  # of the metadata that nbgrader reads


def write_assignment(exercise: str | Path, course: str | Path) -> Path:
    """Write an exercise into the ``source`` folder of an nbgrader course.

    Parameters
    ----------
    exercise : str or pathlib.Path
        The name of one of the course's exercises, or the path of a JSON file.
    course : str or pathlib.Path
        The folder of the nbgrader course.

    Returns
    -------
    pathlib.Path
        The notebook; ``nbgrader generate_assignment`` takes it from there.
    """
    read = model.read(exercise)
    cells = [
        nbformat.v4.new_markdown_cell(f"# {_(read.title)}\n\n{_(read.summary)}", id="title"),
        nbformat.v4.new_code_cell(f"import regiolab\n\nregiolab.exercise({read.exercise!r})", id="exercise"),
    ]
    for number, question in enumerate(read.questions):
        source = f"from regiolab.instructor import nbgrader\n\nnbgrader.points({read.exercise!r}, {question.id!r})"
        cell = nbformat.v4.new_code_cell(source, id=f"points-{number + 1}")
        cell.metadata["nbgrader"] = {
            "grade": True,
            "grade_id": question.id,
            "locked": True,
            "points": question.points,
            "schema_version": SCHEMA,
            "solution": False,
            "task": False,
        }
        cells.append(cell)
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    path = Path(course) / "source" / read.exercise / f"{read.exercise}.ipynb"
    written = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=kernel))
    write_atomically(path, f"{written}\n".encode())
    return path


def points(exercise: str, question: str, folder: str | Path = ".") -> float:
    """Return the points of a question from the answers that lie beside the notebook.

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
    answers = form.read(Path(folder) / f"{exercise}.answers.json")
    read = model.read(exercise)
    return grading.grade_question(read, read.question(question), key.read(exercise), answers).earned or 0.0
