"""What is written on a figure can be read: every colour of its words on paper, in every lesson."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from test_charts import contrast

from regiolab import charts
from regiolab.charts import Figure, theme
from regiolab.course import course_root
from regiolab.exercises.look import figure
from regiolab.lessons.prompts import lessons, prompts

CALL = re.compile(r"charts\.(\w+)\((.*)\)")
PARTS = ("layer", "hconcat", "vconcat", "concat", "spec")


def inks(node: object, sets: dict, data: dict | None = None, above: dict | None = None) -> Iterator[str]:
    """Yield the colours in which a specification writes, on marks and in titles."""
    if isinstance(node, list):
        for each in node:
            yield from inks(each, sets, data, above)
    if not isinstance(node, dict):
        return
    data, encoding = node.get("data", data), {**(above or {}), **node.get("encoding", {})}
    mark = node.get("mark")
    mark = {"type": mark} if isinstance(mark, str) else mark or {}
    if mark.get("type") == "text":
        channel = encoding.get("color") or encoding.get("fill")
        yield from _channel(channel, sets, data) if channel else (mark[one] for one in ("color", "fill") if one in mark)
    title = node.get("title")
    if isinstance(title, dict):
        yield from (title[one] for one in ("color", "subtitleColor") if one in title)
    for part in PARTS:
        yield from inks(node.get(part), sets, data, encoding)


def _channel(channel: dict, sets: dict, data: dict | None) -> Iterator[str]:
    if "value" in channel:
        yield channel["value"]
    for each in [channel.get("condition")] if isinstance(channel.get("condition"), dict) else []:
        yield from _channel(each, sets, data)
    if channel.get("scale", {}) is None:
        rows = sets.get((data or {}).get("name"), []) or (data or {}).get("values", [])
        yield from {row[channel["field"]] for row in rows if row.get(channel["field"])}
    else:
        yield from channel.get("scale", {}).get("range", [])


def shown() -> dict[str, object]:
    """Return what draws each figure of the lessons."""
    found: dict[str, object] = {}
    for path in sorted((course_root() / "notebooks").glob("0*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            code = "".join(cell["source"]).strip()
            if cell["cell_type"] == "code" and CALL.fullmatch(code):
                found[code] = lambda code=code: eval(code, {"charts": charts})
    for lesson in lessons():
        for item in (item for prompt in prompts(lesson).values() for item in prompt.reveal if item.figure):
            found[f"{item.figure} {item.options}"] = lambda item=item: figure(item.figure, item.options)
    return found


@pytest.mark.slow
def test_no_words_of_a_figure_are_too_pale_to_be_read():
    drawn = shown()
    assert len(drawn) > 40
    pale = {}
    for name, make in drawn.items():
        made = make()
        assert isinstance(made, Figure)
        spec = made.spec()
        written = {ink.lower() for ink in inks(spec, spec.get("datasets", {}))}
        # white stands on a mark of its own, never on paper
        if low := {ink for ink in written - {theme.PAPER} if contrast(ink, theme.PAPER) < 4.5}:
            pale[name] = low
    assert pale == {}


@pytest.mark.parametrize("bloc", theme.BLOC_COLOURS)
def test_a_scheme_is_written_in_its_own_hue(bloc):
    hue = theme.colour(bloc)
    ink = theme.written(hue)
    assert contrast(ink, theme.PAPER) >= 4.5
    assert ink == hue or contrast(hue, theme.PAPER) < 4.5, "what can be read stays as it is"
    assert contrast(ink, theme.PAPER) < 5 or ink == hue, "no darker than it must be"
