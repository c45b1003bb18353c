// Draws what the kernel describes as plain values, and reports what was done; it decides nothing.

import { html, nothing } from "lit-html";
import { board } from "./board.js";
import { choice } from "./choice.js";
import { end, head } from "./head.js";
import { match } from "./match.js";
import { mounted } from "./mount.js";
import { order } from "./order.js";
import { saving } from "./saving.js";

const KINDS = { board, choice, end, head, match, order };

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
  return [view.error, view.asking, ...view.notices, view.taken, silent ? "" : saving(context)];
}

function received(_context, message) {
  if (message.download) offer(message.download, message.content);
}

/** A page that was asked for takes the focus when it comes. */
function shown(context, root) {
  if (!context.link.turning || context.view.kind === "head") return;
  context.link.turning = false;
  whenShown(root, () => context.stage.querySelector("h2")?.focus());
}

/**
 * A question that is checked by itself is told of beneath its board: there one goes on reading.
 * The kernel answers after both head and question were drawn anew, so that nothing moves afterwards.
 */
function moved({ view, link, stage }) {
  if (!link.checking || view.question !== link.checking || !view.feedback.shown.length) return;
  link.checking = "";
  const heading = stage.querySelector(".rl-feedback h3");
  heading.focus();
  heading.scrollIntoView?.();
}

export default mounted({
  name: "rl-panel",
  page,
  heard: (context) =>
    context.view.kind === "head" ? heard(context) : [context.view.error, context.view.announce],
  landing: "h2",
  tells: (context) => context.view.kind === "head",
  received,
  shown,
  moved,
  undo: true,
});
