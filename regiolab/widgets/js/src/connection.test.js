import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { link, linkTo } from "./connection.js";
import { store } from "./store.js";

/** A storage of the browser's shape, in memory. */
function memory() {
  const held = new Map();
  return {
    get length() {
      return held.size;
    },
    key: (n) => [...held.keys()][n] ?? null,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => held.set(name, value),
    removeItem: (name) => held.delete(name),
  };
}

function signal() {
  const heard = [];
  return {
    connect: (slot) => heard.push(slot),
    emit: () => {
      for (const slot of heard) slot();
    },
  };
}

function kernelOf(status = "idle") {
  return {
    status,
    connectionStatus: "connected",
    isDisposed: false,
    statusChanged: signal(),
    connectionStatusChanged: signal(),
    disposed: signal(),
  };
}

let clock;
let sent;
const modelOf = (kernel) => ({ widget_manager: { kernel }, send: (message) => sent.push(message) });
const opened = (storage = memory()) => link("id", { storage, locks: null, now: () => clock, timer: false });
const change = { do: "set", question: "q", model: "social", degree: "element" };

beforeEach(() => {
  clock = 1_000_000;
  sent = [];
  globalThis.__regiolab_links = new Map();
});

test("a change is sending until it is answered", () => {
  const found = opened();
  found.send(modelOf(kernelOf()), change);
  assert.equal(found.state(), "sending");
  assert.equal(found.unsent(), 1);
  found.acknowledge({ ack: sent[0].n });
  assert.equal(found.state(), "connected");
  assert.equal(found.unsent(), 0);
});

test("a busy kernel is waited for, and is not dead", () => {
  const found = opened();
  const kernel = kernelOf("busy");
  found.send(modelOf(kernel), change);
  clock += 60_000;
  found.tick();
  assert.equal(found.state(), "waiting");
  kernel.status = "idle";
  found.acknowledge({ ack: sent[0].n });
  assert.equal(found.state(), "connected");
});

test("an idle kernel that does not answer is gone", () => {
  const found = opened();
  found.send(modelOf(kernelOf()), change);
  clock += 5000;
  found.tick();
  assert.equal(found.state(), "lost");
});

for (const [what, act] of [
  [
    "restarts",
    (kernel) => {
      kernel.status = "restarting";
      kernel.statusChanged.emit();
      kernel.status = "idle";
    },
  ],
  [
    "dies",
    (kernel) => {
      kernel.status = "dead";
      kernel.statusChanged.emit();
    },
  ],
  [
    "is shut down",
    (kernel) => {
      kernel.isDisposed = true;
      kernel.disposed.emit();
    },
  ],
  [
    "loses its server",
    (kernel) => {
      kernel.connectionStatus = "connecting";
      kernel.connectionStatusChanged.emit();
    },
  ],
]) {
  test(`a kernel that ${what} is known at once, with nothing waiting`, () => {
    const found = opened();
    const kernel = kernelOf();
    found.attach(modelOf(kernel));
    assert.equal(found.state(), "connected");
    act(kernel);
    assert.equal(found.state(), "lost");
  });
}

test("a server that comes back is connected again", () => {
  const found = opened();
  const kernel = kernelOf();
  found.attach(modelOf(kernel));
  kernel.connectionStatus = "disconnected";
  assert.equal(found.state(), "lost");
  kernel.connectionStatus = "connected";
  assert.equal(found.state(), "connected");
});

/** The kernel answers all that was sent to it. */
function answered(found, saved = true) {
  for (const { n } of sent.splice(0)) found.acknowledge({ ack: n, saved });
}

const messages = (found) => found.offered().map((item) => item.message);

test("what was done on a lost kernel is offered when the cell is run again, and dropped once", () => {
  const found = opened();
  const kernel = kernelOf();
  found.attach(modelOf(kernel));
  kernel.status = "dead";
  kernel.statusChanged.emit();
  found.send(modelOf(kernel), change);
  found.send(modelOf(kernel), { do: "go", page: 2 });
  assert.equal(sent.length, 0);
  assert.equal(found.unsent(), 1);
  found.attach(modelOf(kernelOf()));
  assert.equal(found.state(), "lost", "a view drawn anew has to be answered first");
  answered(found);
  assert.equal(found.state(), "connected");
  assert.deepEqual(messages(found), [change]);
  found.drop();
  assert.deepEqual(found.offered(), []);
});

