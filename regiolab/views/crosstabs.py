"""Numbers in rows and columns, with words for all that stands above and beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from regiolab.analysis.dates import as_date
from regiolab.analysis.membership import check_bloc, members
from regiolab.data.labels import short_name
from regiolab.errors import InvalidValue
from regiolab.i18n import _, format_date, number
from regiolab.views.headings import heading
from regiolab.views.markup import fill
from regiolab.views.spoken import value


@dataclass(frozen=True)
class Crosstab:
    """A small table of numbers; printed, it is set in columns, and in a notebook it shows as a table.

    Parameters
    ----------
    head : tuple of str
        The words above the columns.
    rows : tuple of tuple of str
        The cells; the first `keys` of each row say what the row is.
    keys : int
    caption : str
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: int = 1
    caption: str = ""

    def __str__(self) -> str:
        lines = [self.head, *self.rows]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.head))]
        set_in_columns = [
            "   ".join(
                text.ljust(width) if at < self.keys else text.rjust(width)
                for at, (text, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
        rule = "─" * (sum(widths) + 3 * (len(widths) - 1))
        told = [set_in_columns[0], rule, *set_in_columns[1:]]
        return "\n".join([self.caption, "", *told] if self.caption else told)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return fill("crosstab.html", head=self.head, rows=self.rows, keys=self.keys, caption=self.caption)


def crosstab(
    frame: pd.DataFrame,
    rows: str | Sequence[str],
    columns: str | None = None,
    values: str | None = None,
    *,
    only: Sequence[object] = (),
    decimals: int = 0,
    caption: str = "",
) -> Crosstab:
    """Set a frame's numbers, or how many rows it has of each kind, in rows and columns.

    Parameters
    ----------
    frame : pandas.DataFrame
        With the columns of this package's tables, whose identifiers are put into words.
    rows : str or sequence of str
        The columns whose values stand at the left.
    columns : str, optional
        The column whose values stand above; without it there is one column of numbers.
    values : str, optional
        The column of the numbers; without it rows are counted.
    only : sequence, optional
        Which values of `columns`, or of `rows` where nothing stands above, are shown, and in what order.
    decimals : int
        Digits after the decimal sign.
    caption : str

    Returns
    -------
    Crosstab

    Raises
    ------
    InvalidValue
        For a column that the frame lacks.

    Examples
    --------
    >>> frame = pd.DataFrame({"iso3": ["ARG", "BRA"], "year": [2019, 2019], "rank": [9, 1]})
    >>> print(crosstab(frame, "year", "iso3", "rank"))
    Year   Argentina   Brazil
    ─────────────────────────
    2019           9        1
    """
    keys = [rows] if isinstance(rows, str) else list(rows)
    for name in filter(None, [*keys, columns, values]):
        if name not in frame:
            text = _("This table has no column {name}; it has {columns}.")
            raise InvalidValue(text.format(name=name, columns=", ".join(map(str, frame.columns))))
    counted = frame.assign(_number=1 if values is None else frame[values])
    groups = [*keys, columns] if columns else keys
    # the rows keep the order in which the frame has them, years and shares that of their numbers
    found = counted.groupby(groups, sort=False, observed=True, dropna=False)["_number"].agg("sum")
    missing = 0 if values is None else float("nan")
    if columns:
        wide = found.unstack(columns, fill_value=missing)
        above = list(only) or list(wide.columns)
        wide = wide.reindex(columns=above, fill_value=missing)
        head = [value(columns, name) for name in above]
    else:
        wide = found.to_frame()
        wide = wide.reindex(list(only), fill_value=missing) if only else wide
        head = [_("Number") if values is None else heading(values)]
    if len(keys) == 1 and pd.api.types.is_numeric_dtype(wide.index):
        wide = wide.sort_index()
    cells, before = [], [None] * len(keys)
    for at, numbers in zip(wide.index, wide.itertuples(index=False, name=None), strict=True):
        own = list(at) if isinstance(at, tuple) else [at]
        told = [value(name, content) for name, content in zip(keys, own, strict=True)]
        # what is the same as above it is said once
        same = next((n for n in range(len(own) - 1) if own[n] != before[n]), len(own) - 1)
        shown = ["" if n < same else text for n, text in enumerate(told)]
        cells.append((*shown, *("–" if pd.isna(item) else number(float(item), decimals) for item in numbers)))
        before = own
    return Crosstab((*map(heading, keys), *map(_capital, head)), tuple(cells), len(keys), caption)


def member_counts(
    blocs: str | Iterable[str], on: dt.date | str | Iterable[str], *, by: str | Iterable[str] = "start"
) -> Crosstab:
    """Count the full members of schemes on one day or several, by one rule or several.

    Parameters
    ----------
    blocs : str or iterable of str
    on : datetime.date, str or iterable of these
        The days.
    by : str or iterable of str
        Which date opens a membership; see :func:`regiolab.members`.

    Returns
    -------
    Crosstab
        One row a day, or a rule where several are asked about; one column a scheme.

    Examples
    --------
    >>> print(member_counts("unasur", "2010-01-01", by=("signed", "in_force")))
    Full members on 1 January 2010
    <BLANKLINE>
    Counted from       UNASUR
    ─────────────────────────
    signature              12
    entry into force        0
    """
    chosen = [check_bloc(bloc) for bloc in ([blocs] if isinstance(blocs, str) else blocs)]
    days = [as_date(day) for day in ([on] if isinstance(on, str | dt.date) else on)]
    rules = [by] if isinstance(by, str) else list(by)
    names = {"start": _("effect"), "signed": _("signature"), "in_force": _("entry into force")}
    if len(rules) > 1 and len(days) > 1:
        raise InvalidValue(_("Choose several days or several rules, not both."))
    rows = [
        (
            names[rule] if len(rules) > 1 else format_date(day),
            *(str(len(members(bloc, on=day, by=rule))) for bloc in chosen),
        )
        for rule in rules
        for day in days
    ]
    caption = _("Full members on {date}").format(date=format_date(days[0])) if len(days) == 1 else _("Full members")
    if len(days) == 1 and len(rules) == 1:
        rows = [(short_name(bloc), n) for bloc, n in zip(chosen, rows[0][1:], strict=True)]
        return Crosstab((heading("bloc"), _("Full members")), tuple(rows), 1, caption)
    first = _("Counted from") if len(rules) > 1 else _("Day")
    return Crosstab((first, *map(short_name, chosen)), tuple(rows), 1, caption)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
