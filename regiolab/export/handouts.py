"""A lesson as a handout of two pages: its question and the core questions, then figures and the answer.

Cells tagged ``handout`` are on it: prose before the first tagged figure on the first page, figures and later
prose on the second. Where no cell is tagged, the first two figures and the cell named ``answer`` or
``summary`` are taken.
"""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

import regiolab
from regiolab.data import store
from regiolab.data.sources import ARTICLE
from regiolab.export.document import fill, title_of
from regiolab.export.rendering import Shown, within

TAG = "handout"
MOST = 3  # figures
ANSWERS = ("answer", "summary")
LINES = {"number": 1, "probability": 1, "words": 3, "line": 4, "states": 2}  # to write on, by kind of question


def handout(shown: list[Shown], lesson: Path) -> str:
    """Return the handout of a run lesson as a page."""
    tagged = [cell for cell in shown if TAG in cell.tags]
    chosen = tagged or [cell for cell in shown if cell.figures][:2] + [cell for cell in shown if cell.name in ANSWERS]
    figures = [block for cell in chosen for block in cell.figures][:MOST]
    first = next((at for at, cell in enumerate(chosen) if cell.figures), len(chosen))
    values = {
        "title": title_of(shown, lesson.stem),
        "before": _prose(chosen[:first]),
        "after": _prose(chosen[first:]),
        "questions": questions(lesson),
        "figures": figures,
        "article": store.source(ARTICLE).reference(),
        "version": regiolab.__version__,
    }
    return fill("handout.html", **values)


def questions(lesson: Path) -> list[dict]:
    """Return a lesson's core questions: what is asked, what to choose from, and lines to write on.

    They stand in the file of questions beside the notebook (`regiolab-lesson/1`); none without it.

    Examples
    --------
    >>> questions(Path("nowhere.ipynb"))
    []
    """
    try:
        found = json.loads(lesson.with_suffix(".json").read_text(encoding="utf-8"))["questions"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [_question(item) for item in found if item.get("core")]


def _question(item: dict) -> dict:
    kind = item.get("kind", "words")
    return {
        "prompt": item.get("prompt", ""),
        "options": [option["text"] for option in item.get("options") or item.get("items") or item.get("blocs") or ()],
        "groups": [group["text"] for group in item.get("groups", ())],
        "unit": item.get("unit", ""),
        "kind": kind,
        "lines": LINES.get(kind, 0),
    }


def _prose(chosen: list[Shown]) -> Markup:
    texts = (block.html for cell in chosen for block in cell.blocks if block.kind in ("prose", "html"))
    return within(Markup("").join(texts), set())
