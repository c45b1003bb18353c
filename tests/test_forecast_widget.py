"""The reader's own forecasts: made, changed, judged, reopened, taken away; a damaged file is set aside."""

from __future__ import annotations

import datetime as dt
import html
import json
import os
import re

import pytest

from regiolab import files, widgets
from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises import foresight, logbook
from regiolab.files import locked
from regiolab.widgets import forecasts as widget_module

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
    held = json.loads((tmp_path / foresight.FILE).read_text(encoding="utf-8"))
    assert held["format"] == foresight.FORMAT
    assert set(held["forecasts"][0]) == {"id", "versions", "outcomes"}
    assert set(held["forecasts"][0]["versions"][0]) == {"statement", "by", "probability", "reason", "made"}
    assert [path.name for path in tmp_path.iterdir()] == [foresight.FILE]


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
    own._list.children[0].buttons["remove"].click()
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["Two."]
    with pytest.raises(InvalidValue, match="from 0 on"):
        own.remove(7)


def test_two_notebooks_on_one_file_lose_nothing(tmp_path):
    one, two = widgets.forecast(tmp_path), widgets.forecast(tmp_path)
    add(one, statement="One.")
    add(two, statement="Two.")
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["One.", "Two."]


GOOD = {"statement": "a", "by": NEXT, "probability": 5, "reason": "b", "made": "2026-01-01"}
SETTLED = {"result": "came_true", "on": "2026-05-01", "saw": "c", "told": "2026-05-02", "reopened": ""}


def present(*versions, **more) -> bytes:
    """The file of one forecast in the format of today."""
    one = {"id": "f1", "versions": list(versions), "outcomes": [], **more}
    return json.dumps({"format": foresight.FORMAT, "forecasts": [one]}).encode()


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
        json.dumps({"format": foresight.FORMER, "forecasts": [{**GOOD, "probability": 0}]}).encode(),
        json.dumps({"format": foresight.FORMER, "forecasts": [{**GOOD, "more": 1}]}).encode(),
        present({**GOOD, "probability": 100}),
        present(GOOD, id=7),
        present(GOOD, more=1),
        present(),
        present(GOOD, outcomes=[{**SETTLED, "on": "2025-12-31"}]),
        present(GOOD, outcomes=[{**SETTLED, "on": "2100-01-01", "told": "2100-01-02"}]),
        present(GOOD, outcomes=[{**SETTLED, "result": "perhaps"}]),
        present(GOOD, outcomes=[SETTLED, SETTLED]),
        present(GOOD, outcomes=[{**SETTLED, "on": "20260501"}]),
        present({**GOOD, "made": "2026-02-01"}, GOOD),
        json.dumps({"format": foresight.FORMAT, "forecasts": [json.loads(present(GOOD))["forecasts"][0]] * 2}).encode(),
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside_and_said(tmp_path, content):
    (tmp_path / foresight.FILE).write_bytes(content)
    own = widgets.forecast(tmp_path)
    kept = list(tmp_path.glob("my_forecasts.unreadable-*.json"))
    assert own.forecasts == [] and len(kept) == 1 and kept[0].read_bytes() == content
    assert kept[0].name in own.notice.text
    add(own)
    assert len(widgets.forecast(tmp_path).forecasts) == 1 and kept[0].read_bytes() == content


def test_two_damaged_files_of_one_second_are_both_kept(tmp_path):
    for _time in range(2):
        (tmp_path / foresight.FILE).write_bytes(b"{")
        widgets.forecast(tmp_path)
    assert len(list(tmp_path.glob("my_forecasts.unreadable-*.json"))) == 2


def test_markup_in_a_forecast_stays_text(own):
    add(own, statement="<script>alert(1)</script>", reason="<b>x</b>")
    shown = own._list.children[0].children[0].value
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "<b>x" not in shown


def test_a_folder_that_cannot_be_written_is_said(own, monkeypatch):
    def refuse(path, content):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(logbook, "write_atomically", refuse)
    with pytest.raises(RegiolabError, match="cannot be written"):
        add(own)
    assert len(own.forecasts) == 1
    fill(own)
    assert "cannot be written" in own.message.text and len(own.forecasts) == 2


