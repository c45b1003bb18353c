"""Ideal types: the rule for cards, minimum and maximum, intervals, thresholds, moving periods."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiolab.analysis.cuts import shift_periods
from regiolab.analysis.typology import (
    ROUNDING,
    RULE,
    card_strength,
    classify,
    condition_values,
    deviation,
    ideal_type_scores,
    indicator_value,
    indicator_values,
    score_values,
)
from regiolab.errors import InvalidValue, UnknownName

settings.register_profile("regiolab", deadline=None)
settings.load_profile("regiolab")

THIRD = 1 / 3
GRADES = (0.0, THIRD, 2 * THIRD, 1.0)

# One economic type with two variants, one without, one political type.
CONDITIONS = pd.DataFrame(
    [
        ("trade", "strategic", None),
        ("insertion", "strategic", None),
        ("deep", "strategic", "North-South"),
        ("shallow", "strategic", "South-South"),
        ("purpose", "social", None),
        ("standards", "social", None),
        ("room", "autonomist", None),
    ],
    columns=["condition", "model", "variant"],
)
INDICATORS = pd.DataFrame(
    [
        ("STR1", "trade", "theory"),
        ("STR2", "insertion", "theory"),
        ("STR3", "insertion", "case"),
        ("STR4", "deep", "theory"),
        ("STR5", "shallow", "theory"),
        ("SOC1", "purpose", "theory"),
        ("SOC2", "purpose", "case"),
        ("SOC3", "standards", "case"),
        ("AUT1", "room", "theory"),
    ],
    columns=["indicator", "condition", "origin"],
)
MODELS = pd.DataFrame(
    {"model": ["strategic", "social", "autonomist"], "dimension": ["economic", "economic", "political"]}
)
UNITS = pd.DataFrame(
    [
        ("bloc_1991_economic", "bloc", 1991, 2003, "economic"),
        ("bloc_2003_economic", "bloc", 2003, 2015, "economic"),
        ("bloc_2015_economic", "bloc", 2015, None, "economic"),
        ("bloc_2003_political", "bloc", 2003, 2015, "political"),
        ("other_2003_economic", "other", 2003, 2010, "economic"),
    ],
    columns=["unit", "bloc", "period_start", "period_end", "dimension"],
)
TYPES = [("strategic", "North-South"), ("strategic", "South-South"), ("social", ""), ("autonomist", "")]


def cards(*rows) -> pd.DataFrame:
    """Build evidence from (unit, supports, contradicts[, date[, flags]])."""
    full = [(f"E{at}", *row, *[""] * (5 - len(row))) for at, row in enumerate(rows, start=1)]
    return pd.DataFrame(full, columns=["evidence", "unit", "supports", "contradicts", "date", "flags"])


def score(table: pd.DataFrame, model: str, variant: str = "", basis: str = "all") -> tuple[float, float]:
    row = table.set_index(["model", "variant", "basis"]).loc[(model, variant, basis)]
    return row["low"], row["high"]


indicator = st.sampled_from(INDICATORS["indicator"].tolist())
some = st.lists(indicator, max_size=3, unique=True).map(";".join)
card = st.tuples(st.just("u"), some, some, st.just(""), st.sampled_from(["", "on_paper", "deviation"]))
evidence = st.lists(card, max_size=8).map(lambda rows: cards(("u", "STR1", ""), *rows))


class TestRule:
    def test_every_case(self):
        assert set(RULE) == set(itertools.product(range(3), repeat=2))
        assert indicator_value(0, 0) == (0, 1)
        assert indicator_value(2, 0) == (1, 1)
        assert indicator_value(1, 0) == indicator_value(2, 1) == (2 * THIRD, 2 * THIRD)
        assert indicator_value(0, 1) == indicator_value(1, 2) == (THIRD, THIRD)
        assert indicator_value(2, 2) == indicator_value(1, 1) == (THIRD, 2 * THIRD)
        assert indicator_value(0, 2) == (0, 0)

    def test_both_sides_are_treated_alike(self):
        for pro, contra in RULE:
            low, high = indicator_value(contra, pro)
            assert indicator_value(pro, contra) == pytest.approx((1 - high, 1 - low))

    def test_more_support_never_gives_less(self):
        for pro, contra in RULE:
            if pro < 2:
                less, more = indicator_value(pro, contra), indicator_value(pro + 1, contra)
                assert more[0] >= less[0]
                # Only what was wholly unknown can become narrower at its upper end.
                assert more[1] >= less[1] or (pro, contra) == (0, 0)

    def test_the_number_of_cards_does_not_count(self):
        once = indicator_values(cards(("u", "SOC1", ""), ("u", "", "SOC1")), INDICATORS)
        often = indicator_values(cards(("u", "SOC1", ""), *[("u", "", "SOC1")] * 5), INDICATORS)
        assert once[["low", "high"]].equals(often[["low", "high"]])
        assert often["cards"].item() == "E1;E2;E3;E4;E5;E6"

    def test_weak_cards(self):
        table = pd.DataFrame(
            {
                "checked": ["read", "excerpt", "unconfirmed", "read", None],
                "flags": ["", None, "", "deviation;on_paper", ""],
            }
        )
        assert card_strength(table).tolist() == [2, 2, 1, 1, 2]
        assert card_strength(table[["checked"]]).tolist() == [2, 2, 1, 2, 2]
        assert card_strength(pd.DataFrame({"evidence": ["E1"]})).tolist() == [2]

    @pytest.mark.parametrize("flag", ["qualified", "on_paper", "implied", "emerging", "weakening"])
    def test_each_flag_that_weakens(self, flag):
        assert card_strength(pd.DataFrame({"flags": [flag, f"deviation; {flag}", "deviation", ""]})).tolist() == [
            1,
            1,
            2,
            2,
        ]

    def test_the_strongest_card_of_each_side_counts(self):
        table = cards(("u", "SOC1", "", "", "implied"), ("u", "SOC1", ""), ("u", "SOC1", "", "", "implied"))
        assert indicator_values(table, INDICATORS)[["low", "high"]].values.tolist() == [[1, 1]]
        against = cards(("u", "", "SOC1", "", "implied"), ("u", "", "SOC1"), ("v", "SOC1", "", "", "implied"))
        found = indicator_values(against, INDICATORS).set_index("unit")
        assert found.loc["u", ["low", "high", "cards"]].tolist() == [0, 0, "E1;E2"]
        assert found.loc["v", ["low", "high", "cards"]].tolist() == [2 * THIRD, 2 * THIRD, "E3"]


class TestScores:
    def test_conditions_by_minimum_and_indicators_by_maximum(self):
        table = ideal_type_scores(
            cards(("u", "STR1;STR3", "STR2"), ("u", "STR5", "", "", "qualified"), ("u", "", "STR4")),
            INDICATORS,
            CONDITIONS,
        )
        assert score(table, "strategic", "South-South") == (2 * THIRD, 2 * THIRD)
        assert score(table, "strategic", "North-South") == (0, 0)
        assert score(table, "social") == (0, 1)

    def test_with_and_without_indicators_from_the_cases(self):
        table = ideal_type_scores(cards(("u", "STR1;STR3;STR5", "STR2")), INDICATORS, CONDITIONS)
        assert score(table, "strategic", "South-South", "all") == (1, 1)
        assert score(table, "strategic", "South-South", "theory") == (0, 0)
        # "standards" has no indicator from theory: unknown, and said by the coverage.
        theory = table[table["model"].eq("social") & table["basis"].eq("theory")].iloc[0]
        assert (theory["low"], theory["high"], theory["indicators"]) == (0, 1, 1)

    def test_coverage(self):
        table = ideal_type_scores(cards(("u", "STR1;STR3", "")), INDICATORS, CONDITIONS).set_index(
            ["model", "variant", "basis"]
        )
        row = table.loc[("strategic", "South-South", "all")]
        assert (row["known"], row["indicators"], row["coverage"]) == (2, 4, 0.5)

    def test_units_are_scored_on_the_types_of_their_dimension(self):
        table = ideal_type_scores(
            cards(("bloc_2003_political", "AUT1", "")), INDICATORS, CONDITIONS, units=UNITS, models=MODELS
        )
        assert set(table["unit"]) == set(UNITS["unit"])
        assert set(table.loc[table["unit"].eq("bloc_2003_political"), "model"]) == {"autonomist"}
        assert set(table.loc[table["unit"].eq("bloc_2003_economic"), "model"]) == {"strategic", "social"}

    def test_typed_tables(self):
        """The tables of the package hold categories; the result is the same."""
        plain = cards(("bloc_2003_economic", "STR1;SOC1", "STR2"))
        typed = [
            table.astype(dict.fromkeys(columns, "category"))
            for table, columns in (
                (plain, ["unit", "flags"]),
                (INDICATORS, ["condition", "origin"]),
                (CONDITIONS, ["model", "variant"]),
                (UNITS, ["unit", "bloc", "dimension"]),
                (MODELS, ["model", "dimension"]),
            )
        ]
        as_typed = ideal_type_scores(*typed[:3], units=typed[3], models=typed[4])
        as_plain = ideal_type_scores(plain, INDICATORS, CONDITIONS, units=UNITS, models=MODELS)
        pd.testing.assert_frame_equal(as_typed, as_plain, check_dtype=False)

    @pytest.mark.slow
    @given(evidence)
    def test_low_is_never_above_high_and_both_lie_on_the_grades(self, table):
        scores = ideal_type_scores(table, INDICATORS, CONDITIONS)
        assert list(dict.fromkeys(zip(scores["model"], scores["variant"], strict=True))) == TYPES
        assert (scores["low"] <= scores["high"]).all()
        assert set(scores["low"]) | set(scores["high"]) <= set(GRADES)
        assert scores["coverage"].between(0, 1).all()

    @pytest.mark.slow
    @given(evidence, indicator)
    def test_support_never_lowers_what_is_certain(self, table, supported):
        more = pd.concat([table, cards(("u", supported, ""))])
        before, after = (ideal_type_scores(some, INDICATORS, CONDITIONS) for some in (table, more))
        assert (after["low"] >= before["low"]).all()
        # A strong card can only raise the upper end of an indicator, too.
        assert (after["high"] >= before["high"]).all()

    @pytest.mark.slow
    @given(evidence, indicator)
    def test_contradiction_never_raises_what_is_possible(self, table, contradicted):
        more = pd.concat([table, cards(("u", "", contradicted))])
        before, after = (ideal_type_scores(some, INDICATORS, CONDITIONS) for some in (table, more))
        assert (after["high"] <= before["high"]).all()
        assert (after["low"] <= before["low"]).all()

    @pytest.mark.slow
    @given(evidence, st.randoms())
    def test_order_changes_nothing(self, table, random):
        mixed = [some.sample(frac=1, random_state=random.randint(0, 99)) for some in (table, INDICATORS)]
        pd.testing.assert_frame_equal(
            ideal_type_scores(*mixed, CONDITIONS), ideal_type_scores(table, INDICATORS, CONDITIONS)
        )

    @pytest.mark.slow
    @given(evidence, st.data())
    @settings(max_examples=50)
    def test_the_interval_contains_every_completion(self, table, data):
        values = indicator_values(table, INDICATORS)
        known = values.set_index("indicator")[["low", "high"]].to_dict("index")
        rows = []
        for name in INDICATORS["indicator"]:
            low, high = known.get(name, {"low": 0.0, "high": 1.0}).values()
            grade = data.draw(st.sampled_from([one for one in GRADES if low <= one <= high]))
            rows.append(("u", name, grade, grade))
        completed = pd.DataFrame(rows, columns=["unit", "indicator", "low", "high"])
        whole = score_values(completed, INDICATORS, CONDITIONS)
        open_ = score_values(values, INDICATORS, CONDITIONS)
        everything = open_["basis"].eq("all")
        assert (whole["low"] == whole["high"])[everything].all()
        assert (open_["low"] <= whole["low"])[everything].all()
        assert (whole["low"] <= open_["high"])[everything].all()

    @pytest.mark.slow
    @given(evidence)
    @settings(max_examples=50)
    def test_the_interval_is_no_wider_than_the_completions(self, table):
        values = indicator_values(table, INDICATORS)
        everything = pd.DataFrame({"unit": "u", "indicator": INDICATORS["indicator"]}).merge(values, how="left")
        everything = everything.fillna({"low": 0.0, "high": 1.0})
        scores = score_values(values, INDICATORS, CONDITIONS)
        for end in ("low", "high"):
            extreme = score_values(everything.assign(low=everything[end], high=everything[end]), INDICATORS, CONDITIONS)
            own = scores["basis"].eq("all")
            assert (extreme[end] == scores[end])[own].all()

    @pytest.mark.parametrize(
        ("call", "error", "sentence"),
        [
            (lambda: indicator_values(cards(("u", "STR9", "")), INDICATORS), UnknownName, "'STR9' is not an indicator"),
            (
                lambda: ideal_type_scores(cards(("v", "STR1", "")), INDICATORS, CONDITIONS, units=UNITS, models=MODELS),
                UnknownName,
                "'v' is not a unit",
            ),
            (
                lambda: ideal_type_scores(cards(("u", "STR1", "")), INDICATORS, CONDITIONS.iloc[1:]),
                UnknownName,
                "'trade' is not a condition",
            ),
            (
                lambda: score_values(
                    pd.DataFrame({"unit": ["u"], "indicator": ["STR1"], "low": [1.0], "high": [0.0]}),
                    INDICATORS,
                    CONDITIONS,
                ),
                InvalidValue,
                "must be an interval between 0 and 1",
            ),
        ],
    )
    def test_impossible_tables(self, call, error, sentence):
        with pytest.raises(error, match=sentence):
            call()


class TestClassify:
    def table(self, **scores) -> pd.DataFrame:
        rows = [("u", model, "", "all", low, high) for model, (low, high) in scores.items()]
        return pd.DataFrame(rows, columns=["unit", "model", "variant", "basis", "low", "high"])

    def test_a_hybrid(self):
        row = classify(self.table(strategic=(1, 1), social=(2 * THIRD, 1), productive=(0, 1))).iloc[0]
        assert (row["models"], row["possible"]) == ("strategic;social", "productive")
        assert (row["above"], row["up_to"]) == (0, 2 * THIRD)
        assert row["says"] == (
            "Any threshold above 0.00 and up to 0.67 gives: strategic, social; open: productive."
            " A higher one gives: strategic; open: social, productive."
        )

    def test_a_threshold_that_does_nothing_is_said(self):
        row = classify(self.table(strategic=(1, 1), social=(0, 0))).iloc[0]
        assert (row["models"], row["above"], row["up_to"]) == ("strategic", 0, 1)
        assert row["says"] == "The threshold makes no difference; the answer is: strategic."

    def test_the_best_variant_counts(self):
        table = ideal_type_scores(cards(("u", "STR1;STR2;STR4", "STR5")), INDICATORS, CONDITIONS)
        assert classify(table)["models"].item() == "strategic"
        held = table[table["variant"].isin(["", "South-South"])]
        assert classify(held)["models"].item() == ""

    def test_two_decimals_mean_the_grade(self):
        assert classify(self.table(social=(2 * THIRD, 1)), 0.67)["models"].item() == "social"
        assert classify(self.table(social=(2 * THIRD, 1)), 0.68)["models"].item() == ""

    @pytest.mark.parametrize(("threshold", "models"), [(0.5, "social"), (0.5048, "social"), (0.5054, ""), (0.51, "")])
    def test_a_score_counts_as_what_it_rounds_to(self, threshold, models):
        """Half a hundredth is given, no more."""
        row = classify(self.table(social=(0.5, 0.5)), threshold).iloc[0]
        assert (row["models"], row["possible"]) == (models, "")

    def test_scores_within_rounding_are_one_step(self):
        row = classify(self.table(social=(0.5, 1), strategic=(0.504, 1)), 0.5).iloc[0]
        assert (row["models"], row["possible"]) == ("social;strategic", "")

    def test_half_a_hundredth_is_still_one_step(self):
        """The limit itself counts, for what is reached and for what is open."""
        assert 0.505 - ROUNDING == 0.5  # the answer of the step 0.505 is asked for
        row = classify(self.table(social=(0.5, 1), strategic=(0.505, 1), productive=(0, 0.5)), 0.509).iloc[0]
        assert (row["models"], row["possible"]) == ("social;strategic", "productive")

    def test_both_neighbours_are_told(self):
        row = classify(self.table(strategic=(2 * THIRD, 2 * THIRD), social=(0, THIRD), productive=(1, 1)), 0.5).iloc[0]
        assert (row["models"], row["above"], row["up_to"]) == ("strategic;productive", THIRD, 2 * THIRD)
        assert row["says"] == (
            "Any threshold above 0.33 and up to 0.67 gives: strategic, productive."
            " A lower one gives: strategic, productive; open: social. A higher one gives: productive."
        )
        low = classify(self.table(social=(THIRD, THIRD)), 0.2).iloc[0]
        assert (low["above"], low["up_to"]) == (0, THIRD)
        assert low["says"] == "Any threshold above 0.00 and up to 0.33 gives: social. A higher one gives: no model."
        high = classify(self.table(social=(THIRD, THIRD)), 0.9).iloc[0]
        assert (high["models"], high["above"], high["up_to"]) == ("", THIRD, 1)
        assert high["says"] == "Any threshold above 0.33 and up to 1.00 gives: no model. A lower one gives: social."

    def test_only_the_basis_that_was_asked_for_counts(self):
        table = pd.concat([self.table(social=(1, 1)), self.table(social=(0, 0)).assign(basis="theory")])
        assert classify(table)["models"].item() == "social"
        assert classify(table, basis="theory")["models"].item() == ""

    @given(
        st.dictionaries(st.sampled_from("abc"), st.tuples(*[st.sampled_from(GRADES)] * 2).map(sorted), min_size=1),
        st.sampled_from([0.1, 0.2, 0.4, 0.5, 0.6, 0.7, 0.9, 1.0]),
        st.sampled_from([0.1, 0.2, 0.4, 0.5, 0.6, 0.7, 0.9, 1.0]),
    )
    def test_the_range_is_exactly_where_the_answer_stays(self, scores, here, there):
        table = self.table(**scores)
        row, other = classify(table, here).iloc[0], classify(table, there).iloc[0]
        same = (row["models"], row["possible"]) == (other["models"], other["possible"])
        assert same == (row["above"] < there <= row["up_to"])

    @given(st.dictionaries(st.sampled_from("abc"), st.tuples(*[st.sampled_from(GRADES)] * 2).map(sorted), min_size=1))
    def test_a_higher_threshold_never_adds_a_model(self, scores):
        table = self.table(**scores)
        answers = [set(classify(table, at)["models"].item().split(";")) - {""} for at in (0.2, 0.5, 0.9)]
        assert answers[0] >= answers[1] >= answers[2]

    @pytest.mark.parametrize("threshold", [0, -1, 1.5])
    def test_no_such_threshold(self, threshold):
        with pytest.raises(InvalidValue, match="above 0 and not above 1"):
            classify(self.table(social=(0, 1)), threshold)


class TestDeviation:
    alliance = cards(("u", "STR1;STR4", "STR5"), ("u", "STR2", ""))

    def test_nearest_variant(self):
        found = deviation("u", self.alliance, INDICATORS, CONDITIONS)
        assert set(found["variant"]) == {"North-South"}
        assert found["state"].tolist() == ["holds"] * 3

    def test_the_variant_that_membership_gives(self):
        found = deviation("u", self.alliance, INDICATORS, CONDITIONS, variant="South-South").set_index("condition")
        assert found["state"].to_dict() == {"trade": "holds", "insertion": "holds", "shallow": "fails"}
        assert found.loc["shallow", ["by", "cards"]].tolist() == ["STR5", "E1"]
        assert found.loc["insertion", ["by", "cards"]].tolist() == ["STR2", "E2"]

    def test_what_is_open_names_what_could_close_it(self):
        found = deviation("u", cards(("u", "SOC1", "")), INDICATORS, CONDITIONS).set_index("condition")
        assert found["state"].to_dict() == {"purpose": "holds", "standards": "open"}
        assert found.loc["standards", ["by", "cards"]].tolist() == ["SOC3", ""]

    def test_nothing_is_near_if_nothing_holds(self):
        assert deviation("u", cards(("u", "", "STR1")), INDICATORS, CONDITIONS).empty

    def test_of_two_that_hold_as_much_the_one_that_fails_less_is_near(self):
        # of strategic one in three holds in either variant; "deep" fails, "shallow" is open
        found = deviation("u", cards(("u", "STR1", "STR4")), INDICATORS, CONDITIONS)
        assert list(dict.fromkeys(zip(found["model"], found["variant"], strict=True))) == [("strategic", "South-South")]
        both = deviation("u", cards(("u", "STR1", "")), INDICATORS, CONDITIONS)
        assert list(dict.fromkeys(both["variant"])) == ["North-South", "South-South"]

    def test_the_larger_share_that_holds_is_near_even_if_more_fails(self):
        found = deviation("u", cards(("u", "STR1;SOC1", "SOC3")), INDICATORS, CONDITIONS)
        assert set(found["model"]) == {"social"}
        assert found["state"].tolist() == ["holds", "fails"]

    @pytest.mark.parametrize("threshold", [0.001, 0.5, 1])
    def test_what_is_known_does_not_depend_on_a_threshold(self, threshold):
        found = deviation(
            "u", cards(("u", "STR1", "STR4")), INDICATORS, CONDITIONS, variant="North-South", threshold=threshold
        ).set_index("condition")
        assert found["state"].to_dict() == {"trade": "holds", "insertion": "open", "deep": "fails"}
        assert found["by"].to_dict() == {"trade": "STR1", "insertion": "STR2;STR3", "deep": "STR4"}

    @pytest.mark.parametrize(
        ("threshold", "state"), [(THIRD, "holds"), (0.34, "open"), (2 * THIRD, "open"), (0.68, "fails")]
    )
    def test_a_threshold_that_the_interval_holds_leaves_it_open(self, threshold, state):
        # a strong card on each side: one third to two thirds
        found = deviation(
            "u", cards(("u", "SOC3", "SOC3")), INDICATORS, CONDITIONS, model="social", threshold=threshold
        ).set_index("condition")
        assert found.loc["standards", ["low", "high", "state"]].tolist() == [THIRD, 2 * THIRD, state]
        assert found.loc["standards", ["by", "cards"]].tolist() == ["SOC3", "E1"]

    @pytest.mark.parametrize(
        ("speaks", "at", "state"),
        [
            (("SOC3", "SOC3"), 2 * THIRD, "open"),  # one third to two thirds
            (("", "SOC3"), THIRD, "holds"),  # one third
            (("SOC3", ""), 2 * THIRD, "holds"),  # two thirds
        ],
    )
    def test_what_lies_half_a_hundredth_below_the_threshold_reaches_it(self, speaks, at, state):
        assert (at + ROUNDING) - ROUNDING == at
        table = cards(("u", *speaks)).assign(checked="read" if all(speaks) else "unconfirmed")
        found = deviation("u", table, INDICATORS, CONDITIONS, model="social", threshold=at + ROUNDING)
        row = found.set_index("condition").loc["standards"]
        assert (row["state"], row["by"], row["cards"]) == (state, "SOC3", "E1")

    def test_other_units_stay_outside(self):
        table = cards(("bloc_2003_economic", "SOC1", ""), ("bloc_1991_economic", "", "SOC1"))
        found = deviation(
            "bloc_2003_economic", table, INDICATORS, CONDITIONS, units=UNITS, models=MODELS, model="social"
        )
        assert found["state"].tolist() == ["holds", "open"]
        with pytest.raises(UnknownName, match="'autonomist' is not an ideal type"):
            deviation(
                "bloc_2003_economic", table, INDICATORS, CONDITIONS, units=UNITS, models=MODELS, model="autonomist"
            )

    def test_only_theory(self):
        found = deviation("u", cards(("u", "STR3", "STR2")), INDICATORS, CONDITIONS, model="strategic", basis="theory")
        assert found.set_index(["variant", "condition"]).loc[("South-South", "insertion"), "state"] == "fails"

    def test_a_card_without_indicators(self):
        found = deviation("u", cards(("u", "", "")), INDICATORS, CONDITIONS, model="social")
        assert found["state"].tolist() == ["open", "open"]

    @pytest.mark.parametrize(
        ("unit", "names", "sentence"),
        [
            ("v", {}, "'v' is not a unit"),
            ("u", {"model": "sozial"}, "'sozial' is not an ideal type; did you mean 'social'"),
            ("u", {"model": "strategic", "variant": "North"}, "'North' is not a variant"),
        ],
    )
    def test_unknown_names(self, unit, names, sentence):
        with pytest.raises(UnknownName, match=sentence):
            deviation(unit, self.alliance, INDICATORS, CONDITIONS, **names)


class TestShiftPeriods:
    evidence = cards(
        ("bloc_1991_economic", "STR1", "", "2002-05-01"),
        ("bloc_2003_economic", "SOC1", "", "2003-01-01"),
        ("bloc_2003_economic", "SOC3", "", "2004-06-01"),
        ("bloc_2003_economic", "SOC2", "", ""),
        ("bloc_2003_economic", "", "STR1", "2015-07-17"),
        ("bloc_2015_economic", "STR2", "", "2015-03-01"),
        ("other_2003_economic", "STR1", "", "2003-02-01"),
    )

    def shift(self, cuts):
        return shift_periods(self.evidence, UNITS, cuts, INDICATORS, CONDITIONS, MODELS)

    @pytest.mark.parametrize(
        ("cuts", "moved"),
        [
            ({2003: 2003}, []),
            ({2003: 2004}, ["E2"]),
            ({2003: 2005}, ["E2", "E3"]),
            ({2003: 2002}, ["E1"]),
            ({2015: 2016}, ["E6"]),
            ({2015: 2014}, ["E5"]),
            ({2003: 2004, 2015: 2014}, ["E2", "E5"]),
            ({2003: 1992}, ["E1"]),
            ({2003: 2014}, ["E2", "E3"]),
            ({2015: 2017}, ["E6"]),
        ],
    )
    def test_which_cards_move(self, cuts, moved):
        assert self.shift(cuts).moved["evidence"].tolist() == moved

    def test_where_they_go_and_what_changes(self):
        found = self.shift({2003: 2004})
        assert found.moved.iloc[0].tolist() == ["E2", "2003-01-01", "bloc_2003_economic", "bloc_1991_economic"]
        years = found.units.set_index("unit")
        assert years.loc["bloc_1991_economic", "period_end"] == years.loc["bloc_2003_economic", "period_start"] == 2004
        assert years.loc["other_2003_economic", "period_start"] == 2003
        assert found.evidence.set_index("evidence").loc["E2", "unit"] == "bloc_1991_economic"
        changed = found.scores[found.scores["basis"].eq("theory")]
        assert changed.empty

    def test_scores_that_change_are_shown_before_and_after(self):
        row = self.shift({2003: 2005}).scores.query("basis == 'all' and unit == 'bloc_2003_economic'").iloc[0]
        assert row["model"] == "social"
        assert (row["low_before"], row["high_before"], row["low"], row["high"]) == (1, 1, 0, 1)

    def test_the_given_tables_stay_as_they_are(self):
        evidence, units = self.evidence.copy(), UNITS.copy()
        self.shift({2003: 2005})
        pd.testing.assert_frame_equal(self.evidence, evidence)
        pd.testing.assert_frame_equal(units, UNITS)

    def test_typed_tables(self):
        typed = self.evidence.assign(date=pd.to_datetime(self.evidence["date"])).astype({"unit": "category"})
        units = UNITS.astype({"unit": "category", "bloc": "category", "period_start": "Int64", "period_end": "Int64"})
        found = shift_periods(typed, units, {2003: 2004}, INDICATORS, CONDITIONS, MODELS)
        assert found.moved["evidence"].tolist() == ["E2"]

    @pytest.mark.parametrize(
        ("cuts", "sentence"),
        [
            ({2004: 2005}, "No unit gives way to another in 2004"),
            ({2003: 2015}, "leaves 'bloc_1991_economic' or"),
            ({2003: 1991}, "leaves 'bloc_1991_economic' or 'bloc_2003_economic' no time"),
        ],
    )
    def test_impossible_cuts(self, cuts, sentence):
        with pytest.raises(InvalidValue, match=sentence):
            self.shift(cuts)


def test_conditions_and_scores_agree():
    values = indicator_values(TestDeviation.alliance, INDICATORS)
    lowest = condition_values(values, INDICATORS, CONDITIONS).groupby(["model", "variant", "basis"])["high"].min()
    scores = score_values(values, INDICATORS, CONDITIONS).set_index(["model", "variant", "basis"])["high"]
    assert scores.sort_index().equals(lowest.sort_index())
