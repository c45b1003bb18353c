"""What a public function returns is the caller's own: no write into it reaches anything else."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import inspect
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest
from guesses_given import GIVEN
from pydantic import BaseModel

import regiolab
from regiolab import analysis, charts
from regiolab.analysis import run_claims
from regiolab.charts import Figure
from regiolab.data import geometry, labels, load, schema, store, use
from regiolab.data.frames import reader
from regiolab.exercises import deck, read_exercise, read_key

REFUSED = (OverflowError, ValueError, TypeError, AttributeError, IndexError, KeyError, NotImplementedError)
UNIT = "mercosur_2003_political"
SCORED = ("evidence", "indicators", "conditions")


def other_than(cells: list) -> object:
    """Return a value of a column that is not its first one, or a foreign one where all are the same."""
    for cell in cells:
        if repr(cell) != repr(cells[0]):
            return cell
    return "vandal" if isinstance(cells[0], str) else 1


def routes(frame: pd.DataFrame, name: str, new: object) -> list[Callable[[], object]]:
    """Return the ways of writing into a column that a reader may find."""
    series = frame[name]

    def put(array, value=new):
        array[0] = value

    return [
        lambda: put(series.values),
        lambda: put(series.array),
        lambda: put(series.to_numpy()),
        lambda: put(series.array._ndarray),
        lambda: put(series.array._data),
        lambda: put(series.array._mask, True),
        lambda: put(series.array._ndarray, 0),
        lambda: put(series.array.codes, 0),
        lambda: put(np.asarray(series)),
        lambda: series.iloc.__setitem__(0, new),
        lambda: frame.iloc.__setitem__((0, frame.columns.get_loc(name)), new),
        lambda: frame.loc.__setitem__((frame.index[0], name), new),
        lambda: put(series.cat.categories.values, "vandal"),
        lambda: put(series.cat.categories.array, "vandal"),
        lambda: put(series.cat.categories.array._ndarray, "vandal"),
        lambda: setattr(series.cat.categories, "name", "vandal"),
        lambda: setattr(series, "name", "vandal"),
    ]


def vandalise_frame(frame: pd.DataFrame) -> None:
    for name in frame.columns:
        for cell in frame[name] if frame[name].dtype == object else ():
            vandalise(cell)
    for name in list(frame.columns) if len(frame) else ():
        for write in routes(frame, name, other_than(frame[name].tolist())):
            with contextlib.suppress(*REFUSED):
                write()
    for axis in (frame.columns, frame.index):
        axis.name = "vandal"
        for array in (lambda axis=axis: axis.values, lambda axis=axis: axis.array._ndarray):
            with contextlib.suppress(*REFUSED):
                array()[0] = "vandal"
    frame.attrs["vandal"] = True
    frame.flags.allows_duplicate_labels = frame.columns.has_duplicates or frame.index.has_duplicates
    with contextlib.suppress(*REFUSED):
        frame.pop(frame.columns[-1])


def vandalise(thing: object) -> None:
    """Write into whatever a function returned, and into all that it holds."""
    if isinstance(thing, pd.Series):
        vandalise_frame(thing.to_frame("held"))
        with contextlib.suppress(*REFUSED):
            thing.iloc[0] = "vandal"
        with contextlib.suppress(*REFUSED):
            thing.index.array._ndarray[0] = "vandal"
        thing.index.name = "vandal"
    elif isinstance(thing, pd.DataFrame):
        vandalise_frame(thing)
    elif isinstance(thing, np.ndarray):
        with contextlib.suppress(*REFUSED):
            thing[:] = 0
    elif isinstance(thing, Mapping):
        for value in list(thing.values()):
            vandalise(value)
        with contextlib.suppress(*REFUSED):
            thing["vandal"] = True
        with contextlib.suppress(*REFUSED):
            thing.pop(next(iter(thing)))
    elif isinstance(thing, list | set):
        for value in list(thing):
            vandalise(value)
        thing.clear()
    elif isinstance(thing, tuple):
        for value in thing:
            vandalise(value)
    elif isinstance(thing, Figure):
        vandalise(thing.spec())
        vandalise(thing.table)
    elif isinstance(thing, BaseModel) or dataclasses.is_dataclass(thing):
        for name, value in list(vars(thing).items()):
            vandalise(value)
            with contextlib.suppress(*REFUSED):
                setattr(thing, name, None)


def plain(thing: object) -> object:
    """Write out what a result says, so that it can be compared after a result like it was spoilt."""
    if isinstance(thing, pd.Series):
        return plain(thing.to_frame("held"))
    if isinstance(thing, pd.DataFrame):
        columns = {
            name: (str(thing[name].dtype), repr(thing[name].tolist()), _categories(thing[name])) for name in thing
        }
        axes = [(repr(axis.tolist()), axis.name) for axis in (thing.columns, thing.index)]
        return columns, axes, repr(thing.attrs), thing.flags.allows_duplicate_labels
    if isinstance(thing, Mapping):
        return {repr(key): plain(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [plain(value) for value in thing]
    if isinstance(thing, set | frozenset):
        return sorted(map(repr, thing))
    if isinstance(thing, Figure):
        return plain(thing.table), thing.description, plain(thing.spec())
    if isinstance(thing, BaseModel) or dataclasses.is_dataclass(thing):
        return {name: plain(value) for name, value in vars(thing).items()}
    return repr(thing)


def _categories(series: pd.Series) -> object:
    return (series.cat.categories.tolist(), series.cat.categories.name) if hasattr(series, "cat") else None


def tables(*names: str) -> list[pd.DataFrame]:
    return [load(name) for name in names]


def scores() -> pd.DataFrame:
    return analysis.ideal_type_scores(*tables(*SCORED))


# how a function is asked that cannot do without arguments; a figure has a name of its own
CALLS: dict[str, Callable[[], object]] = {
    "load": lambda: load("governments"),
    "codebook": lambda: regiolab.codebook("memberships"),
    "provenance": lambda: regiolab.provenance("memberships", bloc="mercosur", iso3="URY"),
    "define": lambda: regiolab.define(load("glossary")["term"][0]),
    "reading": lambda: regiolab.reading(UNIT),
    "ideal_type": lambda: regiolab.ideal_type("social"),
    "members": lambda: regiolab.members("mercosur"),
    "show": lambda: regiolab.show(load("blocs")),
    "crosstab": lambda: regiolab.crosstab(load("blocs"), "kind"),
    "moved_cuts": lambda: regiolab.moved_cuts(2015, [2016]),
    "member_counts": lambda: regiolab.member_counts("unasur", "2012-01-01"),
    "other_readers": lambda: regiolab.other_readers("unasur"),
    "overlap": lambda: analysis.overlap(["alba", "unasur"]),
    "select_series": lambda: analysis.select_series("un_positions"),
    "positions": lambda: analysis.positions("mercosur"),
    "agreement_lead": lambda: analysis.agreement_lead(["ARG"]),
    "changed_sides": lambda: analysis.changed_sides(2014, 2018),
    "intra_exports": lambda: analysis.intra_exports("mercosur"),
    "calibration_bins": lambda: analysis.calibration_bins([0.2, 0.8], [False, True]),
    "indicator_values": lambda: analysis.indicator_values(*tables("evidence", "indicators")),
    "ideal_type_scores": scores,
    "score_values": lambda: analysis.score_values(
        analysis.indicator_values(*tables("evidence", "indicators")), *tables("indicators", "conditions")
    ),
    "classify": lambda: analysis.classify(scores()),
    "deviation": lambda: analysis.deviation(UNIT, *tables(*SCORED)),
    "own_variant": lambda: analysis.own_variant(scores(), load("units")),
    "coded_degrees": lambda: analysis.coded_degrees(*tables("evidence", "indicators", "conditions", "units", "models")),
    "shift_periods": lambda: shifted(*tables("evidence", "units")),
    "charts.chronicle": lambda: charts.chronicle(lesson="01", first=2003, last=2012),
    "charts.members_map": lambda: charts.members_map("mercosur"),
    "charts.profile": lambda: charts.profile(UNIT),
    "charts.evidence_balance": lambda: charts.evidence_balance("alba_2004_economic", "social"),
    "charts.other_readings": lambda: charts.other_readings("unasur_2008_economic"),
    "charts.threshold_effect": lambda: charts.threshold_effect("pacific_alliance_2011_economic"),
    "charts.period_shift": lambda: charts.period_shift("mercosur", {2003: 2005}),
    **{f"charts.{name}": lambda name=name: getattr(charts, name)(**GIVEN[name]) for name in GIVEN},
    "read_exercise": lambda: read_exercise("3_classify"),
    "read_key": lambda: read_key("3_classify"),
}


def shifted(evidence: pd.DataFrame, units: pd.DataFrame) -> analysis.Shift:
    return analysis.shift_periods(evidence, units, {2003: 2003}, *tables("indicators", "conditions", "models"))


# numbers and words, or nothing that a table, chart or verdict rests on
PASSED_OVER = {
    "regiolab": {"ask", "course_root", "exercise", "use_language"},
    "regiolab.analysis": {
        "brier_score",
        "cohen_kappa",
        "distribution",
        "entropy",
        "indicator_value",
        "krippendorff_alpha",
        "masi_distance",
        "percent_agreement",
    },
    "regiolab.exercises": {"grade", "read_submission"},
}
# not in a list of public names, but asked by notebooks, tools and tests all the same
ALSO: dict[str, Callable[[], object]] = {
    "outlines": geometry.outlines,
    "label_points": geometry.label_points,
    "descriptor": schema.descriptor,
    "all_tables": schema.all_tables,
    "columns": lambda: store.columns("blocs"),
    "own_columns": lambda: store.own_columns("blocs"),
    "bibliography": store.bibliography,
    "own_bibliography": store.own_bibliography,
    "reader": lambda: reader()("events"),
    "reader of a folder": lambda: OF_FOLDER("events"),
    "spells_ever": lambda: analysis.spells(blocs=["mercosur"]),
    "short_names": labels.short_names,
    "state_names": labels.state_names,
    "model_names": labels.model_names,
    "unit_row": lambda: labels.unit_row(UNIT),
    "row of a unit": lambda: deck.unit_row(UNIT, read_exercise("3_classify")),
    "row of a model": lambda: deck.model_row("social", read_exercise("3_classify")),
    "cards": lambda: deck.cards(read_exercise("3_classify"), read_exercise("3_classify").questions[0]),
}
OF_FOLDER = reader(schema.data_folder())


def public() -> dict[str, Callable]:
    """Return the functions that the rooms' lists of public names hold."""
    found = {}
    for room in ("regiolab", "regiolab.analysis", "regiolab.views", "regiolab.charts", "regiolab.exercises"):
        module = importlib.import_module(room)
        for name in module.__all__:
            function = getattr(module, name)
            if inspect.isfunction(function) and name not in PASSED_OVER.get(room, ()):
                found[f"{room}.{name}"] = function
    return found


