"""A file that saves itself: which of two copies goes on, what is laid beside, and what is said."""

from __future__ import annotations

import contextlib
import json
import shutil

import pytest

from regiolab import files
from regiolab.errors import InvalidValue
from regiolab.exercises import safekeeping
from regiolab.lessons.notepad import FILE, Notepad


def say(pad: Notepad, **replies: int) -> Notepad:
    for name, value in replies.items():
        pad.reply(name, "number", value)
    return pad


def held(pad: Notepad) -> dict:
    return {name: reply.value for name, reply in pad.held.replies.items()}


def copied(folder, name: str):
    other = folder / name
    other.mkdir()
    if (folder / FILE).exists():
        shutil.copy(folder / FILE, other)
    return other


def beside(folder) -> list[str]:
    return sorted(path.name for path in folder.glob("*.json") if path.name != FILE)


def fresh(folder, name: str) -> Notepad:
    """Return the notes of somebody else."""
    (folder / name).mkdir()
    return Notepad(folder / name)


@pytest.fixture
def no_clock(monkeypatch):
    monkeypatch.setattr(files.time, "strftime", lambda _form: "now")


@pytest.fixture
def no_disk(monkeypatch):
    def refuse(*_given):
        raise PermissionError(13, "no right to write")

    return lambda: monkeypatch.setattr(safekeeping, "write_atomically", refuse)


def test_nothing_is_written_before_anything_is_answered(tmp_path):
    pad = Notepad(tmp_path)
    assert pad.saved and pad.saved_at is None and pad.notices == [] and list(tmp_path.iterdir()) == []
    say(pad, q=1)
    assert pad.saved and pad.saved_at is not None and (tmp_path / FILE).exists()
    again = Notepad(tmp_path)
    assert held(again) == {"q": 1} and again.saved_at is not None and again.held.id == pad.held.id


def test_two_notebooks_on_one_file_lose_nothing(tmp_path):
    one, other = Notepad(tmp_path), Notepad(tmp_path)
    say(one, q=1)
    say(other, r=2)
    say(one, s=3)
    assert held(one) == {"q": 1, "r": 2, "s": 3} and one.conflict is None and one.notices == other.notices == []
    assert [span.changes for span in one.held.history] == [1, 1, 1]


def test_a_newer_copy_replaces_and_an_older_one_holds_nothing_new(tmp_path):
    pad = say(Notepad(tmp_path), q=1)
    before = pad.download()
    later = say(Notepad(copied(tmp_path, "other")), r=2).download()
    pad.upload(before, "copy.json")
    assert pad.notices == ["copy.json holds nothing that is not here already."] and held(pad) == {"q": 1}
    pad.upload(later, "later.json")
    assert held(pad) == held(Notepad(tmp_path)) == {"q": 1, "r": 2} and len(pad.notices) == 1
    pad.upload(before, "copy.json")
    assert held(pad) == {"q": 1, "r": 2} and len(pad.notices) == 2 and beside(tmp_path) == []


def test_what_was_written_can_be_read_in_the_file_itself(tmp_path):
    pad = Notepad(tmp_path)
    pad.reply("q", "text", "integración, integração 🌎")
    assert '"value": "integración, integração 🌎"' in pad.path.read_text(encoding="utf-8")
    assert held(Notepad(tmp_path)) == {"q": "integración, integração 🌎"}


@pytest.mark.parametrize("other", [True, False])
def test_of_two_copies_that_went_apart_one_counts_and_the_other_stays_beside(tmp_path, other, no_clock):
    pad = say(Notepad(tmp_path), q=1)
    apart = say(Notepad(copied(tmp_path, "other")), r=2, t=4).download()
    say(pad, r=3)
    pad.settle(True)
    assert held(pad) == {"q": 1, "r": 3}, "there is nothing to settle"
    pad.upload(apart, FILE)
    assert pad.conflict.questions == ("r", "t") and held(pad) == {"q": 1, "r": 3}
    assert "2 answers differ" in pad.notices[-1] and "lessons.conflict-now.json" in pad.notices[-1]
    pad.settle(other)
    assert pad.conflict is None
    assert held(pad) == held(Notepad(tmp_path)) == ({"q": 1, "r": 2, "t": 4} if other else {"q": 1, "r": 3})
    assert beside(tmp_path) == ["lessons.conflict-now.json", "lessons.conflict-now-2.json"][: 1 + other][::-1]
    if other:
        assert pad.notices[-1] == "The copy that you left was kept as lessons.conflict-now-2.json."


