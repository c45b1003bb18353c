"""What goes with a class's data set: its questions, codebook, README and data package, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regiolab
from regiolab import words
from regiolab.exercises import deck
from regiolab.exercises.model import Exercise
from regiolab.i18n import _
from regiolab.instructor.wording import question_name

PARTS = ("model", "filing", "card", "place", "pair", "choice", "row", "confidence", "reason")
ID = r"^r[0-9a-f]{10}$"


def statement() -> str:
    """Return what students are told before they agree that their answers are passed on."""
    return _(
        "Your answers to the exercises may be passed on to other researchers and teachers, as a data set that names "
        "nobody. In it you have a random number; your pseudonym, your name, the times at which you answered and your "
        "marks are not in it, and your written reasons only if you agree to that too. Nothing is passed on of a "
        "question that fewer than five of us answered. You need not agree, and it changes neither your mark nor "
        "anything else. You may withdraw later: the data set is then made again without you. What others have copied "
        "by then cannot be called back, and whoever heard you speak in the seminar may recognise an answer."
    )


@dataclass(frozen=True)
class Booklet:
    """The texts of a data set.

    Attributes
    ----------
    exercises : list of Exercise
    readers : dict
        How many are in it, by exercise.
    title : str
    reasons, linked : bool
        Whether reasons are in it; whether a reader bears one id in all exercises.
    left_out, fewest : int
        How many questions of a round are left out, and below how many answers they are.
    """

    exercises: list[Exercise]
    readers: dict[str, int]
    title: str
    reasons: bool
    linked: bool
    left_out: int
    fewest: int

    QUESTION_COLUMNS = ("exercise", "question", "kind", "unit", "name", "prompt")

    def questions(self) -> Iterator[list[str]]:
        """Yield a row for each question."""
        for exercise in self.exercises:
            for question in exercise.questions:
                unit = question.unit if question.kind == "code" else ""
                place = [exercise.exercise, question.id, question.kind, unit]
                yield [*place, question_name(question), " ".join(_(question.prompt).split())]

    def fields(self) -> list[dict[str, Any]]:
        """Return the columns of the answers as the data package describes them."""
        return [
            {
                "name": "reader",
                "type": "string",
                "description": _("A random id of a reader, in all exercises.")
                if self.linked
                else _("A random id of a reader in this exercise."),
                "constraints": {"required": True, "pattern": ID},
            },
            {
                "name": "exercise",
                "type": "string",
                "description": _("The exercise."),
                "constraints": {"required": True},
            },
            {
                "name": "question",
                "type": "string",
                "description": _("The question, as in questions.csv."),
                "constraints": {"required": True},
            },
            {
                "name": "round",
                "type": "integer",
                "description": _("1 as sealed alone; 2 as it stood after discussion, also where it was left alone."),
                "constraints": {"required": True, "enum": [1, 2]},
            },
            {
                "name": "part",
                "type": "string",
                "description": _("What of the answer the row holds."),
                "constraints": {"required": True, "enum": [p for p in PARTS if self.reasons or p != "reason"]},
            },
            {"name": "item", "type": "string", "description": _("Of what: a model, a card, an item; else blank.")},
            {
                "name": "value",
                "type": "string",
                "description": _("The degree, condition, place, option or level of confidence that was given."),
            },
            {"name": "detail", "type": "string", "description": _("Flags of a model; for or against of a card.")},
        ]

    def package(self, answers: str, questions: str) -> dict[str, Any]:
        """Return the data package's description."""
        key = ["exercise", "question"]
        text = {"type": "string"}
        return {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "regiolab-class",
            "title": self._title(),
            "description": _("Answers of readers who agreed, under random ids."),
            "version": "1.0.0",
            "created": f"{_today().isoformat()}T00:00:00Z",
            "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
            "sources": [{"title": f"regiolab {regiolab.__version__}"}],
            "resources": [
                {
                    "name": "answers",
                    "path": answers,
                    "type": "table",
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "description": _("One row is a part of an answer: a model, a filed card, a place, an option."),
                    "schema": {
                        "fields": self.fields(),
                        "missingValues": [""],
                        "foreignKeys": [{"fields": key, "reference": {"resource": "questions", "fields": key}}],
                    },
                },
                {
                    "name": "questions",
                    "path": questions,
                    "type": "table",
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "description": _("One row is a question."),
                    "schema": {
                        "fields": [{"name": name, **text} for name in self.QUESTION_COLUMNS],
                        "primaryKey": key,
                        "missingValues": [""],
                    },
                },
            ],
        }

    def codebook(self) -> str:
        """Return the codebook as Markdown."""
        said = [_heading(_("Codebook")), "", _("One row of answers.csv is a part of an answer."), ""]
        said += [_row(_("column"), _("what stands in it")), "|---|---|"]
        said += [_row(f"`{field['name']}`", field["description"]) for field in self.fields()]
        said += ["", _row("`part`", "`item`", "`value`", "`detail`"), "|---|---|---|---|"]
        said += [_row(f"`{part}`", *cells) for part, *cells in self._parts()]
        models, conditions, cards = self._codes()
        for heading, codes in (
            (_("Models"), models),
            (_("Conditions"), conditions),
            (_("Degrees"), {name: words.degree_name(name) for name in words.DEGREES}),
            (_("Flags"), {name: words.flag_name(name) for name in words.FLAGS}),
            (_("Confidence"), {str(n): words.confidence_name(n) for n in words.CONFIDENCES}),
            (_("Cards"), cards),
        ):
            if codes:
                said += ["", _heading(heading, 2), ""]
                said += [f"- `{name}`: {_cell(text)}" for name, text in codes.items()]
        for exercise in self.exercises:
            said += ["", _heading(_named(exercise), 2), ""]
            for question in exercise.questions:
                said.append(f"- `{question.id}`: {_cell(question_name(question))}")
                for name in ("items", "options", "rows"):
                    for item in getattr(question, name, []):
                        text = _cell(_(item.text))
                        said.append(f"    - `{item.id}`: {text}")
        return "\n".join(said)

    def readme(self) -> str:
        """Return the README as Markdown."""
        year, told = _today().year, statement()
        counts = [f"- {_named(exercise)}: {self.readers[exercise.exercise]}" for exercise in self.exercises]
        linked = (
            _("A reader bears the same id in all exercises.")
            if self.linked
            else _("A reader bears another id in each exercise, so that answers cannot be joined across exercises.")
        )
        reasons = _("Written reasons are in it.") if self.reasons else _("Written reasons are not in it.")
        small = _(
            "What fewer than {fewest} answered in a round is left out, question by question ({n} here), and so is an "
            "exercise that fewer than {fewest} handed in. Rare answers stay, for a distribution without them would "
            "be false: someone who heard a reader say such a thing in the seminar may recognise the row."
        ).format(fewest=self.fewest, n=self.left_out)
        away = _(
            "Whoever withdraws is struck from the list of those who agreed, and the data set is made again; all ids "
            "are then new. Pass on the latest version, and tell those who hold an older one."
        )
        cite = _(
            "{title}. {year}. Answers collected with regiolab {version}, a course on Latin American regionalism in "
            "Jupyter. Give the place where you found it."
        ).format(title=self._title(), year=year, version=regiolab.__version__)
        read = _("The exercises follow José Briceño-Ruiz, “Times of Change in Latin American Regionalism”, 2018.")
        said = [_heading(self._title()), "", _("Answers of readers who agreed, under random ids."), ""]
        said += [_heading(_("Who is in it"), 2), "", _("Readers by exercise:"), "", *counts, "", linked, reasons, ""]
        said += [_heading(_("How to cite it"), 2), "", cite, read, "", "CC BY 4.0", ""]
        said += [_heading(_("What students were told and agreed to"), 2), "", f"> {told}", ""]
        said += [_heading(_("What is left out"), 2), "", small, _("No times and no marks are in it."), ""]
        said += [_heading(_("How one is taken out"), 2), "", away, ""]
        said += [_heading(_("Files"), 2), "", _("answers.csv, questions.csv, codebook.md, datapackage.json."), ""]
        return "\n".join(said)

    def _title(self) -> str:
        return self.title or _("Answers of a seminar on Latin American regionalism")

    def _parts(self) -> list[tuple[str, str, str, str]]:
        rows = [
            ("model", _("model"), _("degree; `holds` of a residual answer"), _("flags, separated by semicolons")),
            ("filing", _("card"), _("condition under which it was filed"), "`for`, `against`"),
            ("card", _("card cited in a file of version 1"), "", ""),
            ("place", _("item"), _("its place in the order, from 1"), ""),
            ("pair", _("item"), _("the option chosen for it"), ""),
            ("choice", "", _("the option"), ""),
            ("row", "", _("the row of the table that decides"), ""),
            ("confidence", "", _("how sure, from 1 to 3"), ""),
            ("reason", "", _("the reason, as it was written"), ""),
        ]
        return [row for row in rows if self.reasons or row[0] != "reason"]

    def _codes(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        models: dict[str, str] = {}
        conditions: dict[str, str] = {}
        cards: dict[str, str] = {}
        for exercise in self.exercises:
            for question in exercise.questions:
                if question.kind == "code":
                    models |= {name: deck.model_name(name, question) for name in deck.models(question)}
                    conditions |= deck.condition_names(question)
                    cards |= {card.card: card.text for card in deck.cards(exercise, question)}
        return models, conditions, dict(sorted(cards.items()))


def _heading(text: str, level: int = 1) -> str:
    return f"{'#' * level} {text}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _named(exercise: Exercise) -> str:
    return f"{_(exercise.title)} (`{exercise.exercise}`)"


def _cell(text: str) -> str:
    return " ".join(text.split())


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
