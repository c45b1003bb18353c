"""Forecasts, material, places and histories at their edges: the last that is let in and the first that is not."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from regiolab import files
from regiolab.data import load
from regiolab.errors import InvalidValue, RegiolabError
from regiolab.exercises import foresight, history, logbook, look, material, shelf, soundness, whereabouts
from regiolab.exercises.foresight import Forecast, Outcome, Version
from regiolab.exercises.history import Span
from regiolab.exercises.logbook import Logbook
from regiolab.exercises.marks import Criterion, Grade, Mark
from regiolab.exercises.material import Card, Material, Source, Type, Unit
from regiolab.i18n import speaking

MADE, BY = "2026-01-01", "2027-12-31"


def version(**parts) -> Version:
    return Version(**{"statement": "s", "by": BY, "probability": 80, "reason": "r", "made": MADE, **parts})


def outcome(**parts) -> Outcome:
    return Outcome(**{"result": "came_true", "on": "2026-05-01", "saw": "The page.", "told": "2026-05-03", **parts})


# -- forecasts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"probability": 1}, {"probability": 0}),
        ({"probability": 99}, {"probability": 100}),
        ({"statement": "x" * 1000}, {"statement": "x" * 1001}),
        ({"reason": "x" * 1000}, {"reason": "x" * 1001}),
        ({"statement": "x"}, {"statement": " "}),
        ({"by": "2026-01-02"}, {"by": MADE}),
        ({"by": "2026-01-02"}, {"by": "2025-12-31"}),
        ({"probability": 50}, {"probability": 50.0}),
        ({"probability": 50}, {"probability": True}),
        ({"by": BY}, {"by": "20271231"}),
    ],
)
def test_a_version_of_a_forecast_at_its_edges(good, bad):
    version(**good)
    with pytest.raises(InvalidValue):
        version(**bad)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"on": "2026-05-03"}, {"on": "2026-05-04"}),
        ({"result": "unjudged"}, {"result": "perhaps"}),
        ({"saw": "x" * 1000}, {"saw": "x" * 1001}),
        ({"reopened": "2026-06-01"}, {"reopened": "June"}),
    ],
)
def test_an_outcome_at_its_edges(good, bad):
    outcome(**good)
    with pytest.raises(InvalidValue):
        outcome(**bad)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"on": MADE}, {"on": "2025-12-31"}),
        ({"on": BY, "told": "2028-02-01"}, {"on": "2028-01-01", "told": "2028-02-01"}),
        ({"result": "did_not", "on": "2028-01-01", "told": "2028-02-01"}, {"on": "2028-01-01", "told": "2028-02-01"}),
        ({"result": "did_not", "on": MADE}, {"result": "did_not", "on": "2025-12-31"}),
    ],
)
def test_an_outcome_goes_with_what_was_forecast(good, bad):
    assert Forecast("f", (version(),), (outcome(**good),)).outcome.on == outcome(**good).on
    with pytest.raises(InvalidValue):
        Forecast("f", (version(),), (outcome(**bad),))


def test_a_forecast_has_a_name_and_versions_in_their_order():
    one, later = version(), version(made="2026-02-01", probability=60)
    assert Forecast("f", (one, one, later)).said == later
    for name, versions in (("", (one,)), (1, (one,)), ("f", ()), ("f", (later, one))):
        with pytest.raises(InvalidValue):
            Forecast(name, versions)
    back = outcome(reopened="2026-06-01")
    assert Forecast("f", (one,), (back, back)).outcome is None
    assert Forecast("f", (one,), (back, outcome())).outcome == outcome()
    with pytest.raises(InvalidValue, match="one outcome at a time"):
        Forecast("f", (one,), (outcome(), outcome()))


def test_a_forecast_can_be_changed_and_judged_so_often():
    most, back = foresight.CHANGES, outcome(reopened="2026-06-01")
    Forecast("f", (version(),) * most, (back,) * most)
    for versions, outcomes in (((version(),) * (most + 1), ()), ((version(),), (back,) * (most + 1))):
        with pytest.raises(InvalidValue, match=f"changed {most} times"):
            Forecast("f", versions, outcomes)


def test_a_forecast_is_changed_until_its_day_and_while_it_is_open():
    one = Forecast("f", (version(),))
    assert one.changed("2026-03-01") is one
    later = one.changed("2026-03-01", reason="Other.").changed("2026-04-01", probability=60)
    later = later.changed("2027-12-30", probability=80)
    assert later.probabilities == [(MADE, 80), ("2026-04-01", 60), ("2027-12-30", 80)]
    assert (later.made, later.reason, later.by, later.statement, later.probability) == (MADE, "Other.", BY, "s", 80)
    with pytest.raises(InvalidValue, match="has come"):
        one.changed(BY, probability=5)
    judged = later.resolved("came_true", "2026-04-02", "The page.", "2026-04-03")
    assert judged.counted.probability == 60 and later.counted.probability == 80
    assert later.resolved("came_true", "2026-04-01", "The page.", "2026-04-03").counted.reason == "Other."
    assert one.resolved("came_true", MADE, "The page.", "2026-04-03").counted == version()
    for again in (lambda: judged.changed("2026-05-01", probability=5), lambda: judged.resolved("did_not", BY, "x", BY)):
        with pytest.raises(InvalidValue, match="reopen it"):
            again()
    back = judged.reopened("2026-04-05")
    assert back.outcome is None and [item.reopened for item in back.outcomes] == ["2026-04-05"]
    twice = back.resolved("did_not", "2026-04-06", "x", "2026-04-06").reopened("2026-04-07")
    assert [item.reopened for item in twice.outcomes] == ["2026-04-05", "2026-04-07"]
    with pytest.raises(InvalidValue, match="not judged yet"):
        back.reopened("2026-04-06")


DAYS = st.integers(1, 9).map(lambda n: f"2026-01-0{n}")


@given(st.lists(DAYS, min_size=1, max_size=5).map(sorted), DAYS)
def test_nothing_said_on_the_day_or_later_counts_but_what_was_said_first(days, settled):
    versions = tuple(version(made=day, probability=n) for n, day in enumerate(days, 1))
    forecast = Forecast("f", versions)
    assert forecast.counted == versions[-1]
    if settled < days[0]:
        with pytest.raises(InvalidValue, match="it foretold nothing"):
            forecast.resolved("did_not", settled, "x", BY)
        return
    counted = forecast.resolved("did_not", settled, "x", BY).counted
    before = [item for item in versions if item.made < settled]
    assert counted == (before[-1] if before else versions[0])
    # taken back, it counts nothing; judged again, that day decides
    back = forecast.resolved("did_not", settled, "x", BY).reopened(BY)
    assert back.counted == versions[-1] and back.resolved("unjudged", settled, "x", BY).counted == counted


def test_a_score_counts_what_was_judged():
    made = [
        Forecast(result, (version(probability=value),), (outcome(result=result),))
        for result, value in (("came_true", 80), ("did_not", 30), ("unjudged", 50))
    ]
    open_ = Forecast("open", (version(),))
    assert foresight.judged([*made, open_]) == ([0.8, 0.3], [True, False])


def test_a_file_of_forecasts_at_its_edges():
    many = [Forecast(f"f{n}", (version(),), (outcome(),)) for n in range(foresight.MOST + 1)]
    assert foresight.parse(foresight.dump(many[1:])) == many[1:]
    former = [{"statement": "ß", "by": BY, "probability": 5, "reason": "r", "made": MADE}] * 2
    held = foresight.parse(json.dumps({"format": foresight.FORMER, "forecasts": former}).encode())
    assert [item.statement for item in held] == ["ß", "ß"] and len({item.id for item in held}) == 2
    assert all(len(item.id) == 12 for item in held)
    assert held == foresight.parse(json.dumps({"format": foresight.FORMER, "forecasts": former}).encode())
    assert "ß" in foresight.dump(held).decode() and foresight.dump(held).endswith(b"}\n")
    assert len(foresight.new(version()).id) == 12
    other = json.dumps({"format": "regiolab-forecasts/3", "forecasts": []}).encode()
    for bad in (foresight.dump(many), foresight.dump([many[0], many[0]]), other, b"[]", b"{", b"[" * 100_000):
        with pytest.raises(InvalidValue, match="holds no forecasts"):
            foresight.parse(bad)


def test_what_was_changed_elsewhere_meanwhile_is_left_alone():
    one, other = (Forecast(name, (version(),)) for name in "ab")
    new = one.changed("2026-03-01", probability=5)
    held = [other, one]
    logbook.replacing(one, new)(held)
    assert held == [other, new]
    with pytest.raises(InvalidValue, match="was changed in another notebook"):
        logbook.replacing(one, one)(held)
    logbook.replacing(one, None)(held)
    assert held == [other]
    with pytest.raises(InvalidValue, match="was taken away"):
        logbook.replacing(one, new)(held)


def test_damaged_files_of_one_second_are_counted_on(tmp_path, monkeypatch):
    monkeypatch.setattr(files.time, "strftime", lambda _form: "now")
    for _n in range(3):
        (tmp_path / foresight.FILE).write_bytes(b"{")
        book = Logbook(tmp_path)
    kept = [path.name.partition("unreadable-")[2] for path in sorted(tmp_path.iterdir())]
    assert kept == ["now-2.json", "now-3.json", "now.json"] and "now-3.json" in book.notice


# -- what an exercise brings -----------------------------------------------------------------------


def own_type(name: str, **more) -> Type:
    condition = {"id": f"c_{name}", "name": "n", "statement": "s"}
    given = {"id": name, "name": "N", "dimension": "d", "definition": "x", "conditions": [condition]}
    return Type.model_validate({**given, **more})


def test_a_period_ends_in_the_year_in_which_it_begins_or_later():
    known = {"id": "u", "scheme": "S", "dimension": "d", "period_start": 1999}
    for end in (None, 1999, 2000):
        assert Unit(**known, period_end=end).period_end == end
    with pytest.raises(ValidationError, match="ends before it begins"):
        Unit(**known, period_end=1998)


@pytest.mark.parametrize(
    ("date", "day", "told"),
    [
        ("1993", dt.date(1993, 1, 1), "1993"),
        ("1993-07", dt.date(1993, 7, 1), "July 1993"),
        ("1993-07-24", dt.date(1993, 7, 24), "24 July 1993"),
    ],
)
def test_a_cards_date_is_as_fine_as_it_is_known(date, day, told):
    card = Card(card="c", text="t", source="s", date=date)
    assert card.day == day and card.dated == told
    assert Card(card="c", text="t", source="s").dated == ""


@pytest.mark.parametrize("date", ["93", "1993-7", "1993-13", "1993-02-30", "1993-07-24-01", "July 1993", "1993-07-24 "])
def test_what_is_no_date_is_refused(date):
    with pytest.raises(ValidationError, match="is not a date"):
        Card(card="c", text="t", source="s", date=date)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ({"table": "events", "key": "e"}, ""),
        ({"source": "s"}, ""),
        ({"table": "events"}, "together"),
        ({"key": "e", "source": "s"}, "together"),
        ({"table": "events", "source": "s"}, "together"),
        ({}, "needs a source"),
    ],
)
def test_a_card_has_a_source(place, says):
    if not says:
        assert Card(card="c", text="t", **place).card == "c"
        return
    with pytest.raises(ValidationError, match=says):
        Card(card="c", text="t", **place)


def test_what_is_brought_is_found_by_name_with_the_residual_type_last():
    types = [own_type("none", kind="residual"), own_type("one"), own_type("two"), own_type("far", dimension="e")]
    found = material.gather([], types, [Card(card="k", text="t", source="s")], {"b": Source(name="Book")})
    assert [item.id for item in found.dimension("d")] == ["one", "two", "none"]
    assert [item.id for item in found.dimension("e")] == ["far"] and found.dimension("x") == []
    assert found.types_of == {f"c_{name}": name for name in ("none", "one", "two", "far")}
    assert set(found.conditions) == set(found.types_of) and set(found.cards) == {"k"} and set(found.sources) == {"b"}


def test_places_are_told_by_the_exercises_own_sources_first():
    own = SimpleNamespace(material=Material(sources={"b": Source(name="Book"), "briceno2018": Source(name="Mine")}))
    none = SimpleNamespace(material=material.NOTHING)
    assert material.place("b", "p. 3", own) == "Book, p. 3" and material.place("b", "", own) == "Book"
    assert material.place("A page of its own", "p. 3", own) == "A page of its own, p. 3"
    assert material.place("", "p. 3", own) == "p. 3"
    assert material.place("briceno2018", "", own) == "Mine" and material.place("briceno2018", "", none) == "The article"
    assert material.cited("b[p. 3]", own) == "Book, p. 3" and material.cited("b[p. 3]", none) == "b[p. 3]"
    assert material.citation("b[p. 3]").locator == "p. 3"
    assert material.citation("b[p. 3]; c[p. 4]") is None and material.citation("S5 ¶4") is None


def test_a_card_speaks_as_the_exercise_says_and_as_the_tables_say_else():
    card = Card(card="E14", text="t", source="s", supports=["x"], contradicts=["y"])
    own = SimpleNamespace(material=Material(cards={"E14": card}))
    none = SimpleNamespace(material=material.NOTHING)
    assert shelf.spoken("E14", own) == (["x"], ["y"])
    supports, contradicts = shelf.spoken("E14", none)
    row = shelf.evidence()["E14"]
    assert supports == shelf.split(row["supports"]) != [] and contradicts == shelf.split(row["contradicts"])
    assert shelf.spoken("none", none) == ([], [])
    for indicator in supports:
        condition = shelf.condition_of(indicator, none)
        assert condition in shelf.conditions() and shelf.condition_of(condition, none) == condition
        assert shelf.model_of_condition(condition, none) == shelf.model_of(indicator)


# -- where something is wrong ----------------------------------------------------------------------

DATA = {
    "title": "T",
    "questions": [{"id": "a", "options": [{"text": "x"}, {"id": "second"}]}, {"prompt": "p"}],
    "keys": {"a": {"kind": "code", "accepted": [{"why": "w"}]}},
    "cards": "none",
}


@pytest.mark.parametrize(
    ("loc", "says"),
    [
        ((), ""),
        (("title",), "title"),
        (("questions",), "questions"),
        (("questions", 0), "question “a” (number 1)"),
        (("questions", 1, "prompt"), "question 2, prompt"),
        (("questions", 5), "question 6"),
        (("questions", 2), "question 3"),
        (("questions", 0, "options", 0), "question “a” (number 1), option 1"),
        (("questions", 0, "options", 1, "text"), "question “a” (number 1), option “second” (number 2), text"),
        (("cards", 0, "text"), "card 1, text"),
        (("keys",), "keys"),
        (("keys", "a"), "the key of “a”"),
        (("keys", "a", "code", "accepted", 0, "why"), "the key of “a”, accepted coding 1, why"),
        (("keys", "b", "choice"), "the key of “b”, choice"),
        (("strange", 3), "strange 4"),
        (("a", "b"), "a, b"),
    ],
)
def test_the_place_of_a_fault_is_counted_from_one(loc, says):
    assert whereabouts.place(loc, DATA) == says


def test_names_are_listed_while_a_sentence_can_hold_them():
    def said(*known: str) -> str:
        return next(soundness._must("a thing", "given", "here", known))

    assert next(soundness._must("a thing", "given", "here", ["other"], ["given"]), None) is None
    short = said("x" * 10)
    assert short.startswith("here: 'given' is not a thing") and "x" * 10 in short
    room = soundness.LONGEST - (len(short) - len("here: ") - 10)
    assert "x" * room in said("x" * room)
    assert said("x" * (room + 1)) == "here: 'given' is not a thing."


# -- histories and marks ---------------------------------------------------------------------------


def spans(*told: tuple[str, int]) -> list[Span]:
    return [Span(writer=letter * 8, changes=changes) for letter, changes in told]


@pytest.mark.parametrize(
    ("other", "mine", "how"),
    [
        ([], [], "same"),
        ([("a", 1)], [("a", 1)], "same"),
        ([("a", 2)], [("a", 1)], "newer"),
        ([("a", 1)], [("a", 2)], "older"),
        ([("a", 1)], [], "newer"),
        ([], [("a", 1)], "older"),
        ([("a", 1), ("b", 1)], [("a", 1)], "newer"),
        ([("a", 2), ("b", 1)], [("a", 1)], "newer"),
        ([("a", 1), ("b", 1)], [("a", 2)], "apart"),
        ([("a", 1), ("b", 2), ("c", 1)], [("a", 1), ("b", 1)], "newer"),
        ([("a", 1), ("b", 1), ("c", 1)], [("a", 2), ("b", 1)], "apart"),
        ([("b", 1)], [("a", 1)], "apart"),
        ([("a", 1), ("b", 1)], [("a", 1), ("c", 1)], "apart"),
    ],
)
def test_copies_are_told_apart_by_their_histories(other, mine, how):
    assert history.relation(spans(*other), spans(*mine)) == how


def test_a_history_grows_by_one_and_joins_its_oldest_spans():
    told = history.extended(spans(("a", 2), ("b", 3)), "b" * 8)
    assert told == spans(("a", 2), ("b", 4)) and history.length(told) == 6
    full = spans(*(("ab"[n % 2], 1 + n % 3) for n in range(history.MOST)))
    longer = history.extended(full, "c" * 8)
    assert len(longer) == history.MOST and history.length(longer) == history.length(full) + 1
    assert longer[0] == Span(writer="a" * 8, changes=3) and longer[1:3] == full[2:4] and longer[-1].changes == 1
    almost = history.extended(full[1:], "c" * 8)
    assert len(almost) == history.MOST and almost[:-1] == full[1:]


def test_points_are_added_without_what_a_person_marks():
    known = (
        Criterion("coding", 1.005, 4, ""),
        Criterion("evidence", None, 3, ""),
        Criterion("rationale", 2, 5, "", by_hand=True),
        Criterion("coding", 0, 1, ""),
    )
    one = Mark("q", "code", "differs", known, "")
    none = Mark("r", "choose", "unanswered", (Criterion("answer", None, 2, ""),), "")
    assert (one.earned, one.possible, one.markable) == (pytest.approx(1.0, abs=0.011), 8, 5)
    assert (none.earned, none.possible, none.markable) == (None, 2, 0)
    grade = Grade("e", "0", "p", (one, none))
    assert (grade.possible, grade.markable, grade.answered) == (10, 5, 1) and grade.earned == one.earned
    assert grade.mark("r") is none
    sums = grade.by_criterion()
    assert sums["coding"] == (one.earned, 5) and sums["evidence"] == (0, 3) and sums["rationale"] == (2, 5)
    assert (one.steps, one.round) == (0, None)


# -- what is looked at -----------------------------------------------------------------------------


def test_one_thing_is_looked_at():
    for bad in ({}, {"table": "blocs", "card": "E14"}, {"card": "E14", "figure": "timeline"}):
        with pytest.raises(ValidationError, match="must name one thing"):
            look.Look(title="t", **bad)


def test_a_value_is_written_as_a_reader_writes_it():
    day = dt.date(1991, 3, 26)
    row = {
        "date": day,
        "founded": day,
        "founded_precision": "month",
        "title_en": "Treaty",
        "title_es": "Tratado",
        "contested": True,
        "intra_share": 0.123,
        "n": 7,
        "x": 0.5,
        "none": None,
        "many": ["a"],
        "bloc": "celac",
        "iso3": "BOL;VEN",
        "kind": "forum",
        "origin": "cow",
        "other": "word",
    }
    said = {name: look._value(row, name) for name in (*row, "title")}
    assert (said["date"], said["founded"]) == ("26 March 1991", "March 1991")
    assert (said["title"], said["contested"], said["n"], said["none"], said["many"]) == ("Treaty", "yes", "7", "", "")
    assert said["intra_share"] == "12.3%" and said["iso3"] == "Bolivia; Venezuela" and said["bloc"] == "CELAC"
    assert (said["kind"], said["origin"], said["other"]) == ("forum", "as importers report", "word")
    assert look._value({**row, "contested": False}, "contested") == "no"
    with speaking("es"):
        assert look._value(row, "title") == "Tratado"


def test_a_day_is_within_a_spell_from_its_first_to_before_its_last():
    table = load("governments")
    ended = table[table["end"].notna()].iloc[0]
    same = table["iso3"].eq(ended["iso3"]) & table["leader"].eq(ended["leader"])

    def found(day) -> list:
        where = {"iso3": [ended["iso3"]], "leader": [ended["leader"]]}
        try:
            return look.rows(look.Look(title="t", table="governments", where=where, on=day.date())).index.tolist()
        except InvalidValue:
            return []

    for day in (ended["start"], ended["end"], ended["end"] - pd.Timedelta(days=1)):
        held = table[same & table["start"].le(day) & (table["end"].isna() | table["end"].gt(day))]
        assert found(day) == held.index.tolist()
    assert ended.name in found(ended["start"]) and ended.name not in found(ended["end"])


def test_a_card_of_the_exercises_own_is_told_before_that_of_the_tables():
    card = Card(card="E67", text="Own.", source="A book", locator="p. 3", date="1993-07", comment="Note.")
    own = SimpleNamespace(material=Material(cards={"E67": card, "bare": Card(card="bare", text="B", source="A book")}))
    shown = look.rows(look.Look(title="t", card="E67"), own).iloc[0]
    assert shown.tolist() == ["Own.", "July 1993", "A book, p. 3", "Note."]
    bare = look.rows(look.Look(title="t", card="bare"), own).iloc[0]
    assert bare["date"] is None and bare["comment"] is None
    page = look.render(look.Look(title="t", card="E67"), own)["html"]
    assert page.index("Fact") < page.index("Date") < page.index("Sources") < page.index("Comment")
    assert "Own." not in look.render(look.Look(title="t", card="E67"))["html"]


def test_columns_in_three_languages_are_shown_once():
    frame = load("events")
    shown = look._columns(frame)
    assert "title" in shown and len(set(shown)) == len(shown)
    assert not [name for name in shown if name.endswith(("_en", "_es", "_pt", "_precision"))] and "checked" not in shown
    assert look._heading("title") == "What happened" and look._heading("of_some_kind") == "Of some kind"


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"table": "blocs", "where": {"blok": ["oas"]}}, "did you mean 'bloc'"),
        ({"table": "blocs", "columns": ["knd"]}, "did you mean 'kind'"),
        ({"table": "blocs", "on": "2010-01-01"}, "a column of blocs"),
        ({"figure": "Figure"}, "is not a figure"),
        ({"figure": "timelin"}, "did you mean 'timeline'"),
        ({"figure": "timeline", "options": {"colour": 1}}, "cannot be drawn with these options"),
        ({"table": "blocs", "where": {"bloc": ["none"]}}, "shows 0 rows"),
    ],
)
def test_what_cannot_be_looked_at_is_a_sentence(item, says):
    with pytest.raises(RegiolabError, match=says):
        look.rows(look.Look.model_validate({"title": "t", **item}))


def test_a_change_that_no_longer_fits_what_the_file_holds_is_told_and_dropped(tmp_path):
    book = Logbook(tmp_path)
    gone = Forecast("gone", (version(),))
    book._pending = [logbook.replacing(gone, gone), lambda held: held.append(gone)]
    (tmp_path / foresight.FILE).write_bytes(foresight.dump([]))
    book.refresh()
    assert book.forecasts == [gone] and len(book._pending) == 1 and "was taken away" in book.notice
