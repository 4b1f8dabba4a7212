import type { SessionNews, SessionRequest } from '../session.js';
import type { StateSecret } from '../state-options.js';
import type { StoragePlace } from '../storage-place.js';
import type { StorageAddress } from './storage-port.js';

/** Rises when what crosses changes: tabs of two versions may find one shared worker. */
export const WIRE_VERSION = 2;

/** What makes a session, as it crosses to a worker. */
export interface CrossingPlan {
  readonly configJson: string;
  readonly topology: string | undefined;
  readonly backend: 'auto' | 'wasm' | 'js';
  /** An absolute URL, bytes or a module; the worker's own file without it. */
  readonly wasm: string | BufferSource | WebAssembly.Module | undefined;
  readonly secret: StateSecret;
}

/** The first message of a page; answered by `opened` or `refused`. */
export interface OpenRequest {
  readonly kind: 'open';
  readonly version: number;
  readonly plan: CrossingPlan;
  /** The page's storage, or where the worker opens one. */
  readonly storage: StorageAddress | StoragePlace | undefined;
  /** The lock that the page holds for as long as it is there. */
  readonly presence: string | undefined;
}

/** Bytes that crossed and were taken, so that others may follow. */
export interface Taken {
  readonly kind: 'taken';
  readonly bytes: number;
}

/** What a page tells a worker. */
export type PageMessage = OpenRequest | Taken | SessionRequest;

/** What a worker tells a page. */
export type WorkerMessage =
  | { readonly kind: 'opened'; readonly backend: 'wasm' | 'js' }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly stage: string | undefined;
    }
  | Taken
  | SessionNews;
