"""A chart whose parameters can be changed after it was drawn."""

from __future__ import annotations

from pathlib import Path

import traitlets
from altair.jupyter.jupyter_chart import JupyterChart, Params
from altair.typing import ChartType

from regiolab.charts.figure import with_look
from regiolab.charts.specification import specification

# what it draws with, made once for all by .tools/livescript.py: making it here would start a JavaScript
# engine of a hundred megabytes in every kernel, and asking for it on the network needs a network
SCRIPT = Path(__file__).parent / "js" / "live_chart.js"


class LiveChart(JupyterChart):
    """Altair's live chart with a script and a look of its own, whatever a reader does to Altair's.

    Examples
    --------
    >>> import altair as alt
    >>> import pandas as pd
    >>> dots = alt.Chart(pd.DataFrame({"year": [1991]})).mark_point().encode(x="year:Q")
    >>> chart = LiveChart(dots.add_params(alt.param("size", value=1)))
    >>> chart.params.size = 2.0
    >>> chart._params
    {'size': 2.0}
    """

    _esm = SCRIPT  # type: ignore[assignment]  # Altair gives text; anywidget takes the path of a file too
    _css = ".vega-embed { overflow: visible; }"
    _is_offline = True

    @traitlets.observe("chart")
    def _on_change_chart(self, change: dict) -> None:
        """Take the chart's specification from us, not from Altair's transformers."""
        spec = with_look(specification(change["new"]))
        # only parameters of the whole: what is clicked in a chart is not heard
        values = {item["name"]: item.get("value") for item in spec.get("params", ()) if "select" not in item}
        self.params = Params(values)
        self.params.observe(self._send_parameter)
        with self.hold_sync():
            self.spec = spec
            self._params = values

    def _send_parameter(self, change: dict) -> None:
        self._params = {**self._params, change["name"]: change["new"]}


def live(chart: ChartType) -> LiveChart:
    """Return a chart whose parameters can be changed after it was drawn, without a network.

    Examples
    --------
    >>> import altair as alt
    >>> import pandas as pd
    >>> type(live(alt.Chart(pd.DataFrame({"year": [1991]})).mark_point().encode(x="year:Q"))).__name__
    'LiveChart'
    """
    return LiveChart(chart)
