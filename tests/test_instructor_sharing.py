"""What is given back and passed on: pages in bulk for Moodle and Canvas, and the anonymised data set."""

from __future__ import annotations

import csv
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from regiolab.cli import commands
from regiolab.errors import RegiolabError
from regiolab.exercises import coding, read_exercise, read_submission
from regiolab.exercises import submission as form
from regiolab.instructor import anonymous, booklet, bulk, grade_class, simulation

EXERCISE, UNIT = "3_classify", "mercosur_1991_economic"
pytestmark = pytest.mark.usefixtures("no_report")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def run(*arguments) -> list[str]:
    done = CliRunner().invoke(commands, [str(part) for part in arguments], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.output.splitlines()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Twelve files as Moodle names their folders, as it names files without folders, as Canvas does, and bare."""
    root = tmp_path_factory.mktemp("course")
    simulation.write_class(root / "plain", 12, (EXERCISE,))
    for number, path in enumerate(sorted((root / "plain").iterdir())):
        file = f"{EXERCISE}.answers.json"
        name = (
            f"Ana María Ruiz_{4700 + number}_assignsubmission_file_/{file}",
            f"Ben Díaz_{4700 + number}_assignsubmission_file_{file}",
            f"diazben_{'LATE_' if number % 2 else ''}{80 + number}_{22000 + number}_{file}",
            f"drive/{number}.json",
        )[number % 4]
        target = root / "in" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    grade_class(root / "in", root / "out")
    return root


# -- the platforms' own rules, as their public sources have them ------------------------------------


def moodle_takes(path: str, participants: set[int]) -> tuple[int, str, str] | None:
    """Return participant, plugin and file of a member, as Moodle's importziplib.php finds them."""
    parts = path.split("/")
    if parts[-1].startswith((".", "~")):
        return None
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in participants:
            continue
        parts.insert(0, info[4] if len(info) > 4 else "")
        return int(info[1]), f"{info[2]}_{info[3]}", "/".join(parts).lstrip("/")
    return None


def canvas_takes(path: str) -> tuple[int, int]:
    """Return student and file handed in of a member, as Canvas' infer_comment_context_from_filename finds them."""
    user, attachment = [part for part in path.rpartition("/")[2].split("_") if part.isdigit()][:2]
    return int(user), int(attachment)


@pytest.mark.parametrize("before", [True, False])
def test_each_page_goes_back_to_who_handed_the_file_in(course, before):
    packed = bulk.pack(course / "out", before)
    assert packed.zips == (f"canvas-{EXERCISE}.zip", f"moodle-{EXERCISE}.zip")
    whose = {row["name_in_zip"]: row for row in rows(packed.folder / bulk.WHOSE)}
    table = {row["files"]: row["student"] for row in rows(course / "out" / "gradebook.csv")}
    n = 0
    for name in packed.zips:
        with zipfile.ZipFile(packed.folder / name) as archive:
            for member in archive.namelist():
                row, n = whose[member], n + 1
                number = int(re.search(r"_(\d+)_(?:assign|\d)", row["file"])[1])
                if name.startswith("moodle"):
                    found = moodle_takes(member, set(range(4700, 4712)))
                    assert found[:2] == (number, "assignsubmission_file") and found[2].endswith(".html")
                else:
                    assert canvas_takes(member) == (number, 21920 + number)
                assert table[row["file"]] == row["pseudonym"] and row["platform_id"] == str(number)
                page = archive.read(member).decode()
                assert f"<bdi>{row['pseudonym']}</bdi></h1>" in page
    assert n == 9 and packed.pages == 12 and packed.elsewhere == 3


def test_what_is_given_back_before_round_two_spoils_nothing(course):
    packed = bulk.pack(course / "out", before=True)
    for path in sorted(packed.folder.glob("*.html")):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r'[\d.]+ of \d+ points|class="sum"|<table', page)
        for word in ("The article:", "Agrees", "Differs", "✓", "✗", "<details", "In the first round", "Measured by"):
            assert word not in page, word
        assert "the answers that you sealed" in page
    # and it holds what was sealed, not what became of it
    name, one = next(
        (row["page"], read_submission(row["file"]))
        for row in rows(packed.folder / bulk.WHOSE)
        if read_submission(row["file"]).rounds[1].answers
    )
    page = (packed.folder / name).read_text(encoding="utf-8")
    for question, answer in one.rounds[1].answers.items():
        first = one.rounds[0].answers[question]
        if first.rationale and first.rationale != answer.rationale and "<" not in first.rationale:
            assert first.rationale in page and answer.rationale not in page


