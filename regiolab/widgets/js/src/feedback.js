// What a question says of an answer: its steps, the mark, and one's own answer beside the readings.

import { html, nothing } from "lit-html";
import { button, disclosure } from "./parts.js";

/** Steps of feedback, what is opened of them, and the mark. */
export function feedback(context) {
  const { view, words } = context;
  const { steps, shown, mark, cost, comparison } = view.feedback;
  if (!steps.length) return nothing;
  const id = context.id("feedback");
  return html`<section class="rl-feedback" aria-labelledby=${id}>
    <h3 id=${id} tabindex="-1">${words.feedback}</h3>
    <div class="rl-line">
      ${steps.map((item) =>
        button(
          context,
          item.label,
          { do: "reveal", question: view.question, step: item.step },
          { off: item.opened || !item.ready, pressed: item.opened },
        ),
      )}
      ${cost ? html`<small>${cost}</small>` : nothing}
    </div>
    ${
      mark
        ? html`<div class="rl-mark"><strong>${mark.sum ? `${mark.sum} · ` : ""}${mark.says}</strong>
          <ul>${mark.criteria.map((item) => html`<li><b>${item.name} ${item.points}</b> ${item.says}</li>`)}</ul>
        </div>`
        : nothing
    }
    ${comparison ? beside(context, comparison) : nothing}
    ${[...shown]
      .reverse()
      .map(
        (part) =>
          html`<div class="rl-said"><h4>${part.heading}</h4>${part.paragraphs.map((line) => html`<p>${line}</p>`)}</div>`,
      )}
  </section>`;
}

function beside(context, { columns, rows, cards }) {
  const { words } = context;
  return html`<div class="rl-wide" tabindex="0" role="region" aria-label=${words.beside}>
      <table class="rl-beside">
        <thead><tr><th scope="col"></th><th scope="col">${columns[0]}</th><th scope="col"><span class="rl-hidden">${words.sign}</span></th>
          ${columns.slice(1).map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${rows.map(
          (row) => html`<tr><th scope="row">${row.name}</th><td>${row.cells[0]}</td>
            <td class="rl-sign">${row.sign}</td>${row.cells.slice(1).map((cell) => html`<td>${cell}</td>`)}</tr>`,
        )}</tbody>
      </table>
    </div>
    ${
      cards.length
        ? html`<h4>${words.your_cards}</h4><ul class="rl-cards-said">${cards.map(
            (
              item,
            ) => html`<li><span class="rl-sign">${item.sign}</span> <b>${item.card}</b> ${item.side} “${item.condition}”: ${item.says}
              ${item.comment ? html`<small>${item.comment}</small>` : nothing}</li>`,
          )}</ul>`
        : nothing
    }`;
}

/** What an answer still lacks, what the room said, and what one can look at. */
export function standing(context) {
  const { view, words } = context;
  return html`
    ${(view.look ?? []).map((item, place) =>
      // made by the course's own templates from its own tables
      disclosure(
        context,
        `look:${place}`,
        item.title,
        html`<div class="rl-wide" .innerHTML=${item.html}></div>`,
      ),
    )}
    <p class=${view.missing.length ? "rl-missing" : "rl-complete"}>${
      view.missing.length ? `${words.missing} ${view.missing.join("; ")}` : `✓ ${words.complete}`
    }</p>
    ${view.frozen ? html`<p class="rl-before">${view.frozen}</p>` : nothing}
    ${view.room ? html`<p class="rl-room">${view.room}</p>` : nothing}`;
}

/** Title, prompt and what stood in the first round. */
export function opening(context) {
  const { view, words } = context;
  return html`<h2 tabindex="-1">${view.heading} <small>${view.points}</small></h2>
    ${view.training ? html`<p class="rl-training">${view.training}</p>` : nothing}
    <p class="rl-prompt">${view.prompt}</p>
    ${
      view.before
        ? html`<p class="rl-before">${view.before} ${
            view.keep ? button(context, words.keep, { do: "keep", question: view.question }) : nothing
          }</p>`
        : nothing
    }`;
}
