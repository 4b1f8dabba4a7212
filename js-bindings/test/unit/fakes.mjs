// An engine in virtual time and a core that answers as a test tells it to.

import { command } from './bytes.mjs';

export class FakeWebSocket {
  static made = [];
  binaryType = 'blob';
  bufferedAmount = 0;
  sent = [];
  closedWith = undefined;
  #listeners = new Map();

  constructor(url) {
    if (url.startsWith('bad:')) {
      throw new SyntaxError('not a WebSocket URL');
    }
    this.url = url;
    FakeWebSocket.made.push(this);
  }

  addEventListener(type, listener) {
    this.#listeners.set(type, listener);
  }

  send(data) {
    this.sent.push(data);
  }

  close(code) {
    this.closedWith = code;
  }

  happen(type, event = {}) {
    this.#listeners.get(type)?.(event);
  }
}

/** Clocks and timers that move only when a test says so; fetches wait for the test's answer. */
export class FakePlatform {
  WebSocket = FakeWebSocket;
  timers = new Map();
  fetches = [];
  networkWatchers = new Set();
  now = 1000;
  #lastTimer = 0;

  constructor() {
    FakeWebSocket.made = [];
  }

  monoMs = () => this.now;
  wallMs = () => this.now + 1_700_000_000_000;

  setTimer = (action, delayMs) => {
    this.timers.set(++this.#lastTimer, { atMs: this.now + delayMs, delayMs, action });
    return this.#lastTimer;
  };

  clearTimer = (timer) => this.timers.delete(timer);

  fetch = (url, init) =>
    new Promise((resolve, reject) => {
      this.fetches.push({ url, init, resolve, reject });
      init.signal.addEventListener('abort', () => reject(init.signal.reason));
    });

  watchNetwork = (changed) => {
    this.networkWatchers.add(changed);
    return () => this.networkWatchers.delete(changed);
  };

  /** The engine says that the network went or came back. */
  network(isOnline) {
    for (const changed of this.networkWatchers) {
      changed(isOnline);
    }
  }

  /** Lets time pass, firing what falls due in its order. */
  advance(ms) {
    const until = this.now + ms;
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.atMs <= until);
      if (due.length === 0) {
        break;
      }
      due.sort((a, b) => a[1].atMs - b[1].atMs);
      const [number, timer] = due[0];
      this.timers.delete(number);
      this.now = Math.max(this.now, timer.atMs);
      timer.action();
    }
    this.now = until;
  }
}

/** A core whose `on` table gives the outputs for each kind of command. */
export class FakeCore {
  inputs = [];
  isFreed = false;
  isInside = false;
  pending = [];

  constructor(on = {}) {
    this.on = on;
  }

  input(bytes) {
    if (this.pending.length > 0) {
      throw new Error('the law of the loop is broken: outputs were left when an input came');
    }
    this.inputs.push(bytes.slice());
    const answer = this.on[bytes[0]];
    if (answer !== undefined) {
      this.pending.push(...answer(bytes));
    }
  }

  poll() {
    return this.pending.shift() ?? null;
  }

  free() {
    this.isFreed = true;
  }

  kinds() {
    return this.inputs.map((bytes) => bytes[0]);
  }

  last() {
    return this.inputs[this.inputs.length - 1];
  }
}

/** Runs everything that is already settled. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What follows kind and both times in a command. */
export function bodyOf(bytes) {
  return bytes.subarray(17);
}

export { command };
