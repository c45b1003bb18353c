"""Late work: what stood at the deadline counts in full, what came later by the policy, and the gradebook says it."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from regiolab.errors import InvalidValue
from regiolab.exercises import grade, model, read_exercise
from regiolab.exercises import key as keys
from regiolab.exercises import submission as form
from regiolab.exercises.parser import Unreadable
from regiolab.instructor import clock, entries, grade_class, lateness, simulation
from regiolab.instructor.clock import DAY, HOUR
from regiolab.instructor.lateness import policy

pytestmark = pytest.mark.usefixtures("no_report")

EXERCISE = "2_models"
DUE = "2026-03-02T12:00+00:00"
AT = dt.datetime.fromisoformat(DUE)


def matches() -> list[str]:
    """The questions that stand alone, so that each earns what it earns."""
    exercise = read_exercise(EXERCISE)
    return [q.id for q in exercise.questions if q.kind == "match"]


def answer(question: str, hours: float, right: bool = True) -> form.MatchAnswer:
    entry = keys.read(EXERCISE).keys[question]
    options = [option.id for option in read_exercise(EXERCISE).question(question).options]
    pairs = {
        item: option if right else next(name for name in options if name != option)
        for item, option in entry.pairs.items()
    }
    return form.MatchAnswer(at=AT + dt.timedelta(hours=hours), revision=1, pairs=pairs)


def hand_in(folder: Path, name: str, first: dict, second: dict | None = None, number: int = 1) -> Path:
    found = form.begin(EXERCISE, name)
    found.id = f"{number:032x}"
    found.rounds[0].answers = first
    found.rounds[0].sealed = {question: form.Seal(revision=2, at=given.at) for question, given in first.items()}
    found.rounds[1].answers = second or {}
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.answers.json"
    path.write_bytes(form.dump(found))
    return path


def graded(tmp_path: Path, **options) -> dict[str, dict[str, str]]:
    grade_class(tmp_path / "in", tmp_path / "out", pages=False, **options)
    with (tmp_path / "out" / "gradebook.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def points(row: dict[str, str]) -> tuple[float, float, float]:
    names = ("points", "points before", "deduction")
    after, before, taken = (float(row[f"{EXERCISE}: {name}"]) for name in names)
    assert before - taken == pytest.approx(after)
    return after, before, taken


def test_what_stood_at_the_deadline_counts_in_full_though_the_second_round_came_later(tmp_path):
    question = matches()[0]
    wrong, right = answer(question, -3, right=False), answer(question, -3)
    hand_in(tmp_path / "in", "kept", {question: right}, {question: answer(question, 50)}, 1)
    hand_in(tmp_path / "in", "gained", {question: wrong}, {question: answer(question, 50)}, 2)
    hand_in(tmp_path / "in", "early", {question: wrong}, {question: answer(question, -1)}, 3)
    rows = graded(tmp_path, due=DUE, late="zero after 1 day")
    worth = read_exercise(EXERCISE).question(question).points
    # an edit in round two does not make all late: what was right at the deadline stays
    assert points(rows["kept"]) == (worth, worth, 0)
    # half of what is gained is added, and this half came too late
    assert points(rows["gained"]) == (0, worth / 2, worth / 2)
    assert points(rows["early"]) == (worth / 2, worth / 2, 0)
    assert [rows[name][f"{EXERCISE}: late"] for name in ("kept", "gained", "early")] == ["late", "late", ""]
    assert rows["early"][f"{EXERCISE}: deduction why"] == ""
    assert "1 answer of round 2 up to 2 days late" in rows["gained"][f"{EXERCISE}: deduction why"]


def test_the_second_round_may_have_a_time_of_its_own(tmp_path):
    question = matches()[0]
    hand_in(tmp_path / "in", "gained", {question: answer(question, -3, False)}, {question: answer(question, 50)})
    rows = graded(tmp_path, due=DUE, due_again="2026-03-05T12:00+00:00", late="zero after 1 day")
    assert points(rows["gained"])[2] == 0 and rows["gained"]["status"] == "graded"


def test_one_late_answer_does_not_make_the_others_late(tmp_path):
    one, other = matches()[:2]
    hand_in(tmp_path / "in", "ana", {one: answer(one, -1), other: answer(other, 25)})
    row = graded(tmp_path, due=DUE, late="10% per day")["ana"]
    worth = [read_exercise(EXERCISE).question(name).points for name in (one, other)]
    # two days are begun
    assert points(row)[2] == pytest.approx(0.2 * worth[1], abs=0.006)
    assert row["points"] == row[f"{EXERCISE}: points"]


def test_without_a_policy_lateness_is_named_and_costs_nothing(tmp_path):
    question = matches()[0]
    hand_in(tmp_path / "in", "ana", {question: answer(question, 1)})
    row = graded(tmp_path, due=DUE)["ana"]
    assert row["status"] == "graded;late" and points(row)[2] == 0
    assert "none" in row[f"{EXERCISE}: deduction why"]
    row = graded(tmp_path)["ana"]
    assert [row[f"{EXERCISE}: {name}"] for name in lateness_columns()] == ["", "", ""]


def lateness_columns() -> tuple[str, ...]:
    return ("points before", "deduction", "deduction why")


def test_extensions_are_kept_by_pseudonym_or_id_and_rows_that_fit_nobody_are_findings(tmp_path):
    question = matches()[0]
    for number, name in enumerate(("ana", "bea", "caro", "dora"), 1):
        hand_in(tmp_path / "in", name, {question: answer(question, 20)}, number=number)
    (tmp_path / "extensions.csv").write_text(
        "pseudonym,due,exercise\n"
        "ana,2026-03-04T12:00+00:00,\n"
        f"{2:032x},2026-03-04T12:00+00:00,{EXERCISE}\n"
        "caro,2026-03-04T12:00+00:00,3_classify\n"
        "caro,tomorrow,\n"
        "zoe,2026-03-04T12:00+00:00,\n",
        encoding="utf-8",
    )
    (tmp_path / "roster.csv").write_text("pseudonym\nana\nbea\ncaro\ndora\n", encoding="utf-8")
    found = grade_class(
        tmp_path / "in", tmp_path / "out", pages=False, due=DUE, late="50% per day", roster_file=tmp_path / "roster.csv"
    ).findings
    rows = graded(tmp_path, due=DUE, late="50% per day", extensions_file=tmp_path / "extensions.csv")
    worth = read_exercise(EXERCISE).question(question).points
    assert [points(rows[name])[2] for name in ("ana", "bea", "caro", "dora")] == [0, 0, worth / 2, worth / 2]
    # the file beside the roster is found without being named
    said = [(item.place, item.reason) for item in found if item.file == "extensions.csv"]
    assert sorted(place for place, _reason in said) == ["line 4", "line 5", "line 6"]
    assert any("'tomorrow' is not a time with its zone" in reason for _place, reason in said)


def test_an_extension_moves_the_time_that_lateness_is_counted_from(tmp_path):
    question = matches()[0]
    hand_in(tmp_path / "in", "ana", {question: answer(question, 49)})
    (tmp_path / "more.csv").write_text("pseudonym,due\nana,2026-03-03T12:00+00:00\n", encoding="utf-8")
    row = graded(tmp_path, due=DUE, late="10% per day", extensions_file=tmp_path / "more.csv")["ana"]
    worth = read_exercise(EXERCISE).question(question).points
    assert points(row)[2] == pytest.approx(0.2 * worth, abs=0.006)
    assert "with an extension to 2026-03-03 12:00 UTC" in row[f"{EXERCISE}: deduction why"]


def test_points_that_were_set_by_hand_are_not_split(tmp_path):
    question = matches()[0]
    hand_in(tmp_path / "in", "ana", {question: answer(question, -3, False)}, {question: answer(question, 50)})
    worth = read_exercise(EXERCISE).question(question).points
    (tmp_path / "marks.csv").write_text(
        f"pseudonym,exercise,question,points,comment\nana,{EXERCISE},{question},{worth},appeal\n", encoding="utf-8"
    )
    row = graded(tmp_path, due=DUE, late="zero after 1 day", marks_file=tmp_path / "marks.csv")["ana"]
    assert points(row) == (worth, worth, 0)


@pytest.mark.parametrize(
    ("text", "late", "taken"),
    [
        ("none", 100 * DAY, 0),
        ("10% per day", 0, 0),
        ("10% per day", 1, 0.1),
        ("10% per day", DAY, 0.1),
        ("10% per day", DAY + 1, 0.2),
        ("10 % per day", 30 * DAY, 1),
        ("2,5% per hour", 2 * HOUR, 0.05),
        ("10 % por día", 2 * DAY, 0.2),
        ("10% por dia, nada depois de 3 dias", 3 * DAY + 1, 1),
        ("zero after 3 days", 3 * DAY, 0),
        ("zero after 3 days", 3 * DAY + 1, 1),
        ("cero después de 12 horas", 12 * HOUR + 1, 1),
        ("10% per day; zero after 2 days", 2 * DAY, 0.2),
    ],
)
def test_a_policy_is_read_as_a_person_writes_it(text, late, taken):
    assert policy(text).taken(late) == pytest.approx(taken)


@pytest.mark.parametrize("text", ["", "10", "10% per week", "110% per day", "10% per day, 20% per day", "zero"])
def test_a_policy_that_says_nothing_is_refused_in_a_sentence(text):
    with pytest.raises(InvalidValue, match="is no late policy: write none, 10% per day"):
        policy(text)


@pytest.mark.parametrize("options", [{"late": "10% per day"}, {"due_again": DUE}, {"extensions_file": "x.csv"}])
def test_a_policy_needs_a_deadline(tmp_path, options):
    (tmp_path / "in").mkdir()
    with pytest.raises(InvalidValue, match="needs a deadline: name it with --due"):
        grade_class(tmp_path / "in", tmp_path / "out", **options)


@pytest.mark.parametrize("name", model.names())
def test_what_was_sealed_and_what_came_later_are_the_whole(name):
    """For every kind of question: the two parts of a mark are its points, and the first is the sealed answer's."""
    for content in simulation.contents(name, 6):
        try:
            found = form.parse(content)[0]
        except Unreadable:
            continue
        exercise, key = model.read(name), keys.read(name)
        record = entries.build(exercise, found, grade(exercise, key, found))
        alone = found.model_copy(update={"rounds": [found.rounds[0], form.Round()], "feedback": []})
        sealed = grade(exercise, key, alone)
        for answer, mark in zip(record.answers, sealed.marks, strict=True):
            parts = lateness.parts(answer)
            assert sum(points for _round, points, _at in parts) == pytest.approx(answer.mark.earned or 0)
            before = sum(points for number, points, _at in parts if number == 1)
            # a choice of a block earns by what the others of its block are, so that one may gain what another loses
            if answer.mark.kind not in ("choose", "judge") and answer.mark.round == 2:
                assert before == pytest.approx(mark.earned or 0, abs=0.011)


def test_a_length_of_time_is_said_in_words():
    assert [clock.span(n) for n in (60, 90 * 60, 30 * HOUR, 3 * DAY)] == [
        "1 minute",
        "90 minutes",
        "30 hours",
        "3 days",
    ]
