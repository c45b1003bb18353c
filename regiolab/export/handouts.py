"""A lesson as a handout of two pages: its question and the core questions, then figures and the answer.

Cells tagged ``handout`` are on it: prose before the first tagged figure on the first page, figures, later prose
and the answer on the second. Where no cell is tagged, the first two figures and the cell named ``answer`` or
``summary`` are taken.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

import regiolab
from regiolab.course import course_root
from regiolab.data import labels, store
from regiolab.data.sources import ARTICLE
from regiolab.errors import InvalidValue
from regiolab.export.document import fill, title_of
from regiolab.export.rendering import Block, Shown, within
from regiolab.i18n import _, number
from regiolab.lessons import prompts, replies
from regiolab.lessons.amendments import amended, posed
from regiolab.lessons.prompts import AnyPrompt
from regiolab.lessons.record import series

TAG = "handout"
MOST = 3  # figures
ROOM = 0.92  # of a sheet's width: how high all figures together may be, so that their words can be read
WIDE = 900  # pixels of a figure as wide as a sheet
ANSWERS = ("answer", "summary")
LINES = {"number": 1, "probability": 1, "words": 3, "line": 5, "states": 2}  # to write on, by kind of question


def handout(shown: list[Shown], lesson: Path) -> str:
    """Return the handout of a run lesson as a page."""
    tagged = [cell for cell in shown if TAG in cell.tags]
    chosen = tagged or [cell for cell in shown if cell.figures][:2] + [cell for cell in shown if cell.name in ANSWERS]
    figures = fitting([block for cell in chosen for block in cell.figures][:MOST])
    first = next((at for at, cell in enumerate(chosen) if cell.figures), len(chosen))
    # an answer is never beside the questions, wherever it stands in the lesson
    before = [cell for cell in chosen[:first] if cell.name not in ANSWERS]
    values = {
        "title": title_of(shown, lesson.stem),
        "before": _prose(before),
        "after": _prose(cell for cell in chosen if cell not in before),
        "questions": questions(lesson),
        "figures": figures,
        "article": store.source(ARTICLE).reference(),
        "version": regiolab.__version__,
    }
    return fill("handout.html", **values)


def fitting(figures: list[Block]) -> list[Block]:
    """Return as many figures as can be read on half a sheet, from the first on; one at least.

    Examples
    --------
    >>> wide, high = Block("figure", width=860, height=400), Block("figure", width=860, height=700)
    >>> len(fitting([wide, wide, wide])), len(fitting([high, wide])), len(fitting([]))
    (2, 1, 0)
    """
    heights = itertools.accumulate(block.height / WIDE for block in figures)
    return [block for n, (block, so_far) in enumerate(zip(figures, heights, strict=True)) if not n or so_far <= ROOM]


def questions(lesson: Path) -> list[dict]:
    """Return a lesson's core questions: what is asked, what to choose from, and room to write on.

    They come from the package, and from a file of questions (`regiolab-lesson/1`) beside the notebook.

    Raises
    ------
    InvalidValue
        If such a file breaks the format.

    Examples
    --------
    >>> questions(Path("nowhere.ipynb"))
    []
    >>> questions(Path("01_trajectory.ipynb"))[0]["kind"]
    'order'
    """
    beside = lesson.with_suffix(".json")
    if (course_root() / "notebooks" / beside.name).is_file():
        # what is printed is looked at before class: a slip is an error here, and no sentence among the questions
        for slip in amended(lesson.stem[:2], lesson.parent).faults:
            raise InvalidValue(slip.says)
        found = list(posed(lesson.stem[:2], lesson.parent).values())
    else:
        found = prompts.read(beside).questions if beside.is_file() else []
    return [_question(item) for item in found if item.core]


def _question(item: AnyPrompt) -> dict:
    unit = getattr(item, "unit", "")
    return {
        "prompt": _(item.prompt),
        "options": list(replies.texts(getattr(item, "options", None) or getattr(item, "items", [])).values()),
        "groups": list(replies.texts(getattr(item, "groups", [])).values()),
        "unit": _(unit) if unit else "%" if item.kind == "probability" else "",
        "kind": item.kind,
        "lines": LINES.get(item.kind, 0),
        "plane": _plane(item) if item.kind == "line" else None,
        "places": _places(item) if item.kind == "place" else None,
    }


def _plane(item: AnyPrompt) -> dict:
    """Return the axes on which a line is drawn, with the points that are given, in hundredths of its sides."""
    known = series(item.record)
    first, last = min(known), max(known)

    def across(year: int) -> float:
        return round((year - first) / max(last - first, 1) * 100, 1)

    def up(value: float) -> float:
        return round((value - item.least) / (item.most - item.least) * 100, 1)

    years = sorted({first, *(year for year in range(first, last + 1) if year % 5 == 0), last})
    # two labels side by side would run into each other
    named = [year for year in years if year in (first, last) or min(year - first, last - year) > 1]
    levels = [item.least, (item.least + item.most) / 2, item.most]
    return {
        "years": [{"year": year, "at": across(year)} for year in named],
        "levels": [{"text": number(level, None, trim=True), "at": up(level)} for level in levels],
        "given": [{"x": across(year), "y": up(known[year])} for year in item.given],
    }


def _places(item: AnyPrompt) -> dict:
    blocs, models = labels.short_names(), labels.model_names()
    return {
        "blocs": [blocs[bloc] for bloc in item.units],
        "economic": [models[name] for name in replies.ECONOMIC_CELLS],
        "political": [models[name] for name in replies.POLITICAL_CELLS],
    }


def _prose(chosen: Iterable[Shown]) -> Markup:
    texts = (block.html for cell in chosen for block in cell.blocks if block.kind in ("prose", "html"))
    return within(Markup("").join(texts), set())
