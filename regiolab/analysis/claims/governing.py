"""Claims that shares of governments decide; see :mod:`.leaders` for single ones."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from regiolab import words
from regiolab.analysis.claims.acts import day_of, judge
from regiolab.analysis.claims.phrases import (
    ESTIMATES,
    POINTS,
    RULE,
    SOFT_RULE,
    joined,
    month_day,
    span,
    spelled,
    states,
)
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.analysis.claims.votes import at, places
from regiolab.analysis.terms import share_of_terms, terms_of_office
from regiolab.data.labels import event_title
from regiolab.i18n import _, format_date, format_list, number, worded

MID_YEAR, YEAR_END = "07-01", "12-31"
WAYS = "as coded, with contested governments left out, and with them counted in"
TURN, ARTICLE = 2015, 2018


def shares(
    tables: IndependentTables, years: range, *, states: str | tuple[str, ...] | None = None, day: str = MID_YEAR
) -> pd.DataFrame:
    """Return shares of governments by year, with one column a count and orientation.

    A year in which no government is known is no evidence.
    """
    return tables.once(_shares, years[0], years[-1], states, day)


def _shares(
    tables: IndependentTables, first: int, last: int, states: str | tuple[str, ...] | None, day: str
) -> pd.DataFrame:
    governments = tables("governments")
    if governments.empty:
        raise NoEvidence
    table = share_of_terms(
        tables.once(_terms),
        first,
        last,
        states=states,
        day=day,
        governments=governments,
        memberships=tables("memberships"),
    )
    if not set(range(first, last + 1)) <= set(table["year"]):
        raise NoEvidence
    return table.pivot(index="year", columns="orientation", values=["share", "least", "most"])


def _terms(tables: IndependentTables) -> pd.DataFrame:
    return terms_of_office(tables("governments"), tables("conflicts"))


PERIOD = range(2003, 2016)
HALF = 0.5


@decides(
    "C110",
    test=(
        "On {day} of each year {years}: does the left govern more than {half:.0%} of the republics? Supported if it "
        "does in every year, with contested governments left out as well; imprecise if it does in at least half of "
        "the years, or in South America alone in more than half of them; otherwise contradicted."
    ),
    how="series",
    day=month_day(MID_YEAR),
    years=span(PERIOD),
    half=HALF,
)
def left_predominant(tables: IndependentTables) -> Verdict:
    years = shares(tables, PERIOD)
    south = shares(tables, PERIOD, states="south_america")
    ahead = int((years["share"]["left"] > HALF).sum())
    least = int((years["least"]["left"] > HALF).sum())
    in_south = int((south["share"]["left"] > HALF).sum())
    figure = _("Of thirteen years, the left governed more than half of the twenty republics in {n}.").format(n=ahead)
    alternative = _("Without contested governments in {n}; in South America in {m}.").format(n=least, m=in_south)
    if ahead < len(years) / 2:
        return Verdict("imprecise" if in_south > len(years) / 2 else "contradicted", figure, alternative)
    return Verdict("supported" if least == ahead == len(years) else "imprecise", figure, alternative)


BEFORE, RISE = range(2000, 2003), range(2003, 2010)
RISEN = 0.1
_ROSE = (
    "left's share of the republics' governments on {day}: in some year {after} more than {risen:.0%} of all "
    "governments above its mean of {before}; in the region {ways}, and in South America alone."
)
_ROSE_VALUES = {
    "day": month_day(MID_YEAR),
    "after": span(RISE),
    "before": span(BEFORE),
    "risen": RISEN,
    "ways": WAYS,
}


def left_rises(tables: IndependentTables) -> tuple[list[bool], str, str]:
    """Say in which of four counts the left rose after 2003, with the figure and what was tried."""
    whole = range(BEFORE[0], RISE[-1] + 1)
    years, south = shares(tables, whole), shares(tables, whole, states="south_america")
    parts = (years["share"], years["least"], years["most"], south["share"])
    risen = [
        part["left"].loc[RISE[0] : RISE[-1]].max() - part["left"].loc[BEFORE[0] : BEFORE[-1]].mean() > RISEN
        for part in parts
    ]
    figure = _("The left governed {a:.0%} of the republics in 2002, {b:.0%} in 2003, {c:.0%} in 2006, {d:.0%} in 2009.")
    figure = worded(figure, **dict(zip("abcd", years["share"]["left"].loc[[2002, 2003, 2006, 2009]], strict=True)))
    alternative = worded(
        _("Contested governments left out: {a:.0%} in 2002, {d:.0%} in 2009; South America: {s:.0%}, {t:.0%}."),
        a=years["least"]["left"].loc[2002],
        d=years["least"]["left"].loc[2009],
        s=south["share"]["left"].loc[2002],
        t=south["share"]["left"].loc[2009],
    )
    return risen, figure, alternative


# social, productive and political acts of Mercosur that are recorded here
MODIFIED = {
    "1998_sociolabour_declaration": "the first declaration on labour",
    "1998_ushuaia_protocol": "the democracy clause",
    "2000_social_development_ministers": "the meeting of social ministers",
    "2004_focem_created": "the structural fund",
    "2005_parlasur_protocol": "the parliament",
    "2007_mercosur_social_institute": "the social institute",
    "2008_productive_integration_programme": "the programme of productive integration",
    "2008_sme_guarantee_fund": "the guarantee fund",
    "2011_peas": "the plan of social action",
    "2015_sociolabour_declaration": "the second declaration on labour",
}


@decides(
    "C121",
    test=(
        "Of {n} social, productive and political acts of Mercosur ({acts}) some date from before {hinge}, and more "
        "from then on. The list is that of this record, with its gaps. And the " + _ROSE + " {rule}"
    ),
    how="series",
    n=spelled(len(MODIFIED)),
    acts=joined(MODIFIED.values()),
    hinge=RISE[0],
    rule=RULE,
    **_ROSE_VALUES,
)
def strategic_model_modified(tables: IndependentTables) -> Verdict:
    # the statement is on the model: a rise of the left alone would not show that anything was modified
    early = sum(day_of(tables, event)[0].year < RISE[0] for event in MODIFIED)
    later = len(MODIFIED) - early
    risen, figure, alternative = left_rises(tables)
    figure = _("Acts recorded here: {n} before 2003, {m} from then on.").format(n=early, m=later) + " " + figure
    return Verdict(judge([0 < early < later, *risen]), figure, alternative)


REDESIGN = {
    "2000_brasilia_summit": "the first South American summit",
    "2000_social_development_ministers": "Mercosur's first meeting of social ministers",
}


@decides(
    "C004",
    test=(
        "The "
        + _ROSE
        + " And no act of redesign came before {hinge}: neither {acts}. Supported if both hold; imprecise if an "
        "act came before, or the left rose in some of the counts only; contradicted if it rose in none."
    ),
    how="series",
    hinge=RISE[0],
    acts=joined(REDESIGN.values(), "nor"),
    **_ROSE_VALUES,
)
def redesign_after_2003(tables: IndependentTables) -> Verdict:
    risen, figure, alternative = left_rises(tables)
    acts = [(event, *day_of(tables, event)) for event in REDESIGN]
    early = [f"{event_title(event)}: {format_date(date, how)}" for event, date, how in acts if date.year < RISE[0]]
    if all(risen) and early:
        return Verdict("imprecise", figure, _("Acts of redesign before 2003: {list}.").format(list="; ".join(early)))
    return Verdict(judge(risen), figure, alternative)


AHEAD = range(2018, 2026)
HEGEMONY = Fraction(2, 3)


@decides(
    "C240",
    test=(
        "At a year's end {years} the right holds at least {part} in {whole} of the republics' governments, as coded, "
        "and with contested governments counted to it. Supported if both hold, imprecise if one does; open if neither "
        "does: a new hegemony could develop if the trend went on, says the article, and then the trend did not."
    ),
    how="series",
    years=span(AHEAD),
    part=spelled(HEGEMONY.numerator),
    whole=spelled(HEGEMONY.denominator),
)
def no_new_hegemony(tables: IndependentTables) -> Verdict:
    years = shares(tables, AHEAD, day=YEAR_END)
    top = {kind: float(years[kind]["right"].max()) for kind in ("share", "most")}
    figure = worded(
        _("The right never held more than {a:.0%} of the republics at a year's end from 2018 to 2025."), a=top["share"]
    )
    alternative = worded(
        _("Contested governments counted to it where a source says so: {a:.0%}; the test asks two thirds."),
        a=top["most"],
    )
    # a "could" whose condition failed is not refuted
    return Verdict(judge((value >= float(HEGEMONY) for value in top.values()), "open"), figure, alternative)


DIVIDED = range(2003, 2015)
CAMP = 0.15


@decides(
    "C242",
    test=(
        "At each year's end {years}: the left and the right each hold at least {camp:.0%} of the republics' "
        "governments. Supported if this holds in every year, otherwise contradicted."
    ),
    how="series",
    years=span(DIVIDED),
    camp=CAMP,
)
def two_camps(tables: IndependentTables) -> Verdict:
    years = shares(tables, DIVIDED, day=YEAR_END)["share"]
    south = shares(tables, DIVIDED, day=YEAR_END, states="south_america")["share"]
    figure = worded(
        _("Year ends 2003 to 2014: the left {a:.0%} to {b:.0%} of the republics, the right {c:.0%} to {d:.0%}."),
        a=years["left"].min(),
        b=years["left"].max(),
        c=years["right"].min(),
        d=years["right"].max(),
    )
    alternative = worded(_("In South America the right falls to {a:.0%}."), a=south["right"].min())
    met = (years[["left", "right"]] >= CAMP).all().all()
    return Verdict("supported" if met else "contradicted", figure, alternative)


CHANGED = ("ARG", "BRA", "ECU", "VEN")  # whose changes the paragraphs before the statement tell


@decides(
    "C026",
    test=(
        "The left's share of governments on {day}, lower in {last} than in {first}: among the republics of the region, "
        "and among {four}, where the article sees the changes; {ways}. {rule}"
    ),
    how="series",
    day=month_day(MID_YEAR),
    first=TURN,
    last=ARTICLE,
    four=states(CHANGED),
    ways=WAYS,
    rule=RULE,
)
def coalitions_weaken(tables: IndependentTables) -> Verdict:
    whole = range(TURN, ARTICLE + 1)
    years, part = shares(tables, whole), shares(tables, whole, states=CHANGED)
    falls = [
        table[kind]["left"].loc[ARTICLE] < table[kind]["left"].loc[TURN]
        for table in (years, part)
        for kind in ("share", "least", "most")
    ]
    figure = _(
        "Left governments in 2015 and 2018: {a:.0%} and {b:.0%} of the republics, {c:.0%} and {d:.0%} of the four."
    )
    figure = worded(
        figure,
        a=years["share"]["left"].loc[TURN],
        b=years["share"]["left"].loc[ARTICLE],
        c=part["share"]["left"].loc[TURN],
        d=part["share"]["left"].loc[ARTICLE],
    )
    alternative = worded(
        _("Contested governments left out: {a:.0%} and {b:.0%}; counted in: {c:.0%} and {d:.0%}."),
        a=years["least"]["left"].loc[TURN],
        b=years["least"]["left"].loc[ARTICLE],
        c=years["most"]["left"].loc[TURN],
        d=years["most"]["left"].loc[ARTICLE],
    )
    return Verdict(judge(falls), figure, alternative)


@decides(
    "C238",
    test=(
        "Ideology: the chance that two republics drawn at random have governments of different orientations ({sides}) "
        "is lower on {day} {last} than in {first}, in the region and in South America alone. Policy: the standard "
        "deviation between the positions of the {n} states in UN votes is lower in {last} than in {first}, in "
        "{estimates}. {rule}: the statement is on policy too, and votes are one face of it only, so that a failure "
        "cannot contradict it."
    ),
    how="series",
    sides=joined(words.ORIENTATIONS),
    day=month_day(MID_YEAR),
    first=TURN,
    last=ARTICLE,
    n=33,
    estimates=ESTIMATES,
    rule=SOFT_RULE,
)
def less_diverse(tables: IndependentTables) -> Verdict:
    found = {}
    for area in (None, "south_america"):
        years = shares(tables, range(TURN, ARTICLE + 1), states=area)["share"]
        # the chance that two republics drawn at random have governments of different orientations
        found[area] = 1 - years[list(words.ORIENTATIONS)].pow(2).sum(axis=1)
    whole, south = found[None], found["south_america"]
    # ideology and policy, says the article: the spread in votes is what is measured of policy
    spread = [(at(frame, "celac", TURN), at(frame, "celac", ARTICLE)) for frame in places(tables, "sd").values()]
    narrower = [after < before for before, after in spread]
    figure = worded(
        _("Chance that two republics differ in orientation: {a:.0%} in 2015, {b:.0%} in 2018."),
        a=whole.loc[TURN],
        b=whole.loc[ARTICLE],
    )
    alternative = worded(
        _("South America alone: {a:.0%} and {b:.0%}; the spread in UN votes falls in {n} of three estimates."),
        a=south.loc[TURN],
        b=south.loc[ARTICLE],
        n=sum(narrower),
    )
    falls = [table.loc[ARTICLE] < table.loc[TURN] for table in (whole, south)]
    return Verdict(judge([*falls, *narrower], "imprecise"), figure, alternative)


@decides(
    "C253",
    test=(
        "The right governs more republics on {day} {last} than in {first}; and the mean {points}, of the {n} states "
        "falls from {first} to {last}, in {estimates}. {rule}"
    ),
    how="series",
    day=month_day(MID_YEAR),
    first=TURN,
    last=ARTICLE,
    points=POINTS,
    n=33,
    estimates=ESTIMATES,
    rule=RULE,
)
def turn_to_the_right(tables: IndependentTables) -> Verdict:
    right = shares(tables, range(TURN, ARTICLE + 1))["share"]["right"]
    found = places(tables, "distance_usa")
    changes = [at(frame, "celac", ARTICLE) - at(frame, "celac", TURN) for frame in found.values()]
    figure = worded(
        _("Governments of the right: {a:.0%} in 2015, {b:.0%} in 2018."), a=right.loc[TURN], b=right.loc[ARTICLE]
    )
    alternative = _("Distance from the USA in UN votes, 2015 to 2018, by estimate: {list}.").format(
        list=format_list(number(change, sign=True) for change in changes)
    )
    grown = right.loc[ARTICLE] > right.loc[TURN]
    return Verdict(judge([grown, *(change < 0 for change in changes)]), figure, alternative)
