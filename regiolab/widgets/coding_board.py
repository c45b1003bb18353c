"""The coding board: a scheme in a period, the types with their conditions, and the cards."""

from __future__ import annotations

from typing import Any

from regiolab import words
from regiolab.analysis.degrees import rule
from regiolab.exercises import deck
from regiolab.exercises import feedback as steps
from regiolab.exercises.key import KeyReading
from regiolab.exercises.model import CodeQuestion
from regiolab.exercises.session import FLAGS
from regiolab.exercises.submission import CodeAnswer
from regiolab.i18n import _, capitalised
from regiolab.widgets.panel import QuestionPanel
from regiolab.words import DEGREES


class CodingBoard(QuestionPanel):
    """Code one scheme in one period, in one dimension.

    Parameters
    ----------
    session : Session
    question : str
        The coded unit.

    Examples
    --------
    >>> import tempfile
    >>> from regiolab.exercises.session import Session
    >>> board = CodingBoard(Session("3_classify", tempfile.mkdtemp()), "unasur_2008_political")
    >>> board.set("lowest_common_denominator")
    >>> board.file("E62", "lcd_diverse")
    >>> board.session.missing("unasur_2008_political")
    []
    """

    actions = frozenset({"set", "flag", "file", "say", "keep", "undo", "reveal"})

    def set(self, model: str, degree: str | None = None, question: str | None = None, on: bool | None = None) -> None:
        """Give a model a degree (None takes it back), or give or take back the residual answer.

        With `on` the residual answer is given or taken back whatever stands now, so that a message that
        comes twice does what it did.
        """
        name = question or self.question
        if on is None or on != self._gives(name, model):
            self.session.code(name, model, degree)
        self.refresh()

    def _gives(self, question: str, model: str) -> bool:
        answer: Any = self.session.answer(question)  # a coding, as its question
        return answer is not None and model in answer.models

    def flag(self, model: str, flag: str, on: bool = True, question: str | None = None) -> None:
        """Set a flag of a model, or take it away."""
        self.session.flag(question or self.question, model, flag, on)
        self.refresh()

    def file(self, card: str, condition: str, side: str = "for", on: bool = True, question: str | None = None) -> None:
        """File a card for or against a condition, or take it out there."""
        self.session.file(question or self.question, card, condition, side, on)
        self.refresh()

    def describe(self) -> dict:
        session = self.session
        question = session.question(self.question, CodeQuestion)
        answer: Any = session.answer(self.question)  # a coding, as its question
        names = deck.condition_names(question)
        filings = answer.filings if answer else []
        return {
            **super().describe(),
            "kind": "board",
            "rule": rule(),
            "warnings": session.warnings(self.question),
            "rows": self._rows(question, answer),
            "cards": [
                {
                    "card": item.card,
                    "text": item.text,
                    "place": " · ".join(part for part in (item.date, item.locator.replace(";", ", ")) if part),
                    "filed": [
                        {"condition": each.condition, "name": names[each.condition], "side": each.side}
                        for each in filings
                        if each.card == item.card and each.condition in names
                    ],
                }
                for item in deck.cards(session.exercise, question)
            ],
            "confidence": (answer.confidence if answer else None) or 0,
            "confidences": list(map(words.confidence_name, words.CONFIDENCES)),
            "rationale": answer.rationale if answer else "",
        }

    def heading(self) -> str:
        question = self.session.question(self.question, CodeQuestion)
        unit = deck.unit_row(question.unit, question)
        text = _("{scheme}, {start}–{end}") if unit["period_end"] else _("{scheme} since {start}")
        name = text.format(scheme=unit["scheme"], start=unit["period_start"], end=unit["period_end"])
        models = {"economic": _("economic models"), "political": _("political models")}
        text = _("types of the dimension “{name}”")
        asked = models.get(unit["dimension"]) or text.format(name=words.dimension_name(unit["dimension"]))
        return " · ".join([name, asked])

    def said(self, answer: Any) -> str:
        question = self.session.question(self.question, CodeQuestion)
        told = steps.reading_text(question, KeyReading(coder="you", models=answer.models), _("models"))
        cards = len({item.card for item in answer.filings})
        return " ".join([told, _("Cards filed: {n}.").format(n=cards)])

    def _rows(self, question: CodeQuestion, answer: CodeAnswer | None) -> list[dict]:
        bars = self.session.bars(self.question)
        conditions = deck.conditions(question)
        rows, residual = [], deck.residual(question)
        for model in deck.models(question):
            row = deck.model_row(model, question)
            given = answer.models.get(model) if answer else None
            name = deck.model_name(model, question)
            rows.append(
                {
                    "model": model,
                    "name": capitalised(name),
                    "rule": _placed(_(row["definition"]), row["locator"]),
                    "residual": model == residual,
                    "bar": list(bars[model]),
                    "degree": "given" if given is not None and model == residual else given.degree if given else "",
                    "degrees": [{"value": value, "label": words.degree_name(value)} for value in DEGREES],
                    "flags": [
                        {"flag": flag, "label": words.flag_name(flag), "on": flag in given.flags} for flag in FLAGS
                    ]
                    if given is not None and given.degree in words.HELD
                    else [],
                    "conditions": [
                        {
                            "condition": item.condition,
                            "name": item.name,
                            "statement": _placed(item.statement, item.locator),
                            "filed": [
                                {"card": each.card, "side": each.side}
                                for each in (answer.filings if answer else [])
                                if each.condition == item.condition
                            ],
                        }
                        for item in conditions[model]
                    ],
                }
            )
        return rows


def _placed(text: str, locator: str) -> str:
    """Return a text with the place that it comes from, if there is one."""
    return f"{text} ({locator.replace(';', ', ')})" if locator else text
