import { type Given, invalid, objectAt } from './checks.js';

/**
 * A starting point for the settings; single ones may be given on top.
 *
 * - `default`: what other clients do, and so what hides best among them.
 * - `lowPower`: a fifth of the packets, for phones on battery. It gives up speed, a packet each
 *   100 ms at most, and likeness with other clients, which the gateway sees.
 * - `noCover`: **no cover packets at all. It gives up what a mixnet is for**: the gateway, and
 *   whoever watches the line to it, sees when and how much you send and receive. Mixing still hides
 *   to whom. For tests, and for programs whose users know this.
 *
 * What a client gives up stands in its `warnings`.
 */
export type Preset = 'default' | 'lowPower' | 'noCover';

/** More about which gateway. */
export interface ConnectionOptions {
  /**
   * How many gateways are measured for `gateway: 'fastest'`, 2 to 20; default 10. Each of them
   * learns your IP address.
   */
  readonly measuredGateways?: number;
  /** Whether a gateway will do that offers itself as a mix node too; default true. */
  readonly allowMixing?: boolean;
}

/** The main stream, which carries your packets, and these packets. */
export interface TrafficOptions {
  /** Mean gap in ms between packets of the main stream, 1 to 3,600,000; default 20. */
  readonly mainStreamMeanMs?: number;
  /**
   * Whether the main stream sends cover when there is nothing else to send; default true. Without
   * it, packets leave when you send, and whoever watches your line sees when you do.
   */
  readonly mainStreamPoisson?: boolean;
  /** Mean delay in ms that each mix node adds to a packet, 0 to 3,600,000; default 15. */
  readonly packetDelayMeanMs?: number;
  /**
   * Whether long messages go in packets of 32 kB instead of 2 kB; default false. Cover follows the
   * same mix of sizes, so it hides as much and costs far more.
   */
  readonly extendedPackets?: boolean;
  /**
   * How often a packet is sent again at most, 0 to 1,000, before its message fails with
   * `NOT_ACKNOWLEDGED`; default `null`: a message to an address until it arrives, a reply ten times.
   */
  readonly maximumRetransmissions?: number | null;
}

/** The loop cover stream, whose packets come back to you. */
export interface CoverOptions {
  /** Whether there is one; default true. Without it your gateway sees when you receive. */
  readonly loopCover?: boolean;
  /** Mean gap in ms between its packets, 1 to 3,600,000; default 200. */
  readonly loopCoverMeanMs?: number;
  /** Share of 2-kB packets in all cover, 0 to 1, where `extendedPackets` is on; default 0.7. */
  readonly primarySizeRatio?: number;
}

/**
 * Acknowledgements. A packet is sent again after the delays drawn for it and its acknowledgement,
 * times `waitMultiplier`, plus `waitAdditionMs`.
 */
export interface AckOptions {
  /** Mean delay in ms that each mix node adds to an acknowledgement, 0 to 3,600,000; default 15. */
  readonly ackDelayMeanMs?: number;
  /** 1 to 1,000; default 1.5. */
  readonly waitMultiplier?: number;
  /** In ms, 0 to 3,600,000; default 1,500. */
  readonly waitAdditionMs?: number;
}

/** When the directory is asked, and which nodes are good enough. */
export interface TopologyOptions {
  /**
   * Gap in ms between refreshes, 1,000 to 3,600,000, beside the one after each epoch's start;
   * default 300,000.
   */
  readonly refreshMs?: number;
  /** `false` asks once; the client works until the nodes' keys change. Default true. */
  readonly refreshing?: boolean;
  /** Performance in percent that a mix node must have, a whole number to 100; default 50. */
  readonly minimumMixPerformance?: number;
  /** The same for a gateway. */
  readonly minimumGatewayPerformance?: number;
}

/** Reply SURBs: those of others that are held to answer with, and the keys of one's own. */
export interface ReplySurbOptions {
  /** SURBs of a sender kept back to ask for more with, 0 to 1,000; default 10. */
  readonly reserve?: number;
  /** SURBs of a sender above which none are asked for, 1 to 10,000; default 200. */
  readonly maximumStored?: number;
  /** Added to the reserve when deciding whether to ask for more, 0 to 1,000; default 0. */
  readonly reserveBuffer?: number;
  /** Fewest SURBs to ask for at a time, 1 to 500; default 10. */
  readonly minimumRequest?: number;
  /** Most SURBs to ask for at a time, `minimumRequest` to 500; default 50. */
  readonly maximumRequest?: number;
  /** Most SURBs that a recipient who asks is given, 0 to 500; default 500. */
  readonly maximumAllowedRequest?: number;
  /** Silence in ms after which SURBs are asked for again, 1 to 3,600,000; default 10,000. */
  readonly rerequestWaitMs?: number;
  /** Silence in ms after which a waiting reply is given up, 1 to 3,600,000; default 300,000. */
  readonly dropWaitMs?: number;
  /** Requests without an answer before a waiting reply is given up, 0 to 1,000; default 5. */
  readonly maximumRerequests?: number;
  /**
   * How long in ms answers to a message are taken, 1,000 to 604,800,000; default 180,000,000, which is 50 hours: SURBs
   * live for 25, and the gateway keeps an answer for 24 more.
   */
  readonly maximumKeyAgeMs?: number;
}

/**
 * The settings of the core. It checks their names and ranges itself before anything is begun, and
 * its refusal, an `INVALID_OPTION`, names the setting as it is named here.
 */
export interface Settings {
  /** The starting point; default `default`. */
  readonly preset?: Preset;
  /** More about which gateway. */
  readonly connection?: ConnectionOptions;
  /** The main stream, which carries your packets, and these packets. */
  readonly traffic?: TrafficOptions;
  /** The loop cover stream, whose packets come back to you. */
  readonly cover?: CoverOptions;
  /** Acknowledgements. */
  readonly acks?: AckOptions;
  /** When the directory is asked, and which nodes are good enough. */
  readonly topology?: TopologyOptions;
  /** Reply SURBs. */
  readonly replies?: ReplySurbOptions;
  /** A start that takes longer fails with `START_TIMED_OUT`; 1 to 3,600,000 ms, default 60,000. */
  readonly startTimeoutMs?: number;
}

const SECTIONS = ['connection', 'traffic', 'cover', 'acks', 'topology', 'replies'] as const;
const VALUES = ['preset', 'startTimeoutMs'] as const;

/** The keys of {@link Settings}. */
export const SETTING_KEYS: readonly (keyof Settings)[] = [...SECTIONS, ...VALUES];

/**
 * The settings as the core takes them. What JSON would change on the way is refused here, all else
 * by the core.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkSettings(given: Given): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const key of VALUES) {
    if (given[key] !== undefined) {
      config[key] = checkValue(key, given[key]);
    }
  }
  for (const name of SECTIONS) {
    if (given[name] !== undefined) {
      config[name] = checkSection(name, objectAt(name, given[name]));
    }
  }
  return config;
}

function checkSection(name: string, given: Given): Record<string, unknown> {
  const section: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined) {
      section[key] = checkValue(`${name}.${key}`, value);
    }
  }
  return section;
}

function checkValue(name: string, value: unknown): unknown {
  const isText = typeof value === 'string';
  const isKept = value === null || isText || typeof value === 'boolean' || Number.isFinite(value);
  if (!isKept) {
    throw invalid(name, 'a finite number, true, false or a text', value);
  }
  return value;
}
