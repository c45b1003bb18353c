import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn as drawnBy, window, words } from "./testing.js";

const ask = (await import("./ask.js")).default;
const { bounded } = await import("./ask_fields.js");
const { asked, bent, columns, interpolated, rounds, swept, unreached } = await import("./ask_line.js");
const { toggled } = await import("./ask_lists.js");
const { placed } = await import("./ask_place.js");
const { neighbour } = await import("./ask_states.js");

const base = {
  heading: "Question 1",
  prompt: "How many?",
  core: true,
  hint: "",
  state: "open",
  value: null,
  said: "",
  words,
  lang: "en",
  error: "",
  saved: true,
  saved_at: null,
  folder: "here",
  place: "",
};
let made = 0;

/** A question drawn, with a link of its own. */
function drawn(more) {
  made += 1;
  const view = { ...base, question: `q${made}`, link: `link${made}`, ...more };
  return { ...drawnBy(ask, view), view };
}

const number = { kind: "number", least: 0, most: 12, step: 1, unit: "states" };
const items = ["a", "b", "c"].map((id) => ({ id, text: id.toUpperCase() }));
const commit = (el) => el.querySelector(".rl-primary");
const actions = (sent) => sent.map(({ n: _n, ...message }) => message);
function type(node, value, event = "input") {
  node.value = value;
  node.dispatchEvent(new window.Event(event, { bubbles: true }));
}
const press = (node, key, more = {}) =>
  node.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, ...more }));

test("nothing is committed before it is complete, and the reason is read out", () => {
  const { el, sent, view } = drawn(number);
  assert.equal(commit(el).getAttribute("aria-disabled"), "true");
  commit(el).click();
  assert.deepEqual(sent, []);
  assert.match(el.querySelector("[role=status]").textContent, /incomplete/);
  type(el.querySelector("input"), "13");
  commit(el).click();
  assert.deepEqual(sent, []);
  type(el.querySelector("input"), "11");
  assert.equal(commit(el).hasAttribute("aria-disabled"), false);
  press(el.querySelector("input"), "Enter");
  assert.deepEqual(actions(sent), [{ do: "reply", question: view.question, value: 11 }]);
});

test("an answer goes out once, however often one presses", () => {
  const { el, sent } = drawn(number);
  type(el.querySelector("input"), "5");
  commit(el).click();
  commit(el).click();
  assert.equal(sent.length, 1);
});

test("what was refused may be committed anew, and what was typed is still there", () => {
  const { el, sent, receive } = drawn(number);
  type(el.querySelector("input"), "5");
  commit(el).click();
  receive({ ack: sent[0].n, saved: true });
  assert.equal(el.querySelector("input").value, "5");
  commit(el).click();
  assert.equal(sent.length, 2);
});

test("once answered the reply stands there in words, is announced, and may be given again", () => {
  const { el, sent, change, view } = drawn(number);
  type(el.querySelector("input"), "5");
  commit(el).focus();
  commit(el).click();
  change({ ...view, state: "answered", value: 5, said: "5 states" });
  assert.equal(el.querySelector("input"), null);
  assert.equal(el.querySelector(".rl-landing").textContent, "yours 5 states");
  assert.equal(el.querySelector("[role=status]").textContent, "announce");
  assert.equal(window.document.activeElement, el.querySelector(".rl-landing"));
  el.querySelector(".rl-reply button").click();
  assert.equal(sent.at(-1).do, "again");
  change({ ...view, value: 5 });
  assert.equal(el.querySelector("input").value, "5");
});

test("a view that is closed takes nothing from one of the same question that is open", () => {
  const { view, receive } = drawn({ ...number, state: "answered", value: 5, said: "5 states" });
  const open = { ...view, state: "open", draft: 5, said: "" };
  const { el, sent } = drawnBy(ask, open);
  type(el.querySelector("input"), "7");
  receive({ ack: "another’s" }); // at which every view of the link is drawn anew
  commit(el).click();
  assert.equal(actions(sent).at(-1).value, 7);
});

test("whether something is saved is told once there is something", () => {
  const { el, change, view } = drawn(number);
  assert.equal(el.querySelector(".rl-state").textContent, "");
  change({ ...view, state: "answered", value: 5, said: "5 states" });
  assert.equal(el.querySelector(".rl-state").textContent, "not_yet");
  change({ ...view, saved: false, place: "cannot be written" });
  assert.equal(el.querySelector(".rl-state").textContent, "cannot be written");
});

