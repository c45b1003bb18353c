// One of some options, and the row that decides where rows are given.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { feedback, opening, standing } from "./feedback.js";

function options(context, name, legend, items, chosen, choose) {
  return html`<fieldset class="rl-choice"><legend class=${legend ? "" : "rl-hidden"}>${legend || context.view.prompt}</legend>
    ${items.map(
      (item) => html`<label class=${item.id === chosen ? "rl-on" : ""}><input
        type="radio"
        name=${context.id(name)}
        .checked=${live(item.id === chosen)}
        @change=${() => choose(item.id)}
      />${item.text}</label>`,
    )}</fieldset>`;
}

export function choice(context) {
  const { view } = context;
  const question = view.question;
  return html`${opening(context)}
    ${options(context, "choice", "", view.options, view.choice, (option) =>
      context.send({ do: "answer", question, option }),
    )}
    ${
      view.rows.length
        ? options(context, "row", view.rows_prompt, view.rows, view.row, (row) =>
            context.send({ do: "decide", question, row }),
          )
        : nothing
    }
    ${standing(context)}${feedback(context)}`;
}
