// How a page's packets leave while its tab is visible, and while it is hidden.
// Usage, after npm start has built everything: node js-bindings/bench/hidden-tab.mjs [here|worker]
// The browser is driven without a test tool: those keep a page visible, or its timers unthrottled.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { requireChromium } from '../../scripts/chromium.mjs';
import { startNetwork } from '../test/integration/network.mjs';

const SITE = fileURLToPath(new URL('../../demo-web/dist', import.meta.url));
const SECONDS = 20;
const [runIn = 'worker'] = process.argv.slice(2);

/**
 * A Chromium of its own: `call` is a method of its protocol for tools, `attached` waits for the
 * worker that is attached next.
 */
async function startChromium(profile) {
  const flags = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0'];
  const chromium = spawn(await requireChromium(), [...flags, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => chromium.once('exit', resolve));
  const url = await new Promise((resolve) => {
    createInterface({ input: chromium.stderr }).on('line', (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line);
      if (found !== null) {
        resolve(found[1]);
      }
    });
  });
  const socket = new WebSocket(url);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const stop = async () => {
    chromium.kill();
    await ended;
  };
  const attached = () =>
    new Promise((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const { method, params } = JSON.parse(data);
        if (method === 'Target.attachedToTarget' && params.targetInfo.type === 'worker') {
          resolve(params);
        }
      });
    });
  return { call: callerOver(socket), attached, stop };
}

function callerOver(socket) {
  const waiting = new Map();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(data);
    waiting.get(id)?.(error === undefined ? result : Promise.reject(new Error(error.message)));
    waiting.delete(id);
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    });
}

/** A tab in front of the others. */
async function openTab(call, url) {
  const { targetId } = await call('Target.createTarget', { url });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  return { targetId, sessionId };
}

async function evaluate(call, sessionId, expression) {
  const { result } = await call('Runtime.evaluate', { expression }, sessionId);
  return result.value;
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** The session of the thread that the client runs on. */
async function clientThread({ call, attached }, page) {
  if (runIn === 'here') {
    return page.sessionId;
  }
  const worker = attached();
  const params = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  await call('Target.setAutoAttach', params, page.sessionId);
  return (await worker).sessionId;
}

/** Runs on the client's thread: notes when frames leave. */
const WATCH = `(() => {
  const { send } = WebSocket.prototype;
  globalThis.leftAt = [];
  WebSocket.prototype.send = function (data) {
    leftAt.push(performance.now());
    return send.call(this, data);
  };
})()`;

/** Says how frames left since the last time. */
async function report(call, thread, state) {
  const text = await evaluate(call, thread, 'JSON.stringify(leftAt.splice(0))');
  const times = JSON.parse(text);
  const gaps = times.slice(1).map((ms, i) => ms - times[i]);
  const rate = (gaps.length / (times.at(-1) - times[0])) * 1000;
  const longest = Math.max(...gaps);
  console.log(
    `${runIn}, ${state}: ${rate.toFixed(1)} frames per second, ` +
      `longest pause ${longest.toFixed(0)} ms`,
  );
}

const profile = mkdtempSync(join(tmpdir(), 'peapod-hidden-tab-'));
const network = await startNetwork('--site', SITE);
const chromium = await startChromium(profile);
const { call } = chromium;
try {
  const page = await openTab(call, `${network.site}?runIn=${runIn}`);
  const stateText = "document.getElementById('state')?.textContent";
  while ((await evaluate(call, page.sessionId, stateText)) !== 'ready') {
    await pause(0.5);
  }
  const thread = await clientThread(chromium, page);
  await evaluate(call, thread, WATCH);
  for (const hide of [false, true]) {
    if (hide) {
      await openTab(call, 'about:blank');
      await pause(2);
    }
    await evaluate(call, thread, 'leftAt.length = 0');
    await pause(SECONDS);
    const state = await evaluate(call, page.sessionId, 'document.visibilityState');
    await report(call, thread, state);
  }
} finally {
  await chromium.stop();
  await network.stop();
  rmSync(profile, { recursive: true });
}
