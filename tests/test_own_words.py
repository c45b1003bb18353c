"""Our texts do not carry the article's sentences: no run of eight of its words stands in them.

The article itself is not here. Of each run of eight words only a short hash is kept, from which no text
can be made again; ``python tests/test_own_words.py ARTICLE.txt`` writes them anew. Titles, names and
numbers are nobody's words; what else is known to share a run stands in :data:`KNOWN`, which only shrinks.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HASHES = Path(__file__).with_name("article_shingles.bin")
RUN, SIZE = 8, 5  # words in a run, bytes of a hash
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")

OURS = ("claims", "events", "conflicts", "codings", "evidence", "glossary", "forecasts", "indicators", "models")
TITLES = {"bolivarian alliance for the people of"}  # a run around one is a name
# (table or file, row): runs that were here when the test was written
KNOWN = {
    ("codings", "briceno2013_ejes-pacific_alliance_2011_economic-strategic"),
    ("codings", "pacific_alliance_2011_economic_strategic"),
    ("codings", "pacific_alliance_2011_political_acquiescent_realism"),
    ("conflicts", "bank_south_sceptics"),
    ("events", "2003_lula_takes_office"),
    ("evidence", "E130"),
    ("evidence", "E139"),
    ("evidence", "E26"),
    ("evidence", "E56"),
    ("evidence", "E61"),
    ("evidence", "E74"),
    ("evidence", "E76"),
    ("evidence", "E79"),
    ("evidence", "E86"),
    ("evidence", "E99"),
    ("forecasts", "venezuela_resolution"),
    ("models", "productive"),
    ("3_classify.json", ""),
    ("04_new_cycle.ipynb", ""),
}


def runs(text: str) -> list[str]:
    """Return every run of eight words of a text, in small letters."""
    words = WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def hashed(run: str) -> bytes:
    return hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


def article() -> set[bytes]:
    kept = HASHES.read_bytes()
    return {kept[start : start + SIZE] for start in range(0, len(kept), SIZE)}


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield table or file, row, and a text of ours."""
    for name in OURS:
        with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key, *cells = row.values()
                yield from ((name, key, cell) for cell in cells)
    for path in [*ROOT.glob("exercises/*.json"), *ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("notebooks/*.json")]:
        yield from ((path.name, "", text) for text in _strings(json.loads(path.read_text(encoding="utf-8"))))


def _strings(item: object) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for part in item.values() if isinstance(item, dict) else item:
            yield from _strings(part)


def borrowed(text: str, known: set[bytes]) -> list[str]:
    """Return the runs of a text that the article has too and that are no name."""
    return [run for run in runs(text) if hashed(run) in known and not any(title in run for title in TITLES)]


def test_no_run_of_the_article_stands_in_our_texts():
    known = article()
    found = {(where, row): borrowed(text, known) for where, row, text in texts() if borrowed(text, known)}
    assert {place: found[place] for place in found.keys() - KNOWN} == {}


def test_the_ledger_is_in_our_own_words():
    assert not [place for place in KNOWN if place[0] == "claims"]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        # three words of the abstract's first line around words of ours: too short to be borrowed
        ("Latin American regionalism has many names and as many readers", 0),
        # the title under which the article's second section stands, which has ten words
        ("Changing regionalism in Latin America during the past few decades", 3),
        ("CHANGING regionalism, in Latin America: during the past-few decades!", 3),
    ],
)
def test_a_run_is_found_whatever_its_signs(text, n):
    assert len(borrowed(text, article())) == n


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    HASHES.write_bytes(b"".join(sorted({hashed(run) for run in runs(source)})))
