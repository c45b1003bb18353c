"""Claims that votes in the UN General Assembly decide.

Distances are relative: 1 is as far from the USA as the average state of the region in the same
year. A claim holds if it holds in both releases and all estimates; one that depends on which is
taken is imprecise. Votes are one face of foreign policy: where the article speaks of more, a claim
that the votes do not bear out is open rather than contradicted.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from regiolab.analysis import series
from regiolab.analysis.claims.acts import holding, judge
from regiolab.analysis.claims.verdicts import IndependentTables, NoEvidence, Verdict, decides
from regiolab.i18n import _, format_list, number, worded

MAIN = ("jul2025", "final_passage")
SURE = 1.96  # standard errors


def _keyed(table: pd.DataFrame, values: str) -> dict[tuple[str, str], pd.DataFrame]:
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


def places(tables: IndependentTables, column: str = "relative_distance", membership: str = "fixed") -> dict:
    """Return a column of un_positions by estimate, with years as rows and schemes as columns."""
    return tables.once(_places, column, membership)


def _places(tables: IndependentTables, column: str, membership: str) -> dict:
    table = tables("un_positions")
    return _keyed(table[table["membership"].eq(membership)], column)


def ranks(tables: IndependentTables, column: str = "rank") -> dict:
    """Return a column of un_ranks by estimate, with years as rows and states as columns."""
    return tables.once(_ranks, column)


def _ranks(tables: IndependentTables, column: str) -> dict:
    return _keyed(tables("un_ranks"), column)


@decides("C016", "C078")
def schemes_differ(tables: IndependentTables) -> Verdict:
    found = places(tables)
    order = ["pacific_alliance", "mercosur", "unasur", "alba"]
    means = {key: frame.loc[2011:2014, order].mean() for key, frame in found.items()}
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
        n=sum(means[key].is_monotonic_increasing for key in means),
        d=dated[MAIN].loc[2011:2014, "alba"].mean(),
    )
    return Verdict(judge(mean.is_monotonic_increasing for mean in means.values()), figure, alternative)


@decides("C114")
def mercosur_cordial_distance(tables: IndependentTables) -> Verdict:
    """Neither as close as the Alliance nor as far as ALBA, and not beyond the region's average."""
    found = places(tables)
    means = {key: frame.loc[2003:2015].mean() for key, frame in found.items()}
    years = slice(2011, 2014)
    between = [
        frame.loc[years, "pacific_alliance"].mean() < frame.loc[years, "mercosur"].mean() < 1
        for frame in found.values()
    ]
    figure = worded(
        _("Mercosur's distance in 2003 to 2015 {m:.2f} of the region's, ALBA's {a:.2f}."),
        m=means[MAIN]["mercosur"],
        a=means[MAIN]["alba"],
    )
    frame = found[MAIN].loc[2015:2018]
    alternative = worded(
        _("In 2015 to 2018 the Pacific Alliance {p:.2f}, Mercosur {m:.2f}: no longer told apart."),
        p=frame["pacific_alliance"].mean(),
        m=frame["mercosur"].mean(),
    )
    later = [
        frame.loc[2015:2018, "mercosur"].mean() - frame.loc[2015:2018, "pacific_alliance"].mean() > 0.03
        for frame in found.values()
    ]
    return Verdict(judge([*between, *later]), figure, alternative)


@decides("C115", "C185")
def alliance_is_closest(tables: IndependentTables) -> Verdict:
    found, error = places(tables, "mean"), places(tables, "mean_se")
    years = range(2011, 2019)
    closest, clearly = [], []
    for key, frame in found.items():
        gap = frame["pacific_alliance"] - frame["mercosur"]
        margin = SURE * np.hypot(error[key]["pacific_alliance"], error[key]["mercosur"])
        closest.append(all(gap[year] > 0 for year in years))
        clearly.append(sum(bool(gap[year] > margin[year]) for year in years))
    distance = places(tables)[MAIN]
    figure = worded(
        _("Distance from the USA: Pacific Alliance {a:.2f}, Mercosur {b:.2f} of the region's in 2011 to 2014."),
        a=distance.loc[2011:2014, "pacific_alliance"].mean(),
        b=distance.loc[2011:2014, "mercosur"].mean(),
    )
    alternative = _(
        "Closer than Mercosur beyond the error of measurement in {list} of the eight years to 2018."
    ).format(list=format_list(map(str, clearly)))
    some = any(clearly)
    return Verdict(judge([all(closest) and min(clearly) >= 6, some]), figure, alternative)


