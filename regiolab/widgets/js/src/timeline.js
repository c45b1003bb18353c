// The axis of time: a slider over the months, and beneath it who governed.

import { html, nothing, svg } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { monthEnd, monthOf, written, year } from "./days.js";
import { filled } from "./parts.js";
import { governing } from "./standing.js";

const TALL = 100;

/** The last month of the record. */
export function months(data) {
  return monthOf(data.lastDay, year(data.firstDay));
}

/** The day that a month of the slider stands for: its last, or the record's. */
export function dayOf(data, month) {
  return Math.min(monthEnd(year(data.firstDay), month), data.lastDay);
}

function share(data, on) {
  return (on - data.firstDay) / (data.lastDay - data.firstDay);
}

/** The bands of the strip: for each side the outline of its governments, stacked. */
export function bands(data) {
  const total = data.governments[0].counts.reduce((sum, n) => sum + n, 0);
  return data.sides.map((side, place) => {
    const edges = data.governments.map(({ day, counts }, at) => {
      const below = counts.slice(0, place).reduce((sum, n) => sum + n, 0);
      const until = data.governments[at + 1]?.day ?? data.lastDay;
      const [low, high] = [below, below + counts[place]].map((n) => (TALL * n) / total);
      return { from: 1000 * share(data, day), to: 1000 * share(data, until), low, high };
    });
    const there = edges.map(({ from, to, low }) => `L${from.toFixed(1)} ${low.toFixed(1)}H${to.toFixed(1)}`);
    const back = edges
      .toReversed()
      .map(({ from, to, high }) => `L${to.toFixed(1)} ${high.toFixed(1)}H${from.toFixed(1)}`);
    const widest = edges.reduce((best, edge) => (edge.high - edge.low > best.high - best.low ? edge : best));
    return { ...side, path: `M${there.join("").slice(1)}${back.join("")}Z`, widest };
  });
}

function strip(context) {
  const { data, say, view, local } = context;
  local.bands ??= bands(data);
  const counts = governing(data, view.on);
  const total = data.governments[0].counts.reduce((sum, n) => sum + n, 0);
  const begins = 100 * share(data, data.governments[0].day);
  return html`<div class="rl-strip">
    <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      ${local.bands.map(({ path, colour }) => svg`<path d=${path} fill=${colour} />`)}
      <path class="rl-now" d=${`M${(1000 * share(data, view.on)).toFixed(2)} 0V100`} /></svg>
    ${local.bands.map(({ id, name, widest }) =>
      id !== "unknown"
        ? html`<span class="rl-band" aria-hidden="true" style=${`left:${(widest.from / 10).toFixed(1)}%;top:${((widest.low + widest.high) / 2).toFixed(0)}%`}>${name}</span>`
        : nothing,
    )}
    <p class="rl-governing" style=${`width:${(begins - 1).toFixed(1)}%`}>${
      counts
        ? html`${filled(say.governing, { n: total })} ${data.sides.map(({ name, colour }, place) =>
            counts[place]
              ? html`<span><i style=${`background:${colour}`}></i>${name} ${counts[place]}</span> `
              : nothing,
          )}`
        : filled(say.before, { year: year(data.governments[0].day) })
    }</p></div>`;
}

export function timeline(context) {
  const { data, say, view, act } = context;
  const first = year(data.firstDay);
  const last = year(data.lastDay);
  const most = months(data);
  const month = monthOf(view.on, first);
  const by = (step) => act.jump(dayOf(data, Math.min(Math.max(month + step, 0), most)));
  const decades = Array.from({ length: Math.floor((last - first) / 10) + 1 }, (_, n) => first + 10 * n);
  return html`<div class="rl-time">
    <input type="range" min="0" max=${most} step="1" aria-label=${say.time} aria-valuetext=${written(view.on, data.lang)}
      title=${say.keys} .value=${live(String(month))}
      @input=${(event) => act.jump(dayOf(data, Number(event.target.value)))}
      @keydown=${(event) => {
        const years = { ArrowUp: 12, ArrowDown: -12 }[event.key];
        if (!years) return;
        event.preventDefault();
        by(years);
      }} />
    ${strip(context)}
    <div class="rl-years" aria-hidden="true">${decades.map((value) => html`<span style=${`left:${((100 * (value - first)) / ((data.lastDay - data.firstDay) / 365.2425)).toFixed(2)}%`}>${value}</span>`)}
    ${data.stops.map((stop, place) => html`<i class=${view.stop === place + 1 ? "rl-mark rl-on" : "rl-mark"} style=${`left:${(100 * share(data, stop.at)).toFixed(2)}%`}>▴</i>`)}</div>
  </div>`;
}
