"""Agreement: published examples, other implementations, and what must always hold."""

from __future__ import annotations

import itertools
import math
import time

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance as nltk_masi

from regiolab.analysis.agreement import (
    Bootstrap,
    cohen_kappa,
    distribution,
    entropy,
    krippendorff_alpha,
    masi_distance,
    observed_disagreement,
    percent_agreement,
    unit_coincidences,
)
from regiolab.errors import InvalidValue, UnknownName
from regiolab.words import DEGREES

settings.register_profile("regiolab", deadline=None)
settings.load_profile("regiolab")

NAN = float("nan")
# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", example C.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
# Three coders, fifteen units, after Krippendorff; nominal alpha 0.691 (Wikipedia, "Krippendorff's alpha").
THREE_CODERS = [
    [NAN, NAN, NAN, NAN, NAN, 3, 4, 1, 2, 1, 1, 3, 3, NAN, 3],
    [1, NAN, 2, 1, 3, 3, 4, 3, NAN, NAN, NAN, NAN, NAN, NAN, NAN],
    [NAN, NAN, 2, 1, 3, 4, 4, NAN, 2, 1, 1, 3, 3, NAN, 4],
]
# Fifty proposals, two readers: kappa 0.4 (Wikipedia, "Cohen's kappa").
PROPOSALS = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}


def long(wide: pd.DataFrame) -> pd.DataFrame:
    rows = [(unit, coder, wide.loc[coder, unit]) for coder in wide.index for unit in wide.columns]
    return pd.DataFrame(rows, columns=["unit", "coder", "value"])


@st.composite
def codings(draw, values=DEGREES, coders=5, units=6, missing=True):
    """Draw a table of coders by units."""
    value = st.sampled_from([*values, None] if missing else list(values))
    m, n = draw(st.integers(2, coders)), draw(st.integers(2, units))
    cells = [[draw(value) for _unit in range(n)] for _coder in range(m)]
    names = [f"c{at}" for at in range(m)], [f"u{at}" for at in range(n)]
    return pd.DataFrame(cells, index=names[0], columns=names[1], dtype=object)


def sets() -> list[frozenset]:
    models = ("strategic", "social", "productive")
    return [frozenset(some) for size in range(4) for some in itertools.combinations(models, size)]


class TestPublished:
    @pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815)])
    def test_krippendorff_2011(self, level, alpha):
        found = krippendorff_alpha(KRIPPENDORFF, level, order=[1, 2, 3, 4, 5])
        assert round(found.value, 3) == alpha
        assert (found.n_units, found.n_coders) == (11, 4)

    def test_three_coders(self):
        assert round(krippendorff_alpha(THREE_CODERS).value, 3) == 0.691

    def test_cohens_kappa(self):
        rows = zip(*(pair for pair, n in PROPOSALS.items() for _case in range(n)), strict=True)
        found = cohen_kappa(pd.DataFrame(rows))
        assert found.value == pytest.approx(0.4)
        assert (found.n_units, found.n_coders, found.n_pairs) == (50, 2, 50)

    @pytest.mark.parametrize(
        ("one", "other", "distance"),
        [("ab", "ab", 0), ("a", "ab", 1 - 1 / 2 * 2 / 3), ("ab", "bc", 1 - 1 / 3 * 1 / 3), ("a", "b", 1), ("", "a", 1)],
    )
    def test_masi(self, one, other, distance):
        assert masi_distance(one, other) == pytest.approx(distance)
        assert masi_distance(other, one) == pytest.approx(distance)

    def test_two_empty_sets_are_equal(self):
        assert masi_distance([], []) == 0


