// Items put in an order: placed one by one, moved by arrows, or dragged.

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { feedback, opening, standing } from "./feedback.js";

/** The list with the item at one place moved to another. */
export function moved(list, from, to) {
  const rest = list.filter((_item, place) => place !== from);
  return [...rest.slice(0, to), list[from], ...rest.slice(to)];
}

export function order(context) {
  const { view, words } = context;
  const texts = new Map(view.items.map((item) => [item.id, item.text]));
  const put = (list) => context.send({ do: "answer", question: view.question, order: list });
  const tool = (sign, label, id, off, list) => html`<button
    type="button"
    aria-label=${`${label}: ${texts.get(id)}`}
    title=${label}
    aria-disabled=${String(off)}
    @click=${() => off || put(list())}
  >${sign}</button>`;
  const last = view.order.length - 1;
  return html`${opening(context)}
    <div class="rl-columns">
      <section aria-label=${words.unplaced}><h3>${words.unplaced}</h3><div class="rl-unplaced">${repeat(
        view.items.filter((item) => !view.order.includes(item.id)),
        (item) => item.id,
        (item) => html`<button type="button" class="rl-item" aria-label=${`${words.place}: ${item.text}`}
          @click=${() => put([...view.order, item.id])}>${item.text} →</button>`,
      )}</div></section>
      <section aria-label=${words.placed}><h3>${words.placed}</h3><ol class="rl-order">${repeat(
        view.order,
        (id) => id,
        (id, place) => html`<li
          draggable="true"
          @dragstart=${(event) => event.dataTransfer.setData("text/plain", String(place))}
          @dragover=${(event) => event.preventDefault()}
          @drop=${(event) => {
            event.preventDefault();
            put(moved(view.order, Number(event.dataTransfer.getData("text/plain")), place));
          }}
        ><span>${texts.get(id)}</span>${tool("↑", words.up, id, place === 0, () => moved(view.order, place, place - 1))}${tool(
          "↓",
          words.down,
          id,
          place === last,
          () => moved(view.order, place, place + 1),
        )}${tool("×", words.remove, id, false, () => view.order.filter((other) => other !== id))}</li>`,
      )}</ol></section>
    </div>
    <p class="rl-rule-said">${view.formula}</p>
    ${standing(context)}${feedback(context)}`;
}