def ask(name: str) -> object:
    room, _dot, bare = name.rpartition(".")
    return CALLS.get(f"charts.{bare}" if room == "regiolab.charts" else bare, public()[name])()


@pytest.mark.parametrize("name", public())
def test_a_result_is_the_callers_own(name):
    """The second answer to the same question is the first, whatever was done to the first."""
    before = plain(ask(name))
    vandalise(ask(name))
    assert plain(ask(name)) == before


def test_moving_periods_leaves_the_tables_that_were_given():
    given = tables("evidence", "units")
    before = plain(given)
    vandalise(shifted(*given))
    assert plain(given) == before


@pytest.mark.parametrize("name", ALSO)
def test_so_is_what_other_functions_return(name):
    before = plain(ALSO[name]())
    vandalise(ALSO[name]())
    assert plain(ALSO[name]()) == before


@pytest.mark.parametrize("name", schema.all_tables())
def test_so_is_every_table(name):
    before = plain(load(name))
    spoilt = load(name)
    vandalise(spoilt)
    assert plain(spoilt) != before
    assert plain(load(name)) == before


def test_tables_that_a_reader_laid_over_are_kept_from_writes(tmp_path):
    header, row = (store.own_columns("glossary"), 0)
    cells = ",".join(f'"{cells[row]}"' for cells in header.values())
    (tmp_path / "glossary.csv").write_text(f"{','.join(header)}\n{cells}\n", encoding="utf-8")
    use(tmp_path)
    before = plain(load("glossary")), plain(store.columns("glossary")), plain(store.bibliography())
    for spoilt in (load("glossary"), store.columns("glossary"), store.bibliography()):
        vandalise(spoilt)
    assert (plain(load("glossary")), plain(store.columns("glossary")), plain(store.bibliography())) == before


