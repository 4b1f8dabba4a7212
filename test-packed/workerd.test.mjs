// The packed package in Cloudflare's runtime: a Durable Object that keeps a client.

import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MixnetClient } from 'peapod';
import { quickOptions, startMixnet } from 'peapod/testing';
import { record } from '../scripts/runtime-table.mjs';
import { installedApp, output } from './package.mjs';
import { startWorkerd } from './workerd.mjs';

const PROGRAMS = fileURLToPath(new URL('runtimes/app/programs.mjs', import.meta.url));

/** The fixture app, bundled as it would be deployed. */
async function bundledApp(t) {
  const app = await installedApp(t, 'workerd');
  await copyFile(PROGRAMS, join(app, 'src', 'programs.mjs'));
  const wrangler = join(app, 'node_modules/wrangler/bin/wrangler.js');
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: '1' };
  await output(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', 'bundle'], {
    cwd: app,
    env,
  });
  await mkdir(join(app, 'disk'));
  return app;
}

async function text(url, init) {
  const response = await fetch(url, init);
  const body = await response.text();
  assert.equal(response.status, 200, body);
  return body;
}

/** The next message that comes to a client. */
async function nextText(client) {
  for await (const message of client) {
    return message.text();
  }
}

const within = { timeout: 60_000 };
const name = 'workerd, in a Durable Object';
const skip =
  process.platform === 'linux' && process.arch === 'x64'
    ? false
    : 'the lock file pins the workerd of Linux on x64';

if (skip) {
  record({ name, skipped: skip });
}

/** The version of workerd that the lock file of an app pins. */
async function versionIn(app) {
  const manifest = join(app, 'node_modules/@cloudflare/workerd-linux-64/package.json');
  return JSON.parse(await readFile(manifest, 'utf8')).version;
}

test('a Durable Object has one client, over evictions', { skip, timeout: 540_000 }, async (t) => {
  const mixnet = await startMixnet();
  t.after(() => mixnet.close());
  const app = await bundledApp(t);
  const friend = await MixnetClient.connect({ ...mixnet.connectOptions, ...quickOptions });
  t.after(() => friend.close());
  let workerd = await startWorkerd(app, { NYM_API: mixnet.nymApi });
  t.after(() => workerd.kill());
  const about = async () => JSON.parse(await text(`${workerd.url}/about`));
  const { address, backend } = await about();
  assert.equal(backend, 'wasm');

  const passed = [];
  await t.test('it passes the programs of all runtimes', { timeout: 240_000 }, async () => {
    passed.push(...JSON.parse(await text(`${workerd.url}/programs`)));
  });

  await t.test('it receives, and replies', within, async () => {
    await friend.send(address, 'hello');
    assert.equal(await nextText(friend), 'heard: hello');
  });

  await t.test('it sends, and is replied to', within, async () => {
    const replying = (async () => {
      for await (const message of friend) {
        return message.reply(`you said ${message.text()}`);
      }
    })();
    const to = encodeURIComponent(friend.address);
    const answer = await text(`${workerd.url}/ask?to=${to}`, { method: 'POST', body: 'well?' });
    assert.equal(answer, 'you said well?');
    await replying;
  });

  await t.test('after a kill an alarm wakes it, and it goes on', within, async () => {
    await workerd.kill();
    await friend.send(address, 'while you were away');
    workerd = await startWorkerd(app, { NYM_API: mixnet.nymApi });
    assert.equal(await nextText(friend), 'heard: while you were away');
    assert.equal((await about()).address, address);
  });

  await t.test('closed, it connects anew with the same address', within, async () => {
    await text(`${workerd.url}/close`);
    assert.equal((await about()).address, address);
  });

  assert.doesNotMatch(workerd.log(), /uncaught|disallowed/i);
  record({
    name,
    version: await versionIn(app),
    passed: [...passed, 'restart'],
    without: { thread: 'workerd has no workers' },
  });
});