def test_what_could_not_be_written_is_kept_until_it_can(own, tmp_path, monkeypatch):
    add(own, statement="One.")
    with monkeypatch.context() as patch:
        patch.setattr(logbook, "write_atomically", lambda path, content: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(RegiolabError):
            add(own, statement="Two.")
    add(own, statement="Three.")
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["One.", "Two.", "Three."]


def test_a_lock_that_cannot_be_had_is_named_and_nothing_is_lost(own, tmp_path, monkeypatch):
    monkeypatch.setattr(logbook, "WAIT", 0.1)
    with locked(tmp_path / foresight.FILE, 1), pytest.raises(RegiolabError, match=r"\.my_forecasts\.json\.lock"):
        add(own, statement="One.")
    assert [item.statement for item in own.forecasts] == ["One."]
    add(own, statement="Two.")
    assert [item.statement for item in widgets.forecast(tmp_path).forecasts] == ["One.", "Two."]


def test_a_folder_without_locks_saves_and_says_so(own, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_native", lambda *_a: (None, False))
    add(own)
    assert "keeps no locks" in own.notice.text and len(widgets.forecast(tmp_path).forecasts) == 1


def test_a_damaged_file_in_a_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / foresight.FILE).write_bytes(b"{")

    def refuse(*_arguments):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(logbook.Path, "rename", refuse)
    monkeypatch.setattr(logbook, "locked", refuse)
    own = widgets.forecast(tmp_path)
    assert "is damaged and cannot be set aside" in own.notice.text
    fill(own)
    assert "cannot be set aside" in own.message.text and own._reason.value == "Talks."


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path):
    (tmp_path / foresight.FILE).mkdir()
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


# -- changed, judged, reopened ----------------------------------------------------------------------


@pytest.fixture
def day(monkeypatch):
    """Set the day on which things are done; without it the clock's."""
    return lambda text: monkeypatch.setattr(widget_module, "_today", lambda: text)


def click(own, place, name):
    own._list.children[place].buttons[name].click()


def words(own, place=0) -> list[str]:
    """The lines of a row, as a reader sees them."""
    parts = re.split(r"</?(?:p|li|summary)[^>]*>", own._list.children[place].words.value)
    return [html.unescape(re.sub("<[^>]+>", "", part)).strip() for part in parts if re.sub("<[^>]+>", "", part).strip()]


def test_a_file_of_the_former_version_is_read_and_written_in_the_new_one(tmp_path):
    items = [GOOD, {**GOOD, "statement": "c"}, GOOD]
    (tmp_path / foresight.FILE).write_bytes(json.dumps({"format": foresight.FORMER, "forecasts": items}).encode())
    one, two = widgets.forecast(tmp_path), widgets.forecast(tmp_path)
    assert [item.statement for item in one.forecasts] == ["a", "c", "a"] and one.notice.text == ""
    assert one.forecasts == two.forecasts and len({item.id for item in one.forecasts}) == 3
    one.edit(1, probability=30)
    two.edit(2, probability=40)  # opened before the file was written anew
    found = widgets.forecast(tmp_path).forecasts
    assert [item.probability for item in found] == [5, 30, 40]
    assert found[1].versions[0] == foresight.Version(**items[1])


def test_every_change_is_kept_with_its_day(own, tmp_path, day):
    day("2026-01-01")
    add(own, probability=80)
    day("2026-02-01")
    own.edit(0, probability=60)
    day("2026-03-01")
    own.edit(0, statement="CELAC holds two summits.", by="2098-01-01", reason="New chair")
    day("2026-04-01")
    own.edit(0, probability=60)  # nothing new
    (found,) = widgets.forecast(tmp_path).forecasts
    assert found.probabilities == [("2026-01-01", 80), ("2026-02-01", 60)]
    assert [item.made for item in found.versions] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert (found.made, found.statement, found.by) == ("2026-01-01", "CELAC holds two summits.", "2098-01-01")
    assert "Probability over time: 80 % (1 January 2026); 60 % (1 February 2026)." in words(own)
    assert "2 earlier versions" in words(own) and sum("CELAC holds a summit." in line for line in words(own)) == 2


def test_words_do_not_run_together(own, day):
    day("2026-01-01")
    add(own, statement="Nobody leaves", reason="Nobody wants it")
    assert words(own) == [
        "Nobody leaves",
        "70 % by 31 December 2099. Made on 1 January 2026.",
        "Because: Nobody wants it.",
    ]


def test_the_form_changes_a_forecast_and_is_empty_again(own):
    add(own)
    click(own, 0, "edit")
    assert own._statement.value == "CELAC holds a summit." and own._by.value == dt.date(2099, 12, 31)
    assert own._probability.value == 70 and own._save.description == "Save the change"
    own._probability.value = 40
    own._save.click()
    assert own.forecasts[0].probability == 40 and len(own.forecasts) == 1
    assert own._statement.value == "" and own._save.description == "Save the forecast"
    click(own, 0, "edit")
    own._leave.click()
    assert own._at is None and own._statement.value == "" and own._leave.layout.display == "none"


