import { MixnetClient as Client } from './client.js';
import { engineWith } from './environment.js';
import { nodeFiles } from './node-files.js';
import type { ConnectOptions } from './options.js';
import { theseWorkers } from './these-workers.js';

export * from './index.js';

/** The client in Node, Deno and Bun, its core a file beside this one. */
export class MixnetClient extends Client {
  /** Joins a network. */
  static override connect(options: ConnectOptions): Promise<MixnetClient> {
    return Client.connectIn(engineWith(nodeFiles, theseWorkers), options, MixnetClient);
  }
}
