"""The course in a real browser, with the network blocked: JupyterLab, Chromium, every notebook.

REGIOLAB_TEST_ALL=1 opens every notebook in every language; without it the first one is opened in the
other languages.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from regiolab import i18n, lab, workcopy
from regiolab.course import course_root

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FIRST = lab.FIRST
NOTEBOOKS = sorted(
    path.relative_to(course_root()).as_posix()
    for room in ("notebooks", "exercises")
    for path in (course_root() / room).glob("*.ipynb")
)
CASES = [("en", name) for name in NOTEBOOKS]
CASES += [
    (language, name)
    for language in i18n.LANGUAGES[1:]
    for name in (NOTEBOOKS if os.environ.get("REGIOLAB_TEST_ALL") == "1" else [FIRST])
]
LIMIT = 120_000  # milliseconds for a notebook to run
VEGALITE = "application/vnd.vegalite.v5+json"

# What a page is asked. `panel` is the notebook that is open.
PANEL = "const panel = window.jupyterapp.shell.currentWidget; const cells = panel.content.widgets;"
KERNEL_READY = f"() => {{ {PANEL} return panel.sessionContext?.session?.kernel?.status === 'idle'; }}"
FINISHED = f"""() => {{ {PANEL}
    const code = cells.filter(cell => cell.model.type === 'code' && cell.model.sharedModel.source.trim());
    const failed = code.some(cell => cell.model.outputs.toJSON().some(output => output.output_type === 'error'));
    const idle = panel.sessionContext.session.kernel.status === 'idle';
    return idle && (failed || code.every(cell => cell.model.executionCount !== null));
}}"""
OUTPUTS = f"""() => {{ {PANEL}
    return cells.map(cell => cell.model.type === 'code'
        ? cell.model.outputs.toJSON().map(output => ({{
            type: output.output_type, error: output.evalue || '', kinds: Object.keys(output.data || {{}})}}))
        : []);
}}"""
SHOW = f"async index => {{ {PANEL} await panel.content.scrollToItem(index, 'start'); }}"
NODE = f"index => {{ {PANEL} return cells[index].outputArea.node; }}"
# none while one of a cell's charts is still to be drawn
MARKS = f"""index => {{ {PANEL}
    const {{model, node}} = cells[index].outputArea;
    const wanted = model.toJSON().filter(output => output.data?.['{VEGALITE}']).length;
    const marks = [...node.querySelectorAll('svg.marks')].map(svg =>
        svg.querySelectorAll('g[class*="role-mark"] > path, g[class*="role-mark"] > text').length);
    return marks.length >= wanted && marks.every(Boolean) ? marks.reduce((one, other) => one + other, 0) : 0;
}}"""
COLOURS = """async source => {
    const image = await createImageBitmap(await (await fetch(source)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const data = context.getImageData(0, 0, image.width, image.height).data;
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
        const colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
        counts.set(colour, (counts.get(colour) || 0) + 1);
    }
    return {colours: counts.size, commonest: Math.max(...counts.values()) / (data.length / 4)};
}"""
THEME = "name => document.body.dataset.jpThemeName === name"
IN_PAGE = f"indexes => {{ {PANEL} return indexes.filter(index => cells[index].outputArea.node.isConnected); }}"
AXE = f"""async indexes => {{ {PANEL}
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const include = indexes.map(index => cells[index].outputArea.node);
    const exclude = [['.jp-OutputPrompt']];  // JupyterLab's own, and not what a cell has put out
    const found = await axe.run({{include, exclude}}, {{runOnly: tags, resultTypes: ['violations']}});
    return found.violations
        .filter(item => ['serious', 'critical'].includes(item.impact))
        .map(item => `${{item.id}}: ${{item.help}} ${{item.nodes.slice(0, 3).map(node => node.html.slice(0, 160))}}`);
}}"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


class Server:
    """JupyterLab on a working copy, with directories of its own and a proxy that leads nowhere.

    A script answers the lessons' questions unless `ask` says otherwise.
    """

    def __init__(self, folder: Path, language: str, ask: str = "answered") -> None:
        self.copy = folder / "course"
        workcopy.renew(self.copy)  # a student's: what it lacks the notebooks must do without
        shutil.copy(course_root() / "exercises" / "instructor.ipynb", self.copy / "exercises")
        own = {name: str(folder / name.lower()) for name in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
        own |= {name: str(folder / "lab") for name in ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")}
        nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
        own |= {"JUPYTER_TOKEN": "secret", "REGIOLAB_LANG": language, "JUPYTER_CONFIG_DIR": str(folder / "config")}
        own["REGIOLAB_ASK"] = ask
        self.environment = {**lab.environment(self.copy), **own, **nowhere, "no_proxy": "localhost,127.0.0.1"}
        self.log = folder / "log"
        self.process = None

    def start(self) -> None:
        self.port = free_port()
        words = [*lab.command(self.copy, self.port, False), "--LabApp.expose_app_in_browser=True"]
        with self.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(words, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 120
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text(encoding="utf-8")
            time.sleep(0.2)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def address(self, path: str) -> str:
        return f"http://localhost:{self.port}{path}{'&' if '?' in path else '?'}token=secret"

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(self.address("/api/status"), timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    def shut_kernels_down(self) -> None:
        with urllib.request.urlopen(self.address("/api/sessions"), timeout=60) as answer:
            sessions = json.load(answer)
        for session in sessions:
            path = self.address(f"/api/sessions/{session['id']}")
            urllib.request.urlopen(urllib.request.Request(path, method="DELETE"), timeout=60).close()


class Visit:
    """A page of the browser with one notebook open; what it asked of other hosts is kept."""

    def __init__(self, browser, server: Server, notebook: str) -> None:
        self.refused: list[str] = []
        self.page = browser.new_page(viewport={"width": 1366, "height": 900})
        self.page.set_default_timeout(60_000)
        self.page.route("**/*", self._only_the_server(server))
        self.page.goto(server.address(f"/lab/tree/{notebook}?reset"))
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        self.page.wait_for_function(KERNEL_READY)
        # what goes deeper is folded, and all of it is looked at
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:expand-all-headings')")

    def _only_the_server(self, server: Server):
        def decide(route) -> None:
            address = route.request.url
            if address.startswith((f"http://localhost:{server.port}/", "data:", "blob:")):
                route.continue_()
            else:
                self.refused.append(address)
                route.abort()

        return decide

    def run_all(self) -> None:
        # not awaited: the command's promise may never be resolved
        self.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.page.wait_for_function(FINISHED, timeout=LIMIT)

    def outputs(self) -> list[list[dict]]:
        return self.page.evaluate(OUTPUTS)

    def charts(self) -> list[int]:
        """Return the positions of the cells that show a chart."""
        return [
            index
            for index, outputs in enumerate(self.outputs())
            if any(VEGALITE in output["kinds"] for output in outputs)
        ]

    def marks(self, index: int) -> int:
        """Scroll to a cell, wait until its chart is drawn, and count the marks."""
        self.page.evaluate(SHOW, index)
        return self.page.wait_for_function(MARKS, arg=index).json_value()

    def picture(self, index: int) -> bytes:
        """Return the picture of a cell's chart as it stands on the screen."""
        node = self.page.evaluate_handle(NODE, index).as_element()
        return node.query_selector("svg.marks").screenshot()

    def theme(self, name: str) -> None:
        """Change JupyterLab's theme, and wait until its colours are there."""
        self.page.evaluate("name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})", name)
        self.page.wait_for_function(THEME, arg=name)

    def save(self) -> None:
        self.page.evaluate("async () => { await window.jupyterapp.commands.execute('docmanager:save'); }")

    def close(self) -> None:
        self.page.close()


def saved(path: Path, until: Callable[[dict], object]) -> dict:
    """Return what a file that saves itself holds, once that is what is waited for."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if path.exists() and until(found := json.loads(path.read_text(encoding="utf-8"))):
            return found
        time.sleep(0.1)
    raise AssertionError(path.read_text(encoding="utf-8") if path.exists() else "nothing was saved")


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def servers(browser, tmp_path_factory):
    """Return a function that gives the server of a language; one runs at a time."""
    known: dict[str, Server] = {}

    def server(language: str) -> Server:
        for other, running in known.items():
            if other != language:
                running.stop()
        if language not in known:
            known[language] = Server(tmp_path_factory.mktemp(f"lab-{language}"), language)
        if known[language].process is None:
            known[language].start()
        return known[language]

    yield server
    for running in known.values():
        running.stop()


@pytest.fixture(scope="module")
def decoder(browser):
    """A blank page, which serves as a reader of pictures."""
    page = browser.new_page()

    def look(picture: bytes) -> dict:
        return page.evaluate(COLOURS, f"data:image/png;base64,{base64.b64encode(picture).decode()}")

    yield look
    page.close()


drawn: dict[tuple[str, str], dict[int, int]] = {}  # what the first visit saw, for the second


@pytest.mark.parametrize(("language", "notebook"), CASES, ids=[f"{name}-{language}" for language, name in CASES])
def test_a_notebook_runs_from_top_to_bottom(language, notebook, servers, browser, decoder):
    import axe_core_python

    server = servers(language)
    visit = Visit(browser, server, notebook)
    try:
        visit.run_all()
        errors = [output["error"] for cell in visit.outputs() for output in cell if output["type"] == "error"]
        assert errors == []
        seen = drawn[language, notebook] = {}
        for index in visit.charts():
            seen[index] = visit.marks(index)
            assert seen[index] > 5, f"the chart of cell {index} has {seen[index]} marks"
            picture = decoder(visit.picture(index))
            assert picture["colours"] > 20 and picture["commonest"] < 0.995, (index, picture)
        script = Path(axe_core_python.__file__).with_name("axe.min.js")
        visit.page.evaluate(script.read_text(encoding="utf-8"))
        left = [index for index, outputs in enumerate(visit.outputs()) if outputs]
        while left:
            # JupyterLab keeps only part of a long notebook in the page
            visit.page.evaluate(SHOW, left[0])
            visit.page.wait_for_function(f"index => ({IN_PAGE})([index]).length", arg=left[0])
            here = visit.page.evaluate(IN_PAGE, left)
            violations = visit.page.evaluate(AXE, here)
            assert not violations, f"cells {here}: " + "\n".join(violations)
            left = [index for index in left if index not in here]
        assert visit.refused == [], "something was asked of another host"
        visit.save()
    finally:
        visit.close()
        server.shut_kernels_down()


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_charts_are_still_there_when_a_saved_notebook_is_reopened(notebook, servers, browser, reopened):
    seen = drawn.get(("en", notebook))
    assert seen is not None, "the notebook was not run before"
    visit = Visit(browser, reopened, notebook)
    try:
        assert visit.charts() == list(seen)
        for index, marks in seen.items():
            assert visit.marks(index) == marks
        counts = visit.page.evaluate(
            f"() => {{ {PANEL} return panel.sessionContext.session.kernel ? "
            "cells.filter(cell => cell.promptNode?.textContent.includes('*')).length : 0; }"
        )
        assert counts == 0  # nothing was run in this visit
    finally:
        visit.close()
        reopened.shut_kernels_down()


@pytest.fixture(scope="module")
def reopened(servers) -> Server:
    """The English server, stopped after the notebooks were saved and started again."""
    server = servers("en")
    server.stop()
    return servers("en")
