// Numbers that tell the views of a page apart.

/** A number of its own for each view of the page: every widget loads this module for itself. */
export function numbered() {
  globalThis.__regiolab_views = (globalThis.__regiolab_views ?? 0) + 1;
  return globalThis.__regiolab_views;
}
