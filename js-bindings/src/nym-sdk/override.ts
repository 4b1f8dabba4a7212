import { type Given, objectAt } from '../checks.js';
import { PeapodError } from '../errors.js';
import type { Settings } from '../settings.js';

/** The settings of the stock `clientOverride`, by section and key. */
export type ClientOverride = {
  readonly [Section in keyof typeof SECTIONS]?: {
    readonly [Key in keyof (typeof SECTIONS)[Section]]?: unknown;
  };
};

/** Has no effect, in the stock client neither. */
const UNUSED = 'unused';
/** Not offered here; only `false` or nothing will do, which is the stock default. */
const REFUSED = 'refused';

/** A stock key becomes a setting of ours, the opposite of one (`!`), or nothing. */
const SECTIONS = {
  traffic: {
    averagePacketDelayMs: 'traffic.packetDelayMeanMs',
    messageSendingAverageDelayMs: 'traffic.mainStreamMeanMs',
    maximumNumberOfRetransmissions: 'traffic.maximumRetransmissions',
    disableMainPoissonPacketDistribution: '!traffic.mainStreamPoisson',
    useExtendedPacketSize: 'traffic.extendedPackets',
    deterministicRouteSelection: REFUSED,
    useLegacySphinxFormat: UNUSED,
    useOutfox: REFUSED,
  },
  coverTraffic: {
    loopCoverTrafficAverageDelayMs: 'cover.loopCoverMeanMs',
    coverTrafficPrimarySizeRatio: 'cover.primarySizeRatio',
    disableLoopCoverTrafficStream: '!cover.loopCover',
  },
  gatewayConnection: { gatewayResponseTimeoutMs: UNUSED },
  acknowledgements: {
    averageAckDelayMs: 'acks.ackDelayMeanMs',
    ackWaitMultiplier: 'acks.waitMultiplier',
    ackWaitAdditionMs: 'acks.waitAdditionMs',
  },
  topology: {
    topologyRefreshRateMs: 'topology.refreshMs',
    topologyResolutionTimeoutMs: UNUSED,
    maxStartupGatewayWaitingPeriodMs: UNUSED,
    maxStartupNetworkWaitingPeriodMs: UNUSED,
    disableRefreshing: '!topology.refreshing',
    minimumMixnodePerformance: 'topology.minimumMixPerformance',
    minimumGatewayPerformance: 'topology.minimumGatewayPerformance',
    useExtendedTopology: REFUSED,
    ignoreEgressEpochRole: UNUSED,
    ignoreIngressEpochRole: UNUSED,
  },
  replySurbs: {
    minimumReplySurbStorageThreshold: 'replies.reserve',
    maximumReplySurbStorageThreshold: 'replies.maximumStored',
    minimumReplySurbThresholdBuffer: 'replies.reserveBuffer',
    minimumReplySurbRequestSize: 'replies.minimumRequest',
    maximumReplySurbRequestSize: 'replies.maximumRequest',
    maximumAllowedReplySurbRequestSize: 'replies.maximumAllowedRequest',
    maximumReplySurbRerequestWaitingPeriodMs: 'replies.rerequestWaitMs',
    maximumReplySurbDropWaitingPeriodMs: 'replies.dropWaitMs',
    maximumReplySurbsRerequests: 'replies.maximumRerequests',
    maximumReplyKeyAgeMs: 'replies.maximumKeyAgeMs',
    surbMixHops: UNUSED,
    freshSenderTags: UNUSED,
  },
  statsReporting: { enabled: UNUSED, providerAddress: UNUSED, reportingIntervalMs: UNUSED },
  forgetMe: { client: UNUSED, stats: UNUSED },
  rememberMe: { stats: UNUSED },
} as const;

/**
 * The same settings under our names.
 *
 * @throws PeapodError `INVALID_OPTION` for a key that the stock client does not know, or whose value
 *   asks for what is not offered here
 */
export function settingsOf(override: ClientOverride = {}): Settings {
  const settings: Record<string, Record<string, unknown>> = {};
  for (const [name, section] of Object.entries(objectAt('clientOverride', override))) {
    const keys = (SECTIONS as Readonly<Record<string, Readonly<Record<string, string>>>>)[name];
    if (keys === undefined) {
      throw unknown('clientOverride', name, Object.keys(SECTIONS));
    }
    if (section !== undefined) {
      const place = `clientOverride.${name}`;
      translate(place, objectAt(place, section), keys, settings);
    }
  }
  return settings as Settings;
}

function translate(
  place: string,
  given: Given,
  keys: Readonly<Record<string, string>>,
  settings: Record<string, Record<string, unknown>>,
): void {
  for (const [key, value] of Object.entries(given)) {
    const target = keys[key];
    if (target === undefined) {
      throw unknown(place, key, Object.keys(keys));
    }
    if (target === REFUSED && value !== undefined && value !== null && value !== false) {
      throw refused(`${place}.${key}: expected false, for this is not offered here`);
    }
    if (target !== REFUSED && target !== UNUSED && value !== undefined) {
      put(`${place}.${key}`, target, value, settings);
    }
  }
}

function put(
  place: string,
  target: string,
  value: unknown,
  settings: Record<string, Record<string, unknown>>,
): void {
  const isOpposite = target.startsWith('!');
  if (isOpposite && typeof value !== 'boolean') {
    throw refused(`${place}: expected true or false`);
  }
  const [section = '', key = ''] = target.replace('!', '').split('.');
  settings[section] = { ...settings[section], [key]: isOpposite ? !value : value };
}

function unknown(place: string, key: string, known: readonly string[]): PeapodError {
  return refused(`${place}: expected only the keys ${known.join(', ')}; got the key ${key}`);
}

function refused(message: string): PeapodError {
  return new PeapodError('INVALID_OPTION', message);
}
