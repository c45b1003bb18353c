"""The test in words is the test in code: sentences made from a function's own values, and the table says the same."""

from __future__ import annotations

import ast
import importlib
import string
from pathlib import Path

import pytest

from regiolab import load, use_language
from regiolab.analysis.claims import phrases
from regiolab.analysis.claims.verdicts import Verdict, decides, known_tests
from regiolab.i18n import worded

MODULES = ("governing", "leaders", "votes", "shifts", "ranks", "trading", "pacts")
# what only names a thing: nothing is computed with it, so that it may stand in a sentence alone
NAMES_ONLY = {"DISTANCE", "ESTIMATES", "LIMA", "ORIGINS", "POINTS", "RANK", "RATIO", "SCHEMES", "STATES"} | {
    *(name for name in vars(phrases) if name.endswith("RULE")),
    "STATES_RANKED",  # there are 33 states, and nobody chose it
    "TOPICS",
    "TOPICS_COUNTED",  # the depth of a text is counted to seven by its source
    "WAYS",
    "_ROSE_VALUES",
    "_SIGNED",
}


class Sentence:
    """A call of ``decides``: the claims, the template by claim, and the values, each as it stands in the source."""

    def __init__(self, module, call: ast.Call) -> None:
        self.claims = [argument.value for argument in call.args]
        keywords = [(keyword.arg, keyword.value) for keyword in call.keywords]
        templates = dict(keywords)["test"]
        found = self._value(module, templates)
        self.templates = {claim: found if isinstance(found, str) else found[claim] for claim in self.claims}
        self.values = {}
        for name, node in keywords:
            if name is None:
                self.values |= self._value(module, node)
            elif name not in ("test", "how"):
                self.values[name] = self._value(module, node)
        used = [node for name, node in keywords if name not in ("test", "how")]
        self.constants = {
            node.id for tree in used for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id.isupper()
        }

    @staticmethod
    def _value(module, node: ast.expr):
        return eval(compile(ast.Expression(node), module.__name__, "eval"), vars(module))


def sentences(name):
    """Return the sentences of a module, and the names with which its functions work."""
    module = importlib.import_module(f"regiolab.analysis.claims.{name}")
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    calls = [
        Sentence(module, decorator)
        for function in functions
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and decorator.func.id == "decides"
    ]
    working = {
        node.id
        for function in functions
        for statement in [*function.body, function.args]
        for node in ast.walk(statement)
        if isinstance(node, ast.Name)
    }
    return calls, working


ALL = [(name, sentence) for name in MODULES for sentence in sentences(name)[0]]
CLAIMS = sorted(
    claim for claim, test in known_tests().items() if test.decision.__module__.rpartition(".")[2] in MODULES
)


def test_every_claim_of_these_modules_is_said():
    assert sorted(claim for _name, sentence in ALL for claim in sentence.claims) == CLAIMS
    assert len(CLAIMS) > 40


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_table_says_what_the_test_says(claim):
    table = load("claims").set_index("claim")["test"]
    assert table[claim] == known_tests()[claim].words


@pytest.mark.parametrize(("name", "sentence"), ALL, ids=[sentence.claims[0] for _name, sentence in ALL])
def test_numbers_come_from_values(name, sentence):
    """No year or threshold is typed into a template, and no value is given that no template says."""
    said = set()
    for claim, template in sentence.templates.items():
        places = {place for _text, place, _spec, _conversion in string.Formatter().parse(template) if place}
        typed = "".join(text for text, *_rest in string.Formatter().parse(template))
        assert not any(letter.isdigit() for letter in typed), (claim, typed)
        assert places <= set(sentence.values)
        assert known_tests()[claim].words == worded(template, **sentence.values)
        said |= places
    assert said == set(sentence.values), name


@pytest.mark.parametrize("name", MODULES)
def test_functions_work_with_what_the_words_say(name):
    """A constant that a sentence is made from is one that a function works with, here or where it comes from."""
    calls, _working = sentences(name)
    working = set().union(*(sentences(module)[1] for module in MODULES))
    said = set().union(*(sentence.constants for sentence in calls))
    assert said - NAMES_ONLY <= working


@pytest.mark.parametrize("claim", CLAIMS)
def test_words_are_for_readers(claim):
    """No column, table or file, no identifier of a release or a scheme."""
    words = known_tests()[claim].words
    assert "_" not in words and "jul2025" not in words and "apr2020" not in words
    assert words[0].isupper() and words.endswith(".") and "  " not in words and "{" not in words


def test_kinds_are_told_apart():
    """Three claims look up who held office; all the others are computed from series."""
    looked_up = {claim for claim in CLAIMS if known_tests()[claim].how == "table"}
    assert looked_up == {"C017", "C020", "C188"}
    assert {known_tests()[claim].how for claim in CLAIMS} == {"table", "series"}


def test_a_sentence_is_english_whatever_the_reader_speaks(monkeypatch):
    from regiolab.analysis.claims import verdicts

    monkeypatch.setattr(verdicts, "_TESTS", {})
    use_language("es")
    try:
        register = decides("C900", "C901", test={"C900": "at least {a:.2f}", "C901": "{a:.1f}"}, how="series", a=0.25)
        register(lambda _tables: Verdict("open", ""))
    finally:
        use_language("en")
    found = verdicts._TESTS
    assert {claim: (test.words, test.how) for claim, test in found.items()} == {
        "C900": ("at least 0.25", "series"),
        "C901": ("0.2", "series"),
    }
