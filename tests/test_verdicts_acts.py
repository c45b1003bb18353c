"""What dates and names decide: a planted case on each side of every line that a test draws.

The day of an act is moved to the first day that counts, the last one, and the days beside them; names
are changed word by word. What the article says stands here a second time, read from its text.
"""

from __future__ import annotations

import datetime as dt

import pytest
from planted_record import AUTHOR, OTHERS, Record, check, check_told, day, listed, tells, titles_in

from regiolab import use_language
from regiolab.analysis.claims.acts import DATES, disputed, falls_in, holding, judge
from regiolab.analysis.claims.naming import NAMES
from regiolab.analysis.claims.verdicts import IndependentTables, compute
from regiolab.data import labels
from regiolab.data.labels import event_title

# claim: the year or month that the article gives, the act, other acts that it may mean, and a recorded conflict
SAID = {
    "C046": ("2011", "2011_peas"),
    "C054": ("2008", "2008_unasur_treaty", "2011_unasur_in_force"),
    "C055": ("2011", "2011_celac_caracas", "2010_unity_summit"),
    "C057": ("1993", "1993_safta_proposal"),
    "C063": ("2004-12", "2004_cusco_declaration"),
    "C070": ("2011-12", "2011_celac_caracas", "2010_unity_summit"),
    "C123": ("2005", "2000_social_development_ministers"),
    "C124": ("2007", "2007_mercosur_social_institute"),
    "C125": ("2011", "2011_peas"),
    "C127": ("2015-07", "2015_sociolabour_declaration", "1998_sociolabour_declaration"),
    "C128": ("2005", "2004_focem_created", "2005_focem_rules"),
    "C129": ("2008", "2008_sme_guarantee_fund"),
    "C130": ("2008", "2008_productive_integration_programme"),
    "C143": ("2004", "2005_mar_del_plata"),
    "C149": ("2009", "2009_sucre_treaty", "2010_sucre_first_operation"),
    "C151": ("2012", "2012_ecoalba_agreement"),
    "C152": ("2001-12", "2001_alba_announced"),
    "C155": ("2004-12", "2004_alba_agreement"),
    "C166": ("2006", "2006_pacific_arc_proposal", "2007_pacific_arc_cali"),
    "C170": ("2012-06", "2012_pa_framework", "2015_pa_framework_in_force"),
    "C201": ("2017-02", "2017_macri_temer_brasilia"),
    "C210": ("2014", "2015_grupo_consenso_document"),
    "C233": ("2017", "2017_lima_declaration"),
}
RIVALS = {"C151": "ecoalba_established", "C166": "arc_proposal_year"}
MONTHS = [claim for claim, (said, *_acts) in SAID.items() if len(said) == 7]
YEARS = [claim for claim in SAID if claim not in MONTHS]


@pytest.fixture(autouse=True)
def planted_titles(monkeypatch):
    """Give every act a title of its own, whatever the real tables call it."""
    record = Record()
    for event in {event for _said, *events in SAID.values() for event in events} | {
        "1890_international_union_american_republics",
        "1994_eclac_open_regionalism",
        "2000_brasilia_summit",
        "2007_fernandez_multipolar_speech",
        "2010_eu_talks_relaunched",
        "2017_celac_san_salvador",
    }:
        record.event(event, "1900-01-01")
    monkeypatch.setattr(labels, "_event_titles", titles_in(record))


def span(said: str) -> tuple[str, str]:
    """Return the first and the last day of a year or month."""
    year, _dash, month = said.partition("-")
    first = dt.date(int(year), int(month or 1), 1)
    after = dt.date(first.year + (month in ("", "12")), first.month % 12 + 1 if month else 1, 1)
    return first.isoformat(), (after - dt.timedelta(days=1)).isoformat()


def dated(claim: str, date: str, precision: str = "day", others: str = "1930-05-17", source: str = OTHERS) -> Record:
    """Return a record of a claim's act, and of the other acts at one date."""
    _said, event, *more = SAID[claim]
    record = Record().event(event, date, precision, source)
    for other in more:
        record.event(other, others)
    return record


