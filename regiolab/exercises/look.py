"""What a question asks to look at, opened inside it: rows of a table, a card, or the table of a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import Field, model_validator

from regiolab import words
from regiolab.data import labels, load, schema, sources, store
from regiolab.errors import InvalidValue, unknown
from regiolab.exercises import material
from regiolab.exercises.material import Bringing
from regiolab.exercises.submission import Id, Part
from regiolab.i18n import _, format_date, language, number
from regiolab.views import show
from regiolab.views.markup import cell

if TYPE_CHECKING:
    from regiolab.charts import Figure

MOST = 25  # rows that a reader can be asked to look through
OF_A_CARD = ("fact", "date", "source", "place", "comment")


class Look(Part):
    """A thing to look at: rows of a `table`, a `card`, or the table of a `figure`.

    `where` keeps the rows that have one of the values in each column named, `on` those whose spell
    includes a day; `columns` are shown, all if there are none. `options` go to the function that draws
    the figure.
    """

    title: str = Field(min_length=1, max_length=200)
    table: Id | None = None
    where: dict[str, list[str]] = Field(default_factory=dict)
    on: dt.date | None = None
    columns: list[str] = Field(default_factory=list)
    card: Id | None = None
    figure: Id | None = None
    options: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_thing(self) -> Look:
        if sum(item is not None for item in (self.table, self.card, self.figure)) != 1:
            text = _("'{title}' must name one thing to look at: a table, a card or a figure")
            raise ValueError(text.format(title=self.title))
        return self


def render(item: Look, of: Bringing | None = None) -> dict[str, str]:
    """Return what is looked at as a reader sees it.

    Parameters
    ----------
    item : Look
    of : Exercise, optional
        Whose own cards are known before those of the tables.

    Returns
    -------
    dict
        ``title``, and ``html``: a table with readable headings and values.

    Examples
    --------
    >>> shown = render(Look(title="The treaty", table="blocs", where={"bloc": ["celac"]}, columns=["short", "kind"]))
    >>> shown["title"], "forum" in shown["html"]
    ('The treaty', True)
    """
    frame = rows(item, of)
    columns = item.columns or _columns(frame)
    if item.card:
        columns = [name for name in OF_A_CARD if name in frame.columns or name == "fact"]
    told = frame.astype(object).to_dict("records")
    cells = [[_value(row, name) for name in columns] for row in told]
    return {
        "title": _(item.title),
        "html": show(pd.DataFrame(cells, columns=list(map(_heading, columns))))._repr_html_(),
    }


def rows(item: Look, of: Bringing | None = None) -> pd.DataFrame:
    """Return the rows that are looked at; of a card that the exercise brings, what is told of it.

    Raises
    ------
    InvalidValue, UnknownName
        If a table, column, card or figure does not exist, or there are no rows or more than can be read.

    Examples
    --------
    >>> len(rows(Look(title="A card", card="E67")))
    1
    """
    if of is not None and item.card in of.material.cards:
        card = of.material.cards[item.card]
        place = material.place(card.source, card.locator, of)
        told = {"fact": card.text, "date": card.dated, "place": place, "comment": card.comment}
        return pd.DataFrame([{name: value or None for name, value in told.items()}])
    if item.card:
        item = item.model_copy(update={"table": "evidence", "where": {"evidence": [item.card]}})
    frame = drawn(item.figure, item.options) if item.figure else load(schema.table(str(item.table)).name)
    known = {*frame.columns, *(name.removesuffix("_en") for name in frame.columns)}
    for name in (*item.where, *item.columns, *(["start", "end"] if item.on else [])):
        if name not in known:
            raise unknown(_("a column of {table}").format(table=item.figure or item.table), name, sorted(known))
    for name, values in item.where.items():
        frame = frame[frame[name].astype(str).isin(values)]
    if item.on is not None:
        day = pd.Timestamp(item.on)
        frame = frame[frame["start"].le(day) & (frame["end"].isna() | frame["end"].gt(day))]
    if not 0 < len(frame) <= MOST:
        text = _("“{title}” shows {n} rows: choose with `where` between one and {most}.")
        raise InvalidValue(text.format(title=item.title, n=len(frame), most=MOST))
    return frame


def drawn(name: str, options: dict[str, Any]) -> pd.DataFrame:
    """Return the table of a figure of :mod:`regiolab.charts`.

    Raises
    ------
    UnknownName, InvalidValue
        If there is no such figure, or it takes no such options.

    Examples
    --------
    >>> len(drawn("members_map", {"blocs": ["unasur"], "on": "2012-12-31"})) >= 12
    True
    """
    return figure(name, options).table


def figure(name: str, options: dict[str, Any]) -> Figure:
    """Return a figure of :mod:`regiolab.charts`; errors as :func:`drawn`."""
    from regiolab import charts  # loads what draws, which few questions need

    if name not in charts.__all__ or name == "Figure":
        raise unknown(_("a figure"), name, [each for each in charts.__all__ if each != "Figure"])
    try:
        return getattr(charts, name)(**options)
    except TypeError as error:
        text = _("the figure {name} cannot be drawn with these options ({reason}).")
        raise InvalidValue(text.format(name=name, reason=error)) from None


def _columns(frame: pd.DataFrame) -> list[str]:
    """Return the columns that a reader can use, one of each that stands there in three languages."""
    stems = [name.removesuffix("_en") for name in frame.columns]
    return [name for name in stems if not name.endswith(("_es", "_pt", "_precision", "checked", "lessons"))]


def _heading(column: str) -> str:
    """Return the reader's word for a column; what has none keeps its name, written as words."""
    return {
        "bloc": _("Scheme"),
        "short": _("Scheme"),
        "iso3": _("State"),
        "year": _("Year"),
        "date": _("Date"),
        "title": _("What happened"),
        "fact": _("Fact"),
        "comment": _("Comment"),
        "source": _("Sources"),
        "place": _("Sources"),
        "kind": _("Legal form"),
        "founding_act": _("Founding act"),
        "founded": _("Founded"),
        "treaty": _("Treaty"),
        "in_force": _("In force"),
        "status": _("Status"),
        "start": _("From"),
        "end": _("Until"),
        "leader": _("Head of government"),
        "orientation": _("Orientation"),
        "contested": _("Contested"),
        "model": _("Model"),
        "name": _("Name"),
        "statement": _("What it asks"),
        "definition": _("Definition"),
        "variant": _("Variant"),
        "intra_share": _("Share of exports that goes to members"),
        "origin": _("Series"),
    }.get(column, column.replace("_", " ").capitalize())


