// Counts votes and never learns whose they are.

import { MixnetClient } from 'peapod';
import { fileStorage } from 'peapod/file-storage';

const client = await MixnetClient.connect({
  network: { nymApi: process.env.NYM_API ?? 'https://validator.nymtech.net/api' },
  storage: fileStorage('./state'), // the same address after a restart
});

const votes = new Map();

client.serve((message) => {
  const { choice } = message.json();
  if (choice !== 'yes' && choice !== 'no') {
    return { error: 'vote yes or no' };
  }
  // The tag is the same in all requests of one run of the asker, and says nothing else.
  votes.set(message.sender, choice);
  const count = (wanted) => [...votes.values()].filter((given) => given === wanted).length;
  return { yes: count('yes'), no: count('no') };
});

client.addEventListener('error', ({ detail }) => console.error(detail.code, detail.cause ?? ''));
console.log('vote at:', client.address);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => client.close());
}
