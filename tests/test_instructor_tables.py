"""Tables that go out: no cell is a formula anywhere, and Canvas and Moodle give each row to the right student."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiolab.cli import main
from regiolab.data.delimited import read_sheet
from regiolab.exercises import read_key
from regiolab.instructor import Results, grade_class, simulation, texts
from regiolab.instructor.handover import Handover
from regiolab.instructor.platform import Person
from regiolab.instructor.roster import Roster
from regiolab.instructor.workbook import Workbook

NEW, OLD = "5_new_cases", "3_classify"
SOFFICE = shutil.which("soffice")
SIGNS = tuple("=+-@\t\r＝＋－＠")
CALC = "=cmd|'/c calc'!A1"
REASON = f'I think;{CALC}; and,@SUM(1)\\t+1 or -2;"=1+1" of them\n=2 and more words'.replace("\\t", "\t")
NAMES = ["=1+1", "@ana", "-eva", "+luz", f"jo;{CALC}", 'li,"=2', "ceibo", "'=paz"]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def submissions(*names: str, exercise: str = NEW, reason: str = REASON) -> dict[str, bytes]:
    """Return good submissions of some students, by their names, with reasons that are not."""
    found = {}
    for name, content in zip(names, simulation.contents(exercise, len(names)), strict=True):
        data = json.loads(content)
        data["pseudonym"] = name
        data["id"] = hashlib.sha256(f"{name} {exercise}".encode()).hexdigest()[:32]
        data["history"] = [{"writer": data["id"][:8], "changes": data["history"][0]["changes"]}]
        for round_ in data["rounds"]:
            for answer in round_["answers"].values():
                if "rationale" in answer:
                    answer["rationale"] = reason
        found[name] = json.dumps(data).encode()
    return found


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Grade a class whose names, reasons, files and comments would all be formulas."""
    root = tmp_path_factory.mktemp("tables")
    (root / "in").mkdir()
    for name, content in submissions(*NAMES).items():
        (root / "in" / f"{name.replace('/', '')};=1.json").write_bytes(content)
    (root / "in" / "bad;=1+1.json").write_bytes(b"{")
    with (root / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["pseudonym", "Student", "ID", "Email address", "Note;=1"])
        rows.writerows([name, f"{name};{CALC}", n, f"{n}@x.org", f";{CALC}"] for n, name in enumerate(NAMES, 11))
    with (root / "marks.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["pseudonym", "exercise", "question", "points", "comment"])
        rows.writerow(["ceibo", NEW, "prosur_2019_economic", 1, f"See;{CALC}"])
        rows.writerow([f"no;{CALC}", NEW, "prosur_2019_economic", 1, f"See;{CALC}"])
    patch = pytest.MonkeyPatch()
    patch.setattr("regiolab.instructor.report.write_from", lambda out, register: out / "report.html")
    with patch.context():
        grade_class(root / "in", root / "out", roster_file=root / "roster.csv", pages=False)
    patch.undo()
    return root


TABLES = ["gradebook", "findings", "rationales", "canvas", "moodle"]


def parts(text: str, separator: str) -> list[str]:
    """Return what a spreadsheet can make cells of with a separator, however it takes quotation marks."""
    loose = re.split(f"[{separator}\n]", text)
    return [*loose, *(cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", TABLES)
def test_no_part_of_a_cell_is_a_formula(hostile, name, separator):
    text = (hostile / "out" / f"{name}.csv").read_text(encoding="utf-8-sig")
    assert "calc" in text
    for part in parts(text, separator):
        assert part.strip(' "')[:1] not in SIGNS, part


@settings(max_examples=400, deadline=None)
@given(st.lists(st.text(st.sampled_from("=+-@'\",;|\t\n a1") | st.characters(codec="utf-8"), max_size=20), max_size=4))
def test_any_texts_make_no_formula_and_come_back(tmp_path_factory, found):
    out = tmp_path_factory.mktemp("any")
    with Workbook(out, full=False) as book, book.table("any", ["a"]) as rows:
        rows.writerow(found)
    text = (out / "any.csv").read_text(encoding="utf-8-sig")
    for separator in ",;\t|":
        for part in parts(text, separator):
            assert part.strip(' "')[:1] not in SIGNS, part
    for item in found:
        assert texts.uncelled(texts.cell(item)) == texts.one_line(item)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("separator", [44, 59, 9])
def test_libreoffice_finds_no_formula(hostile, tmp_path, separator):
    for name in TABLES:
        shutil.copy(hostile / "out" / f"{name}.csv", tmp_path)
    (tmp_path / "planted.csv").write_text("a,b\n=1+1,x;=2+2\n")  # the test sees formulas where there are some
    files = [str(path) for path in sorted(tmp_path.glob("*.csv"))]
    words = [
        "--convert-to",
        "fods",
        f"--infilter=CSV:{separator},34,76,1,,0,false,true,false",
        "--outdir",
        str(tmp_path),
    ]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([SOFFICE, "--headless", profile, *words, *files], check=True, timeout=300, capture_output=True)
    assert "table:formula" in (tmp_path / "planted.fods").read_text(encoding="utf-8")
    for name in TABLES:
        sheet = (tmp_path / f"{name}.fods").read_text(encoding="utf-8")
        assert "calc" in sheet and "table:formula" not in sheet, name


def test_the_workbook_holds_texts_and_no_formula(hostile):
    with zipfile.ZipFile(hostile / "out" / "results.xlsx") as file:
        names = file.namelist()
        sheets = {name: file.read(name).decode() for name in names if "worksheets/sheet" in name}
        book = ElementTree.fromstring(file.read("xl/workbook.xml"))
    assert [node.get("name") for node in book.iter() if node.tag.endswith("}sheet")] == [
        "gradebook",
        "rationales",
        "findings",
    ]
    assert not [name for name in names if "external" in name.lower() or "hyperlink" in name.lower()]
    for text in sheets.values():
        assert "<f>" not in text and "<hyperlink" not in text
    assert "=1+1" in sheets["xl/worksheets/sheet1.xml"]  # as it is, without an apostrophe


def test_what_is_wrapped_in_a_workbook_has_the_room_that_it_needs(tmp_path):
    with Workbook(tmp_path) as book, book.table("findings", ["file", "3_classify: mercosur_1991: coding"]) as rows:
        rows.writerow(["short", 1])
        rows.writerow(["=long " + "word " * 60, 1])
        rows.writerow(["word " * 20_000, 1])
    with zipfile.ZipFile(tmp_path / "results.xlsx") as file:
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    heights = [float(row.get("ht", 0)) for row in sheet.iter() if row.tag.endswith("}row")]
    assert heights[0] >= 3 * 15 and heights[1] == 0 and heights[2] >= 5 * 15 and heights[3] > 400


def test_the_same_class_gives_the_same_workbook_and_nothing_is_left_behind(hostile, no_report):
    before = (hostile / "out" / "results.xlsx").read_bytes()
    (hostile / "out" / ".regiolab" / "scratch").mkdir()
    (hostile / "out" / ".regiolab" / "scratch" / "left").write_text("ana")
    (hostile / "out" / ".gradebook.csv.2.writing").write_text("ana")
    grade_class(hostile / "in", hostile / "out", roster_file=hostile / "roster.csv", pages=False)
    assert (hostile / "out" / "results.xlsx").read_bytes() == before
    assert not [path for path in (hostile / "out").rglob("*") if "scratch" in path.name or "writing" in path.name]


@pytest.mark.parametrize("way", ["plain", "semicolons", "spreadsheet"])
def test_a_copy_of_rationales_gives_everybody_their_points(hostile, tmp_path, no_report, way):
    """The guide's own way: copy, fill in the points, save as the spreadsheet likes; names may begin like a formula."""
    rows = table(hostile / "out" / "rationales.csv")
    assert {texts.uncelled(row["pseudonym"]) for row in rows} == set(NAMES)
    with (tmp_path / "marks.csv").open("w", encoding="cp1252" if way == "spreadsheet" else "utf-8", newline="") as file:
        copy = csv.DictWriter(file, list(rows[0]), delimiter="," if way == "plain" else ";")
        copy.writeheader()
        copy.writerows({**row, "points": "0,5" if way == "spreadsheet" else "0.5", "comment": "-good"} for row in rows)
    result = grade_class(hostile / "in", tmp_path / "out", marks_file=tmp_path / "marks.csv", pages=False)
    marked = {
        texts.uncelled(row["student"]): row[f"{NEW}: rationale"] for row in table(tmp_path / "out" / "gradebook.csv")
    }
    assert all(
        float(marked[name]) == 0.5 * sum(texts.uncelled(row["pseudonym"]) == name for row in rows) for name in NAMES
    )
    assert [item for item in result.findings if item.file == "marks.csv" and "not used" in item.reason] == []


# -- Canvas and Moodle, by the rules of their own importers ------------------------------------------


def canvas_import(path: Path, students: dict[str, str], grades: dict[tuple[str, str], str]) -> dict:
    """Import a gradebook as lib/gradebook_importer.rb does: by ID, else by name; a blank cell is a change too."""
    assert path.read_bytes().startswith(b'"Student"')  # Ruby's CSV refuses a quotation mark after a byte order mark
    maxima, grades = {}, dict(grades)
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    head = rows[0]
    assert "Student" in head[0] and "ID" in head[1] and "SIS User ID" in head[2] and "SIS Login ID" in head[3]
    for row in rows[1:]:
        if "Points Possible" in row[0]:
            assert not maxima, "two rows of maxima"
            maxima = dict(zip(head[5:], row[5:], strict=True))
            continue
        who = row[1] if row[1] in students else next((id_ for id_, name in students.items() if name == row[0]), None)
        assert who is not None
        grades.update({(who, column): cell for column, cell in zip(head[5:], row[5:], strict=True)})
    return {"maxima": maxima, "grades": grades}


def moodle_import(path: Path, column: str, students: set[str], grades: dict[tuple[str, str], str]) -> dict:
    """Import grades as grade/import/csv/classes/load_data.php does: a blank identifier keeps the student before."""
    grades, who = dict(grades), None
    for row in table(path):
        if row[column]:
            who = row[column] if row[column] in students else None
        assert who is not None, "the whole import stops"
        grades.update({(who, name): cell for name, cell in row.items() if name in (NEW, OLD)})
    return grades


CLASS = ["ana", "eva", "Luz Paz", "Points Possible", "sol"]


@pytest.fixture
def course(tmp_path):
    """Submissions of five, of whom two are not in the roster: one is called like a classmate, one like the maxima."""
    (tmp_path / "in").mkdir()
    for name, content in submissions(*CLASS).items():
        (tmp_path / "in" / f"{name}.json").write_bytes(content)
    for name, content in submissions("ana", exercise=OLD).items():
        (tmp_path / "in" / f"{name} old.json").write_bytes(content)
    (tmp_path / "roster.csv").write_text(
        "pseudonym,Student,ID,Email address\nana,Ana Silva,11,ana@x.org\neva,Luz Paz,12,eva@x.org\nsol,Sol Gil,,\n"
        ',Points Possible,,\n,"Student, Test",99,\n,    Points Possible,,\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.usefixtures("no_report")
def test_the_platforms_give_each_row_to_its_student(course):
    result = grade_class(course / "in", course / "out", roster_file=course / "roster.csv", pages=False)
    ours = {row["student"]: row for row in table(course / "out" / "gradebook.csv")}
    hand = {("11", OLD): "1", ("12", OLD): "9", ("13", NEW): "7"}  # entered by hand, none of which may be erased
    students = {"11": "Ana Silva", "12": "Luz Paz", "13": "Sol Gil"}
    wanted = {
        **hand,
        ("11", OLD): ours["ana"][f"{OLD}: points"],
        ("11", NEW): ours["ana"][f"{NEW}: points"],
        ("12", NEW): ours["eva"][f"{NEW}: points"],
    }
    found = {"grades": hand}
    for path in [course / "out" / "canvas.csv", *sorted((course / "out" / "one_by_one").glob("canvas-*"))]:
        found = canvas_import(path, students, found["grades"])
        assert all(float(n) > 0 for n in found["maxima"].values())
    assert found["grades"] == wanted
    mails = {("ana@x.org", OLD): "1", ("eva@x.org", OLD): "9"}
    for path in [course / "out" / "moodle.csv", *sorted((course / "out" / "one_by_one").glob("moodle-*"))]:
        mails = moodle_import(path, "Email address", {"ana@x.org", "eva@x.org"}, mails)
    assert mails == {
        ("ana@x.org", OLD): wanted["11", OLD],
        ("ana@x.org", NEW): wanted["11", NEW],
        ("eva@x.org", NEW): wanted["12", NEW],
        ("eva@x.org", OLD): "9",
    }
    said = [str(item) for item in result.findings]
    assert [line for line in said if line.startswith("canvas.csv")] == [
        "canvas.csv: 3 students are not in it: nothing says which ID is theirs (Luz Paz, …)."
    ]
    assert [line for line in said if line.startswith("moodle.csv")] == [
        "moodle.csv: 3 students are not in it: the roster’s column Email address is blank (Luz Paz, …)."
    ]
    assert not [line for line in said if line.startswith("roster.csv") and ": missing: " not in line]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "1", "2", "3"]),
            st.sampled_from(["", "a@x", "b@x"]),
            st.sampled_from([None, 1.5]),
            st.sampled_from([None, 2]),
            st.sampled_from([None, Person("canvas", "1", "a"), Person("canvas", "7")]),
        ),
        max_size=5,
    )
)
def test_no_row_goes_astray_and_no_cell_is_blank(tmp_path_factory, rows):
    out = tmp_path_factory.mktemp("rows")
    people = {f"s{n}": {"ID": id_, "Email address": mail} for n, (id_, mail, *_rest) in enumerate(rows)}
    handover = Handover(Roster(("ID", "Email address"), people), [[("one", 3.0)], [("two", 4.0)]])
    for n, (_id, _mail, one, two, who) in enumerate(rows):
        handover.add(f"s{n}", [who] if who else [], (one, two), ["said", "said"])
    left, _notes = handover.write(out)
    for path in [*out.glob("*.csv"), *out.rglob("one_by_one/*.csv")]:
        found = table(path)
        if "canvas" in path.name:
            assert "Points Possible" in found.pop(0)["Student"]
            ids = [row["ID"] for row in found]
            assert all(ids) and len(set(ids)) == len(ids)
        for row in found:
            assert all(row[name] for name in row if name in ("one", "two"))
        mails = [row["Email address"] for row in found if "Email address" in row]
        assert all(mails) and len(set(mails)) == len(mails)
    assert all(reason for _file, reason in left)


