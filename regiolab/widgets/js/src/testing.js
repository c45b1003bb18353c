// A page and a host of a widget, for tests without a browser.

import { Window } from "happy-dom";

export const window = new Window();
Object.assign(globalThis, {
  window,
  document: window.document,
  CSS: { escape: (text) => text },
  Node: window.Node,
  HTMLElement: window.HTMLElement,
});

/** Words that are their own names. */
export const words = new Proxy({}, { get: (_words, name) => String(name) });

/** A model as the host of a widget gives it. */
export function hosted(view) {
  const heard = new Map();
  const sent = [];
  let now = view;
  return {
    sent,
    model: {
      get: () => now,
      send: (message) => sent.push(message),
      on: (name, slot) => heard.set(name, slot),
      off: (name) => heard.delete(name),
      widget_manager: {},
    },
    change(next) {
      now = next;
      heard.get("change:view")();
    },
    receive: (message) => heard.get("msg:custom")(message),
  };
}

/** A view drawn into a page of its own. */
export function drawn({ render }, view, kernel) {
  const host = hosted(view);
  if (kernel) host.model.widget_manager.kernel = kernel;
  const el = document.createElement("div");
  document.body.append(el);
  host.leave = render({ model: host.model, el });
  return { ...host, el };
}
