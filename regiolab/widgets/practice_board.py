"""The practice board: file cards without marks, and see at once what a type becomes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from regiolab.charts import theme
from regiolab.charts.profiles import interval_text
from regiolab.data import labels
from regiolab.exercises import deck
from regiolab.exercises.rehearsal import Rehearsal, weak_cards
from regiolab.i18n import _, capitalised
from regiolab.widgets import panel
from regiolab.widgets.messages import show_or_say
from regiolab.widgets.panel import FRONT_END, Panel

SHARED = frozenset({"cards", "types", "file_under", "take_out", "for", "against", "lost", "waiting", "run_again"})


@dataclass(frozen=True)
class Unkept:
    """What stands where other panels have their file: nothing is kept, so nothing waits to be."""

    id: str = field(default_factory=lambda: f"practice-{uuid.uuid4().hex[:12]}")
    saved: bool = True

    @property
    def held(self) -> Unkept:
        """What bears the id."""
        return self


class PracticeBoard(Panel):
    """Cards of a unit, the conditions of the types, and the profile that one's own filings make.

    There are no marks and no rounds, and nothing is kept.

    Parameters
    ----------
    unit : str
        An identifier of the table ``units``.

    Attributes
    ----------
    rehearsal : Rehearsal
        The filings, and the values that follow from them.
    shown : bool
        Whether the values by all cards of the tables stand beside one's own.

    Raises
    ------
    UnknownName
        For an unknown unit.
    InvalidValue
        For a unit without cards.

    Examples
    --------
    >>> board = PracticeBoard("mercosur_2003_economic")
    >>> board.file("E14", "pro_change")
    >>> [row["text"] for row in board.view["rows"]]  # two conditions of the last are still open
    ['0 to 1', '0 to 1', '0 to 1']
    >>> board.show_record()
    >>> board.view["rows"][1]["record"]["text"]
    '1'
    """

    _esm = FRONT_END / "practice.js"
    actions = frozenset({"put", "reset", "show_record"})

    def __init__(self, unit: str) -> None:
        self.rehearsal = Rehearsal(unit)
        self.shown = False
        self._announce = ""
        unkept: Any = Unkept()  # in the place of a file
        super().__init__(unkept)

    def _ipython_display_(self) -> None:
        said = _("Run this cell to file cards: click into it, and press Shift and Enter.")
        show_or_say(self, said)

    # -- what a program can do ------------------------------------------------------------------

    def file(self, card: str, condition: str, side: str = "for") -> None:
        """File a card for or against a condition; filed there already, it changes sides.

        Raises
        ------
        UnknownName
            For a card, a condition or a side that is not here.
        """
        self.rehearsal.file(card, condition, side)
        self._tell(condition)

    def take_out(self, card: str, condition: str | None = None) -> None:
        """Take a card out under a condition, or wherever it is filed.

        Raises
        ------
        UnknownName
            For a card or a condition that is not here.
        """
        self.rehearsal.take_out(card, condition)
        self._tell(condition)

    def reset(self) -> None:
        """Take all cards out, and the record's values away."""
        self.rehearsal.reset()
        self.shown = False
        self._announce = _("All cards are taken out.")
        self.refresh()

    def show_record(self, on: bool = True) -> None:
        """Show what all cards of the tables make of it, or take that away."""
        self.shown = bool(on)
        self._announce = self._agreement() if self.shown else ""
        self.refresh()

    def put(self, card: str, condition: str, side: str = "for", on: bool = True, question: str | None = None) -> None:
        """File a card or take it out there, as the browser says it."""
        if on:
            self.file(card, condition, side)
        else:
            self.take_out(card, condition)

    # -- what is shown --------------------------------------------------------------------------

    def describe(self) -> dict:
        own, unit = self.rehearsal, labels.unit_row(self.rehearsal.unit)
        return {
            "kind": "practice",
            "question": own.unit,
            "action": "put",
            "heading": labels.unit_name(own.unit),
            "hint": _("Take a card up and put it down for or against a condition. Nothing here is kept or marked."),
            "rule": _rule(),
            "begun": bool(own.filings) or self.shown,
            "shown": self.shown,
            "said": self._agreement() if self.shown else "",
            "announce": self._announce,
            "rows": self._rows(),
            "cards": self._cards(),
            "dimension": str(unit["dimension"]),
        }

    def words(self) -> dict[str, str]:
        return practice_words()

    def _rows(self) -> list[dict]:
        own = self.rehearsal
        values = own.values().set_index(["model", "condition"])
        record = own.record().set_index(["model", "condition"]) if self.shown else None
        conditions = deck.conditions(own.question)
        rows = []
        for model in own.models:
            row = deck.model_row(model, own.question)
            rows.append(
                {
                    "model": model,
                    "name": capitalised(deck.model_name(model, own.question)),
                    "hue": theme.MODEL_COLOURS[model],
                    "rule": " ".join([_(row["definition"]), f"({row['locator'].replace(';', ', ')})"]),
                    **_value(values, record, model, ""),
                    "conditions": [
                        {
                            "condition": item.condition,
                            "name": item.name,
                            "statement": f"{item.statement} ({item.locator.replace(';', ', ')})",
                            "filed": [
                                {"card": card, "side": side}
                                for (card, condition), side in own.filings.items()
                                if condition == item.condition
                            ],
                            **_value(values, record, model, item.condition),
                        }
                        for item in conditions[model]
                    ],
                }
            )
        return rows

    def _cards(self) -> list[dict]:
        own = self.rehearsal
        names, weak = deck.condition_names(own.question), weak_cards()
        return [
            {
                "card": item.card,
                "text": item.text,
                "place": " · ".join(
                    filter(
                        None,
                        (item.date, item.locator.replace(";", ", "), _("weak evidence") if item.card in weak else ""),
                    )
                ),
                "filed": [
                    {"condition": condition, "name": names[condition], "side": side}
                    for (card, condition), side in own.filings.items()
                    if card == item.card
                ],
            }
            for item in own.cards
        ]

    def _agreement(self) -> str:
        text = _("◇ by all cards of the tables: {n} of {all} conditions have the value that yours give.")
        return text.format(n=self.rehearsal.agreed(), all=len(self.rehearsal.conditions))

    def _tell(self, condition: str | None) -> None:
        """Say what became of a condition and of its type, for whoever does not see the bars."""
        own = self.rehearsal
        if condition is not None:
            model = deck.model_of_condition(condition, own.question)
            values = own.values().set_index(["model", "condition"])
            part, whole = (interval_text(*values.loc[(model, name), ["low", "high"]]) for name in (condition, ""))
            names = deck.condition_names(own.question)
            least = [name for (of, name), row in values.iterrows() if of == model and row["least"]]
            text = _("{condition}: {value}. {type}: {least}, held down by {conditions}.")
            self._announce = text.format(
                condition=names[condition],
                value=part,
                type=capitalised(deck.model_name(model, own.question)),
                least=whole,
                conditions="; ".join(names[name] for name in least) or "–",
            )
        else:
            self._announce = ""
        self.refresh()


