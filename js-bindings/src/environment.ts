import { coreFiles } from '#core-files';
import type { CoreClient } from './core/core.js';
import { loadCore } from './core/load.js';
import { PeapodError } from './errors.js';
import type { CheckedOptions } from './options.js';
import { type Platform, thisPlatform, type WebSocketConstructor } from './platform.js';

/** What a client is built on: a core and an engine. Tests put their own in its place. */
export interface Environment {
  /** Loads a core and makes one client in it. */
  createCoreClient(options: CheckedOptions): Promise<CreatedCoreClient>;
  platform(WebSocket: WebSocketConstructor): Platform;
}

/** A client inside a core, and which build of the core that is. */
export interface CreatedCoreClient {
  readonly core: CoreClient;
  readonly backend: 'wasm' | 'js';
}

/** The package's own core in this engine. */
export const thisEngine: Environment = {
  platform: thisPlatform,

  // Each client has an instance of its own: one that crashes takes no other with it.
  async createCoreClient(options) {
    const core = await loadCore((await options.wasm) ?? (await coreFiles.wasm()));
    const config = new TextEncoder().encode(options.configJson);
    try {
      return { core: core.createClient(config), backend: core.backend };
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new PeapodError('INVALID_OPTION', message, { cause });
    }
  },
};
