// Cloudflare's runtime as a process of its own, with a disk that outlives it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Starts workerd with what `wrangler deploy --dry-run --outdir` wrote; resolves when it listens.
 *
 * @param app the folder in which workerd is installed, with the bundle in `bundle/`
 * @param bindings the Worker's texts, by name
 */
export async function startWorkerd(app, bindings) {
  const config = join(app, 'workerd.capnp');
  await writeFile(config, await configText(app, bindings));
  const binary = join(app, 'node_modules/@cloudflare/workerd-linux-64/bin/workerd');
  const child = spawn(binary, ['serve', config, '--control-fd=3'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  }
  const ended = once(child, 'exit');
  const port = await Promise.race([listeningPort(child.stdio[3]), ended.then(() => undefined)]);
  if (port === undefined) {
    throw new Error(`workerd did not start:\n${log}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    /** What it wrote so far. */
    log: () => log,
    /** Ends it without a chance to tidy up. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function listeningPort(stream) {
  for await (const line of createInterface({ input: stream })) {
    const { event, port } = JSON.parse(line);
    if (event === 'listen') {
      return port;
    }
  }
}

/** The runtime's configuration: as in production, but that loopback can be reached. */
async function configText(app, bindings) {
  const quoted = JSON.stringify;
  const files = await readdir(join(app, 'bundle'));
  // The first module is the Worker itself.
  const ordered = ['.js', '.wasm'].flatMap((end) => files.filter((name) => name.endsWith(end)));
  const modules = ordered.map((name) => {
    const kind = name.endsWith('.js') ? 'esModule' : 'wasm';
    return `(name = ${quoted(name)}, ${kind} = embed ${quoted(`bundle/${name}`)})`;
  });
  const texts = Object.entries(bindings).map(
    ([name, text]) => `(name = ${quoted(name)}, text = ${quoted(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private", "local"])),
    (name = "disk", disk = (path = ${quoted(join(app, 'disk'))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  compatibilityDate = "2026-10-20",
  bindings = [(name = "PEER", durableObjectNamespace = "Peer"), ${texts.join(', ')}],
  durableObjectNamespaces = [(className = "Peer", uniqueKey = "peer", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
);
`;
}