test("a question is passed over on purpose, and may be answered after all", () => {
  const { el, sent, change, view } = drawn(number);
  el.querySelectorAll(".rl-commit button")[1].click();
  assert.deepEqual(actions(sent), [{ do: "pass_over", question: view.question }]);
  change({ ...view, state: "passed" });
  assert.equal(el.querySelector(".rl-landing").textContent, "passed");
  assert.equal(el.querySelector(".rl-reply button").textContent, "answer_now");
});

test("a cell that is run again finds what was begun", () => {
  const first = drawn(number);
  type(first.el.querySelector("input"), "7");
  first.leave();
  const again = drawnBy(ask, first.view);
  assert.equal(again.el.querySelector("input").value, "7");
});

test("plus and minus begin at the ends and stay within them", () => {
  const { el } = drawn(number);
  const [minus, plus] = el.querySelectorAll(".rl-number button");
  plus.click();
  assert.equal(el.querySelector("input").value, "0");
  minus.click();
  assert.equal(el.querySelector("input").value, "0");
  plus.click();
  assert.equal(el.querySelector("input").value, "1");
});

test("a probability is not set until it was touched; field and slider hold the same", () => {
  const { el, sent } = drawn({ kind: "probability" });
  const [field, slider] = el.querySelectorAll("input");
  assert.equal(field.value, "");
  assert.equal(slider.getAttribute("aria-valuetext"), "untouched");
  assert.equal(commit(el).getAttribute("aria-disabled"), "true");
  type(slider, "62");
  assert.equal(field.value, "62");
  type(field, "40");
  assert.equal(slider.value, "40");
  commit(el).click();
  assert.equal(sent[0].value, 40);
});

test("views that load the module each for itself share no id and no group of radios", async () => {
  const parts = { name: "x", page: ({ id }) => id("choice"), heard: () => [], landing: "h3" };
  const modules = [await import("./mount.js"), await import("./mount.js?again")];
  const ids = modules.map(({ mounted }) => drawnBy(mounted(parts), { ...base, link: "ids" }).el.textContent);
  assert.notEqual(ids[0], ids[1]);
});

test("one, several, groups", () => {
  const one = drawn({ kind: "choice", options: items });
  one.el.querySelectorAll("input")[1].dispatchEvent(new window.Event("change", { bubbles: true }));
  commit(one.el).click();
  assert.equal(one.sent[0].value, "b");

  const some = drawn({ kind: "several", options: items });
  for (const place of [2, 0, 1, 1])
    some.el.querySelectorAll("input")[place].dispatchEvent(new window.Event("change", { bubbles: true }));
  commit(some.el).click();
  assert.deepEqual(some.sent[0].value, ["a", "c"]);

  const groups = [
    { id: "x", text: "X" },
    { id: "y", text: "a name that is much too long to stand beside another" },
  ];
  const sorted = drawn({ kind: "groups", items: items.slice(0, 2), groups });
  const [first, second] = sorted.el.querySelectorAll("select");
  type(first, "x", "change");
  commit(sorted.el).click();
  assert.equal(sorted.sent.length, 0);
  type(second, "y", "change");
  commit(sorted.el).click();
  assert.deepEqual(sorted.sent[0].value, { a: "x", b: "y" });
});

test("an order is placed and moved without a mouse, and the focus goes along", () => {
  const { el, sent } = drawn({ kind: "order", items });
  el.querySelector(".rl-item").focus();
  for (const _item of items) window.document.activeElement.click();
  assert.equal(el.querySelectorAll(".rl-order li").length, 3);
  assert.notEqual(window.document.activeElement, window.document.body);
  el.querySelectorAll(".rl-order li")[2].querySelector("button").click();
  commit(el).click();
  assert.deepEqual(sent[0].value, ["a", "c", "b"]);
});

const line = {
  kind: "line",
  years: [2000, 2001, 2002, 2003, 2004],
  ticks: [2000, 2004],
  least: 0,
  most: 100,
  step: 1,
  unit: "%",
  label: "Share",
  given: [[2000, 10]],
  fields: [2002, 2004],
};

test("a line is drawn by fields as well, and every year is sent", () => {
  const { el, sent } = drawn(line);
  const [, last] = el.querySelectorAll(".rl-fields input");
  type(last, "50");
  commit(el).click();
  assert.deepEqual(sent[0].value, { 2001: 20, 2002: 30, 2003: 40, 2004: 50 });
});

