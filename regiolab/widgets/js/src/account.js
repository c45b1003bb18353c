// What is told beside the picture: the day, each scheme's numbers, the story, the latest events, one state.

import { html, nothing } from "lit-html";
import { written } from "./days.js";
import { filled } from "./parts.js";
import { captions, members, opens } from "./standing.js";
import { sample } from "./swatches.js";

/** The members of a scheme in numbers: "4 full members, 1 suspended". */
export function numbers(say, standing) {
  const parts = standing.counts.map(({ one, many, n }) => filled(n === 1 ? one : many, { n }));
  return parts.join(", ") || (standing.without ? say.no_force : say.nobody);
}

function cites(context, cited) {
  return cited.map(([place, locator]) => {
    const { text, link } = context.data.sources[place];
    return html`<li>${text} ${link ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${link}</a>` : nothing}${locator ? ` [${locator}]` : ""}</li>`;
  });
}

function folded(context, key, summary, body) {
  const { local } = context;
  return html`<details ?open=${local.open === key} @toggle=${(event) => {
    if (event.target.open) local.open = key;
    else if (local.open === key) local.open = null;
    else return;
    context.redraw();
  }}><summary>${summary}</summary>${local.open === key ? body() : nothing}</details>`;
}

function caption(context, event) {
  const { data } = context;
  const date = written(event.day, data.lang, event.precision);
  return folded(
    context,
    `event ${event.event}`,
    html`<span class="rl-when">${date}</span> ${event.title}`,
    () => html`<ul>${cites(context, event.cited)}</ul>`,
  );
}

function counters(context) {
  const { say, standings, data } = context;
  return html`<ul class="rl-counters">${standings.map((item) => {
    const outside = item.outside.map((iso3) => data.others[iso3] ?? iso3).join(", ");
    const notes = [
      item.outside.length ? filled(say.outside, { n: item.outside.length }) : "",
      item.lacking ? filled(say.undated, { n: item.lacking }) : "",
    ].filter(Boolean);
    return html`<li><span class="rl-tag" style=${`background:${item.colour};color:${item.ink}`}>${item.sign}</span>
      <b title=${item.whole}>${item.name}</b> ${numbers(say, item)}${notes.length ? html` <small title=${outside || nothing}>(${notes.join("; ")})</small>` : nothing}
      ${item.silent ? html`<small>${item.silent}</small>` : nothing}</li>`;
  })}</ul>`;
}

function spellOf(context, bloc, spell) {
  const { data, say, view, statusName } = context;
  const { name, sign, colour, ink } = data.blocs[bloc];
  const date = written(opens(spell, view.by), data.lang, view.by === "start" ? spell.precision : "day");
  const until =
    spell.to === null
      ? ""
      : ` ${filled(say.until, { date: written(spell.to, data.lang, spell.until || "day") })}`;
  return folded(
    context,
    `spell ${spell.iso3} ${bloc}`,
    html`<span class="rl-tag" style=${`background:${colour};color:${ink}`}>${sign}</span>
      <b>${name}</b> ${statusName(spell.status)}, ${filled(say.since, { date })}${until}`,
    () => html`<p>${data.checked[spell.checked]}</p><ul>${cites(context, spell.cited)}</ul>`,
  );
}

/** The memberships of one state on the day, those shown first. */
function state(context) {
  const { data, say, local, view, act } = context;
  const iso3 = local.state;
  const of = (bloc) => members(data, bloc, view.on, view.by).get(iso3);
  const shown = view.blocs.map((bloc) => [bloc, of(bloc)]).filter(([, spell]) => spell);
  const others = Object.keys(data.spells).filter((bloc) => !view.blocs.includes(bloc) && of(bloc));
  return html`<section class="rl-one"><h4>${data.states[iso3].name}
      <button type="button" class="rl-close" aria-label=${say.close} title=${say.close} @click=${() => act.select(null)}>×</button></h4>
    ${shown.map(([bloc, spell]) => spellOf(context, bloc, spell))}
    ${shown.length ? nothing : html`<p>${say.none}</p>`}
    ${others.length ? html`<p class="rl-also">${filled(say.also, { names: others.map((bloc) => data.blocs[bloc].name).join(", ") })}</p>` : nothing}</section>`;
}

export function account(context) {
  const { data, say, view, local, id } = context;
  const stop = view.stop ? data.stops[view.stop - 1] : null;
  const told = stop
    ? data.events.filter((event) => stop.events.includes(event.event))
    : captions(data, view.blocs, view.on);
  return html`<div class="rl-account">
    <h3 class="rl-date">${written(view.on, data.lang)}</h3>
    ${counters(context)}
    <div class="rl-told" role="region" tabindex="0" aria-label=${say.told}>
      ${local.state ? state(context) : nothing}
      ${stop ? html`<p class="rl-story"><b>${view.stop}. ${stop.title}.</b> ${stop.story}</p>` : nothing}
      ${told.map((event) => caption(context, event))}
      ${told.length || stop ? nothing : html`<p class="rl-also">${say.quiet}</p>`}
      ${local.state ? nothing : html`<p class="rl-also">${say.press}</p>`}
    </div>
    <p class="rl-key">${data.statuses.map((status) => html`<span>${sample(`${id}-${status.id}`, status.id, "#5b6472")} ${status.name}</span> `)}</p>
  </div>`;
}

/** All members of the schemes shown, as a table. */
export function listing(context) {
  const { data, say, standings, local, view, statusName } = context;
  const date = written(view.on, data.lang);
  const ids = new Set(standings.flatMap(({ rows }) => [...rows.keys()]));
  const name = (iso3) => data.states[iso3]?.name ?? data.others[iso3] ?? iso3;
  const rows = [...ids].sort((a, b) => name(a).localeCompare(name(b), data.lang));
  return html`<details class="rl-listing" ?open=${local.listing} @toggle=${(event) => {
    local.listing = event.target.open;
    context.redraw();
  }}><summary>${filled(say.members_on, { date })}</summary>${
    local.listing
      ? html`<div class="rl-table" tabindex="0" role="region" aria-label=${filled(say.members_on, { date })}><table>
        <thead><tr><th scope="col">${say.state}</th>${standings.map((item) => html`<th scope="col">${item.name}</th>`)}</tr></thead>
        <tbody>${rows.map(
          (iso3) =>
            html`<tr><th scope="row">${name(iso3)}</th>${standings.map(({ rows: found }) => {
              const spell = found.get(iso3);
              return html`<td>${spell ? `${statusName(spell.status)}, ${filled(say.since, { date: written(opens(spell, view.by), data.lang, view.by === "start" ? spell.precision : "day") })}` : ""}</td>`;
            })}</tr>`,
        )}</tbody></table></div>`
      : nothing
  }</details>`;
}

/** The picture in words, for the live region. */
export function described(context) {
  const { data, say, view, standings } = context;
  const stop = view.stop ? data.stops[view.stop - 1] : null;
  const parts = standings.map((item) => `${item.name}: ${numbers(say, item)}.`);
  const date = written(view.on, data.lang);
  return [`${date}.`, stop ? `${view.stop}. ${stop.title}. ${stop.story}` : "", ...parts]
    .filter(Boolean)
    .join(" ");
}
