"""The exercises as texts: nothing missing, nothing repeated, no key where a student would stumble on it."""

import html
import itertools
import json
import re
from collections import Counter
from datetime import date

import pytest

from regiolab import load, words
from regiolab.analysis import degrees
from regiolab.course import course_root
from regiolab.data import store
from regiolab.errors import RegiolabError
from regiolab.exercises import coding, deck, feedback, key, look, model
from regiolab.exercises.key import ARTICLE
from regiolab.exercises.look import Look
from regiolab.exercises.session import Session
from regiolab.exercises.submission import ANSWERS, now
from regiolab.i18n import speaking

NAMES = model.names()
ALL = [(name, question) for name in NAMES for question in model.read(name).questions]
CODED = [(name, question) for name, question in ALL if question.kind == "code"]
CARD = re.compile(r"\b[EN]\d{2,3}\b")


def masked(text: str) -> str:
    """Return a text without the names, cards and numbers by which copies would differ."""
    words = {word for column in ("short_en", "name_en") for word in load("blocs")[column]}
    words |= {name for model_ in load("models")["name_en"] for name in (model_, model_.capitalize())}
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "…")
    return re.sub(r"\W+", " ", CARD.sub("…", re.sub(r"\d+", "#", text))).strip().lower()


def plain(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def repeated(texts: list[str]) -> list[str]:
    seen: set[str] = set()
    return [text for text in texts if masked(text) in seen or seen.add(masked(text))]


def test_five_exercises_of_about_three_hours():
    exercises = [model.read(name) for name in NAMES]
    assert len(exercises) == 5
    assert 165 <= sum(exercise.minutes for exercise in exercises) <= 195


def careful_minutes(name: str) -> float:
    """Return how long a careful reader needs, without discussing: words once each, and a while for each decision."""
    exercise, entries = model.read(name), key.read(name).keys
    read, decisions, reasons = {exercise.summary}, 0, 0
    for question in exercise.questions:
        read |= {question.prompt, *(plain(shown["html"]) for shown in map(look.render, question.look))}
        if question.kind == "code":
            cards = deck.cards(exercise, question)
            conditions = [item for items in deck.conditions(question).values() for item in items]
            read |= {card.text for card in cards} | {
                text for item in conditions for text in (item.name, item.statement)
            }
            decisions += len(cards)
            reasons += bool(question.rubric.rationale)
            answer = coding.answer({})
        else:
            items = getattr(question, "items", [])
            read |= {item.text for item in items} | {option.text for option in getattr(question, "options", [])}
            decisions += len(items) or 1
            answer = None
        for step in feedback.STEPS:
            read |= set(feedback.feedback(exercise, question, entries[question.id], answer, step).paragraphs)
    words_ = sum(len(text.split()) for text in read)
    return words_ / 180 + decisions * 20 / 60 + reasons


@pytest.mark.parametrize("name", NAMES)
def test_the_minutes_are_those_of_a_careful_reader(name):
    assert model.read(name).minutes == pytest.approx(careful_minutes(name), rel=0.2)


def test_the_longest_exercise_ends_within_a_session():
    assert max(model.read(name).minutes for name in NAMES) <= 75


def test_the_units_carry_the_lesson():
    questions = model.read("3_classify").questions
    trained = [question for question in questions if question.training]
    assert questions[:2] == trained
    assert {deck.dimension(question) for question in trained} == {"economic", "political"}
    counted = [question for question in questions if not question.training]
    assert 6 <= len(counted) <= 8
    readings = [key.read("3_classify").keys[question.id].article.models for question in counted]
    flags = {flag for reading in readings for item in reading.values() for flag in item.flags}
    assert "deviation" in flags
    assert any(len(coding.present(reading)) > 1 for reading in readings)
    every = {name for reading in readings for name in coding.present(reading)}
    assert every == set(load("models")["model"].astype(str))


@pytest.mark.parametrize("name", NAMES)
def test_each_model_of_each_unit_has_a_text_of_its_own_that_names_a_card(name):
    entries = key.read(name).keys
    texts = []
    for question in model.read(name).questions:
        if question.kind != "code" or entries[question.id].article is None:
            continue
        assert set(question.models) == set(deck.models(question)), question.id
        of_unit = {card.card for card in deck.own_cards(model.read(name), question)}
        for text in question.models.values():
            assert CARD.search(text), text
            assert set(CARD.findall(text)) <= of_unit, text
        texts += question.models.values()
    assert not repeated(texts)


@pytest.mark.parametrize(("name", "question"), CODED, ids=[question.id for _name, question in CODED])
def test_every_coding_that_can_be_given_gets_feedback(name, question):
    exercise, entry = model.read(name), key.read(name).keys[question.id]
    types = deck.types(question)
    given = [{deck.residual(question): None}]
    given += [dict(zip(types, degrees, strict=True)) for degrees in itertools.product(words.DEGREES, repeat=len(types))]
    for models in given:
        answer = coding.answer(models)
        said = feedback.feedback(exercise, question, entry, answer, 2).paragraphs
        status = coding.measure(exercise, question, entry, answer).status
        asked = [text for text in question.models.values() if text in said]
        if status in ("agrees", "documented", "argued"):
            assert not asked  # what can be argued is not talked away
        elif entry.article and coding.present(answer.models) != coding.present(entry.article.models):
            assert asked, models


@pytest.mark.parametrize("name", NAMES)
def test_each_wrong_option_has_a_text_of_its_own_and_the_right_one_none(name):
    entries = key.read(name).keys
    texts = []
    for question in model.read(name).questions:
        entry = entries[question.id]
        if question.kind in ("choose", "judge"):
            assert [bool(option.feedback) for option in question.options] == [
                option.id != entry.choice for option in question.options
            ], question.id
            texts += [option.feedback for option in question.options if option.feedback]
        if question.kind == "match":
            for item, option in itertools.product(question.items, question.options):
                if entry.pairs[item.id] != option.id:
                    answer = ANSWERS["match"](at=now(), pairs={item.id: option.id})
                    said = feedback.feedback(model.read(name), question, entry, answer, 2).paragraphs[-1]
                    assert item.clue in said and option.feedback in said
                    texts.append(said)
        if question.kind == "order":
            assert all(item.clue for item in question.items)
            texts += [item.clue for item in question.items]
    assert not repeated(texts)


# -- what is said before the reading does not say the reading -------------------------------------

STEMS = {
    "strategic": "strateg",
    "social": "social",
    "productive": "productiv",
    "acquiescent_realism": "acquiesc",
    "autonomist": "autonom",
    "counter_hegemonic": "counter-hegemon",
    "not_classifiable": "classif",
    "lowest_common_denominator": "denominator",
}
OTHER_WORDS = {  # in which a verdict can be given away
    "supported": r"nothing (needs|has|is) to be mended|nothing is wrong|as it stands",
    "imprecise": r"only (the|a) (date|name|word|detail)|right in substance",
    "contradicted": r"the opposite|says otherwise|is (false|untrue)",
    "open": r"\black(s|ing)?\b|do(es)? not (have|reach)|no data",
}
DEGREE_OR_FLAG = re.compile(r"\b(dominant|elements?|on paper|emerging|weakening|reservations?|deviations?)\b", re.I)


@pytest.mark.parametrize(("name", "question"), ALL, ids=[question.id for _name, question in ALL])
def test_no_text_before_the_reading_names_the_answer(name, question):
    entry = key.read(name).keys[question.id]
    if question.kind == "code":
        said = " ".join([question.prompt, question.rule, question.passage, *question.models.values()]).lower()
        if entry.article:
            assert not DEGREE_OR_FLAG.findall(said)
            assert not [stem for held in coding.present(entry.article.models) if (stem := STEMS[held]) in said]
    elif question.kind == "order":
        assert not [item.clue for item in question.items if re.search(r"\b(19|20)\d\d\b", item.clue)]
    elif question.kind == "match":
        options = {option.id: option.text.split(",")[0].lower() for option in question.options}
        assert not [item.id for item in question.items if options[entry.pairs[item.id]] in item.clue.lower()]
        assert not [text for text in options.values() if text in question.passage.lower()]
    elif question.kind != "predict":
        right = next(option for option in question.options if option.id == entry.choice)
        answer = re.compile(rf"\b{re.escape(right.text.lower())}\b")
        said = [question.passage, *(option.feedback for option in question.options)]
        assert not [text for text in said if answer.search(text.lower())]
        if question.kind == "judge":
            assert not [text for text in said if re.search(OTHER_WORDS[right.id], text.lower())]


# -- the feedback as students read it -------------------------------------------------------------


def answers_to(question, entry, variant: int):
    """Return the right answer (0), or a wrong one: each wrong option in turn, each coding of one kind."""
    if question.kind == "code":
        article = entry.article.models if entry.article else {}
        types = deck.types(question)
        codings = [{name: item.degree for name, item in article.items()}, dict.fromkeys(types, "absent")]
        codings += [dict.fromkeys(types, "dominant"), {deck.residual(question): None}]
        codings += [{name: "element"} for name in types]
        return codings[variant % len(codings)]
    if question.kind == "order":
        return entry.order[variant:] + entry.order[:variant] if variant % 2 == 0 else entry.order[::-1]
    options = [option.id for option in question.options]
    if question.kind == "match":
        return entry.pairs if not variant else dict.fromkeys(entry.pairs, options[(variant - 1) % len(options)])
    return [entry.choice, *(option for option in options if option != entry.choice)][variant % len(options)]


def worked(name: str, folder, variant: int) -> Session:
    """Answer a whole exercise one way, and open all steps."""
    session = Session(name, folder)
    for question in session.exercise.questions:
        answer = answers_to(question, session.key.keys[question.id], variant)
        if question.kind == "code":
            for model_, degree in answer.items():
                session.code(question.id, model_, degree)
        elif question.kind == "order":
            session.order(question.id, answer)
        elif question.kind == "match":
            for item, option in answer.items():
                session.match(question.id, item, option)
        else:
            session.choose(question.id, answer)
    session.submit(anyway=True)
    for question in session.exercise.questions:
        for step in feedback.STEPS:
            session.open(question.id, step)
    return session


def sentences(paragraphs) -> list[str]:
    """Return the sentences of a text that are long enough to be noticed twice."""
    found = [part for text in paragraphs for part in re.split(r"(?<=[.!?])\s+", text)]
    return [part for part in found if len(part.split()) > 4]


TITLES = {store.source(coder).title for coder in load("codings")["coder"]}
BROKEN = re.compile(r"  |\{\w*\}|\bTODO\b|\bXXX\b|\bnot neither\b|: \.|\.\.(?!\.)|\( ?\)|\bimplied\b|^\W*$")


@pytest.mark.parametrize("variant", range(8))
@pytest.mark.parametrize("name", NAMES)
def test_feedback_reads_well_in_every_language(name, variant, tmp_path):
    session = worked(name, tmp_path, variant)
    for spoken in ("en", "es", "pt"):
        with speaking(spoken):
            for question in session.exercise.questions:
                said = [text for step in feedback.STEPS for text in session.feedback(question.id, step).paragraphs]
                twice = [part for part, n in Counter(sentences(said)).items() if n > 1]
                assert not twice, (question.id, spoken)
                assert not [text for text in said if BROKEN.search(text)], (question.id, spoken)
                assert not [title for title in TITLES if len(title) > 15 and title in " ".join(said)]
                mark = session.mark(question.id)
                told = [mark.says, *(criterion.says for criterion in mark.criteria)]
                assert not [part for part, n in Counter(sentences(told)).items() if n > 1], (question.id, spoken)


@pytest.mark.parametrize(("name", "question"), CODED, ids=[question.id for _name, question in CODED])
def test_who_follows_a_scholar_is_not_pushed_away(name, question):
    exercise, entry = model.read(name), key.read(name).keys[question.id]
    for reading in (*entry.readings, *entry.accepted, *entry.silent):
        answer = coding.answer({name_: item.degree for name_, item in reading.models.items()})
        if answer.empty:
            continue
        said = feedback.feedback(exercise, question, entry, answer, 2).paragraphs
        assert not set(said) & set(question.models.values()), reading


def test_code_questions_take_the_rule_from_where_it_is_computed():
    for name, question in CODED:
        assert not question.rule
        assert feedback.feedback(model.read(name), question, None, None, 1).paragraphs[0] == degrees.rule()


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_finished_and_ask_for_no_code(name):
    exercise = model.read(name)
    texts = [*exercise.texts(), *(entry.why for entry in key.read(name).keys.values())]
    texts += [argued.why for entry in key.read(name).keys.values() for argued in getattr(entry, "accepted", [])]
    assert not [text for text in texts if BROKEN.search(text)]
    assert not [text for text in texts if re.search(r"`|regiolab\.|load\(|Python|[Ss]ee conflicts", text)]
    assert not [text for text in texts if text != text.strip() or text[-1] in ",;"]
    assert "counts in full, and half of what you gain" in exercise.summary


# -- what a question asks to look at ---------------------------------------------------------------

LOOKED = [(name, question, item) for name, question in ALL for item in question.look]


@pytest.mark.parametrize(("name", "question", "item"), LOOKED, ids=[question.id for _name, question, _item in LOOKED])
def test_what_is_looked_at_reads_as_a_reader_reads(name, question, item):
    for spoken in ("en", "es", "pt"):
        with speaking(spoken):
            shown = look.render(item)
            heads = re.findall(r"<th[^>]*>(.*?)</th>", shown["html"])
            cells = re.findall(r"<td[^>]*>(.*?)</td>", shown["html"])
            assert len(heads) == len(item.columns) and len(cells) == len(heads) * len(look.rows(item))
            # no identifier, no machine's date
            assert not [
                text for text in (*heads, *cells) if re.search(r"[a-z]_[a-z]|\bNaT\b|\bnan\b|\d{4}-\d\d-\d\d", text)
            ]


@pytest.mark.parametrize("name", NAMES)
def test_statements_are_judged_by_something_that_opens_in_place(name):
    for question in model.read(name).questions:
        assert question.look or question.kind not in ("judge", "predict"), question.id


def test_a_prediction_is_made_before_one_can_look(tmp_path):
    session = Session("1_trajectory", tmp_path)
    assert session.look("left_in_2008") == []
    session.choose("left_in_2008", "few")
    session.submit("left_in_2008")
    (shown,) = session.look("left_in_2008")
    assert "Evo Morales" in shown["html"]
    assert "CELAC" in session.look("celac_treaty")[0]["html"]


def test_a_card_shows_its_fact_its_source_and_its_comment():
    shown = look.render(Look(title="The declaration", card="E67"))
    row = load("evidence").set_index("evidence").loc["E67"]
    text = plain(shown["html"])
    assert row["fact_en"] in text and row["comment"] in text
    assert store.source("briceno2018").author in text


def test_a_figure_shows_its_table():
    item = Look(title="Trade", figure="intra_trade", options={"blocs": ["mercosur"], "first": 1998, "last": 1998})
    shown = look.render(item)
    assert "Mercosur" in shown["html"] and "1998" in shown["html"] and "%" in shown["html"]


def test_spells_of_a_day_are_those_that_hold_on_it():
    item = Look(title="x", table="memberships", where={"bloc": ["mercosur"], "status": ["full"]}, on=date(2012, 7, 1))
    assert sorted(look.rows(item)["iso3"]) == ["ARG", "BRA", "URY"]
    # a spell ends on the first day on which it holds no longer
    assert "PRY" in set(look.rows(item.model_copy(update={"on": date(2012, 6, 28)}))["iso3"])
    assert "PRY" not in set(look.rows(item.model_copy(update={"on": date(2012, 6, 29)}))["iso3"])
    assert "PRY" in set(look.rows(item.model_copy(update={"on": date(2013, 8, 15)}))["iso3"])


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"table": "event"}, "'event' is not a table"),
        ({"table": "blocs", "columns": ["colour"]}, "'colour' is not a column of blocs"),
        ({"table": "blocs", "where": {"colour": ["red"]}}, "'colour' is not a column of blocs"),
        ({"table": "blocs", "where": {"bloc": ["atlantis"]}}, "shows 0 rows"),
        ({"table": "events"}, "choose with `where` between one and 25"),
        ({"table": "blocs", "on": "2012-07-01"}, "'start' is not a column of blocs"),
        ({"card": "E999"}, "shows 0 rows"),
        ({"figure": "pie"}, "'pie' is not a figure"),
        ({"figure": "Figure"}, "'Figure' is not a figure"),
        ({"figure": "intra_trade", "options": {"colour": "red"}}, "cannot be drawn with these options"),
        ({"table": "blocs", "card": "E67"}, "must name one thing to look at"),
        ({}, "must name one thing to look at"),
    ],
)
def test_what_cannot_be_looked_at_is_refused_in_a_sentence(tmp_path, item, says):
    exercise = json.loads((course_root() / "exercises" / "1_trajectory.json").read_text(encoding="utf-8"))
    exercise["questions"][0]["look"] = [{"title": "Something", **item}]
    (tmp_path / "mine.json").write_text(json.dumps({**exercise, "exercise": "mine"}), encoding="utf-8")
    with pytest.raises(RegiolabError, match=re.escape(says)) as error:
        model.read(tmp_path / "mine.json")
    assert "mine.json" in str(error.value)


