"""Claims that the table of governments decides."""

from __future__ import annotations

import pandas as pd

from regiolab import words
from regiolab.analysis import series
from regiolab.analysis.claims.acts import day_of, holding, judge, scheme, title_of
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.i18n import _, format_date, format_list, number, worded

SEVEN = {
    "VEN": "Hugo Chávez",
    "BRA": "Luiz Inácio Lula da Silva",
    "ARG": "Cristina Fernández de Kirchner",
    "BOL": "Evo Morales",
    "COL": "Álvaro Uribe",
    "PER": "Alan García",
    "CHL": "Sebastián Piñera",
}


def term(tables: IndependentTables, iso3: str, leader: str, after: str = "1990-01-01") -> pd.Series:
    """Return a leader's first term that begins after a day; no such row is no evidence."""
    rows = tables("governments")
    rows = rows[rows["iso3"].eq(iso3) & rows["leader"].eq(leader) & (rows["start"] >= pd.Timestamp(after))]
    if rows.empty:
        raise NoEvidence(_("No independent row on {leader}.").format(leader=leader))
    return rows.sort_values("start").iloc[0]


def shares(
    tables: IndependentTables, first: int, last: int, *, states: str | tuple[str, ...] | None = None, day: str = "07-01"
) -> pd.DataFrame:
    """Return shares of governments by year, with one column a count and orientation."""
    return tables.once(_shares, first, last, states, day)


def _shares(
    tables: IndependentTables, first: int, last: int, states: str | tuple[str, ...] | None, day: str
) -> pd.DataFrame:
    governments = tables("governments")
    if governments.empty:
        raise NoEvidence
    table = series.share_of_terms(
        tables.once(_terms),
        first,
        last,
        states=states,
        day=day,
        governments=governments,
        memberships=tables("memberships"),
    )
    return table.pivot(index="year", columns="orientation", values=["share", "least", "most"])


def _terms(tables: IndependentTables) -> pd.DataFrame:
    return series.terms_of_office(tables("governments"), tables("conflicts"))


@decides("C017")
def macri_in_argentina(tables: IndependentTables) -> Verdict:
    macri = term(tables, "ARG", "Mauricio Macri")
    before = term(tables, "ARG", "Cristina Fernández de Kirchner")
    figure = _("{before} ({of_before}) to {after} ({of_after}) on {date}.").format(
        before=before["leader"],
        of_before=before["orientation"],
        after=macri["leader"],
        of_after=macri["orientation"],
        date=format_date(macri["start"]),
    )
    met = before["orientation"] == "left" and macri["orientation"] == "right" and macri["start"].year == 2015
    return Verdict("supported" if met else "contradicted", figure)


@decides("C020")
def rousseff_to_temer(tables: IndependentTables) -> Verdict:
    rousseff, temer = term(tables, "BRA", "Dilma Rousseff"), term(tables, "BRA", "Michel Temer")
    definite = term(tables, "BRA", "Michel Temer", "2016-08-01")
    figure = _("Suspended on {date}, succeeded for good on {later}.").format(
        date=format_date(rousseff["end"]), later=format_date(definite["start"])
    )
    return Verdict("supported" if rousseff["end"] == temer["start"] else "contradicted", figure)


@decides("C188")
def seven_presidents(tables: IndependentTables) -> Verdict:
    terms = {iso3: term(tables, iso3, leader, "1999-01-01") for iso3, leader in SEVEN.items()}
    # Chávez and Lula took office twice: the spell that runs in 2008 counts
    terms["VEN"] = term(tables, "VEN", SEVEN["VEN"], "2002-04-14")
    union = scheme(tables, "unasur")["founded"]
    first = max(union, *(row["start"] for row in terms.values()))
    last = min(row["end"] for row in terms.values() if pd.notna(row["end"]))
    members = set(SEVEN) <= holding(tables, "unasur", first.date().isoformat())
    in_force = scheme(tables, "unasur")["in_force"]
    alternative = _("The treaty of UNASUR was in force from {date}; the article counts from its signature.").format(
        date=format_date(in_force)
    )
    if first >= last:
        return Verdict("contradicted", _("The seven were never in office at once."), alternative)
    figure = _("All seven in office, their states members, from {first} to {last}.").format(
        first=format_date(first), last=format_date(last)
    )
    return Verdict("supported" if members else "contradicted", figure, alternative)


