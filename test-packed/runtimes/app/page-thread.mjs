// A worker that imports the package and says what came of it: see `page.mjs`.

import { MixnetClient } from './node_modules/peapod/dist/web.js';
import { QUIETLY, runInThread } from './programs.mjs';

globalThis.onmessage = async ({ data: nymApi }) => {
  const connect = (more) => MixnetClient.connect({ network: { nymApi }, ...QUIETLY, ...more });
  globalThis.postMessage(await runInThread(connect));
};
