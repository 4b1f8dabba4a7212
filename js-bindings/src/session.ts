import type { ReplyAllowance } from './commands.js';
import type { Output } from './outputs.js';

/**
 * What a client asks of the session that carries it. Plain data, so that the session may live in
 * a worker and this cross by `postMessage`.
 */
export type SessionRequest =
  /** Begins to connect; the first request, unless the session is closed right away. */
  | { readonly kind: 'start' }
  | {
      readonly kind: 'send';
      /** The client's number for the message, used in the news about it. */
      readonly message: number;
      readonly address: string;
      readonly data: Uint8Array;
    }
  | {
      readonly kind: 'send-anonymous';
      readonly message: number;
      /** What reply SURBs go along. */
      readonly allowance: ReplyAllowance;
      readonly address: string;
      readonly data: Uint8Array;
    }
  | {
      readonly kind: 'reply';
      readonly message: number;
      /** The 16 bytes that stand for the sender. */
      readonly tag: Uint8Array;
      readonly data: Uint8Array;
    }
  /** Holds back what has not left of a message. */
  | { readonly kind: 'cancel'; readonly message: number }
  /** Answered by `topology-taken` or `topology-refused`, under the same number. */
  | { readonly kind: 'inject-topology'; readonly request: number; readonly json: string }
  | { readonly kind: 'release-topology'; readonly request: number }
  /** Answered by `node-tested` or `node-test-failed`, under the same number. */
  | {
      readonly kind: 'test-node';
      readonly test: number;
      readonly identity: string;
      readonly packets: number;
      readonly timeoutMs: number;
    }
  /** Ends a test, which is not answered then. */
  | { readonly kind: 'cancel-node-test'; readonly test: number }
  /** Answered by one piece of `stats` news, in the order of the requests. */
  | { readonly kind: 'stats' }
  /** Answered by `closed`, the last news of every session. */
  | { readonly kind: 'close' }
  /**
   * Ends it as if it were killed, answered by `closed` too: nothing more is stored, so that what was
   * given out in the last second is given out again by the next run.
   */
  | { readonly kind: 'abandon' };

/** What a session tells its client; plain data as well. */
export type SessionNews =
  | Extract<
      Output,
      {
        readonly kind:
          | 'stage'
          | 'ready'
          | 'received'
          | 'sent'
          | 'acknowledged'
          | 'send-failed'
          | 'start-failed'
          | 'closed'
          | 'stats'
          | 'progress'
          | 'topology'
          | 'topology-alarm'
          | 'bandwidth-refused'
          | 'resumed'
          | 'topology-taken'
          | 'topology-refused'
          | 'node-tested'
          | 'node-test-failed'
          | 'privacy-warning';
      }
    >
  /** So many messages had to be thrown away on the way from a worker, for want of a reader. */
  | { readonly kind: 'lost'; readonly messages: number }
  /** The core broke; `closed` follows. */
  | { readonly kind: 'crashed'; readonly detail: string };

/** The one way between a client and whatever drives its core. */
export interface Session {
  /** Hands over a request, whose bytes may be gone then; after `closed` it is ignored. */
  post(request: SessionRequest): void;
}

/** Where a session's news go. */
export type NewsListener = (news: SessionNews) => void;

/** A session that is loaded and has not begun. */
export interface PreparedSession {
  /** Which build of the core runs it. */
  readonly backend: 'wasm' | 'js';
  /** The session, which tells its news here once it is asked to start. */
  listen(tell: NewsListener): Session;
  /** Gives it up. */
  discard(): void;
}
