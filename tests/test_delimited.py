"""The one reader of delimited text: what people and spreadsheets write comes back as it was meant."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import regiolab
from regiolab.cli import main
from regiolab.data import delimited, schema, store, use, validation
from regiolab.data.delimited import Unreadable, read_columns, read_sheet
from regiolab.errors import InvalidValue, RegiolabError

COLUMNS = ("bloc", "name", "comment")
# letters by which a code page is told; what stands in several of them as a sign is left out
PAGES = {"cp1252": "áéíóúñüãõçê", "mac_roman": "áéúãçê", "cp850": "áéíóúñãõçê"}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le-mark", "utf-16-be-mark")


def encoded(text: str, encoding: str) -> bytes:
    if encoding.endswith("-mark"):
        return ("\ufeff" + text).encode(encoding.removesuffix("-mark"))
    return text.encode(encoding)


@st.composite
def written(draw):
    """A table, the bytes of it in one of the ways in which it may be written, and where its rows begin."""
    encoding = draw(st.sampled_from((*UNICODE, *PAGES)))
    letters = PAGES.get(encoding, "áéíóúñ–“”¶→ЖI")
    separator = draw(st.sampled_from(delimited.SEPARATORS))
    end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    cell = st.text(alphabet="abc XY1,;\t\"'" + letters, max_size=8)
    # a cell may hold line breaks, as the file's own line ends
    cell |= st.tuples(cell, cell).map(end.join)
    # the first cell is a key: something, and a letter by which the code page is told
    key = st.tuples(st.sampled_from(letters[:2]), cell).map("".join)
    rows = draw(st.lists(st.tuples(key, cell, cell), max_size=5))
    quoting = draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    blank = st.sampled_from(("", separator * 2, f" {separator}{separator} "))
    told, out, lines = draw(st.booleans()), io.StringIO(newline=""), []
    if told:
        out.write(f"sep={separator}{end}")
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerow(COLUMNS)
    for row in rows:
        for gap in draw(st.lists(blank, max_size=2)):
            out.write(gap + end)
        lines.append(out.getvalue().count(end) + 1)
        writer.writerow(row)
    for gap in draw(st.lists(blank, max_size=3)):
        out.write(gap + end)
    text = out.getvalue()
    if draw(st.booleans()) and text.endswith(end):
        text = text.removesuffix(end)
    return rows, encoded(text, encoding), lines, encoding


@given(written())
@settings(max_examples=400, deadline=None)
def test_a_table_comes_back_however_it_was_written(tmp_path_factory, table):
    rows, content, lines, encoding = table
    path = tmp_path_factory.mktemp("sheet") / "blocs.csv"
    path.write_bytes(content)
    sheet = read_sheet(path, COLUMNS, assume=True)
    assert tuple(sheet.columns) == COLUMNS
    assert list(zip(*sheet.columns.values(), strict=True)) == rows
    assert list(sheet.lines) == lines
    said = [note.message for note in sheet.notes]
    if encoding in PAGES and any(not cell.isascii() for row in rows for cell in row):
        assert len(said) == 1 and delimited.CODE_PAGES[encoding] in said[0]
    else:
        assert said == []
    if encoding in ("utf-8", "utf-8-sig"):
        assert read_columns(path) == sheet.columns


def sheet_of(tmp_path, content: bytes, **options):
    path = tmp_path / "blocs.csv"
    path.write_bytes(content)
    return read_sheet(path, COLUMNS, **options)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", None, "it is empty"),
        (b"\n;;\n,,\n", None, "it is empty"),
        (b"a,b\n1,2\n3\n", 3, "1 cells where the header names 2"),
        (b'a,b\n"1\n\n",2\n\n3\n', 6, "1 cells where the header names 2"),
        (b'a,b\n1,2\n"3,4\n5,6\n', 3, "quotation mark is not closed"),
        (b'a,b\n1,2\n"3"x,4\n', 3, "quotation mark is not closed"),
        (b"a,a\n1,2\n", 1, "the column a stands here twice"),
        (b"sep=;\na;a\n1;2\n", 2, "the column a stands here twice"),
        ("a,b\n1,é\n".encode("latin-1"), 2, "it is not UTF-8 text"),
        ("a,b\n1,é\n".encode("utf-16"), 1, "it is not UTF-8 text"),
        (b"PK\x03\x04\x14\x00\x00\xff", None, "spreadsheet's own file"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", 2, "longer than any text"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path, content, line, words):
    with pytest.raises(Unreadable) as caught:
        sheet_of(tmp_path, content)
    assert caught.value.line == line and words in caught.value.reason
    assert str(caught.value).startswith("blocs.csv, line" if line else "blocs.csv: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_empty_bytes(tmp_path, encoding):
    sheet = sheet_of(tmp_path, "bloc,name\nalba,São José\n".encode(encoding), assume=True)
    assert sheet.columns == {"bloc": ["alba"], "name": ["São José"]}
    ((line, message),) = ((note.line, note.message) for note in sheet.notes)
    assert line is None and f"was read as {encoding.upper()}:" in message


@pytest.mark.parametrize("content", [b'a;b,"', b'a;b,c;"', b"a;b,"], ids=["quoted", "last", "plain"])
def test_a_header_too_long_to_choose_a_separator_is_told(tmp_path, content):
    with pytest.raises(Unreadable, match="line 1: a cell is longer than any text"):
        sheet_of(tmp_path, content + b"x" * 200_000)


def test_what_the_system_refuses_is_said_in_its_words(tmp_path):
    with pytest.raises(Unreadable, match=r"it cannot be read \(\w[^\[\]]*\)\.$"):
        read_sheet(tmp_path)


@pytest.mark.parametrize("limit", [2, 10_000_000])
def test_what_other_packages_take_for_a_long_cell_is_theirs(tmp_path, limit):
    before = csv.field_size_limit(limit)
    try:
        assert sheet_of(tmp_path, b"a,b\n1,three\n").columns == {"a": ["1"], "b": ["three"]}
        with pytest.raises(Unreadable, match="line 2: a cell is longer than any text"):
            sheet_of(tmp_path, b"a,b\n1," + b"x" * 200_000 + b"\n")
        assert csv.field_size_limit() == limit
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize("content", [b"a,b\n\x00\xff\x00\xd8\x01", b"\xff\xfea\x00b", b"\xff\xfe\x00\x00\xff"])
def test_what_is_no_text_is_refused_in_a_sentence(tmp_path, content):
    with pytest.raises(Unreadable):
        sheet_of(tmp_path, content, assume=True)


@given(st.binary(max_size=80))
@example(b"sep=")
@example(b"\xef\xbb\xbf")
@settings(max_examples=400, deadline=None)
def test_no_bytes_give_anything_but_a_sheet_or_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("sheet") / "blocs.csv"
    path.write_bytes(content)
    for options in ({}, {"assume": True}, {"assume": True, "pad": True}):
        try:
            sheet = read_sheet(path, COLUMNS, **options)
        except Unreadable:
            continue
        assert {len(cells) for cells in sheet.columns.values()} == {len(sheet.lines)}


def test_utf_8_with_a_letter_of_another_page_is_not_guessed_at(tmp_path):
    with pytest.raises(Unreadable, match=r"line 3: a letter here is not UTF-8"):
        sheet_of(tmp_path, "bloc\nSão\n".encode() + "José\n".encode("cp1252"), assume=True)


def test_the_separator_is_the_one_that_finds_known_columns(tmp_path):
    sheet = sheet_of(tmp_path, b"bloc;name;a,b,c,d\n1;2;3\n")
    assert list(sheet.columns) == ["bloc", "name", "a,b,c,d"]


# -- a reader's rows ------------------------------------------------------------------------------

BIB = "@misc{mine2025, author = {Reader, A.}, title = {Notes}, year = {2025}, seen = {written by the reader}}\n"
HEAD = "bloc,iso3,status,start,start_precision,source,checked,comment\n"
ROW = "mercosur,CHL,observer,1991-03-26,day,mine2025,read,Ratificação\n"


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "sources.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "memberships.csv").write_text(HEAD + ROW, encoding="utf-8")
    return tmp_path


def comment() -> str:
    table = regiolab.load("memberships")
    return table[table["iso3"].eq("CHL") & table["source"].eq("mine2025")]["comment"].item()


def test_rows_that_a_spreadsheet_wrote(mine):
    text = "sep=;\r\n" + (HEAD + ROW).replace(",", ";").replace("\n", "\r\n") + ";;;;;;;\r\n\r\n"
    (mine / "memberships.csv").write_bytes(text.encode("cp1252"))
    with pytest.warns(UserWarning, match=r"^memberships.csv: it is not UTF-8 and was read as Windows-1252"):
        use(mine)
    assert comment() == "Ratificação"


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "~$memberships.csv", "._memberships.csv", ".~lock.memberships.csv#", "Thumbs.db", "desktop.ini"],
)
def test_what_other_systems_leave_beside_is_passed_over(mine, name):
    (mine / name).write_bytes(b"\x00\x05\x16\x07")
    use(mine)
    assert comment() == "Ratificação"


def test_the_path_of_a_file_and_a_home(mine, monkeypatch):
    (mine / "no_table.csv").write_text("a\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(mine.parent))
    monkeypatch.setenv("USERPROFILE", str(mine.parent))
    use(f"~/{mine.name}/memberships.csv")
    assert comment() == "Ratificação"
    (mine / "no_table.csv").unlink()
    use(f"~/{mine.name}")
    assert comment() == "Ratificação"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            HEAD + ROW + ROW.replace(",read,", ",excerpt,"),
            r"memberships.csv, line 3, checked: line 2 holds mercosur CHL",
        ),
        (HEAD.replace("iso3", "ISO3 ") + ROW, r"memberships.csv, line 1: .* no column 'ISO3 '; did you mean 'iso3'"),
        (HEAD.replace("iso3", "zzzz") + ROW, r"memberships.csv, line 1: .* no column 'zzzz'; remove it"),
        (
            HEAD + ROW.replace("Ratificação", '"two\nlines"') + "\n" + ROW.replace("CHL", "XXX"),
            r"memberships.csv, line 5, iso3: 'XXX'",
        ),
    ],
)
def test_wrong_rows_are_named_by_their_true_lines(mine, text, words):
    (mine / "memberships.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidValue, match=words):
        use(mine)
    assert store._overlay is None


def test_a_row_that_is_repeated_exactly_is_harmless(mine):
    rows = len(regiolab.load("memberships"))
    (mine / "memberships.csv").write_text(HEAD + ROW + ROW, encoding="utf-8")
    use(mine)
    assert len(regiolab.load("memberships")) == rows + 1


def test_a_folder_that_may_not_be_read_is_a_sentence(mine, monkeypatch):
    def refuse(_self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store.Path, "iterdir", refuse)
    with pytest.raises(RegiolabError, match=r"cannot be read .Permission denied"):
        use(mine)


# -- regiolab check -------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(schema.data_folder(), copy, ignore=shutil.ignore_patterns("build", "geometry"))
    return copy


def rewrite(path, separator=";", head=b"", tail=b""):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_bytes(head + out.getvalue().encode() + tail)
    return rows


def test_check_reads_what_a_spreadsheet_wrote(folder, capsys):
    rewrite(folder / "memberships.csv", ";", b"sep=;\r\n", b";;;\r\n\r\n")
    rewrite(folder / "blocs.csv", "\t", b"\xef\xbb\xbf")
    with pytest.raises(SystemExit) as caught:
        main(["check", str(folder / "blocs.csv")])
    assert caught.value.code == 0, capsys.readouterr().out


def test_check_names_true_lines_and_both_rows_of_a_key(folder):
    path = folder / "glossary.csv"
    rows = rewrite(path, ",")
    broken = ['"' + cell.replace('"', '""') + '"' for cell in rows[1]]
    broken[1] = '"two\nlines"'
    other = ",".join(broken).replace("two\nlines", "other")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], "", ",".join(broken), other, *lines[2:]]), encoding="utf-8")
    hits = [item for item in validation.check(folder) if item.file == "glossary.csv" and "second time" in item.message]
    [hit] = hits
    assert hit.line == 5 and "other values than in line 3" in hit.message


def test_check_names_the_nearest_column(folder):
    path = folder / "memberships.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("bloc,iso3", "bloc, ISO3", 1), encoding="utf-8")
    said = [str(item) for item in validation.check(folder)]
    assert "memberships.csv, line 1,  ISO3: the codebook has no such column; did you mean 'iso3'?" in said


def test_a_file_that_is_missing_here_names_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unreadable, match=f"it is missing from {re.escape(str(tmp_path))}"):
        read_sheet(Path("consent.csv"))
