"""How well the tables are sourced, in a few lines."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from regiolab.data import schema
from regiolab.data.files import read_columns
from regiolab.data.listing import Listing
from regiolab.errors import InvalidValue
from regiolab.i18n import _, ngettext

LEVELS = ("read", "excerpt", "unconfirmed")


def shares(folder: Path | None = None) -> dict[str, dict[str, int]]:
    """Count each table's rows by how their source was checked.

    Returns
    -------
    dict of str to dict of str to int
        Only tables with a column ``checked``.
    """
    found = {}
    for name, table in schema.all_tables().items():
        try:
            columns = read_columns((folder or schema.data_folder()) / table.path.name)
        except InvalidValue:
            continue
        if "checked" in columns:
            found[name] = {level: columns["checked"].count(level) for level in LEVELS}
    return found


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
    frame = pd.DataFrame(
        {
            _("Table"): [table.name for table, _count in rows],
            _("One row is"): [_(table.row) for table, _count in rows],
            _("Source read"): [count["read"] for _table, count in rows],
            _("Seen in an excerpt"): [count["excerpt"] for _table, count in rows],
            _("Not confirmed"): [count["unconfirmed"] for _table, count in rows],
        }
    )
    return Listing(frame, _("How the sources were checked"))


def lines(folder: Path | None, findings: int) -> list[str]:
    """Say how many findings there were and how the sources were checked, table by table."""
    counts = shares(folder)
    width = max(map(len, counts), default=0)
    said = [_("How the sources were checked (rows):")]
    for name, count in counts.items():
        total = sum(count.values()) or 1
        parts = ", ".join(f"{level} {count[level]} ({count[level] / total:.0%})" for level in LEVELS)
        said.append(f"  {name:<{width}}  {parts}")
    text = ngettext("{n} finding.", "{n} findings.", findings).format(n=findings) if findings else _("No findings.")
    return [*said, text]
