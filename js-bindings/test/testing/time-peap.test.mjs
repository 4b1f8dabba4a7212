import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MixnetClient } from 'peapod';
import { quickTraffic, startMixnet } from 'peapod/testing';
import { serveTime } from './time-peap.mjs';

test('the peap tells the time to whoever asks', async (t) => {
  const mixnet = await startMixnet({ transport: 'memory' });
  t.after(() => mixnet.close());
  const options = { ...mixnet.connectOptions, traffic: quickTraffic };
  const [peap, user] = await Promise.all([1, 2].map(() => MixnetClient.connect(options)));
  t.after(() => Promise.all([peap.close(), user.close()]));
  serveTime(peap);
  await user.send(peap.address, 'what time is it?');
  const { value: answer } = await user[Symbol.asyncIterator]().next();
  assert.match(answer.text(), /^\d\d:\d\d$/);
});
