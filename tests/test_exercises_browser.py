"""Exercises in a real browser: by keyboard alone, by mouse, through a kernel that starts anew, in both themes."""

import signal
from pathlib import Path

import axe_core_python
import pytest
import test_browser
from test_browser import Server, Visit, browser  # noqa: F401
from test_front_end import BUNDLE, policy_server

pytestmark = pytest.mark.browser

NOTEBOOK = "exercises/3_classify.ipynb"
FILE = "exercises/3_classify.answers.json"
UNIT = "nafta_1994_economic"
FOCUS = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"


@pytest.fixture(scope="module")
def server(browser, tmp_path_factory):  # noqa: F811
    started = Server(tmp_path_factory.mktemp("lab"), "en")
    started.start()
    yield started
    started.stop()


@pytest.fixture
def visit(browser, server):  # noqa: F811
    (server.copy / FILE).unlink(missing_ok=True)
    opened = Visit(browser, server, NOTEBOOK)
    run(opened)
    yield opened
    server.shut_kernels_down()
    opened.close()


def run(visit) -> None:
    visit.run_all()
    visit.page.wait_for_selector(".rl-card-text")


def tab_to(page, beginning: str) -> None:
    for _press in range(150):
        if page.evaluate(FOCUS).startswith(beginning):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{beginning} is not reached by the Tab key")


def saved(server, until) -> dict:
    return test_browser.saved(server.copy / FILE, until)


def given(found: dict) -> dict:
    return found["rounds"][0]["answers"].get(UNIT, {"models": {}, "filings": [], "rationale": ""})


def state(page, beginning: str) -> str:
    """Wait until the head says how saving stands; how long it takes to is tried in connection.test.js."""
    reads = "text => document.querySelector('.rl-state').textContent.trim().startsWith(text)"
    page.wait_for_function(reads, arg=beginning)
    return page.inner_text(".rl-state")


def calm(page) -> None:
    """Wait until the answer to each change has come back: the file is written a little earlier."""
    state(page, "Saved at ")
    page.wait_for_function(f"() => {KERNEL}.status === 'idle'")


def test_by_keyboard_through_a_restart_to_the_third_step(visit, server):
    page = visit.page
    assert state(page, "Nothing to save yet").endswith("course/exercises")
    page.query_selector(".rl-panel nav button").focus()
    tab_to(page, "Strategic regionalism: absent")
    page.keyboard.press("2")
    saved(server, lambda found: given(found)["models"].get("strategic", {}).get("degree") == "dominant")
    state(page, "Saved at ")
    tab_to(page, "E71")
    page.keyboard.press("Enter")
    tab_to(page, "File under: E71")
    page.select_option(":focus", index=3)
    saved(server, lambda found: [item["card"] for item in given(found)["filings"]] == ["E71"])
    assert page.evaluate(FOCUS).startswith("E71")
    page.keyboard.press("Control+z")
    saved(server, lambda found: given(found)["filings"] == [])
    calm(page)

    # the kernel starts anew in the middle: what is done now is not in the file, and is not lost
    page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
    assert "Run the cell again" in state(page, "Not connected.")
    page.click("text=Not classifiable >> xpath=../.. >> input[type=checkbox]")
    page.fill(".rl-why textarea", "typed while nobody listened")
    state(page, "Not connected. Changes not in the file: 2. They are kept in this browser.")
    assert given(saved(server, lambda found: True))["rationale"] == ""
    run(visit)
    offered = page.locator(".rl-notice li")
    offered.nth(1).wait_for()
    assert [text.split(": ", 1)[1] for text in offered.all_inner_texts()] == [
        "not classifiable: given",
        "“typed while nobody listened”",
    ]
    assert given(saved(server, lambda found: True))["rationale"] == "", "taken over without being asked for"
    page.get_by_role("button", name="Take them over").click()
    found = saved(server, lambda found: given(found)["rationale"] != "")
    assert given(found)["rationale"] == "typed while nobody listened" and "not_classifiable" in given(found)["models"]

    # a server that is gone without a word is noticed though nothing waits, and found again
    calm(page)
    page.keyboard.press("Shift")
    server.process.send_signal(signal.SIGSTOP)
    try:
        state(page, "Not connected. Run the cell again.")
    finally:
        server.process.send_signal(signal.SIGCONT)
    state(page, "Saved at ")

    # a training unit is checked by itself, and a wrong answer goes through the three steps
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector(".rl-beside")
    assert "✗" in page.inner_text(".rl-beside")
    # the head is drawn anew a little after the page: its button had the focus
    page.wait_for_function(f"() => ({FOCUS})() === 'Feedback'")
    found = saved(server, lambda found: len(found["feedback"]) == 3)
    assert [item["step"] for item in found["feedback"]] == [1, 2, 3]


