"""The coding board: a scheme in a period, its cards, and the models of both dimensions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regiolab import words
from regiolab.data.labels import short_name
from regiolab.exercises import deck
from regiolab.exercises import feedback as steps
from regiolab.exercises.key import KeyReading
from regiolab.exercises.model import CodeQuestion
from regiolab.exercises.session import FLAGS, Session
from regiolab.exercises.submission import CodeAnswer
from regiolab.i18n import _
from regiolab.widgets.panel import Panel, feedback_view
from regiolab.words import DEGREES, RESIDUALS


class CodingBoard(Panel):
    """Code one scheme in one period, in one dimension or in both.

    Parameters
    ----------
    session : Session
    questions : iterable of str
        The coded units to show, side by side.

    Examples
    --------
    >>> import tempfile
    >>> board = CodingBoard(Session("3_classify", tempfile.mkdtemp()), ["unasur_2008_political"])
    >>> board.set("unasur_2008_political", "lowest_common_denominator")
    >>> board.cite("unasur_2008_political", "E62")
    >>> board.session.missing("unasur_2008_political")
    []
    """

    actions = frozenset({"set", "flag", "cite", "say", "keep", "undo", "reveal"})

    def __init__(self, session: Session, questions: Iterable[str]) -> None:
        self.questions = list(questions)
        super().__init__(session)

    def set(self, question: str, model: str, degree: str | None = None) -> None:
        """Give a model a degree (None takes it back), or give or take back the residual answer."""
        self.session.code(question, model, degree)
        self.refresh()

    def flag(self, question: str, model: str, flag: str, on: bool = True) -> None:
        """Set a flag of a model, or take it away."""
        self.session.flag(question, model, flag, on)
        self.refresh()

    def cite(self, question: str, card: str, on: bool = True) -> None:
        """Cite a card, or take it away."""
        self.session.cite(question, card, on)
        self.refresh()

    def say(self, question: str, rationale: str | None = None, confidence: int | None = None) -> None:
        """Give reasons, or how sure you are (1 to 3)."""
        self.session.say(question, rationale=rationale, confidence=confidence)
        self.refresh()

    def keep(self, question: str) -> None:
        """Take the answer of the first round over into the second."""
        self.session.keep(question)
        self.refresh()

    def undo(self) -> None:
        """Take the last change back."""
        self.session.undo()
        self.refresh()

    def reveal(self, question: str, step: int) -> None:
        """Open a step of the feedback."""
        self.session.open(question, step)
        self.refresh()

    def describe(self) -> dict:
        unit = deck.unit_row(self.session.question(self.questions[0], CodeQuestion).unit)
        text = _("{scheme}, {start}–{end}") if unit["period_end"] else _("{scheme} since {start}")
        heading = text.format(scheme=short_name(unit["bloc"]), start=unit["period_start"], end=unit["period_end"])
        return {"kind": "board", "heading": heading, "columns": [self._column(name) for name in self.questions]}

    def _column(self, name: str) -> dict:
        session, question = self.session, self.session.question(name, CodeQuestion)
        answer: Any = session.answer(name)  # a coding, as its question
        cited = set(answer.cards) if answer else set()
        economic = deck.dimension(question) == "economic"
        return {
            "question": name,
            "title": _("Economic models") if economic else _("Political models"),
            "prompt": _(question.prompt),
            "rows": [self._row(answer, model) for model in deck.models(question)],
            "cards": [
                {
                    "card": item.card,
                    "text": item.text,
                    "place": " · ".join(part for part in (item.date, item.locator.replace(";", ", ")) if part),
                    "cited": item.card in cited,
                }
                for item in deck.cards(session.exercise, question)
            ],
            "most": _("{n} of at most {most}").format(n=len(cited), most=question.most_cards),
            "confidence": (answer.confidence if answer else None) or 0,
            "confidences": list(map(words.confidence_name, words.CONFIDENCES)),
            "rationale": answer.rationale if answer else "",
            "missing": session.missing(name),
            "before": self._before(name, question),
            "feedback": feedback_view(session, name),
        }

    def _row(self, answer: CodeAnswer | None, model: str) -> dict:
        row = deck.model_row(model)
        given = answer.models.get(model) if answer else None
        name = deck.model_name(model)
        definition, locators = row["definition"], row["locator"].replace(";", ", ")
        return {
            "model": model,
            "name": name,
            "rule": f"{_(definition)} ({locators})",
            "residual": model in RESIDUALS,
            "degree": "given" if given is not None and model in RESIDUALS else given.degree if given else "",
            "degrees": [{"value": value, "label": words.degree_name(value)} for value in DEGREES],
            "flags": [{"flag": flag, "label": words.flag_name(flag), "on": flag in given.flags} for flag in FLAGS]
            if given is not None and given.degree in words.HELD
            else [],
        }

    def _before(self, name: str, question) -> dict | None:
        """Return the sealed answer of the first round, to look back at."""
        first: Any = self.session.answers.answer(name, 1)  # a coding, as its question
        if self.session.round_of(name) == 1:
            return None
        if first is None or first.empty:
            return {"text": _("Round 1: no answer."), "keep": False}
        text = steps.reading_text(question, KeyReading(coder="you", models=first.models), _("Round 1"))
        second = self.session.answers.answer(name, 2)
        return {"text": text, "keep": self.session.round_of(name) == 2 and (second is None or second.empty)}