class TestOthersComputeTheSame:
    @given(codings())
    def test_krippendorff_package(self, table):
        numbers = table.map(lambda value: NAN if value is None else DEGREES.index(value)).astype(float).to_numpy()
        for level in ("nominal", "ordinal"):
            found = krippendorff_alpha(table, level)
            if found.value is not None:
                theirs = krippendorff.alpha(numbers, level_of_measurement=level, value_domain=[0.0, 1.0, 2.0])
                assert found.value == pytest.approx(theirs, abs=1e-9)

    @given(codings(sets()))
    def test_nltk_sets(self, table):
        found = krippendorff_alpha(table, "sets")
        if found.value is not None:
            triples = long(table).dropna()[["coder", "unit", "value"]].values.tolist()
            theirs = AnnotationTask(triples, distance=masi_distance).alpha()
            assert found.value == pytest.approx(theirs, abs=1e-9)

    def test_nltk_masi(self):
        for one, other in itertools.product(sets(), repeat=2):
            if one or other:
                assert masi_distance(one, other) == pytest.approx(nltk_masi(one, other))

    @given(codings(coders=2, missing=False))
    def test_nltk_kappa(self, table):
        found = cohen_kappa(table)
        if found.value is not None:
            triples = long(table)[["coder", "unit", "value"]].values.tolist()
            assert found.value == pytest.approx(AnnotationTask(triples).kappa(), abs=1e-9)


class TestAlwaysHolds:
    @given(codings(), st.permutations(DEGREES))
    def test_relabelling_changes_nothing_nominal(self, table, names):
        other = table.map(lambda value: value and names[DEGREES.index(value)])
        assert krippendorff_alpha(other).value == pytest.approx(krippendorff_alpha(table).value)
        assert percent_agreement(other).value == pytest.approx(percent_agreement(table).value)

    @given(codings())
    def test_reversing_the_scale_changes_nothing(self, table):
        upside_down = krippendorff_alpha(table, "ordinal", order=DEGREES[::-1])
        assert upside_down.value == pytest.approx(krippendorff_alpha(table, "ordinal").value)

    @given(codings(), st.randoms())
    def test_order_of_coders_and_units_changes_nothing(self, table, random):
        coders, units = random.sample([*table.index], len(table)), random.sample([*table.columns], table.shape[1])
        other = table.loc[coders, units]
        for level in ("nominal", "ordinal"):
            assert krippendorff_alpha(other, level).value == pytest.approx(krippendorff_alpha(table, level).value)

    @given(codings())
    def test_long_and_wide_are_the_same(self, table):
        assert krippendorff_alpha(long(table)) == krippendorff_alpha(table)

    @given(codings(sets()))
    def test_bounds(self, table):
        assert -1 <= (krippendorff_alpha(table, "sets").value or 0) <= 1
        share = percent_agreement(table, "sets").value
        assert share is None or 0 <= share <= 1

    @given(codings(), st.sampled_from(DEGREES))
    def test_a_unanimous_unit_never_lowers_percent_agreement(self, table, value):
        more = table.assign(unanimous=value)
        before = percent_agreement(table).value
        assert percent_agreement(more).value >= (before or 0)

    @given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(lambda row: sum(row) > 1), min_size=1))
    def test_a_unanimous_unit_never_raises_observed_disagreement(self, rows):
        distances = 1 - np.eye(3)
        before, after = (
            observed_disagreement(unit_coincidences(np.array(some)).sum(0), distances)
            for some in (rows, [*rows, [0, 5, 0]])
        )
        assert after <= before + 1e-12

    @given(codings(missing=False))
    def test_full_agreement_is_one(self, table):
        same = pd.DataFrame([table.iloc[0].tolist()] * 3)
        found = krippendorff_alpha(same, "ordinal")
        assert (
            found.value == pytest.approx(1) if found.value is not None else "All codings are the same" in found.reason
        )

    @given(codings(), st.integers(0, 5))
    @settings(max_examples=40)
    def test_no_value_without_words_and_no_words_without_need(self, table, seed):
        how = Bootstrap(draws=50, seed=seed)
        for found in (
            krippendorff_alpha(table, interval=how),
            krippendorff_alpha(table, "ordinal", interval=how),
            cohen_kappa(table, ("c0", "c1"), interval=how)
            if {"c0", "c1"} <= set(long(table).dropna()["coder"])
            else percent_agreement(table, interval=how),
            entropy(table, "u0"),
        ):
            assert (found.value is None) == bool(found.reason)
            assert found.value is None or np.isfinite(found.value)
            assert (found.low is None) == (found.high is None)
            assert found.low is None or found.low <= found.high

    @given(codings())
    def test_entropy_lies_between_unanimity_and_an_even_spread(self, table):
        found = entropy(table, "u0", "ordinal")
        assert found.value is None or -1e-12 <= found.value <= np.log2(3) + 1e-12


