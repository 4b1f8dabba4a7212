import { type Core, CoreError } from './core.js';
import { systemEntropy } from './entropy.js';
import { instantiateWasm } from './wasm-core.js';

/** Where the WebAssembly build comes from, in any of the forms that engines and bundlers offer. */
export type CoreSource = URL | string | Response | BufferSource | WebAssembly.Module;

/** Options of {@link loadCore}. */
export interface LoadOptions {
  /**
   * Loads the JavaScript build. Giving it is the consent to run it where WebAssembly is refused; its
   * X25519 is some forty times slower.
   */
  readonly js?: () => Promise<Core>;
}

/**
 * Loads the core: the WebAssembly build, or else the JavaScript build if the caller allows it.
 *
 * @throws {@link CoreError} of kind `no-entropy`, `no-wasm` or `load`
 */
export async function loadCore(
  source: CoreSource | Promise<CoreSource>,
  options: LoadOptions = {},
): Promise<Core> {
  const entropy = systemEntropy();
  try {
    return await instantiateWasm(await compile(await source), entropy);
  } catch (error) {
    if (options.js === undefined || !(error instanceof CoreError) || error.kind !== 'no-wasm') {
      throw error;
    }
    return options.js();
  }
}

async function compile(source: CoreSource): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') {
    throw refused(new TypeError('the engine has no WebAssembly'));
  }
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  const bytes = await bytesOf(source);
  try {
    return bytes instanceof Response
      ? await WebAssembly.compileStreaming(bytes)
      : await WebAssembly.compile(bytes);
  } catch (cause) {
    throw cause instanceof WebAssembly.CompileError ? refused(cause) : failed(cause);
  }
}

/** The bytes, or a response that can be compiled while it comes in. */
async function bytesOf(
  source: URL | string | Response | BufferSource,
): Promise<Response | BufferSource> {
  if (!(source instanceof URL || typeof source === 'string' || isResponse(source))) {
    return source;
  }
  try {
    const response = isResponse(source) ? source : await fetch(source);
    if (!response.ok) {
      throw new TypeError(`${response.url || 'the response'} has status ${response.status}`);
    }
    const type = response.headers.get('Content-Type') ?? '';
    const canStream = typeof WebAssembly.compileStreaming === 'function';
    // With another type the engine refuses to stream, though the bytes may be right.
    return canStream && type.trim().toLowerCase() === 'application/wasm'
      ? response
      : await response.arrayBuffer();
  } catch (cause) {
    throw failed(cause);
  }
}

function isResponse(source: unknown): source is Response {
  return typeof Response === 'function' && source instanceof Response;
}

function failed(cause: unknown): CoreError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new CoreError('load', `the core's WebAssembly file did not come: ${message}`, { cause });
}

function refused(cause: Error): CoreError {
  return new CoreError(
    'no-wasm',
    `this engine refuses the core's WebAssembly (${cause.message}); it needs garbage-collected ` +
      "WebAssembly and, in a page with a Content-Security-Policy, 'wasm-unsafe-eval'",
    { cause },
  );
}
