import { MixnetClient } from 'peapod';

const [address = '', path = ''] = process.argv.slice(2);
const client = await MixnetClient.connect({
  network: { nymApi: process.env.NYM_API ?? 'https://validator.nymtech.net/api' },
});

// Nobody is to answer, so nothing for an answer goes along.
const receipt = client.send(address, Bun.file(path), { anonymous: false });
receipt.addEventListener('progress', ({ detail }) => {
  process.stdout.write(`\r${detail.acknowledged} of ${detail.total} packets have arrived`);
});
await receipt.acknowledged;
console.log('\nall have arrived');
await client.close();
