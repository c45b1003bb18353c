"""What a seminar answered in the lessons: counts of ``class.json``, told beside one's own answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from regiolab.exercises import room
from regiolab.exercises.room import Counts
from regiolab.i18n import _, format_list, worded
from regiolab.lessons.prompts import AnyPrompt
from regiolab.lessons.replies import ECONOMIC_CELLS, POLITICAL_CELLS, measured, texts
from regiolab.lessons.territory import states

MOST = 3  # answers that a sentence names
BINS = 10  # of a number's range


def counts(folder: Path, question: str) -> Counts | None:
    """Return how a seminar answered a question; None without the file, or below five answers."""
    found = room.read(folder)
    return None if found is None else found.lessons.get(question)


def names(prompt: AnyPrompt, value: Any) -> list[str]:
    """Return the names under which an answer is counted; none for words and lines, which are not.

    Examples
    --------
    >>> from regiolab.lessons.prompts import ProbabilityPrompt, Shown
    >>> names(ProbabilityPrompt(kind="probability", id="p", prompt="?", reveal=[Shown(text="See.")]), 63)
    ['bin=6']
    """
    kind = prompt.kind
    if kind == "number":
        share = (value - prompt.least) / (prompt.most - prompt.least)
        return [f"bin={min(int(share * BINS), BINS - 1)}"]
    if kind == "probability":
        return [f"bin={value // 10}"]
    if kind == "choice":
        return [value]
    if kind in ("several", "states"):
        return list(value)
    if kind == "order":
        return [f"{item}@{place}" for place, item in enumerate(value, 1)]
    if kind == "groups":
        return [f"{item}={group}" for item, group in value.items()]
    if kind == "place":
        return [f"{bloc}={cell[0]}+{cell[1]}" for bloc, cell in value.items()]
    return []


def sentence(prompt: AnyPrompt, told: Counts) -> str:
    """Return what most of a seminar answered.

    Examples
    --------
    >>> from regiolab.lessons.prompts import ProbabilityPrompt, Shown
    >>> asked = ProbabilityPrompt(kind="probability", id="p", prompt="?", reveal=[Shown(text="See.")])
    >>> sentence(asked, Counts(n=20, counts={"bin=6": 12}))
    'Of the 20 answers of your seminar: from 60% to 69% (60%).'
    """
    likeliest = sorted(told.counts.items(), key=lambda item: (-item[1], item[0]))
    named = [(_named(prompt, name), n) for name, n in likeliest]
    shown = [worded("{name} ({share:.0%})", name=name, share=n / told.n) for name, n in named if name][:MOST]
    if not shown:
        return ""
    return _("Of the {n} answers of your seminar: {answers}.").format(n=told.n, answers=format_list(shown))


def placings(told: Counts) -> dict[str, dict[tuple[str, str], float]]:
    """Return the share of a seminar that put each bloc into each cell.

    Examples
    --------
    >>> placings(Counts(n=10, counts={"alba=social+counter_hegemonic": 7}))
    {'alba': {('social', 'counter_hegemonic'): 0.7}}
    >>> placings(Counts(n=10, counts={"alba=social+forgotten": 7}))
    {}
    """
    found: dict[str, dict[tuple[str, str], float]] = {}
    for name, n in told.counts.items():
        bloc, _equals, cell = name.partition("=")
        economic, plus, political = cell.partition("+")
        # a file made for an older grid may hold cells that are no more
        if plus and economic in ECONOMIC_CELLS and political in POLITICAL_CELLS:
            found.setdefault(bloc, {})[economic, political] = n / told.n
    return found


def mean(told: Counts) -> float | None:
    """Return about what probability a seminar gave, from the middles of the tenths that were counted.

    Examples
    --------
    >>> mean(Counts(n=20, counts={"bin=6": 10, "bin=8": 10}))
    75.0
    """
    bins = {int(name[4:]): n for name, n in told.counts.items() if name.startswith("bin=") and name[4:].isdigit()}
    total = sum(bins.values())
    return sum((number * 10 + 5) * n for number, n in bins.items()) / total if total else None


def _named(prompt: AnyPrompt, name: str) -> str:
    """Return an answer in words; empty for one that the question does not have."""
    kind = prompt.kind
    if name.startswith("bin=") and name[4:].isdigit():
        number = int(name[4:])
        if kind == "probability":
            return worded(_("from {low:.0%} to {high:.0%}"), low=number / 10, high=number / 10 + 0.09)
        if kind == "number":
            width = (prompt.most - prompt.least) / BINS
            low = prompt.least + number * width
            return _("from {low} to {high}").format(low=measured(prompt, low), high=measured(prompt, low + width))
        return ""
    if kind in ("choice", "several"):
        return texts(prompt.options).get(name, "")
    if kind == "states":
        return states(prompt.states).get(name, "")
    if kind == "order":
        item, _at, place = name.partition("@")
        known = texts(prompt.items)
        return _("{item} at place {n}").format(item=known[item], n=place) if item in known else ""
    if kind == "groups":
        item, _equals, group = name.partition("=")
        items, groups = texts(prompt.items), texts(prompt.groups)
        return f"{items[item]}: {groups[group]}" if item in items and group in groups else ""
    return ""
