"""Claims on how schemes moved in the UN General Assembly; see :mod:`.votes` for the measure."""

from __future__ import annotations

from regiolab.analysis import series
from regiolab.analysis.claims.acts import holding, judge
from regiolab.analysis.claims.phrases import (
    DISTANCE,
    ESTIMATES,
    OPEN_HALVES_RULE,
    POINTS,
    RULE,
    SCHEMES,
    day,
    estimate,
    joined,
    span,
)
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.analysis.claims.votes import AVERAGE, MAIN, TOGETHER, at, mean_of, places, span_of
from regiolab.i18n import _, format_list, number, worded

TURN, ARTICLE = 2015, 2018  # the last year before the governments changed in Argentina and Brazil; the article's

MENEM = range(1991, 2000)  # from the bloc's first year to the end of his presidency
AS_CLOSE = 0.02
AS_ONE = 0.2


@decides(
    "C132",
    test=(
        "If closeness in UN votes makes a bloc acquiescent, as it does for {other}: was {bloc} as close, its mean "
        "distance of {years} no more than {margin} above that of {other} in {later} ({distance}), and as one, the "
        "standard deviation between its members on the mean of the same years at most {spread}? In {estimates}. "
        "Supported if there is an estimate by which it was not as close and one by which it was not as one, "
        "contradicted if every estimate says both, otherwise imprecise."
    ),
    how="series",
    bloc=SCHEMES["mercosur"],
    other=SCHEMES["pacific_alliance"],
    years=span(MENEM),
    later=span(TOGETHER),
    margin=AS_CLOSE,
    spread=AS_ONE,
    distance=DISTANCE,
    estimates=ESTIMATES,
)
def mercosur_of_the_nineties(tables: IndependentTables) -> Verdict:
    found, spread = places(tables), places(tables, "sd")
    as_close = [
        mean_of(frame, "mercosur", MENEM) <= mean_of(frame, "pacific_alliance", TOGETHER) + AS_CLOSE
        for frame in found.values()
    ]
    as_one = [mean_of(frame, "mercosur", MENEM) <= AS_ONE for frame in spread.values()]
    then, later = mean_of(found[MAIN], "mercosur", MENEM), mean_of(found[MAIN], "pacific_alliance", TOGETHER)
    figure = worded(
        _(
            "Mercosur's distance in 1991 to 1999 {a:.2f} of the region's; the Pacific Alliance's in 2011 to 2014 "
            "{b:.2f}."
        ),
        a=then,
        b=later,
    )
    alternative = worded(
        _("Standard deviation between its members {a:.2f} against {b:.2f}."),
        a=mean_of(spread[MAIN], "mercosur", MENEM),
        b=mean_of(spread[MAIN], "pacific_alliance", TOGETHER),
    )
    # acquiescence in votes would be both: as close as the Alliance later was, and as one
    return Verdict(judge([not all(as_close), not all(as_one)]), figure, alternative)


BEFORE, AFTER = range(1991, 2003), range(2003, 2016)  # 1990 is before the bloc
FARTHER = 0.02
VOTES = {"all": "all votes", "important": "the votes that the United States calls important"}
AGREEMENT = {
    "same_vote": "identical votes",
    "abstention_half": "an abstention as half an agreement",
    "yes_no_only": "yes and no only",
}
MEMBERS_ON = "2012-06-01"


@decides(
    "C135",
    "C197",
    test=(
        "The mean {distance}: that of {bloc} in {late} more than {margin} above that of {early}, in {estimates}. And "
        "its lead over the region's mean in the share of UN votes cast with the United States, by its members of "
        "{day}, falls from the mean of {early} to that of {late} in {votes}, each counted with {definitions}. {rule}"
    ),
    how="series",
    distance=DISTANCE,
    bloc=SCHEMES["mercosur"],
    early=span(BEFORE),
    late=span(AFTER),
    margin=FARTHER,
    estimates=ESTIMATES,
    day=day(MEMBERS_ON),
    votes=joined(VOTES.values()),
    definitions=joined(AGREEMENT.values()),
    rule=RULE,
)
def mercosur_moves_away(tables: IndependentTables) -> Verdict:
    found = places(tables)
    farther = [
        mean_of(frame, "mercosur", AFTER) - mean_of(frame, "mercosur", BEFORE) > FARTHER for frame in found.values()
    ]
    members = holding(tables, "mercosur", MEMBERS_ON)
    votes = tables("un_agreement")
    if not members or votes.empty:
        raise NoEvidence
    changes = []
    for important in VOTES:
        for definition in AGREEMENT:
            lead = series.agreement_lead(members, definition=definition, important=important, table=votes)
            frame = lead.set_index("year_first")
            changes.append(mean_of(frame, "lead", AFTER) - mean_of(frame, "lead", BEFORE))
    figure = worded(
        _("Mercosur's distance from the USA (region 1): {a:.2f} in 1991 to 2002, {b:.2f} in 2003 to 2015."),
        a=mean_of(found[MAIN], "mercosur", BEFORE),
        b=mean_of(found[MAIN], "mercosur", AFTER),
    )
    alternative = _(
        "Change of its lead in agreement with the USA over the region's, in points, six counts: {list}."
    ).format(list=format_list(number(100 * change, 1, sign=True) for change in changes))
    return Verdict(judge([*farther, *(change < 0 for change in changes)]), figure, alternative)


