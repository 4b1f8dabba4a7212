// A thread of its own in each engine: Deno and Bun have the workers of browsers, Node its own.

import { once } from 'node:events';
import { Worker as NodeWorker } from 'node:worker_threads';

const SCRIPT = new URL('./thread.mjs', import.meta.url);

/** Starts a thread on this network; what it says. It ends by itself or the program does not end. */
export async function askThread(nymApi) {
  if (typeof Worker !== 'function') {
    const [said] = await once(new NodeWorker(SCRIPT, { workerData: nymApi }), 'message');
    return said;
  }
  const worker = new Worker(SCRIPT, { type: 'module' });
  const said = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage(nymApi);
  try {
    return await said;
  } finally {
    worker.terminate();
  }
}
