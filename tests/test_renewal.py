"""The study sheet and hindsight renew themselves while one answers."""

from __future__ import annotations

import asyncio

import pytest

import regiolab
from regiolab.charts.figure import VEGALITE
from regiolab.lessons import difference, renewal
from regiolab.lessons.hindsight import hindsight
from regiolab.lessons.notepad import FILE, Notepad
from regiolab.lessons.prompts import prompts

FOUR = prompts("04")
CHANCE = next(name for name, prompt in FOUR.items() if prompt.kind == "probability" and prompt.forecast)


@pytest.fixture
def seen(monkeypatch):
    """Return what a notebook was told to show: name of the output, what, and whether in the place of the former."""
    monkeypatch.delenv("REGIOLAB_ASK", raising=False)
    monkeypatch.setattr(renewal, "_SHOWN", {})
    told = []
    monkeypatch.setattr(
        "IPython.display.display",
        lambda bundle, display_id=None, update=False, **_more: told.append((display_id, bundle, update)),
    )
    return told


def test_the_study_sheet_renews_itself_when_an_answer_is_saved(tmp_path, seen):
    pad = Notepad(tmp_path)
    regiolab.notes(tmp_path)._ipython_display_()
    (shown,) = renewal._SHOWN.values()
    [(name, bundle, update)] = seen
    assert name and not update and "Nothing is answered yet." in bundle["text/html"]
    assert not shown.refresh(), "nothing was answered"
    pad.reply("unasur_2010", "number", 9.0)
    assert shown.refresh() and not shown.refresh()
    assert seen[1][0] == name and seen[1][2] and "9 members" in seen[1][1]["text/html"]
    pad.draft("trajectory_answer", "words", "Both, and")
    assert not shown.refresh() and len(seen) == 2, "what is typed is no answer yet"
    pad.reopen("unasur_2010", "number")
    assert shown.refresh() and "Nothing is answered yet." in seen[2][1]["text/html"]


def test_hindsight_is_drawn_once_a_probability_is_given(tmp_path, seen):
    hindsight(tmp_path)._ipython_display_()
    (shown,) = renewal._SHOWN.values()
    names = [name for name, _bundle, _update in seen]
    assert len(set(names)) == 2 and "no probabilities" in seen[0][1]["text/html"] and VEGALITE not in seen[0][1]
    Notepad(tmp_path).reply(CHANCE, "probability", 70)
    assert shown.refresh()
    assert [(name, update) for name, _bundle, update in seen[2:]] == [(name, True) for name in names]
    assert VEGALITE in seen[2][1] and "70" in seen[3][1]["text/html"]


def test_a_cell_that_is_run_again_takes_the_place_of_the_former(tmp_path, seen):
    async def run():
        regiolab.notes(tmp_path)._ipython_display_()
        (first,) = renewal._SHOWN.values()
        regiolab.notes(tmp_path)._ipython_display_()
        (second,) = renewal._SHOWN.values()
        await asyncio.sleep(0)
        assert first is not second and first._watch.cancelled() and not second._watch.done()
        second.close()

    asyncio.run(run())


def test_it_renews_itself_without_being_asked(tmp_path, seen, monkeypatch):
    monkeypatch.setattr(renewal, "EVERY", 0)

    async def run():
        regiolab.notes(tmp_path)._ipython_display_()
        Notepad(tmp_path).pass_over("unasur_2010", "number")
        while len(seen) < 2:
            await asyncio.sleep(0)
        next(iter(renewal._SHOWN.values())).close()

    asyncio.run(asyncio.wait_for(run(), 60))
    assert "Passed over on" in seen[1][1]["text/html"]


@pytest.mark.parametrize("mode", ["open", "answered"])
def test_where_nobody_answers_nothing_is_watched(tmp_path, seen, monkeypatch, mode):
    monkeypatch.setenv("REGIOLAB_ASK", mode)
    regiolab.notes(tmp_path)._ipython_display_()
    assert renewal._SHOWN == {} and [name for name, _bundle, _update in seen] == [None]


def test_a_file_that_is_taken_away_leaves_nothing_answered(tmp_path, seen):
    Notepad(tmp_path).reply("unasur_2010", "number", 9.0)
    regiolab.notes(tmp_path)._ipython_display_()
    (shown,) = renewal._SHOWN.values()
    (tmp_path / FILE).unlink()
    assert shown.refresh() and "Nothing is answered yet." in seen[-1][1]["text/html"]


def test_the_sheet_gives_the_answer_to_what_was_passed_over(tmp_path):
    Notepad(tmp_path).pass_over("unasur_2010", "number")
    assert difference.told(prompts("01")["unasur_2010"]) in str(regiolab.notes(tmp_path))


def test_the_numbers_of_a_long_list_have_room():
    from regiolab.lessons.sheet import TEMPLATES

    # two digits and a full stop; JupyterLab cuts off what stands left of an output
    assert "padding-left:2.4em" in (TEMPLATES / "sheet.html").read_text(encoding="utf-8")
