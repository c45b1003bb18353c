"""The reader's own forecasts: made, saved, restored, taken away; a damaged file is set aside."""

from __future__ import annotations

import datetime as dt
import json
import os

import pytest

from regiolab import files, widgets
from regiolab.errors import InvalidValue, RegiolabError
from regiolab.files import locked
from regiolab.widgets import forecasts

NEXT = "2099-12-31"


def add(own, statement="CELAC holds a summit.", by=NEXT, probability=70, reason="It did so before."):
    own.add(statement, by=by, probability=probability, reason=reason)


def fill(own, **values):
    given = {"statement": "A treaty is signed.", "by": dt.date(2099, 1, 1), "probability": 20, "reason": "Talks."}
    for name, value in {**given, **values}.items():
        getattr(own, f"_{name}").value = value
    own._save.click()


@pytest.fixture
def own(tmp_path):
    return widgets.forecast(tmp_path)


def test_nothing_is_chosen_at_first_and_nothing_written(own, tmp_path):
    assert own.forecasts == [] and own._by.value is None and own._probability.value is None
    assert list(tmp_path.iterdir()) == [] and own.message.text == ""


def test_a_forecast_is_saved_and_restored(own, tmp_path):
    add(own)
    add(own, statement="Ecuador returns to UNASUR.", probability=5)
    again = widgets.forecast(tmp_path)
    assert again.forecasts == own.forecasts and len(again.forecasts) == 2
    assert again.forecasts[0].made == str(dt.date.today())
    held = json.loads((tmp_path / forecasts.FILE).read_text(encoding="utf-8"))
    assert held["format"] == forecasts.FORMAT
    assert set(held["forecasts"][0]) == {"statement", "by", "probability", "reason", "made"}
    assert [path.name for path in tmp_path.iterdir()] == [forecasts.FILE]


def test_the_form_saves_and_is_empty_again(own):
    fill(own)
    assert [item.statement for item in own.forecasts] == ["A treaty is signed."]
    assert own._statement.value == "" and own._by.value is None and own._probability.value is None
    assert "A treaty is signed." in own._list.children[0].children[0].value


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"statement": " "}, "what you expect"),
        ({"reason": ""}, "why you expect it"),
        ({"by": None}, "day by which"),
        ({"by": dt.date(2001, 1, 1)}, "looks ahead"),
        ({"probability": None}, "Choose a probability"),
    ],
)
def test_what_is_missing_is_said_in_the_widget_and_nothing_is_lost(own, values, words):
    fill(own, **values)
    assert words in own.message.text and own.forecasts == []
    assert own._reason.value == values.get("reason", "Talks.")


@pytest.mark.parametrize("probability", [0, 100, -3, 50.5, "70", True])
def test_a_probability_leaves_room_for_being_wrong(own, probability):
    with pytest.raises(InvalidValue):
        add(own, probability=probability)


@pytest.mark.parametrize("by", ["soon", "2099-13-01", "", None, "2018-01-01"])
def test_a_day_that_is_none_or_past_is_refused(own, by):
    with pytest.raises(InvalidValue):
        add(own, by=by)


def test_too_long_a_text_is_refused(own):
    with pytest.raises(InvalidValue, match="1000"):
        add(own, statement="a" * 1001)


def test_a_forecast_can_be_taken_away(own, tmp_path):
    add(own, statement="One.")
    add(own, statement="Two.")
    own._list.children[0].children[1].click()
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["Two."]
    with pytest.raises(InvalidValue, match="from 0 on"):
        own.remove(7)


def test_two_notebooks_on_one_file_lose_nothing(tmp_path):
    one, two = widgets.forecast(tmp_path), widgets.forecast(tmp_path)
    add(one, statement="One.")
    add(two, statement="Two.")
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["One.", "Two."]


