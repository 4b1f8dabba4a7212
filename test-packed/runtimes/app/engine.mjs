// What `connect` needs to be told in this engine.

/** The JavaScript build takes some 60 ms for a packet: it has no time for cover beside the programs. */
const SLOWLY = { preset: 'noCover', traffic: { mainStreamMeanMs: 100 } };

/** The options with which a client of this engine joins a network. */
export async function connectOptions(nymApi) {
  const network = { nymApi };
  if (typeof WebSocket === 'function') {
    return { network };
  }
  const { WebSocket: webSocket } = await import('ws');
  return { network, webSocket, ...SLOWLY };
}
