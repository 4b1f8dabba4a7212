import type { PeapodError } from '../errors.js';
import type { ConnectOptions } from '../options.js';
import type { StateStorage } from '../storage.js';
import type { ClientOverride } from './override.js';

/** The MIME types that have a name. */
export const MimeTypes = {
  ApplicationOctetStream: 'application/octet-stream',
  TextPlain: 'text/plain',
  ApplicationJson: 'application/json',
} as const;

/** What `createNymMixnetClient` takes: the stock option and what the stock SDK cannot be told. */
export interface NymMixnetClientOptions
  extends Pick<ConnectOptions, 'webSocket' | 'wasm' | 'backend'> {
  /** MIME types handed over as text; default `application/json` and `text/plain`. */
  readonly autoConvertStringMimeTypes?: readonly string[];
  /** The place where a client of this id is kept; without it every start makes a new client. */
  readonly storage?: (clientId: string) => StateStorage;
}

/** What `start` takes, under the stock names. */
export interface ClientOpts {
  /** Names the client's state; default `nym-mixnet-client`. Given to `storage`, if there is one. */
  readonly clientId?: string;
  /** Encrypts the client's state; without a `storage` there is none. */
  readonly storagePassphrase?: string;
  /** The directory; default the one of the Nym network. */
  readonly nymApiUrl?: string;
  /** Taken for likeness; nothing asks it, in the stock SDK neither. */
  readonly nyxdUrl?: string;
  /** The identity of the gateway to use. */
  readonly preferredGateway?: string;
  /** Only gateways that speak wss; default true in an https page, else false. */
  readonly forceTls?: boolean;
  /** Whether to choose the gateway by its speed; `preferredGateway` goes before. */
  readonly latencyBasedSelection?: boolean;
  /** Settings under the stock names. */
  readonly clientOverride?: ClientOverride;
}

/** What `send` sends. */
export interface Payload {
  /** A string travels as UTF-8. */
  readonly message: string | Uint8Array;
  /** Default `text/plain` for a string, `application/octet-stream` for bytes. */
  readonly mimeType?: string;
  /** Anything about the payload, free in form. */
  readonly headers?: string;
}

/** What `send` takes. */
export interface SendArgs {
  readonly payload: Payload;
  /** A Nym address. */
  readonly recipient: string;
  /** Default 14, enough for an answer of one packet at once; 0 to 1,000. */
  readonly replySurbs?: number;
}

/** What `rawSend` takes. */
export interface RawSendArgs extends Omit<SendArgs, 'payload'> {
  /** Sent as it is, without the envelope. */
  readonly payload: Uint8Array;
}

/** What `reply` takes. */
export interface ReplyArgs {
  readonly payload: Payload;
  /** The `sender` of a received message. */
  readonly sender: string;
}

/** The methods of a client. All reject with a PeapodError when what they promise fails. */
export interface Client {
  /** Connects; resolves when messages can come and go. */
  start(opts?: ClientOpts): Promise<void>;
  /** Ends sockets, timers and traffic; the client may be started again. */
  stop(): Promise<void>;
  /** The own address; `undefined` before the start. */
  selfAddress(): Promise<string | undefined>;
  /** Says which MIME types are handed over as text. */
  setTextMimeTypes(mimeTypes: readonly string[]): Promise<void>;
  /** Which MIME types are handed over as text. */
  getTextMimeTypes(): Promise<string[]>;
  /** Sends in the envelope, anonymously; resolves when every packet has left. */
  send(args: SendArgs): Promise<void>;
  /** Sends bytes as they are, anonymously; resolves when every packet has left. */
  rawSend(args: RawSendArgs): Promise<void>;
  /** Answers an anonymous sender in the envelope, which the stock SDK cannot. */
  reply(args: ReplyArgs): Promise<void>;
}

/** The names of the events. */
export const EventKinds = {
  Loaded: 'Loaded',
  Connected: 'Connected',
  StringMessageReceived: 'StringMessageReceived',
  BinaryMessageReceived: 'BinaryMessageReceived',
  RawMessageReceived: 'RawMessageReceived',
  Error: 'Error',
} as const;

interface EventOf<Kind extends string, Args> {
  readonly kind: Kind;
  readonly args: Args;
}

interface Received {
  readonly mimeType: string;
  readonly headers?: string;
  /** Whom `reply` answers; `undefined` where nobody can be answered. */
  readonly sender: string | undefined;
}

/** The client is there; told to every subscriber. */
export type LoadedEvent = EventOf<'Loaded', { readonly loaded: true }>;
/** The client has been started. */
export type ConnectedEvent = EventOf<'Connected', { readonly address: string }>;
/** A message of a text type. */
export type StringMessageReceivedEvent = EventOf<
  'StringMessageReceived',
  Received & { readonly payload: string; readonly payloadRaw: Uint8Array }
>;
/** A message of another type. */
export type BinaryMessageReceivedEvent = EventOf<
  'BinaryMessageReceived',
  Received & { readonly payload: Uint8Array }
>;
/** Any message, its envelope included; comes before the other two. */
export type RawMessageReceivedEvent = EventOf<
  'RawMessageReceived',
  { readonly payload: Uint8Array; readonly sender: string | undefined }
>;
/** The client ended by itself, or messages were lost; the stock SDK has no such event. */
export type ErrorEvent = EventOf<'Error', { readonly error: PeapodError }>;

/** Hears an event. */
export type EventHandler<E> = (event: E) => void;
/** Subscribes to an event; the result unsubscribes. */
export type EventHandlerSubscribeFn<E> = (handler: EventHandler<E>) => () => void;

/** Where to subscribe. */
export interface Events {
  readonly subscribeToLoaded: EventHandlerSubscribeFn<LoadedEvent>;
  readonly subscribeToConnected: EventHandlerSubscribeFn<ConnectedEvent>;
  readonly subscribeToTextMessageReceivedEvent: EventHandlerSubscribeFn<StringMessageReceivedEvent>;
  readonly subscribeToBinaryMessageReceivedEvent: EventHandlerSubscribeFn<BinaryMessageReceivedEvent>;
  readonly subscribeToRawMessageReceivedEvent: EventHandlerSubscribeFn<RawMessageReceivedEvent>;
  readonly subscribeToError: EventHandlerSubscribeFn<ErrorEvent>;
}

/** What `createNymMixnetClient` gives. */
export interface NymMixnetClient {
  readonly client: Client;
  readonly events: Events;
}
