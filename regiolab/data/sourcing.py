"""How well the tables are sourced, in a few lines."""

from __future__ import annotations

from pathlib import Path

from regiolab.data import schema
from regiolab.data.delimited import read_columns
from regiolab.errors import InvalidValue
from regiolab.i18n import _, ngettext, number
from regiolab.words import CHECKED


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
            found[name] = {level: columns["checked"].count(level) for level in CHECKED}
    return found


def lines(folder: Path | None, findings: int) -> list[str]:
    """Say how many findings there were and how the sources were checked, table by table."""
    counts = shares(folder)
    width = max(map(len, counts), default=0)
    said = [_("How the sources were checked (rows):")]
    for name, count in counts.items():
        total = sum(count.values()) or 1
        parts = ", ".join(
            f"{level} {count[level]} ({number(count[level] / total, 0, percent=True)})" for level in CHECKED
        )
        said.append(f"  {name:<{width}}  {parts}")
    rows = sum(sum(count.values()) for count in counts.values())
    read = sum(count["read"] for count in counts.values())
    if rows:
        text = _("Of {rows} sourced rows in all tables {read} were read at the source ({share}).")
        said.append(text.format(rows=number(rows, 0), read=number(read, 0), share=number(read / rows, 0, percent=True)))
    text = ngettext("{n} finding.", "{n} findings.", findings).format(n=findings) if findings else _("No findings.")
    return [*said, text]
