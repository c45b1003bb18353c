"""The schemes in lanes of time."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.analysis.membership import check_bloc
from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.data import load
from regiolab.data.labels import bloc_names, short_name
from regiolab.data.schema import coverage_end
from regiolab.i18n import _, format_date
from regiolab.words import scope_name, split

WIDE = 800
ROOM = 524  # pixels for all schemes together, so that the figure stays on one screen

# The lanes from top to bottom, and the scopes that each of them holds.
LANES = (
    ("latin_american_caribbean",),
    ("south_american", "southern_cone", "andean"),
    ("central_american", "caribbean"),
    ("hemispheric", "north_american", "pacific_rim"),
)


def timeline(blocs: Iterable[str] | None = None, *, first: int = 1948) -> Figure:
    """Draw the schemes as bars from their founding act to their end, in lanes by area.

    The pale part of a bar runs from the signature to the entry into force of the treaty; a scheme
    without a treaty is drawn solid from its founding act, a proposal as a diamond. The bar of a scheme
    that no act ended but that has fallen silent stops at its last known meeting and goes on dotted.

    Parameters
    ----------
    blocs : iterable of str, optional
        The schemes; all if left out.
    first : int
        The year in which the axis begins.

    Returns
    -------
    Figure
        Its table has one row a scheme: ``bloc``, ``name``, ``lane``, ``founded``, ``in_force``,
        ``end``, ``end_act``, ``last_meeting``, ``last_meeting_what``, ``source``.

    Raises
    ------
    UnknownName
        For an unknown scheme.

    Examples
    --------
    >>> timeline(["mercosur", "alba"]).table["founded"].dt.year.tolist()
    [2004, 1991]
    """
    table = load("blocs")
    if blocs is not None:
        table = table[table["bloc"].isin([check_bloc(bloc) for bloc in blocs])]
    names = bloc_names()
    lane = {scope: index for index, scopes in enumerate(LANES) for scope in scopes}
    rows = table.assign(lane=table["scope"].astype(str).map(lane), name=table["bloc"].map(names))
    rows = rows.sort_values(["lane", "founded"], ignore_index=True)
    columns = ["bloc", "name", "lane", "founded", "in_force", "end", "end_act"]
    drawn = rows[[*columns, "last_meeting", "last_meeting_what", "source"]].assign(
        lane=[_lane_name(index) for index in rows["lane"]]
    )
    return Figure(_chart(rows, first), _describe(rows), drawn)


def _lane_name(index: int) -> str:
    return " · ".join(scope_name(scope) for scope in LANES[index])


@unchecked()
def _chart(rows: pd.DataFrame, first: int) -> alt.LayerChart:
    today = pd.Timestamp(coverage_end())
    order, headings = [], []
    for index in sorted(rows["lane"].unique()):
        headings.append({"line": f"heading {index}", "text": _lane_name(index)})
        order += [f"heading {index}", *rows.loc[rows["lane"].eq(index), "bloc"]]
    proposal = rows["kind"].eq("proposal")
    # a proposal has a date, not a duration
    end = rows["end"].fillna(today).mask(proposal, rows["founded"])
    # no act ended it, but nothing is known of it since
    silent = rows["end"].isna() & rows["last_meeting"].notna() & ~proposal
    alive = end.mask(silent, rows["last_meeting"])
    solid = rows["in_force"].where(rows["in_force"].notna(), rows["founded"]).clip(rows["founded"], end)
    heirs = _heirs(rows)
    bars = pd.DataFrame(
        {
            "line": rows["bloc"],
            "label": [short_name(bloc) for bloc in rows["bloc"]],
            "founded": rows["founded"],
            "solid": solid,
            "alive": alive,
            "end": end,
            "after": [_after(row, heirs) for row in rows.itertuples()],
            "fill": [theme.colour(bloc) for bloc in rows["bloc"]],
            "name": rows["name"],
            "act": rows["founding_act"],
            "proposal": proposal,
            "silent": silent,
            "met": [_met(row) for row in rows.itertuples()],
        }
    )
    y = alt.Y("line:N", sort=order, axis=None, scale=alt.Scale(domain=order, paddingInner=0.35))
    scale = alt.Scale(domain=[f"{first}-01-01", f"{today.year + 1}-01-01"], clamp=True)
    axis = alt.Axis(format="%Y", tickCount=8, orient="top", grid=True, gridColor=theme.RULE)
    founded = alt.X("founded:T", scale=scale, axis=axis, title=None)
    tooltip = [
        alt.Tooltip("name:N", title=_("Scheme")),
        alt.Tooltip("act:N", title=_("Founding act")),
        alt.Tooltip("founded:T", title=_("Founded"), format="%Y-%m-%d"),
    ]
    fill = alt.Fill("fill:N", scale=None)
    base = alt.Chart(bars).encode(y=y, tooltip=tooltip)
    last_known = [*tooltip, alt.Tooltip("met:N", title=_("Last known meeting"))]
    real, proposals = base.transform_filter("!datum.proposal"), base.transform_filter("datum.proposal")
    layers = [
        real.mark_bar(opacity=0.38, cornerRadius=2).encode(x=founded, x2=alt.X2("solid:T"), fill=fill),
        real.mark_bar(cornerRadius=2).encode(x=alt.X("solid:T", scale=scale), x2=alt.X2("alive:T"), fill=fill),
        real.transform_filter("datum.silent")
        .mark_rule(strokeWidth=2, strokeDash=[1.5, 3.5])
        .encode(
            x=alt.X("alive:T", scale=scale),
            x2=alt.X2("end:T"),
            stroke=alt.Stroke("fill:N", scale=None),
            tooltip=last_known,
        ),
        proposals.mark_point(shape="diamond", size=90, strokeWidth=2, fill=theme.PAPER, opacity=1).encode(
            x=founded, stroke=alt.Stroke("fill:N", scale=None)
        ),
        base.mark_text(align="right", dx=-8, fontSize=11.5, fontWeight=600).encode(x=founded, text=alt.Text("label:N")),
        base.mark_text(align="left", dx=8, fontSize=11, color=theme.MUTED).encode(
            x=alt.X("end:T", scale=scale), text=alt.Text("after:N")
        ),
        alt.Chart(pd.DataFrame(headings))
        .mark_text(align="left", color=theme.MUTED, fontSize=11.5, dy=3)
        .encode(x=alt.XValue(0), y=y, text=alt.Text("text:N")),
    ]
    title = alt.Title(
        _("Schemes of regionalism in the Americas"),
        subtitle=[
            _("From the founding act to the end; pale: signed, not yet in force; diamond: proposed only;"),
            _("dotted: never dissolved, but no meeting known since"),
        ],
    )
    return alt.layer(*layers).properties(width=WIDE, height=alt.Step(min(19.0, ROOM / len(order))), title=title)


def _heirs(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return what came of each scheme among those drawn."""
    found: dict[str, list[str]] = {}
    for bloc, predecessors in zip(rows["bloc"], rows["predecessors"], strict=True):
        for before in split(predecessors):
            found.setdefault(before, []).append(bloc)
    return found


