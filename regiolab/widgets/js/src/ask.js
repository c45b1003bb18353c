// A question of a lesson: one commits first, and then sees. What is drawn or typed before that stays here.

import { html, nothing } from "lit-html";
import { number, probability, words as text } from "./ask_fields.js";
import { line } from "./ask_line.js";
import { choice, groups, order, several } from "./ask_lists.js";
import { place } from "./ask_place.js";
import { states } from "./ask_states.js";
import { mounted } from "./mount.js";
import { offer, saving } from "./saving.js";

/**
 * Each kind: what is `drawn`, the reason `why` an answer is not complete ("" if it is), and where needed
 * the value that is `sent` for what was drawn. `shown` kinds show the reply again, read-only.
 */
const KINDS = { number, probability, choice, several, groups, order, line, states, place, words: text };
const PAUSE = 600; // milliseconds after the last change before a draft is sent

/** What was begun on this page, by question; a cell that is run again finds it. */
function drafts() {
  globalThis.__regiolab_drafts ??= new Map();
  return globalThis.__regiolab_drafts;
}

const key = ({ view }) => `${view.link} ${view.question}`;
const own = (context) => (item) => item.message.question === context.view.question;
const isDraft = (item) => item.message.do === "draft";

/** What the input holds now. */
function held(context) {
  const { view } = context;
  if (view.state === "open" && drafts().has(key(context))) return drafts().get(key(context));
  return view.draft ?? view.value ?? null;
}

/** A draft goes to the kernel where it is a text, and is kept in the browser where no kernel listens. */
function keepDraft(context) {
  const { view, link } = context;
  clearTimeout(context.local.get("timer"));
  context.local.delete("timer");
  const value = drafts().get(key(context));
  if (value === undefined || view.state !== "open" || context.local.get("kept") === value) return;
  if (view.kind !== "words" && link.state() !== "lost") return;
  context.local.set("kept", value);
  context.send({ do: "draft", question: view.question, value });
}

function put(context, value, focus) {
  drafts().set(key(context), value);
  clearTimeout(context.local.get("timer"));
  context.local.set(
    "timer",
    setTimeout(() => keepDraft(context), PAUSE),
  );
  context.local.delete("reason");
  context.redraw(focus);
}

/** A draft that an earlier page or kernel left is put back into the input: nobody need decide on it. */
function restore(context) {
  const { view, link } = context;
  const mine = (item) => own(context)(item) && isDraft(item);
  const left = link.offered().filter(mine);
  if (!left.length || link.state() === "lost" || context.local.get("restoring")) return;
  context.local.set("restoring", true);
  if (view.state === "open" && !drafts().has(key(context)))
    drafts().set(key(context), left.at(-1).message.value);
  queueMicrotask(() => {
    link.drop(mine);
    context.local.delete("restoring");
    keepDraft(context);
  });
}

function commit(context, value) {
  const { view, words, local } = context;
  const kind = KINDS[view.kind];
  if (local.get("committed")) return;
  const why = kind.why(value, context);
  if (why) {
    // said again each time that one presses
    local.set("reason", local.get("reason") === why ? `${why} ` : why);
    context.redraw();
    return;
  }
  clearTimeout(local.get("timer"));
  local.delete("timer");
  local.set("committed", view);
  local.set("said", words.announce);
  context.send({ do: "reply", question: view.question, value: kind.sent ? kind.sent(value, view) : value });
  context.redraw();
}

function bar(context, value) {
  const { view, words, local } = context;
  const why = KINDS[view.kind].why(value, context);
  const busy = Boolean(local.get("committed"));
  const id = context.id("why");
  return html`<div class="rl-line rl-commit">
      <button type="button" class="rl-primary" aria-disabled=${why || busy ? "true" : nothing}
        aria-describedby=${why ? id : nothing} @click=${() => commit(context, value)}>${words.commit}</button>
      <button type="button" aria-disabled=${busy ? "true" : nothing} @click=${() => {
        if (local.get("committed")) return;
        local.set("committed", view);
        local.set("said", "");
        context.send({ do: "pass_over", question: view.question });
      }}>${words.pass_over}</button>
      <small id=${id}>${busy ? words.sending : why}</small>
    </div>`;
}

