// The moving picture of the region: plays in the browser, with or without a kernel.

import { render as draw, html } from "lit-html";
import { account, described, listing } from "./account.js";
import { day, iso, written } from "./days.js";
import { outermost } from "./outermost.js";
import { filled } from "./parts.js";
import { outlines, tiles } from "./stage.js";
import { neighbour, prepared, standing } from "./standing.js";
import { timeline } from "./timeline.js";
import { SPEEDS, schemes, transport } from "./transport.js";

const KEYS = { PageDown: 1, n: 1, PageUp: -1, p: -1, N: -1 };
const QUIET = 600; // milliseconds after which what is shown is read out and told to the kernel
const MONTH = 30.44;

/** What the kernel keeps of a view, as plain values. */
function plain({ on, blocs, by, layout, stop, playing }) {
  return { on: iso(on), blocs, by, layout, stop, playing };
}

function render({ model, el }) {
  const { number, root, status, stage } = outermost(el, "rl-atlas");
  root.tabIndex = -1; // a click anywhere in it is enough for the keys

  const data = prepared(model.get("data"));
  const say = data.words;
  const names = Object.fromEntries(data.statuses.map(({ id, name }) => [id, name]));
  const slow = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
  const local = { speed: "1×", state: null, notice: "", open: null, listing: false, added: new Set() };
  const view = {};
  let told = "";
  let timer = 0;
  let frame = 0;
  let before = 0;

  const context = {
    id: `rla${number}`,
    data,
    say,
    view,
    local,
    statusName: (id) => names[id],
    focus: (id) => root.querySelector(`#${CSS.escape(id)}`)?.focus(),
    redraw: () => show(),
  };

  function show() {
    context.standings = standing(data, view.blocs, Math.floor(view.on), view.by);
    draw(
      html`${transport(context)}${schemes(context)}
        <div class="rl-scene"><div class="rl-stage">${view.layout === "tiles" ? tiles(context) : outlines(context)}</div>
        ${account(context)}</div>${timeline(context)}${listing(context)}`,
      stage,
    );
  }

  /** Read out and tell the kernel what is shown, once it rests. */
  function settle() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!view.playing) status.textContent = described(context);
      tell();
    }, QUIET);
  }

  function tell() {
    const now = plain(view);
    if (JSON.stringify(now) === told) return;
    told = JSON.stringify(now);
    model.set("shown", now);
    model.save_changes();
  }

  function change(values) {
    Object.assign(view, values);
    local.notice = "";
    show();
    if (!view.playing) settle();
  }

  function tick(now) {
    if (!view.playing) return;
    const wait = slow ? 1000 : 33; // where motion is unwelcome the picture steps once a second
    if (now - before >= wait) {
      const passed = before ? Math.min(now - before, 1200) : wait;
      before = now;
      const on = Math.min(view.on + (SPEEDS[local.speed] * MONTH * passed) / 1000, data.lastDay);
      Object.assign(view, { on, stop: 0 });
      if (on >= data.lastDay) return act.play(false);
      show();
    }
    frame = requestAnimationFrame(tick);
    return undefined;
  }

  const act = {
    play(on) {
      cancelAnimationFrame(frame);
      const from = on && view.on >= data.lastDay ? data.firstDay : view.on;
      change({ playing: on, on: on ? from : Math.floor(view.on) });
      tell();
      before = 0;
      if (on) frame = requestAnimationFrame(tick);
      else settle();
    },
    speed(name) {
      local.speed = name;
      show();
    },
    jump: (on) => change({ on, stop: 0 }),
    day(text) {
      const on = day(text);
      if (on >= data.firstDay && on <= data.lastDay) act.jump(on);
      else
        refuse(
          filled(say.beyond, {
            first: written(data.firstDay, data.lang),
            last: written(data.lastDay, data.lang),
          }),
        );
    },
    go(stop) {
      const { at, blocs } = data.stops[stop - 1];
      // keys follow where the eye is: at a stop one reads, the picture rests
      if (view.playing) act.play(false);
      change({ on: at, blocs: [...blocs], by: "start", stop });
    },
    step: (by) => act.go(neighbour(data, view.stop, view.on, by)),
    toggle(bloc) {
      const on = view.blocs.includes(bloc);
      if (on && view.blocs.length === 1) return refuse(say.one);
      if (!on && view.blocs.length === data.most) return refuse(filled(say.most, { n: data.most }));
      local.added.add(bloc);
      return change({
        blocs: on ? view.blocs.filter((other) => other !== bloc) : [...view.blocs, bloc],
        stop: 0,
      });
    },
    layout: (layout) => change({ layout }),
    by: (by) => change({ by, stop: 0 }),
    select(iso3) {
      if (iso3) local.last = iso3;
      local.state = iso3;
      local.open = null;
      show();
    },
  };
  context.act = act;

  function refuse(sentence) {
    local.notice = sentence;
    show();
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // JupyterLab would read it as a command to the notebook
    event.stopPropagation();
    const typing = event.target.closest?.("select, input[type='date']");
    const by = KEYS[event.key];
    if (by && !typing) {
      event.preventDefault();
      act.step(by);
    } else if (event.key === " " && event.target === root) {
      event.preventDefault();
      act.play(!view.playing);
    } else if (event.key === "Escape" && local.state) act.select(null);
  }

  /** Take over what the kernel says. */
  function received() {
    const now = model.get("shown");
    if (JSON.stringify(now) === told) return;
    told = JSON.stringify(now);
    const playing = view.playing;
    Object.assign(view, { ...now, on: day(now.on), blocs: [...now.blocs] });
    if (now.playing !== Boolean(playing)) act.play(now.playing);
    show();
    if (!view.playing) settle();
  }

  root.addEventListener("keydown", pressed);
  model.on("change:shown", received);
  received();
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    view.playing = false;
    model.off("change:shown", received);
  };
}

export default { render };
