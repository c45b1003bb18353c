import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { link } from "./connection.js";
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
const opened = (storage = memory()) => link("id", { storage, now: () => clock, timer: false });
const change = { do: "set", question: "q", model: "social", degree: "element" };

beforeEach(() => {
  clock = 1_000_000;
  sent = [];
});

test("a change is sending until it is answered", () => {
  const found = opened();
  found.send(modelOf(kernelOf()), change);
  assert.equal(found.state(), "sending");
  assert.equal(found.unsent(), 1);
  found.acknowledge(sent[0].n);
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
  found.acknowledge(sent[0].n);
  assert.equal(found.state(), "connected");
});

test("an idle kernel that does not answer within five seconds is gone", () => {
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
  assert.equal(found.state(), "connected");
  assert.deepEqual(
    found.offered().map((item) => item.message),
    [change],
  );
  found.drop();
  assert.deepEqual(found.offered(), []);
});

test("an answer that comes late after all ends the alarm", () => {
  const found = opened();
  found.send(modelOf(kernelOf()), change);
  clock += 9000;
  found.tick();
  assert.equal(found.state(), "lost");
  found.acknowledge(sent[0].n);
  assert.equal(found.state(), "connected");
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

test("a closed tab's changes are offered, a living one's are not", () => {
  const storage = memory();
  const other = JSON.stringify({ at: clock, actions: [{ message: change, at: clock }] });
  storage.setItem("regiolab:id:othertab", other);
  const found = opened(storage);
  assert.equal(found.offered().length, 0);
  clock += 20_000;
  assert.deepEqual(
    found.offered().map((item) => item.message),
    [change],
  );
  found.drop();
  assert.equal(storage.getItem("regiolab:id:othertab"), null);
});

test("another submission's changes are nobody's here", () => {
  const storage = memory();
  storage.setItem("regiolab:other:tab", JSON.stringify({ at: 0, actions: [{ message: change, at: 0 }] }));
  assert.equal(opened(storage).offered().length, 0);
});

test("a browser that keeps nothing says so", () => {
  const found = link("id", { storage: undefined, now: () => clock, timer: false });
  assert.equal(found.refused(), true);
  found.send(modelOf(kernelOf()), change);
  assert.equal(found.unsent(), 1);
});

test("damaged entries of the browser are passed over and removed", () => {
  const storage = memory();
  storage.setItem("regiolab:id:a", "{");
  storage.setItem("regiolab:id:b", "[]");
  const kept = store(storage, "id", () => clock);
  assert.deepEqual(kept.left(), []);
  kept.drop();
  assert.equal(storage.length, 0);
});
