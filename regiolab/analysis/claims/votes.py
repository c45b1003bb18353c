"""Claims on where schemes stand in the UN General Assembly, and the measure that they share.

Distances are relative: 1 is as far from the USA as the average state of the region in the same
year. A claim holds if it holds in both releases and all estimates; one that depends on which is
taken is imprecise. Votes are one face of foreign policy: where the article speaks of more, a claim
that the votes do not bear out is open rather than contradicted. A year or value that is missing is
no evidence: it is neither for a claim nor against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pandas as pd

from regiolab.analysis import series
from regiolab.analysis.claims.acts import judge
from regiolab.analysis.claims.phrases import DISTANCE, ESTIMATES, RULE, SCHEMES, schemes, span, spelled
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.i18n import _, format_list, worded

MAIN = ("jul2025", "final_passage")
SURE = 1.96  # standard errors
AVERAGE = 1  # the region's own mean distance

TOGETHER = range(2011, 2015)  # the Alliance exists, and the governments of 2015 and after do not
TO_THE_ARTICLE = range(2011, 2019)

Found = dict[tuple[str, str], pd.DataFrame]


def _keyed(table: pd.DataFrame, values: str) -> Found:
    names = "bloc" if "bloc" in table.columns else "iso3"
    found = {}
    # a row of such a table is wide, and pandas copies what it selects from; it pivots plain numbers fastest
    table = table[["year", names, "release", "estimate", values]].astype({"year": "int64", values: "float64"})
    for release, estimate in series.RELEASES:
        rows = table[table["release"].eq(release) & table["estimate"].eq(estimate)]
        found[release, estimate] = rows.pivot(index="year", columns=names, values=values)
    if any(frame.empty for frame in found.values()):
        raise NoEvidence
    return found


def places(tables: IndependentTables, column: str = "relative_distance", membership: str = "fixed") -> Found:
    """Return a column of un_positions by estimate, with years as rows and schemes as columns."""
    return tables.once(_places, column, membership)


def _places(tables: IndependentTables, column: str, membership: str) -> Found:
    table = tables("un_positions")
    return _keyed(table[table["membership"].eq(membership)], column)


def ranks(tables: IndependentTables, column: str = "rank") -> Found:
    """Return a column of un_ranks by estimate, with years as rows and states as columns."""
    return tables.once(_ranks, column)


def _ranks(tables: IndependentTables, column: str) -> Found:
    return _keyed(tables("un_ranks"), column)


def span_of(frame: pd.DataFrame, name: str, years: Iterable[int]) -> pd.Series:
    """Return a name's values in some years; one that is missing is no evidence."""
    found = frame.reindex(index=list(years), columns=[name])[name]
    if found.isna().any():
        raise NoEvidence
    return found


def mean_of(frame: pd.DataFrame, name: str, years: Iterable[int]) -> float:
    """Return a name's mean over some years."""
    return float(span_of(frame, name, years).mean())


def at(frame: pd.DataFrame, name: str, year: int) -> float:
    """Return a name's value in a year."""
    return float(span_of(frame, name, [year]).iloc[0])


def _gaps(tables: IndependentTables, closer: str, farther: str, years: range) -> dict[tuple[str, str], pd.DataFrame]:
    """Return by estimate how far two schemes' mean positions lie apart, and the joint error, year by year."""
    found, error = places(tables, "mean"), places(tables, "mean_se")
    return {
        key: pd.DataFrame(
            {
                "gap": span_of(frame, closer, years) - span_of(frame, farther, years),
                "error": np.hypot(span_of(error[key], closer, years), span_of(error[key], farther, years)),
            }
        )
        for key, frame in found.items()
    }


# of the schemes that the article calls post-hegemonic, with the Alliance beside them, from the closest on
ORDER = ("pacific_alliance", "mercosur", "unasur", "alba")


