"""A submission fitted to its exercise: what the exercise does not have is left out, and said."""

from __future__ import annotations

from collections.abc import Iterable

from regiolab.errors import shown
from regiolab.exercises import coding, deck
from regiolab.exercises.model import Exercise
from regiolab.exercises.parser import Flaw
from regiolab.exercises.submission import Answer, Submission
from regiolab.i18n import _


def fit(exercise: Exercise, submission: Submission) -> list[Flaw]:
    """Take out of a submission what its exercise does not have, and say so."""
    flaws: dict[tuple[str, str], Flaw] = {}
    known = {question.id: question for question in exercise.questions}
    for number in (1, 2, 3):
        answers = submission.answers_of(number)
        for name in list(answers):
            if name not in known:
                reason = _("this exercise has no such question, so the answer was left out")
            else:
                reason = _misfit(known[name], answers[name])
            if reason:
                del answers[name]
                flaws[name, reason] = Flaw(shown(name), reason, lost=True)
    return list(flaws.values())


def _misfit(question, answer: Answer) -> str:
    if answer.kind != question.kind:
        return _("the answer is to another kind of question and was left out")
    given: Iterable[str]
    left_out = _("'{name}' is not {what}, so the answer was left out")
    if answer.kind == "code":
        given, known, what = answer.models, deck.models(question), _("a model of this unit")
    elif answer.kind == "order":
        given, known, what = answer.order, [item.id for item in question.items], _("an item of this question")
    elif answer.kind == "match":
        given, known, what = answer.pairs, [item.id for item in question.items], _("an item of this question")
    else:
        given, known = [answer.choice] if answer.choice else [], [option.id for option in question.options]
        what = _("an option of this question")
    strange = next((name for name in given if name not in known), None)
    if strange is None and answer.kind == "match":
        options = {option.id for option in question.options}
        strange = next((name for name in answer.pairs.values() if name not in options), None)
        what = _("an option of this question")
    if strange is None and answer.kind == "code" and (name := coding.misfit(question, answer)):
        return _("'{name}' has a degree where none belongs, or none where one does, so the answer was left out").format(
            name=shown(name)
        )
    return "" if strange is None else left_out.format(name=shown(strange), what=what)
