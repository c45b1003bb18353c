"""What an answer still lacks: told on its page, and asked about before it is sealed."""

from __future__ import annotations

from regiolab.exercises import coding, deck
from regiolab.exercises.model import AnyQuestion, CodeQuestion
from regiolab.exercises.submission import Answer, CodeAnswer
from regiolab.i18n import _, ngettext


def lacks(question: AnyQuestion, answer: Answer | None) -> list[str]:
    """Return in words what an answer still lacks; nothing if it is complete.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> lacks(model.read("1_trajectory").question("founding_acts"), None)
    ['8 items are left']
    """
    if isinstance(question, CodeQuestion):
        return _of_coding(question, answer if isinstance(answer, CodeAnswer) else None)
    left = len(question.items) if question.kind in ("order", "match") else 1
    if answer is not None and not answer.empty:
        given = getattr(answer, "order", None) or getattr(answer, "pairs", None)
        left -= len(given) if given else 1
    if left and question.kind in ("order", "match"):
        return [ngettext("{n} item is left", "{n} items are left", left).format(n=left)]
    said = [_("no answer yet")] if left else []
    if getattr(question, "rows", []) and not getattr(answer, "row", None):
        said.append(_("no row chosen"))
    return said


def costs(question: AnyQuestion, answer: Answer | None) -> bool:
    """Return whether something was left open without which an answer does not earn all.

    Models left alone count as absent; a coding earns nothing without a card.

    Examples
    --------
    >>> from regiolab.exercises import model
    >>> question = model.read("3_classify").question("alba_2004_economic")
    >>> given = coding.answer({"social": "dominant"}, ("E31", "soc_purpose"))
    >>> costs(question, given), costs(question, coding.answer({"social": "dominant"}))
    (False, True)
    """
    if isinstance(question, CodeQuestion):
        return not (getattr(answer, "filings", None) or getattr(answer, "cards", None))
    return bool(lacks(question, answer))


def before_sealing(unanswered: int, partly: int) -> str:
    """Return what is asked before a round is sealed in which something is open; empty if nothing is.

    Examples
    --------
    >>> before_sealing(0, 1)
    'One answer is not complete. Sealed, it stays so in this round.'
    """
    said = []
    if unanswered:
        text = ngettext(
            "One question is unanswered. Sealed, it stays so in this round.",
            "{n} questions are unanswered. Sealed, they stay so in this round.",
            unanswered,
        )
        said.append(text.format(n=unanswered))
    if partly:
        text = ngettext(
            "One answer is not complete. Sealed, it stays so in this round.",
            "{n} answers are not complete. Sealed, they stay so in this round.",
            partly,
        )
        said.append(text.format(n=partly))
    return " ".join(said)


def _of_coding(question: CodeQuestion, answer: CodeAnswer | None) -> list[str]:
    said = []
    if answer is None or answer.empty:
        said.append(_("no model yet"))
    elif deck.residual(question) not in answer.models:
        left = [name for name in deck.types(question) if name not in answer.models]
        if left:
            text = ngettext("{n} model left alone counts as absent", "{n} models left alone count as absent", len(left))
            said.append(text.format(n=len(left)))
    if answer is None or not (answer.filings or answer.cards):
        said.append(_("no card filed"))
    elif answer.models:
        bars = coding.counted(question, answer.filed_for)
        bare = [name for name in sorted(coding.present(answer.models)) if not bars[name][0]]
        said += [_("no card under {model}").format(model=deck.model_name(name, question)) for name in bare]
    if question.rubric.rationale and (answer is None or not answer.rationale.strip()):
        said.append(_("no rationale"))
    return said
