"""Claims that the ranks of single states in the UN General Assembly decide; see :mod:`.votes` for the measure."""

from __future__ import annotations

from regiolab.analysis.claims.acts import judge
from regiolab.analysis.claims.phrases import ESTIMATES, HALVES_RULE, RULE, SOFT_RULE, STATES, joined, span
from regiolab.analysis.claims.verdicts import IndependentTables, Verdict, decides
from regiolab.analysis.claims.votes import MAIN, at, mean_of, ranks, span_of
from regiolab.i18n import _, worded

RANK = "rank among the states of the region by distance from the United States in UN votes"
RATIO = "distance from the United States in UN votes, as a ratio to the mean distance of the region's states"
PAIRS = (("BRA", "VEN"), ("URY", "BOL"))  # Lula and Chávez, the Frente Amplio and Morales
SIDE_BY_SIDE = range(2006, 2016)
TURN, ARTICLE = 2015, 2018  # the last whole year of Rousseff; the article's


@decides(
    "C015",
    test=(
        "The {rank}: {pairs} in every year {years}, in {estimates}; and in each of these the ranges within which their "
        "ranks lie do not overlap in some year. {rule}"
    ),
    how="series",
    rank=RANK,
    pairs=joined(f"{STATES[a]} closer than {STATES[b]}" for a, b in PAIRS),
    years=span(SIDE_BY_SIDE),
    estimates=ESTIMATES,
    rule=HALVES_RULE,
)
def left_turn_is_mixed(tables: IndependentTables) -> Verdict:
    found, best, worst = (ranks(tables, column) for column in ("rank", "rank_best", "rank_worst"))
    met = [
        bool((span_of(frame, a, SIDE_BY_SIDE) < span_of(frame, b, SIDE_BY_SIDE)).all())
        for frame in found.values()
        for a, b in PAIRS
    ]
    apart = [
        bool((span_of(worst[key], a, SIDE_BY_SIDE) < span_of(best[key], b, SIDE_BY_SIDE)).any())
        for key in found
        for a, b in PAIRS
    ]
    figure = _(
        "Ranks in 2010, 1 closest to the USA: Brazil {a:.0f}, Venezuela {b:.0f}; Uruguay {c:.0f}, Bolivia {d:.0f}."
    )
    shown = [at(found[MAIN], iso3, 2010) for pair in PAIRS for iso3 in pair]
    figure = worded(figure, **dict(zip("abcd", shown, strict=True)))
    alternative = _("Ranges that do not overlap in some year of 2006 to 2015: {n} of {all} comparisons.").format(
        n=sum(apart), all=len(apart)
    )
    return Verdict(judge([all(met), all(apart)]), figure, alternative)


@decides(
    "C021",
    test=(
        "The {rank}: {state} closer in {last} than in {first}, and the ranges within which its ranks of the two years "
        "lie do not overlap; in {estimates}. {rule}"
    ),
    how="series",
    rank=RANK,
    state=STATES["BRA"],
    first=TURN,
    last=ARTICLE,
    estimates=ESTIMATES,
    rule=RULE,
)
def temer_and_the_usa(tables: IndependentTables) -> Verdict:
    found = ranks(tables)
    moves = [at(frame, "BRA", ARTICLE) < at(frame, "BRA", TURN) for frame in found.values()]
    apart = _ranges_part(tables)
    figure = worded(
        _("Brazil's rank {a:.0f} in 2015, {b:.0f} in 2016, {c:.0f} in 2017, {d:.0f} in 2018."),
        **dict(zip("abcd", span_of(found[MAIN], "BRA", range(TURN, ARTICLE + 1)), strict=True)),
    )
    alternative = _("The ranges of 2015 and 2018 part in {n} of three estimates.").format(n=sum(apart))
    return Verdict(judge([*moves, *apart]), figure, alternative)


def _ranges_part(tables: IndependentTables) -> list[bool]:
    worst, best = ranks(tables, "rank_worst"), ranks(tables, "rank_best")
    return [at(worst[key], "BRA", ARTICLE) < at(best[key], "BRA", TURN) for key in worst]


# the years of the protocols and of full membership, as the states sought it
ACCEPTED = (("VEN", 2006), ("VEN", 2012), ("BOL", 2012), ("BOL", 2015))
LAST_THIRD, STATES_RANKED = 22, 33


