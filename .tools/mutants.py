"""Plant small faults in the code, one at a time, and see whether the tests notice.

Usage: python .tools/mutants.py [ROOM ...] [--sample N] [--seed N] [--workers N]

For each room (all of :data:`ROOMS` if none is named) a sample of the places where cosmic-ray can plant a fault is
drawn with a fixed seed, one fault a place, and tried in a copy of the project; a mutant that no test notices
survives. Prints a table by room and the survivors that ``tests/mutants_survive.txt`` does not explain; exit
status 1 if fewer than :data:`PROMISED` in a hundred are killed. Mutants that change only annotations, words for
readers or how much a cache keeps are no faults and are not drawn. Needs the extra ``mutants``
(``make mutants`` installs it).
"""

from __future__ import annotations

import argparse
import ast
import difflib
import itertools
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tqdm import tqdm

ROOT = Path(__file__).parents[1]
EXPLAINED = ROOT / "tests" / "mutants_survive.txt"
PROMISED = 85
TIMEOUT = 180  # seconds; a mutant that runs for ever is noticed
COPIED = ("regiolab", "tests", "data", "notebooks", "exercises", ".tools", "pyproject.toml", "CONTRIBUTING.md")

# room -> module -> the tests that speak of it; a module's own examples are always run
CLAIMS = "regiolab/analysis/claims"
ROOMS: dict[str, dict[str, list[str]]] = {
    "analysis": {
        "regiolab/analysis/agreement.py": ["test_records.py", "test_agreement.py"],
        "regiolab/analysis/calibration.py": ["test_calibration.py"],
        "regiolab/analysis/comparison.py": ["test_readings.py"],
        "regiolab/analysis/cuts.py": ["test_typology.py"],
        "regiolab/analysis/dates.py": ["test_spells_and_terms.py", "test_errors.py"],
        "regiolab/analysis/degrees.py": ["test_degrees.py"],
        "regiolab/analysis/events.py": ["test_spells_and_terms.py"],
        "regiolab/analysis/membership.py": ["test_spells_and_terms.py", "test_membership.py"],
        "regiolab/analysis/outlook.py": ["test_outlook.py"],
        "regiolab/analysis/terms.py": ["test_series.py", "test_spells_and_terms.py"],
        "regiolab/analysis/orientation.py": ["test_series.py"],
        "regiolab/analysis/series.py": ["test_series.py", "test_spells_and_terms.py"],
        "regiolab/analysis/signatures.py": ["test_series.py"],
        "regiolab/analysis/typology.py": ["test_records.py", "test_typology.py"],
        f"{CLAIMS}/acts.py": ["test_verdicts_acts.py"],
        f"{CLAIMS}/belonging.py": ["test_verdicts_belonging.py"],
        f"{CLAIMS}/counts.py": ["test_ledger.py"],
        f"{CLAIMS}/governing.py": ["test_verdicts_governing.py"],
        f"{CLAIMS}/leaders.py": ["test_verdicts_governing.py"],
        f"{CLAIMS}/naming.py": ["test_verdicts_acts.py"],
        f"{CLAIMS}/pacts.py": ["test_verdicts_trading.py"],
        f"{CLAIMS}/phrases.py": ["test_words_of_verdicts.py"],
        f"{CLAIMS}/ranks.py": ["test_verdicts_votes.py"],
        f"{CLAIMS}/shifts.py": ["test_verdicts_votes.py"],
        f"{CLAIMS}/trading.py": ["test_verdicts_trading.py"],
        f"{CLAIMS}/verdicts.py": ["test_records.py", "test_verdicts_run.py", "test_memory.py"],
        f"{CLAIMS}/votes.py": ["test_verdicts_votes.py"],
    },
    "data": {
        "regiolab/data/bundle.py": ["test_records.py", "test_rules_told.py", "test_store.py"],
        "regiolab/data/coding_rules.py": ["test_rules_codings.py"],
        "regiolab/data/delimited.py": ["test_records.py", "test_delimited.py"],
        "regiolab/data/frames.py": ["test_frames.py", "test_data.py"],
        "regiolab/data/geometry.py": ["test_data.py"],
        "regiolab/data/independence.py": ["test_memory.py"],
        "regiolab/data/kept.py": ["test_records.py", "test_data.py", "test_memory.py"],
        "regiolab/data/labels.py": ["test_labels.py"],
        "regiolab/data/rules.py": ["test_rules_told.py"],
        "regiolab/data/schema.py": ["test_records.py", "test_cells.py", "test_data.py", "test_validation.py"],
        "regiolab/data/sources.py": ["test_records.py", "test_bibliography.py", "test_memory.py"],
        "regiolab/data/sourcing.py": ["test_sourcing.py"],
        "regiolab/data/store.py": ["test_store.py"],
        "regiolab/data/validation.py": ["test_cells.py", "test_validation.py"],
    },
    "exercises": {
        "regiolab/exercises/answers.py": ["test_limits.py", "test_sessions.py", "test_exercises_answers.py"],
        "regiolab/exercises/beside.py": [
            "test_limits.py",
            "test_marks_kept.py",
            "test_exercises_widgets.py",
            "test_exercises_texts.py",
        ],
        "regiolab/exercises/breaches.py": [
            "test_exercises_format.py",
            "test_exercises_grading.py",
            "test_exercises_texts.py",
        ],
        "regiolab/exercises/coding.py": [
            "test_limits.py",
            "test_exercises_format.py",
            "test_marks_kept.py",
            "test_exercises_grading.py",
            "test_exercises_fairness.py",
        ],
        "regiolab/exercises/deck.py": [
            "test_marks_kept.py",
            "test_exercises_grading.py",
            "test_exercises_texts.py",
            "test_limits.py",
        ],
        "regiolab/exercises/feedback.py": [
            "test_limits.py",
            "test_marks_kept.py",
            "test_exercises_texts.py",
            "test_exercises_widgets.py",
        ],
        "regiolab/exercises/foresight.py": ["test_exercises_edges.py", "test_forecast_widget.py", "test_limits.py"],
        "regiolab/exercises/former.py": ["test_former.py", "test_exercises_answers.py"],
        "regiolab/exercises/gaps.py": ["test_marks_kept.py", "test_sessions.py", "test_exercises_widgets.py"],
        "regiolab/exercises/grading.py": [
            "test_limits.py",
            "test_marks_kept.py",
            "test_exercises_grading.py",
            "test_exercises_fairness.py",
        ],
        "regiolab/exercises/guessing.py": [
            "test_marks_kept.py",
            "test_exercises_grading.py",
            "test_exercises_fairness.py",
        ],
        "regiolab/exercises/history.py": ["test_exercises_edges.py", "test_exercises_answers.py", "test_limits.py"],
        "regiolab/exercises/key.py": [
            "test_exercises_format.py",
            "test_marks_kept.py",
            "test_exercises_grading.py",
            "test_exercises_texts.py",
            "test_limits.py",
        ],
        "regiolab/exercises/logbook.py": ["test_exercises_edges.py", "test_forecast_widget.py", "test_limits.py"],
        "regiolab/exercises/look.py": ["test_exercises_edges.py", "test_exercises_texts.py", "test_limits.py"],
        "regiolab/exercises/marks.py": [
            "test_limits.py",
            "test_marks_kept.py",
            "test_exercises_edges.py",
            "test_exercises_grading.py",
        ],
        "regiolab/exercises/material.py": ["test_exercises_edges.py", "test_exercises_own.py", "test_limits.py"],
        "regiolab/exercises/model.py": [
            "test_exercises_format.py",
            "test_marks_kept.py",
            "test_exercises_grading.py",
            "test_exercises_texts.py",
            "test_limits.py",
        ],
        "regiolab/exercises/overview.py": ["test_limits.py", "test_sessions.py", "test_exercises_answers.py"],
        "regiolab/exercises/parser.py": ["test_limits.py", "test_parser.py"],
        "regiolab/exercises/recall.py": ["test_limits.py", "test_sessions.py", "test_recall.py"],
        "regiolab/exercises/rehearsal.py": ["test_limits.py", "test_practice.py"],
        "regiolab/exercises/room.py": ["test_exercises_format.py", "test_exercises_widgets.py", "test_limits.py"],
        "regiolab/exercises/safekeeping.py": [
            "test_safekeeping.py",
            "test_limits.py",
            "test_exercises_answers.py",
            "test_lessons.py",
        ],
        "regiolab/exercises/session.py": [
            "test_sessions.py",
            "test_marks_kept.py",
            "test_exercises_answers.py",
            "test_exercises_widgets.py",
        ],
        "regiolab/exercises/shelf.py": [
            "test_limits.py",
            "test_marks_kept.py",
            "test_exercises_edges.py",
            "test_exercises_own.py",
            "test_exercises_grading.py",
        ],
        "regiolab/exercises/soundness.py": [
            "test_sessions.py",
            "test_exercises_edges.py",
            "test_exercises_own.py",
            "test_limits.py",
        ],
        "regiolab/exercises/submission.py": [
            "test_exercises_format.py",
            "test_sessions.py",
            "test_marks_kept.py",
            "test_exercises_answers.py",
            "test_exercises_grading.py",
            "test_limits.py",
        ],
        "regiolab/exercises/whereabouts.py": ["test_exercises_edges.py", "test_exercises_own.py"],
    },
    "lessons": {
        "regiolab/lessons/amendments.py": ["test_own_questions.py"],
        "regiolab/lessons/renewal.py": ["test_renewal.py"],
    }
    | {
        f"regiolab/lessons/{name}.py": ["test_limits.py", "test_lessons_in_words.py", "test_lessons.py"]
        for name in (
            "difference",
            "hindsight",
            "notepad",
            "prompts",
            "record",
            "replies",
            "seminar",
            "sheet",
            "territory",
            "unveiling",
        )
    },
}


