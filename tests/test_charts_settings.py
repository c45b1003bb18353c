"""What a reader sets for charts and frames of their own changes nothing in ours, and ours nothing in theirs."""

from __future__ import annotations

import contextlib
import copy
import inspect
import json
import pickle
import re
import threading
import warnings
from collections.abc import Callable, Iterator

import altair as alt
import pandas as pd
import pytest
from altair.utils import schemapi
from guesses_given import GIVEN

import regiolab
from regiolab import charts, widgets
from regiolab.charts import specification

WITH_WORDS = {
    "calibration_curve": {"probabilities": [0.9, 0.9, 0.1], "outcomes": [True, False, False]},
    "chronicle": {"lesson": "01", "first": 2003, "last": 2012},
    "evidence_balance": {"unit": "alba_2004_economic", "model": "social"},
    "members_map": {"blocs": ["mercosur", "alba"], "on": "2012-12-31"},
    "other_readings": {"unit": "mercosur_2003_economic"},
    "period_shift": {"bloc": "mercosur", "cuts": {2003: 2001}},
    "profile": {"unit": "alba_2004_political"},
    "threshold_effect": {"unit": "pacific_alliance_2011_economic"},
    **GIVEN,
}
NAMES = [name for name in charts.__all__ if inspect.isfunction(getattr(charts, name))]
# one for each way in which data reach a chart: outlines and look-ups, frames, constants, parameters
SOME = ("members_map", "timeline", "introversion", "threshold_effect")


def drawn(name: str) -> charts.Figure:
    return getattr(charts, name)(**WITH_WORDS.get(name, {}))


def written(name: str) -> str:
    return json.dumps(drawn(name).spec(), ensure_ascii=False)


@pytest.fixture(scope="module")
def usual() -> dict[str, str]:
    return {name: written(name) for name in NAMES}


@pytest.fixture
def anew():
    """Have tables read anew: what was kept before may not hide what an option does, nor what it did stay."""
    regiolab.data.use(None)
    yield
    regiolab.data.use(None)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- Altair --------------------------------------------------------------------------------------


def refuses(*_arguments, **_options):
    raise RuntimeError("a reader's own plugin was called")


@contextlib.contextmanager
def registered(registry, name: str, plugin: Callable = refuses) -> Iterator[None]:
    """Enable a plugin for a while; the registry is afterwards as it was before."""
    state = registry._get_state()
    registry.register(name, plugin)
    try:
        with registry.enable(name):
            yield
    finally:
        registry._set_state(state)


@contextlib.contextmanager
def unconsolidated() -> Iterator[None]:
    alt.data_transformers.consolidate_datasets = False
    try:
        yield
    finally:
        alt.data_transformers.consolidate_datasets = True


SETTINGS = {
    "vegafusion": lambda: registered(alt.data_transformers, "vegafusion"),
    "a transformer of one's own": lambda: registered(alt.data_transformers, "own"),
    "json files": lambda: alt.data_transformers.enable("json"),
    "csv files": lambda: alt.data_transformers.enable("csv"),
    "one row": lambda: alt.data_transformers.enable("default", max_rows=1),
    "no limit of rows": lambda: alt.data_transformers.disable_max_rows(),
    "data in place": unconsolidated,
    "a dark theme": lambda: alt.theme.enable("dark"),
    "a theme of one's own": lambda: registered(
        alt.theme._themes, "own", lambda: {"config": {"bar": {"fill": "red"}}, "width": 9, "autosize": "none"}
    ),
    "a broken theme": lambda: registered(alt.theme._themes, "own"),
    "a renderer of one's own": lambda: registered(alt.renderers, "own"),
    "a compiler of one's own": lambda: registered(alt.vegalite_compilers, "own"),
    "no checks": lambda: schemapi.debug_mode(False),
}

# those that raise wherever they are felt are held against every figure
HARSH = ("vegafusion", "one row", "a broken theme")


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_is_set_in_altair_changes_no_figure(setting, usual, folder):
    names = NAMES if setting in HARSH else SOME
    with SETTINGS[setting]():
        found = {name: written(name) for name in names}
    assert [name for name in names if found[name] != usual[name]] == []
    assert list(folder.iterdir()) == []