def _ordered(tables: IndependentTables, order: tuple[str, ...]) -> tuple[dict, list[bool]]:
    """Return each scheme's mean distance by estimate, and whether each is farther than the one before."""
    means = {key: [mean_of(frame, bloc, TOGETHER) for bloc in order] for key, frame in places(tables).items()}
    return means, [all(a < b for a, b in pairwise(mean)) for mean in means.values()]


@decides(
    "C016",
    test=(
        "The mean {distance}, over {years}: {order}, each farther than the one before; in {estimates}. "
        "Errors of measurement are left out of account. {rule}"
    ),
    how="series",
    distance=DISTANCE,
    years=span(TOGETHER),
    order=schemes(ORDER, "then"),
    estimates=ESTIMATES,
    rule=RULE,
)
def schemes_differ(tables: IndependentTables) -> Verdict:
    # two schemes at the same distance do not differ, so a tie fails
    means, met = _ordered(tables, ORDER)
    figure = worded(
        _(
            "Distance from the USA in 2011 to 2014 (region 1): Pacific Alliance {:.2f}, Mercosur {:.2f}, "
            "UNASUR {:.2f}, ALBA {:.2f}."
        ),
        *means[MAIN],
    )
    dated = places(tables, membership="dated")
    alternative = worded(
        _("Same order in {n} of three estimates; ALBA with its members of each year {d:.2f}."),
        n=sum(met),
        d=mean_of(dated[MAIN], "alba", TOGETHER),
    )
    return Verdict(judge(met), figure, alternative)


AXES = ("pacific_alliance", "mercosur", "alba")


@decides(
    "C078",
    test=(
        "The mean {distance}, over {years}: {order}, each farther than the one before; and between the mean positions "
        "of neighbours in this order more than {sure} joint standard errors, on the mean of the same years. Both "
        "in {estimates}. {rule}"
    ),
    how="series",
    distance=DISTANCE,
    years=span(TOGETHER),
    order=schemes(AXES, "then"),
    sure=SURE,
    estimates=ESTIMATES,
    rule=RULE,
)
def axes_differ(tables: IndependentTables) -> Verdict:
    # the statement is on the three economic axes, and a difference within the error of measurement is none
    means, ordered = _ordered(tables, AXES)
    apart = []
    for pair in pairwise(AXES):
        found = [gaps.mean() for gaps in _gaps(tables, *pair, TOGETHER).values()]
        apart.append([bool(mean["gap"] > SURE * mean["error"]) for mean in found])
    figure = worded(
        _("Distance from the USA in 2011 to 2014 (region 1): Pacific Alliance {:.2f}, Mercosur {:.2f}, ALBA {:.2f}."),
        *means[MAIN],
    )
    alternative = _(
        "Beyond the error of measurement: the Alliance and Mercosur in {n} of three estimates, Mercosur and ALBA in "
        "{m}."
    ).format(n=sum(apart[0]), m=sum(apart[1]))
    return Verdict(judge([*ordered, *apart[0], *apart[1]]), figure, alternative)


POST_HEGEMONIC = range(2003, 2016)
AFTERWARDS = range(2015, 2019)
BEYOND = 0.03


