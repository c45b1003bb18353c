"""A lesson as one page: prose, questions, figures with their words and tables, and what it cites at the end."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup

import regiolab
from regiolab import companion
from regiolab.export.rendering import Shown, within
from regiolab.i18n import _, language, ngettext
from regiolab.views.asides import rendered
from regiolab.views.markup import environment
from regiolab.views.mentions import Entry, entries

TEMPLATES = Path(__file__).with_name("templates")
TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
POINTED = re.compile(r'(?:href="#|data-to=")([\w-]+)"')


def title_of(shown: list[Shown], otherwise: str = "regiolab") -> str:
    """Return a lesson's title as text."""
    for cell in shown:
        for block in cell.blocks:
            if found := TITLE.search(block.html):
                return Markup(found[1]).striptags()
    return otherwise


def page(shown: list[Shown]) -> str:
    """Return a run lesson as a page that needs nothing from anywhere else."""
    appendix = _appendix(shown)
    anchors = {item["anchor"] for _kind, items in appendix for item in items}
    for cell in shown:
        for block in cell.blocks:
            block.html = within(block.html, anchors)
    for _kind, items in appendix:
        for item in items:
            item["html"] = within(item["html"], anchors)
    values = {"title": title_of(shown), "cells": shown, "appendix": appendix, "version": regiolab.__version__}
    return fill("lesson.html", **values)


def fill(template: str, **values: object) -> str:
    """Return a template of the exports filled in."""
    return environment(TEMPLATES).get_template(template).render(lang=language(), ngettext=ngettext, **values)


def _appendix(shown: list[Shown]) -> list[tuple[str, list[dict]]]:
    """Return what the lesson points to, under headings."""
    pointed = {name for cell in shown for block in cell.blocks for name in POINTED.findall(block.html)}
    headings = {
        "section": _("Sections of the article"),
        "paragraph": _("Paragraphs of the article"),
        "card": _("Cards"),
        "statement": _("Statements of the article"),
        "term": _("Terms"),
    }
    cited = [entry for entry in entries().values() if entry.anchor in pointed]
    found = []
    for kind, heading in headings.items():
        items = [_item(entry) for entry in cited if entry.kind == kind]
        if items:
            found.append((heading, items))
    return found


def _item(entry: Entry) -> dict:
    text = "\n\n".join(companion.item(entry, alone=True))
    return {"anchor": entry.anchor, "name": entry.name, "html": rendered(text)}
