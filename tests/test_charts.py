"""Figures: a spec that any reader of Vega-Lite accepts, words, a table, files, and colours."""

from __future__ import annotations

import inspect
import itertools
import json
import re

import altair as alt
import jsonschema
import nbformat
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

import regiolab
from regiolab import charts
from regiolab.charts import Figure, figure, theme

MAIN = ("mercosur", "alba", "pacific_alliance", "unasur", "celac")

FIGURES = {
    "timeline": lambda: charts.timeline(),
    "timeline of two": lambda: charts.timeline(["alba", "ftaa"]),
    "members_map": lambda: charts.members_map("mercosur", on="2013-01-01"),
    "members_map of three": lambda: charts.members_map(["alba", "unasur", "oas"], on="2012-01-01"),
    "members_map in tiles": lambda: charts.members_map(["celac"], on="2021-01-01", layout="tiles"),
    "members_map of nobody": lambda: charts.members_map("prosur", on="1990-01-01"),
    "members_map by entry into force": lambda: charts.members_map("unasur", on="2012-01-01", by="in_force"),
    "membership_matrix": lambda: charts.membership_matrix(on="2012-12-31"),
    "overlap_matrix": lambda: charts.overlap_matrix(on="2012-12-31"),
    "union_and_fragmentation": lambda: charts.union_and_fragmentation(2000, 2012),
    "chronicle": lambda: charts.chronicle(lesson="01", first=2003, last=2012),
    "periodisations": lambda: charts.periodisations(),
}


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return {name: make() for name, make in FIGURES.items()}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Validator:
    schema = alt.load_schema()
    return jsonschema.Draft7Validator(schema)


def test_every_chart_of_the_first_lesson_is_among_them():
    tested = {name.split()[0] for name in FIGURES}
    first = {"timeline", "members_map", "membership_matrix", "overlap_matrix", "union_and_fragmentation"}
    assert first | {"chronicle", "periodisations"} == tested
    public = {name for name in charts.__all__ if inspect.isfunction(getattr(charts, name))}
    assert tested <= public


@pytest.mark.parametrize("name", FIGURES)
def test_the_spec_is_strict_json_and_valid_vega_lite(name, figures, validator):
    spec = figures[name].spec()
    text = json.dumps(spec, allow_nan=False)
    assert spec["$schema"].endswith(f"vega-lite/{alt.SCHEMA_VERSION}.json")
    assert json.loads(text) == spec
    errors = sorted(validator.iter_errors(spec), key=lambda error: len(error.message))
    assert not errors, errors[0].message[:300]


@pytest.mark.parametrize("name", FIGURES)
def test_no_address_stands_in_the_data_of_a_spec(name, figures):
    """A figure is drawn without a network: it carries its data."""
    spec = dict(figures[name].spec())
    del spec["$schema"]
    assert '"url"' not in json.dumps(spec)


@pytest.mark.parametrize("name", FIGURES)
def test_words_and_table(name, figures):
    drawn = figures[name]
    assert isinstance(drawn.table, pd.DataFrame)
    assert len(drawn.description) > 20 and drawn.description == drawn.spec()["description"]
    assert "nan" not in drawn.description.split() and "NaT" not in drawn.description
    if name != "members_map of nobody":
        assert len(drawn.table)
        title = json.dumps(drawn.spec().get("title", ""), ensure_ascii=False)
        assert drawn.description not in title  # the words say more than the title does


def test_the_words_say_what_is_drawn(figures):
    assert "Paraguay" in figures["members_map"].description and "suspended (1)" in figures["members_map"].description
    assert "nobody on that day" in figures["members_map of nobody"].description
    undated = charts.members_map("caricom", on="1975-01-01", by="in_force")
    missing = regiolab.members("caricom", on="1975-01-01", by="in_force").attrs["undated"]
    names = regiolab.load("countries").set_index("iso3")["name_en"]
    assert all(names[iso3] in undated.description for iso3 in missing)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_figure_speaks_the_language_of_its_reader(name, language, figures):
    regiolab.use_language(language)
    other = FIGURES[name]()
    if name not in ("members_map of nobody", "union_and_fragmentation"):  # no names stand in these
        assert other.description != figures[name].description
        assert json.dumps(other.spec()) != json.dumps(figures[name].spec())
    assert len(other.table) == len(figures[name].table)


