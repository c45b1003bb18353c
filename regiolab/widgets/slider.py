"""A slider whose handle has a name: the handle of ipywidgets' own is nameless to a screen reader."""

from __future__ import annotations

import anywidget
import traitlets


class LabelledSlider(anywidget.AnyWidget):
    """A number chosen with mouse or arrow keys; the value changes when the handle is let go.

    Parameters
    ----------
    min, max, step, value : float
    description : str
        The label, which is the handle's name as well.

    Examples
    --------
    >>> LabelledSlider(min=1960, max=2025, value=2012, description="Year").value
    2012.0
    """

    _esm = """
    function render({ model, el }) {
      // each widget has a module, and so a counter, of its own, and two may load within one millisecond
      const id = `regiolab-slider-${Math.random().toString(36).slice(2)}`;
      const row = document.createElement("div");
      row.className = "widget-inline-hbox";
      row.style.cssText = "display: flex; align-items: center; width: 97%";
      const label = document.createElement("label");
      label.className = "widget-label";
      label.htmlFor = id;
      label.style.width = model.get("label_width");
      label.textContent = model.get("description");
      const input = document.createElement("input");
      Object.assign(input, { type: "range", id, min: model.get("min"), max: model.get("max") });
      input.step = model.get("step");
      input.style.cssText = "flex: 1 1 auto; min-width: 40px";
      const readout = document.createElement("output");
      readout.htmlFor = id;
      readout.style.cssText = "margin-left: 6px; min-width: 2.5em; text-align: right";
      const digits = (String(model.get("step")).split(".")[1] || "").length;
      const say = () => { readout.textContent = Number(input.value).toFixed(digits); };
      const show = () => { input.value = model.get("value"); say(); };
      input.addEventListener("input", say);
      input.addEventListener("change", () => { model.set("value", Number(input.value)); model.save_changes(); });
      model.on("change:value", show);
      row.append(label, input, readout);
      el.append(row);
      show();
      return () => model.off("change:value", show);
    }
    export default { render };
    """

    min = traitlets.Float(0, help="the least value").tag(sync=True)
    max = traitlets.Float(100, help="the greatest value").tag(sync=True)
    step = traitlets.Float(1, help="what one press of an arrow key adds").tag(sync=True)
    value = traitlets.Float(0, help="the value chosen").tag(sync=True)
    description = traitlets.Unicode("", help="the label").tag(sync=True)
    label_width = traitlets.Unicode("82px", help="the width of the label").tag(sync=True)

    @traitlets.validate("value")
    def _within(self, proposal: dict) -> float:
        return sorted((self.min, proposal["value"], self.max))[1]
