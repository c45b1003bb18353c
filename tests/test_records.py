"""Records are values: who holds one cannot change it under another's hands."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil

import pytest

import regiolab.analysis
import regiolab.data

MODULES = [
    importlib.import_module(found.name)
    for room in (regiolab.analysis, regiolab.data)
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
]
RECORDS = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", RECORDS, ids=[kind.__name__ for kind in RECORDS])
def test_a_record_cannot_be_changed(kind):
    record = object.__new__(kind)
    for field in dataclasses.fields(kind):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, field.name, "vandal")


def test_both_rooms_hand_records_about():
    rooms = {kind.__module__.split(".")[1] for kind in RECORDS}
    assert rooms == {"analysis", "data"}
