import { objectAt, refuseUnknown } from '../checks.js';
import type { MixnetClient } from '../client.js';
import { PeapodError } from '../errors.js';
import type { MixnetMessage } from '../messages.js';
import type { ConnectOptions } from '../options.js';
import type { SendOptions } from '../send-options.js';
import { settingsOf } from './override.js';
import { decodePayload, encodePayload } from './payload.js';
import { Subscribers, tellOne } from './subscribers.js';
import {
  type BinaryMessageReceivedEvent,
  type Client,
  type ClientOpts,
  type ConnectedEvent,
  type ErrorEvent,
  type Events,
  type LoadedEvent,
  MimeTypes,
  type NymMixnetClientOptions,
  type Payload,
  type RawMessageReceivedEvent,
  type RawSendArgs,
  type ReplyArgs,
  type SendArgs,
  type StringMessageReceivedEvent,
} from './types.js';

/** Connects a client; tests put their own in its place. */
export type Connect = (options: ConnectOptions) => Promise<MixnetClient>;

const NYM_API = 'https://validator.nymtech.net/api/';
const CLIENT_ID = 'nym-mixnet-client';
const TEXT_TYPES: readonly string[] = [MimeTypes.ApplicationJson, MimeTypes.TextPlain];
const OPTION_KEYS = ['autoConvertStringMimeTypes', 'storage', 'webSocket', 'wasm', 'backend'];
const START_KEYS = [
  'clientId',
  'storagePassphrase',
  'nymApiUrl',
  'nyxdUrl',
  'preferredGateway',
  'forceTls',
  'latencyBasedSelection',
  'clientOverride',
];
const LOADED: LoadedEvent = { kind: 'Loaded', args: { loaded: true } };

/** The stock SDK's client over one of ours. */
export class StockLikeClient implements Client {
  readonly events: Events;
  readonly #connect: Connect;
  readonly #options: NymMixnetClientOptions;
  readonly #connected = new Subscribers<ConnectedEvent>();
  readonly #texts = new Subscribers<StringMessageReceivedEvent>();
  readonly #binaries = new Subscribers<BinaryMessageReceivedEvent>();
  readonly #raws = new Subscribers<RawMessageReceivedEvent>();
  readonly #errors = new Subscribers<ErrorEvent>();
  #textTypes: ReadonlySet<string>;
  #client: MixnetClient | undefined;
  /** A start that is not over yet, and what ends it. */
  #starting: AbortController | undefined;

  /** @throws PeapodError `INVALID_OPTION` */
  constructor(options: NymMixnetClientOptions, connect: Connect) {
    refuseUnknown('options', objectAt('options', options), OPTION_KEYS);
    this.#textTypes = checkTypes(options.autoConvertStringMimeTypes ?? TEXT_TYPES);
    this.#options = options;
    this.#connect = connect;
    this.events = {
      subscribeToLoaded,
      subscribeToConnected: this.#connected.subscribe,
      subscribeToTextMessageReceivedEvent: this.#texts.subscribe,
      subscribeToBinaryMessageReceivedEvent: this.#binaries.subscribe,
      subscribeToRawMessageReceivedEvent: this.#raws.subscribe,
      subscribeToError: this.#errors.subscribe,
    };
  }

