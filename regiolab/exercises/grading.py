"""Mark a submission: a pure function of exercise, key and submission.

Nothing is run, unpickled or fetched. A criterion that cannot be marked is None, never zero: an
unanswered question is not a wrong one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from regiolab.errors import InvalidValue
from regiolab.exercises import coding, deck
from regiolab.exercises.key import ChoiceKey, Key, MatchKey, OrderKey
from regiolab.exercises.marks import Criterion, Grade, Mark
from regiolab.exercises.model import AnyQuestion, Exercise, MatchQuestion, OrderQuestion
from regiolab.exercises.submission import ChoiceAnswer, MatchAnswer, OrderAnswer, Submission
from regiolab.i18n import _, ngettext

CRITERION = {"order": "order", "match": "pairs", "choose": "answer", "judge": "answer", "predict": "prediction"}


def grade(exercise: Exercise, key: Key | None, submission: Submission) -> Grade:
    """Mark a submission.

    Parameters
    ----------
    exercise : Exercise
    key : Key or None
        Without a key only what needs none is marked: whether a coding follows the codebook, and
        whether its cards carry it.
    submission : Submission

    Returns
    -------
    Grade
        Credit for each criterion of each question, with a sentence why.

    Raises
    ------
    InvalidValue
        If the submission is of another exercise.

    Examples
    --------
    >>> from regiolab.exercises import key, model, submission
    >>> exercise = model.read("3_classify")
    >>> result = grade(exercise, key.read("3_classify"), submission.begin("3_classify"))
    >>> result.earned, result.answered, result.marks[0].status
    (0.0, 0, 'unanswered')
    """
    if submission.exercise != exercise.exercise:
        text = _("This is a submission to '{other}', not to '{exercise}'.")
        raise InvalidValue(text.format(other=submission.exercise, exercise=exercise.exercise))
    marks = tuple(grade_question(exercise, question, key, submission) for question in exercise.questions)
    return Grade(exercise.exercise, submission.id, submission.pseudonym, marks)


def grade_question(exercise: Exercise, question: AnyQuestion, key: Key | None, submission: Submission) -> Mark:
    """Mark the answer to one question: the last given before its third step was opened."""
    answer: Any = submission.counted(question.id)
    entry: Any = key.keys.get(question.id) if key else None
    steps = submission.opened(question.id)
    if answer is not None and answer.kind != question.kind:
        answer = None  # of an older form of the exercise
    if answer is None:
        return Mark(question.id, question.kind, "unanswered", _unearned(question), _("Not answered."), steps)
    in_second = submission.rounds[1].answers.get(question.id) is answer
    place: dict[str, Any] = {"steps": steps, "round": 2 if in_second else 1}
    if question.kind == "code":
        return coding.grade_coding(exercise, question, entry, answer, place)
    if entry is None:
        says = _("Marked by your instructor: the key is not here.")
        return Mark(question.id, question.kind, "unmarked", _unearned(question), says, **place)
    # an answer and a key of another kind than their question's do not get here
    marked: dict[str, Callable[[Any, Any, Any], tuple[float, str]]] = {"order": _order, "match": _match}
    share, says = marked.get(question.kind, _choice)(question, entry, answer)
    status = "right" if share == 1 else "partly" if share > 0 else "wrong"
    if question.kind == "predict":
        # a prediction is made before the figure is seen: what counts is that it was made
        share, status = 1.0, "right" if share == 1 else "wrong"
    criterion = Criterion(CRITERION[question.kind], round(share * question.points, 2), question.points, says)
    return Mark(question.id, question.kind, status, (criterion,), says, **place)


def _unearned(question: AnyQuestion) -> tuple[Criterion, ...]:
    if question.kind == "code":
        return tuple(Criterion(n, None, worth, "") for n, worth in question.rubric.model_dump().items() if worth)
    return (Criterion(CRITERION[question.kind], None, question.points, ""),)


def _order(question: OrderQuestion, entry: OrderKey, answer: OrderAnswer) -> tuple[float, str]:
    """Count pairs in the right order; as many right as wrong earns nothing."""
    place = {item: n for n, item in enumerate(answer.order)}
    pairs = list(itertools.combinations(entry.order, 2))
    right = sum(a in place and b in place and place[a] < place[b] for a, b in pairs)
    share = max(0.0, 2 * right / len(pairs) - 1)
    says = _("{right} of {all} pairs stand in the right order.").format(right=right, all=len(pairs))
    return share, says


def _match(question: MatchQuestion, entry: MatchKey, answer: MatchAnswer) -> tuple[float, str]:
    right = sum(answer.pairs.get(item) == option for item, option in entry.pairs.items())
    open_ = sum(item not in answer.pairs for item in entry.pairs)
    says = _("{right} of {all} pairs are right.").format(right=right, all=len(entry.pairs))
    if open_:
        says += " " + ngettext("{n} was left open.", "{n} were left open.", open_).format(n=open_)
    return right / len(entry.pairs), says


def _choice(question: AnyQuestion, entry: ChoiceKey, answer: ChoiceAnswer) -> tuple[float, str]:
    if question.kind == "predict":
        if answer.choice == entry.choice:
            return 1.0, _("Predicted before seeing, and it came out so.")
        return 0.0, _("Predicted before seeing; it came out otherwise, which costs nothing.")
    if answer.choice == entry.choice:
        return 1.0, _("This is the answer of the key.")
    share = entry.also.get(answer.choice or "", 0.0)
    if share:
        return share, _("Defensible, though the key prefers another answer.")
    return 0.0, _("The key gives another answer.")


def differing(question: AnyQuestion, entry: Any, answer: Any) -> list[str]:
    """Return what an answer and the key disagree on: models, items, or the option chosen.

    Of an order these are the items that stand before one that should precede them.
    """
    if question.kind == "code":
        article = entry.article
        if article is None:
            return []
        given = coding.present(answer.models)
        right = coding.present(article.models)
        return [model for model in deck.models(question) if (model in given) != (model in right)]
    if question.kind == "order":
        place = {item: n for n, item in enumerate(entry.order)}
        pairs = itertools.pairwise(answer.order)
        return [first for first, second in pairs if place.get(first, 0) > place.get(second, 0)]
    if question.kind == "match":
        return [item for item, option in answer.pairs.items() if entry.pairs.get(item) != option]
    return [] if answer.choice == entry.choice else [answer.choice]
