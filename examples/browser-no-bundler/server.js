// Any server will do that sends these types and this policy.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const { NYM_API, PORT = '8000' } = process.env;
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const OWN = new Map([
  ['/', 'index.html'],
  ['/main.js', 'main.js'],
  ['/icon.svg', 'icon.svg'],
]);
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  // On this machine a gateway may do without TLS.
  `connect-src 'self' https: wss:${NYM_API ? ' http://127.0.0.1:* ws://127.0.0.1:*' : ''}`,
].join('; ');

/** What is at a path: a file of this folder or of the package, or the settings. */
async function contentOf(path) {
  if (path === '/config.js') {
    const nymApi = NYM_API ?? 'https://validator.nymtech.net/api';
    return `export const nymApi = ${JSON.stringify(nymApi)};`;
  }
  const [, inPackage] = /^\/peapod\/((?:\w[\w-]*\/)*[\w-]+\.(?:js|wasm))$/.exec(path) ?? [];
  if (inPackage !== undefined) {
    return readFile(new URL(`dist/${inPackage}`, import.meta.resolve('peapod/package.json')));
  }
  return OWN.has(path) ? readFile(new URL(OWN.get(path), import.meta.url)) : undefined;
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const content = await contentOf(pathname).catch(() => undefined);
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('Content-Type', TYPES[extname(pathname) || '.html'] ?? 'text/plain');
  response.writeHead(content === undefined ? 404 : 200).end(content);
});

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`open http://127.0.0.1:${server.address().port}/`);
});
