import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn as drawnBy, window, words } from "./testing.js";

const panel = (await import("./panel.js")).default;
const { moved } = await import("./ordering.js");
const { filled } = await import("./parts.js");

const drawn = (view) => drawnBy(panel, view);
const feedback = { steps: [], shown: [], mark: null, cost: "", comparison: null };
const page = {
  question: "q",
  heading: "Heading",
  points: "2 points",
  training: "",
  prompt: "Prompt?",
  missing: [],
  before: "",
  keep: false,
  frozen: "",
  room: "",
  look: [],
  announce: "",
  feedback,
  error: "",
  words,
  lang: "en",
};

const choice = {
  ...page,
  kind: "choice",
  link: "one",
  options: [
    { id: "a", text: "A" },
    { id: "b", text: "B" },
  ],
  choice: "",
  rows: [],
  rows_prompt: "",
  row: "",
};

test("nothing is selected until the kernel says so", () => {
  const { el, change, sent } = drawn(choice);
  const [first] = el.querySelectorAll("input");
  assert.equal(first.checked, false);
  first.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(sent[0].do, "answer");
  assert.equal(sent[0].question, "q");
  assert.match(sent[0].n, /-\d+$/);
  change({ ...choice, choice: "a" });
  assert.equal(el.querySelectorAll("input")[0].checked, true);
});

test("a choice stays as it was set until it is answered, and goes back if it was refused", () => {
  const { el, sent, receive } = drawn({ ...choice, link: "set" });
  const [first] = el.querySelectorAll("input");
  first.checked = true;
  first.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(first.checked, true);
  receive({ ack: sent[0].n, saved: true });
  assert.equal(first.checked, false);
});

test("a redraw keeps the nodes that stay, so that the focus stays", () => {
  const { el, change } = drawn({ ...choice, link: "two" });
  const node = el.querySelectorAll("input")[1];
  change({ ...choice, link: "two", choice: "b", missing: ["x"] });
  assert.equal(el.querySelectorAll("input")[1], node);
});

const condition = { condition: "c1", name: "Condition", statement: "Statement", filed: [] };
const row = {
  model: "m",
  name: "Type",
  rule: "Rule",
  residual: false,
  bar: [0, 1],
  degree: "",
  flags: [],
  conditions: [condition],
  degrees: ["absent", "element", "dominant"].map((value) => ({ value, label: value })),
};
const board = {
  ...page,
  kind: "board",
  link: "three",
  rule: "Rule",
  warnings: [],
  rows: [row],
  confidence: 0,
  confidences: ["a", "b", "c"],
  rationale: "",
  cards: [{ card: "E1", text: "Text", place: "", filed: [] }],
};

test("a card is taken up and put down for a condition", () => {
  const { el, sent } = drawn(board);
  assert.equal(el.querySelectorAll(".rl-drop").length, 0);
  el.querySelector(".rl-card-text").click();
  assert.equal(el.querySelector(".rl-card-text").getAttribute("aria-pressed"), "true");
  assert.equal(el.querySelectorAll(".rl-drop").length, 2);
  el.querySelectorAll(".rl-drop")[1].click();
  const { n, ...message } = sent[0];
  assert.deepEqual(message, { do: "file", question: "q", card: "E1", condition: "c1", side: "against" });
  assert.equal(el.querySelectorAll(".rl-drop").length, 0);
});

test("whoever takes a card out goes on at the card", () => {
  const filed = {
    ...board,
    link: "out",
    rows: [{ ...row, conditions: [{ ...condition, filed: [{ card: "E1", side: "for" }] }] }],
  };
  const { el, change } = drawn(filed);
  const chip = el.querySelector(".rl-chip");
  chip.focus();
  chip.click();
  change({ ...board, link: "out" });
  assert.equal(document.activeElement, el.querySelector(".rl-card-text"));
});

test("Escape lays a card down", () => {
  const { el, sent } = drawn({ ...board, link: "four" });
  el.querySelector(".rl-card-text").click();
  const key = new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true });
  el.querySelector(".rl-board").dispatchEvent(key);
  assert.equal(el.querySelectorAll(".rl-drop").length, 0);
  assert.equal(sent.length, 0);
});

test("the list at a card files it without a mouse", () => {
  const { el, sent } = drawn({ ...board, link: "five" });
  el.querySelector(".rl-card-text").click();
  const select = el.querySelector(".rl-card select");
  select.value = "c1|for";
  select.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(sent[0].side, "for");
});

test("what the kernel sends does not overwrite what is being typed", () => {
  const { el, change } = drawn({ ...board, link: "six" });
  const area = el.querySelector("textarea");
  area.focus();
  area.value = "half a sen";
  change({ ...board, link: "six", rationale: "half", missing: ["x"] });
  assert.equal(el.querySelector("textarea").value, "half a sen");
});