def test_25_rows_are_read_and_26_are_not():
    codes = load("countries")["iso3"].tolist()
    assert len(look.rows(Look(title="x", table="countries", where={"iso3": codes[:25]}))) == 25
    with pytest.raises(RegiolabError, match="shows 26 rows"):
        look.rows(Look(title="x", table="countries", where={"iso3": codes[:26]}))


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_hold_neither_key_nor_reading(name):
    text = (course_root() / "exercises" / f"{name}.ipynb").read_text(encoding="utf-8")
    assert not any(cell.get("outputs") for cell in json.loads(text)["cells"])
    for question in model.read(name).questions:
        entry = key.read(name).keys[question.id]
        assert entry.why[:40] not in text
        assert question.passage[:40] not in text
    assert "briceno2018" not in text and "choice" not in text


@pytest.mark.parametrize(("name", "question"), CODED, ids=[question.id for _name, question in CODED])
def test_readings_are_those_of_the_table(name, question):
    table = load("codings")
    for reading in key.read(name).keys[question.id].readings:
        rows = table[table["unit"].eq(question.unit) & table["coder"].eq(reading.coder)].dropna(subset="model")
        assert not rows.empty
        for row in rows.itertuples():
            given = reading.models[row.model]
            assert (given.degree or "") == (row.degree if isinstance(row.degree, str) else "")
            flags = row.flags.split(";") if isinstance(row.flags, str) else []
            assert set(given.flags) == set(flags) or given.degree is None
        if reading.coder == ARTICLE:
            assert set(reading.models) == set(rows["model"].astype(str))


