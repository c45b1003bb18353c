"""The codebook of a table: what a row is, what each column may hold, how hard cases were coded."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from regiolab.data import schema, store
from regiolab.i18n import _
from regiolab.views.markup import cells, fill


@dataclass(frozen=True)
class Codebook:
    """A table's codebook; in a notebook it shows as a page.

    Parameters
    ----------
    name, title, row : str
        The table's name, its title, and what one row is.
    columns : pandas.DataFrame
        One row a column: ``column``, ``type``, ``meaning``, ``legal_values``, ``required``.
    rules, caveats : tuple of str
        How hard cases were coded, and what the table does not hold.
    citation : str
        How to cite it.
    coverage : str
        What time the table speaks of, and how far its sources reach.
    origins : tuple of str
        For a derived series: the data it was computed from, and the texts that its makers ask to be cited.
    terms : tuple of str
        Under which terms the table and its origins stand.
    """

    name: str
    title: str
    row: str
    columns: pd.DataFrame
    rules: tuple[str, ...]
    caveats: tuple[str, ...]
    citation: str
    coverage: str = ""
    origins: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.title} ({self.name})", self._one_row(), ""]
        for item in self.columns.itertuples(index=False):
            legal = f" [{item.legal_values}]" if item.legal_values else ""
            lines.append(f"  {item.column} ({item.type}){legal}: {item.meaning}")
        for heading, texts in self._parts():
            lines += ["", heading, *(f"  – {text}" for text in texts)]
        return "\n".join(lines)

    __repr__ = __str__

    def _one_row(self) -> str:
        return _("One row is {row}.").format(row=self.row)

    def _parts(self) -> list[tuple[str, tuple[str, ...]]]:
        parts = [
            (_("Covers"), (self.coverage,) if self.coverage else ()),
            (_("Coding rules"), self.rules),
            (_("Caveats"), self.caveats),
            (_("Computed from"), self.origins),
            (_("Terms"), self.terms),
            (_("How to cite"), (self.citation,)),
        ]
        return [(heading, texts) for heading, texts in parts if texts]

    def _repr_html_(self) -> str:
        return fill("codebook.html", book=self, one_row=self._one_row(), parts=self._parts(), **cells(self.columns))


def codebook(name: str) -> Codebook:
    """Return the codebook of a table.

    Parameters
    ----------
    name : str
        A table's name.

    Returns
    -------
    Codebook
        A readable page in a notebook; ``.columns`` as a frame.

    Raises
    ------
    UnknownName
        If there is no such table.

    Examples
    --------
    >>> codebook("memberships").columns["column"].tolist()[:3]
    ['bloc', 'iso3', 'status']
    """
    table = schema.table(name)
    columns = pd.DataFrame(
        {
            "column": table.columns,
            "type": [f"{item.type}, {_(item.unit)}" if item.unit else item.type for item in table.fields],
            "meaning": [_(item.description) for item in table.fields],
            "legal_values": [", ".join(item.enum) for item in table.fields],
            "required": [_("yes") if item.required else "" for item in table.fields],
        }
    )
    version = schema.descriptor()["version"]
    text = _("regiolab {version}, table {name} ({licence}), and the source named in the row.")
    if table.origins:
        text = _("regiolab {version}, table {name} ({licence}), and what it was computed from.")
    citation = text.format(version=version, name=name, licence=table.licence)
    rules = tuple(_(text) for text in table.coding_rules)
    caveats = tuple(_(text) for text in table.caveats)
    origins = tuple(f"{_(origin.title)}. {store.source(origin.citation).reference()}" for origin in table.origins)
    terms = tuple(_(text) for text in table.terms) if table.origins else ()
    coverage = _(table.coverage) if table.coverage else ""
    return Codebook(name, _(table.title), _(table.row), columns, rules, caveats, citation, coverage, origins, terms)
