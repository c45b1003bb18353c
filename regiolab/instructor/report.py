"""The report for the next session: where the class agrees, where not, and what to talk about first.

One HTML file that needs nothing else. It names no student.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from markupsafe import Markup

from regiolab.charts.figure import Figure
from regiolab.exercises import beside, deck
from regiolab.exercises.key import ChoiceKey, MatchKey
from regiolab.exercises.model import CodeQuestion, Exercise
from regiolab.files import write_atomically
from regiolab.i18n import _, language, ngettext, number
from regiolab.instructor import discussion, drawings, standards, statistics, wording
from regiolab.instructor.pages import environment
from regiolab.instructor.register import Register
from regiolab.instructor.statistics import Statistic, Unit
from regiolab.instructor.tally import ROUNDS, Tally, models_of

FILE = "report.html"
TOPICS = 5  # discussed at length


def write_report(out: str | Path) -> Path:
    """Write the report again from a results folder, for example in another language.

    Parameters
    ----------
    out : str or pathlib.Path
        The folder that :func:`~regiolab.instructor.grade_class` wrote to.

    Returns
    -------
    pathlib.Path
        The report.

    Raises
    ------
    RegiolabError
        If the folder holds no graded submissions.
    """
    register = Register(Path(out), new=False)
    try:
        register.count()
        return write_from(Path(out), register)
    finally:
        register.close()


def write_from(out: Path, register: Register) -> Path:
    """Write the report of an open register."""
    kept = standards.restored(register.settings().get("standards", {}))
    parts = [
        _part(number, Tally(standard, register.works(name), register.number_of_works(name)))
        for number, (name, standard) in enumerate(kept.items())
    ]
    html = (
        environment()
        .get_template("report.html")
        .render(language=language(), parts=parts, numbers=_numbers(register), several=len(parts) > 1)
    )
    path = out / FILE
    write_atomically(path, html.encode())
    return path


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


def _part(number: int, tally: Tally) -> dict:
    units = {question.id: statistics.of_unit(tally, question.id) for question in tally.coded}
    over_units = statistics.over_units(tally) if tally.tested else []
    topics = discussion.topics(tally, units)
    exercise = tally.standard.exercise
    drawn = drawings.of_class(tally, units, over_units)
    return {
        "id": f"part{number + 1}",
        "title": _(exercise.title),
        "own": bool(exercise.units),
        "students": ngettext("{n} submission", "{n} submissions", tally.students).format(n=tally.students),
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
        "statuses": _statuses(count, exercise),
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
    return [
        {
            "card": card.card,
            "text": card.text,
            "n": count.cards[card.card],
            "filed": [
                {
                    "where": wording.filing_name(filing, names),
                    "n": n,
                    "sign": "" if not filing[1] else beside.RIGHT if filing[1:] in shown[card.card] else beside.WRONG,
                }
                for filing, n in sorted(count.filings.items(), key=lambda item: (-item[1], item[0]))
                if filing[0] == card.card and filing[1] in ("", *names)
            ],
            "unseen": [
                wording.filing_name((card.card, condition, side), names)
                for condition, side in sorted(shown[card.card])
                if (card.card, condition, side) not in count.filings
            ],
        }
        for card in sorted(cards, key=lambda card: (-count.cards[card.card], card.card))
    ]


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