def test_by_mouse_and_round_two_with_one_change(visit, server):
    page = visit.page
    page.get_by_role("button", name="3: Mercosur 1991, economic (still open)").click()
    page.get_by_role("heading", name="Mercosur, 1991–2003").wait_for()
    page.click("input[aria-label='Strategic regionalism: dominant']")
    place = page.locator(".rl-condition").first
    card = page.locator(".rl-card", has_text="E01")
    card.drag_to(place.locator(".rl-statement"))  # nothing is filed beside the places that take a card
    page.locator(".rl-card.rl-up").wait_for(state="detached")
    card.locator(".rl-card-text").click()
    place.get_by_role("button", name="E01 for").click()
    page.wait_for_selector(".rl-chip")
    page.get_by_role("button", name="Seal round 1").click()
    page.get_by_role("button", name="Seal all the same").click()
    page.get_by_role("button", name="1 Rule").wait_for()
    page.click("input[aria-label='Social regionalism: element']")
    page.get_by_text("Round 1:").wait_for()
    found = saved(server, lambda found: found["rounds"][1]["answers"])
    answer = found["rounds"][1]["answers"]["mercosur_1991_economic"]
    assert set(answer["models"]) == {"strategic", "social"} and [item["card"] for item in answer["filings"]] == ["E01"]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_both_themes_narrow_and_wide_without_a_finding(visit, theme):
    page = visit.page
    visit.theme(theme)
    page.locator(".rl-card-text").first.click()
    script = Path(axe_core_python.__file__).with_name("axe.min.js")
    findings = page.evaluate(AXE_RUN, script.read_text(encoding="utf-8"))
    assert findings == []
    for width in (1366, 683):  # the last is what 200 % leaves of a laptop's page
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("""() => [...document.querySelectorAll('.rl-panel')].every(panel =>
            panel.getBoundingClientRect().right < innerWidth)""")
        clipped = page.evaluate("""() => [...document.querySelectorAll('.rl-panel')].flatMap(panel =>
            [...panel.querySelectorAll('button, select, textarea, p, label')].filter(node =>
                node.checkVisibility() && node.getBoundingClientRect().right > panel.getBoundingClientRect().right + 2)
            .map(node => node.outerHTML.slice(0, 120)))""")
        assert clipped == []


AXE_RUN = """async (source) => {
    if (!window.axe) { window.eval(source); }
    const include = [document.querySelector('.rl-panel').closest('.jp-OutputArea')];
    const exclude = [['.jp-OutputPrompt']];  // JupyterLab's own
    const found = await window.axe.run({include, exclude}, {rules: {region: {enabled: false}}});
    return found.violations.map(item =>
        `${item.id}: ${item.help} ${item.nodes.slice(0, 3).map(node => node.html.slice(0, 160))}`);
}"""


def test_the_bundle_draws_under_a_strict_policy_of_content(browser, tmp_path):  # noqa: F811
    with policy_server(tmp_path, BUNDLE) as address:
        page = browser.new_page()
        refused = []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.get_by_role("heading", name="Heading").wait_for()
        assert refused == []
        page.close()
