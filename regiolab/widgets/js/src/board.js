// The coding board: types with their conditions on one side, cards on the other.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { feedback, opening, standing } from "./feedback.js";
import { card, condition, take } from "./filing.js";
import { disclosure, typed } from "./parts.js";

export function board(context) {
  const { view, words } = context;
  return html`${opening(context)}
    ${disclosure(context, "rule", words.rule, html`<p class="rl-definition">${view.rule}</p>`)}
    <div class="rl-board" @keydown=${(event) => event.key === "Escape" && take(context, null)}>
      <section aria-label=${words.types}>
        <h3>${words.types}</h3>
        ${repeat(
          view.rows,
          (row) => row.model,
          (row) => type(context, row),
        )}
        ${view.warnings.map((text) => html`<p class="rl-warning">⚠ ${text}</p>`)}
        <div class="rl-why">
          <select
            aria-label=${words.sure}
            @change=${(event) =>
              context.send({ do: "say", question: view.question, confidence: Number(event.target.value) })}
          >${[words.sure, ...view.confidences].map(
            (label, value) =>
              html`<option value=${value} .selected=${value === view.confidence}>${label}</option>`,
          )}</select>
          ${typed(context, {
            id: context.id("rationale"),
            value: context.link.typed(view.question) ?? view.rationale,
            label: words.rationale,
            message: (rationale) => ({ do: "say", question: view.question, rationale }),
          })}
        </div>
      </section>
      <section aria-label=${words.cards}>
        <h3>${words.cards} <small>${words.how_to_file}</small></h3>
        <ul class="rl-cards">${repeat(
          view.cards,
          (item) => item.card,
          (item) => card(context, item),
        )}</ul>
      </section>
    </div>
    ${standing(context)}${feedback(context)}`;
}

// -- types and their conditions -------------------------------------------------------------------

function type(context, row) {
  const { view, words } = context;
  const give = (degree) => context.send({ do: "set", question: view.question, model: row.model, degree });
  const residual = (on) => context.send({ do: "set", question: view.question, model: row.model, on });
  const key = `definition:${row.model}`;
  const open = context.local.get(key) === true;
  const [filed, all] = row.bar;
  const digits = (event) => {
    // the digits set a degree wherever the focus is among a type's degrees
    const place = "012".indexOf(event.key);
    if (event.key.length === 1 && place >= 0 && !row.residual) {
      event.preventDefault();
      give(row.degrees[place].value);
    }
  };
  return html`<div class="rl-type" role="group" aria-label=${row.name}>
    <div class="rl-line" @keydown=${digits}>
      <button type="button" class="rl-name" aria-expanded=${String(open)} @click=${() => {
        context.local.set(key, !open);
        context.redraw();
      }}>${row.name} <span aria-hidden="true">?</span></button>
      <span class="rl-bar" role="img" aria-label=${`${words.shown_of} ${filed}/${all}`}>${row.conditions.map(
        (_item, place) => html`<i class=${place < filed ? "rl-full" : ""}></i>`,
      )}</span>
      ${row.residual ? given(context, row, residual) : degrees(context, row, give)}
    </div>
    ${open ? html`<p class="rl-definition">${row.rule}</p>` : nothing}
    ${
      row.flags.length
        ? html`<div class="rl-flags" role="group" aria-label=${`${words.flags}: ${row.name}`}>${row.flags.map(
            (item) =>
              html`<label><input type="checkbox" .checked=${live(item.on)} @change=${(event) =>
                context.send({
                  do: "flag",
                  question: view.question,
                  model: row.model,
                  flag: item.flag,
                  on: event.target.checked,
                })} />${item.label}</label>`,
          )}</div>`
        : nothing
    }
    <ul class="rl-conditions">${repeat(
      row.conditions,
      (item) => item.condition,
      (item) => condition(context, item),
    )}</ul>
  </div>`;
}

function degrees(context, row, give) {
  return html`<span class="rl-degrees">${row.degrees.map(
    (item) => html`<label class=${row.degree === item.value ? "rl-on" : ""}><input
      type="radio"
      name=${context.id(row.model)}
      aria-label=${`${row.name}: ${item.label}`}
      .checked=${live(row.degree === item.value)}
      @change=${() => give(item.value)}
    />${item.label}</label>`,
  )}</span>`;
}

function given(context, row, give) {
  return html`<span class="rl-degrees"><label class=${row.degree ? "rl-on" : ""}><input
    type="checkbox"
    aria-label=${row.name}
    .checked=${live(row.degree === "given")}
    @change=${(event) => give(event.target.checked)}
  />${context.words.given}</label></span>`;
}
