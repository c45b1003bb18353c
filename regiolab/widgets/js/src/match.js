// Items, each with a list of options.

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { feedback, opening, standing } from "./feedback.js";

export function match(context) {
  const { view, words } = context;
  return html`${opening(context)}
    <div class="rl-match">${repeat(
      view.items,
      (item) => item.id,
      (item) => html`<label><span>${item.text}</span><select
        @change=${(event) =>
          context.send({ do: "answer", question: view.question, item: item.id, option: event.target.value })}
      ><option value="" ?selected=${!item.option} .selected=${!item.option}>${words.choose}</option>
        ${view.options.map(
          (option) =>
            html`<option value=${option.id} .selected=${option.id === item.option}>${option.text}</option>`,
        )}</select></label>`,
    )}</div>
    ${standing(context)}${feedback(context)}`;
}
