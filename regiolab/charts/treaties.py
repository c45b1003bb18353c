"""What trade agreements and organisations are allowed to do, on paper: depth and authority."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from regiolab.charts import theme
from regiolab.charts.figure import Figure
from regiolab.charts.specification import unchecked
from regiolab.data import load
from regiolab.data.labels import short_name
from regiolab.errors import unknown
from regiolab.i18n import _, worded

KIND_COLOURS = {"north_south": "#1f4e79", "south_south": "#d55e00", "within_region": "#8a7a3c"}
KIND_SHAPES = {"north_south": "square", "south_south": "circle", "within_region": "triangle-up"}
PERIODS = ("before_1990", "1990_2002", "2003_2014", "2015_2020")
ORGANISATIONS = ("Mercosur", "Andean Community", "SICA", "CARICOM", "ALADI", "OAS", "NAFTA", "European Union")
FEW = 8  # groups below that say little


def kind_name(kind: str) -> str:
    """Return the reader's words for the sides of an agreement."""
    return {
        "north_south": _("North-South"),
        "south_south": _("South-South"),
        "within_region": _("within the region"),
    }[kind]


def agreement_name(agreement: str) -> str:
    """Return the name that figures use for a trade agreement."""
    return {
        "aladi": _("ALADI"),
        "alba": _("ALBA"),
        "andean": _("Andean Community"),
        "andean_mercosur": _("Andean states–Mercosur"),
        "cacm": _("Central American market"),
        "cafta_dr": _("CAFTA-DR"),
        "caricom_1973": _("CARICOM, first treaty"),
        "caricom_2001": _("CARICOM, revised treaty"),
        "cariforum_eu": _("CARIFORUM–EU"),
        "celac": _("CELAC"),
        "central_america_eu": _("Central America–EU"),
        "chile_china": _("Chile–China"),
        "chile_eu": _("Chile–EU"),
        "chile_mercosur": _("Chile–Mercosur"),
        "chile_usa": _("Chile–USA"),
        "colombia_peru_eu": _("Colombia, Peru–EU"),
        "colombia_usa": _("Colombia–USA"),
        "cptpp": _("CPTPP"),
        "cuba_venezuela": _("Cuba–Venezuela"),
        "group_of_three": _("Group of Three"),
        "mercosur": _("Mercosur"),
        "mercosur_eu": _("Mercosur–EU"),
        "mexico_eu": _("Mexico–EU"),
        "nafta": _("NAFTA"),
        "p4": _("P4"),
        "pacific_alliance": _("Pacific Alliance"),
        "panama_usa": _("Panama–USA"),
        "peru_china": _("Peru–China"),
        "peru_usa": _("Peru–USA"),
        "sica": _("SICA"),
        "tpp": _("TPP"),
        "unasur": _("UNASUR"),
        "usmca": _("USMCA"),
    }[agreement]


def organisation_name(organisation: str) -> str:
    """Return the reader's name of an organisation of the table ``authority``.

    Examples
    --------
    >>> organisation_name("Andean Community"), organisation_name("ASEAN")
    ('Andean Community', 'ASEAN')
    """
    blocs = load("blocs")
    own = blocs.loc[blocs["short_en"].eq(organisation), "bloc"]
    if len(own):
        return short_name(own.iloc[0])
    return _("European Union") if organisation == "European Union" else organisation


def agreement_depth(*, north: str = "narrow") -> Figure:
    """Draw the depth of North-South and South-South trade agreements by period, all and full ones.

    Parameters
    ----------
    north : {"narrow", "wide"}
        The list of the North; see ``codebook("agreement_depth")``.

    Returns
    -------
    Figure
        Its table has one row a kind, scope and period: ``kind``, ``scope``, ``period``, ``n_data``,
        ``depth_base``, ``sd``, ``depth_cumulated``, ``low``, ``high``.

    Examples
    --------
    >>> table = agreement_depth().table.set_index(["kind", "scope", "period"])
    >>> round(float(table.loc[("north_south", "all", "2003_2014"), "depth_base"]), 1)
    6.5
    """
    rows = load("agreement_depth")
    if north not in rows["north"].cat.categories:
        raise unknown(_("a list of the North"), north, rows["north"].cat.categories)
    rows = rows[rows["north"].eq(north) & rows["form"].eq("all") & rows["period"].isin(PERIODS)]
    rows = rows[rows["n_data"].gt(0)].astype({"kind": "str", "scope": "str", "period": "str", "n_data": "int64"})
    rows = rows.assign(
        low=(rows["depth_base"] - rows["sd"]).clip(0), high=(rows["depth_base"] + rows["sd"]).clip(upper=7)
    )
    columns = ["kind", "scope", "period", "n_data", "depth_base", "sd", "depth_cumulated", "low", "high"]
    table = rows[columns].reset_index(drop=True)
    return Figure(_depth_chart(table), _describe_depth(table), table)


