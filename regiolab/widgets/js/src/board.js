// The coding board: types with their conditions on one side, cards on the other.
//
// A card is taken up by a click, a touch or Enter, and put down for or against a condition by the
// buttons that appear there; or it is dragged onto one of them; or it is filed by the list beneath it.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { feedback, opening, standing } from "./feedback.js";
import { disclosure, typed } from "./parts.js";

const SIDES = ["for", "against"];
const SIGNS = { for: "▲", against: "▽" };

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

function condition(context, item) {
  const { view, words } = context;
  const taken = context.local.get("taken");
  const key = `statement:${item.condition}`;
  const open = context.local.get(key) === true;
  const put = (card, side) => {
    context.send({ do: "file", question: view.question, card, condition: item.condition, side });
    context.local.set("told", true);
    take(context, null, card);
  };
  return html`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(open)} @click=${() => {
      context.local.set(key, !open);
      context.redraw();
    }}>${item.name}</button>
    ${repeat(
      item.filed,
      (chip) => chip.card,
      (chip) => html`<button
        type="button"
        class=${`rl-chip rl-${chip.side}`}
        title=${words.take_out}
        aria-label=${`${words.take_out}: ${chip.card}, ${words[chip.side]}, ${item.name}`}
        @click=${() =>
          context.send({
            do: "file",
            question: view.question,
            card: chip.card,
            condition: item.condition,
            side: chip.side,
            on: false,
          })}
      >${SIGNS[chip.side]} ${chip.card} ×</button>`,
    )}
    ${
      taken
        ? html`<span class="rl-drops">${SIDES.map(
            (side) => html`<button
              type="button"
              class="rl-drop"
              aria-label=${`${taken} ${words[side]}: ${item.name}`}
              @click=${() => put(taken, side)}
              @dragover=${(event) => event.preventDefault()}
              @drop=${(event) => {
                event.preventDefault();
                put(event.dataTransfer.getData("text/plain") || taken, side);
              }}
            >${SIGNS[side]} ${words[side]}</button>`,
          )}</span>`
        : nothing
    }
    ${open ? html`<p class="rl-definition">${item.statement}</p>` : nothing}
  </li>`;
}

// -- cards ----------------------------------------------------------------------------------------

/** Take a card up, or lay down the one that is. */
function take(context, name, back = context.local.get("taken")) {
  context.local.set("taken", name);
  context.redraw();
  if (!name && back) context.focus(context.id(`card-${back}`));
}

function card(context, item) {
  const up = context.local.get("taken") === item.card;
  return html`<li
    class=${`rl-card${item.filed.length ? " rl-filed" : ""}${up ? " rl-up" : ""}`}
    draggable="true"
    @dragstart=${(event) => {
      event.dataTransfer.setData("text/plain", item.card);
      event.dataTransfer.effectAllowed = "copy";
      // the places appear after the drag has begun: a page that changes at once ends it
      setTimeout(() => take(context, item.card), 0);
    }}
    @dragend=${() => context.local.get("taken") === item.card && take(context, null)}
  >
    <button
      type="button"
      id=${context.id(`card-${item.card}`)}
      class="rl-card-text"
      aria-pressed=${String(up)}
      @click=${() => take(context, up ? null : item.card)}
    ><b>${item.card}</b> ${item.text} <small>${item.place}</small></button>
    ${
      item.filed.length
        ? html`<p class="rl-under">${item.filed.map((place) => html`<span>${SIGNS[place.side]} ${place.name}</span> `)}</p>`
        : nothing
    }
    ${up ? list(context, item) : nothing}
  </li>`;
}

/** The equal form of dragging: every place a card can be filed in, as a list. */
function list(context, item) {
  const { view, words } = context;
  return html`<select aria-label=${`${words.file_under}: ${item.card}`} @change=${(event) => {
    const [name, side] = event.target.value.split("|");
    if (name) context.send({ do: "file", question: view.question, card: item.card, condition: name, side });
    take(context, null, item.card);
  }}><option value="">${words.file_under} …</option>
    ${view.rows.map(
      (row) =>
        html`<optgroup label=${row.name}>${row.conditions.flatMap((place) =>
          SIDES.map(
            (side) =>
              html`<option value=${`${place.condition}|${side}`}>${SIGNS[side]} ${place.name}</option>`,
          ),
        )}</optgroup>`,
    )}</select>`;
}