test("what was undone before it arrived is neither counted nor offered, whatever was done before it is", () => {
  const storage = memory();
  const found = opened(storage);
  const kernel = kernelOf();
  found.send(modelOf(kernel), change);
  kernel.status = "restarting";
  kernel.statusChanged.emit();
  found.send(modelOf(kernel), { ...change, degree: "dominant" });
  found.send(modelOf(kernel), { do: "undo" });
  assert.equal(found.unsent(), 1);
  const kept = () => JSON.parse(storage.getItem(storage.key(0))).actions.map((item) => item.message.degree);
  assert.deepEqual(kept(), ["element"]);
  found.attach(modelOf(kernelOf()));
  assert.deepEqual(
    found.offered().map((item) => item.message.degree),
    ["element"],
  );
});

test("an undo is undone where the kernel was only late, and where the file could not be written", () => {
  const late = opened();
  const kernel = kernelOf();
  late.send(modelOf(kernel), change);
  clock += 3000;
  late.tick();
  late.send(modelOf(kernel), { ...change, degree: "dominant" });
  late.send(modelOf(kernel), { do: "undo" });
  late.acknowledge({ ack: sent[0].n });
  assert.equal(late.state(), "connected");
  assert.deepEqual(late.offered(), []);

  const unwritten = opened();
  sent = [];
  for (const message of [change, { do: "undo" }]) unwritten.send(modelOf(kernelOf()), message);
  assert.equal(unwritten.unsent(), 0);
  for (const { n } of sent) unwritten.acknowledge({ ack: n, saved: false });
  assert.equal(unwritten.unsent(), 0);
});

test("a view of a kernel that has ended, drawn again, is not taken for a living one", () => {
  const found = opened();
  const kernel = kernelOf();
  found.attach(modelOf(kernel));
  kernel.status = "restarting";
  kernel.statusChanged.emit();
  kernel.status = "idle";
  found.attach(modelOf(kernel));
  clock += 60_000;
  found.tick();
  assert.equal(found.state(), "lost");
});

test("an answer that comes late after all ends the alarm, and what was done meanwhile is offered", () => {
  const found = opened();
  const model = modelOf(kernelOf());
  found.attach(model);
  found.send(model, change);
  clock += 9000;
  found.tick();
  assert.equal(found.state(), "lost");
  const meanwhile = { ...change, degree: "dominant" };
  found.send(model, meanwhile);
  assert.deepEqual(
    sent.map((message) => message.do),
    ["set", "ping"],
  );
  answered(found);
  assert.equal(found.state(), "connected");
  assert.deepEqual(messages(found), [meanwhile]);
});

test("a message that got lost under way is offered once a later one is answered", () => {
  const found = opened();
  const model = modelOf(kernelOf());
  found.attach(model);
  found.send(model, change);
  const [{ n }] = sent.splice(0);
  clock += 3000;
  found.tick();
  answered(found);
  assert.deepEqual(messages(found), [change]);
  found.acknowledge({ ack: n });
  assert.deepEqual(messages(found), [], "it had arrived after all");
});

test("a kernel that is gone without a word is noticed within five seconds, as long as somebody is there", () => {
  const found = opened();
  found.attach(modelOf(kernelOf()));
  for (let passed = 0; passed < 5000; passed += 500) {
    clock += 500;
    found.tick();
  }
  assert.equal(found.state(), "lost");
});

test("nobody is asked anything while nobody is there", () => {
  const found = opened();
  found.attach(modelOf(kernelOf()));
  clock += 120_000;
  found.tick();
  assert.deepEqual(sent, []);
  found.touch();
  found.tick();
  assert.equal(sent[0].do, "ping");
  assert.equal(found.state(), "connected");
  assert.equal(found.unsent(), 0);
});

test("where nothing tells whether a kernel is busy one waits longer", () => {
  const found = opened();
  found.send({ send: (message) => sent.push(message) }, change);
  clock += 5000;
  assert.equal(found.state(), "waiting");
  clock += 11_000;
  assert.equal(found.state(), "lost");
});

test("what was answered and could not be written is not in the file", () => {
  const found = opened();
  const model = modelOf(kernelOf());
  found.attach(model);
  found.send(model, change);
  answered(found, false);
  assert.equal(found.state(), "connected");
  assert.equal(found.unsent(), 1);
  found.send(model, { ...change, model: "strategic" });
  answered(found);
  assert.equal(found.unsent(), 0);
});

