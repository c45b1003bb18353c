"""Saved answers: nothing is lost, nothing is overwritten, and what went wrong is said."""

import contextlib
import errno
import json
import os
import shutil
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiolab import files
from regiolab.errors import InvalidValue
from regiolab.exercises import answers, coding, former, history, key, model, progress
from regiolab.exercises import safekeeping as saved
from regiolab.exercises import submission as form
from regiolab.exercises.answers import SavedAnswers
from regiolab.exercises.session import Session
from regiolab.files import locked

NAME, UNIT, OTHER = "3_classify", "mercosur_1991_economic", "alba_2004_economic"


def begin(folder) -> Session:
    return Session(NAME, folder)


def cards(session, unit=UNIT) -> list[str]:
    return [item.card for item in session.answer(unit).filings]


def test_answers_are_restored(tmp_path):
    begin(tmp_path).code(UNIT, "strategic", "dominant")
    again = begin(tmp_path)
    assert again.answer(UNIT).models["strategic"].degree == "dominant"
    assert again.answers.notices == []


def test_every_change_is_in_the_file(tmp_path):
    session = begin(tmp_path)
    for act in (
        lambda: session.code(UNIT, "strategic", "dominant"),
        lambda: session.flag(UNIT, "strategic", "deviation"),
        lambda: session.file(UNIT, "E01", "str_insertion"),
        lambda: session.say(UNIT, rationale="why", confidence=2),
    ):
        act()
        assert form.read(session.answers.path).rounds[0].answers[UNIT] == session.answer(UNIT)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{NAME}.answers.json"]


def test_two_notebooks_on_one_file_lose_nothing(tmp_path):
    one, two = begin(tmp_path), begin(tmp_path)
    one.code(UNIT, "strategic", "dominant")
    two.code(OTHER, "social", "dominant")
    one.file(UNIT, "E01", "str_insertion")
    two.file(UNIT, "E02", "str_selective_state")
    found = begin(tmp_path)
    assert cards(found) == ["E01", "E02"]
    assert found.answer(OTHER).models["social"].degree == "dominant"
    with pytest.raises(InvalidValue, match="changed elsewhere meanwhile"):
        one.undo()
    assert cards(begin(tmp_path)) == ["E01", "E02"]
    two.undo()
    assert cards(begin(tmp_path)) == ["E01"]


def test_undo_does_not_reach_into_another_file(tmp_path):
    """What a file that was taken over says stays, whatever was changed before."""
    mine, other = begin(tmp_path), begin(tmp_path / "other")
    mine.code(UNIT, "strategic", "element")
    mine.code(UNIT, "strategic", "dominant")
    other.code(UNIT, "social", "dominant")
    mine.answers.upload(other.answers.download(), "theirs.json")
    with pytest.raises(InvalidValue, match="changed elsewhere meanwhile"):
        mine.undo()
    assert set(begin(tmp_path).answer(UNIT).models) == {"social"}


