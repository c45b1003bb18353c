"""Measure grading: submissions a second, memory, and how soon a large report opens.

Usage: python tests/bench/grading.py [STUDENTS] [--no-pages] [--open]

With `--open` the report is opened in Chromium afterwards. Each run is a process of its own that grades as
the command does, with a process on each core. Memory is that of all of them together, each page of it that
they share counted once (on Linux, looked at ten times a second; elsewhere that of the first alone). What a
file costs is what the class takes beyond one of a third, so that start and report are no part of it;
the processor time beside it says what it would be on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

EXERCISE = "3_classify"
DIFFERENT = 3000  # students made anew; the others are these under other names
MEMORY = 400  # MB that are promised
OPEN = 3.0  # seconds that are promised
EACH = {False: 1.0, True: 3.0}  # milliseconds a file that are promised, without and with its page
CORES = 2  # on which they are


def contents(students: int) -> Iterator[bytes]:
    """Yield the files of a class of any size, no two alike."""
    from regiolab.instructor import simulation

    parts = []
    for content in simulation.contents(EXERCISE, min(DIFFERENT, max(students, 300))):
        try:
            data = json.loads(content)
        except ValueError:
            continue  # one of the damaged files that a class has
        parts.append(
            content.decode()
            .replace(data["id"], "\0")
            .replace(json.dumps(data["pseudonym"], ensure_ascii=False), '"\1"')
        )
    for number, text in zip(range(students), itertools.cycle(parts), strict=False):
        yield text.replace("\0", f"{number:032x}").replace("\1", f"student {number:06d}").encode()


def write(folder: Path, students: int) -> None:
    """Write a class into folders of a thousand."""
    for number, content in enumerate(contents(students)):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def grade(folder: Path, out: Path, pages: bool) -> None:
    """Grade a class and print seconds, those of the processors and megabytes as JSON."""
    from regiolab.instructor import grade_class

    start = time.perf_counter()
    result = grade_class(folder, out, pages=pages, processes=None)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = {
        "files": result.files,
        "students": result.students,
        "seconds": seconds,
        "processor": sum(each.ru_utime + each.ru_stime for each in used),
        "megabytes": used[0].ru_maxrss / 1024,
    }
    print(json.dumps(found))


def megabytes(process: int) -> float:
    """Return the memory of a process and of those that it began; 0 where the system does not tell."""
    try:
        shares = Path(f"/proc/{process}/smaps_rollup").read_text()
        own = int(next(line for line in shares.splitlines() if line.startswith("Pss:")).split()[1]) / 1024
        begun = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, StopIteration):
        return 0.0
    return own + sum(megabytes(int(child)) for child in begun)


def watched(command: list[str]) -> dict[str, float]:
    """Run a command that prints JSON and return it, with the peak of memory of all its processes."""
    most = 0.0
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    while run.poll() is None:
        most = max(most, megabytes(run.pid))
        time.sleep(0.1)
    if run.returncode:
        raise subprocess.CalledProcessError(run.returncode, command)
    assert run.stdout is not None
    found = json.loads(run.stdout.read())
    return {**found, "megabytes": most or found["megabytes"]}


def opened(path: Path) -> float:
    """Return how many seconds a browser takes to open and lay out a page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        page = browser.new_page()
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="load")
        page.evaluate("document.documentElement.scrollHeight")
        seconds = time.perf_counter() - start
        browser.close()
    return seconds


def measure(students: int, pages: bool = True, browser: bool = False) -> dict[str, float]:
    """Make a class, grade it in a fresh process, grade it again, and return what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "in", students)
        paths = [str(path) for path in (Path(__file__).parent, root / "in", root / "out")]
        code = (
            "import sys; sys.path.insert(0, {!r}); import grading; from pathlib import Path; "
            "grading.grade(Path({!r}), Path({!r}), {})"
        ).format(*paths, pages)
        runs = []
        for _turn in range(2):
            runs.append(watched([sys.executable, "-c", code]))
        found = {**runs[0], "again": runs[1]["seconds"], "report": (root / "out" / "report.html").stat().st_size / 1e6}
        if browser:
            found["opens"] = opened(root / "out" / "report.html")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("students", type=int, nargs="?", default=3000)
    parser.add_argument("--no-pages", action="store_true")
    parser.add_argument("--open", action="store_true", help="open the report in Chromium")
    given = parser.parse_args()
    pages = not given.no_pages
    part = measure(given.students // 3, pages)
    found = measure(given.students, pages, given.open)
    print(
        f"{found['files']} submissions of {EXERCISE}, {'with' if pages else 'without'} pages: "
        f"{found['seconds']:.1f} s; again, with nothing new: {found['again']:.1f} s"
    )
    more = found["files"] - part["files"]
    each, busy = (1000 * (found[name] - part[name]) / more for name in ("seconds", "processor"))
    verdict = "kept" if each <= EACH[pages] else f"MISSED here; by processor time {busy / CORES:.2f} ms at best"
    promised = f"{EACH[pages]:g} ms on {CORES} cores promised"
    print(f"each file {each:.2f} ms, {busy:.2f} ms of a processor; {promised}: {verdict}")
    verdict = "kept" if found["megabytes"] < MEMORY else "MISSED"
    print(f"peak of memory {found['megabytes']:.0f} MB, at most {MEMORY} promised: {verdict}")
    if "opens" in found:
        verdict = "kept" if found["opens"] < OPEN else "MISSED"
        opens = f"report of {found['report']:.1f} MB opens in {found['opens']:.2f} s"
        print(f"{opens}, at most {OPEN:g} s promised: {verdict}")


if __name__ == "__main__":
    main()
