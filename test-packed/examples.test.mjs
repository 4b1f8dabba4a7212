// Each example in a folder of its own, by the commands of its README, on a network that is started
// by the command in `examples/README.md`.

import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { MixnetClient } from 'peapod';
import { startChromium } from './browser.mjs';
import { EXAMPLES, openExample, startMixnet } from './examples.mjs';
import { engineNamed } from './runtimes/engines.mjs';

const PATIENCE_MS = 60_000;
/** With the builds of the pages, and much else to do. */
const TIMEOUT_MS = 400_000;

const mixnet = await startMixnet();
after(() => mixnet.stop());
const nymApi = await mixnet.says(/directory +(http\S+)/);
const browser = await startChromium();
after(() => browser.close());

/** Writes to itself in the page at a URL, which must complain of nothing. */
async function chat(url) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (line) => complaints.push(line.text()));
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  await page.goto(url);
  const within = { timeout: PATIENCE_MS };
  await page.locator('button:enabled').waitFor(within);
  await page.locator('[name=to]').fill(await page.locator('#address').textContent());
  await page.locator('[name=text]').fill('hello, myself');
  await page.locator('button').click();
  await page.locator('#messages li').waitFor(within);
  assert.equal(await page.locator('#messages').textContent(), 'hello, myself');
  await page.close();
  assert.deepEqual(complaints, []);
}

/** The next message that comes to a client. */
async function nextOf(client) {
  const { value } = await client[Symbol.asyncIterator]().next();
  return value;
}

/** An engine as an example needs it: on the path, or the reason why it is not there. */
function withEngine(name) {
  const { program, skip } = engineNamed(name);
  return { skip, env: { PATH: dirname(program) } };
}

/**
 * What is done in each example and seen there; `next` takes the next command of its README. The
 * friend is a client to talk with.
 *
 * @type {Record<string, {env?: object, skip?: false | string, follow: Function}>}
 */
const scenarios = {
  'node-script': {
    async follow(example) {
      await example.next('npm install');
      const { output } = await example.next('npm start');
      assert.match(output, /my address: \S+@\S+\nreceived after [\d.]+ s: hello, myself\n$/);
      const other = await example.next('npm start --');
      assert.match(other.output, /: any other text\n$/);
    },
  },

  'request-serve': {
    async follow(example) {
      await example.next('npm install');
      const server = await example.next('npm run serve');
      const ADDRESS = await server.says(/vote at: (\S+)/);
      const vote = async () => (await example.next('npm run vote', { ADDRESS })).output;
      assert.match(await vote(), /\{ yes: 1, no: 0 \}\n$/);
      assert.match(await vote(), /\{ yes: 1, no: 1 \}\n$/);
      assert.match(await vote(), /\{ error: 'vote yes or no' \}\n$/);
    },
  },

  deno: {
    ...withEngine('Deno'),
    async follow(example, friend) {
      const program = await example.next('deno task start');
      friend.send(await program.says(/write to: (\S+)/), 'what time is it?');
      const answer = (await nextOf(friend)).text();
      assert.match(answer, /^It is 20\d\d-.*Z\. You wrote: what time is it\?$/);
    },
  },

  bun: {
    ...withEngine('Bun'),
    async follow(example) {
      await example.next('bun install');
      const receiver = await example.next('bun receive.ts');
      const ADDRESS = await receiver.says(/send files to: (\S+)/);
      const { output } = await example.next('bun send.ts', { ADDRESS });
      assert.match(output, /\r\d+ of \d+ packets have arrived\nall have arrived\n$/);
      await receiver.says(/received-1: \d+ bytes/);
      const names = ['node_modules/peapod/README.md', 'received-1'];
      const files = names.map((name) => readFile(join(example.folder, name), 'utf8'));
      const [sent, received] = await Promise.all(files);
      assert.equal(received, sent);
    },
  },

  'cloudflare-worker': {
    // So that it asks nobody outside.
    env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    async follow(example, friend) {
      await writeFile(join(example.folder, '.dev.vars'), `NYM_API=${nymApi}\n`);
      await example.next('npm install');
      const worker = await example.next('npm start');
      const URL = await worker.says(/Ready on (http:\S+)/);
      const { output } = await example.next('curl', { URL });
      const [, address] = /"address":"([^"]+)"/.exec(output);
      const sent = await example.next('curl --data', { URL, ADDRESS: friend.address });
      assert.match(sent.output, /"state":"(?:sent|acknowledged)"/);
      assert.equal((await nextOf(friend)).text(), 'hello, mailbox');
      friend.send(address, 'hello, friend');
      assert.equal((await nextOf(friend)).text(), 'The mailbox has your message.');
      assert.match((await example.next('curl', { URL })).output, /"text":"hello, friend"/);
    },
  },

  'browser-no-bundler': {
    env: { PORT: '0' },
    async follow(example) {
      await example.next('npm install');
      const server = await example.next('npm start');
      await chat(await server.says(/open (http\S+)/));
    },
  },

  'vite-react': {
    async follow(example) {
      await example.next('npm install');
      await example.next('npm run build');
      const server = await example.next('npm run preview');
      await chat(await server.says(/Local: +(http\S+)/));
    },
  },

  nextjs: {
    env: { PORT: '0', NEXT_TELEMETRY_DISABLED: '1' },
    async follow(example) {
      await example.next('npm install');
      await example.next('npm run build');
      const server = await example.next('npm start');
      await chat(await server.says(/Local: +(http\S+)/));
    },
  },
};

test('there is a scenario for each example', async () => {
  const entries = await readdir(EXAMPLES, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(folders.sort(), Object.keys(scenarios).sort());
});

describe('examples', { concurrency: 2 }, () => {
  for (const [name, { env, skip = false, follow }] of Object.entries(scenarios)) {
    test(name, { skip, timeout: TIMEOUT_MS }, async (t) => {
      const example = await openExample(t, name, { NO_COLOR: '1', NYM_API: nymApi, ...env });
      const friend = await MixnetClient.connect({ network: { nymApi } });
      t.after(() => friend.close());
      await follow(example, friend);
      assert.deepEqual(example.rest, [], 'the commands that the test passes over');
      const { length } = (await readFile(join(EXAMPLES, name, 'README.md'), 'utf8')).split('\n');
      assert.ok(length <= 41, `its README has ${length - 1} lines`);
    });
  }
});
