// npm run smoke -- --nym-api URL[,URL]: tries the package on a network that is not ours: the live
// one, a sandbox, a local one. docs/live-network.md says what it shows and what failures mean.

import { parseArgs } from 'node:util';
import { adviceFor } from './smoke-advice.mjs';
import { main, Problem } from './steps.mjs';

const USAGE =
  'usage: npm run smoke -- --nym-api URL[,URL…] [--gateway IDENTITY] [--tls] [--patience SECONDS]';
const PATIENCE_SECONDS = '60';
const ANSWER_LEN = 1000;

/** The options, checked as far as the client does not check them itself. */
function options() {
  try {
    const { values } = parseArgs({
      options: {
        'nym-api': { type: 'string' },
        gateway: { type: 'string' },
        tls: { type: 'boolean', default: false },
        patience: { type: 'string', default: PATIENCE_SECONDS },
      },
    });
    const patienceMs = Number(values.patience) * 1000;
    if (values['nym-api'] === undefined || !(patienceMs > 0)) {
      throw new Problem(USAGE);
    }
    const { gateway, tls: requireTls } = values;
    const nymApi = values['nym-api'].split(',');
    return {
      patienceMs,
      connect: { network: { nymApi }, requireTls, ...(gateway && { gateway }) },
    };
  } catch (fault) {
    throw fault instanceof Problem ? fault : new Problem(`${fault.message}\n${USAGE}`);
  }
}

/** The package as it was built last. */
async function loadPackage() {
  try {
    return await import('peapod');
  } catch (cause) {
    throw new Problem(`the package is not built; run npm test or npm start once (${cause.code})`);
  }
}

/** Does one step within the patience, and says how it went. */
async function check(title, patienceMs, action) {
  const startedMs = performance.now();
  const seconds = () => `${((performance.now() - startedMs) / 1000).toFixed(1).padStart(6)} s`;
  try {
    const detail = await within(patienceMs, action());
    console.log(`✔ ${seconds()}  ${title}${detail === undefined ? '' : `: ${detail}`}`);
  } catch (fault) {
    console.log(`✖ ${seconds()}  ${title}: ${fault.code ?? fault.name}: ${fault.message}`);
    throw new Problem(adviceFor(fault));
  }
}

/** What a promise gives, or an error `TIMED_OUT`. */
async function within(patienceMs, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    const message = `nothing came within ${patienceMs / 1000} s`;
    timer = setTimeout(
      () => reject(Object.assign(new Error(message), { code: 'TIMED_OUT' })),
      patienceMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The next message of a client. */
async function next(client) {
  for await (const message of client) {
    return message;
  }
}

function mustBe(same, what) {
  if (!same) {
    throw Object.assign(new Error(what), { code: 'WRONG_RESULT' });
  }
}

async function messageToSelf(client) {
  const text = `message ${crypto.randomUUID()}`;
  const receipt = client.send(client.address, text, { anonymous: false });
  mustBe((await next(client)).text() === text, 'another message arrived than was sent');
  await receipt.acknowledged;
}

async function replyToSelf(client) {
  client.send(client.address, 'who are you?', { expectedReplyBytes: ANSWER_LEN });
  const question = await next(client);
  const answer = crypto.getRandomValues(new Uint8Array(ANSWER_LEN));
  const receipt = question.reply(answer);
  const heard = (await next(client)).bytes();
  mustBe(Buffer.from(heard).equals(answer), 'another answer arrived than was sent');
  await receipt.acknowledged;
}

await main(async () => {
  const { patienceMs, connect } = options();
  const { MixnetClient, memoryStorage } = await loadPackage();
  const storage = memoryStorage();
  const open = () => MixnetClient.connect({ ...connect, storage });
  let client;
  try {
    await check('registers with a gateway', patienceMs, async () => {
      client = await open();
      return client.address;
    });
    await check('a message to itself', patienceMs, () => messageToSelf(client));
    await check('a reply to itself by SURB', patienceMs, () => replyToSelf(client));
    await check('a restart with the same address', patienceMs, async () => {
      const { address } = client;
      await client.close();
      client = await open();
      mustBe(client.address === address, `the address is now ${client.address}`);
      await messageToSelf(client);
    });
  } finally {
    await client?.close();
  }
});
