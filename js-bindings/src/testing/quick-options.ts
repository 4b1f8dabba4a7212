import type { ConnectOptions } from '../options.js';

/**
 * Options of clients in tests that shall not wait: packets leave as soon as there are any and no
 * node delays them. Nothing is hidden like that, so they are for tests alone.
 */
export const quickOptions: Pick<ConnectOptions, 'preset' | 'traffic' | 'acks'> = {
  preset: 'noCover',
  traffic: { mainStreamMeanMs: 2, packetDelayMeanMs: 0 },
  acks: { ackDelayMeanMs: 0 },
};
