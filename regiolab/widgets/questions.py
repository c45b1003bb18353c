"""The questions that are not codings: put in order, match, choose, judge, predict.

A panel is made for one kind of question, and its answers are of that kind: they are Any here.
"""

from __future__ import annotations

from typing import Any

from regiolab.exercises.session import Session
from regiolab.i18n import _
from regiolab.widgets.panel import Panel, feedback_view


class QuestionPanel(Panel):
    """One question; a subclass adds how it is answered.

    Parameters
    ----------
    session : Session
    question : str
    """

    actions = frozenset({"answer", "keep", "undo", "reveal"})

    def __init__(self, session: Session, question: str) -> None:
        self.question = question
        self.questions = [question]
        super().__init__(session)

    def keep(self) -> None:
        """Take the answer of the first round over into the second."""
        self.session.keep(self.question)
        self.refresh()

    def undo(self) -> None:
        """Take the last change back."""
        self.session.undo()
        self.refresh()

    def reveal(self, step: int, question: str | None = None) -> None:
        """Open a step of the feedback."""
        self.session.open(question or self.question, step)
        self.refresh()

    def describe(self) -> dict:
        session, name = self.session, self.question
        question = session.exercise.question(name)
        first = session.answers.answer(name, 1)
        second = session.answers.answer(name, 2)
        later = session.round_of(name) == 2 and first is not None and not first.empty
        return {
            "question": name,
            "prompt": _(question.prompt),
            "missing": session.missing(name),
            "keep": later and (second is None or second.empty),
            "before": self.said(first) if later and (second is None or second.empty) else "",
            "feedback": feedback_view(session, name),
        }

    def said(self, answer: Any) -> str:
        """Return an answer in one line."""
        raise NotImplementedError


class OrderPanel(QuestionPanel):
    """Put items in order.

    Examples
    --------
    >>> import tempfile
    >>> panel = OrderPanel(Session("1_trajectory", tempfile.mkdtemp()), "road_to_celac")
    >>> panel.answer(["contadora", "rio"])
    >>> panel.view["missing"]
    ['3 items are left']
    """

    def answer(self, order: list[str]) -> None:
        """Put items in this order; the others stay unplaced."""
        self.session.order(self.question, order)
        self.refresh()

    def describe(self) -> dict:
        question: Any = self.session.exercise.question(self.question)
        answer: Any = self.session.answer(self.question)
        placed = list(answer.order) if answer else []
        items = [{"id": item.id, "text": _(item.text)} for item in question.items]
        return {**super().describe(), "kind": "order", "items": items, "order": placed}

    def said(self, answer: Any) -> str:
        question: Any = self.session.exercise.question(self.question)
        texts = {item.id: _(item.text) for item in question.items}
        return _("Round 1:") + " " + " → ".join(texts[name] for name in answer.order)


class MatchPanel(QuestionPanel):
    """Match items to options.

    Examples
    --------
    >>> import tempfile
    >>> panel = MatchPanel(Session("2_models", tempfile.mkdtemp()), "thinkers")
    >>> panel.answer("puig", "autonomist")
    >>> panel.session.answer("thinkers").pairs
    {'puig': 'autonomist'}
    """

    def answer(self, item: str, option: str | None) -> None:
        """Match an item to an option; None takes it back."""
        self.session.match(self.question, item, option or None)
        self.refresh()

    def describe(self) -> dict:
        question: Any = self.session.exercise.question(self.question)
        answer: Any = self.session.answer(self.question)
        pairs = answer.pairs if answer else {}
        items = [{"id": item.id, "text": _(item.text), "option": pairs.get(item.id, "")} for item in question.items]
        options = [{"id": option.id, "text": _(option.text)} for option in question.options]
        return {**super().describe(), "kind": "match", "items": items, "options": options}

    def said(self, answer: Any) -> str:
        question: Any = self.session.exercise.question(self.question)
        items = {item.id: _(item.text) for item in question.items}
        options = {option.id: _(option.text) for option in question.options}
        return _("Round 1:") + " " + "; ".join(f"{items[i]}: {options[o]}" for i, o in answer.pairs.items())


class ChoicePanel(QuestionPanel):
    """Choose an option, judge a statement, or predict what a figure will show.

    Examples
    --------
    >>> import tempfile
    >>> panel = ChoicePanel(Session("1_trajectory", tempfile.mkdtemp()), "celac_treaty")
    >>> panel.answer("contradicted")
    >>> panel.view["choice"]
    'contradicted'
    """

    def answer(self, option: str | None) -> None:
        """Choose an option; None takes it back."""
        self.session.choose(self.question, option or None)
        self.refresh()

    def describe(self) -> dict:
        question: Any = self.session.exercise.question(self.question)
        answer: Any = self.session.answer(self.question)
        options = [{"id": option.id, "text": _(option.text)} for option in question.options]
        choice = (answer.choice if answer else None) or ""
        return {**super().describe(), "kind": "choice", "options": options, "choice": choice}

    def said(self, answer: Any) -> str:
        question: Any = self.session.exercise.question(self.question)
        options = {option.id: _(option.text) for option in question.options}
        return _("Round 1:") + " " + options[answer.choice]


PANELS = {
    "order": OrderPanel,
    "match": MatchPanel,
    "choose": ChoicePanel,
    "judge": ChoicePanel,
    "predict": ChoicePanel,
}
