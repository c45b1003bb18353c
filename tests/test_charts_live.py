"""The script of a live chart: made for what is installed, licensed, and enough without vl-convert."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import altair as alt
import pytest

from regiolab import charts, errors
from regiolab.charts import livechart

ROOT = Path(__file__).parents[1]
TEXT = livechart.SCRIPT.read_text(encoding="utf-8")
HEAD, BODY = TEXT.split("\n", 1)
MADE_FROM = json.loads(re.search(r"\{.*\}", HEAD)[0])


def test_the_script_is_as_it_was_made():
    assert HEAD.startswith("/*!") and HEAD.endswith("*/")
    assert hashlib.sha256(BODY.encode()).hexdigest() == MADE_FROM["sha256"]


def test_the_script_is_made_for_the_altair_that_is_installed():
    cure = "run .tools/livescript.py"
    assert MADE_FROM["altair"] == alt.__version__, cure
    assert MADE_FROM["vega-lite"] == alt.SCHEMA_VERSION.lstrip("v"), cure


def test_the_script_made_anew_is_the_same():
    try:
        found = version("vl-convert-python")
    except PackageNotFoundError:
        return  # the two tests above hold without it
    assert found == MADE_FROM["vl-convert-python"], "run .tools/livescript.py"
    # in a process of its own, which is gone with its JavaScript engine
    code = "import runpy, sys; sys.stdout.reconfigure(encoding='utf-8'); "
    code += f"sys.stdout.write(runpy.run_path({str(ROOT / '.tools' / 'livescript.py')!r})['script']())"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode("utf-8")
    assert made == TEXT


def test_the_licences_travel_with_the_script():
    text = livechart.SCRIPT.with_name("live_chart.LICENCES.txt").read_text(encoding="utf-8")
    for package in ("altair", "vega", "vega-lite", "vega-embed", "lodash", "d3-array", "topojson-client"):
        assert re.search(rf"(?m)^(.*, )?{package} \((BSD-3-Clause|MIT|ISC)\)", text), package
    assert text.count("THIS SOFTWARE IS PROVIDED BY") >= 4 and "GPL" not in text


def test_the_script_asks_nothing_of_the_network():
    assert not re.search(r"(?m)^\s*import\b", BODY) and "esm.sh" not in BODY and "jsdelivr" not in BODY


WITHOUT = """
import sys
sys.modules["vl_convert"] = None
import regiolab
from regiolab import widgets
slider = widgets.threshold("pacific_alliance_2011_economic")
slider.set(threshold=0.3)
assert len(slider._chart._esm) > 500_000
print("drawn")
"""


def test_a_live_chart_needs_no_vl_convert():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True)
    assert done.stdout.strip() == "drawn", done.stderr


@pytest.fixture
def without(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf", ".html"])
def test_a_picture_without_vl_convert_is_one_sentence(ending, without, tmp_path):
    with pytest.raises(errors.RegiolabError, match=re.escape("pip install 'regiolab[pictures]'")) as caught:
        charts.overlap_matrix(["alba", "unasur"]).save(tmp_path / f"chart{ending}")
    assert caught.value.__suppress_context__ and list(tmp_path.iterdir()) == []


def test_a_specification_is_saved_without_vl_convert(without, tmp_path):
    path = charts.overlap_matrix(["alba", "unasur"]).save(tmp_path / "chart.json")
    assert json.loads(path.read_text(encoding="utf-8"))["datasets"]


def test_a_chart_is_shown_without_its_picture(without, monkeypatch):
    shown = []
    monkeypatch.setenv("REGIOLAB_STATIC", "1")
    monkeypatch.setattr("IPython.display.display", lambda bundle, metadata, raw: shown.append(set(bundle)))
    with pytest.raises(errors.RegiolabError, match=r"regiolab\[pictures\]"):
        charts.overlap_matrix(["alba", "unasur"])._ipython_display_()
    assert shown == [{"application/vnd.vegalite.v5+json", "text/plain"}, {"text/html", "text/plain"}]
