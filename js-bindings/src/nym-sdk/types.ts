import type { PeapodError } from '../errors.js';
import type { ConnectOptions } from '../options.js';
import type { StateStorage } from '../storage.js';
import type { ClientOverride } from './override.js';

/** The MIME types that have a name. */
export const MimeTypes = {
  /** Bytes of no particular kind. */
  ApplicationOctetStream: 'application/octet-stream',
  /** Text. */
  TextPlain: 'text/plain',
  /** JSON. */
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
  /** What to send, and of which kind it is. */
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
  /** What to answer, and of which kind it is. */
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
  /** The client is there. */
  Loaded: 'Loaded',
  /** The client has been started. */
  Connected: 'Connected',
  /** A message of a text type. */
  StringMessageReceived: 'StringMessageReceived',
  /** A message of another type. */
  BinaryMessageReceived: 'BinaryMessageReceived',
  /** Any message, its envelope included. */
  RawMessageReceived: 'RawMessageReceived',
  /** The client ended by itself, or messages were lost. */
  Error: 'Error',
} as const;

/** An event with its name. */
interface EventOf<Kind extends string, Args> {
  /** The name of the event. */
  readonly kind: Kind;
  /** What there is to say. */
  readonly args: Args;
}

/** What comes with a message. */
interface Received {
  /** The kind of data, as its sender calls it. */
  readonly mimeType: string;
  /** What else the sender says about it. */
  readonly headers?: string;
  /** Whom `reply` answers; `undefined` where nobody can be answered. */
  readonly sender: string | undefined;
}

/** The client is there; told to every subscriber. */
export type LoadedEvent = EventOf<
  'Loaded',
  {
    /** Always. */
    readonly loaded: true;
  }
>;
/** The client has been started. */
export type ConnectedEvent = EventOf<
  'Connected',
  {
    /** The own address. */
    readonly address: string;
  }
>;
/** A message of a text type. */
export type StringMessageReceivedEvent = EventOf<
  'StringMessageReceived',
  Received & {
    /** The text. */
    readonly payload: string;
    /** The same as bytes. */
    readonly payloadRaw: Uint8Array;
  }
>;
/** A message of another type. */
export type BinaryMessageReceivedEvent = EventOf<
  'BinaryMessageReceived',
  Received & {
    /** The bytes. */
    readonly payload: Uint8Array;
  }
>;
/** Any message, its envelope included; comes before the other two. */
export type RawMessageReceivedEvent = EventOf<
  'RawMessageReceived',
  {
    /** The bytes, as they came. */
    readonly payload: Uint8Array;
    /** Whom `reply` answers; `undefined` where nobody can be answered. */
    readonly sender: string | undefined;
  }
>;
/** The client ended by itself, or messages were lost; the stock SDK has no such event. */
export type ErrorEvent = EventOf<
  'Error',
  {
    /** What happened. */
    readonly error: PeapodError;
  }
>;

/** Hears an event. */
export type EventHandler<E> = (event: E) => void;
/** Subscribes to an event; the result unsubscribes. */
export type EventHandlerSubscribeFn<E> = (handler: EventHandler<E>) => () => void;

/** Where to subscribe. */
export interface Events {
  /** When the client is there. */
  readonly subscribeToLoaded: EventHandlerSubscribeFn<LoadedEvent>;
  /** When it has been started. */
  readonly subscribeToConnected: EventHandlerSubscribeFn<ConnectedEvent>;
  /** Messages of the text types. */
  readonly subscribeToTextMessageReceivedEvent: EventHandlerSubscribeFn<StringMessageReceivedEvent>;
  /** Messages of other types. */
  readonly subscribeToBinaryMessageReceivedEvent: EventHandlerSubscribeFn<BinaryMessageReceivedEvent>;
  /** All messages, as they came. */
  readonly subscribeToRawMessageReceivedEvent: EventHandlerSubscribeFn<RawMessageReceivedEvent>;
  /** When it ends by itself, or messages are lost. */
  readonly subscribeToError: EventHandlerSubscribeFn<ErrorEvent>;
}

/** What `createNymMixnetClient` gives. */
export interface NymMixnetClient {
  /** The methods. */
  readonly client: Client;
  /** Where to subscribe. */
  readonly events: Events;
}
