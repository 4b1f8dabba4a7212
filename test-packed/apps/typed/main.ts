import { type ConnectOptions, MixnetClient, PeapodError, type Receipt } from 'peapod';
import { MixnetClient as InlineClient } from 'peapod/inline';
import { createNymMixnetClient } from 'peapod/nym-sdk';

const options: ConnectOptions = {
  network: { nymApi: 'http://127.0.0.1/api' },
  wasm: new URL('core.wasm', 'http://127.0.0.1'),
  worker: () => new Worker('worker.js', { type: 'module' }),
};

export async function talk(): Promise<string | undefined> {
  const client: MixnetClient = await MixnetClient.connect(options);
  const receipt: Receipt = client.send(client.address, 'hello');
  await receipt.acknowledged;
  for await (const message of client) {
    return message.text();
  }
  return undefined;
}

export const inline: Promise<MixnetClient> = InlineClient.connect(options);
export const stock = createNymMixnetClient();
export const isOurs = (fault: unknown): boolean =>
  PeapodError.is(fault) && fault.code === 'UNSUPPORTED_ENGINE';

// @ts-expect-error an option that there is not
void MixnetClient.connect({ network: { nymApi: '' }, wams: '' });
