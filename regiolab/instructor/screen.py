"""The page that a room sees, served on this machine alone under an address that cannot be guessed.

A small server rather than a file that is written anew. A file would have to lie somewhere: in the shared
folder students would find the readings in it, and from elsewhere some browsers may not open it; each time
it reloaded it would leave the full screen, and once its writer had ended nobody would notice. The server
listens on 127.0.0.1, for which no firewall asks, and holds nothing back on any disk; the page asks it every
two seconds, keeps what it shows when no answer comes, and says so. All its addresses are relative, so that
it works behind jupyter-server-proxy as well. It answers nothing but two questions, with GET.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sys
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from markupsafe import Markup

from regiolab.i18n import _, language
from regiolab.instructor.pages import environment

HOST = "127.0.0.1"
TEMPLATES = Path(__file__).with_name("templates")
EVERY = 2.0  # seconds between two questions of the page, as between two looks into the folder
Picture = Callable[[Mapping[str, str]], dict]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # elsewhere it lets a port be used again at once; on Windows, be used by two programs
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, port: int, picture: Picture) -> None:
        super().__init__((HOST, port), _Handler)
        self.picture = picture
        self.faults: set[str] = set()
        self.token = secrets.token_urlsafe(16)

    def handle_error(self, request, client_address) -> None:
        """Pass over a browser that goes away in the middle, which is no fault."""
        error = sys.exception()
        if not isinstance(error, OSError):
            self.faults.add(repr(error))


class Screen:
    """The server while it runs.

    Parameters
    ----------
    picture : callable
        Returns what a page shows from what it asks for: a mapping of names to text.
    port : int
        0 for a free one.

    Attributes
    ----------
    path : str
        The secret part of the address, with slashes around it.
    """

    def __init__(self, picture: Picture, port: int = 0) -> None:
        self._server = _Server(port, picture)
        self.port: int = self._server.server_address[1]
        self.path = f"/{self._server.token}/"
        self.address = f"http://{HOST}:{self.port}{self.path}"

    @property
    def faults(self) -> list[str]:
        """What went wrong while a view was drawn."""
        return sorted(self._server.faults)

    def __enter__(self) -> Screen:
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "regiolab"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        token, slash, rest = parts.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode(), self.server.token.encode()):
            self._send(HTTPStatus.NOT_FOUND, b"")
        elif not slash:
            self._send(HTTPStatus.FOUND, b"", Location=f"{token}/")
        elif rest == "":
            self._page()
        elif rest == "view":
            self._view({name: values[-1] for name, values in parse_qs(parts.query).items()})
        else:
            self._send(HTTPStatus.NOT_FOUND, b"")

    def _page(self) -> None:
        nonce = secrets.token_urlsafe(16)
        html = page(nonce)
        policy = (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; connect-src 'self'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )
        self._send(HTTPStatus.OK, html.encode(), **{"Content-Security-Policy": policy})

    def _view(self, asked: Mapping[str, str]) -> None:
        try:
            content = view(self.server.picture(asked)).encode()
        except Exception as error:  # the page keeps what it shows, and the instructor is told
            self.server.faults.add(repr(error))
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, b"")
            return
        tag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(HTTPStatus.NOT_MODIFIED, b"", ETag=tag)
        else:
            self._send(HTTPStatus.OK, content, ETag=tag)

    def _send(self, status: HTTPStatus, content: bytes, **headers: str) -> None:
        self.send_response(status)
        every = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in {**every, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Write no line for each question."""


def page(nonce: str) -> str:
    """Return the page: its keys and its frame, into which views are laid."""
    look, script = (
        Markup((TEMPLATES / name).read_text(encoding="utf-8")) for name in ("projected.css", "projected.js")
    )
    template = environment().get_template("projected.html")
    return template.render(
        language=language(), look=look, script=script, nonce=nonce, every=int(EVERY * 1000), title=_("In the room")
    )


def view(picture: Mapping) -> str:
    """Return a view: what is shown of a question, as HTML."""
    return environment().get_template("projected_view.html").render(**picture)