def agreement_cases(agreements: Iterable[str] | None = None) -> Figure:
    """Draw the depth of the agreements that the argument turns on, in the order of their signature.

    Parameters
    ----------
    agreements : iterable of str, optional
        Identifiers of the table ``agreement_cases``; all that are trade agreements if left out.

    Returns
    -------
    Figure
        Its table has one row an agreement: ``agreement``, ``name``, ``signed``, ``kind``,
        ``depth_base``, ``depth_cumulated``, ``provisions``, ``comment``.

    Examples
    --------
    >>> agreement_cases(["nafta", "mercosur"]).table["depth_base"].tolist()
    [2, 7]
    """
    rows = load("agreement_cases")
    for agreement in (chosen := list(agreements or ())):
        if agreement not in set(rows["agreement"]):
            raise unknown(_("a trade agreement here"), agreement, rows["agreement"])
    rows = rows[rows["agreement"].isin(chosen)] if chosen else rows[rows["signed"].notna()]
    rows = rows.assign(
        name=[agreement_name(agreement) for agreement in rows["agreement"]], kind=rows["kind"].astype("str")
    )
    columns = ["agreement", "name", "signed", "kind", "depth_base", "depth_cumulated", "provisions", "comment"]
    table = rows[columns].sort_values(["signed", "agreement"], ignore_index=True)
    return Figure(_cases_chart(table), _describe_cases(table), table)


def authority(organisations: Iterable[str] = ORGANISATIONS, *, first: int = 2003, last: int = 2019) -> Figure:
    """Draw what organisations may decide and settle, on paper, in two years.

    Parameters
    ----------
    organisations : iterable of str
        Names as in the table ``authority``.
    first, last : int
        Years of that table.

    Returns
    -------
    Figure
        Its table has one row an organisation and year: ``organisation``, ``year``, ``delegation``,
        ``pooling``, ``dispute_settlement``, ``unchanged_since``.

    Examples
    --------
    >>> authority(["Mercosur"]).table["dispute_settlement"].round(2).tolist()
    [0.57, 0.71]
    """
    rows, chosen = load("authority"), list(organisations)
    for name in chosen:
        if name not in set(rows["organisation"]):
            raise unknown(_("an organisation here"), name, rows["organisation"].unique())
    for year in (first, last):
        if year not in set(rows["year"]):
            raise unknown(_("a year of the table authority"), year, map(str, sorted(rows["year"].unique())))
    rows = rows[rows["organisation"].isin(chosen) & rows["year"].isin([first, last])]
    columns = ["organisation", "year", "delegation", "pooling", "dispute_settlement", "unchanged_since"]
    table = rows[columns].astype({"year": "int64", "unchanged_since": "int64"}).reset_index(drop=True)
    return Figure(_authority_chart(table, chosen, first, last), _describe_authority(table), table)


def _period_name(period: str) -> str:
    return _("before 1990") if period == "before_1990" else period.replace("_", "–")


def _kind_encodings(kinds: list[str]) -> tuple[alt.Color, alt.Shape]:
    names = [kind_name(kind) for kind in kinds]
    color = alt.Scale(domain=names, range=[KIND_COLOURS[kind] for kind in kinds])
    shape = alt.Scale(domain=names, range=[KIND_SHAPES[kind] for kind in kinds])
    legend = alt.Legend(symbolSize=110)
    return alt.Color("side:N", scale=color, legend=legend), alt.Shape("side:N", scale=shape, legend=legend)