def test_a_file_that_went_another_way_goes_on_and_ones_own_is_laid_beside(tmp_path):
    pad = say(Notepad(tmp_path), q=1)
    away = say(Notepad(copied(tmp_path, "other")), r=2)
    say(pad, s=3)
    shutil.copy(away.path, tmp_path)
    say(pad, u=4)
    assert held(pad) == {"q": 1, "r": 2, "u": 4} and pad.conflict.questions == ("r", "s")
    assert len(beside(tmp_path)) == 1 and "answers differ" in pad.notices[-1]


def test_a_copy_that_cannot_be_laid_beside_is_not_taken_over(tmp_path, no_disk, monkeypatch):
    pad = say(Notepad(tmp_path), q=1)
    apart = say(Notepad(copied(tmp_path, "other")), r=2).download()
    say(pad, r=3)
    no_disk()
    with pytest.raises(InvalidValue, match=r"theirs\.json was not taken over \(no right to write\)"):
        pad.upload(apart, "theirs.json")
    assert held(pad) == {"q": 1, "r": 3} and pad.conflict is None and pad.notices == [] and beside(tmp_path) == []
    monkeypatch.undo()
    pad.upload(apart, "theirs.json")
    (kept,) = beside(tmp_path)
    assert pad.conflict.path.name == kept and kept in pad.notices[-1]

    # nor is the other chosen where these cannot be kept
    def refuse(*_given):
        raise OSError(28, "no room")

    monkeypatch.setattr(type(pad.path), "rename", refuse)
    with pytest.raises(InvalidValue, match="was not taken over"):
        pad.settle(True)
    assert held(pad) == {"q": 1, "r": 3} and pad.conflict.path.name == kept
    monkeypatch.undo()
    pad.settle(True)
    assert held(pad) == held(Notepad(tmp_path)) == {"q": 1, "r": 2} and pad.conflict is None


def test_ones_own_copy_stays_in_memory_until_it_can_be_laid_beside(tmp_path, no_disk, monkeypatch):
    pad = say(Notepad(tmp_path), q=1)
    away = say(Notepad(copied(tmp_path, "other")), r=2)
    say(pad, s=3)
    shutil.copy(away.path, tmp_path)
    no_disk()
    say(pad, u=4)
    assert held(pad) == {"q": 1, "s": 3, "u": 4} and pad.conflict is None and not pad.saved
    assert len(pad.notices) == 1 and "download them" in pad.notices[0] and beside(tmp_path) == []
    monkeypatch.undo()
    say(pad, v=5)
    assert held(pad) == held(Notepad(tmp_path)) == {"q": 1, "r": 2, "v": 5} and pad.saved
    (kept,) = beside(tmp_path)
    assert kept in pad.notices[-1] and pad.conflict.questions == ("r", "s", "u") and held_in(tmp_path / kept) == "qsu"


def held_in(path) -> str:
    return "".join(sorted(json.loads(path.read_text(encoding="utf-8"))["replies"]))


def test_an_older_file_put_in_its_place_is_overtaken(tmp_path):
    pad = say(Notepad(tmp_path), q=1)
    before = (tmp_path / FILE).read_bytes()
    say(pad, r=2)
    (tmp_path / FILE).write_bytes(before)
    say(pad, s=3)
    assert held(pad) == held(Notepad(tmp_path)) == {"q": 1, "r": 2, "s": 3} and pad.notices == []


def test_anothers_answers_replace_these_which_are_kept(tmp_path, no_clock):
    other = say(Notepad(copied(tmp_path, "other")), z=9)
    empty = Notepad(tmp_path)
    empty.upload(other.download(), FILE)
    assert held(empty) == {"z": 9} and empty.notices == [] and beside(tmp_path) == []
    mine = say(Notepad(copied(tmp_path / "other", "mine")), z=1)
    third = tmp_path / "third"
    third.mkdir()
    say(Notepad(third), q=1)
    mine.upload((third / FILE).read_bytes(), FILE)
    assert held(mine) == held(Notepad(mine.path.parent)) == {"q": 1}
    assert beside(mine.path.parent) == ["lessons.previous-now.json"]
    assert mine.notices == ["The answers that were here were kept as lessons.previous-now.json."]
    with pytest.raises(InvalidValue, match=r"notes\.json cannot be read"):
        mine.upload(b"{", "notes.json")


