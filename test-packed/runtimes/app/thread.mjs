// A thread that imports the package and says what came of it: see `threads.mjs`.

import { parentPort, workerData } from 'node:worker_threads';
import { MixnetClient } from 'peapod';
import { connectOptions } from './engine.mjs';
import { runInThread } from './programs.mjs';

async function run(nymApi) {
  const options = await connectOptions(nymApi);
  return runInThread((more) => MixnetClient.connect({ ...options, ...more }));
}

if (typeof globalThis.postMessage === 'function') {
  globalThis.onmessage = async ({ data }) => globalThis.postMessage(await run(data));
} else {
  parentPort.postMessage(await run(workerData));
}
