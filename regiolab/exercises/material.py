"""What an exercise brings of its own: units, types with their conditions, cards, sources.

Whoever looks something up asks here first and in the tables then, so that a course on another region
is a folder of files. What is brought holds for its exercise alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal, Protocol

from pydantic import Field, model_validator

from regiolab.data import sources, store
from regiolab.data.labels import coder_name as known_coder
from regiolab.errors import InvalidValue
from regiolab.exercises.submission import Id, Part
from regiolab.i18n import _, format_date

Text = Annotated[str, Field(min_length=1, max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=120)]
Year = Annotated[int, Field(ge=1000, le=2999)]
LARGEST = 8  # types of a dimension, the residual one among them: as many as an answer holds
_PRECISION = {4: "year", 7: "month", 10: "day"}


class Source(Part):
    """A source of the exercise's own: what readers call it, what it is, and how it was seen."""

    name: Name
    title: str = Field("", max_length=500)
    url: str = Field("", max_length=500)
    seen: str = Field("", max_length=500)


class Unit(Part):
    """A scheme in a period and a dimension."""

    id: Id
    scheme: Name
    name: str = Field("", max_length=200)  # in full
    period_start: Year
    period_end: Year | None = None
    dimension: Name
    variant: str | None = None  # of a type of the tables
    source: str = Field("", max_length=300)
    locator: str = Field("", max_length=200)

    @model_validator(mode="after")
    def _forwards(self) -> Unit:
        if self.period_end is not None and self.period_end < self.period_start:
            raise ValueError(_("the period ends before it begins"))
        return self


class OwnCondition(Part):
    """A necessary condition of a type."""

    id: Id
    name: Name
    statement: Text
    source: str = Field("", max_length=300)
    locator: str = Field("", max_length=200)


class Type(Part):
    """A type of a dimension; the residual one is what is answered where none holds."""

    id: Id
    name: Name
    dimension: Name
    kind: Literal["ideal", "residual"] = "ideal"
    definition: Text
    source: str = Field("", max_length=300)
    locator: str = Field("", max_length=200)
    conditions: list[OwnCondition] = Field(min_length=1, max_length=6)


class Card(Part):
    """A card of the exercise's own: a dated fact with its source, or one that a row of a table holds.

    `supports` and `contradicts` name conditions, or indicators of the tables.
    """

    card: Id
    text: Text
    unit: Id | None = None  # the one it speaks to; a question may also name its cards
    date: str = ""  # 1993, 1993-07 or 1993-07-24
    source: str = Field("", max_length=500)  # a key of `sources` or of the tables' sources, or a reference
    locator: str = Field("", max_length=200)
    table: Id | None = None
    key: Id | None = None
    supports: list[Id] = Field(default_factory=list, max_length=20)
    contradicts: list[Id] = Field(default_factory=list, max_length=20)
    comment: str = Field("", max_length=1000)

    @model_validator(mode="after")
    def _sourced(self) -> Card:
        if (self.table is None) != (self.key is None):
            raise ValueError(_("a row is named by `table` and `key` together"))
        if not self.source and self.table is None:
            raise ValueError(_("a card needs a source: `source`, or the `table` and `key` of a row"))
        if self.date:
            self.day  # noqa: B018 - refuses what is no date
        return self

    @property
    def day(self) -> dt.date:
        """The date, the first of a month or year where only that is known."""
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", self.date):
            try:
                return dt.date.fromisoformat(self.date + "-01-01"[: 10 - len(self.date)])
            except ValueError:
                pass
        text = _("'{date}' is not a date: write 1993, 1993-07 or 1993-07-24")
        raise ValueError(text.format(date=self.date))

    @property
    def dated(self) -> str:
        """The date as a reader writes it; empty if there is none."""
        return format_date(self.day, _PRECISION[len(self.date)]) if self.date else ""


@dataclass(frozen=True, eq=False)
class Material:
    """What an exercise brings, by name."""

    units: dict[str, Unit] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    conditions: dict[str, OwnCondition] = field(default_factory=dict)
    types_of: dict[str, str] = field(default_factory=dict)  # of conditions
    cards: dict[str, Card] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def __deepcopy__(self, _memo: dict) -> Material:
        return self  # nobody writes into it

    def dimension(self, name: str) -> list[Type]:
        """Return the types of a dimension, the residual one last; none if the tables' types are meant."""
        found = [item for item in self.types.values() if item.dimension == name]
        return sorted(found, key=lambda item: item.kind == "residual")


class Bringing(Protocol):
    """An exercise, or a question of one: both know what the exercise brings."""

    @property
    def material(self) -> Material: ...


NOTHING = Material()


def gather(units: Iterable[Unit], types: Iterable[Type], cards: Iterable[Card], found: dict[str, Source]) -> Material:
    """Put what an exercise brings in order by name."""
    types = list(types)
    return Material(
        {item.id: item for item in units},
        {item.id: item for item in types},
        {each.id: each for item in types for each in item.conditions},
        {each.id: item.id for item in types for each in item.conditions},
        {item.card: item for item in cards},
        dict(found),
    )


def place(source: str, locator: str, of: Bringing) -> str:
    """Return a source and the place in it as a reader sees them.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> own = Material(sources={"abuja": Source(name="Treaty of Abuja 1991")})
    >>> place("abuja", "art. 6", SimpleNamespace(material=own))
    'Treaty of Abuja 1991, art. 6'
    """
    known = source in of.material.sources or source in store.bibliography()
    name = coder_name(source, of) if known else source
    return ", ".join(part for part in (name, locator) if part)


def coder_name(coder: str, of: Bringing) -> str:
    """Return what readers call a text that reads a unit: by the exercise's own sources, then the tables'.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> coder_name("briceno2018", SimpleNamespace(material=NOTHING))
    'The article'
    """
    own = of.material.sources.get(coder)
    return _(own.name) if own is not None else known_coder(coder)


def cited(cell: str, of: Bringing) -> str:
    """Return a place to read again: of a source of the exercise's own, or of the article as it stands.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> own = SimpleNamespace(material=Material(sources={"abuja": Source(name="Treaty of Abuja 1991")}))
    >>> cited("abuja[art. 6]", own), cited("S5 ¶4", own)
    ('Treaty of Abuja 1991, art. 6', 'S5 ¶4')
    """
    found = citation(cell)
    return place(found.key, found.locator, of) if found is not None and found.key in of.material.sources else cell


def citation(cell: str) -> sources.Citation | None:
    """Return a key with a place in brackets; None if it is none."""
    try:
        found = sources.parse(cell)
    except InvalidValue:
        return None
    return found[0] if len(found) == 1 else None