@decides("C116", "C161")
def alba_is_farthest(tables: IndependentTables) -> Verdict:
    found, dated = places(tables), places(tables, membership="dated")
    met = []
    for frames in (found, dated):
        for frame in frames.values():
            years = frame.loc[2005:2015, ["alba", "mercosur"]]
            met.append((years["alba"] > 1.04).all() and (years["alba"] > years["mercosur"]).all())
    rises = [frame.loc[2011:2015, "alba"].mean() > frame.loc[2003:2006, "alba"].mean() for frame in found.values()]
    frame = found[MAIN]["alba"]
    figure = _(
        "ALBA's distance from the USA (region 1): {a:.2f} in 2003, {b:.2f} in 2008, {c:.2f} in 2011, {d:.2f} in 2015."
    )
    figure = worded(figure, **dict(zip("abcd", frame[[2003, 2008, 2011, 2015]], strict=True)))
    alternative = worded(
        _("With its members of each year {a:.2f} in 2008, {b:.2f} in 2015; no estimate says otherwise."),
        **dict(zip("ab", dated[MAIN]["alba"][[2008, 2015]], strict=True)),
    )
    if not all(met):
        alternative = alternative.partition(";")[0] + "."
    return Verdict(judge([*met, *rises]), figure, alternative)


@decides("C132")
def mercosur_of_the_nineties(tables: IndependentTables) -> Verdict:
    found, spread = places(tables), places(tables, "sd")
    as_close = [
        frame.loc[1991:1999, "mercosur"].mean() <= frame.loc[2011:2014, "pacific_alliance"].mean() + 0.02
        for frame in found.values()
    ]
    as_one = [frame.loc[1991:1999, "mercosur"].mean() <= 0.2 for frame in spread.values()]
    frame = found[MAIN]
    figure = _(
        "Mercosur's distance in 1991 to 1999 {a:.2f} of the region's; the Pacific Alliance's in 2011 to 2014 {b:.2f}."
    )
    figure = worded(
        figure, a=frame.loc[1991:1999, "mercosur"].mean(), b=frame.loc[2011:2014, "pacific_alliance"].mean()
    )
    alternative = worded(
        _("Its members differed more: standard deviation {a:.2f} against {b:.2f}."),
        a=spread[MAIN].loc[1991:1999, "mercosur"].mean(),
        b=spread[MAIN].loc[2011:2014, "pacific_alliance"].mean(),
    )
    # acquiescence in votes would be both: as close as the Alliance later was, and as one
    return Verdict(judge([not all(as_close), not all(as_one)]), figure, alternative)


@decides("C135", "C197")
def mercosur_moves_away(tables: IndependentTables) -> Verdict:
    found = places(tables)
    farther = [
        frame.loc[2003:2015, "mercosur"].mean() - frame.loc[1991:2002, "mercosur"].mean() > 0.02
        for frame in found.values()
    ]
    members = holding(tables, "mercosur", "2012-06-01")
    votes = tables("un_agreement")
    if not members or votes.empty:
        raise NoEvidence
    changes = {}
    for important in ("all", "important"):
        for definition in ("same_vote", "abstention_half", "yes_no_only"):
            lead = series.agreement_lead(members, definition=definition, important=important, table=votes)
            lead = lead.set_index("year_first")["lead"]
            changes[important, definition] = float(lead.loc[2003:2015].mean() - lead.loc[1991:2002].mean())
    frame = found[MAIN]["mercosur"]
    figure = worded(
        _("Mercosur's distance from the USA (region 1): {a:.2f} in 1991 to 2002, {b:.2f} in 2003 to 2015."),
        a=frame.loc[1991:2002].mean(),
        b=frame.loc[2003:2015].mean(),
    )
    points = format_list(number(100 * change, 1, sign=True) for change in changes.values())
    alternative = _(
        "Change of its lead in agreement with the USA over the region's, in points, six counts: {list}."
    ).format(list=points)
    return Verdict(judge([*farther, *(change < 0 for change in changes.values())]), figure, alternative)


@decides("C189")
def diverse_bodies(tables: IndependentTables) -> Verdict:
    found = {key: frame.loc[2011:2015].mean() for key, frame in places(tables, "sd").items()}
    met = [
        min(mean["unasur"], mean["celac"]) > max(mean["mercosur"], mean["pacific_alliance"]) for mean in found.values()
    ]
    mean = found[MAIN]
    figure = worded(
        _(
            "Standard deviation between members, 2011 to 2015: UNASUR {a:.2f}, CELAC {b:.2f}, Mercosur {c:.2f}, "
            "Pacific Alliance {d:.2f}."
        ),
        a=mean["unasur"],
        b=mean["celac"],
        c=mean["mercosur"],
        d=mean["pacific_alliance"],
    )
    alternative = worded(_("ALBA's is {a:.2f}: diversity alone does not set the two apart."), a=mean["alba"])
    return Verdict(judge(met), figure, alternative)


