"""Hostile and broken files: each gets its line, and the rest of the class is graded all the same."""

from __future__ import annotations

import copy
import csv
import errno
import hashlib
import io
import json
import os
import pickle
import re
import shutil
import struct
import sys
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest

from regiolab import files
from regiolab.cli import main
from regiolab.errors import RegiolabError
from regiolab.exercises.submission import LARGEST
from regiolab.instructor import Results, batch, grade_class, simulation
from regiolab.instructor.collection import Collection
from regiolab.instructor.register import Register

EXERCISE = "3_classify"
GOOD = 4
SCRIPT = "<script>document.title='changed'</script><img src=x onerror=alert(1)>"


def good() -> list[bytes]:
    return list(simulation.contents(EXERCISE, GOOD))


BASE = json.loads(good()[0])


def made(case: str, change=None, **parts) -> dict:
    """Return a good submission of a student of its own, changed."""
    data = copy.deepcopy(BASE)
    data["id"] = hashlib.md5(case.encode(), usedforsecurity=False).hexdigest()
    data["pseudonym"] = f"student of {case}"
    if parts.get("id") != BASE["id"]:
        # a history of its own: one that begins as another's is a copy of it
        data["history"] = [{"writer": data["id"][:8], "changes": BASE["history"][0]["changes"]}]
    data.update(parts)
    if change is not None:
        change(data)
    return data


def dumped(case: str, change=None, **parts) -> bytes:
    return json.dumps(made(case, change, **parts)).encode()


def answers(data: dict) -> dict:
    return data["rounds"][0]["answers"]


def first(data: dict) -> dict:
    return answers(data)["mercosur_1991_economic"]


def earliest(data: dict) -> dict:
    return min(answers(data).values(), key=lambda answer: answer["revision"])


def set_first(**values):
    return lambda data: first(data).update(values)


def answer_in(name: str, value: dict):
    return lambda data: answers(data).update({name: {"at": "2026-03-02T14:00:00Z", **value}})


def text_of(case: str, old: str, new: str) -> bytes:
    text = json.dumps(made(case))
    assert old in text
    return text.replace(old, new, 1).encode()


def filing(card: str = "E01", condition: str = "str_insertion", **parts) -> dict:
    return {"card": card, "condition": condition, **parts}


def step(**parts) -> dict:
    return {"question": "mercosur_1991_economic", "step": 1, "revision": 10**6, **parts}


MODEL = {"degree": "element", "flags": []}
NOT_UTF8 = r"not in UTF-8, as the course writes it"

