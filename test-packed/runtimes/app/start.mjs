// The programs in Node, Deno and Bun. The argument is JSON: the network's `nymApi`, the `folder` of
// the state and, where this is the second start with that folder, the `address` it must have. Each
// line of output is a program that passed; the last one of a first start is the address.

import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { MixnetClient } from 'peapod';
import { fileStorage } from 'peapod/file-storage';
import { connectOptions } from './engine.mjs';
import { runAgain, runAll } from './programs.mjs';
import { askThread } from './threads.mjs';

const TURN_MS = 10;

const { nymApi, folder, address } = JSON.parse(process.argv[2]);

const options = await connectOptions(nymApi);
const host = {
  connect: (more) => MixnetClient.connect({ ...options, ...more }),
  storage: () => fileStorage(folder),
  inThread: () => askThread(nymApi),
  held,
};

/** Asked a turn later: what has just ended is still listed in the turn in which it ends. */
async function held() {
  await setTimeout(TURN_MS);
  return process.getActiveResourcesInfo?.().sort().join();
}

if (address === undefined) {
  console.log(await runAll(host, (name) => console.log(name)));
} else {
  await runAgain(host, address);
  console.log('restart');
}
