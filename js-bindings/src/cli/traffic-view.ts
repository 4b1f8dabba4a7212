import type { Mixnet, MixnetEvent, MixnetStats } from '../testing/index.js';

const BAR_WIDTH = 30;
const BAR_STEPS = ' ▏▎▍▌▋▊▉█';

/** A node as it is shown. */
interface ShownNode {
  readonly id: number;
  readonly name: string;
}

/** Counts what happens at the nodes, and shows it as lines of text. */
export class TrafficView {
  readonly #nodes: readonly ShownNode[];
  readonly #packets = new Map<number, number>();
  #lastMs: number;

  constructor({ gateways, mixNodes }: Pick<Mixnet, 'gateways' | 'mixNodes'>, nowMs: number) {
    this.#nodes = [
      ...gateways.map(({ id }) => ({ id, name: `gateway ${id}` })),
      ...mixNodes.map(({ id, layer }) => ({ id, name: `layer ${layer}, node ${id}` })),
    ];
    this.#lastMs = nowMs;
  }

  /** Something happened at a node. */
  count({ kind, node }: MixnetEvent): void {
    if (kind === 'received' || kind === 'entered') {
      this.#packets.set(node, (this.#packets.get(node) ?? 0) + 1);
    }
  }

  /** A line for each node with its packets a second since the last call, and one for all. */
  lines(stats: MixnetStats, nowMs: number): string[] {
    const seconds = Math.max(nowMs - this.#lastMs, 1) / 1000;
    this.#lastMs = nowMs;
    const rates = this.#nodes.map(({ id }) => (this.#packets.get(id) ?? 0) / seconds);
    this.#packets.clear();
    const highest = Math.max(...rates, 1);
    return [
      ...this.#nodes.map(({ name }, i) => {
        const rate = rates[i] ?? 0;
        return `  ${name.padEnd(18)} ${bar(rate / highest)} ${Math.round(rate)} packets/s`;
      }),
      summary(stats),
    ];
  }
}

/** All that has happened so far, in one line. */
export function summary({
  liveClients,
  packetsIn,
  storedPayloads,
  dropped,
  wires,
}: MixnetStats): string {
  const drops = Object.entries(dropped).map(([reason, count]) => `${count} ${reason}`);
  const parts = [
    `${liveClients} client${liveClients === 1 ? '' : 's'}`,
    `${packetsIn} packets`,
    `${storedPayloads} stored`,
    `${wires.lost} lost`,
    `dropped: ${drops.join(', ') || 'none'}`,
  ];
  return `  ${parts.join(' · ')}`;
}

/** A bar for a share from 0 to 1, always of the same width. */
function bar(share: number): string {
  const eighths = Math.round(share * BAR_WIDTH * 8);
  const rest = BAR_STEPS[eighths % 8] ?? '';
  return ('█'.repeat(Math.floor(eighths / 8)) + (eighths % 8 === 0 ? '' : rest)).padEnd(BAR_WIDTH);
}