def _after(row, heirs: dict[str, list[str]]) -> str:
    """Say what a scheme became, if that is among the schemes drawn."""
    if row.kind == "proposal":
        return _("proposed only")
    if pd.isna(row.end):
        return ""
    became = heirs.get(row.bloc)
    return "→ " + ", ".join(map(short_name, became)) if became else f"† {row.end.year}"


def _met(row) -> str:
    return format_date(row.last_meeting, row.last_meeting_precision) if pd.notna(row.last_meeting) else ""


def _describe(rows: pd.DataFrame) -> str:
    parts = [_told(row) for row in rows.itertuples(index=False)]
    return _("Timeline of {n} schemes: {list}.").format(n=len(rows), list="; ".join(parts))


def _told(row) -> str:
    """Say from when to when a scheme lived, and of one that fell silent when it last met."""
    if row.kind == "proposal":
        text = _("{name} (proposed {founded}, never founded)")
        if _met(row):
            text = _("{name} (proposed {founded}, never founded; last known meeting {met})")
    elif pd.notna(row.end):
        text = _("{name} ({founded} to {end})")
    elif _met(row):
        text = _("{name} (since {founded}; last known meeting {met})")
    else:
        text = _("{name} (since {founded})")
    return text.format(
        name=row.name,
        founded=format_date(row.founded, row.founded_precision),
        end=format_date(row.end, row.end_precision) if pd.notna(row.end) else "",
        met=_met(row),
    )
