// A line drawn over the years, by mouse or finger; beneath, the same as fields of every so many years.

import { html, nothing, svg } from "lit-html";
import { bounded, numeric } from "./ask_fields.js";
import { disclosure, filled } from "./parts.js";

const HEIGHT = 230;
const EDGE = { left: 46, right: 16, top: 20, bottom: 24 };
const APART = 38; // between two years on the axis
const NEAR = 0.08; // of the years: how near to its ends a line may stop

/** All years of a span; a list of years stays as it is. */
export function columns(years) {
  if (years.length !== 2) return years;
  return Array.from({ length: years[1] - years[0] + 1 }, (_none, n) => years[0] + n);
}

/** The years that one draws: those that are not shown already. */
export function asked({ years, given }) {
  const shown = new Set(given.map(([year]) => year));
  return columns(years).filter((year) => !shown.has(year));
}

/** Known values, the earliest first: what is shown already and what was drawn. */
function known(points, given) {
  const drawn = Object.entries(points ?? {}).map(([year, value]) => [Number(year), value]);
  return [...given, ...drawn].sort((one, other) => one[0] - other[0]);
}

/**
 * A value for each of these years, between known ones on straight lines, and level before and after them.
 * @param {Record<string, number>} points @param {number[]} years @param {[number, number][]} given
 */
export function interpolated(points, years, given = []) {
  const all = known(points, given);
  if (!all.length) return {};
  return Object.fromEntries(years.map((year) => [year, valueAt(all, year)]));
}

function valueAt(all, year) {
  const before = all.findLast(([other]) => other <= year) ?? all[0];
  const after = all.find(([other]) => other >= year) ?? all.at(-1);
  if (before[0] === after[0] || year <= before[0]) return before[1];
  if (year >= after[0]) return after[1];
  return before[1] + ((after[1] - before[1]) * (year - before[0])) / (after[0] - before[0]);
}

/** Points after one stroke: a quick hand leaves years out, and they lie on its way. */
export function swept(points, years, [from, start], [to, end], tidy = (value) => value) {
  const next = { ...points };
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  for (const year of years) {
    if (year < low || year > high) continue;
    next[year] = tidy(from === to ? end : start + ((end - start) * (year - from)) / (to - from));
  }
  return next;
}

/** Points after one field was changed: what was drawn between it and its neighbours goes with it. */
export function bent(points, fields, year, value) {
  const place = fields.indexOf(year);
  const before = fields[place - 1] ?? Number.NEGATIVE_INFINITY;
  const after = fields[place + 1] ?? Number.POSITIVE_INFINITY;
  const kept = Object.entries(points ?? {}).filter(([other]) => {
    const at = Number(other);
    return at <= before || at >= after;
  });
  // the neighbours hold their places
  const held = Object.fromEntries(kept);
  if (value === null) return held;
  return { ...held, [year]: value };
}

/** Round values for an axis, about four. */
export function rounds(least, most) {
  const rough = (most - least) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((size) => size >= rough * 0.99);
  const found = [];
  for (let n = Math.ceil(least / step); n * step <= most + step / 1000; n += 1)
    found.push(Number((n * step).toPrecision(6)));
  return found;
}

/** The end that a line does not reach, or undefined. */
export function unreached(points, { years, given }) {
  const open = asked({ years, given });
  const all = known(points, given);
  const room = Math.max(1, Math.round(open.length * NEAR));
  if (!all.length) return open[0];
  if (all[0][0] > open[0] + room) return open[0];
  return all.at(-1)[0] < open.at(-1) - room ? open.at(-1) : undefined;
}

const stepOf = (view) => view.step ?? (view.most - view.least) / 100;
const tidy = (view) => (value) => bounded(value, { ...view, step: stepOf(view) });