# what no specification of a small chart shows
UNFELT = ("no limit of rows", "a renderer of one's own", "a compiler of one's own", "no checks")


@pytest.mark.parametrize("setting", [name for name in SETTINGS if name not in UNFELT])
def test_a_setting_does_change_a_chart_of_altair(setting, folder):
    """The settings above are such as a chart feels: else the test before would show nothing."""
    chart = alt.Chart(pd.DataFrame({"year": [1991, 2004]})).mark_point().encode(x="year:Q")
    before = chart.to_dict()
    with SETTINGS[setting]():
        try:
            after = chart.to_dict()
        except (RuntimeError, ValueError, alt.MaxRowsError):
            return
    assert after != before


def widgets_shown() -> list[str]:
    """Return what the widgets with a live chart show."""
    slider = widgets.threshold("pacific_alliance_2011_economic")
    slider.set(threshold=0.3)
    quiz = widgets.profile_quiz()
    quiz.guess(next(unit for unit in quiz.choices if unit != quiz.unit))
    shown = [slider._words.value, quiz._words.value]
    live = [slider._chart, quiz._stage.children[0]]
    return shown + [json.dumps([chart.spec, chart._params]) for chart in live]


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_is_set_in_altair_changes_no_widget(setting, folder):
    before = widgets_shown()
    with SETTINGS[setting]():
        assert widgets_shown() == before
    assert list(folder.iterdir()) == []


def test_a_live_chart_of_ours_is_none_of_altairs(monkeypatch):
    """A reader who has chosen scripts from the network for charts of their own keeps them."""
    before = {name: value for name, value in vars(alt.JupyterChart).items() if not name.startswith("__")}
    usual = widgets.threshold("pacific_alliance_2011_economic")._chart
    after = {name: value for name, value in vars(alt.JupyterChart).items() if not name.startswith("__")}
    assert after == before
    monkeypatch.setattr(alt.JupyterChart, "_esm", "export default {}")
    monkeypatch.setattr(alt.JupyterChart, "_is_offline", True)
    assert widgets.threshold("pacific_alliance_2011_economic")._chart._esm == usual._esm


def state() -> dict:
    """Return all that Altair keeps for the process."""
    registries = (alt.data_transformers, alt.theme._themes, alt.renderers, alt.vegalite_compilers)
    kept = {f"registry {number}": copy.copy(one._get_state()) for number, one in enumerate(registries)}
    kept["checks"] = schemapi.DEBUG_MODE
    kept["parameters"], kept["views"] = alt.Parameter._counter, alt.Chart._counter
    kept["names"] = {name: id(value) for name, value in vars(alt).items() if not name.startswith("__")}
    return kept


def test_our_figures_change_nothing_in_altair(folder):
    before = state()
    for name in NAMES:
        drawn(name).spec()
    widgets_shown()
    assert state() == before


@pytest.mark.parametrize("checks", [True, False])
def test_checks_are_as_before_after_an_error(checks):
    with schemapi.debug_mode(checks):
        with pytest.raises(ZeroDivisionError), specification.unchecked(), specification.unchecked():
            assert schemapi.DEBUG_MODE is False
            raise ZeroDivisionError
        assert schemapi.DEBUG_MODE is checks


def test_checks_come_back_whoever_leaves_last():
    """Two threads overlap: the first that came in is the first to leave."""
    came, leave = threading.Event(), threading.Event()

    def other() -> None:
        with specification.unchecked():
            came.set()
            leave.wait(10)

    thread = threading.Thread(target=other)
    with specification.unchecked():
        thread.start()
        assert came.wait(10)
    assert schemapi.DEBUG_MODE is False
    leave.set()
    thread.join(10)
    assert schemapi.DEBUG_MODE is True


# -- pandas --------------------------------------------------------------------------------------


def options() -> dict[str, object]:
    """Return every option of pandas that can be set, with another legal value."""
    found = {}
    for name in pd._config.config._registered_options:
        value = another(name)
        if value is not None:
            found[name] = value
    return found


