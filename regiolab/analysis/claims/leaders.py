"""Claims on who held office on a day; see :mod:`.governing` for shares of governments over years."""

from __future__ import annotations

import pandas as pd

from regiolab.analysis.claims.acts import holding, judge, scheme
from regiolab.analysis.claims.governing import TURN, YEAR_END, shares
from regiolab.analysis.claims.phrases import PLAIN_RULE, RULE, day, joined, month_day, states
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.i18n import _, format_date, worded

SEVEN = {
    "VEN": "Hugo Chávez",
    "BRA": "Luiz Inácio Lula da Silva",
    "ARG": "Cristina Fernández de Kirchner",
    "BOL": "Evo Morales",
    "COL": "Álvaro Uribe",
    "PER": "Alan García",
    "CHL": "Sebastián Piñera",
}
MACRI, BEFORE_MACRI = "Mauricio Macri", SEVEN["ARG"]
ROUSSEFF, TEMER = "Dilma Rousseff", "Michel Temer"


def term(tables: IndependentTables, iso3: str, leader: str, after: str = "1990-01-01") -> pd.Series:
    """Return a leader's first term that begins after a day; no such row is no evidence."""
    rows = tables("governments")
    rows = rows[rows["iso3"].eq(iso3) & rows["leader"].eq(leader) & (rows["start"] >= pd.Timestamp(after))]
    if rows.empty:
        raise NoEvidence(_("No independent row on {leader}.").format(leader=leader))
    return rows.sort_values("start").iloc[0]


FROM, TO = "left", "right"
SINCE = 2015


@decides(
    "C017",
    test=(
        "{after} takes office as president of Argentina in {since} or later, his orientation, by a coding that is not "
        "the article's, is {right}, and that of {before}, who held the office before him, {left}. {rule}"
    ),
    how="table",
    after=MACRI,
    before=BEFORE_MACRI,
    since=SINCE,
    left=FROM,
    right=TO,
    rule=PLAIN_RULE,
)
def macri_in_argentina(tables: IndependentTables) -> Verdict:
    macri, before = term(tables, "ARG", MACRI), term(tables, "ARG", BEFORE_MACRI)
    if pd.isna(macri["orientation"]) or pd.isna(before["orientation"]):
        raise NoEvidence
    figure = _("{before} ({of_before}) to {after} ({of_after}) on {date}.").format(
        before=before["leader"],
        of_before=before["orientation"],
        after=macri["leader"],
        of_after=macri["orientation"],
        date=format_date(macri["start"]),
    )
    # one of the changes since 2015, says the article: a later one would be one too
    met = before["orientation"] == FROM and macri["orientation"] == TO and macri["start"].year >= SINCE
    return Verdict("supported" if met else "contradicted", figure)


FOR_GOOD = "2016-08-01"  # his first spell, from May, was that of a vice-president in charge


@decides(
    "C020",
    test=(
        "{after} takes charge of Brazil on the day on which {before} ceases to hold office, and then becomes president "
        "for good by succession and not by election. {rule}"
    ),
    how="table",
    before=ROUSSEFF,
    after=TEMER,
    rule=PLAIN_RULE,
)
def rousseff_to_temer(tables: IndependentTables) -> Verdict:
    rousseff, temer = term(tables, "BRA", ROUSSEFF), term(tables, "BRA", TEMER)
    definite = term(tables, "BRA", TEMER, FOR_GOOD)
    if pd.isna(rousseff["end"]):
        raise NoEvidence
    figure = _("Suspended on {date}, succeeded for good on {later}.").format(
        date=format_date(rousseff["end"]), later=format_date(definite["start"])
    )
    met = rousseff["end"] == temer["start"] and definite["kind"] == "succession"
    return Verdict("supported" if met else "contradicted", figure)


@decides(
    "C188",
    test=(
        "There is a day after the signature of UNASUR's treaty on which {seven} are all in office, and on the first "
        "such day their states are all members. {rule}"
    ),
    how="table",
    seven=joined(SEVEN.values()),
    rule=PLAIN_RULE,
)
def seven_presidents(tables: IndependentTables) -> Verdict:
    terms = {iso3: term(tables, iso3, leader, "1999-01-01") for iso3, leader in SEVEN.items()}
    # Chávez and Lula took office twice: the spell that runs in 2008 counts
    terms["VEN"] = term(tables, "VEN", SEVEN["VEN"], "2002-04-14")
    union = scheme(tables, "unasur")["founded"]
    first = max(union, *(row["start"] for row in terms.values()))
    ends = [row["end"] for row in terms.values() if pd.notna(row["end"])]
    if not ends:
        raise NoEvidence
    last = min(ends)
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
    if not members:
        figure = _("All seven in office from {first} to {last}, but not all their states members.").format(
            first=format_date(first), last=format_date(last)
        )
    return Verdict("supported" if members else "contradicted", figure, alternative)


WALK_OUT = "2018-04-18"
GONE, STAYED = ("ARG", "BRA", "CHL", "COL", "PRY", "PER"), ("BOL", "ECU", "URY", "VEN")
NAMED = ("ARG", "BRA", "ECU")  # the three whose change the statement gives as a cause


@decides(
    "C237",
    test=(
        "On {day} {gone} said that they would take no part in UNASUR for now: the left's share of governments was "
        "higher on that day among the others ({stayed}) than among these; as coded, and with contested governments "
        "counted to it among these and left out among the others. And the left, as coded, governed each of {named}, "
        "where the statement sees the changes, on {end} {before}, and none of them on that day. Whether the one is a "
        "cause of the other is not tested. {rule}"
    ),
    how="series",
    day=day(WALK_OUT),
    gone=states(GONE),
    stayed=states(STAYED),
    named=states(NAMED),
    end=month_day(YEAR_END),
    before=TURN - 1,
    rule=RULE,
)
def governments_and_the_walk_out(tables: IndependentTables) -> Verdict:
    # the crisis is UNASUR's, so its members are compared: a fall of the left in the region says nothing of it
    year, on = int(WALK_OUT[:4]), WALK_OUT[5:]
    gone, stayed, named = (
        shares(tables, range(year, year + 1), states=group, day=on).loc[year] for group in (GONE, STAYED, NAMED)
    )
    before = shares(tables, range(TURN - 1, TURN), states=NAMED, day=YEAR_END).loc[TURN - 1]
    figure = worded(
        _(
            "On {day} the left governed {a:.0%} of the six states that stopped taking part, {b:.0%} of the four "
            "others, and {d:.0%} of the three that the statement names ({c:.0%} at the end of {year})."
        ),
        day=format_date(pd.Timestamp(WALK_OUT)),
        a=gone["share", "left"],
        b=stayed["share", "left"],
        c=before["share", "left"],
        d=named["share", "left"],
        year=TURN - 1,
    )
    alternative = worded(
        _(
            "Contested governments counted to it among the six: {a:.0%}; left out among the four: {b:.0%}, and among "
            "the three: {c:.0%}."
        ),
        a=gone["most", "left"],
        b=stayed["least", "left"],
        c=named["least", "left"],
    )
    met = [
        stayed["share", "left"] > gone["share", "left"],
        stayed["least", "left"] > gone["most", "left"],
        before["share", "left"] == 1 and named["share", "left"] == 0,
    ]
    return Verdict(judge(met), figure, alternative)