test("what is taken over is kept until the kernel has answered", () => {
  const storage = memory();
  const found = opened(storage);
  const model = modelOf(kernelOf());
  found.attach(model);
  found.send(model, { do: "replay", actions: [change, change] });
  assert.equal(found.unsent(), 2);
  assert.equal(JSON.parse(storage.getItem(storage.key(0))).actions.length, 2);
  answered(found);
  assert.equal(found.unsent(), 0);
  assert.equal(storage.length, 0);
});

test("two notebooks in one page each have a link, and what one cannot deliver the other offers", () => {
  const one = kernelOf();
  const other = kernelOf();
  one.id = "one";
  other.id = "other";
  const storage = memory();
  const made = (kernel) => linkTo("id", { kernel }, () => opened(storage));
  const first = made(one);
  const second = made(other);
  assert.notEqual(first, second);
  assert.equal(made(one), first);
  first.attach(modelOf(one));
  second.attach(modelOf(other));
  one.status = "dead";
  one.statusChanged.emit();
  assert.equal(second.state(), "connected");
  first.send(modelOf(one), change);
  assert.deepEqual(messages(second), [change]);
  second.drop();
  assert.equal(first.unsent(), 0);
});

test("the text that has not arrived is the one that is shown", () => {
  const found = opened();
  const kernel = kernelOf("dead");
  found.send(modelOf(kernel), { do: "say", question: "q", rationale: "one" });
  found.send(modelOf(kernel), { do: "say", question: "q", rationale: "two" });
  found.send(modelOf(kernel), { do: "say", question: "r", rationale: "three" });
  assert.equal(found.typed("q"), "two");
  assert.equal(found.typed("s"), undefined);
});

test("a send that fails is a lost connection, and the change is kept", () => {
  const found = opened();
  const broken = {
    widget_manager: {},
    send: () => {
      throw new Error("closed");
    },
  };
  found.send(broken, change);
  assert.equal(found.state(), "lost");
  assert.equal(found.unsent(), 1);
});

const entry = () => JSON.stringify({ at: clock, actions: [{ message: change, at: clock }] });

test("a closed page's changes are offered, those of an open one are not", async () => {
  const storage = memory();
  storage.setItem("regiolab:id:closed", entry());
  storage.setItem("regiolab:id:open", entry());
  const locks = {
    request: () => Promise.resolve(),
    query: async () => ({ held: [{ name: "regiolab:id:open" }] }),
  };
  const found = link("id", { storage, locks, now: () => clock, timer: false });
  assert.equal(found.offered().length, 0, "not before it is known which pages are open");
  found.attach(modelOf(kernelOf()));
  await new Promise(setImmediate);
  assert.deepEqual(messages(found), [change]);
  found.drop();
  assert.equal(storage.getItem("regiolab:id:closed"), null);
  assert.notEqual(storage.getItem("regiolab:id:open"), null);
});

test("where a browser has no locks, a page that wrote nothing for long counts as closed", () => {
  const storage = memory();
  storage.setItem("regiolab:id:othertab", entry());
  const found = opened(storage);
  clock += 100_000;
  assert.equal(found.offered().length, 0, "a hidden page writes once a minute");
  clock += 100_000;
  assert.deepEqual(messages(found), [change]);
});

test("another submission's changes are nobody's here", () => {
  const storage = memory();
  storage.setItem("regiolab:other:tab", JSON.stringify({ at: 0, actions: [{ message: change, at: 0 }] }));
  assert.equal(opened(storage).offered().length, 0);
});

test("a browser that keeps nothing says so", () => {
  const found = link("id", { storage: null, locks: null, now: () => clock, timer: false });
  assert.equal(found.refused(), true);
  found.send(modelOf(kernelOf()), change);
  assert.equal(found.unsent(), 1);
});

test("damaged entries of the browser are passed over and removed", () => {
  const storage = memory();
  storage.setItem("regiolab:id:a", "{");
  storage.setItem("regiolab:id:b", "[]");
  const kept = store(storage, "id", { now: () => clock, locks: null });
  assert.deepEqual(kept.left(), []);
  kept.drop();
  assert.equal(storage.length, 0);
});