# -- the date of an act ---------------------------------------------------------------------------


def test_the_articles_dates_are_those_that_are_tested():
    assert set(DATES) == set(SAID)


@pytest.mark.parametrize("claim", SAID)
def test_the_days_at_both_ends_of_what_was_said(claim):
    first, last = span(SAID[claim][0])
    moved = {date: compute(claim, dated(claim, date)).verdict for date in (day(first, -1), first, last, day(last, 1))}
    assert list(moved.values()) == ["contradicted", "supported", "supported", "contradicted"], moved


@pytest.mark.parametrize("claim", MONTHS)
def test_a_month_is_not_asked_of_a_date_known_by_its_year(claim):
    year = SAID[claim][0][:4]
    assert compute(claim, dated(claim, f"{year}-01-01", "year")).verdict == "supported"
    assert compute(claim, dated(claim, f"{int(year) + 1}-01-01", "year")).verdict == "contradicted"
    assert compute(claim, dated(claim, f"{SAID[claim][0]}-01", "month")).verdict == "supported"
    assert compute(claim, dated(claim, f"{year}-03-01", "month")).verdict == "contradicted"


@pytest.mark.parametrize("claim", [claim for claim, (_said, _act, *others) in SAID.items() if others])
def test_another_act_of_the_time_said_makes_it_imprecise(claim):
    first, last = span(SAID[claim][0])
    outside = day(first, -400)
    for other, verdict in {
        day(first, -1): "contradicted",
        first: "imprecise",
        last: "imprecise",
        day(last, 1): "contradicted",
    }.items():
        assert compute(claim, dated(claim, outside, others=other)).verdict == verdict
    # the act itself at its time is enough
    assert compute(claim, dated(claim, first, others=first)).verdict == "supported"


@pytest.mark.parametrize("claim", SAID)
def test_no_other_act_counts_where_the_article_can_mean_only_one(claim):
    first, _last = span(SAID[claim][0])
    record = dated(claim, day(first, -400))
    named = SAID[claim][1:]
    for event in {event for _said, *events in SAID.values() for event in events} - set(named):
        record.event(event, first)
    assert compute(claim, record).verdict == "contradicted"


@pytest.mark.parametrize("claim", SAID)
def test_a_date_that_nobody_else_gives_is_open(claim):
    first, _last = span(SAID[claim][0])
    _said, event, *others = SAID[claim]
    assert compute(claim, Record()).verdict == "open"
    nobody = compute(claim, dated(claim, first, source=AUTHOR))
    assert nobody.verdict == "open" and tells(nobody.figure, event) and nobody.alternative == ""
    if others:
        assert compute(claim, Record().event(event, first)).verdict == "open"


@pytest.mark.parametrize("claim", SAID)
def test_both_dates_stand_in_the_figure(claim):
    said, event, *others = SAID[claim]
    found = compute(claim, dated(claim, "1931-08-09", others="1932-10-11"))
    name = {"12": "December", "07": "July", "06": "June", "02": "February"}.get(said[5:])
    assert tells(found.figure, event, "9 August 1931", f"{name} {said[:4]}" if name else said)
    assert tells(found.alternative, *[part for other in others for part in (other, "11 October 1932")])
    assert tells(compute(claim, dated(claim, "1931-08-01", "month")).figure, "August 1931")
    assert not tells(compute(claim, dated(claim, "1931-08-01", "month")).figure, "1 August 1931")


@pytest.mark.parametrize("claim", YEARS)
def test_a_year_is_said_as_a_year(claim):
    figure = compute(claim, dated(claim, "1931-08-09")).figure
    assert tells(figure, SAID[claim][0]) and "January" not in figure


