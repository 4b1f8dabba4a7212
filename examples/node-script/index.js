import { MixnetClient } from 'peapod';

const nymApi = process.env.NYM_API ?? 'https://validator.nymtech.net/api';
const text = process.argv[2] ?? 'hello, myself';

const client = await MixnetClient.connect({
  network: { nymApi },
  onProgress: (stage) => console.log(`… ${stage}`),
});
console.log('my address:', client.address);

const sentAt = performance.now();
await client.send(client.address, text);
for await (const message of client) {
  const seconds = ((performance.now() - sentAt) / 1000).toFixed(1);
  console.log(`received after ${seconds} s: ${message.text()}`);
  break;
}
await client.close(); // or the process goes on sending cover traffic
