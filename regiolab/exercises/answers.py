"""Answers that save themselves: a plain JSON file beside the notebook, written on every change.

The file is the truth. Each change is applied, under a lock, to what the file holds at that moment,
so that two notebooks on one file lose nothing. Copies are told apart by their histories, not by a
clock: one that comes after another replaces it, and two that went different ways are both kept. What
cannot be read is set aside, never overwritten; what cannot be written stays in memory and is said.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises import history
from regiolab.exercises import submission as form
from regiolab.exercises.submission import Answer, Seal, Step, Submission
from regiolab.files import locked, write_atomically
from regiolab.i18n import _, ngettext

WAIT = 3.0  # seconds for another notebook to finish its change


@dataclass(frozen=True)
class Conflict:
    """Another copy of the same answers that went a different way: where it lies, and what differs."""

    path: Path
    other: Submission
    questions: tuple[str, ...]


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
        Whether the file holds what is in memory; true also before anything was answered.
    saved_at : datetime.datetime or None
        When the file was last written, as its folder tells; None while there is none.
    conflict : Conflict or None
        A copy that went a different way, until it is settled which one counts.
    """

    def __init__(self, exercise: str, folder: str | Path = ".", pseudonym: str = "") -> None:
        self.exercise = exercise
        self.path = Path(folder).absolute() / form.file_name(exercise)
        self.submission = form.begin(exercise, pseudonym)
        self.notices: list[str] = []
        self.saved = True
        self.saved_at: dt.datetime | None = None
        self.conflict: Conflict | None = None
        self._writer = history.new_writer()
        with contextlib.ExitStack() as stack:
            # a folder that cannot be written may still hold answers that can be read
            with contextlib.suppress(OSError):
                self._lock(stack)
            try:
                self._refresh()
            except OSError as error:
                self._say_unsaved(error)
        self._look_around()

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
            answers[question] = type(answer).model_validate({**answer.model_dump(), **stamp})
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

    def download(self) -> bytes:
        """Return the file's content."""
        return form.dump(self.submission)

    def upload(self, content: bytes, name: str) -> None:
        """Take over answers from a file, for example from another machine.

        A copy that comes after these answers replaces them; one that comes before holds nothing new,
        which is said; one that went a different way is kept beside them as a conflict, to be settled
        by :meth:`settle`. Answers of another student replace these, which are set aside first.

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
            self._replace(given)
            return
        how = history.relation(given.history, self.submission.history)
        if how == "newer":
            self._replace(given)
        elif how == "apart":
            self._keep_apart(given)
        else:
            self.notices.append(_("{name} holds nothing that is not here already.").format(name=name))

    def settle(self, other: bool) -> None:
        """End a conflict: go on with the other copy, or with these answers; the one left stays a file beside.

        Parameters
        ----------
        other : bool
            Whether the other copy counts from now on.
        """
        found, self.conflict = self.conflict, None
        if found is None or not other:
            return
        self._set_aside("conflict", _("The copy that you left was kept as {new}."))
        self._replace(found.other)

    # -- the file -------------------------------------------------------------------------------

    def _change(self, apply: Callable[[Submission], object]):
        with contextlib.ExitStack() as stack:
            try:
                self._lock(stack)
                self._refresh()
            except OSError as error:
                self._say_unsaved(error)
                return self._apply(apply)
            result = self._apply(apply)
            try:
                self._write()
            except OSError as error:
                self._say_unsaved(error)
            return result

    def _apply(self, apply: Callable[[Submission], object]):
        # on a copy: a change that is refused leaves nothing behind
        draft = self.submission.model_copy(deep=True)
        result = apply(draft)
        draft.history = history.extended(draft.history, self._writer)
        self.submission = draft
        return result

    def _write(self) -> None:
        write_atomically(self.path, form.dump(self.submission))
        self.saved, self.saved_at = True, form.now()

    def _replace(self, other: Submission) -> None:
        """Go on with another submission, in the file too."""
        self.submission = other
        with contextlib.ExitStack() as stack:
            try:
                self._lock(stack)
                self._write()
            except OSError as error:
                self._say_unsaved(error)

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
        self.saved_at = dt.datetime.fromtimestamp(self.path.stat().st_mtime, dt.UTC)
        if found.id != self.submission.id:
            if has_answers(self.submission) and self.saved is False:
                # written by someone else while this notebook could not save
                text = _("Another notebook began anew in this file; its answers were kept as {new}.")
                self._set_aside("previous", text)
                return
            self.submission = found
            return
        how = history.relation(found.history, self.submission.history)
        if how == "apart":
            # the file goes on; what only this notebook holds is laid beside it
            mine, self.submission = self.submission, found
            self._keep_apart(mine)
        elif how != "older":  # an older copy put in the file's place is overtaken by the next change
            self.submission = found

    def _keep_apart(self, other: Submission) -> None:
        """Lay a copy that went a different way beside the file, and name what differs."""
        path = self._new_name("conflict")
        try:
            write_atomically(path, form.dump(other))
        except OSError as error:
            self._say_unsaved(error)
        differing = tuple(differences(self.submission, other))
        self.conflict = Conflict(path, other, differing)
        text = ngettext(
            "Two copies of your answers went different ways: {n} answer differs. The other copy was kept as {new}.",
            "Two copies of your answers went different ways: {n} answers differ. The other copy was kept as {new}.",
            len(differing),
        )
        self.notices.append(text.format(n=len(differing), new=path.name))

    def _look_around(self) -> None:
        """Name copies that a program which synchronises folders has laid beside the file."""
        with contextlib.suppress(OSError):
            for path in sorted(self.path.parent.glob(f"{self.exercise}.answers*.json")):
                if path == self.path:
                    continue
                try:
                    found = form.read(path)
                except RegiolabError:
                    continue
                same = found.id == self.submission.id
                how = history.relation(found.history, self.submission.history) if same else "apart"
                if how in ("newer", "apart"):
                    text = _("{file} lies beside your answers and holds others: take it over by Upload if it is yours.")
                    self.notices.append(text.format(file=path.name))

    def _set_aside(self, why: str, notice: str) -> None:
        if not self.path.exists():
            return
        new = self._new_name(why)
        try:
            self.path.rename(new)
        except OSError as error:
            text = _("{file} is there and cannot be set aside: {reason}")
            reason = text.format(file=self.path.name, reason=error.strerror or error)
            raise OSError(error.errno, reason) from None
        self.notices.append(notice.format(new=new.name))

    def _new_name(self, why: str) -> Path:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        new = self.path.with_name(f"{self.exercise}.{why}-{stamp}.json")
        number = 1
        while new.exists():
            number += 1
            new = self.path.with_name(f"{self.exercise}.{why}-{stamp}-{number}.json")
        return new

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


def has_answers(submission: Submission) -> bool:
    """Return whether anything was answered."""
    return any(not answer.empty for number in (1, 2, 3) for answer in submission.answers_of(number).values())
