// What one presses: play, the stops, how it is drawn, by which rule, and the schemes.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { iso, written } from "./days.js";
import { filled } from "./parts.js";

const ROOM = 12; // buttons in two lines
export const SPEEDS = { "½×": 7.5, "1×": 15, "3×": 45 }; // months a second

function choice(label, value, options, change, quiet = false) {
  return html`<label title=${quiet ? label : nothing}><span class=${quiet ? "rl-hidden" : nothing}>${label}</span>
    <select .value=${live(value)} @change=${(event) => change(event.target.value)}>
    ${options.map(({ id, name }) => html`<option value=${id} ?selected=${id === value}>${name}</option>`)}</select></label>`;
}

export function transport(context) {
  const { data, say, view, act, local } = context;
  const speeds = Object.keys(SPEEDS).map((id) => ({ id, name: id }));
  return html`<div class="rl-line rl-transport" role="group" aria-label=${say.controls}>
    <button type="button" class="rl-primary rl-play" @click=${() => act.play(!view.playing)}>${view.playing ? `❚❚ ${say.pause}` : `▶ ${say.play}`}</button>
    ${choice(say.speed, local.speed, speeds, act.speed, true)}
    <span class="rl-stops" role="group" aria-label=${say.stops}><span aria-hidden="true">${say.stops}</span>
      <button type="button" aria-label=${say.previous} title=${`${say.previous} (PageUp, p)`} @click=${() => act.step(-1)}>‹</button>
      ${data.stops.map((stop, place) => {
        const label = filled(say.stop, {
          n: place + 1,
          title: stop.title,
          date: written(stop.at, data.lang),
        });
        return html`<button type="button" aria-label=${label} title=${label} aria-pressed=${String(view.stop === place + 1)}
          @click=${() => act.go(place + 1)}>${place + 1}</button>`;
      })}
      <button type="button" aria-label=${say.next} title=${`${say.next} (PageDown, n)`} @click=${() => act.step(1)}>›</button></span>
    <span class="rl-gap"></span>
    <label class="rl-day"><span class="rl-hidden">${say.day}</span><input type="date" min=${data.first} max=${data.last} .value=${live(iso(view.on))}
      @change=${(event) => event.target.value && act.day(event.target.value)} /></label>
    ${choice(
      say.drawn,
      view.layout,
      [
        { id: "tiles", name: say.tiles },
        { id: "outlines", name: say.map },
      ],
      act.layout,
      true,
    )}
    ${choice(say.counts, view.by, data.rules, act.by)}
  </div>`;
}

export function schemes(context) {
  const { data, say, view, act, local } = context;
  // what one has switched on oneself stays in the row when it is switched off
  const own = new Set([...view.blocs, ...local.added]);
  const wanted = new Set([
    ...own,
    ...data.offered.filter((bloc) => !own.has(bloc)).slice(0, Math.max(0, ROOM - own.size)),
  ]);
  const row = Object.keys(data.blocs).filter((bloc) => wanted.has(bloc));
  const rest = Object.entries(data.blocs)
    .filter(([bloc]) => !row.includes(bloc) && data.spells[bloc])
    .sort(([, a], [, b]) => a.name.localeCompare(b.name, data.lang));
  return html`<div class="rl-line rl-schemes" role="group" aria-label=${say.schemes}>
    ${row.map((bloc) => {
      const { name, whole, sign, colour, ink } = data.blocs[bloc];
      const on = view.blocs.includes(bloc);
      const style = on ? `background:${colour};color:${ink}` : `border-color:${colour}`;
      return html`<button type="button" class="rl-scheme" aria-pressed=${String(on)} title=${whole} @click=${() => act.toggle(bloc)}>
        <span class="rl-tag" style=${style} aria-hidden="true">${sign}</span>${name}</button>`;
    })}
    <select aria-label=${say.more} .value=${live("")} @change=${(event) => event.target.value && act.toggle(event.target.value)}>
      <option value="">${say.more}</option>${rest.map(([bloc, { name }]) => html`<option value=${bloc}>${name}</option>`)}</select>
    ${local.notice ? html`<p class="rl-notice" role="alert">${local.notice}</p>` : nothing}</div>`;
}
