import type { StateStorage, StoredState } from '../storage.js';
import { bufferOf } from './line.js';

/** A call of a storage that lives at the other end of a port. */
type StorageCall =
  | { readonly call: number; readonly method: 'load' }
  | { readonly call: number; readonly method: 'replace' | 'append'; readonly bytes: Uint8Array };

type StorageAnswer =
  | { readonly call: number; readonly stored: StoredState | undefined }
  | { readonly call: number; readonly fault: string };

/** Lets whoever has the other end of the port use a storage. */
export function serveStorage(storage: StateStorage, port: MessagePort): void {
  port.addEventListener('message', async ({ data }: MessageEvent<StorageCall>) => {
    const { call } = data;
    try {
      // Cloned, not transferred: a storage may give out what it goes on using.
      port.postMessage({ call, stored: await carryOut(storage, data) });
    } catch (fault) {
      port.postMessage({ call, fault: fault instanceof Error ? fault.message : String(fault) });
    }
  });
  port.start();
}

async function carryOut(
  storage: StateStorage,
  call: StorageCall,
): Promise<StoredState | undefined> {
  if (call.method === 'load') {
    return storage.load();
  }
  await storage[call.method](call.bytes);
  return undefined;
}

/** The storage that is served at the other end of a port. */
export function storageAt(port: MessagePort): StateStorage {
  const calls = new StorageCalls(port);
  return {
    load: () => calls.make({ method: 'load' }),
    replace: async (bytes) => void (await calls.make({ method: 'replace', bytes })),
    append: async (bytes) => void (await calls.make({ method: 'append', bytes })),
  };
}

interface Settlers {
  resolve(stored: StoredState | undefined): void;
  reject(fault: Error): void;
}

/** Calls come one at a time, so few wait for their answer. */
class StorageCalls {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Settlers>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<StorageAnswer>) => this.#settle(data));
    port.start();
  }

  make(
    call: { method: 'load' } | { method: 'replace' | 'append'; bytes: Uint8Array },
  ): Promise<StoredState | undefined> {
    const number = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      const transfer = call.method === 'load' ? [] : bufferOf(call.bytes);
      this.#port.postMessage({ call: number, ...call }, transfer);
    });
  }

  #settle(answer: StorageAnswer): void {
    const settlers = this.#waiting.get(answer.call);
    this.#waiting.delete(answer.call);
    if ('fault' in answer) {
      settlers?.reject(new Error(answer.fault));
    } else {
      settlers?.resolve(answer.stored);
    }
  }
}