def test_packing_twice_gives_the_same_bytes_and_leaves_nothing_old(course):
    packed = bulk.pack(course / "out")
    before = {path.name: path.read_bytes() for path in packed.folder.iterdir()}
    (packed.folder / "moodle-old.zip").write_bytes(b"")
    (packed.folder / "notes.txt").write_text("mine", encoding="utf-8")
    said = run("pages", course / "out")
    assert said[-1] == f"12 pages lie in {packed.folder}." and "3 pages bear no name of Moodle's" in said[-2]
    after = {path.name: path.read_bytes() for path in packed.folder.iterdir()}
    assert after == {**before, "notes.txt": b"mine"}
    (packed.folder / "notes.txt").unlink()


def test_a_pseudonym_of_two_files_goes_back_to_nobody(tmp_path):
    for number, content in enumerate(simulation.contents(EXERCISE, 2)):
        data = json.loads(content) | {"pseudonym": "ana"}
        folder = tmp_path / "in" / f"A_{number + 1}_assignsubmission_file"
        folder.mkdir(parents=True)
        (folder / f"{EXERCISE}.answers.json").write_text(json.dumps(data), encoding="utf-8")
    grade_class(tmp_path / "in", tmp_path / "out")
    packed = bulk.pack(tmp_path / "out")
    assert packed.zips == () and [row["zip"] for row in rows(packed.folder / bulk.WHOSE)] == ["", ""]


def test_without_pages_there_is_nothing_to_give_back(course, tmp_path):
    grade_class(course / "plain", tmp_path / "out", pages=False)
    with pytest.raises(RegiolabError, match="grade again without --no-pages"):
        bulk.pack(tmp_path / "out")
    assert bulk.pack(tmp_path / "out", before=True).pages == 12


# -- the data set -----------------------------------------------------------------------------------


