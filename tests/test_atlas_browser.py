"""The moving picture in JupyterLab, with the network blocked: it plays, goes from stop to stop by key, and answers."""

import json
from pathlib import Path

import axe_core_python
import pytest
from test_browser import Server, Visit, browser  # noqa: F401

import regiolab
from regiolab.charts import stops

pytestmark = pytest.mark.browser

NOTEBOOK = "atlas.ipynb"
SOURCE = "from regiolab import widgets\nregion = widgets.atlas()\nregion"
AXE = """async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const found = await axe.run(document.querySelector('.rl-atlas'), {runOnly: tags, resultTypes: ['violations']});
    return found.violations.map(item => `${item.id}: ${item.help} ${item.nodes.map(node => node.html.slice(0, 200))}`);
}"""


# a cell that outlasts what is looked at; the kernel's status says nothing of it while widgets talk to the kernel
BUSY = """() => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel
    .requestExecute({code: 'import time; time.sleep(600)'}).done.then(() => { window.slept = true; }); }"""
FRAMES = """n => new Promise(done => {
    const step = () => n-- > 0 ? requestAnimationFrame(step) : done();
    step();
})"""


@pytest.fixture(scope="module")
def server(browser, tmp_path_factory):  # noqa: F811
    started = Server(tmp_path_factory.mktemp("lab"), "en")
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": SOURCE, "outputs": [], "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (started.copy / NOTEBOOK).write_text(json.dumps(content), encoding="utf-8")
    started.start()
    yield started
    started.stop()


def test_it_plays_stops_and_answers(server, browser):  # noqa: F811
    visit = Visit(browser, server, NOTEBOOK)
    page = visit.page
    date = ".rl-atlas .rl-date"
    try:
        visit.run_all()
        page.set_viewport_size({"width": 1366, "height": 768})
        page.wait_for_selector(date)
        assert not page.locator(".rl-run-again").is_visible()
        assert page.locator(".rl-atlas").bounding_box()["height"] <= 640
        # from stop to stop by the key of a lecturer's remote; what is counted is what the library counts
        page.locator(date).click()
        for number, stop in enumerate(stops.all_stops(), start=1):
            assert page.inner_text(date) == f"{stop.day.day} {stop.day:%B %Y}"
            assert stop.story in page.inner_text(".rl-story")
            lines = page.locator(".rl-counters li").all_inner_texts()
            for bloc, line in zip(stop.blocs, lines, strict=True):
                assert f" {len(regiolab.members(bloc, on=stop.day))} full member" in line
            assert page.locator(".rl-stops [aria-pressed=true]").inner_text() == str(number)
            page.keyboard.press("PageDown")
        assert page.evaluate("window.jupyterapp.shell.currentWidget.content.mode") != "edit"
        # a scheme by its button, the axis by arrow keys, a state by its tile
        page.get_by_role("button", name="Pacific Alliance", exact=True).click()
        assert len(page.locator(".rl-counters li").all()) == 3
        page.get_by_label("Time, month by month").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowLeft")
        assert page.inner_text(date) == "31 July 2023"
        page.get_by_role("button", name="Bolivia: ").focus()
        page.keyboard.press("Enter")
        assert "Mercosur" in page.inner_text(".rl-one")
        page.locator(".rl-one summary").first.click()
        box, told = page.locator(".rl-atlas").bounding_box(), page.locator(".rl-one li").first
        assert told.inner_text() and box["height"] <= 640, "sources push the controls away"
        page.evaluate((Path(axe_core_python.__file__).with_name("axe.min.js")).read_text(encoding="utf-8"))
        assert page.evaluate(AXE) == []
        # it plays with a busy kernel, and from early on: at its end it would rest by itself
        page.get_by_label("Day", exact=True).fill("1961-01-31")
        page.evaluate(BUSY)
        page.get_by_role("button", name="Play").click()
        page.wait_for_function("date => document.querySelector('.rl-date').textContent !== date", arg="31 January 1961")
        page.get_by_role("button", name="Pause").click()
        rested = page.inner_text(date)
        page.evaluate(FRAMES, 20)
        assert page.inner_text(date) == rested and not page.evaluate("window.slept")
        assert visit.refused == []
    finally:
        visit.close()
        server.shut_kernels_down()
