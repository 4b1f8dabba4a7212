import { lineOver } from './worker/line.js';
import { appear, made, type Workers, workerFailed } from './workers.js';

// Bundlers look for these two forms, word for word.
const makeDedicated = () =>
  new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'peapod' });
const makeShared = () =>
  new SharedWorker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'peapod' });

/** The workers of this page. */
export const theseWorkers: Workers = {
  dedicated() {
    requireHere('Worker', typeof Worker);
    const worker = made(makeDedicated);
    return lineOver(worker, () => worker.terminate());
  },

  shared() {
    requireHere('SharedWorker', typeof SharedWorker);
    const worker = made(makeShared);
    return lineOver(worker.port, () => worker.port.close(), worker);
  },

  appear,
};

function requireHere(name: string, type: string): void {
  if (type !== 'function') {
    throw workerFailed(`this engine has no ${name}`);
  }
}
