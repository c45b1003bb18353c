"use strict";
// The page asks what to show, lays it in place, and keeps what is shown when no answer comes.
const body = document.body;
const view = document.getElementById("view");
const lost = document.getElementById("lost");
const said = document.getElementById("said");
const help = document.getElementById("help");
const names = ["exercise", "question", "beside", "second", "order"];
const state = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
let tag = "";
let queue = Promise.resolve();
let waiting = 0;
let missed = 0;
let since = new Date();

const theme = state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
document.documentElement.dataset.theme = theme;

function keep() {
  // so that the page comes back as it was when it is opened anew
  const kept = names.filter((name) => state[name] && name !== "beside").map((name) => [name, state[name]]);
  kept.push(["theme", document.documentElement.dataset.theme]);
  history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
}

// One question after the other: each step starts from where the one before has led.
function ask(step = "") {
  waiting += 1;
  queue = queue.then(() => fetched(step)).finally(() => {
    waiting -= 1;
  });
}

async function fetched(step) {
  const asked = new URLSearchParams(names.filter((name) => state[name]).map((name) => [name, state[name]]));
  if (step) asked.set("step", step);
  const headers = tag && !step ? { "If-None-Match": tag } : {};
  try {
    const found = await fetch(`view?${asked}`, { headers, cache: "no-store", signal: AbortSignal.timeout(5000) });
    if (found.status !== 200 && found.status !== 304) throw new Error(found.statusText);
    if (found.status === 200) lay(await found.text(), found.headers.get("ETag") || "");
    missed = 0;
    since = new Date();
    lost.hidden = true;
  } catch {
    missed += 1;
    if (missed >= 3 && lost.hidden) {
      lost.textContent = `${body.dataset.lost} ${since.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}.`;
      lost.hidden = false;
    }
  }
}

function lay(content, newTag) {
  tag = newTag;
  view.innerHTML = content; // every text in it was escaped where it was written
  view.removeAttribute("aria-busy");
  const told = view.firstElementChild.dataset;
  state.question = told.question;
  state.exercise = told.exercise;
  if (said.textContent !== told.said) said.textContent = told.said;
  fit();
  for (const name of ["beside", "second"]) press(name, state[name] === "1");
  press("order", state.order === "divided");
  keep();
}

// A room cannot scroll: what is a little too high for the window is set a little smaller, never too small to read.
function fit() {
  const root = document.documentElement;
  root.style.fontSize = "";
  const whole = Number.parseFloat(getComputedStyle(root).fontSize);
  for (let size = whole; root.scrollHeight > innerHeight && size > Math.max(17, whole * 0.8); ) {
    size = Math.max(17, size - whole * 0.02);
    root.style.fontSize = `${size}px`;
  }
}

function press(name, on) {
  document.querySelector(`[data-do="${name}"]`).setAttribute("aria-pressed", String(on));
}

const acts = {
  next: () => go("next"),
  back: () => go("back"),
  beside: () => toggle("beside"),
  second: () => toggle("second"),
  order: () => {
    state.order = state.order === "divided" ? "asked" : "divided";
    go("first");
  },
  exercise: () => {
    const all = (view.firstElementChild?.dataset.exercises || "").trim().split(" ");
    if (all.length < 2) return;
    state.exercise = all[(all.indexOf(state.exercise) + 1) % all.length];
    state.question = "";
    state.beside = "";
    ask();
  },
  theme: () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keep();
  },
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  help: () => (help.open ? help.close() : help.showModal()),
};

function go(step) {
  state.beside = ""; // held back until it is asked for
  ask(step);
}

function toggle(name) {
  state[name] = state[name] === "1" ? "" : "1";
  ask();
}

const keys = {
  ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", " ": "beside", 2: "second",
  d: "order", e: "exercise", t: "theme", f: "full", "?": "help",
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (help.open && event.key !== "?") return;
  // on a button the space bar presses it
  if (event.key === " " && event.target.closest("button")) return;
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  if (!event.repeat || act === "next" || act === "back") acts[act]();
});

document.getElementById("tools").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  acts[button.dataset.do]();
  // a mouse leaves no focus behind, or the space bar would press the same button again
  if (event.detail) button.blur();
});

addEventListener("resize", fit);
ask();
setInterval(() => {
  if (!waiting) ask();
}, Number(body.dataset.every));
