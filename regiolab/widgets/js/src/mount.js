// What every view shares: a place in the cell, what is read out, the focus, messages, and what one types.

import { render as draw } from "lit-html";
import { linkTo } from "./connection.js";
import { outermost } from "./outermost.js";

/**
 * A widget as anywidget asks for it.
 * @param {object} parts
 * @param {string} parts.name the class of its outermost element
 * @param {(context: object) => unknown} parts.page what is drawn
 * @param {(context: object) => unknown[]} parts.heard what is read out when it changes
 * @param {string} parts.landing what has the focus where that which had it is gone
 * @param {(context: object) => boolean} [parts.tells] whether every change of the link shows
 * @param {(context: object, message: object) => void} [parts.received] for messages beyond the shared ones
 * @param {(context: object, root: HTMLElement) => void} [parts.shown] after the first drawing
 * @param {(context: object) => void} [parts.moved] after a change of the link's state
 * @param {boolean} [parts.undo] whether Ctrl+Z takes the last change back
 */
export function mounted({ name, page, heard, landing, tells, received, shown, moved, undo = false }) {
  function render({ model, el }) {
    const { number, root, status, stage } = outermost(el, name);

    const local = new Map();
    const link = linkTo(model.get("view").link, model.widget_manager);
    let pressed = false;
    const context = {
      local,
      link,
      stage,
      id: (part) => `rl${number}-${part}`,
      active: () => root.getRootNode().activeElement?.id ?? "",
      /** Report what was done; `id` has the focus if what had it is gone then. */
      send(message, id = "") {
        pressed = true;
        local.set("next", id);
        link.send(model, message);
      },
      /** Draw anew, after something was done here that the kernel need not know; `id` has the focus then. */
      redraw(id) {
        pressed = true;
        show();
        if (id) context.focus(id);
      },
      focus(id) {
        root.querySelector(`#${CSS.escape(id)}`)?.focus();
      },
    };

    function show() {
      const view = model.get("view");
      Object.assign(context, { view, words: view.words });
      root.lang = view.lang;
      const within = stage.contains(root.getRootNode().activeElement);
      draw(page(context), stage);
      // what had the focus may be gone: what comes next has it then, or the heading of what is shown
      const active = root.getRootNode().activeElement;
      if (pressed && within && (!active || active === document.body)) {
        const next = local.get("next");
        const found = next && root.querySelector(`#${CSS.escape(next)}`);
        (found || stage.querySelector(landing))?.focus();
      }
      const said = heard(context).filter(Boolean).join(" ");
      if (status.textContent !== said) status.textContent = said;
    }

    root.addEventListener("keydown", (event) => {
      // JupyterLab listens too: what is typed here is not a command to the notebook
      event.stopPropagation();
      const typing = event.target.matches("textarea, input[type=text]");
      if (undo && (event.ctrlKey || event.metaKey) && event.key === "z" && !typing) {
        event.preventDefault();
        context.send({ do: "undo" });
      }
    });
    const took = (message) => {
      received?.(context, message);
      if (message.ack) {
        link.acknowledge(message);
        // what was refused may have changed nothing that is described: the control goes back all the same
        show();
      }
      if (message.told) {
        local.set("told", message.told);
        show();
      }
    };
    model.on("change:view", show);
    model.on("msg:custom", took);
    link.attach(model);
    let trouble = "";
    const leave = link.subscribe(() => {
      moved?.(context);
      // while a change is under way a control stays as it was set: it goes back where it does not arrive
      const state = link.state();
      const now = state === "lost" || state === "waiting" ? `${state} ${link.unsent()}` : "";
      if (tells?.(context) || now !== trouble) show();
      trouble = now;
    });
    show();
    shown?.(context, root);
    return () => {
      leave();
      link.detach(model);
      model.off("change:view", show);
      model.off("msg:custom", took);
    };
  }
  return { render };
}
