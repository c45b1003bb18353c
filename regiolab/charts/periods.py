"""How scholars cut the decades into phases."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.data import load
from regiolab.data.labels import authors_name
from regiolab.data.schema import coverage_end
from regiolab.i18n import _, language

PHASE = "#9fc3df"


def periodisations() -> Figure:
    """Draw the phases of regionalism as the article and other scholars date them, one author a lane.

    Returns
    -------
    Figure
        Its table has one row a phase: ``according_to``, ``label``, ``start``, ``end``, ``source``,
        ``checked``. A phase that its author leaves open has no end.

    Examples
    --------
    >>> "Briceño-Ruiz 2018" in set(periodisations().table["according_to"])
    True
    """
    rows = load("phases")
    rows = rows.assign(label=rows[f"label_{language()}"])
    table = rows[["according_to", "label", "start", "end", "source", "checked"]]
    last = pd.Timestamp(coverage_end())
    authors = table.groupby("according_to")["start"].min().sort_values(kind="stable").index.tolist()
    authors.sort(key=lambda author: not author.startswith("Briceño"))
    shown = table.assign(until=table["end"].fillna(last), open=table["end"].isna())
    # an open phase reaches as far as the next one of the same author, or fades out at the edge
    following = shown.groupby("according_to")["start"].shift(-1)
    shown["until"] = shown["until"].where(~shown["open"] | following.isna(), following)
    shown["words"] = [_wrapped(row.label, (row.until - row.start).days / 365.25) for row in shown.itertuples()]
    scale = alt.Scale(domain=["1950-01-01", f"{last.year + 1}-01-01"], clamp=True)
    shown["who"] = shown["according_to"].map(authors_name)
    y = alt.Y(
        "who:N", sort=[authors_name(author) for author in authors], title=None, scale=alt.Scale(paddingInner=0.12)
    )
    y = y.axis(labelColor=theme.INK, labelLimit=260, labelFontWeight=600)
    x = alt.X("start:T", scale=scale, title=None).axis(
        format="%Y", tickCount=8, orient="top", grid=True, gridColor=theme.RULE
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("Phase")),
        alt.Tooltip("start:T", format="%Y", title=_("From")),
        alt.Tooltip("end:T", format="%Y", title=_("To")),
    ]
    # one colour for all, since phases of different authors are not the same kinds; a gap parts them
    base = alt.Chart(shown).encode(y=y, x=x, x2=alt.X2("until:T"), tooltip=tooltip)
    closed = base.transform_filter("!datum.open").mark_bar(
        cornerRadius=3, color=PHASE, stroke=theme.PAPER, strokeWidth=2
    )
    # a phase without an end is drawn paler and with a dashed edge
    running = base.transform_filter("datum.open").mark_bar(
        cornerRadius=3, color=PHASE, opacity=0.5, strokeDash=[4, 3], stroke=theme.MUTED
    )
    words = [
        alt.Chart(group)
        .mark_text(align="left", baseline="middle", dx=5, dy=-6 * lines, fontSize=10.5, lineBreak="\n", lineHeight=12)
        .encode(y=y, x=x, text=alt.Text("words:N"), tooltip=tooltip)
        for lines, group in shown.groupby(shown["words"].str.count("\n"))
    ]
    # the longest label sets the height of all lanes, in whatever language
    step = max(52, 12 * (int(shown["words"].str.count("\n").max()) + 1) + 14)
    title = alt.Title(
        _("The same decades, cut differently"),
        subtitle=_("Phases as each author dates them; dashed: the author gives no end"),
    )
    chart = alt.layer(closed, running, *words).properties(width=theme.WIDTH - 60, height=alt.Step(step), title=title)
    return Figure(chart, _describe_phases(table), table)


def _wrapped(label: str, years: float) -> str:
    """Break a label so that it fits into a bar of so many years."""
    pixels = years * (theme.WIDTH - 60) / 76
    return "\n".join(textwrap.wrap(label, max(8, int((pixels - 6) / 5.4)), break_long_words=False))


def _describe_phases(table: pd.DataFrame) -> str:
    parts = []
    for author, group in table.groupby("according_to", sort=False):
        phases = "; ".join(
            _("{label} {start} to {end}").format(label=row.label, start=row.start.year, end=row.end.year)
            if pd.notna(row.end)
            else _("{label} from {start}, no end given").format(label=row.label, start=row.start.year)
            for row in group.itertuples(index=False)
        )
        parts.append(f"{authors_name(author)}: {phases}")
    return _("Phases of Latin American regionalism by author. {list}.").format(list=". ".join(parts))
