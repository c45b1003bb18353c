// Parts that several views share.

import { html, noChange, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

const TYPING = 500; // milliseconds after the last key before a text is sent

/** Put values into a text that the kernel sent: `{n}` and the like. */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export function button(context, label, message, more = {}) {
  // what cannot be pressed now keeps the focus: a disabled button would lose it
  return html`<button
    type="button"
    class=${more.class ?? nothing}
    aria-label=${more.label ?? nothing}
    title=${more.title ?? nothing}
    aria-disabled=${more.off ? "true" : nothing}
    aria-pressed=${more.pressed === undefined ? nothing : String(more.pressed)}
    aria-current=${more.current ? "page" : nothing}
    @click=${() => more.off || context.send(message)}
  >${label}</button>`;
}

/** A text that is sent when one stops typing; what the kernel sends never overwrites what is being typed. */
export function typed(context, { id, value, label, message, rows = 2 }) {
  const key = `timer:${id}`;
  const send = (node) => {
    clearTimeout(context.local.get(key));
    context.local.delete(key);
    context.send(message(node.value));
  };
  const typing = context.active() === id || context.local.has(key);
  return html`<textarea
    id=${id}
    rows=${rows}
    maxlength="4000"
    aria-label=${label}
    placeholder=${label}
    .value=${typing ? noChange : live(value)}
    @input=${(event) => {
      clearTimeout(context.local.get(key));
      const node = event.target;
      context.local.set(
        key,
        setTimeout(() => send(node), TYPING),
      );
    }}
    @change=${(event) => context.local.has(key) && send(event.target)}
  ></textarea>`;
}

export function disclosure(context, key, title, body) {
  return html`<details
    ?open=${context.local.get(key) === true}
    @toggle=${(event) => context.local.set(key, event.target.open)}
  ><summary>${title}</summary>${body}</details>`;
}
