// Items put in an order, as a question of an exercise.

import { html } from "lit-html";
import { feedback, opening, standing } from "./feedback.js";
import { ordering } from "./ordering.js";

export function order(context) {
  const { view, link } = context;
  // an answer is the whole list: what is done before the kernel has answered goes on from what is under way
  const list = link.ordered(view.question) ?? view.order;
  const put = (next, focus) => {
    context.send({ do: "answer", question: view.question, order: next }, focus);
    context.redraw();
  };
  return html`${opening(context)}
    ${ordering(context, view.items, list, put)}
    <p class="rl-rule-said">${view.formula}</p>
    ${standing(context)}${feedback(context)}`;
}
