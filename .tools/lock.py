"""Renew the lock files from ``pyproject.toml``, and Binder's copy of the run-time one.

Usage: python .tools/lock.py [--upgrade | --binder-only]

``requirements-test.lock`` holds everything that the tests need; ``requirements.lock`` is the part of it
that the course needs to run, with the same versions. Both hold plain pins with markers for every
system and Python from 3.11 on, and no address of an index. Versions that still fit stay as they are,
unless ``--upgrade`` asks for the newest. Needs `uv` on the path (pip install uv) unless only Binder's
copy is asked for.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
BINDER = ROOT / ".binder" / "requirements.txt"
HEAD = "# Made from requirements.lock by .tools/lock.py; a test fails when the two differ.\n"
OPTIONS = ["--universal", "--python-version", "3.11", "--no-emit-index-url", "--no-header", "--no-annotate"]


def binder_requirements() -> str:
    """Return what Binder's requirements must say."""
    return HEAD + LOCK.read_text(encoding="utf-8")


def compile_locks(upgrade: bool) -> None:
    """Have uv choose the versions: first for the tests, then, within these, for the course."""
    uv = shutil.which("uv") or sys.exit("uv is not on the path: pip install uv, then run this again.")
    words = [uv, "pip", "compile", *OPTIONS, "--quiet", "pyproject.toml"]
    newest = ["--upgrade"] if upgrade else []
    subprocess.run([*words, *newest, "--extra", "test", "-o", TEST_LOCK.name], cwd=ROOT, check=True)
    # begun anew: what an older run-time lock said must not stand against the other file
    LOCK.unlink(missing_ok=True)
    subprocess.run([*words, "-c", TEST_LOCK.name, "-o", LOCK.name], cwd=ROOT, check=True)


def main(arguments: list[str]) -> None:
    if "--binder-only" not in arguments:
        compile_locks("--upgrade" in arguments)
    BINDER.write_text(binder_requirements(), encoding="utf-8")
    print(f"{LOCK.name}, {TEST_LOCK.name} and {BINDER.relative_to(ROOT)} are up to date.")


if __name__ == "__main__":
    main(sys.argv[1:])
