"""The answers to an exercise, which save themselves: rounds, seals, steps of feedback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from regiolab.errors import InvalidValue
from regiolab.exercises import parser
from regiolab.exercises import submission as form
from regiolab.exercises.safekeeping import SafeFile
from regiolab.exercises.submission import Answer, Seal, Step, Submission
from regiolab.i18n import _


class SavedAnswers(SafeFile[Submission]):
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
        Whether the file holds what is in memory; true also before anything was answered.
    saved_at : datetime.datetime or None
        When the file was last written, as its folder tells; None while there is none.
    conflict : Conflict or None
        A copy that went a different way, until it is settled which one counts.
    """

    def __init__(self, exercise: str, folder: str | Path = ".", pseudonym: str = "") -> None:
        self.exercise = exercise
        super().__init__(Path(folder).absolute() / form.file_name(exercise), exercise, form.begin(exercise, pseudonym))

    @property
    def submission(self) -> Submission:
        """The answers as they are now."""
        return self.held

    def read(self, path: Path) -> Submission:
        return form.read(path)

    def own(self, content: bytes, name: str) -> Submission:
        return form.own(content, name)

    def dump(self, held: Submission) -> bytes:
        return form.dump(held)

    def fits(self, found: Submission, name: str) -> None:
        if found.exercise != self.exercise:
            text = _("{name} holds answers to '{other}', not to '{exercise}'.")
            raise InvalidValue(text.format(name=name, other=found.exercise, exercise=self.exercise))

    def filled(self, held: Submission) -> bool:
        return any(not answer.empty for number in (1, 2, 3) for answer in held.answers_of(number).values())

    def differences(self, one: Submission, other: Submission) -> list[str]:
        return differences(one, other)

    def update(self, question: str, change: Callable[[Answer | None], Answer | None]) -> Answer | None:
        """Change the answer to a question and save.

        Parameters
        ----------
        question : str
        change : callable
            Gets the answer as it is now, in this round, or None; returns the new one, or None to
            take it back. The second round begins as a copy of the first, and what follows the passage
            as a copy of the second.

        Returns
        -------
        Answer or None
            The new answer.

        Raises
        ------
        InvalidValue
            If the new answer is none that can be kept.
        """

        def apply(submission: Submission) -> Answer | None:
            answers = submission.answers_of(submission.round_of(question))
            given = standing(submission, question)
            answer = change(None if given is None else given.model_copy(deep=True))
            if answer is None:
                if given is None:
                    return None
                # an empty answer rather than none: another copy of the file must learn of it
                answer = type(given)(kind=given.kind, at=form.now())
            # validated anew: what is saved must be readable again
            stamp = {"at": form.now(), "revision": submission.revision + 1}
            try:
                answers[question] = type(answer).model_validate({**answer.model_dump(), **stamp})
            except ValidationError as error:
                text = _("{place}: {reason}.")
                raise InvalidValue(text.format(place=question, reason=parser.fault(error)[1])) from None
            return answers[question]

        return self._change(apply)

    def seal(self, questions: list[str]) -> None:
        """Close the first round of some questions: their answers can no longer change in it."""

        def apply(submission: Submission) -> None:
            for question in questions:
                submission.rounds[0].sealed.setdefault(question, Seal(revision=submission.revision + 1, at=form.now()))

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
                revision = submission.revision + 1
                submission.feedback.append(Step(question=question, step=step, revision=revision, at=form.now()))

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
        """Return the answer to a question as it stands now, or as it was given in one round."""
        found = self.submission
        return standing(found, question) if round_ is None else found.answers_of(round_).get(question)


def standing(submission: Submission, question: str) -> Answer | None:
    """Return the answer that stands in the present round: given in it, or taken over from the one before."""
    for number in range(submission.round_of(question), 0, -1):
        if (found := submission.answers_of(number).get(question)) is not None:
            return found
    return None


def differences(one: Submission, other: Submission) -> list[str]:
    """Return the questions on which two submissions do not stand alike."""
    known = {name for each in (one, other) for number in (1, 2, 3) for name in each.answers_of(number)}
    dropped = {"at", "revision"}

    def state(submission: Submission, name: str) -> tuple:
        answers = [submission.answers_of(number).get(name) for number in (1, 2, 3)]
        told = [None if answer is None else answer.model_dump(exclude=dropped) for answer in answers]
        return (*map(str, told), submission.round_of(name), submission.opened(name))

    return sorted(name for name in known if state(one, name) != state(other, name))
