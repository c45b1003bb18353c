"""Mark a submission: a pure function of exercise, key and submission.

Nothing is run, unpickled or fetched. A criterion that cannot be marked is None, never zero: an
unanswered question is not a wrong one. The sealed answer counts in full, and half of what was gained
between sealing and the second step of the feedback is added; nothing done after sealing lowers a mark.
"""

from __future__ import annotations

from typing import Any

from regiolab.errors import InvalidValue
from regiolab.exercises import coding, deck, guessing
from regiolab.exercises.coding import Measured
from regiolab.exercises.key import ARTICLE, ChoiceKey, Key, MatchKey, OrderKey
from regiolab.exercises.marks import Criterion, Grade, Mark
from regiolab.exercises.material import coder_name
from regiolab.exercises.model import AnyQuestion, ChooseQuestion, CodeQuestion, Exercise
from regiolab.exercises.submission import ChoiceAnswer, CodeAnswer, MatchAnswer, OrderAnswer, Submission
from regiolab.i18n import _, capitalised, format_list, ngettext, worded

CRITERION = {"order": "order", "match": "pairs", "choose": "answer", "judge": "answer", "predict": "prediction"}
OF_READINGS = ("agrees", "documented", "argued", "differs", "partly", "open")  # statuses that speak of readings
OTHER_ROW = 0.25  # of a right choice that another row is given for


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
    """Mark the answer to one question, in both rounds."""
    entry: Any = key.keys.get(question.id) if key else None
    steps = submission.opened(question.id)
    first, last = (
        _fitting(question, item) for item in (submission.sealed(question.id), submission.counted(question.id))
    )
    if last is None:
        return Mark(question.id, question.kind, "unanswered", _unearned(question), _("Not answered."), steps)
    place: dict[str, Any] = {"steps": steps, "round": 1 if last is first else 2}
    if question.kind == "code":
        return _coding(exercise, question, entry, first, last, place)
    if question.kind == "predict":
        says = _("Predicted before seeing; a prediction has no points.")
        status = "unmarked" if entry is None else "right" if last.choice == entry.choice else "wrong"
        return Mark(question.id, question.kind, status, (), says, **place)
    if key is None or entry is None:
        says = _("Marked by your instructor: the key is not here.")
        return Mark(question.id, question.kind, "unmarked", _unearned(question), says, **place)
    if question.kind in ("choose", "judge"):
        return _choice(exercise, question, key, submission, place)
    # an answer and a key of another kind than their question's do not get here
    marked = _order if question.kind == "order" else _match
    sealed = 0.0 if first is None else marked(entry, first)[0]
    share, says = marked(entry, last)
    earned = guessing.kept(sealed, share)
    status = "right" if share == 1 else "partly" if share > 0 else "wrong"
    says += _gain(sealed, share)
    before = round(sealed * question.points, 2)
    points = round(earned * question.points, 2)
    criterion = Criterion(CRITERION[question.kind], points, question.points, says, sealed=before)
    told = {"right": _("Right."), "partly": _("Right in part."), "wrong": _("Not right.")}[status]
    return Mark(question.id, question.kind, status, (criterion,), told, **place)


def _fitting(question: AnyQuestion, answer: Any) -> Any:
    """Return an answer unless it is of an older form of the exercise, or gives a type no degree."""
    if answer is None or answer.kind != question.kind:
        return None
    return None if question.kind == "code" and coding.misfit(question, answer) else answer


def _unearned(question: AnyQuestion) -> tuple[Criterion, ...]:
    if question.kind == "code":
        return tuple(
            Criterion(name, None, worth, "", by_hand=name == "rationale")
            for name, worth in question.rubric
            if worth and not question.training
        )
    return (Criterion(CRITERION[question.kind], None, question.points, ""),) if question.points else ()