def test_the_order_is_that_of_the_dates():
    entry = key.read("1_trajectory").keys["road_to_celac"]
    assert entry.order == ["contadora", "rio", "calc", "cancun", "caracas"]
    events = load("events").set_index("event")["date"]
    acts = ["1991_treaty_asuncion", "1994_nafta_in_force", "1998_ushuaia_protocol", "2000_brasilia_summit"]
    acts += ["2004_alba_agreement", "2005_mar_del_plata", "2008_unasur_treaty", "2011_lima_declaration"]
    assert events[acts].is_monotonic_increasing
    order = ["asuncion", "nafta", "ouro", "brasilia", "alba", "plata", "unasur", "lima"]
    assert key.read("1_trajectory").keys["founding_acts"].order == order


@pytest.mark.parametrize(("day", "number"), [(date(2008, 1, 1), 8), (date(2015, 1, 1), 8), (date(2018, 1, 1), 5)])
def test_the_counts_of_governments_are_those_of_the_table(day, number):
    terms = load("governments")
    day = str(day)
    now_ = terms[terms["start"].le(day) & (terms["end"].isna() | terms["end"].gt(day))]
    ten = ["ARG", "BOL", "BRA", "CHL", "COL", "ECU", "PRY", "PER", "URY", "VEN"]
    assert now_["iso3"].isin(ten).sum() == 10
    assert (now_["iso3"].isin(ten) & now_["orientation"].eq("left")).sum() == number


