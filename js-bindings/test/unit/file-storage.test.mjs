import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fileStorage } from '../../dist/file-storage.js';
import { theseProcesses } from '../../dist/processes.js';
import { u8 } from './bytes.mjs';

/** Windows has no such modes. */
const MODES = { skip: process.platform === 'win32' && 'no modes here' };
const LOAD = `
  import { fileStorage } from ${JSON.stringify(new URL('../../dist/file-storage.js', import.meta.url))};
  await fileStorage(process.argv[1]).load();
  console.log('loaded');
  setInterval(() => {}, 1000);`;

let above;
let folder;
let child;

beforeEach(async () => {
  above = await mkdtemp(join(tmpdir(), 'peapod-storage-'));
  folder = join(above, 'new', 'client');
});

afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(above, { recursive: true });
});

async function modeOf(path) {
  return (await stat(path)).mode & 0o777;
}

/** Another process that has the folder. */
async function otherHolder() {
  child = spawn(process.execPath, ['--input-type=module', '-e', LOAD, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
}

test('what is stored is there for the next one', async () => {
  const storage = fileStorage(folder);
  assert.equal(await storage.load(), undefined);
  await storage.replace(u8(1));
  await storage.append(u8(2));
  await storage.append(Uint8Array.of(3, 4));
  await storage.close();
  const next = fileStorage(pathToFileURL(folder));
  assert.deepEqual(await next.load(), { snapshot: u8(1), journal: Uint8Array.of(2, 3, 4) });
  await next.replace(u8(5));
  await next.append(u8(6));
  await next.close();
  assert.deepEqual(await storage.load(), { snapshot: u8(5), journal: u8(6) });
  await storage.close();
});

test('only the owner may read it', MODES, async () => {
  const storage = fileStorage(folder);
  await storage.load();
  await storage.replace(u8(1));
  await storage.append(u8(2));
  assert.equal(await modeOf(folder), 0o700);
  const names = await readdir(folder);
  assert.equal(names.length, 3);
  for (const name of names) {
    assert.equal(await modeOf(join(folder, name)), 0o600, name);
  }
  await storage.close();
  assert.deepEqual((await readdir(folder)).sort(), ['journal', 'snapshot']);
});

test('a second client of this process is refused, and the first goes on', async () => {
  const storage = fileStorage(folder);
  await storage.load();
  for (const second of [storage, fileStorage(folder)]) {
    await assert.rejects(second.load(), { code: 'STORAGE_IN_USE', retryable: true });
  }
  await storage.replace(u8(1));
  await storage.close();
  await storage.load();
  await storage.close();
});

test('another process is told of by its number, and its folder taken when it was killed', async () => {
  await otherHolder();
  const storage = fileStorage(folder);
  await assert.rejects(storage.load(), ({ code, message }) => {
    assert.equal(code, 'STORAGE_IN_USE');
    assert.match(message, new RegExp(`process ${child.pid} has it; close its client first`));
    return true;
  });
  assert.equal((await readdir(folder)).filter((name) => name.startsWith('lock')).length, 1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await storage.load();
  assert.equal((await readdir(folder)).filter((name) => name.startsWith('lock')).length, 1);
  await storage.close();
});

test('the claim of an ended process is void, also where another has its number now', async () => {
  const storage = fileStorage(folder);
  await storage.load();
  const [claim] = (await readdir(folder)).filter((name) => name.startsWith('lock'));
  await storage.close();
  const [, pid, , nonce] = claim.split('-');
  assert.equal(Number(pid), process.pid);
  // The first is of this process's number, as in a container after each start.
  for (const [number, mark] of [
    [pid, 'p1.00000000'],
    [4_194_305, 't1'],
  ]) {
    await writeFile(join(folder, `lock-${number}-${mark}-${nonce}`), '');
  }
  await storage.load();
  await storage.close();
  assert.deepEqual(await readdir(folder), ['journal']);
});

test('a process is told from an earlier one with its number', async () => {
  const mark = await theseProcesses.ownMark();
  assert.equal(mark, await theseProcesses.ownMark());
  assert.equal(await theseProcesses.isRunning(process.pid, mark), true);
  assert.equal(await theseProcesses.isRunning(process.pid, `${mark}0`), false);
});

test('files beside it that look like nothing of ours are let be', async () => {
  const storage = fileStorage(folder);
  await storage.load();
  await storage.close();
  await writeFile(join(folder, 'lock-of-mine'), '');
  await storage.load();
  await storage.close();
  assert.ok((await readdir(folder)).includes('lock-of-mine'));
});

test('after closing nothing is written, and closing twice does no harm', async () => {
  const storage = fileStorage(folder);
  await storage.close();
  await storage.load();
  await storage.close();
  await storage.close();
  await assert.rejects(storage.append(u8(1)), { message: 'it is closed' });
  await assert.rejects(storage.replace(u8(1)), { message: 'it is closed' });
});

test('what is no folder is refused, and can be tried again', async () => {
  await writeFile(join(above, 'file'), '');
  const storage = fileStorage(join(above, 'file'));
  await assert.rejects(storage.load(), { code: 'EEXIST' });
  await rm(join(above, 'file'));
  await storage.load();
  await storage.close();
});

test('a folder whose files cannot be opened is left unlocked', MODES, async () => {
  const storage = fileStorage(folder);
  await storage.load();
  await storage.close();
  await rm(join(folder, 'journal'));
  await mkdir(join(folder, 'journal'));
  await assert.rejects(storage.load(), { code: 'EISDIR' });
  assert.deepEqual(await readdir(folder), ['journal']);
});

test('a path is checked at once', () => {
  for (const wrong of ['', undefined, 7, new URL('https://example.com/')]) {
    assert.throws(() => fileStorage(wrong), { code: 'INVALID_ARGUMENT' });
  }
});
