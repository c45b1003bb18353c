"""The report: its statistics, what it puts first, and how it looks to a browser and a screen reader."""

from __future__ import annotations

import itertools
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance

from regiolab import words
from regiolab.analysis import agreement
from regiolab.exercises import coding, deck, grade, read_exercise, read_key, read_submission
from regiolab.exercises import submission as form
from regiolab.instructor import (
    discussion,
    drawings,
    entries,
    grade_class,
    simulation,
    standards,
    statistics,
    write_report,
)
from regiolab.instructor.standards import Standard
from regiolab.instructor.tally import Tally

EXERCISE = "3_classify"
UNIT = "mercosur_2003_political"
TYPES = {"economic": ["strategic", "social", "productive"]}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The class of thirty, from folder to report."""
    root = tmp_path_factory.mktemp("thirty")
    simulation.write_class(root / "submissions", exercises=(EXERCISE, "2_models"))
    return root, grade_class(root / "submissions", root / "out")


@pytest.fixture(scope="module")
def submissions(results):
    found = []
    for path in sorted((results[0] / "submissions").glob(f"*{EXERCISE}*")):
        try:
            found.append(read_submission(path))
        except ValueError:
            continue
    return found


@pytest.fixture(scope="module")
def standard():
    return Standard(read_exercise(EXERCISE), read_key(EXERCISE))


@pytest.fixture(scope="module")
def tally(standard, submissions):
    return Tally(standard, [record(standard, one) for one in submissions])


def record(standard, submission) -> entries.Record:
    # through JSON, as the register keeps it
    made = entries.build(standard.exercise, submission, grade(standard.exercise, standard.key, submission))
    return entries.from_plain(json.loads(json.dumps(made.plain())))


def text_of(results) -> str:
    return (results[0] / "out" / "report.html").read_text(encoding="utf-8")


# -- statistics -------------------------------------------------------------------------------------


def codings(submissions, round_: int) -> list[tuple[str, str, form.CodeAnswer]]:
    """Return student, unit and answer, straight from the files.

    Whoever came back stands in the second round by what was left alone.
    """
    if round_ == 1:
        return [(one.id, name, answer) for one in submissions for name, answer in one.rounds[0].answers.items()]
    back = [one for one in submissions if one.rounds[1].answers or one.feedback]
    return [(one.id, name, one.counted(name)) for one in back for name in one.rounds[0].answers]


def held(answer) -> frozenset:
    return frozenset(name for name, item in answer.models.items() if item.degree != "absent")


@pytest.mark.parametrize("round_", [1, 2])
def test_alpha_of_the_sets_is_that_of_the_agreement_module_and_of_nltk(tally, submissions, round_):
    units = {question.id for question in tally.tested}
    rows = [(who, unit, held(answer)) for who, unit, answer in codings(submissions, round_) if unit in units]
    table = pd.DataFrame(rows, columns=["coder", "unit", "value"])
    found = next(s for s in statistics.over_units(tally) if s.name == "alpha_sets" and s.round == round_)
    same = agreement.krippendorff_alpha(table, "sets", interval=statistics.BOOTSTRAP)
    for name in ("value", "low", "high", "n_units", "n_coders", "n_pairs"):
        assert getattr(found.found, name) == pytest.approx(getattr(same, name))
    # NLTK's MASI takes two empty sets for unlike
    task = AnnotationTask(
        [(who, unit, value or frozenset(["none"])) for who, unit, value in rows],
        distance=lambda one, other: 0.0 if one == other else masi_distance(one, other),
    )
    ours = agreement.krippendorff_alpha(table.assign(value=[value or {"none"} for value in table["value"]]), "sets")
    assert ours.value == pytest.approx(task.alpha(), abs=1e-9)


@pytest.mark.parametrize("round_", [1, 2])
def test_alpha_of_degrees_is_that_of_the_krippendorff_package(tally, submissions, round_):
    units = [q.id for q in tally.tested if deck.dimension(q) == "economic"]
    coders = sorted({who for who, _unit, _answer in codings(submissions, round_)})
    for model in TYPES["economic"]:
        matrix = np.full((len(coders), len(units)), np.nan)
        for who, unit, answer in codings(submissions, round_):
            if unit in units:
                item = answer.models.get(model)
                degree = "absent" if item is None else item.degree
                matrix[coders.index(who), units.index(unit)] = words.DEGREES.index(degree)
        theirs = krippendorff.alpha(matrix, level_of_measurement="ordinal", value_domain=[0, 1, 2])
        found = next(s for s in statistics.over_units(tally) if s.model == model and s.round == round_)
        assert found.found.value == pytest.approx(theirs, abs=1e-9)
        assert found.found.low <= found.found.value <= found.found.high
        assert found.found.n_units == len(units)


def test_kappa_is_that_of_the_pairs_with_the_article(tally, submissions, standard):
    for found in statistics.against_article(tally):
        mine, theirs = [], []
        for one in submissions:
            for question in tally.tested:
                answer = one.counted(question.id)
                if answer is None or found.model not in deck.types(question):
                    continue
                article = standard.key.keys[question.id].article.models
                for into, models in ((mine, answer.models), (theirs, article)):
                    into.append(models[found.model].degree if found.model in models else "absent")
        assert found.found.n_units == len(mine)
        assert found.found.value == pytest.approx(plain_kappa(mine, theirs), abs=1e-9)


def plain_kappa(mine: list, theirs: list) -> float:
    n = len(mine)
    observed = sum(one == other for one, other in zip(mine, theirs, strict=True)) / n
    a, b = Counter(mine), Counter(theirs)
    expected = sum(a[value] * b[value] for value in a) / n**2
    return (observed - expected) / (1 - expected)


def test_a_unit_has_the_distribution_entropy_and_agreement_of_its_answers(tally, submissions):
    for question in tally.coded:
        sets = [held(one.counted(question.id)) for one in submissions if one.counted(question.id) is not None]
        unit = statistics.of_unit(tally, question.id)
        counts = Counter(sets)
        assert {frozenset(models): n for models, n, _share, _coders in unit.distribution if n} == counts
        shares = np.array(list(counts.values())) / len(sets)
        assert unit.entropy.value == pytest.approx(-(shares * np.log2(shares)).sum())
        pairs = list(itertools.combinations(sets, 2))
        assert unit.percent.value == pytest.approx(sum(one == other for one, other in pairs) / len(pairs))


def test_the_report_prints_these_numbers(results, tally):
    text = text_of(results)
    for found in [*statistics.over_units(tally), *statistics.against_article(tally)]:
        value = f"{100 * found.found.value:.0f}" if found.name == "percent" else f"{found.found.value:.2f}"
        assert f">{value.replace('-', '−')}<" in text
    for question in tally.coded:
        assert f"Entropy {statistics.of_unit(tally, question.id).entropy.value:.2f} bits" in text


def test_of_a_very_large_class_every_nth_student_enters_the_statistics_over_units(standard, submissions, monkeypatch):
    monkeypatch.setattr("regiolab.instructor.tally.MOST", 10)
    works = [record(standard, one) for one in submissions]
    tally = Tally(standard, works, len(works))
    assert tally.step == 3 and tally.students == 29
    drawn = Tally(standard, works[::3])
    for found, same in zip(statistics.over_units(tally), statistics.over_units(drawn), strict=True):
        assert found.found.value == pytest.approx(same.found.value) and found.found.n_coders == same.found.n_coders
    for found, same in zip(statistics.against_article(tally), statistics.against_article(drawn), strict=True):
        assert found.found == same.found
    # what is counted unit by unit is the whole class
    assert tally.counts[UNIT].answered > drawn.counts[UNIT].answered


def test_what_is_for_training_is_reported_and_enters_no_statistic(standard, submissions):
    questions = [
        question.model_copy(update={"training": question.id == UNIT}) for question in standard.exercise.questions
    ]
    other = Standard(standard.exercise.model_copy(update={"questions": questions}), standard.key)
    tally = Tally(other, [record(other, one) for one in submissions])
    coded, tested = ([question.id for question in found] for found in (tally.coded, tally.tested))
    assert UNIT in coded and UNIT not in tested and tally.counts[UNIT].answered > 20
    assert {found.found.n_units for found in statistics.over_units(tally) if found.name == "percent"} == {len(tested)}
    assert tally.counts[UNIT].possible == 0 and statistics.of_unit(tally, UNIT).percent.value is not None


def test_movement_counts_those_who_came_nearer_to_the_article(standard):
    def one(first: dict, second: dict) -> dict:
        submission = form.begin(EXERCISE, "x")
        for number, models in enumerate((first, second)):
            given = {name: form.ModelAnswer(degree=degree) for name, degree in models.items()}
            answer = form.CodeAnswer(at=form.now(), models=given)
            submission.rounds[number].answers["pacific_alliance_2011_economic"] = answer
        return record(standard, submission)

    article, wrong = {"strategic": "dominant"}, {"social": "element"}
    both = {"strategic": "dominant", "social": "element"}
    pairs = [(article, article), (wrong, article), (wrong, both), (article, wrong), (article, {"strategic": "element"})]
    count = Tally(standard, [one(*pair) for pair in pairs]).counts["pacific_alliance_2011_economic"]
    assert dict(count.moves) == {"same": 1, "nearer": 2, "further": 1, "otherwise": 1}


@pytest.mark.parametrize("changed", [False, True])
def test_who_only_trained_has_not_come_back(standard, changed):
    """What is for training opens its feedback at once: in the first round everybody has done that."""
    training = "mercosur_1991_political"
    assert standard.exercise.question(training).training
    submission = form.begin(EXERCISE, "s")
    given = coding.answer({"autonomist": "element"})
    submission.rounds[0].answers = {UNIT: given, training: given}
    submission.feedback = [form.Step(question=training, step=step, at=form.now(), revision=step) for step in (1, 2, 3)]
    if changed:
        submission.rounds[1].answers[training] = coding.answer({"counter_hegemonic": "element"})
    found = {answer.mark.question: answer.second for answer in record(standard, submission).answers}
    assert found[UNIT] is None and (found[training] is not None) == changed
    submission.feedback.append(form.Step(question=UNIT, step=1, at=form.now(), revision=4))
    assert next(item for item in record(standard, submission).answers if item.mark.question == UNIT).second is not None


def test_cards_confidence_and_steps_are_counted(tally, submissions):
    question = UNIT
    answers = [one.counted(question) for one in submissions if one.counted(question) is not None]
    count = tally.counts[question]
    assert count.cards == Counter(card for answer in answers for card in {item.card for item in answer.filings})
    assert count.filings == Counter((i.card, i.condition, i.side) for answer in answers for i in answer.filings)
    assert count.unfiled == sum(not answer.filings for answer in answers)
    assert count.steps == Counter(one.opened(question) for one in submissions)
    levels = Counter(answer.confidence for answer in answers)
    assert Counter(level for level, _status in count.confidence.elements()) == levels


# -- what comes first -------------------------------------------------------------------------------


def test_the_most_divided_unit_comes_first_with_its_reasons(standard):
    exercise = standard.exercise
    works = []
    for number in range(10):
        submission = form.begin(EXERCISE, f"s{number}")
        for question in exercise.questions:
            article = standard.key.keys[question.id].article.models
            given = {n: form.ModelAnswer(degree=m.degree) for n, m in article.items() if m.degree != "absent"}
            if question.id == "mercosur_2003_political" and number % 2:
                given = {"counter_hegemonic": form.ModelAnswer(degree="element")}
            answer = form.CodeAnswer(at=form.now(), models=given, confidence=3)
            submission.rounds[0].answers[question.id] = answer
        works.append(record(standard, submission))
    tally = Tally(standard, works)
    units = {question.id: statistics.of_unit(tally, question.id) for question in tally.coded}
    first, second, *_rest = discussion.topics(tally, units)
    assert first.question == "mercosur_2003_political" and first.score > second.score
    assert first.why[0] == (
        "Two students drawn at random differ in 56 of 100 cases: 5 say autonomist model and 5 say counter-hegemonic "
        "regionalism."
    )
    assert "5 are sure of a coding that the cards filed do not carry." in first.why
    assert first.why[-1].startswith("Hardly anyone files E")
    assert second.why[0] == "All 10 name the same models."


def test_argued_codings_measures_and_misfilings_are_told(tmp_path):
    question = read_exercise(EXERCISE).question("mercosur_1991_political")
    cautious = {"autonomist": "element"}  # argued for by the key, and by nobody else
    shown = deck.shown(read_exercise(EXERCISE), question)["E06"]
    right = next(("E06", condition) for condition, side in sorted(shown) if side == "for" and condition[:4] == "aut_")
    for number in range(5):
        filings = [right, ("E05", "ctr_challenge")] if number < 3 else [right]
        submission = form.begin(EXERCISE, f"s{number}")
        submission.rounds[0].answers[question.id] = coding.answer(cautious, *filings)
        (tmp_path / f"{number}.json").write_bytes(form.dump(submission))
    grade_class(tmp_path, tmp_path / "out", pages=False)
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Argued by the key: 5." in text and "Measured by: a coding that the key argues for: 5." in text
    assert "5 give a coding that the key argues for." in text
    name = next(
        item.name for item in deck.conditions(question)["counter_hegemonic"] if item.condition == "ctr_challenge"
    )
    assert f"3 file E05 for “{name}”, where it shows nothing." in text
    assert "0 filed no card; of 8 filings 3 are where the card shows nothing" in text


def test_a_place_that_hardly_anybody_chose_is_counted_and_not_named(tmp_path):
    question = read_exercise(EXERCISE).question("mercosur_1991_political")
    shown = deck.shown(read_exercise(EXERCISE), question)["E05"]
    wrong = [name for name in deck.all_conditions(question) if (name, "for") not in shown][:3]
    for number in range(30):
        submission = form.begin(EXERCISE, f"s{number}")
        condition = wrong[max(0, number - 27)]  # 28 at the first, one at each of the others
        submission.rounds[0].answers[question.id] = coding.answer({"autonomist": "element"}, ("E05", condition))
        (tmp_path / f"{number}.json").write_bytes(form.dump(submission))
    grade_class(tmp_path, tmp_path / "out", pages=False)
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    names = deck.condition_names(question)
    assert f"for “{names[wrong[0]]}”:&nbsp;28" in text
    assert "in 2 other places: 2" in text
    assert not any(f"for “{names[name]}”:" in text for name in wrong[1:])


# -- small classes ----------------------------------------------------------------------------------


def class_of(tmp_path: Path, students: int) -> str:
    for number, content in enumerate(itertools.islice(simulation.contents(EXERCISE, 30), students)):
        (tmp_path / f"{number}.json").write_bytes(content)
    grade_class(tmp_path, tmp_path / "out", pages=False)
    return (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_a_class_of_one_is_told_why_there_is_no_statistic(tmp_path):
    text = class_of(tmp_path, 1)
    assert "No unit was coded by two coders or more, so nothing can be compared." in text
    assert "Fewer than two coders coded this unit, so nothing can be compared." in text
    assert not re.search(r"\b(nan|None|inf)\b", text)


def test_a_class_of_three_is_told_to_read_with_care(tmp_path):
    assert "It rests on 3 students only: read it as a hint." in class_of(tmp_path, 3)


def test_a_class_that_agrees_is_told_why_alpha_is_undefined(tmp_path):
    for number in range(3):
        submission = form.begin(EXERCISE, f"s{number}")
        for question in read_exercise(EXERCISE).questions:
            residual = {deck.residual(question): form.ModelAnswer()}
            submission.rounds[0].answers[question.id] = form.CodeAnswer(at=form.now(), models=residual)
        (tmp_path / f"{number}.json").write_bytes(form.dump(submission))
    grade_class(tmp_path, tmp_path / "out", pages=False)
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "All codings are the same, so there is no variation" in text
    assert "All 3 name the same models." in text


def test_other_exercises_are_reported_question_by_question(results):
    text = text_of(results)
    assert "Question by question" in text and "✓ the key" in text


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_report_can_be_written_again_in_another_language(results, tmp_path, language):
    from regiolab import i18n

    before = text_of(results)
    i18n.use_language(language)
    path = write_report(results[0] / "out")
    assert f'<html lang="{language}">' in path.read_text(encoding="utf-8")
    i18n.use_language("en")
    assert write_report(results[0] / "out").read_text(encoding="utf-8") == before


# -- the page ---------------------------------------------------------------------------------------


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids, self.links, self.levels, self.tags = [], [], [], Counter()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags[tag] += 1
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"][1:]] if tag == "a" and values.get("href", "").startswith("#") else []
        self.links += (values.get("aria-labelledby") or "").split()
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_the_page_is_whole_and_ordered(results):
    outline = _Outline()
    outline.feed(text_of(results))
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.links) <= set(outline.ids)
    assert outline.levels[0] == 1 and outline.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(outline.levels))
    assert outline.tags["script"] == 0 and outline.tags["link"] == 0 and outline.tags["img"] == 0
    assert outline.tags["svg"] >= 5


def test_the_pictures_refer_to_nothing_outside(results):
    for svg in re.findall(r"<svg.*?</svg>", text_of(results), flags=re.S):
        root = ET.fromstring(svg)
        for node in root.iter():
            for name, value in node.attrib.items():
                assert not re.match(r"(https?:|data:text)", value) or name.startswith("xmlns"), (name, value)


def test_every_figure_says_in_words_what_it_shows(tally):
    units = {question.id: statistics.of_unit(tally, question.id) for question in tally.coded}
    found = [
        drawings.presence(tally),
        drawings.agreement(statistics.over_units(tally), tally.standard.exercise),
        drawings.movement(tally, units),
        drawings.confidence(tally),
        drawings.opened(tally),
    ]
    for figure in found:
        assert figure.description.endswith(".") and len(figure.table)
        json.dumps(figure.spec(), allow_nan=False)


def test_standards_survive_the_register():
    kept = json.loads(json.dumps(standards.Standards().kept([EXERCISE])))
    assert standards.restored(kept)[EXERCISE] == standards.Standards().get(EXERCISE)


@pytest.mark.browser
def test_the_report_opens_without_network_or_fault(results):
    import axe_core_python
    from playwright.sync_api import sync_playwright

    pages = [results[0] / "out" / "report.html", *sorted((results[0] / "out" / "feedback").iterdir())[:2]]
    with sync_playwright() as playwright:
        options = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
        ]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        context = browser.new_context(offline=True, bypass_csp=True)
        for path in pages:
            page = context.new_page()
            said = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(path.as_uri())
            assert page.title() != "changed" and said == []
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            page.add_script_tag(path=Path(axe_core_python.__file__).with_name("axe.min.js"))
            found = page.evaluate(
                "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id))"
            )
            assert found == [], (path.name, found)
            page.close()
        browser.close()