test("texts from the kernel are text", () => {
  const { el } = drawn({ ...board, link: "seven", prompt: "<img src=x onerror=alert(1)>" });
  assert.equal(el.querySelector("img"), null);
});

test("the status region is never rebuilt", () => {
  const { el, change } = drawn({ ...choice, link: "eight", announce: "no answer yet" });
  const region = el.querySelector("[role=status]");
  change({ ...choice, link: "eight", announce: "complete" });
  assert.equal(el.querySelector("[role=status]"), region);
  assert.equal(region.textContent, "complete");
});

const listed = {
  ...page,
  kind: "order",
  items: ["a", "b", "c"].map((id) => ({ id, text: id })),
  order: [],
  formula: "",
};
const next = (el) => el.querySelector(".rl-unplaced button").click();
const shown = (el) => [...el.querySelectorAll(".rl-order span")].map((node) => node.textContent);

test("items that are placed faster than the kernel answers are all placed", () => {
  const view = { ...listed, link: "nine" };
  const { el, sent, change, receive } = drawn(view);
  next(el);
  next(el);
  assert.deepEqual(
    sent.map((message) => message.order),
    [["a"], ["a", "b"]],
  );
  change({ ...view, order: ["a"] });
  receive({ ack: sent[0].n, saved: true });
  assert.deepEqual(shown(el), ["a", "b"]);
  next(el);
  assert.deepEqual(sent[2].order, ["a", "b", "c"]);
});

test("an order that is refused goes back to the one in the file", () => {
  const { el, sent, receive } = drawn({ ...listed, link: "ten" });
  next(el);
  assert.deepEqual(shown(el), ["a"]);
  receive({ ack: sent[0].n, saved: true });
  assert.deepEqual(shown(el), []);
});

test("what is dropped on an order from elsewhere moves nothing", () => {
  const { el, sent } = drawn({ ...listed, link: "eleven", order: ["a", "b"] });
  for (const text of ["", "0", "hello", "c"]) {
    const drop = new window.Event("drop", { bubbles: true });
    drop.dataTransfer = { getData: () => text };
    el.querySelectorAll(".rl-order li")[1].dispatchEvent(drop);
  }
  assert.deepEqual(sent, []);
  const drop = new window.Event("drop", { bubbles: true });
  drop.dataTransfer = { getData: () => "a" };
  el.querySelectorAll(".rl-order li")[1].dispatchEvent(drop);
  assert.deepEqual(sent[0].order, ["b", "a"]);
});

test("what is checked takes the focus to what is told of it, and nothing else does", () => {
  const head = {
    kind: "head",
    link: "check",
    title: "Title",
    notices: [],
    pages: [{ label: "1", name: "One", state: "open", said: "open" }],
    page: 0,
    of: 1,
    done: 0,
    state: "0 of 1",
    round: "round 1",
    seal: "Check",
    checks: "q",
    asking: "",
    error: "",
    words,
    lang: "en",
  };
  const above = drawn(head);
  const below = drawn({ ...board, link: "check" });
  const told = {
    ...feedback,
    steps: [{ step: 1, label: "1", opened: true, ready: true }],
    shown: [{ heading: "Rule", paragraphs: [] }],
  };
  const heading = () => below.el.querySelector(".rl-feedback h3");
  below.change({ ...board, link: "check", feedback: told });
  assert.notEqual(document.activeElement, heading()); // opened, and not by a check
  below.change({ ...board, link: "check" });
  above.el.querySelector(".rl-primary").click();
  assert.equal(above.sent[0].do, "submit");
  below.change({ ...board, link: "check", feedback: told });
  above.change({ ...head, seal: "" });
  above.receive({ ack: above.sent[0].n, saved: true });
  assert.equal(document.activeElement, heading());
});

test("whoever places items one by one goes on with the next, and then with the one placed last", () => {
  const items = ["a", "b"].map((id) => ({ id, text: id.toUpperCase() }));
  const order = { ...page, kind: "order", link: "order", items, order: [], formula: "" };
  const { el, change, sent } = drawn(order);
  const focused = () => document.activeElement.getAttribute("aria-label") ?? document.activeElement.tagName;
  const place = (label) => {
    const button = [...el.querySelectorAll(".rl-item")].find((node) => node.textContent.includes(label));
    button.focus();
    button.click();
  };
  place("A");
  assert.deepEqual(sent[0].order, ["a"]);
  change({ ...order, order: ["a"] });
  assert.equal(focused(), "place: B");
  place("B");
  change({ ...order, order: ["a", "b"] });
  assert.equal(focused(), "up: B");
});

test("moved", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
});

test("filled", () => {
  assert.equal(filled("at {time} in {folder} {other}", { time: "1", folder: "f" }), "at 1 in f {other}");
});
