"""Claims that the ranks of single states in the UN General Assembly decide; see :mod:`.votes` for the measure."""

from __future__ import annotations

from regiolab.analysis.claims.acts import judge
from regiolab.analysis.claims.verdicts import IndependentTables, Verdict, decides
from regiolab.analysis.claims.votes import MAIN, ranks
from regiolab.i18n import _, worded


@decides("C015")
def left_turn_is_mixed(tables: IndependentTables) -> Verdict:
    found, best, worst = (ranks(tables, column) for column in ("rank", "rank_best", "rank_worst"))
    pairs = (("BRA", "VEN"), ("URY", "BOL"))
    years = slice(2006, 2015)
    met = [(found[key].loc[years, a] < found[key].loc[years, b]).all() for key in found for a, b in pairs]
    apart = [(worst[key].loc[years, a] < best[key].loc[years, b]).any() for key in found for a, b in pairs]
    at = found[MAIN].loc[2010]
    figure = _(
        "Ranks in 2010, 1 closest to the USA: Brazil {a:.0f}, Venezuela {b:.0f}; Uruguay {c:.0f}, Bolivia {d:.0f}."
    )
    figure = worded(figure, a=at["BRA"], b=at["VEN"], c=at["URY"], d=at["BOL"])
    alternative = _("Ranges that do not overlap in some year of 2006 to 2015: {n} of {all} comparisons.").format(
        n=sum(apart), all=len(apart)
    )
    return Verdict(judge([all(met), all(apart)]), figure, alternative)


@decides("C021")
def temer_and_the_usa(tables: IndependentTables) -> Verdict:
    found, best, worst = (ranks(tables, column) for column in ("rank", "rank_best", "rank_worst"))
    moves = [frame.loc[2018, "BRA"] < frame.loc[2015, "BRA"] for frame in found.values()]
    apart = [worst[key].loc[2018, "BRA"] < best[key].loc[2015, "BRA"] for key in found]
    at = found[MAIN]["BRA"]
    figure = worded(
        _("Brazil's rank {a:.0f} in 2015, {b:.0f} in 2016, {c:.0f} in 2017, {d:.0f} in 2018."),
        **dict(zip("abcd", at.loc[2015:2018], strict=True)),
    )
    alternative = _("The ranges of 2015 and 2018 part in {n} of three estimates.").format(n=sum(apart))
    return Verdict(judge([*moves, *apart]), figure, alternative)


@decides("C141")
def anti_us_when_accepted(tables: IndependentTables) -> Verdict:
    found = ranks(tables)
    when = (("VEN", 2006), ("VEN", 2012), ("BOL", 2012), ("BOL", 2015))
    met = [frame.loc[year, iso3] > 22 for frame in found.values() for iso3, year in when]
    at = [found[MAIN].loc[year, iso3] for iso3, year in when]
    figure = worded(
        _(
            "Ranks of 33, 33 farthest from the USA: Venezuela {:.0f} in 2006 and {:.0f} in 2012, Bolivia {:.0f} in "
            "2012 and {:.0f} in 2015."
        ),
        *at,
    )
    alternative = _("In the last third in {n} of {all} readings of three estimates.").format(n=sum(met), all=len(met))
    return Verdict(judge(met), figure, alternative)


@decides("C208")
def argentina_under_the_kirchners(tables: IndependentTables) -> Verdict:
    relative, rank = ranks(tables, "relative_distance"), ranks(tables)
    farther = [
        frame.loc[2003:2015, "ARG"].mean() > frame.loc[1991:2002, "ARG"].mean() + 0.02 for frame in relative.values()
    ]
    distant = [frame.loc[2003:2015, "ARG"].mean() > 17 for frame in rank.values()]
    milder = [(frame.loc[2003:2015, "ARG"] < frame.loc[2003:2015, "VEN"]).all() for frame in rank.values()]
    frame = relative[MAIN]["ARG"]
    figure = worded(
        _("Argentina's distance {a:.2f} of the region's in 1991 to 2002, {b:.2f} in 2003 to 2015."),
        a=frame.loc[1991:2002].mean(),
        b=frame.loc[2003:2015].mean(),
    )
    alternative = worded(
        _("Yet its mean rank of 33 was {a:.0f}, Venezuela's {b:.0f}."),
        a=rank[MAIN].loc[2003:2015, "ARG"].mean(),
        b=rank[MAIN].loc[2003:2015, "VEN"].mean(),
    )
    return Verdict(judge([*farther, *distant, *milder]), figure, alternative)


@decides("C213")
def brazil_holds_to_autonomy(tables: IndependentTables) -> Verdict:
    rank, relative = ranks(tables), ranks(tables, "relative_distance")
    # the statement is that ideology makes no difference: it is tested where the ideology changed
    moved = [abs(frame.loc[2019, "BRA"] - frame.loc[2015, "BRA"]) > 0.1 for frame in relative.values()]
    at = rank[MAIN]["BRA"]
    figure = worded(
        _("Brazil's rank went from {a:.0f} in 2015 to {b:.0f} in 2018, {c:.0f} in 2019 and {d:.0f} in 2023."),
        a=at[2015],
        b=at[2018],
        c=at[2019],
        d=at[2023],
    )
    worst, best = ranks(tables, "rank_worst"), ranks(tables, "rank_best")
    sure = [worst[key].loc[2018, "BRA"] < best[key].loc[2015, "BRA"] for key in rank]
    alternative = _("By 2018, when the article appeared, the ranges had parted in {n} of three estimates.").format(
        n=sum(sure)
    )
    return Verdict(judge(not one for one in moved), figure, alternative)
