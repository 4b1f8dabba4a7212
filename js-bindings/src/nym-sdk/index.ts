// By its public name, so that the engine picks the entry with its core.
import { MixnetClient } from 'peapod';
import { StockLikeClient } from './client.js';
import type { NymMixnetClient, NymMixnetClientOptions } from './types.js';

export { PeapodError, type PeapodErrorCode } from '../errors.js';
export type { ClientOverride } from './override.js';
export { decodePayload, type EnvelopedPayload, encodePayload } from './payload.js';
export * from './types.js';

/**
 * Makes a client with the methods and events of the stock SDK, so that a program changes its import
 * and no more. Where the stock SDK is at fault this one is not; see `docs/nym-sdk.md`.
 *
 * Rejects with a PeapodError `INVALID_OPTION`.
 */
export async function createNymMixnetClient(
  options: NymMixnetClientOptions = {},
): Promise<NymMixnetClient> {
  const client = new StockLikeClient(options, (given) => MixnetClient.connect(given));
  return { client, events: client.events };
}