# -- what cannot be marked ---------------------------------------------------------------------------


def own(folder: Path, lacking: list[str] | None) -> list[Path]:
    """Write an exercise of one's own without its key, or with one that lacks questions."""
    from regiolab.exercises import model

    data = json.loads(model.find("1_trajectory").read_text(encoding="utf-8"))
    data["exercise"] = "mine"
    (folder / "mine.json").write_text(json.dumps(data), encoding="utf-8")
    if lacking is None:
        return [folder / "mine.json"]
    key = read_key("1_trajectory").model_dump(mode="json")
    key["exercise"] = "mine"
    key["keys"] = {name: entry for name, entry in key["keys"].items() if name not in lacking}
    (folder / "key.json").write_text(json.dumps(key), encoding="utf-8")
    return [folder / "mine.json", folder / "key.json"]


@pytest.mark.usefixtures("no_report")
@pytest.mark.parametrize("lacking", [None, ["celac_treaty"], []])
def test_what_cannot_be_marked_is_blank_and_said(tmp_path, lacking):
    content = next(iter(simulation.contents("1_trajectory", 1))).replace(b'"1_trajectory"', b'"mine"')
    name = json.loads(content)["pseudonym"]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{name}_11_12345_mine.json").write_bytes(content)
    result = grade_class(tmp_path / "in", tmp_path / "out", keys=own(tmp_path, lacking))
    row = table(tmp_path / "out" / "gradebook.csv")[0]
    canvas = table(tmp_path / "out" / "canvas.csv")[1:]
    if lacking == []:
        assert float(row["mine: points"]) > 0 and result.findings == []
        assert [(line["ID"], line["mine"]) for line in canvas] == [("11", row["mine: points"])]
        return
    assert row["mine: points"] == row["points"] == row["mine: celac_treaty"] == "" and canvas == []
    assert row["status"] == "graded;not_all_marked"
    (said,) = map(str, result.findings)
    assert said.startswith(
        "mine: key: its key is missing" if lacking is None else "mine: key: the key lacks celac_treaty"
    )
    page = next((tmp_path / "out" / "feedback").iterdir()).read_text(encoding="utf-8")
    assert "not all marked yet" in page and "0 of" not in page.split("</header>")[0]
    if lacking:
        (tmp_path / "marks.csv").write_text(
            f"pseudonym,exercise,question,points,comment\n{name},mine,celac_treaty,0.5,\n", encoding="utf-8"
        )
        grade_class(tmp_path / "in", tmp_path / "out", keys=own(tmp_path, lacking), marks_file=tmp_path / "marks.csv")
        row = table(tmp_path / "out" / "gradebook.csv")[0]
        assert float(row["mine: points"]) >= 0.5 and row["status"] == "graded"