def test_a_probability_between_the_offered_ones_can_be_changed(own):
    add(own, probability=33)
    click(own, 0, "edit")
    assert own._probability.value == 33
    own._probability.value = 40
    own._save.click()
    assert own.forecasts[0].probabilities[-1][1] == 40


def test_a_forecast_is_judged_with_day_and_source_and_reopened(own, tmp_path, day):
    day("2026-01-01")
    add(own, by="2026-12-31", probability=80)
    day("2026-06-01")
    click(own, 0, "judge")
    assert own._form.layout.display == "none" and own._result.value is None and own._on.value is None
    own._judge.click()
    assert "Choose the day" in own.message.text
    own._on.value = dt.date(2026, 5, 1)
    own._judge.click()
    assert "Choose what came of it" in own.message.text
    own._result.value = "came_true"
    own._judge.click()
    assert "what you saw, and where" in own.message.text and own.forecasts[0].outcome is None
    own._saw.value = "The declaration of the summit"
    own._judge.click()
    assert own.message.text == "" and own._judgement.layout.display == "none"
    (found,) = widgets.forecast(tmp_path).forecasts
    assert found.outcome == foresight.Outcome("came_true", "2026-05-01", "The declaration of the summit", "2026-06-01")
    assert "●\xa0came true, 1 May 2026: The declaration of the summit." in words(own)
    assert own._list.children[0].buttons["edit"].layout.display == "none"
    with pytest.raises(InvalidValue, match="reopen it before you change it"):
        own.edit(0, probability=99)
    with pytest.raises(InvalidValue, match="reopen it before you judge it again"):
        own.resolve(0, "did_not", "x")
    day("2026-06-02")
    click(own, 0, "reopen")
    (found,) = widgets.forecast(tmp_path).forecasts
    assert found.outcome is None and found.outcomes[0].reopened == "2026-06-02"
    assert "Reopened on 2 June 2026; before that: came true." in words(own)
    with pytest.raises(InvalidValue, match="not judged yet"):
        own.reopen(0)
    own.resolve(0, "did_not", "It was put off.")
    assert own.forecasts[0].outcome.on == "2026-06-02"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"result": "perhaps"}, "what came of it"),
        ({"result": None}, "what came of it"),
        ({"saw": " "}, "what you saw"),
        ({"saw": "a" * 1001}, "at most 1000"),
        ({"on": "2026-06-02"}, "2 June 2026 has not come yet"),
        ({"on": "2025-12-31"}, "before the forecast was made, on 1 January 2026"),
        ({"on": "2026-05-02"}, "to happen by 1 May 2026"),
        ({"on": "soon"}, "not a date"),
    ],
)
def test_an_outcome_that_cannot_be_is_a_sentence_and_changes_nothing(own, day, given, says):
    day("2026-01-01")
    add(own, by="2026-05-01")
    day("2026-06-01")
    with pytest.raises(InvalidValue, match=says):
        own.resolve(0, **{"result": "came_true", "saw": "A report.", "on": "2026-04-01", **given})
    assert own.forecasts[0].outcomes == ()


def test_what_did_not_come_true_is_known_after_its_day(own, day):
    day("2026-01-01")
    add(own, by="2026-05-01")
    day("2026-06-01")
    own.resolve(0, "did_not", "No record of it.")
    assert own.forecasts[0].outcome.on == "2026-06-01"


def test_a_forecast_whose_day_has_come_is_judged_not_changed(own, day):
    day("2026-01-01")
    add(own, by="2026-05-01")
    day("2026-05-01")
    with pytest.raises(InvalidValue, match="1 May 2026, has come: judge it now"):
        own.edit(0, probability=99)


@pytest.mark.parametrize(("settled", "counts"), [("2026-03-01", 20), ("2026-02-28", 20), ("2026-03-02", 95)])
def test_a_probability_changed_on_the_day_of_the_outcome_or_later_does_not_count(own, day, settled, counts):
    day("2026-01-01")
    add(own, probability=20)
    day("2026-03-01")
    own.edit(0, probability=95)
    day("2026-03-05")
    own.resolve(0, "came_true", "A report.", on=settled)
    assert foresight.judged(own.forecasts) == ([counts / 100], [True])
    assert f"The score counts {counts} %." in words(own)


