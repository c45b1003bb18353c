"""Claims that dates, names and memberships decide."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable

import pandas as pd

from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.analysis.membership import holds_on
from regiolab.data.independence import cites_independent
from regiolab.data.labels import event_title
from regiolab.i18n import _, format_date, format_list
from regiolab.words import split

WRITTEN = "2018-01-01"  # the article describes the state of affairs of its year
OR_NOT = " Otherwise it is contradicted."
ISO = re.compile(r"\d{4}(-\d{2}){0,2}")
OUR_GAPS = "A count of the events that we recorded inherits our gaps."


def day_of(tables: IndependentTables, event: str) -> tuple[dt.date, str]:
    """Return an event's date and its precision; no independent row is no evidence."""
    found = tables.once(_days)
    if event not in found:
        raise NoEvidence(_("No independent source dates {event}.").format(event=event))
    date, precision = found[event]
    return date.date(), str(precision)


def _days(tables: IndependentTables) -> dict[str, tuple[pd.Timestamp, str]]:
    rows = tables("events").drop_duplicates("event")
    return dict(zip(rows["event"], zip(rows["date"], rows["date_precision"], strict=True), strict=True))


def named(event: str) -> Callable[[], str]:
    """Return what gives an event's title when a test is worded, which is later than when it is written."""
    return functools.partial(event_title, event)


def the_day(day: str) -> dt.date:
    """Return a day that a test names.

    Examples
    --------
    >>> the_day(WRITTEN)
    datetime.date(2018, 1, 1)
    """
    return dt.date.fromisoformat(day)


def falls_in(date: dt.date, precision: str, said: str) -> bool:
    """Say whether a date lies in the year or month that was said, no more precisely than it is known.

    Examples
    --------
    >>> falls_in(dt.date(2004, 12, 8), "day", "2004-12"), falls_in(dt.date(2005, 11, 4), "day", "2004")
    (True, False)
    """
    known = date.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
    return known.startswith(said) or said.startswith(known)


def scheme(tables: IndependentTables, bloc: str) -> pd.Series:
    """Return a scheme's row; no independent row is no evidence."""
    rows = tables("blocs")
    rows = rows[rows["bloc"].eq(bloc)]
    if rows.empty:
        raise NoEvidence(_("No independent row on {bloc}.").format(bloc=bloc))
    return rows.iloc[0]


def holding(tables: IndependentTables, bloc: str, on: str, status: str = "full") -> set[str]:
    """Return the states that hold a status in a scheme on a day."""
    return set(tables.once(_holding, bloc, on, status))


def _holding(tables: IndependentTables, bloc: str, on: str, status: str) -> frozenset[str]:
    rows = tables("memberships")
    return frozenset(rows["iso3"][rows["bloc"].eq(bloc) & rows["status"].eq(status) & holds_on(rows, on)])


def disputed(tables: IndependentTables, conflict: str | None) -> str:
    """Return what an independent source says against the date, if a conflict of that name records one."""
    rows = tables("conflicts")
    rows = rows[rows["conflict"].eq(conflict)]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    # the side that is not the article's, or the one that the tables do not follow
    side = "b" if not cites_independent(row["source_a"]) or row["followed"] == "a" else "a"
    if not cites_independent(row[f"source_{side}"]):
        return ""
    value = str(row[f"value_{side}"])
    return _("Another source has: {value}.").format(value=_as_said(value) if ISO.fullmatch(value) else value)


def judge(met: Iterable[bool], otherwise: str = "contradicted") -> str:
    """Return the verdict of a test that was made in several ways.

    Examples
    --------
    >>> judge([True, True]), judge([True, False]), judge([False, False], "open")
    ('supported', 'imprecise', 'open')
    """
    met = [bool(one) for one in met]
    return "supported" if all(met) else "imprecise" if any(met) else otherwise