@unchecked()
def _depth_chart(table: pd.DataFrame) -> alt.HConcatChart:
    kinds = list(KIND_COLOURS)
    color, shape = _kind_encodings(kinds)
    words = {"all": _("All agreements"), "full_fta": _("Full free trade areas only")}
    shown = table.assign(
        side=[kind_name(kind) for kind in table["kind"]],
        when=[_period_name(period) for period in table["period"]],
        label=[f"{n}" + ("*" if n < FEW else "") for n in table["n_data"]],
        few=table["n_data"].lt(FEW),
    )
    periods = [_period_name(period) for period in PERIODS]
    y = alt.Y("when:N", sort=periods, title=None, scale=alt.Scale(paddingInner=0.25))
    offset = alt.YOffset("side:N", sort=[kind_name(kind) for kind in kinds])
    x = alt.X("depth_base:Q", title=_("Topics with rules of 7"), scale=alt.Scale(domain=[0, 7.4], nice=False))
    x = x.axis(values=list(range(8)), grid=True, gridColor=theme.RULE)
    tooltip = [
        alt.Tooltip("side:N", title=_("Between")),
        alt.Tooltip("when:N", title=_("Signed")),
        alt.Tooltip("depth_base:Q", format=".1f", title=_("Mean depth")),
        alt.Tooltip("sd:Q", format=".1f", title=_("Standard deviation")),
        alt.Tooltip("n_data:Q", title=_("Agreements")),
    ]
    panels = []
    for scope, heading in words.items():
        part = shown[shown["scope"].eq(scope)]
        axis = alt.Axis(labelColor=theme.INK) if scope == "all" else alt.Axis(labels=False)
        base = alt.Chart(part).encode(y=y.axis(axis), yOffset=offset, color=color)
        layers = [
            base.mark_rule(strokeWidth=2, opacity=0.45)
            .encode(x=x, x2=alt.X2("depth_base:Q"))
            .encode(x=alt.X("low:Q", scale=alt.Scale(domain=[0, 7.4], nice=False)), x2=alt.X2("high:Q")),
            base.mark_point(filled=True, size=120, opacity=1).encode(x=x, shape=shape, tooltip=tooltip),
            base.mark_text(dy=-11, fontSize=10).encode(x=x, text=alt.Text("label:N")),
        ]
        panels.append(
            alt.layer(*layers).properties(width=260, height=alt.Step(28), title=alt.Title(heading, fontSize=13))
        )
    title = alt.Title(
        _("How deep trade agreements go"),
        subtitle=[
            _("Mean number of topics with rules, and one standard deviation; figures: agreements (* fewer than eight)"),
            _("Text, not practice (DESTA 2.3); within the region is a part of South-South"),
        ],
    )
    return alt.hconcat(*panels, spacing=18).properties(title=title)


@unchecked()
def _cases_chart(table: pd.DataFrame) -> alt.LayerChart:
    color, shape = _kind_encodings(list(KIND_COLOURS))
    shown = table.assign(
        side=[kind_name(kind) if isinstance(kind, str) else "" for kind in table["kind"]],
        line=[f"{row.name_} ({row.signed})" for row in table.rename(columns={"name": "name_"}).itertuples()],
        base=table["depth_base"].astype("float64"),
        all_texts=table["depth_cumulated"].astype("float64"),
        provisions=table["provisions"].fillna("").str.replace(";", ", ").str.replace("_", " "),
    )
    shown = shown[["line", "side", "base", "all_texts", "provisions"]]
    coded, uncoded = shown[shown["base"].notna()], shown[shown["base"].isna()]
    y = alt.Y("line:N", sort=shown["line"].tolist(), title=None, scale=alt.Scale(paddingInner=0.3))
    y = y.axis(labelColor=theme.INK, labelLimit=260)
    scale = alt.Scale(domain=[-0.3, 7.3], nice=False)
    x = alt.X("base:Q", title=_("Topics with rules of 7"), scale=scale)
    x = x.axis(values=list(range(8)), grid=True, gridColor=theme.RULE)
    tooltip = [
        alt.Tooltip("line:N", title=_("Agreement")),
        alt.Tooltip("base:Q", title=_("Base treaty")),
        alt.Tooltip("all_texts:Q", title=_("With later texts")),
        alt.Tooltip("provisions:N", title=_("Topics")),
    ]
    base = alt.Chart(coded).encode(y=y, color=color, tooltip=tooltip)
    words = alt.Chart(uncoded[["line"]].assign(text=_("depth not coded")))
    layers = [
        base.mark_rule(strokeWidth=2.5, opacity=0.5).encode(x=x, x2=alt.X2("all_texts:Q")),
        base.mark_point(size=90, strokeWidth=2, fill=theme.PAPER, opacity=1).encode(
            x=alt.X("all_texts:Q", scale=scale), shape=shape
        ),
        base.mark_point(size=90, filled=True, opacity=1).encode(x=x, shape=shape),
        words.mark_text(align="left", color=theme.MUTED, fontSize=11).encode(
            y=y, x=alt.XValue(22), text=alt.Text("text:N")
        ),
    ]
    title = alt.Title(
        _("The agreements that the argument turns on"),
        subtitle=[
            _("Filled: the base treaty; hollow: with all later texts. By year of signature; text, not practice"),
            _("The Pacific Alliance's trade chapters are of 2014; the source dates them 2012 (DESTA 2.3)"),
        ],
    )
    return alt.layer(*layers).properties(width=400, height=alt.Step(20), title=title)


