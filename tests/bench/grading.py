"""Measure grading: submissions a second, memory, and how soon a large report opens.

Usage: python tests/bench/grading.py [STUDENTS] [--no-pages] [--open]

With `--open` the report is opened in Chromium afterwards. Each run is a process of its own, and its
peak of memory is what the system reports for it.
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
DIFFERENT = 300  # students made anew; the others are these under other names
MEMORY = 400  # MB that are promised
OPEN = 3.0  # seconds that are promised


def contents(students: int) -> Iterator[bytes]:
    """Yield the files of a class of any size, no two alike."""
    from regiolab.instructor import simulation

    some = [content for content in simulation.contents(EXERCISE, DIFFERENT) if content.endswith(b"}\n")]
    parts = []
    for content in some:
        data = json.loads(content)
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
    """Grade a class in this process and print seconds and megabytes as JSON."""
    from regiolab.instructor import grade_class

    start = time.perf_counter()
    result = grade_class(folder, out, pages=pages)
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"files": result.files, "students": result.students, "seconds": seconds, "megabytes": megabytes}))


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
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
            runs.append(json.loads(done.stdout))
        found = {**runs[0], "again": runs[1]["seconds"], "report": (root / "out" / "report.html").stat().st_size / 1e6}
        if browser:
            found["opens"] = opened(root / "out" / "report.html")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("students", type=int, nargs="?", default=300)
    parser.add_argument("--no-pages", action="store_true")
    parser.add_argument("--open", action="store_true", help="open the report in Chromium")
    given = parser.parse_args()
    found = measure(given.students, not given.no_pages, given.open)
    rate = found["files"] / found["seconds"]
    print(
        f"{found['files']} submissions of {EXERCISE}, {'without' if given.no_pages else 'with'} pages: "
        f"{found['seconds']:.1f} s, {rate:.0f} a second; again, with nothing new: {found['again']:.1f} s"
    )
    verdict = "kept" if found["megabytes"] < MEMORY else "MISSED"
    print(f"peak of memory {found['megabytes']:.0f} MB, at most {MEMORY} promised: {verdict}")
    if "opens" in found:
        verdict = "kept" if found["opens"] < OPEN else "MISSED"
        opens = f"report of {found['report']:.1f} MB opens in {found['opens']:.2f} s"
        print(f"{opens}, at most {OPEN:g} s promised: {verdict}")


if __name__ == "__main__":
    main()