def test_the_same_call_draws_the_same_figure(figures):
    for name in ("timeline", "members_map", "overlap_matrix"):
        assert FIGURES[name]().table.equals(figures[name].table)


def test_a_spec_is_small_enough_for_a_notebook(figures):
    for name, drawn in figures.items():
        maps = max(1, name.count("of three") * 3)
        assert len(json.dumps(drawn.spec())) < 260_000 * maps, name


# -- files and notebooks -------------------------------------------------------------------------

SIGNATURES = {".png": b"\x89PNG", ".svg": b"<svg", ".pdf": b"%PDF", ".html": b"<!DOCTYPE html>", ".json": b"{"}


@pytest.mark.parametrize("ending", figure.FORMATS)
def test_a_figure_is_saved(ending, figures, tmp_path):
    path = figures["overlap_matrix"].save(tmp_path / f"overlap{ending}")
    content = path.read_bytes()
    assert content.lstrip().startswith(SIGNATURES[ending])
    if ending == ".html":
        assert b'src="http' not in content
    if ending == ".svg":
        assert content.count(b"<path") > 30


@pytest.mark.parametrize("layout", ["outlines", "tiles"])
def test_a_map_on_which_nobody_is_has_a_size(layout, tmp_path):
    for blocs in (["prosur"], ["oas", "prosur"]):
        drawn = charts.members_map(blocs, on="1990-12-31", layout=layout)
        head = drawn.save(tmp_path / "map.svg").read_text(encoding="utf-8")[:400]
        assert re.search(r'width="\d+" height="\d+"', head), head


def test_a_file_of_another_ending_is_not_written(figures, tmp_path):
    with pytest.raises(regiolab.errors.InvalidValue, match=r"\.png, \.svg, \.pdf, \.html, \.json"):
        figures["overlap_matrix"].save(tmp_path / "overlap.gif")
    assert list(tmp_path.iterdir()) == []


def test_endings_may_be_capital_letters(figures, tmp_path):
    assert figures["overlap_matrix"].save(str(tmp_path / "A.PNG")).read_bytes().startswith(b"\x89PNG")


@pytest.fixture
def shown(monkeypatch):
    """Return a function that shows a figure and gives the bundles it displayed."""
    bundles = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, metadata, raw: bundles.append((bundle, metadata)))

    def show(drawn: Figure) -> list[tuple[dict, dict]]:
        bundles.clear()
        drawn._ipython_display_()
        return list(bundles)

    return show


def test_a_notebook_gets_the_chart_and_then_the_words(figures, shown):
    drawn = figures["overlap_matrix"]
    (chart, _none), (words, _none) = shown(drawn)
    assert set(chart) == {"application/vnd.vegalite.v5+json", "text/plain"}
    assert "Members that schemes share" in chart["text/plain"] and drawn.description not in chart["text/plain"]
    assert words["text/plain"] == drawn.description
    assert set(words) == {"text/html", "text/plain"}
    page = words["text/html"]
    assert drawn.description in page and page.count("<tr") == len(drawn.table) + 1
    assert "NaN" not in page and "NaT" not in page
    # nothing stands between a chart and the prose but one line to open
    assert page.strip().startswith("<details><summary>") and page.count("<details") == 1
    assert page.strip().endswith("</details>")


