import type { PrivacyWarning } from './events.js';
import type { CheckedOptions } from './options.js';

/** The warning where the core runs as JavaScript; docs/runtimes.md says how it was measured. */
const JAVASCRIPT_CORE: PrivacyWarning = {
  code: 'JAVASCRIPT_CORE',
  explanation:
    'the core runs as JavaScript, since this engine has no garbage-collected WebAssembly or the ' +
    "page's policy forbids it: a packet takes 60 to 80 ms of a processor instead of 2, so some " +
    '10 leave in a second where 55 are due, late and unevenly, by which your gateway can tell you ' +
    "from others; use a current engine (Node 22 or later), allow 'wasm-unsafe-eval', or set " +
    "preset: 'lowPower', whose 11 take most of a processor",
};

/** The warning where a page's own thread sends. */
const PAGE_THREAD: PrivacyWarning = {
  code: 'PAGE_THREAD',
  explanation:
    "the client runs on the page's own thread, which the browser slows while its tab is hidden: " +
    'packets then leave in bursts, so your gateway sees when you look at the page; a worker keeps ' +
    "its pace (runIn: 'worker')",
};

/** What the place where a client runs, and the build that it runs on, give up. */
export function hostWarnings(
  backend: 'wasm' | 'js',
  { runIn, transport }: CheckedOptions,
): readonly PrivacyWarning[] {
  const isOnPage = runIn === 'here' && transport === undefined && typeof document === 'object';
  return [...(backend === 'js' ? [JAVASCRIPT_CORE] : []), ...(isOnPage ? [PAGE_THREAD] : [])];
}
