"""What a run notebook shows, as blocks of HTML: prose, figures as pictures with words, tables, texts."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from regiolab.charts.figure import VEGALITE, picture
from regiolab.i18n import _
from regiolab.views.asides import in_place, rendered, styled
from regiolab.views.mentions import FRAGMENT, PAGE, linked

if TYPE_CHECKING:
    from nbformat import NotebookNode

WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
LONG = 12  # rows; a figure with more has its table on the screen only, not on paper
TOKEN = re.compile(r"(?<=>)[^<>]*[^\s<>]{16,}[^<>]*(?=</td>)")  # a cell that would not break
BREAKS = re.compile(r"([;_/]|&amp;)(?=\S)")
CONTROLS = ("Slider", "Dropdown", "Button", "Checkbox", "Text", "Select", "Radio", "Picker", "Combobox", "Toggle")
TO_NOTEBOOK = re.compile(
    r'<a\b[^>]*href="(?P<to>[^":]*\.ipynb(?P<fragment>#[^"]*)?|#[^"]*)"[^>]*>(?P<text>.*?)</a>', re.S
)


@dataclass
class Block:
    """A piece of a page: `kind` is ``"prose"``, ``"figure"``, ``"html"``, ``"text"`` or ``"controls"``.

    A figure has its `picture` (an address that holds it), `alt`, `width` and `height`, and in `html` what
    stands folded below.
    """

    kind: str
    html: Markup = field(default_factory=Markup)
    picture: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    still: bool = False  # part of a widget, whose folded parts stay so on paper

    @property
    def long(self) -> bool:
        """Whether its table is too long for paper."""
        return self.rows > LONG

    @property
    def rows(self) -> int:
        """The rows of its table, without the headings."""
        return max(self.html.count("<tr") - 1, 0)


@dataclass
class Shown:
    """What a cell shows: its blocks, and the tags that say what it is for."""

    name: str
    tags: list[str]
    blocks: list[Block]

    @property
    def figures(self) -> list[Block]:
        return [block for block in self.blocks if block.kind == "figure"]


def cells(notebook: NotebookNode) -> list[Shown]:
    """Return what each cell of a run notebook shows; cells that show nothing are left out.

    Raises
    ------
    RegiolabError
        If there is a figure, and vl-convert is missing.
    """
    state = notebook.metadata.get("widgets", {}).get(STATE, {}).get("state", {})
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            blocks = [Block("prose", rendered(linked(cell.source, "#")))]
        else:
            blocks = _joined(block for output in cell.get("outputs", ()) for block in _output(output, state))
        if blocks:
            found.append(Shown(cell.get("id", ""), list(cell.metadata.get("tags", [])), blocks))
    return found


def within(html: str, anchors: set[str]) -> Markup:
    """Return HTML whose links stay in the page: one to a notebook, or to what is not there, becomes text.

    Examples
    --------
    >>> within('<a href="#s2-p5">S2 ¶5</a>, <a href="02_models.ipynb">next</a>', {"s2-p5"})
    Markup('<a href="#s2-p5">S2 ¶5</a>, next')
    """

    def replace(match: re.Match[str]) -> str:
        to, fragment = match["to"], match["fragment"] or ""
        name = to.removeprefix("#") if to.startswith("#") else fragment.removeprefix(FRAGMENT)
        if name not in anchors or not (to.startswith("#") or f"{PAGE}#" in to):
            return match["text"]
        return match[0].replace(f'href="{to}"', f'href="#{name}"')

    return Markup(TO_NOTEBOOK.sub(replace, html))


def _joined(blocks: Iterator[Block]) -> list[Block]:
    """Put what follows a figure, its words and its table, below it."""
    found: list[Block] = []
    for block in blocks:
        if block.kind == "html" and found and found[-1].kind == "figure" and not found[-1].html:
            found[-1].html = block.html
        elif block.kind != "controls" or not any(item.kind == "controls" for item in found):
            found.append(block)
    return found


def _output(output: Any, state: dict[str, Any]) -> Iterator[Block]:
    if output["output_type"] == "stream":
        if output["name"] == "stdout":
            yield Block("text", escape(output["text"]))
        return
    data, metadata = output.get("data", {}), output.get("metadata", {})
    if VEGALITE in data:
        yield _figure(data[VEGALITE])
    elif WIDGET in data:
        for block in _widget(data[WIDGET]["model_id"], state):
            block.still = True
            yield block
    elif "image/svg+xml" in data:
        yield _image("image/svg+xml", data["image/svg+xml"].encode(), metadata, data)
    elif "image/png" in data:
        yield _image("image/png", base64.b64decode(data["image/png"]), metadata, data)
    elif "text/html" in data:
        html = "".join(data["text/html"])
        if "rl-run-again" not in html:
            yield Block("html", Markup(TOKEN.sub(lambda match: BREAKS.sub(r"\1<wbr>", match[0]), html)))
    elif "text/markdown" in data:
        yield Block("html", Markup(styled(in_place("".join(data["text/markdown"]), markdown=True))))
    elif "text/plain" in data:
        yield Block("text", escape("".join(data["text/plain"])))


def _figure(spec: dict) -> Block:
    image = picture(spec, ".svg")
    width, height = (re.search(rf'<svg[^>]* {name}="([\d.]+)"', image[:2000].decode()) for name in ("width", "height"))
    across, down = (round(float(found[1])) if found else 0 for found in (width, height))
    title = spec.get("title", "")
    alt = spec.get("description") or (title.get("text", "") if isinstance(title, dict) else title)
    return Block("figure", Markup(), _address("image/svg+xml", image), str(alt) or _("A figure."), across, down)


def _image(kind: str, image: bytes, metadata: dict, data: dict) -> Block:
    own = metadata.get(kind, {})
    alt = own.get("alt") or "".join(data.get("text/plain", ""))
    return Block("figure", Markup(), _address(kind, image), alt, own.get("width", 0), own.get("height", 0))


def _address(kind: str, image: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(image).decode()}"


def _widget(model: str, state: dict[str, Any]) -> Iterator[Block]:
    """Return what of a widget can stand on paper: its texts, tables and figures; its controls are only named."""
    known = state.get(model, {})
    own, name = known.get("state", {}), str(known.get("model_name", ""))
    layout = state.get(str(own.get("layout", "")).removeprefix("IPY_MODEL_"), {}).get("state", {})
    if layout.get("display") == "none":
        return
    if name == "OutputModel":
        for output in own.get("outputs", ()):
            yield from _output(output, state)
    elif name in ("HTMLModel", "HTMLMathModel"):
        if own.get("value", "").strip():
            yield Block("html", Markup(own["value"]))
    elif name == "LabelModel":
        yield Block("text", escape(own.get("value", "")))
    elif isinstance(own.get("spec"), dict):
        yield _figure(own["spec"])
    elif own.get("children"):
        for child in own["children"]:
            yield from _widget(child.removeprefix("IPY_MODEL_"), state)
    elif not known or name == "AnyModel" or any(word in name for word in CONTROLS):
        yield Block("controls")