class TestUndefined:
    def test_everybody_chose_one_value(self):
        found = krippendorff_alpha([["a", "a"], ["a", "a"]], interval=Bootstrap())
        assert found.value is None
        assert found.reason.startswith("All codings are the same")
        assert percent_agreement([["a", "a"], ["a", "a"]]).value == 1

    def test_nobody_shares_a_unit(self):
        table = pd.DataFrame({"unit": ["u", "v"], "coder": ["a", "b"], "value": ["x", "y"]})
        for found in (krippendorff_alpha(table), cohen_kappa(table), percent_agreement(table)):
            assert found.value is None
            assert found.reason.startswith("No unit was coded by two")
            assert found.n_units == found.n_coders == found.n_pairs == 0

    def test_one_unit(self):
        table = pd.DataFrame({"u": ["x", "y", "y"]})
        assert krippendorff_alpha(table).reason.startswith("Only one unit")
        found = percent_agreement(table, interval=Bootstrap())
        assert found.value == pytest.approx(1 / 3)
        assert found.low is None
        assert "only one unit" in found.method

    def test_one_coder(self):
        table = pd.DataFrame([["x", "y"]], index=["a"])
        assert "two coders" in cohen_kappa(table).reason
        assert "Fewer than two coders" in entropy(table, 0).reason
        assert distribution(table, "nowhere").empty

    @pytest.mark.parametrize(
        ("values", "bits", "pairs"),
        [("", None, 0), ("x", None, 0), ("xy", 1.0, 1), ("xx", 0.0, 1), ("xxy", 0.918296, 3), ("xxyz", 1.5, 6)],
    )
    def test_entropy_is_told_from_two_codings_on(self, values, bits, pairs):
        table = pd.DataFrame({"unit": "u", "coder": list("abcd")[: len(values)], "value": list(values)})
        found = entropy(table, "u")
        assert found.value == (bits if bits is None else pytest.approx(bits, abs=1e-6))
        compared = (1, len(values), pairs) if pairs else (0, 0, 0)
        assert (found.n_units, found.n_coders, found.n_pairs) == compared

    def test_nothing_at_all(self):
        table = pd.DataFrame({"unit": [], "coder": [], "value": []})
        for found in (krippendorff_alpha(table, "sets"), krippendorff_alpha(table, "ordinal"), cohen_kappa(table)):
            assert found.value is None
            assert found.reason


class TestImpossible:
    @pytest.mark.parametrize(
        ("call", "sentence"),
        [
            (lambda: krippendorff_alpha([["a"]], "interval"), "'interval' is no level: choose"),
            (lambda: krippendorff_alpha([["strong"], ["absent"]], "ordinal"), "'strong' is not on the scale absent <"),
            (lambda: krippendorff_alpha([[5], [6]], "sets"), "'5' is not a set of models"),
            (lambda: krippendorff_alpha([[{"a"}], [{"b"}]]), "use the level 'sets'"),
            (
                lambda: krippendorff_alpha(pd.DataFrame([["a"], ["b"]], index=["x", "x"])),
                "Coder 'x' coded the unit '0'",
            ),
            (lambda: cohen_kappa([["a"], ["b"], ["a"]]), "compares two coders"),
            (lambda: cohen_kappa([["a"], ["b"]], (0, 0)), "compares two coders"),
            (lambda: Bootstrap(draws=0), "at least one draw"),
            (lambda: Bootstrap(confidence=95), "between 0 and 1"),
            (lambda: Bootstrap(confidence=0), "between 0 and 1"),
            (lambda: Bootstrap(confidence=-0.5), "between 0 and 1"),
            (lambda: Bootstrap(confidence=1), "between 0 and 1"),
        ],
    )
    def test_says_so_in_a_sentence(self, call, sentence):
        with pytest.raises(InvalidValue) as error:
            call()
        assert sentence in str(error.value)
        assert str(error.value).endswith(".")

    def test_a_coding_without_coder(self):
        table = pd.DataFrame({"unit": ["u"], "coder": [None], "value": ["x"]})
        with pytest.raises(InvalidValue, match="no unit or no coder"):
            percent_agreement(table)

    def test_an_unknown_coder_is_named(self):
        with pytest.raises(UnknownName, match="'briceno' is not a coder in this table"):
            cohen_kappa(pd.DataFrame([["a"], ["b"]], index=["briceno2018", "s1"]), ("briceno", "s1"))


