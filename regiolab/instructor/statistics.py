"""The agreement of a class: every statistic of the report, each from :mod:`regiolab.analysis.agreement`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from regiolab.analysis import agreement
from regiolab.analysis.agreement import Agreement, Bootstrap
from regiolab.exercises import deck
from regiolab.exercises.key import ARTICLE
from regiolab.i18n import _
from regiolab.instructor.tally import ROUNDS, Coding, Tally, models_of

BOOTSTRAP = Bootstrap()
FEW_UNITS, FEW_CODERS = 5, 5  # with fewer an interval says little


@dataclass(frozen=True)
class Statistic:
    """A statistic of one round, over which codings."""

    name: str
    model: str | None
    round: int | None
    found: Agreement

    @property
    def caution(self) -> str:
        """Why the value should not be leaned on; empty if there is no special reason."""
        found = self.found
        if found.value is None:
            return found.reason
        if found.n_units < FEW_UNITS and self.round is not None:
            return _("It rests on {n} units only: read it as a hint.").format(n=found.n_units)
        if found.n_coders < FEW_CODERS and self.round is not None:
            return _("It rests on {n} students only: read it as a hint.").format(n=found.n_coders)
        return ""


def over_units(tally: Tally) -> list[Statistic]:
    """Return the statistics over units: of sets of models, of each model's degrees, round by round."""
    found = []
    for number in ROUNDS:
        table = tally.sets(number)
        if number > 1 and table.empty:
            continue
        alpha = agreement.krippendorff_alpha(table, "sets", interval=BOOTSTRAP)
        percent = agreement.percent_agreement(table, "sets", interval=BOOTSTRAP)
        found += [Statistic("alpha_sets", None, number, alpha), Statistic("percent", None, number, percent)]
        for model in tally.models():
            alpha = agreement.krippendorff_alpha(tally.degrees(number, model), "ordinal", interval=BOOTSTRAP)
            found.append(Statistic("alpha", model, number, alpha))
    return found


def against_article(tally: Tally) -> list[Statistic]:
    """Return Cohen's kappa of the answers that count against the article, model by model.

    Without an interval: answers of one student, and to one unit, are not independent draws.
    """
    found = []
    for model in tally.models():
        table = tally.against_article(model)
        pair = ("class", "article") if len(table) else None
        found.append(Statistic("kappa", model, None, agreement.cohen_kappa(table, pair)))
    return found


@dataclass(frozen=True)
class Unit:
    """How a class stands on one unit.

    Attributes
    ----------
    question : str
    answered : int
    distribution : list of (models, n, share, coders)
        The sets of models in the answers that count, the most frequent first; coders are those of
        the documented readings with these models. Readings that nobody gave have n = 0.
    entropy, percent : Agreement
        Of the answers that count.
    rounds : tuple of Agreement
        Percent agreement in the first and in the second round.
    """

    question: str
    answered: int
    distribution: list[tuple[tuple[str, ...], int, float, tuple[str, ...]]]
    entropy: Agreement
    percent: Agreement
    rounds: tuple[Agreement, Agreement]


def of_unit(tally: Tally, question: str) -> Unit:
    """Return how the class stands on a unit."""
    count = tally.counts[question]
    table = _one_unit(count.answers)
    readings = {coder: tuple(models_of(coding)) for coder, coding in tally.readings(question).items()}
    rows = []
    for row in agreement.distribution(table, "unit", "sets").itertuples():
        models = tuple(sorted(row.value))
        rows.append((models, int(row.n), float(row.share), _coders(readings, models)))
    given = {models for models, *_rest in rows}
    for models in dict.fromkeys(readings.values()):
        if models not in given:
            rows.append((models, 0, 0.0, _coders(readings, models)))
    first, second = (agreement.percent_agreement(tally.sets(number, question), "sets") for number in ROUNDS)
    return Unit(
        question,
        count.answered,
        rows,
        agreement.entropy(table, "unit", "sets"),
        agreement.percent_agreement(table, "sets"),
        (first, second),
    )


def _one_unit(answers: Counter[Coding]) -> pd.DataFrame:
    # in the order of the values, so that of equally frequent ones always the same comes first
    values = [models for coding in sorted(answers) for models in [frozenset(models_of(coding))] * answers[coding]]
    series = pd.Series(values, dtype=object)
    return pd.DataFrame({"unit": "unit", "coder": range(len(values)), "value": series})


def _coders(readings: dict[str, tuple[str, ...]], models: tuple[str, ...]) -> tuple[str, ...]:
    found = [coder for coder, read in readings.items() if tuple(sorted(read)) == models]
    return tuple(sorted(found, key=lambda coder: (coder != ARTICLE, coder)))


def presence(tally: Tally) -> pd.DataFrame:
    """Return for each unit and model which share of the class sees it, and what the article says.

    The columns are ``question``, ``unit``, ``dimension``, ``model``, ``n``, ``share``, ``dominant``
    (share that calls it dominant) and ``article`` (degree, ``holds`` for a residual answer, or empty).
    """
    rows = []
    for question in tally.coded:
        count = tally.counts[question.id]
        article = dict(tally.article(question.id) or ())
        n = count.answered
        for model in deck.models(question):
            seen = sum(k for coding, k in count.answers.items() if model in dict(coding))
            first = sum(k for coding, k in count.answers.items() if dict(coding).get(model) == "dominant")
            said = article.get(model)
            rows.append(
                {
                    "question": question.id,
                    "unit": question.unit,
                    "dimension": deck.dimension(question),
                    "model": model,
                    "n": n,
                    "share": seen / n if n else None,
                    "dominant": first / n if n else None,
                    "article": "" if said is None else said or "holds",
                }
            )
    return pd.DataFrame(rows)
