import type { ConnectOptions, RunIn } from 'peapod';
import { indexedDbStorage } from 'peapod/indexeddb-storage';

/**
 * The base URL of the directory: from the page's own address (`?nymApi=…`), or else from
 * `network.json`, which `npm start` serves beside the page.
 */
export async function findNymApi(): Promise<string> {
  const given = new URLSearchParams(location.search).get('nymApi');
  if (given !== null) {
    return given;
  }
  const answer = await fetch('./network.json');
  const network: unknown = answer.ok ? await answer.json() : null;
  if (typeof network === 'object' && network !== null && 'nymApi' in network) {
    return String(network.nymApi);
  }
  throw new Error('no network is given: open this page with ?nymApi=<URL of a directory>');
}

/** Where the client shall run, if the page's address says so (`?runIn=shared-worker`). */
export function placeOfClient(): Pick<ConnectOptions, 'runIn'> {
  const given = new URLSearchParams(location.search).get('runIn');
  return given === null ? {} : { runIn: given as RunIn };
}

/** What keeps the client from one visit to the next, if the page's address says so (`?keep=NAME`). */
export function storageOfClient(): Pick<ConnectOptions, 'storage'> {
  const name = new URLSearchParams(location.search).get('keep');
  return name === null ? {} : { storage: indexedDbStorage(name) };
}
