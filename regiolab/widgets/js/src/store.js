// What is not in the file yet, kept in the browser: one entry a link, under the submission's id.
//
// A lock of the browser, which no page outlives, tells whether the page that wrote an entry is still
// open. Where a browser has none (a hub without https), an entry that was not renewed for long is taken
// for one of a closed page: hidden pages may renew only once a minute.

const PREFIX = "regiolab";
const ALIVE = 150_000; // milliseconds

/** @typedef {{n?: string, message: Record<string, any>, at: number}} Action what was done, and when */

/**
 * @param {Storage | undefined} storage the browser's, or undefined where it is refused
 * @param {string} id the submission's id
 * @param {{tag?: string, now?: () => number, locks?: LockManager}} options
 */
export function store(storage, id, { tag = randomTag(), now = Date.now, locks = browserLocks() } = {}) {
  const place = `${PREFIX}:${id}:`;
  const own = place + tag;
  /** Locks that pages hold, as last asked for; null while that is not known. */
  let held = null;
  // held until the page is gone, and for that never resolved
  locks?.request(own, () => new Promise(() => {})).catch(() => {});

  const read = (name) => {
    try {
      const found = JSON.parse(storage.getItem(name));
      return Array.isArray(found.actions) ? found : null;
    } catch {
      return null;
    }
  };
  const closed = (name, entry) => {
    if (!entry) return true;
    if (!locks) return now() - entry.at > ALIVE;
    return held !== null && !held.has(name);
  };
  /** Names and entries of pages that are closed. */
  const left = () => {
    const found = [];
    for (let n = 0; n < (storage ? storage.length : 0); n++) {
      const name = storage.key(n);
      if (!name?.startsWith(place) || name === own) continue;
      const entry = read(name);
      if (closed(name, entry)) found.push([name, entry]);
    }
    return found;
  };
  return {
    /** Keep these actions; returns whether the browser did. */
    keep(actions) {
      try {
        if (actions.length) storage.setItem(own, JSON.stringify({ at: now(), actions }));
        else storage.removeItem(own);
        return true;
      } catch {
        return false;
      }
    },
    /** What pages that are closed have left, oldest first. */
    left: () =>
      left()
        .flatMap(([_name, entry]) => entry?.actions ?? [])
        .sort((one, other) => one.at - other.at),
    /** Forget what closed pages have left, or those actions of it that `which` holds for. */
    drop(which = () => true) {
      for (const [name, entry] of left()) {
        const actions = (entry?.actions ?? []).filter((action) => !which(action));
        if (actions.length) storage.setItem(name, JSON.stringify({ ...entry, actions }));
        else storage.removeItem(name);
      }
    },
    /** Ask which pages are open. */
    async look() {
      if (!locks) return;
      try {
        held = new Set((await locks.query()).held.map((lock) => lock.name));
      } catch {
        held = null;
      }
    },
  };
}

export function randomTag() {
  return Math.random().toString(36).slice(2, 10);
}

function browserLocks() {
  return globalThis.navigator?.locks;
}

/** The browser's storage, or undefined where it is refused. */
export function browserStorage() {
  try {
    const storage = globalThis.localStorage;
    storage.setItem(`${PREFIX}:tried`, "1");
    storage.removeItem(`${PREFIX}:tried`);
    return storage;
  } catch {
    return undefined;
  }
}
