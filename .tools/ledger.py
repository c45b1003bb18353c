"""Write what code knows of the ledger where readers find it, or check that it stands there.

Usage: python .tools/ledger.py [--check]

The tests of computed claims, in the words that their functions give, go into the column ``test`` of
``data/claims.csv``; the counts go into README.md, between ``<!-- ledger -->`` and ``<!-- /ledger -->``.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

from regiolab.analysis.claims.counts import counts
from regiolab.analysis.claims.verdicts import known_tests
from regiolab.data import load
from regiolab.words import VERDICTS

ROOT = Path(__file__).parents[1]
CLAIMS = ROOT / "data" / "claims.csv"
README = ROOT / "README.md"
MARKS = re.compile(r"(<!-- ledger -->\n).*?(<!-- /ledger -->)", re.DOTALL)

SECTIONS = {
    "S1": "S1 Introduction",
    "S2": "S2 Trajectory",
    "S3": "S3 Economic models",
    "S4": "S4 Political models",
    "S5": "S5 Post-hegemonic era",
    "S6": "S6 A new cycle",
    "S7": "S7 Conclusions",
    "S0": "S0, S8 Abstract, notes",
    "S8": "S0, S8 Abstract, notes",
}
MATTERS = {
    "facts": "dates, events, memberships",
    "names": "names and acronyms",
    "attributions": "attributions (who said or caused what)",
    "substance": "definitions, classifications, trends",
    "expectations": "expectations",
}
WAYS = {"series": "computed from a series", "table": "looked up in a table of facts", "read": "read against sources"}


def claims_text(text: str) -> str:
    """Return the file of claims with the test of every computed one in the words of its function."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(reader.fieldnames or []), lineterminator="\n")
    writer.writeheader()
    tests = known_tests()
    for row in reader:
        test = tests.get(row["claim"])
        writer.writerow(row if test is None or not test.sentence else {**row, "test": test.words})
    return out.getvalue()


def readme_text(text: str) -> str:
    """Return README with the ledger as it stands between its marks; without marks nothing changes."""
    return MARKS.sub(lambda found: f"{found[1]}{ledger()}{found[2]}", text)


def ledger() -> str:
    """Return the counts of the ledger as Markdown."""
    n = len(load("claims"))
    checked = load("claims")["checked"].astype("str").value_counts()
    by_section = counts("section").groupby(SECTIONS, sort=False).sum().reindex(list(dict.fromkeys(SECTIONS.values())))
    ways, matters = counts("how"), counts("matter")
    said = ", ".join(f"{ways.loc[way, 'all']} {text}" for way, text in WAYS.items())
    lines = [
        f"{n} statements: {said}. {checked['read']} verdicts rest on sources that were "
        f"read, {checked['excerpt']} on excerpts, {checked['unconfirmed']} on nothing that was seen.",
        "",
        *_grid("section", [(name, row) for name, row in by_section.iterrows()]),
        _row("**all**", by_section.sum()),
        "",
        *_grid("statements on", [(text, matters.loc[matter]) for matter, text in MATTERS.items()]),
        "",
        *_grid("decided", [(text, ways.loc[way]) for way, text in WAYS.items()]),
    ]
    return "\n".join(lines) + "\n"


def _grid(head: str, rows: list) -> list[str]:
    names = [*VERDICTS, "all"]
    return [
        f"| {head} | {' | '.join(names)} |",
        f"|---|{'---:|' * len(names)}",
        *(_row(name, row) for name, row in rows),
    ]


def _row(name: str, row) -> str:
    return f"| {name} | {' | '.join(str(row[verdict]) for verdict in (*VERDICTS, 'all'))} |"


def main(arguments: list[str]) -> int:
    stale = []
    for path, renew in ((CLAIMS, claims_text), (README, readme_text)):
        # as bytes say it: a line end of Windows would be a difference of its own
        text = path.read_bytes().decode("utf-8")
        renewed = renew(text)
        if renewed == text:
            continue
        stale.append(path.relative_to(ROOT))
        if "--check" not in arguments:
            path.write_bytes(renewed.encode("utf-8"))
    if "--check" in arguments and stale:
        print(f"{' and '.join(map(str, stale))} stale: run python .tools/ledger.py")
        return 1
    print("The ledger is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
