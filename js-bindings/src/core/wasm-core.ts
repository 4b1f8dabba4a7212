import { type Core, type CoreClient, CoreError } from './core.js';
import { createHost, memoryNeeds } from './host.js';

/** The module's own exports; numbers only. See docs/boundary.md. */
interface CoreExports {
  'peapod.window'(length: number): number;
  'peapod.create'(length: number): number;
  'peapod.input'(handle: number, length: number): number;
  'peapod.poll'(handle: number): number;
  'peapod.free'(handle: number): void;
  'peapod.error'(): number;
}

/** The exports by which the text of a Java exception comes out. */
interface ExceptionExports {
  'teavm.javaException': WebAssembly.Tag;
  'teavm.exceptionMessage'(exception: unknown): unknown;
  'teavm.stringToJs'(text: unknown): string;
}

/**
 * Instantiates the WebAssembly build.
 *
 * @throws {@link CoreError} of kind `load` when the module is not the core
 */
export async function instantiateWasm(
  module: WebAssembly.Module,
  entropy: (window: Uint8Array<ArrayBuffer>) => void,
): Promise<Core> {
  try {
    const host = createHost(memoryNeeds(module), entropy);
    const { exports } = await WebAssembly.instantiate(module, host.imports);
    return new WasmCore(exports as unknown as CoreExports & ExceptionExports, host.memory);
  } catch (cause) {
    throw new CoreError('load', `the module cannot be started: ${String(cause)}`, { cause });
  }
}

class WasmCore implements Core {
  readonly backend = 'wasm';
  readonly #exports: CoreExports & ExceptionExports;
  readonly #memory: WebAssembly.Memory;
  #death: CoreError | null = null;

  constructor(exports: CoreExports & ExceptionExports, memory: WebAssembly.Memory) {
    this.#exports = exports;
    this.#memory = memory;
  }

  createClient(configJson: Uint8Array): CoreClient {
    const handle = this.#guard(() => this.#exports['peapod.create'](this.#write(configJson)));
    if (handle < 0) {
      throw new CoreError('config', this.#refusal());
    }
    return new WasmClient(this, handle);
  }

  input(handle: number, command: Uint8Array): void {
    if (this.#guard(() => this.#exports['peapod.input'](handle, this.#write(command))) < 0) {
      throw new CoreError('command', this.#refusal());
    }
  }

  poll(handle: number): Uint8Array | null {
    const length = this.#guard(() => this.#exports['peapod.poll'](handle));
    return length < 0 ? null : this.#read(length);
  }

  free(handle: number): void {
    if (this.#death === null) {
      this.#guard(() => this.#exports['peapod.free'](handle));
    }
  }

  /** Copies bytes into the window; growing it may have replaced the memory's buffer. */
  #write(bytes: Uint8Array): number {
    const address = this.#exports['peapod.window'](bytes.length);
    if (address === 0) {
      throw new CoreError('command', `no room in the core for ${bytes.length} bytes`);
    }
    new Uint8Array(this.#memory.buffer, address, bytes.length).set(bytes);
    return bytes.length;
  }

  /** Copies an answer out of the window, which stays where it is when asked for the same length. */
  #read(length: number): Uint8Array {
    const address = this.#guard(() => this.#exports['peapod.window'](length));
    return new Uint8Array(this.#memory.buffer, address, length).slice();
  }

  #refusal(): string {
    return new TextDecoder().decode(this.#read(this.#guard(() => this.#exports['peapod.error']())));
  }

  /** Runs a call of the module; whatever it throws has left the core in an unknown state. */
  #guard<T>(call: () => T): T {
    if (this.#death !== null) {
      throw this.#death;
    }
    try {
      return call();
    } catch (cause) {
      if (cause instanceof CoreError) {
        throw cause;
      }
      this.#death = this.#fatal(cause);
      throw this.#death;
    }
  }

  #fatal(cause: unknown): CoreError {
    const tag = this.#exports['teavm.javaException'];
    if (typeof WebAssembly.Exception === 'function' && cause instanceof WebAssembly.Exception) {
      if (cause.is(tag)) {
        return new CoreError('java', `the core failed: ${this.#message(cause.getArg(tag, 0))}`);
      }
    }
    return new CoreError('trap', `the engine stopped the core: ${String(cause)}`, { cause });
  }

  #message(exception: unknown): string {
    const text = this.#exports['teavm.exceptionMessage'](exception);
    return text == null ? '(no message)' : this.#exports['teavm.stringToJs'](text);
  }
}

class WasmClient implements CoreClient {
  readonly #core: WasmCore;
  readonly #handle: number;
  #freed = false;

  constructor(core: WasmCore, handle: number) {
    this.#core = core;
    this.#handle = handle;
  }

  input(command: Uint8Array): void {
    if (!this.#freed) {
      this.#core.input(this.#handle, command);
    }
  }

  poll(): Uint8Array | null {
    return this.#freed ? null : this.#core.poll(this.#handle);
  }

  free(): void {
    if (!this.#freed) {
      this.#freed = true;
      this.#core.free(this.#handle);
    }
  }
}