# case -> (content, what the line must say)
FILES = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n\t\n", "it is empty"),
    "words": (b"These are my answers.", "line 1: it is not JSON"),
    "truncated": (dumped("truncated")[:900], r"line 1: it breaks off in the middle"),
    "half_string": (b'{"format": "regiolab-subm', "it breaks off in the middle"),
    "more_after": (dumped("more_after") + b"\n{}", "line 2: it is not JSON"),
    "list": (b"[1, 2]", "it is JSON, but not a submission"),
    "number": (b"12", "it is JSON, but not a submission"),
    "nothing": (b"{}", "format: it does not say that it is a submission"),
    "later_version": (dumped("later_version", format="regiolab-submission/9"), "install a newer regiolab"),
    "other_format": (
        dumped("other_format", format="regiolab-exercise/1"),
        "format: .*regiolab-exercise/1.*not a submission",
    ),
    "format_list": (dumped("format_list", format=[1]), "format: it does not say"),
    "large": (b'{"a": "' + b"x" * LARGEST + b'"}', "1,000,009 bytes, and a submission at most 1,000,000"),
    "deep_lists": (b"[" * 200_000, "nested too deeply|breaks off"),
    "deep_objects": (b'{"a":' * 150_000 + b"1" + b"}" * 150_000, "nested too deeply"),
    "twice": (text_of("twice", '"language":', '"pseudonym": "other", "language":'), "'pseudonym': a name stands twice"),
    "twice_inside": (
        text_of("twice_inside", '"confidence":', '"confidence": 1, "confidence":'),
        "'confidence': a name",
    ),
    "nan": (text_of("nan", '"language": "en"', '"language": NaN'), "line 1: NaN is not a value that JSON knows"),
    "infinity": (text_of("infinity", '"language": "en"', '"language": -Infinity'), "-Infinity is not a value"),
    "long_number": (text_of("long_number", '"language": "en"', '"language": ' + "9" * 9000), "number that is too long"),
    "utf16": (dumped("utf16").decode().encode("utf-16"), f"byte 1: it is {NOT_UTF8}"),
    "utf32": (dumped("utf32").decode().encode("utf-32"), f"byte 1: it is {NOT_UTF8}"),
    "utf16_bare": (dumped("utf16_bare").decode().encode("utf-16-le"), f"byte 1: it is {NOT_UTF8}"),
    "latin1": (b'{"pseudonym": "omb\xfa"}', f"byte 19: it is {NOT_UTF8}"),
    "pickle": (pickle.dumps({"a": os.getcwd}), f"{NOT_UTF8}|not JSON"),
    "bom": (b"\xef\xbb\xbf" + dumped("bom"), "byte 1: it begins with a byte order mark.*it was read"),
    "no_exercise": (dumped("no_exercise", exercise="9_none"), "exercise: there is no exercise '9_none' here"),
    "path_exercise": (dumped("path_exercise", exercise="../keys/3_classify"), "exercise: it breaks the format"),
    "question": (
        dumped("question", answer_in("brexit_2016", {"kind": "code", "models": {}})),
        "brexit_2016: this exercise has no such question",
    ),
    "model": (dumped("model", set_first(models={"neo_marxist": MODEL})), "'neo_marxist' is not a model of this unit"),
    "dimension": (
        dumped("dimension", set_first(models={"autonomist": MODEL})),
        "mercosur_1991_economic: 'autonomist' is not a model of this unit",
    ),
    "kind": (
        dumped("kind", answer_in("mercosur_1991_economic", {"kind": "choose", "choice": "a"})),
        "mercosur_1991_economic: the answer is to another kind of question",
    ),
    "both": (
        dumped("both", set_first(models={"not_classifiable": {"degree": None, "flags": []}, "social": MODEL})),
        "it breaks the format: a residual answer excludes any model",
    ),
    "no_degree": (
        dumped("no_degree", set_first(models={"social": {}})),
        "it breaks the format: a model needs a degree",
    ),
    "degree": (
        dumped("degree", set_first(models={"social": {"degree": "very"}})),
        "degree: it breaks the format: it must be one of: absent",
    ),
    "extra": (
        dumped("extra", __class__="os.system"),
        "__class__: it breaks the format: the format knows nothing",
    ),
    "nul": (dumped("nul", pseudonym="ana\x00"), "pseudonym: it breaks the format"),
    "long_name": (dumped("long_name", pseudonym="a" * 10_000), "pseudonym: it breaks the format: .*at most 60"),
    "surrogate": (text_of("surrogate", '"student of surrogate"', '"\\ud800"'), "pseudonym: it breaks the format"),
    "name_number": (dumped("name_number", pseudonym=7), "pseudonym: it breaks the format: it must be a text"),
    "id": (dumped("id", id="../../etc/passwd"), "id: it breaks the format"),
    "no_zone": (
        dumped("no_zone", set_first(at="2026-03-02T14:00:00")),
        "at: it breaks the format: it must be a time with its zone",
    ),
    "no_date": (dumped("no_date", set_first(at="yesterday")), "at: it breaks the format"),
    "far_date": (dumped("far_date", set_first(at=1e300)), "at: it breaks the format"),
    "three_rounds": (dumped("three_rounds", lambda d: d["rounds"].append({})), "rounds: it breaks the format"),
    "answers_list": (
        dumped("answers_list", lambda d: d["rounds"][0].update(answers=[])),
        "answers: it breaks the format",
    ),
    "long_reason": (dumped("long_reason", set_first(rationale="x" * 5000)), "rationale: it breaks the format"),
    "many_cards": (dumped("many_cards", set_first(cards=["E01"] * 50)), "cards: it breaks the format"),
    "many_filings": (
        dumped("many_filings", set_first(filings=[filing(f"E{n}") for n in range(500)])),
        "filings: it breaks the format: it must have at most 400 entries",
    ),
    "filed_twice": (
        dumped("filed_twice", set_first(filings=[filing(), filing(side="against")])),
        "it breaks the format: a card stands twice under a condition",
    ),
    "side": (
        dumped("side", set_first(filings=[filing(side="both")])),
        "side: it breaks the format: it must be one of: for, against",
    ),
    "writer": (dumped("writer", history=[{"writer": "../etc", "changes": 3}]), "writer: it breaks the format"),
    "no_changes": (dumped("no_changes", history=[{"writer": "0" * 8, "changes": -1}]), "changes: it breaks the format"),
    "class_file": (b'{"format": "regiolab-class/1", "made": "2026-03-02T14:00:00Z"}', "regiolab-class/1, not"),
    "ages": (
        dumped("ages", set_first(at="9999-12-31T23:59:59-23:00")),
        "clock: its clock was set back by [0-9,]+ days between two changes, .* no mark changes",
    ),
    "tomorrow": (
        dumped("tomorrow", lambda d: d["feedback"].append(step(at="2222-01-01T00:00:00Z"))),
        "clock: its clock is [0-9,]+ days ahead of the file's arrival, .* no mark changes",
    ),
    "many_answers": (
        dumped("many_answers", lambda d: answers(d).update({f"q{n}": first(d) for n in range(300)})),
        "answers: it breaks the format",
    ),
    "case": (dumped("case", pseudonym="CEIBO"), "pseudonym: 'CEIBO' and 'ceibo' look alike"),
    "invisible": (dumped("invisible", pseudonym="jaca\u200branda"), r"'jacaranda' and 'jaca\\u200branda' look alike"),
    "nameless": (dumped("nameless", pseudonym=""), "it bears no pseudonym: the student is listed as #"),
    "two_ids": (dumped("two_ids", pseudonym="ombú"), "2 submissions to 3_classify bear the name 'ombú'"),
    "copied": (dumped("copied", id=json.loads(good()[1])["id"]), "2 students handed in 3_classify with the same id"),
    "again": (
        dumped("again", id=BASE["id"], pseudonym=BASE["pseudonym"], rounds=[{}, {}], feedback=[]),
        "which was changed later and counts",
    ),
}

