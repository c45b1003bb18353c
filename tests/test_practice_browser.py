"""Practice board, own forecasts and a moved criterion in JupyterLab: by keyboard, in both themes, on one screen."""

from __future__ import annotations

import json
from pathlib import Path

import axe_core_python
import nbformat
import pytest
from test_browser import AXE, Server, Visit, browser, saved  # noqa: F401

pytestmark = pytest.mark.browser

CELLS = [
    "from regiolab import widgets\nwidgets.practice()",
    "widgets.forecast()",
    "widgets.criterion('new_hegemony', 'mercosur_strategic_eu')",
]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
HEIGHTS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .map(cell => cell.outputArea.node.getBoundingClientRect().height)"""
# a cell that runs until a file is there
BUSY = """() => { window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code:
    `import pathlib, time\nwhile not pathlib.Path("go").exists():\n    time.sleep(0.1)`}); }"""
FOCUS = "() => document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()"


@pytest.fixture(scope="module")
def visit(browser, tmp_path_factory):  # noqa: F811
    server = Server(tmp_path_factory.mktemp("lab"), "en")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL}, cells=cells), server.copy / "tried.ipynb")
    server.start()
    opened = Visit(browser, server, "tried.ipynb")
    opened.server = server
    opened.run_all()
    opened.page.wait_for_selector(".rl-card-text")
    yield opened
    opened.close()
    server.stop()


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_card_is_filed_and_taken_out_by_keyboard_and_the_bar_moves(visit):
    page = visit.page
    card = page.locator(".rl-card-text").nth(6)
    card.focus()
    press(page, "Enter")
    # with a card taken up every condition has its two buttons; the list at the card says the same
    page.get_by_role("button", name="E14 for: Integration is to change").focus()
    press(page, "Enter")
    assert page.evaluate(FOCUS).startswith("BUTTON E14")
    press(page, "Enter", "Tab")
    assert page.evaluate(FOCUS).startswith("SELECT")
    page.locator(":focus").select_option("pro_solidarity|against")
    whole = page.locator(".rl-type", has_text="Productive regionalism")
    first = whole.locator(".rl-conditions .rl-value").first
    first.locator("circle").wait_for(state="attached")
    whole.locator(".rl-chip").nth(1).wait_for()
    assert first.locator("b").inner_text() == "1" and whole.locator(".rl-least").count() == 1
    said = "Economies are unified on a basis of solidarity: 0. Productive regionalism: 0, held down by Economies"
    assert said in page.locator(".rl-panel [role=status]").inner_text()
    page.get_by_role("button", name="Show the record’s").focus()
    press(page, "Enter")
    page.locator(".rl-hollow").first.wait_for(state="attached")
    whole.locator(".rl-chip").first.focus()
    press(page, "Enter")
    first.locator("circle").wait_for(state="detached")
    assert first.locator("b").inner_text() == "0 to 1" and whole.locator(".rl-chip").count() == 1


def test_a_forecast_is_made_changed_and_judged_without_a_mouse(visit):
    page = visit.page
    page.get_by_label("I expect that").focus()
    page.keyboard.type("CELAC holds a summit")
    page.get_by_label("by", exact=True).fill("2099-12-31")
    page.get_by_label("Probability").select_option("70 %")
    page.get_by_label("because").fill("It did so before")
    page.get_by_role("button", name="Save the forecast").focus()
    press(page, "Enter")
    page.get_by_role("button", name="Change", exact=True).focus()
    press(page, "Enter")
    page.wait_for_function("() => document.activeElement.value === 'CELAC holds a summit'")
    page.get_by_label("Probability").select_option("60 %")
    page.get_by_role("button", name="Save the change").focus()
    press(page, "Enter")
    page.wait_for_function("() => document.activeElement.textContent === 'Change'")
    page.get_by_text("Probability over time: 70 %").wait_for()
    press(page, "Tab", "Enter")
    page.wait_for_function("() => document.activeElement.tagName === 'SELECT'")
    page.get_by_role("button", name="Not yet").click()
    page.get_by_label("I expect that").wait_for()
    (held,) = json.loads((visit.server.copy / "my_forecasts.json").read_text(encoding="utf-8"))["forecasts"]
    assert [item["probability"] for item in held["versions"]] == [70, 60]


def test_a_forecast_that_is_made_while_the_kernel_is_busy_is_kept_whole(visit):
    page = visit.page
    page.get_by_label("I expect that").wait_for()
    page.evaluate(BUSY)
    page.get_by_label("I expect that").focus()
    page.keyboard.type("Mercosur admits a state")
    page.get_by_label("by", exact=True).fill("2099-12-31")
    page.get_by_label("Probability").select_option("20 %")
    page.get_by_label("because").focus()
    page.keyboard.type("Bolivia did in 2024")
    page.get_by_role("button", name="Save the forecast").click()
    (visit.server.copy / "go").touch()
    path = visit.server.copy / "my_forecasts.json"
    held = saved(path, lambda found: found["forecasts"][-1]["versions"][0]["probability"] == 20)["forecasts"][-1]
    told = held["versions"][0]
    assert (told["statement"], told["reason"]) == ("Mercosur admits a state", "Bolivia did in 2024")


def test_what_moves_a_criterion_keeps_the_focus(visit):
    page = visit.page
    page.get_by_label("Bound", exact=True).focus()
    press(page, "ArrowRight")
    page.get_by_text("On the card stand").wait_for()
    page.get_by_role("button", name="As on the card").focus()
    press(page, "Enter")
    page.get_by_text("On the card stand").wait_for(state="detached")
    assert page.evaluate(FOCUS) == "BUTTON As on the card"
    choice = page.get_by_label("Forecast", exact=True)
    before = choice.input_value()
    choice.focus()
    press(page, "ArrowDown")
    # another forecast has sliders of its own
    page.wait_for_function("most => document.querySelector('input[type=range]')?.max === most", arg="5")
    assert choice.input_value() != before and page.evaluate("() => document.activeElement.tagName") == "SELECT"


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_both_fit_a_screen_and_can_be_used_by_everyone(visit, theme):
    page = visit.page
    visit.theme(theme)
    page.evaluate("source => window.eval(source)", Path(axe_core_python.__file__).with_name("axe.min.js").read_text())
    assert page.evaluate(AXE, [0, 1]) == []
    assert max(page.evaluate(HEIGHTS)) <= 640
