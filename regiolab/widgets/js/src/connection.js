// Whether what was done has arrived: every message has a number, and the kernel answers each.
//
// A message to a kernel that is gone vanishes without an error, and a kernel that runs other cells
// answers late. The manager of the widgets tells which of the two it is, where it tells anything; for
// the rest a kernel that should be idle is asked now and then, as long as somebody is there.

import { browserStorage, randomTag, store } from "./store.js";

const LATE = 2500; // milliseconds without an answer, from an idle kernel, after which it counts as gone
const UNKNOWN = 15_000; // the same where nothing tells whether the kernel is busy
const TICK = 250;
const ASK = 1500; // milliseconds after the last answer, before the kernel is asked whether it is there
const PRESENT = 60_000; // milliseconds after a sign of somebody; a page left alone lets its server sleep
const RENEW = 5000;
/** Actions that change what the file holds: they are kept, and offered again. */
export const CHANGES = new Set([
  ...["set", "flag", "file", "answer", "decide", "say", "keep", "call"],
  ...["reply", "pass_over", "draft"],
]);
/** Actions after which a draft of the same question is history. */
const AFTER_DRAFT = new Set(["reply", "pass_over", "draft"]);
const ALL = () => true;
const GONE = new Set(["dead", "terminating", "restarting", "autorestarting"]);

/** A list of changes without the drafts that a later action makes history. */
function withoutDraft(list, { do: action, question }) {
  if (!AFTER_DRAFT.has(action)) return list;
  return list.filter(({ message }) => message.do !== "draft" || message.question !== question);
}

/** The links of this page; each widget loads this module for itself, and all must see the same. */
function links() {
  globalThis.__regiolab_links ??= new Map();
  return globalThis.__regiolab_links;
}

/** The link of a submission and a kernel: all widgets that show the one by the other share it. */
export function linkTo(id, manager, make = () => link(id)) {
  const key = `${id} ${manager?.kernel?.id ?? ""}`;
  if (!links().has(key)) links().set(key, make());
  return links().get(key);
}

/** Links of this page to the same submission by kernels that are gone. */
function deserted(id, own) {
  return [...links().values()].filter(
    (other) => other !== own && other.id === id && other.state() === "lost",
  );
}

/**
 * @param {string} id the submission's id
 * @param {{storage?: Storage, locks?: LockManager, now?: () => number, timer?: boolean}} options for tests
 */
