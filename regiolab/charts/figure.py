"""A figure: the chart, the words that say what it shows, and the table it was drawn from."""

from __future__ import annotations

import contextlib
import copy
import html
import json
import os
from dataclasses import dataclass
from pathlib import Path

import altair as alt
import pandas as pd
import platformdirs

from regiolab.charts.datasets import shared_data
from regiolab.charts.theme import config
from regiolab.data.kept import own_frame
from regiolab.errors import InvalidValue, RegiolabError
from regiolab.files import write_atomically
from regiolab.i18n import _, ngettext

VEGALITE = "application/vnd.vegalite.v5+json"
EMBED = {"embedOptions": {"actions": False, "renderer": "svg"}}
WORDS = "max-width:62em;color:#5b6472;font-size:0.93em;margin:0 0 4px"
FORMATS = (".png", ".svg", ".pdf", ".html", ".json")


@dataclass(frozen=True)
class Figure:
    """What every function of :mod:`regiolab.charts` returns.

    Parameters
    ----------
    chart : altair.TopLevelMixin
        The chart, ready to be changed or saved with Altair's own methods.
    description : str
        What the chart shows, in words, for a reader who cannot see it.
    table : pandas.DataFrame
        The data drawn, one row a mark.
    """

    chart: alt.TopLevelMixin
    description: str
    table: pd.DataFrame

    def __post_init__(self) -> None:
        # the chart often draws this very frame: a change to the one must not reach the other
        object.__setattr__(self, "table", own_frame(self.table))

    def spec(self) -> dict:
        """Return the Vega-Lite specification, with the package's look and the description."""
        spec = _specification(self.chart)
        for row in (row for rows in spec.get("datasets", {}).values() if isinstance(rows, list) for row in rows):
            # Altair hands out the chart's own cells where they are lists
            row.update({key: list(cell) for key, cell in row.items() if isinstance(cell, list)})
        spec["description"] = self.description
        return spec

    def save(self, path: str | Path) -> Path:
        """Write the chart to a file.

        Parameters
        ----------
        path : str or pathlib.Path
            Ends in ``.png``, ``.svg``, ``.pdf``, ``.html`` or ``.json``.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        InvalidValue
            If the ending is another one.
        RegiolabError
            If the file cannot be written there.
        """
        path = Path(path)
        if path.suffix.lower() not in FORMATS:
            text = _("'{path}' does not end in one of {formats}: choose the ending of the kind of file you want.")
            raise InvalidValue(text.format(path=path, formats=", ".join(FORMATS)))
        content = _render(self.spec(), path.suffix.lower())
        try:
            path.write_bytes(content)
        except OSError as error:
            text = _("{path} cannot be written ({reason}): choose a folder of your own.")
            raise RegiolabError(text.format(path=path, reason=error.strerror)) from None
        return path

    def _ipython_display_(self) -> None:
        from IPython.display import display

        spec = self.spec()
        bundle = {VEGALITE: spec, "text/plain": self.description}
        if os.environ.get("REGIOLAB_STATIC") == "1":
            bundle["image/png"] = _render(spec, ".png")
        display(bundle, raw=True)
        display({"text/html": self._words(), "text/plain": self.description}, raw=True)

    def _words(self) -> str:
        rows = len(self.table)
        summary = ngettext("The data drawn: {n} row", "The data drawn: {n} rows", rows).format(n=rows)
        table = self.table.to_html(index=False, na_rep="", border=0)
        return (
            f'<p style="{WORDS}">{html.escape(self.description)}</p>'
            f"<details><summary>{html.escape(summary)}</summary>"
            f'<div style="max-height:20em;overflow:auto" tabindex="0" role="region" '
            f'aria-label="{html.escape(summary)}">{table}</div></details>'
        )


def _render(spec: dict, suffix: str) -> bytes:
    import vl_convert

    version = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    if suffix == ".json":
        return (json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode()
    if suffix == ".svg":
        return vl_convert.vegalite_to_svg(spec, vl_version=version).encode()
    if suffix == ".pdf":
        return vl_convert.vegalite_to_pdf(spec, vl_version=version)
    if suffix == ".html":
        return vl_convert.vegalite_to_html(spec, vl_version=version, bundle=True).encode()
    return vl_convert.vegalite_to_png(spec, vl_version=version, scale=2)


def _specification(chart: alt.TopLevelMixin) -> dict:
    # the tests validate every figure; doing it again here would double the time of each
    spec = chart.to_dict(validate=False)
    # Altair adds a default configuration of its own, which the package's look replaces
    spec["config"] = config()
    spec["usermeta"] = copy.deepcopy(EMBED)
    named = _named_data(spec)
    shared = {name: data for name, data in shared_data().items() if name in named}
    if shared:
        # once for all maps that use it, and past Altair's slow copying and validation
        spec["datasets"] = {**spec.get("datasets", {}), **shared}
    return spec


def _named_data(part: object) -> set[str]:
    """Return the names of all data that a specification refers to."""
    if isinstance(part, list):
        return set().union(*map(_named_data, part)) if part else set()
    if not isinstance(part, dict):
        return set()
    inner = [value for key, value in part.items() if key not in ("datasets", "values")]
    data = part.get("data")
    own = {data["name"]} if isinstance(data, dict) and "name" in data else set()
    return own | _named_data(inner)


def live(chart: alt.TopLevelMixin) -> alt.JupyterChart:
    """Return a chart whose parameters can be changed after it was drawn, without a network."""
    _go_offline()
    widget = alt.JupyterChart(chart)
    widget.spec = _specification(chart)
    return widget


def _go_offline() -> None:
    """Give live charts the scripts they draw with, made once and kept.

    Making the bundle costs a second; it depends on nothing but the versions in its name. It must be
    there before a chart object is made, or the chart shows an error.
    """
    if alt.JupyterChart._is_offline:
        return
    import vl_convert

    name = f"live-chart-{alt.__version__}-{vl_convert.__version__}.js"
    kept = Path(platformdirs.user_cache_dir("regiolab", appauthor=False)) / name
    try:
        alt.JupyterChart._esm = kept.read_text(encoding="utf-8")
        alt.JupyterChart._is_offline = True
    except OSError:
        alt.JupyterChart.enable_offline()
        # a folder that cannot be written costs the second again, nothing else
        with contextlib.suppress(OSError):
            write_atomically(kept, alt.JupyterChart._esm.encode())
