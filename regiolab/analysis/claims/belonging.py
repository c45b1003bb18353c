"""Claims that memberships decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from regiolab.analysis.claims.acts import OR_NOT, WRITTEN, day_of, falls_in, holding, named, scheme, the_day
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.data.labels import event_title, state_names
from regiolab.i18n import _, format_date, format_list

LATEST = "2025-12-31"  # the day up to which expectations are followed


def the_states(codes: Iterable[str]) -> Callable[[], str]:
    """Return what names some states when a test is worded."""
    return lambda: format_list(sorted(state_names()[iso3] for iso3 in codes))


ERA = (2003, 2015)  # the years that the article calls post-hegemonic


@decides(
    "C008",
    test="Supported if UNASUR and CELAC were both founded in {first} to {last} and each has more than one full member "
    "on {day}." + OR_NOT,
    first=ERA[0],
    last=ERA[1],
    day=the_day(WRITTEN),
)
def two_new_arenas(tables: IndependentTables) -> Verdict:
    founded = {bloc: scheme(tables, bloc)["founded"] for bloc in ("unasur", "celac")}
    sizes = {bloc: len(holding(tables, bloc, WRITTEN)) for bloc in founded}
    figure = _("UNASUR {unasur}, {n} members; CELAC {celac}, {m} members.").format(
        unasur=format_date(founded["unasur"]), celac=format_date(founded["celac"]), n=sizes["unasur"], m=sizes["celac"]
    )
    in_time = all(ERA[0] <= date.year <= ERA[1] for date in founded.values())
    return Verdict("supported" if in_time and min(sizes.values()) > 1 else "contradicted", figure)


@decides(
    "C072",
    test="Supported if the full members of CELAC on {day} are all independent states of Latin America and the "
    "Caribbean, and no other." + OR_NOT,
    day=the_day(WRITTEN),
)
def celac_holds_all(tables: IndependentTables) -> Verdict:
    countries = tables("countries")
    region = set(countries[countries["in_region"] & countries["kind"].eq("state")]["iso3"])
    found = {day: holding(tables, "celac", day) for day in ("2011-12-31", WRITTEN, "2022-01-01")}
    if not found[WRITTEN]:
        raise NoEvidence
    figure = _("{n} of {all} states of the region were full members on {day}.").format(
        n=len(found[WRITTEN] & region), all=len(region), day=format_date(the_day(WRITTEN))
    )
    alternative = _("At the founding {n}; on {day}, with Brazil's part suspended, {m}.").format(
        n=len(found["2011-12-31"]), m=len(found["2022-01-01"]), day=format_date(the_day("2022-01-01"))
    )
    return Verdict("supported" if found[WRITTEN] == region else "contradicted", figure, alternative)


@decides(
    "C139",
    test="Supported if Venezuela became a full member of Mercosur before {day}." + OR_NOT,
    day=the_day(WRITTEN),
)
def venezuela_in_mercosur(tables: IndependentTables) -> Verdict:
    rows = tables("memberships")
    full = rows[rows["bloc"].eq("mercosur") & rows["iso3"].eq("VEN") & rows["status"].eq("full")]
    if rows.empty:
        raise NoEvidence
    if full.empty:
        return Verdict("contradicted", _("Venezuela was never a full member."))
    figure = _("Venezuela a full member from {date}.").format(date=format_date(full["start"].min()))
    return Verdict("supported" if full["start"].min() < pd.Timestamp(WRITTEN) else "contradicted", figure)


@decides(
    "C140",
    test="Supported if Bolivia is a full member of Mercosur on {day}; to have signed is not enough." + OR_NOT,
    day=the_day(WRITTEN),
)
def bolivia_in_mercosur(tables: IndependentTables) -> Verdict:
    rows = tables("memberships")
    rows = rows[rows["bloc"].eq("mercosur") & rows["iso3"].eq("BOL")]
    if rows.empty:
        raise NoEvidence
    full = rows[rows["status"].eq("full")]["start"].min()
    acceding = "BOL" in holding(tables, "mercosur", WRITTEN, "acceding")
    figure = _("Bolivia a full member from {date}.").format(date=format_date(full)) if pd.notna(full) else ""
    alternative = _("It had signed and was acceding when the article was written.") if acceding else ""
    return Verdict(
        "supported" if "BOL" in holding(tables, "mercosur", WRITTEN) else "contradicted", figure, alternative
    )


ALLIANCE = "2011-04"  # the month of its founding, as the article has it
BEFORE_IT, AFTER_IT = "2011-04-01", "2011-05-01"


@decides(
    "C168",
    test="Supported if the Pacific Alliance was founded in {month}, an act ended the Pacific Arc, and the full "
    "members of the Arc on {before} are those of the Alliance on {after}; imprecise if only the month is right."
    + OR_NOT,
    month=lambda: format_date(the_day(BEFORE_IT), "month"),
    before=the_day(BEFORE_IT),
    after=the_day(AFTER_IT),
)
def arc_into_alliance(tables: IndependentTables) -> Verdict:
    arc, alliance = scheme(tables, "pacific_arc"), scheme(tables, "pacific_alliance")
    of_arc, of_alliance = (
        holding(tables, "pacific_arc", BEFORE_IT),
        holding(tables, "pacific_alliance", AFTER_IT),
    )
    dated = falls_in(alliance["founded"].date(), "day", ALLIANCE)
    transformed = pd.notna(arc["end"]) and of_arc == of_alliance
    figure = _("The Alliance was founded on {date} by {n} of the {m} members of the Arc.").format(
        date=format_date(alliance["founded"]), n=len(of_arc & of_alliance), m=len(of_arc)
    )
    alternative = _("An act that ended the Arc: {act}.").format(
        act=format_date(arc["end"]) if pd.notna(arc["end"]) else _("none")
    )
    met = ("supported" if transformed else "imprecise") if dated else "contradicted"
    return Verdict(met, figure, alternative)


FOUNDERS, SIGNATURE = ("CHL", "COL", "MEX", "PER"), "2012-06-06"


@decides(
    "C169",
    test="Supported if the full members of the Pacific Alliance on the day of its founding are {states}, and the same "
    "signed its treaty on {day}; imprecise if other states signed that." + OR_NOT,
    states=the_states(FOUNDERS),
    day=the_day(SIGNATURE),
)
def founders_of_the_alliance(tables: IndependentTables) -> Verdict:
    founders = holding(tables, "pacific_alliance", scheme(tables, "pacific_alliance")["founded"].date().isoformat())
    if not founders:
        raise NoEvidence
    by_treaty = tables("memberships")
    by_treaty = by_treaty[by_treaty["bloc"].eq("pacific_alliance") & by_treaty["status"].eq("full")]
    signed = set(by_treaty[by_treaty["signed"].eq(pd.Timestamp(SIGNATURE))]["iso3"])
    figure = _("Full members on the day of the founding: {list}.").format(list=format_list(sorted(founders)))
    alternative = _("Signatories of the treaty of 2012: {list}.").format(list=format_list(sorted(signed)) or _("none"))
    said = set(FOUNDERS)
    if founders != said:
        return Verdict("contradicted", figure, alternative)
    return Verdict("supported" if signed == said else "imprecise", figure, alternative)


@decides(
    "C173",
    test="Supported if {states} are all among the signatories of the TPP, imprecise if only some are." + OR_NOT,
    states=the_states(FOUNDERS),
)
def alliance_in_the_tpp(tables: IndependentTables) -> Verdict:
    rows = tables("memberships")
    tpp = set(rows[rows["bloc"].eq("tpp") & rows["status"].eq("full")]["iso3"])
    if not tpp:
        raise NoEvidence
    said = set(FOUNDERS)
    part = said & tpp
    figure = _("Of the four, {list} signed the TPP.").format(list=format_list(sorted(part)) or _("none"))
    if part == said:
        return Verdict("supported", figure)
    return Verdict("imprecise" if part else "contradicted", figure)


SUSPENDED_IN, USHUAIA = 2017, "2017_venezuela_ushuaia_suspension"


@decides(
    "C216",
    test="Supported if the first suspension of Venezuela in Mercosur took effect in {year}; imprecise if it did not "
    "but “{act}” falls in {year}." + OR_NOT,
    year=SUSPENDED_IN,
    act=named(USHUAIA),
)
def suspension_of_venezuela(tables: IndependentTables) -> Verdict:
    rows = tables("memberships")
    rows = rows[rows["bloc"].eq("mercosur") & rows["iso3"].eq("VEN") & rows["status"].eq("suspended")]
    if rows.empty:
        raise NoEvidence
    start = rows["start"].min()
    later, _how = day_of(tables, USHUAIA)
    figure = _("Suspended from {date}.").format(date=format_date(start))
    alternative = f"{event_title(USHUAIA)}: {format_date(later)}."
    if start.year == SUSPENDED_IN:
        return Verdict("supported", figure, alternative)
    return Verdict("imprecise" if later.year == SUSPENDED_IN else "contradicted", figure, alternative)


TOGETHER = "2012-06-01"


@decides(
    "C245",
    test="Supported if on {day} all full members of Mercosur, ALBA and the Pacific Alliance are full members of "
    "CELAC, and each of the three has full members in UNASUR." + OR_NOT,
    day=the_day(TOGETHER),
)
def common_institutions(tables: IndependentTables) -> Verdict:
    axes = {bloc: holding(tables, bloc, TOGETHER) for bloc in ("mercosur", "alba", "pacific_alliance")}
    unasur, celac = (holding(tables, bloc, TOGETHER) for bloc in ("unasur", "celac"))
    if not all(axes.values()):
        raise NoEvidence
    everywhere = all(states <= celac for states in axes.values())
    mixed = sum(bool(states & unasur) for states in axes.values())
    figure = _(
        "On 1 June 2012 all members of the three axes sat in CELAC: {yes}; axes with members in UNASUR: {n} of 3."
    )
    figure = figure.format(yes=_("yes") if everywhere else _("no"), n=mixed)
    return Verdict("supported" if everywhere and mixed == 3 else "contradicted", figure)


@decides(
    "C029",
    test="Supported if ALBA has no more full members on {later} than on {day}."
    + OR_NOT
    + " Influence without membership is not measured.",
    day=the_day(WRITTEN),
    later=the_day(LATEST),
)
def alba_after_2018(tables: IndependentTables) -> Verdict:
    before, after = holding(tables, "alba", WRITTEN), holding(tables, "alba", LATEST)
    if not before:
        raise NoEvidence
    figure = _("Full members: {n} on {day}, {m} on {later}.").format(
        n=len(before), m=len(after), day=format_date(the_day(WRITTEN)), later=format_date(the_day(LATEST))
    )
    gained = sorted(after - before)
    alternative = _("New since then: {list}.").format(list=format_list(gained) or _("none"))
    return Verdict("contradicted" if len(after) > len(before) else "supported", figure, alternative)


OAS_DAY, MOST = "2018-07-01", 0.9


@decides(
    "C031",
    test="Supported if on {day} at least {share:.0%} of the independent states of the Americas are full members of "
    "the OAS." + OR_NOT,
    day=the_day(OAS_DAY),
    share=MOST,
)
def oas_covers_the_americas(tables: IndependentTables) -> Verdict:
    countries = tables("countries")
    americas = set(countries[countries["in_region"] & countries["kind"].eq("state")]["iso3"]) | {"USA", "CAN"}
    members = holding(tables, "oas", OAS_DAY)
    if not members:
        raise NoEvidence
    figure = _("Full members of the OAS on {day}: {n} of {all} states.").format(
        n=len(members & americas), all=len(americas), day=format_date(the_day(OAS_DAY))
    )
    alternative = _("Not among them: {list}.").format(list=format_list(sorted(americas - members)) or _("none"))
    return Verdict(
        "supported" if len(members & americas) >= MOST * len(americas) else "contradicted", figure, alternative
    )


USUALLY = 0.5


@decides(
    "C036",
    test="Supported if more than {share:.0%} of this course's established schemes (no mere proposals) rest on a "
    "treaty." + OR_NOT + " That other actors take part is not tested.",
    share=USUALLY,
)
def mostly_by_treaty(tables: IndependentTables) -> Verdict:
    rows = tables("blocs")
    rows = rows[rows["kind"].ne("proposal")]
    if rows.empty:
        raise NoEvidence
    by_treaty = rows["treaty"].notna()
    era = rows[rows["founded"].dt.year.between(*ERA)]
    figure = _("{n} of {all} established schemes rest on a treaty.").format(n=int(by_treaty.sum()), all=len(rows))
    alternative = _("Of those founded in 2003 to 2015, {n} of {all}.").format(
        n=int(era["treaty"].notna().sum()), all=len(era)
    )
    return Verdict("supported" if by_treaty.mean() > USUALLY else "contradicted", figure, alternative)


APART = "2012-07-01"


@decides(
    "C077",
    test="Supported if on {day} all full members of Mercosur, ALBA and the Pacific Alliance are full members of "
    "CELAC, while ALBA and the Alliance share none." + OR_NOT,
    day=the_day(APART),
)
def together_and_apart(tables: IndependentTables) -> Verdict:
    of = {bloc: holding(tables, bloc, APART) for bloc in ("mercosur", "alba", "pacific_alliance", "celac")}
    if not all(of.values()):
        raise NoEvidence
    axes = of["mercosur"] | of["alba"] | of["pacific_alliance"]
    shared = [
        (_("Mercosur and ALBA"), of["mercosur"] & of["alba"]),
        (_("Mercosur and the Alliance"), of["mercosur"] & of["pacific_alliance"]),
        (_("ALBA and the Alliance"), of["alba"] & of["pacific_alliance"]),
    ]
    figure = _("On {day} {n} of {all} members of the three axes sat in CELAC; members that two axes share: {list}.")
    figure = figure.format(
        day=format_date(the_day(APART)),
        n=len(axes & of["celac"]),
        all=len(axes),
        list=format_list(f"{pair} {len(states)}" for pair, states in shared),
    )
    met = axes <= of["celac"] and not of["alba"] & of["pacific_alliance"]
    return Verdict("supported" if met else "contradicted", figure)


TURN = ("2015-01-01", "2018-12-31")
STAYED_AWAY = "2018_six_states_stop_participating"


@decides(
    "C226",
    test="Supported if from {first} to {last} the Pacific Alliance lost fewer full members than Mercosur and fewer "
    "than ALBA." + OR_NOT,
    first=the_day(TURN[0]),
    last=the_day(TURN[1]),
)
def alliance_least_touched(tables: IndependentTables) -> Verdict:
    blocs = ("mercosur", "alba", "unasur", "pacific_alliance")
    before = {bloc: holding(tables, bloc, TURN[0]) for bloc in blocs}
    lost = {bloc: before[bloc] - holding(tables, bloc, TURN[1]) for bloc in blocs}
    if not before["pacific_alliance"]:
        raise NoEvidence
    stayed_away = day_of(tables, STAYED_AWAY)[0]
    figure = _(
        "Full members lost from 2015 to 2018: Pacific Alliance {pacific_alliance}, Mercosur {mercosur}, ALBA {alba}."
    )
    figure = figure.format(**{bloc: len(states) for bloc, states in lost.items()})
    alternative = _("UNASUR lost none by then, but six states stopped taking part on {date}.").format(
        date=format_date(stayed_away)
    )
    others = min(len(lost["mercosur"]), len(lost["alba"]))
    return Verdict("supported" if len(lost["pacific_alliance"]) < others else "contradicted", figure, alternative)


PROTOCOL, SINGAPORE = "2016_pa_protocol_in_force", "2022_singapore_pa"


@decides(
    "C227",
    test="Supported if no full member of {day} has left the Pacific Alliance by {later}, and by then its trade "
    "protocol is in force and a new trade agreement is signed (“{act}”)." + OR_NOT,
    day=the_day(WRITTEN),
    later=the_day(LATEST),
    act=named(SINGAPORE),
)
def alliance_goes_on(tables: IndependentTables) -> Verdict:
    before, after = holding(tables, "pacific_alliance", WRITTEN), holding(tables, "pacific_alliance", LATEST)
    if not before:
        raise NoEvidence
    protocol = day_of(tables, PROTOCOL)[0]
    singapore = day_of(tables, SINGAPORE)[0]
    figure = _("Members {n} in 2018 and {m} at the end of 2025; trade protocol in force since {date}.").format(
        n=len(before), m=len(after), date=format_date(protocol)
    )
    alternative = f"{event_title(SINGAPORE)}: {format_date(singapore)}."
    met = before <= after and protocol <= the_day(LATEST) and the_day(WRITTEN) <= singapore <= the_day(LATEST)
    return Verdict("supported" if met else "contradicted", figure, alternative)


SHRUNK = "2021-01-01"


@decides(
    "C230",
    test="Supported if UNASUR has fewer full members on {later} than on {day}, and PROSUR was founded after {day}."
    + OR_NOT,
    day=the_day(WRITTEN),
    later=the_day(SHRUNK),
)
def unasur_is_reshaped(tables: IndependentTables) -> Verdict:
    counts = [len(holding(tables, "unasur", day)) for day in (WRITTEN, SHRUNK, LATEST)]
    if not counts[0]:
        raise NoEvidence
    heir = scheme(tables, "prosur")["founded"]
    figure = _("Full members of UNASUR: {a} in 2018, {b} in 2021; PROSUR founded on {date}.").format(
        a=counts[0], b=counts[1], date=format_date(heir)
    )
    alternative = _("Undone in part with the governments: {n} full members at the end of 2025.").format(n=counts[2])
    met = counts[1] < counts[0] and heir > pd.Timestamp(WRITTEN)
    return Verdict("supported" if met else "contradicted", figure, alternative)
