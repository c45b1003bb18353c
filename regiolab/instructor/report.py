"""The report for the next session: where the class agrees, where not, and what to talk about first.

One HTML file that needs nothing else. It names no student.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection
from pathlib import Path

from markupsafe import Markup

from regiolab.charts.figure import Figure
from regiolab.exercises import beside, deck
from regiolab.exercises.key import ChoiceKey, MatchKey
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.files import write_atomically
from regiolab.i18n import _, capitalised, language, ngettext, number
from regiolab.instructor import discussion, drawings, hiding, spread, standards, statistics, wording
from regiolab.instructor.graded import opened
from regiolab.instructor.pages import environment
from regiolab.instructor.register import Register
from regiolab.instructor.statistics import Statistic, Unit
from regiolab.instructor.tally import ROUNDS, Filing, Tally, models_of

FILE = "report.html"
TOPICS = 5  # discussed at length
PLACES = 4  # where a card lies and shows nothing, named before the rest is only counted
RARE = 20  # as is a place that is fewer than one of so many filings of the card


def write_report(out: str | Path, hide_reasons: bool = False) -> Path:
    """Write the report again from a results folder, for example in another language.

    Parameters
    ----------
    out : str or pathlib.Path
        The folder that :func:`~regiolab.instructor.grade_class` wrote to.
    hide_reasons : bool
        Whether it leaves out all reasons that students gave.

    Returns
    -------
    pathlib.Path
        The report.

    Raises
    ------
    RegiolabError
        If the folder holds no graded submissions.
    """
    with opened(Path(out)) as register:
        return write_from(Path(out), register, hide_reasons)


def write_from(out: Path, register: Register, hide_reasons: bool = False) -> Path:
    """Write the report of an open register."""
    settings = register.settings()
    kept = standards.restored(settings.get("standards", {}))
    hidden, _odd = hiding.read(out, hide_reasons or settings.get("hide_reasons", False))
    hidden.withheld = {(student, name, question) for student, name, question in settings.get("withheld", [])}
    parts = [
        _part(number, Tally(standard, works, register.number_of_works(name)), _presence(name, settings))
        for number, (name, standard) in enumerate(kept.items())
        for works in [hidden.without(register.signed_works(name), name)]
    ]
    html = (
        environment()
        .get_template("report.html")
        .render(
            language=language(), parts=parts, numbers=_numbers(register), part=part(register), several=len(parts) > 1
        )
    )
    path = out / FILE
    write_atomically(path, html.encode())
    return path


def part(register: Register) -> str:
    """Say that results are of a part of a class, where a run was stopped; empty if they are of all of it."""
    of = register.settings().get("part")
    if of is None:
        return ""
    text = _("This is part of a class: grading was stopped after {n} of {of} files. Run `regiolab grade` again.")
    return text.format(n=register.number_of_files(), of=of)


def _numbers(register: Register) -> str:
    students, files, unread = register.number_of_students(), register.number_of_files(), len(register.unread())
    said = [
        ngettext("{n} student", "{n} students", students).format(n=students),
        ngettext("{n} file", "{n} files", files).format(n=files),
    ]
    if unread:
        text = ngettext("{n} could not be read and counts nowhere", "{n} could not be read and count nowhere", unread)
        said.append(text.format(n=unread))
    return " · ".join(said)


def _presence(exercise: str, settings: dict) -> str:
    """Say of how much of the class the numbers are."""
    attendance = settings.get("attendance", {})
    if not attendance.get("all"):
        return _("Of how many, no roster says: the numbers are of those who handed in.")
    here, everybody = attendance["here"].get(exercise, 0), attendance["all"]
    if here == everybody:
        return _("All {n} in the roster handed in.").format(n=here)
    text = _("{n} of {all} in the roster handed in: the numbers are of those, and not of the whole class.")
    return text.format(n=here, all=everybody)


def _part(number: int, tally: Tally, presence: str) -> dict:
    units = {question.id: statistics.of_unit(tally, question.id) for question in tally.coded}
    over_units = statistics.over_units(tally) if tally.tested else []
    topics = discussion.topics(tally, units)
    exercise = tally.standard.exercise
    drawn = drawings.of_class(tally, units, over_units)
    drawn += [figure for figure in [spread.points(tally)] if figure is not None]
    lost = spread.lost(tally)
    return {
        "id": f"part{number + 1}",
        "title": _(exercise.title),
        "own": bool(exercise.units),
        "students": ngettext("{n} submission", "{n} submissions", tally.students).format(n=tally.students),
        "presence": presence,
        "lost": spread.said(lost),
        "criteria": spread.heads(tally),
        "most_lost": spread.sentence(lost),
        "topics": [_topic(tally, topic) for topic in topics[:TOPICS]],
        "rest": topics[TOPICS:],
        "figures": [_inline(figure, f"p{number}f{at}") for at, figure in enumerate(drawn)],
        "statistics": _both_rounds(over_units, exercise),
        "methods": sorted({item.found.method for item in over_units if item.found.low is not None}),
        "sample": _sample(tally),
        "kappas": [_row(item, exercise) for item in statistics.against_article(tally) if item.found.n_units],
        "units": [_unit(tally, question, units[question.id]) for question in tally.coded],
        "others": [_other(tally, question) for question in tally.others],
    }


def _sample(tally: Tally) -> str:
    """Say on what the statistics over units rest, where that is not everybody and everything."""
    said = []
    if tally.step > 1:
        text = _("The class is large: these statistics rest on every {n}th student by name.")
        said.append(text.format(n=tally.step))
    if len(tally.tested) < len(tally.coded):
        said.append(_("Units for training are left out of them."))
    return " ".join(said)


def _topic(tally: Tally, topic: discussion.Topic) -> dict:
    question = tally.standard.exercise.question(topic.question)
    reasons = []
    if question.kind == "code":
        for coding, texts in sorted(tally.counts[question.id].reasons.items()):
            reasons += [(wording.models_name(models_of(coding), question), text) for text in texts[:1]]
    return {
        "topic": topic,
        "reasons": reasons[:TOPICS],
        "anchor": f"u-{question.id}" if question.kind == "code" else "",
    }


def _both_rounds(found: list[Statistic], of: Exercise) -> list[dict]:
    """Return a row for each statistic, with both rounds side by side."""
    rows: dict[tuple, dict] = {}
    for item in found:
        row = rows.setdefault((item.name, item.model), {**_row(item, of), "rounds": [], "caution": []})
        row["rounds"].append(_row(item, of))
        if item.caution and item.caution not in row["caution"]:
            row["caution"].append(item.caution)
    for row in rows.values():
        row["caution"] = " ".join(row["caution"])
        for name in ("units", "coders"):
            row[name] = " / ".join(dict.fromkeys(str(one[name]) for one in row["rounds"]))
        row["rounds"] += [None] * (len(ROUNDS) - len(row["rounds"]))
    return list(rows.values())


def _row(item: Statistic, of: Exercise) -> dict:
    found = item.found
    digits, scale = (0, 100) if item.name == "percent" else (2, 1)
    model = "" if item.model is None else deck.model_name(item.model, of)
    return {
        "name": wording.statistic_name(item.name, item.model, of),
        "model": model,
        "value": "" if found.value is None else _set(scale * found.value, digits),
        "interval": ""
        if found.low is None or found.high is None
        else _("{low} to {high}").format(low=_set(scale * found.low, digits), high=_set(scale * found.high, digits)),
        "units": found.n_units,
        "coders": found.n_coders,
        "caution": item.caution,
    }


def _set(value: float, digits: int) -> str:
    """Return a number with the minus sign of a table."""
    return number(value, digits).replace("-", "−")


def _unit(tally: Tally, question, unit: Unit) -> dict:
    count, exercise, reference = tally.counts[question.id], tally.standard.exercise, tally.reference(question.id)
    moves = {name: count.moves[name] for name in ("same", "nearer", "further", "otherwise")}
    text = _(
        "Of {n} who came back for the second round {same} kept their coding, {nearer} came nearer to the article, "
        "{further} moved away, {otherwise} changed otherwise."
    )
    if exercise.units:
        text = _(
            "Of {n} who came back for the second round {same} kept their coding, {nearer} came nearer to the key’s "
            "first reading, {further} moved away, {otherwise} changed otherwise."
        )
    return {
        "anchor": f"u-{question.id}",
        "name": wording.question_name(question),
        "answered": unit.answered,
        "rows": [
            {
                "models": wording.models_name(models, question),
                "n": n,
                "share": round(100 * share),
                "coders": wording.coder_names(coders, question) if coders else "",
                "article": reference in coders,
            }
            for models, n, share, coders in unit.distribution
        ],
        "entropy": "" if unit.entropy.value is None else number(unit.entropy.value),
        "percent": "" if unit.percent.value is None else number(100 * unit.percent.value, 0),
        "reason": unit.entropy.reason or unit.percent.reason,
        "moved": text.format(n=sum(moves.values()), **moves) if sum(moves.values()) else "",
        "statuses": capitalised(_statuses(count, exercise)),
        "measured": "; ".join(
            f"{wording.measured_name(by, question)}: {n}"
            for by, n in sorted(count.measured.items(), key=lambda item: (not item[0], -item[1], item[0]))
        )
        if any(count.measured)
        else "",
        "cards": _cards(tally, question),
        "unfiled": count.unfiled,
        "misfiled": sum(n for _filing, n in discussion.misfilings(tally, question)),
        "filed": sum(count.filings.values()),
    }


def _cards(tally: Tally, question: CodeQuestion) -> list[dict]:
    """Return the cards on offer, the most often filed first: where they lie, and what nobody saw in them."""
    count = tally.counts[question.id]
    names = deck.condition_names(question)
    shown = deck.shown(tally.standard.exercise, question)
    cards = deck.cards(tally.standard.exercise, question)
    lying: dict[str, list[tuple[Filing, int]]] = {card.card: [] for card in cards}
    for filing, n in sorted(count.filings.items(), key=lambda item: (-item[1], item[0])):
        if filing[0] in lying and filing[1] in ("", *names):
            lying[filing[0]].append((filing, n))
    found = []
    for card in sorted(cards, key=lambda card: (-count.cards[card.card], card.card)):
        named, elsewhere = _named_places(lying[card.card], shown[card.card])
        found.append(
            {
                "card": card.card,
                "text": card.text,
                "n": count.cards[card.card],
                "filed": [
                    {
                        "where": wording.filing_name(filing, names),
                        "n": n,
                        "sign": ""
                        if not filing[1]
                        else beside.RIGHT
                        if filing[1:] in shown[card.card]
                        else beside.WRONG,
                    }
                    for filing, n in named
                ],
                "elsewhere": elsewhere,
                "unseen": [
                    wording.filing_name((card.card, condition, side), names)
                    for condition, side in sorted(shown[card.card])
                    if (card.card, condition, side) not in count.filings
                ],
            }
        )
    return found


def _named_places(
    lying: list[tuple[Filing, int]], right: Collection[tuple[str, str]]
) -> tuple[list[tuple[Filing, int]], str]:
    """Return where a card lies, and in words what is only counted: of many places where it is wrong the rare ones."""
    wrong = [item for item in lying if item[0][1] and item[0][1:] not in right]
    filings = sum(n for _filing, n in lying)
    rare = [item for at, item in enumerate(wrong) if at >= PLACES or item[1] * RARE < filings]
    if len(rare) < 2:
        return lying, ""
    text = _("in {places} other places: {n}").format(places=len(rare), n=sum(n for _filing, n in rare))
    return [item for item in lying if item not in rare], text


def _other(tally: Tally, question) -> dict:
    count = tally.counts[question.id]
    entry = tally.standard.key.keys.get(question.id) if tally.standard.key else None
    if question.kind == "order":
        rows = _order_rows(question, entry, count)
    else:
        pairs = (
            [(item.id, option.id) for item in question.items for option in question.options]
            if question.kind == "match"
            else [option.id for option in question.options]
        )
        right: set = set()
        if isinstance(entry, MatchKey):
            right = set(entry.pairs.items())
        elif isinstance(entry, ChoiceKey):
            right = {entry.choice}
        rows = [
            {
                "answer": wording.answer_name(question, pair),
                "n": count.answers[pair],
                "share": _share(count.answers[pair], count.answered),
                "right": pair in right,
            }
            for pair in pairs
            if count.answers[pair] or pair in right
        ]
    return {
        "name": wording.question_name(question),
        "answered": count.answered,
        "rows": rows,
        "statuses": _statuses(count, tally.standard.exercise),
    }


def _order_rows(question, entry, count) -> list[dict]:
    """Return for each item how many put it where it belongs."""
    order = entry.order if entry else [item.id for item in question.items]
    return [
        {
            "answer": f"{place + 1}. {wording.answer_name(question, (place, item))}",
            "n": count.answers[place, item],
            "share": _share(count.answers[place, item], count.answered),
            "right": entry is not None,
        }
        for place, item in enumerate(order)
    ]


def _statuses(count, of: Exercise) -> str:
    given = [status for status in wording.STATUSES if count.status[status]]
    return "; ".join(f"{wording.status_name(status, of)}: {count.status[status]}" for status in given)


def _share(n: int, of: int) -> int:
    return round(100 * n / of) if of else 0


def _inline(figure: Figure, prefix: str) -> dict:
    """Return a figure as SVG for the page, with its words; nothing in it is a script."""
    with tempfile.TemporaryDirectory() as folder:
        svg = figure.save(Path(folder) / "figure.svg").read_text(encoding="utf-8")
    svg = svg[svg.index("<svg") :]
    # several pictures on one page: what they refer to must not bear the same name
    svg = re.sub(r'\b(id="|url\(#|href="#)', rf"\g<1>{prefix}", svg)
    return {"svg": Markup(svg), "words": figure.description, "id": prefix}
