"""What to discuss first, and why: questions ranked by how much there is to talk about.

The rank is a sum of shares between 0 and 1, each shown with its reason: how often two students drawn
at random differ; how many differ from the article with cards, another scholar or the key behind them;
how many are sure of an answer that nothing carries. Of a question without a coding: how many miss the
key, and how many do so surely.
"""

from __future__ import annotations

from dataclasses import dataclass

from regiolab.exercises import deck
from regiolab.exercises.model import CodeQuestion
from regiolab.i18n import _, format_list, ngettext, worded
from regiolab.instructor.statistics import Unit
from regiolab.instructor.tally import Count, Filing, Tally
from regiolab.instructor.wording import coder_names, filing_name, models_name, question_name

SURE = 3
NAMED = 4  # cards named before the rest is only counted
FEW = 0.1  # of those who answered


@dataclass(frozen=True)
class Topic:
    """A question worth talking about, its rank, and the reasons in sentences."""

    question: str
    name: str
    score: float
    why: tuple[str, ...]


def topics(tally: Tally, units: dict[str, Unit]) -> list[Topic]:
    """Return the questions of an exercise, the most worth discussing first."""
    found = []
    for question in tally.standard.exercise.questions:
        count = tally.counts[question.id]
        if not count.answered:
            continue
        if question.kind == "code":
            score, why = _on_unit(tally, question, count, units[question.id])
        else:
            score, why = _on_other(count)
        found.append(Topic(question.id, question_name(question), round(score, 3), tuple(why)))
    return sorted(found, key=lambda topic: -topic.score)


def _on_unit(tally: Tally, question, count: Count, unit: Unit) -> tuple[float, list[str]]:
    n, why = count.answered, []
    divided = 0.0 if unit.percent.value is None else 1 - unit.percent.value
    if divided:
        text = _("Two students drawn at random differ in {share:.0f} of 100 cases: {sides}.")
        sides = [
            ngettext("{n} says {models}", "{n} say {models}", k).format(n=k, models=models_name(models, question))
            for models, k, _share, _coders in unit.distribution[:3]
            if k
        ]
        why.append(worded(text, share=100 * divided, sides=format_list(sides)))
    elif n > 1:
        why.append(_("All {n} name the same models.").format(n=n))
    carried = count.status["differs"]
    if carried:
        text = ngettext(
            "{n} differs from the article and files cards that carry it.",
            "{n} differ from the article and file cards that carry it.",
            carried,
        )
        if tally.standard.exercise.units:
            text = ngettext(
                "{n} codes as no reading does and files cards that carry it.",
                "{n} code as no reading does and file cards that carry it.",
                carried,
            )
        why.append(worded(text, n=carried))
    documented = count.status["documented"]
    if documented:
        text = ngettext(
            "{n} gives a reading that another scholar has published ({names}).",
            "{n} give a reading that another scholar has published ({names}).",
            documented,
        )
        why.append(text.format(n=documented, names=coder_names(sorted(count.scholars), question)))
    argued = count.status["argued"]
    if argued:
        text = ngettext(
            "{n} gives a coding that the key argues for.", "{n} give a coding that the key argues for.", argued
        )
        why.append(text.format(n=argued))
    surely = count.confidence[SURE, "unsupported"]
    if surely:
        text = ngettext(
            "{n} is sure of a coding that the cards filed do not carry.",
            "{n} are sure of a coding that the cards filed do not carry.",
            surely,
        )
        why.append(text.format(n=surely))
    why += _movement(unit)
    why += _overlooked(tally, question, count)
    why += _misfiled(tally, question, count)
    return divided + (carried + documented + argued + surely) / n, why


def _movement(unit: Unit) -> list[str]:
    first, second = (found.value for found in unit.rounds)
    if first is None or second is None or abs(second - first) < 0.05:
        return []
    text = (
        _("The second round brought the seminar together: from {first:.0f} to {second:.0f} per cent agreement.")
        if second > first
        else _("The second round drove the seminar apart: from {first:.0f} to {second:.0f} per cent agreement.")
    )
    return [worded(text, first=100 * first, second=100 * second)]


def _overlooked(tally: Tally, question, count: Count) -> list[str]:
    """Name the cards for the article's coding that hardly anyone files."""
    article = {model for model, _degree in tally.article(question.id) or ()}
    few = [
        card
        for card, pairs in deck.shown(tally.standard.exercise, question).items()
        if count.cards[card] <= count.answered * FEW
        and article & {deck.model_of_condition(condition, question) for condition, side in pairs if side == "for"}
    ]
    if not few:
        return []
    text = ngettext(
        "Hardly anyone files {cards}, which speaks for the article's coding.",
        "Hardly anyone files {cards}, which speak for the article's coding.",
        len(few),
    )
    if tally.standard.exercise.units:
        text = ngettext(
            "Hardly anyone files {cards}, which speaks for the key’s first reading.",
            "Hardly anyone files {cards}, which speak for the key’s first reading.",
            len(few),
        )
    shown = few if len(few) <= NAMED else [*few[:NAMED], _("{n} more").format(n=len(few) - NAMED)]
    return [text.format(cards=format_list(shown))]


def _misfiled(tally: Tally, question, count: Count) -> list[str]:
    """Name the card that most often lies where it shows nothing, if more than a few put it there."""
    wrong = misfilings(tally, question)
    if not wrong:
        return []
    filing, n = wrong[0]
    if n < 2 or n <= count.answered * FEW:
        return []
    names = deck.condition_names(question)
    text = ngettext(
        "{n} files {card} {where}, where it shows nothing.", "{n} file {card} {where}, where it shows nothing.", n
    )
    return [text.format(n=n, card=filing[0], where=filing_name(filing, names))]


def misfilings(tally: Tally, question: CodeQuestion) -> list[tuple[Filing, int]]:
    """Return the cards that lie where they show nothing, with how many put them there, the most frequent first."""
    shown = deck.shown(tally.standard.exercise, question)
    found = [
        (filing, n)
        for filing, n in tally.counts[question.id].filings.items()
        if filing[1] and filing[0] in shown and filing[1:] not in shown[filing[0]]
    ]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _on_other(count: Count) -> tuple[float, list[str]]:
    n = count.answered
    missed = count.status["wrong"] + count.status["partly"]
    surely = count.confidence[SURE, "wrong"]
    lost = 1 - count.points / count.possible if count.possible else 0.0
    why = []
    if missed:
        text = _(
            "{missed} of {n} do not give the whole answer of the key; {share:.0f} per cent of the points were lost."
        )
        why.append(worded(text, missed=missed, n=n, share=100 * lost))
    if surely:
        text = ngettext("{n} is sure of a wrong answer.", "{n} are sure of a wrong answer.", surely)
        why.append(worded(text, n=surely))
    if not why:
        why.append(_("All {n} give the answer of the key.").format(n=n) if count.status["right"] else _("Not marked."))
    return lost + surely / n, why
