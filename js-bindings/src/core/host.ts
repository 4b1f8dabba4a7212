/**
 * What the WebAssembly module asks of its host, written for exactly the imports that it has, without
 * turning text into code: so it loads under a strict Content-Security-Policy and from a compiled
 * module. The build compares this table with the module's import section.
 */

/** The module may use this much linear memory (byte strings on their way in and out). */
const MAX_PAGES = 4096;
const PAGE_LEN = 65_536;

/** What the compiler wrote into the module about its memory. */
interface MemoryNeeds {
  /** Pages at start. */
  readonly min: number;
  /** Bytes of constants; the heap begins after them. */
  readonly dataSize: number;
}

/** The imports, and the memory that is among them. */
export interface Host {
  readonly imports: WebAssembly.Imports;
  readonly memory: WebAssembly.Memory;
}

/**
 * The imports for one instance.
 *
 * @param needs the module's own statement, see {@link memoryNeeds}
 * @param entropy fills a byte window with random bytes
 */
export function createHost(
  needs: MemoryNeeds,
  entropy: (window: Uint8Array<ArrayBuffer>) => void,
): Host {
  const memory = new WebAssembly.Memory({ initial: Math.max(needs.min, 1), maximum: MAX_PAGES });
  const imports = {
    env: { memory },
    peapod: {
      fillRandom: (address: number, length: number) => {
        entropy(new Uint8Array(memory.buffer, address, length));
      },
    },
    teavmDate: { currentTimeMillis: refuse('a clock') },
    teavmJso: objectImports(),
    teavmMath: { floor: Math.floor, log: Math.log },
    teavmMemory: {
      // Multiples of 8, as the allocator's records are.
      heapOffset: constant(Math.ceil(needs.dataSize / 8) * 8),
      maxSize: constant(MAX_PAGES * PAGE_LEN),
      notifyHeapResized: () => {},
    },
    'wasm:js-string': stringImports(),
  };
  return { imports, memory };
}

/** What the module says about its memory. */
export function memoryNeeds(module: WebAssembly.Module): MemoryNeeds {
  const [section] = WebAssembly.Module.customSections(module, 'teavm.memoryRequirements');
  if (section === undefined) {
    throw new TypeError('the module does not state its memory requirements, so it is not the core');
  }
  return JSON.parse(new TextDecoder().decode(section)) as MemoryNeeds;
}

/** The function texts that the module brings along, and what they do. */
const FUNCTIONS = new Map([['str => return str;', (text: unknown) => text]]);

/**
 * Java objects as JavaScript objects: the core has none. What runs while the module is instantiated
 * gets an inert answer; the rest would be a change of the compiler, and stops the core.
 */
function objectImports(): WebAssembly.ModuleImports {
  return {
    stringBuiltinsSupported: () => 0,
    createClass: () => ({}),
    defineFunction: () => ({}),
    defineStaticMethod: () => {},
    createFunction1: knownFunction,
    isUndefined: (value: unknown) => (value === undefined ? 1 : 0),
    wrapInt: (value: number) => value,
    unwrapInt: (value: number) => value,
    callFunction1: (known: (argument: unknown) => unknown, argument: unknown) => known(argument),
    getProperty: refuse('a property'),
    javaObjectToJS: refuse('an object'),
    unwrapJavaObject: refuse('an object'),
    wrapObject: refuse('an object'),
  };
}

/** JavaScript's strings, by which the text of an exception comes out. */
function stringImports(): WebAssembly.ModuleImports {
  return {
    charCodeAt: (text: string, index: number) => text.charCodeAt(index),
    concat: (first: string, second: string) => first + second,
    fromCharCode: (code: number) => String.fromCharCode(code),
    fromCharCodeArray: refuse('string builtins'),
    intoCharCodeArray: refuse('string builtins'),
    length: (text: string) => text.length,
    substring: (text: string, start: number, end: number) => text.substring(start, end),
  };
}

/** A function for its text, without compiling text. */
function knownFunction(parameter: string, body: string): (argument: unknown) => unknown {
  const known = FUNCTIONS.get(`${parameter} => ${body}`);
  if (known === undefined) {
    throw new TypeError(`the module brings the function "${body}", which the host does not know`);
  }
  return known;
}

function constant(value: number): WebAssembly.Global {
  return new WebAssembly.Global({ value: 'i32', mutable: false }, value);
}

function refuse(what: string): () => never {
  return () => {
    throw new TypeError(`the core asked its host for ${what}, which it must not need`);
  };
}
