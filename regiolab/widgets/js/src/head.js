// The head of an exercise: pages, progress, saving; and the last page, which looks back.

import { html, nothing } from "lit-html";
import { button } from "./parts.js";
import { offer, saving } from "./saving.js";

const SIGNS = { open: "○", begun: "◐", answered: "●", sealed: "■", read: "✓" };

export function head(context) {
  const { view, words, link } = context;
  const seal = (message) => () => {
    link.checking = view.checks;
    context.send(message);
  };
  const offered = link.offered();
  return html`<div class="rl-line rl-title"><h2 tabindex="-1">${view.title}</h2>
      <span class=${`rl-state rl-${link.state()}`}>${saving(context)}</span></div>
    ${view.about ? html`<p class="rl-about">${view.about}</p>` : nothing}
    ${view.notices.map((notice) => html`<p class="rl-notice">${notice}</p>`)}
    ${view.taken ? html`<p class="rl-training">${view.taken}</p>` : nothing}
    ${offered.length && link.state() !== "lost" ? offer(context, offered) : nothing}
    ${view.conflict ? conflict(context) : nothing}
    <nav class="rl-line" aria-label=${words.pages}>
      ${button(context, "‹", { do: "go", page: view.page - 1 }, { off: view.page === 0, label: words.previous })}
      ${view.pages.map((page, place) =>
        button(
          context,
          `${page.label} ${SIGNS[page.state]}`,
          { do: "go", page: place },
          {
            label: `${page.label}: ${page.name} (${page.said})`,
            title: `${page.name} (${page.said})`,
            current: place === view.page,
            class: place === view.page ? "rl-on" : undefined,
          },
        ),
      )}
      ${button(context, "›", { do: "go", page: view.page + 1 }, { off: view.page === view.pages.length - 1, label: words.next })}
      <progress max=${view.of} value=${view.done} aria-label=${view.state}></progress>
      <span>${view.round} · ${view.state}</span>
      <span class="rl-gap"></span>
      ${button(context, `↶ ${words.undo}`, { do: "undo" })}
      ${view.seal ? html`<button type="button" class="rl-primary" @click=${seal({ do: "submit" })}>${view.seal}</button>` : nothing}
    </nav>
    ${view.legend ? html`<p class="rl-about"><small>${Object.entries(SIGNS).map(([name, sign]) => html`<span class="rl-legend">${sign} ${view.legend[name]}</span> `)}</small></p>` : nothing}
    ${
      view.asking
        ? html`<p class="rl-notice" role="alertdialog" aria-label=${view.asking}>${view.asking}
          <button type="button" @click=${seal({ do: "submit", anyway: true })}>${words.anyway}</button> ${button(context, words.back, { do: "dismiss" })}</p>`
        : nothing
    }
    <details class="rl-files"><summary>${words.files}</summary><div class="rl-line">
      <label>${words.pseudonym} <input type="text" maxlength="60" size="14" .value=${view.pseudonym}
        @change=${(event) => context.send({ do: "call", pseudonym: event.target.value })} /></label>
      ${button(context, words.download, { do: "download" })}
      <label class="rl-upload">${words.upload}<input type="file" accept=".json" @change=${async (event) => {
        const [file] = event.target.files;
        if (file) context.send({ do: "upload", name: file.name, content: await file.text() });
        event.target.value = "";
      }} /></label></div></details>`;
}

function conflict(context) {
  const { view, words } = context;
  return html`<div class="rl-notice"><p>${view.conflict.says}</p>
    <ul>${view.conflict.questions.map((name) => html`<li>${name}</li>`)}</ul>
    ${button(context, words.these, { do: "settle", other: false })} ${button(context, words.other, { do: "settle", other: true })}</div>`;
}

export function end(context) {
  const { view } = context;
  return html`<h2 tabindex="-1">${view.heading}</h2>
    ${view.paragraphs.map((text) => html`<p>${text}</p>`)}
    ${
      view.again.length
        ? html`<h3>${view.again_heading}</h3><ul class="rl-again">${view.again.map(
            (item) =>
              html`<li><button type="button" @click=${() => {
                // this page goes, and the focus with it: the one that comes takes it
                context.link.turning = true;
                context.send({ do: "turn", page: item.page });
              }}>${item.name}</button> ${item.says}</li>`,
          )}</ul>`
        : nothing
    }`;
}
