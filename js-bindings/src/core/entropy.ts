import { CoreError } from './core.js';

/** The most bytes that `getRandomValues` gives at once. */
const BLOCK_LEN = 65_536;

/**
 * A function that fills byte windows from the operating system's generator.
 *
 * @throws {@link CoreError} of kind `no-entropy` when the engine offers none: a weaker source would
 *   give keys that can be guessed
 */
export function systemEntropy(): (window: Uint8Array<ArrayBuffer>) => void {
  const source = globalThis.crypto;
  if (typeof source?.getRandomValues !== 'function') {
    throw new CoreError(
      'no-entropy',
      'this engine has no crypto.getRandomValues, so keys would not be secret; ' +
        'use a current browser or Node 20 or later',
    );
  }
  return (window) => {
    for (let at = 0; at < window.length; at += BLOCK_LEN) {
      source.getRandomValues(window.subarray(at, at + BLOCK_LEN));
    }
  };
}
