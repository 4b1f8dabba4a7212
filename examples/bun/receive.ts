import { MixnetClient } from 'peapod';

const client = await MixnetClient.connect({
  network: { nymApi: process.env.NYM_API ?? 'https://validator.nymtech.net/api' },
});
process.once('SIGINT', () => client.close());
console.log('send files to:', client.address);

let count = 0;
for await (const message of client) {
  const name = `received-${++count}`;
  const bytes = await Bun.write(name, message.bytes());
  console.log(`${name}: ${bytes} bytes`);
}
