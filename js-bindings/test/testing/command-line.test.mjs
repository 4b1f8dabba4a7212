import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MixnetClient } from 'peapod';
import { quickOptions } from 'peapod/testing';
import { readCommandLine, USAGE, UsageError } from '../../dist/cli/arguments.js';
import { runMixnet } from '../../dist/cli/mixnet-command.js';
import { TrafficView } from '../../dist/cli/traffic-view.js';
import { next } from './fixtures.mjs';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const TIMEOUT = { timeout: 60_000 };

/** The command in a process of its own, with what it prints. */
function start(...args) {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'pipe' });
  const printed = { out: '', error: '' };
  child.stdout.on('data', (text) => {
    printed.out += text;
  });
  child.stderr.on('data', (text) => {
    printed.error += text;
  });
  return { child, printed, ended: once(child, 'close') };
}

const STATS = {
  packetsIn: 40,
  liveClients: 1,
  storedPayloads: 2,
  dropped: { REPLAYED: 3 },
  wires: { lost: 4 },
};

test('arguments become options', () => {
  assert.deepEqual(readCommandLine(['mixnet']), {
    kind: 'mixnet',
    options: { faults: {} },
    isJson: false,
    untilStdinCloses: false,
  });
  const all =
    'mixnet --gateways 3 --mix-nodes=1 --port 80 --seed 7 --lose .5 --delay 20 --json --until-stdin-closes'.split(
      ' ',
    );
  assert.deepEqual(readCommandLine(all), {
    kind: 'mixnet',
    options: {
      gateways: 3,
      mixNodesPerLayer: 1,
      port: 80,
      seed: 7,
      faults: { lose: 0.5, delayMs: 20 },
    },
    isJson: true,
    untilStdinCloses: true,
  });
  assert.deepEqual(readCommandLine(['--help']), { kind: 'help' });
  assert.deepEqual(readCommandLine([]), { kind: 'help' });
});

test('what cannot be an argument is named', () => {
  const wrong = {
    '--gateways': ['mixnet', '--gateways'],
    '--port': ['mixnet', '--port', 'x'],
    '--gatways': ['mixnet', '--gatways', '1'],
    network: ['network'],
    more: ['mixnet', 'more'],
  };
  for (const [name, args] of Object.entries(wrong)) {
    assert.throws(
      () => readCommandLine(args),
      (error) => error instanceof UsageError && error.message.includes(name),
    );
  }
});

test('the view shows each node with its packets a second', () => {
  const network = { gateways: [{ id: 1 }], mixNodes: [{ id: 2, layer: 1 }] };
  const view = new TrafficView(network, 1000);
  for (let i = 0; i < 20; i++) {
    view.count({ kind: 'received', node: 2 });
    view.count({ kind: 'sent', node: 2 });
  }
  for (let i = 0; i < 5; i++) {
    view.count({ kind: 'entered', node: 1 });
  }
  assert.deepEqual(view.lines(STATS, 1500), [
    `  gateway 1          ${'█'.repeat(7)}▌${' '.repeat(22)} 10 packets/s`,
    `  layer 1, node 2    ${'█'.repeat(30)} 40 packets/s`,
    '  1 client · 40 packets · 2 stored · 4 lost · dropped: 3 REPLAYED',
  ]);
  assert.match(view.lines(STATS, 2000)[1], / 0 packets\/s$/);
});

test('on a terminal the view is drawn, and its end gives the cursor back', async () => {
  let written = '';
  const stop = new AbortController();
  const out = {
    isTTY: true,
    write(text) {
      written += text;
      if (written.includes('dropped: none')) {
        stop.abort();
      }
    },
  };
  await runMixnet({ transport: 'memory' }, false, out, stop.signal);
  assert.match(written, /gateway 2 +0 packets\/s/);
  assert.ok(written.endsWith('\x1b[?25h'));
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`a network in a process of its own serves until ${signal}`, TIMEOUT, async () => {
    const { child, printed, ended } = start('mixnet', '--json', '--gateways', '1');
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { nymApi, gateways } = JSON.parse(line);
    assert.equal(gateways.length, 1);
    const client = await MixnetClient.connect({ network: { nymApi }, ...quickOptions });
    assert.ok(client.address.endsWith(`@${gateways[0].identity}`));
    client.send(client.address, 'hello');
    assert.equal((await next(client)).text(), 'hello');
    await client.close();
    child.kill(signal);
    assert.deepEqual(await ended, [0, null]);
    assert.equal(printed.error, '');
  });
}

test('a network that a program starts ends with the program', TIMEOUT, async () => {
  const { child, printed, ended } = start('mixnet', '--json', '--until-stdin-closes');
  await once(createInterface({ input: child.stdout }), 'line');
  child.stdin.end();
  assert.deepEqual(await ended, [0, null]);
  assert.equal(printed.error, '');
});

test('without a terminal it says where everything is in plain lines', TIMEOUT, async () => {
  const { child, printed, ended } = start('mixnet');
  while (!printed.out.includes('Ctrl-C')) {
    await once(child.stdout, 'data');
  }
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);
  assert.match(printed.out, /directory {3}http:\/\/127\.0\.0\.1:\d+\/api\n/);
  assert.match(printed.out, /gateway 2 {3}ws:\/\/127\.0\.0\.1:\d+ {3}\w{40,}\n/);
  assert.ok(!printed.out.includes('\x1b'));
});

test('mistakes and failures end it with a code and a text', TIMEOUT, async () => {
  const wrong = start('mixnet', '--gateway', '1');
  assert.deepEqual(await wrong.ended, [2, null]);
  assert.ok(wrong.printed.error.endsWith(`${USAGE}\n`));
  const outOfRange = start('mixnet', '--gateways', '0');
  assert.deepEqual(await outOfRange.ended, [1, null]);
  assert.match(
    outOfRange.printed.error,
    /^gateways: expected a whole number from 1 to 100; got 0\n$/,
  );
  const help = start('--help');
  assert.deepEqual(await help.ended, [0, null]);
  assert.equal(help.printed.out, `${USAGE}\n`);
});
