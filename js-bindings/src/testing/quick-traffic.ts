import type { TrafficOptions } from '../options.js';

/**
 * The option `traffic` of clients in tests that shall not wait: packets leave as soon as there are
 * any and no node delays them. Nothing is hidden like that, so it is for tests alone.
 */
export const quickTraffic: TrafficOptions = {
  mainStreamMeanMs: 2,
  packetDelayMeanMs: 0,
  ackDelayMeanMs: 0,
  mainStreamPoisson: false,
  loopCover: false,
};