@decides("C110")
def left_predominant(tables: IndependentTables) -> Verdict:
    years = shares(tables, 2003, 2015)
    south = shares(tables, 2003, 2015, states="south_america")
    ahead = int((years["share"]["left"] > 0.5).sum())
    least = int((years["least"]["left"] > 0.5).sum())
    in_south = int((south["share"]["left"] > 0.5).sum())
    figure = _("Of thirteen years, the left governed more than half of the twenty republics in {n}.").format(n=ahead)
    alternative = _("Without contested governments in {n}; in South America in {m}.").format(n=least, m=in_south)
    if ahead < len(years) / 2:
        return Verdict("imprecise" if in_south > len(years) / 2 else "contradicted", figure, alternative)
    return Verdict("supported" if least == ahead == len(years) else "imprecise", figure, alternative)


@decides("C121")
def left_rises_after_2003(tables: IndependentTables) -> Verdict:
    years = shares(tables, 2000, 2009)
    south = shares(tables, 2000, 2009, states="south_america")
    rises = [
        part["left"].loc[2003:2009].max() - part["left"].loc[2000:2002].mean()
        for part in (years["share"], years["least"], years["most"], south["share"])
    ]
    figure = _("The left governed {a:.0%} of the republics in 2002, {b:.0%} in 2003, {c:.0%} in 2006, {d:.0%} in 2009.")
    figure = worded(figure, **dict(zip("abcd", years["share"]["left"].loc[[2002, 2003, 2006, 2009]], strict=True)))
    alternative = _(
        "Contested governments left out: {a:.0%} in 2002, {d:.0%} in 2009; South America: {s:.0%}, {t:.0%}."
    )
    alternative = worded(
        alternative,
        a=years["least"]["left"].loc[2002],
        d=years["least"]["left"].loc[2009],
        s=south["share"]["left"].loc[2002],
        t=south["share"]["left"].loc[2009],
    )
    risen = [rise > 0.1 for rise in rises]
    return Verdict(judge(risen), figure, alternative)


@decides("C004")
def redesign_after_2003(tables: IndependentTables) -> Verdict:
    rise = left_rises_after_2003(tables)
    acts = [(event, *day_of(tables, event)) for event in ("2000_brasilia_summit", "2000_social_development_ministers")]
    early = [item for item in acts if item[1].year < 2003]
    alternative = "; ".join(f"{title_of(event)}: {format_date(date, how)}" for event, date, how in early)
    if rise.verdict == "supported" and early:
        return Verdict("imprecise", rise.figure, _("Acts of redesign before 2003: {list}.").format(list=alternative))
    return rise


@decides("C240")
def no_new_hegemony(tables: IndependentTables) -> Verdict:
    years = shares(tables, 2018, 2025, day="12-31")
    top = {kind: float(years[kind]["right"].max()) for kind in ("share", "most")}
    figure = worded(
        _("The right never held more than {a:.0%} of the republics at a year's end from 2018 to 2025."), a=top["share"]
    )
    alternative = worded(
        _("Contested governments counted to it where a source says so: {a:.0%}; the test asks two thirds."),
        a=top["most"],
    )
    return Verdict(judge(value >= 2 / 3 for value in top.values()), figure, alternative)