# -- names that mean nothing, two markers ------------------------------------------------------------

UNIT = "mercosur_1991_economic"
HOLDS = {"degree": "dominant"}


def test_a_key_with_a_place_that_the_article_does_not_have_is_refused(tmp_path, capsys):
    key = read_key(OLD).model_dump(mode="json")
    reading = {"coder": "briceno2018", "models": {"strategic": HOLDS}, "locator": "S5 ¶4;S55 ¶4"}
    key["keys"][UNIT]["readings"] = [reading]
    (tmp_path / "key.json").write_text(json.dumps(key), encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["grade", str(tmp_path), "--out", str(tmp_path / "out"), "--key", str(tmp_path / "key.json")])
    error = capsys.readouterr().err
    assert stopped.value.code == 2 and error.count("\n") == 1
    assert f"key.json, {UNIT}: 'S55 ¶4' is no section or paragraph of the article. Is 'S5 ¶" in error


def test_weights_with_names_that_mean_nothing_are_refused(tmp_path, capsys):
    weights = {"format": "regiolab-weights/1", "exercise": OLD, "points": {"*": {"evidance": 4}}}
    (tmp_path / "weights.json").write_text(json.dumps(weights), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["grade", str(tmp_path), "--out", str(tmp_path / "out"), "--key", str(tmp_path / "weights.json")])
    assert "weights.json: 'evidance' is not among the criteria" in (error := capsys.readouterr().err)
    assert "Is 'evidence' meant?" in error
    weights = {"format": "regiolab-weights/1", "exercise": "3_clasify", "points": {"*": {"evidence": 4}}}
    (tmp_path / "weights.json").write_text(json.dumps(weights), encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["grade", str(tmp_path), "--out", str(tmp_path / "out"), "--key", str(tmp_path / "weights.json")])
    error = capsys.readouterr().err
    assert "weights.json: '3_clasify' is not an exercise; did you mean '3_classify'?" in error


