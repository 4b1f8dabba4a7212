import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { MixnetClient } from 'peapod';
import { quickOptions, startMixnet } from 'peapod/testing';
import { serveTime } from './time-peap.mjs';

test('the peap tells the time to whoever asks', async (t) => {
  const mixnet = await startMixnet({ transport: 'memory' });
  t.after(() => mixnet.close());
  const options = { ...mixnet.connectOptions, ...quickOptions };
  const [peap, user] = await Promise.all([1, 2].map(() => MixnetClient.connect(options)));
  t.after(() => Promise.all([peap.close(), user.close()]));
  serveTime(peap);
  await user.send(peap.address, 'what time is it?');
  const { value: answer } = await user[Symbol.asyncIterator]().next();
  assert.match(answer.text(), /^\d\d:\d\d$/);
});

test('this test and its peap are those of docs/testing.md', async () => {
  const textOf = (name) => readFile(new URL(name, import.meta.url), 'utf8');
  const docs = await textOf('../../../docs/testing.md');
  const [, example] = /^(test\('the peap[\s\S]*?^\}\);\n)/m.exec(
    await textOf('time-peap.test.mjs'),
  );
  const [, peap] = /^(export [\s\S]*?^\}\n)/m.exec(await textOf('time-peap.mjs'));
  assert.ok(docs.includes(example), 'the test differs');
  assert.ok(docs.includes(peap), 'the peap differs');
});
