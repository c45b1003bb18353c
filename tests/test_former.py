"""Files of version 1, whatever they record: all counted in the order of its clock, nothing taken from a reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regiolab.exercises import former
from regiolab.words import IDEAL_TYPES, RESIDUALS

QUESTIONS = ("q1", "q2", "q3")
SECONDS = st.integers(0, 3).map(lambda n: f"2026-01-01T00:00:0{n}Z")  # few, so that many fall together
ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), SECONDS.map(lambda at: {"kind": "choose", "at": at}))
STEPS = st.lists(st.builds(lambda name, at: {"question": name, "at": at}, st.sampled_from(QUESTIONS), SECONDS))
ROUNDS = st.builds(
    lambda answers, sealed: {"answers": answers, "sealed": sealed},
    ANSWERS,
    st.dictionaries(st.sampled_from(QUESTIONS), SECONDS),
)


def renewed(**parts) -> dict:
    return former.renewed({"format": former.FORMAT, "id": "0123456789abcdef" * 2, "rounds": [], **parts})


@given(st.tuples(ROUNDS, ROUNDS), STEPS, ANSWERS)
def test_all_that_is_recorded_is_counted_once_in_the_order_of_its_clock(rounds, steps, after):
    new = renewed(rounds=list(rounds), feedback=steps, after=after)
    parts = [(0, item) for each in new["rounds"] for item in each["answers"].values()]
    parts += [(1, item) for each in new["rounds"] for item in each["sealed"].values()]
    parts += [(2, item) for item in new["feedback"]] + [(3, item) for item in new["after"].values()]
    # of one second what was answered comes first, then what was sealed, opened, and answered afterwards
    told = sorted((item["revision"], item["at"], rank) for rank, item in parts)
    assert [revision for revision, _at, _rank in told] == list(range(1, len(told) + 1))
    assert [each[1:] for each in told] == sorted(each[1:] for each in told)
    assert new.get("history", []) == [{"writer": "01234567", "changes": len(told)}] * bool(told)
    # and nothing else is touched
    assert [{name: seal["at"] for name, seal in each["sealed"].items()} for each in new["rounds"]] == [
        each["sealed"] for each in rounds
    ]
    untouched = [*after.values(), *steps]
    for mine, theirs in zip([*new["after"].values(), *new["feedback"]], untouched, strict=True):
        assert {**theirs, "revision": mine["revision"]} == mine


def second(first: dict, later: dict) -> dict:
    """Return what the answer of the second round becomes."""
    rounds = [{"answers": {"q": {"at": "2026-01-01T00:00:00Z", **part}}} for part in (first, later)]
    found = renewed(rounds=rounds)["rounds"]
    before = found[0]["answers"]["q"]
    assert {name: before[name] for name in first} == first, "the first round stays as it is"
    return {name: value for name, value in found[1]["answers"]["q"].items() if name not in ("at", "revision")}


MODELS = st.dictionaries(st.sampled_from([*IDEAL_TYPES, *RESIDUALS]), st.integers(0, 2), max_size=4)
CARDS = st.lists(st.integers(0, 60).map(lambda n: f"E{n}"), max_size=40, unique=True)


@given(MODELS, MODELS, CARDS, CARDS)
def test_a_later_coding_says_what_changed_and_keeps_the_rest(before, models, cited, cards):
    first = {"kind": "code", "models": before, "cards": cited}
    made = second(first, {**first, "models": models, "cards": cards})
    residual = set(RESIDUALS) & {*before, *models}
    assert made["models"] == (models if residual or not models else {**before, **models})
    assert made["cards"] == [*cards, *(card for card in cited if card not in cards)][:40]


PAIRS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"))


@given(PAIRS, PAIRS)
def test_a_later_match_says_what_changed_and_keeps_the_rest(before, later):
    made = second({"kind": "match", "pairs": before}, {"kind": "match", "pairs": later})
    assert made["pairs"] == ({**before, **later} if later else {}), "an answer that was emptied stays empty"


ORDERS = st.lists(st.sampled_from("abcde"), unique=True)


@given(ORDERS, ORDERS)
def test_items_placed_anew_take_the_places_that_they_held(before, later):
    made = second({"kind": "order", "order": before}, {"kind": "order", "order": later})["order"]
    if later and set(later) < set(before):
        assert [item for item in made if item in later] == later
        assert [item if item not in later else None for item in made] == [
            item if item not in later else None for item in before
        ]
    else:
        assert made == later


@given(st.sampled_from([("code", "models"), ("match", "pairs"), ("order", "order")]), st.data())
def test_an_answer_of_another_kind_is_not_mixed_in(kind, data):
    name, part = kind
    other = data.draw(st.sampled_from([each for each in ("code", "match", "order", "choose") if each != name]))
    full, later = ({"a": 1, "b": 2}, {"b": 3}) if part != "order" else (["a", "b"], ["b"])
    assert second({"kind": other, part: full}, {"kind": name, part: later}) == {"kind": name, part: later}
