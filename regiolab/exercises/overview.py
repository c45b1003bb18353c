"""What is done, with what marks, and what to do next."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from regiolab.errors import RegiolabError
from regiolab.exercises import grading, key, model
from regiolab.exercises import submission as form
from regiolab.exercises.model import Exercise
from regiolab.exercises.submission import Submission
from regiolab.i18n import _, ngettext, worded
from regiolab.views.listing import Listing


def progress(folder: str | Path = ".") -> Listing:
    """Show for each exercise what is done, with what marks, and what to do next.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where the answers lie: the folder of the notebooks.

    Returns
    -------
    Listing
        A row an exercise, and one for all. Points are shown once the reading of a question has been opened.

    Examples
    --------
    >>> progress("no/such/folder").frame.iloc[-1, 2]
    '0 of 47'
    """
    rows: list[tuple[str, ...]] = []
    minutes = done = questions = 0
    for name in model.names():
        exercise = model.read(name)
        path = Path(folder) / form.file_name(exercise.exercise)
        minutes += exercise.minutes
        questions += len(exercise.questions)
        try:
            answers = form.read(path) if path.is_file() else None
        except RegiolabError as error:
            rows.append((_(exercise.title), "", "", "", str(error)))
            continue
        done += len(_done(exercise, answers)) if answers else 0
        rows.append(_row(name, exercise, answers))
    together = _("{n} of {all}").format(n=done, all=questions)
    left = _("All exercises are answered.") if done == questions else ""
    rows.append((_("Together"), _("{n} minutes").format(n=minutes), together, "", left))
    columns = [_("Exercise"), _("Time"), _("Answered"), _("Points"), _("Next")]
    return Listing(pd.DataFrame(rows, columns=columns), _("Your progress"))


def _row(name: str, exercise: Exercise, answers: Submission | None) -> tuple[str, ...]:
    all_ = len(exercise.questions)
    minutes = _("{n} minutes").format(n=exercise.minutes)
    if answers is None:
        return _(exercise.title), minutes, _("0 of {all}").format(all=all_), "", _("Open its notebook and begin.")
    done = _done(exercise, answers)
    answered = _("{n} of {all}").format(n=len(done), all=all_)
    return _(exercise.title), minutes, answered, _points(name, exercise, answers), _next(exercise, answers, done)


def _done(exercise: Exercise, answers: Submission) -> list[str]:
    return [question.id for question in exercise.questions if answers.counted(question.id)]


def _points(name: str, exercise: Exercise, answers: Submission) -> str:
    entries = key.read(name)
    if entries is None or exercise.feedback != "full":
        return ""
    result = grading.grade(exercise, entries, answers)
    # points of an answer whose reading is not known yet would be a hint
    known = [mark for mark in result.marks if mark.steps == 3 and mark.possible]
    if not known:
        return ""
    earned = sum(mark.earned or 0 for mark in known)
    return worded(
        _("{earned:g} of {possible:g}"), earned=round(earned, 2), possible=sum(mark.possible for mark in known)
    )


def _next(exercise: Exercise, answers: Submission, done: list[str]) -> str:
    left = len(exercise.questions) - len(done)
    if left:
        return ngettext("Answer the last question.", "Answer the {n} questions left.", left).format(n=left)
    unsealed = [question.id for question in exercise.questions if question.id not in answers.rounds[0].sealed]
    if unsealed:
        return _("Seal the first round.")
    if not answers.feedback and exercise.feedback != "none":
        return _("Discuss, open the feedback, and answer again where you changed your mind.")
    return _("Hand in {file}.").format(file=form.file_name(exercise.exercise))
