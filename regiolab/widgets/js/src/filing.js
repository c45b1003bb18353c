// Cards and the conditions under which they are filed, as the coding board and the practice board share them.
//
// A card is taken up by a click, a touch or Enter, and put down for or against a condition by the
// buttons that appear there; or it is dragged onto one of them; or it is filed by the list beneath it.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

const SIDES = ["for", "against"];
const SIGNS = { for: "▲", against: "▽" };

/** Report that a card is filed; what is kept nowhere goes by another name than what a file holds. */
function file(context, filing) {
  // a card that is taken out goes with its button: the card itself has the focus then
  const message = { do: context.view.action ?? "file", question: context.view.question, ...filing };
  context.send(message, context.id(`card-${filing.card}`));
}

/** A condition with the cards filed under it, and between them what a board adds. */
export function condition(context, item, added = nothing) {
  const { words } = context;
  const taken = context.local.get("taken");
  const key = `statement:${item.condition}`;
  const open = context.local.get(key) === true;
  const put = (card, side) => {
    file(context, { card, condition: item.condition, side });
    context.local.set("told", true);
    take(context, null, card);
  };
  return html`<li class="rl-condition">
    <button type="button" class="rl-statement" aria-expanded=${String(open)} @click=${() => {
      context.local.set(key, !open);
      context.redraw();
    }}>${item.name}</button>
    ${added}
    ${repeat(
      item.filed,
      (chip) => chip.card,
      (chip) => html`<button
        type="button"
        class=${`rl-chip rl-${chip.side}`}
        title=${words.take_out}
        aria-label=${`${words.take_out}: ${chip.card}, ${words[chip.side]}, ${item.name}`}
        @click=${() =>
          file(context, { card: chip.card, condition: item.condition, side: chip.side, on: false })}
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
export function take(context, name, back = context.local.get("taken")) {
  context.local.set("taken", name);
  context.redraw();
  if (!name && back) context.focus(context.id(`card-${back}`));
}

export function card(context, item) {
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
    if (name) file(context, { card: item.card, condition: name, side });
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
