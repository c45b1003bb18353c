"""What the derivation scripts share: raw files, membership by year, one way to write a table.

Every script here is called as ``python data/build/NAME.py RAW_FOLDER [OUT_FOLDER]``. Bad input ends
it with one sentence. Membership comes from the package's own table, in two readings:

``fixed``
    The full members on 1 June 2012, in every year. On that day all the schemes compared here
    existed and none of their members was suspended; Mercosur is its four founders, UNASUR all twelve
    states of South America, CELAC all 33 states of the region. Differences between years
    are then differences of conduct, never of composition.
``dated``
    The full members on 1 July of the year; a suspended state is not one of them, and before a
    scheme was founded there are no rows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from regiolab.analysis.membership import spells

DATA = Path(__file__).parents[1]
FIXED_ON = "2012-06-01"
DAY = "07-01"  # a year's membership is the one of 1 July


def folders(usage: str) -> tuple[Path, Path]:
    """Return the raw folder and the output folder named on the command line.

    Parameters
    ----------
    usage : str
        The script's docstring, printed if the call is wrong.

    Returns
    -------
    tuple of pathlib.Path
        The raw folder, and the output folder: the data folder of the checkout if left out.
    """
    if len(sys.argv) not in (2, 3):
        sys.exit(usage)
    source = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) == 3 else DATA
    if not source.is_dir():
        sys.exit(f"There is no folder {source} with raw data: name the one that holds a folder for each source.")
    if not out.is_dir():
        sys.exit(f"There is no folder {out} to write to: make it first.")
    return source, out


def read(source: Path, name: str, columns: Iterable[str], text: Iterable[str] = ()) -> pd.DataFrame:
    """Read a raw CSV and check that it has what the script needs.

    Parameters
    ----------
    source : pathlib.Path
        The raw folder.
    name : str
        Path of the file below it.
    columns : iterable of str
        Columns that must be there.
    text : iterable of str
        Columns that hold identifiers and stay text.

    Returns
    -------
    pandas.DataFrame
    """
    path = source / name
    if not path.is_file():
        sys.exit(f"The raw file {path} is missing: the script's docstring says where the public gets it.")
    table = pd.read_csv(path, dtype=dict.fromkeys(text, "str"))
    absent = sorted(set(columns) - set(table.columns))
    if absent:
        sys.exit(f"The raw file {path} lacks {', '.join(absent)}: is it another release than the docstring names?")
    return table


def membership(blocs: Iterable[str], years: Iterable[int]) -> list[tuple[str, str, int, list[str]]]:
    """Return who belongs to each scheme in each year, in both readings.

    Parameters
    ----------
    blocs : iterable of str
    years : iterable of int

    Returns
    -------
    list of tuple
        (``fixed`` or ``dated``, bloc, year, sorted ISO codes of the full members).

    Examples
    --------
    >>> membership(["mercosur"], [2013])[1]
    ('dated', 'mercosur', 2013, ['ARG', 'BRA', 'URY', 'VEN'])
    """
    blocs, years = list(blocs), list(years)
    constant = _full(FIXED_ON, blocs)
    found = [("fixed", bloc, year, constant[bloc]) for bloc in blocs for year in years]
    for year in years:
        of_year = _full(f"{year}-{DAY}", blocs)
        found += [("dated", bloc, year, of_year[bloc]) for bloc in blocs if of_year[bloc]]
    return found


def write(table: pd.DataFrame, out: Path, name: str, key: list[str], decimals: int = 4) -> None:
    """Sort a table by its key, refuse duplicates, round, write it as CSV and say so."""
    if table.duplicated(key).any():
        sys.exit(f"The table {name} would hold two rows with the same key ({', '.join(key)}).")
    path = out / f"{name}.csv"
    table = table.sort_values(key).round(decimals)
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    print(f"{path}: {len(table)} rows")


def _full(day: str, blocs: list[str]) -> dict[str, list[str]]:
    found = spells(day, blocs=blocs)
    full = found[found["status"].eq("full")]
    return {bloc: sorted(set(full.loc[full["bloc"].eq(bloc), "iso3"])) for bloc in blocs}
