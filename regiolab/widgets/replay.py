"""Changes that did not arrive: told in words, and taken over as new ones.

The browser keeps what was done while no kernel listened, as the messages that it would have sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from regiolab import words
from regiolab.errors import RegiolabError
from regiolab.exercises import deck
from regiolab.exercises.session import Session
from regiolab.i18n import _

SHOWN = 80  # letters of a reason

# what changes an answer; the name to hand in under is a change as well, of no question
CHANGES = frozenset({"set", "flag", "file", "answer", "decide", "say", "keep"})


def told(session: Session, name: str, action: dict) -> str:
    """Return in words what a change does.

    Parameters
    ----------
    session : Session
    name : str
        What its question is called.
    action : dict
        As the browser keeps it: what to ``do``, the question, and what else the action takes.

    Examples
    --------
    >>> import tempfile
    >>> session = Session("3_classify", tempfile.mkdtemp())
    >>> action = {"do": "set", "question": "mercosur_1991_economic", "model": "social", "degree": "element"}
    >>> told(session, "Mercosur 1991, economic", action)
    'Mercosur 1991, economic: social regionalism: element'
    """
    if action.get("do") == "call":
        return _("Pseudonym: {name}").format(name=action.get("pseudonym", ""))
    try:
        question = session.exercise.question(str(action.get("question")))
        return f"{name}: {_WORDS[action['do']](question, action)}"
    except (RegiolabError, LookupError, TypeError, AttributeError):
        # it may come from an earlier edition of the exercise; taking it over will say what is amiss
        return ": ".join([name, _("a change that is not known here")])


def take_over(actions: Iterable[dict], tell: Callable[[dict], str], perform: Callable[[Any, dict], None]) -> list[str]:
    """Do again what did not arrive, one change after the other; return in sentences what was refused.

    Parameters
    ----------
    actions : iterable of dict
        As the browser keeps them.
    tell : callable
        Returns in words what an action does.
    perform : callable
        Gets what is to be done, and what it takes.

    Examples
    --------
    >>> take_over([{"do": "draft", "n": "a-1", "value": 3}], str, lambda what, content: print(what, content))
    draft {'value': 3}
    []
    """
    refused = []
    for action in actions:
        said = tell(action)
        content = {str(name): value for name, value in action.items() if name != "n"}
        try:
            perform(content.pop("do", None), content)
        except (RegiolabError, TypeError, LookupError, ValueError) as error:
            refused.append(_("Left out: {change}: {reason}").format(change=said, reason=error))
    return refused


def _set(question: Any, action: dict) -> str:
    model = deck.model_name(action["model"], question)
    if action["model"] == deck.residual(question):
        return ": ".join([model, _("given") if action.get("on", True) else _("taken back")])
    degree = action.get("degree")
    return ": ".join([model, words.degree_name(degree) if degree else _("taken back")])


def _flag(question: Any, action: dict) -> str:
    text = _("{model}: flag “{flag}” set") if action.get("on", True) else _("{model}: flag “{flag}” taken away")
    return text.format(model=deck.model_name(action["model"], question), flag=words.flag_name(action["flag"]))


def _file(question: Any, action: dict) -> str:
    names = deck.condition_names(question)
    if not action.get("on", True):
        text = _("{card} taken out of “{condition}”")
    elif action.get("side", "for") == "for":
        text = _("{card} filed for “{condition}”")
    else:
        text = _("{card} filed against “{condition}”")
    return text.format(card=action["card"], condition=names[action["condition"]])


def _answer(question: Any, action: dict) -> str:
    texts = {item.id: _(item.text) for part in ("items", "options") for item in getattr(question, part, [])}
    if "order" in action:
        return " → ".join(texts[item] for item in action["order"]) or _("taken back")
    option = texts[action["option"]] if action.get("option") else _("taken back")
    return f"{texts[action['item']]}: {option}" if "item" in action else option


def _decide(question: Any, action: dict) -> str:
    rows = {item.id: _(item.text) for item in question.rows}
    return rows[action["row"]] if action.get("row") else _("taken back")


def _say(_question: Any, action: dict) -> str:
    if action.get("rationale") is not None:
        text = str(action["rationale"])
        return f"“{text if len(text) <= SHOWN else text[:SHOWN] + ' …'}”"
    level = action.get("confidence")
    return words.confidence_name(level) if level else _("taken back")


def _keep(_question: Any, _action: dict) -> str:
    return _("back to the answer of round 1")


_WORDS = {
    "set": _set,
    "flag": _flag,
    "file": _file,
    "answer": _answer,
    "decide": _decide,
    "say": _say,
    "keep": _keep,
}
