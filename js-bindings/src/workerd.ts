import { MixnetClient as Client } from './client.js';
import { engineWith } from './environment.js';
import type { ConnectOptions } from './options.js';
import { workerdFiles } from './workerd-files.js';

export * from './index.js';

/** The client in Cloudflare Workers, its core a module that came with their code. */
export class MixnetClient extends Client {
  /** Joins a network. */
  static override connect(options: ConnectOptions): Promise<MixnetClient> {
    return Client.connectIn(engineWith(workerdFiles), options, MixnetClient);
  }
}
