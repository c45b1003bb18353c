import assert from "node:assert/strict";
import { test } from "node:test";
import { Window } from "happy-dom";

const window = new Window();
Object.assign(globalThis, {
  window,
  document: window.document,
  CSS: { escape: (text) => text },
  Node: window.Node,
  HTMLElement: window.HTMLElement,
  requestAnimationFrame: (slot) => setTimeout(() => slot(performance.now()), 5),
  cancelAnimationFrame: clearTimeout,
});
const { render } = (await import("./atlas.js")).default;
const { day, iso, monthEnd, monthOf, written } = await import("./days.js");
const { beside } = await import("./stage.js");
const { captions, governing, members, neighbour, prepared, standing } = await import("./standing.js");

const spell = (iso3, status, start, end = "", more = {}) => ({
  iso3,
  status,
  start,
  signed: start,
  in_force: "",
  end,
  precision: "day",
  until: "",
  checked: "read",
  cited: [[0, "¶1"]],
  ...more,
});
const scheme = (name, sign, colour, more = {}) => ({
  name,
  whole: name,
  sign,
  colour,
  ink: "#ffffff",
  forced: false,
  met: "",
  silence: "",
  ...more,
});
const place = (name, col, row) => ({
  name,
  col,
  row,
  x: 100 * col,
  y: 100 * row,
  wide: 120,
  dot: false,
  path: "M0 0L9 0L9 9Z",
});
const words = new Proxy({}, { get: (_words, name) => `${String(name)} {n}{date}{names}{title}` });
const data = {
  lang: "en-GB",
  first: "1960-01-01",
  last: "2020-06-30",
  most: 2,
  width: 800,
  inset: [0, 0, 300, 200],
  inset_right: 250,
  statuses: ["full", "suspended", "acceding", "associate", "observer"].map((id) => ({
    id,
    name: id,
    one: `{n} ${id}`,
    many: `{n} ${id}s`,
  })),
  checked: { read: "Read." },
  rules: ["start", "signed", "in_force"].map((id) => ({ id, name: id, said: "" })),
  blocs: {
    one: scheme("One", "On", "#0072b2", { forced: true }),
    two: scheme("Two", "Tw", "#d55e00", { met: "2015-01-01", silence: "Silent since." }),
    three: scheme("Three", "Th", "#009e73"),
  },
  offered: ["one", "two"],
  states: { AAA: place("Aland", 1, 1), BBB: place("Bland", 2, 1), CCC: place("Cland", 1, 2) },
  others: { ZZZ: "Zland" },
  spells: {
    one: [
      spell("AAA", "full", "1991-03-26", "2012-06-29", { in_force: "1992-01-01" }),
      spell("AAA", "suspended", "2012-06-29", "2013-08-15"),
      spell("BBB", "associate", "1996-01-01", "", { precision: "year" }),
      spell("BBB", "acceding", "2000-01-01"),
      spell("ZZZ", "full", "1995-01-01"),
    ],
    two: [spell("CCC", "full", "2004-12-14")],
    three: [spell("AAA", "full", "2008-05-23")],
  },
  events: [
    {
      event: "a",
      date: "1991-03-26",
      precision: "day",
      title: "One begins",
      blocs: ["one"],
      cited: [[0, ""]],
    },
    {
      event: "b",
      date: "2012-06-29",
      precision: "day",
      title: "Aland out",
      blocs: ["one", "three"],
      cited: [],
    },
  ],
  governments: [
    ["1990-01-01", 1, 0, 2, 0],
    ["2003-01-01", 2, 0, 1, 0],
  ],
  sides: ["left", "centre", "right", "unknown"].map((id) => ({ id, name: id, colour: "#333333" })),
  stops: [
    { day: "1991-12-31", blocs: ["one"], title: "First", story: "Story one.", events: ["a"] },
    { day: "2012-12-31", blocs: ["one", "two"], title: "Second", story: "Story two.", events: ["b"] },
  ],
  sources: [{ text: "A source.", link: "https://example.org" }],
  words,
};
const ready = prepared(data);

test("days are numbers that come back, and are written as well as they are known", () => {
  assert.equal(iso(day("2012-06-29")), "2012-06-29");
  assert.equal(iso(monthEnd(1960, 1)), "1960-02-29");
  assert.equal(monthOf(day("2012-06-29"), 1960), 52 * 12 + 5);
  assert.equal(written(day("2012-06-29"), "en-GB"), "29 June 2012");
  assert.equal(written(day("2012-06-29"), "pt", "month"), "junho de 2012");
  assert.equal(written(day("2012-06-29"), "es", "year"), "2012");
});

test("a spell holds up to, not including, its end, and the closest standing counts", () => {
  const held = (on, by = "start") =>
    Object.fromEntries([...members(ready, "one", day(on), by)].map(([iso3, { status }]) => [iso3, status]));
  assert.deepEqual(held("1991-03-25"), {});
  assert.deepEqual(held("1991-06-01", "in_force"), {});
  assert.deepEqual(held("2012-06-28"), { AAA: "full", BBB: "acceding", ZZZ: "full" });
  assert.deepEqual(held("2012-06-29"), { AAA: "suspended", BBB: "acceding", ZZZ: "full" });
  assert.deepEqual(held("2013-08-15"), { BBB: "acceding", ZZZ: "full" });
});

test("what has no entry into force of its own has no members by it", () => {
  const [one, two] = standing(ready, ["one", "two"], day("2016-01-01"), "in_force");
  assert.deepEqual([two.rows.size, two.without, two.silent], [0, true, "Silent since."]);
  assert.deepEqual([one.without, one.lacking], [false, 1]);
});

