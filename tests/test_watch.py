"""Watching a class: what is read of a folder, what is counted, what is held back, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import re
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import regiolab
from regiolab import i18n
from regiolab.cli import commands
from regiolab.errors import RegiolabError
from regiolab.exercises import model, room
from regiolab.exercises import submission as form
from regiolab.exercises.history import Span
from regiolab.exercises.submission import CodeAnswer, ModelAnswer, Seal, Submission
from regiolab.instructor import grade_class, headcount, lookout, reserve, screen, simulation, vigil
from regiolab.instructor.gathering import Gathering
from regiolab.instructor.lookout import Lookout, Vanished
from regiolab.instructor.standards import Standards
from regiolab.lessons.notepad import Notepad

EXERCISE = "3_classify"
UNIT = "alba_2004_economic"
NOW = 1_800_000_000.0
LONG = reserve.QUIET + 1


def handed(number: int, first: dict | None, second: dict | None = None, sealed: bool = True, **more) -> bytes:
    """Return a file that codes one unit: models with degrees in each round."""
    found = Submission(
        id=f"{number:032x}", exercise=EXERCISE, pseudonym=more.get("pseudonym", f"tree {number}"), version="0"
    )
    changes = more.get("changes", 2)
    for round_, given_ in zip(found.rounds, (first, second), strict=True):
        if given_ is not None:
            models = {name: ModelAnswer(degree=degree) for name, degree in given_.items()}
            round_.answers[UNIT] = CodeAnswer(at=form.now(), revision=1, models=models)
    if sealed and first is not None:
        found.rounds[0].sealed[UNIT] = Seal(revision=1, at=form.now())
    found.history = [Span(writer="0" * 8, changes=changes)]
    return form.dump(found)


SOCIAL, STRATEGIC = {"social": "dominant"}, {"strategic": "element"}


def put(folder: Path, number: int, content: bytes, name: str = f"{EXERCISE}.answers.json") -> Path:
    """Lay a file where a student of a hub has it."""
    path = folder / f"home{number:02d}" / "course" / "exercises" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def begun(folder: Path) -> vigil.Vigil:
    return vigil.begin(folder, EXERCISE)


def shown(watch: vigil.Vigil, **asked: str) -> dict:
    return watch.picture({"question": UNIT, **asked})


def bars(watch: vigil.Vigil, model_name: str, **asked: str) -> list:
    row = next(row for row in shown(watch, **asked)["rows"] if row["name"] == model_name)
    return [[(part["text"], part["sign"], part["n"]) for part in parts] for parts in row["bars"]]


# -- small numbers ----------------------------------------------------------------------------------


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), max_size=8))
def test_no_small_number_is_shown_and_none_can_be_reckoned(counts):
    found = reserve.pooled(counts)
    total = sum(counts.values())
    assert all(n >= room.FEWEST and n == counts[name] for name, n in found.shown.items())
    assert found.rest == total - sum(found.shown.values())
    assert found.rest == 0 or found.rest >= room.FEWEST or (total < room.FEWEST and not found.shown)
    if found.most is not None:
        assert not found.shown and found.least <= counts[found.most] < total and found.least >= room.FEWEST


@given(st.lists(st.permutations("abcd"), min_size=5, max_size=30), st.integers(0, 25))
def test_of_orders_no_small_number_can_be_reckoned_by_rows_and_columns(orders, as_asked):
    orders = orders + [list("abcd")] * as_asked  # most give one order, a few another
    grid = {item: {place: sum(one[place] == item for one in orders) for place in range(4)} | {"": 0} for item in "abcd"}
    found = reserve.crossed(grid)
    held = [(row, name) for row, one in found.items() if one.rest for name in range(4) if name not in one.shown]
    assert all(n >= room.FEWEST for one in found.values() for n in one.shown.values())
    assert all(sum(grid[row][name] for row, name in held if row == one) >= room.FEWEST for one, _name in held)
    if not held:
        return
    # what sums of rows and columns leave open: a cell that no solution moves can be reckoned
    lines = np.array([[each[axis] == line for each in held] for axis in (0, 1) for line in {e[axis] for e in held}])
    _u, sizes, ways = np.linalg.svd(lines.astype(float))
    moves = np.abs(ways[(sizes > 1e-9).sum() :]).max(axis=0, initial=0.0)
    known = [grid[row][name] for (row, name), moved in zip(held, moves, strict=True) if moved < 1e-9]
    assert not any(0 < n < room.FEWEST for n in known)
    by_column = {name: sum(grid[row][other] for row, other in held if other == name) for _row, name in held}
    assert not any(0 < n < room.FEWEST for n in by_column.values())


def test_counts_move_on_by_five_or_after_a_quiet_minute_by_two():
    steps = reserve.Steps()
    six = dict.fromkeys(range(6), "a")
    assert steps.take(six, 0) and steps.kept == six
    assert not steps.take({**six, 6: "b"}, 1) and len(steps.kept) == 6
    assert not steps.take({**six, 6: "b"}, 1 + LONG), "one answer alone would be somebody's"
    eight = {**six, 6: "b", 7: "b"}
    assert not steps.take(eight, 100) and not steps.take(eight, 101)
    assert steps.take(eight, 100 + LONG) and steps.kept == eight
    changed = {**eight, **dict.fromkeys(range(5), "c")}
    assert steps.take(changed, 200), "five who think again are a step as well"
    assert not steps.take(changed, 300)


def test_below_five_nothing_was_shown_so_the_fifth_is_a_step():
    steps = reserve.Steps()
    for n in range(1, 5):
        steps.take(dict.fromkeys(range(n), "a"), n)
    assert steps.take(dict.fromkeys(range(5), "a"), 5) and len(steps.kept) == 5


# -- the folder -------------------------------------------------------------------------------------


def places(found: Lookout) -> list[str]:
    return [place for place, _content in found.look()]


def test_only_what_is_new_or_changed_is_read(tmp_path, monkeypatch):
    for number in range(3):
        put(tmp_path, number, handed(number, SOCIAL))
    found = Lookout(tmp_path)
    assert len(places(found)) == 3
    for _turn in range(lookout.LOOKS):
        assert places(found) == []  # read again for safety, and the same
    monkeypatch.setattr(lookout, "_content", lambda path: pytest.fail(f"{path} was read"))
    assert places(found) == []
    monkeypatch.undo()
    changed = put(tmp_path, 1, handed(1, STRATEGIC))
    assert places(found) == [changed.relative_to(tmp_path).as_posix()]


def test_a_change_that_the_clock_hides_is_seen(tmp_path):
    path = put(tmp_path, 0, handed(0, SOCIAL, changes=3))
    before = path.stat()
    found = Lookout(tmp_path)
    places(found)
    path.write_bytes(handed(0, SOCIAL, changes=4))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size and len(places(found)) == 1


def test_a_new_home_is_found_and_what_is_no_answer_is_passed_over(tmp_path):
    found = Lookout(tmp_path)
    assert places(found) == []
    put(tmp_path, 0, handed(0, SOCIAL))
    (tmp_path / "ana.json").write_bytes(handed(1, SOCIAL))  # on a shared drive, under any name
    (tmp_path / "class.json").write_text("{}")
    for name in ("settings.json", "3_classify.ipynb", "notes.txt"):
        (tmp_path / "home00" / "course" / "exercises" / name).write_text("{}")
    hidden = tmp_path / "home00" / ".local" / f"{EXERCISE}.answers.json"
    python = tmp_path / "home00" / "env" / f"{EXERCISE}.answers.json"
    for path in (hidden, python):
        path.parent.mkdir()
        path.write_bytes(handed(2, SOCIAL))
    python.with_name("pyvenv.cfg").write_text("")
    assert sorted(places(found)) == ["ana.json", f"home00/course/exercises/{EXERCISE}.answers.json"]


def test_many_folders_are_gone_through_in_slices(tmp_path, monkeypatch):
    monkeypatch.setattr(lookout, "SLICE", 10)
    for number in range(60):
        (tmp_path / f"home{number:02d}" / "photos").mkdir(parents=True)
    found = Lookout(tmp_path)
    places(found)
    put(tmp_path, 59, handed(0, SOCIAL))
    monkeypatch.setattr(lookout, "WALK", 2)
    turns = 0
    while not places(found):
        turns += 1
        assert turns < 20


@pytest.mark.posix
def test_links_and_pipes_are_not_opened(tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / f"{EXERCISE}.answers.json").write_bytes(handed(0, SOCIAL))
    (tmp_path / "linked").symlink_to(outside)
    (tmp_path / "link.answers.json").symlink_to(outside / f"{EXERCISE}.answers.json")
    os.mkfifo(tmp_path / "pipe.answers.json")
    assert places(Lookout(tmp_path)) == []


def test_what_may_not_be_opened_is_said_and_tried_again(tmp_path, monkeypatch):
    path = put(tmp_path, 0, handed(0, SOCIAL))
    watch = begun(tmp_path)
    allowed = os.open

    def refuse(name, *rest, **more):
        if Path(name) == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(name))
        return allowed(name, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    watch.look(NOW)
    assert "home00" in watch.troubles()[0] and shown(watch)["begun"] == "0"
    monkeypatch.undo()
    watch.look(NOW)
    assert watch.troubles() == [] and watch.rooms[EXERCISE].begun == 1


def test_a_closed_home_is_said_and_the_others_are_read(tmp_path, monkeypatch):
    for number in range(2):
        put(tmp_path, number, handed(number, SOCIAL))
    allowed = os.scandir

    def refuse(name):
        if Path(name).name == "home01":
            raise PermissionError(errno.EACCES, "Permission denied", str(name))
        return allowed(name)

    monkeypatch.setattr(os, "scandir", refuse)
    watch = begun(tmp_path)
    watch.look(NOW)
    assert watch.rooms[EXERCISE].begun == 1 and "home01" in watch.troubles()[0]
    assert not any("home01" in note for note in watch.notes)


def test_half_written_empty_and_vanished_files_leave_the_last_good_state(tmp_path):
    paths = [put(tmp_path, number, handed(number, SOCIAL)) for number in range(6)]
    watch = begun(tmp_path)
    watch.look(NOW)
    content = paths[0].read_bytes()
    paths[0].write_bytes(content[: len(content) // 2])
    paths[1].write_bytes(b"")
    paths[2].unlink()
    watch.look(NOW + 2)
    assert watch.rooms[EXERCISE].begun == 6 and shown(watch)["told"] == 6
    said = " ".join(watch.troubles())
    assert all(f"home{number:02d}" in said for number in range(3)) and len(watch.notes) == 3
    assert all("fewer than five" in note and "home" not in note for note in watch.notes)
    paths[0].write_bytes(handed(0, STRATEGIC, changes=3))
    paths[1].write_bytes(content)
    put(tmp_path, 2, handed(2, SOCIAL))
    watch.look(NOW + 4)
    assert watch.troubles() == [] and watch.notes == ()


def test_a_placeholder_of_windows_is_not_fetched(tmp_path, monkeypatch):
    path = put(tmp_path, 0, handed(0, SOCIAL))

    class Elsewhere:
        def __init__(self, kind):
            self.kind, self.st_file_attributes = kind, 0x0040_0000

        def __getattr__(self, name):
            return getattr(self.kind, name)

    look = Path.lstat
    monkeypatch.setattr(Path, "lstat", lambda self: Elsewhere(look(self)) if self == path else look(self))
    found = Lookout(tmp_path)
    assert places(found) == [] and len(found.waiting) == 1


def test_a_folder_that_goes_away_is_waited_for_and_then_ends_it(tmp_path):
    folder = tmp_path / "drive"
    put(folder, 0, handed(0, SOCIAL))
    watch = begun(folder)
    watch.look(NOW)
    folder.rename(tmp_path / "away")
    watch.look(NOW + 10)
    assert watch.rooms[EXERCISE].begun == 1 and "away" in watch.notes[0]
    (tmp_path / "away").rename(folder)
    watch.look(NOW + 20)
    assert watch.notes == ()
    folder.rename(tmp_path / "away")
    # the machine slept for an hour: the drive has half a minute from when it is looked for again
    watch.look(NOW + 3600)
    watch.look(NOW + 3600 + vigil.PATIENCE)
    assert watch.rooms[EXERCISE].begun == 1 and "away" in watch.notes[0]
    with pytest.raises(RegiolabError, match="cannot be opened any more"):
        watch.look(NOW + 3600 + vigil.PATIENCE + 1)
    with pytest.raises(Vanished):
        list(Lookout(folder).look())


def test_a_folder_that_was_never_there_is_not_waited_for(tmp_path):
    (tmp_path / "drive").mkdir()
    watch = begun(tmp_path / "drive")
    (tmp_path / "drive").rmdir()
    with pytest.raises(RegiolabError, match="cannot be opened any more"):
        watch.look(NOW)


def test_of_files_that_were_never_read_nothing_is_said_once_they_are_gone(tmp_path):
    """What a program that synchronises lays down for a moment, and what other programs keep beside."""
    passing = [
        put(tmp_path, 0, b"", f"{EXERCISE}.answers.part.json"),
        put(tmp_path, 1, b"{ half", f"{EXERCISE}.answers.part.json"),
        tmp_path / "settings.json",
    ]
    passing[2].write_text("{}")
    put(tmp_path, 2, handed(2, SOCIAL))
    watch = begun(tmp_path)
    watch.look(NOW)
    assert len(watch.troubles()) == len(watch.notes) == 2
    for path in passing:
        path.unlink()
    watch.look(NOW + 2)
    assert watch.troubles() == [] and watch.notes == ()


# -- what is counted --------------------------------------------------------------------------------


def test_only_sealed_answers_count(tmp_path):
    for number in range(8):
        put(tmp_path, number, handed(number, SOCIAL, sealed=number < 6))
    watch = begun(tmp_path)
    watch.look(NOW)
    found = shown(watch)
    assert (found["begun"], found["sealed"], found["told"]) == ("8", "6", 6)
    assert bars(watch, "Social regionalism") == [[("dominant", "", 6)]]


def test_of_conflicted_copies_the_one_with_most_changes_counts(tmp_path):
    for number in range(6):
        put(tmp_path, number, handed(number, SOCIAL))
    put(tmp_path, 0, handed(0, STRATEGIC, changes=9), f"{EXERCISE}.answers (Ana's conflicted copy).json")
    put(tmp_path, 1, handed(1, STRATEGIC, changes=1), f"{EXERCISE}.answers-LAPTOP.json")
    watch = begun(tmp_path)
    watch.look(NOW)
    assert shown(watch)["begun"] == "6"
    counts = watch.rooms[EXERCISE].given[UNIT, "1"][1]
    assert (counts["social:dominant"], counts["strategic:element"]) == (5, 1)


def test_several_files_under_one_pseudonym_are_left_out_and_said(tmp_path):
    for number in range(8):
        put(tmp_path, number, handed(number, SOCIAL, pseudonym="ana" if number < 3 else f"tree {number}"))
    watch = begun(tmp_path)
    watch.look(NOW)
    assert shown(watch)["told"] == 5
    assert any("pseudonym" in sentence and "ana" in sentence for sentence in watch.troubles())


def test_a_broken_or_foreign_file_never_stops_it(tmp_path):
    hostile = [b"\xff\xfe", b"[" * 5000, b'{"format": "regiolab-submission/2"}', b"{}", b"null", b"1" * 3_000_000]
    for number, content in enumerate(hostile):
        put(tmp_path, number, content)
    put(tmp_path, 90, handed(90, SOCIAL).replace(EXERCISE.encode(), b"nowhere"))
    watch = begun(tmp_path)
    watch.look(NOW)
    assert shown(watch)["begun"] == "0"
    assert any("nowhere" in sentence for sentence in watch.troubles())


def test_the_counts_are_those_of_grading(tmp_path, no_report):
    simulation.write_class(tmp_path / "in", 30, ("1_trajectory", EXERCISE))
    for number in range(6):
        pad = Notepad(tmp_path / "in" / f"n{number}")
        pad.reply("unasur_2010", "number", 9.0)
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    watch = vigil.begin(tmp_path / "in")
    watch.look(NOW)
    ours, theirs = room.read(tmp_path / "in"), room.read(tmp_path / "out")
    assert ours.exercises == theirs.exercises and ours.lessons == theirs.lessons and ours.lessons
    assert ours.exercises.keys() == {"1_trajectory", EXERCISE}


def test_class_json_is_written_when_counts_change_and_only_then(tmp_path, monkeypatch):
    written = []
    save = headcount.save
    monkeypatch.setattr(headcount, "save", lambda out, answers: written.append(out) or save(out, answers))
    watch = begun(tmp_path)
    watch.look(NOW)
    for number in range(4):
        put(tmp_path, number, handed(number, SOCIAL))
    watch.look(NOW)
    assert written == []
    put(tmp_path, 4, handed(4, SOCIAL))
    watch.look(NOW)
    assert len(written) == 1 and room.read(tmp_path).exercises[EXERCISE][UNIT]["1"].n == 5
    put(tmp_path, 5, handed(5, SOCIAL))
    watch.look(NOW + 2)
    watch.look(NOW + LONG)
    assert len(written) == 1, "one answer more could be told from the change"
    again = begun(tmp_path)
    again.look(NOW)
    assert len(written) == 2 and begun(tmp_path)._written.exercises[EXERCISE][UNIT]["1"].n == 6


def test_what_another_session_left_in_class_json_stays(tmp_path):
    simulation.write_class(tmp_path / "before", 12, ("1_trajectory",))
    watch = vigil.begin(tmp_path / "before", out=tmp_path / "out")
    watch.look(NOW)
    for number in range(5):
        put(tmp_path / "now", number, handed(number, SOCIAL))
    vigil.begin(tmp_path / "now", out=tmp_path / "out").look(NOW)
    assert room.read(tmp_path / "out").exercises.keys() == {"1_trajectory", EXERCISE}


def test_an_answer_in_a_lesson_is_covered_by_answers_to_the_same_question_alone(tmp_path):
    pads = [Notepad(tmp_path / f"home{number}" / "course" / "notebooks") for number in range(7)]
    for number, pad in enumerate(pads[:6]):
        pad.reply("unasur_2010", "number", float(number))
    watch = vigil.begin(tmp_path)
    watch.look(NOW)
    assert room.read(tmp_path).lessons["unasur_2010"].n == 6
    # one more answers it, while everybody changes something else
    for pad in pads:
        pad.reply("trajectory_answer", "words", "Another thought")
    pads[6].reply("unasur_2010", "number", 9.0)
    watch.look(NOW + 2)
    watch.look(NOW + 4 + LONG)
    assert room.read(tmp_path).lessons["unasur_2010"].n == 6, "one answer more could be told from the change"


@pytest.mark.usefixtures("no_report")
def test_what_it_writes_among_the_submissions_is_no_submission(tmp_path):
    simulation.write_class(tmp_path / "in", 6, (EXERCISE,))
    vigil.begin(tmp_path / "in").look(NOW)
    content = (tmp_path / "in" / room.FILE).read_bytes()
    with zipfile.ZipFile(tmp_path / "in" / "more.zip", "w") as more:
        more.writestr("exercises/class.json", content)
        more.writestr("exercises/Thumbs.db", b"")
    (tmp_path / "in" / "ana").mkdir()
    (tmp_path / "in" / "ana" / room.FILE).write_bytes(handed(7, SOCIAL))  # answers, whatever they are called
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    assert (result.findings, result.files, result.students) == ([], 7, 7)
    named = grade_class(tmp_path / "in" / room.FILE, tmp_path / "out2", pages=False)
    assert "it is in the format regiolab-class/1" in str(named.findings[0])


def test_a_full_disk_is_one_sentence_and_the_page_goes_on(tmp_path, monkeypatch):
    for number in range(5):
        put(tmp_path, number, handed(number, SOCIAL))
    watch = begun(tmp_path)

    def full(out, answers):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(headcount, "save", full)
    watch.look(NOW)
    assert "No space left" in watch.troubles()[-1] and shown(watch)["told"] == 5
    monkeypatch.undo()
    watch.look(NOW + 2)
    assert watch.troubles() == [] and room.read(tmp_path) is not None


# -- what is shown ----------------------------------------------------------------------------------


def test_who_moved_is_told_in_counts_and_small_ones_are_held_back(tmp_path):
    seconds = [STRATEGIC] * 6 + [SOCIAL] * 12 + [{"productive": "element"}] * 5 + [{"productive": "dominant"}, {}]
    for number, second in enumerate(seconds):
        put(tmp_path, number, handed(number, SOCIAL, second or None))
    watch = begun(tmp_path)
    watch.look(NOW)
    moved = shown(watch, second="1")["moved"]
    assert moved["said"] == "Of 24 who came back 12 moved and 12 stay."
    assert sorted((flow["n"], flow["from"], flow["to"]) for flow in moved["flows"]) == [
        (6, "social regionalism", "productive regionalism"),
        (6, "social regionalism", "strategic regionalism"),
    ]
    assert bars(watch, "Social regionalism", second="1")[0] == [("dominant", "", 25)]
    assert shown(watch)["moved"] is None


def test_a_few_who_moved_are_not_counted_out(tmp_path):
    for number in range(10):
        put(tmp_path, number, handed(number, SOCIAL, STRATEGIC if number < 2 else SOCIAL))
    watch = begun(tmp_path)
    watch.look(NOW)
    moved = shown(watch, second="1")["moved"]
    said = "Of 10 who came back fewer than five moved; the others stay."
    assert moved == {"title": "Who moved to other models", "said": said, "flows": [], "rest": ""}
    # in the bars a least number stands for all but the few
    assert bars(watch, "Social regionalism", second="1")[1] == [("dominant", "≥", 6), ("element or absent", "<", 5)]


def test_a_degree_that_changed_is_not_said_to_have_stayed(tmp_path):
    for number in range(10):
        put(tmp_path, number, handed(number, {"social": "element"}, SOCIAL))
    watch = begun(tmp_path)
    watch.look(NOW)
    assert bars(watch, "Social regionalism", second="1") == [[("element", "", 10)], [("dominant", "", 10)]]
    said = shown(watch, second="1")["moved"]["said"]
    assert said == "All 10 who came back name the models that they had sealed; degrees may have changed."


@pytest.fixture(scope="module")
def thirty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("thirty")
    for name in model.names():
        for number, content in enumerate(simulation.contents(name)):
            put(folder, number, content, f"{name}.answers.json")
    watch = vigil.begin(folder)
    watch.look(NOW)
    return watch


CASES = [(name, question.id) for name in model.names() for question in model.read(name).questions]


@pytest.mark.parametrize(("name", "question"), CASES)
def test_no_view_tells_a_small_number_or_a_name(thirty, name, question):
    asked = {"exercise": name, "question": question, "beside": "1", "second": "1"}
    html = screen.view(thirty.picture(asked))
    told = re.sub(
        r"<h1.*?</h1>|<p class=\"(place|prompt)\">.*?</p>|<th.*?</th>|<small>.*?</small>", "", html, flags=re.S
    )
    counts = re.findall(r"<b>(.*?)</b>|<td class=\"cell[^>]*>(.*?)</td>", told, re.S)
    numbers = [re.sub(r"<[^>]*>|&lt; 5|✓", "", "".join(pair)) for pair in counts]
    assert numbers and all(int(n) == 0 or int(n) >= 5 for text in numbers for n in re.findall(r"\d+", text))
    for pseudonym in simulation.PSEUDONYMS[:28]:
        assert pseudonym not in html
    assert not re.search(r"[0-9a-f]{32}", html) and "<script" not in html


@pytest.mark.parametrize("name", model.names())
def test_readings_and_keys_are_not_there_before_they_are_asked_for(thirty, name):
    found = {}
    for beside in ("", "1"):
        html = "".join(
            screen.view(thirty.picture({"exercise": name, "question": question.id, "beside": beside}))
            for question in model.read(name).questions
        )
        found[beside] = sum(html.count(mark) for mark in ("the key", "the article<", "✓", 'class="mark'))
    assert found[""] == 0 and found["1"] > 0


def test_questions_come_in_order_and_by_how_they_divide(thirty):
    asked = {"exercise": EXERCISE}
    ids = [question.id for question in model.read(EXERCISE).questions]
    assert thirty.picture(asked)["question"] == ids[0]
    assert thirty.picture({**asked, "question": ids[0], "step": "back"})["question"] == ids[-1]
    seen, question = [], None
    for _turn in ids:
        found = thirty.picture(
            {**asked, "question": question or "", "order": "divided", "step": "next" if seen else ""}
        )
        question = found["question"]
        seen.append(question)
    assert sorted(seen) == sorted(ids) and seen == list(thirty.rooms[EXERCISE].divided)
    # as in the report: two training units of which one hardly divides anybody
    assert seen.index("mercosur_1991_political") < seen.index("alba_2004_political")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_view_can_be_drawn_in_every_language_and_with_nothing(thirty, tmp_path, language):
    with i18n.speaking(language):
        assert f'lang="{language}"' in screen.page("n")
        assert "data-said" in screen.view(vigil.begin(tmp_path).picture({}))
        for name in model.names():
            screen.view(thirty.picture({"exercise": name, "second": "1"}))


def test_a_class_of_four_sees_nothing_but_that_it_is_small(tmp_path):
    for number in range(4):
        put(tmp_path, number, handed(number, SOCIAL, STRATEGIC))
    watch = begun(tmp_path)
    watch.look(NOW)
    found = shown(watch, second="1", beside="1")
    assert (found["begun"], found["sealed"], found["rounds"]) == ("fewer than five",) * 2 + ([],)
    assert "as soon as five" in screen.view(found) and room.read(tmp_path) is None


# -- the command ------------------------------------------------------------------------------------


def fetched(address: str, **headers: str):
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=5)


def test_the_page_answers_to_its_secret_address_only_and_ends_with_a_sentence(tmp_path):
    for number in range(6):
        put(tmp_path, number, handed(number, SOCIAL))
    said, seen, times = [], {}, iter(range(100))

    def show(opened: screen.Screen) -> None:
        seen["address"] = opened.address

    def sleep(_seconds: float) -> None:
        address = seen["address"]
        with fetched(address) as page:
            policy = page.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and policy.split("nonce-")[1].split("'")[0] in page.read().decode()
        with fetched(f"{address}view?question={UNIT}") as view:
            tag = view.headers["ETag"]
            assert b"Social regionalism" in view.read() and view.headers["Cache-Control"] == "no-store"
        with pytest.raises(urllib.error.HTTPError, match="304"):
            fetched(f"{address}view?question={UNIT}", **{"If-None-Match": tag})
        for other in (address.rsplit("/", 2)[0] + "/", address + "../view", address + "class.json"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                fetched(other)
        with fetched(address.rstrip("/")) as page:
            assert page.url == address
        raise KeyboardInterrupt

    vigil.keep(begun(tmp_path), say=said.append, show=show, sleep=sleep, clock=lambda: NOW + next(times))
    assert len(said) == 1 and said[0].startswith("Stopped at")
    with pytest.raises(urllib.error.URLError):
        fetched(seen["address"])


def test_a_view_that_fails_is_told_once_and_stops_nothing(tmp_path, monkeypatch):
    watch, said, turns = begun(tmp_path), [], iter(range(3))
    monkeypatch.setattr(watch, "picture", lambda asked: 1 / 0)
    seen = {}

    def sleep(_seconds: float) -> None:
        if next(turns) == 2:
            raise KeyboardInterrupt
        with pytest.raises(urllib.error.HTTPError, match="500"):
            fetched(f"{seen['address']}view")

    vigil.keep(watch, say=said.append, show=lambda s: seen.update(address=s.address), sleep=sleep, clock=lambda: NOW)
    assert len(said) == 2 and "ZeroDivisionError" in said[0]


def test_the_command_says_what_is_wrong(tmp_path):
    def run(*words: str):
        return CliRunner().invoke(commands, ["watch", *words], standalone_mode=False).exception

    assert "is not a folder" in str(run(str(tmp_path / "nowhere")))
    assert "3_classify" in str(run(str(tmp_path), "--exercise", "3_clasify"))
    (tmp_path / "file").write_text("")
    assert "name one for class.json" in str(run(str(tmp_path), "--out", str(tmp_path / "file")))


def test_the_command_prints_the_address_and_stops(tmp_path, monkeypatch):
    def stop(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr(vigil.keep, "__kwdefaults__", {**vigil.keep.__kwdefaults__, "sleep": stop})
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ana/")
    done = CliRunner().invoke(commands, ["watch", str(tmp_path), "--no-browser"])
    assert done.exit_code == 0 and "http://127.0.0.1:" in done.output and "/user/ana/proxy/" in done.output


def test_an_exercise_of_ones_own_is_watched(tmp_path):
    data = json.loads(model.find(EXERCISE).read_text(encoding="utf-8"))
    data["exercise"] = "own"
    file = tmp_path / "own.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    for number in range(5):
        put(tmp_path / "in", number, handed(number, SOCIAL).replace(EXERCISE.encode(), b"own"))
    watch = vigil.begin(tmp_path / "in", str(file))
    watch.look(NOW)
    assert watch.picture({"question": UNIT})["told"] == 5 and regiolab.__version__


def test_a_reason_thought_over_is_nobodys_cover(tmp_path):
    for number in range(10):
        put(tmp_path, number, handed(number, SOCIAL))
    watch = begun(tmp_path)
    watch.look(NOW)
    for number in range(8):
        data = json.loads(handed(number, SOCIAL, changes=3))
        data["rounds"][0]["answers"][UNIT]["rationale"] = "Thought over once more."
        put(tmp_path, number, json.dumps(data).encode())
    put(tmp_path, 9, handed(9, SOCIAL, STRATEGIC, changes=3))
    watch.look(NOW + 2)
    watch.look(NOW + 2 + LONG)
    assert watch.rooms[EXERCISE].given.get((UNIT, "2")) is None


def test_what_was_gathered_is_counted_once_for_each_change(tmp_path):
    found = Gathering(Standards())
    for number in range(6):
        found.take(f"{number}.answers.json", handed(number, SOCIAL))
    assert found.room(EXERCISE, 0) is found.room(EXERCISE, 2)
