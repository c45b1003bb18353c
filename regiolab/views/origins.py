"""Where a value comes from: its sources, how they were checked, and who says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from regiolab.data import schema, sources, store
from regiolab.data.frames import load
from regiolab.data.labels import cited
from regiolab.data.sourcing import shares
from regiolab.errors import InvalidValue
from regiolab.i18n import _, ngettext
from regiolab.views.asides import in_place, styled
from regiolab.views.headings import heading
from regiolab.views.listing import Listing, listing
from regiolab.views.markup import cell, fill
from regiolab.views.spoken import spoken, value

MOST = 12  # rows on one card
RELIANCE = ("source", "checked", "comment")  # what every card shows of a row


@dataclass(frozen=True)
class Provenance:
    """The sources of one or a few rows; in a notebook it shows as a card.

    Parameters
    ----------
    table : str
        The table's name.
    rows : pandas.DataFrame
        The rows asked for.
    sources : pandas.DataFrame
        One row a citation: ``row`` (int64, position in `rows`), ``key``, ``locator``,
        ``reference``, ``link`` (the address at its end, empty if there is none), ``seen``, ``checked``.
    conflicts : pandas.DataFrame
        The rows of the table ``conflicts`` that bear on the rows asked for.
    """

    table: str
    rows: pd.DataFrame
    sources: pd.DataFrame
    conflicts: pd.DataFrame

    def __str__(self) -> str:
        return "\n".join(self._lines())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return styled(fill("provenance.html", cards=map(self._card, range(len(self.rows)))))

    def _lines(self) -> list[str]:
        lines = []
        for index in range(len(self.rows)):
            lines.append(self._title(index))
            lines += [f"  {name}: {value}" for name, value in self._facts(index)]
            for item in self._cited(index):
                lines.append(f"  – {item['reference']}" + (f" [{item['locator']}]" if item["locator"] else ""))
                lines.append("    " + _("Seen: {how}").format(how=item["seen"]))
            for conflict in self._disputed(index):
                lines.append(f"  ≠ {self._dispute(conflict)}")
        return lines

    def _card(self, index: int) -> dict:
        return {
            "title": self._title(index),
            "facts": [(name, in_place(value)) for name, value in self._facts(index)],
            "cited": self._cited(index),
            "disputes": [in_place(self._dispute(item)) for item in self._disputed(index)],
        }

    def _title(self, index: int) -> str:
        row, table = self.rows.iloc[index], schema.table(self.table)
        return f"{_(table.title)}: " + ", ".join(value(name, row[name]) for name in table.primary_key)

    def _facts(self, index: int) -> list[tuple[str, str]]:
        row = self.rows.iloc[index]
        hidden = {"source", *schema.table(self.table).primary_key}
        shown = [name for name in self.rows.columns if name not in hidden and pd.notna(row[name])]
        told = spoken(self.rows.loc[self.rows.index[[index]], shown])
        return list(zip(told["columns"], told["rows"][0] if shown else [], strict=True))

    def _cited(self, index: int) -> list[dict]:
        return self.sources[self.sources["row"].eq(index)].to_dict("records")

    def _disputed(self, index: int) -> list[dict]:
        row = self.rows.iloc[index]
        alone = len(self.rows) == 1
        return [item for item in self.conflicts.to_dict("records") if alone or _bears_on(item["key"], row)]

    def _dispute(self, item: dict) -> str:
        chosen = {"a": item["value_a"], "b": item["value_b"]}.get(item["followed"])
        follows = f"“{chosen}”" if chosen else {"both": _("both"), "neither": _("neither")}[item["followed"]]
        text = _("{field}: “{a}” ({source_a}) against “{b}” ({source_b}); the table follows {follows}. {reason}")
        return text.format(
            field=heading(item["field"]) if isinstance(item["field"], str) else _("the row"),
            a=item["value_a"],
            b=item["value_b"],
            source_a=cited(item["source_a"]),
            source_b=cited(item["source_b"]),
            follows=follows,
            reason=item["reason"],
        )


def provenance(name: str, column: str | None = None, /, **key: str) -> Provenance:
    """Return the sources of a row or of one value, how they were checked, and who says otherwise.

    A derived series has no sources row by row: its card names what the whole table was computed from.

    Parameters
    ----------
    name : str
        A table's name.
    column : str, optional
        The column whose value is asked for; the whole row if left out.
    **key
        Columns and values that single out the row, such as ``bloc="mercosur", iso3="VEN"``.

    Returns
    -------
    Provenance
        A readable card in a notebook; ``.rows``, ``.sources`` and ``.conflicts`` as frames.

    Raises
    ------
    UnknownName
        For an unknown table or column.
    InvalidValue
        If no row fits, more than twelve do, or the table names no sources at all.

    Examples
    --------
    >>> card = provenance("memberships", bloc="mercosur", iso3="BOL", status="full")
    >>> card.sources["key"].size > 0
    True
    """
    table = schema.table(name)
    if "source" not in table.columns and not table.origins:
        text = _("The table {table} has no sources row by row: its codebook names where it comes from.")
        raise InvalidValue(text.format(table=name))
    frame = load(name)
    for given, wanted in key.items():
        frame = frame[frame[table[given].name].astype(str).eq(str(wanted))]
    asked = ", ".join(f"{given}={wanted}" for given, wanted in key.items()) or _("any key")
    if frame.empty:
        text = _("No row of {table} has {key}: look at load('{table}') for the values that occur.")
        raise InvalidValue(text.format(table=name, key=asked))
    if len(frame) > MOST:
        text = ngettext(
            "{n} row of {table} has {key}: name more columns, for example {more}.",
            "{n} rows of {table} have {key}: name more columns, for example {more}.",
            len(frame),
        )
        more = [name for name in table.primary_key if name not in key] or list(table.columns[:2])
        raise InvalidValue(text.format(n=len(frame), table=name, key=asked, more=", ".join(more)))
    rows = frame.reset_index(drop=True)
    if column is not None:
        shown = [*table.primary_key, table[column].name, *RELIANCE]
        rows = rows[[item for item in table.columns if item in shown or item == f"{column}_precision"]]
    return Provenance(name, rows, _citations(rows, table), _conflicts(name, frame, column))


def _citations(rows: pd.DataFrame, table: schema.Table) -> pd.DataFrame:
    found = []
    if table.origins:
        entries = [store.source(origin.citation) for origin in table.origins]
        found += [
            (index, item.key, "", item.reference(), item.link, item.seen, "")
            for index in rows.index
            for item in entries
        ]
    for index, row in rows.iterrows():
        cited = row.get("source")
        for citation in sources.parse(cited if isinstance(cited, str) else ""):
            entry = store.source(citation.key)
            told = (citation.locator, entry.reference(), entry.link, entry.seen, str(row["checked"]))
            found.append((index, entry.key, *told))
    return pd.DataFrame(found, columns=["row", "key", "locator", "reference", "link", "seen", "checked"])


def _conflicts(name: str, rows: pd.DataFrame, column: str | None) -> pd.DataFrame:
    table = load("conflicts")
    table = table[table["table"].eq(name) & table["key"].notna()]
    if column is not None:
        table = table[table["field"].isin([column, f"{column}_precision"])]
    bears = [any(_bears_on(key, row) for _index, row in rows.iterrows()) for key in table["key"]]
    return table[bears].reset_index(drop=True)


def _bears_on(key: object, row: pd.Series) -> bool:
    if not isinstance(key, str):
        return False
    pairs = [part.split("=", 1) for part in key.split(";")]
    return all(column in row.index and cell(row[column]) == value for column, value in pairs)


def sourcing(*names: str) -> Listing:
    """Say how the rows of tables were checked against their sources.

    Parameters
    ----------
    *names : str
        Tables; all that cite sources row by row if none is given.

    Returns
    -------
    Listing
        One row a table: its name, what one row is, and the numbers of rows whose source was read,
        was seen in an excerpt, or was not found.

    Raises
    ------
    UnknownName
        For an unknown table.

    Examples
    --------
    >>> len(sourcing("blocs", "memberships"))
    2
    """
    counts = shares()
    chosen = [schema.table(name) for name in names] or [schema.table(name) for name in counts]
    rows = [(table, counts[table.name]) for table in chosen if table.name in counts]
    columns: list[tuple[str, list]] = [
        (_("Table"), [_(table.title) for table, _count in rows]),
        (_("One row is"), [_(table.row) for table, _count in rows]),
        (_("Source read"), [count["read"] for _table, count in rows]),
        (_("Seen in an excerpt"), [count["excerpt"] for _table, count in rows]),
        (_("Not confirmed"), [count["unconfirmed"] for _table, count in rows]),
    ]
    return listing(columns, _("How the sources were checked"))
