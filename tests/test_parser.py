"""One strict parser: what it says is in the reader's language and never pydantic's."""

from __future__ import annotations

import codecs
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from regiolab.errors import InvalidValue
from regiolab.exercises import model, parser
from regiolab.exercises import submission as form
from regiolab.i18n import speaking

GOOD = json.loads(form.dump(form.begin("3_classify", "ana")))
AT = "2026-03-02T14:00:00Z"


def answered(**values) -> dict:
    answer = {"kind": "code", "at": AT, **values}
    return {"rounds": [{"answers": {"mercosur_1991_economic": answer}}, {}]}


# change -> what is said, in English
BROKEN = {
    "type": ({"pseudonym": 7}, "pseudonym: it breaks the format: it must be a text"),
    "missing": ({"version": ...}, "version: it breaks the format: it is missing"),
    "extra": ({"more": 1}, "more: it breaks the format: the format knows nothing of that name"),
    "choice": ({"language": "fr"}, "language: it breaks the format: it must be one of: en, es, pt"),
    "pattern": ({"id": "x"}, "id: it breaks the format: it holds letters that are not allowed there"),
    "long": ({"pseudonym": "a" * 61}, "pseudonym: .*it must have at most 60 letters"),
    "few": ({"rounds": []}, "rounds: it breaks the format: it must have at least 2 entries"),
    "many": ({"rounds": [{}] * 3}, "rounds: it breaks the format: it must have at most 2 entries"),
    "list": ({"rounds": {}}, "rounds: it breaks the format: it must be a list"),
    "kind": (answered(kind="x"), "the kind must be one of: code, order"),
    "no kind": (answered(kind=...), "it does not say its kind"),
    "zone": (answered(at="2026-03-02T14:00:00"), "it must be a time with its zone"),
    "time": (answered(at="soon"), "it must be a time with its zone"),
    "own": (answered(models={"social": {}}), "it breaks the format: a model needs a degree"),
    "dict": (answered(models=[]), "it must be an object with names and values"),
}


def changed(part, change):
    if not isinstance(change, dict):
        return change
    kept = {**part, **change} if isinstance(part, dict) else change
    return {name: changed(None, value) for name, value in kept.items() if value is not ...}


