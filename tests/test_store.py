"""A reader's own rows: laid over the tables, validated, and taken away again."""

from __future__ import annotations

import pytest

import regiolab
from regiolab import charts
from regiolab.data import sources, store, use
from regiolab.errors import InvalidValue, RegiolabError, UnknownName

BIB = "@misc{mine2025, author = {Reader, A.}, title = {Field notes}, year = {2025}, seen = {written by the reader}}\n"
BLOC = (
    "bloc,short_en,short_es,short_pt,name_en,name_es,name_pt,kind,scope,founded,founded_precision,founding_act,"
    "source,checked\n"
    "benelux,Benelux,Benelux,Benelux,Benelux Union,Unión Benelux,União Benelux,organisation,hemispheric,"
    "1958-02-03,day,Treaty signed,mine2025,read\n"
)
SPELLS = (
    "bloc,iso3,status,start,start_precision,source,checked\n"
    "benelux,ARG,full,1958-02-03,day,mine2025,read\n"
    "benelux,CHL,observer,1990-01-01,year,mine2025[p. 3],read\n"
)


@pytest.fixture
def mine(tmp_path):
    """Return a function that writes files into a folder of the reader's own."""

    def write(**files: str):
        for name, text in files.items():
            path = tmp_path / ("sources.bib" if name == "bib" else f"{name}.csv")
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_bloc_with_members_is_known_everywhere(mine):
    use(mine(blocs=BLOC, memberships=SPELLS, bib=BIB))
    assert regiolab.members("benelux")["iso3"].tolist() == ["ARG"]
    assert regiolab.tables().set_index("table").loc["blocs", "rows"] == 1 + len(store.own_columns("blocs")["bloc"])
    card = regiolab.provenance("memberships", bloc="benelux", iso3="CHL")
    assert card.sources["reference"].tolist() == ["Reader, A. (2025). Field notes."]
    assert card.sources["locator"].tolist() == ["p. 3"]
    figure = charts.members_map("benelux")
    assert set(figure.table["iso3"]) == {"ARG", "CHL"}
    # the rows of the course are still there
    assert "PRY" in set(regiolab.members("mercosur", on="2012-06-28")["iso3"])


def test_none_returns_to_the_tables_of_the_course(mine):
    rows = len(regiolab.load("blocs"))
    use(mine(blocs=BLOC, bib=BIB))
    assert len(regiolab.load("blocs")) == rows + 1
    use(None)
    assert len(regiolab.load("blocs")) == rows
    assert "mine2025" not in store.bibliography()
    with pytest.raises(UnknownName):
        regiolab.members("benelux")


def test_a_row_of_the_same_key_replaces_one(mine):
    own = regiolab.load("memberships")
    row = own[own["bloc"].eq("unasur") & own["iso3"].eq("URY") & own["status"].eq("full")].iloc[0]
    start = row["start"].date()
    corrected = f"unasur,URY,full,{start},day,2019-01-02,day,mine2025,read\n"
    header = "bloc,iso3,status,start,start_precision,end,end_precision,source,checked\n"
    use(mine(memberships=header + corrected, bib=BIB))
    assert len(regiolab.load("memberships")) == len(own)
    assert "URY" in set(regiolab.members("unasur", on="2019-01-01")["iso3"])
    assert "URY" not in set(regiolab.members("unasur", on="2019-01-02")["iso3"])


def test_another_source_may_replace_the_only_citation_of_one(mine):
    """A source of the course that nothing cites any longer is no fault of the reader's."""
    cited = [item.key for cell in regiolab.load("glossary")["source"].dropna() for item in sources.parse(cell)]
    everywhere = [
        item.key
        for name in regiolab.tables()["table"]
        for column in ("source", "source_a", "source_b")
        for cell in store.own_columns(name).get(column, ())
        for item in sources.parse(cell)
    ]
    alone = next(key for key in cited if everywhere.count(key) == 1)
    table = regiolab.load("glossary")
    row = table[table["source"].fillna("").str.contains(alone)].iloc[0]
    names = [f"{part}_{language}" for part in ("term", "definition") for language in ("en", "es", "pt")]
    cells = [row["term"], *(f'"{row[name]}"' for name in names), "mine2025", "read"]
    header = ",".join(["term", *names, "source", "checked"])
    use(mine(glossary=f"{header}\n{','.join(cells)}\n", bib=BIB))
    assert regiolab.load("glossary").set_index("term").loc[row["term"], "source"] == "mine2025"


