import { MixnetClient, PeapodError } from 'peapod';

const [address, choice] = process.argv.slice(2);
const client = await MixnetClient.connect({
  network: { nymApi: process.env.NYM_API ?? 'https://validator.nymtech.net/api' },
});

try {
  const answer = await client.request(address, { choice }, { timeoutMs: 30_000 });
  console.log(answer.json());
} catch (fault) {
  if (!PeapodError.is(fault)) {
    throw fault;
  }
  console.error(`${fault.code}: ${fault.message}`);
  process.exitCode = 1;
} finally {
  await client.close();
}
