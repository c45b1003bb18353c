"""Numbers, names and lists as each language writes them, in sentences and in figures."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from guesses_given import GIVEN
from hypothesis import given
from hypothesis import strategies as st

import regiolab
from regiolab import charts, i18n, load
from regiolab.analysis.claims.verdicts import compute, decisions
from regiolab.charts import theme
from regiolab.i18n import number, speaking, use_language, worded

PACKAGE = Path(regiolab.__file__).parent
OTHERS = ("es", "pt")
UNIT = "mercosur_2003_economic"
every_other_language = pytest.mark.parametrize("language", OTHERS)

sizes = st.floats(-1e6, 1e6, allow_nan=False)


@given(sizes, st.integers(0, 4), st.booleans(), st.booleans())
def test_english_numbers_are_pythons(value, decimals, sign, percent):
    text = format(value, f"{'+' if sign else ''}.{decimals}{'%' if percent else 'f'}")
    assert number(value, decimals, sign=sign, percent=percent) == text
    assert worded("{a:+,.2f} {b:.0%} {c}", a=value, b=value, c=decimals) == f"{value:+,.2f} {value:.0%} {decimals}"


@given(sizes, st.integers(0, 4), st.booleans(), st.sampled_from(OTHERS))
def test_other_languages_have_the_same_digits(value, decimals, percent, language):
    text = number(value, decimals, percent=percent)
    with speaking(language):
        other = number(value, decimals, percent=percent)
    assert other.replace("\N{NO-BREAK SPACE}", "") == text.replace(".", ",")
    assert ("\N{NO-BREAK SPACE}" in other) == (percent and language == "es")


def test_numbers_in_a_sentence():
    said = {}
    for language in i18n.LANGUAGES:
        with speaking(language):
            said[language] = worded("{:.2f} {:.1%} {:+.2f} {:,} {:g} {}", 1.046, 0.1163, 0.02, 1234567, 0.5, "1.5")
    assert said == {
        "en": "1.05 11.6% +0.02 1,234,567 0.5 1.5",
        "es": "1,05 11,6\N{NO-BREAK SPACE}% +0,02 1.234.567 0,5 1.5",
        "pt": "1,05 11,6% +0,02 1.234.567 0,5 1.5",
    }


def test_what_is_no_number_stays():
    with speaking("es"):
        assert number(float("nan")) == "nan" and worded("{:.1f}", float("inf")) == "inf"
        assert worded("{:%Y-%m-%d} {:>4}", dt.date(2003, 1, 1), "x") == "2003-01-01    x"


PLACES = re.compile(r"\{\w*(?::[^}]*)?\}")


@every_other_language
def test_translations_keep_the_places_with_their_digits(language):
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "regiolab.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    checked = 0
    for message in catalogue:
        if message.id and isinstance(message.id, str) and message.string:
            assert sorted(PLACES.findall(message.string)) == sorted(PLACES.findall(message.id)), message.id
            checked += 1
    assert checked > 1000


DECIMAL = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])")
VERSIONS = ("DESTA 2.3",)  # names of data sets, which no language changes


def decimals(text: str) -> list[str]:
    for version in VERSIONS:
        text = text.replace(version, "")
    return DECIMAL.findall(text)


@every_other_language
@pytest.mark.parametrize("part", ["figure", "alternative"])
def test_a_computed_verdict_has_no_english_number(part, language):
    use_language(language)
    for claim in decisions():
        assert not decimals(getattr(compute(claim), part)), claim


# -- figures --------------------------------------------------------------------------------------

FIGURES = {
    "atlas_stops": charts.atlas_stops,
    "government_shares": charts.government_shares,
    "government_grid": charts.government_grid,
    "second_opinion": charts.second_opinion,
    "common_votes": charts.common_votes,
    "voting_distance": charts.voting_distance,
    "closeness_ranks": charts.closeness_ranks,
    "intra_trade": charts.intra_trade,
    "introversion": charts.introversion,
    "export_destinations": charts.export_destinations,
    "recent_trade": charts.recent_trade,
    "agreement_depth": charts.agreement_depth,
    "agreement_cases": charts.agreement_cases,
    "authority": charts.authority,
    "acts_incorporated": charts.acts_incorporated,
    "timeline": charts.timeline,
    "members_map": lambda: charts.members_map(["alba", "oas"], on="2012-01-01"),
    "membership_matrix": lambda: charts.membership_matrix(on="2012-12-31"),
    "overlap_matrix": lambda: charts.overlap_matrix(on="2012-12-31"),
    "union_and_fragmentation": charts.union_and_fragmentation,
    "chronicle": lambda: charts.chronicle(lesson="01", first=2003, last=2012),
    "periodisations": charts.periodisations,
    "model_grid": charts.model_grid,
    "calibration_curve": lambda: charts.calibration_curve([0.9, 0.9, 0.1], [True, False, False]),
    "profile": lambda: charts.profile(UNIT),
    "evidence_balance": lambda: charts.evidence_balance(UNIT, "strategic"),
    "other_readings": lambda: charts.other_readings("unasur_2008_economic"),
    "threshold_effect": lambda: charts.threshold_effect(UNIT),
    "period_shift": lambda: charts.period_shift("mercosur", {2003: 2005}),
    "scorecard": charts.scorecard,
    "ledger": charts.ledger,
    **{name: lambda name=name: getattr(charts, name)(**GIVEN[name]) for name in GIVEN},
}
# their texts come from columns that are English until the next round
ENGLISH = {"scorecard", "chronicle", "evidence_balance", "other_readings", "agreement_cases"}


@pytest.fixture(scope="module")
def drawn():
    """Every figure in every language."""
    found = {}
    for language, name in itertools.product(i18n.LANGUAGES, FIGURES):
        use_language(language)
        figure = FIGURES[name]()
        found[language, name] = figure, figure.spec()
    use_language("en")
    return found


def parts(spec: object, key: str) -> list:
    """Return all that stands under a key, outside the data."""
    if isinstance(spec, list):
        return [item for part in spec for item in parts(part, key)]
    if not isinstance(spec, dict):
        return []
    own = [spec[key]] if key in spec else []
    return own + [
        item for name, part in spec.items() if name not in ("datasets", "values") for item in parts(part, key)
    ]


def strings(part: object) -> list[str]:
    """Return all texts in a part of a specification."""
    if isinstance(part, str):
        return [part]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [text for item in inner for text in strings(item)]


def test_every_figure_is_looked_at():
    public = {name for name in charts.__all__ if callable(getattr(charts, name)) and name[0].islower()}
    assert public <= set(FIGURES)


@every_other_language
@pytest.mark.parametrize("name", FIGURES)
def test_no_translation_loses_a_colour_or_a_place(name, language, drawn):
    """A domain of two equal words would be one colour for both."""
    (english, _words), (other, spec) = drawn["en", name], drawn[language, name]
    assert list(other.table.columns) == list(english.table.columns) and other.table.columns.is_unique
    assert len(other.table) == len(english.table) > 0
    for scale in parts(spec, "scale"):
        domain = scale.get("domain") if isinstance(scale, dict) else None
        if isinstance(domain, list) and domain and isinstance(domain[0], str):
            assert len(set(domain)) == len(domain), domain
            assert not isinstance(scale.get("range"), list) or len(scale["range"]) == len(domain)
    for order in parts(spec, "sort"):
        assert not isinstance(order, list) or len(set(order)) == len(order), order


@every_other_language
@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_mixes_two_ways_of_writing_a_number(name, language, drawn):
    figure, spec = drawn[language, name]
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    texts = [text for title in parts(spec, "title") for text in strings(title)]
    assert texts
    assert not [found for text in [figure.description, *texts] for found in decimals(text)]
    if name in ENGLISH:
        return
    for rows in spec.get("datasets", {}).values():
        for row in rows if isinstance(rows, list) else []:
            for cell in row.values():
                assert not isinstance(cell, str) or not decimals(cell), cell


def test_english_figures_carry_no_locale(drawn):
    for name in FIGURES:
        assert "locale" not in drawn["en", name][1]["config"]


@pytest.mark.parametrize(("language", "percent"), [("en", "50%"), ("es", "50\N{NO-BREAK SPACE}%"), ("pt", "50%")])
def test_axes_follow_the_language(language, percent, drawn, tmp_path):
    def written(name: str) -> set[str]:
        use_language(language)
        picture = drawn[language, name][0].save(tmp_path / f"{name}.svg").read_text(encoding="utf-8")
        return set(re.findall(r">([^<>]*\d[^<>]*)<", picture))

    sign = "." if language == "en" else ","
    assert {f"1{sign}1", f"0{sign}9"} <= written("voting_distance")
    assert {f"0{sign}5"} <= written("authority")
    assert percent in written("government_shares")


@every_other_language
def test_the_locale_of_axes_is_whole(language):
    found = theme.numerals(language)
    assert len(found["time"]["months"]) == len(found["time"]["shortMonths"]) == 12
    assert found["time"]["days"][0] == "domingo" and len(set(found["time"]["shortDays"])) == 7
    assert found["number"]["thousands"] == "."


@every_other_language
def test_names_of_organisations_and_authors_are_translated(language, drawn):
    description = drawn[language, "authority"][0].description
    assert "Andean" not in description and "European" not in description
    assert " and " not in drawn[language, "periodisations"][0].description
    assert set(load("phases")["according_to"]) == set(drawn[language, "periodisations"][0].table["according_to"])
