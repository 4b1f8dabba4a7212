import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MixnetClient } from 'peapod';
import { fileStorage } from 'peapod/file-storage';
import { startNetwork } from './network.mjs';

const SENDER = fileURLToPath(new URL('./sender.mjs', import.meta.url));

let network;
let folder;
let sender;

before(async () => {
  network = await startNetwork();
  folder = await mkdtemp(join(tmpdir(), 'peapod-storage-'));
});

after(async () => {
  sender?.kill('SIGKILL');
  await network.stop();
  await rm(folder, { recursive: true });
});

function connect(options = {}) {
  return MixnetClient.connect({ network: { nymApi: network.nymApi }, ...options });
}

async function next(client) {
  for await (const message of client) {
    return message;
  }
}

test('a process killed while it sends goes on after its restart', {
  timeout: 120_000,
}, async () => {
  const peer = await connect();
  sender = spawn(process.execPath, [SENDER, network.nymApi, folder, peer.address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: sender.stdout })[Symbol.asyncIterator]();
  const { value: address } = await lines.next();
  const storage = fileStorage(folder);
  await assert.rejects(connect({ storage }), { code: 'STORAGE_IN_USE' });

  assert.equal((await lines.next()).value, 'sending');
  sender.kill('SIGKILL');
  await once(sender, 'exit');

  const second = await connect({ storage });
  assert.equal(second.address, address);
  assert.equal(second.resumed.length, 1);
  assert.deepEqual((await next(peer)).bytes(), new Uint8Array(60_000).fill(7));
  await second.resumed[0].receipt.acknowledged;
  // It came once: what comes next is the next one.
  await second.send(peer.address, 'the next one').acknowledged;
  assert.equal((await next(peer)).text(), 'the next one');
  await second.close();
  await peer.close();
});
