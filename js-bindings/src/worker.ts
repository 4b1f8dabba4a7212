// The script of the package's workers, dedicated and shared; pages start it by its URL.

import { engineWith } from './environment.js';
import { webFiles } from './web-files.js';
import { lineOver } from './worker/line.js';
import { Share } from './worker/share.js';

/** The lock is free once the page that held it is gone, however it went. */
async function whenGone(presence: string): Promise<void> {
  await navigator.locks.request(presence, () => {});
}

// Without workers of its own: bundlers would follow this script into itself, and one never ends.
const share = new Share({ environment: engineWith(webFiles), whenGone });

if ('onconnect' in globalThis) {
  globalThis.addEventListener('connect', (event) => {
    const [port] = (event as MessageEvent).ports;
    if (port !== undefined) {
      share.connect(lineOver(port, () => port.close()));
    }
  });
} else if ('addEventListener' in globalThis && !('document' in globalThis)) {
  // Imported elsewhere, by a page or by Node, this does nothing.
  const scope = globalThis as unknown as Parameters<typeof lineOver>[0];
  share.connect(lineOver(scope, () => {}));
}
