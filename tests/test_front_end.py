"""The front end of the exercises: the bundle is made from its sources, and needs nothing that a strict page forbids."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from regiolab.widgets import panel

BUNDLE = panel.FRONT_END / "panel.js"
BUNDLES = sorted(panel.FRONT_END.glob("*.js"))
SOURCES = panel.FRONT_END / "src"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.stem)
def test_a_bundle_is_made_from_the_sources_of_today(bundle):
    """Whoever changes them runs `make front`."""
    found = hashlib.sha256()
    for path in sorted(SOURCES.glob("*.js")):
        if not path.name.endswith(".test.js"):
            text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
            found.update(f"{path.name}\n{text}\n".encode())
    first = bundle.read_text(encoding="utf-8").splitlines()[0]
    assert first.endswith(found.hexdigest())


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.stem)
def test_a_bundle_names_the_licence_of_what_it_holds(bundle):
    text = bundle.read_text(encoding="utf-8")
    assert "Google LLC" in text and "BSD-3-Clause" in text
    assert "eval(" not in text and "new Function" not in text


def test_every_word_that_the_front_end_asks_for_is_sent():
    asked = set()
    for path in SOURCES.glob("*.js"):
        if not path.name.endswith(".test.js"):
            text = path.read_text(encoding="utf-8")
            asked |= {part.split("}")[0] for part in text.split("words.")[1:]}
    names = {"".join(letter for letter in _until(name)) for name in asked}
    assert names - {""} <= set(panel._words()), names - set(panel._words())


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
