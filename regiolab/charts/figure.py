"""A figure: the chart, the words that say what it shows, and the table it was drawn from."""

from __future__ import annotations

import base64
import json
import os
import struct
import textwrap
from dataclasses import dataclass
from pathlib import Path

import altair as alt
import pandas as pd
from altair.typing import ChartType

from regiolab.charts.specification import specification
from regiolab.charts.theme import config
from regiolab.data.kept import own_frame
from regiolab.errors import InvalidValue, RegiolabError
from regiolab.files import named, write_where_told
from regiolab.i18n import _, ngettext
from regiolab.views.markup import fill
from regiolab.views.spoken import spoken

VEGALITE = "application/vnd.vegalite.v5+json"
EMBED = {"actions": False, "renderer": "svg"}
LINE = 104  # letters of a line beneath the title
EM, HELD = "\N{EM SPACE}", "\N{WORD JOINER}"
SHARP = 2  # pixels of a picture to one of the page
FORMATS = (".png", ".svg", ".pdf", ".html", ".json")


@dataclass(frozen=True)
class Figure:
    """What every function of :mod:`regiolab.charts` returns.

    Parameters
    ----------
    chart : altair chart
        The chart, ready to be changed or saved with Altair's own methods.
    description : str
        What the chart shows, in words, for a reader who cannot see it.
    table : pandas.DataFrame
        The data drawn, one row a mark.
    """

    chart: ChartType
    description: str
    table: pd.DataFrame

    def __post_init__(self) -> None:
        # the chart often draws this very frame: a change to the one must not reach the other
        object.__setattr__(self, "table", own_frame(self.table))

    def spec(self) -> dict:
        """Return the Vega-Lite specification, with the package's look and the description."""
        spec = with_look(specification(self.chart))
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
            If the file cannot be written there, or vl-convert is missing, which every ending but
            ``.json`` needs.
        """
        path = named(path)
        if path.suffix.lower() not in FORMATS:
            text = _("'{path}' does not end in one of {formats}: choose the ending of the kind of file you want.")
            raise InvalidValue(text.format(path=path, formats=", ".join(FORMATS)))
        return write_where_told(path, _render(self.spec(), path.suffix.lower()))

    def bundles(self) -> list[dict]:
        """Return what a notebook shows, by mime type: the chart, then its words with the table."""
        spec = self.spec()
        # the description follows in the second output, and once is enough where neither is drawn
        chart = {VEGALITE: spec, "text/plain": self._stand_in(spec)}
        return [chart, {"text/html": self._words(), "text/plain": self.description}]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        chart, words = self.bundles()
        metadata: dict[str, dict] = {}
        missing = None
        if os.environ.get("REGIOLAB_STATIC") == "1":
            spec = chart[VEGALITE]
            try:
                chart["image/png"] = picture = _render(spec, ".png")
                metadata["image/png"] = {**_size(picture), "alt": self.description}
                # nbconvert leaves the words of other pictures out, and takes this in their place
                chart["text/html"] = self._picture(spec, _size(picture))
            except RegiolabError as error:
                missing = error
        display(chart, metadata=metadata, raw=True)
        display(words, metadata={}, raw=True)
        if missing:
            # the chart is shown all the same
            raise missing

    def _picture(self, spec: dict, size: dict[str, int]) -> str:
        drawn = base64.b64encode(_render(spec, ".svg")).decode("ascii")
        return fill("picture.html", description=self.description, svg=drawn, **size)

    def _stand_in(self, spec: dict) -> str:
        """Return what is read where charts are not drawn."""
        title = spec.get("title", "")
        heading = title if isinstance(title, str) else title.get("text", "")
        heading = " ".join(heading) if isinstance(heading, list) else heading
        return _("Figure “{title}”: JupyterLab draws it; its description and data follow.").format(title=heading)

    def _words(self) -> str:
        rows = len(self.table)
        data = ngettext("The data drawn: {n} row", "The data drawn: {n} rows", rows).format(n=rows)
        summary = ngettext("In words, and the data drawn: {n} row", "In words, and the data drawn: {n} rows", rows)
        told = {"description": self.description, "summary": summary.format(n=rows), "data": data}
        return fill("figure.html", **told, **spoken(self.table))


def _size(picture: bytes) -> dict[str, int]:
    """Return the size at which a picture of double sharpness is to be shown, as its header has it."""
    width, height = struct.unpack(">II", picture[16:24])
    return {"width": width // SHARP, "height": height // SHARP}


def picture(spec: dict, suffix: str) -> bytes:
    """Return a specification as a picture of the kind that an ending names: ``".svg"``, ``".png"``.

    Raises
    ------
    RegiolabError
        If vl-convert is missing.
    """
    return _render(spec, suffix)


def _render(spec: dict, suffix: str) -> bytes:
    if suffix == ".json":
        return (json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        import vl_convert
    except ImportError:
        text = _("A picture of a chart needs vl-convert, which is not installed: pip install 'regiolab[pictures]'")
        raise RegiolabError(text) from None
    version = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    if suffix == ".svg":
        return vl_convert.vegalite_to_svg(spec, vl_version=version).encode()
    if suffix == ".pdf":
        return vl_convert.vegalite_to_pdf(spec, vl_version=version)
    if suffix == ".html":
        return vl_convert.vegalite_to_html(spec, vl_version=version, bundle=True).encode()
    return vl_convert.vegalite_to_png(spec, vl_version=version, scale=SHARP)


def with_look(spec: dict) -> dict:
    """Give a specification the package's look, in place of any other."""
    spec["config"] = config()
    spec["usermeta"] = {"embedOptions": dict(EMBED)}
    title = spec.get("title")
    if isinstance(title, dict) and "subtitle" in title:
        lines = [title["subtitle"]] if isinstance(title["subtitle"], str) else title["subtitle"]
        # in some languages a line is longer than the page is wide
        title["subtitle"] = [part for line in lines for part in _wrapped(line)]
    return spec


def _wrapped(line: str) -> list[str]:
    """Break a line into as few as fit, about equally long."""
    if len(line) <= LINE:
        return [line]
    parts = -(-len(line) // LINE)
    width = -(-len(line) // parts) + 12
    if EM in line:  # a key breaks between its entries only
        line = line.replace(" ", HELD).replace(EM, " ")
        lines = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        return [part.replace(" ", EM).replace(HELD, " ") for part in lines]
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
