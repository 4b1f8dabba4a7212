import type { StateSecret } from '../state-options.js';
import { concatenated } from '../storage.js';

const ALGORITHM: HmacKeyGenParams = { name: 'HMAC', hash: 'SHA-256' };

interface Mark {
  readonly key: CryptoKey;
  readonly value: ArrayBuffer;
}

/** Tells whether a secret is the same as the first one, which it does not keep. */
export class SecretMark {
  readonly #mark: Promise<Mark>;

  constructor(secret: StateSecret) {
    this.#mark = markOf(bytesOf(secret));
    this.#mark.catch(() => {}); // whoever asks is told
  }

  /** Whether it is the same. */
  async isOf(secret: StateSecret): Promise<boolean> {
    const bytes = bytesOf(secret);
    const { key, value } = await this.#mark;
    const isSame = await crypto.subtle.verify(ALGORITHM.name, key, value, bytes);
    bytes.fill(0);
    return isSame;
  }
}

async function markOf(bytes: Uint8Array<ArrayBuffer>): Promise<Mark> {
  const key = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const value = await crypto.subtle.sign(ALGORITHM.name, key, bytes);
  bytes.fill(0);
  return { key, value };
}

/** A copy, for what was given is wiped once it is used. */
function bytesOf({ protection, secret }: StateSecret): Uint8Array<ArrayBuffer> {
  return concatenated([new TextEncoder().encode(protection), secret]);
}
