import type { Platform } from './platform.js';

/** What an alarm needs of its engine. */
type Timers = Pick<Platform, 'monoMs' | 'setTimer' | 'clearTimer'>;

/** Engines keep the delay in 31 bits; a longer one would fire at once. */
const MAX_DELAY_MS = 0x7fffffff;

/**
 * One alarm on an absolute schedule: it never fires early, and being late at one time does not
 * make the next time late.
 */
export class Alarm {
  readonly #platform: Timers;
  readonly #action: () => void;
  #timer: unknown;
  #atMs = Number.POSITIVE_INFINITY;

  constructor(platform: Timers, action: () => void) {
    this.#platform = platform;
    this.#action = action;
  }

  /** Fires at this time of the monotonic clock, once; replaces the time before. */
  set(atMs: number): void {
    this.cancel();
    if (atMs === Number.POSITIVE_INFINITY) {
      return;
    }
    this.#atMs = atMs;
    this.#arm();
  }

  /** Whether its time has come and it has not fired yet. */
  get isDue(): boolean {
    return this.#atMs <= this.#platform.monoMs();
  }

  /** Does not fire until it is set again. */
  cancel(): void {
    this.#atMs = Number.POSITIVE_INFINITY;
    if (this.#timer !== undefined) {
      this.#platform.clearTimer(this.#timer);
      this.#timer = undefined;
    }
  }

  #arm(): void {
    // Rounded up: engines cut the fraction off and would wake us before the time.
    const delayMs = Math.ceil(this.#atMs - this.#platform.monoMs());
    this.#timer = this.#platform.setTimer(
      () => this.#fired(),
      Math.min(Math.max(delayMs, 0), MAX_DELAY_MS),
    );
  }

  #fired(): void {
    this.#timer = undefined;
    if (this.#platform.monoMs() < this.#atMs) {
      this.#arm();
      return;
    }
    this.#atMs = Number.POSITIVE_INFINITY;
    this.#action();
  }
}
