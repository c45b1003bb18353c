"""What the columns of tables are called where a reader sees them."""

from __future__ import annotations

from regiolab.i18n import _

# a column of these names what the other, if it stands beside it, says in words
NAMED_BY = {
    "agreement": "name",
    "event": "title",
    "forecast": "statement",
    "coder": "who",
    "group": "name",
    "iso3": "name",
    "voter": "name",
}


def heading(column: str) -> str:
    """Return the words that stand above a column; one that is not ours keeps its name.

    Examples
    --------
    >>> heading("in_force"), heading("my_own")
    ('In force', 'my own')
    """
    known = _of_things() | _of_codings() | _of_series()
    return known[column] if column in known else column.replace("_", " ")


def _of_things() -> dict[str, str]:
    return {
        "according_to": _("According to"),
        "bloc": _("Scheme"),
        "blocs": _("Schemes"),
        "checked": _("How checked"),
        "comment": _("Comment"),
        "countries": _("States"),
        "date": _("Date"),
        "dimension": _("Dimension"),
        "end": _("To"),
        "end_act": _("What ended it"),
        "event": _("Event"),
        "founded": _("Founded"),
        "founding_act": _("Founding act"),
        "in_force": _("In force"),
        "iso3": _("State"),
        "kind": _("Kind"),
        "label": _("Phase"),
        "lane": _("Area"),
        "last_meeting": _("Last known meeting"),
        "last_meeting_what": _("What it was"),
        "leader": _("Leader"),
        "locator": _("In the article"),
        "name": _("Name"),
        "one_row_is": _("One row is"),
        "other": _("Other scheme"),
        "party": _("Party"),
        "reason": _("Reason"),
        "rows": _("Rows"),
        "short_en": _("Name in English"),
        "short_es": _("Name in Spanish"),
        "short_pt": _("Name in Portuguese"),
        "signed": _("Signed"),
        "since": _("Since"),
        "source": _("Sources"),
        "start": _("From"),
        "states": _("States"),
        "status": _("Standing"),
        "subregion": _("Subregion"),
        "table": _("Table"),
        "title": _("What happened"),
        "year": _("Year"),
    }


def _of_codings() -> dict[str, str]:
    return {
        "after": _("Unit after the move"),
        "agrees": _("Both agree"),
        "article": _("The article says"),
        "base_rate": _("Share of the past"),
        "base_rate_basis": _("What was counted"),
        "basis": _("Counted"),
        "before": _("Unit before the move"),
        "coder": _("Who"),
        "condition": _("Condition"),
        "coverage": _("Share known"),
        "criterion": _("Criterion"),
        "degree": _("Degree"),
        "economic": _("Economic model"),
        "evidence": _("Card"),
        "fact": _("Fact"),
        "flags": _("Flags"),
        "forecast": _("Forecast"),
        "group": _("Group"),
        "high": _("Highest"),
        "horizon": _("Judged by"),
        "independent": _("Independent of the article"),
        "indicator": _("Indicator"),
        "indicators": _("Indicators"),
        "known": _("Indicators with a card"),
        "lazy": _("Lazy forecaster"),
        "lazy_right": _("Lazy forecaster right"),
        "least": _("Least"),
        "low": _("Lowest"),
        "model": _("Model"),
        "most": _("Most"),
        "moves": _("Changes period"),
        "period": _("Period"),
        "political": _("Political model"),
        "political_degree": _("Degree, political"),
        "political_flags": _("Flags, political"),
        "political_locator": _("In the article, political"),
        "political_unit": _("Unit, political"),
        "question": _("Question"),
        "read_from": _("Read from"),
        "side": _("Side"),
        "statement": _("Statement"),
        "term": _("Own term"),
        "unit": _("Unit"),
        "variant": _("Variant"),
        "verdict": _("Verdict"),
        "who": _("Who"),
    }


def _of_series() -> dict[str, str]:
    return {
        "acts": _("Acts"),
        "agreement": _("Agreement"),
        "china_share": _("To China"),
        "censored": _("Counted too early"),
        "contested": _("Contested"),
        "delegation": _("Delegation"),
        "depth_base": _("Depth of the base treaty"),
        "depth_cumulated": _("Depth with later texts"),
        "dispute_settlement": _("Dispute settlement"),
        "divided": _("In different axes"),
        "done": _("Made law in"),
        "estimate": _("Which votes"),
        "intra_share": _("Share of exports within"),
        "introversion": _("Introversion"),
        "mean_rank": _("Mean rank"),
        "measure": _("Measure"),
        "memberships": _("Memberships per state"),
        "missing": _("Without data"),
        "missing_flows": _("Flows missing"),
        "n": _("Number"),
        "n_data": _("With data"),
        "n_members": _("Members"),
        "n_states": _("States with votes"),
        "needed": _("Acts to be made law"),
        "organisation": _("Organisation"),
        "orientation": _("Government"),
        "origin": _("Drawn from"),
        "outsiders": _("Compared with"),
        "pairs": _("Pairs of states"),
        "pooling": _("Pooling"),
        "provisions": _("Provisions"),
        "rank": _("Rank"),
        "rank_best": _("Best rank"),
        "rank_worst": _("Worst rank"),
        "ranked": _("States ranked"),
        "readings": _("Sides in the sources"),
        "region": _("Mean of the region"),
        "region_share": _("To the region"),
        "relative_distance": _("Distance, region = 1"),
        "release": _("Release"),
        "scope": _("Which agreements"),
        "sd": _("Standard deviation"),
        "share": _("Share"),
        "shared": _("States shared"),
        "size": _("Members"),
        "south": _("In South America"),
        "together": _("In one political body"),
        "unchanged_since": _("Unchanged since"),
        "usa_share": _("To the USA"),
        "value": _("Value"),
        "voter": _("Voter"),
        "without": _("Without"),
    }
