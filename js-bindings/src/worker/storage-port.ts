import { PeapodError, type PeapodErrorCode } from '../errors.js';
import type { StateStorage, StoredState } from '../storage.js';
import { bufferOf } from './line.js';

/** A storage that may have a key of its own, and something to let go of. */
export type PageStorage = StateStorage & {
  key?(): Promise<Uint8Array>;
  close?(): Promise<void>;
};

/** A page's storage as a worker gets it: where it answers, and what it can do beyond the usual. */
export interface StorageAddress {
  readonly kind: 'port';
  readonly port: MessagePort;
  readonly hasKey: boolean;
  readonly hasClose: boolean;
}

type Call =
  | { readonly method: 'load' | 'key' | 'close' }
  | { readonly method: 'replace' | 'append'; readonly bytes: Uint8Array };

type NumberedCall = Call & { readonly call: number };

type Result = StoredState | Uint8Array | undefined;

type Answer =
  | { readonly call: number; readonly result: Result }
  | { readonly call: number; readonly fault: string; readonly code: PeapodErrorCode | undefined };

/** The page's side: lets a worker use a storage, and lets go of it when the worker cannot. */
export class StorageServer {
  /** For the worker; its port is to be transferred. */
  readonly address: StorageAddress;
  readonly #storage: PageStorage;
  readonly #port: MessagePort;
  #atWork: Promise<void> = Promise.resolve();
  #isOpen = false;

  constructor(storage: PageStorage) {
    const { port1, port2 } = new MessageChannel();
    this.address = {
      kind: 'port',
      port: port2,
      hasKey: storage.key !== undefined,
      hasClose: storage.close !== undefined,
    };
    this.#storage = storage;
    this.#port = port1;
    port1.addEventListener('message', ({ data }: MessageEvent<NumberedCall>) => {
      this.#atWork = this.#answer(data);
    });
    port1.start();
  }

  /** No call comes any more; what the worker did not close is closed. */
  end(): void {
    this.#port.close();
    this.#atWork = this.#atWork.then(async () => {
      if (this.#isOpen) {
        this.#isOpen = false;
        await this.#storage.close?.().catch(() => {}); // all is stored by then
      }
    });
  }

  async #answer(call: NumberedCall): Promise<void> {
    const answer = await this.#carryOut(call).then(
      (result): Answer => ({ call: call.call, result }),
      (fault): Answer => ({
        call: call.call,
        fault: fault instanceof Error ? fault.message : String(fault),
        code: PeapodError.is(fault) ? fault.code : undefined,
      }),
    );
    // Cloned, not transferred: a storage may give out what it goes on using.
    this.#port.postMessage(answer);
  }

  async #carryOut(call: NumberedCall): Promise<Result> {
    switch (call.method) {
      case 'load': {
        const stored = await this.#storage.load();
        this.#isOpen = true;
        return stored;
      }
      case 'key':
        return this.#storage.key?.();
      case 'close':
        this.#isOpen = false;
        await this.#storage.close?.();
        return undefined;
      default:
        await this.#storage[call.method](call.bytes);
        return undefined;
    }
  }
}

/** The worker's side: the storage of its page. */
export function storageAt({ port, hasKey, hasClose }: StorageAddress): PageStorage {
  const calls = new StorageCalls(port);
  const make = async (call: Call) => void (await calls.make(call));
  return {
    load: async () => (await calls.make({ method: 'load' })) as StoredState | undefined,
    replace: (bytes) => make({ method: 'replace', bytes }),
    append: (bytes) => make({ method: 'append', bytes }),
    ...(hasKey && { key: async () => (await calls.make({ method: 'key' })) as Uint8Array }),
    ...(hasClose && { close: () => make({ method: 'close' }) }),
  };
}

interface Settlers {
  resolve(result: Result): void;
  reject(fault: Error): void;
}

/** Calls come one at a time, so few wait for their answer. */
class StorageCalls {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Settlers>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#settle(data));
    port.start();
  }

  make(call: Call): Promise<Result> {
    const number = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      const transfer = 'bytes' in call ? bufferOf(call.bytes) : [];
      this.#port.postMessage({ ...call, call: number }, transfer);
    });
  }

  #settle(answer: Answer): void {
    const settlers = this.#waiting.get(answer.call);
    this.#waiting.delete(answer.call);
    if (!('fault' in answer)) {
      settlers?.resolve(answer.result);
    } else if (answer.code === undefined) {
      settlers?.reject(new Error(answer.fault));
    } else {
      settlers?.reject(new PeapodError(answer.code, answer.fault));
    }
  }
}
