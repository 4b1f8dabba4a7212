// A Durable Object that keeps one client: alarms wake it, and its storage makes it the same again.

import { DurableObject } from 'cloudflare:workers';
import { MixnetClient } from 'peapod';
import { durableObjectStorage } from 'peapod/durable-object-storage';
import { QUIETLY, runAll } from './programs.mjs';

const ALARM_EVERY_MS = 500;
const PROGRAMS = '/programs';

export class Peer extends DurableObject {
  #connecting;
  #replies = [];

  async alarm() {
    await this.ctx.storage.setAlarm(Date.now() + ALARM_EVERY_MS);
    await this.#client();
  }

  async fetch(request) {
    if (new URL(request.url).pathname === PROGRAMS) {
      return this.#runPrograms();
    }
    await this.ctx.storage.setAlarm(Date.now() + ALARM_EVERY_MS);
    const client = await this.#client();
    const { pathname, searchParams } = new URL(request.url);
    switch (pathname) {
      case '/about':
        return Response.json({ address: client.address, backend: client.backend });
      case '/ask': {
        const answer = new Promise((resolve) => this.#replies.push(resolve));
        await client.send(searchParams.get('to'), await request.text());
        return new Response(await answer);
      }
      case '/close':
        await client.close();
        return new Response('closed');
      default:
        return new Response('no such thing', { status: 404 });
    }
  }

  /** What other runtimes run as well; the test puts the file there. */
  async #runPrograms() {
    const passed = [];
    const network = { nymApi: this.env.NYM_API };
    const host = {
      connect: (more) => MixnetClient.connect({ network, ...QUIETLY, ...more }),
      storage: () => durableObjectStorage(this.ctx.storage),
    };
    await runAll(host, (name) => passed.push(name));
    return Response.json(passed);
  }

  #client() {
    this.#connecting ??= this.#connect().catch((fault) => {
      this.#connecting = undefined;
      throw fault;
    });
    return this.#connecting;
  }

  async #connect() {
    const client = await MixnetClient.connect({
      network: { nymApi: this.env.NYM_API },
      storage: durableObjectStorage(this.ctx.storage),
      passphrase: 'a secret of the Worker',
      logger: console,
    });
    this.#listen(client).catch(console.error);
    return client;
  }

  /** What cannot be answered is an answer; all else is answered. */
  async #listen(client) {
    try {
      for await (const message of client) {
        if (message.sender === undefined) {
          this.#replies.shift()?.(message.text());
        } else {
          message.reply(`heard: ${message.text()}`);
        }
      }
    } finally {
      await client.close();
      this.#connecting = undefined;
    }
  }
}

// biome-ignore lint/style/noDefaultExport: this is what the platform calls
export default {
  fetch(request, env) {
    const isPrograms = new URL(request.url).pathname === PROGRAMS;
    return env.PEER.getByName(isPrograms ? 'another one' : 'the only one').fetch(request);
  },
};
