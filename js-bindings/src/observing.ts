import { type Given, invalid, objectAt } from './checks.js';
import type { PeapodError } from './errors.js';
import { clientEvent, type MixnetClientEventMap, type PrivacyWarning } from './events.js';
import { type Timers, theseTimers } from './platform.js';
import type { ClientStats } from './stats.js';
import type { TypedEventTarget } from './typed-events.js';

/** Where a client writes what happens to it; `console` is one. */
export interface Logger {
  /** What comes often: messages coming in, new views of the network. */
  debug(line: string): void;
  /** Where the client stands. */
  info(line: string): void;
  /** What looks wrong or gives something up. */
  warn(line: string): void;
  /** What failed. */
  error(line: string): void;
}

/** Who watches a client, and how often it is counted. */
export interface Observing {
  readonly logger: Logger | undefined;
  /** The gap between `stats` events in ms; `undefined` for none. */
  readonly statsIntervalMs: number | undefined;
}

/** What of a client is watched. */
export interface Observed extends TypedEventTarget<MixnetClientEventMap> {
  readonly warnings: readonly PrivacyWarning[];
  stats(): Promise<ClientStats>;
}

const METHODS = ['debug', 'info', 'warn', 'error'] as const;
const MIN_INTERVAL_MS = 100;
const MAX_INTERVAL_MS = 3_600_000;

/**
 * Checks the options about watching.
 *
 * @throws PeapodError `INVALID_OPTION`
 */
export function checkObserving(given: Given): Observing {
  const { logger, statsIntervalMs } = given;
  if (logger !== undefined) {
    const methods = objectAt('logger', logger);
    if (METHODS.some((name) => typeof methods[name] !== 'function')) {
      throw invalid('logger', `an object with the methods ${METHODS.join(', ')}`, logger);
    }
  }
  if (statsIntervalMs !== undefined && !isInterval(statsIntervalMs)) {
    const range = `${MIN_INTERVAL_MS} to ${MAX_INTERVAL_MS}`;
    throw invalid('statsIntervalMs', `a number of milliseconds from ${range}`, statsIntervalMs);
  }
  return { logger: logger as Logger | undefined, statsIntervalMs };
}

function isInterval(value: unknown): value is number {
  return typeof value === 'number' && value >= MIN_INTERVAL_MS && value <= MAX_INTERVAL_MS;
}

/** Watches a client from before its start until it is closed. */
export function observe(
  client: Observed,
  { logger, statsIntervalMs }: Observing,
  timers: Timers = theseTimers,
): void {
  if (logger !== undefined) {
    log(client, logger);
  }
  if (statsIntervalMs !== undefined) {
    count(client, statsIntervalMs, timers);
  }
}

/**
 * Writes lines that hold no content, no address, no tag, no key and no passphrase: whoever reads a log
 * shall not learn with whom the client speaks, nor what about.
 */
function log(client: Observed, logger: Logger): void {
  const write = (level: keyof Logger, line: string) => {
    try {
      logger[level](`peapod: ${line}`);
    } catch (fault) {
      // The logger's own affair, not the client's.
      queueMicrotask(() => {
        throw fault;
      });
    }
  };
  const warn = () => {
    for (const { code, explanation } of client.warnings) {
      write('warn', `${code}: ${explanation}`);
    }
  };
  let isFirst = true;
  client.addEventListener('state', ({ detail }) => {
    write('info', detail);
    if (detail === 'ready' && isFirst) {
      isFirst = false;
      warn();
    }
  });
  client.addEventListener('topology', ({ detail: { epoch, rotation, nodes } }) =>
    write('debug', `epoch ${epoch}, key rotation ${rotation}, ${nodes} nodes`),
  );
  client.addEventListener('alarm', ({ detail }) =>
    write('warn', `${detail.code}: ${detail.explanation}`),
  );
  client.addEventListener('error', ({ detail }) => write('error', errorLine(detail)));
}

/** Without the cause, which is the program's and may say anything. */
function errorLine({ code, stage }: PeapodError): string {
  return stage === undefined ? code : `${code} at ${stage}`;
}

/** Counts at intervals, each from the last answer on, so that none piles up on another. */
function count(client: Observed, intervalMs: number, timers: Timers): void {
  let timer: unknown;
  let isOver = false;
  const next = () => {
    if (!isOver) {
      timer = timers.setTimer(tell, intervalMs);
    }
  };
  const tell = () => {
    client.stats().then((stats) => {
      client.dispatchEvent(clientEvent('stats', stats));
      next();
    }, next);
  };
  client.addEventListener('state', ({ detail }) => {
    if (detail === 'closed') {
      isOver = true;
      timers.clearTimer(timer);
    }
  });
  next();
}