def practice(unit: str = "mercosur_2003_economic") -> PracticeBoard:
    """Open a :class:`PracticeBoard`; see there.

    Examples
    --------
    >>> practice("alba_2004_political").shown
    False
    """
    return PracticeBoard(unit)


def practice_words() -> dict[str, str]:
    """Return every word that the board shows by itself, in the reader's language.

    Examples
    --------
    >>> practice_words()["begin_again"]
    'Begin again'
    """
    shared = {name: text for name, text in panel.shown_words().items() if name in SHARED}
    return shared | {
        "rule": _("How a value comes about"),
        "begin_again": _("Begin again"),
        "show_record": _("Show the record’s"),
        "least": _("the least"),
        "value": _("value"),
        "seen": _("indicators with a card"),
    }


def _rule() -> str:
    return _(
        "A condition has one or more indicators, any of which is enough: it takes the value of the strongest. Cards "
        "for an indicator give it 1, cards against it 0, both something between; an indicator of which no card "
        "speaks stays open, 0 to 1. A type needs all its conditions: it is worth no more than the least of them."
    )


def _value(values: pd.DataFrame, record: pd.DataFrame | None, model: str, condition: str) -> dict:
    """Return a value as the front end draws it, and the record's where that is shown."""
    row = values.loc[(model, condition)]
    shown = {
        "low": float(row["low"]),
        "high": float(row["high"]),
        "text": interval_text(row["low"], row["high"]),
        "least": bool(row["least"]),
        "seen": _("{known} of {all}").format(known=row["known"], all=row["indicators"]),
        "record": None,
    }
    if record is not None:
        other = record.loc[(model, condition)]
        low, high = float(other["low"]), float(other["high"])
        shown["record"] = {"low": low, "high": high, "text": interval_text(low, high)}
    return shown