test("a line is drawn by one stroke", () => {
  const { el, sent } = drawn(line);
  const plane = el.querySelector("svg");
  plane.getBoundingClientRect = () => ({ left: 0, top: 0, width: 632, height: 230 });
  const stroke = (name, clientX, clientY) => {
    const event = new window.Event(name, { bubbles: true });
    Object.assign(event, { clientX, clientY, pointerId: 1 });
    plane.dispatchEvent(event);
  };
  stroke("pointermove", 100, 100);
  stroke("pointerdown", 190, 20);
  stroke("pointermove", 616, 206);
  stroke("pointerup", 616, 206);
  commit(el).click();
  assert.deepEqual(sent[0].value, { 2001: 100, 2002: 67, 2003: 33, 2004: 0 });
});

const tiles = [
  { iso3: "AAA", name: "Alpha", x: 1, y: 1 },
  { iso3: "BBB", name: "Beta", x: 2, y: 1 },
  { iso3: "CCC", name: "Gamma", x: 2, y: 3 },
];
const states = { kind: "states", tiles };

test("states are tapped, reached by arrows, or ticked in a list", () => {
  const { el, sent } = drawn(states);
  const [first, second] = el.querySelectorAll(".rl-tile");
  assert.equal(first.getAttribute("tabindex"), "0");
  assert.equal(second.getAttribute("tabindex"), "-1");
  press(first, "ArrowRight");
  assert.equal(second.getAttribute("tabindex"), "0");
  press(second, "Enter");
  assert.equal(second.getAttribute("aria-pressed"), "true");
  const box = el.querySelectorAll("input[type=checkbox]")[2];
  box.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.match(el.querySelector(".rl-chosen").textContent, /Beta, Gamma/);
  commit(el).click();
  assert.deepEqual(sent[0].value, ["BBB", "CCC"]);
});

const place = {
  kind: "place",
  blocs: items.slice(0, 2).map((item) => ({ ...item, colour: "#123456" })),
  economic: items.slice(0, 2),
  political: items,
};

test("schemes are taken up and put into a cell, or chosen by lists", () => {
  const { el, sent } = drawn(place);
  el.querySelector(".rl-bloc").click();
  assert.equal(el.querySelectorAll("td .rl-put").length, 6);
  press(el.querySelector(".rl-bloc"), "Escape");
  assert.equal(el.querySelectorAll("td .rl-put").length, 0);
  el.querySelector(".rl-bloc").click();
  el.querySelectorAll("td .rl-put")[3].click();
  assert.equal(el.querySelectorAll("tbody td")[3].textContent.trim(), "A");
  const [, , economic, political] = el.querySelectorAll("select");
  type(economic, "a", "change");
  assert.equal(commit(el).getAttribute("aria-disabled"), "true");
  type(political, "c", "change");
  commit(el).click();
  assert.deepEqual(sent[0].value, { a: ["b", "b"], b: ["a", "c"] });
});

test("a scheme that is placed goes back to the tray", () => {
  const { el } = drawn(place);
  el.querySelector(".rl-bloc").click();
  el.querySelectorAll("td .rl-put")[0].click();
  el.querySelector("td .rl-bloc").click();
  el.querySelector(".rl-tray .rl-put").click();
  assert.equal(el.querySelectorAll("td .rl-bloc").length, 0);
});

test("words are kept as a draft when one stops typing, and sent by the button", async () => {
  const { el, sent, change, view } = drawn({ kind: "words", rows: 3, longest: 100 });
  const area = el.querySelector("textarea");
  area.focus();
  type(area, "half a sen");
  await new Promise((done) => setTimeout(done, 700));
  assert.deepEqual(actions(sent), [{ do: "draft", question: view.question, value: "half a sen" }]);
  area.value = "half a sentence";
  change({ ...view, draft: "half a sen" });
  assert.equal(area.value, "half a sentence");
  type(area, "  a whole one ");
  press(area, "Enter", { ctrlKey: true });
  assert.equal(sent.at(-1).value, "a whole one");
});

