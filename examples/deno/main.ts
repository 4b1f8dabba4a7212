// Answers every message with the time, to whomever it is from.

import { MixnetClient } from 'peapod';
import { fileStorage } from 'peapod/file-storage';

const client = await MixnetClient.connect({
  network: { nymApi: Deno.env.get('NYM_API') ?? 'https://validator.nymtech.net/api' },
  storage: fileStorage('./state'),
});
Deno.addSignalListener('SIGINT', () => client.close());
console.log('write to:', client.address);

for await (const message of client) {
  console.log('received:', message.text());
  if (message.sender) {
    message.reply(`It is ${new Date().toISOString()}. You wrote: ${message.text()}`);
  }
}
