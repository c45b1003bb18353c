// The region itself: tiles in which every state has the same room, or outlines.

import { html, nothing, svg } from "lit-html";
import { held, patternName, patterns } from "./swatches.js";

const WIDE = 58; // pixels of a tile
const HIGH = 39;
const HEAD = 14; // the line with the state's code
const LABELLED = 90; // thousandths of the map's height: narrower states have no room for letters
const ROOM = [0, 1, 1.25, 1.4]; // times that, for the letters of one scheme, of two, of more
const SMALL = 40;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The state that lies nearest in a direction. */
export function beside(places, from, [right, down]) {
  const [x, y] = places[from];
  let best = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [iso3, [a, b]] of Object.entries(places)) {
    const along = (a - x) * right + (b - y) * down;
    const aside = Math.abs((a - x) * down) + Math.abs((b - y) * right);
    const far = along + 2 * aside;
    if (along > 0.01 && far < least) [best, least] = [iso3, far];
  }
  return best;
}

/** What a state is, for those who cannot see it. */
export function spoken(context, iso3, own) {
  const { data, say, statusName } = context;
  const parts = own.map(({ name, status }) => `${name} ${statusName(status)}`);
  return `${data.states[iso3].name}: ${parts.join(", ") || say.none}`;
}

/** A state that can be focused and pressed. */
function pressable(context, iso3, own, places, body) {
  const { local, act, id } = context;
  const here = local.state ?? local.last ?? Object.keys(places)[0];
  const step = (event) => {
    const next = ARROWS[event.key] && beside(places, iso3, ARROWS[event.key]);
    if (next) {
      event.preventDefault();
      act.select(next);
      context.focus(`${id}-at-${next}`);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act.select(iso3); // Escape closes it
    }
  };
  return svg`<g role="button" class=${local.state === iso3 ? "rl-state rl-chosen" : "rl-state"} id=${`${id}-at-${iso3}`}
    tabindex=${here === iso3 ? 0 : -1} aria-pressed=${String(local.state === iso3)}
    aria-label=${spoken(context, iso3, own)} @keydown=${step}
    @click=${() => act.select(local.state === iso3 ? null : iso3)}
    @focus=${(event) => event.target.matches(":focus-visible") && act.select(iso3)}>${body}</g>`;
}

