"""A set of tables as text, with their bibliography: what validation and overlays work on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from regiolab.data.sources import Source
from regiolab.i18n import _

Columns = dict[str, list[str]]


@dataclass(frozen=True)
class Finding:
    """Something wrong in one place: file, line (None for the whole file) and field."""

    file: str
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(_("line {n}").format(n=self.line))
        if self.field:
            place.append(self.field)
        return f"{', '.join(place)}: {self.message}"


@dataclass(frozen=True)
class Bundle:
    """Tables read as text.

    Parameters
    ----------
    columns : dict
        Table name to column name to cells, as they stand in the files.
    bibliography : mapping of str to Source
    lessons : str
        The text of the notebooks and exercises, in which an event may be named.
    origins : dict
        Table name to the file and line of each row; needed only where rows of several files were
        laid over each other.
    """

    columns: dict[str, Columns]
    bibliography: Mapping[str, Source]
    lessons: str = ""
    origins: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def origin(self, table: str, index: int) -> tuple[str, int]:
        """Return the file and line of a row."""
        known = self.origins.get(table)
        return known[index] if known else (f"{table}.csv", index + 2)

    def finding(self, table: str, index: int, column: str, message: str) -> Finding:
        """Report a row."""
        return Finding(*self.origin(table, index), column, message)

    def place(self, table: str, index: int, seen_from: int) -> str:
        """Say where a row stands, for a finding about another row of the same table."""
        file, line = self.origin(table, index)
        if file == self.origin(table, seen_from)[0]:
            return _("line {n}").format(n=line)
        return _("line {n} of {file}").format(n=line, file=file)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield a table's rows as dictionaries; ``"index"`` numbers them, ``"line"`` is the file's."""
        columns = self.columns.get(table, {})
        for index, cells in enumerate(zip(*columns.values(), strict=True)):
            yield {**dict(zip(columns, cells, strict=True)), "index": index, "line": self.origin(table, index)[1]}
