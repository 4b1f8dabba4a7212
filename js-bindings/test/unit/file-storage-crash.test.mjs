// A file storage on a disk that loses power at each of its operations in turn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FileStorage } from '../../dist/file-storage.js';
import { Disk } from './disk.mjs';
import { settled } from './fakes.mjs';

const FOLDER = '/state';
const bytes = (value) => new TextEncoder().encode(value);
const text = (value) => new TextDecoder().decode(value);

/** Processes that have all ended when the next one looks. */
function processes(own) {
  return { own, ownMark: async () => 'p1.boot', isRunning: async () => false };
}

/** Each call, and what must be stored from its end on: the snapshot, and what follows it. */
const CALLS = [
  ['replace', 'first', { snapshot: 'first', journal: '' }],
  ['append', 'abcd', { snapshot: 'first', journal: 'abcd' }],
  ['append', 'efg', { snapshot: 'first', journal: 'abcdefg' }],
  ['replace', 'second', { snapshot: 'second', journal: '' }],
  ['append', 'hij', { snapshot: 'second', journal: 'hij' }],
];

/** Runs until the power goes; gives what was promised by then and what was being done. */
async function runUntilLoss(disk) {
  const storage = new FileStorage(FOLDER, disk, processes(1));
  let promised = { snapshot: undefined, journal: '' };
  let next = promised;
  try {
    await storage.load();
    for (const [method, data, state] of CALLS) {
      next = state;
      await storage[method](bytes(data));
      promised = state;
    }
    await storage.close();
  } catch (fault) {
    assert.equal(fault.message, 'the power is gone');
  }
  return { promised, next };
}

/**
 * Whether what came back is all that was promised, or that and what was under way. Records of an
 * earlier snapshot may follow a newer one, for the core passes them over.
 */
function isEnough(found, { promised, next }) {
  if (found.snapshot === next.snapshot && found.snapshot !== promised.snapshot) {
    return next.journal === '' && promised.journal.startsWith(found.journal);
  }
  return (
    found.snapshot === promised.snapshot &&
    found.journal.startsWith(promised.journal) &&
    (next.journal.startsWith(found.journal) || found.journal === promised.journal)
  );
}

async function stateOn(disk) {
  const storage = new FileStorage(FOLDER, disk, processes(2));
  const stored = await storage.load();
  await storage.close();
  assert.deepEqual(
    [...disk.names.keys()].filter((name) => name.startsWith('lock')),
    [],
  );
  return { snapshot: stored && text(stored.snapshot), journal: stored ? text(stored.journal) : '' };
}

test('wherever the power goes, what was promised is there and nothing else', async () => {
  const whole = new Disk(FOLDER);
  await runUntilLoss(whole);
  assert.ok(whole.done > 35);
  for (let count = 0; count < whole.done; count++) {
    for (const keepsContents of [true, false]) {
      for (const keepsNames of [true, false]) {
        for (const isTorn of [true, false]) {
          const disk = new Disk(FOLDER);
          disk.left = count;
          const run = await runUntilLoss(disk);
          const way = { keepsContents, keepsNames, isTorn };
          const found = await stateOn(disk.restart(way));
          const seen = JSON.stringify({ count, way, found, run });
          assert.ok(isEnough(found, run), seen);
        }
      }
    }
  }
});

test('a client goes on after a loss as after any other end', async () => {
  const disk = new Disk(FOLDER);
  await runUntilLoss(disk);
  const after = disk.restart({ keepsContents: false, keepsNames: false });
  const storage = new FileStorage(FOLDER, after, processes(2));
  assert.deepEqual(text((await storage.load()).journal), 'hij');
  await storage.replace(bytes('third'));
  await storage.append(bytes('k'));
  await storage.close();
  assert.deepEqual(await stateOn(after), { snapshot: 'third', journal: 'k' });
});

test('a folder that another machine took over is written to no more', async () => {
  const disk = new Disk(FOLDER);
  const older = new FileStorage(FOLDER, disk, processes(1));
  await older.load();
  await older.replace(bytes('older'));
  const newer = new FileStorage(FOLDER, disk, processes(2));
  await newer.load();
  for (const method of ['append', 'replace']) {
    await assert.rejects(older[method](bytes('x')), { code: 'STORAGE_IN_USE' });
  }
  await newer.append(bytes('newer'));
  await older.close();
  await newer.close();
  assert.deepEqual(await stateOn(disk), { snapshot: 'older', journal: 'newer' });
});

test('of two that take a folder at once never both have it', async () => {
  const everyone = (own) => ({ ...processes(own), isRunning: async () => true });
  const counts = new Map();
  for (let order = 0; order < 256; order++) {
    const disk = new Disk(FOLDER);
    const turns = new Turns(disk);
    const loads = [0, 1].map((own) =>
      new FileStorage(FOLDER, turns.diskOf(own), everyone(own + 1)).load(),
    );
    const ended = Promise.allSettled(loads);
    await turns.play(order);
    const reasons = (await ended).flatMap(({ reason }) => reason ?? []);
    assert.ok(reasons.length >= 1, `both have it in order ${order.toString(2)}`);
    assert.ok(reasons.every(({ code }) => code === 'STORAGE_IN_USE'));
    counts.set(reasons.length, (counts.get(reasons.length) ?? 0) + 1);
  }
  assert.deepEqual([...counts.keys()].sort(), [1, 2], 'one or none of them has it');
});

/** Lets two programs use a disk by turns. */
class Turns {
  #waiting = new Map();

  constructor(disk) {
    this.disk = disk;
  }

  diskOf(own) {
    const method =
      (name) =>
      async (...given) => {
        await new Promise((resolve) => this.#waiting.set(own, resolve));
        return this.disk[name](...given);
      };
    const names = ['mkdir', 'open', 'readdir', 'readFile', 'unlink'];
    return Object.fromEntries(names.map((name) => [name, method(name)]));
  }

  /** Each bit of the order says whose turn is next; one that is at its end is passed over. */
  async play(order) {
    for (let bits = order; ; bits >>= 1) {
      await settled();
      const [first] = this.#waiting.keys();
      if (first === undefined) {
        return;
      }
      const next = this.#waiting.has(bits & 1) ? bits & 1 : first;
      const go = this.#waiting.get(next);
      this.#waiting.delete(next);
      go();
    }
  }
}