function chip(context, { bloc, colour, ink, sign, status, slot }, slots) {
  const columns = slots === 4 ? 2 : Math.min(3, slots);
  const rows = Math.ceil(slots / columns);
  const wide = (WIDE - 3) / columns;
  const high = (HIGH - 3 - HEAD) / rows;
  const x = 1 + (slot % columns) * wide;
  const y = HEAD + Math.floor(slot / columns) * high;
  const full = status === "full";
  return svg`<rect x=${x + 0.5} y=${y + 0.5} width=${wide - 1.5} height=${high - 1.5} rx="1.5"
      fill=${full ? colour : `url(#${patternName(context.id, [{ bloc, status }])})`} stroke=${colour} />
    <text class=${full ? "rl-sign" : "rl-sign rl-halo"} x=${x + wide / 2 - 0.25} y=${y + high / 2 + 3}
      fill=${full ? ink : "#1d2430"}>${sign}</text>`;
}

export function tiles(context) {
  const { data, standings, id } = context;
  const found = Object.entries(data.states);
  const left = Math.min(...found.map(([, state]) => state.col));
  const top = Math.min(...found.map(([, state]) => state.row));
  const places = Object.fromEntries(
    found.map(([iso3, state]) => [iso3, [(state.col - left) * WIDE, (state.row - top) * HIGH]]),
  );
  const width = Math.max(...Object.values(places).map(([x]) => x)) + WIDE;
  const height = Math.max(...Object.values(places).map(([, y]) => y)) + HIGH;
  const all = Object.fromEntries(found.map(([iso3]) => [iso3, held(standings, iso3)]));
  const singles = Object.values(all).flatMap((own) => own.map((item) => [item]));
  return html`<svg class="rl-region" viewBox=${`0 0 ${width} ${height}`} role="group" aria-label=${context.say.region}>
    ${patterns(id, singles)}
    ${found.map(([iso3, state]) => {
      const [x, y] = places[iso3];
      const body = svg`<g transform=${`translate(${x} ${y})`}><title>${spoken(context, iso3, all[iso3])}</title>
        <rect class="rl-tile" x="0.5" y="0.5" width=${WIDE - 3} height=${HIGH - 3} rx="3" />
        <text class=${all[iso3].length ? "rl-code" : "rl-code rl-out"} x=${(WIDE - 2) / 2} y="11.5">${iso3}</text>
        ${all[iso3].map((item) => chip(context, item, standings.length))}</g>`;
      return pressable(context, iso3, all[iso3], places, body, state);
    })}</svg>`;
}

/** A dot in as many slices as there are schemes. */
function pie(id, x, y, radius, own) {
  const point = (share) => {
    const angle = 2 * Math.PI * share - Math.PI / 2;
    return `${(x + radius * Math.cos(angle)).toFixed(1)} ${(y + radius * Math.sin(angle)).toFixed(1)}`;
  };
  if (own.length === 1)
    return svg`<circle cx=${x} cy=${y} r=${radius} fill=${`url(#${patternName(id, own)})`} stroke=${own[0].colour} />`;
  return own.map(
    (
      item,
      place,
    ) => svg`<path d=${`M${x} ${y}L${point(place / own.length)}A${radius} ${radius} 0 0 1 ${point((place + 1) / own.length)}Z`}
      fill=${`url(#${patternName(id, [item])})`} stroke=${item.colour} />`,
  );
}

/** Whether letters at a place are not cut off by the edge of the enlarged part. */
function inside([left, top, wide, high], x, y) {
  return x > left + 20 && x < left + wide - 20 && y > top + 15 && y < top + high - 15;
}

function onMap(context, iso3, own, zoom) {
  const { data, id } = context;
  const { path, x, y, wide, dot } = data.states[iso3];
  const fill = own.length ? `url(#${patternName(id, own)})` : nothing;
  const small = dot || (wide < SMALL && own.length > 1);
  const radius = 13 / Math.sqrt(zoom);
  const lines = [];
  for (let at = 0; at < own.length; at += 2)
    lines.push(
      own
        .slice(at, at + 2)
        .map(({ sign }) => sign)
        .join(" "),
    );
  const named =
    !small &&
    own.length &&
    wide * zoom > ROOM[Math.min(own.length, 3)] * LABELLED &&
    (zoom === 1 || inside(data.inset, x, y));
  const letters = 27 / zoom;
  return svg`<title>${spoken(context, iso3, own)}</title>
    <path class=${["rl-land", own.length && "rl-in", own.some(({ status }) => status !== "full") && "rl-part"].filter(Boolean).join(" ")} d=${path} fill=${fill} />
    ${small ? (own.length ? pie(id, x, y, radius, own) : svg`<circle class="rl-land" cx=${x} cy=${y} r=${radius * 0.6} />`) : nothing}
    ${
      named
        ? svg`<text class="rl-sign rl-halo" style=${`font-size:${letters}px;stroke-width:${letters / 3.5}`}>${lines.map(
            (line, at) =>
              svg`<tspan x=${x} y=${y + letters * (at + 0.85 - lines.length / 2)}>${line}</tspan>`,
          )}</text>`
        : nothing
    }`;
}

export function outlines(context) {
  const { data, standings, id } = context;
  const found = Object.entries(data.states);
  const all = Object.fromEntries(found.map(([iso3]) => [iso3, held(standings, iso3)]));
  const places = Object.fromEntries(found.map(([iso3, state]) => [iso3, [state.x, state.y]]));
  const groups = Object.values(all).flatMap((own) => [own, ...own.map((item) => [item])]);
  const [x, y, wide, high] = data.inset;
  const zoom = 2.05;
  const across = wide * zoom;
  const left = data.inset_right - across; // west of South America there is room
  const up = 1000 - high * zoom - 4;
  return html`<svg class="rl-region" viewBox=${`${left - 4} -4 ${data.width - left + 8} 1008`} role="group"
    aria-label=${context.say.region}>
    ${patterns(id, groups, 2.4)}
    ${found.map(([iso3]) => pressable(context, iso3, all[iso3], places, onMap(context, iso3, all[iso3], 1)))}
    <rect class="rl-frame" x=${x} y=${y} width=${wide} height=${high} />
    <clipPath id=${`${id}-clip`}><rect x=${x} y=${y} width=${wide} height=${high} /></clipPath>
    <g class="rl-inset" aria-hidden="true" transform=${`translate(${left - x * zoom} ${up - y * zoom}) scale(${zoom})`}>
      <rect class="rl-sea" x=${x} y=${y} width=${wide} height=${high} />
      <g clip-path=${`url(#${id}-clip)`}>${found.map(
        ([iso3]) => svg`<g class=${context.local.state === iso3 ? "rl-state rl-chosen" : "rl-state"}
          @click=${() => context.act.select(context.local.state === iso3 ? null : iso3)}>${onMap(context, iso3, all[iso3], zoom)}</g>`,
      )}</g>
      <rect class="rl-frame" x=${x} y=${y} width=${wide} height=${high} />
    </g></svg>`;
}
