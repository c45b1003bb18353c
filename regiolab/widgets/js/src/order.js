// Items put in an order, as a question of an exercise.

import { html } from "lit-html";
import { feedback, opening, standing } from "./feedback.js";
import { ordering } from "./ordering.js";

export function order(context) {
  const { view } = context;
  const put = (list, id) => context.send({ do: "answer", question: view.question, order: list }, id);
  return html`${opening(context)}
    ${ordering(context, view.items, view.order, put)}
    <p class="rl-rule-said">${view.formula}</p>
    ${standing(context)}${feedback(context)}`;
}
