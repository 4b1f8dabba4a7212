// What `connect` needs to be told in this engine.

import { QUIETLY } from './programs.mjs';

/**
 * The options with which a client of this engine joins a network. Where there is no WebSocket, in
 * Node 20, the core runs as JavaScript: 60 ms for a packet leave no time for cover.
 */
export async function connectOptions(nymApi) {
  const network = { nymApi };
  if (typeof WebSocket === 'function') {
    return { network, ...QUIETLY };
  }
  const { WebSocket: webSocket } = await import('ws');
  return { network, webSocket, preset: 'noCover', traffic: { mainStreamMeanMs: 100 } };
}