class TestBootstrap:
    def test_same_seed_same_interval(self):
        first, again, other = (
            krippendorff_alpha(KRIPPENDORFF, interval=Bootstrap(draws=500, seed=seed)) for seed in (1, 1, 2)
        )
        assert first == again
        assert (first.low, first.high) != (other.low, other.high)
        assert first.low <= first.value <= first.high
        assert "percentile bootstrap of units, 95%, 500 draws" in first.method
        assert first.method.endswith("seed 1")

    @pytest.mark.parametrize(
        ("confidence", "ends"), [(0.8, (44, 56)), (0.9, (42, 58)), (0.95, (40, 60)), (0.99, (37, 63))]
    )
    def test_the_interval_is_the_one_of_its_confidence(self, confidence, ends):
        """Of 100 units half agree: the share that a draw of 100 agrees on is binomial, and can be counted exactly."""
        tail = (1 - confidence) / 2
        below = list(itertools.accumulate(math.comb(100, n) / 2**100 for n in range(101)))
        exact = [next(n for n, share in enumerate(below) if share >= end) for end in (tail, 1 - tail)]
        assert exact == list(ends)
        table = pd.DataFrame([["a"] * 100, ["a"] * 50 + ["b"] * 50])
        found = percent_agreement(table, interval=Bootstrap(draws=40_000, confidence=confidence))
        assert (found.low, found.high) == pytest.approx([end / 100 for end in ends])
        assert f"{100 * confidence:g}%" in found.method

    def test_left_to_itself_it_is_95_in_100_of_2000_draws(self):
        table = [list("aabbab"), list("aabbba")]
        found = percent_agreement(table, interval=Bootstrap())
        assert found == percent_agreement(table, interval=Bootstrap(draws=2000, seed=0, confidence=0.95))
        assert found.method.endswith("percentile bootstrap of units, 95%, 2000 draws, 0 undefined, seed 0")

    def test_draws_in_parts_are_the_same_draws(self, monkeypatch):
        table = pd.DataFrame([list("aabbabcc"), list("aabbbacb")])
        whole = krippendorff_alpha(table, interval=Bootstrap(draws=50))
        for cells in (1, 9, 100, 1000):
            monkeypatch.setattr("regiolab.analysis.agreement.CELLS", cells)
            assert krippendorff_alpha(table, interval=Bootstrap(draws=50)) == whole

    def test_undefined_draws_are_counted_and_left_out(self):
        """Half of the draws of two units take one of them twice: its codings are the same, and alpha is undefined."""
        table = pd.DataFrame([["a", "b"], ["a", "b"]])
        found = krippendorff_alpha(table, interval=Bootstrap(draws=1000))
        undefined = int(found.method.split(" undefined")[0].split()[-1])
        assert 450 < undefined < 550
        assert (found.low, found.high) == (1, 1)

    def test_nothing_but_undefined_draws(self):
        table = pd.DataFrame([["a", "b"], ["a", "b"]])
        seed = next(
            seed for seed in range(20) if 2 in np.random.default_rng(seed).multinomial(2, np.full(2, 1 / 2), size=1)
        )
        found = krippendorff_alpha(table, interval=Bootstrap(draws=1, seed=seed))
        assert (found.value, found.low, found.high) == (1, None, None)
        assert "1 draws, 1 undefined" in found.method

    def test_a_wider_confidence_gives_a_wider_interval(self):
        narrow, wide = (
            cohen_kappa([list("aabbab"), list("aabbba")], interval=Bootstrap(confidence=share)) for share in (0.5, 0.95)
        )
        assert wide.low <= narrow.low <= narrow.high <= wide.high

    def test_draws_are_whole_units(self):
        """Ten copies of every draw of two units: only three alphas are possible."""
        table = pd.DataFrame([["a", "a"], ["b", "a"]])
        found = krippendorff_alpha(table, interval=Bootstrap(draws=300, confidence=0.999))
        assert "undefined" in found.method
        again = krippendorff_alpha(pd.DataFrame([["a", "a"], ["b", "b"]])).value
        assert found.low == pytest.approx(again)

    def test_against_drawing_units_by_hand(self):
        rng = np.random.default_rng(7)
        table = pd.DataFrame(rng.choice(list("abc"), (4, 25)))
        table.iloc[1] = table.iloc[0]
        by_hand = []
        for _draw in range(400):
            drawn = table.iloc[:, rng.integers(0, 25, 25)].set_axis(range(25), axis=1)
            by_hand.append(krippendorff_alpha(drawn).value)
        found = krippendorff_alpha(table, interval=Bootstrap(draws=4000))
        assert np.quantile(by_hand, [0.025, 0.975]) == pytest.approx([found.low, found.high], abs=0.03)


