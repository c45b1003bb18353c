"""Measure speed as ratios within one run, so that the figures mean the same on any machine.

Usage: python tests/bench/run.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from regiolab.course import course_root
from regiolab.lab import FIRST

TIMED = "import time; start = time.perf_counter(); {code}; print(time.perf_counter() - start)"
PLAIN = "import json, pathlib, importlib.metadata"
MOST_MEMORY = 30  # megabytes
BARE = "import pandas, altair, ipywidgets"

LOADING = """
import time
def timed(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
pandas = timed(lambda: __import__("pandas"))
from regiolab.data import load, schema
names = list(schema.all_tables())
load_all = lambda: [load(name) for name in names]
print(pandas, timed(load_all), timed(load_all))
"""

LEDGER = """
import time
def timed(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
pandas = timed(lambda: __import__("pandas"))
import regiolab
from regiolab.analysis import run_claims
print(pandas, timed(run_claims))
"""


@dataclass(frozen=True)
class Row:
    """One comparison: what was measured, against what, and the ratio that is promised."""

    what: str
    seconds: float
    against: str
    yardstick: float
    promised: float

    def __str__(self) -> str:
        ratio = self.seconds / self.yardstick
        verdict = "kept" if ratio <= self.promised else "MISSED"
        return (
            f"{self.what:<44} {_human(self.seconds):>8}  {self.against:<42} {_human(self.yardstick):>8}"
            f"  {ratio:>6.3f}  {self.promised:>5}  {verdict}"
        )


def _human(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def _numbers(code: str) -> list[float]:
    """Run code in a fresh interpreter and return the numbers that it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(number) for number in done.stdout.split()]


def _alternate(first: Callable[[], float], second: Callable[[], float], times: int) -> tuple[float, float]:
    """Measure two things in turns, so that a busy machine slows both; return their medians."""
    pairs = [(first(), second()) for _turn in range(times)]
    return statistics.median(one for one, _other in pairs), statistics.median(other for _one, other in pairs)


def importing(times: int = 15) -> Row:
    """Compare importing the package with importing three small modules of the standard library."""
    ours, plain = _alternate(
        lambda: _numbers(TIMED.format(code="import regiolab"))[0],
        lambda: _numbers(TIMED.format(code=PLAIN))[0],
        times,
    )
    return Row("import regiolab", ours, PLAIN, plain, 2)


def loading(times: int = 5) -> list[Row]:
    """Compare loading every table, and loading it again, with importing pandas."""
    runs = [_numbers(LOADING) for _turn in range(times)]
    pandas, first, again = (statistics.median(values) for values in zip(*runs, strict=True))
    # again: each caller gets a true copy of 320 columns, which no kept frame can be shared for
    return [
        Row("load every table", first, "import pandas", pandas, 0.1),
        Row("load every table again", again, "import pandas", pandas, 0.02),
    ]


def ledger(times: int = 5) -> Row:
    """Compare the first run of the claims ledger, tables and sources included, with importing pandas."""
    runs = [_numbers(LEDGER) for _turn in range(times)]
    pandas, first = (statistics.median(values) for values in zip(*runs, strict=True))
    return Row("run the claims ledger", first, "import pandas", pandas, 1.5)


def lesson(times: int = 3) -> Row:
    """Compare the first notebook, from cold kernel to last cell, with one that only imports."""
    notebook = nbformat.read(course_root() / FIRST, as_version=4)
    bare = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BARE)])
    ours, plain = _alternate(lambda: _execute(notebook), lambda: _execute(bare), times)
    return Row(f"{FIRST}, all cells", ours, f"a notebook: {BARE}", plain, 2)


def _execute(notebook: nbformat.NotebookNode) -> float:
    folder = str((course_root() / FIRST).parent)
    start = time.perf_counter()
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}})
    client.execute()
    return time.perf_counter() - start


LIVE = """
import pandas, altair, ipywidgets
from regiolab import widgets
from regiolab.charts import members_map
members_map(["mercosur"], on="2012-06-30").spec()
def megabytes():
    rows = dict(line.split(":", 1) for line in open("/proc/self/smaps_rollup") if ":" in line)
    return int(rows["Pss"].split()[0]) / 1024
before = megabytes()
shown = widgets.threshold("pacific_alliance_2011_economic")
print(megabytes() - before)
"""


def live_chart(times: int = 3) -> str:
    """Measure the memory that a kernel spends on its first live chart, on a system that tells it."""
    if not Path("/proc/self/smaps_rollup").exists():
        return f"{'the first live chart':<44} memory is measured on Linux only"
    found = statistics.median(_numbers(LIVE)[0] for _turn in range(times))
    verdict = "kept" if found <= MOST_MEMORY else "MISSED"
    return f"{'the first live chart':<44} {found:>5.1f} MB  at most {MOST_MEMORY} MB  {verdict}"


def main() -> None:
    head = f"{'what':<44} {'time':>8}  {'against':<42} {'time':>8}  {'ratio':>6}  {'at most':>5}"
    print(head)
    print("-" * len(head))
    print(importing(), flush=True)
    for row in loading():
        print(row, flush=True)
    print(ledger(), flush=True)
    print(lesson(), flush=True)
    print(live_chart(), flush=True)


if __name__ == "__main__":
    main()
