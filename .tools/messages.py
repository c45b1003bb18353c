"""Renew the catalogues of translated messages, or check that they are up to date.

Usage: python .tools/messages.py [--check]

Messages are collected from the package's code and from the texts of ``data/datapackage.json`` that a
codebook shows. ``regiolab/locale/regiolab.pot`` lists them; each language has a ``.po`` file, which
translators edit, and the ``.mo`` file made from it.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "regiolab" / "locale"
POT = LOCALE / "regiolab.pot"
LANGUAGES = ("es", "pt")
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
KEYWORDS = {"_": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
HEAD = "# Messages of regiolab. Made by .tools/messages.py; a test fails when this file is stale."


def template() -> Catalog:
    """Collect every message that a reader may see."""
    catalogue = Catalog(project="regiolab", header_comment=HEAD, fuzzy=False)
    catalogue.creation_date = catalogue.revision_date = None
    found = extract_from_dir(ROOT / "regiolab", METHODS, keywords=KEYWORDS, comment_tags=["Translators:"])
    for path, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        # no line numbers: they would make the file stale at every edit
        catalogue.add(message, locations=[(f"regiolab/{path}", None)], auto_comments=comments, context=context)
    for message in described():
        catalogue.add(message, locations=[("data/datapackage.json", None)])
    return catalogue


def described() -> list[str]:
    """Return the texts of the data package that a codebook shows."""
    texts = []
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        texts += [resource["title"], resource["description"], resource.get("coverage", "")]
        texts += [*resource.get("codingRules", ()), *resource.get("caveats", ())]
        texts += [field["description"] for field in resource["schema"]["fields"]]
        texts += [field["unit"] for field in resource["schema"]["fields"] if field.get("unit")]
    return [text for text in dict.fromkeys(texts) if text]


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "regiolab.po"


def translated(language: str, messages: Catalog) -> Catalog:
    """Return a language's catalogue with the messages of today and the translations it had."""
    path = po_path(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        # a guess from a similar message would be read as a translation
        catalogue.update(messages, no_fuzzy_matching=True, update_header_comment=True)
        catalogue.obsolete.clear()
    else:
        catalogue = Catalog(locale=language, project="regiolab", fuzzy=False)
        catalogue.update(messages, no_fuzzy_matching=True)
    catalogue.header_comment = HEAD
    catalogue.creation_date = catalogue.revision_date = None
    catalogue.last_translator, catalogue.language_team = "", ""
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as text, without the dates that Babel puts into its head."""
    file = io.BytesIO()
    write_po(file, catalogue, width=110, sort_output=False, omit_header=False)
    lines = file.getvalue().decode().splitlines()
    drop = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report)')
    return ("\n".join(line for line in lines if not drop.match(line)).rstrip() + "\n").encode()


def as_mo(catalogue: Catalog) -> bytes:
    """Compile a catalogue; a message without a translation stays English."""
    # a fixed date: with the time of day the file would be stale a minute later
    catalogue.creation_date = catalogue.revision_date = EPOCH
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def generated() -> dict[Path, bytes]:
    """Return what every file must hold."""
    messages = template()
    files = {POT: as_po(messages)}
    for language in LANGUAGES:
        text = as_po(translated(language, messages))
        files[po_path(language)] = text
        files[po_path(language).with_suffix(".mo")] = as_mo(read_po(io.BytesIO(text), locale=language))
    return files


def stale() -> list[Path]:
    """Return the files that differ from what they must hold."""
    return [path for path, content in generated().items() if not path.exists() or path.read_bytes() != content]


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        for path in (found := stale()):
            print(f"{path.relative_to(ROOT)} is stale: run python .tools/messages.py")
        return 1 if found else 0
    for path, content in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for language in LANGUAGES:
        with po_path(language).open("rb") as file:
            catalogue = read_po(file, locale=language)
        done = sum(bool(message.string and all(message.string)) for message in catalogue if message.id)
        print(f"{language}: {done} of {len(catalogue)} messages translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
