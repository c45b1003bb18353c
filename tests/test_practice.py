"""Filing cards without marks: the values that follow, and the board that shows them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import regiolab
from regiolab import widgets
from regiolab.analysis import typology
from regiolab.charts.profiles import condition_table
from regiolab.errors import InvalidValue, UnknownName
from regiolab.exercises import deck
from regiolab.exercises.rehearsal import SIDES, Rehearsal, weak_cards

UNIT = "mercosur_2003_economic"
UNITS = [UNIT, "alba_2004_political", "pacific_alliance_2011_economic", "unasur_2008_political"]


def filed_as_the_tables_have_it(unit: str) -> Rehearsal:
    own = Rehearsal(unit)
    for card in own.cards:
        for side, indicators in zip(SIDES, (card.supports, card.contradicts), strict=True):
            for condition in {deck.condition_of(name, own.question) for name in indicators} & set(own.conditions):
                own.file(card.card, condition, side)
    return own


def value(own: Rehearsal, condition: str) -> tuple[float, float]:
    row = own.values().set_index("condition").loc[condition]
    return row["low"], row["high"]


@pytest.mark.parametrize("unit", UNITS)
def test_all_cards_filed_as_the_tables_have_them_give_the_profile(unit):
    own = filed_as_the_tables_have_it(unit)
    assert own.values().equals(own.record()) and own.agreed() == len(own.conditions)
    columns = ["low", "high", "known", "indicators"]
    drawn = condition_table(unit)
    drawn = drawn[drawn["basis"].eq("all")].set_index("condition")[columns].astype(float)
    mine = own.values()
    mine = mine[mine["condition"].ne("")].set_index("condition")[columns].astype(float)
    assert mine.sort_index().equals(drawn.sort_index())


def test_nothing_filed_leaves_everything_open_and_nothing_least():
    table = Rehearsal(UNIT).values()
    assert table[["low", "high"]].drop_duplicates().values.tolist() == [[0.0, 1.0]]
    assert not table["least"].any() and table["known"].sum() == 0


def test_a_type_is_worth_no_more_than_its_least_condition():
    own = Rehearsal(UNIT)
    for card, condition in (("E14", "pro_change"), ("E136", "pro_joint_production"), ("E14", "pro_solidarity")):
        own.file(card, condition)
    whole = own.values().set_index(["model", "condition"])
    assert whole.loc[("productive", ""), ["low", "high"]].tolist() == [0.0, 1.0]
    assert whole[whole["least"]].index.tolist() == [("productive", "pro_from_within")]
    own.file("E12", "pro_from_within", "against")  # no table has it there: it speaks to the whole condition
    assert value(own, "pro_from_within") == (0, 0)
    table = own.values().set_index(["model", "condition"])
    assert table.loc[("productive", ""), ["low", "high"]].tolist() == [0.0, 0.0]
    own.file("E12", "pro_from_within", "for")
    table = own.values().set_index(["model", "condition"])
    assert table.loc[("productive", ""), ["low", "high"]].tolist() == [1.0, 1.0]
    assert table.xs("productive")["least"].sum() == 4  # all are equal


def test_cards_on_both_sides_leave_it_between():
    own = Rehearsal(UNIT)
    own.file("E12", "pro_from_within", "against")
    own.file("E13", "pro_from_within")
    assert value(own, "pro_from_within") == (1 / 3, 2 / 3)


def test_a_card_changes_sides_and_is_taken_out():
    own = Rehearsal(UNIT)
    own.file("E14", "pro_change")
    own.file("E14", "pro_change", "against")
    own.file("E14", "pro_solidarity")
    assert own.filings == {("E14", "pro_change"): "against", ("E14", "pro_solidarity"): "for"}
    own.take_out("E14", "pro_change")
    assert list(own.filings) == [("E14", "pro_solidarity")]
    own.file("E14", "pro_change")
    own.file("E12", "pro_change")
    own.take_out("E14")
    assert list(own.filings) == [("E12", "pro_change")]
    own.reset()
    assert own.filings == {}


OWN = Rehearsal(UNIT)
FILINGS = st.lists(
    st.tuples(
        st.sampled_from([card.card for card in OWN.cards]), st.sampled_from(OWN.conditions), st.sampled_from(SIDES)
    ),
    max_size=12,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILINGS, st.randoms())
def test_whatever_is_filed_the_rule_holds_and_the_order_does_not_matter(filings, luck):
    own, other = Rehearsal(UNIT), Rehearsal(UNIT)
    for filing in filings:
        own.file(*filing)
    mixed = list(own.filings.items())
    luck.shuffle(mixed)
    for (card, condition), side in mixed:
        other.file(card, condition, side)
    table = own.values()
    assert table.equals(other.values())
    for _model, rows in table.groupby("model"):
        whole, parts = rows[rows["condition"].eq("")].iloc[0], rows[rows["condition"].ne("")]
        assert (whole["low"], whole["high"]) == (parts["low"].min(), parts["high"].min())
        assert parts["least"].any() == bool(parts["known"].sum())
        held = parts[parts["least"]]
        assert held.empty or held["low"].eq(whole["low"]).all()
    touched = {condition for _card, condition in own.filings}
    apart = table[~table["condition"].isin({*touched, ""})]
    assert (apart["low"].eq(0) & apart["high"].eq(1)).all()


def test_one_more_card_for_a_condition_never_lowers_it_and_one_against_never_raises_it():
    for card in OWN.cards[::4]:
        for condition in OWN.conditions[::4]:
            own = filed_as_the_tables_have_it(UNIT)
            own.take_out(card.card, condition)
            low, high = value(own, condition)
            own.file(card.card, condition)
            assert value(own, condition)[0] >= low
            own.file(card.card, condition, "against")
            assert value(own, condition)[1] <= high


def test_weak_cards_are_those_of_the_rule():
    table = regiolab.load("evidence")
    weak = typology.card_strength(table).eq(1)
    assert weak_cards() == set(table["evidence"][weak])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("E999", "pro_change"), "did you mean|not a card"),
        (("E14", "pro_chang"), "did you mean 'pro_change'"),
        (("E14", "pro_change", "both"), "not a side"),
    ],
)
def test_what_is_not_on_the_board_is_a_sentence(given, says):
    board = widgets.practice()
    with pytest.raises(UnknownName, match=says):
        board.file(*given)
    assert board.rehearsal.filings == {}


def test_a_unit_without_cards_or_none_at_all_is_a_sentence():
    units = set(regiolab.load("units")["unit"]) - set(regiolab.load("evidence")["unit"])
    for unit in sorted(units)[:1]:
        with pytest.raises(InvalidValue, match="no cards"):
            widgets.practice(unit)
    with pytest.raises(UnknownName):
        widgets.practice("mercosul")


# -- the board --------------------------------------------------------------------------------------


@pytest.fixture
def board():
    return widgets.practice()


def sent(board, **content):
    board._received(board, content, None)


def test_nothing_is_kept_and_every_message_is_answered(board, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    heard = []
    board.send = heard.append
    sent(board, do="put", question=UNIT, card="E14", condition="pro_change", side="for", n="a-1")
    assert heard == [{"ack": "a-1", "saved": True}] and list(tmp_path.iterdir()) == []
    assert board.view["link"].startswith("practice-") and board.view["link"] != widgets.practice().view["link"]


def test_what_the_browser_files_moves_the_value_and_is_read_out(board):
    sent(board, do="put", card="E14", condition="pro_change", side="for")
    row = next(row for row in board.view["rows"] if row["model"] == "productive")
    first = row["conditions"][0]
    assert (first["condition"], first["text"], first["filed"]) == (
        "pro_change",
        "1",
        [{"card": "E14", "side": "for"}],
    )
    assert row["text"] == "0 to 1" and [item["least"] for item in row["conditions"]] == [False, True, True, True]
    assert board.view["announce"].startswith("Integration is to change the pattern of production: 1. Productive")
    card = next(card for card in board.view["cards"] if card["card"] == "E14")
    assert card["filed"][0]["condition"] == "pro_change"
    sent(board, do="put", card="E14", condition="pro_change", side="for", on=False)
    assert board.rehearsal.filings == {} and not board.view["begun"]


def test_the_record_appears_when_it_is_asked_for_and_goes_again(board):
    assert all(item["record"] is None for row in board.view["rows"] for item in [row, *row["conditions"]])
    sent(board, do="show_record", on=True)
    texts = {row["model"]: row["record"]["text"] for row in board.view["rows"]}
    assert texts["social"] == "1" and "of 11 conditions" in board.view["said"]
    board.show_record(False)
    assert board.view["rows"][0]["record"] is None
    board.show_record()
    sent(board, do="reset")
    assert not board.shown and board.view["said"] == "" and "taken out" in board.view["announce"]


def test_a_wrong_message_is_a_sentence_on_the_board(board):
    sent(board, do="put", card="E999", condition="pro_change")
    assert "E999" in board.view["error"]
    sent(board, do="rehearsal")
    sent(board, do="put", card="E14", condition="pro_change")
    assert board.view["error"] == ""


def test_the_board_shows_no_residual_answer_and_no_marks(board):
    assert [row["model"] for row in board.view["rows"]] == ["strategic", "social", "productive"]
    assert "points" not in board.view and "feedback" not in board.view
