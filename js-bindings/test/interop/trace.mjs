// Joins what the nodes of a local network wrote down (`--observe`) to the way of each packet.

import { readFile } from 'node:fs/promises';

/**
 * All packets that a client handed in and whose way is complete, in order: what its gateway saw
 * (`entered`, with the `gap` since the packet before, in milliseconds), the `hops` of the packet
 * and of the acknowledgement in it (`ackHops`), and whether it was `real`: what ends at its own
 * sender is cover, for the clients that are watched here do not write to themselves.
 *
 * @param address of the client
 */
export function packetsOf(address, events) {
  const client = address.split('.')[0];
  const layers = new Map();
  for (const event of events) {
    if (event.event === 'forward' || event.event === 'final') {
      layers.set(event.packet, event);
    }
  }
  const entries = events.filter((event) => event.event === 'entered' && event.client === client);
  return entries
    .map((entered, i) => {
      const hops = wayOf(entered.packet, layers);
      const last = hops.at(-1);
      return {
        entered: { ...entered, gap: (entered.micros - entries[Math.max(0, i - 1)].micros) / 1000 },
        hops,
        ackHops: wayOf(last?.ack, layers),
        real: last?.destination !== client,
      };
    })
    .slice(1)
    .filter(({ ackHops }) => ackHops.at(-1)?.event === 'final');
}

/** All that the nodes wrote down. */
export async function readTrace(file) {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function wayOf(name, layers) {
  const way = [];
  for (let layer = layers.get(name); layer !== undefined; layer = layers.get(layer.next)) {
    way.push(layer);
  }
  return way;
}