@decides("C214")
def relations_improve(tables: IndependentTables) -> Verdict:
    found = places(tables, "distance_usa")
    changes = [float(frame.loc[2018, "mercosur"] - frame.loc[2015, "mercosur"]) for frame in found.values()]
    figure = _("Change of Mercosur's distance from the USA, 2015 to 2018, in three estimates: {list}.").format(
        list=format_list(number(change, sign=True) for change in changes)
    )
    alternative = _("The sign depends on the release: the votes do not decide, and relations are more than votes.")
    closer = [change < 0 for change in changes]
    if all(closer):
        return Verdict("supported", figure)
    return Verdict("open", figure, alternative if any(closer) else "")


@decides("C229")
def alliance_stays_close(tables: IndependentTables) -> Verdict:
    found = places(tables)
    frames = [found["jul2025", "all"].loc[2019:2023], found[MAIN].loc[2019:2024]]
    below = [(frame["pacific_alliance"] < 1).all() for frame in frames]
    near = [(frame["pacific_alliance"] < 0.95).all() for frame in frames]
    at = found[MAIN]["pacific_alliance"]
    figure = _(
        "The Alliance's distance (region 1): {a:.2f} in 2018, {b:.2f} in 2021, {c:.2f} in 2023, {d:.2f} in 2024."
    )
    figure = worded(figure, **dict(zip("abcd", at[[2018, 2021, 2023, 2024]], strict=True)))
    alternative = worded(_("All votes, to 2023: {a:.2f}."), a=found["jul2025", "all"].loc[2023, "pacific_alliance"])
    return Verdict(judge([*below, *near]), figure, alternative)


@decides("C244")
def conflicting_views(tables: IndependentTables) -> Verdict:
    found, error = places(tables, "mean"), places(tables, "mean_se")
    sure, gaps = [], {}
    for key, frame in found.items():
        gap = frame["pacific_alliance"] - frame["alba"]
        margin = SURE * np.hypot(error[key]["pacific_alliance"], error[key]["alba"])
        years = slice(2011, 2018)
        sure.append((gap.loc[years] > margin.loc[years]).all())
        gaps[key] = gap
    figure = worded(
        _("Between the means of the Alliance and ALBA: {a:.2f} ideal points in 2011, {b:.2f} in 2018."),
        a=gaps[MAIN][2011],
        b=gaps[MAIN][2018],
    )
    alternative = _("Beyond the error of measurement in every year in {n} of three estimates.").format(n=sum(sure))
    return Verdict(judge(sure), figure, alternative)


@decides("C247")
def acquiescence_rises(tables: IndependentTables) -> Verdict:
    mean, distance = places(tables, "mean"), places(tables, "distance_usa")
    rises = [frame.loc[2018, "celac"] > frame.loc[2015, "celac"] for frame in mean.values()]
    closer = [frame.loc[2018, "celac"] < frame.loc[2015, "celac"] for frame in distance.values()]
    figure = worded(
        _("Mean of the 33 states {a:+.2f} in 2015, {b:+.2f} in 2018."),
        a=mean[MAIN].loc[2015, "celac"],
        b=mean[MAIN].loc[2018, "celac"],
    )
    alternative = worded(
        _("The USA moved as well: distance {a:.2f} and {b:.2f}; closer in {n} of three estimates."),
        a=distance[MAIN].loc[2015, "celac"],
        b=distance[MAIN].loc[2018, "celac"],
        n=sum(closer),
    )
    return Verdict(judge([*rises, *closer]), figure, alternative)


@decides("C249")
def alba_declines(tables: IndependentTables) -> Verdict:
    fixed, dated = places(tables), places(tables, membership="dated")
    falls = [
        frame.loc[2018, "alba"] < frame.loc[2015, "alba"] - 0.02
        for frames in (fixed, dated)
        for frame in frames.values()
    ]
    before, after = len(holding(tables, "alba", "2015-12-31")), len(holding(tables, "alba", "2018-12-31"))
    figure = worded(
        _("ALBA's distance from the USA (region 1) {a:.2f} in 2015, {b:.2f} in 2018; members {n} and {m}."),
        a=fixed[MAIN].loc[2015, "alba"],
        b=fixed[MAIN].loc[2018, "alba"],
        n=before,
        m=after,
    )
    alternative = _(
        "With the members of each year {a:.2f} and {b:.2f}. Votes do not show what the model does elsewhere."
    )
    alternative = worded(alternative, a=dated[MAIN].loc[2015, "alba"], b=dated[MAIN].loc[2018, "alba"])
    return Verdict(judge([all(falls), after < before], "open"), figure, alternative)