@decides(
    "C114",
    test=(
        "The mean {distance}: Mercosur's in {years} greater than that of the Pacific Alliance and less than {average}, "
        "the region's own; and in {later} more than {beyond} beyond the Alliance's. Both in {estimates}. {rule}"
    ),
    how="series",
    distance=DISTANCE,
    years=span(TOGETHER),
    average=AVERAGE,
    later=span(AFTERWARDS),
    beyond=BEYOND,
    estimates=ESTIMATES,
    rule=RULE,
)
def mercosur_cordial_distance(tables: IndependentTables) -> Verdict:
    """Not as close as the Alliance, then or later, and not beyond the region's average."""
    found = places(tables)
    between = [
        mean_of(frame, "pacific_alliance", TOGETHER) < mean_of(frame, "mercosur", TOGETHER) < AVERAGE
        for frame in found.values()
    ]
    figure = worded(
        _("Mercosur's distance in 2003 to 2015 {m:.2f} of the region's, ALBA's {a:.2f}."),
        m=mean_of(found[MAIN], "mercosur", POST_HEGEMONIC),
        a=mean_of(found[MAIN], "alba", POST_HEGEMONIC),
    )
    gaps = {
        key: mean_of(frame, "mercosur", AFTERWARDS) - mean_of(frame, "pacific_alliance", AFTERWARDS)
        for key, frame in found.items()
    }
    later = [gap > BEYOND for gap in gaps.values()]
    text = _("In 2015 to 2018 the Pacific Alliance {p:.2f}, Mercosur {m:.2f}: no longer told apart.")
    if gaps[MAIN] > BEYOND:
        text = _("In 2015 to 2018 the Pacific Alliance {p:.2f}, Mercosur {m:.2f}.")
    alternative = worded(
        text,
        p=mean_of(found[MAIN], "pacific_alliance", AFTERWARDS),
        m=mean_of(found[MAIN], "mercosur", AFTERWARDS),
    )
    return Verdict(judge([*between, *later]), figure, alternative)


CLEAR_YEARS = 6  # of the eight


@decides(
    "C115",
    "C185",
    test=(
        "The mean position of {close} in UN votes, members fixed: in every year {years} closer to the United States "
        "than that of {other}, in {estimates}, and by more than {sure} joint standard errors in at least {clear} of "
        "these {all} years. Supported if all of this holds, imprecise if the difference exceeds the error in any year "
        "of any estimate, otherwise contradicted."
    ),
    how="series",
    close=SCHEMES["pacific_alliance"],
    other=SCHEMES["mercosur"],
    years=span(TO_THE_ARTICLE),
    sure=SURE,
    clear=spelled(CLEAR_YEARS),
    all=spelled(len(TO_THE_ARTICLE)),
    estimates=ESTIMATES,
)
def alliance_is_closest(tables: IndependentTables) -> Verdict:
    found = _gaps(tables, "pacific_alliance", "mercosur", TO_THE_ARTICLE)
    closest = [bool((gaps["gap"] > 0).all()) for gaps in found.values()]
    clearly = [int((gaps["gap"] > SURE * gaps["error"]).sum()) for gaps in found.values()]
    distance = places(tables)[MAIN]
    figure = worded(
        _("Distance from the USA: Pacific Alliance {a:.2f}, Mercosur {b:.2f} of the region's in 2011 to 2014."),
        a=mean_of(distance, "pacific_alliance", TOGETHER),
        b=mean_of(distance, "mercosur", TOGETHER),
    )
    alternative = _(
        "Closer than Mercosur beyond the error of measurement in {list} of the eight years to 2018."
    ).format(list=format_list(map(str, clearly)))
    return Verdict(judge([all(closest) and min(clearly) >= CLEAR_YEARS, any(clearly)]), figure, alternative)


REIGN = range(2005, 2016)
FAR = 1.04
BEFORE_ALBA, AT_ITS_HEIGHT = range(2003, 2007), range(2011, 2016)


