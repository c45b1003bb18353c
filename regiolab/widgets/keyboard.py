"""Keys that a reader presses in a widget stay in it."""

from __future__ import annotations

import anywidget


class OwnKeys(anywidget.AnyWidget):
    """Nothing to be seen; put into a widget, it keeps JupyterLab from taking the widget's keys.

    In command mode JupyterLab reads an arrow key pressed in a list or on a slider as a command to
    the notebook, moves to another cell, and the list never hears of it.

    Examples
    --------
    >>> OwnKeys().layout.display
    """

    _esm = """
    function render({ el }) {
      const stay = (event) => event.stopPropagation();
      let box = null, left = 600;
      const attach = () => {
        // the widget is drawn before it is put into the page
        box = el.closest(".jp-OutputArea-output");
        if (box) box.addEventListener("keydown", stay);
        else if (left-- > 0) requestAnimationFrame(attach);
      };
      attach();
      return () => { left = 0; if (box) box.removeEventListener("keydown", stay); };
    }
    export default { render };
    """
