import { checkSignal, invalid, objectAt, refuseUnknown } from './checks.js';
import { PeapodError } from './errors.js';

/** What `testNode` takes beside the node. */
export interface NodeTestOptions {
  /** How many packets are sent, 1 to 1,000; default 20. */
  readonly packets?: number;
  /** How long in ms answers count after the last packet left, 0 to 3,600,000; default 10,000. */
  readonly timeoutMs?: number;
  /** Ends the test; it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What came back of a node test. */
export interface NodeTestResult {
  /** The node that was tested. */
  readonly identity: string;
  /**
   * 0 to 100: packets and acknowledgements that came back, less the duplicates, of those expected.
   * All nodes of a route count: a good node scores less while others lose packets.
   */
  readonly score: number;
  /** Packets sent. */
  readonly sent: number;
  /** Different packets that came back. */
  readonly receivedPackets: number;
  /** Different acknowledgements that came back. */
  readonly receivedAcks: number;
  /** Packets that came back again. */
  readonly duplicatePackets: number;
  /** Acknowledgements that came back again. */
  readonly duplicateAcks: number;
  /**
   * How long each packet that came back was under way, in the order of coming; includes the delays
   * at the mix nodes, some 45 ms in the mean.
   */
  readonly roundTripsMs: readonly number[];
}

/** A node test that has been checked. */
export interface CheckedNodeTest {
  readonly packets: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

const DEFAULT_PACKETS = 20;
const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_PACKETS = 1000;
const HOUR_MS = 3_600_000;
/** More than the 44 characters of the longest identity; only the core knows what is one. */
const MAX_IDENTITY_CHARS = 1024;

/**
 * Checks what a node test is asked with.
 *
 * @throws PeapodError `INVALID_ARGUMENT` or `INVALID_OPTION`
 */
export function checkNodeTest(identity: unknown, options: NodeTestOptions): CheckedNodeTest {
  if (typeof identity !== 'string' || identity.length > MAX_IDENTITY_CHARS) {
    throw new PeapodError('INVALID_ARGUMENT', 'identity: expected that of a node, as base58');
  }
  const given = objectAt('options', options);
  refuseUnknown('options', given, ['packets', 'timeoutMs', 'signal']);
  const { packets = DEFAULT_PACKETS, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  if (!Number.isInteger(packets) || packets < 1 || packets > MAX_PACKETS) {
    throw invalid('packets', `a whole number from 1 to ${MAX_PACKETS}`, packets);
  }
  if (typeof timeoutMs !== 'number' || !(timeoutMs >= 0 && timeoutMs <= HOUR_MS)) {
    throw invalid('timeoutMs', `a number of milliseconds from 0 to ${HOUR_MS}`, timeoutMs);
  }
  return { packets, timeoutMs, signal: checkSignal(options.signal) };
}
