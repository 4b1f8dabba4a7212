import type { StateStorage } from './storage.js';

/**
 * Where a storage is that each thread of a site can open by itself. Plain data: a worker gets it in
 * the storage's stead, so that what is stored needs no page that stays open.
 */
export interface StoragePlace {
  readonly kind: 'indexeddb';
  readonly name: string;
  readonly waitMs: number;
}

/** Under this a storage tells its place; the same in every copy of this package in a program. */
export const PLACE = Symbol.for('peapod.storage-place');

/** The place of a storage that has one. */
export function placeOf(storage: StateStorage): StoragePlace | undefined {
  return (storage as { readonly [PLACE]?: StoragePlace })[PLACE];
}
