// Whether what was done is in the file, in words; and changes that did not arrive, offered again.

import { html } from "lit-html";
import { filled } from "./parts.js";

/** A time of day in the reader's language, of the clock that the browser has. */
export function clock(iso, language) {
  return iso
    ? new Date(iso).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    : "";
}

/** In one sentence whether what was done is in the file. */
export function saving(context) {
  const { view, words, link } = context;
  const n = String(link.unsent());
  const kept = link.refused() ? words.not_kept : words.kept;
  const state = link.state();
  if (state === "lost")
    return `${words.lost} ${n === "0" ? "" : `${filled(words.unsent, { n })} ${kept} `}${words.run_again}`;
  if (state === "waiting") return `${words.waiting} ${filled(words.unsent, { n })}`;
  if (state === "sending") return words.sending;
  if (!view.saved) return view.place;
  return filled(view.saved_at ? words.saved_at : words.not_yet, {
    time: clock(view.saved_at, view.lang),
    folder: view.folder,
  });
}

/** Changes that did not arrive, to be taken over as new ones: first in the kernel's words.
 *  `which` tells them from others that wait elsewhere. */
export function offer(context, offered, which = () => true) {
  const { words, link, view, local } = context;
  const actions = offered.map((item) => item.message);
  const key = JSON.stringify(actions);
  if (local.get("asked") !== key) {
    local.set("asked", key);
    local.set("told", []);
    queueMicrotask(() => context.send({ do: "tell", actions }));
  }
  return html`<div class="rl-notice"><p>${filled(words.offered, { n: offered.length, time: clock(offered[0].at, view.lang) })}</p>
    <ul>${(local.get("told") ?? []).map((text) => html`<li>${text}</li>`)}</ul>
    <button type="button" @click=${() => {
      link.drop(which);
      // kept as these changes until the kernel has answered
      context.send({ do: "replay", actions });
    }}>${words.take_over}</button>
    <button type="button" @click=${() => link.drop(which)}>${words.leave}</button></div>`;
}
