"""The ledger as a reader sees it: statements with their verdicts, forecasts without and with theirs."""

from __future__ import annotations

import textwrap

import pandas as pd

from regiolab.analysis.claims.counts import how_decided, section_of
from regiolab.analysis.claims.verdicts import compute, decisions, differences, run_claims
from regiolab.data import load, sources, store
from regiolab.errors import unknown
from regiolab.i18n import _, format_date, ngettext, worded
from regiolab.views.listing import Listing, listing
from regiolab.words import DECIDED, OUTCOMES, VERDICTS, answer_name, counted, decided_count, decided_name, marked


def claims(*places: str, verdict: str | None = None, full: bool = False) -> Listing:
    """List statements of the article with their verdicts and reasons.

    Parameters
    ----------
    *places : str
        Sections (``"S6"``), paragraphs (``"S6 ¶4"``) or single claims (``"C204"``); all if none is
        given. Single claims come in the order in which they are named.
    verdict : {"supported", "imprecise", "contradicted", "open"}, optional
        Only statements with this verdict.
    full : bool
        Show as well the test, how the verdict came about and the alternative that was tried and, of
        claims that the tables can decide, the figure that decided and beside it what another cut or
        source gives.

    Returns
    -------
    Listing

    Raises
    ------
    UnknownName
        For a place that holds no statement, or an unknown verdict.

    Examples
    --------
    >>> found = claims("C143")
    >>> found.caption
    '1 statement of the article: 1 contradicted. How they were decided: 1 looked up in a table.'
    """
    if verdict is not None and verdict not in VERDICTS:
        raise unknown(_("a verdict"), verdict, VERDICTS)
    table = load("claims")
    rows = pd.concat([_at(place, table) for place in places]) if places else table
    rows = rows.drop_duplicates("claim")
    if verdict is not None:
        rows = rows[rows["verdict"].eq(verdict)]
    how = how_decided(rows["claim"])
    columns = [
        (_("Claim"), rows["claim"]),
        (_("Place"), rows["locator"]),
        (_("Statement"), rows["statement"]),
        (_("Test"), rows["test"] if full else None),
        (_("Decided"), [decided_name(item) for item in how] if full else None),
        (_("Verdict"), [marked(item) for item in rows["verdict"]]),
        *(_computed(rows["claim"]) if full else ()),
        (_("Reason"), rows["reason"]),
        (_("Also tried"), rows["alternative"] if full else None),
    ]
    shown = [(heading, cells) for heading, cells in columns if cells is not None]
    text = ngettext(
        "{n} statement of the article: {list}. How they were decided: {how}.",
        "{n} statements of the article: {list}. How they were decided: {how}.",
        len(rows),
    )
    ways = how.value_counts()
    ways_told = ", ".join(decided_count(way, int(ways[way])) for way in DECIDED if way in ways)
    return listing(shown, text.format(n=len(rows), list=_tally(rows["verdict"], VERDICTS), how=ways_told))


def forecasts(*chosen: str, show: bool = False) -> Listing:
    """List the article's forecasts, each with the criterion by which it is judged.

    Parameters
    ----------
    *chosen : str
        Identifiers of the table ``forecasts``; all if none is given.
    show : bool
        Show what came of them; left out at first, so that a reader can judge before.

    Returns
    -------
    Listing

    Raises
    ------
    UnknownName
        For an unknown forecast.

    Examples
    --------
    >>> "Verdict" in forecasts().frame, "Verdict" in forecasts(show=True).frame
    (False, True)
    """
    rows = select_forecasts(chosen)
    columns = [
        (_("Place"), rows["locator"]),
        (_("The article expects"), rows["statement"]),
        (_("Criterion"), rows["criterion"]),
        (_("Judged by"), [format_date(day) for day in rows["horizon"]]),
    ]
    text = ngettext("{n} forecast", "{n} forecasts", len(rows)).format(n=len(rows))
    if not show:
        return listing(columns, _("{forecasts}, with their criteria.").format(forecasts=text))
    columns += [
        (_("Verdict"), [marked(item) for item in rows["verdict"]]),
        (_("Reason"), rows["reason"]),
        (_("Lazy forecaster"), [_lazy(*row) for row in zip(rows["lazy"], rows["base_rate"], strict=True)]),
    ]
    return listing(columns, f"{text}: {_tally(rows['verdict'], OUTCOMES)}.")


def _lazy(answer: str, rate: float) -> str:
    """Return what a lazy forecaster would have said, with how often the like held before."""
    said = answer_name(answer)
    return said if pd.isna(rate) else worded(_("{answer} ({rate:.0%} of the past)"), answer=said, rate=rate)