@decides(
    "C214",
    test=(
        "The {points}: that of {bloc} in {last} less than in {first}, in {estimates}. Supported if it is in all of "
        "them, otherwise open, since relations are more than votes."
    ),
    how="series",
    points=POINTS,
    bloc=SCHEMES["mercosur"],
    first=TURN,
    last=ARTICLE,
    estimates=ESTIMATES,
)
def relations_improve(tables: IndependentTables) -> Verdict:
    found = places(tables, "distance_usa")
    changes = [at(frame, "mercosur", ARTICLE) - at(frame, "mercosur", TURN) for frame in found.values()]
    figure = _("Change of Mercosur's distance from the USA, 2015 to 2018, in three estimates: {list}.").format(
        list=format_list(number(change, sign=True) for change in changes)
    )
    alternative = _("The sign depends on the release: the votes do not decide, and relations are more than votes.")
    closer = [change < 0 for change in changes]
    if all(closer):
        return Verdict("supported", figure)
    return Verdict("open", figure, alternative if any(closer) else "")


# how far each estimate reaches that goes on after the article
AHEAD = {("jul2025", "all"): range(2019, 2024), MAIN: range(2019, 2025)}
CLEARLY = 0.95


@decides(
    "C229",
    test=(
        "The {distance}: that of {bloc} below {average}, the region's own, in every year after the article, and below "
        "{clearly} in every such year; in {spans}. {rule}"
    ),
    how="series",
    distance=DISTANCE,
    bloc=SCHEMES["pacific_alliance"],
    average=AVERAGE,
    clearly=CLEARLY,
    spans=joined(f"{span(years)} ({estimate(pair)})" for pair, years in AHEAD.items()),
    rule=RULE,
)
def alliance_stays_close(tables: IndependentTables) -> Verdict:
    found = places(tables)
    ahead = [span_of(found[pair], "pacific_alliance", years) for pair, years in AHEAD.items()]
    met = [bool((values < least).all()) for least in (AVERAGE, CLEARLY) for values in ahead]
    figure = _(
        "The Alliance's distance (region 1): {a:.2f} in 2018, {b:.2f} in 2021, {c:.2f} in 2023, {d:.2f} in 2024."
    )
    shown = span_of(found[MAIN], "pacific_alliance", [2018, 2021, 2023, 2024])
    figure = worded(figure, **dict(zip("abcd", shown, strict=True)))
    alternative = worded(_("All votes, to 2023: {a:.2f}."), a=at(found["jul2025", "all"], "pacific_alliance", 2023))
    return Verdict(judge(met), figure, alternative)


@decides(
    "C247",
    test=(
        "From {first} to {last}, the {n} states of the region, in {estimates}: their mean position in UN votes moves "
        "towards that of the United States, and their mean distance from the United States, which moves itself, falls. "
        "{rule}"
    ),
    how="series",
    first=TURN,
    last=ARTICLE,
    n=33,
    estimates=ESTIMATES,
    rule=RULE,
)
def acquiescence_rises(tables: IndependentTables) -> Verdict:
    mean, distance = places(tables, "mean"), places(tables, "distance_usa")
    rises = [at(frame, "celac", ARTICLE) > at(frame, "celac", TURN) for frame in mean.values()]
    closer = [at(frame, "celac", ARTICLE) < at(frame, "celac", TURN) for frame in distance.values()]
    figure = worded(
        _("Mean of the 33 states {a:+.2f} in 2015, {b:+.2f} in 2018."),
        a=at(mean[MAIN], "celac", TURN),
        b=at(mean[MAIN], "celac", ARTICLE),
    )
    alternative = worded(
        _("The USA moved as well: distance {a:.2f} and {b:.2f}; closer in {n} of three estimates."),
        a=at(distance[MAIN], "celac", TURN),
        b=at(distance[MAIN], "celac", ARTICLE),
        n=sum(closer),
    )
    return Verdict(judge([*rises, *closer]), figure, alternative)


CLOSER = 0.02


@decides(
    "C249",
    test=(
        "The {distance}, and once more with the members of each year: that of {bloc} in {last} more than {margin} "
        "below that of {first}, in {estimates}, both ways. And {bloc} has fewer full members at the end of {last} than "
        "at the end of {first}. {rule}, since votes and members do not show what becomes of a model elsewhere."
    ),
    how="series",
    distance=DISTANCE,
    bloc=SCHEMES["alba"],
    first=TURN,
    last=ARTICLE,
    margin=CLOSER,
    estimates=ESTIMATES,
    rule=OPEN_HALVES_RULE,
)
def alba_declines(tables: IndependentTables) -> Verdict:
    fixed, dated = places(tables), places(tables, membership="dated")
    falls = [
        at(frame, "alba", ARTICLE) < at(frame, "alba", TURN) - CLOSER
        for frames in (fixed, dated)
        for frame in frames.values()
    ]
    before, after = (len(holding(tables, "alba", f"{year}-12-31")) for year in (TURN, ARTICLE))
    figure = worded(
        _("ALBA's distance from the USA (region 1) {a:.2f} in 2015, {b:.2f} in 2018; members {n} and {m}."),
        a=at(fixed[MAIN], "alba", TURN),
        b=at(fixed[MAIN], "alba", ARTICLE),
        n=before,
        m=after,
    )
    alternative = _(
        "With the members of each year {a:.2f} and {b:.2f}. Votes do not show what the model does elsewhere."
    )
    alternative = worded(alternative, a=at(dated[MAIN], "alba", TURN), b=at(dated[MAIN], "alba", ARTICLE))
    return Verdict(judge([all(falls), after < before], "open"), figure, alternative)