@pytest.mark.parametrize(("moved", "counts"), [("2027-05-01", True), ("2026-04-01", False)])
def test_the_day_that_stood_before_the_outcome_is_the_one_that_counts(own, day, moved, counts):
    day("2026-01-01")
    add(own, by="2026-05-01")
    day("2026-03-01")
    own.edit(0, by=moved)
    day("2026-06-01")
    if counts:
        own.resolve(0, "came_true", "A report.", on="2026-05-15")
        assert own.forecasts[0].outcome.result == "came_true"
    else:
        with pytest.raises(InvalidValue, match="to happen by 1 April 2026"):
            own.resolve(0, "came_true", "A report.", on="2026-04-15")


def test_score_and_curve_wait_and_say_for_how_many(own, day):
    day("2026-01-01")
    for place in range(21):
        add(own, statement=f"Number {place}.", probability=50)
    day("2026-02-01")
    own.resolve(20, "unjudged", "Nobody says.")
    for place in range(4):
        own.resolve(place, "came_true", "A report.")
    assert own.score is None and "waits for 5 judged forecasts, a calibration curve for 20; so far: 4" in (
        own._words.value
    )
    own.resolve(4, "did_not", "A report.")
    assert own.score == 0.25 and "Brier score of 5 judged forecasts: 0.25" in own._words.value
    assert "always saying 50 % gives 0.25" in own._words.value and own._turn.layout.display == "none"
    with pytest.raises(InvalidValue, match="waits for 20 judged forecasts; so far: 5"):
        own.curve()
    for place in range(5, 20):
        own.resolve(place, "did_not", "A report.")
    assert own.curve().table[["n", "came_true"]].values.tolist() == [[20, 4]]
    assert own._turn.layout.display is None
    own._turn.click()
    assert own._list.layout.display == own._form.layout.display == "none" and own._stage.layout.display is None
    assert "4 of 20 came true" in own._stage.children[1].value
    own._turn.click()
    assert own._list.layout.display is None and own._stage.layout.display == "none"
    own._turn.click()
    own.reopen(0)  # one too few: the list comes back
    assert own._list.layout.display is None and own._turn.layout.display == "none"


def test_two_notebooks_that_change_one_forecast_are_told(tmp_path):
    one, two = widgets.forecast(tmp_path), widgets.forecast(tmp_path)
    add(one)
    add(two, statement="Two.")
    one.edit(0, probability=60)
    with pytest.raises(InvalidValue, match="changed in another notebook"):
        two.edit(0, probability=90)
    assert two.forecasts[0].probability == 60
    two.edit(0, probability=90)  # seen, and decided
    one.remove(1)
    two._list.children[1].buttons["judge"].click()
    two._result.value, two._on.value, two._saw.value = "did_not", dt.date.today(), "A report."
    two._judge.click()
    assert "taken away in another notebook" in two.message.text and two._saw.value == "A report."
    assert [item.probability for item in widgets.forecast(tmp_path).forecasts] == [90]


def test_changes_that_could_not_be_written_are_made_again_on_what_the_file_holds(own, tmp_path, monkeypatch):
    add(own, statement="One.")
    other = widgets.forecast(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(logbook, "write_atomically", lambda path, content: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(RegiolabError):
            own.edit(0, probability=10)
    add(other, statement="Two.")
    add(own, statement="Three.")
    found = widgets.forecast(tmp_path).forecasts
    assert [(item.statement, item.probability) for item in found] == [("One.", 10), ("Two.", 70), ("Three.", 70)]


def test_a_forecast_that_was_begun_comes_back_after_another_was_changed_or_judged(own):
    add(own)
    row = next(iter(own._rows.values()))
    own._statement.value, own._probability.value = "Half a sentence", 20
    for name in ("edit", "judge"):
        row.buttons[name].click()
        assert own._statement.value == "CELAC holds a summit." and own._probability.value == 70
        own._leave.click()
        assert (own._statement.value, own._probability.value, own._by.value) == ("Half a sentence", 20, None)
    row.buttons["edit"].click()
    own._save.click()
    fill(own, statement="Half a sentence, and the rest.")
    assert own._statement.value == "" and len(own.forecasts) == 2


def test_a_row_keeps_its_buttons_while_its_words_change(own):
    add(own)
    row = own._list.children[0]
    own.edit(0, probability=10)
    add(own)
    assert own._list.children[0] is row and "10 %" in row.words.value


def test_taking_away_what_is_being_changed_empties_the_form(own):
    add(own)
    click(own, 0, "edit")
    click(own, 0, "remove")
    assert own._at is None and own._statement.value == "" and own.forecasts == []
