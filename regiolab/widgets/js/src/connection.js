// Whether what was done has arrived: every message has a number, and the kernel answers each.
//
// A message to a kernel that is gone vanishes without an error, and a kernel that runs other cells
// answers late. The manager of the widgets tells which of the two it is, where it tells anything.

import { browserStorage, store, TAB } from "./store.js";

const LATE = 4000; // milliseconds without an answer, from an idle kernel, after which it counts as gone
const TICK = 1000;
const BEAT = 5; // ticks after which what is unsent is written anew, as a sign of life
/** Actions that change an answer: they are kept, and offered again. */
export const CHANGES = new Set(["set", "flag", "file", "answer", "decide", "say", "keep"]);
const GONE = new Set(["dead", "terminating", "restarting", "autorestarting"]);

/** All widgets of one submission on one page share a link, though each loads this module for itself. */
export function linkTo(id, make = () => link(id)) {
  globalThis.__regiolab_links ??= new Map();
  const links = globalThis.__regiolab_links;
  if (!links.has(id)) links.set(id, make());
  return links.get(id);
}

/**
 * @param {string} id the submission's id
 * @param {{storage?: Storage, now?: () => number, timer?: boolean}} options for tests
 */
export function link(id, { storage = browserStorage(), now = Date.now, timer = true } = {}) {
  const kept = store(storage, id, now);
  const listeners = new Set();
  const pending = new Map(); // number: {message, at}; changes and all else that waits for an answer
  let leftovers = [];
  let kernel = null;
  let lost = false;
  let refused = storage === undefined;
  let count = 0;
  let ticks = 0;

  const changes = () => [...pending.values()].filter((item) => CHANGES.has(item.message.do));
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const keep = () => {
    const actions = [...leftovers, ...changes()];
    if (!kept.keep(actions) && actions.length) refused = true;
  };

  function watch(manager) {
    const found = manager?.kernel;
    if (!found || found === kernel) return;
    kernel = found;
    const heard = () => {
      // no widget survives a kernel that starts anew
      if (kernel === found && (GONE.has(found.status) || found.isDisposed)) lost = true;
      tell();
    };
    found.statusChanged?.connect(heard);
    found.connectionStatusChanged?.connect(heard);
    found.disposed?.connect(heard);
  }

  /** One of: connected, sending, waiting, lost. */
  function state() {
    if (lost || kernel?.isDisposed) return "lost";
    if (kernel?.connectionStatus && kernel.connectionStatus !== "connected") return "lost";
    if (!pending.size) return "connected";
    const oldest = Math.min(...[...pending.values()].map((item) => item.at));
    const late = now() - oldest > LATE;
    if (kernel?.status === "busy") return late ? "waiting" : "sending";
    return late ? "lost" : "sending";
  }

  function tick() {
    ticks += 1;
    if (state() === "lost" && kernel?.status !== "busy" && pending.size) lost = true;
    if (ticks % BEAT === 0 && changes().length + leftovers.length) keep();
    tell();
  }
  // outside a browser a timer would keep the process alive
  if (timer) setInterval(tick, TICK).unref?.();

  return {
    /** A widget that is drawn: if the one before it was lost, what it left unsent is offered. */
    attach(model) {
      watch(model.widget_manager);
      if (!lost) return;
      leftovers.push(...changes());
      pending.clear();
      lost = false;
      keep();
      tell();
    },
    send(model, message) {
      count += 1;
      const n = `${TAB}-${count}`;
      pending.set(n, { message, at: now() });
      if (CHANGES.has(message.do)) keep();
      watch(model.widget_manager);
      try {
        if (!lost) model.send({ ...message, n });
      } catch {
        lost = true;
      }
      tell();
    },
    acknowledge(n) {
      if (!pending.delete(n)) return;
      lost = false; // slow, and not gone
      keep();
      tell();
    },
    /** What earlier kernels and closed tabs did not get. */
    offered: () => [...leftovers, ...kept.left()],
    /** Forget it: it was taken over, or is not wanted. */
    drop() {
      leftovers = [];
      kept.drop();
      keep();
      tell();
    },
    state,
    tick,
    unsent: () => changes().length,
    refused: () => refused,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
