"""Measure the watch over a class: a look at 300 files of which none, and of which 30 have changed.

Usage: python tests/bench/watching.py [STUDENTS]
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from regiolab.instructor import simulation, vigil
from regiolab.instructor.screen import EVERY

EXERCISE = "3_classify"
STILL, MOVING = 0.1, 0.5  # shares of the time between two looks that are promised
CHANGED = 30


def write(folder: Path, students: int) -> list[Path]:
    """Write a class as a hub has it, a home a student, and some folders beside the answers."""
    paths = []
    for number, content in enumerate(simulation.contents(EXERCISE, students)):
        home = folder / f"home{number:04d}"
        for name in ("data", "course/notebooks", "course/exercises/keys", "papers/drafts"):
            (home / name).mkdir(parents=True, exist_ok=True)
        paths.append(home / "course" / "exercises" / f"{EXERCISE}.answers.json")
        paths[-1].write_bytes(content)
    return paths


def change(paths: list[Path], turn: int) -> None:
    """Change some files, as a student does who thinks again."""
    for path in [path for path in paths if path.read_bytes().endswith(b"}\n")][:CHANGED]:
        data = json.loads(path.read_bytes())
        answer = next(iter(data["rounds"][0]["answers"].values()))
        answer["rationale"] = f"thought again, for the {turn}th time"
        path.write_text(json.dumps(data), encoding="utf-8")


def timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> None:
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = write(root / "in", students)
        watch = vigil.begin(root / "in", out=root / "out")
        now = iter(range(0, 10_000, 2))
        first = timed(lambda: watch.look(next(now)))
        for _turn in range(5):
            watch.look(next(now))  # each file is read again for some looks
        still = statistics.median(timed(lambda: watch.look(next(now))) for _turn in range(9))
        moving = []
        for turn in range(5):
            change(paths, turn)
            moving.append(timed(lambda: watch.look(next(now))))
    print(f"watch {students} files: the first look {first:.2f} s")
    for what, seconds, most in (
        ("a look with nothing new", still, STILL),
        (f"a look with {CHANGED} files changed", statistics.median(moving), MOVING),
    ):
        share = seconds / EVERY
        verdict = "kept" if share <= most else "MISSED"
        print(f"{what:<44} {seconds * 1000:>6.0f} ms, {share:.0%} of {EVERY:g} s, at most {most:.0%}: {verdict}")


if __name__ == "__main__":
    main()
