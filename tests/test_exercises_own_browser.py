"""An exercise of a teacher's own in a real browser: its units, types, cards and sources on the board."""

import os
import shutil
from pathlib import Path

import pytest
import test_browser
from test_browser import Server, Visit, browser  # noqa: F401

from regiolab.course import course_root

pytestmark = pytest.mark.browser

EXAMPLE = course_root() / "exercises" / "examples" / "african_communities"
FILE = "african/african_communities.answers.json"
PICTURES = os.environ.get("REGIOLAB_TEST_PICTURES")  # a folder, for whoever wants to look


@pytest.fixture
def visit(browser, tmp_path):  # noqa: F811
    server = Server(tmp_path, "en")
    shutil.copytree(EXAMPLE, server.copy / "african", ignore=shutil.ignore_patterns("*.answers.json"))
    server.start()
    opened = Visit(browser, server, "african/african_communities.ipynb")
    opened.server = server
    opened.run_all()
    opened.page.wait_for_selector(".rl-card-text")
    yield opened
    server.shut_kernels_down()
    opened.close()
    server.stop()


def saved(visit, until) -> dict:
    return test_browser.saved(visit.server.copy / FILE, until)


def picture(page, name: str) -> None:
    if PICTURES:
        page.locator(".rl-panel").last.screenshot(path=Path(PICTURES) / f"{name}.png")


def test_the_board_shows_what_the_exercise_brings_from_training_to_sealing(visit):
    page = visit.page
    page.get_by_role("heading", name="ECOWAS, 1975–1992").wait_for()
    board = page.inner_text(".rl-panel >> nth=-1")
    for told in (
        "Market integration",
        "Gains are balanced among members",
        "28 May 1975 · Treaty of Lagos 1975, preamble",
    ):
        assert told in board, told
    assert "()" not in board and "briceno" not in board
    picture(page, "1-open")
    page.click("input[aria-label='Market integration: dominant']")
    card = page.locator(".rl-card", has_text="A01")
    card.locator(".rl-card-text").click()
    place = page.locator(".rl-condition", has_text="Barriers to trade among members are removed")
    place.get_by_role("button", name="A01 for").click()
    saved(visit, lambda found: found["rounds"][0]["answers"]["ecowas_1975"]["filings"])
    page.get_by_role("button", name="Check", exact=True).click()
    page.wait_for_selector(".rl-beside")
    told = page.inner_text(".rl-panel >> nth=-1")
    assert "Zagaris 1978" in told and "It shows this." in told and "the article" not in told.casefold()
    picture(page, "2-training")
    # the residual answer of the exercise's own stands alone
    page.get_by_role("button", name="5: EAC 1967, economic (still open)").click()
    page.get_by_role("heading", name="EAC, 1967–1977").wait_for()
    page.click("input[aria-label='Market integration: element']")
    page.click("text=No economic scheme >> xpath=../.. >> input[type=checkbox]")
    found = saved(
        visit, lambda found: "no_scheme" in found["rounds"][0]["answers"].get("eac_1967", {}).get("models", {})
    )
    assert found["rounds"][0]["answers"]["eac_1967"]["models"] == {"no_scheme": {"degree": None, "flags": []}}
    picture(page, "3-residual")
