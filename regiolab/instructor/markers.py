"""Two markers on one criterion: what each gave, how far they agree, and whose points count."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd

from regiolab.analysis import agreement
from regiolab.errors import shown
from regiolab.i18n import _, worded
from regiolab.instructor import workbook
from regiolab.instructor.comments import Comment, Marks

FILE = "markers.csv"
COLUMNS = ("pseudonym", "exercise", "question", "criterion", "marker", "points", "counts", "comment")

Place = tuple[str, str, str, str]  # student, exercise, question, criterion


def write(out: Path, marks: Marks) -> Iterator[tuple[str, str, str]]:
    """Write what was marked twice; yield file, place and sentence on how far the markers agree."""
    twice = _twice(marks)
    if not twice:
        (out / FILE).unlink(missing_ok=True)
        return
    with workbook.written(out / FILE) as table:
        table.writerow(COLUMNS)
        for place, given in twice.items():
            for item in given:
                counts = "yes" if item.counts else "no"
                table.writerow([*place, item.marker, item.points, counts, item.text])
    for exercise, criterion in sorted({(place[1], place[3]) for place in twice}):
        chosen = {place: given for place, given in twice.items() if (place[1], place[3]) == (exercise, criterion)}
        names = list(dict.fromkeys(item.marker for given in chosen.values() for item in given))
        for pair in combinations(names, 2):
            if told := _agreement(chosen, pair):
                yield FILE, f"{exercise}: {criterion}", told


def _twice(marks: Marks) -> dict[Place, list[Comment]]:
    found: dict[Place, list[Comment]] = {}
    for (student, exercise, question), given in marks.given.items():
        for item in given:
            if item.points is not None:
                found.setdefault((student, exercise, question, item.criterion), []).append(item)
    return {place: given for place, given in sorted(found.items()) if len(given) > 1}


def _agreement(chosen: dict[Place, list[Comment]], pair: tuple[str, str]) -> str:
    """Say how far two markers agree, and whose points count."""
    both = [
        points for given in chosen.values() if set(points := {item.marker: item.points for item in given}) >= set(pair)
    ]
    if not both:
        return ""
    same = sum(points[pair[0]] == points[pair[1]] for points in both)
    table = pd.DataFrame(
        [(unit, marker, points[marker]) for unit, points in enumerate(both) for marker in pair],
        columns=["unit", "coder", "value"],
    )
    kappa = agreement.cohen_kappa(table, coders=pair)
    text = _("{one} and {other} both marked {n}, and give the same points to {same} ({share:.0%}); {beyond}")
    if kappa.value is None or pd.isna(kappa.value):
        beyond = _("kappa is not defined: {reason}").format(reason=kappa.reason.rstrip("."))
    else:
        beyond = worded(_("kappa {value:.2f}"), value=kappa.value)
    counts = {item.marker for given in chosen.values() for item in given if item.counts}
    ours = [name for name in pair if name in counts]
    whose = _("those of {marker} count").format(marker=shown(ours[0], 40)) if ours else ""
    one, other = (shown(name, 40) or _("a marker without a name") for name in pair)
    said = worded(text, one=one, other=other, n=len(both), same=same, share=same / len(both), beyond=beyond)
    return "; ".join(filter(None, [said, whose]))
