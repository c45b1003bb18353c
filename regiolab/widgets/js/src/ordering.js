// Items put in an order: placed one by one, moved by arrows, or dragged.

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

/** The list with the item at one place moved to another. */
export function moved(list, from, to) {
  const rest = list.filter((_item, place) => place !== from);
  return [...rest.slice(0, to), list[from], ...rest.slice(to)];
}

/** The two lists; `put` gets the new order, and the id of the button that may have the focus then. */
export function ordering(context, items, order, put) {
  const { words } = context;
  const texts = new Map(items.map((item) => [item.id, item.text]));
  const left = items.filter((item) => !order.includes(item.id));
  const tool = (name, sign, label, id, off, list, then) => html`<button
    type="button"
    id=${context.id(`${name}-${id}`)}
    aria-label=${`${label}: ${texts.get(id)}`}
    title=${label}
    aria-disabled=${String(off)}
    @click=${() => off || put(list(), context.id(then))}
  >${sign}</button>`;
  const last = order.length - 1;
  /** The next item to place, or the one that was placed last. */
  const next = (id) => {
    const place = left.findIndex((item) => item.id === id);
    const found = left[place + 1] ?? left[place - 1];
    return context.id(found ? `place-${found.id}` : `up-${id}`);
  };
  return html`<div class="rl-columns">
      <section aria-label=${words.unplaced}><h3>${words.unplaced}</h3><div class="rl-unplaced">${repeat(
        left,
        (item) => item.id,
        (item) => html`<button type="button" class="rl-item" id=${context.id(`place-${item.id}`)}
          aria-label=${`${words.place}: ${item.text}`}
          @click=${() => put([...order, item.id], next(item.id))}>${item.text} →</button>`,
      )}</div></section>
      <section aria-label=${words.placed}><h3>${words.placed}</h3><ol class="rl-order">${repeat(
        order,
        (id) => id,
        (id, place) => html`<li
          draggable="true"
          @dragstart=${(event) => event.dataTransfer.setData("text/plain", id)}
          @dragover=${(event) => event.preventDefault()}
          @drop=${(event) => {
            event.preventDefault();
            // what is dropped may come from elsewhere
            const from = order.indexOf(event.dataTransfer.getData("text/plain"));
            if (from >= 0) put(moved(order, from, place));
          }}
        ><span>${texts.get(id)}</span>${tool("up", "↑", words.up, id, place === 0, () => moved(order, place, place - 1), `up-${id}`)}${tool(
          "down",
          "↓",
          words.down,
          id,
          place === last,
          () => moved(order, place, place + 1),
          `down-${id}`,
        )}${tool("out", "×", words.remove, id, false, () => order.filter((other) => other !== id), `place-${id}`)}</li>`,
      )}</ol></section>
    </div>`;
}
