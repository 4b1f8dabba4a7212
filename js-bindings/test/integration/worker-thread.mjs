// A thread of Node as a worker of the package: each port that is sent to it is a page.

import { parentPort } from 'node:worker_threads';
import { engineWith } from '../../dist/environment.js';
import { nodeFiles } from '../../dist/node-files.js';
import { lineOver } from '../../dist/worker/line.js';
import { Share } from '../../dist/worker/share.js';

const share = new Share({
  environment: engineWith(nodeFiles),
  whenGone: () => new Promise(() => {}),
});

parentPort.on('message', (port) => share.connect(lineOver(port, () => port.close())));
