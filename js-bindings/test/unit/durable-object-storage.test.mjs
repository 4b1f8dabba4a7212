import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durableObjectStorage } from '../../dist/durable-object-storage.js';
import { ObjectStorage } from './durable-object.mjs';

const bytes = (value) => new TextEncoder().encode(value);
const text = (value) => new TextDecoder().decode(value);

/** So many bytes, each of which tells where it is. */
function long(length) {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
}

async function stateOf(object, name) {
  const storage = durableObjectStorage(object, name);
  const stored = await storage.load();
  await storage.close();
  return stored;
}

async function textsOf(object) {
  const stored = await stateOf(object);
  return { snapshot: stored && text(stored.snapshot), journal: text(stored?.journal ?? bytes('')) };
}

test('an object that stored nothing gives nothing', async () => {
  const object = new ObjectStorage();
  assert.equal(await stateOf(object), undefined);
  assert.equal(object.rows.size, 0);
});

test('a snapshot and a journal of any length come back whole', async () => {
  // Of one row, of just less and more, and of more rows than go into one step.
  const lengths = [0, 1, 4031, 4032, 4033, 122_880, 122_881, 600_000];
  for (const [records, snapshot] of [...lengths, 17_000_000].entries()) {
    const object = new ObjectStorage();
    const storage = durableObjectStorage(object);
    await storage.load();
    // Windows on something larger, as the core's outputs may be.
    const state = long(snapshot + 5).subarray(5);
    const journal = long((lengths[records] ?? 1) + 9).subarray(9);
    await storage.replace(state);
    await storage.append(journal);
    await storage.append(bytes('end'));
    await storage.close();
    const stored = await stateOf(object);
    assert.equal(Buffer.compare(stored.snapshot, state), 0);
    assert.equal(Buffer.compare(stored.journal, Buffer.concat([journal, bytes('end')])), 0);
  }
});

test('small records share rows, and a snapshot leaves none of the one before', async () => {
  const object = new ObjectStorage();
  const storage = durableObjectStorage(object);
  await storage.load();
  await storage.replace(long(1_000_000));
  for (let record = 0; record < 200; record++) {
    await storage.append(long(100));
  }
  assert.equal(object.rows.size, 1 + 9 + 5);
  await storage.replace(bytes('small'));
  assert.equal(object.rows.size, 2);
  assert.equal((await object.list({ prefix: 'peapod/' })).size, 2);
});

/** Each call, and what must be stored from its end on. */
const CALLS = [
  ['replace', 'first', { snapshot: 'first', journal: '' }],
  ['append', 'abcd', { snapshot: 'first', journal: 'abcd' }],
  ['append', 'efg', { snapshot: 'first', journal: 'abcdefg' }],
  ['replace', 'second', { snapshot: 'second', journal: '' }],
  ['append', 'hij', { snapshot: 'second', journal: 'hij' }],
  ['replace', 'third', { snapshot: 'third', journal: '' }],
];

/** Runs until the object is lost; what was promised by then, and what was being done. */
async function runUntilLoss(object) {
  let promised = { snapshot: undefined, journal: '' };
  let next = promised;
  try {
    const storage = durableObjectStorage(object);
    await storage.load();
    for (const [method, data, state] of CALLS) {
      next = state;
      await storage[method](bytes(data));
      promised = state;
    }
  } catch (fault) {
    assert.equal(fault.message, 'the object is gone');
  }
  return { promised, next };
}

test('whenever the object is lost, what was promised is there and nothing else', async () => {
  const whole = new ObjectStorage();
  await runUntilLoss(whole);
  assert.ok(whole.done > 15);
  const keeping = [() => true, () => false, (number) => number % 2 === 0, (number) => number > 0];
  for (let left = 0; left <= whole.done; left++) {
    for (const isKept of keeping) {
      const object = new ObjectStorage();
      object.left = left;
      const { promised, next } = await runUntilLoss(object);
      const after = object.restart(isKept);
      const found = JSON.stringify(await textsOf(after));
      const wanted = [promised, next].map((state) => JSON.stringify(state));
      assert.ok(wanted.includes(found), `${left} ${isKept}: ${found}, not ${wanted.join(' or ')}`);
      const rows = [...after.rows.keys()].filter((key) => key !== 'peapod/head');
      assert.equal(new Set(rows.map((key) => key.split('/')[1])).size, rows.length > 0 ? 1 : 0);
    }
  }
});

test('a damaged state is left as it is', async () => {
  const object = new ObjectStorage();
  const storage = durableObjectStorage(object);
  await storage.load();
  await storage.replace(long(300_000));
  await storage.close();
  object.rows.delete('peapod/1/snapshot/1');
  const keys = [...object.rows.keys()];
  assert.equal((await stateOf(object)).snapshot.length, 122_880);
  assert.deepEqual([...object.rows.keys()], keys);
});

test('clients of other names and other rows are left alone', async () => {
  const object = new ObjectStorage();
  await object.put({ 'peapod/mine': 1, 'peapod/2/mine': 2 }, { allowUnconfirmed: true });
  for (const name of ['peapod', 'peapod/1', 'peapod/other']) {
    const storage = durableObjectStorage(object, name);
    await storage.load();
    await storage.replace(bytes(name));
    await storage.close();
  }
  for (const name of ['peapod', 'peapod/1', 'peapod/other']) {
    assert.equal(text((await stateOf(object, name)).snapshot), name);
  }
  assert.equal(object.rows.get('peapod/mine') + object.rows.get('peapod/2/mine'), 3);
});

test('a second client of an object is refused until the first is closed', async () => {
  const object = new ObjectStorage();
  const first = durableObjectStorage(object);
  await first.load();
  await assert.rejects(durableObjectStorage(object).load(), { code: 'STORAGE_IN_USE' });
  await assert.rejects(first.load(), { code: 'STORAGE_IN_USE' });
  await durableObjectStorage(object, 'another').load();
  await first.replace(bytes('still open'));
  await first.close();
  await assert.rejects(first.append(bytes('x')), { message: 'it is closed' });
  assert.equal(text((await stateOf(object)).snapshot), 'still open');
});

test('an object whose storage fails at the start can be tried again', async () => {
  const object = new ObjectStorage();
  object.left = 0;
  const storage = durableObjectStorage(object);
  await assert.rejects(storage.load(), { message: 'the object is gone' });
  object.left = 9;
  assert.equal(await storage.load(), undefined);
});

test('what is no storage is refused by name', () => {
  for (const wrong of [undefined, {}, { list: () => {} }]) {
    assert.throws(() => durableObjectStorage(wrong), {
      code: 'INVALID_ARGUMENT',
      message: /^rows: /,
    });
  }
  assert.throws(() => durableObjectStorage(new ObjectStorage(), ''), { message: /^name: / });
});