def _gain(sealed: float, later: float) -> str:
    if later == sealed:
        return ""
    if later < sealed:
        # what is said before speaks of the answer as it stands now
        return " " + worded(_("The sealed answer earned {sealed:.0%}, and that counts."), sealed=sealed)
    text = " " + _("Of the sealed answer {sealed:.0%}, after discussion {later:.0%}: half of the gain is added.")
    return worded(text, sealed=sealed, later=later)


# -- codings --------------------------------------------------------------------------------------


def _coding(exercise, question: CodeQuestion, entry, first, last: CodeAnswer, place: dict) -> Mark:
    """Mark one coded unit."""
    found = _measured(exercise, question, entry, last)
    same = first is last
    sealed = found if same else _measured(exercise, question, entry, first)
    criteria = []
    for name, worth in question.rubric:
        if not worth or question.training:
            continue
        if name == "rationale":
            criteria.append(Criterion(name, None, worth, _rationale(last), by_hand=True))
            continue
        later, says = _criterion(name, exercise, question, last, found, bool(entry))
        if later is None:
            criteria.append(Criterion(name, None, worth, says))
            continue
        before = later if same else 0.0
        if not same and first is not None:
            before = _criterion(name, exercise, question, first, sealed, bool(entry))[0] or 0.0
        says += _gain(before, later)
        points = round(guessing.kept(before, later) * worth, 2)
        criteria.append(Criterion(name, points, worth, says, sealed=round(before * worth, 2)))
    status = found.status if entry else "unmarked"
    says = _status_says(question, entry, status, found)
    # a rationale cannot be marked before a person has read it
    return Mark(question.id, "code", status, tuple(criteria), says, readings=found.readings, measured=found.by, **place)


def _measured(exercise, question, entry, answer: CodeAnswer | None) -> Measured:
    if answer is not None and entry is not None:
        return coding.measure(exercise, question, entry, answer)
    empty = answer or coding.answer({})
    return Measured(0.0, "", None, coding.filed(exercise, question, empty), "unmarked")


def _criterion(name: str, exercise, question, answer: CodeAnswer, found: Measured, keyed: bool):
    """Return the share that one criterion earns, None if it cannot be marked, and a sentence why."""
    if name == "coding":
        if not keyed:
            return None, _("Marked by your instructor: the key is not here.")
        return found.share, coding_says(exercise, question, answer, found)
    evidence = coding.evidence_share(exercise, question, found.filed)
    if name == "evidence":
        text = _("Your cards show {share:.0%} of what the cards on offer can show.")
        return evidence, worded(text, share=evidence) + _wrong_says(found)
    # keeping to the rule is worth what the evidence is worth to which it was applied
    keeps = coding.consistent_share(question, answer)
    says = {
        1.0: _("Your coding is what the codebook’s rule makes of your cards."),
        coding.STEP: _("Your coding is one step from what the codebook’s rule makes of your cards."),
    }.get(keeps, _("The codebook’s rule makes another coding of your cards."))
    if keeps and evidence < 1:
        says += " " + worded(_("That counts for as much as the cards show: {share:.0%}."), share=evidence)
    return keeps * evidence, says


def _rationale(answer: CodeAnswer) -> str:
    if not answer.rationale.strip():
        return _("No rationale was given.")
    return _("To be marked by your instructor.")


