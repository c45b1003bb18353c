"""The front end: each bundle is made from its sources, and needs nothing that a strict page forbids."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from regiolab.widgets import controls, panel, practice_board

BUNDLE = panel.FRONT_END / "panel.js"
SOURCES = panel.FRONT_END / "src"
ENTRIES = [name for name in ("panel", "ask", "atlas", "practice") if (SOURCES / f"{name}.js").exists()]
IMPORT = re.compile(r'from "\./([^"]+)"')
WORDS = {"panel": panel.shown_words, "ask": controls.control_words, "practice": practice_board.practice_words}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"


def sources_of(name: str, found: set[str] | None = None) -> list[Path]:
    """Return the sources that one leads to by its imports, itself among them."""
    found = {name} if found is None else found | {name}
    for other in IMPORT.findall((SOURCES / name).read_text(encoding="utf-8")):
        if other not in found:
            found |= {path.name for path in sources_of(other, found)}
    return [SOURCES / each for each in sorted(found)]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_bundle_is_made_from_the_sources_of_today(entry):
    """Whoever changes them runs `make front`."""
    found = hashlib.sha256()
    for path in sources_of(f"{entry}.js"):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        found.update(f"{path.name}\n{text}\n".encode())
    first = (panel.FRONT_END / f"{entry}.js").read_text(encoding="utf-8").splitlines()[0]
    assert first.endswith(found.hexdigest())


def test_no_source_is_left_out_of_every_bundle():
    used = {path.name for entry in ENTRIES for path in sources_of(f"{entry}.js")}
    tests = {path.name for path in SOURCES.glob("*.test.js")} | {"testing.js"}
    assert {path.name for path in SOURCES.glob("*.js")} == used | tests


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_bundle_names_the_licence_of_what_it_holds(entry):
    text = (panel.FRONT_END / f"{entry}.js").read_text(encoding="utf-8")
    assert "lit-html" not in text or ("Google LLC" in text and "BSD-3-Clause" in text)
    assert "eval(" not in text and "new Function" not in text


@pytest.mark.parametrize("entry", WORDS)
def test_every_word_that_a_bundle_asks_for_is_sent(entry):
    asked = set()
    for path in sources_of(f"{entry}.js"):
        text = path.read_text(encoding="utf-8")
        asked |= {part.split("}")[0] for part in re.split(r"\bwords\.", text)[1:]}
    names = {"".join(letter for letter in _until(name)) for name in asked} - {""}
    sent = set(WORDS[entry]())
    assert names <= sent, names - sent


def test_no_word_is_sent_for_nothing():
    text = "".join(path.read_text(encoding="utf-8") for path in sources_of("ask.js"))
    assert not [name for name in controls.control_words() if not re.search(rf"\bwords\.{name}\b", text)]


def selectors(sheet: str) -> list[str]:
    """Return the selectors of a style sheet, each by itself."""
    text = re.sub(r"/\*.*?\*/", "", (panel.FRONT_END / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    heads = [head.strip() for head in re.findall(r"([^{}]+)\{", text) if not head.strip().startswith("@")]
    return [each.strip() for head in heads for each in re.split(r",(?![^()]*\))", head)]


@pytest.mark.parametrize(
    ("sheet", "root", "others"),
    [
        ("panel.css", r"\.rl-(panel|ask|practice)\b", ["atlas"]),
        ("atlas.css", r"\.rl-atlas\b", ["panel", "ask", "practice"]),
    ],
)
def test_a_style_sheet_leaves_the_views_of_the_other_alone(sheet, root, others):
    """Both stand in the page of a lesson: what is not beneath its own root styles whatever has the class."""
    paths = {path for entry in others for path in sources_of(f"{entry}.js")}
    used = {name for path in paths for name in re.findall(r"rl-[\w-]+", path.read_text(encoding="utf-8"))}
    found = selectors(sheet)
    assert found and used
    strange = [one for one in found if not re.search(root, one) and used & set(re.findall(r"rl-[\w-]+", one))]
    assert strange == []


def _until(text: str) -> str:
    """Return the name at the beginning of a text."""
    end = next((n for n, letter in enumerate(text) if not (letter.isalnum() or letter == "_")), len(text))
    return text[:end]


PAGE = """<!doctype html><html lang="en"><head><title>strict</title><link rel="stylesheet" href="/panel.css"></head>
<body><main id="here"></main><script type="module" src="/host.js"></script></body></html>"""
HOST = """import widget from '/panel.js';
const view = await (await fetch('/view.json')).json();
const model = {get: () => view, send: () => {}, on: () => {}, off: () => {}, widget_manager: {}};
widget.render({model, el: document.getElementById('here')});
"""


def view_of_a_board(folder: Path) -> dict:
    import regiolab

    widget = regiolab.exercise("3_classify", folder=folder)
    widget.board.set("strategic", "element")
    return {**widget.board.view, "heading": "Heading"}


@contextlib.contextmanager
def policy_server(folder: Path, bundle: Path) -> Iterator[str]:
    """Serve a page with the bundle under a strict content security policy."""
    files = {
        "/": ("text/html", PAGE.encode()),
        "/host.js": ("text/javascript", HOST.encode()),
        "/panel.js": ("text/javascript", bundle.read_bytes()),
        "/panel.css": ("text/css", bundle.with_suffix(".css").read_bytes()),
        "/view.json": ("application/json", json.dumps(view_of_a_board(folder)).encode()),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, content = files.get(self.path, ("text/plain", b""))
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
