// A program with a mixnet in it, which ends once network and client are closed.

import { MixnetClient } from 'peapod';
import { startMixnet } from 'peapod/testing';

const [transport] = process.argv.slice(2);
const mixnet = await startMixnet({ transport });
const client = await MixnetClient.connect(mixnet.connectOptions);
await client.send(client.address, 'hello, myself');
for await (const message of client) {
  console.log(message.text());
  break;
}
await client.close();
await mixnet.close();