@pytest.mark.parametrize("claim", SAID)
def test_a_source_that_says_otherwise_makes_a_right_date_imprecise(claim):
    first, _last = span(SAID[claim][0])
    for name in {*RIVALS.values(), "another_matter"}:
        record = dated(claim, first).conflict(name, "the tables' date", "the rival's date", OTHERS, OTHERS, "a")
        found = compute(claim, record)
        disputed = RIVALS.get(claim) == name
        assert found.verdict == ("imprecise" if disputed else "supported")
        assert tells(found.alternative, "rival's date") == disputed
        assert not tells(found.alternative, "tables' date")


# who says one date, who the other, which the tables follow, and what is said against the date
CONFLICTS = {
    "the article against a source that the tables follow": (AUTHOR, OTHERS, "b", "second"),
    "the article against a source": (AUTHOR, OTHERS, "neither", "second"),
    "two sources, the first followed": (OTHERS, OTHERS, "a", "second"),
    "two sources, the second followed": (OTHERS, OTHERS, "b", "first"),
    "two sources, neither followed": (OTHERS, OTHERS, "neither", "first"),
    "a source that is followed against the article": (OTHERS, AUTHOR, "a", ""),
    "the article's author on both sides": (AUTHOR, AUTHOR, "b", ""),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_another_source_says(name):
    one, other, followed, told = CONFLICTS[name]
    record = Record().conflict("date", "first", "second", one, other, followed)
    text = disputed(IndependentTables(record), "date")
    assert tells(text, *([told] if told else []))
    assert disputed(IndependentTables(record), "another") == disputed(IndependentTables(record), None) == ""


# -- single acts ----------------------------------------------------------------------------------


def alliance(founded="2011-04-28", treaty="2012-06-06", source=OTHERS):
    return Record().bloc("pacific_alliance", founded, source, founding_act="[act]").event("2012_pa_framework", treaty)


def idea(date="1890-04-14", precision="day", source=OTHERS):
    return Record().event("1890_international_union_american_republics", date, precision, source)


def summit(
    date="2000-08-31",
    later="2002-07-26",
    leader="Fernando Henrique Cardoso",
    start="1995-01-01",
    end="2003-01-01",
    **more,
):
    record = Record().event("2000_brasilia_summit", date).event("2002_guayaquil_summit", later)
    return record.term(more.get("iso3", "BRA"), leader, start, end, source=more.get("source", OTHERS))


def union(old_end="2008-05-23", founded="2008-05-23", renamed="2007-04-16", predecessors="lafta;sacn", source=OTHERS):
    record = Record().bloc("sacn", end=old_end, source=source).event("2007_margarita_renaming", renamed)
    return record.bloc("unasur", founded, predecessors=predecessors)


def celac(roots="calc;rio_group", rio="2011-12-03", calc="2011-12-03", founded="2011-12-03", source=OTHERS):
    record = Record().bloc("celac", founded, predecessors=roots)
    return record.bloc("rio_group", end=rio).bloc("calc", end=calc, source=source)


def eclac(date="1994-01-01", precision="day", source=OTHERS):
    return Record().event("1994_eclac_open_regionalism", date, precision, source)


KIRCHNER = "Cristina Fernández de Kirchner"


def speech(date="2007-12-18", start="2007-12-10", leader=KIRCHNER, source=OTHERS, again=""):
    record = Record().event("2007_fernandez_multipolar_speech", date).term("ARG", leader, start, source=source)
    record.term("ARG", "Néstor Kirchner", "2003-05-25")
    return record.term("ARG", leader, again) if again else record


def representative(start="2011-01-19", end="2012-06-28", source=OTHERS):
    return (
        Record()
        .event("2011_pinheiro_guimaraes_named", start, source=source)
        .event("2012_pinheiro_guimaraes_resigns", end)
    )


def meeting(date="2017-05-02", source=OTHERS):
    return Record().event("2017_celac_san_salvador", date, source=source)


def talks(relaunch="2010-05-17", offers="2016-05-11", change="2015-12-10", source=OTHERS):
    record = Record().event("2010_eu_talks_relaunched", relaunch, source=source)
    return record.event("2016_eu_offers_exchanged", offers).event("2015_macri_takes_office", change)


def summits(*dates, blocs="celac", kind="summit", source=OTHERS):
    record = Record()
    for date in dates:
        record.event(date, date, kind=kind, blocs=blocs, source=source)
    return record


def held(date, **cells):
    """Return a record of a summit long before and one on a day."""
    return summits("2010-01-01").event(date, date, **{"kind": "summit", "blocs": "celac", **cells})


def acronyms(es="CSN", pt="CASA", source=OTHERS, rival=None, conflict="sacn_acronym_language"):
    record = Record().bloc("sacn", acronym_es=es, acronym_pt=pt, acronym_en="SACN", source=source)
    return record.conflict(conflict, "one", "other", AUTHOR, rival, "b") if rival else record


CASES = {
    "C012": (
        alliance,
        {
            "founded in the year said": ({}, "supported"),
            "on its first day": ({"founded": "2011-01-01"}, "supported"),
            "on its last day": ({"founded": "2011-12-31"}, "supported"),
            "the day before the year": ({"founded": "2010-12-31"}, "contradicted"),
            "the day after the year": ({"founded": "2012-01-01"}, "contradicted"),
            "whenever the treaty was": ({"treaty": "1990-01-01"}, "supported"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C032": (
        idea,
        {
            "last day too early": ({"date": "1866-12-31"}, "contradicted"),
            "first year of the last third": ({"date": "1867-01-01"}, "supported"),
            "last year of the century": ({"date": "1900-12-31"}, "supported"),
            "next century": ({"date": "1901-01-01"}, "contradicted"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C060": (
        summit,
        {
            "convened by Cardoso in 2000": ({}, "supported"),
            "first day of 2000": ({"date": "2000-01-01"}, "supported"),
            "last day of 2000": ({"date": "2000-12-31"}, "supported"),
            "last day of 1999": ({"date": "1999-12-31"}, "contradicted"),
            "first day of 2001": ({"date": "2001-01-01"}, "contradicted"),
            "in office since that day": ({"start": "2000-08-31"}, "supported"),
            "in office a day later": ({"start": "2000-09-01"}, "contradicted"),
            "his last day was the day before": ({"end": "2000-08-31"}, "contradicted"),
            "it was his last day": ({"end": "2000-09-01"}, "supported"),
            "no end is known": ({"end": ""}, "supported"),
            "another host": ({"leader": "Itamar Franco"}, "contradicted"),
            "Cardoso of another state": ({"iso3": "ARG"}, "contradicted"),
            "nobody independent names the host": ({"source": AUTHOR}, "contradicted"),
            "the other summit on the next day": ({"later": "2000-09-01"}, "supported"),
            "the other summit on that day": ({"later": "2000-08-31"}, "contradicted"),
            "the other summit was earlier": ({"later": "2000-08-30"}, "contradicted"),
        },
    ),
    "C064": (
        union,
        {
            "renamed the year before": ({}, "imprecise"),
            "renamed in the year": ({"renamed": "2008-01-01"}, "supported"),
            "renamed on its last day": ({"renamed": "2008-12-31"}, "supported"),
            "renamed a day before it": ({"renamed": "2007-12-31"}, "imprecise"),
            "renamed in the year after": ({"renamed": "2009-01-01"}, "imprecise"),
            "the only root": ({"predecessors": "sacn"}, "imprecise"),
            "no heir": ({"predecessors": "lafta"}, "contradicted"),
            "heir to another of a like name": ({"predecessors": "sacn2"}, "contradicted"),
            "without a root": ({"predecessors": ""}, "contradicted"),
            "the old one goes on": ({"old_end": ""}, "contradicted"),
            "the old one ended before": ({"old_end": "2007-12-31"}, "contradicted"),
            "the old one ended after": ({"old_end": "2009-01-01"}, "contradicted"),
            "the new one is older": ({"founded": "2007-12-31"}, "contradicted"),
            "the new one is younger": ({"founded": "2009-01-01"}, "contradicted"),
            "both a year early": ({"founded": "2007-12-31", "old_end": "2007-12-31"}, "contradicted"),
            "both a year late": ({"founded": "2009-01-01", "old_end": "2009-01-01"}, "contradicted"),
            "first days of the year": ({"founded": "2008-01-01", "old_end": "2008-01-01"}, "imprecise"),
            "last days of the year": ({"founded": "2008-12-31", "old_end": "2008-12-31"}, "imprecise"),
            "the author alone on the old one": ({"source": AUTHOR}, "open"),
        },
    ),
    "C071": (
        celac,
        {
            "both roots end that day": ({}, "supported"),
            "in any order": ({"roots": "rio_group;calc"}, "supported"),
            "one root only": ({"roots": "calc"}, "contradicted"),
            "the other root only": ({"roots": "rio_group"}, "contradicted"),
            "a third root": ({"roots": "calc;rio_group;sela"}, "contradicted"),
            "no root": ({"roots": ""}, "contradicted"),
            "the one ended a day earlier": ({"rio": "2011-12-02"}, "contradicted"),
            "the other ended a day later": ({"calc": "2011-12-04"}, "contradicted"),
            "both ended a day later": ({"rio": "2011-12-04", "calc": "2011-12-04"}, "contradicted"),
            "one goes on": ({"calc": ""}, "contradicted"),
            "the author alone on a root": ({"source": AUTHOR}, "open"),
        },
    ),
    "C091": (
        eclac,
        {
            "last day of the eighties": ({"date": "1989-12-31"}, "contradicted"),
            "first day of the nineties": ({"date": "1990-01-01"}, "supported"),
            "last day that is early": ({"date": "1994-12-31"}, "supported"),
            "no longer early": ({"date": "1995-01-01"}, "contradicted"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C136": (
        speech,
        {
            "in 2007, in office": ({}, "supported"),
            "in office again later": ({"again": "2011-12-10"}, "supported"),
            "on her first day": ({"start": "2007-12-18"}, "supported"),
            "the day before her first": ({"start": "2007-12-19"}, "contradicted"),
            "last day of 2007": ({"date": "2007-12-31"}, "supported"),
            "first day of 2008": ({"date": "2008-01-01"}, "contradicted"),
            "first day of 2007": ({"date": "2007-01-01", "start": "2007-01-01"}, "supported"),
            "last day of 2006": ({"date": "2006-12-31", "start": "2006-01-01"}, "contradicted"),
            "no term of hers": ({"leader": "Somebody"}, "open"),
            "the author alone on her term": ({"source": AUTHOR}, "open"),
        },
    ),
    "C137": (
        representative,
        {
            "first days of both months": ({"start": "2011-01-01", "end": "2012-06-01"}, "supported"),
            "last days of both months": ({"start": "2011-01-31", "end": "2012-06-30"}, "supported"),
            "named the day before": ({"start": "2010-12-31"}, "contradicted"),
            "named the day after": ({"start": "2011-02-01"}, "contradicted"),
            "resigned the day before": ({"end": "2012-05-31"}, "contradicted"),
            "resigned the day after": ({"end": "2012-07-01"}, "contradicted"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C192": (
        meeting,
        {
            "met on the last day before the article": ({"date": "2017-12-31"}, "contradicted"),
            "met on the first day of its year": ({"date": "2018-01-01"}, "supported"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C202": (
        talks,
        {
            "relaunched before, offers under them": ({}, "imprecise"),
            "relaunched the day before them": ({"relaunch": "2015-12-09"}, "imprecise"),
            "relaunched on their first day": ({"relaunch": "2015-12-10"}, "supported"),
            "relaunched a day later": ({"relaunch": "2015-12-11"}, "supported"),
            "offers on their first day": ({"offers": "2015-12-10"}, "imprecise"),
            "offers the day before": ({"offers": "2015-12-09"}, "contradicted"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
    "C231": (
        held,
        {
            "the day before the window": ({"date": "2017-01-31"}, "supported"),
            "its first day": ({"date": "2017-02-01"}, "contradicted"),
            "its last day": ({"date": "2018-12-31"}, "contradicted"),
            "the day after": ({"date": "2019-01-01"}, "supported"),
            "of the other body": ({"date": "2017-06-01", "blocs": "unasur"}, "contradicted"),
            "of several, one of them": ({"date": "2017-06-01", "blocs": "oas;celac"}, "contradicted"),
            "of another body": ({"date": "2017-06-01", "blocs": "mercosur"}, "supported"),
            "of a body of a like name": ({"date": "2017-06-01", "blocs": "celac2"}, "supported"),
            "of no body": ({"date": "2017-06-01", "blocs": ""}, "supported"),
            "no summit": ({"date": "2017-06-01", "kind": "decision"}, "supported"),
            "said by the author alone": ({"date": "2017-06-01", "source": AUTHOR}, "supported"),
        },
    ),
    "C062": (
        acronyms,
        {
            "one form in each language": ({}, "supported"),
            "the forms the other way about": ({"es": "CASA", "pt": "CSN"}, "contradicted"),
            "one form in both": ({"pt": "CSN"}, "contradicted"),
            "the other form in both": ({"es": "CASA"}, "contradicted"),
            "a text uses both forms": ({"rival": OTHERS}, "imprecise"),
            "wrong and disputed": ({"pt": "CSN", "rival": OTHERS}, "contradicted"),
            "the author alone disputes": ({"rival": AUTHOR}, "supported"),
            "a dispute of another matter": ({"rival": OTHERS, "conflict": "another"}, "supported"),
            "said by the author alone": ({"source": AUTHOR}, "open"),
        },
    ),
}


@pytest.mark.parametrize(("claim", "name"), listed(CASES))
def test_verdict(claim, name):
    check(CASES, claim, name)


@pytest.mark.parametrize("claim", CASES)
def test_nothing_known_is_open(claim):
    assert compute(claim, Record()).verdict == "open"


def test_no_summit_at_all_is_no_evidence():
    assert compute("C231", summits("2017-06-01", blocs="mercosur")).verdict == "open"
    assert compute("C231", summits("2017-06-01", source=AUTHOR)).verdict == "open"


def test_one_act_that_is_missing_is_open():
    needed = {
        "C012": Record().bloc("pacific_alliance", "2011-04-28"),
        "C060": Record().event("2000_brasilia_summit", "2000-08-31"),
        "C137": Record().event("2011_pinheiro_guimaraes_named", "2011-01-19"),
        "C202": Record().event("2010_eu_talks_relaunched", "2010-05-17"),
    }
    assert {claim: compute(claim, record).verdict for claim, record in needed.items()} == dict.fromkeys(needed, "open")


# claim, what is planted, what the figure names and in what order, and the alternative
TOLD = {
    "the act and the treaty": (
        "C012",
        alliance("2011-02-03", "1994-05-06"),
        ["act", "3 February 2011"],
        ["6 May 1994"],
    ),
    "the union of republics": (
        "C032",
        idea("1871-03-01", "month"),
        ["1890_international_union_american_republics", "March 1871"],
        [],
    ),
    "host and both summits": (
        "C060",
        summit("2000-02-01", "2001-03-04", "Somebody").event("2000_brasilia_summit", "2000-02-01", "month"),
        ["2000_brasilia_summit", "February 2000", "Somebody", "4 March 2001"],
        [],
    ),
    "no host": ("C060", summit(leader="X", end="1999-01-01"), ["31 August 2000", "nobody", "26 July 2002"], []),
    "treaty and new name": (
        "C064",
        union("2008-01-02", "2008-03-04", "2007-05-06"),
        ["4 March 2008"],
        ["6 May 2007"],
    ),
    "treaty and new name, contradicted": (
        "C064",
        union("2001-01-02", "2003-03-04", "2004-05-06"),
        ["4 March 2003"],
        ["6 May 2004"],
    ),
    "roots and their end": (
        "C071",
        celac("sela;calc", "2001-02-03", "2004-05-06", "2007-08-09"),
        ["calc and sela", "3 February 2001"],
        [],
    ),
    "no roots": ("C071", celac(""), ["none", "3 December 2011"], []),
    "the text": ("C091", eclac("1991-03-01", "month"), ["1994_eclac_open_regionalism", "March 1991"], []),
    "speech and term": (
        "C136",
        speech("2007-03-04", "2006-01-02"),
        ["2007_fernandez_multipolar_speech", "4 March 2007", "2 January 2006"],
        [],
    ),
    "the first of two terms": (
        "C136",
        speech(again="2011-12-10"),
        ["18 December 2007", "10 December 2007"],
        [],
    ),
    "named and resigned": (
        "C137",
        representative("1990-02-03", "1995-06-07").conflict("pinheiro_start", "x", "rival", AUTHOR, OTHERS, "b"),
        ["3 February 1990", "7 June 1995"],
        ["rival"],
    ),
    "the meeting": ("C192", meeting("2016-03-04"), ["2017_celac_san_salvador", "4 March 2016"], []),
    "talks under them": ("C202", talks(relaunch="2016-02-03"), ["2010_eu_talks_relaunched", "3 February 2016"], []),
    "talks before them": (
        "C202",
        talks("2001-02-03", "2016-04-05", "2014-06-07"),
        ["3 February 2001", "7 June 2014"],
        ["5 April 2016"],
    ),
    "summits in the window and beside it": (
        "C231",
        summits("2019-08-09", "2017-03-01", "2018-03-01", "2015-04-05", "2014-01-01", "2021-01-01"),
        ["2017", "2018", "2"],
        ["5 April 2015", "9 August 2019"],
    ),
    "summits in the window alone": ("C231", summits("2017-03-01"), ["2018", "1"], ["none", "none"]),
    "summits before it": ("C231", summits("2015-04-05"), ["2018", "0"], ["5 April 2015", "none"]),
    "summits at its edge": ("C231", summits("2017-01-31", "2019-01-01"), ["0"], ["31 January 2017", "1 January 2019"]),
    "both acronyms": ("C062", acronyms("ABC", "XYZ", rival=OTHERS), ["ABC", "XYZ"], ["other"]),
    "the right acronyms": ("C062", acronyms(rival=OTHERS), ["CSN", "CASA"], ["other"]),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name):
    check_told(*TOLD[name])


# -- names ----------------------------------------------------------------------------------------

WRITTEN_SO = {
    "C007": ("alba", "name_en", "Bolivarian Alliance for the People of the Americas"),
    "C033": ("apec", "name_en", "Asia-Pacific Cooperation Forum"),
    "C053": ("sica", "name_en", "System of Central American Integration"),
    "C059": ("nafta", "name_en", "North American Trade Agreement"),
    "C076": ("calc", "acronym_en", "CALCS"),
}


def named(claim: str, name: str, source: str = OTHERS) -> Record:
    """Return a record of a scheme with a name in the place that counts, and others elsewhere."""
    bloc, column, _said = WRITTEN_SO[claim]
    names = {"name_en": "One", "name_es": "Otro", "name_pt": "Outro", "acronym_en": "O", "short_en": "O"}
    return Record().bloc(bloc, source=source, **{**names, column: name}).bloc("another", name_en="Another")


def test_the_articles_names_are_those_that_are_tested():
    assert set(NAMES) == set(WRITTEN_SO)


@pytest.mark.parametrize("claim", WRITTEN_SO)
def test_a_name(claim):
    said = WRITTEN_SO[claim][2]
    assert compute(claim, named(claim, said)).verdict == "supported"
    # what follows a dash is an addition to the name
    assert compute(claim, named(claim, f"{said} - Treaty of Peoples")).verdict == "supported"
    assert compute(claim, named(claim, f"{said} Treaty")).verdict == "contradicted"
    assert compute(claim, named(claim, f"Treaty - {said}")).verdict == "contradicted"
    assert compute(claim, named(claim, said, AUTHOR)).verdict == "open"
    assert compute(claim, Record().bloc("another", name_en=said)).verdict == "open"


NEARLY = {
    "one word more": ("North American Free Trade Agreement", "contradicted"),
    "one word less": ("North American Agreement", "contradicted"),
    "another order": ("Trade Agreement North American", "imprecise"),
    "an article more": ("The North American Trade Agreement", "imprecise"),
    "a preposition": ("Trade Agreement of North American", "imprecise"),
    "for": ("Trade Agreement for North American", "imprecise"),
    "ours": ("Our North American Trade Agreement", "imprecise"),
    "another number": ("North American Trades Agreements", "imprecise"),
    "small letters": ("north american trade agreement", "imprecise"),
    "a hyphen": ("North-American Trade Agreement", "imprecise"),
    "another word that counts": ("North American Trade Agreement and", "contradicted"),
    "an addition after a dash": ("Trade Agreement North American - Treaty", "imprecise"),
}


@pytest.mark.parametrize("name", NEARLY)
def test_a_name_that_is_nearly_right(name):
    written, verdict = NEARLY[name]
    found = compute("C059", named("C059", written))
    assert found.verdict == verdict
    assert tells(found.figure, written, "North American Trade Agreement")
    assert bool(found.alternative) == (verdict == "imprecise")


@pytest.mark.parametrize("written", ["CALC", "Calcs", "calcs"])
def test_an_acronym_is_right_or_wrong(written):
    found = compute("C076", named("C076", written))
    assert found.verdict == "contradicted" and found.alternative == ""
    assert tells(found.figure, written, "CALCS")


# -- what the decisions share ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "precision", "said", "expected"),
    [
        ("2004-12-08", "day", "2004-12-08", True),
        ("2004-12-08", "day", "2004-12-09", False),
        ("2004-12-08", "month", "2004-12-09", True),
        ("2004-12-08", "month", "2004-11", False),
        ("2004-12-08", "year", "2004-11", True),
        ("2004-12-08", "year", "2005", False),
        ("2004-12-08", "day", "2004", True),
        ("2004-12-08", "month", "2004", True),
    ],
)
def test_a_date_is_asked_no_more_than_it_knows(date, precision, said, expected):
    assert falls_in(dt.date.fromisoformat(date), precision, said) is expected


@pytest.mark.parametrize(
    ("met", "verdict"),
    [
        ([True, True, True], "supported"),
        ([True, False, False], "imprecise"),
        ([False, True, True], "imprecise"),
        ([False, False], "contradicted"),
    ],
)
def test_some_ways_are_not_all(met, verdict):
    assert judge(iter(met)) == verdict
    assert judge(met, "open") == ("open" if verdict == "contradicted" else verdict)


HOLDS = {
    "day before": ("2012-03-09", set()),
    "first day": ("2012-03-10", {"ARG", "BRA"}),
    "last day": ("2014-07-19", {"ARG", "BRA"}),
    "day of the end": ("2014-07-20", {"BRA"}),
}


@pytest.mark.parametrize("name", HOLDS)
def test_a_spell_holds_from_its_first_day_up_to_its_end(name):
    on, states = HOLDS[name]
    record = Record().members("mercosur", "ARG", "2012-03-10", "2014-07-20").members("mercosur", "BRA", "2012-03-10")
    record.members("mercosur", "VEN", status="suspended").members("alba", "CUB")
    record.members("mercosur", "PRY", source=AUTHOR)
    tables = IndependentTables(record)
    assert holding(tables, "mercosur", on) == states
    assert holding(tables, "mercosur", on, "suspended") == {"VEN"}
    assert holding(tables, "alba", on) == {"CUB"}


def test_a_title_is_in_the_readers_language():
    titles = []
    for name in ("en", "es", "pt"):
        use_language(name)
        titles.append(event_title("2011_peas"))
    assert titles == ["[2011_peas]", "es[2011_peas]", "pt[2011_peas]"]