def another(name: str) -> object:
    """Return a legal value of an option that is not the usual one; None if none was found."""
    usual = pd.get_option(name)
    legal = re.findall(r"['\"]?([a-z_0-9]+)['\"]?", pd._config.config._registered_options[name].doc)
    tried = [not usual] if isinstance(usual, bool) else [1, 2, "{:.1f}!".format, "python", "raise", *legal]
    for value in tried:
        if value == usual:
            continue
        # an option refuses a value by errors of many kinds
        with contextlib.suppress(Exception), pd.option_context(name, value):
            if pd.get_option(name) == value:
                return value
    return None


with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # some options are deprecated
    OPTIONS = options()


def test_every_option_of_pandas_is_tried_but_those_that_ask_for_another_package():
    elsewhere = {"compute.use_numba", "plotting.backend", "plotting.matplotlib.register_converters"}
    assert set(pd._config.config._registered_options) - set(OPTIONS) <= elsewhere


def tables_shown() -> list[str]:
    """Return a page of each kind that shows a table."""
    pages = [
        regiolab.show(regiolab.load("events").head(30), "Events"),
        regiolab.codebook("memberships"),
        regiolab.provenance("blocs", "in_force", bloc="unasur"),
        regiolab.reading("alba_2004_political"),
        regiolab.claims("C006", "C036"),
        regiolab.sourcing("blocs", "memberships"),
        regiolab.define("open_regionalism"),
        regiolab.against_the_article("S2"),
    ]
    shown = [page._repr_html_() for page in pages] + [str(page) for page in pages]
    return shown + [drawn(name)._words() for name in SOME]


@pytest.fixture(scope="module")
def usual_pages() -> list[str]:
    return tables_shown()


@pytest.fixture(scope="module")
def usual_widgets() -> list[str]:
    return widgets_shown()


@pytest.mark.parametrize("option", OPTIONS)
def test_what_is_set_in_pandas_changes_no_page_and_no_figure(option, usual, anew):
    book, words = regiolab.codebook("memberships")._repr_html_(), drawn("timeline")._words()
    regiolab.data.use(None)
    with pd.option_context(option, OPTIONS[option]):
        assert written("timeline") == usual["timeline"]
        assert regiolab.codebook("memberships")._repr_html_() == book
        assert drawn("timeline")._words() == words


@pytest.mark.parametrize("room", sorted({name.split(".")[0] for name in OPTIONS}))
def test_what_is_set_in_a_room_of_pandas_changes_nothing(room, usual, usual_pages, usual_widgets, anew):
    flat = [item for pair in OPTIONS.items() if pair[0].startswith(room) for item in pair]
    with pd.option_context(*flat):
        assert {name: written(name) for name in SOME} == {name: usual[name] for name in SOME}
        assert tables_shown() == usual_pages
        assert widgets_shown() == usual_widgets


def test_our_pages_and_figures_set_nothing_in_pandas():
    before = {name: pd.get_option(name) for name in pd._config.config._registered_options}
    tables_shown()
    widgets_shown()
    assert {name: pd.get_option(name) for name in before} == before


# -- the chart is the reader's -------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_can_be_changed_and_saved_by_altair(name, tmp_path):
    figure = drawn(name)
    path = tmp_path / "chart.json"
    figure.chart.properties(background="yellow").save(path)
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert saved["background"] == "yellow" and saved["datasets"]
    named = re.findall(r'"data": \{[^{}]*"name": "([^"]+)"', json.dumps(saved))
    assert named and set(named) <= set(saved["datasets"])
    assert figure.spec().get("background") is None


def test_a_map_saved_by_altair_has_its_outlines(tmp_path):
    drawn("members_map").chart.save(tmp_path / "map.svg")
    assert (tmp_path / "map.svg").read_text(encoding="utf-8").count("<path") > 100


def test_a_specification_is_its_callers_own():
    figure = drawn("members_map")
    before = pickle.dumps(figure.spec())

    def spoil(part: object) -> None:
        for inner in list(part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()):
            spoil(inner)
        if isinstance(part, dict | list):
            part.clear()

    spoil(figure.spec())
    assert json.dumps(figure.spec()) == json.dumps(pickle.loads(before))
    assert json.dumps(drawn("members_map").spec()) == json.dumps(pickle.loads(before))
