"""One student at work on one exercise: what can be done, without anything that is shown.

The widgets are views on a session; a script can use it in their place.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, get_args

from regiolab import words
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises import beside, coding, deck, gaps, grading, key, look, model, room
from regiolab.exercises import feedback as steps
from regiolab.exercises import submission as form
from regiolab.exercises.answers import SavedAnswers, standing
from regiolab.exercises.feedback import Feedback
from regiolab.exercises.key import AnyKey, KeyReading
from regiolab.exercises.marks import Mark
from regiolab.exercises.model import ChooseQuestion, CodeQuestion, JudgeQuestion, MatchQuestion, OrderQuestion, Question
from regiolab.exercises.submission import Answer, CodeAnswer, ModelAnswer
from regiolab.i18n import _, format_list

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
        self._past: list[tuple[str, int, Answer | None, Answer]] = []

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
        if name == deck.residual(of) and degree is not None:
            raise InvalidValue(_("A residual answer has no degree."))

        def change(answer):
            if name == deck.residual(of):
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

    def file(self, question: str, card: str, condition: str, side: str = "for", on: bool = True) -> None:
        """File a card under a condition, as speaking for or against it, or take it out there.

        Filed there already, it changes sides.
        """
        of = self.question(question, CodeQuestion)
        cards = [item.card for item in deck.cards(self.exercise, of)]
        for kind, name, known in (
            (_("a card on this board"), card, cards),
            (_("a condition of this dimension"), condition, deck.all_conditions(of)),
            (_("a side"), side, list(get_args(form.Side))),
        ):
            if name not in known:
                raise unknown(kind, name, known)

        def change(answer):
            kept = [item for item in answer.filings if (item.card, item.condition) != (card, condition)]
            answer.filings = kept + [form.Filing(card=card, condition=condition, side=side)] * on
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

    def decide(self, question: str, row: str | None) -> None:
        """Choose the row that decides a choice; None takes it back."""
        of = self.question(question, ChooseQuestion)
        known = [item.id for item in of.rows]
        if row is not None and row not in known:
            raise unknown(_("a row of this question"), row, known)
        self._update(question, lambda answer: answer.model_copy(update={"row": row}))

    def say(self, question: str, *, rationale: str | None = None, confidence: int | None = None) -> None:
        """Give reasons, or how sure you are: 1 unsure, 2 fairly sure, 3 sure; 0 takes it back."""
        if confidence not in (None, 0, *words.CONFIDENCES):
            raise InvalidValue(_("Confidence is 1 (unsure), 2 (fairly sure) or 3 (sure)."))
        changes: dict[str, object] = {"rationale": rationale[:4000]} if rationale is not None else {}
        if confidence is not None:
            changes["confidence"] = confidence or None
        self._update(self.exercise.question(question).id, lambda answer: answer.model_copy(update=changes))

    def keep(self, question: str) -> None:
        """Go back to the answer of the first round."""
        first = self.answers.answer(question, 1)
        if self.round_of(question) != 2 or first is None:
            raise InvalidValue(_("There is no sealed answer of the first round to keep."))
        self._update(question, lambda _answer: first.model_copy(deep=True))

    def undo(self) -> str | None:
        """Take the last change back; return the question it was made to, or None if there is none.

        What another notebook or a file that was taken over has changed since stays: InvalidValue says so.
        """
        while self._past:
            question, round_, before, after = self._past.pop()
            if round_ == self.round_of(question):  # what has been sealed stays
                self.answers.update(question, functools.partial(_instead, before, after))
                return question
        return None

    # -- rounds and feedback --------------------------------------------------------------------

    def submit(self, question: str | None = None, anyway: bool = False) -> None:
        """Seal the first round: of one question where the exercise allows it, else of all.

        Raises
        ------
        InvalidValue
            If something is unanswered, or left open in an answer so that it costs points, and `anyway` is false.
        """
        if question is None or (self.exercise.sealing == "round" and not self.training(question)):
            names = [item.id for item in self.exercise.questions]
        else:
            names = [self.exercise.question(question).id]
        names = [name for name in names if self.round_of(name) == 1]
        given = [name for name in names if self.answered(name)]
        marked = [name for name in given if not self.training(name)]
        partly = sum(gaps.costs(self.exercise.question(name), self.answer(name)) for name in marked)
        if not anyway and (said := gaps.before_sealing(len(names) - len(given), partly)):
            raise InvalidValue(said)
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
        found = self.answers.submission
        # before the passage is opened the answer may still change; from then on it is the one that counts
        answer = standing(found, question) if found.round_of(question) < 3 else found.counted(question)
        if answer is not None and answer.empty:
            answer = None
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

    def training(self, question: str) -> bool:
        """Return whether a question is for training: sealed by itself, and without marks."""
        return bool(getattr(self.exercise.question(question), "training", False))

    # -- how things stand -----------------------------------------------------------------------

    def question(self, name: str, kind: type[Kind]) -> Kind:
        """Return a question that must be of this kind."""
        question = self.exercise.question(name)
        if not isinstance(question, kind):
            raise _of_another_kind(name)
        return question

    def answer(self, question: str) -> Answer | None:
        """Return the answer as it stands now, or None; a round begins with the answer of the one before."""
        found = self.answers.answer(question)
        return None if found is None or (found.empty and not self._begun(found)) else found

    def round_of(self, question: str) -> int:
        """Return 1, 2, or 3 once the passage is known."""
        return self.answers.submission.round_of(question)

    def answered(self, question: str) -> bool:
        """Return whether a question has an answer that would count."""
        return self.answers.submission.counted(question) is not None

    def points(self, question: str) -> float:
        """Return what a question is worth: known before one answers."""
        return self.exercise.question(question).points

    def missing(self, question: str) -> list[str]:
        """Return in words what an answer still lacks."""
        return gaps.lacks(self.exercise.question(question), self.answer(question))

    def warnings(self, question: str) -> list[str]:
        """Return in sentences where a coding leaves the codebook's rules; empty if it keeps to them."""
        of, answer = self.question(question, CodeQuestion), self.answer(question)
        if not isinstance(answer, CodeAnswer) or answer.empty:
            return []
        said = []
        dominant = [name for name, given in answer.models.items() if given.degree == "dominant"]
        if len(dominant) > 1:
            names = format_list(deck.model_name(item, of) for item in sorted(dominant))
            said.append(_("Only one model of a dimension can be dominant: choose among {models}.").format(models=names))
        if answer.filings and not coding.same_reading(answer.models, coding.by_rule(of, answer.filings)):
            said.append(self.rule_says(question))
        return said

    def rule_says(self, question: str) -> str:
        """Return in a sentence what the codebook's rule makes of the cards as the student filed them."""
        of, answer = self.question(question, CodeQuestion), self.answer(question)
        made = coding.by_rule(of, answer.filings if isinstance(answer, CodeAnswer) else [])
        told = steps.reading_text(of, KeyReading(coder="rule", models=made), _("Your cards, by the codebook’s rule"))
        return _("{reading} Your coding may differ: say why in the rationale.").format(reading=told)

    def bars(self, question: str) -> dict[str, tuple[int, int]]:
        """Return for each model under how many of its conditions a card is filed, and how many there are."""
        of, answer = self.question(question, CodeQuestion), self.answer(question)
        return coding.counted(of, getattr(answer, "filed_for", set()))

    def comparison(self, question: str) -> dict:
        """Return one's own answer beside the readings, once the third step is open; see :mod:`beside`."""
        if self.answers.submission.opened(question) < 3:
            return {}
        of = self.exercise.question(question)
        return beside.beside(self.exercise, of, self._entry(question), self.answers.submission.counted(question))

    def room(self, question: str) -> str:
        """Return what the seminar answered, once one's own answer is sealed and where its file lies there."""
        if self.round_of(question) == 1:
            return ""
        return room.sentence(self.answers.path.parent, self.exercise, self.exercise.question(question))

    def look(self, question: str) -> list[dict[str, str]]:
        """Return titles and HTML of what a question asks to look at; of a prediction not before it is sealed."""
        of = self.exercise.question(question)
        ahead = of.kind == "predict" and self.round_of(question) == 1
        return [] if ahead else [look.render(item, self.exercise) for item in of.look]

    # -- inside ---------------------------------------------------------------------------------

    def _entry(self, question: str) -> AnyKey | None:
        return self.key.keys.get(question) if self.key else None

    def _begun(self, answer: Answer) -> bool:
        parts = ("filings", "cards", "row", "rationale", "confidence")
        return any(getattr(answer, part, None) for part in parts)

    def _update(self, question: str, change: Callable[[Answer], Answer]) -> None:
        kind = self.exercise.question(question).kind
        before: list[Answer | None] = []

        def apply(answer: Answer | None) -> Answer:
            before.append(None if answer is None else answer.model_copy(deep=True))
            if answer is None or answer.kind != kind:
                answer = form.ANSWERS[kind](kind=kind, at=form.now())
            return change(answer)

        after = self.answers.update(question, apply)
        if after is not None:
            self._past.append((question, self.round_of(question), before[-1], after))


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


def _instead(before: Answer | None, after: Answer, now: Answer | None) -> Answer | None:
    if not after.alike(now):
        raise InvalidValue(_("This answer was changed elsewhere meanwhile, and stays: change it yourself."))
    return before