function open(context) {
  const { view, words } = context;
  const value = held(context);
  const input = {
    value,
    put: (next, focus) => put(context, next, focus),
    commit: () => commit(context, held(context)),
  };
  return html`${view.hint ? html`<p class="rl-about">${words.hint} ${view.hint}</p>` : nothing}
    <div class="rl-input">${KINDS[view.kind].drawn(context, input)}</div>
    ${bar(context, value)}`;
}

function closed(context) {
  const { view, words, local } = context;
  const passed = view.state === "passed";
  const kind = KINDS[view.kind];
  const said = passed ? words.passed : `${words.yours} ${view.said}`;
  return html`<div class="rl-line rl-reply"><p class="rl-landing" tabindex="-1">${said}</p>
      <button type="button" @click=${() => {
        local.set("said", "");
        context.send({ do: "again", question: view.question });
      }}>${passed ? words.answer_now : words.again}</button></div>
    ${
      kind.shown && !passed && view.value
        ? html`<details class="rl-files" ?open=${!view.said}><summary>${words.show_yours}</summary>
          <div class="rl-input">${kind.drawn(context, { value: view.value, quiet: true })}</div></details>`
        : nothing
    }`;
}

function page(context) {
  const { view, words, link, local } = context;
  // a reply is under way until the kernel shows something else
  if (local.get("committed") && local.get("committed") !== view) local.delete("committed");
  // once, and not with every drawing: the question may stand on the page a second time, and be open there
  if (view.state !== "open" && local.get("closed") !== view) {
    local.set("closed", view);
    drafts().delete(key(context));
    local.delete("kept");
    local.delete("reason");
  }
  restore(context);
  const offered = link.offered().filter((item) => own(context)(item) && !isDraft(item));
  // a question that nobody has touched has nothing to save
  const telling = link.state() !== "connected" || !view.saved || view.state !== "open" || view.draft;
  return html`<div class="rl-line rl-title"><h3 class=${view.state === "open" ? "rl-landing" : ""} tabindex="-1"
        >${view.heading}${view.core ? html` <small>${words.core}</small>` : nothing}</h3>
      <span class=${`rl-state rl-${link.state()}`}>${telling ? saving(context) : nothing}</span></div>
    ${view.prompt.split("\n\n").map((part) => html`<p class="rl-prompt">${part}</p>`)}
    ${view.error ? html`<p class="rl-notice">${view.error}</p>` : nothing}
    ${offered.length && link.state() !== "lost" ? offer(context, offered, own(context)) : nothing}
    ${view.state === "open" ? open(context) : closed(context)}`;
}

/** What is read out: a reason, an error, that the reply was kept, and what does not arrive. */
function heard(context) {
  const { view, link, local } = context;
  const trouble = ["lost", "waiting"].includes(link.state()) ? saving(context) : "";
  const kept = view.state === "answered" ? local.get("said") : "";
  return [view.error, local.get("reason"), kept, trouble];
}

/** A plane is as wide as its cell. */
function shown(context, root) {
  if (!globalThis.ResizeObserver) return;
  new ResizeObserver(() => {
    const width = context.stage.clientWidth;
    if (!width || width === context.local.get("width")) return;
    context.local.set("width", width);
    context.redraw();
  }).observe(root);
}

export default mounted({
  name: "rl-panel rl-ask",
  page,
  heard,
  landing: ".rl-landing",
  tells: () => true,
  shown,
  // what was answered without a change of the view was refused, or not written: one may commit anew
  received: ({ local }, message) => message.ack && local.delete("committed"),
  moved: (context) => context.link.state() === "lost" && keepDraft(context),
});
