"""The results of a graded class, from Python: tables, topics, statistics and drawings."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from regiolab.charts.figure import Figure
from regiolab.errors import RegiolabError, unknown
from regiolab.i18n import _, number
from regiolab.instructor import discussion, drawings, hiding, report, standards, statistics, texts
from regiolab.instructor.graded import opened
from regiolab.instructor.statistics import Unit
from regiolab.instructor.tally import Tally
from regiolab.instructor.wording import coder_names, models_name, question_name, statistic_name
from regiolab.views.listing import Listing

TEXTS = (
    "student",
    "status",
    "files",
    "rules",
    "late",
    "deduction why",
    "id",
)  # columns of a gradebook, all others numbers


class Results:
    """What :func:`~regiolab.instructor.grade_class` found, read from its folder.

    Parameters
    ----------
    out : str or pathlib.Path
        The folder of the results.

    Raises
    ------
    RegiolabError
        If the folder holds no graded submissions.

    Attributes
    ----------
    part : str
        That the results are of a part of a class, if grading was stopped; else empty.
    misplaced : list
        What is odd in ``hidden.csv``: a row that belongs to no answer hides nothing.
    """

    def __init__(self, out: str | Path) -> None:
        self.out = Path(out)
        with opened(self.out) as register:
            self.part = report.part(register)
            self.misplaced = hiding.misplaced(self.out, register)
            kept = standards.restored(register.settings().get("standards", {}))
            self._tallies = {
                name: Tally(standard, register.works(name), register.number_of_works(name))
                for name, standard in kept.items()
            }

    @property
    def exercises(self) -> list[str]:
        """The exercises that were handed in."""
        return list(self._tallies)

    def gradebook(self) -> pd.DataFrame:
        """Return the gradebook, a row a student.

        Raises
        ------
        RegiolabError
            If grading was stopped before it was written.
        """
        book = self._table("gradebook")
        for column in book.columns:
            if column.rpartition(": ")[2] not in TEXTS:
                book[column] = pd.to_numeric(book[column])
        return book

    def _table(self, name: str) -> pd.DataFrame:
        """Return a table as its texts: a pseudonym may be 007 or NA, or begin as a formula does."""
        path = self.out / f"{name}.csv"
        if self.part and not path.is_file():
            raise RegiolabError(self.part)
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
        return table.map(texts.uncelled, na_action="ignore")

    def findings(self) -> Listing:
        """Return what a human should look at."""
        return Listing(self._table("findings"), _("Findings"))

    def discuss(self, exercise: str, most: int = 5) -> Listing:
        """Return what to discuss first, and why."""
        topics = discussion.topics(self._tally(exercise), self.units(exercise))[:most]
        rows = [(topic.name, number(topic.score), " ".join(topic.why)) for topic in topics]
        return Listing(pd.DataFrame(rows, columns=[_("Unit"), _("Rank"), _("Why")]), _("What to discuss first"))

    def statistics(self, exercise: str) -> Listing:
        """Return the agreement over units, and with the article."""
        tally = self._tally(exercise)
        rows = [
            (
                statistic_name(item.name, item.model, tally.standard.exercise),
                "" if item.round is None else item.round,
                item.found.value,
                item.found.low,
                item.found.high,
                item.found.n_units,
                item.caution,
            )
            for item in [*statistics.over_units(tally), *statistics.against_article(tally)]
        ]
        columns = [_("Statistic"), _("Round"), _("Value"), _("Low"), _("High"), _("n"), _("Read with care")]
        return Listing(pd.DataFrame(rows, columns=columns).round(2), _("Agreement"))

    def units(self, exercise: str) -> dict[str, Unit]:
        """Return how the class stands on each unit."""
        tally = self._tally(exercise)
        return {question.id: statistics.of_unit(tally, question.id) for question in tally.coded}

    def unit(self, exercise: str, question: str) -> Listing:
        """Return the distribution of answers to one unit, beside the documented readings."""
        units = self.units(exercise)
        if question not in units:
            raise unknown(_("a coded unit of this exercise"), question, units)
        of = self._tally(exercise).standard.exercise
        name = question_name(of.question(question))
        rows = [
            (models_name(models, of), n, round(100 * share), coder_names(coders, of) if coders else "")
            for models, n, share, coders in units[question].distribution
        ]
        return Listing(pd.DataFrame(rows, columns=[_("Models"), _("Students"), "%", _("Read so by")]), name)

    def figures(self, exercise: str) -> list[Figure]:
        """Return the report's drawings."""
        tally = self._tally(exercise)
        over_units = statistics.over_units(tally) if tally.tested else []
        return drawings.of_class(tally, self.units(exercise), over_units)

    def _tally(self, exercise: str) -> Tally:
        if exercise not in self._tallies:
            raise unknown(_("an exercise of this class"), exercise, self._tallies)
        return self._tallies[exercise]