HEADER = "bloc,iso3,status,start,start_precision,source,checked\n"
WRONG = {
    "overlap": (HEADER + "mercosur,URY,full,2000-01-01,day,mine2025,read\n", "memberships.csv, line 2, start:"),
    "an earlier spell over one of the course": (
        "bloc,iso3,status,start,start_precision,end,end_precision,source,checked\n"
        "celac,URY,full,2011-12-01,day,2012-06-01,day,mine2025,read\n",
        "while line 2 of memberships.csv",
    ),
    "unknown bloc": (HEADER + "mercosul,URY,full,2000-01-01,day,mine2025,read\n", "line 2, bloc: 'mercosul'"),
    "unknown source": (HEADER + "mercosur,CHL,observer,1991-03-26,day,you2025,read\n", "line 2, source: 'you2025'"),
    "status": (HEADER + "mercosur,CHL,member,1991-03-26,day,mine2025,read\n", "line 2, status:"),
    "date": (HEADER + "mercosur,CHL,observer,26/3/1991,day,mine2025,read\n", "line 2, start:"),
    "missing value": (HEADER + "mercosur,CHL,observer,1991-03-26,,mine2025,read\n", "line 2, start_precision:"),
    "unknown column": ("bloc,iso,status,start\nmercosur,CHL,observer,1991-03-26\n", "did you mean 'iso3'"),
    "column of the key": ("bloc,iso3,status\nmercosur,CHL,observer\n", "memberships.csv lacks the column start"),
    "ragged": (HEADER + "mercosur,CHL\n", "memberships.csv, line 2: 2 cells"),
    "second line": (
        HEADER
        + "mercosur,CHL,observer,1991-03-26,day,mine2025,read\nmercosur,CHL,observer,1991-04-26,day,mine2025,x\n",
        "memberships.csv, line 3,",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_rows_are_refused_and_change_nothing(mine, name):
    text, words = WRONG[name]
    before = regiolab.load("memberships")
    with pytest.raises(RegiolabError) as caught:
        use(mine(memberships=text, bib=BIB))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert regiolab.load("memberships").equals(before)
    assert "mine2025" not in store.bibliography()


@pytest.mark.parametrize("name", ["blocs", "glossary", "units"])
def test_a_fault_is_found_whatever_the_tables_name(mine, name):
    """Files are sorted by name: before and after sources.bib."""
    rows = store.own_columns(name)
    cells = {column: values[0] for column, values in rows.items()} | {"source": "nobody1999[p. 1]", "checked": "seen"}
    text = ",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"
    with pytest.raises(InvalidValue, match=rf"{name}\.csv, line 2, source: 'nobody1999' is not in sources\.bib"):
        use(mine(**{name: text}))


def test_a_refusal_leaves_the_rows_laid_over_before(mine, tmp_path_factory):
    use(mine(blocs=BLOC, memberships=SPELLS, bib=BIB))
    other = tmp_path_factory.mktemp("other")
    (other / "blocs.csv").write_text("bloc,kind\nx,nothing\n", encoding="utf-8")
    with pytest.raises(InvalidValue):
        use(other)
    assert regiolab.members("benelux")["iso3"].tolist() == ["ARG"]


def test_a_row_that_breaks_rows_of_the_course_is_refused(mine):
    """An end of a scheme that leaves the course's own spells running beyond it."""
    own = {name: cells[store.own_columns("blocs")["bloc"].index("celac")] for name, cells in columns("blocs").items()}
    own |= {"end": "2020-01-01", "end_precision": "day", "end_act": "none", "source": "mine2025"}
    row = ",".join(f'"{cell}"' for cell in own.values())
    with pytest.raises(InvalidValue, match=r"data/memberships.csv, line \d+, end: celac ended on 2020-01-01"):
        use(mine(blocs=f"{','.join(own)}\n{row}\n", bib=BIB))


def columns(name: str) -> dict[str, list[str]]:
    return store.own_columns(name)


@pytest.mark.parametrize(
    ("rows", "said"),
    [(1, ""), (3, ""), (4, " and 1 more finding"), (5, " and 2 more findings"), (9, " and 6 more findings")],
)
def test_three_findings_are_named_and_the_others_counted(mine, rows, said):
    states = ["CHL", "BOL", "COL", "ECU", "PER", "GUY", "SUR", "MEX", "CUB"][:rows]
    text = "".join(f"mercosur,{iso3},member,1995-01-01,day,mine2025,read\n" for iso3 in states)
    with pytest.raises(InvalidValue) as caught:
        use(mine(memberships=HEADER + text, bib=BIB))
    words = str(caught.value)
    assert words.count("memberships.csv, line ") == min(rows, 3)
    assert words.partition(" more ")[0].endswith(said.partition(" more ")[0])
    assert words.endswith(said) and ("more finding" in words) == bool(said)


def test_a_row_may_be_repeated_but_not_contradicted(mine):
    row = "mercosur,CHL,observer,1995-01-01,year,mine2025,read\n"
    own = len(regiolab.load("memberships"))
    use(mine(memberships=HEADER + row + row, bib=BIB))
    assert len(regiolab.load("memberships")) == own + 1
    with pytest.raises(InvalidValue, match=r"^memberships.csv, line 4, checked: line 2 holds mercosur CHL observer"):
        use(mine(memberships=HEADER + row + row + row.replace(",read", ",excerpt"), bib=BIB))


@pytest.mark.parametrize(("column", "says"), [("iso", "did you mean 'iso3'?"), ("weather", "'weather'; remove it.")])
def test_a_column_that_is_none_gets_the_nearest_or_is_to_go(mine, column, says):
    with pytest.raises(InvalidValue) as caught:
        use(
            mine(
                memberships=HEADER.strip() + f",{column}\n" + "mercosur,CHL,observer,1990-01-01,year,mine2025,read,x\n"
            )
        )
    assert str(caught.value).endswith(says)


def test_what_had_to_be_assumed_is_said_with_the_file(mine, tmp_path):
    folder = mine(blocs=BLOC, bib=BIB)
    (folder / "blocs.csv").write_bytes(BLOC.encode("cp1252"))
    with pytest.warns(UserWarning, match=r"^blocs.csv: it is not UTF-8 and was read as Windows-1252") as caught:
        use(folder)
    assert [warning.filename for warning in caught] == [__file__]


def test_a_source_needs_to_say_where_it_was_seen(mine):
    bib = BIB.replace(", seen = {written by the reader}", "")
    with pytest.raises(InvalidValue, match=r"sources.bib, mine2025: say in a field 'seen'"):
        use(mine(blocs=BLOC, bib=bib))


def test_a_source_that_no_row_cites_is_named(mine):
    extra = BIB + "@misc{idle, author = {Reader, A.}, title = {Idle}, year = {2025}, seen = {here}}\n"
    with pytest.raises(InvalidValue, match=r"sources.bib, idle: no table cites"):
        use(mine(blocs=BLOC, bib=extra))


def test_folders_that_hold_no_tables(tmp_path):
    with pytest.raises(InvalidValue, match=r"holds no CSV file"):
        use(tmp_path)
    with pytest.raises(InvalidValue, match=r"holds no CSV file"):
        use(tmp_path / "nowhere")
    (tmp_path / "membership.csv").write_text("bloc\n", encoding="utf-8")
    with pytest.raises(UnknownName, match=r"did you mean 'memberships'"):
        use(tmp_path)


def test_the_worked_example_of_the_documentation(mine):
    """The rows shown in CONTRIBUTING or the README are laid over as they stand there."""
    use(mine(blocs=BLOC, memberships=SPELLS, bib=BIB))
    assert regiolab.codebook("blocs").columns["column"].tolist()[0] == "bloc"