def test_a_file_begun_anew_is_taken_up_by_who_has_saved(tmp_path):
    pad = say(Notepad(tmp_path), q=1)
    say(fresh(tmp_path, "anew"), z=9).path.replace(pad.path)
    say(pad, r=2)
    assert held(pad) == {"z": 9, "r": 2} and pad.notices == [] and beside(tmp_path) == []


def test_a_file_begun_anew_is_laid_beside_by_who_could_not_save(tmp_path, no_disk, monkeypatch):
    pad = say(Notepad(tmp_path), q=1)
    no_disk()
    say(pad, r=2)
    assert not pad.saved
    monkeypatch.undo()
    say(fresh(tmp_path, "anew"), z=9).path.replace(pad.path)
    say(pad, s=3)
    assert held(pad) == held(Notepad(tmp_path)) == {"q": 1, "r": 2, "s": 3} and pad.saved
    (kept,) = beside(tmp_path)
    assert kept.startswith("lessons.previous-") and "began anew" in pad.notices[-1] and kept in pad.notices[-1]


def test_what_cannot_be_written_stays_in_memory_and_is_said_once(tmp_path, no_disk, monkeypatch):
    pad = say(Notepad(tmp_path), q=1)
    no_disk()
    say(pad, r=2, s=3)
    assert held(pad) == {"q": 1, "r": 2, "s": 3} and not pad.saved and held(Notepad(tmp_path)) == {"q": 1}
    assert len(pad.notices) == 1 and "no right to write" in pad.notices[0] and "download them" in pad.notices[0]
    monkeypatch.undo()
    say(pad, t=4)
    assert pad.saved and held(Notepad(tmp_path)) == {"q": 1, "r": 2, "s": 3, "t": 4}


def test_a_copy_taken_over_that_cannot_be_written_stays_in_memory(tmp_path, no_disk, monkeypatch):
    pad = say(Notepad(tmp_path), q=1)
    newer = say(Notepad(copied(tmp_path, "newer")), r=2).download()
    no_disk()
    pad.upload(newer, FILE)
    assert held(pad) == {"q": 1, "r": 2} and not pad.saved and "download them" in pad.notices[-1]
    assert held(Notepad(tmp_path)) == {"q": 1}
    monkeypatch.undo()
    say(pad, s=3)
    assert pad.saved and held(Notepad(tmp_path)) == {"q": 1, "r": 2, "s": 3}


def test_a_change_that_is_refused_leaves_nothing_behind(tmp_path):
    pad = say(Notepad(tmp_path), q=1)

    def refuse(notes):
        notes.replies.clear()
        raise InvalidValue("no")

    with pytest.raises(InvalidValue):
        pad._change(refuse)
    assert held(pad) == held(Notepad(tmp_path)) == {"q": 1} and pad.held.revision == 1


def test_damaged_files_of_one_second_are_each_kept(tmp_path, no_clock):
    for _n in range(3):
        (tmp_path / FILE).write_bytes(b"{")
        pad = Notepad(tmp_path)
        assert len(pad.notices) == 1 and held(pad) == {}
    names = [f"lessons.unreadable-now{number}.json" for number in ("-2", "-3", "")]
    assert beside(tmp_path) == names and f"it was kept as {names[1]}." in pad.notices[0]


@pytest.mark.parametrize(("how", "named"), [("newer", True), ("apart", True), ("older", False), ("another", True)])
def test_a_copy_laid_beside_is_named_if_it_holds_something_else(tmp_path, how, named):
    pad = say(Notepad(tmp_path), q=1)
    other = copied(tmp_path, "other")
    if how == "another":
        (other / FILE).unlink()
    if how != "older":
        say(Notepad(other), r=2)
    if how in ("apart", "older"):
        say(pad, s=3)
    shutil.copy(other / FILE, tmp_path / "lessons.notes (copy).json")
    (tmp_path / "lessons.broken.json").write_text("{")
    shutil.copy(other / FILE, tmp_path / "notes of somebody.json")
    said = Notepad(tmp_path).notices
    assert [text.split(" lies beside")[0] for text in said] == ["lessons.notes (copy).json"] * named
    assert held(Notepad(tmp_path)) == held(pad)


def test_a_folder_without_locks_says_so_once(tmp_path, monkeypatch):
    monkeypatch.setattr(safekeeping, "locked", lambda *_given: contextlib.nullcontext(False))
    pad = say(Notepad(tmp_path), q=1, r=2)
    assert pad.notices == ["This folder keeps no locks: have the exercise open in one notebook at a time."]
    assert pad.saved
