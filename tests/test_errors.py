"""A wrong name or value gets one sentence with the cure, also in a notebook."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

import regiolab
from regiolab import charts, errors, widgets
from regiolab.errors import InvalidValue, RegiolabError, UnknownName

WRONG = {
    "table": (lambda: regiolab.load("membership"), UnknownName, "'membership' is not a table; did you mean"),
    "codebook": (lambda: regiolab.codebook("event"), UnknownName, "did you mean 'events'"),
    "bloc": (lambda: regiolab.members("Mercosul"), UnknownName, "did you mean 'mercosur'"),
    "bloc by name": (lambda: regiolab.members("Pacific Alliance"), UnknownName, "did you mean 'pacific_alliance'"),
    "state": (
        lambda: regiolab.analysis.union_and_fragmentation(states=["ARG", "URU"]),
        UnknownName,
        "'URU' is not the code of a state here",
    ),
    "date": (lambda: regiolab.members("alba", on="1 May 2010"), InvalidValue, "write year-month-day"),
    "date of the wrong kind": (lambda: regiolab.members("alba", on=2010), InvalidValue, "'2010' is not a date"),
    "date too late": (lambda: regiolab.members("alba", on="2199-01-01"), InvalidValue, "choose an earlier date"),
    "rule": (lambda: regiolab.members("alba", by="inforce"), UnknownName, "did you mean 'in_force'"),
    "chart layout": (lambda: charts.members_map("alba", layout="tile"), UnknownName, "did you mean 'tiles'"),
    "too many maps": (
        lambda: charts.members_map(["alba", "oas", "celac", "unasur", "sica"]),
        InvalidValue,
        "choose one to",
    ),
    "no map": (lambda: charts.members_map([]), InvalidValue, "choose one to"),
    "event": (lambda: charts.chronicle(["2008_unasur_treat"]), UnknownName, "did you mean '2008_unasur_treaty'"),
    "no event": (lambda: charts.chronicle(first=1700, last=1701), InvalidValue, "0 events fit"),
    "too many events": (lambda: charts.chronicle(), InvalidValue, "events fit"),
    "file ending": (lambda: charts.timeline(["alba"]).save("alba.gif"), InvalidValue, ".png"),
    "place for a file": (
        lambda: charts.timeline(["alba"]).save("/nowhere/alba.svg"),
        RegiolabError,
        "cannot be written",
    ),
    "term": (lambda: regiolab.define("openregionalism"), UnknownName, "did you mean 'open_regionalism'"),
    "section": (lambda: regiolab.against_the_article("S22"), UnknownName, "did you mean 'S2'"),
    "explorer": (lambda: widgets.explorer(["mercosul"]), UnknownName, "did you mean 'mercosur'"),
    "explorer without a scheme": (lambda: widgets.explorer([]), InvalidValue, "Choose one to"),
    "stop of the moving picture": (lambda: widgets.atlas(stop=9), InvalidValue, "choose one from 1 to 8"),
    "day before the moving picture": (
        lambda: widgets.atlas(on="1950-01-01"),
        InvalidValue,
        "choose that day or a later",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_sentence_with_the_cure(name):
    call, kind, words = WRONG[name]
    with pytest.raises(kind) as caught:
        call()
    said = str(caught.value)
    assert words in said
    assert "\n" not in said and said[-1] in ".?"
    assert isinstance(caught.value, RegiolabError)
    assert caught.value._render_traceback_() == [f"regiolab: {said}"]


def test_errors_can_be_caught_as_what_they_are():
    assert issubclass(UnknownName, LookupError)
    assert issubclass(InvalidValue, ValueError)


def test_names_near_by_are_found_whatever_their_case():
    assert "'ALBA'" in str(errors.unknown("a bloc", "alba ", ["ALBA", "OAS"]))
    assert "choose one of: a, b" in str(errors.unknown("a letter", None, ["b", "a"]))


def test_an_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"no attribute 'lod'"):
        _ = regiolab.lod
    assert set(regiolab.__all__) == set(dir(regiolab))


def test_public_names_exist():
    for name in regiolab.__all__:
        assert getattr(regiolab, name) is not None


def test_a_notebook_shows_the_sentence_and_no_traceback():
    cells = [
        'import regiolab\nregiolab.load("membership")',
        'regiolab.members("mercosul")',
        'from regiolab import charts\ncharts.members_map("alba", on="soon")',
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True).execute()
    for cell in notebook.cells:
        (output,) = cell.outputs
        assert output.output_type == "error"
        assert output.traceback == [f"regiolab: {output.evalue}"]
        assert "did you mean" in output.evalue or "choose one of" in output.evalue or "write year" in output.evalue
