// What nodes see of a client's packets: real packets beside cover packets.

import {
  countsDiffer,
  countsOf,
  distance,
  distanceLimit,
  distanceToExponential,
} from './statistics.mjs';

const SEEN_AT_ENTRY = ['kind', 'frameLength', 'type', 'label', 'length', 'to'];
const SEEN_AT_HOP = ['version', 'label', 'length'];
const SEEN_AT_END = [...SEEN_AT_HOP, 'plaintextLength', 'identifier'];
const BODY_HEAD_BITS = 256;

/** Real packets that follow each other faster than this belong to one message. */
const MESSAGE_GAP_MS = 500;

/**
 * By which properties without an order real packets can be told from cover packets:
 * `{property: {real: counts, cover: counts}}`.
 */
export function differences(packets) {
  const [real, cover] = split(packets);
  const found = {};
  for (const [name, seenOf] of properties(packets[0])) {
    const [a, b] = [real.map(seenOf), cover.map(seenOf)];
    if (countsDiffer(a, b)) {
      found[name] = { real: countsOf(a), cover: countsOf(b) };
    }
  }
  return found;
}

/**
 * The times that senders choose, against what they should be distributed like, and real against
 * cover: `{name: {distance, limit}}`. At most the limit is chance.
 */
export function delays(packets, meanMs) {
  const [real, cover] = split(packets);
  const out = {};
  for (const way of ['hops', 'ackHops']) {
    const [a, b] = [delaysOn(way, real), delaysOn(way, cover)];
    out[`${way}, real and cover`] = judged(distance(a, b), distanceLimit(a.length, b.length));
    out[`${way}, real`] = judged(distanceToExponential(a, meanMs), distanceLimit(a.length));
    out[`${way}, cover`] = judged(distanceToExponential(b, meanMs), distanceLimit(b.length));
  }
  return out;
}

/**
 * The time between the packets of a client while it sends a message against that while it sends
 * none. Not real against cover: the longer a gap, the likelier a message came up in it, however
 * blindly packets are sent; that gap is left out.
 */
export function gaps(packets) {
  const [busy, idle] = [[], []];
  const reals = packets.filter(({ real }) => real).map(({ entered }) => entered.micros / 1000);
  let next = 0;
  for (const { entered } of packets) {
    const at = entered.micros / 1000;
    while (next < reals.length && reals[next] < at) {
      next++;
    }
    const [last, coming] = [reals[next - 1] ?? Number.NEGATIVE_INFINITY, reals[next]];
    if (last >= at - MESSAGE_GAP_MS && coming - last <= MESSAGE_GAP_MS) {
      busy.push(entered.gap);
    } else if (coming !== at) {
      idle.push(entered.gap);
    }
  }
  const verdict = judged(distance(busy, idle), distanceLimit(busy.length, idle.length));
  return { ...verdict, busy: busy.length, idle: idle.length };
}

function judged(found, limit) {
  return { distance: Number(found.toFixed(3)), limit: Number(limit.toFixed(3)) };
}

function split(packets) {
  return [packets.filter(({ real }) => real), packets.filter(({ real }) => !real)];
}

function delaysOn(way, packets) {
  return packets.flatMap((packet) =>
    packet[way].slice(0, -1).map(({ delayNanos }) => delayNanos / 1e6),
  );
}

/** `[name, value of a packet]` of all that is counted, for packets like this one. */
function properties(like) {
  const out = SEEN_AT_ENTRY.map((key) => [`${key} at the gateway`, (p) => p.entered[key]]);
  for (const way of ['hops', 'ackHops']) {
    out.push([`number of ${way}`, (packet) => packet[way].length]);
    like[way].forEach((hop, i) => {
      const keys = hop.event === 'final' ? SEEN_AT_END : SEEN_AT_HOP;
      // The last mix node learns the recipient's gateway, and the others the next node.
      const seen = i < like[way].length - 2 ? [...keys, 'to'] : keys;
      out.push(...seen.map((key) => [`${key} at ${way} ${i + 1}`, (p) => p[way][i]?.[key]]));
    });
  }
  for (let bit = 0; bit < BODY_HEAD_BITS; bit++) {
    out.push([`bit ${bit} of the body`, ({ hops }) => bitOf(hops.at(-1).bodyHead, bit)]);
  }
  return out;
}

function bitOf(hex, bit) {
  const at = (bit >> 3) * 2;
  return (Number.parseInt(hex.slice(at, at + 2), 16) >> (bit & 7)) & 1;
}
