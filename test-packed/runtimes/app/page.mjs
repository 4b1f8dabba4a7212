// The programs in a page without a bundler. `?runIn=` says where the client is, and `service-worker`
// puts all of it there; `?address=` is that of the client which an earlier page has kept, with a
// `passphrase` where the browser needs one. The title says how it ended.

import { listenForComplaints } from './complaints.mjs';
import { indexedDbStorage } from './node_modules/peapod/dist/indexeddb-storage.js';
import { MixnetClient } from './node_modules/peapod/dist/web.js';
import { QUIETLY, runAgain, runAll } from './programs.mjs';

const shown = (name) => document.querySelector(`[data-testid=${name}]`);

listenForComplaints((line) => shown('complaints').append(`${line}\n`));

function passed(name) {
  const item = document.createElement('li');
  item.textContent = name;
  shown('passed').append(item);
}

/** What the programs need in this page; only the client that is tried is a shared one. */
function hostHere(nymApi, { runIn, passphrase }) {
  const options = { network: { nymApi }, ...QUIETLY };
  const runOther = runIn === 'shared-worker' ? undefined : runIn;
  return {
    connect: (more) => MixnetClient.connect({ ...options, runIn, passphrase, ...more }),
    connectOther: (more) => MixnetClient.connect({ ...options, runIn: runOther, ...more }),
    storage: () => indexedDbStorage('programs'),
    inThread: () => askWorker(nymApi),
  };
}

/** A worker of this page's own that imports the package: what it says. */
function askWorker(nymApi) {
  const worker = new Worker(new URL('./page-thread.mjs', import.meta.url), { type: 'module' });
  const said = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage(nymApi);
  return said.finally(() => worker.terminate());
}

/** Has a service worker run the programs and tell how it goes. */
async function runInServiceWorker(start) {
  const script = new URL('./service-worker.mjs', import.meta.url);
  await navigator.serviceWorker.register(script, { type: 'module' });
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const ended = new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.passed !== undefined) {
        passed(data.passed);
      } else if (data.failure !== undefined) {
        reject(new Error(data.failure));
      } else {
        resolve(data.address);
      }
    };
  });
  active.postMessage(start, [port2]);
  return ended;
}

async function run() {
  const { nymApi } = await (await fetch('/network.json')).json();
  const query = Object.fromEntries(new URLSearchParams(location.search));
  const { runIn, address } = query;
  if (runIn === 'service-worker') {
    return runInServiceWorker({ nymApi, address });
  }
  const host = hostHere(nymApi, query);
  if (address === undefined) {
    return runAll(host, passed);
  }
  await runAgain(host, address);
  passed('restart');
  return address;
}

run().then(
  (address) => {
    shown('address').textContent = address;
    document.title = 'passed';
  },
  (fault) => {
    shown('failure').textContent = `${fault}\n${fault.stack}`;
    document.title = 'failed';
  },
);
