"""What the tests share: the course's tables as text, planted faults, and the rule about skips."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from regiolab import i18n
from regiolab.data import schema, store, validation
from regiolab.data.bundle import Bundle

ROOT = Path(__file__).parents[1]
SKIPS_ALLOWED = Path(__file__).with_name("skips_allowed.txt")


@pytest.fixture(autouse=True)
def _plain_state():
    """Leave no overlay and no language behind for the next test."""
    yield
    if store._overlay is not None:
        store.use(None)
    i18n.use_language("en")


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The course's own tables as text, without the long derived series, which would only cost time."""
    read, findings = validation.read_bundle(schema.data_folder())
    assert findings == []
    kept = {name: columns for name, columns in read.columns.items() if len(next(iter(columns.values()))) < 600}
    return Bundle(kept, read.bibliography, read.lessons)


@pytest.fixture
def plant(bundle):
    """Return a function that copies the tables with one row changed or added."""

    def plant(table: str, where: dict | None = None, /, **cells: str) -> tuple[Bundle, int]:
        columns = {name: list(values) for name, values in bundle.columns[table].items()}
        length = len(next(iter(columns.values())))
        if where is None:
            for name, values in columns.items():
                values.append(cells.get(name, ""))
            row = length
        else:
            fits = [i for i in range(length) if all(columns[name][i] == value for name, value in where.items())]
            assert fits, f"no row of {table} has {where}"
            row = fits[0]
            for name, value in cells.items():
                columns[name][row] = value
        changed = Bundle({**bundle.columns, table: columns}, bundle.bibliography, bundle.lessons)
        return changed, row + 2

    return plant


@pytest.fixture
def no_report(monkeypatch):
    """Grade without the report, which takes nine tenths of a small class's time: for tests of all else."""
    monkeypatch.setattr("regiolab.instructor.report.write_from", lambda out, ledger: out / "report.html")


def pytest_collection_modifyitems(config, items):
    """Leave out what a system does not have."""
    absent = {"win32": {"posix", "linux"}, "darwin": {"linux"}}.get(sys.platform, set())
    left_out = [item for item in items if any(mark.name in absent for mark in item.iter_markers())]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def skips_allowed() -> list[str]:
    """Return the beginnings of the names of tests that may be skipped in CI."""
    lines = SKIPS_ALLOWED.read_text(encoding="utf-8").splitlines()
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def _fail_skip(report) -> None:
    """Turn a skip into a failure in CI, unless the list names the test."""
    if os.environ.get("REGIOLAB_CI") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    if any(report.nodeid.startswith(name) for name in skips_allowed()):
        return
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was skipped, and tests/skips_allowed.txt does not name it: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    _fail_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    _fail_skip(report)
    return report