@pytest.mark.usefixtures("no_report")
def test_two_markers_are_both_kept_and_the_one_that_counts_is_named(tmp_path):
    (tmp_path / "in").mkdir()
    names = ["ana", "eva", "luz"]
    for name, content in submissions(*names).items():
        (tmp_path / "in" / f"{name}.json").write_bytes(content)
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    rows = [row for row in table(tmp_path / "out" / "rationales.csv") if row["question"] == "prosur_2019_economic"]
    head = "pseudonym,exercise,question,points,comment"
    for marker, points in (("marta", "121"), ("juan", "120")):
        lines = [
            f"{row['pseudonym']},{NEW},{row['question']},{n},by {marker}" for row, n in zip(rows, points, strict=True)
        ]
        (tmp_path / f"{marker}.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    files = [tmp_path / "marta.csv", tmp_path / "juan.csv"]
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False, marks_file=files)
    assert [str(item) for item in result.findings if item.place != "rationale"] == [
        f"markers.csv: {NEW}: rationale: marta and juan both marked 3, and give the same points to 2 (67%); "
        "kappa 0.50; those of marta count."
    ]
    told = {row["student"]: row[f"{NEW}: rationale"] for row in table(tmp_path / "out" / "gradebook.csv")}
    assert told == {"ana": "1", "eva": "2", "luz": "1"}
    both = table(tmp_path / "out" / "markers.csv")
    assert [(row["pseudonym"], row["marker"], float(row["points"]), row["counts"]) for row in both][-2:] == [
        ("luz", "marta", 1, "yes"),
        ("luz", "juan", 0, "no"),
    ]
    # a column says the same, and where all points are one kappa has no value
    lines = [f"{row['pseudonym']},{NEW},{row['question']},1,,{who}" for row in rows for who in ("marta", "juan")]
    (tmp_path / "one.csv").write_text("\n".join([f"{head},marker", *lines]), encoding="utf-8")
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False, marks_file=tmp_path / "one.csv")
    (said,) = (str(item) for item in result.findings if item.place != "rationale")
    assert "give the same points to 3 (100%); kappa is not defined: " in said
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    assert {item.place for item in result.findings} == {"rationale"}  # all three give one reason
    assert not (tmp_path / "out" / "markers.csv").exists()


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "mac_roman"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "sep=;"])
def test_a_roster_as_spreadsheets_write_it(tmp_path, code, separator):
    sign = separator[-1]
    lines = [f"pseudonym{sign}Student", f"ombú{sign}José Peña", f"ñandú{sign}Ação"]
    text = "\r\n".join([separator] * separator.startswith("sep") + lines) + "\r\n"
    (tmp_path / "roster.csv").write_bytes(text.encode(code))
    sheet = read_sheet(tmp_path / "roster.csv", ["pseudonym"], assume=True, pad=True)
    assert sheet.columns == {"pseudonym": ["ombú", "ñandú"], "Student": ["José Peña", "Ação"]}


def test_a_gradebook_read_again_has_the_pseudonyms_as_they_are(tmp_path):
    """Numbers that begin with 0, what pandas takes for nothing, what a spreadsheet takes for a formula."""
    names = ["007", "042", "NA", "null", "=one;-1"]
    for number, (name, content) in enumerate(zip(names, simulation.contents("3_classify", 5), strict=True)):
        (tmp_path / "in").mkdir(exist_ok=True)
        text = json.dumps(json.loads(content) | {"pseudonym": name})
        (tmp_path / "in" / f"{number}.json").write_text(text, encoding="utf-8")
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    book = Results(tmp_path / "out").gradebook()
    assert sorted(book["student"]) == sorted(names)
    assert book["points"].sum() == pytest.approx(book["3_classify: points"].sum()) and book["points"].notna().all()
