import type { ClientStats, MixnetClient } from 'peapod';
import { page } from './page.js';
import { type PacketKind, PacketPlot } from './plot.js';

/** How often the picture changes for those who want no motion. */
const STILL_MS = 1000;

const KINDS: readonly (readonly [PacketKind, keyof ClientStats])[] = [
  ['real', 'realSent'],
  ['cover', 'coverSent'],
  ['ack', 'acksReceived'],
  ['cover-ack', 'coverAcksReceived'],
];

/** Shows a client's packets as counters and on the strip, until the client is closed. */
export function showTraffic(client: MixnetClient): void {
  const plot = new PacketPlot(page.plot);
  let before: ClientStats | undefined;
  let beforeMs = performance.now();

  const show = (stats: ClientStats) => {
    const nowMs = performance.now();
    for (const [kind, key] of KINDS) {
      plot.add(kind, stats[key] - (before?.[key] ?? stats[key]), beforeMs, nowMs);
    }
    before = stats;
    beforeMs = nowMs;
    showCounters(stats);
    plot.draw(nowMs);
    next();
  };
  // Rejects when the client is closed; then there is nothing more to show.
  const read = () => client.stats().then(show, () => {});
  const wantsStillness = matchMedia('(prefers-reduced-motion: reduce)');
  const next = () => {
    if (wantsStillness.matches) {
      setTimeout(read, STILL_MS);
    } else {
      requestAnimationFrame(read);
    }
  };
  next();
}

function showCounters(stats: ClientStats): void {
  page.real.textContent = String(stats.realSent);
  page.cover.textContent = String(stats.coverSent);
  page.ack.textContent = String(stats.acksReceived + stats.coverAcksReceived);
  page.queued.textContent = String(stats.queuedPackets);
}
