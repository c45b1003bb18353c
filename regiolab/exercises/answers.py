"""Answers that save themselves: a plain JSON file beside the notebook, written on every change.

The file is the truth. Each change is applied, under a lock, to what the file holds at that moment,
so that two notebooks on one file lose nothing. What cannot be read is set aside, never overwritten;
what cannot be written stays in memory and is said.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises import submission as form
from regiolab.exercises.submission import Answer, Step, Submission
from regiolab.files import locked, write_atomically
from regiolab.i18n import _

WAIT = 3.0  # seconds for another notebook to finish its change


class SavedAnswers:
    """The answers to one exercise, kept in a file.

    Parameters
    ----------
    exercise : str
        The exercise's id.
    folder : str or pathlib.Path
        Where the file lies; the folder of the notebook if left out.
    pseudonym : str
        Under which name the student hands in; may be set later.

    Attributes
    ----------
    path : pathlib.Path
    submission : Submission
        The answers as they are now.
    notices : list of str
        What happened to the file that the student should know.
    saved : bool
        Whether the file holds what is in memory.
    """

    def __init__(self, exercise: str, folder: str | Path = ".", pseudonym: str = "") -> None:
        self.exercise = exercise
        self.path = Path(folder).absolute() / f"{exercise}.answers.json"
        self.submission = form.begin(exercise, pseudonym)
        self.notices: list[str] = []
        self.saved = True
        with contextlib.ExitStack() as stack:
            # a folder that cannot be written may still hold answers that can be read
            with contextlib.suppress(OSError):
                self._lock(stack)
            try:
                self._refresh()
            except OSError as error:
                self._say_unsaved(error)

    def update(self, question: str, change: Callable[[Answer | None], Answer | None]) -> Answer | None:
        """Change the answer to a question and save.

        Parameters
        ----------
        question : str
        change : callable
            Gets the answer as it is now, in this round, or None; returns the new one, or None to
            take it back.

        Returns
        -------
        Answer or None
            The new answer.
        """

        def apply(submission: Submission) -> Answer | None:
            answers = submission.answers_of(submission.round_of(question))
            given = answers.get(question)
            answer = change(None if given is None else given.model_copy(deep=True))
            if answer is None:
                if given is None:
                    return None
                # an empty answer rather than none: another copy of the file must learn of it
                answer = type(given)(kind=given.kind, at=form.now())
            # validated anew: what is saved must be readable again
            answers[question] = type(answer).model_validate({**answer.model_dump(), "at": form.now()})
            return answers[question]

        return self._change(apply)

    def seal(self, questions: list[str]) -> None:
        """Close the first round of some questions: their answers can no longer change in it."""

        def apply(submission: Submission) -> None:
            for question in questions:
                submission.rounds[0].sealed.setdefault(question, form.now())

        self._change(apply)

    def open_step(self, question: str, step: int) -> None:
        """Record that a step of feedback was opened.

        Raises
        ------
        InvalidValue
            If the first round of the question is not sealed yet, or a step was left out.
        """

        def apply(submission: Submission) -> None:
            if question not in submission.rounds[0].sealed:
                raise InvalidValue(_("Seal your first answer before you open feedback on it."))
            if step > submission.opened(question) + 1:
                raise InvalidValue(_("Open the steps of the feedback one after the other."))
            if submission.opened(question) < step:
                submission.feedback.append(Step(question=question, step=step, at=form.now()))

        self._change(apply)

    def name(self, pseudonym: str) -> None:
        """Set the name under which the answers are handed in."""

        def apply(submission: Submission) -> None:
            named = {**submission.model_dump(mode="json"), "pseudonym": pseudonym}
            try:
                submission.pseudonym = Submission.model_validate(named).pseudonym
            except ValueError:
                text = _("A pseudonym has at most 60 characters and stands on one line.")
                raise InvalidValue(text) from None

        self._change(apply)

    def answer(self, question: str, round_: int | None = None) -> Answer | None:
        """Return the answer to a question, in the present round if none is named."""
        found = self.submission
        return found.answers_of(round_ or found.round_of(question)).get(question)

    def download(self) -> bytes:
        """Return the file's content."""
        return form.dump(self.submission)

    def upload(self, content: bytes, name: str) -> None:
        """Take over answers from a file, for example from another machine.

        Answers of the same student are joined, the newer one of each question counts. Answers of
        another student replace these, which are set aside first.

        Raises
        ------
        InvalidValue
            If the content is not a submission to this exercise.
        """
        given = form.own(content, name)
        if given.exercise != self.exercise:
            text = _("{name} holds answers to '{other}', not to '{exercise}'.")
            raise InvalidValue(text.format(name=name, other=given.exercise, exercise=self.exercise))
        if given.id != self.submission.id:
            if has_answers(self.submission):
                try:
                    self._set_aside("previous", _("The answers that were here were kept as {new}."))
                except OSError as error:
                    text = _("{name} was not taken over ({reason}): take it over in a folder that can be written.")
                    raise InvalidValue(text.format(name=name, reason=error.strerror or error)) from None
            self.submission = given
        self._change(lambda submission: join(submission, given, ties=True))

    # -- the file -------------------------------------------------------------------------------

    def _change(self, apply: Callable[[Submission], object]):
        with contextlib.ExitStack() as stack:
            try:
                self._lock(stack)
                self._refresh()
            except OSError as error:
                self._say_unsaved(error)
                return apply(self.submission)
            # on a copy: a change that is refused leaves nothing behind
            draft = self.submission.model_copy(deep=True)
            result = apply(draft)
            self.submission = draft
            try:
                write_atomically(self.path, form.dump(draft))
                self.saved = True
            except OSError as error:
                self._say_unsaved(error)
            return result

    def _refresh(self) -> None:
        """Take in what the file holds; keep what it lacks."""
        if not self.path.exists():
            return
        try:
            found = form.read(self.path)
            if found.exercise != self.exercise:
                text = _("{name} holds answers to '{other}'")
                raise InvalidValue(text.format(name=self.path.name, other=found.exercise))
        except RegiolabError as error:
            self._set_aside("unreadable", f"{str(error).rstrip('.')}: " + _("it was kept as {new}."))
            return
        if found.id == self.submission.id:
            join(found, self.submission, ties=not self.saved)
        elif has_answers(self.submission) and self.saved is False:
            # written by someone else while this notebook could not save
            self._set_aside("previous", _("Another notebook began anew in this file; its answers were kept as {new}."))
            return
        self.submission = found

    def _set_aside(self, why: str, notice: str) -> None:
        if not self.path.exists():
            return
        stamp = time.strftime("%Y%m%d-%H%M%S")
        new = self.path.with_name(f"{self.exercise}.{why}-{stamp}.json")
        number = 1
        while new.exists():
            number += 1
            new = self.path.with_name(f"{self.exercise}.{why}-{stamp}-{number}.json")
        try:
            self.path.rename(new)
        except OSError as error:
            text = _("{file} is there and cannot be set aside: {reason}")
            reason = text.format(file=self.path.name, reason=error.strerror or error)
            raise OSError(error.errno, reason) from None
        self.notices.append(notice.format(new=new.name))

    def _say_unsaved(self, error: OSError) -> None:
        if self.saved:
            text = _("Your answers cannot be saved here ({reason}): download them before you close the notebook.")
            self.notices.append(text.format(reason=error.strerror or error))
        self.saved = False

    def _lock(self, stack: contextlib.ExitStack) -> None:
        firm = stack.enter_context(locked(self.path, WAIT))
        text = _("This folder keeps no locks: have the exercise open in one notebook at a time.")
        if not firm and text not in self.notices:
            self.notices.append(text)


def join(into: Submission, other: Submission, ties: bool = False) -> None:
    """Add to a submission what another of the same student holds; of two answers the newer stays.

    Of two of the same second the other's is taken if `ties` is true.
    """
    for number in (1, 2, 3):
        answers = into.answers_of(number)
        for question, answer in other.answers_of(number).items():
            mine_at = answers[question].at if question in answers else None
            if mine_at is None or mine_at < answer.at or (ties and mine_at == answer.at):
                answers[question] = answer
    for mine, theirs in zip(into.rounds, other.rounds, strict=True):
        for question, at in theirs.sealed.items():
            mine.sealed[question] = min(at, mine.sealed.get(question, at))
    known = {(item.question, item.step) for item in into.feedback}
    into.feedback += [item for item in other.feedback if (item.question, item.step) not in known]
    into.pseudonym = into.pseudonym or other.pseudonym


def has_answers(submission: Submission) -> bool:
    """Return whether anything was answered."""
    return any(not answer.empty for number in (1, 2, 3) for answer in submission.answers_of(number).values())
