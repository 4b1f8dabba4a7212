import { type Core, type CoreClient, CoreError } from './core.js';
import { systemEntropy } from './entropy.js';

/** The exports of the JavaScript build; see docs/boundary.md. */
interface CoreModule {
  begin(entropy: (window: Int8Array<ArrayBuffer>) => void): void;
  create(configJson: Int8Array): number;
  input(handle: number, command: Int8Array): number;
  poll(handle: number): Int8Array | null;
  free(handle: number): void;
  error(): string;
}

/** A module is evaluated once and holds all its clients, so there is one core for it. */
const cores = new WeakMap<object, Core>();

/**
 * The core of the JavaScript build.
 *
 * @param module its module namespace object, what `import('./core.js')` gives
 * @throws {@link CoreError} of kind `no-entropy`, or `load` when it is something else
 */
export function loadJsCore(module: unknown): Core {
  const entropy = systemEntropy();
  if (!isCoreModule(module)) {
    throw new CoreError('load', 'the JavaScript module is not the core; expected core.js');
  }
  let core = cores.get(module);
  if (core === undefined) {
    module.begin((window) =>
      entropy(new Uint8Array(window.buffer, window.byteOffset, window.length)),
    );
    core = new JsCore(module);
    cores.set(module, core);
  }
  return core;
}

function isCoreModule(module: unknown): module is CoreModule {
  const names = ['begin', 'create', 'input', 'poll', 'free', 'error'];
  return (
    typeof module === 'object' &&
    module !== null &&
    names.every((name) => typeof (module as Record<string, unknown>)[name] === 'function')
  );
}

class JsCore implements Core {
  readonly backend = 'js';
  readonly #module: CoreModule;
  #death: CoreError | null = null;

  constructor(module: CoreModule) {
    this.#module = module;
  }

  createClient(configJson: Uint8Array): CoreClient {
    const handle = this.#guard((core) => core.create(signed(configJson)));
    if (handle < 0) {
      throw new CoreError('config', this.#module.error());
    }
    let freed = false;
    return {
      input: (command) => {
        if (!freed && this.#guard((core) => core.input(handle, signed(command))) < 0) {
          throw new CoreError('command', this.#module.error());
        }
      },
      poll: () => (freed ? null : this.#poll(handle)),
      free: () => {
        if (!freed && this.#death === null) {
          this.#module.free(handle);
        }
        freed = true;
      },
    };
  }

  #poll(handle: number): Uint8Array | null {
    const output = this.#guard((core) => core.poll(handle));
    return output && new Uint8Array(output.buffer, output.byteOffset, output.length);
  }

  /** Runs a call of the module; whatever it throws has left the core in an unknown state. */
  #guard<T>(call: (module: CoreModule) => T): T {
    if (this.#death !== null) {
      throw this.#death;
    }
    try {
      return call(this.#module);
    } catch (cause) {
      // The engine's own errors have these classes; the compiler's have minified ones.
      const isTrap = cause instanceof RangeError || cause instanceof TypeError;
      const message = cause instanceof Error ? cause.message : String(cause);
      this.#death = isTrap
        ? new CoreError('trap', `the engine stopped the core: ${message}`, { cause })
        : new CoreError('java', `the core failed: ${message}`, { cause });
      throw this.#death;
    }
  }
}

function signed(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