def coding_says(exercise: Exercise, question: CodeQuestion, answer: CodeAnswer, found: Measured) -> str:
    """Return in words how a coding earned its points."""
    if found.reading is None:
        text = _("Nothing is earned yet: no accepted reading shares your coding with cards that bear it out.")
        return text + _wrong_says(found)
    said = [_measured_by(question, found)]
    offered = deck.offered_conditions(exercise, question)
    asked = coding.needed(found.reading, offered)
    mine = coding.present(answer.models)
    for name in sorted(coding.present(found.reading) & mine, key=list(asked).index):
        shown = len(found.filed.shown[name])
        text = ngettext(
            "{model}: {shown} of {n} condition shown", "{model}: {shown} of {n} conditions shown", asked[name]
        )
        part = text.format(model=deck.model_name(name, question), shown=min(shown, asked[name]), n=asked[name])
        if answer.models[name].degree != found.reading[name].degree:
            part += _(", the degree one step off")
        elif "deviation" in found.reading[name].flags and "deviation" not in answer.models[name].flags:
            part += _(", the deviation not flagged")
        said.append(capitalised(part) + ".")
    if beside := sorted(mine - coding.present(found.reading)):
        names = format_list(deck.model_name(item, question) for item in beside)
        said.append(_("Held beside it: {models}.").format(models=names))
    if missed := sorted(coding.present(found.reading) - mine):
        text = ngettext("It holds {n} type more.", "It holds {n} types more.", len(missed))
        said.append(text.format(n=len(missed)))
    return " ".join(said) + _wrong_says(found)


def _measured_by(question: CodeQuestion, found: Measured) -> str:
    if found.by == coding.OWN:
        return _("No reading gives this coding, and your cards carry it: it keeps half.")
    if found.by == coding.ARGUED:
        return _("Measured by a coding that the key argues for.")
    if found.by == ARTICLE:
        return _("Measured by the article’s reading.")
    return _("Measured by the reading of {name}.").format(name=coder_name(found.by, question))


def _wrong_says(found: Measured) -> str:
    n = len(found.filed.wrong)
    if not n:
        return ""
    text = ngettext(
        "{n} card lies where it shows nothing, which costs.", "{n} cards lie where they show nothing, which costs.", n
    )
    return " " + text.format(n=n)


def _status_says(question: CodeQuestion, entry: Any, status: str, found: Measured) -> str:
    if status in ("agrees", "documented", "argued") and not found.share:
        return _("A coding that can be argued; no card that you filed bears it out yet.")
    if question.unit in question.material.units and status in OF_READINGS:
        return _own_status_says(question, entry, status, found)
    if status == "documented":
        names = format_list(coder_name(item, question) for item in found.readings)
        return _("Differs from the article; it is the reading of {names}.").format(names=names)
    return {
        "agrees": _("Agrees with the article."),
        "argued": _("Differs from the article; the key argues for it."),
        "differs": _("Differs from the article, and the cards filed carry it."),
        "partly": _("In part the article’s reading."),
        "unsupported": _("No reading gives this coding, and the cards filed do not carry it yet."),
        "open": _("The article does not code this unit: what counts is what your cards show."),
        "unmarked": _("Marked by your instructor: the key is not here."),
    }[status]


def _own_status_says(question: CodeQuestion, entry: Any, status: str, found: Measured) -> str:
    """Say what became of a coding of a unit that the exercise brings, of which the article does not speak."""
    names = format_list(coder_name(item, question) for item in found.readings)
    first = coder_name(entry.reference, question) if entry.article else ""
    return {
        "agrees": _("It is the reading of {names}.").format(names=names),
        "documented": _("It is the reading of {names}.").format(names=names),
        "argued": _("A coding that the key argues for."),
        "differs": _("No reading gives this coding, and the cards filed carry it."),
        "partly": _("In part the reading of {name}.").format(name=first),
        "open": _("Nobody whom the key names codes this unit: what counts is what your cards show."),
    }[status]


# -- the other questions --------------------------------------------------------------------------


def _order(entry: OrderKey, answer: OrderAnswer) -> tuple[float, str]:
    share = guessing.order_share(answer.order, entry.order)
    text = _("{n} of {all} items placed; what stands well among them is worth {share:.0%}.")
    return share, worded(text, n=len(answer.order), all=len(entry.order), share=share)


def _match(entry: MatchKey, answer: MatchAnswer) -> tuple[float, str]:
    right = sum(answer.pairs.get(item) == option for item, option in entry.pairs.items())
    best, of = guessing.best_constant(entry.pairs.values()), len(entry.pairs)
    open_ = sum(item not in answer.pairs for item in entry.pairs)
    says = _("{right} of {all} pairs are right; the same answer everywhere gives {best}.").format(
        right=right, all=of, best=best
    )
    if open_:
        says += " " + ngettext("{n} is open.", "{n} are open.", open_).format(n=open_)
    return guessing.beyond(right, best, of), says


