// The programs within one event of a service worker, which lives no longer than its events.

import { indexedDbStorage } from './node_modules/peapod/dist/indexeddb-storage.js';
import { MixnetClient } from './node_modules/peapod/dist/web.js';
import { QUIETLY, runAgain, runAll } from './programs.mjs';

async function run({ nymApi, address }, tell) {
  const host = {
    connect: (more) => MixnetClient.connect({ network: { nymApi }, ...QUIETLY, ...more }),
    storage: () => indexedDbStorage('programs'),
  };
  if (address === undefined) {
    return runAll(host, (passed) => tell({ passed }));
  }
  await runAgain(host, address);
  tell({ passed: 'restart' });
  return address;
}

globalThis.addEventListener('message', (event) => {
  const [port] = event.ports;
  const tell = (news) => port.postMessage(news);
  const ended = run(event.data, tell).then(
    (address) => tell({ address }),
    (fault) => tell({ failure: `${fault.message}\n${fault.stack}` }),
  );
  event.waitUntil(ended);
});