def test_own_cards_rest_on_rows_with_a_source():
    for card in model.read("5_new_cases").cards:
        table = load(card.table)
        row = table[table[table.columns[0]].astype(str).eq(card.key)].iloc[0]
        if "source" in table.columns:
            assert isinstance(row["source"], str) and row["source"]


def test_a_key_that_does_not_fit_is_refused(tmp_path):
    exercise = json.loads((course_root() / "exercises" / "1_trajectory.json").read_text(encoding="utf-8"))
    (tmp_path / "mine.json").write_text(json.dumps({**exercise, "exercise": "mine"}), encoding="utf-8")
    assert key.read(tmp_path / "mine.json") is None
    (tmp_path / "keys").mkdir()
    entry = {"kind": "judge", "choice": "maybe", "why": "…"}
    text = json.dumps({"format": "regiolab-key/1", "exercise": "mine", "keys": {"celac_treaty": entry}})
    (tmp_path / "keys" / "mine.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine.json, the key of “celac_treaty”: the key names an option"):
        key.read(tmp_path / "mine.json")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"minutes": 0}, "minutes"),
        ({"colour": "red"}, "colour"),
        ({"questions": []}, "questions"),
    ],
)
def test_a_broken_exercise_says_where(tmp_path, change, says):
    exercise = json.loads((course_root() / "exercises" / "1_trajectory.json").read_text(encoding="utf-8"))
    (tmp_path / "mine.json").write_text(json.dumps({**exercise, **change}), encoding="utf-8")
    with pytest.raises(ValueError, match=f"mine.json: {says}"):
        model.read(tmp_path / "mine.json")