def test_a_picture_is_added_when_it_is_asked_for(figures, shown, monkeypatch):
    monkeypatch.setenv("REGIOLAB_STATIC", "1")
    drawn = figures["overlap_matrix"]
    (chart, metadata), _words = shown(drawn)
    assert chart["image/png"].startswith(b"\x89PNG")
    told = metadata["image/png"]
    assert told["alt"] == drawn.description
    # as large as the chart itself, and drawn twice as sharp
    size = [int(float(n)) for n in re.search(r'width="([\d.]+)" height="([\d.]+)"', svg(drawn)).groups()]
    assert [told["width"], told["height"]] == pytest.approx(size, abs=1)


def svg(drawn: Figure) -> str:
    return figure._render(drawn.spec(), ".svg").decode()


def test_a_page_made_without_jupyterlab_says_each_description_once(figures, monkeypatch):
    """The picture has its description as alternative text; without a picture it stands once, beneath."""
    from nbconvert import HTMLExporter

    source = "from regiolab import charts\ncharts.overlap_matrix(['alba', 'unasur'], on='2012-01-01')"
    words = charts.overlap_matrix(["alba", "unasur"], on="2012-01-01").description
    for static in ("0", "1"):
        monkeypatch.setenv("REGIOLAB_STATIC", static)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
        exporter = HTMLExporter(template_name="lab")
        page = exporter.from_notebook_node(notebook)[0].partition("<main")[2]
        assert page.count(f">{words}<") == 1
        assert (f'alt="{words}"' in page) == (static == "1")


def test_a_real_kernel_shows_two_outputs(monkeypatch):
    source = "from regiolab import charts\ncharts.overlap_matrix(['alba', 'unasur'], on='2012-01-01')"
    for static in ("0", "1"):
        monkeypatch.setenv("REGIOLAB_STATIC", static)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
        chart, words = notebook.cells[0].outputs
        assert "application/vnd.vegalite.v5+json" in chart.data and "text/html" in words.data
        assert ("image/png" in chart.data) == (static == "1")
        nbformat.validate(notebook)


def test_names_in_a_table_cannot_become_tags():
    drawn = Figure(charts.overlap_matrix(["alba", "unasur"]).chart, "<b>words</b>", pd.DataFrame({"<i>a</i>": ["<u>"]}))
    page = drawn._words()
    assert not any(tag in page for tag in ("<b>", "<i>", "<u>"))


# -- colours -------------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", severity 1.0; they apply to linear light.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def seen(colour: str, deficiency: str) -> np.ndarray:
    """Return a colour in CIELAB as a reader with a deficiency sees it."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(DEFICIENCIES[deficiency]) @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    ratio = xyz / np.array([0.95047, 1.0, 1.08883])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, deficiency: str) -> float:
    return float(np.linalg.norm(seen(one, deficiency) - seen(other, deficiency)))


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_main_schemes_are_told_apart(deficiency):
    """A difference of 10 in CIELAB is seen at a glance; 2.3 is just noticeable."""
    for one, other in itertools.combinations(MAIN, 2):
        found = distance(theme.colour(one), theme.colour(other), deficiency)
        assert found > 10, (one, other, round(found, 1))


def test_every_scheme_has_a_colour_of_its_own_or_is_grey():
    hues = [theme.colour(bloc) for bloc in regiolab.load("blocs")["bloc"]]
    own = [hue for hue in hues if hue != theme.MUTED]
    assert len(set(own)) == len(own)
    assert set(theme.BLOC_COLOURS) <= set(regiolab.load("blocs")["bloc"])
    assert theme.colour("a scheme of the reader's") == theme.MUTED


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours' luminance as WCAG defines it."""
    light, dark = sorted((theme._luminance(one), theme._luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_is_readable():
    """WCAG AA asks for 4.5 in running text, and for 3 in large or bold letters and in shapes."""
    for ink in (theme.INK, theme.MUTED, theme.ACCENT):
        assert contrast(ink, theme.PAPER) >= 4.5
    for bloc in MAIN:
        hue = theme.colour(bloc)
        assert contrast(theme.ink_on(hue), hue) >= 4, bloc
        assert contrast(theme.ink_on(hue), hue) >= max(contrast(ink, hue) for ink in (theme.INK, theme.PAPER)), bloc
