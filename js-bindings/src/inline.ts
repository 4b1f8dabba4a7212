import { MixnetClient as Client } from './client.js';
import { engineWith } from './environment.js';
import { inlineFiles } from './inline-files.js';
import type { ConnectOptions } from './options.js';

export * from './index.js';

/** The client with its core inside the script. */
export class MixnetClient extends Client {
  /** Joins a network. */
  static override connect(options: ConnectOptions): Promise<MixnetClient> {
    return Client.connectIn(engineWith(inlineFiles), options, MixnetClient);
  }
}