def test_the_documented_example_is_an_exercise(tmp_path):
    text = (course_root() / "exercises" / "WRITING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```json\n(.*?)```", text, flags=re.S)
    (tmp_path / "keys").mkdir()
    (tmp_path / "example.json").write_text(blocks[0], encoding="utf-8")
    (tmp_path / "keys" / "example.json").write_text(blocks[1], encoding="utf-8")
    exercise = model.read(tmp_path / "example.json")
    assert {question.kind for question in exercise.questions} >= {"code", "judge", "choose", "order", "match"}
    entries = key.read(tmp_path / "example.json").keys
    assert set(entries) == {question.id for question in exercise.questions}
    for question in exercise.questions:
        for step in feedback.STEPS:
            assert feedback.feedback(exercise, question, entries[question.id], None, step).paragraphs
        assert [item["html"] for item in map(look.render, question.look)] or question.kind != "judge"


@pytest.mark.parametrize("name", NAMES)
def test_notebooks_say_how_it_works_and_lead_on(name):
    notebook = json.loads((course_root() / "exercises" / f"{name}.ipynb").read_text(encoding="utf-8"))
    first, how, opens = ("".join(cell["source"]) for cell in notebook["cells"][:3])
    links = re.findall(r"\]\((.+?)\)", first.splitlines()[2])
    assert links and all((course_root() / "exercises" / link).is_file() for link in links)
    assert f"../notebooks/0{name[0]}_" in links[0]
    assert f"about {model.read(name).minutes} minutes" in first
    assert "How marks are made" in how and "seal" in how
    assert opens.endswith(f'regiolab.exercise("{name}")')
