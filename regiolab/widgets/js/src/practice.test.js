import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, window, words } from "./testing.js";

const widget = (await import("./practice.js")).default;

const condition = {
  condition: "c1",
  name: "Condition",
  statement: "Statement",
  filed: [],
  low: 0,
  high: 1,
  text: "0 to 1",
  seen: "0 of 2",
  least: false,
  record: null,
};
const row = {
  model: "m",
  name: "Type",
  rule: "Rule",
  hue: "#2b6cb0",
  low: 0,
  high: 1,
  text: "0 to 1",
  seen: "0 of 2",
  least: false,
  record: null,
  conditions: [condition, { ...condition, condition: "c2", name: "Other" }],
};
const practice = {
  kind: "practice",
  question: "u",
  action: "put",
  heading: "Heading",
  hint: "Hint",
  rule: "Rule",
  begun: false,
  shown: false,
  said: "",
  announce: "",
  error: "",
  words,
  lang: "en",
  link: "practice-one",
  rows: [row],
  cards: [{ card: "E1", text: "Text", place: "", filed: [] }],
};

test("a card is put down without being taken for a change of a file", () => {
  const { el, sent } = drawn(widget, practice);
  el.querySelector(".rl-card-text").click();
  el.querySelectorAll(".rl-drop")[1].click();
  const { n, ...message } = sent[0];
  assert.deepEqual(message, { do: "put", question: "u", card: "E1", condition: "c1", side: "against" });
  assert.equal(el.querySelectorAll(".rl-drop").length, 0);
});

test("the list at a card files it without a mouse, and a card is taken out again", () => {
  const { el, sent, change } = drawn(widget, { ...practice, link: "practice-two" });
  el.querySelector(".rl-card-text").click();
  const select = el.querySelector(".rl-card select");
  select.value = "c2|for";
  select.dispatchEvent(new window.Event("change", { bubbles: true }));
  assert.equal(sent[0].condition, "c2");
  const filed = { ...condition, filed: [{ card: "E1", side: "for" }] };
  change({ ...practice, link: "practice-two", rows: [{ ...row, conditions: [filed] }] });
  el.querySelector(".rl-chip").click();
  assert.equal(sent[1].on, false);
});

test("Escape lays a card down", () => {
  const { el, sent } = drawn(widget, { ...practice, link: "practice-three" });
  el.querySelector(".rl-card-text").click();
  el.querySelector(".rl-practice").dispatchEvent(
    new window.KeyboardEvent("keydown", { key: "Escape", bubbles: true }),
  );
  assert.equal(el.querySelectorAll(".rl-drop").length, 0);
  assert.equal(sent.length, 0);
});

test("a value moves with what the kernel says, the least is marked, and the record's is hollow", () => {
  const { el, change } = drawn(widget, { ...practice, link: "practice-four" });
  const bars = () => [...el.querySelectorAll(".rl-conditions .rl-strength")];
  assert.equal(bars()[0].querySelector("circle"), null);
  assert.equal(el.querySelectorAll(".rl-least, .rl-hollow").length, 0);
  const known = { ...condition, low: 1, high: 1, text: "1", record: { low: 1, high: 1, text: "1" } };
  const open = { ...row.conditions[1], least: true, record: { low: 0, high: 1, text: "0 to 1" } };
  change({ ...practice, link: "practice-four", rows: [{ ...row, conditions: [known, open] }] });
  assert.ok(bars()[0].querySelector("circle"));
  assert.ok(bars()[0].querySelector("path.rl-hollow") && bars()[1].querySelector("rect.rl-hollow"));
  assert.equal(el.querySelectorAll(".rl-least").length, 1);
  assert.match(el.querySelector(".rl-conditions .rl-value").textContent, /1.*seen: 0 of 2.*◇ 1/s);
});

test("what is asked for by buttons is sent, and nothing by one that is off", () => {
  const { el, sent, change } = drawn(widget, { ...practice, link: "practice-five" });
  const [again, record] = el.querySelectorAll(".rl-practice-line button");
  again.click();
  assert.equal(sent.length, 0);
  record.click();
  assert.deepEqual([sent[0].do, sent[0].on], ["show_record", true]);
  change({ ...practice, link: "practice-five", begun: true, shown: true, said: "6 of 11" });
  el.querySelectorAll(".rl-practice-line button")[1].click();
  assert.equal(sent[1].on, false);
  el.querySelectorAll(".rl-practice-line button")[0].click();
  assert.equal(sent[2].do, "reset");
});

test("what became of it is read out, and texts are text", () => {
  const { el, change } = drawn(widget, { ...practice, link: "practice-six", hint: "<img src=x>" });
  const region = el.querySelector("[role=status]");
  change({ ...practice, link: "practice-six", announce: "Condition: 1." });
  assert.equal(region.textContent, "Condition: 1.");
  assert.equal(el.querySelector("img"), null);
});