export const line = {
  shown: true,
  why(value, { view, words }) {
    if (!Object.keys(value ?? {}).length) return words.incomplete;
    const year = unreached(value, view);
    return year === undefined ? "" : filled(words.draw_on, { year });
  },
  sent(value, view) {
    const all = interpolated(value, asked(view), view.given);
    return Object.fromEntries(Object.entries(all).map(([year, found]) => [year, tidy(view)(found)]));
  },
  drawn(context, { value, put, quiet }) {
    const { words } = context;
    const points = value ?? {};
    return html`<div class="rl-drawing">${plane(context, points, quiet ? undefined : put)}</div>
      ${
        quiet
          ? nothing
          : html`<div class="rl-line"><button type="button" aria-disabled=${Object.keys(points).length ? nothing : "true"}
              @click=${() => Object.keys(points).length && put({})}>${words.clear}</button>
            ${disclosure(context, "fields", words.as_numbers, fields(context, points, put))}</div>`
      }`;
  },
};

function scales(context) {
  const { view } = context;
  const years = columns(view.years);
  const wide = Math.max(260, Math.min(context.local.get("width") ?? 640, 900) - 8);
  const [first, last] = [years[0], years.at(-1)];
  const across = wide - EDGE.left - EDGE.right;
  const down = HEIGHT - EDGE.top - EDGE.bottom;
  return {
    wide,
    years,
    x: (year) => EDGE.left + (across * (year - first)) / (last - first || 1),
    y: (value) => EDGE.top + down * (1 - (value - view.least) / (view.most - view.least)),
    year: (x) => first + ((x - EDGE.left) / across) * (last - first),
    value: (y) => view.least + (1 - (y - EDGE.top) / down) * (view.most - view.least),
  };
}

/** The year and value under the pointer. */
function under(event, view, scale) {
  const box = event.currentTarget.getBoundingClientRect();
  const unit = scale.wide / (box.width || scale.wide);
  const open = asked(view);
  const wanted = scale.year((event.clientX - box.left) * unit);
  const year = Math.round(Math.min(open.at(-1), Math.max(open[0], wanted)));
  return [year, tidy(view)(scale.value((event.clientY - box.top) * unit))];
}

