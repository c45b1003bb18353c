"""Thirty files arrive while a page shows them: filmed, by keyboard alone, in both themes, with nothing fetched.

REGIOLAB_PICTURES names a folder for the film's pictures.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import axe_core_python
import pytest
from test_browser import browser  # noqa: F401

from regiolab.instructor import simulation, vigil
from regiolab.instructor.screen import Screen

pytestmark = pytest.mark.browser

EXERCISE = "3_classify"
AXE = """async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations']})).violations.map(item => `${item.id}: ${item.nodes.map(node => node.html)}`)"""
SIZE = {"width": 1366, "height": 768}


# what is wider than the cell in which it stands
CUT = """[...document.querySelectorAll('.view th, .view td, .values, .part')].filter(
    item => item.clientWidth && item.scrollWidth > item.clientWidth + 1).map(item => item.innerText)"""


def first_round(content: bytes) -> bytes:
    """Return a file as it was before its student came back."""
    data = json.loads(content)
    data["rounds"][1] = {"answers": {}, "sealed": {}}
    data["feedback"] = []
    return json.dumps(data).encode()


class Film:
    """A class that hands in, and two pages that look on: one light, one dark."""

    def __init__(self, browser, folder: Path) -> None:  # noqa: F811
        self.folder, self.now = folder, 0.0
        self.files = [c for c in simulation.contents(EXERCISE, 34) if c.endswith(b"}\n")][:30]
        self.watch = vigil.begin(folder)
        self.watch.look(self.now)
        self.refused: list[str] = []
        self.pictures = os.environ.get("REGIOLAB_PICTURES")
        self.screen = Screen(self.watch.picture)
        self.screen.__enter__()
        self.pages = [self.opened(browser, theme) for theme in ("light", "dark")]

    def opened(self, browser, theme: str):  # noqa: F811
        page = browser.new_page(viewport=SIZE, color_scheme=theme)
        page.set_default_timeout(60_000)
        page.route("**/*", self.only_here)
        page.on("pageerror", lambda error: self.refused.append(str(error)))
        page.goto(self.screen.address)
        page.wait_for_selector(".view")
        return page

    def only_here(self, route) -> None:
        if route.request.url.startswith((self.screen.address, "data:")):
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()

    def arrive(self, begin: int, end: int, again: bool = False) -> None:
        for number in range(begin, end):
            path = self.folder / f"home{number}" / "course" / "exercises" / f"{EXERCISE}.answers.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.files[number] if again else first_round(self.files[number]))
        self.watch.look(self.now)
        self.now += 120  # a quiet while
        self.watch.look(self.now)
        self.now += 2

    def press(self, *keys: str) -> None:
        for page in self.pages:
            for key in keys:
                page.keyboard.press(key)

    def shoot(self, name: str, waits_for: str) -> None:
        """Wait for a text on both pages, and look at them: no rule of accessibility is broken."""
        for theme, page in zip(("light", "dark"), self.pages, strict=True):
            page.get_by_text(waits_for).first.wait_for()
            assert page.evaluate(AXE) == [], (name, theme)
            assert page.evaluate("document.documentElement.scrollWidth") <= SIZE["width"]
            assert page.evaluate("document.documentElement.scrollHeight") <= SIZE["height"], (name, theme)
            if self.pictures:
                page.screenshot(path=Path(self.pictures) / f"watch-{name}-{theme}.png")

    def stop(self) -> None:
        self.screen.__exit__(None, None, None)

    def close(self) -> None:
        for page in self.pages:
            page.close()


@pytest.fixture
def film(browser, tmp_path):  # noqa: F811
    made = Film(browser, tmp_path)
    for page in made.pages:
        # the page's policy lets no other script in: axe comes by evaluation
        page.evaluate(Path(axe_core_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
    yield made
    made.close()


def test_a_class_is_seen_as_it_arrives(film):
    film.shoot("00", "Nothing has been handed in yet.")
    for before, n in ((0, 5), (5, 17), (17, 30)):
        film.arrive(before, n)
        for page in film.pages:
            page.locator(".counts dd", has_text=str(n)).first.wait_for()
        film.press("ArrowRight" if n == 5 else "Shift")
        film.shoot(f"{n:02d}", "Mercosur 1991–2003, political")
    page = film.pages[0]
    assert page.locator(".read").count() == 0
    film.press("ArrowRight", " ")
    film.shoot("30-beside", "the article")
    assert page.get_by_role("button", name="Readings beside").get_attribute("aria-pressed") == "true"
    film.arrive(0, 30, again=True)
    film.press("2")
    film.shoot("second-round", "Who moved")
    page.locator(".view .round").first.wait_for()
    page.locator(".read").first.wait_for()
    film.press("ArrowRight")
    film.shoot("next", "ALBA 2004–2015, economic")
    assert page.locator(".read").count() == 0, "the readings of the next question wait for the key"
    film.press("d")
    film.shoot("divided", "most divided first")
    film.press("?")
    film.shoot("help", "Numbers below five are held back")
    film.press("Escape", "t")
    themes = [page.evaluate("document.documentElement.dataset.theme") for page in film.pages]
    assert themes == ["dark", "light"]
    # a button takes the space bar for itself, and a mouse leaves no focus behind
    page.get_by_role("button", name="Next").focus()
    name = page.locator("h1").inner_text()
    page.keyboard.press(" ")
    page.get_by_role("heading", level=1, name=name).wait_for(state="detached")
    page.get_by_role("button", name="Previous").click()
    page.keyboard.press(" ")
    page.locator("td.read").first.wait_for()
    assert page.locator("h1").inner_text() == name
    # opened anew it comes back where it was, with the readings held back
    page.reload()
    page.wait_for_selector(".view")
    assert page.locator("h1").inner_text() == name and page.locator(".read").count() == 0
    # once the command has ended, the page keeps what it shows and says of when
    assert film.refused == []
    film.stop()
    page.get_by_role("alert").filter(has_text="No answer from the command").wait_for()
    assert page.locator("h1").inner_text() == name


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 768)], ids=str)
@pytest.mark.parametrize("exercise", ["1_trajectory", "2_models", "3_classify"])
def test_every_question_fits_the_window_with_all_that_can_stand_beside_it(browser, tmp_path, exercise, size):  # noqa: F811
    for number, content in enumerate(simulation.contents(exercise, 30)):
        (tmp_path / f"{number}.answers.json").write_bytes(content)
    watch = vigil.begin(tmp_path)
    for now in (0.0, 120.0):
        watch.look(now)
    with Screen(watch.picture) as screen:
        page = browser.new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
        page.goto(screen.address)
        page.wait_for_selector(".view")
        seen: list[str] = []
        while len(seen) == len(set(seen)):
            page.evaluate("() => { state.beside = state.second = '1'; ask(); return queue; }")
            assert page.locator(".view").get_attribute("data-beside") == "1"
            assert page.evaluate("document.documentElement.scrollHeight") <= size[1], seen
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], seen
            assert page.evaluate(CUT) == [], seen
            page.evaluate("() => { go('next'); return queue; }")
            seen.append(page.locator(".view").get_attribute("data-question"))
        assert len(seen) > 8
        page.close()
