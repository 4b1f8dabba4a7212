// A thread of Node as a worker of the package: each port that is sent to it is a page.

import { parentPort } from 'node:worker_threads';
import { thisEngine } from '../../dist/environment.js';
import { lineOver } from '../../dist/worker/line.js';
import { Share } from '../../dist/worker/share.js';

const share = new Share({ environment: thisEngine, whenGone: () => new Promise(() => {}) });

parentPort.on('message', (port) => share.connect(lineOver(port, () => port.close())));
