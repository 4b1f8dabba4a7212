// A program that keeps its state in a folder and is killed while it sends: it says its address and
// then, with the first packets on their way, that it is sending.

import { MixnetClient } from 'peapod';
import { fileStorage } from 'peapod/file-storage';

const [nymApi, folder, recipient] = process.argv.slice(2);
const storage = fileStorage(folder);
const client = await MixnetClient.connect({ network: { nymApi }, storage });
console.log(client.address);
const receipt = client.send(recipient, new Uint8Array(60_000).fill(7));
receipt.addEventListener('progress', () => console.log('sending'), { once: true });
