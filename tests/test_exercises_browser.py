"""Exercise 3 in a real browser: by keyboard alone, through a restart, on a second copy, to the third step."""

import json
import shutil
import time

import pytest
from test_browser import Server, Visit, browser  # noqa: F401

pytestmark = pytest.mark.browser

NOTEBOOK = "exercises/3_classify.ipynb"
FILE = "exercises/3_classify.answers.json"
FOCUS = "() => document.activeElement.dataset.key || ''"
UNIT = "mercosur_1991_economic"


@pytest.fixture
def server(browser, tmp_path):  # noqa: F811
    started = Server(tmp_path, "en")
    started.start()
    yield started
    started.stop()


def opened(browser, server) -> Visit:  # noqa: F811
    visit = Visit(browser, server, NOTEBOOK)
    visit.run_all()
    visit.page.wait_for_selector(".rl-model input")
    return visit


def tab_to(page, key: str) -> None:
    for _press in range(120):
        if page.evaluate(FOCUS).startswith(key):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{key} is not reached by the Tab key")


def saved(server, until) -> dict:
    """Return the saved file once it holds what is waited for."""
    path, deadline = server.copy / FILE, time.monotonic() + 15
    while time.monotonic() < deadline:
        if path.exists() and until(found := json.loads(path.read_text(encoding="utf-8"))):
            return found
        time.sleep(0.1)
    raise AssertionError(path.read_text(encoding="utf-8") if path.exists() else "nothing was saved")


def given(found: dict) -> dict:
    return found["rounds"][0]["answers"].get(UNIT, {"models": {}, "cards": []})


def test_by_keyboard_through_a_restart_to_the_third_step(browser, server, tmp_path):  # noqa: F811
    visit = opened(browser, server)
    page = visit.page
    height = sum(panel.bounding_box()["height"] for panel in page.query_selector_all(".rl-panel"))
    assert height < 700

    page.query_selector(".rl-panel nav button").focus()
    tab_to(page, f"d:{UNIT}:strategic:0")
    page.keyboard.press("2")
    saved(server, lambda found: given(found)["models"].get("strategic", {}).get("degree") == "dominant")
    for card in ("E01", "E02"):
        tab_to(page, f"k:{UNIT}:{card}")
        page.keyboard.press("Space")
        saved(server, lambda found, card=card: card in given(found)["cards"])
    page.wait_for_selector(f'[data-key="k:{UNIT}:E02"]:checked')
    page.keyboard.press("Control+z")
    saved(server, lambda found: given(found)["cards"] == ["E01"])

    # the kernel dies in the middle: run the cell again
    server.shut_kernels_down()
    visit.close()
    visit = opened(browser, server)
    page = visit.page
    page.wait_for_selector(f'[data-key="d:{UNIT}:strategic:2"]:checked')
    assert page.is_checked(f'[data-key="k:{UNIT}:E01"]')

    # the file on a second copy
    other = tmp_path / "other.json"
    shutil.copy(server.copy / FILE, other)
    server.shut_kernels_down()
    visit.close()
    (server.copy / FILE).unlink()
    visit = opened(browser, server)
    page = visit.page
    assert not page.query_selector(".rl-model input:checked")
    page.set_input_files('[data-key="upload"]', other)
    page.wait_for_selector(f'[data-key="d:{UNIT}:strategic:2"]:checked')

    # the three steps
    page.get_by_role("button", name="Seal round 1").click()
    page.get_by_role("button", name="Seal all the same").click()
    for name, heading in (("1 Rule", "The rule"), ("2 Passage", "The passage"), ("3 Reading", "The reading")):
        page.get_by_role("button", name=name).first.click()
        page.get_by_text(heading, exact=True).first.wait_for()
    assert "Merino" in page.inner_text(".rl-mark")
    found = saved(server, lambda found: len(found["feedback"]) == 3)
    assert [item["step"] for item in found["feedback"]] == [1, 2, 3]
    visit.close()
