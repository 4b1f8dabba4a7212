// Networks and clients that end with the test that uses them.

import { MixnetClient } from 'peapod';
import { quickOptions, startMixnet } from 'peapod/testing';

/** A network for one test, and how to join it. */
export async function startWith(t, options = {}) {
  const mixnet = await startMixnet({ transport: 'memory', ...options });
  const clients = [];
  t.after(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await mixnet.close();
  });
  const join = async (more = {}) => {
    const client = await MixnetClient.connect({
      ...mixnet.connectOptions,
      ...quickOptions,
      ...more,
    });
    clients.push(client);
    return client;
  };
  return { mixnet, join };
}

/** The next message of a client. */
export async function next(client) {
  const { value } = await client[Symbol.asyncIterator]().next();
  return value;
}

/** The next event of a client for which a condition holds. */
export function eventOf(client, type, isWanted = () => true) {
  return new Promise((resolve) => {
    const listener = ({ detail }) => {
      if (isWanted(detail)) {
        client.removeEventListener(type, listener);
        resolve(detail);
      }
    };
    client.addEventListener(type, listener);
  });
}