def consent(path: Path, **said: str) -> Path:
    lines = ["pseudonym,consent,reasons", *(f"{name},{given}" for name, given in said.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def seminar(tmp_path_factory):
    """Twelve students in two exercises, one of whom did not agree."""
    root = tmp_path_factory.mktemp("seminar")
    simulation.write_class(root / "in", 12, (EXERCISE, "1_trajectory"))
    grade_class(root / "in", root / "out", pages=False)
    names = [read_submission(path).pseudonym for path in sorted((root / "in").glob(f"*{EXERCISE}*"))]
    consent(root / "consent.csv", **{name: "no,no" if name == "ceibo" else "yes,no" for name in names})
    return root, names


def test_frictionless_finds_nothing_wrong_with_the_data_set(seminar, tmp_path):
    from frictionless import Package

    root, _names = seminar
    for options in ([], ["--linked", "--title", "Seminario 2026"]):
        said = run("dataset", root / "out", "--out", tmp_path / "d", "--consent", root / "consent.csv", *options)
        assert said[-1].startswith("11 readers, ")
        report = Package(tmp_path / "d" / "datapackage.json").validate()
        assert report.valid, report.flatten(["type", "note"])
        assert report.stats["tasks"] == 2
    for name in ("README.md", "datapackage.json"):
        assert "Seminario 2026" in (tmp_path / "d" / name).read_text(encoding="utf-8")


def test_it_holds_the_answers_of_those_who_agreed_and_nothing_that_names_them(seminar, tmp_path):
    root, names = seminar
    made = anonymous.write_dataset(root / "out", tmp_path / "d", root / "consent.csv")
    table = rows(tmp_path / "d" / "answers.csv")
    everything = " ".join(path.read_text(encoding="utf-8") for path in (tmp_path / "d").iterdir())
    ids = [read_submission(path).id for path in (root / "in").iterdir()]
    for name in [*names, *ids]:
        assert not re.search(rf"\b{re.escape(name)}\b", everything), name
    # no times, no marks, no reasons
    assert not re.search(r"\d\d:\d\d:\d\d(?!Z)", everything) and "my notes, page" not in everything
    assert {row["part"] for row in table} <= set(booklet.PARTS) - {"reason"} and made.readers == 11
    # each answer is there, as it was given
    given = sorted(
        sorted(
            (question, model, item.degree or "holds")
            for question, a in one.rounds[0].answers.items()
            for model, item in a.models.items()
        )
        for one in map(read_submission, sorted((root / "in").glob(f"*{EXERCISE}*")))
        if one.pseudonym != "ceibo"
    )
    readers: dict[str, list] = {}
    for row in table:
        if (row["exercise"], row["round"], row["part"]) == (EXERCISE, "1", "model"):
            readers.setdefault(row["reader"], []).append((row["question"], row["item"], row["value"]))
    assert sorted(map(sorted, readers.values())) == given


def test_ids_are_drawn_anew_and_joined_across_exercises_only_if_asked(seminar, tmp_path):
    root, _names = seminar
    found = []
    for number, linked in enumerate((False, False, True)):
        anonymous.write_dataset(root / "out", tmp_path / str(number), root / "consent.csv", linked=linked)
        by: dict[str, set[str]] = {}
        for row in rows(tmp_path / str(number) / "answers.csv"):
            by.setdefault(row["exercise"], set()).add(row["reader"])
        found.append(by)
    assert not found[0][EXERCISE] & found[0]["1_trajectory"]
    assert not set().union(*found[0].values()) & set().union(*found[1].values())
    assert found[2][EXERCISE] == found[2]["1_trajectory"]


def test_reasons_are_in_it_only_of_who_agreed_to_that_too_and_never_hidden_ones(seminar, tmp_path):
    root, names = seminar
    given = {name: "yes,yes" if name in names[:6] else "yes,no" for name in names}
    path = consent(tmp_path / "consent.csv", **given)
    hidden = root / "out" / "hidden.csv"
    hidden.write_text(f"pseudonym,exercise,question\n{names[0]},,\n", encoding="utf-8")
    try:
        anonymous.write_dataset(root / "out", tmp_path / "d", path, reasons=True)
    finally:
        hidden.unlink()
    table = [row["value"] for row in rows(tmp_path / "d" / "answers.csv") if row["part"] == "reason"]
    wanted = set()
    for file in (root / "in").iterdir():
        one = read_submission(file)
        if one.pseudonym in names[1:6]:
            wanted |= {a.rationale for r in one.rounds for a in r.answers.values() if a.rationale}
    assert table and set(table) <= wanted


def test_small_cells_are_left_out_and_a_class_that_is_too_small_is_refused(seminar, tmp_path):
    root, names = seminar
    few = consent(tmp_path / "few.csv", **dict.fromkeys(names[:4], "yes"))
    with pytest.raises(RegiolabError, match="4 agreed and handed in, and a data set needs at least 5"):
        anonymous.write_dataset(root / "out", tmp_path / "d", few)
    assert not (tmp_path / "d").exists()
    # five agreed, one of whom left a question open
    last = {path: json.loads(path.read_text(encoding="utf-8")) for path in (root / "in").glob(f"*{EXERCISE}*")}
    question = read_exercise(EXERCISE).questions[0].id
    for data in last.values():
        if data["pseudonym"] == names[4]:
            for round_ in data["rounds"]:
                round_["answers"].pop(question, None)
    for path, data in last.items():
        target = tmp_path / "in" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(data), encoding="utf-8")
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    five = consent(tmp_path / "five.csv", **dict.fromkeys(names[:5], "yes"))
    made = anonymous.write_dataset(tmp_path / "out", tmp_path / "d", five)
    assert made.left_out >= 1 and "fewer than 5 answered" in made.lines()[0]
    left = {(row["question"], row["round"]) for row in rows(tmp_path / "d" / "answers.csv")}
    assert (question, "1") not in left and left


def test_who_withdraws_is_taken_out_by_a_new_run(seminar, tmp_path):
    root, names = seminar
    path = consent(tmp_path / "consent.csv", **dict.fromkeys(names, "yes"))
    before = anonymous.write_dataset(root / "out", tmp_path / "d", path)
    path.write_text(path.read_text(encoding="utf-8") + f"{names[2]},no,no\n", encoding="utf-8")
    after = anonymous.write_dataset(root / "out", tmp_path / "d", path)
    assert (before.readers, after.readers) == (12, 11) and "so it counts as no" in after.lines()[0]


def test_a_no_by_a_files_id_outweighs_a_yes_by_its_pseudonym(seminar, tmp_path):
    root, names = seminar
    one = next(one for one in map(read_submission, (root / "in").iterdir()) if one.pseudonym == names[2])
    for name in (one.id, f"#{one.id[:8]}"):
        path = consent(tmp_path / "consent.csv", **dict.fromkeys(names, "yes"), **{name: "no"})
        made = anonymous.write_dataset(root / "out", tmp_path / "d", path)
        assert made.absent == {exercise: int(exercise == one.exercise) for exercise in made.absent}


def test_those_few_who_are_not_in_it_can_be_reckoned_from_the_class_and_that_is_said(seminar, tmp_path):
    root, names = seminar
    for n in (0, 1, 4, 5):
        given = {name: "no" if name in names[:n] else "yes" for name in names}
        made = anonymous.write_dataset(root / "out", tmp_path / "d", consent(tmp_path / "consent.csv", **given))
        told = [line for line in made.lines() if "can reckon what" in line]
        assert len(told) == (2 if 0 < n < 5 else 0) and all(line.startswith(f"{n} who handed in ") for line in told)


def test_a_reason_that_names_its_writer_or_in_any_round_somebody_of_the_roster_is_left_out(tmp_path):
    for number in range(6):
        one = form.begin(EXERCISE, f"palo santo {number}")
        one.id = f"{number:032x}"
        for round_, reason in zip(
            one.rounds, (f"First thought of {number}", f"Second thought of {number}"), strict=True
        ):
            given = coding.answer({"strategic": "dominant"}, ("E01", "str_insertion"))
            round_.answers[UNIT] = given.model_copy(update={"rationale": reason, "revision": len(reason)})
        one.rounds[0].sealed[UNIT] = form.Seal(revision=1, at=given.at)
        if number == 0:
            one.rounds[0].answers[UNIT].rationale = "So I read it, and I sign it. Palo  SANTO 0"
        if number == 1:  # in the answer that was sealed, and not in the one that counts
            one.rounds[0].answers[UNIT].rationale = "As Restrepo said in class"
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.answers.json").write_bytes(form.dump(one))
    (tmp_path / "roster.csv").write_text("pseudonym,Student\npalo santo 2,Restrepo\n", encoding="utf-8")
    grade_class(tmp_path / "in", tmp_path / "out", pages=False, roster_file=tmp_path / "roster.csv")
    path = consent(tmp_path / "consent.csv", **{f"palo santo {number}": "yes,yes" for number in range(6)})
    made = anonymous.write_dataset(tmp_path / "out", tmp_path / "d", path, reasons=True)
    reasons = sorted(row["value"] for row in rows(tmp_path / "d" / "answers.csv") if row["part"] == "reason")
    others = [f"{which} thought of {number}" for which in ("First", "Second") for number in (2, 3, 4, 5)]
    assert reasons == sorted(["Second thought of 0", *others])
    assert "1 reason was left out: the pseudonym of who wrote it stands in it." in made.lines()


def test_it_is_never_written_among_the_results(seminar):
    root, _names = seminar
    with pytest.raises(RegiolabError, match="with names: write the data set to a folder of its own"):
        anonymous.write_dataset(root / "out", root / "out", root / "consent.csv")


def test_the_readme_and_codebook_name_every_column_and_code(seminar, tmp_path):
    root, _names = seminar
    anonymous.write_dataset(root / "out", tmp_path / "d", root / "consent.csv")
    codebook, readme = ((tmp_path / "d" / name).read_text(encoding="utf-8") for name in ("codebook.md", "README.md"))
    table = rows(tmp_path / "d" / "answers.csv")
    assert all(f"`{column}`" in codebook for column in anonymous.COLUMNS)
    for row in table:
        for code in (row["part"], row["item"], row["question"]):
            assert not code or f"`{code}`" in codebook, code
        if row["part"] in ("model", "filing", "pair", "choice"):
            assert f"`{row['value']}`" in codebook, row["value"]
    assert booklet.statement() in readme and "How to cite it" in readme


def test_a_list_copied_from_the_gradebook_names_whom_it_names(tmp_path):
    """Pseudonyms that begin as a formula does stand in the gradebook with an apostrophe before them."""
    for number, content in enumerate(simulation.contents(EXERCISE, 6)):
        data = json.loads(content) | {"pseudonym": f"=one;-{number}"}
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.json").write_text(json.dumps(data), encoding="utf-8")
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    names = [row["student"] for row in rows(tmp_path / "out" / "gradebook.csv")]
    assert all(name.startswith("'=") for name in names)
    with (tmp_path / "consent.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("pseudonym", "consent"), *((name, "yes") for name in names)])
    assert anonymous.write_dataset(tmp_path / "out", tmp_path / "d", tmp_path / "consent.csv").readers == 6
