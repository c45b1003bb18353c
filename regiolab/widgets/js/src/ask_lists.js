// Choosing from lists: one, several, groups, an order.

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { ordering } from "./ordering.js";
import { filled } from "./parts.js";

const FEW = 4; // groups that stand side by side
const MANY = 5; // options from which on two stand side by side
const SHORT = 16; // letters of a group's name

/** The list with an item, or without it, in the order of the options. */
export function toggled(options, chosen, id) {
  return options.filter((other) => (other === id) !== chosen.includes(other));
}

function options(context, type, chosen, pick) {
  const { view } = context;
  return html`<fieldset class=${`rl-choice${view.options.length >= MANY ? " rl-many" : ""}`}><legend class="rl-hidden">${view.prompt}</legend>
    ${view.options.map(
      (item) => html`<label class=${chosen.includes(item.id) ? "rl-on" : ""}><input
        type=${type}
        name=${context.id("choice")}
        .checked=${live(chosen.includes(item.id))}
        @change=${() => pick(item.id)}
      />${item.text}</label>`,
    )}</fieldset>`;
}

export const choice = {
  why: (value, { words }) => (value ? "" : words.incomplete),
  drawn: (context, { value, put }) => options(context, "radio", value ? [value] : [], (id) => put(id)),
};

export const several = {
  why: (value, { words }) => (value?.length ? "" : words.incomplete),
  drawn(context, { value, put }) {
    const ids = context.view.options.map((item) => item.id);
    const chosen = value ?? [];
    return options(context, "checkbox", chosen, (id) => put(toggled(ids, chosen, id)));
  },
};

export const groups = {
  why(value, { view, words }) {
    const n = view.items.filter((item) => !value?.[item.id]).length;
    return n ? filled(words.left, { n }) : "";
  },
  drawn(context, { value, put }) {
    const { view } = context;
    const chosen = value ?? {};
    const set = (item, group) => put({ ...chosen, [item]: group });
    const side = view.groups.length <= FEW && view.groups.every((group) => group.text.length <= SHORT);
    const one = side ? beside : listed;
    return html`<div class="rl-match rl-groups">${repeat(
      view.items,
      (item) => item.id,
      (item) => one(context, item, chosen[item.id] ?? "", (group) => set(item.id, group)),
    )}</div>`;
  },
};

function beside(context, item, chosen, set) {
  const id = context.id(`item-${item.id}`);
  return html`<div class="rl-group" role="radiogroup" aria-labelledby=${id}><span id=${id}>${item.text}</span>
    <span class="rl-degrees">${context.view.groups.map(
      (group) => html`<label class=${group.id === chosen ? "rl-on" : ""}><input type="radio"
        name=${context.id(`group-${item.id}`)} .checked=${live(group.id === chosen)}
        @change=${() => set(group.id)} />${group.text}</label>`,
    )}</span></div>`;
}

function listed(context, item, chosen, set) {
  return html`<label><span>${item.text}</span><select @change=${(event) => set(event.target.value)}>
    <option value="" .selected=${!chosen}>${context.words.choose}</option>
    ${context.view.groups.map(
      (group) => html`<option value=${group.id} .selected=${group.id === chosen}>${group.text}</option>`,
    )}</select></label>`;
}

export const order = {
  why(value, { view, words }) {
    const n = view.items.length - (value?.length ?? 0);
    return n ? filled(words.left, { n }) : "";
  },
  drawn: (context, { value, put }) => ordering(context, context.view.items, value ?? [], put),
};
