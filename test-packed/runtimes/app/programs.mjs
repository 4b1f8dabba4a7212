// What every runtime is tried with. Nothing here is of one engine: what differs is given.

const LARGE = 100_000;
const GOODBYE_MS = 10_000;
const NOBODY = 'http://127.0.0.1:9/api';

/** Clients with a fifth of the usual cover: with all of it several of them are too much at a time. */
export const QUIETLY = { preset: 'lowPower' };

/**
 * Runs all programs in their order, on two clients that are closed at the end; tells the name of
 * each that passed. The first one that fails throws, and says which it was. Gives the address that
 * the storage is for.
 *
 * @param host.connect joins the network under test as the client that is tried, with more options
 * @param host.connectOther does so as anybody else; the same where it is not given
 * @param host.storage makes the storage that the client keeps its state in
 * @param host.inThread has a thread of its own send a message to itself; gives what arrived there
 * @param host.held what would keep the program alive now, as a text, where the engine can tell
 */
export async function runAll(given, tell) {
  const host = { connectOther: given.connect, ...given };
  const run = async (name, action) => {
    try {
      await action();
    } catch (cause) {
      throw new Error(`${name}: ${cause?.code ?? cause?.name}: ${cause?.message}`, { cause });
    }
    tell(name);
  };
  const before = await host.held?.();
  const clients = {};
  await run('connects', () => connectBoth(clients, host));
  await run('message', () => messageToItself(clients));
  await run('reply', () => anonymousReply(clients));
  await run('request', () => requestAndAnswer(clients));
  await run('large', () => largeMessage(clients));
  await run('abort', () => abortAndTimeOut(clients, host));
  await run('state', () => sameAddressAgain(clients, host));
  if (host.inThread !== undefined) {
    await run('thread', () => messageInThread(host));
  }
  await run('close', () => closeAll(clients, host, before));
  return clients.ada.address;
}

/** A client in a thread of its own: sends to itself, gives what arrived and where. */
export async function runInThread(connect) {
  const client = await connect({});
  client.send(client.address, 'from a thread');
  const text = (await next(client)).text();
  await client.close();
  return { address: client.address, text };
}

/** A client that goes on with what is in the storage: it must be the one with this address. */
export async function runAgain({ connect, storage }, address) {
  const client = await connect({ storage: storage() });
  same(client.address, address);
  await messageToItself({ ada: client });
  await client.close();
}

/** Ben sends no cover at all, to leave some of the machine to others. */
async function connectBoth(clients, { connect, connectOther, storage }) {
  clients.storage = storage();
  [clients.ada, clients.ben] = await Promise.all([
    connect({ storage: clients.storage }),
    connectOther({ preset: 'noCover' }),
  ]);
}

async function messageToItself({ ada }) {
  const text = 'Grüße an mich \u{1f331}';
  const receipt = ada.send(ada.address, text);
  same((await next(ada)).text(), text);
  await receipt.acknowledged;
}

async function anonymousReply({ ada, ben }) {
  ada.send(ben.address, { question: 'who are you?' });
  const question = await next(ben);
  same(question.json().question, 'who are you?');
  same(typeof question.sender, 'string');
  const receipt = question.reply('nobody');
  same((await next(ada)).text(), 'nobody');
  await receipt.acknowledged;
}

async function requestAndAnswer({ ada, ben }) {
  const serving = ben.serve((message) => message.text().toUpperCase());
  const answers = await Promise.all(['one', 'two'].map((word) => ada.request(ben.address, word)));
  same(answers.map((answer) => answer.text()).join(), 'ONE,TWO');
  serving.stop();
}

async function largeMessage({ ada, ben }) {
  const sent = new Uint8Array(LARGE).map((_, i) => i * i);
  const receipt = ada.send(ben.address, sent, { anonymous: false });
  same((await next(ben)).bytes().join(), sent.join());
  await receipt.acknowledged;
}

async function abortAndTimeOut({ ada, ben }, { connectOther: connect }) {
  const reason = new Error('enough');
  const controller = new AbortController();
  const stage = 'gateway-socket';
  const onProgress = (reached) => reached === stage && controller.abort(reason);
  same(await rejection(connect({ signal: controller.signal, onProgress })), reason);
  same(await rejection(connect({ signal: AbortSignal.abort(reason) })), reason);

  const unanswered = await rejection(ada.request(ben.address, 'anyone?', { timeoutMs: 1 }));
  same([unanswered.name, unanswered.code].join(), 'PeapodError,REQUEST_TIMED_OUT');

  const unreachable = await rejection(connect({ network: { nymApi: NOBODY } }));
  same([unreachable.code, unreachable.stage].join(), 'DIRECTORY_UNREACHABLE,directory');
  same(unreachable.retryable, true);
}

async function sameAddressAgain(clients, { connect }) {
  const { address } = clients.ada;
  await clients.ada.close();
  clients.ada = await connect({ storage: clients.storage });
  same(clients.ada.address, address);
}

async function messageInThread({ inThread }) {
  const { address, text } = await inThread();
  same(text, 'from a thread');
  same(address.includes('@'), true);
}

async function closeAll({ ada, ben }, { held }, before) {
  const waiting = rejection(ada.request(ben.address, 'too late'));
  await Promise.all([ada.close(), ben.close()]);
  same((await waiting).code, 'CLOSED');
  same(ada.state, 'closed');
  await settles(held, before);
}

/** Sockets may take a moment to say goodbye; what is still there after that is left over. */
async function settles(held, before) {
  const deadlineMs = performance.now() + GOODBYE_MS;
  while (held !== undefined && (await held()) !== before) {
    if (performance.now() > deadlineMs) {
      same(await held(), before);
    }
  }
}

/** The next message of a client. */
async function next(client) {
  for await (const message of client) {
    return message;
  }
}

/** What a promise is rejected with. */
function rejection(promise) {
  return promise.then(
    () => Promise.reject(new Error('it should have been rejected')),
    (fault) => fault,
  );
}

function same(actual, expected) {
  if (actual !== expected) {
    const shown = [expected, actual].map((value) => String(value).slice(0, 200));
    throw new Error(`expected ${shown[0]}, got ${shown[1]}`);
  }
}
