"""Renew ``requirements.lock`` from ``pyproject.toml``, and Binder's copy of it.

Usage: python .tools/lock.py [--binder-only]

The lock file holds plain pins with markers for every system and Python from 3.11 on, and no address
of an index. Needs `uv` on the path (pip install uv) unless only Binder's copy is asked for.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
BINDER = ROOT / ".binder" / "requirements.txt"
HEAD = "# Made from requirements.lock by .tools/lock.py; a test fails when the two differ.\n"
OPTIONS = ["--universal", "--python-version", "3.11", "--no-emit-index-url", "--no-header", "--no-annotate"]


def binder_requirements() -> str:
    """Return what Binder's requirements must say."""
    return HEAD + LOCK.read_text(encoding="utf-8")


def main(arguments: list[str]) -> None:
    if "--binder-only" not in arguments:
        uv = shutil.which("uv") or sys.exit("uv is not on the path: pip install uv, then run this again.")
        words = [uv, "pip", "compile", *OPTIONS, "--quiet", "--extra", "test", "pyproject.toml", "-o", LOCK.name]
        subprocess.run(words, cwd=ROOT, check=True)
    BINDER.write_text(binder_requirements(), encoding="utf-8")
    print(f"{LOCK.name} and {BINDER.relative_to(ROOT)} are up to date.")


if __name__ == "__main__":
    main(sys.argv[1:])
