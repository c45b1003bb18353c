"""Claims that dates, names and memberships decide."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable

import pandas as pd

from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.analysis.membership import holds_on
from regiolab.data import load, store
from regiolab.data.independence import cites_independent
from regiolab.i18n import _, format_date, format_list, language

WRITTEN = "2018-01-01"  # the article describes the state of affairs of its year


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


def title_of(event: str) -> str:
    """Return an event's title in the reader's language."""
    return _titles("title" if language() == "en" else f"title_{language()}")[event]


@functools.cache
def _titles(column: str) -> dict[str, str]:
    rows = load("events")
    return dict(zip(rows["event"], rows[column], strict=True))


store.on_change(_titles.cache_clear)


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
    return _("Another source has: {value}.").format(value=row[f"value_{side}"])


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
    year, _dash, month = said.partition("-")
    return format_date(dt.date(int(year), int(month or 1), 1), "month" if month else "year")


def _date_decision(claim: str) -> None:
    said, event, others, conflict = DATES[claim]

    @decides(claim)
    def decide(tables: IndependentTables) -> Verdict:
        date, precision = day_of(tables, event)
        figure = _("{title}: {date}; the article says {said}.").format(
            title=title_of(event), date=format_date(date, precision), said=_as_said(said)
        )
        acts = [(other, *day_of(tables, other)) for other in others]
        tried = "; ".join(f"{title_of(other)}: {format_date(day, how)}" for other, day, how in acts)
        rival = disputed(tables, conflict)
        alternative = " ".join(part for part in (tried and f"{tried}.", rival) if part)
        if falls_in(date, precision, said):
            return Verdict("imprecise" if rival else "supported", figure, alternative)
        met = any(falls_in(day, how, said) for _other, day, how in acts)
        return Verdict("imprecise" if met else "contradicted", figure, alternative)


for _claim in DATES:
    _date_decision(_claim)


@decides("C012")
def alliance_in_2011(tables: IndependentTables) -> Verdict:
    row = scheme(tables, "pacific_alliance")
    figure = _("{act}: {date}.").format(act=row["founding_act"], date=format_date(row["founded"]))
    alternative = _("The treaty was signed on {date} and its preamble dates the Alliance from the declaration.").format(
        date=format_date(day_of(tables, "2012_pa_framework")[0])
    )
    return Verdict("supported" if row["founded"].year == 2011 else "contradicted", figure, alternative)


@decides("C032")
def western_hemisphere_idea(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, "1890_international_union_american_republics")
    figure = f"{title_of('1890_international_union_american_republics')}: {format_date(date, precision)}."
    return Verdict("supported" if 1867 <= date.year <= 1900 else "contradicted", figure)


@decides("C060")
def first_south_american_summit(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, "2000_brasilia_summit")
    later, _precision = day_of(tables, "2002_guayaquil_summit")
    rows = tables("governments")
    host = rows[rows["iso3"].eq("BRA") & holds_on(rows, date)]["leader"].tolist()
    figure = _("{title}: {date}, under {leader}; the second one followed on {later}.").format(
        title=title_of("2000_brasilia_summit"),
        date=format_date(date, precision),
        leader=format_list(host) or _("nobody"),
        later=format_date(later),
    )
    right = date.year == 2000 and host == ["Fernando Henrique Cardoso"] and later > date
    return Verdict("supported" if right else "contradicted", figure)


@decides("C064")
def community_becomes_union(tables: IndependentTables) -> Verdict:
    old, new = scheme(tables, "sacn"), scheme(tables, "unasur")
    renamed, _precision = day_of(tables, "2007_margarita_renaming")
    figure = _("The treaty of UNASUR: {date}.").format(date=format_date(new["founded"]))
    alternative = _("The name alone had been changed on {date}.").format(date=format_date(renamed))
    heir = isinstance(new["predecessors"], str) and "sacn" in new["predecessors"].split(";")
    met = heir and pd.notna(old["end"]) and old["end"].year == new["founded"].year == 2008
    if not met:
        return Verdict("contradicted", figure, alternative)
    return Verdict("supported" if renamed.year == 2008 else "imprecise", figure, alternative)


@decides("C071")
def roots_of_celac(tables: IndependentTables) -> Verdict:
    row = scheme(tables, "celac")
    roots = set(row["predecessors"].split(";")) if isinstance(row["predecessors"], str) else set()
    ends = {bloc: scheme(tables, bloc)["end"] for bloc in ("rio_group", "calc")}
    figure = _("Predecessors of CELAC: {list}; both ended on {date}.").format(
        list=format_list(sorted(roots)) or _("none"), date=format_date(ends["rio_group"])
    )
    same_day = ends["rio_group"] == ends["calc"] == row["founded"]
    return Verdict("supported" if roots == set(ends) and same_day else "contradicted", figure)


@decides("C091")
def eclac_in_the_nineties(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, "1994_eclac_open_regionalism")
    figure = f"{title_of('1994_eclac_open_regionalism')}: {format_date(date, precision)}."
    return Verdict("supported" if 1990 <= date.year <= 1994 else "contradicted", figure)


@decides("C136")
def speech_of_2007(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, "2007_fernandez_multipolar_speech")
    rows = tables("governments")
    term = rows[rows["leader"].eq("Cristina Fernández de Kirchner")]
    if term.empty:
        raise NoEvidence
    in_office = term["start"].iloc[0].date() <= date
    figure = _("{title}: {date}; in office since {start}.").format(
        title=title_of("2007_fernandez_multipolar_speech"),
        date=format_date(date, precision),
        start=format_date(term["start"].iloc[0]),
    )
    return Verdict("supported" if date.year == 2007 and in_office else "contradicted", figure)


@decides("C137")
def high_representative(tables: IndependentTables) -> Verdict:
    start, _how = day_of(tables, "2011_pinheiro_guimaraes_named")
    end, _how = day_of(tables, "2012_pinheiro_guimaraes_resigns")
    met = falls_in(start, "day", "2011-01") and falls_in(end, "day", "2012-06")
    figure = _("Named on {start}, resigned on {end}.").format(start=format_date(start), end=format_date(end))
    return Verdict("supported" if met else "contradicted", figure, disputed(tables, "pinheiro_start"))


@decides("C192")
def meeting_on_venezuela(tables: IndependentTables) -> Verdict:
    date, precision = day_of(tables, "2017_celac_san_salvador")
    figure = f"{title_of('2017_celac_san_salvador')}: {format_date(date, precision)}."
    # the article says that no meeting could be convened: one that met before it appeared contradicts it
    return Verdict("contradicted" if date < dt.date.fromisoformat(WRITTEN) else "supported", figure)


@decides("C202")
def talks_with_the_eu(tables: IndependentTables) -> Verdict:
    relaunch, _how = day_of(tables, "2010_eu_talks_relaunched")
    offers, _how = day_of(tables, "2016_eu_offers_exchanged")
    change, _how = day_of(tables, "2015_macri_takes_office")
    figure = _("Relaunched on {date}, before the new governments ({change}).").format(
        date=format_date(relaunch), change=format_date(change)
    )
    if relaunch >= change:
        return Verdict("supported", f"{title_of('2010_eu_talks_relaunched')}: {format_date(relaunch)}.")
    alternative = _("Under them offers were exchanged on {date}.").format(date=format_date(offers))
    return Verdict("imprecise" if offers >= change else "contradicted", figure, alternative)


@decides("C231")
def no_summits(tables: IndependentTables) -> Verdict:
    events = tables("events")
    summits = events[events["kind"].eq("summit") & events["blocs"].notna()]
    here = summits["blocs"].map(lambda cell: bool({"unasur", "celac"} & set(cell.split(";")))).astype(bool)
    dates = summits[here]["date"].sort_values()
    if dates.empty:
        raise NoEvidence
    first, last = pd.Timestamp("2017-02-01"), pd.Timestamp("2018-12-31")
    held = int(dates.between(first, last).sum())
    before, after = dates[dates < first].max(), dates[dates > last].min()
    figure = _("Summits of either body from February 2017 to December 2018: {n}.").format(n=held)
    alternative = _("The last one before: {before}; the next: {after}.").format(
        before=format_date(before) if pd.notna(before) else _("none"),
        after=format_date(after) if pd.notna(after) else _("none"),
    )
    return Verdict("contradicted" if held else "supported", figure, alternative)


# claim -> scheme and the column of its row, and the name as the article gives it
NAMES = {
    "C007": ("alba", "name_en", "Bolivarian Alliance for the People of the Americas"),
    "C033": ("apec", "name_en", "Asia-Pacific Cooperation Forum"),
    "C053": ("sica", "name_en", "System of Central American Integration"),
    "C059": ("nafta", "name_en", "North American Trade Agreement"),
    "C076": ("calc", "acronym_en", "CALCS"),
}


def _words(name: str) -> set[str]:
    """Return a name's words without articles, number and order."""
    words = set(name.lower().replace("-", " ").split()) - {"of", "the", "for", "our"}
    return {word.removesuffix("s") for word in words}


def _name_decision(claim: str) -> None:
    bloc, column, said = NAMES[claim]

    @decides(claim)
    def decide(tables: IndependentTables) -> Verdict:
        name = scheme(tables, bloc)[column]
        figure = _("The name in its own texts: {name}; the article writes {said}.").format(name=name, said=said)
        proper = name.split(" - ")[0]
        if proper == said:
            return Verdict("supported", figure)
        # an acronym has no words to put in another order
        same = " " in said and _words(proper) == _words(said)
        alternative = _("The same words but for order, article or number: a loose translation.") if same else ""
        return Verdict("imprecise" if same else "contradicted", figure, alternative)


for _claim in NAMES:
    _name_decision(_claim)


@decides("C062")
def two_acronyms(tables: IndependentTables) -> Verdict:
    row = scheme(tables, "sacn")
    figure = _("Spanish {es}, Portuguese {pt}.").format(es=row["acronym_es"], pt=row["acronym_pt"])
    rival = disputed(tables, "sacn_acronym_language")
    if (row["acronym_es"], row["acronym_pt"]) != ("CSN", "CASA"):
        return Verdict("contradicted", figure, rival)
    return Verdict("imprecise" if rival else "supported", figure, rival)
