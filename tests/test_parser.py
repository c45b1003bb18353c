"""One strict parser: what it says is in the reader's language and never pydantic's."""

from __future__ import annotations

import json
import re

import pytest
from pydantic import ValidationError

from regiolab.errors import InvalidValue
from regiolab.exercises import model, parser
from regiolab.exercises import submission as form
from regiolab.i18n import speaking

GOOD = json.loads(form.dump(form.begin("3_classify", "ana")))
AT = "2026-03-02T14:00:00Z"


def answered(**values) -> dict:
    answer = {"kind": "code", "at": AT, **values}
    return {"rounds": [{"answers": {"mercosur_1991_economic": answer}}, {}]}


# change -> what is said, in English
BROKEN = {
    "type": ({"pseudonym": 7}, "pseudonym: it breaks the format: it must be a text"),
    "missing": ({"version": ...}, "version: it breaks the format: it is missing"),
    "extra": ({"more": 1}, "more: it breaks the format: the format knows nothing of that name"),
    "choice": ({"language": "fr"}, "language: it breaks the format: it must be one of: en, es, pt"),
    "pattern": ({"id": "x"}, "id: it breaks the format: it holds letters that are not allowed there"),
    "long": ({"pseudonym": "a" * 61}, "pseudonym: .*it must have at most 60 letters"),
    "few": ({"rounds": []}, "rounds: it breaks the format: it must have at least 2 entries"),
    "many": ({"rounds": [{}] * 3}, "rounds: it breaks the format: it must have at most 2 entries"),
    "list": ({"rounds": {}}, "rounds: it breaks the format: it must be a list"),
    "kind": (answered(kind="x"), "the kind must be one of: code, order"),
    "no kind": (answered(kind=...), "it does not say its kind"),
    "zone": (answered(at="2026-03-02T14:00:00"), "it must be a time with its zone"),
    "time": (answered(at="soon"), "it must be a time with its zone"),
    "own": (answered(models={"social": {}}), "it breaks the format: a model needs a degree"),
    "dict": (answered(models=[]), "it must be an object with names and values"),
}


def changed(part, change):
    if not isinstance(change, dict):
        return change
    kept = {**part, **change} if isinstance(part, dict) else change
    return {name: changed(None, value) for name, value in kept.items() if value is not ...}


@pytest.mark.parametrize(("change", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_format_is_said_with_its_place(change, says):
    if isinstance(change.get("rounds"), list) and change["rounds"] and "answers" in change["rounds"][0]:
        answers = change["rounds"][0]["answers"]
        change = {"rounds": [{"answers": {name: changed({}, answer) for name, answer in answers.items()}}, {}]}
    content = json.dumps(changed(GOOD, change)).encode()
    with pytest.raises(parser.Unreadable) as caught:
        form.parse(content)
    assert re.search(says, str(caught.value)), str(caught.value)
    # the reader's own file: the same words after its name
    with pytest.raises(InvalidValue, match=r"mine\.json cannot be read: ") as own:
        form.own(content, "mine.json")
    assert str(caught.value) in str(own.value)


def test_words_of_our_own_come_in_the_language_of_the_moment():
    content = json.dumps(changed(GOOD, {"more": 1})).encode()
    with speaking("es"), pytest.raises(parser.Unreadable) as caught:
        form.parse(content)
    assert "breaks the format" not in caught.value.reason
    with pytest.raises(ValidationError) as found:
        form.CodeAnswer(at=AT, models={"social": {}})
    assert parser.fault(found.value)[1] == "a model needs a degree"


def test_an_exercise_is_read_by_the_same_parser(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text('{"format": "regiolab-exercise/1",\n"exercise": "a", "exercise": "b"}', encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"mine\.json cannot be read: 'exercise': a name stands twice"):
        model.read(path)
    path.write_text('{"format": "regiolab-exercise/1",\n}', encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"mine\.json cannot be read: line 2: it is not JSON"):
        model.read(path)
    path.write_text('{"format": "regiolab-exercise/1"}', encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"mine\.json: exercise: it is missing"):
        model.read(path)
