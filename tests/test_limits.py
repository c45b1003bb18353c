"""The limits of the files' formats, each written down a second time in ``format_limits.txt``.

A limit that is lowered refuses files that readers and teachers have; one that is raised lets through what
other places do not hold. Whoever changes one means it, and changes the line too.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import regiolab
from regiolab.exercises.submission import Part

ROOMS = ("exercises", "lessons")
KEPT = Path(__file__).with_name("format_limits.txt")
SAID = {
    "minLength": "letters from",
    "maxLength": "letters to",
    "minItems": "items from",
    "maxItems": "items to",
    "minProperties": "items from",
    "maxProperties": "items to",
    "minimum": "from",
    "exclusiveMinimum": "above",
    "maximum": "to",
    "exclusiveMaximum": "below",
}
CONSTANTS = ("LARGEST", "LONGEST", "MOST", "CHANGES", "FEWEST", "WAIT")


def modules() -> Iterator:
    for room in ROOMS:
        path = [str(Path(regiolab.__file__).parent / room)]
        for item in pkgutil.iter_modules(path):
            yield importlib.import_module(f"regiolab.{room}.{item.name}")


def parts(kind: type = Part) -> Iterator[type[Part]]:
    for each in kind.__subclasses__():
        yield each
        yield from parts(each)


def limits(schema: dict) -> Iterator[str]:
    for name, said in SAID.items():
        if name in schema:
            yield f"{said} {schema[name]}"
    # what stands there where nothing is given; nothing and no are what one expects
    if schema.get("default") not in (None, "", False, [], {}):
        yield f"else {schema['default']}"
    inner = [schema.get("items"), schema.get("additionalProperties")]
    for each in [*filter(lambda one: isinstance(one, dict), inner), *schema.get("anyOf", [])]:
        for limit in limits(each):
            yield f"each {limit}" if each in inner else limit


def found() -> list[str]:
    lines = []
    for module in modules():
        room = module.__name__.partition(".")[2]
        lines += [f"{room}.{name} {getattr(module, name)}" for name in CONSTANTS if hasattr(module, name)]
        for part in (item for item in dict.fromkeys(parts()) if item.__module__ == module.__name__):
            schema = part.model_json_schema()["properties"]
            for name in part.__annotations__:
                if told := ", ".join(limits(schema.get(name, {}))):
                    lines.append(f"{room}.{part.__name__}.{name} {told}")
    return sorted(lines)


def test_every_limit_is_the_one_written_down():
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    assert found() == [line for line in lines if not line.startswith("#")]


def test_what_was_read_or_found_cannot_be_written_into():
    made = [item for module in modules() for item in vars(module).values() if dataclasses.is_dataclass(item)]
    ours = [item for item in made if isinstance(item, type) and item.__module__.startswith("regiolab.")]
    assert ours and [item.__name__ for item in ours if not item.__dataclass_params__.frozen] == []