@decides(
    "C141",
    test=(
        "The {rank}: in the last third, beyond {rank_of} of {n}, for {readings}, the years in which they were "
        "accepted; in {estimates}. {rule}"
    ),
    how="series",
    rank=RANK,
    rank_of=LAST_THIRD,
    n=STATES_RANKED,
    readings=joined(f"{STATES[iso3]} in {year}" for iso3, year in ACCEPTED),
    estimates=ESTIMATES,
    rule=RULE,
)
def anti_us_when_accepted(tables: IndependentTables) -> Verdict:
    found = ranks(tables)
    met = [at(frame, iso3, year) > LAST_THIRD for frame in found.values() for iso3, year in ACCEPTED]
    figure = worded(
        _(
            "Ranks of 33, 33 farthest from the USA: Venezuela {:.0f} in 2006 and {:.0f} in 2012, Bolivia {:.0f} in "
            "2012 and {:.0f} in 2015."
        ),
        *(at(found[MAIN], iso3, year) for iso3, year in ACCEPTED),
    )
    alternative = _("In the last third in {n} of {all} readings of three estimates.").format(n=sum(met), all=len(met))
    return Verdict(judge(met), figure, alternative)


BEFORE, KIRCHNERS = range(1991, 2003), range(2003, 2016)
FARTHER, MIDDLE = 0.02, 17


@decides(
    "C208",
    test=(
        "{state} in {years}: its mean {ratio}, more than {margin} above that of {before}; its mean {rank} beyond "
        "{middle}, the middle of {n}; and in every year closer than {other}. In {estimates}. {rule}"
    ),
    how="series",
    state=STATES["ARG"],
    other=STATES["VEN"],
    years=span(KIRCHNERS),
    before=span(BEFORE),
    ratio=RATIO,
    margin=FARTHER,
    rank=RANK,
    middle=MIDDLE,
    n=STATES_RANKED,
    estimates=ESTIMATES,
    rule=RULE,
)
def argentina_under_the_kirchners(tables: IndependentTables) -> Verdict:
    relative, rank = ranks(tables, "relative_distance"), ranks(tables)
    farther = [
        mean_of(frame, "ARG", KIRCHNERS) > mean_of(frame, "ARG", BEFORE) + FARTHER for frame in relative.values()
    ]
    distant = [mean_of(frame, "ARG", KIRCHNERS) > MIDDLE for frame in rank.values()]
    milder = [
        bool((span_of(frame, "ARG", KIRCHNERS) < span_of(frame, "VEN", KIRCHNERS)).all()) for frame in rank.values()
    ]
    figure = worded(
        _("Argentina's distance {a:.2f} of the region's in 1991 to 2002, {b:.2f} in 2003 to 2015."),
        a=mean_of(relative[MAIN], "ARG", BEFORE),
        b=mean_of(relative[MAIN], "ARG", KIRCHNERS),
    )
    alternative = worded(
        _("Its mean rank of 33 in 2003 to 2015 was {a:.0f}, Venezuela's {b:.0f}."),
        a=mean_of(rank[MAIN], "ARG", KIRCHNERS),
        b=mean_of(rank[MAIN], "VEN", KIRCHNERS),
    )
    return Verdict(judge([*farther, *distant, *milder]), figure, alternative)


LEFT_THEN, RIGHT_THEN = 2015, 2019
SAME = 0.1


@decides(
    "C213",
    test=(
        "{state}'s {ratio}: in {right}, under a government of the right, within {same} of that in {left}, under one of "
        "the left; in {estimates}. {rule}: distance in votes is one face of autonomy, and {right} lies after the "
        "article, so that a failure alone cannot contradict it."
    ),
    how="series",
    state=STATES["BRA"],
    ratio=RATIO,
    left=LEFT_THEN,
    right=RIGHT_THEN,
    same=SAME,
    estimates=ESTIMATES,
    rule=SOFT_RULE,
)
def brazil_holds_to_autonomy(tables: IndependentTables) -> Verdict:
    rank, relative = ranks(tables), ranks(tables, "relative_distance")
    # the statement is that ideology makes no difference: it is tested where the ideology changed
    kept = [abs(at(frame, "BRA", RIGHT_THEN) - at(frame, "BRA", LEFT_THEN)) <= SAME for frame in relative.values()]
    figure = worded(
        _("Brazil's rank went from {a:.0f} in 2015 to {b:.0f} in 2018, {c:.0f} in 2019 and {d:.0f} in 2023."),
        **dict(zip("abcd", span_of(rank[MAIN], "BRA", [2015, 2018, 2019, 2023]), strict=True)),
    )
    alternative = _("By 2018, when the article appeared, the ranges had parted in {n} of three estimates.").format(
        n=sum(_ranges_part(tables))
    )
    # autonomy is more than votes: a move in votes qualifies the statement and does not refute it
    return Verdict(judge(kept, "imprecise"), figure, alternative)