@unchecked()
def _authority_chart(table: pd.DataFrame, chosen: list[str], first: int, last: int) -> alt.HConcatChart:
    words = {
        "delegation": _("Delegation to bodies"),
        "pooling": _("Deciding by majority"),
        "dispute_settlement": _("Dispute settlement"),
    }
    names = {name: organisation_name(name) for name in chosen}
    y = alt.Y("name:N", sort=list(names.values()), title=None, scale=alt.Scale(paddingInner=0.3))
    panels = []
    for column, heading in words.items():
        wide = table.pivot(index="organisation", columns="year", values=column).reset_index()
        wide.columns = ["organisation", *("before" if year == first else "after" for year in wide.columns[1:])]
        wide["name"] = wide["organisation"].map(names)
        axis = alt.Axis(labelColor=theme.INK) if column == "delegation" else alt.Axis(labels=False)
        x = alt.X("after:Q", title=None, scale=alt.Scale(domain=[0, 1]))
        x = x.axis(values=[0, 0.5, 1], format=".1f", grid=True, gridColor=theme.RULE)
        base = alt.Chart(wide).encode(
            y=y.axis(axis),
            tooltip=[
                alt.Tooltip("name:N", title=_("Organisation")),
                alt.Tooltip("before:Q", title=str(first), format=".2f"),
                alt.Tooltip("after:Q", title=str(last), format=".2f"),
            ],
        )
        layers = [
            base.mark_rule(strokeWidth=3, color=theme.MUTED, opacity=0.6).encode(
                x=alt.X("before:Q", scale=alt.Scale(domain=[0, 1])), x2=alt.X2("after:Q")
            ),
            base.mark_point(size=80, fill=theme.PAPER, stroke=theme.INK, strokeWidth=1.6, opacity=1).encode(
                x=alt.X("before:Q", scale=alt.Scale(domain=[0, 1]))
            ),
            base.mark_point(size=80, filled=True, color=theme.INK, opacity=1).encode(x=x),
        ]
        panels.append(
            alt.layer(*layers).properties(width=165, height=alt.Step(26), title=alt.Title(heading, fontSize=13))
        )
    title = alt.Title(
        _("What organisations may do, on paper"),
        subtitle=[
            _("Hollow: {first}; filled: {last}; from 0 to 1 (MIA, May 2021)").format(first=first, last=last),
            _("Delegation may carry a known coding error: rely on differences of 0.1 and more"),
            _("UNASUR, ALBA, CELAC and the Pacific Alliance are not in the source"),
        ],
    )
    return alt.hconcat(*panels, spacing=16).properties(title=title)


def _describe_depth(table: pd.DataFrame) -> str:
    scopes = {"all": _("all"), "full_fta": _("full free trade areas")}
    parts = [
        worded(
            _("{kind}, {scope}, {period}: {depth:.1f} of 7 (standard deviation {sd:.1f}, {n} agreements)"),
            kind=kind_name(row.kind),
            scope=scopes[row.scope],
            period=_period_name(row.period),
            depth=row.depth_base,
            sd=row.sd,
            n=row.n_data,
        )
        for row in table.itertuples()
    ]
    return _("Mean depth of trade agreements by kind and period of signature. {list}.").format(list="; ".join(parts))


def _describe_cases(table: pd.DataFrame) -> str:
    parts = [
        _("{name} ({year}): {depth}").format(
            name=row.name_,
            year=row.signed,
            depth=_("not coded") if pd.isna(row.depth_base) else f"{row.depth_base}–{row.depth_cumulated}",
        )
        for row in table.rename(columns={"name": "name_"}).itertuples()
    ]
    text = _("Depth of trade agreements, 0 to 7 topics with rules, base treaty and with later texts. {list}.")
    return text.format(list="; ".join(parts))


def _describe_authority(table: pd.DataFrame) -> str:
    parts = [
        worded(
            _("{name} {year}: delegation {a:.2f}, majority {b:.2f}, disputes {c:.2f}"),
            name=organisation_name(row.organisation),
            year=row.year,
            a=row.delegation,
            b=row.pooling,
            c=row.dispute_settlement,
        )
        for row in table.itertuples()
    ]
    return _("Authority of organisations on paper, 0 to 1. {list}.").format(list="; ".join(parts))