# claim -> the year or month that the article gives, the event, other acts that it may mean, and a
# conflict in which independent sources differ on the same act
DATES: dict[str, tuple[str, str, tuple[str, ...], str | None]] = {
    "C046": ("2011", "2011_peas", (), None),
    "C055": ("2011", "2011_celac_caracas", ("2010_unity_summit",), None),
    "C054": ("2008", "2008_unasur_treaty", ("2011_unasur_in_force",), None),
    "C057": ("1993", "1993_safta_proposal", (), None),
    "C063": ("2004-12", "2004_cusco_declaration", (), None),
    "C070": ("2011-12", "2011_celac_caracas", ("2010_unity_summit",), None),
    "C123": ("2005", "2000_social_development_ministers", (), None),
    "C124": ("2007", "2007_mercosur_social_institute", (), None),
    "C125": ("2011", "2011_peas", (), None),
    "C127": ("2015-07", "2015_sociolabour_declaration", ("1998_sociolabour_declaration",), None),
    "C128": ("2005", "2004_focem_created", ("2005_focem_rules",), None),
    "C129": ("2008", "2008_sme_guarantee_fund", (), None),
    "C130": ("2008", "2008_productive_integration_programme", (), None),
    "C143": ("2004", "2005_mar_del_plata", (), None),
    "C149": ("2009", "2009_sucre_treaty", ("2010_sucre_first_operation",), None),
    "C151": ("2012", "2012_ecoalba_agreement", (), "ecoalba_established"),
    "C152": ("2001-12", "2001_alba_announced", (), None),
    "C155": ("2004-12", "2004_alba_agreement", (), None),
    "C166": ("2006", "2006_pacific_arc_proposal", ("2007_pacific_arc_cali",), "arc_proposal_year"),
    "C170": ("2012-06", "2012_pa_framework", ("2015_pa_framework_in_force",), None),
    "C201": ("2017-02", "2017_macri_temer_brasilia", (), None),
    "C210": ("2014", "2015_grupo_consenso_document", (), None),
    "C233": ("2017", "2017_lima_declaration", (), None),
}


