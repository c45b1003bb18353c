// The practice board: cards on one side, on the other the profile that one's own filings make, moving at once.

import { html, nothing, svg } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { card, condition, take } from "./filing.js";
import { mounted } from "./mount.js";
import { button, disclosure } from "./parts.js";

const WIDE = 116;
const HIGH = 16;
const EDGE = 8;
const at = (value) => EDGE + value * (WIDE - 2 * EDGE);

function page(context) {
  const { view, words, link } = context;
  const state = link.state();
  return html`${state === "lost" ? html`<p class="rl-notice">${words.lost} ${words.run_again}</p>` : nothing}
    ${state === "waiting" ? html`<p class="rl-before">${words.waiting}</p>` : nothing}
    ${view.error ? html`<p class="rl-notice">${view.error}</p>` : nothing}
    <h2 tabindex="-1">${view.heading}</h2>
    <p>${view.hint}</p>
    ${disclosure(context, "rule", words.rule, html`<p class="rl-definition">${view.rule}</p>`)}
    <div class="rl-line rl-practice-line">
      ${button(context, words.begin_again, { do: "reset" }, { off: !view.begun })}
      ${button(context, words.show_record, { do: "show_record", on: !view.shown }, { pressed: view.shown })}
      ${view.said ? html`<strong>${view.said}</strong>` : nothing}
    </div>
    <div class="rl-practice" @keydown=${(event) => event.key === "Escape" && take(context, null)}>
      <section aria-label=${words.cards} class="rl-scroll">
        <ul class="rl-cards">${repeat(
          view.cards,
          (item) => item.card,
          (item) => card(context, item),
        )}</ul>
      </section>
      <section aria-label=${words.types} class="rl-scroll">
        <p class="rl-columns-said" aria-hidden="true"><small>${words.value} · ${words.seen}</small></p>
        ${repeat(
          view.rows,
          (row) => row.model,
          (row) => type(context, row),
        )}</section>
    </div>`;
}

function type(context, row) {
  const key = `definition:${row.model}`;
  const open = context.local.get(key) === true;
  return html`<div class="rl-type" role="group" aria-label=${row.name}>
    <div class="rl-condition rl-whole">
      <button type="button" class="rl-name" aria-expanded=${String(open)} @click=${() => {
        context.local.set(key, !open);
        context.redraw();
      }}>${row.name} <span aria-hidden="true">?</span></button>
      ${valued(context, row, row.hue)}
    </div>
    ${open ? html`<p class="rl-definition">${row.rule}</p>` : nothing}
    <ul class="rl-conditions">${repeat(
      row.conditions,
      (item) => item.condition,
      (item) => condition(context, item, valued(context, item, row.hue)),
    )}</ul>
  </div>`;
}

/** A value as a bar and in words, with the record's once that was asked for. */
function valued({ words }, item, hue) {
  return html`<span class="rl-value">
    ${bar(item, hue)}
    <b>${item.text}</b>
    <small title=${words.seen}><span class="rl-hidden">${words.seen}: </span>${item.seen}</small>
    <small>${item.record ? html`◇ ${item.record.text}` : nothing}</small>
    ${item.least ? html`<span class="rl-least">▲ ${words.least}</span>` : nothing}
  </span>`;
}

/** What is known full, what is open pale; the record's hollow. The words beside it say the same. */
function bar({ low, high, record }, hue) {
  return html`<svg class="rl-strength" width=${WIDE} height=${HIGH} aria-hidden="true">
    ${[0, 1 / 3, 2 / 3, 1].map(
      (value) => svg`<line class="rl-tick" x1=${at(value)} x2=${at(value)} y1="0" y2=${HIGH}></line>`,
    )}
    <rect class="rl-open" x=${at(low)} y="5" width=${at(high) - at(low)} height="6"></rect>
    <rect fill=${hue} x=${at(0)} y="4" width=${at(low) - at(0)} height="8"></rect>
    ${low === high ? svg`<circle cx=${at(low)} cy="8" r="5" fill=${hue}></circle>` : nothing}
    ${record ? hollow(record) : nothing}
  </svg>`;
}

function hollow({ low, high }) {
  return low === high
    ? svg`<path class="rl-hollow" d=${`M${at(low)} 1l7 7l-7 7l-7 -7z`}></path>`
    : svg`<rect class="rl-hollow" x=${at(low)} y="2" width=${at(high) - at(low)} height="12"></rect>`;
}

export default mounted({
  name: "rl-panel",
  page,
  heard: ({ view }) => [view.error, view.announce],
  landing: "h2",
});