def test_verdicts_and_figures_stand_whatever_is_done_to_the_tables():
    verdicts, figure = plain(run_claims()), plain(charts.membership_matrix(on="2012-12-31"))
    for name in schema.all_tables():
        vandalise(load(name))
    vandalise(run_claims())
    assert plain(run_claims()) == verdicts
    assert plain(charts.membership_matrix(on="2012-12-31")) == figure


@pytest.mark.parametrize("name", [name for name in public() if name.startswith("regiolab.charts.")])
def test_a_figure_is_not_redrawn_by_a_change_to_its_table_or_specification(name):
    figure = ask(name)
    before = plain(figure.spec())
    vandalise(figure.spec())
    vandalise(figure.table)
    assert plain(figure.spec()) == before


def test_the_vandal_writes():
    """The tests above would say nothing if no write got through."""
    first = pd.DataFrame({"text": ["x", "y"], "list": pd.Categorical(["a", "b"])}).astype({"text": "str"})
    vandalise(first.copy(deep=False))
    assert first.iloc[:, 0].tolist() != ["x", "y"]
    assert first.iloc[:, 1].tolist() != ["a", "b"]
    kept = {"rows": [1, 2], "set": {1}}
    vandalise(kept)
    assert kept == {"set": set(), "vandal": True}