def _as_said(said: str) -> str:
    """Write a year, a month or a day of the tables as a reader would."""
    parts = [int(part) for part in said.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return format_date(dt.date(year, month, day), ("year", "month", "day")[len(parts) - 1])


def _date_decision(claim: str) -> None:
    said, event, others, conflict = DATES[claim]

    @decides(
        claim,
        test="Supported if a source independent of the article dates “{act}” to {said}"
        + (" and no other such source disputes it; imprecise if one does" if conflict else "")
        + ("; imprecise if another act falls there: {others}." if others else ".")
        + OR_NOT,
        act=named(event),
        said=lambda: _as_said(said),
        others=lambda: format_list(f"“{event_title(other)}”" for other in others),
    )
    def decide(tables: IndependentTables) -> Verdict:
        date, precision = day_of(tables, event)
        figure = _("{title}: {date}; the article says {said}.").format(
            title=event_title(event), date=format_date(date, precision), said=_as_said(said)
        )
        acts = [(other, *day_of(tables, other)) for other in others]
        tried = "; ".join(f"{event_title(other)}: {format_date(day, how)}" for other, day, how in acts)
        rival = disputed(tables, conflict)
        alternative = " ".join(part for part in (tried and f"{tried}.", rival) if part)
        if falls_in(date, precision, said):
            return Verdict("imprecise" if rival else "supported", figure, alternative)
        met = any(falls_in(day, how, said) for _other, day, how in acts)
        return Verdict("imprecise" if met else "contradicted", figure, alternative)


for _claim in DATES:
    _date_decision(_claim)


FOUNDED_IN = 2011  # as the article has it


@decides(
    "C012",
    test="Supported if the Pacific Alliance was founded in {year}, by a source independent of the article." + OR_NOT,
    year=FOUNDED_IN,
)
def alliance_in_2011(tables: IndependentTables) -> Verdict:
    row = scheme(tables, "pacific_alliance")
    figure = _("{act}: {date}.").format(act=row["founding_act"], date=format_date(row["founded"]))
    alternative = _("The treaty was signed on {date} and its preamble dates the Alliance from the declaration.").format(
        date=format_date(day_of(tables, "2012_pa_framework")[0])
    )
    return Verdict("supported" if row["founded"].year == FOUNDED_IN else "contradicted", figure, alternative)


UNION_OF_REPUBLICS = "1890_international_union_american_republics"
END_OF_CENTURY = (1867, 1900)  # its last third


@decides(
    "C032",
    test="Supported if an act of the USA for a union of the Americas (“{act}”) falls in the last third of the "
    "nineteenth century ({first} to {last})." + OR_NOT,
    act=named(UNION_OF_REPUBLICS),
    first=END_OF_CENTURY[0],
    last=END_OF_CENTURY[1],
)
def western_hemisphere_idea(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, UNION_OF_REPUBLICS)
    figure = f"{event_title(UNION_OF_REPUBLICS)}: {format_date(date, precision)}."
    return Verdict("supported" if END_OF_CENTURY[0] <= date.year <= END_OF_CENTURY[1] else "contradicted", figure)


FIRST_SUMMIT, SECOND_SUMMIT = "2000_brasilia_summit", "2002_guayaquil_summit"
HOST, HOST_YEAR = "Fernando Henrique Cardoso", 2000


@decides(
    "C060",
    test="Supported if “{first}” falls in {year}, {host} is president of Brazil on that day and “{second}” comes later."
    + OR_NOT,
    first=named(FIRST_SUMMIT),
    second=named(SECOND_SUMMIT),
    host=HOST,
    year=HOST_YEAR,
)
def first_south_american_summit(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, FIRST_SUMMIT)
    later, _precision = day_of(tables, SECOND_SUMMIT)
    rows = tables("governments")
    host = rows[rows["iso3"].eq("BRA") & holds_on(rows, date)]["leader"].tolist()
    figure = _("{title}: {date}, under {leader}; the second one followed on {later}.").format(
        title=event_title(FIRST_SUMMIT),
        date=format_date(date, precision),
        leader=format_list(host) or _("nobody"),
        later=format_date(later),
    )
    right = date.year == HOST_YEAR and host == [HOST] and later > date
    return Verdict("supported" if right else "contradicted", figure)


ECLAC_BOOK, EARLY_NINETIES = "1994_eclac_open_regionalism", (1990, 1994)


@decides(
    "C091",
    test="Supported if “{act}” falls in the years {first} to {last}." + OR_NOT,
    act=named(ECLAC_BOOK),
    first=EARLY_NINETIES[0],
    last=EARLY_NINETIES[1],
)
def eclac_in_the_nineties(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, ECLAC_BOOK)
    figure = f"{event_title(ECLAC_BOOK)}: {format_date(date, precision)}."
    return Verdict("supported" if EARLY_NINETIES[0] <= date.year <= EARLY_NINETIES[1] else "contradicted", figure)


SPEECH, SPEAKER, SPEECH_YEAR = "2007_fernandez_multipolar_speech", "Cristina Fernández de Kirchner", 2007


@decides(
    "C136",
    test="Supported if a source independent of the article dates “{act}” to {year} and {speaker} had taken office."
    + OR_NOT,
    act=named(SPEECH),
    speaker=SPEAKER,
    year=SPEECH_YEAR,
)
def speech_of_2007(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, SPEECH)
    rows = tables("governments")
    term = rows[rows["leader"].eq(SPEAKER)]
    if term.empty:
        raise NoEvidence
    in_office = term["start"].iloc[0].date() <= date
    figure = _("{title}: {date}; in office since {start}.").format(
        title=event_title(SPEECH),
        date=format_date(date, precision),
        start=format_date(term["start"].iloc[0]),
    )
    return Verdict("supported" if date.year == SPEECH_YEAR and in_office else "contradicted", figure)


OFFICE = {"2011_pinheiro_guimaraes_named": "2011-01", "2012_pinheiro_guimaraes_resigns": "2012-06"}


@decides(
    "C137",
    test="Supported if independent sources date “{start}” to {first} and “{end}” to {last}." + OR_NOT,
    start=named(min(OFFICE)),
    end=named(max(OFFICE)),
    first=lambda: _as_said(min(OFFICE.values())),
    last=lambda: _as_said(max(OFFICE.values())),
)
def high_representative(tables: IndependentTables) -> Verdict:
    start, end = (day_of(tables, event)[0] for event in OFFICE)
    met = all(falls_in(day, "day", said) for day, said in zip((start, end), OFFICE.values(), strict=True))
    figure = _("Named on {start}, resigned on {end}.").format(start=format_date(start), end=format_date(end))
    return Verdict("supported" if met else "contradicted", figure, disputed(tables, "pinheiro_start"))


MEETING = "2017_celac_san_salvador"


@decides(
    "C192",
    test="The article says that no meeting could be convened: contradicted if “{act}” is dated before {day}, otherwise "
    "supported.",
    act=named(MEETING),
    day=the_day(WRITTEN),
)
def meeting_on_venezuela(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, MEETING)
    figure = f"{event_title(MEETING)}: {format_date(date, precision)}."
    return Verdict("contradicted" if date < the_day(WRITTEN) else "supported", figure)


RELAUNCH, OFFERS, CHANGE = "2010_eu_talks_relaunched", "2016_eu_offers_exchanged", "2015_macri_takes_office"


@decides(
    "C202",
    test="The article credits the new governments with the relaunch: supported if it (“{relaunch}”) is not older than "
    "they are (“{change}”), imprecise if only the offers are not (“{offers}”)." + OR_NOT,
    relaunch=named(RELAUNCH),
    change=named(CHANGE),
    offers=named(OFFERS),
)
def talks_with_the_eu(tables: IndependentTables) -> Verdict:
    relaunch, _how = day_of(tables, RELAUNCH)
    offers, _how = day_of(tables, OFFERS)
    change, _how = day_of(tables, CHANGE)
    figure = _("Relaunched on {date}, before the new governments ({change}).").format(
        date=format_date(relaunch), change=format_date(change)
    )
    if relaunch >= change:
        return Verdict("supported", f"{event_title(RELAUNCH)}: {format_date(relaunch)}.")
    alternative = _("Under them offers were exchanged on {date}.").format(date=format_date(offers))
    return Verdict("imprecise" if offers >= change else "contradicted", figure, alternative)


IDLE = ("2017-02-01", "2018-12-31")


@decides(
    "C231",
    test="Supported if the events of this course hold no summit of UNASUR or CELAC from {first} to {last}."
    + OR_NOT
    + " "
    + OUR_GAPS,
    first=the_day(IDLE[0]),
    last=the_day(IDLE[1]),
)
def no_summits(tables: IndependentTables) -> Verdict:
    events = tables("events")
    here = events["blocs"].map(lambda cell: not {"unasur", "celac"}.isdisjoint(split(cell))).astype(bool)
    dates = events[events["kind"].eq("summit") & here]["date"].sort_values()
    if dates.empty:
        raise NoEvidence
    first, last = map(pd.Timestamp, IDLE)
    held = int(dates.between(first, last).sum())
    before, after = dates[dates < first].max(), dates[dates > last].min()
    figure = _("Summits of either body from {first} to {last}: {n}.").format(
        n=held, first=format_date(first, "month"), last=format_date(last, "month")
    )
    alternative = _("The last one before: {before}; the next: {after}.").format(
        before=format_date(before) if pd.notna(before) else _("none"),
        after=format_date(after) if pd.notna(after) else _("none"),
    )
    return Verdict("contradicted" if held else "supported", figure, alternative)
