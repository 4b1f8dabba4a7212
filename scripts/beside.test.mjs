import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { begin } from './beside.mjs';

/** Begins a Node program, silently. */
function beginNode(t, program) {
  t.mock.method(console, 'log', () => {});
  return begin(process.execPath, ['--eval', program]);
}

/** What a program showed, and how it failed if it did. */
async function endOf(program) {
  let shown = '';
  const fault = await program
    .finish((text) => {
      shown += text;
    })
    .then(
      () => undefined,
      ({ message }) => message,
    );
  return { shown, fault };
}

test('a program that fails shows what it wrote and is a failure', async (t) => {
  const program = beginNode(t, "console.log('one'); console.error('two'); process.exit(3)");
  const { shown, fault } = await endOf(program);
  assert.match(shown, /one\n/);
  assert.match(shown, /two\n/);
  assert.match(fault, /ended with code 3$/);
});

test('a program that ends well shows what it wrote', async (t) => {
  assert.deepEqual(await endOf(beginNode(t, "console.log('fine')")), {
    shown: 'fine\n',
    fault: undefined,
  });
});

test('a program that is not there is a failure', async (t) => {
  t.mock.method(console, 'log', () => {});
  const { fault } = await endOf(begin('no-such-program', ['at all']));
  assert.match(fault, /^no-such-program at all ended with an error: it cannot be started$/);
});

test('a program that is stopped ends with what it started', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const child = `require('node:net').connect(${server.address().port}, '127.0.0.1')`;
  const program = beginNode(
    t,
    `require('node:child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(child)}])`,
  );
  const [socket] = await once(server, 'connection');
  socket.on('error', () => {}); // it may end in the middle
  const gone = once(socket, 'close');
  program.stop();
  assert.match((await endOf(program)).fault, /ended with SIGTERM$/);
  await gone;
  program.stop();
});
