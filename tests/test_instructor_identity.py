"""Who handed in what: platforms' names, copies, two under one name, and what the instructor settles."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from test_instructor_tables import OLD, submissions, table, zipped

from regiolab.instructor import bulk, grade_class, texts
from regiolab.instructor.platform import Person, person

pytestmark = pytest.mark.usefixtures("no_report")
NAME = "3_classify.answers.json"


def canvas(who: str, id_: int, late: bool = False) -> str:
    return f"{who}{'_LATE' * late}_{id_}_{id_}77_{NAME}"


def moodle(who: str, id_: int) -> str:
    return f"{who}_{id_}_assignsubmission_file/{NAME}"


def changed(content: bytes, **parts) -> bytes:
    return json.dumps({**json.loads(content), **parts}).encode()


def said(result) -> list[str]:
    """Return what is said of identity, without the folder."""
    return [f"{Path(item.file).name}: {item.reason}" for item in result.findings if item.place == "identity"]


def beside(result) -> list:
    """Return the findings, without that all these students give one reason."""
    return [item for item in result.findings if item.place != "rationale"]


def rows(out: Path) -> list[tuple[str, str]]:
    return [(row["student"], row["status"]) for row in table(out / "gradebook.csv")]


def ids(out: Path) -> dict[str, str]:
    return {row["Student"]: row["ID"] for row in table(out / "canvas.csv")[1:]}


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("all/" + canvas("silvaana", 12345), Person("canvas", "12345", "silvaana")),
        ("all/" + canvas("silvaana", 12345, late=True), Person("canvas", "12345", "silvaana")),
        (f"all/silvaana_late_12345_67890_{NAME}", Person("canvas", "12345", "silvaana")),
        (f"all/peñajosé_12345_67890_{NAME}", Person("canvas", "12345", "peñajosé")),
        # what a student called the file does not count
        (f"all/paz_99_67890_silvaana_12345_67890_{NAME}", Person("canvas", "99", "paz")),
        (f"all/anon_ab3Xz_67890_{NAME}", Person("canvas", "ab3Xz", "", "all")),
        (f"all/LATE_anon_ab3Xz_67890_{NAME}", Person("canvas", "ab3Xz", "", "all")),
        ("a.zip/" + moodle("Ana Silva", 77), Person("moodle", "77", "Ana Silva", "a.zip")),
        (f"a.zip/Ana Silva_77_assignsubmission_file_/{NAME}", Person("moodle", "77", "Ana Silva", "a.zip")),
        (f"a/Ana Silva_77_assignsubmission_file_{NAME}", Person("moodle", "77", "Ana Silva", "a")),
        ("a.zip/Participant_77_assignsubmission_file/x.json", Person("moodle", "77", "Participant", "a.zip")),
        # nor what is packed inside
        (
            "a.zip/Paz_9_assignsubmission_file/Ana_77_assignsubmission_file/x.json",
            Person("moodle", "9", "Paz", "a.zip"),
        ),
        (f"all/{NAME}", None),
        (f"group1/ana_11_{NAME}", None),
        (f"ana/2026_11_29_{NAME}", None),
        ("ombú-3_classify.answers.json", None),
    ],
)
def test_a_platforms_names_are_read(label, found):
    assert person(label) == found
    # and a page goes back to whom the file came from
    back = bulk.origin(label, "page.html")
    assert back is None or (back.platform, back.id) == (found.platform, found.id)


def test_canvas_own_ids_are_enough(tmp_path):
    made = submissions("ana", "eva", exercise=OLD)
    zipped(tmp_path / "c.zip", {canvas("silvaana", 11): made["ana"], canvas("pazeva", 12, late=True): made["eva"]})
    result = grade_class(tmp_path / "c.zip", tmp_path / "out", pages=False)
    assert beside(result) == [] and ids(tmp_path / "out") == {"ana": "11", "eva": "12"}
    assert not (tmp_path / "out" / "identities.csv").exists()


def test_a_copy_that_somebody_else_handed_in_replaces_nothing(tmp_path):
    """Eve hands in Ana's file with more changes and a clock of 2099, under Ana's pseudonym."""
    ana = submissions("ana", exercise=OLD)["ana"]
    history = json.loads(ana)["history"]
    later = changed(ana, history=[*history, {"writer": "e" * 8, "changes": 9}])
    zipped(tmp_path / "c.zip", {canvas("silvaana", 11): ana, canvas("evileve", 66): later})
    result = grade_class(tmp_path / "c.zip", tmp_path / "out", pages=False)
    assert rows(tmp_path / "out") == [("ana", "graded;several_submissions")] * 2
    assert ids(tmp_path / "out") == {}  # for neither until it is settled
    (line,) = said(result)
    assert line == (
        f"{canvas('silvaana', 11)}: a copy of {tmp_path}/c.zip/{canvas('evileve', 66)}, by its id: "
        "evileve (66) handed in that and silvaana (11) this; points are handed over for none"
    )


def test_the_same_person_may_hand_in_twice(tmp_path):
    """Twice in Canvas, in two assignments of Moodle, or once more by mail: the one with more changes counts."""
    ana = submissions("ana", exercise=OLD)["ana"]
    later = changed(ana, history=[*json.loads(ana)["history"], {"writer": "a" * 8, "changes": 9}])
    for number, (one, other) in enumerate(
        [
            (canvas("silvaana", 11), f"silvaana_LATE_11_99999_{NAME}"),
            (canvas("silvaana", 11), NAME),
            ("first.zip", "second.zip"),
        ]
    ):
        folder = tmp_path / str(number) / "in"
        folder.mkdir(parents=True)
        if one.endswith(".zip"):
            zipped(folder / one, {moodle("Ana Silva", 7): ana})
            zipped(folder / other, {moodle("Ana Silva", 8): later})
        else:
            (folder / one).write_bytes(ana)
            (folder / other).write_bytes(later)
        result = grade_class(folder, folder.parent / "out", pages=False)
        assert said(result) == [] and rows(folder.parent / "out") == [("ana", "graded")]


def test_two_under_one_pseudonym_and_one_under_two(tmp_path):
    made = submissions("luna", "sol", "mar", exercise=OLD)
    other = submissions("luna 2", exercise=OLD)["luna 2"]
    zipped(
        tmp_path / "m.zip",
        {
            moodle("Ana Silva", 11): made["luna"],
            moodle("Eva Paz", 12): changed(other, pseudonym="luna"),
            moodle("Luz Gil", 13): made["sol"],
            "Luz Gil_13_assignsubmission_file/again.json": made["mar"],
        },
    )
    result = grade_class(tmp_path / "m.zip", tmp_path / "out", pages=False)
    lines = "\n".join(said(result))
    assert "'luna' is the pseudonym of two people: Ana Silva (11) handed in" in lines
    assert "Moodle names one person, Luz Gil (13), who handed in 'sol' and 'mar'" in lines or (
        "Moodle names one person, Luz Gil (13), who handed in 'mar' and 'sol'" in lines
    )
    # the table to settle it: whose each is, and which counts
    todo = table(tmp_path / "out" / "identities.csv")
    assert {row["person"] for row in todo} == {"Ana Silva (11)", "Eva Paz (12)", "Luz Gil (13)"}
    todo = [row for row in todo if "Ana" not in row["person"]]  # hers is right as it is
    for row in todo:
        row["student" if "Eva" in row["person"] else "counts"] = "luna bis" if "Eva" in row["person"] else "no"
    with (tmp_path / "settled.csv").open("w", encoding="utf-8", newline="") as file:
        table_ = csv.DictWriter(file, list(todo[0]), delimiter=";")
        table_.writeheader()
        table_.writerows(todo)
    settled = {"identities_file": tmp_path / "settled.csv", "pages": False}
    result = grade_class(tmp_path / "m.zip", tmp_path / "out", **settled)
    assert said(result) == [] and len(beside(result)) == 0
    names = [name for name, _status in rows(tmp_path / "out")]
    assert len(names) == 3 and {"luna", "luna bis"} < set(names)
    # what was settled stays in the table of the results, and a run without it does not overwrite it
    assert len(table(tmp_path / "out" / "identities.csv")) == 2
    result = grade_class(tmp_path / "m.zip", tmp_path / "out", pages=False)
    assert any(
        "what you wrote into it was not used: name it with --identities" in str(item) for item in result.findings
    )
    assert len(table(tmp_path / "out" / "identities.csv")) == 2
    # nor one that cannot be read any more, which does not stop the class either
    (tmp_path / "out" / "identities.csv").write_text("archivo;alumno\n", encoding="utf-8")
    result = grade_class(tmp_path / "m.zip", tmp_path / "out", pages=False)
    assert any("what you wrote into it was not used" in str(item) for item in result.findings)
    assert (tmp_path / "out" / "identities.csv").read_text(encoding="utf-8") == "archivo;alumno\n"


def test_one_that_counts_leaves_out_the_others(tmp_path):
    one, two = submissions("ana", exercise=OLD)["ana"], submissions("ana 2", exercise=OLD)["ana 2"]
    zipped(tmp_path / "c.zip", {canvas("silvaana", 11): one, canvas("pazeva", 12): changed(two, pseudonym="ana")})
    (tmp_path / "settled.csv").write_text(f"file,counts\n{canvas('silvaana', 11)},sí\nnone.json,yes\nx,maybe\n")
    result = grade_class(tmp_path / "c.zip", tmp_path / "out", identities_file=tmp_path / "settled.csv", pages=False)
    assert rows(tmp_path / "out") == [("ana", "graded")] and ids(tmp_path / "out") == {"ana": "11"}
    assert [str(item) for item in result.findings] == [
        "settled.csv: line 3: no file of this class is called 'none.json', so the row was not used.",
        "settled.csv: line 4: 'counts' says yes, no or nothing, so the row was not used.",
    ]


def test_two_under_one_pseudonym_are_settled_without_a_platform(tmp_path):
    one, two = submissions("ana", exercise=OLD)["ana"], submissions("ana 2", exercise=OLD)["ana 2"]
    zipped(tmp_path / "c.zip", {"a.json": one, "b.json": changed(two, pseudonym="ana")})
    result = grade_class(tmp_path / "c.zip", tmp_path / "out", pages=False)
    assert len(result.findings) == 1 and rows(tmp_path / "out") == [("ana", "graded;several_submissions")] * 2
    todo = table(tmp_path / "out" / "identities.csv")
    assert [Path(row["file"]).name for row in todo] == ["a.json", "b.json"]
    settled = tmp_path / "settled.csv"
    for text, left in (("b.json,ana bis,", 0), ("a.json,,yes", 0), ("a.json,,yes\nb.json,,yes", 2)):
        settled.write_text(f"file,student,counts\n{text}\n")
        result = grade_class(tmp_path / "c.zip", tmp_path / "out", identities_file=settled, pages=False)
        assert len(said(result)) == len(beside(result)) == left
    assert "b.json: it is not the only file of 'ana' to 3_classify that is said to count" in "\n".join(said(result))


def test_a_copy_under_another_id_is_known_by_its_changes(tmp_path):
    made = submissions("ana", "eva", exercise=OLD)
    copy = changed(made["ana"], id="e" * 32, pseudonym="eve")
    zipped(tmp_path / "c.zip", {"ana.json": made["ana"], "eva.json": made["eva"], "eve.json": copy})
    (line,) = said(grade_class(tmp_path / "c.zip", tmp_path / "out", pages=False))
    assert line.startswith("eve.json: its first changes are those of ") and "c.zip/ana.json, under another id" in line


def test_the_roster_and_the_platform_disagree(tmp_path):
    made = submissions("ana", "eva", exercise=OLD)
    zipped(tmp_path / "c.zip", {canvas("silvaana", 11): made["ana"], canvas("pazeva", 12): made["eva"]})
    (tmp_path / "roster.csv").write_text("pseudonym,Student,ID\nana,Ana,12\neva,Eva,12.0\n", encoding="utf-8")
    result = grade_class(tmp_path / "c.zip", tmp_path / "out", roster_file=tmp_path / "roster.csv", pages=False)
    assert said(result) == [
        f"{canvas('silvaana', 11)}: by the roster 'ana' is 12, and Canvas says that silvaana (11) handed it in"
    ]
    assert ids(tmp_path / "out") == {"Eva": "12.0"}
    assert "canvas.csv: 1 student is not in it: roster and platform name two people (ana)." in map(str, result.findings)


def test_who_handed_in_nothing_that_can_be_read_is_named(tmp_path):
    made = submissions("ana", exercise=OLD)["ana"]
    strays = {f"Sol {n}_{n}_assignsubmission_file/3_classify.ipynb": b"{}" for n in range(30)}
    zipped(tmp_path / "m.zip", {**strays, moodle("Ana Silva", 99): made, "Sol 3_3_assignsubmission_file/a.json": made})
    result = grade_class(tmp_path / "m.zip", tmp_path / "out", pages=False)
    lines = [str(item) for item in result.findings]
    assert any("30 files in it were not read (30 .ipynb)" in line for line in lines)
    [told] = [line for line in lines if "29 people handed in nothing that could be read: Sol 0 (0), Sol 1 (1)" in line]
    assert told.endswith(" and 24 more.")


def test_the_nearest_name_of_the_roster_is_said(tmp_path):
    made = submissions("CEIBO", "ombu", exercise=OLD)
    zipped(tmp_path / "c.zip", {f"{name}.json": content for name, content in made.items()})
    (tmp_path / "roster.csv").write_text(
        "pseudonym,Student,ID\nceibo,Ana Silva,1\nceibo,Eva Paz,2\nombú,Luz,3\n", encoding="utf-8"
    )
    result = grade_class(tmp_path / "c.zip", tmp_path / "out", roster_file=tmp_path / "roster.csv", pages=False)
    lines = "\n".join(map(str, result.findings))
    assert "'CEIBO' is not in the roster; perhaps 'ceibo' is meant" in lines
    assert "'ombu' is not in the roster; perhaps 'ombú' is meant" in lines
    assert "line 3: the pseudonym stands in line 2 with other values already: Ana Silva and Eva Paz cannot" in lines


def test_pages_of_two_names_never_meet():
    names = {texts.file_name(name, number) for name in ("ana", "Ana", "ana-2", "ána") for number in (1, 2)}
    assert len(names) == 8 and all(len(name.split("-")[1]) in (1, 64) for name in names)
