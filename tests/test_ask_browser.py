"""Questions of a lesson in a real browser: nothing is revealed before one answers, and no answer is lost."""

import json

import nbformat
import pytest
from test_browser import Server, Visit, browser, saved  # noqa: F401
from test_exercises_browser import KERNEL
from test_lessons import KINDS, OWN

from regiolab.lessons.notepad import FILE

pytestmark = pytest.mark.browser

REVEAL = [{"text": "**Look for** the dip."}, {"figure": "union_and_fragmentation"}]
STATE = """([place, text]) =>
    document.querySelectorAll('.rl-ask')[place].querySelector('.rl-state').textContent.includes(text)"""


FITS = """() => {
    const drawn = [...document.querySelectorAll('.jp-OutputArea .vega-embed svg.marks')];
    const room = node => node.closest('.jp-OutputArea').getBoundingClientRect().right;
    return drawn.length > 0 && drawn.every(node => node.getBoundingClientRect().right <= room(node));
}"""


@pytest.fixture(scope="module")
def server(browser, tmp_path_factory):  # noqa: F811
    """A working copy with a notebook that asks a question of every kind."""
    started = Server(tmp_path_factory.mktemp("lab"), "en", ask="ask")
    notebooks = started.copy / "notebooks"
    asked = [
        {"id": f"q_{kind}", "kind": kind, "prompt": f"Which {kind}?", "reveal": REVEAL, **OWN[kind][0]}
        for kind in KINDS
    ]
    content = {"format": "regiolab-lesson/1", "lesson": "01", "questions": asked}
    (notebooks / "01_trajectory.json").write_text(json.dumps(content), encoding="utf-8")
    cells = [nbformat.v4.new_code_cell(f'import regiolab\nregiolab.ask("q_{kind}")') for kind in KINDS]
    cells.append(nbformat.v4.new_code_cell("regiolab.notes()"))
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(notebook, notebooks / "asked.ipynb")
    started.start()
    yield started
    started.stop()


def kept(server, question: str) -> dict:
    """Return a reply once the file holds it."""

    def answered(found: dict) -> bool:
        reply = found["replies"].get(question, {"value": None, "passed": False})
        return reply["value"] is not None or reply["passed"]

    return saved(server.copy / "notebooks" / FILE, answered)["replies"][question]


def drag(page, path: list[tuple[float, float]], box: dict) -> None:
    """Draw with a finger, by shares of a box's width and height."""
    session = page.context.new_cdp_session(page)
    points = [{"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"]} for x, y in path]
    for kind, at in [("touchStart", points[:1]), *[("touchMove", [point]) for point in points[1:]], ("touchEnd", [])]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    session.detach()


def test_one_commits_and_then_sees(browser, server):  # noqa: F811
    visit = Visit(browser, server, "notebooks/asked.ipynb")
    page = visit.page
    try:
        visit.run_all()
        page.wait_for_selector(".rl-ask")
        assert visit.charts() == [] and not page.locator(".jp-OutputArea .vega-embed").count()

        # by keyboard alone: the number, and Enter
        page.locator(".rl-ask input[type=number]").first.focus()
        page.keyboard.type("7")
        page.keyboard.press("Enter")
        page.get_by_text("You said 7; the record has 12: 5 too few.", exact=True).wait_for()
        page.wait_for_selector(".jp-OutputArea .vega-embed svg")
        assert kept(server, "q_number")["value"] == 7
        assert page.evaluate("() => document.activeElement.closest('.rl-ask') !== null"), "the focus was lost"

        # passed over, on purpose
        words = page.locator(".rl-ask", has_text="Which words?")
        words.get_by_role("button", name="Pass over").click()
        assert kept(server, "q_words")["passed"]
        # the file is written a little before the answer has come back
        page.wait_for_function(STATE, arg=[KINDS.index("words"), "Saved at"])
        page.wait_for_function(f"() => {KERNEL}.status === 'idle'")

        # by finger: the line follows it, and the page stays where it is
        line = page.locator(".rl-ask", has_text="Which line?")
        plane = line.locator(".rl-plane")
        plane.scroll_into_view_if_needed()
        before = plane.bounding_box()
        drag(page, [(x, 0.8 - 0.6 * x) for x in (0.55, 0.65, 0.75, 0.85, 0.99)], before)
        assert plane.bounding_box() == before
        line.get_by_role("button", name="Commit my answer").click()
        drawn = list(kept(server, "q_line")["value"].values())
        assert len(drawn) > 10 and drawn == sorted(drawn) and drawn[-1] - drawn[0] > 30

        # the sheet has it without being run again
        page.locator(".rl-sheet", has_text="Which line?").wait_for()

        # on a page that is narrower than a figure the figure is smaller, and not cut off
        page.set_viewport_size({"width": 683, "height": 768})
        page.wait_for_function(FITS)
        page.set_viewport_size({"width": 1366, "height": 900})

        # the kernel ends: it is said, and what is answered then is offered back
        page.evaluate(f"async () => {{ await {KERNEL}.restart(); }}")
        choice = page.locator(".rl-ask", has_text="Which choice?")
        choice.get_by_label("B", exact=True).check()
        choice.get_by_role("button", name="Commit my answer").click()
        page.wait_for_function(STATE, arg=[KINDS.index("choice"), "Not connected."])
        visit.run_all()
        page.get_by_role("button", name="Take them over").click()
        page.get_by_text("You chose “B”, and so has the record.", exact=True).wait_for()
        assert kept(server, "q_choice")["value"] == "b"
        # what was answered before stands there again, with what it revealed
        page.get_by_text("You said 7; the record has 12: 5 too few.", exact=True).wait_for()
        assert visit.refused == []
    finally:
        visit.close()
        server.shut_kernels_down()
