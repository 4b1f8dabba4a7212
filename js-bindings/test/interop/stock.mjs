// Starts stock clients, each in its own process, and talks to them.

import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('stock-client.mjs', import.meta.url));

/** The stock client, in so far as its JavaScript interface shows it. */
class StockClient {
  #child;
  #events = new EventEmitter();
  #calls = new Map();
  #received = [];
  #lastCall = 0;

  constructor(child) {
    this.#child = child;
    child.on('message', (message) => this.#on(message));
  }

  #on({ event, id, reason, value, ...rest }) {
    if (event === 'message') {
      this.#received.push(rest);
      this.#events.emit('received');
    } else if (event === 'done') {
      this.#calls.get(id).resolve(value);
    } else if (event === 'failed') {
      this.#calls.get(id).reject(new Error(reason));
    }
  }

  #call(call, rest) {
    this.#lastCall++;
    const id = this.#lastCall;
    this.#child.send({ id, call, ...rest });
    return new Promise((resolve, reject) => this.#calls.set(id, { resolve, reject }));
  }

  send(to, data) {
    return this.#call('send', { to, data });
  }

  sendAnonymous(to, data, surbs) {
    return this.#call('sendAnonymous', { to, data, surbs });
  }

  reply(tag, data) {
    return this.#call('reply', { tag, data });
  }

  /** Its envelope around data: bytes. */
  wrap(mimeType, data, headers) {
    return this.#call('wrap', { mimeType, data, headers });
  }

  /** What it finds in an envelope: `{mimeType, data, headers}`. */
  unwrap(data) {
    return this.#call('unwrap', { data });
  }

  /** The next messages in the order of their arrival: `{data, tagged, tag}`. */
  async take(count) {
    while (this.#received.length < count) {
      await once(this.#events, 'received');
    }
    return this.#received.splice(0, count);
  }

  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await once(this.#child, 'exit');
    }
  }
}

/**
 * Starts one; rejects with what it printed when it ends before it is ready.
 *
 * @param override settings that differ from its defaults, in its own names
 * @param clockAheadMs how far its wall clock is ahead
 */
export async function startStock({ nymApi, gateway, override = {}, clockAheadMs = 0 }) {
  const options = {
    nymApiUrl: nymApi,
    preferredGateway: gateway,
    clientId: 'interop',
    clientOverride: override,
    clockAheadMs,
  };
  const child = fork(PROGRAM, [JSON.stringify(options)], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      printed += text;
    });
  }
  const client = new StockClient(child);
  const [outcome] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (outcome?.event !== 'ready') {
    throw new Error(`the stock client ended with ${outcome}: ${printed}`);
  }
  return Object.assign(client, { address: outcome.address, printed: () => printed });
}
