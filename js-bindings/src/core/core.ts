/** The client core as the rest of the package sees it: byte strings in, byte strings out. */

/** A loaded core; holds up to 64 clients. */
export interface Core {
  /** Which build runs: WebAssembly, or the slower JavaScript of the same program. */
  readonly backend: 'wasm' | 'js';
  /**
   * Makes a client.
   *
   * @param configJson UTF-8 JSON (docs/boundary.md)
   * @throws {@link CoreError} of kind `config` that names the key, what was expected and what came
   */
  createClient(configJson: Uint8Array): CoreClient;
}

/** One client inside a core. After a {@link CoreError} of kind `trap` or `java` it is dead. */
export interface CoreClient {
  /** Hands over one command; the bytes may be reused afterwards. */
  input(command: Uint8Array): void;
  /** The next output, or `null` when there is none until the next input. The bytes are the caller's. */
  poll(): Uint8Array | null;
  /** Gives the client up. Further calls do no harm: inputs are ignored and outputs are `null`. */
  free(): void;
}

/**
 * What went wrong.
 *
 * - `no-entropy`: the engine has no `crypto.getRandomValues`; nothing is loaded without it
 * - `no-wasm`: the engine, or the page's Content-Security-Policy, refuses the WebAssembly build
 * - `load`: the file did not come, or is not the core
 * - `config`: the configuration is wrong; the message names the key
 * - `command`: a command is malformed, a bug of the binding; nothing has changed
 * - `java`: the core threw an exception, a bug of the core; it is dead
 * - `trap`: the engine stopped the core; it is dead
 */
export type CoreErrorKind =
  | 'no-entropy'
  | 'no-wasm'
  | 'load'
  | 'config'
  | 'command'
  | 'java'
  | 'trap';

/** A core that cannot be loaded, a call that it refuses, or its death. */
export class CoreError extends Error {
  override readonly name = 'CoreError';
  /** What went wrong; the message is for people only. */
  readonly kind: CoreErrorKind;

  constructor(kind: CoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }

  /** Whether the core can never be used again. */
  get isFatal(): boolean {
    return this.kind === 'java' || this.kind === 'trap';
  }
}
