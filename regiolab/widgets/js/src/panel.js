// Draws what the kernel describes as plain values, and reports what was done; it decides nothing.

import { render as draw, html, nothing } from "lit-html";
import { board } from "./board.js";
import { choice } from "./choice.js";
import { linkTo } from "./connection.js";
import { end, head, saving } from "./head.js";
import { match } from "./match.js";
import { order } from "./order.js";

const KINDS = { board, choice, end, head, match, order };
let count = 0;

function offer(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** What is drawn of a view; a sentence where what one does does not arrive. */
function page(context) {
  const { view, link, words } = context;
  // the head may be out of sight: what does not arrive is said where it is done
  const state = view.kind === "head" ? "" : link.state();
  return html`${state === "lost" || state === "waiting" ? html`<p class=${state === "lost" ? "rl-notice" : "rl-before"}>${saving(context)}</p>` : nothing}
    ${view.error ? html`<p class="rl-notice">${view.error}</p>` : nothing}
    ${KINDS[view.kind](context)}
    ${view.kind === "head" ? nothing : html`<span class="rl-hidden">${words.end_of_page}</span>`}`;
}

/** Do something once a node stands in the page: it is drawn before that. */
function whenShown(node, act, left = 60) {
  if (node.isConnected) act();
  else if (left) requestAnimationFrame(() => whenShown(node, act, left - 1));
}

/** What of the head is read out: not each time that something was saved. */
function heard(context) {
  const { view, link } = context;
  const silent = ["connected", "sending"].includes(link.state()) && view.saved;
  return [view.error, view.asking, ...view.notices, silent ? "" : saving(context)];
}

function render({ model, el }) {
  count += 1;
  const number = count;
  const root = document.createElement("div");
  root.className = "rl-panel";
  // made once and never anew: a region that is rebuilt is not read out
  const status = document.createElement("p");
  status.className = "rl-hidden";
  status.setAttribute("role", "status");
  const stage = document.createElement("div");
  root.append(status, stage);
  el.append(root);

  const local = new Map();
  const link = linkTo(model.get("view").link, model.widget_manager);
  let pressed = false;
  const context = {
    local,
    link,
    id: (name) => `rl${number}-${name}`,
    active: () => root.getRootNode().activeElement?.id ?? "",
    send(message) {
      pressed = true;
      link.send(model, message);
    },
    redraw: () => show(),
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
    // what had the focus may be gone: the heading of what is shown has it then
    const active = root.getRootNode().activeElement;
    if (pressed && within && (!active || active === document.body)) stage.querySelector("h2")?.focus();
    const said = (view.kind === "head" ? heard(context) : [view.error, view.announce])
      .filter(Boolean)
      .join(" ");
    if (status.textContent !== said) status.textContent = said;
  }

  root.addEventListener("keydown", (event) => {
    // JupyterLab listens too: what is typed here is not a command to the notebook
    event.stopPropagation();
    const typing = event.target.matches("textarea, input[type=text]");
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) {
      event.preventDefault();
      context.send({ do: "undo" });
    }
  });
  const received = (message) => {
    if (message.ack) {
      link.acknowledge(message);
      // what was refused may have changed nothing that is described: the control goes back all the same
      show();
    }
    if (message.told) {
      local.set("told", message.told);
      show();
    }
    if (message.download) offer(message.download, message.content);
  };
  model.on("change:view", show);
  model.on("msg:custom", received);
  link.attach(model);
  let trouble = "";
  const leave = link.subscribe(() => {
    // while a change is under way a control stays as it was set: it goes back where it does not arrive
    const state = link.state();
    const now = state === "lost" || state === "waiting" ? `${state} ${link.unsent()}` : "";
    if (model.get("view").kind === "head" || now !== trouble) show();
    trouble = now;
  });
  show();
  if (link.turning && model.get("view").kind !== "head") {
    link.turning = false;
    whenShown(root, () => stage.querySelector("h2")?.focus());
  }
  return () => {
    leave();
    link.detach(model);
    model.off("change:view", show);
    model.off("msg:custom", received);
  };
}

export default { render };