class TestReading:
    def test_a_coder_against_the_article(self):
        table = pd.DataFrame(
            {"u": ["x", "x", "y"], "v": ["y", "y", "y"], "w": [None, "x", "x"]}, index=["briceno2018", "s1", "s2"]
        )
        found = cohen_kappa(table, ("briceno2018", "s1"))
        assert (found.value, found.n_units, found.n_coders) == (1, 2, 2)

    def test_what_a_statistic_rests_on(self):
        """Only units with two codings count, and only the coders who gave one of these."""
        table = pd.DataFrame(
            {"u": ["x", "x", "y", None], "v": ["x", "y", None, None], "w": [None, None, None, "x"]}, index=list("abcd")
        )
        for found in (krippendorff_alpha(table), percent_agreement(table)):
            assert (found.n_units, found.n_coders, found.n_pairs) == (2, 3, 4)
        assert percent_agreement(table).value == 1 / 4
        spread = entropy(table, "u")
        assert (spread.n_units, spread.n_coders, spread.n_pairs) == (1, 3, 3)
        assert spread.value == pytest.approx(np.log2(3) - 2 / 3)
        pair = cohen_kappa(table, ("a", "b"))
        assert (pair.n_units, pair.n_coders, pair.n_pairs) == (2, 2, 2)

    def test_the_most_frequent_first(self):
        rows = distribution(pd.DataFrame({"u": list("abbccc"), "v": list("aaaaad")}), "u")
        assert rows["value"].tolist() == ["c", "b", "a"]
        assert rows["n"].tolist() == [3, 2, 1]
        assert rows["share"].tolist() == pytest.approx([1 / 2, 1 / 3, 1 / 6])

    def test_sets_as_text(self):
        text = pd.DataFrame([["social;productive", ""], ["productive; social", "strategic"]])
        same = pd.DataFrame([[{"social", "productive"}, set()], [["productive", "social"], {"strategic"}]])
        assert krippendorff_alpha(text, "sets") == krippendorff_alpha(same, "sets")
        assert percent_agreement(text, "sets").value == 0.5

    def test_categories_and_odd_indexes(self):
        table = pd.DataFrame({"unit": [1, 1, 2, 2], "coder": list("abab"), "value": list("xyxx")}, index=[9, 9, 3, 0])
        assert krippendorff_alpha(table.astype("category")).value == krippendorff_alpha(table).value

    def test_the_whole_scale_is_shown(self):
        rows = distribution(pd.DataFrame({"u": ["element", "element", None]}), "u", "ordinal")
        assert rows["value"].tolist() == list(DEGREES)
        assert rows["n"].tolist() == [0, 2, 0]
        assert rows["share"].sum() == 1

    def test_ten_thousand_coders(self):
        table = pd.DataFrame(np.random.default_rng(0).integers(0, 3, (10_000, 30)))
        start = time.process_time()  # of this process: other work on the machine is not counted
        found = krippendorff_alpha(table, interval=Bootstrap())
        assert time.process_time() - start < 1  # pair by pair it would take minutes
        assert found.n_pairs == 30 * 10_000 * 9_999 // 2