# faults that somebody might make: replaced by the other of their kind, never by an operator that only raises
KINDS = ({"Add", "Sub", "Mul", "Div"}, {"BitAnd", "BitOr"}, {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE"})
OTHERS = re.compile(r"AddNot|AndWithOr|OrWithAnd|Number|True|False|Exception|ZeroIteration|Break|Continue|Delete_Not")


@dataclass(frozen=True)
class Place:
    """Where faults can be planted: the module, the lines, and the operators that fit with their occurrence."""

    module: str
    operators: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Mutant:
    """One planted fault: the module, what it changes there, and the module's text with it."""

    module: str
    definition: str
    change: str
    code: str

    def __str__(self) -> str:
        return f"{self.module}, {self.definition}: {self.change}"


def is_likely(operator: str) -> bool:
    """Say whether a person might make the fault that an operator plants."""
    name = operator.rpartition("/")[2]
    if name.startswith(("ReplaceBinaryOperator", "ReplaceComparisonOperator")):
        _kind, before, after = name.split("_")
        return any({before, after} <= kind for kind in KINDS)
    return bool(OTHERS.search(name))


def places(module: str) -> list[Place]:
    """Return where faults can be planted in a module: each place once, however many faults fit there."""
    from cosmic_ray import plugins
    from cosmic_ray.ast import ast_nodes, get_ast

    found: dict[tuple, list[tuple[str, int]]] = {}
    nodes = list(ast_nodes(get_ast((ROOT / module).read_text(encoding="utf-8"))))
    for name in filter(is_likely, sorted(plugins.operator_names())):
        operator = plugins.get_operator(name)()
        spots = [spot for node in nodes for spot in operator.mutation_positions(node)]
        family = name.split("_")[0]
        for occurrence, spot in enumerate(spots):
            found.setdefault((family, *spot), []).append((name, occurrence))
    return [Place(module, tuple(operators)) for operators in found.values()]


def plant(place: Place, chance: random.Random) -> Mutant | None:
    """Plant one of the faults that fit a place; None if it changes nothing but words and annotations."""
    from cosmic_ray import plugins
    from cosmic_ray.mutating import mutate_code

    source = (ROOT / place.module).read_text(encoding="utf-8")
    name, occurrence = chance.choice(place.operators)
    code = mutate_code(source, plugins.get_operator(name)(), occurrence)
    if code is None or _without_words(code) in (_without_words(source), None):
        return None
    return Mutant(place.module, _definition(source, code), _change(source, code), code)


def draw(room: str, number: int, seed: int) -> tuple[list[Mutant], int]:
    """Return a sample of a room's mutants, and the number of places from which it was drawn."""
    chance = random.Random(f"{room} {seed}")
    every = [place for module in ROOMS[room] for place in places(module)]
    chance.shuffle(every)
    planted = (mutant for place in every if (mutant := plant(place, chance)))
    return list(itertools.islice(planted, number)), len(every)


def _without_words(source: str) -> str | None:
    """Return what a module does: its syntax tree without annotations, docstrings and the sizes of caches."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(value=0)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "functools.lru_cache":
            node.keywords = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(value=0)
    return ast.dump(tree)


def _definition(source: str, code: str) -> str:
    """Return the name of the function or class in which two texts differ."""
    pairs = zip(source.splitlines(), code.splitlines(), strict=False)
    line = next(number for number, (one, other) in enumerate(pairs, start=1) if one != other)
    names = [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return ".".join(names) or "module"


def _change(source: str, code: str) -> str:
    lines = difflib.unified_diff(source.splitlines(), code.splitlines(), lineterm="", n=0)
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return re.sub(r"\s+", " ", " => ".join(line[1:].strip() for line in changed))


def survives(mutant: Mutant, copy: Path, tests: list[str]) -> bool:
    """Try one mutant in a copy of the project."""
    place = copy / mutant.module
    place.write_text(mutant.code, encoding="utf-8")
    try:
        return _run(copy, [mutant.module], tests).returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        shutil.copy(ROOT / mutant.module, place)


def unplanted(room: str, copy: Path) -> None:
    """Run a room's tests with nothing planted: where they fail anyway, no mutant would survive."""
    tests = sorted({name for names in ROOMS[room].values() for name in names})
    done = _run(copy, list(ROOMS[room]), tests)
    if done.returncode:
        sys.exit(f"The tests of {room} fail with no fault planted; mend them first.\n{done.stdout[-3000:]}")


def _run(copy: Path, modules: list[str], tests: list[str]) -> subprocess.CompletedProcess:
    words = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:nbval"]
    words += ["-o", "addopts=--doctest-modules", "-m", "not browser and not wheel and not slow"]
    # the same examples each time, and none that fails since the machine is busy
    words += ["--hypothesis-profile=ci", "--hypothesis-seed=0", *modules, *(f"tests/{name}" for name in tests)]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        words,
        cwd=copy,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def explained() -> set[str]:
    """Return the survivors that are known to change nothing that can be seen, each with its reason."""
    if not EXPLAINED.exists():
        return set()
    lines = EXPLAINED.read_text(encoding="utf-8").splitlines()
    return {line.partition("  # ")[0].strip() for line in lines if line.strip() and not line.startswith("#")}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=80, help="mutants a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    status, known = 0, explained()
    with tempfile.TemporaryDirectory() as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(given.workers):
            copies.put(spare := _copy(Path(folder) / str(number)))
        print(f"{'room':<12}{'places':>9}{'drawn':>7}{'killed':>8}{'explained':>11}{'in 100':>8}")
        for room in given.rooms or ROOMS:
            unplanted(room, spare)
            drawn, every = draw(room, given.sample, given.seed)

            def tried(mutant: Mutant, tests: dict[str, list[str]] = ROOMS[room]) -> bool:
                copy = copies.get()
                try:
                    return survives(mutant, copy, tests[mutant.module])
                finally:
                    copies.put(copy)

            with ThreadPoolExecutor(given.workers) as pool:
                trials = tqdm(pool.map(tried, drawn), total=len(drawn), leave=False, disable=None)
                alive = [item for item, lives in zip(drawn, trials, strict=True) if lives]
            same = [item for item in alive if str(item) in known]
            killed = len(drawn) - len(alive)
            share = 100 * killed / max(1, len(drawn) - len(same))
            print(f"{room:<12}{every:>9}{len(drawn):>7}{killed:>8}{len(same):>11}{share:>8.0f}", flush=True)
            for item in alive:
                if item not in same:
                    print(f"  survived: {item}")
            status |= share < PROMISED
    return status


def _copy(target: Path) -> Path:
    leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "*.pyc")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=leave)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
