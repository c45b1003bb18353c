"""One student at work on one exercise: what can be done, without anything that is shown.

The widgets are views on a session; a script can use it in their place.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from regiolab import words
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises import coding, deck, grading, key, model
from regiolab.exercises import feedback as steps
from regiolab.exercises import submission as form
from regiolab.exercises.answers import SavedAnswers
from regiolab.exercises.feedback import Feedback
from regiolab.exercises.key import AnyKey
from regiolab.exercises.marks import Mark
from regiolab.exercises.model import ChooseQuestion, CodeQuestion, JudgeQuestion, MatchQuestion, OrderQuestion, Question
from regiolab.exercises.submission import Answer, ModelAnswer
from regiolab.i18n import _, ngettext

FLAGS = tuple(flag for flag in words.FLAGS if flag != "implied")  # a student says what a scholar may imply
Kind = TypeVar("Kind", bound=Question)


class Session:
    """A student's work on an exercise, saved on every change.

    Parameters
    ----------
    name : str or pathlib.Path
        An exercise of the course, or the path of a file.
    folder : str or pathlib.Path
        Where the answers are kept.
    feedback : {"none", "rule", "passage", "full"}, optional
        How far the feedback goes; as the exercise says if left out.
    pseudonym : str

    Examples
    --------
    >>> import tempfile
    >>> session = Session("3_classify", tempfile.mkdtemp())
    >>> session.code("mercosur_1991_economic", "strategic", "dominant")
    >>> session.answer("mercosur_1991_economic").models["strategic"].degree
    'dominant'
    """

    def __init__(
        self, name: str | Path, folder: str | Path = ".", feedback: str | None = None, pseudonym: str = ""
    ) -> None:
        self.exercise = model.read(name)
        self.key = key.read(name)
        self.mode = feedback or self.exercise.feedback
        steps.last_step(self.mode, None)  # refuses a mode that does not exist
        self.answers = SavedAnswers(self.exercise.exercise, folder, pseudonym)
        self._past: list[tuple[str, int, Answer | None]] = []

    # -- answering ------------------------------------------------------------------------------

    def code(self, question: str, name: str, degree: str | None = None) -> None:
        """Give a model a degree, or give the residual answer; None takes a degree back.

        A residual answer takes all models away, and a model the residual answer.
        """
        of = self.question(question, CodeQuestion)
        known = deck.models(of)
        if name not in known:
            raise unknown(_("a model of this dimension"), name, known)
        if degree is not None and degree not in words.DEGREES:
            raise unknown(_("a degree"), degree, words.DEGREES)
        if name in words.RESIDUALS and degree is not None:
            raise InvalidValue(_("A residual answer has no degree."))

        def change(answer):
            if name in words.RESIDUALS:
                answer.models = {} if name in answer.models else {name: ModelAnswer()}
            elif degree is None:
                answer.models.pop(name, None)
            else:
                flags = answer.models[name].flags if name in answer.models and degree != "absent" else []
                residual = deck.residual(of)
                kept = {k: v for k, v in answer.models.items() if k != residual}
                answer.models = {**kept, name: ModelAnswer(degree=degree, flags=flags)}
            return answer

        self._update(question, change)

    def flag(self, question: str, name: str, flag: str, on: bool = True) -> None:
        """Set a flag of a model, or take it away."""
        if flag not in FLAGS:
            raise unknown(_("a flag"), flag, FLAGS)

        def change(answer):
            given = answer.models.get(name)
            if given is None or given.degree not in words.HELD:
                raise InvalidValue(_("Give the model a degree before you flag it."))
            given.flags = [item for item in given.flags if item != flag] + [flag] * on
            return answer

        self._update(self.question(question, CodeQuestion).id, change)

    def cite(self, question: str, card: str, on: bool = True) -> None:
        """Cite a card for a coding, or take it away."""
        of = self.question(question, CodeQuestion)
        known = [item.card for item in deck.cards(self.exercise, of)]
        if card not in known:
            raise unknown(_("a card of this unit"), card, known)

        def change(answer):
            cards = [item for item in answer.cards if item != card] + [card] * on
            if len(cards) > of.most_cards:
                text = _("Cite at most {most} cards: the ones that carry your coding.")
                raise InvalidValue(text.format(most=of.most_cards))
            answer.cards = cards
            return answer

        self._update(question, change)

    def order(self, question: str, items: list[str]) -> None:
        """Put items in an order; items may be left out for now."""
        _check_items(self.question(question, OrderQuestion), items)
        self._update(question, lambda answer: answer.model_copy(update={"order": list(items)}))

    def match(self, question: str, item: str, option: str | None) -> None:
        """Match an item to an option; None takes it back."""
        of = self.question(question, MatchQuestion)
        _check_items(of, [item])
        _check_option(of, option)

        def change(answer):
            answer.pairs = {k: v for k, v in answer.pairs.items() if k != item} | ({item: option} if option else {})
            return answer

        self._update(question, change)

    def choose(self, question: str, option: str | None) -> None:
        """Choose an option: of a choice, a judgement or a prediction."""
        of = self.exercise.question(question)
        if not isinstance(of, ChooseQuestion | JudgeQuestion):
            raise _of_another_kind(question)
        _check_option(of, option)
        self._update(question, lambda answer: answer.model_copy(update={"choice": option}))

    def say(self, question: str, *, rationale: str | None = None, confidence: int | None = None) -> None:
        """Give reasons, or how sure you are: 1 unsure, 2 fairly sure, 3 sure; 0 takes it back."""
        if confidence not in (None, 0, *words.CONFIDENCES):
            raise InvalidValue(_("Confidence is 1 (unsure), 2 (fairly sure) or 3 (sure)."))
        changes: dict[str, object] = {"rationale": rationale[:4000]} if rationale is not None else {}
        if confidence is not None:
            changes["confidence"] = confidence or None
        self._update(self.exercise.question(question).id, lambda answer: answer.model_copy(update=changes))

    def keep(self, question: str) -> None:
        """Take the answer of the first round over into the second."""
        first = self.answers.answer(question, 1)
        if self.round_of(question) != 2 or first is None:
            raise InvalidValue(_("There is no sealed answer of the first round to keep."))
        self._update(question, lambda _answer: first.model_copy(deep=True))

    def undo(self) -> str | None:
        """Take the last change back; return the question it was made to, or None if there is none."""
        while self._past:
            question, round_, before = self._past.pop()
            if round_ == self.round_of(question):  # what has been sealed stays
                self.answers.update(question, functools.partial(_instead, before))
                return question
        return None

    # -- rounds and feedback --------------------------------------------------------------------

    def submit(self, question: str | None = None, anyway: bool = False) -> None:
        """Seal the first round: of one question where the exercise allows it, else of all.

        Raises
        ------
        InvalidValue
            If something is unanswered and `anyway` is false.
        """
        if self.exercise.sealing == "round" or question is None:
            names = [item.id for item in self.exercise.questions]
        else:
            names = [self.exercise.question(question).id]
        names = [name for name in names if self.round_of(name) == 1]
        missing = [name for name in names if not self.answered(name)]
        if missing and not anyway:
            text = ngettext(
                "One question is unanswered. Sealed, it stays so in this round.",
                "{n} questions are unanswered. Sealed, they stay so in this round.",
                len(missing),
            )
            raise InvalidValue(text.format(n=len(missing)))
        self.answers.seal(names)

    def open(self, question: str, step: int) -> Feedback:
        """Open a step of the feedback on a question; steps are opened in turn and recorded."""
        if step > self.last_step(question):
            raise InvalidValue(_("This step of the feedback is not open here: ask your instructor."))
        self.answers.open_step(question, step)
        return self.feedback(question, step)

    def feedback(self, question: str, step: int) -> Feedback:
        """Return a step of the feedback that has been opened."""
        if step > self.answers.submission.opened(question):
            raise InvalidValue(_("Open the steps of the feedback one after the other."))
        of = self.exercise.question(question)
        answer = self.answers.submission.counted(question)
        return steps.feedback(self.exercise, of, self._entry(question), answer, step)

    def last_step(self, question: str) -> int:
        """Return the last step of feedback that may be opened."""
        return steps.last_step(self.mode, self._entry(question))

    def mark(self, question: str) -> Mark | None:
        """Return the mark once the reading has been opened: points before that would be a hint."""
        if self.answers.submission.opened(question) < 3:
            return None
        return grading.grade_question(
            self.exercise, self.exercise.question(question), self.key, self.answers.submission
        )

    # -- how things stand -----------------------------------------------------------------------

    def question(self, name: str, kind: type[Kind]) -> Kind:
        """Return a question that must be of this kind."""
        question = self.exercise.question(name)
        if not isinstance(question, kind):
            raise _of_another_kind(name)
        return question

    def answer(self, question: str) -> Answer | None:
        """Return the answer of the present round, or None."""
        found = self.answers.answer(question)
        return None if found is None or (found.empty and not self._begun(found)) else found

    def round_of(self, question: str) -> int:
        """Return 1, 2, or 3 once the reading is known."""
        return self.answers.submission.round_of(question)

    def answered(self, question: str) -> bool:
        """Return whether a question has an answer that would count."""
        return self.answers.submission.counted(question) is not None

    def missing(self, question: str) -> list[str]:
        """Return in words what an answer still lacks."""
        of, answer = self.exercise.question(question), self.answer(question)
        if answer is None and self.round_of(question) > 1 and self.answered(question):
            return []  # the answer of the first round stands
        if of.kind == "code":
            return self._missing_coding(of, answer)
        left = {"order": len(getattr(of, "items", [])), "match": len(getattr(of, "items", []))}.get(of.kind, 1)
        if answer is not None:
            left -= len(getattr(answer, "order", None) or getattr(answer, "pairs", None) or [0] * (not answer.empty))
        if left and of.kind in ("order", "match"):
            return [ngettext("{n} item is left", "{n} items are left", left).format(n=left)]
        return [_("no answer yet")] if left else []

    def _missing_coding(self, of, answer) -> list[str]:
        said = []
        if answer is None or answer.empty:
            said.append(_("no model yet"))
        elif not set(answer.models) & set(words.RESIDUALS):
            left = [name for name in deck.types(of) if name not in answer.models]
            if left:
                text = ngettext(
                    "{n} model left alone counts as absent", "{n} models left alone count as absent", len(left)
                )
                said.append(text.format(n=len(left)))
        if answer is None or not answer.cards:
            said.append(_("no card cited"))
        elif answer.models:
            bare = coding.support(self.exercise, of, answer).bare
            said += [_("no card for {model}").format(model=deck.model_name(name)) for name in bare]
        if of.rubric.rationale and (answer is None or not answer.rationale.strip()):
            said.append(_("no rationale"))
        return said

    # -- inside ---------------------------------------------------------------------------------

    def _entry(self, question: str) -> AnyKey | None:
        return self.key.keys.get(question) if self.key else None

    def _begun(self, answer: Answer) -> bool:
        return bool(getattr(answer, "cards", None) or answer.rationale or answer.confidence)

    def _update(self, question: str, change: Callable[[Answer], Answer]) -> None:
        kind = self.exercise.question(question).kind
        before: list[Answer | None] = []

        def apply(answer: Answer | None) -> Answer:
            before.append(None if answer is None else answer.model_copy(deep=True))
            if answer is None or answer.kind != kind:
                answer = form.ANSWERS[kind](kind=kind, at=form.now())
            return change(answer)

        self.answers.update(question, apply)
        self._past.append((question, self.round_of(question), before[-1]))


def _check_items(question: OrderQuestion | MatchQuestion, items: list[str]) -> None:
    known = [item.id for item in question.items]
    for item in items:
        if item not in known:
            raise unknown(_("an item of this question"), item, known)


def _check_option(question: MatchQuestion | ChooseQuestion | JudgeQuestion, option: str | None) -> None:
    known = [item.id for item in question.options]
    if option is not None and option not in known:
        raise unknown(_("an option of this question"), option, known)


def _of_another_kind(question: str) -> InvalidValue:
    return InvalidValue(_("'{question}' is a question of another kind.").format(question=question))


def _instead(before: Answer | None, _now: Answer | None) -> Answer | None:
    return before