# read, graded, and not worth a line
HARMLESS = {
    "semicolon": dumped("semicolon", pseudonym="ana;=cmd|'/c calc'!A1"),
    "quoted": dumped("quoted", pseudonym='ana;"=1+1", -2'),
    "traversal": dumped("traversal", pseudonym="../../../etc/passwd"),
    "slash": dumped("slash", pseudonym="a/b\\c"),
    "device": dumped("device", pseudonym="CON"),
    "rtl": dumped("rtl", pseudonym="\u202eevil\u202c"),
    "formula": dumped("formula", pseudonym='=HYPERLINK("http://x","y")'),
    "plus": dumped("plus", pseudonym="+1"),
    "minus": dumped("minus", pseudonym="-1"),
    "at": dumped("at", pseudonym="@SUM(A1)"),
    "full_width": dumped("full_width", pseudonym="＝1+1"),
    "comma": dumped("comma", pseudonym='Silva, "Ana"; x'),
    "script_name": dumped("script_name", pseudonym="<script>alert(1)</script>"),
    "braces": dumped("braces", pseudonym="{{ 7 * 7 }} {0.__class__}"),
    "script": dumped("script", set_first(rationale=SCRIPT + "\u202e and more words than five of them")),
    "other_card": dumped("other_card", set_first(filings=[filing("E40"), filing("E999")])),
    "other_condition": dumped("other_condition", set_first(filings=[filing(condition="aut_room"), filing("E02")])),
    "cited": dumped("cited", set_first(filings=[], cards=["E01", "E999"])),
    "old": dumped("old", lambda data: earliest(data).update(at="0001-01-01T00:00:00+23:00")),
}


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made_:
        for name, content in members:
            made_.writestr(name, content)
    return file.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def patched(content: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    at = content.rfind(signature) + offset
    return content[:at] + value + content[at + len(value) :]


SMALL = dumped("zip_small")
BOMB = b'{"a": "' + b" " * 50_000_000 + b'"}'
ZIPS = {
    "zip_out": (zipped(("../../out.json", SMALL)), r"zip_out\.zip/\.\./\.\./out\.json: its name leads out of the zip"),
    "zip_root": (zipped(("/etc/x.json", SMALL)), "its name leads out of the zip"),
    "zip_back": (zipped(("..\\..\\x.json", SMALL)), "its name leads out of the zip"),
    "zip_drive": (zipped(("C:/x.json", SMALL)), "its name leads out of the zip"),
    "zip_link": (zipped((link("x.json"), b"/etc/passwd")), "it is a link to another place"),
    "zip_bomb": (zipped(("x.json", BOMB)), r"50,000,009 bytes, and a submission at most"),
    "zip_liar": (
        patched(
            patched(zipped(("x.json", BOMB)), b"PK\x01\x02", 24, struct.pack("<I", 900)),
            b"PK\x03\x04",
            22,
            b"\x84\x03\0\0",
        ),
        "it is damaged inside the zip",
    ),
    "zip_flat": (
        zipped(*((f"{n:03d}.json", b" " * 990_000) for n in range(400))),
        "grows beyond all measure",
    ),
    "zip_secret": (
        patched(patched(zipped(("x.json", SMALL)), b"PK\x01\x02", 8, b"\x01\x00"), b"PK\x03\x04", 6, b"\x01\x00"),
        "it is encrypted",
    ),
    "zip_zip": (zipped(("inner.zip", zipped(("x.json", SMALL)))), "a zip inside a zip"),
    "zip_bzip": (zipped(("x.json", SMALL), method=zipfile.ZIP_BZIP2), "compressed in a way that is not read here"),
    "zip_text": (zipped(("essay.docx", b"x")), "it does not end in .json"),
    "zip_garbage": (b"not a zip at all", "the zip is damaged or not a zip"),
    "zip_cut": (zipped(("x.json", SMALL))[:300], "the zip is damaged or not a zip"),
    "zip_count": (
        patched(zipped(("x.json", SMALL)), b"PK\x05\x06", 12, b"\xff\xff\xff\x7f"),
        "lists more files than can be read",
    ),
    "zip_crc": (
        patched(zipped(("x.json", SMALL), method=zipfile.ZIP_STORED), b"regiolab-subm", 0, b"regiolab-subs"),
        "damaged inside",
    ),
}


# what is wrong as a file and not by its content -> what its line must say
OTHERS = {
    "answers.txt": "it does not end in .json",
    "3_classify.ipynb": "it is a notebook, which is not run",
}
POSIX = {
    "link.json": "it is a link to another place",
    "link.zip": "it is a link to another place",
    "linked_folder": "it is a link to another place",
    "pipe.json": "it is not an ordinary file",
    "pipe.zip": "it is not an ordinary file",
    "huge.json": "200,000,000 bytes, and a submission at most",
    r"line\u000abreak \u001b[31m.json": "it is empty",
}
LINUX = {r"\xff\xfe.json": "it is empty"}
STRANGE = OTHERS | POSIX | LINUX
STRANGE_CASES = [
    *OTHERS,
    *(pytest.param(name, marks=pytest.mark.posix) for name in POSIX),
    *(pytest.param(name, marks=pytest.mark.linux) for name in LINUX),
]


def write_strange(folder: Path) -> None:
    """Write the strange files that this system can hold."""
    (folder / "answers.txt").write_bytes(dumped("text"))
    (folder / "3_classify.ipynb").write_text("{}", encoding="utf-8")
    if os.name == "posix":
        (folder / "link.json").symlink_to("/etc/passwd")
        (folder / "link.zip").symlink_to("/dev/zero")
        (folder / "linked_folder").symlink_to("/etc")
        os.mkfifo(folder / "pipe.json")
        os.mkfifo(folder / "pipe.zip")
        with (folder / "huge.json").open("wb") as file:
            file.truncate(200_000_000)
        (folder / "line\nbreak \x1b[31m.json").write_bytes(b"")
    if sys.platform == "linux":
        (Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.json"))).write_bytes(b"")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade four good students alone, and again among everything hostile."""
    root = tmp_path_factory.mktemp("hostile")
    for folder in ("few", "all"):
        (root / folder).mkdir()
        for number, content in enumerate(good()):
            (root / folder / f"good{number}.json").write_bytes(content)
    for name, (content, _says) in FILES.items():
        (root / "all" / f"{name}.json").write_bytes(content)
    for name, content in HARMLESS.items():
        (root / "all" / f"{name}.json").write_bytes(content)
    for name, (content, _says) in ZIPS.items():
        (root / "all" / f"{name}.zip").write_bytes(content)
    write_strange(root / "all")
    before = grade_class(root / "few", root / "few_out")
    after = grade_class(root / "all", root / "all_out")
    return root, before, after


def lines(result, file: str) -> list[str]:
    return [str(finding) for finding in result.findings if f"/{file}" in str(finding)]


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_one_line(graded, name):
    found = lines(graded[2], f"{name}.json:")
    others = lines(graded[2], "good")
    # the files are made of one, so that their reasons are alike: a question of its own
    found, others = ([line for line in lines_ if ": rationale: " not in line] for lines_ in (found, others))
    texts = found or [line for line in others if re.search(FILES[name][1], line)]
    assert len(texts) == 1, texts
    assert re.search(FILES[name][1], texts[0])
    assert "\n" not in texts[0]


@pytest.mark.parametrize("name", ZIPS)
def test_a_hostile_zip_gets_one_line(graded, name):
    found = [line for line in lines(graded[2], f"{name}.zip") if re.search(ZIPS[name][1], line)]
    assert len(found) == 1, lines(graded[2], f"{name}.zip")


@pytest.mark.parametrize("name", STRANGE_CASES)
def test_a_strange_file_gets_one_line(graded, name):
    found = lines(graded[2], f"{name}:")
    assert len(found) == 1
    assert STRANGE[name] in found[0]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_is_graded_without_a_line(graded, name):
    assert lines(graded[2], f"{name}.json:") == []
    rows = [row for row in table(graded[0] / "all_out" / "gradebook.csv") if row["files"].endswith(f"/{name}.json")]
    assert len(rows) == 1 and rows[0]["status"] == "graded" and float(rows[0]["points"]) > 0


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_more_than_forty_cases():
    assert len(FILES) + len(ZIPS) + len(STRANGE) > 40


def test_no_line_speaks_of_a_fault_of_the_program(graded):
    assert not [finding for finding in graded[2].findings if "fault" in finding.reason]


def test_the_marks_of_the_others_are_the_same(graded):
    root = graded[0]
    before = {row["3_classify: id"]: row for row in table(root / "few_out" / "gradebook.csv")}
    after = [row for row in table(root / "all_out" / "gradebook.csv") if re.search(r"/good\d\.json$", row["files"])]
    assert len(after) == GOOD == len(before)
    for row in after:
        same = before[row["3_classify: id"]]
        assert {k: v for k, v in row.items() if k not in ("files", "status", "submission")} == {
            k: v for k, v in same.items() if k not in ("files", "status", "submission")
        }


def test_unreadable_is_a_status_and_not_zero_points(graded):
    rows = [row for row in table(graded[0] / "all_out" / "gradebook.csv") if row["files"].endswith("/truncated.json")]
    assert [(row["status"], row["points"], row["student"]) for row in rows] == [("unreadable", "", "")]


def test_points_are_handed_over_only_where_it_is_clear_which_count(graded):
    rows = [row for row in table(graded[0] / "all_out" / "gradebook.csv") if row["student"] == "ombú"]
    assert [row["status"] for row in rows] == ["graded;several_submissions"] * 2
    assert [float(row["submission"]) for row in rows] == [1, 2]
    assert "ombú" not in (graded[0] / "all_out" / "canvas.csv").read_text(encoding="utf-8")
    assert "ombú" not in (graded[0] / "all_out" / "moodle.csv").read_text(encoding="utf-8")


def test_nothing_is_written_outside_the_results(graded):
    root = graded[0]
    assert {path.name for path in root.iterdir()} == {"few", "all", "few_out", "all_out"}
    pages = list((root / "all_out" / "feedback").iterdir())
    assert all(re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{64}(-2)?\.html", page.name) for page in pages)


def cells(text: str, separator: str) -> list[str]:
    """Return what a spreadsheet makes cells of: with this separator, and however it takes quotation marks."""
    strict = [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
    return [*strict, *re.split(f"[{separator}\n]", text)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["gradebook", "canvas", "moodle", "rationales", "findings"])
def test_no_cell_is_a_formula_under_any_separator(graded, name, separator):
    text = (graded[0] / "all_out" / f"{name}.csv").read_text(encoding="utf-8-sig")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00\x1b]", text)
    for cell in cells(text, separator):
        assert cell.strip(' "')[:1] not in tuple("=+-@\t\r＝＋－＠"), cell


def test_no_page_holds_a_script(graded):
    for path in [*(graded[0] / "all_out" / "feedback").iterdir(), graded[0] / "all_out" / "report.html"]:
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text.lower() and "<img" not in text and not re.search(r"<[^>]*\son\w+=", text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
        assert "default-src 'none'" in text
    page = next((graded[0] / "all_out" / "feedback").glob("7-7*"))
    assert "{{ 7 * 7 }} {0.__class__}" in page.read_text(encoding="utf-8")


def test_the_report_names_nobody(graded):
    text = (graded[0] / "all_out" / "report.html").read_text(encoding="utf-8")
    for name in ("ceibo", "jacaranda", "ombú", "student of", "good0"):
        assert name not in text


def test_a_file_of_200_megabytes_is_not_read_into_memory(tmp_path):
    with (tmp_path / "huge.json").open("wb") as file:
        file.truncate(200_000_000)
    (tmp_path / "bomb.zip").write_bytes(ZIPS["zip_bomb"][0])
    (tmp_path / "liar.zip").write_bytes(ZIPS["zip_liar"][0])
    tracemalloc.start()
    pieces = list(Collection([tmp_path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [piece.content for piece in pieces] == [None] * 3
    assert peak < 3_000_000


@pytest.mark.usefixtures("no_report")
def test_two_files_of_one_name_are_two_students(tmp_path):
    for number, content in enumerate(good()[:2]):
        (tmp_path / f"group{number}").mkdir()
        (tmp_path / f"group{number}" / "3_classify.answers.json").write_bytes(content)
    files = sorted(tmp_path.glob("group*/*.json"))
    result = grade_class(files, tmp_path / "out", pages=False)
    assert result.students == 2 and result.findings == []
    assert len(table(tmp_path / "out" / "gradebook.csv")) == 2


@pytest.mark.usefixtures("no_report")
def test_a_zip_gives_the_marks_that_its_files_give(tmp_path):
    (tmp_path / "files").mkdir()
    for number, content in enumerate(good()):
        (tmp_path / "files" / f"{number}.json").write_bytes(content)
    members = [(f"Ana Silva_{n}_assignsubmission_file/{n}.json", content) for n, content in enumerate(good())]
    (tmp_path / "class.zip").write_bytes(zipped(*members, ("__MACOSX/._0.json", b"x"), (".DS_Store", b"x")))
    one = grade_class(tmp_path / "files", tmp_path / "one", pages=False)
    other = grade_class(tmp_path / "class.zip", tmp_path / "other", pages=False)
    assert one.findings == other.findings == []
    marks = [
        [{k: v for k, v in row.items() if k != "files"} for row in table(tmp_path / out / "gradebook.csv")]
        for out in ("one", "other")
    ]
    assert marks[0] == marks[1]


# -- no input takes longer than its size, or stops a class -------------------------------------------


@pytest.mark.usefixtures("no_report")
def test_of_many_members_of_one_name_only_the_first_is_opened(tmp_path, monkeypatch):
    n, opened, read = 2_000, [], zipfile.ZipFile.open
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "many.zip", "w") as file:
        warnings.simplefilter("ignore")  # zipfile warns of each
        for _turn in range(n):
            file.writestr("x.json", good()[0] if not _turn else b"{}")
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda self, *given: opened.append(given) or read(self, *given))
    pieces = list(Collection([tmp_path / "many.zip"]))
    assert [piece.problem for piece in pieces[1:]] == [
        f"the zip holds {n - 1} files more of this name, and the first was read"
    ]
    assert len(opened) == 1  # it was quadratic: 8,000 took five minutes
    result = grade_class(tmp_path / "many.zip", tmp_path / "out", pages=False)
    assert (result.students, len(result.findings)) == (1, 1)


def test_files_of_one_name_are_told_apart_in_few_steps_each(tmp_path):
    register, asked, n = Register(tmp_path), [], 2_000
    try:
        register.base.set_trace_callback(asked.append)
        for _turn in range(n):
            register.add_file("x.json", None, "", "it is empty")
        assert n <= sum("insert into files" in query for query in asked) <= 2 * n
        register.base.set_trace_callback(None)
        assert {f"x.json ({number})" for number in range(2, n + 1)} < {label for label, *_why in register.unread()}
    finally:
        register.close()


@pytest.mark.usefixtures("no_report")
@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_stray_files_give_one_line(tmp_path, kind):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.json").write_bytes(good()[0])
    n = 20_000 if kind == "zip" else 2_000
    names = [f"{number}.{'txt' if number % 2 else 'ipynb'}" for number in range(n)]
    if kind == "zip":
        (tmp_path / "in" / "many.zip").write_bytes(zipped(*((name, b"") for name in names)))
    else:
        for name in names:
            (tmp_path / "in" / name).touch()
    result = grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    said = [str(item) for item in result.findings]
    assert len(said) == (1 if kind == "zip" and "ipynb" not in said[0] else 2) and result.students == 1
    assert any(f"{n // 2} files in it were not read ({n // 2} .txt), the first of them 1.txt" in line for line in said)
    assert len(table(tmp_path / "out" / "gradebook.csv")) == 1 + len(said)


@pytest.mark.posix
@pytest.mark.usefixtures("no_report")
def test_a_folder_too_deep_is_one_line(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.json").write_bytes(good()[0])
    monkeypatch.chdir(tmp_path / "in")
    try:
        for _turn in range(250):
            Path("a folder in a folder").mkdir()
            os.chdir("a folder in a folder")
        Path("deepest.json").write_bytes(good()[1])
    finally:
        os.chdir(tmp_path)
    try:
        result = grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    finally:
        shutil.rmtree(tmp_path / "in")
    assert result.students == 1 and len(result.findings) == 1
    assert "it cannot be opened (File name too long)" in str(result.findings[0])


# -- what stops, and what is left behind --------------------------------------------------------------


@pytest.mark.parametrize("again", [False, True])
def test_a_report_on_a_run_that_was_stopped_says_so(tmp_path, monkeypatch, again, capsys):
    (tmp_path / "in").mkdir()
    for number, content in enumerate(good()):
        (tmp_path / "in" / f"{number}.json").write_bytes(content)
    if again:
        grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    read = batch.form.parse
    left = [3]

    def stop(content):
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        return read(content)

    if again:
        (tmp_path / "in" / "1.json").write_bytes(good()[1] + b"\n")
        left[0] = 1
    monkeypatch.setattr("regiolab.instructor.batch.form.parse", stop)
    with pytest.raises(KeyboardInterrupt):
        grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    monkeypatch.undo()
    n = 1 if again else 2
    says = f"This is part of a class: grading was stopped after {n} of 4 files. Run `regiolab grade` again."
    with pytest.raises(SystemExit) as stopped:
        main(["report", str(tmp_path / "out")])
    assert stopped.value.code == 1 and says in capsys.readouterr().err
    assert says in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    stopped_short = Results(tmp_path / "out")
    assert stopped_short.part == says
    if not again:
        with pytest.raises(RegiolabError, match="This is part of a class"):
            stopped_short.gradebook()
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    assert Results(tmp_path / "out").part == ""
    assert "part of a class" not in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_report")
@pytest.mark.parametrize("where", ["gradebook.csv", "results.xlsx"])
def test_a_table_that_another_program_holds_is_named(tmp_path, monkeypatch, where):
    (tmp_path / "0.json").write_bytes(good()[0])
    grade_class(tmp_path / "0.json", tmp_path / "out", pages=False)
    before = (tmp_path / "out" / where).read_bytes()
    put = files._put

    def held(temporary, target):
        if target.name == where:
            raise PermissionError(errno.EACCES, "Permission denied", str(target))
        put(temporary, target)

    monkeypatch.setattr("regiolab.files._put", held)
    with pytest.raises(RegiolabError, match=f"{where} cannot be written .Permission denied.: close it"):
        grade_class(tmp_path / "0.json", tmp_path / "out", pages=False)
    assert (tmp_path / "out" / where).read_bytes() == before


@pytest.mark.usefixtures("no_report")
@pytest.mark.parametrize("where", ["gradebook.csv", "canvas.csv", "results.xlsx", "findings.csv"])
def test_a_full_disk_is_one_sentence_and_leaves_what_was_there(tmp_path, monkeypatch, where):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "0.json").write_bytes(good()[0])
    grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    before = (tmp_path / "out" / where).read_bytes()
    (tmp_path / "in" / "1.json").write_bytes(good()[1])
    put = files._put

    def full(temporary, target):
        if target.name == where:
            raise OSError(errno.ENOSPC, "No space left on device")
        put(temporary, target)

    monkeypatch.setattr("regiolab.files._put", full)
    with pytest.raises(RegiolabError, match=r"cannot be written, the disk is full .*: make room and run it again"):
        grade_class(tmp_path / "in", tmp_path / "out", pages=False)
    monkeypatch.undo()
    assert (tmp_path / "out" / where).read_bytes() == before
    left = [
        path.name for path in (tmp_path / "out").rglob("*") if path.name.endswith(".writing") or "scratch" in path.name
    ]
    assert left == [] and not (tmp_path / "out" / ".regiolab" / "grades.damaged").exists()
    assert grade_class(tmp_path / "in", tmp_path / "out", pages=False).students == 2
