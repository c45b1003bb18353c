// What every view stands in: its place in the cell, the region that is read out, and its number on the page.

/** A number of its own for each view of the page: every widget loads this module for itself. */
function numbered() {
  globalThis.__regiolab_views = (globalThis.__regiolab_views ?? 0) + 1;
  return globalThis.__regiolab_views;
}

/** @param {HTMLElement} el @param {string} name the class of the outermost element */
export function outermost(el, name) {
  const root = document.createElement("div");
  root.className = name;
  // made once and never anew: a region that is rebuilt is not read out
  const status = document.createElement("p");
  status.className = "rl-hidden";
  status.setAttribute("role", "status");
  const stage = document.createElement("div");
  root.append(status, stage);
  el.append(root);
  return { number: numbered(), root, status, stage };
}
