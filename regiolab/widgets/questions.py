"""The questions that are not codings: put in order, match, choose, judge, predict.

A panel is made for one kind of question, and its answers are of that kind: they are Any here.
"""

from __future__ import annotations

from typing import Any

from regiolab.i18n import _
from regiolab.widgets.panel import QuestionPanel


class OrderPanel(QuestionPanel):
    """Put items in order.

    Examples
    --------
    >>> import tempfile
    >>> from regiolab.exercises.session import Session
    >>> panel = OrderPanel(Session("1_trajectory", tempfile.mkdtemp()), "road_to_celac")
    >>> panel.answer(["contadora", "rio"])
    >>> panel.view["missing"]
    ['3 items are left']
    """

    def answer(self, order: list[str], question: str | None = None) -> None:
        """Put items in this order; the others stay unplaced."""
        self.session.order(question or self.question, order)
        self.refresh()

    def describe(self) -> dict:
        question: Any = self.session.exercise.question(self.question)
        answer: Any = self.session.answer(self.question)
        placed = list(answer.order) if answer else []
        items = [{"id": item.id, "text": _(item.text)} for item in question.items]
        formula = _(
            "Points: the share of items placed, times the better of two: pairs in the right order less pairs in the "
            "wrong one; or items at their place, less the one that chance puts there. Place what you are sure of."
        )
        return {**super().describe(), "kind": "order", "items": items, "order": placed, "formula": formula}

    def said(self, answer: Any) -> str:
        question: Any = self.session.exercise.question(self.question)
        texts = {item.id: _(item.text) for item in question.items}
        return " → ".join(texts[name] for name in answer.order)


class MatchPanel(QuestionPanel):
    """Match items to options.

    Examples
    --------
    >>> import tempfile
    >>> from regiolab.exercises.session import Session
    >>> panel = MatchPanel(Session("2_models", tempfile.mkdtemp()), "thinkers")
    >>> panel.answer("puig", "autonomist")
    >>> panel.session.answer("thinkers").pairs
    {'puig': 'autonomist'}
    """

    def answer(self, item: str, option: str | None, question: str | None = None) -> None:
        """Match an item to an option; None takes it back."""
        self.session.match(question or self.question, item, option or None)
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
        return "; ".join(f"{items[i]}: {options[o]}" for i, o in answer.pairs.items())


class ChoicePanel(QuestionPanel):
    """Choose an option, judge a statement, or predict what a figure will show.

    Examples
    --------
    >>> import tempfile
    >>> from regiolab.exercises.session import Session
    >>> panel = ChoicePanel(Session("1_trajectory", tempfile.mkdtemp()), "celac_treaty")
    >>> panel.answer("contradicted")
    >>> panel.view["choice"]
    'contradicted'
    """

    def answer(self, option: str | None, question: str | None = None) -> None:
        """Choose an option; None takes it back."""
        self.session.choose(question or self.question, option or None)
        self.refresh()

    def decide(self, row: str | None, question: str | None = None) -> None:
        """Choose the row that decides; None takes it back."""
        self.session.decide(question or self.question, row or None)
        self.refresh()

    def describe(self) -> dict:
        question: Any = self.session.exercise.question(self.question)
        answer: Any = self.session.answer(self.question)
        options = [{"id": option.id, "text": _(option.text)} for option in question.options]
        choice = (answer.choice if answer else None) or ""
        rows = [{"id": item.id, "text": _(item.text)} for item in getattr(question, "rows", [])]
        prompt = getattr(question, "rows_prompt", "")
        return {
            **super().describe(),
            "kind": "choice",
            "options": options,
            "choice": choice,
            "rows": rows,
            "rows_prompt": _(prompt) if prompt else _("Which row decides it?"),
            "row": getattr(answer, "row", None) or "",
        }

    def said(self, answer: Any) -> str:
        question: Any = self.session.exercise.question(self.question)
        options = {option.id: _(option.text) for option in question.options}
        return options.get(answer.choice or "", "–")


PANELS = {
    "order": OrderPanel,
    "match": MatchPanel,
    "choose": ChoicePanel,
    "judge": ChoicePanel,
    "predict": ChoicePanel,
}