@decides("C242")
def two_camps(tables: IndependentTables) -> Verdict:
    years = shares(tables, 2003, 2014, day="12-31")["share"]
    south = shares(tables, 2003, 2014, day="12-31", states="south_america")["share"]
    figure = worded(
        _("Year ends 2003 to 2014: the left {a:.0%} to {b:.0%} of the republics, the right {c:.0%} to {d:.0%}."),
        a=years["left"].min(),
        b=years["left"].max(),
        c=years["right"].min(),
        d=years["right"].max(),
    )
    alternative = worded(_("In South America the right falls to {a:.0%}."), a=south["right"].min())
    met = (years[["left", "right"]] >= 0.15).all().all()
    return Verdict("supported" if met else "contradicted", figure, alternative)


@decides("C026", "C237")
def coalitions_weaken(tables: IndependentTables) -> Verdict:
    years = shares(tables, 2015, 2018)
    four = ("ARG", "BRA", "ECU", "VEN")
    part = shares(tables, 2015, 2018, states=four)
    falls = [
        table[kind]["left"].loc[2015] - table[kind]["left"].loc[2018]
        for table in (years, part)
        for kind in ("share", "least", "most")
    ]
    figure = _(
        "Left governments in 2015 and 2018: {a:.0%} and {b:.0%} of the republics, {c:.0%} and {d:.0%} of the four."
    )
    figure = worded(
        figure,
        a=years["share"]["left"].loc[2015],
        b=years["share"]["left"].loc[2018],
        c=part["share"]["left"].loc[2015],
        d=part["share"]["left"].loc[2018],
    )
    alternative = worded(
        _("Contested governments left out: {a:.0%} and {b:.0%}; counted in: {c:.0%} and {d:.0%}."),
        a=years["least"]["left"].loc[2015],
        b=years["least"]["left"].loc[2018],
        c=years["most"]["left"].loc[2015],
        d=years["most"]["left"].loc[2018],
    )
    fallen = [fall > 0 for fall in falls]
    return Verdict(judge(fallen), figure, alternative)


@decides("C238")
def less_diverse(tables: IndependentTables) -> Verdict:
    found = {}
    for area in (None, "south_america"):
        years = shares(tables, 2015, 2018, states=area)["share"]
        # the chance that two republics drawn at random have governments of different orientations
        found[area] = 1 - years[list(words.ORIENTATIONS)].pow(2).sum(axis=1)
    whole, south = found[None], found["south_america"]
    figure = worded(
        _("Chance that two republics differ in orientation: {a:.0%} in 2015, {b:.0%} in 2018."),
        a=whole.loc[2015],
        b=whole.loc[2018],
    )
    alternative = worded(_("South America alone: {a:.0%} and {b:.0%}."), a=south.loc[2015], b=south.loc[2018])
    falls = [table.loc[2018] < table.loc[2015] for table in (whole, south)]
    return Verdict(judge(falls), figure, alternative)


@decides("C253")
def turn_to_the_right(tables: IndependentTables) -> Verdict:
    years = shares(tables, 2015, 2018)
    right = years["share"]["right"]
    positions = tables("un_positions")
    rows = positions[positions["bloc"].eq("celac") & positions["membership"].eq("fixed")]
    changes = []
    for _key, group in rows.groupby(["release", "estimate"], observed=True):
        by_year = group.set_index("year")["distance_usa"]
        changes.append(float(by_year[2018] - by_year[2015]))
    if not changes:
        raise NoEvidence
    figure = worded(
        _("Governments of the right: {a:.0%} in 2015, {b:.0%} in 2018."), a=right.loc[2015], b=right.loc[2018]
    )
    alternative = _("Distance from the USA in UN votes, 2015 to 2018, by estimate: {list}.").format(
        list=format_list(number(change, sign=True) for change in changes)
    )
    grown = right.loc[2018] > right.loc[2015]
    closer = [change < 0 for change in changes]
    if grown and all(closer):
        return Verdict("supported", figure, alternative)
    return Verdict("imprecise" if grown or any(closer) else "contradicted", figure, alternative)