def _value(row: dict, column: str) -> str:
    """Return a value as a reader writes it."""
    spoken = f"{column}_{language()}"
    value = row.get(spoken) if isinstance(row.get(spoken), str) else row.get(column, row.get(f"{column}_en"))
    if isinstance(value, list) or pd.isna(value):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.date):
        precision = row.get(f"{column}_precision")
        return format_date(value, precision if isinstance(precision, str) else "day")
    if isinstance(value, float):
        return number(value, 1, percent=True) if column.endswith("share") else cell(value)
    if not isinstance(value, str):
        return str(value)
    if column in _NAMES:
        return "; ".join(_NAMES[column](part) for part in words.split(value))
    return "; ".join(map(_cited, sources.parse(value))) if column == "source" else _(value)


def _cited(item: sources.Citation) -> str:
    entry = store.source(item.key)
    author = entry.author or entry.title
    return f"{author} ({entry.year})" if entry.year else author


def _legal_form(kind: str) -> str:
    return {
        "organisation": _("organisation"),
        "agreement": _("agreement"),
        "forum": _("forum"),
        "proposal": _("proposal"),
    }.get(kind, kind.replace("_", " "))


def _series(origin: str) -> str:
    return {"cow": _("as importers report"), "penppml": _("as exporters report")}.get(origin, origin)


_NAMES: dict[str, Callable[[str], str]] = {
    "bloc": labels.short_name,
    "blocs": labels.short_name,
    "iso3": lambda code: labels.state_names()[code],
    "countries": lambda code: labels.state_names()[code],
    "model": lambda name: labels.model_names()[name],
    "status": words.status_name,
    "orientation": words.orientation_name,
    "kind": _legal_form,
    "origin": _series,
}
