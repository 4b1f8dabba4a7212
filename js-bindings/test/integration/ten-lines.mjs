// The ten lines of the README as a program: it ends by itself once its client is closed.

import { MixnetClient } from 'peapod';

const [nymApi] = process.argv.slice(2);
const client = await MixnetClient.connect({ network: { nymApi } });
await client.send(client.address, 'hello, myself');
for await (const message of client) {
  console.log(message.text());
  break;
}
await client.close();
