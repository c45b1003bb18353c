// States to tap, on tiles; beneath, the same as a list of check boxes.

import { html, nothing, svg } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { toggled } from "./ask_lists.js";
import { disclosure, filled } from "./parts.js";

const TILE = { wide: 40, high: 24, gap: 2 };
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The next tile in one direction: near ahead counts more than near to the side. */
export function neighbour(tiles, from, [right, down]) {
  let best;
  let least = Number.POSITIVE_INFINITY;
  for (const tile of tiles) {
    const ahead = (tile.x - from.x) * right + (tile.y - from.y) * down;
    const aside = Math.abs((tile.x - from.x) * down) + Math.abs((tile.y - from.y) * right);
    if (ahead <= 0 || ahead + 2 * aside >= least) continue;
    least = ahead + 2 * aside;
    best = tile;
  }
  return best;
}

function corner(tiles) {
  return [Math.min(...tiles.map((tile) => tile.x)), Math.min(...tiles.map((tile) => tile.y))];
}

export const states = {
  shown: true,
  why: (value, { words }) => (value?.length ? "" : words.incomplete),
  drawn(context, { value, put, quiet }) {
    const { view, words } = context;
    const chosen = value ?? [];
    const tiles = view.tiles;
    const names = tiles.map((tile) => tile.iso3);
    const toggle = (iso3) => put(toggled(names, chosen, iso3));
    const sorted = [...tiles].sort((one, other) => one.name.localeCompare(other.name, view.lang));
    const said = sorted.filter((tile) => chosen.includes(tile.iso3)).map((tile) => tile.name);
    return html`<div class="rl-states">
      ${picture(context, tiles, chosen, quiet ? undefined : toggle)}
      <div><p class="rl-chosen"><b>${filled(words.chosen, { n: chosen.length })}</b> ${said.join(", ")}</p>
        ${
          quiet
            ? nothing
            : disclosure(
                context,
                "list",
                words.as_list,
                html`<fieldset class="rl-boxes"><legend class="rl-hidden">${view.prompt}</legend>${repeat(
                  sorted,
                  (tile) => tile.iso3,
                  (tile) => html`<label><input type="checkbox" .checked=${live(chosen.includes(tile.iso3))}
                    @change=${() => toggle(tile.iso3)} />${tile.name}</label>`,
                )}</fieldset>`,
              )
        }</div></div>`;
  },
};

function picture(context, tiles, chosen, toggle) {
  const { view, local } = context;
  const [left, top] = corner(tiles);
  const wide = (Math.max(...tiles.map((tile) => tile.x)) - left + 1) * TILE.wide;
  const high = (Math.max(...tiles.map((tile) => tile.y)) - top + 1) * TILE.high;
  // one stop of the tab key for all; arrows go from state to state
  const stop = tiles.some((tile) => tile.iso3 === local.get("stop")) ? local.get("stop") : tiles[0].iso3;
  const key = (event, tile) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      toggle(tile.iso3);
    } else if (event.key in WAYS) {
      event.preventDefault();
      const next = neighbour(tiles, tile, WAYS[event.key]);
      if (!next) return;
      local.set("stop", next.iso3);
      context.redraw(context.id(`state-${next.iso3}`));
    }
  };
  return html`<svg class="rl-tiles" viewBox=${`0 0 ${wide} ${high}`} width=${wide} height=${high}
    role="group" aria-label=${view.prompt}>${repeat(
      tiles,
      (tile) => tile.iso3,
      (tile) => {
        const on = chosen.includes(tile.iso3);
        const part = square(tile, (tile.x - left) * TILE.wide, (tile.y - top) * TILE.high, on);
        return svg`<g id=${context.id(`state-${tile.iso3}`)} class=${`rl-tile${on ? " rl-on" : ""}`}
          role=${toggle ? "button" : "img"} aria-label=${tile.name} aria-pressed=${toggle ? String(on) : nothing}
          tabindex=${toggle ? (tile.iso3 === stop ? "0" : "-1") : nothing}
          @click=${
            toggle
              ? (event) => {
                  local.set("stop", tile.iso3);
                  event.currentTarget.focus?.();
                  toggle(tile.iso3);
                }
              : null
          }
          @keydown=${toggle ? (event) => key(event, tile) : null}>${part}</g>`;
      },
    )}</svg>`;
}

function square(tile, x, y, on) {
  const { wide, high, gap } = TILE;
  return svg`<rect x=${x} y=${y} width=${wide - gap} height=${high - gap} rx="3"></rect>
    <text x=${x + (wide - gap) / 2} y=${y + high / 2 + 3} text-anchor="middle">${on ? "✓" : ""}${tile.iso3}</text>
    <title>${tile.name}</title>`;
}