def _choice(exercise: Exercise, question: AnyQuestion, key: Key, submission: Submission, place: dict) -> Mark:
    """Mark a choice: with the row that decides it, or together with the others of its block."""
    block = {name: key.keys.get(name) for name in exercise.block(question.id)}
    entries = {name: entry for name, entry in block.items() if isinstance(entry, ChoiceKey)}
    answers: dict[str, tuple[float, float]] = {}
    fell = ""
    for name, entry in entries.items():
        pair = (submission.sealed(name), submission.counted(name))
        of = exercise.question(name)
        sealed, later = (_right(of, entry, _fitting(of, item)) for item in pair)
        answers[name] = (sealed, max(sealed, later))
        if name == question.id and later < sealed:
            fell = _gain(sealed, later)
    sealed, later = answers[question.id]
    status = "right" if later == 1 else "partly" if later > 0 else "wrong"
    if len(entries) == 1:
        says = _choice_says(question, later) + _gain(sealed, later)
        earned, before = guessing.kept(sealed, later) * question.points, sealed * question.points
    else:
        earned, says = _block(exercise, question, entries, answers)
        before, _says = _block(exercise, question, entries, {name: (one, one) for name, (one, _two) in answers.items()})
    criterion = Criterion("answer", round(earned, 2), question.points, says + fell, sealed=round(before, 2))
    return Mark(question.id, question.kind, status, (criterion,), _choice_says(question, later), **place)


def _block(
    exercise: Exercise, question: AnyQuestion, entries: dict[str, ChoiceKey], answers: dict[str, tuple[float, float]]
) -> tuple[float, str]:
    """Return what a choice earns of what its block earns: the right ones share it."""
    best, of = _best_of_block(exercise, entries), len(answers)
    first = guessing.beyond(sum(sealed for sealed, _later in answers.values()), best, of)
    last = guessing.beyond(sum(later for _sealed, later in answers.values()), best, of)
    worth = sum(exercise.question(name).points for name in answers)
    weights = {
        name: exercise.question(name).points * guessing.kept(sealed, later) for name, (sealed, later) in answers.items()
    }
    total = sum(weights.values())
    earned = guessing.kept(first, last) * worth * weights[question.id] / total if total else 0.0
    text = _("Of {all} questions of this kind {right:g} right; the same answer everywhere gives {best}.")
    right = sum(later for _sealed, later in answers.values())
    return earned, worded(text, all=of, right=right, best=best)


def _best_of_block(exercise: Exercise, entries: dict[str, ChoiceKey]) -> int:
    """Return what the best constant answer gives: the same verdict, or the option at the same place."""
    places: list[object] = []
    for name, entry in entries.items():
        question = exercise.question(name)
        places.append(entry.choice if question.kind == "judge" else _place(question, entry.choice))
    return guessing.best_constant(places)


def _place(question: Any, option: str) -> int:
    return [item.id for item in question.options].index(option)


def _right(question: AnyQuestion, entry: ChoiceKey, answer: ChoiceAnswer | None) -> float:
    if answer is None:
        return 0.0
    share = 1.0 if answer.choice == entry.choice else entry.also.get(answer.choice or "", 0.0)
    if isinstance(question, ChooseQuestion) and question.rows and answer.row != entry.row:
        return share * OTHER_ROW
    return share


def _choice_says(question: AnyQuestion, share: float) -> str:
    if share == 1.0:
        return _("Right.")
    if isinstance(question, ChooseQuestion) and question.rows and share:
        return _("Right, but another row decides it.")
    return _("Defensible, though another answer is nearer.") if share else _("Not the answer that the record gives.")
