// The servers that come with bundlers and frameworks.

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

/**
 * Starts a program of Node that serves pages, on a port that was free a moment ago.
 *
 * @param program its file
 * @param args its arguments, to which the port is added
 * @param options where it runs, and with which environment
 * @returns its URL, the lines that it has printed, and how to stop it
 */
export async function startServer(program, args, options) {
  const port = String(await freePort());
  const child = spawn(process.execPath, [program, ...args, '--port', port], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines = [];
  const url = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(stripVTControlCharacters(line));
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(lines.at(-1));
        if (found !== null) {
          resolve(found[0]);
        }
      });
    }
    ended.then(() => reject(new Error(`${program} ended\n${lines.join('\n')}`)));
  });
  const stop = () => {
    child.kill();
    return ended;
  };
  return { url, lines, stop };
}

/** Not all servers can choose a port themselves. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