function plane(context, points, put) {
  const { view, words, local } = context;
  const scale = scales(context);
  const path = (list) => list.map(([year, value]) => `${scale.x(year)},${scale.y(value)}`).join(" ");
  const drawnYears = Object.keys(points).map(Number);
  const bounds = [...drawnYears, ...edges(drawnYears, view)];
  const span = scale.years.filter((year) => year >= Math.min(...bounds) && year <= Math.max(...bounds));
  const all = drawnYears.length ? Object.entries(interpolated(points, span, view.given)) : [];
  const open = asked(view);
  const stroke = (event) => {
    const at = under(event, view, scale);
    const from = event.type === "pointerdown" ? at : (local.get("pen") ?? at);
    local.set("pen", at);
    put(swept(points, open, from, at, tidy(view)));
  };
  const handlers = {
    down(event) {
      event.preventDefault();
      event.currentTarget.setPointerCapture?.(event.pointerId);
      local.set("drawing", true);
      stroke(event);
    },
    move: (event) => local.get("drawing") && stroke(event),
    up() {
      local.delete("drawing");
      if (local.delete("pen")) context.redraw();
    },
  };
  const pen = local.get("pen");
  const said = ([year, value]) => `${year}: ${value}${view.unit ? ` ${view.unit}` : ""}`;
  return html`<svg viewBox=${`0 0 ${scale.wide} ${HEIGHT}`} width=${scale.wide} height=${HEIGHT} role="img"
    aria-label=${[view.label, all.length ? words.drawn : words.draw_here].filter(Boolean).join(". ")}
    class=${put ? "rl-plane" : ""}
    @pointerdown=${put ? handlers.down : null} @pointermove=${put ? handlers.move : null}
    @pointerup=${put ? handlers.up : null} @pointercancel=${put ? handlers.up : null}>
    <rect class="rl-open" x=${scale.x(open[0])} y=${EDGE.top} width=${Math.max(1, scale.x(open.at(-1)) - scale.x(open[0]))}
      height=${HEIGHT - EDGE.top - EDGE.bottom}></rect>
    ${rounds(view.least, view.most).map(
      (
        value,
      ) => svg`<line class="rl-grid" x1=${EDGE.left} x2=${scale.wide - EDGE.right} y1=${scale.y(value)} y2=${scale.y(value)}></line>
        <text x=${EDGE.left - 6} y=${scale.y(value) + 4} text-anchor="end">${value.toLocaleString(view.lang)}</text>`,
    )}
    ${spaced(view.ticks?.length ? view.ticks : rounds(scale.years[0], scale.years.at(-1)), scale.x).map(
      (
        year,
      ) => svg`<line class="rl-tick" x1=${scale.x(year)} x2=${scale.x(year)} y1=${HEIGHT - EDGE.bottom} y2=${HEIGHT - EDGE.bottom + 4}></line>
        <text x=${scale.x(year)} y=${HEIGHT - 6} text-anchor="middle">${year}</text>`,
    )}
    <text x="4" y="12">${view.label}${view.unit && !view.label?.includes(view.unit) ? ` (${view.unit})` : ""}</text>
    ${view.given.length ? svg`<polyline class="rl-given" points=${path(view.given)}></polyline>` : nothing}
    ${view.given.length === 1 ? svg`<circle class="rl-given-dot" r="4" cx=${scale.x(view.given[0][0])} cy=${scale.y(view.given[0][1])}></circle>` : nothing}
    ${all.length ? svg`<polyline class="rl-drawn" points=${path(all.map(([year, value]) => [Number(year), value]))}></polyline>` : nothing}
    ${
      all.length || !put
        ? nothing
        : svg`<text class="rl-invite" x=${(scale.x(open[0]) + scale.x(open.at(-1))) / 2} y=${HEIGHT / 2} text-anchor="middle">${words.draw_here}</text>`
    }
    ${
      pen
        ? svg`<circle class="rl-pen" r="5" cx=${scale.x(pen[0])} cy=${scale.y(pen[1])}></circle>
          <text class="rl-reading" x=${scale.wide - EDGE.right} y="12" text-anchor="end">${said(pen)}</text>`
        : nothing
    }
  </svg>`;
}

/** The given years beside what is drawn: the line goes on from there. */
function edges(drawn, { given }) {
  if (!drawn.length) return [];
  const before = given.findLast(([year]) => year < Math.min(...drawn));
  const after = given.find(([year]) => year > Math.max(...drawn));
  return [before, after].filter(Boolean).map(([year]) => year);
}

/** Years that have room beside each other. */
function spaced(years, x) {
  const found = [];
  for (const year of years) if (!found.length || x(year) - x(found.at(-1)) >= APART) found.push(year);
  return found;
}

function fields(context, points, put) {
  const { view } = context;
  const open = new Set(asked(view));
  const years = view.fields.filter((year) => open.has(year));
  const step = stepOf(view);
  return html`<div class="rl-fields">${years.map((year) => {
    // a year between drawn ones shows where the line passes, once it was drawn that far
    const passes = points[year] !== undefined || within(points, year);
    const value = passes ? tidy(view)(interpolated(points, [year], view.given)[year]) : null;
    const id = context.id(`year-${year}`);
    const set = (next) => put(bent(points, years, year, next === null ? null : tidy(view)(next)));
    return html`<label><span>${year}</span>${numeric(context, {
      id,
      value,
      label: `${year}${view.unit ? ` (${view.unit})` : ""}`,
      bounds: { ...view, step },
      put: set,
    })}</label>`;
  })}</div>`;
}

function within(points, year) {
  const drawn = Object.keys(points).map(Number);
  return drawn.some((other) => other < year) && drawn.some((other) => other > year);
}
