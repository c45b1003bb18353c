// A number, a probability, a few words.

import { html, noChange, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { filled } from "./parts.js";

const NEAR = 80; // letters before the longest text from which on they are counted

/** A number within bounds; the sum of steps would show the errors of binary fractions. */
export function bounded(value, { least, most, step }) {
  const digits = (String(step).split(".")[1] ?? "").length;
  return Number(Math.min(most, Math.max(least, value)).toFixed(digits));
}

/** What a field holds: null while it is empty or no number. */
const read = (node) => (node.value === "" || Number.isNaN(node.valueAsNumber) ? null : Number(node.value));

/** A field of a number; what is half typed is not overwritten. */
export function numeric(context, { id, value, label, bounds, put, enter, described }) {
  const given = value === null || value === undefined ? "" : String(value);
  // "1." is a number that is being typed, and reads as 1
  const typing = context.active() === id;
  return html`<input
    type="number"
    id=${id}
    inputmode="decimal"
    min=${bounds.least}
    max=${bounds.most}
    step=${bounds.step}
    aria-label=${label}
    aria-describedby=${described ?? nothing}
    .value=${typing ? live(same(context, id, given)) : live(given)}
    @input=${(event) => put(read(event.target))}
    @keydown=${(event) => event.key === "Enter" && enter?.()}
  />`;
}

/** The text in the field where it means what is held, so that it stays as it is typed. */
function same(context, id, given) {
  const node = context.stage.querySelector(`#${CSS.escape(id)}`);
  if (!node) return given;
  const now = read(node);
  const held = given === "" ? null : Number(given);
  return now === held ? node.value : given;
}

function between(value, { least, most }, words) {
  if (value === null || value === undefined) return words.incomplete;
  return value < least || value > most ? filled(words.between, { least, most }) : "";
}

export const number = {
  why: (value, { view, words }) => between(value, view, words),
  drawn(context, { value, put, commit }) {
    const { view, words } = context;
    const step = (way) =>
      put(
        bounded(
          (value ?? (way > 0 ? view.least - view.step : view.most + view.step)) + way * view.step,
          view,
        ),
      );
    const id = context.id("number");
    const label = view.unit ? `${words.number} (${view.unit})` : words.number;
    return html`<div class="rl-line rl-number">
      <button type="button" aria-label=${words.less} @click=${() => step(-1)}>−</button>
      ${numeric(context, { id, value, label, bounds: view, put, enter: commit, described: context.id("range") })}
      <button type="button" aria-label=${words.more} @click=${() => step(1)}>+</button>
      <span>${view.unit}</span>
      <small id=${context.id("range")}>${filled(words.between, { least: view.least, most: view.most })}</small>
    </div>`;
  },
};

const PERCENT = { least: 1, most: 99, step: 1 };

export const probability = {
  why: (value, { words }) => between(value, PERCENT, words),
  drawn(context, { value, put, commit }) {
    const { words } = context;
    const id = context.id("percent");
    const slide = (event) => put(bounded(Number(event.target.value), PERCENT));
    const none = value === null;
    return html`<div class="rl-line rl-probability">
      ${numeric(context, { id, value, label: words.percent, bounds: PERCENT, put, enter: commit })}<span aria-hidden="true">%</span>
      <span class="rl-slide"><span aria-hidden="true">${words.unlikely}</span>
        <input type="range" min="1" max="99" step="1" class=${none ? "rl-untouched" : ""}
          aria-label=${words.percent} aria-valuetext=${none ? words.untouched : `${value} %`}
          .value=${live(String(none ? 50 : bounded(value, PERCENT)))}
          @input=${slide} @click=${slide} @keydown=${(event) => event.key === "Enter" && commit()} />
        <span aria-hidden="true">${words.likely}</span></span>
    </div>`;
  },
};

export const words = {
  why: (value, context) => ((value ?? "").trim() ? "" : context.words.incomplete),
  sent: (value) => value.trim(),
  drawn(context, { value, put, commit }) {
    const { view } = context;
    const id = context.id("words");
    const text = value ?? "";
    const left = view.longest - text.length;
    return html`<textarea id=${id} rows=${view.rows} maxlength=${view.longest} aria-label=${view.prompt}
        .value=${context.active() === id ? noChange : live(text)}
        @input=${(event) => put(event.target.value)}
        @keydown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && commit()}
      ></textarea>
      ${left < NEAR ? html`<small>${filled(context.words.letters, { n: left })}</small>` : nothing}`;
  },
};