export function link(id, { storage = browserStorage(), locks, now = Date.now, timer = true } = {}) {
  const tag = randomTag();
  const kept = store(storage, id, locks === undefined ? { tag, now } : { tag, now, locks });
  const listeners = new Set();
  const models = new Set();
  /** What waits for an answer, by number: {message, at, sent}. */
  const pending = new Map();
  /** Answered, and yet not in the file: it could not be written. */
  let unsaved = [];
  /** What earlier kernels did not get. */
  let leftovers = [];
  let kernel = null;
  let lost = false;
  /** The kernel that these widgets belonged to has ended: nothing but widgets drawn anew can answer. */
  let ended = false;
  let refused = !storage;
  let count = 0;
  let heard = now();
  let present = now();
  let renewed = now();
  let shown = "";

  // what is taken over again is a list of changes
  const changesOf = (n, { message, at }) =>
    message.do === "replay"
      ? message.actions.map((action) => ({ n, message: action, at }))
      : CHANGES.has(message.do)
        ? [{ n, message, at }]
        : [];
  /** Add what one more message changes; what was undone before it arrived is not offered. */
  const added = (list, n, item) => {
    if (item.message.do === "undo") return list.slice(0, -1);
    return [...withoutDraft(list, item.message), ...changesOf(n, item)];
  };
  const changes = () => [...pending].reduce((list, [n, item]) => added(list, n, item), unsaved);
  const tell = () => {
    shown = `${state()} ${changes().length} ${self.offered().length}`;
    for (const listener of listeners) listener();
  };
  const keep = () => {
    renewed = now();
    const actions = [...leftovers, ...changes()];
    if (!kept.keep(actions) && actions.length) refused = true;
  };

  function watch(manager) {
    const found = manager?.kernel;
    if (!found || found === kernel) return;
    kernel = found;
    const changed = () => {
      // no widget survives a kernel that starts anew
      if (kernel === found && (GONE.has(found.status) || found.isDisposed)) lost = ended = true;
      tell();
    };
    found.statusChanged?.connect(changed);
    found.connectionStatusChanged?.connect(changed);
    found.disposed?.connect(changed);
  }

  /** One of: connected, sending, waiting, lost. */
  function state() {
    if (lost || kernel?.isDisposed) return "lost";
    if (kernel?.connectionStatus && kernel.connectionStatus !== "connected") return "lost";
    if (!pending.size) return "connected";
    const oldest = Math.min(...[...pending.values()].map((item) => item.at));
    const waited = now() - oldest;
    // a question whether the kernel is there is nobody's change
    const asked = [...pending.values()].every((item) => item.message.do === "ping");
    if (waited < LATE) return asked ? "connected" : "sending";
    if (kernel?.status) return kernel.status === "busy" ? "waiting" : "lost";
    return waited < UNKNOWN ? "waiting" : "lost";
  }

  function post(model, message) {
    count += 1;
    const n = `${tag}-${count}`;
    const item = { message, at: now(), sent: false };
    pending.set(n, item);
    if (message.do === "undo" || changesOf(n, item).length) keep();
    watch(model.widget_manager);
    try {
      // a question goes out in any case: its answer ends the alarm
      if (!lost || message.do === "ping") {
        model.send({ ...message, n });
        item.sent = true;
      }
    } catch {
      lost = true;
    }
  }

  /** What was done before a message that was answered, and is not answered itself, did not get there. */
  function strand(number) {
    let stranded = [];
    for (const [n, item] of pending) {
      const before = Number(n.slice(tag.length + 1)) < number;
      // nothing is applied without being asked for: it is offered
      if (!item.sent || (before && now() - item.at >= LATE)) {
        stranded = added(stranded, n, item);
        pending.delete(n);
      }
    }
    leftovers.push(...stranded);
  }

  function ask() {
    const model = [...models].at(-1);
    if (!model || ended) return;
    for (const [n, item] of pending) {
      if (item.message.do !== "ping") continue;
      if (now() - item.at < LATE) return;
      pending.delete(n);
    }
    post(model, { do: "ping" });
  }

  function tick() {
    const found = state();
    if (found === "lost" && pending.size) lost = true;
    const there = now() - present < PRESENT && globalThis.document?.visibilityState !== "hidden";
    const quiet = now() - heard >= ASK;
    if (there && quiet && (found === "lost" || (found === "connected" && kernel?.status !== "busy"))) ask();
    if (now() - renewed > RENEW) {
      kept.look();
      keep();
    }
    if (shown !== `${state()} ${changes().length} ${self.offered().length}`) tell();
  }

  const self = {
    id,
    /** Whether a page was asked for that takes the focus when it comes. */
    turning: false,
    checking: "", // the question whose feedback takes the focus when it comes
    /** A widget that is drawn: if the kernel before was lost, it has to show that it lives. */
    attach(model) {
      models.add(model);
      watch(model.widget_manager);
      if (lost) {
        leftovers.push(...changes());
        pending.clear();
        unsaved = [];
        ended = false;
        keep();
        ask();
      }
      kept.look().then(tell);
    },
    detach: (model) => models.delete(model),
    send(model, message) {
      post(model, message);
      tell();
    },
    /** @param {{ack: string, saved?: boolean}} answer */
    acknowledge({ ack, saved = true }) {
      const item = pending.get(ack);
      heard = now();
      pending.delete(ack);
      leftovers = leftovers.filter((other) => other.n !== ack);
      if (item && saved) unsaved = [];
      else if (item) unsaved = added(unsaved, ack, item);
      if (!ended && ack.startsWith(tag)) {
        lost = false; // slow, or run again, and not gone
        strand(Number(ack.slice(tag.length + 1)));
      }
      keep();
      tell();
    },
    /** What earlier kernels and closed pages did not get. */
    offered: () => [...leftovers, ...kept.left(), ...deserted(id, self).flatMap((other) => other.stranded())],
    /** What this link could not deliver. */
    stranded: () => [...leftovers, ...changes()],
    /** Forget what this link could not deliver, or those changes of it that `which` holds for. */
    forget(which = ALL) {
      leftovers = leftovers.filter((item) => !which(item));
      unsaved = unsaved.filter((item) => !which(item));
      for (const [n, item] of pending) {
        const parts = changesOf(n, item);
        if (which === ALL || (parts.length && parts.every(which))) pending.delete(n);
      }
      keep();
      tell();
    },
    /** Forget what is offered, or part of it: it was taken over, or is not wanted. */
    drop(which = ALL) {
      leftovers = leftovers.filter((item) => !which(item));
      kept.drop(which);
      for (const other of deserted(id, self)) other.forget(which);
      keep();
      tell();
    },
    /** The newest text that was typed to a question and has not arrived. */
    typed(question) {
      const found = self
        .stranded()
        .findLast(({ message }) => message.question === question && message.rationale !== undefined);
      return found?.message.rationale;
    },
    /** The order in which items were put last and that is under way; what was left before is offered. */
    ordered(question) {
      return changes().findLast(({ message }) => message.question === question)?.message.order;
    },
    /** A sign of somebody at the page. */
    touch() {
      present = now();
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
  // outside a browser a timer would keep the process alive
  if (timer) {
    setInterval(tick, TICK).unref?.();
    for (const name of ["pointerdown", "pointermove", "keydown", "visibilitychange"])
      globalThis.document?.addEventListener(name, self.touch, { passive: true, capture: true });
  }
  return self;
}
