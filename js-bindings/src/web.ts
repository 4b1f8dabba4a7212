import { MixnetClient as Client } from './client.js';
import { engineWith } from './environment.js';
import type { ConnectOptions } from './options.js';
import { theseWorkers } from './these-workers.js';
import { webFiles } from './web-files.js';

export * from './index.js';

/** The client in browsers, its core a file beside this one. */
export class MixnetClient extends Client {
  /** Joins a network. */
  static override connect(options: ConnectOptions): Promise<MixnetClient> {
    return Client.connectIn(engineWith(webFiles, theseWorkers), options, MixnetClient);
  }
}
