"""HTML from templates: whatever a template prints is escaped, and Jinja2 is loaded by the first page shown."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from regiolab.i18n import _, number

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).with_name("templates")


@functools.cache
def environment(folder: Path = TEMPLATES) -> jinja2.Environment:
    """Return where the templates of a folder come from."""
    import jinja2

    class Environment(jinja2.Environment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            # asked for as an attribute first, each value of a dict would cost an exception
            return obj[attribute] if isinstance(obj, dict) and attribute in obj else super().getattr(obj, attribute)

    found = Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # looked up at each call: the language may change between two pages
    found.globals["_"] = lambda text: _(text)
    return found


def fill(template: str, **values: object) -> str:
    """Return a template of the course filled in.

    Examples
    --------
    >>> print(fill("sentences.html", kind="plain", lines=["a < b"]))
    <p>a &lt; b</p>
    """
    return environment().get_template(template).render(values)


def cell(value: object) -> str:
    """Return a value as a cell of a table shows it; nothing for a missing one.

    Examples
    --------
    >>> cell(pd.Timestamp("1991-03-26")), cell(1 / 3), cell(2.0), cell(None)
    ('1991-03-26', '0.333333', '2', '')
    """
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float | np.floating):
        return number(float(np.format_float_positional(value, precision=6, trim="-")), None, trim=True)
    return str(value)


def cells(frame: pd.DataFrame) -> dict[str, list]:
    """Return the headings and the rows of a frame as the macro ``table`` takes them."""
    rows = [list(map(cell, row)) for row in frame.itertuples(index=False, name=None)]
    return {"columns": [str(name) for name in frame.columns], "rows": rows}