test("a draft of a kernel that is gone fills the input again; a reply is offered, of this question only", () => {
  const lost = drawn({ ...number, link: "gone" });
  const kernel = { id: "k", status: "dead", isDisposed: true };
  lost.model.widget_manager.kernel = kernel;
  lost.leave();
  const { link } = shared("gone");
  link.send({ ...lost.model, widget_manager: { kernel } }, { do: "draft", question: "x", value: 3 });
  link.send({ ...lost.model, widget_manager: { kernel } }, { do: "draft", question: "x", value: 4 });
  link.send({ ...lost.model, widget_manager: { kernel } }, { do: "reply", question: "y", value: 5 });
  assert.equal(link.unsent(), 2);
  const again = drawnBy(
    ask,
    { ...base, ...number, question: "x", link: "gone" },
    { id: "k2", status: "idle" },
  );
  assert.equal(again.el.querySelector("input").value, "4");
  assert.equal(again.el.querySelectorAll(".rl-notice").length, 0);
  const other = drawnBy(
    ask,
    { ...base, ...number, question: "y", link: "gone" },
    { id: "k2", status: "idle" },
  );
  assert.equal(other.el.querySelectorAll(".rl-notice").length, 1);
  other.el.querySelectorAll(".rl-notice button")[0].click();
  const [replay] = actions(other.sent).filter((message) => message.do === "replay");
  assert.deepEqual(replay.actions, [{ do: "reply", question: "y", value: 5 }]);
});

function shared(id) {
  const links = globalThis.__regiolab_links;
  return { link: [...links.values()].find((link) => link.id === id) };
}

test("texts from the kernel are text", () => {
  const { el } = drawn({ ...number, prompt: "<img src=x onerror=alert(1)>", hint: "<b>h</b>" });
  assert.equal(el.querySelector("img, b"), null);
});

test("columns, asked", () => {
  assert.deepEqual(columns([2000, 2003]), [2000, 2001, 2002, 2003]);
  assert.deepEqual(columns([1990, 1995, 2000]), [1990, 1995, 2000]);
  assert.deepEqual(asked({ years: [2000, 2003], given: [[2001, 5]] }), [2000, 2002, 2003]);
});

test("interpolated: straight between points, level beyond them, from what is given on", () => {
  const years = [2000, 2001, 2002, 2003, 2004];
  assert.deepEqual(interpolated({}, years), {});
  assert.deepEqual(interpolated({ 2001: 10, 2003: 20 }, years), {
    2000: 10,
    2001: 10,
    2002: 15,
    2003: 20,
    2004: 20,
  });
  assert.deepEqual(interpolated({ 2002: 4 }, [2001, 2002], [[2000, 0]]), { 2001: 2, 2002: 4 });
});

test("swept: a stroke takes the years on its way, backwards too, and leaves others", () => {
  const years = [2000, 2001, 2002, 2003];
  assert.deepEqual(swept({ 2003: 9 }, years, [2002, 4], [2000, 0]), { 2000: 0, 2001: 2, 2002: 4, 2003: 9 });
  assert.deepEqual(swept({}, years, [2001, 7], [2001, 8]), { 2001: 8 });
});

test("bent: a field takes what was drawn beside it along, as far as its neighbours", () => {
  const points = { 2000: 1, 2001: 1, 2002: 1, 2003: 1, 2004: 1 };
  assert.deepEqual(bent(points, [2000, 2002, 2004], 2002, 5), { 2000: 1, 2002: 5, 2004: 1 });
  assert.deepEqual(bent(points, [2000, 2002, 2004], 2004, null), { 2000: 1, 2001: 1, 2002: 1 });
});

test("unreached: a line begins near the first year or at what is given, and ends near the last", () => {
  const years = [2000, 2010];
  assert.equal(unreached({ 2005: 1 }, { years, given: [] }), 2000);
  assert.equal(unreached({ 2005: 1 }, { years, given: [[2000, 1]] }), 2010);
  assert.equal(unreached({ 2001: 1, 2009: 1 }, { years, given: [] }), undefined);
});

test("rounds, bounded, toggled, placed", () => {
  assert.deepEqual(rounds(0, 30), [0, 10, 20, 30]);
  assert.deepEqual(rounds(0, 100), [0, 25, 50, 75, 100]);
  assert.deepEqual(rounds(0, 1), [0, 0.25, 0.5, 0.75, 1]);
  assert.equal(bounded(0.1 + 0.2, { least: 0, most: 1, step: 0.1 }), 0.3);
  assert.equal(bounded(12, { least: 0, most: 10, step: 1 }), 10);
  assert.deepEqual(toggled(["a", "b", "c"], ["c"], "a"), ["a", "c"]);
  assert.deepEqual(placed({ a: [1, 2] }, "a", undefined), {});
  assert.deepEqual(placed({ a: [1, 2] }, "b", [3, 4]), { a: [1, 2], b: [3, 4] });
});

test("neighbour", () => {
  assert.equal(neighbour(tiles, tiles[1], [0, 1]).iso3, "CCC");
  assert.equal(neighbour(tiles, tiles[0], [-1, 0]), undefined);
});
