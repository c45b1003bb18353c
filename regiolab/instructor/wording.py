"""The report's words for questions, sets of models, statuses and scholars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regiolab.data import labels
from regiolab.exercises import deck
from regiolab.exercises.coding import ARGUED, OWN
from regiolab.exercises.material import Bringing, coder_name
from regiolab.exercises.model import AnyQuestion, ChooseQuestion, JudgeQuestion, MatchQuestion, OrderQuestion
from regiolab.i18n import _, format_list
from regiolab.instructor.tally import Filing

STATUSES = ("agrees", "documented", "argued", "differs", "partly", "unsupported", "open", "unmarked", "right", "wrong")


def question_name(question: AnyQuestion) -> str:
    """Return a short name of a question: the unit of a coding, or the prompt."""
    return deck.unit_name(question) if question.kind == "code" else _(question.prompt)


def models_name(models: Iterable[str], of: Bringing) -> str:
    """Return the names of models in one phrase.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> exercise = model.read("3_classify")
    >>> models_name(["social", "strategic"], exercise), models_name([], exercise)
    ('strategic regionalism and social regionalism', 'no model')
    """
    order = [*of.material.types, *labels.model_names().index]
    named = [deck.model_name(name, of) for name in sorted(models, key=order.index)]
    return format_list(named) if named else _("no model")


def coder_names(coders: Iterable[str], of: Bringing) -> str:
    """Return the names of those who read a unit, the article first."""
    return format_list(coder_name(coder, of) for coder in coders)


def statistic_name(name: str, model: str | None, of: Bringing) -> str:
    """Return the reader's words for a statistic."""
    if name == "kappa" and of.material.units:
        name = "kappa_own"
    text = {
        "alpha_sets": _("alpha of the sets of models (MASI)"),
        "percent": _("per cent agreement on the sets"),
        "alpha": _("alpha of the degrees of {model}"),
        "kappa": _("kappa against the article on {model}"),
        "kappa_own": _("kappa against the key’s first reading on {model}"),
    }[name]
    return text.format(model="" if model is None else deck.model_name(model, of))


def status_name(status: str, of: Bringing) -> str:
    """Return the reader's words for what became of an answer."""
    own = {"agrees": _("the key’s first reading"), "open": _("nobody’s reading is known")}
    if of.material.units and status in own:
        return own[status]
    return {
        "agrees": _("agrees with the article"),
        "documented": _("another scholar's reading"),
        "argued": _("argued by the key"),
        "differs": _("differs, carried by cards"),
        "partly": _("partly"),
        "unsupported": _("differs, not carried"),
        "open": _("no key to this unit"),
        "unmarked": _("not marked"),
        "right": _("as the key"),
        "wrong": _("not as the key"),
    }[status]


def measured_name(by: str, of: Bringing) -> str:
    """Return the reader's words for whose reading a coding was measured by."""
    told = {"": _("nothing earned"), ARGUED: _("a coding that the key argues for"), OWN: _("its own cards")}
    return told[by] if by in told else coder_name(by, of)


def filing_name(filing: Filing, conditions: dict[str, str]) -> str:
    """Return the reader's words for where a card was filed."""
    _card, condition, side = filing
    if not condition:
        return _("under no condition")
    text = _("for “{condition}”") if side == "for" else _("against “{condition}”")
    return text.format(condition=conditions.get(condition, condition))


def rationale_rubric() -> list[str]:
    """Return what a person who marks a rationale looks at: four lines, each worth a quarter of its points."""
    return [
        _("It names the condition that decides, and of which model."),
        _("It says what each card that it leans on shows."),
        _("It weighs what speaks against its own answer."),
        _("It says where the evidence ends, or what would change the answer."),
    ]


def answer_name(question: OrderQuestion | MatchQuestion | ChooseQuestion | JudgeQuestion, answer: Any) -> str:
    """Return an answer to a question that is no coding, in words: an option, a pair, a place."""
    if isinstance(question, OrderQuestion | MatchQuestion):
        items = {item.id: _(item.text) for item in question.items}
        if isinstance(question, OrderQuestion):
            return items.get(answer[1], "")
        options = {option.id: _(option.text) for option in question.options}
        return f"{items.get(answer[0], '')}: {options.get(answer[1], '')}"
    return {option.id: _(option.text) for option in question.options}.get(answer, "")