  async start(opts: ClientOpts = {}): Promise<void> {
    if (this.#client !== undefined || this.#starting !== undefined) {
      throw new PeapodError('INVALID_ARGUMENT', 'start: this client is started; stop() it first');
    }
    const starting = new AbortController();
    this.#starting = starting;
    try {
      const client = await this.#connect({
        ...connectOptions(opts, this.#options),
        signal: starting.signal,
      });
      if (starting.signal.aborted) {
        await client.close();
        throw starting.signal.reason;
      }
      this.#begin(client);
    } finally {
      this.#starting = undefined;
    }
  }

  async stop(): Promise<void> {
    this.#starting?.abort(new PeapodError('CLOSED', 'the client was stopped'));
    const client = this.#client;
    this.#client = undefined;
    await client?.close();
  }

  async selfAddress(): Promise<string | undefined> {
    return this.#client?.address;
  }

  async setTextMimeTypes(mimeTypes: readonly string[]): Promise<void> {
    this.#textTypes = checkTypes(mimeTypes);
  }

  async getTextMimeTypes(): Promise<string[]> {
    return [...this.#textTypes];
  }

  async send({ payload, recipient, replySurbs }: SendArgs): Promise<void> {
    await this.#started().send(recipient, enveloped(payload), sending(replySurbs));
  }

  async rawSend({ payload, recipient, replySurbs }: RawSendArgs): Promise<void> {
    await this.#started().send(recipient, bytesAt('payload', payload), sending(replySurbs));
  }

  async reply({ payload, sender }: ReplyArgs): Promise<void> {
    await this.#started().reply(sender, enveloped(payload), { whenFull: 'wait' });
  }

  #begin(client: MixnetClient): void {
    this.#client = client;
    client.addEventListener('error', ({ detail }) =>
      this.#errors.tell({ kind: 'Error', args: { error: detail } }),
    );
    client.addEventListener('state', ({ detail }) => {
      if (detail === 'closed' && this.#client === client) {
        this.#client = undefined;
      }
    });
    this.#connected.tell({ kind: 'Connected', args: { address: client.address } });
    this.#read(client);
  }

  /** By a loop, for it also gets what came before anybody could listen. */
  async #read(client: MixnetClient): Promise<void> {
    while (client.state !== 'closed') {
      try {
        for await (const message of client) {
          this.#receive(message);
        }
      } catch {
        // Lost messages and a crash are told by an error event too; after a gap it goes on.
      }
    }
  }

  #receive(message: MixnetMessage): void {
    const { sender } = message;
    this.#raws.tell({ kind: 'RawMessageReceived', args: { payload: message.bytes(), sender } });
    const envelope = decodePayload(message.bytes());
    if (envelope === undefined) {
      return;
    }
    if (this.#textTypes.has(envelope.mimeType)) {
      const { payload: payloadRaw, ...about } = envelope;
      const payload = new TextDecoder('utf-8', { ignoreBOM: true }).decode(payloadRaw);
      const args = { ...about, payload, payloadRaw, sender };
      this.#texts.tell({ kind: 'StringMessageReceived', args });
    } else {
      this.#binaries.tell({ kind: 'BinaryMessageReceived', args: { ...envelope, sender } });
    }
  }

  #started(): MixnetClient {
    if (this.#client === undefined) {
      throw new PeapodError('NOT_CONNECTED', 'this client is not started; wait for start()');
    }
    return this.#client;
  }
}

/** Told to each subscriber, for the client is there before anybody can subscribe. */
const subscribeToLoaded: Events['subscribeToLoaded'] = (handler) => {
  let isWanted = true;
  queueMicrotask(() => isWanted && tellOne(handler, LOADED));
  return () => {
    isWanted = false;
  };
};

function connectOptions(opts: ClientOpts, options: NymMixnetClientOptions): ConnectOptions {
  refuseUnknown('opts', objectAt('opts', opts), START_KEYS);
  const { preferredGateway, storagePassphrase, forceTls } = opts;
  const { storage, webSocket, wasm, backend } = options;
  const gateway = preferredGateway ?? (opts.latencyBasedSelection ? 'fastest' : undefined);
  return {
    network: { nymApi: opts.nymApiUrl ?? NYM_API },
    ...settingsOf(opts.clientOverride),
    ...(gateway === undefined ? {} : { gateway }),
    // The stock default, false, would leave an https page without any gateway.
    ...(forceTls === undefined || forceTls === false ? {} : { requireTls: forceTls }),
    ...(storage === undefined ? {} : { storage: storage(opts.clientId ?? CLIENT_ID) }),
    ...(storage === undefined || storagePassphrase === undefined
      ? {}
      : { passphrase: storagePassphrase }),
    ...(webSocket === undefined ? {} : { webSocket }),
    ...(wasm === undefined ? {} : { wasm }),
    ...(backend === undefined ? {} : { backend }),
  };
}

/** The stock queue takes what comes, so a message waits here where it would be refused. */
function sending(replySurbs: number | undefined): SendOptions {
  return { whenFull: 'wait', ...(replySurbs === undefined ? {} : { replySurbs }) };
}

function enveloped(given: Payload): Uint8Array<ArrayBuffer> {
  const { message, mimeType, headers } = objectAt('payload', given) as unknown as Payload;
  const isText = typeof message === 'string';
  const payload = isText ? new TextEncoder().encode(message) : bytesAt('payload.message', message);
  const usualType = isText ? MimeTypes.TextPlain : MimeTypes.ApplicationOctetStream;
  checkText('payload.mimeType', mimeType);
  checkText('payload.headers', headers);
  const about = headers === undefined ? {} : { headers };
  return encodePayload({ mimeType: mimeType ?? usualType, payload, ...about });
}

function bytesAt(name: string, value: unknown): Uint8Array<ArrayBuffer> {
  if (!(value instanceof Uint8Array)) {
    const expected = name === 'payload' ? 'a Uint8Array' : 'a string or a Uint8Array';
    throw new PeapodError('INVALID_ARGUMENT', `${name}: expected ${expected}`);
  }
  return value as Uint8Array<ArrayBuffer>;
}

function checkText(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string') {
    throw new PeapodError('INVALID_ARGUMENT', `${name}: expected a string`);
  }
}

function checkTypes(value: unknown): ReadonlySet<string> {
  if (!Array.isArray(value) || !value.every((type) => typeof type === 'string')) {
    throw new PeapodError('INVALID_OPTION', 'MIME types: expected a list of strings');
  }
  return new Set(value);
}
