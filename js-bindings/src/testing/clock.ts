import type { Platform } from '../platform.js';

/** What the network needs of time. */
export type Clock = Pick<Platform, 'monoMs' | 'wallMs' | 'setTimer' | 'clearTimer'>;

/** Marks that test runners leave on the `Date` which they put in the place of the real one. */
interface FakeDate {
  readonly isMock?: boolean;
  readonly isFake?: boolean;
  readonly clock?: unknown;
}

/**
 * The clocks and timers of this process, or those that a test runner has put in their place: they
 * are looked up anew at each call.
 *
 * Not every runner replaces `performance.now`; where `Date` is a fake, it is the one clock.
 */
export const runnersClock: Clock = {
  monoMs: () => (isDateFake() ? Date.now() : performance.now()),
  wallMs: () => Date.now(),
  setTimer: (action, delayMs) => setTimeout(action, delayMs),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

function isDateFake(): boolean {
  const { isMock, isFake, clock } = Date as unknown as FakeDate;
  return isMock === true || isFake === true || clock !== undefined;
}
