// What is not in the file yet, kept in the browser: one entry a tab and submission.

const PREFIX = "regiolab";
const ALIVE = 15000; // milliseconds after which a tab that wrote nothing is taken for closed

/** A name for this tab, as long as the page lives. */
export const TAB = Math.random().toString(36).slice(2, 10);

/**
 * @param {Storage | undefined} storage the browser's, or undefined where it is refused
 * @param {string} id the submission's id
 * @param {() => number} now
 */
export function store(storage, id, now = Date.now) {
  const own = `${PREFIX}:${id}:${TAB}`;
  const others = () => {
    const names = [];
    for (let n = 0; n < (storage ? storage.length : 0); n++) {
      const name = storage.key(n);
      if (name?.startsWith(`${PREFIX}:${id}:`) && name !== own) names.push(name);
    }
    return names;
  };
  const read = (name) => {
    try {
      const found = JSON.parse(storage.getItem(name));
      return Array.isArray(found.actions) ? found : null;
    } catch {
      return null;
    }
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
    /** What tabs that are closed have left, oldest first. */
    left() {
      const found = [];
      for (const name of others()) {
        const entry = read(name);
        if (entry && now() - entry.at > ALIVE) found.push(...entry.actions);
      }
      return found.sort((one, other) => one.at - other.at);
    },
    /** Forget what closed tabs have left. */
    drop() {
      for (const name of others()) {
        const entry = read(name);
        if (!entry || now() - entry.at > ALIVE) storage.removeItem(name);
      }
    },
  };
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