@decides(
    "C116",
    "C161",
    test=(
        "The {distance}, and once more with the members of each year: that of {far} above {least} and above that of "
        "{other} in every year {years}. And with fixed members its mean of {late} above that of {early}. All in "
        "{estimates}. {rule}"
    ),
    how="series",
    distance=DISTANCE,
    far=SCHEMES["alba"],
    least=FAR,
    other=SCHEMES["mercosur"],
    years=span(REIGN),
    late=span(AT_ITS_HEIGHT),
    early=span(BEFORE_ALBA),
    estimates=ESTIMATES,
    rule=RULE,
)
def alba_is_farthest(tables: IndependentTables) -> Verdict:
    found, dated = places(tables), places(tables, membership="dated")
    met = []
    for frames in (found, dated):
        for frame in frames.values():
            alba, mercosur = (span_of(frame, bloc, REIGN) for bloc in ("alba", "mercosur"))
            met.append(bool((alba > FAR).all() and (alba > mercosur).all()))
    rises = alba_moves_away(tables)
    figure = _(
        "ALBA's distance from the USA (region 1): {a:.2f} in 2003, {b:.2f} in 2008, {c:.2f} in 2011, {d:.2f} in 2015."
    )
    figure = worded(figure, **dict(zip("abcd", span_of(found[MAIN], "alba", [2003, 2008, 2011, 2015]), strict=True)))
    text = _("With its members of each year {a:.2f} in 2008, {b:.2f} in 2015; no estimate says otherwise.")
    if not all([*met, *rises]):
        text = text.partition(";")[0] + "."
    alternative = worded(text, **dict(zip("ab", span_of(dated[MAIN], "alba", [2008, 2015]), strict=True)))
    return Verdict(judge([*met, *rises]), figure, alternative)


def alba_moves_away(tables: IndependentTables) -> list[bool]:
    """Say for each estimate whether ALBA's fixed members are farther from the USA at its height than before it."""
    return [
        mean_of(frame, "alba", AT_ITS_HEIGHT) > mean_of(frame, "alba", BEFORE_ALBA) for frame in places(tables).values()
    ]


DIVERSE, UNIFORM = ("unasur", "celac"), ("mercosur", "pacific_alliance")
BOTH_BODIES = range(2011, 2016)


@decides(
    "C189",
    test=(
        "The standard deviation between the positions of members in UN votes, members fixed, mean of {years}: that of "
        "{diverse} each greater than that of {uniform} each; in {estimates}. {rule}"
    ),
    how="series",
    years=span(BOTH_BODIES),
    diverse=schemes(DIVERSE),
    uniform=schemes(UNIFORM),
    estimates=ESTIMATES,
    rule=RULE,
)
def diverse_bodies(tables: IndependentTables) -> Verdict:
    found = {
        key: {bloc: mean_of(frame, bloc, BOTH_BODIES) for bloc in (*DIVERSE, *UNIFORM, "alba")}
        for key, frame in places(tables, "sd").items()
    }
    met = [min(mean[bloc] for bloc in DIVERSE) > max(mean[bloc] for bloc in UNIFORM) for mean in found.values()]
    figure = worded(
        _(
            "Standard deviation between members, 2011 to 2015: UNASUR {a:.2f}, CELAC {b:.2f}, Mercosur {c:.2f}, "
            "Pacific Alliance {d:.2f}."
        ),
        **dict(zip("abcd", found[MAIN].values(), strict=False)),
    )
    alternative = worded(_("ALBA's is {a:.2f}: diversity alone does not set the two apart."), a=found[MAIN]["alba"])
    return Verdict(judge(met), figure, alternative)


@decides(
    "C244",
    test=(
        "Between the mean positions of {close} and {far} in UN votes, members fixed, more than {sure} joint standard "
        "errors in every year {years}; in {estimates}. {rule}"
    ),
    how="series",
    close=SCHEMES["pacific_alliance"],
    far=SCHEMES["alba"],
    sure=SURE,
    years=span(TO_THE_ARTICLE),
    estimates=ESTIMATES,
    rule=RULE,
)
def conflicting_views(tables: IndependentTables) -> Verdict:
    found = _gaps(tables, "pacific_alliance", "alba", TO_THE_ARTICLE)
    sure = [bool((gaps["gap"] > SURE * gaps["error"]).all()) for gaps in found.values()]
    gap = found[MAIN]["gap"]
    figure = worded(
        _("Between the means of the Alliance and ALBA: {a:.2f} ideal points in 2011, {b:.2f} in 2018."),
        a=gap[2011],
        b=gap[2018],
    )
    alternative = _("Beyond the error of measurement in every year in {n} of three estimates.").format(n=sum(sure))
    return Verdict(judge(sure), figure, alternative)
