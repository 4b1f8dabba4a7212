/** A loaded core module, from which any number of clients can be made. */
export interface Core {
  /** Which build runs: WebAssembly or the JavaScript translation of the same Java. */
  readonly backend: 'wasm' | 'js';
  /**
   * Makes one client.
   *
   * @param configJson UTF-8 JSON of the configuration
   * @throws an error whose message names the key, what was expected and what was given
   */
  createClient(configJson: Uint8Array): CoreClient;
}

/** One client inside the core: one byte string in, then byte strings out until null. */
export interface CoreClient {
  /** Hands one command to the client. */
  input(command: Uint8Array): void;
  /** The next output, or null when there is none until the next input. */
  poll(): Uint8Array | null;
  /** Gives the client's memory back; no other call may follow. */
  free(): void;
}