def test_two_processes_at_once_lose_nothing(tmp_path):
    questions = [question.id for question in begin(tmp_path).exercise.questions]

    def work(part):
        session = begin(tmp_path)
        for question in part:
            session.say(question, rationale=question)

    threads = [threading.Thread(target=work, args=(questions[n::2],)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(form.read(tmp_path / f"{NAME}.answers.json").rounds[0].answers) == len(questions)


def test_an_answer_taken_back_stays_back(tmp_path):
    one, two = begin(tmp_path), begin(tmp_path)
    one.code(UNIT, "strategic", "dominant")
    two.code(OTHER, "social", "dominant")
    one.undo()
    two.file(OTHER, "E31", "soc_purpose")
    assert begin(tmp_path).answer(UNIT) is None
    assert not begin(tmp_path).answered(UNIT)


@pytest.mark.parametrize("content", ["{", "", '{"format": "something else"}', "\x00\x01"])
def test_a_damaged_file_is_set_aside_and_said(tmp_path, content):
    path = tmp_path / f"{NAME}.answers.json"
    path.write_text(content, encoding="utf-8")
    session = begin(tmp_path)
    [aside] = tmp_path.glob(f"{NAME}.unreadable-*.json")
    assert aside.read_text(encoding="utf-8") == content
    assert aside.name in session.answers.notices[0]
    session.code(UNIT, "strategic", "dominant")
    assert form.read(path).rounds[0].answers


def test_a_file_of_another_exercise_is_set_aside(tmp_path):
    other = form.begin("2_models")
    (tmp_path / f"{NAME}.answers.json").write_bytes(form.dump(other))
    session = begin(tmp_path)
    assert "holds answers to '2_models'" in session.answers.notices[0]
    assert len(list(tmp_path.glob("*unreadable*"))) == 1


def test_damage_while_working_loses_nothing(tmp_path):
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")
    session.answers.path.write_text("{ damaged", encoding="utf-8")
    session.file(UNIT, "E01", "str_insertion")
    found = begin(tmp_path)
    assert found.answer(UNIT).models["strategic"].degree == "dominant" and cards(found) == ["E01"]
    assert len(list(tmp_path.glob("*unreadable*"))) == 1


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_what_cannot_be_written_stays_in_memory_and_is_said(tmp_path, monkeypatch, number):
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")

    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(saved, "write_atomically", refuse)
        session.file(UNIT, "E01", "str_insertion")
        session.code(OTHER, "social", "dominant")
        assert cards(session) == ["E01"]
        assert not session.answers.saved
        assert os.strerror(number) in session.answers.notices[0]
        assert len(session.answers.notices) == 1
        assert b"E01" in session.answers.download()
    session.say(OTHER, confidence=2)
    assert session.answers.saved
    found = begin(tmp_path)
    assert cards(found) == ["E01"] and found.answer(OTHER).confidence == 2


def test_a_folder_without_room_for_a_lock_keeps_answers_in_memory(tmp_path, monkeypatch):
    session = begin(tmp_path)
    monkeypatch.setattr(saved, "locked", lambda *_a: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    session.code(UNIT, "strategic", "dominant")
    assert session.answer(UNIT).models and not session.answers.saved


@pytest.mark.parametrize("ahead", [-3600, 0, 3600])
def test_a_lock_is_not_judged_by_its_age(tmp_path, monkeypatch, ahead):
    """One left behind holds nobody up, whatever the clocks of other machines say."""
    waits = []
    monkeypatch.setattr(saved, "locked", lambda path, wait: waits.append(wait) or locked(path, 0))
    lock = tmp_path / f".{NAME}.answers.json.lock"
    lock.touch()
    os.utime(lock, (time.time() + ahead,) * 2)
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")
    assert session.answers.saved and waits, "without a moment's patience the lock is had"
    assert not lock.exists()


@pytest.mark.parametrize("ahead", [-3600, 3600])
def test_a_lock_that_cannot_be_had_is_named_and_nothing_is_lost(tmp_path, monkeypatch, ahead):
    monkeypatch.setattr(saved, "WAIT", 0.1)
    session = begin(tmp_path)
    lock = tmp_path / f".{NAME}.answers.json.lock"
    with locked(session.answers.path, 1):
        os.utime(lock, (time.time() + ahead,) * 2)
        session.code(UNIT, "strategic", "dominant")
        assert session.answer(UNIT).models and not session.answers.saved
        assert str(lock) in session.answers.notices[0] and not session.answers.path.exists()
    session.code(OTHER, "social", "dominant")
    assert session.answers.saved and begin(tmp_path).answer(UNIT).models


def test_a_folder_without_locks_saves_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_native", lambda *_a: (None, False))
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")
    assert session.answers.saved and begin(tmp_path).answer(UNIT).models
    assert sum("keeps no locks" in text for text in session.answers.notices) == 1


def test_a_damaged_file_in_a_folder_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / f"{NAME}.answers.json"
    path.write_text("{ damaged", encoding="utf-8")

    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(saved.Path, "rename", refuse)
    monkeypatch.setattr(saved, "locked", refuse)
    session = begin(tmp_path)
    assert path.name in session.answers.notices[0] and "Permission denied" in session.answers.notices[0]
    session.code(UNIT, "strategic", "dominant")
    assert session.answer(UNIT).models and not session.answers.saved
    other = form.begin(NAME)
    with pytest.raises(ValueError, match=r"was not taken over \(.*Permission denied\)"):
        session.answers.upload(form.dump(other), "other.json")
    assert path.read_text(encoding="utf-8") == "{ damaged"


def test_download_and_upload_on_another_machine(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir(), there.mkdir()
    one = begin(here)
    one.code(UNIT, "strategic", "dominant")
    two = begin(there)
    two.code(OTHER, "social", "dominant")
    two.answers.upload(one.answers.download(), "mine.json")
    assert two.answer(UNIT).models["strategic"].degree == "dominant"
    # answers of another student are kept beside
    [aside] = there.glob(f"{NAME}.previous-*.json")
    assert OTHER in form.read(aside).rounds[0].answers
    assert aside.name in two.answers.notices[0]
    one.file(UNIT, "E01", "str_insertion")
    two.answers.upload(one.answers.download(), "mine.json")
    assert cards(two) == ["E01"] and two.answers.conflict is None
    two.answers.upload(one.answers.download(), "mine.json")
    assert "nothing that is not here" in two.answers.notices[-1]


def test_what_is_no_submission_is_not_taken_over(tmp_path):
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")
    for content in (b"{}", form.dump(form.begin("2_models"))):
        with pytest.raises(ValueError):
            session.answers.upload(content, "other.json")
    assert session.answer(UNIT).models


def test_the_first_round_is_sealed_before_any_feedback(tmp_path):
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")
    with pytest.raises(ValueError, match="Seal your first answer"):
        session.open(UNIT, 1)
    with pytest.raises(ValueError, match="9 questions are unanswered"):
        session.submit()
    session.submit(anyway=True)
    session.open(UNIT, 1)
    session.code(UNIT, "social", "element")
    found = form.read(session.answers.path)
    assert set(found.rounds[0].answers[UNIT].models) == {"strategic"}
    assert set(found.rounds[1].answers[UNIT].models) == {"strategic", "social"}  # it begins as a copy
    assert len(found.rounds[0].sealed) == 10


def test_undo_does_not_reach_behind_the_seal(tmp_path):
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")
    session.submit(anyway=True)
    assert session.undo() is None
    assert session.answers.answer(UNIT, 1).models


def test_an_answer_of_round_one_can_be_kept(tmp_path):
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "dominant")
    session.submit(anyway=True)
    session.keep(UNIT)
    assert session.answers.answer(UNIT, 2).models == session.answers.answer(UNIT, 1).models


def test_what_follows_the_reading_is_kept_apart(tmp_path):
    session = begin(tmp_path)
    session.code(UNIT, "social", "dominant")
    session.submit(anyway=True)
    with pytest.raises(ValueError, match="one after the other"):
        session.open(UNIT, 3)
    for step in (1, 2, 3):
        session.open(UNIT, step)
    before = session.mark(UNIT)
    session.code(UNIT, "strategic", "dominant")
    assert session.answers.submission.after[UNIT].models.keys() == {"social", "strategic"}
    assert session.answers.submission.counted(UNIT).models.keys() == {"social"}
    assert session.mark(UNIT) == before


def test_modes_close_steps(tmp_path):
    session = Session(NAME, tmp_path, feedback="rule")
    session.submit(anyway=True)
    session.open(UNIT, 1)
    with pytest.raises(ValueError, match="ask your instructor"):
        session.open(UNIT, 2)
    assert session.mark(UNIT) is None
    with pytest.raises(ValueError, match="not a mode of feedback"):
        Session(NAME, tmp_path, feedback="all")


def test_a_pseudonym_is_checked(tmp_path):
    answers = SavedAnswers(NAME, tmp_path)
    answers.name("Ñandú 7")
    assert SavedAnswers(NAME, tmp_path).submission.pseudonym == "Ñandú 7"
    with pytest.raises(ValueError, match="one line"):
        answers.name("a\nb")
    assert json.loads(answers.path.read_text(encoding="utf-8"))["pseudonym"] == "Ñandú 7"


def test_progress_says_what_is_next_and_hides_points_until_the_reading(tmp_path):
    session = Session("1_trajectory", tmp_path)
    session.match("phases", "focem", "era")
    session.submit("phases", anyway=True)
    rows = progress(tmp_path).frame
    assert rows.loc[0, "Answered"] == "1 of 9"
    assert rows.loc[0, "Next"] == "Answer the 8 questions left."
    assert rows.loc[0, "Points"] == ""
    for step in (1, 2, 3):
        session.open("phases", step)
    assert progress(tmp_path).frame.loc[0, "Points"] == "0 of 3"
    training = Session("3_classify", tmp_path)
    training.submit("nafta_1994_economic", anyway=True)
    for step in (1, 2, 3):
        training.open("nafta_1994_economic", step)
    assert progress(tmp_path).frame.loc[2, "Points"] == ""  # no points are to be had there
    (tmp_path / "2_models.answers.json").write_text("{", encoding="utf-8")
    assert "cannot be read" in progress(tmp_path).frame.loc[1, "Next"]


# -- what came after what -------------------------------------------------------------------------


@pytest.mark.parametrize("back", [0, 3600, -3600, 10**8])
def test_the_clock_decides_nothing(tmp_path, monkeypatch, back):
    """Two notebooks, a clock that is set: the change made last stays."""
    one, two = begin(tmp_path), begin(tmp_path)
    one.code(UNIT, "strategic", "element")
    two.code(OTHER, "social", "element")
    real = form.now
    monkeypatch.setattr(form, "now", lambda: real() - saved.dt.timedelta(seconds=back))
    one.code(UNIT, "strategic", "dominant")
    two.code(OTHER, "social", "dominant")
    found = begin(tmp_path)
    assert found.answer(UNIT).models["strategic"].degree == "dominant"
    assert found.answer(OTHER).models["social"].degree == "dominant"
    assert [item.revision for item in found.answers.submission.rounds[0].answers.values()] == [3, 4]


def apart(tmp_path) -> tuple[Session, Session]:
    """Return two sessions whose files went different ways from one beginning."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir(), there.mkdir()
    one = begin(here)
    one.code(UNIT, "strategic", "element")
    shutil.copy(one.answers.path, there)
    two = begin(there)
    one.code(UNIT, "strategic", "dominant")
    two.code(OTHER, "social", "element")
    return one, two


@pytest.mark.parametrize("other", [False, True])
def test_two_histories_are_a_conflict_that_is_shown_and_settled(tmp_path, other):
    one, two = apart(tmp_path)
    one.answers.upload(two.answers.download(), "other.json")
    conflict = one.answers.conflict
    assert set(conflict.questions) == {UNIT, OTHER} and "2 answers differ" in one.answers.notices[-1]
    assert form.read(conflict.path).rounds[0].answers.keys() == {UNIT, OTHER}
    assert one.answer(UNIT).models["strategic"].degree == "dominant" and one.answer(OTHER) is None
    one.answers.settle(other)
    assert one.answers.conflict is None
    left = [form.read(path) for path in one.answers.path.parent.glob("*.conflict-*.json")]
    now = begin(one.answers.path.parent)
    if other:
        assert now.answer(OTHER).models and now.answer(UNIT).models["strategic"].degree == "element"
        assert any(UNIT in item.rounds[0].answers and OTHER not in item.rounds[0].answers for item in left)
    else:
        assert now.answer(OTHER) is None and len(left) == 1


def test_a_copy_that_came_back_under_the_notebook_is_kept_beside(tmp_path):
    """A program that synchronises folders puts the other machine's file in the place of this one."""
    one, two = apart(tmp_path)
    shutil.copy(two.answers.path, one.answers.path)
    one.say(UNIT, confidence=2)
    assert one.answers.conflict is not None and one.answer(OTHER).models
    [beside] = one.answers.path.parent.glob("*.conflict-*.json")
    assert form.read(beside).rounds[0].answers[UNIT].models["strategic"].degree == "dominant"


def test_an_older_copy_put_in_the_files_place_takes_nothing_back(tmp_path):
    session = begin(tmp_path)
    session.code(UNIT, "strategic", "element")
    old = session.answers.path.read_bytes()
    session.code(UNIT, "strategic", "dominant")
    session.answers.path.write_bytes(old)
    session.say(UNIT, confidence=1)
    assert begin(tmp_path).answer(UNIT).models["strategic"].degree == "dominant"
    assert session.answers.conflict is None


@pytest.mark.parametrize("name", ["{} (conflicted copy).json", "{}-LAPTOP.json", "{} 2.json"])
def test_a_conflicted_copy_beside_the_file_is_named(tmp_path, name):
    one, two = apart(tmp_path)
    beside = one.answers.path.with_name(name.format(f"{NAME}.answers"))
    shutil.copy(two.answers.path, beside)
    assert beside.name in begin(one.answers.path.parent).answers.notices[0]
    shutil.copy(one.answers.path, beside)
    assert begin(one.answers.path.parent).answers.notices == []


def answered(choice: str) -> form.ChoiceAnswer:
    return form.ChoiceAnswer(kind="choose", choice=choice, at=form.now())


DONE = {
    "answered at first": lambda held, name: held.rounds[0].answers.update({name: answered("b")}),
    "answered again": lambda held, name: held.rounds[1].answers.update({name: answered("b")}),
    "answered after the passage": lambda held, name: held.after.update({name: answered("b")}),
    "sealed": lambda held, name: held.rounds[0].sealed.update({name: form.Seal(revision=1, at=form.now())}),
    "opened": lambda held, name: held.feedback.append(form.Step(question=name, step=1, revision=1, at=form.now())),
}


@given(
    before=st.lists(st.tuples(st.sampled_from("pqr"), st.integers(1, 3), st.sampled_from("abc")), max_size=6),
    done=st.dictionaries(st.sampled_from("pqr"), st.sampled_from(sorted(DONE)), max_size=3),
)
def test_two_copies_differ_on_the_questions_on_which_more_was_done_in_one(before, done):
    one = form.begin(NAME)
    for name, number, choice in before:
        one.answers_of(number)[name] = answered(choice)
    other = one.model_copy(deep=True)
    for each in (item for number in (1, 2, 3) for item in other.answers_of(number).values()):
        each.at, each.revision = each.at.replace(year=2020), 7  # when it was done is no difference
    assert answers.differences(one, other) == []
    for name, how in done.items():
        DONE[how](other, name)
    known = {name for number in (1, 2, 3) for name in other.answers_of(number)}
    held = {name: [one.answers_of(number).get(name) for number in (1, 2, 3)] for name in known}

    def same(name: str) -> bool:
        place = {"answered at first": 0, "answered again": 1, "answered after the passage": 2}.get(done.get(name, ""))
        return name not in done or (place is not None and (was := held[name][place]) is not None and was.choice == "b")

    differing = sorted(name for name in known if not same(name))
    assert answers.differences(one, other) == answers.differences(other, one) == differing


@given(ways=st.lists(st.sampled_from("ab"), max_size=12), cut=st.integers(0, 12))
def test_histories_tell_older_newer_and_apart(ways, cut):
    whole: list = []
    for way in ways:
        whole = history.extended(whole, way * 8)
    part: list = []
    for way in ways[:cut]:
        part = history.extended(part, way * 8)
    assert history.length(whole) == len(ways)
    assert history.relation(whole, part) == ("newer" if cut < len(ways) else "same")
    assert history.relation(part, whole) == ("older" if cut < len(ways) else "same")
    mine, other = history.extended(part, "c" * 8), history.extended(part, "d" * 8)
    assert history.relation(mine, other) == "apart"


def test_a_long_history_is_shortened_at_its_beginning(monkeypatch):
    monkeypatch.setattr(history, "MOST", 4)
    whole: list = []
    for n in range(10):
        whole = history.extended(whole, "ab"[n % 2] * 8)
    assert len(whole) == 4 and history.length(whole) == 10


# -- files of version 1 ---------------------------------------------------------------------------

OLD = {
    "format": "regiolab-submission/1",
    "id": "0" * 32,
    "exercise": NAME,
    "version": "0.1.0",
    "rounds": [
        {
            "answers": {
                UNIT: {
                    "kind": "code",
                    "at": "2026-03-01T10:00:00Z",
                    "models": {"strategic": {"degree": "dominant"}},
                    "cards": ["E01", "E02"],
                }
            },
            "sealed": {UNIT: "2026-03-01T11:00:00Z"},
        },
        {
            "answers": {
                UNIT: {"kind": "code", "at": "2026-03-02T10:00:00Z", "models": {"social": {"degree": "element"}}}
            },
            "sealed": {},
        },
    ],
    "feedback": [{"question": UNIT, "step": 1, "at": "2026-03-01T12:00:00Z"}],
}


def test_a_file_of_version_1_is_read_and_a_sparse_second_round_filled(tmp_path):
    (tmp_path / f"{NAME}.answers.json").write_text(json.dumps(OLD), encoding="utf-8")
    session = begin(tmp_path)
    assert session.answers.notices == [] and session.round_of(UNIT) == 2
    answer = session.answer(UNIT)
    assert {name: item.degree for name, item in answer.models.items()} == {"strategic": "dominant", "social": "element"}
    assert answer.cards == ["E01", "E02"]
    found = session.answers.submission
    assert [found.rounds[0].answers[UNIT].revision, found.rounds[0].sealed[UNIT].revision] == [1, 2]
    assert [found.feedback[0].revision, answer.revision, found.revision] == [3, 4, 4]
    session.say(UNIT, confidence=3)
    assert json.loads(session.answers.path.read_text(encoding="utf-8"))["format"] == "regiolab-submission/2"


def test_cards_of_version_1_count_without_filing():
    exercise, entry = model.read(NAME), key.read(NAME).keys[UNIT]
    given_ = form.own(json.dumps(OLD).encode(), "x").rounds[0].answers[UNIT]
    assert coding.measure(exercise, exercise.question(UNIT), entry, given_).share == 1


@pytest.mark.parametrize(
    ("kind", "first", "second", "whole"),
    [
        ("match", {"pairs": {"a": "x", "b": "y"}}, {"pairs": {"b": "z"}}, {"pairs": {"a": "x", "b": "z"}}),
        ("order", {"order": ["a", "b", "c"]}, {"order": ["c", "a"]}, {"order": ["c", "b", "a"]}),
        ("order", {"order": ["a", "b", "c"]}, {"order": []}, {"order": []}),
    ],
)
def test_sparse_answers_of_other_kinds_are_filled(kind, first, second, whole):
    rounds = [{"answers": {"q": {"kind": kind, "at": "2026-01-01T00:00:00Z", **part}}} for part in (first, second)]
    renewed = former.renewed({**OLD, "rounds": rounds, "feedback": []})
    found = renewed["rounds"][1]["answers"]["q"]
    assert {name: found[name] for name in whole} == whole


PARTS = ["rounds", "answers", "sealed", "feedback", "after", "at", "models", "pairs", "order", "kind", "id"]
LEAVES = st.none() | st.integers() | st.text(max_size=3)


@given(st.recursive(LEAVES, lambda part: st.lists(part) | st.dictionaries(st.sampled_from(PARTS), part), max_leaves=12))
def test_whatever_calls_itself_version_1_is_refused_in_a_sentence(tree):
    content = {**(tree if isinstance(tree, dict) else {"rounds": tree}), "format": "regiolab-submission/1"}
    with contextlib.suppress(InvalidValue):
        form.own(json.dumps(content).encode(), "x.json")
