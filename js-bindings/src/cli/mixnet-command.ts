import type { WriteStream } from 'node:tty';
import { type Mixnet, type MixnetOptions, startMixnet } from '../testing/index.js';
import { summary, TrafficView } from './traffic-view.js';

const VIEW_EVERY_MS = 500;
const LINE_EVERY_MS = 10_000;
const HIDE_CURSOR = '\x1b[?25l';
const SHOW_CURSOR = '\x1b[?25h';

/** Where a command writes to: a terminal, or not. */
type Output = Pick<WriteStream, 'write'> & { readonly isTTY?: boolean };

/**
 * Runs a network until the signal aborts, and shows its traffic: live on a terminal, else as a line
 * now and then. When this resolves nothing of it is left.
 */
export async function runMixnet(
  options: MixnetOptions,
  isJson: boolean,
  out: Output,
  stop: AbortSignal,
): Promise<void> {
  const mixnet = await startMixnet(options);
  const aborted = new Promise((resolve) => {
    stop.addEventListener('abort', resolve, { once: true });
  });
  let end = () => {};
  if (isJson) {
    out.write(`${places(mixnet)}\n`);
  } else {
    out.write(greeting(mixnet));
    end = out.isTTY === true ? showLive(mixnet, out) : showLines(mixnet, out);
  }
  if (!stop.aborted) {
    await aborted;
  }
  end();
  await mixnet.close();
}

/** The same line that the network on the JVM prints. */
function places({ nymApi, gateways }: Mixnet): string {
  const listed = gateways.map(({ identity, url }) => ({ identity, ws: url }));
  return JSON.stringify({ nymApi, gateways: listed });
}

function greeting({ nymApi, gateways }: Mixnet): string {
  const lines = [
    '',
    `  directory   ${nymApi}`,
    ...gateways.map(({ id, identity, url }) => `  gateway ${id}   ${url}   ${identity}`),
    '',
    `  MixnetClient.connect({ network: { nymApi: '${nymApi}' } })`,
    '  Ctrl-C stops everything.',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** Redraws the view in its place; the result ends that. */
function showLive(mixnet: Mixnet, out: Output): () => void {
  const view = new TrafficView(mixnet, performance.now());
  const events = mixnet.events();
  const counting = (async () => {
    for await (const event of events) {
      view.count(event);
    }
  })();
  let height = 0;
  const draw = () => {
    const lines = view.lines(mixnet.stats(), performance.now());
    const back = height === 0 ? '' : `\x1b[${height}A\x1b[J`;
    out.write(`${back}${lines.join('\n')}\n`);
    height = lines.length;
  };
  out.write(HIDE_CURSOR);
  draw();
  const timer = setInterval(draw, VIEW_EVERY_MS);
  return () => {
    clearInterval(timer);
    out.write(SHOW_CURSOR);
    events.return?.();
    counting.catch(() => {});
  };
}

/** Writes a line now and then, when something has happened; the result ends that. */
function showLines(mixnet: Mixnet, out: Output): () => void {
  let last = '';
  const timer = setInterval(() => {
    const line = summary(mixnet.stats());
    if (line !== last) {
      last = line;
      out.write(`${line}\n`);
    }
  }, LINE_EVERY_MS);
  return () => clearInterval(timer);
}