@pytest.mark.parametrize(("change", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_format_is_said_with_its_place(change, says):
    if isinstance(change.get("rounds"), list) and change["rounds"] and "answers" in change["rounds"][0]:
        answers = change["rounds"][0]["answers"]
        change = {"rounds": [{"answers": {name: changed({}, answer) for name, answer in answers.items()}}, {}]}
    content = json.dumps(changed(GOOD, change)).encode()
    with pytest.raises(parser.Unreadable) as caught:
        form.parse(content)
    assert re.search(says, str(caught.value)), str(caught.value)
    # the reader's own file: the same words after its name
    with pytest.raises(InvalidValue, match=r"mine\.json cannot be read: ") as own:
        form.own(content, "mine.json")
    assert str(caught.value) in str(own.value)


def test_words_of_our_own_come_in_the_language_of_the_moment():
    content = json.dumps(changed(GOOD, {"more": 1})).encode()
    with speaking("es"), pytest.raises(parser.Unreadable) as caught:
        form.parse(content)
    assert "breaks the format" not in caught.value.reason
    with pytest.raises(ValidationError) as found:
        form.CodeAnswer(at=AT, models={"social": {}})
    assert parser.fault(found.value)[1] == "a model needs a degree"


def test_an_exercise_is_read_by_the_same_parser(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text('{"format": "regiolab-exercise/1",\n"exercise": "a", "exercise": "b"}', encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"mine\.json cannot be read: 'exercise': a name stands twice"):
        model.read(path)
    path.write_text('{"format": "regiolab-exercise/1",\n}', encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"mine\.json cannot be read: line 2: it is not JSON"):
        model.read(path)
    path.write_text('{"format": "regiolab-exercise/1"}', encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"mine\.json: exercise: it is missing"):
        model.read(path)


# -- the place of what is wrong ----------------------------------------------------------------------

LETTERS = st.text("ab ñé ¿🌎", max_size=8)
PLAIN = st.dictionaries(LETTERS, LETTERS, max_size=4)  # of texts only: what is cut off is never a value of its own


def refused(content: bytes) -> parser.Unreadable:
    with pytest.raises(parser.Unreadable) as caught:
        parser.parse(content)
    return caught.value


@given(st.booleans(), LETTERS, st.binary(max_size=4))
def test_a_byte_that_is_no_letter_is_counted_from_the_files_first(marked, before, after):
    read = b"{" + before.encode()  # no mark of another encoding stands at the beginning
    found = refused(codecs.BOM_UTF8 * marked + read + b"\xff" + after.replace(b"\x00", b""))
    assert found.place == f"byte {3 * marked + len(read) + 1}" and "not in UTF-8" in found.reason


@given(PLAIN, st.integers(0, 4), st.booleans())
def test_what_is_no_json_and_what_breaks_off_is_on_its_line(data, lines, marked):
    start = codecs.BOM_UTF8 * marked + b"\n" * lines
    whole = json.dumps(data, ensure_ascii=False)
    assert parser.parse(start + whole.encode())[0] == data
    assert len(parser.parse(start + whole.encode())[1]) == marked
    found = refused(start + whole.encode() + b"\n}")
    assert (found.place, found.reason) == (f"line {lines + 2}", "it is not JSON")
    for cut in range(1, len(whole)):
        found = refused(start + whole[:cut].encode())
        assert found.place == f"line {lines + 1}" and "breaks off" in found.reason, whole[:cut]


CONSTANTS = st.sampled_from(["NaN", "Infinity", "-Infinity"])
OPENED = st.sampled_from(["", "[", '{"a":', '{"a": [0,', r'["\": NaN, -Infinity, Infinity",'])


@given(CONSTANTS, st.integers(0, 3), OPENED)
def test_what_only_other_programs_take_for_a_number_is_on_its_line(constant, lines, opened):
    found = refused(f"\n{opened}{chr(10) * lines} {constant}".encode())
    assert (found.place, found.reason) == (f"line {lines + 2}", f"{constant} is not a value that JSON knows")


@pytest.mark.parametrize(("names", "twice"), [("aa", "a"), ("abb", "b"), ("abca", "a"), ("abcb", "b"), ("abc", "")])
def test_the_name_that_stands_twice_is_named_at_any_depth(names, twice):
    content = '{"outer": [{' + ",".join(f'"{each}": 1' for each in names) + "}]}"
    if twice:
        assert refused(content.encode()).place == f"'{twice}'"
    else:
        assert parser.parse(content.encode())[0] == {"outer": [dict.fromkeys(names, 1)]}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_a_file_in_another_encoding_is_told_from_its_beginning(encoding):
    assert refused("{}".encode(encoding)).place == "byte 1"


@given(st.integers(0, 6), st.integers(1, 4))
def test_no_more_of_a_file_is_read_than_shows_that_it_is_too_long(length, most):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.json"
        path.write_bytes(b"x" * length)
        assert parser.content(path, most) == b"x" * min(length, most + 1)


def test_what_was_read_all_the_same_cost_no_answer():
    assert [flaw.lost for flaw in parser.parse(codecs.BOM_UTF8 + b"{}")[1]] == [False]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b" \n", "it is empty"),
        (b"[" * 100_000, "it is nested too deeply to be read"),
        (b"[" + b"1" * 10_000 + b"]", "it holds a number that is too long to be read"),
    ],
)
def test_what_has_no_place_is_said_without_one(content, says):
    assert (refused(content).place, str(refused(content))) == ("", says)


def test_a_file_that_cannot_be_opened_says_so(tmp_path):
    with pytest.raises(InvalidValue, match=rf"^{tmp_path.name} cannot be opened \(.+\)\.$"):
        parser.content(tmp_path, 10)