def select_forecasts(chosen: tuple[str, ...] | list[str] = ()) -> pd.DataFrame:
    """Return rows of the table ``forecasts``, in the order given; all if none is named."""
    table = load("forecasts").astype({"verdict": "str", "lazy": "str"})
    known = table["forecast"].tolist()
    for name in chosen:
        if name not in known:
            raise unknown(_("a forecast"), name, known)
    names = list(dict.fromkeys(chosen)) or known
    return table.set_index("forecast", drop=False).loc[names].reset_index(drop=True)


def _at(place: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of a section, of a paragraph, or the one named."""
    spots = table["locator"].str.split(";")
    here = table["claim"].eq(place) | spots.map(lambda cell: place in cell or place in map(section_of, cell))
    if not here.any():
        raise unknown(_("a section, paragraph or claim of the ledger"), place, [*_places(table), "S6 ¶4", "C143"])
    return table[here]


def _computed(claims: pd.Series) -> list[tuple[str, list[str | None]]]:
    """Return for each claim the figure that decides it and the other one that was computed."""
    known = decisions()
    found = [compute(claim) if claim in known else None for claim in claims]
    return [
        (_("Figure"), [one.figure if one else None for one in found]),
        (_("Also computed"), [(one.alternative or None) if one else None for one in found]),
    ]


def _places(table: pd.DataFrame) -> list[str]:
    return sorted(table["locator"].map(section_of).unique())


def _tally(verdicts: pd.Series, order: tuple[str, ...]) -> str:
    counts = verdicts.astype(str).value_counts()
    return ", ".join(counted(name, int(counts[name])) for name in order if name in counts)


def summary() -> list[str]:
    """Say in a few lines how many claims of each kind got which verdict, and how they were decided."""
    rows = run_claims()
    said = rows["verdict"].fillna(rows["computed"])
    kinds = sorted(rows["kind"].dropna().unique())
    ways = [(decided_name(way), rows["how"].eq(way)) for way in DECIDED]
    width = max(map(len, [*kinds, *(name for name, _chosen in ways), _("all")]))
    lines = [f"{'':{width}}  " + "  ".join(f"{name:>12}" for name in (*VERDICTS, _("all")))]
    groups = [(kind, rows["kind"].eq(kind)) for kind in kinds]
    groups += [(_("all"), said.notna()), *ways]
    for name, chosen in groups:
        counts = [int((chosen & said.eq(verdict)).sum()) for verdict in VERDICTS]
        lines.append(f"{name:{width}}  " + "  ".join(f"{count:>12}" for count in (*counts, sum(counts))))
    for claim, verdict, ours, figure in differences():
        text = _("{claim}: the table says {verdict}, the data say {computed}. {figure}")
        lines.append(text.format(claim=claim, verdict=verdict, computed=ours, figure=figure))
    return lines


def explain(claim: str) -> list[str]:
    """Explain one claim: statement, test, how it was decided, verdict, figure, reason, what else was tried, sources.

    Raises
    ------
    UnknownName
        If there is no such claim.
    """
    table = load("claims").set_index("claim", drop=False)
    known = decisions()
    if claim not in table.index and claim not in known:
        raise unknown(_("a claim of the ledger"), claim, {*table.index, *known})
    row = table.loc[claim] if claim in table.index else None
    ours = compute(claim) if claim in known else None
    way = decided_name(how_decided(pd.Series([claim])).item())
    told = [] if row is None else _told(row)
    found: list[tuple[str, object]] = []
    if ours:
        found = [(_("Computed"), ours.verdict), (_("Figure"), ours.figure), (_("Also computed"), ours.alternative)]
    # what decided stands between the verdict and the reason, as in the list
    parts = [*told[:2], (_("Decided"), way), *told[2:3], *found, *told[3:]]
    lines = [claim]
    for heading, text in parts:
        if isinstance(text, str) and text:
            lines += textwrap.wrap(f"{heading}: {text}", 100, initial_indent="  ", subsequent_indent="    ")
    cited = sources.parse(row["source"]) if row is not None and isinstance(row["source"], str) else []
    for item in cited:
        place = f" [{item.locator}]" if item.locator else ""
        text = f"– {store.source(item.key).reference()}{place}"
        lines += textwrap.wrap(
            text, 100, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
    return lines


def _told(row: pd.Series) -> list[tuple[str, object]]:
    return [
        (_("Statement"), f"{row['statement']} ({row['locator']}, {row['kind']})"),
        (_("Test"), row["test"]),
        (_("Verdict"), str(row["verdict"])),
        (_("Reason"), row["reason"]),
        (_("Also tried"), row["alternative"]),
        (_("Comment"), row["comment"]),
    ]