GOOD = {"statement": "a", "by": NEXT, "probability": 5, "reason": "b", "made": "2026-01-01"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": "other", "forecasts": []}',
        b'{"format": "regiolab-forecasts/1", "forecasts": 7}',
        b'{"format": "regiolab-forecasts/1", "forecasts": [7]}',
        json.dumps({"format": forecasts.FORMAT, "forecasts": [{**GOOD, "probability": 0}]}).encode(),
        json.dumps({"format": forecasts.FORMAT, "forecasts": [{**GOOD, "more": 1}]}).encode(),
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside_and_said(tmp_path, content):
    (tmp_path / forecasts.FILE).write_bytes(content)
    own = widgets.forecast(tmp_path)
    kept = list(tmp_path.glob("my_forecasts.unreadable-*.json"))
    assert own.forecasts == [] and len(kept) == 1 and kept[0].read_bytes() == content
    assert kept[0].name in own.notice.text
    add(own)
    assert len(widgets.forecast(tmp_path).forecasts) == 1 and kept[0].read_bytes() == content


def test_two_damaged_files_of_one_second_are_both_kept(tmp_path):
    for _time in range(2):
        (tmp_path / forecasts.FILE).write_bytes(b"{")
        widgets.forecast(tmp_path)
    assert len(list(tmp_path.glob("my_forecasts.unreadable-*.json"))) == 2


def test_markup_in_a_forecast_stays_text(own):
    add(own, statement="<script>alert(1)</script>", reason="<b>x</b>")
    shown = own._list.children[0].children[0].value
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "<b>x" not in shown


def test_a_folder_that_cannot_be_written_is_said(own, monkeypatch):
    def refuse(path, content):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(forecasts, "write_atomically", refuse)
    with pytest.raises(RegiolabError, match="cannot be written"):
        add(own)
    assert len(own.forecasts) == 1
    fill(own)
    assert "cannot be written" in own.message.text and len(own.forecasts) == 2


def test_what_could_not_be_written_is_kept_until_it_can(own, tmp_path, monkeypatch):
    add(own, statement="One.")
    with monkeypatch.context() as patch:
        patch.setattr(forecasts, "write_atomically", lambda path, content: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(RegiolabError):
            add(own, statement="Two.")
    add(own, statement="Three.")
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["One.", "Two.", "Three."]


def test_a_lock_that_cannot_be_had_is_named_and_nothing_is_lost(own, tmp_path, monkeypatch):
    monkeypatch.setattr(forecasts, "WAIT", 0.1)
    with locked(tmp_path / forecasts.FILE, 1), pytest.raises(RegiolabError, match=r"\.my_forecasts\.json\.lock"):
        add(own, statement="One.")
    assert [item.statement for item in own.forecasts] == ["One."]
    add(own, statement="Two.")
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["One.", "Two."]


def test_a_folder_without_locks_saves_and_says_so(own, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_native", lambda *_a: (None, False))
    add(own)
    assert "keeps no locks" in own.notice.text and len(widgets.forecast(tmp_path).forecasts) == 1


def test_a_damaged_file_in_a_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / forecasts.FILE).write_bytes(b"{")

    def refuse(*_arguments):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(forecasts.Path, "rename", refuse)
    monkeypatch.setattr(forecasts, "locked", refuse)
    own = widgets.forecast(tmp_path)
    assert "is damaged and cannot be set aside" in own.notice.text
    fill(own)
    assert "cannot be set aside" in own.message.text and own._reason.value == "Talks."


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path):
    (tmp_path / forecasts.FILE).mkdir()
    own = widgets.forecast(tmp_path)
    assert "cannot be read" in own.notice.text
    fill(own)
    assert "cannot be read" in own.message.text and own.forecasts == [] and own._reason.value == "Talks."


def test_callbacks_get_plain_values(own):
    heard = []
    own.on_change(heard.append)
    add(own)
    assert heard[0][0]["probability"] == 70 and isinstance(heard[0][0], dict)


def test_every_control_is_labelled(own):
    for control in (own._statement, own._by, own._probability, own._reason, own._save):
        assert control.description