test("captions are the latest events of the schemes shown, and not old ones", () => {
  const titles = (blocs, on) => captions(ready, blocs, day(on)).map(({ title }) => title);
  assert.deepEqual(titles(["one"], "2012-12-31"), ["Aland out"]);
  assert.deepEqual(titles(["two"], "2012-12-31"), []);
  assert.deepEqual(titles(["one"], "2018-01-01"), []);
});

test("governments, stops and neighbours", () => {
  assert.equal(governing(ready, day("1989-01-01")), null);
  assert.deepEqual(governing(ready, day("2010-01-01")), [2, 0, 1, 0]);
  assert.deepEqual(
    [1, -1].map((step) => neighbour(ready, 0, day("2000-01-01"), step)),
    [2, 1],
  );
  assert.deepEqual(
    [1, -1].map((step) => neighbour(ready, 2, day("2012-12-31"), step)),
    [2, 1],
  );
  assert.equal(beside({ A: [0, 0], B: [9, 1], C: [0, 9] }, "A", [1, 0]), "B");
  assert.equal(beside({ A: [0, 0], B: [9, 1], C: [0, 9] }, "A", [-1, 0]), null);
});

function opened(shown = {}) {
  const values = {
    data,
    shown: {
      on: "1991-12-31",
      blocs: ["one"],
      by: "start",
      layout: "tiles",
      stop: 1,
      playing: false,
      ...shown,
    },
  };
  const heard = new Map();
  const model = {
    saved: 0,
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
    },
    save_changes() {
      model.saved += 1;
    },
    on: (name, slot) => heard.set(name, slot),
    off: (name) => heard.delete(name),
    say(next) {
      values.shown = { ...values.shown, ...next };
      heard.get("change:shown")();
    },
  };
  const el = document.createElement("div");
  document.body.append(el);
  const leave = render({ model, el });
  return { el, model, leave, root: el.firstChild, text: () => el.textContent.replace(/\s+/g, " ") };
}

const press = (node, key) =>
  node.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const rest = (time = 800) => new Promise((done) => setTimeout(done, time));

test("the next and the previous stop by one key, told to the kernel when it rests", async () => {
  const view = opened();
  assert.match(view.text(), /31 December 1991/);
  press(view.root, "PageDown");
  assert.match(view.text(), /31 December 2012 .*Story two/);
  press(view.root, "p");
  assert.match(view.text(), /Story one/);
  press(view.root, "n");
  await rest();
  assert.deepEqual(view.model.get("shown").blocs, ["one", "two"]);
  assert.equal(view.model.get("shown").stop, 2);
  assert.match(
    view.el.querySelector("[role=status]").textContent,
    /^31 December 2012\. 2\. Second\. Story two\. One: /,
  );
  view.leave();
});

test("schemes are switched on and off; too many and none are refused in a sentence", () => {
  const view = opened();
  const button = (name) =>
    [...view.el.querySelectorAll(".rl-scheme")].find((node) => node.textContent.includes(name));
  assert.equal(button("One").getAttribute("aria-pressed"), "true");
  button("One").click();
  assert.match(view.el.querySelector("[role=alert]").textContent, /^one /);
  button("Two").click();
  assert.equal(view.el.querySelector("[role=alert]"), null);
  const more = view.el.querySelector(".rl-schemes select");
  more.value = "three";
  more.dispatchEvent(new window.Event("change"));
  assert.match(view.el.querySelector("[role=alert]").textContent, /^most 2/);
  view.leave();
});

test("a state that is pressed shows its memberships, each with its sources", () => {
  const view = opened({ on: "2012-12-31", stop: 0 });
  for (const layout of ["tiles", "outlines"]) {
    view.model.say({ layout });
    const node = view.el.querySelector("[role=button][id$=at-AAA]");
    assert.equal(node.getAttribute("aria-label"), "Aland: One suspended");
    press(node, "Enter");
    const one = view.el.querySelector(".rl-one");
    assert.match(one.textContent, /Aland.*One.*suspended/s);
    const details = one.querySelector("details");
    details.open = true;
    details.dispatchEvent(new window.Event("toggle"));
    assert.match(view.el.querySelector(".rl-one").textContent, /Read\..*A source\..*\[¶1\]/s);
    press(view.root, "Escape");
    assert.equal(view.el.querySelector(".rl-one"), null);
  }
  view.leave();
});

test("it plays by itself, rests when told, and goes on without a kernel", async () => {
  const view = opened({ on: "2000-12-31", stop: 0 });
  view.model.save_changes = () => {
    // a kernel that is gone hears nothing
  };
  const play = view.el.querySelector(".rl-play");
  play.click();
  await rest(200);
  play.click();
  const shown = view.model.get("shown");
  assert.ok(shown.on > "2000-12-31" && shown.on < "2003-01-01", shown.on);
  assert.equal(shown.playing, false);
  view.model.say({ playing: true });
  await rest(120);
  view.model.say({ playing: false, on: "1991-12-31" });
  assert.match(view.text(), /31 December 1991/);
  view.leave();
});

test("all members of the day as a table", () => {
  const view = opened({ on: "2012-12-31", stop: 0 });
  const details = view.el.querySelector(".rl-listing");
  details.open = true;
  details.dispatchEvent(new window.Event("toggle"));
  const rows = [...view.el.querySelectorAll("tbody tr")].map((row) => row.querySelector("th").textContent);
  assert.deepEqual(rows, ["Aland", "Bland", "Zland"]);
  view.leave();
});
