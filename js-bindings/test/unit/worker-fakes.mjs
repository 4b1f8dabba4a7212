// Pages and a worker in one process: real message ports between them, a fake core in the worker.

import { MixnetClient } from '../../dist/index.js';
import { lineOver } from '../../dist/worker/line.js';
import { Share } from '../../dist/worker/share.js';
import { output } from './bytes.mjs';
import { command, FakeCore, FakePlatform } from './fakes.mjs';

/** A worker whose runs each get the next of the given cores. */
export class FakeWorker {
  platform = new FakePlatform();
  cores = [];
  pages = [];
  #gone = new Map();

  constructor(on = {}) {
    this.on = {
      [command.START]: () => [
        output.privacyWarning('NO_MAIN_COVER', 'cover is off'),
        output.stage(4),
        output.ready('me'),
        output.wake(this.platform.now + 1),
      ],
      ...on,
    };
    this.loaded = Promise.resolve();
    this.share = new Share({
      environment: {
        platform: () => this.platform,
        createCoreClient: async (plan) => {
          this.plan = plan;
          await this.loaded;
          const core = new FakeCore(this.on);
          this.cores.push(core);
          return { core, backend: 'js' };
        },
      },
      whenGone: (name) => new Promise((resolve) => this.#gone.set(name, resolve)),
    });
  }

  get core() {
    return this.cores.at(-1);
  }

  /** What a page sees of its engine; `page.line` can be broken by a test. */
  page() {
    const page = { presence: `page-${this.pages.length}`, isReleased: false };
    this.pages.push(page);
    const line = () => this.#line(page);
    page.workers = {
      dedicated: line,
      shared: line,
      appear: async () => ({
        name: page.presence,
        release: () => {
          page.isReleased = true;
        },
      }),
    };
    page.connect = (options = {}) =>
      MixnetClient.connectIn(
        { workers: page.workers },
        { network: { nymApi: 'http://directory/api' }, runIn: 'worker', ...options },
      );
    return page;
  }

  /** A tab is closed, without a word from its page. */
  vanish(page) {
    page.ports[0].close();
    this.#gone.get(page.presence)();
  }

  /** Lets the core say something out of turn. */
  say(...outputs) {
    this.core.on[command.WAKE] = () => [...outputs, output.wake(this.platform.now + 1)];
    this.platform.advance(1);
  }

  #line(page) {
    const { port1, port2 } = new MessageChannel();
    page.ports = [port1, port2];
    page.failing = new EventTarget();
    this.share.connect(lineOver(port2, () => port2.close()));
    const end = () => {
      page.isEnded = true;
      port1.close();
    };
    return lineOver(port1, end, page.failing);
  }
}

/** Lets what was posted arrive, and what that leads to. */
export async function arrived() {
  for (let i = 0; i < 8; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
