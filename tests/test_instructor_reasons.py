"""Reasons alike, hidden or held back; who is missing; what changed between two gradings; what the report says."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from regiolab.cli import commands
from regiolab.exercises import coding, read_exercise
from regiolab.exercises import key as keys
from regiolab.exercises import submission as form
from regiolab.instructor import (
    grade_class,
    hiding,
    likeness,
    regrading,
    simulation,
    spread,
    standards,
    write_report,
)
from regiolab.instructor.graded import opened
from regiolab.instructor.tally import Tally

EXERCISE, UNIT, OTHER = "3_classify", "mercosur_1991_economic", "alba_2004_economic"
LONG = "The treaty names free trade as its instrument and leaves every deep rule out"


def hand_in(folder: Path, name: str, *, number: int, reason: str = "", question: str = UNIT, **models: str) -> Path:
    found = form.begin(EXERCISE, name)
    found.id = f"{number:032x}"
    given = coding.answer(models or {"strategic": "dominant"}, ("E01", "str_insertion"))
    found.rounds[0].answers[question] = given.model_copy(update={"rationale": reason})
    found.rounds[0].sealed[question] = form.Seal(revision=1, at=given.at)
    folder.mkdir(exist_ok=True)
    path = folder / f"{number:03d}.answers.json"
    path.write_bytes(form.dump(found))
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def said(result, place: str) -> list:
    return [item for item in result.findings if item.place == place]


@pytest.mark.usefixtures("no_report")
def test_a_finding_about_many_ends_with_a_whole_sentence(tmp_path):
    for number in range(1, 9):
        hand_in(tmp_path / "in", f"s{number}", number=number, reason=LONG, question="pacific_alliance_2011_economic")
    [found] = said(grade_class(tmp_path / "in", tmp_path / "out", pages=False), likeness.PLACE)
    assert "under 8 ids" in str(found) and "and 5 more." in str(found)
    assert str(found).endswith("do not take it for an answer.")


# -- reasons alike ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_report")
def test_the_same_reason_under_two_ids_is_a_question_with_both_ids(tmp_path):
    hand_in(tmp_path / "in", "ana", number=1, reason=LONG + ".")
    # another case, other marks, another question
    hand_in(tmp_path / "in", "bea", number=2, reason=f"«{LONG.upper()}» !", question=OTHER)
    hand_in(tmp_path / "in", "caro", number=3, reason=LONG + ", I think.")
    found = said(grade_class(tmp_path / "in", tmp_path / "out", pages=False), likeness.PLACE)
    assert len(found) == 1
    assert "ana (00000000, mercosur_1991_economic) and bea (00000000, alba" in found[0].reason
    assert found[0].reason.startswith("1 reason of 14 words stands word for word under 2 ids")
    assert "ask" in found[0].reason and not re.search("cheat|copied|plagiar", found[0].reason)


@pytest.mark.usefixtures("no_report")
def test_equal_answers_to_closed_questions_and_short_or_empty_reasons_say_nothing(tmp_path):
    for number in range(1, 6):
        hand_in(
            tmp_path / "in", f"s{number}", number=number, reason="The cards say so, and I agree." if number % 2 else ""
        )
    assert said(grade_class(tmp_path / "in", tmp_path / "out", pages=False), likeness.PLACE) == []


@pytest.mark.usefixtures("no_report")
def test_one_student_with_two_ids_is_no_likeness_and_two_who_share_much_are_one_finding(tmp_path):
    hand_in(tmp_path / "in", "ana", number=1, reason=LONG)
    hand_in(tmp_path / "in", "ana", number=2, reason=LONG)
    assert said(grade_class(tmp_path / "in", tmp_path / "out", pages=False), likeness.PLACE) == []
    for number, content in enumerate(simulation.contents(EXERCISE, 1)):
        for name in ("one", "two"):
            data = json.loads(content) | {"pseudonym": name, "id": f"{number + (name == 'one'):032x}"}
            (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    result = grade_class([tmp_path / "one.json", tmp_path / "two.json"], tmp_path / "two", pages=False)
    found = said(result, likeness.PLACE)
    assert len(found) == 1 and re.match(
        r"\d+ reasons of up to \d+ words stand word for word under 2 ids", found[0].reason
    )


# -- hidden and held back ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hidden(tmp_path_factory):
    """A class of three with reasons, one of which names somebody in the roster."""
    root = tmp_path_factory.mktemp("hidden")
    hand_in(root / "in", "ana", number=1, reason="Mercosur opened to the world, as each of its first texts has it")
    hand_in(
        root / "in",
        "bea",
        number=2,
        reason="As Restrepo said in class, nobody opened anything before 1994",
        social="element",
    )
    hand_in(
        root / "in",
        "luz",
        number=3,
        reason="A luz of the text falls on its deep rules, which it leaves out",
        productive="element",
    )
    (root / "roster.csv").write_text(
        "pseudonym;Student;Email\nana;Restrepo, Ana María;a@x\nbea;de la Cruz, Bea;b@x\n"
        "luz;Luz Pinto;l@x\neva;Eva Soto;e@x\n",
        encoding="utf-8",
    )
    result = grade_class(root / "in", root / "out", pages=False, roster_file=root / "roster.csv")
    return root, result


def report(root: Path) -> str:
    return (root / "out" / "report.html").read_text(encoding="utf-8")


def test_a_reason_with_a_name_of_the_roster_is_a_finding_and_not_in_the_report(hidden):
    root, result = hidden
    write_report(root / "out")
    assert "Restrepo" not in report(root) and "Mercosur opened to the world" in report(root)
    # an ordinary word that is a name elsewhere is no name here
    assert "A luz of the text" in report(root)
    found = said(result, hiding.PLACE)
    assert len(found) == 1 and "'Restrepo', a name of the roster, stands in 1 reason" in found[0].reason


def test_reasons_are_hidden_by_a_file_or_all_of_them_by_an_option(hidden):
    root, _result = hidden
    (root / "out" / "hidden.csv").write_text(
        f"pseudonym,exercise,question,hide\nana,{EXERCISE},{UNIT},\nbea,{EXERCISE},,no\nzoe,,,\n", encoding="utf-8"
    )
    try:
        write_report(root / "out")
        done = CliRunner().invoke(commands, ["report", str(root / "out")], standalone_mode=False)
        assert done.return_value == 1
        assert "hidden.csv: line 4: no such answer of this student was found, so the row was not used." in done.output
        # hidden by hand; shown by hand, though it bears a name
        assert "Mercosur opened to the world" not in report(root) and "As Restrepo said" in report(root)
        result = grade_class(root / "in", root / "out", pages=False, roster_file=root / "roster.csv")
        assert [(item.place, item.reason) for item in result.findings if item.file == "hidden.csv"] == [
            ("line 4", "no such answer of this student was found, so the row was not used")
        ]
    finally:
        (root / "out" / "hidden.csv").unlink()
    done = CliRunner().invoke(commands, ["report", str(root / "out"), "--hide-reasons"], standalone_mode=False)
    assert done.exit_code == 0 and "<blockquote" not in report(root)
    write_report(root / "out")
    assert "<blockquote" in report(root)


def test_who_is_missing_is_named_in_the_findings_and_only_counted_in_the_report(hidden):
    root, result = hidden
    found = said(result, "missing")
    assert [(item.file, item.reason) for item in found] == [
        ("roster.csv", f"1 of 4 in the roster handed in no {EXERCISE} that could be read: eva")
    ]
    write_report(root / "out")
    assert "3 of 4 in the roster handed in: the numbers are of those, and not of the whole class." in report(root)
    assert not re.search(r"\beva\b|Soto", report(root))
    statuses = {row["student"]: row["status"] for row in rows(root / "out" / "gradebook.csv")}
    assert statuses["eva"] == "nothing_handed_in"


# -- what changed between two gradings --------------------------------------------------------------


@pytest.mark.usefixtures("no_report")
def test_every_mark_that_moves_is_logged_with_the_rules_and_the_key(tmp_path):
    hand_in(tmp_path / "in", "ana", number=1)
    hand_in(tmp_path / "in", "bea", number=2, social="element")
    log = tmp_path / "out" / regrading.FILE
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    assert not log.exists()  # nothing changed
    (tmp_path / "marks.csv").write_text(
        f"pseudonym,exercise,question,points,comment,criterion\nana,{EXERCISE},{UNIT},0.5,,coding\n", encoding="utf-8"
    )
    grade_class(tmp_path / "in", tmp_path / "out", pages=False, marks_file=tmp_path / "marks.csv")
    first = rows(log)
    assert {(row["student"], row["question"], row["after"]) for row in first} == {
        ("ana", UNIT, "0.5"),
        ("ana", "total", "0.5"),
    }
    assert {row["why"] for row in first} == {"marks_or_deadline"} and {row["grading"] for row in first} == {"3"}
    weights = {"format": "regiolab-weights/1", "exercise": EXERCISE, "points": {"*": {"coding": 1}}}
    (tmp_path / "w.json").write_text(json.dumps(weights), encoding="utf-8")
    grade_class(tmp_path / "in", tmp_path / "out", pages=False, keys=[tmp_path / "w.json"])
    second = rows(log)
    assert second[: len(first)] == first  # appended, and nothing of it lost
    for row in second[len(first) :]:
        assert row["standards_before"] != row["standards_after"] and "standards" in row["why"].split(";")
        assert float(row["before"]) != float(row["after"])
    # a file that is gone, and one that was changed
    (tmp_path / "in" / "002.answers.json").unlink()
    hand_in(tmp_path / "in", "ana", number=1, productive="dominant")
    grade_class(tmp_path / "in", tmp_path / "out", pages=False, keys=[tmp_path / "w.json"])
    third = rows(log)[len(second) :]
    assert ("bea", "total", "", "not_handed_in") in {(r["student"], r["question"], r["after"], r["why"]) for r in third}
    assert all(row["why"] == "answers" for row in third if row["student"] == "ana")


def test_a_log_that_a_spreadsheet_saved_is_read_and_one_that_nobody_can_read_is_laid_aside(tmp_path):
    log = tmp_path / regrading.FILE
    one = [
        1,
        "2026-03-31T18:00:00+00:00",
        "=ñandú; =tala",
        "0" * 32,
        EXERCISE,
        UNIT,
        1.0,
        1.5,
        "2",
        "2",
        "a",
        "b",
        "rules",
    ]
    regrading._append(log, 1, [one])
    regrading._append(log, 2, [[2, *one[1:]]])
    as_ours = rows(log)
    with (tmp_path / "excel.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([regrading.COLUMNS, *(row.values() for row in as_ours)])
    (tmp_path / "excel.csv").replace(log)
    regrading._append(log, 3, [[3, *one[1:]]])
    assert rows(log) == [*as_ours, {**as_ours[0], "grading": "3"}]
    log.write_bytes(b"PK\x03\x04 a workbook under this name")
    regrading._append(log, 4, [one])
    assert [row["grading"] for row in rows(log)] == ["1"]
    aside = [path for path in tmp_path.iterdir() if path != log]
    assert [path.read_bytes()[:4] for path in aside] == [b"PK\x03\x04"] and aside[0].suffix == ".csv"
    log.write_bytes(b"")
    regrading._append(log, 4, [one])
    assert [row["grading"] for row in rows(log)] == ["1"]


@pytest.mark.usefixtures("no_report")
def test_a_grading_that_was_stopped_after_it_had_logged_is_logged_once(tmp_path, monkeypatch):
    hand_in(tmp_path / "in", "ana", number=1)
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    (tmp_path / "marks.csv").write_text(
        f"pseudonym,exercise,question,points,comment,criterion\nana,{EXERCISE},{UNIT},0.5,,coding\n", encoding="utf-8"
    )
    append = regrading._append

    def stopped(*given):
        append(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(regrading, "_append", stopped)
    with pytest.raises(KeyboardInterrupt):
        grade_class(tmp_path / "in", tmp_path / "out", pages=False, marks_file=tmp_path / "marks.csv")
    monkeypatch.setattr(regrading, "_append", append)
    grade_class(tmp_path / "in", tmp_path / "out", pages=False, marks_file=tmp_path / "marks.csv")
    assert [row["question"] for row in rows(tmp_path / "out" / regrading.FILE)] == [UNIT, "total"]


# -- where points were lost, and paper --------------------------------------------------------------


@pytest.fixture(scope="module")
def thirty(tmp_path_factory):
    root = tmp_path_factory.mktemp("thirty")
    simulation.write_class(root / "in")
    grade_class(root / "in", root / "out", pages=False)
    return root


def test_points_lost_are_those_of_the_gradebook(thirty):
    with opened(thirty / "out") as register:
        kept = standards.restored(register.settings()["standards"])
        tally = Tally(kept[EXERCISE], register.works(EXERCISE))
    table = [row for row in rows(thirty / "out" / "gradebook.csv") if row["status"] != "unreadable"]
    worth = {question.id: question.points for question in read_exercise(EXERCISE).questions}
    for question, count in tally.counts.items():
        given = [float(row[f"{EXERCISE}: {question}"]) for row in table if row[f"{EXERCISE}: {question}"]]
        assert sum(count.lost.values()) == pytest.approx(len(given) * worth[question] - sum(given))
    assert sum(tally.sums.values()) == len(table)
    assert sum(k * n for k, n in tally.sums.items()) == pytest.approx(sum(float(r["points"]) for r in table))
    found = spread.lost(tally)
    # a scheme's sum stands before its units, and lies between them
    at = [n for n, row in enumerate(found) if not row.name]
    assert at and found[0].name == ""
    units = [row.shares["coding"] for row in found[1:3]]
    assert min(units) <= found[0].shares["coding"] <= max(units)


def test_a_distribution_of_few_is_not_drawn(tmp_path):
    tally = Tally(standards.Standard(read_exercise(EXERCISE), keys.read(EXERCISE)))
    assert spread.points(tally) is None and spread.lost(tally) == [] and spread.sentence([]) == ""


def test_the_report_says_of_whom_its_numbers_are(thirty):
    text = report(thirty)
    assert "no roster says: the numbers are of those who handed in" in text
    assert "All 29 submissions; without rationales" in text and "Where points were lost" in text


OPEN = """
() => [...document.querySelectorAll("details")].map(one => {
  const within = [...one.querySelectorAll("p, td, li, blockquote")];
  return within.length > 0 && within.every(item => item.checkVisibility() && item.getClientRects().length > 0);
})"""


@pytest.mark.browser
def test_paper_shows_what_is_folded_on_the_screen(thirty):
    from playwright.sync_api import sync_playwright
    from test_browser import CHROMIUM, FLAGS

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto((thirty / "out" / "report.html").as_uri())
        folded = page.evaluate(OPEN)
        assert len(folded) > len(read_exercise(EXERCISE).questions) and not any(folded)
        page.emulate_media(media="print")
        assert all(page.evaluate(OPEN))
        # all of it, and no page of white: ten units with their cards, reasons and figures
        assert 10 <= len(re.findall(rb"/Type /Page\b", page.pdf())) <= 24
        browser.close()


@pytest.mark.usefixtures("no_report")
def test_marks_that_lack_their_weights_are_one_finding(tmp_path):
    lines = ["pseudonym,exercise,question,points,comment"]
    for number in range(1, 7):
        hand_in(tmp_path / "in", f"s{number}", number=number)
        lines += [f"s{number},{EXERCISE},{UNIT},1,", f"t{number},{EXERCISE},{UNIT},,late"]
    (tmp_path / "marks.csv").write_text("\n".join(lines), encoding="utf-8")
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False, marks_file=tmp_path / "marks.csv")
    told = [str(item) for item in result.findings if item.file == "marks.csv"]
    assert "marks.csv: line 2 and 5 more: this question gives no points for 'rationale'" in told[0]
    assert len([item for item in told if "gives no points" in item]) == 1
